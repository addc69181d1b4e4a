import numpy as np
import pandas as pd
import pytest

from analysis.framing.compare import compare_groups, group_versions, match_statements
from analysis.framing.copies import drop_copies, find_copies
from analysis.framing.intervals import estimate_difference
from tests.conftest import time_call

LONG = "“We will send the bread trucks over the mountain before the first snow falls”"
CUT = "“before the first snow falls”"
ALTERED = "“We will send the bread trucks over the hill before the first snow”"


@pytest.fixture
def stories(desk):
    said = {"a1": (LONG, "mora"), "a2": (CUT, "mora"), "a3": (ALTERED, None), "a4": (LONG, "mora")}
    said["a5"] = ("send bread trucks before snow falls", "mora")
    said["a6"] = ("“Nobody asked the millers of the valley what they need”", "dahl")
    for article_id, (content, actor) in said.items():
        desk.add_article("Rain. " * len(desk.articles) + content, article_id=article_id)
        desk.add_statement(content, actor_id=actor, article_id=article_id)
    return desk


def test_same_quotation_in_other_articles(stories):
    articles, statements, _ = stories.tables()
    matches = match_statements(articles, statements)
    assert dict(zip(matches.article_id, matches.relation, strict=True)) == {
        "a1": "longest", "a2": "cut", "a3": "altered", "a4": "verbatim", "a5": "paraphrased",
    }  # fmt: skip
    assert matches.quote_id.unique().tolist() == ["a1:0"]


def test_moved_down_is_positive(stories):
    articles, statements, _ = stories.tables()
    moved = match_statements(articles, statements).set_index("article_id").moved
    assert moved["a1"] == 0 < moved["a4"] < 1


def test_paraphrase_needs_the_same_actor(desk):
    desk.add_article(LONG).add_article("send bread trucks before snow falls", article_id="a2")
    desk.add_statement(LONG, actor_id="mora").add_statement("send bread trucks before snow falls", actor_id="dahl", article_id="a2")
    articles, statements, _ = desk.tables()
    assert match_statements(articles, statements).empty


def make_text(first, n=120):
    return " ".join(f"word{(i * i + first) % 997}" for i in range(first, first + n))


