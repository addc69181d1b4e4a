"""The commands as a terminal runs them; other programs call these, so columns and exit codes are fixed."""

import json
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from openpyxl import load_workbook

import analysis as an
from analysis import validation
from analysis.cli import main
from analysis.report import render_report
from analysis.study import load_study
from analysis.validation.verdict import Verdict
from tests.conftest import ROOT

STORY = (
    "Council votes on bridge\n\nAda Quill said on Monday that the old bridge should be closed because it is not safe for anybody.\n\n"
    "“The bridge must never be closed,” said Tom Reed, who owns the bakery.\n"
)


def run(*argv):
    return main([str(a) for a in argv])


def test_run_writes_every_table(make_study, tmp_path, capsys):
    study = make_study({"a.txt": STORY, "b.txt": b""})
    assert run("run", "--study", study, "--out", tmp_path / "out", "--csv") == 0
    names = {p.stem for p in (tmp_path / "out").glob("*.parquet")}
    assert names >= {"articles", "furniture", "problems", "statements", "actors", "targets", "scores", "positions", "actor_positions"}
    assert names == {p.stem for p in (tmp_path / "out").glob("*.csv")}
    articles, statements, positions = (pd.read_parquet(tmp_path / "out" / f"{n}.parquet") for n in ("articles", "statements", "positions"))
    text = articles.text[0]
    assert all(text[s.start : s.end] and " ".join(text[a:b] for a, b in s.spans) == s.content for s in statements.itertuples())
    stances = positions.merge(statements, on="statement_id").groupby("actor_id").stance.first()
    assert stances.to_dict() == {"ada-quill": "favor", "tom-reed": "against"}
    assert "1 problem," in capsys.readouterr().out
    capsys.readouterr()
    assert run("run", "--study", study, "--out", tmp_path / "out") == 0
    told = capsys.readouterr().err
    assert "of an earlier run: " in told and "labels.csv and" in told


def test_export_writes_what_other_programs_read(make_study, tmp_path, capsys):
    assert run("export", "--study", make_study({"a.txt": STORY}), "--out", tmp_path / "out") == 0
    names = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")}
    assert names >= {"tables/tables.xlsx", "tables/framings.parquet", "tables/statements.csv", "events.csv", "figures/positions.svg",
                     "two-mode.graphml", "congruence.graphml", "conflict.graphml"}  # fmt: skip
    events = pd.read_csv(tmp_path / "out" / "events.csv", sep=";")
    assert dict(zip(events["person"], events["agreement"], strict=True)) == {"Ada Quill": 1, "Tom Reed": 0}
    assert "not in events.csv, for they take no side: 0 neutral, 0 unclear" in capsys.readouterr().out


@pytest.fixture
def by_rule(monkeypatch, scorer):
    """No model: stances are not what these tests are about."""
    monkeypatch.setattr("analysis.flow.load_scorer", lambda model: scorer)


def fill_sheet(path, stances):
    """What a coder does by hand; an empty stance is a row not coded."""
    book = load_workbook(path)
    column = [cell.value for cell in book["Coding"][1]].index("stance") + 1
    for row, stance in enumerate(stances, 2):
        book["Coding"].cell(row, column, stance)
    book.save(path)


def test_sheets_are_written_filled_in_and_compared(make_study, by_rule, tmp_path, capsys):
    study, sheets = make_study({"a.txt": STORY}), [tmp_path / "out" / f"coding-{coder}.xlsx" for coder in ("ada", "bo")]
    assert run("sample", "--study", study, "--out", tmp_path / "out", "--coders", "ada", "bo", "--n", "10") == 0
    assert "2 rows each" in capsys.readouterr().out
    for sheet in sheets:
        fill_sheet(sheet, ["favor", "against"])
    assert run("validate", "--study", study, "--codings", *sheets) == 0
    printed = capsys.readouterr().out
    all_coders = next(line.split() for line in printed.splitlines() if line.split()[:1] == ["all"])
    assert all_coders[1:5] == ["2", "2", "1.00", "1.00"]  # coders, statements, agreement, alpha
    assert "labels of counting" in printed and "NOT VALIDATED" in printed  # two statements are too few


def test_codings_named_in_the_study_are_read(make_study, by_rule, tmp_path, capsys):
    study = make_study({"a.txt": STORY})
    assert run("sample", "--study", study, "--out", tmp_path, "--coders", "ada") == 0
    study.write_text('codings = ["coding-*.xlsx"]\n' + study.read_text())
    assert run("validate", "--study", study) == 2
    assert "no row has a stance" in capsys.readouterr().err
    fill_sheet(tmp_path / "coding-ada.xlsx", ["unclear", "unclear"])
    assert run("validate", "--study", study) == 2
    assert "no statement has a stance (other than “unclear”)" in capsys.readouterr().err


