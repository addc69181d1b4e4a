"""How positions change over time: scores by period, and the actors whose later statements differ from their first ones.

A statement's date is that of its article. A paper that recalls in July what somebody said in March puts the words into July, so a
change shows later and smaller than it was; read the statements before you say that somebody moved.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.aggregate import group_repeats, summarize_positions
from analysis.framing import drop_copies, find_copies
from analysis.framing.intervals import estimate_difference
from analysis.tables import MIXED, Positions, Shifts, Trends

# How a period is named, as ISO 8601 has it but for the quarter, which it has not.
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "quarter": "%Y-Q{}", "year": "%Y"}
MIN_STATEMENTS, MIN_ARTICLES = 3, 2  # on each side of a shift: with fewer, one odd label makes one
COUNTED, COPY, UNDATED, NOBODY = "counted", "in a copy of another article", "in an article without a date", "said by nobody named"
_KEY = ["actor_id", "target_id"]


def place_positions(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the positions with ``article_id``, ``actor_id``, ``published``, ``outlet`` and ``reason``: counted, or why not.

    A position that is left out for several reasons has the first of them. ``copies`` is the table of ``framing.find_copies``,
    which is asked where none is given.
    """
    place = statements[["statement_id", "article_id", "actor_id"]].merge(articles[["article_id", "published", "outlet"]], on="article_id")
    placed = positions.merge(place, on="statement_id")
    originals = drop_copies(articles[["article_id"]], find_copies(articles) if copies is None else copies).article_id
    left_out = [~placed.article_id.isin(originals), placed.published == "", placed.actor_id.isna()]
    return placed.assign(reason=np.select(left_out, [COPY, UNDATED, NOBODY], default=COUNTED))


