
import pytest

from analysis.framing.scare import find_marked_spans, find_scare_quotes
from tests.conftest import time_call


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The talks are about a “circle of friends” to send troops.", "scare quote"),
        ('The "reform" took effect on Monday.', "scare quote"),
        ("The so-called 'volunteers' crossed the river.", "scare quote"),
        ("She starred in the film “A Long Night” last year.", "title"),
        ("Her novel “Dust” sold well.", "title"),
        ("The term “buffer state” is old.", "term"),
        ("The Northern Defence Pact (“the Pact”) was signed.", "term"),
        ("Jan “Hammer” Mora won.", "nickname"),
        ("The gun, nicknamed “big ears”, fired.", "nickname"),
        ("He called the plan “a bad joke”.", "partial quotation"),
        ("She has a photo of the “Glee” cast.", "title"),
        ("The crowd wanted a “referendum!” at once.", "partial quotation"),
        ("The cuts will not “touch the old”.", "partial quotation"),
        ("The boy mouthed, “I'm sorry.”", "partial quotation"),
        ("The party won in traditionally “blue” towns.", "scare quote"),
    ],
)
def test_why_the_marks_are_there(desk, sentence, kind):
    articles, statements, _ = desk.add_article(sentence).tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == [kind]


def test_marks_of_one_list_are_of_one_kind(desk):
    articles, statements, _ = desk.add_article("She avoids the words “buffer state” and “zone” in print.").tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == ["term", "term"]


def test_capitals_of_a_headline_make_no_title(desk):
    articles, statements, _ = desk.add_article("It rained.", title="Council Of Vell Passes 'Bold Reform' Plan").tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == ["scare quote"]


def test_words_of_a_statement_are_a_partial_quotation(desk):
    desk.add_article("Mora finds the plan “partisan” and leaves.")
    desk.add_statement("the plan “partisan”", "Mora", "finds", "mora", "mixed")
    articles, statements, _ = desk.tables()
    (row,) = find_scare_quotes(articles, statements).itertuples()
    assert (row.kind, row.statement_id) == ("partial quotation", "a1:0")


def test_marked_word_of_the_headline_belongs_to_who_says_it_below(desk):
    desk.add_article("“It is a partisan force,” said Mora.", title="Anger at ‘partisan’ force")
    desk.add_statement("“It is a partisan force,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    row = find_scare_quotes(articles, statements).iloc[0]
    assert (row.voice, row.words, row.kind, row.statement_id) == ("headline", "partisan", "partial quotation", "a1:0")


def test_marked_word_of_the_headline_that_nobody_says_is_a_scare_quote(desk):
    articles, statements, _ = desk.add_article("It rained.", title="Anger at ‘partisan’ force").tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == ["scare quote"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It isn't the soldiers' fault, it's Mora's.", []),
        ("‘it isn’t so’ he", ["‘it isn’t so’"]),
        ('the "one" and the "two"', ['"one"', '"two"']),
        ('"a long one" he said, "short"', ['"a long one"', '"short"']),
        ("never “closed", []),
        ("“over\nlines”", []),
        ("«oui» and „ja“", ["«oui»", "„ja“"]),
    ],
)
def test_pairs_of_marks(text, marked):
    assert [text[start:end] for start, end in find_marked_spans(text)] == marked


def test_long_quotation_is_no_label(desk):
    articles, statements, _ = desk.add_article("“We shall all of us go there tomorrow,” it read.").tables()
    assert find_scare_quotes(articles, statements).empty


def test_hostile_marks_are_linear():
    text = "“'‘\" " * 200_000 + "a'b " * 200_000
    assert time_call(lambda: find_marked_spans(text), runs=1) < 10


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ministers cut aid in the name of “fairness”, and he was silent.", "scare quote"),
        ("The council is known for its “efficiency” drive.", "scare quote"),
        ("That means the “reform” is dead.", "scare quote"),
        ("The alleged “victim” was seen.", "scare quote"),
        ("He is known as “Mo” here.", "nickname"),
        ("They use the term “reform” often.", "term"),
    ],
)
def test_only_what_stands_right_before_the_marks_explains_them(desk, text, kind):
    articles, statements, _ = desk.add_article(text).tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == [kind]


def test_years_and_short_words_open_no_marks():
    assert find_marked_spans("The ’90s saw the unions’ power fall. He liked fish 'n' chips.") == []


def test_a_headlines_marked_word_is_not_given_to_who_denies_it(desk):
    desk.add_article("Dahl denied that it was reckless. “It is a reckless plan,” said Mora.", title="Plan is ‘reckless’")
    desk.add_statement("that it was reckless", "Dahl", "denied", "dahl", act="denies")
    desk.add_statement("“It is a reckless plan,”", "Mora", "said", "mora")
    articles, statements, _ = desk.tables()
    (marked,) = find_scare_quotes(articles, statements).query("voice == 'headline'").itertuples()
    assert marked.kind == "partial quotation" and marked.reason.startswith("Mora")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Speaking on Vell TV's “This Day,” Mora said no.", "title"),
        ("Anger At Dahl's ‘Golden Week’ Of Early Voting Grows Again", "scare quote"),
        ("The men dived “like a pool without water”.", "partial quotation"),
        ("Roads are “scattered like tombstones across the land” here.", "partial quotation"),
        ("The law changes the definition of “worker”.", "term"),
    ],
)
def test_names_phrases_and_terms_are_no_scare_quotes(desk, text, kind):
    articles, statements, _ = desk.add_article(text).tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == [kind]


def test_a_new_sentence_in_marks_goes_on_with_no_list(desk):
    articles, statements, _ = desk.add_article("It was on the show “Dawn.” “Reform” began.").tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == ["title", "scare quote"]


@pytest.mark.parametrize(("words", "kind"), [("he was “Vellish”", "partial quotation"), ("he liked “Dawnwatch”", "title")])
def test_a_capital_in_a_statement_is_a_name_but_where_somebody_is_called_so(desk, words, kind):
    desk.add_article(f"Mora said {words}.").add_statement(words, "Mora", "said", "mora", "mixed")
    articles, statements, _ = desk.tables()
    assert find_scare_quotes(articles, statements).kind.tolist() == [kind]


def test_attributes_of_markup_are_no_marked_words():
    assert find_marked_spans('<tweet author="mora" time="10">It rains') == []
