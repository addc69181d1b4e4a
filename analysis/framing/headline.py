"""Headline against body: what a reader who stops at the headline is told, and what the article bears out.

Every check is a row with the words it rests on; none is a verdict. The idea that headline and body are to be coded apart is
from the Policy Frames Codebook (Boydstun et al. 2014); the checks are this project's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.actors.lists import load_lists
from analysis.framing.compare import group_versions
from analysis.framing.modality import Modality, find_modality, rate_modality
from analysis.framing.passages import (
    WORD,
    Span,
    count_words,
    find_paragraphs,
    find_sentences,
    fold_word,
    is_abbreviation,
    names_object,
)
from analysis.framing.scare import find_marked_spans, find_scare_quotes
from analysis.framing.sources import find_heard_through, find_mentions, find_present, index_names, link_voices
from analysis.quotes.parse import find_dateline
from analysis.tables import NOT_SPOKEN

CHECKS = ("whose words", "whose stance", "who is named", "quoted below", "modality", "lead adds", "lead drops")
COLUMNS = ["article_id", "check", "finding", "statement_ids", "spans"]
MIN_SHARED = 0.5  # of the content words of a headline clause must stand in the body's sentence for it to be taken for its source
LEAD_SENTENCES = 3  # from the top, of which one is taken before another that shares one word more
MIN_WORDS = 3  # content words; fewer are a name
_IN_WORDS = {"favor": "for"}  # as the screen and the charts say it
_CLAUSE = re.compile(r"[,;:–—]\s|\s(?:as|after|while|but|amid)\s")
_BODY_CLAUSE = re.compile(
    r"[,;:–—]\s|\s(?:as|after|while|but|amid|if|unless|although|though|because|since|before|when|where|who|which)\s"
)
_CONDITION = re.compile(r"\s(?:if|unless|provided|subject to|as long as)\s")
_LED_IN = re.compile(r"(?:^|[.\n“\"]\s?|, )(?<!even )(?:if|unless)\b[^.]*$", re.I)  # a condition before the main clause
_PLACING = frozenset("of at in on from for with by near outside inside to".split())  # before a place, or what something is of
MAX_WORD = 30  # characters on each side of a name in which the next word stands
MAX_LEAD = 160  # characters
_SAID = re.compile(
    r"\b(?:said|told|announced|added|promised|pledged|vowed|confirmed|warned|insisted|claimed|predicted|declared|feared|hoped|believed|expected"
    r"|thought|estimated|argued|suggested)\b"
)
_TO = re.compile(r"\bto (?!(?:the|a|an|his|her|its|their|this|that)\b)[A-Za-z]")
_TO_LOWER = re.compile(r"\bto (?!(?:the|a|an|his|her|its|their|this|that)\b)[a-z]")  # "sends letter to Harl council" is no infinitive
# "refuses to build": the verb before says how sure it is, where "Council to build" leaves it open.
_LED = re.compile(
    r"\b(?:wants?|wanted|tries|tried|trying|fails?|failed|refuses?|refused|threatens?|threatened|seeks?|sought|agrees?|agreed|decides?|decided"
    r"|needs?|needed|continues?|continued|begins?|began|starts?|started|able|unable|urges?|urged|asks?|asked|going|ready) to \w", re.I
)  # fmt: skip
_CALLING = re.compile(
    r"\b(?:call(?:s|ed|ing)?\b(?: \w+){0,3} (?:for|on|to)|urg(?:e[sd]?|ing)|press(?:es|ed)|push(?:es|ed)|encourag|demand|ask(?:s|ed)"
    r"|appeal)", re.I
)  # fmt: skip
MAX_LABEL = 5  # words before a colon that name who speaks
TITLE_CASE = 0.7  # share of a headline's words with a capital from which capitals tell nothing
_SEAT = re.compile(r"\([DRI]-[^()\n]{1,20}\)|(?<=, )[DRI]-[A-Z][\w.]{1,12}")  # "(D-Ohio)", ", R-La.,"
_INITIAL = re.compile(r" (?:[A-Z]\. )?")
_MOVED = re.compile(r"\b(?:return|come|came|go|goes|went|move|travel|rush|fly|flies|flew|drive|head|back|close|due|up|down)\w* to \w", re.I)
_STOP = frozenset(
    "a an and are as at be been but by for from had has have he her his i in is it its of on or our she that the their they "
    "this to was were what when who will with would may might could should not no as amid after over new says said say until about into "
    "before where your you than because while during under up out off down so if all more most some any".split()
)


class Finding(NamedTuple):
    check: str
    finding: str
    statement_ids: list[str]
    spans: list[Span]


def compare_headlines(
    articles: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame, positions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return what the headline says against what the body says: columns ``article_id``, ``check`` (one of ``CHECKS``),
    ``finding`` (a sentence), ``statement_ids`` and ``spans`` (list of [start, end]: the words it rests on).

    Args:
        positions: leave out to skip "whose stance".

    Articles without a headline give no rows. The body's counterpart of a headline clause is the sentence that shares most
    content words with it (``MIN_SHARED`` at least), and of that the clause that shares most, so a body that puts it in quite other words
    is not found. Questions and clauses of fewer than ``MIN_WORDS`` content words are not compared.
    """
    marked = find_scare_quotes(articles, statements)
    marked = marked[(marked.voice == "headline") & (marked.kind == "partial quotation") & marked.statement_id.notna()]
    names, known, links = index_names(actors), dict(zip(actors.actor_id, actors.name, strict=True)), link_voices(actors)
    kinds, expected = dict(zip(actors.actor_id, actors.kind, strict=True)), set(actors.actor_id[actors.is_expected])
    by_article, rows = dict(tuple(statements.groupby("article_id"))), []
    for article in articles[articles.title.str.strip() != ""].itertuples():
        own = by_article.get(article.article_id, statements.iloc[:0])
        quoted = marked[marked.article_id == article.article_id]
        carried = own[(own.part == "headline") | own.statement_id.isin(quoted.statement_id)]
        findings = [
            *_check_words(article, carried, quoted, known),
            *_check_stance(carried, own, positions),
            *_check_names(article, own, carried, names, known, kinds, expected, links),
            *_check_modality(article),
            *_check_lead(article),
        ]
        rows += [(article.article_id, f.check, f.finding, f.statement_ids, [list(span) for span in f.spans]) for f in findings]
    return pd.DataFrame(rows, columns=COLUMNS)


