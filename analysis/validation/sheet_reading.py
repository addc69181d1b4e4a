"""Read the sheets that people have coded, as their spreadsheets saved them; a mistake is answered with its file and row."""

from __future__ import annotations

import csv
import difflib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from openpyxl import load_workbook

from analysis.tables import Codings
from analysis.validation.sheet_cells import ID_COLUMNS, is_cell_of, read_instructions, restore_formula

NEEDED = (*ID_COLUMNS, "stance", "coder")
SAME = {"for": "favor", "favour": "favor", "in favour": "favor", "in favor": "favor", "opposed": "against"}  # what coders write, folded
MAX_NOTES = 100  # rows above the table in which its header is looked for


class CodingSheetError(ValueError):
    """A coding sheet cannot be read; the message names the file, the row, what was found and the remedy."""


class Row(NamedTuple):
    where: str  # file and row, as the spreadsheet numbers it
    cells: dict[str, str]


def read_coding_sheet(
    *paths: str | Path, statements: pd.DataFrame | None = None, targets: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the Codings of one or several sheets, of one or several coders.

    Rows without a stance are not coded yet and are left out. CSV may have commas, semicolons or tabs, which is what spreadsheets
    of different countries save.

    Args:
        paths: sheets as ``write_coding_sheet`` writes them, filled in.
        statements: Statements. Given, the words of each coded row must still be those of its statement, so that codings of an
            older extraction are not given to other statements.
        targets: Targets. Given, the proposition of each coded row must still be that of its target: codings say nothing on another.

    Raises:
        CodingSheetError: a file is missing, no sheet or damaged, lacks a column or holds no coding; a row has another stance than the
            allowed ones, no coder, no id, or is coded twice by one coder; or its words are not those of the statement, or its
            proposition not that of the target.
    """
    coded = [row for path in paths for row in _read_rows(Path(path)) if row.cells["stance"]]
    if not coded:
        names = ", ".join(map(str, paths)) or "no file"
        raise CodingSheetError(f"{names}: no row has a stance; fill in the column “stance” and save the sheet")
    words = None if statements is None else dict(zip(statements.statement_id, statements.content, strict=True))
    propositions = None if targets is None else dict(zip(targets.target_id, targets.proposition, strict=True))
    seen: dict[tuple[str, ...], str] = {}
    spelt: dict[str, str] = {}  # "first" and "First" are one person
    for row in coded:
        _check_row(row)
        row.cells["coder"] = spelt.setdefault(row.cells["coder"].casefold(), row.cells["coder"])
        if words is not None:
            _check_words(row, words)
        if propositions is not None:
            _check_target(row, propositions)
        key = tuple(row.cells[name] for name in (*ID_COLUMNS, "coder"))
        if key in seen:
            raise CodingSheetError(f"{row.where}: {key[2]!r} has coded {key[0]} on {key[1]} in {seen[key]} too; delete one of the two rows")
        seen[key] = row.where
    return Codings.build({column: row.cells.get(column, "") for column in Codings.columns()} for row in coded)


def _check_row(row: Row) -> None:
    allowed = list(read_instructions()[1])
    row.cells["stance"] = stance = SAME.get(row.cells["stance"].casefold(), row.cells["stance"])
    if stance not in allowed:
        near = difflib.get_close_matches(stance, allowed, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise CodingSheetError(f"{row.where}: stance is {stance!r}; write one of {', '.join(allowed)}{hint}")
    for column, remedy in (
        ("coder", "write who coded the row"),
        ("statement_id", "copy it from the sheet as it was written"),
        ("target_id", "copy it from the sheet as it was written"),
    ):
        if not row.cells[column]:
            raise CodingSheetError(f"{row.where}: {column} is empty; {remedy}")


def _check_words(row: Row, words: dict[str, str]) -> None:
    name, found = row.cells["statement_id"], row.cells.get("statement", "")
    if name not in words:
        raise CodingSheetError(f"{row.where}: statement_id is {name!r}, which the statements lack; read it with those it was written from")
    if not found:
        raise CodingSheetError(f"{row.where}: the words of {name} are missing; keep the column statement (or words) of the sheet or table")
    if not is_cell_of(found, words[name]):
        raise CodingSheetError(
            f"{row.where}: {name} has the words {found[:60]!r}, and the statement is {words[name][:60]!r}; "
            "the statements have changed since the sheet was written: write a new sheet, or read it with the old statements"
        )


def _check_target(row: Row, propositions: dict[str, str]) -> None:
    name, found = row.cells["target_id"], row.cells.get("proposition", "")
    if name not in propositions:
        raise CodingSheetError(f"{row.where}: target_id is {name!r}, and the study has {', '.join(propositions)}; write a new sheet")
    if found and not is_cell_of(found, propositions[name]):
        raise CodingSheetError(
            f"{row.where}: coded was whether “{found[:80]}”, and {name} is now “{propositions[name][:80]}”; "
            "codings of one proposition say nothing on another: write a new sheet, or put the old proposition back"
        )


def _read_rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise CodingSheetError(f"{path}: no such file; give the path of a coding sheet that has been filled in")
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx}
    if path.suffix.lower() not in readers:
        raise CodingSheetError(f"{path}: {path.suffix or 'no ending'} is no coding sheet; save it as .xlsx or as .csv (UTF-8)")
    lines = readers[path.suffix.lower()](path)
    top = _find_header(lines)
    if top is None:
        raise CodingSheetError(f"{path}: no row has the columns {', '.join(NEEDED)}; put back the header that the sheet was written with")
    for number, line in enumerate(lines[top + 1 :], top + 2):
        if any(line):
            padded = [*map(restore_formula, line), *[""] * len(lines[top])]  # spreadsheets leave out empty cells at the end
            cells = dict(zip(lines[top], padded, strict=False))
            words = cells.get("statement") or cells.get("words", "")  # as the table of labels calls them
            yield Row(f"{path}, row {number}", {**cells, "statement": words, "stance": cells["stance"].lower()})


def _find_header(lines: list[list[str]]) -> int | None:
    return next((number for number, line in enumerate(lines[:MAX_NOTES]) if set(NEEDED) <= set(line)), None)


def _read_csv(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        for separator in ",;\t":
            lines = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
            if _find_header(lines) is not None:
                return lines
    except UnicodeDecodeError as error:
        raise CodingSheetError(f"{path}: not UTF-8 text (byte {error.start}); save it as “CSV UTF-8”, or as .xlsx") from None
    except csv.Error as error:
        raise CodingSheetError(f"{path}: no CSV that can be read ({error}); save it again as “CSV UTF-8”, or as .xlsx") from None
    return []


def _read_xlsx(path: Path) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
        sheet = book["Coding"] if "Coding" in book.sheetnames else book.worksheets[0]
        return [["" if value is None else str(value).strip() for value in line] for line in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError, SyntaxError) as error:  # a bad XML is a SyntaxError
        raise CodingSheetError(f"{path}: no workbook that can be read ({error}); save it again as .xlsx") from None
