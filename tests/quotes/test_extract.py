"""One sentence, one expected statement. People, places and outlets are invented."""

import pytest
from spacy.tokens import Doc

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes
from analysis.quotes.clauses import find_contents
from analysis.quotes.parse import Parse


def read(text):
    return [
        (
            [text[a:b] for a, b in quote.spans],
            quote.cue and text[slice(*quote.cue)],
            quote.speaker and text[slice(*quote.speaker)],
            quote.kind,
        )
        for quote in extract_quotes(load_pipeline()(text))
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker", "kind"),
    [
        ("Mayor Ada Brun said the bridge was unsafe.", ["the bridge was unsafe"], "said", "Mayor Ada Brun", "indirect"),
        ("Ada Brun warned that the bridge would fall.", ["that the bridge would fall"], "warned", "Ada Brun", "indirect"),
        ("“The bridge is unsafe,” said Ada Brun.", ["“The bridge is unsafe,”"], "said", "Ada Brun", "direct"),
        ("Ada Brun said: “The bridge is unsafe.”", ["“The bridge is unsafe.”"], "said", "Ada Brun", "direct"),
        ("“The bridge,” Ada Brun said, “is unsafe.”", ["“The bridge,”", "“is unsafe.”"], "said", "Ada Brun", "direct"),
        ("“It is unsafe,” Ada Brun said. “We will close it.”", ["“It is unsafe,”", "“We will close it.”"], "said", "Ada Brun", "direct"),
        ("According to the council, the bridge is unsafe.", ["the bridge is unsafe"], "According to", "the council", "indirect"),
        ("According to its president, Ada Brun, “nobody is against it”.", ["“nobody is against it”"], "According to",
         "its president, Ada Brun", "direct"),
        ("Firms may not pay, but their branches may do so, according to Ada Brun.", ["Firms may not pay, but their branches may do so"],
         "according to", "Ada Brun", "indirect"),
        ("Cole Dorn said it was shut, but the road stayed open, according to Ada Brun.", ["the road stayed open"], "according to",
         "Ada Brun", "indirect"),
        ("As Ada Brun noted, the bridge is unsafe.", ["the bridge is unsafe"], "noted", "Ada Brun", "indirect"),
        ("Ada Brun promised to close the bridge.", ["to close the bridge"], "promised", "Ada Brun", "indirect"),
        ("The council denied that the bridge was “rotten”.", ["that the bridge was “rotten”"], "denied", "The council", "mixed"),
        ("The plan was denounced by Ada Brun.", ["The plan"], "denounced", "Ada Brun", "indirect"),
        ("Ada Brun criticised the plan.", ["the plan"], "criticised", "Ada Brun", "indirect"),
        ("Critics denounced the new bridge.", ["the new bridge"], "denounced", "Critics", "indirect"),
        ("“The bridge must go at once.” – Commissioner Brun", ["“The bridge must go at once.”"], "–", "Commissioner Brun", "direct"),
    ],
)
def test_statement(text, content, cue, speaker, kind):
    assert (content, cue, speaker, kind) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "They build a “city of the future” of glass and steel.",
        "The bridge fell in May.",
        "Shops sold the ‘Old Tom’ bread again.",
        "An official who asked not to be named opened the bridge.",
        "A driver who did not want to be named opened the bridge.",
        "The bill was rejected by one vote.",
    ],
)
def test_nothing_is_attributed(text):
    assert read(text) == []


def test_an_aside_ends_with_its_sentence():
    found = read("The town must close the bridge, said Ada Brun. The voters should keep it, said Bo Marsh.")
    assert [(content, speaker) for content, _, speaker, _ in found] == [
        (["The town must close the bridge"], "Ada Brun"), (["The voters should keep it"], "Bo Marsh"),
    ]  # fmt: skip


def test_words_beside_each_other_are_two_statements():
    found = read("Ada Brun claimed that the bridge would last and vowed that “nobody will be hurt.”")
    assert [content for content, *_ in found] == [["that the bridge would last"], ["that “nobody will be hurt.”"]]
    assert {speaker for _, _, speaker, _ in found} == {"Ada Brun"}


@pytest.mark.parametrize("who", ["the Council’s secretary-general, Oriel Santh", "the charity’s director, Tom Park", "Ada Brun"])
def test_the_words_that_name_the_speaker_are_no_part_of_what_is_said(who):
    found = read(f"“They were clerks with clipboards,” {who}, told reporters. “They were killed because somebody wanted that.”")
    assert all("Santh" not in piece and "Park" not in piece and "Brun" not in piece for content, *_ in found for piece in content)
    assert [piece for content, *_ in found for piece in content][0] == "“They were clerks with clipboards,”"


def test_a_paragraph_without_a_cue_goes_to_the_speaker_before():
    found = read("“The bridge is unsafe,” Ada Brun said.\n\n“We shall close it on Monday.”")
    assert found[1] == (["“We shall close it on Monday.”"], None, "Ada Brun", "direct")


