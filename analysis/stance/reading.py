"""What is changed in a statement before the model reads it: hashtags become words; countries, regions, the study's places and whoever it
is about get invented names.

A capital that stands for its government ("Moscow must withdraw") is read as the country that the target names.

"#NotInOurName" is one long unknown word to a model and four known ones to a reader. And what a model has read about a country tints how it
reads every sentence that names it: swapping the name alone turned labels. With the names veiled, the same in premise and hypotheses and
in the order in which they appear, a sentence about Russia and the same sentence about Kenya are one and the same to the model. So it is
with a person who is the target: what the model has read about a politician is no part of what somebody says of her. The tables keep the
words as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from analysis.actors.lists import load_lists
from analysis.actors.names import PARTICLES, fold_name
from analysis.hypotheses import split_question

# Names of no country; the first five the model has met in training (training/pairs.py). A text with more countries keeps the rest.
INVENTED = (
    ("Tarovia", "Tarovian"), ("Meldria", "Meldrian"), ("Ostrana", "Ostranan"), ("Bellune", "Bellunian"), ("Quarra", "Quarran"),
    ("Kestria", "Kestrian"), ("Norland", "Norlander"), ("Sudavia", "Sudavian"),
)  # fmt: skip
# Continents tint a sentence as countries do; they stay in the names of institutions and groups ("European Union", "African Americans").
CONTINENTS = {
    "Europe": "European", "Africa": "African", "Asia": "Asian", "Latin America": "Latin American", "South America": "South American",
    "North America": "North American",
}  # fmt: skip
REGIONS = Path(__file__).parent / "regions.csv"  # parts of states and disputed lands, each with the words for its people
# Names of nobody in particular, by the gender of the first name that they stand for; known from training (training/posts.py).
NOBODY = {"m": ("Peter", "Vance"), "f": ("Alice", "Marlow"), "": ("Tomas", "Vance")}
_PART = r"[^\W\d_a-zà-öø-ÿ](?:[\w’'-]|\.(?=[A-Z]))*\.?"  # a word with a capital, of any alphabet
_PARTICLES = "|".join(sorted(PARTICLES, key=len, reverse=True))
_NAME = re.compile(rf"(?<![\w’'-]){_PART}(?: (?:(?:{_PARTICLES}) ){{0,2}}(?:(?:al|el)-)?{_PART})+")
_INITIALS = re.compile(r"(?:[A-Z]\.){2}|[A-Z]J|J[A-Z]")  # "J.D. Vance", "JD Vance"; not "EU Charter"
# What bears a person's name and is none: "the Victoria Line".
_THINGS = frozenset(
    "line street road lane avenue square park bridge station airport hospital school college university court tower house hall bank act "
    "law bill agreement accord treaty plan prize award fund foundation trust group party union company river lake island bay city "
    "county falls beach valley hill hills mountain mountains mount garden gardens stadium arena forest desert coast canal dam pier "
    "harbour harbor theatre theater museum library gallery memorial monument statue centre center clinic institute cup medal "
    "doctrine effect zoo embankment airlines bypass tunnel trail festival trophy".split()
)
_WORDS = {"will", "mark", "grace", "rose", "may", "bill", "art", "frank", "hope", "faith", "joy", "rich", "grant", "sue"}  # first names too
_NEW = frozenset({"Mexico", "England", "Jersey", "Guinea", "Britain", "Ireland", "Scotland", "Wales"})  # not "New Iran sanctions"
_CAPITALISED = re.compile(r" ([A-Z][a-z’'-]+)")
_NOT_MAY = "".join(rf"(?<!\b{word} )" for word in "in In by By since Since until Until last next early late of".split())
# Names that are common words when they are written small, beside the nouns that the package lists.
_WORDY = frozenset(
    "amber angel april archer august baker banks barber basil black brooks brown butcher butler carter chase coleman cotton cross "
    "crystal daisy field fields fisher flint frost gates glass grant green hardy holly hooker hunter knight lamb little major marsh "
    "mason miles moody night north olive peace pearl pence penny pepper piper pitt place pope porter potter power powers price prince "
    "quick reed rivers robin sandy savage sharp shepherd short small snow south spring steel stone storm street strong summer summers "
    "sunny swan sweet swift temple thorn walker waters weaver wells white winter winters wise wolf wood woods worth young".split()
)
# Words that mean something else when they are written small.
_NEVER_SMALL = {"turkey", "china", "jordan", "georgia", "guinea", "jersey", "polish", "poles", "swede", "swedes", "dominican"}
_OWNED = re.compile(r"['’]s?\b")
_TAG = re.compile(r"(?<![\w/.])[#@](\w{2,60})")  # no anchor of an address, no e-mail
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
MAX_NAME = 40  # characters
MIN_SMALL = 5  # letters of a name that may be written small


def read_for_model(premise: str, hypotheses: Sequence[str], places: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses as the model reads them: hashtags and handles of the premise as words, capitals as their countries
    where those are meant, countries, regions and the study's own ``places`` veiled, and whoever the hypotheses name."""
    premise = name_capitals(unfold_tags(premise), hypotheses)
    return veil_countries(*veil_people(premise, hypotheses), places)


