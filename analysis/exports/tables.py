"""Tables as files: CSV and Parquet for programs, which get every value as it is, and one workbook for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from pandera.errors import SchemaErrors

from analysis.characters import FORMULA_STARTS, drop_illegal
from analysis.exports.labels import list_labels
from analysis.flow import Results
from analysis.inputs import list_own, require_columns
from analysis.tables import TABLES, Table, describe_tables
from analysis.writing import write_whole

FORMATS = ("csv", "parquet", "xlsx")
WORKBOOK = "tables.xlsx"
_TRUTH = {"true": True, "false": False}
MAX_CHARS = 32_767  # in a cell, counted in UTF-16 units: Excel declares a file with more of them damaged
MAX_ROWS = 1_048_576  # in a sheet, header included: Excel's limit too


class Note(NamedTuple):
    """What of a cell the workbook does not show; ``row`` is the number that the spreadsheet shows beside it."""

    sheet: str
    row: int
    column: str
    note: str


def export_tables(
    results: Results, out: str | Path, formats: Iterable[str] = FORMATS, more: Mapping[str, pd.DataFrame] | None = None
) -> list[Path]:
    """Write every table of the results, the labels as a table to read, and the data dictionary, to the folder ``out``; return the paths.

    - ``csv``: a file a table, UTF-8, lists as JSON text. Text stands as in the article, also where it begins like a formula, so
      that spans keep fitting: open the workbook in a spreadsheet, not these.
    - ``parquet``: a file a table, lists as lists.
    - ``xlsx``: one workbook, ``tables.xlsx``, with a sheet a table. Words are always text and never a formula. What a cell cannot
      hold (more than 32,767 characters, control characters, rows beyond 1,048,575) is left out and listed on a sheet ``notes``.

    Args:
        more: further tables by name, such as the frames and framings of ``analyse_frames``, which the results do not hold.

    Raises:
        ValueError: a format is none of these.
    """
    formats, out = list(formats), Path(out)
    for name in formats:
        if name not in FORMATS:
            raise ValueError(f"format {name!r}: allowed are {', '.join(FORMATS)}")
    out.mkdir(parents=True, exist_ok=True)
    tables = {"labels": list_labels(results), **results.tables(), **(more or {}), "data_dictionary": describe_tables()}
    paths = []
    for name in formats:
        if name == "xlsx":
            paths.append(_write_workbook(tables, out / WORKBOOK))
        else:
            paths += [_write_table(table, out / f"{stem}.{name}") for stem, table in tables.items()]
    return paths


def list_stale(out: str | Path, formats: Iterable[str]) -> list[Path]:
    """Return the files of tables in a folder that an export in ``formats`` leaves as they are, from an earlier one with others."""
    names, formats = ("labels", *TABLES), set(formats)
    others = [Path(out) / f"{name}.{ending}" for ending in ("csv", "parquet") if ending not in formats for name in names]
    return [path for path in [*others, *([] if "xlsx" in formats else [Path(out) / WORKBOOK])] if path.is_file()]


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Return by name the tables that ``export_tables`` wrote to a folder, with their types and lists, from Parquet or from CSV.

    Columns that a user has added to one stay, behind its own. Tables that are not in the data dictionary are left where they are.

    Raises:
        ValueError: there is none; one does not hold what the data dictionary says (names file, column, row and value); or the two files
            of one do not hold the same, since one was edited or is of an earlier run.
    """
    found: dict[str, pd.DataFrame] = {}
    for name, schema in TABLES.items():
        for path in (Path(folder) / f"{name}.{ending}" for ending in ("parquet", "csv")):
            if not path.is_file():
                continue
            table = pd.read_parquet(path) if path.suffix == ".parquet" else _read_csv(path, schema)
            table = _check_table(table, schema, path)
            if name in found and _write_csv(found[name]) != _write_csv(table):
                raise ValueError(f"{folder}: {name}.parquet and {name}.csv do not hold the same; delete the one that should not be read")
            found[name] = table
    if not found:
        raise ValueError(f"{folder}: no table is there; give the folder that export_tables or the command run wrote to")
    return found


def _check_table(table: pd.DataFrame, schema: type[Table], path: Path) -> pd.DataFrame:
    """Return the table with the types of its schema, a user's own columns behind; raises ValueError as ``read_tables`` does."""
    require_columns(table, schema.columns(), path.name)
    try:
        checked = schema.validate(table[schema.columns()], lazy=True)
    except SchemaErrors as errors:
        wrong = errors.failure_cases.iloc[0]
        field = schema.to_schema().columns[wrong["column"]]
        allowed = [check.statistics["allowed_values"] for check in field.checks if "allowed_values" in check.statistics]
        row = f", row {int(wrong['index']) + 2}" if pd.notna(wrong["index"]) else ""  # as a spreadsheet counts, the header too
        raise ValueError(
            f"{path}, column {wrong['column']}{row}: {wrong['failure_case']!r} cannot stand there: {field.description}"
            + (f"; allowed are {', '.join(allowed[0])}" if allowed else "")
        ) from None
    return checked.join(table[list_own(table, schema.columns())])


