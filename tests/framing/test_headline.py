import pandas as pd
import pytest

from analysis.framing.headline import compare_headlines


@pytest.fixture
def story(desk):
    body = "Ilse Mora said on Monday that troops may go to Vell. Critics attacked the 300 “doomed” troops.\n\nDahl was not asked."
    desk.add_article(body, title="Mora vows troops will go to Vell despite ‘doomed’ plan, Dahl silent")
    desk.add_actor("mora", "Ilse Mora", aliases=["Mora"]).add_actor("dahl", "Dahl").add_actor("critics", "critics", "group")
    desk.add_statement("troops will go to Vell", "Mora", "vows", "mora", "indirect", "headline")
    desk.add_statement("troops may go to Vell", "Ilse Mora", "said", "mora", "indirect")
    return desk.add_statement("the 300 “doomed” troops", "Critics", "attacked", "critics", "mixed")


def read_findings(desk, check, positions=None):
    findings = compare_headlines(*desk.tables(), positions)
    return findings[findings.check == check].reset_index(drop=True)


def test_words_of_the_headline_are_given_to_who_says_them(story):
    assert read_findings(story, "whose words").finding.tolist() == [
        "5 of 12 words belong to Ilse Mora, without marks",
        "1 of 12 words belong to critics, in marks",
    ]


def test_named_and_not_quoted_below(story):
    findings = read_findings(story, "quoted below").finding.tolist()
    assert "Dahl: no statement in the body" in findings
    assert "Ilse Mora: 1 of 2 statements in the body" in findings


def test_headline_is_surer_than_the_body(story):
    row = read_findings(story, "modality").iloc[0]
    assert row.finding == "surer than the nearest clause of the body: certain in the headline, possible below"
    text = story.tables()[0].text[0]
    assert {"vows", "will", "may"} <= {text[start:end] for start, end in row.spans}


def test_lead_adds_and_drops(story):
    assert read_findings(story, "lead adds").finding.tolist() == ["Monday, 300"]
    assert read_findings(story, "lead drops").finding.tolist() == ["vows, despite, plan, Dahl, silent"]


def test_stance_of_the_headline_against_that_of_the_article(story):
    positions = pd.DataFrame({"statement_id": ["a1:0", "a1:1", "a1:2"], "target_id": "T1", "stance": ["favor", "neutral", "against"]})
    (finding,) = read_findings(story, "whose stance", positions).finding
    assert finding == "T1: in the headline against, for; in the body 1 against, 1 neutral"


def test_no_headline_gives_no_rows(desk):
    assert compare_headlines(*desk.add_article("It rained.").tables()).empty


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Mora will open tram line\n\nMora said on Monday that she would open the tram line.", "as sure as"),
        ("Council to build tram line\n\nThe council will build a tram line, it said.", "not compared"),
        ("Senators Vow to Block Tram Bill\n\nEvery senator signed a letter vowing to block the tram bill.", "as sure as"),
        ("Dahl attacks tram plan\n\nDahl attacked the tram plan, while a court may hear his brother.", "as sure as"),
        ("Police could not find tram driver\n\nPolice did not find the tram driver.", "as sure as"),
        ("Teachers may strike over pay\n\nTeachers will strike over pay unless talks resume.", "less sure than"),
        ("Mora sends tram workers home\n\nTram workers should be sent home, Mora said.", "another kind of claim than"),
        ("Mora returned to Marl after storm\n\nMora may have returned to Marl after the storm.", "surer than"),
        ("Mora sends tram letter to Marl council\n\nMora sent a letter on the tram to the Marl council.", "as sure as"),
        ("Mora refuses to stop tram works\n\nMora refused to stop the tram works.", "as sure as"),
        ("Tram will flood Marl\n\nMora feared that the tram would flood Marl.", "as sure as"),
        ("Former Marl Mayor: no tram\n\nThe former Marl mayor may have no tram.", None),
        ("Tram will open in June\n\nTram will open in June. It said: the tram may open in June.", "surer than"),
        ("Mora endorses tram plan\n\nMora announced on Monday that she will endorse the tram plan.", "as sure as"),
        ("Dahl: Mora should drop tram plan\n\nDahl called on Monday on Mora to drop the tram plan.", "as sure as"),
        ("Mora agrees to open tram works\n\nMora agreed to open the tram works so that talks may go on.", "as sure as"),
        ("Mora details tram plan for Marl\n\nMora showed her plan to put a tram plan for Marl.", "as sure as"),
        ("Did Mora lie about tram money?\n\nMora lied about tram money, Dahl said.", None),
    ],
)
def test_clause_is_compared_with_clause(desk, text, finding):
    title, body = text.split("\n\n")
    articles, statements, actors = desk.add_article(body, title=title).tables()
    found = compare_headlines(articles, statements, actors)
    said = found[found.check == "modality"].finding.tolist()
    assert [f.startswith(finding) for f in said] == [True] if finding else said == []


