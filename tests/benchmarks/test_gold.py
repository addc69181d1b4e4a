"""The coded actors must stay fastened to the corpus they were coded on."""

import csv
import os
import re
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("STANDPOINT_SHARED", REPO.parent / "shared"))
DEV = SHARED / "data" / "quotes" / "polnear" / "dev"
SPEAKER_TYPES = {"named", "pronoun", "nominal", "unnamed"}
SOURCE = re.compile(r"^T\d+\tSource (\d+) (\d+)\t", re.MULTILINE)

needs_corpus = pytest.mark.skipif(not DEV.is_dir(), reason="the PolNeAR data are not here")


def read_rows() -> list[dict[str, str]]:
    with open(REPO / "benchmarks" / "gold" / "actors.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sources(article: str) -> set[tuple[int, int]]:
    """Source spans of the article's first annotator, the one that score_quotes.py reads."""
    first = min(path for path in (DEV / "attributions").iterdir() if path.name.startswith(article) and path.suffix == ".ann")
    return {(int(start), int(end)) for start, end in SOURCE.findall(first.read_text(encoding="utf-8"))}


def test_each_span_is_coded_once_with_an_actor_and_a_known_type():
    rows = read_rows()
    assert len({(row["article"], row["start"], row["end"]) for row in rows}) == len(rows) >= 320
    assert all(row["actor"].strip() for row in rows)
    assert {row["speaker_type"] for row in rows} == SPEAKER_TYPES


def test_words_typed_unnamed_have_an_unnamed_actor_and_names_have_none():
    for row in read_rows():
        if row["speaker_type"] in ("unnamed", "named", "nominal"):
            assert row["actor"].startswith("unnamed: ") == (row["speaker_type"] == "unnamed"), row


@needs_corpus
def test_articles_are_every_third_of_the_dev_part():
    chosen = sorted(path.stem for path in (DEV / "text").glob("*.txt"))[::3]
    assert {row["article"] for row in read_rows()} == {article for article in chosen if read_sources(article)}


@needs_corpus
def test_every_row_lies_within_its_article_on_a_gold_source():
    for row in read_rows():
        with open(DEV / "text" / f"{row['article']}.txt", encoding="utf-8", newline="") as file:
            length = len(file.read())
        span = int(row["start"]), int(row["end"])
        assert 0 <= span[0] < span[1] <= length, row
        assert span in read_sources(row["article"]), row
