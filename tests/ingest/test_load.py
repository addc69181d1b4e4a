"""Constructed examples: all people, outlets and places are invented."""

import json
import textwrap
import time

import pytest

from analysis.ingest import IngestError, blank_furniture, load_corpus
from analysis.ingest.days import read_date
from analysis.ingest.furniture import find_furniture, split_lines
from analysis.ingest.records import write_text, write_value
from analysis.ingest.sources import split_header
from analysis.ingest.unpack import unpack_rtf
from analysis.ingest.wrapped import join_wrapped
from analysis.study import load_study
from analysis.tables import Articles

BODY = "Mayor Ada Quill said on Monday that the old bridge over the Lenn should be closed to all lorries before winter comes."
BODY += "\n\nShe gave no date."
PAGE = f"Skip to main content\nMayor wants bridge closed\nBy Tom Reed\n\n{BODY}\n\nSupport the Lenn Echo\nSubscribe to continue reading.\n"


def load(make_study, articles, extra=""):
    return load_corpus(load_study(make_study(articles, extra)))


def test_a_note_or_the_headline_may_stand_above_the_header(make_study):
    head = "Outlet: Lenn Echo\nDate: 3 March 2025\nAuthor: T. Reed\n\n"
    corpus = load(make_study, {"a.txt": f"This article is constructed.\n{head}{PAGE}", "b.txt": f"Bridge closes\n\n{head}{PAGE}"})
    assert list(corpus.articles.outlet) == ["Lenn Echo"] * 2 and list(corpus.articles.published) == ["2025-03-03"] * 2
    assert corpus.articles.title[1] == "Bridge closes" and not corpus.articles.text.str.contains("Outlet").any()


def test_the_headline_once_more_is_taken_out_and_listed(make_study):
    corpus = load(make_study, {"a.txt": f"Mayor wants bridge closed\n\nMayor Wants Bridge Closed\n\n{BODY}"})
    article = corpus.articles.iloc[0]
    assert article.text[article.body_start :] == BODY
    assert corpus.furniture[["text", "reason"]].values.tolist() == [["Mayor Wants Bridge Closed", "the headline once more"]]


def test_real_article_headline_body_and_furniture(shipped):
    article, furniture = shipped.corpus.articles.iloc[0], shipped.corpus.furniture
    assert article.title.startswith("Campaigners warn against ‘partisan’ peacekeeping force")
    assert article.text[article.body_start :].startswith("DEFENCE Secretary John Healey said today")
    assert article.text.endswith("if an end to the war is negotiated.")
    assert article.outlet == "Morning Star"
    assert sorted(furniture.reason) == ["caption", "fund-raising", "fund-raising", "paywall", "paywall", "skip link"]
    assert furniture.text.iloc[0] == "Skip to main content"


