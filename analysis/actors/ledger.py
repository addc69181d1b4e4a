"""The alias ledger: the user's own word on who is who, which always wins.

A CSV file with the columns of ``COLUMNS``. ``merge``: every actor that goes by ``alias`` is ``actor``, with all its statements.
``split``: the statements whose speaker is written exactly as ``alias`` are taken out of whatever they were merged into and count for
``actor`` (empty: for an actor of the alias's own name); with ``article_id`` only those of that article, with ``words`` only those that
have these words. Lines that begin with ``#`` are remarks.
"""

from __future__ import annotations

import csv
import difflib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.actors.names import fold_name
from analysis.tables import ACTOR_KINDS

COLUMNS = ("alias", "actor", "kind", "role", "organisation", "country", "article_id", "action", "reason", "words")
ACTIONS = ("merge", "split")
LEDGER = "ledger, line"
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i"})
NEARLY = 0.85  # likeness of two names of which one may be misspelt


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
    words: str  # of the statement, for a split; empty: every statement
    line: int


class Ledger(NamedTuple):
    """The rows of a ledger, in its order; a later row wins over an earlier one."""

    rows: tuple[LedgerRow, ...] = ()

    def find_row(self, action: str, names: set[str], article_id: str, content: str = "") -> LedgerRow | None:
        """Return the last row of ``action`` whose alias, folded, is among ``names``; one for these words or this article goes first."""
        found = [r for r in self.rows if r.action == action and fold_name(r.alias) in names and r.article_id in {"", article_id}]
        found = [row for row in found if row.words in content]
        return max(found, key=lambda row: (bool(row.words), bool(row.article_id), row.line), default=None)


NO_LEDGER = Ledger()


def find_idle_rows(
    ledger: Ledger, actors: pd.DataFrame, article_ids: Iterable[str] = (), statements: pd.DataFrame | None = None
) -> list[LedgerRow]:
    """Return the rows that changed nothing, since nobody in the Actors table goes by their alias, no article has their article_id or no
    statement, if these are given, their words."""
    known, articles = {fold_name(alias) for aliases in actors.aliases for alias in aliases}, set(article_ids)
    is_elsewhere = (row.article_id and articles and row.article_id not in articles for row in ledger.rows)
    told = set() if statements is None else {reason.partition(":")[0] for reason in statements.reason}
    return [
        row for row, elsewhere in zip(ledger.rows, is_elsewhere, strict=True)
        if elsewhere or fold_name(row.alias) not in known or statements is not None and row.words and name_line(row) not in told
    ]  # fmt: skip


def find_wide_splits(ledger: Ledger, statements: pd.DataFrame) -> list[tuple[LedgerRow, int]]:
    """Return the rows that split off a pronoun and moved several statements, of which perhaps one was meant, with their number."""
    moved = Counter(reason.partition(":")[0] for reason in statements.reason)
    pronouns = [row for row in ledger.rows if row.action == "split" and not row.words and fold_name(row.alias) in PRONOUNS]
    return [(row, moved[name_line(row)]) for row in pronouns if moved[name_line(row)] > 1]


def find_misspelt(ledger: Ledger, statements: pd.DataFrame, actors: pd.DataFrame) -> list[tuple[LedgerRow, str]]:
    """Return the rows whose actor nobody but the ledger names and is written nearly like another one, with that one's name."""
    told = {actor_id for actor_id, reason in zip(statements.actor_id, statements.reason, strict=True) if LEDGER not in reason}
    names = [actor.name for actor in actors.itertuples() if actor.actor_id in told]
    known = set(map(fold_name, names))
    rows = [row for row in ledger.rows if row.actor and fold_name(row.actor) not in known]
    near = [(row, difflib.get_close_matches(row.actor, names, n=1, cutoff=NEARLY)) for row in rows]
    return [(row, found[0]) for row, found in near if found and fold_name(row.alias) != fold_name(found[0])]


def name_line(row: LedgerRow) -> str:
    """Return what the reason of a statement begins with that a row moves, up to its colon."""
    return f"{LEDGER} {row.line}"


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
    row["words"] = " ".join(row["words"].split())
    if row["words"] and row["action"] == "merge":
        raise ValueError(f"{path}, line {line}: a merge is of all that an actor says; to move what has these words use the action split")
    if not row["actor"] and row["action"] == "merge":
        raise ValueError(f"{path}, line {line}: the column 'actor' is empty; write who {row['alias']!r} is, or use the action split")
    return LedgerRow(**row, line=line)
