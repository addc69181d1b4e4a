"""From a question to a target: the proposition to be for or against, its hypotheses, and a warning where the wording will mislead."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.actors.lists import load_lists
from analysis.hypotheses import HypothesisPair, build_hypotheses
from analysis.nlp import load_pipeline

MAX_WORDS = 25  # longer hypotheses hold more than one idea and the model answers the mood of them
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_MODALS = frozenset({"should", "must", "can", "could", "may", "might", "will", "would", "shall"})
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|neither|cannot|without)\b|n[’']t\b", re.I)


class Target(NamedTuple):
    proposition: str
    hypotheses: tuple[HypothesisPair, ...]
    warnings: tuple[str, ...]


def build_target(question: str) -> Target:
    """Return the target of a yes-or-no question: "Should the bridge be closed?" → "the bridge should be closed".

    A sentence that is no question is taken as the proposition itself.

    Raises:
        ValueError: there are no words, the question cannot be answered with for or against ("Who …?", "Why …?"), or where its
            subject ends could not be told.
    """
    proposition = read_proposition(question)
    asked = question.strip().partition(" ")[2].strip()
    is_small = question.strip().endswith("?") and asked[:1].islower()  # "Should lynx be released?": no name begins it
    spoken = proposition[:1].lower() + proposition[1:] if is_small else proposition
    return Target(proposition, build_hypotheses(spoken), tuple(check_wording(proposition)))


def read_proposition(question: str) -> str:
    """Return the statement that a "yes" to the question makes, by moving the auxiliary behind the subject."""
    words = re.sub(r"^(\w+)n['’]t\b", r"\1", question.strip().rstrip("?!. ").strip())  # "Isn't it unfair?" asks whether it is
    if not words:
        raise ValueError("a question needs words; write for example: Should the bridge be closed?")
    if re.match(r"(?:do|would|could|are|will) you\b", words, re.I):
        raise ValueError(f"“{question}” asks the reader; ask about the matter itself, such as: Should the bridge be closed?")
    doc = load_pipeline()(words + "?")
    first = doc[0]
    is_asked = first.tag_ in ("WP", "WRB") and len(doc) > 2 and doc[1].pos_ in ("AUX", "VERB")  # "What do people want" is no statement
    is_asked |= first.lower_ in ("should", "must", "would", "could") and len(doc) > 3  # the mark is easily forgotten
    if not question.strip().endswith("?") and not is_asked:
        return words
    if first.tag_ in ("WP", "WRB", "WDT", "WP$"):
        raise ValueError(f"“{question}” asks for more than yes or no; ask what one can be for or against, such as: Should … ?")
    subject = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and t.i > 0), None)
    if first.lower_ in _MODALS:
        statement = _move_modal(doc, subject)
        if statement is None:
            raise ValueError(f"“{question}”: its subject could not be told; write the proposition itself, such as: Cars should be banned")
        return statement[:1].upper() + statement[1:]
    if first.pos_ not in ("AUX", "VERB") or subject is None:
        raise ValueError(f"“{question}” is not a yes-or-no question that begins with its verb; write the proposition itself as a sentence")
    end = _end_word(doc, subject.right_edge.i + 1)
    after = doc[end:-1].text
    if first.lower_ in ("do", "does", "did") and end < len(doc) and doc[end].pos_ == "VERB":
        moved = after  # "Do voters want it?": a near enough statement without the auxiliary's ending
    else:
        moved = f"{first.lower_} {after}"
    statement = f"{doc[1:end].text} {moved}".strip()
    return statement[:1].upper() + statement[1:]


def _move_modal(doc, subject) -> str | None:
    """Return the statement with the modal behind the subject, where a parse of the statement agrees that this is where it belongs.

    Questions are parsed badly where a verb looks like a noun ("Should the council ban holiday lets?"): the end that the question's own
    parse gives the subject is tried first, then every other; an end that may cut a name short is the last resort.
    """
    doubtful = None
    ends = range(2, min(len(doc) - 1, MAX_WORDS))
    own = [subject.right_edge.i + 1] if subject is not None else []
    for end in dict.fromkeys(_end_word(doc, end) for end in [*own, *ends]):
        statement = f"{doc[1:end].text} {doc[0].lower_} {doc[end:-1].text}".strip()
        if end < len(doc) - 1 and _is_statement(statement, len(doc[1:end].text) + 1):
            if not _is_cut_short(doc[end - 1], doc[end]):
                return statement
            doubtful = doubtful or statement
    return doubtful


def _end_word(doc, end: int) -> int:
    """Return the end of the word that token ``end`` may stand in the middle of: the parser parts "e-scooters"."""
    while end < len(doc) - 1 and not doc[end - 1].whitespace_:
        end += 1
    return end


def _is_statement(statement: str, at: int) -> bool:
    """Whether the word at offset ``at`` is the modal of the main verb, and all before it its subject."""
    before = _HYPHEN.sub("", statement[:at])  # the parser reads "escooters" better than "e-scooters"
    doc = load_pipeline()(before + _HYPHEN.sub("", statement[at:]))
    modal = next((token.i for token in doc if token.idx == len(before)), 0)
    verb = doc[modal].head
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    is_base = verb.tag_ == "VB" or verb.tag_ == "VBN" and any(child.lemma_ == "be" for child in verb.lefts)
    is_main = doc[modal].tag_ == "MD" and verb.dep_ == "ROOT" and is_base and verb.i > modal
    is_main = is_main and doc[modal - 1].lower_ not in ("the", "a", "an")
    is_main = is_main and all(token.tag_.startswith(("RB", "VB")) for token in doc[modal + 1 : verb.i])
    return is_main and subject is not None and subject.left_edge.i == 0 and subject.right_edge.i == modal - 1


def _is_cut_short(last, verb) -> bool:
    """Whether what is parsed as a verb is rather the end of who should act: "Harwick | council"; not "the government | fund"."""
    nouns = load_lists().nouns
    verb_noun = nouns.get(verb.lower_)
    return verb_noun is not None and verb_noun.kind == "organisation" and last.lower_ not in nouns


def check_wording(proposition: str) -> list[str]:
    """Return a warning for each thing in the wording that makes stances on it ambiguous; an empty list is good."""
    warnings = []
    if negation := _NEGATION.search(proposition):
        warnings.append(f"negated (“{negation.group()}”): being against it is a double negation; turn it round")
    if (clause := find_second_claim(proposition)) is not None:
        warnings.append(f"double-barrelled (“{clause}”): somebody may hold one half only; make two targets of it")
    elif choice := find_choice(proposition):
        warnings.append(f"a choice (“{choice}”): somebody may want one and not the other; make a target of each if the articles part them")
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


def find_choice(proposition: str) -> str | None:
    """Return the words that "or" joins, "lynx or wolves", where they are two things or two ways; else None."""
    for token in load_pipeline()(proposition):
        if token.dep_ == "cc" and token.lower_ == "or" and token.head.pos_ in ("NOUN", "PROPN", "ADV", "ADJ"):
            second = [c for c in token.head.conjuncts if c.i > token.i]
            if second:
                return token.doc[token.head.i : second[0].i + 1].text
    return None
