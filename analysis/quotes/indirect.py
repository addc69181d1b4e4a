"""Statements whose content the grammar marks: "said that …", "…, she said, …", "criticised …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.quotes.clauses import find_contents, tells_of_crowd
from analysis.quotes.distant import find_distant
from analysis.quotes.edges import cut_others
from analysis.quotes.finding import Content, Finding, make_finding, shape_spans
from analysis.quotes.idioms import find_idiom
from analysis.quotes.no_act import is_no_act
from analysis.quotes.phrases import find_phrase, is_put_to
from analysis.quotes.reading import Reading
from analysis.quotes.sides import SIDE_WORDS, find_side
from analysis.quotes.words import HEARING

_ORDER = ("clause", "parenthetical", "infinitive", "complement")  # the first frame that is filled wins, then "prep …", then these
_LAST = ("object", "prep as", "passive")
_ANONYMITY = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|anonymity\b", re.I)
_TITLE = 8  # words of a passage that may be the title of a work
_MAX_CLIMB = 6  # words between a passage in marks and the cue that governs it


def find_indirect(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every cue outside quotation marks whose content the parse shows."""
    parse = reading.parse
    for i in range(len(parse)):
        if reading.passages.of_token[i] is not None:
            continue
        yield from find_phrase(reading, i)
        if parse.words[i] in SIDE_WORDS:
            yield from find_side(reading, i)
        if parse.lemmas[i] in reading.lexicon.idiom_nouns:
            yield from find_idiom(reading, i)
        if is_put_to(parse, i):
            continue
        frames = _find_frames(reading, i)
        if frames and not is_no_act(parse, i):
            contents = [content for content in find_contents(parse, i) if content.frame in frames]
            if any(content.frame.startswith("prep ") for content in contents):  # "Prices fell as analysts warned | of weak demand"
                contents = [content for content in contents if content.frame != "parenthetical"]
            contents = contents or [content for content in find_distant(parse, i) if content.frame in frames]
            if contents:
                yield from _take_content(reading, i, min(contents, key=_rank))


def _find_frames(reading: Reading, i: int) -> frozenset[str]:
    """Return the frames of a word with its particle ("rule out"); polls and studies show and find what people only say."""
    parse, lexicon = reading.parse, reading.lexicon
    phrasal = reading.name_phrasal(i)
    frames = lexicon.find_frames(phrasal, parse.tags[i]) or lexicon.find_frames(parse.lemmas[i], parse.tags[i])
    if parse.lemmas[i] == "hear" and (court := parse.find_kid(i, "nsubj")) is not None and parse.lemmas[court] in HEARING:
        return frozenset({"clause"})  # "the jury heard that …": by whom it was told is not said
    if lexicon.is_undoing(phrasal or parse.lemmas[i]):
        claim = parse.find_kid(i, "dobj")
        return frames | {"object"} if claim is not None and lexicon.find_frames(parse.lemmas[claim], "NN") else frames
    if lexicon.is_measuring(parse.lemmas[i], parse.tags[i]):
        subject = parse.find_kid(i, "nsubj")
        told = "" if subject is None else parse.lemmas[subject]
        is_paper = told in lexicon.papers and parse.lemmas[i] == "show"
        return frames | {"object"} if told in lexicon.measures or is_paper else frames
    # "ruled out raising the fee" as "ruled out a rise"
    return frames | {"complement"} if "object" in frames else frames


def find_embedded(reading: Reading, k: int) -> Iterator[Finding]:
    """Yield passage ``k`` with the phrase around it, where that phrase depends on a cue in any frame: called him “a fool”."""
    parse = reading.parse
    first, last = reading.passages.tokens[k]
    word = next((i for i in range(first, last) if not first <= parse.heads[i] < last), None)
    for _ in range(_MAX_CLIMB):
        if word is None or parse.heads[word] == word:
            return
        phrase, word = word, parse.heads[word]
        if parse.deps[phrase] == "nsubj" and phrase < min(first, word):
            return  # marks within the phrase that names the speaker
        if parse.lemmas[word] == "write" and parse.tags[word] == "VBN" and last - first < _TITLE:
            return  # a work in marks, and who wrote it
        if parse.lemmas[word] in ("put", "hold"):
            return  # "as she put it", but not "puts together “tubular mixers”"
        if reading.passages.of_token[word] is None and reading.lexicon.is_cue(parse.lemmas[word], parse.tags[word]):
            yield from _take_content(reading, word, Content("embedded", phrase, (parse.subtree(phrase),)))
            return


def _take_content(reading: Reading, cue: int, content: Content) -> Iterator[Finding]:
    pieces = [piece for piece in cut_others(reading.parse, content) if not tells_of_crowd(reading.parse, piece)]
    spans = shape_spans(reading.parse, reading.passages, pieces, cue) if pieces else ()
    own = (0, 0) if content.frame == "parenthetical" else content.pieces[0]  # a speaker may stand between two pieces
    if spans and _ANONYMITY.match(reading.parse.text, spans[0][0]):
        return  # "who did not want to be named": a condition of the talk, nothing said in it
    if spans:
        yield make_finding(spans, reading.make_cue(cue, content.frame, own))


def _rank(content: Content) -> tuple[int, int]:
    """Return the place of a content among those of one cue; "as …" belongs to the object, where there is one."""
    frame = content.frame
    if frame in _ORDER:
        return _ORDER.index(frame), content.head
    return len(_ORDER) + (_LAST.index(frame) + 1 if frame in _LAST else 0), content.head
