"""Whom a description belongs to: "Doe's aide", "the union's lawyer", "a Labour spokeswoman", "president of the union"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.actors.cast import Entity
from analysis.actors.lists import Noun
from analysis.actors.mentions import GENERAL, find_noun
from analysis.actors.names import fold_name
from analysis.actors.scene import Scene

OWNING = {"of", "for", "from", "by", "at", "with", "to", "in"}
ISSUING = {"by", "from", "of"}  # of documents: a letter to Doe is not Doe's, nor is a biography of Doe
STATE = frozenset("army military navy police government ministry embassy foreign defence defense presidential border security state "
                  "intelligence interior".split())  # fmt: skip
STAFFED = ("campaign", "administration", "government")  # what a politician's aides work for


def find_owner(scene: Scene, token, noun: Noun | None) -> Entity | None:
    """Return the named actor that a description belongs to, None where it belongs to none.

    Several names before a document have issued it together ("the Herald/Tribune poll"). Aides of somebody whose campaign or
    administration the article names are the campaign's.
    """
    before = list(dict.fromkeys(entity for entity in _list_owners_before(scene, token) if entity.kind != "unnamed"))
    if len(before) > 1 and noun is not None and noun.kind == "document" and all(e.kind == "organisation" for e in before):
        return scene.cast.find_group(before)
    owner = before[0] if before else _find_owner_after(scene, token, noun)
    if owner is not None and owner.kind == "person" and noun is not None and noun.speaks_for and noun.source_type == "staff":
        return scene.cast.find_body(owner.name.split()[-1], STAFFED) or owner
    return owner


def find_body(scene: Scene, owner: Entity, token) -> Entity:
    """Return the organisation that is named by its owner: "the Doe campaign", "Doe's campaign", "his campaign"."""
    stem = owner.name.split()[-1] if owner.kind == "person" else owner.name
    told = [t.text for t in token.lefts if t.dep_ in {"amod", "compound"} and t.i not in scene.names and t.text.casefold() in GENERAL]
    is_office = token.lemma_ == "office" and any(child.dep_ == "poss" for child in token.lefts)  # "Doe's office"
    name = " ".join((f"{stem}’s" if is_office else stem, *told, token.text))  # "Tolva's health ministry" is not that of defence
    body = scene.cast.find_organisation(name)
    body.country = body.country or owner.country
    if owner.kind != "person" and owner is not body:
        body.parent = body.parent or owner
    return body


def _list_owners_before(scene: Scene, token) -> Iterator[Entity]:
    has_pronoun = any(child.tag_ == "PRP$" for child in token.lefts)  # "his Twitter message" is his, whoever he is
    for child in token.lefts:
        if child.dep_ not in {"poss", "compound", "nmod", "amod"} or has_pronoun and child.tag_ != "PRP$":
            continue
        inner = find_noun(child, scene.lists) if child.dep_ == "poss" and child.i not in scene.names else None
        is_persons = inner is not None and inner.kind == "person"  # of "the Harvest Party candidate's letter", the candidate's
        parts = (c for c in child.children if c.dep_ in {"compound", "nmod", "conj", "poss"} and c.i in scene.names and not is_persons)
        for part in (*parts, child):
            finding = scene.found.get(part.i)
            people = scene.lists.demonyms.get(fold_name(part.text)) if child.dep_ != "poss" and part is child else None
            if people is not None and finding is not None and finding.entity.kind == "group":
                words = {t.text.casefold() for t in token.doc[part.i + 1 : token.i]}
                if not words or words & STATE:  # "an Iranian army spokesman" speaks for no people, that of a French union for no country
                    yield scene.cast.find_country(people, part.text)
            elif finding is not None and (part.i in scene.names or child.dep_ == "poss" or finding.entity.kind != "unnamed"):
                yield finding.entity
        if child.i not in scene.found and (inner := find_noun(child, scene.lists)) and inner.kind == "organisation":
            yield from _find_named(scene, child.text.casefold())


def _find_named(scene: Scene, word: str) -> Iterator[Entity]:
    """Yield the last organisation whose name ends in a word: "campaign aides" after "the Doe campaign"."""
    for seen in reversed(scene.recent):
        if seen.entity.kind == "organisation" and fold_name(seen.entity.name).split()[-1] == word:
            yield seen.entity
            return


def _find_owner_after(scene: Scene, token, noun: Noun | None) -> Entity | None:
    is_document = noun is not None and noun.kind == "document"
    for prep, owner in _list_owners_after(scene, token):
        if not is_document or prep in ISSUING and (prep != "of" or owner.kind != "person"):
            return owner
    return None


def _list_owners_after(scene: Scene, token) -> Iterator[tuple[str, Entity]]:
    """Yield who stands after a preposition that says whose the noun is, with the preposition."""
    for prep in token.rights:
        link = prep.text.casefold()
        if prep.dep_ not in {"prep", "agent"} or link not in OWNING:
            continue
        for child in prep.children:
            if child.dep_ != "pobj":
                continue
            if child.i in scene.names:
                yield link, scene.cast.find_name(scene.names[child.i])
                continue
            inner = next((c for c in child.lefts if c.i in scene.names and c.dep_ in {"compound", "poss"}), None)
            noun = find_noun(child, scene.lists)
            named = next((c for c in child.rights if c.dep_ == "appos" and c.i in scene.names), None)
            if named is not None and noun is not None and noun.kind == "person":  # "from Doe's attorney, Jane Roe"
                yield link, scene.cast.find_name(scene.names[named.i])
                continue
            if inner is not None and not (noun and noun.kind == "person" and inner.dep_ == "compound"):  # "for the U.S. attorney"
                owner = scene.cast.find_name(scene.names[inner.i])
                yield link, find_body(scene, owner, child) if noun and noun.kind == "organisation" else owner
            people = next((c for c in child.lefts if c.dep_ == "amod" and fold_name(c.text) in scene.lists.demonyms), None)
            if people is not None and noun and noun.kind == "organisation":  # "for the Ostranan foreign ministry"
                yield link, scene.cast.find_organisation(" ".join(t.text for t in child.doc[people.i : child.i + 1]))
