"""Where a reporting verb stands in another sense than its class: a deed, the law's own term, what somebody did not do, nobody's doing."""

from __future__ import annotations

import re

from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD

OTHER = "other"
_REACH = 48  # characters behind a cue in which the object of a deed may stand
_NEAR = 5  # words of it that are read
_DENIED = re.compile(r"(?:\b(?:not|never|without)|n['’]t)(?: \w{1,20}ly)?$", re.IGNORECASE)
_DENIED_CUE = re.compile(r"\b(?:not|never|no)\b(?! only)|n['’]t\b", re.IGNORECASE)
_NOBODYS = re.compile(r"\b(?:difficult|easy|enough|fair|hard|impossible|possible|premature|safe|soon|tempting|unfair) to$", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)$", re.IGNORECASE)


def find_sense(text: str, statement, verb: str, verb_class: str, sentence_start: int) -> str:
    """Return the class of a reporting verb in its sentence: ``verb_class``, or what the words around it make of that.

    "other" for a deed ("claimed responsibility", "was charged with theft"), for what was not done ("did not reveal"; a neutral verb stays
    neutral) and for an infinitive that is nobody's ("it is hard to imagine"); "neutral" for the terms of the law in a text of the law
    ("the indictment alleges"). The lists are in ``lexicons/reporting_verbs.toml``. Not told apart: other senses with the same words.
    """
    start, end = int(statement.cue_start), int(statement.cue_end)
    before = text[sentence_start:start].rstrip()
    if verb_class == "neutral":
        return verb_class
    if _is_denied(statement.cue, before) or _is_deed(text, end, verb) or _NOBODYS.search(before):
        return OTHER
    lexicon = load_lexicon("reporting_verbs")
    words = {word.lower() for word in WORD.findall(before)}
    is_law = verb in lexicon["legal"]["verbs"] and not words.isdisjoint(lexicon["legal"]["texts"])
    return "neutral" if is_law else verb_class


def _is_denied(cue: str, before: str) -> bool:
    """Whether the verb is denied: "did not reveal", "without explaining"; not "not only attacked"."""
    return bool(_DENIED_CUE.search(cue)) or (bool(_DENIED.search(before)) and not _NOT_ONLY.search(before))


def _is_deed(text: str, end: int, verb: str) -> bool:
    """Whether the object of the verb makes a deed of it; nothing counts behind "that" or a mark."""
    deeds = load_lexicon("reporting_verbs")["deeds"].get(verb, ())
    behind = re.split(r"[,.;:?!“”\"]| that ", text[end : end + _REACH], maxsplit=1)[0]
    near = [word.lower() for word in WORD.findall(behind)[:_NEAR]]
    return bool(deeds) and not set(near).isdisjoint(deeds)
