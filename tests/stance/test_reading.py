"""What the model reads in place of what stands in the article."""

import re

import pytest

from analysis.hypotheses import build_hypotheses, put_question
from analysis.stance.calibration import Calibration
from analysis.stance.classify import Case, score_cases
from analysis.stance.reading import INVENTED, name_capitals, names_person, read_for_model, unfold_tags, veil_countries, veil_people


def test_each_country_has_one_name_in_premise_and_hypotheses():
    premise, (favor, against) = veil_countries(
        "The British government and the UK's allies fear Russia; the Russians do not, nor does the United States.",
        ["British troops should go.", "Kenya should pay."],
    )
    assert premise == "The Tarovian government and Tarovia's allies fear Meldria; the Meldrians do not, nor does Ostrana."
    assert veil_countries("american troops in america", [])[0] == "Tarovian troops in Tarovia"
    assert favor == "Tarovian troops should go." and against == "Bellune should pay."


def test_continents_are_veiled_but_not_in_the_names_of_institutions_and_groups():
    assert veil_countries("A secure Europe needs a strong Ukraine.", []) == veil_countries("A secure Kenya needs a strong Chile.", [])
    kept = "The European Union and African Congresses met in"
    assert veil_countries(f"{kept} South America.", []) == (f"{kept} Tarovia.", ())


def test_invented_names_are_countries_like_any_other():
    assert veil_countries("Meldrians fear Norland.", ["Norland is strong."]) == ("Tarovians fear Meldria.", ("Meldria is strong.",))


def test_a_studys_own_places_are_veiled_with_the_words_for_their_people():
    said = "Bath's mayor and the Bathonians want a bath; Kenya and a Bathonian do not."
    veiled, (hypothesis,) = veil_countries(said, ["The mayor of Bath is right."], ("Bath|Bathonian",))
    assert veiled == "Tarovia's mayor and the Tarovians want a bath; Meldria and a Tarovian do not."
    assert hypothesis == "The mayor of Tarovia is right."


def test_words_that_only_look_like_countries_stay():
    text = "We polish the chad with us, cook turkey and use china in USAID’s Malibu office."
    assert veil_countries(text, [text]) == (text, (text,))


def test_more_countries_than_names_leave_the_rest():
    names = "Kenya Ghana Chile Norway Serbia Brazil Hungary Estonia Latvia Cuba".split()
    premise, _ = veil_countries(" ".join(names), [])
    assert premise.split() == [name for name, _ in INVENTED] + names[len(INVENTED) :]


def test_a_name_swapped_for_another_changes_nothing_that_the_model_reads():
    seen = []

    class Scorer:
        fingerprint = "echo"

        def score(self, pairs):
            import numpy as np

            seen.append(list(pairs))
            return np.full((len(pairs), 3), 1 / 3)

    for country, people in (("Russia", "Russian"), ("Kenya", "Kenyan"), ("Vessin", "Vessinite")):
        case = Case(f"{country} must leave.", ((f"{people} troops should leave.", f"{people} troops should stay."),))
        score_cases([case], Scorer(), Calibration(), progress=False, places=("Vessin|Vessinite",))
    assert seen[0] == seen[1] == seen[2] and "Tarovia" in seen[0][0][0]


def test_hashtags_are_read_as_words():
    assert unfold_tags("No. #NotInOurName #MAGAVoters @Jane_Doe2020") == "No. Not In Our Name MAGA Voters Jane Doe 2020"
    assert unfold_tags("#1 mail ann@bridge.org see bridge.org/#Toll #ok") == "#1 mail ann@bridge.org see bridge.org/#Toll ok"
    assert read_for_model("#BritishTroops out", ["#BritishTroops"])[0] == "Tarovian Troops out"


def name_hypotheses(target):
    return [hypothesis for pair in build_hypotheses(target, "noun phrase") for hypothesis in pair]


def test_a_person_who_is_the_target_is_nobody_in_particular():
    premise, hypotheses = veil_people("QUILL must go, says Odo. Ada Quill’s record: Ada quilled.", name_hypotheses("Ada Quill"))
    assert premise == "Marlow must go, says Odo. Alice Marlow’s record: Alice quilled."
    assert hypotheses[0] == "The speaker supports Alice Marlow." and not re.search("Ada|Quill", " ".join(hypotheses))


@pytest.mark.parametrize("title", ["Mayor", "President", "Ruritanian Prime Minister", "Sir"])
def test_an_office_before_the_name_hides_nobody(title):
    _, hypotheses = veil_people("Quill must go.", [f"{title} Ada Quill should resign."])
    assert hypotheses == (f"{title} Alice Marlow should resign.",)


def test_whoever_the_person_is_the_model_reads_the_same():
    texts = [read_for_model(f"#{first}{last} all the way, {last}!", name_hypotheses(f"{first} {last}"))
             for first, last in (("James", "Quill"), ("George", "Tarn"))]  # fmt: skip
    assert texts[0] == texts[1]


@pytest.mark.parametrize("target", ["the Victoria Line", "the Paris Agreement", "a carbon tax", "the Grace Street bridge"])
def test_what_bears_a_persons_name_and_is_none_stays(target):
    assert veil_people(f"We want {target}.", name_hypotheses(target)) == (f"We want {target}.", tuple(name_hypotheses(target)))


