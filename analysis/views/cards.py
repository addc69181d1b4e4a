"""Cards: an actor, an article and the study, each on one page of a Jupyter cell."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from analysis.flow import Results
from analysis.report.article_view import STANCE_WORDS, render_article
from analysis.validation import judge_labels, warn_of_errors
from analysis.views.pages import find_actor, find_row, list_statements, render_view
from analysis.views.trend import draw_trends

Facts = list[tuple[str, object]]


def show_actor(results: Results, actor: str = "") -> HTML:
    """Show who an actor is, where it stands on each target, how that moved, and every statement in its own words.

    Positions count the statements given to the actor. Those that it uttered for somebody else, as a spokesperson, are listed and marked
    and count there. Scores run from -1 (against) to +1 (in favour).

    Args:
        actor: the id, the name or an alias; left out, whoever has the most statements.

    Raises:
        ValueError: nobody or several go by it; the message names those that are near, or the ids to choose from.
    """
    statements = results.statements
    heard = statements.actor_id.value_counts()
    if not actor and heard.empty:
        return HTML("<p>Nobody speaks in these articles.</p>")
    row = find_actor(results.actors, actor or heard.index[0])
    own = statements[(statements.actor_id == row.actor_id) | (statements.person_id == row.actor_id)]
    return HTML(
        render_view(
            "actor.html.j2", name=row.name, actor_id=row.actor_id, facts=_describe_actor(row, results.actors),
            targets=_stand_on_targets(results, row.actor_id), statements=list_statements(results, own, results.positions),
        )
    )  # fmt: skip


def show_article_card(results: Results, article_id: str) -> HTML:
    """Show an article's source and what was left out of it, then its text with every statement marked, as ``show_article`` does.

    Raises:
        ValueError: no such article; the message names the nearest.
    """
    article = find_row(results.corpus.articles, "article_id", article_id, "article")
    problems = results.corpus.problems
    problems = problems[problems.source_file == article.source_file]
    view = render_article(results.corpus.articles, results.statements, results.positions, article_id, results.actors)
    facts = _describe_article(article, results, len(problems))
    return HTML(render_view("article.html.j2", article=article, facts=facts, problems=list(problems.itertuples()), view=view))


def show_study(results: Results) -> HTML:
    """Show a study at a glance: the question, what went in and what was left out, and the positions of statements by target.

    It says NOT VALIDATED until people have coded enough, and alike enough, and then how far the labels meet them
    (``validation.judge_labels``).
    """
    return HTML(
        render_view(
            "study.html.j2", study=results.study, verdict=judge_labels(results.model_positions, results.codings, results.study.targets),
            warning=warn_of_errors(results.study), facts=_describe_study(results), stances=list(STANCE_WORDS),
            targets=[_count_target(results, target) for target in results.study.targets.itertuples()],
        )
    )  # fmt: skip


def _describe_actor(row, actors: pd.DataFrame) -> Facts:
    parent = actors.name[actors.actor_id == row.parent_id]
    facts = [
        ("Kind", row.kind), ("Source type", row.source_type), ("Role", row.role), ("Organisation", row.organisation),
        ("Country", row.country), ("Part of", "".join(parent)), ("Also called", "; ".join(a for a in row.aliases if a != row.name)),
        ("Expected voice", "yes" if row.is_expected else ""),
    ]  # fmt: skip
    return [(name, value) for name, value in facts if value]


def _stand_on_targets(results: Results, actor_id: str) -> list[dict]:
    """Return each target with the actor's position and trend; None for either where there is none."""
    positions = results.actor_positions[results.actor_positions.actor_id == actor_id]
    held = {position.target_id: position for position in positions.itertuples()}
    trends = draw_trends(results, actor_id)
    return [
        {"target": target, "position": held.get(target.target_id), "trend": trends.get(target.target_id)}
        for target in results.study.targets.itertuples()
    ]


def _describe_article(article, results: Results, n_problems: int) -> Facts:
    own = results.statements[results.statements.article_id == article.article_id]
    n_lines = (results.corpus.furniture.article_id == article.article_id).sum()
    return [
        ("Outlet", article.outlet or "unknown"), ("Date", article.published or "unknown"), ("Author", article.author or "unknown"),
        ("Address", article.url or "unknown"), ("File", article.source_file), ("Statements", len(own)),
        ("Given to nobody", own.actor_id.isna().sum()), ("Lines of furniture taken out", n_lines), ("Problems", n_problems),
    ]  # fmt: skip


def _describe_study(results: Results) -> Facts:
    articles, statements, positions = results.corpus.articles, results.statements, results.positions
    dates = sorted(day for day in articles.published if day)
    return [
        ("Articles read", len(articles)), ("Outlets", articles.outlet[articles.outlet != ""].nunique()),
        ("Dates", f"{dates[0]} to {dates[-1]}" if dates else "none known"), ("Articles without a date", (articles.published == "").sum()),
        ("Problems with files", len(results.corpus.problems)), ("Lines of furniture taken out", len(results.corpus.furniture)),
        ("Statements", len(statements)), ("Actors that speak", statements.actor_id.nunique()),
        ("Statements given to nobody", statements.actor_id.isna().sum()),
        ("Statements that address a target", positions.statement_id.nunique()),
        ("Abstentions of the model", (positions.stance == "unclear").sum()), ("Model", results.model),
    ]  # fmt: skip


def _count_target(results: Results, target) -> dict:
    held = results.positions[results.positions.target_id == target.target_id]
    counts = held.stance.value_counts()
    return {
        "target": target, "counts": [int(counts.get(stance, 0)) for stance in STANCE_WORDS],
        "n_without": len(results.statements) - len(held),
    }  # fmt: skip
