"""What the tests of the reports share: the pages of the shipped study, written once."""

import pytest

from analysis.report import export_report
from analysis.study import load_study
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages of ``make report`` for the shipped study."""
    return export_report(load_study(ROOT / "data" / "study.toml"), tmp_path_factory.mktemp("reports"), progress=False)
