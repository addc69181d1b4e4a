"""What the cards say. Constructed: all people, outlets and words are invented (see conftest)."""

import html
import re

import pandas as pd
import pytest

from analysis.tables import Codings
from analysis.views import show_actor, show_article_card, show_statement, show_study
from analysis.views.chain import cut_paragraphs
from analysis.views.explorer import render_selection
from analysis.views.trend import draw_trends

VIEWS = {
    "actor": lambda r: show_actor(r, "quill").data,
    "spokesman": lambda r: show_actor(r, "orre").data,
    "article": lambda r: show_article_card(r, "heron-1").data,
    "statement": lambda r: show_statement(r, "heron-2:1").data,
    "study": lambda r: show_study(r).data,
    "explorer": lambda r: render_selection(r),
}


def read_words(page):
    """What a reader sees: no tags, no style, single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.S))).split())


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_markup_is_escaped_everywhere(tainted, view):
    page = VIEWS[view](tainted)
    assert "<script" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    for tag in re.findall(r"<(?!style|/)[^>]*>", page):  # nothing breaks out of an attribute
        assert "onerror" not in re.sub(r'"[^"]*"', "", tag), tag


@pytest.mark.parametrize("view", VIEWS)
def test_views_have_no_script_no_link_and_no_id_that_could_stand_twice(results, view):
    page = VIEWS[view](results)
    assert not re.search(r"<script|<a |@import|url\(|\bon\w+=", page)
    if view != "article":  # its table is that of the reports, which link to its rows
        assert " id=" not in page


def test_actor_card_says_who_where_and_in_which_words(results):
    words = read_words(show_actor(results, "quill")._repr_html_())
    for part in (
        "Ada Quill", "Kind person", "Role mayor", "Organisation Marl Council", "Country Marland", "Source type official",
        "Also called Mayor Quill", "“Close the bridge.” T1 ▲ for (p for 0.91, against 0.04, neither 0.05)",
        "direct, cue “said”; Marl Heron, 2031-03-04; heron-1:1",
        "T1 ▼ against (p for 0.10, against 0.71, neither 0.19; hedged; condition: “if it is mended”)", "2 statements, word for word",
    ):  # fmt: skip
        assert part in words
    position = results.actor_positions.set_index("actor_id").loc["quill"]
    assert f"with a condition +0.13 −{-position.low:.2f} to +{position.high:.2f} 2 in 2 articles 0" in words
    assert "T2: Close The ferry no statement addresses it" in words


def test_trend_is_drawn_and_told(results):
    page = show_actor(results, "quill").data
    told = "2031-03 +0.87 (1 statement); 2031-05 −0.61 (1 statement)"
    assert f'aria-label="Mean score by month: {told}"' in page
    assert "<svg" not in show_actor(results, "ferry-union").data  # one statement, undated


def test_a_statement_is_coloured_only_where_its_positions_are_of_one_kind(results):
    assert 'blockquote class="favor"' in show_actor(results, "quill").data
    other = results.positions[:1].assign(target_id="T2", stance="against")
    both = results._replace(positions=pd.concat([results.positions, other]))
    assert 'blockquote class="favor"' not in show_actor(both, "quill").data


def change_articles(results, **columns):
    return results._replace(corpus=results.corpus._replace(articles=results.corpus.articles.assign(**columns)))


def test_trend_goes_by_day_within_a_month_and_leaves_abstentions_out(results):
    one_month = change_articles(results, published=["2031-03-04", "2031-03-06", "2031-03-08"])
    trend = draw_trends(one_month, "quill")["T1"]
    assert trend["period"] == "day" and trend["told"] == "2031-03-04 +0.87 (1 statement); 2031-03-06 −0.61 (1 statement)"
    assert draw_trends(one_month, "ferry-union") == {}  # its only statement is one on which the model abstains


def test_trend_counts_a_copied_story_once(results):
    assert draw_trends(change_articles(results, text="One story in the same words on three days."), "quill") == {}


def test_trend_runs_from_left_to_right_with_for_above_against(results):
    (x1, y1), (x2, y2) = draw_trends(results, "quill")["T1"]["points"]
    assert x1 < x2 and y1 < 32 < y2


@pytest.mark.parametrize("name", ["quill", "Ada Quill", "ada quill", "Mayor Quill"])
def test_actor_is_found_by_id_name_and_alias(results, name):
    assert "<h2>Ada Quill</h2>" in show_actor(results, name).data


def test_spokesman_and_organisation_show_the_same_words_once_each(results):
    union, spokesman = (read_words(show_actor(results, name).data) for name in ("ferry-union", "orre"))
    assert "“We need the bridge,” T1 ◇ unclear" in union and "the model abstains" in union and "spoken by Tam Orre" in union
    assert "spoken for Ferry Union, where it counts" in spokesman and "Part of Ferry Union" in spokesman
    assert "T1: Close The bridge no statement addresses it" in spokesman


def test_actor_without_a_statement_has_a_card(results):
    assert "0 statements, word for word" in read_words(show_actor(results, "Bo Hush").data)


@pytest.mark.parametrize(
    ("show", "wanted", "message"),
    [
        (show_actor, "Ada Quil", "no actor 'Ada Quil'; near to it: Ada Quill"),
        (show_actor, "zzzz", "no actor 'zzzz'; there are Ada Quill, quill, Mayor Quill …"),
        (show_actor, "the union", "'the union' is the name of several actors; give one of their ids: ferry-union, orre"),
        (show_statement, "heron-1:9", "no statement 'heron-1:9'; near to it: heron-1:1, heron-2:1"),
        (show_article_card, "heron", "no article 'heron'; near to it: heron-"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(results, show, wanted, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show(results, wanted)


def test_statement_chain_goes_from_file_to_position(results):
    words = read_words(show_statement(results, "heron-2:1").data)
    text = results.corpus.articles.text[1]
    start = text.index("the bridge might")
    links = [
        "File heron-2.txt: “A turn”, Marl Heron, 2031-05-20", "Paragraph 2 of 2", f"Span characters {start} to {len(text) - 3}",
        "indirect, cue “conceded”", "Speaker “Quill”", "Actor Ada Quill", "surname; p of the attribution 0.90", "2 hypotheses",
        "for The bridge should be closed. 0.81 0.13 0.06", "T1 ▼ against (p for 0.10, against 0.71, neither 0.19; hedged; condition",
        "Only one pair of hypotheses was asked", "T2 The ferry should be closed", "No position: read, and no clear side found",
        "Model invented:1",
    ]  # fmt: skip
    found = [words.find(link) for link in links]
    assert -1 not in found, links[found.index(-1)]
    assert found == sorted(found)


def test_statement_chain_marks_span_speaker_and_cue_apart(results):
    page = show_statement(results, "heron-1:1").data
    marked = '<mark class="sp-speaker">Ada Quill</mark> <mark class="sp-cue">said</mark>: <mark class="sp-span">“Close the bridge.”</mark>'
    assert f"{marked} Nobody moved." in page
    assert "Marl is a town" not in page  # another paragraph


def test_statement_that_addresses_nothing_and_belongs_to_nobody_says_so(results):
    words = read_words(show_statement(results, "tide-1:2").data)
    assert "nobody is named" in words and "could not be given to an actor" in words
    assert "No position: read, and no clear side found" in words


def test_abstention_is_said_in_words(results):
    assert "Unclear: the answer is too weak for a label" in read_words(show_statement(results, "tide-1:1").data)


def test_overlapping_pieces_are_cut_and_the_first_given_counts():
    text = "One two three.\n\nNot this.\n\nFour five."
    found = cut_paragraphs(text, [(4, 7, "speaker"), (0, 14, "span"), (27, 31, "span")])
    assert [p.number for p in found] == [1, 3]
    assert found[0].parts == [("One ", "span"), ("two", "speaker"), (" three.", "span")]
    assert found[1].parts == [("Four", "span"), (" five.", "")]


def test_article_card_has_its_source_and_what_was_left_out(results):
    words = read_words(show_article_card(results, "heron-1").data)
    for part in (
        "Bridge row grows", "Outlet Marl Heron", "Date 2031-03-04", "Author A. Pen", "Lines of furniture taken out 1", "Problems 1",
        "row 3: date in doubt; write it out", "Marl is a town.", "“Close the bridge.” [1▲]",
    ):  # fmt: skip
        assert part in words
    assert "Date unknown" in read_words(show_article_card(results, "tide-1").data)


def test_study_card_counts_what_went_in_and_out(results):
    words = read_words(show_study(results).data)
    for part in (
        "Should it be closed?", "T1: The bridge should be closed 1 1 0 1 1", "T2: The ferry should be closed 0 0 0 0 4", "Articles read 3",
        "Dates 2031-03-04 to 2031-05-20", "Articles without a date 1", "Lines of furniture taken out 1", "Statements 4",
        "Statements given to nobody 1", "Statements that address a target 3", "Abstentions of the model 1",
    ):  # fmt: skip
        assert part in words


def test_every_number_stands_under_its_heading(results):
    head, *rows = re.findall(r"<tr>(.*?)</tr>", show_study(results).data, flags=re.S)[:3]
    assert {row.count("<t") for row in rows} == {head.count("<t")} and head.count("<t") == 6


def test_not_validated_stands_until_two_coders_agree_on_every_target(results):
    def is_warned(*targets):
        rows = [
            {"statement_id": f"s{i}", "target_id": target, "coder": coder, "stance": stance, "actor": "", "remarks": ""}
            for target in targets
            for i, stance in enumerate(["favor", "against"] * 12)
            for coder in ("first", "second")
        ]
        return "NOT VALIDATED" in show_study(results._replace(codings=Codings.build(rows))).data

    assert is_warned() and is_warned("T1") and not is_warned("T1", "T2")



def test_a_statement_without_a_position_says_why(results):
    said = results.statements[results.statements.actor_id.notna()].iloc[0]
    silent = results.positions[results.positions.statement_id != said.statement_id]
    told = results.unaddressed.iloc[:1].assign(statement_id=said.statement_id, reason="it rained")
    assert "no position: it rained" in read_words(show_actor(results._replace(positions=silent, unaddressed=told), said.actor_id).data)
