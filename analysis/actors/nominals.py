"""Who a description is: "the minister", "the group", "Smith's spokesman", "officials", "a Labour spokeswoman", "the report"."""

from __future__ import annotations

from analysis.actors.cast import Entity
from analysis.actors.lists import Noun
from analysis.actors.mentions import Mention
from analysis.actors.names import fold_name
from analysis.actors.scene import Finding, Scene

DEFINITE = {"the", "this", "that", "these", "those"}
OWNING = {"of", "for", "from", "by", "at", "with", "to", "in"}
GENERAL_ORGANISATIONS = {"group", "organisation", "organization", "company", "firm", "agency", "outlet", "body", "publication"}
PLACES = {"state", "city", "town", "county", "country", "nation", "region", "province"}
MAX_PHRASE = 12  # words of a description that are kept as a name


def resolve_nominal(scene: Scene, mention: Mention) -> Finding | None:
    """Return who a description refers to: somebody named, somebody described before, or a new unnamed source."""
    token, lists = scene.doc[mention.head], scene.lists
    noun = find_noun(scene, token)
    same = _find_same(scene, token, noun)
    if same:
        return same
    owner = find_owner(scene, token)
    if noun is None:
        return _add_source(scene, mention, Noun("group" if is_plural(token) else "person", "", "", False), owner)
    if noun.kind == "document":
        return _resolve_document(scene, mention, noun, owner)
    if noun.kind == "organisation":
        return _resolve_organisation(scene, mention, owner)
    if owner is None and _is_definite(token) and (finding := _find_described(scene, mention, noun)):
        return finding
    return _add_source(scene, mention, noun, owner)


def find_noun(scene: Scene, token) -> Noun | None:
    nouns = scene.lists.nouns
    word = token.text.casefold()
    return nouns.get(token.lemma_.casefold()) or nouns.get(word) or nouns.get(word.removesuffix("s"))


def is_plural(token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in token.children)


def _is_definite(token) -> bool:
    return any(child.text.casefold() in DEFINITE for child in token.children if child.dep_ == "det")


def _find_same(scene: Scene, token, noun: Noun | None) -> Finding | None:
    """Return who stands beside the description in apposition, or is its subject: "Smith, the mayor", "Smith is the mayor"."""
    for child in token.children:
        if child.dep_ == "appos" and child.i in scene.names and noun and noun.kind in {"person", "organisation"}:
            entity = scene.cast.find_name(scene.names[child.i])
            _describe(scene, entity, token)
            return Finding(entity, 0.9, f"“{token.text}” is {entity.name}, named beside it")
    if noun is None or is_plural(token):
        return None
    subject = None
    if token.dep_ == "appos":
        subject = token.head
    elif token.dep_ == "attr" and token.head.lemma_ == "be":
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    finding = scene.found.get(subject.i) if subject is not None else None
    if finding is None or finding.entity.kind not in {"person", "organisation", "unnamed"} or finding.entity.is_plural:
        return None
    if (noun.kind == "person") != (finding.entity.kind == "person" or finding.entity.kind == "unnamed"):
        return None
    _describe(scene, finding.entity, token, is_role=token.dep_ == "appos")
    return Finding(finding.entity, 0.85, f"“{token.text}” describes {finding.entity.name}")


def _describe(scene: Scene, entity: Entity, token, is_role: bool = True) -> None:
    """Note an office written beside a name, and remember where it stands: whom it belongs to is known when all is read."""
    noun = find_noun(scene, token)
    left = min([child.i for child in token.children if child.dep_ in {"compound", "amod", "nmod", "poss", "nummod"}] + [token.i])
    words = [t for t in scene.doc[left : token.i + 1] if t.dep_ != "punct" and not t.is_space]
    phrase = " ".join(t.text for t in words)
    tail = next((child for child in token.children if child.dep_ == "prep" and child.text in {"of", "for", "to", "at"}), None)
    if tail is not None and tail.i == token.i + 1:
        end = max((t.i for child in tail.children if child.dep_ == "pobj" for t in (child, *child.lefts)), default=tail.i)
        phrase += scene.doc[token.i + 1 : min(end, token.i + MAX_PHRASE) + 1].text_with_ws.rstrip().join([" ", ""])
    if noun and noun.kind == "person" and noun.source_type != "public" and is_role and entity.kind == "person":
        entity.add_role(phrase)
    entity.described.update(fold_name(word) for word in phrase.split())
    entity.gender = entity.gender or (noun.gender if noun else "")
    entity.speaks_for = entity.speaks_for or bool(noun and noun.speaks_for and is_role)
    if is_role:
        scene.affiliations.append((entity, token.i))


