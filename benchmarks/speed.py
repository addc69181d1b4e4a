"""Pairs per second and seconds from statements to positions, all in one run: ``python -m benchmarks speed --data ../shared/data``.

Same weights throughout: the shipped model, put back into torch for the pipeline. Needs the extra "train". Timings are ratios within
this run; machines differ and are shared, so no ratio is carried from one run to another.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.hypotheses import build_hypotheses
from analysis.models import score_pairs
from analysis.models.embedded import FOLDER, EmbeddedScorer
from benchmarks.stance import read_rows

BATCHES = (4, 8, 16, 32)


def time_call(call: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    begun = time.perf_counter()
    result = call()
    return time.perf_counter() - begun, result


def run_pipeline(pipeline, texts: list[str], hypotheses: list[str], **options) -> np.ndarray:
    """Return the entailment probabilities, shape (texts, hypotheses), as transformers' zero-shot pipeline gives them."""
    answers = pipeline(texts, hypotheses, hypothesis_template="{}", multi_label=True, **options)
    return np.array([[dict(zip(a["labels"], a["scores"], strict=True))[h] for h in hypotheses] for a in answers])


def measure_peak() -> float:
    """Return the machine's fp32 matrix-multiply rate in GFLOPS, measured with numpy on a matrix of the model's size."""
    a, b = np.ones((1536, 768), np.float32), np.ones((768, 3072), np.float32)
    a @ b
    seconds, _ = time_call(lambda: [a @ b for _ in range(10)])
    return 10 * 2 * 1536 * 768 * 3072 / seconds / 1e9


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=16)
    args = parser.parse_args(argv)
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

    from training.export import export_torch

    rows = read_rows(args.data / "stance" / "gwsd.dev.csv.gz", args.rows)
    texts = rows["text"].tolist()
    hypotheses = [h for pair in build_hypotheses(rows["target"][0]) for h in pair]
    pairs = [(text, h) for text in texts for h in hypotheses]
    with tempfile.TemporaryDirectory() as scratch:
        export_torch(FOLDER, Path(scratch))
        model, tokenizer = AutoModelForSequenceClassification.from_pretrained(scratch), AutoTokenizer.from_pretrained(scratch)
        zero_shot = pipeline("zero-shot-classification", model=model, tokenizer=tokenizer, device="cpu")
        run_pipeline(zero_shot, texts[:2], hypotheses)
        common, plain = time_call(lambda: run_pipeline(zero_shot, texts, hypotheses))
        best, batch = min((time_call(lambda n=n: run_pipeline(zero_shot, texts, hypotheses, batch_size=n))[0], n) for n in BATCHES)
    scorer = EmbeddedScorer()
    scorer.score(pairs[:2])
    ours, p = time_call(lambda: score_pairs(scorer, pairs))
    entailment = (p[:, 0] / (p[:, 0] + p[:, 2])).reshape(plain.shape)  # the pipeline throws the neutral logit away
    same = float(((entailment > 0.5) == (plain > 0.5)).mean())
    systems = [("pipeline, list of texts", common), (f"pipeline, batch {batch}, its best", best), ("our scorer, 8-bit ONNX", ours)]
    table = pd.DataFrame(systems, columns=["system", "seconds"])
    table["pairs a second"], table["times the common call"] = len(pairs) / table["seconds"], common / table["seconds"]
    print(table.to_string(index=False, float_format=lambda x: f"{x:.2f}"))
    print(f"{len(pairs)} pairs; labels equal on {same:.3f} of them; fp32 matrix multiply {measure_peak():.0f} GFLOPS")
