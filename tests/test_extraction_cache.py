"""What is kept of an extraction is what was found, and is found anew where anything it depends on has changed. Everybody is invented."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pandas as pd
import pytest

from analysis import extraction_cache, flow
from analysis.ingest import load_corpus
from analysis.study import load_study

BODY = "Mayor Ada Quill said the bridge should close. “It must stay,” said Tom Reed of the Lenn Union. The town is old."


@pytest.fixture
def study(make_study):
    return load_study(make_study({"a.txt": f"Outlet: The Lamp\n\nBridge may close\n\n{BODY}"}))


def extract(study, monkeypatch):
    """Return the tables and how many articles were parsed for them."""
    parsed = []
    parse = flow.parse_texts
    monkeypatch.setattr(flow, "parse_texts", lambda texts: parse([parsed.append(text) or text for text in texts]))
    articles = load_corpus(study).articles
    tables = flow.extract_statements(articles, study, progress=False)
    monkeypatch.setattr(flow, "parse_texts", parse)
    return tables, len(parsed)


def test_a_second_run_parses_nothing_and_finds_the_same(study, monkeypatch):
    first, n_first = extract(study, monkeypatch)
    second, n_second = extract(study, monkeypatch)
    assert (n_first, n_second) == (1, 0) and len(first[0]) == 2
    for one, other in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_a_correction_of_the_actors_parses_nothing(make_study, monkeypatch):
    study = load_study(make_study({"a.txt": f"Outlet: The Lamp\n\nBridge may close\n\n{BODY}"}))
    extract(study, monkeypatch)
    ledger = study.folder / "actors.csv"
    ledger.write_text("alias,actor\nTom Reed,Thomas Reed\n", encoding="utf-8")
    (_, actors), n_parsed = extract(replace(study, actors=ledger), monkeypatch)
    assert n_parsed == 0 and "Thomas Reed" in set(actors.name)


def test_a_stopped_run_has_lost_one_article(make_study, monkeypatch):
    files = {f"{n}.txt": f"Outlet: The Lamp\n\nBridge {n} may close\n\n{BODY} So says {n}." for n in ("Ash", "Elm", "Oak")}
    study, collected = load_study(make_study(files)), []
    collect = flow.collect_mentions

    def stop_at_third(*args):
        if len(collected) == 2:
            raise KeyboardInterrupt
        collected.append(args[0])
        return collect(*args)

    monkeypatch.setattr(flow, "collect_mentions", stop_at_third)
    with pytest.raises(KeyboardInterrupt):
        flow.extract_statements(load_corpus(study).articles, study, progress=False)
    monkeypatch.setattr(flow, "collect_mentions", collect)
    (statements, _), n_parsed = extract(study, monkeypatch)
    assert n_parsed == 1 and statements.article_id.nunique() == 3


@pytest.mark.parametrize("change", ["article", "code", "damage", "row"])
def test_what_has_changed_is_read_again(study, monkeypatch, change):
    extract(study, monkeypatch)
    file = study.cache / "statements.sqlite"
    if change == "article":
        study.articles[0].write_text(f"Outlet: The Lamp\n\nBridge may close\n\n{BODY} “No,” said Ada Quill.", encoding="utf-8")
    elif change == "code":
        monkeypatch.setattr(extraction_cache, "_fingerprint_code", lambda: "another")
    elif change == "row":
        with closing(sqlite3.connect(file)) as base, base:
            base.execute("update reading set told = replace(told, 'indirect', 'shouted')")
    else:
        file.write_bytes(b"no database" * 100)
    (statements, _), n_parsed = extract(study, monkeypatch)
    assert n_parsed == 1 and len(statements) == (3 if change == "article" else 2)


def test_what_other_code_has_kept_is_deleted(study, monkeypatch):
    extract(study, monkeypatch)
    monkeypatch.setattr(extraction_cache, "_fingerprint_code", lambda: "another")
    extract(study, monkeypatch)
    with closing(sqlite3.connect(study.cache / "statements.sqlite")) as base:
        assert base.execute("select code from reading").fetchall() == [("another",)]


def test_where_nothing_may_be_written_nothing_is_kept(study, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError("read-only")

    monkeypatch.setattr(extraction_cache.Path, "mkdir", refuse)
    _, n_parsed = extract(study, monkeypatch)
    assert n_parsed == 1 and not (study.cache / "statements.sqlite").exists()
