"""From the actors of each article to those of the corpus: who is the same across articles, and why.

People are the same where first and family name agree; a family name alone joins the only person of the corpus who bears it, and
nobody where there are two. Unnamed sources are never joined; but "the defence minister" of an article is the one person named in it
whom another article gives that office.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from analysis.actors.article import ArticleMentions, LocalActor
from analysis.actors.ledger import NO_LEDGER, Ledger, LedgerRow, name_line
from analysis.actors.lists import load_lists
from analysis.actors.names import (
    FURTHER_NAME,
    agree_given,
    are_kin,
    find_generation,
    fold_name,
    is_short,
    is_short_for,
    key_body,
    make_slug,
    spell,
)
from analysis.actors.national import Nations, find_nation
from analysis.actors.offices import COMMON_SEATS, differ_in_office, drop_titles, fold_role, is_of_others, is_of_rank, is_office, leads

HOLDER_P = 0.8  # that the one person named who elsewhere has the office is meant by it here
# A family name alone means the one of several who is in the news: named in full by so many articles, and by so many times more of them.
MIN_KNOWN, FAR_MORE = 5, 3
Key = tuple[str, int]  # article_id and the number of a local actor


class ActorLink(NamedTuple):
    """Who speaks in a statement, for the whole corpus."""

    article_id: str
    start: int
    end: int
    speaker_start: int | None
    actor_id: str | None
    person_id: str | None
    p_attribution: float
    reason: str


@dataclass(eq=False)
class _Merged:
    """An actor of the corpus while it is put together."""

    actor_id: str
    name: str
    kind: str
    source_type: str = ""
    roles: list[str] = field(default_factory=list)
    organisation: str = ""
    country: str = ""
    parent: _Merged | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    is_expected: bool = False
    n_articles: int = 0  # that give the first name
    spellings: Counter[str] = field(default_factory=Counter)  # of the full name, by articles

    def answers_to(self, key: str) -> bool:
        """Whether this is its folded name or one of its others, an ending like -sky written in any way."""
        return spell(key) in {spell(fold_name(name)) for name in (self.name, *self.aliases)}

    def as_row(self) -> dict:
        organisation = self.parent.name if self.parent and self.parent.kind == "organisation" else self.organisation
        return {
            "actor_id": self.actor_id, "name": self.name, "kind": self.kind, "source_type": self.source_type,
            "role": "; ".join(self.roles), "organisation": organisation, "country": self.country,
            "parent_id": self.parent.actor_id if self.parent else None, "aliases": list(self.aliases), "is_expected": self.is_expected,
        }  # fmt: skip


def resolve_corpus(
    articles: Iterable[ArticleMentions], ledger: Ledger = NO_LEDGER, expected_voices: Sequence[str] = (),
    contents: Mapping[tuple[str, int, int], str] = MappingProxyType({}),
) -> tuple[list[ActorLink], list[dict]]:  # fmt: skip
    """Return a link for every statement, in the order given, and the rows of the actors table. ``contents`` are the words of the statements
    by article, start and end, which the ledger may name.

    Actors come in the order of their first statement; after them those they belong to, then expected voices that nobody quotes.
    """
    articles = list(articles)
    roster = _Roster(ledger, contents)
    for is_initial in (False, True):  # "J. Doe" is told apart once it is known how many people it may stand for
        for article in articles:
            roster.add_full_names(article, is_initial)
    roster.settle_ids()
    links = [link for article in articles for link in roster.link_article(article)]
    for voice in expected_voices:
        roster.mark_expected(voice)
    return links, [actor.as_row() for actor in roster.list_used()]


class _Roster:
    """The actors of the corpus by name."""

    def __init__(self, ledger: Ledger, contents: Mapping[tuple[str, int, int], str]) -> None:
        self.ledger = ledger
        self._contents = contents
        self._people: dict[str, list[tuple[_Merged, list[LocalActor]]]] = defaultdict(list)  # by family name, as articles have them
        self._placed: dict[Key, tuple[_Merged, str]] = {}  # where somebody with a first name was put, and why
        self._applied: dict[int, _Merged] = {}  # by line of the ledger
        self._named: dict[str, set[str]] = defaultdict(set)  # article_id → ids of those whom it gives a first name
        self._by_id: dict[str, _Merged] = {}
        self._used: dict[str, _Merged] = {}
        self._bodies: set[str] = set()  # folded names of organisations
        self._short: dict[str, set[str]] = defaultdict(set)  # folded abbreviation → keys of the bodies that articles call so and in full
        self._nations = Nations()
        self._numbers: dict[str, int] = {}  # by id without number: the next to try
        self._words: dict[int, list[str]] = {}  # by number of a local actor: the words of its statements' speakers, of one article
        self._offices: set[str] = set()  # folded offices of people with a full name, "minister of" cut from what follows

    def add_full_names(self, article: ArticleMentions, is_initial: bool) -> None:
        """Enter everybody whom an article gives a first name, or its initial, so that short names elsewhere can be told apart."""
        for local in article.actors:
            if local.kind == "organisation":
                self._bodies.add(fold_name(local.name))
                if is_initial:
                    self._nations.add(local.name, _find_nation(article, local))
                for alias, _ in local.aliases:
                    if is_short(alias) and " " in local.name:
                        self._short[fold_name(alias)].add(key_body(local.name))
            if local.kind == "person" and local.given and (len(local.given[0]) == 1) == is_initial:
                merged, _ = self._placed[article.article_id, local.key] = self._enter(local)
                self._named[article.article_id].add(merged.actor_id)
                merged.n_articles += 1
                merged.spellings[local.name] += 1
                merged.name = _choose_name(merged.spellings)
                _enrich(merged, local)
                self._offices.update(fold_role(role).split(" of ")[0] for role in local.roles)
                self._offices.update(map(fold_role, local.roles))

    def settle_ids(self) -> None:
        """Call everybody by the name that most articles give; the first article may have had him under a word of its headline."""
        actors, self._by_id, self._numbers, ids = list(self._by_id.values()), {}, {}, {}
        for actor in actors:
            ids[actor.actor_id] = actor_id = self._number(make_slug(actor.name))
            self._by_id[actor_id], actor.actor_id = actor, actor_id
        self._named = defaultdict(set, {article: {ids[actor_id] for actor_id in named} for article, named in self._named.items()})

    def link_article(self, article: ArticleMentions) -> list[ActorLink]:
        """Return who speaks in each statement of an article, the ledger's splits applied."""
        done: dict[int, tuple[_Merged, str]] = {}
        self._words = defaultdict(list)
        for link in article.links:
            for key in {link.actor, link.person} - {None}:
                self._words[key].append(link.words)
        for local in article.actors:
            self._merge(article, local.key, done)
        links = []
        for link in article.links:
            (actor, _), (person, why) = done.get(link.actor, (None, "")), done.get(link.person, (None, ""))
            reason, p = f"{link.reason}; {why}" if why else link.reason, link.p
            is_inferred = person is not None and person.kind == "person" and article.actors[link.person].kind == "unnamed"
            p = p * HOLDER_P if is_inferred else p
            content = self._contents.get((article.article_id, link.start, link.end), "")
            row = self.ledger.find_row("split", {fold_name(link.words)}, article.article_id, content) if link.words else None
            if row:
                actor = person = self._apply_row(row)
                reason, p = f"{name_line(row)}: {row.reason or 'split'}", 1.0
            for used in filter(None, (actor, person)):
                self._used.setdefault(used.actor_id, used)
            ids = (actor and actor.actor_id, person and person.actor_id)
            links.append(ActorLink(article.article_id, link.start, link.end, link.speaker[0] if link.speaker else None, *ids, p, reason))
        return links

    def mark_expected(self, voice: str) -> None:
        """Mark the actor of this name as expected; enter one that is named or not even named, and has no statement.

        A title before the name ("Sir Jane Doe") and the ways of writing an ending (-sky, -skyy, -skiy) make no other name.
        """
        key = fold_name(voice)
        bare = drop_titles(key)
        found = [a for a in self._by_id.values() if a.answers_to(key) or a.kind == "person" and a.answers_to(bare)]
        if not found:  # "Bird Society" for the Bird Society of the United Isles
            begins = re.compile(rf"{re.escape(key)} (?:of|for|in) ")
            longer = [a for a in self._by_id.values() if a.kind == "organisation" and begins.match(fold_name(a.name))]
            found = longer if len(longer) == 1 else []
        if not found:
            lists = load_lists()
            is_person = bare.partition(" ")[0] in lists.first_names
            kind = "country" if key in lists.countries else "person" if is_person else "organisation"
            found = [self._make(make_slug(voice), voice, kind)]
        for actor in found:
            actor.is_expected = True
            self._used.setdefault(actor.actor_id, actor)

    def list_used(self) -> list[_Merged]:
        """Return who speaks, in order of the first statement, and whom they belong to."""
        for actor in list(self._used.values()):
            while actor.parent is not None and actor.parent.actor_id not in self._used:
                actor = actor.parent
                self._used[actor.actor_id] = actor
        return list(self._used.values())

    def _merge(self, article: ArticleMentions, key: int, done: dict[int, tuple[_Merged, str]]) -> tuple[_Merged, str]:
        """Return the actor of the corpus that a local actor is, and why where that is not plain; ``done`` keeps those of the article."""
        if key in done:
            return done[key]
        local = article.actors[key]
        names = {fold_name(local.name), *(fold_name(alias) for alias, _ in local.aliases)}
        row = self.ledger.find_row("merge", names, article.article_id)
        if row:
            merged, why = self._apply_row(row), f"{name_line(row)}: {row.reason or 'merge'}"
        else:
            holder = self._find_holder(article, local, done)
            if holder:
                holder.aliases.setdefault(local.name)
                done[key] = holder, f"{holder.name}, named in the article, is called so in another"
                return done[key]
            called = (words.split()[:1] for words in self._words.get(key, ()))
            is_titled = any(fold_name(first[0]) in load_lists().titles for first in called if first)  # "Ms Kelly" is no first name
            merged, why = self._find(article, local, is_titled)
            known = {fold_name(name) for name in (merged.name, *merged.aliases, *merged.spellings) if local.kind != "person" or " " in name}
            row = self.ledger.find_row("merge", known, article.article_id) if local.kind != "unnamed" else None
            if row:  # by a name that other articles give
                merged, why = self._apply_row(row), f"{name_line(row)}: {row.reason or 'merge'}"
        done[key] = merged, why
        _enrich(merged, local)
        if local.parent is not None and merged.parent is None:
            parent, _ = self._merge(article, local.parent, done)
            merged.parent = parent if not _is_above(merged, parent) else None
        return merged, why

    def _find_holder(self, article: ArticleMentions, local: LocalActor, done: dict[int, tuple[_Merged, str]]) -> _Merged | None:
        """Return the one person named in the article who has the office of an unnamed "the defence minister" in another article.

        "The Harvest Union leader" is whoever leads that body by another article.
        """
        office, body = fold_role(local.name), fold_name(local.organisation)
        if local.kind != "unnamed" or office not in self._offices and not body:
            return None
        words = [words.casefold() for words in self._words.get(local.key, ())]
        is_definite = any(w.startswith("the ") or fold_role(w) == office for w in words)  # headlines leave the article out
        if not is_definite or any(w.startswith(("a ", "an ")) for w in words):
            return None
        people = [self._merge(article, other.key, done)[0] for other in article.actors if other.kind == "person"]
        asked = {word for w in words for word in fold_name(w.partition(" of ")[2]).split()}
        people = [p for p in people if not asked or not is_of_others(p.roles, office, asked)]
        holders = {p.actor_id: p for p in people if any(is_office(role, office) for role in map(fold_role, p.roles))
                   or is_short_for(fold_name(p.organisation), body) and leads(p.roles, office, body)}  # fmt: skip
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _find(self, article: ArticleMentions, local: LocalActor, is_titled: bool) -> tuple[_Merged, str]:
        article_id = article.article_id
        if local.kind == "unnamed":
            return self._make_new(f"{article_id}/{make_slug(local.name)}", local.name, "unnamed"), ""
        if local.kind == "person":
            return self._find_person(article_id, local, is_titled)
        if local.kind == "organisation":
            return self._find_body(article, local)
        # two named together are one actor in whichever order: the id has them sorted, the name as they were named first
        key = " and ".join(sorted(local.name.split(" and "))) if local.kind == "group" else local.name
        return self._make(make_slug(key), local.name, local.kind), ""

    def _find_body(self, article: ArticleMentions, local: LocalActor) -> tuple[_Merged, str]:
        """Return an organisation by its name, an abbreviation as the one body that another article calls so and in full, a ministry or
        court as that of its country.

        Initials alone say little: those of the WHO are an orchestra's too.
        """
        if placed := self._nations.place(local.name, _find_nation(article, local)):
            name, why = placed
            actor_id = make_slug(name) if name else f"{article.article_id}/{make_slug(local.name)}"
            return self._make(actor_id, name or local.name, "organisation"), why
        key = key_body(local.name)
        spelt = self._short.get(key, set()) if is_short(local.name) else set()
        if person := self._find_namesake(local):
            return person, f"“{local.name}” is the only {local.name} of the corpus with a first name: {person.name}"
        if len(spelt) != 1:
            merged = self._make(make_slug(key), local.name, "organisation")
            merged.name = local.name if " " not in merged.name and " " in local.name else merged.name  # an article before had it in short
            return merged, ""
        merged = self._make(make_slug(next(iter(spelt))), local.name, "organisation")
        return merged, f"“{local.name}” is short for a body that another article gives in full"

    def _find_namesake(self, local: LocalActor) -> _Merged | None:
        """Return the one person of the corpus whose family name an article gives alone, where it was taken for a body's: "Tilbury said";
        nobody where it has an article or an owner, as bodies have."""
        if " " in local.name or local.parent is not None or len(local.aliases) > 1 or local.name.isupper():
            return None
        bearers = self._people.get(spell(fold_name(local.name)), [])
        is_body = any(words.casefold().startswith(("the ", "a ")) or len(words.split()) > 1 for words in self._words.get(local.key, ()))
        return bearers[0][0] if len(bearers) == 1 and self._words.get(local.key) and not is_body else None

    def _enter(self, local: LocalActor) -> tuple[_Merged, str]:
        """Return who somebody with a first name is, and why where the name alone does not say so; somebody new where nobody fits.

        Who fits must agree with every form under which the person is known so far: "Mary Jane Doe" may be Mary or Jane, not both. An
        initial is the one person whom it fits, and somebody by itself where it fits two.
        """
        bearers, given = self._people[spell(local.family)], local.given[0]
        fitting = [(merged, known, whys) for merged, known in bearers if all(whys := [_agree(local, other, merged) for other in known])]
        named = [found for found in fitting if any(other.given[0] == given for other in found[1])] or fitting
        if not named or len(given) == 1 and len(named) > 1:
            merged = self._make_new(make_slug(local.name), local.name, "person")
            bearers.append((merged, [local]))
            return merged, ""
        merged, known, whys = named[0]
        if not any((other.given, other.gender, other.name) == (local.given, local.gender, local.name) for other in known):
            known.append(local)
        return merged, whys[0]

    def _find_person(self, article_id: str, local: LocalActor, is_titled: bool) -> tuple[_Merged, str]:
        if local.given:
            merged, why = self._placed[article_id, local.key]
            return merged, f"{merged.name} across articles: {why}" if why and fold_name(merged.name) != fold_name(local.name) else ""
        bearers = self._people[spell(local.family)]
        # an article that names "Lena Doe" and keeps "Mayor Doe" apart from her means somebody else
        others = self._named[article_id]
        fitting = {
            id(merged): merged for merged, known in bearers
            if all(_agree_gender(local, other) for other in known) and merged.actor_id not in others
        }  # fmt: skip
        if len(fitting) > 1 and not find_generation(local.name):
            fitting = {key: merged for key, merged in fitting.items() if not find_generation(merged.name)} or fitting
        first_names = load_lists().first_names
        is_first = fold_name(local.name) in first_names and not local.roles and not is_titled  # "James, a student"
        if len(fitting) == 1 and not is_first and not is_of_rank(local.roles, next(iter(fitting.values())).roles):
            merged = next(iter(fitting.values()))
            return merged, f"“{local.name}” is the only {local.name} of the corpus with a first name: {merged.name}"
        if len(fitting) > 1 and (chosen := _choose_bearer(fitting.values(), local.roles)):
            merged, why = chosen
            return merged, f"“{local.name}” is {merged.name}: {why}"
        office = set(local.roles)
        if not bearers and not office and not local.gender and fold_name(local.name) in self._bodies:
            return self._make(make_slug(local.name), local.name, "organisation"), f"{local.name} is an organisation in another article"
        is_common = any(not COMMON_SEATS.isdisjoint(fold_name(role).split()) for role in office) and " " not in local.name
        if not bearers and office and not is_common:  # "President Doe" in two articles that never say the first name
            return self._make(make_slug(f"{local.roles[0]} {local.name}"), local.name, "person"), ""
        others = ", ".join(merged.name for merged in fitting.values()) if len(fitting) == 1 else f"{len(fitting)} people of the corpus"
        reason = f"not taken for {others} of that family name: nothing tells that it is the same" if fitting else ""
        return self._make_new(f"{article_id}/{make_slug(local.name)}", local.name, "person"), reason  # "Lord Doe" and "Lady Doe" are two

    def _apply_row(self, row: LedgerRow) -> _Merged:
        name = row.actor or row.alias
        if row.line not in self._applied:
            others = self._by_id.values() if row.actor else ()  # a split without one is for somebody new
            known = next((actor for actor in others if actor.answers_to(fold_name(name))), None)
            self._applied[row.line] = known or self._make(make_slug(name), name, row.kind or "person")
        actor = self._applied[row.line]
        actor.name, actor.kind = name, row.kind or actor.kind
        actor.roles = [row.role] if row.role else actor.roles
        actor.organisation, actor.country = row.organisation or actor.organisation, row.country or actor.country
        actor.aliases.setdefault(row.alias)
        return actor

    def _make(self, actor_id: str, name: str, kind: str) -> _Merged:
        return self._by_id.get(actor_id) or self._make_new(actor_id, name, kind)

    def _number(self, stem: str) -> str:
        """Return the id itself where it is free, else with the first number that makes it so."""
        actor_id, n = stem, self._numbers.get(stem, 2)
        while actor_id in self._by_id:
            actor_id, n = f"{stem}-{n}", n + 1
        self._numbers[stem] = n
        return actor_id

    def _make_new(self, actor_id: str, name: str, kind: str) -> _Merged:
        actor_id = self._number(actor_id)
        actor = self._by_id[actor_id] = _Merged(actor_id, name, kind)
        return actor


