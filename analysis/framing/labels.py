"""Competing names: "a peace-keeping force" for one, "a partisan force" for another; which voice uses which.

Two names compete where they share their noun and differ in the words before it, or where their nouns stand in one set of
``lexicons/contested_names.toml`` ("rebels", "terrorists"). Whether they mean the same thing is for the reader to judge, and mostly they do
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

import pandas as pd

from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import fold_word
from analysis.framing.voices import PARAPHRASE, find_wording, group_voices, list_direct
from analysis.nlp import parse_texts

LABEL_COLUMNS = ["article_id", "start", "end", "thing", "label", "voice", "statement_id", "actor_id"]
CONTEST_COLUMNS = ["thing", "label", "voice", "actor_id", "n", "n_articles", "spans"]


@cache
def _load_sets() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    lexicon = load_lexicon("contested_names")
    nouns = {noun: thing for thing, names in reversed(lexicon["sets"].items()) for noun in names}  # of two sets the first
    return nouns, frozenset(lexicon["plain"]["modifiers"]), frozenset(lexicon["ambiguous"]["nouns"])


def find_labels(articles: pd.DataFrame, statements: pd.DataFrame, docs: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Return the names of things: noun phrases with a describing word, and the nouns of the contested sets.

    Args:
        docs: parses by ``article_id`` where they are there already; else the articles are parsed here.

    Columns ``LABEL_COLUMNS``: ``thing`` (the noun, or the name of its contested set), ``label`` (what it is called, folded to small
    letters without hyphens, so that "peace-keeping" and "peacekeeping" are one), ``voice`` ("paraphrase" where a statement stands outside
    quotation marks: the word may be the reporter's), ``statement_id``, ``actor_id`` (null in the journalist's voice). Names of persons and
    places are no labels, and counts ("at least 40 states") neither.
    """
    voices, direct = group_voices(articles, statements), list_direct(statements)
    parses = parse_texts(articles.text) if docs is None else [docs[article_id] for article_id in articles.article_id]
    rows = []
    for article, doc in zip(articles.itertuples(), parses, strict=True):
        labels = list(_list_labels(doc))
        places = find_wording(article, voices[article.article_id], direct, [start for start, *_ in labels])
        for label, place in zip(labels, places.itertuples(), strict=True):
            rows.append((article.article_id, *label, place.voice, place.statement_id, place.actor_id))
    return pd.DataFrame(rows, columns=LABEL_COLUMNS)


def _list_labels(doc) -> Iterator[tuple[int, int, str, str]]:
    sets, plain, ambiguous = _load_sets()
    plain_nouns = {token.lemma_.lower() for token in doc if token.pos_ == "NOUN"} - ambiguous
    sure = {sets[noun] for noun in plain_nouns & sets.keys()}
    for chunk in doc.noun_chunks:
        head = chunk.root
        if head.pos_ != "NOUN" or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
            continue
        noun = _find_contested_noun(doc, head, sets)
        thing = sets.get(noun)
        thing = None if noun in ambiguous and thing not in sure else thing  # an "operation" beside an "invasion", not of a shop
        first = _find_first_modifier(chunk)
        words = [token.lower_ for token in doc[first : head.i] if token.is_alpha]
        telling = [word for word in words if word not in plain]
        if thing or telling:
            label = " ".join(_fold_label(word) for word in [*_join_hyphens(doc[first : head.i]), head.lemma_.lower()])
            yield doc[first].idx, head.idx + len(head.text), thing or noun, label


def _find_contested_noun(doc, head, sets: Mapping[str, str]) -> str:
    """Return the noun of a contested set that a phrase ends with, of two words or one ("asylum seeker", "peace-keeper"); else its own
    noun."""
    noun = head.lemma_.lower()
    before = [token.lower_ for token in doc[max(0, head.i - 3) : head.i]]
    joined = (f"{before[-2]}-{noun}" if before[-1:] == ["-"] and len(before) > 1 else "", f"{before[-1]} {noun}" if before else "")
    return next((name for name in joined if name in sets), noun)


def _find_first_modifier(chunk) -> int:
    """Return the first describing word of a noun phrase: names that own the thing ("Mora's plan") and counts describe nothing."""
    head = chunk.root
    owned = max((token.right_edge.i + 1 for token in head.lefts if token.dep_ == "poss"), default=chunk.start)
    numbers = [token for token in chunk if token.i < head.i and token.like_num and (token.nbor(1).text != "-" or token.text[0].isdigit())]
    # "14-day", not "one-sided"
    counted = max((token.i + (3 if token.nbor(1).text == "-" else 1) for token in numbers), default=chunk.start)
    first = max(owned, counted)
    modifiers = [token.i for token in chunk if first <= token.i < head.i and token.pos_ in ("ADJ", "NOUN", "VERB", "PROPN", "ADV")]
    return min(modifiers, default=head.i)


def _join_hyphens(span) -> list[str]:
    """Return the words of a span; spaCy cuts "peace-keeping" into three."""
    text = "".join(token.text_with_ws for token in span)
    return [word for raw in text.split() if (word := raw.strip("\"“”'‘’,()"))]


def _fold_label(word: str) -> str:
    """Return a word of a label as it is compared: small letters, no hyphen."""
    return word.lower().replace("-", "")


def find_contested_labels(labels: pd.DataFrame) -> pd.DataFrame:
    """Return the things that two parties may call by different names, one row a thing, name and party.

    A party is the headline, the journalist or an actor in quotation marks; paraphrases are listed and make no contest. A thing is
    contested where each of two parties has a name for it that the other never uses: in one article where the names share their noun (two
    bills of two articles are two things), in any where they stand in one set of the lexicon. Columns ``CONTEST_COLUMNS``: ``n`` (uses),
    ``spans`` (list of [article_id, start, end]). Things of the sets come first, then those with most names.
    """
    of_sets = set(_load_sets()[0].values())
    labels = labels.assign(party=labels.voice.where(labels.actor_id.isna(), labels.actor_id))
    is_set = labels.thing.isin(of_sets)
    # one group an article where the noun alone joins the names
    labels = labels.assign(place=labels.article_id.mask(is_set, ""))
    labels = labels.assign(label=_join_spellings(labels.label))
    kept = [group for _, group in labels.groupby(["thing", "place"], sort=True) if _is_contested(group)]
    contested = pd.concat(kept) if kept else labels.iloc[:0]
    order = sorted(contested.groupby(["thing", "place"]), key=lambda item: (item[0][0] not in of_sets, -item[1].label.nunique(), *item[0]))
    rows = []
    for (thing, _), group in order:
        for (label, voice, actor_id), uses in group.groupby(["label", "voice", "actor_id"], dropna=False, sort=True):
            spans = uses[["article_id", "start", "end"]].values.tolist()
            rows.append((thing, label, voice, actor_id, len(uses), uses.article_id.nunique(), spans))
    return pd.DataFrame(rows, columns=CONTEST_COLUMNS)


def _join_spellings(labels: pd.Series) -> pd.Series:
    """Return the labels with the commonest spelling of each: "big game decision" and "biggame decision" are one."""
    keys = labels.str.replace(" ", "", regex=False)
    return labels.groupby(keys).transform(lambda used: used.value_counts(sort=True).index[0]) if len(labels) else labels


def _is_contested(group: pd.DataFrame) -> bool:
    names = set(group[group.voice != PARAPHRASE].groupby("party").label.agg(lambda used: frozenset(map(fold_word, used))))
    return any(a - b and b - a for a, b in combinations(names, 2))
