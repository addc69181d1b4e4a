"""Matrices in 8 bits that are multiplied as whole numbers: what makes the exported model small and fast.

Weights have a step for each output, hidden states one for each channel. Of the weights' 8 bits 7 are used: processors with AVX2 and
without VNNI or AMX add two products up in 16 bits, and cut off what is larger. The steps of hidden states are fixed beforehand, from the
largest value that each channel has on our own sentences (``watch_inputs``), so that a pair is scored alike whatever stands beside it in the
batch. A channel with a large step has its weights made larger by as much, which those of the other channels pay for; ``Way.ease`` says how
far that goes (Xiao et al. 2023, SmoothQuant). The few channels of very large values that MPNet has in its feed-forward layers stay in fp32
(``Way.kept``; Dettmers et al. 2022, LLM.int8). Each column of weights makes good what the rounding of those before it did to the output
(``round_weights``; Frantar et al. 2023, GPTQ). Weights in blocks (MatMulNBits of onnxruntime) need none of this, and are hardly quicker
than fp32 on processors with AMX.
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

SENTENCES = 600  # pairs that the channels are watched on
LARGEST = 64  # whole number of a weight: two products with 255 fit into 16 bits
DAMPING, COLUMNS = 0.01, 128  # of the rounding of weights: keeps rare inputs from ruling; columns whose effect on the rest is summed up
GELU_LOWEST = 0.17  # the activation never goes further below zero


class Way(NamedTuple):
    """How a matrix is put into 8 bits."""

    ease: float  # 1: each channel has a step of its own size; 0: weights alone decide
    kept: int  # channels that stay in fp32
    zero: int  # the whole number that stands for zero, of 0 to 255


ATTENTION, RISE, FALL = Way(0.85, 0, 128), Way(0.7, 4, 128), Way(0.85, 64, 32)  # RISE and FALL: into and out of the feed-forward layer


class Inputs(NamedTuple):
    """What a linear layer reads while the sentences go through the network."""

    largest: torch.Tensor  # (k,) the largest size of each channel
    products: torch.Tensor  # (k, k) sum over the tokens of channel times channel


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
    """A linear layer in 8 bits. ``inputs`` is what it reads, ``heaviest`` (k) the largest weight of each channel."""

    def __init__(self, linear: torch.nn.Linear, inputs: Inputs, heaviest: torch.Tensor, way: Way) -> None:
        super().__init__()
        weight, largest, products = linear.weight.detach().clone(), inputs.largest.clamp(min=1e-3), inputs.products.clone()
        if way.kept:
            kept = (largest * heaviest).topk(min(way.kept, len(largest) // 4)).indices.sort().values
            self.register_buffer("kept", kept)
            self.register_buffer("kept_weight", weight[:, kept].T.clone())
            weight[:, kept], largest[kept] = 0, largest.median()
            products[kept], products[:, kept] = 0, 0
        step = largest**way.ease / heaviest.clamp(min=1e-4) ** (1 - way.ease)
        step = step * (largest / step).max() / (255 - way.zero)
        if way is FALL:
            step = step.clamp(min=GELU_LOWEST / way.zero)
        scale = (weight * step).abs().amax(1).clamp(min=1e-9) / LARGEST
        rough = round_weights(weight * step / scale[:, None], products / step / step[:, None])
        self.register_buffer("rough", rough.T.to(torch.int8).contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("inverse_step", 1 / step)
        self.register_buffer("zero", torch.tensor(way.zero, dtype=torch.uint8))
        self.register_buffer("bias", linear.bias.detach().clone())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        product = _IntegerProduct.apply(x, self.inverse_step, self.rough, self.scale, self.bias, self.zero)
        return product + x[..., self.kept] @ self.kept_weight if hasattr(self, "kept") else product


def round_weights(weight: torch.Tensor, products: torch.Tensor) -> torch.Tensor:
    """Return ``weight`` (n, k) as whole numbers of -``LARGEST`` to ``LARGEST`` that change its products with the inputs little.

    Column by column, those of the largest inputs first: what rounding one does to the output is taken back by the columns that are still
    to come, as far as their inputs go together with its own (``products``, k × k).
    """
    order = products.diagonal().argsort(descending=True)
    weight, products = weight[:, order].double(), products[order][:, order].double()
    products.diagonal().add_(DAMPING * products.diagonal().mean() + 1e-9)
    upper = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(products)), upper=True)
    rough = torch.empty_like(weight)
    for start in range(0, weight.shape[1], COLUMNS):
        end = min(start + COLUMNS, weight.shape[1])
        wrong = torch.empty_like(weight[:, start:end])
        for i in range(start, end):
            rough[:, i] = weight[:, i].round().clamp(-LARGEST, LARGEST)
            wrong[:, i - start] = (weight[:, i] - rough[:, i]) / upper[i, i]
            weight[:, i:end] -= wrong[:, i - start, None] * upper[i, i:end]
        weight[:, end:] -= wrong @ upper[start:end, end:]
    return rough[:, order.argsort()].float()


def restore_weight(buffers: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the weight (n, k) of a linear layer from the buffers of its 8-bit form by their names."""
    weight = (buffers["rough"] * buffers["inverse_step"][:, None] * buffers["scale"]).T
    if "kept" in buffers:
        weight[:, buffers["kept"]] = buffers["kept_weight"].T
    return weight.astype(np.float32)


