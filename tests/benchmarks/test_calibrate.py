"""Fitting the calibration on small made-up sets: columns are favor, against, neutral."""

import numpy as np
import pytest

from analysis.stance.calibration import Calibration
from benchmarks.calibrate import choose_threshold, fit, rate_labels

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
