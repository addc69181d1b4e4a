"""What the report says, as plain data for the template: sentences, cards, findings, method. Nothing here writes HTML but tables."""

from __future__ import annotations

import base64
import hashlib
import io
import platform
from datetime import date
from importlib.metadata import version

import matplotlib.pyplot as plt
import pandas as pd

from analysis.charts import alt_text, chart_positions, chart_table
from analysis.flow import Results
from analysis.framing import classify_verbs, compare_headlines, find_scare_quotes, find_silent_actors, split_voices
from analysis.report.article_view import STANCE_SIGNS, STANCE_WORDS, anchor_of, number_of, render_article
from analysis.stance.classify import load_calibration
from analysis.validation import is_validated, measure_reliability, score_positions

CARD_WORDS = 60  # words of a statement shown on a card; the whole stands in the article view
MAX_FINDINGS = 12  # lines a finding; the notebook has them all
PACKAGES = ("standpoint", "pandas", "spacy", "onnxruntime", "transformers", "matplotlib")


def describe_answer(results: Results) -> list[str]:
    """Return one sentence a target on who stands where, and one on what is behind it."""
    names = dict(zip(results.actors.actor_id, results.actors.name, strict=True))
    sentences = []
    for target in results.study.targets.itertuples():
        held = results.actor_positions[results.actor_positions.target_id == target.target_id]
        parts = [
            f"{word}: {_list_actors(held[held.stance == stance], names)}"
            for stance, word in STANCE_WORDS.items()
            if (held.stance == stance).any()
        ]
        sentences.append(f"On “{target.proposition}” – {'; '.join(parts) if parts else 'no statement takes a position'}.")
    positions = results.positions
    sentences.append(
        f"This rests on {len(results.statements)} statements in {count(len(results.corpus.articles), 'article')}: "
        f"{len(positions)} times a statement addresses a target, "
        f"and on {(positions.stance == 'unclear').sum()} of these the model abstains."
    )
    return sentences


def _list_actors(held: pd.DataFrame, names: dict) -> str:
    ordered = held.sort_values(["n_statements", "actor_id"], ascending=[False, True])
    shown = [f"{names.get(r.actor_id, r.actor_id)} ({_numbers(r)})" for r in ordered.head(6).itertuples()]
    return ", ".join(shown) + (f" and {len(ordered) - 6} more" if len(ordered) > 6 else "")


def _numbers(r) -> str:
    conditional = ", with a condition" if r.is_conditional else ""
    if pd.isna(r.score):
        return f"the model abstains on {count(r.n_unclear, 'statement')}{conditional}"
    return f"score {r.score:+.2f}, 90% interval {r.low:+.2f} to {r.high:+.2f}, {count(r.n_statements, 'statement')}{conditional}"


def count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def draw_charts(results: Results) -> list[dict]:
    """Return one chart of actor positions a target: picture, alternative text, caption and table."""
    charts = []
    for target in results.study.targets.itertuples():
        ax = chart_positions(
            results.actor_positions, results.actors, results.statements, target_id=target.target_id, targets=results.study.targets
        )
        picture = io.BytesIO()
        ax.figure.savefig(picture, format="png", dpi=170, bbox_inches="tight", facecolor="white")
        charts.append({
            "png": base64.b64encode(picture.getvalue()).decode(), "alt": alt_text(ax), "table": table_html(chart_table(ax)),
            "width": int(ax.figure.get_size_inches()[0] * 96), "caption": f"{target.target_id}: {target.label}",
        })  # fmt: skip
        plt.close(ax.figure)
    return charts


def table_html(table: pd.DataFrame) -> str:
    """An escaped HTML table."""
    return table.to_html(index=False, border=0, na_rep="", float_format=lambda x: f"{x:.2f}")


def build_cards(results: Results) -> list[dict]:
    """Return one card an actor that speaks: who, positions with their numbers, and every statement in its own words."""
    labels = dict(zip(results.study.targets.target_id, results.study.targets.label, strict=True))
    held = {s: group for s, group in results.positions.groupby("statement_id")}
    cards = []
    for actor in results.actors.itertuples():
        own = results.statements[results.statements.actor_id == actor.actor_id]
        if own.empty:
            continue
        positions = results.actor_positions[results.actor_positions.actor_id == actor.actor_id]
        about = [actor.kind, actor.role, actor.organisation, actor.country, actor.source_type]
        cards.append({
            "name": actor.name, "anchor": "a-" + hashlib.sha256(actor.actor_id.encode()).hexdigest()[:10],
            "about": "; ".join(dict.fromkeys(x for x in about if x)) + f"; {count(len(own), 'statement')}",
            "positions": [{"sign": STANCE_SIGNS[p.stance], "word": STANCE_WORDS[p.stance], "target_id": p.target_id,
                           "label": labels[p.target_id], "numbers": _numbers(p)} for p in positions.itertuples()],
            "statements": [_card_statement(s, held.get(s.statement_id)) for s in own.itertuples()],
        })  # fmt: skip
    return sorted(cards, key=lambda card: (-len(card["positions"]), -len(card["statements"]), card["name"]))


def _card_statement(s, held: pd.DataFrame | None) -> dict:
    words = s.content.split()
    stances = (
        []
        if held is None
        else [
            f"{p.target_id} {STANCE_WORDS[p.stance]}" + (f", condition “{p.condition}”" if p.condition else "") for p in held.itertuples()
        ]
    )
    return {
        "words": " ".join(words[:CARD_WORDS]) + (" …" if len(words) > CARD_WORDS else ""), "anchor": anchor_of(s.statement_id),
        "number": number_of(s.statement_id), "stance": "" if held is None else held.stance.iloc[0],
        "about": "; ".join([s.kind, s.cue or "no cue", *stances]),
    }  # fmt: skip