def _read_csv(path: Path, schema: type[Table]) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if not isinstance(table.index, pd.RangeIndex):  # what pandas makes of more cells than columns
        raise ValueError(f"{path}: the rows have more cells than the header; put text with a comma in double quotes")
    for column, field in schema.to_schema().columns.items():
        if column not in table:
            continue  # validation names it
        values, kind = table[column], str(field.dtype)
        if field.nullable or kind == "float64":
            values = values.mask(values == "")
        table[column] = _read_cells(values, kind, f"{path}, column {column}")
    return table


def _read_cells(values: pd.Series, kind: str, where: str) -> pd.Series:
    """Return the cells of a column that holds more than text: lists are JSON, truth is TRUE or FALSE in any letters."""
    read = {"object": json.loads, "bool": lambda cell: _TRUTH[cell.casefold()]}.get(kind)
    if read is None:
        return values
    cells = []
    for row, cell in enumerate(values, 2):  # as a spreadsheet counts, the header too
        try:
            cells.append(read(cell))
        except (KeyError, ValueError):
            wanted = "a list as JSON" if kind == "object" else "TRUE or FALSE"
            raise ValueError(f"{where}, row {row}: {cell[:80]!r} is not {wanted}; write it as export_tables does") from None
    return pd.Series(cells, values.index, dtype=kind)


def _write_table(table: pd.DataFrame, path: Path) -> Path:
    with write_whole(path) as draft:
        if path.suffix == ".parquet":
            table.to_parquet(draft, index=False)
        else:
            draft.write_text(_write_csv(table), encoding="utf-8-sig", newline="")  # without the mark a spreadsheet takes “ for â€œ
    return path


def _write_csv(table: pd.DataFrame) -> str:
    return _flatten_lists(table).to_csv(index=False)


def _flatten_lists(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each list as JSON text."""
    return table.assign(**{column: table[column].map(_flatten_list) for column in table.columns[table.dtypes == "object"]})


def _flatten_list(value):
    is_list = isinstance(value, list | tuple | np.ndarray)
    return json.dumps(value, ensure_ascii=False, default=lambda array: array.tolist()) if is_list else value


def _write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> Path:
    book = Workbook(write_only=True)  # writes row by row, so that a large study does not stand in memory a second time
    notes = [note for name, table in tables.items() for note in _write_sheet(book.create_sheet(name), table)]
    if notes:
        _write_sheet(book.create_sheet("notes"), pd.DataFrame(notes, columns=Note._fields))
    with write_whole(path) as draft:
        book.save(draft)
    return path


def _write_sheet(sheet, table: pd.DataFrame) -> list[Note]:
    sheet.freeze_panes = "A2"
    sheet.append([_make_cell(sheet, str(name))[0] for name in table.columns])  # a column of the user's may be called "=1+1"
    notes = []
    for number, row in enumerate(_flatten_lists(table.head(MAX_ROWS - 1)).itertuples(index=False, name=None), 2):
        cells = []
        for column, value in zip(table.columns, row, strict=True):
            cell, lost = _make_cell(sheet, value)
            cells.append(cell)
            notes += [Note(sheet.title, number, column, note) for note in lost]
        sheet.append(cells)
    if len(table) >= MAX_ROWS:
        left_out = f"{len(table) - MAX_ROWS + 1:,} rows after this one left out; CSV and Parquet have them"
        notes.append(Note(sheet.title, MAX_ROWS, "", left_out))
    return notes


def _make_cell(sheet, value) -> tuple[object, list[str]]:
    """Return what to append for a value, and what was lost."""
    if not isinstance(value, str):
        return (None if pd.isna(value) else getattr(value, "item", lambda: value)()), []
    text, lost = _fit_text(value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    cell.quotePrefix = text.startswith((*FORMULA_STARTS, "\t", "\r"))  # and Excel would, as soon as somebody edits the cell
    return cell, lost


def _fit_text(text: str) -> tuple[str, list[str]]:
    """Return the text as a cell can hold it, and what was lost."""
    fitted, lost = drop_illegal(text), []
    if len(fitted) < len(text):
        lost.append(f"{len(text) - len(fitted):,} control characters removed; CSV and Parquet have them")
    units = fitted.encode("utf-16-le")
    if len(units) > 2 * MAX_CHARS:
        fitted = units[: 2 * MAX_CHARS].decode("utf-16-le", errors="ignore")  # a character that was cut in two goes too
        lost.append(f"cut after {len(fitted):,} of {len(text):,} characters; CSV and Parquet have them all")
    return fitted, lost
