"""Agency: who acts and who is acted on, where the doer is left out, and how sure the words are, for each voice and actor.

The forms are those of critical discourse analysis (van Leeuwen 1996, "The representation of social actors"; Fowler 1991,
"Language in the News"): active, passive with and without an agent, nominalisation. They are read off the dependency parse, so a
wrong parse is a wrong row. A form is a choice of the writer's; it is no proof that somebody wanted to hide a doer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.framing.intervals import estimate_share, summarize_shares
from analysis.framing.lexicons import load_lexicon
from analysis.framing.modality import find_modality, rate_modality
from analysis.framing.sources import find_mentions, index_names
from analysis.framing.voices import find_voice, group_voices
from analysis.nlp import MAX_CHARS, parse_texts

FORMS = ("active", "passive with agent", "passive without agent", "nominalisation")
COLUMNS = [
    "article_id", "outlet", "start", "end", "sentence_start", "sentence_end", "voice", "statement_id", "actor_id", "form", "action",
    "agent", "agent_id", "patient", "patient_id", "modality", "is_hedged", "is_reporting",
]  # fmt: skip
# What is done to people and things, told in headlines without "was": "Villagers evicted as dam rises".
_DONE_TO = frozenset(
    "abduct accuse appoint arrest assault attack award axe ban bash batter blame blast blind block bomb bury burn cancel"
    " charge clear condemn convict crush damage delay demolish deny deport destroy detain displace drown elect evacuate evict"
    " execute expel fine fire flatten flood force free hang hire hit hold honour hurt injure jail kidnap kill mock murder name"
    " oust poison postpone praise raid rape reject release remove rescue rob ruin sack save scrap seize sentence shell shoot"
    " slam spare stab starve strand sue suspend target torture trap vandalise wound wreck".split()
)
_FULL = frozenset({"dobj", "dative", "ccomp", "aux", "auxpass", "nsubjpass", "attr", "acomp"})
# Nouns with which somebody turns to others, so that "from the dockers" names the doer; "withdrawal from the treaty" does not.
_TURNED = frozenset(
    "criticism condemnation support opposition pressure warning threat attack demand accusation protest resistance approval".split()
)
_MEASURES = frozenset("DATE TIME MONEY PERCENT CARDINAL QUANTITY".split())  # entities that do nothing
_NO_DOERS = frozenset(
    "nightfall dawn dusk noon midday midnight morning evening night afternoon today tomorrow accident mistake error chance third half "
    "quarter percent fifth tenth margin deadline".split()
)
# Doers before a noun that the parser gives no name of a body or people: "the US bombing", "the police shooting of a teenager".
_DOERS = frozenset("us u.s. uk eu nato police army military navy government rebel militia settler".split())
_GIVING = frozenset("issue make give launch deliver stage mount impose".split())
_STATES = frozenset({"born", "based", "known", "related", "gratified", "pleased", "concerned"})  # participles in which nothing is done
_SUBJECTS, _PASSIVE_SUBJECTS, _OBJECTS = ("nsubj", "csubj"), ("nsubjpass", "csubjpass"), ("dobj", "dative")


class Action(NamedTuple):
    """One thing done; ``agent`` and ``patient`` are character spans or None."""

    start: int
    end: int
    sentence: tuple[int, int]
    form: str
    action: str
    agent: tuple[int, int] | None
    patient: tuple[int, int] | None
    modality: str
    is_hedged: bool


def list_actions(doc, body_start: int = 0) -> list[Action]:
    """Return the actions of a parsed text in order: verbs with a subject, passives, and nouns that name an action.

    A verb counts where it has a doer or something done to it; "be" and "have" count never. Nouns that name an action are
    listed in ``lexicons/nominalisations.toml``; one counts where no doer stands beside it ("the bombing of the town", not
    "the army's bombing", "criticism from the dockers"). What stands before ``body_start``, a character, is the headline.
    """
    lexicon = load_lexicon("nominalisations")
    skipped, nouns = frozenset(lexicon["skipped_verbs"]), frozenset(lexicon["nouns"])
    actions = []
    for sentence in doc.sents:
        span = (sentence.start_char, sentence.end_char)
        for token in sentence:
            if token.pos_ == "VERB" and token.lemma_.lower() not in skipped and token.lower_ not in _STATES:
                actions += _read_verb(token, span, token.idx < body_start)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns and token.dep_ != "compound" and not _has_doer(token):
                affected = next((child for prep in token.children if prep.lower_ == "of" for child in prep.children), None)
                actions.append(_make_action(token, span, FORMS[3], None, affected))
    return actions


def _read_verb(verb, sentence: tuple[int, int], is_headline: bool) -> Iterator[Action]:
    children = {child.dep_: child for child in reversed(list(verb.children))}
    if affected := _find_affected(verb, children, is_headline):
        by = next((child for child in verb.children if child.lower_ == "by"), None)
        doer = next((child for child in by.children if child.dep_ == "pobj" and _may_do(child)), None) if by is not None else None
        yield _make_action(verb, sentence, FORMS[2] if doer is None else FORMS[1], doer, affected)
        return
    passive = next((children[dep] for dep in _PASSIVE_SUBJECTS if dep in children), None)
    if passive is None and verb.tag_ == "VBN" and verb.dep_ == "conj" and ("auxpass" in children or "aux" not in children):
        passive = _inherit(verb, (*_PASSIVE_SUBJECTS, *(_SUBJECTS if "auxpass" in children else ())))  # "attacked a guard and was arrested"
    if passive is not None:
        by = next((child for child in children["agent"].children if _may_do(child)), None) if "agent" in children else None
        yield _make_action(verb, sentence, FORMS[2] if by is None else FORMS[1], by, passive)
        return
    subject = next((children[dep] for dep in _SUBJECTS if dep in children), None)
    if subject is None and verb.dep_ == "conj" and "auxpass" not in children:
        subject = _inherit(verb, _SUBJECTS)
    if subject is not None:
        affected = next((children[dep] for dep in _OBJECTS if dep in children), None)
        yield _make_action(verb, sentence, FORMS[0], subject, affected)


def _may_do(noun) -> bool:
    """Whether what stands behind "by" can be who did it: no time, measure or cause ("killed by nightfall", "cut by a third")."""
    is_sum = any(child.is_currency for child in noun.children) or noun.text[:1] in "£$€"
    return noun.ent_type_ not in _MEASURES and not noun.like_num and not is_sum and noun.lemma_.lower() not in _NO_DOERS


def _find_affected(verb, children: dict, is_headline: bool):
    """Return whom a passive without "was" is about: headlines drop it, and so do asides ("three men, arrested on Monday"); else None.

    Headlines tell what was done in the present ("Police evict villagers"), so that their past forms without an object are passives where
    the verb is one of doing something to somebody (``_DONE_TO``) or says by whom.
    """
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and "aux" not in children and "auxpass" not in children and verb.head.i < verb.i:
        return verb.head
    is_done_to = verb.lemma_.lower() in _DONE_TO or "agent" in children
    is_short = verb.tag_ in ("VBD", "VBN") and is_done_to and not children.keys() & _FULL
    return children.get("nsubj") if is_headline and is_short else None


def _inherit(verb, deps: tuple[str, ...]):
    """Return the subject of the verb that ``verb`` is joined to by "and"."""
    return next((child for child in verb.head.children if child.dep_ in deps), None) if verb.head.pos_ == "VERB" else None


def _has_doer(noun) -> bool:
    """Whether the doer stands beside the noun: "the army's bombing", "a NATO bombing", "issued a warning", "criticism from the dockers"."""
    if any(child.dep_ == "poss" or child.lower_ == "by" for child in noun.children):
        return True
    beside = [child for child in noun.children if child.dep_ in ("compound", "amod")]
    if any(child.ent_type_ in ("ORG", "NORP") or child.lower_ in _DOERS for child in beside):
        return True
    is_given = noun.dep_ == "dobj" and noun.head.lemma_ in _GIVING and any(child.dep_ == "nsubj" for child in noun.head.children)
    sources = (part for child in noun.children if child.lower_ == "from" for part in child.children)
    is_from = noun.lemma_.lower() in _TURNED and any(part.dep_ == "pobj" and part.tag_[:1] == "N" for part in sources)
    return is_given or is_from


def _make_action(head, sentence: tuple[int, int], form: str, agent, patient) -> Action:
    text = head.doc.text
    clause = [child for child in head.children if child.dep_ in {"aux", "advmod", "neg", "mark", "prt"}]
    start = min([head.idx, *(child.idx for child in clause if child.i < head.i)])
    end = head.idx + len(head.text)
    hits = find_modality(text, start, end)
    name, _ = rate_modality(hits)
    is_hedged = name in ("possible", "likely")
    agent, patient = _find_party(agent), _find_party(patient)
    return Action(head.idx, end, sentence, form, head.lemma_.lower(), _span_phrase(agent), _span_phrase(patient), name, is_hedged)


def _find_party(noun):
    """Return whom a noun means: the name beside it ("the mayor, Jane Doe"), what "who" stands for, or whose kin is meant ("Doe, whose
    son, Jon, was killed" lives)."""
    if noun is None:
        return None
    if noun.tag_ in ("WP", "WDT") and noun.head.dep_ == "relcl":
        noun = noun.head.head
    beside = [child for child in noun.children if child.dep_ == "appos"]
    kin = next((child for child in beside if any(kid.lower_ == "whose" for kid in child.children)), None)
    return kin or next((child for child in beside if child.pos_ == "PROPN"), noun)


def _span_phrase(head) -> tuple[int, int] | None:
    """Return the noun phrase of a head up to its own word: modifiers before it, nothing after, so that it stays short."""
    if head is None:
        return None
    left = head
    for child in head.lefts:
        left = min(left, child.left_edge, key=lambda token: token.i)
    return left.idx, head.idx + len(head.text)


def find_actions(
    articles: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame, docs: Mapping[str, object] | None = None
) -> pd.DataFrame:
    """Return one row an action, with who does it, to whom, how sure it is and whose words say so.

    Args:
        docs: parses by ``article_id`` where they are there already; else the articles are parsed here.

    Returns:
        Columns ``COLUMNS``: ``start``, ``end`` (the verb or noun), ``voice``, ``statement_id`` and ``actor_id`` (of the speaker, null in
        the journalist's voice), ``form`` (one of ``FORMS``), ``action`` (lemma), ``agent`` and ``patient`` (words; empty where there
        are none), ``agent_id`` and ``patient_id`` (actors named in them; pronouns are not followed), ``modality`` (name of
        ``lexicons/modality.toml`` or "plain"), ``is_hedged``, ``is_reporting`` (the verb is a statement's cue: "said").
    """
    names, voices, cues = index_names(actors), group_voices(articles, statements), _list_cues(statements)
    texts = (text[:MAX_CHARS] for text in articles.text)
    parses = parse_texts(texts) if docs is None else [docs[article_id] for article_id in articles.article_id]
    rows = []
    for article, doc in zip(articles.itertuples(), parses, strict=True):
        actions = list_actions(doc, article.body_start)
        places = find_voice(voices[article.article_id], [article.article_id] * len(actions), [action.start for action in actions])
        rows += _make_rows(article, actions, places, names, cues.get(article.article_id, frozenset()))
    return pd.DataFrame(rows, columns=COLUMNS)


def _list_cues(statements: pd.DataFrame) -> dict[str, frozenset[int]]:
    """Return by article the characters that lie in a cue."""
    found: dict[str, set[int]] = {}
    for row in statements[statements.cue_start.notna()].itertuples():
        found.setdefault(row.article_id, set()).update(range(int(row.cue_start), int(row.cue_end)))
    return {article_id: frozenset(places) for article_id, places in found.items()}


def _make_rows(article, actions: Iterable[Action], places: pd.DataFrame, names: dict, cues: frozenset[int]) -> Iterator[tuple]:
    for action, place in zip(actions, places.itertuples(), strict=True):
        parties = []
        for span in (action.agent, action.patient):
            words = article.text[slice(*span)] if span else ""
            mentions = find_mentions(words, names)
            is_head = bool(mentions) and mentions[-1].end == len(words)  # not the Doe of "Doe's son"
            parties += [words, mentions[-1].actor_id if is_head else None]
        where = (article.article_id, article.outlet, action.start, action.end, *action.sentence)
        whose = (place.voice, place.statement_id, place.actor_id)
        yield (*where, *whose, action.form, action.action, *parties, action.modality, action.is_hedged, action.start in cues)


def summarize_agency(actions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each actor is shown acting and acted on, in each voice.

    Columns ``actor_id``, ``voice``, ``n_acting``, ``n_acted_on``, ``share_acting`` with 90% Wilson ``low``, ``high``, ``n_articles``,
    ``spans`` (list of [article_id, start, end]). Only actors that are named in the clause count, and reporting verbs do not: they tell
    who is quoted, which ``summarize_sources`` counts.
    """
    actions = actions[~actions.is_reporting.astype(bool)]
    columns = ["article_id", "voice", "start", "end"]
    acting = actions.assign(who=actions.agent_id, is_acting=True)[[*columns, "who", "is_acting"]]
    acted_on = actions.assign(who=actions.patient_id, is_acting=False)[[*columns, "who", "is_acting"]]
    rows = []
    for (who, voice), group in pd.concat([acting, acted_on]).dropna(subset="who").groupby(["who", "voice"], sort=True):
        n_acting = int(group.is_acting.sum())
        spans = group[["article_id", "start", "end"]].values.tolist()
        counts = (n_acting, len(group) - n_acting, *estimate_share(n_acting, len(group)))
        rows.append((who, voice, *counts, group.article_id.nunique(), spans))
    return pd.DataFrame(
        rows, columns=["actor_id", "voice", "n_acting", "n_acted_on", "share_acting", "low", "high", "n_articles", "spans"]
    )


def summarize_forms(actions: pd.DataFrame, by: tuple[str, ...] = ("voice",), column: str = "form") -> pd.DataFrame:
    """Return the share of each form (or of each value of ``column``: "modality", "is_hedged") within each group of ``by``.

    Columns ``*by``, ``column``, ``n``, ``n_all``, ``share``, ``low``, ``high`` (90% Wilson), ``n_articles``, ``spans``
    (list of [article_id, start, end]).
    """
    spans = actions[["article_id", "start", "end"]].values.tolist()
    return summarize_shares(actions.assign(span=spans), list(by), column, "span")
