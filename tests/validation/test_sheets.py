"""Sheets go out blind and safe, and come back as codings or with the row that is wrong."""

import csv
import zipfile

import pytest
from openpyxl import load_workbook

from analysis.validation import CodingSheetError, read_coding_sheet, sample_statements, write_coding_sheet
from analysis.validation.sheet_cells import clean_cell, escape_formula, is_cell_of, restore_formula
from analysis.validation.sheet_writing import cut_context

BOTH = pytest.mark.parametrize("ending", [".csv", ".xlsx"])


@pytest.fixture
def sample(statements, targets, make_positions):
    return sample_statements(statements, make_positions({1: "favor", 2: "against", 3: "unclear"}), targets, n=8)


@pytest.fixture
def sheet(sample, articles, tmp_path, request):
    return write_coding_sheet(sample, articles, tmp_path / f"sheet{getattr(request, 'param', '.csv')}", coder="first")


def read_cells(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [line for line in csv.reader(file) if not line[0].startswith("# ")]
    return [[value or "" for value in line] for line in load_workbook(path)["Coding"].iter_rows(values_only=True)]


def fill(path, change, separator=",", top=0):
    """Write the sheet again as CSV, each row passed through ``change`` (number of the pair from 0, its cells as a dict)."""
    header, *lines = read_cells(path)
    rows = [change(number, dict(zip(header, line, strict=True))) for number, line in enumerate(lines)]
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([["# a note"]] * top + [header] + [[row[name] for name in header] for row in rows])
    return path.with_suffix(".csv")


def code_all(number, row):
    return row | {"stance": " Against " if number else "favor", "remarks": "hard"}


def test_a_coder_is_one_however_the_name_is_written(sheet):
    path = fill(sheet, lambda number, row: row | {"stance": "favor", "coder": "First" if number else "first"})
    assert set(read_coding_sheet(path).coder) == {"first"}


@pytest.mark.parametrize("sheet", [".csv", ".xlsx"], indirect=True)
def test_a_sheet_shows_the_words_and_no_label(sheet, sample):
    header, *rows = read_cells(sheet)
    assert "stance" in header and not any(name.startswith("p_") for name in header)
    row = dict(zip(header, rows[0], strict=True))
    assert row["statement"] == sample.content[0] and row["stance"] == ""
    assert row["before"].endswith("Ada Quill said")
    assert row["after"].startswith(".")


def test_labels_that_a_user_put_into_the_sample_do_not_reach_the_sheet(sample, articles, tmp_path):
    path = write_coding_sheet(sample.assign(stance="favor", p_favor=0.987), articles, tmp_path / "sheet.csv")
    header, *rows = read_cells(path)
    assert {dict(zip(header, row, strict=True))["stance"] for row in rows} == {""}
    assert "0.987" not in path.read_text(encoding="utf-8")


@BOTH
def test_instructions_name_every_allowed_stance(sample, articles, tmp_path, ending):
    path = write_coding_sheet(sample, articles, tmp_path / f"sheet{ending}")
    if ending == ".csv":
        notes = path.read_text(encoding="utf-8-sig").partition('proposition"')[0]
    else:
        notes = "\n".join(str(line) for line in load_workbook(path)["Instructions"].iter_rows(values_only=True))
    assert all(stance in notes for stance in ("favor", "against", "neutral", "unclear", "none"))


def test_stance_is_chosen_from_a_list(sample, articles, tmp_path):
    sheet = load_workbook(write_coding_sheet(sample, articles, tmp_path / "sheet.xlsx"))["Coding"]
    (choice,) = sheet.data_validations.dataValidation
    column = str(choice.sqref).rstrip("0123456789").partition("2:")[0]
    assert sheet[f"{column}1"].value == "stance"
    assert str(choice.sqref) == f"{column}2:{column}9" and choice.formula1 == '"favor,against,neutral,unclear,none"'


@pytest.mark.parametrize("attack", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r\n=1+1", "＝1+1", "\x00=1+1"])
def test_no_cell_of_a_csv_file_begins_a_formula(sample, articles, tmp_path, attack):
    header, *rows = read_cells(write_coding_sheet(sample.assign(content=attack, speaker=attack), articles, tmp_path / "sheet.csv"))
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@＝\t\r\n")]


def test_a_semicolon_begins_no_formula_for_a_spreadsheet_that_splits_there():
    assert escape_formula('they said; "=1+1') == "they said; \"'=1+1"


@pytest.mark.parametrize("text", ["=1+1", "a;=1+1", "-a-article:3", "plain", "x = y", "'tis"])
def test_an_escaped_cell_is_restored(text):
    assert restore_formula(escape_formula(text)) == text


def test_a_formula_is_text_in_a_workbook(sample, articles, tmp_path):
    path = write_coding_sheet(sample.assign(content="=1+1"), articles, tmp_path / "sheet.xlsx")
    cells = [cell for row in load_workbook(path)["Coding"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert len(cells) == 8 and {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)  # else it is a formula as soon as the coder edits the cell


def test_a_sheet_that_may_hold_codings_is_not_overwritten(sheet, sample, articles):
    with pytest.raises(FileExistsError, match="may hold codings"):
        write_coding_sheet(sample, articles, sheet)


def test_another_ending_and_another_corpus_are_refused(sample, articles, tmp_path):
    with pytest.raises(ValueError, match=r"\.csv or \.xlsx"):
        write_coding_sheet(sample, articles, tmp_path / "sheet.txt")
    with pytest.raises(ValueError, match="articles: lacks 'gazette'"):
        write_coding_sheet(sample, articles.assign(article_id="herald"), tmp_path / "sheet.csv")


def test_context_is_cut_between_words_and_says_so():
    text = "alpha " * 100 + "HERE" + " omega" * 100
    before, after = cut_context(text, 600, 604)
    assert before.startswith("… alpha ") and after.endswith(" omega …") and len(before) <= 402


def test_a_long_hostile_statement_is_cut_and_says_so():
    assert clean_cell("a\x00\x0bb \ud800" + "x" * 5_000_000).endswith("x […]")


@BOTH
def test_what_is_filled_in_comes_back(sample, articles, statements, tmp_path, ending):
    path = write_coding_sheet(sample, articles, tmp_path / f"sheet{ending}", coder="first")
    if ending == ".csv":
        fill(path, code_all)
    else:
        book = load_workbook(path)
        names = [cell.value for cell in book["Coding"][1]]
        for number in range(8):
            book["Coding"].cell(number + 2, names.index("stance") + 1, code_all(number, {})["stance"])
        book.save(path)
    codings = read_coding_sheet(path, statements=statements)
    assert codings.stance.tolist() == ["favor"] + ["against"] * 7
    assert codings.statement_id.tolist() == sample.statement_id.tolist() and set(codings.coder) == {"first"}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_separators_of_other_countries_are_read(sheet, separator):
    assert len(read_coding_sheet(fill(sheet, code_all, separator))) == 8


def test_rows_not_yet_coded_are_left_out(sheet):
    path = fill(sheet, lambda number, row: row | {"stance": "favor" if number < 3 else ""})
    assert len(read_coding_sheet(path)) == 3


def test_several_coders_are_read_together(sheet, sample, articles, tmp_path):
    second = write_coding_sheet(sample, articles, tmp_path / "second.csv", coder="second")
    codings = read_coding_sheet(fill(sheet, code_all), fill(second, code_all))
    assert codings.coder.value_counts().to_dict() == {"first": 8, "second": 8}


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("stance", "againts", r"sheet\.csv, row 6: stance is 'againts'; write one of favor, .*; did you mean against\?"),
        ("coder", "", r"sheet\.csv, row 6: coder is empty; write who"),
        ("statement_id", "", r"sheet\.csv, row 6: statement_id is empty; copy it"),
        ("statement_id", "gazette:999", r"row 6: statement_id is 'gazette:999', which the statements lack"),
        ("statement", "Other words", r"row 6: gazette:\d+ has the words 'Other words', and the statement is 'that the bridge"),
    ],
)
def test_a_wrong_cell_is_named_with_its_file_row_value_and_remedy(sheet, statements, column, value, message):
    path = fill(sheet, lambda number, row: code_all(number, row) | ({column: value} if number == 2 else {}), top=2)
    with pytest.raises(CodingSheetError, match=message):
        read_coding_sheet(path, statements=statements)


def test_a_row_coded_twice_by_one_coder_is_named_with_both_places(sheet):
    path = fill(sheet, code_all)
    with pytest.raises(CodingSheetError, match=r"row 2: 'first' has coded gazette:\d+ on T\d in .*sheet\.csv, row 2 too"):
        read_coding_sheet(path, path)


@pytest.mark.parametrize(("written", "stance"), [("For", "favor"), ("favour", "favor"), ("opposed", "against")])
def test_stances_may_be_written_as_reports_say_them(sheet, written, stance):
    codings = read_coding_sheet(fill(sheet, lambda number, row: row | {"stance": "" if number else written}))
    assert codings.stance.tolist() == [stance]


def test_a_sheet_without_a_stance_is_refused(sheet):
    with pytest.raises(CodingSheetError, match="no row has a stance"):
        read_coding_sheet(sheet)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.csv", None, "no such file"),
        ("sheet.ods", b"", r"\.ods is no coding sheet"),
        ("latin.csv", "statement_id,caf\xe9".encode("latin-1"), "not UTF-8"),
        ("other.csv", b"name,age\nAda,3\n", "no row has the columns"),
        ("huge.csv", b'"' + b"x" * 200_000, "no CSV that can be read"),
        ("empty.csv", b"", "no row has the columns"),
        ("torn.xlsx", b"PK\x03\x04 torn", "no workbook that can be read"),
    ],
)
def test_files_that_are_no_sheets_are_refused(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CodingSheetError, match=message):
        read_coding_sheet(tmp_path / name)


