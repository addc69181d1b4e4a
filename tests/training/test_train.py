"""The network that a round trains: where it begins, and which of its layers move."""

import re
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason='the extra "train" is not installed')

from transformers import MPNetConfig, MPNetForSequenceClassification  # noqa: E402

from training.train import LAYERS, Round, load_model  # noqa: E402


def write_model(folder: Path, layers: int) -> Path:
    config = MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=layers, num_attention_heads=4, intermediate_size=32, num_labels=3)
    MPNetForSequenceClassification(config).save_pretrained(folder)
    return folder


def make_round(start: Path | None, frozen: int = 0) -> Round:
    return Round(start, 1024, "first", 1, 1e-5, frozen, 96, False, False, (0.1, 0.1))


def test_a_round_begins_with_the_base_cut_or_with_the_model_it_goes_on_from(tmp_path):
    base, start = write_model(tmp_path / "base", LAYERS + 2), write_model(tmp_path / "start", LAYERS)
    weights = "mpnet.encoder.layer.0.output.dense.weight"
    for given, source in ((None, base), (start, start)):
        network, origin = load_model(base, make_round(given)), MPNetForSequenceClassification.from_pretrained(source)
        assert network.config.num_hidden_layers == LAYERS
        assert network.state_dict()[weights].equal(origin.state_dict()[weights])


def test_frozen_layers_and_embeddings_do_not_move(tmp_path):
    network = load_model(write_model(tmp_path / "base", LAYERS), make_round(None, frozen=2))
    fixed = {re.sub(r"^layer\.(\d+)\..*", r"\1", name) for name, p in network.mpnet.encoder.named_parameters() if not p.requires_grad}
    assert fixed == {"0", "1", "relative_attention_bias.weight"}  # two layers, and the position bias
    assert not any(p.requires_grad for p in network.mpnet.embeddings.parameters())
