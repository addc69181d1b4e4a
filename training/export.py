"""From a trained checkpoint to the model that ships: ``python -m training.export --model DIR --out analysis/models/embedded``.

Two graphs: ``lower.onnx`` reads one text, ``upper.onnx`` reads a premise and a hypothesis that the lower one has read. 8-bit weights
only (MatMulNBits in blocks of 256, embeddings by row), because dynamic int8 loses one label in eight on CPUs without VNNI. Prints the
sizes and the agreement with fp32 on dev pairs. ``--to-torch`` goes the other way: it writes the weights of a shipped model,
dequantized, as a folder that ``training.network.SplitMPNet`` loads, to train on or to run with torch.
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
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from transformers import AutoConfig, AutoTokenizer

from training.network import SPLIT, SplitMPNet, run_layers

BLOCK = 256


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


class Lower(torch.nn.Module):
    """Token ids and mask of single texts, both (b, s), to hidden states (b, s, d)."""

    def __init__(self, network: SplitMPNet) -> None:
        super().__init__()
        self.mpnet, self.first_place = network.mpnet, network.config.pad_token_id + 1

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(input_ids.shape[1]).expand_as(input_ids) + self.first_place
        hidden = self.mpnet.embeddings(input_ids=input_ids, position_ids=places)
        return run_layers(self.mpnet.encoder, hidden, attention_mask, slice(SPLIT))


class Upper(torch.nn.Module):
    """Hidden states (b, s, d) of premise and hypothesis, one after the other, and mask (b, s), to logits (b, 3)."""

    def __init__(self, network: SplitMPNet) -> None:
        super().__init__()
        self.mpnet, self.classifier = network.mpnet, network.classifier
        layers = self.mpnet.encoder.layer
        layers[-1] = FirstTokenLayer(layers[-1])

    def forward(self, hidden: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.classifier(run_layers(self.mpnet.encoder, hidden, attention_mask, slice(SPLIT, None)))


def export_model(model: Path, out: Path) -> list[Path]:
    """Write lower.onnx, upper.onnx, tokenizer.json and config.json to ``out``; return the graphs."""
    out.mkdir(parents=True, exist_ok=True)
    network = SplitMPNet.from_pretrained(model).eval()
    mask = torch.ones(2, 8, dtype=torch.int64)
    with torch.inference_mode():
        paths = [
            export_graph(Lower(network), {"input_ids": mask, "attention_mask": mask}, "hidden", out / "lower.onnx"),
            export_graph(Upper(network), {"hidden": torch.ones(2, 8, network.config.hidden_size), "attention_mask": mask}, "logits",
                         out / "upper.onnx"),
        ]  # fmt: skip
    for name in ("tokenizer.json", "config.json"):
        shutil.copy(model / name, out / name)
    return paths


def export_graph(module: torch.nn.Module, example: dict[str, torch.Tensor], output: str, path: Path) -> Path:
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "small.onnx"
        axes = {name: {0: "b", 1: "s"} for name in example} | ({output: {0: "b", 1: "s"}} if output == "hidden" else {output: {0: "b"}})
        torch.onnx.export(
            module, tuple(example.values()), plain, input_names=list(example), output_names=[output], opset_version=17,
            dynamic_axes=axes, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
        quantizer = MatMulNBitsQuantizer(onnx.load(small), bits=8, block_size=BLOCK, is_symmetric=True)
        quantizer.process()
        onnx.save(quantizer.model.model, path)
    return path


def export_torch(folder: Path, out: Path) -> None:
    """Write the shipped model as ``SplitMPNet.from_pretrained`` reads it; the linear weights are those of the 8-bit form."""
    shutil.copytree(folder, out, ignore=shutil.ignore_patterns("*.onnx", "*.md", "calibration.json"), dirs_exist_ok=True)
    network = SplitMPNet(AutoConfig.for_model(**json.loads((folder / "config.json").read_text())))
    weights: dict[str, np.ndarray] = {}
    for name in ("lower.onnx", "upper.onnx"):
        weights |= read_weights(onnx.load(folder / name))
    missing, unexpected = network.load_state_dict({k: torch.tensor(v) for k, v in weights.items()}, strict=False)
    assert not unexpected and all("position_ids" in name for name in missing), (missing, unexpected)
    network.save_pretrained(out)


def read_weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Return the network's parameters by their torch names, from initializers and quantized nodes."""

    def clean(name: str) -> str:  # FirstTokenLayer stands around the last layer and calls its projections itself
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
        elif node.op_type == "DequantizeLinear" and node.input[2].endswith(".weight_zero_point"):  # an embedding table
            scale, zero = arrays[node.input[1]], arrays[node.input[2]]
            name = node.input[2].removesuffix("_zero_point")
            found[name] = (arrays[f"{name}_quantized"].astype(np.float32) - zero) * scale
    return found


def measure_agreement(model: Path, out: Path, data: Path, n: int) -> float:
    """Return the share of dev pairs whose label is the same in fp32 and in 8 bits."""
    from analysis.models.embedded import EmbeddedScorer
    from benchmarks.stance import read_rows

    rows = read_rows(data / "nli" / "mnli.dev.csv.gz", n)
    pairs = list(zip(rows["premise"], rows["hypothesis"], strict=True))
    tokenizer, network = AutoTokenizer.from_pretrained(model), SplitMPNet.from_pretrained(model).eval()
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
