"""What is kept of an extraction is what was found, and is found anew where anything it depends on has changed. Everybody is invented."""

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


@pytest.mark.parametrize("change", ["article", "code", "damage", "row"])
def test_what_has_changed_is_read_again(study, monkeypatch, change):
    extract(study, monkeypatch)
    if change == "article":
        study.articles[0].write_text(f"Outlet: The Lamp\n\nBridge may close\n\n{BODY} “No,” said Ada Quill.", encoding="utf-8")
    elif change == "code":
        monkeypatch.setattr(extraction_cache, "_fingerprint_code", lambda: "another")
    elif change == "row":
        file = study.cache / "statements.json"
        file.write_text(file.read_text(encoding="utf-8").replace('"indirect"', '"shouted"'), encoding="utf-8")
    else:
        (study.cache / "statements.json").write_text('{"key": 1', encoding="utf-8")
    (statements, _), n_parsed = extract(study, monkeypatch)
    assert n_parsed == 1 and len(statements) == (3 if change == "article" else 2)


def test_where_nothing_may_be_written_nothing_is_kept(study, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError("read-only")

    monkeypatch.setattr(extraction_cache.Path, "mkdir", refuse)
    _, n_parsed = extract(study, monkeypatch)
    assert n_parsed == 1 and not (study.cache / "statements.json").exists()
