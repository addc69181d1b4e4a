import pandas as pd
import pytest

from analysis.framing.passages import names_object
from analysis.framing.sources import (
    find_heard_through,
    find_mentions,
    find_mentions_in_quotes,
    find_silent_actors,
    index_names,
    link_voices,
    list_unheard,
    place_statements,
    summarize_sources,
)
from analysis.framing.voices import split_voices


@pytest.fixture
def story(desk):
    desk.add_article("“We go now, all of us,” said Mora. Dahl of Tessin disagreed: “Mora is wrong.” Ostrava was silent.")
    desk.add_actor("mora", "Ilse Mora", aliases=["Mora"]).add_actor("dahl", "Dahl").add_actor("tessin", "Tessin", "country")
    desk.add_actor("ostrava", "Ostrava", "country", is_expected=True).add_actor("vell", "Vell", "country", is_expected=True)
    desk.add_statement("“We go now, all of us,”", "Mora", "said", "mora")
    return desk.add_statement("“Mora is wrong.”", "Dahl", "disagreed", "dahl")


def test_share_of_words_counts_quoted_words_only(story):
    summary = summarize_sources(place_statements(*story.tables())).set_index("actor_id")
    assert summary.n_words.to_dict() == {"mora": 6, "dahl": 3}
    assert summary.share_of_quoted["mora"] == pytest.approx(6 / 9)
    assert summary.statement_ids["dahl"] == ["a1:1"]


def test_first_and_last_word(story):
    placed = place_statements(*story.tables()).set_index("actor_id")
    assert placed.is_first.to_dict() == {"mora": True, "dahl": False}
    assert placed.is_last.to_dict() == {"mora": False, "dahl": True}
    assert placed.position["mora"] == 0 < placed.position["dahl"] < 1


def test_share_by_stance(story):
    positions = pd.DataFrame({"statement_id": ["a1:1", "a1:1"], "target_id": ["T1", "T2"], "stance": ["against", "favor"]})
    placed = place_statements(*story.tables(), positions, "T1")
    assert dict(zip(placed.statement_id, placed.stance, strict=True)) == {"a1:0": "none", "a1:1": "against"}
    assert summarize_sources(placed, ("stance",)).set_index("stance").n_words["against"] == 3


def test_expected_voice_comes_first_among_the_silent_and_its_mention_is_shown(story):
    articles, statements, actors = story.tables()
    silent = find_silent_actors(articles, statements, actors)
    assert silent.actor_id.tolist() == ["ostrava", "vell", "tessin"]
    assert silent.n_mentions.tolist() == [1, 0, 1]
    start, end = silent.spans[0][0]
    assert articles.text[0][start:end] == "Ostrava"


def test_who_is_talked_about_by_another(story):
    articles, statements, actors = story.tables()
    (row,) = find_mentions_in_quotes(articles, statements, actors).itertuples()
    assert (row.actor_id, row.mentioned_id, articles.text[0][row.start : row.end]) == ("dahl", "mora", "Mora")


def test_shared_name_names_nobody(desk):
    desk.add_article("Mora came.").add_actor("m1", "Ilse Mora", aliases=["Mora"]).add_actor("m2", "Jan Mora", aliases=["Mora"])
    assert find_silent_actors(*desk.tables()).empty


def test_longest_name_wins_and_a_possessive_is_no_part_of_it(desk):
    desk.add_article("Upper Tessin’s army left.").add_actor("t", "Tessin", "country").add_actor("u", "Upper Tessin", "country")
    articles, statements, actors = desk.tables()
    (row,) = find_silent_actors(articles, statements, actors).itertuples()
    assert (row.actor_id, articles.text[0][slice(*row.spans[0])]) == ("u", "Upper Tessin")


def test_no_statements_give_empty_tables(desk):
    desk.add_article("Nobody spoke.")
    assert summarize_sources(place_statements(*desk.tables())).empty


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("Mora was not immediately available for comment.", True), ("Mora could not be reached.", True),
        ("Mora’s office did not return several phone calls.", True), ("Mora, the mayor, was not available for comment.", True),
        ("Mora said a deal could not be reached.", False), ("Mora, whose rival Dell did not return calls, slept.", False),
        ("Mora could not be reached by road.", False),
        ("Mora slept. Tickets were not available for comment pages.", False),
    ],
)  # fmt: skip
def test_who_could_not_be_reached_was_asked(desk, words, is_asked):
    desk.add_article(f"“It is a folly,” Dahl said. {words}").add_actor("dahl", "Dahl").add_actor("mora", "Mora")
    desk.add_statement("“It is a folly,”", "Dahl", "said", "dahl")
    (silent,) = find_silent_actors(*desk.tables()).itertuples()
    assert (silent.name, silent.is_asked) == ("Mora", is_asked)