def test_nothing_but_furniture_is_taken_from_the_real_article(shipped):
    from tests.conftest import ROOT

    raw = (ROOT / "data/articles/morning-star-246855.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    kept = {line.strip() for line in shipped.corpus.articles.text[0].splitlines() if line.strip()}
    removed = set(shipped.corpus.furniture.text)
    assert {line.strip() for line in raw.splitlines() if line.strip()} == kept | removed
    assert not kept & removed


def test_page_as_pasted(make_study):
    corpus = load(make_study, {"a.txt": PAGE})
    article = corpus.articles.iloc[0]
    assert article.title == "Mayor wants bridge closed"
    assert article.text == f"Mayor wants bridge closed\n\n{BODY}"
    assert list(corpus.furniture.reason) == ["skip link", "byline", "fund-raising", "paywall"]


def test_who_wrote_it_may_stand_under_by(make_study):
    articles = load(make_study, {"a.txt": f"Outlet: Lenn Echo\nBy: T. Reed\n\n{PAGE}"}).articles
    assert articles.author[0] == "T. Reed" and articles.text[0].startswith("Mayor wants")


def test_header_block_and_sidecar(make_study):
    path = make_study({"a.txt": f"Outlet: Lenn Echo\nDate: 3 March 2025\nAuthor: T. Reed\n\n{PAGE}", "b.txt": PAGE + "One more."}, "")
    (path.parent / "b.toml").write_text('outlet = "Other"\npublished = "2025-03-04"\n')
    articles = load_corpus(load_study(path)).articles.set_index("article_id")
    assert list(articles.loc["a", ["outlet", "published", "author"]]) == ["Lenn Echo", "2025-03-03", "T. Reed"]
    assert list(articles.loc["b", ["outlet", "published"]]) == ["Other", "2025-03-04"]


def test_a_sidecar_tells_of_a_saved_page_too_and_a_bad_one_is_listed(make_study):
    def page(n):
        return f"<html><body><article><h1>Mayor wants bridge {n} closed</h1><p>{BODY}</p><p>{n} {BODY}</p></article></body></html>"

    path = make_study({"a.html": page(1), "b.html": page(2)})
    (path.parent / "a.toml").write_text('outlet = "Lenn Echo"\ndate = "2025-03-03"\n')
    (path.parent / "b.toml").write_text("outlet = Lenn Echo\n")
    corpus = load_corpus(load_study(path))
    assert list(corpus.articles.outlet) == ["Lenn Echo", ""] and corpus.articles.published[0] == "2025-03-03"
    (problem,) = corpus.problems.itertuples()
    assert problem.source_file == "b.toml" and "not valid TOML" in problem.problem


def test_blank_lines_within_a_header_part_nothing(make_study):
    (article,) = load(make_study, {"a.txt": f"Outlet: Lenn Echo\n\nAuthor: T. Reed\n\nDate: 3 March 2025\n\n{PAGE}"}).articles.itertuples()
    assert (article.outlet, article.author, article.published) == ("Lenn Echo", "T. Reed", "2025-03-03")
    assert article.title == "Mayor wants bridge closed"


def test_of_two_columns_that_mean_the_same_the_first_counts_and_a_wrong_key_is_told(make_study):
    doubled = f'title,text,title\nFirst,"{BODY} Once more.",Second\n'
    path = make_study({"a.csv": f'outlet,source,text,body\nLenn Echo,crawler7,"{BODY}",more\n', "b.txt": PAGE, "c.csv": doubled})
    (path.parent / "b.toml").write_text('outlett = "Lenn Echo"\n')
    corpus = load_corpus(load_study(path))
    assert "First" in set(corpus.articles.title)
    assert corpus.articles.outlet[0] == "Lenn Echo" and BODY in corpus.articles.text[0]
    found = " ".join(corpus.problems.problem)
    assert all(part in found for part in ("outlet, source", "text, body", "keys of your own: outlett"))


def test_a_paragraph_that_begins_like_a_key_is_no_header(make_study):
    first = "Source: a council paper that the mayor said showed the toll was fair."
    (article,) = load(make_study, {"a.txt": f"Outlet: Lenn Echo\nDate: 3 March 2025\n\n{first}\n\n{BODY}"}).articles.itertuples()
    assert article.outlet == "Lenn Echo" and first in article.text


@pytest.mark.parametrize(("head", "outlet"), [("Outlet: Lenn Echo", "Lenn Echo"), ("Source: mayor to resign", "")])
def test_one_line_is_a_header_where_its_key_heads_no_headline(make_study, head, outlet):
    (article,) = load(make_study, {"a.txt": f"{head}\n\nMayor wants bridge closed\n\n{BODY}\n"}).articles.itertuples()
    assert (article.outlet, article.title) == (outlet, "Mayor wants bridge closed" if outlet else head)


SECOND = "The council has put off the works on the bridge twice, and the last inspection found rust in both of its southern piers."


def test_a_wire_story_in_three_outlets_keeps_headline_and_short_paragraphs(make_study):
    story = f"Mayor wants bridge closed\n\n{BODY}\n\n{SECOND}"
    corpus = load(make_study, {f"{n}.txt": f"Outlet: Paper {n}\n\n{story}" for n in "abc"})
    assert list(corpus.articles.title) == ["Mayor wants bridge closed"] * 3 and corpus.articles.text.str.contains("She gave no date.").all()
    assert corpus.furniture.empty


def test_what_somebody_says_stays_in_however_many_stories(make_study):
    stories = {"a": ("Pool to shut", "The town met."), "b": ("Fury over pool", "A row broke out."), "c": ("Swimmers march", "Some came.")}
    corpus = load(make_study, {f"{n}.txt": f"{h}\n\nTilbury said the pool should not close.\n\n‘It is late,’ said Núñez.\n\n{s}"
                               for n, (h, s) in stories.items()})  # fmt: skip
    assert corpus.articles.text.str.contains("said the pool should not close.").all() and corpus.articles.text.str.contains("Núñez").all()


def test_copies_of_a_short_article_do_not_empty_the_one_that_is_kept(make_study):
    text = "Pool to close\n\nTilbury is against it.\n\nArkwright is for it."
    corpus = load(make_study, {**{f"{n}.txt": text for n in "abc"}, "d.txt": "Another\n\nA line here.\n\nAnd one there."})
    assert corpus.articles.text[0] == text and len(corpus.articles) == 2 and len(corpus.problems) == 2


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("News\nSport\nWhat's On\nCouncil plans to close the pool", "Council plans to close the pool"),
        ("The Castlebrook Weekly\nCouncil plans to close the pool", "Council plans to close the pool"),
        ("Home > News > Local\nPool to close\nA standfirst that tells more of the plan", "Pool to close"),
        ("Pool to close", "Pool to close"),
        ("Pool Row", "Pool Row"),
    ],
)
def test_what_stands_above_the_headline_is_no_headline(make_study, top, title):
    corpus = load(make_study, {"a.txt": f"{top}\nBy Petra Lindqvist\n14 May 2025\n\n{BODY}\n\n{SECOND}"})
    article = corpus.articles.iloc[0]
    assert (article.title, article.author, article.published) == (title, "Petra Lindqvist", "2025-05-14")
    assert set(corpus.furniture.reason) <= {"above the headline", "byline", "date line", "skip link"}


