"""What functions ask of what they are given: tables with the columns that must be there, and ids that are known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import pandas as pd

NEAR = 3  # ids named in an error, where one was not found


def require_columns(table: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raise ValueError where a column is missing, with the columns found and those that are read; TypeError where it is no table."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"{name} is a {type(table).__name__}; pass the table {name}, a DataFrame")
    columns = list(columns)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            f"table {name}: no column {', '.join(missing)}; found {', '.join(map(str, table.columns)) or 'none'}. "
            f"Read are {', '.join(columns)}; rename or add them."
        )


def check_known(value: str, known: Iterable[str], noun: str) -> None:
    """Raise ValueError, with the nearest that there are, unless ``value`` is one of those known."""
    known = list(dict.fromkeys(known))
    if value not in known:
        raise ValueError(f"no {noun} {value!r}; {name_near(str(value), known)}")


def name_near(value: str, known: list[str]) -> str:
    """Return, for an error, which of those known are written nearly like ``value``, else the first of them."""
    folded = {name.casefold(): name for name in reversed(known)}  # of two that differ in capitals the first stays
    near = [folded[name] for name in difflib.get_close_matches(value.casefold(), folded, n=NEAR, cutoff=0.5)]
    if near:
        return f"near to it: {', '.join(near)}"
    return f"there are {', '.join(known[:NEAR])}{' …' if len(known) > NEAR else ''}" if known else "there are none at all"


def list_columns(table: pd.DataFrame, by: str | Iterable[str], name: str) -> list[str]:
    """Return the columns that make a group, one alone given as text or several; raises ValueError where the table lacks one."""
    columns = [by] if isinstance(by, str) else list(by)
    require_columns(table, columns, name)
    return columns


def list_own(table: pd.DataFrame, columns: Iterable[str]) -> list[str]:
    """Return the columns that a user has added to a table of ``columns``."""
    return [column for column in table.columns if column not in set(columns)]
