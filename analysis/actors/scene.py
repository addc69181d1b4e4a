"""What is known at a point of an article while it is read from the top: who was named, where, and in whose quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from analysis.actors.cast import Cast, Entity
from analysis.actors.lists import Lists
from analysis.actors.mentions import SUBJECTS, Mention
from analysis.quotes.quote import Quote

MEMORY = 60  # mentions kept in mind; further back nobody is taken up by a pronoun
OPENING_MARKS = "\"“‘'«„"


class Finding(NamedTuple):
    """Who a mention is, how sure that is (0..1), and why."""

    entity: Entity
    p: float
    reason: str


class Seen(NamedTuple):
    """A mention that has been resolved, as a later pronoun looks back on it."""

    token: int
    sentence: int
    quotation: int
    is_subject: bool
    is_embedded: bool  # possessive, or inside a prepositional phrase
    is_speaker: bool
    entity: Entity


class Scene:
    """The state of reading one article."""

    def __init__(self, doc, lists: Lists, quotes: Sequence[Quote], speaker_heads: frozenset[int]):
        self.doc, self.lists, self.cast, self.speaker_heads = doc, lists, Cast(lists), speaker_heads
        self.found: dict[int, Finding] = {}  # head token → who it is
        self.names: dict[int, Mention] = {}  # head token → name that stands there
        self.recent: deque[Seen] = deque(maxlen=MEMORY)
        self.affiliations: list[tuple[Entity, int]] = []  # entity, token of the noun that says what it belongs to
        self._sentences = [sentence.start for sentence in doc.sents]
        spans = sorted({span for quote in quotes for span in quote.spans if doc.text[span[0] : span[0] + 1] in OPENING_MARKS})
        self._quoted = [start for start, _ in spans]
        self._quoted_ends = [end for _, end in spans]

    def get_sentence(self, token: int) -> int:
        return bisect_right(self._sentences, token) - 1

    def get_quotation(self, token: int) -> int:
        """Return the number of the quotation in marks that a token stands in, or -1 for the journalist's own words."""
        char = self.doc[token].idx
        k = bisect_right(self._quoted, char) - 1
        return k if k >= 0 and char < self._quoted_ends[k] else -1

    def record(self, mention: Mention, finding: Finding) -> None:
        """Keep who a mention is, for the pronouns to come and for the speakers."""
        self.found[mention.head] = finding
        entity, token = finding.entity, self.doc[mention.head]
        if entity.first < 0:
            entity.first = mention.head
        entity.n += 1
        self.recent.append(
            Seen(
                mention.head,
                self.get_sentence(mention.head),
                self.get_quotation(mention.head),
                token.dep_ in SUBJECTS,
                token.dep_ in {"pobj", "poss", "compound", "nmod"},
                mention.head in self.speaker_heads,
                entity,
            )
        )
