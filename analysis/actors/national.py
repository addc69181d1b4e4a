"""Bodies that every country has under one name, and which country's one is: "the Foreign Ministry", "the Supreme Court".

The name alone does not join them across articles. The country is told by the name ("Russia's foreign ministry"), by what the article has
as its owner, or else by the dateline; a body of no known country counts for the one that the others of its name are of, if there is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from analysis.actors.lists import load_lists
from analysis.actors.names import fold_name
from analysis.quotes.parse import find_dateline

_HEADS = frozenset(
    "ministry court bank commission parliament cabinet assembly council army navy police staff senate prosecutor office".split()
)
_WORDS = _HEADS | frozenset(
    "of for the and foreign interior defense health finance justice education home central supreme constitutional high federal national "
    "election electoral security affairs internal external economy economic agriculture transport energy environment trade general state "
    "prosecutor's prosecutors attorney border intelligence service culture sports labor air force armed emergency emergencies".split()
)
_FEW = 3  # times as many articles as all others, for a body of no known country to count for it
_LINES = 8  # paragraphs from the top in which a dateline may stand


class National(NamedTuple):
    """A body by what it is called without its country, and the country that its name tells, or ""."""

    kind: str
    country: str


@lru_cache(maxsize=4096)
def read_national(name: str) -> National | None:
    """Return what a body is that every country may have, None for any other: "Russia's Ministry of Defence" → ("defense ministry",
    "Russia")."""
    words, country = fold_name(name).replace("’", "'").replace("defence", "defense").replace("labour", "labor").split(), ""
    nations = load_lists().nations
    for size in (3, 2, 1):
        first, last = " ".join(words[:size]).removesuffix("'s").removesuffix("'"), " ".join(words[-size:])
        if len(words) > size and first in nations:
            country, words = nations[first], words[size:]
            break
        if len(words) > size + 1 and words[-size - 1] == "of" and last in nations:
            country, words = nations[last], words[: -size - 1]
            break
    words = [word for word in words if word != "the"]
    if words == ["security", "council"]:  # mostly that of the United Nations
        return None
    if not words or not _WORDS.issuperset(words) or _HEADS.isdisjoint(words):
        return None
    if len(words) < 2 and words[0] not in ("parliament", "cabinet"):  # any town has a council
        return None
    if words[0] in _HEADS and words[1:2] in (["of"], ["for"]):  # "ministry of foreign affairs"
        words = [*(word for word in words[2:] if word != "affairs" or words[2:] == ["internal", "affairs"]), words[0]]
    return National(" ".join(words), country)


def find_home(text: str) -> str:
    """Return the country that an article's dateline names, or whose capital: "MOSCOW (AP) — " → "Russia"; else ""."""
    start, lists = 0, load_lists()
    for line in text.split("\n", 2 * _LINES)[: 2 * _LINES]:
        if length := find_dateline(text, start):
            parts = text[start : start + length].partition("(")[0].split(",")
            places = [fold_name(part.strip(" -–—")) for part in parts if not any(map(str.isdigit, part))]
            # of "ATHENS, Ga." the state decides, which is no country
            country = lists.countries.get(places[-1]) or (lists.capitals.get(places[0]) if len(places) == 1 else None) if places else None
            if country:
                return country
        start += len(line) + 1
    return ""


def find_nation(name: str, others: Iterable[str]) -> str:
    """Return the country that another name of the same article tells for a body: "the Foreign Ministry" beside "Kenya's Ministry of
    Foreign Affairs"; "" where none does, or two."""
    found = read_national(name)
    told = {one.country for other in others if found and (one := read_national(other)) and one.kind == found.kind and one.country}
    return next(iter(told)) if len(told) == 1 else ""


class Nations:
    """Which countries the bodies of a corpus are of, by what they are called."""

    def __init__(self) -> None:
        self._homes: dict[str, Counter[str]] = defaultdict(Counter)  # kind → countries that name, article or dateline tell, by articles
        self._names: dict[National, str] = {}  # the first name that tells the country

    def add(self, name: str, country: str) -> None:
        """Enter a body as an article names it, with the country that the article tells or ""."""
        found = read_national(name)
        if found is None:
            return
        if found.country:
            self._names.setdefault(found, name)
        if found.country or country:
            self._homes[found.kind][found.country or country] += 1

    def place(self, name: str, country: str) -> tuple[str, str] | None:
        """Return the name of the corpus for a body, and why; "" for one that is kept apart, since nothing tells whose it is; None for a
        name that only one country's bodies have, or that is no such body's."""
        found = read_national(name)
        if found is None:
            return None
        homes = self._homes[found.kind]
        home = found.country or country or self._find_main(homes)
        if not home:
            return ("", f"whose {name} it is is not told, and several countries have one") if homes else None
        whole = self._names.get(National(found.kind, home))
        if whole is None and len(homes) > 1:
            whole = f"{name} ({home})"
        return (whole, f"the {name} is that of {home}" if whole != name else "") if whole is not None else None

    @staticmethod
    def _find_main(homes: Counter[str]) -> str:
        """Return the country of which by far the most articles are that tell whose body of that name it is."""
        home, n = next(iter(homes.most_common(1)), ("", 0))
        return home if n >= _FEW * (homes.total() - n) else ""
