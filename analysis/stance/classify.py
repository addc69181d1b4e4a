"""Where each statement stands on each target: relevance, hypotheses, calibration, abstention.

The flow of one statement and target: is it about the target at all (``is_relevant``)? If so its premise is put against every
hypothesis of both sides; each pair of hypotheses gives a distribution over favor, against and neutral; their mean, calibrated,
is the answer, their spread its error bar; where they contradict each other or the answer is weak the label is ``unclear``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.ingest import load_corpus
from analysis.models import ScoreCache, Scorer, load_scorer, score_pairs
from analysis.stance.calibration import Calibration, read_calibration
from analysis.stance.hedging import find_condition, is_hedged
from analysis.stance.premise import build_premise, clean_content
from analysis.study import Study
from analysis.tables import Positions, Scores

LABELS = np.array(["favor", "against", "neutral"])


class Stances(NamedTuple):
    """Answers for n texts, aligned arrays."""

    p: np.ndarray  # (n, 3) calibrated: favor, against, neutral
    label: np.ndarray  # (n,) favor, against, neutral or unclear
    spread: np.ndarray  # (n,) half the range of favor minus against over the hypothesis pairs: 0..1
    agreement: np.ndarray  # (n,) share of hypothesis pairs whose own answer is that of all


def classify_stance(
    statements: pd.DataFrame, study: Study, articles: pd.DataFrame | None = None, scorer: Scorer | None = None, progress: bool = True
) -> pd.DataFrame:
    """Return the Positions table: one row a statement and target that it addresses.

    Args:
        statements: Statements.
        study: names targets and model; scores are kept in its cache, so a second run costs nothing and a stopped one resumes.
        articles: Articles, for the words around a fragment; left out, they are read again from the study's files.
        scorer: another scorer than the study's.

    What it does not do: judge irony, or know who is right. ``neutral`` means that the statement is about the target and takes
    no side; a statement without a row does not address it; ``unclear`` means that the model abstains.
    """
    articles = load_corpus(study).articles if articles is None else articles
    return classify_with_scores(statements, study, articles, scorer, progress)[0]


def classify_with_scores(
    statements: pd.DataFrame, study: Study, articles: pd.DataFrame, scorer: Scorer | None = None, progress: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the Positions and the Scores table: every label with every hypothesis score it rests on."""
    scorer = scorer or load_scorer(study.model)
    calibration = load_calibration(study.model)
    candidates = find_candidates(statements, study.targets, articles)
    pairs = [(c.premise, h) for c in candidates for side in (c.target.favor, c.target.against) for h in side]
    probabilities = score_pairs(scorer, pairs, ScoreCache(study.cache), progress)
    positions, scores, at = [], [], 0
    for c in candidates:
        k = len(c.target.favor)
        block = probabilities[at : at + 2 * k]
        at += 2 * k
        scores += _score_rows(c, block, scorer.fingerprint)
        stances = combine_scores(block.reshape(1, 2, k, 3), calibration)
        if row := _position_row(c, stances, scorer.fingerprint):
            positions.append(row)
    return Positions.build(positions), Scores.build(scores)


class Candidate(NamedTuple):
    statement: object  # row of Statements
    target: object  # row of Targets
    premise: str


def find_candidates(statements: pd.DataFrame, targets: pd.DataFrame, articles: pd.DataFrame) -> list[Candidate]:
    """Return the statements and targets worth asking about: those whose premise has one of the target's relevance words."""
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    patterns = {t.target_id: relevance_pattern(t.relevance) for t in targets.itertuples()}
    found = []
    for statement in statements.itertuples():
        premise = build_premise(texts[statement.article_id], statement)
        if clean_content(statement.content):
            found += [Candidate(statement, t, premise) for t in targets.itertuples() if patterns[t.target_id].search(premise)]
    return found


