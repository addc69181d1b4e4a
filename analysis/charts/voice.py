"""Who gets to speak: share of voice, the order of the sources, the verbs they are reported with, and the frames by voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .inputs import name_actors
from .layout import MAX_ROWS, WIDE, Design, draw_sentence, hide_axis, label_counts, label_ends, measure_slot, open_rows
from .marks import draw_cell_bars, draw_column_heads, draw_row_words, draw_stack
from .style import INK, NO_STANCE, PALE, STANCE_LOOKS, STANCE_ORDER, Look, chart_style, pick_look
from .words import count_noun, join_phrases, list_counts, tidy_words

JOURNALIST = "the journalist"
VOICES = ("headline", "journalist voice", "quoted voice")  # the units of the framings table
_VERB_CLASSES = ("neutral", "doubt", "force", "factive", "warmth", "other")  # of ``framing.classify_verbs``
_TICKS = 0.3  # inches of tick labels
_BAR_LOOK = Look("", "o", "#56B4E9")  # one plain class: light enough for dark words beside it, dark enough on white


def tabulate_share(shares: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return one row an actor, the one with most words first; a missing actor_id is nobody named."""
    require_columns(shares, ("actor_id", "n_words", "share"), "shares")
    table = shares.sort_values("n_words", ascending=False, kind="stable")
    names = name_actors(table["actor_id"], actors)
    return pd.DataFrame({"name": names, "words": table["n_words"], "share": table["share"]}).reset_index(drop=True)


