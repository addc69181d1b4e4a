"""Bias on BASIL: do the words flagged in the journalist's voice find the lexical-bias spans outside quotations?

By sentence, against chance and against a sentiment lexicon (VADER, if it is installed), with intervals over articles.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from analysis.framing.loaded import find_loaded_words
from analysis.framing.passages import WORD, Span, enclose_span
from analysis.framing.scare import find_scare_quotes
from analysis.framing.verbs import classify_verbs
from analysis.framing.voices import find_voice, split_voices
from benchmarks.framing_data import extract_all, read_basil
from benchmarks.framing_measures import draw_rows, rate_f1, show

LOADED_VERBS = ("doubt", "force")  # factive and warm verbs describe as often as they judge
VADER_STRENGTH = 1.5  # of 4: weaker words ("like", "help") are in every other sentence


def measure_bias(data: Path) -> None:
    """Print how well what is flagged in the journalist's voice finds BASIL's lexical bias outside quotations."""
    articles, sentences, marked = read_basil(data / "framing/basil")
    statements, _ = extract_all(articles)
    print_bias(articles, statements, sentences, [span for span in marked if span.bias == "lex" and not span.is_quoted])


def list_flags(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return what is flagged in the headline and the journalist's voice: columns ``article_id``, ``start``, ``flag``."""
    words = find_loaded_words(articles, statements)
    verbs = classify_verbs(articles, statements).rename(columns={"cue_start": "start"})
    scare = find_scare_quotes(articles, statements)
    verbs = verbs[verbs.verb_class.isin(LOADED_VERBS)]
    parts = [
        words.assign(flag="loaded word"),
        verbs.assign(flag="reporting verb"),
        scare[scare.kind == "scare quote"].assign(flag="scare quote"),
    ]
    flags = pd.concat([part[["article_id", "start", "flag", "voice"]] for part in parts])
    return flags[flags.voice.isin(["headline", "journalist voice"])].drop(columns="voice").reset_index(drop=True)


def print_bias(articles: pd.DataFrame, statements: pd.DataFrame, sentences: dict[str, list[Span]], marked: list) -> None:
    flags = list_flags(articles, statements)
    voices = split_voices(articles, statements)
    rivals = {"flagged": flags, **{f"only: {name}": part for name, part in flags.groupby("flag")}}
    if (lexicon := list_vader_words(articles)) is not None:
        rivals["lexicon (VADER), same voice"] = keep_own_voice(lexicon, voices)
        rivals["lexicon (VADER), all voices"] = lexicon
    spans = [(name, span) for name in articles.article_id for span in sentences[name]]
    place = {key: i for i, key in enumerate(spans)}
    text = dict(zip(articles.article_id, articles.text, strict=True))
    sizes = np.array([max(1, sum(1 for _ in WORD.finditer(text[name], *span))) for name, span in spans])
    gold = count_sentences([(span.article_id, span.start) for span in marked], sentences, place) > 0
    numbers = np.unique([name for name, _ in spans], return_inverse=True)[1]
    print(f"\nbias: {len(articles)} articles, {len(spans)} sentences, {gold.sum()} with lexical bias outside quotations")
    scores = {}
    for name, table in rivals.items():
        scores[name] = count_sentences(list(zip(table.article_id, table.start, strict=True)), sentences, place)
        print_sentence_scores(name, gold, scores[name], sizes, numbers)
    print(f"  {'chance':<30} precision {gold.mean():.3f}  average precision {gold.mean():.3f}")
    print_gain("flagged against chance", gold, scores["flagged"] / sizes, None, numbers)
    if lexicon is not None:
        for name in ("lexicon (VADER), all voices", "lexicon (VADER), same voice"):
            print_gain(f"flagged against {name}", gold, scores["flagged"] / sizes, scores[name] / sizes, numbers)


def keep_own_voice(table: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    return table[(find_voice(voices, table.article_id, table.start).voice != "quoted voice").to_numpy()]


def count_sentences(places: list[tuple[str, int]], sentences: dict[str, list[Span]], place: dict) -> np.ndarray:
    """Return how many of the places stand in each sentence."""
    counts = np.zeros(len(place), dtype=int)
    for name, start in places:
        span = enclose_span(sentences[name], start)
        if span is not None:
            counts[place[name, span]] += 1
    return counts


def print_sentence_scores(name: str, gold: np.ndarray, counts: np.ndarray, sizes: np.ndarray, articles: np.ndarray) -> None:
    precision, recall, _, _ = precision_recall_fscore_support(gold, counts > 0, average="binary", zero_division=0)
    average = average_precision_score(gold, counts / sizes)
    f1 = show(rate_f1(gold, counts > 0, articles))
    print(f"  {name:<30} precision {precision:.3f}  recall {recall:.3f}  F1 {f1}  average precision {average:.3f}")


def print_gain(name: str, gold: np.ndarray, a: np.ndarray, b: np.ndarray | None, articles: np.ndarray) -> None:
    """Print the difference in average precision of two rankings of sentences (``b`` None: chance), with its interval."""

    def gain(rows: np.ndarray) -> float:
        other = gold[rows].mean() if b is None else average_precision_score(gold[rows], b[rows])
        return average_precision_score(gold[rows], a[rows]) - other

    groups = [np.flatnonzero(articles == i) for i in range(articles.max() + 1)]
    print(f"  {name}: average precision {show(draw_rows(groups, gain), '+')}")


def list_vader_words(articles: pd.DataFrame) -> pd.DataFrame | None:
    """Return the strong words of the VADER lexicon with their places, or None where it is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print("\nlexicon baseline left out: pip install vaderSentiment")
        return None
    strong = {word for word, strength in SentimentIntensityAnalyzer().lexicon.items() if abs(strength) >= VADER_STRENGTH}
    places = [
        (article.article_id, match.start())
        for article in articles.itertuples()
        for match in WORD.finditer(article.text)
        if match.group().lower() in strong
    ]
    return pd.DataFrame(places, columns=["article_id", "start"])
