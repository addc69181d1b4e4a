"""Validation: is a label what a reader would have given? Nothing else in the suite can tell.

Draw a sample, have two people code it without seeing the model's labels, read their sheets back, measure how far they agree with
each other, and only then how far the model agrees with them::

    sample = sample_statements(statements, positions, study.targets, n=100)
    write_coding_sheet(sample, articles, "coding-first.xlsx", coder="first")
    write_coding_sheet(sample, articles, "coding-second.xlsx", coder="second")
    codings = read_coding_sheet("coding-first.xlsx", "coding-second.xlsx", statements=statements)
    measure_reliability(codings)
    summary, confusion, errors = score_positions(positions, codings, statements)

Grimmer & Stewart (2013), "Text as Data": "Validate, Validate, Validate". Song et al. (2020), doi 10.1080/10584609.2020.1723752: a
weak human standard misleads more than none, so say who coded, how many statements, how they were drawn and how well coders agreed.
"""

from analysis.validation.reliability import compute_alpha, is_validated, measure_reliability
from analysis.validation.sampling import sample_statements
from analysis.validation.scoring import score_positions
from analysis.validation.sheet_reading import CodingSheetError, read_coding_sheet
from analysis.validation.sheet_writing import write_coding_sheet
from analysis.validation.verdict import judge_labels, warn_of_errors

__all__ = [
    "CodingSheetError", "compute_alpha", "is_validated", "judge_labels", "measure_reliability", "read_coding_sheet", "sample_statements",
    "score_positions", "warn_of_errors", "write_coding_sheet",
]  # fmt: skip
