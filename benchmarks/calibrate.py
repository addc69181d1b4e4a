"""Fit the calibration of a model: ``python -m benchmarks calibrate --data ../shared/data [--model NAME] [--write FILE]``.

Temperature and neutral bias minimise the log loss over the stance dev sets, those with a neutral class weighing as much as those
without; the abstention threshold is the lowest at which at most ``--error`` of the labels given are wrong, again over all sets. Two
numbers and a threshold are fitted, no weight of the model, so sets that may only be measured on are used too; the test parts stay
unseen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from analysis.hypotheses import build_hypotheses
from analysis.models import ScoreCache, load_scorer, score_pairs
from analysis.stance.calibration import Calibration
from analysis.stance.classify import combine_scores
from benchmarks.stance import ORDER, STANCE_SETS, calibration_error, read_rows

RAW = Calibration()
TEMPERATURES, BIASES = np.geomspace(0.5, 3, 26), np.linspace(-3, 2, 41)


def score_set(path: Path, n: int, model: str, cache: ScoreCache | None) -> tuple[np.ndarray, np.ndarray, bool]:
    """Return uncalibrated mean votes (n, 3), gold as column numbers (n,), and whether the set has neutrals."""
    rows = read_rows(path, n)
    pairs = [tuple(zip(*build_hypotheses(r.target, r.target_kind), strict=True)) for r in rows.itertuples()]
    flat = [(text, h) for text, sides in zip(rows["text"], pairs, strict=True) for side in sides for h in side]
    p = score_pairs(load_scorer(model), flat, cache, progress=True).reshape(len(rows), 2, -1, 3)
    gold = rows["label"].map({name: i for i, name in enumerate(ORDER)}).to_numpy()
    return combine_scores(p, RAW).p, gold, "neutral" in set(rows["label"])


def fit(sets: list[tuple[np.ndarray, np.ndarray, bool]]) -> Calibration:
    """Return the temperature and bias of least log loss; sets with neutrals weigh as much as those without, all three-way.

    In the one kind every third text takes no side, in the other none does; real statements lie between.
    """
    kinds = [[part for part in sets if part[2] == has_neutral] for has_neutral in (True, False)]

    def loss(calibration: Calibration) -> float:
        return sum(np.mean([log_loss(calibration, p, gold) for p, gold, _ in kind]) for kind in kinds if kind)

    return min((Calibration(t, b) for t in TEMPERATURES for b in BIASES), key=loss)


def log_loss(calibration: Calibration, p: np.ndarray, gold: np.ndarray) -> float:
    q = calibration.apply(p)
    return float(-np.log(np.clip(q[np.arange(len(q)), gold], 1e-9, 1)).mean())


def choose_threshold(calibration: Calibration, sets: list[tuple[np.ndarray, np.ndarray, bool]], error: float) -> tuple[float, float, float]:
    """Return (threshold, error rate, coverage): the lowest threshold whose given labels are wrong at most that often, sets alike."""
    for threshold in np.arange(0.36, 0.96, 0.01):
        wrong, given = [], []
        for p, gold, _ in sets:
            q = calibration.apply(p)
            kept = q.max(axis=1) >= threshold
            given.append(kept.mean())
            wrong.append(((q.argmax(axis=1) != gold) & kept).mean())
        if np.sum(wrong) <= error * np.sum(given):
            break
    return float(round(threshold, 2)), float(np.sum(wrong) / np.sum(given)), float(np.mean(given))


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks calibrate", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--error", type=float, default=0.15, help="share of given labels that may be wrong")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", type=Path, help="calibration.json to write")
    args = parser.parse_args(argv)
    cache = ScoreCache(args.cache) if args.cache else None
    sets = [score_set(args.data / "stance" / f"{name}.dev.csv.gz", args.rows, args.model, cache) for name in STANCE_SETS]
    calibration = fit(sets)
    threshold, error, coverage = choose_threshold(calibration, sets, args.error)
    print(f"temperature {calibration.temperature:.3f}, neutral bias {calibration.neutral_bias:+.3f}")
    print(f"threshold {threshold:.2f}: {error:.3f} of the labels given are wrong, {coverage:.3f} of the rows get one")
    for name, (p, gold, _) in zip(STANCE_SETS, sets, strict=True):
        figures = [
            (calibration_error(q.max(axis=1), q.argmax(axis=1) == gold), (q.argmax(axis=1) == gold).mean())
            for q in (p, calibration.apply(p))
        ]
        print(f"  {name:<14} ECE {figures[0][0]:.3f} → {figures[1][0]:.3f}   three-way accuracy {figures[0][1]:.3f} → {figures[1][1]:.3f}")
    if args.write:
        stored = {"temperature": calibration.temperature, "neutral_bias": calibration.neutral_bias, "threshold": threshold,
                  "error_rate": error, "coverage": coverage, "rows_a_set": args.rows, "sets": list(STANCE_SETS)}  # fmt: skip
        args.write.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