def account_positions(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how many positions the trends count and how many they leave out: columns ``reason``, ``n_positions``, ``n_articles``.

    Always four rows, the first the counted ones; ``place_positions`` says which each is.
    """
    placed = place_positions(positions, statements, articles, copies)
    counts = placed.groupby("reason").agg(n_positions=("statement_id", "size"), n_articles=("article_id", "nunique"))
    return counts.reindex([COUNTED, COPY, UNDATED, NOBODY], fill_value=0).rename_axis("reason").reset_index()


def summarize_trends(
    positions: pd.DataFrame,
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame | None = None,
    period: str = "month",
) -> pd.DataFrame:
    """Return the Trends table, which ``charts.chart_time`` draws: each actor's score on each target, period by period.

    Score, interval and stance are those of ``summarize_positions``, taken over the statements of the period alone.

    Args:
        copies: from ``framing.find_copies``, which is asked where none is given: a syndicated story counts once, in the article that
            counts as its original.
        period: "day", "week" (from Monday), "month", "quarter" or "year".

    Copies, undated articles and statements of nobody named are left out; ``account_positions`` counts them.

    Raises:
        ValueError: another period.
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r}: allowed are {', '.join(PERIODS)}")
    dated = _list_dated(positions, statements, articles, copies)
    rows = []
    for name, group in dated.groupby(_name_periods(dated.published, period)):
        days = {key: sorted(said.published)[len(said) // 2] for key, said in group.groupby(_KEY)}
        for row in summarize_positions(group[Positions.columns()], statements).to_dict("records"):
            rows.append({**row, "period": name, "n": row["n_statements"], "day": days[row["actor_id"], row["target_id"]]})
    return Trends.build(rows).sort_values([*_KEY, "period"], ignore_index=True)


def _name_periods(published: pd.Series, period: str) -> pd.Series:
    days = map(date.fromisoformat, published)
    return pd.Series([day.strftime(PERIODS[period]).format((day.month + 2) // 3) for day in days], published.index, dtype=object)


def find_shifts(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the Shifts table: who speaks otherwise in the later half of the days on which the actor is heard than in the first.

    An actor and target are a row where the stance changed (between favor, against and neutral) or where the 90% interval of the
    difference does not hold 0. It is taken over articles (``intervals.estimate_difference``), since statements of one article stand or
    fall together; of one article there is none, and of many actors who stay where they are one in ten looks like a shift. What was said
    once and told again counts once within a half. Rows with ``is_supported`` come first: their interval does not hold 0, and each half has
    ``MIN_STATEMENTS`` in ``MIN_ARTICLES``; the others are no more than a hint.

    The halves are of days, set before looking at what was said, the middle day in the later one; a day is never split. So it does
    not find who goes away and comes back, or who changes within a day, and does not date a change: see ``summarize_trends``.
    What is left out is as there; abstentions too.
    """
    dated = _list_dated(positions, statements, articles, copies)
    clear = dated[dated.stance != "unclear"]
    clear = clear.assign(is_later=clear.published >= _find_middle_day(clear))
    clear = clear.merge(statements[["statement_id", "part", "content"]], on="statement_id", how="left")
    first, later = (
        summarize_positions(clear.loc[clear.is_later == is_later, Positions.columns()], statements).set_index(_KEY)
        for is_later in (False, True)
    )
    groups = (item for item in clear.groupby(_KEY) if item[1].is_later.nunique() == 2)
    shifts = Shifts.build([_compare_halves(key, group, first.loc[key], later.loc[key]) for key, group in groups])
    shifts = shifts[shifts.is_stance_changed | (shifts.low > 0) | (shifts.high < 0)]
    order = shifts.assign(size=shifts.difference.abs()).sort_values(["is_supported", "is_stance_changed", "size"], ascending=False)
    return shifts.loc[order.index].reset_index(drop=True)


def _list_dated(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    placed = place_positions(positions, statements, articles, copies)
    return placed[placed.reason == COUNTED].sort_values("published", kind="stable")


def _find_middle_day(clear: pd.DataFrame) -> pd.Series:
    """Return for each position the day on which the later half begins; the only one, where the actor is heard on one day."""
    days = clear[[*_KEY, "published"]].drop_duplicates().sort_values("published").groupby(_KEY).published
    middle = {key: group.iloc[len(group) // 2] for key, group in days}
    return pd.Series([middle[key] for key in zip(clear.actor_id, clear.target_id, strict=True)], index=clear.index, dtype=object)


def _compare_halves(key: tuple[str, str], group: pd.DataFrame, first: pd.Series, later: pd.Series) -> dict:
    """Return a row of Shifts; ``first`` and ``later`` are the actor's rows of ActorPositions in the two halves."""
    balance = group.p_favor - group.p_against
    before, after = balance[~group.is_later], balance[group.is_later]
    said_before, said_after = _count_once(group[~group.is_later]), _count_once(group[group.is_later])
    interval = estimate_difference(said_after.balance, said_before.balance, (said_after.article_id, said_before.article_id), most=2)
    difference = later.score - first.score  # not quite the mean of the one less that of the other: words said again count once
    sizes = {"n_first": len(before), "n_later": len(after)}
    articles = {"n_articles_first": first.n_articles, "n_articles_later": later.n_articles}
    is_enough = min(len(said_before), len(said_after)) >= MIN_STATEMENTS and min(articles.values()) >= MIN_ARTICLES
    return {
        **dict(zip(_KEY, key, strict=True)), **sizes, **articles,
        "first_until": group.published[~group.is_later].max(), "later_since": group.published[group.is_later].min(),
        "stance_first": first.stance, "stance_later": later.stance, "score_first": first.score, "score_later": later.score,
        "difference": difference, "low": min(interval.low, difference), "high": max(interval.high, difference),
        "first_statement_id": first.key_statement_id, "later_statement_id": later.key_statement_id,
        "is_stance_changed": first.stance != later.stance and {"unclear", MIXED}.isdisjoint((first.stance, later.stance)),
        "is_supported": bool(is_enough and (interval.low > 0 or interval.high < 0)),
    }  # fmt: skip


def _count_once(half: pd.DataFrame) -> pd.DataFrame:
    """Return article_id and balance of what an actor said in one half, what was said again once, in the first article that has it."""
    placed = half.assign(balance=half.p_favor - half.p_against, said=group_repeats(half))
    return placed.groupby("said").agg(article_id=("article_id", "first"), balance=("balance", "mean"))