def test_cut_wire_story_is_a_copy_of_the_earlier_one(desk):
    wire = make_text(0)
    desk.add_article(wire, article_id="late", published="2031-02-02").add_article(make_text(500), article_id="other")
    desk.add_article("New top. " + wire[: len(wire) * 2 // 3], article_id="early", published="2031-02-01")
    copies = find_copies(desk.tables()[0]).set_index("article_id")
    assert copies.story_id.to_dict() == {"late": "early", "other": "other", "early": "early"}
    assert 0.9 < copies.shared["late"] < 1


def test_texts_too_short_for_a_shingle_are_stories_of_their_own(desk):
    desk.add_article("One two.", article_id="a").add_article("One two.", article_id="b").add_article("", article_id="c")
    assert find_copies(desk.tables()[0]).story_id.tolist() == ["a", "b", "c"]


def test_two_reports_of_one_press_conference_are_no_copies(desk):
    said = "“We have looked at the bridge from below and from above, and what we found on Monday lets me say no more than this today.”"
    own = (make_text(0, 60), make_text(500, 60))
    for name, text in zip("ab", own, strict=True):
        desk.add_article(f"{text} {said} {text[::-1]} {said.replace('bridge', 'harbour')}", article_id=name)
    desk.add_article(f"{own[0]} {said} Ada Brun spoke.", article_id="c")
    copies = find_copies(desk.tables()[0])
    assert copies.story_id.tolist() == ["a", "b", "a"]


def test_story_counts_once():
    copies = pd.DataFrame({"article_id": ["a", "b"], "story_id": ["a", "a"]})
    assert drop_copies(pd.DataFrame({"article_id": ["a", "b", "b"], "x": [1, 2, 3]}), copies).x.tolist() == [1]


def test_difference_is_between_articles_and_has_an_interval(desk):
    for i in range(12):
        desk.add_article("x", article_id=f"a{i}", outlet="Lamp" if i < 6 else "Bell", published="2031-02-01")
    articles, _, _ = desk.tables()
    cases = pd.DataFrame({"article_id": [f"a{i}" for i in range(12)] + ["a0"] * 5, "is_doubt": [0] * 6 + [1] * 6 + [0] * 5})
    (row,) = compare_groups(cases, articles, "is_doubt").itertuples()
    assert (row.a, row.b, row.n_articles_a, row.n_articles_b, row.difference) == ("Bell", "Lamp", 6, 6, 1.0)
    assert compare_groups(cases, articles, "is_doubt", by="month").empty


def test_one_article_a_side_has_no_interval(desk):
    for name, outlet in (("a", "Lamp"), ("b", "Bell"), ("c", "Bell")):
        desk.add_article("x", article_id=name, outlet=outlet)
    cases = pd.DataFrame({"article_id": ["a", "a", "b", "c"], "value": [1, 0, 0, 0]})
    (row,) = compare_groups(cases, desk.tables()[0], "value").itertuples()
    assert row.difference == -0.5 and pd.isna(row.low) and pd.isna(row.high)


def test_few_articles_shut_out_no_difference_oftener_than_told():
    """Both sides are drawn alike: one interval of 90% in ten may leave out 0."""
    drawn = np.random.default_rng(1).normal(size=(400, 2, 3))
    found = [estimate_difference(*sides) for sides in drawn]
    assert 0.02 < np.mean([interval.low > 0 or interval.high < 0 for interval in found]) < 0.13


def test_articles_are_what_an_interval_is_taken_over():
    one = estimate_difference([0.2, 0.8], [0.5, 0.4], ([1, 2], [3, 4]))
    told_often = estimate_difference([0.2] * 5 + [0.8] * 5, [0.5, 0.4], ([1] * 5 + [2] * 5, [3, 4]))
    assert (told_often.low, told_often.high) == pytest.approx((one.low, one.high))
    assert estimate_difference([-1, 1], [1, -1], most=0.5)[1:] == (-0.5, 0.5)


def test_where_nothing_varies_there_is_no_interval():
    assert np.isnan(estimate_difference([0.55] * 3, [0.52] * 3)[1:]).all()


def test_a_column_of_one_s_own_makes_groups_and_articles_without_a_value_are_left_out(desk):
    for i in range(6):
        desk.add_article("x", article_id=f"a{i}")
    articles = desk.tables()[0].assign(owner=["Roe", "Dell"] * 3)
    cases = pd.DataFrame({"article_id": [f"a{i}" for i in range(6)], "value": [0.0, 1.0, 0.5, 0.9, None, 0.7]})
    (row,) = compare_groups(cases, articles, "value", by="owner").itertuples()
    assert (row.a, row.b, row.n_articles_a, row.n_articles_b) == ("Dell", "Roe", 3, 2) and row.low < row.difference < row.high
    with pytest.raises(ValueError, match="table articles: no column party"):
        compare_groups(cases, articles, "value", by="party")


def test_an_interval_ends_where_means_can_be_no_farther_apart(desk):
    for i in range(4):
        desk.add_article("x", article_id=f"a{i}", outlet="Lamp" if i % 2 else "Bell")
    cases = pd.DataFrame({"article_id": [f"a{i}" for i in range(4)], "value": [0.0, 1.0, 1.0, 0.0]})
    (free,), (shares,) = (compare_groups(cases, desk.tables()[0], "value", **most).itertuples() for most in ({}, {"most": 1}))
    assert free.high > 1 == shares.high and free.low < -1 == shares.low


def test_a_column_of_kinds_makes_groups(desk):
    for i in range(4):
        desk.add_article("x", article_id=f"a{i}")
    articles = desk.tables()[0].assign(owner=pd.Categorical(["Roe", "Dell"] * 2))
    assert len(compare_groups(pd.DataFrame({"article_id": articles.article_id, "value": [0, 1, 1, 0]}), articles, "value", by="owner")) == 1


def test_interval_of_two_like_groups_holds_nothing(desk):
    for i in range(10):
        desk.add_article("x", article_id=f"a{i}", outlet="Lamp" if i % 2 else "Bell")
    cases = pd.DataFrame({"article_id": [f"a{i}" for i in range(10)], "value": [0, 1, 1, 0, 0, 1, 1, 1, 0, 0]})
    (row,) = compare_groups(cases, desk.tables()[0], "value").itertuples()
    assert row.low < 0 < row.high


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("“We will build it next year. The ministry pays for half of it,”", "“The ministry pays for half of it. Nobody pays more,”",
         "overlapping"),
        ("“We have the land and we have the plans.”", "that “we have the land and we have the plans”", "verbatim"),
        ("“We acted within minutes of the alarm. The beaches are safe,”", "“We acted within minutes. The beaches are safe,”", "cut"),
        ("“We support the plan for the new bridge in Marl this year,”", "“We don’t support the plan for the new bridge in Marl,”", None),
        ("“We do not support the plan for the bridge,”", "“We don’t support the plan for the bridge,”", "verbatim"),
        ("“I support the dam if it is proven safe by engineers,”", "“I support the dam,”", "cut"),
        ("the dam would cost 4 billion crowns this year", "the dam would cost 9 billion crowns", None),
        ("the dam would bring 1,000 permanent skilled jobs to Marl", "1000 permanent and skilled jobs would the dam bring", "paraphrased"),
        ("“The image is too disturbing, and honestly it wasn’t funny at all,”",
         "the image “is too disturbing,” and that “it wasn’t funny at all”", "cut"),
        ("“We will fight this plan to the bitter end,”", "“We will fight this plan to the bitter death,”", "altered"),
        ("“We will never close the hospital in Marl while I am mayor,”", "“We will close the hospital in Marl,”", None),
    ],
)  # fmt: skip
def test_what_was_done_to_a_quotation(desk, one, other, relation):
    desk.add_article(one).add_article(other, article_id="a2", outlet="Herald")
    kind = "mixed" if other[0] == "t" and "“" in other[1:] else "direct"
    desk.add_statement(one, actor_id="mora").add_statement(other, actor_id="mora", article_id="a2", kind=kind)
    articles, statements, _ = desk.tables()
    found = match_statements(articles, statements).set_index("article_id").relation
    assert found.get("a2") == relation


