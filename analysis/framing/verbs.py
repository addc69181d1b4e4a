"""Reporting verbs: what the journalist's "claimed", "slammed" or "explained" tells the reader about a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.framing.intervals import summarize_shares
from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD, enclose_span, find_sentences
from analysis.framing.senses import find_sense
from analysis.framing.voices import find_voice, split_voices
from analysis.nlp import inflect_verb
from analysis.tables import NOT_SPOKEN

COLUMNS = [
    "statement_id", "article_id", "outlet", "actor_id", "voice", "cue", "cue_start", "cue_end",
    "verb", "verb_class", "sentence_start", "sentence_end",
]  # fmt: skip
_LONGEST = 4  # words in the longest phrase of the list
_BEFORE_VERB = frozenset({"has", "had", "have", "also", "then", "later", "again", "who"})
# "wrongly accused" may be the accused's word for it
_CHARGES = frozenset({"accuse", "blame", "charge", "condemn", "criticise", "criticize"})
_PARTICLE = 8  # characters
_BESIDE = 48  # characters beside a cue in which "falsely" or "without evidence" may stand
_NAMING = frozenset({"calling", "branding", "describing", "labelling", "labeling", "dubbing", "accusing"})  # say something themselves
_MAX_LEAD = 40  # characters between speaker and an "-ing" cue in which the verb proper may stand: "Mora hit back, saying"


class VerbClass(NamedTuple):
    verb: str  # as it stands in the word list; empty for a cue that holds none of its words
    name: str  # doubt / force / factive / warmth / neutral, or "other"


@lru_cache(maxsize=1)
def _load_forms() -> tuple[dict[str, VerbClass], dict[str, int]]:
    """Return every written form with its class, and the rank of each class."""
    lexicon = load_lexicon("reporting_verbs")
    ranks = {entry["id"]: rank for rank, entry in enumerate(lexicon["classes"])}
    forms: dict[str, VerbClass] = {}
    for entry in lexicon["classes"]:
        for verb in entry["verbs"]:
            listed = lexicon["irregular"].get(verb)
            for form in [verb, *listed] if listed else inflect_verb(verb):
                forms.setdefault(form, VerbClass(verb, entry["id"]))
        for noun in entry["nouns"]:
            forms.setdefault(noun, VerbClass(noun, entry["id"]))
    return forms, ranks


def classify_cue(cue: str) -> VerbClass:
    """Return the class of a reporting verb or phrase as written: "hit back, saying" is force, by "hit back".

    Of several words the one whose class stands first in ``lexicons/reporting_verbs.toml`` decides. "other" means that
    none of the words is in the list, not that the verb is neutral.
    """
    forms, ranks = _load_forms()
    words = [match.group().lower() for match in WORD.finditer(cue)]
    found = [
        forms[phrase]
        for i in range(len(words))
        for size in range(1, _LONGEST + 1)
        if (phrase := " ".join(words[i : i + size])) in forms and i + size <= len(words)
    ]
    return min(found, key=lambda item: ranks[item.name], default=VerbClass("", "other"))


def _classify_lead(lead: str, cue: str) -> VerbClass:
    """Return the class of the verb that ``lead`` begins with, "hit back, saying", or where that is not in the list, of the cue itself.

    Nothing further on counts: in "rejected the claim, saying …" the claim is the other side's.
    """
    forms, _ = _load_forms()
    words = [match.group().lower() for match in WORD.finditer(lead)]
    while words and (words[0] in _BEFORE_VERB or words[0].endswith("ly")):
        words = words[1:]
    phrases = [" ".join(words[:size]) for size in range(min(_LONGEST, len(words)), 0, -1)]
    verb = next((forms[phrase].verb for phrase in phrases if phrase in forms), "")
    if words[1:2] and words[1] in load_lexicon("reporting_verbs")["deeds"].get(verb, ()):  # "assumed office, saying …"
        phrases = []
    return next((forms[phrase] for phrase in phrases if phrase in forms), classify_cue(cue))


def describe_verb_classes() -> pd.DataFrame:
    """Return the classes as a reader's legend: columns ``verb_class``, ``means``, ``source``, ``examples``."""
    classes = load_lexicon("reporting_verbs")["classes"]
    rows = [(entry["name"], entry["means"], entry["source"], ", ".join(entry["verbs"][:5])) for entry in classes]
    return pd.DataFrame(rows, columns=["verb_class", "means", "source", "examples"])