def _find_nation(article: ArticleMentions, local: LocalActor) -> str:
    return local.country or find_nation(local.name, (other.name for other in article.actors)) or article.country


def _agree(local: LocalActor, other: LocalActor, merged: _Merged) -> str:
    """Return why two forms of a name, the second one of ``merged``, can be one person's, or an empty string."""
    why = agree_given(local.given, other.given, load_lists().nicknames)
    if not why:
        return ""
    # a gender read from the context is wrong more often than two people of a corpus share their whole name
    is_whole = local.given[0] == other.given[0] and len(local.given[0]) > 1 or why == FURTHER_NAME
    is_nickname = local.given[0] != other.given[0]
    is_other = are_kin(local.name, other.name) or is_nickname and differ_in_office(local.roles, merged.roles)
    return why if not is_other and (_agree_gender(local, other) or is_whole) else ""


def _choose_name(spellings: Counter[str]) -> str:
    """Return the full name that most articles give, of several the longest, but none before which a word stands: "Shameless Ann Roe" of a
    shouted first line, "Sheriff Backs Ann Roe" of a headline."""
    most = max(spellings.values())
    common = [name for name, n in spellings.items() if n == most]
    bare = [name for name in common if not any(name.endswith(f" {other}") for other in common)]
    return max(bare, key=lambda name: len(name.split()))


