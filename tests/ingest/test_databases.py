"""Exports of news databases in, articles out. Outlets, people and words are invented; the layouts are those of such exports."""

import io
import zipfile

import docx
import pytest

from analysis.ingest import load_corpus
from analysis.ingest.unpack import unpack_docx, unpack_rtf
from analysis.study import load_study

SAID = ("Ada Quill said the bridge was old and that the council should close it before the winter storms came.",
        "“Nobody will miss it,” she told the Lenn Echo, and walked home over it as she had done for thirty years.")  # fmt: skip

OLD_NEXIS = """


Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2020  16:51:31

                               1 of 2 DOCUMENTS

                                 The Lenn Echo

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Bridge must close, says
Quill

BYLINE: Bo Marsh

SECTION: NEWS; Pg. 3

LENGTH: 40 words

Ada Quill said the bridge was old and that the council
should close it before the winter storms came.

“Nobody will miss it,” she told the Lenn Echo, and walked home
over it as she had done for thirty years.

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

                       Copyright 2010 Lenn Echo Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                                 Corland Post

                            12 January 2010 Tuesday

Council meets

LENGTH: 20 words

The council of Lenn met and said that it would look at the bridge again in the spring of the next year.

LOAD-DATE: January 12, 2010
"""

UNI = ["Documents (2)", "1. Bridge must close, says Quill", "Client/Matter: -None-", "Bridge must close, says Quill", "The Lenn Echo",
       "January 11, 2010 Monday", "Copyright 2010 Lenn Echo Ltd All Rights Reserved", "Section:\u00a0NEWS; Pg. 3", "Length:\u00a040 words",
       "Byline:\u00a0Bo Marsh", "Body", *SAID, "Classification", "Language:\u00a0ENGLISH", "Subject:\u00a0BRIDGES (90%)",
       "Load-Date:\u00a0January 12, 2010", "End of Document", "Council meets", "Corland Post", "12 January 2010 Tuesday",
       "Length:\u00a020 words", "Body", "The council of Lenn met and said that it would look at the bridge again in the spring.",
       "End of Document"]  # fmt: skip

CODED = """<html><body><div class="article enArticle"><table>
<tr><td><b>HD</b>&nbsp;</td><td><b class="enHeadline">Bridge must close, says Quill</b></td></tr>
<tr><td><b>BY</b></td><td>Bo Marsh</td></tr><tr><td><b>WC</b></td><td>40 words</td></tr>
<tr><td><b>PD</b></td><td>11 January 2010</td></tr><tr><td><b>SN</b></td><td>The Lenn Echo</td></tr>
<tr><td><b>LA</b></td><td>English</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph">{}</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph">{}</p></td></tr>
<tr><td><b>AN</b></td><td>Document LENNEC0020100111e61b0000a</td></tr></table></div></body></html>""".format(*SAID)

PLAIN = """<html><body><div class="article"><div class="article enArticle">
<div><span class="enHeadline">Bridge must close, says Quill</span></div>
<div>Bo Marsh</div><div>40 words</div><div>11 January 2010</div><div>09:15</div><div>The Lenn Echo</div><div>LENNEC</div><div>English</div>
<p class="articleParagraph">{}</p><p class="articleParagraph">{}</p>
<p>Document LENNEC0020100111e61b0000a</p></div></div></body></html>""".format(*SAID)

FIELDS = [("HD", "Bridge must close, says Quill"), ("BY", "Bo Marsh"), ("WC", "40 words"), ("PD", "11 January 2010"),
          ("SN", "The Lenn Echo"), ("LA", "English"), ("LP", SAID[0]), ("TD", SAID[1])]  # fmt: skip
HEADS = ["Bridge must close, says Quill", "By Bo Marsh", "40 words", "11 January 2010", "09:15", "The Lenn Echo", "LENNEC", "English",
         "Copyright 2010 Lenn Echo Ltd"]  # fmt: skip


def make_docx(lines):
    document, file = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def make_rtf(lines):
    words = "".join(f"{line}\\par\n" for line in lines)
    return ("{\\rtf1\\ansi " + "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in words) + "}").encode()


CODED_RTF = [f"{code}\\cell {words}\\cell\\row" for code, words in FIELDS] + ["Document LENNEC0020100111e61b0000a"]


