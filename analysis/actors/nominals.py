"""Who a description is: "the minister", "Doe's spokesman", "officials", "a Labour spokeswoman"; bodies and documents by ``bodies``."""

from __future__ import annotations

from itertools import takewhile

from analysis.actors.bodies import resolve_document, resolve_organisation
from analysis.actors.cast import Entity
from analysis.actors.earlier import find_earlier, find_scope, is_definite
from analysis.actors.lists import Noun
from analysis.actors.mentions import Mention, find_noun
from analysis.actors.names import fold_name, is_past
from analysis.actors.offices import PARTIES, PUBLIC_BODIES, are_other_offices, are_others_nations
from analysis.actors.owners import find_owner
from analysis.actors.pronouns import rank_candidates
from analysis.actors.scene import Finding, Scene, Seen
from analysis.actors.unnamed import DEFINITE, MAX_PHRASE, add_source, find_headline, is_plural

UTTERANCES = {"comment", "remark", "criticism", "words"}
STANDINGS = {"top", "ranking", "senior", "leading", "veteran", "retired"}
INDEFINITE = {"a", "an", "another", "one"}
OWN_PAGE = {"article", "page", "story", "version", "edition"}
FAINT = -1.5  # salience below which nobody named is meant: not mentioned in the last sentences
DASHES = {"–", "—", "--"}
EITHER = {"developer", "supplier", "vendor", "owner", "operator", "producer", "employer", "publisher", "lender", "sponsor", "contractor",
          "landlord", "landowner", "investor", "buyer", "bidder", "retailer", "manufacturer", "partner", "planner"}  # fmt: skip
BODIES = frozenset("council party union bank company club board association federation group trust".split())  # that have a head
LESSER = {"vice", "deputy", "assistant", "under", "shadow"}
ABBREVIATED = {"representative": "rep", "senator": "sen", "governor": "gov", "professor": "prof", "doctor": "dr", "general": "gen"}
SIDES = {"critic", "supporter", "opponent", "advocate", "champion", "backer", "proponent", "enthusiast", "fan", "foe", "ally"}  # no offices
SAME_OFFICE = {"nominee": "candidate", "congressman": "representative", "congresswoman": "representative", "chairwoman": "chairman",
               "chair": "chairman", "businessman": "executive", "mogul": "executive"}  # fmt: skip


def resolve_nominal(scene: Scene, mention: Mention) -> Finding | None:
    """Return who a description refers to: somebody named, somebody described before, or a new unnamed source."""
    token = scene.tokens[mention.head]
    noun = find_noun(token, scene.lists) if token.text != "PM" else scene.lists.nouns["minister"]  # not the "pm" of "8 pm"
    same = None if mention.is_headline and _is_listed(token) else _find_beside(scene, token, noun)
    if same:
        return same
    if token.lemma_.casefold() in UTTERANCES:  # "the president's comments" are his; "criticism" is nobody
        return next((scene.found[child.i] for child in token.lefts if child.dep_ == "poss" and child.i in scene.found), None)
    is_two = any(child.text.casefold() == "both" for child in token.children) and not any(child.dep_ == "conj" for child in token.children)
    is_two = is_two and token.lemma_ not in {"side", "camp", "party", "team", "campaign", "group"}
    if mention.words[0] in {"both", "each"} or is_two:  # "both men", not "both bakers and millers"
        return _find_both(scene, mention)
    if noun is None:
        kind = Noun("group" if is_plural(token) else "person", "", "", False)
        return find_earlier(scene, mention) or add_source(scene, mention, kind, None)
    if _is_own_page(scene, mention):
        return Finding(scene.cast.find_author(), 0.7, f"“{token.text}”: the article speaks of itself")
    owner = find_owner(scene, token, noun)
    if noun.kind == "document":
        return resolve_document(scene, mention, noun, owner)
    if noun.kind == "organisation" or mention.words[0] in PUBLIC_BODIES:
        return resolve_organisation(scene, mention, noun, owner)
    if is_plural(token):
        return find_earlier(scene, mention) or find_headline(scene, mention, noun, owner) or add_source(scene, mention, noun, owner)
    if noun.kind == "group" and owner is not None and owner.kind == "organisation" and word_after(token) == "of":
        return Finding(owner, 0.75, f"“{token.text}” of {owner.name}")
    is_one = noun.kind != "group"  # "the opposition" is not its leader
    if is_one and (is_definite(token) or mention.is_headline) and (finding := _find_described(scene, mention, noun, owner)):
        return finding
    return add_source(scene, mention, noun, owner or _find_employer(scene, mention, noun))


