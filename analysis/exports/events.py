"""The event list of the Discourse Network Analyzer (DNA), so that what is found here can be analysed with its R package."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.flow import Results
from analysis.writing import write_whole

COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text", "coder",
    "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip
AGREEMENT = {"favor": 1, "against": 0}
_INDIVIDUALS = ("person", "unnamed")


def export_event_list(results: Results, path: str | Path) -> dict[str, int]:
    """Write one row a position with a side, in order of time, as a CSV with semicolons, and return what is left out.

    Columns are those of DNA 3 and its default statement type. ``concept`` is the proposition, ``agreement`` 1 (favor) or 0
    (against), ``text`` the article from ``start_position`` to ``stop_position``, ``coder`` the model's fingerprint, or who set
    the label by hand, ``time`` the date of publication as ``yyyy-MM-dd HH:mm:ss`` at midnight, empty where it is unknown.
    ``person`` is who uttered it, also an unnamed source; ``organization`` whom it counts for where that is no individual, else
    where the person belongs. Both are empty where nobody could be found. Articles here have no section. ``statement_id`` comes
    again where a statement addresses several targets, for DNA knows one concept a statement.

    Returns:
        the number of positions not written, by stance: DNA's agreement is yes or no and has no place for ``neutral`` (takes no
        side) and ``unclear`` (the model abstains), and counting either as a side would be an invention.

    Words of articles stand as they are, for DNA needs them so: a spreadsheet would take one that begins with "=" for a formula.
    It does not count a wire story once that several outlets carry; DNA can, by its settings for duplicates.
    """
    taken = results.positions[results.positions["stance"].isin(AGREEMENT)]
    left_out = results.positions["stance"].value_counts()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with write_whole(path) as draft:
        _build_events(taken, results).to_csv(draft, sep=";", index=False, encoding="utf-8")
    return {stance: int(left_out.get(stance, 0)) for stance in ("neutral", "unclear")}


def _build_events(taken: pd.DataFrame, results: Results) -> pd.DataFrame:
    rows = (
        taken.merge(results.statements, on="statement_id")
        .merge(results.corpus.articles, on="article_id")
        .merge(results.study.targets[["target_id", "proposition"]], on="target_id")
        .sort_values(["published", "article_id", "start"], kind="stable")
    )
    actors = {actor.actor_id: actor for actor in results.actors.itertuples()}
    who = [_name_sides(row, actors) for row in rows.itertuples()]
    events = {
        "statement_id": rows["statement_id"], "time": rows["published"].map(lambda day: f"{day} 00:00:00" if day else ""),
        "person": [person for person, _ in who], "organization": [organization for _, organization in who],
        "concept": rows["proposition"], "agreement": rows["stance"].map(AGREEMENT), "start_position": rows["start"],
        "stop_position": rows["end"], "text": [row.text[row.start : row.end] for row in rows.itertuples()], "coder": rows["model"],
        "document_id": rows["article_id"], "document_title": rows["title"], "document_author": rows["author"],
        "document_source": rows["outlet"], "document_section": "", "document_type": "article",
    }  # fmt: skip
    return pd.DataFrame(events, columns=COLUMNS, index=rows.index)


def _name_sides(row, actors: dict) -> tuple[str, str]:
    """Return the names of the person and of the organization."""
    counted = actors.get(row.actor_id)
    speaker = actors.get(row.person_id, counted)
    person = speaker.name if speaker and speaker.kind in _INDIVIDUALS else ""
    if counted and counted.kind not in _INDIVIDUALS:
        return person, counted.name
    return person, speaker.organisation if speaker else ""
