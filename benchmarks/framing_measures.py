"""Figures that the parts of the framing benchmark share: F1 and bootstrap intervals (90%, percentile)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from analysis.framing.intervals import Interval

SEED = 20261122  # fixed, so that the printed intervals can be printed again
N_DRAWS = 1000


def draw_counts(counts: np.ndarray, statistic: Callable[[np.ndarray], float]) -> Interval:
    """Return a statistic of summed counts, with its interval. ``counts``: one row a group that is drawn whole."""
    n = len(counts)
    weights = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=N_DRAWS)
    low, high = np.nanquantile([statistic(row) for row in weights @ counts], [0.05, 0.95])
    return Interval(float(statistic(counts.sum(axis=0))), float(low), float(high))


def draw_rows(groups: Sequence[np.ndarray], statistic: Callable[[np.ndarray], float]) -> Interval:
    """Return a statistic of row numbers, with its interval, drawing whole groups: for statistics that are no sum."""
    draws = np.random.default_rng(SEED).integers(len(groups), size=(N_DRAWS, len(groups)))
    low, high = np.nanquantile([statistic(np.concatenate([groups[i] for i in draw])) for draw in draws], [0.05, 0.95])
    return Interval(float(statistic(np.concatenate(groups))), float(low), float(high))


def rate_f1(gold: np.ndarray, found: np.ndarray, groups: np.ndarray | None = None) -> Interval:
    """Return F1 of the positive class of two arrays of truth values, with its interval.

    ``groups`` numbers the group that each value is drawn with, from 0; without it each value is drawn by itself.
    """
    counts = np.column_stack([gold & found, gold.astype(int) + found])
    if groups is not None:
        counts = np.column_stack([np.bincount(groups, weights=column) for column in counts.T])
    return draw_counts(counts, lambda c: 2 * c[0] / max(1, c[1]))


def show(value: Interval, sign: str = "") -> str:
    """Return an interval as it is printed: value [low, high]."""
    return f"{value.value:{sign}.3f} [{value.low:{sign}.3f}, {value.high:{sign}.3f}]"