def _find_employer(scene: Scene, mention: Mention, noun: Noun) -> Entity | None:
    """Return whom "a spokesman" speaks for where the sentence before and his own name one organisation and no other."""
    token = scene.tokens[mention.head]
    is_told = any(child.dep_ == "prep" and child.text in {"for", "of"} for child in token.rights)  # "a spokeswoman for the group"
    if not noun.speaks_for or mention.is_headline or is_told:
        return None
    since = scene.get_sentence(mention.head) - 1
    near = [seen.entity for seen in scene.recent if seen.sentence >= since and seen.quotation < 0]
    bodies = list(dict.fromkeys(entity for entity in near if entity.kind in {"organisation", "country"}))
    return bodies[0] if len(bodies) == 1 else None


def _is_own_page(scene: Scene, mention: Mention) -> bool:
    """Whether the article speaks of itself: "An earlier version of this page said …"."""
    words = [t.text.casefold() for t in scene.tokens[mention.start : mention.head + 4]]
    return "this" in words and not OWN_PAGE.isdisjoint(words[words.index("this") :]) and mention.words[0] in OWN_PAGE


def word_after(token) -> str:
    return token.nbor().text if token.i + 1 < len(token.doc) else ""


def _find_beside(scene: Scene, token, noun: Noun | None) -> Finding | None:
    """Return who is named beside the description: "Doe, the mayor", "the mayor, Jane Doe", "Doe is the mayor"."""
    beside = (child for child in token.children if child.i in scene.names and (child.dep_ == "appos" or _is_between_commas(scene, child)))
    named = [child.i for child in beside if not scene.is_of_inner(child, token.i)]
    named += [scene.speaker_names[token.i]] if token.i in scene.speaker_names else []
    for i in named:
        entity = scene.cast.find_name(scene.names[i])
        is_many = token.tag_ == "NNS" or token.tag_ == "NNPS" and token.text.endswith("s")  # "a Republican" may be tagged a plural
        if is_many and entity.kind == "person":  # "two senators, Jane Doe and Ann Roe"; of a list torn apart nobody is taken
            people = _list_people(scene, i)
            if len(people) < 2:
                continue
            group = scene.cast.find_group(people)
            return Finding(group, 0.8, f"“{token.text}” are {group.name}, named beside it")
        is_firm = entity.kind == "organisation" and token.lemma_ in EITHER and scene.tokens[i].dep_ == "appos"
        if is_firm or entity.kind != "place" and (noun is not None and noun.kind == "organisation") != (entity.kind == "person"):
            _describe(scene, entity, token, noun)
            _name_introduced(scene, token, entity)
            return Finding(entity, 0.9, f"“{token.text}” is {entity.name}, named beside it")
    subject = None
    if noun is not None and not is_plural(token) and token.dep_ == "appos":
        subject = token.head
    elif noun is not None and not is_plural(token) and token.dep_ == "attr" and token.head.lemma_ == "be":
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    finding = scene.found.get(subject.i) if subject is not None else None
    between = {t.text for t in scene.tokens[subject.i + 1 : token.i]} if finding is not None else set()
    if "(" in between and not DASHES.isdisjoint(between):
        return None  # "Denver (AP) – The state's top law officer": a dateline
    if finding is None or finding.entity.is_plural or (noun.kind == "person") != (finding.entity.kind in {"person", "unnamed"}):
        return None
    if noun.gender and finding.entity.gender not in {"", noun.gender}:
        return None
    _describe(scene, finding.entity, token, noun)
    return Finding(finding.entity, 0.85, f"“{token.text}” describes {finding.entity.name}")


