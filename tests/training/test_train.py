"""The network that a round trains: where it begins, and which of its layers move."""

import re
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason='the extra "train" is not installed')

from transformers import MPNetConfig, MPNetForSequenceClassification  # noqa: E402

from training.train import LAYERS, PooledDropout, Round, load_model  # noqa: E402


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


def test_pooled_dropout_drops_its_share_scales_the_rest_and_does_nothing_outside_training():
    torch.manual_seed(1)
    dropout, x = PooledDropout(0.25), torch.ones(40, 500)
    dropped, other = dropout(x), dropout(x)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.25, abs=0.02) and dropped.mean().item() == pytest.approx(1, abs=0.03)
    assert not dropped.equal(other)
    assert dropout.eval()(x).equal(x)


def test_every_dropout_of_a_network_is_pooled(tmp_path):
    network = load_model(write_model(tmp_path / "base", LAYERS), make_round(None))
    assert not any(isinstance(module, torch.nn.Dropout) and module.p > 0 for module in network.modules())
    assert sum(isinstance(module, PooledDropout) for module in network.modules()) > 2 * LAYERS
