"""Sources that nobody names, "officials", "a Labour spokeswoman", "49% of respondents": a new actor, or the group of the headline."""

from __future__ import annotations

import re

from analysis.actors.cast import Entity
from analysis.actors.lists import Noun
from analysis.actors.mentions import Mention, find_hyphenated, find_noun
from analysis.actors.names import is_past
from analysis.actors.runs import MARKS
from analysis.actors.scene import Finding, Scene
from analysis.quotes.parse import SUMMING

# "Then his mate"
OPENINGS = {"Then", "Now", "Later", "Still", "And", "But", "So", "Even", "Only", "Earlier", "Meanwhile", "Today", "Yesterday"}
NOBODY = {"nobody", "noone", "none", "everyone", "everybody", "anyone", "anybody"}  # stand for nobody in particular
COUNTS = {"one", "some", "many", "most", "several", "few", "half", "both", "none", "all", "others", "majority", "minority"}
ALIKE = [frozenset(words.split()) for words in (
    "activist campaigner protester protestor demonstrator marcher", "lawmaker legislator senator mp parliamentarian congressman",
    "doctor medic physician surgeon", "expert scientist researcher academic scholar economist", "resident villager local neighbour",
    "soldier troop serviceman", "rebel fighter militant insurgent gunman", "leader chief boss head", "official minister bureaucrat",
    "fan supporter", "officer policeman cop", "firm company business", "union worker employee staff", "opponent critic objector",
)]  # fmt: skip
_TIME = re.compile(r"\d{1,2}[.:]\d{2}")  # before an entry of a live blog
_PLURALS = (("ies", "y"), ("men", "man"), ("sses", "ss"), ("s", ""))
MAX_PHRASE = 12  # words of a description that are kept as a name
DEFINITE = {"the", "this", "that", "these", "those"}


def is_plural(token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or _lacks_plural_s(token) or any(_is_another(child) for child in token.rights)


def _is_another(child) -> bool:
    """Whether a noun joined by "and" is somebody else: not "senator" of "the former first lady and senator"."""
    has_article = any(part.dep_ in {"det", "poss"} for part in child.lefts)
    return child.dep_ == "conj" and (has_article or child.tag_ != "NN")


def _lacks_plural_s(token) -> bool:
    """Whether a noun without article has a verb in the plural: "activist slam the plan", a slip for activists."""
    is_before_verb = token.dep_ in {"nsubj", "amod", "compound"} and token.head.tag_ == "VBP" and token.i + 1 == token.head.i
    return token.tag_ in {"NN", "JJ"} and is_before_verb and next(token.lefts, None) is None


def find_headline(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    """Return the unnamed group of the headline that the body speaks of by another noun of its type: campaigners, activists."""
    if owner is not None or mention.is_headline or not noun.source_type:
        return None
    group = scene.headline_groups.get(noun.source_type)
    if group is None or not _is_alike(group.name.split()[-1].casefold(), mention.words[0]):
        return None
    del scene.headline_groups[noun.source_type]
    told, group.name = group.name, _write_name(scene, mention)
    group.aliases[group.name] = f"the headline's “{told}”"
    return Finding(group, 0.7, f"“{group.name}” are the headline's “{told}”")


def _is_alike(plural: str, noun: str) -> bool:
    """Whether a headline's word for a group may be the body's other one: "activists", "campaigner"; not "teachers", "critic"."""
    told = next((plural.removesuffix(end) + rest for end, rest in _PLURALS if plural.endswith(end)), plural)
    return told == noun or any(told in words and noun in words for words in ALIKE)


def _write_name(scene: Scene, mention: Mention) -> str:
    """Return a description as the name of a source: its words without article, a missing plural s put right.

    What the parser took in from before a mark or a line break is no part of it: "Back the Council” Defence minister". A number is told
    with what it counts: "49% of respondents", "two of those present".
    """
    head = scene.tokens[mention.head]
    start = max(find_hyphenated(head).i if head.tag_ == "CD" else mention.start, mention.head - MAX_PHRASE)
    breaks = (i for i in range(mention.head - 1, start - 1, -1) if scene.tokens[i].text in MARKS or "\n" in scene.tokens[i].text)
    start = next(breaks, start - 1) + 1
    if scene.tokens[start].text in {"a", "an"} and scene.tokens[start + 1].lemma_ in SUMMING and head.tag_ == "NNS":
        start += 2  # "a move unions say would cost jobs"
    while start < mention.head and (scene.tokens[start].text in OPENINGS or _TIME.fullmatch(scene.tokens[start].text)):
        start += 1
    end = _find_counted(head) if head.tag_ == "CD" or head.text == "%" or head.text.casefold() in COUNTS else mention.head
    name = " ".join("".join(t.text_with_ws for t in scene.tokens[start : end + 1]).split())
    name = name.lstrip("-–—•* ")
    first, _, rest = name.partition(" ")
    name = rest if rest and first.casefold() in DEFINITE | {"a", "an", "whose", "both"} and head.text.casefold() not in DEFINITE else name
    return name + "s" if _lacks_plural_s(head) else name


def _find_counted(head) -> int:
    """Return the last token of what a number is a part of, "of respondents"; its own where that is not said."""
    of = next((child for child in head.rights if child.text == "of" and child.i == head.i + 1), None)
    counted = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if counted is None or counted.i - head.i > MAX_PHRASE:
        return head.i
    after = counted.nbor() if counted.i + 1 < len(counted.doc) else None
    return counted.i + (after is not None and after.tag_ in {"JJ", "VBN"} and counted.tag_ == "DT")  # "those present"


def _counts_things(scene: Scene, token) -> bool:
    """Whether it is a share of what cannot speak: "81 per cent of the replies"; "49% of respondents" are people."""
    of = next((child for child in token.rights if child.text == "of"), None) if token.lemma_ in {"cent", "percent", "%"} else None
    counted = next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None
    noun = find_noun(counted, scene.lists) if counted is not None else None
    return counted is not None and counted.tag_ == "NNS" and (noun is None or noun.kind not in {"person", "group", "organisation"})


def add_source(scene: Scene, mention: Mention, noun: Noun, owner: Entity | None) -> Finding | None:
    token, name = scene.tokens[mention.head], _write_name(scene, mention)
    has_words = any(letter.isalpha() for letter in name)  # not "38%": of whom is not said
    if _counts_things(scene, token) or not has_words or token.text.casefold() in NOBODY:
        return None
    first, _, rest = name.partition(" ")
    shown = f"{owner.name}’s {rest}" if rest and owner is not None and first.casefold() == "its" else name  # "its director"
    many = is_plural(token) or noun.kind == "group"
    kind = "public" if many and noun.source_type == "celebrity" else noun.source_type  # "400 swimmers" are no stars
    entity = scene.cast.add_unnamed(shown, "unnamed", kind, noun.gender, many)
    if not (noun.speaks_for and is_past(name)):
        entity.parent = owner
        # an aide says what he thinks himself, but for a campaign, which is its aides
        is_voice = noun.source_type == "spokesperson" or owner is not None and owner.name.casefold().endswith(" campaign")
        entity.speaks_for = owner is not None and noun.speaks_for and is_voice
    entity.aliases[name] = "as written"
    if mention.is_headline and entity.is_plural and owner is None and noun.source_type:
        scene.headline_groups[noun.source_type] = entity
    return Finding(entity, 0.8, f"“{name}”: nobody is named")
