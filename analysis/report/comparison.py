"""Between outlets and over time, for a study of several articles: charts, what changed, and what was left out."""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup

from analysis.charts import chart_outlets, chart_time
from analysis.charts.words import count_noun as count
from analysis.charts.words import format_score as signed
from analysis.charts.words import name_side
from analysis.flow import Results
from analysis.framing import find_copies
from analysis.outlets import compare_outlets, list_attributed, summarize_outlet_stances
from analysis.report.answer import draw_for_phones, link_card
from analysis.report.article_view import SIDE_WORDS, STANCE_WORDS
from analysis.report.evidence import Evidence, table_html
from analysis.trends import COPY, COUNTED, find_shifts, place_positions, summarize_trends

MIN_ARTICLES = 3  # of each outlet, before a difference is told; an interval over fewer is no interval
NO_DIFFERENCE = f"No two outlets with {MIN_ARTICLES} articles or more on a target are shown to differ; they may all the same."
TOO_FEW = f"No two outlets have {MIN_ARTICLES} articles or more on a target, so nothing can be said about differences between them."
COMPARED = "That is {} of {} comparisons, of which about one in ten would differ by chance alone. Long and short articles count alike."
ALIKE = "The shares in the tables take statements as independent, which those of one article are not: their intervals are too narrow."
OVER_TIME = "Over time"
MIN_DATED = 6  # articles with a date, before anything is drawn over time
MAX_ACTORS = 12  # of a chart over time; the notebook has them all


def draw_comparison(results: Results, evidence: Evidence) -> list[dict]:
    """Return a part for outlets and one for time, each a title, sentences, charts and a table; one outlet, one date: no such part."""
    articles = results.corpus.articles
    tables = (results.positions, results.statements, articles, find_copies(articles))
    parts = []
    placed = place_positions(*tables)
    if articles.outlet[articles.outlet != ""].nunique() > 1:
        parts.append(_compare_outlets(results, tables, placed, evidence))
    if articles.published[articles.published != ""].nunique() > 1:
        parts.append(_compare_times(results, tables, placed, evidence))
    return parts


def name_comparison(parts: list[dict]) -> str:
    """Return what the parts of ``draw_comparison`` are about, as the title of their section."""
    names = [OVER_TIME.lower() if part["title"] == OVER_TIME else "between outlets" for part in parts]
    return " and ".join(names).capitalize()


def _compare_outlets(results: Results, tables: tuple, placed: pd.DataFrame, evidence: Evidence) -> dict:
    stances = summarize_outlet_stances(*tables)
    charts = []
    for target in results.study.targets.itertuples():
        own = stances[stances.target_id == target.target_id]
        if len(own):
            table = table_html([_list_outlet(row, evidence) for row in own.itertuples()])
            charts.append(draw_for_phones(partial(chart_outlets, own), f"{target.target_id}: {target.label}, by outlet", table))
    differences = compare_outlets(*tables)
    enough = differences[["n_articles_a", "n_articles_b"]].min(axis=1) >= MIN_ARTICLES
    apart = differences[enough & ((differences.low > 0) | (differences.high < 0))]
    said_by = set(list_attributed(results.statements).statement_id)
    counted = placed[(placed.reason != COPY) & (placed.stance != "unclear") & placed.statement_id.isin(said_by)]
    sentences = [_describe_difference(d, counted, evidence) for d in apart.itertuples()]
    sentences += [COMPARED.format(len(apart), int(enough.sum()))] if sentences else []
    sentences = sentences or [NO_DIFFERENCE if enough.any() else TOO_FEW]
    return {"title": "Whose side the printed statements are on, by outlet", "sentences": [*sentences, ALIKE], "charts": charts, "table": ""}


def _list_outlet(row, evidence: Evidence) -> dict:
    outlet, word = row.outlet or "unknown", STANCE_WORDS[row.stance]
    n = evidence.link(f"{row.n} of {row.n_all}", row.statement_ids, f"{outlet} on {row.target_id}: {word}")
    return {"outlet": outlet, "stance": word, "statements": n, "share": f"{row.share:.0%} ({row.low:.0%} to {row.high:.0%})",
            "articles": row.n_articles}  # fmt: skip


def _describe_difference(d, counted: pd.DataFrame, evidence: Evidence) -> Markup:
    """Return a sentence whose outlets lead to the statements that the two means are taken over."""
    printed = counted[counted.target_id == d.target_id].groupby("outlet").statement_id
    one, other = (evidence.link(o, printed.get_group(o), f"{o} on {d.target_id}: all with a stance") for o in (d.a, d.b))
    above = "above" if d.difference > 0 else "below"
    behind = f"{count(d.n_articles_a, 'article')} against {d.n_articles_b}"
    return Markup(
        "{}: the mean score of an article in {} is {:.2f} {} that of one in {} (90% interval of the difference {} to {}, {})."
    ).format(d.target_id, one, abs(d.difference), above, other, signed(d.low), signed(d.high), behind)


