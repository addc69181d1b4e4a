"""What is known at a point of an article while it is read from the top: who was named, where, and in whose quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from analysis.actors.cast import Cast, Entity
from analysis.actors.lists import Lists
from analysis.actors.mentions import PRONOUN_TAGS, SUBJECTS, Mention, Mentions, find_noun
from analysis.actors.names import fold_name
from analysis.quotes.quote import Quote

MEMORY = 60  # mentions kept in mind; further back nobody is taken up by a pronoun
SPEAKER_TAGS = {"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "CD", "DT"}
_SHARES = frozenset({"number", "total", "dozen", "hundred", "thousand"})  # and not the handful or most, who may be against the rest
_AREAS = frozenset("region province district county state city town village area republic territory council ministry department".split())
_SIDE_PARTS = {"pobj", "dobj", "dative", "poss", "compound", "nmod"}  # "a voter who heckled Doe" is not Doe
MAX_STEPS = 4  # from a name up to the head of the words it stands in
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y)\b")  # an organisation says "we"
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


def _is_portfolio(office, name) -> bool:
    """Whether a name stands behind what somebody is secretary of: "of the Treasury | Jane Doe", not "friends of Jane Doe"."""
    first = next((t.i for t in name.doc[office.i : name.i + 1] if t.ent_type_ == "PERSON"), name.i)
    between = [t.text for t in name.doc[office.i + 1 : first]]
    is_office = office.tag_ in {"NN", "NNP"} and office.text[0].isupper()
    return is_office and between[:2] == ["of", "the"] and len(between) > 2 and between[-1][0].isupper()


class Scene:
    """The state of reading one article."""

    def __init__(self, doc, lists: Lists, quotes: Sequence[Quote]) -> None:
        self.doc, self.lists, self.cast = doc, lists, Cast(lists)
        self.text, self.tokens = doc.text, list(doc)
        self._starts = [token.idx for token in self.tokens]
        self.found: dict[int, Finding] = {}  # head token → who it is
        self.names: dict[int, Mention] = {}  # head token → name that stands there
        self.speaker_names: dict[int, int] = {}  # speaker's head that is a description → head of the name within the speaker's words
        self.headline_groups: dict[str, Entity] = {}  # source type → unnamed group that only the headline has spoken of
        self.recent: deque[Seen] = deque(maxlen=MEMORY)
        self.affiliations: list[tuple[Entity, int]] = []  # entity, token of the noun that says what it belongs to
        spans = sorted({s for q in quotes for s in q.spans if self.text[s[0] : s[0] + 1] in OPENING_MARKS or q.kind == "direct"})
        self._quoted = [start for start, _ in spans]
        self._quoted_ends = [end for _, end in spans]
        # a quotation of several sentences counts as one with its "she said", so that what stands before it is the sentence before
        opens = (token.i for token in self.tokens if token.is_sent_start and not self._is_inside(token.idx))
        self._sentences = list(opens) or [0]
        self._speakers = [quote.speaker for quote in quotes if quote.speaker]
        self.speaker_heads = frozenset(head for speaker in self._speakers if (head := self.find_speaker_head(speaker)) is not None)
        # "Union Attacks Doe: “…”", "Added Doe: “…”": the verb is no part of the name
        named = [self.get_tokens(q.speaker) for q in quotes if q.speaker and q.rule == "colon"]
        self.speaker_edges = frozenset(i for words in named for i in (words[0].i, words[-1].i + 1))
        humans = (self.find_speaker_head(q.speaker) for q in quotes if q.kind == "direct" and self._says_i(q))
        self.human_heads = frozenset(head for head in humans if head is not None)

    def add_names(self, found: Mentions) -> None:
        """Enter the article's names, and those that stand within the words of a speaker whose head is a description."""
        self.names.update((mention.head, mention) for mention in found.mentions if mention.form == "name")
        self.cast.add_names([mention for mention in found.mentions if mention.form == "name"], found.abbreviations)
        for speaker in self._speakers:
            head = self.find_speaker_head(speaker)
            if head is None or head in self.names:
                continue
            named = [t for t in self.get_tokens(speaker) if t.i in self.names]
            inside = [t for t in named if not self._hangs_aside(t, head) or self._holds(t.i, head)]
            beside = self.names.get(head + 1)
            # "the charity | Shelterline"
            if beside is not None and beside.is_body and any(t.i == head + 1 for t in self.get_tokens(speaker)):
                self.speaker_names[head] = head + 1
                continue
            titled = [t.i for t in named if self._is_titled(t, head)]
            noun = self.lists.nouns.get(self.tokens[head].lemma_.casefold())
            if len(titled) == 1 and self.tokens[head].tag_ in {"NN", "NNP"} and not (noun is not None and noun.speaks_for):
                self.speaker_names[head] = titled[0]
                continue
            told = [t.i for t in named if self._follows_name(t, head) or self._closes_title(t, speaker)]
            if len(told) == 1 and self.tokens[head].tag_ in {"NN", "NNP"} and noun is not None and noun.kind == "person":
                self.speaker_names[head] = told[0]
                continue
            people = [t.i for t in inside if self.cast.find_name(self.names[t.i]).kind == "person"]
            if people and self.tokens[head].tag_ not in PRONOUN_TAGS and not any(t.dep_ == "conj" for t in inside):
                self.speaker_names[head] = max(people, key=lambda i: len(self.names[i].words))  # the first of the fullest

    def _is_titled(self, token, head: int) -> bool:
        """Whether a name with its title stands behind a comma, as who the head is: "the panel's chairman, Rep. Jane Doe"."""
        name = self.names[token.i]
        before = name.start - 1 - len(name.role.split())
        is_apart = bool(name.role) and before >= head and self.tokens[before].text == ","
        return is_apart and token.dep_ not in _SIDE_PARTS and self.cast.find_name(name).kind == "person"

    def _follows_name(self, token, head: int) -> bool:
        """Whether a full name stands behind a comma and another name, whose it cannot be: "a lawyer for Mr Roe, Jane Doe", "the mayor of
        Harwick, Jane Doe"; not "a spokesman for the mayor, Jane Doe"."""
        name = self.names[token.i]
        comma = name.start - 1 - len(name.role.split())
        if len(name.words) < 2 or comma <= head + 1 or self.tokens[comma].text != "," or self.cast.find_name(name).kind != "person":
            return False
        return self.tokens[comma - 1].tag_ == "NNP" and token.dep_ in {"appos", "nsubj", "ROOT"}

    def _closes_title(self, token, speaker: tuple[int, int]) -> bool:
        """Whether a person's full name ends the speaker's words right behind the body whose office is named, or behind a title: "chair of
        the Harwick Trust Jane Doe", "Leader of the Opposition Dr Jane Doe"."""
        name, words = self.names[token.i], self.get_tokens(speaker)
        if words[-1].i == name.end - 1 and len(name.words) > 1 and fold_name(name.role.split(" ")[-1]) in self.lists.titles:
            return self.tokens[max(0, name.start - 2)].text != "of"  # "the mother of Dr Jane Doe"
        body = next((other for other in self.names.values() if other.end == name.start), None)
        is_last = words[-1].i == name.end - 1 and len(name.words) > 1 and body is not None
        return is_last and self.cast.find_name(body).kind == "organisation" and self.cast.find_name(name).kind == "person"

    def _hangs_aside(self, token, head: int) -> bool:
        """Whether a name belongs to somebody else than the head: the Doe of "a voter who heckled Doe", "the son of the poet Jane Doe"."""
        for _ in range(MAX_STEPS):
            if token.dep_ in _SIDE_PARTS:
                return True
            if self.is_of_inner(token, head):
                return True
            if token.i == head or token.dep_ != "appos":
                return False
            token = token.head
        return False

    def is_of_inner(self, token, head: int) -> bool:
        """Whether a name that the parser hangs on the son in "the son of the poet Jane Doe" is the poet's: no comma stands before it."""
        before = token.left_edge.i - 1
        if token.dep_ != "appos" or before <= head or self.tokens[before].dep_ != "pobj" or self.tokens[before].tag_ != "NN":
            return False
        return self.tokens[before].lemma_.casefold() not in _AREAS  # "the governor of the Rostov region Jane Doe"

    def _holds(self, name: int, office: int) -> bool:
        """Whether the name is of who has the office at its head: "Bishop of Harwick Jane Doe"."""
        noun = self.tokens[office].text.casefold()
        return self.names[name].role.casefold().startswith((f"{noun} of", f"{noun} for"))

    def find_speaker_head(self, speaker: tuple[int, int] | None) -> int | None:
        """Return the token that carries a speaker's words: the root of the span, or its first noun where the root is none; not the Doe of
        "many of Doe's critics"."""
        tokens = [token for token in self.get_tokens(speaker) if not token.is_space]
        if not tokens:
            return None
        first, last = tokens[0].i, tokens[-1].i
        roots = [t for t in tokens if not first <= t.head.i <= last or t.head.i == t.i] or tokens[:1]
        member = next((c for c in roots[0].lefts if c.dep_ == "nmod" and c.i + 1 < roots[0].i and c.nbor().text == "of"), None)
        is_office = member is not None and find_noun(member, self.lists) is not None  # "US Secretary of State Jane Doe"
        if member is not None and member.tag_ == "NNP" and member.i > first and not is_office:
            return member.i  # "Mr Doe of the Harwick Traders' Association", whose head the parser takes to be the last word
        many = next((c for p in roots[0].rights if p.text == "of" for c in p.children if c.dep_ == "pobj"), None)
        if many is not None and many.i == last and many.ent_type_ == "PERSON" and _is_portfolio(roots[0], many):
            return many.i  # "Secretary of the Treasury Jane Doe"
        if many is not None and many.i <= last and roots[0].lemma_.casefold() in _SHARES and many.tag_ in {"NNS", "NNPS"}:
            return many.i  # "a number of companies"
        is_one = all(t.tag_ == "NNP" for t in roots) and len({t.head.i for t in roots}) == 1
        root = roots[-1] if is_one else roots[0]  # "Ms Jane Doe", hung on the party in brackets behind it
        # "Bruning, along with Doe,": a name that the tagger takes for a verb
        is_name = root.dep_ == "nsubj" and root.text[0].isupper() and root.i < last and root.nbor().text == ","
        if [t.text for t in tokens[-3:]] == ["year", "-", "old"]:
            return last  # "the 62-year-old", which the parser may hang on what follows
        is_share = root.text.casefold() in {"many", "some", "most", "few"} and root.i < last and root.nbor().text == "in"
        if root.text.casefold() in {"the", "a", "an"} and tokens[-1].tag_ in {"NN", "NNS", "NNP"}:
            return last  # "the paper reports", taken for a noun of two words
        if root.tag_ in SPEAKER_TAGS or is_name or is_share:  # "many in the town"
            return root.i
        nouns = (t.i for t in tokens if t.tag_ in SPEAKER_TAGS - {"DT", "CD", "PRP$"} and t.dep_ not in {"poss", "compound", "nmod"})
        return next(nouns, root.i)

    def _says_i(self, quote: Quote) -> bool:
        return any(_FIRST_PERSON.search(self.text, *span) for span in quote.spans)

    def get_tokens(self, span: tuple[int, int] | None) -> list:
        """Return the tokens that a span of characters touches."""
        if span is None or span[0] >= span[1]:
            return []
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        found = self.tokens[first : bisect_left(self._starts, span[1])]
        return found[1:] if len(found) > 1 and found[0].idx + len(found[0]) <= span[0] else found

    def get_sentence(self, token: int) -> int:
        return bisect_right(self._sentences, token) - 1

    def get_quotation(self, token: int) -> int:
        """Return the number of the quotation in marks that a token stands in, or -1 for the journalist's own words."""
        char = self._starts[token]
        k = bisect_right(self._quoted, char) - 1
        return k if k >= 0 and char < self._quoted_ends[k] else -1

    def _is_inside(self, char: int) -> bool:
        """Whether a character stands in a quotation in marks, and does not open it."""
        k = bisect_left(self._quoted, char) - 1
        return k >= 0 and char < self._quoted_ends[k]

    def record(self, mention: Mention, finding: Finding) -> None:
        """Keep who a mention is, for the pronouns to come and for the speakers."""
        if mention.form == "name":
            self.found.update((i, finding) for i in range(mention.start, mention.end))
        self.found[mention.head] = finding
        entity = finding.entity
        if entity.first < 0:
            entity.first = mention.head
        entity.n += 1
        if mention.form == "name" and len(mention.words) > 1 and mention.head in self.speaker_heads:
            entity.last_full = mention.head
        self.keep_in_mind(mention.head, entity)

    def forget(self, old: Entity, new: Entity) -> None:
        """Take the mentions of one entity for another's from now on."""
        self.recent = deque((seen._replace(entity=new) if seen.entity is old else seen for seen in self.recent), maxlen=MEMORY)

    def keep_in_mind(self, head: int, entity: Entity) -> None:
        """Add a mention to those a later pronoun may take up."""
        dependency = self.tokens[head].dep_
        is_embedded = dependency in {"pobj", "poss", "compound", "nmod"}
        place = head, self.get_sentence(head), self.get_quotation(head)
        is_named = dependency == "appos" and self.tokens[head].head.dep_ in SUBJECTS  # "his deputy, Jane Doe, went further"
        is_subject = dependency in SUBJECTS or is_named
        self.recent.append(Seen(*place, is_subject, is_embedded, head in self.speaker_heads, entity))
