"""How sure the words are: will, should, would if, may. One word list, used on headlines, clauses and statements alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.actors.lists import load_lists
from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD

PLAIN_STRENGTH = 4  # a statement of fact without any of the words: less than "certainly", more than "probably"
_PLAIN = ("", 0)  # of phrases that only look like one of the classes
_LONGEST = 3  # words in the longest phrase of the list
_SHORT = {"won't": "will", "can't": "can", "shan't": "shall"}
_BEFORE_MONTHS = frozenset(
    "in on since by until till of from to last next this early late mid before after during through and for every each at over against "
    "with mr mrs ms minister pm".split()
)
_AFTER_MONTHS = frozenset(
    "and to at in on for after over with day bank election elections local is was has had must will should can plans faces".split()
)


_OWNING = frozenset("a an the its his her their our my this that any new".split())


class Modality(NamedTuple):
    name: str  # possible / conditional / likely / obligation / certain
    strength: int  # 1 (may) to 5 (will)
    start: int
    end: int


@lru_cache(maxsize=1)
def _load_words() -> dict[str, tuple[str, int]]:
    lexicon = load_lexicon("modality")
    words = {word: (entry["id"], entry["strength"]) for entry in reversed(lexicon["classes"]) for word in entry["words"]}
    return words | dict.fromkeys(lexicon["plain"], _PLAIN)


class _Word(NamedTuple):
    lower: str
    start: int
    end: int
    written: str


def find_modality(text: str, start: int = 0, end: int | None = None) -> list[Modality]:
    """Return the words of ``lexicons/modality.toml`` in ``text[start:end]``, in order, longest phrase first.

    "We'll", "won't" and "might've" count as "will" and "might"; "he'd" may be "he had" and counts as nothing. "May" with a capital is taken
    for the month or a name, but not among capitals where a verb may follow ("Council May Close Library"), and "Will" at the beginning for a
    name. Negation is not resolved ("will not" is as sure as "will"), but "could not" is what was not possible, no doubt.
    """
    lexicon = _load_words()
    found = [word for match in WORD.finditer(text, start, len(text) if end is None else end) for word in _part(match)]
    hits, i = [], 0
    long = [word.written[0].isupper() for word in found if len(word.written) > 3]
    is_title = 2 * sum(long) > len(long)
    while i < len(found):
        size = next((n for n in range(_LONGEST, 0, -1) if i + n <= len(found) and _join(found, i, n) in lexicon), 0)
        if size and lexicon[_join(found, i, size)] != _PLAIN and not (
            _is_name(found, i, is_title) or _is_past_ability(found, i) or _is_noun(found, i)
        ):
            hits.append(Modality(*lexicon[_join(found, i, size)], found[i].start, found[i + size - 1].end))
        i += max(1, size)
    return hits


def _part(match: re.Match) -> list[_Word]:
    """Return a word as found, or the two that it is short for."""
    written, span = match.group(), match.span()
    lower = written.lower().replace("’", "'")
    if lower.endswith("n't"):
        return [_Word(_SHORT.get(lower, lower[:-3]), *span, written), _Word("not", *span, written)]
    for ending, full in (("'ll", "will"), ("'ve", "have")):
        if lower.endswith(ending):
            return [_Word(lower.removesuffix(ending), *span, written), _Word(full, *span, written)]
    return [_Word(lower, *span, written)]


def _is_noun(found: list[_Word], i: int) -> bool:
    """Whether "plan to" is what somebody has: "details its plan to build"."""
    before = found[i - 1].lower if i else ""
    return found[i].lower in ("plan", "plans") and (before in _OWNING or before.endswith("'s"))


def _is_name(found: list[_Word], i: int, is_title: bool) -> bool:
    if found[i].written == "May":
        return not (is_title and _may_have_verb(found, i))
    return found[i].written == "Will" and i == 0


def _may_have_verb(found: list[_Word], i: int) -> bool:
    """Whether a verb may follow the "May" of a title: no date before or behind, no "Theresa May Quits"."""
    if not 0 < i < len(found) - 1 or found[i - 1].lower in _BEFORE_MONTHS or found[i - 1].lower in load_lists().first_names:
        return False
    behind = found[i + 1]
    is_verb = behind.lower.isalpha() and (not behind.lower.endswith(("s", "ed")) or behind.lower.endswith("ss"))
    return is_verb and behind.lower not in _AFTER_MONTHS


def _is_past_ability(found: list[_Word], i: int) -> bool:
    return _join(found, i, 2) == "could not"


def _join(found: list[_Word], i: int, n: int) -> str:
    return " ".join(word.lower for word in found[i : i + n])


def rate_modality(hits: list[Modality]) -> tuple[str, int]:
    """Return name and strength of the least sure word, or ("plain", 4) where there is none."""
    weakest = min(hits, key=lambda hit: hit.strength, default=None)
    return (weakest.name, weakest.strength) if weakest else ("plain", PLAIN_STRENGTH)