def test_a_headline_that_a_series_has_stays(make_study):
    head = "The pool question\nBy Saskia Moen"
    corpus = load(make_study, {f"{n}.txt": f"{head}\n{n} June 2025\n\n{BODY}\n\nOn {n} {SECOND}" for n in (1, 2, 3)})
    assert set(corpus.articles.title) == {"The pool question"} and set(corpus.articles.author) == {"Saskia Moen"}


def test_what_three_stories_share_is_furniture(make_study):
    corpus = load(make_study, {f"{n}.txt": f"My Lenn\n\nNews {n}\n\nIn {n}, {BODY}\n\nBy {n}, {SECOND}" for n in ("Ash", "Elm", "Oak")})
    assert set(corpus.furniture.text) == {"My Lenn"} and set(corpus.furniture.reason) == {"stands in 3 stories"}
    assert corpus.articles.text.str.contains("She gave no date.").all()  # a sentence of the body, in however many stories


def test_csv_jsonl_and_html(make_study):
    head = "<head><title>Bridge</title><script>alert(1)</script></head>"
    html = f"<html>{head}<body><nav>Home News</nav><article><h1>Bridge to close</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    corpus = load(make_study, {
        "rows.csv": f'title;text;outlet\n"Bridge";"{BODY.replace(chr(10), " ")}";Lenn Echo\n',
        "rows.jsonl": json.dumps({"text": BODY + " So it goes.", "title": "T", "id": "x1"}) + "\n",
        "page.html": html,
    })  # fmt: skip
    assert list(corpus.articles.article_id) == ["rows-2", "x1", "page"]
    page = corpus.articles.set_index("article_id").loc["page"]
    assert "should be closed to all lorries" in page.text
    assert "alert" not in page.text and "<" not in page.text


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.csv", b"headline,body_text\nx,y\n", 'no column "text"'),
        ("a.csv", b'text\n""\n', "text is empty"),
        ("a.jsonl", b"{not json}\n", "not valid JSON"),
        ("a.jsonl", b"[1]\n", "not an object"),
        ("a.html", b"<html><body></body></html>", "no article body"),
        ("a.pdf", b"%PDF-1.7", "format '.pdf' is not read"),
        ("a.txt", b"Skip to main content\n", "no body text"),
    ],
)
def test_one_bad_file_costs_only_itself(make_study, name, data, problem):
    corpus = load(make_study, {name: data, "good.txt": PAGE})
    assert list(corpus.articles.article_id) == ["good"]
    (row,) = corpus.problems.itertuples()
    assert problem in row.problem and row.source_file == name and row.remedy


def test_nothing_readable_is_an_error_that_lists_all(make_study):
    with pytest.raises(IngestError, match="a.txt.*empty"):
        load(make_study, {"a.txt": b""})


def test_wrong_encoding_is_read_with_a_doubt(make_study):
    corpus = load(make_study, {"a.txt": PAGE.replace("Ada", "Ad\u00e9").encode("cp1252")})
    assert "Adé Quill" in corpus.articles.text[0]
    assert "Windows-1252" in corpus.problems.problem[0]


def test_one_bad_byte_costs_no_other_letter(make_study):
    page = "Lido closes\n\n“We will fight it,” said Ada Quill, who swims there.\n\nIt is a loss to the town, said Zo\0 Reed.\n"
    corpus = load(make_study, {"a.txt": page.encode().replace(b"\0", b"\xe9")})
    assert "“We will fight it,”" in corpus.articles.text[0] and corpus.articles.text[0].endswith("Zoé Reed.")
    assert "line 5" in corpus.problems.problem[0] and "1 such bytes read as Windows-1252, the rest as UTF-8" in corpus.problems.problem[0]


def test_a_nul_byte_is_dropped_and_told_and_many_make_no_text(make_study):
    page = f"Lido closes\n\n{BODY * 40}"
    corpus = load(make_study, {"a.txt": page.replace("Lido", "Li\0do").encode(), "b.txt": "\0".join(page).encode(), "c.txt": page.encode()})
    assert list(corpus.articles.title) == ["Lido closes"]
    assert "1 NUL bytes dropped, the first in line 1" in corpus.problems.problem[0] and "binary file" in corpus.problems.problem[1]


@pytest.mark.parametrize("name", ["utf-32", "utf-16"])
def test_other_widths_of_letters_are_read(make_study, name):
    corpus = load(make_study, {"a.txt": f"Lido closes\n\n{BODY}".encode(name)})
    assert corpus.articles.title[0] == "Lido closes" and corpus.problems.empty


def test_a_page_is_read_in_the_encoding_that_it_names(make_study):
    page = make_page().replace("<head>", '<head><meta charset="iso-8859-2">').replace("Ada Quill", "Ada Łódź")
    assert 'charset="iso' in page and "Łódź" in page
    corpus = load(make_study, {"a.html": page.replace("“", '"').replace("”", '"').replace("’", "'").encode("iso-8859-2", "replace")})
    assert "Ada Łódź" in corpus.articles.text[0] and corpus.problems.empty


