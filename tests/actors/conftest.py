"""Sentences about invented people in, the actors of their speakers out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.actors.article import ArticleMentions, LocalActor, collect_mentions
from analysis.nlp import load_pipeline
from analysis.quotes import Quote, extract_quotes


def read_article(text: str, *speakers: str, article_id: str = "a") -> ArticleMentions:
    """Return the mentions of a text whose speakers are the given words, each sought behind the one before."""
    quotes, at = [], 0
    for words in speakers:
        at = text.index(words, at)
        end = at + len(words)
        quotes.append(Quote(((end, min(end + 1, len(text))),), "indirect", "said", None, (at, end), 1.0, "test"))
        at = end
    return collect_mentions(article_id, load_pipeline()(text), quotes)


def read_quotes(text: str, article_id: str = "a") -> tuple[list[Quote], ArticleMentions]:
    """Return the statements that extraction finds in a text, and its mentions."""
    doc = load_pipeline()(text)
    quotes = extract_quotes(doc)
    return quotes, collect_mentions(article_id, doc, quotes)


@pytest.fixture
def name_actors() -> Callable[..., list[str | None]]:
    """Return a function from a text and its speakers to the names of whom they count for."""

    def name(text: str, *speakers: str) -> list[str | None]:
        found = read_article(text, *speakers)
        return [None if link.actor is None else found.actors[link.actor].name for link in found.links]

    return name


@pytest.fixture
def find_people() -> Callable[..., list[LocalActor]]:
    """Return a function from a text and its speakers to the actors who utter."""

    def find(text: str, *speakers: str) -> list[LocalActor]:
        found = read_article(text, *speakers)
        return [found.actors[link.person] for link in found.links]

    return find