def test_a_passage_goes_on_with_the_reported_words_before_it_in_its_own_paragraph():
    text = "“I am glad,” said Hilde Oram.\n\nAda Brun said the fight was not over. “We will bring it back in the autumn.”"
    assert [speaker for _, _, speaker, _ in read(text)] == ["Hilde Oram", "Ada Brun", "Ada Brun"]


def test_a_quotation_that_nobody_introduces_goes_to_nobody():
    assert read("“We shall close the bridge on Monday.”") == [(["“We shall close the bridge on Monday.”"], None, None, "direct")]


def test_a_verb_inside_reported_words_does_not_introduce_the_quotation_after_them():
    text = "Parents call it “a sledgehammer”. Hilde Oram said that it put children at risk. “He checks his sugar on that phone.”"
    assert [(content, speaker) for content, _, speaker, _ in read(text)][1:] == [
        (["that it put children at risk", "“He checks his sugar on that phone.”"], "Hilde Oram"),
    ]


def test_turns_of_a_transcript_are_statements_of_those_named():
    found = read("CHAIR: Is the bridge safe?\n\nBRUN: It is not.\n\nCHAIR: Thank you.")
    assert [(content, speaker, kind) for content, _, speaker, kind in found] == [
        (["Is the bridge safe?"], "CHAIR", "direct"),
        (["It is not."], "BRUN", "direct"),
        (["Thank you."], "CHAIR", "direct"),
    ]


def test_an_interview_between_an_outlet_and_a_name_in_small_letters():
    text = ("Interview: Ada Brun on the bridge\n\nThis is a transcript.\n\nLPB: Is it safe?\n\nAda Brun: It is not. It never was.\n\n"
            "LPB: Should it close?\n\nBrun: I think so. At once.\n\nLPB: Some say it must stay.\n\nBrun: They are wrong.")  # fmt: skip
    quotes = extract_quotes(load_pipeline()(text))
    assert [(text[q.start : q.end], text[slice(*q.speaker)], q.act) for q in quotes] == [
        ("Is it safe?", "LPB", "asks"), ("It is not. It never was.", "Ada Brun", "said"), ("Should it close?", "LPB", "asks"),
        ("I think so. At once.", "Brun", "said"), ("Some say it must stay.", "LPB", "asks"), ("They are wrong.", "Brun", "said"),
    ]  # fmt: skip


INTRO = "Harwick mayor Jane Roe sat down with the Herald to talk about the tram.\n\n"


def test_what_stands_after_a_labelled_question_is_its_answer_and_goes_on_to_the_next_one():
    text = (INTRO + "Q: Should it be built?\n\nI think it should.\n\nPeople want it.\n\nQ: And the cost?\n\nIt is high.\n\n"
            "Q: Will you stand?\n\nYes. I will.\n\nThis interview was edited.")  # fmt: skip
    assert [(content, speaker, kind) for content, _, speaker, kind in read(text)][1:] == [
        (["I think it should."], None, "direct"), (["People want it."], None, "direct"), (["It is high."], None, "direct"),
        (["Yes. I will."], None, "direct"),
    ]  # fmt: skip


def test_a_labelled_answer_goes_on_until_the_next_question():
    text = INTRO + "Q: Should it be built?\n\nA: It should.\n\nPeople want it.\n\nQ: And the cost?\n\nA: It is high.\n\nWork begins in May."
    found = [(content, speaker) for content, _, speaker, _ in read(text)][1:]
    assert found == [(["It should."], "A"), (["People want it."], "A"), (["It is high."], "A")]


def test_questions_that_are_paragraphs_of_an_interview_have_answers():
    text = INTRO + "Should it be built?\n\nI think it should.\n\nTell me about the cost.\n\nIt is high.\n\nWill you?\n\nI will.\n\nThe end."
    assert [content for content, _, speaker, _ in read(text) if speaker is None] == [["I think it should."], ["It is high."], ["I will."]]


@pytest.mark.parametrize(
    "text",
    [
        "By then I will be gone.\n\nWhy do I want it?\n\nI had one.\n\nWhat will it cost?\n\nI do not know.\n\nWill you vote?\n\nI will.",
        "We asked readers.\n\nDo you want a tram?\n\nI do not, says Dee Holt.\n\nWhy do you?\n\nI do, says Cy Lane.\n\nDo you?\n\nI do.",
        INTRO + "Will you see it soon?\n\nIt opens in May.\n\nWhere does it go?\n\nTo the port.\n\nIs it dear?\n\nIt is not.",
        INTRO + "Will you see it soon?\n\nI think so.\n\nWhere does it go?\n\nI think to the port.",
    ],
    ids=["the author asks herself", "letters", "a reader's guide", "too few"],
)
def test_questions_of_the_author_have_no_answers(text: str):
    assert not [content for content, _, speaker, _ in read(text) if speaker is None]


