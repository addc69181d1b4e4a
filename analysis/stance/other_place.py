"""Words about the same deed to another country: "sanctions on Iran" is no side on "sanctions on Russia".

The model does not see which country is which (``reading``), and would take the one for the other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.stance.reading import find_places

_STEM = 6  # letters by which two words are held alike
_MIN = 4  # letters of a word that carries something
_REACH = 80  # characters before a place
_NEAR = 5  # words before it in which the noun may stand: "sanctions should be imposed on"
_SMALL = re.compile(r"([\w’' -]*)\b(on|against|to|for|in|into|with|from|of|over) (?:the |an? )?$", re.I)
_LIKE = {"against": "on", "for": "to", "into": "in"}  # small words that mean the same here


def names_other_place(words: str, proposition: str) -> bool:
    """Whether words name the noun of the proposition with another country, region or people in the place of the one that it names there,
    and that one nowhere: "sanctions against Ukraine" for "The West should impose sanctions on Russia".

    What it does not do: tell other objects than places apart (one bridge from another), or places as subjects.
    """
    wanted = _read_links(proposition)
    places = find_places(words) if wanted else []
    named = {place for _, _, place in places}
    links = [_read_link(words, start) for start, _, _ in places]
    return any(home not in named and small == other and noun in near for noun, small, home in wanted for near, other in links)


@lru_cache(maxsize=64)
def _read_links(proposition: str) -> tuple[tuple[str, str, str], ...]:
    """Return noun, small word and place for each place of a proposition that hangs on a noun."""
    links = ((*_read_link(proposition, start), place) for start, _, place in find_places(proposition))
    return tuple((near[-1], small, place) for near, small, place in links if near)


def _read_link(text: str, start: int) -> tuple[list[str], str]:
    """Return the stems of the words before a place, and the small word right before it."""
    found = _SMALL.search(text[max(0, start - _REACH) : start])
    if not found:
        return [], ""
    near = [word.lower()[:_STEM] for word in found[1].split()[-_NEAR:] if len(word) >= _MIN]
    return near, _LIKE.get(found[2].lower(), found[2].lower())
