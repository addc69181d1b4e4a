"""Readers by format: a file in, raw articles out. What cannot be read becomes a row of the problems table, never an exception."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from dateutil import parser as dates

from analysis.ingest.databases import Document, list_missing, read_factiva_html, read_factiva_text, read_nexis
from analysis.ingest.encoding import decode, decode_page
from analysis.ingest.furniture import is_paragraph
from analysis.ingest.unpack import UNPACKERS
from analysis.ingest.wrapped import join_wrapped
from analysis.study import FIRST_YEAR

MAX_CHARS = 300_000  # about 50,000 words; what lies beyond is reported, since the parser's memory grows with the length
META = {
    "title": "title", "headline": "title", "outlet": "outlet", "publication": "outlet", "source": "outlet", "media_name": "outlet",
    "newspaper": "outlet", "paper": "outlet", "pub_date": "published", "publication_date": "published", "published_at": "published",
    "author": "author", "authors": "author", "byline": "author", "by": "author", "published": "published", "date": "published",
    "publish_date": "published", "publishedat": "published", "url": "url", "link": "url", "language": "language", "lang": "language",
    "id": "id", "article_id": "id",
}  # fmt: skip
TEXT_COLUMNS = ("text", "body", "content", "article_text")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")  # a date of which the one or the other number may be the month
_DEFAULTS = datetime(2001, 2, 3), datetime(2004, 9, 28)
_BLOCKS = "p div li ul ol table tr td th section article header footer nav aside main form figure figcaption br h1 h2 h3 h4 h5 h6".split()
# Keys that head no headline ("Source: mayor to resign", "Author: …" may), so that one line with such a key is a header by itself.
_SURE = frozenset("title headline outlet publication media_name published publish_date url article_id".split())
_SPLIT_UP = "make a .csv of it, one row an article, with columns text, title, outlet and date"
# A date that the page gives for itself: any other, in a footer or in the story, is no date of the article.
_SURE_DATES = {"extensive_search": False, "original_date": True}
_NO_BODY = "", "no article body found in the page", "paste the article's text into a .txt file instead"
_RENAME = "nothing is lost if they are of no use here; else call them title, outlet, author, date, url or language"
_FIRST_COUNTS = f"of each row the first that is filled is read (of the words, in this order: {', '.join(TEXT_COLUMNS)}); rename the others"
_LANGUAGES = {"english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es", "español": "es",
              "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "portuguese": "pt", "português": "pt"}  # fmt: skip
_SEPARATOR = re.compile(r"sep=([,;\t])[ \t]{0,5}\r?\n")  # how spreadsheets are told the separator
_LOOSE = re.compile(r'"[ \t]{1,20}(?=[,;\t\r\n])')  # a blank behind a closing mark
_NESTED = ("html", "rendered", "value", "children", "blocks", "paragraphs", "quote", "data")  # where content systems keep the words
_NUMBERING = frozenset({"id", "_id", "url", "uri", "href", "@id", "@type", "type", "slug"})  # of an author or outlet, and no name
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,5}|amp|quot|apos|[lr][sd]quo|nbsp|hellip|[nm]dash);", re.I)
_ESCAPED = re.compile(r'(?<!\\)\\"')
# "a < b": what is no tag. Names of HTML may have any attributes, but for the shortest, which are words too ("3<b and c>d").
_LONG_NAMES = (
    "abbr|address|article|aside|audio|blockquote|body|br|button|caption|center|cite|code|colgroup|col|dd|del|details|dfn|div|dl|dt|em|embed"
    "|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav"
    "|noscript|object|ol|option|picture|pre|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|template|textarea|tfoot|th|thead|time|title|tr|ul|video|wbr"
)
_NO_TAG = re.compile(
    rf"<(?!/?(?:{_LONG_NAMES})(?:[\s/][^<>]*)?>|/?[abipqsu](?:\s[^<>=-]{{0,80}}[=-][^<>]*|\shidden)?/?>"
    r"|/?[A-Za-z][\w:-]{0,30}\s[^<>=]{0,80}=[^<>]*>|/?[A-Za-z]\w{0,30}-[\w:-]{1,60}>|!--|!DOCTYPE|\?)", re.I
)  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold
_CLOCK = re.compile(r"[,\s]{1,3}(?:at )?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::\d{2})? ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?$", re.I)  # "05.00 GMT"
_PUBLISHED = re.compile(r"(?:first |last )?(?:published|posted)(?: on| at)?\s{0,3}:?\s{1,3}([^\n]{6,40})$", re.I)
_TAGS = re.compile(r"</?(?:p|br|div)\b[^<>]{0,200}>", re.I)
_HEADER = re.compile(r"([A-Za-z_]{2,20}) ?: ?(\S.{0,400})?$")  # or no value


class RawArticle(NamedTuple):
    name: str  # becomes the article_id
    text: str
    meta: dict[str, str]
    source_file: Path
    row: str = ""
    outside: tuple[str, ...] = ()  # lines of an HTML page outside the article body


class Problem(NamedTuple):
    source_file: str
    row: str
    problem: str
    remedy: str


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
    sidecar, problems = read_sidecar(path)
    meta |= sidecar
    yield from problems
    joined = join_wrapped(body)
    if joined != body:
        yield Problem(str(path), "", "the lines are broken at a width; they were joined to paragraphs",
                      "look at the paragraphs in the report; better still, paste the text from the page")  # fmt: skip
    yield RawArticle(meta.pop("id", "") or path.stem, joined, meta, path)


def _list_documents(path: Path, documents: list[Document], told: int) -> Iterator[RawArticle | Problem]:
    """Yield the articles of an export, and a problem for each document without words and for documents that are missing."""
    for row, problem in list_missing(documents, told):
        yield Problem(str(path), row, problem, _SPLIT_UP)
    for number, (meta, paragraphs) in enumerate(documents, 1):
        if paragraphs:
            spoken = next(iter(re.findall(r"[^\W\d_]+", meta.get("language", "").lower())), "")
            known = {**meta, "language": _LANGUAGES.get(spoken, "")}
            meta = {name: _mend_halves(value) for name, value in known.items() if value}
            yield RawArticle(f"{path.stem}-{number}", _mend_halves("\n\n".join(paragraphs)), meta, path, str(number))


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


def read_sidecar(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return what the file ``name.toml`` beside an article tells of it, and what is wrong with that file."""
    sidecar = path.with_suffix(".toml")
    if not sidecar.is_file():
        return {}, []
    try:
        raw = tomllib.loads(sidecar.read_text(encoding="utf-8-sig"))
        meta = {META[key.lower()]: _write_value(value) for key, value in raw.items() if key.lower() in META}
    except (ValueError, RecursionError) as error:
        return {}, [Problem(str(sidecar), "", f"not valid TOML: {error}", 'write lines such as outlet = "The Daily"')]
    except OSError as error:
        return {}, [Problem(str(sidecar), "", f"cannot be read: {error.strerror}", "see that you may read it")]
    unread = [key for key in raw if key.lower() not in META]
    problems = [Problem(str(sidecar), "", f"keys that are not read: {', '.join(unread)[:200]}", _RENAME)] if unread else []
    return meta, problems


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
    sidecar, problems = read_sidecar(path)
    yield from problems
    visible = dict.fromkeys(_list_visible(tree))
    folded = " ".join(found.text.split())
    above = takewhile(lambda line: not (is_paragraph(line) and " ".join(line.split()) in folded), visible)  # not a comment's or a teaser's
    within = (line for line in visible if " ".join(line.split()) in folded)
    told = (m[1] for line in (*within, *above) if (m := _PUBLISHED.match(line)) and read_date(m[1]))
    meta["published"] = meta["published"] or next(told, None)
    outside = tuple(line for line in visible if " ".join(line.split()) not in folded and line != found.title)
    body = "\n\n".join(line.strip().removeprefix("> ") for line in found.text.splitlines() if line.strip())
    known = {k: v for k, v in meta.items() if v} | sidecar
    yield RawArticle(known.pop("id", "") or path.stem, body, known, path, outside=outside)


