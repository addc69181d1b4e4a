"""Readers of the labelled sets that framing is measured on; the formats are explained at their origin (``../shared/data``)."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.flow import extract_statements
from analysis.study import Study
from analysis.tables import Articles, Targets
from benchmarks import polnear


class BiasSpan(NamedTuple):
    """One span that BASIL's annotators marked as biased."""

    article_id: str
    start: int
    end: int
    bias: str  # lex (the wording) or inf (what is told)
    is_quoted: bool


def build_articles(texts: dict[str, str], titles: dict[str, str] | None = None) -> pd.DataFrame:
    """Return the Articles table of plain texts; with a title, the text is title, blank line and body."""
    titles = titles or {}
    empty = dict.fromkeys(("outlet", "author", "published", "url"), "")
    rows = []
    for name, body in texts.items():
        head = f"{titles[name]}\n\n" if titles.get(name) else ""
        place = {"article_id": name, "title": titles.get(name, ""), "text": head + body, "body_start": len(head)}
        rows.append({**empty, **place, "language": "en", "source_file": name})
    return Articles.build(rows)


def extract_all(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return statements and actors of articles that belong to no study."""
    study = Study(path=Path("study.toml"), title="", question="", articles=(), targets=Targets.build([]))
    return extract_statements(articles, study, progress=False)


def read_polnear(folder: Path) -> tuple[pd.DataFrame, dict[str, list[tuple[int, int]]]]:
    """Return articles and the spans of all gold contents of each (a content may have several pieces)."""
    gold = polnear.read_polnear(folder)
    contents = {article.name: [span for found in article.attributions for span in found.content] for article in gold}
    return build_articles({article.name: article.text for article in gold}), contents


def read_basil(folder: Path) -> tuple[pd.DataFrame, dict[str, list[tuple[int, int]]], list[BiasSpan]]:
    """Return articles (a line each paragraph), the spans of their sentences, and the marked spans whose words are where they say."""
    texts, titles, sentences, marked = {}, {}, {}, []
    for path in sorted((folder / "annotations").glob("*/*_ann.json")):
        name = path.name.removesuffix("_ann.json")
        article = json.loads((folder / "articles" / path.parent.name / f"{name}.json").read_text(encoding="utf-8"))
        head = f"{article['title']}\n\n" if article["title"] else ""
        body, spans = _join_paragraphs(article["body-paragraphs"])
        texts[name], titles[name] = body, article["title"]
        sentences[name] = [(len(head) + start, len(head) + end) for start, end in spans]
        for row in json.loads(path.read_text(encoding="utf-8"))["phrase-level-annotations"]:
            number = row["id"].removeprefix("p")
            if number.isdigit() and int(number) < len(spans):
                start = sentences[name][int(number)][0]
                if (head + body)[start + row["start"] : start + row["end"]] == row["txt"]:
                    marked.append(BiasSpan(name, start + row["start"], start + row["end"], row["bias"], row["quote"] == "yes"))
    return build_articles(texts, titles), sentences, marked


def _join_paragraphs(paragraphs: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for paragraph in paragraphs:
        for sentence in paragraph:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        text = text[:-1] + "\n" if paragraph else text
    return text, spans


def read_units(folder: Path, gold: pd.DataFrame) -> dict[str, str]:
    """Return the words of the coded passages of ``gold/frames.csv``, by ``unit_id``."""
    by_article = defaultdict(list)
    for row in gold.itertuples():
        by_article[row.article].append(row)
    units = {}
    for name, rows in by_article.items():
        article = json.loads((folder / "all-data-as-json" / f"{name}.json").read_text(encoding="utf-8"))
        words = {sentence["position_in_article"]: sentence["content"] for sentence in article["sentences"]}
        for row in rows:
            units[row.unit_id] = " ".join(words[i].strip() for i in range(row.first_sentence, row.last_sentence + 1))
    return units
