"""What a reader must be told before the labels: whether people have checked them, and how far they met what these people say."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.framing.intervals import estimate_share
from analysis.stance.classify import accepts_less_sure, expect_wrong
from analysis.study import Study
from analysis.validation.reliability import MIN_SHARED, TENTATIVE, is_validated, measure_reliability
from analysis.validation.scoring import CLASSES, DISPUTED, Z_95, list_cases

SIDES = ("favor", "against")
LEAST = 2 / 3  # share of the sides given that must be the coders', by the lower end of its interval
LEAST_PART = 0.5  # and of those of one target and side, where there are ``MIN_PART`` of them
MIN_PART = 5
LEAST_FOUND = 0.25  # share of the coders' sides that the program must have found
MANY = 0.1  # share of the coded rows with another speaker from which a reader is told
AGREED = "People have coded a sample and agree."
NOT_VALIDATED, IN_PART, MET, WRONG = "NOT VALIDATED", "CHECKED IN PART", "CHECKED BY PEOPLE", "OFTEN WRONG"


class Verdict(NamedTuple):
    """How far the labels are checked: a heading (one of those above) and what is behind it in a sentence or two."""

    heading: str
    words: str

    @property
    def is_met(self) -> bool:
        return self.heading == MET


def warn_of_errors(study: Study) -> str:
    """Return what is said of the labels of every study: how often the sides that the model gave in other news were wrong, where that is
    known."""
    wrong = expect_wrong(study)
    less = ", and this study accepts less sure ones" if accepts_less_sure(study) else ""
    told = f": of the sides that it gave in other real news {100 * wrong:.0f} in 100 were wrong as language models read them{less}"
    told = told if wrong is not None else ""
    return f"The labels are made by a program that makes mistakes{told}. Read the words before you repeat one."


def judge_labels(positions: pd.DataFrame, codings: pd.DataFrame, targets: pd.DataFrame) -> Verdict:
    """Return what can be said of the labels of a study.

    "NOT VALIDATED" until coders have coded enough and alike enough; "CHECKED IN PART" where the model gave fewer than ``MIN_SHARED`` sides
    to what they coded. Else of the sides (favor, against) that it gave, the share that most coders gave too, with a 95% interval:
    "CHECKED BY PEOPLE" where its lower end is ``LEAST`` or more and no target's side is wrong oftener than right, else "OFTEN WRONG". A
    side on which the coders are divided counts as one that they do not share. It is "CHECKED IN PART" too where a side that the study has
    ``MIN_PART`` times or more is hardly in the sample, which is then named, where the coders often name another speaker, or where the
    program found fewer than ``LEAST_FOUND`` of their sides. All shares are those in the sample, which takes rare labels oftener than the
    study has them.
    """
    if codings.empty:
        return Verdict(NOT_VALIDATED, "No person has checked a sample of these labels yet.")
    if not is_validated(codings, targets):
        want = _find_want(codings, targets)
        return Verdict(NOT_VALIDATED, f"People have coded a sample of these labels, and it cannot be relied on: {want}.")
    cases = list_cases(positions, codings)
    given = cases[cases.stance.isin(SIDES)]
    judged = given[given.gold.isin((*CLASSES, DISPUTED))]
    n_open = len(given) - len(judged)
    left = f"; on {n_open} more the coders could not tell" if n_open else ""
    if len(judged) < MIN_SHARED:
        words = f"The program gave {len(judged)} sides there{left}: too few to say how often it is right."
        return Verdict(IN_PART, f"{AGREED} {words}")
    is_right = judged.stance == judged.gold
    n_right, n_theirs = int(is_right.sum()), int(cases.gold.isin(SIDES).sum())
    share = estimate_share(n_right, len(judged), Z_95)
    parts = is_right.groupby([judged.target_id, judged.stance]).agg(["mean", "size"])
    worst = parts["mean"][parts["size"] >= MIN_PART].min()
    found = f"{share.value:.0%}, 95% interval {share.low:.0%} to {share.high:.0%}"
    words = f"Of {len(judged)} sides that the program gave there, {n_right} are what most of them say ({found}){left}."
    words += f" Of {n_theirs} sides that they give, it gave {n_right}."
    if share.low < LEAST or worst < LEAST_PART:
        return Verdict(WRONG, f"{AGREED} {words}")
    unchecked, speakers = _find_unchecked(positions, judged), _tell_speakers(codings)
    is_part = unchecked or speakers or n_right < LEAST_FOUND * n_theirs
    return Verdict(IN_PART if is_part else MET, f"{AGREED} {words}{unchecked}{speakers}")


def _find_unchecked(positions: pd.DataFrame, judged: pd.DataFrame) -> str:
    """Return which sides the study has and the sample hardly, "" for none."""
    has, checked = (table[table.stance.isin(SIDES)].groupby(["target_id", "stance"]).size() for table in (positions, judged))
    few = [key for key, n in has.items() if n >= MIN_PART and checked.get(key, 0) < MIN_PART]
    return f" Hardly checked: {', '.join(f'{stance} on {target_id}' for target_id, stance in few)}." if few else ""


def _tell_speakers(codings: pd.DataFrame) -> str:
    """Return how often the coders wrote a speaker of their own, "" where seldom."""
    n = int(codings.actor.ne("").sum())
    return f" In {n} of {len(codings)} rows they wrote another speaker." if n > MANY * len(codings) else ""


def _find_want(codings: pd.DataFrame, targets: pd.DataFrame) -> str:
    """Return what keeps a sample from being a standard."""
    if missing := sorted(set(targets.target_id) - set(codings.target_id)):
        return f"nothing is coded on {', '.join(missing)}"
    wants = []
    for row in measure_reliability(codings).iloc[:-1].itertuples():
        if row.verdict == "too few":
            wants.append(f"{row.n} statements are coded by two people on {row.target_id}, and {MIN_SHARED} are the least")
        elif row.verdict == "one label only":
            wants.append(f"the coders gave one label only on {row.target_id}; draw a sample in which the labels vary")
        elif row.verdict == "do not rely on":
            wants.append(f"the coders agree too little on {row.target_id} (alpha {row.alpha:.2f}, and {TENTATIVE} is the least)")
    return "; ".join(wants)
