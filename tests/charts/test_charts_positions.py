"""The chart of positions: order, points, intervals, counts, key words, facets."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from analysis.charts import STANCE_LOOKS, alt_text, chart_positions, chart_table, describe_positions
from analysis.tables import ActorPositions, Actors

WORDS = "that the force “must be neutral”"


def make_tables():
    base = {"kind": "person", "source_type": "", "role": "", "organisation": "", "country": "", "parent_id": None, "is_expected": False}
    actors = Actors.build({"actor_id": name.lower(), "name": name, "aliases": [], **base} for name in ("Ada", "Bo", "Cy", "Di"))
    rows = [
        ("bo", "T1", 1, 0, -0.6, np.nan, np.nan, "against", "s1"),
        ("ada", "T1", 4, 1, 0.8, 0.5, 0.95, "favor", None),
        ("di", "T1", 0, 2, np.nan, np.nan, np.nan, "unclear", None),
        ("cy", "T1", 2, 0, 0.05, -0.2, 0.3, "neutral", None),
    ]
    columns = ["actor_id", "target_id", "n_statements", "n_unclear", "score", "low", "high", "stance", "key_statement_id"]
    table = pd.DataFrame(rows, columns=columns).assign(n_favor=0, n_against=0, n_repeats=0, n_articles=1, is_conditional=False)
    return ActorPositions.validate(table), actors, pd.DataFrame({"statement_id": ["s1"], "content": [WORDS]})


def list_points(ax):
    """Return {(score, row): (marker, fill)} of the points drawn."""
    looks = {line: (line.get_marker(), to_hex(line.get_markerfacecolor())) for line in ax.lines if line.get_linestyle() == "None"}
    return {point: look for line, look in looks.items() for point in zip(*line.get_data(), strict=True)}


def test_where_not_all_fit_the_chart_takes_no_side(make):
    """Actors heard alike: the named and the clear ones stay, whichever side they are on."""
    positions = make.positions(40).assign(n_statements=1)
    kinds = ["unnamed" if i % 2 else "person" for i in range(40)]
    ax = chart_positions(positions, make.actors(40).assign(kind=kinds), limit=6)
    clear = positions.iloc[::2].assign(size=lambda t: t.score.abs()).nlargest(6, "size")
    drawn = sorted(x for line in ax.lines if line.get_marker() not in ("", "None", None) for x in line.get_xdata())
    assert drawn == pytest.approx(sorted(clear.score))


def test_actors_stand_from_the_most_in_favour_to_the_most_against_with_no_score_last():
    ax = chart_positions(*make_tables())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Ada", "Cy", "Bo", "Di"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row is on top


def test_against_is_left_and_for_is_right():
    ax = chart_positions(*make_tables())
    assert ax.get_xlim()[0] < -1 and ax.get_xlim()[1] > 1
    assert [label.get_text() for label in ax.get_xticklabels()] == ["−1 against", "0", "for +1"]


def test_each_stance_has_its_shape_and_colour_and_no_score_no_point():
    looks = STANCE_LOOKS
    assert list_points(chart_positions(*make_tables())) == {
        (0.8, 0.0): (looks["favor"].marker, looks["favor"].color.lower()),
        (0.05, 1.0): (looks["neutral"].marker, looks["neutral"].color.lower()),
        (-0.6, 2.0): (looks["against"].marker, looks["against"].color.lower()),
    }


def test_the_shapes_are_those_agreed_on_and_unclear_is_hollow():
    assert {stance: look.marker for stance, look in STANCE_LOOKS.items()} == {"favor": "^", "against": "v", "neutral": "o", "unclear": "D",
                                                                               "mixed": "X"}  # fmt: skip
    assert STANCE_LOOKS["unclear"].color == "#FFFFFF"


def test_intervals_are_drawn_where_there_are_any():
    ax = chart_positions(*make_tables())
    lines = [path.vertices for lines in ax.collections if isinstance(lines, LineCollection) for path in lines.get_paths()]
    spans = [(line[:, 0].tolist(), line[0, 1]) for line in lines if line[0, 1] == line[1, 1] and not np.isnan(line).any()]
    assert spans == [([0.5, 0.95], 0.0), ([-0.2, 0.3], 1.0)]


def test_the_number_of_statements_is_shown_with_those_left_unclear():
    texts = [text.get_text() for text in chart_positions(*make_tables()).texts]
    assert {"n = 4 +1◇", "n = 2", "n = 1", "n = 0 +2◇"} <= set(texts)


def test_key_words_stand_beside_the_actor_word_for_word():
    ax = chart_positions(*make_tables())
    (words,) = [text for text in ax.texts if text.get_text().replace("\n", " ") == WORDS]
    assert words.xy[1] == pytest.approx(1 - 2.5 / 4)  # the third row of four


def test_the_sentence_tells_counts_stances_and_intervals():
    assert describe_positions(*make_tables()) == (
        "4 actors on “T1” (1 for, 1 against, 1 neutral, 1 unclear), from the top: "
        "Ada: for (score +0.80, interval +0.50 to +0.95, 4 statements); Cy: neutral (score +0.05, interval −0.20 to +0.30, 2 statements); "
        "Bo: against (score −0.60, 1 statement); Di: no score, the model abstained on 2 statements."
    )


def test_a_leaning_is_hollow_and_a_side_is_filled():
    positions, actors, statements = make_tables()
    positions.loc[positions.actor_id == "bo", ["low", "high"]] = -0.9, 0.2
    points = list_points(chart_positions(positions, actors, statements))
    assert points[(-0.6, 2)] == (STANCE_LOOKS["against"].marker, "#ffffff")
    assert points[(0.8, 0)] == (STANCE_LOOKS["favor"].marker, STANCE_LOOKS["favor"].color.lower())


def test_a_side_whose_interval_holds_0_is_leaned_to():
    positions, *others = make_tables()
    positions = positions.assign(low=positions.low.mask(positions.actor_id == "ada", -0.1))
    assert "Ada: leaning for (score +0.80, interval −0.10 to +0.95" in describe_positions(positions, *others)


def test_the_table_has_the_numbers_drawn():
    table = chart_table(chart_positions(*make_tables()))
    assert table["name"].tolist() == ["Ada", "Cy", "Bo", "Di"]
    assert table["score"].tolist()[:3] == [0.8, 0.05, -0.6]
    assert table["key_words"].tolist() == ["", "", WORDS, ""]


def test_several_targets_give_an_axes_each_with_the_label_as_title(make):
    targets = pd.DataFrame({"target_id": ["T1", "T2"], "label": ["troops", "a neutral force"]})
    charts = chart_positions(make.positions(5, ("T1", "T2")), make.actors(5), make.statements(5), targets=targets)
    assert [ax.get_title(loc="left") for ax in charts] == ["troops", "a neutral force"]
    assert charts[0].figure is charts[1].figure
    assert charts[0].get_position().y0 > charts[1].get_position().y1
    assert len(chart_table(charts)) == 10
    assert alt_text(charts) == alt_text(charts[0]) + " " + alt_text(charts[1])


def test_several_targets_on_one_axes_say_what_to_do(make):
    ax = chart_positions(*make_tables())
    with pytest.raises(ValueError, match="T1, T2 .* pass target_id"):
        chart_positions(make.positions(3, ("T1", "T2")), make.actors(3), ax=ax)
    assert len(chart_table(chart_positions(make.positions(3, ("T1", "T2")), make.actors(3), ax=ax, target_id="T2"))) == 3


def test_a_target_that_is_not_there_is_no_finding(make):
    positions, actors = make.positions(3, ("T1", "T2")), make.actors(3)
    with pytest.raises(ValueError, match="no target 'T3'; near to it: T"):
        chart_positions(positions, actors, target_id="T3")
    listed = pd.DataFrame({"target_id": ["T1", "T2", "T3"], "label": ["a", "b", "c"]})  # on the third nobody has a position
    assert "no statement addresses" in alt_text(chart_positions(positions, actors, target_id="T3", targets=listed))


def test_those_with_most_statements_are_kept(make):
    positions = make.positions(60)
    ax = chart_positions(positions, make.actors(60), limit=6)
    assert len(ax.get_yticks()) == 6
    drawn = [int(text.get_text().split()[2]) for text in ax.texts if text.get_text().startswith("n = ")]
    assert sorted(drawn) == sorted(positions["n_statements"])[-6:]
    assert any(text.get_text().startswith("Drawn: the 6 of 60 with the most statements; the other 54") for text in ax.texts)


def test_a_missing_column_is_named():
    positions, actors, statements = make_tables()
    with pytest.raises(ValueError, match="table actor_positions: no column score; found actor_id"):
        chart_positions(positions.drop(columns="score"), actors, statements)


def test_reported_key_words_stand_after_their_cue():
    positions, actors, statements = make_tables()
    reported = statements.assign(lead_in="votes against")
    assert f"[votes against] {WORDS}" in chart_table(chart_positions(positions, actors, reported))["key_words"].tolist()
    assert WORDS in chart_table(chart_positions(positions, actors, reported.assign(lead_in="")))["key_words"].tolist()