def find_owner(scene: Scene, token) -> Entity | None:
    """Return the named actor a description belongs to: "Smith's …", "his …", "STW …", "… of the union", "… for Smith"."""
    for child in token.children:
        if child.dep_ in {"poss", "compound", "nmod"} or (child.dep_ == "amod" and child.i in scene.found):
            finding = scene.found.get(child.i)
            if finding and finding.entity.kind != "unnamed":
                return finding.entity
    for prep in token.rights:
        if prep.dep_ in {"prep", "agent"} and prep.text.casefold() in OWNING:
            for child in prep.children:
                name = scene.names.get(child.i)
                if child.dep_ == "pobj" and name:
                    return scene.cast.find_name(name)
                if child.dep_ == "pobj" and (inner := next((c for c in child.lefts if c.i in scene.names and c.dep_ in {"compound", "poss"}), None)):
                    owner = scene.cast.find_name(scene.names[inner.i])
                    noun = find_noun(scene, child)
                    return _find_body(scene, owner, child) if noun and noun.kind == "organisation" else owner
    return None


def _find_body(scene: Scene, owner: Entity, token) -> Entity:
    """Return the organisation that is named by its owner: "the Smith campaign", "Smith's campaign", "his campaign"."""
    stem = owner.name.split()[-1] if owner.kind == "person" else owner.name
    body = scene.cast.find_organisation(f"{stem} {token.text}")
    body.parent = body.parent or (owner if owner.kind != "person" else None)
    return body


def _resolve_document(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    """A report or a poll speaks for who issued it, where that is said; films and tax returns are things."""
    token = scene.doc[mention.head]
    if owner is not None and noun.source_type != "thing" and owner.kind != "place":
        return Finding(owner, 0.8, f"“{token.text}” was issued by {owner.name}")
    if owner is None and (finding := _find_earlier(scene, mention)):
        return finding
    return _add_source(scene, mention, noun, owner)


def _resolve_organisation(scene: Scene, mention: Mention, owner: Entity | None) -> Finding | None:
    token = scene.doc[mention.head]
    word = mention.words[0]
    if owner is not None and not is_plural(token) and owner.kind not in {"country", "place"} and any(
        child.dep_ in {"poss", "compound"} and child.i in scene.found for child in token.children
    ):
        body = _find_body(scene, owner, token)
        return Finding(body, 0.85, f"“{token.text}” is named by its owner: {body.name}")
    if not is_plural(token) and _is_definite(token):
        for seen in reversed(scene.recent):
            entity = seen.entity
            fits = word in fold_name(entity.name).split() or word in entity.described
            if entity.kind == "organisation" and (fits or word in GENERAL_ORGANISATIONS) and seen.quotation < 0:
                return Finding(entity, 0.75 if fits else 0.6, f"“the {token.text}” is {entity.name}: the last {word} named")
            if entity.kind in {"place", "country"} and word in PLACES and not seen.is_embedded:
                return Finding(entity, 0.6, f"“the {token.text}” is {entity.name}: the last place named")
    return _find_earlier(scene, mention) or _add_source(scene, mention, Noun("group", "", "", False), owner)


def _find_described(scene: Scene, mention: Mention, noun: Noun) -> Finding | None:
    """Return the person whose office or description has the noun; among several the one sharing most words, then the latest."""
    token, word = scene.doc[mention.head], mention.words[0]
    if is_plural(token):
        return _find_earlier(scene, mention)
    modifiers = {fold_name(t.text) for t in scene.doc[mention.start : mention.head]} - DEFINITE
    best, best_score = None, 0.0
    latest = {id(seen.entity): seen.token for seen in scene.recent}
    for entity in scene.cast.entities:
        if entity.kind != "person" or not 0 <= entity.first < mention.head or (noun.gender and entity.gender not in {"", noun.gender}):
            continue
        shared = len(modifiers & entity.described)
        score = (2.0 + shared if word in entity.described else 0.8 * shared) + (0.9 if id(entity) in latest else 0)
        if score > best_score and (word in entity.described or shared):
            best, best_score = entity, score + latest.get(id(entity), 0) * 1e-9
    if best is not None:
        return Finding(best, 0.75, f"“the {token.text}” is {best.name}, so described elsewhere in the article")
    return _find_earlier(scene, mention)


def _find_earlier(scene: Scene, mention: Mention) -> Finding | None:
    """Return the unnamed source of the same noun that was spoken of before: "a report … the report"."""
    if not _is_definite(scene.doc[mention.head]):
        return None
    for seen in reversed(scene.recent):
        other = scene.doc[seen.token]
        if other.lemma_.casefold() == mention.words[0] and other.tag_ == scene.doc[mention.head].tag_:
            return Finding(seen.entity, 0.7, f"“the {other.text}” was spoken of before: {seen.entity.name}")
    return None


def _add_source(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding:
    token = scene.doc[mention.head]
    start = max(mention.start, mention.head - MAX_PHRASE)
    words = [t.text for t in scene.doc[start : mention.head + 1] if not t.is_space]
    if words and words[0].casefold() in DEFINITE | {"a", "an"} and len(words) > 1:
        words = words[1:]
    plural = is_plural(token) or noun.kind == "group"
    name = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-")
    entity = scene.cast.add_unnamed(name, "unnamed", noun.source_type, noun.gender, plural)
    entity.parent, entity.speaks_for = owner, noun.speaks_for and owner is not None
    entity.aliases[name] = "as written"
    return Finding(entity, 0.8, f"“{name}”: nobody is named")