def test_labels_set_by_hand_stand_in_the_place_of_the_program_s(make_study, by_rule, tmp_path, capsys):
    study = make_study({"a.txt": STORY})
    given = an.analyse_study(study, progress=False)
    first, second = given.positions.itertuples()
    words = dict(zip(given.statements.statement_id, given.statements.content, strict=True))
    other = "against" if first.stance != "against" else "favor"
    rows = [f'{p.statement_id},{p.target_id},"{words[p.statement_id]}",{s},AB' for p, s in ((first, other), (second, "none"))]
    (tmp_path / "mine.csv").write_text("statement_id,target_id,statement,stance,coder\n" + "\n".join(rows))
    study.write_text('corrections = ["mine.csv"]\n' + study.read_text())
    corrected = an.analyse_study(study, progress=False)
    (label,) = corrected.positions.itertuples()
    assert (label.stance, label.model) == (other, "by hand: AB")
    assert corrected.model_positions.equals(given.positions)
    assert corrected.actor_positions.stance.tolist() != given.actor_positions.stance.tolist()
    page = render_report(corrected)
    assert all(words in page for words in ("were set by hand", "1 set", "1 taken away", "by AB", "by hand: AB"))
    html = an.show_statement(corrected, first.statement_id).data
    assert "set by a person" in html and "Together, calibrated" not in html
    (tmp_path / "mine.csv").write_text((tmp_path / "mine.csv").read_text() + "\n" + rows[0].replace(f"{other},AB", "neutral,CD"))
    assert run("report", "--study", study, "--out", tmp_path / "out") == 2
    assert "settle on one" in capsys.readouterr().err


def test_labels_set_by_hand_are_no_part_of_what_measures_the_model(make_study, tmp_path, capsys):
    study = make_study({"a.txt": STORY})
    sheet = tmp_path / "coding-ada.xlsx"
    assert run("sample", "--study", study, "--out", tmp_path, "--coders", "ada") == 0
    fill_sheet(sheet, ["favor", "favor"])  # the program has one for and one against
    sheet.rename(tmp_path / "mine.xlsx")
    study.write_text('corrections = ["mine.xlsx"]\n' + study.read_text())
    results = an.analyse_study(study, progress=False)
    assert set(results.positions.stance) == {"favor"} and set(results.model_positions.stance) == {"favor", "against"}
    assert run("sample", "--study", study, "--out", tmp_path / "new", "--coders", "bo") == 0  # a sheet of the model's labels
    capsys.readouterr()
    assert run("validate", "--study", study, "--codings", tmp_path / "mine.xlsx") == 0
    accuracy = next(line.split() for line in capsys.readouterr().out.splitlines() if "accuracy" in line)
    assert float(accuracy[accuracy.index("accuracy") + 1]) == 0.5
    with pytest.raises(ValueError, match="set by hand.*model_positions"):
        validation.sample_statements(results.statements, results.positions, results.study.targets)
    study.write_text('codings = ["mine.xlsx"]\n' + study.read_text())
    page = render_report(an.analyse_study(study, progress=False))
    assert "How the labels meet the coders" in page and "unsettled" in page  # these are the model's
    least = an.show_statement(results).data
    assert "No statement has a position" in least  # the model's own are all replaced


@pytest.mark.parametrize("page", ["analysis.report.build", "analysis.views.cards"])
def test_a_verdict_is_on_what_the_model_gave(make_study, by_rule, monkeypatch, page):
    results = an.analyse_study(make_study({"a.txt": STORY}), progress=False)
    results = results._replace(positions=results.positions.assign(model="by hand: AB"))
    judged = []
    monkeypatch.setattr(f"{page}.judge_labels", lambda positions, *_: judged.append(positions) or Verdict("X", "x"))
    (render_report if "report" in page else an.show_study)(results)
    assert judged and all(positions is results.model_positions for positions in judged)


def test_new_sheets_can_be_written_beside_corrections_that_no_longer_fit(make_study, by_rule, tmp_path):
    study = make_study({"a.txt": STORY}, 'corrections = ["old.csv"]')
    (tmp_path / "old.csv").write_text("statement_id,target_id,words,stance,coder\na:1,T1,Other words,favor,AB\n")
    assert run("report", "--study", study, "--out", tmp_path / "out") == 2
    assert run("sample", "--study", study, "--out", tmp_path / "new") == 0


