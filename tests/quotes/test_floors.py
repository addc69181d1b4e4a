"""Accuracy on real news never falls below benchmarks/floors.toml. Needs the shared data; counted as skipped where it is absent."""

import os
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("STANDPOINT_SHARED", ROOT.parent / "shared")) / "data/quotes/polnear/dev"
FLOORS = tomllib.loads((ROOT / "benchmarks/floors.toml").read_text(encoding="utf-8"))["quotes"]["polnear-dev"]


@pytest.fixture(scope="module")
def measured():
    if not GOLD.is_dir():
        pytest.skip(f"no gold in {GOLD}; set STANDPOINT_SHARED to the folder of the shared data")
    from benchmarks.polnear import read_polnear
    from benchmarks.quotes import extract_found, parse_articles, run_system, score_run

    articles = read_polnear(GOLD)
    docs, parse_seconds = parse_articles(articles)
    run = run_system(docs, extract_found)
    return score_run(articles, run.found), run, parse_seconds


@pytest.mark.slow
@pytest.mark.parametrize("figure", FLOORS)
def test_figure_holds_its_floor(measured, figure):
    assert measured[0][figure] >= FLOORS[figure]


@pytest.mark.slow
def test_no_article_raises(measured):
    assert measured[1].n_failed == 0


@pytest.mark.slow
def test_extraction_costs_at_most_a_fifth_of_the_parse(measured):
    _, run, parse_seconds = measured
    assert run.seconds <= 0.2 * parse_seconds
