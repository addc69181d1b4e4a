"""What people say, as they say it: statements with their side, written for training in the folder ``written``.

The permitted sets hold debaters' sentences, each of which names its matter and argues. People in the news sigh, threaten, tell of their
grandfather and mock the other camp; half of these lines name nothing of the matter, and the lines without a side have the same words and
moods as the others. They are ours, and everybody in them is invented. A file holds blocks; a block is a matter (or, in ``posts.txt``, a
person) and what is said of it:

    ? a question            p+ the proposition   p- its opposite   n the matter as a noun phrase
    + words for p+          - words against it   0 words that take no side
    r+, r-, r0 the same as reported speech, to be read after "The speaker"

A file of families has several matters at once, two to five measures that share words and quarrel, and each line says where it stands on
every one of them: "+0-" for the first, open on the second, against the third ("." where readers would differ). So the same angry words
have a side on their own measure and none on the next; a family is read as one block a measure:

    m a proposition | the same as a noun phrase, where there is one
    +0- words           0.- r the same as reported speech

``inference.txt`` has premises (P) with a hypothesis that follows (e), one that is ruled out (c) and one that may be so (n).
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.hypotheses import build_hypotheses, put_question
from analysis.stance.reading import read_for_model

FOLDER = Path(__file__).parent / "written"
# Folders, in the order in which they were written.
PARTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
FAMILIES = FOLDER / "families"
TOLD = FOLDER / "told"  # families in the form in which news tells them, four lines in five as reported speech
PROBLEMS = FOLDER / "problems"  # families on one public problem: whether it is serious, what causes it, what should be done
RIVALS = FOLDER / "rivals"  # families of posts on three politicians of one election, who are the measures
COMMENTS = FOLDER / "comments.csv"  # what readers' comments of ukp-arct say of targets that we wrote for them
SENTENCES = FOLDER / "sentences.csv"  # the same of sentences of other sets
PREMISES = FOLDER / "premises.csv"  # what follows from premises of mnli, in our words
LONG = 12  # words from which a line says enough of its own to be no answer to another question
INFERENCE = {"e": "entailment", "c": "contradiction", "n": "neutral"}
SIDES = {"+": True, "-": False, "0": None}
BARE = 0.15  # share of the pairs whose hypothesis is the proposition itself
FIRST_WORDING = 0.5  # the wording that a study asks first is met as often as the others together
READ = 0.7  # share of the pairs in which names are veiled, as they are before the model reads a study


class Block(NamedTuple):
    source: str  # the file's name without its ending
    is_question: bool  # the lines answer a question and need not name the matter
    targets: tuple[tuple[str, str, bool], ...]  # words, kind, and whether being for p+ is being for it
    lines: tuple[tuple[str, bool | None], ...]


class Family(NamedTuple):
    measures: tuple[tuple[str, ...], ...]  # each a proposition, and where there is one the same as a noun phrase
    lines: tuple[tuple[str, str], ...]  # one mark a measure, and the words


def read_blocks(folder: Path) -> list[Block]:
    """Return the blocks of every file of a folder but ``inference.txt``.

    Raises:
        ValueError: a line that begins with none of the marks; the message names the file and the line.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        if path.stem != "inference":
            for number, lines in _split(path):
                is_family = lines[0].startswith("m ")
                found += _split_family(path, _parse_family(path, number, lines)) if is_family else [_parse_block(path, number, lines)]
    return found


def read_inference(folder: Path) -> list[dict[str, str]]:
    """Return the inference pairs as rows with premise, hypothesis and label, as the published sets have them.

    None where the folder has no such file.
    """
    if not (folder / "inference.txt").exists():
        return []
    rows = []
    for number, lines in _split(folder / "inference.txt"):
        marked = [line.split(" ", 1) for line in lines]
        if marked[0][0] != "P" or any(mark not in INFERENCE for mark, _ in marked[1:]):
            raise ValueError(f"inference.txt, block at line {number}: a block is a line P and then lines e, c and n")
        rows += [{"premise": marked[0][1], "hypothesis": words, "label": INFERENCE[mark]} for mark, words in marked[1:]]
    return rows


def read_comments(rows: Sequence[Mapping[str, str]]) -> list[Block]:
    """Return a block a target of ours (``COMMENTS``) and a block a comment with its own, from the rows of ukp-arct's train part.

    The file has numbers of rows, labels and targets, no text of the comments.
    """
    with open(COMMENTS, encoding="utf-8", newline="") as file:
        ours = [(rows[int(row["row"])]["text"], row["target"], SIDES[row["label"]]) for row in csv.DictReader(file)]
    texts = {text for text, *_ in ours}
    own = [(row["text"], row["target"], row["label"] == "favor") for row in rows if row["text"] in texts]
    return [Block("comments", True, ((target, _name_kind(target), True),), ((text, side),)) for text, target, side in ours + own]


