"""Readers of records, one an article: tables and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from analysis.ingest.markup import drop_tags
from analysis.ingest.raw import META, RENAME, TEXT_COLUMNS, Problem, RawArticle
from analysis.ingest.wrapped import join_wrapped

_FIRST_COUNTS = f"of each row the first that is filled is read (of the words, in this order: {', '.join(TEXT_COLUMNS)}); rename the others"
_SEPARATOR = re.compile(r"sep=([,;\t])[ \t]{0,5}\r?\n")  # how spreadsheets are told the separator
_LOOSE = re.compile(r'"[ \t]{1,20}(?=[,;\t\r\n])')  # a blank behind a closing mark
_NESTED = ("html", "rendered", "value", "children", "blocks", "paragraphs", "quote", "data")  # where content systems keep the words
_NUMBERING = frozenset({"id", "_id", "url", "uri", "href", "@id", "@type", "type", "slug"})  # of an author or outlet, and no name
_ESCAPED = re.compile(r'(?<!\\)\\"')


def read_jsonl(path: Path, text: str) -> Iterator[RawArticle | Problem]:
    """One JSON object a line, with a key "text" and optional keys as in ``META``; other keys are kept, and named once for the file."""
    own, doubled = dict[str, None](), dict[str, None]()
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
        own |= dict.fromkeys(_list_own(record))
        doubled |= dict.fromkeys(_list_doubled(record))
        yield _read_record(path, number, record)
    if own:
        yield Problem(str(path), "", f"keys of your own: {', '.join(own)[:200]}", RENAME)
    yield from (Problem(str(path), "", f"keys that mean the same: {names}", _FIRST_COUNTS) for names in doubled)


def _list_own(names: Iterable[str]) -> list[str]:
    return [name for name in names if name and name not in META and name not in TEXT_COLUMNS]


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
    if own := _list_own(columns):
        yield Problem(str(path), str(first), f"columns of your own: {', '.join(own)[:200]}", RENAME)
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
        text = next((words for c in TEXT_COLUMNS if (words := write_text(record.get(c, "")))), "")
        told = {key: write_value(value) for key, value in record.items() if key in META}
        own = {key: mend_halves(write_value(record[key]).strip()) for key in _list_own(record)}
    except RecursionError:
        return Problem(str(path), str(number), "a value is a list within lists without end", "write it as one string")
    if not text:
        return Problem(str(path), str(number), "the text is empty", "fill in the text or remove the row")
    told = {key: value if META[key] in ("url", "id") else unescape(value) for key, value in told.items()}
    meta = {META[k]: mend_halves(v.strip()) for k, v in reversed(told.items()) if v.strip()}  # of two the first counts
    text = join_wrapped(mend_halves(text.replace("\r\n", "\n").replace("\r", "\n")))
    return RawArticle(meta.pop("id", "") or f"{path.stem}-{number}", text, meta, path, str(number), own=own)


def write_text(value: object) -> str:
    """Return an article's words: of a list of paragraphs one below the other, of a piece of a page without its tags."""
    if isinstance(value, dict):
        return write_text(next((value[key] for key in (*TEXT_COLUMNS, *_NESTED) if value.get(key)), ""))
    if value is None:
        return ""
    parts = filter(None, map(write_text, value)) if isinstance(value, list) else [mend_halves(str(value))]
    text = drop_tags("\n\n".join(parts))
    return text if text.strip() else ""


def write_value(value: object) -> str:
    """Return a value of a record in words: {"id": 3, "name": "The Daily"} → "The Daily", ["A", "B"] → "A, B"."""
    if isinstance(value, dict):
        day = [value.get(key) for key in ("year", "month", "day")]
        if all(isinstance(part, int) for part in day):
            return "{:04d}-{:02d}-{:02d}".format(*day)
        named = next((value[key] for key in ("name", "title", "rendered", "$date") if value.get(key)), None)
        told = (part for key, part in value.items() if key.lower() not in _NUMBERING and isinstance(part, str))
        return write_value(named) if named else " ".join(part for part in told if part and "://" not in part)
    if isinstance(value, list):
        return ", ".join(filter(None, map(write_value, value)))
    return "" if value is None else str(value)


def mend_halves(text: str) -> str:
    """Return the text with "?" for half an emoji, which some exports leave and no file can hold."""
    return text.encode("utf-8", "replace").decode()
