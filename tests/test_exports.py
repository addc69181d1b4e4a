"""Exports as the programs they are for would read them: spreadsheets, R, Gephi, a browser."""

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import openpyxl
import pandas as pd
import pytest

import analysis as an
from analysis.charts import alt_text, chart_matrix
from analysis.exports import NETWORKS, draw_charts
from analysis.ingest import Corpus
from analysis.tables import TABLES, Actors, Articles, Codings, Furniture, Positions, Problems, Scores, Statements, Targets

TEXT = "Bridge\n\n“=Close it; now”, said Ada Quill of the Harbour Board.\nTom Reed said no. A clerk agreed. “Maybe”, said Cy Wren."
QUOTES = {"ada": "“=Close it; now”", "tom": "no", "clerk": "agreed", "cy": "“Maybe”"}
STANCES = [("ada", "T1", "favor"), ("ada", "T2", "favor"), ("tom", "T1", "against"), ("tom", "T2", "favor"),
           ("clerk", "T1", "favor"), ("cy", "T1", "neutral"), ("cy", "T2", "unclear")]  # fmt: skip
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}


def build_article(text=TEXT, title="Bridge", published="2025-03-05"):
    return {"article_id": "a", "title": title, "text": text, "body_start": 8, "outlet": "The Quay", "author": "", "published": published,
            "url": "", "language": "en", "source_file": "a.txt"}  # fmt: skip


def build_statement(name, quote):
    start = TEXT.index(quote)
    end = start + len(quote)
    row = {**dict.fromkeys(Statements.columns()), "start": start, "end": end, "spans": [[start, end]], "content": quote}
    return {**row, "statement_id": f"a:{name}", "article_id": "a", "part": "body", "kind": "direct",
            "act": "said", "cue": "said", "speaker": name, "p_attribution": 1,
            "actor_id": "board" if name == "ada" else name, "person_id": name, "reason": ""}  # fmt: skip


def build_actor(actor_id, name, kind, organisation=""):
    return {"actor_id": actor_id, "name": name, "kind": kind, "source_type": "", "role": "", "organisation": organisation, "country": "",
            "parent_id": None, "aliases": [name], "is_expected": False}  # fmt: skip


def build_position(statement, target, stance):
    p = {"p_favor": 0.05, "p_against": 0.05, "p_neutral": 0.05, f"p_{'neutral' if stance == 'unclear' else stance}": 0.9}
    return {"statement_id": f"a:{statement}", "target_id": target, "model": "m1", "stance": stance, **p, "spread": 0, "agreement": 1,
            "is_hedged": False, "condition": ""}  # fmt: skip


def build_target(target_id, proposition):
    return {"target_id": target_id, "question": "?", "proposition": proposition, "label": proposition, "kind": "proposition",
            "favor": ["Yes."], "against": ["No."], "relevance": ""}  # fmt: skip


@pytest.fixture
def make_results():
    """Return a function that builds results on an invented bridge, with other articles, actors or positions where given."""

    def make(articles=None, actors=None, stances=STANCES):
        targets = Targets.build([build_target("T1", "The bridge should be closed"), build_target("T2", "Boats should pay")])
        study = an.Study(path=Path("s.toml"), title="Bridge", question="?", articles=(), targets=targets)
        statements = Statements.build([build_statement(*item) for item in QUOTES.items()])
        positions = Positions.build([build_position(*stance) for stance in stances])
        actors = actors or [
            build_actor("ada", "Ada Quill", "person", "Harbour Board"), build_actor("board", "Harbour Board", "organisation"),
            build_actor("tom", "Tom Reed", "person", "Bakers' Guild"), build_actor("clerk", "A clerk", "unnamed"),
            build_actor("cy", "Cy Wren", "person"),
        ]  # fmt: skip
        corpus = Corpus(Articles.build(articles or [build_article()]), Furniture.build([]), Problems.build([]))
        missing = an.list_unaddressed(statements, targets, corpus.articles, positions)
        summary = an.summarize_positions(positions, statements)
        return an.Results(study, corpus, statements, Actors.build(actors), Scores.build([]), positions, missing, summary,
                          Codings.build([]), "m1", positions)  # fmt: skip

    return make


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def read_sheet(path, name):
    header, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header)


