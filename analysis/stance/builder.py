"""From a question to a target: the proposition to be for or against, its hypotheses, and a warning where the wording will mislead."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.actors.lists import load_lists
from analysis.hypotheses import HypothesisPair, build_hypotheses
from analysis.nlp import expand_not, load_pipeline

MAX_WORDS = 25  # longer hypotheses hold more than one idea and the model answers the mood of them
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_BE, _HAVE = frozenset({"is", "are", "was", "were", "am"}), frozenset({"has", "have", "had"})
_DO = frozenset({"do", "does", "did"})
_AUXILIARIES = _BE | _HAVE | _DO | {"should", "must", "can", "could", "may", "might", "will", "would", "shall"}
_COMPLEMENTS = ("acomp", "attr", "prep", "advmod", "xcomp", "expl", "oprd")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_GROUPS = frozenset("rich wealthy poor unemployed homeless sick disabled elderly old young dead unvaccinated enough more many".split())
# What is said of a subject before "for", "about", "to": in "Is Doe fit for office?" it is no part of the name.
_PREDICATES = frozenset(
    "fit unfit right wrong guilty ready able unable likely unlikely responsible entitled eligible worthy good bad due safe fair".split()
)
_BEHIND = frozenset("general elect royal designate apparent".split())  # adjectives behind their noun: "the attorney general"
_ASKED_NOT = re.compile(r"^(\w+) not\b(?![-‐‑])", re.I)
_NEGATION = re.compile(r"\b(?:not(?![-‐‑])|never|no(?![-‐‑])|nobody|none|neither|cannot|without)\b|n[’']t\b", re.I)
_ANYTHING = re.compile(r"\b(?:it|this|that|they|them|these|those)$", re.I)  # "they should close it"
_BLAME = re.compile(r"\b(?:wrong|bad|unfair|unjust|immoral|harmful|dangerous|unacceptable|illegal|a mistake|a disgrace|a failure)\b", re.I)


class Target(NamedTuple):
    proposition: str
    hypotheses: tuple[HypothesisPair, ...]
    warnings: tuple[str, ...]


def build_target(question: str) -> Target:
    """Return the target of a yes-or-no question: "Should the bridge be closed?" → "the bridge should be closed".

    A sentence that is no question is taken as the proposition itself. Where the question can be read in two ways ("Would a wealth tax
    help?") the likelier is taken and a warning names the other.

    Raises:
        ValueError: there are no words, the question cannot be answered with for or against ("Who …?", "Why …?"), or where its
            subject ends could not be told.
    """
    proposition, *others = read_question(question)
    asked = question.strip().partition(" ")[2].strip()
    is_small = question.strip().endswith("?") and asked[:1].islower()  # "Should lynx be released?": no name begins it
    spoken = proposition[:1].lower() + proposition[1:] if is_small else proposition
    warnings = check_wording(proposition)
    if others:
        warnings.append(f"may also be read as “{others[0]}”: if that is meant, write it instead of the question")
    return Target(proposition, build_hypotheses(spoken), tuple(warnings))


def read_question(question: str) -> list[str]:
    """Return the statement that a "yes" to the question makes, and after it every other one that its words allow.

    Raises:
        ValueError: as ``build_target``.
    """
    words = question.strip().rstrip("?!. ").strip()
    if question.strip().endswith("?"):
        words = _ASKED_NOT.sub(r"\1", expand_not(words))  # "Isn't it unfair?" asks whether it is
    if not words:
        raise ValueError("a question needs words; write for example: Should the bridge be closed?")
    if "? " in words:
        raise ValueError(f"“{question}” is two questions; make a target of each")
    if re.match(r"(?:do|would|could|are|will) you\b", words, re.I):
        raise ValueError(f"“{question}” asks the reader; ask about the matter itself, such as: Should the bridge be closed?")
    doc = load_pipeline()(words + "?")
    first = doc[0]
    is_asked = first.tag_ in ("WP", "WRB") and len(doc) > 2 and doc[1].pos_ in ("AUX", "VERB")  # "What do people want" is no statement
    is_asked |= first.lower_ in ("should", "must", "would", "could") and len(doc) > 3  # the mark is easily forgotten
    if not question.strip().endswith("?") and not is_asked:
        return [words]
    if first.tag_ in ("WP", "WRB", "WDT", "WP$"):
        raise ValueError(f"“{question}” asks for more than yes or no; ask what one can be for or against, such as: Should … ?")
    if first.lower_ not in _AUXILIARIES:
        raise ValueError(f"“{question}” is not a yes-or-no question that begins with its verb; write the proposition itself as a sentence")
    statements = _find_statements(doc)
    if not statements:
        raise ValueError(f"“{question}”: its subject could not be told; write the proposition itself, such as: Cars should be banned")
    return [statement[:1].upper() + statement[1:] for statement in statements]


def _find_statements(doc) -> list[str]:
    """Return the statement with the auxiliary behind the subject, where its parse agrees, and a second one if both are likely.

    Questions are parsed badly where a verb looks like a noun ("Should the council ban holiday lets?"): the end that the question's own
    parse gives the subject is tried first, then every other; an end that may cut a name short is the last resort.
    """
    sure, doubtful = {}, {}
    subject = next((t for t in doc if t.dep_ in _SUBJECTS and t.i > 0), None)
    own = [subject.right_edge.i + 1] if subject is not None else []
    others = range(2, min(len(doc) - 1, MAX_WORDS))
    others = reversed(others) if doc[1].tag_ == "VBG" else others  # "closing libraries | wrong", not "closing | libraries wrong"
    ends = list(dict.fromkeys(_end_word(doc, end) for end in [*own, *others]))
    for is_strict in (True, False):
        for end in ends if not sure and not doubtful else ():
            if end < len(doc) - 1 and (statement := _state(doc, end, is_strict)):
                (doubtful if _is_cut_short(doc[end - 1], doc[end]) else sure)[end] = statement
    if not sure:
        return list(doubtful.values())[:1]
    chosen, statement = next(iter(sure.items()))
    may_be_longer = doc[chosen].tag_.startswith("NN") and doc[0].lower_ not in _BE | _HAVE
    if not may_be_longer or chosen + 1 not in sure or not _may_be_verb(doc[chosen + 1]):
        return [statement]
    # "a wealth | tax | help": what can be read longer mostly is, but not "the government | force | water companies", since a body acts
    return [statement] if _is_body(doc[chosen - 1]) else [sure[chosen + 1], statement]


def _may_be_verb(token) -> bool:
    """Whether a word can follow "should", with nothing but its form to tell."""
    verbs = load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"]
    return token.tag_.startswith("RB") or token.lower_ in verbs


def _is_body(token) -> bool:
    lists = load_lists()
    noun = lists.nouns.get(token.lower_)
    return noun is not None and noun.kind == "organisation" or token.lower_ in lists.countries


def _state(doc, end: int, is_strict: bool) -> str | None:
    """Return the statement whose subject ends before token ``end`` of the question, or None where it is none.

    ``is_strict``: words that can be said of a subject ("fit", "right") are no end of one; in "Is the far right to blame?" they are.
    """
    subject, asked, rest = doc[1:end].text, doc[0].lower_, doc[end:-1].text
    tried = "should" if asked in _DO else asked  # parsed better, and followed by the same form of the verb
    is_inside = doc[end - 1].tag_ in ("POS", "IN", "TO", "CC") or doc[end].tag_ == "CC"
    is_said = is_strict and asked in _BE and doc[end - 1].lower_ in _PREDICATES and doc[end].tag_ in ("IN", "TO")
    is_inside |= is_said or asked in _BE and (_is_phrase(doc[end - 1], doc[end]) or _holds_predicate(doc, end))
    if asked in _BE and doc[end - 1].tag_.startswith("NNP") and doc[end].lower_ in _PREDICATES:  # a name ends before what is said of it
        return f"{subject} {asked} {rest}"
    if is_inside or not _is_statement(f"{subject} {tried} {rest}", len(subject) + 1):
        return None
    if asked == "do" and not doc[end].tag_.startswith("RB"):
        return f"{subject} {rest}"
    if asked == "does" and not doc[end].tag_.startswith("RB"):
        return f"{subject} {_third_person(doc[end].text)}{doc[end].whitespace_}{doc[end + 1 : -1].text}"
    return f"{subject} {asked} {rest}"  # "the mayor did lie"


def _holds_predicate(doc, end: int) -> bool:
    """Whether what is said of the subject of "is" stands before ``end``, or more of the subject behind it: "the council right to close |
    the bridge", "the NHS safe | in Tory hands", "working | from home good", "the plan | for growth working"."""
    before, after = doc[end - 1], doc[end]
    for word in doc[3:end]:
        is_named = doc[word.i - 1].tag_[:2] == "NN" or doc[word.i - 1].lower_ in _GROUPS
        if word.lower_ in _PREDICATES and is_named and doc[word.i + 1].tag_ in ("IN", "TO"):
            return True
    if before.tag_ == "JJ" and before.lower_ not in _BEHIND and end > 2 and doc[end - 2].tag_[:2] == "NN" and after.tag_ == "IN":
        return True
    for word in doc[end + 2 : -1]:  # "a ban | on cars good for towns"
        if after.tag_ == "IN" and (word.tag_ == "JJ" or word.lower_ in _PREDICATES) and doc[word.i - 1].tag_[:2] == "NN":
            if doc[word.i + 1].tag_ in ("IN", "TO", "."):
                return True
    is_verb = doc[-2].tag_ in ("VBG", "VBN") and doc[-3].tag_ not in ("IN", "TO") and doc[-2].i > end + 1
    return after.tag_ == "IN" and (before.tag_ == "VBG" and end == 2 or is_verb and before.tag_[:2] == "NN")


def _is_phrase(before, after) -> bool:
    """Whether the two words are parsed as one phrase: "nuclear power", "ban cars"."""
    describes = before.dep_ in ("amod", "compound") and before.head.i >= after.i
    return describes or (after.dep_ in ("dobj", "pobj") and after.head.i <= before.i)


def _third_person(verb: str) -> str:
    """Return the form for "it": "need" → "needs"."""
    if verb == "have":
        return "has"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:[sxzo]|ch|sh)$", verb) else "s")