def _list_visible(tree) -> list[str]:
    """Return the lines of text that a page shows; changes the tree."""
    for element in tree.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = (f"\n{_ILLEGAL.sub(' ', part or '')}" for part in (element.text, element.tail))
    return [line.strip() for line in tree.text_content().splitlines() if line.strip()]


def read_jsonl(path: Path, text: str) -> Iterator[RawArticle | Problem]:
    """One JSON object a line, with a key "text" and optional keys as in ``META``; other keys are named once for the file."""
    unread, doubled = dict[str, None](), dict[str, None]()
    for number, line in enumerate(text.split("\n"), 1):  # other line breaks may stand inside a string
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(str(path), str(number), f"not valid JSON: {error}", "write one JSON object a line")
            continue
        if not isinstance(record, dict):
            yield Problem(str(path), str(number), f"holds {type(record).__name__}, not an object", 'write {"text": …, "title": …}')
            continue
        record = {str(key).lower(): value for key, value in record.items() if value is not None and value != "" and value == value}
        unread |= dict.fromkeys(key for key in record if key not in META and key not in TEXT_COLUMNS)
        doubled |= dict.fromkeys(_list_doubled(record))
        yield _read_record(path, number, record)
    if unread:
        yield Problem(str(path), "", f"keys that are not read: {', '.join(unread)[:200]}", _RENAME)
    yield from (Problem(str(path), "", f"keys that mean the same: {names}", _FIRST_COUNTS) for names in doubled)


