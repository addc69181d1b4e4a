"""Read one article: who speaks in each of its statements, as small tuples that outlive the parsed document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.actors.affiliations import settle_affiliations
from analysis.actors.cast import Entity
from analysis.actors.lists import load_lists
from analysis.actors.mentions import Mention, find_mentions
from analysis.actors.nominals import resolve_nominal
from analysis.actors.pronouns import FIRST_PERSON, resolve_pronoun
from analysis.actors.scene import Finding, Scene
from analysis.quotes.quote import Quote

NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "CD", "DT"}


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


def collect_mentions(article_id: str, doc, quotes: Sequence[Quote]) -> ArticleMentions:
    """Return who speaks in each of ``quotes``, links in their order, and the actors these need.

    Time is linear in the length of the article. Nothing is asked of ``doc`` afterwards.
    """
    speakers = [find_speaker_head(doc, quote.speaker) for quote in quotes]
    scene = Scene(doc, load_lists(), quotes, frozenset(head for head in speakers if head is not None))
    _read_scene(scene)
    settle_affiliations(scene)
    findings = [_find_speaker(scene, quote, head) for quote, head in zip(quotes, speakers, strict=True)]
    findings = [
        finding or _find_enclosing(scene, quote, head, quotes, findings)
        for quote, head, finding in zip(quotes, speakers, findings, strict=True)
    ]
    return _sum_up(article_id, scene, quotes, findings)


def find_speaker_head(doc, speaker: tuple[int, int] | None) -> int | None:
    """Return the token that carries a speaker's words: the root of the span, or its first noun where the root is none."""
    span = doc.char_span(*speaker, alignment_mode="expand") if speaker else None
    if span is None or not len(span):
        return None
    if span.root.tag_ in NOUN_TAGS:
        return span.root.i
    return next((token.i for token in span if token.tag_ in NOUN_TAGS - {"DT", "CD"}), span.root.i)


def _read_scene(scene: Scene) -> None:
    mentions = find_mentions(scene.doc, scene.lists, scene.speaker_heads)
    scene.names.update((mention.head, mention) for mention in mentions if mention.form == "name")
    scene.cast.add_full_names(mentions)
    for mention in mentions:
        finding = _resolve(scene, mention)
        if finding is not None:
            scene.record(mention, finding)


def _resolve(scene: Scene, mention: Mention) -> Finding | None:
    if mention.form == "pronoun":
        return resolve_pronoun(scene, mention)
    if mention.form == "nominal":
        return resolve_nominal(scene, mention)
    entity = scene.cast.find_name(mention)
    text = " ".join(mention.words)
    why = entity.aliases.get(text, "its own name")
    return Finding(entity, 0.95 if why == "its own name" else 0.9, f"“{text}” is {entity.name}: {why}")


def _find_speaker(scene: Scene, quote: Quote, head: int | None) -> Finding | None:
    """Return who the speaker's words are: their head, else the first name in them; two joined by "and" are one group."""
    if head is None:
        return None
    span = scene.doc.char_span(*quote.speaker, alignment_mode="expand")
    finding = scene.found.get(head)
    if finding is None:
        inside = [token.i for token in span if token.i in scene.found]
        free = [i for i in inside if scene.doc[i].dep_ not in {"poss", "pobj"}]
        finding = scene.found[(free or inside)[0]] if inside else None
    joined = [scene.found[t.i].entity for t in span if t.dep_ == "conj" and t.head.i == head and t.i in scene.found]
    joined = [entity for entity in joined if finding and entity is not finding.entity and entity.kind != "unnamed"]
    if not joined or finding.entity.kind == "unnamed":
        return finding
    return _join(scene, [finding.entity, *joined])


def _join(scene: Scene, entities: list[Entity]) -> Finding:
    name = " and ".join(entity.name for entity in entities)
    pair = next((e for e in scene.cast.entities if e.name == name), None) or scene.cast.add_unnamed(name, "group", "", is_plural=True)
    pair.aliases.setdefault(name, "named together")
    return Finding(pair, 0.8, f"{name} are named together")


def _find_enclosing(scene: Scene, quote: Quote, head: int | None, quotes: Sequence[Quote], findings) -> Finding | None:
    """Return who says "I" or "we" inside somebody's quotation: whoever is quoted there."""
    if head is None or scene.doc[head].text.casefold() not in FIRST_PERSON:
        return None
    at = scene.doc[head].idx
    around = [
        (span[1] - span[0], k)
        for k, other in enumerate(quotes)
        if other is not quote and findings[k] is not None
        for span in other.spans
        if span[0] <= at < span[1]
    ]
    if not around:
        author = scene.cast.find_author()
        return Finding(author, 0.6, f"“{scene.doc[head].text}” outside any quotation is the author")
    finding = findings[min(around)[1]]
    return Finding(finding.entity, 0.8, f"“{scene.doc[head].text}” inside the words of {finding.entity.name}")


def _sum_up(article_id: str, scene: Scene, quotes: Sequence[Quote], findings: Sequence[Finding | None]) -> ArticleMentions:
    keys: dict[int, int] = {}
    actors: list[LocalActor] = []
    links = []
    for quote, finding in zip(quotes, findings, strict=True):
        words = scene.doc.text[slice(*quote.speaker)] if quote.speaker else ""
        if finding is None:
            reason = f"nobody found for “{words}”" if words else "no speaker in the text"
            links.append(Link(quote.start, quote.end, quote.speaker, words, None, None, quote.p_attribution, reason))
            continue
        person = _keep(finding.entity, keys, actors)
        stands_for = finding.entity.parent if finding.entity.speaks_for else None
        actor = person if stands_for is None else _keep(stands_for, keys, actors)
        reason = finding.reason if stands_for is None else f"{finding.reason}; speaks for {stands_for.name}"
        links.append(Link(quote.start, quote.end, quote.speaker, words, actor, person, quote.p_attribution * finding.p, reason))
    return ArticleMentions(article_id, tuple(actors), tuple(links))


def _keep(entity: Entity, keys: dict[int, int], actors: list[LocalActor]) -> int:
    """Enter an entity and those it belongs to among the article's actors; return its key."""
    if id(entity) in keys:
        return keys[id(entity)]
    key = keys[id(entity)] = len(keys)
    actors.append(None)
    parent = _keep(entity.parent, keys, actors) if entity.parent is not None else None
    kind = "organisation" if entity.kind == "place" else entity.kind
    actors[key] = LocalActor(
        key, entity.name, kind, entity.source_type, entity.gender, entity.given, entity.family, tuple(entity.roles),
        entity.organisation or (entity.parent.name if entity.parent and entity.parent.kind == "organisation" else ""),
        entity.country, parent, tuple(entity.aliases.items()),
    )  # fmt: skip
    return key