def _choose_bearer(people: Iterable[_Merged], roles: Iterable[str]) -> tuple[_Merged, str] | None:
    """Return which of several people of one family name is meant by it alone, and why: the only one with the office that stands with it,
    else the one whom far more articles name in full than all the others. None where neither is so."""
    people = list(people)
    offices = set(map(fold_role, roles))
    holders = [p for p in people if any(is_office(fold_role(role), office) for role in p.roles for office in offices)]
    if len(holders) == 1:
        return holders[0], "the only one of that family name with this office"
    among = holders or people
    top = max(among, key=lambda p: p.n_articles)
    others = sum(p.n_articles for p in among) - top.n_articles
    if top.n_articles >= MIN_KNOWN and top.n_articles >= FAR_MORE * others:
        return top, f"{top.n_articles} articles name them in full, and {others} the others of that name"
    return None


def _enrich(merged: _Merged, local: LocalActor) -> None:
    """Add what one article knows of an actor; offices in the order in which the articles come, newest last."""
    merged.source_type = merged.source_type or local.source_type
    merged.organisation = merged.organisation or local.organisation
    merged.country = merged.country or local.country
    for role in local.roles:
        if fold_role(role) not in set(map(fold_role, merged.roles)):
            merged.roles.append(role)
    for alias, _ in local.aliases:
        merged.aliases.setdefault(alias)


def _agree_gender(one: LocalActor, other: LocalActor) -> bool:
    return not (one.gender and other.gender and one.gender != other.gender)


def _is_above(actor: _Merged, parent: _Merged) -> bool:
    """Whether ``actor`` is ``parent`` or stands above it; linking them would make a ring."""
    while parent is not None:
        if parent is actor:
            return True
        parent = parent.parent
    return False