def _end_word(doc, end: int) -> int:
    """Return the end of the word that token ``end`` may stand in the middle of: the parser parts "e-scooters"."""
    while end < len(doc) - 1 and not doc[end - 1].whitespace_:
        end += 1
    return end


def _is_statement(statement: str, at: int) -> bool:
    """Whether the word at offset ``at`` is the auxiliary of the main verb or is it, and all before it its subject."""
    before = _HYPHEN.sub("", statement[:at])  # the parser reads "escooters" better than "e-scooters"
    doc = load_pipeline()(before + _HYPHEN.sub("", statement[at:]))
    auxiliary = next((token for token in doc if token.idx == len(before)), doc[0])
    verb = auxiliary if auxiliary.dep_ == "ROOT" else auxiliary.head
    subject = next((t for t in verb.lefts if t.dep_ in _SUBJECTS), None)
    if subject is None or subject.left_edge.i > 0 or subject.right_edge.i != auxiliary.i - 1 or verb.dep_ != "ROOT":
        return False
    if subject.tag_ in ("JJ", "IN") and subject.lower_ not in _GROUPS:  # "the new | tax"
        return False
    return doc[auxiliary.i - 1].lower_ not in ("the", "a", "an") and _is_verb_group(auxiliary, verb)


def _is_verb_group(auxiliary, verb) -> bool:
    """Whether the verb has the form that follows the auxiliary, with nothing but adverbs and other auxiliaries between the two."""
    if verb == auxiliary:
        is_said_of_it = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
        return auxiliary.lower_ in _BE and is_said_of_it and auxiliary.nbor().lower_ not in ("that", "who", "which")
    is_passive = verb.tag_ == "VBN" and any(child.lemma_ == "be" for child in verb.lefts)
    allowed = {"VBG", "VBN"} if auxiliary.lower_ in _BE else {"VBN", "VBG", "VBD"} if auxiliary.lower_ in _HAVE else {"VB"}
    between = auxiliary.doc[auxiliary.i + 1 : verb.i]
    is_group = all(token.tag_.startswith("RB") or token.lemma_ in ("be", "have") for token in between)
    return verb.i > auxiliary.i and is_group and (verb.tag_ in allowed or is_passive)


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
    if blame := _BLAME.search(proposition):
        words = f"a judgement against something (“{blame.group()}”)"
        warnings.append(f"{words}: “for” will mean for the judgement; turn it round if that misleads")
    if (clause := find_second_claim(proposition)) is not None:
        warnings.append(f"double-barrelled (“{clause}”): somebody may hold one half only; make two targets of it")
    elif choice := find_choice(proposition):
        warnings.append(f"a choice (“{choice}”): somebody may want one and not the other; make a target of each if the articles part them")
    if len(proposition.split()) > MAX_WORDS:
        warnings.append(f"{len(proposition.split())} words: shorten it to one idea of at most {MAX_WORDS}")
    if proposition.rstrip().endswith("?"):
        warnings.append("a question: write the statement that a yes would make")
    if _lacks_subject(proposition):
        warnings.append("no full sentence: write who or what should do or be what, such as “the pool should be closed”")
    elif pronoun := _ANYTHING.search(proposition):
        warnings.append(f"“{pronoun.group()}” names no matter: write what is meant, for each statement is read alone")
    return warnings


def _lacks_subject(proposition: str) -> bool:
    """Whether a proposition is an order: "Close the pool"."""
    doc = load_pipeline()(proposition)
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    is_order = root is not None and root.i == 0 and (root.tag_ in ("VB", "VBP") or any(t.dep_ == "dobj" for t in root.rights))
    return is_order and not any(token.dep_ in _SUBJECTS for token in doc)


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
