"""The way from the model that ships back to torch."""

import copy
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

    from training.network import SplitMPNet

    torch.manual_seed(0)
    config = MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=7, num_attention_heads=4, intermediate_size=32, num_labels=3,
                         bos_token_id=0, pad_token_id=1, eos_token_id=2, initializer_range=0.2)  # fmt: skip
    return SplitMPNet(config).eval()


TEXTS = [([0, 7, 8, 9, 2], [0, 21, 22, 2]), ([0, 30, 2], [0, 5, 6, 7, 8, 9, 2])]  # token ids of premises and hypotheses


def joined(torch):
    """The pairs as a tokenizer joins them, the hypothesis opened by an end mark, padded to the right."""
    rows = [premise + [2, *hypothesis[1:]] for premise, hypothesis in TEXTS]
    width = max(map(len, rows))
    ids = torch.tensor([row + [1] * (width - len(row)) for row in rows])
    return ids, (ids != 1).long()


def test_the_graph_that_ships_gives_the_answer_of_the_network(network, tmp_path):
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    import onnx
    import onnxruntime
    from transformers import MPNetForSequenceClassification

    from training.export import Reader, export_graph, read_weights
    from training.quantize import quantize, watch_inputs

    ids, mask = joined(torch)
    plain = MPNetForSequenceClassification(network.config).eval()
    plain.load_state_dict(network.state_dict())
    weights = {name: value.clone() for name, value in plain.state_dict().items()}
    with torch.inference_mode():
        whole = plain(input_ids=ids, attention_mask=mask).logits
        reader = Reader(copy.deepcopy(plain))
        reader.mpnet.embeddings.word_embeddings = plain.mpnet.embeddings.word_embeddings  # the reader's own table has 8 bits
        assert torch.allclose(reader(ids, mask), whole, atol=1e-5)
        quantize(plain, watch_inputs(plain, [{"input_ids": ids, "attention_mask": mask}]))
        reader = Reader(plain)
        rough = reader(ids, mask)
        assert torch.allclose(rough, whole, atol=0.1) and not torch.equal(rough, whole)
        graph, _ = export_graph(reader, tmp_path)
    assert (whole[0] - whole[1]).abs().max() > 0.01  # the two pairs do differ
    session = onnxruntime.InferenceSession(str(graph))
    (logits,) = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    assert np.allclose(logits, rough.numpy(), atol=0.02)
    restored = read_weights(onnx.load(graph))
    assert set(restored) == {name for name in weights if "position_ids" not in name}
    for name, value in restored.items():
        assert np.allclose(value, weights[name], atol=float(weights[name].abs().max()) / 20), name


def test_hidden_states_of_one_size_and_of_another_are_put_into_8_bits_alike_and_the_largest_are_kept():
    torch = pytest.importorskip("torch")
    from training.quantize import ATTENTION, RISE, Inputs, IntegerLinear

    torch.manual_seed(0)
    linear = torch.nn.Linear(64, 8)
    sizes = torch.linspace(0.1, 3, 64)
    sizes[5] = 60
    x = torch.randn(200, 64).clamp(-3, 3) / 3 * sizes
    heaviest = linear.weight.detach().abs().amax(0)
    with torch.inference_mode():
        wanted = linear(x)
        inputs = Inputs(sizes, x.T @ x)
        off = {way: (IntegerLinear(linear, inputs, heaviest, way)(x) - wanted).abs().mean() for way in (ATTENTION, RISE)}
    wrong = {way: error / wanted.abs().mean() for way, error in off.items()}
    assert wrong[RISE] < 0.01  # the channel of 60 is one of those kept in fp32
    assert wrong[RISE] < wrong[ATTENTION] < 0.05


def test_rounding_a_weight_makes_good_what_rounding_the_others_did():
    torch = pytest.importorskip("torch")
    from training.quantize import LARGEST, round_weights

    torch.manual_seed(0)
    x = torch.randn(400, 6) @ torch.randn(6, 48)  # channels that go together
    weight = torch.randn(8, 48) * 3
    plain, made_good = weight.round(), round_weights(weight, x.T @ x)
    assert torch.equal(made_good, made_good.round()) and made_good.abs().max() <= LARGEST
    off = [((x @ (rough - weight).T) ** 2).mean() for rough in (plain, made_good)]
    assert off[1] < 0.3 * off[0]


def test_the_lower_layers_of_the_premise_do_not_see_the_hypothesis_and_the_upper_ones_do(network):
    torch = pytest.importorskip("torch")
    from training.network import SPLIT, find_second, run_layers

    ids, mask = joined(torch)
    hidden = torch.randn(*ids.shape, network.config.hidden_size)
    changed = hidden.clone()
    changed[0, 6] += 1.0  # a token of the first hypothesis
    second = find_second(ids, 2)
    assert second[0].tolist() == [False] * 5 + [True] * (ids.shape[1] - 5)
    with torch.inference_mode():
        lower = [run_layers(network.mpnet.encoder, h, mask, slice(SPLIT), second)[0, :5] for h in (hidden, changed)]
        upper = [run_layers(network.mpnet.encoder, h, mask, slice(SPLIT, None))[0, :5] for h in (hidden, changed)]
    assert torch.equal(*lower) and not torch.allclose(*upper)


@pytest.mark.slow
def test_shipped_model_becomes_a_transformers_folder_that_says_the_same(tmp_path):
    torch = pytest.importorskip("torch", reason='the extra "train" is not installed')
    pytest.importorskip("onnx", reason='the extra "train" is not installed')
    pytest.importorskip("onnx_ir", reason='the extra "train" is not installed')
    from transformers import AutoTokenizer, MPNetForSequenceClassification

    from training.export import export_torch

    export_torch(FOLDER, tmp_path)
    tokenizer, network = AutoTokenizer.from_pretrained(tmp_path), MPNetForSequenceClassification.from_pretrained(tmp_path).eval()
    with torch.inference_mode():
        rows = [network(**tokenizer(*pair, return_tensors="pt")).logits.softmax(-1)[0].numpy() for pair in PAIRS]
    scores = EmbeddedScorer(FOLDER).score(PAIRS)  # hidden states are rounded there too
    assert np.allclose(np.array(rows), scores, atol=0.1) and (np.array(rows).argmax(1) == scores.argmax(1)).all()


def test_the_average_of_checkpoints_is_the_mean_of_their_weights(network, tmp_path):
    torch = pytest.importorskip("torch")
    from training.average import average
    from training.network import SplitMPNet

    for k, folder in enumerate(("a", "b", "c")):
        with torch.no_grad():
            network.classifier.out_proj.bias.fill_(k**2)
        network.save_pretrained(tmp_path / folder)
        shutil.copy(FOLDER / "tokenizer.json", tmp_path / folder)
    average([tmp_path / "a", tmp_path / "b", tmp_path / "c"], tmp_path / "mean")
    mean = SplitMPNet.from_pretrained(tmp_path / "mean")
    assert mean.classifier.out_proj.bias.tolist() == pytest.approx([5 / 3] * 3)
    assert torch.allclose(mean.mpnet.embeddings.word_embeddings.weight, network.mpnet.embeddings.word_embeddings.weight)
    assert (tmp_path / "mean" / "tokenizer.json").is_file()
