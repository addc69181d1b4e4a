import json
import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from analysis.hypotheses import put_question
from analysis.models import ScoreCache, ScorerError, embedded, load_scorer, score_pairs
from analysis.models.embedded import FOLDER, EmbeddedScorer
from analysis.models.hub import read_labels
from analysis.models.llm import LLMScorer, parse_answer
from analysis.models.scorer import WINDOW, split_windows


def test_scoring_keeps_no_device_number_for_the_maker_of_the_runtime(tmp_path):
    code = "from analysis.models.embedded import EmbeddedScorer; EmbeddedScorer().score([('It is old.', 'It is a bridge.')])"
    own = {name: value for name, value in os.environ.items() if name not in ("XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY")}
    subprocess.run([sys.executable, "-c", code], env={**own, "HOME": str(tmp_path)}, check=True)
    assert not [path for path in tmp_path.rglob("*") if "microsoft" in str(path).lower()]


def test_identical_pairs_are_scored_once_in_the_order_given(scorer):
    p = score_pairs(scorer, [("a dog barks", "it barks"), ("a cat", "it barks"), ("a dog barks", "it barks")])
    assert len(scorer.asked) == 2
    assert p[:, 0].tolist() == [0.9, 0.1, 0.9]


def test_cache_survives_and_is_of_one_model(scorer, tmp_path):
    pairs = [("a dog barks", "it barks")]
    first = score_pairs(scorer, pairs, ScoreCache(tmp_path))
    again = type(scorer)()
    assert np.allclose(score_pairs(again, pairs, ScoreCache(tmp_path)), first) and not again.asked
    other = type(scorer)("other")
    score_pairs(other, pairs, ScoreCache(tmp_path))
    assert other.asked


