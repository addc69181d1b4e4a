"""Take the page's furniture out of pasted text, line by line, with an account of every line taken.

Tools that work on the DOM do nothing for text that was pasted from a browser, which is what most users hold. The rules are
in ``furniture.toml``. A line is only ever taken whole, and only where a rule names the reason; what no rule knows stays.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Container
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

MAX_LINE = 600  # a longer line is a paragraph, never furniture; also keeps every pattern's work bounded
SENTENCE_END = tuple(".!?…”’\"'")
_MANY = 50  # articles that one paragraph is looked up in; what stands in more is a notice of the page
SAYING = 4  # words from which a line that ends like a sentence may be one of the body
_SAYING = (
    "said|says?|told|tells?|added|adds|asked|asks|warned|warns?|urged|urges?|argued|argues?|wrote|writes|insisted|insists?|claimed|claims?"
    "|demanded|demands?|replied|replies|noted|notes|explained|complained|promised|vowed|announced"
)
# ", the minister said", "” says Bo Marsh"; "Doe said the pool should close."
_SPEECH = re.compile(rf"[,”\"’'] (?:[\w.’'-]{{1,30}} ){{0,6}}?(?:{_SAYING}|according to)\b", re.I)
_TOLD = re.compile(rf"\b(?:{_SAYING}|calls|called|backs|backed|opposes|opposed|criticised|criticized|accused)\b", re.I)
_LABEL = re.compile(r"[\w ’']{3,30}\s?[:|>»→…]")  # "Read more: Mayor says “no”." is furniture whoever says what
_MARKED = re.compile(r"[“”\"]|[‘][^‘’]{2,300}[’]|(?:^|\s)'[^']{2,300}'")  # holds words in quotation marks
_CREDIT = re.compile(r"(?:photo|picture|pic\b|image|illustration|video|file|caption|credit|graphic)", re.I)  # "Photo: Jo Doe"
BODY_WORDS = 16  # a line of so many words that ends like a sentence is a paragraph of the body


class Line(NamedTuple):
    number: int  # from 1
    start: int  # offset in the text
    end: int
    text: str  # stripped


class Removed(NamedTuple):
    line: Line
    reason: str


class _Rule(NamedTuple):
    reason: str
    zone: str
    max_words: int
    is_open: bool
    pattern: re.Pattern


@lru_cache(maxsize=1)
def _load_rules() -> tuple[_Rule, ...]:
    raw = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(r["reason"], r["zone"], r["max_words"], r.get("open", False), re.compile("|".join(f"(?:{p})" for p in r["patterns"]), re.I))
        for r in raw["rule"]
    )


def split_lines(text: str) -> list[Line]:
    """Return the non-empty lines with their offsets."""
    lines, position = [], 0
    for number, raw in enumerate(text.splitlines(keepends=True), 1):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            lines.append(Line(number, start, start + len(stripped), stripped))
        position += len(raw)
    return lines


def is_paragraph(line: str) -> bool:
    """A line long enough, and ended like a sentence, to be body text and not a heading or furniture."""
    return len(line) > MAX_LINE or (len(line.split()) >= BODY_WORDS and line.endswith(SENTENCE_END))


def find_furniture(lines: list[Line]) -> list[Removed]:
    """Return the lines that are furniture, each with its reason, in order.

    The head zone ends at the first paragraph of the body and the tail zone begins after the last, where a paragraph is told
    by ``is_paragraph`` and must itself be no furniture. Between the two a sentence in which somebody says something stays, whatever it
    begins with: "Copyright law must change, the minister said."
    """
    anywhere = {line.number: reason for line in lines if (reason := _match(line.text, ("any",)))}
    first, last = _find_body(lines, anywhere)
    removed = []
    for i, line in enumerate(lines):
        zone = "head" if i < first else "tail" if i > last else "body"
        reason = anywhere.get(line.number) or (_match(line.text, (zone,)) if zone != "body" else None)
        if reason and not (zone == "body" and _is_saying(line.text)):
            removed.append(Removed(line, reason))
    return _spare_headline(lines, first, removed)


def _spare_headline(lines: list[Line], first: int, removed: list[Removed]) -> list[Removed]:
    """Return the lines to take out without the first of all, where it only reads like a caption and no other is left to be the headline."""
    gone = {found.line.number for found in removed}
    is_left = any(line.number not in gone for line in lines[:first])
    opening = removed[:1]
    if is_left or not opening or opening[0].line is not lines[0] or opening[0].reason != "caption" or first == len(lines):
        return removed
    return removed if _CREDIT.match(opening[0].line.text) else removed[1:]


def _find_body(lines: list[Line], taken: Container[int]) -> tuple[int, int]:
    """Return the places of the first and the last paragraph; behind the end, where there is none. Lines in ``taken`` are none."""
    body = [i for i, line in enumerate(lines) if is_paragraph(line.text) and line.number not in taken]
    return (body[0], body[-1]) if body else (len(lines), len(lines))


def _is_saying(text: str) -> bool:
    return _is_sentence(text) and is_speech(text) and not _LABEL.match(text)


def is_speech(text: str) -> bool:
    """Whether somebody is told to say something in a line: ", the minister said"."""
    return bool(_SPEECH.search(text))


def _holds_words(text: str) -> bool:
    """Whether a line has words in quotation marks, or is a sentence in which somebody says something."""
    return bool(_MARKED.search(text)) or _is_sentence(text) and bool(_TOLD.search(text)) and not _LABEL.match(text)


def _is_sentence(text: str) -> bool:
    return text.endswith(SENTENCE_END) and len(text.split()) >= SAYING


def list_body(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that are sentences and stand between two paragraphs: no furniture, however many stories have them."""
    first, last = _find_body(lines, ())
    return {line.number for line in lines[first + 1 : last] if _is_sentence(line.text)}


