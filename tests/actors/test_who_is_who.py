"""Who is one and who is two: offices of other countries and bodies, critics and allies, ranks, namesakes."""

import pytest

from analysis.actors.corpus import resolve_corpus
from tests.actors.conftest import read_quotes


def name_speakers(*texts):
    """Return the actor_id of each statement, article by article, and the rows of the actors."""
    links, rows = resolve_corpus([read_quotes(text, f"a{i}")[1] for i, text in enumerate(texts)])
    return [link.actor_id for link in links], {row["actor_id"]: row for row in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Critics of Ms Hart said she was finished.", ["a0/critics"]),
        ("The Green Accord backed the tram. Later the Green Accord said it was late.", ["green-accord", "green-accord"]),
        ("Allies of Prime Minister Karl Bexley said he was safe.", ["a0/allies"]),
        ("Prime Minister Karl Bexley said it was late. Opponents of Mr Bexley said it was not.", ["karl-bexley", "a0/opponents"]),
        ("German foreign minister Lena Vogt said it was late. The French foreign minister said it was not.",
         ["lena-vogt", "a0/french-foreign-minister"]),
        ("President Ruud Aalto said no. The Lithuanian president said it was late.", ["ruud-aalto"]),
        ("Ann Roe, chief executive of Deller Bank, said it fell. The chief executive of Harbour Capital said it rose.",
         ["ann-roe", "a0/chief-executive"]),
        ("Wexmere Council leader Tom Barr said it was late. The Harwick council leader said it was not.",
         ["tom-barr", "a0/harwick-council-leader"]),
        ("An Iranian foreign ministry spokesman said it was not.", ["iran"]),
        ("Iran's foreign ministry said it was late. China's foreign ministry said it was not.",
         ["a0/iran-s-foreign-ministry", "a0/china-s-foreign-ministry"]),
        ("The Home Minister said it was late. The Chief Minister said it was not.", ["a0/home-minister", "a0/chief-minister"]),
        ("DCI Adam Reed said it was late. DCI Reed said he ran.", ["adam-reed", "adam-reed"]),
        ("Minister for Health Nora Quill said beds were full.", ["nora-quill"]),
        ("Minister for Education Una Lynch said the law was bad.", ["una-lynch"]),
        ("Ann Brun, the Minister for Energy, said it was fair.", ["ann-brun"]),
        ("Cian Roe, the Minister for Health, spoke first. The Minister for Transport said it was unfair.", ["a0/minister"]),
        ("White House Chief of Staff Denis McDill said it was fair.", ["denis-mcdill"]),
        ("Under Secretary for Political Affairs Wendy Sharmer said it was fair.", ["wendy-sharmer"]),
        ("Secretary of the Treasury Alan Reeve said it was sound. Mr. Reeve said it was late.", ["alan-reeve", "alan-reeve"]),
        ("Minister of the Environment Carla Bose said the river was clean.", ["carla-bose"]),
        ("Secretary of the Interior Paul Reeve said it was sound.", ["paul-reeve"]),
        ("The union's vice-president, Michael Lavell, who voted no, said that it was a mistake.", ["michael-lavell"]),
        ("Asked of each, Mr. Brandt played along. Mayor Carl Hunt? “Strong,” he said.", ["a0/brandt"]),
        ("Asked about them, Mr. Arden smiled. Paul Kerr? “A rock,” he said.", ["a0/arden"]),
        ("Asked for a word on each, Mr. Tenby laughed. Senator Mark Moss? “A patriot,” he said.", ["a0/tenby"]),
        ("Karen Hale said it was late. The story rests on claims made by Lucy Corman, now 53. She told the paper that it was bad.",
         ["karen-hale", "lucy-corman"]),
        ("Karen Hale said it was late. The book is about Lucy Corman, now 53. She said that it was bad.", ["karen-hale", "lucy-corman"]),
        ("Tom Hale said it was late. The report was on Paul Corman, a farmer. He said that it was bad.", ["tom-hale", "paul-corman"]),
        ("Did Paul Kerr know? “Never,” he said.", ["paul-kerr"]),
        ("Sir, – Ann Brun said it was late.", ["ann-brun"]),
        ("Lord Hale said the bill was bad. Lady Hale said she agreed.", ["lord-hale", "lady-hale"]),
        ("The charity Shelterline said rents were high. Shelterline said more would come.", ["shelterline", "shelterline"]),
        ("Mayor Karl Tenby said no. Many of his critics said he had lied.", ["a0/his-critics"]),
        ("Many of Karl Tenby's allies said it was late.", ["a0/karl-tenby-s-allies"]),
        ("Karl Tenby said he was robbed by a stranger. The man said he was hungry.", ["karl-tenby", "a0/man"]),
        ("Karl Tenby spoke on Monday. The Harwick Traders condemned the toll.", ["a0/harwick-traders"]),
        ("An aide to Karl Tenby said it was late.", ["a0/aide"]),
        ("A spokeswoman for Karl Tenby said it was late.", ["karl-tenby"]),
        ("Clean Rivers Now made the film. The Senate voted. The group accused Karl Tenby of theft.", ["clean-rivers-now"]),
        ("House Leader Ned Quarles, D-Ohio, and Rep. Ann Rusk, R-Utah, said it was late.", ["ann-rusk-and-ned-quarles"]),
        ("Dale Quill said it was late. “I was furious,” she said.", ["dale-quill", "dale-quill"]),
        ("Opposition leader Mara Tolin said it was late. The opposition rejected the offer.", ["mara-tolin", "a0/opposition"]),
        ("A draft bans trade with Norway. It said 165 goods would be hit.", [None]),
        ("Mr Hensley of the Harwick Traders’ Association said it was late.", ["a0/hensley"]),
        ("The son of the poet Jan Mirov said it was late.", ["a0/son"]),
        ("Karl Tenby Jr. was fined. His wife, Ann Tenby, was not there. Karl Tenby Jr. wept. Tenby said it was late.", ["karl-tenby-jr"]),
        ("Mayor Karl Tenby backs it. But Paul Tenby, his cousin, said it was late. “No, never,” Mr. Tenby said.",
         ["karl-tenby", "paul-tenby", "paul-tenby"]),
        ("Gov. Karl Tenby of Ohio quit. It was built under Gov. John Royle. The governor said it was late.", ["karl-tenby"]),
        ("A White House aide said it was late.", ["a0/white-house-aide"]),
        ("The Dover Farmers Union met. The National Farmers Union is in London. The Dover group said it was late.",
         ["dover-farmers-union"]),
        ("A report by the Dover Institute came out. Farmers sued. The lawsuit says it was late.", ["a0/lawsuit"]),
        ("Karl Tenby praised the firm after its chairman drew fire for his opposition to the dam.", ["karl-tenby", "a0/its-chairman"]),
        ("Senator Karl Tenby met a farmer. The farmer was angry, and he told the senator that it was late.", ["a0/farmer"]),
        ("“It is wrong,” said Karl Tenby, the head of the union, who has attacked Royle's “silly plan.”", ["karl-tenby", "karl-tenby"]),
        ("Ann Boon told them: “It is late.”\n\nBut Peter Lund, 58, was not marching. “I say charge them. They bring people,” he said.",
         ["ann-boon", "peter-lund"]),
    ],
)  # fmt: skip
def test_who_speaks(text, expected):
    assert name_speakers(text)[0] == expected


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (("Zoe Ward, who owns the bakery, said it was late.", "Detective Sergeant Ward said it was not."), False),
        (("Dr Patel said the ward was full.", "Dr Patel said the trial was safe."), False),
        (("President Doe said it was war.", "President Doe said it was peace."), True),
        (("John Hale, the council leader, said it was late.", "Jack Hale, a student, said it was not."), False),
        (("Kate Moran, the mayor, said it was late.", "Catherine Moran said it was early."), True),
    ],
)
def test_who_is_one_across_articles(texts, is_one):
    first, second = name_speakers(*texts)[0]
    assert (first == second) == is_one