def _compare_times(results: Results, tables: tuple, placed: pd.DataFrame, evidence: Evidence) -> dict:
    trends, counted = summarize_trends(*tables), placed[placed.reason == COUNTED]
    n_dated, charts = int((results.corpus.articles.published != "").sum()), []
    for target in results.study.targets.itertuples() if n_dated >= MIN_DATED else ():
        own = trends[trends.target_id == target.target_id]
        if len(own):
            draw = partial(
                chart_time, trends, results.actors, results.study.events, target_id=target.target_id, targets=results.study.targets,
                limit=MAX_ACTORS,
            )  # fmt: skip
            table = table_html(_list_months(own, counted, results, evidence))
            charts.append(draw_for_phones(draw, f"{target.target_id}: {target.label}, by month", table))
    left_out = [
        evidence.link(f"{count(len(group), 'position')} {reason}", group.statement_id, f"Left out of what is shown over time: {reason}")
        for reason, group in placed[placed.reason != COUNTED].groupby("reason")
    ]
    shifts = find_shifts(*tables)
    sentences = ["A statement carries the date of its article."]
    sentences += [f"{n_dated} articles have a date; no chart is drawn of fewer than {MIN_DATED}."] if n_dated < MIN_DATED else []
    sentences += [Markup("Left out of what follows: {}.").format(Markup("; ").join(left_out))] if left_out else []
    if shifts.empty:
        return {"title": OVER_TIME, "sentences": [*sentences, "No actor's position is seen to change."], "charts": charts, "table": ""}
    n_heard = counted[counted.stance != "unclear"].groupby(["actor_id", "target_id"]).published.nunique().gt(1).sum()
    sentences.append("The table lists actors whose later statements differ from their earlier ones, "
                     f"of {n_heard} that were heard on several days. Among many a few differ by chance.")  # fmt: skip
    table = table_html(_list_shifts(shifts, counted, results, evidence))
    return {"title": OVER_TIME, "sentences": sentences, "charts": charts, "table": table}


def _list_months(trends: pd.DataFrame, counted: pd.DataFrame, results: Results, evidence: Evidence) -> list[dict]:
    names = results.names()
    said = counted.groupby(["actor_id", "target_id", counted.published.str[:7]]).statement_id
    return [
        {"actor": link_card(t.actor_id, names), "month": t.period, "score": "" if pd.isna(t.score) else signed(t.score),
         "stance": name_side(t, SIDE_WORDS[t.stance]),
         "statements": evidence.link(t.n + t.n_unclear, said.get_group((t.actor_id, t.target_id, t.period)),
                                     f"{names.get(t.actor_id, t.actor_id)} on {t.target_id}, {t.period}"),
         "of these with a stance": t.n, "in articles": t.n_articles}
        for t in trends.itertuples()
    ]  # fmt: skip


def _list_shifts(shifts: pd.DataFrame, counted: pd.DataFrame, results: Results, evidence: Evidence) -> list[dict]:
    names = results.names()
    clear = counted[counted.stance != "unclear"]
    rows = []
    for s in shifts.itertuples():
        own = clear[(clear.actor_id == s.actor_id) & (clear.target_id == s.target_id)]
        title = f"{names.get(s.actor_id, s.actor_id)} on {s.target_id}"
        before, after = own.statement_id[own.published <= s.first_until], own.statement_id[own.published >= s.later_since]
        first = evidence.link(f"n {s.n_first} in {count(s.n_articles_first, 'article')}", before, f"{title}, until {s.first_until}")
        later = evidence.link(f"n {s.n_later} in {count(s.n_articles_later, 'article')}", after, f"{title}, from {s.later_since}")
        half = Markup("{} {} ({}, {} {}; clearest {})")
        rows.append({
            "actor": link_card(s.actor_id, names), "target": s.target_id,
            "first": half.format(SIDE_WORDS[s.stance_first], signed(s.score_first), first, "until", s.first_until,
                                 evidence.cite(s.first_statement_id)),
            "later": half.format(SIDE_WORDS[s.stance_later], signed(s.score_later), later, "from", s.later_since,
                                 evidence.cite(s.later_statement_id)),
            "difference": signed(s.difference) + (" (no interval)" if pd.isna(s.low) else f" ({signed(s.low)} to {signed(s.high)})"),
            "enough to say so": "yes" if s.is_supported else "no, a hint",
        })  # fmt: skip
    return rows
