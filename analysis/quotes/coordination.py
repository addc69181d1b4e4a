"""Verbs joined by "and" or "but": which of them one speaker says, and where another begins."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from analysis.quotes.tree import attach, list_heads, move, take_place
from analysis.quotes.words import ASIDES, PEOPLE, SPEAKING, SPEAKING_ON

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

_NEAR_JOINT = 4  # children of a word before a joined one among which its "and" is
_SAME_IN_PAST = frozenset("cut set put hit let quit shut cost hurt spread split cast bet".split())  # "would idle ships and | cut jobs"
_PROOFS = frozenset({"proof", "evidence", "sign", "indication", "reason"})


def mend_coordination(parse: Parse, verb: int) -> None:
    """Read "claimed that it would end and vowed that …": the second verb stands beside the first, not inside its clause."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if parse.deps[verb] == "conj" and parse.deps[clause] in ("acl", "ccomp") and parse.lemmas[cue] in _PROOFS and cue < clause < verb:
        finder = parse.heads[cue]  # "found no proof that they lied but called it odd"
        if "but" in parse.words[clause:verb] and parse.tags[finder] == parse.tags[verb]:
            return attach(parse, verb, finder, "conj")
    if parse.deps[verb] == "conj" and parse.deps[clause] == "ccomp" and cue < clause < verb:
        is_base = parse.tags[clause] == "VB" and parse.words[verb] in _SAME_IN_PAST and parse.find_kid(verb, "prt", "prep") is None
        if parse.tags[verb] == parse.tags[cue] != parse.tags[clause] and not is_base:
            joint = next((kid for kid in parse.kids[clause] if parse.deps[kid] == "cc"), None)
            attach(parse, verb, cue, "conj")
            if joint is not None:
                attach(parse, joint, cue, "cc")


def mend_second_subject(parse: Parse, verb: int) -> None:
    """Read "Doe denied the claim and | Roe repeated it": a noun just before a finite verb is its subject, not joined to the object."""
    noun, first = verb - 1, parse.heads[verb]
    thing = parse.heads[noun]
    if parse.deps[verb] != "conj" or parse.deps[noun] != "conj" or not first < thing < noun or parse.tags[noun][:2] != "NN":
        return
    if first in (parse.heads[thing], parse.heads[parse.heads[thing]]) and parse.right[noun] == verb:
        attach(parse, noun, verb, "nsubj")
        _attach_joint(parse, thing, first, noun)
        mend_second_voice(parse, verb, noun)


def mend_second_voice(parse: Parse, verb: int, subject: int | None) -> None:
    """Read "Doe said it was late and | Roe said he was tired" and "Doe wants a bridge and | Roe wants a dam" as two speakers."""
    head, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if subject is None or parse.find_kid(verb, "mark") is not None:
        return
    if parse.deps[verb] == "conj" and parse.deps[head] == "ccomp" and cue < head < verb and parse.find_kid(verb, "ccomp") is not None:
        if parse.lemmas[verb] == parse.lemmas[cue] and parse.lemmas[verb] in ASIDES and parse.tags[verb] == parse.tags[cue]:
            attach(parse, verb, cue, "conj")
            _attach_joint(parse, head, cue, verb)
        return
    is_alike = parse.lemmas[head] == parse.lemmas[verb] and parse.tags[head] == parse.tags[verb]
    if parse.deps[verb] == "ccomp" and head < subject and is_alike:
        other = next((kid for kid in parse.kids[subject] if parse.deps[kid] == "conj" and kid == verb - 1), None)
        if other is not None:
            attach(parse, subject, head, "dobj"), attach(parse, other, verb, "nsubj"), attach(parse, verb, head, "conj")
            _attach_joint(parse, subject, head, other)


