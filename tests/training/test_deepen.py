"""A trained model with the base's upper layers put back."""

import pytest


def write(folder, kind, layers: int, seed: int) -> None:
    import torch
    from transformers import AutoTokenizer, MPNetConfig

    from analysis.models.embedded import FOLDER

    torch.manual_seed(seed)
    kind(
        MPNetConfig(vocab_size=40, hidden_size=16, num_hidden_layers=layers, num_attention_heads=4, intermediate_size=32, num_labels=3)
    ).save_pretrained(folder)
    AutoTokenizer.from_pretrained(FOLDER).save_pretrained(folder)


@pytest.fixture
def folders(tmp_path):
    """A trained model of two layers and a base of four, in miniature, with one tokenizer."""
    pytest.importorskip("torch", reason='the extra "train" is not installed')
    from transformers import MPNetForSequenceClassification, MPNetModel

    write(tmp_path / "trained", MPNetForSequenceClassification, 2, seed=0)
    write(tmp_path / "base", MPNetModel, 4, seed=1)
    return tmp_path


def test_trained_layers_and_head_are_kept_and_the_base_gives_the_rest(folders):
    from transformers import MPNetForSequenceClassification, MPNetModel

    from training.deepen import deepen

    assert deepen(folders / "trained", folders / "base", folders / "out") == 4
    trained, deeper = (MPNetForSequenceClassification.from_pretrained(folders / name).state_dict() for name in ("trained", "out"))
    base = {f"mpnet.{name}": weights for name, weights in MPNetModel.from_pretrained(folders / "base").state_dict().items()}
    for name, weights in deeper.items():
        source = base if "layer.2." in name or "layer.3." in name else trained
        assert weights.equal(source[name]), name


def test_a_base_without_a_layer_more_is_refused(folders):
    from training.deepen import deepen

    with pytest.raises(ValueError, match=r"trained has 2 layers and .*trained has 2; give a base with more"):
        deepen(folders / "trained", folders / "trained", folders / "out")
