"""Charts: a finished table in, matplotlib Axes out. No chart computes a statistic.

Each chart has three functions that take the same tables: ``chart_x`` draws and returns the Axes, ``describe_x`` returns the
sentence for those who cannot see it, ``tabulate_x`` the numbers in reading form. ``alt_text(ax)`` and ``chart_table(ax)`` give
both back for a chart that is drawn; ``show_chart(ax)`` shows all three in Jupyter.

Charts lay themselves out in inches and fill the Axes they are given, labels included. Without one they make a figure as wide
as ``figure.figsize`` says. ``dress_charts`` gives them a title, a source and fonts of your own. Where not every row fits, a note in the
picture says how many are left out; the table has them all.
"""

from .diagnostics import chart_paraphrases, describe_paraphrases, tabulate_paraphrases
from .display import alt_text, chart_table, show_chart
from .matrix import chart_matrix, chart_outlets, describe_matrix, describe_outlets, tabulate_matrix, tabulate_outlets
from .network import (
    build_agreement_graph,
    build_stance_graph,
    chart_agreement_network,
    chart_stance_network,
    describe_agreements,
    describe_stance_network,
    tabulate_agreements,
)
from .positions import chart_positions, describe_positions, tabulate_positions
from .style import STANCE_LOOKS, chart_style, dress_charts
from .time import chart_time, describe_time, tabulate_time
from .voice import (
    chart_frames,
    chart_order,
    chart_share,
    chart_verbs,
    describe_frames,
    describe_order,
    describe_share,
    describe_verbs,
    tabulate_frames,
    tabulate_order,
    tabulate_share,
    tabulate_verbs,
)

__all__ = [
    "STANCE_LOOKS",
    "alt_text",
    "build_agreement_graph",
    "build_stance_graph",
    "chart_agreement_network",
    "chart_frames",
    "chart_matrix",
    "chart_order",
    "chart_outlets",
    "chart_paraphrases",
    "chart_positions",
    "chart_share",
    "chart_stance_network",
    "chart_style",
    "chart_table",
    "chart_time",
    "chart_verbs",
    "describe_agreements",
    "describe_frames",
    "describe_matrix",
    "describe_order",
    "describe_outlets",
    "describe_paraphrases",
    "describe_positions",
    "describe_share",
    "describe_stance_network",
    "describe_time",
    "describe_verbs",
    "dress_charts",
    "show_chart",
    "tabulate_agreements",
    "tabulate_frames",
    "tabulate_matrix",
    "tabulate_order",
    "tabulate_outlets",
    "tabulate_paraphrases",
    "tabulate_positions",
    "tabulate_share",
    "tabulate_time",
    "tabulate_verbs",
]
