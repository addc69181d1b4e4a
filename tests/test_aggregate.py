import pandas as pd
import pytest

from analysis.aggregate import group_repeats, roll_up_actors, summarize_positions
from analysis.framing import group_versions


def tables(rows, contents=None):
    """rows: (actor, stance, p_favor, p_against, p_neutral); one statement each on T1, each in its own words unless ``contents`` says."""
    contents = contents or [f"number{i} word{i} thing{i}" for i in range(len(rows))]
    positions = pd.DataFrame([
        {"statement_id": f"a:{i}", "target_id": "T1", "model": "m", "stance": s, "p_favor": f, "p_against": a, "p_neutral": n,
         "spread": 0.0, "agreement": 1.0, "is_hedged": False, "condition": ""}
        for i, (_, s, f, a, n) in enumerate(rows)
    ])  # fmt: skip
    statements = pd.DataFrame([
        {"statement_id": f"a:{i}", "article_id": "a", "part": "body", "actor_id": row[0], "content": content, "kind": "indirect"}
        for i, (row, content) in enumerate(zip(rows, contents, strict=True))
    ])  # fmt: skip
    return positions, statements


FOR, AGAINST, UNCLEAR = ("favor", 0.95, 0.02, 0.03), ("against", 0.02, 0.95, 0.03), ("unclear", 0.5, 0.3, 0.2)


def test_score_is_mean_of_for_minus_against():
    (row,) = summarize_positions(*tables([("x", *FOR), ("x", *FOR)])).itertuples()
    assert (row.n_statements, row.stance) == (2, "favor")
    assert row.score == pytest.approx(0.93)


def test_interval_is_wide_at_one_statement_and_narrows():
    one, ten = (summarize_positions(*tables([("x", *FOR)] * n)).iloc[0] for n in (1, 10))
    assert one.high - one.low > 1 > ten.high - ten.low
    assert one.low <= one.score <= one.high


def test_opposed_statements_are_mixed_and_abstentions_are_counted_apart():
    table = summarize_positions(*tables([("x", *FOR), ("x", *AGAINST), ("y", *UNCLEAR)])).set_index("actor_id")
    assert table.stance.to_dict() == {"x": "mixed", "y": "unclear"}
    assert (table.n_favor.tolist(), table.n_against.tolist()) == ([1, 0], [1, 0])
    assert (table.n_unclear["y"], table.n_statements["y"]) == (1, 0) and pd.isna(table.score["y"])


NEUTRAL = ("neutral", 0.02, 0.02, 0.96)


def test_of_two_as_clear_the_own_words_are_shown():
    positions, statements = tables([("x", "favor", 0.95, 0.02, 0.03), ("x", "favor", 0.94, 0.03, 0.03), ("x", "favor", 0.9, 0.05, 0.05)])
    (row,) = summarize_positions(positions, statements.assign(kind=["indirect", "direct", "direct"])).itertuples()
    assert row.key_statement_id == "a:1"


def test_plain_facts_beside_a_side_do_not_undo_it():
    (few,) = summarize_positions(*tables([("x", *AGAINST), ("x", *NEUTRAL), ("x", *NEUTRAL)])).itertuples()
    (many,) = summarize_positions(*tables([("x", *AGAINST), *[("x", *NEUTRAL)] * 5])).itertuples()
    assert (few.stance, few.key_statement_id, many.stance) == ("against", "a:0", "neutral")


def test_opposite_sides_in_like_words_are_no_repeat():
    toll = [f"We {verb} the toll on the bridge at Marl" for verb in ("support", "oppose")]
    said = [*toll, "the closure of the lido", "the closure of the lido"]
    (row,) = summarize_positions(*tables([("x", *FOR), ("x", *AGAINST), ("x", *FOR), ("x", *AGAINST)], said)).itertuples()
    assert (row.n_repeats, row.score) == (0, pytest.approx(0.0))


def test_a_condition_counts_for_the_side_it_was_set_on():
    positions, statements = tables([("x", *FOR), ("x", *FOR), ("x", *UNCLEAR)])
    positions["condition"] = ["", "", "if it rains"]
    assert not summarize_positions(positions, statements).is_conditional[0]


def test_what_was_said_once_counts_once_in_however_many_articles_it_stands():
    said = "The bridge must stay open, whatever it costs the town"
    once, often = (summarize_positions(*tables([("x", *FOR)] * n, [said] * n)).iloc[0] for n in (1, 5))
    assert (often.n_statements, often.n_repeats) == (5, 4)
    assert (often.score, often.low, often.high) == pytest.approx((once.score, once.low, once.high))
    rows = [("x", *FOR), ("x", *FOR), ("x", *AGAINST)]  # the headline cuts what the body has whole; the third is new
    cut = summarize_positions(*tables(rows, ["Bridge must stay open", said, "I want it closed"])).iloc[0]
    assert (cut.n_repeats, cut.stance) == (1, "mixed") and cut.score == pytest.approx(0.0)


def test_a_part_of_what_was_said_counts_as_the_whole_is_labelled():
    whole = "We must keep the toll on the harbour bridge at Marl now"
    (row,) = summarize_positions(*tables([("x", *FOR), ("x", *NEUTRAL)], [whole, "the toll on the harbour bridge at Marl"])).itertuples()
    assert (row.stance, row.n_repeats, row.score) == ("favor", 1, pytest.approx(0.93))


def test_a_side_is_undone_by_more_than_four_times_as_many_that_take_none():
    for n, stance in ((4, "favor"), (5, "neutral")):
        (row,) = summarize_positions(*tables([("x", "favor", 0.58, 0.07, 0.35), *[("x", *NEUTRAL)] * n])).itertuples()
        assert row.stance == stance
    (both,) = summarize_positions(*tables([("x", *FOR), ("x", *AGAINST), *[("x", *NEUTRAL)] * 8])).itertuples()
    assert both.stance == "mixed"


