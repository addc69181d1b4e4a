"""The chain behind one statement: file, paragraph, span, speaker, actor, hypotheses and scores, position."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from analysis.flow import Results
from analysis.framing.passages import find_paragraphs
from analysis.stance import find_least_sure
from analysis.stance.reading import read_for_model
from analysis.views.pages import find_row, list_statements, render_view

Piece = tuple[int, int, str]  # start, end, role


class Paragraph(NamedTuple):
    """A paragraph of an article that holds a marked piece."""

    number: int  # from 1
    parts: list[tuple[str, str]]  # words and their role: span, speaker, cue, or "" for the rest


def show_statement(results: Results, statement_id: str = "") -> HTML:
    """Show all that a label rests on: file → paragraph → span → speaker → actor → hypotheses and scores → position.

    Without a ``statement_id``, that of the label of which the model is least sure.

    Raises:
        ValueError: no such statement; the message names the nearest.
    """
    index = None if statement_id else find_least_sure(results.positions)
    if not statement_id and index is None:
        return HTML("<p>No statement has a position on a target.</p>")
    statement_id = statement_id or results.positions.statement_id[index]
    row = find_row(results.statements, "statement_id", statement_id, "statement")
    one = results.statements[results.statements.statement_id == statement_id]
    (shown,) = list_statements(results, one, results.positions)
    text = shown["article"].text
    targets = [_explain_target(results, row, target) for target in results.study.targets.itertuples()]
    return HTML(
        render_view(
            "statement.html.j2", **shown, paragraphs=cut_paragraphs(text, _mark_pieces(row)), n_paragraphs=len(find_paragraphs(text)),
            targets=targets, model=results.model,
        )
    )  # fmt: skip


def cut_paragraphs(text: str, pieces: Sequence[Piece]) -> list[Paragraph]:
    """Return the paragraphs that hold a piece, cut where pieces begin and end; where pieces overlap the first one given counts."""
    paragraphs = []
    for number, (start, end) in enumerate(find_paragraphs(text), 1):
        inside = [(max(s, start), min(e, end), role) for s, e, role in pieces if s < end and e > start]
        cuts = sorted({start, end, *(at for s, e, _ in inside for at in (s, e))})
        parts = [(text[a:b], next((role for s, e, role in inside if s <= a and b <= e), "")) for a, b in pairwise(cuts)]
        paragraphs += [Paragraph(number, parts)] if inside else []
    return paragraphs


def _mark_pieces(row) -> list[Piece]:
    named = [(row.speaker_start, row.speaker_end, "speaker"), (row.cue_start, row.cue_end, "cue")]
    return [piece for piece in named if pd.notna(piece[0])] + [(start, end, "span") for start, end in row.spans]


def _explain_target(results: Results, row, target) -> dict:
    """Return a target with the scores of its hypotheses and the position they gave, or the reason why there is none."""
    scores, positions, unaddressed = (
        table[(table.statement_id == row.statement_id) & (table.target_id == target.target_id)]
        for table in (results.scores, results.positions, results.unaddressed)
    )
    premise = next(iter(scores.premise), "")
    return {
        "read": read_for_model(premise, list(scores.hypothesis), results.study.places)[0] if premise else "",
        "target": target, "scores": list(scores.itertuples()), "position": next(positions.itertuples(), None),
        "reason": "".join(unaddressed.reason),
    }  # fmt: skip