@pytest.mark.parametrize(
    ("text", "actor_id", "country"),
    [
        ("New Mexico Governor Ann Lowe said the law was bad.", "ann-lowe", ""),
        ("South Sudan President Deng Lual said the law was bad.", "deng-lual", "South Sudan"),
        ("Georgia Governor Ted Lane said the law was bad.", "ted-lane", ""),
        ("German minister Ada Brun said the law was bad.", "ada-brun", "Germany"),
    ],
)
def test_country_of_an_office(text, actor_id, country):
    assert name_speakers(text)[1][actor_id]["country"] == country


def test_a_former_spokesman_belongs_to_the_body_no_more():
    rows = name_speakers("Mark Tully, a former spokesman for the Harvest Union, said it was dead.")[1]
    assert (rows["mark-tully"]["organisation"], rows["mark-tully"]["parent_id"]) == ("", None)


def test_a_name_that_two_bear_is_less_sure():
    text = "Tom Marsh said it was harsh. His sister Lena Marsh said it was fair. “I stand by it,” Marsh said."
    links, _ = resolve_corpus([read_quotes(text)[1]])
    assert links[-1].p_attribution <= 0.5 < links[0].p_attribution


@pytest.mark.parametrize(
    ("text", "speakers", "names"),
    [
        ("Ostrana's Foreign Ministry rejected the claim. Velsburg's Foreign Ministry called for talks.",
         ("Ostrana's Foreign Ministry", "Velsburg's Foreign Ministry"), ["Ostrana's Foreign Ministry", "Velsburg's Foreign Ministry"]),
        ("South Ostrana's Supreme Court rejected the claim.", ("South Ostrana's Supreme Court",), ["South Ostrana's Supreme Court"]),
        ("The governor of the Slavna region Vasily Golubin said it was over.", ("The governor of the Slavna region Vasily Golubin",),
         ["Vasily Golubin"]),
        ("The self-declared mayor of Slavna, Vyacheslav Reed, said it was over.",
         ("The self-declared mayor of Slavna, Vyacheslav Reed",), ["Vyacheslav Reed"]),
        ("A lawyer for Mr. Grum, William Reed of Patton Vogg, said they would appeal.",
         ("A lawyer for Mr. Grum, William Reed of Patton Vogg",), ["William Reed"]),
        ("Senator Adam Reed said it was fair. Three state senators — Adam Reed, Steve Pell and Bob Wort — said they were glad.",
         ("Senator Adam Reed", "Three state senators — Adam Reed, Steve Pell and Bob Wort"),
         ["Adam Reed", "Adam Reed and Steve Pell and Bob Wort"]),
        ("Kyiv says it will stay.", ("Kyiv",), ["Ukraine"]),
        ("Tom Coal, Ann Lee and Jim Daley said the toll was fair.", ("Tom Coal, Ann Lee and Jim Daley",),
         ["Tom Coal and Ann Lee and Jim Daley"]),
        ("Dozens of faculty members said the toll was fair.", ("Dozens of faculty members",), ["faculty members"]),
        ("A spokesman for the U.S. attorney in Harwick said no dam was safe.", ("A spokesman for the U.S. attorney in Harwick",),
         ["spokesman"]),
        ("The Democrat, Representative Adam B. Schell of Marl, said it was over.",
         ("The Democrat, Representative Adam B. Schell of Marl",), ["Adam B. Schell"]),
        ("The state's two senators, Jeff Fluke and John Mason, said it was over.", ("The state's two senators, Jeff Fluke and John Mason",),
         ["Jeff Fluke and John Mason"]),
    ],
)  # fmt: skip
def test_who_is_meant_by_an_office_a_capital_or_a_ministry(name_actors, text, speakers, names) -> None:
    assert name_actors(text, *speakers) == names


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ("Her lawyer, Sol Wexler, said no. “My client trusted a bad man,” he said.", "he", "Sol Wexler"),
        ("Jess Ord, a nurse, rang Mr Kent. He said his wife was asleep. “I told him to wake her,” she said.", "she", "Jess Ord"),
        ("Mr Bell, of Halden Ltd, told the Echo that he was sacked. The company said it was sorry.", "The company", "Halden Ltd"),
        ("Mr Bell told the Marl Echo that he was sacked. The company said it was sorry.", "The company", "company"),
        ("Ford and Chrysler said the rule was unfair. They say it costs too much.", "They", "Ford and Chrysler"),
        ("Mary Kett said the pool was shut. The 62-year-old urged ministers to act.", "The 62-year-old", "Mary Kett"),
        ("Many in the town said the toll was fair.", "Many in the town", "Many"),
    ],
)
def test_who_speaks_next(name_actors, text, speaker, name) -> None:
    assert name_actors(text, speaker) == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles and honours are no part of a name
        ("Transport CS Eliud Kipkorir said it was shut. The CS said it would open.", ["eliud-kipkorir", "eliud-kipkorir"]),
        ("Kaptembwo MCA Dennis Mutiso said it was late. He said it was dear.", ["dennis-mutiso", "dennis-mutiso"]),
        ("“It is late,” said Smt. Radha Iyer. “It is not,” said Adv. Chitra Pawar.", ["radha-iyer", "chitra-pawar"]),
        ("Independent TD for Donegal Una Moss said it was late. Máire Roe TD said it was not.", ["una-moss", "maire-roe"]),
        ("Rupert Ainslie KC said it was dark. Mr Ainslie said it was late.", ["rupert-ainslie", "rupert-ainslie"]),
        ("Dr Pádraig Mac an tSaoir said it was late. Mr Mac an tSaoir said it was dear.", ["padraig-mac-an-tsaoir"] * 2),
        ("DSP Grace Keke said it was late. Matua Tane Rangi said it was not.", ["grace-keke", "tane-rangi"]),
        # the office of a body and who holds it
        ("Chief Executive of the Hearth Trust Nora Kemp said it was late.", ["nora-kemp"]),
        ("General Secretary of the Teachers' League Ian Moss said it was late.", ["ian-moss"]),
        ("Director of the Rivers Alliance Paul Strake said it was late.", ["paul-strake"]),
        # surnames that are buildings
        ("Agnes Hall said it was late. Delia Court called it a surrender. “Two years,” she said.",
         ["agnes-hall", "delia-court", "delia-court"]),
        ("Lloyds Bank said it was late.", ["lloyds-bank"]),
        # "it" and "the company"
        ("Gorse Capital said it was late.\n\nTarn Partners agreed. “The chairman must go,” it said.", ["gorse-capital", "tarn-partners"]),
        ("Norwood Council said it was lawful.\n\nThe Residents' League will go to court over the sale, which it says is unlawful.",
         ["norwood-council", "residents-league"]),
        ("Koster said it had no choice. The union GMX said it was cruel.\n\nThe company said talks would go on.",
         ["a0/koster", "gmx", "a0/company"]),
        # "she", "they", "he"
        ("My colleague Jo Mabey has been speaking to Lady Hart, the former minister. She says it should go.", ["lady-hart"]),
        ("Our correspondent, Ana Cole, has interviewed Sue Mott, head of the drivers' union. She said it should go.", ["sue-mott"]),
        ("Protesters said it was bad. One resident, who did not give their name, said it was loud. They said it was late.",
         ["a0/protesters", "a0/one-resident", "a0/one-resident"]),
        ("The inspector came. Anyone who wanted it needed their head examined. He said it could fail.", ["a0/inspector"]),
        ("Unions walked out on Monday, a source said. They said pay was too low.", ["a0/source", "a0/unions"]),
        ("Presenter Lena Marsh met Joss Dray in 2010. She told the court that he hit her.", ["lena-marsh"]),
        ("Harrow Union Bank said rates would rise. The company said it was sorry.", ["harrow-union-bank", "harrow-union-bank"]),
        ("SP Dell said profits fell. SP Dell said it was bad.", ["sp-dell", "sp-dell"]),
        ("Coun Nasreen Qadir was angry. 81 per cent of the replies wanted it kept. “You asked them,” she says.", ["nasreen-qadir"]),
        ("Another leading Dem, Sen. Ann Bell of Ohio, said the vote was unfair.", ["ann-bell"]),
        ("The Justice Department said it would appeal.", ["justice-department"]),
        ("The White House said the bill was dead. The House said it would vote again.", ["white-house", "house"]),
        ("The Boston Globe reported that it was late. Boston said it would sue.", ["boston-globe", "boston"]),
        # nations, parties, Number 10 and the PM
        ("The government said it would go. The Ossarian government said it would stay. The government said it was late.",
         ["a0/government", "a0/ossarian-government", "a0/government"]),
        ("Tolva's defence ministry said it was quiet. Tolva's health ministry said it was late.",
         ["tolva-defence-ministry", "tolva-health-ministry"]),
        ("Labour MP Jess Tarleton said it was late. The Independent MP said it was dear.", ["jess-tarleton", "a0/independent-mp"]),
        ("Number 10 said it was late. No 10 said it was dear.", ["uk-government", "uk-government"]),
        ("PA Media's Ned Pool was there. The PM said it was late.", ["a0/pm"]),
        ("Prime Minister Karl Roe was there, Foreign Minister Una Bly was not. The PM said it was late.", ["karl-roe"]),
        ("The Greens' Tilda Osei said it was late.", ["tilda-osei"]),
        # headlines in which a comma stands for "and"
        ("Bishop, minister clash over bill\n\nThe minister said it was a disgrace.", ["a0/minister"]),
        ("Iwi, mayor at odds over plan\n\nThe mayor said it was overdue.", ["a0/mayor"]),
        # family names that are a country's, offices of several words or people, names beside a state
        ("Rep. Jordan said it was late. “It is over,” Mr. Jordan said.", ["rep-jordan", "rep-jordan"]),
        ("Jordan said on Monday that it was late.", ["jordan"]),
        ("House Speaker Dan P. Wexler of Ohio said it was late. “You cannot,” Wexler said.", ["dan-p-wexler", "dan-p-wexler"]),
        ("Senators Paul Harwick of Maine and Ann Colby of Idaho left. “It is late,” Harwick said.", ["paul-harwick"]),
        ("Senate President Pro Tem David Lunt said it was late.", ["david-lunt"]),
        ("Vice President-elect Mike Pell said it was late.", ["mike-pell"]),
        ("They lived in Marl, N.Y. Mr. Gowan asked for calm and Mr. Gowan said it was late.", ["a0/gowan", "a0/gowan"]),
        ("It is known what a President Ronell would back, aides said. President Oduya left. The president said it was late.",
         ["a0/aides", "president-oduya"]),
        # who is introduced, and named further down
        ("A lawyer for Mrs. Clay said it was late. The lawyer for Mrs. Clay, Dan Kerr, said it was dear.", ["dan-kerr", "dan-kerr"]),
        ("A farmer said it was late. A teacher said it was dear. The teacher, Ann Roe, said no.", ["a0/farmer", "ann-roe"]),
        ("A spokeswoman for the Rail Trust said it was late. The spokeswoman, Ann Roe, was tired. Ms Roe said it was dear.",
         ["rail-trust", "rail-trust"]),
        ("Ann Rhys, President Karl Oduya's adviser, said it was late. The president said it was dear.", ["ann-rhys", "karl-oduya"]),
        ("A spokesman for the Rail Trust said it was late. The spokesman for the Harwick Council, Tom Hale, said it was dear.",
         ["rail-trust", "harwick-council"]),
        ("A lawyer said it was late. Another lawyer said it was dear. The lawyer, Jane Roe, said it was fair.",
         ["a0/lawyer", "a0/another-lawyer", "jane-roe"]),
        ("A woman said it was late. The woman who died, Ann Roe, said it was dear.", ["a0/woman", "ann-roe"]),
        ("Rep. Israel left. Israel said on Sunday that it had struck the camp.", ["israel"]),
        ("On Monday, U.S. Sen. Ann Roe said it was late.", ["ann-roe"]),
        ("Allies of the mayor and Karl Doe said it was late.", ["a0/allies"]),
        ("The union and Mayor Karl Doe said it was late.", ["a0/union"]),
        ("The lifeguards' union, GULP, warned on Friday that closing the pool would cost jobs.", ["gulp"]),
        ("The suit says the law is void. The suit says the state must act.", ["a0/suit", "a0/suit"]),
        # "she" of a woman whose first name tells nothing, "he" in what he said
        ("Press Secretary Sarah Sandler said it was old. The story rests on claims by Leigh Corman, now 53. She said it was true.",
         ["sarah-sandler", "leigh-corman"]),
        ("“Never?” Mr. Jarvis said. Questioned by Rep. Gerald Conlon, Mr. Shulton offered what he said was one of many ways.",
         ["a0/jarvis", "a0/shulton"]),
        # bodies
        ("Instead, the paper reports, aides chose the letters.", ["a0/paper"]),
        ("State lawmakers and Republican Gov. Mike Pell said the law was fine.", ["mike-pell"]),
        ("The Department of Justice said it was late.", ["justice-department"]),
        ("The National Association of Black Realtors said it was late.", ["national-association-of-black-realtors"]),
        ("A statement from Senate Leader Harry Reade's office said the bill was dead.", ["reade-s-office"]),
        # labels in capitals
        ("Rosalind Peake is the chair.\n\nTATE: Welcome.\n\nROSALIND PEAKE: It is late.\n\nTATE: Why?\n\nPEAKE: It is dear.",
         ["tate", "rosalind-peake", "tate", "rosalind-peake"]),
    ],
)
def test_who_is_who_in_other_kinds_of_article(text, expected):
    assert [actor for actor in name_speakers(text)[0] if actor] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["The DOJ said no one lied.", "The U.S. Justice Department said it was late.", "The Justice Department said it was dear."],
         ["justice-department"] * 3),
        (["The Internal Revenue Service said it was late.", "The IRS said it was dear."], ["internal-revenue-service"] * 2),
        (["The HRT said it was late.", "The Harwick Rail Trust (HRT) said it was dear."], ["harwick-rail-trust"] * 2),
        (["The HRT said it was late.", "The Harwick Rail Trust (HRT) said it was dear.", "The Hill Road Trust (HRT) said it was fair."],
         ["hrt", "harwick-rail-trust", "hill-road-trust"]),
        (["Desmond Arkwright said it was late.", "Arkwright said the pool was dear."], ["desmond-arkwright"] * 2),
        (["Desmond Arkwright said it was late.", "The Arkwright said the pool was dear."], ["desmond-arkwright", "arkwright"]),
        (["The WHO said it was late.", "The Western Harwick Orchestra said it was dear."], ["who", "western-harwick-orchestra"]),
        (["The New York Health Department said it was late.", "The U.S. Department of Health said it was dear."],
         ["new-york-health-department", "us-department-of-health"]),
        (["Mayor Karl Doe's office said it was late.", "Mr. Doe's office said it was dear."], ["doe-s-office"] * 2),
    ],
)  # fmt: skip
def test_a_body_in_full_and_in_short_is_one_across_articles(texts, expected):
    actors, rows = name_speakers(*texts)
    assert actors == expected and all(" " in row["name"] or row["actor_id"] in {"hrt", "who", "arkwright"} for row in rows.values())