def test_captions_and_what_is_told_between_questions_are_no_answers():
    text = (INTRO + "Should it be built?\n\nI think it should.\n\nPhotograph: Bo Marsh\n\nAnd the cost?\n\nI say it is high.\n\n"
            "Will you stand?\n\nJane Roe pauses and looks out of the window.")  # fmt: skip
    assert [content for content, _, speaker, _ in read(text) if speaker is None] == [["I think it should."], ["I say it is high."]]


def test_what_stands_below_the_headings_of_a_review_is_said_by_nobody():
    text = "Verdict: Good.\n\nPrice: £5.\n\nVerdict: Bad.\n\nThe council met on Monday and closed it.\n\nPrice: £6."
    assert "The council met" not in str(read(text))


def test_where_one_label_alone_comes_again_nothing_goes_on_with_it():
    text = INTRO + "QWhy?\n\nA: They need help.\n\nQYou thank him.\n\nA: It is good.\n\nQAnd then?\n\nA: We wait."
    assert [content for content, _, speaker, _ in read(text) if speaker == "A"] == [["They need help."], ["It is good."], ["We wait."]]


def test_acts_are_told_apart():
    nlp = load_pipeline()
    texts = ("Ada Brun wrote that it fell.", "Ada Brun believes that it fell.", "Ada Brun refused to go.", "Ada Brun wants to go.")
    assert [extract_quotes(nlp(text))[0].act for text in texts] == ["wrote", "thinks", "denies", "wants"]


def test_headline_is_not_run_into_the_first_sentence():
    found = read("Brun warns against new bridge\n\nThe council said that it would wait.")
    assert (["that it would wait"], "said", "The council", "indirect") in found


def _contents(text):
    from analysis.nlp import load_pipeline
    from analysis.quotes import extract_quotes

    return [(text[q.start : q.end], q.speaker and text[slice(*q.speaker)]) for q in extract_quotes(load_pipeline()(text))]


def test_a_mark_left_open_ends_where_the_next_one_opens():
    text = "Tom Reed said: “We must go now. Bea Marsh said: “No way, we will stay here,” and left the room."
    found = _contents(text)
    assert ("“No way, we will stay here,”", "Bea Marsh") in found
    assert any(words.startswith("“We must go now.") and "No way" not in words and speaker == "Tom Reed" for words, speaker in found)


def test_plans_that_people_protest_at_are_not_their_own():
    found = read("Hundreds marched through Lenn on Saturday in protest at plans to close the lido.")
    assert [speaker for _, _, speaker, _ in found if speaker] == []


def test_for_a_name_is_how_somebody_sees_it_and_for_years_is_not():
    assert _contents("For Mary Jones, the old bridge is a disgrace to the whole town.")[0][1] == "Mary Jones"
    assert _contents("For years, the old bridge was the pride of the whole town.") == []


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("The mayor does not believe that the ban will work.", "does not believe", "that the ban will work"),
        ("Jo Reed isn't convinced that the ban is fair.", "isn't convinced", "that the ban is fair"),
        ("Jo Reed is convinced that the ban is fair.", "convinced", "that the ban is fair"),
        ("Ms Prior is not opposed to the ban.", "is not opposed", "the ban"),
        ("The union no longer supports the ban.", "no longer supports", "the ban"),
        ("Ms Holt has no plans to close the lido.", "has no plans", "to close the lido"),
    ],
)
def test_a_cue_keeps_its_negation(sentence, cue, content):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[slice(*quote.cue)] == cue and sentence[quote.start : quote.end] == content and quote.speaker


def test_a_passage_after_the_speaker_is_no_part_of_the_name():
    text = "“It floods,” said Dr Priya Venning, a surveyor at Ellersby for 17 years, “and the board will have that on its conscience.”"
    (quote,) = extract_quotes(load_pipeline()(text))
    assert text[slice(*quote.speaker)] == "Dr Priya Venning, a surveyor at Ellersby for 17 years"


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("Jane Roe, of Harwick Traders, who opposes the tram, agreed.", "the tram", "Jane Roe"),
        ("Jane Roe, leader of the Free Democrats, who oppose the tram, agreed.", "the tram", "the Free Democrats"),
        ("Jane Roe, of the Harvest Union, asked why the bridge was closed.", "why the bridge was closed", "Jane Roe, of the Harvest Union"),
        ("Jane Roe said she would back it, provided that it ran.", "she would back it, provided that it ran", "Jane Roe"),
        ("Jane Roe backed the tram provided that it ran.", "the tram provided that it ran", "Jane Roe"),
        ("Brun, doubling down on her remarks, tweeted on Friday that she wants the tram.", "that she wants the tram", "Brun"),
        ("Women who were young at the time who claimed the tram was a disaster spoke.", "the tram was a disaster", "Women"),
        ("Lyle, a member of the Diet, was filmed vowing to build it.", "to build it", "Lyle, a member of the Diet"),
        ("“The tram will be built, not buses,” its president, Ron Tasker, said.", "“The tram will be built, not buses,”",
         "its president, Ron Tasker"),
        ("Rusk, who was criticised by deputies over the plan, will visit.", "Rusk", "deputies"),
        ("Ada Brun will back the tram if the council pays.", "the tram if the council pays", "Ada Brun"),
        ("The tram is a risk to us all, Ada Brun warned councillors.", "The tram is a risk to us all", "Ada Brun"),
        ("Ada Brun has long opposed the tram.", "the tram", "Ada Brun"),
        ("Ada Brun, a vocal critic of the tram, walked out.", "the tram", "Ada Brun"),
        ("Ada Brun, a leading campaigner against the tram, walked out.", "the tram", "Ada Brun"),
        ("The works cost £2m. Residents want the tram scrapped.", "the tram scrapped", "Residents"),
    ],
)
def test_members_provisos_and_millions(sentence, content, speaker):
    assert ([content], speaker) in [(found, who) for found, _, who, _ in read(sentence)]


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("she liked the idea of a tram", ", but the council could not afford it"),
        ("the tram would be noisy", " but the city needed it"),
        ("the tram would be noisy", ", but she would vote for it"),
        ("she had backed the tram in 2019", " but no longer did"),
        ("she would vote for the tram", ", but only if the limes were saved"),
        ("it was “not anti-nuclear”", ", but that Harwick was the wrong site"),
    ],
)
def test_what_is_conceded_goes_on_to_what_is_meant(said, more):
    assert [content for content, *_ in read(f"Ada Brun said {said}{more}.")] == [[said + more]]


