"""Words and sentences of a text, found without a parse, so that evidence spans do not depend on a model."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from analysis.framing.lexicons import load_lexicon

Span = tuple[int, int]

WORD = re.compile(r"\w+(?:(?:[-'’.]|(?<=\d),(?=\d{3}))\w+)*")
_BREAK = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]?[A-ZÀ-ÖØ-Þ0-9£$€])")
_MAX_OBJECT = 4  # words
_OF_CLAUSES = frozenset(
    "to that is are was were be been am has have had do does did will would can could may might must should shall it's he's she's they're "
    "i we he she they it who what how why when if not no yes".split()
)
_SAYING = frozenset(
    "say says said saying tell tells told telling add adds added adding think thinks thought believe believes believed argue argues argued "
    "claim claims claimed insist insists insisted warn warns warned admit admits admitted".split()
)  # what they introduce is a clause, however short
_LAST_WORD = 20  # characters looked at before a full stop: longer words are no abbreviations


def count_words(text: str) -> int:
    """Return the number of words; "peace-keeping" and "isn't" are one each."""
    return sum(1 for _ in WORD.finditer(text))


def names_object(content: str, kind: str, cue: str) -> bool:
    """Whether reported words only name what somebody is for, against or speaks of, and are nobody's own: the "new dam" of "opposed the new
    dam". Told by their number, by what clauses have, and by the cue ("said taxes rose"); a longer noun phrase is not told apart."""
    words = [match.group().lower() for match in WORD.finditer(content)]
    is_short = kind == "indirect" and len(words) <= _MAX_OBJECT and _OF_CLAUSES.isdisjoint(words)
    return is_short and _SAYING.isdisjoint(cue.lower().split())


def fold_word(word: str) -> str:
    """Return a word in the form that counts as the same: small letters, no hyphen, the commonest endings off."""
    folded = word.lower().replace("-", "").removesuffix("'s").removesuffix("’s")
    if folded.endswith("police"):
        return folded  # not "policy"
    folded = re.sub(r"(?<=\w\w[^aeiou])(?:ied|ies|ying)$", "y", folded)  # "denies", "denied", "denying"
    folded = re.sub(r"([bgmnprt])\1(?:ed|ing)$", r"\1", folded)  # "planned", "planning"
    for ending in ("ings", "ing", "ers", "ies", "ed", "es", "er", "s", "y", "e"):
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded


def find_paragraphs(text: str) -> list[Span]:
    """Return the spans of the lines that hold anything but white space, trimmed."""
    spans, start = [], 0
    for line in text.split("\n"):
        left = start + len(line) - len(line.lstrip())
        right = start + len(line.rstrip())
        if left < right:
            spans.append((left, right))
        start += len(line) + 1
    return spans


def find_sentences(text: str) -> list[Span]:
    """Return the spans of the sentences in order; a sentence never crosses a line break.

    A full stop after an abbreviation ("Mr.") or an initial ends no sentence. White space between sentences is in none.
    Wrong where a sentence begins with a small letter, or ends with an abbreviation.
    """
    return [span for start, end in find_paragraphs(text) for span in _split_line(text, start, end)]


def _split_line(text: str, start: int, end: int) -> list[Span]:
    spans = []
    for match in _BREAK.finditer(text, start, end):
        if text[match.start()] == "." and is_abbreviation(text, match.start()):
            continue
        spans.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    return [*spans, (start, end)] if start < end else spans


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation or an initial, and ends no sentence."""
    if text[max(0, stop - 3) : stop].lower() == " no" and not text[stop + 1 : stop + 3].strip()[:1].isdigit():
        return False  # "Doe said no." ends, "No. 10" does not
    before = text[max(0, stop - _LAST_WORD) : stop].split()
    word = before[-1].lstrip("(\"“‘'[") if before else ""
    return (len(word) == 1 and word.isupper()) or word.lower() in load_lexicon("abbreviations")["words"]


def clip_spans(spans: Sequence[Span], pieces: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield for each span the parts of the pieces that lie in it; spans that hold none are left out. Both lists are sorted."""
    first = 0
    for start, end in spans:
        while first < len(pieces) and pieces[first][1] <= start:
            first += 1
        parts, i = [], first
        while i < len(pieces) and pieces[i][0] < end:
            parts.append((max(start, pieces[i][0]), min(end, pieces[i][1])))
            i += 1
        if parts:
            yield parts


def enclose_span(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the span of a sorted list that holds the offset, or None."""
    i = bisect_right(spans, (offset, float("inf"))) - 1
    return spans[i] if i >= 0 and offset < spans[i][1] else None
