import pytest

from analysis.framing.agency import find_actions, list_actions, summarize_agency, summarize_forms
from analysis.nlp import load_pipeline


def read_actions(sentence, headline=""):
    sentence = f"{headline}\n\n{sentence}" if headline else sentence
    doc = load_pipeline()(sentence)
    actions = list_actions(doc, len(headline))
    return [(a.form, a.action, *(sentence[slice(*span)] if span else "" for span in (a.agent, a.patient))) for a in actions]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("The army shelled the town.", ("active", "shell", "The army", "the town")),
        ("The town was shelled by the army.", ("passive with agent", "shell", "the army", "The town")),
        ("The town was shelled on Monday.", ("passive without agent", "shell", "", "The town")),
        ("The bombing of the town went on.", ("nominalisation", "bombing", "", "the town")),
    ],
)
def test_form_of_an_action(sentence, action):
    assert action in read_actions(sentence)


@pytest.mark.parametrize(
    ("headline", "action"),
    [
        ("Protester shot dead by police in Harl", ("passive with agent", "shoot", "police", "Protester")),
        ("Villagers evicted as dam rises", ("passive without agent", "evict", "", "Villagers")),
        ("Three killed in Harl clashes", ("passive without agent", "kill", "", "Three")),
        ("Police evict villagers", ("active", "evict", "Police", "villagers")),
        ("Jane Doe told to pay back grant", ("passive without agent", "tell", "", "Jane Doe")),
        ("Jane Doe given suspended sentence", ("passive without agent", "give", "", "Jane Doe")),
        ("Army killed 12 in village raid", ("active", "kill", "Army", "12")),
        ("Council awarded £5m contract to local firm", ("active", "award", "Council", "£5m contract")),
        ("Union warned of strikes", ("active", "warn", "Union", "")),
        ("Drivers urged to avoid town centre", ("passive without agent", "urge", "", "Drivers")),
        ("Mayor told council of plan", ("active", "tell", "Mayor", "council")),
        ("Prices surged by 5% in Harl", ("active", "surge", "Prices", "")),
        ("Traders complained of noise", ("active", "complain", "Traders", "")),
        ("Mayor resigned over dam", ("active", "resign", "Mayor", "")),
    ],
)
def test_headlines_drop_the_was_of_a_passive(headline, action):
    assert action in read_actions("It rained.", headline)


def test_a_first_paragraph_is_no_headline():
    assert ("active", "evict", "Villagers", "") in read_actions("Villagers evicted as dam rises\n\nIt rained.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bill is expected to be approved by parliament.", ("passive with agent", "approve", "parliament", "The bill")),
        ("Police managed to stop the mob.", ("active", "stop", "Police", "the mob")),
        ("Fenby Council is expected to close ten libraries.", ("active", "close", "Fenby Council", "ten libraries")),
        ("Police arrested Jane Doe and Mark Roe.", ("active", "arrest", "Police", "Mark Roe")),
        ("The minister was booed by hundreds of protesters.", ("passive with agent", "boo", "hundreds", "The minister")),
        ("He was shot by one of the officers.", ("passive with agent", "shoot", "one", "He")),
        ("He was stabbed by a 17-year-old.", ("passive with agent", "stab", "a 17-year-old", "He")),
        ("Prices were cut by a third.", ("passive without agent", "cut", "", "Prices")),
    ],
)
def test_who_does_it(sentence, expected):
    assert expected in read_actions(sentence)


def test_what_is_expected_or_denied_is_not_done_to_anybody():
    assert [action for _, action, *_ in read_actions("Fenby Council is expected to close ten libraries.")] == ["close"]
    (denied,) = list_actions(load_pipeline()("Mark Roe did not shoot Jane Doe."))
    assert denied.is_negated and not list_actions(load_pipeline()("Mark Roe shot Jane Doe."))[0].is_negated


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [("The army refused to shoot protesters.", "shoot"), ("Ministers want to scrap the grants.", "scrap"),
     ("The minister was arrested, prompting protests.", "prompt"), ("The mayor was told to resign.", "resign")],
)  # fmt: skip
def test_what_is_wanted_or_refused_is_no_deed(sentence, verb):
    assert verb not in [action for _, action, *_ in read_actions(sentence)]


