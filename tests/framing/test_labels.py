import pytest

from analysis.framing.labels import find_contested_labels, find_labels


@pytest.fixture
def story(desk):
    desk.add_article("The minister sent a peace-keeping force. “It is a partisan force with old trucks,” said Mora. Rebels fled.")
    return desk.add_statement("“It is a partisan force with old trucks,”", "Mora", "said", "mora")


def test_name_of_a_thing_by_voice(story):
    articles, statements, _ = story.tables()
    labels = find_labels(articles, statements)
    force = labels[labels.thing == "force"]
    assert list(zip(force.label, force.voice, strict=True)) == [
        ("peacekeeping force", "journalist voice"),
        ("partisan force", "quoted voice"),
    ]
    row = force.iloc[0]
    assert articles.text[0][row.start : row.end] == "peace-keeping force"


def test_plain_words_make_no_label(story):
    articles, statements, _ = story.tables()
    assert "truck" not in set(find_labels(articles, statements).thing)


def test_thing_is_contested_where_two_parties_name_it_differently(story):
    articles, statements, _ = story.tables()
    contested = find_contested_labels(find_labels(articles, statements))
    assert contested.thing.unique().tolist() == ["force"]
    assert contested.n.tolist() == [1, 1]


def test_nouns_of_one_set_compete(desk):
    desk.add_article("Rebels took the town. “The terrorists must leave,” said Mora.")
    desk.add_statement("“The terrorists must leave,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    contested = find_contested_labels(find_labels(articles, statements))
    assert set(contested.label) == {"rebel", "terrorist"}


def test_one_party_alone_contests_nothing(desk):
    desk.add_article("A bold plan met a weak plan.")
    articles, statements, _ = desk.tables()
    assert find_contested_labels(find_labels(articles, statements)).empty


def test_name_that_both_use_is_not_contested_by_a_second_name_of_one(desk):
    desk.add_article("The war goes on. “This cruel war is a war,” said Mora.")
    desk.add_statement("“This cruel war is a war,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    assert find_contested_labels(find_labels(articles, statements)).empty
