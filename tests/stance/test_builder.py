import pytest

from analysis.stance.builder import build_target, check_wording, read_question


@pytest.mark.parametrize(
    ("question", "proposition"),
    [
        ("Should British troops join a peacekeeping force in Ukraine?", "British troops should join a peacekeeping force in Ukraine"),
        ("Should the government house asylum seekers on a ship?", "The government should house asylum seekers on a ship"),
        ("Should the council fund free school meals?", "The council should fund free school meals"),
        ("Should the UK arm Ukraine?", "The UK should arm Ukraine"),
        ("Should the government force water companies to pay?", "The government should force water companies to pay"),
        ("Should the police force be cut?", "The police force should be cut"),
        ("Should the council house be sold?", "The council house should be sold"),
        ("Is the old bridge safe?", "The old bridge is safe"),
        ("Isn't the old bridge safe?", "The old bridge is safe"),
        ("Should phones be banned in schools", "Phones should be banned in schools"),
        ("Should e-scooters be banned in Lenn?", "E-scooters should be banned in Lenn"),
        ("Should the council ban holiday lets in the old town?", "The council should ban holiday lets in the old town"),
        ("Should the council fine people who feed gulls?", "The council should fine people who feed gulls"),
        ("Should Lenwick council close Mill Lane to cars?", "Lenwick council should close Mill Lane to cars"),
        ("Should Ruritania fund the force?", "Ruritania should fund the force"),
        ("Should the army police the border?", "The army should police the border"),
        ("Should Lenn ban holiday lets?", "Lenn should ban holiday lets"),
        ("Should x-ray checks be free?", "X-ray checks should be free"),
        ("Should the city’s trams be free?", "The city’s trams should be free"),
        ("Must the council of Lenn pay for the ferry?", "The council of Lenn must pay for the ferry"),
        ("The bridge should be closed", "The bridge should be closed"),
        ("Does Lenn need a tram?", "Lenn needs a tram"),
        ("Does Lenn still need its airport?", "Lenn does still need its airport"),
        ("Is it time to ban fur?", "It is time to ban fur"),
        ("Do voters not want it?", "Voters do not want it"),
        ("Doesn't the council have a plan?", "The council has a plan"),
        ("Did the mayor of Lenn lie?", "The mayor of Lenn did lie"),
        ("Do wind farms harm birds?", "Wind farms harm birds"),
        ("Does tidal power lower bills?", "Tidal power lowers bills"),
        ("Has enough been done to help tenants?", "Enough has been done to help tenants"),
        ("Is tidal power safe?", "Tidal power is safe"),
        ("Are the checks working?", "The checks are working"),
        ("Is closing libraries wrong?", "Closing libraries is wrong"),
        ("Are towns that ban cars better off?", "Towns that ban cars are better off"),
        ("Are e-bikes or cars better?", "E-bikes or cars are better"),
        ("Is the mayor to blame?", "The mayor is to blame"),
        ("Should not-for-profit hospitals pay tax?", "Not-for-profit hospitals should pay tax"),
        ("Is Labour's plan for growth working?", "Labour's plan for growth is working"),
        ("Is the attorney general in trouble?", "The attorney general is in trouble"),
        ("Is Ann Boon fit for office?", "Ann Boon is fit for office"),
        ("Is Omar Dahl right about the dam?", "Omar Dahl is right about the dam"),
        ("Is the far right to blame?", "The far right is to blame"),
        ("Is the right to strike under threat?", "The right to strike is under threat"),
        ("Are the police right to stop people?", "The police are right to stop people"),
        ("Should the poor pay less?", "The poor should pay less"),
        ("Should nurses' pay rise?", "Nurses' pay should rise"),
        ("Can't the council find the money?", "The council can find the money"),
    ],
)
def test_question_becomes_proposition(question, proposition):
    assert read_question(question) == [proposition]


def test_a_question_of_two_readings_names_both():
    target = build_target("Would a wealth tax help?")
    (warning,) = target.warnings
    assert target.proposition == "A wealth tax would help" and "“A wealth would tax help”" in warning


@pytest.mark.parametrize("question", ["Who should pay?", "Why is the bridge old?", "  ?", "The old bridge?", "Should the?",
                                      "Should the bridge be closed? Why?", "Are the rich right to leave?",
                                      "Is the council right to close the bridge?"])
def test_questions_without_a_side_are_refused(question):
    with pytest.raises(ValueError):
        read_question(question)


@pytest.mark.parametrize(
    ("proposition", "word"),
    [
        ("The bridge should not be closed", "negated"),
        ("The council should close the bridge and build a tunnel", "double-barrelled"),
        ("It is wrong to ban cars", "judgement against something (“wrong”)"),
        ("Harwick should release lynx or wolves", "choice (“lynx or wolves”)"),
        ("The bridge should be closed " + "soon " * 25, "words"),
        ("Close the bridge", "no full sentence"),
        ("They should close it", "“it” names no matter"),
    ],
)
def test_bad_wording_is_warned_of(proposition, word):
    assert any(word in warning for warning in check_wording(proposition))


def test_good_wording_is_silent():
    target = build_target("Should the old bridge be closed to lorries and buses?")
    assert target.warnings == ()
    assert len(target.hypotheses) == 3


def test_a_word_that_a_question_writes_small_stays_small_in_the_hypotheses():
    assert build_target("Should lynx be released?").hypotheses[0].favor == "The speaker agrees that lynx should be released."
    assert build_target("Should Lynx be released?").hypotheses[0].favor == "The speaker agrees that Lynx should be released."


def test_a_question_without_its_mark_is_still_no_statement():
    with pytest.raises(ValueError, match="asks for more than yes or no"):
        build_target("What do people think of lynx")