def test_where_scores_cannot_be_kept_a_warning_says_so(scorer, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.warns(UserWarning, match="scores are not kept"):
        found = score_pairs(scorer, [("a dog barks", "it barks")], ScoreCache(tmp_path / "file"))
    assert found[0, 0] == 0.9


def test_a_stopped_run_goes_on_where_it_stopped(scorer, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.models.scorer.CHUNK", 2)
    pairs = [(f"premise {i}", "it barks") for i in range(6)]

    class Stops(type(scorer)):
        def score(self, part):
            if len(self.asked) >= 4:
                raise KeyboardInterrupt
            return super().score(part)

    with pytest.raises(KeyboardInterrupt):
        score_pairs(Stops(), pairs, ScoreCache(tmp_path))
    score_pairs(scorer, pairs, ScoreCache(tmp_path))
    assert len(scorer.asked) == 2


def test_long_premise_is_read_to_its_end(scorer):
    long = "word " * (3 * WINDOW) + "barks"
    assert all(len(w.split()) <= WINDOW for w in split_windows(long))
    assert score_pairs(scorer, [(long, "it barks")])[0, 0] == 0.9


def test_words_as_long_as_addresses_are_read_to_the_last(scorer):
    long = " ".join(["aa@bb.example.org/12345678901234567890"] * 110) + " barks"
    assert max(map(len, split_windows(long))) < 1_000 and score_pairs(scorer, [(long, "it barks")])[0, 0] == 0.9
    assert max(map(len, split_windows("x" * 5_000 + " barks"))) < 1_000


def test_every_window_of_a_long_statement_stands_after_its_question():
    premise = put_question("word " * (3 * WINDOW) + "barks", "dogs should bark")
    windows = split_windows(premise)
    question = "On the question whether dogs should bark, the speaker said: “"
    assert len(windows) > 3 and all(w.startswith(question) and w.endswith("”") for w in windows)
    assert windows[-1].endswith("barks”")
    assert split_windows(put_question("It barks.", "dogs should bark")) == [f"{question}It barks.”"]


def test_no_pairs_give_an_empty_array(scorer):
    assert score_pairs(scorer, []).shape == (0, 3)


def test_embedded_model_reads_negation():
    p = score_pairs(load_scorer("embedded"), [
        ("We should close the bridge.", "The speaker agrees that the bridge should be closed."),
        ("We should not close the bridge.", "The speaker agrees that the bridge should be closed."),
    ])  # fmt: skip
    assert p.sum(axis=1) == pytest.approx([1, 1], abs=1e-6)
    assert p[0].argmax() == 0 and p[1].argmax() == 2


def test_batching_does_not_change_the_answer():
    scorer = load_scorer("embedded")
    pairs = [("The bridge is old.", "It is old."), ("A much longer sentence about a bridge over a river in a valley. " * 4, "It is new.")]
    together = scorer.score(pairs)
    assert np.allclose(together, np.concatenate([scorer.score([pair]) for pair in pairs]), atol=1e-4)


def test_no_processor_can_cut_the_sums_of_products_off():
    onnx = pytest.importorskip("onnx", reason='the extra "train" is not installed')
    graph = onnx.load(embedded.FOLDER / embedded.GRAPH, load_external_data=False).graph
    weights = [onnx.numpy_helper.to_array(i) for i in graph.initializer if i.name.endswith(".rough") and "embeddings" not in i.name]
    assert len(weights) == 60
    assert max(int(abs(w.astype(int)).max()) for w in weights) * 255 * 2 < 2**15  # two products are added up in 16 bits with AVX2 alone


def test_texts_longer_than_the_model_has_places_for_are_cut_and_not_refused():
    p = load_scorer("embedded").score([("bridge " * 900, "It is old."), ("It is old.", "bridge " * 900)])
    assert np.isfinite(p).all() and p.sum(axis=1) == pytest.approx([1, 1], abs=1e-6)


def test_marks_of_the_tokenizer_in_an_article_are_ordinary_text():
    scorer = EmbeddedScorer()
    ids = scorer._tokenizer.encode("closed</s><mask>").ids
    assert ids.count(scorer._tokenizer.token_to_id("</s>")) == 1 and scorer._tokenizer.token_to_id("<mask>") not in ids


@pytest.mark.parametrize("name", ["nonsense", "llm:model", "/no/such/folder"])
def test_unknown_model_is_a_clear_error(name):
    with pytest.raises(ScorerError, match="llm:MODEL@"):
        load_scorer(name)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"CONTRADICTION": 0, "NEUTRAL": 1, "ENTAILMENT": 2}, {2: 0, 1: 1, 0: 2}),
        ({"entailment": 0, "not_entailment": 1}, {0: 0, 1: 1}),
    ],
)
def test_labels_are_read_from_the_config(labels, expected):
    assert read_labels(labels, "m") == expected


@pytest.mark.parametrize("labels", [{"LABEL_0": 0, "LABEL_1": 1, "LABEL_2": 2}, {"positive": 0, "negative": 1}, {"entailment": 0}])
def test_labels_are_never_guessed(labels):
    with pytest.raises(ScorerError, match="labels"):
        read_labels(labels, "m")


@pytest.fixture(params=[{"entailment": 0, "neutral": 1, "contradiction": 2}, {"not_entailment": 0, "entailment": 1}])
def tiny_model(request, tmp_path):
    """A real BERT in miniature with random weights, saved as transformers saves one."""
    torch = pytest.importorskip("torch", reason='the extra "hub" is not installed')
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    (tmp_path / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "bridge", "is", "old", "new"]))
    BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    labels = request.param
    config = BertConfig(vocab_size=10, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
                        label2id=labels, id2label={v: k for k, v in labels.items()}, num_labels=len(labels))  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(tmp_path, safe_serialization=True)
    return tmp_path, labels


def test_local_folder_of_transformers(tiny_model):
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder, labels = tiny_model
    pairs = [("the bridge is old", "the bridge is new"), ("the bridge", "old")]
    p = load_scorer(str(folder)).score(pairs)
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        expected = torch.cat([model(**tokenizer(*pair, return_tensors="pt")).logits.softmax(-1) for pair in pairs]).numpy()
    assert np.allclose(p[:, 0], expected[:, labels["entailment"]], atol=1e-5)
    assert np.allclose(p.sum(axis=1), 1, atol=1e-5)
    assert load_scorer(str(folder)).fingerprint.startswith("folder:")


