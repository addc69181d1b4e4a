"""The whole way, article → statements → actors → positions → framing, as the notebooks, the reports and the command line go it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm.auto import tqdm

from analysis.actors import (
    ArticleMentions,
    Coreference,
    Ledger,
    LedgerRow,
    build_actors,
    collect_mentions,
    find_idle_rows,
    find_misspelt,
    find_wide_splits,
    load_ledger,
)
from analysis.aggregate import summarize_positions
from analysis.extraction_cache import ArticleReading, ExtractionCache
from analysis.framing import detect_frames, load_frames, load_gates
from analysis.hypotheses import build_hypotheses, put_question
from analysis.ingest import Corpus, blank_furniture, load_corpus
from analysis.ingest.encoding import decode
from analysis.ingest.raw import MAX_CHARS
from analysis.inputs import require_columns
from analysis.models import ScoreCache, load_scorer
from analysis.nlp import load_pipeline, parse_texts
from analysis.quotes import Quote, extract_quotes
from analysis.stance import classify_texts, classify_with_scores, correct_positions, list_unaddressed, mark_corrected
from analysis.study import Study, StudyError, load_study
from analysis.tables import Articles, Codings, Frames, Framings, Problems, Statements
from analysis.validation import read_coding_sheet

ANSWERS = ("stance", "p_favor", "p_against", "p_neutral")  # what is known of an opinion on a target
MAX_LEAD_IN = 60  # characters from a cue to its statement, beyond which the cue alone leads in


class Results(NamedTuple):
    """Everything a study comes to, one table a step; ``tables()`` returns them by name, ``describe_tables`` says what is in them.

    ``corpus`` holds the tables articles, furniture and problems, ``study`` targets and events.
    """

    study: Study
    corpus: Corpus
    statements: pd.DataFrame
    actors: pd.DataFrame
    scores: pd.DataFrame
    positions: pd.DataFrame  # with the labels that people set by hand
    unaddressed: pd.DataFrame  # what has no position, and why
    actor_positions: pd.DataFrame
    codings: pd.DataFrame  # what people coded, empty until they have
    model: str  # fingerprint
    model_positions: pd.DataFrame  # the labels as the model gave them, which are what codings measure

    def names(self) -> dict[str, str]:
        """Return the name of each actor by its id."""
        return dict(zip(self.actors.actor_id, self.actors.name, strict=True))

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{escape(name)}: {len(table):,}</li>" for name, table in self.tables().items())
        return f"<p><b>{escape(self.study.title)}</b></p><p>Rows of each table of <code>tables()</code>:</p><ul>{rows}</ul>"

    def __repr__(self) -> str:
        return f"Results({self.study.title!r}: {', '.join(f'{name} {len(table):,}' for name, table in self.tables().items())})"

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by the name under which ``describe_tables`` explains it and ``export_tables`` writes it."""
        return {
            **self.corpus._asdict(), "statements": self.statements, "actors": self.actors, "targets": self.study.targets,
            "events": self.study.events, "scores": self.scores, "positions": self.positions,
            "model_positions": self.model_positions,
            "unaddressed": self.unaddressed, "actor_positions": self.actor_positions, "codings": self.codings,
        }  # fmt: skip


def analyse_study(study: Study | str | Path, progress: bool = True) -> Results:
    """Go the whole way once. ``study``: what ``load_study`` returns, or the path of a study file.

    Raises:
        IngestError, StudyError, ScorerError, FramesError, CodingSheetError: as the steps do.
    """
    study = load_study(study) if isinstance(study, str | Path) else study
    corpus, scorer = load_corpus(study), load_scorer(study.model)  # what is wrong with these shows before the long part
    if study.frames is not None:
        load_frames(study.frames)
    statements, actors = extract_statements(corpus.articles, study, progress)
    doubts = list_ledger_doubts(study, statements, actors, corpus.articles.article_id)
    corpus = corpus._replace(problems=pd.concat([corpus.problems, doubts], ignore_index=True))
    codings, corrections = (_read_codings(paths, statements, study) for paths in (study.codings, study.corrections))
    positions, scores = classify_with_scores(statements, study, corpus.articles, scorer, progress)
    corrected = _correct(positions, corrections, study)
    unaddressed = list_unaddressed(statements, study.targets, corpus.articles, corrected)
    unaddressed = mark_corrected(unaddressed, positions, corrections)
    summary = summarize_positions(corrected, statements)
    return Results(study, corpus, statements, actors, scores, corrected, unaddressed, summary, codings, scorer.fingerprint, positions)


