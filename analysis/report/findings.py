"""What the report says about framing: each finding a title, sentences, and a table whose counts lead to the words."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten

import pandas as pd
from markupsafe import Markup

from analysis.charts.words import count_noun as count
from analysis.flow import Results
from analysis.framing import (
    classify_verbs,
    compare_headlines,
    describe_verb_classes,
    drop_copies,
    find_contested_labels,
    find_copies,
    find_labels,
    find_scare_quotes,
    list_passages,
    list_unheard,
    place_statements,
    split_voices,
    summarize_frames,
    summarize_sources,
    summarize_verbs,
)
from analysis.framing.voices import PARAPHRASE
from analysis.report.evidence import Evidence, link_article, table_html

MAX_CLAUSE = 140  # characters of a clause that is shown
MAX_ROWS = 12  # of a finding; the notebooks have them all
FRAMES_NOTE = (
    "Exploratory: a passage is counted for a frame if it holds two of the words listed for it in the frames file, or one that means it "
    "wherever it stands, or if the model finds it there. On passages that a language model coded, one in three found so was wrong and two "
    "in five were missed; read the passages."
)
MAX_WORDS = 25  # of a passage that is shown as evidence
_QUOTE_MARKS = re.compile(r"[“”\"‘]|[’'](?!\w)")  # no apostrophe inside a word
MIN_PASSAGES = 5  # of a voice, for a share of them to tell more than "1 of 1"


def find_findings(
    results: Results, framings: tuple[pd.DataFrame, pd.DataFrame], evidence: Evidence, with_text: bool = True
) -> list[dict]:
    """Return the findings of an article or corpus, those without a case left out; that no scare quote was found is said. Copies of a wire
    story count once, as their original.

    Args:
        framings: the tables frames and framings, as ``flow.analyse_frames`` returns them.
        with_text: False names the place of a passage in the journalist's voice instead of its words.
    """
    results, framings, n_copies = _drop_copies(results, framings)
    findings = [
        _find_voices(results, evidence, n_copies),
        _find_headlines(results, evidence, with_text),
        _find_verbs(results, evidence),
        _find_scare(results, evidence),
        _find_labels(results, evidence),
        _find_frames(results, *framings, evidence, with_text),
    ]
    return [finding for finding in findings if finding["sentences"] or finding["table"]]


def _drop_copies(
    results: Results, framings: tuple[pd.DataFrame, pd.DataFrame]
) -> tuple[Results, tuple[pd.DataFrame, pd.DataFrame], int]:
    """Return the tables without the articles that copy another, and how many those are."""
    copies, (frames, found) = find_copies(results.corpus.articles), framings
    corpus = results.corpus._replace(articles=drop_copies(results.corpus.articles, copies))
    statements = drop_copies(results.statements, copies)
    positions = results.positions[results.positions.statement_id.isin(statements.statement_id)]
    once = results._replace(corpus=corpus, statements=statements, positions=positions)
    return once, (frames, drop_copies(found, copies)), int((copies.article_id != copies.story_id).sum())


def _finding(title: str, sentences: list, rows: list[dict] = (), note: str = "") -> dict:
    """Return a finding whose table is cut to ``MAX_ROWS`` and says so."""
    cut = f"The first {MAX_ROWS} of {len(rows)} rows; notebook 04 has them all." if len(rows) > MAX_ROWS else ""
    table = table_html(rows[:MAX_ROWS]) if rows else ""
    return {"title": title, "sentences": sentences, "table": table, "note": " ".join(part for part in (note, cut) if part)}


def _find_voices(results: Results, evidence: Evidence, n_copies: int) -> dict:
    articles, statements, actors = results.corpus.articles, results.statements, results.actors
    voices = split_voices(articles, statements)
    sizes = (voices.end - voices.start).groupby(voices.voice).sum()
    shares = ", ".join(f"{voice} {n / sizes.sum():.0%}" for voice, n in sizes.items())
    placed = place_statements(articles, statements, actors)
    n_words, n_verbatim = placed.n_words.sum(), placed.n_verbatim.sum()
    sources = summarize_sources(placed)
    names = results.names()
    rows = [
        _count_words(s, names.get(s.actor_id, "nobody named"), placed[placed.statement_id.isin(s.statement_ids)], evidence)
        for s in sources.itertuples()
    ]
    sentence = Markup('Share of the characters of <a href="#articles">the articles</a>, where they are marked: {}. '
                      "Of the quoted words {:.0%} stand in quotation marks, the others are paraphrased.").format(
                          shares, n_verbatim / max(1, n_words))  # fmt: skip
    note = f"Left out, here and below: {count(n_copies, 'article')} with a story that another has." if n_copies else ""
    return _finding("Whose words", [sentence] if n_words else [], rows, note)


def _count_words(s, who: str, placed: pd.DataFrame, evidence: Evidence) -> dict:
    """Return an actor's row of "Whose words"; ``s`` is a row of ``summarize_sources``, ``placed`` what it sums up."""
    everything = f"{who}: all statements"
    marked = placed.statement_id[placed.n_verbatim > 0]
    return {
        "actor": who, "statements": evidence.link(s.n_statements, s.statement_ids, everything),
        "words": evidence.link(s.n_words, s.statement_ids, everything),
        "share of quoted words": evidence.link(f"{s.share_of_quoted:.0%}", s.statement_ids, everything),
        "of these in quotation marks": evidence.link(f"{s.n_verbatim / max(1, s.n_words):.0%}", marked, f"{who}: words in quotation marks"),
        "first word of the body in": evidence.link(
            count(s.n_first, "article"), placed.statement_id[placed.is_first], f"{who}: has the first word"
        ),
        "last word in": evidence.link(count(s.n_last, "article"), placed.statement_id[placed.is_last], f"{who}: has the last word"),
    }  # fmt: skip


