"""Fitting the calibration on small made-up sets: columns are favor, against, neutral."""

import numpy as np
import pytest

from analysis.stance.calibration import Calibration
from analysis.stance.classify import combine_scores, is_settled
from benchmarks.calibrate import (
    ask_less,
    calibrate,
    calibrate_news,
    choose_neutral_threshold,
    choose_side_threshold,
    choose_threshold,
    fit,
    list_answers,
    rate_labels,
)

SURE, MILD = [0.9, 0.05, 0.05], [0.1, 0.1, 0.8]


def make_set(*rows, has_neutral):
    """rows: (probabilities, gold column, how often)."""
    p = np.array([p for p, _, n in rows for _ in range(n)], float)
    return p, np.array([gold for _, gold, n in rows for _ in range(n)]), has_neutral


def test_a_set_without_neutrals_says_nothing_on_their_bias():
    with_neutrals = make_set((SURE, 0, 6), ([0.05, 0.9, 0.05], 1, 6), ([0.5, 0.1, 0.4], 2, 8), has_neutral=True)
    two_sided = make_set((SURE, 0, 9), ([0.05, 0.9, 0.05], 1, 9), ([0.2, 0.75, 0.05], 0, 4), has_neutral=False)
    assert fit([with_neutrals]).neutral_bias > 0
    assert fit([with_neutrals, two_sided]).neutral_bias == pytest.approx(fit([with_neutrals]).neutral_bias, abs=0.5)


def test_neutral_where_it_could_not_be_coded_is_no_label():
    rows = (SURE, 0, 5), (MILD, 0, 5)
    calibration = Calibration(threshold=0.6)
    assert rate_labels(calibration, *make_set(*rows, has_neutral=False)) == (0, 0.5)
    assert rate_labels(calibration, *make_set(*rows, has_neutral=True)) == (0.5, 1)


def test_the_threshold_is_the_lowest_that_keeps_the_error_rate():
    part = make_set((SURE, 0, 9), (SURE, 1, 1), ([0.65, 0.2, 0.15], 1, 10), has_neutral=True)
    threshold, error, coverage = choose_threshold(Calibration(), [part], 0.15)
    assert 0.65 <= threshold <= 0.67 and error == pytest.approx(0.1) and coverage == pytest.approx(0.5)


def answer(p: float) -> list:
    """What one pair answers that is sure by p of the side for."""
    rest = (1 - p) / 2
    return [[[p, rest, rest]], [[rest, rest, p]]]


def test_the_threshold_rises_until_few_sides_on_real_news_are_wrong():
    scores, gold = np.array([answer(0.9)] * 3 + [answer(0.6)] * 3), np.array([0] * 3 + [2] * 3)
    assert choose_side_threshold(Calibration(), scores, gold, 0.5) == 0.5
    assert 0.59 < choose_side_threshold(Calibration(), scores, gold, 0.1) < 0.9
    assert choose_side_threshold(Calibration(), scores[:3], gold[:3], 0.9) == 0.5  # a label is likelier right than wrong
    with pytest.raises(ValueError, match="--news-error"):
        choose_side_threshold(Calibration(), scores[3:], gold[3:], 0.1)


def test_neutral_has_a_threshold_of_its_own():
    scores = np.array([answer(0.05)] * 9 + [answer(0.2)] * 4)  # the surer of them are neutral
    gold = np.array([2] * 9 + [0] * 4)
    p = Calibration().apply(combine_scores(scores, Calibration()).p)[:, 2]
    assert p[0] > p[-1] > 0.33
    threshold = choose_neutral_threshold(Calibration(neutral_bias=1.0), scores, gold, 0.1)
    given = combine_scores(scores, Calibration(neutral_bias=1.0, neutral=threshold)).label == "neutral"
    assert given.sum() == 9 and choose_neutral_threshold(Calibration(neutral_bias=1.0), scores, gold, 0.5) < threshold


def test_news_is_fitted_on_the_first_corpus_and_judged_on_each(capsys):
    first = np.array([answer(0.9)] * 12 + [answer(0.6)] * 12), np.array([0] * 9 + [2] * 3 + [2] * 12)
    second = np.array([answer(0.9)] * 4), np.array([0, 1, 2, 0])
    stored = calibrate_news({"own": first, "other": second}, 0.3, 0.1)
    alone = calibrate_news({"own": first}, 0.3, 0.1)
    assert stored["sides_wrong"] == 0.5 and alone["sides_wrong"] == 0.25
    assert stored == alone | {"sides_wrong": 0.5} and stored["neutral_bias"] > 0
    told = capsys.readouterr().out
    assert "9 of 12 sides given are right (0.750), 1.000 of 9" in told and "2 of 4 sides given are right (0.500), 0.667 of 3" in told


def test_asking_stops_where_the_answer_is_clear_or_hopeless():
    """Three statements, two pairs each: one clear at once, one lost at once, one that only the second pair turns."""
    answers = np.array([[SURE, [0.36, 0.32, 0.32], [0.6, 0.3, 0.1]], [SURE, [0.36, 0.32, 0.32], [0.3, 0.1, 0.6]]])  # (pair, row, class)
    opposing = answers[..., [1, 0, 2]]  # what speaks for a side contradicts the other's hypothesis
    scores = np.stack([answers, opposing], axis=2).transpose(1, 2, 0, 3)[..., [0, 2, 1]]  # entailment, neutral, contradiction
    labels, sure = list_answers(scores, calibration := Calibration(threshold=0.5))
    assert labels.shape == (2, 3)
    assert ask_less(labels, sure, settled=0.8, hopeless=0.4) == (1.0, pytest.approx(4 / 6))
    assert ask_less(labels, sure, settled=2.0, hopeless=-1.0) == (1.0, 1.0)
    asked = [[is_settled(row[:, :n], calibration._replace(settled=0.8, hopeless=0.4)) for n in (1, 2)] for row in scores]
    assert [first for first, _ in asked] == [True, True, False]


def test_persons_get_a_temperature_of_their_own_under_the_same_bias(capsys):
    answers = np.array([[0.9, 0.05, 0.05], [0.1, 0.8, 0.1]])[np.arange(40) % 2]
    gold = np.where(np.arange(40) < 24, np.arange(40) % 2, 1 - np.arange(40) % 2)  # surer than right: 24 of 40
    scores = np.stack([answers[:, None, [0, 2, 1]], answers[:, None, [1, 2, 0]]], axis=1)
    calibration, stored = calibrate({"pstance": (scores, gold, False)}, 0.12, [1.25])
    assert stored["temperature"] > 2 and stored["neutral_bias"] == 1.25 and calibration.threshold == stored["threshold"]
    assert "neutral bias +1.250" in capsys.readouterr().out
