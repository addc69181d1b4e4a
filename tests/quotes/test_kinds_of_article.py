"""Kinds of article that the corpora hardly have: wires, parliament, courts, live blogs, tabloids, columns, letters, transcripts."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes
from tests.quotes.test_mends import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what stands on both sides of an aside is one clause
        ("It was wrong, Mr Emil Sand said, to send peacekeepers to the valley.",
         [("Mr Emil Sand", "It was wrong … to send peacekeepers to the valley")]),
        ("It would be madness, Rolf Timm says, to keep them out of the valley.",
         [("Rolf Timm", "It would be madness … to keep them out of the valley")]),
        ("It would be wrong, said Tilda Voss, a deputy, to send them.", [("Tilda Voss, a deputy", "It would be wrong … to send them")]),
        ("It is a mistake, the bishop of Garn told the house, to send them.", [("the bishop of Garn", "It is a mistake … to send them")]),
        ("He had no reason, he told detectives, to doubt it.", [("he", "He had no reason … to doubt it")]),
        ("It was a pity, Doe said, that the bridge had gone.", [("Doe", "It was a pity … that the bridge had gone")]),
        ("She had, Ms Eck replied, nothing to hide.", [("Ms Eck", "She had … nothing to hide")]),
        ("The bridge closed, Doe said, on Monday.", [("Doe", "The bridge closed")]),
        # a question with who asks it inside
        ("Would the Minister say, he asked, under whose command the troops would serve?",
         [("he", "Would the Minister say … under whose command the troops would serve")]),
        ("Could the Minister say, Ms Ada Crow asked, who would pay?", [("Ms Ada Crow", "Could the Minister say … who would pay")]),
        ("Will the Minister tell us, Mr Jon Reed asked, whether the bridge is safe?",
         [("Mr Jon Reed", "Will the Minister tell us … whether the bridge is safe")]),
        ("Could the Government say, Baroness Trow wondered, who would pay?",
         [("Baroness Trow", "Could the Government say … who would pay")]),
        # any verb behind a quotation
        ("“They will see us in court,” thundered Jane Mwikali.", [("Jane Mwikali", "“They will see us in court,”")]),
        ("“We shall wait,” posed Peter Kamau.", [("Peter Kamau", "“We shall wait,”")]),
        ("“Let her bring the budget to the floor,” the ward rep dared.", [("the ward rep", "“Let her bring the budget to the floor,”")]),
        ("“Nobody slept,” moaned a neighbour.", [("a neighbour", "“Nobody slept,”")]),
        ("“Scrap it,” e-mailed Peter Marsh.", [("Peter Marsh", "“Scrap it,”")]),
        ("“Tax dodgers,” which it sells, are dear.", []),
        ("The film “Blue River,” directed by Ann Doe, opened.", []),
        # who says it behind what opens the sentence
        ("Intervening, Sir Denzil Crake (Marsh East, Con) asked whether the money was there.",
         [("Sir Denzil Crake (Marsh East, Con)", "whether the money was there")]),
        ("Interrupting, Councillor Ben Tarn said the money was gone.", [("Councillor Ben Tarn", "the money was gone")]),
        ("Outside court, Mr Wirral's mother, Janina, said: “He was a good boy.”", [("Mr Wirral's mother, Janina", "“He was a good boy.”")]),
        ("Schilling, who was late, said the money was gone.", [("Schilling, who was late", "the money was gone")]),
        ("Asked about the plan, a senator, speaking off the record, said, “It is dead.”", [("a senator", "“It is dead.”")]),
        ("Told of the plan, a Ravian diplomat, speaking on background, said, “It is dead.”", [("a Ravian diplomat", "“It is dead.”")]),
        ("Outside the court Ned Hirst, of the Flash, asked Dobbs whether he would sell.", [("Ned Hirst", "whether he would sell")]),
        ("LOMA, May 3 - The Foreign Ministry said that Tolva would not be bullied.",
         [("The Foreign Ministry", "that Tolva would not be bullied")]),
        # who holds an office, and who is caught
        ("Karl Amrit, chairman of the Country League, who urged the premier to resign, was late.",
         [("Karl Amrit", "the premier to resign")]),
        ("It was a boost for farmers who say the tram is late.", [("farmers", "the tram is late")]),
        ("He was caught on a hot mic calling northern contestants “sausage roll people”.",
         [("He", "northern contestants … “sausage roll people”")]),
        ("He was overheard in a lift calling the tunnel “a sewer”.", [("He", "the tunnel … “a sewer”")]),
        ("Footage showed Bella Corrigan saying that the tunnel was dead.", [("Bella Corrigan", "that the tunnel was dead")]),
        ("A leaked video showed him describing voters as “plankton”.", [("him", "voters as “plankton”")]),
        ("Polls show him beating the mayor by ten points.", [("Polls", "him beating the mayor by ten points")]),
        # a cleft
        ("It was Lionel Baptiste, not Bella Corrigan, who said that the tram should go.",
         [("Lionel Baptiste, not Bella Corrigan", "that the tram should go")]),
        ("It was Gwen Tully and not Ana Quill who said that the tram should go.",
         [("Gwen Tully and not Ana Quill", "that the tram should go")]),
        ("It was the mayor of Harwick who said the tram was dead.", [("the mayor of Harwick", "the tram was dead")]),
        # others in a clause, a crowd, more of the same
        ("Members voted in favour of the closure, which officers said would save £187,000 a year.",
         [("Members", "the closure"), ("officers", "which … would save £187,000 a year")]),
        ("Ministers defended the tunnel, which experts say is a waste.", [("Ministers", "the tunnel"), ("experts", "which … is a waste")]),
        ("They would stay “not a day longer than is needed”, she said, to cries of “How long?” from the benches.",
         [("she", "They would stay “not a day longer than is needed”")]),
        ("He said it was “devastated” and was cooperating fully.", [("He", "it was “devastated” and was cooperating fully")]),
        ("The firm said it was “sorry” and would hold an inquiry.", [("The firm", "it was “sorry” and would hold an inquiry")]),
        ("She said Aldine would idle six ships and cut 240 jobs.", [("She", "Aldine would idle six ships and cut 240 jobs")]),
        # no statement
        ("The charity has supported more than 200 people held on the vessel.", []),
        ("He supported his wife through cancer.", []),
        ("He had to call for an ambulance.", []),
        ("That is not to say that the tram is late.", []),
        ("Which is to say that the tram is dead.", []),
        ("The council is expected to decide in September.", []),
        ("He is expected to say: “We have turned the corner.”", [("He", "“We have turned the corner.”")]),
        # the subject of what is said
        ("Hal Ives reckoned the BBT should sack him.", [("Hal Ives", "the BBT should sack him")]),
        ("Ms Ward felt a toll on lorries was unfair.", [("Ms Ward", "a toll on lorries was unfair")]),
        ("Te Whata believed a rāhui during the nesting season would achieve more.",
         [("Te Whata", "a rāhui during the nesting season would achieve more")]),
        ("He told listeners tunnel bosses were “crooks”.", [("He", "tunnel bosses were “crooks”")]),
        ("She told the crowd direct action was “the only way”.", [("She", "direct action was “the only way”")]),
        ("He told her public ownership was “the only honest answer left”.", [("He", "public ownership was “the only honest answer left”")]),
        # headlines
        ("Navy recalls fleet, says storm threatens harbour", [("Navy", "storm threatens harbour")]),
        ("Brennian central bank holds rates, says Sulen mission clouds outlook",
         [("Brennian central bank", "Sulen mission clouds outlook")]),
        ("City unveils plan to close old town to cars", [("City", "to close old town to cars")]),
        ("Minister unveils plan to ban phones", [("Minister", "to ban phones")]),
        # sides
        ("About 2,000 people demonstrated against the deployment on Saturday.", [("About 2,000 people", "the deployment")]),
        ("The union has collected 9,000 signatures against the sale.", [("The union", "the sale")]),
        # letters, posts, one of several
        ("Quoting from a letter by a nurse at Parvel, Miss Amara Quill said: “We do not need your prayers.”",
         [("a nurse at Parvel", "“We do not need your prayers.”")]),
        ("Mr Udo Carp read out a letter from a farmer: “We need the dam.”", [("a farmer", "“We need the dam.”")]),
        ("Doe read the letter and said: “We need the dam.”", [("Doe", "“We need the dam.”")]),
        ("Text of a letter from the mayor:\n\nI oppose the tunnel. I call on ministers to scrap it.",
         [("the mayor", "I oppose the tunnel. I call on ministers to scrap it.")]),
        ("Full statement from the RSW union:\n\nWe oppose the tunnel and its cost.",
         [("the RSW union", "We oppose the tunnel and its cost.")]),
        ("Tram live\n\nIt is late.\n\nA man replied.\n\nElla Ward\n@ellaward\nI support scrapping it. I have always said it was a waste.",
         [("Ella Ward", "I support scrapping it. I have always said it was a waste.")]),
        ("A Labour MP said: “Scrap the tunnel.” Another: “Keep the tunnel open.”",
         [("A Labour MP", "“Scrap the tunnel.”"), ("Another", "“Keep the tunnel open.”")]),
        ("“I want it scrapped,” Peter Marsh said.\n\nAcross the road Jane Fold is watering flowers.\n\n“The tram should be built.”",
         [("Peter Marsh", "“I want it scrapped,”"), ("Jane Fold", "“The tram should be built.”")]),
        ("Kate Ashdown said: “The tunnel must stay.”\n\nHere is Frances Culpin, the committee chair.\n\n“The tunnel has to go. Scrap it.”",
         [("Kate Ashdown", "“The tunnel must stay.”"), ("Frances Culpin", "“The tunnel has to go. Scrap it.”")]),
        # whose words they are
        ("Ms. Bell attacked the plan, saying on Monday after Mr. Dorn’s announcement that the city made “a bad choice.”",
         [("Ms. Bell", "the plan"), ("Ms. Bell", "that the city made “a bad choice.”")]),
        ("Peter Vance, the auditor who looked into the accusations of bribery, testified.", [(None, "bribery")]),
        ("Senator Chris Coons slammed McConnell for refusing “to meaningfully negotiate with Democrats.”",
         [("Senator Chris Coons", "McConnell for refusing “to meaningfully negotiate with Democrats.”")]),
        ("The president made clear he would sign the bill, even as Senator Dorn vows to sue.",
         [("The president", "he would sign the bill"), ("Senator Dorn", "to sue")]),
        ("They argued that she had lied, a contention Ms. Lerner’s lawyer disputed.", [("They", "that she had lied")]),
        ("“I look forward to being vindicated,” he added, then flashed twin signs.", [("he", "“I look forward to being vindicated,”")]),
        # what only looks like one of these
        ("Asked if he had read the letter from the mayor, Birk said: “I burned it.”", [("Birk", "“I burned it.”")]),
        ("Dray read a statement from his lawyer and then added: “I am innocent.”", [("Dray", "“I am innocent.”")]),
        ("“The team was superb,” said coach Joss Dray.\n\nMarl Teague scored twice.\n\n“He was our best player tonight.”",
         [("coach Joss Dray", "“The team was superb,”"), ("coach Joss Dray", "“He was our best player tonight.”")]),
        ("Tam Birk stood in the dock.\n\n“How do you plead?”\n\nHe was silent.", [(None, "“How do you plead?”")]),
        ("By Tam Birk\n@tambirk\nThe mayor has quit after a row over pay.\nShe said she was sad.", [("She", "she was sad")]),
        ("“Cheat,” filled the air.", []),
        ("“Dead Calm,” delighted audiences in Oslo.", []),
        ("Fleming, 44, told police he was innocent.", [("Fleming, 44", "he was innocent")]),
        ("King, Marsh and Dole said the merger was off.", [("King, Marsh and Dole", "the merger was off")]),
        ("Over 300 workers, half of them nurses, said they would strike.",
         [("Over 300 workers, half of them nurses", "they would strike")]),
        ("It was a victory for Joss Dray and his lawyer, who said justice had been done.", [("his lawyer", "justice had been done")]),
        ("Monday (Week 1): We won.\nTuesday (Week 2): We lost.\nMonday (Week 3): We drew.\nTuesday (Week 4): Rest.", []),
        ("CHAPTER 1: We meet Quill.\nCHAPTER 2: She quits.\nCHAPTER 3: She dies.\nCHAPTER 1: Again.", []),
        ("Quill backed 40 measures put forward by the Greens.", [("Quill", "40 measures put forward by the Greens")]),
        ("Doe supported his son in his bid for office.", [("Doe", "his son")]),
        ("In the letter, Quill said, to cries of “Shame” from the benches, that she would go.", [("Quill", "that she would go")]),
        ("The judge said he would rule in May and hit out at the press.",
         [("The judge", "he would rule in May"), ("The judge", "the press")]),
    ],
)
def test_who_says_what(text, wanted):
    assert sorted(read(text), key=str) == sorted(wanted, key=str)


TURNS = "JANE FOLD, HOST: It will be built.\n\nANA QUILL {}: I think it is dear.\n\nJANE FOLD, HOST: Some say so.\n\nANA QUILL {}: Never."


@pytest.mark.parametrize("place", ["[clip]", "(00:14)", "[on tape]", "(via phone)"])
def test_a_label_may_have_a_place_or_a_time_behind_it(place):
    assert read(TURNS.format(place, place)) == [
        ("JANE FOLD", "It will be built."), ("ANA QUILL", "I think it is dear."), ("JANE FOLD", "Some say so."), ("ANA QUILL", "Never."),
    ]  # fmt: skip


QUESTIONS = ("Did you always want the dam gone?", "What did you do?", "Do you miss it?", "Would you do it again?")


@pytest.mark.parametrize("n", [4, 3])
def test_an_interview_need_not_say_that_it_is_one_if_it_has_four_questions(n):
    text = "The dam\n\nWe met in her shop.\n\n" + "\n\n".join(f"{q}\n\nI had known it for a year." for q in QUESTIONS[:n])
    assert [words for _, words in read(text)].count("I had known it for a year.") == (n if n == 4 else 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "There is not a trader in Fenn Street who thinks the tram should be built.",
        "I have yet to meet a driver who thinks the tram is good.",
        "You will not find a doctor who says the tram is good.", "Show me a shopkeeper who thinks the tram is good.",
        "Who but a banker would say the tram is good?", "It would take a fool to say the tram is good.",
        "Hardly anyone at the meeting argued that the tram was good.", "It wasn't Carl Benn who said that the tram was good.",
        "Ted Lyle will tell you that the tram should be built.", "Suppose Ruth Moss says that the tram should be built.",
        "The mayor would have you believe that the tram is free.", "Dray is expected to claim that he was framed.",
    ],
)  # fmt: skip
def test_what_nobody_says_or_a_writer_makes_up_is_unsaid(sentence):
    assert [quote.act for quote in extract_quotes(load_pipeline()(sentence))] == ["unsaid"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There is a trader in Fenn Street who thinks the tram should be built.", "I met a baker who thought the tram was good.",
        "She did not know the man who said the tram was good.", "Doe will tell parliament that the tram is dead.",
        "There are many who say the tram is good.", "It was not only the mayor who said the plan was wrong.",
        "Anyone who but a year ago said he would win was mocked.", "Quill will tell you that she is proud of her son: “He is the best.”",
    ],
)  # fmt: skip
def test_what_somebody_says_is_said(sentence):
    assert "unsaid" not in [quote.act for quote in extract_quotes(load_pipeline()(sentence))]