@pytest.mark.parametrize("told", ["there were only 40 people at the rally", "the plan needs the approval of the council",
                                  "critics called it a waste", "the council voted against it", "Jane Roe would vote against it"])
def test_what_others_did_is_no_part_of_what_is_said(told):
    assert read(f"Ada Brun said she supported the tram, but {told} on Monday.")[0][0] == ["she supported the tram"]


@pytest.mark.parametrize(
    "text",
    [
        "Police clear activists as Farrow stokes dam fears\n\nIt rained.",
        "Minister rules out levy, experts fear floods\n\nIt rained.",
        "The film “Valley of Water”, which tells the story of the dam, opens.",
    ],
)
def test_what_only_looks_like_a_cue(text):
    spoken = [speaker for _, _, speaker, _ in read(text)]
    assert not {"Farrow stokes dam", "experts", "The film"} & set(spoken)


def test_a_former_critic_takes_no_side():
    assert read("Ada Brun, a former critic of the tram, walked out.") == []


@pytest.mark.parametrize("age", ["", ", 44", ", the mayor"])
def test_a_question_put_to_somebody_is_not_his(age):
    found = read(f"Mr Doe{age}, asked why he had lied, laughed: “No comment, thank you.”")
    assert [content for content, *_ in found] == [["“No comment, thank you.”"]]


@pytest.mark.parametrize("sentence", ["Nobody thinks the ban is fair.", "Few residents believe that the ban will work.",
                                      "Not one of the dozen parents wanted the ban to go."])  # fmt: skip
def test_what_nobody_says_is_no_statement(sentence):
    assert not extract_quotes(load_pipeline()(sentence))


@pytest.mark.parametrize("text", ["Not everyone in the town wants the ban.", "Plan to close the bridge divides town\n\nIt rained."])
def test_nobodys_words_are_no_statement(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The keeper said he could live with the cats provided that he was allowed to shoot some.",
         "he could live with the cats provided that he was allowed to shoot some"),
        ("But I think the campaign to drive her out of office is a mistake.", "the campaign to drive her out of office is a mistake"),
    ],
)  # fmt: skip
def test_a_clause_keeps_its_condition_and_its_subject(sentence, content):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == content


def test_what_stands_before_a_semicolon_is_not_what_those_behind_it_think():
    found = read("It found that 57 per cent of people think she should go; 29 per cent think she should not.")
    assert not any("57" in words and speaker and "29" in speaker for pieces, _, speaker, _ in found for words in pieces)


def test_a_lead_in_capitals_has_its_own_subject():
    found = read("Traders fume as council pushes ahead with lane ban\n\nSHOPKEEPERS have accused the council of “theft”.")
    assert found[0][2] == "SHOPKEEPERS"


def _first(sentence):
    quote = extract_quotes(load_pipeline()(sentence))[0]
    return [sentence[a:b] for a, b in quote.spans], quote.speaker and sentence[slice(*quote.speaker)]


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("The mayor said on Monday in a letter to the council that the bridge must close.", "that the bridge must close", "The mayor"),
        ("Quill also said for the first time that some letters had been located.", "that some letters had been located", "Quill"),
        ("She assured voters at a rally in the north that no school would shut.", "that no school would shut", "She"),
        ("The council's lawyers made clear in court that the sale was void.", "that the sale was void", "The council's lawyers"),
        ("Quill made it clear that she would not resign.", "that she would not resign", "Quill"),
        ("Her message to voters was that the fight goes on.", "that the fight goes on", "Her"),
        ("It is the view of the council that the levy is lawful.", "that the levy is lawful", "the council"),
        ("The charity has called for the fee to be scrapped.", "for the fee to be scrapped", "The charity"),
        ("Not in my lifetime, said the mayor.", "Not in my lifetime", "the mayor"),
    ],
)
def test_content_that_stands_apart_from_its_cue(sentence, content, speaker):
    assert _first(sentence) == ([content], speaker)


