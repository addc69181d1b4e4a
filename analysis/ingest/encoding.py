"""From the bytes of a file to its text, with a doubt where the encoding is not certain."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_LOST, _AS_WINDOWS = "\ufffd", "standpoint-windows"
# Longest first: that of UTF-32 begins like that of UTF-16.
_MARKS = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MAX_ZEROS = 0.001  # share of NUL bytes beyond which a file is no text
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s{0,3}([\w-]{2,30})", re.I)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and a doubt about its encoding ("" where there is none).

    A few bytes that are not UTF-8, in a text with other letters that are, are read as Windows-1252 and the others as UTF-8.

    Raises:
        ValueError: this is no text.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            text = data.decode(name, errors="replace")
            return text, f"not whole as {name}: {text.count(_LOST)} letters are lost" if _LOST in text else ""
    n_zero = data.count(0)
    if n_zero > MAX_ZEROS * len(data) or data.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"{\\rtf")):
        raise ValueError("this is not plain text but a binary file")
    zeros = f"{n_zero} NUL bytes dropped, the first in line {_find_line(data, data.find(0))}" if n_zero else ""
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig"), zeros
    except UnicodeDecodeError as error:
        first = error.start
    if sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 0.02 * len(data[:4096]):
        raise ValueError("this is not plain text but a binary file")
    bad = f"{zeros}; not UTF-8" if zeros else "not UTF-8"
    where = f"{bad} (line {_find_line(data, first)}, byte {first} is 0x{data[first]:02x})"
    kept = data.decode("utf-8-sig", errors="ignore")
    n_bad = len(data) - len(kept.encode())
    if sum(not letter.isascii() for letter in kept) > n_bad:
        return data.decode("utf-8-sig", errors=_AS_WINDOWS), f"{where}; {n_bad} such bytes read as Windows-1252, the rest as UTF-8"
    return data.decode("cp1252", errors="replace"), f"{where}; read as Windows-1252"


def decode_page(data: bytes) -> tuple[str, str]:
    """Return what ``decode`` does, of a page that is not UTF-8 in the encoding that it names for itself, where it names one."""
    told = _CHARSET.search(data[:2048])
    name = told[1].decode("ascii").lower() if told else "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError, UnicodeError):  # a name of no encoding, or of one that is none for text: "hex"
            return (data.decode(name, errors="replace"), "") if name not in ("utf-8", "utf8", "ascii") else decode(data)
    return decode(data)


def _find_line(data: bytes, at: int) -> int:
    return data[:at].count(b"\n") + 1


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="replace"), error.end


codecs.register_error(_AS_WINDOWS, _read_as_windows)
