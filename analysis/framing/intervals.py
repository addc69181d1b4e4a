"""How far a share or a difference may be from what it seems, given how few cases stand behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t

from analysis.inputs import list_columns

SAME = 1e-12  # a variance below it is none
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


def summarize_shares(table: pd.DataFrame, by: str | Sequence[str], column: str, id_column: str = "statement_id") -> pd.DataFrame:
    """Return how often each value of ``column`` occurs within each group, as a share with its interval and its evidence.

    Args:
        table: one row a case, with ``article_id`` and ``id_column``.
        by: the column that makes a group, or several; a missing value is a group of its own.
        column: the value that is counted.

    Returns:
        Columns ``*by``, ``column``, ``n`` (cases with the value), ``n_all`` (cases of the group), ``share``, ``low``,
        ``high`` (90%), ``n_articles`` (that the n stand in), ``{id_column}s`` (list, the n cases).
    """
    by, rows = list_columns(table, by, "table"), []
    for key, group in table.groupby(by, dropna=False, sort=True):
        for value, cases in group.groupby(column, sort=True):
            share = estimate_share(len(cases), len(group))
            evidence = cases[id_column].tolist()
            rows.append((*key, value, len(cases), len(group), *share, cases.article_id.nunique(), evidence))
    return pd.DataFrame(rows, columns=[*by, column, "n", "n_all", "share", "low", "high", "n_articles", f"{id_column}s"])


def estimate_difference(
    a: Sequence[float], b: Sequence[float], groups: tuple[Sequence, Sequence] | None = None, most: float = math.inf
) -> Interval:
    """Return mean(a) - mean(b) with a 90% t interval (Welch 1947); NaN where either is empty.

    No interval (NaN) where either holds one value, or values of one article: nothing tells how far another would be from it. Nor where all
    values of both are the same, which a few may be by chance. With two or three a side the interval is as wide as it must be, where a
    percentile bootstrap is far too narrow.

    Args:
        groups: the article of each value of ``a`` and of ``b``. The variance is then that between articles: statements of one article stand
            or fall together (linearised, Cochran 1977, 11.8). Left out, every value stands for itself.
        most: how far two means can be apart; no interval reaches further.
    """
    if len(a) == 0 or len(b) == 0:
        return Interval(math.nan, math.nan, math.nan)
    first, second = groups or (range(len(a)), range(len(b)))
    value = float(np.mean(a) - np.mean(b))
    variances, sizes = zip(*(_estimate_variance(*side) for side in ((a, first), (b, second))), strict=True)
    total = sum(variances)
    if min(sizes) < 2 or total < SAME:
        return Interval(value, math.nan, math.nan)
    freedom = total**2 / sum(variance**2 / (n - 1) for variance, n in zip(variances, sizes, strict=True))
    half = float(t.ppf(0.95, freedom)) * math.sqrt(total)
    return Interval(value, max(value - half, -most), min(value + half, most))


def _estimate_variance(values: Sequence[float], groups: Sequence) -> tuple[float, int]:
    """Return the variance of the mean of values that come in groups, NaN for one group, and the number of groups."""
    table = pd.Series(np.asarray(values, float))
    apart = (table - table.mean()).groupby(np.asarray(groups), sort=False).sum().to_numpy()
    n = len(apart)
    return (float(n / (n - 1) * (apart**2).sum() / len(table) ** 2) if n > 1 else math.nan), n
