"""Unnamed sources that an article takes up again by the same noun: "a report … the report", "officials … officials"."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.actors.mentions import Mention
from analysis.actors.names import fold_name
from analysis.actors.offices import OFFICIAL_BODIES, are_other_offices, are_others_nations
from analysis.actors.scene import Finding, Scene
from analysis.actors.unnamed import DEFINITE, MAX_PHRASE, is_plural


def is_definite(token) -> bool:
    if token.text == "year":  # "the 44-year-old", whose article the parser hangs on "old"
        return token.i > 2 and token.nbor(-3).text.casefold() in DEFINITE
    if token.text == "old" and token.i > 4 and token.nbor(-2).text == "year":  # or on a noun behind
        return token.nbor(-5).text.casefold() in DEFINITE
    return any(child.text.casefold() in DEFINITE for child in token.children if child.dep_ == "det")


def find_scope(before: Iterable, head) -> set[str]:
    """Return the folded words that say of what somebody is minister or leader: those before, and those of "of Wexmere Council"."""
    scope, inside = {fold_name(token.text) for token in before}, head
    for _ in range(MAX_PHRASE):
        if inside is None:
            break
        links = (child for child in inside.rights if child.i == inside.i + 1 and child.text in {"of", "for"})
        inside = next((child for link in links for child in link.children if child.dep_ == "pobj"), None)
        if inside is not None:
            scope.update(fold_name(token.text) for token in (*inside.lefts, inside))
    return scope


def find_earlier(scene: Scene, mention: Mention) -> Finding | None:
    """Return the unnamed source of the same noun that was spoken of before: "a report … the report", "officials … officials"."""
    token = scene.tokens[mention.head]
    is_bare = is_plural(token) and not any(child.i < token.i for child in token.children)
    if not is_definite(token) and not is_bare:
        return None
    asked, owner, found = find_scope(scene.tokens[mention.start : mention.head], token), _name_nation(token), None
    for seen in reversed(scene.recent):
        other = scene.tokens[seen.token]
        same = other.lemma_.casefold() == mention.words[0] and is_plural(other) == is_plural(token)
        same = same and not _differ(token, other)
        same = same and not any(are_other_offices(asked, held) for held in (seen.entity.described, find_scope(other.lefts, other)))
        if same and (not is_bare or fold_name(seen.entity.name) in {mention.words[0], fold_name(token.text)}):
            finding = Finding(seen.entity, 0.7, f"“{other.text}”: spoken of before, {seen.entity.name}")
            if owner == _name_nation(other):
                return finding
            if not owner:  # "the government" is rather the one that had no other name before either
                found = found or finding
    return found


def _name_nation(token) -> str:
    """Return whose a body is that every nation has, by the word written large before it: "the Ossarian government"; else ""."""
    if token.lemma_.casefold() not in OFFICIAL_BODIES:
        return ""
    return next((child.text for child in token.lefts if child.dep_ in {"amod", "compound", "nmod"} and child.text[:1].isupper()), "")


def _differ(token, other) -> bool:
    """Whether two descriptions by one noun have words of their own before it and share none: "the ruling party", "the opposition party"."""
    one, two = (
        {word.lemma_.casefold() for word in noun.lefts if word.dep_ in {"amod", "compound", "nmod", "poss"} and word.tag_[:1] in "NJV"}
        for noun in (token, other)
    )
    return bool(one and two) and (one.isdisjoint(two) or are_others_nations(one, two))