@pytest.fixture
def endpoint():
    """A loopback server that answers as scripted: a list of (status, content)."""
    script, seen = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, content = script.pop(0) if len(script) > 1 else script[0]
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/v1/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1", script, seen
    server.shutdown()


GOOD = '{"entailment": 0.7, "neutral": 0.2, "contradiction": 0.1}'


def test_llm_answers_are_parsed_strictly_and_retried(endpoint):
    url, script, seen = endpoint
    script += [(200, "Sure! The answer is entailment."), (500, GOOD), (200, GOOD)]
    assert LLMScorer(f"llm:m@{url}").score([("a </statement> b", "h")]).tolist() == [
        [pytest.approx(0.7), pytest.approx(0.2), pytest.approx(0.1)]
    ]
    assert len(seen) == 3 and seen[0]["temperature"] == 0


@pytest.mark.parametrize("script", [[(200, "no json")], [(401, GOOD)], [(200, '{"entailment": 2, "neutral": 0, "contradiction": 0}')]])
def test_llm_without_a_valid_answer_is_a_clear_error(endpoint, script):
    url, answers, _ = endpoint
    answers += script
    with pytest.raises(ScorerError, match="no valid answer.*check the address"):
        score_pairs(LLMScorer(f"llm:m@{url}"), [("p", "h")])


@pytest.mark.parametrize("text", ["[]", '{"entailment": 1}', '{"entailment": true, "neutral": 0, "contradiction": 0}', GOOD + GOOD])
def test_answers_that_are_refused(text):
    with pytest.raises(ValueError):
        parse_answer(text)


def test_a_damaged_cache_is_set_aside(tmp_path):
    (tmp_path / "scores.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.warns(UserWarning, match="damaged"):
        cache = ScoreCache(tmp_path)
    cache.write("model", {("a", "b"): np.ones(3) / 3})
    assert list(cache.read("model", [("a", "b")])) == [("a", "b")] and (tmp_path / "scores.damaged").exists()


def test_a_cache_with_damaged_pages_costs_no_more_than_its_scores(tmp_path):
    cache = ScoreCache(tmp_path)
    pairs = [(f"premise {n}", "h") for n in range(2000)]
    cache.write("model", {pair: np.ones(3) / 3 for pair in pairs})
    path = tmp_path / "scores.sqlite"
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)  # the header stays sound
    path.write_bytes(raw)
    with pytest.warns(UserWarning, match="scores are not kept"):
        assert cache.read("model", pairs) == {}
    with pytest.warns(UserWarning, match="scores are not kept"):
        cache.write("model", {("a", "b"): np.ones(3) / 3})


def test_the_key_follows_no_redirection(endpoint, monkeypatch):
    url, script, seen = endpoint
    monkeypatch.setenv("STANDPOINT_LLM_KEY", "secret")
    script += [(302, GOOD)]
    with pytest.raises(ScorerError, match="302"):
        LLMScorer(f"llm:m@{url}").score([("a", "h")])
    assert all(request["model"] == "m" for request in seen)  # nothing but our own requests came


@pytest.mark.parametrize("name", ["model.onnx", "words.bin", "tokenizer.json", "config.json"])
def test_a_missing_file_of_the_embedded_model_is_told_at_once(tmp_path, name):
    for path in FOLDER.iterdir():
        if path.name != name and path.is_file():
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(ScorerError, match="the embedded model is missing"):
        EmbeddedScorer(tmp_path)


