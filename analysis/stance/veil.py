"""Country names are changed for invented ones before the model reads a statement, so that no label hangs on a country.

What a model has read about a country tints how it reads every sentence that names it: changed for another, the name alone turned one
label in eight on labelled opinions. With the names veiled, the same in premise and hypotheses and in the order in which they appear, a
sentence about Russia and the same sentence about Kenya are one and the same to the model. The tables keep the words as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.actors.lists import load_lists

# Names of no country, which the model has met in training (training/pairs.py); a text with more countries than names keeps the rest.
INVENTED = (
    ("Tarovia", "Tarovian"), ("Meldria", "Meldrian"), ("Ostrana", "Ostranan"), ("Bellune", "Bellunian"), ("Quarra", "Quarran"),
    ("Kestria", "Kestrian"), ("Norland", "Norlander"), ("Sudavia", "Sudavian"),
)  # fmt: skip


def veil_countries(premise: str, hypotheses: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses with each country in them under an invented name; without a country as they are.

    What it does not do: veil persons, cities, organisations, or countries that are not in the list of the package.
    """
    chosen: dict[str, tuple[str, str]] = {}
    pattern, names = _read_names()

    def veil(match: re.Match) -> str:
        country, form = names[match.group(2)]
        if country not in chosen:
            if len(chosen) == len(INVENTED):
                return match.group()
            chosen[country] = INVENTED[len(chosen)]
        place, people = chosen[country]
        return {"place": place, "people": (match.group(1) or "") + people, "plural": f"{match.group(1) or ''}{people}s"}[form]

    veiled = [pattern.sub(veil, text) for text in (premise, *hypotheses)]
    return veiled[0], tuple(veiled[1:])


@lru_cache(maxsize=1)
def _read_names() -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """Return the pattern of a country's name, article included, and what each name stands for: country and form."""
    names = {name: (country, "place") for name, country in load_lists().country_names.items()}
    for people, country in load_lists().people_names.items():
        is_plural = people.endswith("s") and people[:-1] in load_lists().people_names
        names.setdefault(people, (country, "plural" if is_plural else "people"))
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"\b([Tt]he )?(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), names
