"""Words that must fit: measuring, wrapping, cutting, and what is dropped from hostile names."""


import pytest

from analysis.charts.words import (
    MISSING,
    clean_words,
    cut_words,
    fit_words,
    format_score,
    join_phrases,
    list_counts,
    measure_words,
    tidy_words,
)
from tests.conftest import time_call


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maren  Oduya\n", "Maren Oduya"),
        ("left\u202eright", "leftright"),  # no name may turn the rest of the line around
        ("nul\x00 and lone \ud800 surrogate", "nul and lone surrogate"),
        ("a" + "\u0301" * 50 + "b", "a\u0301\u0301b"),  # two marks on a letter at most
        ("می\u200cخواهم", "می\u200cخواهم"),  # the non-joiner is part of the spelling
    ],
)
def test_tidy_words(text, expected):
    assert tidy_words(text) == expected
    assert tidy_words(tidy_words(text)) == tidy_words(text)


def test_a_letter_that_no_font_has_becomes_a_box():
    assert clean_words("x\U00012000y") == f"x{MISSING}y"  # a cuneiform sign


def test_words_that_fit_stay_as_they_are():
    assert fit_words("Maren Oduya", width=5) == "Maren Oduya"


def test_words_are_wrapped_at_spaces_and_cut_with_an_ellipsis():
    fitted = fit_words("one two three four five six seven eight", width=0.8, lines=2)
    first, second = fitted.split("\n")
    assert first == "one two"
    assert second.endswith("…")
    assert all(measure_words(line) <= 0.8 for line in (first, second))


def test_a_word_longer_than_the_line_is_cut_in_its_middle():
    fitted = fit_words("Donaudampfschifffahrt", width=0.8)
    assert fitted.startswith("Donau") and fitted.endswith("…")
    assert measure_words(fitted) <= 0.8


def test_five_megabytes_take_no_time():
    assert time_call(lambda: fit_words("ab c" * 1_250_000, width=2, lines=3)) < 0.5


@pytest.mark.parametrize(("score", "expected"), [(0.5, "+0.50"), (-0.304, "−0.30"), (-0.001, "+0.00"), (float("nan"), "no score")])
def test_format_score(score, expected):
    assert format_score(score) == expected


def test_long_lists_are_counted_not_named():
    assert join_phrases("abcdefg", limit=3) == "a; b; c; 4 more"
    assert join_phrases("abc", limit=3) == "a; b; c"


def test_list_counts_leaves_out_what_does_not_occur():
    assert list_counts({"for": 3, "neutral": 0, "against": 1}) == "3 for, 1 against"


def test_a_cut_leaves_words_whole():
    line = "a force but it isn’t neutral at all"
    widths = [measure_words(line[:n]) + measure_words("…") for n in range(20, len(line))]
    assert {cut_words(line, width) for width in widths} <= {"a force but it…", "a force but it isn’t…", "a force but it isn’t neutral…",
                                                           "a force but it isn’t neutral at…", line}  # fmt: skip