@pytest.mark.parametrize("name", ["hex", "undefined", "no-such", "utf-8", "zlib"])
def test_an_encoding_that_is_none_for_text_is_passed_over(make_study, name):
    page = make_page().replace("<head>", f'<head><meta charset="{name}">').replace("Ada Quill", "Adé Quill").encode("cp1252", "replace")
    corpus = load(make_study, {"a.html": page})
    assert "Adé Quill" in corpus.articles.text[0] and "Windows-1252" in corpus.problems.problem[0]


def test_marks_that_turn_a_line_round_and_control_characters_are_taken_out(make_study):
    corpus = load(make_study, {"a.csv": f'title,text,outlet\nLi\u202edo,"{BODY} \x1b[31m",The \u2066Tide'.encode()})
    row = corpus.articles.iloc[0]
    assert (row.title, row.outlet) == ("Lido", "The Tide") and "\x1b" not in row.text


def test_a_header_without_rows_and_a_broken_link_are_told(make_study):
    study = make_study({"a.txt": f"Lido closes\n\n{BODY}", "b.csv": b"id,text\n"})
    (study.parent / "gone.txt").symlink_to(study.parent / "nowhere.txt")
    study.write_text(study.read_text().replace('"b.csv"', '"b.csv", "go*.txt"'))
    problems = load_corpus(load_study(study)).problems
    assert {"a header and no rows", "cannot be read: No such file or directory"} == set(problems.problem)


def test_an_id_beside_the_text_names_the_article(make_study):
    study = make_study({"a.txt": f"Lido closes\n\n{BODY}"})
    (study.parent / "a.toml").write_text('id = "lido-1"\noutlet = "The Tide"')
    corpus = load_corpus(load_study(study))
    assert corpus.articles.article_id.tolist() == ["lido-1"] and corpus.problems.empty


def test_text_that_was_read_in_a_wrong_encoding_is_put_right_and_told(make_study):
    page = "Lido closes\n\n“We will fight it,” said Zoë Ámos, who swims there. It’s a loss to the town, she said.\n"
    corpus = load(make_study, {"a.txt": page.encode().decode("latin-1").encode()})
    assert corpus.articles.text[0].startswith("Lido closes\n\n“We will fight it,” said Zoë Ámos") and "It’s" in corpus.articles.text[0]
    assert "garbled" in corpus.problems.problem[0]
    assert load(make_study, {"a.txt": page}).problems.empty
    lost = "â€œWe will fight,â€ said Ada Quill. She left. â€œNever,â€ said Bo Reed of the lido, which closes in May."
    assert load(make_study, {"a.txt": lost}).articles.text[0].startswith("“We will fight,” said Ada Quill. She left. “Never,” said")
    windows = load(make_study, {"a.txt": "\x93We will see\x85\x94 said Ada Quill of the lido, which closes in May.".encode()})
    assert windows.articles.text[0].startswith("“We will see…” said")


def test_five_megabytes_in_one_line(make_study):
    corpus = load(make_study, {"a.txt": "word “said " * 450_000, "good.txt": PAGE})
    assert "read up to 300,000" in corpus.problems.problem[0]
    assert corpus.articles.text.str.len().max() <= 300_000


@pytest.mark.parametrize("words", ["March 2025", "3 March", "Tuesday", "10:15 GMT", "Mon 03/04/2025", "03/04/2025 10:00 GMT", "31 June"])
def test_a_date_that_names_no_day_is_not_filled_in(words):
    assert read_date(words) is None


@pytest.mark.parametrize("words", ["Mon 3 March 2025", "March 3, 2025 10:15 GMT", "25/03/2025 10:00 GMT", "2025-03-03"])
def test_a_date_that_names_its_day_is_read(words):
    assert read_date(words) in ("2025-03-03", "2025-03-25")


def test_a_row_with_a_cell_too_many_is_listed(make_study):
    corpus = load(make_study, {"a.csv": f"title,text\nBridge,The bridge is shut, said the mayor\nFerry,{BODY.split('.')[0]},\n"})
    assert list(corpus.articles.title) == ["Ferry"]
    (problem,) = corpus.problems.itertuples()
    assert "said the mayor" in problem.problem and problem.row == "2"


def test_an_open_quotation_mark_swallows_no_row_unseen(make_study):
    rows = 'text,title\n"Ada Quill said no to the bridge.",One\n"Bo Finch said yes, quoting,Two\n"Cy Orr said no.",Three\n'
    corpus = load(make_study, {"a.csv": rows})
    (problem,) = corpus.problems.itertuples()
    assert list(corpus.articles.title) == ["One"] and "quotation mark in this line that is not closed" in problem.remedy


def test_who_and_where_are_read_the_same_however_they_are_written(make_study):
    lines = [{"text": BODY, "outlet": "Lenn Echo ", "authors": ["A. Penn", "B. Orr"], "date": "13/04/2025"},
             {"text": f"{BODY} Yes.", "outlet": "Lenn Echo", "date": "31.12.2024"}]  # fmt: skip
    corpus = load(make_study, {"a.jsonl": "\n".join(map(json.dumps, lines))})
    assert corpus.articles.outlet.nunique() == 1 and corpus.articles.author[0] == "A. Penn, B. Orr"
    assert list(corpus.articles.published) == ["2025-04-13", "2024-12-31"] and corpus.problems.empty