@pytest.mark.parametrize(
    ("sentence", "pieces", "speaker"),
    [
        ("The difference now, he told me on Friday, is that he has a boat.", ["The difference now", "is that he has a boat"], "he"),
        ("The dam is, as one farmer put it, a coffin.", ["The dam is", "a coffin"], "one farmer"),
        ("In the mayor's view, the bridge is finished.", ["the bridge is finished"], "the mayor"),
        ("The dam, in the words of one farmer, is a coffin.", ["The dam", "is a coffin"], "one farmer"),
        ("A recent Echo survey found 90 percent support for the levy.", ["90 percent support for the levy"], "A recent Echo survey"),
        ("The levy has been branded a disgrace by farmers.", ["The levy", "a disgrace"], "farmers"),
        ("The levy was described as a disgrace by farmers.", ["The levy", "as a disgrace"], "farmers"),
        ("Quill sees the dam as a chance for the valley.", ["the dam as a chance for the valley"], "Quill"),
        ("The union let it be known that it would wait.", ["that it would wait"], "The union"),
        ("Mayor wants e-scooters off the streets.", ["e-scooters off the streets"], "Mayor"),
        ("Commuters have branded the plan a tax on work.", ["the plan a tax on work"], "Commuters"),
        ("It was, she told reporters, a question of arithmetic.", ["It was", "a question of arithmetic"], "she"),
        ("Asked whether she would resign, Quill said no.", ["whether she would resign", "said no"], "Quill"),
        ("Asked if he would go, Doe said he would not.", ["if he would go", "said he would not"], "Doe"),
        ("Asked about the dam, Doe said it was dead.", ["it was dead"], "Doe"),
        ("Tom Doe, asked if the dam was dead, said: “It is dead.”", ["“It is dead.”"], "Tom Doe"),
        ("Doe hit out at the council over the dam.", ["the council", "over the dam"], "Doe"),
        ("Doe ruled out a second vote.", ["a second vote"], "Doe"),
        ("A long-time critic of the dam, Doe welcomed the ruling.", ["the ruling"], "Doe"),
        ("Doe's answer: the levy stays.", ["the levy stays"], "Doe"),
        ("President Doe called Wednesday for a new and tougher ban.", ["a new and tougher ban"], "President Doe"),
        ("Figures published on Monday show that rents have doubled.", ["that rents have doubled"], "Figures published on Monday"),
    ],
)
def test_ways_in_which_news_attributes(sentence, pieces, speaker):
    assert _first(sentence) == (pieces, speaker)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The unions are against the levy.", "are against"),
        ("The party is in favour of the levy.", "is in favour of"),
        ("The bishop of Lenn, Dame Ilse Korr, is against the levy.", "is against"),
        ("Doe is a staunch supporter of the levy.", "is a staunch supporter of"),
        ("Doe has nothing against the levy.", "has nothing against"),
        ("The senator came out against the levy on Monday.", "came out against"),
        ("The senator has come out in support of the levy.", "has come out in support of"),
        ("Doe spoke in favour of the levy.", "spoke in favour of"),
        ("Doe remains unconvinced by the levy.", "unconvinced"),
    ],
)
def test_sides_that_no_verb_names(sentence, cue):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == "the levy" and sentence[slice(*quote.cue)] == cue


@pytest.mark.parametrize(
    "sentence",
    ["The sale was against the law.", "The odds were against a deal.", "The firm compared two polls.", "Photo: Jane Doe.",
     "The mill was built with the support of the council.", "Allies pledged £25 billion to the fund.", "The clubs promised 300."],
)
def test_what_takes_no_side_and_says_nothing(sentence):
    assert read(sentence) == []


def test_what_a_critic_criticises_is_not_said_by_the_place_named_before():
    text = "Ann King, a Liberal of New Harwick and a longtime critic of proposals to change the levy, said it was late."
    assert _contents(text)[0][1] is None and _contents(text)[1][1].startswith("Ann King")


def test_two_answers_in_one_sentence_stay_with_those_who_gave_them():
    assert not any("no" in words and speaker == "Quill" for words, speaker in _contents("Quill said yes; Doe said no."))


@pytest.mark.parametrize("gap", ["  ", "\u00a0", " \u00a0"])
def test_a_speaker_goes_on_after_any_kind_of_space(gap):
    pieces, speaker = _first(f"“We shall boil it down,” he continued.{gap}“I have met her twice. I was not impressed.”")
    assert speaker == "he" and pieces[1].endswith("impressed.”")


@pytest.mark.parametrize("lead", ["VELSBURG (Corland News) - ", "VELSBURG, Nov 3 (Corland News) -- ", "NEW VELSBURG — ",
                                  "VELSBURG, 3 June - ", "10.42 ", "9:05 am BST: "])  # fmt: skip
