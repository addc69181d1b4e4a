"""Every page of the reports in headless Chromium: what a reader with a telephone, a keyboard, a screen reader or a printer meets."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from analysis.report import export_report
from analysis.study import load_study
from tests.conftest import ROOT
from tests.report import browser
from tests.report.browser import DESKTOP, TELEPHONE
from tests.report.conftest import COMPARING

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
SIDEWAYS = "return document.scrollingElement.scrollWidth"

# The ends of the page's links to itself that cannot be reached: not there, or hidden even after the browser went to them.
LOST_ENDS = """
return [...new Set([...document.links].filter(a => a.hash && a.pathname === location.pathname).map(a => a.hash))].filter(hash => {
    location.hash = hash;
    const end = document.querySelector(':target');
    return !end || !end.checkVisibility();
});
"""
# Every word meant for paper: not the style, the skip link and the folded code.
WORDS = """
const words = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest('style, .skip, .code, .up, nav')) continue;
    words.push(...texts.currentNode.data.match(/[a-z]+/gi) ?? []);
}
return words;
"""
# What is wider than the box that cuts it off.
CUT_OFF = """
return [...document.querySelectorAll('body *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && !['visible', 'clip'].includes(getComputedStyle(e).overflowX))
    .map(e => e.outerHTML.slice(0, 200));
"""

pytestmark = pytest.mark.browser
needs_axe = pytest.mark.skipif(not browser.AXE.is_file(), reason="no axe-core in .venv/axe: run .ci/run, which has npm install it")
needs_pdftotext = pytest.mark.skipif(not browser.PDFTOTEXT, reason="no pdftotext here: install poppler-utils")


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    if not (browser.CHROMIUM and browser.DRIVER):
        pytest.skip("no Chromium with its driver here: install chromium and chromium-driver")
    driver = browser.start_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def without_text(driver, tmp_path_factory):
    """The report that leaves the articles' own text out."""
    study = load_study(ROOT / "data" / "study.toml")
    (page,) = export_report(study, tmp_path_factory.mktemp("without"), with_text=False, progress=False)
    return page


@pytest.fixture(params=["index", "index without text", *NOTEBOOKS])
def page(request, driver):
    """Each page in turn. The browser comes first, so that nothing is rendered where there is none."""
    if request.param == "index without text":
        return request.getfixturevalue("without_text")
    if request.param == COMPARING:
        return request.getfixturevalue("compared")
    return next(path for path in request.getfixturevalue("pages") if path.stem == request.param)


@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
def test_page_asks_for_nothing_complains_of_nothing_and_fits(driver, page, width):
    visit = browser.open_page(driver, page, width)
    assert visit.requests == [page.as_uri()]
    assert visit.complaints == []
    assert driver.execute_script(SIDEWAYS) <= width


@needs_axe
@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible(driver, page, width, scheme):
    browser.open_page(driver, page, width, scheme)
    assert browser.find_violations(driver) == []


def test_light_page_is_light_and_dark_page_dark(driver, page):
    brightness = {}
    for scheme in ("light", "dark"):
        browser.open_page(driver, page, scheme=scheme)
        colour = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        brightness[scheme] = sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
    assert brightness["light"] > 240 and brightness["dark"] < 40


def test_every_link_leads_to_what_is_there(driver, page):
    browser.open_page(driver, page)
    for link in driver.execute_script("return [...document.links].map(a => a.href)"):
        parts = urlsplit(link)
        if parts.scheme in ("http", "https"):  # where an article stands in the world; no test asks a network
            continue
        file = Path(unquote(parts.path))
        assert parts.scheme == "file" and file.is_file(), link
        assert not parts.fragment or f'id="{parts.fragment}"' in file.read_text(encoding="utf-8"), link
    assert driver.execute_script(LOST_ENDS) == []


def test_tab_reaches_the_skip_link_first_and_everything_else_in_order(driver, page):
    browser.open_page(driver, page)
    n_stops = browser.record_focus(driver)
    assert browser.press_tab(driver), "the skip link has the focus and is not on screen"
    browser.press_tab(driver, n_stops - 1)
    stops = driver.execute_script("return stops")
    assert stops[0]["name"] == "skip"
    assert [stop["position"] for stop in stops] == list(range(n_stops))
    assert [stop["html"] for stop in stops if stop["outline"] < 1] == [], "these do not show that they have the focus"


def test_skip_link_leads_into_the_content(driver, page):
    browser.open_page(driver, page)
    browser.press_tab(driver)
    driver.switch_to.active_element.send_keys("\n")
    assert driver.execute_script("return document.querySelector('main:target') !== null")


@needs_pdftotext
def test_page_prints_every_word_with_scripts_off(driver, page):
    browser.open_page(driver, page)
    heading = driver.execute_script("return document.querySelector('h1').innerText")
    words = set(driver.execute_script(WORDS))
    browser.open_page(driver, page, scripts=False)
    sheets = browser.print_sheets(driver)
    assert " ".join(heading.split()) in " ".join(sheets[0].split())
    assert all(sheet.strip() for sheet in sheets)
    printed = re.sub("[^A-Za-z]", "", "".join(sheets))  # a word may be parted at the end of a line
    assert sorted(word for word in words if word not in printed) == []


def test_nothing_is_cut_off_on_paper(driver, page):
    browser.open_page(driver, page, width=browser.PAPER_WIDTH, on_paper=True)
    assert driver.execute_script(CUT_OFF) == []
    assert driver.execute_script(SIDEWAYS) <= browser.PAPER_WIDTH


ATTACKED = ("title", "question", "label", "proposition", "voice", "actor", "file", "headline", "outlet", "author", "speaker", "body")
ATTACK = {name: f"<img src=x onerror=hacked=1 title={name}>" for name in ATTACKED}  # sets window.hacked as soon as it is taken for markup
HOSTILE_ARTICLE = f"""Constructed example; nobody in it is real.

Ada Quill {ATTACK["speaker"]} said that the old bridge should be closed before winter comes again.

“The bridge should be closed {ATTACK["body"]} at once,” said Bram Holt, a baker. He had waited for years.
"""
HOSTILE_NOTEBOOKS = ("00-overview", "01-corpus")  # between them they show every part of an article and its file


@pytest.fixture(scope="module")
def hostile_pages(driver, tmp_path_factory):
    """The pages of a study with markup wherever a study or an article holds text."""
    folder = tmp_path_factory.mktemp("hostile")
    article = folder / f"{ATTACK['file']}.txt"
    article.write_text(HOSTILE_ARTICLE, encoding="utf-8")
    about = {"title": ATTACK["headline"], "outlet": ATTACK["outlet"], "author": ATTACK["author"], "url": "javascript:hacked=1"}
    article.with_suffix(".toml").write_text(write_toml(about), encoding="utf-8")
    (folder / "actors.csv").write_text(f"alias,actor\nBram Holt,{ATTACK['actor']}\n", encoding="utf-8")
    study = {"title": ATTACK["title"], "question": ATTACK["question"], "articles": [article.name], "actors": "actors.csv",
             "expected_voices": [ATTACK["voice"]]}  # fmt: skip
    target = {"label": ATTACK["label"], "proposition": ATTACK["proposition"], "relevance": ["bridge"],
              "favor": ["The bridge should be closed."], "against": ["The bridge should stay open."]}  # fmt: skip
    (folder / "study.toml").write_text(f"{write_toml(study)}\n[[targets]]\n{write_toml(target)}", encoding="utf-8")
    (folder / "notebooks").mkdir()
    for name in HOSTILE_NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", folder / "notebooks")
    return export_report(load_study(folder / "study.toml"), folder / "out", notebooks=folder / "notebooks", progress=False)


def write_toml(values: dict) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())  # a JSON string is a TOML string


def test_hostile_markup_runs_nothing(driver, hostile_pages):
    for path in hostile_pages:
        visit = browser.open_page(driver, path, csp=False)
        assert visit.requests == [path.as_uri()] and visit.complaints == [], path.name
        assert driver.execute_script("return window.hacked === undefined"), path.name
        assert driver.execute_script("return document.querySelectorAll('script, [onerror], [src=x]').length") == 0, path.name
        assert driver.execute_script("return [...document.links].filter(a => a.protocol === 'javascript:').length") == 0, path.name


def test_hostile_markup_is_shown_as_the_text_it_is(driver, hostile_pages):
    browser.open_page(driver, hostile_pages[0])
    text = " ".join(driver.execute_script("return document.body.textContent").split())
    assert [name for name in ATTACKED if ATTACK[name] not in text] == []
    assert "javascript:hacked=1" in text
