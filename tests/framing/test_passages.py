
import pytest

from analysis.framing.passages import clip_spans, count_words, enclose_span, find_sentences, fold_word
from tests.conftest import time_call


def read_sentences(text):
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Mr. Mora left. J. Dahl stayed.", ["Mr. Mora left.", "J. Dahl stayed."]),
        ("“Will it hold?” he asked.", ["“Will it hold?” he asked."]),
        ("“It holds.” “It does not.”", ["“It holds.”", "“It does not.”"]),
        ("HEADLINE WITHOUT STOP\n\nThe body.", ["HEADLINE WITHOUT STOP", "The body."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        (" \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert read_sentences(text) == sentences


def test_hyphen_and_apostrophe_make_one_word():
    assert count_words("A peace-keeping force isn’t one.") == 5


def test_offset_between_sentences_is_in_none():
    assert enclose_span([(0, 3), (5, 9)], 6) == (5, 9)
    assert enclose_span([(0, 3), (5, 9)], 4) is None


def test_hostile_line_is_linear():
    text = "." + " " * 500_000 + "a. " * 200_000 + ".”’)" * 100_000
    assert time_call(lambda: find_sentences(text), runs=1) < 10


def test_hyphen_and_ending_do_not_make_another_word():
    assert fold_word("Peace-keepers") == fold_word("peacekeeping")


def test_pieces_are_clipped_to_their_sentences():
    assert list(clip_spans([(0, 5), (6, 9), (10, 12)], [(2, 3), (4, 7), (8, 9)])) == [[(2, 3), (4, 5)], [(6, 7), (8, 9)]]