def test_an_allegation_is_hedged():
    (action,) = list_actions(load_pipeline()("Doe is alleged to have attacked the guard."))
    assert (action.action, action.is_hedged) == ("attack", True)


def test_verbs_joined_share_how_sure_they_are():
    close, sell = list_actions(load_pipeline()("The council may close the library and sell the building."))
    assert (close.modality, sell.modality) == ("possible", "possible")


def test_an_aside_is_a_passive_and_a_movement_no_deed():
    assert ("passive without agent", "arrest", "", "Three men") in read_actions("Three men, arrested on Monday, were freed.")
    assert [form for form, *_ in read_actions("The opposition movement grew.")] == ["active"]


def test_noun_with_its_doer_is_no_nominalisation():
    assert "nominalisation" not in [action[0] for action in read_actions("The army's bombing of the town went on.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A NATO bombing of the town killed two.",
        "Criticism from the dockers grew.",
        "Ada Brun issued a warning.",
        "The council imposed a ban on cars.",
    ],
)
def test_a_doer_beside_the_noun_in_another_way(sentence):
    assert "nominalisation" not in [action[0] for action in read_actions(sentence)]


def test_a_place_something_is_withdrawn_from_is_no_doer():
    assert "nominalisation" in [action[0] for action in read_actions("The withdrawal from the treaty went on.")]


def test_who_treats_the_injured_has_not_injured_them():
    found = read_actions("Two men were injured and treated by paramedics.")
    assert ("passive without agent", "injure", "", "Two men") in found


@pytest.mark.parametrize("sentence", ["Police announced the killing of three men.", "Criticism from abroad grew."])
def test_a_doer_that_is_not_told(sentence):
    assert "nominalisation" in [action[0] for action in read_actions(sentence)]


def test_what_befell_somebodys_son_did_not_befall_the_parent():
    found = read_actions("She heard from one parent: Peter Brun, whose 6-year-old son, Jon, was killed.")
    assert not [action for action in found if action[1] == "kill" and "Brun" in action[3]]


def test_nobody_bears_who_is_born():
    assert not [action for action in read_actions("Children born in Harl vote.") if action[1] == "bear"]


def test_second_verb_keeps_its_subject():
    assert ("active", "burn", "The army", "the farms") in read_actions("The army took the town and burned the farms.")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [("The army will leave the town.", "certain"), ("The army may leave the town.", "possible"), ("The army left the town.", "plain")],
)
def test_modality_of_an_action(sentence, modality):
    (action,) = list_actions(load_pipeline()(sentence))
    assert action.modality == modality


@pytest.fixture
def story(desk):
    desk.add_article("Tessin bombed Vell. “Vell was bombed last night,” said Mora.")
    desk.add_actor("tessin", "Tessin", "country").add_actor("vell", "Vell", "country")
    return desk.add_statement("“Vell was bombed last night,”", "Mora", "said", "mora")


def test_actors_act_and_are_acted_on_in_each_voice(story):
    summary = summarize_agency(find_actions(*story.tables())).set_index(["actor_id", "voice"])
    assert summary.n_acting["tessin", "journalist voice"] == 1
    assert summary.n_acted_on["vell", "journalist voice"] == 1
    assert summary.n_acted_on["vell", "quoted voice"] == 1
    assert ("tessin", "quoted voice") not in summary.index


def test_a_headline_has_actors_and_a_dateline_none(desk):
    desk.add_article("MARL, Norvia — Fierce fighting killed seven.", title="Norvia attacked Marl on Monday")
    agents = find_actions(*desk.add_actor("norvia", "Norvia", "country").tables()).agent_id
    assert agents.fillna("").tolist() == ["norvia", ""]


def test_share_of_passives_without_agent_has_its_spans(story):
    articles, statements, actors = story.tables()
    forms = summarize_forms(find_actions(articles, statements, actors)).set_index(["voice", "form"])
    ((article_id, start, end),) = forms.spans["quoted voice", "passive without agent"]
    assert articles.text[0][start:end] == "bombed" and article_id == "a1"


