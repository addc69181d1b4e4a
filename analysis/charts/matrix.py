"""Two things crossed: actors with targets, outlets with stances."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .inputs import label_targets, name_actors, order_targets
from .layout import MAX_ROWS, Design, draw_sentence, hide_axis, label_counts, measure_slot, open_rows
from .marks import count_stances, draw_column_heads, draw_stack, draw_stances, find_leaning, list_stance_looks
from .style import INK, PALE, SMALL_SIZE, STANCE_LOOKS, STANCE_ORDER, chart_style
from .words import count_noun, format_score, join_phrases, list_counts, tidy_words

_MIN_COLUMN = 0.75  # inches: the point, the score and a gap
_HEAD = 0.42  # inches: headings of two lines


def tabulate_matrix(actor_positions: pd.DataFrame, actors: pd.DataFrame, targets: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one row an actor and target in the order of ``chart_matrix``: the actors with most statements first."""
    require_columns(actor_positions, ("actor_id", "target_id", "n_statements", "score", "stance"), "actor_positions")
    table = actor_positions.assign(total=actor_positions.groupby("actor_id")["n_statements"].transform("sum"))
    table = table.sort_values(["total", "actor_id", "target_id"], ascending=[False, True, True], kind="stable")
    return pd.DataFrame(
        {
            "actor_id": table["actor_id"],
            "target_id": table["target_id"],
            "name": name_actors(table["actor_id"], actors),
            "target": label_targets(table["target_id"], targets),
            "stance": table["stance"],
            "score": table["score"],
            "low": table.get("low", pd.Series(np.nan, table.index)),
            "high": table.get("high", pd.Series(np.nan, table.index)),
            "statements": table["n_statements"],
        }
    ).reset_index(drop=True)


def describe_matrix(actor_positions: pd.DataFrame, actors: pd.DataFrame, targets: pd.DataFrame | None = None) -> str:
    """Return the matrix in a sentence: its size, then for each target how many actors take which side."""
    table = tabulate_matrix(actor_positions, actors, targets)
    if table.empty:
        return "No actor has a position on any target."
    n_actors, n_targets = table["actor_id"].nunique(), table["target_id"].nunique()
    phrases = (f"on “{rows['target'].iloc[0]}”: {count_stances(rows['stance'])}" for _, rows in table.groupby("target_id"))
    return f"{count_noun(n_actors, 'actor')} by {count_noun(n_targets, 'target')}; {join_phrases(phrases)}."


@chart_style()
def chart_matrix(
    actor_positions: pd.DataFrame,
    actors: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    ax: Axes | None = None,
    *,
    limit: int = MAX_ROWS,
) -> Axes:
    """Draw each actor's stance and score on each target; an empty cell means that no statement of the actor addresses it.

    Takes the tables ``actor_positions``, ``actors`` and ``targets`` (for the headings). Scores run from -1 (against) to +1 (for).
    Where there are more targets than columns fit, those that most actors address are drawn and the note says so.
    """
    table, alt = tabulate_matrix(actor_positions, actors, targets), describe_matrix(actor_positions, actors, targets)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    width, _ = measure_slot(ax)
    sizes = table["target_id"].value_counts()
    columns = order_targets(sizes.index[: max(1, int(width * 0.65 / _MIN_COLUMN))], targets)
    note = "" if len(columns) == len(sizes) else f"Of {len(sizes)} targets, the {len(columns)} that most actors address are drawn."
    design = Design(
        title="Actors and targets", by="statements", looks=list_stance_looks(table["stance"]),
        notes=[note, "Number: score from −1 (against) to +1 (for). Hollow: leaning only. Empty: not addressed."],
        head=_HEAD, axis=0.08, limit=limit,
    )  # fmt: skip
    by_actor = table.groupby("actor_id", sort=False).agg(name=("name", "first"), statements=("statements", "sum")).reset_index()
    rows = open_rows(ax, by_actor, design)
    cells = table.merge(rows.table[["actor_id"]].reset_index(names="y"), on="actor_id")
    cells = cells[cells["target_id"].isin(columns)].assign(x=lambda cell: cell["target_id"].map(columns.index) + 0.5)
    _draw_grid(rows.ax, len(rows.table), len(columns))
    point = 0.22 / (rows.width / len(columns))  # of a column: the point stands so far left of the middle
    draw_stances(rows.ax, cells["x"] - point, cells["y"], cells["stance"], leaning=find_leaning(cells))
    for cell in cells.itertuples():
        score = format_score(cell.score) if pd.notna(cell.score) else "–"
        rows.ax.text(cell.x - point / 3, cell.y, score, va="center", fontsize=SMALL_SIZE, color=INK)
    labels = dict(zip(table["target_id"], table["target"], strict=True))
    draw_column_heads(rows, [labels[target] for target in columns])
    return record_chart(rows.ax, table.drop(columns=["actor_id", "target_id"]), alt)


