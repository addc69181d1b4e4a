"""Whose words are these? Every character of an article belongs to the headline, the journalist or one statement.

All counts in ``analysis.framing`` rest on this split: a quoted opinion is the speaker's, never the article's own.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.quotes.marks import find_passages

VOICES = ("headline", "journalist voice", "quoted voice")
PARAPHRASE = "paraphrase"  # a quoted voice outside quotation marks, where a single word may be the reporter's
COLUMNS = ["article_id", "start", "end", "voice", "statement_id", "actor_id"]


def split_voices(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row a run of characters in one voice; the rows of an article cover its text without gap or overlap.

    Args:
        articles: table ``articles``.
        statements: table ``statements``.

    Returns:
        Columns ``article_id``, ``start``, ``end`` (characters of the text), ``voice`` (one of ``VOICES``), ``statement_id``
        and ``actor_id`` (both null in the journalist's voice). The headline is a voice of its own, because it is seldom
        the reporter's; where a statement stands in it the row says "headline" and names the statement.

    Where statements lie inside one another, words inside quotation marks go to the outer statement, whose speaker uttered
    them; of indirect ones the inner statement has the words ("the agency said that the minister claimed that …"). White
    space between two pieces stays the journalist's. The cue ("he said") is the journalist's, and so is that somebody
    gave no answer ("to comment"). What is only supposed of somebody ("if Doe agreed that …") is his, as PolNeAR's coders have it.
    """
    by_article = dict(tuple(statements[statements.act != "declined"].groupby("article_id")))
    nothing = statements.iloc[:0]
    rows = [
        row
        for article in articles.itertuples()
        for row in _split_article(article, by_article.get(article.article_id, nothing).reset_index(drop=True))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _split_article(article, statements: pd.DataFrame) -> list[tuple]:
    n = len(article.text)
    if n == 0:
        return []
    owner = _paint_owners(statements, n)
    is_break = np.flatnonzero(np.diff(owner)) + 1
    edges = np.unique(np.concatenate(([0, n], is_break, [min(article.body_start, n)])))
    ids = [*zip(statements.statement_id, statements.actor_id, strict=True), (None, None)]  # the last is nobody's: owner -1
    rows = []
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        voice = VOICES[0] if start < article.body_start else VOICES[1] if owner[start] < 0 else VOICES[2]
        rows.append((article.article_id, start, end, voice, *ids[owner[start]]))
    return rows


def _paint_owners(statements: pd.DataFrame, n: int) -> np.ndarray:
    """Return for each character the row of the statement it belongs to, or -1."""
    owner = np.full(n, -1, dtype=np.int32)
    length = statements.end - statements.start
    is_marked = statements.kind == "direct"
    # Later paint covers earlier: indirect from outer to inner, then direct from inner to outer.
    order = pd.DataFrame({"marked": is_marked, "size": length.where(is_marked, -length)}).sort_values(["marked", "size"], kind="stable")
    for i in order.index:
        for start, end in statements.spans[i]:
            owner[start:end] = i
    return owner


def group_voices(articles: pd.DataFrame, statements: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return ``split_voices`` cut by article, for those who go from article to article; a text without characters has no rows."""
    voices = split_voices(articles, statements)
    groups = dict(tuple(voices.groupby("article_id")))
    return {article_id: groups.get(article_id, voices.iloc[:0]) for article_id in articles.article_id}


def find_voice(voices: pd.DataFrame, article_ids: Iterable[str], offsets: Iterable[int]) -> pd.DataFrame:
    """Return the row of ``voices`` that each place stands in, in the order asked; columns as in ``split_voices``.

    Raises:
        KeyError: an article that is not in ``voices``.
        IndexError: an offset beyond the article's text.
    """
    groups = {name: (group.index.to_numpy(), group.end.to_numpy()) for name, group in voices.groupby("article_id")}
    found = []
    for article_id, offset in zip(article_ids, offsets, strict=True):
        index, ends = groups[article_id]
        found.append(index[np.searchsorted(ends, offset, side="right")])
    return voices.loc[found].reset_index(drop=True)


def list_direct(statements: pd.DataFrame) -> frozenset[str]:
    """Return the ids of direct statements; those of an interview stand in no marks."""
    return frozenset(statements.statement_id[statements.kind == "direct"])


def find_wording(article, voices: pd.DataFrame, direct: frozenset[str], offsets: list[int]) -> pd.DataFrame:
    """Return ``find_voice`` for places of one article, with "paraphrase" for the words of a statement that stand outside quotation marks.

    What somebody said in other words is his to answer for, but which word was chosen for a thing may be the reporter's choice.
    ``direct`` are the ids of direct statements, from ``list_direct``.
    """
    places = find_voice(voices, [article.article_id] * len(offsets), offsets)
    passages = find_passages(article.text)
    starts = np.array([passage.start for passage in passages], dtype=int)
    before = np.searchsorted(starts, np.asarray(offsets, dtype=int), side="right") - 1
    is_marked = [i >= 0 and offset < passages[i].end for i, offset in zip(before.tolist(), offsets, strict=True)]
    is_own = pd.Series(is_marked, places.index, dtype=bool) | places.statement_id.isin(direct)
    return places.assign(voice=places.voice.mask((places.voice == VOICES[2]) & ~is_own, PARAPHRASE))
