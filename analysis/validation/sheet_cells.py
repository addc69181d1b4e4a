"""What a coding sheet consists of, and text made safe for its cells: article text is hostile, and spreadsheets run formulas."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from analysis.characters import FORMULA_STARTS, drop_illegal

ID_COLUMNS = ("statement_id", "target_id")
CODED_COLUMNS = ("stance", "actor", "remarks", "coder")  # what the coder fills in
COLUMNS = ("proposition", "speaker", "before", "statement", "after", *CODED_COLUMNS, *ID_COLUMNS)
MAX_CELL = 5000  # characters; a spreadsheet takes 32,767, nobody reads them
_FORMULA = f"[{re.escape(''.join(FORMULA_STARTS))}]"
# At the start of a cell and after a semicolon, which begins a new cell for a spreadsheet of many European countries.
_UNSAFE = re.compile(rf'(^|;)(["\s]*)(?={_FORMULA})')
_ESCAPED = re.compile(rf"(^|;)([\"\s]*)'(?={_FORMULA})")


def clean_cell(text: str) -> str:
    """Return text as it stands in a cell: one line, no control characters, "[…]" where it was too long."""
    line = " ".join(drop_illegal(text).split())
    return line if len(line) <= MAX_CELL else line[:MAX_CELL] + " […]"


def escape_formula(cell: str) -> str:
    """Return a cell of a CSV file with an apostrophe before what a spreadsheet would run (OWASP, "CSV Injection")."""
    return _UNSAFE.sub(r"\1\2'", cell)


def restore_formula(cell: str) -> str:
    return _ESCAPED.sub(r"\1\2", cell)


def is_cell_of(cell: str, text: str) -> bool:
    """Whether a cell, read back and its apostrophes taken off, is that of a text; one that begins with "'@" has lost its own."""
    clean = clean_cell(text)
    return clean_cell(cell) in (clean, clean_cell(restore_formula(clean)))


def read_instructions() -> tuple[list[str], dict[str, str]]:
    """Return the steps that a coder is told, and the allowed stances with their meaning."""
    raw = tomllib.loads((Path(__file__).parent / "instructions.toml").read_text(encoding="utf-8"))
    return raw["steps"], raw["stances"]
