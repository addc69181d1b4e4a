"""Charts as files: SVG for print and drawing programs, PNG for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes

from analysis.agreements import summarize_agreements
from analysis.charts import (
    alt_text,
    chart_agreement_network,
    chart_matrix,
    chart_positions,
    chart_stance_network,
    chart_style,
    dress_charts,
)
from analysis.charts.words import count_noun
from analysis.flow import Results
from analysis.validation import judge_labels
from analysis.writing import write_whole

FORMATS = ("svg", "png")
DPI = 300  # what journals ask for


def draw_charts(results: Results) -> dict[str, Axes | np.ndarray]:
    """Return the charts that need nothing but the results, by name, each with its source and how far the labels are checked."""
    positions, actors, targets = results.actor_positions, results.actors, results.study.targets
    with dress_charts(source=_name_source(results)):
        return {
            "positions": chart_positions(positions, actors, results.statements, targets=targets),
            "matrix": chart_matrix(positions, actors, targets),
            "stance-network": chart_stance_network(positions, actors, targets),
            "agreement-network": chart_agreement_network(summarize_agreements(positions), actors),
        }


def _name_source(results: Results) -> str:
    articles = results.corpus.articles
    days = sorted(day for day in articles.published if day)
    dated = f", {days[0]} to {days[-1]}" if days else ""
    verdict = judge_labels(results.model_positions, results.codings, results.study.targets)
    return f"Source: {count_noun(len(articles), 'article')}{dated}; labels by a program, {verdict.heading}."


def export_figures(charts: Mapping[str, Axes | np.ndarray], out: str | Path, formats: Iterable[str] = FORMATS) -> list[Path]:
    """Write each chart to the folder ``out`` as ``<name>.svg`` and ``<name>.png`` (300 dpi) and return the paths.

    A chart is what a ``chart_…`` function returned. Its whole figure is written, with the sentence of ``alt_text`` as the file's
    description. The same chart gives the same SVG, byte for byte; letters in it are outlines, so it looks alike without our fonts.
    Figures stay open.

    Raises:
        ValueError: a format is neither svg nor png, or a name is no plain file name.
        KeyError: the Axes was not drawn by one of our charts.
    """
    formats, out = list(formats), Path(out)
    for name in formats:
        if name not in FORMATS:
            raise ValueError(f"format {name!r}: allowed are {' and '.join(FORMATS)}")
    for name in charts:
        if not name or set(name) & set('/\\:*?"<>|\0') or name.startswith("."):
            raise ValueError(f"chart name {name!r}: it becomes a file name; use letters, digits and hyphens")
    out.mkdir(parents=True, exist_ok=True)
    return [_write_figure(chart, out / f"{name}.{ending}") for name, chart in charts.items() for ending in formats]


def _write_figure(chart: Axes | np.ndarray, path: Path) -> Path:
    about = {"Title": path.stem, "Description": alt_text(chart)}
    figure = np.atleast_1d(chart).ravel()[0].figure
    with chart_style(), mpl.rc_context({"svg.hashsalt": "standpoint"}):
        dated = {"Date": None} if path.suffix == ".svg" else {}  # no date: a file that did not change should not look changed
        with write_whole(path) as draft:
            figure.savefig(draft, dpi=DPI, bbox_inches="tight", metadata={**about, **dated})
    return path
