"""Who a pronoun is: the salient earlier mention that agrees with it in gender and number.

A scored version of the salience factors of Lappin and Leass (1994): recency, subjecthood, parallel clauses, who spoke last; weights set
by hand on news. It looks ahead only from a clause before the main one ("When he arrived, Doe said").
"""

from __future__ import annotations

from analysis.actors.cast import Entity
from analysis.actors.mentions import SUBJECTS, Mention
from analysis.actors.scene import Finding, Scene, Seen

RELATIVES = {"who", "whom", "whose", "which", "that"}
FIRST_PERSON = {"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"}
ANYBODY = {"you", "your", "one"}
PLURALS = {"they", "them", "their", "theirs"}
POSSESSIVES = {"his", "her", "their", "its"}
LEAD_IN = 12  # tokens from a name to the colon of the clause that leads in to a quotation
MAX_CLIMB = 6  # heads from a possessive up to the verb of its clause
KIN = frozenset("wife husband son daughter mother father brother sister partner girlfriend boyfriend uncle aunt cousin widow child".split())
MAX_TOPIC = 10  # tokens around a name among which "Mayor Doe?" begins and ends
STOPS = {".", "!", "?", ":", "“", "”", '"'}
INTERVIEWING = {"speak", "talk", "interview", "chat"}
OURS = {"my", "our"}
MAX_SENTENCE = 80  # tokens of the sentence before that are looked at
SPEAKING = {"say", "add", "tell", "continue", "claim", "explain", "insist", "warn"}
SPOKEN_OF = 2.0  # what it costs to be the "he" of a quotation that "he said" ends
FAR = 6  # sentences after which distance counts no more


def resolve_pronoun(scene: Scene, mention: Mention) -> Finding | None:
    """Return who a third-person or relative pronoun stands for, or None where nobody fits."""
    word = mention.words[0]
    if word in RELATIVES:
        return _resolve_relative(scene, mention)
    if word in FIRST_PERSON | ANYBODY:
        return None
    if finding := _look_ahead(scene, mention):
        return finding
    ranked = rank_candidates(scene, mention)
    if not ranked:
        return None
    if (guest := _find_interviewed(scene, mention)) is not None:
        return Finding(guest, 0.6, f"“{word}” is {guest.name}, to whom a reporter has spoken")
    if word == "they" and (source := _find_sole_source(scene, mention)) is not None:
        return Finding(source, 0.6, f"“they” is {source.name}, who spoke before")
    if (near := _find_last_named(scene, mention)) is not None and near is not ranked[0][1].entity:
        return Finding(near, 0.6, f"“{word}” is {near.name}: alone of that gender in the sentence before")
    top, seen = ranked[0]
    margin = top - ranked[1][0] if len(ranked) > 1 else 2.0
    entity = seen.entity
    if mention.gender and not entity.gender and scene.get_quotation(mention.head) < 0:  # “He should go,” of whom is less sure
        entity.gender, entity.is_gender_guessed = mention.gender, True
    why = "who spoke before" if seen.is_speaker else "the subject before" if seen.is_subject else "the nearest that agrees"
    return Finding(entity, min(0.9, 0.55 + 0.15 * margin), f"“{word}” is {entity.name}: {why}")


def _find_last_named(scene: Scene, mention: Mention) -> Entity | None:
    """Return the only person of a pronoun's gender in the sentence before, for a pronoun that is a subject and before which its own
    sentence names nobody: "Reporters found Ann Doe in the car park. She called it theft", whoever was the subject earlier."""
    token, here = scene.tokens[mention.head], scene.get_sentence(mention.head)
    if not mention.gender or token.dep_ not in SUBJECTS or mention.words[0] in POSSESSIVES or scene.get_quotation(token.i) >= 0:
        return None
    people = {}
    for seen in reversed(scene.recent):
        if seen.sentence < here - 1:
            break
        entity = seen.entity
        if seen.quotation >= 0 or not _agrees_person(entity, mention) or entity.is_body:
            continue  # in others' words, or a thing
        is_kin = entity.kind == "unnamed" and _is_kin(scene.tokens[seen.token])
        is_unsure = not entity.gender and entity.kind != "person"
        is_other = seen.sentence == here or is_kin or is_unsure
        if is_other or scene.tokens[seen.token].dep_ in {"poss", "compound", "nmod"}:
            return None
        if _is_asked_about(scene, seen):
            continue
        is_introduced = seen.token + 1 < len(scene.tokens) and scene.tokens[seen.token + 1].text == ","  # "made by Ann Doe, now 53."
        if scene.tokens[seen.token].dep_ == "pobj" and scene.tokens[seen.token].head.text == "by" and not is_introduced:
            return None
        people[id(entity)] = entity
    return next(iter(people.values())) if len(people) == 1 else None