def describe_share(shares: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return in a sentence who has how large a share of the words."""
    table = tabulate_share(shares, actors)
    if table.empty:
        return "Nobody is quoted."
    phrases = (f"{row.name} {row.share:.0%} ({count_noun(row.words, 'word')})" for row in table.itertuples())
    return f"Share of the quoted words of {count_noun(len(table), 'voice')}: {join_phrases(phrases)}."


@chart_style()
def chart_share(shares: pd.DataFrame, actors: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw how much each actor gets to say.

    ``shares``: columns ``actor_id`` (missing: nobody named), ``n_words`` and ``share`` (of all quoted words, 0 to 1).
    """
    table, alt = tabulate_share(shares, actors), describe_share(shares, actors)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    rows = open_rows(ax, table, Design("Share of the quoted words", by="words", lines=1, right=1.25, axis=0.08, limit=limit))
    drawn = rows.table
    rows.ax.barh(np.arange(len(drawn)), drawn["words"], height=0.62, color=_BAR_LOOK.color, edgecolor=INK, linewidth=0.6)
    rows.ax.set_xlim(0, max(drawn["words"].max(), 1))
    hide_axis(rows.ax)
    draw_row_words(rows, [f"{row.share:.0%}  {row.words:,} words" for row in drawn.itertuples()], 0.08, 1.2, color=INK)
    return record_chart(rows.ax, table, alt)


def tabulate_order(ribbon: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return one row a voice in the order in which it first speaks: where that is, how often and how many characters."""
    pieces = _read_ribbon(ribbon)
    pieces = pieces.assign(first=pieces["start"] / pieces["length"].clip(lower=1), size=pieces["end"] - pieces["start"])
    table = pieces.groupby("voice", sort=False).agg(first=("first", "min"), passages=("size", "count"), characters=("size", "sum"))
    table = table.sort_values("first", kind="stable").reset_index()
    table.insert(1, "name", name_actors(table["voice"].replace("", None), actors, JOURNALIST))
    return table


def describe_order(ribbon: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return in a sentence who speaks first, second and so on, and how far into the article."""
    table = tabulate_order(ribbon, actors)
    if table.empty:
        return "The article holds no voice."
    phrases = (f"{row.name} from {row.first:.0%} of the way, {count_noun(row.passages, 'passage')}" for row in table.itertuples())
    return f"Voices in the order in which they first speak: {join_phrases(phrases)}."


@chart_style()
def chart_order(ribbon: pd.DataFrame, actors: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw one article from its first character to its last, a row a voice, in the order in which they first speak.

    ``ribbon``: one row a passage, with ``start`` and ``end`` (characters of the article's text), ``actor_id`` (missing: the
    journalist), ``stance`` (missing or empty: no position on the target) and ``length`` (characters of the whole text).
    """
    table, alt = tabulate_order(ribbon, actors), describe_order(ribbon, actors)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    pieces = _read_ribbon(ribbon)
    looks = {stance: STANCE_LOOKS.get(stance, NO_STANCE) for stance in (*STANCE_ORDER, "") if (pieces["stance"] == stance).any()}
    design = Design("Who speaks where in the article", by="characters", looks=list(looks.values()), keys="bars", lines=1, axis=_TICKS)
    rows = open_rows(ax, table, design._replace(limit=limit))
    places = dict(zip(rows.table["voice"], range(len(rows.table)), strict=True))
    pieces = pieces[pieces["voice"].isin(places)]
    for (voice, stance), spans in pieces.groupby(["voice", "stance"]):
        ranges = list(zip(spans["start"], spans["end"] - spans["start"], strict=True))
        look = looks[stance]
        bars = {"facecolor": look.color, "hatch": look.hatch, "edgecolor": INK, "linewidth": 0.6}
        rows.ax.broken_barh(ranges, (places[voice] - 0.31, 0.62), **bars)
    length = max(int(ribbon["length"].max()), 1)
    rows.ax.hlines(list(places.values()), 0, length, color=PALE, linewidth=0.8, zorder=0)
    rows.ax.set_xlim(0, length)
    label_ends(rows.ax, (0, length), ("start", "end"))
    return record_chart(rows.ax, table.drop(columns="voice"), alt)


def _read_ribbon(ribbon: pd.DataFrame) -> pd.DataFrame:
    """Return the passages with ``voice`` (the actor, or nothing for the journalist) and with nothing for a missing stance."""
    require_columns(ribbon, ("start", "end", "actor_id", "stance", "length"), "ribbon")
    voice = ribbon["actor_id"].astype(object).where(ribbon["actor_id"].notna(), "")
    return ribbon.assign(voice=voice, stance=ribbon["stance"].where(ribbon["stance"].isin(STANCE_ORDER), ""))


def tabulate_verbs(verbs: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return one row an actor, the one with most statements first, with a column of counts a class of reporting verb."""
    require_columns(verbs, ("actor_id", "verb_class", "n"), "verbs")
    table = verbs.assign(actor_id=verbs["actor_id"].astype(object).where(verbs["actor_id"].notna(), ""))
    counts = table.pivot_table(index="actor_id", columns="verb_class", values="n", aggfunc="sum", fill_value=0)
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index].rename(columns=tidy_words)
    counts = counts.assign(statements=counts.sum(axis=1)).sort_values("statements", ascending=False, kind="stable").reset_index()
    names = name_actors(counts["actor_id"].replace("", None), actors)
    return counts.drop(columns="actor_id").assign(name=names).rename_axis(columns=None)


def describe_verbs(verbs: pd.DataFrame, actors: pd.DataFrame) -> str:
    """Return in a sentence with which classes of verbs each actor is reported."""
    table = tabulate_verbs(verbs, actors)
    if table.empty:
        return "No statement has a reporting verb."
    classes = [column for column in table if column not in ("name", "statements")]
    phrases = (f"{row['name']}: {list_counts(row[classes])}" for _, row in table.iterrows())
    return f"Reporting verbs of {count_noun(len(table), 'actor')}; {join_phrases(phrases)}."


@chart_style()
def chart_verbs(verbs: pd.DataFrame, actors: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw with which classes of reporting verbs each actor is quoted, as stacked bars of counts.

    ``verbs``: columns ``actor_id`` (missing: nobody named), ``verb_class`` (neutral, doubting …, as the framing step has it) and
    ``n`` (statements). The class that is commonest over all actors stands first in every bar.
    """
    table, alt = tabulate_verbs(verbs, actors), describe_verbs(verbs, actors)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    classes = [column for column in table if column not in ("name", "statements")]
    known = list(dict.fromkeys([*_VERB_CLASSES, *classes]))  # a class looks the same whatever the study
    looks = [pick_look(known.index(name), name) for name in classes]
    design = Design("Reporting verbs by actor", by="statements", looks=looks, keys="bars", lines=1, right=0.2, axis=_TICKS, limit=limit)
    rows = open_rows(ax, table, design)
    draw_stack(rows, rows.table[classes], looks)
    label_counts(rows.ax, rows.width)
    return record_chart(rows.ax, table, alt)


def _write_share(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def tabulate_frames(frame_voices: pd.DataFrame, frames: pd.DataFrame) -> pd.DataFrame:
    """Return one row a frame, the commonest first, with a share and a count a voice."""
    require_columns(frame_voices, ("frame_id", "unit", "n", "share"), "frame_voices")
    names = dict(zip(frames["frame_id"], frames["name"], strict=True))
    wide = frame_voices.pivot_table(index="frame_id", columns="unit", values=["n", "share"], aggfunc="sum", fill_value=0)
    table = pd.DataFrame({"name": [tidy_words(names.get(frame, frame)) for frame in wide.index]})
    for voice in VOICES:
        for value in ("n", "share"):
            table[f"{value}, {voice}"] = wide[(value, voice)].to_numpy() if (value, voice) in wide else 0
    table["passages"] = table[[f"n, {voice}" for voice in VOICES]].sum(axis=1)
    return table.sort_values("passages", ascending=False, kind="stable").reset_index(drop=True)


def describe_frames(frame_voices: pd.DataFrame, frames: pd.DataFrame) -> str:
    """Return in a sentence in which voice each frame stands, and in what share of that voice's passages."""
    table = tabulate_frames(frame_voices, frames)
    if frames.empty:
        return "No frames are looked for; name a file of frames in the study (key “frames”)."
    if table.empty:
        return "No passage carries a frame."
    phrases = (f"{row['name']}: " + ", ".join(f"{voice} {row[f'share, {voice}']:.0%}" for voice in VOICES) for _, row in table.iterrows())
    return f"{count_noun(len(table), 'frame')}, by share of the passages of each voice that carry it; {join_phrases(phrases)}."


@chart_style()
def chart_frames(frame_voices: pd.DataFrame, frames: pd.DataFrame, ax: Axes | None = None, *, limit: int = MAX_ROWS) -> Axes:
    """Draw for each frame how common it is in the headlines, in the journalists' own words and in the quoted words.

    ``frame_voices``: columns ``frame_id``, ``unit`` (headline, journalist voice, quoted voice), ``n`` (passages of that voice that
    carry the frame) and ``share`` (of all passages of that voice, 0 to 1). ``frames`` gives the names.
    """
    table, alt = tabulate_frames(frame_voices, frames), describe_frames(frame_voices, frames)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    has_counts = measure_slot(ax)[0] >= WIDE
    note = "Bar: share of the voice's passages that carry the frame." + (" In brackets: passages." if has_counts else "")
    # names of frames differ in their ends: "Responsibility: government", "Responsibility: others"
    layout = {"names": 0.3 if has_counts else 0.42, "min_lines": 2, "head": 0.42, "axis": 0.08}
    rows = open_rows(ax, table, Design("Frames by voice", by="passages", notes=[note], limit=limit, **layout))
    shares = rows.table[[f"share, {voice}" for voice in VOICES]].set_axis(VOICES, axis=1)
    counts = rows.table[[f"n, {voice}" for voice in VOICES]].set_axis(VOICES, axis=1)
    texts = shares.map(_write_share) + (counts.map(" ({:.0f})".format) if has_counts else "")
    draw_cell_bars(rows, shares, texts, _BAR_LOOK)
    draw_column_heads(rows, VOICES)
    hide_axis(rows.ax)
    return record_chart(rows.ax, table, alt)