def _name_actor(row, known: dict[str, str]) -> str:
    return known.get(row.actor_id, "") or row.speaker or "somebody unnamed"


def _check_words(article, carried: pd.DataFrame, quoted: pd.DataFrame, known: dict[str, str]) -> Iterator[Finding]:
    n_words, marks = max(1, count_words(article.title)), find_marked_spans(article.text[: article.body_start])
    given = [(q.start, q.end) for q in quoted.itertuples()]
    for row in carried.itertuples():
        if row.part == "headline" and pd.isna(row.actor_id) and any(a < row.end and row.start < b for a, b in given):
            continue  # the words in marks are somebody's below, and who has the rest is not known
        if row.part == "headline":
            where = [tuple(span) for span in row.spans]
        else:
            where = [(q.start, q.end) for q in quoted[quoted.statement_id == row.statement_id].itertuples()]
        if names_object(row.content, row.kind, row.cue):
            continue  # "Weiner Denies Claims": whom or what it is about is no word of his
        n = sum(count_words(article.text[start:end]) for start, end in where)
        n_marked = sum(count_words(article.text[a:b]) for a, b in marks if any(start <= a and b <= end for start, end in where))
        how = "without marks" if not n_marked else "in marks" if n_marked >= n else f"{n_marked} of them in marks"
        yield Finding("whose words", f"{n} of {n_words} words belong to {_name_actor(row, known)}, {how}", [row.statement_id], where)
    if all(names_object(row.content, row.kind, row.cue) for row in carried.itertuples()):
        yield Finding("whose words", "all words are the headline’s own", [], [(0, len(article.title))])