def test_many_swimmers_are_no_stars():
    _, rows = name_speakers("Some 400 swimmers said it was late.")
    assert [row["source_type"] for row in rows.values()] == ["public"]


def test_an_office_in_full_and_in_short_is_told_once():
    _, rows = name_speakers("Sen. Charles Summers said it was late.", "Senator Charles Summers said it was dear.")
    assert rows["charles-summers"]["role"] == "Sen."


def test_an_office_is_told_with_all_its_words():
    text = "Ann Summers, a New York Democrat, said it was late. Tom Hale, president of the Union for Fair Rents, said no one came."
    _, rows = name_speakers(text)
    assert rows["ann-summers"]["role"] == "New York Democrat"
    assert rows["tom-hale"]["role"] == "president of the Union for Fair Rents"
    _, rows = name_speakers("Fr. Frank Hale, national director of Priests for Life, criticized the draft.")
    assert rows["frank-hale"]["organisation"] == "Priests for Life"


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ("US Assistant Secretary of State Vera Lund said so.", "US Assistant Secretary of State Vera Lund", "Vera Lund"),
        ("US Deputy Secretary of State Jan Kerr said so.", "US Deputy Secretary of State Jan Kerr", "Jan Kerr"),
        ("The Assistant Secretary for European and Eurasian Affairs Vera Lund said so.",
         "The Assistant Secretary for European and Eurasian Affairs Vera Lund", "Vera Lund"),
        ("US Secretary of the Interior Deb Haal said so.", "US Secretary of the Interior Deb Haal", "Deb Haal"),
        ("The General Staff said so.", "The General Staff", "General Staff"),
    ],
)  # fmt: skip
def test_no_office_is_a_persons_name(name_actors, text, speaker, name):
    assert name_actors(text, speaker) == [name]


