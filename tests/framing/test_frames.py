import math
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.framing.frame_files import FramesError, Gate, _make_gate, load_frames, load_gates
from analysis.framing.frames import CARRIED, _count_gate_words, detect_frames, list_passages, score_frames, summarize_frames
from analysis.framing.scales import measure_scale_reliability, summarize_scales
from analysis.tables import Frames


def make_frames(**hypotheses):
    names = ((key.replace("__", "."), sentences) for key, sentences in hypotheses.items())
    return Frames.build({"frame_id": key, "name": key, "definition": key, "hypotheses": value, "source": "test"} for key, value in names)


@pytest.fixture
def story(desk):
    body = "Bread prices doubled in every market this winter. “Bread prices are a crime against us. We leave,” said Mora in the rain."
    desk.add_article(body, title="Mora speaks on prices")
    return desk.add_statement("“Bread prices are a crime against us. We leave,”", "Mora", "said", "mora")


def test_frame_is_found_for_each_voice_with_its_span(story, scorer):
    articles, statements, _ = story.tables()
    framings = detect_frames(articles, statements, make_frames(cost=["Bread prices"]), scorer)
    text = articles.text[0]
    found = {row.unit: text[row.evidence_start : row.evidence_end] for row in framings.itertuples()}
    assert found == {
        "headline": "Mora speaks on prices",
        "journalist voice": "Bread prices doubled in every market this winter.",
        "quoted voice": "“Bread prices are a crime against us. We leave,”",
    }
    assert framings.p.min() >= CARRIED
    assert framings.model.unique() == ["overlap"]


def test_passage_may_carry_no_frame_and_several(story, scorer):
    articles, statements, _ = story.tables()
    framings = detect_frames(articles, statements, make_frames(cost=["Bread prices"], law=["crime"], sport=["Football"]), scorer)
    assert framings[framings.unit == "quoted voice"].frame_id.tolist() == ["cost", "law"]
    assert "sport" not in set(framings.frame_id)


def test_mean_of_the_hypotheses_decides_and_the_band_between_is_unclear(story, scorer):
    articles, statements, _ = story.tables()
    frames = make_frames(half=["winter", "Football"], low=["prices", "Sports", "Games"])
    scores = score_frames(list_passages(articles, statements), frames, scorer)
    winter = scores[scores.text.str.contains("winter")].set_index("frame_id")
    assert (winter.p["half"], winter.answer["half"]) == (0.5, "carried")
    assert (winter.p["low"], winter.answer["low"]) == (pytest.approx(1 / 3), "unclear")


def test_gate_keeps_passages_from_the_model(story, scorer):
    articles, statements, _ = story.tables()
    frames = make_frames(cost=["Bread prices"])
    detect_frames(articles, statements, frames, scorer, {"cost": Gate(re.compile("winter"))})
    assert [premise for premise, _ in scorer.pairs] == ["Bread prices doubled in every market this winter."]


def test_two_different_gate_words_carry_a_frame_and_one_repeated_does_not(desk, scorer):
    desk.add_article("The bread costs more and the taxes rise. The taxes, the old taxes, are here to stay.")
    articles, statements, _ = desk.tables()
    gate = Gate(re.compile("costs|taxes"), re.compile("bills"))
    framings = detect_frames(articles, statements, make_frames(cost=["Football"]), scorer, {"cost": gate})
    assert framings[["n_words", "p"]].to_numpy().tolist() == [[2, 0.0]]
    # a gate of a frame without telling words only keeps passages from the model
    assert detect_frames(articles, statements, make_frames(cost=["Football"]), scorer, {"cost": Gate(re.compile("costs|taxes"))}).empty
    assert articles.text[0][framings.evidence_start[0] : framings.evidence_end[0]].startswith("The bread costs")


def test_one_telling_word_carries_a_frame(desk, scorer):
    desk.add_article("The taxes were discussed at length. The budget was discussed at length.")
    articles, statements, _ = desk.tables()
    gate = Gate(re.compile("taxes|budget"), re.compile("budget"))
    framings = detect_frames(articles, statements, make_frames(cost=["Football"]), scorer, {"cost": gate})
    assert [articles.text[0][f.evidence_start : f.evidence_end] for f in framings.itertuples()] == ["The budget was discussed at length."]


def test_telling_words_are_gate_words(tmp_path):
    path = tmp_path / "frames.toml"
    path.write_text(GOOD + 'gate = ["tax*"]\ntelling = ["budget*"]\n', encoding="utf-8")
    gate = load_gates(path)["x"]
    assert gate.words.search("budgets") and gate.words.search("taxes")
    assert gate.telling.search("budgets") and not gate.telling.search("taxes")


def test_journalists_sentence_leaves_the_quoted_words_out(desk):
    desk.add_article("The old minister of bread said that it rains, after a long and bitter night.")
    desk.add_statement("that it rains", "minister", "said", "m", "indirect")
    articles, statements, _ = desk.tables()
    passages = list_passages(articles, statements).set_index("unit")
    assert passages.text["journalist voice"] == "The old minister of bread said … , after a long and bitter night."
    assert passages.text["quoted voice"] == "that it rains"


