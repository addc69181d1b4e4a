"""From a trained checkpoint to the model that ships: ``python -m training.export --model DIR --out analysis/models/embedded``.

One graph, ``model.onnx``, which reads premises, and hypotheses that come after premises it has read (``Reader``), and beside it the table
of word embeddings. 8-bit weights only (MatMulNBits in small blocks, word embeddings by row), because dynamic int8 loses one label in
eight on CPUs without VNNI; the small tables of places stay fp32. Prints the size and the agreement with fp32 on dev pairs. ``--to-torch``
goes the other way: it writes the weights of a shipped model, dequantized, as a folder that ``training.network.PrefixMPNet`` loads, to
train on or to run with torch.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from transformers import AutoConfig, AutoTokenizer

from training.network import PrefixMPNet

BLOCK = 32  # weights that share a scale; in blocks of 256 the few large weights blur their neighbours, at one label in ten
WORDS = "words.bin"  # the table of word embeddings, beside the graph, so that no file has more than 99 MB


class Sight(NamedTuple):
    """What is added to the attention scores: place, and what is hidden."""

    past: torch.Tensor  # (n, heads, 1, t, p) towards the premise
    own: torch.Tensor  # (n, heads, k, t, t) towards the text itself


class ReaderLayer(torch.nn.Module):
    """One layer for ``k`` texts of ``t`` tokens after each of ``n`` premises: attention looks at the premise's keys and values first."""

    def __init__(self, layer: torch.nn.Module, is_last: bool) -> None:
        super().__init__()
        self.layer, self.is_last = layer, is_last

    def forward(self, hidden: torch.Tensor, past: torch.Tensor, sight: Sight) -> tuple[torch.Tensor, torch.Tensor]:
        """Return hidden states (n, k, t, d) and the first text's keys and values (n, 2, heads, t, size); the last layer works out the
        first token alone, the only one that the head reads."""
        attention = self.layer.attention.attn
        asking = hidden[:, :, :1] if self.is_last else hidden
        q, k, v = (
            part(x).reshape(*x.shape[:3], attention.num_attention_heads, attention.attention_head_size).permute(0, 3, 1, 2, 4)
            for part, x in ((attention.q, asking), (attention.k, hidden), (attention.v, hidden))
        )  # (n, heads, k, t, size)
        (before, seen), q = past.unbind(1), q / attention.attention_head_size**0.5
        rows = q.shape[3]
        back = (q.flatten(2, 3) @ before.transpose(-1, -2)).reshape(*q.shape[:4], -1) + sight.past[:, :, :, :rows]
        here = q @ k.transpose(-1, -2) + sight.own[:, :, :, :rows]
        p = torch.cat([back, here], dim=-1).softmax(-1)
        back, here = p[..., : before.shape[2]], p[..., before.shape[2] :]
        context = (back.flatten(2, 3) @ seen).reshape(q.shape) + here @ v
        attended = self.layer.attention.LayerNorm(attention.o(context.permute(0, 2, 3, 1, 4).flatten(3)) + asking)
        return self.layer.output(self.layer.intermediate(attended), attended), torch.stack([k[:, :, 0], v[:, :, 0]], dim=1)


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
    """Token ids and mask (n, k, t) of k texts after each of n premises, with the premises' keys and values (n, layers, 2, heads, p, size)
    and mask (n, p), to logits (n, k, 3) and the first text's keys and values. A premise is read after a premise of nothing but padding."""

    def __init__(self, network: PrefixMPNet) -> None:
        super().__init__()
        self.mpnet, self.classifier, self.first_place = network.mpnet, network.classifier, network.config.pad_token_id + 1
        last = len(network.mpnet.encoder.layer) - 1
        self.mpnet.embeddings.word_embeddings = RoughEmbedding(network.mpnet.embeddings.word_embeddings)
        self.layer = torch.nn.ModuleList(ReaderLayer(layer, n == last) for n, layer in enumerate(network.mpnet.encoder.layer))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, past: torch.Tensor, past_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        places = past_mask.sum(1)[:, None] + torch.arange(input_ids.shape[2])  # (n, t)
        hidden = self.mpnet.embeddings(input_ids=input_ids, position_ids=places[:, None] + self.first_place)
        sight = Sight(
            self.place(places, torch.arange(past_mask.shape[1]).expand_as(past_mask))[:, :, None] + hide(past_mask)[:, None, None, None],
            self.place(places, places)[:, :, None] + hide(attention_mask)[:, None, :, None],
        )
        kept = []
        for n, layer in enumerate(self.layer):
            hidden, keys_values = layer(hidden, past[:, n], sight)
            kept.append(keys_values)
        logits = self.classifier(hidden[:, :, 0].flatten(0, 1)[:, None])
        return logits.reshape(*input_ids.shape[:2], -1), torch.stack(kept, dim=1)

    def place(self, asking: torch.Tensor, asked: torch.Tensor) -> torch.Tensor:
        """Return the bias of places (n, a) towards places (n, b), shape (n, heads, a, b)."""
        encoder = self.mpnet.encoder
        table = encoder.relative_attention_bias
        return table(encoder.relative_position_bucket(asked[:, None] - asking[:, :, None], table.num_embeddings)).permute(0, 3, 1, 2)


