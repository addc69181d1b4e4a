"""What a reader must be told before the labels: whether people have checked them, and how far they met what these people say."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.framing.intervals import estimate_share
from analysis.validation.reliability import MIN_SHARED, TENTATIVE, is_validated, measure_reliability
from analysis.validation.scoring import Z_95, list_cases

SIDES = ("favor", "against")
TRUSTED = 0.8  # share of the sides given that must be the coders' for the report to show no warning colour


class Verdict(NamedTuple):
    """How far the labels are checked. ``is_checked``: coders have coded enough and alike enough; ``is_met``: and the labels meet them."""

    is_checked: bool
    is_met: bool
    words: str


def judge_labels(positions: pd.DataFrame, codings: pd.DataFrame, targets: pd.DataFrame) -> Verdict:
    """Return what can be said of the labels of a study, in a sentence or two.

    Of the sides (favor, against) that the model gave to what was coded, the share that most coders gave too, with a 95% interval; "met"
    where it is ``TRUSTED`` or more. It is the share in the sample, which takes rare labels oftener than the study has them.
    """
    if codings.empty:
        return Verdict(False, False, "No person has checked these labels yet.")
    if not is_validated(codings, targets):
        want = _find_want(codings, targets)
        return Verdict(False, False, f"People have coded a sample of these labels, and it cannot be relied on: {want}.")
    cases = list_cases(positions, codings)
    given = cases[cases.stance.isin(SIDES) & cases.gold.isin([*SIDES, "neutral", "none"])]
    if given.empty:
        return Verdict(True, False, "People have coded a sample and agree; the program gave no side to any of it.")
    n_right = int((given.stance == given.gold).sum())
    share = estimate_share(n_right, len(given), Z_95)
    words = (
        f"People have coded a sample and agree. Of the {len(given)} sides that the program gave there, {n_right} are what most of them say "
        f"({share.value:.0%}, 95% interval {share.low:.0%} to {share.high:.0%})."
    )
    return Verdict(True, share.value >= TRUSTED, words)


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
