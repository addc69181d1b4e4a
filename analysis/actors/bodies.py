"""Which organisation a description means, "the group", "the Doe campaign", and for whom a document speaks: "the report"."""

from __future__ import annotations

from analysis.actors.cast import Entity
from analysis.actors.earlier import find_earlier, is_definite
from analysis.actors.lists import Noun
from analysis.actors.mentions import Mention
from analysis.actors.names import fold_name
from analysis.actors.offices import OFFICIAL_BODIES, PARTIES, PUBLIC_BODIES
from analysis.actors.owners import find_body
from analysis.actors.scene import Finding, Scene, Seen
from analysis.actors.unnamed import DEFINITE, add_source, is_plural

GENERAL_ORGANISATIONS = {"group", "organisation", "organization", "company", "firm", "agency", "outlet", "body", "publication"}
FIRMS = {"company", "firm", "business", "retailer", "manufacturer", "operator"}
NO_FIRMS = {"union", "charity", "party", "association", "federation", "league", "campaign", "regulator", "watchdog", "guild"}
PLACES = {"state", "city", "town", "county", "country", "nation", "region", "province"}
NEAR = 2  # sentences back to where "the company" is rather sought
POLLS = {"poll", "survey"}
ALLIANCES = {"accord", "pact", "charter", "compact", "covenant"}  # after which parties and campaigns are called too


def resolve_document(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    """A report or a poll speaks for who issued it, where that is said; films and tax returns are things."""
    token = scene.tokens[mention.head]
    is_name = owner is not None and owner.kind == "person" and fold_name(owner.name.split()[0]) not in scene.lists.first_names
    if is_name and mention.words[0] in POLLS:
        owner.kind = "organisation"  # "a Pulse Harwick survey": a name that spaCy takes for a person's
    before = scene.tokens[token.i - 1] if token.i else token
    is_written_large = before.text[0].isupper() and token.text[0].isupper() and not mention.is_headline
    is_called = owner is not None and (owner.kind == "organisation" or fold_name(owner.name) in PARTIES)
    if mention.words[0] in ALLIANCES and is_written_large and is_called:
        body = scene.cast.find_organisation(f"{owner.name} {token.text}")  # "the Green Accord", a party
        return Finding(body, 0.7, f"“{token.text}” is part of a name: {body.name}")
    if owner is not None and noun.source_type != "thing" and owner.kind != "place":
        return Finding(owner, 0.8, f"“{token.text}” was issued by {owner.name}")
    if owner is None and (finding := find_earlier(scene, mention)):
        return finding
    return add_source(scene, mention, noun, owner)


def resolve_organisation(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    token, word = scene.tokens[mention.head], mention.words[0]
    joined = next((c for c in token.children if c.dep_ in {"poss", "compound", "nmod"} and c.i in scene.found), None)
    is_place = owner is not None and owner.kind in {"country", "place"}
    if owner is not None and owner.kind == "person" and word in {"website", "site"}:
        return Finding(owner, 0.7, f"the {word} is {owner.name}'s")
    is_body = joined is not None and (not is_place or (word in PUBLIC_BODIES and joined.dep_ != "poss"))
    if owner is not None and is_body and not is_plural(token):
        body = find_body(scene, owner, token)
        return Finding(body, 0.85, f"“{token.text}” is named by its owner: {body.name}")
    if not is_plural(token) and is_definite(token):
        recent = list(reversed(scene.recent))
        if word in GENERAL_ORGANISATIONS:  # rather one that acts or speaks than one that is only named
            here = scene.get_sentence(mention.head)
            recent.sort(key=lambda seen: (here - seen.sentence > NEAR, not (seen.is_speaker or seen.is_subject)))
        named = {fold_name(t.text) for t in scene.tokens[mention.start : mention.head] if t.text[0].isupper()} - DEFINITE - {"st."}
        for seen in recent:
            entity = seen.entity
            name = fold_name(entity.name).split()
            is_near = word in GENERAL_ORGANISATIONS - FIRMS and scene.get_sentence(mention.head) - seen.sentence <= 1
            if is_near and entity.kind == "unnamed" and entity.is_body and seen.is_speaker and seen.quotation < 0:
                return Finding(entity, 0.6, f"“the {token.text}” is {entity.name}: who spoke before")
            fits = word in name or word in entity.described
            may_be_official = word in {"agency", "body"} and name[-1] not in {"administration", "campaign"}
            if not may_be_official and not fits and not OFFICIAL_BODIES.isdisjoint(name):
                continue  # "the group" is not the White House
            if named and named.isdisjoint({*name, *entity.described}):
                continue  # "the Dover group" is of Dover
            if word in FIRMS and not fits and _is_no_firm(scene, entity):
                continue  # "the company" is not the union quoted last
            is_called = fits or word in GENERAL_ORGANISATIONS and not _is_place_like(scene, seen) and not _is_told(scene, seen)
            if entity.kind == "organisation" and is_called and seen.quotation < 0:
                return Finding(entity, 0.75 if fits else 0.6, f"“the {token.text}” is {entity.name}: the last {word} named")
            if entity.kind in {"place", "country"} and word in PLACES:
                return Finding(entity, 0.6, f"“the {token.text}” is {entity.name}: the last place named")
    kind = noun if noun.kind == "group" else Noun("group", "", "", False)
    found = find_earlier(scene, mention) or add_source(scene, mention, kind, owner)
    if found is not None and found.entity.kind == "unnamed":
        found.entity.is_body = True
    return found


def _is_told(scene: Scene, seen: Seen) -> bool:
    """Whether something is named as the medium only: "told the BBC", "in an interview with the Courier", "seen by the Gazette"."""
    token = scene.tokens[seen.token]
    above = token.head.head
    is_told = token.dep_ in {"dobj", "dative"} and token.head.lemma_ == "tell"
    is_interview = token.dep_ == "pobj" and token.head.text in {"with", "to"} and above.lemma_ in {"interview", "speak", "talk"}
    return is_told or is_interview or token.dep_ == "pobj" and token.head.text == "by" and above.lemma_ in {"see", "obtain"}


def _is_no_firm(scene: Scene, entity: Entity) -> bool:
    """Whether a body is called a union, a party or the like: in its name, or before it, "the shopworkers' union RSW"."""
    called = {fold_name(entity.name.split()[-1])} | entity.described
    for seen in scene.recent:
        if seen.entity is entity and seen.token in scene.names:
            opens, start = scene.tokens[seen.token].left_edge.i, scene.names[seen.token].start
            called |= {token.text.casefold() for token in scene.tokens[opens:start]}
    return not NO_FIRMS.isdisjoint(called)


def _is_place_like(scene: Scene, seen: Seen) -> bool:
    """Whether something is named like a place, whatever spaCy calls it: "in Harwick", "the Harwick corridor"."""
    token = scene.tokens[seen.token]
    return token.dep_ in {"compound", "nmod"} or token.i > 0 and token.nbor(-1).text.casefold() == "in"
