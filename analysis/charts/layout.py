"""Where things go: one row a name, the rows that fit, the margins that their words need, the legend and the notes below.

All lengths are inches. A chart fills one *slot*: a new figure of its own, or the rectangle of the Axes it is given. Names,
words, legend and notes lie inside the slot as well, so charts side by side never run into each other.

A new figure is as wide as matplotlib's ``figure.figsize`` says (6.4 inches unless changed) and as high as its rows need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox

from .style import FONT_SIZE, GREY, INK, LINE_HEIGHT, SMALL_SIZE, Look, read_dress
from .words import count_lines, fit_words, measure_words

WIDE = 5.0  # from here on a slot has room for a column of words to the right of the axis
MAX_ROWS = 40  # rows of one chart by default: ten inches of single lines, about a page
_ROOMY_ROWS = 15  # up to here each row gets all the lines it asks for
_MAX_ROW_HEIGHT = 0.9
_HINTED = 1.03  # on a coarse screen letters are set on whole pixels, and a line gets about so much longer
_PAD = 0.1
_TITLE_HEIGHT = LINE_HEIGHT * 1.3 + _PAD
_KEY = 0.55  # what the key of a legend and the gaps around it take
_NOTE_LINES = 5
_TOLERANCE = 1e-3  # inches lost in rounding
_SMALL_LINE = LINE_HEIGHT * SMALL_SIZE / FONT_SIZE


class Design(NamedTuple):
    """What a chart in rows asks for; lengths in inches."""

    title: str
    by: str  # column of the table: where not all rows fit, those with the largest value stay
    looks: Sequence[Look] = ()  # what the legend explains
    keys: str = "points"  # what the legend shows of each look: points, bars or lines
    notes: Sequence[str] = ()  # each begins a line
    lines: int = 2  # lines of text that a row would like,
    min_lines: int = 1  # and those that it needs
    names: float = 0.27  # share of the slot's width that the names may take
    right: float = _PAD  # to keep free right of the Axes,
    head: float = 0.0  # above it
    axis: float = 0.0  # and below it
    body: float = 0.0  # least height of the Axes
    limit: int = MAX_ROWS
    ties: pd.Series | None = None  # by row: of rows equal in ``by``, those with more of it are kept; else the first


class Footer(NamedTuple):
    """What stands below the axis: the legend in ``columns``, and the notes, wrapped."""

    looks: Sequence[Look]
    columns: int
    note: str

    @property
    def height(self) -> float:
        legend_lines = -(-len(self.looks) // self.columns) if self.looks else 0
        return 1.4 * _SMALL_LINE * legend_lines + _SMALL_LINE * count_lines(self.note) + _PAD


class Plan(NamedTuple):
    """What of a Design fits a slot."""

    n_rows: int
    lines: int
    row_height: float
    footer: Footer
    height: float  # of all together


class Rows(NamedTuple):
    """An Axes laid out in rows: row ``y`` of ``table`` is drawn at height ``y``, the first on top."""

    ax: Axes
    table: pd.DataFrame  # the rows drawn
    width: float  # of the Axes
    lines: int  # lines of text a row has room for
    row_height: float


def measure_slot(ax: Axes | None) -> tuple[float, float]:
    """Return width and height of the slot; the height of a figure that is still to be made is infinite."""
    if ax is None:
        return mpl.rcParams["figure.figsize"][0], np.inf
    return tuple(_find_slot(ax).size * _measure_figure(ax))


# The slot of Axes that a chart has shrunk, and what it was shrunk to: drawn on again, a chart takes the slot.
_SLOTS: WeakKeyDictionary[Axes, tuple[Bbox, Bbox]] = WeakKeyDictionary()


def _find_slot(ax: Axes) -> Bbox:
    slot, shrunk = _SLOTS.get(ax, (None, None))
    position = ax.get_position()
    return slot if slot is not None and np.allclose(position.bounds, shrunk.bounds) else position  # else somebody has moved it


def _measure_figure(ax: Axes) -> np.ndarray:
    """Return width and height of the figure, or the part of one, that the Axes stands in."""
    return ax.figure.bbox.size / ax.figure.dpi


def split_figure(heights: Sequence[float]) -> list[Axes]:
    """Return one Axes a height, one below the other, in a new figure; each is a slot over the full width."""
    fig = plt.figure(figsize=(mpl.rcParams["figure.figsize"][0], sum(heights)))
    tops = 1 - np.cumsum([0, *heights]) / sum(heights)
    return [fig.add_axes((0, bottom, 1, top - bottom)) for top, bottom in zip(tops, tops[1:], strict=False)]


def open_slot(ax: Axes | None, height: float) -> Axes:
    """Return the Axes that is given, emptied so that it takes on the style, or one that fills a new figure of ``height``."""
    if ax is None:
        return split_figure([height])[0]
    ax.clear()
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def set_margins(ax: Axes, left: float, right: float, top: float, height: float) -> None:
    """Shrink the Axes inside its slot: margins on three sides, its own ``height`` measured from the top."""
    slot, (fig_width, fig_height) = _find_slot(ax), _measure_figure(ax)
    x0, x1 = slot.x0 + left / fig_width, slot.x1 - right / fig_width
    y1 = slot.y1 - top / fig_height
    ax.set_position((x0, y1 - height / fig_height, max(x1 - x0, 0.01), height / fig_height))
    _SLOTS[ax] = slot, ax.get_position()


def plan_rows(table: pd.DataFrame, design: Design, width: float, height: float = np.inf) -> Plan:
    """Return how many rows fit a slot, how high they are, and what stands below them.

    Without a ``height`` to keep to, rows get all the lines they would like up to fifteen rows, and one line beyond.
    """
    design = _dress(design)
    fixed = _measure_top(design, width) + design.axis
    n_rows = min(len(table), design.limit)
    footer = _plan_footer(table, design, n_rows, width)
    least = _row_height(design.min_lines)
    if n_rows * least > height - fixed - footer.height + _TOLERANCE:
        room = height - fixed - _plan_footer(table, design, 0, width).height
        n_rows = max(1, int(room / least + _TOLERANCE))
        footer = _plan_footer(table, design, n_rows, width)
    room = height - fixed - footer.height
    name_lines = max((count_lines(fit_words(name, width * design.names, 2)) for name in table["name"][:_ROOMY_ROWS]), default=1)
    lines = max(design.lines, name_lines) if n_rows <= _ROOMY_ROWS else design.min_lines
    while lines > design.min_lines and n_rows * _row_height(lines) > room + _TOLERANCE:
        lines -= 1
    row_height = _row_height(lines) if np.isinf(height) else max(min(room / n_rows, _MAX_ROW_HEIGHT), _TOLERANCE)
    row_height = max(row_height, min(design.body, room) / n_rows)
    return Plan(n_rows, lines, row_height, footer, fixed + n_rows * row_height + footer.height)


def open_rows(ax: Axes | None, table: pd.DataFrame, design: Design) -> Rows:
    """Lay out a chart with one row a row of ``table``, whose column ``name`` labels it.

    Where not all rows fit, those with the largest ``design.by`` are kept, in their order, and a note says how many are left out.
    """
    design = _dress(design)
    width, height = measure_slot(ax)
    plan = plan_rows(table, design, width, height)
    ax = open_slot(ax, plan.height)
    drawn = keep_largest(table, design.by, plan.n_rows, design.ties)
    names, left = fit_names(drawn["name"], width * design.names, plan.lines)
    set_margins(ax, left, design.right, _measure_top(design, width), plan.n_rows * plan.row_height)
    ax.set_ylim(plan.n_rows - 0.5, -0.5)
    ax.set_yticks(range(plan.n_rows), names)
    ax.tick_params(axis="y", length=0, pad=4, labelsize=FONT_SIZE)
    ax.tick_params(axis="x", length=3, labelsize=SMALL_SIZE, labelcolor=GREY)
    ax.spines["left"].set_visible(False)
    _set_title(ax, design, left, width)
    draw_footer(ax, plan.footer, left, design)
    return Rows(ax, drawn, max(width - left - design.right, _TOLERANCE), plan.lines, plan.row_height)


def open_plot(ax: Axes | None, design: Design, height: float, left: float) -> tuple[Axes, float, float]:
    """Lay out a chart that is not in rows, ``height`` inches high where it is free to choose.

    Returns the Axes, its width and its height.
    """
    design = _dress(design)
    width, slot_height = measure_slot(ax)
    footer = fit_footer(design.looks, design.notes, width)
    fixed = _measure_top(design, width) + design.axis + footer.height
    height = max(height if ax is None else slot_height - fixed, 10 * _TOLERANCE)
    ax = open_slot(ax, fixed + height)
    set_margins(ax, left, design.right, _measure_top(design, width), height)
    ax.tick_params(labelsize=SMALL_SIZE, labelcolor=GREY)
    _set_title(ax, design, left, width)
    draw_footer(ax, footer, left, design)
    return ax, width - left - design.right, height


def _dress(design: Design) -> Design:
    """Return the design with what ``dress_charts`` says; the same where it has that already."""
    title, source, _ = read_dress()
    notes = [note for note in design.notes if note != source]
    return design._replace(title=title or design.title, notes=[*notes, source])


def keep_largest(table: pd.DataFrame, by: str, n: int, ties: pd.Series | None = None) -> pd.DataFrame:
    """Return the ``n`` rows with the largest ``by`` in the order they have in ``table``; of equals most ``ties`` go first."""
    ranks = pd.DataFrame({"by": table[by], "ties": 0.0 if ties is None else ties})
    kept = ranks.sort_values(["by", "ties"], ascending=False, kind="stable").index[:n]
    return table.loc[table.index.isin(kept)].reset_index(drop=True)


def fit_names(names: Sequence[str], width: float, lines: int) -> tuple[list[str], float]:
    """Return the names wrapped or cut to ``width``, and the margin that the widest of them needs."""
    fitted = [fit_words(name, width, lines, whole=False) for name in names]
    widest = max((measure_words(line) for name in fitted for line in name.split("\n")), default=0.0)
    return fitted, widest + 2 * _PAD


def _measure_top(design: Design, width: float) -> float:
    """Return the inches that title and column headings take above the rows."""
    return _TITLE_HEIGHT + LINE_HEIGHT * (count_lines(_fit_title(design.title, width)) - 1) + design.head


def _fit_title(title: str, width: float) -> str:
    """Return the title in one line over the whole slot, in a narrow one in two."""
    bold = 1.15  # bold letters are about so much wider than those that were measured
    return fit_words(title, (width - 2 * _PAD) / bold, 1 if width >= WIDE else 2)


def _set_title(ax: Axes, design: Design, left: float, width: float) -> None:
    box = ax.get_position().size * _measure_figure(ax)
    ax.set_title(_fit_title(design.title, width), loc="left", x=(_PAD - left) / box[0], y=1 + design.head / box[1], pad=5)


def fit_footer(looks: Sequence[Look], notes: Sequence[str], width: float) -> Footer:
    """Return the legend in as many columns as fit ``width`` and each note in as many lines as it needs, five at most."""
    widest = max((measure_words(look.label, SMALL_SIZE) for look in looks), default=0.0) + _KEY
    columns = max(1, min(len(looks), int((width - 2 * _PAD) / widest)))
    looks = [look._replace(label=fit_words(look.label, width - _KEY - 2 * _PAD, size=SMALL_SIZE)) for look in looks]
    room = (width - 2 * _PAD) / _HINTED
    return Footer(looks, columns, "\n".join(fit_words(note, room, _NOTE_LINES, SMALL_SIZE) for note in notes if note))


def draw_footer(ax: Axes, footer: Footer, left: float, design: Design) -> None:
    """Draw legend and note below the Axes and its axis, flush with the slot's left edge, ``left`` inches from the Axes."""
    box = ax.get_position().size * _measure_figure(ax)
    x, axis = _PAD - left, design.axis
    if footer.looks:
        ax.legend(
            handles=[_draw_key(look, design.keys) for look in footer.looks],
            loc="upper left", bbox_to_anchor=(x / box[0], -axis / box[1]), ncols=footer.columns, fontsize=SMALL_SIZE,
            frameon=False, borderpad=0, borderaxespad=0, handlelength=2.4 if design.keys == "lines" else 1.6,
            handletextpad=0.5, columnspacing=1.2, labelspacing=0.4,
        )  # fmt: skip
    if footer.note:
        above = footer._replace(note="").height - _PAD
        draw_offset(ax, footer.note, (0, 0), (x, -axis - above), va="top", fontsize=SMALL_SIZE, color=GREY, linespacing=1.1)


