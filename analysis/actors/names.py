"""What can be said of two names by looking at them alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "qc", "kc", "mp", "mep", "esq"}
PARTICLES = {"de", "van", "von", "bin", "ibn", "al", "el", "der", "den", "di", "da", "la", "le", "du", "ter", "dos", "del"}
FURTHER_NAME = "known by a further name"
SMALL_WORDS = {"of", "the", "and", "for", "on", "in", "to", "a", "an", "&", "'s", "’s"}


@lru_cache(maxsize=20_000)
def fold_name(text: str) -> str:
    """Return ``text`` as names are compared: no case, accents, dots, leading article, possessive or odd white space."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = plain.replace("’", "'").replace(".", "").casefold().split()
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    folded = " ".join(words)
    return folded.removesuffix("'s").removesuffix("'")


def make_slug(name: str) -> str:
    """Return ``name`` as a short id: folded, words joined by hyphens; never empty."""
    return re.sub(r"\W+", "-", fold_name(name)).strip("-_") or "unknown"


def split_name(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return a person's (given names, family name), folded; a single word counts as a family name.

    The family name is the last word that is not a suffix such as Jr.: particles (de, van, bin) are not part of it, so that
    writing them or not makes no difference.
    """
    folded = [fold_name(word) for word in words]
    folded = [word for word in folded if word and word not in SUFFIXES] or folded[:1]
    return tuple(word for word in folded[:-1] if word not in PARTICLES), folded[-1] if folded else ""


def agree_given(one: Sequence[str], other: Sequence[str], nicknames: Mapping[str, str]) -> str:
    """Return why two lists of given names can be one person's, or an empty string where they cannot.

    Only the first given names are held against each other; further ones and initials come and go in news.
    """
    if not one or not other:
        return "one has no first name"
    first, second = one[0], other[0]
    if first == second:
        return "same first name"
    if nicknames.get(first, first) == nicknames.get(second, second):
        return "nickname"
    if first[0] == second[0] and 1 in (len(first), len(second)):
        return "same initial"
    if second in one or first in other:
        return FURTHER_NAME
    return ""


def make_initials(words: Sequence[str]) -> set[str]:
    """Return the abbreviations that a name of several words may go by: with and without its small words."""
    letters = [word[0] for word in words if word[:1].isalnum()]
    capitals = [word[0] for word in words if word[:1].isalnum() and word.casefold() not in SMALL_WORDS]
    return {"".join(found).casefold() for found in (letters, capitals) if len(found) > 1}