@pytest.mark.parametrize("first", ["Peter", "Oazu", "Chukwuemeka", "Xiaoming"])
def test_who_speaks_is_not_who_his_own_words_call_he(first):
    text = (
        "Karl Weber, the new mayor, arrived on Monday. Weber was a teacher for years. Weber has a plan.\n\n"
        f"{first} Nantoi, a political analyst, said Weber would close the school.\n\n"
        "“He is no friend of schools. He knows what he wants,” he said."
    )
    quotes, mentions = read_quotes(text)
    (link,) = [link for quote, link in zip(quotes, mentions.links, strict=True) if quote.kind == "direct"]
    assert mentions.actors[link.actor].name == f"{first} Nantoi"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A total of 244 lawmakers said the plan was late.", "244 lawmakers"),
        ("A majority of residents said the plan was late.", "majority of residents"),
        ("- Traders said it was late.", "Traders"),
        ("Moscow refused access. The OSCE report gave new detail on it. Monitors saw unusual activity, it said.", "OSCE"),
        ("The OSCE report gave new detail. Moscow refused access. Monitors saw unusual activity, it said.", "OSCE"),
    ],
)
def test_who_is_told_of_by_a_number_a_mark_or_a_report(text, name):
    ids, actors = name_speakers(text)
    assert actors[ids[-1]]["name"] == name


