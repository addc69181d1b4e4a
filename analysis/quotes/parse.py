"""The parse as plain lists, made once a document, so that every rule below costs a look-up and nothing is walked twice.

spaCy's ``Token.children`` scans the whole subtree; on a hostile text (one sentence of a million words) rules that call it for
each token take quadratic time. The lists here keep every rule linear.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

Range = tuple[int, int]  # tokens, Python style: first, one past the last

_EDGE = frozenset(",.;:-–—…()[]*•·")  # never the first or last character of a content or speaker


class Parse:
    """Words, lemmas, tags, heads, children and edges of a spaCy ``Doc``, by token number."""

    def __init__(self, doc) -> None:
        self.text: str = doc.text
        self.words = [token.lower_ for token in doc]
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.left = [token.left_edge.i for token in doc]
        self.right = [token.right_edge.i + 1 for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token) for token in doc]
        self.entities = [token.ent_type_ for token in doc]
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def paragraph_bounds(self) -> list[int]:
        """Token numbers at which a paragraph begins; the first is 0."""
        return [0] + [i + 1 for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True)) if _has_newline(self.text[a:b])]

    def find_paragraph(self, i: int) -> Range:
        """Return the token range of the paragraph that token ``i`` stands in."""
        place = bisect_right(self.paragraph_bounds, i)
        after = self.paragraph_bounds[place] - 1 if place < len(self.paragraph_bounds) else len(self)
        return self.paragraph_bounds[place - 1], max(after, self.paragraph_bounds[place - 1])

    def find_kid(self, i: int, *deps: str) -> int | None:
        """Return the first child of ``i`` with one of ``deps``, or None."""
        return next((kid for kid in self.kids[i] if self.deps[kid] in deps), None)

    def subtree(self, i: int) -> Range:
        """Return the tokens from the left edge to the right edge of ``i``, kept inside its paragraph."""
        first, last = self.find_paragraph(i)
        return max(self.left[i], first), min(self.right[i], last)

    def find_token(self, char: int) -> int:
        """Return the token that holds character ``char``, or the last one before it."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def trim(self, start: int, end: int) -> Range:
        """Return the character range without the blanks and stray punctuation at its edges."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in _EDGE and text[start] not in "([…"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE and text[end - 1] not in ")]"):
            end -= 1
        return start, end

    def cut(self, tokens: Range) -> Range:
        """Return the trimmed characters of a token range; an empty range for no tokens."""
        first, last = tokens
        return self.trim(self.starts[first], self.ends[last - 1]) if last > first else (0, 0)


def _has_newline(token: str) -> bool:
    return "\n" in token or "\r" in token
