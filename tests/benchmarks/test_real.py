"""The codes of statements that were read point into no text that ships, and are counted as they stand. Tables are made up."""

import pandas as pd
import pytest

from analysis.study import load_study
from analysis.tables import Articles
from benchmarks.framing_data import build_articles, extract_all
from benchmarks.real import ARTICLES, KINDS, SIDES, Texts, find_labels, load_targets, print_labels, print_second, read_gold


@pytest.mark.parametrize("corpus", ARTICLES)
def test_gold_has_known_codes_and_targets_and_no_statement_twice(corpus):
    read = read_gold(corpus)
    assert set(read.stance) == {*SIDES, "none"} and set(read.second) <= {*SIDES, "none", ""}
    assert set(read.target) == {target for kind in KINDS for target in load_targets(corpus, kind).targets.target_id}
    assert (read.start < read.end).all() and not read.duplicated(["article", "start", "target"]).any()


@pytest.fixture
def study(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "study.toml").write_text(
        'title = "T"\nquestion = "Q?"\narticles = ["a.txt"]\n[[targets]]\nid = "T1"\nlabel = "L"\n'
        'proposition = "The bridge should be closed"\nrelevance = ["bridge"]\n'
    )
    return load_study(tmp_path / "study.toml")


def test_each_statement_read_gets_what_a_study_gives_it(study):
    text = "Ann Poll said the bridge should be closed at once. Bo Reed said that the weather was fine."
    articles = build_articles({"a": text})
    places = [(text.index("the bridge"), text.index(". Bo")), (text.index("that the weather"), len(text) - 1), (0, 8)]
    # The last place is no statement at all.
    read = pd.DataFrame(places, columns=["start", "end"]).assign(article="a", target="T1", stance="favor")
    statements, _ = extract_all(Articles.build(articles.to_dict("records")))
    labels = find_labels(Texts(read, articles, statements), study, "embedded")
    assert labels.given.tolist() == ["favor", "nothing", "nothing"] and labels.likeliest[0] == "favor"
    assert labels.p[0] > 0.5 and labels.p.tolist()[1:] == [0, 0]


def test_right_labels_are_counted_among_those_given_and_those_there(capsys):
    rows = [("a", "favor", "favor", 0.6), ("a", "none", "favor", 0.7), ("b", "against", "favor", 0.6), ("b", "none", "neutral", 0.9),
            ("b", "against", "nothing", 0.0), ("b", "favor", "unclear", 0.5)]  # fmt: skip
    labels = pd.DataFrame(rows, columns=["article", "stance", "given", "p"])
    labels = labels.assign(target="T1", likeliest=labels.given.replace("unclear", "favor"))
    print_labels("news", labels)
    told = " ".join(capsys.readouterr().out.split())
    assert "6 statements read, a side is there in 4, 3 get one" in told
    assert "given that are right 0.333" in told and "; 1 are the other side" in told
    assert "there that are found 0.250" in told
    assert "labels given that are right 0.500" in told and "of 4; 1 are unclear" in told
    assert "p >= 0.50: 0.500 right of 4" in told and "p >= 0.65: 0.000 right of 1" in told
    assert "calibration error of 5 positions 0.3" in told  # |.9 − 1|, |.7 − 0|, |.6 − .5| twice, |.5 − 1|


def test_agreement_is_of_those_read_twice(capsys):
    print_second("news", pd.DataFrame({"article": "a", "stance": ["favor", "none", "none"], "second": ["favor", "favor", ""]}))
    assert "3 statements read in 1 articles; two readers agree on 0.500 of 2" in capsys.readouterr().out
