"""Text whose lines are broken at a width, as a PDF, an e-mail or an old file has them: put back into paragraphs."""

from __future__ import annotations

import re

MIN_WIDTH, MAX_WIDTH = 45, 100  # characters of a line that is broken at a width
LAST_LINE = 0.75  # share of the width up to which a line may be the last of its paragraph
LEAST_BROKEN, BROKEN_SHARE = 4, 0.3  # line breaks within a sentence that make a text a broken one, and their share of its lines
_ENDS = (".", "!", "?", "…", "”", '"', ":")
_WORD, _HANGING = re.compile(r"[^\W\d_]+"), re.compile(r"(?:and|or|to) ")
_BYLINE = re.compile(r"By [A-Z][\w.’'-]{0,30}(?: (?:and )?[A-Z][\w.’'-]{0,30}){0,6}(?:,.{0,60})?$")
_BULLET = re.compile(r"\s*[•*·]\s")
_ITEM = re.compile(r"\s*(?:[-–—•*·]|\d{1,3}[.)])\s")


def join_wrapped(text: str) -> str:
    """Return a text whose lines are broken at a width, as a PDF, an e-mail or an old file has them, with each paragraph on one line; any
    other text as it is.

    Such a text breaks its lines within sentences. A paragraph ends at a blank line, before an item of a list, and after a short line with a
    capital behind it. The lines that are taken into the one before are left blank, so line numbers hold.
    """
    lines = text.split("\n")
    pairs = [(one, other) for one, other in zip(lines, lines[1:], strict=False) if one.strip() and other.strip()]
    broken = [one for one, other in pairs if other.lstrip()[0].islower() and not one.rstrip().endswith(_ENDS)]
    lengths = sorted(len(one.rstrip()) for one in broken)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    n_lines = sum(bool(line.strip()) for line in lines)
    if len(broken) < max(LEAST_BROKEN, BROKEN_SHARE * n_lines) or not MIN_WIDTH <= width <= MAX_WIDTH:
        return text
    words = frozenset(_WORD.findall(text.lower()))
    parts: list[list[str]] = [[line] for line in lines]
    last = 0
    for n in range(1, len(lines)):
        before, line = lines[n - 1], lines[n]
        if not before.strip() or not line.strip() or _ends_paragraph(before.rstrip(), line.strip(), width):
            last = n
        else:
            start, joint = _join(before.rstrip(), line.strip(), words)
            parts[last][-1] = parts[last][-1].rstrip().removesuffix(start)
            parts[last] += [joint, line.strip()]
            parts[n] = []
    return "\n".join(map("".join, parts))


def _join(line: str, following: str, words: frozenset[str]) -> tuple[str, str]:
    """Return what to take off the end of a line and what to put between it and the next: a hyphen that parts a word goes where the text has
    the word whole ("depart-" and "ment"), stays where it belongs to it ("well-" and "known"), and keeps its blank before "and"."""
    if not line.endswith("-") or not line[-2:-1].isalpha() or _HANGING.match(following):
        return "", " "
    first, second = _WORD.findall(line.lower())[-1:], _WORD.findall(following.lower())[:1]
    return ("-", "") if "".join(first + second) in words else ("", "")


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    is_short = len(line) < LAST_LINE * width
    is_apart = is_short or line.endswith((*_ENDS, ";")) or bool(_ITEM.match(line))
    is_item = bool(_BULLET.match(following)) or bool(_ITEM.match(following)) and is_apart
    return is_short and not following[0].islower() or len(line) > MAX_WIDTH + width or bool(_BYLINE.match(following)) or is_item
