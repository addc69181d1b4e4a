"""Who agrees with whom: pairs of actors by the sides they take on the same targets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

SIDES = ("favor", "against")


def summarize_agreements(actor_positions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair of actors and relation, from the ActorPositions table; no row: they share no target with a side.

    Columns: ``actor_id``, ``other_id``, ``relation`` (congruence: the same side; conflict: opposite sides) and ``weight``, the
    number of targets. A pair may have both. Actors that are neutral or unclear on a target have no tie through it.

    The networks are those of discourse network analysis (Leifeld 2017), except that a target counts once for a pair. Multiplying
    the numbers of statements, which is usual there, would measure how often a newspaper quotes the two. Sharing a side is no
    evidence that two actors work together, and a side may be leaned to on one statement only: pass the rows of ``actor_positions`` that
    you would stand by, such as those of two statements and more.
    """
    held = actor_positions[actor_positions["stance"].isin(SIDES)]
    weights: Counter[tuple[str, str, str]] = Counter()
    for _, group in held.groupby("target_id"):
        taken = sorted(zip(group["actor_id"], group["stance"], strict=True))
        for (one, side), (other, other_side) in combinations(taken, 2):
            weights[one, other, "congruence" if side == other_side else "conflict"] += 1
    rows = [(*pair, float(weight)) for pair, weight in sorted(weights.items())]
    return pd.DataFrame(rows, columns=["actor_id", "other_id", "relation", "weight"])