def name_capitals(premise: str, hypotheses: Sequence[str]) -> str:
    """Return the premise with the capital of a country that the hypotheses name under the country's name: "Moscow must withdraw its troops"
    against "Russia should withdraw its troops".

    Not where the statement names the country too, or the hypotheses the capital: then the two are kept apart. Nor in a longer name
    ("Moscow Times", "Denzel Washington").
    """
    pattern, homes = _read_capitals()
    asked, said, closing = split_question(premise)
    if not pattern.search(said):
        return premise
    targets = "\n".join(hypotheses)
    known = _list_countries(targets) - _list_countries(said) - {homes[match.group(1)] for match in pattern.finditer(targets)}

    def name(match: re.Match) -> str:
        home = homes[match.group(1)]
        return home if home in known and not _is_longer_name(match) else match.group()

    return asked + pattern.sub(name, said) + closing


@lru_cache(maxsize=1)
def _read_capitals() -> tuple[re.Pattern, dict[str, str]]:
    homes = load_lists().capital_names
    names = "|".join(map(re.escape, sorted(homes, key=len, reverse=True)))
    return re.compile(rf"\b(?:[Tt]he )?({names})(?![\w-])"), homes


def find_places(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, place) of each country, region, continent and capital that a text names, or whose people; a capital counts as its
    country."""
    (pattern, names), (capitals, homes) = _read_names(()), _read_capitals()
    found = [(*match.span(), names[match.group(2)][0]) for match in pattern.finditer(text) if not _is_other_name(match)]
    return found + [(*match.span(), homes[match.group(1)]) for match in capitals.finditer(text) if not _is_longer_name(match)]


@lru_cache(maxsize=64)
def _list_countries(text: str) -> frozenset[str]:
    """Return the countries of the package's list that a text names, or whose people."""
    pattern, names = _read_names(())
    return frozenset(names[match.group(2)][0] for match in pattern.finditer(text) if not _is_other_name(match))


def _is_longer_name(match: re.Match) -> bool:
    """Whether another word with a capital stands right behind the name, or right before it within a sentence."""
    near = match.string[max(0, match.start() - MAX_NAME) : match.start()]
    before = re.search(r"(^|[.!?“\"] ?)?([^\W\d_][\w’'-]*) $", near)
    is_name = bool(before) and before[2][0].isupper() and (before[1] is None or fold_name(before[2]) in load_lists().first_names)
    return is_name or bool(_CAPITALISED.match(match.string, match.end()))


def unfold_tags(text: str) -> str:
    """Return the text with each hashtag and handle as the words it is made of: "#NotInOurName" → "Not In Our Name".

    Words that nothing parts ("#notinourname") stay in one.
    """
    return _TAG.sub(lambda match: _SEAM.sub(" ", match.group(1)).strip(), text)


