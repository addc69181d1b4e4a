"""Item scales: several yes/no items that together measure one frame, after Semetko & Valkenburg (2000), and whether they hang together."""

from __future__ import annotations

import math

import pandas as pd

UNITS = ("headline", "journalist voice", "quoted voice")
RELIABILITY_COLUMNS = ["scale", "n_items", "n_articles", "n_varying", "alpha"]


def summarize_scales(framings: pd.DataFrame, frames: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the value of each item scale in each article and voice: the share of its items that are carried.

    A frame whose id is "scale.item" is an item. After Semetko & Valkenburg (2000), who take the mean of yes/no items an
    article; here the items are answered by a model. Columns ``article_id``, ``unit``, ``scale``, ``n_items`` (of the scale),
    ``n_carried``, ``value`` (0 to 1), ``unit_ids`` (of the evidence). A scale of which nothing is carried has value 0.
    """
    items = frames[frames.frame_id.str.contains(".", regex=False)].frame_id
    n_items = items.str.split(".").str[0].value_counts()
    held = framings[framings.frame_id.isin(items)].assign(scale=lambda table: table.frame_id.str.split(".").str[0])
    groups = dict(tuple(held.groupby(["article_id", "unit", "scale"])))
    rows = []
    for article_id in articles.article_id:
        for unit in UNITS:
            for scale, n in n_items.sort_index().items():
                group = groups.get((article_id, unit, scale), held.iloc[:0])
                n_carried = group.frame_id.nunique()
                rows.append((article_id, unit, scale, n, n_carried, n_carried / n, list(group.unit_id.unique())))
    return pd.DataFrame(rows, columns=["article_id", "unit", "scale", "n_items", "n_carried", "value", "unit_ids"])


def measure_scale_reliability(framings: pd.DataFrame, frames: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return Cronbach's alpha of each item scale over the articles: do its items rise and fall together?

    An item is 1 in an article where any voice carries it, else 0. Columns ``scale``, ``n_items``, ``n_articles``, ``n_varying``
    (items that some articles carry and others do not) and ``alpha`` (1: the items say the same; about 0 or below: they do not belong
    together; NaN where fewer than two items vary). A mean over a scale with a low alpha is a mean of different things. After
    Cronbach (1951); Semetko and Valkenburg report it for human codings, here the items are answered by a model.
    """
    ids = frames.frame_id[frames.frame_id.str.contains(".", regex=False)]
    carried = set(zip(framings.article_id, framings.frame_id, strict=True))
    items = pd.DataFrame({i: [int((a, i) in carried) for a in articles.article_id] for i in ids}, index=articles.article_id)
    rows = []
    for scale, names in ids.groupby(ids.str.split(".").str[0]):
        answers = items[list(names)]
        rows.append((scale, len(names), len(answers), int((answers.nunique() > 1).sum()), _compute_cronbach(answers)))
    return pd.DataFrame(rows, columns=RELIABILITY_COLUMNS)


def _compute_cronbach(answers: pd.DataFrame) -> float:
    k, total = answers.shape[1], answers.sum(axis=1).var(ddof=1)
    if (answers.nunique() > 1).sum() < 2 or not total:
        return math.nan
    return float(k / (k - 1) * (1 - answers.var(ddof=1).sum() / total))