def test_who_says_i_in_a_transcript_or_a_speech_is_not_the_author():
    transcript = (
        "Direct Line\n\nOdo Farrant: So, about the toll. What do you think of it?\n\n"
        "President of Ombaria Vera Lund: Before I answer, I want to thank you.\n\nI believe that the toll is dear.\n\n"
        "Odo Farrant: And the bridge?\n\nVera Lund: Nonsense. It is safe.\n\nI want to stress that it is old."
    )
    ids, _ = name_speakers(transcript)
    assert ids == ["odo-farrant", "vera-lund", "vera-lund", "odo-farrant", "vera-lund", None]
    speech = "President Vera Lund’s remarks at the Toll Forum, Marl\n\nColleagues, I am glad to be here. I believe that the toll is dear."
    assert set(name_speakers(speech)[0]) == {"vera-lund"}
    assert name_speakers("The toll\n\nI believe that the toll is dear.")[0] == ["a0/author"]


@pytest.mark.parametrize(
    ("text", "role", "parent"),
    [
        ("Former Mexican President Vico Funt said the wall was late.", "former Mexican President", None),
        ("Mexican President Vico Funt said the wall was late.", "Mexican President", "mexico"),
    ],
)
def test_who_was_president_speaks_for_no_country(text, role, parent):
    _, actors = name_speakers(text)
    assert (actors["vico-funt"]["role"], actors["vico-funt"]["parent_id"]) == (role, parent)


