"""The explorer: statements and positions narrowed down by menus, with the chart of what is left.

The logic is ``filter_positions`` and ``render_selection``, which need no widgets; ``explore`` only joins them to menus.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

import pandas as pd

from analysis.aggregate import summarize_positions
from analysis.charts import chart_positions, chart_table
from analysis.flow import Results
from analysis.inputs import check_known
from analysis.report.answer import draw_picture
from analysis.report.article_view import STANCE_WORDS
from analysis.views.pages import find_actor, list_statements, render_view

if TYPE_CHECKING:
    from ipywidgets import VBox

MAX_LISTED = 200  # statements in the table below the chart; a browser gets slow with thousands
MAX_MENU = 7  # lines of a menu before it scrolls


def filter_positions(
    results: Results, actors: Collection[str] | None = None, targets: Collection[str] | None = None,
    outlets: Collection[str] | None = None, stances: Collection[str] | None = None, since: str | date | None = None,
    until: str | date | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Return the Positions and the Statements that meet every condition; None sets none.

    With ``targets`` or ``stances`` a statement stays if one of its positions meets both; without them also statements stay that
    address no target. With ``since`` or ``until`` statements of undated articles are left out.

    Args:
        actors: ids, or names. One alone may be given as text, here and below.
        targets: ids, or labels.
        outlets: names as in Articles, "" for the unknown.
        stances: favor, against, neutral, unclear.
        since, until: first and last day of publication, YYYY-MM-DD, a date or a Timestamp.

    Raises:
        ValueError: an id or name that is not there, with the nearest that are, or no date.
    """
    articles, study_targets = results.corpus.articles.set_index("article_id"), results.study.targets
    known = set(results.actors.actor_id)
    actors = None if actors is None else [a if a in known else find_actor(results.actors, a).actor_id for a in _list_values(actors)]
    labels = dict(zip(study_targets.label, study_targets.target_id, strict=True))
    targets = None if targets is None else [labels.get(target, target) for target in _list_values(targets)]
    statements, positions = results.statements, results.positions
    origin = articles.loc[statements.article_id].set_index(statements.index)
    statements = statements[
        _is_wanted(statements.actor_id, actors, results.actors.actor_id, "actor")
        & _is_wanted(origin.outlet, outlets, articles.outlet, "outlet")
        & _is_between(origin.published, since, until)
    ]
    positions = positions[
        positions.statement_id.isin(statements.statement_id)
        & _is_wanted(positions.target_id, targets, study_targets.target_id, "target")
        & _is_wanted(positions.stance, stances, STANCE_WORDS, "stance")
    ]
    if targets is not None or stances is not None:
        statements = statements[statements.statement_id.isin(positions.statement_id)]
    return positions, statements


def list_choices(results: Results) -> dict[str, list[tuple[str, str]]]:
    """Return the menus, each a list of (words, value), by the argument of ``filter_positions``; without those that leave no choice."""
    statements, positions, study = results.statements, results.positions, results.study
    articles = results.corpus.articles
    outlets = statements.article_id.map(dict(zip(articles.article_id, articles.outlet, strict=True)))
    labels = {t.target_id: f"{t.target_id} {t.label}" for t in study.targets.itertuples()}
    menus = {
        "actors": _count_choices(statements.actor_id, results.names()),
        "targets": _count_choices(positions.target_id, labels),
        "outlets": _count_choices(outlets, {"": "outlet unknown"}),
        "stances": _count_choices(positions.stance, STANCE_WORDS),
    }
    return {name: choices for name, choices in menus.items() if len(choices) > 1}


def render_selection(results: Results, **filters) -> str:
    """Return, as HTML, what ``filter_positions`` leaves with these arguments: how many, the chart of positions, the statements."""
    positions, statements = filter_positions(results, **filters)
    _, timeless = filter_positions(results, **filters | {"since": None, "until": None})
    # an actor's score over the rows of one label alone would be that label's
    all_said = summarize_positions(*filter_positions(results, **filters | {"stances": None}))
    heard = set(statements.actor_id.dropna())
    return render_view(
        "explorer.html.j2", n=len(statements), n_all=len(results.statements), n_undated=_count_undated(results, timeless, statements),
        charts=_draw_charts(results, all_said[all_said.actor_id.isin(heard)]), is_of_stances=filters.get("stances") is not None,
        statements=list_statements(results, statements.head(MAX_LISTED), positions),
    )  # fmt: skip


