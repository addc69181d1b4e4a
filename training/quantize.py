"""Matrices in 8 bits that are multiplied as whole numbers: what makes the exported model small and fast.

Weights have a step for each output, hidden states one for each channel. The steps are fixed beforehand, from the largest value that each
channel has on our own sentences (``find_ranges``), so that a pair is scored alike whatever stands beside it in the batch. A channel with a
large step has its weights made larger by as much, which those of the other channels pay for; ``Way.ease`` says how far that goes (Xiao et
al. 2023, SmoothQuant). The few channels of very large values that MPNet has in its feed-forward layers stay in fp32 (``Way.kept``; Dettmers
et al. 2022, LLM.int8). Weights in blocks (MatMulNBits of onnxruntime) need none of this, and are hardly quicker than fp32 on processors
with AMX.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import torch
from transformers import MPNetForSequenceClassification, PreTrainedTokenizerBase

from training.written import FOLDER, PARTS, read_blocks, read_inference, written_pairs

SENTENCES = 300  # pairs that the ranges are taken from
GELU_LOWEST = 0.17  # the activation never goes further below zero


class Way(NamedTuple):
    """How a matrix is put into 8 bits."""

    ease: float  # 1: each channel has a step of its own size; 0: weights alone decide
    kept: int  # channels that stay in fp32
    zero: int  # the whole number that stands for zero, of 0 to 255


ATTENTION, RISE, FALL = Way(0.85, 0, 128), Way(0.7, 4, 128), Way(0.7, 16, 32)  # RISE and FALL: into and out of the feed-forward layer


class _IntegerProduct(torch.autograd.Function):
    """x (…, k) times the whole numbers ``rough`` (k, n), as onnxruntime works it out: hidden states rounded to 8 bits on the way."""

    @staticmethod
    def forward(ctx, x, inverse_step, rough, scale, bias, zero):
        levels = ((x * inverse_step).round() + zero).clamp(0, 255) - zero.float()
        return levels @ rough.float() * scale + bias

    @staticmethod
    def symbolic(g, x, inverse_step, rough, scale, bias, zero):
        one = g.op("Constant", value_t=torch.tensor(1.0))
        none = g.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        levels = g.op("QuantizeLinear", g.op("Mul", x, inverse_step), one, zero)
        product = g.op("com.microsoft::MatMulIntegerToFloat", levels, rough, one, scale, zero, none, bias)
        return product.setType(x.type().with_sizes([None] * x.type().dim()))


class IntegerLinear(torch.nn.Module):
    """A linear layer in 8 bits. ``largest`` (k) is what each channel holds at most, ``heaviest`` (k) its largest weight."""

    def __init__(self, linear: torch.nn.Linear, largest: torch.Tensor, heaviest: torch.Tensor, way: Way) -> None:
        super().__init__()
        weight, largest = linear.weight.detach().clone(), largest.clamp(min=1e-3).clone()
        if way.kept:
            kept = (largest * heaviest).topk(way.kept).indices.sort().values
            self.register_buffer("kept", kept)
            self.register_buffer("kept_weight", weight[:, kept].T.clone())
            weight[:, kept], largest[kept] = 0, largest.median()
        step = largest**way.ease / heaviest.clamp(min=1e-4) ** (1 - way.ease)
        step = step * (largest / step).max() / (255 - way.zero)
        if way is FALL:
            step = step.clamp(min=GELU_LOWEST / way.zero)
        scale = (weight * step).abs().amax(1).clamp(min=1e-9) / 127
        self.register_buffer("rough", (weight * step / scale[:, None]).round().T.to(torch.int8).contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("inverse_step", 1 / step)
        self.register_buffer("zero", torch.tensor(way.zero, dtype=torch.uint8))
        self.register_buffer("bias", linear.bias.detach().clone())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        product = _IntegerProduct.apply(x, self.inverse_step, self.rough, self.scale, self.bias, self.zero)
        return product + x[..., self.kept] @ self.kept_weight if hasattr(self, "kept") else product


def restore_weight(buffers: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the weight (n, k) of a linear layer from the buffers of its 8-bit form by their names."""
    weight = (buffers["rough"] * buffers["inverse_step"][:, None] * buffers["scale"]).T
    if "kept" in buffers:
        weight[:, buffers["kept"]] = buffers["kept_weight"].T
    return weight.astype(np.float32)


def find_ranges(network: MPNetForSequenceClassification, inputs: Iterable[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return for each linear layer of the encoder the largest size that each channel of its input has while ``inputs`` are read."""
    ranges: dict[str, torch.Tensor] = {}

    def watch(name: str, hidden: torch.Tensor) -> None:
        largest = hidden.abs().flatten(0, -2).amax(0)
        ranges[name] = torch.maximum(ranges[name], largest) if name in ranges else largest

    hooks = [m.register_forward_pre_hook(lambda _, args, name=n: watch(name, args[0])) for n, m in _linear_layers(network).items()]
    with torch.inference_mode():
        for batch in inputs:
            network(**batch)
    for hook in hooks:
        hook.remove()
    return ranges


def own_sentences(tokenizer: PreTrainedTokenizerBase) -> Iterator[Mapping[str, torch.Tensor]]:
    """Yield pairs from ``training/written`` as the network takes them: half of them statements, half inference pairs."""
    rng = random.Random(1)
    said = written_pairs(rng, [block for part in PARTS for block in read_blocks(FOLDER / part)])
    inference = [row for part in PARTS for row in read_inference(FOLDER / part)]
    pairs = [(premise, hypothesis) for premise, hypothesis, _ in itertools.islice(said, SENTENCES // 2)]
    pairs += [(row["premise"], row["hypothesis"]) for row in rng.sample(inference, SENTENCES // 2)]
    for pair in pairs:
        yield tokenizer(*pair, truncation="only_first", max_length=256, return_tensors="pt")


def quantize(network: MPNetForSequenceClassification, ranges: Mapping[str, torch.Tensor]) -> None:
    """Put every linear layer of the encoder into 8 bits, in place."""
    layers = _linear_layers(network)
    for name, linear in layers.items():
        parent, _, own = name.rpartition(".")
        way = RISE if "intermediate" in name else FALL if name.endswith("output.dense") else ATTENTION
        # query, key and value read the same hidden states: with the same steps these are put into 8 bits once
        readers = [layers[f"{parent}.{part}"] for part in "qkv"] if own in "qkv" else [linear]
        heaviest = torch.stack([reader.weight.detach().abs().amax(0) for reader in readers]).amax(0)
        setattr(network.get_submodule(parent), own, IntegerLinear(linear, ranges[name], heaviest, way))


def _linear_layers(network: MPNetForSequenceClassification) -> dict[str, torch.nn.Linear]:
    return {n: m for n, m in network.named_modules() if isinstance(m, torch.nn.Linear) and n.startswith("mpnet.encoder")}