@pytest.mark.parametrize("content", [None, [GOOD], {"text": GOOD}, "[" * 100_000])
def test_an_answer_that_is_no_text_costs_only_its_pair(endpoint, content):
    url, script, _ = endpoint
    script += [(200, content)] * 3 + [(200, GOOD)]
    rows = LLMScorer(f"llm:m@{url}").score([("a", "h"), ("bb", "h")])
    assert np.isnan(rows[0]).all() and rows[1] == pytest.approx([0.7, 0.2, 0.1])


def test_the_key_is_in_no_message(endpoint, monkeypatch):
    url, script, _ = endpoint
    script += [(401, GOOD)]
    monkeypatch.setenv("STANDPOINT_LLM_KEY", "sesame1\r\n")  # as a file leaves it
    with pytest.raises(ScorerError, match="401"):
        LLMScorer(f"llm:m@{url}").score([("a", "h")])
    monkeypatch.setenv("STANDPOINT_LLM_KEY", "sesa\nme1")
    with pytest.raises(ScorerError, match="STANDPOINT_LLM_KEY holds a character") as error:
        LLMScorer(f"llm:m@{url}").score([("a", "h")])
    assert "me1" not in str(error.value)


@pytest.mark.parametrize("address", ["http://host/v1?api_key=sesame", "http://user:sesame@host/v1"])
def test_an_address_with_a_secret_is_refused_without_showing_it(address):
    with pytest.raises(ScorerError, match="STANDPOINT_LLM_KEY") as error:
        LLMScorer(f"llm:m@{address}")
    assert "sesame" not in str(error.value)


def test_rows_of_a_cache_that_are_no_answers_are_asked_for_again(tmp_path):
    cache, good = ScoreCache(tmp_path), np.array([0.7, 0.2, 0.1])
    cache.write("m", {(name, "h"): good for name in "abc"})
    with cache._connect() as base:
        keys = [key for (key,) in base.execute("select key from score order by key")]
        base.execute("update score set e = 0, n = 0, c = 0 where key = ?", keys[:1])
        base.execute("update score set e = null where key = ?", keys[1:2])
    assert len(cache.read("m", [(name, "h") for name in "abc"])) == 1


def test_a_code_block_around_the_answer_is_no_fault():
    assert parse_answer(f"```json\n{GOOD}\n```") == pytest.approx([0.7, 0.2, 0.1])


def test_one_pair_without_a_valid_answer_costs_the_others_nothing(endpoint, tmp_path):
    url, script, seen = endpoint
    script += [(200, GOOD), *[(200, "no")] * 3, (200, GOOD), *[(200, "no")] * 3, (200, GOOD)]
    cache, pairs = ScoreCache(tmp_path), [("a", "h"), ("bb", "h"), ("ccc", "h")]
    with pytest.warns(UserWarning, match="no valid answer to 1 of 3 pairs"):
        rows = score_pairs(LLMScorer(f"llm:m@{url}"), pairs, cache)
    assert rows[1] == pytest.approx([1 / 3] * 3) and rows[0] == pytest.approx([0.7, 0.2, 0.1]) == rows[2]
    with pytest.warns(UserWarning, match="no valid answer to 1 of 1 pairs"):  # it alone is asked again
        score_pairs(LLMScorer(f"llm:m@{url}"), pairs, cache)
    again = score_pairs(LLMScorer(f"llm:m@{url}"), pairs, cache)
    assert again[1] == pytest.approx([0.7, 0.2, 0.1]) and len(seen) == 9


@pytest.mark.parametrize("name", ["llm:m@http://localhost:port/v1", "llm:m@http://127.0.0.1:1/v1"])
def test_an_address_that_is_none_is_a_clear_error(name):
    with pytest.raises(ScorerError):
        LLMScorer(name).score([("p", "h")])


def test_what_speaks_no_http_is_a_clear_error():
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            for _ in range(3):
                client, _ = server.accept()
                client.recv(100_000)
                client.sendall(b"220 mail ready\r\n")
                client.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ScorerError, match="no valid answer"):
            LLMScorer(f"llm:m@http://127.0.0.1:{server.getsockname()[1]}/v1").score([("p", "h")])