def test_line_breaks_and_half_an_emoji_inside_a_json_string_cost_nothing(make_study):
    rows = [{"text": f"One\u2028{BODY}"}, {"text": f"Two\x0b{BODY}"}, {"text": f"Three {BODY} \ud83d.", "title": "Bridge \ud83d"}]
    lines = "\n".join(json.dumps(row, ensure_ascii=number == 2) for number, row in enumerate(rows))
    corpus = load(make_study, {"a.jsonl": lines.encode()})
    assert len(corpus.articles) == 3 and corpus.problems.empty
    assert corpus.articles.text.iloc[2].rstrip().endswith("?.")


def test_of_a_page_without_line_breaks_the_body_is_not_listed_as_left_out(make_study):
    paragraphs = "".join(f"<p>{part}</p>" for part in (*BODY.split("\n\n"), "The council will meet again in May to hear the engineers."))
    page = f"<html><body><nav><a>Home</a><a>News</a></nav><article><h1>Bridge</h1>{paragraphs}</article></body></html>"
    furniture = load(make_study, {"a.html": page}).furniture
    assert not any("engineers" in line for line in furniture.text)


@pytest.mark.parametrize(
    "line",
    [
        "Exclusive: Lenn troops to be sent to Ostrana", "Analysis: Why the bridge plan could fail", "By rail to Lenn with the engineers",
        "Updated plan would send 10,000 troops to Ostrana", "Already a member of the league, Ostrana said it would pay.",
        "Not a member of the league, Lenn said it would not pay.", "Copyright holders would lose control of their work, the minister said.",
        "Register of interests shows that the mayor owned the land, a party briefing said.",
    ],
)  # fmt: skip
def test_news_is_no_furniture(make_study, line):
    corpus = load(make_study, {"a.txt": f"{line}\n\n{BODY}"})
    assert corpus.furniture.empty and line in corpus.articles.text[0]


def test_uncertain_date_is_not_guessed(make_study):
    corpus = load(make_study, {"a.txt": f"Outlet: Echo\nDate: 03/04/2025\n\n{PAGE}"})
    assert corpus.articles.published[0] == ""
    assert "03/04/2025" in corpus.problems.problem[0]
    assert read_date("4 March 2025") == read_date("2025-03-04T10:00:00Z") == "2025-03-04"
    assert read_date("20250304") == read_date("20250304T100000Z") == "2025-03-04" and read_date("20251304") is None


def test_same_text_in_one_outlet_counts_once(make_study):
    corpus = load(make_study, {"a.txt": PAGE, "b.txt": PAGE})
    assert len(corpus.articles) == 1 and "the same text as a" in corpus.problems.problem[0]


def test_blanking_keeps_every_offset():
    blank = blank_furniture(PAGE)
    assert len(blank) == len(PAGE)
    assert blank[PAGE.index("Mayor Ada") :].startswith("Mayor Ada") and "Skip" not in blank


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("You have read 3 of 5 free articles this month.", "paywall"),
        ("Already a subscriber? Log in", "paywall"),
        ("Sign up to our politics newsletter", "newsletter"),
        ("Read more: Council votes on bridge", "read more"),
        ("Share this article", "share"),
        ("Advertisement", "advertisement"),
        ("© 2025 Lenn Echo. All rights reserved", "copyright"),
        ("Ada Quill at the opening (Photo: Jo Marsh)", "caption"),
        ("Ada Quill, the mayor, listens during a meeting with traders in Marl March 3, 2025.", "caption"),
        ("Published: 3 March 2025 10:14", "date line"),
    ],
)
def test_furniture_lines(line, reason):
    (removed,) = find_furniture(split_lines(f"Mayor wants bridge closed\n{BODY}\n{line}\n{BODY}"))
    assert (removed.line.text, removed.reason) == (line, reason)


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to my view or leave,” she said.",
        "Ministers promised to share the cost.",
        "She joined the protest on 3 March 2025 and was not seen again by anybody who knew her in the town.",
        "Support for the plan is growing.",
        "Why the bridge matters",
        "Photo finish in the Lenn regatta thrilled the crowd on the old bridge, organisers said.",
    ],
)
def test_lines_that_are_no_furniture(line):
    assert not find_furniture(split_lines(f"Mayor wants bridge closed\n{BODY}\n{line}\n{BODY}"))


@pytest.mark.parametrize(
    ("first", "is_kept"),
    [
        ("Police track people laying flowers (photo)", True),
        ("Ada Quill's remarks in Marl, June 30, 2017", True),
        ("Photo: Jo Marsh", False),
    ],
)
def test_a_headline_that_reads_like_a_caption_stays_where_it_is_the_only_one(first, is_kept):
    assert (not find_furniture(split_lines(f"{first}\n{BODY}"))) == is_kept
    assert find_furniture(split_lines(f"{first}\nMayor wants bridge closed\n{BODY}"))


def test_a_long_cell_is_read_and_the_reader_s_limit_put_back(make_study):
    import csv

    before = csv.field_size_limit()
    corpus = load(make_study, {"a.csv": f'text\n"{BODY * 1500}"\n'.replace("\n\n", " ")})
    assert len(corpus.articles.text[0]) > 150_000
    assert csv.field_size_limit() == before


