"""The word lists of the package, read once: countries, metonyms, titles, nicknames, first names and nouns for people.

All keys but the nouns are folded with ``fold_name``; a noun is looked up as it is written, in small letters. The lists are the authors'
own and short on purpose; a study adds to them through its alias ledger, not by editing them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.actors.names import fold_name


class Noun(NamedTuple):
    """A common noun that can stand for an actor."""

    kind: str  # person / group / organisation / document
    source_type: str  # official, military, diplomat, activist … as in actors.source_type
    gender: str  # m / f / empty
    speaks_for: bool  # a spokesperson or staff: what they say counts for whom they work for


class Metonym(NamedTuple):
    """A place or building that stands for an institution."""

    actor: str
    kind: str
    country: str


class FirstNames(dict):
    """First names, folded → gender, "m?" where it is mostly a man's; "mary-ann" is one where "mary" is, and has its gender."""

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or super().__contains__(str(name).partition("-")[0])

    def get(self, name: str, default: str = "") -> str:
        return super().get(name, super().get(name.partition("-")[0], default))

    def find_sure(self, name: str) -> str:
        """Return the gender where hardly anybody of the other has the name, or one part of it ("kelly-ann"), else ""."""
        genders = [self.get(name), *map(self.get, name.split("-"))]
        return next((gender for gender in genders if gender and not gender.endswith("?")), "")


class Lists(NamedTuple):
    countries: dict[str, str]  # name or alias → country
    demonyms: dict[str, str]  # adjective or people → country
    country_names: dict[str, str]  # as written: name or alias → country
    people_names: dict[str, str]  # as written: adjective or people → country
    capitals: dict[str, str]  # capital → country
    capital_names: dict[str, str]  # as written: capital, or metonym for a country ("Kremlin") → country
    metonyms: dict[str, Metonym]
    titles: dict[str, tuple[str, str]]  # title → gender, office
    nicknames: dict[str, str]
    first_names: FirstNames  # empty where men and women have the name alike
    nouns: dict[str, Noun]
    nations: dict[str, str]  # countries and demonyms


def _read_rows(name: str) -> Iterator[dict[str, str]]:
    with files("analysis.actors").joinpath(f"lists/{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def load_lists() -> Lists:
    """Return the lists that ship with the package."""
    capitals, capital_names, country_names, people_names = {}, {}, {}, {}
    for row in _read_rows("countries"):
        for name in (row["country"], *filter(None, row["aliases"].split("|"))):
            country_names[name] = row["country"]
        people_names.update((word, row["country"]) for word in row["demonyms"].split("|") if word)
        if row["capital"]:
            capitals[fold_name(row["capital"])] = capital_names[row["capital"]] = row["country"]
    capital_names |= {row["metonym"]: row["country"] for row in _read_rows("metonyms") if row["kind"] == "country"}
    return Lists(
        {fold_name(name): country for name, country in country_names.items()},
        {fold_name(word): country for word, country in people_names.items()},
        country_names,
        people_names,
        capitals,
        capital_names,
        {fold_name(row["metonym"]): Metonym(row["actor"], row["kind"], row["country"]) for row in _read_rows("metonyms")},
        {fold_name(row["title"]): (row["gender"], row["office"]) for row in _read_rows("titles")},
        {fold_name(row["nickname"]): fold_name(row["name"]) for row in _read_rows("nicknames")},
        FirstNames({fold_name(row["name"]): row["gender"] for row in _read_rows("first_names")}),
        {
            row["noun"]: Noun(row["class"], row["source_type"], row["gender"], row["speaks_for"] == "yes")
            for row in _read_rows("nouns")
        },
        {fold_name(word): country for names in (country_names, people_names) for word, country in names.items()},
    )
