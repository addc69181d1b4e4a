"""The tutorial does what it says: its commands are run as written, and what they write is looked at.

No stance is asserted, for that is the model's; who speaks, who is who and what is written is not. The notebooks of the report have
tests of their own and are left out here.
"""

import os
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.validation.sheet_cells import read_instructions
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory):
    """The folder after every block has been run in turn, and what the commands printed."""
    folder = tmp_path_factory.mktemp("standpoint")
    shutil.copytree(ROOT / "docs" / "tutorial", folder / "docs" / "tutorial")
    (folder / "notebooks").mkdir()
    environment = prepare_environment(folder)
    printed = ""
    for language, code in BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")):
        if "validate" in code:
            fill_sheets(folder / "my" / "codings")
        printed += run_block(language, code, folder, environment)
    return folder, printed


def prepare_environment(folder):
    """The repository's package and, under the name that the reader types, the Python that runs this test."""
    (folder / "bin").mkdir()
    (folder / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / "bin" / "python").chmod(0o755)
    (folder / "analysis").symlink_to(ROOT / "analysis")  # a report looks for the notebooks beside it
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(folder), "MPLBACKEND": "agg"}


def run_block(language, code, folder, environment):
    """Run one block as its reader would: commands in Standpoint's folder, Python in that of the notebooks."""
    argv, where = (["sh", "-ec", code], folder) if language == "sh" else ([sys.executable, "-c", code], folder / "notebooks")
    done = subprocess.run(argv, cwd=where, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def fill_sheets(folder):
    """What two coders do by hand: every stance in turn, and the second coder differs on one row."""
    stances = list(read_instructions()[1])
    for number, sheet in enumerate(sorted(folder.glob("*.xlsx"))):
        book = load_workbook(sheet)
        column = [cell.value for cell in book["Coding"][1]].index("stance") + 1
        for row in range(2, book["Coding"].max_row + 1):
            book["Coding"].cell(row, column, stances[(row + (number if row == 2 else 0)) % len(stances)])
        book.save(sheet)


def test_articles_are_constructed_and_short():
    for path in sorted((ROOT / "docs" / "tutorial").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("Constructed example for Standpoint: all people, outlets and countries are invented.\n")
        assert 150 <= len(text.split()) <= 300


def test_tables_say_who_said_what(tutorial):
    tables = {name: pd.read_csv(tutorial[0] / "my" / "tables" / f"{name}.csv") for name in ("articles", "furniture", "statements")}
    assert sorted(tables["articles"].outlet) == ["The Carrow Gazette", "The Lantern", "The Marrowhaven Post"]
    assert {"skip link", "caption", "newsletter", "read more"} <= set(tables["furniture"].reason)
    statements = tables["statements"]
    assert set(statements.kind) == {"direct", "indirect", "mixed"}
    assert set(statements.actor_id) >= {"ilsa-brandrup", "thomas-crake", "helen-penhast", "peter-tolland", "anselm-dray", "henny-vasko"}
    assert pd.read_csv(tutorial[0] / "my" / "tables" / "problems.csv").empty


def test_condition_is_read(tutorial):
    positions = pd.read_csv(tutorial[0] / "my" / "tables" / "positions.csv", keep_default_na=False)
    assert "if residents were exempt" in set(positions.condition)


def test_ledger_joins_the_ferrywoman_to_henny_vasko(tutorial):
    def find_actors(table):
        statements = pd.read_csv(tutorial[0] / "my" / table)
        return set(statements.actor_id[statements.speaker.str.contains("ferrywoman", na=False)])

    before, after = find_actors("tables/statements.csv"), find_actors("exports/tables/statements.csv")
    assert before and "henny-vasko" not in before
    assert after == {"henny-vasko"}


def test_report_asks_the_question_and_is_not_validated(tutorial):
    html = (tutorial[0] / "my" / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Should drivers pay a toll on the harbour bridge?" in html and "NOT VALIDATED" in html
    assert "if residents were exempt" in html


def test_coders_and_labels_are_compared(tutorial):
    folder, printed = tutorial
    assert {path.name for path in (folder / "my" / "codings").iterdir()} == {"coding-first.xlsx", "coding-second.xlsx"}
    for words in ("agreement  alpha", "macro_f1", "reversals", "too few", "NOT VALIDATED"):
        assert words in printed


def test_other_programs_get_their_files(tutorial):
    exports = tutorial[0] / "my" / "exports"
    assert {"events.csv", "congruence.graphml", "tables", "figures"} <= {path.name for path in exports.iterdir()}
    assert (exports / "tables" / "tables.xlsx").is_file() and any((exports / "figures").glob("positions*.svg"))
