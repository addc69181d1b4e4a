"""Labels on real news, each statement read in its article: ``python -m benchmarks real --data ../shared/data``.

``gold/news`` holds how a reader judged statements of real US news, drawn at random from those that a study would put to the model; its
``README.md`` has the draw, the guide and what the codes mean. The targets are propositions, the same matters as noun phrases ("things"),
and persons. The calibration of a study is fitted on the statements of BASIL (``benchmarks calibrate``); those of PolNeAR are for judging:
neither weights nor calibration were fitted on them, nor rules on positions made by them (the rules that find statements were).

Printed for each corpus and kind of target, as a study labels today: of the sides given, how many are right; of the sides there, how many
are found; of all labels given, "neutral" among them, how many are right; the calibration error of all positions; and how right the sides
are that are at least so sure.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from analysis.models import ScoreCache, load_scorer
from analysis.stance.calibration import Calibration
from analysis.stance.classify import Case, classify_with_scores, score_cases
from analysis.stance.relevance import find_candidates
from analysis.study import Study, load_study
from benchmarks.framing_data import build_articles, extract_all, read_basil
from benchmarks.framing_measures import draw_counts, show
from benchmarks.polnear import read_polnear
from benchmarks.stance import ORDER, calibration_error

GOLD = Path(__file__).parent / "gold/news"
MIN_OVERLAP = 0.5  # of the characters that were read
SIDES = ("favor", "against")
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7)
PLACE = ["article_id", "start", "end"]
KINDS = ("propositions", "things", "persons")
BASIL, POLNEAR = "basil", "polnear"
ARTICLES: dict[str, Callable[[Path], pd.DataFrame]] = {
    BASIL: lambda data: read_basil(data / "framing/basil")[0],
    POLNEAR: lambda data: build_articles({a.name: a.text for a in read_polnear(data / "quotes/polnear/train")}),
}


class Texts(NamedTuple):
    """The statements of a corpus that were read, its articles that hold them, and what the suite finds in these today."""

    read: pd.DataFrame  # article, start, end, target, stance ("none" without a side), and a second reader's ``second``, "" without one
    articles: pd.DataFrame
    statements: pd.DataFrame


def main(argv: list[str]) -> None:
    """Print how many of the labels that a study gives are right."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m benchmarks real", description=__doc__, formatter_class=form)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="embedded")
    options = parser.parse_args(argv)
    for corpus in ARTICLES:
        texts = load_read(options.data, corpus)
        print_second(corpus, texts.read)
        for kind in KINDS:
            print_labels(f"{corpus}, {kind}", find_labels(texts, load_targets(corpus, kind), options.model))


def read_gold(corpus: str) -> pd.DataFrame:
    """Return the statements read, as in ``Texts``."""
    return pd.read_csv(GOLD / f"{corpus}.csv", keep_default_na=False)


def load_read(data: Path, corpus: str) -> Texts:
    """Return the statements read with their articles."""
    read, articles = read_gold(corpus), ARTICLES[corpus](data)
    articles = articles[articles.article_id.isin(read.article)].reset_index(drop=True)
    return Texts(read, articles, extract_all(articles)[0])


def load_targets(corpus: str, kind: str) -> Study:
    """Return the study whose targets are of that kind."""
    return load_study(GOLD / f"{corpus}_{kind}.toml")


