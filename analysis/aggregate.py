"""From positions of statements to positions of actors, with intervals that stay honest at n = 1."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.framing import group_versions
from analysis.inputs import require_columns
from analysis.tables import MIXED, STANCES, ActorPositions, Positions

INTERVAL = 0.90
_STATEMENT_COLUMNS = ["statement_id", "article_id", "actor_id", "part", "content", "kind"]
SETTLED = 0.75  # an actor gets a side where it is three to one or more that it outweighs the other: one clear statement suffices
MOSTLY = 4  # so many times as many statements that take no side undo those that do
AS_SURE = 0.02  # probability by which statements may differ and be as clear
SIDES = np.array(["favor", "against", "neutral"])
DRAWS, SEED = 4000, 0
PRIOR = 1 / 3  # weight of one statement spread evenly over for, against and neither: Jeffreys-like, felt at n = 1, gone at n = 20


def summarize_positions(positions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return the ActorPositions table: one row an actor and target, from the Positions and Statements tables.

    ``score`` is the mean of p_favor - p_against over the actor's statements on the target, in [-1, 1], +1 = in favour;
    statements on which the model abstained are counted (``n_unclear``) and left out of it. ``low`` and ``high`` bound 90% of the
    posterior of (share for - share against) under a Dirichlet prior of the weight of one statement, to which each statement adds its
    three probabilities, so one alone gives a wide interval; statements count alike in one article or in many. For ``stance`` each counts
    for its own label alone, with the weight of its probability: it is the side that outweighs the other by three to one or more in
    probability, neutral where more than four fifths of the statements take none; else "mixed" for an actor who spoke on both sides, and
    unclear where too little is known. That labels may be wrong is no part of it. Statements with no actor are left out; count them in
    ``statements.actor_id.isna()``.

    What was said once counts once: statements that say one thing (``group_repeats``: the same words in five outlets or in copies of a wire
    story, a headline and what it is made of) share the weight of one, in score and interval alike, and count as the fullest version is
    labelled: "the toll" in one outlet is of no side, and part of "we must keep the toll" in another. ``n_repeats`` counts those beyond the
    first. It does not weigh articles, dates or how much an outlet quotes somebody, which is the journalist's choice and not the actor's.

    Scores of different sides compare, those of one side do not: how far from 0 a statement's score is, is how sure the model is and not
    how strongly anybody feels.

    Raises:
        ValueError: a column is missing, a statement has two rows for one target, or a stance is none of the four.
    """
    _check_tables(positions, statements)
    joined = positions[Positions.columns()].merge(statements[_STATEMENT_COLUMNS], on="statement_id").dropna(subset=["actor_id"])
    rows = [_summarize_actor(key, group) for key, group in joined.groupby(["actor_id", "target_id"], sort=True)]
    return ActorPositions.build(rows)


def _check_tables(positions: pd.DataFrame, statements: pd.DataFrame) -> None:
    require_columns(positions, Positions.columns(), "positions")
    require_columns(statements, _STATEMENT_COLUMNS, "statements")
    for table, name, key in ((positions, "positions", ["statement_id", "target_id"]), (statements, "statements", ["statement_id"])):
        again = table[table.duplicated(key)]
        if not again.empty:
            raise ValueError(f"table {name}: {' and '.join(map(repr, again[key].iloc[0]))} stands there twice; keep one row of each")
    wrong = positions[~positions.stance.isin(STANCES)]
    if not wrong.empty:
        found = f"table positions: {wrong.statement_id.iloc[0]!r} has the stance {wrong.stance.iloc[0]!r}"
        raise ValueError(f"{found}; allowed are {', '.join(STANCES)}")


def group_repeats(said: pd.DataFrame) -> list[int]:
    """Return for each of one actor's statements on one target, which have a stance, the position of the one it repeats, else its own.

    Reads ``article_id``, ``part``, ``content`` and ``stance``. The same words are one (``framing.group_versions``). So are a headline and
    the actor's first statement of that stance in the article below, in whatever words: a headline tells what the article has.
    """
    groups = group_versions(said.content.tolist(), said.stance.tolist())
    stands_for_others = {group for i, group in enumerate(groups) if group != i}
    rows = list(zip(said.article_id, said.part, said.stance, groups, strict=True))
    told = {(article, group) for article, part, _, group in rows if part == "body"}
    first: dict[tuple[str, str], int] = {}
    for article, part, stance, group in rows:
        if part == "body":
            first.setdefault((article, stance), group)
    return [
        first.get((article, stance), group)
        if part == "headline" and (article, group) not in told and i not in stands_for_others else group
        for i, (article, part, stance, group) in enumerate(rows)
    ]  # fmt: skip


