"""Loaded words (intensifiers, judgements, one-sided labels, heated verbs) and appeals (doubt, absolutes, the nation, danger), by voice.

A word list finds words, not attitudes: "fierce" fighting may be the plain word for it. Exploratory; the figures in
``benchmarks framing`` (BASIL, persuasion techniques) say how far it finds what readers mark.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD, enclose_span, find_sentences
from analysis.framing.voices import find_wording, group_voices, list_direct
from analysis.nlp import inflect_verb

COLUMNS = ["article_id", "start", "end", "words", "kind", "voice", "statement_id", "actor_id", "sentence_start", "sentence_end"]
LOADED, APPEALS = "loaded_words", "appeals"  # the word lists
_LONGEST = 3  # words in the longest phrase of the lists
_AROUND = 4  # words on either side that tell whether a text is written as a title, with capitals throughout


@cache
def _load_words(name: str) -> dict[str, str]:
    lexicon = load_lexicon(name)
    words = dict.fromkeys(lexicon.get("plain", ()), "")
    for entry in lexicon["classes"]:
        forms = [form for verb in entry.get("verbs", ()) for form in inflect_verb(verb)]
        for word in [*entry.get("words", ()), *forms]:
            words.setdefault(word.lower(), entry["id"])
    return words


def find_loaded_spans(text: str, words: str = LOADED) -> list[tuple[int, int, str]]:
    """Return start, end and class of each word or phrase of a text that the list ``words`` has, in order, longest first at each place.

    A single word of a name ("the Department of Homeland Security") is none of them.
    """
    lexicon, found = _load_words(words), list(WORD.finditer(text))
    plain = [match.group().lower().replace("’", "'").removesuffix("'s") for match in found]
    ends = [any(mark in text[one.end() : other.start()] for mark in ".!?;:") for one, other in zip(found, found[1:], strict=False)]
    spans, i = [], 0
    while i < len(found):
        sizes = range(min(_LONGEST, len(found) - i), 0, -1)
        size = next((n for n in sizes if " ".join(plain[i : i + n]) in lexicon and not any(ends[i : i + n - 1])), 0)
        kind = lexicon.get(" ".join(plain[i : i + size]), "")
        if kind and (size > 1 or not _is_in_name(text, found, i)):
            spans.append((found[i].start(), found[i + size - 1].end(), kind))
        i += max(1, size)
    return spans


def _is_in_name(text: str, words: list[re.Match], i: int) -> bool:
    """Whether a word has a capital that only a name gives it: inside a sentence, and with plain words around it."""
    word = words[i].group()
    if i == 0 or not word.istitle() or word.endswith(("ian", "esque")) or text[words[i - 1].end() : words[i].start()] != " ":
        return False
    around = words[max(0, i - _AROUND) : i] + words[i + 1 : i + 1 + _AROUND]
    return any(len(word.group()) > 3 and word.group().islower() for word in around)


def find_loaded_words(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row a loaded word, with its class, its sentence and whose word it is.

    Columns ``COLUMNS``: ``kind`` ("intensifier", "judgement", "label", "heat"; what each means is in
    ``lexicons/loaded_words.toml``), ``voice`` ("paraphrase" where a statement stands outside quotation marks), ``statement_id`` and
    ``actor_id`` (null in the journalist's voice).
    """
    return _find_words(articles, statements, LOADED)


def find_appeals(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row a word that sows doubt, leaves no exception, calls on the nation or paints danger, and whose word it is.

    Columns as of ``find_loaded_words``; ``kind`` is "doubt", "absolute", "nation" or "threat" (``lexicons/appeals.toml``). An invasion
    may be a plain fact, and a doubt well founded: the list finds words and not intentions.
    """
    return _find_words(articles, statements, APPEALS)


def _find_words(articles: pd.DataFrame, statements: pd.DataFrame, words: str) -> pd.DataFrame:
    voices, direct, rows = group_voices(articles, statements), list_direct(statements), []
    for article in articles.itertuples():
        spans, sentences = find_loaded_spans(article.text, words), find_sentences(article.text)
        places = find_wording(article, voices[article.article_id], direct, [start for start, _, _ in spans])
        for (start, end, kind), place in zip(spans, places.itertuples(), strict=True):
            sentence = enclose_span(sentences, start) or (start, end)
            whose = (place.voice, place.statement_id, place.actor_id)
            rows.append((article.article_id, start, end, article.text[start:end], kind, *whose, *sentence))
    return pd.DataFrame(rows, columns=COLUMNS)
