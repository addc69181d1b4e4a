"""Agency: who acts and who is acted on, where the doer is left out, and how sure the words are, for each voice and actor.

The forms are those of critical discourse analysis (van Leeuwen 1996, "The representation of social actors"; Fowler 1991,
"Language in the News"): active, passive with and without an agent, nominalisation. They are read off the dependency parse, so a
wrong parse is a wrong row. A form is a choice of the writer's; it is no proof that somebody wanted to hide a doer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from analysis.framing.intervals import estimate_share, summarize_shares
from analysis.framing.lexicons import load_lexicon
from analysis.framing.modality import find_modality, rate_modality
from analysis.framing.sources import find_mentions, find_present, index_names
from analysis.framing.voices import find_voice, group_voices
from analysis.nlp import parse_texts
from analysis.quotes.parse import find_dateline

FORMS = ("active", "passive with agent", "passive without agent", "nominalisation")
COLUMNS = [
    "article_id", "outlet", "start", "end", "sentence_start", "sentence_end", "voice", "statement_id", "actor_id", "form", "action",
    "agent", "agent_id", "patient", "patient_id", "modality", "is_hedged", "is_negated", "is_reporting",
]  # fmt: skip
# What is done to people and things, told in headlines without "was": "Villagers evicted as dam rises".
_DONE_TO = frozenset(
    "abduct accuse advise allow appoint arrest ask assault attack award axe ban bash batter blame blast blind block bomb bury burn cancel"
    " charge clear condemn convict crush damage delay demolish deny deport destroy detain displace drown elect evacuate evict"
    " execute expel find fine fire flatten flood force free give hang hire hit hold honour hurt injure jail kidnap kill mock murder name"
    " order oust poison postpone praise raid rape reject release remove rescue rob ruin sack save scrap seize sentence shell shoot"
    " slam spare stab starve strand sue suspend swear target tell torture trap urge vandalise warn wound wreck".split()
)
_FULL = frozenset({"dobj", "dative", "ccomp", "aux", "auxpass", "nsubjpass", "attr", "acomp"})
# What stands behind these in a headline is what somebody got: "Doe fined £400", "Doe given suspended sentence".
_GIVEN = frozenset("fine jail ban suspend".split())
_TOLD_TO = frozenset("advise allow ask order tell urge warn".split())  # in a headline passives where "to do" follows
# Verbs in the passive that say how sure something is, and of which the infinitive tells what is done: "is expected to close it".
_HELD = frozenset("allege believe claim deem estimate expect fear know report rumour say schedule set suppose think understand".split())
_DOING = frozenset("begin continue go help manage proceed start".split())  # who manages to do it does it; who wants to may not
# Nouns with which somebody turns to others, so that "from the dockers" names the doer; "withdrawal from the treaty" does not.
_TURNED = frozenset(
    "criticism condemnation support opposition pressure warning threat attack demand accusation protest resistance approval".split()
)
_MEASURES = frozenset("DATE TIME MONEY PERCENT CARDINAL QUANTITY".split())  # entities that do nothing
_NO_DOERS = frozenset(
    "nightfall dawn dusk noon midday midnight morning evening night afternoon today tomorrow accident mistake error chance third half "
    "quarter percent fifth tenth margin deadline".split()
)
_MANY = frozenset("hundreds thousands millions dozens scores many others some most all both".split())
# Doers before a noun that the parser gives no name of a body or people: "the US bombing", "the police shooting of a teenager".
_DOERS = frozenset("us u.s. uk eu nato police army military navy government rebel militia settler".split())
_TELLING = frozenset("say tell ask write add inform show remind assure answer speak talk call describe cite quote".split())
# Who does these to the hurt has not hurt them: "injured and treated by paramedics".
_CARING = frozenset("treat rescue help save take rush free find comfort identify mourn bury examine".split())
_NOBODY = frozenset({"nobody", "none", "nothing"})
_COPULAS = frozenset({"'re", "’re", "'s", "’s", "'m", "’m", "’", "'"})  # short forms of "be" that the parser gives no stem
_GIVING = frozenset(
    "issue make give launch deliver stage mount impose offer plot plan lead oversee order carry begin start commit".split()
)
_MAX_REACH = 300  # characters before a verb in which a word says how sure it is
_MAX_JOINED = 12  # nouns or verbs joined by "and" that are followed
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
    is_negated: bool  # "did not shoot", "was never arrested"


def list_actions(doc, body_start: int = 0) -> list[Action]:
    """Return the actions of a parsed text in order: verbs with a subject, passives, and nouns that name an action.

    A verb counts where it has a doer or something done to it; "be" and "have" count never. Nouns that name an action are
    listed in ``lexicons/nominalisations.toml``; one counts where no doer stands beside it ("the bombing of the town", not
    "the army's bombing", "criticism from the dockers"). What stands before ``body_start``, a character, is the headline.
    """
    lexicon = load_lexicon("nominalisations")
    skipped, nouns = frozenset(lexicon["skipped_verbs"]), frozenset(lexicon["nouns"])
    text, actions = doc.text, []  # the document puts its text together at each asking
    for sentence in doc.sents:
        span = (sentence.start_char, sentence.end_char)
        for token in sentence:
            if token.pos_ == "VERB" and token.lemma_.lower() not in skipped and token.lower_ not in _STATES | _COPULAS:
                actions += _read_verb(text, token, span, token.idx < body_start)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns and token.dep_ != "compound" and not _has_doer(token):
                affected = next((child for prep in token.children if prep.lower_ == "of" for child in prep.children), None)
                actions.append(_make_action(text, token, span, FORMS[3], None, affected))
    return actions


def _read_verb(text: str, verb, sentence: tuple[int, int], is_headline: bool) -> Iterator[Action]:
    """Yield what a verb tells, once for each of those joined by "and" who do it or have it done to them."""
    form, doer, affected = _find_parties(verb, is_headline)
    if form:
        for one, other in product(_list_joined(doer), _list_joined(affected)):
            yield _make_action(text, verb, sentence, form, one, other)


def _find_parties(verb, is_headline: bool) -> tuple:
    """Return (form, doer, affected) of a verb; no form where it has neither."""
    children = {child.dep_: child for child in reversed(list(verb.children))}
    if affected := _find_affected(verb, children, is_headline):
        doer = _find_agent(verb)
        return FORMS[2] if doer is None else FORMS[1], doer, affected
    passive = next((children[dep] for dep in _PASSIVE_SUBJECTS if dep in children), None)
    if passive is not None and verb.lemma_.lower() in _HELD and any(_is_infinitive(child) for child in verb.children):
        return "", None, None  # the infinitive tells what is done
    joined = verb.tag_ == "VBN" and verb.dep_ == "conj" and ("auxpass" in children or "aux" not in children)
    if passive is None and joined:
        passive = _inherit(verb, (*_PASSIVE_SUBJECTS, *(_SUBJECTS if "auxpass" in children else ())))  # "attacked a guard and was arrested"
    if passive is None and "auxpass" in children and _is_held(verb):
        passive = _find_subject(verb.head)  # "is expected to be approved by parliament"
    if passive is not None:
        by = _find_agent(verb)
        return FORMS[2] if by is None else FORMS[1], by, passive
    subject = next((children[dep] for dep in _SUBJECTS if dep in children), None)
    if subject is None and "auxpass" not in children:
        subject = _inherit(verb, _SUBJECTS) if verb.dep_ == "conj" else _find_governor(verb)
    if subject is None:
        return "", None, None
    return FORMS[0], subject, next((children[dep] for dep in _OBJECTS if dep in children), None)


def _find_agent(verb, steps: int = _MAX_JOINED):
    """Return who does what a passive tells: behind its own "by", that of a verb joined to it ("shot and killed by police"), or that of its
    infinitive ("urged to resign by councillors")."""
    agent = next((child for child in verb.children if child.dep_ == "agent" or child.lower_ == "by" and child.dep_ == "prep"), None)
    named = (child for child in agent.children if child.dep_ == "pobj" and _may_do(child)) if agent is not None else ()
    by = next(iter(named), None)
    if by is not None or not steps:
        return by
    for child in verb.rights:
        is_joined = child.dep_ == "conj" and child.tag_ == "VBN" and child.lemma_ not in _CARING
        is_joined = is_joined and not any(kid.dep_ in _PASSIVE_SUBJECTS for kid in child.children)
        is_wanted = _is_infinitive(child) and not any(kid.dep_ == "auxpass" for kid in child.children)
        if (is_joined or is_wanted) and (by := _find_agent(child, steps - 1)) is not None:
            return by
    return None


def _list_joined(noun) -> list:
    """Return a noun and those joined to it by "and", or [None]."""
    if noun is None:
        return [None]
    joined, last = [noun], noun
    while last is not None and len(joined) < _MAX_JOINED:
        last = next((child for child in last.rights if child.dep_ == "conj"), None)
        joined += [last] if last is not None and last.pos_ in ("NOUN", "PROPN", "PRON") else []
    return joined


def _is_infinitive(verb) -> bool:
    return verb.dep_ == "xcomp" and verb.pos_ == "VERB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_held(verb) -> bool:
    """Whether a verb is the infinitive of "is expected to", "is alleged to have"."""
    head = verb.head
    is_passive = any(child.dep_ == "nsubjpass" for child in head.children)
    return _is_infinitive(verb) and head.pos_ == "VERB" and head.lemma_.lower() in _HELD and is_passive


def _find_subject(verb):
    return next((child for child in verb.children if child.dep_ in (*_SUBJECTS, *_PASSIVE_SUBJECTS)), None)


def _find_governor(verb):
    """Return who does what an infinitive tells: "is expected to close it", "managed to stop it"; not what somebody wants, plans, refuses or
    is told to do, nor what stands in a participle, which may hang on anything."""
    head = verb.head
    if head.pos_ != "VERB":
        return None
    if _is_held(verb):
        return _find_subject(head)
    has_own = any(child.dep_ in _OBJECTS and child.i < verb.i for child in head.children)  # "helped Doe to leave"
    is_done = _is_infinitive(verb) and head.lemma_.lower() in _DOING and not has_own
    return next((child for child in head.children if child.dep_ in _SUBJECTS), None) if is_done else None


def _may_do(noun) -> bool:
    """Whether what stands behind "by" can be who did it: no time, measure or cause ("killed by nightfall", "cut by a third").

    Numbers count by what they are of ("one of the officers"), and alone where they are people ("hundreds", "a 17-year-old").
    """
    if noun.lower_ in _MANY or noun.doc[noun.left_edge.i : noun.i + 1].text.lower().endswith(("-year-old", "-year-olds")):
        return True
    members = [part for child in noun.children if child.lower_ == "of" for part in child.children if part.dep_ == "pobj"]
    if members and (noun.like_num or noun.ent_type_ in _MEASURES or noun.lemma_.lower() in _NO_DOERS):
        return any(map(_may_do, members))
    is_sum = any(child.is_currency for child in noun.children) or noun.text[:1] in "£$€"
    return noun.ent_type_ not in _MEASURES and not noun.like_num and not is_sum and noun.lemma_.lower() not in _NO_DOERS


def _find_affected(verb, children: dict, is_headline: bool):
    """Return whom a passive without "was" is about: headlines drop it, and so do asides ("three men, arrested on Monday"); else None.

    Headlines tell what was done in the present ("Police evict villagers"), so that their past forms without an object are passives where
    the verb is one of doing something to somebody (``_DONE_TO``) or says by whom.
    """
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and "aux" not in children and "auxpass" not in children and verb.head.i < verb.i:
        return verb.head
    stems = {verb.lemma_.lower(), verb.lower_[:-1], verb.lower_[:-2]}  # the parser's stem of "fined" is "fin"
    is_done_to = bool(stems & _DONE_TO) or "agent" in children
    is_sum = "dobj" in children and children["dobj"].ent_type_ in ("MONEY", "DATE", "TIME") or verb.lower_ == "given"
    is_got = is_sum and (bool(stems & _GIVEN) or verb.lower_ == "given")
    is_full = bool(children.keys() & (_FULL - {"dobj"} if is_got else _FULL))
    # "Union warned of strikes" may be active
    is_told = bool(stems & _TOLD_TO) and not any(_is_infinitive(child) for child in verb.children)
    is_short = verb.tag_ in ("VBD", "VBN") and is_done_to and not is_full and not is_told and verb.lower_ not in ("gave", "swore")
    return children.get("nsubj") if is_headline and is_short else None


def _inherit(verb, deps: tuple[str, ...]):
    """Return the subject of the verb that ``verb`` is joined to by "and"."""
    return next((child for child in verb.head.children if child.dep_ in deps), None) if verb.head.pos_ == "VERB" else None


def _has_doer(noun) -> bool:
    """Whether the doer stands beside the noun: "the army's bombing", "a NATO bombing", "issued a warning", "criticism from the dockers"."""
    if any(child.dep_ == "poss" or child.lower_ == "by" for child in noun.children):
        return True
    beside = [child for child in noun.children if child.dep_ in ("compound", "amod")]
    if any(child.ent_type_ in ("ORG", "NORP", "PERSON") or child.lower_ in _DOERS for child in beside):
        return True
    verb = noun.head
    is_given = noun.dep_ == "dobj" and verb.lemma_ in _GIVING and (_find_subject(verb) or verb.dep_ in ("relcl", "acl", "pcomp"))
    sources = (part for child in noun.children if child.lower_ == "from" for part in child.children)
    if noun.dep_ in _PASSIVE_SUBJECTS and any(child.dep_ == "agent" for child in noun.head.children):
        return True  # "the attack was launched by rebels"
    is_from = noun.lemma_.lower() in _TURNED and any(part.dep_ == "pobj" and part.tag_[:1] == "N" for part in sources)
    return bool(is_given) or is_from


def _make_action(text: str, head, sentence: tuple[int, int], form: str, agent, patient) -> Action:
    first = max(_find_first(head), head.idx - _MAX_REACH)
    end = head.idx + len(head.text)
    name, _ = rate_modality(find_modality(text, first, end))
    name = "likely" if name == "plain" and _is_held(head) and head.head.lemma_ != "know" else name  # "is alleged to have attacked"
    name = "certain" if name == "conditional" and _is_told(head) else name
    governor = head.head if _find_governor(head) is not None else head
    is_negated = any(child.dep_ == "neg" or child.lower_ == "never" for verb in {head, governor} for child in verb.children)
    # "No members were harmed"
    parties = [party for party in (agent, patient) if party is not None]
    is_negated |= any(child.lower_ in ("no", "neither") for party in parties for child in party.lefts)
    is_negated |= any(party.lower_ in _NOBODY for party in parties)
    agent, patient = _span_phrase(_find_party(agent)), _span_phrase(_find_party(patient))
    return Action(head.idx, end, sentence, form, head.lemma_.lower(), agent, patient, name, name in ("possible", "likely"), is_negated)


def _is_told(verb) -> bool:
    """Whether its "would" is the "will" that somebody said: "Mora said it would close"; not "would close if …"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(child.lower_ == "would" for child in verb.children):
        verb = verb.head
    is_would = any(child.dep_ == "aux" and child.lower_ in ("would", "'d", "’d") for child in verb.children)
    has_condition = any(child.dep_ == "advcl" for child in verb.children)
    return is_would and not has_condition and verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def _find_first(head, steps: int = _MAX_JOINED) -> int:
    """Return where the words begin that say how sure a verb is: its own, or those it shares with what it is joined to or governed by."""
    clause = [child for child in head.children if child.dep_ in {"aux", "auxpass", "advmod", "neg", "mark", "prt"} and child.i < head.i]
    has_own = any(child.dep_ in {"aux", "mark"} and child.lower_ != "to" for child in clause)
    if steps and head.dep_ in ("conj", "xcomp") and head.head.pos_ == "VERB" and not has_own:
        return min(_find_first(head.head, steps - 1), head.idx)
    return min([head.idx, *(child.idx for child in clause)])


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
        ``lexicons/modality.toml`` or "plain"), ``is_hedged``, ``is_negated`` ("did not shoot"), ``is_reporting`` (the verb is a
        statement's cue: "said"). An action of two ("Doe and Roe attacked …") has a row for each.
    """
    names, voices, cues = index_names(actors), group_voices(articles, statements), _list_cues(statements)
    speakers = statements.groupby("article_id").actor_id.agg(set).to_dict()
    parses = parse_texts(articles.text) if docs is None else [docs[article_id] for article_id in articles.article_id]
    rows = []
    for article, doc in zip(articles.itertuples(), parses, strict=True):
        actions = list_actions(doc, article.body_start)
        places = find_voice(voices[article.article_id], [article.article_id] * len(actions), [action.start for action in actions])
        present = find_present(article.text, names, speakers.get(article.article_id, ()))
        rows += _make_rows(article, actions, places, names, present, cues.get(article.article_id, frozenset()))
    return pd.DataFrame(rows, columns=COLUMNS)


def _list_cues(statements: pd.DataFrame) -> dict[str, frozenset[int]]:
    """Return by article the characters that lie in a cue."""
    found: dict[str, set[int]] = {}
    for row in statements[statements.cue_start.notna()].itertuples():
        found.setdefault(row.article_id, set()).update(range(int(row.cue_start), int(row.cue_end)))
    return {article_id: frozenset(places) for article_id, places in found.items()}


def _make_rows(
    article, actions: Iterable[Action], places: pd.DataFrame, names: dict, present: Collection[str], cues: frozenset[int]
) -> Iterator[tuple]:
    for action, place in zip(actions, places.itertuples(), strict=True):
        parties = []
        for span in (action.agent, action.patient):
            words = article.text[slice(*span)] if span else ""
            mentions = find_mentions(words, names, present) if span and not _is_in_dateline(article.text, span[0]) else []
            is_head = bool(mentions) and mentions[-1].end == len(words)  # not the Doe of "Doe's son"
            parties += [words, mentions[-1].actor_id if is_head else None]
        where = (article.article_id, article.outlet, action.start, action.end, *action.sentence)
        whose = (place.voice, place.statement_id, place.actor_id)
        sure = (action.modality, action.is_hedged, action.is_negated)
        yield (*where, *whose, action.form, action.action, *parties, *sure, action.start in cues)


def _is_in_dateline(text: str, start: int) -> bool:
    """Whether a place only says where a paragraph was written: "VELSBURG, Ombaria — Fierce fighting killed seven"."""
    line = text.rfind("\n", 0, start) + 1
    return start < line + find_dateline(text, line)


def summarize_agency(actions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each actor is shown acting and acted on, in each voice.

    Columns ``actor_id``, ``voice``, ``n_acting``, ``n_acted_on``, ``share_acting`` with 90% Wilson ``low``, ``high``, ``n_articles``,
    ``spans`` (list of [article_id, start, end]). Only actors that are named in the clause count. Who speaks does not, since
    ``summarize_sources`` counts that, but who is attacked or praised in words does; what somebody did not do counts for nobody.
    """
    actions = actions[~actions.is_negated.astype(bool)]
    is_telling = actions.is_reporting.astype(bool)
    columns = ["article_id", "voice", "start", "end"]
    acting = actions[~is_telling].assign(who=actions.agent_id, is_acting=True)[[*columns, "who", "is_acting"]]
    acted_on = actions[~(is_telling & actions.action.isin(_TELLING))]
    acted_on = acted_on.assign(who=acted_on.patient_id, is_acting=False)[[*columns, "who", "is_acting"]]
    rows = []
    parties = pd.concat([acting, acted_on]).dropna(subset="who").drop_duplicates()
    for (who, voice), group in parties.groupby(["who", "voice"], sort=True):
        n_acting = int(group.is_acting.sum())
        spans = group[["article_id", "start", "end"]].values.tolist()
        counts = (n_acting, len(group) - n_acting, *estimate_share(n_acting, len(group)))
        rows.append((who, voice, *counts, group.article_id.nunique(), spans))
    return pd.DataFrame(
        rows, columns=["actor_id", "voice", "n_acting", "n_acted_on", "share_acting", "low", "high", "n_articles", "spans"]
    )


def summarize_forms(actions: pd.DataFrame, by: str | Sequence[str] = "voice", column: str = "form") -> pd.DataFrame:
    """Return the share of each form (or of each value of ``column``: "modality", "is_hedged") within each group of ``by``.

    Columns ``*by``, ``column``, ``n``, ``n_all``, ``share``, ``low``, ``high`` (90% Wilson), ``n_articles``, ``spans``
    (list of [article_id, start, end]). An action of several counts once.
    """
    actions = actions.drop_duplicates(["article_id", "start", "end"])
    spans = actions[["article_id", "start", "end"]].values.tolist()
    return summarize_shares(actions.assign(span=spans), by, column, "span")