def test_a_first_name_that_is_a_word_stays_where_it_stands_alone():
    assert veil_people("Will he go? Will Quill must.", name_hypotheses("Will Quill"))[0] == "Will he go? Peter Vance must."


@pytest.mark.parametrize(
    "post", ["quillon must go", "ADA QUILLON must go", "ada quillon must go", "adaquillon must go", "#adaquillon must go"]
)
def test_posts_write_names_small_and_in_one(post):
    assert read_for_model(post, name_hypotheses("Ada Quillon"))[0] in ("Marlow must go", "Alice Marlow must go")


def test_a_surname_that_is_a_word_in_small_letters_stays():
    premise, _ = veil_people("Brown likes brown bread and the old baker; ada brown does not.", name_hypotheses("Ada Brown"))
    assert premise == "Marlow likes brown bread and the old baker; Alice Marlow does not."
    assert veil_people("the baker and Baker", name_hypotheses("Ada Baker"))[0] == "the baker and Marlow"


def test_reading_twice_changes_nothing_more():
    once = read_for_model("#AdaQuill says that Kenya and France should listen to Ada Quill.", name_hypotheses("Ada Quill"))
    assert read_for_model(*once) == once and "Alice Marlow" in once[0]


@pytest.mark.parametrize(
    "name", ["Ursula von der Leyen", "JD Vance", "J.D. Vance", "Bashar al-Assad", "Élise Dupont", "Óscar Puente", "Łukasz Nowak"]
)
def test_people_are_veiled_however_their_names_are_written(name):
    premise, hypotheses = veil_people(f"{name} must go, and {name.split()[-1]} knows it.", [f"The speaker supports {name}."])
    assert name not in premise + hypotheses[0] and re.match(r"(?:Peter|Tomas) Vance must|Alice Marlow must", premise)
    assert names_person([f"The speaker supports {name}."])


@pytest.mark.parametrize("name", ["Victoria Falls", "Virginia Beach", "EU Charter", "the Victoria Line"])
def test_places_and_things_are_nobody(name):
    assert not names_person([f"The speaker supports {name}."])


def test_a_month_is_nobody():
    premise, _ = veil_people("In May, Theresa May left; May has not spoken since May 2020.", ["The speaker supports Theresa May."])
    assert premise == "In May, Alice Marlow left; Marlow has not spoken since May 2020."


@pytest.mark.parametrize(
    "text", ["Michael Jordan and Jordan Peterson live in New England.", "the Native American vote", "TELL US WHAT TO DO"]
)
def test_a_country_in_another_name_is_no_country(text):
    assert veil_countries(text, [])[0] == text


@pytest.mark.parametrize("text", ["New Iran sanctions would be a mistake.", "NATO AND THE US MUST LEAVE", "Georgia Protests Must End"])
def test_a_country_beside_other_words_is_veiled(text):
    assert not re.search(r"\b(?:Iran|US|Georgia)\b", veil_countries(text, [])[0])


def test_a_country_that_is_a_first_name_too_is_a_country():
    text = "Jordan and Chad signed. In Jordan, people vote."
    assert veil_countries(text, [])[0] == "Tarovia and Meldria signed. In Tarovia, people vote."


@pytest.mark.parametrize("words", ["Chester Zoo should close", "Kim Barlow's bill should pass", "Chelsea Festival should stay"])
def test_what_has_a_persons_name_is_no_person(words):
    assert not names_person([f"The speaker agrees that {words}."])


@pytest.mark.parametrize(("text", "read"), [
    ("Troops must leave Gaza, a Gazan said.", "Troops must leave Tarovia, a Tarovian said."),
    ("Scottish ministers and those of Northern Ireland met.", "Tarovian ministers and those of Meldria met."),
    ("The Gaza Strip is closed.", "Tarovia is closed."),
])  # fmt: skip
def test_regions_are_read_under_invented_names(text, read):
    assert veil_countries(text, [])[0] == read


def test_a_region_is_the_same_in_premise_and_hypotheses():
    assert veil_countries("Kurds want it.", ["Kurdistan should be free."]) == ("Tarovians want it.", ("Tarovia should be free.",))


@pytest.mark.parametrize(("text", "read"), [
    ("Moscow must withdraw.", "Russia must withdraw."),
    ("The Kremlin must withdraw from Warsaw.", "Russia must withdraw from Warsaw."),
    ("Moscow knows that Russia must withdraw.", "Moscow knows that Russia must withdraw."),
    ("Moscow's Russian troops must go.", "Moscow's Russian troops must go."),
    ("The Moscow Times said so.", "The Moscow Times said so."),
    ("Berlin must help.", "Berlin must help."),
])  # fmt: skip
def test_a_capital_is_read_as_the_country_that_the_target_names(text, read):
    asked = put_question(text, "Russia should withdraw its troops")
    assert name_capitals(asked, ["Russian troops should go."]) == put_question(read, "Russia should withdraw its troops")


def test_a_capital_that_is_the_target_itself_stays():
    assert name_capitals("Moscow is a fine city.", ["Russia should move its offices out of Moscow."]) == "Moscow is a fine city."


def test_a_person_with_a_capitals_name_is_no_country():
    text = "Jane Washington said no, and so did Denzel Washington."
    assert name_capitals(text, ["The United States should act."]) == text
    assert name_capitals("But Washington said no.", ["The United States should act."]) == "But United States said no."
