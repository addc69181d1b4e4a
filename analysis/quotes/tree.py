"""Changes to the tree of a parse: other heads and labels for words, and no ring of heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags of verbs that have a subject
MAX_KIDS = 60  # of a word; one with more is no sentence, and each of them may ask for the others
_MAX_DEPTH = 200  # heads above a word that are followed


def attach(parse: Parse, i: int, head: int, dep: str) -> None:
    """Give a word another head and label; only where no ring can come of it."""
    parse.heads[i], parse.deps[i] = head, dep


def move(parse: Parse, moved: dict[int, tuple[int, str]]) -> bool:
    """Give words other heads and labels, unless that makes a ring: a tree of another kind than thought. Return whether it was done."""
    before = {i: (parse.heads[i], parse.deps[i]) for i in moved}
    for i, (head, dep) in moved.items():
        attach(parse, i, head, dep)
    if all(reaches_root(parse, i) for i in moved):
        return True
    for i, (head, dep) in before.items():
        attach(parse, i, head, dep)
    return False


def take_place(parse: Parse, word: int, other: int) -> tuple[int, str]:
    """Return the head and label that ``word`` has once it stands where ``other`` does."""
    return (word if parse.heads[other] == other else parse.heads[other]), parse.deps[other]


def list_heads(parse: Parse, i: int) -> list[int]:
    """Return a word and the heads above it, the lowest 200."""
    found = [i]
    while parse.heads[found[-1]] != found[-1] and len(found) < _MAX_DEPTH:
        found.append(parse.heads[found[-1]])
    return found


def reaches_root(parse: Parse, i: int) -> bool:
    """Whether the heads above a word end in a root, and not in a ring or too far up."""
    for _ in range(_MAX_DEPTH):
        if parse.heads[i] == i:
            return True
        i = parse.heads[i]
    return False
