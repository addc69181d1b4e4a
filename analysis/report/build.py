"""Write the reports: ``index.html`` for a reader, and one page a notebook. One file each, no network, no script."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import jinja2
from markupsafe import Markup
from tqdm.auto import tqdm

from analysis.charts.words import count_noun as count
from analysis.flow import Results, analyse_frames, analyse_study
from analysis.report import answer, findings, method
from analysis.report.article_view import VIEW_CSS, render_legend
from analysis.report.comparison import draw_comparison, name_comparison
from analysis.report.evidence import Evidence, table_html
from analysis.study import Study
from analysis.validation import judge_labels, warn_of_errors
from analysis.validation.verdict import Verdict
from analysis.writing import write_whole

TEMPLATES = Path(__file__).parent / "templates"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CELL_SECONDS = 600
# More than so many statements of a card without a position, tables of articles, and actors without a position are folded.
OPEN_STATEMENTS, OPEN_ARTICLES, OPEN_ACTORS = 5, 5, 30


NOTEBOOK_PAGE = '<meta name="generator" content="Standpoint, notebook page">'  # in the head of each, by its template
HEAD = 2000  # characters of a page in which its mark stands
NOT_IN_REPORT = "not-in-report"  # tag of cells
NOBODY = "Statements that could be given to nobody"
SEVERAL = "several-articles"  # tag of the first cell of a notebook that has nothing to say of one article


class Page(NamedTuple):
    """A page beside the report: a notebook's."""

    file: str
    title: str


def export_report(
    study: Study, out: str | Path, with_text: bool = True, notebooks: Path | None = NOTEBOOKS, progress: bool = True
) -> list[Path]:
    """Run a study and write its reports; as ``write_report``."""
    return write_report(analyse_study(study, progress), out, with_text, notebooks, progress)