def relevance_pattern(relevance: str) -> re.Pattern:
    """Compile relevance words ("troop*|both sides"): whole words, ``*`` for any ending; no words: everything is relevant."""
    words = [w.strip() for w in relevance.split("|") if w.strip()]
    return re.compile("|".join(r"\b" + re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s") + r"\b" for w in words), re.I)


def combine_scores(scores: np.ndarray, calibration: Calibration) -> Stances:
    """Combine NLI probabilities of shape (n, 2 sides, k pairs, 3: entailment, neutral, contradiction) into stances.

    Each pair of hypotheses votes with the mean of its two halves: what entails the favouring one or contradicts the opposing one
    speaks for, and the other way round. ``unclear`` where the calibrated probability is below the threshold or one pair says
    favor and another against.
    """
    favoring, opposing = scores[:, 0], scores[:, 1]
    votes = (favoring[..., [0, 2, 1]] + opposing[..., [2, 0, 1]]) / 2  # (n, k, 3): favor, against, neutral
    p = calibration.apply(votes.mean(axis=1))
    each = calibration.apply(votes)
    best, winners = p.argmax(axis=1), each.argmax(axis=2)
    balance = each[..., 0] - each[..., 1]
    spread = (balance.max(axis=1) - balance.min(axis=1)) / 2
    is_torn = (winners == 0).any(axis=1) & (winners == 1).any(axis=1)
    label = np.where((p.max(axis=1) < calibration.threshold) | is_torn, "unclear", LABELS[best])
    return Stances(p, label, spread, (winners == best[:, None]).mean(axis=1))


def classify_texts(
    texts: list[str], pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], model: str = "embedded", cache: ScoreCache | None = None,
    progress: bool = True,
) -> Stances:  # fmt: skip
    """Return the stance of each text on its own target, given as (favoring hypotheses, opposing hypotheses).

    For text that is already a statement: no extraction, no relevance gate, so neutral stands for "not addressed" too.
    """
    scorer = load_scorer(model)
    flat = [(text, h) for text, sides in zip(texts, pairs, strict=True) for side in sides for h in side]
    probabilities = score_pairs(scorer, flat, cache, progress)
    calibration = load_calibration(model)
    parts, at = [], 0
    for sides in pairs:
        k = len(sides[0])
        parts.append(combine_scores(probabilities[at : at + 2 * k].reshape(1, 2, k, 3), calibration))
        at += 2 * k
    return Stances(*(np.concatenate(field) for field in zip(*parts, strict=True))) if parts else Stances(*(np.empty(0),) * 4)


def load_calibration(model: str) -> Calibration:
    from analysis.models.embedded import FOLDER

    return read_calibration(FOLDER if model == "embedded" else Path(model))


def _position_row(c: Candidate, stances: Stances, fingerprint: str) -> dict | None:
    label = str(stances.label[0])
    if label == "neutral" and not relevance_pattern(c.target.relevance).search(c.statement.content):
        return None  # only the words around it were about the target
    favor, against, neutral = stances.p[0]
    return {
        "statement_id": c.statement.statement_id, "target_id": c.target.target_id, "model": fingerprint, "stance": label,
        "p_favor": favor, "p_against": against, "p_neutral": neutral, "spread": min(stances.spread[0], 1.0),
        "agreement": stances.agreement[0], "is_hedged": is_hedged(c.statement.content), "condition": find_condition(c.statement.content),
    }  # fmt: skip


def _score_rows(c: Candidate, block: np.ndarray, fingerprint: str) -> list[dict]:
    sides = [("favor", h) for h in c.target.favor] + [("against", h) for h in c.target.against]
    return [
        {"statement_id": c.statement.statement_id, "target_id": c.target.target_id, "side": side, "hypothesis": hypothesis,
         "premise": c.premise, "p_entailment": e, "p_neutral": n, "p_contradiction": x, "model": fingerprint}
        for (side, hypothesis), (e, n, x) in zip(sides, block, strict=True)
    ]  # fmt: skip
