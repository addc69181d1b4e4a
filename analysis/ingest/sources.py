"""Readers by format: a file in, raw articles out. What cannot be read becomes a row of the problems table, never an exception."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from analysis.ingest.databases import Document, list_missing, read_factiva_html, read_factiva_text, read_nexis
from analysis.ingest.days import read_date
from analysis.ingest.encoding import decode, decode_page
from analysis.ingest.furniture import is_paragraph
from analysis.ingest.markup import list_visible
from analysis.ingest.raw import META, RENAME, Problem, RawArticle
from analysis.ingest.records import mend_halves, read_csv, read_jsonl, write_value
from analysis.ingest.unpack import UNPACKERS
from analysis.ingest.wrapped import join_wrapped

# Keys that head no headline ("Source: mayor to resign", "Author: …" may), so that one line with such a key is a header by itself.
_SURE = frozenset("title headline outlet publication media_name published publish_date url article_id".split())
_SPLIT_UP = "make a .csv of it, one row an article, with columns text, title, outlet and date"
# A date that the page gives for itself: any other, in a footer or in the story, is no date of the article.
_SURE_DATES = {"extensive_search": False, "original_date": True}
_NO_BODY = "", "no article body found in the page", "paste the article's text into a .txt file instead"
_LANGUAGES = {"english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es", "español": "es",
              "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "portuguese": "pt", "português": "pt"}  # fmt: skip
_PUBLISHED = re.compile(r"(?:first |last )?(?:published|posted)(?: on| at)?\s{0,3}:?\s{1,3}([^\n]{6,40})$", re.I)
_HEADER = re.compile(r"([A-Za-z_]{2,20}) ?: ?(\S.{0,400})?$")  # or no value


def read_source(path: Path) -> Iterator[RawArticle | Problem]:
    """Yield the articles of one file, and a problem for whatever cannot be read."""
    readers = {".txt": read_text, ".md": read_text, ".html": read_html, ".htm": read_html, ".jsonl": read_jsonl, ".csv": read_csv,
               ".docx": read_text, ".rtf": read_text}  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if path.suffix.lower() == ".zip":
        yield Problem(str(path), "", "a packed folder is not read", "unpack it and name the files in it")
        return
    if reader is None:
        yield Problem(str(path), "", f"format {path.suffix or 'without a suffix'!r} is not read", f"save it as one of {', '.join(readers)}")
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Problem(str(path), "", f"cannot be read: {error.strerror}", "see that the file is there and that you may read it")
        return
    if not data.strip():
        yield Problem(str(path), "", "the file is empty", "save the article again, or remove the file from the study")
        return
    try:
        unpack = UNPACKERS.get(path.suffix.lower(), decode_page if reader is read_html else decode)
        text, doubt = unpack(data)
    except ValueError as error:
        yield Problem(str(path), "", str(error), "save the article as plain text in UTF-8")
        return
    if doubt:
        yield Problem(str(path), "", doubt, "check accents and quotation marks; save the file as UTF-8 to be sure")
    yield from reader(path, text)


def read_text(path: Path, text: str) -> Iterator[RawArticle | Problem]:
    """A page as pasted, with an optional block of ``Key: value`` lines on top and an optional sidecar ``name.toml``; or an export of a
    news database, which holds many articles."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    documents, told = read_nexis(text) or (read_factiva_text(text), 0)
    if documents:
        yield from _list_documents(path, documents, told)
        return
    meta, body = split_header(text)
    sidecar, own, problems = read_sidecar(path)
    meta |= sidecar
    yield from problems
    joined = join_wrapped(body)
    if joined != body:
        yield Problem(str(path), "", "the lines are broken at a width; they were joined to paragraphs",
                      "look at the paragraphs in the report; better still, paste the text from the page")  # fmt: skip
    yield RawArticle(meta.pop("id", "") or path.stem, joined, meta, path, own=own)


def _list_documents(path: Path, documents: list[Document], told: int) -> Iterator[RawArticle | Problem]:
    """Yield the articles of an export, and a problem for each document without words and for documents that are missing."""
    for row, problem in list_missing(documents, told):
        yield Problem(str(path), row, problem, _SPLIT_UP)
    for number, (meta, paragraphs) in enumerate(documents, 1):
        if paragraphs:
            spoken = next(iter(re.findall(r"[^\W\d_]+", meta.get("language", "").lower())), "")
            known = {**meta, "language": _LANGUAGES.get(spoken, "")}
            meta = {name: mend_halves(value) for name, value in known.items() if value}
            yield RawArticle(f"{path.stem}-{number}", mend_halves("\n\n".join(paragraphs)), meta, path, str(number))


