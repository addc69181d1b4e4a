"""Quotations set apart without marks: a paragraph that leads up to a colon ("Doe added:"), and the paragraph or the list after it."""

from __future__ import annotations

import re
from itertools import takewhile

from analysis.quotes.direct import is_sentence
from analysis.quotes.finding import Finding, make_finding
from analysis.quotes.marks import IN_MARKS
from analysis.quotes.parse import Parse
from analysis.quotes.reading import Cue, Reading

_ITEM = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)])\s")
_TELLING = frozenset({"tell", "ask", "remind", "warn", "assure", "inform", "answer"})  # whose object is spoken to
_MARKED = re.compile(r"\s*[\"“„«‘']")
_STOPS = (".", "!", "?", "…", "”", '"', ")")
_ME = frozenset({"i", "we", "you"})
_FIRST = re.compile(r"\b(?:I|[Ww]e|us|me|[Mm]y|[Oo]ur)\b")
_HANDLE = re.compile(r"@\w{2,30}")
_BYLINES = 3  # paragraphs at the top among which a handle is the author's
_MIN_WORDS = 4  # of a post
_MAX_NAME = 5  # words of who posted it
_MIN_POST = 8  # words
_MAX_WORDS = 300  # of one paragraph; what is longer is no quotation but the article itself


def find_blocks(reading: Reading, indirect: list[Finding]) -> dict[int, Finding]:
    """Return by paragraph what is quoted in it as a whole, without marks.

    The sentence before the colon has a verb of saying as its main verb and no content of its own ("Doe wrote:"), or sends out a message
    ("issued the following statement:"). Of what follows one paragraph is the quotation, or each item of a list: where the next one begins
    to be the article's own again nothing tells. A paragraph that opens with a mark is left to the rules for marks, and so is one in which
    somebody else speaks (``indirect``, or a sentence in marks): it tells, and is not quoted.
    """
    others = {reading.parse.paragraphs[found.cue[0]] for found in indirect if found.cue and _is_others(reading, found)}
    parse, found = reading.parse, {}
    texts = {
        number: parse.text[parse.starts[first] : parse.ends[last - 1]]
        for number, (first, last) in enumerate(zip(parse.bounds, parse.bounds[1:], strict=False))
        if not parse.text[parse.starts[first] : parse.ends[last - 1]].isspace()
    }
    numbers = list(texts)
    for k, number in enumerate(numbers):
        if (post := _find_post(reading, texts, numbers, k)) is not None:
            found.update(post)
            continue
        is_lead = texts[number].rstrip().endswith(":") and not _ITEM.match(texts[number])
        quoted = _find_quoted(texts, numbers, k + 1) if is_lead else []
        cue = _find_lead(reading, number) if quoted else None
        is_item = bool(quoted) and bool(_ITEM.match(texts[quoted[0]]))
        is_told = not is_item and (others.intersection(quoted) or any(_has_sentence(reading, n) for n in quoted))
        is_told = is_told and not any(_says_i(texts[n]) for n in quoted)  # "Residents have told me that they want it."
        if cue is not None and not is_told and (is_item or cue.act != "wants"):  # "pledged:" lists what; "called for action:" has said it
            for n in quoted:
                own = cue._replace(tokens=cue.tokens if n == quoted[0] else None, rule="item" if is_item else "block")
                found[n] = make_finding((_cut(parse, n, texts[n]),), own)
    return found


def _find_post(reading: Reading, texts: dict[int, str], numbers: list[int], k: int) -> dict[int, Finding] | None:
    """Return an embedded post: a line with nothing but a handle, who it is on the line before, and the words on the one after."""
    if not _BYLINES <= k < len(numbers) - 1 or not _HANDLE.fullmatch(texts[numbers[k]].strip()):
        return None
    parse, named, line, behind = reading.parse, *numbers[k - 1 : k + 2]
    words, post = texts[named].split(), texts[behind].strip()
    is_name = len(words) <= _MAX_NAME and words[0] != "By" and words[-1].isalpha() and all(word[0].isupper() for word in words)
    is_post = len(post.split()) >= _MIN_WORDS and not _HANDLE.fullmatch(post) and not post.startswith(words[0])  # nor who that is
    if not is_name or not is_post:
        return None
    first, last = parse.bounds[named : named + 2]
    end = next(i + 1 for i in range(last - 1, first - 1, -1) if parse.tags[i] != "_SP")
    start = parse.bounds[line]
    return {behind: make_finding((_cut(parse, behind, texts[behind]),), Cue((start, start + 1), (first, end), "wrote", 0.8, "block"))}


