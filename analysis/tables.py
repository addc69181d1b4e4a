"""The tables that pass between the steps, one pandera schema each, and the data dictionary made from them.

A function that makes one of them ends with ``Schema.build(rows)`` or ``Schema.validate(table)``, so an error names the table, the
column, the row and the value; tables that only a view or a report shows have no schema.
Spans are character offsets into ``articles.text``, Python style: ``text[start:end]``.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

STANCES = ("favor", "against", "neutral", "unclear")
BY_HAND = "by hand: "  # in the column ``model`` of a position, before who set the label
MIXED = "mixed"  # of actors alone: said things for and against, of which neither outweighs the other
ACTOR_STANCES = (*STANCES, MIXED)
KINDS = ("direct", "indirect", "mixed")
NOT_SPOKEN = ("unsaid", "declined")  # "if Doe says so", "Doe should say so"; "Doe declined to comment"
# "relays": what somebody else wants or thinks ("said Doe wanted to scrap it")
ACTS = ("said", "wrote", "thinks", "wants", "denies", "asks", "relays", *NOT_SPOKEN)
ACTOR_KINDS = ("person", "organisation", "country", "group", "unnamed")


def _text(description: str, nullable: bool = False, **checks):
    return pa.Field(nullable=nullable, description=description, **checks)


def _p(description: str, nullable: bool = False):
    return pa.Field(ge=0, le=1, nullable=nullable, coerce=True, description=description)


def _score(description: str, span: int = 1, nullable: bool = False):
    return pa.Field(ge=-span, le=span, nullable=nullable, coerce=True, description=description)


def _offset(description: str, nullable: bool = False):
    return pa.Field(ge=0, nullable=nullable, coerce=True, description=description)


class Table(pa.DataFrameModel):
    class Config:
        strict = True  # an unknown column is a mistake of the caller, not a feature
        ordered = False
        coerce = True

    @classmethod
    def columns(cls) -> list[str]:
        return list(cls.to_schema().columns)

    @classmethod
    def build(cls, rows) -> pd.DataFrame:
        """Return a validated table from an iterable of dicts or NamedTuples; right also for no rows at all."""
        rows = [row if isinstance(row, dict) else row._asdict() for row in rows]
        return cls.validate(pd.DataFrame(rows, columns=cls.columns()))


class Articles(Table):
    """One row an article. ``text`` is the headline, a blank line and the body, with the furniture taken out."""

    article_id: Series[str] = _text("short name made from the file name, unique in the study", unique=True)
    title: Series[str] = _text("headline; empty where none was found")
    text: Series[str] = _text("headline, blank line, body; every span of every table counts in this string")
    body_start: Series[int] = _offset("offset in text at which the body begins, in characters")
    outlet: Series[str] = _text("who published it; empty where unknown")
    author: Series[str] = _text("byline; empty where unknown")
    published: Series[str] = _text("date as ISO 8601 (YYYY-MM-DD), or empty where unknown")
    url: Series[str] = _text("address; empty where unknown")
    language: Series[str] = _text("ISO 639-1 code")
    source_file: Series[str] = _text("file the article was read from, relative to the study")


class Furniture(Table):
    """One row a line that was taken out of an article, and why. Nothing else is taken out."""

    article_id: Series[str] = _text("the article")
    line: Series[int] = _offset("line number in the source, from 1; 0 for a line of a page outside the article")
    text: Series[str] = _text("the line")
    reason: Series[str] = _text("skip link, caption, paywall, newsletter, fund-raising, read more, share, byline, copyright …")


class Problems(Table):
    """One row an article or row that could not be read, or a doubt about one that could. Nothing is lost silently."""

    source_file: Series[str] = _text("the file")
    row: Series[str] = _text("row or line in it, empty for the whole file")
    problem: Series[str] = _text("what was found")
    remedy: Series[str] = _text("what to do")


class Statements(Table):
    """One row an attributed statement: somebody's words or thoughts as the article gives them."""

    statement_id: Series[str] = _text("article_id, a colon and a number in the order of the text", unique=True)
    article_id: Series[str] = _text("the article")
    part: Series[str] = _text("headline or body", isin=("headline", "body"))
    start: Series[int] = _offset("first character of the content")
    end: Series[int] = _offset("one past the last character of the content")
    spans: Series[object] = _text("list of [start, end]: the pieces of the content, quotation marks included")
    content: Series[str] = _text("the words of the pieces, joined by a space")
    kind: Series[str] = _text("direct (all inside marks, or a turn of a transcript), indirect (none) or mixed", isin=KINDS)
    act: Series[str] = _text("what the cue says was done", isin=ACTS)
    cue: Series[str] = _text("reporting verb or phrase as written; empty for a quotation that stands alone")
    cue_start: Series[pd.Int64Dtype] = _offset("first character of the cue", nullable=True)
    cue_end: Series[pd.Int64Dtype] = _offset("one past its last", nullable=True)
    lead_in: Series[str] = _text("cue to content where the cue stands before reported words: “warned against”; else empty", nullable=True)
    speaker: Series[str] = _text("the words that name the speaker, as written; empty where nobody is named")
    speaker_start: Series[pd.Int64Dtype] = _offset("first character of the speaker", nullable=True)
    speaker_end: Series[pd.Int64Dtype] = _offset("one past its last", nullable=True)
    p_attribution: Series[float] = _p("how sure the attribution is")
    actor_id: Series[str] = _text("the actor it counts for: the organisation where a spokesperson speaks", nullable=True)
    person_id: Series[str] = _text("the actor who uttered it; differs from actor_id for a spokesperson", nullable=True)
    reason: Series[str] = _text("why speaker and actor are the same: the rule and the words it rests on")


