"""The parse as plain lists, made once a document, so that every rule below costs a look-up and nothing is walked twice.

spaCy's ``Token.children`` scans the whole subtree; on a hostile text (one sentence of a million words) rules that call it for
each token take quadratic time. The lists here keep every rule linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from analysis.quotes.mend import mend
from analysis.quotes.words import ASIDES

Range = tuple[int, int]  # tokens, Python style: first, one past the last

# Nouns that sum up what was just told: "…, a move that angered dockers".
SUMMING = frozenset(
    "move step decision sign measure idea claim suggestion proposal plan charge development prospect policy stance gesture shift change"
    " warning comparison contention view remark".split()
)
_DATELINE = re.compile(
    r"\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|[ECMP][SD]?T))?:?\s+(?:[-–—]\s+)?(?=[A-Z“\"‘'])|"  # the time of a live blog
    r"(?:[A-Z][A-Z’'-]{2,20}(?: [A-Z][A-Z’'-]{1,20}){0,2}"
    r"(?:, (?:\d{1,2} )?[A-Z][\w.]{1,15}(?: \d{1,2})?)?(?: ?\([^()\n]{2,40}\))?"
    r"|[A-Z][a-z’'-]{2,20}(?: [A-Z][a-z’'-]{1,20}){0,2}(?:, [A-Z][\w.]{1,15})? ?\((?:AP|AFP|PA|UPI|ANI|PTI|dpa|Reuters|Xinhua)\))"
    r" {0,2}(?:--|[-–—])\s"
)
CLOSERS = frozenset({",", "”", "’", "'", '"', "''"})
_MAX_LEAD = 60  # tokens after a dateline whose heads are looked at
_EDGE = frozenset(",.;:-–—―…()[]*•·")  # never the first or last character of a content or speaker


def find_dateline(text: str, start: int) -> int:
    """Return how many characters a dateline takes at the start of a lead, "VELSBURG (AP) — ", or 0."""
    found = _DATELINE.match(text, start)
    return found.end() - start if found else 0


class Parse:
    """Words, lemmas, tags, heads, children and edges of a spaCy ``Doc``, by token number.

    No arc crosses a paragraph break: where spaCy runs a headline into the first sentence, the two are parted again. A few
    more common misreadings are mended (``analysis.quotes.mend``).
    """

    def __init__(self, doc) -> None:
        self.text: str = doc.text
        self.words = [token.lower_ for token in doc]
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.right = [token.right_edge.i + 1 for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token) for token in doc]
        self.entities = [token.ent_type_ for token in doc]
        self.is_opening = [bool(token.is_sent_start) for token in doc]
        self._number_paragraphs()
        self._cut_paragraphs()
        self._cut_datelines()
        self.kids = self.list_kids()
        mend(self)
        self.left, self.right = self._find_edges()

    def __len__(self) -> int:
        return len(self.words)

    def _number_paragraphs(self) -> None:
        """Give every token the number of its paragraph; the break itself belongs to the paragraph before it."""
        self.paragraphs, self.bounds = [], [0]
        for i, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            self.paragraphs.append(len(self.bounds) - 1)
            if "\n" in self.text[start:end] or "\r" in self.text[start:end]:
                self.bounds.append(i + 1)
        if self.bounds[-1] != len(self.words):
            self.bounds.append(len(self.words))

    def _cut_paragraphs(self) -> None:
        """Part the paragraphs. The last word of one, hung alone on the next, stays in its own: "- She says it is | clean\n- He says …"."""
        has_kids = {head for i, head in enumerate(self.heads) if head != i and self.tags[i] != "_SP"}
        for i, head in enumerate(self.heads):
            if self.paragraphs[i] != self.paragraphs[head]:
                is_last = i + 1 == self.bounds[self.paragraphs[i] + 1] - 1 and self.tags[i + 1] == "_SP"
                is_left = i > self.bounds[self.paragraphs[i]] and is_last and i not in has_kids and self.tags[i] != "."
                self.heads[i], self.deps[i] = (i - 1, "dep") if is_left else (i, "ROOT")

    def _cut_datelines(self) -> None:
        """Set apart place, date and agency before a lead, which the parser takes for its subject: "VELSBURG (AP) - Doe said …"."""
        for first in self.bounds[:-1]:
            length = find_dateline(self.text, self.starts[first])
            if length:
                last = self.find_token(self.starts[first] + length - 1) + 1
                verb = next((self.heads[i] for i in range(first, last) if self.deps[i] == "nsubj" and self.heads[i] >= last), None)
                for i in range(first, min(self.bounds[self.paragraphs[first] + 1], first + _MAX_LEAD)):
                    if i < last or first <= self.heads[i] < last:
                        is_subject = last <= i < (verb or 0) and self.tags[i][:2] in ("NN", "PR")  # taken for another name of the place
                        self.heads[i], self.deps[i] = (verb, "nsubj") if is_subject else (i, "ROOT")

    def list_kids(self) -> list[list[int]]:
        kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                kids[head].append(i)
        return kids

    def _find_edges(self) -> tuple[list[int], list[int]]:
        """Return the first token and one past the last of every subtree; blanks are of no subtree but their own."""
        left, right = list(range(len(self))), list(range(1, len(self) + 1))
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:  # grows while it is read: parents before children
            order.extend(self.kids[i])
        for i in reversed(order):
            head = self.heads[i]
            if self.tags[i] != "_SP":
                left[head], right[head] = min(left[head], left[i]), max(right[head], right[i])
        return left, right

    def find_paragraph(self, i: int) -> Range:
        """Return the token range of the paragraph that token ``i`` stands in."""
        number = self.paragraphs[i]
        return self.bounds[number], self.bounds[number + 1]

    def subtree(self, i: int) -> Range:
        """Return the tokens from the left edge to the right edge of ``i``, without prepositions left hanging at the end."""
        first, last = self.left[i], self.right[i]
        while last - 1 > i and (self._is_loose(last - 1) or self._is_cut_off(last - 1)):
            last -= 1
        return first, last

    def _is_cut_off(self, i: int) -> bool:
        """Whether a preposition leads on to words outside; one that ends a sentence does not ("what we pay for")."""
        ends_sentence = i + 1 < len(self) and self.words[i + 1] in (".", "!", "?")
        return self.tags[i] == "IN" and not self.kids[i] and not ends_sentence

    def _is_loose(self, i: int) -> bool:
        return self.deps[i] == "cc" or self.deps[i] == "punct" and self.words[i] not in (")", "]")

    def is_turned_round(self, i: int) -> bool:
        """Whether a verb of saying stands before its subject and behind what was said: "the tax is theft, | says Doe"."""
        subject = self.find_kid(i, "nsubj")
        return self.lemmas[i] in ASIDES and subject is not None and subject > i and self.words[max(i - 1, 0)] in CLOSERS

    def sums_up(self, i: int) -> bool:
        """Whether "a move" or the like begins at a token: "…, | a move unions say would cost jobs"."""
        return i + 1 < len(self) and self.words[i] in ("a", "an") and self.lemmas[i + 1] in SUMMING

    def find_kid(self, i: int, *deps: str) -> int | None:
        """Return the first child of ``i`` with one of ``deps``, or None."""
        return next((kid for kid in self.kids[i] if self.deps[kid] in deps), None)

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
