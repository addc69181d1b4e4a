"""How sure the words are: will, should, would if, may. One word list, used on headlines, clauses and statements alike."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD

PLAIN_STRENGTH = 4  # a statement of fact without any of the words: less than "certainly", more than "probably"
_LONGEST = 3  # words in the longest phrase of the list


class Modality(NamedTuple):
    name: str  # possible / conditional / likely / obligation / certain
    strength: int  # 1 (may) to 5 (will)
    start: int
    end: int


@lru_cache(maxsize=1)
def _load_words() -> dict[str, tuple[str, int]]:
    classes = load_lexicon("modality")["classes"]
    return {word: (entry["id"], entry["strength"]) for entry in reversed(classes) for word in entry["words"]}


def find_modality(text: str, start: int = 0, end: int | None = None) -> list[Modality]:
    """Return the words of ``lexicons/modality.toml`` in ``text[start:end]``, in order, longest phrase first.

    "May" with a capital is taken for the month or a name, and "Will" at the beginning for a name. Negation is not resolved ("will not" is
    as sure as "will"), but "could not" is what was not possible, no doubt.
    """
    lexicon, found = _load_words(), list(WORD.finditer(text, start, len(text) if end is None else end))
    hits, i = [], 0
    while i < len(found):
        size = next((n for n in range(_LONGEST, 0, -1) if i + n <= len(found) and _join(found, i, n) in lexicon), 0)
        if size and not _is_name(found, i) and not _is_past_ability(found, i):
            hits.append(Modality(*lexicon[_join(found, i, size)], found[i].start(), found[i + size - 1].end()))
        i += max(1, size)
    return hits


def _is_name(found: list, i: int) -> bool:
    return found[i].group() == "May" or found[i].group() == "Will" and i == 0


def _is_past_ability(found: list, i: int) -> bool:
    return _join(found, i, 2) == "could not"


def _join(found: list, i: int, n: int) -> str:
    return " ".join(match.group().lower() for match in found[i : i + n])


def rate_modality(hits: list[Modality]) -> tuple[str, int]:
    """Return name and strength of the least sure word, or ("plain", 4) where there is none."""
    weakest = min(hits, key=lambda hit: hit.strength, default=None)
    return (weakest.name, weakest.strength) if weakest else ("plain", PLAIN_STRENGTH)
