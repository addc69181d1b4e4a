"""Statements whose content the grammar marks: "said that …", "…, she said, …", "criticised …", "according to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.quotes.clauses import Content, cut_out, find_contents
from analysis.quotes.finding import Finding, make_finding, shape_spans
from analysis.quotes.reading import Cue, Reading

_ORDER = ("clause", "parenthetical", "infinitive", "complement")  # the first frame that is filled wins, then "prep …", then these
_LAST = ("object", "passive")
_STATES = {"be", "mean", "remain", "represent", "seem", "matter"}  # verbs of a sentence that says how things are
_ANONYMITY = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|anonymity\b", re.I)
_MAX_CLIMB = 6  # words between a passage in marks and the cue that governs it


def find_indirect(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every cue outside quotation marks whose content the parse shows."""
    parse = reading.parse
    for i in range(len(parse)):
        if reading.passages.of_token[i] is not None:
            continue
        if parse.words[i] == "according":
            yield from _find_according(reading, i)
        elif parse.words[i] == "for":
            yield from _find_scene(reading, i)
        frames = reading.lexicon.find_frames(parse.lemmas[i], parse.tags[i])
        if frames:
            contents = [content for content in find_contents(parse, i) if content.frame in frames]
            if contents:
                yield from _take_content(reading, i, min(contents, key=_rank))


def find_embedded(reading: Reading, k: int) -> Iterator[Finding]:
    """Yield passage ``k`` with the phrase around it, where that phrase depends on a cue in any frame: called him “a fool”."""
    parse = reading.parse
    first, last = reading.passages.tokens[k]
    word = next((i for i in range(first, last) if not first <= parse.heads[i] < last), None)
    for _ in range(_MAX_CLIMB):
        if word is None or parse.heads[word] == word:
            return
        phrase, word = word, parse.heads[word]
        if reading.passages.of_token[word] is None and reading.lexicon.is_cue(parse.lemmas[word], parse.tags[word]):
            yield from _take_content(reading, word, Content("embedded", phrase, (parse.subtree(phrase),)))
            return


def _take_content(reading: Reading, cue: int, content: Content) -> Iterator[Finding]:
    spans = shape_spans(reading.parse, reading.passages, content.pieces, cue)
    own = (0, 0) if content.frame == "parenthetical" else (content.pieces[0][0], content.pieces[-1][1])
    if spans and _ANONYMITY.match(reading.parse.text, spans[0][0]):
        return  # "who did not want to be named": a condition of the talk, nothing said in it
    if spans:
        yield make_finding(spans, reading.make_cue(cue, content.frame, own))


def _rank(content: Content) -> tuple[int, int]:
    frame = content.frame
    place = _ORDER.index(frame) if frame in _ORDER else len(_ORDER) + (_LAST.index(frame) + 1 if frame in _LAST else 0)
    return place, content.head


def _find_according(reading: Reading, i: int) -> Iterator[Finding]:
    parse = reading.parse
    to = parse.find_kid(i, "prep")
    named = parse.find_kid(to, "pobj") if to is not None and parse.words[to] == "to" else None
    if named is None:
        return
    host = parse.heads[i]
    for _ in range(_MAX_CLIMB):
        if parse.tags[host][:1] == "V" and parse.deps[host] not in ("acl", "xcomp", "amod"):
            break
        host = parse.heads[host]
    first, last = parse.subtree(i)
    end = _find_name_beside(parse, last)
    speaker = parse.subtree(named)[0], max(parse.subtree(named)[1], end)
    spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), (first, max(last, end))), i)
    if spans:
        yield make_finding(spans, Cue((i, i + 2), speaker, "said", 0.97, "according to"))


def _find_name_beside(parse, at: int) -> int:
    """Return the end of a name in commas that begins at token ``at`` ("its president, Jane Doe, …"), or 0."""
    if at >= len(parse) or parse.words[at] != ",":
        return 0
    end = at + 1
    while end < len(parse) and parse.tags[end] == "NNP":
        end += 1
    return end if end > at + 2 and end < len(parse) and parse.words[end] == "," else 0


def _find_scene(reading: Reading, i: int) -> Iterator[Finding]:
    """ "For Ada Quill, the bridge is a disgrace": how somebody sees it, where a sentence opens with a name and states what is."""
    parse = reading.parse
    named, host = parse.find_kid(i, "pobj"), parse.heads[i]
    opens = i == 0 or parse.tags[i - 1] in (".", "_SP", "''")
    if named is None or not opens or parse.tags[named] not in ("NNP", "NNPS") or parse.lemmas[host] not in _STATES:
        return
    phrase = parse.subtree(i)
    if phrase[1] < len(parse) and parse.words[phrase[1]] == "," and parse.entities[named] in ("PERSON", "ORG", "NORP"):
        spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), phrase), i)
        if spans:
            yield make_finding(spans, Cue((i, i + 1), parse.subtree(named), "thinks", 0.7, "for a name"))