MAX_APART = 6  # words of a value behind a blank line, beyond which it is a sentence of the article
MAX_HEADER = 24  # lines of the block, blank ones with it
MAX_ABOVE = 4  # lines that may stand above the block: a note, the headline, blank lines


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Take a block of known ``Key: value`` lines off the top; its lines are blanked, so line numbers hold.

    A note or the headline may stand above it, and blank lines between its lines. One line is a block where its key can head no headline
    ("Outlet: …").
    """
    lines = text.split("\n")
    first = next((n for n in range(min(MAX_ABOVE, len(lines))) if _read_header_line(lines[n])), 0)
    meta, end = {}, first
    is_sure = False
    for n, line in enumerate(lines[first : first + MAX_HEADER], first):
        if not line.strip():
            continue
        found = _read_header_line(line)
        is_apart = n > end  # blank lines stand before it
        if not found or is_apart and (found[0] in meta or found[1].endswith(".") or len(found[1].split()) > MAX_APART):
            break
        key = line.split(":")[0].strip().lower()
        is_named = key in ("author", "by", "byline") and n == 0 and not "".join(lines[1:2]).strip() and _is_name(found[1])
        is_sure |= key in _SURE or key == "date" and bool(read_date(found[1])) or is_named
        meta[found[0]] = found[1]
        end = n + 1
    n_told, meta = len(meta), {name: value for name, value in meta.items() if value}
    if n_told < 2 and not is_sure:
        return {}, text
    return meta, "\n".join(lines[:first] + [""] * (end - first) + lines[end:])


def _is_name(value: str) -> bool:
    words = [word for word in value.split() if len(word) > 3]
    return 0 < len(words) <= 5 and all(word[0].isupper() for word in words)


def _read_header_line(line: str) -> tuple[str, str] | None:
    match = _HEADER.match(line)
    return (META[match.group(1).lower()], (match.group(2) or "").strip()) if match and match.group(1).lower() in META else None


def read_sidecar(path: Path) -> tuple[dict[str, str], dict[str, str], list[Problem]]:
    """Return what the file ``name.toml`` beside an article tells of it, its keys that mean nothing here, and what is wrong with it."""
    sidecar = path.with_suffix(".toml")
    if not sidecar.is_file():
        return {}, {}, []
    try:
        told = {key.lower(): write_value(value) for key, value in tomllib.loads(sidecar.read_text(encoding="utf-8-sig")).items()}
    except (ValueError, RecursionError) as error:
        return {}, {}, [Problem(str(sidecar), "", f"not valid TOML: {error}", 'write lines such as outlet = "The Daily"')]
    except OSError as error:
        return {}, {}, [Problem(str(sidecar), "", f"cannot be read: {error.strerror}", "see that you may read it")]
    own = {key: value for key, value in told.items() if key not in META}
    problems = [Problem(str(sidecar), "", f"keys of your own: {', '.join(own)[:200]}", RENAME)] if own else []
    return {META[key]: value for key, value in told.items() if key in META}, own, problems


def read_html(path: Path, text: str) -> Iterator[RawArticle | Problem]:
    """A saved page: body and metadata by trafilatura, or from a sidecar ``name.toml``; every visible line it left out is listed.

    A page saved from Factiva holds many articles.
    """
    import trafilatura
    from lxml import etree, html

    try:
        tree = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but a comment
        yield Problem(str(path), *_NO_BODY)
        return
    if documents := read_factiva_html(tree):
        yield from _list_documents(path, documents, 0)
        return
    found = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, favor_recall=True, with_metadata=True,
                                        date_extraction_params=_SURE_DATES)  # fmt: skip
    if found is None or not (found.text or "").strip():
        yield Problem(str(path), *_NO_BODY)
        return
    meta = {"title": found.title, "author": found.author, "published": found.date, "url": found.url, "outlet": found.sitename,
            "language": found.language}  # fmt: skip
    sidecar, own, problems = read_sidecar(path)
    yield from problems
    visible = dict.fromkeys(list_visible(tree))
    folded = " ".join(found.text.split())
    above = takewhile(lambda line: not (is_paragraph(line) and " ".join(line.split()) in folded), visible)  # not a comment's or a teaser's
    within = (line for line in visible if " ".join(line.split()) in folded)
    told = (m[1] for line in (*within, *above) if (m := _PUBLISHED.match(line)) and read_date(m[1]))
    meta["published"] = meta["published"] or next(told, None)
    outside = tuple(line for line in visible if " ".join(line.split()) not in folded and line != found.title)
    body = "\n\n".join(line.strip().removeprefix("> ") for line in found.text.splitlines() if line.strip())
    known = {k: v for k, v in meta.items() if v} | sidecar
    yield RawArticle(known.pop("id", "") or path.stem, body, known, path, outside=outside, own=own)
