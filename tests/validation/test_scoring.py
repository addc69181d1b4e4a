"""Positions against codings: figures against scikit-learn's and against counts made by hand."""

import math

import pandas as pd
import pytest
from sklearn.metrics import precision_recall_fscore_support

from analysis.validation import score_positions

# statement: (what the coders say, what the model says; None: it has no position)
CASES = {
    0: ("favor", "favor"), 1: ("favor", "favor"), 2: ("favor", "against"), 3: ("favor", "unclear"), 4: ("favor", "neutral"),
    5: ("against", "against"), 6: ("against", None), 7: ("neutral", "favor"), 8: ("none", "against"), 9: ("none", None),
    10: ("unclear", "favor"),
}  # fmt: skip


@pytest.fixture
def scored(make_positions, make_codings):
    positions = make_positions({n: model for n, (_, model) in CASES.items() if model})
    return score_positions(positions, make_codings({n: gold for n, (gold, _) in CASES.items()}))


def get_value(summary, label, measure):
    return summary.set_index(["label", "measure"]).value[label, measure]


def test_figures_are_those_of_scikit_learn(scored):
    gold, model = zip(*((gold, model or "none") for gold, model in CASES.values() if gold != "unclear"), strict=True)
    classes = ["favor", "against", "neutral", "none"]
    expected = precision_recall_fscore_support(gold, model, labels=classes, zero_division=0)
    for measure, values in zip(("precision", "recall", "f1"), expected, strict=False):
        assert [get_value(scored[0], label, measure) for label in classes] == pytest.approx(values.tolist())
    assert get_value(scored[0], "all", "macro_f1") == pytest.approx(expected[2].mean())


def test_abstentions_and_reversals_are_counted_apart(scored):
    # ten statements with a stance: one abstention; nine answers, four of them right; of four with a side by both one is turned round
    summary = scored[0].set_index(["label", "measure"])
    assert summary.loc[("all", "abstention"), ["value", "n"]].tolist() == [0.1, 10]
    assert summary.loc[("all", "accuracy"), ["value", "n"]].tolist() == pytest.approx([4 / 9, 9])
    assert summary.loc[("all", "reversals"), ["value", "n"]].tolist() == pytest.approx([1 / 4, 4])
    assert summary.loc[("all", "unsettled"), ["value", "n"]].tolist() == pytest.approx([(len(CASES) - 10) / len(CASES), len(CASES)])


def test_every_interval_holds_its_value_and_has_a_width(scored):
    summary = scored[0]
    assert ((summary.low <= summary.value) & (summary.value <= summary.high) & (summary.low < summary.high)).all()
    assert summary.low.min() >= 0 and summary.high.max() <= 1


def test_confusion_holds_every_coded_statement(scored):
    confusion = scored[1]
    assert confusion.to_numpy().sum() == len(CASES)
    assert confusion.loc["favor"].to_dict() == {"favor": 2, "against": 1, "neutral": 1, "none": 0, "unclear": 1}
    assert confusion.loc["unclear", "favor"] == 1


def test_errors_name_their_kind_reversals_first(scored):
    errors = scored[2]
    assert errors.kind.iloc[0] == "reversal"
    assert dict(zip(errors.statement_id, errors.kind, strict=True)) == {
        "gazette:2": "reversal", "gazette:7": "side taken", "gazette:8": "not addressed", "gazette:4": "side missed",
        "gazette:6": "not found",
    }  # fmt: skip
    assert errors.p.tolist()[:4] == [0.3, 0.6, 0.3, 0.1] and math.isnan(errors.p.iloc[4])


def test_gold_is_what_most_coders_say_and_a_tie_is_no_gold(make_positions, make_codings):
    codings = pd.concat(
        [make_codings({1: "favor", 2: "favor"}, "a"), make_codings({1: "favor", 2: "none"}, "b"), make_codings({1: "against"}, "c")]
    )
    summary, confusion, _ = score_positions(make_positions({1: "favor", 2: "favor"}), codings)
    assert confusion.loc["favor", "favor"] == 1 and confusion.loc["disputed", "favor"] == 1
    assert summary.set_index(["label", "measure"]).n["all", "accuracy"] == 1


def test_a_sample_is_weighed_back_to_the_corpus(make_positions, make_codings, statements):
    # the corpus of 60: 10 favor, 50 none; coded are two of each; all favor are right, half of none is
    positions = make_positions({n: "favor" for n in range(10)})
    codings = make_codings({0: "favor", 1: "favor", 20: "none", 21: "favor"})
    assert get_value(score_positions(positions, codings)[0], "all", "accuracy") == pytest.approx(3 / 4)
    summary = score_positions(positions, codings, statements)[0]
    assert get_value(summary, "all", "accuracy") == pytest.approx((10 + 25) / 60)
    assert get_value(summary, "favor", "recall") == pytest.approx(10 / 35)
    assert get_value(summary, "favor", "precision") == 1


def test_few_cases_without_an_error_do_not_look_certain(make_positions, make_codings):
    stances = {0: "favor", 1: "favor", 2: "against", 3: "against"}
    summary = score_positions(make_positions(stances), make_codings(stances))[0].set_index(["label", "measure"])
    assert summary.value["all", "macro_f1"] == 1
    assert summary.low["all", "macro_f1"] < 0.8 and summary.low["favor", "f1"] < 0.6
    assert summary.n["neutral", "precision"] == 0 and math.isnan(summary.value["neutral", "precision"])


def test_no_error_gives_an_empty_list(make_positions, make_codings):
    errors = score_positions(make_positions({0: "favor"}), make_codings({0: "favor"}))[2]
    assert errors.empty and "kind" in errors


def test_other_statements_two_models_and_nothing_to_score_are_refused(make_positions, make_codings, statements):
    positions, codings = make_positions({0: "favor"}), make_codings({0: "favor"})
    with pytest.raises(ValueError, match="statements: lacks 'gazette:0'"):
        score_positions(positions, codings, statements.iloc[1:])
    with pytest.raises(ValueError, match="rows of one model"):
        score_positions(pd.concat([positions, positions.assign(model="other")]), codings)
    with pytest.raises(ValueError, match="no statement has a stance"):
        score_positions(positions, codings.assign(stance="unclear"))


def test_before_anybody_has_coded_there_are_no_figures(make_positions, make_codings):
    summary, confusion, errors = score_positions(make_positions({0: "favor"}), make_codings({0: "favor"}).iloc[:0])
    assert summary.empty and confusion.empty and errors.empty and "value" in summary