def hide(mask: torch.Tensor) -> torch.Tensor:
    return (mask == 0).float() * torch.finfo(torch.float32).min


def export_model(model: Path, out: Path) -> Path:
    """Write model.onnx, tokenizer.json and config.json to ``out``; return the graph."""
    out.mkdir(parents=True, exist_ok=True)
    network = PrefixMPNet.from_pretrained(model).eval()
    for name in ("tokenizer.json", "config.json"):
        shutil.copy(model / name, out / name)
    with torch.inference_mode():
        return export_graph(Reader(network), out / "model.onnx")


def make_example(reader: Reader, n: int = 2, k: int = 3, t: int = 8, p: int = 5) -> dict[str, torch.Tensor]:
    config = reader.mpnet.config
    heads, size = config.num_attention_heads, config.hidden_size // config.num_attention_heads
    tokens, past = torch.ones(n, k, t, dtype=torch.int64), torch.zeros(n, config.num_hidden_layers, 2, heads, p, size)
    return {"input_ids": tokens, "attention_mask": tokens, "past": past, "past_mask": torch.ones(n, p, dtype=torch.int64)}


def export_graph(reader: Reader, path: Path) -> Path:
    example = make_example(reader)
    text = {0: "n", 1: "k", 2: "t"}
    axes = {"input_ids": text, "attention_mask": text, "past": {0: "n", 4: "p"}, "past_mask": {0: "n", 1: "p"},
            "logits": {0: "n", 1: "k"}, "kept": {0: "n", 4: "t"}}  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            reader, tuple(example.values()), plain, input_names=list(example), output_names=["logits", "kept"], opset_version=17,
            dynamic_axes=axes, dynamo=False,
        )  # fmt: skip
        quantizer = MatMulNBitsQuantizer(onnx.load(plain), bits=8, block_size=BLOCK, is_symmetric=True)
        quantizer.process()
    small = quantizer.model.model
    (words,) = (i for i in small.graph.initializer if i.name.endswith("word_embeddings.rough"))
    (path.parent / WORDS).write_bytes(words.raw_data)
    set_external_data(words, WORDS)
    words.ClearField("raw_data")
    onnx.save(small, path)
    return path


def export_torch(folder: Path, out: Path) -> None:
    """Write the shipped model as ``PrefixMPNet.from_pretrained`` reads it; the linear weights are those of the 8-bit form."""
    shutil.copytree(folder, out, ignore=shutil.ignore_patterns("*.onnx", "*.bin", "*.md", "calibration.json"), dirs_exist_ok=True)
    network = PrefixMPNet(AutoConfig.for_model(**json.loads((folder / "config.json").read_text())))
    weights = read_weights(onnx.load(folder / "model.onnx"))
    missing, unexpected = network.load_state_dict({k: torch.tensor(v) for k, v in weights.items()}, strict=False)
    assert not unexpected and all("position_ids" in name for name in missing), (missing, unexpected)
    network.save_pretrained(out)


def read_weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return the network's parameters by their torch names, from initializers and quantized nodes."""

    def clean(name: str) -> str:  # ReaderLayer stands around each layer and calls its projections itself
        name = re.sub(r"(layer\.\d+)\.([qkvo])$", r"\1.attention.attn.\2", re.sub(r"(layer\.\d+)\.layer\.", r"\1.", name))
        return re.sub(r"^layer\.", "mpnet.encoder.layer.", name)  # nodes are named from where the layers are called

    arrays = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    found = {clean(name): value for name, value in arrays.items() if name.endswith((".weight", ".bias"))}
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            shape = {a.name: a.i for a in node.attribute}
            blocks, scales = arrays[node.input[1]].astype(np.float32), arrays[node.input[2]].reshape(shape["N"], -1, 1)
            name = node.name.rsplit("/", 1)[0].removeprefix("/").replace("/", ".")  # /layer.0/…/dense/MatMul_Q8, /classifier/dense/Gemm_…
            found[f"{clean(name)}.weight"] = ((blocks - 128) * scales).reshape(shape["N"], -1)[:, : shape["K"]]
    words = "mpnet.embeddings.word_embeddings"
    return found | {f"{words}.weight": arrays[f"{words}.rough"].astype(np.float32) * arrays[f"{words}.scale"]}


def measure_agreement(model: Path, out: Path, data: Path, n: int) -> float:
    """Return the share of dev pairs whose label is the same in fp32 and in 8 bits."""
    from analysis.models.embedded import EmbeddedScorer
    from benchmarks.stance import read_rows

    rows = read_rows(data / "nli" / "mnli.dev.csv.gz", n)
    pairs = list(zip(rows["premise"], rows["hypothesis"], strict=True))
    tokenizer, network = AutoTokenizer.from_pretrained(model), PrefixMPNet.from_pretrained(model).eval()
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
    path = export_model(args.model, args.out)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    if args.data:
        print(f"same label as fp32 on {args.rows} pairs of mnli.dev: {measure_agreement(args.model, args.out, args.data, args.rows):.3f}")


if __name__ == "__main__":
    main()