def test_rows_are_counted_as_a_spreadsheet_counts_and_own_columns_are_named(make_study):
    table = f'text,Newspaper,Colour\n"{BODY}",Lenn Echo,red\n\n,Lenn Echo,blue\n'
    corpus = load(make_study, {"a.csv": table})
    assert corpus.articles.outlet.tolist() == ["Lenn Echo"]
    assert corpus.problems[["row", "problem"]].values.tolist() == [["1", "columns of your own: colour"], ["4", "the text is empty"]]


def test_own_columns_of_every_kind_of_source_stand_behind_ours(make_study):
    long = "y" * 300
    table = f'text,Section,stance,blurb,own_stance\n"{BODY}",News,left,{long},x\n"{BODY} Once more.",Sport,,,y\n'
    record = json.dumps({"text": f"{BODY} It rained.", "section": "News", "page": 3, "tags": ["a", "b"]})
    path = make_study({"a.csv": table, "b.jsonl": record, "c.txt": PAGE})
    (path.parent / "c.toml").write_text('party = "Greens"\n')
    corpus = load_corpus(load_study(path))
    own = corpus.articles.drop(columns=Articles.columns())
    assert own.to_dict("list") == {
        "section": ["News", "Sport", "News", ""], "own_stance": ["left", "", "", ""], "page": ["", "", "3", ""],
        "tags": ["", "", "a, b", ""], "party": ["", "", "", "Greens"],
    }  # fmt: skip
    (told,) = corpus.problems[corpus.problems.problem.str.contains("not kept")].itertuples()
    assert (told.source_file, told.row) == ("a.csv", "2") and "'blurb'" in told.problem


def test_a_header_line_without_a_value_is_no_headline(make_study):
    corpus = load(make_study, {"a.txt": f"Outlet: Lenn Echo\nTitle:\nUrl: https://lenn.example/1\n\nMayor wants bridge closed\n\n{BODY}"})
    (article,) = corpus.articles.itertuples()
    assert (article.title, article.outlet, article.url) == ("Mayor wants bridge closed", "Lenn Echo", "https://lenn.example/1")


def test_a_doubtful_date_is_told_with_its_two_readings(make_study):
    dates = {"a.txt": "03/04/2025", "b.txt": "2016-13-45"}
    articles = {name: f"Outlet: Lenn {name}\nDate: {date}\n\n{BODY}" for name, date in dates.items()}
    told = load(make_study, articles).problems.set_index("source_file").problem
    assert "may be day 3 of month 4 or day 4 of month 3; the article is read without a date" in told["a.txt"]
    assert "names no single day" in told["b.txt"]


@pytest.mark.parametrize(
    "line",
    [
        "“We reject it,” said Omar Hadi, a spokesman for the Provincial Authority (PA).",
        "Copyright law must change in 2026, the minister said, because singers starve.",
        "(c) cars should be banned from the bridge, he said.",
        "Join us on Saturday, she urged, to stop the toll.",
        "See-saw policies have harmed the town, said Bo Marsh.",
        "To keep reading alive, libraries must stay open, said Bo Marsh.",
    ],
)
def test_what_somebody_says_in_the_body_is_no_furniture(line):
    assert find_furniture(split_lines(f"{BODY}\n{line}\n{BODY.split(chr(10))[0]}")) == []


@pytest.mark.parametrize(
    "line", ["Read more: Mayor says “no” to lorries.", "Photo: Tom Reed (Getty Images)", "Share this article", "Copyright 2025"]
)
def test_furniture_in_the_body_is_taken(line):
    assert [r.line.text for r in find_furniture(split_lines(f"{BODY}\n{line}\n{BODY.split(chr(10))[0]}"))] == [line]


def make_page(head="", foot="", said=""):
    story = f"<article><h1>Bridge to close</h1><p>{BODY} {said}</p></article>"
    return f"<html><head><title>Bridge</title>{head}</head><body>{story}{foot}</body></html>"


@pytest.mark.parametrize(
    ("page", "published"),
    [
        (make_page(foot="<footer>© 2019 The Lenn Echo</footer>"), ""),
        (make_page(said="It opened on 4 July 1998, in the rain.", foot="<footer>© The Lenn Echo</footer>"), ""),
        (make_page(head='<meta property="article:published_time" content="2025-03-14T08:00:00Z">'), "2025-03-14"),
    ],
)
def test_the_date_of_a_page_is_the_one_it_gives_for_itself(make_study, page, published):
    assert list(load(make_study, {"a.html": page}).articles.published) == [published]


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_lines_broken_at_a_width_are_joined_and_told(make_study, separator):
    long = "She said that the bridge was old and narrow, that nobody had crossed it on foot for years, and that it should be shut."
    paragraphs = [f"{long} {long} {long}", "She gave no date for it.", f"Bo Marsh disagreed. {long} {long}", "It is old."]
    wrapped = separator.join(textwrap.fill(words, 62) for words in paragraphs)
    corpus = load(make_study, {"a.txt": f"Outlet: The Lamp\n\nBridge may close\n\n{wrapped}"})
    found = corpus.articles.text[0].split("\n\n")[1:]
    assert " ".join(found) == " ".join(paragraphs) and all(words.endswith(".") for words in found)
    if separator == "\n\n":  # without blank lines the end of a paragraph can only be guessed
        assert found == paragraphs
    assert "broken at a width" in corpus.problems.problem[0]