def explore(results: Results) -> VBox:
    """Return menus for actor, target, outlet, stance and date, above the chart of what they leave and the statements behind it.

    Nothing chosen in a menu means all; a menu that leaves no choice is not shown. What is chosen stands in its attribute ``filters``:
    after ``box = explore(results)``, ``filter_positions(results, **box.filters)`` returns the tables behind what it shows. Needs Jupyter
    with ipywidgets; on an exported page there is nothing to operate.
    """
    import ipywidgets as widgets  # here, so that importing analysis needs no Jupyter

    wide = widgets.Layout(width="22rem")  # room for names
    menus = {
        name: widgets.SelectMultiple(options=choices, description=name.capitalize(), rows=_count_rows(choices), layout=wide)
        for name, choices in list_choices(results).items()
    }
    if results.corpus.articles.published.nunique() > 1:
        menus |= {name: widgets.DatePicker(description=name.capitalize()) for name in ("since", "until")}
    shown = widgets.HTML()
    box = widgets.VBox([widgets.HBox(list(menus.values()), layout=widgets.Layout(flex_flow="row wrap")), shown])

    def update(_change: object = None) -> None:
        box.filters = {name: menu.value for name, menu in menus.items() if menu.value}
        shown.value = render_selection(results, **box.filters)

    for menu in menus.values():
        menu.observe(update, "value")
    update()
    return box


def _draw_charts(results: Results, actor_positions: pd.DataFrame) -> list[dict]:
    """Return a picture a target on which anybody has a position, as in the report, with the rows of its numbers."""
    tables = {"actors": results.actors, "statements": results.statements, "targets": results.study.targets}
    charts = []
    for target_id in sorted(actor_positions.target_id.unique()):
        ax = chart_positions(actor_positions, target_id=target_id, **tables)
        charts.append({**draw_picture(ax), "caption": target_id, "rows": list(chart_table(ax).itertuples())})
    return charts


def _is_wanted(values: pd.Series, wanted: Collection[str] | None, known: Collection[str], noun: str) -> pd.Series:
    if wanted is None:
        return pd.Series(True, index=values.index)
    wanted = _list_values(wanted)
    for value in wanted:
        check_known(value, known, noun)
    return values.isin(wanted)


def _list_values(wanted: Collection[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _is_between(published: pd.Series, since: str | date | None, until: str | date | None) -> pd.Series:
    inside = pd.Series(True, index=published.index)
    if since is not None:
        inside &= published >= _read_day("since", since)  # ISO dates sort as text; "", undated, comes before all
    if until is not None:
        inside &= (published <= _read_day("until", until)) & (published != "")
    return inside


def _read_day(name: str, value: str | date) -> str:
    try:
        day = value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
        return day.isoformat()
    except ValueError:
        raise ValueError(f"{name} is {value!r}; write a day as YYYY-MM-DD") from None


def _count_choices(values: pd.Series, labels: dict[str, str]) -> list[tuple[str, str]]:
    """Return ("name (number of rows)", value), the most frequent first."""
    counts = [(labels.get(value, value), value, n) for value, n in values.dropna().value_counts().items()]
    return [(f"{label} ({n})", value) for label, value, n in sorted(counts, key=lambda count: (-count[2], count[0]))]


def _count_undated(results: Results, timeless: pd.DataFrame, statements: pd.DataFrame) -> int:
    """Return how many statements only the want of a date left out."""
    articles = results.corpus.articles
    gone = timeless[~timeless.statement_id.isin(statements.statement_id)]
    return int(gone.article_id.isin(articles.article_id[articles.published == ""]).sum())


def _count_rows(choices: list) -> int:
    return min(len(choices), MAX_MENU) + 1  # one for the scroll bar under long names
