"""Stance: hypotheses, classification, calibration, conditions."""

from analysis.hypotheses import HypothesisPair, build_hypotheses
from analysis.stance.builder import build_target
from analysis.stance.calibration import tabulate_calibration
from analysis.stance.classify import (
    Stances,
    ask_all_wordings,
    ask_least_sure,
    classify_stance,
    classify_texts,
    classify_with_scores,
    combine_scores,
    find_least_sure,
)
from analysis.stance.corrections import correct_positions, mark_corrected
from analysis.stance.relevance import list_unaddressed

__all__ = [
    "HypothesisPair", "Stances", "ask_all_wordings", "ask_least_sure", "build_hypotheses", "build_target", "classify_stance",
    "classify_texts", "classify_with_scores",
    "combine_scores", "correct_positions", "find_least_sure", "list_unaddressed", "mark_corrected", "tabulate_calibration",
]  # fmt: skip
