"""The text of files that are no plain text: Word documents and rich text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

MAX_UNPACKED = 200_000_000  # bytes that a .docx may unpack to
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # what a text box holds, once more


def unpack_docx(data: bytes) -> tuple[str, str]:
    """Return the paragraphs of a Word document, those in tables too, one a line with a blank line between, and no doubt.

    Raises:
        ValueError: this is no Word document, or one that unpacks to more than ``MAX_UNPACKED``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        lines = _list_lines(data) if size <= MAX_UNPACKED else []
    except Exception as error:  # a damaged file may break the library anywhere
        raise ValueError(f"not readable as a Word document: {error}") from None
    if size > MAX_UNPACKED:
        raise ValueError(f"this unpacks to {size:,} bytes, and at most {MAX_UNPACKED:,} are read")
    return "\n\n".join(filter(None, lines)), ""


def _list_lines(data: bytes) -> list[str]:
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(io.BytesIO(data)).element.body
    paragraphs = (p for p in body.iter(qn("w:p")) if next(p.iterancestors(qn("w:p"), _FALLBACK), None) is None)
    return ["".join(_list_pieces(p)).strip() for p in paragraphs]


def _list_pieces(paragraph) -> Iterator[str]:
    """Yield the text of a paragraph, that of insertions and text boxes too; deleted words have a tag of their own."""
    for element in paragraph.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "t" and next(element.iterancestors(_FALLBACK), None) is None:
            yield element.text or ""
        elif name in ("tab", "br", "cr"):
            yield " " if name == "tab" else "\n"


def unpack_rtf(data: bytes) -> tuple[str, str]:
    """Return the text of a file in rich text format, and no doubt.

    Raises:
        ValueError: this is not one.
    """
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise ValueError("this is not a file in rich text format")
    # fields such as links need no reading, and the library takes cubic time over broken ones; what they show stays
    text = rtf_to_text(re.sub(rb"(?i)\\fldinst", rb"\\fldinstx", data).decode("latin-1"), errors="replace")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ""  # halves of an emoji joined


UNPACKERS: dict[str, Callable[[bytes], tuple[str, str]]] = {".docx": unpack_docx, ".rtf": unpack_rtf}
