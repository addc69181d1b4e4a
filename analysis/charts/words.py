"""Words that must fit: cleaned of what no font can draw, measured, wrapped and cut with an ellipsis.

Names and quotations come out of articles and may be anything: five megabytes long, full of control characters, in a script
that no font at hand has. Everything here is linear in the length that is drawn, not in the length that came in.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from matplotlib import font_manager

from .style import FONT_SIZE, find_fonts

ELLIPSIS = "…"
MISSING = "□"
_MAX_CHARS = 600  # more never fits a chart, so no more is looked at
_JOINERS = "\u200c\u200d"  # they shape Persian and Indic words; all other format characters could reorder the line
_UNWANTED = ("Cc", "Cf", "Cs", "Co", "Cn")  # Unicode categories: control, format, surrogate, private, unassigned
_DRAWN_SIZE = 32  # size in points at which widths are looked up, for precision; they scale


@lru_cache(maxsize=4)
def _load_fonts(families: tuple[str, ...]) -> list:
    return [font_manager.get_font(font_manager.findfont(family)) for family in families]


def measure_char(char: str) -> float:
    """Return the advance of a character in em; NaN where no installed font has it."""
    return _measure_char(char, find_fonts())


@lru_cache(maxsize=65536)
def _measure_char(char: str, families: tuple[str, ...]) -> float:
    for font in _load_fonts(families):
        if font.get_char_index(ord(char)):
            font.set_size(_DRAWN_SIZE, 72)
            return font.load_char(ord(char)).linearHoriAdvance / 65536 / _DRAWN_SIZE
    return math.nan


def tidy_words(text: object) -> str:
    """Return ``text`` on one line of at most 600 characters, without control characters and such as turn the line around."""
    raw = str(text)
    kept: list[str] = []
    for char in " ".join(raw[: 4 * _MAX_CHARS].split()):
        if char == " " and kept[-1:] in ([], [" "]):  # what stood between two spaces was dropped
            continue
        if unicodedata.category(char) in _UNWANTED and char not in _JOINERS:
            continue
        if len(kept) > 1 and all(unicodedata.combining(mark) for mark in (char, *kept[-2:])):
            continue  # a third mark on one letter is there to smear over its neighbours
        kept.append(char)
    is_whole = len(raw) <= 4 * _MAX_CHARS and len(kept) <= _MAX_CHARS
    return "".join(kept).rstrip() if is_whole else "".join(kept[: _MAX_CHARS - 1]).rstrip() + ELLIPSIS


def quote_words(statement) -> str:
    """Return the words of a row of Statements, reported ones after what leads in to them, which has the side: "[warned against] it"."""
    lead_in = getattr(statement, "lead_in", "")
    return f"[{lead_in}] {statement.content}" if isinstance(lead_in, str) and lead_in else statement.content


def clean_words(text: object) -> str:
    """Return ``text`` tidied, with □ for every character that no font at hand has; ``dress_charts`` names another."""
    return "".join(MISSING if math.isnan(measure_char(char)) else char for char in tidy_words(text))


def measure_words(text: str, size: float = FONT_SIZE) -> float:
    """Return the width of one line in inches: the sum of its characters, which kerning and joined letters only narrow."""
    return sum(width for char in text if not math.isnan(width := measure_char(char))) * size / 72


def cut_words(text: str, width: float, size: float = FONT_SIZE, whole: bool = True) -> str:
    """Return ``text`` as it is where it fits ``width`` inches, else as much as fits with an ellipsis.

    Where ``whole``, words stay so, "isn't" above all, but for one that would leave half of the room empty.
    """
    if measure_words(text, size) <= width:
        return text
    room, kept = width - measure_words(ELLIPSIS, size), 0
    for char in text:
        room -= measure_words(char, size)
        if room < 0:
            break
        kept += 1
    last = text.rfind(" ", 0, kept + 1)
    kept = last if whole and last > kept / 2 else kept
    return text[:kept].rstrip(f" {ELLIPSIS}") + ELLIPSIS


def fit_words(text: object, width: float, lines: int = 1, size: float = FONT_SIZE, whole: bool = True) -> str:
    """Return ``text`` cleaned and wrapped at spaces to ``lines`` lines of ``width`` inches; an ellipsis says there was more.

    ``whole``: as in ``cut_words``; for a name, of which a piece says more than none, False.
    """
    rest, fitted = clean_words(text).split(" "), []
    while rest and len(fitted) < lines - 1:
        n_words = _count_fitting(rest, width, size)
        fitted.append(cut_words(" ".join(rest[:n_words]), width, size, whole))
        rest = rest[n_words:]
    if rest:
        fitted.append(cut_words(" ".join(rest), width, size, whole))
    return "\n".join(fitted)


def _count_fitting(words: list[str], width: float, size: float) -> int:
    """Return how many of the first words fit one line, at least one."""
    room = width
    for number, word in enumerate(words):
        room -= measure_words(word + " " if number else word, size)
        if room < 0:
            return max(number, 1)
    return len(words)


def count_lines(text: str) -> int:
    return text.count("\n") + 1 if text else 0


def join_phrases(phrases: Iterable[str], limit: int = 5) -> str:
    """Return the first ``limit`` phrases as a list in a sentence; the others are counted, not named."""
    phrases = list(phrases)
    more = len(phrases) - limit
    shown = phrases if more <= 0 else [*phrases[:limit], f"{more} more"]
    return "; ".join(shown)


def list_counts(counts: Mapping[str, int]) -> str:
    """Return ``3 for, 1 against`` from the number of each; what does not occur is left out."""
    return ", ".join(f"{n:,.0f} {name}" for name, n in counts.items() if n)


def count_noun(n: int, noun: str, plural: str = "") -> str:
    """Return ``1 actor``, ``2 actors``, ``1,000 actors``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def name_side(row, word: str) -> str:
    """Return ``word`` for an actor's stance, a row of ActorPositions or one with its columns.

    With "leaning" before it where a side is not borne out by its interval, which holds 0.
    """
    return f"leaning {word}" if is_leaning(row.stance, row.low, row.high) else word


def is_leaning(stance: str, low: float, high: float) -> bool:
    """Whether a side is not borne out by its interval; without an interval nobody is said to lean."""
    return stance == "favor" and low <= 0 or stance == "against" and high >= 0


def format_score(score: float) -> str:
    """Return a score in [-1, 1] with its sign and a true minus; words where there is none."""
    if math.isnan(score):
        return "no score"
    return f"{round(score, 2) + 0.0:+.2f}".replace("-", "−")  # adding zero turns -0.0 into 0.0
