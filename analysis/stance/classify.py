"""Where each statement stands on each target: relevance, hypotheses, calibration, abstention.

The flow of one statement and target: is it about the target at all (``find_candidates``)? If so its premise, after the question that
the target asks and made ready for the model (``read_for_model``), is put against the hypotheses of both sides, pair by pair, until the
answer is settled or all are asked; each pair gives a distribution over favor, against and neutral; their mean, calibrated, is the answer,
their spread its error bar; where they contradict each other or the answer is weak the label is ``unclear``.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from analysis.hypotheses import is_on_thing
from analysis.ingest import load_corpus
from analysis.models import ScoreCache, Scorer, load_scorer, score_pairs
from analysis.quotes.clauses import PUT
from analysis.stance.calibration import Calibration, read_calibration
from analysis.stance.hedging import find_condition, find_lead_condition, is_hedged, is_weighed
from analysis.stance.reading import names_person, read_for_model
from analysis.stance.relevance import Candidate, find_candidates, relevance_pattern
from analysis.study import Study
from analysis.tables import BY_HAND, Positions, Scores

LABELS = np.array(["favor", "against", "neutral"])
BLOCK = 256  # statements whose wordings are asked together


class Stances(NamedTuple):
    """Answers for n texts, aligned arrays."""

    p: np.ndarray  # (n, 3) calibrated: favor, against, neutral
    label: np.ndarray  # (n,) favor, against, neutral or unclear
    spread: np.ndarray  # (n,) half the range of favor minus against over the hypothesis pairs asked: 0..1
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
    no side; ``unclear`` means that the model abstains; why a statement has no row says ``list_unaddressed``.
    """
    articles = load_corpus(study).articles if articles is None else articles
    return classify_with_scores(statements, study, articles, scorer, progress)[0]