def test_codings_are_never_overwritten(make_study, tmp_path, capsys):
    study = make_study({"a.txt": STORY, "coding-first.xlsx": b"codings"})
    assert run("sample", "--study", study, "--out", tmp_path) == 2
    assert "may hold codings" in capsys.readouterr().err
    assert (tmp_path / "coding-first.xlsx").read_bytes() == b"codings" and not (tmp_path / "coding-second.xlsx").exists()


def test_new_study_loads_and_warns_of_its_wording(tmp_path, monkeypatch, capsys):
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    question = "Should the council not close the bridge and build a tunnel?"
    assert run("new", "--question", question, "--articles", "my/*.txt", "--out", "my/study.toml", "--model", "hub:owner/name") == 0
    warned = capsys.readouterr().err
    assert "negated" in warned and "double-barrelled" in warned
    study = load_study("my/study.toml")
    assert (study.question, study.model, [p.name for p in study.articles]) == (question, "hub:owner/name", ["a.txt"])


def test_extract_keeps_offsets_of_the_raw_text(tmp_path):
    raw = "Skip to main content\r\n" + STORY.replace("\n", "\r\n")
    (tmp_path / "a.txt").write_bytes(raw.encode())
    assert run("extract", tmp_path / "a.txt", "--out", tmp_path / "o.jsonl") == 0
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    quoted = next(row for row in rows if row["kind"] == "direct")
    assert quoted["article"] == "a"
    assert "The bridge must never be closed" in "".join(raw[s:e] for s, e in quoted["spans"])
    assert raw[slice(*quoted["speaker"])].startswith("Tom Reed")


