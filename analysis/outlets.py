"""How outlets differ: what each carried, whose side the statements it prints are on, and how far two of them are apart.

A share says what an outlet let people say, not what it thinks. Where two outlets covered different events, so differ their sources.
``copies`` is, in every function here, the table of ``framing.find_copies``, which is asked where none is given.
"""

from __future__ import annotations

import pandas as pd

from analysis.aggregate import group_repeats
from analysis.framing import compare_groups, drop_copies, find_copies
from analysis.framing.compare import DIFFERENCE_COLUMNS
from analysis.framing.intervals import summarize_shares


def summarize_outlets(articles: pd.DataFrame, statements: pd.DataFrame, copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what was read of each outlet (empty: unknown), everything counted, copies too.

    Columns: ``outlet``, ``n_articles``, ``n_copies`` (of these, versions of a story whose original is another article; see
    ``framing.find_copies``), ``n_undated``, ``n_words`` (headline and body without furniture), ``n_statements``.
    """
    copies = find_copies(articles) if copies is None else copies
    each = articles.assign(
        is_copy=articles.article_id.isin(copies.article_id[copies.article_id != copies.story_id]),
        is_undated=articles.published == "",
        n_words=articles.text.str.split().str.len(),
        n_statements=articles.article_id.map(statements.article_id.value_counts()).fillna(0).astype(int),
    )
    return each.groupby("outlet", as_index=False).agg(
        n_articles=("article_id", "size"), n_copies=("is_copy", "sum"), n_undated=("is_undated", "sum"),
        n_words=("n_words", "sum"), n_statements=("n_statements", "sum"),
    )  # fmt: skip


def summarize_outlet_stances(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the share of statements for, against, neutral and unclear in each outlet on each target; a stance nobody takes has no row.

    Columns: ``target_id``, ``outlet`` (empty: unknown), ``stance``, ``n``, ``n_all`` (statements of the outlet on the target),
    ``share`` with its 90% Wilson interval ``low``, ``high``, ``n_articles``, ``statement_ids``. A syndicated story counts once, for
    the outlet of the article that counts as its original; so does what an actor is quoted with twice in one article, as in its headline.
    Reported words that are given to nobody ("the plan to …") are left out. The interval takes statements as independent, which those of
    one article are not: it is too narrow. One target's rows are what ``charts.chart_outlets`` draws.
    """
    copies = find_copies(articles) if copies is None else copies
    placed = list_attributed(statements).merge(articles[["article_id", "outlet"]], on="article_id")
    cases = _drop_repeats(positions.merge(drop_copies(placed, copies), on="statement_id"))
    return summarize_shares(cases, ["target_id", "outlet"], "stance")


def list_attributed(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the statements without reported words that are given to nobody; a quotation is somebody's in any case."""
    columns = ["statement_id", "article_id", "actor_id", "part", "content"]
    return statements.loc[statements.actor_id.notna() | (statements.kind != "indirect"), columns]


def _drop_repeats(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases with what an actor says twice of a target in one article once, in its fullest words."""
    again = [
        name
        for _, group in cases.groupby(["article_id", "actor_id", "target_id"], sort=False) if len(group) > 1
        for i, (name, said) in enumerate(zip(group.index, group_repeats(group), strict=True)) if said != i
    ]  # fmt: skip
    return cases.drop(index=again)


def compare_outlets(
    positions: pd.DataFrame, statements: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how far each two outlets differ on each target in the mean of p_favor - p_against of the statements they print.

    Columns: ``target_id`` and those of ``framing.compare_groups``, whose account of the interval holds: ``difference`` is
    mean_a - mean_b in [-2, 2], above 0 where what ``a`` prints is more in favour. Abstentions, unknown outlets and reported words
    that are given to nobody are left out.
    """
    clear = _drop_repeats(positions[positions.stance != "unclear"].merge(list_attributed(statements), on="statement_id"))
    cases = clear.assign(balance=clear.p_favor - clear.p_against)
    tables = [
        compare_groups(group, articles, "balance", copies=copies, most=2).assign(target_id=target_id)
        for target_id, group in cases.groupby("target_id")
    ]
    columns = ["target_id", *DIFFERENCE_COLUMNS]
    return pd.concat([pd.DataFrame(columns=columns), *tables], ignore_index=True)[columns].infer_objects()
