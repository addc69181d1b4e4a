"""Frames: what a passage makes of an issue, found zero-shot, for each voice apart, never without the words that carry it.

A frame selects aspects of an issue and makes them salient (Entman 1993). Where a frame has words that mean it wherever they stand
("telling"), a passage carries it when it has one of these or ``TELLING`` different gate words, as in dictionary coding. It carries any
frame when it bears out the frame's hypotheses: their mean probability of entailment reaches ``CARRIED``. Words find what is said outright,
the model some of what is
said otherwise (``python -m benchmarks framing --only frames``). Where one other gate word stands alone and the model is between
``UNCLEAR`` and ``CARRIED``, it abstains. Several frames may be carried at once. Even supervised models are weak at this task
(SemEval-2023 task 3), so what this gives is a place to look, with its evidence, not a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from analysis.framing.frame_files import Gate
from analysis.framing.intervals import estimate_share
from analysis.framing.passages import Span, clip_spans, count_words, find_sentences, fold_word
from analysis.framing.voices import split_voices
from analysis.models import ScoreCache, Scorer, score_pairs
from analysis.tables import NOT_SPOKEN, Framings

CARRIED = 0.5  # entailment likelier than neutral and contradiction together
UNCLEAR = 0.3  # below this the passage is taken not to carry the frame; both are conventions, not tuned
TELLING = 2  # different gate words that carry a frame whatever the model says; one alone may be there by chance
MIN_WORDS = 5  # a shorter piece carries too little to be judged by itself
PASSAGE_COLUMNS = ["unit_id", "article_id", "unit", "statement_id", "text", "start", "end"]
TITLE_CASE = 0.6  # share of large words from which a passage is taken for a headline that writes them so
MAX_WORD = 30  # characters
_LARGE, _LARGE_BEFORE = re.compile(r" (?:of (?:the )?)?[A-Z][a-z]"), re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z]+ $")
SCORE_COLUMNS = [*PASSAGE_COLUMNS, "frame_id", "n_words", "p", "answer"]


def list_passages(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return what is put to the model: the headline, the journalist's part of each sentence, each sentence of a statement.

    Columns: ``unit_id`` (a statement of several sentences is one unit of several passages), ``article_id``, ``unit``
    ("headline", "journalist voice", "quoted voice"), ``statement_id`` (null but for a quoted voice), ``text`` (the words, with
    "…" where another voice's are left out), ``start``, ``end`` (span in the article from the first of them to the last).
    Pieces of fewer than ``MIN_WORDS`` words are left out, but for headlines and whole statements.
    """
    voices = split_voices(articles, statements)
    own = voices[voices.voice == "journalist voice"]
    pieces = {name: list(zip(group.start, group.end, strict=True)) for name, group in own.groupby("article_id")}
    spoken = statements[(statements.part == "body") & ~statements.act.isin(NOT_SPOKEN)]  # what nobody said is the journalist's
    said = dict(tuple(spoken.groupby("article_id")))
    rows = []
    for article in articles.itertuples():
        rows += _list_own_passages(article, pieces.get(article.article_id, []))
        for statement in said.get(article.article_id, statements.iloc[:0]).itertuples():
            unit = (f"{article.article_id}:quoted voice:{statement.start}", article.article_id, "quoted voice", statement.statement_id)
            rows += [(*unit, *passage) for passage in _split_statement(article.text, statement)]
    return pd.DataFrame(rows, columns=PASSAGE_COLUMNS)


def _list_own_passages(article, pieces: list[Span]) -> Iterator[tuple]:
    name, text = article.article_id, article.text
    if article.title.strip():
        head = text[: article.body_start].rstrip()
        yield f"{name}:headline:0", name, "headline", None, head, 0, len(head)
    sentences = [span for span in find_sentences(text) if span[0] >= article.body_start]
    for group in clip_spans(sentences, pieces):
        words = " … ".join(text[start:end].strip() for start, end in group)
        if count_words(words) >= MIN_WORDS:
            start, end = group[0][0], group[-1][1]
            yield f"{name}:journalist voice:{start}", name, "journalist voice", None, words, start, end


def _split_statement(text: str, statement) -> list[tuple[str, int, int]]:
    """Return the sentences of a statement; as a whole where one of its pieces is too short to stand alone."""
    spans = [(start + a, start + b) for start, end in statement.spans for a, b in find_sentences(text[start:end])]
    if not spans or min(count_words(text[start:end]) for start, end in spans) < MIN_WORDS:
        return [(statement.content, statement.start, statement.end)]
    return [(text[start:end], start, end) for start, end in spans]


