import time

import pytest

from analysis.framing.passages import count_words, enclose_span, find_sentences


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
    began = time.perf_counter()
    find_sentences("." + " " * 500_000 + "a. " * 200_000 + ".”’)" * 100_000)
    assert time.perf_counter() - began < 10
