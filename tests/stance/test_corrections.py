"""Labels set by hand: they stand in the place of the model's, say so, and are no part of what measures the model."""

import pytest

from analysis.aggregate import summarize_positions
from analysis.stance import correct_positions, mark_corrected
from analysis.tables import Codings, Positions, Statements, Unaddressed


def position(statement, stance, p):
    return {"statement_id": statement, "target_id": "T1", "model": "m", "stance": stance, **dict(zip(P, p, strict=True)), "spread": 0.2,
            "agreement": 0.5, "is_hedged": True, "condition": "if it rains"}  # fmt: skip


def code(statement, stance, coder="AB"):
    return {"statement_id": statement, "target_id": "T1", "coder": coder, "stance": stance, "actor": "", "remarks": ""}


P = ("p_favor", "p_against", "p_neutral")
POSITIONS = Positions.build([position("a:1", "favor", (0.6, 0.2, 0.2)), position("a:2", "unclear", (0.4, 0.3, 0.3))])


def test_a_label_set_by_hand_says_so_and_is_sure():
    table = correct_positions(POSITIONS, Codings.build([code("a:1", "against")])).set_index("statement_id")
    assert (table.stance["a:1"], table.model["a:1"], table.p_against["a:1"]) == ("against", "by hand: AB", 1.0)
    assert (table.condition["a:1"], table.is_hedged["a:1"]) == ("if it rains", True)  # these are of the words
    assert (table.stance["a:2"], table.model["a:2"]) == ("unclear", "m")
    assert POSITIONS.stance.tolist() == ["favor", "unclear"]


def test_none_takes_a_position_away_and_a_statement_without_one_gets_it():
    table = correct_positions(POSITIONS, Codings.build([code("a:1", "none"), code("a:3", "neutral")]))
    assert dict(zip(table.statement_id, table.stance, strict=True)) == {"a:2": "unclear", "a:3": "neutral"}
    why = Unaddressed.build([{"statement_id": name, "target_id": "T1", "reason": "the model"} for name in ("a:1", "a:4")])
    marked = mark_corrected(why, POSITIONS, Codings.build([code("a:1", "none"), code("a:4", "none")]))  # the second had none to take
    assert marked.reason.tolist() == ["by hand: AB: it does not address the target", "the model"]


def test_the_order_stays():
    assert correct_positions(POSITIONS, Codings.build([code("a:1", "against")])).statement_id.tolist() == ["a:1", "a:2"]


def test_coders_who_differ_have_to_settle():
    agreed = correct_positions(POSITIONS, Codings.build([code("a:1", "against"), code("a:1", "against", "CD")]))
    assert agreed.model.tolist().count("by hand: AB, CD") == 1
    with pytest.raises(ValueError, match=r"a:1 on T1 .*AB: against, CD: favor"):
        correct_positions(POSITIONS, Codings.build([code("a:1", "against"), code("a:1", "favor", "CD")]))


def test_nothing_set_changes_nothing():
    assert correct_positions(POSITIONS, Codings.build([])).equals(POSITIONS)


def test_the_actor_moves_with_the_label():
    row = {**dict.fromkeys(Statements.columns()), "statement_id": "a:1", "article_id": "a", "part": "body", "start": 0, "end": 5,
           "spans": [[0, 5]], "content": "Never", "kind": "direct", "act": "said", "cue": "said", "speaker": "Ann", "p_attribution": 1,
           "actor_id": "ann", "person_id": "ann", "reason": ""}  # fmt: skip
    corrected = correct_positions(POSITIONS, Codings.build([code("a:1", "against")]))
    (before,), (after,) = (summarize_positions(table, Statements.build([row])).itertuples() for table in (POSITIONS, corrected))
    assert (before.stance, before.score > 0) == ("favor", True) and (after.stance, after.score) == ("against", -1.0)