def test_no_text_gives_no_rows(desk):
    actions = find_actions(*desk.add_article("").tables())
    assert actions.empty and summarize_agency(actions).empty and summarize_forms(actions).empty


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Ada Brun attacked a guard and was arrested.", ("passive without agent", "arrest", "", "Ada Brun")),
        ("Ada Brun attacked a guard and has been arrested.", ("passive without agent", "arrest", "", "Ada Brun")),
        ("A man was beaten and robbed.", ("passive without agent", "rob", "", "A man")),
        ("Three people who were arrested left.", ("passive without agent", "arrest", "", "Three people")),
        ("The mayor, Ada Brun, fired three men.", ("active", "fire", "Ada Brun", "three men")),
    ],
)
def test_who_is_acted_on_in_a_joined_verb_and_beside_a_name(sentence, action):
    assert action in read_actions(sentence)


def test_what_somebodys_son_does_is_not_laid_to_the_parent_and_said_is_no_deed(desk):
    desk.add_article("Mora's son stabbed a man. Mora said no. Mora burned the farm.").add_actor("mora", "Mora")
    desk.add_statement("no", "Mora said", "said", "mora", "indirect")
    actions = find_actions(*desk.tables())
    assert actions.agent_id.fillna("").tolist() == ["", "mora", "mora"]
    assert summarize_agency(actions).n_acting.tolist() == [1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two men were arrested by Tuesday.",
        "Dozens had been killed by nightfall.",
        "The houses were demolished by 2020.",
        "The man was killed by accident.",
        "The budget was reduced by £2m.",
        "Taxes were cut by a third.",
    ],
)
def test_a_time_a_sum_or_a_cause_does_nothing(sentence):
    assert [(form, agent) for form, _, agent, _ in read_actions(sentence)] == [("passive without agent", "")]


@pytest.mark.parametrize("doer", ["Russian", "US", "police"])
def test_a_people_or_a_force_before_the_noun_is_its_doer(doer):
    assert "nominalisation" not in [action[0] for action in read_actions(f"The {doer} bombing of the town went on.")]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Mora said the council would close the library.", "certain"),
        ("Mora says the council would close the library.", "conditional"),
        ("Mora said the council would close the library if it rained.", "conditional"),
        ("The council would close the library.", "conditional"),
    ],
)
def test_the_would_of_reported_speech_is_a_will(sentence, modality):
    assert [action.modality for action in list_actions(load_pipeline()(sentence)) if action.action == "close"] == [modality]


@pytest.mark.parametrize(
    ("sentence", "is_negated"),
    [("No members were harmed.", True), ("Nobody harmed the men.", True), ("The men were harmed.", False), ("They harmed none.", True)],
)
def test_what_is_done_to_nobody_is_denied(sentence, is_negated):
    assert {action.is_negated for action in list_actions(load_pipeline()(sentence)) if action.action == "harm"} == {is_negated}


def test_short_forms_of_be_are_no_actions():
    assert not [action for action in read_actions("They’re a disgrace. It’s late.") if action[1] not in ("be",)]


def test_a_family_name_that_two_share_is_whom_the_article_names_in_full(desk):
    desk.add_article("Ada Mora came. Mora closed the pool.").add_actor("ada", "Ada Mora").add_actor("jan", "Jan Mora")
    actions = find_actions(*desk.tables())
    assert actions[actions.action == "close"].agent_id.tolist() == ["ada"]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("The teenager was shot and killed by police.", "shoot"),
        ("The law can be changed or undone by parliament.", "change"),
        ("The mayor was urged to resign by three councillors.", "urge"),
    ],
)
def test_who_does_what_two_passives_tell_does_the_first_too(sentence, action):
    assert [form for form, name, *_ in read_actions(sentence) if name == action] == ["passive with agent"]


def test_who_is_attacked_in_words_is_acted_on(desk):
    desk.add_article("Dahl criticised Mora. Dahl told Mora that it rained.").add_actor("mora", "Mora").add_actor("dahl", "Dahl")
    desk.add_statement("Mora", "Dahl", "criticised", "dahl", "indirect")
    desk.add_statement("that it rained", "Dahl", "told", "dahl", "indirect")
    row = summarize_agency(find_actions(*desk.tables())).set_index("actor_id")
    assert row.n_acted_on.to_dict() == {"mora": 1} and row.n_acting.sum() == 0


@pytest.mark.parametrize(
    "sentence", ["McCain offered support.", "The Mueller investigation went on.", "The men who plot further attacks left."]
)
def test_a_noun_with_its_doer_in_the_clause_hides_nobody(sentence):
    assert "nominalisation" not in [form for form, *_ in read_actions(sentence)]
