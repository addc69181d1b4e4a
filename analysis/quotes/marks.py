"""Quotation passages: pairs of marks, told apart from apostrophes, inches and years, paragraph by paragraph.

Curly, straight, doubled-apostrophe, angle and single marks are read; only the outermost pair counts. A passage never crosses a
paragraph break: a mark left open runs to the end of its paragraph (``is_closed`` is false), and the paragraph that reopens it
is a passage of its own. A stray mark costs at most the passage it stands in. One pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(r"“|”|„|«|»|\"|``|''|‘|’|'")
IN_MARKS = re.compile(r"[“\"][^“”\"\n]{1,2000}[”\"]")  # roughly, where the passages themselves are not at hand
_PARAGRAPH = re.compile(r"[^\r\n]+")
_OPENS = {"“", "„", "«", "``"}
_CLOSES = {"”", "»"}
_CURLY = re.compile("[“”]")
_AHEAD = 10  # marks
_GAP = 10  # characters between paragraphs
_LOOK_BACK = 2000  # characters
_WORD = re.compile(r"[^\W\d_]+")
_MAX_TITLE, _BEFORE = 10, 30  # words of a title, characters before it
_LEADS_TO_WORK = re.compile(
    r"(?:\b(?:on|told|of|for) [A-Z][\w ]{1,20}['’]s"  # "told MSNBC's “Morning Joe”", not "attacked the mayor's “Toll Scheme”"
    r"|\b(?:on|book|memoir|novel|film|movie|show|series|programme|program|play|song|album|documentary|podcast|column|bestseller"
    r"|sitcom|musical|anthem)),? $"
)
_SINGLE = {"‘", "’", "'"}


class Passage(NamedTuple):
    """One outermost quotation, marks included. Offsets are characters of the text."""

    start: int
    end: int
    is_single: bool  # ‘…’ or '…'
    is_closed: bool


def find_passages(text: str) -> list[Passage]:
    """Return the outermost quotations of ``text`` in order; they never overlap and never cross a line break.

    Where a paragraph leaves a mark open, the next may close it without one of its own: "“They lied.\\n\\nAsk him.” he said".
    """
    found: list[Passage] = []
    is_open = False
    for line in _PARAGRAPH.finditer(text):
        if not line[0].strip():
            continue
        own = list(_pair_marks(text, line.start(), line.end()))
        mark = _CURLY.search(line[0]) if is_open else None
        if mark is not None and mark[0] == "”" and '"' not in line[0][: mark.start()]:
            end = line.start() + mark.end()
            own = [Passage(line.start(), end, False, True), *(passage for passage in own if passage.start >= end)]
        found += own
        is_open = bool(own) and not own[-1].is_closed and text[own[-1].start] == "“"
    return found


def is_work(text: str, passage: Passage) -> bool:
    """Whether the marks hold the title of a show, book or film: each of its longer words large, behind "NBC's", "on" or "her memoir"."""
    words = _WORD.findall(text, passage.start, passage.end)
    long = [word for word in words if len(word) > 3]
    if len(words) < 2 or len(words) > _MAX_TITLE or not long or not all(word[0].isupper() for word in (words[0], *long)):
        return False
    return _LEADS_TO_WORK.search(text, max(0, passage.start - _BEFORE), passage.start) is not None


def _pair_marks(text: str, start: int, end: int) -> Iterator[Passage]:
    marks = [found.span() for found in _MARK.finditer(text, start, end)]
    begin: int | None = None
    is_single, n_nested = False, 0  # what opened the passage, and the double marks opened inside it
    for k, (a, b) in enumerate(marks):
        mark = text[a:b]
        if begin is not None and is_single and mark not in _SINGLE and not _closes_later(text, marks, k, end):
            begin = None  # the single mark was an apostrophe after all
        if begin is None:
            if _can_open(text, a, b, start, end):
                begin, is_single, n_nested = a, mark in _SINGLE, 0
        elif is_single and mark in _SINGLE and _can_close_single(text, marks, k, end):
            yield Passage(begin, b, True, True)
            begin = None
        elif not is_single and mark not in _SINGLE and _is_twice_closed(text, marks, k, end):
            n_nested += 1
        elif not is_single and mark in _OPENS and text[begin] in "“„«":
            stop = _find_sentence_end(text, begin, a)
            if stop is not None:  # the earlier mark was never closed; its sentence is where it ends
                yield Passage(begin, stop, False, False)
                begin = a
        elif not is_single and mark in _OPENS:
            n_nested += 1
        elif not is_single and n_nested and (mark in _CLOSES or mark not in _SINGLE and _can_close(text, a, b, end)):
            n_nested -= 1
        elif not is_single and mark not in _SINGLE and _can_close(text, a, b, end):
            yield Passage(begin, b, False, True)
            begin = None
    if begin is not None and not is_single and end - begin > 2:
        yield Passage(begin, end, False, False)
    if begin is not None and is_single and text[begin] in "‘'" and _goes_on(text, begin, start, end):
        yield Passage(begin, end, True, False)


def _goes_on(text: str, begin: int, start: int, end: int) -> bool:
    """Whether a single mark left open begins speech that the next paragraph goes on with, which opens with the same mark."""
    is_led = begin == start or text[max(start, begin - 2) : begin] in (": ", ", ")
    following = text[end : end + _GAP].lstrip("\r\n ")
    return is_led and text[begin + 1 : begin + 2].isupper() and following.startswith(text[begin])


def _find_sentence_end(text: str, start: int, end: int) -> int | None:
    """Return the end of the last sentence that ends between the two offsets, looking back a bounded way."""
    found = max(text.rfind(stop, max(start, end - _LOOK_BACK), end) for stop in (". ", "! ", "? "))
    return found + 1 if found >= 0 else None


def _can_open(text: str, a: int, b: int, start: int, end: int) -> bool:
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    mark = text[a:b]
    if mark == "’" or mark == "»" or after.isspace():
        return False
    if mark in _OPENS:
        return True
    if mark == "”":  # set the wrong way round
        return before.isspace() and after.isalnum()
    return not before.isalnum() and before not in ".,!?;)%" and not (mark in _SINGLE and after.isdigit())


def _can_close(text: str, a: int, b: int, end: int) -> bool:
    mark = text[a:b]
    if mark in _CLOSES:
        return True
    return mark not in _OPENS and not (text[a - 1].isspace() and b < end and text[b].isalnum())


def _can_close_single(text: str, marks: list[tuple[int, int]], k: int, end: int) -> bool:
    """Tell the closing mark from an apostrophe (don’t) and from a plural's possessive (the workers’ rights’)."""
    a, b = marks[k]
    if text[a:b] == "‘" or b < end and text[b].isalnum() or text[a - 1].isspace():
        return False
    is_possessive = text[a - 1] == "s" and text[b : b + 1] == " " and text[b + 1 : b + 2].islower()
    return not (is_possessive and _closes_later(text, marks, k, end))


