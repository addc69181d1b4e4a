"""Where the actors stand: one row an actor, from against on the left to for on the right."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .inputs import label_targets, name_actors, order_targets, pick_target
from .layout import MAX_ROWS, WIDE, Design, Rows, draw_offset, draw_sentence, measure_slot, open_rows, plan_rows, split_figure
from .marks import WHITE_BOX, count_stances, draw_row_words, draw_score_axis, draw_stances, find_leaning, list_stance_looks
from .style import GREY, INK, SMALL_SIZE, STANCE_LOOKS, chart_style
from .words import count_noun, fit_words, format_score, join_phrases, name_side, quote_words

_COLUMNS = ("actor_id", "target_id", "n_statements", "n_favor", "n_against", "n_unclear", "score", "low", "high", "stance",
            "key_statement_id")  # fmt: skip
_AXIS = 0.3  # inches of tick labels
_COUNT = 0.92  # inches of the column that says how many statements
_WORDS = 0.3  # share of the width for the column of key words
_EMPTY = "No actor has a position here: no statement addresses the target."
_NOTE = (
    "Far from 0: the model is sure, not the actor vehement. Line: 90% interval; hollow: it reaches 0, leaning only. n: statements with a "
    "stance; +◇: those on which the model abstained."
)


def tabulate_positions(
    actor_positions: pd.DataFrame,
    actors: pd.DataFrame,
    statements: pd.DataFrame | None = None,
    target_id: str | None = None,
    targets: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return what ``chart_positions`` draws, target by target, from the most in favour to the most against, unclear last."""
    require_columns(actor_positions, _COLUMNS, "actor_positions")
    table = pick_target(actor_positions, target_id, targets)
    table = table.sort_values(["target_id", "score", "n_statements"], ascending=[True, False, False], na_position="last", kind="stable")
    contents = {} if statements is None else {row.statement_id: quote_words(row) for row in statements.itertuples()}
    return pd.DataFrame(
        {
            "target": label_targets(table["target_id"], targets),
            "name": name_actors(table["actor_id"], actors),
            "kind": table["actor_id"].map(dict(zip(actors["actor_id"], actors["kind"], strict=True))).fillna(""),
            "stance": table["stance"],
            "score": table["score"],
            "low": table["low"],
            "high": table["high"],
            "statements": table["n_statements"],
            "n_favor": table["n_favor"],
            "n_against": table["n_against"],
            "unclear": table["n_unclear"],
            "key_words": table["key_statement_id"].map(contents).fillna(""),
        }
    ).reset_index(drop=True)


def describe_positions(
    actor_positions: pd.DataFrame,
    actors: pd.DataFrame,
    statements: pd.DataFrame | None = None,
    target_id: str | None = None,
    targets: pd.DataFrame | None = None,
) -> str:
    """Return the chart in a sentence a target: how many actors, then each with its stance, score, interval and n."""
    table = tabulate_positions(actor_positions, actors, statements, target_id, targets)
    if table.empty:
        return _EMPTY
    return " ".join(_describe_target(rows) for _, rows in table.groupby("target", sort=False))


@chart_style()
def chart_positions(
    actor_positions: pd.DataFrame,
    actors: pd.DataFrame,
    statements: pd.DataFrame | None = None,
    ax: Axes | None = None,
    target_id: str | None = None,
    *,
    targets: pd.DataFrame | None = None,
    limit: int = MAX_ROWS,
) -> Axes | np.ndarray:
    """Draw the actors by score, with interval, number of statements and key words.

    Takes the tables ``actor_positions``, ``actors``, ``statements`` (for the key words, as they stand in the article, reported ones
    after their cue; without it there are none) and ``targets`` (for the titles). Scores run from -1 (against, left) to +1 (for,
    right). A missing interval is not drawn; an actor on whom the model only abstained keeps its row, without a point.

    Returns the Axes; an array of Axes, one a target, where there are several targets and no ``target_id`` picks one. In a slot
    narrower than five inches the key words stand below the actor's line instead of beside it.

    Raises:
        ValueError: a column is missing, there is no such target, or several are asked for on a single ``ax``.
    """
    found = order_targets(actor_positions["target_id"], targets) if target_id is None else [target_id]
    if len(found) > 1 and ax is not None:
        raise ValueError(f"actor_positions has targets {', '.join(found)} and ax is one Axes; pass target_id to pick one of them")
    tables = [tabulate_positions(actor_positions, actors, statements, target, targets) for target in found or [None]]
    slots = [ax]
    if len(tables) > 1:
        width, _ = measure_slot(None)
        slots = split_figure([plan_rows(table, _design_target(table, width, limit), width).height for table in tables])
    charts = [_draw_target(table, slot, limit) for table, slot in zip(tables, slots, strict=True)]
    return np.array(charts, dtype=object) if len(charts) > 1 else charts[0]


