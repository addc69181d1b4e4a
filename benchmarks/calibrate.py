"""Fit the calibration of a model: ``python -m benchmarks calibrate --data ../shared/data [--model NAME] [--write FILE]``.

Two calibrations, of five numbers each, and both three times: for propositions, for things (noun phrases) and for persons. Temperature
and neutral bias minimise the log loss; how sure or how weak an answer must be to ask no further wording is what asks least while ``SAME``
of the labels are those of all wordings.

The one for any text is fitted on the stance dev sets, each over the classes that its coders had: things on vast and the deeds made of the
IBM sets, persons on pstance, with the neutral bias of things. The abstention threshold is the lowest at which at most ``--error`` of the
labels given are wrong, sets alike; for persons hardly any label would be given at that rate, so theirs is ``--person-error``.

The one for statements that have passed a study's relevance words is fitted on statements of real news that have passed them, BASIL's in
``gold/news``: most of them take no side on the target, and no labelled set holds words on a neighbouring matter as often as news does. Its
threshold is the lowest at which a label is likelier right than wrong and at most ``--news-error`` of the sides given are wrong, that of
"neutral" the lowest at which at most ``--error`` of the neutrals are; how that holds for PolNeAR's, on other targets, is printed beside it.

One temperature more is fitted on the inference sets, for whoever asks for inference alone. No weight of the model is fitted, so sets that
may only be measured on are used too; the test parts stay unseen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.models import ScoreCache
from analysis.stance.calibration import INFERENCE, Calibration
from analysis.stance.classify import combine_scores
from benchmarks.real import BASIL, POLNEAR, load_read, load_targets, score_read
from benchmarks.stance import DEEDS, NLI_SETS, ORDER, STANCE_SETS, measure, read_rows, read_stance, score_inference, score_rows

RAW = Calibration()
CLASSES = ("entailment", "neutral", "contradiction")
THINGS, PERSONS = ("vast", DEEDS), ("pstance",)
PROPOSITIONS = tuple(name for name in STANCE_SETS if name not in (*THINGS, *PERSONS))
SAME = 0.99  # share of labels that asking fewer wordings must leave as they are
TEMPERATURES, BIASES = np.geomspace(0.5, 3, 26), np.linspace(-3, 6, 73)


def score_set(rows: pd.DataFrame, model: str, cache: ScoreCache | None) -> tuple[np.ndarray, np.ndarray, bool]:
    """Return the NLI probabilities (n, 2, k, 3), gold as column numbers (n,), and whether the set has neutrals."""
    gold = rows["label"].map({name: i for i, name in enumerate(ORDER)}).to_numpy()
    return score_rows(rows, model, cache), gold, "neutral" in set(rows["label"])


class Stops(NamedTuple):
    """When no further wording is asked, and what comes of it, sets alike."""

    settled: float
    hopeless: float
    same: float  # share of labels that are those of all wordings
    asked: float  # share of the wordings that are asked


def choose_stops(calibration: Calibration, scores: list[np.ndarray]) -> Stops:
    """Return the stops that ask least of those that leave ``SAME`` of the labels as all wordings make them."""
    answers = [list_answers(part, calibration) for part in scores]
    grid = [(s, h) for s in np.arange(calibration.threshold, 1.01, 0.01) for h in np.arange(0.33, calibration.threshold, 0.01)]
    above = calibration.least_neutral - calibration.threshold
    trials = [Stops(round(s, 2), round(h, 2), *np.mean([ask_less(*part, s, h, above) for part in answers], axis=0)) for s, h in grid]
    return min((trial for trial in trials if trial.same >= SAME), key=lambda trial: (trial.asked, -trial.same))


def list_answers(scores: np.ndarray, calibration: Calibration) -> tuple[np.ndarray, np.ndarray]:
    """Return label and highest probability after one pair, two pairs and so on to all, both of shape (k, n)."""
    stances = [combine_scores(scores[:, :, :n], calibration) for n in range(1, scores.shape[2] + 1)]
    return np.array([s.label for s in stances]), np.array([s.p.max(axis=1) for s in stances])


def ask_less(labels: np.ndarray, sure: np.ndarray, settled: float, hopeless: float, above: float = 0.0) -> tuple[float, float]:
    """Return the share of labels that stay, and the share of wordings asked, where ``classify.is_settled`` stops the asking."""
    stops = (sure <= hopeless) | ((labels != "unclear") & (sure >= settled + above * (labels == "neutral")))
    stops[-1] = True
    last = stops.argmax(axis=0)
    return float((labels[last, np.arange(labels.shape[1])] == labels[-1]).mean()), float((last + 1).mean() / len(labels))


def fit(sets: list[tuple[np.ndarray, np.ndarray, bool]], biases: Sequence[float] = BIASES) -> Calibration:
    """Return the temperature and bias of least log loss; sets with neutrals weigh as much as those without.

    A set whose coders had no "neutral" to choose says nothing on how often a statement takes no side, and is judged over two classes.
    """
    kinds = [kind for flag in (True, False) if (kind := [part for part in sets if part[2] == flag])]

    def loss(calibration: Calibration) -> float:
        return sum(np.mean([log_loss(calibration, p, gold, 3 if flag else 2) for p, gold, flag in kind]) for kind in kinds)

    return min((Calibration(t, b) for t in TEMPERATURES for b in biases), key=loss)


def log_loss(calibration: Calibration, p: np.ndarray, gold: np.ndarray, classes: int) -> float:
    """Return the mean log loss over the first ``classes`` columns, which are made to sum to 1."""
    q = calibration.apply(p)[:, :classes]
    return float(-np.log(np.clip(q[np.arange(len(q)), gold] / q.sum(axis=1), 1e-9, 1)).mean())


def choose_threshold(calibration: Calibration, sets: list[tuple[np.ndarray, np.ndarray, bool]], error: float) -> tuple[float, float, float]:
    """Return (threshold, error rate, coverage): the lowest threshold whose given labels are wrong at most that often, sets alike."""
    for threshold in np.arange(0.36, 0.96, 0.01):
        wrong, given = np.mean([rate_labels(calibration._replace(threshold=threshold), *part) for part in sets], axis=0)
        if wrong <= error * given:
            break
    return float(round(threshold, 2)), float(wrong / given) if given else 0.0, float(given)


def choose_side_threshold(calibration: Calibration, scores: np.ndarray, gold: np.ndarray, error: float) -> float:
    """Return the lowest threshold, from one half on, at which at most ``error`` of the sides given are wrong.

    Raises:
        ValueError: it is one at which none is given.
    """
    for threshold in np.arange(0.5, 0.96, 0.01):
        right, given, _ = count_sides(calibration._replace(threshold=threshold), scores, gold)
        if given - right <= error * given:
            break
    if not given:
        raise ValueError(f"no threshold leaves sides of which at most {error:.0%} are wrong; allow more with --news-error")
    return float(round(threshold, 2))


def choose_neutral_threshold(calibration: Calibration, scores: np.ndarray, gold: np.ndarray, error: float) -> float:
    """Return the lowest threshold of "neutral", from one half on, at which at most ``error`` of those given are wrong; the last where
    there is none."""
    for threshold in np.arange(0.5, 0.96, 0.01):
        given = combine_scores(scores, calibration._replace(neutral=threshold)).label == "neutral"
        if (gold[given] != ORDER.index("neutral")).sum() <= error * given.sum():
            break
    return float(round(threshold, 2))


def count_sides(calibration: Calibration, scores: np.ndarray, gold: np.ndarray) -> tuple[int, int, int]:
    """Return how many sides are given and right, given, and there."""
    given = combine_scores(scores, calibration).label
    is_side, names = np.isin(given, ORDER[:2]), np.array(ORDER)[gold]
    return int((is_side & (given == names)).sum()), int(is_side.sum()), int(np.isin(names, ORDER[:2]).sum())


def rate_labels(calibration: Calibration, p: np.ndarray, gold: np.ndarray, has_neutral: bool) -> tuple[float, float]:
    """Return the shares of the rows that get a wrong label and that get one at all.

    In a set whose coders had no "neutral" to choose, "neutral" can be neither right nor wrong, and counts as no label given.
    """
    q = calibration.apply(p)
    is_neutral = q.argmax(axis=1) == ORDER.index("neutral")
    given = (q.max(axis=1) >= np.where(is_neutral, calibration.least_neutral, calibration.threshold)) & (has_neutral | ~is_neutral)
    return float(((q.argmax(axis=1) != gold) & given).mean()), float(given.mean())


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks calibrate", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--error", type=float, default=0.1, help="share of given labels, and in news of the neutrals, that may be wrong")
    parser.add_argument("--person-error", type=float, default=0.2, help="the same where the target is a person")
    parser.add_argument("--news-error", type=float, default=0.3, help="share of the sides given in a study of news that may be wrong")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", type=Path, help="calibration.json to write")
    args = parser.parse_args(argv)
    cache = ScoreCache(args.cache) if args.cache else None
    names = (*PROPOSITIONS, *THINGS, *PERSONS)
    scored = {name: score_set(read_stance(args.data, name, args.rows), args.model, cache) for name in names}
    propositions, things, persons = ({name: scored[name] for name in group} for group in (PROPOSITIONS, THINGS, PERSONS))
    stored = {}
    print("any text:")
    _, stored["any text"] = calibrate(propositions, args.error)
    print("any text, a thing:")
    of_things, stored["any text, a thing"] = calibrate(things, args.error)
    print("any text, a person:")
    _, stored["any text, a person"] = calibrate(persons, args.person_error, [of_things.neutral_bias])
    news = {corpus: load_read(args.data, corpus) for corpus in (BASIL, POLNEAR)}
    for name, kind in (("", "propositions"), (", a thing", "things"), (", a person", "persons")):
        print(f"relevant statements{name}:")
        read = {corpus: score_read(texts, load_targets(corpus, kind), args.model, cache) for corpus, texts in news.items()}
        stored[f"relevant statements{name}"] = calibrate_news(read, args.news_error, args.error)
    print(f"{INFERENCE}:")
    stored[INFERENCE] = calibrate_pairs({name: read_rows(args.data / "nli" / f"{name}.dev.csv.gz", args.rows) for name in NLI_SETS},
                                        args.model, cache)  # fmt: skip
    if args.write:
        stored |= {"rows_a_set": args.rows, "sets": list(names), "news": list(news)}
        args.write.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def calibrate(
    scored: dict[str, tuple[np.ndarray, np.ndarray, bool]], error: float, biases: Sequence[float] = BIASES
) -> tuple[Calibration, dict]:
    """Return, and print, the calibration fitted on the sets, and what is stored of it."""
    judged = [(combine_scores(scores, RAW).p, gold, has_neutral) for scores, gold, has_neutral in scored.values()]
    calibration = fit(judged, biases)
    threshold, error_rate, coverage = choose_threshold(calibration, judged, error)
    calibration = calibration._replace(threshold=threshold)
    stored = describe(calibration, [scores for scores, _, _ in scored.values()], error_rate, coverage)
    for name, part in zip(scored, judged, strict=True):
        print_set(name, calibration, *part)
    return calibration, stored


def calibrate_news(read: dict[str, tuple[np.ndarray, np.ndarray]], side_error: float, neutral_error: float) -> dict:
    """Print the calibration fitted on the first of the corpora read and how it does on each, and return what is stored of it, with the
    share of the sides given that are wrong on the last."""
    scores, gold = next(iter(read.values()))
    own = combine_scores(scores, RAW).p, gold, True
    calibration = fit([own])
    calibration = calibration._replace(threshold=choose_side_threshold(calibration, scores, gold, side_error))
    calibration = calibration._replace(neutral=choose_neutral_threshold(calibration, scores, gold, neutral_error))
    wrong, coverage = rate_labels(calibration, *own)
    stored = describe(calibration, [scores], wrong / coverage, coverage)
    for name, (scores, gold) in read.items():
        print_set(name, calibration, combine_scores(scores, RAW).p, gold, True)
        right, given, there = count_sides(calibration, scores, gold)
        precision, recall = right / max(1, given), right / max(1, there)
        print(f"      {right} of {given} sides given are right ({precision:.3f}), {recall:.3f} of {there} are found")
    return stored | {"neutral": calibration.neutral, "sides_wrong": 1 - right / given if given else None}  # on the last


def describe(calibration: Calibration, scores: list[np.ndarray], error_rate: float, coverage: float) -> dict:
    """Print a calibration, choose when to ask no further wording, and return what is stored."""
    stops = choose_stops(calibration, scores)
    print(f"  temperature {calibration.temperature:.3f}, neutral bias {calibration.neutral_bias:+.3f}")
    print(f"  threshold {calibration.threshold:.2f}, of neutral {calibration.least_neutral:.2f}: {error_rate:.3f} of the labels given are "
          f"wrong, {coverage:.3f} of the rows get one")  # fmt: skip
    print(f"  settled {stops.settled:.2f}, hopeless {stops.hopeless:.2f}: {stops.asked:.3f} of the wordings are asked, "
          f"{stops.same:.3f} of the labels are those of all wordings")  # fmt: skip
    return {
        "temperature": calibration.temperature, "neutral_bias": calibration.neutral_bias, "threshold": calibration.threshold,
        "settled": stops.settled, "hopeless": stops.hopeless, "error_rate": error_rate, "coverage": coverage,
    }  # fmt: skip


def calibrate_pairs(sets: dict[str, pd.DataFrame], model: str, cache: ScoreCache | None) -> dict:
    """Return, and print, the temperature of least log loss on inference pairs, sets alike."""
    scored = {name: (score_inference(rows, model, cache), rows["label"].map(CLASSES.index).to_numpy()) for name, rows in sets.items()}
    temperature = min(TEMPERATURES, key=lambda t: sum(log_loss(Calibration(t), p, gold, len(CLASSES)) for p, gold in scored.values()))
    print(f"  temperature {temperature:.3f}")
    for name, (p, gold) in scored.items():
        before, after = (measure(np.array(CLASSES)[gold], q, CLASSES)["ece"] for q in (p, Calibration(temperature).apply(p)))
        print(f"    {name:<14} ECE {before:.3f} → {after:.3f}")
    return {"temperature": float(temperature)}


def print_set(name: str, calibration: Calibration, p: np.ndarray, gold: np.ndarray, has_neutral: bool) -> None:
    before, after = (measure(np.array(ORDER)[gold], q)["ece"] for q in (p, calibration.apply(p)))
    wrong, given = rate_labels(calibration, p, gold, has_neutral)
    error = wrong / max(given, 1e-9)
    print(f"    {name:<14} ECE {before:.3f} → {after:.3f}   {error:.3f} of the labels wrong, {given:.3f} of the rows get one")
