"""From a trained checkpoint to the model that ships: ``python -m training.export --model DIR --out analysis/models/embedded``.

One graph, ``model.onnx``, and beside it ``words.bin``, the table of word embeddings, so that no file has more than 99 MB. Weights in
8 bits (``training.quantize``; word embeddings by row), multiplied as whole numbers. Prints the sizes and the agreement with fp32 on dev
pairs. ``--to-torch`` goes the other way: it writes the weights of a shipped model, dequantized, as a folder that transformers loads, to
train on or to run with torch.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx.external_data_helper import set_external_data
from transformers import AutoConfig, AutoTokenizer, MPNetForSequenceClassification

from analysis.models.embedded import GRAPH, WORDS
from training.network import run_layers
from training.quantize import own_sentences, quantize, restore_weight, watch_inputs

OPSET = 17


class FirstTokenLayer(torch.nn.Module):
    """The last layer of an MPNet, worked out for the first token alone, the only one that the head reads: 8% less to compute."""

    def __init__(self, layer: torch.nn.Module) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor, position_bias: torch.Tensor, **_) -> tuple[torch.Tensor]:
        attention, first = self.layer.attention.attn, hidden[:, :1]
        q, k, v = (
            part(x).unflatten(-1, (attention.num_attention_heads, attention.attention_head_size)).transpose(1, 2)
            for part, x in ((attention.q, first), (attention.k, hidden), (attention.v, hidden))
        )
        scores = q @ k.transpose(-1, -2) / attention.attention_head_size**0.5 + position_bias[:, :, :1] + attention_mask
        context = attention.o((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))
        attended = self.layer.attention.LayerNorm(context + first)
        return (self.layer.output(self.layer.intermediate(attended), attended),)


class RoughEmbedding(torch.nn.Module):
    """An embedding table in 8 bits with a scale for each row."""

    def __init__(self, table: torch.nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("rough", (table.weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.embedding(ids, self.rough).float() * torch.nn.functional.embedding(ids, self.scale)


class Reader(torch.nn.Module):
    """Token ids and mask of pairs, both (b, s), to logits (b, 3)."""

    def __init__(self, network: MPNetForSequenceClassification) -> None:
        super().__init__()
        self.mpnet, self.classifier, self.first_place = network.mpnet, network.classifier, network.config.pad_token_id + 1
        self.mpnet.embeddings.word_embeddings = RoughEmbedding(network.mpnet.embeddings.word_embeddings)
        layers = self.mpnet.encoder.layer
        layers[-1] = FirstTokenLayer(layers[-1])

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(input_ids.shape[1]).expand_as(input_ids) + self.first_place
        hidden = self.mpnet.embeddings(input_ids=input_ids, position_ids=places)
        return self.classifier(run_layers(self.mpnet.encoder, hidden, attention_mask, slice(None)))


def export_model(model: Path, out: Path) -> list[Path]:
    """Write model.onnx, words.bin, tokenizer.json and config.json to ``out``; return the first two."""
    out.mkdir(parents=True, exist_ok=True)
    network = MPNetForSequenceClassification.from_pretrained(model).eval()
    for name in ("tokenizer.json", "config.json"):
        shutil.copy(model / name, out / name)
    quantize(network, watch_inputs(network, own_sentences(AutoTokenizer.from_pretrained(model))))
    with torch.inference_mode():
        return export_graph(Reader(network), out)


def export_graph(reader: Reader, out: Path) -> list[Path]:
    mask = torch.ones(2, 8, dtype=torch.int64)
    axes = {name: {0: "b", 1: "s"} for name in ("input_ids", "attention_mask")} | {"logits": {0: "b"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            reader, (mask, mask), plain, input_names=["input_ids", "attention_mask"], output_names=["logits"], opset_version=OPSET,
            dynamic_axes=axes, dynamo=False,
        )  # fmt: skip
        small = onnx.load(plain)
    (words,) = (i for i in small.graph.initializer if i.name.endswith("word_embeddings.rough"))
    (out / WORDS).write_bytes(words.raw_data)
    set_external_data(words, WORDS)
    words.ClearField("raw_data")
    onnx.save(small, out / GRAPH)
    return [out / GRAPH, out / WORDS]


def export_torch(folder: Path, out: Path) -> None:
    """Write the shipped model as transformers reads it; the linear weights are those of the 8-bit form."""
    shutil.copytree(folder, out, ignore=shutil.ignore_patterns("*.onnx", "*.bin", "*.md", "calibration.json"), dirs_exist_ok=True)
    network = MPNetForSequenceClassification(AutoConfig.for_model(**json.loads((folder / "config.json").read_text())))
    weights = read_weights(onnx.load(folder / GRAPH))
    missing, unexpected = network.load_state_dict({k: torch.tensor(v) for k, v in weights.items()}, strict=False)
    assert not unexpected and all("position_ids" in name for name in missing), (missing, unexpected)
    network.save_pretrained(out)


def read_weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return the network's parameters by their torch names, from initializers and the layers in 8 bits.

    Equal buffers of two layers are one initializer in the graph, so the nodes that use them tell what belongs to a layer.
    """
    arrays = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    arrays |= {node.output[0]: arrays[node.input[0]] for node in model.graph.node if node.op_type == "Identity" and node.input[0] in arrays}
    makers = {output: node for node in model.graph.node for output in node.output}
    layers: dict[str, dict[str, np.ndarray]] = {}
    for node in model.graph.node:
        layer, _, part = node.input[1].rpartition(".") if len(node.input) > 1 else ("", "", "")
        if part == "rough" and node.op_type == "MatMulIntegerToFloat":
            inverse_step = makers[makers[node.input[0]].input[0]].input[1]
            layers.setdefault(layer, {}).update(rough=arrays[node.input[1]], scale=arrays[node.input[3]], inverse_step=arrays[inverse_step])
        elif part == "kept_weight":
            layers.setdefault(layer, {}).update(kept_weight=arrays[node.input[1]], kept=arrays[makers[node.input[0]].input[1]])
    found = {name: array for name, array in arrays.items() if name.endswith((".weight", ".bias"))}
    found |= {f"{layer}.weight": restore_weight(buffers) for layer, buffers in layers.items()}
    words = "mpnet.embeddings.word_embeddings"
    found[f"{words}.weight"] = arrays[f"{words}.rough"].astype(np.float32) * arrays[f"{words}.scale"]
    # the last layer stands within a FirstTokenLayer
    return {re.sub(r"(layer\.\d+)\.layer\.", r"\1.", name): array for name, array in found.items()}