def _design_target(table: pd.DataFrame, width: float, limit: int) -> Design:
    has_words, is_wide = (table["key_words"] != "").any(), width >= WIDE
    return Design(
        title=table["target"].iloc[0],
        by="statements",
        looks=list_stance_looks(table["stance"]),
        notes=[_NOTE],
        lines=3 if has_words and not is_wide else 2,
        right=_COUNT + (_WORDS * width if has_words and is_wide else 0),
        axis=_AXIS,
        limit=limit,
        # of actors heard as often the named and the clear ones, whichever their side
        ties=2.0 * (table["kind"] != "unnamed") + table["score"].abs().fillna(0),
    )


def _draw_target(table: pd.DataFrame, ax: Axes | None, limit: int) -> Axes:
    if table.empty:
        return record_chart(draw_sentence(ax, _EMPTY), table, _EMPTY)
    width, _ = measure_slot(ax)
    design = _design_target(table, width, limit)
    rows = open_rows(ax, table, design)
    draw_score_axis(rows)
    drawn, y = rows.table, np.arange(len(rows.table), dtype=float)
    if width < WIDE and rows.lines == 3:  # the point moves up and the words go below it
        y -= 0.2
        _write_below(rows)
    elif design.right > _COUNT:
        draw_row_words(rows, drawn["key_words"], _COUNT, design.right - _COUNT - 0.1)
    has_score = drawn["score"].notna()
    rows.ax.hlines(y[has_score], drawn["low"][has_score], drawn["high"][has_score], color=INK, linewidth=1.6, zorder=2)
    draw_stances(rows.ax, drawn["score"], y, drawn["stance"], leaning=find_leaning(drawn))
    for row in np.flatnonzero(~has_score):
        rows.ax.text(0, y[row], "no score", ha="center", va="center", fontsize=SMALL_SIZE, color=GREY, bbox=WHITE_BOX)
    _write_counts(rows, y)
    return record_chart(rows.ax, table, _describe_target(table))


def _write_below(rows: Rows) -> None:
    for y, words in enumerate(rows.table["key_words"]):
        fitted = fit_words(words, rows.width + _COUNT - 0.1, 1, SMALL_SIZE)
        rows.ax.text(-1.08, y + 0.26, fitted, va="center", fontsize=SMALL_SIZE, color=GREY, bbox=WHITE_BOX)


def _write_counts(rows: Rows, y: np.ndarray) -> None:
    for row, at in zip(rows.table.itertuples(), y, strict=True):
        count = f"n = {row.statements}" + (f" +{row.unclear}◇" if row.unclear else "")
        draw_offset(rows.ax, count, (1, 1 - (at + 0.5) / len(y)), (0.1, 0), va="center", fontsize=SMALL_SIZE)


def _describe_target(table: pd.DataFrame) -> str:
    phrases = join_phrases(_describe_row(row) for row in table.itertuples())
    return f"{count_noun(len(table), 'actor')} on “{table['target'].iloc[0]}” ({count_stances(table['stance'])}), from the top: {phrases}."


def _describe_row(row) -> str:
    if np.isnan(row.score):
        return f"{row.name}: no score, the model abstained on {count_noun(row.unclear, 'statement')}"
    interval = "" if np.isnan(row.low) else f", interval {format_score(row.low)} to {format_score(row.high)}"
    score = f"score {format_score(row.score)}{interval}, {count_noun(row.statements, 'statement')}"
    return f"{row.name}: {name_side(row, STANCE_LOOKS[row.stance].label)} ({score})"