def test_a_dateline_is_no_part_of_the_speaker(lead):
    assert _first(f"{lead}The biggest union on Thursday rejected the levy.")[1] == "The biggest union"


def test_what_stands_before_a_colon_is_not_in_the_aside():
    pieces, speaker = _first("Jon Abel, an economist, is blunter: a law, he argues, would do harm.")
    assert pieces == ["a law", "would do harm"] and speaker == "he"


@pytest.mark.parametrize(
    ("sentence", "words", "speaker", "cue"),
    [
        ("The bishop poured cold water on the plan.", "the plan", "The bishop", "poured cold water on"),
        ("The bishop has not cast doubt on the plan.", "the plan", "The bishop", "has not cast doubt on"),
        ("The bishop gave the plan his blessing.", "the plan", "The bishop", "gave the plan his blessing"),
        ("The bishop lent his support to the plan.", "the plan", "The bishop", "lent his support to"),
        ("The plan drew praise from hoteliers.", "The plan", "hoteliers", "drew praise from"),
        ("The plan met with resistance from hoteliers.", "The plan", "hoteliers", "met with resistance from"),
        ("Local firms have reacted with fury to the plan.", "the plan", "Local firms", "reacted with fury to"),
    ],
)
def test_praise_and_blame_told_with_a_noun(sentence, words, speaker, cue):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == words
    assert sentence[slice(*quote.speaker)] == speaker and sentence[slice(*quote.cue)] == cue


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("Doe, for his part, called the idea bonkers.", "the idea bonkers", "Doe"),
        ("The bishop, writing in the parish magazine, said the levy was just.", "the levy was just", "The bishop"),
        ("Among those who oppose the levy is Ada Quill, a baker.", "the levy", "Ada Quill, a baker"),
        ("In Doe's telling, the levy was never meant to last.", "the levy was never meant to last", "Doe"),
        ("From the union's perspective, the levy is a disaster.", "the levy is a disaster", "the union"),
        ("The union's message to ministers is simple: stop the cuts.", "stop the cuts", "The union"),
        ("The bishop is adamant that the plan must go.", "that the plan must go", "The bishop"),
        ("Doe is no fan of the ban.", "the ban", "Doe"),
    ],
)
def test_who_speaks_where_the_grammar_hides_it(sentence, words, speaker):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == words and sentence[slice(*quote.speaker)] == speaker


def test_what_somebody_stopped_short_of_is_not_said():
    assert read("The bishop stopped short of endorsing the plan.") == []


@pytest.mark.parametrize(
    ("sentence", "words", "cue"),
    [
        ("Quill laughed off claims that the dam was unsafe.", "claims that the dam was unsafe", "laughed off"),
        ("Quill tried to allay fears that the dam would burst.", "fears that the dam would burst", "allay"),
        ("Quill broke her pledge to build the dam.", "her pledge to build the dam", "broke"),
        ("Quill resisted calls for a dam.", "calls for a dam", "resisted"),
        ("Quill repeated the claim that the dam was safe.", "the claim that the dam was safe", "repeated"),
    ],
)
def test_a_claim_is_read_with_what_is_done_to_it(sentence, words, cue):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == words and sentence[slice(*quote.cue)] == cue


@pytest.mark.parametrize("verb", ["received assurances", "heeded calls", "poured scorn on claims", "ended fears"])
def test_what_others_claim_is_not_put_down_to_the_subject(verb):
    assert all(speaker != "Quill" for _, speaker in _contents(f"Quill {verb} that the dam was safe."))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ms Quill said the dam would cost jobs – a claim the minister rejected.", "the dam would cost jobs"),
        ("Ms Quill said the dam would cost jobs, something the minister disputes.", "the dam would cost jobs"),
        ("PM vows to press ahead with dam as Greens cry foul", "to press ahead with dam"),
        ("Ms Quill said the claim, a bold one, was right.", "the claim, a bold one, was right"),
    ],
)
def test_what_is_told_of_others_is_cut_off(sentence, words):
    (quote,) = extract_quotes(load_pipeline()(sentence))
    assert sentence[quote.start : quote.end] == words


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Mayor Ada Brun accused of lying about bridge", "Mayor Ada Brun of lying about bridge", None),
        ("Council urged to drop toll", "Council to drop toll", None),
        ("Ada Brun called on to resign", "Ada Brun to resign", None),
        ("Ada Brun ordered to pay back grant", "Ada Brun to pay back grant", None),
        ("Ada Brun praised for saving library", "Ada Brun for saving library", None),
        ("Ada Brun urged to step down as mayor by council Liberals", "Ada Brun to step down as mayor", "council Liberals"),
        ("Ada Brun was urged to step down as mayor by council Liberals.", "Ada Brun to step down as mayor", "council Liberals"),
        ("Ada Brun asked to be heard.", "to be heard", "Ada Brun"),
        ("Ada Brun urged them to resign.", "them to resign", "Ada Brun"),
    ],
)
def test_a_headline_leaves_the_passive_without_its_verb_and_the_accused_does_not_speak(text, content, speaker):
    found = {" ".join(spans): who for spans, _, who, _ in read(text)}
    assert content in found and found[content] == speaker