def test_lines_that_are_paragraphs_are_left_alone():
    page = f"{PAGE}\n- one more thing\n- another thing\nlinks\nmore links"
    assert join_wrapped(page) == page


def test_json_as_services_hand_it_out(make_study):
    rows = [
        {"source": {"id": None, "name": "Lenn Echo"}, "publishedAt": "2025-03-14T08:00:00Z", "text": BODY, "title": "One", "tone": 0.3},
        {"text": [BODY.split("\n")[0], "“It must stay,” said Bo."], "authors": [{"name": "A. Reed"}], "outlet": float("nan"), "title": "2"},
        {"body": f"<p>{BODY}</p><p>“It must close,” said Tom &amp; Bo.</p>", "title": "Three"},
    ]
    corpus = load(make_study, {"a.jsonl": "\n".join(map(json.dumps, rows))})
    one, two, three = corpus.articles.itertuples()
    assert (one.outlet, one.published) == ("Lenn Echo", "2025-03-14")
    assert (two.outlet, two.author) == ("", "A. Reed") and two.text.endswith("winter comes.\n\n“It must stay,” said Bo.")
    assert three.text.endswith("“It must close,” said Tom & Bo.") and "<" not in three.text
    assert "your own: tone" in corpus.problems.problem[0] and len(corpus.problems) == 1


@pytest.mark.parametrize("cell", ['"he said ""no""" ', '"he said \\"no\\" twice"'])
def test_a_loose_cell_of_a_csv_costs_no_row(make_study, cell):
    rows = "".join(f'"{BODY} Row {n}.",T{n}\n' for n in range(3))
    corpus = load(make_study, {"a.csv": f"text,title\n{rows}{cell},Y\n{rows.replace('Row', 'Line')}"})
    assert len(corpus.articles) == 7 and corpus.articles.text.str.contains("no").any()


def test_rows_below_a_mark_that_is_not_closed_are_told(make_study):
    good = f'"{BODY} Row 1.",T\n'
    corpus = load(make_study, {"a.csv": f'text,title\n{good}"he said,Y\n{good}{good}'})
    problem = corpus.problems.iloc[-1]  # a row of the file takes three lines, and the open one begins in the fifth
    assert (len(corpus.articles), problem.row) == (1, "line 5") and "7 lines are not read" in problem.problem


def test_a_spreadsheet_may_name_its_separator(make_study):
    assert load(make_study, {"a.csv": f'sep=;\ntext;title\n"{BODY}";T\n'}).articles.title.tolist() == ["T"]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00", "2925-03-14", "1215-06-15"])
def test_a_date_of_no_newspaper_is_none(make_study, date):
    corpus = load(make_study, {"a.txt": f"Outlet: The Lamp\nDate: {date}\n\nBridge\n\n{BODY}"})
    assert corpus.articles.published[0] == "" and "from 1700 to next year" in corpus.problems.problem[0]


def test_letters_and_hyphens_are_written_one_way(make_study):
    corpus = load(make_study, {"a.txt": f"Outlet: The Lamp\n\nCafe\u0301 to close\n\n{BODY} A same\u2011sex cou\u00adple left."})
    assert "Café" in corpus.articles.title[0] and "same-sex couple" in corpus.articles.text[0]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our “Morning Brief” newsletter today.",
        "Read more about what the mayor said here.",
        "Click here to read what our readers say.",
        "© 2024 The Lamp. All rights reserved. According to our policy you may not copy.",
    ],
)
def test_furniture_with_marks_or_a_verb_of_saying_is_furniture(line):
    assert [r.line.text for r in find_furniture(split_lines(f"{BODY}\n{line}\n{BODY.split(chr(10))[0]}"))] == [line]


def test_a_backslash_in_a_cell_stays(make_study):
    rows = f'text,title\n"{BODY} The file C:\\temp\\new was found.",T\n"{BODY} He said \\"no\\" today.",U\n'
    texts = load(make_study, {"a.csv": rows}).articles.text
    assert "C:\\temp\\new" in texts[0] and 'said "no" today' in texts[1]


def test_values_of_records_that_are_records(make_study):
    rows = [
        {"text": BODY, "title": "One", "date": {"$date": "2024-03-05T00:00:00Z"}, "author": {"first": "Jane", "last": "Doe"}},
        {"body": [{"text": "Ada Quill said a < b."}, {"text": BODY}], "title": "Two"},
        {"text": {"html": f"<p>If 3<b and c>d, she said.<br>{BODY}</p>"}, "title": "Three"},
    ]
    one, two, three = load(make_study, {"a.jsonl": "\n".join(map(json.dumps, rows))}).articles.itertuples()
    assert (one.published, one.author) == ("2024-03-05", "Jane Doe")
    assert "a < b." in two.text and "{" not in two.text + three.text and three.text.count(BODY[:40]) == 1