def test_every_table_comes_in_every_format(make_results, tmp_path):
    results = make_results()
    names = {*results.tables(), "labels", "data_dictionary"}
    paths = an.export_tables(results, tmp_path / "new" / "folder")
    assert all(path.is_file() for path in paths)
    assert {path.stem for path in paths if path.suffix == ".csv"} == {path.stem for path in paths if path.suffix == ".parquet"} == names
    assert set(openpyxl.load_workbook(paths[-1]).sheetnames) == names  # and no sheet of notes, for nothing is left out
    meanings = read_sheet(paths[-1], "data_dictionary")
    assert set(meanings["table"]) == set(TABLES) and meanings["meaning"].str.len().min() > 5


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_was_written_is_read_back(make_results, tmp_path, ending):
    results = make_results()
    an.export_tables(results, tmp_path, [ending])
    found = an.read_tables(tmp_path)
    assert set(found) == {*results.tables(), "labels"}
    for name, table in results.tables().items():
        pd.testing.assert_frame_equal(found[name].map(as_lists), table.reset_index(drop=True).map(as_lists), obj=name)
    pd.testing.assert_frame_equal(an.summarize_positions(found["positions"], found["statements"]), results.actor_positions)
    with pytest.raises(ValueError, match="no table is there"):
        an.read_tables(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("positions", ",favor,", ",for,", "positions.csv, column stance, row 2: 'for' cannot stand there: .* allowed are favor, against"),
        ("positions", "stance,", "stand,", "positions.csv: no column stance"),
        ("positions", ",False,", ",no,", "column is_hedged, row 2: 'no' is not TRUE or FALSE"),
        ("positions", "favor,0.", "favor,1,5", "more cells than the header"),
        ("actors", "[", "{", "actors.csv, column aliases, row 2: .* is not a list as JSON"),
    ],
)
def test_a_table_that_was_edited_wrongly_is_named(make_results, tmp_path, name, before, after, words):
    an.export_tables(make_results(), tmp_path, ["csv"])
    path = tmp_path / f"{name}.csv"
    text = path.read_text(encoding="utf-8-sig")
    edited = text.replace(before, after, 1)
    assert edited != text
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        an.read_tables(tmp_path)


def test_a_column_of_one_s_own_is_never_a_formula_in_the_workbook(make_results, tmp_path):
    results = make_results()
    name = '=HYPERLINK("http://lenn.example")'
    articles = results.corpus.articles.assign(**{name: "News"})
    an.export_tables(results._replace(corpus=results.corpus._replace(articles=articles)), tmp_path, ["xlsx"])
    (head, *_) = openpyxl.load_workbook(tmp_path / "tables.xlsx")["articles"].iter_rows()
    assert {cell.value: cell.data_type for cell in head}[name] == "s"


