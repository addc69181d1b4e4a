"""Short reported acts on a thing against targets that do away with it or change it: ``python -m benchmarks acts [--model NAME]``.

Who "criticised the law" is for repealing it. For each verb the command prints how many of such constructed lines get the right side, the
other one or none; then the same of the lines of ``gold/acts.csv``, which say it in words of their own. The model has been trained on
lines of the first kind (``training/things.py``), on other things and without the verbs override, overhaul, rescind, scrap and veto. The
lines in own words were written before the model was run on them, after no pattern, by the hand that wrote the patterns.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from analysis.hypotheses import build_hypotheses, put_question
from analysis.stance.classify import classify_texts

VERBS = ("change amend reform lift replace rewrite reconsider revise overhaul override overturn revoke rescind "
         "abolish repeal reverse scrap cancel withdraw drop veto stop ban end").split()  # fmt: skip
RULES = (("Norvale should {v} its land law", "the law"), ("parliament should {v} the press law", "the press law"),
         ("the government should {v} the curfew", "the curfew"), ("the council should {v} the permit rules", "the rules"),
         ("the senate should {v} the border order", "the order"))  # fmt: skip
PRACTICES = (("Norvale should {v} fur farming", "fur farming"), ("the council should {v} night flights", "night flights"),
             ("parliament should {v} the fuel tax", "the fuel tax"),
             ("the minister should {v} the dam project", "the dam project"))  # fmt: skip
ACTS = (("criticised {x}", "favor"), ("voiced concern about {x}", "favor"), ("called {x} dangerous", "favor"), ("opposes {x}", "favor"),
        ("defended {x}", "against"), ("praised {x}", "against"), ("supports {x}", "against"))  # fmt: skip
GOLD = Path(__file__).parent / "gold/acts.csv"


def write_lines() -> pd.DataFrame:
    """Return one row a verb, kind of thing and act, and those in own words: what is read, its target and the right side."""
    rows = [
        {"verb": verb, "of": of, "target": target.format(v=verb), "text": f"The speaker {act.format(x=thing)}.", "right": side}
        for verb in VERBS for of, things in (("rules", RULES), ("practices", PRACTICES))
        for target, thing in things for act, side in ACTS
    ]  # fmt: skip
    return pd.concat([pd.DataFrame(rows), pd.read_csv(GOLD).assign(of="in own words")], ignore_index=True)


def find_sides(lines: pd.DataFrame, model: str) -> pd.Series:
    """Return the side that a study would give each ``text`` on its ``target``, "none" where it gives neither."""
    texts = [put_question(line.text, line.target) for line in lines.itertuples()]
    pairs = [tuple(zip(*build_hypotheses(target), strict=True)) for target in lines["target"]]
    label = pd.Series(classify_texts(texts, pairs, model, relevant=True).label)
    return label.where(label.isin(["favor", "against"]), "none")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks acts", description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="embedded")
    args = parser.parse_args(argv)
    lines = write_lines()
    lines["got"] = find_sides(lines, args.model)
    lines["got"] = lines["got"].mask(lines["got"] == lines["right"], "right").replace(["favor", "against"], "reversed")
    print(lines.groupby(["of", "verb"], sort=False)["got"].value_counts().unstack(fill_value=0).to_string())
    print(lines.groupby("of", sort=False)["got"].value_counts().unstack(fill_value=0).to_string())
