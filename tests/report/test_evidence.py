"""Links from numbers to statements, and tables whose cells are escaped."""

import pandas as pd
from markupsafe import Markup

from analysis.charts.words import format_score as signed
from analysis.report.article_view import name_reasons
from analysis.report.evidence import Evidence, table_html

ARTICLES = pd.DataFrame({"article_id": ["a", "b"]})
STATEMENTS = pd.DataFrame({"statement_id": ["a:1", "a:2", "b:1"], "article_id": ["a", "a", "b"]})


def test_one_statement_is_linked_directly_and_several_through_a_list_that_is_made_once():
    evidence = Evidence(ARTICLES, STATEMENTS)
    assert evidence.link("1 statement", ["a:2"], "x") == '<a href="#s-a-3a-2">1 statement</a>'
    assert evidence.link(2, ["a:1", "b:1"], "Two") == '<a href="#e-1">2</a>' == evidence.link(2, ["a:1", "b:1", "a:1"], "Two")
    ((anchor, title, links),) = evidence.lists
    assert (anchor, title) == ("e-1", "Two") and links == '<a href="#s-a-3a-1">1.1</a>, <a href="#s-b-3a-1">2.1</a>'


def test_the_same_statements_under_another_title_are_a_list_of_their_own():
    evidence = Evidence(ARTICLES, STATEMENTS)
    assert evidence.link(2, ["a:1", "b:1"], "Two") != evidence.link(2, ["a:1", "b:1"], "Both")
    assert [cited.title for cited in evidence.lists] == ["Two", "Both"]


def test_articles_are_linked_by_their_number_in_their_order():
    evidence = Evidence(ARTICLES, STATEMENTS)
    assert evidence.link_articles(1, ["b", "b"], "x") == '<a href="#t-b">1</a>'
    assert evidence.link_articles("2 of 9", ["b", "a"], "x") == '<a href="#e-1">2 of 9</a>'
    assert evidence.lists[0].links == '<a href="#t-a">article 1</a>, <a href="#t-b">article 2</a>'


def test_nothing_to_link_to_leaves_the_bare_words_and_they_are_escaped():
    assert Evidence(ARTICLES, STATEMENTS).link("<0>", [], "none") == "&lt;0&gt;"


def test_in_a_study_of_one_article_statements_go_by_their_number_alone():
    assert Evidence(ARTICLES[:1], STATEMENTS[:2]).cite("a:2") == '<a href="#s-a-3a-2">2</a>'


def test_a_table_escapes_its_cells_and_keeps_links():
    html = table_html([{"<who>": "<b>", "link": Markup("<i>x</i>"), "p": 0.123, "none": None, "missing": float("nan")}])
    assert "<th scope=\"col\">&lt;who&gt;</th>" in html and "<td>&lt;b&gt;</td><td><i>x</i></td><td>0.12</td><td></td><td></td>" in html
    assert "<td>&lt;script&gt;</td>" in table_html(pd.DataFrame({"words": ["<script>"]}))
    assert table_html(pd.DataFrame({"words": []})).endswith("<tbody></tbody></table>")


def test_a_negative_score_has_a_true_minus():
    assert (signed(-0.5), signed(0.25)) == ("−0.50", "+0.25")


def test_reasons_say_of_which_target_where_they_differ():
    rows = [("a:1", "T1", "too short"), ("a:1", "T2", "no word"), ("a:2", "T1", "no word"), ("a:2", "T2", "no word"),
            ("a:3", "T2", "no word")]  # fmt: skip
    told = name_reasons(pd.DataFrame(rows, columns=["statement_id", "target_id", "reason"]))
    assert told == {"a:1": ["T1: too short", "T2: no word"], "a:2": ["no word"], "a:3": ["no word"]}