def _check_stance(carried: pd.DataFrame, own: pd.DataFrame, positions: pd.DataFrame | None) -> Iterator[Finding]:
    if positions is None:
        return
    held = positions[positions.statement_id.isin(own.statement_id)].merge(own[["statement_id", "part", "start", "end"]], on="statement_id")
    for target_id, group in held.groupby("target_id", sort=True):
        above, below = group[group.statement_id.isin(carried.statement_id)], group[group.part == "body"]
        if above.empty and set(below.stance) <= {"neutral", "unclear"}:
            continue  # the headline takes no side and neither does the body: most often the target of another article
        heard = ", ".join(sorted({_IN_WORDS.get(stance, stance) for stance in above.stance})) or "no stance"
        body = ", ".join(f"{n} {_IN_WORDS.get(stance, stance)}" for stance, n in sorted(Counter(below.stance).items()))
        finding = f"{target_id}: in the headline {heard}; in the body {body or 'no position'}"
        behind = [*dict.fromkeys([*above.statement_id, *below.statement_id])]
        yield Finding("whose stance", finding, behind, list(zip(above.start, above.end, strict=True)))


def _check_names(
    article, own: pd.DataFrame, carried: pd.DataFrame, names: dict, known: dict[str, str], kinds: dict[str, str], expected: set[str],
    links: dict[str, list[str]],
) -> Iterator[Finding]:  # fmt: skip
    mentions = find_mentions(article.text, names, find_present(article.text, names, set(own.actor_id.dropna())))
    spans: dict[str, list[Span]] = {}
    for mention in (mention for mention in mentions if mention.start < article.body_start):
        spans.setdefault(mention.actor_id, []).append((mention.start, mention.end))
    named = ", ".join(known[actor_id] for actor_id in spans) or "nobody"
    yield Finding("who is named", f"named: {named}", [], [span for where in spans.values() for span in where])
    body = own[(own.part == "body") & ~own.act.isin(NOT_SPOKEN)]
    through = find_heard_through({*body.actor_id.dropna(), *body.person_id.dropna()}, links)
    for actor_id in dict.fromkeys([*spans, *carried.actor_id.dropna()]):
        said = body[(body.actor_id == actor_id) | (body.person_id == actor_id)]
        if kinds.get(actor_id) == "unnamed" and said.empty:
            yield _find_speaker_below(carried[carried.actor_id == actor_id], body, known)
            continue
        if said.empty and actor_id in through:
            said = body[body.actor_id.isin(through[actor_id]) | body.person_id.isin(through[actor_id])]
            share = f"no statement of its own, {len(said)} of {len(body)} through {', '.join(known[other] for other in through[actor_id])}"
        elif said.empty and actor_id not in expected and not (carried.actor_id == actor_id).any() and (
            kinds.get(actor_id) == "country" or kinds.get(actor_id) == "organisation" and _is_aside(article, spans.get(actor_id, []))
        ):
            continue  # most often the place where it happened, or part of what somebody is called
        else:
            share = f"{len(said)} of {len(body)} statements" if len(said) else "no statement"
        finding = f"{known.get(actor_id, actor_id)}: {share} in the body"
        yield Finding("quoted below", finding, said.statement_id.tolist(), spans.get(actor_id, []))


def _is_aside(article, spans: list[Span]) -> bool:
    """Whether a body is only part of another name or place in the headline: "GOP Congressman", "Row at Congress", "Budget" in a story on a
    budget."""
    text, nouns = article.text, load_lists().nouns
    for start, end in spans:
        before, after = (WORD.findall(part) for part in (text[max(0, start - MAX_WORD) : start], text[end : end + MAX_WORD]))
        noun = nouns.get(after[0].lower().removesuffix("s")) if after else None
        is_called = noun is not None and noun.kind == "person" and text[end : end + 1] == " "
        is_place = bool(before) and before[-1].lower() in _PLACING
        is_common = " " not in text[start:end] and not text[start:end].isupper() and f" {text[start:end].lower()} " in text
        if not (is_called or is_place or is_common):
            return False
    return bool(spans)