def test_articles_are_those_of_statements_with_a_stance():
    positions, statements = tables([("x", *FOR), ("x", *UNCLEAR), ("x", *UNCLEAR)])
    assert summarize_positions(positions, statements.assign(article_id=["a", "b", "c"])).n_articles[0] == 1


def test_a_headline_and_what_it_is_made_of_are_one():
    positions, statements = tables([("x", *FOR), ("x", *FOR), ("x", *FOR)])
    statements = statements.assign(part=["headline", "body", "body"])
    (row,) = summarize_positions(positions, statements).itertuples()
    assert (row.n_statements, row.n_repeats) == (3, 1)
    elsewhere = statements.assign(article_id=["a", "b", "b"])  # a headline of another article is said there
    assert summarize_positions(positions, elsewhere).n_repeats[0] == 0
    of_another_side = tables([("x", *AGAINST), ("x", *FOR), ("x", *FOR)])[0]
    assert summarize_positions(of_another_side, statements).n_repeats[0] == 0


def test_a_headline_that_stands_for_others_stays_with_them():
    said = [("a", "headline", FOR, "We will keep the old bridge open for ever"), ("a", "body", FOR, "no money for a new lido"),
            ("b", "headline", NEUTRAL, "The council has no money for a new lido at Marl"),
            ("b", "body", NEUTRAL, "keep the old bridge open")]  # fmt: skip
    positions, statements = tables([("x", *p) for _, _, p, _ in said], [words for *_, words in said])
    statements = statements.assign(article_id=[row[0] for row in said], part=[row[1] for row in said])
    assert group_repeats(statements.assign(stance=positions.stance)) == [0, 2, 2, 0]  # each headline has the other's body in full
    (row,) = summarize_positions(positions, statements).itertuples()
    assert (row.n_statements, row.n_repeats) == (4, 2) and row.low <= row.score <= row.high


def test_a_headline_that_repeats_a_later_sentence_is_one_with_that():
    said = pd.DataFrame({
        "article_id": "a", "part": ["headline", "body", "body"], "stance": "favor",
        "content": ["Keep the bridge open", "I like bridges", "They must keep the bridge open, she said"],
    })  # fmt: skip
    assert group_repeats(said) == [2, 1, 2]


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["We will fight this plan", "we will fight this plan!"], [0, 0]),
        (["fight this plan", "We will fight this plan"], [1, 1]),
        (["a plan", "This is a plan for all"], [0, 1]),  # two words are found in much
        (["I back the plan", "You back the house"], [0, 1]),
        (["It is a bad plan and we know it well", "It is a bad plan and we all know so"], [0, 0]),  # one desk wrote it a little otherwise
        (["…", "…", "No"], [0, 0, 2]),
        ([], []),
    ],
)
def test_group_versions(contents, expected):
    assert group_versions(contents) == expected


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda p, s: (p.assign(stance="against!"), s), ValueError, "'a:0' has the stance 'against!'"),
        (lambda p, s: (pd.concat([p, p]), s), ValueError, "'a:0' and 'T1' stands there twice"),
        (lambda p, s: (p, pd.concat([s, s])), ValueError, "statements: 'a:0' stands there twice"),
        (lambda p, s: (s, p), ValueError, "table positions: no column target_id"),
        (lambda p, s: (p.stance, s), TypeError, "positions is a Series"),
    ],
)
def test_what_is_no_table_of_positions_is_named(change, error, words):
    with pytest.raises(error, match=words):
        summarize_positions(*change(*tables([("x", *FOR)])))


def test_columns_of_one_s_own_are_no_harm():
    positions, statements = tables([("x", *FOR)])
    own = positions.assign(party="Greens", actor_id="x"), statements.assign(gender="f")
    assert summarize_positions(*own).equals(summarize_positions(positions, statements))


def test_key_statement_speaks_for_the_stance():
    (row,) = summarize_positions(*tables([("x", "favor", 0.7, 0.2, 0.1), ("x", *FOR)])).itertuples()
    assert row.key_statement_id == "a:1"


def test_statements_without_an_actor_are_left_out():
    assert summarize_positions(*tables([(None, *FOR)])).empty


def test_roll_up_follows_parents_and_survives_a_ring():
    actors = pd.DataFrame(
        {"actor_id": ["p", "o", "c", "r"], "kind": ["person", "organisation", "country", "person"], "parent_id": ["o", "c", None, "r"]}
    )
    statements = pd.DataFrame({"actor_id": ["p", "r", None], "person_id": ["p", None, None]})
    assert roll_up_actors(statements, actors, "country").actor_id.tolist()[:2] == ["c", "r"]
    assert roll_up_actors(statements, actors, "organisation").actor_id.tolist()[0] == "o"
    with pytest.raises(ValueError, match="level"):
        roll_up_actors(statements, actors, "planet")


@pytest.mark.parametrize("row", [("favor", 0.62, 0.33, 0.05), ("favor", 0.78, 0.17, 0.05), ("neutral", 0.2, 0.03, 0.77)])
def test_the_interval_is_around_the_score(row):
    (found,) = summarize_positions(*tables([("x", *row)] * 40)).itertuples()
    assert found.low + 0.05 < found.score < found.high - 0.05 and found.high < 0.9


def test_half_without_a_side_is_not_neutral():
    table = summarize_positions(*tables([("x", *FOR)] * 10 + [("x", *AGAINST)] * 10 + [("x", "neutral", 0.02, 0.02, 0.96)] * 21))
    assert table.stance.tolist() == ["mixed"]
