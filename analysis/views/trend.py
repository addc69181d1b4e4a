"""How an actor's score moves: a line small enough for a card, and the same in words."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.charts.words import count_noun, format_score
from analysis.flow import Results
from analysis.framing import find_copies
from analysis.trends import summarize_trends

WIDTH, HEIGHT, MARGIN = 280, 64, 7  # of the drawing, in its own units


def draw_trends(results: Results, actor_id: str) -> dict[str, dict]:
    """Return, by target, what a template needs to draw the actor's scores over time (``summarize_trends``).

    The period is a month, or a day where all that the actor says stands in articles of one month. A target with fewer than two
    periods that have a score is left out: nothing moves there. Copies of a story count once, undated articles not at all.
    """
    articles = results.corpus.articles
    statements = results.statements[results.statements.actor_id == actor_id]
    positions = results.positions[results.positions.statement_id.isin(statements.statement_id)]
    days = articles.published[articles.article_id.isin(statements.article_id) & (articles.published != "")]
    period = "month" if days.str[:7].nunique() > 1 else "day"
    trends = summarize_trends(positions, statements, articles, find_copies(articles), period).dropna(subset=["score"])
    return {target_id: _draw_trend(trend, period) for target_id, trend in trends.groupby("target_id") if len(trend) > 1}


def _draw_trend(trend: pd.DataFrame, period: str) -> dict:
    days = [date.fromisoformat(day).toordinal() for day in trend.day]
    across, half = (WIDTH - 2 * MARGIN) / (days[-1] - days[0]), HEIGHT / 2 - MARGIN
    told = (f"{row.period} {format_score(row.score)} ({count_noun(row.n, 'statement')})" for row in trend.itertuples())
    return {
        "width": WIDTH, "height": HEIGHT, "period": period, "told": "; ".join(told), "rows": list(trend.itertuples()),
        "points": [(round(MARGIN + (day - days[0]) * across, 1), round(HEIGHT / 2 - score * half, 1))
                   for day, score in zip(days, trend.score, strict=True)],
    }  # fmt: skip
