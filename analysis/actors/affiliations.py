"""What actors belong to: spokesperson to organisation to country, read from offices and appositions once all names are known."""

from __future__ import annotations

from analysis.actors.cast import Entity
from analysis.actors.lists import Noun
from analysis.actors.mentions import find_noun
from analysis.actors.names import fold_name, is_past
from analysis.actors.owners import find_owner
from analysis.actors.scene import Scene

PLAIN_WORDS = frozenset(
    "senior chief top deputy national communications campaign policy press media former acting vice executive managing environment "
    "health education transport housing energy justice defence defense finance business culture rural climate the a an longtime lead "
    "foreign economic political security special legal military science technology domestic homeland intelligence".split()
)
_LEADING = frozenset({"chair", "run", "lead", "head", "direct", "manage"})
_REGIONS = frozenset("New Northern Southern Western Eastern North South West East Papua".split())
_STATE_OFFICES = frozenset("governor gov senator sen representative rep congressman congresswoman democrat republican attorney".split())


def settle_affiliations(scene: Scene) -> None:
    """Fill in organisation, country and parent of the cast."""
    for entity, token in scene.affiliations:
        if any(is_past(child.text) for child in scene.tokens[token].lefts):
            continue  # "a former spokesman for the union" belongs to it no more
        owner = find_owner(scene, scene.tokens[token], find_noun(scene.tokens[token], scene.lists))
        if owner is not None and owner is not entity:
            _attach(entity, owner)
    for head, mention in scene.names.items():
        if (led := _find_led(scene, head)) is not None:  # "Ada Quill, who chairs the Harwick Traders"
            _attach(scene.cast.find_name(mention), led)
    for entity in list(scene.cast.entities):
        for role in entity.roles:
            _read_office(scene, entity, role)
        advises = any(_list_office(role.split(" at ")[0])[-1:] in (["adviser"], ["advisor"]) for role in entity.roles)
        if entity.kind == "person" and entity.speaks_for and entity.parent is not None and (advises or entity.parent.kind == "person"):
            # "Ms Lunt, Mr Rusk's chief adviser" and "an adviser at the bank" speak for themselves, his spokeswoman for him
            entity.speaks_for = any(_is_spokesperson(scene, role) for role in entity.roles)
        _find_capital(scene, entity)


def _find_led(scene: Scene, head: int) -> Entity | None:
    """Return the organisation that the person named at a token is told to lead by a clause behind the name."""
    for clause in scene.tokens[head].rights:
        if clause.dep_ != "relcl" or clause.lemma_ not in _LEADING or clause.tag_ not in {"VBZ", "VBP"}:
            continue
        led = next((child for child in clause.rights if child.dep_ == "dobj" and child.i in scene.names), None)
        if led is not None and any(child.text.casefold() == "who" for child in clause.lefts):
            body = scene.cast.find_name(scene.names[led.i])
            return body if body.kind == "organisation" else None
    return None


def _is_spokesperson(scene: Scene, role: str) -> bool:
    noun = _find_office(scene, _list_office(role))
    return noun is not None and noun.source_type == "spokesperson"


def _list_office(role: str) -> list[str]:
    """Return the words of an office without whom it is of or for."""
    return role.split(" of ")[0].split(" for ")[0].split()


def _find_office(scene: Scene, words: list[str]) -> Noun | None:
    """Return the noun that an office ends with, of two words or of one: "press secretary", "spokesman"."""
    endings = (" ".join(words[-size:]).casefold() for size in (2, 1))
    return next((scene.lists.nouns[ending] for ending in endings if ending in scene.lists.nouns), None)


def _attach(entity: Entity, owner: Entity) -> None:
    if owner.kind in {"organisation", "country"} or entity.speaks_for:
        entity.parent = entity.parent or owner
    if owner.kind == "organisation":
        entity.organisation = entity.organisation or owner.name
    entity.country = entity.country or owner.country


def _read_office(scene: Scene, entity: Entity, role: str) -> None:
    """Read the words of an office: "Harvest Union spokesman", "Ruritanian President"."""
    words = _list_office(role)
    if words and words[0].casefold() in {"opposition", "shadow"}:  # "Opposition health spokeswoman": a politician, and no body's voice
        entity.speaks_for = False
        return
    if (country := _find_country(scene, words)) and not entity.country and not is_past(role):
        entity.country = country
        entity.parent = entity.parent or scene.cast.find_country(country)
    noun = _find_office(scene, words)
    if is_past(role) or noun is None or not noun.speaks_for:
        return
    entity.speaks_for = True
    front = words[:-1]
    while front and front[-1].casefold() in PLAIN_WORDS and not (front[-1].casefold() == "campaign" and len(front) > 1):
        front = front[:-1]
    if front and front[0][0].isupper() and entity.parent is None:
        owner = scene.cast.find_stem(front)
        if owner is not entity:
            _attach(entity, owner)


def _find_country(scene: Scene, words: list[str]) -> str:
    """Return the country that an office is of, or "": of "South Sudan President" the longest name, of "New Mexico Governor" none."""
    names = scene.lists.nations
    for i in range(len(words)):
        for size in (3, 2, 1):
            country = names.get(fold_name(" ".join(words[i : i + size]))) if i + size <= len(words) else None
            is_part = size == 1 and i > 0 and words[i - 1] in _REGIONS
            is_state = country == "Georgia" and not _STATE_OFFICES.isdisjoint(map(fold_name, words))
            if country and not is_part and not is_state:
                return country
    return ""


def _find_capital(scene: Scene, entity: Entity) -> None:
    """A capital that speaks is its country's government."""
    country = scene.lists.capitals.get(fold_name(entity.name)) if entity.kind == "place" else None
    if country:
        entity.aliases[entity.name] = f"the capital stands for {country}"
        entity.name, entity.kind, entity.country = country, "country", country