def _find_speaker_below(carried: pd.DataFrame, body: pd.DataFrame, known: dict[str, str]) -> Finding:
    """Return who says in the body what the headline gives to "nurse" or "union": in its words, else in the nearest other words."""
    row = carried.iloc[0]
    versions = group_versions([row.content, *body.content])
    same = body[pd.Series(versions[1:], index=body.index, dtype=int) == versions[0]]
    same = _find_nearest(row.content, body) if same.empty else same
    who = ", ".join(dict.fromkeys(_name_actor(other, known) for other in same.itertuples()))
    told = f"{who} says it in the body" if who else "nobody was found to say it in these or near words below"
    finding = f"{known[row.actor_id]}, not named in the headline: {told}"
    return Finding("quoted below", finding, same.statement_id.tolist(), [tuple(span) for span in row.spans])


def _find_nearest(content: str, body: pd.DataFrame) -> pd.DataFrame:
    """Return the statement of the body that shares most content words with one of the headline, ``MIN_SHARED`` at least; no row if none."""
    words = set(_fold_words(content, 0, len(content)))
    shared = body.content.map(lambda other: len(words & set(_fold_words(other, 0, len(other)))) / max(1, len(words)))
    return body.loc[[shared.idxmax()]] if len(body) and shared.max() >= MIN_SHARED else body.iloc[:0]


def _fold_words(text: str, start: int, end: int) -> dict[str, Span]:
    """Return the content words of a passage, folded, each with its first place."""
    folded: dict[str, Span] = {}
    for match in WORD.finditer(text, start, end):
        if match.group().lower() not in _STOP:
            folded.setdefault(fold_word(match.group()), match.span())
    return folded


def _check_modality(article) -> Iterator[Finding]:
    text, head_end = article.text, min(len(article.title), article.body_start)
    sentences = [(span, set(_fold_words(text, *span))) for span in find_sentences(text) if span[0] >= article.body_start]
    whole = WORD.findall(text[:head_end].lower())
    sentences = [part for part in sentences if WORD.findall(text[slice(*part[0])].lower()) != whole]  # not the headline once more
    for start, end in _split_clauses(text, 0, head_end, _CLAUSE):
        words = set(_fold_words(text, start, end))
        ranked = ((span, len(words & folded), len(words & folded) + (i < LEAD_SENTENCES)) for i, (span, folded) in enumerate(sentences))
        best, shared, _ = max(ranked, key=lambda item: item[2], default=(None, 0, 0))
        if text[end : end + 1] == ":" and count_words(text[start:end]) <= MAX_LABEL:
            continue
        if len(words) < MIN_WORDS or shared < MIN_SHARED * len(words) or "?" in text[start : end + 1]:
            continue
        clauses = _split_clauses(text, *best, _BODY_CLAUSE)
        clause = max(clauses, key=lambda span: len(words & set(_fold_words(text, *span))))
        above, below = find_modality(text, start, end), _keep_near(text, clause, words, _read_reported(text, *clause))
        yield Finding("modality", _compare_modality(text, (start, end), above, clause, below), [],
                      [(start, end), clause, *((hit.start, hit.end) for hit in (*above, *below))])  # fmt: skip


def _keep_near(text: str, clause: Span, words: set[str], hits: list[Modality]) -> list[Modality]:
    """Return those words of a clause that stand before the last word it shares with the headline: of "will reopen offices so that talks may
    go on", where the headline has the offices alone, not the "may"."""
    places = [match.end() for match in WORD.finditer(text, *clause) if fold_word(match.group()) in words]
    return [hit for hit in hits if not places or hit.start < places[-1]]


