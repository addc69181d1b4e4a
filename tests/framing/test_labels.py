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


def test_the_noun_of_a_paraphrase_is_not_laid_to_the_speaker(desk):
    desk.add_article("Undocumented immigrants came. Mora said that illegal immigrants were welcome.")
    desk.add_statement("that illegal immigrants were welcome", "Mora", "said", "mora", "indirect")
    articles, statements, _ = desk.tables()
    labels = find_labels(articles, statements)
    assert set(labels.voice) == {"journalist voice", "paraphrase"}
    assert find_contested_labels(labels).empty


def test_words_that_mean_other_things_too_need_a_plainer_one_beside_them(desk):
    desk.add_article("An online campaign met a ferry operation.", article_id="a1")
    desk.add_article("The invasion went on. “This special operation will end,” said Mora.", article_id="a2")
    desk.add_statement("“This special operation will end,”", "Mora", "said", "mora", article_id="a2")
    articles, statements, _ = desk.tables()
    labels = find_labels(articles, statements)
    assert labels[labels.thing == "sending an army"].label.tolist() == ["invasion", "special operation"]
    assert find_contested_labels(labels).label.tolist() == ["invasion", "special operation"]


def test_spellings_of_one_name_and_counts_compete_with_nothing(desk):
    desk.add_article("The big game decision stands. “This big-game decision is law,” said Mora. At least 40 different states agreed.")
    desk.add_statement("“This big-game decision is law,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    labels = find_labels(articles, statements)
    assert "state" not in set(labels.thing)
    assert find_contested_labels(labels).empty


def test_owners_and_counts_are_no_part_of_a_label_and_two_words_find_their_set(desk):
    desk.add_article("Mora’s cruel plan passed. The 14-day strike went on. Asylum seekers crossed on Monday.")
    labels = find_labels(*desk.tables()[:2])
    assert labels.label.tolist() == ["cruel plan", "asylum seeker"]
    assert labels.thing.tolist() == ["plan", "people who come from abroad"]
