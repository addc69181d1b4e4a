from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.framing.frame_files import load_frames
from benchmarks.framing_measures import draw_counts, rate_f1

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gold():
    return pd.read_csv(ROOT / "benchmarks" / "gold" / "frames.csv")


def test_gold_holds_at_least_120_passages_once_each(gold):
    assert len(gold) >= 120
    assert gold.unit_id.is_unique


def test_codes_are_the_studys_frames_or_none_alone(gold):
    known = set(load_frames(ROOT / "data" / "frames.toml").frame_id)
    codes = gold.frames.str.split("|")
    assert set(codes.explode()) <= known | {"none"}
    assert all(len(code) == 1 for code in codes if "none" in code)


def test_f1_of_the_positive_class():
    gold, found = np.array([True, True, False, False]), np.array([True, False, True, False])
    value = rate_f1(gold, found)
    assert value.value == 0.5
    assert value.low < 0.5 < value.high


def test_values_of_one_group_are_drawn_together():
    counts = np.array([[10, 10]] * 5 + [[0, 10]] * 5)
    apart = draw_counts(np.repeat(counts // 10, 10, axis=0), lambda c: c[0] / c[1])
    together = draw_counts(counts, lambda c: c[0] / c[1])
    assert apart.value == together.value == 0.5
    assert together.high - together.low > apart.high - apart.low
