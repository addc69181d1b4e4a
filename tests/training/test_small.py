"""The small model's base: a BERT written as an MPNet says the same."""

import pytest

torch = pytest.importorskip("torch", reason='the extra "train" is not installed')

from transformers import BertConfig, BertModel  # noqa: E402

from training.small import as_mpnet  # noqa: E402

NUMBERS = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "old": 5, "bridge": 6, "##s": 7}
WORDS = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "[UNK]": 4, "bridge": 5, "##s": 6, "old": 7, "<mask>": 8}


def make_bert():
    torch.manual_seed(0)
    config = BertConfig(vocab_size=len(NUMBERS), hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=32,
                        max_position_embeddings=20, initializer_range=0.3, hidden_act="gelu")  # fmt: skip
    return BertModel(config).eval()


def test_a_bert_written_as_an_mpnet_reads_the_same_words_alike():
    bert, text = make_bert(), ["old", "bridge", "##s"]
    network = as_mpnet(bert, NUMBERS, WORDS).eval()
    with torch.inference_mode():
        theirs = bert(input_ids=torch.tensor([[NUMBERS[w] for w in ("[CLS]", *text, "[SEP]")]])).last_hidden_state
        ours = network.mpnet(input_ids=torch.tensor([[WORDS[w] for w in ("<s>", *text, "</s>")]])).last_hidden_state
        other = network.mpnet(input_ids=torch.tensor([[WORDS[w] for w in ("<s>", *reversed(text), "</s>")]])).last_hidden_state
    assert torch.allclose(theirs, ours, atol=1e-5)
    assert not torch.allclose(theirs, other, atol=1e-2)
    assert network.classifier.out_proj.out_features == 3


def test_a_word_that_the_bert_has_not_is_an_error():
    with pytest.raises(KeyError, match="tram"):
        as_mpnet(make_bert(), NUMBERS, {**WORDS, "tram": 9})