def read_sentences(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Block]:
    """Return a block a target of ours (``SENTENCES``) from the rows of each set; the file has no text of the sets either."""
    with open(SENTENCES, encoding="utf-8", newline="") as file:
        ours = [(rows[row["set"]][int(row["row"])], row["target"], SIDES[row["label"]]) for row in csv.DictReader(file)]
    return [
        Block("sentences", True, ((target, _name_kind(target), True),), ((row.get("premise") or row["text"], side),))
        for row, target, side in ours
    ]


def read_premises(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return inference pairs with hypotheses of ours (``PREMISES``) on premises of mnli's train part, whose rows are given."""
    with open(PREMISES, encoding="utf-8", newline="") as file:
        return [
            {"premise": rows[int(row["row"])]["premise"], "hypothesis": row["hypothesis"], "label": INFERENCE[row["label"]]}
            for row in csv.DictReader(file)
        ]


def _name_kind(target: str) -> str:
    return "proposition" if target[:1].isupper() else "noun phrase"


def _split(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the blocks of a file with the number of their first line; lines that begin with "#" are notes."""
    block, first = [], 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            first = first if block else number
            block.append(line.strip())
        elif block:
            yield first, block
            block = []


def _parse_block(path: Path, number: int, lines: list[str]) -> Block:
    targets, said, is_question = [], [], False
    for line in lines:
        mark, _, words = line.partition(" ")
        if mark == "?":
            is_question = True
        elif mark in ("p+", "p-"):
            targets.append((words, "proposition", mark == "p+"))
        elif mark == "n":
            targets.append((words, "noun phrase", True))
        elif mark.removeprefix("r") in SIDES and words:
            said.append((f"The speaker {words}" if mark.startswith("r") else words, SIDES[mark.removeprefix("r")]))
        else:
            raise ValueError(f"{path.name}, block at line {number}: cannot read the line {line!r}; see training/written.py for the marks")
    return Block(path.stem, is_question, tuple(targets), tuple(said))


def read_families(path: Path) -> list[Family]:
    """Return the families of a file.

    Raises:
        ValueError: a line whose marks are not one a measure; the message names the file and the line.
    """
    return [_parse_family(path, number, lines) for number, lines in _split(path)]


def _parse_family(path: Path, number: int, lines: list[str]) -> Family:
    measures = [tuple(line.removeprefix("m ").split(" | ")) for line in lines if line.startswith("m ")]
    said = []
    for line in lines[len(measures) :]:
        marks, _, words = line.partition(" ")
        if len(marks) != len(measures) or set(marks) - {*SIDES, "."} or not words:
            raise ValueError(f"{path.name}, family at line {number}: cannot read {line!r}; it needs one of + - 0 . for each measure")
        said.append((marks, f"The speaker {words.removeprefix('r ')}" if words.startswith("r ") else words))
    return Family(tuple(measures), tuple(said))


def _split_family(path: Path, family: Family) -> Iterator[Block]:
    """Yield one block a measure, each with the lines that are marked for it."""
    for i, words in enumerate(family.measures):
        targets = tuple((target, kind, True) for target, kind in zip(words, ("proposition", "noun phrase"), strict=False))
        yield Block(path.stem, True, targets, tuple((said, SIDES[marks[i]]) for marks, said in family.lines if marks[i] != "."))


def written_pairs(rng: random.Random, blocks: list[Block], crossed: float = 0.0) -> Iterator[tuple[str, str, bool | None]]:
    """Yield premise, hypothesis and whether it follows (True), is ruled out (False) or neither, each line once a round of all lines.

    ``crossed`` is the share of the longer lines that are put against the target of another block, on which they take no side.
    """
    others = [block for block in blocks if block.source != "posts"]  # blame for one politician may be a word for another
    lines = [(block, *line) for block in blocks for line in block.lines]
    while True:
        rng.shuffle(lines)
        for block, text, side in lines:
            if crossed and len(text.split()) >= LONG and rng.random() < crossed:
                other = rng.choice(others)
                block, side = other._replace(is_question=True), side if other is block else None
            target, kind, same = _pick_target(rng, block)
            supports = rng.random() < 0.5
            pairs = build_hypotheses(target, kind)
            hypothesis = rng.choice(pairs[1:] if rng.random() > FIRST_WORDING else pairs[:1])[0 if supports else 1]
            if kind == "proposition" and rng.random() < BARE:
                supports, hypothesis = True, target.rstrip(".") + "."
            premise = put_question(text, target, kind) if block.is_question or rng.random() < 0.75 else text
            if rng.random() < READ:
                premise, (hypothesis,) = read_for_model(premise, [hypothesis])
            yield premise, hypothesis, None if side is None else (side == same) == supports


def _pick_target(rng: random.Random, block: Block) -> tuple[str, str, bool]:
    """Return a target of the block: where there is a noun phrase it is taken as often as the propositions (posts: nearly always)."""
    nouns = [target for target in block.targets if target[1] == "noun phrase"]
    share = 0.9 if block.source == "posts" else 0.7 if block.source == "comments" else 0.3
    rest = [target for target in block.targets if target[1] == "proposition"]
    return rng.choice(nouns if nouns and (not rest or rng.random() < share) else rest)
