"""Voices on PolNeAR dev: share of characters given to the right voice, gold contents as truth, against "all journalist"."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.framing.passages import Span
from analysis.framing.voices import split_voices
from benchmarks.framing_data import extract_all, read_polnear
from benchmarks.framing_measures import draw_counts, show


def measure_voices(data: Path) -> None:
    """Print the share of characters in the right voice."""
    articles, contents = read_polnear(data / "quotes/polnear/dev")
    statements, _ = extract_all(articles)
    print_voices(articles, contents, split_voices(articles, statements))


def print_voices(articles: pd.DataFrame, contents: dict[str, list[Span]], voices: pd.DataFrame) -> None:
    """Print the figures of a voices table, intervals over articles."""
    own = dict(tuple(voices[voices.voice == "quoted voice"].groupby("article_id")))
    counts = []  # an article: right quoted, missed quoted, false quoted, right journalist
    for article in articles.itertuples():
        gold, found = np.zeros((2, len(article.text)), dtype=bool)
        for start, end in contents[article.article_id]:
            gold[start:end] = True
        for row in own.get(article.article_id, voices.iloc[:0]).itertuples():
            found[row.start : row.end] = True
        counts.append([(gold & found).sum(), (gold & ~found).sum(), (~gold & found).sum(), (~gold & ~found).sum()])
    table = np.array(counts)
    print(f"\nvoices: {len(table)} articles, {table.sum()} characters")
    for name, statistic in {
        "right voice": lambda c: (c[0] + c[3]) / c.sum(),
        "baseline: all journalist": lambda c: (c[2] + c[3]) / c.sum(),
        "quoted, precision": lambda c: c[0] / (c[0] + c[2]),
        "quoted, recall": lambda c: c[0] / (c[0] + c[1]),
    }.items():
        print(f"  {name:<26} {show(draw_counts(table, statistic))}")