def list_articles(results: Results, with_text: bool) -> list[dict]:
    tables = (results.corpus.articles, results.statements, results.positions)
    return [
        {
            "name": a.title or a.article_id, "source": " · ".join(x for x in (a.outlet, a.author, a.published, a.url, a.source_file) if x),
            "view": render_article(*tables, a.article_id, results.actors, with_text=with_text),
        }
        for a in results.corpus.articles.itertuples()
    ]  # fmt: skip


def find_findings(results: Results) -> list[dict]:
    """Return the framing findings, each a title, sentences and, where it helps, the table they rest on."""
    articles, statements, actors = results.corpus.articles, results.statements, results.actors
    voices = split_voices(articles, statements)
    sizes = (voices.end - voices.start).groupby(voices.voice).sum()
    shares = ", ".join(f"{voice} {n / sizes.sum():.0%}" for voice, n in sizes.items())
    headlines = compare_headlines(articles, statements, actors, results.positions)
    scare = find_scare_quotes(articles, statements)
    scare = scare[scare.kind == "scare quote"]
    return [
        {"title": "Whose words", "sentences": [f"Share of the characters: {shares}."], "table": ""},
        {"title": "Headline against body", "sentences": headlines.finding.head(MAX_FINDINGS).tolist(), "table": ""},
        {"title": "Reporting verbs", **_describe_verbs(results)},
        {"title": "Scare quotes and contested labels", "table": "",
         "sentences": [f"“{r.words}” ({r.voice}): {r.reason}." for r in scare.head(MAX_FINDINGS).itertuples()] or ["None found."]},
    ]  # fmt: skip


def _describe_verbs(results: Results) -> dict:
    verbs = classify_verbs(results.corpus.articles, results.statements)
    verbs = verbs[(verbs.verb_class != "neutral") & (verbs.voice != "quoted voice")]
    names = dict(zip(results.actors.actor_id, results.actors.name, strict=True))
    table = pd.DataFrame(
        {"actor": verbs.actor_id.map(names).fillna("nobody named"), "verb": verbs.cue, "class": verbs.verb_class, "outlet": verbs.outlet}
    )
    counted = table.value_counts(["actor", "verb", "class", "outlet"]).rename("n").reset_index()
    return {"sentences": [f"Reporting verbs that are not neutral: {len(table)}."],
            "table": table_html(counted.head(MAX_FINDINGS)) if len(counted) else ""}  # fmt: skip


def list_silent(results: Results) -> str:
    """Name the expected voices that no article quotes."""
    silent = find_silent_actors(results.corpus.articles, results.statements, results.actors)
    quoted = set(results.statements.actor_id.dropna())
    return ", ".join(dict.fromkeys(silent[silent.is_expected & ~silent.actor_id.isin(quoted)].name))


def describe_method(results: Results) -> list[tuple[str, str]]:
    calibration = load_calibration(results.study.model)
    corpus, statements, positions = results.corpus, results.statements, results.positions
    fitted = "fitted on labelled data" if calibration.is_fitted else "not fitted for this model"
    return [
        ("Model", results.model),
        ("Calibration", f"temperature {calibration.temperature:.2f}, bias on neutral {calibration.neutral_bias:+.2f}; {fitted}"),
        ("Abstention", f"below a probability of {calibration.threshold:.2f}, or where two wordings give opposite sides"),
        ("Articles", f"{len(corpus.articles)} read, {len(corpus.problems)} problems"),
        ("Furniture", f"{len(corpus.furniture)} lines taken out, listed below"),
        ("Statements", f"{len(statements)}: {', '.join(f'{n} {k}' for k, n in statements.kind.value_counts().items())}"),
        ("Without an actor", str(statements.actor_id.isna().sum())),
        ("Positions", ", ".join(f"{n} {STANCE_WORDS[k]}" for k, n in positions.stance.value_counts().items()) or "none"),
        ("Hypothesis scores", str(len(results.scores))),
        ("Corpus", f"sha256 {hash_corpus(corpus.articles)[:16]}"),
        ("Versions", ", ".join(f"{p} {version(p)}" for p in PACKAGES) + f", Python {platform.python_version()}"),
        ("Made on", date.today().isoformat()),
    ]


def describe_validation(results: Results) -> list[tuple[str, str]]:
    """Return (caption, table) of how far the coders agree and how well the labels meet them; empty until people have coded."""
    if not is_validated(results.codings):
        return []
    figures, _, _ = score_positions(results.positions, results.codings, results.statements)
    return [
        ("How far the coders agree", table_html(measure_reliability(results.codings))),
        ("How the labels meet the coders", table_html(figures[figures.label == "all"])),
    ]


def hash_corpus(articles: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for a in articles.sort_values("article_id").itertuples():
        digest.update(f"{a.article_id}\0{a.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def describe_facts(results: Results) -> str:
    articles = results.corpus.articles
    outlets = ", ".join(sorted({o for o in articles.outlet if o})[:8])
    dates = sorted(d for d in articles.published if d)
    span = f", {dates[0]} to {dates[-1]}" if dates else ""
    return (
        f"{count(len(articles), 'article')}{' of ' + outlets if outlets else ''}{span} · made with Standpoint on {date.today().isoformat()}"
    )
