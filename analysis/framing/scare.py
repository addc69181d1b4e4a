"""Scare quotes: short marked words that are nobody's statement, by which a writer keeps a distance from a label.

Marks have other uses: titles of works, words that are defined, nicknames, and partial quotations, whose words belong to a
statement. Each marked span is given one of these kinds with the reason, so that a reader can disagree. No published
detector was found to follow; the rules are this project's own, and what cannot be told by rule (irony) is not claimed.
Exploratory: what is called a scare quote here is what is left when the other kinds are told, and about half of them were none to the
readers of two samples: partial quotations whose speaker the extraction had missed, terms of a law or a trade, titles. A scare quote
inside reported words counts as a partial quotation and is missed.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.framing.lexicons import load_lexicon
from analysis.framing.passages import WORD, Span, find_paragraphs, fold_word
from analysis.framing.voices import find_voice, group_voices
from analysis.quotes.marks import find_passages
from analysis.tables import NOT_SPOKEN

KINDS = ("scare quote", "partial quotation", "title", "term", "nickname")
COLUMNS = ["article_id", "start", "end", "words", "kind", "reason", "voice", "statement_id"]
MAX_WORDS = 6  # a longer marked span is a quotation whether or not its speaker was found
_MARKS = re.compile("[\"“”„‟«»'‘’]")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", '"': '"', "”": "”", "’": "’"}
_BEFORE = 60  # characters read before a mark to see why it is there
_MAX_LINK, _LINKS = 8, ("", "and", "or")  # what stands between two marked spans of one list
_LONGEST_LABEL, _LONGEST_NICKNAME = 4, 3  # words: what is longer was said by somebody
_LINE = 240  # characters of a line that are read to see whether its words have capitals
_LINK_WORDS = frozenset({"as", "a", "an", "word", "term", "phrase", "is", "was", "simply", "just", "it", "him",
                                        "her", "them"})
_STOPS = (". ", "! ", "? ", "\n", ".” ", '." ', "?” ", '?" ', "!” ", '!" ')
_BY_CAPITAL = "a capital within the sentence: a name"
_USING = frozenset({"is", "are", "was", "were", "be", "been", "being", "said", "says", "saying", "replied", "answered", "another"})
_MIN_LETTERS = 4  # letters of a word of the marks that is looked for below in another order
_SMALL = frozenset("a an and as at but by for from in into of on or the to with".split())


def find_marked_spans(text: str) -> list[Span]:
    """Return the spans of paired quotation marks of any style, marks included, outermost only, within a line.

    An apostrophe is not a mark: a single mark opens only where a word begins and closes only where one ends. A mark that is
    never closed opens nothing. Linear in the length of the text.
    """
    return [span for start, end in find_paragraphs(text) for span in _pair_marks(text, start, end)]


def _pair_marks(text: str, start: int, end: int) -> list[Span]:
    spans, opened = [], None
    for match in _MARKS.finditer(text, start, end):
        i, mark = match.start(), match.group()
        if opened is not None and mark in _PAIRS[text[opened]] and _may_close(text, i, end):
            spans.append((opened, i + 1))
            opened = None
        elif opened is None or text[opened] in "'‘’":  # an unclosed single mark was an apostrophe after all
            opened = i if mark in _PAIRS and _may_open(text, i, start, end) else opened
    return spans


def _may_open(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if before == "=":  # an attribute of markup that came with the text
        return False
    is_year = text[i] in "'‘’" and (after.isdigit() or text[i + 1 : i + 3].lower() in ("n'", "n’"))  # "’90s", "fish 'n' chips"
    return not before.isalnum() and not after.isspace() and not is_year


def _may_close(text: str, i: int, end: int) -> bool:
    after = text[i + 1] if i + 1 < end else " "
    return not text[i - 1].isspace() and not after.isalnum()


def find_scare_quotes(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row a short marked span (at most ``MAX_WORDS`` words) with why the marks are there.

    Columns: ``article_id``, ``start``, ``end`` (marks included), ``words`` (without marks), ``kind`` (one of ``KINDS``),
    ``reason``, ``voice`` (whose words it stands in; a speaker may use scare quotes too), ``statement_id`` (of a partial
    quotation, or of the statement it stands in).

    A marked word in a headline that is in a statement's content below is that speaker's: a partial quotation.
    """
    voices, rows = group_voices(articles, statements), []
    by_article = dict(tuple(statements.set_index("statement_id", drop=False).groupby("article_id")))
    for article in articles.itertuples():
        own = by_article.get(article.article_id, statements.iloc[:0])
        spans = [span for span in find_marked_spans(article.text) if 0 < _count(article.text, span) <= MAX_WORDS]
        places = find_voice(voices[article.article_id], [article.article_id] * len(spans), [start + 1 for start, _ in spans])
        last_end, kind, reason = -1, "", ""
        for (start, end), place in zip(spans, places.itertuples(), strict=True):
            is_listed = 0 < start - last_end <= _MAX_LINK and article.text[last_end:start].strip(" ,") in _LINKS
            is_listed = is_listed and article.text[last_end - 2] not in ".!?"  # the sentence went on
            last_end = end
            if is_listed and kind in ("title", "term"):
                reason, statement_id = "in one list with the marks before", place.statement_id
            else:
                kind, reason, statement_id = _explain_marks(article, own, start, end, place.statement_id)
            rows.append((article.article_id, start, end, article.text[start + 1 : end - 1], kind, reason, place.voice, statement_id))
    return pd.DataFrame(rows, columns=COLUMNS)


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(text, *span))