def test_a_date_that_a_page_tells_in_words_is_read(make_study):
    page = make_page().replace("<article>", "<article><p>Published: 5 March 2024</p>")
    assert list(load(make_study, {"a.html": page}).articles.published) == ["2024-03-05"]


def test_long_wrapped_paragraphs_take_no_square_of_their_length():
    text = "\n".join(["the old bridge over the lake was closed to lorries and to"] * 40_000)
    start = time.perf_counter()
    assert join_wrapped(text).count("lorries") == 40_000 and time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<p>One.</p><iframe src='https://x.example/a'></iframe><p>Two<sup>2</sup>.</p>", "One.\n\nTwo2."),
        ("<p>One\x0ctwo.</p>", "One two."),
        ("<p>We win \ud83d and stay.</p>", "We win ? and stay."),
        ("<p>3<b and c>d</p>", "3<b and c>d"),
        ({"rendered": "<p>One.</p>", "protected": False}, "One."),
        ([{"type": "paragraph", "text": "One."}, {"type": "image", "url": "a.jpg"}, None, "Two."], "One.\n\nTwo."),
    ],
)
def test_words_of_a_record(value, text):
    assert write_text(value) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"id": 12, "first_name": "Jo", "last_name": "Doe"}, "Jo Doe"),
        ({"id": 3, "url": "https://x.example/jo", "name": None}, ""),
        ([None, "Jo"], "Jo"),
        ({"year": 2025, "month": 4, "day": 3}, "2025-04-03"),
    ],
)
def test_value_of_a_record(value, words):
    assert write_value(value) == words


@pytest.mark.parametrize(
    ("line", "meta"),
    [("Date: 2026-03-12", {"published": "2026-03-12"}), ("Author: Tessa Wren", {"author": "Tessa Wren"}), ("Source: mayor to resign", {}),
     ("Date: of the vote", {})],
)  # fmt: skip
def test_one_line_on_top(line, meta):
    assert split_header(f"{line}\n\nFerry row grows\n\nText.")[0] == meta


def test_byline_and_date_below_a_pasted_headline_are_read(make_study):
    page = f"Mayor wants bridge closed\nBy Tom Reed\nUpdated 12 March 2026 10:15 GMT\n\n{BODY}\n"
    (article,) = load(make_study, {"a.txt": page}).articles.itertuples()
    assert (article.author, article.published) == ("Tom Reed", "2026-03-12")


def test_a_control_character_in_a_page_costs_nothing(make_study):
    page = f"<html><body><article><h1>Bridge</h1><p>{BODY.replace(' on ', chr(12) + 'on ')}</p><p>{BODY}</p></article></body></html>"
    assert len(load(make_study, {"a.html": page, "b.txt": PAGE}).articles) == 2


def test_a_comments_date_is_none_of_the_page(make_study):
    body = "".join(f"<p>{BODY} It is number {n} of the sentences on the bridge that all of us know.</p>" for n in range(4))
    page = f"<html><body><article><h1>Bridge</h1>{body}</article><div class='comments'><div>Posted on 5 May 2019</div></div></body></html>"
    assert load(make_study, {"a.html": page}).articles.published[0] == ""


def test_broken_links_of_rich_text_cost_no_time():
    data = r"{\rtf1 " + r"{\field{\*\fldinst{" * 400 + "hyperlink " * 400 + '"}}{' * 400 + "}"
    start = time.perf_counter()
    unpack_rtf(data.encode())
    assert time.perf_counter() - start < 2
    assert unpack_rtf(rb'{\rtf1 See {\field{\*\fldinst{HYPERLINK "http://x.example"}}{\fldrslt{the page}}} now.}')[0] == "See the page now."


def test_lines_broken_within_words_and_before_by():
    lines = [
        "The plan for the bridge at the old quay will cost us all too much",
        "– and the ferry will be no help to anybody here in the town – so",
        "that we must say no to it, Jane Marlow told the council as the depart-",
        "ment of works, which is the department that she leads, said the short-",
        "and long-term costs were high to all who have read what she had said.",
        "By the end of the month it would be known to all of the people who",
        "live in this part of the town, she said on the day of the meeting.",
    ]
    joined = join_wrapped("\n".join(lines)).strip()
    assert "\n" not in joined
    assert "– so that we" in joined and "as the department of works" in joined and "short- and long-term" in joined



def test_ids_given_twice_and_outlets_that_differ_in_capitals_are_told_of(make_study):
    rows = [f'x,{outlet},"{BODY} {n}"' for n, outlet in enumerate(("Lenn Echo", "Lenn Echo", "LENN ECHO"))]
    corpus = load(make_study, {"a.csv": "id,outlet,text\n" + "\n".join(row.replace("\n\n", " ") for row in rows) + "\n"})
    assert corpus.articles.article_id.tolist() == ["x", "x-2", "x-3"]
    told = corpus.problems.problem.tolist()
    assert sum("another article is called 'x'" in problem for problem in told) == 2
    assert sum("the outlet 'LENN ECHO' of 1 articles is 'Lenn Echo' of 2" in problem for problem in told) == 1
