"""The alias ledger: the user's own word on who is who, which always wins.

A CSV file with the columns of ``COLUMNS``. ``merge``: every actor that goes by ``alias`` is ``actor``, with all its statements.
``split``: the statements whose speaker is written exactly as ``alias`` are taken out of whatever they were merged into and count for
``actor`` (empty: for an actor of the alias's own name). Lines that begin with ``#`` are remarks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.actors.names import fold_name
from analysis.tables import ACTOR_KINDS

COLUMNS = ("alias", "actor", "kind", "role", "organisation", "country", "article_id", "action", "reason")
ACTIONS = ("merge", "split")


class LedgerRow(NamedTuple):
    alias: str
    actor: str
    kind: str
    role: str
    organisation: str
    country: str
    article_id: str  # empty: in every article
    action: str
    reason: str
    line: int


class Ledger(NamedTuple):
    """The rows of a ledger, in its order; a later row wins over an earlier one."""

    rows: tuple[LedgerRow, ...] = ()

    def find_row(self, action: str, names: set[str], article_id: str) -> LedgerRow | None:
        """Return the last row of ``action`` whose alias, folded, is among ``names``; one for this very article goes first."""
        found = [r for r in self.rows if r.action == action and fold_name(r.alias) in names and r.article_id in {"", article_id}]
        return max(found, key=lambda row: (bool(row.article_id), row.line), default=None)


NO_LEDGER = Ledger()


def find_idle_rows(ledger: Ledger, actors: pd.DataFrame, article_ids: Iterable[str] = ()) -> list[LedgerRow]:
    """Return the rows that changed nothing, since nobody in the Actors table goes by their alias or no article has their article_id."""
    known, articles = {fold_name(alias) for aliases in actors.aliases for alias in aliases}, set(article_ids)
    is_elsewhere = (row.article_id and articles and row.article_id not in articles for row in ledger.rows)
    return [row for row, elsewhere in zip(ledger.rows, is_elsewhere, strict=True) if elsewhere or fold_name(row.alias) not in known]


def load_ledger(path: str | Path) -> Ledger:
    """Return the ledger in a CSV file.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a column is missing or unknown, or a row is unusable; names file, line, value and remedy.
    """
    path = Path(path)
    try:
        return _read_ledger(path)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from None
    except csv.Error as error:
        raise ValueError(f"{path}: not a CSV file ({error}); look for a quotation mark that is not closed") from None


def _read_ledger(path: Path) -> Ledger:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [(number, line) for number, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    reader = csv.reader((line for _, line in lines), strict=True)  # or an open quotation mark swallows lines
    header = [cell.strip() for cell in next(reader, [])]
    unknown, missing = sorted(set(header) - set(COLUMNS)), sorted({"alias", "actor"} - set(header))
    if missing or unknown:
        fault = f"lacks the column {missing[0]!r}" if missing else f"has the unknown column {unknown[0]!r}"
        raise ValueError(f"{path}: the header {fault}; it should be: {','.join(COLUMNS)}")
    rows = []
    for (number, _), cells in zip(lines[1:], reader, strict=False):
        rows.append(_read_row(path, number, header, [cell.strip() for cell in cells]))
    return Ledger(tuple(rows))


def _read_row(path: Path, line: int, header: list[str], cells: list[str]) -> LedgerRow:
    if len(cells) > len(header):
        raise ValueError(f"{path}, line {line}: {len(cells)} cells for {len(header)} columns; put text with a comma in double quotes")
    row = {column: "" for column in COLUMNS} | dict(zip(header, cells, strict=False))
    row["action"] = row["action"] or "merge"
    if not row["alias"]:
        raise ValueError(f"{path}, line {line}: the column 'alias' is empty; write the name as the articles have it")
    if row["action"] not in ACTIONS:
        raise ValueError(f"{path}, line {line}: action {row['action']!r} is not known; write merge or split")
    if row["kind"] and row["kind"] not in ACTOR_KINDS:
        raise ValueError(f"{path}, line {line}: kind {row['kind']!r} is not known; leave it empty or write one of {', '.join(ACTOR_KINDS)}")
    if not row["actor"] and row["action"] == "merge":
        raise ValueError(f"{path}, line {line}: the column 'actor' is empty; write who {row['alias']!r} is, or use the action split")
    return LedgerRow(**row, line=line)