def _explain_marks(article, statements: pd.DataFrame, start: int, end: int, statement_id) -> tuple[str, str, str | None]:
    """Return kind, reason and statement of one marked span; the first rule that fits decides."""
    text, words = article.text, article.text[start + 1 : end - 1]
    near = max(0, start - _BEFORE)
    opening = max(near, *(text.rfind(stop, near, start) + 1 for stop in _STOPS))  # within the sentence
    before = [match.group().lower() for match in WORD.finditer(text, opening, start)]
    inside = statements.loc[statement_id] if pd.notna(statement_id) else None
    is_said = inside is not None and inside.kind != "indirect" and bool(inside.speaker)
    found = _explain_words(text, start, end, before, is_headline=start < article.body_start or _is_titled(text, start, end))
    is_used = is_said and bool(found) and found[1] == _BY_CAPITAL and before[-1] in _USING  # "said he was “Mexican”"
    if found and found[0] != "partial quotation" and not is_used:
        return (*found, statement_id)
    if is_said:
        return "partial quotation", f"part of a quotation of {inside.speaker}", statement_id
    if start < article.body_start:
        bare = words.strip(" .,;:!?").lower()
        said = statements[(statements.part == "body") & (statements.kind != "indirect") & ~statements.act.isin(("denies", *NOT_SPOKEN))]
        below = said[said.apply(lambda row: _holds(_keep_marked(text, row), bare), axis=1).astype(bool)] if len(said) else said
        if len(below):
            is_one = below.actor_id.nunique(dropna=False) == 1
            who = (below.speaker.iloc[0] or "somebody") + " is" if is_one else "several are"
            return "partial quotation", f"{who} quoted with it below", below.statement_id.iloc[0] if is_one else None
    if found:
        return (*found, statement_id)
    return "scare quote", "no speaker of its own, no title, term or name", statement_id


def _may_name(between: list[str]) -> bool:
    """Whether the words between "known" and its name are such as "as the", "by fans"."""
    return _LINK_WORDS.issuperset(between) or between[:1] == ["by"] or between[-1:] == ["as"] or between[-2:] == ["as", "the"]


def _keep_marked(text: str, statement) -> str:
    """Return those words of a statement that stand in quotation marks; all of a direct one."""
    if statement.kind == "direct":
        return statement.content
    pieces = (text[start:end] for start, end in statement.spans)
    return " ".join(piece[p.start : p.end] for piece in pieces for p in find_passages(piece))


