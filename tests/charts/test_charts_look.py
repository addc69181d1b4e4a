"""Three charts held against pictures of themselves: those whose look is more than the words and boxes that other tests read.

After a change that is meant, run it with ``STANDPOINT_WRITE_LOOKS=1`` in the environment, which writes the pictures anew, and look at them.
"""

import os
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from analysis import charts

LOOKS = Path(__file__).parent / "looks"
TOLERANCE = 1  # root mean square of 0..255; words are left out, for another FreeType sets them otherwise: other tests read them
PLAIN = ("Maren Oduya", "Lio Brandt", "Harbour Union", "Council of Stell", "Ada Quill", "Northern League")
TARGETS = pd.DataFrame({"target_id": ["T1", "T2"], "label": ["a new harbour", "a higher toll"]})


def draw_positions(make, actors):
    return charts.chart_positions(make.positions(6), actors, make.statements(6).assign(content="“The harbour is full,” she said."))


def draw_order(make, actors):
    return charts.chart_order(make.ribbon(6), actors)


def draw_network(make, actors):
    return charts.chart_stance_network(make.positions(6, ("T1", "T2")), actors, TARGETS)


@pytest.mark.parametrize("draw", [draw_positions, draw_order, draw_network])
def test_chart_looks_as_it_did(make, draw, tmp_path):
    actors = make.actors(6).assign(name=PLAIN)
    expected, actual = LOOKS / f"{draw.__name__.removeprefix('draw_')}.png", tmp_path / "actual.png"
    figure = draw(make, actors).figure
    for text in figure.findobj(Text):
        text.set_alpha(0)
    figure.savefig(actual, dpi=70)
    if os.environ.get("STANDPOINT_WRITE_LOOKS"):
        LOOKS.mkdir(exist_ok=True)
        figure.savefig(expected, dpi=70)
    difference = compare_images(str(expected), str(actual), TOLERANCE)
    assert difference is None, difference