def watch_inputs(network: MPNetForSequenceClassification, sentences: Iterable[Mapping[str, torch.Tensor]]) -> dict[str, Inputs]:
    """Return what each linear layer of the encoder reads while the network reads ``sentences``."""
    found: dict[str, Inputs] = {}

    def watch(name: str, hidden: torch.Tensor) -> None:
        tokens = hidden.flatten(0, -2)
        largest, products = tokens.abs().amax(0), tokens.T @ tokens
        if name in found:
            largest, products = torch.maximum(found[name].largest, largest), found[name].products.add_(products)
        found[name] = Inputs(largest, products)

    hooks = [m.register_forward_pre_hook(lambda _, args, name=n: watch(name, args[0])) for n, m in _linear_layers(network).items()]
    with torch.inference_mode():
        for batch in sentences:
            network(**batch)
    for hook in hooks:
        hook.remove()
    return found


def own_sentences(tokenizer: PreTrainedTokenizerBase) -> Iterator[Mapping[str, torch.Tensor]]:
    """Yield pairs from ``training/written`` as the network takes them: half of them statements, half inference pairs."""
    rng = random.Random(1)
    said = written_pairs(rng, [block for part in PARTS for block in read_blocks(FOLDER / part)])
    inference = [row for part in PARTS for row in read_inference(FOLDER / part)]
    pairs = [(premise, hypothesis) for premise, hypothesis, _ in itertools.islice(said, SENTENCES // 2)]
    pairs += [(row["premise"], row["hypothesis"]) for row in rng.sample(inference, SENTENCES // 2)]
    for pair in pairs:
        yield tokenizer(*pair, truncation="only_first", max_length=256, return_tensors="pt")


def quantize(network: MPNetForSequenceClassification, inputs: Mapping[str, Inputs]) -> None:
    """Put every linear layer of the encoder into 8 bits, in place. ``inputs`` is that of ``watch_inputs``."""
    layers = _linear_layers(network)
    for name, linear in layers.items():
        parent, _, own = name.rpartition(".")
        way = RISE if "intermediate" in name else FALL if name.endswith("output.dense") else ATTENTION
        # query, key and value read the same hidden states: with the same steps these are put into 8 bits once
        readers = [layers[f"{parent}.{part}"] for part in "qkv"] if own in "qkv" else [linear]
        heaviest = torch.stack([reader.weight.detach().abs().amax(0) for reader in readers]).amax(0)
        setattr(network.get_submodule(parent), own, IntegerLinear(linear, inputs[name], heaviest, way))


def _linear_layers(network: MPNetForSequenceClassification) -> dict[str, torch.nn.Linear]:
    return {n: m for n, m in network.named_modules() if isinstance(m, torch.nn.Linear) and n.startswith("mpnet.encoder")}