def test_a_statement_from_somebodys_lawyer_is_the_lawyers():
    ids, _ = name_speakers("The statement from Michael Grell's attorney, Wim McGill, said it was late.")
    assert ids == ["wim-mcgill"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Leader of the Opposition Shri M. K. Devan said the ban was late.", "m-k-devan"),
        ("The Greens' Vica Rosol said it was late.", "vica-rosol"),
        ("The mother of Dr Jane Roe said it was late.", "a0/mother"),
        ("Friends of the Earth said it was late.", "friends-of-the-earth"),
        ("Residents Against the Bypass said it was late.", "residents-against-the-bypass"),
        ("Friends of the mayor said it was late.", "a0/friends"),
        ("The Opposition leader, Alhaji Sule Garba, has threatened that his members would walk.", "sule-garba"),
    ],
)
def test_titles_and_parties_of_other_countries(text, actor):
    assert name_speakers(text)[0] == [actor]


def test_an_interview_that_its_headline_calls_so_needs_no_you_in_its_questions():
    text = ("Q&A: Minister on the levy\n\nThe Health Minister, Dr Anna Kolb, spoke to us.\n\nWhy now?\n\nWe can't wait, I think.\n\n"
            "Isn't it a tax on the poor?\n\nI reject that.\n\nWill you back down?\n\nNo.")  # fmt: skip
    assert name_speakers(text)[0] == ["anna-kolb"] * 3
    guide = "Q&A: The levy\n\nWhat is it?\n\nIt is a tax.\n\nWhen does it begin?\n\nIn May.\n\nWho pays?\n\nShops do."
    assert name_speakers(guide)[0] == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Defence Ministry denied it. A rights council said it was so. The advisory body said it would look.", "a0/rights-council"),
        ("Oryx Mining said it would close. A pressure group said it was late. The company said it was not.", "oryx-mining"),
    ],
)
def test_the_body_is_who_spoke_before_with_a_name_or_without(text, actor):
    assert name_speakers(text)[0][-1] == actor
