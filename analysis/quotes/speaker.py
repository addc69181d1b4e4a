"""The words that name the speaker of a cue, found by climbing the parse from the cue to its subject.

Returns spans of words only; who the words mean is the business of ``analysis.actors``.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.quotes.parse import Parse, Range

_MAX_STEPS = 8  # from cue to subject; longer chains are parsing errors
_CLIMBING = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dobj", "pobj", "attr", "acomp", "appos", "oprd", "dep"})


class Speaker(NamedTuple):
    """Tokens that name the speaker, and how sure the rule that found them is."""

    tokens: Range
    p: float


def find_speaker(parse: Parse, cue: int, banned: Range | None = None) -> Speaker | None:
    """Return the speaker of the cue word, or None where nobody is named. ``banned`` is the content, which never speaks."""
    word, p = cue, 0.97
    for _ in range(_MAX_STEPS):
        found = _find_own_speaker(parse, word, cue)
        if found and not (banned and banned[0] <= found[0] < banned[1]):
            return Speaker(found, p)
        dep, head = parse.deps[word], parse.heads[word]
        if dep in ("acl", "relcl"):
            return Speaker(_name_tokens(parse, head, cue), p * 0.95)
        if head == word or dep not in _CLIMBING:
            return None
        if dep == "ccomp" and parse.find_kid(word, "mark") is not None:
            return None
        word, p = head, p * 0.95
    return None


def _find_own_speaker(parse: Parse, word: int, cue: int) -> Range | None:
    if parse.tags[word][0] == "N":
        return _find_noun_speaker(parse, word, cue)
    passive = parse.find_kid(word, "nsubjpass") is not None
    if passive or parse.find_kid(word, "agent") is not None:
        agent = parse.find_kid(word, "agent")
        named = parse.find_kid(agent, "pobj") if agent is not None else None
        return _name_tokens(parse, named, cue) if named is not None else None
    subject = parse.find_kid(word, "nsubj")
    return _name_tokens(parse, subject, cue) if subject is not None and parse.words[subject] not in ("it", "there") else None


def _find_noun_speaker(parse: Parse, noun: int, cue: int) -> Range | None:
    owner = parse.find_kid(noun, "poss")
    if owner is not None:
        return _name_tokens(parse, owner, cue)
    for kid in parse.kids[noun]:
        if parse.deps[kid] == "prep" and parse.words[kid] in ("by", "from"):
            named = parse.find_kid(kid, "pobj")
            if named is not None:
                return _name_tokens(parse, named, cue)
    return None


def _name_tokens(parse: Parse, noun: int, cue: int) -> Range:
    """Return the noun's phrase without the clause that holds the cue; for "who", the noun it stands for."""
    if parse.words[noun] in ("who", "which", "that") and parse.deps[parse.heads[noun]] == "relcl":
        noun = parse.heads[parse.heads[noun]]
    first, last = parse.subtree(noun)
    for kid in parse.kids[noun]:
        if parse.left[kid] <= cue < parse.right[kid]:
            first, last = (first, max(parse.left[kid], noun + 1)) if kid > noun else (noun, last)
    while last - 1 > noun and parse.deps[last - 1] in ("case", "punct"):
        last -= 1
    return first, last
