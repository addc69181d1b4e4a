"""Do labels hang on names? ``python -m benchmarks swap [--rows N]`` on the constructed demo corpus, which ships.

Each statement that names somebody is put against the built-in wordings of the study's first proposition, as it stands and again with
persons' surnames swapped or masked, or country names swapped, in the statement and in the hypotheses alike, so nothing that bears on the
stance changes. Prints the share of labels that change.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pandas as pd

from analysis.hypotheses import build_hypotheses
from analysis.models import ScoreCache
from analysis.stance.classify import classify_texts
from analysis.stance.premise import clean_content
from analysis.study import load_study

DEMO = Path(__file__).parent.parent / "data" / "demo"
SURNAMES = ("Okafor", "Lindqvist", "Haddad", "Novak", "Tanaka", "Moreau")
COUNTRIES = ("Norland", "Sudavia", "Kestria", "Polmar")


def swap_words(text: str, words: list[str], others: tuple[str, ...] | None) -> str:
    """Return the text with each of the words replaced by another of ``others``, always the same one, or by "X" where None."""
    for n, word in enumerate(words):
        text = re.sub(rf"\b{re.escape(word)}", others[n % len(others)] if others else "X", text)
    return text


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks swap", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", type=Path, help="CSV to write; notebook 06 shows results/swap.csv")
    args = parser.parse_args(argv)
    gold = pd.read_csv(DEMO / "gold" / "statements.csv", dtype=str, keep_default_na=False)
    people = pd.read_csv(DEMO / "gold" / "actors.csv", dtype=str, keep_default_na=False)
    surnames = sorted({name.split()[-1] for name in people.loc[people.kind == "person", "name"] if len(name.split()) > 1})
    countries = ["Lorvanian", "Lorvane", "Vessin"]
    target = load_study(DEMO / "study.toml").targets.iloc[0]
    texts = [clean_content(q.replace("||", " ")) for q in gold["quote"]]
    named = [t for t in texts if re.search(r"\b(" + "|".join(map(re.escape, surnames + countries)) + ")", t)][: args.rows]
    sides = tuple(zip(*build_hypotheses(target.proposition, target.kind), strict=True))
    cache = ScoreCache(args.cache) if args.cache else None

    def label(words: list[str], others: tuple[str, ...] | None) -> pd.Series:
        turn = [swap_words(t, words, others) for t in named]
        hypotheses = tuple(tuple(swap_words(h, words, others) for h in side) for side in sides)
        return pd.Series(classify_texts(turn, [hypotheses] * len(turn), args.model, cache).label)

    plain, table = label([], SURNAMES), []
    swaps = [("persons swapped", surnames, SURNAMES), ("countries swapped", countries, COUNTRIES), ("persons masked", surnames, None)]
    for name, words, others in swaps:
        touched = pd.Series([swap_words(t, words, others) != t for t in named]) | (words is countries)
        other = label(words, others)
        is_reversed = (plain == "favor") & (other == "against") | (plain == "against") & (other == "favor")
        table.append({"change": name, "n": int(touched.sum()), "labels_changed": (plain != other)[touched].mean(),
                      "reversed": is_reversed[touched].mean()})  # fmt: skip
    print(pd.DataFrame(table).to_string(index=False, float_format=lambda x: f"{x:.3f}"))
    if args.write:
        pd.DataFrame(table).round(3).to_csv(args.write, index=False)
