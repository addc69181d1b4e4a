"""The training mix, drawn from small sets made here: what is right by construction must come out with the right label."""

import csv
import gzip
import random
import re
from itertools import islice

import pytest

from training.concerns import write_sentence
from training.pairs import (
    _DENIES,
    CONTRADICTION,
    ENTAILMENT,
    MIXES,
    NEUTRAL,
    SETS,
    Pair,
    Row,
    acts,
    answers,
    comments,
    concerns,
    elide,
    elliptic,
    in_context,
    joined,
    judged,
    negate,
    posts,
    premises_of_mnli,
    rename,
    sentences,
    stated,
    things,
    training_pairs,
    valued,
)
from training.posts import write_post
from training.things import HELD_OUT, write_saying

MOTIONS = ["We should ban fountains", "We should open the canal", "Bridges should be free"]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Every set in miniature: three motions, one opinion on each side; three pairs of sentences; what we wrote for them."""
    ours = {
        "comments": "row,label,target\n0,+,the canal\n0,0,the sea\n1,-,Canals should be wide\n",
        "sentences": "set,row,label,target\nmnli,0,0,the quay\nargq,1,-,the pier\nperspectrum,0,+,Piers should be long\n",
        "premises": "row,label,hypothesis\n0,e,It is long.\n0,c,It is short.\n2,n,It is late.\n",
    }
    for name, rows in ours.items():
        (tmp_path / f"{name}.csv").write_text(rows)
        monkeypatch.setattr(f"training.written.{name.upper()}", tmp_path / f"{name}.csv")
    for name, path in SETS.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        with gzip.open(file, "wt", encoding="utf-8", newline="") as out:
            if path.startswith("stance"):
                rows = [{"text": f"A {name} opinion on it that is {label}", "target": t, "label": label, "target_kind": "proposition"}
                        for t in MOTIONS for label in ("favor", "against")]  # fmt: skip
            else:
                rows = [{"premise": f"A sentence of {name} that is long enough", "hypothesis": label.capitalize(), "label": label}
                        for label in ("entailment", "neutral", "contradiction")]  # fmt: skip
            writer = csv.DictWriter(out, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return tmp_path


@pytest.mark.parametrize("mix", MIXES)
def test_same_seed_same_pairs_and_a_longer_run_begins_with_the_shorter(data, mix):
    neighbours = {t: [o for o in MOTIONS if o != t] for t in MOTIONS}
    long, short = (list(training_pairs(data, n, 3, neighbours, mix)) for n in (400, 150))
    assert long[:150] == short
    assert {pair.source for pair in long} == set(MIXES[mix])
    assert {pair.label for pair in long} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    assert all(pair.label == NEUTRAL for pair in long if pair.source in ("neighbour", "off_topic", "undecided", "facts"))


def test_comments_are_read_against_our_targets_and_their_own(data):
    found = {(pair.hypothesis, pair.label) for pair in islice(comments(random.Random(1), data), 400)}
    assert ("The speaker supports the canal.", ENTAILMENT) in found and ("The speaker opposes the sea.", NEUTRAL) in found
    assert ("The speaker agrees that Canals should be wide.", CONTRADICTION) in found
    assert ("The speaker agrees that we should ban fountains.", ENTAILMENT) in found


def test_sentences_and_premises_of_the_sets_are_read_with_what_we_wrote_for_them(data):
    pairs = list(islice(sentences(random.Random(1), data), 400))
    found = {(re.search("mnli|argq|perspectrum", pair.premise)[0], pair.hypothesis, pair.label) for pair in pairs}
    assert ("mnli", "The speaker supports the quay.", NEUTRAL) in found
    assert ("argq", "The speaker opposes the pier.", ENTAILMENT) in found
    assert ("perspectrum", "The speaker agrees that Piers should be long.", ENTAILMENT) in found
    pairs = set(islice(premises_of_mnli(random.Random(1), data), 50))
    assert {(pair.hypothesis, pair.label) for pair in pairs} == {
        ("It is long.", ENTAILMENT), ("It is short.", CONTRADICTION), ("It is late.", NEUTRAL),
    }  # fmt: skip


@pytest.mark.parametrize("mix", MIXES)
def test_shares_of_a_mix_sum_to_one(mix):
    assert sum(MIXES[mix].values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("words", "hypothesis", "label"),
    [
        ("urged ministers to ban fountains", "The speaker agrees that we should ban fountains.", ENTAILMENT),
        ("urged ministers not to ban fountains", "The speaker agrees that we should ban fountains.", CONTRADICTION),
        ("condemned the decision to ban fountains", "The speaker opposes fountains.", CONTRADICTION),
        ("backed plans to ban fountains", "The speaker opposes fountains.", ENTAILMENT),
        ("presented a report on plans to ban fountains", "It is wrong to say that we should ban fountains.", NEUTRAL),
    ],
)
def test_the_verb_decides_what_an_act_means(words, hypothesis, label):
    found = {p.label for p in islice(acts(random.Random(1), MOTIONS), 20_000) if words in p.premise and p.hypothesis == hypothesis}
    assert found == {label}


def test_an_answer_takes_its_sense_from_the_question():
    for pair in islice(answers(random.Random(1), MOTIONS), 300):
        if pair.hypothesis.startswith("The speaker agrees") and "without question" in pair.premise:
            assert pair.label == ENTAILMENT
        if pair.hypothesis.startswith("The speaker agrees") and "Certainly not" in pair.premise:
            assert pair.label == CONTRADICTION
        if "too early to say" in pair.premise:
            assert pair.label == NEUTRAL


@pytest.mark.parametrize(
    ("words", "label"),
    [("welcomed it", ENTAILMENT), ("denied being against it", ENTAILMENT), ("warned against it", CONTRADICTION),
     ("denied backing it", CONTRADICTION), ("has not seen it", NEUTRAL)],
)  # fmt: skip
def test_a_short_act_takes_its_sense_from_the_question(words, label):
    found = [p for p in islice(elliptic(random.Random(1), MOTIONS), 20_000) if f" {words}." in p.premise]
    assert {p.label for p in found if p.hypothesis.startswith(("The speaker agrees", "It is right"))} == {label}
    assert all("whether we should" in p.premise for p in found)


@pytest.mark.parametrize(
    ("words", "label"),
    [("anning fountains is the right thing to do", ENTAILMENT), ("way things are now is a disgrace", ENTAILMENT),
     ("anning fountains solves nothing", CONTRADICTION), ("hat we have now works well", CONTRADICTION),
     ("anning fountains would take two years", NEUTRAL)],
)  # fmt: skip
def test_a_judgement_of_the_deed_is_one_of_the_motion(words, label):
    found = [p for p in islice(judged(random.Random(1), MOTIONS), 9_000) if words in p.premise]
    said = [p for p in found if p.hypothesis == "The speaker agrees that we should ban fountains."]
    said = [p for p in said if not any(denial in p.premise for denial in _DENIES)]
    assert {p.label for p in said} == {label}


@pytest.mark.parametrize(("favor", "hypothesis", "label"), [
    (True, "fountains are a serious problem", ENTAILMENT), (False, "fountains are a serious problem", CONTRADICTION),
    (False, "fountains do more good than harm", ENTAILMENT), (True, "the critics of fountains are wrong", CONTRADICTION),
])  # fmt: skip
def test_who_would_ban_a_thing_holds_that_it_is_a_problem(favor, hypothesis, label):
    rows = [Row("They are as they are", "We should ban fountains", favor)]
    found = [p for p in islice(valued(random.Random(1), rows, 0.5), 4_000) if p.hypothesis == f"The speaker agrees that {hypothesis}."]
    plain = [p for p in found if not any(words in p.premise for words in _DENIES)]
    assert len(plain) > 5 and {p.label for p in plain} == {label}


def test_a_verb_has_the_number_of_the_matter():
    targets = {p.hypothesis for p in islice(valued(random.Random(1), [Row("x", "We should ban whaling", True)], 0.0), 3_000)}
    assert "The speaker agrees that whaling is a serious problem." in targets
    assert "The speaker agrees that the critics of whaling are right." in targets
    assert not any(target.startswith("The speaker agrees that whaling are") for target in targets)


def test_a_post_speaks_for_the_person_it_tags_and_not_for_the_rival_it_praises():
    written = [write_post(random.Random(seed)) for seed in range(3_000)]
    assert {post.favor for post in written} == {True, False, None}
    tagged = [post for post in written if f"Vote {post.person.split()[1]}" in post.text]
    against = [post for post in written if f"Dump {post.person.split()[1]}" in post.text]
    assert len(tagged) > 10 and all(post.favor for post in tagged)
    assert len(against) > 10 and all(post.favor is False for post in against)
    assert any(post.favor and "must go" in post.text for post in written)  # the rival must go


def test_a_post_is_put_to_the_wordings_for_a_person():
    found = list(islice(posts(random.Random(1), 0.5), 500))
    assert {p.label for p in found} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    assert all(p.hypothesis.startswith("The speaker ") for p in found)
    assert 0.6 < sum(p.premise.startswith("On the question whether to support ") for p in found) / 500 < 0.8


def test_a_sentence_on_a_problem_speaks_for_who_calls_it_one():
    rng = random.Random(1)
    written = [write_sentence(rng) for _ in range(20_000)]
    assert {sentence.favor for sentence in written} == {True, False, None}
    for words, worried in (("is a ticking bomb", True), ("before it is too late", True), ("is a myth", False), ("wolf over", False)):
        found = [s for s in written if words in s.text]
        grave = [s.favor == worried for s in found if s.proposition.endswith(("a serious threat", "an urgent problem"))]
        light = [s.favor != worried for s in found if "exaggerated" in s.proposition or "no cause" in s.proposition]
        assert grave and light and all(grave) and all(light)
    assert all(s.favor is None for s in written if s.text.endswith("measured at forty stations.") and s.text.count(".") == 1)
    assert not any(c in s.text + s.proposition for s in written for c in "{}")


def test_a_sentence_that_does_not_name_the_problem_stands_after_the_question():
    found = list(islice(concerns(random.Random(1), 0.5), 400))
    assert {p.label for p in found} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    written = [write_sentence(random.Random(seed)) for seed in range(400)]
    unnamed = {sentence.text for sentence in written if not sentence.names_it}
    seeds = [seed for seed, sentence in enumerate(written) if not sentence.names_it]
    premises = [next(concerns(random.Random(seed), 0.0)).premise for seed in seeds]
    assert unnamed and all("whether" in premise for premise in premises)


@pytest.fixture(scope="module")
def sayings():
    rng = random.Random(1)
    return [write_saying(rng) for _ in range(100_000)]


ALTER, AWAY, KEEP = "(?:change|amend|reform|revise|rethink)", "(?:repeal|abolish|drop|end|cancel)", "(?:keep|retain|maintain|renew|extend)"


@pytest.mark.parametrize(
    "said, verb, favor",
    [
        ("(?:criticised|attacked|is against)", ALTER, True), ("(?:criticised|attacked|is against)", AWAY, True),
        ("(?:criticised|attacked|is against)", KEEP, False), ("(?:hailed|is proud of)", ALTER, False),
        ("(?:hailed|is proud of)", AWAY, False), ("(?:hailed|is proud of)", KEEP, True),
        (f"condemned the decision to {ALTER}", ALTER, False), (f"condemned the decision to {AWAY}", KEEP, True),
        (f"voted to {AWAY}", AWAY, True), ("said .* did not go far enough", AWAY, False),
        ("said .* did not go far enough", ALTER, True), ("said .* did not go far enough", "(?:tighten|strengthen)", True),
        ("said .* did not go far enough", KEEP, None), 
        ("(?:said|called|finds) .* (?:too far|too strict|excessive)", "(?:relax|loosen|soften)", True),
        ("said .* went too far", KEEP, False), ("(?:has studied|described|explained)", ALTER, None),
    ],
)  # fmt: skip
def test_who_is_against_a_thing_is_for_changing_it_and_against_keeping_it(sayings, said, verb, favor):
    about = re.compile(rf"The speaker {said} (?!the plan |the decision |plans |\w+ing |.* as )")
    found = [s.favor for s in sayings if about.match(s.text) and re.search(rf"(?:should|must|ought to|needs? to) {verb} ", s.target)]
    assert len(found) >= 3 and set(found) == {favor}


def test_a_ban_is_judged_by_what_is_thought_of_what_it_forbids(sayings):
    lifted = [s for s in sayings if re.search(rf"\b(?:lift|{AWAY}|relax|loosen|soften) the ban on", s.target)]
    assert {s.favor for s in lifted if " terrible damage" in s.text} == {False}
    assert {s.favor for s in lifted if " nobody any harm" in s.text} == {True}


def test_the_verbs_held_out_are_in_no_saying_and_the_verbs_agree(sayings):
    words = {word for s in sayings for word in f"{s.text} {s.target}".lower().split()}
    assert not words & {*HELD_OUT, "scrapped", "scrapping", "vetoed", "overriding", "rescinding", "overhauling"}
    assert {"banning", "cancelling", "permitting", "leaving", "lifting", "curbing"} <= words
    assert any(s.text.startswith("The grammar schools have ") for s in sayings)
    assert not any(s.text.startswith("The grammar schools has ") for s in sayings)
    assert not any(c in s.text + s.target for s in sayings for c in "{}:")


def test_a_saying_that_does_not_name_the_thing_stands_after_the_question():
    found = list(islice(things(random.Random(1), 0.5), 2_000))
    assert {p.label for p in found} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    bare = [p for p in found if not p.premise.startswith("On the question whether ")]
    assert bare and not any(re.match(r"The speaker \w+ed (?:it|them)\b", p.premise) for p in bare)


def test_of_joined_sentences_the_speakers_own_side_counts():
    rows = [Row(f"Fountains are {word}", "We should ban fountains", favor)
            for favor, words in ((True, ("dear", "wet")), (False, ("fair", "cool"))) for word in words]  # fmt: skip
    for pair in islice(joined(random.Random(1), rows, ["The post came late"], 0.5), 500):
        if pair.hypothesis != "The speaker agrees that we should ban fountains.":
            continue
        own = ("dear", "wet") if pair.label == ENTAILMENT else ("fair", "cool")
        assert pair.label != NEUTRAL and any(word in pair.premise for word in own)
        last = pair.premise.rstrip(".”").split()[-1]
        assert last in (*own, "late")  # the other side's point comes first and is answered


def test_an_opinion_loses_the_name_of_its_subject_and_nothing_else():
    text = "Fountains waste water, and every town with fountains pays for it."
    found = {elide(random.Random(seed), text, "We should ban fountains") for seed in range(9)}
    assert found == {"They waste water, and every town with they pays for it.", "These waste water, and every town with these pays for it."}
    assert elide(random.Random(1), text, "Bridges should be free") == text


def test_what_does_not_follow_from_the_words_is_neutral_on_the_proposition():
    rows = [{"premise": "A man walks.", "hypothesis": "A man moves.", "label": "entailment"},
            {"premise": "A man walks.", "hypothesis": "A man is sad.", "label": "neutral"},
            {"premise": "A man walks.", "hypothesis": "Do men walk?", "label": "neutral"}]  # fmt: skip
    for pair in islice(stated(random.Random(1), rows, 0.5), 200):
        assert "Do men walk" not in pair.hypothesis
        assert (pair.label == NEUTRAL) == ("sad" in pair.hypothesis)
        assert pair.premise == "A man walks." or ("a man" in pair.premise.lower() and "A man walks." in pair.premise)


def test_half_of_the_statements_stand_after_their_question():
    rng = random.Random(1)
    found = [in_context(rng, "It is late.", "Bridges should be free.", 0.5) for _ in range(400)]
    assert 150 < sum(p != "It is late." for p in found) < 250
    assert all("whether Bridges should be free" in p for p in found if p != "It is late.")
    assert in_context(rng, "It is late.", "Bridges should be free.", 0.0) == "It is late."


def test_countries_are_renamed_alike_in_premise_and_hypothesis():
    pair = Pair("French troops left the United States; France said so to the Chinese.", "France has troops in China.", ENTAILMENT, "x")
    for seed in range(30):
        premise, hypothesis, label, source = rename(random.Random(seed), pair)
        name = hypothesis.split()[0]
        assert f"; {name} said" in premise and premise.split()[0][:4] == name[:4]
        assert not {"French", "France", "Chinese", "States"} & set(premise.replace(";", " ").replace(".", " ").split())
        assert (label, source) == pair[2:]


def test_a_pair_without_a_country_stays_as_it_is():
    pair = Pair("The bridge is old, and us too.", "It is a bridge.", NEUTRAL, "x")
    assert rename(random.Random(0), pair) == pair


def test_negation_of_a_proposition():
    assert negate("Bridges should be free") == "Bridges should not be free"
    assert negate("Ban fountains") is None