def _is_between_commas(scene: Scene, child) -> bool:
    """Whether a name is beside a noun though the parse does not say so: "The drivers' union, RMX, said"."""
    name = scene.names[child.i]
    before, after = scene.tokens[max(0, name.start - 1)].text, scene.tokens[min(name.end, len(scene.tokens) - 1)].text
    return child.dep_ == "npadvmod" and before == after == ","


def _name_introduced(scene: Scene, token, entity: Entity) -> None:
    """Give the person who was introduced without a name the one that comes later: "A union lawyer said so. … The lawyer, Jane Doe, …"."""
    if entity.kind != "person" or is_plural(token) or not any(child.text.casefold() == "the" for child in token.lefts):
        return
    known = [seen for seen in scene.recent if seen.entity.kind == "unnamed" and _is_introduced_as(scene.tokens[seen.token], token)]
    if len({id(seen.entity) for seen in known}) != 1:
        return
    described = known[0].entity
    entity.parent, entity.speaks_for = entity.parent or described.parent, entity.speaks_for or described.speaks_for
    for seen in [seen for seen in scene.recent if seen.entity is described]:
        reason = f"“{scene.tokens[seen.token].text}”: named further down, {entity.name}"
        scene.found[seen.token] = Finding(entity, 0.7, reason)
    scene.forget(described, entity)


def _is_introduced_as(other, token) -> bool:
    """Whether a noun with "a" or "another" introduces whom another noun may take up with "the"."""
    is_new = any(child.dep_ == "det" and child.text.casefold() in INDEFINITE for child in other.lefts)
    return is_new and other.lemma_ == token.lemma_ and not is_plural(other) and _list_limits(token) <= _list_limits(other)


def _list_limits(token) -> set[str]:
    """Return the words that say which one of its kind somebody is: "council" and "Marl" of "the council lawyer from Marl"."""
    words = {child.lemma_ for child in token.lefts if child.dep_ in {"amod", "compound", "nmod", "poss"} and child.tag_[:1] in "NJV"}
    links = [child for child in token.rights if child.dep_ == "prep"]
    words.update(inside.lemma_ for link in links for inside in link.children if inside.dep_ == "pobj")
    return words | {child.lemma_ for child in token.rights if child.dep_ == "relcl"}


def _is_listed(token) -> bool:
    """Whether it is the mayor of the headline "Bishop, mayor at odds over bill", where a comma stands for "and"."""
    opens, after = token.left_edge.i, token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else "."
    is_bare = not any(child.dep_ in {"det", "poss"} for child in token.lefts) and after not in {",", ".", ")", "of"}
    return is_bare and token.dep_ == "appos" and opens > 0 and token.doc[opens - 1].text == ","


def _list_people(scene: Scene, i: int) -> list[Entity]:
    """Return the person at a token and those joined to him: "Jane Doe, Ann Roe and Tom Dell"."""
    people: list[Entity] = []
    while i is not None and len(people) < MAX_PHRASE:
        people.append(scene.cast.find_name(scene.names[i]))
        i = next((child.i for child in scene.tokens[i].rights if child.dep_ == "conj" and child.i in scene.names), None)
    return people


def _describe(scene: Scene, entity: Entity, token, noun: Noun | None) -> None:
    """Note an office written beside a name, and remember where it stands: whom it belongs to is known when all is read."""
    is_role = token.dep_ != "attr" and noun is not None and noun.kind == "person" and noun.source_type not in {"public", ""}
    is_role = is_role and token.lemma_ not in SIDES
    parts = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod", "poss"} and c.tag_ != "PRP$"]
    # of "President Doe's adviser" nobody is president
    left = min([scene.names[c.i].start if c.dep_ == "poss" and c.i in scene.names else c.left_edge.i for c in parts] + [token.i])
    left = max(left, token.i - MAX_PHRASE)
    while left < token.i and scene.tokens[left].tag_ in {"DT", "PRP$"}:
        left += 1
    right = token.i
    tail = next((child for child in token.rights if child.dep_ == "prep" and child.i == token.i + 1), None)
    if tail is not None and tail.text in {"of", "for", "to", "at"}:
        inside = [child.i for child in tail.children if child.dep_ == "pobj"]
        right = max((scene.names[i].end - 1 if i in scene.names else i for i in inside), default=token.i)  # "of the Union for Doe"
    phrase = " ".join("".join(t.text_with_ws for t in scene.tokens[left : min(right, token.i + MAX_PHRASE) + 1]).split())
    entity.described.update(fold_name(word) for word in phrase.split())
    entity.gender = entity.gender or (noun.gender if noun else "")
    if is_role and entity.kind == "person":
        entity.add_role(phrase)
        entity.speaks_for = entity.speaks_for or noun.speaks_for and not is_past(phrase)
        scene.affiliations.append((entity, token.i))


