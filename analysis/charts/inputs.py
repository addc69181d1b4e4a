"""What charts ask of the tables they are given: one target's rows, and names for the ids in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.inputs import check_known, require_columns

from .words import tidy_words

NOBODY = "nobody named"


def pick_target(table: pd.DataFrame, target_id: str | None, targets: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows of one target, all where none is picked.

    Raises:
        ValueError: neither the table nor ``targets`` has that id; the message names the nearest.
    """
    if target_id is None:
        return table
    listed = [] if targets is None else targets["target_id"].tolist()
    if not table.empty or listed:
        check_known(target_id, [*table["target_id"], *listed], "target")
    return table[table["target_id"] == target_id]


def name_actors(actor_ids: pd.Series, actors: pd.DataFrame, nobody: str = NOBODY) -> pd.Series:
    """Return each actor's name, its id where ``actors`` does not list it, and ``nobody`` for a missing id."""
    require_columns(actors, ("actor_id", "name"), "actors")
    return _look_up(actor_ids, actors, "actor_id", "name").fillna(nobody)


def label_targets(target_ids: pd.Series, targets: pd.DataFrame | None) -> pd.Series:
    """Return each target's label for charts; its id where there is no ``targets`` table or no label in it."""
    if targets is None:
        return target_ids.map(tidy_words)
    require_columns(targets, ("target_id", "label"), "targets")
    return _look_up(target_ids, targets, "target_id", "label")


def order_targets(target_ids: Iterable[str], targets: pd.DataFrame | None) -> list[str]:
    """Return the ids in the order of ``targets``, those that it lacks behind; without it in that of their numbers, T2 before T10."""
    listed = {} if targets is None else {name: place for place, name in enumerate(targets["target_id"])}
    return sorted(set(target_ids), key=lambda name: (listed.get(name, len(listed)), re.sub(r"\d+", lambda n: n[0].zfill(9), name)))


def _look_up(ids: pd.Series, table: pd.DataFrame, key: str, column: str) -> pd.Series:
    listed = table.drop_duplicates(key).set_index(key)[column].dropna()
    names = {name_id: tidy_words(name_id) for name_id in ids.dropna().unique()}  # each once, for a table may repeat it a lot
    for name_id in names:
        names[name_id] = tidy_words(listed.get(name_id, "")) or names[name_id]
    return ids.map(names).astype(object)
