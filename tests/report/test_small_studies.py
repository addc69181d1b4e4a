"""Every notebook runs on a study in which nobody speaks, or nobody of the matter."""

import nbformat
import pytest

from analysis.report.build import NOT_IN_REPORT, NOTEBOOKS, set_parameters

TEXTS = {"nobody speaks": "Rain fell on Harwick on Monday.", "not of the matter": "“The lamb was good,” said Ana Mora.\n\nRain fell."}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("[0-9]*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_holds_where_there_is_nothing_to_show(path, text, make_study, scorer, monkeypatch):
    monkeypatch.setattr("analysis.flow.load_scorer", lambda name: scorer)
    notebook = nbformat.read(path, as_version=4)
    set_parameters(notebook, {"study_file": str(make_study({"a.txt": text}))})
    cells = [c.source for c in notebook.cells if c.cell_type == "code" and NOT_IN_REPORT not in c.metadata.get("tags", ())]
    names: dict = {}
    exec("\n".join(cells), names)
    assert "articles" in names or "corpus" in names or len(names["results"].corpus.articles) == 1
