"""What nobody said: supposed, demanded, foretold, rumoured. People are invented."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes


def find_acts(sentence):
    return {sentence[slice(*quote.cue)].split()[-1]: quote.act for quote in extract_quotes(load_pipeline()(sentence)) if quote.cue}


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("If Ada Brun were to reject the plan, the council would lose its majority.", "reject"),
        ("Unless Ada Brun condemns the ban, the vote is lost.", "condemns"),
        ("Had Ada Brun opposed the ban, it would have failed.", "opposed"),
        ("Nobody knows if Ada Brun opposes the ban.", "opposes"),
        ("Ada Brun failed to condemn the ban.", "condemn"),
        ("Ada Brun is unlikely to back the ban.", "back"),
        ("Ada Brun should admit that it was wrong.", "admit"),
        ("Ada Brun has yet to say whether she supports the ban.", "say"),
        ("Rumours that Ada Brun had criticised the mayor are false.", "criticised"),
        ("It is not true that Ada Brun said the tax was unfair.", "said"),
        ("Ada Brun was falsely reported to have said the tax was unfair.", "said"),
        ("Did Ada Brun say the tax was unfair?", "say"),
        ("Ada Brun never promised that the toll would go.", "promised"),
        ("Ada Brun denied that she had lobbied for the toll.", "denied"),
        ("Ada Brun denied reports that she had lobbied for the toll.", "denied"),
        ("Ada Brun dismissed suggestions that she opposed the toll.", "dismissed"),
        ("Pell stopped short of calling for the tram to be scrapped.", "calling"),
        ("Ada Brun is understood to have backed the toll.", "backed"),
        ("Ada Brun denied having called the tram a waste of money.", "called"),
        ("Ada Brun denied having said that trams would ruin the town.", "said"),
        ("Cole Dorn challenged Ada Brun to condemn the ban.", "condemn"),
        ("Ada Brun wept, nor did she acknowledge that the toll was wrong.", "acknowledge"),
        ("Ada Brun neither wept nor acknowledged that the toll was wrong.", "acknowledged"),
        ("It would be legal for Ada Brun to reject the toll.", "reject"),
        ("Ada Brun has not provided any analysis to back up the claims.", "up"),
        ("Ada Brun resigned rather than back the toll.", "back"),
        ("Instead of backing the toll, Ada Brun called for a ban on cars.", "backing"),
        ("Ada Brun decided against backing the toll.", "backing"),
        ("Ada Brun stopped supporting the toll.", "supporting"),
        ("Ada Brun refrained from criticising the toll.", "criticising"),
        ("Ada Brun faced calls to condemn the toll.", "condemn"),
        ("Ada Brun has until Friday to reject the toll.", "reject"),
        ("It is up to the mayor to reject the toll.", "reject"),
        ("Ada Brun is free to reject the toll.", "reject"),
        ("Ada Brun reportedly opposes the toll.", "opposes"),
    ],
)
def test_what_is_only_supposed_or_demanded_is_unsaid(sentence, cue):
    assert find_acts(sentence)[cue] == "unsaid"


@pytest.mark.parametrize(
    ("sentence", "cue", "act"),
    [
        ("Ada Brun would oppose any ban.", "oppose", "said"),
        ("Ada Brun denied that the toll was unfair.", "denied", "denies"),
        ("Ada Brun denied claims that the toll was unfair.", "denied", "denies"),
        ("Ada Brun could not support the ban.", "support", "said"),
        ("Ada Brun must stand again next year and said the toll was a disgrace.", "said", "said"),
        ("The council may lose the grant and has rejected the plan.", "rejected", "denies"),
        ("Why does Ada Brun oppose the toll?", "oppose", "said"),
        ("Ada Brun called again for a ban on cars.", "called", "wants"),
        ("Ada Brun called the ban a farce.", "called", "said"),
        ("I should like to see the ban lifted.", "like", "wants"),
        ("Ada Brun will say on Monday that the ban is illegal.", "say", "said"),
        ("Ada Brun falsely claimed that the ban was illegal.", "claimed", "said"),
        ("Ada Brun said that if the council rejected the plan she would resign.", "said", "said"),
        ("If the vote fails, Ada Brun will oppose the ban.", "oppose", "said"),
        ("Ada Brun was forced to admit that the tax was a mistake.", "admit", "said"),
        ("“It was wrong,” Ada Brun is expected to say.", "say", "said"),
        ("“It was wrong,” Ada Brun was quoted as saying.", "saying", "said"),
    ],
)
def test_what_somebody_would_or_could_not_do_is_said(sentence, cue, act):
    assert find_acts(sentence)[cue] == act


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Ada Brun declined to comment.", "declined"),
        ("Ada Brun did not respond to a request for comment on the bridge.", "respond"),
        ("Ada Brun refused to say whether the bridge would close.", "refused"),
        ("Ada Brun declined to say more about it.", "declined"),
        ("Ada Brun declined to be interviewed.", "declined"),
        ("Ada Brun refused to give her name.", "refused"),
        ("Ada Brun would not say why the bridge was closed.", "say"),
    ],
)
def test_no_answer_is_declined(sentence, cue):
    assert find_acts(sentence)[cue] == "declined"


@pytest.mark.parametrize(
    "sentence",
    ["Ada Brun declined to close the bridge.", "Ada Brun refused to return the money.", "Ada Brun refused to give the club a grant."],
)
def test_a_refusal_to_act_is_no_refusal_to_answer(sentence):
    acts = find_acts(sentence)
    assert acts and "declined" not in acts.values()


def test_a_long_run_of_words_costs_no_depth():
    extract_quotes(load_pipeline()("Ada Brun did not say " + "us " * 1_500 + "whether it would go."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Brun said Doe wanted to scrap the toll.",
        "Ada Brun said Cole Dorn was against the toll.",
        "“They want to scrap the toll,” said Ada Brun.",
        "Ada Brun said her deputy had told her the toll was a mistake.",
        "Giles Dorn could back the toll, according to Ada Brun.",
    ],
)
def test_what_somebody_else_wants_is_relayed(sentence):
    assert "relays" in [quote.act for quote in extract_quotes(load_pipeline()(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman for Mr Dorn said Mr Dorn supported the toll.",
        "Ada Brun said she wanted to scrap the toll.",
        "“We want to scrap the toll,” said Ada Brun.",
        "Council leader Ada Brun said the council wanted to scrap the toll.",
        "“She promised us a toll and we deserve one,” said Ada Brun.",
        "The group's chairman, Bo Marsh, said Harwick Traders opposed the toll.",
        "Ada Brun said the toll was a mistake. “He wants it. It is wrong,” she said.",
    ],
)
def test_what_somebody_wants_himself_is_not_relayed(sentence):
    assert "relays" not in [quote.act for quote in extract_quotes(load_pipeline()(sentence))]
