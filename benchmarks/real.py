"""Labels on real news, each read in its article: ``python -m benchmarks real --data ../shared/data``.

``gold/real_basil.csv`` holds labels for or against that the suite gave on BASIL's 300 articles, drawn at random from the labels on four
targets of contested policy (``gold/real_basil.toml``), each read in its article by a language model, who wrote down what these words show
of that target: the side given, the other one, or none. The first sample, 120 labels of the eighteenth round's weights, was read in doubt
for the side given. The second, 90 labels of the weights after, none of them in the first, was read strictly and by a reader who was not
told what had been given; and so was the third, the 29 sides that the weights of the twenty-second round give there and that stand in
neither of the others, so that all of theirs have been read. Rules were mended on what was found in the first, and the threshold that ships
is set on all three. ``gold/real_polnear.csv`` checks both: 157 sides that the weights of the twenty-fourth round gave on seven other
targets (``gold/real_polnear.toml``) in 192 articles of PolNeAR's train part that name them, at most 24 a target, drawn at random, read
strictly by two readers who were not told what had been given; neither weights nor threshold nor rules on positions were chosen by them
(the rules that find statements were tuned on PolNeAR). The files have places and codes, no text.

The command runs the suite on these articles and counts what it gives today on the statements read. Only labels given then were read, so it
says how often a label is right, and nothing of the sides that are missed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.models import ScoreCache, load_scorer
from analysis.stance.calibration import Calibration
from analysis.stance.classify import Case, classify_with_scores, score_cases
from analysis.stance.relevance import find_candidates
from analysis.study import load_study
from benchmarks.framing_data import build_articles, extract_all, read_basil
from benchmarks.framing_measures import draw_counts, show
from benchmarks.polnear import read_polnear

GOLD = Path(__file__).parent / "gold"
MIN_OVERLAP = 0.5  # of the characters that were read
SIDES = ("favor", "against")
THRESHOLDS = (0.75, 0.8, 0.82, 0.84, 0.85, 0.86, 0.87, 0.88)
BASIL, POLNEAR = "real_basil", "real_polnear"  # the files in gold
ARTICLES: dict[str, Callable[[Path], pd.DataFrame]] = {
    BASIL: lambda data: read_basil(data / "framing/basil")[0],
    POLNEAR: lambda data: build_articles({a.name: a.text for a in read_polnear(data / "quotes/polnear/train")}),
}


def main(argv: list[str]) -> None:
    """Print how many of the labels read were right, and are today."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks real", description=__doc__, formatter_class=form)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(argv)
    for corpus in ARTICLES:
        read, articles = load_read(options.data, corpus)
        today = find_labels(articles, read, corpus)
        for sample, part in read.groupby("sample", sort=False):
            print(f"{corpus}, {sample} sample: {len(part)} labels read in {part.article.nunique()} articles")
            for name, given in {"as given then": part.given, "as given today": today.stance[part.index]}.items():
                print_labels(name, part, given)
        print_by_sureness(read, today)


def load_read(data: Path, corpus: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the labels that were read, and the articles in which."""
    read, articles = pd.read_csv(GOLD / f"{corpus}.csv"), ARTICLES[corpus](data)
    return read, articles[articles.article_id.isin(read.article)].reset_index(drop=True)


def score_read(data: Path, model: str, cache: ScoreCache | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the NLI probabilities of BASIL's statements read, against all wordings, shape (n, 2, k, 3), and what they show, (n,).

    Those that extraction finds today and relevance lets pass; "none" where they take no side.
    """
    study, (read, articles) = load_study(GOLD / f"{BASIL}.toml"), load_read(data, BASIL)
    statements, _ = extract_all(articles)
    candidates = find_candidates(statements, study.targets, articles)
    places = pd.DataFrame(
        {"article_id": c.statement.article_id, "start": c.statement.start, "end": c.statement.end, "target_id": c.target.target_id}
        for c in candidates
    )
    near = [(_find_near(places, row).index, row.stance) for row in read.itertuples()]
    found = [(candidates[index[0]], stance) for index, stance in near if len(index)]
    cases = [Case(c.premise, tuple(zip(c.target.favor, c.target.against, strict=True))) for c, _ in found]
    blocks = score_cases(cases, load_scorer(model), Calibration(), cache, progress=True)  # without a calibration every wording is asked
    return np.array(blocks), np.array([stance for _, stance in found])


def find_labels(articles: pd.DataFrame, read: pd.DataFrame, corpus: str) -> pd.DataFrame:
    """Return the stance that the suite gives today on each statement read, "none" where it gives no position, and its probability ``p``."""
    study = load_study(GOLD / f"{corpus}.toml")
    statements, _ = extract_all(articles)
    positions, _ = classify_with_scores(statements, study, articles, load_scorer(study.model), progress=True)
    held = positions.merge(statements[["statement_id", "article_id", "start", "end"]], on="statement_id")
    found = [_find_label(held, row) for row in read.itertuples()]
    return pd.DataFrame(found, columns=["stance", "p"])


def _find_label(held: pd.DataFrame, row) -> tuple[str, float]:
    near = _find_near(held, row)
    return (near.stance.iloc[0], near[["p_favor", "p_against"]].max(axis=1).iloc[0]) if len(near) else ("none", 0.0)


def _find_near(rows: pd.DataFrame, read) -> pd.DataFrame:
    """Return the rows on the target that was read that have enough of its characters."""
    own = rows[(rows.article_id == read.article) & (rows.target_id == read.target)]
    common = np.minimum(own.end, read.end) - np.maximum(own.start, read.start)
    return own[common >= MIN_OVERLAP * (read.end - read.start)]


def print_by_sureness(read: pd.DataFrame, today: pd.DataFrame) -> None:
    """Print how many of today's sides are right that are at least so sure: what a stricter ``threshold`` in the study file would leave."""
    sides = today.assign(right=today.stance == read.stance, article=read.article)[today.stance.isin(SIDES)]
    print(f"by sureness, all samples: {sides.right.mean():.3f} right of {len(sides)} sides given today")
    for threshold in THRESHOLDS:
        sure = sides[sides.p >= threshold]
        counts = sure.assign(n=1).groupby("article")[["right", "n"]].sum().to_numpy()
        share = show(draw_counts(counts, lambda c: c[0] / max(1, c[1]))) if len(counts) else "–"
        print(f"  p >= {threshold:.2f}: {share} right of {len(sure)}")


def print_labels(name: str, read: pd.DataFrame, given: pd.Series) -> None:
    """Print how many of the sides given are right, by target and in all, with an interval over articles."""
    is_side = given.isin(SIDES)
    table = read.assign(right=is_side & (given == read.stance), n=is_side)
    for target, part in table.groupby("target", sort=False):
        print(f"  {name}, {target}: {part.right.sum()} right of {part.n.sum()} sides given")
    counts = table.groupby("article")[["right", "n"]].sum().to_numpy()
    right = draw_counts(counts, lambda c: c[0] / max(1, c[1]))
    wrong = Counter("the other side" if stance in SIDES else "no side" for stance in read.stance[is_side & (given != read.stance)])
    print(f"  {name}, all: right {show(right)} of {is_side.sum()}; " + ", ".join(f"{n} {k}" for k, n in wrong.items()))
