"""From a study's files to the articles table, with an account of everything left out."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from ftfy import fix_encoding
from ftfy.badness import is_bad
from tqdm.auto import tqdm

from analysis.ingest.days import explain_date, read_date
from analysis.ingest.furniture import Line, Removed, find_furniture, find_repeated, is_paragraph, list_body, split_lines
from analysis.ingest.raw import MAX_CHARS, Problem, RawArticle
from analysis.ingest.sources import read_source
from analysis.nlp import plain_spaces
from analysis.study import Study
from analysis.tables import TABLES, Articles, Furniture, Problems

FEW_FILES = 100  # fewer are read before a bar can be seen
MAX_OWN = 200  # characters of a value of a source's own column
MAX_TOP, MAX_SECTION = 15, 3  # lines above a byline among which a headline is looked for; words of the name of a section
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
TITLE_WORDS = 40  # a longer first line is a paragraph and no headline
# Soft hyphen, spaces without width; marks that turn round how a line is shown, and other control characters; hyphens of their own.
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]) | {0x2010: "-", 0x2011: "-"}
_UNSEEN |= dict.fromkeys([code for code in range(32) if chr(code) not in "\n\r\t\v\f"], " ")
_CUT_MARK = re.compile(r"â€(?=[\s.,;:!?)\]—-]|$)")  # a closing mark of which the last byte was lost: "â€œWe will,â€ said Doe"
_COMMON = re.compile(r"\b(the|of|and|to|in|a|is|that|for|it|on|was|with|as|said)\b", re.I)
# What a pasted page says of itself below its headline.
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]{0,30}(?: (?:de |van |von |Ó |Ní )?[A-ZÀ-ÖØ-Þ][\w.’'-]{0,30}){1,3}"
_BYLINE = re.compile(rf"By ({_NAME}(?:(?:, {_NAME}){{0,4}} (?:and|&) {_NAME})?)(?:,|$| in )")
_POST = re.compile(
    r" (?:(?:Political|Chief|Senior|Special|Health|Crime|Business|Home|Foreign) ){0,2}(?:Correspondent|Editor|Reporter"
    r"|Writer)\b.*$"
)  # fmt: skip
_DATE_LABEL = re.compile(r"(?:first |last )?(?:published|posted|updated)(?: on| at)?\s{0,3}:?\s{1,3}", re.I)


class Corpus(NamedTuple):
    articles: pd.DataFrame  # Articles
    furniture: pd.DataFrame  # Furniture
    problems: pd.DataFrame  # Problems


class IngestError(ValueError):
    """Not one article of the study could be read; the message lists every file with its reason and remedy."""


def load_corpus(study: Study) -> Corpus:
    """Read every article of the study.

    What a table, a JSON line or a sidecar says of an article beyond the columns of Articles stands behind them, as text: a section, a
    party. Functions that make groups take these columns too.

    A file or row that cannot be read costs only itself: it becomes a row of ``problems``.

    Raises:
        IngestError: nothing at all could be read.
    """
    files = tqdm(study.articles, desc="read", unit="file", leave=False, disable=len(study.articles) < FEW_FILES)
    found = [item for path in files for item in read_source(path)]
    problems = [item for item in found if isinstance(item, Problem)]
    raw = [item for item in found if isinstance(item, RawArticle)]
    lines = [split_lines(plain_spaces(_write_alike(item.text[:MAX_CHARS]))) for item in raw]
    repeated = find_repeated(list({tuple(line.text for line in part): part for part in lines}.values()))  # of copies of a file only one
    articles, furniture, own, seen, taken = [], [], {}, {}, {}
    for item, part in zip(raw, lines, strict=True):
        article, removed, doubts = _build_article(item, part, repeated, study)
        problems += doubts
        key = (article["outlet"], article["text"])
        if not article["text"][article["body_start"] :].strip():
            problems.append(
                Problem(str(item.source_file), item.row, "no body text is left", "check the file; nothing but page furniture was found")
            )
        elif key in seen:
            problems.append(
                Problem(str(item.source_file), item.row, f"the same text as {seen[key]}", "counted once; remove one of the two")
            )
        else:
            wanted = article["article_id"]
            article["article_id"] = _unique(wanted, taken)
            if article["article_id"] != wanted:
                problems.append(
                    Problem(str(item.source_file), item.row, f"another article is called {wanted!r}; this one is {article['article_id']!r}",
                            "give each an id of its own: corrections hold on to ids, and these go by the order of the articles")
                )  # fmt: skip
            seen[key] = article["article_id"]
            articles.append(article)
            own[article["article_id"]] = item
            furniture += [{"article_id": article["article_id"], **row} for row in removed]
    if not articles:
        listed = "; ".join(f"{p.source_file}{':' + p.row if p.row else ''}: {p.problem} ({p.remedy})" for p in problems)
        raise IngestError(f"no article of {study.path} could be read: {listed}")
    told, doubt = _tabulate_own(own)
    problems += [*doubt, *_list_like_outlets(articles)]
    return Corpus(
        Articles.build(articles).join(told, on="article_id"),
        Furniture.build(furniture),
        Problems.build(p._replace(source_file=_name(study, p.source_file)) for p in problems),
    )


def _tabulate_own(own: dict[str, RawArticle]) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the columns that the sources have beside those of Articles, one row an article_id, and a problem where one is not kept.

    A name that one of our tables has gets "own_" before it; a column of longer texts makes no group and would swell every table.
    """
    table = pd.DataFrame.from_dict({name: item.own for name, item in own.items()}, orient="index", dtype=str).fillna("")
    ours = {name for schema in TABLES.values() for name in schema.columns()}
    longest = {name: own[table[name].str.len().idxmax()] for name in table.columns if table[name].str.len().max() > MAX_OWN}
    problems = [
        Problem(str(item.source_file), item.row, f"the column {name!r} holds more than {MAX_OWN} characters and is not kept",
                "keep such texts elsewhere")
        for name, item in longest.items()
    ]  # fmt: skip
    table = table.drop(columns=longest).rename(columns=lambda name: f"own_{name}" if name in ours else name)
    return table.loc[:, ~table.columns.duplicated()], problems  # of "stance" and "own_stance" the first


