"""Which words name a speaker: the phrase around the noun that the grammar shows, without what does not belong to it."""

from __future__ import annotations

from analysis.quotes.parse import Parse, Range
from analysis.quotes.words import SPEAKING

_MAX_STEPS = 8  # from a time to who stands before it
OPENS_NAME = frozenset({"NNP", "NNPS", "DT", "CD", "NN", "NNS", "JJ", "PRP", "PRP$"})
STOPS = frozenset({".", "!", "?", ":", ";"})
_TIMES = frozenset({"time", "year", "day", "month", "week", "moment", "period"})
_BREAKING_IN = frozenset("intervening interrupting responding concluding replying summing speaking opening closing rising".split())
_MAX_OPENING = 6  # tokens of "Outside the court,"
_PLACES = frozenset("district county ward parish borough town village city region province state constituency neighborhood suburb".split())


def name_tokens(parse: Parse, noun: int, cue: int) -> Range:
    """Return the noun's phrase without the clause that holds the cue; for "who", the noun it stands for."""
    if parse.words[noun] in ("who", "which", "that") and parse.deps[parse.heads[noun]] == "relcl":
        named = parse.heads[parse.heads[noun]]
        named = _leave_place(parse, named) if parse.words[noun] == "who" else named
        noun = _find_member(parse, _find_one_of_those(parse, named), noun)
    elif parse.words[noun] == "those":
        noun = _find_one_of_those(parse, noun)  # "Doe is among those opposed to it"
    first, last = parse.subtree(noun)
    for kid in parse.kids[noun]:
        if parse.left[kid] <= cue < parse.right[kid]:
            first, last = (first, max(parse.left[kid], noun + 1)) if kid > noun else (noun, last)
    while last - 1 > noun and parse.deps[last - 1] in ("case", "punct") and parse.words[last - 1] != ")":
        last -= 1
    return first, last


def _find_one_of_those(parse: Parse, noun: int) -> int:
    """Return who is named in "Among those who oppose it is Ada Quill", else the noun itself; for a time, what stands before it:
    "women who were young at the time who say …"."""
    for _ in range(_MAX_STEPS):
        if parse.lemmas[noun] not in _TIMES or parse.heads[noun] == noun:
            break
        noun = parse.heads[noun]
        while parse.tags[noun][:1] not in "NP" and parse.heads[noun] != noun and parse.deps[noun] in ("prep", "relcl", "advcl", "acl"):
            noun = parse.heads[noun]
    link = parse.heads[noun]
    if parse.words[noun] != "those" or parse.words[link] != "among" or parse.lemmas[parse.heads[link]] != "be":
        return noun
    named = parse.find_kid(parse.heads[link], "nsubj", "attr")
    return named if named is not None and parse.tags[named] == "NNP" else noun


def _leave_place(parse: Parse, noun: int) -> int:
    """Return whom "who" stands for behind a place: "Ada Quill, a farmer in Dale County, who says …"; else the noun itself."""
    link = parse.heads[noun]
    person = parse.heads[link]
    is_place = parse.lemmas[noun] in _PLACES or parse.entities[noun] in ("GPE", "LOC")
    if not is_place or parse.deps[noun] != "pobj" or parse.words[link] not in ("in", "from", "of") or parse.tags[person][:1] != "N":
        return noun
    return parse.heads[person] if parse.deps[person] == "appos" else person


def _find_member(parse: Parse, noun: int, pronoun: int) -> int:
    """Return who belongs to what "who" seems to stand for, else the noun itself: "Ada Quill, of Harwick Traders, who objects"."""
    link = parse.heads[noun]
    member, verb = parse.heads[link], parse.heads[pronoun]
    is_of = parse.deps[noun] == "pobj" and parse.words[link] in ("of", "from") and parse.words[pronoun] == "who"
    holds_office = parse.lemmas[member] in SPEAKING and parse.deps[member] == "appos" and parse.words[parse.left[member] - 1] == ","
    if is_of and holds_office and parse.tags[verb] != "VBP":  # "Ada Quill, leader of the Free Left, who objects"
        return parse.heads[member]
    return member if is_of and parse.entities[member] == "PERSON" and parse.tags[verb] != "VBP" else noun


def trim_phrase(parse: Parse, found: Range) -> Range:
    """Return the phrase without what the parser mistakes for a part of it: the party of "Ms Doe (Greens)", taken for its head, the
    "a move" of "a move unions say would cost jobs", and the time of "Doe this week said"."""
    first, last = _cut_time(parse, found)
    first = _skip_opening(parse, first, last)
    found = first, last
    bracket = next((i for i in range(first + 1, last) if parse.words[i] == "("), None)
    if bracket is not None and not any(first <= i < bracket and not first <= parse.heads[i] < bracket for i in _list_roots(parse, found)):
        return first, bracket
    if parse.words[first] == "what" and last - first > 1:
        return first + 1, last  # "what Doe calls “a tax”"
    is_summed = parse.sums_up(first) and last - first > 2
    return (first + 2, last) if is_summed and parse.tags[last - 1] == "NNS" else found


def _skip_opening(parse: Parse, first: int, last: int) -> int:
    """Return where the speaker begins behind "Intervening, | Ada Quill" and "Outside court, | the man's mother"."""
    comma = next((i for i in range(first + 1, min(last - 1, first + _MAX_OPENING)) if parse.words[i] == ","), None)
    if comma is None or first and parse.bounds[parse.paragraphs[first]] != first and parse.words[first - 1] not in STOPS:
        return first
    is_participle = parse.words[first] in _BREAKING_IN or parse.tags[first] == "VBG" and parse.tags[comma + 1] == "NNP"
    is_place = parse.words[first] in ("outside", "inside", "at", "in")
    return comma + 1 if (is_participle or is_place) and parse.tags[comma + 1] in OPENS_NAME else first


def _cut_time(parse: Parse, found: Range) -> Range:
    """Return the phrase without a time at its end: "Doe | this week", "the minister | on Monday night"; "the class of 1990" stays."""
    first, last = found
    end = last
    if not {",", "who", "which", "that"}.isdisjoint(parse.words[first:last]):  # "Doe, who took office in 2019"
        return found
    while end > first and parse.entities[end - 1] in ("DATE", "TIME"):
        end -= 1
    if first < end < last and parse.words[end - 1] in ("on", "in", "at"):
        end -= 1
    end = parse.left[end - 1] if first < end and parse.deps[end - 1] == "npadvmod" and parse.lemmas[end - 1] in _TIMES else end
    return (first, end) if first < end and parse.tags[end - 1][:2] in ("NN", "PR") else found


def _list_roots(parse: Parse, found: Range) -> list[int]:
    return [i for i in range(*found) if not found[0] <= parse.heads[i] < found[1] or parse.heads[i] == i]
