"""Outlets compared, on small tables. An outlet is the first letter of an article's name."""

import pandas as pd
import pytest

from analysis.charts import describe_outlets
from analysis.outlets import compare_outlets, summarize_outlet_stances, summarize_outlets
from tests.test_trends import make_tables

SAID = [
    ("a1", "2025-03-02", "mora", "favor"), ("a1", "2025-03-02", "mora", "favor"), ("a2", "2025-03-09", None, "unclear"),
    ("b1", "2025-03-03", "dahl", "against"), ("b2", "", "dahl", "neutral"), ("c1", "2025-03-05", "mora", "favor"),
]  # fmt: skip


@pytest.fixture
def tables():
    return make_tables(SAID, copies=[("c1", "a1")])


def test_coverage_counts_everything_and_says_what_is_a_copy(tables):
    _, statements, articles, copies = tables
    table = summarize_outlets(articles, statements, copies).set_index("outlet")
    assert table.loc["a"].to_dict() == {"n_articles": 2, "n_copies": 0, "n_undated": 0, "n_words": 4, "n_statements": 3}
    assert (table.n_undated["b"], table.n_copies["c"]) == (1, 1)


def test_an_outlet_without_statements_is_covered(tables):
    _, statements, articles, copies = tables
    assert summarize_outlets(articles, statements.iloc[:0], copies).n_statements.tolist() == [0, 0, 0]


def test_shares_are_of_the_outlet_and_count_a_story_once(tables):
    table = summarize_outlet_stances(*tables)
    assert list(zip(table.outlet, table.stance, table.n, table.n_all, strict=True)) == [
        ("a", "favor", 2, 3), ("a", "unclear", 1, 3), ("b", "against", 1, 2), ("b", "neutral", 1, 2),
    ]  # fmt: skip
    assert (table.low < table.share).all() and (table.share < table.high).all()
    assert table.statement_ids.iloc[0] == ["a1:0", "a1:1"]


def test_what_an_actor_says_twice_in_an_article_counts_once(tables):
    positions, statements, articles, copies = tables
    again = statements.content.where(statements.statement_id != "a1:1", statements.content[0])
    table = summarize_outlet_stances(positions, statements.assign(content=again), articles, copies)
    assert (table.n[0], table.n_all[0], table.statement_ids[0]) == (1, 2, ["a1:0"])
    headline = statements.assign(part=["headline", *["body"] * (len(statements) - 1)])
    assert summarize_outlet_stances(positions, headline, articles, copies).statement_ids[0] == ["a1:1"]


def test_the_chart_takes_the_rows_of_one_target(tables):
    assert describe_outlets(summarize_outlet_stances(*tables)).startswith("Statements by stance in 2 outlets; a: ")


def test_difference_is_of_articles_without_abstentions(tables):
    (row,) = compare_outlets(*tables).itertuples()
    assert (row.target_id, row.a, row.b, row.n_articles_a, row.n_articles_b) == ("T1", "a", "b", 1, 2)
    assert row.difference == pytest.approx(0.85 + 0.425)
    assert pd.isna(row.low) and pd.isna(row.high)  # one article tells nothing of how far another would be from it


def test_one_outlet_is_compared_with_none():
    tables = make_tables(SAID[:2])
    assert compare_outlets(*tables).empty and list(compare_outlets(*tables))[:3] == ["target_id", "a", "b"]
    assert compare_outlets(tables[0].iloc[:0], *tables[1:]).empty
    assert summarize_outlet_stances(tables[0].iloc[:0], *tables[1:]).empty


def test_reported_words_that_are_given_to_nobody_are_on_no_side_of_the_outlet(tables):
    positions, statements, articles, copies = tables
    statements = statements.assign(kind=statements.kind.mask(statements.actor_id.isna(), "indirect"))
    table = summarize_outlet_stances(positions, statements, articles, copies)
    assert table[table.outlet == "a"].n_all.tolist() == [2]