def load_articles(study: Study) -> pd.DataFrame:
    """Return the Articles table of a study; warns of what was left out (``load_corpus`` returns the whole account)."""
    corpus = load_corpus(study)
    for problem in corpus.problems.itertuples():
        row = f" row {problem.row}" if problem.row else ""
        warnings.warn(f"{problem.source_file}{row}: {problem.problem}; {problem.remedy}", stacklevel=2)
    return corpus.articles


def blank_furniture(text: str) -> str:
    """Return the text with every furniture line overwritten by spaces, so that all offsets still hold in the raw text."""
    for line, _reason in reversed(find_furniture(split_lines(text))):
        text = text[: line.start] + " " * (line.end - line.start) + text[line.end :]
    return plain_spaces(text)


def _list_like_outlets(articles: list[dict]) -> list[Problem]:
    """Return a problem for each outlet whose name differs from a commoner one in capitals and blanks alone: they count as two."""
    counts = Counter(article["outlet"] for article in articles if article["outlet"])
    known: dict[str, str] = {}
    problems = []
    for outlet, n in counts.most_common():
        other = known.setdefault(" ".join(outlet.casefold().split()), outlet)
        if other != outlet:
            first = next(article for article in articles if article["outlet"] == outlet)
            told = f"the outlet {outlet!r} of {n} articles is {other!r} of {counts[other]} but for capitals, and they count as two"
            problems.append(Problem(first["source_file"], "", told, "write both alike"))
    return problems


def _build_article(item: RawArticle, lines: list[Line], repeated: dict[str, int], study: Study) -> tuple[dict, list[dict], list[Problem]]:
    where, doubts = (str(item.source_file), item.row), []
    meta = {key: _write_alike(value) for key, value in item.meta.items()}
    body, removed = _part_furniture(lines, repeated)
    title = " ".join(meta.get("title", "").split()) or find_title([line.text for line in body])
    if title and body and _is_title(body[0], title):
        body = body[1:]
        while body and _is_title(body[0], title):
            removed.append(Removed(body.pop(0), "the headline once more"))
    head = f"{title}\n\n" if title else ""
    first = next((line for line in body if is_paragraph(line.text)), body[0] if body else None)
    above = [line.text for line, reason in removed if reason in ("byline", "date line") and first and line.start < first.start]
    author = meta.get("author", "") or next((found[1].strip() for line in above if (found := _BYLINE.match(_POST.sub("", line)))), "")
    dated = _choose_date([line.text for line, reason in removed if reason == "date line"], above)
    published = read_date(meta.get("published", "")) if meta.get("published") else dated
    if published is None:
        doubts.append(Problem(*where, f"date {meta['published'][:60]!r} is not certain: it {explain_date(meta['published'])}; "
                              "the article is read without a date", "write it as YYYY-MM-DD"))  # fmt: skip
    if is_bad(item.text[:MAX_CHARS]) or any(map(is_bad, item.meta.values())):
        doubts.append(Problem(*where, "letters were garbled before the file was saved, as “Ã©” for “é”; mended where the text tells how",
                              "check names and quotation marks, or save the source again as UTF-8"))  # fmt: skip
    if len(item.text) > MAX_CHARS:
        doubts.append(Problem(*where, f"{len(item.text):,} characters; read up to {MAX_CHARS:,}", "is this one article? split the file"))
    text = head + "\n\n".join(line.text for line in body)
    n_words = len(text.split())
    if n_words > 60 and len(_COMMON.findall(text[:20_000])) < 0.08 * len(text[:20_000].split()):
        doubts.append(Problem(*where, "this does not look like English", "the rules and the embedded model read English only"))
    article = {
        "article_id": _slug(item.name), "title": title, "text": text, "body_start": len(head), "outlet": meta.get("outlet", ""),
        "author": author, "published": published or "", "url": meta.get("url", ""),
        "language": meta.get("language", study.language)[:2].lower(), "source_file": _name(study, str(item.source_file)),
    }  # fmt: skip
    rows = [{"line": r.line.number, "text": r.line.text, "reason": r.reason} for r in sorted(removed)]
    rows += [{"line": 0, "text": line, "reason": "outside the article body"} for line in item.outside]
    return article, rows, doubts