def test_columns_of_one_s_own_stay_and_make_groups(desk):
    desk.add_article("“It is a folly,” Dahl said.").add_actor("dahl", "Dahl").add_statement("“It is a folly,”", "Dahl", "said", "dahl")
    articles, statements, actors = desk.tables()
    placed = place_statements(articles.assign(owner="Roe"), statements, actors.assign(party="Greens"))
    assert summarize_sources(placed, by="party").party.tolist() == ["Greens"]
    assert summarize_sources(placed, by=("owner", "party")).owner.tolist() == ["Roe"]
    taken = place_statements(articles.assign(position="left"), statements, actors)  # a name that the table has is its own
    assert list(taken.columns) == list(place_statements(articles, statements, actors).columns)
    with pytest.raises(ValueError, match="no column gender"):
        summarize_sources(placed, by="gender")


def test_who_declines_to_comment_is_silent_and_has_no_last_word(desk):
    desk.add_article("“It is a folly,” Dahl said. Mora declined to comment.").add_actor("dahl", "Dahl").add_actor("mora", "Mora")
    desk.add_statement("“It is a folly,”", "Dahl", "said", "dahl").add_statement("to comment", "Mora", "declined", "mora", "indirect")
    desk.statements[-1]["act"] = "declined"
    articles, statements, actors = desk.tables()
    placed = place_statements(articles, statements, actors)
    assert placed[placed.is_last].name.tolist() == ["Dahl"]
    (silent,) = find_silent_actors(articles, statements, actors).itertuples()
    assert (silent.name, silent.is_asked) == ("Mora", True)
    quoted = split_voices(articles, statements).query("voice == 'quoted voice'")
    assert [articles.text[0][v.start : v.end] for v in quoted.itertuples()] == ["“It is a folly,”"]


def test_a_name_that_the_text_has_as_a_word_is_not_taken_for_it(desk):
    desk.add_article("Rice is dear. People bought less rice.", title="Rice prices climb").add_actor("rice", "Dora Rice", aliases=["Rice"])
    articles, statements, actors = desk.tables()
    assert find_silent_actors(articles, statements, actors).empty


def test_a_party_keeps_its_name_beside_the_word(desk):
    desk.add_article("Labour lost the vote. Members blamed the cost of labour.").add_actor("labour", "Labour", "organisation")
    assert find_silent_actors(*desk.tables()).n_mentions.tolist() == [1]


def test_a_relative_of_the_same_name_is_somebody_else(desk):
    text = "Maria Mora fled. Mr Mora wept. Police arrested Anna Mora. He said on Monday Mora would go. Mora Jr. sang. Police Say Mora Lied."
    desk.add_article(f"{text} Mora left.")
    articles, statements, actors = desk.add_actor("mora", "Ilse Mora", aliases=["Mora"]).tables()
    (spans,) = find_silent_actors(articles, statements, actors).spans
    assert [articles.text[0][start - 4 : end] for start, end in spans] == [" Mr Mora", "day Mora", "Say Mora", "ed. Mora"]


def test_words_in_marks_are_counted_within_a_paraphrase(desk):
    desk.add_article("Mora said he would “closely review” the order. “We will go,” said Dahl.").add_actor("mora", "Mora")
    desk.add_statement("he would “closely review” the order", "Mora", "said", "mora", "mixed")
    desk.add_statement("“We will go,”", "Dahl", "said", "dahl")
    placed = place_statements(*desk.tables())
    assert placed.n_verbatim.tolist() == [2, 3] and placed.n_words.tolist() == [6, 3]


def test_who_speaks_as_one_of_two_and_whose_head_speaks_is_not_silent(desk):
    desk.add_article("Marl and Carrow complained of it. Dahl, head of the Gull Trust, said no. Tessin was named.")
    desk.add_actor("pair", "Marl and Carrow", "group").add_actor("marl", "Marl", "country").add_actor("trust", "Gull Trust", "organisation")
    desk.add_actor("dahl", "Dahl").add_actor("tessin", "Tessin", "country")
    desk.actors[3]["organisation"] = "Gull Trust"
    desk.add_statement("of it", "Marl and Carrow", "complained", "pair", "indirect").add_statement("no", "Dahl", "said", "dahl", "indirect")
    assert find_silent_actors(*desk.tables()).actor_id.tolist() == ["tessin"]


