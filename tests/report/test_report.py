"""The report: what it says, and that it is safe; what a browser makes of it stands in test_browser.py."""

import base64
import io
import json
import re
import shutil
from html.parser import HTMLParser
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from markupsafe import escape
from PIL import Image

from analysis.flow import _read_lead_in, analyse_frames, analyse_study
from analysis.framing import split_voices
from analysis.quotes import Quote
from analysis.report import answer, article_view, findings, method, render_article, render_report
from analysis.report.article_view import name_common_stance
from analysis.report.build import NOTEBOOK_PAGE, export_notebook, write_report
from analysis.report.evidence import Evidence
from analysis.stance.classify import list_calibrations, load_calibration
from analysis.study import load_study
from analysis.tables import Codings
from tests.conftest import ROOT
from tests.report.conftest import COMPARING

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "q" <b>'


class Collector(HTMLParser):
    """Collects tags, ids, links and images of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.images = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" and "href" in attributes else []
        self.images += [attributes] if tag == "img" else []


def test_a_page_for_the_reader_and_one_for_each_notebook(pages):
    names = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem != COMPARING]
    assert [p.name for p in pages] == ["index.html", *[f"{name}.html" for name in names]]
    assert all(p.stat().st_size < 2_000_000 for p in pages)


def test_report_answers_in_words_with_its_evidence(pages):
    html = pages[0].read_text(encoding="utf-8")
    assert "Should British troops join a peacekeeping force in Ukraine?" in html
    assert re.search(r"<td[^>]*>\[said today\] that British troops should be the first to join(?:(?!</tr>).)*?T1 for</b>", html, re.S)
    for part in ("NOT VALIDATED", "Stop the War Coalition", "John Healey", "embedded:", "sha256", "Skip to main content", "90% interval",
                 f"in other real news {100 * load_calibration('embedded', True).sides_wrong:.0f} in 100 were wrong"):
        assert part in html


@pytest.mark.parametrize(
    ("counts", "words"),
    [((3, 3, 0), "3 statements for"), ((2, 0, 1), "1 statement against, 1 neutral"), ((3, 1, 1), "1 statement for, 1 against, 1 neutral")],
)
def test_a_side_says_what_it_rests_on_label_by_label(counts, words):
    n, n_favor, n_against = counts
    assert answer._count_labels(SimpleNamespace(n_statements=n, n_favor=n_favor, n_against=n_against)) == words


def test_who_stands_where_is_told_with_its_labels_and_the_words_of_a_condition(pages, make_study):
    text = re.sub("<[^>]+>", "", pages[0].read_text(encoding="utf-8"))
    assert re.search(r"John Healey \(\d statements? for", text)
    # that it must be acceptable to both sides is no condition on a target that asks whether it should be
    assert not re.search(r"with the condition “[^”]*acceptable to both sides", text)
    article = "The bridge must be closed, but only if fares fall, said Ada Quill.\n"
    results = analyse_study(load_study(make_study({"a.txt": article})), progress=False)
    assert "with the condition “only if fares fall”" in re.sub("<[^>]+>", "", render_report(results))


def test_the_clauses_whose_modality_is_compared_stand_beside_it_unless_the_text_is_left_out(shipped):
    html = {with_text: render_report(shipped, with_text=with_text) for with_text in (True, False)}
    compared = re.findall(r"nearest clause of the body: [^<]*", html[True])
    assert compared and all("“" in found for found in compared)
    assert not any("“" in found for found in re.findall(r"nearest clause of the body: [^<]*", html[False]))


def test_every_chart_of_the_report_has_a_narrow_one_for_telephones(pages):
    html = pages[0].read_text(encoding="utf-8")
    charts = re.findall(r'<picture><source media="\(max-width: 600px\)" srcset="data:image/png;base64,([^"]+)"><img src="([^"]+)"', html)
    assert len(charts) == html.count("<figure>") == 2
    sizes = [[Image.open(io.BytesIO(base64.b64decode(data.rpartition(",")[2]))).width for data in chart] for chart in charts]
    assert all(narrow < 480 < wide for narrow, wide in sizes)


def test_a_study_in_which_hardly_anybody_takes_a_side_carries_a_warning():
    positions = pd.DataFrame({"statement_id": [f"a:{i}" for i in range(10)], "stance": ["favor"] * 2 + ["neutral"] * 5 + ["unclear"] * 3})
    positions["model"] = "m"
    evidence = SimpleNamespace(link=lambda words, ids, title: f"{words} [{len(list(ids))}]")
    (warning,) = answer._warn_of_silence(positions, evidence)
    assert "8 of 10 [8]" in warning
    assert answer._warn_of_silence(positions.assign(stance=["favor"] * 5 + ["unclear"] * 5), evidence) == []
    assert answer._warn_of_silence(positions.tail(5), evidence) == []
    assert answer._warn_of_silence(positions.assign(model="by hand: AB"), evidence) == []  # people have read these


def test_a_failed_page_begins_no_further_one(shipped, tmp_path, monkeypatch):
    begun = []

    def fail(path, *_):
        begun.append(path.name)
        raise RuntimeError("no kernel")

    monkeypatch.setattr("analysis.report.build.export_notebook", fail)
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for number in range(40):
        nbformat.write(nbformat.v4.new_notebook(), folder / f"{number:02}-x.ipynb")
    with pytest.raises(RuntimeError, match="no kernel"):
        write_report(shipped, tmp_path / "out", notebooks=folder, progress=False)
    assert len(begun) < 40


def test_notebook_pages_show_what_the_cells_returned(pages):
    html = {p.stem: p.read_text(encoding="utf-8") for p in pages}
    assert "activist" in html["02-statements"] and html["02-statements"].count("<table") >= 3
    assert "scare quote" in html["04-framing"] and html["04-framing"].count("<table") >= 8
    assert "sp-article" in html["00-overview"] and "caption" in html["01-corpus"]


def test_the_alternative_text_of_a_notebook_s_chart_is_escaped(shipped, tmp_path):
    shown = {"image/png": {"alt": f'"{HOSTILE}', "width": 10}}
    source = f"from IPython.display import display\ndisplay({{'image/png': 'iVBORw0KGgo='}}, raw=True, metadata={shown!r})"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), tmp_path / "09-one.ipynb")
    html = export_notebook(tmp_path / "09-one.ipynb", shipped.study, tmp_path).read_text(encoding="utf-8")
    (image,) = Collector(html).images
    assert image["alt"] == f'"{HOSTILE}' and "<script>alert" not in html


def test_every_link_resolves_and_ids_are_unique(pages):
    names = {p.name for p in pages}
    for path in pages:
        page = Collector(path.read_text(encoding="utf-8"))
        assert len(page.ids) == len(set(page.ids))
        inside = [link for link in page.links if not link.startswith("https://")]  # the others lead to where the article was found
        assert all(link[1:] in page.ids if link.startswith("#") else link in names for link in inside), path.name


def test_a_statement_leads_to_its_words_in_the_text_and_back(pages):
    page = Collector(pages[0].read_text(encoding="utf-8"))
    rows, marks = ([name for name in page.ids if name.startswith(kind)] for kind in ("s-", "m-"))
    assert len(rows) == len(marks) == 11
    assert all(f"#{name}" in page.links for name in (*rows, *marks))


def test_a_quotation_inside_another_has_its_number_too():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["Ada said “Bo says it is so.”"], "body_start": [0], "language": ["en"]})
    told = {"article_id": "a", "actor_id": None, "speaker": "Ada", "content": "x", "kind": "direct", "cue": "said"}
    statements = pd.DataFrame([{"statement_id": "a:1", "spans": [[9, 28]], **told}, {"statement_id": "a:2", "spans": [[18, 26]], **told}])
    none = pd.DataFrame({"statement_id": [], "stance": []})
    html = article_view.render_text(articles, statements, none, "a", linked=True)
    assert html.index("m-a-3a-1") < html.index("m-a-3a-2") and html.count("<mark") == 1


def test_every_image_has_alternative_text_and_is_in_the_file(pages):
    for path in pages:
        for image in Collector(path.read_text(encoding="utf-8")).images:
            assert len(image["alt"]) > 30 and image["src"].startswith("data:image/png;base64,"), path.name


def test_pages_need_no_script_and_load_nothing(pages):
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert "script" not in Collector(html).tags
        html = re.sub(r'<a href="https://[^"]*" rel="noreferrer nofollow">', "", html)  # leads on, loads nothing
        assert not re.search(r"(src|href)=[\"']?(https?:)?//|@import|url\(", html), path.name
        assert "Content-Security-Policy" in html and '<html lang="en">' in html


def test_hostile_markup_is_escaped_everywhere(make_study):
    story = f"Title {HOSTILE}\n\nAda {HOSTILE} Quill said that the old bridge should be closed {HOSTILE} before winter comes again.\n"
    path = make_study({"a<b>&.txt": story}, f"expected_voices = [{json.dumps(HOSTILE)}]")
    results = analyse_study(load_study(path), progress=False)
    articles = results.corpus.articles
    for html in (render_report(results), render_article(articles, results.statements, results.positions, articles.article_id[0])):
        page = Collector(html)
        assert "script" not in page.tags and HOSTILE not in html
        assert not any("onerror" in image for image in page.images)
        assert "<img src=x" not in html and "&lt;script&gt;alert(1)" in html


def test_article_text_can_be_left_out(shipped):
    whole, without = render_report(shipped), render_report(shipped, with_text=False)
    words = "Mr Healey co-chaired meetings in Brussels"
    assert words in whole and words not in without
    voices = split_voices(shipped.corpus.articles, shipped.statements)
    own = [shipped.corpus.articles.text[0][v.start : v.end].strip() for v in voices.itertuples() if v.voice == "journalist voice"]
    own = [line[:60] for piece in own for line in piece.split("\n") if len(line) > 60]  # also where a frame or a verb is found in it
    assert own and not [piece for piece in own if str(escape(piece)) in without]
    assert "British troops should be the first to join" in without


def test_indirect_words_are_led_in_by_what_makes_them_a_stance():
    text = "The bishop called for calm. He described\n\nthe scheme as folly."
    places = {words: (text.index(words), text.index(words) + len(words)) for words in ("called", "described", "calm", "folly")}
    said, broken = (Quote((places[words],), "indirect", "said", places[cue], None, 1.0, "")
                    for cue, words in (("called", "calm"), ("described", "folly")))  # fmt: skip
    assert [_read_lead_in(text, quote) for quote in (said, broken, said._replace(kind="direct"))] == ["called for", "described", ""]


def test_statements_without_a_position_are_folded_where_there_are_many(make_study):
    dear = " ".join(f"Ada Quill said that bread was dear on day {n}." for n in range(7))
    said = f"Ada Quill said that the bridge should be closed. {dear}"
    page = render_report(analyse_study(load_study(make_study({"a.txt": f"Bridge may close\n\n{said}"})), False))
    card = page[page.index('<article class="card"') : page.index("</article>")]
    shown, _, folded = card.partition("<details>")
    assert "7 statements without a position" in folded and folded.count("<blockquote") == 7
    assert shown.count("<blockquote") == 1 and "bridge should be closed" in shown


def test_of_several_articles_the_headlines_that_tell_something_are_shown_in_turn(make_study):
    closing = "Bridge will be closed in May\n\nAda Quill said the bridge may be closed in May. Bo Marsh said it should stay open for all."
    ferry = "Ferry will return in autumn\n\nTom Reed told the harbour board that the ferry may return in autumn. Nobody else spoke there."
    page = render_report(analyse_study(load_study(make_study({"a.txt": closing, "b.txt": ferry})), False))
    table = page[page.index("Headline against body") :]
    table = table[: table.index("</table>")]
    assert "surer than" in table and "lead adds" not in table


def test_a_statement_for_one_target_and_against_another_has_no_colour():
    positions = [{"target_id": name, "stance": stance} for name, stance in (("T1", "favor"), ("T2", "against"))]
    assert name_common_stance(pd.DataFrame(positions)) == "" == name_common_stance(None)
    assert name_common_stance(pd.DataFrame(positions[:1] * 2)) == "favor"


def test_a_report_without_the_text_leaves_no_page_with_it(shipped, tmp_path):
    (tmp_path / "01-corpus.html").write_text("the whole article")
    (tmp_path / "own.html").write_text("<p>mine</p>", encoding="utf-8")
    (tmp_path / "renamed.html").write_text(f"<html><head>{NOTEBOOK_PAGE}</head></html>", encoding="utf-8")
    assert [path.name for path in write_report(shipped, tmp_path, with_text=False, progress=False)] == ["index.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "own.html"]


@pytest.mark.parametrize(
    ("url", "is_link"),
    [("https://paper.example/a?b=1", True), ("http://paper.example", True), ("javascript:alert(1)", False), ("https://a@b.example/", False),
     ("https://x y", False), ("", False)],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url, is_link):
    assert ('<a href="' in str(method._link_source(url))) == is_link


def test_pages_of_notebooks_say_whether_the_labels_are_checked(pages):
    assert all("NOT VALIDATED" in path.read_text(encoding="utf-8") for path in pages)


def test_one_article_is_compared_with_nothing(shipped, tmp_path):
    notebooks, out = tmp_path / "notebooks", tmp_path / "out"
    notebooks.mkdir(), out.mkdir()
    shutil.copy(ROOT / "notebooks" / f"{COMPARING}.ipynb", notebooks)
    (out / f"{COMPARING}.html").write_text("of an earlier report", encoding="utf-8")
    assert [path.name for path in write_report(shipped, out, notebooks=notebooks, progress=False)] == ["index.html"]
    assert [path.name for path in out.iterdir()] == ["index.html"]


def test_the_method_says_which_numbers_each_target_is_read_with(make_study):
    extra = '[[targets]]\nid = "T9"\nproposition = "the bridge toll"\nkind = "noun phrase"\n'
    path = make_study({"a.txt": "The bridge must be closed at once, said Ada Quill.\n"})
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{extra}", encoding="utf-8")
    results = analyse_study(load_study(path), progress=False)
    told = dict(method.describe_method(results, Evidence(results.corpus.articles, results.statements)))
    own, of_things = list_calibrations(results.study, None)[0], list_calibrations(results.study, None)[-1]
    assert f"below a probability of {own.threshold:.2f}" in told["Calibration, T1"]
    assert f"below a probability of {of_things.threshold:.2f}" in told["Calibration, T9"]


def test_a_name_in_the_headline_is_the_headline_s(shipped):
    tables = {finding["title"]: finding["table"] for finding in findings.find_findings(shipped, analyse_frames(shipped, False), Evidence(
        shipped.corpus.articles, shipped.statements))}  # fmt: skip
    assert "the headline, of John Healey" in tables["Competing names"] and "British soldiers" in tables["Competing names"]
    assert "found there by" in tables["Frames"] and "model 0." in tables["Frames"]


def test_what_coders_have_done_so_far_is_shown(shipped):
    codings = [{"statement_id": shipped.positions.statement_id[0], "target_id": "T1", "coder": name, "stance": "favor", "actor": "",
                "remarks": ""}
               for name in ("first", "second")]  # fmt: skip
    html = render_report(shipped._replace(codings=Codings.build(codings)))
    assert "NOT VALIDATED" in html and "No person has checked" not in html and "How far the coders agree" in html
