"""The way from the model that ships back to torch."""

import shutil

import numpy as np
import pytest

from analysis.models.embedded import FOLDER, EmbeddedScorer

PAIRS = [
    ("We will never send our soldiers there.", "The speaker agrees that soldiers should be sent."),
    ("The mayor opened the bridge on Tuesday.", "The speaker supports the bridge."),
    ("Every country must carry its share.", "It is right to say that every country must carry its share."),
]


@pytest.fixture
def network():
    """The network in miniature, with random weights and the token ids that MPNet has."""
    torch = pytest.importorskip("torch", reason='the extra "train" is not installed')
    from transformers import MPNetConfig

    from training.network import PrefixMPNet

    torch.manual_seed(0)
    config = MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=7, num_attention_heads=4, intermediate_size=32, num_labels=3,
                         bos_token_id=0, pad_token_id=1, eos_token_id=2, initializer_range=0.5)  # fmt: skip
    return PrefixMPNet(config).eval()


TEXTS = [([0, 7, 8, 9, 2], [0, 21, 22, 2]), ([0, 30, 2], [0, 5, 6, 7, 8, 9, 2])]  # token ids of premises and hypotheses


def joined(torch):
    """The pairs as a tokenizer joins them, the hypothesis opened by an end mark, padded to the right."""
    rows = [premise + [2, *hypothesis[1:]] for premise, hypothesis in TEXTS]
    width = max(map(len, rows))
    ids = torch.tensor([row + [1] * (width - len(row)) for row in rows])
    return ids, (ids != 1).long()


def read_apart(torch, reader, mark=2):
    """What the reader answers when each premise is read first and its hypothesis, opened by an end mark, after it."""
    config = reader.mpnet.config
    shape = (1, config.num_hidden_layers, 2, config.num_attention_heads, 1, config.hidden_size // config.num_attention_heads)
    rows = []
    for premise, hypothesis in TEXTS:
        first, second = torch.tensor([[premise]]), torch.tensor([[[mark, *hypothesis[1:]]]])
        _, kept = reader(first, torch.ones_like(first), torch.zeros(shape), torch.zeros(1, 1).long())
        logits, _ = reader(second, torch.ones_like(second), kept, torch.ones(1, len(premise)).long())
        rows.append(logits[0, 0])
    return torch.stack(rows)


def test_a_hypothesis_read_after_its_premise_gets_the_answer_of_the_whole_network(network):
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from training.export import Reader

    with torch.inference_mode():
        whole = network(*joined(torch)).logits
        words = network.mpnet.embeddings.word_embeddings
        reader = Reader(network)
        rough = read_apart(torch, reader)
        network.mpnet.embeddings.word_embeddings = words  # the reader's own table has 8 bits
        apart = read_apart(torch, reader)
    assert torch.allclose(apart, whole, atol=1e-3)
    assert torch.equal(rough.argmax(1), whole.argmax(1)) and not torch.equal(rough, whole)
    assert (whole[0] - whole[1]).abs().max() > 0.01  # the two pairs do differ


def test_several_hypotheses_after_one_premise_do_not_see_each_other(network):
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from training.export import Reader, make_example

    reader = Reader(network)
    example = make_example(reader)
    example["input_ids"] = torch.tensor([[[2, 21, 22, 2, 1], [2, 5, 6, 7, 2]], [[2, 30, 2, 1, 1], [2, 9, 9, 9, 2]]])
    example["attention_mask"] = (example["input_ids"] != 1).long()
    example["past"] = torch.randn_like(example["past"])
    example["past_mask"][1, 3:] = 0
    ids, mask = example["input_ids"], example["attention_mask"]
    with torch.inference_mode():
        together = reader(**example)[0]
        alone = [reader(**example | {"input_ids": ids[:, [k]], "attention_mask": mask[:, [k]]})[0] for k in range(2)]
    assert torch.allclose(together, torch.cat(alone, dim=1), atol=1e-5)


def test_the_premise_does_not_see_the_hypothesis_and_the_hypothesis_sees_it(network):
    torch = pytest.importorskip("torch")
    from training.network import find_second

    ids, mask = joined(torch)
    second = find_second(ids, 2)
    assert second[0].tolist() == [False] * 5 + [True] * (ids.shape[1] - 5)
    seen = []
    network.mpnet.encoder.layer[-1].register_forward_hook(lambda _, __, out: seen.append(out[0]))
    other_hypothesis, other_premise = ids.clone(), ids.clone()
    other_hypothesis[0, 6], other_premise[0, 2] = 33, 33
    with torch.inference_mode():
        for changed in (ids, other_hypothesis, other_premise):
            network(changed, mask)
    assert torch.equal(seen[0][0, :5], seen[1][0, :5]) and not torch.allclose(seen[0][0, 5:9], seen[1][0, 5:9])
    assert not torch.allclose(seen[0][0, 5:9], seen[2][0, 5:9])


@pytest.mark.slow
def test_shipped_model_becomes_a_transformers_folder_that_says_the_same(tmp_path):
    torch = pytest.importorskip("torch", reason='the extra "train" is not installed')
    pytest.importorskip("onnx", reason='the extra "train" is not installed')
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from transformers import AutoTokenizer

    from training.export import export_torch
    from training.network import PrefixMPNet

    export_torch(FOLDER, tmp_path)
    tokenizer, network = AutoTokenizer.from_pretrained(tmp_path), PrefixMPNet.from_pretrained(tmp_path).eval()
    with torch.inference_mode():
        rows = [network(**tokenizer(*pair, return_tensors="pt")).logits.softmax(-1)[0].numpy() for pair in PAIRS]
    assert np.allclose(np.array(rows), EmbeddedScorer(FOLDER).score(PAIRS), atol=0.01)


def test_the_average_of_checkpoints_is_the_mean_of_their_weights(network, tmp_path):
    torch = pytest.importorskip("torch")
    from training.average import average
    from training.network import PrefixMPNet

    for k, folder in enumerate(("a", "b", "c")):
        with torch.no_grad():
            network.classifier.out_proj.bias.fill_(k**2)
        network.save_pretrained(tmp_path / folder)
        shutil.copy(FOLDER / "tokenizer.json", tmp_path / folder)
    average([tmp_path / "a", tmp_path / "b", tmp_path / "c"], tmp_path / "mean")
    mean = PrefixMPNet.from_pretrained(tmp_path / "mean")
    assert mean.classifier.out_proj.bias.tolist() == pytest.approx([5 / 3] * 3)
    assert torch.allclose(mean.mpnet.embeddings.word_embeddings.weight, network.mpnet.embeddings.word_embeddings.weight)
    assert (tmp_path / "mean" / "tokenizer.json").is_file()
