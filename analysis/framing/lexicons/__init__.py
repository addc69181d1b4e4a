"""The word lists, as data: one TOML file each, with what it means and where it comes from written in it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Return the word list ``name`` (the file name without .toml) as it stands in its file.

    Raises:
        FileNotFoundError: there is no such list; the message names those there are.
    """
    folder = files(__package__)
    path = folder / f"{name}.toml"
    if not path.is_file():
        known = sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
        raise FileNotFoundError(f"no word list {name!r}; there are {', '.join(known)}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def inflect_verb(lemma: str) -> set[str]:
    """Return the forms of a regular English verb; the first word of a phrase is the one that changes.

    "fire back" gives "fires back", "fired back", "firing back". Both spellings of a doubled consonant are made, so that a
    form that nobody writes may be in the set; irregular verbs are listed in the word lists.
    """
    verb, gap, rest = lemma.partition(" ")
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        forms = {verb, verb + plural, stem + "ed", stem + "ing"}
        if len(verb) <= 5 and verb[-1] in "bdgmnprt" and verb[-2] in "aeiou":
            forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return {form + gap + rest for form in forms}