def _list_doubled(names: Iterable[str]) -> list[str]:
    """Return the columns that mean the same, "outlet, source", where there are such."""
    by_meaning: dict[str, list[str]] = {}
    for name in names:
        if name in META or name in TEXT_COLUMNS:
            by_meaning.setdefault(META.get(name, "text"), []).append(name)
    return [", ".join(same) for same in by_meaning.values() if len(same) > 1]


def read_csv(path: Path, text: str) -> Iterator[RawArticle | Problem]:
    """A table with a column "text"; comma, semicolon or tab, told from the header line or from a line "sep=;" above it."""
    told = _SEPARATOR.match(text)
    text, first = (text[told.end() :], 2) if told else (text, 1)
    header = text.split("\n", 1)[0]
    rows, broken = _parse_csv(text, told[1] if told else max(",;\t", key=header.count))
    columns = [name.strip().lower() for name in next(iter(rows), [])]
    if not set(columns) & set(TEXT_COLUMNS):
        found = ", ".join(columns)[:200]
        yield Problem(str(path), str(first), f'no column "text" (found: {found})', 'name the column with the article\'s words "text"')
        return
    if unread := [name for name in columns if name and name not in META and name not in TEXT_COLUMNS]:
        yield Problem(str(path), str(first), f"columns that are not read: {', '.join(unread)[:200]}", _RENAME)
    for names in _list_doubled(columns):
        yield Problem(str(path), str(first), f"columns that mean the same: {names}", _FIRST_COUNTS)
    for row, cells in enumerate(rows[1:], first + 1):  # as a spreadsheet counts, not the line: a text may hold line breaks
        left_over = " ".join(cells[len(columns) :]).strip()  # nothing where the line only ends with a separator
        if left_over:
            yield Problem(str(path), str(row), f"has more cells than the header: {left_over[:80]!r} is left over",
                          "put quotation marks around a text that holds the separator")  # fmt: skip
        elif cells:
            filled = [(name, cell) for name, cell in zip(columns, cells, strict=False) if name and cell]
            first_of = dict(reversed(filled))  # of two columns of one name the first that is filled
            yield _read_record(path, row, {name: first_of[name] for name, _ in filled})
    if broken:
        line, why = broken
        n_lost = text.rstrip().count("\n") + 2 - line
        yield Problem(str(path), f"line {line}", f"not readable as CSV from here: {why}; {n_lost:,} lines are not read",
                      "check for a quotation mark in this line that is not closed")  # fmt: skip
    elif len(rows) < 2:
        yield Problem(str(path), "", "a header and no rows", "add a row an article, or remove the file from the study")


def _parse_csv(text: str, delimiter: str) -> tuple[list[list[str]], tuple[int, str] | None]:
    """Return the rows of a table, and the line from which it cannot be read on, with the reason.

    A blank between a closing mark and the separator, and marks written \\" within a cell, are taken where the rules of CSV cannot be kept.
    """
    limit = csv.field_size_limit(2**31 - 1)  # an article in one cell is longer than the reader's limit, which is the process's: put back
    best: tuple[list[list[str]], tuple[int, str] | None] = [], None
    try:
        for mend in (str, _close_up, lambda words: _ESCAPED.sub('""', _close_up(words))):  # each only where the one before fails
            words = mend(text)
            reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)  # or an open mark swallows rows
            rows, n_read = list[list[str]](), 0
            try:
                for row in reader:
                    rows.append(row)
                    n_read = reader.line_num
                return rows, None
            except csv.Error as error:
                if best[1] is None or len(rows) > len(best[0]):
                    best = rows, (n_read + 1, str(error))
    finally:
        csv.field_size_limit(limit)
    return best


