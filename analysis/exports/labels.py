"""The labels as a table to read: names and words in place of the numbers by which the tables know each other."""

from __future__ import annotations

import pandas as pd

from analysis.flow import Results
from analysis.tables import Labels


def list_labels(results: Results) -> pd.DataFrame:
    """Return the Labels table: every position with who said what, where and when, in the order of the articles and their text.

    What it does not do: tell how an actor stands on the whole; that is in ActorPositions.
    """
    articles, statements = (t.set_index(t.columns[0]) for t in (results.corpus.articles, results.statements))
    names, targets = results.actors.set_index("actor_id")["name"], results.study.targets.set_index("target_id")
    said = statements.loc[results.positions["statement_id"]].reset_index(drop=True)
    where = articles.loc[said["article_id"]].reset_index(drop=True)
    positions = results.positions.reset_index(drop=True)
    is_other = said["person_id"].notna() & (said["person_id"] != said["actor_id"])
    table = pd.DataFrame({
        "published": where["published"], "outlet": where["outlet"], "article": where["title"],
        "actor": said["actor_id"].map(names).fillna(""), "speaker": said["person_id"].map(names).where(is_other).fillna(""),
        "words": said["content"], "cue": said["cue"], "target": positions["target_id"].map(targets["label"]),
        "proposition": positions["target_id"].map(targets["proposition"]),
        "stance": positions["stance"],
        "p": positions[["p_favor", "p_against", "p_neutral"]].max(axis=1), "condition": positions["condition"],
        "is_hedged": positions["is_hedged"], "model": positions["model"],
        "statement_id": positions["statement_id"], "target_id": positions["target_id"],
        "article_id": said["article_id"], "actor_id": said["actor_id"],
    })  # fmt: skip
    order = {statement: n for n, statement in enumerate(results.statements["statement_id"])}
    return Labels.validate(table.sort_values("statement_id", key=lambda column: column.map(order), kind="stable", ignore_index=True))
