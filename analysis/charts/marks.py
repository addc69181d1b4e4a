"""What is drawn in the rows: points by stance, stacked bars, bars in columns, columns of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .layout import Rows, draw_offset
from .style import GREY, INK, MIXED, PALE, SMALL_SIZE, STANCE_LOOKS, STANCE_ORDER, Look
from .words import fit_words, is_leaning, measure_words

WHITE_BOX = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}  # behind words that cross a line or a hatched bar
_BAR = 0.62  # share of a row's height
_GAP = 0.1
_SCORE_LABELS = (("−1 against", "0", "for +1"), ("against", "0", "for"), ("against", "", "for"), ("−1", "", "+1"))


def list_stance_looks(stances: pd.Series) -> list[Look]:
    """Return the looks of the stances that occur, in the order of the axis: what the legend must explain."""
    found = set(stances)
    return [STANCE_LOOKS[stance] for stance in (*STANCE_ORDER, MIXED) if stance in found]


def count_stances(stances: pd.Series) -> str:
    """Return how often each stance occurs, in words: ``3 for, 1 against``."""
    counts = stances.value_counts()
    return ", ".join(f"{counts[stance]} {look.label}" for stance, look in STANCE_LOOKS.items() if stance in counts)


def find_leaning(table: pd.DataFrame) -> list[bool]:
    """Return which rows of a table with ``stance``, ``low`` and ``high`` are leanings, none where it has no intervals."""
    if not {"low", "high"} <= set(table):
        return [False] * len(table)
    return [is_leaning(*row) for row in zip(table["stance"], table["low"], table["high"], strict=True)]


def draw_stances(
    ax: Axes, x: pd.Series, y: Sequence[float], stances: pd.Series, size: float = 8.0, leaning: Sequence[bool] = ()
) -> None:
    """Draw one point a row, in shape and colour of its stance, hollow for leanings; rows without a score are left out."""
    y = np.asarray(y, dtype=float)
    is_hollow = np.asarray(leaning, dtype=bool) if len(leaning) else np.zeros(len(y), dtype=bool)
    for stance in (*STANCE_ORDER, MIXED):
        look = STANCE_LOOKS[stance]
        for hollow, fill, edge in ((False, look.color, INK), (True, "white", look.color)):
            picked = ((stances == stance) & x.notna()).to_numpy() & (is_hollow == hollow)
            if picked.any():
                style = {"marker": look.marker, "markersize": size, "markerfacecolor": fill, "markeredgecolor": edge}
                style["markeredgewidth"] = 1.8 if hollow else 1.0
                ax.plot(x[picked], y[picked], linestyle="none", zorder=3, clip_on=False, label=f"_{stance}", **style)


def draw_score_axis(rows: Rows) -> None:
    """Set up the scale from -1 (against, left) to +1 (for, right), with as much in words as the width allows."""
    ax = rows.ax
    ax.set_xlim(-1.08, 1.08)
    ax.vlines([-1, 0, 1], *ax.get_ylim(), colors=[PALE, GREY, PALE], linewidth=0.8, zorder=0)
    for labels in _SCORE_LABELS:
        if sum(measure_words(label, SMALL_SIZE) + 2 * _GAP for label in labels) < rows.width:
            break
    ax.set_xticks([-1, 0, 1], labels)
    for label, side in zip(ax.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set_horizontalalignment(side)


def draw_row_words(rows: Rows, words: Sequence[str], left: float, width: float, **kwargs) -> None:
    """Write one cell of words a row, ``left`` inches right of the Axes, wrapped to ``width`` and the lines of a row."""
    style = {"fontsize": SMALL_SIZE, "color": GREY, "va": "center", "linespacing": 1.1} | kwargs
    for y, text in enumerate(words):
        fitted = fit_words(text, width, rows.lines, SMALL_SIZE)
        draw_offset(rows.ax, fitted, (1, 1 - (y + 0.5) / len(words)), (left, 0), **style)


def draw_column_heads(rows: Rows, heads: Sequence[str], lines: int = 2) -> None:
    """Write a heading over each of the equal columns into which the Axes is divided, wrapped to its width."""
    width = rows.width / max(len(heads), 1)
    for column, head in enumerate(heads):
        fitted = fit_words(head, width - _GAP, lines, SMALL_SIZE)
        at = ((column + 0.5) / len(heads), 1)
        draw_offset(rows.ax, fitted, at, (0, 0.05), ha="center", va="bottom", fontsize=SMALL_SIZE, color=INK, linespacing=1.1)


def draw_stack(rows: Rows, values: pd.DataFrame, looks: Sequence[Look], number: str = "{:,.0f}") -> None:
    """Draw one stacked bar a row; column i of ``values`` in looks[i], with its number wherever the piece has room for it."""
    longest = max(float(values.sum(axis=1).max()), 1e-9)
    rows.ax.set_xlim(0, longest * 1.005)  # so that the outline of the longest bar is whole
    starts = np.zeros(len(values))
    for column, look in zip(values.columns, looks, strict=True):
        sizes = values[column].to_numpy(dtype=float)
        bars = {"height": _BAR, "color": look.color, "hatch": look.hatch, "edgecolor": INK, "linewidth": 0.6}
        rows.ax.barh(np.arange(len(values)), sizes, left=starts, label=f"_{look.label}", **bars)
        for y, (start, size) in enumerate(zip(starts, sizes, strict=True)):
            text = number.format(size)
            if size > 0 and size / longest * rows.width > measure_words(text, SMALL_SIZE) + _GAP:
                rows.ax.text(start + size / 2, y, text, ha="center", va="center", fontsize=SMALL_SIZE, bbox=WHITE_BOX)
        starts = starts + sizes


def draw_cell_bars(rows: Rows, shares: pd.DataFrame, texts: pd.DataFrame, look: Look) -> None:
    """Draw in column i of the Axes a bar as long as ``shares`` (0 to 1; all of a column's room is 1), its text behind it."""
    n_columns = max(shares.shape[1], 1)
    room = rows.width / n_columns
    words = max((measure_words(text, SMALL_SIZE) for text in texts.to_numpy().ravel()), default=0.0) + 2 * _GAP
    scale = max(room - words, 0.05) / room
    rows.ax.set_xlim(0, n_columns)
    rows.ax.vlines(np.arange(n_columns), -0.5, len(shares) - 0.5, color=PALE, linewidth=0.8, zorder=0)
    for number, column in enumerate(shares.columns):
        sizes = shares[column].fillna(0).to_numpy(dtype=float) * scale
        rows.ax.barh(np.arange(len(shares)), sizes, left=number, height=_BAR, color=look.color, edgecolor=INK, linewidth=0.6)
        for y, size in enumerate(sizes):
            rows.ax.text(number + size + 0.06 / room, y, texts[column].iloc[y], va="center", fontsize=SMALL_SIZE, color=INK)
