"""What every view shares: templates filled into HTML, rows found by their id, statements with all that is shown beside them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2
import pandas as pd

from analysis.charts.words import count_noun, format_score, name_side
from analysis.flow import Results
from analysis.inputs import check_known, name_near
from analysis.report.article_view import SIDE_SIGNS, SIDE_WORDS, VIEW_CSS, name_reasons
from analysis.tables import BY_HAND

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def _load_templates() -> jinja2.Environment:
    """Return the templates; ``autoescape`` because every word of an article, a file or a study may be markup."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"signs": SIDE_SIGNS, "words": SIDE_WORDS, "by_hand": BY_HAND}
    environment.filters["name_side"] = lambda row: name_side(row, SIDE_WORDS[row.stance])
    environment.filters |= {"format_score": format_score, "count_noun": count_noun}
    return environment


def render_view(template: str, **values) -> str:
    """Return the template filled with the values, every one of them escaped, after the style that it needs."""
    css = VIEW_CSS + (FOLDER / "views.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>\n" + _load_templates().get_template(template).render(values)


def find_row(table: pd.DataFrame, key: str, value: str, noun: str) -> tuple:
    """Return the one row, a named tuple, whose ``key`` is ``value``.

    Raises:
        ValueError: there is none; the message names the nearest.
    """
    check_known(value, table[key], noun)
    return next(table[table[key] == value].itertuples())


def find_actor(actors: pd.DataFrame, actor: str) -> tuple:
    """Return the row of an actor given by its id, else its name, else one of its aliases; capitals do not matter in names.

    Raises:
        ValueError: nobody or several go by it; the message names those that are near, or the ids to choose from.
    """
    wanted, rows = actor.casefold(), list(actors.itertuples())
    for found in (
        [row for row in rows if row.actor_id == actor],
        [row for row in rows if row.name.casefold() == wanted],
        [row for row in rows if wanted in (alias.casefold() for alias in row.aliases)],
    ):
        if len(found) > 1:
            raise ValueError(f"{actor!r} is the name of several actors; give one of their ids: {', '.join(row.actor_id for row in found)}")
        if found:
            return found[0]
    names = list(dict.fromkeys(name for row in rows for name in (row.name, row.actor_id, *row.aliases)))
    raise ValueError(f"no actor {actor!r}; {name_near(actor, names)}")


def list_statements(results: Results, statements: pd.DataFrame, positions: pd.DataFrame) -> list[dict]:
    """Return, in the order of ``statements``, each row with its article, its actors' names and its rows of ``positions``.

    ``reasons`` says why there is none on the targets on which there is none.
    """
    articles = {row.article_id: row for row in results.corpus.articles.itertuples()}
    names = results.names()
    held = positions[positions.statement_id.isin(statements.statement_id)].groupby("statement_id")
    rows = {statement_id: list(group.itertuples()) for statement_id, group in held}
    reasons = name_reasons(results.unaddressed)
    return [
        {
            "statement": s, "article": articles[s.article_id], "positions": rows.get(s.statement_id, []),
            "reasons": reasons.get(s.statement_id, []),
            "actor": names.get(s.actor_id, ""), "person": names.get(s.person_id, "") if s.person_id != s.actor_id else "",
        }
        for s in statements.itertuples()
    ]  # fmt: skip
