"""Statements in quotation marks: the cue before, between or after them, the colon, and the passage that stands alone.

Grammar is of little help here (a passage of three sentences is three trees), so the rules read what stands between the passages
of one paragraph: after a comma and a closing mark comes a cue; before an opening mark stands a cue or a colon.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.quotes.cues import Lexicon
from analysis.quotes.finding import Finding, Passages, Span
from analysis.quotes.indirect import find_cue_tokens
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker import find_speaker

_STOPS = frozenset(".!?;")
_MAX_GAP = 40  # tokens between a passage and its cue


class Cue(NamedTuple):
    """What introduces or follows a passage: the cue word (None for a bare colon) and the speaker."""

    tokens: Range | None
    speaker: Range | None
    act: str
    p: float
    rule: str


def find_direct(parse: Parse, passages: Passages, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield a finding for each group of passages that one cue holds together, and for each that continues another."""
    paragraphs: dict[int, list[int]] = {}
    for k, (first, _) in enumerate(passages.tokens):
        paragraphs.setdefault(parse.find_paragraph(first)[0], []).append(k)
    last: tuple[int, Cue] | None = None  # paragraph and cue of the latest statement in marks
    for start, ks in paragraphs.items():
        for finding, cue in _read_paragraph(parse, passages, lexicon, start, ks, last):
            last = start, cue
            yield finding


def _read_paragraph(
    parse: Parse, passages: Passages, lexicon: Lexicon, start: int, ks: list[int], last: tuple[int, Cue] | None
) -> Iterator[tuple[Finding, Cue]]:
    groups: list[tuple[Cue, list[Span]]] = []
    for n, k in enumerate(ks):
        passage = passages.all[k]
        before = passages.tokens[ks[n - 1]][1] if n else start, passages.tokens[k][0]
        end = passages.tokens[ks[n + 1]][0] if n + 1 < len(ks) else parse.find_paragraph(start)[1]
        after = passages.tokens[k][1], end
        cue = _find_cue_after(parse, lexicon, after, passage) or _find_cue_before(parse, lexicon, before)
        span = passage.start, passage.end
        if cue and groups and cue.tokens is not None and groups[-1][0].tokens == cue.tokens:
            groups[-1][1].append(span)
        elif cue:
            groups.append((cue, [span]))
        elif groups and is_sentence(parse.text, passage) and _ends_sentence(parse, before):
            groups[-1][1].append(span)
        elif n == 0 and last and is_sentence(parse.text, passage) and before[0] == before[1]:
            groups.append((last[1]._replace(tokens=None, p=0.6, rule="continued"), [span]))
    for cue, spans in groups:
        yield Finding(tuple(spans), cue.tokens, cue.speaker, cue.act, cue.p, cue.rule), cue


def is_sentence(text: str, passage) -> bool:
    """Whether the passage reads as speech, not as a name or label in marks: a capital to begin and a stop to end with."""
    words = text[passage.start : passage.end].strip("“”\"'‘’`«»„ ")
    return bool(words) and not words[0].islower() and (words[-1] in ".,!?…—-" or not passage.is_closed) and " " in words


def _find_cue_after(parse: Parse, lexicon: Lexicon, gap: Range, passage) -> Cue | None:
    """Read ", she said" after a passage; a full stop inside its marks ends the sentence unless a small letter follows."""
    words = parse.text[passage.start : passage.end].rstrip("”\"'’»")
    first, last = gap
    if first >= last or words.endswith(".") and not parse.text[parse.starts[first]].islower():
        return None
    comma = words[-1:] in (",", "?", "!", "—", "-") or parse.words[first] in (",", "—", "-")
    for i in range(first, min(last, first + _MAX_GAP)):
        if parse.words[i] in _STOPS:
            return None
        if lexicon.is_quoting(parse.lemmas[i], parse.tags[i]) and comma:
            return _make_cue(parse, lexicon, i, "after")
    return None


def _find_cue_before(parse: Parse, lexicon: Lexicon, gap: Range) -> Cue | None:
    """Read "She said: " before a passage: the last cue of the sentence that leads up to the opening mark."""
    first, last = gap
    for i in range(last - 1, max(first, last - _MAX_GAP) - 1, -1):
        if parse.words[i] in _STOPS and i < last - 1:
            break
        if lexicon.is_quoting(parse.lemmas[i], parse.tags[i]):
            return _make_cue(parse, lexicon, i, "before")
    if last > first and parse.words[last - 1] == ":":
        return _make_colon(parse, gap)
    return None


def _make_colon(parse: Parse, gap: Range) -> Cue | None:
    subject = next((i for i in range(*gap) if parse.deps[i] == "nsubj"), None)
    if subject is None:
        subject = next((i for i in range(*gap) if parse.tags[i][:1] == "N"), None)
    return Cue((gap[1] - 1, gap[1]), parse.subtree(subject), "said", 0.7, "colon") if subject is not None else None


def _make_cue(parse: Parse, lexicon: Lexicon, i: int, rule: str) -> Cue:
    speaker = find_speaker(parse, i)
    tokens, p = (speaker.tokens, speaker.p) if speaker else (None, 0.4)
    return Cue(find_cue_tokens(parse, i), tokens, lexicon.find_act(parse.lemmas[i]), p, rule)


def _ends_sentence(parse: Parse, gap: Range) -> bool:
    first, last = gap
    return last == first or parse.words[last - 1] in _STOPS or parse.words[last - 1] == ":"