def mend_other_voice(parse: Parse, verb: int) -> None:
    """Read "says the water is safe, but | Ada Quill said she would boil it": another speaks in the second clause."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    subject = parse.find_kid(verb, "nsubj")
    if parse.deps[clause] != "ccomp" or not cue < clause < verb or subject is None or not clause < subject < verb:
        return
    is_named = parse.entities[subject] in ("PERSON", "ORG") or parse.tags[subject] == "NNP"
    has_own = parse.find_kid(verb, "ccomp", "dobj", "xcomp", "oprd") is not None
    if is_named and has_own and parse.find_kid(verb, "mark") is None and "but" in parse.words[clause:subject]:
        attach(parse, verb, cue, "conj")
        _attach_joint(parse, clause, cue, verb)


def mend_second_verb(parse: Parse, verb: int) -> None:
    """Read "said that the deal was dead and | called on them to stop", "has admitted that it cannot be held and | has accused Roe": the
    second, too, is said by whom said the first, where what that is about cannot."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    has_own = parse.find_kid(verb, "nsubj", "nsubjpass", "auxpass") is not None
    if parse.deps[clause] != "ccomp" or not cue < clause < verb or has_own:
        return
    own, theirs, told = (_has_perfect(parse, i) for i in (cue, verb, clause))
    is_perfect = theirs and parse.tags[verb] == "VBN" and (own and not told)
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl")
    is_thing = _is_about_thing(parse, clause)
    is_state = parse.lemmas[clause] == "be" or parse.find_kid(clause, "auxpass") is not None
    is_alike = parse.tags[verb] == parse.tags[cue] or theirs and parse.tags[verb] == "VBN"
    if is_perfect or is_alike and (is_thing or is_state and _names_no_speaker(parse, subject)):
        attach(parse, verb, cue, "conj")
        _attach_joint(parse, clause, cue, verb)


def mend_list(parse: Parse, verb: int) -> None:
    """Read "vowed to end “waste,” | protect the clinic and build roads": what follows the mark is vowed, too."""
    clause, deed = parse.heads[verb], parse.find_kid(verb, "xcomp")
    if parse.deps[verb] != "ccomp":
        return
    is_plain = parse.tags[clause] == "VB" and parse.find_kid(clause, "nsubj", "aux", "neg") is None
    if deed is None or not verb < deed < clause or not is_plain or parse.find_kid(verb, "nsubj") is None:
        return
    above = take_place(parse, verb, clause)
    move(parse, {verb: above, clause: (deed, "conj")})


def mend_participle_of_speaker(parse: Parse, verb: int) -> None:
    """Read "said revenue fell, | citing weak demand": revenue cites nothing, and who said the first says the second."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if parse.deps[verb] != "advcl" or parse.lemmas[verb] not in SPEAKING_ON | {"cite"}:
        return
    if parse.deps[clause] == "ccomp" and cue < clause < verb and parse.words[verb - 1] == "," and _is_about_thing(parse, clause):
        attach(parse, verb, cue, "advcl")


def _attach_joint(parse: Parse, word: int, head: int, before: int) -> None:
    """Hang the "and" of a word that stands last before ``before`` on another."""
    at = bisect_left(parse.kids[word], before)
    joint = next((kid for kid in reversed(parse.kids[word][max(0, at - _NEAR_JOINT) : at]) if parse.deps[kid] == "cc"), None)
    if joint is not None:
        attach(parse, joint, head, "cc")


def _is_about_thing(parse: Parse, clause: int) -> bool:
    """Whether the subject of a clause is a common noun that names nobody who may speak."""
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl")
    is_noun = subject is not None and parse.tags[subject] in ("NN", "NNS", "EX", "WP") and not parse.entities[subject]
    return is_noun and parse.lemmas[subject] not in PEOPLE | SPEAKING


def _has_perfect(parse: Parse, verb: int) -> bool:
    return any(parse.deps[kid] == "aux" and parse.lemmas[kid] == "have" for kid in parse.kids[verb])


def _names_no_speaker(parse: Parse, subject: int | None) -> bool:
    """Whether the subject of a clause is a place, or nothing that speaks."""
    if subject is None:
        return False
    return parse.words[subject] in ("it", "this", "that", "there") or parse.entities[subject] in ("GPE", "LOC", "FAC")


def mend_cleft(parse: Parse, verb: int) -> None:
    """Read "It was Ada Quill, not Jane Doe, | who said …", "It was Quill, or her deputy, who said …": the first of them said it."""
    who = parse.find_kid(verb, "nsubj")
    if parse.deps[verb] not in ("relcl", "ccomp", "advcl") or who is None or parse.words[who] != "who":
        return
    be = next((i for i in list_heads(parse, verb) if parse.lemmas[i] == "be"), None)
    named = parse.find_kid(be, "attr") if be is not None else None
    it = parse.find_kid(be, "nsubj", "expl") if be is not None else None
    if it is None or named is None or parse.words[it] != "it" or not be < named < who:
        return
    noun = parse.heads[verb]
    if parse.deps[verb] == "relcl":  # of "a boost for farmers and bakers who say …" these do
        while parse.deps[noun] in ("appos", "conj") and noun != named:
            noun = parse.heads[noun]
        if noun != named:
            return
    move(parse, {verb: (named, "relcl")})