def test_a_table_that_was_edited_rightly_is_read(make_results, tmp_path):
    results = make_results()
    an.export_tables(results, tmp_path)
    assert list(an.read_tables(tmp_path)["actors"]) == list(results.actors)
    table = pd.read_csv(tmp_path / "actors.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table = table.assign(party="Greens", is_expected=table.is_expected.str.upper())  # as spreadsheets write it
    table.to_csv(tmp_path / "actors.csv", index=False)
    with pytest.raises(ValueError, match="actors.parquet and actors.csv do not hold the same"):
        an.read_tables(tmp_path)
    (tmp_path / "actors.parquet").unlink()
    found = an.read_tables(tmp_path)["actors"]
    assert set(found.party) == {"Greens"} and found.is_expected.tolist() == results.actors.is_expected.tolist()


def as_lists(value):
    """Parquet hands out lists as arrays."""
    return [as_lists(part) for part in value] if isinstance(value, list | np.ndarray) else value


def test_labels_can_be_read_without_the_other_tables(make_results):
    labels = an.list_labels(make_results(stances=[("tom", "T1", "against"), ("ada", "T1", "favor"), ("ada", "T2", "unclear")]))
    assert labels["statement_id"].tolist() == ["a:ada", "a:ada", "a:tom"]  # as they come in the text
    first = labels.iloc[0]
    assert (first["published"], first["outlet"], first["article"]) == ("2025-03-05", "The Quay", "Bridge")
    assert (first["actor"], first["speaker"], first["words"]) == ("Harbour Board", "Ada Quill", "“=Close it; now”")
    assert (first["target"], first["stance"], first["p"]) == ("The bridge should be closed", "favor", 0.9)
    assert (first["article_id"], first["actor_id"], first["model"]) == ("a", "board", "m1")
    assert labels["speaker"].tolist() == ["Ada Quill", "Ada Quill", ""]  # who speaks for himself is not named twice


def test_csv_and_parquet_give_the_tables_back(make_results, tmp_path):
    results = make_results()
    an.export_tables(results, tmp_path, ("csv", "parquet"))
    pd.testing.assert_frame_equal(Statements.validate(pd.read_parquet(tmp_path / "statements.parquet")).drop(columns="spans"),
                                  results.statements.drop(columns="spans"))  # fmt: skip
    read = pd.read_csv(tmp_path / "statements.csv")
    assert read["content"].tolist() == results.statements["content"].tolist() and read["spans"][0] == "[[8, 24]]"
    assert pd.read_csv(tmp_path / "actors.csv")["aliases"][2] == '["Tom Reed"]'


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x","y")', "#N/A", "=", "1", "TRUE"])
def test_words_in_the_workbook_are_never_a_formula(make_results, tmp_path, title):
    (path,) = an.export_tables(make_results([build_article(title=title)]), tmp_path, ["xlsx"])
    cell = openpyxl.load_workbook(path)["articles"]["B2"]
    assert (cell.value, cell.data_type) == (title, "s")
    assert cell.quotePrefix == (title[0] in "=+-@\t")  # so that it stays text when somebody edits it


def test_the_workbook_says_what_it_leaves_out(make_results, tmp_path):
    text = "Bridge\n\n" + "\x07x\x00" + "é" * 32_700 + "😀" * 100  # an emoji is two of the units that Excel counts
    (path,) = an.export_tables(make_results([build_article(text)]), tmp_path, ["xlsx"])
    kept = read_sheet(path, "articles")["text"][0]
    assert kept.startswith("Bridge\n\nxé") and kept.endswith("é" + "😀" * 29) and len(kept.encode("utf-16-le")) == 2 * 32_767
    notes = read_sheet(path, "notes")
    assert notes[["sheet", "row", "column"]].drop_duplicates().values.tolist() == [["articles", 2, "text"]]
    assert notes["note"][0].startswith("2 control characters removed") and notes["note"][1].startswith("cut after 32,738 of 32,811")


def test_a_table_longer_than_a_sheet_is_cut_with_a_note(make_results, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.exports.tables.MAX_ROWS", 4)
    (path,) = an.export_tables(make_results(), tmp_path, ["xlsx"])
    assert len(read_sheet(path, "statements")) == 3
    assert "1 rows after this one left out" in read_sheet(path, "notes").query("sheet == 'statements'")["note"].item()


def test_numbers_truth_values_and_gaps_stay_what_they_are(make_results, tmp_path):
    (path,) = an.export_tables(make_results(), tmp_path, ["xlsx"])
    cells = list(openpyxl.load_workbook(path)["actor_positions"].values)
    unclear = next(dict(zip(cells[0], row, strict=True)) for row in cells if row[:2] == ("cy", "T2"))
    assert (unclear["n_statements"], unclear["n_unclear"], unclear["score"], unclear["is_conditional"]) == (0, 1, None, False)
    assert type(unclear["n_unclear"]) is int and type(unclear["is_conditional"]) is bool


def test_event_list_is_what_dna_writes(make_results, tmp_path):
    an.export_event_list(make_results(), tmp_path / "events.csv")
    rows = list(csv.DictReader((tmp_path / "events.csv").open(encoding="utf-8", newline=""), delimiter=";"))
    assert rows[0] == {
        "statement_id": "a:ada", "time": "2025-03-05 00:00:00", "person": "Ada Quill", "organization": "Harbour Board",
        "concept": "The bridge should be closed", "agreement": "1", "start_position": "8", "stop_position": "24",
        "text": "“=Close it; now”", "coder": "m1", "document_id": "a", "document_title": "Bridge", "document_author": "",
        "document_source": "The Quay", "document_section": "", "document_type": "article",
    }  # fmt: skip
    assert [row["agreement"] for row in rows] == ["1", "1", "0", "1", "1"]
    assert all(row["text"] == TEXT[int(row["start_position"]) : int(row["stop_position"])] for row in rows)


def test_event_list_says_who_for_whom(make_results, tmp_path):
    results = make_results()
    nobody = results.statements.assign(actor_id=results.statements["actor_id"].where(results.statements["person_id"] != "tom"))
    nobody["person_id"] = nobody["person_id"].where(nobody["person_id"] != "tom")
    for statements, tom in ((results.statements, ("Tom Reed", "Bakers' Guild")), (nobody, ("", ""))):
        an.export_event_list(results._replace(statements=statements), tmp_path / "events.csv")
        events = pd.read_csv(tmp_path / "events.csv", sep=";", keep_default_na=False).set_index("statement_id")
        assert tuple(events.loc["a:tom", ["person", "organization"]].iloc[0]) == tom
        assert tuple(events.loc["a:clerk", ["person", "organization"]]) == ("A clerk", "")


def test_event_list_counts_what_takes_no_side(make_results, tmp_path):
    assert an.export_event_list(make_results(), tmp_path / "events.csv") == {"neutral": 1, "unclear": 1}
    assert "cy" not in (tmp_path / "events.csv").read_text()


def test_event_list_of_no_positions_or_no_date(make_results, tmp_path):
    assert an.export_event_list(make_results(stances=[]), tmp_path / "events.csv") == {"neutral": 0, "unclear": 0}
    assert len(pd.read_csv(tmp_path / "events.csv", sep=";")) == 0
    an.export_event_list(make_results([build_article(published="")]), tmp_path / "events.csv")
    assert set(pd.read_csv(tmp_path / "events.csv", sep=";", keep_default_na=False)["time"]) == {""}


def test_two_mode_network_has_typed_attributes(make_results, tmp_path):
    an.export_graphml(make_results(), tmp_path / "g.graphml")
    keys = {(k.get("for"), k.get("attr.name")): k.get("attr.type") for k in ET.parse(tmp_path / "g.graphml").iterfind("g:key", GRAPHML)}
    assert keys == {
        ("node", "label"): "string", ("node", "mode"): "string", ("node", "kind"): "string", ("node", "n"): "long",
        ("edge", "kind"): "string", ("edge", "score"): "double", ("edge", "n"): "long", ("edge", "weight"): "double",
    }  # fmt: skip
    graph = nx.read_graphml(tmp_path / "g.graphml")
    assert graph.nodes["actor:board"] == {"label": "Harbour Board", "mode": "actor", "kind": "organisation", "n": 2}
    assert graph.nodes["target:T1"] == {"label": "The bridge should be closed", "mode": "target", "kind": "target", "n": 4}
    edge = graph.edges["actor:tom", "target:T1"]
    assert (edge["kind"], edge["n"], edge["weight"]) == ("against", 1, 1.0) and edge["score"] == pytest.approx(-0.85)
    assert not graph.has_edge("actor:cy", "target:T2")  # the model only abstained


def test_one_mode_networks_part_agreement_from_conflict(make_results, tmp_path):
    ties = {}
    for kind in ("congruence", "conflict"):
        an.export_graphml(make_results(), tmp_path / "g.graphml", kind)
        graph = nx.read_graphml(tmp_path / "g.graphml")
        assert {data["kind"] for *_, data in graph.edges(data=True)} == {kind} and not graph.is_multigraph()
        ties[kind] = {tuple(sorted((one, other))): data["n"] for one, other, data in graph.edges(data=True)}
    assert ties["congruence"] == {("actor:board", "actor:clerk"): 1, ("actor:board", "actor:tom"): 1}
    assert ties["conflict"] == {("actor:board", "actor:tom"): 1, ("actor:clerk", "actor:tom"): 1}


def test_a_pair_counts_each_target_once():
    rows = [("ada", "T1", "favor"), ("bo", "T1", "favor"), ("ada", "T2", "against"), ("bo", "T2", "against"), ("cy", "T1", "unclear")]
    agreements = an.summarize_agreements(pd.DataFrame(rows, columns=["actor_id", "target_id", "stance"]))
    assert agreements.values.tolist() == [["ada", "bo", "congruence", 2.0]]


@pytest.mark.parametrize("kind", NETWORKS)
def test_networks_survive_hostile_names_and_no_positions(make_results, tmp_path, kind):
    names = ["\x00\x1b[31mAda", '<script>&"', "\u202eeda", "\ufffe", "É" * 70_000]
    kinds = ("person", "organisation", "person", "unnamed", "person")
    ids = ("ada", "board", "tom", "clerk", "cy")
    actors = [build_actor(*actor) for actor in zip(ids, names, kinds, strict=True)]
    an.export_graphml(make_results(actors=actors), tmp_path / "g.graphml", kind)
    assert "actor:board" in nx.read_graphml(tmp_path / "g.graphml")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202e]", (tmp_path / "g.graphml").read_text(encoding="utf-8"))
    an.export_graphml(make_results(stances=[]), tmp_path / "empty.graphml", kind)
    assert len(nx.read_graphml(tmp_path / "empty.graphml")) == 0


def test_figures_carry_their_sentence_and_do_not_change(make_results, tmp_path):
    results = make_results()
    charts = [chart_matrix(results.actor_positions, results.actors, results.study.targets) for _ in range(2)]
    svg, png = an.export_figures({"who": charts[0]}, tmp_path)
    assert (svg.name, png.name) == ("who.svg", "who.png")
    assert alt_text(charts[0]) in "".join(ET.parse(svg).getroot().itertext())
    height, width, _ = plt.imread(png).shape
    assert width > 1000 and height > 300
    before = svg.read_bytes()
    an.export_figures({"who": charts[1]}, tmp_path, ["svg"])
    assert svg.read_bytes() == before


def test_exported_charts_say_what_they_rest_on(make_results):
    for chart in draw_charts(make_results()).values():
        words = " ".join(text.get_text() for ax in np.atleast_1d(chart) for text in ax.texts)
        assert re.search(r"Source: \d+ articles?, .*; labels by a\s+program, NOT\s+VALIDATED", words)


def test_a_chart_of_several_targets_is_one_figure(make_results, tmp_path):
    results = make_results()
    both = an.chart_positions(results.actor_positions, results.actors)
    (svg,) = an.export_figures({"both": both}, tmp_path, ["svg"])
    words = "".join(ET.parse(svg).getroot().itertext())
    assert len(both) == 2 and all(alt_text(ax) in words for ax in both)


def test_wrong_arguments_are_named(make_results, tmp_path):
    results, charts = make_results(), {"ok": np.array([])}
    with pytest.raises(ValueError, match="'xls': allowed are csv, parquet, xlsx"):
        an.export_tables(results, tmp_path / "none", ["csv", "xls"])
    with pytest.raises(ValueError, match="'one-mode': allowed are two-mode, congruence, conflict"):
        an.export_graphml(results, tmp_path / "none", "one-mode")
    with pytest.raises(ValueError, match="'gif': allowed are svg and png"):
        an.export_figures(charts, tmp_path / "none", ["gif"])
    for name in ("../up", "", ".hidden", "a\\b"):
        with pytest.raises(ValueError, match="it becomes a file name"):
            an.export_figures({name: None}, tmp_path / "none")
    assert not (tmp_path / "none").exists()
