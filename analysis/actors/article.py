"""Read one article: who speaks in each of its statements, as small tuples that outlive the parsed document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from analysis.actors.affiliations import settle_affiliations
from analysis.actors.cast import SHARED, Entity
from analysis.actors.lists import load_lists
from analysis.actors.mentions import SUBJECTS, Mention, find_mentions
from analysis.actors.names import fold_name
from analysis.actors.national import find_home
from analysis.actors.nominals import resolve_nominal
from analysis.actors.pronouns import FIRST_PERSON, resolve_pronoun
from analysis.actors.scene import Finding, Scene
from analysis.quotes.quote import Quote
from analysis.quotes.turns import ANSWERERS

# A coreference model of the user's: a parsed document to clusters, each the (start, end) character spans that name one and the same.
Coreference = Callable[[object], Iterable[Iterable[tuple[int, int]]]]
SHARED_P = 0.5  # of a name that more than one bears
_SPEECH = re.compile(r"['’]s? (?:[a-z]+ ){0,2}(?:remarks|speech|address|statement|lecture|keynote|sermon|testimony)\b", re.I)
MIN_TURNS = 3  # of a transcript
MAX_HEADLINE = 300  # characters
NESTING = 20  # pieces of quotations looked back at for the one around an "I"


class LocalActor(NamedTuple):
    """An actor as one article knows it. ``key`` and ``parent`` are numbers within the article."""

    key: int
    name: str
    kind: str
    source_type: str
    gender: str
    given: tuple[str, ...]
    family: str
    roles: tuple[str, ...]
    organisation: str
    country: str
    parent: int | None
    aliases: tuple[tuple[str, str], ...]  # name as written, why it is this actor


class Link(NamedTuple):
    """Who speaks in one statement. ``actor`` is whom it counts for, ``person`` who uttered it; both keys of local actors."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    words: str
    actor: int | None
    person: int | None
    p: float
    reason: str


class ArticleMentions(NamedTuple):
    article_id: str
    actors: tuple[LocalActor, ...]
    links: tuple[Link, ...]
    country: str = ""  # of the dateline


def collect_mentions(article_id: str, doc, quotes: Sequence[Quote], coreference: Coreference | None = None) -> ArticleMentions:
    """Return who speaks in each of ``quotes``, links in their order, and the actors these need.

    ``coreference`` decides for the pronouns and descriptions that it puts into a cluster with a name; the built-in rules do the rest.
    Time is linear in the length of the article. Nothing is asked of ``doc`` afterwards.
    """
    scene = Scene(doc, load_lists(), quotes)
    _read_scene(scene, list(coreference(doc)) if coreference else [])
    settle_affiliations(scene)
    speakers = [scene.find_speaker_head(quote.speaker) for quote in quotes]
    findings = [_find_speaker(scene, quote, head) for quote, head in zip(quotes, speakers, strict=True)]
    around = sorted(
        ((*span, finding) for quote, finding in zip(quotes, findings, strict=True) if finding for span in quote.spans), key=lambda p: p[:2]
    )
    has_author = sum(quote.rule == "turn" for quote in quotes) < MIN_TURNS
    findings = [
        _find_enclosing(scene, head, around, has_author) if finding is None and head is not None else finding
        for head, finding in zip(speakers, findings, strict=True)
    ]
    findings = _settle_turns(scene, quotes, findings)
    return _sum_up(article_id, scene, quotes, findings)


def _read_scene(scene: Scene, clusters: Iterable[Iterable[tuple[int, int]]]) -> None:
    """Resolve every mention of the article, from the top."""
    chunks = {chunk.root.i: chunk.start for chunk in scene.doc.noun_chunks}
    found = find_mentions(scene.tokens, chunks, scene.lists, scene.speaker_heads, scene.human_heads, scene.speaker_edges)
    scene.add_names(found)
    linked = _link_clusters(scene, clusters)
    for mention in found.mentions:
        finding = linked.get(mention.head) or _resolve(scene, mention)
        if finding is None:
            continue
        scene.record(mention, finding)
        _record_pair(scene, mention, finding)


def _link_clusters(scene: Scene, clusters: Iterable[Iterable[tuple[int, int]]]) -> dict[int, Finding]:
    """Return for the head of each pronoun or description in a cluster the actor that the cluster names first."""
    linked = {}
    for cluster in clusters:
        heads = [head for span in cluster if (head := scene.find_speaker_head(tuple(span))) is not None]
        named = next((scene.names[head] for head in heads if head in scene.names), None)
        if named is not None:
            entity = scene.cast.find_name(named)
            finding = Finding(entity, 0.9, f"the coreference model puts it with “{' '.join(named.words)}”")
            linked.update((head, finding) for head in heads if head not in scene.names)
    return linked