class Actors(Table):
    """One row an actor: a person, organisation, country, group or unnamed source that speaks, and what it belongs to."""

    actor_id: Series[str] = _text("short name made from the name", unique=True)
    name: Series[str] = _text("fullest name found, or the ledger's")
    kind: Series[str] = _text("what it is", isin=ACTOR_KINDS)
    source_type: Series[str] = _text("for unnamed sources and groups: official, military, diplomat, activist, expert, public …; else empty")
    role: Series[str] = _text("office or title as written, newest last; empty where none is given")
    organisation: Series[str] = _text("organisation it belongs to or speaks for; empty where none is given")
    country: Series[str] = _text("country it belongs to; empty where none is known")
    parent_id: Series[str] = _text("the actor one level up: spokesperson to organisation to country", nullable=True)
    aliases: Series[object] = _text("list of the names it goes by in the corpus")
    is_expected: Series[bool] = _text("listed under expected voices in the study")


class Targets(Table):
    """One row a proposition or noun phrase that stance is measured on."""

    target_id: Series[str] = _text("T1, T2 …", unique=True)
    question: Series[str] = _text("the study's question")
    proposition: Series[str] = _text("what one is for or against")
    label: Series[str] = _text("a few words for charts")
    kind: Series[str] = _text("proposition or noun phrase", isin=("proposition", "noun phrase"))
    favor: Series[object] = _text("list of hypotheses that a supporter's words entail")
    against: Series[object] = _text("list of hypotheses that an opponent's words entail, paired with favor")
    relevance: Series[str] = _text("words, separated by |, in or just before a statement that make it a candidate; empty: every one is")


class Scores(Table):
    """One row a statement and hypothesis: what the model said. It reads both with invented names in it (``stance.reading``)."""

    statement_id: Series[str] = _text("the statement")
    target_id: Series[str] = _text("the target")
    side: Series[str] = _text("which side the hypothesis is of", isin=("favor", "against"))
    hypothesis: Series[str] = _text("the sentence put to the model")
    premise: Series[str] = _text("the words put to the model")
    p_entailment: Series[float] = _p("probability that the premise entails the hypothesis")
    p_neutral: Series[float] = _p("probability of neither")
    p_contradiction: Series[float] = _p("probability that it contradicts it")
    model: Series[str] = _text("fingerprint of the model")


class Positions(Table):
    """One row a statement and target it addresses. No row: ``Unaddressed`` says why. ``unclear``: the model abstains."""

    statement_id: Series[str] = _text("the statement")
    target_id: Series[str] = _text("the target")
    model: Series[str] = _text("who labelled: fingerprint of the model, or by hand: and who")
    stance: Series[str] = _text("for, against, names it and has no side on it, or abstention", isin=STANCES)
    p_favor: Series[float] = _p("calibrated probability that the speaker is for")
    p_against: Series[float] = _p("calibrated probability that the speaker is against")
    p_neutral: Series[float] = _p("calibrated probability of neither")
    spread: Series[float] = _p("half the range of p_favor - p_against over the paraphrases asked; 0: they agree, or the first settled it")
    agreement: Series[float] = _p("share of the paraphrases asked whose own answer is that of all together")
    is_hedged: Series[bool] = _text("the words hold back: may, could, would consider")
    condition: Series[str] = _text("the words of the condition, empty where there is none")


