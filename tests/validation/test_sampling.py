"""The sample holds every kind of label, and no label."""

import pandas as pd
import pytest

from analysis.validation import sample_statements


@pytest.fixture
def positions(make_positions):
    first = {n: "favor" for n in range(20)} | {20: "against", 21: "against"} | {n: "unclear" for n in range(22, 30)}
    return pd.concat([make_positions(first), make_positions({n: "neutral" for n in range(5)}, "T2")], ignore_index=True)


def count_strata(sample, positions):
    labelled = sample.merge(positions, how="left", on=["statement_id", "target_id"])
    return labelled.groupby([labelled.target_id, labelled.stance.fillna("none")]).size().to_dict()


def test_rare_labels_are_drawn_whole_and_leave_their_rest_to_the_others(statements, positions, targets):
    # 40 over 6 strata: 2 and 5 are smaller than their even share, 33 are left for four
    strata = count_strata(sample_statements(statements, positions, targets, n=40), positions)
    assert strata == {
        ("T1", "against"): 2, ("T2", "neutral"): 5, ("T1", "unclear"): 8, ("T1", "favor"): 8, ("T1", "none"): 8, ("T2", "none"): 9,
    }  # fmt: skip


def test_a_sample_has_no_pair_twice_and_no_label_of_the_model(statements, positions, targets):
    sample = sample_statements(statements, positions, targets, n=40)
    assert not sample.duplicated(["statement_id", "target_id"]).any()
    assert not set(sample.columns) & {"stance", "p_favor", "p_against", "p_neutral", "model", "agreement"}


def test_order_does_not_tell_the_label(statements, positions, targets):
    sample = sample_statements(statements, positions, targets, n=40)
    assert sample.target_id.tolist() not in (sorted(sample.target_id), sorted(sample.target_id, reverse=True))


def test_the_seed_decides(statements, positions, targets):
    draw = [sample_statements(statements, positions, targets, n=20, seed=seed).statement_id.tolist() for seed in (1, 1, 2)]
    assert draw[0] == draw[1] != draw[2]


def test_more_than_there_is_gives_all_there_is(statements, positions, targets):
    assert len(sample_statements(statements, positions, targets, n=1000)) == 120


def test_no_statements_give_an_empty_sample(statements, positions, targets):
    assert sample_statements(statements.iloc[:0], positions, targets).empty


def test_no_positions_leave_the_stratum_of_none(statements, positions, targets):
    assert len(sample_statements(statements, positions.iloc[:0], targets, n=10)) == 10


def test_two_models_and_a_sample_of_nothing_are_refused(statements, positions, targets):
    with pytest.raises(ValueError, match="rows of one model"):
        sample_statements(statements, pd.concat([positions, positions.assign(model="other")]), targets)
    with pytest.raises(ValueError, match="n is 0"):
        sample_statements(statements, positions, targets, n=0)