def _find_interviewed(scene: Scene, mention: Mention) -> Entity | None:
    """Return to whom a reporter has spoken in the sentence before: "My colleague Jo Roe has been speaking to Ann Doe. She says …"."""
    here, token = scene.get_sentence(mention.head), scene.tokens[mention.head]
    if not mention.gender or token.dep_ not in SUBJECTS or scene.get_quotation(token.i) >= 0 or token.head.lemma_ == "ask":
        return None
    for seen in reversed(scene.recent):
        if seen.sentence < here - 1:
            return None
        other, entity = scene.tokens[seen.token], seen.entity
        if seen.sentence != here - 1 or not seen.is_subject or entity.kind != "person" or other.head.lemma_ not in INTERVIEWING:
            continue
        near = {t.text.casefold() for t in scene.tokens[other.left_edge.i : other.head.i]}
        told = [s for s in scene.recent if s.sentence == here - 1 and s.token > other.head.i and s.entity.kind == "person"]
        guests = [s.entity for s in told if scene.tokens[s.token].dep_ in {"pobj", "dobj"} and scene.tokens[s.token].head.text != "of"]
        if not near.isdisjoint(OURS) and guests and guests[0].gender in {"", mention.gender}:
            return guests[0]
    return None


def _find_sole_source(scene: Scene, mention: Mention) -> Entity | None:
    """Return the unnamed person who spoke last, in the sentence before: "A source said it was over. They added …"."""
    here, token = scene.get_sentence(mention.head), scene.tokens[mention.head]
    if token.dep_ not in SUBJECTS or scene.get_quotation(token.i) >= 0 or token.head.lemma_ not in SPEAKING:
        return None
    spoke = (seen.entity for seen in reversed(scene.recent) if seen.quotation < 0 and seen.is_speaker and here - seen.sentence <= 1)
    last = next(spoke, None)
    if last is None or last.kind != "unnamed" or last.is_plural or last.is_body or last.gender:
        return None
    many = [seen for seen in scene.recent if here - seen.sentence <= 1 and seen.is_subject and _agrees(seen.entity, mention)]
    if many or _has_many(scene, token.i):
        return None
    return last if last.source_type not in {"document", "thing"} else None


def _has_many(scene: Scene, i: int) -> bool:
    """Whether the sentence before holds a plural subject, or "they" in what is said there: "A source said they were angry"."""
    before = (token for token in scene.tokens[max(0, i - MAX_SENTENCE) : i] if scene.get_sentence(token.i) == scene.get_sentence(i) - 1)
    return any(token.dep_ in SUBJECTS and (token.tag_ in {"NNS", "NNPS"} or token.text.casefold() in PLURALS) for token in before)


def _look_ahead(scene: Scene, mention: Mention) -> Finding | None:
    """Return who is named right behind the clause that a sentence opens with: "When she backed it last year, Ms Doe said"."""
    token = scene.tokens[mention.head]
    clause = next((word for word in (token.head, token.head.head, token.head.head.head) if word.dep_ in {"advcl", "acl"}), None)
    if not mention.gender or token.dep_ not in SUBJECTS or clause is None or clause.i > clause.head.i or scene.get_quotation(token.i) >= 0:
        return None
    subject = next((kid for kid in clause.head.lefts if kid.dep_ in SUBJECTS and kid.i > clause.i), None)
    named = scene.names.get(subject.i) if subject is not None else None
    if named is None or any(seen.sentence == scene.get_sentence(token.i) for seen in scene.recent if seen.entity.kind == "person"):
        return None
    entity = scene.cast.find_name(named)
    if entity.kind != "person" or entity.gender not in {"", mention.gender}:
        return None
    return Finding(entity, 0.7, f"“{mention.words[0]}” is {entity.name}, named behind the clause")


