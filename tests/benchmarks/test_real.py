"""The codes of labels that were read point into no text that ships, and are counted as they stand. Tables are made up."""

import pandas as pd
import pytest

from analysis.study import load_study
from benchmarks.real import ARTICLES, GOLD, SIDES, print_by_sureness, print_labels


@pytest.mark.parametrize("corpus", ARTICLES)
def test_gold_has_sides_given_and_known_targets(corpus):
    read = pd.read_csv(GOLD / f"{corpus}.csv")
    assert set(read.given) == set(SIDES) and set(read.stance) <= {*SIDES, "none"}
    assert set(read.target) == set(load_study(GOLD / f"{corpus}.toml").targets.target_id)
    assert (read.start < read.end).all() and not read.duplicated(["article", "start", "target"]).any()


def test_right_labels_are_counted_among_those_given(capsys):
    read = pd.DataFrame({"article": ["a", "a", "b"], "target": "T1", "given": "favor", "stance": ["favor", "none", "against"]})
    print_labels("now", read, pd.Series(["favor", "none", "favor"]))
    assert "1 right of 2 sides given" in (told := capsys.readouterr().out) and told.rstrip().endswith("of 2; 1 the other side")


def test_surer_labels_are_counted_apart(capsys):
    read = pd.DataFrame({"article": ["a", "a", "b"], "stance": ["favor", "none", "against"]})
    print_by_sureness(read, pd.DataFrame({"stance": ["favor", "favor", "none"], "p": [0.9, 0.8, 0.0]}))
    told = capsys.readouterr().out
    assert "0.500 right of 2 sides" in told and "p >= 0.80: 0.500" in told and "p >= 0.84: 1.000 [1.000, 1.000] right of 1" in told