def test_share_of_a_voice_that_carries_a_frame(story, scorer):
    articles, statements, _ = story.tables()
    framings = detect_frames(articles, statements, make_frames(cost=["Bread prices"]), scorer)
    summary = summarize_frames(framings, list_passages(articles, statements)).set_index("unit")
    assert (summary.n["headline"], summary.n_all["headline"]) == (1, 1)
    assert len(summary.unit_ids["quoted voice"]) == 1


def test_scale_is_the_share_of_its_items(story, scorer):
    articles, statements, _ = story.tables()
    frames = make_frames(economy__cost=["Bread prices"], economy__gain=["Football"], plain=["Bread"])
    scales = summarize_scales(detect_frames(articles, statements, frames, scorer), frames, articles)
    assert scales.scale.unique().tolist() == ["economy"]
    assert scales.set_index("unit").value.to_dict() == {"headline": 0.5, "journalist voice": 0.5, "quoted voice": 0.5}


def test_items_that_rise_together_have_an_alpha_of_one_and_one_item_alone_has_none():
    frames = make_frames(economy__cost=["x"], economy__gain=["x"], morality__god=["x"], morality__duty=["x"])
    articles = pd.DataFrame({"article_id": ["a", "b", "c"]})
    framings = pd.DataFrame({"article_id": ["a", "a", "b"], "frame_id": ["economy.cost", "economy.gain", "morality.god"]})
    alphas = measure_scale_reliability(framings, frames, articles).set_index("scale")
    assert alphas.alpha["economy"] == pytest.approx(1)
    assert math.isnan(alphas.alpha["morality"]) and alphas.n_varying["morality"] == 1


def test_nothing_found_gives_an_empty_table_and_scales_of_zero(desk, scorer):
    articles, statements, _ = desk.add_article("It rained all over the town.").tables()
    frames = make_frames(a__b=["Football"])
    framings = detect_frames(articles, statements, frames, scorer)
    assert framings.empty
    assert summarize_scales(framings, frames, articles).value.sum() == 0


GOOD = '[[frames]]\nid = "x"\nname = "X"\ndefinition = "About x."\nhypotheses = ["This is about x."]\n'


def test_frames_file_with_a_shipped_set(tmp_path):
    path = tmp_path / "frames.toml"
    path.write_text('include = ["policy", "semetko", "entman"]\n' + GOOD + 'gate = ["ex*"]\n', encoding="utf-8")
    frames = load_frames(path)
    prefixes = frames.frame_id.str.extract(r"^(policy|entman|responsibility|human-interest|conflict|morality|economy)")[0].value_counts()
    assert frames.frame_id[0] == "x" and frames.source[0] == "the study"
    assert prefixes["policy"] == 14 and prefixes["entman"] == 4
    assert load_gates(path)["x"].words.search("an Example") and not load_gates(path)["x"].words.search("hex")


def test_every_shipped_frame_has_one_to_three_hypotheses_and_a_gate(tmp_path):
    path = tmp_path / "frames.toml"
    path.write_text('include = ["policy", "semetko", "entman"]', encoding="utf-8")
    frames = load_frames(path)
    assert frames.hypotheses.map(len).between(1, 3).all()
    assert set(load_gates(path)) == set(frames.frame_id)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["no frames", "[[frames]]"]),
        ('include = ["polcy"]', ["“include”", "policy"]),
        (GOOD.replace('name = "X"\n', ""), ["“name” is missing"]),
        (GOOD.replace('"This is about x."', ""), ["“hypotheses”", "list of texts"]),
        (GOOD + 'colour = "red"', ["unknown key “colour”", "allowed are"]),
        (GOOD + GOOD, ["“x” stands twice"]),
        (GOOD.replace('"x"', '"X y"'), ["“id”", "small letters"]),
        (GOOD + 'telling = ["budget*"]', ["“telling”", "“gate”"]),
        ("frames = 3", ["“frames” is 3", "[[frames]]"]),
        ("[[frames", ["not valid TOML"]),
        ("other = 1", ["unknown key “other”"]),
    ],
)
def test_mistake_in_the_frames_file_names_key_and_remedy(tmp_path, text, words):
    path = tmp_path / "frames.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FramesError) as error:
        load_frames(path)
    assert all(word in str(error.value) for word in [str(path), *words])


def test_missing_frames_file_is_named(tmp_path):
    with pytest.raises(FramesError, match="no such frames file"):
        load_frames(tmp_path / "none.toml")


def test_words_within_a_name_carry_nothing():
    gate = _make_gate(["secur*", "crime"], ["national security"])
    told = ("A spokesman for the National Security Council said the toll was old.", "Our national security is at stake here.",
            "Crime and bread were dear that year.")  # fmt: skip
    assert [_count_gate_words(text, gate) for text in told] == [0, 2, 1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council is determined to finish the pool.",
        "Crimea was the first stop on his tour.",
        "They praised the hospitality of the hotel.",
        "The minister met other ministers for lunch.",
    ],
)
def test_words_that_begin_like_a_gate_word_are_none(sentence):
    gates = load_gates(Path("data/frames.toml"))
    names = ("policy-security", "policy-crime", "policy-health", "policy-political")
    assert not any(_count_gate_words(sentence, gates[name]) > 1 for name in names)