def rank_candidates(scene: Scene, mention: Mention, people_only: bool = False) -> list[tuple[float, Seen]]:
    """Return (score, mention) of everybody a pronoun or an epithet may stand for, the best mention of each, best first."""
    best: dict[int, tuple[float, Seen]] = {}
    here, quotation = scene.get_sentence(mention.head), scene.get_quotation(mention.head)
    token = scene.tokens[mention.head]
    told, is_what = _list_spoken_to(token, mention.words[0]), _is_in_free_clause(token)
    clause, is_bound = _find_clause(token.head if is_what else token), is_what or mention.words[0] in {"his", "her"}
    for seen in scene.recent:
        agrees = _agrees_person(seen.entity, mention) and seen.entity.kind == "person" if people_only else _agrees(seen.entity, mention)
        if not agrees or _is_clause_mate(scene, seen, mention):
            continue
        if quotation < 0 <= seen.quotation and seen.entity.kind == "unnamed" or _is_owned(scene, seen, mention):
            continue  # the man of “My client trusted the wrong man,” does not speak next; "Her lawyer said she is innocent"
        if not told.isdisjoint(seen.entity.described):
            continue  # "he asked the congressman" is another than the congressman
        if seen.sentence == here - 1 and _is_asked_about(scene, seen):
            continue
        is_part = scene.tokens[seen.token].dep_ in {"compound", "nmod"}
        if mention.words[0] in PLURALS and is_part and seen.entity.kind in {"organisation", "country"}:
            continue  # "they boarded a Eurostar train"
        if mention.words[0] in PLURALS and seen.quotation >= 0 > quotation:
            continue  # those spoken of in a quotation are not who speaks next
        if mention.words[0] in PLURALS and _is_building(scene, seen):
            continue  # "begged councillors to keep the clinic open. They voted …"
        if mention.words[0].startswith("it") and seen.entity.is_body and not (seen.is_speaker or _is_topic(scene, seen, here)):
            continue  # an unnamed firm is taken up as "it" where it has spoken, or the sentence before is about it
        if mention.words[0] == "it" and seen.entity.kind == "place" and token.head.lemma_ in SPEAKING:
            continue  # a place says nothing
        if mention.words[0] == "it" and seen.is_embedded and seen.entity.kind in {"country", "place"}:
            continue  # "It lists 165 goods" after "trade with Norway"
        is_own = is_bound and seen.is_subject and scene.tokens[seen.token].head.i == clause
        score = _score_salience(scene, seen, here, quotation, mention) + 1.5 * _is_parallel(scene, seen, mention) + 3.0 * is_own
        score -= SPOKEN_OF * (quotation < 0 and _is_spoken_of(scene, seen.entity, here))
        key = id(seen.entity)
        if key not in best or score > best[key][0]:
            best[key] = (score, seen)
    return sorted(best.values(), key=lambda item: (-item[0], -item[1].token))


def _is_spoken_of(scene: Scene, entity: Entity, here: int) -> bool:
    """Whether the quotation in a pronoun's own sentence tells of somebody in the third person: “He is no friend of schools,” he said."""
    for seen in reversed(scene.recent):
        if seen.sentence < here:
            return False
        is_first = scene.tokens[seen.token].text.casefold() in FIRST_PERSON
        if seen.entity is entity and seen.quotation >= 0 and seen.is_subject and not is_first:
            return True
    return False


def _is_reported(scene: Scene, seen: Seen) -> bool:
    """Whether somebody is the subject of what another says: the Roe of "Doe said Roe would go"."""
    clause = scene.tokens[seen.token].head
    said = next((kid for kid in clause.head.lefts if kid.dep_ in SUBJECTS), None) if clause.dep_ == "ccomp" else None
    return seen.is_subject and said is not None and said.i in scene.speaker_heads and said.i < seen.token


def _is_topic(scene: Scene, seen: Seen, here: int) -> bool:
    """Whether the sentence before is about it and names no body: "The seamen's union was furious. “They lied,” its secretary said"."""
    if not seen.is_subject or here - seen.sentence != 1 or seen.quotation >= 0:
        return False
    return not any(other.sentence == seen.sentence and other.entity.kind == "organisation" for other in scene.recent)


