"""Whose side somebody is on, where no verb says it: "against the levy", "in favour of it", "a supporter of the dam"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.edges import cut_others
from analysis.quotes.finding import Content, Finding, make_finding, shape_spans
from analysis.quotes.reading import Cue, Reading
from analysis.quotes.words import PEOPLE

SIDE_WORDS = frozenset(
    "against favour favor supporter supporters opponent opponents critic critics advocate advocates champion champions backer "
    "backers fan fans foe foes support enthusiast enthusiasts proponent proponents".split()
)
_HOLDERS = ("PERSON", "ORG", "NORP")
_RULES = frozenset({"law", "rules", "policy", "regulations", "odds", "wall", "backdrop", "background"})  # against them is no opinion
_THINGS = frozenset({"odds", "times", "numbers", "facts", "figures", "polls", "signs"})  # are against it without holding an opinion
_MAX_NAME = 12  # words of a subject in which a name is looked for
_PAST = frozenset({"former", "once", "one-time", "erstwhile", "then", "early"})
_VERBS = frozenset({"be", "become", "remain", "come", "have", "speak", "argue", "march", "rally", "demonstrate", "picket", "protest",
                    "vote", "campaign", "lobby", "intervene"})  # fmt: skip
_IN_WHICH = frozenset({"favour", "favor", "support"})  # "in favour of"


def find_side(reading: Reading, i: int) -> Iterator[Finding]:
    """Yield the finding for the side word ``i`` where somebody is, remains or comes out on that side."""
    parse = reading.parse
    of = i if parse.words[i] == "against" else parse.find_kid(i, "prep")
    link = parse.heads[i] if parse.words[i] in _IN_WHICH else i
    if link != i and parse.words[link] != "in":
        return  # "with the support of"
    verb = parse.heads[link]
    verb = parse.heads[verb] if parse.words[verb] == "nothing" else verb  # "has nothing against the dam"
    taken = parse.find_kid(of, "pobj", "pcomp") if of is not None else None
    if taken is None or parse.words[of] not in ("against", "of") or parse.words[taken] in _RULES:
        return
    noun = parse.heads[i] if parse.words[i] == "against" else i  # "a campaigner against the levy"
    if parse.deps[noun] == "appos":
        yield from _find_beside(reading, noun, of, taken)
    if not _takes_side(reading, verb, link):
        return
    spans = shape_spans(parse, reading.passages, cut_others(parse, Content("object", taken, (parse.subtree(taken),))), i)
    if spans:
        first = min([verb, *(kid for kid in parse.kids[verb] if parse.deps[kid] in ("aux", "neg"))])
        yield make_finding(spans, reading.make_cue(verb, "side")._replace(tokens=(first, max(i, of) + 1)))


def _find_beside(reading: Reading, i: int, of: int, taken: int) -> Iterator[Finding]:
    """Yield the finding of a side told beside a name: "Doe, a vocal critic of the levy, …"; not of "a former critic"."""
    parse, name = reading.parse, reading.parse.heads[i]
    modifiers = {parse.words[kid] for kid in parse.kids[i] if kid < i}
    if name > i or parse.entities[name] not in ("PERSON", "ORG") and parse.tags[name] != "NNP" or not _PAST.isdisjoint(modifiers):
        return
    spans = shape_spans(parse, reading.passages, (parse.subtree(taken),), i)
    if spans:
        yield make_finding(spans, Cue((parse.left[i], of + 1), (parse.left[name], name + 1), "said", 0.9, "side"))


def _takes_side(reading: Reading, verb: int, link: int) -> bool:
    """Whether somebody is the subject, and the side word what they are, have nothing of, or come out."""
    parse = reading.parse
    subject = parse.find_kid(verb, "nsubj")
    if subject is None or parse.lemmas[verb] not in _VERBS or parse.deps[link] not in ("prep", "attr"):
        return False
    if parse.lemmas[verb] == "come":
        return parse.find_kid(verb, "prt") is not None  # "came out against"
    if parse.words[subject] in _THINGS:
        return False
    first, last = parse.subtree(subject)  # "the bishop of Orvane, Dame Ilse Korr,"
    is_named = any(entity in _HOLDERS for entity in parse.entities[first : min(last, first + _MAX_NAME)])
    return is_named or parse.tags[subject] in ("NNS", "NNP", "NNPS") or parse.words[subject] in PEOPLE
