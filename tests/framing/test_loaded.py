import pytest

from analysis.framing.loaded import APPEALS, find_appeals, find_loaded_spans, find_loaded_words


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Critics slammed the plan.", [("slammed", "heat")]),
        ("The notorious regime fell.", [("notorious", "judgement"), ("regime", "label")]),
        ("A war of words began.", [("war of words", "label")]),
        ("The council met on Monday.", []),
        ("The council met even as rain fell.", []),
        ("The jury gave punitive damages.", []),
        ("Even the council laughed.", [("Even", "intensifier")]),
    ],
)
def test_loaded_words_of_a_sentence(sentence, found):
    assert [(sentence[start:end], kind) for start, end, kind in find_loaded_spans(sentence)] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The so-called experts allege a plot.", [("so-called", "doubt"), ("allege", "doubt")]),
        ("It is the worst bridge of all time.", [("worst", "absolute"), ("of all time", "absolute")]),
        ("Patriots will defend our country.", [("Patriots", "nation"), ("our country", "nation")]),
        ("A flood of lorries will destroy the town.", [("flood of", "threat"), ("destroy", "threat")]),
        ("They can’t be trusted.", [("can’t be trusted", "doubt")]),
        ("The council met on Monday.", []),
    ],
)
def test_appeals_of_a_sentence(sentence, found):
    assert [(sentence[start:end], kind) for start, end, kind in find_loaded_spans(sentence, APPEALS)] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The Department of Homeland Security opened an office.", []),
        ("Ministers met the head of the Constitution party on Monday.", []),
        ("Deadly Sarhad attack shakes the region.", ["Deadly"]),
        ("They spoke. Nobody came to the meeting.", ["Nobody"]),
        ("“Never again shall this country be attacked.”", ["Never", "this country"]),
        ("Terror Threat Looms Over Sarhad", ["Terror", "Threat"]),
        ("It was NEVER the plan of the council.", ["NEVER"]),
    ],
)
def test_a_word_of_a_name_is_no_appeal(sentence, found):
    assert [sentence[start:end] for start, end, _ in find_loaded_spans(sentence, APPEALS)] == found


def test_appeals_stand_in_their_voice(desk):
    desk.add_article("“A deadly plan,” said Mora. The council never met.").add_statement("“A deadly plan,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    assert find_appeals(articles, statements).set_index("words").voice.to_dict() == {"deadly": "quoted voice", "never": "journalist voice"}


def test_loaded_word_belongs_to_its_voice(desk):
    desk.add_article("“A shameful plan,” said Mora. The brutal winter came.").add_statement("“A shameful plan,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    words = find_loaded_words(articles, statements).set_index("words")
    assert words.voice.to_dict() == {"shameful": "quoted voice", "brutal": "journalist voice"}
    row = words.loc["brutal"]
    assert articles.text[0][row.sentence_start : row.sentence_end] == "The brutal winter came."


def test_phrases_end_with_the_sentence_and_owners_count():
    assert [kind for *_, kind in find_loaded_spans("The regime’s police came.")] == ["label"]
    assert not find_loaded_spans("He backs the British. People in Fenby agree.", APPEALS)