def _holds(content: str, bare: str) -> bool:
    """Whether a statement has the words of a headline's marks, as they stand or in another order: “Millions were wasted”."""
    asked, said = WORD.findall(bare), WORD.findall(content.lower())
    if any(said[i : i + len(asked)] == asked for i in range(len(said))):
        return True
    wanted = {fold_word(word) for word in WORD.findall(bare) if len(word) >= _MIN_LETTERS}
    said = [fold_word(word) for word in WORD.findall(content)]
    near = len(WORD.findall(bare)) + 2
    return len(wanted) > 1 and any(wanted <= set(said[i : i + near]) for i in range(len(said)))


def _explain_words(text: str, start: int, end: int, before: list[str], is_headline: bool) -> tuple[str, str] | None:
    """Return kind and reason that the words in and before the marks give by themselves, or None.

    Capitals say nothing in a headline, where every word may have one.
    """
    lists, near = load_lexicon("marked_words"), before[-4:]
    words = WORD.findall(text[start + 1 : end - 1])
    is_capital = not is_headline and _is_capital(words)
    if near and near[-1] in lists["distance"]:
        return "scare quote", f"after “{near[-1]}”"
    if is_capital and len(words) <= _LONGEST_NICKNAME and _is_between_names(text, start, end):
        return "nickname", "between a first name and a surname"
    for kind, key in (("nickname", "naming"), ("term", "terms"), ("title", "works")):
        # "known as | “Mo”", not "in the name of “fairness”, known for its “reform”"
        hit = next((word for word in near if word in lists[key]), None)
        between = near[near.index(hit) + 1 :] if hit else []
        if hit and (is_capital if kind == "title" else _may_name(between) or (kind == "term" and between == ["of"])):
            return kind, f"after “{hit}”"
    if text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")":
        return "term", "a short name in brackets"
    if hit := next((word.lower() for word in words if word.lower() in lists["speaking"]), None):
        return "partial quotation", f"“{hit}” in the marks: somebody speaks, and was not found"
    if near and (near[-1] in lists["before_verbs"] or (near[-1] == "to" and len(words) > 1)):
        return "partial quotation", f"after “{near[-1]}”: a verb in the marks, whose speaker was not found"
    if text[end - 2] == "!":
        return "partial quotation", "a call, whose speaker was not found"
    if is_capital and len(words) > 1:
        return "title", "every word begins with a capital"
    if is_capital and before:
        return "title", _BY_CAPITAL
    if len(words) > _LONGEST_LABEL or words[0].lower() in lists["opening"]:
        return "partial quotation", "more than a label, whose speaker was not found"
    if hit := next((word for word in before[-6:] if word in lists["calling"]), None):
        return "partial quotation", f"after “{hit}”"
    return ("partial quotation", "after a colon") if text[max(0, start - 2) : start] == ": " else None


def _is_titled(text: str, start: int, end: int) -> bool:
    """Whether the line is written like a headline, most of its longer words with a capital, so that a capital says nothing."""
    near = max(0, start - _LINE)
    first = max(text.rfind("\n", near, start) + 1, near)
    around = text[first:start], text[end : end + _LINE].partition("\n")[0]
    longer = [word[0].isupper() for part in around for word in WORD.findall(part) if len(word) >= _MIN_LETTERS]
    return len(longer) > _MIN_LETTERS and 5 * sum(longer) > 4 * len(longer)


def _is_capital(words: list[str]) -> bool:
    return words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _is_between_names(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 30) : start].split(), text[end : end + 30].split()
    if before[-1:] and before[-1].endswith(("'s", "’s", "s'", "s’")) or text[end - 2] in ".,!?":  # "on Vell TV's “This Day,” Mora …"
        return False
    return bool(before and after) and before[-1][:1].isupper() and before[-1][-1].isalpha() and after[0][:1].isupper()