def _find_both(scene: Scene, mention: Mention) -> Finding | None:
    """Return the last two people named, as a pair."""
    people: list[Entity] = []
    for seen in reversed(scene.recent):
        if seen.entity.kind == "person" and seen.entity not in people:
            people.append(seen.entity)
    if len(people) < 2:
        return None
    return Finding(scene.cast.find_group(people[1::-1]), 0.5, f"“{scene.tokens[mention.head].text}”: the last two people named")


def _find_described(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    """Return the person whose office has the noun; else one spoken of by the same noun before; of some, the most salient.

    Among several who have the office it is the one that shares most words with the description, then the one named last.
    """
    token, word = scene.tokens[mention.head], mention.words[0]
    modifiers = {fold_name(t.text) for t in scene.tokens[mention.start : mention.head]} - DEFINITE
    words = {word, SAME_OFFICE.get(word, word), *(old for old, new in SAME_OFFICE.items() if new == word)}
    words |= {ABBREVIATED[known] for known in words if known in ABBREVIATED}
    asked = find_scope(scene.tokens[mention.start : mention.head], token)
    latest = {id(seen.entity): seen.token for seen in scene.recent if seen.is_subject or seen.is_speaker}
    best, best_score, has_deputy = None, 0.0, False
    for entity in scene.cast.get_people():
        if not (0 <= entity.first < mention.head or mention.is_headline) or (noun.gender and entity.gender not in {"", noun.gender}):
            continue
        if are_other_offices(asked, entity.described):  # the foreign minister is not the defence minister
            continue
        if are_others_nations(asked, entity.described) or _is_of_another(scene, mention, entity) or _are_of_parties(modifiers, entity):
            continue
        if _is_deputy(entity, words, modifiers):
            has_deputy = True
            continue
        shared, has_office = len(modifiers & entity.described), bool(words & entity.described)
        has_office |= word == "pm" and {"prime", "minister"} <= entity.described
        score = 2.0 * has_office + 0.8 * shared + 0.9 * (id(entity) in latest) + latest.get(id(entity), 0) * 1e-9
        if (has_office or shared and noun.kind == "person") and score > best_score:
            best, best_score = entity, score
    introduced = _find_introduced(scene, mention)
    if introduced is not None and introduced.token > (latest.get(id(best), -1) if best is not None else -1):
        return Finding(introduced.entity, 0.75, f"“the {token.text}”: introduced before, {introduced.entity.name}")
    if best is not None:
        return Finding(best, 0.75, f"“the {token.text}” is {best.name}, so described elsewhere in the article")
    is_anothers = owner is not None and (owner.kind in {"person", "unnamed", "organisation"} or noun.speaks_for)
    if mention.is_headline or is_anothers or has_deputy:
        return None
    if noun.source_type == "politician" or word_after(token) == "-" or token.lemma_ in {"year", "old"}:
        return _find_salient(scene, mention, noun) or find_earlier(scene, mention)  # "the nominee", "the mum-of-three", "the 44-year-old"
    return find_earlier(scene, mention)


def _are_of_parties(modifiers: set[str], entity: Entity) -> bool:
    """Whether a description names another party than the one somebody is told to be of: "the independent MP" is not the Labour one."""
    own = PARTIES & entity.described
    return "former" not in modifiers and bool(own and modifiers & PARTIES) and own.isdisjoint(modifiers)


def _is_of_another(scene: Scene, mention: Mention, entity: Entity) -> bool:
    """Whether a description says of what somebody is head, and the only such office of an entity is of another: "the chief executive of
    Harbour Capital" is not that of Deller Bank, "the Harwick council leader" not Wexmere's."""
    noun = mention.words[0]
    after = _name_after(scene.tokens, mention.head)
    # "the HRF"
    after = set() if len(after) == 1 and next(iter(after)).upper() in {t.text for t in scene.tokens[mention.head :][:4]} else after
    held = [role for role in entity.roles if noun in fold_name(role.partition(" of ")[0]).split()]
    of = [role.partition(" of ")[2] for role in held]
    if after and held and all(of):
        return all(set(fold_name(body).split()).isdisjoint(after) for body in of)
    before = {fold_name(t.text) for t in scene.tokens[mention.start : mention.head] if t.text[0].isupper()} - DEFINITE
    shared = {fold_name(t.text) for t in scene.tokens[mention.start : mention.head]} & BODIES
    names = [{fold_name(word) for word in role.split() if word[0].isupper()} - BODIES - {noun} for role in held]
    is_led = bool(shared and before - BODIES) and all(names) and all(shared & set(fold_name(role).split()) for role in held)
    return bool(held) and is_led and all(name.isdisjoint(before) for name in names)


def _name_after(tokens, head: int) -> set[str]:
    """Return the folded words of the name that stands behind "of" after a noun: "chief executive of Harbour Capital"."""
    if head + 2 >= len(tokens) or tokens[head + 1].text != "of":
        return set()
    words = list(takewhile(lambda t: t.text[0].isupper() or t.text in {"the", "of"}, tokens[head + 2 : head + 2 + MAX_PHRASE]))
    after = tokens[head + 2 + len(words)] if words and head + 2 + len(words) < len(tokens) else None
    is_owner = after is not None and after.tag_ == "POS"  # "chief executive of Britain's third-biggest lender"
    return set() if is_owner else {fold_name(t.text) for t in words} - {"the", "of"}


def _is_deputy(entity: Entity, words: set[str], modifiers: set[str]) -> bool:
    """Whether the only office of that name that somebody has is a lesser one: "the president" is not the vice president."""
    offices = [role for role in (fold_name(role).split() for role in entity.roles) if words & set(role)]
    return bool(offices) and not modifiers & LESSER and all(LESSER & set(role) for role in offices)


def _find_salient(scene: Scene, mention: Mention, noun: Noun) -> Finding | None:
    """Return the person news goes on speaking of under another name: "the Republican nominee", "the 44-year-old".

    Not for the man, the farmer or the activist, who is as often somebody else, perhaps the victim of the person named last; nor for who
    leads something, or is introduced: "the top Republican on the panel".
    """
    token = scene.tokens[mention.head]
    is_introduced = any(child.text.casefold() in STANDINGS for child in token.lefts) or any(child.text == "on" for child in token.rights)
    is_office = token.tag_ in {"NNP", "NNPS", "NNS"} or mention.words[0] in {"speaker", "leader"}
    if is_introduced or is_office or mention.head not in scene.speaker_heads:
        return None
    ranked = rank_candidates(scene, mention._replace(gender=noun.gender), people_only=True)
    if not ranked or ranked[0][0] < FAINT:
        return None
    entity = ranked[0][1].entity
    if are_other_offices(find_scope(scene.tokens[mention.start : mention.head], token), entity.described):
        return None
    return Finding(entity, 0.45, f"“the {mention.words[0]}” taken for {entity.name}, of whom the text speaks before")


def _find_introduced(scene: Scene, mention: Mention) -> Seen | None:
    """Return the last mention of an unnamed person by the same noun with "a" or "another": "An opposition senator was less sure. …, the
    senator said"."""
    for seen in reversed(scene.recent):
        other = scene.tokens[seen.token]
        is_actor = seen.is_subject or seen.is_speaker  # not of "she met a senator"
        if is_actor and seen.entity.kind == "unnamed" and other.lemma_.casefold() == mention.words[0] and not is_plural(other):
            if any(child.dep_ == "det" and child.text.casefold() in INDEFINITE for child in other.lefts):
                return seen
    return None