def score_read(texts: Texts, study: Study, model: str, cache: ScoreCache | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the NLI probabilities of the statements read on a study's targets, against all wordings, shape (n, 2, k, 3), and what they
    show, (n,), as column numbers of ``ORDER``.

    Those that extraction finds today and relevance lets pass. "None" is held for "neutral".
    """
    candidates = find_candidates(texts.statements, study.targets, texts.articles)
    places = pd.DataFrame([(c.statement.article_id, c.statement.start, c.statement.end) for c in candidates], columns=PLACE)
    targets = np.array([c.target.target_id for c in candidates])
    near = [(_find_near(places[targets == row.target], row), row.stance) for row in texts.read.itertuples()]
    found = [(candidates[index], stance) for index, stance in near if index is not None]
    cases = [Case(c.premise, tuple(zip(c.target.favor, c.target.against, strict=True))) for c, _ in found]
    blocks = score_cases(cases, load_scorer(model), Calibration(), cache, progress=True)  # without a calibration every wording is asked
    return np.array(blocks), np.array([ORDER.index(stance if stance in SIDES else "neutral") for _, stance in found])


def find_labels(texts: Texts, study: Study, model: str) -> pd.DataFrame:
    """Return the statements read on a study's targets with what the study gives them today: ``given``, "nothing" where it gives no
    position, its probability ``p`` (0 there) and the ``likeliest`` class."""
    read, statements = texts.read[texts.read.target.isin(study.targets.target_id)].reset_index(drop=True), texts.statements
    own = [_find_near(statements, row) for row in read.itertuples()]
    asked = statements.loc[sorted({index for index in own if index is not None})]
    positions, _ = classify_with_scores(asked, study, texts.articles, load_scorer(model), progress=True)
    held = positions.set_index(["statement_id", "target_id"])
    ids = [None if index is None else statements.statement_id[index] for index in own]
    keys = list(zip(ids, read.target, strict=True))
    rows = [held.loc[key] if key in held.index else None for key in keys]
    return read.assign(
        given=["nothing" if row is None else row.stance for row in rows],
        p=[0.0 if row is None else max(row.p_favor, row.p_against, row.p_neutral) for row in rows],
        likeliest=["nothing" if row is None else ORDER[np.argmax([row[f"p_{name}"] for name in ORDER])] for row in rows],
    )


def _find_near(statements: pd.DataFrame, read) -> Hashable | None:
    """Return the index of the statement nearest to the one that was read, None where none has enough of its characters."""
    own = statements[statements.article_id == read.article]
    common = np.minimum(own.end, read.end) - np.maximum(own.start, read.start)
    near = common >= MIN_OVERLAP * (read.end - read.start)
    shared = common[near] / (np.maximum(own.end, read.end) - np.minimum(own.start, read.start))[near]
    return shared.idxmax() if len(shared) else None


def print_second(corpus: str, read: pd.DataFrame) -> None:
    """Print how far the two readers agree where there are two."""
    both = read[read.second != ""]
    kappa = cohen_kappa_score(both.stance, both.second)
    print(f"{corpus}: {len(read)} statements read in {read.article.nunique()} articles; two readers agree on "
          f"{(both.stance == both.second).mean():.3f} of {len(both)}, kappa {kappa:.3f}")  # fmt: skip


def print_labels(name: str, labels: pd.DataFrame) -> None:
    """Print the figures of one table of ``find_labels``, with intervals over articles."""
    table = labels.assign(
        side=labels.given.isin(SIDES), there=labels.stance.isin(SIDES), right=labels.given == labels.stance,
        label=labels.given.isin(ORDER), sound=labels.given.where(labels.given != "neutral", "none") == labels.stance,
    )  # fmt: skip
    reversed_ = (table.side & table.there & ~table.right).sum()
    print(f"{name}: {len(table)} statements read, a side is there in {table.there.sum()}, {table.side.sum()} get one")
    print(f"  sides given that are right  {_share(table, 'right', 'side')}; {reversed_} are the other side")
    print(f"  sides there that are found  {_share(table, 'right', 'there')}")
    print(f"  labels given that are right {_share(table, 'sound', 'label')}, of {table.label.sum()}; "
          f"{(table.given == 'unclear').sum()} are unclear")  # fmt: skip
    held = table[table.given != "nothing"]
    right = held.likeliest.where(held.likeliest != "neutral", "none") == held.stance
    print(f"  calibration error of {len(held)} positions {calibration_error(held.p.to_numpy(), right.to_numpy()):.3f}")
    for threshold in THRESHOLDS:
        sure = table[table.likeliest.isin(SIDES) & (table.p >= threshold)]
        right = sure.likeliest == sure.stance
        print(f"    p >= {threshold:.2f}: {right.mean():.3f} right of {len(sure)}" if len(sure) else f"    p >= {threshold:.2f}: none")
    for target, part in table.groupby("target", sort=False):
        print(f"    {target}: {(part.right & part.side).sum()} right of {part.side.sum()} sides given, {part.there.sum()} there")


def _share(table: pd.DataFrame, part: str, whole: str) -> str:
    counts = table.assign(part=table[part] & table[whole], whole=table[whole]).groupby("article")[["part", "whole"]].sum().to_numpy()
    return show(draw_counts(counts, lambda c: c[0] / max(1, c[1])))