def _compare_modality(text: str, headline: Span, above: list[Modality], clause: Span, below: list[Modality]) -> str:
    (head_name, head), (body_name, body) = rate_modality(above), rate_modality(below)
    # "Council to build …" will build, "Plan to build …" may never, "Mora returns to Marl" is no infinitive
    written = WORD.findall(text[slice(*headline)])
    to = _TO if sum(word[0].isupper() for word in written) >= TITLE_CASE * len(written) else _TO_LOWER
    if not above and to.search(text, *headline) and not _MOVED.search(text, *headline) and not _LED.search(text, *headline):
        return f"not compared: “to” in the headline leaves open how sure it is; {body_name} below"
    is_stated = {head_name, body_name} <= {"plain", "certain"}  # "Endorses Perry" above, "announced he will endorse" below
    verdict = "as sure as" if head == body or is_stated else "surer than" if head > body else "less sure than"
    if (head_name == "obligation") != (body_name == "obligation"):  # what ought to be is no less sure than what is; it is something else
        is_called_for = any(_CALLING.search(text, *span) for span in (headline, clause))
        verdict = "as sure as" if is_called_for else "another kind of claim than"
    sentence = text.rfind(". ", 0, clause[0]) + 1, clause[0]
    is_led = _LED_IN.search(text[max(sentence[0], clause[0] - MAX_LEAD) : clause[0]])
    condition = " on a condition" if is_led or _CONDITION.search(text, clause[1], clause[1] + 12) else ""
    if condition and not any(hit.name == "conditional" for hit in above) and verdict == "as sure as":
        verdict = "surer than"  # "will strike" above, "if talks fail, they will strike" below
    return f"{verdict} the nearest clause of the body: {head_name} in the headline, {body_name}{condition} below"


def _read_reported(text: str, start: int, end: int) -> list[Modality]:
    """Return the modality of a clause of the body, "would" after "said" read as the "will" that was said."""
    hits = find_modality(text, start, end)
    said = _SAID.search(text, start, end)
    if said is None or _CONDITION.search(text, start, end + 12):
        return hits
    told = [said.end() <= hit.start and text[hit.start : hit.end].lower().startswith("would") for hit in hits]
    (will,) = find_modality("will")
    return [hit._replace(name=will.name, strength=will.strength) if is_told else hit for hit, is_told in zip(hits, told, strict=True)]


def _split_clauses(text: str, start: int, end: int, seam: re.Pattern) -> list[Span]:
    cuts = [start, *(edge for match in seam.finditer(text, start, end) for edge in match.span()), end]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]


def _check_lead(article) -> Iterator[Finding]:
    """Compare the headline with the first paragraph of the body: names and numbers that it adds, words that it drops."""
    lead = next((span for span in find_paragraphs(article.text) if span[0] >= article.body_start), None)
    if lead is None:
        return
    above = _fold_words(article.text, 0, min(len(article.title), article.body_start))
    seats = [match.span() for match in _SEAT.finditer(article.text, *lead)]
    below = _fold_words(article.text, lead[0] + find_dateline(article.text, lead[0]), lead[1])
    below = {word: span for word, span in below.items() if not any(a <= span[0] < b for a, b in seats)}
    added = [span for word, span in below.items() if word not in above and _is_name_or_number(article.text, span, lead[0])]
    known = {span for word, span in below.items() if word in above and article.text[span[0]].isupper()}
    added = [run for run in _join_names(article.text, added) if not any(_touch(article.text, run, other) for other in known)]
    dropped = [span for word, span in above.items() if word not in below]
    for check, spans in (("lead adds", added), ("lead drops", dropped)):
        words = ", ".join(article.text[start:end] for start, end in spans) or "nothing"
        yield Finding(check, words, [], spans)


def _join_names(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans with those that stand side by side as one: "John", "Healey"."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and _touch(text, runs[-1], (start, end)):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _touch(text: str, one: Span, other: Span) -> bool:
    """Whether nothing but a space or an initial parts two spans: the first name of one whom the headline calls by his family name is
    nothing new."""
    first, second = sorted((one, other))
    return _INITIAL.fullmatch(text[first[1] : second[0]]) is not None


def _is_name_or_number(text: str, span: Span, lead_start: int) -> bool:
    first = text[span[0]]
    before = text[lead_start : span[0]].rstrip(" \n\t“”\"‘’'(")
    is_first = not before or before[-1] in "!?:…" or before[-1] == "." and not is_abbreviation(text, lead_start + len(before) - 1)
    is_title = text[span[1] : span[1] + 1] == "." and is_abbreviation(text, span[1])  # "Gov. Doe"
    return first.isdigit() or first.isupper() and not is_first and not is_title  # the first word of a sentence may be no name
