"""Alternative text and table of a drawn chart, showing it, and a style that grey print and colour-blind eyes can read."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from analysis.charts import STANCE_LOOKS, alt_text, chart_share, chart_style, chart_table, show_chart
from analysis.charts.style import pick_look

SHARES = pd.DataFrame({"actor_id": ["ada"], "n_words": [5], "share": [1.0]})
ACTORS = pd.DataFrame({"actor_id": ["ada"], "name": ["<b>Ada</b> & Co"]})


def test_show_chart_gives_the_image_its_alternative_text_and_escapes_the_table(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda item, **kwargs: shown.append((item, kwargs)))
    ax = chart_share(SHARES, ACTORS)
    show_chart(ax)
    (fig, options), (html, _) = shown
    assert fig is ax.figure
    assert options["metadata"]["image/png"]["alt"] == alt_text(ax)
    assert alt_text(ax) == "Share of the quoted words of 1 voice: <b>Ada</b> & Co 100% (5 words)."
    assert "&lt;b&gt;Ada&lt;/b&gt; &amp; Co" in html.data and "<b>" not in html.data
    assert not plt.fignum_exists(fig.number)


def test_the_table_given_out_is_a_copy():
    ax = chart_share(SHARES, ACTORS)
    table = chart_table(ax)
    table.loc[0, "words"] = 99
    assert chart_table(ax).loc[0, "words"] == 5


def test_axes_of_somebody_else_have_no_text():
    with pytest.raises(KeyError, match="no chart of analysis.charts"):
        alt_text(plt.subplots()[1])


def test_the_style_holds_inside_the_block_only():
    before = mpl.rcParams["text.parse_math"]
    with chart_style():
        assert mpl.rcParams["text.parse_math"] is False
        assert mpl.rcParams["font.family"][0] == "DejaVu Sans"
    assert mpl.rcParams["text.parse_math"] is before


def _lightness(color):
    """CIE L* of a colour, 0 to 100."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16


def test_stances_differ_in_shape_and_on_grey_paper_in_lightness_or_hatching():
    for one, other in itertools.combinations(STANCE_LOOKS.values(), 2):
        assert one.marker != other.marker
        assert one.dashes != other.dashes
        assert abs(_lightness(one.color) - _lightness(other.color)) > 20 or one.hatch != other.hatch


def test_many_classes_keep_apart():
    looks = [pick_look(number, "") for number in range(35)]
    assert len({(look.color, look.hatch) for look in looks}) == 35
