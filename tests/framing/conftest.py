"""Small tables made from sentences, and a scorer that depends on words. People, outlets and countries are invented."""

import numpy as np
import pytest

from analysis.tables import Actors, Articles, Statements


class Desk:
    """Builds the input tables of one or more articles, finding every span by its words."""

    def __init__(self):
        self.articles, self.statements, self.actors = [], [], []

    def add_article(self, body, title="", article_id="a1", **more):
        text = f"{title}\n\n{body}" if title else body
        row = {"article_id": article_id, "title": title, "text": text, "body_start": len(text) - len(body), "outlet": "The Lamp"}
        empty = dict.fromkeys(("author", "published", "url"), "")
        self.articles.append({**empty, "language": "en", "source_file": "x.txt", **row, **more})
        return self

    def add_statement(
        self, content, speaker="", cue="", actor_id=None, kind="direct", part="body", article_id="a1", person_id=None, act="said"
    ):
        article = next(row for row in self.articles if row["article_id"] == article_id)
        text, low = article["text"], article["body_start"] if part == "body" else 0
        pieces = [content] if isinstance(content, str) else content
        spans = [[text.index(piece, low), text.index(piece, low) + len(piece)] for piece in pieces]

        def place(words):
            return (text.index(words, low), text.index(words, low) + len(words)) if words else (None, None)

        (cue_start, cue_end), (speaker_start, speaker_end) = place(cue), place(speaker)
        self.statements.append({
            "statement_id": f"{article_id}:{len(self.statements)}", "article_id": article_id, "part": part, "start": spans[0][0],
            "end": spans[-1][1], "spans": spans, "content": " ".join(pieces), "kind": kind, "act": act, "cue": cue,
            "cue_start": cue_start, "cue_end": cue_end, "speaker": speaker, "speaker_start": speaker_start,
            "speaker_end": speaker_end, "p_attribution": 1.0, "actor_id": actor_id, "person_id": person_id, "reason": "",
        })  # fmt: skip
        return self

    def add_actor(self, actor_id, name, kind="person", aliases=(), is_expected=False):
        empty = dict.fromkeys(("source_type", "role", "organisation", "country"), "")
        row = {"actor_id": actor_id, "name": name, "kind": kind, "aliases": list(aliases), "is_expected": is_expected}
        self.actors.append({**empty, "parent_id": None, **row})
        return self

    def tables(self):
        return Articles.build(self.articles), Statements.build(self.statements), Actors.build(self.actors)


class OverlapScorer:
    """p_entailment is the share of the hypothesis's long words that the premise holds."""

    fingerprint = "overlap"

    def __init__(self):
        self.pairs = []

    def score(self, pairs):
        self.pairs += pairs
        p = [len(_long_words(h) & _long_words(premise)) / max(1, len(_long_words(h))) for premise, h in pairs]
        return np.array([[x, 1 - x, 0.0] for x in p]).reshape(-1, 3)


def _long_words(text):
    return {word.strip(".,“”\"").lower() for word in text.split() if len(word) > 4}


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def scorer():
    return OverlapScorer()