def _record_pair(scene: Scene, mention: Mention, finding: Finding) -> None:
    """Keep "Doe and Roe" as one group too, for the "they" that follows."""
    token = scene.tokens[mention.head]
    first = scene.found.get(token.head.i) if token.dep_ == "conj" and mention.form == "name" else None
    kinds = {first.entity.kind, finding.entity.kind} if first is not None else set()
    is_pair = kinds == {"person"} or kinds <= {"organisation", "country", "place"} and token.head.dep_ in SUBJECTS
    if first is not None and is_pair and first.entity is not finding.entity:
        scene.keep_in_mind(token.head.i, scene.cast.find_group([first.entity, finding.entity]))


def _resolve(scene: Scene, mention: Mention) -> Finding | None:
    if mention.form == "pronoun":
        return resolve_pronoun(scene, mention)
    if mention.form == "nominal":
        return resolve_nominal(scene, mention)
    entity = scene.cast.find_name(mention)
    text = " ".join(mention.words)
    why = entity.aliases.get(text, "its own name")
    p = 0.95 if why == "its own name" else SHARED_P if SHARED in why else 0.9
    return Finding(entity, p, f"“{text}” is {entity.name}: {why}")


def _find_speaker(scene: Scene, quote: Quote, head: int | None) -> Finding | None:
    """Return who the speaker's words are: their head, else the first name in them; names joined by "and" are one group."""
    if head is None:
        return None
    tokens = scene.get_tokens(quote.speaker)
    finding = scene.found.get(head)
    if finding is None:
        inside = [token.i for token in tokens if token.i in scene.found]
        # not "a voter who heckled Doe", nor "Doe's critics"
        free = [i for i in inside if scene.tokens[i].dep_ not in {"poss", "pobj", "dobj", "dative"}]
        finding = scene.found[free[0]] if free else None
    if finding is None:
        return None
    joined = [scene.found[t.i].entity for t in tokens if t.dep_ == "conj" and t.head.i == head and t.i in scene.found]
    if finding.entity.kind == "unnamed":  # "state lawmakers and Governor Doe said": of the two he can be told
        named = _find_person_beside(scene, head, finding.entity)
        if named is None:
            return finding
        finding = named
    joined = [finding.entity, *joined] if joined else _list_joined(scene, tokens, finding.entity)
    joined = [entity for entity in dict.fromkeys(joined) if entity.kind != "unnamed"]
    if len(joined) < 2:
        return finding
    pair = scene.cast.find_group(joined)
    return Finding(pair, 0.8, f"{pair.name} are named together")


def _find_person_beside(scene: Scene, head: int, entity: Entity) -> Finding | None:
    """Return the first person joined by "and" to people whom nobody names; not to a body, nor the Doe of "allies of the mayor and Doe"."""
    rights = list(scene.tokens[head].rights)
    link = next((token.i for token in rights if token.dep_ == "cc"), None)
    if entity.is_body or link is None or any(token.text == "of" and token.i < link for token in rights):
        return None
    joined = (scene.found[token.i] for token in rights if token.dep_ == "conj" and token.i > link and token.i in scene.found)
    return next((found for found in joined if found.entity.kind == "person"), None)


def _list_joined(scene: Scene, tokens: list, entity: Entity) -> list[Entity]:
    """Return the people whom the speaker's words join by "and" where the parse does not: "House Speaker Doe and Senate Leader Roe", "Tom
    Cole, Ann Lee and Jim Day"."""
    runs: list[list[Mention]] = []
    for name in (scene.names[t.i] for t in tokens if t.i in scene.names and t.i in scene.found):
        between = [t.text for t in scene.tokens[runs[-1][-1].end : name.start]] if runs else []
        if between and all(word in ("and", ",", "-") or word[0].isupper() for word in between):
            runs[-1].append(name)
        else:
            runs.append([name])
    words = {t.text for t in tokens}
    people: list[Entity] = []
    for run in runs:
        named = [scene.cast.find_name(name) for name in run]
        if len(named) > 1 and entity in named:
            people = named
    return people if "and" in words and all(person.kind == "person" for person in people) else []


def _find_enclosing(scene: Scene, head: int, around: list[tuple[int, int, Finding]], has_author: bool) -> Finding | None:
    """Return who says "I" or "we": whoever is quoted there, outside of any quotation the author, of whom a transcript has none.

    ``around`` has the pieces of all contents that have a speaker, sorted: (start, end, who).
    """
    word = scene.tokens[head].text
    if word.casefold() not in FIRST_PERSON:
        return None
    at = scene.tokens[head].idx
    k = bisect_right(around, at, key=lambda piece: piece[0])
    inside = [finding for start, end, finding in around[max(0, k - NESTING) : k] if at < end]
    if inside:
        return Finding(inside[-1].entity, 0.8, f"“{word}” inside the words of {inside[-1].entity.name}")
    if (orator := _find_orator(scene)) is not None:
        return Finding(orator, 0.7, f"“{word}” outside of any quotation is {orator.name}, whose words the headline says these are")
    if not has_author:
        return None
    return Finding(scene.cast.find_author(), 0.6, f"“{word}” outside of any quotation is the author")