def find_repeated(articles: list[list[Line]], least: int = 3) -> dict[str, int]:
    """Return short lines that stand in at least ``least`` stories word for word, with their counts: page furniture no rule knows.

    Lines with quotation marks are spared, sentences in which somebody says something, and those of ``list_body``: agencies repeat
    quotations, stories on one matter their background, pages repeat menus. Articles that share most of their sentences tell one story, as
    copies of a wire story do, and count once: what they have in common is the story.
    """
    stories: dict[str, set[int]] = {}
    for lines, story in zip(articles, _number_stories(articles), strict=True):
        inside = list_body(lines)
        for text in {line.text for line in lines if line.number not in inside}:
            if len(text) <= MAX_LINE and not is_paragraph(text) and not _holds_words(text):
                stories.setdefault(text, set()).add(story)
    return {text: len(found) for text, found in stories.items() if len(found) >= least}


def _number_stories(articles: list[list[Line]]) -> list[int]:
    """Return for each article the index of the first with which it shares more than half of its sentences, counted in characters."""
    owners: dict[str, list[int]] = {}
    sizes, numbers = [], []
    for i, lines in enumerate(articles):
        paragraphs = {line.text for line in lines if is_paragraph(line.text) or _is_sentence(line.text)}
        sizes.append(sum(map(len, paragraphs)))
        shared: Counter[int] = Counter()
        for text in paragraphs:
            for j in owners.get(text, ()):
                shared[j] += len(text)
            if len(found := owners.setdefault(text, [])) < _MANY:
                found.append(i)
        numbers.append(min((numbers[j] for j, size in shared.items() if 2 * size > min(sizes[i], sizes[j])), default=i))
    return numbers


def _match(text: str, zones: tuple[str, ...]) -> str | None:
    if len(text) > MAX_LINE:
        return None
    n_words = len(text.split())
    for rule in _load_rules():
        if (
            rule.zone in zones
            and n_words <= rule.max_words
            and not (rule.is_open and text.endswith(SENTENCE_END))
            and rule.pattern.match(text)
        ):
            return rule.reason
    return None