def test_two_stories_that_end_with_one_paragraph_of_background_are_no_copies(desk):
    background = make_text(0)[:220]
    for number, name in enumerate("ab"):
        body = "\n\n".join([make_text(300 * (number + 1))[:300], make_text(900 + 300 * number)[:300], background])
        desk.add_article(body, article_id=name, outlet=f"Post {name}")
    assert find_copies(desk.tables()[0]).story_id.tolist() == ["a", "b"]


def test_a_later_story_of_the_same_outlet_is_no_copy_for_its_background(desk):
    background = make_text(0)
    desk.add_article(make_text(300) + " " + background, article_id="a", published="2031-02-01", outlet="Post")
    desk.add_article(make_text(600) + " " + background, article_id="b", published="2031-03-01", outlet="Post")
    assert find_copies(desk.tables()[0]).story_id.tolist() == ["a", "b"]


def test_two_people_who_say_something_alike_are_not_one_quotation(desk):
    said = {"a1": ("“We will not pay this toll in the harbour of Marl”", "reed")}
    said["a2"] = ("“I do not know who will pay this toll in the harbour of Carrow”", "verrin")
    for article_id, (content, actor) in said.items():
        desk.add_article("Rain. " * len(desk.articles) + content, article_id=article_id)
        desk.add_statement(content, actor_id=actor, article_id=article_id)
    assert match_statements(*desk.tables()[:2]).empty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dam should be built now", "I do not believe the dam should be built now"),
        ("We must build the dam", "No one says we must build the dam"),
    ],
)
def test_a_denial_is_no_repeat_of_what_it_denies(one, other):
    assert group_versions([one, other]) == [0, 1]
    assert group_versions([one, f"As I said before, {one}, and soon"]) == [1, 1]


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("That is wrong. The dam should be built this year without delay.", "The dam should be built this year"),
        ("We have no choice. We must send the boats to the border now.", "We must send the boats to the border now"),
        ("Do not say that we need the dam. I say it: we need the dam at once.", "We need the dam"),
    ],
)
def test_a_denial_reaches_to_the_end_of_its_sentence(long, short):
    assert group_versions([long, short]) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We support the toll on the bridge at Marl", "We oppose the toll on the bridge at Marl"),
        ("I am voting for the bill on Monday", "I am voting against the bill on Monday"),
        ("We will raise taxes on the rich next year", "We will cut taxes on the rich next year"),
        ("We do not agree with Dr. Marsh that the dam should be built now", "the dam should be built now"),
        ("It is a lie: the dam should be built now", "the dam should be built now"),
    ],
)
def test_opposite_words_are_no_versions_of_one_quotation(one, other):
    assert group_versions([one, other]) == [0, 1]


