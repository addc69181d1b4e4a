"""How the report came about: method, counts in and out, provenance, and how far people have checked it."""

from __future__ import annotations

import hashlib
import platform
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from analysis.charts.words import count_noun as count
from analysis.flow import Results
from analysis.report.article_view import STANCE_WORDS, anchor_of, render_statements, render_text
from analysis.report.evidence import Evidence, table_html
from analysis.stance.classify import list_calibrations, load_calibration
from analysis.study import Study
from analysis.tables import BY_HAND
from analysis.validation import measure_reliability, score_positions

PACKAGES = ("standpoint", "pandas", "spacy", "onnxruntime", "transformers", "matplotlib")
MAX_OUTLETS = 8  # named on the first page
MEASURES = Path(__file__).parent / "measures.toml"


def describe_method(results: Results, evidence: Evidence) -> list[tuple[str, object]]:
    corpus, statements, positions = results.corpus, results.statements, results.positions
    kinds = [evidence.link(f"{len(g)} {kind}", g.statement_id, f"Statements: {kind}") for kind, g in statements.groupby("kind")]
    stances = [
        evidence.link(f"{len(g)} {STANCE_WORDS[stance]}", g.statement_id, f"Positions: {STANCE_WORDS[stance]}")
        for stance, g in positions.groupby("stance")
    ]
    nobody = statements[statements.actor_id.isna()]
    silent = statements[~statements.statement_id.isin(positions.statement_id)]
    asked = statements.statement_id[statements.statement_id.isin(results.scores.statement_id)]
    return [
        ("Model", results.model),
        *_describe_calibrations(results.study),
        ("Names", "of countries, and of a person who is a target, are changed for invented ones before the model reads a statement"),
        ("Articles", Markup('<a href="#articles">{} read</a>, {}').format(len(corpus.articles), _link_problems(len(corpus.problems)))),
        ("Furniture", Markup('<a href="#furniture">{}</a> taken out').format(count(len(corpus.furniture), "line"))),
        ("Statements", Markup("{}: {}").format(evidence.link(len(statements), statements.statement_id, "All statements"),
                                               Markup(", ").join(kinds))),
        ("Without an actor", evidence.link(len(nobody), nobody.statement_id, "Statements that could be given to nobody")),
        ("Without a position", evidence.link(len(silent), silent.statement_id, "Statements without a position on any target")),
        *_describe_unaddressed(results, evidence),
        ("Positions", Markup(", ").join(stances) if stances else "none"),
        *_describe_corrections(results, evidence),
        ("Hypothesis scores", Markup("{}, for {} put to the model: further wordings are asked where they could change the label").format(
            evidence.link(f"{len(results.scores):,}", asked, "Statements put to the model"),
            count(len(results.scores.drop_duplicates(["statement_id", "target_id"])), "statement and target", "statements and targets"))),
        ("Corpus", f"sha256 {hash_corpus(corpus.articles)[:16]}"),
        ("Versions", ", ".join(f"{p} {version(p)}" for p in PACKAGES) + f", Python {platform.python_version()}"),
        ("To have it checked", f"python -m analysis sample --study {results.study.path.name} --out codings, or notebook 06"),
        ("Made on", date.today().isoformat()),
    ]


def _describe_corrections(results: Results, evidence: Evidence) -> list[tuple[str, object]]:
    """Return how many labels people set in the place of the program's, and who did; nothing where nobody has."""
    by_hand = results.positions[results.positions.model.str.startswith(BY_HAND)]
    taken = results.unaddressed[results.unaddressed.reason.str.startswith(BY_HAND)]
    told = [*by_hand.model, *(reason.rpartition(": ")[0] for reason in taken.reason)]
    coders = ", ".join(sorted({words.removeprefix(BY_HAND) for words in told}))
    set_to = evidence.link(f"{len(by_hand)} set", by_hand.statement_id, "Labels set by hand")
    away = evidence.link(f"{len(taken)} taken away", taken.statement_id, "Labels taken away by hand")
    shown = [words for words, rows in ((set_to, by_hand), (away, taken)) if len(rows)]
    return [("Labels by hand", Markup("{}; by {}").format(Markup("; ").join(shown), coders))] if shown else []


