"""Framing: how an article tells it, with the journalist's voice kept apart from the quoted voices.

Tables in, tables out; every number names the statements or spans it rests on. The measures describe, they do not judge:
none says that an article is biased. Everything rests on ``split_voices``, so an error of the extraction is an error here.
"""

from analysis.framing.agency import find_actions, summarize_agency, summarize_forms
from analysis.framing.compare import compare_groups, group_versions, match_statements
from analysis.framing.copies import drop_copies, find_copies
from analysis.framing.frame_files import FramesError, load_frames, load_gates
from analysis.framing.frames import detect_frames, list_passages, quote_evidence, score_frames, summarize_frames
from analysis.framing.headline import compare_headlines
from analysis.framing.labels import find_contested_labels, find_labels
from analysis.framing.loaded import find_appeals, find_loaded_words
from analysis.framing.scales import measure_scale_reliability, summarize_scales
from analysis.framing.scare import find_scare_quotes
from analysis.framing.sources import find_mentions_in_quotes, find_silent_actors, list_unheard, place_statements, summarize_sources
from analysis.framing.verbs import classify_verbs, describe_verb_classes, summarize_verbs
from analysis.framing.voices import split_voices

__all__ = [
    "FramesError", "classify_verbs", "compare_groups", "compare_headlines", "describe_verb_classes", "detect_frames", "drop_copies",
    "find_actions", "find_appeals", "find_contested_labels", "find_copies", "find_labels", "find_loaded_words", "find_mentions_in_quotes",
    "find_scare_quotes", "find_silent_actors", "group_versions", "list_passages", "list_unheard", "load_frames", "load_gates",
    "match_statements", "measure_scale_reliability", "place_statements", "quote_evidence", "score_frames", "split_voices",
    "summarize_agency", "summarize_forms", "summarize_frames", "summarize_scales", "summarize_sources", "summarize_verbs",
]  # fmt: skip
