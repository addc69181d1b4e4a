"""Stance and NLI on the labelled dev sets: ``python -m benchmarks stance --data ../shared/data [--model NAME] [--rows N]``.

Prints one line a set: n, macro-F1, F_avg(favor, against), accuracy at full and at 80% coverage (the least certain fifth left
out), expected calibration error, share of rows on which the model abstains, agreement across paraphrases (all wordings asked), and a
95% bootstrap interval of the macro-F1; then the same for a majority and a keyword baseline. Sets without a neutral class are judged
two-way: favor or against, whichever is likelier.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from analysis.hypotheses import build_hypotheses, put_question
from analysis.models import ScoreCache, load_scorer, score_pairs
from analysis.stance.calibration import calibrate_inference
from analysis.stance.classify import Case, combine_cases, find_folder, load_calibration
from analysis.stance.reading import read_for_model
from training.pairs import gerund

STANCE_SETS = ("ibm-argq-30k", "ibm-kpa-2021", "perspectrum", "pstance", "gwsd", "vast")
NLI_SETS = ("mnli", "cad-nli")
DEEDS = "deeds"  # the IBM sets with what is to be done as a noun phrase: "banning human cloning"
OWN_SET = "statements"  # constructed by us: what people say in the news (gold/statements.md)
GOLD = Path(__file__).parent / "gold" / "statements.csv"
ORDER = ("favor", "against", "neutral")
SEED = 7
_POSITIVE = "support agree good benefit should need must right help better protect great important necessary love win safe".split()
_NEGATIVE = "oppose against bad harm not never wrong danger worse fail hurt no stop abolish problem corrupt waste threat lie".split()


def read_rows(path: Path, n: int | None) -> pd.DataFrame:
    """Return the rows of a dev set, or ``n`` of them drawn with a fixed seed."""
    return draw_rows(pd.read_csv(path, dtype=str, keep_default_na=False), n)


def draw_rows(rows: pd.DataFrame, n: int | None) -> pd.DataFrame:
    return rows.sample(n, random_state=SEED).reset_index(drop=True) if n and n < len(rows) else rows


def read_stance(data: Path, name: str, n: int | None) -> pd.DataFrame:
    """Return the rows of a stance set, by its name."""
    if name == DEEDS:
        return read_deeds(data, n)
    return read_rows(GOLD if name == OWN_SET else data / "stance" / f"{name}.dev.csv.gz", n)


def read_deeds(data: Path, n: int | None) -> pd.DataFrame:
    """Return rows on motions "We should ban X" with the deed as target, "banning X": who finds X bad is for it.

    No other set has deeds as noun phrases, where a model can take the side on the thing for the side on the deed.
    """
    rows = pd.concat([read_rows(data / "stance" / f"{name}.dev.csv.gz", None) for name in STANCE_SETS[:2]], ignore_index=True)
    motions = rows["target"].str.extract(r"^We should (?!not\b)([a-z]+) (.+)$").dropna().rename(columns={0: "verb", 1: "rest"})
    deeds = rows.loc[motions.index].assign(target=motions["verb"].map(gerund) + " " + motions["rest"], target_kind="noun phrase")
    return draw_rows(deeds.drop_duplicates(["text", "target"]).reset_index(drop=True), n)


def score_rows(rows: pd.DataFrame, model: str, cache: ScoreCache | None) -> np.ndarray:
    """Return the NLI probabilities of every row, read as a study reads it, against all its hypotheses, shape (n, 2 sides, k pairs, 3)."""
    texts = [put_question(r.text, r.target, r.target_kind) for r in rows.itertuples()]
    pairs = [tuple(zip(*build_hypotheses(r.target, r.target_kind), strict=True)) for r in rows.itertuples()]
    read = [read_for_model(text, [h for side in sides for h in side]) for text, sides in zip(texts, pairs, strict=True)]
    flat = [(text, h) for text, hypotheses in read for h in hypotheses]
    return score_pairs(load_scorer(model), flat, cache, progress=True).reshape(len(rows), 2, -1, 3)


def score_inference(rows: pd.DataFrame, model: str, cache: ScoreCache | None) -> np.ndarray:
    """Return the NLI probabilities of inference pairs as the model gives them, shape (n, 3)."""
    return score_pairs(load_scorer(model), zip(rows["premise"], rows["hypothesis"], strict=True), cache, progress=True)


def measure(labels: np.ndarray, p: np.ndarray, classes: tuple[str, ...] = ORDER) -> dict[str, float]:
    """Return the figures of one set from gold labels (n,) and probabilities (n, 3); two-way where gold has no third class."""
    present = [i for i, name in enumerate(classes) if name in set(labels)]
    p = p[:, present] / p[:, present].sum(axis=1, keepdims=True)
    names = np.array([classes[i] for i in present])
    predicted, sure = names[p.argmax(axis=1)], p.max(axis=1)
    right = predicted == labels
    kept = sure >= np.quantile(sure, 0.2)
    per_class = f1_score(labels, predicted, labels=list(names), average=None, zero_division=0)
    low, high = bootstrap(lambda i: f1_score(labels[i], predicted[i], labels=list(names), average="macro", zero_division=0), len(labels))
    return {"n": len(labels), "macro_f1": per_class.mean(), "low": low, "high": high, "f_avg": per_class[:2].mean(),
            "accuracy": right.mean(), "accuracy_80": right[kept].mean(), "ece": calibration_error(sure, right)}  # fmt: skip


def calibration_error(sure: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error: mean |accuracy - confidence| over equally wide bins, weighted by their size."""
    which = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(right[which == b].mean() - sure[which == b].mean()) * (which == b).mean() for b in set(which)))