def load(make_study, files):
    return load_corpus(load_study(make_study(files)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.txt", OLD_NEXIS.encode()),
        ("uni.docx", make_docx(UNI)),
        ("uni.rtf", make_rtf(UNI)),
        ("uni.txt", "\n".join(UNI).encode()),
        ("coded.html", CODED.encode()),
        ("plain.html", PLAIN.encode()),
        ("coded.rtf", make_rtf(CODED_RTF)),
        ("coded.txt", "\n".join([*(f"{code}\t{words}" for code, words in FIELDS), "Document LENNEC0020100111e61b0000a"]).encode()),
        ("plain.rtf", make_rtf([*HEADS, *SAID, "Document LENNEC0020100111e61b0000a"])),
    ],
)
def test_an_export_is_its_articles(make_study, name, data):
    corpus = load(make_study, {name: data})
    first = corpus.articles.iloc[0]
    assert first.title == "Bridge must close, says Quill"
    assert (first.outlet, first.author, first.published) == ("The Lenn Echo", "Bo Marsh", "2010-01-11")
    assert first.text == "\n\n".join([first.title, *SAID]) and first.language == "en"
    if len(corpus.articles) > 1:
        second = corpus.articles.iloc[1]
        assert (second.title, second.outlet, second.published) == ("Council meets", "Corland Post", "2010-01-12")
        assert "Load" not in second.text and second.text.count("\n\n") == 1
    assert corpus.problems.empty and len(corpus.articles) == (2 if name.startswith(("old", "uni")) else 1)


def test_documents_without_words_and_documents_that_are_missing_are_told(make_study):
    empty = [*UNI[:3], *UNI[3:11], "End of Document", *UNI[19:]]
    problems = load(make_study, {"uni.docx": make_docx(["Documents (3)", *empty[1:]])}).problems
    assert list(problems.row) == ["1", ""] and "no words" in problems.problem[0] and "holds 3 documents, and 2" in problems.problem[1]


@pytest.mark.parametrize(
    "text",
    [
        "IN the end, Ada Quill said, the bridge was old. It is HD and that is it.\n\n" + SAID[1],
        "Document of the day\n\n" + "\n\n".join(SAID),
        "Length: it is all about length\n\n" + "\n\n".join(SAID),
    ],
)
def test_an_article_is_no_export(make_study, text):
    (article,) = load(make_study, {"a.txt": text.encode()}).articles.itertuples()
    assert article.article_id == "a" and all(part in article.text for part in SAID[1:])


def test_a_page_that_calls_itself_an_article_is_no_export(make_study):
    page = f"<html><body><div class='article mainArticle'><h1>Bridge</h1><p>{SAID[0]}</p><p>{SAID[1]}</p></div></body></html>"
    (article,) = load(make_study, {"a.html": page.encode()}).articles.itertuples()
    assert article.article_id == "a" and SAID[0] in article.text


def test_a_word_document_is_an_article_and_its_tables_are_read(make_study):
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph("Bridge must close")
    document.add_paragraph(SAID[0])
    document.add_table(1, 1).cell(0, 0).text = SAID[1]
    document.save(file)
    (article,) = load(make_study, {"a.docx": file.getvalue()}).articles.itertuples()
    assert article.text == "\n\n".join(["Bridge must close", *SAID])


def make_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 200_000_001)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.docx", b"PK\x03\x04", "not readable as a Word document"),
        ("a.docx", b"just words", "not readable as a Word document"),
        ("a.docx", make_bomb(), "unpacks to"),
        ("a.rtf", b"just words", "not a file in rich text format"),
        ("a.zip", b"PK\x03\x04", "a packed folder is not read"),
    ],
)
def test_a_file_that_is_not_what_it_says_costs_only_itself(make_study, name, data, problem):
    corpus = load(make_study, {name: data, "good.txt": "\n\n".join(SAID).encode()})
    assert list(corpus.articles.article_id) == ["good"]
    (row,) = corpus.problems.itertuples()
    assert problem in row.problem and row.source_file == name and row.remedy


@pytest.mark.parametrize("page", ["<!-- x -->", "<?php ?>", "<!DOCTYPE html>"])
def test_a_page_of_comments_costs_only_itself(make_study, page):
    corpus = load(make_study, {"a.html": page.encode(), "good.txt": "\n\n".join(SAID).encode()})
    assert list(corpus.articles.article_id) == ["good"] and "no article body" in corpus.problems.problem[0]


def change_docx(name, data):
    """Return a Word document with one of its parts replaced."""
    old, new = zipfile.ZipFile(io.BytesIO(make_docx(SAID))), io.BytesIO()
    with zipfile.ZipFile(new, "w") as packed:
        for entry in old.namelist():
            packed.writestr(entry, data if entry == name else old.read(entry))
    return new.getvalue()


