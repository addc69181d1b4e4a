"""How every chart looks: colours and shapes by stance, type sizes, fonts. Importing it changes no setting of matplotlib.

Stance is never told by colour alone. Points differ in shape, bars in hatching, and the four fills differ in lightness, so a
chart can be read on a grey printer and without colour vision. Colours are those of Okabe & Ito (2008), "Color universal design".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

import matplotlib as mpl
from matplotlib import font_manager


class Look(NamedTuple):
    """How one class is drawn: the word on screen, the marker of points, the fill, the hatching of bars, the dashes of lines."""

    label: str
    marker: str
    color: str
    hatch: str = ""
    dashes: str | tuple = "-"  # as matplotlib takes it


INK, GREY, PALE = "#222222", "#5F5F5F", "#E4E4E4"  # text and outlines; secondary text (6:1 on white); grid and base lines
FONT_SIZE, SMALL_SIZE = 10.0, 8.5  # points: 8.5 is still legible when a chart of full width is shown at half of it
LINE_HEIGHT = 0.17  # inches a line of text takes, at FONT_SIZE

MIXED = "mixed"  # of actors alone: said things for and against, and neither outweighs the other
STANCE_LOOKS = {
    "favor": Look("for", "^", "#0072B2"),
    "against": Look("against", "v", "#E69F00", "////", "--"),
    "neutral": Look("neutral", "o", "#C8C8C8", "", "-."),
    "unclear": Look("unclear", "D", "#FFFFFF", "....", ":"),
    MIXED: Look("mixed", "X", "#FFFFFF", "xxxx", (0, (5, 1))),
}
STANCE_ORDER = ("against", "neutral", "unclear", "favor")  # from left to right, as on the axis from -1 to +1
NO_STANCE = Look("no position", ".", "#FFFFFF")

# Of classes that are no stances: the two colours of for and against come last, so that few charts have them with another meaning.
_COLORS = ("#56B4E9", "#009E73", "#CC79A7", "#D55E00", "#F0E442", "#0072B2", "#E69F00")
_HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_DASHES = ("-", "--", ":", "-.")

# Families asked for after DejaVu Sans, which has Latin, Greek, Cyrillic, Arabic and Hebrew; only installed ones are used.
_FALLBACK_FONTS = (
    "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali",
    "Noto Sans Thai", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Microsoft YaHei",
    "Yu Gothic", "Malgun Gothic", "Nirmala UI", "Leelawadee UI", "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo",
    "Kohinoor Devanagari", "Arial Unicode MS",
)  # fmt: skip

_SETTINGS = {
    "text.parse_math": False,  # a name may hold $ or \ and is words, never a formula
    "text.usetex": False,
    "axes.unicode_minus": True,
    "font.size": FONT_SIZE,
    "axes.titlesize": FONT_SIZE,
    "axes.titleweight": "bold",
    "axes.labelsize": SMALL_SIZE,
    "xtick.labelsize": SMALL_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "xtick.color": GREY,
    "ytick.color": INK,
    "axes.facecolor": "white",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "axes.grid": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.color": INK,
    "hatch.linewidth": 0.5,
    "lines.markersize": 8,
    "lines.markeredgewidth": 1.0,
    "figure.dpi": 144,
    "figure.constrained_layout.use": False,  # the charts lay themselves out, in inches
    "figure.autolayout": False,
}


class Dress(NamedTuple):
    """What a user gives every chart: "" and () leave it as it is."""

    title: str = ""
    source: str = ""
    fonts: tuple[str, ...] = ()


_UNDRESSED = Dress()
_DRESS: ContextVar[Dress] = ContextVar("dress", default=_UNDRESSED)


@contextmanager
def dress_charts(title: str = "", source: str = "", fonts: Iterable[str] = ()) -> Iterator[None]:
    """Give the charts that are drawn inside the ``with`` block a title, a last line of notes and fonts of your own.

    Args:
        title: in place of the chart's, over each of its parts.
        source: what the picture should say of itself where it stands alone: "30 articles, labels not validated".
        fonts: families to draw with, the first that has a letter; before those that are drawn with anyway.

    Raises:
        ValueError: a font is not installed.
    """
    fonts, installed = tuple(fonts), set(font_manager.fontManager.get_font_names())
    if unknown := [family for family in fonts if family not in installed]:
        raise ValueError(f"no font {unknown[0]!r} is installed; matplotlib.font_manager.fontManager.get_font_names() lists those that are")
    before = _DRESS.set(Dress(title, source, fonts))
    try:
        yield
    finally:
        _DRESS.reset(before)


def read_dress() -> Dress:
    """Return what ``dress_charts`` says where this is called."""
    return _DRESS.get()


def find_fonts() -> tuple[str, ...]:
    """Return the font families to draw with, in the order in which a missing letter is looked for."""
    return (*read_dress().fonts, *_find_own_fonts())


@lru_cache(maxsize=1)
def _find_own_fonts() -> tuple[str, ...]:
    installed = set(font_manager.fontManager.get_font_names())
    return ("DejaVu Sans", *(family for family in _FALLBACK_FONTS if family in installed))


@contextmanager
def chart_style() -> Iterator[None]:
    """Apply the style inside a ``with`` block or, as ``@chart_style()``, inside a function; put everything back after it."""
    with mpl.rc_context({**_SETTINGS, "font.family": list(find_fonts())}):
        yield


def pick_look(number: int, label: str) -> Look:
    """Return the look of class ``number`` of a list without an order of its own; 35 differ before any comes again."""
    pick = number % len(_COLORS)
    hatch = _HATCHES[(number + number // len(_COLORS)) % len(_HATCHES)]
    return Look(label, _MARKERS[pick], _COLORS[pick], hatch, _DASHES[number % len(_DASHES)])