def test_extract_finds_the_same_words_whatever_ends_the_lines(tmp_path):
    text = "Bridge to close\n\nThe bridge is\nunsafe, the mayor, Ada Brun, said.\n\n“We close it,” she added, saying both “sides” agree.\n"
    found = []
    for name, ending in (("a", "\n"), ("b", "\r\n")):
        (tmp_path / f"{name}.txt").write_bytes(text.replace("\n", ending).encode())
        assert run("extract", tmp_path / f"{name}.txt", "--out", tmp_path / "o.jsonl") == 0
        raw, rows = text.replace("\n", ending), [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
        spans = [[*row["spans"], row["cue"], row["speaker"]] for row in rows]
        found.append([[span and raw[slice(*span)].replace("\r", "") for span in row] for row in spans])
    assert found[0] == found[1] and len(found[0]) >= 2


def test_extract_lists_what_it_left_out(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    assert run("extract", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "o.jsonl") == 2
    assert "left out 1 of 2 files" in capsys.readouterr().err
    assert (tmp_path / "o.jsonl").read_text()


def test_extract_tells_what_it_did_not_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(STORY + "It rained.\n\n" * 25_100 + "“The bridge must be closed,” said Jane Roe.\n")
    (tmp_path / "b.txt").write_bytes("“It is a caf\u00e9,” said Jane Roe.".encode("cp1252"))
    assert run("extract", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "o.jsonl") == 0
    told = capsys.readouterr().err
    assert "a.txt: longer than 300,000 characters; the last" in told and "b.txt: not UTF-8" in told


HOSTILE = ["“" * 3000, '"a" ' * 3000 + '"', "said " * 3000, "“I " + "am ‘so ”" * 500, "\u202e\u0000x", "A: B: " * 2000]


@pytest.mark.parametrize("text", HOSTILE)
def test_extract_survives_hostile_text(tmp_path, text):
    (tmp_path / "a.txt").write_text(text.replace("\u0000", " "), encoding="utf-8")
    assert run("extract", tmp_path / "a.txt", "--out", tmp_path / "o.jsonl") == 0


def test_classify_adds_stance_and_probabilities(tmp_path):
    table = pd.DataFrame({"text": ["The bridge must be closed at once.", "Closing the bridge would be a terrible mistake."],
                          "target": ["The bridge should be closed", "closing the bridge"], "id": ["7", "8"]})  # fmt: skip
    table.to_csv(tmp_path / "i.csv", index=False)
    assert run("classify", "--in", tmp_path / "i.csv", "--out", tmp_path / "o.csv") == 0
    out = pd.read_csv(tmp_path / "o.csv", dtype={"id": str})
    assert list(out.columns) == ["text", "target", "id", "stance", "p_favor", "p_against", "p_neutral"]
    assert (out.p_favor[0] > out.p_against[0]) and (out.p_against[1] > out.p_favor[1])
    assert (out[["p_favor", "p_against", "p_neutral"]].sum(axis=1) - 1).abs().max() < 0.001


def test_what_was_scored_is_not_scored_again(tmp_path, monkeypatch, scorer):
    monkeypatch.setattr("analysis.models.load_scorer", lambda _name: scorer)
    pd.DataFrame({"premise": ["A man sleeps."], "hypothesis": ["A man is awake."]}).to_csv(tmp_path / "i.csv", index=False)
    for _ in range(2):
        assert run("score", "--in", tmp_path / "i.csv", "--out", tmp_path / "o.csv") == 0
    assert len(scorer.asked) == 1 and (tmp_path / ".cache").is_dir()


def test_a_table_of_opinions_is_classified_and_a_bad_row_named():
    table = pd.DataFrame({"text": ["The bridge must be closed at once."], "target": ["The bridge should be closed"]}, index=["x"])
    (row,) = an.classify_table(table, progress=False).itertuples()
    assert (row.Index, row.stance) == ("x", "favor") and row.p_favor + row.p_against + row.p_neutral == pytest.approx(1)
    with pytest.raises(ValueError, match="the text of row x is empty"):
        an.classify_table(table.assign(text=None))
    with pytest.raises(ValueError, match="table table: no column target"):
        an.classify_table(table[["text"]])


def test_score_adds_three_probabilities(tmp_path):
    pd.DataFrame({"premise": ["A man sleeps."], "hypothesis": ["A man is awake."]}).to_csv(tmp_path / "i.csv", index=False)
    assert run("score", "--in", tmp_path / "i.csv", "--out", tmp_path / "o.csv") == 0
    (row,) = pd.read_csv(tmp_path / "o.csv").itertuples()
    assert row.p_contradiction > row.p_entailment


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["classify", "--in", "{d}/none.csv", "--out", "{d}/o.csv"], "no such file"),
        (["classify", "--in", "{d}/bad.csv", "--out", "{d}/o.csv"], 'no column "text" (found: a, b)'),
        (["classify", "--in", "{d}/empty.csv", "--out", "{d}/o.csv"], 'row 3: the column "target" is empty'),
        (["classify", "--in", "{d}/kind.csv", "--out", "{d}/o.csv"], "row 2: target kind 'verb'"),
        (["classify", "--in", "{d}/comma.csv", "--out", "{d}/o.csv"], "more cells than the header"),
        (["classify", "--in", "{d}/coded.csv", "--out", "{d}/coded.csv"], 'there is a column "stance" already'),
        (["new", "--question", "Do you support it?", "--articles", "{d}/a.txt", "--out", "{d}/s.toml"], "asks the reader"),
        (["score", "--in", "{d}/latin.csv", "--out", "{d}/o.csv"], "not UTF-8"),
        (["score", "--in", "{d}/good.csv", "--out", "{d}/o.csv", "--model", "nonsense"], 'unknown model "nonsense"'),
        (["run", "--study", "{d}/none.toml", "--out", "{d}/o"], "no such study file"),
        (["extract", "{d}/none.txt", "--out", "{d}/o.jsonl"], "no such file"),
        (["extract", "{d}/a.txt", "--out", "{d}/none/o.jsonl"], "there is no folder"),
        (["classify", "--in", "{d}/good.csv", "--out", "{d}/none/o.csv"], "there is no folder"),
        (["classify", "--in", "{d}/twice.csv", "--out", "{d}/o.csv"], 'two columns are called "text"'),
        (["sample", "--study", "{d}/none.toml", "--out", "{d}"], "no such study file"),
        (["sample", "--study", "{d}/study.toml", "--out", "{d}", "--coders", "../ada"], "write letters, digits"),
        (["sample", "--study", "{d}/study.toml", "--out", "{d}", "--n", "0"], "--n is 0"),
        (["sample", "--study", "{d}/study.toml", "--out", "{d}", "--coders", "ada", "ada"], "'ada' is named twice"),
        (["validate", "--study", "{d}/study.toml"], "there are no codings"),
        (["validate", "--study", "{d}/study.toml", "--codings", "{d}/none.xlsx"], "none.xlsx: no such file"),
        (["new", "--question", "Who should pay?", "--articles", "{d}/a.txt", "--out", "{d}/s.toml"], "more than yes or no"),
        (["new", "--question", "Should it close?", "--articles", "{d}/a.txt", "--out", "{d}/study.toml"], "study.toml: exists"),
    ],
)
def test_bad_input_is_one_clear_line(make_study, by_rule, tmp_path, capsys, argv, words):
    make_study({"a.txt": STORY})
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    (tmp_path / "empty.csv").write_text("text,target\nx,y\nx,\n")
    (tmp_path / "comma.csv").write_text("text,target\nNo, never,it\nNo, thanks,it\n")
    (tmp_path / "coded.csv").write_text("text,target,stance\nx,y,favor\n")
    (tmp_path / "kind.csv").write_text("text,target,target_kind\nx,y,verb\n")
    (tmp_path / "latin.csv").write_bytes(b"premise,hypothesis\n\xe9,x\n")
    (tmp_path / "good.csv").write_text("premise,hypothesis\na,b\n")
    (tmp_path / "twice.csv").write_text("text,text,target\na,b,c\n")
    assert main([a.replace("{d}", str(tmp_path)) for a in argv]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert words in error and error.startswith("standpoint: ")


def test_what_was_stopped_says_what_is_kept(make_study, tmp_path, capsys, monkeypatch):
    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    study = make_study({"a.txt": STORY})
    monkeypatch.setattr("analysis.flow.extract_quotes", stop)
    assert run("extract", tmp_path / "a.txt", "--out", tmp_path / "o.jsonl") == 130
    assert "goes on from there" in capsys.readouterr().err and not (tmp_path / "o.jsonl").exists()
    assert run("run", "--study", study, "--out", tmp_path / "out") == 130
    assert "goes on from there" in capsys.readouterr().err


def test_importing_loads_no_model():
    code = "import sys, analysis; print(sorted({'torch', 'spacy', 'transformers', 'onnxruntime'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip() == "[]"


def test_classify_of_a_table_without_rows_writes_one(tmp_path):
    (tmp_path / "in.csv").write_text("text,target\n", encoding="utf-8")
    assert run("classify", "--in", tmp_path / "in.csv", "--out", tmp_path / "out.csv") == 0
    assert list(pd.read_csv(tmp_path / "out.csv").columns) == ["text", "target", "stance", "p_favor", "p_against", "p_neutral"]


def test_extract_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    from analysis import flow

    read, whole, before = flow.extract_quotes, list[object](), tmp_path / "before.jsonl"
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(STORY.replace("Reed", f"Reed-{name.upper()}"), encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    assert run("extract", *files, "--out", before) == 0

    def stop_at_third(doc):
        if len(whole) == 2:
            raise KeyboardInterrupt
        whole.append(doc)
        return read(doc)

    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / "o.jsonl"
    monkeypatch.setattr(flow, "extract_quotes", stop_at_third)
    assert run("extract", *files, "--out", out) == 130 and not out.exists()
    monkeypatch.setattr(flow, "extract_quotes", lambda doc: whole.append(doc) or read(doc))
    assert run("extract", *files, "--out", out) == 0
    assert len(whole) == 3 and out.read_text(encoding="utf-8") == before.read_text(encoding="utf-8")


def test_extract_does_not_write_over_an_article(tmp_path, capsys):
    article = tmp_path / "a.txt"
    article.write_text(STORY, encoding="utf-8")
    assert run("extract", article, "--out", article) == 2
    assert article.read_text(encoding="utf-8") == STORY and "would be written over" in capsys.readouterr().err


def test_a_wrong_frames_file_or_sheet_shows_before_the_long_part(make_study, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analysis.flow.classify_with_scores", lambda *_args: pytest.fail("this is the long part"))
    (tmp_path / "frames.toml").write_text("frames = 3")
    (tmp_path / "sheet.csv").write_text("a,b\n1,2\n")
    for key, words in (('frames = "frames.toml"', "key “frames” is 3"), ('codings = ["sheet.csv"]', "no row has the columns")):
        study = make_study({"a.txt": STORY}, key)
        assert run("report", "--study", study, "--out", tmp_path / "out") == 2
        assert words in capsys.readouterr().err


def test_a_page_that_a_browser_opens_slowly_is_told_of(make_study, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analysis.cli.MANY_MB", 0)
    study = make_study({"a.txt": STORY})
    assert run("report", "--study", study, "--out", tmp_path / "out", "--no-text") == 0
    assert "MB, slow to open)" in capsys.readouterr().out


def test_a_termination_ends_like_a_stop(make_study, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analysis.cli.run_study", lambda args: os.kill(os.getpid(), signal.SIGTERM) or time.sleep(5))
    before = signal.getsignal(signal.SIGTERM)
    assert run("run", "--study", make_study({"a.txt": STORY}), "--out", tmp_path / "out") == 130
    assert "stopped" in capsys.readouterr().err and signal.getsignal(signal.SIGTERM) == before
