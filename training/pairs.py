"""The training mix: premise, hypothesis and label, drawn from the permitted sets with one seed.

Only sets that ``shared/data/README.md`` marks "yes" are read (``SETS``). None of the stance sets has a neutral class, so
neutrals are made here, and they are most of the work: see ``neighbour_neutrals``, ``undecided`` and ``off_topic``. The
sentences of the templates are ours.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.hypotheses import NOUN_PHRASE_TEMPLATES, PROPOSITION_TEMPLATES, lower_first

ENTAILMENT, NEUTRAL, CONTRADICTION = 0, 1, 2
LABELS = {"entailment": ENTAILMENT, "neutral": NEUTRAL, "contradiction": CONTRADICTION}
SETS = {
    "argq": "stance/ibm-argq-30k.train.csv.gz",
    "kpa": "stance/ibm-kpa-2021.train.csv.gz",
    "perspectrum": "stance/perspectrum.train.csv.gz",
    "arct": "stance/ukp-arct.train.csv.gz",
    "mnli": "nli/mnli.train.csv.gz",
    "snli": "nli/snli.train.csv.gz",
    "cad": "nli/cad-nli.train.csv.gz",
}
# Share of each kind in the mix. NLI keeps the model a reader of sentences; a third of the stance part is neutral, since
# a statement that does not address the target is what users meet most.
MIX = {
    "mnli": 0.22, "cad": 0.07, "snli": 0.03,
    "argq": 0.19, "perspectrum": 0.13, "kpa": 0.03, "arct": 0.03,
    "reported": 0.08,
    "neighbour": 0.10, "off_topic": 0.05, "undecided": 0.07,
}  # fmt: skip
MAX_CHARS = 280  # longer premises cost too much on two cores

_SAYS = ("said that", "argued that", "told reporters that", "believes that", "insisted that", "stressed that", "wrote that",
         "claimed that", "is convinced that", "warned that", "pointed out that", "admitted that", "vowed that")  # fmt: skip
_DENIES = ("denied that", "rejected the idea that", "disputed the claim that", "does not believe that", "dismissed suggestions that",
           "said it was not true that", "never accepted that", "refused to accept that")  # fmt: skip
_SPEAKERS = ("The speaker", "The minister", "She", "He", "A spokeswoman", "They", "The group", "The party leader", "One expert",
             "Campaigners", "The president", "The union", "An official", "Critics", "The committee's chairman")  # fmt: skip
_UNDECIDED = (
    "{s} declined to say whether {p}.",
    "{s} will be asked next week whether {p}.",
    "Ministers are expected to discuss whether {p}.",
    "It is still unclear whether {p}.",
    "{s} said there were good arguments on both sides of the question whether {p}.",
    "“I have not made up my mind whether {p},” said one member.",
    "The report sets out the evidence for and against the claim that {p}.",
    "{s} asked whether {p}.",
    "Opinion is divided on whether {p}.",
    "{s} would not be drawn on whether {p}.",
    "A survey asked people whether {p}.",
    "{s} said the question whether {p} was one for voters.",
)
_SHOULD = re.compile(r"\b(should|must|ought to|can|will|is|are|does|do|has|have)\b(?! not)", re.I)


class Row(NamedTuple):
    text: str
    target: str
    favor: bool


class Pair(NamedTuple):
    premise: str
    hypothesis: str
    label: int
    source: str


def read_set(data: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(data / SETS[name], "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_stance(data: Path, name: str) -> list[Row]:
    rows = (Row(r["text"].strip(' `"\\'), r["target"], r["label"] == "favor") for r in read_set(data, name))
    return [row for row in rows if 12 < len(row.text) <= MAX_CHARS]


def negate(proposition: str) -> str | None:
    """Return the proposition with its first auxiliary negated, or None where there is none to negate."""
    negated, n = _SHOULD.subn(lambda m: m.group(0) + " not", proposition, count=1)
    return negated if n else None


def noun_phrase(motion: str) -> tuple[str, bool] | None:
    """Return ("school uniforms", False) for "We should ban school uniforms": what the motion is about, and whether it is for it."""
    match = re.match(r"We should (not )?(abandon|ban|abolish|end|limit|fight|adopt|legalize|subsidize|introduce|prohibit|"
                     r"support|protect|increase|promote|further exploit|close)(?: the use of)? (.+)", motion)  # fmt: skip
    if not match:
        return None
    hostile = match.group(2) in ("abandon", "ban", "abolish", "end", "limit", "fight", "prohibit", "close")
    return match.group(3), hostile == bool(match.group(1))


def stance_hypothesis(rng: random.Random, target: str, favor: bool | None) -> tuple[str, int]:
    """Return one wording of a hypothesis on the target and its label for an opinion (``None``: not addressed)."""
    side, phrase = rng.random(), noun_phrase(target)
    supports = rng.random() < 0.5
    if phrase and side < 0.25:
        words, is_for = phrase
        hypothesis = rng.choice(NOUN_PHRASE_TEMPLATES)[0 if supports else 1].format(words)
        supports = supports == is_for
    elif side < 0.45:
        supports, hypothesis = (
            (True, target.rstrip(".") + ".") if supports or not negate(target) else (False, negate(target).rstrip(".") + ".")
        )
    else:
        hypothesis = rng.choice(PROPOSITION_TEMPLATES)[0 if supports else 1].format(lower_first(target.rstrip(".")))
    if favor is None:
        return hypothesis, NEUTRAL
    return hypothesis, ENTAILMENT if supports == favor else CONTRADICTION


def report(rng: random.Random, text: str, favor: bool | None) -> tuple[str, bool | None]:
    """Return the opinion as an article would carry it: bare, quoted, reported, or (rarely) denied, which turns it round."""
    way = rng.random()
    short = len(text) < 140 and not re.search(r"[.!?] \w", text)
    speaker, body = rng.choice(_SPEAKERS), text.rstrip(" .")
    if way < 0.55 or re.match(r"(i|we|my|our)\b", text, re.I) and way > 0.8:
        return text, favor
    if way < 0.70:
        return f"{speaker} said: “{body[:1].upper()}{body[1:]}.”", favor
    if way < 0.93 or not short or favor is None:
        return f"{speaker} {rng.choice(_SAYS)} {lower_first(body)}.", favor
    return f"{speaker} {rng.choice(_DENIES)} {lower_first(body)}.", not favor


def opinions(rng: random.Random, rows: list[Row], source: str) -> Iterator[Pair]:
    while True:
        rng.shuffle(rows)
        for row in rows:
            premise, favor = report(rng, row.text, row.favor)
            yield Pair(premise, *stance_hypothesis(rng, row.target, favor), source)


def nli(rng: random.Random, rows: list[dict[str, str]], source: str) -> Iterator[Pair]:
    rows = [r for r in rows if len(r["premise"]) <= MAX_CHARS]
    while True:
        rng.shuffle(rows)
        for r in rows:
            yield Pair(r["premise"], r["hypothesis"], LABELS[r["label"]], source)


def reported(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """The proposition itself in somebody's mouth: said, denied, negated. Cues and negation decide, nothing else can."""
    while True:
        target = rng.choice(targets)
        negated = negate(target)
        says_not, denies = bool(negated) and rng.random() < 0.4, rng.random() < 0.4
        words = lower_first((negated if says_not else target).rstrip("."))
        premise = f"{rng.choice(_SPEAKERS)} {rng.choice(_DENIES if denies else _SAYS)} {words}."
        if rng.random() < 0.3:
            premise = (f"“I {'do not think' if denies else 'am sure'} {words},” {rng.choice(_SPEAKERS)} said.").replace(" The ", " the ")
        yield Pair(premise, *stance_hypothesis(rng, target, says_not == denies), "reported")


