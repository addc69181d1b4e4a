"""How an actor's score moves: the means by month or day, and the line that shows them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.charts.words import count_noun, format_score

WIDTH, HEIGHT, MARGIN = 280, 64, 7  # of the drawing, in its own units


def trace_scores(positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the actors' scores over time: actor_id, target_id, period, score and n, as ``chart_time`` takes them.

    ``score`` is the mean of p_favor - p_against over the statements of the period, in [-1, 1], +1 = in favour, without those on which
    the model abstained; ``n`` counts them. ``period`` is a month (YYYY-MM), or a day where all the actor's statements on the target
    fall into one month. An actor and target with a single date has no rows, and an undated article counts for nothing: neither
    shows a change. No interval is given; with few statements a period, the line says little.
    """
    joined = positions[positions.stance != "unclear"].merge(statements[["statement_id", "article_id", "actor_id"]], on="statement_id")
    joined = joined.merge(articles[["article_id", "published"]], on="article_id")
    joined = joined[joined.published != ""].dropna(subset=["actor_id"])
    rows = [row for key, group in joined.groupby(["actor_id", "target_id"]) for row in _trace_target(key, group)]
    return pd.DataFrame(rows, columns=["actor_id", "target_id", "period", "score", "n"])


def _trace_target(key: tuple[str, str], group: pd.DataFrame) -> list[tuple]:
    if group.published.nunique() < 2:
        return []
    months = group.published.str[:7]
    periods = months if months.nunique() > 1 else group.published
    balance = (group.p_favor - group.p_against).groupby(periods)
    return [(*key, period, float(values.mean()), len(values)) for period, values in balance]


def draw_trend(trend: pd.DataFrame) -> dict:
    """Return what a template needs to draw one actor and target of ``trace_scores``: points in the drawing, and the same in words."""
    days = [date.fromisoformat(f"{period}-01"[:10]).toordinal() for period in trend.period]
    across = (WIDTH - 2 * MARGIN) / (days[-1] - days[0])
    half = HEIGHT / 2 - MARGIN
    told = "; ".join(f"{row.period} {format_score(row.score)} ({count_noun(row.n, 'statement')})" for row in trend.itertuples())
    return {
        "width": WIDTH, "height": HEIGHT, "unit": "month" if len(trend.period.iloc[0]) == 7 else "day", "told": told,
        "points": [(round(MARGIN + (day - days[0]) * across, 1), round(HEIGHT / 2 - score * half, 1))
                   for day, score in zip(days, trend.score, strict=True)],
        "rows": list(trend.itertuples()),
    }  # fmt: skip
