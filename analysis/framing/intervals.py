"""How far a share or a difference may be from what it seems, given how few cases stand behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

Z_90 = 1.6449  # two-sided 90%, the interval of every table in the suite


class Interval(NamedTuple):
    value: float
    low: float
    high: float


def estimate_share(k: int, n: int, z: float = Z_90) -> Interval:
    """Return k of n as a share with its Wilson score interval (Wilson 1927); all three are NaN where n is 0.

    Right for few cases and for shares of 0 and 1, where the usual plus-or-minus is not. It takes the cases as independent,
    which statements of one article are not quite.
    """
    if n == 0:
        return Interval(math.nan, math.nan, math.nan)
    p, zz = k / n, z * z
    centre = (p + zz / (2 * n)) / (1 + zz / n)
    half = z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
    return Interval(p, max(0.0, centre - half), min(1.0, centre + half))


def summarize_shares(table: pd.DataFrame, by: list[str], column: str, id_column: str = "statement_id") -> pd.DataFrame:
    """Return how often each value of ``column`` occurs within each group, as a share with its interval and its evidence.

    Args:
        table: one row a case, with ``article_id`` and ``id_column``.
        by: columns that make a group; a missing value is a group of its own.
        column: the value that is counted.

    Returns:
        Columns ``*by``, ``column``, ``n`` (cases with the value), ``n_all`` (cases of the group), ``share``, ``low``,
        ``high`` (90%), ``n_articles`` (that the n stand in), ``{id_column}s`` (list, the n cases).
    """
    rows = []
    for key, group in table.groupby(by, dropna=False, sort=True):
        for value, cases in group.groupby(column, sort=True):
            share = estimate_share(len(cases), len(group))
            evidence = cases[id_column].tolist()
            rows.append((*key, value, len(cases), len(group), *share, cases.article_id.nunique(), evidence))
    return pd.DataFrame(rows, columns=[*by, column, "n", "n_all", "share", "low", "high", "n_articles", f"{id_column}s"])


def estimate_difference(
    a: Sequence[float], b: Sequence[float], groups: tuple[Sequence, Sequence] | None = None, n_draws: int = 2000, seed: int = 0
) -> Interval:
    """Return mean(a) - mean(b) with a 90% percentile bootstrap interval; NaN where either is empty.

    Where either holds one value, or values of one article, nothing tells how far another would be from it: no interval (NaN).

    Args:
        groups: the article of each value of ``a`` and of ``b``. Articles are then what is drawn again, each with all its values:
            statements of one article stand or fall together (cluster bootstrap; Davison & Hinkley 1997, 3.8). Left out, every value
            is drawn by itself.
    """
    if len(a) == 0 or len(b) == 0:
        return Interval(math.nan, math.nan, math.nan)
    rng = np.random.default_rng(seed)
    first, second = groups or (range(len(a)), range(len(b)))
    value = float(np.mean(a) - np.mean(b))
    if min(len(set(first)), len(set(second))) < 2:
        return Interval(value, math.nan, math.nan)
    drawn = _draw_means(a, first, n_draws, rng) - _draw_means(b, second, n_draws, rng)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return Interval(value, float(low), float(high))


def _draw_means(values: Sequence[float], groups: Sequence, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return the mean of each of ``n_draws`` samples of as many groups as there are, drawn with replacement."""
    each = pd.Series(np.asarray(values, float)).groupby(np.asarray(groups), sort=False).agg(["sum", "count"]).to_numpy()
    sums, counts = each[rng.integers(0, len(each), (n_draws, len(each)))].sum(axis=1).T
    return sums / counts