def _is_asked_about(scene: Scene, seen: Seen) -> bool:
    """Whether somebody is only the topic that a question without a verb names: "Mayor Doe? “Strong,” he said"."""
    first = last = seen.token
    while first > max(0, seen.token - MAX_TOPIC) and scene.tokens[first - 1].text not in STOPS and not scene.tokens[first - 1].is_space:
        first -= 1
    while last < min(len(scene.tokens) - 1, seen.token + MAX_TOPIC) and scene.tokens[last].text not in STOPS:
        last += 1
    return scene.tokens[last].text == "?" and all(token.tag_[:1] != "V" and token.tag_ != "MD" for token in scene.tokens[first:last])


def _is_building(scene: Scene, seen: Seen) -> bool:
    """Whether an unnamed body is told of as a thing, and neither acts nor speaks."""
    token, entity = scene.tokens[seen.token], seen.entity
    acts = seen.is_speaker or seen.is_subject and token.head.tag_[:1] == "V"
    return seen.token not in scene.names and (entity.is_body or entity.kind == "group") and not entity.is_plural and not acts


def _is_kin(token) -> bool:
    """Whether somebody is told of as another's family: "his wife", "her son"."""
    return token.lemma_.casefold() in KIN and any(child.tag_ == "PRP$" for child in token.lefts)


def _is_owned(scene: Scene, seen: Seen, mention: Mention) -> bool:
    """Whether somebody is told of in the same sentence as another's: the lawyer of "Her lawyer, Ann Doe, said she …" is not she."""
    if not mention.gender or mention.words[0] in POSSESSIVES or seen.sentence != scene.get_sentence(mention.head):
        return False
    token = scene.tokens[seen.token]
    beside = [token, token.head] if token.dep_ == "appos" else [token]
    owners = (child.text.casefold() for word in beside for child in word.lefts if child.tag_ == "PRP$")
    return any(owner == ("his" if mention.gender == "m" else "her") for owner in owners)


def _list_spoken_to(token, word: str) -> set[str]:
    """Return the nouns of "he asked the congressman", none of whom is he."""
    objects = [kid for kid in token.head.rights if kid.dep_ in {"dobj", "dative"} and any(c.text == "the" for c in kid.lefts)]
    told = {kid.lemma_.casefold() for kid in objects} if word not in POSSESSIVES else set()
    return told | ({"rep"} if "congressman" in told else set())


def _is_in_free_clause(token) -> bool:
    """Whether it is the "he" of "Doe offered what he said was a way out", who is Doe."""
    is_free = token.i > 0 and token.nbor(-1).text.casefold() == "what"
    return is_free and token.text.casefold() in {"he", "she"} and token.head.head.i < token.i


def _find_clause(token) -> int:
    """Return the verb with a subject that a possessive stands under: the subject is nearest to "his"."""
    verb = token.head
    for _ in range(MAX_CLIMB):
        if any(kid.dep_ in SUBJECTS - {"csubj"} for kid in verb.lefts) or verb.head.i == verb.i:
            break
        verb = verb.head
    return verb.i


def _agrees_person(entity: Entity, mention: Mention) -> bool:
    if entity.kind not in {"person", "unnamed"} or entity.is_plural or entity.source_type in {"document", "thing"}:
        return False
    return not mention.gender or entity.gender in {"", mention.gender}


def _agrees(entity: Entity, mention: Mention) -> bool:
    word = mention.words[0]
    if mention.gender:
        return _agrees_person(entity, mention)
    if word.startswith("it"):
        return entity.kind in {"organisation", "country", "place"} or entity.is_body or entity.source_type in {"document", "thing"}
    if word in PLURALS:
        return entity.is_plural or entity.kind in {"organisation", "group", "country"}
    return False