def test_a_workbook_with_broken_xml_is_refused(sample, articles, tmp_path):
    whole, broken = write_coding_sheet(sample, articles, tmp_path / "whole.xlsx"), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: -100 if "sheet1" in name else None])
    with pytest.raises(CodingSheetError, match=r"broken\.xlsx: no workbook that can be read"):
        read_coding_sheet(broken)


def test_codings_of_another_proposition_are_refused(sheet, statements, targets):
    path = fill(sheet, code_all)
    assert len(read_coding_sheet(path, statements=statements, targets=targets)) == 8
    with pytest.raises(CodingSheetError, match="row 2: coded was whether .* is now “The bridge should stay open”"):
        read_coding_sheet(path, targets=targets.assign(proposition="The bridge should stay open"))
    with pytest.raises(CodingSheetError, match="row 2: target_id is .*, and the study has close"):
        read_coding_sheet(path, targets=targets.head(1).assign(target_id="close"))


@pytest.mark.parametrize("text", ["'@HarlCouncil should close it", "'-5C is cold", "a;'-b", "=1+1", "plain"])
def test_a_cell_is_that_of_its_text_in_every_kind_of_sheet(text):
    assert is_cell_of(restore_formula(escape_formula(clean_cell(text))), text)
    assert is_cell_of(restore_formula(clean_cell(text)), text) and not is_cell_of("other words", text)


def test_what_no_workbook_can_hold_is_left_out_of_a_cell():
    assert clean_cell("closure\uffff would\x07 ruin\ud800 trade") == "closure would ruin trade"