def test_who_says_what_the_headline_gives_to_a_nurse(desk):
    desk.add_article("“I was told to keep quiet,” said Ilse Mora, a nurse.", title="“I was told to keep quiet”: nurse tells of fire")
    desk.add_actor("nurse", "nurse", "unnamed").add_actor("mora", "Ilse Mora")
    desk.add_statement("“I was told to keep quiet”", "nurse", "tells", "nurse", part="headline")
    desk.add_statement("“I was told to keep quiet,”", "Ilse Mora", "said", "mora")
    assert "nurse, not named in the headline: Ilse Mora says it in the body" in read_findings(desk, "quoted below").finding.tolist()


def test_words_in_marks_are_counted_apart_from_the_others(desk):
    desk.add_article("Saulnier said Dahl lied about the fire.", title="Dahl ‘lied’ about fire, Saulnier says").add_actor("s", "Saulnier")
    desk.add_statement("Dahl ‘lied’ about fire", "Saulnier", "says", "s", "mixed", "headline")
    assert read_findings(desk, "whose words").finding.tolist() == ["4 of 6 words belong to Saulnier, 1 of them in marks"]


def test_a_headline_speaker_whom_the_body_never_quotes_is_not_found(desk):
    desk.add_article("It rained all day.", title="“I was told to keep quiet”: nurse tells of fire").add_actor("nurse", "nurse", "unnamed")
    desk.add_statement("“I was told to keep quiet”", "nurse", "tells", "nurse", part="headline")
    told = "nurse, not named in the headline: nobody was found to say it in these or near words below"
    assert told in read_findings(desk, "quoted below").finding.tolist()


def test_the_first_word_of_a_sentence_is_no_name_that_the_lead_adds(desk):
    body = "“Nobody asked swimmers,” a resident said. Under the plan, the lido would shut in Lenn."
    desk.add_article(body, title="Council to close the lido")
    assert read_findings(desk, "lead adds").finding.tolist() == ["Lenn"]


def test_a_full_name_adds_nothing_to_the_family_name_of_the_headline(desk):
    desk.add_article("Ann Reed told the Harwick Rail Trust on Monday that the tolls would stay.", title="Reed defends tolls")
    assert read_findings(desk, "lead adds").finding.tolist() == ["Harwick Rail Trust, Monday"]


def test_a_condition_before_the_main_clause_counts(desk):
    desk.add_article("If talks fail, teachers will strike over pay in the town, the union said.", title="Teachers will strike over pay")
    articles, statements, actors = desk.tables()
    (finding,) = compare_headlines(articles, statements, actors).query("check == 'modality'").finding
    assert finding.startswith("surer than") and "on a condition" in finding


def test_who_says_the_headline_in_other_words_is_found(desk):
    desk.add_article("Ilse Mora, her lawyer, confirmed that prosecutors plan to file tax charges against Dahl.",
                     title="Prosecutors plan to file charges against Dahl, lawyer says")  # fmt: skip
    desk.add_actor("lawyer", "lawyer", "unnamed").add_actor("mora", "Ilse Mora")
    desk.add_statement("Prosecutors plan to file charges against Dahl", "lawyer", "says", "lawyer", "indirect", "headline")
    desk.add_statement("prosecutors plan to file tax charges against Dahl", "Ilse Mora", "confirmed", "mora", "indirect")
    assert "lawyer, not named in the headline: Ilse Mora says it in the body" in read_findings(desk, "quoted below").finding.tolist()


def test_whom_an_attack_is_about_is_no_word_of_the_attacker(desk):
    desk.add_article("Mora sued.", title="Mora attacks tolls").add_actor("mora", "Mora")
    desk.add_statement("tolls", "Mora", "attacks", "mora", "indirect", "headline")
    assert read_findings(desk, "whose words").finding.tolist() == ["all words are the headline’s own"]


@pytest.mark.parametrize(
    ("title", "is_told"),
    [("Reform MP to stand down", False), ("Row at Reform over tolls", False), ("Reform attacks tolls", True)],
)
def test_a_body_that_is_part_of_what_somebody_is_called_need_not_speak(desk, title, is_told):
    desk.add_article("It rained.", title=title).add_actor("reform", "Reform", "organisation")
    assert ("Reform: no statement in the body" in read_findings(desk, "quoted below").finding.tolist()) == is_told


def test_datelines_seats_and_initials_are_nothing_that_the_lead_adds(desk):
    body = "HARWICK, Ohio (AP) — Ann D. Reed (D-Ohio) told Bo Marsh, R-La., that the tolls would stay."
    desk.add_article(body, title="Reed defends tolls")
    assert read_findings(desk, "lead adds").finding.tolist() == ["Bo Marsh"]
