"""How the actors' positions change, and what happened meanwhile."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .inputs import label_targets, name_actors, pick_target
from .layout import Design, Rows, draw_sentence, open_rows, spread_positions
from .marks import draw_row_words, draw_stances, find_leaning, list_stance_looks
from .style import GREY, INK, PALE, SMALL_SIZE, chart_style
from .words import count_noun, fit_words, format_score, join_phrases, measure_words, tidy_words

_COLUMNS = ("actor_id", "target_id", "period", "score", "n")
_MORE = ("low", "high", "n_unclear", "stance")  # told in the table where they are given
_SWING = 0.38  # of a row's height: how far a score of 1 lies above the row's base line
_MAX_EVENTS = 8
_EVENT_WORDS = 2.6  # inches of an event's label in the note
_LAST = 0.6  # inches of the column with the last score


def tabulate_time(
    actor_times: pd.DataFrame,
    actors: pd.DataFrame,
    events: pd.DataFrame | None = None,
    target_id: str | None = None,
    targets: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return one row an actor and period in the order of ``chart_time``, then one row an event.

    Raises:
        ValueError: a column is missing, there is no such target, none of several is picked, or a date is not ISO 8601.
    """
    scores = _read_scores(actor_times, actors, target_id, targets)
    more = [name for name in _MORE if name in scores]
    table = scores[["target", "name", "period", "score", "n", *more]].rename(columns={"n": "statements", "n_unclear": "unclear"})
    if events is None or events.empty:
        return table
    return pd.concat([table, _read_events(events)[["period", "event"]]], ignore_index=True)


def describe_time(
    actor_times: pd.DataFrame,
    actors: pd.DataFrame,
    events: pd.DataFrame | None = None,
    target_id: str | None = None,
    targets: pd.DataFrame | None = None,
) -> str:
    """Return in a sentence where each actor started and ended, and the events."""
    scores = _read_scores(actor_times, actors, target_id, targets)
    if scores.empty:
        return "No position has a date: the articles have none, or none of them holds a position."
    first, last = scores.loc[scores["at"].idxmin(), "period"], scores.loc[scores["at"].idxmax(), "period"]
    phrases = []
    for _, rows in scores.groupby("actor_id", sort=False):
        values = rows["score"].dropna().tolist()
        path = " to ".join(format_score(value) for value in dict.fromkeys((values[0], values[-1]))) if values else "no score"
        phrases.append(f"{rows['name'].iloc[0]} {path}")
    event_phrases = [] if events is None else [f"{row.period} {row.event}" for row in _read_events(events).itertuples()]
    happened = f" {count_noun(len(event_phrases), 'event')}: {join_phrases(event_phrases)}." if event_phrases else ""
    head = f"{count_noun(len(phrases), 'actor')} on “{scores['target'].iloc[0]}” from {first} to {last}"
    return f"{head}, first to last score: {join_phrases(phrases)}.{happened}"


@chart_style()
def chart_time(
    actor_times: pd.DataFrame,
    actors: pd.DataFrame,
    events: pd.DataFrame | None = None,
    ax: Axes | None = None,
    target_id: str | None = None,
    *,
    targets: pd.DataFrame | None = None,
    limit: int = 25,
) -> Axes:
    """Draw each actor's score on one target over time: above the row's base line for, below it against.

    ``actor_times``: columns ``actor_id``, ``target_id``, ``period`` (2026, 2026-Q1, 2026-03, 2026-W11 or 2026-03-14), ``score`` (-1 to +1),
    ``n`` (statements of the period) and, where they are there, ``stance``, which gives the points their shapes, ``low``
    and ``high``, the interval, ``n_unclear`` and ``day``, the day at which the period stands; without it that is its first.
    ``events``: columns ``date`` (ISO 8601) and ``label``; eight at most are drawn, the first ones, and the others are in the table.

    Raises:
        ValueError: a column is missing, there is no such target, none of several is picked, or a date is not ISO 8601.
    """
    arguments = (actor_times, actors, events, target_id, targets)
    table, alt = tabulate_time(*arguments), describe_time(*arguments)
    scores = _read_scores(actor_times, actors, target_id, targets)
    if scores.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    happened = _read_events(events) if events is not None else pd.DataFrame(columns=["at", "period", "event"])
    shown = happened[:_MAX_EVENTS]
    design = Design(
        title=f"Over time: {scores['target'].iloc[0]}",
        by="statements",
        looks=list_stance_looks(scores["stance"]) if "stance" in scores else (),
        notes=[_note_marks(scores), *_key_events(shown, len(happened))],
        right=_LAST,
        head=0.36 if len(shown) else 0.0,
        axis=0.3,
        limit=limit,
    )
    by_actor = scores.groupby("actor_id", sort=False).agg(name=("name", "first"), statements=("n", "sum"), last=("score", "last"))
    rows = open_rows(ax, by_actor.reset_index(), design._replace(min_lines=2))
    drawn = scores.merge(rows.table[["actor_id"]].reset_index(names="row"), on="actor_id")
    _draw_paths(rows, drawn)
    _label_periods(rows, scores, shown)
    _draw_events(rows, shown)
    draw_row_words(rows, rows.table["last"].map(format_score), 0.1, _LAST - 0.1, color=INK)
    return record_chart(rows.ax, table, alt)