def undecided(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """Sentences that are about the proposition and take no side."""
    while True:
        target = rng.choice(targets)
        premise = rng.choice(_UNDECIDED).format(s=rng.choice(_SPEAKERS), p=lower_first(target.rstrip(".")))
        yield Pair(premise, *stance_hypothesis(rng, target, None), "undecided")


def off_topic(rng: random.Random, premises: list[str], targets: list[str]) -> Iterator[Pair]:
    """Sentences of any kind against a proposition they have nothing to do with."""
    while True:
        premise, _ = report(rng, rng.choice(premises), None)
        yield Pair(premise, *stance_hypothesis(rng, rng.choice(targets), None), "off_topic")


def neighbour_neutrals(rng: random.Random, rows: list[Row], neighbours: dict[str, list[str]]) -> Iterator[Pair]:
    """Opinions on one proposition against another on a neighbouring subject: the mood is there, the target is not."""
    rows = [row for row in rows if neighbours.get(row.target)]
    while True:
        row = rng.choice(rows)
        premise, _ = report(rng, row.text, None)
        yield Pair(premise, *stance_hypothesis(rng, rng.choice(neighbours[row.target]), None), "neighbour")


def training_pairs(data: Path, n: int, seed: int, neighbours: dict[str, list[str]]) -> Iterator[Pair]:
    """Yield ``n`` pairs of the mix. ``neighbours`` maps a target to targets on a near but different subject."""
    rng = random.Random(seed)
    stance = {name: read_stance(data, name) for name in ("argq", "kpa", "perspectrum", "arct")}
    inference = {name: read_set(data, name) for name in ("mnli", "snli", "cad")}
    rows = stance["argq"] + stance["perspectrum"]
    targets = sorted({row.target for row in rows if not row.target.startswith("I ")})
    premises = [r["premise"] for name in ("mnli", "snli") for r in inference[name] if 30 < len(r["premise"]) < 250]
    premises += [row.text for row in stance["argq"]]
    streams = {
        **{name: opinions(rng, part, name) for name, part in stance.items()},
        **{name: nli(rng, part, name) for name, part in inference.items()},
        "reported": reported(rng, targets),
        "undecided": undecided(rng, targets),
        "off_topic": off_topic(rng, premises, targets),
        "neighbour": neighbour_neutrals(rng, list(rows), neighbours),
    }
    draw = random.Random(seed)  # its own generator, so that a longer run begins with the pairs of a shorter one
    for _ in range(n):
        yield next(streams[draw.choices(list(MIX), weights=list(MIX.values()))[0]])


def all_targets(data: Path) -> list[str]:
    return sorted({r["target"] for name in ("argq", "perspectrum") for r in read_set(data, name)})