class Unaddressed(Table):
    """One row a statement and target without a position. Nothing is lost silently."""

    statement_id: Series[str] = _text("the statement")
    target_id: Series[str] = _text("the target")
    reason: Series[str] = _text("why: not put to the model, or put to it and without a side of its own")


class Labels(Table):
    """Positions to read: one row a statement and target, with the names and the words that the other tables hold by number."""

    published: Series[str] = _text("date of the article as ISO text; empty where unknown")
    outlet: Series[str] = _text("who published it; empty where unknown")
    article: Series[str] = _text("headline of the article")
    actor: Series[str] = _text("whom the statement counts for; empty where nobody is named")
    speaker: Series[str] = _text("the person who uttered it, where that is somebody else")
    words: Series[str] = _text("the words of the statement")
    cue: Series[str] = _text("reporting verb or phrase as written; empty for a quotation that stands alone")
    target: Series[str] = _text("short name of the target")
    proposition: Series[str] = _text("what one is for or against")
    stance: Series[str] = _text("for, against, names it and has no side on it, or abstention", isin=STANCES)
    p: Series[float] = _p("calibrated probability of the likeliest of favor, against and neutral; 1 of a label set by hand")
    condition: Series[str] = _text("the words of the condition, empty where there is none")
    is_hedged: Series[bool] = _text("the words hold back: may, could, would consider")
    model: Series[str] = _text("who labelled: fingerprint of the model, or by hand: and who")
    statement_id: Series[str] = _text("the statement")
    target_id: Series[str] = _text("the target")
    article_id: Series[str] = _text("the article")
    actor_id: Series[str] = _text("whom the statement counts for", nullable=True)


class ActorPositions(Table):
    """One row an actor and target. ``score`` runs from -1 (against) to +1 (in favour)."""

    actor_id: Series[str] = _text("the actor")
    target_id: Series[str] = _text("the target")
    n_statements: Series[int] = _offset("statements with a stance (favor, against or neutral)")
    n_favor: Series[int] = _offset("of these, statements in favour")
    n_against: Series[int] = _offset("of these, statements against")
    n_unclear: Series[int] = _offset("statements on which the model abstained; not in the score")
    n_repeats: Series[int] = _offset("of those with a stance: words, or a headline, that say what another says; the lot count as one")
    n_articles: Series[int] = _offset("articles that the statements with a stance stand in")
    score: Series[float] = _score(
        "mean of p_favor - p_against; +1 = in favour; how sure the model is of the side, not how strongly anybody feels", nullable=True
    )
    low: Series[float] = _score("lower end of the 90% interval", nullable=True)
    high: Series[float] = _score("upper end", nullable=True)
    stance: Series[str] = _text(
        "of the actor: mixed where it spoke on both sides and neither outweighs the other, unclear where too little is known",
        isin=ACTOR_STANCES,
    )
    is_conditional: Series[bool] = _text("at least one of the statements sets a condition")
    key_statement_id: Series[str] = _text("the statement that speaks clearest for the actor's stance", nullable=True)


class Trends(Table):
    """One row an actor, target and period in which the actor is heard. The columns mean what they do in ``ActorPositions``."""

    actor_id: Series[str] = _text("the actor")
    target_id: Series[str] = _text("the target")
    period: Series[str] = _text("2025-03-14, 2025-W11 (a week), 2025-03, 2025-Q1 (a quarter) or 2025")
    day: Series[str] = _text("middle day of those on which its articles were published, as ISO 8601: where it stands on a time axis")
    n: Series[int] = _offset("statements of the period with a stance (favor, against or neutral)")
    n_unclear: Series[int] = _offset("statements on which the model abstained; not in the score")
    n_articles: Series[int] = _offset("articles that the statements with a stance stand in")
    score: Series[float] = _score(
        "mean of p_favor - p_against; +1 = in favour; how sure the model is of the side, not how strongly anybody feels", nullable=True
    )
    low: Series[float] = _score("lower end of the 90% interval", nullable=True)
    high: Series[float] = _score("upper end", nullable=True)
    stance: Series[str] = _text("of the actor in the period", isin=ACTOR_STANCES)
    key_statement_id: Series[str] = _text("the statement that speaks clearest for the stance")