def classify_with_scores(
    statements: pd.DataFrame, study: Study, articles: pd.DataFrame, scorer: Scorer | None = None, progress: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the Positions and the Scores table: every label with every hypothesis score it rests on."""
    scorer = scorer or load_scorer(study.model)
    calibration = load_calibration(study.model, relevant=True).with_threshold(study.threshold)
    candidates = find_candidates(statements, study.targets, articles)
    cases = [Case(c.premise, tuple(zip(c.target.favor, c.target.against, strict=True))) for c in candidates]
    blocks = score_cases(cases, scorer, calibration, ScoreCache(study.cache), progress, study.places)
    positions, scores = [], []
    for c, case, block in zip(candidates, cases, blocks, strict=True):
        scores += _score_rows(c, block, scorer.fingerprint)
        if row := _position_row(c, combine_scores(block[None], choose_calibration(case, calibration)), scorer.fingerprint):
            positions.append(row)
    return Positions.build(positions), Scores.build(scores)


class Case(NamedTuple):
    """One premise and the pairs of hypotheses (favoring, opposing) it may be put against, in the order of asking."""

    premise: str
    pairs: tuple[tuple[str, str], ...]


def choose_calibration(case: Case, calibration: Calibration) -> Calibration:
    """Return the calibration of a case: that of persons, or of things, where its hypotheses are about one."""
    hypotheses = [hypothesis for pair in case.pairs for hypothesis in pair]
    if calibration.of_persons is not None and names_person(hypotheses):
        return calibration.of_persons
    is_thing = calibration.of_things is not None and bool(hypotheses) and all(map(is_on_thing, hypotheses))
    return calibration.of_things if is_thing else calibration


def combine_cases(cases: list[Case], blocks: list[np.ndarray], calibration: Calibration) -> Stances:
    """Return the stances of the cases, each from the NLI probabilities of the pairs it was put against, shape (2, k, 3)."""
    parts = [combine_scores(block[None], choose_calibration(case, calibration)) for case, block in zip(cases, blocks, strict=True)]
    if not parts:
        return Stances(np.empty((0, 3)), *(np.empty(0),) * 3)
    return Stances(*(np.concatenate(field) for field in zip(*parts, strict=True)))


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
    least = np.where(LABELS[best] == "neutral", calibration.least_neutral, calibration.threshold)
    label = np.where((p.max(axis=1) < least) | is_torn, "unclear", LABELS[best])
    return Stances(p, label, spread, (winners == best[:, None]).mean(axis=1))


def score_cases(
    cases: list[Case], scorer: Scorer, calibration: Calibration, cache: ScoreCache | None = None, progress: bool = True,
    places: tuple[str, ...] = (),
) -> list[np.ndarray]:  # fmt: skip
    """Return for each case the NLI probabilities of the pairs that were asked, shape (2 sides, pairs asked, 3).

    ``places`` are names that the model does not see, beside those of countries (``read_for_model``).

    In rounds: every case is put against its first pair of hypotheses, those not settled by it against the next, and so on.
    ``Calibration.settled`` and ``hopeless`` say how sure or weak an answer must be to stop; they are fitted so that labels stay what all
    pairs would give.
    Cases of one block go through all their rounds before the next block, so that the bar moves on and a stopped run has lost little.
    """
    cases = [_read(case, places) for case in cases]
    own = [choose_calibration(case, calibration) for case in cases]
    blocks: list[np.ndarray] = [np.empty((2, 0, 3)) for _ in cases]
    order = sorted((i for i, case in enumerate(cases) if case.pairs), key=lambda i: (len(cases[i].premise), cases[i].premise))
    with tqdm(total=len(order), desc="stance", unit="statement", disable=not (progress and order), leave=False) as bar:
        for start in range(0, len(order), BLOCK):
            open_cases = order[start : start + BLOCK]
            while open_cases:
                asked = [(cases[i].premise, hypothesis) for i in open_cases for hypothesis in cases[i].pairs[blocks[i].shape[1]]]
                answers = score_pairs(scorer, asked, cache).reshape(-1, 2, 1, 3)
                for i, answer in zip(open_cases, answers, strict=True):
                    blocks[i] = np.concatenate([blocks[i], answer], axis=1)
                still_open = [i for i in open_cases if blocks[i].shape[1] < len(cases[i].pairs) and not is_settled(blocks[i], own[i])]
                bar.update(len(open_cases) - len(still_open))
                open_cases = still_open
    return blocks


def _read(case: Case, places: tuple[str, ...]) -> Case:
    premise, hypotheses = read_for_model(case.premise, [hypothesis for pair in case.pairs for hypothesis in pair], places)
    return Case(premise, tuple(zip(hypotheses[::2], hypotheses[1::2], strict=True)))


def is_settled(block: np.ndarray, calibration: Calibration) -> bool:
    """Whether the pairs asked so far, shape (2, k, 3), answer so clearly, or so weakly, that the others would not change the label."""
    stances = combine_scores(block[None], calibration)
    sure, label = stances.p[0].max(), stances.label[0]
    above = calibration.least_neutral - calibration.threshold if label == "neutral" else 0.0
    return bool(sure <= calibration.hopeless or label != "unclear" and sure >= calibration.settled + above)


def classify_texts(
    texts: list[str], pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], model: str = "embedded", cache: ScoreCache | None = None,
    progress: bool = True, relevant: bool = False, places: tuple[str, ...] = (),
) -> Stances:  # fmt: skip
    """Return the stance of each text on its own target, given as (favoring hypotheses, opposing hypotheses).

    For text that is already a statement: no extraction, no relevance gate, so neutral stands for "not addressed" too, unless
    ``relevant`` says that every text has a target's relevance words, as in a study. The model expects each text after its question
    (``put_question``). ``places`` are those of a study file: names that the model does not see.
    """
    calibration = load_calibration(model, relevant)
    cases = [Case(text, tuple(zip(*sides, strict=True))) for text, sides in zip(texts, pairs, strict=True)]
    blocks = score_cases(cases, load_scorer(model), calibration, cache, progress, places)
    return combine_cases(cases, blocks, calibration)


def load_calibration(model: str, relevant: bool = False) -> Calibration:
    """Return the calibration of a model for any text, or for statements that have passed a target's relevance words."""
    return read_calibration(find_folder(model), relevant)


def expect_wrong(study: Study) -> float | None:
    """Return the share of the sides given to statements of other news that were wrong, for the kind of target of the study where it is
    highest; None where that is not measured: for other models, and where the study has a stricter threshold of its own."""
    shares = [own.sides_wrong for own in list_calibrations(study, study.threshold)]
    return max((share for share in shares if share is not None), default=None)


def accepts_less_sure(study: Study) -> bool:
    """Whether the study's own threshold gives sides that are less sure than those of which ``expect_wrong`` tells."""
    return study.threshold is not None and any(study.threshold < own.threshold for own in list_calibrations(study, None))


def list_calibrations(study: Study, threshold: float | None) -> list[Calibration]:
    """Return the calibration of each target of a study, with that threshold for its sides; None: with its own."""
    calibration = load_calibration(study.model, relevant=True).with_threshold(threshold)
    cases = [Case("", tuple(zip(t.favor, t.against, strict=True))) for t in study.targets.itertuples()]
    return [choose_calibration(case, calibration) for case in cases]


def find_folder(model: str) -> Path:
    """Return the folder in which a model's calibration may lie."""
    from analysis.models.embedded import FOLDER

    return FOLDER if model == "embedded" else Path(model)


def ask_all_wordings(
    statements: pd.DataFrame, study: Study, articles: pd.DataFrame, statement_id: str, target_id: str, scorer: Scorer | None = None
) -> pd.DataFrame:
    """Return the Scores table of one statement and target with every pair of hypotheses, those too that nothing hung on any more.

    A study asks no further wording where the first settles the label; this shows what the others would have said.

    Raises:
        ValueError: the statement was not put to the model for that target.
    """
    one, target = statements[statements.statement_id == statement_id], study.targets[study.targets.target_id == target_id]
    found = find_candidates(one, target, articles)
    if not found:
        raise ValueError(f"statement {statement_id!r} was not put to the model for target {target_id!r}; list_unaddressed says why")
    case = Case(found[0].premise, tuple(zip(found[0].target.favor, found[0].target.against, strict=True)))
    scorer = scorer or load_scorer(study.model)
    (block,) = score_cases([case], scorer, Calibration(), ScoreCache(study.cache), False, study.places)
    return Scores.build(_score_rows(found[0], block, scorer.fingerprint))


def ask_least_sure(
    positions: pd.DataFrame, statements: pd.DataFrame, study: Study, articles: pd.DataFrame, scorer: Scorer | None = None
) -> pd.DataFrame:
    """Return ``ask_all_wordings`` for the position of which the model is least sure; an empty Scores table where there is none."""
    index = find_least_sure(positions)
    if index is None:
        return Scores.build([])
    return ask_all_wordings(statements, study, articles, positions.statement_id[index], positions.target_id[index], scorer)


def find_least_sure(positions: pd.DataFrame) -> Hashable | None:
    """Return the index of the model's position whose likeliest answer is the least likely, None where there is none."""
    positions = positions[~positions.model.str.startswith(BY_HAND)]
    return positions[["p_favor", "p_against", "p_neutral"]].max(axis=1).idxmin() if len(positions) else None


def _position_row(c: Candidate, stances: Stances, fingerprint: str) -> dict | None:
    label = str(stances.label[0])
    if label in ("favor", "against") and c.is_feared:
        label = "unclear"  # "warned that it would be closed" is no word for closing it, nor against its staying open
    if label == "neutral" and c.found_in != "content" or label == "unclear" and c.found_in == "before":
        return None  # only the words around it were about the target
    favor, against, neutral = stances.p[0]
    return {
        "statement_id": c.statement.statement_id, "target_id": c.target.target_id, "model": fingerprint, "stance": label,
        "p_favor": favor, "p_against": against, "p_neutral": neutral, "spread": min(stances.spread[0], 1.0),
        "agreement": stances.agreement[0],
        "is_hedged": is_hedged(c.held_back + c.statement.content) or is_weighed(c.statement.cue, c.statement.content),
        "condition": _find_condition(c),
    }  # fmt: skip


def _find_condition(c: Candidate) -> str:
    """Return the words of the condition that the statement sets; none where they are what the target asks: "but it must be acceptable to
    both sides", on whether it must."""
    if c.statement.cue.lower() in PUT:
        return ""
    words, asked = find_condition(c.statement.content), relevance_pattern(c.target.relevance)
    if words.lower().startswith("but ") and asked.search(words) and not asked.search(c.statement.content.replace(words, " ")):
        return ""
    return words or find_lead_condition(c.lead)


def _score_rows(c: Candidate, block: np.ndarray, fingerprint: str) -> list[dict]:
    k = block.shape[1]
    sides = [("favor", h) for h in c.target.favor[:k]] + [("against", h) for h in c.target.against[:k]]
    return [
        {"statement_id": c.statement.statement_id, "target_id": c.target.target_id, "side": side, "hypothesis": hypothesis,
         "premise": c.premise, "p_entailment": e, "p_neutral": n, "p_contradiction": x, "model": fingerprint}
        for (side, hypothesis), (e, n, x) in zip(sides, block.reshape(-1, 3), strict=True)
    ]  # fmt: skip
