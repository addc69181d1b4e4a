"""The constructed demo corpus is what its README says, and its gold points at the words it quotes."""

from __future__ import annotations

import csv
import importlib.util
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.framing import find_copies

DEMO = Path(__file__).parents[2] / "data" / "demo"
NOTICE = "Constructed example for Standpoint: all people, outlets and countries are invented."
STANCES = {"favor", "against", "neutral", "none"}
KINDS = {"direct", "indirect", "mixed"}
ACTOR_KINDS = {"person", "organisation", "country", "group", "unnamed"}
SILENT = {"Corin Dasswell", "Sefa Orrinou", "Vessin People's Committee", "Iron Reed"}
TRANSCRIPT = "lpb-2025-05-08-quenneby-interview"  # its answers are direct speech after a label, without marks
WIRE = ("courier-2025-04-13-karsa-bridge-ambush", "lpb-2025-04-12-observers-killed", "ledger-2025-04-14-lock-reopens-after-killings")
MARK = re.compile("[\"“”]|‘|(?<!\\w)'")


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read_rows(DEMO / "gold" / "statements.csv")
ACTORS = {row["name"]: row for row in read_rows(DEMO / "gold" / "actors.csv")}
TEXTS = {path.stem: path.open(encoding="utf-8", newline="").read() for path in sorted((DEMO / "articles").glob("*.txt"))}


def read_spans(row: dict[str, str]) -> list[tuple[int, int]]:
    pairs = (span.split("-") for span in row["spans"].split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def read_header(article_id: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in TEXTS[article_id].split("\n\n")[0].splitlines()[1:])


def fold_marks(words: str) -> str:
    return re.sub("[\"“”‘’',.]", "", words)


def test_corpus_has_four_outlets_over_six_months():
    headers = [read_header(article_id) for article_id in TEXTS]
    assert len(TEXTS) >= 24
    assert len({header["Outlet"] for header in headers}) == 4
    assert {header["Date"][:7] for header in headers} == {f"2025-0{month}" for month in range(3, 9)}


@pytest.mark.parametrize("article_id", TEXTS)
def test_article_says_that_it_is_constructed_and_has_its_header(article_id):
    header = read_header(article_id)
    assert TEXTS[article_id].startswith(NOTICE + "\n")
    assert list(header) == ["Outlet", "Author", "Date", "Url"]
    assert header["Url"].startswith("https://example.invalid/")
    assert article_id.split("-", 1)[1].startswith(date.fromisoformat(header["Date"]).isoformat())


@pytest.mark.parametrize("article_id", TEXTS)
def test_article_has_the_length_of_a_news_article(article_id):
    assert 250 <= len(TEXTS[article_id].split("\n\n", 1)[1].split()) <= 600


def test_every_article_has_gold_and_no_gold_lacks_its_article():
    assert {row["article_id"] for row in ROWS} == set(TEXTS)


@pytest.mark.parametrize("article_id", TEXTS)
def test_quotations_and_speakers_stand_at_their_offsets(article_id):
    text = TEXTS[article_id]
    for row in ROWS:
        if row["article_id"] == article_id:
            spans = read_spans(row)
            assert " || ".join(text[start:end] for start, end in spans) == row["quote"]
            assert (int(row["start"]), int(row["end"])) == (spans[0][0], spans[-1][1])
            assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
            if row["speaker"]:
                assert text[int(row["speaker_start"]) : int(row["speaker_end"])] == row["speaker"]
                assert row["speaker"] in row["attribution"]
            assert row["condition"] in text


def test_rows_stand_in_the_order_of_the_text_and_none_twice():
    keys = [(row["article_id"], int(row["start"])) for row in ROWS]
    assert keys == sorted(keys)
    assert len({(row["article_id"], row["spans"], row["actor"]) for row in ROWS}) == len(ROWS)


def test_values_are_allowed():
    for row in ROWS:
        assert row["kind"] in KINDS
        assert {row["stance_T1"], row["stance_T2"]} <= STANCES
        assert row["conditional"] == ("yes" if row["condition"] else "no")
        assert row["actor"] in ACTORS
    assert {actor["kind"] for actor in ACTORS.values()} == ACTOR_KINDS


def test_kind_agrees_with_the_marks():
    for row in ROWS:
        if row["article_id"] != TRANSCRIPT:
            assert (row["kind"] == "indirect") == (not MARK.search(row["quote"])), row["quote"]
            if row["kind"] == "direct":
                assert all(MARK.match(piece) for piece in row["quote"].split(" || ")), row["quote"]


def test_offsets_are_those_the_script_finds():
    spec = importlib.util.spec_from_file_location("locate_spans", DEMO / "gold" / "locate_spans.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    start = dict.fromkeys(TEXTS, 0)
    for row in ROWS:
        found = script.locate_row(row, TEXTS[row["article_id"]], start[row["article_id"]])
        assert {column: str(value) for column, value in found.items()} == row
        start[row["article_id"]] = int(row["start"])


def test_the_wire_story_is_cut_but_its_quotations_are_the_same():
    texts = [fold_marks(TEXTS[article_id]) for article_id in WIRE]
    shared = [
        row for row in ROWS if row["article_id"] == WIRE[0] and all(fold_marks(row["quote"].split(" || ")[-1]) in text for text in texts)
    ]
    assert {row["actor"] for row in shared} >= {"Oriel Santh", "Tobin Harrowfen", "Sunniva Arkwell"}
    assert "Adur Khemzin" in TEXTS[WIRE[0]]
    assert all("Adur Khemzin" not in TEXTS[article_id] for article_id in WIRE[1:])


def test_silent_actors_are_mentioned_and_never_speak():
    assert not SILENT & {row["actor"] for row in ROWS}
    for name in SILENT:
        assert any(name in text.replace("’", "'") for text in TEXTS.values()), name


@pytest.mark.parametrize(
    ("actor", "target", "first", "last"),
    [("Sunniva Arkwell", "stance_T1", "against", "favor"), ("Tobin Harrowfen", "stance_T2", "against", "favor")],
)
def test_stance_shifts_over_time(actor, target, first, last):
    dated = sorted((read_header(row["article_id"])["Date"], row[target]) for row in ROWS if row["actor"] == actor)
    spring = {stance for day, stance in dated if day < "2025-06-01"}
    summer = [stance for day, stance in dated if day > "2025-06-15"]
    assert first in spring and last not in spring
    assert last in summer


def test_at_least_one_correction_and_many_conditions():
    assert sum(bool(re.search("^(a )?correction", text, re.I | re.M)) for text in TEXTS.values()) >= 3
    assert sum(row["conditional"] == "yes" for row in ROWS) >= 15


def test_events_are_dated_within_the_study():
    days = [date.fromisoformat(row["date"]) for row in read_rows(DEMO / "events.csv")]
    assert 4 <= len(days) <= 6
    assert days == sorted(days)
    assert date(2025, 3, 1) <= days[0] and days[-1] <= date(2025, 8, 31)


def test_the_wire_story_that_three_desks_cut_is_found_as_one():
    articles = pd.DataFrame({"article_id": list(TEXTS), "published": "", "outlet": "", "text": list(TEXTS.values())})
    copies = find_copies(articles).set_index("article_id").story_id
    assert copies[list(WIRE)].nunique() == 1
    assert copies.drop(list(WIRE)).is_unique
