"""What a chart says besides its picture: the alternative text and the numbers drawn, and showing all three in Jupyter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

_CSS_PIXELS = 96  # per inch; the picture itself has more, so that it stays sharp on dense screens


class Record(NamedTuple):
    alt: str
    table: pd.DataFrame


_records: WeakKeyDictionary[Axes, Record] = WeakKeyDictionary()


def record_chart(ax: Axes, table: pd.DataFrame, alt: str) -> Axes:
    """Remember for ``alt_text`` and ``chart_table`` what was drawn on ``ax``, and return it. It is forgotten with the Axes."""
    _records[ax] = Record(alt, table)
    return ax


def alt_text(chart: Axes | Iterable[Axes]) -> str:
    """Return the sentences that say what the chart shows, made from its data when it was drawn; several Axes, one after another.

    Raises:
        KeyError: the Axes was not drawn by one of our charts.
    """
    return " ".join(_find_record(ax).alt for ax in _list_axes(chart))


def chart_table(chart: Axes | Iterable[Axes]) -> pd.DataFrame:
    """Return the numbers behind the chart in reading form: every row, also those for which the picture had no room.

    Raises:
        KeyError: the Axes was not drawn by one of our charts.
    """
    tables = [_find_record(ax).table for ax in _list_axes(chart)]
    return tables[0].copy() if len(tables) == 1 else pd.concat(tables, ignore_index=True)


def show_chart(chart: Axes | Iterable[Axes], with_table: bool = True) -> None:
    """Show the chart in Jupyter with its alternative text and, folded below it, its table; then close the figure.

    Call it in the cell that draws the chart: Jupyter itself shows every figure that is still open at a cell's end.

    The notebook carries the text in the image's metadata, so nbconvert writes it as ``alt``. Needs IPython.
    """
    from IPython.display import HTML, display

    fig = _list_axes(chart)[0].figure
    width = int(fig.get_size_inches()[0] * _CSS_PIXELS)
    display(fig, metadata={"image/png": {"alt": alt_text(chart), "width": width}})
    plt.close(fig)
    if with_table:
        html = chart_table(chart).to_html(index=False, na_rep="", border=0, escape=True, float_format="{:.2f}".format)
        display(HTML(f"<details><summary>The numbers in this chart</summary>{html}</details>"))


def _list_axes(chart: Axes | Iterable[Axes]) -> list[Axes]:
    return list(np.atleast_1d(np.asarray(chart, dtype=object)).ravel())


def _find_record(ax: Axes) -> Record:
    if ax not in _records:
        raise KeyError("no chart of analysis.charts is drawn on these Axes; pass what a chart_… function returned")
    return _records[ax]
