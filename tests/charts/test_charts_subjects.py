"""What each of the other charts draws: widths, labels, order, numbers and sentences."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts.network import build_agreement_graph, split_sides


def list_names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def list_words(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture
def actors():
    return pd.DataFrame({"actor_id": ["ada", "bo", "cy"], "name": ["Ada", "Bo", "Cy"]})


def test_share_of_voice_draws_widths_in_words_the_largest_first(actors):
    shares = pd.DataFrame({"actor_id": ["bo", None, "ada"], "n_words": [30, 60, 10], "share": [0.3, 0.6, 0.1]})
    ax = charts.chart_share(shares, actors)
    assert list_names(ax) == ["nobody named", "Bo", "Ada"]
    assert [bar.get_width() for bar in ax.patches] == [60, 30, 10]
    assert list_words(ax) == ["60% 60 words", "30% 30 words", "10% 10 words"]
    told = "Share of the quoted words of 3 voices: nobody named 60% (60 words); Bo 30% (30 words); Ada 10% (10 words)."
    assert charts.alt_text(ax) == told


def test_source_order_has_a_row_a_voice_in_the_order_of_first_speech(actors):
    rows = [(10, 20, None, None, 200), (40, 60, "bo", "favor", 200), (100, 130, "ada", "against", 200), (150, 160, "bo", "", 200)]
    ax = charts.chart_order(pd.DataFrame(rows, columns=["start", "end", "actor_id", "stance", "length"]), actors)
    assert list_names(ax) == ["the journalist", "Bo", "Ada"]
    assert ax.get_xlim() == (0, 200)
    drawn = {(box.x0, box.x1, round(box.y0 + 0.31)) for bars in ax.collections if bars.get_hatch() is not None or bars.get_facecolor().size
             for path in bars.get_paths() if (box := path.get_extents()).height > 0.5}  # fmt: skip
    assert drawn == {(10, 20, 0), (40, 60, 1), (150, 160, 1), (100, 130, 2)}
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["against", "for", "no position"]


def test_two_actors_of_one_name_keep_a_row_each(actors):
    rows = [(0, 10, "bo", "favor", 100), (20, 30, "ada", "favor", 100)]
    ribbon = pd.DataFrame(rows, columns=["start", "end", "actor_id", "stance", "length"])
    assert list_names(charts.chart_order(ribbon, actors.assign(name="Ada"))) == ["Ada", "Ada"]


def test_reporting_verbs_stack_counts_with_the_commonest_class_first(actors):
    verbs = pd.DataFrame({"actor_id": ["ada", "ada", "bo", None], "verb_class": ["plain", "doubting", "plain", "plain"], "n": [2, 3, 4, 1]})
    ax = charts.chart_verbs(verbs, actors)
    assert list_names(ax) == ["Ada", "Bo", "nobody named"]
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0, 2), (0, 4), (0, 1), (2, 3), (4, 0), (1, 0)]
    assert charts.describe_verbs(verbs, actors).startswith("Reporting verbs of 3 actors; Ada: 2 plain, 3 doubting; Bo: 4 plain;")


def test_outlets_stack_stances_from_against_to_for():
    table = pd.DataFrame({"outlet": ["Tavrian Post", "Tavrian Post", ""], "stance": ["favor", "against", "unclear"], "n": [2, 5, 1]})
    ax = charts.chart_outlets(table)
    assert list_names(ax) == ["Tavrian Post", "outlet unknown"]
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches if bar.get_width()] == [(0, 5), (0, 1), (5, 2)]
    assert charts.alt_text(ax) == "Statements by stance in 2 outlets; Tavrian Post: 5 against, 2 for; outlet unknown: 1 unclear."


def test_a_chart_of_one_target_refuses_the_rows_of_two():
    rows = [("Tavrian Post", "favor", 2, "T1"), ("Tavrian Post", "against", 1, "T2")]
    with pytest.raises(ValueError, match="has targets T1, T2 and the chart shows one"):
        charts.chart_outlets(pd.DataFrame(rows, columns=["outlet", "stance", "n", "target_id"]))


def test_frames_by_voice_give_shares_and_counts_in_three_columns():
    rows = [("f1", "headline", 1, 0.5), ("f1", "quoted voice", 3, 0.25), ("f2", "journalist voice", 9, 1.0)]
    frames = pd.DataFrame({"frame_id": ["f1", "f2"], "name": ["conflict", "morality"]})
    ax = charts.chart_frames(pd.DataFrame(rows, columns=["frame_id", "unit", "n", "share"]), frames)
    assert list_names(ax) == ["morality", "conflict"]
    assert {"50% (1)", "25% (3)", "100% (9)", "0% (0)", "headline", "quoted voice"} <= set(list_words(ax))
    half, quarter, whole = (next(bar.get_width() for bar in ax.patches if _is_at(bar, *at)) for at in ((0, 1), (2, 1), (1, 0)))
    assert half == pytest.approx(whole / 2) and quarter == pytest.approx(whole / 4)


def _is_at(bar, column, row):
    return bar.get_x() == column and round(bar.get_y() + bar.get_height() / 2) == row


def test_matrix_leaves_a_cell_empty_where_an_actor_does_not_address_the_target(actors):
    rows = [("ada", "T1", 3, 0.5, "favor"), ("ada", "T2", 1, -0.4, "against"), ("bo", "T2", 1, np.nan, "unclear")]
    positions = pd.DataFrame(rows, columns=["actor_id", "target_id", "n_statements", "score", "stance"])
    ax = charts.chart_matrix(positions, actors, pd.DataFrame({"target_id": ["T1", "T2"], "label": ["troops", "talks"]}))
    assert list_names(ax) == ["Ada", "Bo"]
    assert {"troops", "talks"} <= set(list_words(ax))
    scores = [text for text in ax.texts if text.get_text()[0] in "+−–"]
    cells = {tuple(map(int, text.get_position())): text.get_text() for text in scores}
    assert cells == {(0, 0): "+0.50", (1, 0): "−0.40", (1, 1): "–"}


def test_time_draws_for_above_the_line_and_numbers_the_events(actors):
    rows = [("ada", "T1", "2026-01", -0.5, 2), ("ada", "T1", "2026-03", 1.0, 1)]
    times = pd.DataFrame(rows, columns=["actor_id", "target_id", "period", "score", "n"])
    events = pd.DataFrame({"date": ["2026-02-14"], "label": ["The assembly votes"]})
    ax = charts.chart_time(times, actors, events)
    (path,) = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linestyle() == "-" and line.get_zorder() == 2]
    assert path.get_ydata().tolist() == pytest.approx([0.19, -0.38])  # the y axis points down
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2026-01", "2026-03"]
    assert "1" in list_words(ax)
    assert any("1: 2026-02-14 The assembly votes" in words for words in list_words(ax))
    assert charts.alt_text(ax) == (
        "1 actor on “T1” from 2026-01 to 2026-03, first to last score: Ada −0.50 to +1.00. 1 event: 2026-02-14 The assembly votes."
    )


@pytest.mark.parametrize(
    ("periods", "days"), [(["2026-W01", "2026-W11"], ["2025-12-29", "2026-03-09"]), (["2026-Q1", "2026-Q4"], ["2026-01-01", "2026-10-01"])]
)
def test_weeks_and_quarters_stand_at_their_first_day(actors, periods, days):
    rows = [("ada", "T1", period, 0.5, 1) for period in periods]
    times = pd.DataFrame(rows, columns=["actor_id", "target_id", "period", "score", "n"])
    ax = charts.chart_time(times, actors)
    (path,) = (line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linestyle() == "-" and line.get_zorder() == 2)
    assert [str(pd.Timestamp(int(x), unit="D").date()) for x in path.get_xdata()] == days
    assert {label.get_text() for label in ax.get_xticklabels()} <= set(periods)


def test_a_date_that_is_none_is_named(actors):
    times = pd.DataFrame([("ada", "T1", "spring", 0.0, 1)], columns=["actor_id", "target_id", "period", "score", "n"])
    with pytest.raises(ValueError, match="table actor_times, column period, row 0: 'spring' is no ISO 8601 date"):
        charts.chart_time(times, actors)


def test_the_stance_graph_can_be_written_as_graphml(actors, tmp_path):
    rows = [("ada", "T1", 3, 0.5, "favor"), ("bo", "T1", 1, np.nan, "unclear")]
    positions = pd.DataFrame(rows, columns=["actor_id", "target_id", "n_statements", "score", "stance"])
    graph = charts.build_stance_graph(positions, actors)
    nx.write_graphml(graph, tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml")
    assert read.nodes["actor:ada"] == {"label": "Ada", "mode": "actor"}
    assert read.edges["actor:ada", "target:T1"] == {"stance": "favor", "weight": 3, "score": 0.5}
    assert "score" not in read.edges["actor:bo", "target:T1"]


def test_congruence_stays_on_a_side_and_conflict_goes_across(actors):
    rows = [("ada", "bo", "congruence", 2.0), ("ada", "cy", "conflict", 1.0), ("bo", "cy", "conflict", 1.0)]
    ties = pd.DataFrame(rows, columns=["actor_id", "other_id", "relation", "weight"])
    ax = charts.chart_agreement_network(ties, actors)
    places = {text.get_text(): text.xy[0] for text in ax.texts if text.get_text() in ("Ada", "Bo", "Cy")}
    assert places["Ada"] * places["Bo"] > 0 > places["Ada"] * places["Cy"]
    dashes = sorted(line.get_linestyle() for line in ax.lines if line.get_linestyle() != "None")
    assert dashes == ["-", "--", "--"]
    assert charts.alt_text(ax).startswith("3 actors, 3 ties (2 conflict, 1 congruence), the strongest first: Ada and Bo: congruence (2);")


def test_an_unknown_relation_is_named(actors):
    ties = pd.DataFrame([("ada", "bo", "friends", 1.0)], columns=["actor_id", "other_id", "relation", "weight"])
    with pytest.raises(ValueError, match="row 0: 'friends'; allowed are congruence and conflict"):
        charts.chart_agreement_network(ties, actors)


def test_paraphrases_have_a_bar_each_split_into_three_answers():
    one, other = ("s1", "T1", "against", "not so", 0.1, 0.2, 0.7), ("s1", "T1", "favor", "so", 0.6, 0.3, 0.1)
    rows = [one, other, ("s2", "T1", "favor", "so", 1, 0, 0)]
    columns = ["statement_id", "target_id", "side", "hypothesis", "p_entailment", "p_neutral", "p_contradiction"]
    ax = charts.chart_paraphrases(pd.DataFrame(rows, columns=columns), "s1", "T1")
    assert list_names(ax) == ["for: so", "against: not so"]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.6, 0.1, 0.3, 0.2, 0.1, 0.7])


def test_those_in_conflict_are_parted_though_no_tie_joins_them_to_the_others():
    ties = pd.DataFrame(
        [(one, other, "conflict", weight) for one, other, weight in (("a", "b", 1.0), ("c", "d", 2.0), ("c", "e", 2.0))],
        columns=["actor_id", "other_id", "relation", "weight"],
    )
    actors = pd.DataFrame({"actor_id": list("abcde"), "name": list("ABCDE"), "kind": "person"})
    left, right = split_sides(build_agreement_graph(ties, actors))
    assert ("a" in left) != ("b" in left) and ("c" in left) != ("d" in left) and ("d" in left) == ("e" in left)
    assert sorted(left + right) == list("abcde")


def test_a_verb_class_looks_the_same_whichever_is_commonest(actors):
    def list_colors(counts):
        verbs = pd.DataFrame([("ada", name, n) for name, n in counts], columns=["actor_id", "verb_class", "n"])
        legend = charts.chart_verbs(verbs, actors).get_legend()
        return {text.get_text(): patch.get_facecolor() for text, patch in zip(legend.texts, legend.get_patches(), strict=True)}

    one, other = list_colors([("neutral", 5), ("force", 1)]), list_colors([("force", 5), ("doubt", 2), ("neutral", 1)])
    assert all(one[name] == other[name] for name in one) and len(set(other.values())) == 3


def test_a_period_stands_at_its_day_with_its_interval_and_abstentions_are_marked(actors):
    rows = [
        ("ada", "T1", "2026-01", 0.5, 2, "2026-01-20", -0.1, 0.9, "favor"),
        ("ada", "T1", "2026-03", np.nan, 0, "2026-03-02", np.nan, np.nan, "unclear"),
    ]
    times = pd.DataFrame(rows, columns=["actor_id", "target_id", "period", "score", "n", "day", "low", "high", "stance"])
    ax = charts.chart_time(times, actors)
    points = {line.get_label(): line for line in ax.lines if line.get_label() in ("_favor", "_unclear")}
    day = pd.Timedelta(days=1)
    assert points["_favor"].get_xdata() == [(pd.Timestamp("2026-01-20") - pd.Timestamp(0)) / day]
    assert points["_unclear"].get_xdata() == [(pd.Timestamp("2026-03-02") - pd.Timestamp(0)) / day]
    assert points["_unclear"].get_ydata() == [0.0]
    intervals = [path.vertices[:, 1].tolist() for lines in ax.collections for path in lines.get_paths() if len(path.vertices) == 2]
    assert any(ends == pytest.approx([0.038, -0.342]) for ends in intervals)
    assert any("the model abstained" in words and "90% interval" in words for words in list_words(ax))
    assert charts.chart_table(ax)["low"].tolist()[0] == -0.1


def test_mixed_actors_have_a_line_that_is_seen(actors):
    positions = pd.DataFrame(
        [("ada", "T1", 2, 0.0, "mixed")], columns=["actor_id", "target_id", "n_statements", "score", "stance"]
    ).assign(n_favor=1, n_against=1, n_unclear=0, low=-0.5, high=0.5, key_statement_id=None)  # fmt: skip
    ax = charts.chart_stance_network(positions, actors)
    drawn = {to_hex(line.get_color()) for line in [*ax.lines, *ax.get_legend().get_lines()] if line.get_linestyle() != "None"}
    assert drawn and "#ffffff" not in drawn


def test_targets_stand_in_their_own_order(actors):
    names = ["T10", "T2", "T1"]
    positions = pd.DataFrame(
        [("ada", name, 1, 0.5, "favor") for name in names], columns=["actor_id", "target_id", "n_statements", "score", "stance"]
    )
    targets = pd.DataFrame({"target_id": ["T2", "T10", "T1"], "label": ["second", "tenth", "first"]})
    for given, heads in ((None, ["T1", "T2", "T10"]), (targets, ["second", "tenth", "first"])):
        shown = list_words(charts.chart_matrix(positions, actors, given))
        assert [words for words in shown if words in heads] == heads