def bootstrap(figure: Callable[[np.ndarray], float], n: int, draws: int = 200) -> tuple[float, float]:
    """Return the 95% percentile interval of a figure over resampled rows."""
    rng = np.random.default_rng(SEED)
    values = [figure(rng.integers(0, n, n)) for _ in range(draws)]
    return tuple(np.quantile(values, [0.025, 0.975]))


def keyword_baseline(texts: pd.Series) -> np.ndarray:
    """Return probabilities from a count of good and bad words: what a reader's first spreadsheet would do."""
    words = texts.str.lower().str.findall(r"[a-z]+")
    good, bad = (words.map(lambda w, s=s: sum(x in s for x in w)) for s in (set(_POSITIVE), set(_NEGATIVE)))
    scores = np.stack([good, bad, (good == bad) * 1.0], axis=1) + 0.1
    return scores / scores.sum(axis=1, keepdims=True)


def count_shared_texts(data: Path) -> str:
    """Return how many of the texts of vast's dev part a model may have met in the train part of ukp-arct, against other targets."""
    folder, columns = data / "stance", {"usecols": ["text"], "keep_default_na": False}
    vast, arct = (set(pd.read_csv(folder / name, **columns)["text"]) for name in ("vast.dev.csv.gz", "ukp-arct.train.csv.gz"))
    return f"{len(vast & arct)} of the {len(vast)} texts of vast's dev part stand in ukp-arct's train part too"


def majority_baseline(labels: np.ndarray) -> np.ndarray:
    counts = np.array([(labels == name).mean() for name in ORDER])
    return np.tile(counts + 1e-9, (len(labels), 1))


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks stance", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--rows", type=int, help="rows a set, drawn with a fixed seed; default all")
    parser.add_argument("--sets", nargs="*", default=[*STANCE_SETS, DEEDS, OWN_SET, *NLI_SETS])
    parser.add_argument("--cache", type=Path, help="folder for scores, to go on after a stop")
    parser.add_argument("--write", type=Path, help="CSV to write; notebook 06 shows results/stance.csv")
    args = parser.parse_args(argv)
    cache = ScoreCache(args.cache) if args.cache else None
    table = []
    for name in [s for s in (*STANCE_SETS, DEEDS, OWN_SET) if s in args.sets]:
        rows = read_stance(args.data, name, args.rows)
        labels = rows["label"].to_numpy()
        cases = [Case(r.text, tuple(build_hypotheses(r.target, r.target_kind))) for r in rows.itertuples()]
        stances = combine_cases(cases, list(score_rows(rows, args.model, cache)), load_calibration(args.model))
        unclear = float((stances.label == "unclear").mean())
        table.append(
            {"set": name, "system": args.model, **measure(labels, stances.p), "unclear": unclear, "agreement": stances.agreement.mean()}
        )
        table.append({"set": name, "system": "keywords", **measure(labels, keyword_baseline(rows["text"]))})
        table.append({"set": name, "system": "majority", **measure(labels, majority_baseline(labels))})
    for name in [s for s in NLI_SETS if s in args.sets]:
        rows = read_rows(args.data / "nli" / f"{name}.dev.csv.gz", args.rows)
        p = calibrate_inference(score_inference(rows, args.model, cache), find_folder(args.model))
        table.append(
            {"set": name, "system": args.model, **measure(rows["label"].to_numpy(), p, ("entailment", "neutral", "contradiction"))}
        )
    if "vast" in args.sets:
        print(count_shared_texts(args.data))
    print(pd.DataFrame(table).to_string(index=False, float_format=lambda x: f"{x:.3f}", na_rep="–"))
    if args.write:
        pd.DataFrame(table).round(3).to_csv(args.write, index=False)
