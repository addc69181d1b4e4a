"""Constructed sentences about an invented bridge, except where the real article's own words are read from its file."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.flow import analyse_study
from analysis.hypotheses import build_hypotheses, put_question
from analysis.stance.calibration import Calibration
from analysis.stance.classify import Case, choose_calibration, classify_texts, combine_cases, combine_scores, load_calibration, score_cases
from analysis.stance.hedging import find_condition, find_lead_condition, is_hedged
from analysis.stance.no_side import denies_fact, is_thing, only_feels
from analysis.stance.other_place import names_other_place
from analysis.stance.premise import build_premise, clean_content
from analysis.stance.relevance import (
    ABOUT_ELSE,
    ANSWERS,
    ASKS,
    BESIDE,
    CONCEDES,
    DECLINED,
    DENIES,
    ELSEWHERE,
    EMPTY,
    FINDS,
    FORMERLY,
    FRAGMENT,
    HARDLY,
    NO_ANAPHOR,
    NO_PERSON,
    NO_SIDE,
    NO_WORD,
    NOBODY,
    NOT_SAID,
    OTHER_QUESTION,
    OTHER_THING,
    REACTS,
    RELAYS,
    THING,
    UNTOLD_VIEW,
    find_candidates,
    judge_relevance,
    list_unaddressed,
    relevance_pattern,
)
from analysis.study import load_study
from analysis.tables import Positions, Statements, Targets
from tests.conftest import time_call

E, N, C = [0.9, 0.05, 0.05], [0.05, 0.9, 0.05], [0.05, 0.05, 0.9]


def combine(favor, against, **calibration):
    return combine_scores(np.array([[favor, against]]), Calibration(**calibration))


@pytest.mark.parametrize(
    ("favor", "against", "label"),
    [
        ([E, E], [C, C], "favor"),
        ([C, C], [E, E], "against"),
        ([N, N], [N, N], "neutral"),
        ([E, C], [C, E], "unclear"),
        ([E, E], [E, E], "unclear"),
    ],
)
def test_both_sides_decide_and_contradiction_is_unclear(favor, against, label):
    assert combine(favor, against, threshold=0.6).label[0] == label


def test_spread_and_agreement_of_paraphrases():
    same, torn = combine([E, E], [C, C]), combine([E, N], [C, N])
    assert same.spread[0] == pytest.approx(0) and same.agreement[0] == 1
    assert torn.spread[0] > 0.3 and torn.agreement[0] == 0.5


def test_probabilities_sum_to_one_and_threshold_abstains():
    stances = combine([[0.5, 0.4, 0.1]], [[0.1, 0.4, 0.5]], threshold=0.6)
    assert stances.p.sum() == pytest.approx(1)
    assert stances.label[0] == "unclear"


def test_neutral_bias_moves_only_neutral():
    p = np.array([[0.4, 0.2, 0.4]])
    moved = Calibration(neutral_bias=1.0).apply(p)[0]
    assert moved[2] > 0.4 and moved[0] / moved[1] == pytest.approx(2)


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("She said that he had once told her that the ban would never work.", ""),
        ("We send troops once Ukraine agrees.", "once Ukraine agrees"),
        ("We would close the bridge only if the council pays.", "only if the council pays"),
        ("We will not go unless both banks agree.", "unless both banks agree"),
        ("Provided that the road is mended, we agree.", "Provided that the road is mended, we agree"),
        ("A ferry may be needed, but it must be free for everybody.", "but it must be free for everybody"),
        ("She looked as if she had won.", ""),
        ("It is a question of when, not if.", ""),
        ("Close it at once.", ""),
        ("It was put off until the autumn.", ""),
        ("Nobody goes until the council agrees.", "until the council agrees"),
        ("They must close it.", ""),
        ("We will fight for it as long as it takes.", ""),
        ("The government provided £3m for the lido.", ""),
        ("If you ask me, the toll is wrong.", ""),
        ("We back it, provided the council pays.", "provided the council pays"),
        ("We back it provided they pay.", "provided they pay"),
        ("Nobody cares if it costs more.", ""),
        ("I don't care if it rains; close it.", ""),
        ("It is not clear if the dam is safe.", ""),
        ("They asked me if I liked it.", ""),
        ("If you look at the data, the dam is a disaster.", ""),
        ("I once lived near the bridge.", ""),
        ("The dam once threatened the valley.", ""),
        ("We sign once they agree.", "once they agree"),
        ("I would say yes if both sides agree.", "if both sides agree"),
        ("We told them yes if the money is there.", "if the money is there"),
        ("We will back the plan once amended.", "once amended"),
        ("The force will go in once agreed by both sides.", "once agreed by both sides"),
        ("Once signed, the treaty binds us.", "Once signed, the treaty binds us"),
        ("It would be a tragedy if the lido closed.", ""),
        ("I'd be delighted if it closed.", ""),
        ("We will not rest until the lido is saved.", ""),
        ("The ferries must stay free until hell freezes over.", ""),
        ("The lido should stay open until a new pool is built.", "until a new pool is built"),
        ("We oppose it until the council pays.", "until the council pays"),
        ("The lido was open until 1997.", ""),
        ("It is a once in a lifetime chance.", ""),
        ("Harwick once relied on coal.", ""),
        ("The mill, which once employed 500 people, must be saved.", ""),
        ("We do not know yet if it is safe.", ""),
        ("We will back it in return for new buses.", "in return for new buses"),
        ("The lido should be closed as a last resort.", "as a last resort"),
        ("“If the unit closes, babies will die,”", "If the unit closes"),
        ("She said that, if a new pool is built, the lido should close.", "if a new pool is built"),
        # a plain fact, an order or a threat sets no terms
        ("Once it is gone, you do not get it back.", ""),
        ("If they want a fence, let them build one.", ""),
        ("If the trees are kept, we are happy with the tunnel.", "If the trees are kept, we are happy with the tunnel"),
        ("We will not fight if the trees are kept.", "if the trees are kept"),
        ("We will call off the strike if the toll is scrapped.", "if the toll is scrapped"),
        ("We do not support hunting, without a doubt.", ""),
        ("Without a tram, the city will never grow.", ""),
        ("Without a public majority we cannot support it.", "Without a public majority"),
        ("The state provided the money for the port.", ""),
        ("I would be lying if I said I liked the sale.", ""),
        ("The traders will go to court if the council bans cars.", ""),
        ("They would sue if the council sold the port.", ""),
        ("If both sides agree, we support it.", "If both sides agree"),
        # terms without an "if"
        ("It backs the ban on one condition, that buses run.", "on one condition, that buses run"),
        ("I will back it on one condition: that fares fall.", "on one condition: that fares fall"),
        ("She could not support the sale without a public majority.", "without a public majority"),
        ("We would never accept it without a vote.", "without a vote"),
        ("They cannot leave without a ticket.", ""),
    ],
)
def test_conditions(content, condition):
    assert find_condition(content) == condition


def test_a_condition_ends_with_its_piece_of_the_quotation():
    assert find_condition("“We go only if they pay,” “I will tell them so.”") == "only if they pay"


def test_a_condition_that_comes_first_ends_where_what_depends_on_it_begins():
    assert find_condition("If the fares stay low, she would back the bridge") == "If the fares stay low"
    assert find_condition("We back it. If fares rise, and they may rise, we would not") == "If fares rise"


@pytest.mark.parametrize(
    ("lead", "condition"),
    [("If it opens at night, ", "If it opens at night"), ("Unless the toll goes, ", "Unless the toll goes"),
     ("But if the toll goes, ministers think, ", "if the toll goes"), ("If elected, ", ""), ("She asked if it opens at night, ", ""),
     ("On Monday, ", "")],
)  # fmt: skip
def test_a_condition_before_the_speaker(lead, condition):
    assert find_lead_condition(lead) == condition


@pytest.mark.parametrize(
    ("content", "hedged"),
    [("We could not get to church.", False), ("I couldn’t support it.", False), ("We could support it.", True)]
    + [("We might close it.", True), ("We would consider a ferry.", True), ("We will close it in May.", False), ("Close it.", False)]
    + [("It will be built come what may.", False), ("That is the least that such firms could pay.", False)]
    + [("We did all we could to stop it.", False), ("It will be built, and it may be dear.", True)]
    + [("You may as well take my till.", False), ("He could no longer look them in the face.", False)]
    + [("Nobody likes the toll but we could live with it.", True), ("No one should doubt that the council could close it.", True)]
    + [("No city may outlaw a market.", False), ("You may not park here.", False), ("They may not come.", True)]
    + [("It has no cost and may save money.", True), ("There is no doubt this may help.", True)]
    + [("Nobody could seriously claim it is safe.", False), ("What could possibly go wrong?", False)],
)
def test_hedges(content, hedged):
    assert is_hedged(content) == hedged


def statement(text, content, cue="", kind="indirect", speaker=""):
    start = text.index(content)
    cue_start = text.index(cue) if cue else None
    row = {"content": content, "kind": kind, "cue": cue, "cue_start": cue_start, "cue_end": cue_start + len(cue) if cue else None,
           "speaker_start": text.index(speaker) if speaker else None, "speaker_end": None, "start": start, "end": start + len(content),
           "spans": [[start, start + len(content)]]}  # fmt: skip
    return next(pd.DataFrame([row]).itertuples())


@pytest.mark.parametrize(
    ("text", "content", "cue", "kind", "premise"),
    [
        ("Ada Quill rejected the plan to close the old bridge.", "the plan to close the old bridge", "rejected", "indirect",
         "The speaker rejected the plan to close the old bridge."[:-1]),
        ("Campaigners slammed the plan as “mad” and “cruel”.", "“mad” and “cruel”", "slammed", "mixed",
         "The speaker slammed the plan as mad and cruel"),
        ("“We will never, ever close the bridge,” said Ada Quill.", "“We will never, ever close the bridge,”", "said", "direct",
         "We will never, ever close the bridge"),
        ("Ada Quill said: “The bridge is old and it must close.”", "“The bridge is old and it must close.”", "said", "direct",
         "The bridge is old and it must close."),
    ],
)  # fmt: skip
def test_premise_has_the_cue_where_it_carries_the_stance_and_never_the_name(text, content, cue, kind, premise):
    built = build_premise(text, statement(text, content, cue, kind))
    assert built == premise
    assert "Quill" not in built


@pytest.mark.parametrize(("text", "cue"), [("According to Ada Quill, tolls are theft.", "According to"),
                                           ("In Ada Quill's view, tolls are theft.", "In Ada Quill's view")])  # fmt: skip
def test_a_cue_that_names_the_speaker_is_left_out(text, cue):
    assert build_premise(text, statement(text, "tolls are theft", cue, speaker="Ada Quill")) == "Tolls are theft"


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker", "premise"),
    [
        ("The plan drew praise from farmers.", "The plan", "drew praise from", "farmers", "The plan drew praise from the speaker"),
        ("The plan was dismissed by Ada Quill.", "The plan", "dismissed", "Ada Quill", "The plan was dismissed by the speaker"),
        ("The plan is a folly, warned Ada Quill.", "The plan is a folly", "warned", "Ada Quill", "The plan is a folly"),
    ],
)
def test_what_is_judged_before_its_judge_is_read_to_the_end(text, content, cue, speaker, premise):
    assert build_premise(text, statement(text, content, cue, speaker=speaker)) == premise


def test_statement_without_a_cue_beside_one_with_a_cue_is_read_as_it_stands():
    text = "Quill said that tolls are theft. No tolls here."
    rows = [
        {"statement_id": f"a:{n}", "article_id": "a", "part": "body", "start": start, "end": end, "spans": [[start, end]], "kind": "mixed",
         "content": text[start:end], "act": "said", "cue": cue, "cue_start": at, "cue_end": at and at + 4, "speaker": "",
         "speaker_start": None, "speaker_end": None, "p_attribution": 1.0, "actor_id": None, "person_id": None, "reason": ""}
        for n, start, end, cue, at in ((1, 11, 31, "said", 6), (2, 33, 47, "", None))
    ]  # fmt: skip
    with_cue, without = Statements.build(rows).itertuples()
    assert build_premise(text, with_cue) == "The speaker said that tolls are theft"
    assert build_premise(text, without) == "No tolls here."


def test_clean_content_keeps_apostrophes():
    assert clean_content("“the mayor’s ‘mad’ plan isn’t ours,”") == "The mayor’s mad plan isn’t ours"
    assert clean_content("“We waited,” “Take them away.”") == "We waited. Take them away."
    assert clean_content("“The bridge,” “is a wreck.”") == "The bridge, is a wreck."


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("troop*|both sides", "Troops left", True),
        ("force", "Forced out", False),
        ("", "anything", True),
        ("both sides", "both\u00a0sides", True),
        ("U.S.|£5bn", "the U.S. troops", True),
        ("U.S.|£5bn", "it costs £5bn.", True),
        ("#bridge", "a #bridge, a road", True),
        ("women's rights", "for women’s rights", True),
        ("same-sex", "same\u2011sex couples", True),
        ("same-sex", "same\u2013sex couples", True),
        ("cafe\u0301", "the café", True),
    ],
)
def test_relevance_words(words, text, found):
    assert bool(relevance_pattern(words).search(text)) == found


LONG = "Nothing else happened here. " * 12


@pytest.mark.parametrize(
    ("content", "between", "place"),
    [
        ("“Close the bridge now, for all our sakes.”", "", "content"),
        ("“For our sakes.”", "Ada Quill wants the bridge shut: ", "clause"),
        ("“For the sake of us all, do it now.”", "", "before"),
        ("“We open at nine on every day of the week.”", LONG, None),
        ("“We back the plan, all of us, and always have.”", LONG, "before"),
        ("“We welcome the decision with all our hearts.”", "", None),
        ("“We are bitterly disappointed, every one of us.”", "", None),
        ("“I am ashamed of all of them, every one.”", "", None),
        ("“We are glad to support this, every one of us.”", "", "before"),
    ],
)
def test_a_statement_is_asked_about_where_its_words_or_those_before_it_name_the_matter(content, between, place):
    text = f"The bridge is old. {between}{content}"
    start = text.index(content)
    cue_start = text.index("wants") if place == "clause" else None
    row = {"statement_id": "a:1", "article_id": "a", "part": "body", "start": start, "end": start + len(content),
           "spans": [[start, start + len(content)]], "kind": "mixed", "content": content, "act": "wants",
           "cue": "wants" if cue_start else "", "cue_start": cue_start, "cue_end": cue_start and cue_start + 5, "speaker": "",
           "speaker_start": None, "speaker_end": None, "p_attribution": 1.0, "actor_id": None, "person_id": None, "reason": ""}  # fmt: skip
    target = {"target_id": "T1", "question": "?", "proposition": "The bridge should be closed", "label": "Close it", "kind": "proposition",
              "favor": ["Yes."], "against": ["No."], "relevance": "bridge"}  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
    found = find_candidates(Statements.build([row]), Targets.build([target]), articles)
    assert [c.found_in for c in found] == ([place] if place else [])
    assert all(c.premise.startswith("On the question whether the bridge should be closed, the speaker said: “") for c in found)


def _state(number: int, text: str, content: str) -> dict:
    start = text.index(content)
    return {"statement_id": f"a:{number}", "article_id": "a", "part": "body", "start": start, "end": start + len(content),
            "spans": [[start, start + len(content)]], "kind": "direct", "content": content, "act": "said", "cue": "", "cue_start": None,
            "cue_end": None, "speaker": "Ada Quill", "speaker_start": None, "speaker_end": None, "p_attribution": 1.0, "actor_id": None,
            "person_id": None, "reason": ""}  # fmt: skip


def test_what_has_no_position_is_listed_with_its_reason():
    contents = {"to comment on it": DECLINED, "the charge": ANSWERS, "“”": EMPTY, "we welcome the decision": REACTS,
                "it is a fine day": NO_SIDE,
                "The bridge is a wreck": None, "Bread is dear this winter": NO_WORD}  # fmt: skip
    text = "The bridge is old. the charge, to comment on it. “” we welcome the decision, it is a fine day. The bridge is a wreck."
    text += " x" * 200 + " Bread is dear this winter."
    acts = {"to comment on it": "declined"}
    statements = Statements.build([{**_state(n, text, words), "act": acts.get(words, "said")} for n, words in enumerate(contents, 1)])
    target = {"target_id": "T1", "question": "?", "proposition": "The bridge should be closed", "label": "Close it", "kind": "proposition",
              "favor": ["Yes."], "against": ["No."], "relevance": "bridge"}  # fmt: skip
    placed = Positions.build([{"statement_id": "a:6", "target_id": "T1", "model": "m", "stance": "favor", "p_favor": 1, "p_against": 0,
                               "p_neutral": 0, "spread": 0, "agreement": 1, "is_hedged": False, "condition": ""}])  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
    found = list_unaddressed(statements, Targets.build([target]), articles, placed)
    assert dict(zip(found.statement_id, found.reason, strict=True)) == {
        f"a:{n}": reason for n, reason in enumerate(contents.values(), 1) if reason
    }


@pytest.mark.parametrize(
    ("content", "kind", "asks"),
    [
        ("what the bridge would cost", "indirect", True),
        ("how long the bridge would stay shut", "indirect", True),
        ("which part of the bridge would go first", "indirect", True),
        ("what the bridge needs is a quick end", "indirect", False),  # no question but a verdict
        ("how dear the bridge has become", "indirect", False),
        ("why the bridge must go", "indirect", False),
        ("What would the bridge cost?", "direct", False),  # for the model to judge
    ],
)
def test_a_question_told_in_other_words_takes_no_side(content, kind, asks):
    text = f"She asked them {content}."
    statements = Statements.build([_state(1, text, content) | {"kind": kind}])
    target = {"target_id": "T1", "question": "?", "proposition": "The bridge should be closed", "label": "Close it", "kind": "proposition",
              "favor": ["Yes."], "against": ["No."], "relevance": "bridge"}  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
    (candidate,) = judge_relevance(statements, Targets.build([target]), articles)
    assert candidate.reason == (ASKS if asks else "")


def test_the_question_of_a_thing_is_whether_to_support_it():
    asked = put_question("Too dear.", "a bridge toll", "noun phrase")
    assert asked == "On the question whether to support a bridge toll, the speaker said: “Too dear.”"


def test_hypotheses_keep_names_and_braces():
    assert build_hypotheses("British troops should go")[0].favor == "The speaker agrees that British troops should go."
    assert build_hypotheses("We should {close} it.")[0].favor == "The speaker agrees that we should {close} it."
    assert build_hypotheses("a carbon tax", "noun phrase")[0].against == "The speaker opposes a carbon tax."
    with pytest.raises(ValueError, match="needs words"):
        build_hypotheses(" . ")


def test_no_reversal_on_the_real_article(shipped):
    """What a careful reader finds (T1: Healey for, the coalition against; T2: the coalition for); abstaining is allowed, reversing not."""
    held = shipped.positions.merge(shipped.statements, on="statement_id").set_index(["actor_id", "target_id"]).stance
    wrong = {
        ("john-healey", "T1"): "against",
        ("stop-the-war-coalition", "T1"): "favor",
        ("stop-the-war-coalition", "T2"): "against",
        ("john-healey", "T2"): "against",
    }
    reversed_ = [key for key, stance in wrong.items() if key in held.index and stance in list(held.loc[[key]])]
    assert not reversed_


def test_statements_off_the_target_get_no_position(shipped):
    said = shipped.statements.set_index("statement_id").content
    ends = [s for s, words in said.items() if "2026 must be the year" in words]
    assert ends and not shipped.positions.statement_id.isin(ends).any()


PAIRS = tuple((f"The bridge should be {word}.", f"The bridge should not be {word}.") for word in ("closed", "shut", "gone"))


def test_a_clear_case_is_asked_one_pair_and_a_doubtful_one_all(scorer):
    clear, doubtful = Case("The bridge is closed, shut and gone.", PAIRS), Case("Nobody knows.", PAIRS)
    calibration = Calibration(threshold=0.5, settled=0.8)
    scorer.score = answer_by_premise({clear.premise: (E, C), doubtful.premise: ([0.4, 0.3, 0.3], [0.3, 0.3, 0.4])}, scorer)
    blocks = score_cases([clear, doubtful], scorer, calibration, progress=False)
    assert [block.shape for block in blocks] == [(2, 1, 3), (2, 3, 3)]
    assert sum(premise == clear.premise for premise, _ in scorer.asked) == 2
    assert combine_scores(blocks[0][None], calibration).label[0] == "favor"


def test_a_model_that_is_not_calibrated_is_asked_everything(scorer):
    scorer.score = answer_by_premise({"Close it.": (E, C)}, scorer)
    (block,) = score_cases([Case("Close it.", PAIRS)], scorer, Calibration(), progress=False)
    assert block.shape == (2, 3, 3)


def answer_by_premise(answers, scorer):
    """Score by (favoring, opposing) probabilities of each premise; opposing hypotheses hold a "not"."""

    def score(pairs):
        scorer.asked += list(pairs)
        return np.array([answers[premise][" not " in hypothesis] for premise, hypothesis in pairs])

    return score


def test_targets_that_are_a_person_have_a_calibration_of_their_own():
    stored = Calibration(of_persons=Calibration(temperature=3.0, threshold=0.7))
    persons = [Case("She lies.", pairs) for pairs in ((("The speaker supports Jane Doe.", "The speaker opposes Jane Doe."),),
                                                      (("The speaker supports the levy.", "The speaker opposes the levy."),))]  # fmt: skip
    assert [choose_calibration(case, stored).temperature for case in persons] == [3.0, 1.0]
    block = np.array([[[0.8, 0.1, 0.1]], [[0.1, 0.1, 0.8]]])
    stances = combine_cases(persons, [block, block], stored)
    assert stances.label.tolist() == ["unclear", "favor"] and stances.p[0].max() < stances.p[1].max()


def test_things_asked_as_noun_phrases_have_one_too_and_persons_keep_theirs():
    stored = Calibration(of_things=Calibration(temperature=2.0), of_persons=Calibration(temperature=3.0))
    targets = [("the levy", "noun phrase"), ("Jane Doe", "noun phrase"), ("The levy should go", "proposition")]
    cases = [Case("It is dear.", tuple(build_hypotheses(*target))) for target in targets]
    assert [choose_calibration(case, stored).temperature for case in cases] == [2.0, 3.0, 1.0]
    own_words = Case("It is dear.", (("The levy is good.", "The levy is bad."),))  # a study's own sentences
    assert choose_calibration(own_words, stored).temperature == 1.0


def test_the_shipped_calibrations_are_read_with_those_of_things_and_persons():
    any_text, relevant = (load_calibration("embedded", is_relevant) for is_relevant in (False, True))
    assert any_text.of_persons.neutral_bias == any_text.of_things.neutral_bias < any_text.neutral_bias
    for calibration in (any_text, relevant):
        assert calibration.is_fitted and calibration.of_persons.temperature > calibration.temperature
    for own in (relevant, relevant.of_things, relevant.of_persons):  # in news a side is the exception
        assert own.neutral_bias > 2 and own.threshold >= 0.5 and 0 < own.sides_wrong < 0.5


@pytest.mark.parametrize(
    ("words", "is_for"),
    [
        ("Closing the bridge would be a terrible mistake.", False),
        ("It would be wrong to close the bridge.", False),
        ("I am against closing the bridge.", False),
        ("Closing the bridge is the right thing to do.", True),
    ],
)
def test_a_deed_as_target_is_not_taken_for_the_thing_it_is_done_to(words, is_for):
    target, kind = "closing the bridge", "noun phrase"
    pairs = build_hypotheses(target, kind)
    stances = classify_texts([put_question(words, target, kind)], [tuple(zip(*pairs, strict=True))], progress=False)
    assert (stances.p[0, 0] > stances.p[0, 1]) == is_for


@pytest.mark.parametrize(
    ("words", "target", "is_for"),
    [
        ("The speaker criticised the press law.", "parliament should overhaul the press law", True),
        ("The speaker voiced concern about the press law.", "parliament should change the press law", True),
        ("The speaker praised the press law.", "parliament should rescind the press law", False),
        ("These rules are a bad joke.", "the council should overhaul the night flight rules", True),
        ("The speaker criticised the plan to amend the act.", "the government should amend the arms export act", False),
    ],
)
def test_who_is_against_a_thing_is_for_changing_it(words, target, is_for):
    pairs = build_hypotheses(target)
    stances = classify_texts([put_question(words, target)], [tuple(zip(*pairs, strict=True))], progress=False, relevant=True)
    assert stances.label[0] == ("favor" if is_for else "against")


@pytest.mark.parametrize(
    ("sentence", "is_said"),
    [
        ("Ada Quill stopped short of saying the bridge should be closed.", False),
        ("Ada Quill left without saying that the bridge should be closed.", False),
        ("Ada Quill did not say the bridge should be closed.", False),
        ("Ada Quill no longer says the bridge should be closed.", False),
        ("Ada Quill never said the bridge should be closed.", False),
        ("Ada Quill denied that she had called for the bridge to be closed.", False),
        ("If Ada Quill said the bridge should be closed, nobody would listen.", False),
        ("Ada Quill should admit that the bridge should be closed.", False),
        ("Ada Quill said the bridge should not be closed.", True),
        ("Ada Quill does not believe the bridge should be closed.", True),
    ],
)
def test_what_was_not_said_is_no_position(make_study, sentence, is_said):
    results = analyse_study(load_study(make_study({"a.txt": f"{sentence} It is old, and has stood there since the great flood."})), False)
    assert len(results.statements) == 1
    assert (results.unaddressed.reason == NOT_SAID).any() != is_said


def test_what_somebody_once_thought_is_no_position(make_study):
    text = "Ada Quill, who once campaigned against the bridge, changed her mind. It is old, and has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert FORMERLY in results.unaddressed.reason.tolist() and results.positions.empty


@pytest.mark.parametrize("label", ["A: ", ""])
def test_a_short_answer_of_an_interview_answers_the_question_before_it(make_study, label):
    questions = ("Should the bridge be closed?", "Would you walk your dog on the bridge?", "What of the shops by the bridge?")
    answers = ("Yes, of course.", "Of course I would.", "They will have to move.")
    text = "Mayor Ada Quill spoke to us.\n\n" + "\n\n".join(f"Q: {q}\n\n{label}{a}" for q, a in zip(questions, answers, strict=True))
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    said = dict(zip(results.statements.content, results.statements.statement_id, strict=True))
    reasons = dict(zip(results.unaddressed.statement_id, results.unaddressed.reason, strict=True))
    assert said["Yes, of course."] in results.positions[results.positions.stance == "favor"].statement_id.tolist()
    assert reasons[said["Of course I would."]] == OTHER_QUESTION
    assert set(results.statements[results.statements.kind == "direct"].actor_id) == {"ada-quill"}


@pytest.mark.parametrize(
    "reply",
    ["Bo Marsh said it was not.", "Bo Marsh denied that.", "“Not true,” said Bo Marsh.", "Bo Marsh said she was wrong.",
     "Bo Marsh dismissed the concern.",
     "“No, never,” said Bo Marsh.", "Bo Marsh replied that he did not.", "Bo Marsh begs to differ.", "“That isn’t so,” said Bo Marsh."],
)  # fmt: skip
def test_a_reply_has_no_side_of_its_own(make_study, reply):
    text = f"Ada Quill said the bridge should be closed. {reply} It stood there."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert results.unaddressed.reason.tolist() == [ANSWERS] and len(results.positions) == 1


@pytest.mark.parametrize("reply", ["“It is wrong,” said Bo Marsh.", "Bo Marsh opposes it.", "“We must do it,” said Bo Marsh."])
def test_a_reply_on_the_matter_has_a_side(make_study, reply):
    text = f"Ada Quill said the bridge should be closed. {reply} It stood there."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert ANSWERS not in results.unaddressed.reason.tolist()


@pytest.mark.parametrize(
    ("sentence", "is_granted"),
    [
        ("Bo Marsh admitted that closing the bridge would be expensive.", True),
        ("Bo Marsh said he understood fears that closing the bridge would ruin shops.", True),
        ("Bo Marsh acknowledged residents’ fears that closing the bridge would ruin shops.", True),
        ("Bo Marsh admitted that closing the bridge had been a mistake.", False),
        ("Bo Marsh admitted that closing the bridge was a waste of money.", False),
        ("Bo Marsh recognised that closing the bridge was the best way to save money.", False),
        ("Bo Marsh acknowledged that closing the bridge would be a disaster.", False),
        ("Bo Marsh said he shared fears that closing the bridge would ruin shops.", False),
        ("Bo Marsh said he understood the fears but the bridge should be closed.", False),
    ],
)
def test_a_point_granted_is_no_side(make_study, sentence, is_granted):
    results = analyse_study(load_study(make_study({"a.txt": f"{sentence} It is old, and has stood there since the great flood."})), False)
    assert (CONCEDES in results.unaddressed.reason.tolist()) == is_granted


def test_a_side_told_beside_a_name_is_a_position(make_study):
    text = "Bo Marsh, a vocal critic of the bridge closing, walked out. It is old, and has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert results.positions.stance.tolist() == ["against"]
    assert results.scores.premise[0].endswith("“The speaker is a vocal critic of the bridge closing”")


@pytest.mark.parametrize(
    ("words", "premise"),
    [
        ("is highly sceptical of the bridge", "The speaker is sceptical of the bridge"),
        ("is no longer opposed to the bridge", "The speaker is no longer opposed to the bridge"),
        ("opposed the bridge", "The speaker opposed the bridge"),
        ("remains unconvinced by the bridge", "The speaker is unconvinced by the bridge"),
    ],
)
def test_a_cue_that_is_no_verb_gets_one(make_study, words, premise):
    results = analyse_study(load_study(make_study({"a.txt": f"Bo Marsh {words}. It has stood there since the great flood."})), False)
    assert results.scores.premise[0].endswith(f"“{premise}”")


@pytest.mark.parametrize(("topic", "reason"), [("of the bridge", None), ("of the school", NO_WORD)])
def test_what_a_quotation_is_said_of_makes_it_relevant(make_study, topic, reason):
    text = f"“It is a disaster for us all,” one shopper, Ken Bligh, said {topic}. It is old, and has stood there since the flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert results.unaddressed.reason.tolist() == ([reason] if reason else [])


def test_what_is_said_of_a_move_is_no_side_on_the_matter(make_study):
    text = "Ada Quill called for the bridge to be closed, a move that Bo Marsh described as madness. It is old and narrow."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert REACTS in results.unaddressed.reason.tolist() and len(results.positions) == 1


def test_what_somebody_else_wants_is_no_position(make_study):
    text = "Bo Marsh said Doe wanted to close the bridge. It is old, and has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert results.unaddressed.reason.tolist() == [RELAYS] and results.positions.empty


@pytest.mark.parametrize("name", ["Ada Quill", "Ms. Quill"])
@pytest.mark.parametrize(("asked", "is_same"), [("she would walk her dog on the bridge", False), ("the bridge should be closed", True)])
def test_a_short_answer_answers_the_question_that_was_put(make_study, asked, is_same, name):
    text = f"Asked whether {asked}, {name} laughed: “Of course.” It is old, and has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert (OTHER_QUESTION in results.unaddressed.reason.tolist()) != is_same


@pytest.mark.parametrize(
    ("text", "premise"),
    [
        ("Asked if she opposed the bridge, Ada Quill said: “Yes.”", "The speaker opposed the bridge"),
        ("Asked if she opposed the bridge, Ada Quill said: “No.”", "The speaker did not oppose the bridge"),
        ("Asked whether she was opposed to the bridge, Ada Quill said: “Not at all.”", "The speaker was not opposed to the bridge"),
        ("Asked if she opposed the bridge, Ada Quill said: “Absolutely not.”", "The speaker did not oppose the bridge"),
        ("Asked if she opposed the bridge, Ada Quill said: “Yes and no.”", None),
        ("Asked whether she was opposed to the bridge, Ada Quill said: “No, not at all.”", "The speaker was not opposed to the bridge"),
        ("Asked if she would close the bridge, Ada Quill said: “No chance.”",
         "Asked if she would close the bridge, the speaker said that she would not close the bridge"),
        ("Asked whether she would close the bridge, Ada Quill said: “Yes, of course.”",
         "Asked whether she would close the bridge, the speaker said that she would close the bridge"),
        ("Asked if the bridge should be closed, Ada Quill said: “Yes, and soon.”",
         "Asked if the bridge should be closed, the speaker said that the bridge should be closed"),
        ("Pressed on whether the bridge should be closed, Ada Quill said: “Over my dead body.”",
         "Asked on whether the bridge should be closed, the speaker said that the bridge should not be closed"),
        ("Do you back the bridge?\n\nAda Quill: “No.”", "The speaker said: I do not back the bridge"),
        ("Ada Quill appears to support closing the bridge.", "The speaker appears to support closing the bridge"),
        ("Ada Quill would consider closing the bridge.", "The speaker would consider closing the bridge"),
    ],
)
def test_a_yes_or_no_and_a_verb_held_back_make_a_sentence(make_study, text, premise):
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{text}"})), False)
    premises = set(results.scores.premise.str.extract("“(.+)”", expand=False))
    assert premise in premises if premise else not any(p.startswith("The speaker") for p in premises)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Asked if the council wanted to close the bridge, Ada Quill said: “Yes.”", OTHER_QUESTION),
        ("“I understand why people want to close the bridge,” said Ada Quill.", CONCEDES),
        ("“No one wants to close a bridge, but safety comes first,” said Ada Quill.", CONCEDES),
        ("“I never said the bridge should close,” said Ada Quill.", NOT_SAID),
        ("“We are not saying the bridge should close,” said Ada Quill.", NOT_SAID),
        ("“The council wants to close our bridge,” said Ada Quill.", RELAYS),
        ("“My opponents want the bridge closed,” said Ada Quill.", RELAYS),
        ("In the 1990s Ada Quill opposed closing the bridge.", FORMERLY),
        ("Two years ago, Ada Quill said the bridge should close.", FORMERLY),
        ("Ada Quill said that the bridge should close, but she has since changed her mind.", FORMERLY),
        ("In 2017 Ada Quill argued that the bridge should close.", FORMERLY),
        ("Until last year Ada Quill believed that the bridge should close.", FORMERLY),
        ("Before he was elected, Bo Marsh insisted that the bridge should close.", FORMERLY),
        ("As a student, Ada Quill wrote that the bridge should close.", FORMERLY),
        ("Ada Quill told the Post that the bridge should close. She has since changed her mind.", FORMERLY),
        ("Ada Quill had said that the bridge should close, but later withdrew her support.", FORMERLY),
        ("Ada Quill, who had spoken against closing the bridge in April, stayed away.", FORMERLY),
        ("Ada Quill admitted that she had planned to back closing the bridge.", FORMERLY),
        ("Ada Quill denied that the bridge would be closed.", DENIES),
        ("Ada Quill has denied that closing the bridge was planned.", DENIES),
        ("Ada Quill denied closing the bridge.", DENIES),
        ("Ada Quill denied any plan to close the bridge.", DENIES),
        ("Ada Quill denies her staff have a role in closing the bridge.", DENIES),
        ("Ada Quill rejected Marl's accusations that she wanted to close the bridge.", ANSWERS),
        ("“This is a disappointment not just for the bridge but for the town,” said Ada Quill.", REACTS),
        ("Ada Quill refused to sign the petition against closing the bridge.", NOT_SAID),
        ("There is not a trader in the town who thinks the bridge should close.", NOT_SAID),
        ("Ada Quill will tell you that the bridge should close.", NOT_SAID),
    ],
)
def test_words_that_are_no_side_of_the_speaker_today(make_study, sentence, reason):
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{sentence}"})), False)
    assert reason in results.unaddressed.reason.tolist() and not results.positions.stance.isin(["favor", "against"]).any()


@pytest.mark.parametrize(
    "sentence",
    [
        "“I know how much the bridge means to people and I will fight to keep it open,” said Ada Quill.",
        "“Nobody wants to close the bridge, but it must close,” said Ada Quill.",
        "“I have never suggested closing the bridge, I want it to stay open,” said Ada Quill.",
        "Ada Quill said the bridge should close. Tom Marsh has since changed his mind.",
        "Elected two years ago, Ada Quill said the bridge should close.",
        "Ada Quill denied that closing the bridge was a mistake.",
        "Ada Quill denied that the bridge should be closed.",
        "“It is a disappointment that the bridge should close,” said Ada Quill.",
        "Before the meeting Ada Quill said the bridge should close.",
        "Before she entered the chamber on Monday, Ada Quill said the bridge should close.",
        "As a child psychologist, Ada Quill said the bridge should close.",
        "Until 2040, Ada Quill said, the bridge should close.",
        "Ada Quill said the bridge should close. “I have changed my mind,” said Bo Marsh.",
        "Ada Quill, who had voted no, said the bridge should close.",
        "“I will not sign any deal that keeps the bridge open,” said Ada Quill.",
        "Ada Quill denied that the bridge is ugly.",
        "Ada Quill said the bridge should close. She was elected last year.",
        "“The council wants to close our bridge and it is a disgrace,” said Ada Quill.",
        "Council leader Ada Quill met traders on Monday. She said the council planned to close the bridge.",
        "Ada Quill did not hesitate to condemn the closure of the bridge.",
        "Ada Quill, the leader of the council, met traders. “The council wants to close the bridge,” Ada Quill said.",
        "Ada Quill spoke for the first time to condemn the closure of the bridge.",
    ],
)
def test_the_speakers_own_side_stays(make_study, sentence):
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{sentence}"})), False)
    gone = {CONCEDES, NOT_SAID, RELAYS, FORMERLY}
    assert gone.isdisjoint(results.unaddressed.reason) and len(results.positions)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ada Quill warned that the bridge faces the axe.", "unclear"),
        ("Ada Quill expects the bridge to close.", "unclear"),
        ("“I don't think there will be any new closing of the bridge,” said Ada Quill.", "unclear"),
        ("Ada Quill complained that the bridge had to close.", "unclear"),
        ("Ada Quill warned that the bridge was going to bankrupt the town, and must close.", "favor"),
        ("Ada Quill warned that closing the bridge would be a disaster.", "against"),
        ("Ada Quill warned against closing the bridge.", "against"),
        ("Ada Quill said the bridge should close.", "favor"),
    ],
)
def test_what_is_feared_or_foretold_is_not_wanted(make_study, sentence, stance):
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{sentence}"})), False)
    assert results.positions.stance.tolist() == [stance]


@pytest.mark.parametrize(
    ("quotation", "premise"),
    [
        ("“They are wrong. The bridge should be closed,”", "The bridge should be closed"),
        ("“I disagree. The bridge should be closed,”", "The bridge should be closed"),
        ("“Mr Holt is wrong about this. The bridge should be closed,”", "The bridge should be closed"),
        ("“It is wrong. The bridge should stay open,”", "It is wrong. The bridge should stay open"),
        ("“Closing bridges is wrong. The bridge should stay,”", "Closing bridges is wrong. The bridge should stay"),
        ("“Absolutely not. We have far more urgent things,”", "Absolutely not. We have far more urgent things"),
        ("“They are wrong. I say so,”", "They are wrong. I say so"),
        ("“The toll is wrong. The bridge should be closed,”", "The toll is wrong. The bridge should be closed"),
    ],
)
def test_a_reply_before_what_is_said_is_left_out(quotation, premise):
    row = statement(f"{quotation} said Ada Quill.", quotation, "said", "direct", "Ada Quill")
    assert build_premise(f"{quotation} said Ada Quill.", row) == premise


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Ada Quill dismissed talk of the bridge being closed.", ANSWERS),
        ("Ada Quill backed the closing of the bridge at the time.", FORMERLY),
        ("Ada Quill repeated her claims about the closing of the bridge.", UNTOLD_VIEW),
        ("Ada Quill was referring to comments in which Bo Marsh called the closing of the bridge a folly.", UNTOLD_VIEW),
        ("Ada Quill wrote about the closing of the bridge.", UNTOLD_VIEW),
        ("He said that the closing of the bridge was overdue, one of the officials said.", RELAYS),
        ("Ada Quill opposed the closing of the bridge in 1991.", FORMERLY),
        ("Ada Quill has opposed the closing of the bridge since 1991.", None),
        ("Ada Quill opposed the closing of the bridge in 2025.", None),
        ("Ada Quill called for the closing of the bridge built in 1932.", None),
        ("Ada Quill said the 1932 bridge should be closed.", None),
        ("Ada Quill said when the bridge is closed the town will be safe.", None),
    ],
)
def test_what_is_put_aside_or_of_another_time_is_no_position(make_study, sentence, reason):
    text = f"Outlet: The Lamp\nDate: 2025-03-03\n\n{sentence} It is old, and has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert results.unaddressed.reason.tolist() == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("“It is a disaster for all of us here,” said Bo Marsh.", None),
        ("“Nah,” said Bo Marsh.", FRAGMENT),
        ("Bo Marsh called for higher wages.", NO_ANAPHOR),
        ("Bo Marsh rejected it.", None),
        ("Bo Marsh spoke of the new tram, calling it ugly.", OTHER_THING),
        ("Bo Marsh called it ugly.", None),
        ("Bo Marsh hit out at the plan, calling it a disgrace.", None),
        ("Bo Marsh urged the town to stand firm in the face of the closing of the bridge.", BESIDE),
    ],
)
def test_words_near_the_matter_must_take_it_up(make_study, sentence, reason):
    text = f"Bridge may close\n\nThe council wants to close the old bridge. {sentence} The town has stood there since the great flood."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    own = results.statements.statement_id[results.statements.actor_id == "bo-marsh"]
    given = set(results.unaddressed.reason[results.unaddressed.statement_id.isin(own)])
    assert given & {ABOUT_ELSE, BESIDE, FRAGMENT, HARDLY, NO_ANAPHOR, OTHER_THING} == ({reason} if reason else set())


@pytest.mark.parametrize(
    ("content", "asked"),
    [("the plan", False), ("the plan that she had made", True), ("it", True), ("Mayor Quill's plan", True)],
)
def test_a_plan_is_no_word_on_the_person_named_before(content, asked):
    text = f"Mayor Ada Quill wants to ban carts. Bo Marsh backed {content}."
    row = {**_state(0, text, content), "kind": "indirect", "speaker": "Bo Marsh", "cue": "backed"}
    sides = {"favor": ["The speaker supports Ada Quill."], "against": ["The speaker opposes Ada Quill."]}
    target = {"target_id": "T1", "label": "", "proposition": "Ada Quill", "relevance": "Quill", "kind": "noun phrase", "question": "?"}
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
    (candidate,) = judge_relevance(Statements.build([row]), Targets.build([{**target, **sides}]), articles)
    assert (candidate.reason == NO_PERSON) == (not asked)


@pytest.mark.parametrize(
    ("speaker", "cue", "content", "reason"),
    [
        ("The measure", "calls for", "the closing of the bridge", THING),
        ("The June decision", "found", "that the bridge may be closed", THING),
        ("a chance to save money", "calls for", "the closing of the bridge", THING),
        ("The Bridges Act", "calls for", "the closing of the bridge", THING),
        ("The bill's backers", "call for", "the closing of the bridge", ""),
        ("Bill", "called for", "the closing of the bridge", ""),
        ("councillors briefed on the plan", "called for", "the closing of the bridge", ""),
        ("Residents paying tax", "called for", "the closing of the bridge", ""),
        ("A growing number of residents", "called for", "the closing of the bridge", ""),
        ("her plan", "calls for", "the closing of the bridge", ""),
        ("Ada Quill’s offer to the town", "called for", "the closing of the bridge", ""),
        ("The ruling party", "called for", "the closing of the bridge", ""),
        ("A study by the county", "found", "that closing the bridge would cost jobs", FINDS),
        ("A study by the county", "found", "that closing the bridge would be a mistake", ""),
        ("A study by the county", "recommended", "closing the bridge", ""),
        ("A poll by the Lamp", "found", "that most support closing the bridge", FINDS),
        ("Researchers behind the study", "said", "closing the bridge would cost jobs", ""),
        ("residents answering a survey", "said", "closing the bridge would cost jobs", ""),
        ("", "support for", "closing the bridge", NOBODY),
    ],
)
def test_things_findings_and_nobody_have_no_position(speaker, cue, content, reason):
    text = f"The town argued about the bridge.\n\n{speaker} {cue} {content}."
    start, end = text.rindex(content), len(text) - 1
    told = {"kind": "indirect", "speaker": speaker, "cue": cue, "start": start, "end": end, "spans": [[start, end]]}
    row = {**_state(0, text, content), **told}
    target = {"target_id": "T1", "label": "", "proposition": "The council should close the bridge", "relevance": "bridge"}
    targets = Targets.build([{**target, "kind": "proposition", "question": "Should it?", "favor": ["a"], "against": ["b"]}])
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
    assert [candidate.reason for candidate in judge_relevance(Statements.build([row]), targets, articles)] == [reason]


def test_a_question_that_names_the_matter_is_enough_in_an_article_that_hardly_does(make_study):
    text = "\n\n".join(["The town argued."] * 12) + "\n\nAsked about closing the bridge, Bo Marsh said that it would do great harm."
    results = analyse_study(load_study(make_study({"a.txt": text})), False)
    assert HARDLY not in set(results.unaddressed.reason)


def test_of_two_passives_each_has_the_side_of_its_own_verb(make_study):
    sentence = "The closing of the bridge was opposed by Ada Quill and backed by Bo Marsh."
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{sentence}"})), False)
    assert dict(zip(results.statements.speaker, results.positions.stance, strict=True)) == {"Ada Quill": "against", "Bo Marsh": "favor"}


@pytest.mark.parametrize(
    "said",
    ["“There will be no closing of the bridge,” Ada Quill promised.", "“There won't be any closing of the bridge,” said Ada Quill."],
)
def test_a_promise_is_no_forecast(make_study, said):
    results = analyse_study(load_study(make_study({"a.txt": f"The old bridge may be closed.\n\n{said}"})), False)
    assert results.positions.stance.tolist() == ["against"]


def test_a_plan_whose_maker_is_named_speaks_for_the_maker():
    assert is_thing("The plan", "a1/plan") and is_thing("The plan", None) and not is_thing("The plan", "county-council")


def test_an_article_that_hardly_names_the_matter_or_is_about_another_gives_no_side_to_what_does_not_name_it():
    target = {"target_id": "T1", "label": "", "proposition": "The council should close the old bridge for good", "relevance": "bridge"}
    targets = Targets.build([{**target, "kind": "proposition", "question": "Should it?", "favor": ["a"], "against": ["b"]}])
    budget = "The town argued about its budget.\n\nIt has money for the bridge. Bo Marsh rejected it."
    passing = "\n\n".join(["The town argued."] * 12) + "\n\nThe bridge is old. “It is a shame and a scandal,” said Bo Marsh."
    reasons = []
    for text, words, kind in ((budget, "it", "indirect"), (passing, "“It is a shame and a scandal,”", "direct")):
        row = {**_state(0, text, words), "kind": kind, "start": text.rindex(words), "end": text.rindex(words) + len(words)}
        row["spans"] = [[row["start"], row["end"]]]
        articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": ""})
        reasons += [candidate.reason for candidate in judge_relevance(Statements.build([row]), targets, articles)]
    assert reasons == [ABOUT_ELSE, HARDLY]


@pytest.mark.parametrize(
    ("words", "is_denied"),
    [
        ("selling arms to Norway", True), ("any part in the sale", True), ("its troops", True), ("that it was a mistake", False),
        ("permission to close the bridge", False), ("a request for a licence", False), ("the need for it", False),
    ],
)  # fmt: skip
def test_what_is_denied_as_a_fact_and_what_is_refused(words, is_denied):
    statement = SimpleNamespace(kind="indirect", cue="denied")
    assert denies_fact(statement, words, "The bridge should be closed") == is_denied
    assert not denies_fact(statement, words, "the bridge")
    assert not denies_fact(SimpleNamespace(kind="direct", cue="denied"), words, "The bridge should be closed")


@pytest.mark.parametrize(
    ("words", "is_other"),
    [
        ("Sanctions should be imposed on Iran", True),
        ("a responsible use of sanctions against Ukraine", True),
        ("sanctions on Ukrainian officials", True),
        ("sanctions on Moscow must stay", False),
        ("sanctions on Iran and on Russia", False),
        ("sanctions against Putin's circle", False),
        ("sanctions hurt Germany", False),
    ],
)
def test_the_same_deed_to_another_country_is_another_matter(words, is_other):
    assert names_other_place(words, "The West should impose sanctions on Russia") == is_other
    assert not names_other_place(words, "The West should impose sanctions")


def test_words_on_another_country_get_no_position(make_study):
    targets = '[[targets]]\nid = "T1"\nproposition = "The league should impose sanctions on Russia"\nrelevance = ["sanction*"]\n'
    article = "Sanctions were discussed.\n\n“The league must impose sanctions on Iran,” said Ada Quill."
    results = analyse_study(load_study(make_study({"a.txt": article}, targets=targets)), False)
    assert results.positions.empty and ELSEWHERE in results.unaddressed.reason.tolist()


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The goal is not to punish the town but to save it", "The goal is to save it"),
        ("It was not aimed at drivers but at lorries", "It was aimed at lorries"),
        ("We are not closing it to hurt traders, but to save lives", "We are closing it to save lives"),
        ("We will not go, but to stay is folly", "We will not go, but to stay is folly"),
        ("It is not to be closed", "It is not to be closed"),
    ],
)
def test_what_something_is_not_for_is_left_out(words, read):
    assert clean_content(words) == read


def test_a_word_in_a_compound_of_what_is_done_by_it_is_not_relevant():
    pattern = relevance_pattern("government|bridge*")
    assert not pattern.search("in government-controlled Marl") and pattern.search("the government") and pattern.search("bridge-building")


def test_new_patterns_are_linear():
    text = "not to " + "a " * 100_000
    read = [clean_content, only_feels, lambda words: names_other_place(words, "The league should ban arms for Russia")]
    assert time_call(lambda: [one(text) for one in read], runs=1) < 5