def roll_up_actors(statements: pd.DataFrame, actors: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return the Statements with each actor replaced by its nearest ancestor (or itself) of that level.

    Args:
        level: "person" (who uttered it), "organisation" or "country". An actor without an ancestor of the level stays as it is.

    Raises:
        ValueError: another level.
    """
    if level == "person":
        return statements.assign(actor_id=statements.person_id.fillna(statements.actor_id))
    if level not in ("organisation", "country"):
        raise ValueError(f"level {level!r}: allowed are person, organisation and country")
    kinds, parents = dict(zip(actors.actor_id, actors.kind, strict=True)), dict(zip(actors.actor_id, actors.parent_id, strict=True))
    return statements.assign(actor_id=[_ancestor(a, level, kinds, parents) for a in statements.actor_id])


def _ancestor(actor: str, level: str, kinds: dict, parents: dict):
    seen, current = set(), actor
    while isinstance(current, str) and current not in seen:
        if kinds.get(current) == level:
            return current
        seen.add(current)
        current = parents.get(current)
    return actor


def _summarize_actor(key: tuple[str, str], group: pd.DataFrame) -> dict:
    clear = group[group.stance != "unclear"]
    said = pd.Series(group_repeats(clear), dtype=int)
    row = {
        "actor_id": key[0], "target_id": key[1], "n_statements": len(clear), "n_unclear": len(group) - len(clear),
        "n_favor": int((clear.stance == "favor").sum()), "n_against": int((clear.stance == "against").sum()),
        "n_repeats": len(clear) - said.nunique(), "n_articles": clear.article_id.nunique(),
    }  # fmt: skip
    if clear.empty:
        nothing = {"score": np.nan, "low": np.nan, "high": np.nan, "stance": "unclear", "key_statement_id": group.statement_id.iloc[0]}
        return {**row, "is_conditional": bool(group.condition.ne("").any()), **nothing}
    p, is_of = clear[["p_favor", "p_against", "p_neutral"]].to_numpy(), clear.stance.to_numpy()[:, None] == SIDES
    once = _weigh_once(said, clear.stance)
    weights = (np.where(is_of, p, 0) * once[:, None]).sum(axis=0)
    tail = (1 - INTERVAL) / 2
    score = float(np.average(p[:, 0] - p[:, 1], weights=once))
    low, high = np.quantile(_draw_balance((p * once[:, None]).sum(axis=0)), [tail, 1 - tail])
    is_neutral = _is_mostly_neutral((is_of * once[:, None]).sum(axis=0))
    stance = "neutral" if is_neutral else _settle(float((_draw_balance(weights) > 0).mean()))
    stance = MIXED if stance == "unclear" and row["n_favor"] and row["n_against"] else stance
    key_column = {"favor": "p_favor", "against": "p_against", "neutral": "p_neutral"}.get(stance, "p_favor" if score >= 0 else "p_against")
    own = clear[clear.stance == stance] if stance in SIDES[:2] else clear  # a condition of what was said on that side
    return {**row, "is_conditional": bool(own.condition.ne("").any()), "stance": stance,
            "score": score, "low": min(low, score), "high": max(high, score),
            "key_statement_id": _choose_words(clear, key_column)}  # fmt: skip


def _choose_words(clear: pd.DataFrame, column: str) -> str:
    """Return the statement that speaks clearest: of those about as sure, own words rather than reported ones, then the longest."""
    near = clear[clear[column] >= clear[column].max() - AS_SURE]
    best = max(near.itertuples(), key=lambda row: (row.kind == "direct", len(row.content), row.statement_id))
    return best.statement_id


def _draw_balance(weights: np.ndarray) -> np.ndarray:
    """Return draws of (share for - share against), given what speaks for, against and for neither."""
    shares = np.random.default_rng(SEED).dirichlet(weights + PRIOR, DRAWS)
    return shares[:, 0] - shares[:, 1]


def _weigh_once(said: pd.Series, stances: pd.Series) -> np.ndarray:
    """Return the weight of each statement: those that say one thing weigh as one, and of them only those labelled as the fullest is."""
    labels = stances.reset_index(drop=True)
    counts = labels == labels.loc[said].to_numpy()
    return np.where(counts, 1 / counts.groupby(said).transform("sum").clip(lower=1), 0.0)


def _is_mostly_neutral(counts: np.ndarray) -> bool:
    """Whether so many statements take no side that one or two that do are the exception; a plain fact or two beside a side are not."""
    favor, against, neutral = counts
    return bool(neutral > MOSTLY * (favor + against))


def _settle(p_for: float) -> str:
    if p_for >= SETTLED:
        return "favor"
    return "against" if p_for <= 1 - SETTLED else "unclear"
