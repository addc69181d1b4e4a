"""What two names alone can tell."""

import pytest

from analysis.actors.lists import load_lists
from analysis.actors.names import agree_given, fold_name, make_initials, make_slug, split_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [("The Harvest Union", "harvest union"), ("Véra  Quell’s", "vera quell"), ("U.N.", "un"), ("", ""), ("the", "the")],
)
def test_folded_names_lose_case_accents_dots_article_and_possessive(text: str, folded: str) -> None:
    assert fold_name(text) == folded


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mara Quell", (("mara",), "quell")),
        ("Tobin R. Aske Jr.", (("tobin", "r"), "aske")),
        ("Ines van der Holm", (("ines",), "holm")),
        ("Quell", ((), "quell")),
    ],
)
def test_a_name_is_split_into_given_and_family_names(words: str, expected: tuple) -> None:
    assert split_name(words.split()) == expected


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [(["robert"], ["bob"], True), (["robert"], ["r"], True), (["mara"], ["tobin"], False), ([], ["tobin"], True)],
)
def test_first_names_agree_by_nickname_and_initial_only(one: list, other: list, agree: bool) -> None:
    assert bool(agree_given(one, other, load_lists().nicknames)) is agree


def test_initials_come_with_and_without_small_words() -> None:
    assert make_initials("League of the Rivers".split()) == {"lotr", "lr"}


@pytest.mark.parametrize("text", ["", "…", "???"])
def test_a_slug_is_never_empty(text: str) -> None:
    assert make_slug(text) == "unknown"


def test_every_country_is_known_by_name_people_and_capital() -> None:
    lists = load_lists()
    assert (lists.countries["uk"], lists.demonyms["kenyans"], lists.capitals["berlin"]) == ("United Kingdom", "Kenya", "Germany")
    assert lists.metonyms["kremlin"].actor == "Russia"