def write_report(
    results: Results, out: str | Path, with_text: bool = True, notebooks: Path | None = NOTEBOOKS, progress: bool = True
) -> list[Path]:
    """Write ``index.html`` and the page of each notebook, run on the study, and return the paths.

    Args:
        with_text: False leaves the articles' own text, furniture included, out of ``index.html`` and writes no notebook pages, which
            would show it; those that an earlier report left in ``out`` are deleted.
        notebooks: folder of the notebooks; None or a folder that does not exist: only ``index.html`` is written.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    index = out / "index.html"
    known = sorted(notebooks.glob("[0-9]*.ipynb")) if notebooks and notebooks.is_dir() else []
    found = [path for path in known if len(results.corpus.articles) > 1 or not _needs_several(path)] if with_text else []
    pages = [Page(f"{path.stem}.html", _read_title(path)) for path in found]
    _write_page(index, render_report(results, with_text, pages))
    stale = {notebook.stem for notebook in known} - {notebook.stem for notebook in found}
    for path in out.glob("*.html"):  # pages of an earlier report: they show its text, or another study
        # of a notebook that has another name now
        is_marked = not with_text and NOTEBOOK_PAGE in path.read_text(encoding="utf-8", errors="replace")[:HEAD]
        if path != index and (is_marked or path.stem in stale):
            path.unlink()
    verdict = judge_labels(results.model_positions, results.codings, results.study.targets)
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(export_notebook, path, results.study, out, pages, verdict) for path in found]
        try:
            written = [job.result() for job in tqdm(jobs, desc="notebooks", unit="page", disable=not progress)]
        except BaseException:  # stopped, or a page failed: those that have not begun are not begun any more
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [index, *written]


def _read_cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _needs_several(path: Path) -> bool:
    """Whether a notebook compares articles, so that a page of one article would be empty tables."""
    return any(SEVERAL in cell["metadata"].get("tags", ()) for cell in _read_cells(path))


def _read_title(path: Path) -> str:
    """Return the first line of words of a notebook, its heading, or its name."""
    cells = _read_cells(path)
    lines = (line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines())
    return next((line.lstrip("# ").strip() for line in lines if line.strip()), path.stem)


def render_report(results: Results, with_text: bool = True, pages: Sequence[Page] = ()) -> str:
    """Return the whole report as one HTML page. Asks the model for the frames, so call it with a study whose scores are cached.

    Args:
        pages: the pages beside it, which it leads to.
    """
    targets = results.study.targets
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined)
    furniture, problems = results.corpus.furniture, results.corpus.problems
    furniture = furniture if with_text else furniture.drop(columns="text")  # a line of the page may be the article's own
    evidence = Evidence(results.corpus.articles, results.statements)
    nobody = results.statements[results.statements.actor_id.isna()]
    parts = {
        "sentences": answer.describe_answer(results, evidence), "charts": answer.draw_charts(results, evidence),
        "comparison": draw_comparison(results, evidence), "cards": answer.build_cards(results, evidence),
        "silent": findings.list_silent(results),
        "unattributed": evidence.link(count(len(nobody), "statement") if len(nobody) else "none", nobody.statement_id, NOBODY),
        "findings": findings.find_findings(results, analyse_frames(results), evidence, with_text),
        "method": method.describe_method(results, evidence),
    }  # fmt: skip
    return environment.get_template("index.html.j2").render(
        **parts, comparison_title=name_comparison(parts["comparison"]), title=results.study.title, question=results.study.question,
        css=page_css(), legend=Markup(render_legend()),
        facts=method.describe_facts(results), pages=pages,
        open_statements=OPEN_STATEMENTS, open_articles=OPEN_ARTICLES, open_actors=OPEN_ACTORS,
        verdict=judge_labels(results.model_positions, results.codings, targets), warning=warn_of_errors(results.study),
        validation=method.describe_validation(results),
        measures=method.load_measures(),
        articles=method.list_articles(results, with_text), with_text=with_text, cited=evidence.lists,
        targets=[{"target_id": t.target_id, "proposition": t.proposition, "pairs": list(zip(t.favor, t.against, strict=True))}
                 for t in targets.itertuples()],
        furniture_summary=f"{count(len(furniture), 'line')} taken out as page furniture", furniture=table_html(furniture),
        problems_summary=f"{count(len(problems), 'problem')} with the files", problems=table_html(problems) if len(problems) else "",
        colophon="Made with Standpoint. Quotations stay their authors'; articles stay their publishers'.",
    )  # fmt: skip


def page_css() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8") + VIEW_CSS


def export_notebook(path: Path, study: Study, out: Path, pages: Sequence[Page] = (), verdict: Verdict | None = None) -> Path:
    """Run a notebook on the study and write it as one page, code folded, with links to ``pages``, of which it is one, and with what is
    known of its labels, ``verdict``, on top.

    Cells tagged "not-in-report" are left out: what needs Jupyter, or is about another corpus than the study's.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if NOT_IN_REPORT not in cell.metadata.get("tags", ())]
    set_parameters(notebook, {"study_file": Path(os.path.relpath(study.path, path.parent)).as_posix(), "model": study.model})
    NotebookClient(
        notebook, timeout=CELL_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=40"],  # its warning that it talks to us unencrypted, on loopback, frightens readers
    ).execute()  # fmt: skip
    exporter = HTMLExporter(template_name="standpoint", extra_template_basedirs=[str(TEMPLATES)])
    resources = {"standpoint_css": page_css(), "study": study.title, "pages": pages, "verdict": verdict,
                 "metadata": {"name": path.stem, "title": _read_title(path)}}  # fmt: skip
    body, _ = exporter.from_notebook_node(notebook, resources)
    page = out / f"{path.stem}.html"
    _write_page(page, body)
    return page


def _write_page(path: Path, html: str) -> None:
    with write_whole(path) as draft:
        draft.write_text(html, encoding="utf-8")


def set_parameters(notebook, values: dict[str, str]) -> None:
    """Overwrite, in the cell tagged ``parameters``, the names it assigns; what it does not name stays unset."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            lines = cell.source.splitlines()
            names = [line.split("=", 1)[0].strip() for line in lines]
            cell.source = "\n".join(
                f"{name} = {json.dumps(values[name])}" if name in values else line for name, line in zip(names, lines, strict=True)
            )
