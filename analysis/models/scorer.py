"""The scorer contract, and the one loop that puts pairs to any scorer: each pair once, cached, resumable, nothing cut."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from tqdm.auto import tqdm

from analysis.hypotheses import split_question
from analysis.models.cache import ScoreCache

Pair = tuple[str, str]  # premise, hypothesis

CHUNK = 128  # pairs between two writes to the cache: what a stopped run can lose
WINDOW, STRIDE = 120, 90  # words; three in four statements of real news are shorter than 40, and training saw up to 70
USUAL_WORD, LONG_WORD, MIN_WINDOW = 8, 60, 8  # letters up to which WINDOW words are no trouble, of a piece of a word; words


class ScorerError(RuntimeError):
    """A model could not be loaded or gave no valid answer; the message says which and what to do."""


class Scorer(Protocol):
    fingerprint: str  # model and revision or file hash: the key of the cache and the report's provenance

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Return NLI probabilities, shape (n_pairs, 3): entailment, neutral, contradiction. Rows sum to 1, or are NaN where there is no
        answer. A scorer may have a ``chunk``, how many pairs it is given at once, and a ``problem``, its last fault."""


def score_pairs(scorer: Scorer, pairs: Iterable[Pair], cache: ScoreCache | None = None, progress: bool = False) -> np.ndarray:
    """Return the scorer's probabilities for each pair, shape (n_pairs, 3), in the order given.

    Identical pairs are scored once, what the cache holds is not scored again, and the rest goes through in chunks of like
    length, the pairs of one premise together, each chunk written to the cache at once. A premise of more than ``WINDOW`` words
    is scored in overlapping windows, and the window that is least neutral answers for it: a position taken anywhere in a long
    statement is a position. A pair without an answer counts as equally likely three times, which is an abstention; it is told of in a
    warning, and asked again by the next run.

    Raises:
        ScorerError: as the scorer does, and where it has answered not one pair of a first chunk and the cache holds none.
    """
    pairs = [(premise.strip(), hypothesis.strip()) for premise, hypothesis in pairs]
    windows = {premise: split_windows(premise) for premise, _ in pairs}
    wanted = dict.fromkeys((window, hypothesis) for premise, hypothesis in pairs for window in windows[premise])
    known = cache.read(scorer.fingerprint, wanted) if cache else {}
    todo = sorted((pair for pair in wanted if pair not in known), key=lambda pair: (len(pair[0]), pair[0]))
    with tqdm(total=len(todo), desc="score", unit="pair", disable=not (progress and todo), leave=False) as bar:
        size = getattr(scorer, "chunk", CHUNK)
        for start in range(0, len(todo), size):
            part = todo[start : start + size]
            found = dict(zip(part, scorer.score(part), strict=True))
            known.update(found)
            if all(np.isnan(row).any() for row in found.values()) and all(np.isnan(row).any() for row in known.values()):
                raise ScorerError(getattr(scorer, "problem", "") or f"{scorer.fingerprint} gave no valid answer")
            if cache:
                cache.write(scorer.fingerprint, {pair: row for pair, row in found.items() if not np.isnan(row).any()})
            bar.update(len(part))
    silent = [pair for pair in todo if np.isnan(known[pair]).any()]
    if silent:
        known.update(dict.fromkeys(silent, np.full(3, 1 / 3)))
        warnings.warn(f"{scorer.fingerprint}: no valid answer to {len(silent):,} of {len(todo):,} pairs, which count as undecided; "
                      f"the first is on “{silent[0][0][:60]}”", stacklevel=2)  # fmt: skip
    rows = [_pool([known[window, hypothesis] for window in windows[premise]]) for premise, hypothesis in pairs]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def split_windows(text: str) -> list[str]:
    """Return the text itself, or overlapping windows of ``WINDOW`` words where it is longer, each after the question if there is one.

    Of words as long as addresses there are fewer in a window, so that no model has to cut it.
    """
    before, said, after = split_question(text)
    words = [word[i : i + LONG_WORD] for word in said.split() for i in range(0, len(word), LONG_WORD)]
    size = max(MIN_WINDOW, min(WINDOW, WINDOW * USUAL_WORD * len(words) // max(1, len(said))))
    if len(words) <= size:
        return [text]
    stride = STRIDE * size // WINDOW
    starts = range(0, max(1, len(words) - (size - stride)), stride)
    return [before + " ".join(words[start : start + size]) + after for start in starts]


def _pool(rows: list[np.ndarray]) -> np.ndarray:
    return min(rows, key=lambda row: row[1])