def _read_scores(actor_times: pd.DataFrame, actors: pd.DataFrame, target_id: str | None, targets: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows of one target with names and dates, the actors with most statements first, each in order of time."""
    require_columns(actor_times, _COLUMNS, "actor_times")
    table = pick_target(actor_times, target_id, targets)
    found = sorted(table["target_id"].unique())
    if len(found) > 1:
        raise ValueError(f"actor_times has targets {', '.join(found)} and the chart shows one; pass target_id to pick it")
    place = "day" if "day" in table else "period"
    table = table.assign(
        begin=_parse_dates(table["period"], "actor_times", "period"),
        at=_parse_dates(table[place], "actor_times", place),
        name=name_actors(table["actor_id"], actors),
        target=label_targets(table["target_id"], targets),
        total=table.groupby("actor_id")["n"].transform("sum"),
    )
    return table.sort_values(["total", "actor_id", "at"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def _read_events(events: pd.DataFrame) -> pd.DataFrame:
    require_columns(events, ("date", "label"), "events")
    table = pd.DataFrame({"at": _parse_dates(events["date"], "events", "date"), "period": events["date"].astype(str)})
    return table.assign(event=events["label"].map(tidy_words)).sort_values("at", kind="stable").reset_index(drop=True)


def _parse_dates(values: pd.Series, name: str, column: str) -> pd.Series:
    """Return the dates as days since 1970, of a week, month, quarter or year its first day."""
    dates = pd.to_datetime(values.astype(str).map(_name_first_day), format="ISO8601", errors="coerce", utc=True)
    if dates.isna().any():
        wrong = values[dates.isna()]
        raise ValueError(f"table {name}, column {column}, row {wrong.index[0]}: {wrong.iloc[0]!r} is no ISO 8601 date such as 2026-03-14")
    return (dates - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)


def _name_first_day(period: str) -> str:
    """Return the first day of a week and the first month of a quarter, "2026-W11" and "2026-Q1"; anything else as it is."""
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return f"{quarter[1]}-{3 * int(quarter[2]) - 2:02d}"
    with suppress(ValueError):
        return date.fromisoformat(period).isoformat() if "W" in period else period
    return period


def _draw_paths(rows: Rows, drawn: pd.DataFrame) -> None:
    y = drawn["row"] - _SWING * drawn["score"]
    rows.ax.hlines(np.arange(len(rows.table)), drawn["at"].min(), drawn["at"].max(), color=PALE, linewidth=0.8, zorder=0)
    if {"low", "high"} <= set(drawn):
        ends = (drawn["row"] - _SWING * drawn[name] for name in ("low", "high"))
        rows.ax.vlines(drawn["at"], *ends, color=GREY, linewidth=0.8, zorder=1)
    for _, path in drawn[drawn["score"].notna()].groupby("row"):
        rows.ax.plot(path["at"], y[path.index], color=GREY, linewidth=1.2, zorder=2, solid_joinstyle="round")
    if "stance" in drawn:
        # a period of nothing but abstentions has its mark on the line
        draw_stances(rows.ax, drawn["at"], y.where(drawn["score"].notna(), drawn["row"]), drawn["stance"], 6, find_leaning(drawn))
    else:
        rows.ax.plot(drawn["at"], y, linestyle="none", marker="o", markersize=4, color=INK, clip_on=False, zorder=3)


def _label_periods(rows: Rows, scores: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Label as many periods as fit, in the words of the table."""
    periods = scores.drop_duplicates("begin").sort_values("begin")
    ends = [*periods["begin"], *scores["at"], *shown["at"]]
    widest = max(measure_words(str(period), SMALL_SIZE) for period in periods["period"])
    share = min(widest / 2 / rows.width, 0.4)  # of the width, at each end, so that the first and last label stay inside
    margin = share / (1 - 2 * share) * (max(ends) - min(ends)) or 1.0
    rows.ax.set_xlim(min(ends) - margin, max(ends) + margin)
    per_day = rows.width / np.ptp(rows.ax.get_xlim())
    need, ticks, labels = -np.inf, [], []
    for at, period in zip(periods["begin"], periods["period"].astype(str), strict=True):
        half = measure_words(period, SMALL_SIZE) / 2 + 0.05
        if at * per_day - half >= need:
            ticks.append(at)
            labels.append(period)
            need = at * per_day + half
    rows.ax.set_xticks(ticks, labels)


def _draw_events(rows: Rows, shown: pd.DataFrame) -> None:
    """Draw a line an event with its number above, moved aside where numbers would meet."""
    if shown.empty:
        return
    low, high = rows.ax.get_xlim()
    gap = 0.24 / rows.width * (high - low)
    box = {"boxstyle": "circle,pad=0.15", "facecolor": "white", "edgecolor": INK, "linewidth": 0.8}
    rows.ax.vlines(shown["at"], *rows.ax.get_ylim(), color=INK, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    height = 1 + 0.2 / (rows.row_height * len(rows.table))
    for number, (at, x) in enumerate(zip(shown["at"], spread_positions(shown["at"], gap, low, high), strict=True), start=1):
        transform = rows.ax.get_xaxis_transform()
        rows.ax.plot([at, x], [1, height], transform=transform, color=INK, linewidth=0.6, clip_on=False, zorder=1)
        place = {"ha": "center", "va": "center", "fontsize": SMALL_SIZE - 1, "bbox": box, "zorder": 4}
        rows.ax.text(x, height, str(number), transform=transform, **place)


def _note_marks(scores: pd.DataFrame) -> str:
    interval = " Upright: 90% interval; hollow: leaning only." if {"low", "high"} <= set(scores) else ""
    abstained = " ◇ on the line: the model abstained." if "stance" in scores and (scores["stance"] == "unclear").any() else ""
    return f"Above the row's line: for; below: against.{interval}{abstained} Right: last score."


def _key_events(shown: pd.DataFrame, n_all: int) -> list[str]:
    keys = [f"{row.Index + 1}: {row.period} {fit_words(row.event, _EVENT_WORDS, size=SMALL_SIZE)}" for row in shown.itertuples()]
    return keys if n_all == len(shown) else [*keys, f"{count_noun(n_all - len(shown), 'later event')} in the table."]
