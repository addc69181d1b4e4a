"""How far coders agree beyond chance: without that, an accuracy measured on their codings means nothing."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

RELY_ON, TENTATIVE = 0.80, 0.667  # Krippendorff, Content Analysis, on what alpha allows: conclusions, tentative conclusions, none
MIN_SHARED = 20  # below this the interval is no guide: coders who agree on all of five statements would get [1, 1]
DRAWS, SEED = 1000, 0
COLUMNS = ["target_id", "n_coders", "n", "agreement", "alpha", "low", "high", "verdict"]


def compute_alpha(*coders: Sequence[Hashable | None]) -> float:
    """Krippendorff's alpha for nominal labels: 1 is full agreement, 0 what chance would give, below 0 is worse than chance.

    Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), cases C and D. Not a number where all labels are one and the
    same, for then nothing could have been confused, and where no unit has two labels. Does not weigh labels by how near they are.

    Args:
        coders: the labels of each coder, one a unit and in the same order; None where the coder left the unit out.

    Raises:
        ValueError: the coders' labels are not equally many.
    """
    units = list(zip(*coders, strict=True))
    columns = {label: i for i, label in enumerate(dict.fromkeys(x for unit in units for x in unit if x is not None))}
    counts = np.zeros((len(units), len(columns)))
    for row, unit in enumerate(units):
        for label in unit:
            if label is not None:
                counts[row, columns[label]] += 1
    counts = counts[counts.sum(axis=1) > 1]
    return float(_compute_alphas(counts, np.ones((1, len(counts))))[0])


def measure_reliability(codings: pd.DataFrame) -> pd.DataFrame:
    """Return how far the coders agree on the stance, one row a target and a last row "all"; no rows where nobody has coded.

    Returns:
        target_id; n_coders; n (statements that two coders or more have coded); agreement (share of pairs of codings that are the
        same, 0..1); alpha (Krippendorff's, nominal); low, high (95% percentile bootstrap over statements); verdict: "rely on"
        (alpha of .80 or more), "tentative" (.667 to .80), "do not rely on", "too few" (n below 20), or "one label only" (alpha is
        undefined: draw a sample in which the labels vary).

    The interval takes the statements as independent, which those of one article are not quite. Draws in which alpha is undefined
    are left out of it.

    Raises:
        ValueError: a coder has coded a statement twice on the same target.
    """
    key = ["statement_id", "target_id", "coder"]
    if (twice := codings.duplicated(key)).any():
        raise ValueError("codings: {} is coded twice on {} by {}; keep one of the rows".format(*codings.loc[twice, key].iloc[0]))
    parts = [*codings.groupby("target_id"), *([("all", codings)] if len(codings) else [])]
    return pd.DataFrame([{"target_id": target_id, **_measure_part(part)} for target_id, part in parts], columns=COLUMNS)


def is_validated(codings: pd.DataFrame, targets: pd.DataFrame) -> bool:
    """Return whether people have coded enough, and alike enough, for the labels to be judged by it.

    True where every target of the study has been coded and has the verdict "rely on" or "tentative" of ``measure_reliability``. It
    says that a standard exists, not that the model meets it: that is ``score_positions``.
    """
    verdicts = measure_reliability(codings).verdict.iloc[:-1]  # without the last row, "all"
    is_whole = len(verdicts) > 0 and set(targets.target_id) <= set(codings.target_id)
    return is_whole and bool(verdicts.isin(["rely on", "tentative"]).all())


def _measure_part(codings: pd.DataFrame) -> dict:
    counts = pd.crosstab([codings.statement_id, codings.target_id], codings.stance).to_numpy(dtype=float)
    counts = counts[counts.sum(axis=1) > 1]
    n, size = len(counts), counts.sum(axis=1)
    figures = {"n_coders": codings.coder.nunique(), "n": n, "agreement": math.nan, "alpha": math.nan, "low": math.nan, "high": math.nan}
    if n:
        figures["agreement"] = float((counts * (counts - 1)).sum() / (size * (size - 1)).sum())
        figures["alpha"] = float(_compute_alphas(counts, np.ones((1, n)))[0])
        alphas = _compute_alphas(counts, np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), DRAWS))
        if (defined := alphas[~np.isnan(alphas)]).size:
            figures["low"], figures["high"] = (float(x) for x in np.quantile(defined, [0.025, 0.975]))
    return {**figures, "verdict": _judge(figures["alpha"], n)}


def _judge(alpha: float, n: int) -> str:
    if n < MIN_SHARED:
        return "too few"
    if math.isnan(alpha):
        return "one label only"
    return "rely on" if alpha >= RELY_ON else "tentative" if alpha >= TENTATIVE else "do not rely on"


def _compute_alphas(counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Alpha of each row of weights (draws, units): how often each unit counts. ``counts`` (units, labels), two or more a unit."""
    size = counts.sum(axis=1)
    same = (counts * (counts - 1)).sum(axis=1) / (size - 1)  # the unit's diagonal of the coincidence matrix
    n, n_label = weights @ size, weights @ counts
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = 1 - weights @ same / n
        expected = 1 - (n_label * (n_label - 1)).sum(axis=1) / (n * (n - 1))
        return np.where(expected > 1e-12, 1 - observed / expected, np.nan)
