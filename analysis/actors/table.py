"""The one table-level function: statements and mentions in, attributed statements and the actors table out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.actors.article import ArticleMentions
from analysis.actors.corpus import ActorLink, resolve_corpus
from analysis.actors.ledger import NO_LEDGER, Ledger
from analysis.tables import Actors, Statements


def build_actors(
    statements: pd.DataFrame, mentions: Iterable[ArticleMentions], ledger: Ledger = NO_LEDGER, expected_voices: Sequence[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (statements, actors): a new statements table that says who speaks, and the table of who they are.

    ``mentions`` come from ``collect_mentions``, one an article, made while its parsed document is alive; so memory does not grow with
    the documents. Fills ``actor_id``, ``person_id``, ``p_attribution`` (0..1) and ``reason``. ``actor_id`` is null where nobody can be
    named. Expected voices that nobody quotes get a row in actors and no statement.

    Raises:
        ValueError: a statement has no link, because ``mentions`` were made from other quotes; names the statement.
    """
    contents = {(row.article_id, row.start, row.end): row.content for row in statements.itertuples()}
    links, rows = resolve_corpus(mentions, ledger, expected_voices, contents)
    by_span = {_key(link.article_id, link.start, link.end, link.speaker_start): link for link in links}
    found: list[ActorLink] = []
    for row in statements.itertuples(index=False):
        link = by_span.get(_key(row.article_id, row.start, row.end, row.speaker_start))
        if link is None:
            raise ValueError(f"statements: {row.statement_id} has no mentions; call collect_mentions with the quotes of its article")
        found.append(link)
    table = statements.assign(
        actor_id=pd.Series([link.actor_id for link in found], index=statements.index, dtype=object),
        person_id=pd.Series([link.person_id for link in found], index=statements.index, dtype=object),
        p_attribution=pd.Series([link.p_attribution for link in found], index=statements.index, dtype=float),
        reason=pd.Series([link.reason for link in found], index=statements.index, dtype=object),
    )
    return Statements.validate(table), Actors.build(rows)


def _key(article_id: str, start: int, end: int, speaker_start) -> tuple[str, int, int, int]:
    return article_id, int(start), int(end), -1 if pd.isna(speaker_start) else int(speaker_start)
