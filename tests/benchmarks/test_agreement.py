"""Agreement of two coders, on a table small enough to count by hand. All names are invented."""

import pandas as pd
import pytest

from benchmarks.agreement import (
    bootstrap_interval,
    compare_actors,
    compare_frames,
    main,
    measure_alpha,
    name_disagreement,
    normalize_actor,
    print_frames,
    rate_frames,
)

COLUMNS = ["article", "start", "end", "actor", "represents", "speaker_type"]
FIRST = pd.DataFrame(
    [
        ("gazette", 0, 5, "Ada Quill", "", "named"),
        ("gazette", 10, 12, "Ada Quill; Bram Oake", "", "pronoun"),
        ("gazette", 20, 29, "unnamed: weary clerks", "", "unnamed"),
        ("herald", 0, 9, "Ostmark Senate", "", "nominal"),
        ("herald", 30, 33, "Bram Oake", "", "nominal"),
        ("herald", 40, 43, "Ada Quill", "", "pronoun"),
    ],
    columns=COLUMNS,
)
SECOND = pd.DataFrame(
    [
        ("herald", 30, 33, "Cleo Fenn", "", "nominal"),
        ("herald", 0, 9, "ostmark senate", "", "named"),
        ("gazette", 20, 29, "unnamed: clerks", "", "unnamed"),
        ("gazette", 10, 12, "Bram Oake; Ada Quill", "", "pronoun"),
        ("gazette", 0, 5, "Ada J. Quill", "", "named"),
    ],
    columns=COLUMNS,
)


def test_case_middle_initial_order_and_unnamed_words_do_not_count():
    pairs = compare_actors(FIRST, SECOND)
    assert pairs["start"].tolist() == [0, 10, 20, 0, 30]  # the span that one coder alone has is left out
    assert pairs["same_actor"].tolist() == [True, True, True, True, False]
    assert pairs["same_speaker_type"].tolist() == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Quill", "unnamed: Ada Quill"), ("Ada Quill", "Ada Quill; Bram Oake"), ("Ada Quill", "Quill"), ("Party A", "Party B")],
)
def test_real_differences_stay(one: str, other: str):
    assert normalize_actor(one) != normalize_actor(other)


def test_alpha_of_the_table():
    # 10 labels: 3 named, 2 pronoun, 2 unnamed, 3 nominal; expected 1 - 16/90, observed 1/5
    assert measure_alpha(compare_actors(FIRST, SECOND)) == pytest.approx(1 - (1 / 5) / (74 / 90))


def test_interval_draws_whole_articles():
    pairs = compare_actors(FIRST, SECOND)
    # the articles agree on 3 of 3 and 1 of 2 actors: twice one, twice the other, or both is all that can be drawn
    assert bootstrap_interval(pairs, lambda rows: rows["same_actor"].mean()) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Bram Oake", "Cleo Fenn", "two different names"),
        ("Bram Oake", "unnamed: clerk", "named by one coder, unnamed by the other"),
        ("Bram Oake; Cleo Fenn", "Cleo Fenn", "joint actor against a part of it"),
        ("Bram Oake", "Bram Oake", "same actor, named against nominal"),
    ],
)
def test_kinds_of_disagreement(one: str, other: str, kind: str):
    first = pd.DataFrame([("gazette", 0, 5, one, "", "named")], columns=COLUMNS)
    second = pd.DataFrame([("gazette", 0, 5, other, "", "nominal")], columns=COLUMNS)
    assert name_disagreement(compare_actors(first, second).iloc[0]) == kind


def test_codings_without_a_common_span_are_refused():
    with pytest.raises(ValueError, match="share no span"):
        compare_actors(FIRST, SECOND.assign(article="courier"))


FRAMES_FIRST = pd.DataFrame(
    [
        ("gazette:0-1", "gazette", "cost|security"),
        ("gazette:4-5", "gazette", "none"),
        ("herald:2-3", "herald", "security"),
        ("herald:6-7", "herald", "none"),
        ("herald:8-9", "herald", "neutrality"),
    ],
    columns=["unit_id", "article", "frames"],
)
FRAMES_SECOND = pd.DataFrame(
    [
        ("herald:6-7", "herald", "cost"),
        ("herald:2-3", "herald", "security"),
        ("gazette:4-5", "gazette", "none"),
        ("gazette:0-1", "gazette", "security|cost"),
    ],
    columns=["unit_id", "article", "frames"],
)


def test_order_of_frames_does_not_count_and_a_passage_of_one_coder_is_left_out():
    pairs = compare_frames(FRAMES_FIRST, FRAMES_SECOND)
    assert dict(zip(pairs["unit_id"], pairs["same_frames"], strict=True)) == {
        "gazette:0-1": True, "gazette:4-5": True, "herald:2-3": True, "herald:6-7": False,
    }  # fmt: skip


def test_a_part_of_the_frames_is_no_exact_agreement():
    assert not compare_frames(FRAMES_FIRST, FRAMES_SECOND.replace("security|cost", "cost")).set_index("unit_id").same_frames["gazette:0-1"]


def test_each_frame_is_rated_by_itself():
    rates = rate_frames(compare_frames(FRAMES_FIRST, FRAMES_SECOND)).set_index("frame")
    assert rates.index.tolist() == ["cost", "none", "security"]  # neutrality stands in no shared passage
    assert rates[["n_first", "n_second", "n_both"]].loc["cost"].tolist() == [1, 2, 1]
    assert rates.alpha["security"] == 1
    # cost: 8 labels, 3 yes and 5 no; expected 1 - 26/56, observed 1/4
    assert rates.alpha["cost"] == pytest.approx(1 - (1 / 4) / (30 / 56))


def test_frame_codings_without_a_common_passage_are_refused():
    with pytest.raises(ValueError, match="share no passage"):
        compare_frames(FRAMES_FIRST, FRAMES_SECOND.assign(article="courier"))


def test_a_passage_coded_twice_by_one_coder_is_refused():
    with pytest.raises(pd.errors.MergeError):
        compare_frames(FRAMES_FIRST, pd.concat([FRAMES_SECOND, FRAMES_SECOND]))


def test_frames_are_printed_with_their_numbers_and_the_disagreement(capsys):
    print_frames(compare_frames(FRAMES_FIRST, FRAMES_SECOND))
    printed = capsys.readouterr().out
    assert "n: 4 passages of 2 articles" in printed
    assert "frames: share of exact agreement: 0.750 [0.500, 1.000]" in printed
    assert "cost         alpha  0.533  n 1 / 2, both 1" in printed
    assert "herald:6-7: none / cost" in printed


def test_command_prints_the_figures_and_the_disagreement(tmp_path, capsys):
    FIRST.to_csv(tmp_path / "first.csv", index=False)
    SECOND.to_csv(tmp_path / "second.csv", index=False)
    FRAMES_FIRST.to_csv(tmp_path / "frames-first.csv", index=False)
    FRAMES_SECOND.to_csv(tmp_path / "frames-second.csv", index=False)
    names = ("first", "second", "frames-first", "frames-second")
    main([word for name in names for word in (f"--{name}", str(tmp_path / f"{name}.csv"))])
    printed = capsys.readouterr().out
    assert "n: 5 spans of 2 articles" in printed
    assert "actor: share of agreement: 0.800 [0.500, 1.000]" in printed
    assert "herald 30-33: Bram Oake / Cleo Fenn" in printed
    assert "n: 4 passages of 2 articles" in printed