def label_ends(ax: Axes, ends: tuple[float, float], labels: tuple[str, str]) -> None:
    """Label both ends of the x axis inside its width."""
    ax.set_xticks(ends, labels)
    for label, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        label.set_horizontalalignment(side)


def label_counts(ax: Axes, width: float) -> None:
    """Label the x axis with whole numbers, as many as ``width`` has room for."""
    ax.xaxis.set_major_locator(MaxNLocator(nbins=max(1, int(width / 0.6)), integer=True))
    ax.get_xticklabels()  # made now, while the style holds, and not when the figure is drawn


def hide_axis(ax: Axes) -> None:
    """Take the x axis away where the numbers stand in the rows."""
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def spread_positions(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return the ascending ``values`` moved as little apart as keeps ``gap`` between them, inside ``low`` to ``high`` if they fit."""
    spread = []
    for value in values:
        spread.append(max(value, spread[-1] + gap) if spread else max(value, low))
    limit = max(high, low + gap * (len(spread) - 1))
    for number in reversed(range(len(spread))):
        spread[number] = min(spread[number], limit)
        limit = spread[number] - gap
    return spread


def draw_offset(ax: Axes, text: str, at: tuple[float, float], offset: tuple[float, float], **kwargs) -> None:
    """Write ``text`` some inches off a point given as a fraction of the Axes."""
    points = tuple(inches * 72 for inches in offset)
    ax.annotate(text, at, xycoords="axes fraction", xytext=points, textcoords="offset points", annotation_clip=False, **kwargs)


def draw_sentence(ax: Axes | None, sentence: str) -> Axes:
    """Return Axes that hold one sentence and nothing else: the chart of an empty table."""
    width, _ = measure_slot(ax)
    ax = open_slot(ax, 0.9)
    ax.set_axis_off()
    words = fit_words(sentence, width - 4 * _PAD, lines=4)
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=GREY)
    return ax


def _row_height(lines: int) -> float:
    return lines * LINE_HEIGHT + 0.1


def _draw_key(look: Look, keys: str) -> Line2D | Patch:
    if keys == "bars":
        return Patch(facecolor=look.color, edgecolor=INK, linewidth=0.6, hatch=look.hatch, label=look.label)
    if keys == "lines":
        return Line2D([], [], color=look.color, linestyle=look.dashes, linewidth=2, label=look.label)
    return Line2D([], [], marker=look.marker, color="none", markerfacecolor=look.color, markeredgecolor=INK, markersize=7, label=look.label)


def _plan_footer(table: pd.DataFrame, design: Design, n_rows: int, width: float) -> Footer:
    return fit_footer(design.looks, (say_left_out(len(table), n_rows, design.by), *design.notes), width)


def say_left_out(n_all: int, n_drawn: int, by: str) -> str:
    """Return the note that not everything is drawn, and by what it was chosen; empty where everything is."""
    if n_drawn >= n_all:
        return ""
    rest = n_all - n_drawn
    return f"Drawn: the {n_drawn} of {n_all} with the most {by}; the other {f'{rest} are' if rest > 1 else 'one is'} in the table."
