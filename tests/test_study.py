import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.flow import analyse_study, extract_statements
from analysis.ingest import load_articles
from analysis.report.evidence import Evidence
from analysis.report.method import describe_method
from analysis.stance.classify import accepts_less_sure, classify_stance, expect_wrong, load_calibration
from analysis.study import StudyError, load_study
from analysis.validation import warn_of_errors

TARGET = '[[targets]]\nproposition = "The bridge should be closed"\n'


def test_shipped_study_has_its_targets():
    from tests.conftest import ROOT

    study = load_study(ROOT / "data" / "study.toml")
    assert list(study.targets.target_id) == ["T1", "T2"]
    assert all(len(t.favor) == len(t.against) >= 3 for t in study.targets.itertuples())


def test_hypotheses_are_built_where_none_are_given(make_study):
    (target,) = load_study(make_study({"a.txt": "x"})).targets.itertuples()
    assert target.favor[0] == "The speaker agrees that the bridge should be closed."
    assert target.against[0] == "The speaker disagrees that the bridge should be closed."


@pytest.mark.parametrize(
    ("extra", "targets", "words"),
    [
        ('modle = "embedded"', None, ["modle", "did you mean “model”"]),
        ("model = 3", None, ["model", "text in quotation marks"]),
        ('threshold = "high"', None, ["threshold", "'high'", "a number"]),
        ("threshold = 86.0", None, ["threshold", "86.0", "from 0.34 to below 1"]),
        ('places = ["Catalonia|catalan"]', None, ["places", "Catalonia|catalan", "with a capital"]),
        ('places = [""]', None, ["places", "''", "with a capital"]),
        ('language = "de"', None, ["language", "'de'", "English only"]),
        ('frames = "none.toml"', None, ["frames", "none.toml", "remove the key"]),
        ("", "", ["targets", "missing or empty"]),
        ("", '[[targets]]\nid = "T1"\n', ["targets[1].proposition", "write what"]),
        ("", '[[targets]]\nproposition = " "\n', ["targets[1].proposition", "write a sentence"]),
        ("", '[[targets]]\nproposition = "Should it close?"\n', ["targets[1].proposition", "write a sentence"]),
        ("", TARGET + 'favor = ["It closes."]\nagainst = ["It closes."]\n', ["targets[1].favor", "one for each side"]),
        ("", TARGET + 'favor = ["Close it."]\n', ["favor", "1 hypotheses", "as many of each"]),
        ("", TARGET + 'kind = "noun"\n', ["targets[1].kind", "noun phrase"]),
        ("", TARGET + TARGET.replace("\n", '\nid = "T1"\n', 1), ["T1", "id of its own"]),
        ("", TARGET + TARGET, ["targets[2].label", "used before"]),
        ("", TARGET + "relevance = [3]\n", ["relevance", "list of texts"]),
    ],
)
def test_errors_name_key_and_remedy(make_study, extra, targets, words):
    with pytest.raises(StudyError) as error:
        load_study(make_study({"a.txt": "x"}, extra, targets))
    assert all(word in str(error.value) for word in ["study.toml", *words])


def test_missing_article_is_named(make_study):
    path = make_study({"a.txt": "x"})
    (path.parent / "a.txt").unlink()
    with pytest.raises(StudyError, match="a.txt"):
        load_study(path)


@pytest.mark.parametrize("pattern", ["", "**x", "nothing-*.txt"])
def test_a_pattern_that_matches_nothing_is_named(make_study, pattern):
    path = make_study({"a.txt": "x"})
    path.write_text(path.read_text(encoding="utf-8").replace('["a.txt"]', f'["{pattern}"]'), encoding="utf-8")
    with pytest.raises(StudyError, match="no file matches"):
        load_study(path)


def test_a_letter_counts_for_its_author_by_name_and_a_path_will_do(make_study):
    letter = "I think that the bridge must be closed at once, whatever they say."
    path = make_study({"a.txt": f"Author: Enid Crabtree\n\nThe bridge\n\n{letter}\n"})
    results = analyse_study(path, progress=False)
    assert results.names()[results.statements.actor_id[0]] == "Enid Crabtree"


def test_an_empty_id_of_a_target_is_named(make_study):
    path = make_study({"a.txt": "x"})
    path.write_text(path.read_text(encoding="utf-8").replace('id = "T1"', 'id = " "'), encoding="utf-8")
    with pytest.raises(StudyError, match="targets.1..id” is empty; write a short name, such as T1"):
        load_study(path)


@pytest.mark.parametrize(
    ("content", "words"), [(None, "no such study file"), (b"title = ", "not valid TOML"), (b"\xff\xfe\x00", "not UTF-8")]
)
def test_unreadable_study(tmp_path, content, words):
    path = tmp_path / "s.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StudyError, match=words):
        load_study(path)


