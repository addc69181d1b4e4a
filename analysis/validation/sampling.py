"""Which statements people should code, so that a hundred rows say something about every kind of label."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables import BY_HAND

COLUMNS = ["statement_id", "target_id", "proposition", "article_id", "start", "end", "content", "speaker"]


def sample_statements(
    statements: pd.DataFrame, positions: pd.DataFrame, targets: pd.DataFrame, n: int = 100, seed: int = 0
) -> pd.DataFrame:
    """Return n pairs of statement and target to be coded by hand, in random order and without the model's labels.

    The pairs are divided by target and by the model's stance, "none" (no row in positions) among them, and drawn as evenly as the
    strata allow, so that rare labels are judged too. A label is therefore oftener in the sample than in the corpus, or rarer;
    ``score_positions`` weighs that back when it is given the statements.

    Args:
        statements, positions, targets: Statements, Positions (of one model) and Targets.
        n: how many pairs; all of them where there are fewer.
        seed: the same seed and tables give the same sample.

    Returns:
        One row a pair: statement_id, target_id, proposition, article_id, start, end, content, speaker.

    Raises:
        ValueError: n is below 1, or positions holds several models.
    """
    if n < 1:
        raise ValueError(f"n is {n}; write how many pairs of statement and target should be coded, 1 or more")
    pairs = label_pairs(statements, positions, targets[["target_id", "proposition"]])
    strata = [group.index.to_numpy() for _, group in pairs.groupby(["target_id", "stance"])]
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(stratum, k, replace=False) for stratum, k in zip(strata, _allocate(strata, n), strict=True)]
    return pairs.loc[rng.permutation(np.concatenate(drawn)) if drawn else [], COLUMNS].reset_index(drop=True)


def label_pairs(statements: pd.DataFrame, positions: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return every statement with every target, all columns of both, and the model's stance, "none" where it has no position.

    Raises:
        ValueError: positions holds several models.
    """
    if positions.model.str.startswith(BY_HAND).any():
        raise ValueError("positions holds labels set by hand, which measure no model; pass the model_positions of the results")
    if positions.model.nunique() > 1:
        raise ValueError(f"positions holds {', '.join(sorted(positions.model.unique()))}; keep the rows of one model")
    pairs = statements.merge(targets, how="cross")
    pairs = pairs.merge(positions[["statement_id", "target_id", "stance"]], how="left", on=["statement_id", "target_id"])
    return pairs.assign(stance=pairs.stance.fillna("none"))


def _allocate(strata: list[np.ndarray], n: int) -> list[int]:
    """How many to draw from each: even shares, where a stratum that is too small leaves its rest to the larger ones."""
    sizes = [len(stratum) for stratum in strata]
    shares, left = [0] * len(sizes), n
    for done, i in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        shares[i] = min(sizes[i], left // (len(sizes) - done))
        left -= shares[i]
    return shares
