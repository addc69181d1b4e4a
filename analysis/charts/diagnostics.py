"""How far to trust a label: what each paraphrase said, and how accuracy rises as the model may abstain more."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from .display import record_chart
from .inputs import require_columns
from .layout import MAX_ROWS, Design, draw_sentence, label_ends, open_plot, open_rows
from .marks import draw_stack
from .style import PALE, SMALL_SIZE, Look, chart_style, pick_look
from .words import count_noun, fit_words, join_phrases, tidy_words

_ANSWERS = {
    "p_entailment": Look("follows from the words", "^", "#009E73"),  # no colour of a side: what follows from “against” is against
    "p_neutral": Look("neither", "o", "#FFFFFF"),
    "p_contradiction": Look("contradicts them", "v", "#CC79A7", "////"),
}
_MAX_LINES = 7
_SIDES = {"favor": "for", "against": "against"}


def tabulate_paraphrases(scores: pd.DataFrame, statement_id: str, target_id: str) -> pd.DataFrame:
    """Return one row a hypothesis that was put to the model about this statement: its side, wording and three probabilities."""
    require_columns(scores, ("statement_id", "target_id", "side", "hypothesis", *_ANSWERS), "scores")
    table = scores[(scores["statement_id"] == statement_id) & (scores["target_id"] == target_id)]
    table = table.sort_values("side", ascending=False, kind="stable")  # favor first
    names = [f"{_SIDES[side]}: {tidy_words(hypothesis)}" for side, hypothesis in zip(table["side"], table["hypothesis"], strict=True)]
    return table[list(_ANSWERS)].assign(name=names)[["name", *_ANSWERS]].reset_index(drop=True)


def describe_paraphrases(scores: pd.DataFrame, statement_id: str, target_id: str) -> str:
    """Return in a sentence the range of the probability that the hypotheses of each side follow from the words."""
    table = tabulate_paraphrases(scores, statement_id, target_id)
    if table.empty and not statement_id:
        return "No hypothesis was put to the model."
    if table.empty:
        return f"No hypothesis about {target_id} was put to the model for statement {statement_id}."
    phrases = []
    for word in _SIDES.values():
        p = table.loc[table["name"].str.startswith(f"{word}:"), "p_entailment"]
        if len(p):
            phrases.append(f"{count_noun(len(p), 'wording')} {word}, which follow from the words with p {p.min():.2f} to {p.max():.2f}")
    return f"What the model said of statement {statement_id} on {target_id}: {join_phrases(phrases)}."


@chart_style()
def chart_paraphrases(
    scores: pd.DataFrame, statement_id: str = "", target_id: str = "", ax: Axes | None = None, *, limit: int = MAX_ROWS
) -> Axes:
    """Draw how the label of one statement depends on the wording: a bar a hypothesis, split into the model's three answers.

    Takes the table ``scores``; of a table with one statement and target these need not be given. Probabilities are as the model gave them,
    not yet calibrated or averaged.
    """
    if not statement_id and len(scores):
        statement_id, target_id = scores[["statement_id", "target_id"]].iloc[0]
    table, alt = tabulate_paraphrases(scores, statement_id, target_id), describe_paraphrases(scores, statement_id, target_id)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    looks = list(_ANSWERS.values())
    design = Design(f"Every wording of {target_id}", by="p_entailment", looks=looks, keys="bars", lines=3, axis=0.3, names=0.5)
    rows = open_rows(ax, table, design._replace(limit=limit))
    draw_stack(rows, rows.table[list(_ANSWERS)], looks, number="{:.2f}")
    rows.ax.set_xlim(0, 1.005)
    label_ends(rows.ax, (0, 1), ("p = 0", "1"))
    return record_chart(rows.ax, table, alt)


def tabulate_coverage(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return one row a label and threshold, from the least to the most coverage; the labels in the order of the table."""
    require_columns(coverage, ("label", "threshold", "coverage", "accuracy", "n"), "coverage")
    columns = [column for column in ("label", "threshold", "coverage", "accuracy", "low", "high", "n") if column in coverage]
    table = coverage[columns].assign(order=pd.factorize(coverage["label"])[0], label=coverage["label"].map(tidy_words))
    return table.sort_values(["order", "coverage"], kind="stable").drop(columns="order").reset_index(drop=True)


def describe_coverage(coverage: pd.DataFrame) -> str:
    """Return in a sentence the accuracy at the least and at the most coverage of each label."""
    table = tabulate_coverage(coverage)
    if table.empty:
        return "Nothing has been scored against a person's coding yet."
    phrases = []
    for label, rows in table.groupby("label", sort=False):
        ends = (rows.iloc[position] for position in dict.fromkeys((0, len(rows) - 1)))
        phrases.append(f"{label}: " + ", ".join(f"accuracy {end.accuracy:.0%} at coverage {end.coverage:.0%}" for end in ends))
    return f"Accuracy against coverage; {join_phrases(phrases)}."


@chart_style()
def chart_coverage(coverage: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how accurate the labels are that remain when the model abstains below a threshold.

    ``coverage``: columns ``label`` (what was scored), ``threshold``, ``coverage`` (share of the statements that keep a label, 0 to
    1), ``accuracy`` (share of these that agree with the gold, 0 to 1), ``n`` (statements that keep one) and, if there are any,
    ``low`` and ``high`` (interval of the accuracy, drawn as a band). Seven labels at most are drawn, the first ones.
    """
    table, alt = tabulate_coverage(coverage), describe_coverage(coverage)
    if table.empty:
        return record_chart(draw_sentence(ax, alt), table, alt)
    labels = list(dict.fromkeys(table["label"]))
    looks = [pick_look(number, label) for number, label in enumerate(labels[:_MAX_LINES])]
    note = "" if len(labels) <= _MAX_LINES else f"Drawn: {_MAX_LINES} of {len(labels)} labels; the others are in the table."
    design = Design("Accuracy against coverage", by="n", looks=looks, notes=[note], right=0.25, axis=0.5)
    plot, width, height = open_plot(ax, design, height=2.6, left=0.75)
    for look in looks:
        line = table[table["label"] == look.label]
        every = -(-len(line) // 12)
        style = {"color": look.color, "linestyle": look.dashes, "marker": look.marker, "markersize": 6, "markeredgecolor": "black"}
        plot.plot(line["coverage"], line["accuracy"], markevery=every, **style)
        if "low" in line and "high" in line:
            plot.fill_between(line["coverage"], line["low"], line["high"], color=look.color, alpha=0.15, linewidth=0)
    bottoms = table[["accuracy", "low"]] if "low" in table else table[["accuracy"]]
    plot.set_ylim(max(0, np.floor(bottoms.min().min() * 10) / 10), 1.01)
    plot.set_xlim(0, 1.01)
    _label_shares(plot.xaxis, width, "coverage: share of the statements that keep a label")
    _label_shares(plot.yaxis, height, "accuracy")
    plot.grid(color=PALE, linewidth=0.8)
    plot.set_axisbelow(True)
    return record_chart(plot, table, alt)


def _label_shares(axis, length: float, label: str) -> None:
    """Label an axis of shares in per cent, as many as ``length`` inches have room for."""
    axis.set_major_locator(MaxNLocator(nbins=max(1, min(5, int(length / 0.5)))))
    axis.set_major_formatter(PercentFormatter(1, decimals=0))
    axis.set_label_text(fit_words(label, length, size=SMALL_SIZE))
    axis.get_ticklabels()  # made now, while the style holds, and not when the figure is drawn
