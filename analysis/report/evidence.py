"""From every number of the report to the statements behind it: links, and the lists they point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from analysis.report.article_view import anchor_of, number_of


class Cited(NamedTuple):
    """A list of statements or articles that a number links to."""

    anchor: str
    title: str
    links: Markup


class Evidence:
    """Hands out links and remembers the lists of statements that they point to, for the end of the page.

    Statements are called by their number in the article, in a study of several articles "4.12": article 4, statement 12.
    """

    def __init__(self, articles: pd.DataFrame, statements: pd.DataFrame):
        self._order = {article_id: n for n, article_id in enumerate(articles.article_id, 1)}
        prefix = (lambda article_id: "") if len(articles) == 1 else (lambda article_id: f"{self._order[article_id]}.")
        pairs = zip(statements.statement_id, statements.article_id, strict=True)
        self._names = {statement_id: prefix(article_id) + number_of(statement_id) for statement_id, article_id in pairs}
        self._lists: dict[tuple[str, tuple[str, ...]], Cited] = {}  # by title and ids

    @property
    def lists(self) -> list[Cited]:
        return list(self._lists.values())

    def cite(self, statement_id: str) -> Markup:
        """A link to one statement, in its number."""
        return Markup('<a href="#{}">{}</a>').format(anchor_of(statement_id), self._names[statement_id])

    def cite_all(self, statement_ids: Iterable[str]) -> Markup:
        return Markup(", ").join(map(self.cite, statement_ids))

    def link(self, words: object, statement_ids: Iterable[str], title: str) -> Markup:
        """The words as a link to the statements they count: to the one, or to a list with this title; none: the bare words."""
        ids = tuple(dict.fromkeys(statement_ids))
        if not ids:
            return escape(words)
        return self._link(words, ids, anchor_of(ids[0]), title, self.cite_all)

    def link_articles(self, words: object, article_ids: Iterable[str], title: str) -> Markup:
        """The words as a link to the articles they count, as ``link`` does it for statements; an article is called by its number."""
        ids = tuple(sorted(set(article_ids), key=self._order.get))
        if not ids:
            return escape(words)
        return self._link(words, ids, anchor_of(ids[0], "t"), title, self._name_articles)

    def _link(self, words: object, ids: tuple[str, ...], only: str, title: str, cite: Callable[[tuple[str, ...]], Markup]) -> Markup:
        """``only``: the anchor of the first id, which needs no list where there is no other; ``cite`` writes out the list."""
        anchor = only
        if len(ids) > 1:
            found = self._lists.setdefault((title, ids), Cited(f"e-{len(self._lists) + 1}", title, cite(ids)))
            anchor = found.anchor
        return Markup('<a href="#{}">{}</a>').format(anchor, words)

    def _name_articles(self, article_ids: tuple[str, ...]) -> Markup:
        return Markup(", ").join(link_article(article_id, f"article {self._order[article_id]}") for article_id in article_ids)


def link_article(article_id: str, words: object) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(anchor_of(article_id, "t"), words)


def table_html(table: pd.DataFrame | list[dict]) -> Markup:
    """A table as HTML; every cell is escaped but Markup in a (not empty) list of rows; pandas would turn it into text."""
    rows = table if isinstance(table, list) else table.to_dict("records")
    columns = list(table.columns if isinstance(table, pd.DataFrame) else table[0])
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(str(column).replace("_", " ")) for column in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_render_cell(row[c])) for c in columns)) for row in rows
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def _render_cell(value: object) -> object:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}"
    return "" if value is None or value is pd.NA else value