def measure_agreement(model: Path, out: Path, data: Path, n: int) -> float:
    """Return the share of dev pairs whose label is the same in fp32 and in 8 bits."""
    from analysis.models.embedded import EmbeddedScorer
    from benchmarks.stance import read_rows

    rows = read_rows(data / "nli" / "mnli.dev.csv.gz", n)
    pairs = list(zip(rows["premise"], rows["hypothesis"], strict=True))
    tokenizer, network = AutoTokenizer.from_pretrained(model), MPNetForSequenceClassification.from_pretrained(model).eval()
    with torch.inference_mode():
        plain = [network(**tokenizer(*pair, return_tensors="pt", truncation=True, max_length=256)).logits.argmax().item() for pair in pairs]
    return float((EmbeddedScorer(out).score(pairs).argmax(axis=1) == np.array(plain)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder of the checkpoint, or with --to-torch of the shipped model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the folder with nli/, to print the agreement with fp32")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--to-torch", action="store_true")
    args = parser.parse_args()
    if args.to_torch:
        export_torch(args.model, args.out)
        return
    for path in export_model(args.model, args.out):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    if args.data:
        print(f"same label as fp32 on {args.rows} pairs of mnli.dev: {measure_agreement(args.model, args.out, args.data, args.rows):.3f}")


if __name__ == "__main__":
    main()
