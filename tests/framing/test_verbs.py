import pytest

from analysis.framing.verbs import classify_cue, classify_verbs, describe_verb_classes, summarize_verbs


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("said", "neutral"), ("according to", "neutral"), ("told the paper", "neutral"), ("claimed", "doubt"), ("alleges", "doubt"),
        ("slams", "force"), ("slammed", "force"), ("hit back, saying", "force"), ("vowed that", "force"), ("denying", "neutral"),
        ("admitted", "factive"), ("revealed", "factive"), ("explained", "warmth"), ("promises", "warmth"), ("accusations", "force"),
        ("charged that", "force"), ("grumbled", "force"), ("implied", "neutral"), ("yodelled", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_class_of_a_cue(cue, name):
    assert classify_cue(cue).name == name


def test_entry_of_the_word_list_is_named():
    assert classify_cue("was hitting back").verb == "hit back"


@pytest.fixture
def story(desk):
    desk.add_article("It rained. “We go,” claimed Mora. “Dahl insisted that it rains,” said Mora. He slammed “all of it.”")
    desk.add_statement("“We go,”", "Mora", "claimed", "mora")
    desk.add_statement("“Dahl insisted that it rains,”", "Mora", "said", "mora")
    desk.add_statement("it rains", "Dahl", "insisted", "dahl", "indirect")
    return desk.add_statement("“all of it.”", "He", "slammed", "mora")


def test_sentence_of_each_verb_is_given(story):
    articles, statements, _ = story.tables()
    row = classify_verbs(articles, statements).iloc[0]
    assert articles.text[0][row.sentence_start : row.sentence_end] == "“We go,” claimed Mora."


def test_cue_inside_a_quotation_is_not_the_journalists(story):
    articles, statements, _ = story.tables()
    verbs = classify_verbs(articles, statements)
    assert verbs.set_index("cue").voice["insisted"] == "quoted voice"
    assert set(summarize_verbs(verbs).actor_id) == {"mora"}


def test_verb_before_saying_is_read_too(desk):
    desk.add_article("Mora hit back, saying “no”.").add_statement("“no”", "Mora", "saying", "mora")
    articles, statements, _ = desk.tables()
    assert classify_verbs(articles, statements).verb.tolist() == ["hit back"]


def test_share_of_a_class_has_an_interval_and_its_statements(story):
    articles, statements, _ = story.tables()
    row = summarize_verbs(classify_verbs(articles, statements)).set_index("verb_class").loc["doubt"]
    assert (row.n, row.n_all, row.statement_ids) == (1, 3, ["a1:0"])
    assert 0 < row.low < 1 / 3 < row.high < 1


def test_legend_says_what_each_class_means():
    legend = describe_verb_classes()
    assert set(legend.verb_class) == {"doubt", "force", "factive", "warmth", "neutral"}
    assert legend.means.str.len().min() > 20


@pytest.mark.parametrize(
    ("sentence", "name"),
    [("Mora rejected the claim, saying “no”.", "force"), ("Mora responded to Dahl's attacks, noting “no”.", "factive"),
     ("Mora admitted a delay, calling it “no”.", "neutral"), ("Mora assumed office, saying “no”.", "neutral"),
     ("Mora later hit back, saying “no”.", "force")],
)  # fmt: skip
def test_what_the_other_side_claims_is_not_the_speakers_verb(desk, sentence, name):
    cue = next(word for word in ("noting", "calling", "saying") if word in sentence)
    desk.add_article(sentence).add_statement("“no”", "Mora", cue, "mora")
    articles, statements, _ = desk.tables()
    assert classify_verbs(articles, statements).verb_class.tolist() == [name]


@pytest.mark.parametrize(
    ("sentence", "cue", "verb_class"),
    [
        ("Mora falsely said that it rains.", "said", "doubt"),
        ("Mora said without evidence that it rains.", "said", "doubt"),
        ("Mora said that it falsely rains.", "said", "neutral"),
        ("Mora said wrongly parked cars would go.", "said", "neutral"),
        ("Mora never falsely claimed that it rains.", "claimed", "other"),
        ("Mora was wrongly accused of theft.", "accused", "force"),
    ],
)
def test_a_mark_of_doubt_beside_the_cue(desk, sentence, cue, verb_class):
    desk.add_article(sentence).add_statement(sentence.split(cue)[1].strip(), "Mora", cue, "mora", "indirect")
    articles, statements, _ = desk.tables()
    assert classify_verbs(articles, statements).verb_class.tolist() == [verb_class]


@pytest.mark.parametrize(
    ("sentence", "cue", "name"),
    [
        ("“no”, Mora said, warning of more.", "said", "neutral"),
        ("Mora said it was late, warning “no”.", "warning", "force"),
        ("Mora wrote to ministers, insisting “no”.", "insisting", "force"),
        ("“no”, Mora hit back.", "hit", "force"),
        ("Mora fired back: “no”.", "fired", "force"),
        ("Mora hit back: “no”.", ":", "force"),
        ("“no”, Mora said without evidence.", "said", "doubt"),
        ("Mora falsely insisted “no”.", "insisted", "doubt"),
        ("“no”, Mora said, without providing evidence.", "said", "doubt"),
        ("Mora allegedly said “no”.", "said", "doubt"),
    ],
)
def test_class_of_a_verb_with_what_stands_beside_it(desk, sentence, cue, name):
    desk.add_article(sentence).add_statement("“no”", "Mora", cue, "mora")
    articles, statements, _ = desk.tables()
    assert classify_verbs(articles, statements).verb_class.tolist() == [name]


@pytest.mark.parametrize(
    ("sentence", "cue", "name"),
    [
        ("Mora claimed responsibility for the fire.", "claimed", "other"),
        ("Mora claimed that responsibility lay with Dahl.", "claimed", "doubt"),
        ("Mora claimed it, with responsibility gone.", "claimed", "doubt"),
        ("Mora charged Dahl with theft.", "charged", "other"),
        ("Mora charged that Dahl stole.", "charged", "force"),
        ("Mora did not reveal the plan.", "did not reveal", "other"),
        ("Mora never openly admitted the plan.", "admitted", "other"),
        ("Mora not only attacked the plan.", "attacked", "force"),
        ("Mora did not say it.", "did not say", "neutral"),
        ("It is hard to imagine a better plan.", "imagine", "other"),
        ("Mora came to imagine a better plan.", "imagine", "doubt"),
        ("The indictment alleges that Mora stole.", "alleges", "neutral"),
        ("Dahl alleges that Mora stole.", "alleges", "doubt"),
        ("The indictment is out. Dahl alleges that Mora stole.", "alleges", "doubt"),
        ("Dahl sued, and mocked the plan.", "mocked", "force"),
    ],
)
def test_another_sense_of_the_verb(desk, sentence, cue, name):
    desk.add_article(sentence).add_statement(sentence.split(cue)[1].strip(), sentence.split()[0], cue, "mora", "indirect")
    articles, statements, _ = desk.tables()
    assert classify_verbs(articles, statements).verb_class.tolist() == [name]
