"""Scores on disk: one SQLite file, keyed by model fingerprint, premise and hypothesis. Safe to delete at any time."""

from __future__ import annotations

import hashlib
import sqlite3
import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np


class ScoreCache:
    """A mapping of scored pairs that survives the process. Texts are kept as hashes only.

    Where nothing can be written, a warning says so, and every pair is scored anew at each run.
    """

    def __init__(self, folder: Path):
        self.path = folder / "scores.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._create()
        except (OSError, sqlite3.OperationalError) as error:  # locked, or no right to write: not a damaged file
            self._tell(error)
        except sqlite3.DatabaseError:  # cut off by a full disk or a copy: everything in it can be scored again
            warnings.warn(f"{self.path} is damaged; it is set aside as scores.damaged and begun anew", stacklevel=2)
            self.path.replace(folder / "scores.damaged")
            self._create()

    def _create(self) -> None:
        with closing(self._connect()) as base, base:
            base.execute("create table if not exists score (key blob primary key, e real, n real, c real) without rowid")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=60)

    def read(self, fingerprint: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], np.ndarray]:
        """Return the known ones among the pairs, each an array of three probabilities."""
        keys = {_key(fingerprint, pair): pair for pair in pairs}
        found, ordered = {}, list(keys)
        try:
            with closing(self._connect()) as base:
                for start in range(0, len(ordered), 500):
                    part = ordered[start : start + 500]
                    query = f"select key, e, n, c from score where key in ({','.join('?' * len(part))})"
                    found.update((keys[key], np.array(row)) for key, *row in base.execute(query, part) if _is_answer(row))
        except sqlite3.DatabaseError as error:
            self._tell(error)
        return found

    def write(self, fingerprint: str, scores: Mapping[tuple[str, str], np.ndarray]) -> None:
        rows = [(_key(fingerprint, pair), *map(float, row)) for pair, row in scores.items()]
        try:
            with closing(self._connect()) as base, base:
                base.executemany("insert or replace into score values (?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:  # that of a damaged page is no OperationalError
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        warnings.warn(f"{self.path}: scores are not kept ({error}); the next run asks the model again", stacklevel=3)


def _is_answer(row: list) -> bool:
    """Whether what stands in a row are three probabilities; a damaged one is asked for again."""
    return all(isinstance(p, float) and 0 <= p <= 1 for p in row) and abs(sum(row) - 1) < 0.01


def _key(fingerprint: str, pair: tuple[str, str]) -> bytes:
    return hashlib.sha256("\0".join((fingerprint, *pair)).encode("utf-8", "surrogatepass")).digest()
