"""The figures that notebook 06 and the report show must be those that the benchmarks' README tells."""

import csv
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_the_figures_shown_are_those_of_the_readme():
    told = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    with (BENCHMARKS / "results" / "other.csv").open(encoding="utf-8", newline="") as file:
        shown = [f"{float(row['value']):.3f}".lstrip("0") for row in csv.DictReader(file)]
    assert shown and [value for value in shown if value not in told] == []