def test_a_first_report_does_not_swallow_the_full_story(desk):
    first = "The bridge at Marl was shut on Monday after a crack was found in one of its old stone piers by engineers of the town."
    more = " ".join(f"Paragraph {word} tells what the people of the town make of it and of the road." for word in ("one", "two", "six"))
    desk.add_article(first, article_id="snap", outlet="Herald", published="2026-03-01")
    desk.add_article(f"{first}\n\n{more}", article_id="full", outlet="Post", published="2026-03-02")
    copies = find_copies(desk.tables()[0]).set_index("article_id").story_id
    assert copies.to_dict() == {"snap": "full", "full": "full"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“I’m tired of the dam and we’ve had enough of it now,”", "“I'm tired of the dam and we've had enough of it now,”"),
        ("“The F.B.I. has lost its state-funded building in Marl,”", "“The FBI has lost its state funded building in Marl,”"),
    ],
)
def test_how_a_house_types_makes_no_other_quotation(desk, one, other):
    for article_id, content in (("a1", one), ("a2", other)):
        desk.add_article(content, article_id=article_id).add_statement(content, actor_id="mora", article_id=article_id)
    articles, statements, _ = desk.tables()
    assert match_statements(articles, statements).relation.tolist() == ["longest", "verbatim"]


@pytest.mark.parametrize(
    ("content", "day", "relations"),
    [
        (ALTERED, "2025-03-04", ["longest", "altered"]), (ALTERED, "2025-06-01", []), (ALTERED, "", ["longest", "altered"]),
        (LONG, "2025-06-01", ["longest", "verbatim"]), (CUT, "2025-06-01", ["longest", "cut"]), (CUT.strip("“”"), "2025-06-01", []),
    ],
)  # fmt: skip
def test_the_same_talk_months_later_is_another_quotation(desk, content, day, relations):
    for article_id, words, published in (("a1", LONG, "2025-03-01"), ("a2", content, day)):
        kind = "direct" if words.startswith("“") else "indirect"
        desk.add_article(words, article_id=article_id, published=published)
        desk.add_statement(words, actor_id="mora", kind=kind, article_id=article_id)
    articles, statements, _ = desk.tables()
    assert match_statements(articles, statements).relation.tolist() == relations


def test_hostile_abbreviations_take_linear_time(desk):
    content = "A." * 100_000 + "b"
    desk.add_article(content).add_statement(content, actor_id="mora")
    articles, statements, _ = desk.tables()
    assert time_call(lambda: match_statements(articles, statements), runs=1) < 10
