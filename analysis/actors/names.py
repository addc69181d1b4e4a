"""What can be said of two names by looking at them alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
HONOURS = {"TD", "MP", "KC", "QC", "SC", "MSP", "MLA", "MEP", "MNA", "CBE", "OBE", "MBE"}  # behind a name
SUFFIXES = GENERATIONS | {honour.casefold() for honour in HONOURS} | {"phd", "md", "esq"}
PARTICLES = {"de", "van", "von", "bin", "ibn", "al", "el", "der", "den", "di", "da", "la", "le", "du", "ter", "dos", "del"}
MIN_SPELT = 6  # letters of a first name that is held to be another in spelling only
FURTHER_NAME = "known by a further name"
_PAST = re.compile(r"\b(?:former|formerly|ex|onetime|one-time|erstwhile|ousted|sacked|fired)\b", re.I)
NO_INITIALS = {"pm", "mp", "mps", "uk", "us", "eu", "tv", "ai", "dr", "mr", "ms"}  # words of their own: the PM is not PA Media
SMALL_WORDS = {"of", "the", "and", "for", "on", "in", "to", "a", "an", "&", "'s", "’s"}
MIN_LETTERS = 3  # of an abbreviation that is taken for a body's name in short
FEDERAL = frozenset({"state", "defense", "justice", "treasury", "interior", "homeland security", "veterans affairs"})  # and no state's


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
    if min(len(first), len(second)) >= MIN_SPELT and _transcribe(first) == _transcribe(second):
        return "another spelling"
    if second in one or first in other:
        return FURTHER_NAME
    return ""


def find_generation(name: str) -> str:
    """Return "jr" for "Jack Doe Jr.", and an empty string for a name that says nothing of the kind."""
    last = fold_name(name.split()[-1]) if name.strip() else ""
    return last if last in GENERATIONS else ""


def are_kin(one: str, other: str) -> bool:
    """Whether two names differ in their generation alone: "Jack Doe" and "Jack Doe Jr." are father and son.

    Where more differs ("Jack Doe", "John R. Doe Jr."), news has one man in mind.
    """
    return split_name(one.split()) == split_name(other.split()) and find_generation(one) != find_generation(other)


def is_past(office: str) -> bool:
    """Whether an office is one that somebody held: "a former spokesman for the union" speaks for himself."""
    return bool(_PAST.search(office))


def make_initials(words: Sequence[str]) -> set[str]:
    """Return the abbreviations that a name of several words may go by: with and without its small words."""
    letters = [word[0] for word in words if word[:1].isalnum()]
    capitals = [word[0] for word in words if word[:1].isalnum() and word.casefold() not in SMALL_WORDS]
    return {"".join(found).casefold() for found in (letters, capitals) if len(found) > 1} - NO_INITIALS


def key_body(name: str) -> str:
    """Return a body's folded name, a federal department of the United States written one way: "Department of Justice" and "U.S. Justice
    Department" are the "justice department". What states and other countries have as well keeps the name that it is given."""
    key = fold_name(name)
    bare = key.removeprefix("us ").removeprefix("department of ").removesuffix(" department").removeprefix("the ")
    return f"{bare} department" if bare in FEDERAL and bare != key else key


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation: "IRS", "N.C.A.A."."""
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and len(letters) >= MIN_LETTERS


def is_short_for(one: str, other: str) -> bool:
    """Whether two folded names may be one body's, in full and in short: "harvest union", "union"."""
    return bool(one and other) and (f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}"))


def spell(key: str) -> str:
    """Return the folded name written one way where transcriptions differ: "-skyy", "-skiy" and "-skij" → "-sky", "-vych" → "-vich",
    "-iuk" → "-yuk", "-ai" of a longer name → "-ay"."""
    key = re.sub(r"vych\b", "vich", re.sub(r"iuk\b", "yuk", re.sub(r"sk(?:yy|iy|ij|ii|yj|i)\b", "sky", key)))
    return re.sub(r"(?<=\w{4})ai\b", "ay", key)


def _transcribe(first: str) -> str:
    """Return a first name as other alphabets are written in ours one way: "arseniy", "arsenyi"; "alexander", "aleksander"."""
    return re.sub(r"(.)\1", r"\1", first.replace("y", "i").replace("x", "ks").replace("kh", "h"))
