"""From statements to positions, timed in one run: ``python -m benchmarks speed --data ../shared/data``.

The same statements, targets and hypotheses for all: transformers' zero-shot pipeline as commonly called and at its best batch size, our
scorer with every hypothesis, and our whole classification as shipped. Same weights throughout: the shipped model, put back into torch
for the pipeline. Needs the extra "train". Timings are ratios within this run; machines differ and are shared, so no ratio is carried
from one run to another.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.hypotheses import build_hypotheses, put_question
from analysis.models import score_pairs
from analysis.models.embedded import FOLDER, EmbeddedScorer
from analysis.stance.classify import Case, combine_cases, load_calibration, score_cases
from analysis.stance.reading import read_for_model
from benchmarks.stance import ORDER, read_rows

SETS = ("gwsd", "pstance")  # few targets, so that a list of texts can go to the pipeline with one list of hypotheses
BATCHES = (4, 8, 16)
LENGTHS = (8, 16, 32, 64, 120)  # words of a premise
WIDTH = 768


def time_call(call: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    result = call()
    return time.perf_counter() - begun, result


def run_pipeline(pipeline, rows: pd.DataFrame, **options) -> list[np.ndarray]:
    """Return for each target the entailment probabilities, shape (texts, hypotheses), one call a target with the list of its texts."""
    found = []
    for target, group in rows.groupby("target", sort=True):
        hypotheses = list_hypotheses(target, group["target_kind"].iloc[0])
        answers = pipeline(group["text"].tolist(), hypotheses, hypothesis_template="{}", multi_label=True, **options)
        found.append(np.array([[dict(zip(a["labels"], a["scores"], strict=True))[h] for h in hypotheses] for a in answers]))
    return found


def list_hypotheses(target: str, kind: str) -> list[str]:
    return [h for pair in build_hypotheses(target, kind) for h in pair]


def measure_peak() -> float:
    """Return the machine's fp32 matrix-multiply rate in GFLOPS, measured with torch on a matrix of the model's size."""
    import torch

    x, w = torch.ones(1536, WIDTH), torch.ones(WIDTH, 4 * WIDTH)
    x @ w
    seconds, _ = time_call(lambda: [x @ w for _ in range(20)])
    return 20 * 2 * 1536 * WIDTH * 4 * WIDTH / seconds / 1e9


def count_gflop(scorer: EmbeddedScorer, pairs: list[tuple[str, str]]) -> float:
    """Return the arithmetic of the pairs in GFLOP, padding not counted: 24 d² a token and layer, and 4 d a token pair.

    Of the last layer only what the first token needs: keys and values of all, 4 d² a token, and 20 d² and 4 d a token once.
    """
    tokens = np.array([len(scorer._tokenizer.encode(*pair).ids) for pair in pairs], dtype=float)
    n = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"]
    layers = (n - 1) * (24 * WIDTH**2 * tokens + 4 * WIDTH * tokens**2)
    last = 4 * WIDTH**2 * tokens + 20 * WIDTH**2 + 4 * WIDTH * tokens
    return float((layers + last).sum() / 1e9)


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=30, help="statements a set")
    args = parser.parse_args(argv)
    rows = pd.concat([read_rows(args.data / "stance" / f"{name}.dev.csv.gz", args.rows) for name in SETS], ignore_index=True)
    asked = [(put_question(r.text, r.target, r.target_kind), r.target) for r in rows.itertuples()]
    read = [read_for_model(text, [target]) for text, target in asked]  # every system reads the same; reading twice changes nothing
    rows["text"], rows["target"] = [text for text, _ in read], [target for _, (target,) in read]
    rows = rows.sort_values("target", kind="stable", ignore_index=True)
    pairs = [(r.text, h) for r in rows.itertuples() for h in list_hypotheses(r.target, r.target_kind)]
    plain, common, best, batch = time_pipeline(rows)
    scorer, calibration = EmbeddedScorer(), load_calibration("embedded")
    scorer.score([("Bridges are old.", "It is a bridge.")])  # loads the graph
    ours, p = time_call(lambda: score_pairs(scorer, pairs))
    cases = [Case(r.text, tuple(tuple(pair) for pair in build_hypotheses(r.target, r.target_kind))) for r in rows.itertuples()]
    whole, blocks = time_call(lambda: score_cases(cases, scorer, calibration, progress=False))
    systems = [("pipeline, list of texts", common), (f"pipeline, batch {batch}, its best", best), ("our scorer, all hypotheses", ours),
               ("our classification as shipped", whole)]  # fmt: skip
    table = pd.DataFrame(systems, columns=["system", "seconds"])
    table["statements a second"], table["times the common call"] = len(rows) / table["seconds"], common / table["seconds"]
    table["times its best batch"] = best / table["seconds"]
    print(table.to_string(index=False, float_format=lambda x: f"{x:.2f}"))
    entailment = (p[:, 0] / (p[:, 0] + p[:, 2])).reshape(plain.shape)  # the pipeline throws the neutral logit away
    print(f"{len(pairs)} pairs; labels equal to the pipeline's on {((entailment > 0.5) == (plain > 0.5)).mean():.3f} of them")
    full = p.reshape(len(rows), -1, 2, 3).transpose(0, 2, 1, 3)
    print_accuracy(rows, *(combine_cases(cases, part, calibration).p for part in (list(full), blocks)))
    asked = sum(block.shape[1] for block in blocks) / (full.shape[0] * full.shape[2])
    print(f"as shipped, {asked:.2f} of the hypotheses are asked")
    peak = measure_peak()
    print(f"fp32 matrix multiply {peak:.0f} GFLOPS; our scorer in 8 bits {count_gflop(scorer, pairs) / ours / peak:.2f} of it")
    print_lengths(scorer, rows)


def time_pipeline(rows: pd.DataFrame) -> tuple[np.ndarray, float, float, int]:
    """Return the pipeline's entailment probabilities (statements, hypotheses), seconds as commonly called, best seconds and batch."""
    from transformers import AutoTokenizer, MPNetForSequenceClassification, pipeline

    from training.export import export_torch

    with tempfile.TemporaryDirectory() as scratch:
        export_torch(FOLDER, Path(scratch))
        model, tokenizer = MPNetForSequenceClassification.from_pretrained(scratch), AutoTokenizer.from_pretrained(scratch)
    zero_shot = pipeline("zero-shot-classification", model=model, tokenizer=tokenizer, device="cpu")
    run_pipeline(zero_shot, rows[:1])
    common, plain = time_call(lambda: run_pipeline(zero_shot, rows))
    best, batch = min((time_call(lambda n=n: run_pipeline(zero_shot, rows, batch_size=n))[0], n) for n in BATCHES)
    return np.concatenate(plain), common, best, batch


def print_accuracy(rows: pd.DataFrame, full: np.ndarray, shipped: np.ndarray) -> None:
    """Print the accuracy of stance probabilities (n, 3) with all hypotheses and as shipped."""
    gold, names = rows["label"].to_numpy(), np.array(ORDER)
    accuracy = [(names[p.argmax(axis=1)] == gold).mean() for p in (full, shipped)]
    print(f"accuracy with all hypotheses {accuracy[0]:.3f}, as shipped {accuracy[1]:.3f}")


def print_lengths(scorer: EmbeddedScorer, rows: pd.DataFrame) -> None:
    words = " ".join(rows["text"]).split()
    for n in LENGTHS:
        pairs = [(" ".join(words[i * 7 : i * 7 + n]), f"The speaker supports plan {i}.") for i in range(24)]
        seconds, _ = time_call(lambda pairs=pairs: scorer.score(pairs))
        print(f"  premises of {n:>3} words: {len(pairs) / seconds:6.1f} pairs a second")