def _is_others(reading: Reading, found: Finding) -> bool:
    """Whether somebody is told to have said something, and it is not "I" or "we"."""
    first = found.speaker[0] if found.speaker else None
    return first is not None and found.act in ("said", "wrote", "denies", "declined") and reading.parse.words[first] not in _ME


def _says_i(text: str) -> bool:
    """Whether a paragraph says "I", "we" or "our" outside of quotation marks."""
    return bool(_FIRST.search(IN_MARKS.sub("", text)))


def _has_sentence(reading: Reading, number: int) -> bool:
    """Whether a paragraph has a passage in marks that reads as speech; one that names or labels may stand in a quotation too."""
    start, end = (reading.parse.bounds[number + i] for i in (0, 1))
    held = {k for k in reading.passages.of_token[start:end] if k is not None}
    return any(is_sentence(reading.parse.text, reading.passages.all[k]) for k in held)


def _find_lead(reading: Reading, number: int) -> Cue | None:
    """Return the cue of a paragraph that leads up to a colon, or None where nobody is said to speak there."""
    parse = reading.parse
    first, last = parse.bounds[number : number + 2]
    colon = next((i for i in range(last - 1, first, -1) if parse.words[i] == ":"), first)
    start = next((i + 1 for i in range(colon - 1, first - 1, -1) if parse.words[i] in (".", "!", "?")), first)
    verb = next((i for i in range(start, colon) if parse.heads[i] == i and parse.tags[i][:1] == "V"), None)
    if verb is None and (sender := _find_sender(reading, start, colon)) is not None:
        return sender
    subject = parse.find_kid(verb, "nsubj", "nsubjpass") if verb is not None else None
    if subject is None or reading.passages.of_token[verb] is not None or not _leads(reading, verb, colon):
        return None
    cue = reading.make_cue(verb, "block")
    return cue if cue.speaker and cue.act not in ("declined", "unsaid", "denies", "thinks") else None


def _find_sender(reading: Reading, start: int, colon: int) -> Cue | None:
    """Return the cue of "Text of a letter from the mayor:", "Full statement from the union:"."""
    parse = reading.parse
    sent = [i for i in range(start, colon) if parse.lemmas[i] in reading.lexicon.vehicles and parse.tags[i][:2] == "NN"]
    links = ((i, kid) for i in sent for kid in parse.kids[i] if parse.words[kid] in ("from", "by"))
    i, link = next(links, (None, None))
    named = parse.find_kid(link, "pobj") if link is not None else None
    return Cue((i, i + 1), parse.subtree(named), "wrote", 0.8, "block") if named is not None else None


def _leads(reading: Reading, verb: int, colon: int) -> bool:
    """Whether a verb lets somebody's words follow: "said", "posted a message"; not "said the bridge was old", "gave three reasons"."""
    parse = reading.parse
    own = [kid for kid in parse.kids[verb] if verb < kid < colon and parse.deps[kid] in ("ccomp", "xcomp", "dobj", "oprd")]
    if any(parse.lemmas[kid] in reading.lexicon.vehicles for kid in own if parse.deps[kid] == "dobj"):
        return True
    if not reading.is_quoting(verb):
        return False
    return all(parse.deps[kid] == "dobj" and (parse.lemmas[verb] in _TELLING or parse.words[kid] in ("this", "following")) for kid in own)


def _find_quoted(texts: dict[int, str], numbers: list[int], k: int) -> list[int]:
    """Return which paragraphs, from the one at ``k`` on, are quoted: the items of a list, or one paragraph."""
    items = list(takewhile(lambda n: _ITEM.match(texts[n]), (numbers[i] for i in range(k, len(numbers)))))
    if items or k == len(numbers):
        return items
    text = texts[numbers[k]]
    is_plain = not _MARKED.match(text) and len(text.split()) <= _MAX_WORDS and not text.rstrip().endswith(":")
    is_post = len(text.split()) >= _MIN_POST and (_says_i(text) or "#" in text)  # posts end in a tag or in nothing
    is_sentence_like = text.rstrip().endswith(_STOPS) or is_post
    return [numbers[k]] if is_plain and is_sentence_like else []


def _cut(parse: Parse, number: int, text: str) -> tuple[int, int]:
    """Return the characters of a paragraph without the mark of a list and the blanks around it."""
    start = parse.starts[parse.bounds[number]]
    item = _ITEM.match(text)
    return start + (item.end() if item else len(text) - len(text.lstrip())), start + len(text.rstrip())
