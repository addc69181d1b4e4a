"""What the test of names changes, and that it counts what changed."""

import numpy as np

from benchmarks.swap import compare, swap_countries, swap_persons, swap_places, swap_words


def test_countries_change_alike_in_text_and_hypotheses():
    text, hypotheses = swap_countries("France will not pay for Syria.", ["The speaker supports France.", "The speaker opposes France."], 1)
    name = hypotheses[0].removeprefix("The speaker supports ").rstrip(".")
    assert name != "France" and text.startswith(f"{name} will not pay for ") and "Syria" not in text
    assert hypotheses[1] == f"The speaker opposes {name}."


def test_persons_change_inside_hashtags_too():
    assert swap_persons("#Trump2020 and Joe Biden") == "#Okafor2020 and Jim Lindqvist"


def test_words_are_swapped_or_masked():
    assert swap_words("Reed met Quill.", {"Quill": "Haddad", "Reed": "Novak"}) == "Novak met Haddad."
    assert swap_words("Reed met Quill.", dict.fromkeys(("Quill", "Reed"), "X")) == "X met X."


def test_changes_and_reversals_are_counted():
    before, after = np.array(["favor", "favor", "neutral", "against"]), np.array(["against", "favor", "unclear", "against"])
    assert compare("x", before, after) == {"change": "x", "n": 4, "labels_changed": 0.5, "reversed": 0.25}


def test_countries_become_places_the_same_in_text_and_hypotheses():
    places = (("Leeds", "Leeds"), ("Gaza", "Gazan"))
    text, hypotheses = swap_places("The French will not pay for Syria.", ["The speaker supports France."], places)
    assert (text, hypotheses) == ("Leeds will not pay for Gaza.", ["The speaker supports Leeds."])
