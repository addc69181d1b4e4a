"""What is stored beside a model's weights, as a reader sees it."""

import json

from analysis.models.embedded import FOLDER
from analysis.stance.calibration import read_calibration, tabulate_calibration


def test_the_table_has_a_row_a_kind_of_text_and_target():
    table = tabulate_calibration(FOLDER)
    assert table[["texts", "target"]].value_counts().max() == 1
    assert set(table.texts) == {"any text", "relevant statements"}
    assert set(table.target) == {"any", "thing", "person"}
    assert table.threshold.between(0, 1).all() and table.coverage.between(0, 1).all()


def test_the_table_says_what_the_calibration_does():
    row = tabulate_calibration(FOLDER).set_index(["texts", "target"]).loc[("relevant statements", "thing")]
    own = read_calibration(FOLDER, relevant=True).of_things
    assert (row.threshold, row.sides_wrong) == (round(own.threshold, 3), round(own.sides_wrong, 3))


def test_a_model_without_calibration_has_no_rows(tmp_path):
    assert tabulate_calibration(tmp_path).empty


def test_what_is_no_calibration_is_no_row(tmp_path):
    raw = {"temperature": 2.0, "neutral_bias": 0.0, "threshold": 0.5, "settled": 0.5, "hopeless": 0.4, "error_rate": 0.1, "coverage": 0.8}
    (tmp_path / "calibration.json").write_text(json.dumps({"any text": raw, "rows_a_set": 400, "sets": ["vast"]}))
    table = tabulate_calibration(tmp_path)
    assert table.pop("sides_wrong").isna().all() and table.pop("neutral").isna().all()
    assert table.to_dict("records") == [
        {"texts": "any text", "target": "any", "temperature": 2.0, "neutral_bias": 0.0, "threshold": 0.5, "wrong": 0.1, "coverage": 0.8}
    ]