def _read_codings(paths: tuple[Path, ...], statements: pd.DataFrame, study: Study) -> pd.DataFrame:
    return read_coding_sheet(*paths, statements=statements, targets=study.targets) if paths else Codings.build([])


def _correct(positions: pd.DataFrame, corrections: pd.DataFrame, study: Study) -> pd.DataFrame:
    try:
        return correct_positions(positions, corrections)
    except ValueError as error:
        raise StudyError(f"{study.path}: key “corrections”: {error}") from None


def analyse_frames(results: Results, progress: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the Frames and Framings tables of a study that names a frames file; both empty where it names none.

    Apart from ``analyse_study`` because it asks the model several times as much. Scores are cached like the stance's.

    Raises:
        FramesError: the frames file is wrong.
    """
    study = results.study
    if study.frames is None:
        return Frames.build([]), Framings.build([])
    frames, scorer = load_frames(study.frames), load_scorer(study.model)
    gates, cache = load_gates(study.frames), ScoreCache(study.cache)
    return frames, detect_frames(results.corpus.articles, results.statements, frames, scorer, gates, cache, progress)


def extract_statements(
    articles: pd.DataFrame, study: Study, progress: bool = True, coreference: Coreference | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the Statements and Actors tables of the articles: every attributed statement, and who is behind it.

    ``coreference``, a function from a parsed document to clusters of character spans, may stand in for the built-in rules.
    Articles are parsed one after another and only spans and names are kept, so memory stays flat in their number. What was read in an
    article is kept on disk beside the study's file, and read from there as long as the article and this package stay the same.

    Raises:
        StudyError: the study's alias ledger holds a wrong row.
        ValueError: a column is missing.
    """
    require_columns(articles, Articles.columns(), "articles")
    ledger = _read_ledger(study)
    is_kept = coreference is None and study.path.is_file()  # not of a study that somebody made up in memory
    cache = ExtractionCache(study.cache) if is_kept else None
    read = {row.article_id: found for row in articles.itertuples() if cache and (found := cache.read(row))}
    unread = articles[~articles.article_id.isin(list(read))]
    parsed = zip(unread.itertuples(), parse_texts(unread.text), strict=True)
    for article, doc in tqdm(parsed, total=len(unread), desc="statements", unit="article", disable=not progress, leave=False):
        quotes = extract_quotes(doc)
        read[article.article_id] = ArticleReading(quotes, collect_mentions(article.article_id, doc, quotes, coreference))
        if cache:
            cache.keep(article, read[article.article_id])
    rows = [row for article in articles.itertuples() for row in _statement_rows(article, read[article.article_id].quotes)]
    mentions = [read[article_id].mentions for article_id in articles.article_id]
    statements, actors = build_actors(Statements.build(rows), mentions, ledger, study.expected_voices)
    return statements, _name_authors(actors, articles)


def _name_authors(actors: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the actors with the author of an article called by the name that the article gives, as of a letter or a column."""
    authors = dict(zip(articles.article_id, articles.author, strict=True))
    own = (authors.get(a.actor_id.rpartition("/")[0]) if a.source_type == "author" else "" for a in actors.itertuples())
    return actors.assign(name=[told or name for told, name in zip(own, actors.name, strict=True)])


def list_ledger_doubts(study: Study, statements: pd.DataFrame, actors: pd.DataFrame, article_ids: Iterable[str]) -> pd.DataFrame:
    """Return a Problems table with a row for each row of the study's alias ledger that changed nothing, moved more than was perhaps meant,
    or made an actor whose name is nearly another's."""
    ledger, known = _read_ledger(study), list(article_ids)
    found = [(row, *_explain_idle(row, known)) for row in find_idle_rows(ledger, actors, known, statements)]
    found += [
        (row, f"moves {n} statements of {row.alias!r} to {row.actor or 'an actor of its own'}",
         "to move one, write some of its words into the column words")
        for row, n in find_wide_splits(ledger, statements)
    ]  # fmt: skip
    found += [(row, f"nobody who is quoted goes by {row.actor!r}", f"did you mean {name!r}?")
              for row, name in find_misspelt(ledger, statements, actors)]  # fmt: skip
    file = study.actors.name if study.actors else ""
    rows = ({"source_file": file, "row": str(row.line), "problem": fault, "remedy": mend} for row, fault, mend in found)
    return Problems.build(sorted(rows, key=lambda row: int(row["row"])))


def _explain_idle(row: LedgerRow, known: list[str]) -> tuple[str, str]:
    """Return why a row of the ledger changed nothing, and the remedy."""
    if row.article_id and row.article_id not in known:
        near = difflib.get_close_matches(row.article_id, known, n=1)
        return f"no article {row.article_id!r}", f"did you mean {near[0]!r}?" if near else "copy article_id from the articles table"
    if row.words:
        return f"no statement of {row.alias!r} has the words {row.words!r}", "copy speaker and words from the statements table"
    remedy = "copy the name from the actors table; or write the speaker's words exactly as in statements, and the action split"
    return f"no quoted actor goes by {row.alias!r}", remedy


def _read_ledger(study: Study) -> Ledger:
    try:
        return load_ledger(study.actors) if study.actors else Ledger()
    except ValueError as error:
        raise StudyError(str(error)) from None


def extract_raw(data: bytes, cache: ExtractionCache | None = None) -> tuple[list[Quote], str]:
    """Return the statements of one raw text file, offsets in its text as read with ``newline=""``, and a doubt ("" for none); furniture is
    passed over, and what lies beyond the longest text that is read.

    ``cache`` is where what was read is kept, so that a stopped run goes on where it stopped.

    Raises:
        ValueError: the file is empty or no text.
    """
    if not data.strip():
        raise ValueError("the file is empty")
    whole, doubt = decode(data)
    raw = whole[: 2 * MAX_CHARS]
    # A study reads "\r\n" as one line break; so does this, or the parser would see other texts on one system than on another.
    text, places = raw.replace("\r\n", "\n"), [i for i, letter in enumerate(raw) if letter != "\r" or raw[i + 1 : i + 2] != "\n"]

    def place(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return span and (places[span[0]], places[span[1] - 1] + 1)

    n_left = len(whole) - (places[MAX_CHARS] if len(text) > MAX_CHARS else len(raw))
    doubts = [doubt, f"longer than {MAX_CHARS:,} characters; the last {n_left:,} are not read" if n_left else ""]
    found = _read_quotes(text[:MAX_CHARS], cache)
    quotes = [q._replace(spans=tuple(map(place, q.spans)), cue=place(q.cue), speaker=place(q.speaker)) for q in found]
    return quotes, "; ".join(filter(None, doubts))


class _Raw(NamedTuple):
    """A text that is no article of a study, as the cache knows it."""

    text: str
    article_id: str = ""
    body_start: int = -1  # that of no article


def _read_quotes(text: str, cache: ExtractionCache | None) -> list[Quote]:
    raw = _Raw(blank_furniture(text))
    if cache and (found := cache.read(raw)):
        return found.quotes
    (doc,) = parse_texts([raw.text])
    quotes = extract_quotes(doc)
    if cache:
        cache.keep(raw, ArticleReading(quotes, ArticleMentions("", (), ())))
    return quotes


def classify_table(
    table: pd.DataFrame, model: str = "embedded", progress: bool = True, cache: ScoreCache | None = None
) -> pd.DataFrame:
    """Return a table of opinions with the stance of each: the columns ``ANSWERS`` beside those that it has.

    Args:
        table: ``text``, ``target`` (a proposition or a noun phrase: "The toll should go", "the toll") and, if there is one,
            ``target_kind`` ("proposition" or "noun phrase"; guessed where the column is missing).
        cache: where scores are kept, so that a stopped run goes on where it stopped.

    ``stance`` is favor, against, neutral or unclear, where the model abstains; the probabilities are calibrated on sets of opinions. Every
    text is taken for an answer to its target: whether it is about it at all nobody asks, so neutral stands for that too.

    Raises:
        ValueError: a column is missing, or a text or target is empty; names the row by its index.
    """
    require_columns(table, ("text", "target"), "table")
    if empty := [f"{name} of row {row}" for name in ("text", "target") for row, words in table[name].items() if not _has_words(words)]:
        raise ValueError(f"the {empty[0]} is empty; fill it in or drop the row")
    kinds = table.get("target_kind")
    kinds = table.target.map({t: guess_target_kind(t) for t in table.target.unique()}) if kinds is None else kinds
    built: dict[tuple[str, str], tuple] = {}
    for row, key in zip(table.index, zip(table.target, kinds, strict=True), strict=True):
        try:
            built[key] = built.get(key) or tuple(zip(*build_hypotheses(*key), strict=True))
        except ValueError as error:
            raise ValueError(f"row {row}: {error}") from None
    pairs = [built[key] for key in zip(table.target, kinds, strict=True)]
    texts = [put_question(*row) for row in zip(table.text, table.target, kinds, strict=True)]
    stances = classify_texts(texts, pairs, model, cache, progress)
    return table.assign(**dict(zip(ANSWERS, (stances.label, *stances.p.T), strict=True)))


def _has_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def guess_target_kind(target: str) -> str:
    """Return "proposition" where the target has a finite verb with a subject, or begins with a bare verb; else "noun phrase"."""
    doc = load_pipeline()(target)
    roots = [token for token in doc if token.dep_ == "ROOT"]
    has_subject = any(token.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for token in doc)
    is_command = bool(roots) and roots[0].i == 0 and roots[0].tag_ == "VB" and len(doc) > 2
    is_verbal = any(root.pos_ in ("VERB", "AUX") for root in roots)
    return "proposition" if (has_subject and is_verbal) or is_command else "noun phrase"


def _read_lead_in(text: str, q: Quote) -> str:
    """Return the cue with what stands between it and reported words, half of what was said: "called for", "described the plan as"."""
    if q.kind == "direct" or q.cue is None or q.cue[0] >= q.start:
        return ""
    words = text[q.cue[0] : q.start]
    return " ".join(words.split()) if len(words) <= MAX_LEAD_IN and "\n" not in words else text[slice(*q.cue)]


def _statement_rows(article, quotes: list[Quote]) -> Iterator[dict]:
    text = article.text
    for number, q in enumerate(quotes, 1):
        cue, speaker = q.cue or (None, None), q.speaker or (None, None)
        yield {
            "statement_id": f"{article.article_id}:{number}", "article_id": article.article_id,
            "part": "headline" if q.start < article.body_start else "body", "start": q.start, "end": q.end,
            "spans": [list(span) for span in q.spans], "content": " ".join(" ".join(text[s:e] for s, e in q.spans).split()),
            "kind": q.kind, "act": q.act, "cue": text[slice(*cue)] if q.cue else "", "cue_start": cue[0], "cue_end": cue[1],
            "lead_in": _read_lead_in(text, q),
            "speaker": text[slice(*speaker)] if q.speaker else "", "speaker_start": speaker[0], "speaker_end": speaker[1],
            "p_attribution": q.p_attribution, "actor_id": None, "person_id": None, "reason": "",
        }  # fmt: skip