def _describe_calibrations(study: Study) -> list[tuple[str, str]]:
    """Return the calibrations that the targets are read with, each under its targets."""
    calibration, groups = load_calibration(study.model, relevant=True), {}
    labelled = "labelled data" if calibration.sides_wrong is None else "statements of real news that were read"
    fitted = f"fitted on {labelled}" if calibration.is_fitted else "not fitted for this model"
    for target_id, own in zip(study.targets.target_id, list_calibrations(study, study.threshold), strict=True):
        groups.setdefault(own, []).append(target_id)
    return [
        (f"Calibration, {', '.join(ids)}",
         f"temperature {own.temperature:.2f}, bias on neutral {own.neutral_bias:+.2f}, {fitted}; the program abstains from a side below a "
         f"probability of {own.threshold:.2f}, from “neutral” below {own.least_neutral:.2f}, or where two wordings give opposite sides")
        for own, ids in groups.items()
    ]  # fmt: skip


def _link_problems(n: int) -> Markup:
    return Markup('<a href="#problems">{}</a>').format(count(n, "problem")) if n else Markup("no problem")


def _describe_unaddressed(results: Results, evidence: Evidence) -> list[tuple[str, object]]:
    """Return for each target how many statements have no position on it, and why."""
    rows = []
    for target_id, group in results.unaddressed.groupby("target_id"):
        reasons = [evidence.link(f"{len(g)} {reason}", g.statement_id, f"{target_id}: {reason}") for reason, g in group.groupby("reason")]
        rows.append((f"… on {target_id}", Markup("; ").join(reasons)))
    return rows


def load_measures() -> list[dict[str, str]]:
    """Return the framing measures as the method box lists them: name, how, source, limits."""
    return tomllib.loads(MEASURES.read_text(encoding="utf-8"))["measures"]


def describe_validation(results: Results) -> list[tuple[str, Markup]]:
    """Return (caption, table) of how far the coders agree and how well the labels meet them; empty until people have coded.

    They are shown before the codings suffice too, under the report's warning that the labels are not validated.
    """
    if results.codings.empty:
        return []
    agreement = "How far the coders agree", table_html(measure_reliability(results.codings))
    try:
        figures, _, _ = score_positions(results.model_positions, results.codings, results.statements)
    except ValueError:  # the coders have settled on no stance yet
        return [agreement]
    sides, whole = (figures[figures.label.isin(labels)] for labels in (("favor", "against"), ("all",)))
    return [agreement, ("How the labels meet the coders", table_html(pd.concat([sides, whole])))]


def hash_corpus(articles: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for a in articles.sort_values("article_id").itertuples():
        digest.update(f"{a.article_id}\0{a.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def describe_facts(results: Results) -> Markup:
    articles = results.corpus.articles
    named = sorted({outlet for outlet in articles.outlet if outlet})
    more = [f"{len(named) - MAX_OUTLETS} more"] if len(named) > MAX_OUTLETS else []
    outlets = ", ".join([*named[:MAX_OUTLETS], *more])
    dates = sorted(d for d in articles.published if d)
    span = f", {dates[0]} to {dates[-1]}" if dates else ", date not known"
    return Markup('<a href="#articles">{}</a>{}{} · made with Standpoint on {}').format(
        count(len(articles), "article"), f" from {outlets}" if outlets else "", span, date.today().isoformat()
    )


def list_articles(results: Results, with_text: bool) -> list[dict]:
    """Return each article with its marked text (empty for ``with_text`` False) and the table of its statements."""
    return [
        {
            "anchor": anchor_of(a.article_id, "t"), "name": a.title or a.article_id,
            "source": Markup(" · ").join(x for x in (a.outlet, a.author, a.published, _link_source(a.url), a.source_file) if x),
            "text": Markup(render_text(*tables, a.article_id, results.actors, linked=True) if with_text else ""),
            "statements": Markup(render_statements(*tables, a.article_id, results.actors, linked=with_text)),
        }
        for a, tables in _part_by_article(results)
    ]  # fmt: skip


def _link_source(url: str) -> Markup | str:
    """Return the address as a link where it is one of the web, else as it is: the report leads nowhere else."""
    is_web = re.fullmatch(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", url or "")
    return Markup('<a href="{}" rel="noreferrer nofollow">{}</a>').format(url, url) if is_web else url


def _part_by_article(results: Results) -> Iterator[tuple[NamedTuple, tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]]]:
    """Yield each article with its own rows of Articles, Statements and Positions: to look for them in the whole tables, article by article,
    takes the square of their number."""
    articles, statements, positions = results.corpus.articles, results.statements, results.positions
    said = dict(tuple(statements.groupby("article_id")))
    held = dict(tuple(positions.groupby(positions.statement_id.map(statements.set_index("statement_id").article_id))))
    for i, article in enumerate(articles.itertuples()):
        own = said.get(article.article_id, statements.iloc[:0]), held.get(article.article_id, positions.iloc[:0])
        yield article, (articles.iloc[i : i + 1], *own)
