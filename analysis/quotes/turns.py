"""Transcripts: paragraphs that begin with the name of who speaks and a colon ("CHAIR: Thank you."; "Q: …", "A: …")."""

from __future__ import annotations

import re
from collections import Counter

from analysis.quotes.finding import Finding, make_finding
from analysis.quotes.reading import Cue, Reading

_SHOUTED = re.compile(r"[\"“]?([A-Z](?:[A-Z.’' -]{0,38}[A-Z.])?)(?: \([^)\n]{1,40}\))?:\s")
_NAMED = re.compile(r"[\"“]?([A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){0,3}):\s")
_MIN_TURNS = 3  # fewer lines of this shape are headings


def find_turns(reading: Reading) -> dict[int, Finding]:
    """Return the findings of an article that is, in part, a transcript, by paragraph; none if fewer than three turns are found.

    Names in capitals count at once; names in small letters only if two speak and one of them speaks twice.
    """
    parse = reading.parse
    starts = {n: parse.starts[first] for n, first in enumerate(parse.bounds[:-1])}
    for shape in (_SHOUTED, _NAMED):
        turns = {n: found for n, start in starts.items() if (found := shape.match(parse.text, start))}
        names = Counter(found[1] for found in turns.values())
        if len(turns) >= _MIN_TURNS and (shape is _SHOUTED or len(names) > 1 and max(names.values()) > 1):
            return {n: finding for n, found in turns.items() if (finding := _take_turn(reading, n, found))}
    return {}


def _take_turn(reading: Reading, number: int, found: re.Match) -> Finding | None:
    parse = reading.parse
    colon = parse.find_token(found.end(1))
    while parse.words[colon] != ":" and colon < parse.find_token(found.end()):
        colon += 1
    last = parse.bounds[number + 1]
    start, end = parse.cut((colon + 1, last))
    end = parse.ends[last - 1] if end <= start else _end_with_stop(parse.text, end)
    speaker = parse.find_token(found.start(1)), parse.find_token(found.end(1) - 1) + 1
    return make_finding(((start, end),), Cue((colon, colon + 1), speaker, "said", 0.9, "turn")) if start < end else None


def _end_with_stop(text: str, end: int) -> int:
    """Return ``end`` moved over a full stop and a closing mark: a turn is whole sentences."""
    while end < len(text) and text[end] in '.…”"':
        end += 1
    return end
