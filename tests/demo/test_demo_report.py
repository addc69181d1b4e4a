"""The whole way on the demo study, thirty articles with every kind of actor, with a model that answers by hash in no time.

What the labels are is no matter here: that the flow holds on many voices, and that the report of a study of this size stays small.
"""

import hashlib

import lxml.html
import numpy as np
import pytest

from analysis import flow
from analysis.flow import analyse_study
from analysis.report import render_report
from analysis.study import Study, load_study
from tests.conftest import ROOT
from tests.report.test_report import Collector

MAX_BYTES = 3_000_000


class HashScorer:
    """Three probabilities drawn from the words of premise and side: always the same, and clear enough for every label to occur."""

    fingerprint = "test:hash"

    def score(self, pairs):
        drawn = [np.frombuffer(hashlib.sha256(premise.encode()).digest()[:3], np.uint8).astype(float) for premise, _ in pairs]
        against = [any(word in hypothesis for word in ("disagrees", "wrong", "not")) for _, hypothesis in pairs]
        powers = np.exp(np.array([d[::-1] if turned else d for d, turned in zip(drawn, against, strict=True)]) / 20)
        return powers / powers.sum(axis=1, keepdims=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The results of the demo study and its page."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setattr(flow, "load_scorer", lambda model: HashScorer())
        patch.setattr(Study, "cache", property(lambda study: folder))
        results = analyse_study(load_study(ROOT / "data" / "demo" / "study.toml"), progress=False)
        yield results, render_report(results)


@pytest.mark.slow
def test_the_report_of_many_voices_is_whole_and_small(demo):
    results, html = demo
    assert len(html.encode()) < MAX_BYTES
    page = Collector(html)
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert all(title in html for title in results.study.targets.label)
    assert all(name in html for name in ("Marta Ellingrove", "Tobin Harrowfen", "Wim Castaigne", "Northern Compact"))


@pytest.mark.slow
def test_every_count_of_a_chart_leads_to_as_many_statements(demo):
    page = lxml.html.fromstring(demo[1])
    lists = {cited.get("id"): len(cited.findall("a")) for cited in page.iterfind(".//p[@id]") if cited.get("id").startswith("e-")}
    tables = page.findall(".//figure//table")
    assert len(tables) == 6  # positions, outlets and time, for each of the two targets
    counted = 0
    for table in tables:
        column = [head.text for head in table.iter("th")].index("statements")
        for row in table.find("tbody"):
            cell = row[column]
            n, link = int(cell.text_content().split()[0]), cell.find("a")
            anchor = "" if link is None else link.get("href").removeprefix("#")
            assert n == (lists[anchor] if anchor in lists else anchor.startswith("s-")), lxml.html.tostring(row)
            counted += n
    assert counted > 300


@pytest.mark.slow
def test_what_is_left_out_over_time_and_the_halves_of_a_shift_lead_to_their_statements(demo):
    page = lxml.html.fromstring(demo[1])
    (left_out,) = (p for p in page.iter("p") if p.text_content().startswith("Left out of what follows"))
    assert [a.text.split()[0].isdigit() for a in left_out.iter("a")] == [True, True]
    shifts = next(table for table in page.iter("table") if "enough to say so" in table.text_content())
    for row in shifts.find("tbody"):
        assert all(len(row[i].findall("a")) == 2 for i in (2, 3)) and row[0].find("a").get("href").startswith("#a-")


@pytest.mark.slow
def test_every_stance_occurs_and_every_position_has_its_statement(demo):
    results, _ = demo
    assert set(results.positions.stance) == {"favor", "against", "neutral", "unclear"}
    assert set(results.positions.statement_id) <= set(results.statements.statement_id)
    assert len(results.corpus.articles) == 30