def _opens_nested(text: str, a: int, b: int, end: int) -> bool:
    return text[a:b] in _OPENS or text[a:b] == '"' and b < end and text[b].isalnum()


def _is_twice_closed(text: str, marks: list[tuple[int, int]], k: int, end: int) -> bool:
    """Whether a mark within a passage opens another of its kind: the two next double marks both close ("a "golden" age," Doe said)."""
    (a, b), behind = marks[k], [span for span in marks[k + 1 : k + _AHEAD] if text[slice(*span)] not in _SINGLE][:2]
    is_opening = text[a - 1].isspace() and _opens_nested(text, a, b, end)
    return is_opening and len(behind) == 2 and all(_can_close(text, *span, end) and not text[span[0] - 1].isspace() for span in behind)


def _closes_later(text: str, marks: list[tuple[int, int]], k: int, end: int) -> bool:
    """Whether the next mark but apostrophes, and pairs of double marks, could close a single passage. Looks a few marks ahead, never
    far."""
    is_nested = text[slice(*marks[k])] not in _SINGLE and _opens_nested(text, *marks[k], end)
    for a, b in marks[k + 1 : k + _AHEAD]:
        if text[a:b] not in _SINGLE:
            if is_nested == _opens_nested(text, a, b, end):
                return False
            is_nested = not is_nested
            continue
        if is_nested or text[a:b] == "‘":
            continue
        if not (b < end and text[b].isalnum()) and text[a - 1] != "s":
            return True
    return False
