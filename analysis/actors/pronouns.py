"""Who a pronoun is: the salient earlier mention that agrees with it in gender and number.

A scored version of the salience factors of Lappin and Leass (1994): recency, subjecthood, who spoke last; weights set by hand on
news of PolNeAR's training part. It does not look ahead ("When he arrived, Smith said") except in relative clauses.
"""

from __future__ import annotations

from analysis.actors.cast import Entity
from analysis.actors.mentions import Mention
from analysis.actors.scene import Finding, Scene, Seen

RELATIVES = {"who", "whom", "whose", "which", "that"}
FIRST_PERSON = {"i", "me", "my", "we", "us", "our", "myself", "ourselves", "mine", "ours"}
ANYBODY = {"you", "your", "one", "us"}
FAR = 6  # sentences after which distance counts no more


def resolve_pronoun(scene: Scene, mention: Mention) -> Finding | None:
    """Return who a third-person or relative pronoun stands for, or None where nobody fits."""
    word = mention.words[0]
    if word in RELATIVES:
        return _resolve_relative(scene, mention)
    if word in FIRST_PERSON | ANYBODY:
        return None
    best: dict[int, tuple[float, Seen]] = {}
    here, quotation = scene.get_sentence(mention.head), scene.get_quotation(mention.head)
    verb = scene.doc[mention.head].head
    for seen in scene.recent:
        if not _agrees(seen.entity, mention) or _is_clause_mate(scene, seen, mention, verb):
            continue
        score = _score_salience(seen, here, quotation, scene, mention)
        key = id(seen.entity)
        if key not in best or score > best[key][0]:
            best[key] = (score, seen)
    ranked = sorted(best.values(), key=lambda item: (-item[0], -item[1].token))
    if not ranked:
        return None
    top, seen = ranked[0]
    margin = top - ranked[1][0] if len(ranked) > 1 else 2.0
    entity = seen.entity
    if mention.gender and not entity.gender:
        entity.gender = mention.gender
    why = "who spoke before" if seen.is_speaker else "the subject before" if seen.is_subject else "the nearest that agrees"
    return Finding(entity, min(0.9, 0.55 + 0.15 * margin), f"“{word}” is {entity.name}: {why}")


def _agrees(entity: Entity, mention: Mention) -> bool:
    word = mention.words[0]
    if mention.gender:
        return entity.kind in {"person", "unnamed"} and not entity.is_plural and entity.gender in {"", mention.gender} and (
            entity.source_type not in {"document", "thing"}
        )
    if word.startswith("it"):
        return entity.kind in {"organisation", "country", "place"} or entity.source_type in {"document", "thing"}
    if word in {"they", "them", "their", "theirs"}:
        return entity.is_plural or entity.kind in {"organisation", "group", "country"}
    return False


def _score_salience(seen: Seen, here: int, quotation: int, scene: Scene, mention: Mention) -> float:
    distance = here - seen.sentence
    score = -0.8 * min(distance, FAR) - 0.004 * (mention.head - seen.token)
    score += 1.2 * seen.is_subject + 0.9 * seen.is_speaker - 0.6 * seen.is_embedded
    score += min(seen.entity.n, 10) * 0.05
    if seen.quotation >= 0 and seen.quotation != quotation:
        score -= 2.5  # named inside other people's quotation: hardly who speaks next
    if seen.entity.kind == "person" and seen.entity.gender and seen.entity.gender == mention.gender:
        score += 0.5
    if seen.entity.is_plural and mention.words[0].startswith("the"):
        score += 1.0
    return score


def _is_clause_mate(scene: Scene, seen: Seen, mention: Mention, verb) -> bool:
    """Whether the candidate is an argument of the pronoun's own verb: "Smith told him" is two people."""
    other = scene.doc[seen.token]
    return mention.words[0] not in {"his", "her", "their", "its"} and other.head.i == verb.i and seen.token != mention.head and (
        other.dep_ not in {"poss", "compound"}
    )


def _resolve_relative(scene: Scene, mention: Mention) -> Finding | None:
    token = scene.doc[mention.head]
    clause = token
    for _ in range(4):  # up from the pronoun to the verb of its clause
        if clause.dep_ == "relcl" or clause.head.i == clause.i:
            break
        clause = clause.head
    if clause.dep_ == "relcl" and clause.head.i < mention.head:
        finding = scene.found.get(clause.head.i)
        if finding:
            return Finding(finding.entity, min(0.9, finding.p), f"“{token.text}” refers to {finding.entity.name}, which it follows")
    if token.tag_ in {"WP", "WP$"} and scene.recent and scene.recent[-1].sentence == scene.get_sentence(mention.head):
        entity = scene.recent[-1].entity
        return Finding(entity, 0.6, f"“{token.text}” refers to {entity.name}, named just before")
    return None
