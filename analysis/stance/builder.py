"""From a question to a target: the proposition to be for or against, its hypotheses, and a warning where the wording will mislead."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.hypotheses import HypothesisPair, build_hypotheses
from analysis.nlp import load_pipeline

MAX_WORDS = 25  # longer hypotheses hold more than one idea and the model answers the mood of them
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|neither|cannot|without)\b|n[’']t\b", re.I)


class Target(NamedTuple):
    proposition: str
    hypotheses: tuple[HypothesisPair, ...]
    warnings: tuple[str, ...]


def build_target(question: str) -> Target:
    """Return the target of a yes-or-no question: "Should the bridge be closed?" → "the bridge should be closed".

    A sentence that is no question is taken as the proposition itself.

    Raises:
        ValueError: there are no words, or the question cannot be answered with for or against ("Who …?", "Why …?").
    """
    proposition = read_proposition(question)
    return Target(proposition, build_hypotheses(proposition), tuple(check_wording(proposition)))


def read_proposition(question: str) -> str:
    """Return the statement that a "yes" to the question makes, by moving the auxiliary behind the subject."""
    words = question.strip().rstrip("?!. ").strip()
    if not words:
        raise ValueError("a question needs words; write for example: Should the bridge be closed?")
    if not question.strip().endswith("?"):
        return words
    doc = load_pipeline()(words + "?")
    first = doc[0]
    if first.tag_ in ("WP", "WRB", "WDT", "WP$"):
        raise ValueError(f"“{question}” asks for more than yes or no; ask what one can be for or against, such as: Should … ?")
    subject = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and t.i > 0), None)
    if first.pos_ not in ("AUX", "VERB") or subject is None:
        raise ValueError(f"“{question}” is not a yes-or-no question that begins with its verb; write the proposition itself as a sentence")
    end = subject.right_edge.i + 1
    while end < len(doc) - 1 and not doc[end - 1].whitespace_:  # the parser may part "e-scooters"
        end += 1
    after = doc[end:-1].text
    if first.lower_ in ("do", "does", "did") and end < len(doc) and doc[end].pos_ == "VERB":
        moved = after  # "Do voters want it?": a near enough statement without the auxiliary's ending
    else:
        moved = f"{first.lower_} {after}"
    statement = f"{doc[1:end].text} {moved}".strip()
    return statement[:1].upper() + statement[1:]


def check_wording(proposition: str) -> list[str]:
    """Return a warning for each thing in the wording that makes stances on it ambiguous; an empty list is good."""
    warnings = []
    if negation := _NEGATION.search(proposition):
        warnings.append(f"negated (“{negation.group()}”): being against it is a double negation; turn it round")
    if (clause := find_second_claim(proposition)) is not None:
        warnings.append(f"double-barrelled (“{clause}”): somebody may hold one half only; make two targets of it")
    if len(proposition.split()) > MAX_WORDS:
        warnings.append(f"{len(proposition.split())} words: shorten it to one idea of at most {MAX_WORDS}")
    if proposition.rstrip().endswith("?"):
        warnings.append("a question: write the statement that a yes would make")
    return warnings


def find_second_claim(proposition: str) -> str | None:
    """Return the words from "and", "or", "but" on where they join a second verb to the main one, else None."""
    doc = load_pipeline()(proposition)
    for token in doc:
        if token.dep_ == "cc" and token.head.pos_ in ("VERB", "AUX"):
            second = [c for c in token.head.conjuncts if c.i > token.i and c.pos_ in ("VERB", "AUX")]
            if second:
                return doc[token.i : second[0].right_edge.i + 1].text
    return None