def _score_salience(scene: Scene, seen: Seen, here: int, quotation: int, mention: Mention) -> float:
    entity = seen.entity
    score = -0.8 * min(here - seen.sentence, FAR) - 0.004 * (mention.head - seen.token)
    is_embedded = seen.is_embedded or quotation < 0 and _is_reported(scene, seen)
    score += 1.2 * seen.is_subject + 0.9 * seen.is_speaker - 0.6 * is_embedded
    score += min(entity.n, 10) * 0.05
    score += 0.6 * (seen.is_subject and here - seen.sentence == 1)  # what the sentence before is about
    if seen.quotation >= 0 and seen.quotation != quotation:
        score -= 2.5  # named inside other people's quotation: hardly who speaks next
        score -= 2.5 * (seen.sentence == here)  # "… while Doe refuses to negotiate,” he said": whoever says that is not Doe
    if quotation >= 0 and seen.is_speaker and seen.quotation < 0:
        score -= 1.5  # who spoke before mostly speaks on, and says “he” of somebody else
    is_human_plural = entity.is_plural and entity.kind == "unnamed" and mention.words[0] in PLURALS
    is_told = mention.words[0] == "it" and scene.tokens[mention.head].head.lemma_ in SPEAKING
    if is_told and entity.kind in {"country", "place"} and not seen.is_speaker:
        score -= 1.2  # "The report gave details. Moscow refused access, | it said"
    is_text = is_told and entity.source_type == "document" and seen.is_subject
    if entity.kind == "unnamed" and not seen.is_speaker and not is_human_plural:
        score += 0.3 if is_text else -1.5
    if entity.kind == "unnamed" and not seen.is_speaker and _is_kin(scene.tokens[seen.token]):
        score -= 1.5  # "his wife was asleep": hardly who speaks next
    if entity.kind == "person" and entity.gender and entity.gender == mention.gender:
        score += 0.5
    if entity.is_plural and mention.words[0] in PLURALS:
        score += 1.0
    return score


def _is_parallel(scene: Scene, seen: Seen, mention: Mention) -> bool:
    """Whether two clauses of one sentence have candidate and pronoun as their subjects: "Doe stopped short of that, but he said …", "Doe
    went further: “…,” he said"."""
    if seen.is_subject and seen.quotation < 0 and seen.sentence == scene.get_sentence(mention.head):
        if any(token.text == ":" for token in scene.tokens[seen.token : min(mention.head, seen.token + LEAD_IN)]):
            return True
    subject, pronoun = scene.tokens[seen.token], scene.tokens[mention.head]
    if mention.words[0] == "it" and seen.is_subject and seen.sentence == scene.get_sentence(mention.head) and pronoun.dep_ in SUBJECTS:
        clause = next((t for t in (pronoun.head, pronoun.head.head) if t.dep_ == "relcl"), None)
        if clause is not None and subject.i < clause.i and seen.quotation < 0:
            return True  # "The league will go to court over the sale, which it says is unlawful"
    is_joined = pronoun.head.dep_ == "conj" and pronoun.head.head.i == subject.head.i
    return is_joined and seen.is_subject and pronoun.dep_ in SUBJECTS


def _is_clause_mate(scene: Scene, seen: Seen, mention: Mention) -> bool:
    """Whether the candidate is an argument of the pronoun's own verb: "Doe told him" is two people."""
    if mention.words[0] in POSSESSIVES or seen.token == mention.head:
        return False
    other = scene.tokens[seen.token]
    return other.head.i == scene.tokens[mention.head].head.i and other.dep_ not in {"poss", "compound"}


def _resolve_relative(scene: Scene, mention: Mention) -> Finding | None:
    token = scene.tokens[mention.head]
    clause = token
    for _ in range(4):  # up from the pronoun to the verb of its clause
        if clause.dep_ == "relcl" or clause.head.i == clause.i:
            break
        clause = clause.head
    is_who = token.tag_ in {"WP", "WP$"}
    if clause.dep_ == "relcl" and clause.head.i < mention.head:
        finding = scene.found.get(clause.head.i)
        if finding and not (is_who and finding.entity.kind in {"place", "country", "organisation"}):
            return Finding(finding.entity, min(0.9, finding.p), f"“{token.text}” refers to {finding.entity.name}, which it follows")
    here = scene.get_sentence(mention.head)
    for seen in reversed(scene.recent if is_who else ()):
        entity = seen.entity
        if seen.sentence != here:
            break
        if entity.kind in {"person", "unnamed"}:
            return Finding(entity, 0.6, f"“{token.text}” refers to {entity.name}, named just before")
    return None