def _part_furniture(lines: list[Line], repeated: dict[str, int]) -> tuple[list[Line], list[Removed]]:
    """Return the lines of the article and those of the page, given how many stories the lines stand in that several have."""
    removed = find_furniture(lines)
    kept = {line.number for line, _ in removed} | list_body(lines) | {line.number for line in _list_headlines(lines, removed)}
    again = [line for line in lines if line.text in repeated and line.number not in kept]
    removed += [Removed(line, "byline" if _BYLINE.match(line.text) else f"stands in {repeated[line.text]} stories") for line in again]
    taken = {line.number for line, _ in removed}
    body = [line for line in lines if line.number not in taken]
    n_above = _find_above_headline(body, removed)
    return body[n_above:], removed + [Removed(line, "above the headline") for line in body[:n_above]]


def _list_headlines(lines: list[Line], removed: list[Removed]) -> list[Line]:
    """Return the lines right above a byline or a date, which name the article, in however many stories: "The pool question"."""
    below = {line.number for line, reason in removed if reason in ("byline", "date line")}
    return [line for line, after in pairwise(lines) if after.number in below and line.number not in below]


def _find_above_headline(body: list[Line], removed: list[Removed]) -> int:
    """Return how many of the first lines left are names of sections or of the paper, "News", "Home > Sport", above a headline that a byline
    or a date below tells."""
    told = (line.start for line, reason in sorted(removed) if reason in ("byline", "date line"))
    below = next((start for start in told if body and start > body[0].start), 0)
    top = [line for line in body[:MAX_TOP] if line.start < below]
    if any(is_paragraph(line.text) for line in top):
        return 0
    headline = next((k for k, line in enumerate(top) if not _is_section(line.text)), len(top) - 1)
    return max(headline, 0)


def _is_section(text: str) -> bool:
    """Whether a line is two or three words written large, "What's On", "The Marl Weekly", and no headline."""
    words = _WORD.findall(text)
    return len(words) <= MAX_SECTION and all(word[0].isupper() for word in words) and not text.endswith((".", "!", "?"))


def _choose_date(lines: list[str], above: list[str]) -> str:
    """Return the day that a page says below its headline, "" where it says none or several bare days stand in the text, as in a timeline:
    what is published goes before what is updated."""
    bare = [line for line in lines if not _DATE_LABEL.match(line) and read_date(line)]
    told = sorted((line for line in above if len(bare) < 2 or _DATE_LABEL.match(line)), key=lambda line: "updated" in line.casefold())
    return next((day for line in told if (day := read_date(_DATE_LABEL.sub("", line)))), "")


def _write_alike(text: str) -> str:
    """Return the text with its letters and hyphens written one way: pages and PDF files part "é" in two, and words by hyphens that are not
    seen; what was once read in a wrong encoding, "itâ€™s", is put right, or no quotation in it would be found."""
    return unicodedata.normalize("NFC", fix_encoding(_CUT_MARK.sub("”", text))).translate(_UNSEEN)


def _is_title(line: Line, title: str) -> bool:
    return " ".join(line.text.split()).casefold().rstrip(".") == title.casefold().rstrip(".")


def find_title(paragraphs: list[str]) -> str:
    """Return the first line if it reads as a headline: short, not ended like a sentence unless far shorter than a paragraph."""
    if len(paragraphs) < 2:
        return ""
    first = paragraphs[0]
    ends = first.endswith((".", "…")) and not first.endswith("...")
    return first if len(first.split()) <= TITLE_WORDS and not is_paragraph(first) and not (ends and len(first.split()) > 14) else ""


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.strip(), flags=re.UNICODE).strip("-.")[:100] or "article"


def _unique(name: str, taken: dict[str, int]) -> str:
    """Return the name itself where it is free, else with the first number that makes it so; ``taken`` has the next number of each."""
    candidate = name
    while candidate in taken:
        taken[name] += 1
        candidate = f"{name}-{taken[name]}"
    taken[candidate] = 1
    return candidate


def _name(study: Study, path: str) -> str:
    """A path as it may be published: relative to the study, never the user's home."""
    try:
        return Path(path).resolve().relative_to(study.folder).as_posix()
    except ValueError:
        return Path(path).name
