"""Train the stance model: ``python -m training.train --data ../shared/data --base DIR --out DIR``.

The base is all-mpnet-base-v2 (Apache-2.0; five packages on PyPI, put together by ``training.base``), cut to its first ten layers so
that it stays small and fast. With the mixes from the third to the thirteenth the lower five layers read each text alone (``--split``,
``training.network``), and the lowest were not trained (``--frozen``); the embeddings and the position bias never are. One pass over a
stream of pairs in one order given by the seed; the learning rate warms up, holds, and falls linearly over the last quarter, so that a
later run can go on from a checkpoint of the middle part.
A stopped run resumes from its last checkpoint, with the same pairs and batches; only the dropout masks differ.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from tqdm import tqdm
from transformers import AutoModel, AutoTokenizer, MPNetForSequenceClassification, get_wsd_schedule

from training.network import SPLIT, SplitMPNet
from training.pairs import LABELS, MIXES, Pair, all_targets, training_pairs

LAYERS, BATCH, POOL = 10, 32, 1024
MAX_TOKENS = 96  # of the rounds up to the seventh; the statements of the seventh mix have up to 128
LEARNING_RATE = 6e-5
POOL_OF_MASKS = 1 << 26  # elements of the row that dropout masks are cut from
NEAR = (0.20, 0.42)  # cosine of two targets' embeddings that makes them neighbours; above it lie rewordings and opposites


class Round(NamedTuple):
    """What sets one round apart from the others; the options of the command."""

    start: Path | None  # the model to go on from instead of the base
    pairs: int
    mix: str
    seed: int
    learning_rate: float
    frozen: int  # layers, from the lowest, that are not trained
    max_tokens: int
    bf16: bool
    split: bool
    dropout: Sequence[float]  # of hidden states and of attention


class PooledDropout(torch.nn.Module):
    """Dropout whose masks are cut, at random places, out of one long random row.

    Drawing each mask anew took a quarter of the time of a batch on two cores.
    """

    _rows: dict[float, torch.Tensor] = {}

    def __init__(self, p: float):
        super().__init__()
        if p not in self._rows:
            self._rows[p] = (torch.rand(POOL_OF_MASKS) >= p).to(torch.bfloat16) / (1 - p)
        self.row = self._rows[p]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        start = int(torch.randint(len(self.row) - x.numel(), ()))
        return x * self.row[start : start + x.numel()].view(x.shape)


def pool_dropout(model: torch.nn.Module) -> None:
    """Put ``PooledDropout`` in the place of every dropout of the model that drops anything."""
    for module in list(model.modules()):
        for name, part in list(module.named_children()):
            if isinstance(part, torch.nn.Dropout) and part.p > 0:
                setattr(module, name, PooledDropout(part.p))


@torch.no_grad()
def find_neighbours(base: Path, targets: list[str]) -> dict[str, list[str]]:
    """Return for each target up to eight others on a neighbouring subject, nearest first."""
    tokenizer, model = AutoTokenizer.from_pretrained(base), AutoModel.from_pretrained(base).eval()
    parts = []
    for start in range(0, len(targets), 64):
        batch = tokenizer(targets[start : start + 64], padding=True, return_tensors="pt")
        mask = batch["attention_mask"].unsqueeze(-1)
        parts.append((model(**batch).last_hidden_state * mask).sum(1) / mask.sum(1))
    vectors = torch.nn.functional.normalize(torch.cat(parts), dim=1)
    similarity = vectors @ vectors.T
    found = {}
    for i, target in enumerate(targets):
        order = similarity[i].argsort(descending=True).tolist()
        found[target] = [targets[j] for j in order if NEAR[0] < similarity[i, j] < NEAR[1]][:8]
    return found


def load_model(base: Path, round_: Round) -> MPNetForSequenceClassification:
    model = (SplitMPNet if round_.split else MPNetForSequenceClassification).from_pretrained(
        round_.start or base, num_hidden_layers=LAYERS, num_labels=3, label2id=LABELS, id2label={v: k for k, v in LABELS.items()},
        hidden_dropout_prob=round_.dropout[0], attention_probs_dropout_prob=round_.dropout[1],
    )  # fmt: skip
    pool_dropout(model)
    body = model.mpnet
    for part in (body.embeddings, body.encoder.relative_attention_bias, *body.encoder.layer[: round_.frozen]):
        part.requires_grad_(False)
    return model


def batches(pairs: Iterator[Pair], tokenizer, rng: random.Random, max_tokens: int) -> Iterator[dict[str, torch.Tensor]]:
    """Batches of like length out of a pool, in random order: little padding, no drift from short to long."""
    pool: list[Pair] = []
    for pair in pairs:
        pool.append(pair)
        if len(pool) == POOL:
            pool.sort(key=lambda p: len(p.premise) + len(p.hypothesis))
            starts = list(range(0, POOL, BATCH))
            rng.shuffle(starts)
            for i in starts:
                part = pool[i : i + BATCH]
                batch = tokenizer([p.premise for p in part], [p.hypothesis for p in part], truncation="only_first",
                                  max_length=max_tokens, padding=True, return_tensors="pt")  # fmt: skip
                yield {**batch, "labels": torch.tensor([p.label for p in part])}
            pool = []


def train(data: Path, base: Path, out: Path, round_: Round) -> None:
    """Train one round, or what a stopped run left of it, and write checkpoints to ``out``."""
    torch.manual_seed(round_.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = load_model(base, round_)
    neighbours = find_neighbours(base, all_targets(data))
    steps = round_.pairs // POOL * (POOL // BATCH)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=round_.learning_rate, weight_decay=0.01, fused=True)
    schedule = get_wsd_schedule(optimizer, int(steps * 0.06), int(steps * 0.25), num_training_steps=steps, decay_type="linear")
    state = out / "state.pt"
    done = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"]), optimizer.load_state_dict(saved["optimizer"]), schedule.load_state_dict(saved["schedule"])
        done = saved["done"]
    model.train()
    loss_function = torch.nn.CrossEntropyLoss(label_smoothing=0.03)
    begun, mean = time.time(), None
    pairs = training_pairs(data, round_.pairs, round_.seed, neighbours, round_.mix)
    stream = batches(pairs, tokenizer, random.Random(round_.seed), round_.max_tokens)
    for step, batch in enumerate(tqdm(stream, total=steps, unit="batch", mininterval=20)):
        if step < done:
            continue
        labels = batch.pop("labels")
        with torch.autocast("cpu", torch.bfloat16, enabled=round_.bf16):
            logits = model(**batch).logits
        loss = loss_function(logits.float(), labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step(), schedule.step(), optimizer.zero_grad()
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        if step % 20 == 19:
            with open(out / "log.jsonl", "a") as log:
                log.write(json.dumps({"step": step + 1, "loss": round(mean, 4), "seconds": round(time.time() - begun)}) + "\n")
        if step % 75 == 74 or step == steps - 1:
            partial = out / "state.partial"
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                        "done": step + 1}, partial)  # fmt: skip
            partial.replace(state)
            model.save_pretrained(out), tokenizer.save_pretrained(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with stance/ and nli/")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2 as transformers reads it")
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoint")
    parser.add_argument("--start", type=Path, help="go on from this model instead of the base")
    parser.add_argument("--pairs", type=int, default=26_624)
    parser.add_argument("--mix", choices=list(MIXES), default="first", help="the round, see training/pairs.py")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--frozen", type=int, default=SPLIT, help="layers, from the lowest, that are not trained")
    parser.add_argument("--max-tokens", type=int, default=MAX_TOKENS, help="of premise and hypothesis together; the premise is cut")
    parser.add_argument("--bf16", action="store_true", help="multiply matrices in bfloat16: faster where the processor can")
    parser.add_argument("--split", action="store_true", help="the network of mixes three to thirteen, see training/network.py")
    parser.add_argument("--dropout", type=float, nargs=2, default=(0.05, 0.0), help="of hidden states and of attention")
    args = vars(parser.parse_args())
    train(args.pop("data"), args.pop("base"), args.pop("out"), Round(**args))


if __name__ == "__main__":
    main()
