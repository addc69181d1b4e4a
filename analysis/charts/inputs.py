"""What charts ask of the tables they are given: the columns that must be there, and names for the ids in them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .words import tidy_words

NOBODY = "nobody named"


def require_columns(table: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raise ValueError where a column is missing, with the columns found and those that the chart reads."""
    columns = list(columns)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(
            f"table {name}: no column {', '.join(missing)}; found {', '.join(map(str, table.columns)) or 'none'}. "
            f"The chart reads {', '.join(columns)}; rename or add them."
        )


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


def _look_up(ids: pd.Series, table: pd.DataFrame, key: str, column: str) -> pd.Series:
    listed = table.drop_duplicates(key).set_index(key)[column].dropna()
    names = {name_id: tidy_words(name_id) for name_id in ids.dropna().unique()}  # each once, for a table may repeat it a lot
    for name_id in names:
        names[name_id] = tidy_words(listed.get(name_id, "")) or names[name_id]
    return ids.map(names).astype(object)
