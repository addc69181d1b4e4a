"""The codes of labels that were read point into no text that ships, and are counted as they stand. Tables are made up."""

import pandas as pd

from analysis.study import load_study
from benchmarks.real import GOLD, SIDES, print_labels


def test_gold_has_sides_given_and_known_targets():
    read = pd.read_csv(GOLD / "real_labels.csv")
    assert set(read.given) == set(SIDES) and set(read.stance) <= {*SIDES, "none"}
    assert set(read.target) == set(load_study(GOLD / "real_labels.toml").targets.target_id)
    assert (read.start < read.end).all() and not read.duplicated(["article", "start", "target"]).any()


def test_right_labels_are_counted_among_those_given(capsys):
    read = pd.DataFrame({"article": ["a", "a", "b"], "target": "T1", "given": "favor", "stance": ["favor", "none", "against"]})
    print_labels("now", read, pd.Series(["favor", "none", "favor"]))
    assert "1 right of 2 sides given" in (told := capsys.readouterr().out) and told.rstrip().endswith("of 2; 1 the other side")