def _close_up(text: str) -> str:
    return _LOOSE.sub('"', text)


def _read_record(path: Path, number: int, record: dict) -> RawArticle | Problem:
    try:
        text = next((words for c in TEXT_COLUMNS if (words := _write_text(record.get(c, "")))), "")
        told = {key: _write_value(value) for key, value in record.items() if key in META}
    except RecursionError:
        return Problem(str(path), str(number), "a value is a list within lists without end", "write it as one string")
    if not text:
        return Problem(str(path), str(number), "the text is empty", "fill in the text or remove the row")
    told = {key: value if META[key] in ("url", "id") else unescape(value) for key, value in told.items()}
    meta = {META[k]: _mend_halves(v.strip()) for k, v in reversed(told.items()) if v.strip()}  # of two the first counts
    text = join_wrapped(_mend_halves(text.replace("\r\n", "\n").replace("\r", "\n")))
    return RawArticle(meta.pop("id", "") or f"{path.stem}-{number}", text, meta, path, str(number))


def _write_text(value: object) -> str:
    """Return an article's words: of a list of paragraphs one below the other, of a piece of a page without its tags."""
    if isinstance(value, dict):
        return _write_text(next((value[key] for key in (*TEXT_COLUMNS, *_NESTED) if value.get(key)), ""))
    if value is None:
        return ""
    parts = filter(None, map(_write_text, value)) if isinstance(value, list) else [_mend_halves(str(value))]
    text = "\n\n".join(parts)
    if _TAGS.search(text):
        from lxml import html

        text = "\n\n".join(_list_visible(html.fromstring(f"<div>{_NO_TAG.sub('&lt;', _ILLEGAL.sub(' ', text))}</div>")))
    elif _ENTITY.search(text):
        text = unescape(text)  # "&#8220;It is wrong,&#8221; said Roe"
    return text if text.strip() else ""


def _write_value(value: object) -> str:
    """Return a value of a record in words: {"id": 3, "name": "The Daily"} → "The Daily", ["A", "B"] → "A, B"."""
    if isinstance(value, dict):
        day = [value.get(key) for key in ("year", "month", "day")]
        if all(isinstance(part, int) for part in day):
            return "{:04d}-{:02d}-{:02d}".format(*day)
        named = next((value[key] for key in ("name", "title", "rendered", "$date") if value.get(key)), None)
        told = (part for key, part in value.items() if key.lower() not in _NUMBERING and isinstance(part, str))
        return _write_value(named) if named else " ".join(part for part in told if part and "://" not in part)
    if isinstance(value, list):
        return ", ".join(filter(None, map(_write_value, value)))
    return "" if value is None else str(value)


def _mend_halves(text: str) -> str:
    """Return the text with "?" for half an emoji, which some exports leave and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def explain_date(text: str) -> str:
    """Return why ``read_date`` does not take a date."""
    found = _NUMBERS.search(text)
    if found and max(int(found[1]), int(found[2])) <= 12:
        return f"may be day {int(found[1])} of month {int(found[2])} or day {int(found[2])} of month {int(found[1])}"
    return f"names no single day from {FIRST_YEAR} to next year"


def read_date(text: str) -> str | None:
    """Return the date as YYYY-MM-DD, or None where it is not certain which day is meant (03/04/2025, March 2025, Tuesday), or where the
    year can be none of an article's."""
    text = _CLOCK.sub("", text.strip()[:60]).strip()
    numbers = _NUMBERS.search(text)
    is_open = numbers is not None and max(int(numbers[1]), int(numbers[2])) <= 12 and numbers[1] != numbers[2]
    is_told = numbers is not None or re.match(r"\d{4}([-/.])\d{2}\1\d{2}(?!\d)", text) or re.search(r"[A-Za-z]{3}", text)
    if is_open or not is_told:
        return None
    try:  # what the text does not say is filled in from the default: where two defaults give two days, the text does not name one
        first, second = (dates.parse(text, fuzzy=False, default=default).date() for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    return first.isoformat() if first == second and is_plausible(first) else None


def is_plausible(day: date) -> bool:
    """Whether an article may be of this day: from ``FIRST_YEAR`` to next year."""
    return FIRST_YEAR <= day.year <= date.today().year + 1