def test_a_country_whose_minister_speaks_is_heard_and_so_is_a_spokeswoman_everywhere(desk):
    desk.add_article("Norvia halts talks.", article_id="a").add_article("“No,” said Norvian minister Ada Dahl.", article_id="b")
    desk.add_actor("norvia", "Norvia", "country").add_actor("dahl", "Ada Dahl").add_actor("tessin", "Tessin", "country")
    desk.actors[1] |= {"country": "Norvia", "role": "Norvian minister"}
    desk.add_statement("“No,”", "Ada Dahl", "said", "dahl", article_id="b")
    _, statements, actors = desk.tables()
    actors["is_expected"] = True
    assert list_unheard(statements, actors) == ["Tessin"]
    assert find_heard_through({"dahl"}, link_voices(actors)) == {"norvia": ["dahl"]}
    assert not find_heard_through({"dahl"}, link_voices(actors.assign(role="singer")))  # no country speaks through her


def test_a_ship_is_not_who_it_is_named_after(desk):
    desk.add_article("USS Mora stays in the bay.").add_actor("mora", "Ada Mora")
    assert find_silent_actors(*desk.tables()).empty


def test_a_suffix_is_no_family_name(desk):
    text = "Kennedy met Martin King Jr. Another MP met Lee."
    actors = pd.DataFrame([
        {"actor_id": "k", "name": "Robert Kennedy Jr.", "kind": "person", "aliases": []},
        {"actor_id": "l", "name": "Anna Lee MP", "kind": "person", "aliases": []},
    ])  # fmt: skip
    assert [(m.actor_id, text[m.start : m.end]) for m in find_mentions(text, index_names(actors))] == [("k", "Kennedy"), ("l", "Lee")]


@pytest.mark.parametrize("text", ["King Charles opens bridge.", "It rose in May.", "They went to West Bank towns."])
def test_a_family_name_in_another_name_or_a_month_names_nobody(desk, text):
    for name, actor in (("king", "Rob King"), ("may", "Eva May"), ("west", "Ada West")):
        desk.add_actor(name, actor)
    articles, statements, actors = desk.add_article(text).tables()
    assert find_silent_actors(articles, statements, actors).empty


def test_who_declines_has_no_share_of_the_words(desk):
    desk.add_article("“It is a folly,” Dahl said. Mora did not respond to a request.")
    desk.add_statement("“It is a folly,”", "Dahl", "said", "dahl").add_statement("a request", "Mora", "respond", "mora", act="declined")
    articles, statements, actors = desk.add_actor("dahl", "Dahl").add_actor("mora", "Mora").tables()
    summary = summarize_sources(place_statements(articles, statements, actors))
    assert summary.actor_id.tolist() == ["dahl"] and summary.share_of_quoted.tolist() == [1.0]


def test_a_name_that_two_share_is_whose_who_speaks_in_the_article(desk):
    actors = desk.add_article("It rained.").add_actor("ilse", "Ilse Mora").add_actor("jan", "Jan Mora").tables()[2]
    names = index_names(actors)
    assert not find_mentions("Mora slams toll", names)
    assert [mention.actor_id for mention in find_mentions("Mora slams toll", names, {"ilse"})] == ["ilse"]


def test_the_object_of_an_act_is_no_word_of_the_actor(desk):
    desk.add_article("Mora opposed the new dam. “We will build it,” said Dahl. Nobody knew.")
    desk.add_actor("mora", "Mora").add_actor("dahl", "Dahl")
    desk.add_statement("the new dam", "Mora", "opposed", "mora", "indirect").add_statement("“We will build it,”", "Dahl", "said", "dahl")
    placed = place_statements(*desk.tables())
    assert placed.n_words.tolist() == [0, 4] and placed.is_first.tolist() == [False, True]
    assert names_object("the new dam", "indirect", "opposed") and not names_object("taxes rose", "indirect", "said")
    assert not names_object("that it closes", "indirect", "opposed") and not names_object("“the new dam”", "mixed", "opposed")


def test_a_common_word_of_a_body_is_found_with_its_article_alone(desk):
    actors = desk.add_actor("c", "Finance Committee", "organisation", aliases=["Committee"]).tables()[2]
    text = "The Foreign Relations Committee met. The Committee voted. A Senate Committee did not."
    found = find_mentions(text, index_names(actors))
    assert [text[m.start - 4 : m.end] for m in found] == ["The Committee"]


def test_who_declined_talks_about_nobody(desk):
    desk.add_article("Mora declined to say whether Dahl lied.").add_actor("mora", "Mora").add_actor("dahl", "Dahl")
    desk.add_statement("whether Dahl lied", "Mora", "declined", "mora", "indirect", act="declined")
    assert find_mentions_in_quotes(*desk.tables()).empty