class Shifts(Table):
    """One row an actor and target whose stance or score in the later half of the days differs from that in the first."""

    actor_id: Series[str] = _text("the actor")
    target_id: Series[str] = _text("the target")
    first_until: Series[str] = _text("last day of the first half")
    later_since: Series[str] = _text("first day of the later half")
    stance_first: Series[str] = _text("of the actor in the first half", isin=ACTOR_STANCES)
    stance_later: Series[str] = _text("in the later half", isin=ACTOR_STANCES)
    score_first: Series[float] = _score("mean of p_favor - p_against in the first half; +1 = in favour")
    score_later: Series[float] = _score("in the later half")
    difference: Series[float] = _score("score_later - score_first; above 0: moved towards in favour", span=2)
    low: Series[float] = _score("lower end of its 90% interval; none where a half is one article or nothing varies", nullable=True, span=2)
    high: Series[float] = _score("upper end", nullable=True, span=2)
    n_first: Series[int] = _offset("statements with a stance in the first half")
    n_later: Series[int] = _offset("in the later half")
    n_articles_first: Series[int] = _offset("articles they stand in, first half")
    n_articles_later: Series[int] = _offset("later half")
    first_statement_id: Series[str] = _text("the statement that speaks clearest for the stance in the first half")
    later_statement_id: Series[str] = _text("in the later half")
    is_stance_changed: Series[bool] = _text("both halves have a stance that is neither unclear nor mixed, and not the same")
    is_supported: Series[bool] = _text("the interval does not hold 0 and each half has enough (``trends.find_shifts``)")


class Events(Table):
    """One row an event of the story, to be drawn beside what changes over time; in the order of the file."""

    date: Series[str] = _text("day as ISO 8601 (YYYY-MM-DD)")
    label: Series[str] = _text("what happened, in a few words")


class Frames(Table):
    """One row a frame of the study's frames file."""

    frame_id: Series[str] = _text("short name", unique=True)
    name: Series[str] = _text("name on charts")
    definition: Series[str] = _text("what counts as this frame")
    hypotheses: Series[object] = _text("list of sentences a passage in this frame entails")
    source: Series[str] = _text("codebook and year, or the study")


class Framings(Table):
    """One row a passage and frame that it carries, with the span that carries it."""

    unit_id: Series[str] = _text("article_id, unit and number")
    article_id: Series[str] = _text("the article")
    unit: Series[str] = _text("whose words they are", isin=("headline", "journalist voice", "quoted voice"))
    statement_id: Series[str] = _text("the statement, for a quoted voice", nullable=True)
    frame_id: Series[str] = _text("the frame")
    model: Series[str] = _text("fingerprint of the model")
    n_words: Series[int] = _offset("different gate words of the frame in the passage, telling ones twice; two carry it")
    p: Series[float] = _p("the model's probability that the passage carries the frame")
    evidence_start: Series[int] = _offset("first character of the span that carries it")
    evidence_end: Series[int] = _offset("one past its last")


class Codings(Table):
    """One row a statement and human coder."""

    statement_id: Series[str] = _text("the statement")
    target_id: Series[str] = _text("the target")
    coder: Series[str] = _text("who coded")
    stance: Series[str] = _text("the coder's stance: favor, against, neutral, unclear, or none (not addressed)", isin=(*STANCES, "none"))
    actor: Series[str] = _text("who the coder says is speaking; empty: as the table has it")
    remarks: Series[str] = _text("anything else")


TABLES: dict[str, type[Table]] = {
    "articles": Articles, "furniture": Furniture, "problems": Problems, "statements": Statements, "actors": Actors,
    "targets": Targets, "scores": Scores, "positions": Positions, "model_positions": Positions, "unaddressed": Unaddressed,
    "labels": Labels,
    "actor_positions": ActorPositions, "trends": Trends, "shifts": Shifts, "events": Events, "frames": Frames, "framings": Framings,
    "codings": Codings,
}  # fmt: skip


def describe_tables() -> pd.DataFrame:
    """Return the data dictionary: one row a column of each table, with its type and meaning."""
    return pd.DataFrame(
        [
            {"table": name, "column": column, "type": str(field.dtype), "may be empty": field.nullable, "meaning": field.description}
            for name, table in TABLES.items()
            for column, field in table.to_schema().columns.items()
        ]
    )
