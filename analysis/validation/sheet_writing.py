"""Write the sheet that a person codes: blind to the model, with the words around each statement."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from analysis.characters import FORMULA_STARTS
from analysis.validation.sheet_cells import COLUMNS, clean_cell, escape_formula, read_instructions
from analysis.writing import write_whole

CONTEXT = 400  # characters on each side, about the paragraph before and the one after
WIDTHS = {"proposition": 30, "speaker": 18, "before": 45, "statement": 55, "after": 45, "remarks": 30}
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_coding_sheet(sample: pd.DataFrame, articles: pd.DataFrame, path: str | Path, coder: str = "") -> Path:
    """Write one coder's sheet and return its path. Write it once for each coder, under another name.

    The sheet holds the sample's words and no label of the model, whatever columns the sample has. Instructions and allowed stances
    stand above the table (CSV) or on a second page (XLSX, where the stance is chosen from a list).

    Args:
        sample: as ``sample_statements`` returns it.
        articles: Articles, for the words around each statement.
        path: ends in ``.xlsx``, or in ``.csv`` (UTF-8, commas), in which a spreadsheet may turn an id such as 2024:1 into a time.
        coder: written into every row; left out, the coder writes it.

    Raises:
        FileExistsError: there is such a file, which may hold somebody's codings.
        ValueError: another ending, or a statement of an article that articles lacks.
    """
    path = Path(path)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise ValueError(f"{path}: a coding sheet ends in .csv or .xlsx; give it one of the two")
    if path.exists():
        raise FileExistsError(f"{path}: exists and may hold codings; write to another name, or delete it yourself")
    rows = _build_rows(sample, articles, coder)
    (_write_csv if path.suffix.lower() == ".csv" else _write_xlsx)(rows, path)
    return path


def _build_rows(sample: pd.DataFrame, articles: pd.DataFrame, coder: str) -> list[list[str]]:
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    if missing := set(sample.article_id) - set(texts):
        raise ValueError(f"articles: lacks {min(missing)!r}, from which statements are drawn; pass the articles of the sample")
    rows = []
    for pair in sample.itertuples():
        before, after = cut_context(texts[pair.article_id], pair.start, pair.end)
        cells = {
            "proposition": pair.proposition, "speaker": pair.speaker, "before": before, "statement": pair.content, "after": after,
            "coder": coder, "statement_id": pair.statement_id, "target_id": pair.target_id,
        }  # fmt: skip
        rows.append([clean_cell(cells.get(column, "")) for column in COLUMNS])
    return rows


def cut_context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return up to 400 characters before and after a span, whole words, with "…" where the article goes on."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _write_csv(rows: list[list[str]], path: Path) -> None:
    steps, stances = read_instructions()
    notes = [*steps, *(f"{stance}: {meaning}" for stance, meaning in stances.items())]
    with path.open("x", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([f"# {note}"] for note in notes)
        writer.writerow(COLUMNS)
        writer.writerows([escape_formula(cell) for cell in row] for row in rows)


def _write_xlsx(rows: list[list[str]], path: Path) -> None:
    steps, stances = read_instructions()
    book = Workbook()
    sheet = book.active
    sheet.title = "Coding"
    for number, row in enumerate([list(COLUMNS), *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.alignment, cell.font = WRAPPED, Font(bold=number == 1)
            if value:
                cell.data_type = "s"  # else a text that begins with = is a formula …
                cell.quotePrefix = value.startswith(FORMULA_STARTS)  # … and would be one as soon as a coder edits the cell
    for cell in sheet[1]:
        sheet.column_dimensions[cell.column_letter].width = WIDTHS.get(cell.value, 12)
    sheet.freeze_panes = "A2"
    if rows:
        letter = sheet.cell(1, COLUMNS.index("stance") + 1).column_letter
        choice = DataValidation("list", formula1=f'"{",".join(stances)}"', allow_blank=True, showErrorMessage=True)
        choice.error = f"Choose one of {', '.join(stances)}; see the page Instructions."
        choice.add(f"{letter}2:{letter}{len(rows) + 1}")
        sheet.add_data_validation(choice)
    _add_instructions(book, steps, stances)
    with write_whole(path) as draft:
        book.save(draft)


def _add_instructions(book: Workbook, steps: list[str], stances: dict[str, str]) -> None:
    page = book.create_sheet("Instructions")
    for row in [*(("", step) for step in steps), *stances.items()]:
        page.append(row)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 12, 110
    for cell in page["B"]:
        cell.alignment = WRAPPED
