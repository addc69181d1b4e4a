"""How far to trust a label: what each paraphrase said, and how accuracy rises as the model may abstain more."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.inputs import require_columns

from .display import record_chart
from .layout import MAX_ROWS, Design, draw_sentence, label_ends, open_rows
from .marks import draw_stack
from .style import Look, chart_style
from .words import count_noun, join_phrases, tidy_words

_ANSWERS = {
    "p_entailment": Look("follows from the words", "^", "#009E73"),  # no colour of a side: what follows from “against” is against
    "p_neutral": Look("neither", "o", "#FFFFFF"),
    "p_contradiction": Look("contradicts them", "v", "#CC79A7", "////"),
}
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