def _find_orator(scene: Scene) -> Entity | None:
    """Return whose speech a text is by its headline: "Foreign Minister Jane Doe's remarks at the Forum"."""
    headline = scene.text.lstrip().partition("\n")[0][:MAX_HEADLINE]
    found = _SPEECH.search(headline)
    if found is None:
        return None
    end = scene.text.index(headline) + found.start()
    named = [head for head in scene.names if scene.tokens[head].idx < end <= scene.tokens[head].idx + len(scene.tokens[head]) + 1]
    owner = scene.found[named[-1]].entity if named and named[-1] in scene.found else None
    return owner if owner is not None and owner.kind == "person" else None


def _settle_turns(scene: Scene, quotes: Sequence[Quote], findings: list[Finding | None]) -> list[Finding | None]:
    """Return the findings with one speaker for each name before a colon: the person of that surname, else who was found first.

    Answers ("A:", or no label at all) are given by whoever is interviewed.
    """
    people = {fold_name(person.family): person for person in scene.cast.get_people() if person.family}
    people |= {fold_name(person.name): person for person in scene.cast.get_people()}
    known: dict[str, Finding] = {}
    settled, interviewed = [], None
    for quote, finding in zip(quotes, findings, strict=True):
        label = scene.text[slice(*quote.speaker)] if quote.rule == "turn" and quote.speaker else ""
        if quote.rule == "interview" or label.casefold() in ANSWERERS:
            interviewed = interviewed or _find_interviewed(scene, quote.start)
            finding = interviewed or finding
        elif label and finding is not None:
            if finding.entity.kind != "person" and (person := people.get(fold_name(label))):
                finding = Finding(person, 0.85, f"“{label}” before the colon is {person.name}")
            finding = known.setdefault(fold_name(label), finding)
        settled.append(finding)
    return settled


def _find_interviewed(scene: Scene, start: int) -> Finding | None:
    """Return the person spoken of most before the first answer of an interview, in full and first if there are several."""
    named = Counter(id(found.entity) for head, found in scene.found.items() if scene.tokens[head].idx < start)
    people = [person for person in scene.cast.get_people() if named[id(person)]]
    best = max(people, key=lambda person: (bool(person.given), named[id(person)], -person.first), default=None)
    return Finding(best, 0.8, f"an answer of the interview: {best.name} is spoken of most before the first question") if best else None


def _sum_up(article_id: str, scene: Scene, quotes: Sequence[Quote], findings: Sequence[Finding | None]) -> ArticleMentions:
    """Return the links, and as actors whoever speaks, whom these belong to, and who else is named."""
    keys: dict[int, int] = {}
    actors: list[LocalActor] = []
    links = [_make_link(scene, quote, finding, keys, actors) for quote, finding in zip(quotes, findings, strict=True)]
    for entity in scene.cast.entities:
        if entity.first >= 0 and entity.kind in {"person", "organisation", "country"}:
            _keep(entity, keys, actors)
    return ArticleMentions(article_id, tuple(actors), tuple(links), find_home(scene.text))


def _make_link(scene: Scene, quote: Quote, finding: Finding | None, keys: dict[int, int], actors: list[LocalActor]) -> Link:
    words = scene.text[slice(*quote.speaker)] if quote.speaker else ""
    if finding is None:
        reason = f"nobody found for “{words}”" if words else "no speaker in the text"
        return Link(quote.start, quote.end, quote.speaker, words, None, None, quote.p_attribution, reason)
    entity = finding.entity
    person = _keep(entity, keys, actors)
    principal = entity.parent if entity.speaks_for else None
    actor = person if principal is None else _keep(principal, keys, actors)
    reason = finding.reason if principal is None else f"{finding.reason}; speaks for {principal.name}"
    return Link(quote.start, quote.end, quote.speaker, words, actor, person, quote.p_attribution * finding.p, reason)


def _keep(entity: Entity, keys: dict[int, int], actors: list[LocalActor]) -> int:
    """Enter an entity and those it belongs to among the article's actors; return its key."""
    if id(entity) in keys:
        return keys[id(entity)]
    key = keys[id(entity)] = len(keys)
    actors.append(None)
    parent = _keep(entity.parent, keys, actors) if entity.parent is not None else None
    kind = "organisation" if entity.kind == "place" else entity.kind
    actors[key] = LocalActor(
        key, entity.name, kind, entity.source_type, entity.told_gender, entity.given, entity.family, tuple(entity.roles),
        entity.organisation or (entity.parent.name if entity.parent and entity.parent.kind == "organisation" else ""),
        entity.country, parent, tuple(entity.aliases.items()),
    )  # fmt: skip
    return key