def test_nothing_is_said_by_who_is_condemned():
    assert "Ada Brun" not in [who for _, _, who, _ in read("Ada Brun condemned over plan to close library")]


def test_a_participle_after_a_comma_is_said_by_the_subject_of_the_main_clause():
    text = "Critics rejected the offer before Ada Brun even announced it on Saturday, maintaining that it did not go far enough."
    assert ["Critics"] == [who for (said, *_), _, who, _ in read(text) if "far enough" in said]


def test_what_stands_before_an_after_is_not_said_by_who_spoke_before():
    words = "Brun reiterated it , after Pike said for once".split()
    deps = "nsubj ccomp dobj punct mark nsubj ROOT prep pcomp".split()  # as spaCy reads some such sentences
    tags = "NNP VBD PRP , IN NNP VBD IN RB".split()
    doc = Doc(load_pipeline().vocab, words, heads=[1, 6, 1, 6, 6, 6, 6, 6, 7], deps=deps, tags=tags, lemmas=words)
    assert "clause" not in [content.frame for content in find_contents(Parse(doc), words.index("said"))]


def test_a_cue_that_leaves_nothing_of_the_clause_around_it_says_nothing():
    words = "article that Brun said was written".split()
    deps = "ROOT nsubj nsubj relcl auxpass ccomp".split()  # as spaCy reads "no record of an article that Brun said was written"
    doc = Doc(load_pipeline().vocab, words, heads=[0, 5, 3, 0, 5, 3], deps=deps, tags="NN IN NNP VBD VBD VBN".split(), lemmas=words)
    assert "parenthetical" not in [content.frame for content in find_contents(Parse(doc), 5)]


@pytest.mark.parametrize(
    ("sentence", "pieces", "speaker"),
    [
        ("Cole Dorn, whom Ada Brun called a liar, won.", ["Cole Dorn", "a liar"], "Ada Brun"),
        ("The ban, which Ada Brun described as cruel, was dropped.", ["The ban", "as cruel"], "Ada Brun"),
        ("The council adopted a plan that critics denounced.", ["a plan"], "critics"),
        ("Mayor Ada Brun resigned following allegations of fraud.", ["fraud"], None),
        ("The club sacked Ada Brun after allegations that she bullied staff.", ["that she bullied staff"], None),
        ("Ada Brun, accused of taking bribes, resigned on Monday.", ["taking bribes"], None),
        ("Ada Brun, once seen as an opponent of the toll, won the vote.", ["an opponent of the toll"], None),
        ("Ada Brun was arrested and charged with fraud.", ["fraud"], None),
        ("Ada Brun forced Cole Dorn to admit that the ban was wrong.", ["that the ban was wrong"], "Cole Dorn"),
        ("Ada Brun used her speech to attack the ban.", ["the ban"], "Ada Brun"),
        ("The mayor opposed the bridge – councillors said it was a waste.", ["it was a waste"], "councillors"),
        ("Police have no evidence to suggest that Ada Brun took it.", ["that Ada Brun took it"], "Police"),
        ("“The bridge will fall,” Ada Brun said, according to Lenn Wire.", ["“The bridge will fall,”"], "Ada Brun"),
        ("“The bridge will fall,” Ada Brun, the mayor, said on Monday, Lenn Wire reported.", ["“The bridge will fall,”"],
         "Ada Brun, the mayor"),
        ("Brun said the bridge would fall, according to the Lenn Times.", ["the bridge would fall"], "Brun"),
        ("The bridge, said Ada Brun, would be closed by May.", ["The bridge", "would be closed by May"], "Ada Brun"),
        ("The new rules, said a spokesman for the union, will cost jobs.", ["The new rules", "will cost jobs"],
         "a spokesman for the union"),
        ("The judge found no proof that the men lied but called it “odd”.", ["it “odd”"], "The judge"),
        ("Brun warned that the bridge, according to police, was unsafe.", ["that the bridge, according to police, was unsafe"], "Brun"),
        ("Brun said it was a waste, while his deputy, Cole Dorn, described it as a chance.", ["it was a waste"], "Brun"),
        ("According to Brun, patience, not force, is needed.", ["patience, not force, is needed"], "Brun"),
        ("According to Ada Brun, the mayor of Marl, the bridge is old.", ["the bridge is old"], "Ada Brun, the mayor of Marl"),
        ("According to Ada Brun, an economist, bans lower rents.", ["bans lower rents"], "Ada Brun, an economist"),
        ("According to Brun, the mayor, not the council, is to blame.", ["the mayor, not the council, is to blame"], "Brun"),
        ("According to Brun, the towns, all of them, are dry.", ["the towns, all of them, are dry"], "Brun"),
        ("Union Attacks Ada Brun: “The toll must go”", ["“The toll must go”"], "Union"),
        ("Dorn defends Brun after tram remarks: “I got your back”", ["“I got your back”"], "Dorn"),
        ("Senator Dorn: Governor Brun ‘must resign’", ["Governor Brun ‘must resign’"], "Senator Dorn"),
    ],
)  # fmt: skip
def test_who_speaks_where_the_order_of_words_misleads(sentence, pieces, speaker):
    assert (pieces, speaker) in [(spans, who) for spans, _, who, _ in read(sentence)]


