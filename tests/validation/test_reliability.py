"""Agreement beyond chance, against figures printed elsewhere or counted by hand."""

import math

import pandas as pd
import pytest

from analysis.tables import Codings
from analysis.validation import compute_alpha, is_validated, judge_labels, measure_reliability


def test_alpha_of_two_coders_is_that_of_krippendorffs_example():
    assert compute_alpha("aabbdcccedda", "babbbccceddd") == pytest.approx(0.692, abs=5e-4)


def test_alpha_of_four_coders_with_gaps_is_that_of_krippendorffs_example():
    coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    assert compute_alpha(*([None if x == "." else x for x in coder] for coder in coders)) == pytest.approx(0.743, abs=5e-4)


def test_alpha_is_below_zero_where_coders_agree_less_than_by_chance():
    # 4 labels, 2 of each: expected 1 - 4/12, observed 1
    assert compute_alpha("ab", "ba") == pytest.approx(1 - 1 / (8 / 12))


@pytest.mark.parametrize("coders", [("aaa", "aaa"), ("abc",), ([None, "a"], ["a", None]), ([], [])])
def test_alpha_is_undefined_where_nothing_could_be_confused(coders):
    assert math.isnan(compute_alpha(*coders))


def test_coders_of_different_length_are_refused():
    with pytest.raises(ValueError):
        compute_alpha("abc", "ab")


LABELS = ("favor", "against", "neutral", "none", "unclear")


@pytest.fixture
def make_pair(make_codings):
    """Two coders of n statements who differ on the first n_differing."""

    def make(n: int, n_differing: int, target_id: str = "T1") -> pd.DataFrame:
        stances = {i: LABELS[i % 5] for i in range(n)}
        other = stances | {i: LABELS[(i + 1) % 5] for i in range(n_differing)}
        return pd.concat([make_codings(stances, "first", target_id), make_codings(other, "second", target_id)], ignore_index=True)

    return make


@pytest.mark.parametrize(
    ("n", "n_differing", "verdict"),
    [(50, 5, "rely on"), (50, 13, "tentative"), (50, 20, "do not rely on"), (10, 0, "too few")],
)
def test_verdict_follows_alpha_and_number(make_pair, n, n_differing, verdict):
    assert measure_reliability(make_pair(n, n_differing)).verdict[0] == verdict


def test_figures_of_a_target_and_of_all(make_pair):
    codings = pd.concat([make_pair(50, 5), make_pair(30, 15, "T2")])
    table = measure_reliability(codings).set_index("target_id")
    assert table.n.to_dict() == {"T1": 50, "T2": 30, "all": 80}
    assert table.agreement.to_dict() == pytest.approx({"T1": 0.9, "T2": 0.5, "all": 60 / 80})
    first = codings[codings.target_id == "T1"]
    alpha = compute_alpha(*(first.stance[first.coder == coder].tolist() for coder in ("first", "second")))
    assert table.alpha["T1"] == pytest.approx(alpha)
    assert ((table.low < table.alpha) & (table.alpha < table.high)).all()


def test_interval_narrows_with_the_number_of_statements(make_pair):
    few, many = (measure_reliability(make_pair(n, n // 5)).iloc[0] for n in (25, 60))
    assert few.high - few.low > many.high - many.low


def test_statements_of_one_coder_alone_do_not_count(make_pair, make_codings):
    table = measure_reliability(pd.concat([make_pair(25, 0), make_codings({n: "favor" for n in range(30, 40)}, "third")]))
    assert table.n[0] == 25 and table.n_coders[0] == 3


def test_one_label_only_is_no_agreement_that_could_be_relied_on(make_codings):
    same = {n: "none" for n in range(30)}
    table = measure_reliability(pd.concat([make_codings(same), make_codings(same, "second")]))
    assert table.verdict[0] == "one label only" and math.isnan(table.low[0]) and table.agreement[0] == 1


def test_a_row_twice_is_refused(make_pair):
    with pytest.raises(ValueError, match="gazette:0 is coded twice on T1 by first"):
        measure_reliability(pd.concat([make_pair(30, 0), make_pair(30, 0)]))


def test_validated_needs_two_coders_who_agree_on_every_target(make_pair, make_codings):
    good, one = make_pair(50, 5), pd.DataFrame({"target_id": ["T1"]})
    two = pd.DataFrame({"target_id": ["T1", "T2"]})
    assert is_validated(good, one)
    assert not is_validated(good, two)  # nobody has coded T2
    assert is_validated(pd.concat([good, make_pair(50, 5, "T2")]), two)
    assert not is_validated(good[good.coder == "first"], one)
    assert not is_validated(pd.concat([good, make_pair(50, 25, "T2")]), two)
    assert not is_validated(pd.concat([good, make_codings({n: "favor" for n in range(50)}, "first", "T2")]), two)
    assert not is_validated(Codings.build([]), one)


def test_agreeing_coders_do_not_make_wrong_labels_right(make_pair):
    codings, one = make_pair(50, 0), pd.DataFrame({"target_id": ["T1"]})
    gold = codings.drop_duplicates("statement_id").set_index("statement_id").stance
    turned = {"favor": "against", "against": "favor"}
    label = {"model": "m", "target_id": "T1", "p_favor": 0.5, "p_against": 0.5, "p_neutral": 0.0, "spread": 0.0, "agreement": 1.0}
    right, wrong = (
        pd.DataFrame([{"statement_id": name, "stance": how.get(stance, stance), **label} for name, stance in gold.items()])
        for how in ({}, turned)
    )
    good, bad = judge_labels(right, codings, one), judge_labels(wrong, codings, one)
    n = gold.isin(["favor", "against"]).sum()
    assert (good.heading, bad.heading) == ("CHECKED BY PEOPLE", "OFTEN WRONG") and good.is_met
    assert f"Of {n} sides that the program gave there, {n} are" in good.words and ", 0 are what most" in bad.words
    few = judge_labels(right[~right.stance.isin(["favor"])], codings, one)
    assert few.heading == "CHECKED IN PART" and "too few to say" in few.words


def test_the_verdict_says_what_is_wanting(make_pair):
    one = pd.DataFrame({"target_id": ["T1"]})
    assert "No person" in judge_labels(pd.DataFrame(), Codings.build([]), one).words
    few = judge_labels(pd.DataFrame(), make_pair(5, 0), one)
    assert few.heading == "NOT VALIDATED" and "5 statements are coded by two people on T1, and 20 are the least" in few.words
    two = pd.DataFrame({"target_id": ["T1", "T2"]})
    assert "nothing is coded on T2" in judge_labels(pd.DataFrame(), make_pair(50, 0), two).words
