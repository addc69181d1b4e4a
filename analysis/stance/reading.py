"""What is changed in a statement before the model reads it: hashtags become words, and countries get invented names.

"#NotInOurName" is one long unknown word to a model and four known ones to a reader. And what a model has read about a country tints how it
reads every sentence that names it: swapping the name alone turned labels. With the names veiled, the same in premise and hypotheses and
in the order in which they appear, a sentence about Russia and the same sentence about Kenya are one and the same to the model. The
tables keep the words as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.actors.lists import load_lists

# Names of no country; the first five the model has met in training (training/pairs.py). A text with more countries keeps the rest.
INVENTED = (
    ("Tarovia", "Tarovian"), ("Meldria", "Meldrian"), ("Ostrana", "Ostranan"), ("Bellune", "Bellunian"), ("Quarra", "Quarran"),
    ("Kestria", "Kestrian"), ("Norland", "Norlander"), ("Sudavia", "Sudavian"),
)  # fmt: skip
# Words that mean something else when they are written small.
_NEVER_SMALL = {"turkey", "china", "jordan", "georgia", "guinea", "jersey", "polish", "poles", "swede", "swedes", "dominican"}
_TAG = re.compile(r"(?<![\w/.])[#@](\w{2,60})")  # no anchor of an address, no e-mail
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
MIN_SMALL = 5  # letters of a name that may be written small


def read_for_model(premise: str, hypotheses: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses as the model reads them: hashtags and handles of the premise as words, countries veiled."""
    return veil_countries(unfold_tags(premise), hypotheses)


def unfold_tags(text: str) -> str:
    """Return the text with each hashtag and handle as the words it is made of: "#NotInOurName" → "Not In Our Name".

    Words that nothing parts ("#notinourname") stay in one.
    """
    return _TAG.sub(lambda match: _SEAM.sub(" ", match.group(1)).strip(), text)


def veil_countries(premise: str, hypotheses: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses with each country in them under an invented name; without a country as they are.

    What it does not do: veil persons, cities, continents ("a secure Europe needs a strong Ukraine" says what it says by where Ukraine
    lies), organisations, or countries that are not in the list of the package.
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
    """Return the pattern of a country's name, article included, and what each name stands for: country and form.

    Comments and posts write "america": longer names count in small letters too, but for those that are common words.
    """
    names = {name: (country, "place") for name, country in load_lists().country_names.items()}
    for people, country in load_lists().people_names.items():
        is_plural = people.endswith("s") and people[:-1] in load_lists().people_names
        names.setdefault(people, (country, "plural" if is_plural else "people"))
    small = {name.lower(): told for name, told in names.items() if name.lower() not in _NEVER_SMALL and len(name) >= MIN_SMALL}
    names = small | names
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"\b([Tt]he )?(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), names
