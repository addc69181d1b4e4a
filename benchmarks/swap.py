"""Do labels hang on names? ``python -m benchmarks swap [--data ../shared/data] [--rows N]``.

On the constructed demo corpus, which ships: each statement that names somebody and has a target's relevance words is put against the
built-in wordings of that target, calibrated as a study is, as it stands and again with persons' surnames swapped or masked, or country
names swapped: once where the study file names these countries, which are in no list, among its places, and once where it does not.
With ``--data`` also on the labelled dev sets, calibrated as any text is: every country in a text and its target is changed for another,
for a region, or for a town, which no list names; or the person whom a tweet is about for an invented one. Words are swapped in text and
hypotheses alike, so nothing that bears on the stance changes, but for what a reader knows of the country or the person. Prints the share of
labels that change, and of those that turn from for to against or back.
"""

from __future__ import annotations

import argparse
import random
import re
from itertools import cycle
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.actors.lists import load_lists
from analysis.hypotheses import build_hypotheses, put_question
from analysis.models import ScoreCache
from analysis.stance.classify import classify_texts
from analysis.stance.premise import clean_content
from analysis.stance.relevance import relevance_pattern
from analysis.study import load_study
from benchmarks.stance import SEED, read_rows
from training.pairs import Pair, rename

DEMO = Path(__file__).parent.parent / "data" / "demo"
SURNAMES = ("Okafor", "Lindqvist", "Haddad", "Novak", "Tanaka", "Moreau")
COUNTRIES = {"Lorvanian": "Polmarian", "Lorvane": "Polmar", "Vessin": "Tessaly"}  # of the demo, and what they become
COUNTRY_SETS = ("ibm-argq-30k", "perspectrum", "gwsd", "vast")
PLACES = {  # in the place of the first, second … country of a text, each with the word for its people
    "regions": (("Gaza", "Gazan"), ("Crimea", "Crimean"), ("Catalonia", "Catalan"), ("Texas", "Texan"), ("Kashmir", "Kashmiri")),
    "towns": (("Leeds", "Leeds"), ("Lagos", "Lagos"), ("Mumbai", "Mumbai"), ("Chicago", "Chicago"), ("Aleppo", "Aleppo")),
}
PERSONS = {"donald": "Daniel", "trump": "Okafor", "joe": "Jim", "biden": "Lindqvist", "bernie": "Barney", "sanders": "Haddad"}


def swap_words(text: str, others: dict[str, str]) -> str:
    """Return the text with each word that ``others`` has replaced by its other."""
    for word, other in others.items():
        text = re.sub(rf"\b{re.escape(word)}", other, text)
    return text


def swap_persons(text: str) -> str:
    """Return the text with the three persons of pstance changed for invented ones, inside hashtags too."""
    return re.sub("|".join(PERSONS), lambda m: PERSONS[m.group(0).lower()], text, flags=re.I)


def swap_countries(text: str, hypotheses: list[str], seed: int) -> tuple[str, list[str]]:
    """Return text and hypotheses with every country changed for another, the same in all."""
    pair = rename(random.Random(seed), Pair(text, "\n".join(hypotheses), 0, ""))
    return pair.premise, pair.hypothesis.split("\n")


def swap_places(text: str, hypotheses: list[str], places: tuple[tuple[str, str], ...]) -> tuple[str, list[str]]:
    """Return text and hypotheses with the countries of the package's list changed for ``places``, the same in all."""
    lists, chosen = load_lists(), {}
    words = sorted((*lists.country_names, *lists.people_names), key=len, reverse=True)

    def other(match: re.Match) -> str:
        home = lists.country_names.get(match.group(1))
        country = home or lists.people_names[match.group(1)]
        return chosen.setdefault(country, places[len(chosen) % len(places)])[home is None]

    swapped = re.sub(rf"\b(?:[Tt]he )?({'|'.join(map(re.escape, words))})(?!\w)", other, "\n".join((text, *hypotheses)))
    text, *hypotheses = swapped.rsplit("\n", len(hypotheses))
    return text, hypotheses


def compare(change: str, before: np.ndarray, after: np.ndarray) -> dict:
    """Return the row of the table for labels before and after a change, aligned arrays."""
    is_reversed = (before == "favor") & (after == "against") | (before == "against") & (after == "favor")
    return {"change": change, "n": len(before), "labels_changed": (before != after).mean(), "reversed": is_reversed.mean()}