def test_a_stricter_threshold_makes_labels_unclear_and_the_report_says_so(make_study):
    text = "The bridge must be closed at once, said Ada Quill.\n"
    usual, strict = (analyse_study(load_study(make_study({"a.txt": text}, extra)), False) for extra in ("", "threshold = 0.99"))
    assert (usual.positions.stance.tolist(), strict.positions.stance.tolist()) == (["favor"], ["unclear"])
    assert strict.positions.p_favor[0] == pytest.approx(usual.positions.p_favor[0], abs=0.1)
    own = load_calibration("embedded", True)
    stricter = own.with_threshold(0.99)
    told = dict(describe_method(strict, Evidence(strict.corpus.articles, strict.statements)))
    assert "abstains from a side below a probability of 0.99" in told["Calibration, T1"]
    assert stricter.of_persons.threshold == 0.99 and stricter.of_persons.neutral == own.of_persons.least_neutral


def test_how_often_sides_are_wrong_is_told_where_it_is_measured(make_study, tmp_path):
    study = load_study(make_study({"a.txt": "x\n"}))
    own = load_calibration("embedded", True)
    assert expect_wrong(study) == own.sides_wrong
    person = study.targets.assign(favor=[("The speaker supports Ada Quill.",)], against=[("The speaker opposes Ada Quill.",)])
    both = replace(study, targets=pd.concat([study.targets, person]))
    assert expect_wrong(both) == max(own.sides_wrong, own.of_persons.sides_wrong) > own.sides_wrong
    assert expect_wrong(replace(study, threshold=0.6)) is None and expect_wrong(replace(study, threshold=0.4)) == own.sides_wrong
    assert expect_wrong(replace(study, model=str(tmp_path))) is None
    assert accepts_less_sure(replace(study, threshold=0.4)) and not accepts_less_sure(replace(study, threshold=0.6))
    assert not accepts_less_sure(study) and "accepts less sure" in warn_of_errors(replace(study, threshold=0.4))


def test_the_model_does_not_see_the_names_of_a_studys_places(make_study, scorer):
    text = "Bridge row\n\nHarwick must close the bridge, said Ada Quill. The Harwickers should close that bridge, said Tom Roe.\n"
    study = load_study(make_study({"a.txt": text}, 'places = ["Harwick | Harwicker"]'))
    statements = extract_statements(load_articles(study), study, progress=False)[0]
    classify_stance(statements, study, scorer=scorer, progress=False)
    assert scorer.asked and not any("Harwick" in words for pair in scorer.asked for words in pair)
    assert {"Tarovia", "Tarovians"} <= {name for premise, _ in scorer.asked for name in re.findall(r"Tarovia\w*", premise)}


def test_events_are_read_and_empty_without_the_key(make_study):
    assert load_study(make_study({"a.txt": "x"})).events.empty
    files = {"a.txt": "x", "events.csv": b'\xef\xbb\xbflabel,date,source\n"Bridge shut, at last",2025-3-4,Gazette\n\n'}
    study = load_study(make_study(files, 'events = "events.csv"'))
    assert study.events.to_dict("records") == [{"date": "2025-03-04", "label": "Bridge shut, at last"}]


@pytest.mark.parametrize("line", ['expected_voices = [""]', '[[targets]]\nid = "T2"\nproposition = "It should go"\nrelevance = ["", "it"]'])
def test_an_empty_word_is_refused(make_study, line):
    with pytest.raises(StudyError, match="empty word"):
        load_study(make_study({"a.txt": "x"}, line))


def test_demo_study_has_its_events():
    from tests.conftest import ROOT

    events = load_study(ROOT / "data" / "demo" / "study.toml").events
    assert len(events) == 6 and events.iloc[0].tolist() == ["2025-03-03", "Pellan truce"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["line 1", "nothing", "date,label"]),
        (b"day,label\n2025-03-04,Shut\n", ["line 1", "'day', 'label'", "no column “date”", "date,label"]),
        (b"date,label\n2025-03-04,Shut\n4 March,Opened\n", ["line 3", "'4 March'", "YYYY-MM-DD"]),
        (b"date,label\n2025-02-30,Shut\n", ["line 2", "2025-02-30", "not a day"]),
        (b"date,label\n2025-03-04, \n", ["line 2", "label ''", "2025-03-04", "remove the line"]),
        (b"date,label\n2025-03-04\n", ["line 2", "label ''"]),
        (b"date,label\n2025-03-04,Shut, at last\n", ["line 2", "at last", "double quotes"]),
        (b"date,label\n2025-03-04,\xff\n", ["not UTF-8"]),
    ],
)
def test_errors_in_events_name_line_value_and_remedy(make_study, content, words):
    path = make_study({"a.txt": "x", "events.csv": content}, 'events = "events.csv"')
    with pytest.raises(StudyError) as error:
        load_study(path)
    assert all(word in str(error.value) for word in ["events.csv", *words]), str(error.value)
