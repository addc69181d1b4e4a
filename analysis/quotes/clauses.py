"""Where the content of a cue begins and ends, read from the parse.

A cue takes its content in one of a few *frames*: a clause ("said that …"), an infinitive ("promised to …"), an object
("criticised …"), a preposition ("warned against …"). ``find_contents`` lists what stands in each frame of a word; which
frames count for which word is the lexicon's business (cues.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.quotes.parse import SUBORDINATORS, Parse, Range

_MARGINS = frozenset({"vote", "margin", "majority", "point", "percent", "%"})  # "rejected by one vote" names nobody
_NEAR = 12  # words before a cue that are looked at
_INSIDE_CUE = frozenset({"mark", "nsubj", "aux", "auxpass", "advmod", "neg", "prt", "dative", "npadvmod"})


class Content(NamedTuple):
    """One candidate content of a cue: the frame it fills, its head word and its token ranges in the order of the text."""

    frame: str
    head: int
    pieces: tuple[Range, ...]


def find_contents(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the content in every frame that the word ``cue`` has in the parse."""
    if _is_counted(parse, cue):
        return
    previous = None
    for kid in parse.kids[cue]:
        dep = parse.deps[kid]
        if dep in ("ccomp", "xcomp", "acl", "advcl", "relcl"):
            frame = _name_clause(parse, kid, dep)
            if frame and not _is_parted(parse, kid, cue):
                yield Content(frame, kid, _cut_out(parse, _take_in_subject(parse, kid, previous), cue))
        elif dep in ("dobj", "oprd", "attr"):
            yield Content("object", kid, (_widen_object(parse, cue, kid),))
        elif dep == "nsubjpass":
            has_agent = parse.find_kid(cue, "agent") is not None  # "was denounced by …" is "… denounced" turned round
            yield Content("object" if has_agent else "passive", kid, (parse.subtree(kid),))
        elif dep in ("prep", "agent"):
            yield from _find_prepositional(parse, kid)
        previous = kid
    yield from _find_antecedent(parse, cue)
    yield from _find_parenthetical(parse, cue)


def _is_parted(parse: Parse, head: int, cue: int) -> bool:
    """Whether a clause and the cue behind it are two sentences: "57 per cent want it; 29 per cent think not"."""
    return head < cue and ";" in parse.words[max(head, cue - _NEAR) : cue]


def _is_counted(parse: Parse, cue: int) -> bool:
    """Whether the agent of a passive is a count: a bill rejected by one vote is nobody's statement."""
    agent = parse.find_kid(cue, "agent")
    named = parse.find_kid(agent, "pobj") if agent is not None else None
    return named is not None and parse.lemmas[named] in _MARGINS


def _find_antecedent(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the noun that a participle or relative clause hangs on, where it is the object: "a plan denounced by critics"."""
    noun, first = parse.heads[cue], parse.left[cue]
    is_object = parse.deps[cue] == "acl" and parse.tags[cue] == "VBN" and parse.find_kid(cue, "agent") is not None
    if is_object and parse.left[noun] < first:
        yield Content("object", noun, ((parse.left[noun], first),))


def _name_clause(parse: Parse, kid: int, dep: str) -> str | None:
    mark = parse.find_kid(kid, "mark")
    if mark is not None and parse.words[mark] in SUBORDINATORS:
        return None
    has_to = any(parse.words[k] == "to" and parse.deps[k] == "aux" for k in parse.kids[kid])
    if dep == "ccomp":
        return "infinitive" if has_to else "clause"
    if dep == "xcomp":
        return "infinitive" if has_to else "complement"
    if dep == "acl":
        return "infinitive" if has_to else "clause" if mark is not None else None
    return None


def _take_in_subject(parse: Parse, kid: int, previous: int | None) -> Range:
    """Return a clause with its subject where the parser took that for a clause by itself: "think | plans to sell it | are a mistake"."""
    first, last = parse.subtree(kid)
    has_subject = parse.find_kid(kid, "nsubj", "nsubjpass", "expl", "csubj") is not None
    if last < len(parse) and parse.words[last] == "provided" and parse.heads[last] == parse.heads[kid]:
        last = parse.subtree(last)[1]  # its condition
    is_cut = previous is not None and parse.deps[kid] == parse.deps[previous] == "ccomp" and parse.subtree(previous)[1] == first
    return parse.subtree(previous)[0] if is_cut and not has_subject else first, last


def _widen_object(parse: Parse, cue: int, kid: int) -> Range:
    """Return the object with what the verb says of it: called it “a disgrace”, described him as unfit."""
    first, last = parse.subtree(kid)
    for other in parse.kids[cue]:
        if other > kid and (parse.deps[other] == "oprd" or parse.deps[other] == "prep" and parse.words[other] == "as"):
            last = max(last, parse.subtree(other)[1])
    return first, last


def _find_prepositional(parse: Parse, prep: int) -> Iterator[Content]:
    for kid in parse.kids[prep]:
        if parse.deps[kid] in ("pobj", "pcomp"):
            yield Content(f"prep {parse.words[prep]}", kid, (parse.subtree(kid),))
        elif parse.deps[kid] == "prep":  # out of, up to
            yield from _find_prepositional(parse, kid)


def _find_parenthetical(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the clause that the cue interrupts or follows: "The plan, she said, is dead"; "As she said, the plan is dead"."""
    head, mark = parse.heads[cue], parse.find_kid(cue, "mark")
    if head == cue or parse.deps[cue] not in ("parataxis", "ccomp", "advcl", "dep") or mark is not None and parse.words[mark] != "as":
        return
    is_alone = parse.find_kid(cue, "ccomp", "dobj", "xcomp") is None and parse.find_kid(cue, "nsubj") is not None
    if is_alone and not _is_parted(parse, head, cue):
        yield Content("parenthetical", head, _cut_out(parse, parse.subtree(head), cue))


def _cut_out(parse: Parse, content: Range, cue: int) -> tuple[Range, ...]:
    """Return ``content`` without the words of the cue's own clause, where these stand inside it."""
    low, high = cue, cue + 1
    for kid in parse.kids[cue]:
        if parse.deps[kid] in _INSIDE_CUE or parse.deps[kid] == "prep":
            low, high = min(low, parse.left[kid]), max(high, parse.right[kid])
    return cut_out(content, (low, high))


def cut_out(content: Range, hole: Range) -> tuple[Range, ...]:
    """Return what is left of ``content`` on both sides of ``hole``."""
    (first, last), (low, high) = content, hole
    if not first <= low < last:
        return (content,)
    return tuple((a, b) for a, b in ((first, low), (high, last)) if b > a)