def swap_demo(model: str, rows: int, cache: ScoreCache | None) -> list[dict]:
    gold = pd.read_csv(DEMO / "gold" / "statements.csv", dtype=str, keep_default_na=False)
    people = pd.read_csv(DEMO / "gold" / "actors.csv", dtype=str, keep_default_na=False)
    surnames = sorted({name.split()[-1] for name in people.loc[people.kind == "person", "name"] if len(name.split()) > 1})
    study = load_study(DEMO / "study.toml")
    texts = [clean_content(q.replace("||", " ")) for q in gold["quote"]]
    names = re.compile(r"\b(" + "|".join(map(re.escape, (*surnames, *COUNTRIES))) + ")")
    cases = [(put_question(text, t.proposition, t.kind), tuple(zip(*build_hypotheses(t.proposition, t.kind), strict=True)))
             for t in study.targets.itertuples() for text in texts
             if names.search(text) and relevance_pattern(t.relevance).search(text)][:rows]  # fmt: skip

    def label(others: dict[str, str], places: tuple[str, ...]) -> tuple[list[str], np.ndarray]:
        turned = [swap_words(text, others) for text, _ in cases]
        sides = [tuple(tuple(swap_words(h, others) for h in side) for side in pair) for _, pair in cases]
        return turned, classify_texts(turned, sides, model, cache, relevant=True, places=places).label

    table = []
    swapped, masked = dict(zip(surnames, cycle(SURNAMES))), dict.fromkeys(surnames, "X")  # noqa: B905
    named = (study.places, (*study.places, "Polmar|Polmarian", "Tessaly"))
    for name, others, (places, other_places) in (
        ("persons swapped", swapped, (study.places, study.places)), ("persons masked", masked, (study.places, study.places)),
        ("countries swapped", COUNTRIES, named), ("countries swapped that no list and no study file names", COUNTRIES, ((), ())),
    ):  # fmt: skip
        plain, (turned, after) = label({}, places)[1], label(others, other_places)
        touched = np.array([others is COUNTRIES or turn != text for turn, (text, _) in zip(turned, cases, strict=True)])
        table.append(compare(f"demo: {name}", plain[touched], after[touched]))
    return table


def swap_set(data: Path, name: str, model: str, n: int, cache: ScoreCache | None, places: str = "") -> dict:
    """Return the row of one dev set: up to ``n`` of its rows that name a country (or, in pstance, the person). ``places`` is a key of
    ``PLACES``, or "" for other countries."""
    rows = read_rows(data / "stance" / f"{name}.dev.csv.gz", None).sample(frac=1, random_state=SEED)
    before, after = [], []
    for i, row in enumerate(rows.itertuples()):
        flat = [h for pair in build_hypotheses(row.target, row.target_kind) for h in pair]
        asked = put_question(row.text, row.target, row.target_kind)
        if name == "pstance":
            text, turned = swap_persons(asked), [swap_persons(h) for h in flat]
        elif places:
            text, turned = swap_places(asked, flat, PLACES[places])
        else:
            text, turned = swap_countries(asked, flat, i)
        if text != asked:
            before.append((asked, (tuple(flat[::2]), tuple(flat[1::2]))))
            after.append((text, (tuple(turned[::2]), tuple(turned[1::2]))))
        if len(before) == n:
            break
    labels = [classify_texts(*map(list, zip(*cases, strict=True)), model, cache).label for cases in (before, after)]
    change = f"countries changed for {places}" if places else "person swapped" if name == "pstance" else "countries swapped"
    return compare(f"{name}: {change}", *labels)


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks swap", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="the folder with stance/; without it only the demo corpus")
    parser.add_argument("--rows", type=int, default=120, help="at most so many statements of the demo corpus, and of each set")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", type=Path, help="CSV to write; notebook 06 shows results/swap.csv")
    args = parser.parse_args(argv)
    cache = ScoreCache(args.cache) if args.cache else None
    table = swap_demo(args.model, args.rows, cache)
    if args.data:
        table += [swap_set(args.data, name, args.model, args.rows, cache) for name in (*COUNTRY_SETS, "pstance")]
        table += [swap_set(args.data, name, args.model, args.rows, cache, places) for places in PLACES for name in COUNTRY_SETS]
    print(pd.DataFrame(table).to_string(index=False, float_format=lambda x: f"{x:.3f}"))
    if args.write:
        pd.DataFrame(table).round(3).to_csv(args.write, index=False)
