"""Whose words they are where another stands near: behind a colon, beside a name, in a passive, in a paragraph that turns to somebody."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes

BEFORE = "“I love the levy,” said Carla Boon.\n\n"


def read(text):
    """Return (speaker, content) of each statement."""
    quotes = extract_quotes(load_pipeline()(text))
    return [(text[slice(*q.speaker)] if q.speaker else None, " … ".join(text[a:b] for a, b in q.spans)) for q in quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BEFORE + "“It will cost £300 a year,” according to Tom Dell.", ("Tom Dell", "“It will cost £300 a year,”")),
        ("“It will cost £300,” according to a memo that Ron Tasker leaked.", ("a memo that Ron Tasker leaked", "“It will cost £300,”")),
        ("Ron Tasker said it would stay, but Tom Dell hit back: “It is perfectly fair.”", ("Tom Dell", "“It is perfectly fair.”")),
        ("After Ron Tasker called it theft, Tom Dell hit back: “It is fair.”", ("Tom Dell", "“It is fair.”")),
        ("Asked whether Ron Tasker had lied, Tom Dell was blunt: “Yes, he has lied.”", ("Tom Dell", "“Yes, he has lied.”")),
        ("Ron Tasker said it was theft, a claim Tom Dell rejected: “It is perfectly fair.”", ("Tom Dell", "“It is perfectly fair.”")),
        ("Carla Boon has been criticised by Tom Dell: “The levy is theft.”", ("Tom Dell", "“The levy is theft.”")),
        ("Labour’s Tom Dell: “The levy is theft.”", ("Labour’s Tom Dell", "“The levy is theft.”")),
        ("“The levy is theft” – Tom Dell hits out at mayor", ("Tom Dell", "“The levy is theft”")),
        ("“It is theft from the poor,” PTI quoted Ron Tasker as saying.", ("Ron Tasker", "“It is theft from the poor,”")),
        ("When a reporter asked, “Is it theft?” Tasker said, “Yes, I think it is.”", ("a reporter", "“Is it theft?”")),
        ("Asked “Is it theft?”, Ron Tasker said: “Yes, I think it is.”", (None, "“Is it theft?”")),
        ("Mayor branded ‘a disgrace’ by union boss\n\nIt rained.", ("union boss", "‘a disgrace’")),
        ("Carla Boon was branded “a liar” by Tom Dell on Monday.", ("Tom Dell", "“a liar”")),
        ("‘He told me: “You pay.” It was a disgrace,’ said Tom Dell.", ("Tom Dell", "‘He told me: “You pay.” It was a disgrace,’")),
        ("Tom Dell said: ‘It is theft.\n\n‘We will not pay it.\n\n‘She must go.’", ("Tom Dell", "‘We will not pay it.")),
        ("Tom Dell (Greens): “The levy is theft.”", ("Tom Dell (Greens)", "“The levy is theft.”")),
        ("Tom Dell said:“The levy is theft.”", ("Tom Dell", "“The levy is theft.”")),
        (BEFORE + "“The levy is theft.” said Tom Dell.", ("Tom Dell", "“The levy is theft.”")),
        (BEFORE + "Baker Tom Dell is worried. “It will kill us all.”", ("Baker Tom Dell", "“It will kill us all.”")),
        (BEFORE + "The union reacted with fury. “It is theft from the poor.”", ("The union", "“It is theft from the poor.”")),
        (BEFORE + "Sam Ridd won the seat by nine votes. “He will lose it again.”", (None, "“He will lose it again.”")),
        (BEFORE + "She shook her head. “It is theft from the poor.”", ("Carla Boon", "“It is theft from the poor.”")),
        (BEFORE + "The levy starts in May. “It is good for the poor.”", ("Carla Boon", "“It is good for the poor.”")),
        ("Tom Dell is losing sleep over it. “It is theft from the poor.”", (None, "“It is theft from the poor.”")),
        (BEFORE + "“It must never come,” is Tom Dell's view.", ("Tom Dell", "“It must never come,”")),
        (BEFORE + "“It must never come,” was the verdict of an elderly man.", ("an elderly man", "“It must never come,”")),
        (BEFORE + "Tom Dell is not so sure.\n\n“It will kill us all.”", ("Tom Dell", "“It will kill us all.”")),
        ("Ministers gathered in Rome, the home of Mayor Carlo Rossi, said the toll was bad.", ("Ministers", "the toll was bad")),
        ("Parents at the school where Mary Holt teaches said the toll was wrong.", ("Parents", "the toll was wrong")),
        ("Leaders meeting in Leeds, the city where Jan Roe was born, said the toll was bad.", ("Leaders", "the toll was bad")),
        ("The union, which denies its members have a role in the strike, says people should have the right to walk.",
         ("The union", "people should have the right to walk")),
        ("“The levy is theft,” said Dell. He sat down. “Never again.”", ("Dell", "“The levy is theft,” … “Never again.”")),
        ("Ada Brun hit out at Cole Dorn, who supports the toll.", ("Cole Dorn", "the toll")),
        ("Ada Brun hit out at Cole Dorn, who supports the toll.", ("Ada Brun", "Cole Dorn")),
        ("Ministers have been accused by unions of ignoring the toll.", ("unions", "Ministers … of ignoring the toll")),
        ("The mayor was criticised by unions for backing the toll.", ("unions", "The mayor … for backing the toll")),
        ("Inquiry told bridge was unsafe\n\nIt rained.", (None, "bridge was unsafe")),
        ("Ada Brun said the toll was “unfair” after Tom Reed called it “a gift”.", ("Ada Brun", "the toll was “unfair”")),
        ("Ada Brun said the toll was unfair, while residents said it was needed.", ("residents", "it was needed")),
        ("Ada Brun voted in favour of the toll.", ("Ada Brun", "the toll")),
        ("In the view of many traders the toll is unfair.", ("many traders", "the toll is unfair")),
        ("Asked by reporters if she supported the toll, Ada Brun said no.", ("Ada Brun", "if she supported the toll … said no")),
        ("Asked by the Herald whether she backed the toll, Ada Brun said no.", ("Ada Brun", "whether she backed the toll … said no")),
        ("Ada Brun, asked by Roe if the toll should go, said it should not.", ("Ada Brun", "if the toll should go … said it should not")),
        ("Ada Brun, when asked if the toll should go, said yes.", ("Ada Brun", "if the toll should go … said yes")),
        ("Ada Brun, asked whether she backed the toll, said no.", ("Ada Brun", "whether she backed the toll … said no")),
        ("Ada Brun, who was asked if the toll should go, said it should.", ("Ada Brun", "if the toll should go … said it should")),
        ("The toll was approved on Monday but criticised by unions.", ("unions", "The toll")),
        ("The toll failed in May and was opposed by unions.", ("unions", "The toll")),
        ("Added Brun: “We will not pay for the toll.”", ("Brun", "“We will not pay for the toll.”")),
        ("Harwick (AP) – The state's top law officer promises to sue.", ("The state's top law officer", "to sue")),
        ("Ada Brun, in Harwick to try to end the strike, urged the owners to give way.", ("Ada Brun", "the owners to give way")),
        ("The toll is dead, stressed the mayor, Ada Brun.", ("the mayor, Ada Brun", "The toll is dead")),
        ("“We are ready,” Lt.-Gen. Tom Dell said on Monday.", ("Tom Dell", "“We are ready,”")),
        ("“Is it so? Who cares?” Ada Brun said, her face red.", ("Ada Brun", "“Is it so? Who cares?”")),
        ("“Was it so? Who cares?” Ada Brun said, her voice rising.", ("Ada Brun", "“Was it so? Who cares?”")),
        ("According to Ada Brun, nine in ten cars come from Lenn.", ("Ada Brun", "nine in ten cars come from Lenn")),
        ("“I will run,” Ada Brun said on Harwick One's “Meet the Town.”", ("Ada Brun", "“I will run,”")),
        ("Ada Brun denied that she would go, telling reporters that she was “happy”.", ("Ada Brun", "that she would go")),
        ("“Of course not,” Ada Brun said.", ("Ada Brun", "“Of course not,”")),
        ("Ada Brun sent a memo to farmers warning that the dam was unsafe.", ("Ada Brun", "that the dam was unsafe")),
        ("Ada Brun called on the council to re-open the school.", ("Ada Brun", "the council to re-open the school")),
        ("Many came as they liked the owner, while others said they feared the dam.", ("others", "they feared the dam")),
        ("“They lied,” Ada Brun said.\n\n“They lied again.\n\nAsk Tom Dell about it.”", ("Ada Brun", "Ask Tom Dell about it.”")),
        ("The toll was called for by Ada Brun.", ("Ada Brun", "The toll")),
        ("Ada Brun took the view that the toll was fair.", ("Ada Brun", "that the toll was fair")),
        ("In a post to the Herald, Tom Dell, a partner with Boon Hale, said he was grateful.", ("Tom Dell", "he was grateful")),
        ("“I will run,” Ada Brun said on Harwick One's “Meet the Town.” “We shall win it.”",
         ("Ada Brun", "“I will run,” … “We shall win it.”")),
        ("Ada Brun warned of chaos if the toll was scrapped.", ("Ada Brun", "chaos if the toll was scrapped")),
        ("The chancellor has ruled out raising income tax.", ("The chancellor", "raising income tax")),
    ],
)
def test_whose_words_they_are(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The toll was welcomed by traders but condemned by Ada Brun.",
        "The toll, welcomed by traders but condemned by Ada Brun, will start in May.",
        "The toll, which was welcomed by traders but condemned by Ada Brun, was scrapped in May.",
    ],
)
def test_both_speak_whose_verbs_share_what_they_are_about(text):
    assert read(text) == [("traders", "The toll"), ("Ada Brun", "The toll")]


@pytest.mark.parametrize(
    "text",
    [
        "For Google, the ruling means a fine of £2m.",
        "In view of the strike, the ferry will not sail.",
        "The strike was called by the dockers' union.",
        "The barge sank with the mill said to hold grain.",
        "What does the council want from Harwick?",
        "The vote is expected on Monday.",
        "See the letter below and tell us what you think.",
        "The firm was fined. It is a reference to the old line.",
        "Ada Brun: Who is the new mayor?\n\nIt rained.",
        "WHO: Harwick Traders\n\nWHAT: A rally against the levy\n\nWHEN: Monday, noon\n\nWHERE: The town hall",
    ],
)
def test_what_nobody_says(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brun drew widespread criticism for her stance on the dam.",
        "In response to a flood of complaints about the toll, Ada Brun offered refunds.",
        "It took weeks for complaints about the sale to reach Ada Brun.",
        "Many of the voters live in towns that Ada Brun won and are opposed to the dam.",
    ],
)
def test_what_others_say_is_not_put_down_to_whom_the_sentence_names(text):
    assert {speaker for speaker, _ in read(text)} == {None}


def test_opposition_that_is_ended_is_none():
    assert ("her", "the toll") not in read("Ada Brun ended her opposition to the toll.")


def test_a_roundup_is_no_transcript():
    text = "HARWICK: The council voted to scrap it, officials said.\n\nLENN: Two were held, police said.\n\nHARWICK: It rained, she said."
    assert {speaker for speaker, _ in read(text)} == {"officials", "police", "she"}
