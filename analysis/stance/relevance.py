"""Which statements are worth asking about a target, and why the others are not.

A label given to words that are about something else is the worst error of all, so every statement must pass here before the model
sees it; what does not pass is listed with its reason, like what passes and still gets no position.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import pandas as pd

from analysis.hypotheses import put_question
from analysis.stance.no_side import (
    DUTY,
    HEARSAY,
    ONCE,
    OPEN_QUESTION,
    PUTTING_ASIDE,
    REACTION,
    RETORT,
    SINCE,
    UNSIGNED,
    UNTOLD,
    WHO_HAD,
    concedes,
    denies_fact,
    foretells,
    is_earlier,
    is_earlier_lead,
    is_thing,
    names_topic,
    only_feels,
    only_finds,
    only_replies,
    was_not_said,
)
from analysis.stance.other_place import names_other_place
from analysis.stance.premise import ASKED, build_premise, clean_content, find_held_back
from analysis.stance.reading import names_person
from analysis.tables import Unaddressed

STEM = 5  # letters by which words of a question and of a proposition are held alike
_WORD = re.compile(r"[a-z]{4,}")
_ANY_WORD = re.compile(r"\w+(?:['’-]\w+)*")
ASKS_SIDE = re.compile(r"\b(?:back|support|favou?r|oppos|in favour of|against)", re.I)
_OF_OTHERS = re.compile(
    r"(?:whether|if|what|why|how) (?!(?:he|she|they|you|it)\b)(?:[\w’'-]+ ){1,5}?(?:back|support|favou?r|oppos|want|plan"
    r"|object|reject)", re.I
)  # fmt: skip
_TURNED = re.compile(r"\b(?:oppos|against|object|reject|rule out|ruled out)", re.I)
_LIGHT = frozenset("should would could must will shall have been that this with from they their there into".split())
TOPIC = 80  # characters after a cue in which it may be told what a quotation is of
_TOPIC = re.compile(r"\s(?:of|about) ([^.!?;,\n“”\"]{2,70})")
ADVERB = 20  # characters before a cue in which an adverb may stand
LEAD = 600  # characters of an article, with its headline, that show what it is about
MIN_NAMED = 0.1  # share of an article's paragraphs that name the matter, below which only what names it itself is about it
MIN_COVERED = 0.5  # share of the proposition's words that the lead of an article about it has
MIN_PIECE = 3  # words
_DONE_BY = r"-(?:controlled|held|run|led|backed|funded|owned|appointed|ruled|sponsored|occupied|supported|financed|issued|approved)\b"
_ANYWAY = re.compile(r"\b(?:in the face of|despite|in spite of|regardless of)\s(?:[\w’'-]+\s){0,5}$", re.I)
# "spoke of the new bridge, | calling it ugly": what "it" is stands right before the cue.
_OTHER = re.compile(
    r"\b(?:on|of|about|discussed|described|mentioned)\s((?:the|an?|his|her|their|its|this|that)\s[\w’‘“”\"' -]{2,60}),[”’\"]?\s$", re.I
)
# "Asked about the tram, Doe said", "On the tram, Doe said", "As for the tram, Doe said".
_ABOUT = re.compile(
    r"\b(?:about|on|as for|regarding|concerning|as far as|when it comes to|turning to)\s([^,.!?\n]{2,80}),", re.I
)
_OF_IT = re.compile(r"(?:it|this|them|these|those)\b", re.I)
_TAKEN_UP = re.compile(
    r"\b(?:it|this|these|those|they|them|such|so|that(?=\W*$|['’]s\b| (?:is|was|would|will|could|can|should|must|has|had)\b))\b", re.I
)
_SENTENCE_END = re.compile(r"[.!?”\"]\s|\n")
AFTER = 40  # characters after a statement in which its sentence may say when it was
BEFORE = 300  # characters: the two sentences before a statement
# "she backed the plan": the matter by another name, which the article has given before, however far up.
ANAPHOR = re.compile(
    r"\b(?:the|this|that|these|those|such an?)\s(?:plan|proposal|scheme|idea|measure|project|policy|bill|law|ban|deal"
    r"|agreement|treaty|pact|accord|sanction|tax|levy|reform|pledge|offer|program|programme)s?\b",
    re.I,
)
FORMERLY = "tells of an earlier view"
EMPTY, DECLINED = "no words of its own", "declines to answer"
OTHER_QUESTION = "a short answer to another question than the study's"
ANSWERS = "answers somebody else's charge, and its words do not repeat it"
DENIES = "denies that something is, was or will be so, which does not tell what should be"
RELAYS = "tells what somebody else wants or thinks"
CONCEDES = "grants a point or understands a fear, which is no side"
NOT_SAID = "tells what was not said, or only supposed, demanded or foretold, which is no position"
ASKS = "asks or tells what, who, when or how much, and takes no side with that"
HARDLY = "the article hardly names the matter, and the statement does not"
FRAGMENT = "too short a piece to tell what it is about"
ABOUT_ELSE = "reported words that do not name the matter, in an article that is not about it"
UNTOLD_VIEW = "names a claim or a stance, and not which"
NOBODY = "nobody is named who says or thinks it"
ELSEWHERE = "tells of another country in the place of the one that the target names"
THING = "said of a thing that belongs to nobody named, such as a bill"
FINDS = "what a study, poll or report found, which is no position"
NO_ANAPHOR = "reported words that neither name the matter nor take it up (“it”, “the plan”)"
NO_WORD = "none of the target's relevance words in it or just before it"
REACTS = "about a decision, a vote, a feeling or what somebody said, and it does not name the matter"
NO_PERSON = "takes up a plan or the like, and the target is a person"
NO_SIDE = "read, and no clear side found"
BESIDE = "names the matter only as what is so in any case (“despite …”, “in the face of …”)"
OTHER_THING = "takes up something else that its own sentence names (“spoke of the bridge, calling it ugly”)"


class Candidate(NamedTuple):
    """A statement and a target, and whether the model is asked about them: if ``reason`` is empty."""

    statement: object  # row of Statements
    target: object  # row of Targets
    premise: str
    found_in: str  # where the target's relevance words are: "content", "clause" (the cue's) or "before" (only there); "" nowhere
    reason: str  # why it is not asked
    lead: str  # words of its sentence before cue, speaker and content
    held_back: str = ""  # words between speaker and cue: "would " of "Doe would consider"
    is_feared: bool = False  # foretold or complained of, so that "it will be closed" is no word for closing it


def find_candidates(statements: pd.DataFrame, targets: pd.DataFrame, articles: pd.DataFrame) -> list[Candidate]:
    """Return the statements and targets worth asking about.

    Those that have one of the target's relevance words in their premise, or in the ``BEFORE`` characters of the article before them:
    in news, the sentence before names the matter and the quotation says "it". Where the premise says "the plan" or the like, anywhere
    before them in the article will do. A reaction to an outcome ("welcomed the decision") that does not itself name the matter is left
    out, and so are a refusal to answer, a charge that is rejected without being repeated, a reply ("no, he is wrong"), a point granted, a
    denial of a deed, a plan or a fact, the same deed to another country, a question ("asked what it would cost"; an interviewer's turn),
    what somebody else wants, an earlier view ("once opposed it"), what a bill, a ruling or a study says or nobody who is named, and what
    was not said: what somebody denies or is told not to have said ("stopped short of saying that …"), or is only supposed or called on to
    say ("if Doe said that …", "Doe should admit that …").
    """
    return [candidate for candidate in judge_relevance(statements, targets, articles) if not candidate.reason]


def list_unaddressed(statements: pd.DataFrame, targets: pd.DataFrame, articles: pd.DataFrame, positions: pd.DataFrame) -> pd.DataFrame:
    """Return the Unaddressed table: every statement and target that has no row in Positions, and why."""
    placed = set(zip(positions.statement_id, positions.target_id, strict=True))
    return Unaddressed.build(
        {"statement_id": c.statement.statement_id, "target_id": c.target.target_id, "reason": c.reason or NO_SIDE}
        for c in judge_relevance(statements, targets, articles)
        if (c.statement.statement_id, c.target.target_id) not in placed
    )


def judge_relevance(statements: pd.DataFrame, targets: pd.DataFrame, articles: pd.DataFrame) -> list[Candidate]:
    """Return every statement with every target, and whether the model should be asked about them."""
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    published = dict(zip(articles.article_id, articles.published, strict=True))
    patterns = {t.target_id: relevance_pattern(t.relevance) for t in targets.itertuples()}
    people = {t.target_id for t in targets.itertuples() if names_person([*t.favor, *t.against])}
    scenes = {
        (article_id, t.target_id): _read_scene(text, patterns[t.target_id], t.proposition)
        for article_id, text in texts.items()
        for t in targets.itertuples()
    }
    judged = []
    for statement in statements.itertuples():
        text = texts[statement.article_id]
        premise, around = build_premise(text, statement), _read_around(text, statement, published[statement.article_id])
        held_back = find_held_back(text, statement)
        places = {"content": statement.content, "clause": f"{premise} {_read_topic(text, statement)}", "before": around.before}
        for t in targets.itertuples():
            scene = scenes[statement.article_id, t.target_id]
            place = next((name for name, words in places.items() if patterns[t.target_id].search(words)), "")
            if not place and t.target_id not in people and ANAPHOR.search(premise) and scene.first < statement.start:
                place = "before"
            obstacle = _find_obstacle(statement, premise, place, around, t.proposition)
            if place == "before" and not obstacle and t.target_id in people and _is_on_thing(statement.content):
                obstacle = NO_PERSON
            about = _ABOUT.search(around.sentence)
            is_named = about is not None and bool(patterns[t.target_id].search(about[1]))
            if place == "before" and not obstacle:
                obstacle = _find_distance(statement, premise, scene, around.sentence, is_named)
            if place == "content" and not obstacle and _is_beside(statement.content, patterns[t.target_id]):
                obstacle = BESIDE
            question, is_feared = put_question(premise, t.proposition, t.kind), foretells(statement, t.proposition)
            judged.append(Candidate(statement, t, question, place, obstacle, around.lead, held_back, is_feared))
    return judged


class _Around(NamedTuple):
    """What stands around a statement."""

    before: str  # ``BEFORE`` characters
    before_cue: str  # ``ADVERB`` characters
    lead: str  # words of a reported statement's sentence before whatever of it comes first: "If it runs at night, | Doe will back it"
    sentence: str  # words of its sentence before its cue, or before itself
    is_earlier: bool  # told of another time


def _read_around(text: str, statement, published: str) -> _Around:
    places = [int(place) for place in (statement.cue_start, statement.speaker_start) if not pd.isna(place)]
    first = min([statement.start, *places])
    before = text[max(0, statement.start - BEFORE) : statement.start]
    before_cue = "" if pd.isna(statement.cue_start) else text[max(0, int(statement.cue_start) - ADVERB) : int(statement.cue_start)]
    cue = statement.start if pd.isna(statement.cue_start) else min(statement.start, int(statement.cue_start))
    lead, sentence = (_SENTENCE_END.split(text[max(0, end - BEFORE) : end])[-1] for end in (first, cue))
    if statement.kind == "direct":
        return _Around(before, before_cue, "", sentence, False)
    end = statement.end if pd.isna(statement.cue_end) else max(statement.end, int(statement.cue_end))
    told = text[first:end] + re.split(r"[.!?;\n“\"]|, (?:but|and|who|which)\b", text[end : end + AFTER])[0]
    is_past = is_earlier(told, published) or is_earlier_lead(lead, published) or bool(SINCE.match(text, end, end + 3 * AFTER))
    return _Around(before, before_cue, lead, sentence, statement.kind == "indirect" and is_past)


class _Scene(NamedTuple):
    """What an article has to do with a target."""

    first: int  # character at which it first names the matter, its length if nowhere
    named: float  # share of its paragraphs that name the matter: 0..1
    covered: float  # share of the proposition's words that its lead has: 0..1


def _read_scene(text: str, pattern: re.Pattern, proposition: str) -> _Scene:
    first = match.start() if (match := pattern.search(text)) else len(text)
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    named = sum(bool(pattern.search(paragraph)) for paragraph in paragraphs) / max(1, len(paragraphs))
    lead, wanted = _read_stems(text[:LEAD]), _read_stems(proposition)
    return _Scene(first, named, len(wanted & lead) / len(wanted) if wanted else 1.0)


def _read_stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.lower()) if word not in _LIGHT}


def _is_on_thing(content: str) -> bool:
    """Whether words are a plan or the like and no more: "backed the plan" is no word on the mayor named before."""
    return ANAPHOR.fullmatch(clean_content(content).strip(" .,")) is not None


def _is_beside(content: str, pattern: re.Pattern) -> bool:
    """Whether words name the matter only as what is so in any case, and do not take it up: "stand firm in the face of sanctions"."""
    places = [match.start() for match in pattern.finditer(content)]
    return all(_ANYWAY.search(content, 0, place) for place in places) and not _TAKEN_UP.search(content)


def _find_distance(statement, premise: str, scene: _Scene, sentence: str, is_named: bool) -> str:
    """Return why words that do not name the matter, though those before them do, are hardly about it, or "". ``sentence`` are the words
    of their own sentence before the cue, ``is_named`` whether these ask about the matter: "Asked about the tram, Doe said …".

    "It's a disaster" after a sentence on the tram is about the tram. "Rejected it", in an article on a budget that mentions the tram, is
    not; nor are reported words without an "it", "Nah", or what is said in an article that names the tram once in passing.
    """
    if premise.startswith(ASKED):
        return ""
    other = _OTHER.search(sentence)
    if not is_named and other and not ANAPHOR.search(other[1]) and _OF_IT.match(statement.content):
        return OTHER_THING
    if scene.named < MIN_NAMED and not is_named:
        return HARDLY
    if statement.kind == "direct":
        return FRAGMENT if len(_ANY_WORD.findall(statement.content)) < MIN_PIECE else ""
    if not (_TAKEN_UP.search(statement.content) or ANAPHOR.search(premise)):
        return NO_ANAPHOR
    return ABOUT_ELSE if scene.covered < MIN_COVERED else ""


def _read_topic(text: str, statement) -> str:
    """Return what a quotation is said of, where the words after its cue say so: “It's a disaster,” Doe said of the tram."""
    if statement.kind == "indirect" or pd.isna(statement.cue_end) or statement.cue_start < statement.start:
        return ""
    after = int(statement.cue_end if pd.isna(statement.speaker_end) else max(statement.cue_end, statement.speaker_end))
    told = _TOPIC.match(text, after, after + TOPIC)
    return told[1] if told else ""


def _asks_the_same(premise: str, proposition: str) -> bool:
    """Whether the question of a short answer has more than half of the proposition's words that carry something, whatever their endings;
    two are enough where it too asks what should be, one where it asks for a side ("whether she backed the tram")."""
    question = premise.removeprefix(ASKED).rpartition(", the speaker ")[0]
    if _OF_OTHERS.match(question) or _TURNED.search(question) and not _TURNED.search(proposition):
        return False  # a yes to "whether the council opposed it" is none to the target
    asked, wanted = _read_stems(question), _read_stems(proposition)
    asks_duty = len(wanted & asked) > 1 and DUTY.search(question) and DUTY.search(proposition)  # "whether soldiers should be sent"
    return len(wanted & asked) * 2 > len(wanted) or bool(asks_duty) or bool(wanted & asked and ASKS_SIDE.search(question))


def _find_obstacle(statement, premise: str, place: str, around: _Around, proposition: str) -> str:
    """Return why the model is not asked, or ""."""
    words = clean_content(statement.content)
    if not words:
        return EMPTY
    if statement.act == "declined":
        return DECLINED
    if not place:
        return NO_WORD
    if RETORT.fullmatch(words) or HEARSAY.match(words) and PUTTING_ASIDE.search(statement.cue):
        return ANSWERS
    if place == "before" and not premise.startswith(ASKED) and only_replies(statement, words):
        return ANSWERS
    if statement.act == "unsaid" or was_not_said(words):
        return NOT_SAID
    if statement.kind == "indirect" and UNSIGNED.search(f"{statement.cue} {words}"):
        return NOT_SAID
    if denies_fact(statement, words, proposition):
        return DENIES
    if statement.act == "relays":
        return RELAYS
    if statement.kind == "indirect" and not statement.speaker:
        return NOBODY
    if is_thing(statement.speaker, statement.actor_id):
        return THING
    if only_finds(statement.speaker, statement.cue, words):
        return FINDS
    if around.is_earlier or ONCE.search(around.before_cue) or WHO_HAD.search(f"{around.before_cue}|{statement.cue}"):
        return FORMERLY
    if premise.startswith(ASKED) and not _asks_the_same(premise, proposition):
        return OTHER_QUESTION
    if statement.kind == "indirect" and OPEN_QUESTION.fullmatch(words) or statement.kind == "direct" and statement.act == "asks":
        return ASKS
    if statement.kind == "indirect" and (UNTOLD.match(words) or names_topic(statement.cue, around.before, words)):
        return UNTOLD_VIEW
    if concedes(statement, words):
        return CONCEDES
    if names_other_place(words, proposition):
        return ELSEWHERE
    is_reaction = REACTION.search(premise) if place == "before" else only_feels(words)
    return REACTS if is_reaction else ""


def relevance_pattern(relevance: str) -> re.Pattern:
    """Compile relevance words ("troop*|both sides"): whole words, ``*`` for any ending; no words: everything is relevant.

    "same sex" stands for "same-sex" too, and "same-sex" for "same sex" and "samesex", with hyphens and dashes of every kind. A word that a
    hyphen joins to what is done by it ("government-controlled") is none.
    """
    words = [w.strip() for w in relevance.split("|") if w.strip()]
    words = [unicodedata.normalize("NFC", word) for word in words]
    link = r"[\s\u2010-\u2015-]"
    shaped = [re.sub("['’]", "['’]", re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", link).replace(r"\-", f"{link}?")) for w in words]
    return re.compile("|".join(rf"(?<!\w){w}(?!\w|{_DONE_BY})" for w in shaped), re.I)
