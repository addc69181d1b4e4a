"""Between outlets and over time, for a study of several articles: charts, what changed, and what was left out."""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup

from analysis.charts import chart_outlets, chart_time
from analysis.flow import Results
from analysis.framing import find_copies
from analysis.outlets import compare_outlets, summarize_outlet_stances
from analysis.report.answer import card_anchor, draw_for_phones
from analysis.report.article_view import STANCE_WORDS
from analysis.report.evidence import Evidence, count, signed, table_html
from analysis.trends import COUNTED, account_positions, find_shifts, summarize_trends

MIN_ARTICLES = 3  # of each outlet, before a difference is told; an interval over fewer is no interval
NO_DIFFERENCE = f"No two outlets with {MIN_ARTICLES} articles or more on a target differ by more than chance would."
TOO_FEW = f"No two outlets have {MIN_ARTICLES} articles or more on a target, so nothing can be said about differences between them."
MIN_DATED = 6  # articles with a date, before anything is drawn over time
MAX_ACTORS = 12  # of a chart over time; the notebook has them all


def draw_comparison(results: Results, evidence: Evidence) -> list[dict]:
    """Return a part for outlets and one for time, each a title, sentences, charts and a table; one outlet, few dates: no such part."""
    articles = results.corpus.articles
    tables = (results.positions, results.statements, articles, find_copies(articles))
    parts = []
    if articles.outlet[articles.outlet != ""].nunique() > 1:
        parts.append(_compare_outlets(results, tables))
    dates = articles.published[articles.published != ""]
    if dates.nunique() > 1 and len(dates) >= MIN_DATED:
        parts.append(_compare_times(results, tables, evidence))
    return parts


def _compare_outlets(results: Results, tables: tuple) -> dict:
    stances = summarize_outlet_stances(*tables)
    charts = [
        draw_for_phones(partial(chart_outlets, stances[stances.target_id == t.target_id]), f"{t.target_id}: {t.label}, by outlet")
        for t in results.study.targets.itertuples()
        if (stances.target_id == t.target_id).any()
    ]
    differences = compare_outlets(*tables)
    enough = differences[["n_articles_a", "n_articles_b"]].min(axis=1) >= MIN_ARTICLES
    apart = differences[enough & ((differences.low > 0) | (differences.high < 0))]
    sentences = [_describe_difference(d) for d in apart.itertuples()] or [NO_DIFFERENCE if enough.any() else TOO_FEW]
    return {"title": "Whose side the printed statements are on, by outlet", "sentences": sentences, "charts": charts, "table": ""}


def _describe_difference(d) -> str:
    above = "above" if d.difference > 0 else "below"
    behind = count(d.n_articles_a + d.n_articles_b, "article")
    return (
        f"{d.target_id}: the mean score of what {d.a} prints is {abs(d.difference):.2f} {above} that of {d.b} "
        f"(90% interval of the difference {signed(d.low)} to {signed(d.high)}, {behind})."
    )


def _compare_times(results: Results, tables: tuple, evidence: Evidence) -> dict:
    trends = summarize_trends(*tables)
    charts = [
        draw_for_phones(
            partial(
                chart_time, trends, results.actors, results.study.events, target_id=t.target_id, targets=results.study.targets,
                limit=MAX_ACTORS,
            ),  # fmt: skip
            f"{t.target_id}: {t.label}, by month",
        )
        for t in results.study.targets.itertuples()
        if (trends.target_id == t.target_id).any()
    ]
    left_out = account_positions(*tables)
    left_out = left_out[(left_out.reason != COUNTED) & (left_out.n_positions > 0)]
    account = "; ".join(f"{r.n_positions} {r.reason}" for r in left_out.itertuples())
    shifts = find_shifts(*tables)
    sentences = ["A statement carries the date of its article."] + ([f"Left out of what follows: {account}."] if account else [])
    if shifts.empty:
        return {"title": "Over time", "sentences": [*sentences, "No actor's position is seen to change."], "charts": charts, "table": ""}
    sentences.append("Who speaks otherwise in the later half of the days than in the first. Among many actors a few seem to by chance.")
    return {"title": "Over time", "sentences": sentences, "charts": charts, "table": table_html(_list_shifts(shifts, results, evidence))}


def _list_shifts(shifts: pd.DataFrame, results: Results, evidence: Evidence) -> list[dict]:
    names = dict(zip(results.actors.actor_id, results.actors.name, strict=True))
    return [
        {"actor": Markup('<a href="#{}">{}</a>').format(card_anchor(s.actor_id), names.get(s.actor_id, s.actor_id)), "target": s.target_id,
         "first": Markup("{} {} (n {}, until {}; {})").format(STANCE_WORDS[s.stance_first], signed(s.score_first), s.n_first, s.first_until,
                                                                     evidence.cite(s.first_statement_id)),
         "later": Markup("{} {} (n {}, from {}; {})").format(STANCE_WORDS[s.stance_later], signed(s.score_later), s.n_later, s.later_since,
                                                                  evidence.cite(s.later_statement_id)),
         "difference": f"{signed(s.difference)} ({signed(s.low)} to {signed(s.high)})",
         "enough to say so": "yes" if s.is_supported else "no, a hint"}
        for s in shifts.itertuples()
    ]  # fmt: skip