def test_marks_in_the_speakers_phrase_do_not_hide_the_speaker():
    text = "The mayor, Mr Dorn, slammed campaigners as “zealots” and warned that trade would die."
    (who,) = [who for words, _, who, _ in read(text) if words == ["that trade would die"]]
    assert who.startswith("The mayor, Mr Dorn")


@pytest.mark.parametrize("text", ["The book “The Silent Shore” was written by Ada Brun.", "The council heard “Shore” by Ada Brun."])
def test_a_work_and_its_author_are_no_statement(text):
    assert read(text) == []


def test_those_told_do_not_speak():
    ((words, cue, who, _),) = read("It rained.\n\n“We acted within minutes of the alarm,” Ederly told reporters.")
    assert (words, cue, who) == (["“We acted within minutes of the alarm,”"], "told", None)


def test_a_negation_stands_in_the_cue_of_its_evidence():
    assert "have no evidence to suggest" in [cue for _, cue, _, _ in read("Police have no evidence to suggest that Ada Brun took it.")]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Ada Brun called for the toll to be scrapped, a move that angered dockers.", "for the toll to be scrapped"),
        ("Ada Brun said the toll would go, a decision unions say will cost jobs.", "the toll would go"),
        ("Ada Brun said the toll would go, a promise kept.", "the toll would go, a promise kept"),
        ("Ada Brun said the toll was theft, a policy which punishes the poor.", "the toll was theft, a policy which punishes the poor"),
    ],
)
def test_what_the_article_says_of_it_is_no_part_of_what_is_said(sentence, content):
    assert [sentence[a:b] for a, b in extract_quotes(load_pipeline()(sentence))[0].spans] == [content]


def test_who_calls_it_so_is_not_who_proposed_it():
    sentence = "Ada Brun proposed a toll, which opponents call a tax on envy."
    assert [sentence[slice(*quote.speaker)] for quote in extract_quotes(load_pipeline()(sentence))] == ["opponents"]


def test_who_answers_the_articles_own_question_is_not_whom_it_speaks_of():
    text = "Mayor Ada Brun calls the toll fair. Is it?\n\n“It is theft. I oppose the toll.”"
    assert [quote.speaker and text[slice(*quote.speaker)] for quote in extract_quotes(load_pipeline()(text))] == ["Mayor Ada Brun", None]


def test_an_interview_may_have_its_answers_in_marks():
    turns = "\n\n".join(f"Are you sure of point {n}?\n\n“I say that point {n} is right.”" for n in range(4))
    text = f"The Lamp sat down with Ada Brun.\n\n{turns}"
    assert [quote.rule for quote in extract_quotes(load_pipeline()(text))] == ["interview"] * 4


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Save Our Coast opposes the levy.", "Save Our Coast"),
        ("Save Our Coast, a campaign with members across the Harwick area, today condemned the levy.", "Save Our Coast"),
        ("Save the coast, she said.", "she"),
    ],
)
def test_a_name_that_reads_like_a_command_speaks(sentence, speaker):
    assert [sentence[slice(*quote.speaker)] for quote in extract_quotes(load_pipeline()(sentence))][:1] == [speaker]


def test_who_goes_on_in_another_clause_has_said_what_stands_before():
    for sentence in ("“It is a shame,” but she said no more.", "“We should go,” and Ada Brun said so too."):
        (quote, *_) = extract_quotes(load_pipeline()(sentence))
        assert sentence[slice(*quote.cue)] == "said"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mora this week also said he would consider naming Lee to the court.", "Mora"),
        ("The minister on Monday night said the bridge would close.", "The minister"),
        ("Officials Thursday said the dam was safe.", "Officials"),
        ("The class of 1990 said the school had been a prison.", "The class of 1990"),
        ("Rudd, speaking on Tuesday, said the plan was bad.", "Rudd, speaking on Tuesday"),
        ("Ann Boon, who took office in 2019, said the plan was bad.", "Ann Boon, who took office in 2019"),
    ],
)
def test_a_time_is_no_part_of_the_speaker(text, speaker):
    doc = load_pipeline()(text)
    (quote,) = extract_quotes(doc)
    assert doc.text[slice(*quote.speaker)] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "It goes without saying that raising taxes is anathema to the party.",
        "Let’s focus on understanding how companies keep money abroad.",
    ],
)
def test_what_goes_without_saying_is_the_writers(text):
    assert extract_quotes(load_pipeline()(text)) == []
