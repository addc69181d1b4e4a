"""What the rules hand to each other before overlaps are settled: a ``Finding``, and the spans of its content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from analysis.quotes.marks import Passage
from analysis.quotes.parse import Parse, Range

Span = tuple[int, int]  # characters


class Finding(NamedTuple):
    """One candidate statement. ``spans`` are characters, ``cue`` and ``speaker`` are tokens."""

    spans: tuple[Span, ...]
    cue: Range | None
    speaker: Range | None
    act: str
    p: float
    rule: str


class Content(NamedTuple):
    """One candidate content of a cue: the frame it fills, its head word and its token ranges in the order of the text."""

    frame: str
    head: int
    pieces: tuple[Range, ...]


class Passages:
    """The passages of a text with look-ups by place."""

    def __init__(self, parse: Parse, passages: list[Passage]) -> None:
        self.all = passages
        self._starts = [passage.start for passage in passages]
        self.tokens = [(parse.find_token(p.start), parse.find_token(p.end - 1) + 1) for p in passages]
        self.of_token: list[int | None] = [None] * len(parse)
        for k, (first, last) in enumerate(self.tokens):
            self.of_token[first:last] = [k] * (last - first)

    def find_at(self, char: int) -> Passage | None:
        """Return the passage that holds the character, or None."""
        k = bisect_right(self._starts, char) - 1
        return self.all[k] if k >= 0 and char < self.all[k].end else None

    def find_last(self, char: int) -> Passage | None:
        """Return the last passage that begins before the character, or None."""
        k = bisect_right(self._starts, char - 1) - 1
        return self.all[k] if k >= 0 else None

    def find_next(self, char: int) -> Passage | None:
        """Return the first passage that begins at or after the character, or None."""
        k = bisect_right(self._starts, char - 1)
        return self.all[k] if k < len(self.all) else None

    def touches(self, span: Span) -> bool:
        """Whether any passage shares a character with the span."""
        k = bisect_right(self._starts, span[1] - 1) - 1
        return k >= 0 and self.all[k].end > span[0]


def shape_spans(parse: Parse, passages: Passages, pieces: Iterable[Range], cue: int) -> tuple[Span, ...]:
    """Return the pieces as character spans, trimmed, and grown so that none cuts through a passage in quotation marks."""
    spans: list[Span] = []
    for piece in pieces:
        start, end = parse.cut(piece)
        if start >= end:
            continue
        for passage in (passages.find_at(start), passages.find_at(end - 1)):
            if passage and not passage.start <= parse.starts[cue] < passage.end:
                start, end = min(start, passage.start), max(end, passage.end)
        spans.append((start, end))
    return merge_spans(spans)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def make_finding(spans: tuple[Span, ...], cue) -> Finding:
    """Return the finding of a ``Cue`` (reading.py) and its content."""
    return Finding(spans, cue.tokens, cue.speaker, cue.act, cue.p, cue.rule)
