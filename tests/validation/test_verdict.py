"""What a reader is told of the labels: never more than the sample bears out."""

import pandas as pd
import pytest

from analysis.validation import judge_labels
from analysis.validation.verdict import IN_PART, MET, WRONG


@pytest.fixture
def judge(make_positions, make_codings, targets):
    """Return a function: the verdict where coders and model say this of as many statements; ``other`` is the second coder's say."""

    def judge_sample(coded, given, other=None, more=None, actor=""):
        codings = [make_codings(dict(enumerate(stances)), coder) for coder, stances in (("first", coded), ("second", other or coded))]
        positions = {n: stance for n, stance in enumerate(given) if stance} | (more or {})
        return judge_labels(make_positions(positions), pd.concat(codings).assign(actor=actor), targets[:1])

    return judge_sample


FOR, AGAINST = ["favor"] * 12, ["against"] * 12


def test_sides_that_coders_share_are_checked_and_it_is_told_how_many_were_found(judge):
    verdict = judge([*FOR, *AGAINST, *["favor"] * 6], [*FOR, *AGAINST, *[None] * 6])
    assert verdict.heading == MET and "Of 30 sides that they give, it gave 24." in verdict.words


def test_a_side_on_which_the_coders_are_divided_is_none_they_share(judge):
    nothing = ["none"] * 30
    verdict = judge([*FOR, *AGAINST, *nothing], [*FOR, *AGAINST, *[None] * 30], other=[*FOR, *["favor"] * 8, *AGAINST[:4], *nothing])
    assert verdict.heading == WRONG and "Of 24 sides that the program gave there, 16" in verdict.words


def test_a_side_that_the_sample_hardly_has_is_named(judge):
    few = judge([*FOR, *FOR, "against"], [*FOR, *FOR, "against"], more={n: "against" for n in range(30, 40)})
    assert few.heading == IN_PART and "Hardly checked: against on T1." in few.words
    assert judge([*FOR, *FOR, "against"], [*FOR, *FOR, "against"]).heading == MET  # the study has no more of them


def test_coders_who_name_other_speakers_are_told_of(judge):
    verdict = judge([*FOR, *AGAINST], [*FOR, *AGAINST], actor="Bo Marsh")
    assert verdict.heading == IN_PART and "In 48 of 48 rows they wrote another speaker." in verdict.words