def classify_verbs(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row a statement that has a cue and was made: which kind of verb introduces it, and the sentence it stands in.

    Columns: ``statement_id``, ``article_id``, ``outlet``, ``actor_id``, ``voice`` (whose verb it is: a cue inside somebody's
    quotation is not the journalist's), ``cue``, ``cue_start``, ``cue_end``, ``verb`` (entry of the word list),
    ``verb_class``, ``sentence_start``, ``sentence_end``.

    The classes, what each means to a reader and their sources are in ``lexicons/reporting_verbs.toml``. A class is a
    property of the verb, not proof of intent: "warned" may be exactly what somebody did. Where the words beside the verb give it another
    sense ("claimed responsibility", "did not reveal"), the class is that of ``senses.find_sense``.
    """
    made = statements[statements.cue_start.notna() & ~statements.act.isin(NOT_SPOKEN)]
    cued = made.merge(articles[["article_id", "outlet"]], on="article_id")
    voices = find_voice(split_voices(articles, statements), cued.article_id, cued.cue_start)
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    sentences = {name: find_sentences(text) for name, text in texts.items()}
    rows = []
    for row, voice in zip(cued.itertuples(), voices.voice, strict=True):
        span = enclose_span(sentences[row.article_id], row.cue_start) or (row.cue_start, row.cue_end)
        lead = _read_lead(texts[row.article_id], row)
        found = _find_mark(texts[row.article_id], row) or _classify(texts[row.article_id], row, lead)
        sense = find_sense(texts[row.article_id], row, found.verb, found.name, span[0])
        place = (row.cue, row.cue_start, row.cue_end, found.verb, sense, *span)
        rows.append((row.statement_id, row.article_id, row.outlet, row.actor_id, voice, *place))
    return pd.DataFrame(rows, columns=COLUMNS)


def _classify(text: str, statement, lead: str) -> VerbClass:
    """Return the class of a cue: of "hit back" where the particle stands behind it, of the verb before a colon, of the one that says most
    of "hit back, saying"."""
    if statement.cue == ":":  # "Doe hit back: “…”", not "Doe, accused of theft: “…”"
        return _classify_lead(lead, ":") if lead[:1] == " " else classify_cue(":")
    cue = statement.cue
    if statement.cue_end < statement.start:  # the particle may stand between: "fired | back: “…”"
        cue += text[int(statement.cue_end) : int(statement.start)].partition(" that ")[0][:_PARTICLE]
    elif statement.cue_start >= statement.end:
        cue += text[int(statement.cue_end) :][:_PARTICLE].partition(".")[0]
    forms, _ = _load_forms()
    phrase = " ".join(match.group().lower() for match in list(WORD.finditer(cue))[:2])
    own = forms[phrase] if phrase in forms else classify_cue(statement.cue)
    return _classify_lead(lead, statement.cue) if lead and own.name in ("neutral", "other") else own


def _find_mark(text: str, statement) -> VerbClass | None:
    """Return the class of a mark of doubt right beside the cue, "falsely said", "said without evidence", or None.

    Not beside a charge, since "wrongly accused" may be the accused's word for it, nor where it belongs to what is said ("said wrongly
    parked cars would go").
    """
    cue_start, cue_end = int(statement.cue_start), int(statement.cue_end)
    before, after = text[max(0, cue_start - _BESIDE) : cue_start].lower(), text[cue_end : cue_end + _BESIDE].lower()
    is_charge = classify_cue(statement.cue).verb in _CHARGES
    for entry in load_lexicon("reporting_verbs")["classes"] if not is_charge else ():
        for mark in entry.get("marks", ()):
            is_before = before.rstrip().endswith(f" {mark}") and not before.rstrip().endswith((f"never {mark}", f"not {mark}"))
            behind = after.lstrip(" ,").removeprefix(mark) if after.lstrip(" ,").startswith(mark) else ""
            if is_before or behind.startswith((",", ":", ".", ";", "!", "?", " that ", " on ")):
                return VerbClass(mark, entry["id"])
    return None


def _read_lead(text: str, statement) -> str:
    """Return the words between the speaker and a cue that only links, "hit back" of "hit back, saying"; else ""."""
    after = statement.speaker_end
    is_link = statement.cue.endswith("ing") and statement.cue.lower() not in _NAMING or statement.cue == ":"
    is_link = is_link and pd.notna(after) and 0 <= statement.cue_start - after <= _MAX_LEAD
    return text[after : statement.cue_start] if is_link else ""


def summarize_verbs(verbs: pd.DataFrame, by: str | Sequence[str] = "actor_id") -> pd.DataFrame:
    """Return the share of each verb class within each group ("actor_id", "outlet" or both), in the article's own voices.

    Columns ``*by``, ``verb_class``, ``n``, ``n_all``, ``share``, ``low``, ``high`` (90% Wilson), ``n_articles``,
    ``statement_ids``. Cues inside quotations are left out.
    """
    return summarize_shares(verbs[verbs.voice != "quoted voice"], by, "verb_class")