def tabulate_outlets(outlet_stances: pd.DataFrame) -> pd.DataFrame:
    """Return one row an outlet, the one with most statements first, with a column of counts a stance."""
    require_columns(outlet_stances, ("outlet", "stance", "n"), "outlet_stances")
    found = sorted(outlet_stances["target_id"].unique()) if "target_id" in outlet_stances else []
    if len(found) > 1:
        raise ValueError(f"outlet_stances has targets {', '.join(found)} and the chart shows one; pass the rows of one of them")
    counts = outlet_stances.pivot_table(index="outlet", columns="stance", values="n", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=STANCE_ORDER, fill_value=0).rename(columns={key: look.label for key, look in STANCE_LOOKS.items()})
    table = counts.assign(statements=counts.sum(axis=1)).sort_values("statements", ascending=False, kind="stable").reset_index(names="name")
    table["name"] = table["name"].replace("", "outlet unknown").map(tidy_words)
    return table.rename_axis(columns=None)


def describe_outlets(outlet_stances: pd.DataFrame) -> str:
    """Return in a sentence how many statements of each stance each outlet carries."""
    table = tabulate_outlets(outlet_stances)
    if table.empty:
        return "No outlet carries a statement with a stance."
    labels = [STANCE_LOOKS[stance].label for stance in STANCE_ORDER]
    phrases = (f"{row['name']}: {list_counts(row[labels])}" for _, row in table.iterrows())
    return f"Statements by stance in {count_noun(len(table), 'outlet')}; {join_phrases(phrases)}."


@chart_style()
def chart_outlets(outlet_stances: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw how many statements of each stance each outlet carries, as stacked bars from against to for.

    ``outlet_stances``: columns ``outlet`` (empty: unknown), ``stance`` (favor, against, neutral, unclear) and ``n`` (statements),
    on one target. Bars are counts, so that an outlet with two statements does not look like one with two hundred.

    Raises:
        ValueError: a column is missing, or the table has several targets.
    """
    table, alt = tabulate_outlets(outlet_stances), describe_outlets(outlet_stances)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    looks = [look for look in (STANCE_LOOKS[stance] for stance in STANCE_ORDER) if table[look.label].any()]
    design = Design("Statements by outlet and stance", by="statements", looks=looks, keys="bars", lines=1, right=0.2, axis=0.3, limit=limit)
    rows = open_rows(ax, table, design)
    draw_stack(rows, rows.table[[look.label for look in looks]], looks)
    label_counts(rows.ax, rows.width)
    return record_chart(rows.ax, table, alt)


def _draw_grid(ax: Axes, n_rows: int, n_columns: int) -> None:
    ax.set_xlim(0, n_columns)
    hide_axis(ax)
    ax.vlines(np.arange(n_columns + 1), -0.5, n_rows - 0.5, color=PALE, linewidth=0.8, zorder=0)
    ax.hlines(np.arange(n_rows + 1) - 0.5, 0, n_columns, color=PALE, linewidth=0.8, zorder=0)
