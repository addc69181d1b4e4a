"""The way from the model that ships back to torch."""

import numpy as np
import pytest

from analysis.models.embedded import FOLDER, EmbeddedScorer

PAIRS = [
    ("We will never send our soldiers there.", "The speaker agrees that soldiers should be sent."),
    ("The mayor opened the bridge on Tuesday.", "The speaker supports the bridge."),
    ("Every country must carry its share.", "It is right to say that every country must carry its share."),
]


def test_the_last_layer_for_the_first_token_alone_gives_the_same_answer():
    torch = pytest.importorskip("torch", reason='the extra "train" is not installed')
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from transformers import MPNetConfig, MPNetForSequenceClassification

    from training.export import FirstTokenLayer

    torch.manual_seed(0)
    config = MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=32, num_labels=3)
    network = MPNetForSequenceClassification(config).eval()
    ids = torch.randint(5, 40, (3, 7))
    mask = torch.tensor([[1] * 7, [1] * 5 + [0] * 2, [1] * 3 + [0] * 4])
    with torch.inference_mode():
        full = network(ids, mask).logits
        network.mpnet.encoder.layer[-1] = FirstTokenLayer(network.mpnet.encoder.layer[-1])
        assert torch.allclose(network(ids, mask).logits, full, atol=1e-6)


@pytest.mark.slow
def test_shipped_model_becomes_a_transformers_folder_that_says_the_same(tmp_path):
    torch = pytest.importorskip("torch", reason='the extra "train" is not installed')
    pytest.importorskip("onnx", reason='the extra "train" is not installed')
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    from training.export import export_torch

    export_torch(FOLDER, tmp_path)
    tokenizer, network = AutoTokenizer.from_pretrained(tmp_path), AutoModelForSequenceClassification.from_pretrained(tmp_path).eval()
    with torch.inference_mode():
        rows = [network(**tokenizer(*pair, return_tensors="pt")).logits.softmax(-1)[0].numpy() for pair in PAIRS]
    assert np.allclose(np.array(rows), EmbeddedScorer(FOLDER).score(PAIRS), atol=0.01)