def _find_headlines(results: Results, evidence: Evidence, with_text: bool) -> dict:
    found = compare_headlines(results.corpus.articles, results.statements, results.actors, results.positions)
    several = len(results.corpus.articles) > 1
    if several:  # what tells something, one row of each article before the second of any
        found = found[[_is_telling(f) for f in found.itertuples()]]
        found = found.assign(turn=found.groupby("article_id").cumcount()).sort_values("turn", kind="stable")
    texts = dict(zip(results.corpus.articles.article_id, results.corpus.articles.text, strict=True))
    rows = [
        {**({"article": link_article(f.article_id, f.article_id)} if several else {}), "check": f.check,
         "finding": f.finding + (_quote_clauses(texts[f.article_id], f.spans) if with_text and f.check == "modality" else ""),
         "statements": evidence.cite_all(f.statement_ids)}
        for f in found.itertuples()
    ]  # fmt: skip
    note = "Of each article what the headline alone does not tell; notebook 04 has every check." if several and rows else ""
    return _finding("Headline against body", [], rows, note)


def _quote_clauses(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the two clauses whose modality was compared: of the headline and of the body."""
    above, below = (shorten(text[start:end].strip(" ,."), MAX_CLAUSE, placeholder=" …") for start, end in spans[:2])
    return f": “{above}” and “{below}”"


def _is_telling(f) -> bool:
    """Whether a check of a headline found something that a reader of the headline alone would not know."""
    if f.check == "modality":
        return not f.finding.startswith(("as sure as", "not compared"))
    if f.check == "whose stance":  # the body has a side that the headline has not
        head, _, body = f.finding.partition("; ")
        return "no stance" not in head and any(side in body and side not in head for side in (" for", " against"))
    return {"whose words": bool(f.statement_ids), "quoted below": not f.statement_ids}.get(f.check, False)


def _find_verbs(results: Results, evidence: Evidence) -> dict:
    verbs = classify_verbs(results.corpus.articles, results.statements)
    shares = summarize_verbs(verbs.assign(all="all"), by=("all",)).sort_values("n", ascending=False)
    parts = [
        Markup("{} {}, {:.0%} ({:.0%} to {:.0%})").format(
            name, evidence.link(f"{s.n} of {s.n_all}", s.statement_ids, f"Verbs: {name}"), s.share, s.low, s.high
        )
        for name, s in zip(shares.verb_class, shares.itertuples(), strict=True)
    ]  # fmt: skip
    names = results.names()
    telling = verbs[~verbs.verb_class.isin(["neutral", "other"]) & (verbs.voice != "quoted voice")]
    is_other = [verb[:3] != cue[:3].lower() for verb, cue in zip(telling.verb, telling.cue, strict=True)]
    # "hit back, saying": it is the first that tells
    cues = telling.cue.mask(pd.Series(is_other, telling.index, dtype=bool), telling.verb + ", " + telling.cue)
    telling = telling.assign(actor=telling.actor_id.map(names).fillna("nobody named"), cue=cues)
    rows = [
        {"actor": actor, "verb": cue, "class": verb_class, "outlet": outlet,
         "n": evidence.link(len(group), group.statement_id, f"{actor}: “{cue}”")}
        for (actor, cue, verb_class, outlet), group in telling.groupby(["actor", "cue", "verb_class", "outlet"], sort=False)
    ]  # fmt: skip
    order = list(describe_verb_classes().verb_class)
    rows.sort(key=lambda row: (order.index(row["class"]), row["actor"]))
    sentences = [Markup("Verbs by class, with the 90% interval of the share: {}.").format(Markup("; ").join(parts))] if parts else []
    means = dict(zip(order, describe_verb_classes().means, strict=True))
    shown = [name for name in order if name in set(telling.verb_class)]
    note = f"Neutral verbs are not listed. {' '.join(f'{name.capitalize()}: {means[name]}' for name in shown)}" if rows else ""
    return _finding("Reporting verbs", sentences, rows, note)


def _find_scare(results: Results, evidence: Evidence) -> dict:
    scare = find_scare_quotes(results.corpus.articles, results.statements)
    scare = scare[scare.kind == "scare quote"]
    rows = [
        {"words": f"“{r.words}”", "voice": r.voice, "why": r.reason, "where": link_article(r.article_id, r.article_id),
         "in statement": evidence.cite(r.statement_id) if isinstance(r.statement_id, str) else ""}
        for r in scare.itertuples()
    ]  # fmt: skip
    note = "Exploratory: read them; some are partial quotations whose speaker was not found."
    return _finding("Scare quotes", [] if rows else ["None found."], rows, note if rows else "")


def _find_labels(results: Results, evidence: Evidence) -> dict:
    articles = results.corpus.articles
    labels = find_labels(articles, results.statements)
    contested = find_contested_labels(labels)
    names = results.names()
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    inside = dict(zip(zip(labels.article_id, labels.start, strict=True), labels.statement_id, strict=True))
    rows = []
    for (thing, _), uses in contested.groupby(["thing", "label"], sort=False):
        written = [" ".join(_QUOTE_MARKS.sub("", texts[where][start:end]).split()) for spans in uses.spans for where, start, end in spans]
        called = Counter(written).most_common(1)[0][0]  # ``label`` is folded
        by = [_name_user(r, called, names, inside, evidence) for r in uses.itertuples()]
        rows.append({"thing": thing, "called": called, "by": Markup(", ").join(by)})
    note = (
        "Two names for one noun; whether they mean the same thing is for the reader to judge. In a paraphrase the word may be the "
        "reporter’s."
    )
    return _finding("Competing names", [], rows, note if rows else "")


def _name_user(r, called: str, names: dict[str, str], inside: dict[tuple[str, int], object], evidence: Evidence) -> Markup:
    """Return who calls it so and how often, a link to the statements, or to the articles where it stands in none.

    ``inside``: the statement in which the words at (article, start) stand.
    """
    who = names.get(r.actor_id, r.voice)
    whose = {PARAPHRASE: "a paraphrase of", "headline": "the headline, of"}.get(r.voice, "") if r.actor_id in names else ""
    who = f"{whose} {who}".strip()
    title = f"Called “{called}” by {who}"
    statement_ids = [inside[article_id, start] for article_id, start, _ in r.spans]
    if all(isinstance(statement_id, str) for statement_id in statement_ids):
        return evidence.link(f"{who} ({r.n})", statement_ids, title)
    return evidence.link_articles(f"{who} ({r.n})", (span[0] for span in r.spans), title)


def _find_frames(results: Results, frames: pd.DataFrame, framings: pd.DataFrame, evidence: Evidence, with_text: bool) -> dict:
    """Return how common each frame is in each voice, with the likeliest passage as evidence and what found it there."""
    articles = results.corpus.articles
    texts, about = dict(zip(articles.article_id, articles.text, strict=True)), frames.set_index("frame_id")
    likeliest = framings.sort_values("p", ascending=False).drop_duplicates(["unit", "frame_id"]).set_index(["unit", "frame_id"])
    rows = []
    for s in summarize_frames(framings, list_passages(articles, results.statements)).sort_values("n", ascending=False).itertuples():
        carriers = framings.article_id[(framings.unit == s.unit) & (framings.frame_id == s.frame_id)]
        frame = about.loc[s.frame_id]
        passages = evidence.link_articles(f"{s.n} of {s.n_all}", carriers, f"{frame['name']}, {s.unit}")
        best = likeliest.loc[(s.unit, s.frame_id)]
        words = texts[best.article_id][best.evidence_start : best.evidence_end].split()
        shown = " ".join(words[:MAX_WORDS]) + (" …" if len(words) > MAX_WORDS else "")
        if not with_text and s.unit == "journalist voice":
            shown = f"characters {best.evidence_start} to {best.evidence_end}"
        by_words = [f"{count(best.n_words, 'word')} of its list"] if best.n_words else []
        rows.append({
            "frame": Markup('{}<br><span class="small">{}</span>').format(frame["name"], frame.source), "voice": s.unit,
            "passages": passages,
            "share (90% interval)": f"{s.share:.0%} ({s.low:.0%} to {s.high:.0%})" if s.n_all >= MIN_PASSAGES else "",
            "likeliest passage": Markup("{} ({})").format(shown, link_article(best.article_id, best.article_id)),
            "found there by": ", ".join([*by_words, f"model {best.p:.2f}"]),
        })  # fmt: skip
    return _finding("Frames", [], rows, FRAMES_NOTE if rows else "")


def list_silent(results: Results) -> str:
    """Name the expected voices that no article quotes."""
    return ", ".join(list_unheard(results.statements, results.actors))
