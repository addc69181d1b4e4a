"""Exports of news databases (Nexis, Nexis Uni, Factiva): one file, many articles, each with its outlet, date and byline.

Their layouts are not documented by those who make them. These readers go by the labels, field codes and closing lines that such exports
have ("Load-Date", "End of Document", "HD", "LP"); what does not fit becomes a problem with the number of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import html

from analysis.ingest.furniture import is_speech

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?"
    "|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
)
_DATE = re.compile(
    rf"(?:(?:{_MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}}|(?:{_MONTHS}) \d{{4}})(?!\d)", re.I
)
_COUNT = re.compile(r"^[ \t]{0,80}\d{1,5} of (\d{1,5}) DOCUMENTS?[ \t]{0,80}$", re.M)
_END = re.compile(r"^[ \t]{0,80}End of Document[ \t]{0,80}$", re.M)
_COVER = re.compile(r"^[ \t]{0,20}Documents? \((\d{1,5})\)[ \t]{0,20}$", re.M)
# Fields above the body.
_ABOVE = re.compile(r"(section|length|highlight|dateline|series|edition|language|byline|headline) ?:\s{0,5}(.{0,500})$", re.I | re.S)
# What stands below it: in old exports fields in capitals, in Nexis Uni a word alone.
_BELOW = re.compile(
    r"(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|SUBJECT|ORGANI[SZ]ATION|COMPANY|TICKER|INDUSTRY|PERSON|GEOGRAPHIC|CITY|STATE|COUNTRY"
    r"|URL|TYPE|CORRECTION-DATE|UPDATE|NOTES|GRAPHIC|DISTRIBUTION) ?:|(?i:load-date) ?:|(?:Graphic|Classification|Notes)$"
)
# Those of them that no line of a story begins with.
_SURELY_BELOW = re.compile(
    r"(?i:load-date|publication-type|journal-code|correction-date) ?:|(?:LANGUAGE|SUBJECT|TICKER|GEOGRAPHIC|GRAPHIC|NOTES|URL) ?:"
    r"|(?:Graphic|Classification|Notes)$"
)
_MAX_CAPTION = 3  # paragraphs of a caption
_CAPTION = re.compile(r"(?:GRAPHIC|NOTES|URL) ?:")
_MAX_FIELD = 12  # words of a line that goes on with a field below
_RIGHTS = re.compile(r"(?:copyright (?:\(c\)|©|\d{4})|©|\(c\)|all rights reserved)", re.I)
_MAX_RIGHTS = 20  # words of such a line
_BODY = "body"  # the line above the words in Nexis Uni
_MAX_HEAD = 16  # paragraphs before the body in which its fields are looked for
_CODES = frozenset("AN ART BY CLM CO CR CT CX CY DE DLN ED ET GC HD IN IPC IPD LA LP NGC NS PD PG PUB RE RF SC SE SN TD VOL WC".split())
_CODED = re.compile(r"([A-Z]{2,3})(?:[ \t]{0,5}[|\t]| {2,10}|[ \t]{0,5}$)[ \t|]{0,10}(.*)$")  # not "IN the end …"
_CODED_CLOSE = re.compile(r"([A-Z]{2,3})(?:[ \t|]|$)[ \t|]{0,10}(.*)$")
_AFTER = frozenset("TD CO IN NS RE RF IPC IPD PUB AN CT ART".split())  # codes that end the words of an article
_ACCESSION = re.compile(r"^[ \t|]{0,10}Document [A-Za-z0-9]{8,40}[ \t|]{0,10}$", re.M)
_WORDS = re.compile(r"[\d.,\s]{1,12}(?:words|mots|Wörter|palabras|parole)$")
_ARTICLE = re.compile(r"[a-z]{2}Article")  # class of a document, by its language
_MAX_BYLINE = 8  # words
_SECTIONS = frozenset(
    ("news", "world", "business", "sport", "sports", "opinion", "politics", "general news", "comment", "features", "national", "local")
)  # what may stand above a headline
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")


class Document(NamedTuple):
    """One article of an export. ``meta`` has title, outlet, published, author, language and url as far as they are told."""

    meta: dict[str, str]
    paragraphs: list[str]


def read_nexis(text: str) -> tuple[list[Document], int] | None:
    """Return the documents of a Nexis or Nexis Uni export and how many it says it holds (0: it does not say); None for other text.

    ``text`` is what a .txt holds, or the paragraphs of a .docx or .rtf, one a line. Older exports break lines at a width; these are joined.
    """
    counts = _COUNT.findall(text)
    if counts:
        parts = _COUNT.split(text)[2::2]  # without the cover, and without the number that split() hands back
        return [_read_nexis_document(_join_lines(part), False) for part in parts], int(counts[-1])
    if not _END.search(text):
        return None
    cover = _COVER.search(text)
    parts = [_list_lines(part) for part in _END.split(text)[:-1]]  # what stands behind the last end is no document
    return [_read_nexis_document(part, True) for part in parts if part], int(cover[1]) if cover else 0


def _list_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _join_lines(text: str) -> list[str]:
    """Return the paragraphs of a text that is broken at a width: blank lines part them."""
    return [" ".join(block.split()) for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def _read_nexis_document(paragraphs: list[str], is_headline_first: bool) -> Document:
    """Read headline, outlet and date in the order of the format, the labelled fields, and the body up to what stands below it."""
    start = next((i + 1 for i, line in enumerate(paragraphs) if line.rstrip(":").casefold() == _BODY), 0)
    head_end = start - 1 if start else _find_body(paragraphs)
    start = start or head_end
    fields = {m[1].lower(): m[2] for line in paragraphs[max(0, head_end - _MAX_HEAD) : head_end] if (m := _ABOVE.match(line))}
    end = _find_end(paragraphs, start)
    tail = {line.partition(":")[0].strip().lower(): line.partition(":")[2].strip() for line in paragraphs[end:] if ":" in line}
    named = [i for i in range(head_end) if not _ABOVE.match(paragraphs[i]) and not _is_rights(paragraphs[i])]
    told = [i for i in named if _DATE.search(paragraphs[i])]
    language = fields.get("language", "") or tail.get("language", "")
    meta = {"author": fields.get("byline", ""), "language": language, "url": tail.get("url", "")}
    if told:
        at = named.index(told[-1] if is_headline_first else told[0])  # a headline below it may tell a date too
        above, below = [paragraphs[i] for i in named[:at]], [paragraphs[i] for i in named[at + 1 :]]
        meta["published"] = _DATE.search(paragraphs[named[at]])[0]
        meta["outlet"] = above[-1] if above else ""
        headline = (above[-2] if len(above) > 1 else "") if is_headline_first else " ".join(below)
        meta["title"] = fields.get("headline", "") or headline
    else:
        meta["title"] = fields.get("headline", "") or (paragraphs[named[0]] if named else "")
    body = [line for line in paragraphs[start:end] if not _is_rights(line) and line.rstrip(":").casefold() != _BODY]
    return Document({k: v for k, v in meta.items() if v}, body)


def _find_end(paragraphs: list[str], start: int) -> int:
    """Return where the body ends: at a label that no story has, or at one that it may have ("UPDATE: …") where only labels follow up to
    such a one or to the end."""
    sure = next((i for i in range(start, len(paragraphs)) if _is_surely_below(paragraphs, i)), len(paragraphs))
    end = sure
    for i in range(sure - 1, start - 1, -1):
        line = paragraphs[i]
        if _BELOW.match(line):
            end = i
        elif not _is_rights(line) and (len(line.split()) > _MAX_FIELD or line.endswith((".", "”", '"', "?", "!"))):
            break
    return end


def _is_surely_below(paragraphs: list[str], i: int) -> bool:
    """Whether a paragraph is a label below the body; a caption in the story may have one too, but no label stands behind that."""
    if not _SURELY_BELOW.match(paragraphs[i]):
        return False
    if not _CAPTION.match(paragraphs[i]):
        return True
    following = paragraphs[i + 1 : i + 2 + _MAX_CAPTION]
    sure = next((k for k, line in enumerate(following) if _SURELY_BELOW.match(line) and not _CAPTION.match(line)), None)
    is_last = i + 1 + len(following) == len(paragraphs)
    between = following[:sure] if sure is not None else following
    return (sure is not None or is_last) and not any(is_speech(line) for line in between)


def _is_rights(line: str) -> bool:
    return bool(_RIGHTS.match(line)) and len(line.split()) <= _MAX_RIGHTS


def _find_body(paragraphs: list[str]) -> int:
    """Return the number of the first paragraph behind the fields above the body; the same labels may come again below it."""
    first = next((i for i, line in enumerate(paragraphs[:_MAX_HEAD]) if _ABOVE.match(line)), 0)
    return next((i for i in range(first, len(paragraphs)) if not _ABOVE.match(paragraphs[i])), len(paragraphs))


def read_factiva_html(tree) -> list[Document]:
    """Return the documents of a page saved from Factiva, with field codes or without; none for any other page."""
    found = [div for div in tree.iter("div") if _is_article(div) and not any(_is_article(inner) for inner in div.iterdescendants("div"))]
    return [_read_coded_cells(each) or _read_divs(each) for each in found]


def _is_article(div: html.HtmlElement) -> bool:
    names = (div.get("class") or "").split()
    return "article" in names and any(_ARTICLE.fullmatch(name) for name in names)


def _read_coded_cells(article: html.HtmlElement) -> Document | None:
    fields, paragraphs = {}, []
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = cells[0].text_content().strip() if len(cells) > 1 else ""
        if code in ("LP", "TD"):
            paragraphs += [_fold(each) for each in cells[1].xpath(".//p") or [cells[1]]]
        elif code in _CODES:
            fields.setdefault(code, _fold(cells[1]))
    return Document(_name_fields(fields), list(filter(None, paragraphs))) if fields else None


def _read_divs(article: html.HtmlElement) -> Document:
    """Read the layout without codes: above the paragraphs one ``div`` each for headline, byline, number of words, date, outlet …"""
    headline = next(iter(article.xpath(".//*[contains(@class, 'Headline')]")), None)
    title = _fold(headline) if headline is not None else ""
    lines = [line for div in article.xpath(".//div[not(.//div) and not(.//p)]") if (line := _fold(div))]
    meta = _read_head(lines[lines.index(title) + 1 :] if title in lines else lines, title)
    paragraphs = [_fold(p) for p in article.xpath(".//p")]
    return Document(meta, [line for line in paragraphs if line and not _ACCESSION.match(line)])


def _fold(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def read_factiva_text(text: str) -> list[Document]:
    """Return the documents of a Factiva export as text, each ended by "Document …", with field codes or without; none for other text."""
    parts = [[line.strip(" \t|") for line in part.splitlines()] for part in _ACCESSION.split(text)[:-1]]
    found = [_read_coded_lines(part) or _read_lines(list(filter(None, part))) for part in parts]
    return [document or Document({}, []) for document in found] if any(found) else []


def _read_coded_lines(lines: Iterable[str]) -> Document | None:
    fields: dict[str, list[str]] = {}
    lines, code = list(lines), ""
    is_close = all(any(line.startswith(f"{known} ") for line in lines) for known in ("HD", "PD", "SN", "LP"))  # "HD Bridge must close"
    for line in lines:
        found = (_CODED_CLOSE if is_close else _CODED).match(line)
        if found and found[1] in (_AFTER if code in ("LP", "TD") else _CODES):
            code, line = found[1], found[2]
        if code and line:
            fields.setdefault(code, []).append(line)
    if "HD" not in fields:
        return None
    return Document(_name_fields({k: " ".join(v) for k, v in fields.items()}), [*fields.get("LP", ()), *fields.get("TD", ())])


def _read_lines(lines: list[str]) -> Document | None:
    """Read the layout without codes: headline, byline, number of words, date, outlet …, the line of rights, and the paragraphs."""
    rights = next((i for i, line in enumerate(lines[:_MAX_HEAD]) if _RIGHTS.match(line)), None)
    if rights is None or not any(_WORDS.fullmatch(line) for line in lines[:rights]):
        return None
    return Document(_read_head(lines[:rights]), lines[rights + 1 :])


def _read_head(lines: list[str], title: str = "") -> dict[str, str]:
    """Return what stands around the number of words: headline (unless it is known) and byline above it, date, perhaps a time, outlet."""
    at = next((i for i, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return {"title": title} if title else {}
    above, below = lines[:at], [line for line in lines[at + 1 :] if not _CLOCK.match(line)]
    is_byline = len(above) > 1 and above[-2].casefold() not in _SECTIONS and _is_byline(above[-1])
    author = above.pop() if is_byline or title and above else ""
    meta = {"title": title or (above[-1] if above else ""), "author": author.removeprefix("By "), "published": "", "outlet": ""}
    meta |= dict(zip(("published", "outlet"), below, strict=False))
    return {name: words for name, words in meta.items() if words}


def _is_byline(line: str) -> bool:
    """Whether a line names people: "By Bo Marsh", "Bo Marsh and Cy Lane in Harwick"."""
    words = line.split()
    return line.startswith("By ") or len(words) <= _MAX_BYLINE and all(word[0].isupper() or word in ("and", "in", "for") for word in words)


def _name_fields(fields: dict[str, str]) -> dict[str, str]:
    names = {"title": "HD", "author": "BY", "published": "PD", "outlet": "SN", "language": "LA"}
    return {name: fields[code] for name, code in names.items() if fields.get(code)}


def list_missing(documents: list[Document], told: int) -> Iterator[tuple[str, str]]:
    """Yield (number of the document, what is wrong) for documents without words or date, and for a file that holds fewer than it says."""
    for number, document in enumerate(documents, 1):
        if not document.paragraphs:
            yield str(number), "no words found in this document of the export"
        elif not document.meta.get("published"):
            yield str(number), "no date found in this document of the export, and perhaps no outlet"
    if told > len(documents):
        yield "", f"the export says that it holds {told} documents, and {len(documents)} were found"
