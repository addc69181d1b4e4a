"""Contents that stand apart from their cue: behind a phrase that the parser hangs them on, behind "is", before a turned-round "said"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.finding import Content
from analysis.quotes.parse import Parse

_TELLING = frozenset({"tell", "assure", "remind", "warn", "inform", "promise", "convince", "persuade", "show"})  # whose object is told
_MAX_SPINE = 8  # nouns between a cue and its clause


def find_distant(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the clause of a cue that has none beside it."""
    kind = parse.tags[cue][:1]
    if kind == "V":
        clause = _find_displaced(parse, cue)
        if clause is not None:
            yield Content("clause", clause, (parse.subtree(clause),))
        yield from _find_fragment(parse, cue)
    elif kind == "N":
        clause = _find_behind_is(parse, cue)
        if clause is not None:
            yield Content("copula", clause, (parse.subtree(clause),))
        for kid in parse.kids[cue]:  # "concern in the capital that the wells will run dry"
            if parse.deps[kid] in ("relcl", "acl") and parse.left[kid] > cue + 1 and _begins_with_that(parse, kid):
                yield Content("clause", kid, (parse.subtree(kid),))
    elif parse.lemmas[parse.heads[cue]] in ("make", "be"):  # "made it clear that …", "is adamant that …"
        kids = [*parse.kids[cue], *parse.kids[parse.heads[cue]]]
        clause = next((kid for kid in kids if kid > cue and (_begins_with_that(parse, kid) or _follows_clear(parse, cue, kid))), None)
        if clause is not None:
            yield Content("clause", clause, (parse.subtree(clause),))


def _follows_clear(parse: Parse, cue: int, clause: int) -> bool:
    """Whether it is "made it clear | he would not run"."""
    has_subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl") is not None
    return parse.lemmas[parse.heads[cue]] == "make" and parse.left[clause] == cue + 1 and has_subject


def _find_displaced(parse: Parse, cue: int) -> int | None:
    """Find "that …" behind "said on Monday in a letter to the council", which the parser takes for a clause about the council."""
    nouns = [kid for kid in parse.kids[cue] if parse.deps[kid] == "prep" and kid > cue]
    if parse.lemmas[cue] in _TELLING:
        nouns += [kid for kid in parse.kids[cue] if parse.deps[kid] == "dobj"]
    for _ in range(_MAX_SPINE):
        if not nouns:
            return None
        kids = [kid for noun in nouns for kid in parse.kids[noun]]
        clause = next((kid for kid in kids if parse.deps[kid] in ("relcl", "acl") and _begins_with_that(parse, kid)), None)
        if clause is not None:
            return clause
        nouns = [kid for kid in kids if parse.deps[kid] in ("prep", "pobj")]
    return None


def _begins_with_that(parse: Parse, clause: int) -> bool:
    """Whether the clause is "that" and a sentence of its own subject, not one in which "that" does something."""
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl", "csubj")
    return parse.words[parse.left[clause]] == "that" and subject is not None and parse.words[subject] != "that"


def _find_behind_is(parse: Parse, noun: int) -> int | None:
    """Find the clause in "her message to voters was that …" and in "it is the view of the council that …", "fears were voiced that …"."""
    verb = parse.heads[noun]
    is_raised = parse.deps[noun] == "nsubjpass" and parse.lemmas[verb] in ("raise", "voice", "express")
    if not is_raised and (parse.lemmas[verb] != "be" or parse.deps[noun] not in ("nsubj", "attr")):
        return None
    clauses = (kid for kid in parse.kids[verb] if parse.deps[kid] == "ccomp" and kid > max(noun, verb))
    return next((kid for kid in clauses if _begins_with_that(parse, kid)), None)


def _find_fragment(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield what stands before "…, said the mayor" where it is no sentence: "Not in my lifetime, said the mayor"."""
    first, subject = parse.left[cue], parse.find_kid(cue, "nsubj")
    is_turned = subject is not None and subject > cue and parse.tags[cue] in ("VBD", "VBZ")
    if is_turned and first < cue - 1 and parse.words[cue - 1] == "," and parse.find_kid(cue, "ccomp", "dobj", "xcomp") is None:
        yield Content("parenthetical", cue, ((first, cue - 1),))
