"""Every chart, for none, one, ten and two hundred actors: nothing overlaps, nothing is lost, nothing is left changed."""

import itertools
import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from analysis import charts
from analysis.charts import alt_text, chart_table
from analysis.charts.layout import spread_positions
from tests.conftest import time_call


def list_texts(fig):
    """Return (words, box in pixels) of all text that is drawn."""
    fig.draw_without_rendering()
    renderer = fig.canvas.get_renderer()
    texts = [text for ax in fig.axes for text in list_drawn(ax) if text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in texts]


def list_drawn(ax):
    legend = ax.get_legend()
    texts = [*ax.texts, ax.title, ax._left_title, *(legend.get_texts() if legend else [])]
    if ax.axison:
        texts += [tick.label1 for axis in (ax.xaxis, ax.yaxis) for tick in axis._update_ticks()]
        texts += [ax.xaxis.label, ax.yaxis.label]
    return texts


def find_overlaps(texts):
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
    ]


def find_outside(texts, box):
    return [words for words, a in texts if a.x0 < box.x0 - 2 or a.x1 > box.x1 + 2 or a.y0 < box.y0 - 2 or a.y1 > box.y1 + 2]


@pytest.mark.parametrize(("n", "width"), [(1, 3.2), (10, 6.4), (10, 3.2), (200, 6.4)])
def test_no_label_overlaps_or_leaves_the_figure(draw, n, width):
    with mpl.rc_context({"figure.figsize": (width, 1)}):
        fig = draw(n).figure
    texts = list_texts(fig)
    assert fig.get_figwidth() == width
    assert find_overlaps(texts) == []
    assert find_outside(texts, fig.bbox) == []


def test_a_chart_stays_in_the_axes_it_is_given(draw):
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 4))
    slot = left.get_position().transformed(fig.transFigure)
    assert draw(30, left) is left
    right.remove()
    texts = list_texts(fig)
    assert find_overlaps(texts) == []
    assert find_outside(texts, slot) == []


def test_a_chart_drawn_again_on_its_axes_keeps_its_size(draw):
    ax = plt.subplots(figsize=(6, 5))[1]
    boxes = [draw(10, ax=ax).get_position().bounds for _ in range(3)]
    assert boxes[1] == pytest.approx(boxes[0]) and boxes[2] == pytest.approx(boxes[0])
    ax.set_position((0.1, 0.1, 0.6, 0.8))  # moved by the user, who then has another slot
    assert draw(10, ax=ax).get_position().x1 <= 0.7 + 1e-6


def test_a_chart_may_stand_in_a_part_of_a_figure(draw):
    left, _right = plt.figure(figsize=(12, 6)).subfigures(1, 2)
    alone = draw(10, ax=plt.subplots(figsize=(6, 6))[1])
    beside = draw(10, ax=left.subplots())
    assert beside.get_position().bounds == pytest.approx(alone.get_position().bounds, abs=0.01)


def test_a_title_a_source_and_a_font_of_one_s_own(draw):
    plain = draw(3)
    with charts.dress_charts(title="Own title", source="Source: three articles.", fonts=["DejaVu Serif"]):
        dressed = draw(3)
    words = [text for text, _ in list_texts(dressed.figure)]
    assert "Own title" in words and any(text.endswith("Source: three articles.") for text in words)
    assert dressed.get_title("left") == "Own title" and {text.get_fontfamily()[0] for text in dressed.texts} <= {"DejaVu Serif"}
    assert draw(3).get_title("left") == plain.get_title("left")
    with pytest.raises(ValueError, match="no font 'Nowhere Sans'"), charts.dress_charts(fonts=["Nowhere Sans"]):
        draw(3)


def test_an_empty_table_gives_axes_with_a_sentence(draw):
    ax = draw(0)
    (text,) = ax.texts
    assert text.get_text().replace("\n", " ") == alt_text(ax)
    assert alt_text(ax).endswith(".")
    assert not ax.axison
    assert chart_table(ax).empty


@pytest.mark.parametrize("make_axes", (lambda: None, lambda: plt.subplots()[1]), ids=("own figure", "axes made before"))
def test_names_are_never_read_as_formulas(draw, make_axes):
    assert not any(text.get_parse_math() for text in list_drawn(draw(3, make_axes())) if text.get_text().strip())


def test_drawing_warns_of_nothing_and_leaves_the_settings_as_they_were(draw):
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that no font has would warn
        draw(10).figure.draw_without_rendering()
    assert dict(mpl.rcParams) == before


def time_drawing(draw, n):
    return time_call(lambda: draw(n).figure.canvas.draw(), runs=2)


def test_two_hundred_actors_cost_no_more_than_a_readable_chart_of_them_must(draw):
    draw(3).figure.canvas.draw()
    assert time_drawing(draw, 200) < 12 * time_drawing(draw, 20)  # a ratio: machines differ, and are shared


def test_what_is_left_out_is_said_and_is_in_the_table(draw):
    ax = draw(200)
    notes = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    assert "in the table" in notes
    assert len(chart_table(ax)) > 40


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0, 5, 9], [0, 5, 9]), ([4, 4, 4], [4, 5, 6]), ([9, 9, 10], [8, 9, 10]), ([], []), ([1, 1], [1, 2])],
)
def test_spread_positions_moves_no_further_than_it_must(values, expected):
    assert spread_positions(values, gap=1, low=0, high=10) == expected
