"""Labels that people set by hand, in the place of the program's: a label about a real person is put right before it is published."""

from __future__ import annotations

import pandas as pd

from analysis.tables import BY_HAND, STANCES, Positions, Unaddressed

NOT_ABOUT_IT = "it does not address the target"
_SIDES = ("favor", "against", "neutral")


def correct_positions(positions: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Return the Positions with the stance of each coded statement and target as people coded it, and its ``model`` as "by hand: NAME".

    A stance set by hand has the probability 1, or a third each where it is "unclear"; hedging and condition stay as they were. "none" takes
    the position away, and a statement without a position gets one. Several coders of one statement have to agree.

    Args:
        codings: Codings, as ``validation.read_coding_sheet`` returns them.

    Raises:
        ValueError: two coders gave a statement different stances on a target.
    """
    rows = {(row.statement_id, row.target_id): row._asdict() for row in positions.itertuples(index=False)}
    for key, group in codings.groupby(["statement_id", "target_id"], sort=False):
        if group.stance.nunique() > 1:
            told = ", ".join(f"{row.coder}: {row.stance}" for row in group.itertuples())
            raise ValueError(f"{key[0]} on {key[1]} is set by hand to different stances ({told}); settle on one and delete the other row")
        known = rows.get(key, {"is_hedged": False, "condition": ""})
        if (stance := group.stance.iloc[0]) in STANCES:
            rows[key] = known | _set_stance(key, stance, _name_coders(group))
        else:
            rows.pop(key, None)
    return Positions.build(rows.values())


def mark_corrected(unaddressed: pd.DataFrame, positions: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Return the Unaddressed table with the reason of those to which people took away what they had in ``positions``, the model's own."""
    had = set(zip(positions.statement_id, positions.target_id, strict=True))
    taken = {
        key: f"{BY_HAND}{_name_coders(group)}: {NOT_ABOUT_IT}"
        for key, group in codings[codings.stance == "none"].groupby(["statement_id", "target_id"]) if key in had
    }  # fmt: skip
    keys = zip(unaddressed.statement_id, unaddressed.target_id, unaddressed.reason, strict=True)
    return Unaddressed.validate(unaddressed.assign(reason=[taken.get((one, other), reason) for one, other, reason in keys]))


def _name_coders(codings: pd.DataFrame) -> str:
    return ", ".join(sorted(set(codings.coder)))


def _set_stance(key: tuple[str, str], stance: str, coders: str) -> dict:
    p = {f"p_{side}": float(side == stance) if stance in _SIDES else 1 / 3 for side in _SIDES}
    sure = {"spread": 0.0, "agreement": 1.0}
    return {"statement_id": key[0], "target_id": key[1], "model": f"{BY_HAND}{coders}", "stance": stance, **p, **sure}
