import pytest

from analysis.framing.voices import split_voices


def read_voices(desk):
    articles, statements, _ = desk.tables()
    text = articles.text[0]
    voices = split_voices(articles, statements)
    assert "".join(text[row.start : row.end] for row in voices.itertuples()) == text
    return [(text[row.start : row.end], row.voice, row.actor_id) for row in voices.itertuples()]


def test_cue_is_the_journalists(desk):
    desk.add_article("“We will go,” said Mora.").add_statement("“We will go,”", "Mora", "said", "mora")
    (quoted, voice, actor), (rest, own, nobody) = read_voices(desk)
    assert (quoted, voice, actor) == ("“We will go,”", "quoted voice", "mora")
    assert (rest, own) == (" said Mora.", "journalist voice") and nobody != nobody


def test_headline_is_a_voice_of_its_own_and_names_its_statement(desk):
    desk.add_article("Rain fell.", title="Mora vows to go").add_statement("to go", "Mora", "vows", "mora", "indirect", "headline")
    voices = read_voices(desk)
    assert voices[0][:2] == ("Mora vows ", "headline")
    assert voices[1] == ("to go", "headline", "mora")
    assert voices[-1][:2] == ("Rain fell.", "journalist voice")


def test_inner_statement_has_the_words_of_an_indirect_one(desk):
    desk.add_article("The agency said that Mora claimed that it rains.")
    desk.add_statement("Mora claimed that it rains", "The agency", "said", "agency", "indirect")
    desk.add_statement("it rains", "Mora", "claimed", "mora", "indirect")
    assert ("it rains", "quoted voice", "mora") in read_voices(desk)


def test_outer_speaker_has_the_words_inside_marks(desk):
    desk.add_article("“Mora claimed that it rains,” said Dahl.")
    desk.add_statement("it rains", "Mora", "claimed", "mora", "indirect")
    desk.add_statement("“Mora claimed that it rains,”", "Dahl", "said", "dahl")
    assert ("“Mora claimed that it rains,”", "quoted voice", "dahl") in read_voices(desk)


def test_pieces_of_a_statement_are_apart(desk):
    desk.add_article("“We go,” Mora said, “tomorrow.”").add_statement(["“We go,”", "“tomorrow.”"], "Mora", "said", "mora")
    assert [voice for _, voice, _ in read_voices(desk)] == ["quoted voice", "journalist voice", "quoted voice"]


@pytest.mark.parametrize("body", ["", "x", "“" * 1000, "\n\n \n"])
def test_every_character_has_one_voice_whatever_the_text(desk, body):
    read_voices(desk.add_article(body))


def test_articles_are_apart(desk):
    desk.add_article("One.", article_id="a1").add_article("“Two,” said Mora.", article_id="a2")
    desk.add_statement("“Two,”", "Mora", "said", "mora", article_id="a2")
    articles, statements, _ = desk.tables()
    voices = split_voices(articles, statements)
    assert voices[voices.article_id == "a1"].voice.tolist() == ["journalist voice"]
