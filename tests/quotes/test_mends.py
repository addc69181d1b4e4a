"""Sentences that the parser misreads in a way that the words give away, and contents with what belongs to them."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes
from analysis.quotes.parse import Parse


def read(text):
    doc = load_pipeline()(text)
    return [
        (doc.text[slice(*q.speaker)] if q.speaker else None, " … ".join(doc.text[a:b] for a, b in q.spans)) for q in extract_quotes(doc)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what the parser hangs on the object
        ("Ada Brun accused the president of lying about the dam.", [("Ada Brun", "the president of lying about the dam")]),
        ("Critics see the plan as a gift to the banks.", [("Critics", "the plan as a gift to the banks")]),
        ("Ada Brun compared Mr Reed’s plan to that of a king.", [("Ada Brun", "Mr Reed’s plan to that of a king")]),
        ("Critics accused the mayor of lying and using it for gain.", [("Critics", "the mayor of lying and using it for gain")]),
        # a verb or subject torn from its clause
        ("“We have been in talks for years,” Strand, speaking ahead of the game, said.",
         [("Strand", "“We have been in talks for years,”")]),
        ("The traders hoped the meeting, requested by Reed, would be a moment of calm.",
         [("The traders", "the meeting, requested by Reed, would be a moment of calm")]),
        ("But Mr. Reed, of Harwick, called Friday for Mr. Dell to cancel it.", [("Mr. Reed, of Harwick", "for Mr. Dell to cancel it")]),
        ("Rick Reed pledges to end the war on trams.", [("Rick Reed", "to end the war on trams")]),
        ("However, she made clear that unity was on her mind.", [("she", "that unity was on her mind")]),
        ("Ada Brun made it clear she would not run.", [("Ada Brun", "she would not run")]),
        ("There had been a number of losses in the town of Slavna, the minister, Arsen Reed, said.",
         [("the minister, Arsen Reed", "There had been a number of losses in the town of Slavna")]),
        ("The dam was blown up by rebels, a senior official, Aleksander Reed, was quoted by the agency as saying.",
         [("a senior official, Aleksander Reed", "The dam was blown up by rebels")]),
        ("She was declining to answer reporters’ shouted questions.", [("She", "to answer reporters’ shouted questions")]),
        # a second verb of who spoke
        ("He stressed that the deal was dead and underlined that it would stay so.",
         [("He", "that the deal was dead"), ("He", "that it would stay so")]),
        ("He said the meeting did not lead to anything, and has denied meeting the owner.",
         [("He", "the meeting did not lead to anything"), ("He", "meeting the owner")]),
        ("The deal was praised by Brun and described as a farce by Reed.", [("Reed", "The deal … as a farce"), ("Brun", "The deal")]),
        ("Instead, the paper reports, Brun's advisers chose the letters.", [("the paper", "Instead … Brun's advisers chose the letters")]),
        ("All we have heard, the host complained, is “we need a big tent.”",
         [("the host", "All we have heard … is “we need a big tent.”")]),
        ("The police said the packages each consisted of an envelope.", [("The police", "the packages each consisted of an envelope")]),
        ("14:24 - Defence Secretary Ada Brun says it is over.", [("Defence Secretary Ada Brun", "it is over")]),
        ("The state says the levels are safe, but resident Opal Greer said she would keep boiling it.",
         [("The state", "the levels are safe"), ("resident Opal Greer", "she would keep boiling it")]),
        ("He said revenue fell 8%, citing weak demand.", [("He", "revenue fell 8%"), ("He", "weak demand")]),
        ("Brun accused an aide of “disregarding basic protocols,” and called his office a “deep state.”",
         [("Brun", "an aide of “disregarding basic protocols,”"), ("Brun", "his office a “deep state.”")]),
        ("It said “requests for help were late,” adding there was also a “lack of staff.”",
         [("It", "“requests for help were late,”"), ("It", "there was also a “lack of staff.”")]),
        ("Brun vowed to end “stagnant wages,” protect the clinic and defeat the Greens.",
         [("Brun", "to end “stagnant wages,” protect the clinic and defeat the Greens")]),
        ("The plan, said Senator Ben Reed, a Republican, will fail.", [("Senator Ben Reed, a Republican", "The plan … will fail")]),
        ("She told her hosts that accusations that she had misled Congress were false.",
         [("She", "that accusations that she had misled Congress were false")]),
        ("Mr. Reed told reporters that claims that the bridge was unsafe were nonsense.",
         [("Mr. Reed", "that claims that the bridge was unsafe were nonsense")]),
        ("He told Brun that rumours that the bank was broke are nonsense.",
         [("He", "that rumours that the bank was broke are nonsense")]),
        ("The bank said in a filing made public Friday that it would close ten branches.",
         [("The bank", "that it would close ten branches")]),
        ("The agency said in a report released Monday that the dam was safe.", [("The agency", "that the dam was safe")]),
        ("The firm announced in a letter sent to staff on Monday that it would move.", [("The firm", "that it would move")]),
        # a second speaker behind "though"
        ("The union says that it is ready, though a top aide with the group said it is not.",
         [("The union", "that it is ready"), ("a top aide with the group", "it is not")]),
        ("The minister said taxes would fall, though he warned it would take time.",
         [("The minister", "taxes would fall"), ("he", "it would take time")]),
        ("Doctors said the ward was safe, although nurses said it was full.",
         [("Doctors", "the ward was safe"), ("nurses", "it was full")]),
        ("Prosecutors allege Reed knew the money was stolen.", [("Prosecutors", "Reed knew the money was stolen")]),
        ("Mary Kett won. The 62-year-old urged ministers to act.", [("The 62-year-old", "ministers to act")]),
        ("Mary Kett won. The 62-year-old accused critics of snobbery.", [("The 62-year-old", "critics of snobbery")]),
        ("Mr Bell told the tribunal he was sacked for speaking out.", [("Mr Bell", "he was sacked for speaking out")]),
        ("Some voiced concern that the toll would rise.", [("Some", "concern that the toll would rise")]),
        # what goes on
        ("Ada Brun argued that the law was unfair, that it cost too much and that nobody wanted it.",
         [("Ada Brun", "that the law was unfair, that it cost too much and that nobody wanted it")]),
        ("Ada Brun said the law was unfair, it cost too much, and nobody wanted it.",
         [("Ada Brun", "the law was unfair, it cost too much, and nobody wanted it")]),
        ("“It was right,” Brun said, adding that she had fought for it. “A leader must.”",
         [("Brun", "“It was right,” … “A leader must.”"), ("Brun", "that she had fought for it")]),
    ],
)  # fmt: skip
def test_what_the_parser_tears_apart(text, wanted):
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Brun urged ministers to act.", [("Ada Brun", "ministers to act")]),
        ("Ada Brun called on the council to drop its plan.", [("Ada Brun", "the council to drop its plan")]),
        ("Ada Brun promised voters to cut the toll.", [("Ada Brun", "to cut the toll")]),
        ("Ada Brun accused the council on Monday of wasting money.", [("Ada Brun", "the council … of wasting money")]),
        ("Critics blamed the council for the delay.", [("Critics", "the council for the delay")]),
        ("The dam is believed to be unsafe.", [(None, "The dam … to be unsafe")]),
        ("Ada Brun denied sending the letters.", [("Ada Brun", "sending the letters")]),
        ("Ada Brun pointed out that the bill would fail.", [("Ada Brun", "that the bill would fail")]),
        ("There is concern among traders that the toll will kill trade.", [("traders", "that the toll will kill trade")]),
        ("The mayor was reported as saying that the toll would end.", [("The mayor", "that the toll would end")]),
        ("What Brun calls “a tax on the poor” will start in May.", [("Brun", "“a tax on the poor”")]),
        ("Brun said the town would not bow to bullies, an apparent reference to Reed.", [("Brun", "the town would not bow to bullies")]),
        ("Brun said Reed's speech, a swipe at the poor, was wrong.", [("Brun", "Reed's speech, a swipe at the poor, was wrong")]),
        ("The toll hurts the poor, according to the panel's top Green, Sen. Dinah Ford of Marl.",
         [("the panel's top Green, Sen. Dinah Ford of Marl", "The toll hurts the poor")]),
        ("Neighbours described the man as quiet.", [("Neighbours", "the man as quiet")]),
        ("She thanked staff for their kindness.", [("She", "staff for their kindness")]),
        ("Brun said the decision “defied logic”.", [("Brun", "the decision “defied logic”")]),
        ("The jury heard that Reed had threatened to burn it down.", [(None, "that Reed had threatened to burn it down")]),
        ("Clearview Care said it was “sad” but had drawn up a plan.", [("Clearview Care", "it was “sad” but had drawn up a plan")]),
        ("Brun, who has faced criticism from traders, will not run.", [("traders", "Brun")]),
        ("For years, Ada Brun has called for common rules.", [("Ada Brun", "common rules")]),
        ("In the survey, Reed leads Brun among men.", [("the survey", "Reed leads Brun among men")]),
        ("The firm has reportedly sold the dam.", [(None, "The firm has … sold the dam")]),
        ("Sanctions will hurt the coast: Quill", [("Quill", "Sanctions will hurt the coast")]),
        ("Coast unwilling to pay for the wall - minister", [("minister", "Coast unwilling to pay for the wall")]),
        ("He attributed his victory to God and to grassroots efforts.", [("He", "his victory to God and to grassroots efforts")]),
        ("She attributed the delay to snow and to bad roads.", [("She", "the delay to snow and to bad roads")]),
        ("Reed attributed the deaths to the heat.", [("Reed", "the deaths to the heat")]),
    ],
)  # fmt: skip
def test_a_content_has_what_belongs_to_it(text, wanted):
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Brun said that the toll would rise, the Harwick Echo reported on Friday.", ("Ada Brun", "that the toll would rise")),
        ("Ada Brun called on them to assess it, according to the report.", ("Ada Brun", "them to assess it")),
        ("He promised to resign, Ada Brun said.", ("Ada Brun", "He promised to resign")),
        ("57 per cent said they would pay, according to the survey.", ("the survey", "57 per cent said they would pay")),
    ],
)
def test_who_speaks_where_another_tells_of_it(text, wanted):
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("All the members are sending the letter to Senate leader Harry Reed warning him that they will stop it.", "All the members"),
        ("He sent an e-mail to party members saying he hoped it would help.", "He"),
        ("A tape of Mr. Reed saying that the plan had failed was released.", "Mr. Reed"),
        ("The bill was written by Mr. Reed and asks the court to act.", "The bill"),
        ("It was written by Mr. Reed and asks the court to act.", "It"),
        ("The agency quoted the ministry as saying the base was lost, adding that two men had died.", "the ministry"),
    ],
)
def test_who_is_written_to_or_quotes_does_not_speak(text, speaker):
    assert {who for who, _ in read(text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "The envoys imposed a ban on officials deemed responsible for abuses.",
        "She holds what looks like a lamp.",
        "The row underlines how deep the rift is.",
        "In a poll he took part.",
        "He was denied access to the dam.",
        "The bank denied the firm entry to its vaults.",
        "The company he formed was called Granny Reed.",
        "The messages came from a magazine called Odala.",
        "It promises to be another hard campaign.",
        "Hardly anyone can dispute that the toll is fair.",
        "The exercise is focusing mostly on training.",
        "The towns should pay according to their means.",
        "History shows that walls fall.",
        "Members have called a special meeting.",
        "A fire could be part of a case that the mayor took bribes.",
        "Farmers would pay more for an application found to be frivolous.",
        "She referred questions to the ministry.",
        "The council found itself alone.",
        "Demand for oil fell in May.",
        "The term “soft toll” refers to a charge.",
        "Nothing in the letters supports the claim.",
        "Mr. Reed tried to dismiss her and her lawyer.",
        "The chairman dismissed him again.",
        "The books are sorted according to the year of publication.",
        "Ballots are counted according to a formula.",
        "The refugees were treated according to the law.",
        "The size of the crowd shows that people are angry.",
        "The rise in prices shows that the plan failed.",
        "His silence suggested that he was ashamed.",
        "The growing demand for electric cars has surprised makers.",
        "The illicit demand for ivory has led to poaching.",
        "Brun was pressed on why she had left.",
    ],
)
def test_nobody_speaks(text):
    assert [who for who, _ in read(text) if who is not None] == []


def test_no_mend_makes_a_ring():
    text = (
        "Doe said the traders’ angry calls, the minister, Ada Quill, said, and has accused the president of the bank of lying as a gift."
        " The council's decision-making clear that it was over at last, Reed said. "
    )
    parse = Parse(load_pipeline()(text * 40))
    for i in range(len(parse)):
        for _ in range(len(parse)):
            i = parse.heads[i]
        assert parse.heads[i] == i


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("“If he signs,” Mr. Reed, a vocal critic of Mr. Dell, wrote, “then he breaks the law.”", 1),
        ("“This is more of the same,” Ada Brun said, referring to Dell's remarks. “It must end.”", 1),
        ("“I meant the banks,” Brun said, suggesting that they believe trade should rule. “It is phony.”", 2),
    ],
)
def test_between_two_pieces_stands_only_what_is_said_there(text, n):
    assert len(read(text)) == n


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("The company pushed back against the report.", "said", "the report"),
        ("Unions made a demand for higher pay.", "wants", "higher pay"),
        ("The chairman dismissed her as a crank.", "said", "her as a crank"),
        ("Ballots were counted twice, according to a report.", "said", "Ballots were counted twice"),
        ("Reporters pressed the envoy on whether the deal was dead.", "said", "whether the deal was dead"),
        ("Senators grilled the minister on why she left.", "asks", "why she left"),
        ("The mayor lashed out against the press.", "said", "the press"),
        ("The senator also scolded the agency.", "said", "the agency"),
        ("He was pleased that the bridge would stay.", "said", "that the bridge would stay"),
    ],
)
def test_somebody_speaks(text, act, words):
    (quote,) = extract_quotes(load_pipeline()(text))
    assert (quote.act, " … ".join(text[a:b] for a, b in quote.spans)) == (act, words)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hugh Carey said: “I will go on day one.”\n\nBrannelly: “This levy is right, and nobody will remember it.”", "Brannelly"),
        ("Tom Cole opposed it.\n\n15.10 Brannelly: “This levy is right, and nobody will remember it.”", "Brannelly"),
        ("Vega to Moss: We won't pay for wall\n\nAna Vega spoke on Monday to Tim Moss. Vega laughed.", "Vega"),
        ("Merkin: Jan Weber will step aside\n\nAngela Merkin spoke on Monday. Then Merkin left.", "Merkin"),
    ],
)
def test_a_line_that_opens_with_a_name_and_a_colon_is_that_persons(text, speaker):
    quote = extract_quotes(load_pipeline()(text))[-1]
    assert quote.rule in ("colon", "label") and text[slice(*quote.speaker)] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "SURAJNAGAR: Firm chairman Vikram Sethar on Wednesday asserted that the centre would be built.",
        "HARWICK: Ada Quill said on Monday the bridge must close.",
        "SLAVNA: The premier, Arsen Reed, told reporters it was over.",
    ],
)
def test_a_place_in_capitals_before_a_report_says_nothing(text):
    quotes = extract_quotes(load_pipeline()(text))
    assert quotes and all(text[slice(*quote.speaker)] != text.partition(":")[0] for quote in quotes)


def test_a_line_after_a_stop_is_a_sentence_of_its_own():
    doc = load_pipeline()("He could not confirm the letters with Dan Doe Jr.\nGreenpeace does not keep such files.")
    assert [sentence.text.strip() for sentence in doc.sents][0] == "He could not confirm the letters with Dan Doe Jr."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is sad,” said Lena Moss, a candidate in Iowa's 3rd District, who warned it would flood.", "Lena Moss"),
        ("“It is sad,” said Karl Benn, a farmer in Dale County, who warned that it would flood.", "Karl Benn"),
        ("It was praised by the mayor of the city, who said it was late.", "the mayor of the city"),
    ],
)
def test_no_place_speaks_where_who_is_said(text, speaker):
    quote = extract_quotes(load_pipeline()(text))[-1]
    assert text[slice(*quote.speaker)].startswith(speaker)