def score_frames(
    passages: pd.DataFrame,
    frames: pd.DataFrame,
    scorer: Scorer,
    gates: Mapping[str, Gate] | None = None,
    cache: ScoreCache | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Return one row a passage and frame put to the model, abstentions included.

    Args:
        passages: from ``list_passages``. frames: table ``frames``.
        gates: from ``load_gates``; a passage without a gate word of a frame is not put to the model for it. That makes the
            cost bearable on a laptop and misses what is said in other words. A frame without a gate, or whose gate has no telling words, is
            left to the model.

    Returns:
        Columns ``SCORE_COLUMNS``: ``n_words`` (different gate words in the passage, telling ones counted twice), ``p`` (mean probability
        of entailment over the frame's hypotheses, not calibrated), ``answer`` ("carried", "unclear", "not carried"). No row: the gate
        kept the passage from the model.
    """
    gates = gates or {}
    asked = [
        (passage, frame, _count_gate_words(passage.text, gates.get(frame.frame_id)))
        for frame in frames.itertuples()
        for passage in passages.itertuples(index=False)
    ]
    asked = [(passage, frame, n_words) for passage, frame, n_words in asked if n_words or frame.frame_id not in gates]
    pairs = [(passage.text, hypothesis) for passage, frame, _ in asked for hypothesis in frame.hypotheses]
    entailment = score_pairs(scorer, pairs, cache, progress)[:, 0]
    sizes = [len(frame.hypotheses) for _, frame, _ in asked]
    means = [part.mean() for part in np.split(entailment, np.cumsum(sizes)[:-1])] if asked else []
    rows = [
        (*passage, frame.frame_id, n_words, p, _answer(n_words if _has_telling(gates, frame.frame_id) else 0, p))
        for (passage, frame, n_words), p in zip(asked, means, strict=True)
    ]
    return pd.DataFrame(rows, columns=SCORE_COLUMNS)


def _count_gate_words(text: str, gate: Gate | None) -> int:
    """Return how many different words of a gate a passage has, without those that are part of a name: "National Security Council"."""
    found = [list(pattern.finditer(text)) for pattern in gate or () if pattern]
    if any(found) and _has_names(text):
        found = [[match for match in matches if not _is_in_name(text, *match.span())] for matches in found]
    return sum(len({fold_word(match.group()) for match in matches}) for matches in found)  # "plan" and "plans" are one word


def _has_names(text: str) -> bool:
    """Whether large letters tell names: not in a headline that writes most words so."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) < TITLE_CASE * len(words)


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether words stand in a longer name: large letters in them and in the word before or behind; "NATO" is a name of its own."""
    words = text[start:end].split()
    if not all(word[0].isupper() for word in words) or all(word.isupper() for word in words):
        return False
    behind = _LARGE.match(text, end)
    if start == 0 or text[max(0, start - 2) : start - 1] in (".", "!", "?"):  # a sentence begins large
        return bool(behind and " of " not in behind.group())
    before = _LARGE_BEFORE.search(text, max(0, start - MAX_WORD), start)
    return bool(behind or before and text[start - 1 : start] == " ")


def _has_telling(gates: Mapping[str, Gate], frame_id: str) -> bool:
    """Whether a frame's words were chosen to mean it; a gate without telling words only keeps passages from the model."""
    return frame_id in gates and gates[frame_id].telling is not None


def _answer(n_words: int, p: float) -> str:
    return "carried" if n_words >= TELLING or p >= CARRIED else "unclear" if p >= UNCLEAR else "not carried"


def detect_frames(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    frames: pd.DataFrame,
    scorer: Scorer,
    gates: Mapping[str, Gate] | None = None,
    cache: ScoreCache | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Return the table ``framings``: the frames that each headline, sentence and statement carries, with the span that does.

    Of a statement of several sentences the likeliest of those that carry it is the evidence. Passages on which the model abstains have no
    row; ``score_frames`` has them.
    """
    scores = score_frames(list_passages(articles, statements), frames, scorer, gates, cache, progress)
    carried = scores[scores.answer == "carried"].sort_values("p", ascending=False, kind="stable")
    best = carried.drop_duplicates(["unit_id", "frame_id"]).sort_values(["article_id", "start", "frame_id"])
    best = best.rename(columns={"start": "evidence_start", "end": "evidence_end"}).assign(model=scorer.fingerprint)
    return Framings.validate(best[Framings.columns()].reset_index(drop=True))


def quote_evidence(framings: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the Framings table with a column ``words``: the evidence as the article has it, to be read beside the frame."""
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    return framings.assign(words=[texts[f.article_id][f.evidence_start : f.evidence_end] for f in framings.itertuples()])


def summarize_frames(framings: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return how much of each voice carries each frame.

    Columns ``unit``, ``frame_id``, ``n`` (units that carry it), ``n_all`` (units of the voice), ``share``, ``low``, ``high``
    (90% Wilson), ``n_articles``, ``unit_ids`` (the n units, whose spans are in ``framings``).

    A unit on which the model abstains counts as one that does not carry the frame. A statement is one unit and a sentence of the journalist
    another, so that longer statements carry more: compare a voice with itself, across frames or outlets, and not the two voices.
    """
    n_all = passages.groupby("unit").unit_id.nunique()
    rows = [
        (unit, frame_id, len(group), n_all[unit], *estimate_share(len(group), n_all[unit]), group.article_id.nunique(), list(group.unit_id))
        for (unit, frame_id), group in framings.groupby(["unit", "frame_id"], sort=True)
    ]
    return pd.DataFrame(rows, columns=["unit", "frame_id", "n", "n_all", "share", "low", "high", "n_articles", "unit_ids"])