def veil_countries(premise: str, hypotheses: Sequence[str], places: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses with each country, continent and region in them under an invented name; without one as they are.

    ``places`` are more names to veil, as a study file has them: "Catalonia|Catalan", the place and then the words for its people.

    What it does not do: veil cities and organisations, or countries and regions that are not in the lists of the package.
    """
    chosen: dict[str, tuple[str, str]] = {}
    pattern, names = _read_names(places)

    def veil(match: re.Match) -> str:
        country, form = names[match.group(2)]
        if _is_other_name(match):
            return match.group()
        if country not in chosen:
            if len(chosen) == len(INVENTED):
                return match.group()
            chosen[country] = INVENTED[len(chosen)]
        place, people = chosen[country]
        return {"place": place, "people": (match.group(1) or "") + people, "plural": f"{match.group(1) or ''}{people}s"}[form]

    veiled = [pattern.sub(veil, text) for text in (premise, *hypotheses)]
    return veiled[0], tuple(veiled[1:])


def _is_other_name(match: re.Match) -> bool:
    """Whether a country's name is part of another: "New Mexico", "Native American", "Michael Jordan", "Jordan Peterson"; or "US" is a word
    of a shout."""
    text, word, start = match.string, match.group(2), match.start(2)
    near = text[max(0, start - MAX_NAME) : start]
    before = near.split()[-1] if near.endswith(" ") and near.strip() else ""
    if before == "New" and word in _NEW or before == "Native":
        return True
    is_shout, is_plain = _read_case(text)
    if word == "US" and is_shout:
        return before != "THE"
    firsts = load_lists().first_names
    if fold_name(word) not in firsts:
        return False
    follows = _CAPITALISED.match(text, match.end())
    noun = fold_name(follows[1]) if follows else ""
    is_first = is_plain and bool(noun) and not match.group(1) and not {noun, noun.removesuffix("s")} & load_lists().nouns.keys()
    return before[:1].isupper() and fold_name(before) in firsts or is_first


@lru_cache(maxsize=8)
def _read_case(text: str) -> tuple[bool, bool]:
    """Return whether a text is all in capitals, and whether some word of it is in small letters: in a title any may have a capital."""
    return text.upper() == text, any(part.islower() for part in text.split())


def veil_people(premise: str, hypotheses: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return premise and hypotheses with the person whom the hypotheses name by first name and surname under an invented name.

    Posts write "biden" and "joebiden": names of five letters and more count in small letters too, but for those that are common
    words, and so do both names in one.

    What it does not do: veil whom only the premise names, whom the hypotheses name by surname alone, or a second person.
    """
    found = _find_person(tuple(hypotheses))
    if found is None:
        return premise, tuple(hypotheses)
    pattern, new = found
    texts = [pattern.sub(lambda match: new[match.lastgroup], text) for text in (premise, *hypotheses)]
    return texts[0], tuple(texts[1:])


def names_person(hypotheses: Sequence[str]) -> bool:
    """Whether the hypotheses are about a person named by first name and surname, and not about what is hers: "Kim Barlow's bill"."""
    found = _find_person(tuple(hypotheses))
    return found is not None and not any(_OWNED.match(h, m.end()) for h in hypotheses for m in found[0].finditer(h))


@lru_cache(maxsize=1_000)
def _find_person(hypotheses: tuple[str, ...]) -> tuple[re.Pattern, dict[str, str]] | None:
    """Return the pattern of the name, of the surname and of the first name alone, and what each becomes."""
    lists = load_lists()
    for match in (match for hypothesis in hypotheses for match in _NAME.finditer(hypothesis)):
        words = match.group().removesuffix(".").removesuffix("'s").removesuffix("’s").split()
        while words and fold_name(words[0]) not in lists.first_names and not (_INITIALS.fullmatch(words[0]) and len(words) == 2):
            words = words[1:]  # "Mayor", "British Prime Minister"
        key, end = (fold_name(words[0]), fold_name(words[-1])) if len(words) > 1 else ("", "")
        if not key or key in lists.countries or key in lists.capitals or end in _THINGS or _is_no_surname(end):
            continue
        first, last = words[0], words[-1]
        given, family = NOBODY[lists.first_names.get(key, "")[:1]]
        parts = {"whole": f"{re.escape(' '.join(words))}|(?i:{re.escape(first)} ?{re.escape(last)})", "last": _write_name(last),
                 "first": _write_name(first)}  # fmt: skip
        if key in _WORDS:
            del parts["first"]
        before = _NOT_MAY if end == "may" else ""  # of the month: "in May", "since May 2019"
        pattern = re.compile("|".join(rf"{before if name == 'last' else ''}\b(?P<{name}>{words})\b" for name, words in parts.items()))
        return pattern, {"whole": f"{given} {family}", "last": family, "first": given}
    return None


def _is_no_surname(word: str) -> bool:
    """Whether a word at the end of a name is what the name is of: "the Grace Commission"; people are called Baker and Cook."""
    noun = load_lists().nouns.get(word)
    return noun is not None and noun.kind != "person"


def _write_name(name: str) -> str:
    """Return the pattern of a name as people write it: "Biden", "BIDEN", "biden"."""
    small = name.lower()
    is_word = len(name) < MIN_SMALL or small in _WORDY or small in load_lists().nouns
    return "|".join(map(re.escape, (name, name.upper()) if is_word else (name, name.upper(), small)))


def _read_regions() -> list[tuple[str, ...]]:
    """Return each region of ``regions.csv`` and the words for its people."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return [(row["place"], *filter(None, row["peoples"].split("|"))) for row in csv.DictReader(file)]


@lru_cache(maxsize=16)
def _read_names(places: tuple[str, ...]) -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """Return the pattern of a country's name, article included, and what each name stands for: country and form.

    Comments and posts write "america": longer names count in small letters too, but for those that are common words; a study's own places
    do not, since any of them may be one ("Reading"). The invented names are known too, so that a text that is veiled stays as it is.
    """
    names = {name: (country, "place") for name, country in load_lists().country_names.items()}
    for people, country in load_lists().people_names.items():
        is_plural = people.endswith("s") and people[:-1] in load_lists().people_names
        names.setdefault(people, (country, "plural" if is_plural else "people"))
    for place, people in (*CONTINENTS.items(), *INVENTED):
        names |= {place: (place, "place"), people: (place, "people"), f"{people}s": (place, "plural")}
    for place, *peoples in _read_regions():
        names.setdefault(place, (place, "place"))
        for people in peoples:
            names.setdefault(people, (place, "people"))
            names.setdefault(f"{people}s", (place, "plural"))
    small = {name.lower(): told for name, told in names.items() if name.lower() not in _NEVER_SMALL and len(name) >= MIN_SMALL}
    names = small | names
    for place, *peoples in (entry.split("|") for entry in places):
        names |= {place: (place, "place")}
        for people in peoples:
            names |= {people: (place, "people"), f"{people}s": (place, "plural")}
    of_continents = {name for name, (place, _) in names.items() if place in CONTINENTS}
    longest_first = (re.escape(name) + "(?! [A-Z])" * (name in of_continents) for name in sorted(names, key=len, reverse=True))
    return re.compile(r"\b([Tt]he )?(" + "|".join(longest_first) + r")(?!\w)"), names