@pytest.mark.parametrize(("part", "data"), [("word/document.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<")])
def test_a_damaged_word_document_costs_only_itself(make_study, part, data):
    corpus = load(make_study, {"a.docx": change_docx(part, data), "good.txt": "\n\n".join(SAID).encode()})
    assert list(corpus.articles.article_id) == ["good"] and "Word document" in corpus.problems.problem[0]


def test_cells_over_several_columns_are_read_once_and_insertions_too():
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='300000'/></w:tcPr><w:p><w:r><w:t>{SAID[0]}</w:t></w:r></w:p></w:tc>"
    inserted = f"<w:p><w:ins><w:r><w:t>{SAID[1]}</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    body = f"<w:document xmlns:w='{word}'><w:body><w:tbl><w:tr>{cell}</w:tr></w:tbl>{inserted}</w:body></w:document>"
    assert unpack_docx(change_docx("word/document.xml", body.encode()))[0] == "\n\n".join(SAID)


def test_rich_text_with_an_emoji_and_with_broken_links():
    assert unpack_rtf(b"{\\rtf1\\ansi Doe said \\u-10179?\\u-8704? so}")[0].encode().decode() == "Doe said 😀 so"
    assert "So" in unpack_rtf(b"{\\rtf1 So " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 5_000)[0]  # takes minutes unless links are dropped


def test_what_stands_in_the_words_is_not_taken_for_a_field(make_study):
    words = ["Type: A or B? The council of Lenn asked.", "Copyright law should change, Ada Quill said.", "Update: the council has met."]
    uni = [*UNI[3:11], *words, *UNI[13:18], "2022 LexisNexis"]
    (article,) = load(make_study, {"a.docx": make_docx(uni)}).articles.itertuples()
    assert article.text.split("\n\n")[1:] == words


def test_headline_field_and_date_in_an_old_headline(make_study):
    old = OLD_NEXIS.replace("Bridge must close, says\nQuill\n", "Bridge to close on January 20, 2010\n", 1)
    first = load(make_study, {"a.txt": old.encode()}).articles.iloc[0]
    assert (first.title, first.published, first.outlet) == ("Bridge to close on January 20, 2010", "2010-01-11", "The Lenn Echo")
    named = OLD_NEXIS.replace("Bridge must close, says\nQuill\n", "", 1)
    named = named.replace("LENGTH: 40 words", "LENGTH: 40 words\n\nHEADLINE: Bridge shut\n\nBODY:")
    first = load(make_study, {"a.txt": named.encode()}).articles.iloc[0]
    assert first.title == "Bridge shut" and first.text.split("\n\n")[1] == SAID[0]


def test_a_document_that_does_not_fit_is_told(make_study):
    end = "Document LENNEC0020100111e61b0000a"
    corpus = load(make_study, {"a.txt": "\n".join([*HEADS, *SAID, end, "Something else", "with no head", end]).encode()})
    assert len(corpus.articles) == 1 and list(corpus.problems.row) == ["2"]


@pytest.mark.parametrize(
    ("above", "title", "author"),
    [(["Council meets", "Bo Marsh"], "Council meets", "Bo Marsh"), (["News", "Council Meets"], "Council Meets", ""),
     (["Bridge must close says Quill", "Bo Marsh and Cy Lane in Lenn"], "Bridge must close says Quill", "Bo Marsh and Cy Lane in Lenn")],
)  # fmt: skip
def test_headline_and_byline_above_the_number_of_words(make_study, above, title, author):
    lines = [*above, *HEADS[2:], *SAID, "Document LENNEC0020100111e61b0000a"]
    (article,) = load(make_study, {"a.txt": "\n".join(lines).encode()}).articles.itertuples()
    assert (article.title, article.author) == (title, author)


def test_an_advertisement_within_an_article_is_no_export(make_study):
    page = f"<html><body><h1>Bridge</h1><p>{SAID[0]}</p><div class='inArticle'><p>Buy now</p></div><p>{SAID[1]}</p></body></html>"
    (article,) = load(make_study, {"a.html": page.encode()}).articles.itertuples()
    assert SAID[0] in article.text and SAID[1] in article.text


@pytest.mark.parametrize("label", ["UPDATE", "STATE", "COMPANY", "NOTES", "URL"])
def test_a_line_of_the_story_with_a_label_does_not_end_it(make_study, label):
    words = [SAID[0], f"{label}: The hauliers have answered since.", SAID[1]]
    uni = [*UNI[3:11], *words, *UNI[13:18], "2022 LexisNexis"]
    (article,) = load(make_study, {"a.docx": make_docx(uni)}).articles.itertuples()
    assert article.text.split("\n\n")[1:] == words
