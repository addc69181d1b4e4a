"""What the tests of the reports share: the pages of the shipped study, written once."""

import pytest

from analysis.report import export_report
from analysis.report.build import export_notebook
from analysis.study import load_study
from tests.conftest import ROOT

COMPARING = "05-compare"


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages of ``make report`` for the shipped study."""
    return export_report(load_study(ROOT / "data" / "study.toml"), tmp_path_factory.mktemp("reports"), progress=False)


@pytest.fixture(scope="session")
def compared(tmp_path_factory):
    """The page of the notebook that compares articles, which a study of one article has not; of the demo study."""
    study = load_study(ROOT / "data" / "demo" / "study.toml")
    folder = tmp_path_factory.mktemp("compared")
    (folder / "index.html").write_text("the report, to which the page leads back", encoding="utf-8")
    return export_notebook(ROOT / "notebooks" / f"{COMPARING}.ipynb", study, folder)
