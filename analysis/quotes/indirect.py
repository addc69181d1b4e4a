"""Statements whose content the grammar marks: "said that …", "…, she said, …", "criticised …", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.clauses import Content, cut_out, find_contents
from analysis.quotes.cues import Lexicon
from analysis.quotes.finding import Finding, Passages, shape_spans
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker import find_speaker

_ORDER = ("clause", "parenthetical", "infinitive", "complement", "object", "passive")  # the first frame that is filled wins


def find_indirect(parse: Parse, passages: Passages, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield a finding for every cue outside quotation marks whose content the parse shows."""
    for i in range(len(parse)):
        if passages.of_token[i] is not None:
            continue
        if parse.words[i] == "according":
            yield from _find_according(parse, passages, i)
        frames = lexicon.find_frames(parse.lemmas[i], parse.tags[i])
        if frames:
            yield from _find_framed(parse, passages, lexicon, i, frames)


def _find_framed(parse: Parse, passages: Passages, lexicon: Lexicon, cue: int, frames: frozenset[str]) -> Iterator[Finding]:
    found = [content for content in find_contents(parse, cue) if content.frame in frames]
    if not found:
        return
    content = min(found, key=_rank)
    spans = shape_spans(parse, passages, content.pieces, cue)
    if not spans:
        return
    speaker = find_speaker(parse, cue, None if content.frame == "parenthetical" else parse.subtree(content.head))
    tokens, p = (speaker.tokens, speaker.p) if speaker else (None, 0.4)
    yield Finding(spans, find_cue_tokens(parse, cue), tokens, lexicon.find_act(parse.lemmas[cue]), p, content.frame)


def _rank(content: Content) -> tuple[int, int]:
    return (_ORDER.index(content.frame) if content.frame in _ORDER else len(_ORDER)), content.head


def find_cue_tokens(parse: Parse, cue: int) -> Range:
    """Return the cue with its particle: hit back, pointed out."""
    last = cue + 1
    while last < len(parse) and parse.deps[last] == "prt" and parse.heads[last] == cue:
        last += 1
    return cue, last


def _find_according(parse: Parse, passages: Passages, i: int) -> Iterator[Finding]:
    to = parse.find_kid(i, "prep")
    named = parse.find_kid(to, "pobj") if to is not None and parse.words[to] == "to" else None
    if named is None:
        return
    host, phrase = parse.heads[i], parse.subtree(i)
    for _ in range(8):
        if parse.tags[host][:1] == "V" and parse.deps[host] not in ("acl", "xcomp", "amod"):
            break
        host = parse.heads[host]
    spans = shape_spans(parse, passages, cut_out(parse.subtree(host), phrase), i)
    if spans:
        yield Finding(spans, (i, i + 2), parse.subtree(named), "said", 0.97, "according to")
