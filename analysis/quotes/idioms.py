"""Praise and blame told with a noun: "cast doubt on the plan", "gave it his blessing", "the plan drew fire from farmers"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.clauses import find_relative
from analysis.quotes.finding import Finding, make_finding, shape_spans
from analysis.quotes.parse import Parse
from analysis.quotes.reading import Reading

_SOURCES = frozenset({"from", "of", "among"})


def find_idiom(reading: Reading, noun: int) -> Iterator[Finding]:
    """Yield the finding for the noun of an idiom: what is behind its preposition, or before it where the idiom is turned round."""
    parse = reading.parse
    verb = _find_verb(parse, noun)
    if verb is None:
        return
    links = [kid for kid in (*parse.kids[noun], *parse.kids[verb]) if kid > noun and parse.tags[kid] == "IN"]
    for link in links:
        named = parse.find_kid(link, "pobj", "pcomp")
        if named is not None and reading.lexicon.is_idiom(parse.lemmas[verb], parse.lemmas[noun], parse.words[link]):
            yield from _make(reading, verb, link, named)
            return
        if named is not None and parse.words[link] in _SOURCES and reading.lexicon.is_drawn(parse.lemmas[verb], parse.lemmas[noun]):
            yield from _turn_round(reading, verb, link, named)
            return
    given = parse.find_kid(verb, "dative")
    if given is not None and parse.lemmas[verb] == "give" and reading.lexicon.is_idiom("give", parse.lemmas[noun], "to"):
        yield from _make(reading, verb, noun, given)


def _find_verb(parse: Parse, noun: int) -> int | None:
    """Return the verb whose object the noun is, or that it hangs on by "with": "drew fire", "met with anger"."""
    head = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.words[head] == "with":
        head = parse.heads[head]
    elif parse.deps[noun] != "dobj":
        return None
    return head if parse.tags[head][:1] == "V" else None


def _make(reading: Reading, verb: int, last: int, taken: int) -> Iterator[Finding]:
    spans = shape_spans(reading.parse, reading.passages, (reading.parse.subtree(taken),), verb)
    if spans:
        cue = reading.make_cue(verb, "idiom")
        yield make_finding(spans, cue._replace(tokens=(cue.tokens[0], last + 1)))


def _turn_round(reading: Reading, verb: int, link: int, source: int) -> Iterator[Finding]:
    """Yield the subject as what is praised or blamed, by whom the phrase names."""
    parse = reading.parse
    subject = parse.find_kid(verb, "nsubj", "nsubjpass")
    if subject is None:
        return
    thing = find_relative(parse, verb) if parse.words[subject] in ("who", "which", "that") else parse.subtree(subject)
    spans = shape_spans(parse, reading.passages, (thing,), verb) if thing is not None else ()
    if spans:
        cue = reading.make_cue(verb, "idiom")
        yield make_finding(spans, cue._replace(tokens=(cue.tokens[0], link + 1), speaker=parse.subtree(source), p=0.9))
