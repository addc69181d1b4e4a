"""Quotations set apart without marks: the paragraph or the list after "Doe added:"."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes


def read(text):
    doc = load_pipeline()(f"The row went on.\n\n{text}\n")
    return [(doc.text[slice(*q.speaker)] if q.speaker else None, q.kind, [doc.text[a:b] for a, b in q.spans]) for q in extract_quotes(doc)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Limb added:\n\nAnd this reeks of fear. She cannot win.\n\nThe show ends on Friday.", "Limb",
         "And this reeks of fear. She cannot win."),
        ("In a note, the minister wrote:\n\nWe asked the council to act.\n\nIt met.", "the minister", "We asked the council to act."),
        ("The ministry issued the following statement:\n\nThe ministry regrets the delay.\n\nIt met.", "The ministry",
         "The ministry regrets the delay."),
        ("Roe said this:\n\nI do not believe it.\n\nIt met.", "Roe", "I do not believe it."),
        ("Mora tweeted:\n\nWhat a day for Lorne! Proud of you.\n\nIt was deleted.", "Mora", "What a day for Lorne! Proud of you."),
        ("She told reporters on Monday:\n\nI never saw the letter.\n\nThe council met.", "She", "I never saw the letter."),
        ("Roe wrote:\n\n\n\nI do not believe the “experts” of the council.\n\nIt met.", "Roe",
         "I do not believe the “experts” of the council."),
    ],
)  # fmt: skip
def test_a_paragraph_after_a_colon_is_quoted(text, speaker, words):
    assert read(text) == [(speaker, "direct", [words])]


def test_a_list_after_a_colon_is_reported_item_by_item():
    found = read("Asked about the plan, Roe said:\n\n- It is too dear.\n- It is too late.\n\nThe council met.")
    assert found == [("Roe", "indirect", ["It is too dear."]), ("Roe", "indirect", ["It is too late."])]


@pytest.mark.parametrize(
    "text",
    [
        "Doe gave three reasons:\n\nThe bridge is old and nobody crosses it.\n\nThe council met.",
        "Read more:\n\nThe bridge of Lorne.\n\nThe council met.",
        "The plan has three parts:\n\n- The bridge is closed.\n- The road is closed.",
        "Doe said:",
    ],
)
def test_a_paragraph_after_another_colon_is_the_articles(text):
    assert read(text) == []


def test_what_is_said_before_the_colon_is_all_that_is_said():
    assert read("Doe said the bridge had faults:\n\nIt was narrow. It was old.\n\nThe council met.") == [
        ("Doe", "indirect", ["the bridge had faults"])
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Speaking after the vote, Jane Doe said:\n\nRon Roe, who opposes the plan, said the closure was a disgrace.", "Ron Roe",
         "the closure was a disgrace"),
        ("In a post, the minister wrote:\n\nThe post drew anger from the unions. “We will strike,” said Ron Roe.", "Ron Roe",
         "“We will strike,”"),
    ],
)  # fmt: skip
def test_where_another_speaks_the_article_tells(text, speaker, words):
    assert any(who.startswith(speaker) and found == [words] for who, _, found in read(text))
    assert not any("Ron Roe" in piece for _, _, found in read(text) for piece in found)


def test_a_caption_after_a_colon_is_no_quotation():
    assert read("The minister wrote:\n\nPhoto: AP\n\nThe council met on Monday.") == []


def test_what_is_denied_is_no_quotation():
    assert read("The mayor denied this:\n\nThe council met on Monday.") == [("The mayor", "indirect", ["this"])]


def test_a_paragraph_in_marks_is_read_as_ever():
    assert read("Doe said:\n\n“I never saw it.”\n\nThe council met.") == [("Doe", "direct", ["“I never saw it.”"])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Marlow posted on X:\n\nWe will never give up the bridge, whatever the council says #SaveTheBridge\n\nThe council met.",
         "We will never give up the bridge, whatever the council says #SaveTheBridge"),
        ("Jane Marlow said:\n\nResidents have told me that they want the bridge. It must stay open.",
         "Residents have told me that they want the bridge. It must stay open."),
    ],
)  # fmt: skip
def test_a_post_without_a_stop_and_one_who_tells_of_others(text, words):
    assert ("Jane Marlow", "direct", [words]) in read(text)
