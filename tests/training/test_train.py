"""The network that a round trains: how many layers, which of them move, and the quicker dropout."""

import re
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason='the extra "train" is not installed')

from training.network import QuickDropout  # noqa: E402
from training.train import LAYERS, Round, load_model  # noqa: E402


def write_model(folder: Path, layers: int) -> Path:
    from transformers import MPNetConfig, MPNetForSequenceClassification

    config = MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=layers, num_attention_heads=4, intermediate_size=32, num_labels=3)
    MPNetForSequenceClassification(config).save_pretrained(folder)
    return folder


def make_round(start: Path | None, frozen: int = 0) -> Round:
    return Round(start, 1024, "first", 1, 1e-5, frozen, 96, False, False, (0.1, 0.1))


def test_the_base_is_cut_and_a_model_to_go_on_from_keeps_its_layers(tmp_path):
    base, deeper = write_model(tmp_path / "base", LAYERS + 2), write_model(tmp_path / "deeper", LAYERS + 2)
    assert load_model(base, make_round(None)).config.num_hidden_layers == LAYERS
    assert load_model(base, make_round(deeper)).config.num_hidden_layers == LAYERS + 2


def test_frozen_layers_and_embeddings_do_not_move(tmp_path):
    network = load_model(write_model(tmp_path / "base", LAYERS), make_round(None, frozen=2))
    fixed = {re.sub(r"^layer\.(\d+)\..*", r"\1", name) for name, p in network.mpnet.encoder.named_parameters() if not p.requires_grad}
    assert fixed == {"0", "1", "relative_attention_bias.weight"}  # two layers, and the position bias
    assert not any(p.requires_grad for p in network.mpnet.embeddings.parameters())


def test_quick_dropout_drops_its_share_and_keeps_the_mean():
    torch.manual_seed(0)
    hidden, dropout = torch.ones(300, 401), QuickDropout(0.1)
    dropped = dropout(hidden)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.1, abs=0.005)
    assert dropped.mean().item() == pytest.approx(1, abs=0.005)
    assert dropout.eval()(hidden) is hidden
