"""Statements and speakers on PolNeAR: ``python -m benchmarks quotes --gold ../shared/data/quotes/polnear/dev [--errors]``.

Prints precision, recall and F1 at coverage > .3 and at IoU > .5, recall on contents with quotation marks, the share of matched
statements whose speaker overlaps the gold source, articles per second and the time beyond the parse; the same for textacy's
``direct_quotations`` on the same parses where it is installed. ``--errors`` counts the commonest kinds of miss and false find.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from analysis.nlp import parse_texts
from analysis.quotes import extract_quotes
from analysis.quotes.cues import load_lexicon
from analysis.quotes.parse import Parse
from benchmarks.polnear import MEASURES, Attribution, GoldArticle, Span, list_chars, match, read_polnear


class Found(NamedTuple):
    """What a system says of one statement: content, speaker (or None) and the rule that found it."""

    spans: tuple[Span, ...]
    speaker: Span | None
    rule: str


class Run(NamedTuple):
    """One system over all articles. ``seconds`` is its own time, without the parse; ``n_failed`` counts articles it raised on."""

    found: list[list[Found]]
    seconds: float
    n_failed: int


def main(argv: list[str] | None = None) -> int:
    """Print the figures; return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks quotes", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder with text/*.txt and attributions/*.ann")
    parser.add_argument("--errors", action="store_true", help="count the kinds of miss and false find of our own rules")
    args = parser.parse_args(argv)
    articles = read_polnear(args.gold)
    docs, parse_seconds = parse_articles(articles)
    systems = {"standpoint": extract_found} | ({"textacy": quote_with_textacy} if find_spec("textacy") else {})
    for name, system in systems.items():
        run = run_system(docs, system)
        print_figures(name, score_run(articles, run.found), run, parse_seconds)
        if args.errors and name == "standpoint":
            print_errors(*count_errors(articles, docs, run.found))
    return 0


def parse_articles(articles: list[GoldArticle]) -> tuple[list, float]:
    """Return the parsed articles and the processor seconds that took."""
    before = time.process_time()
    docs = list(parse_texts(article.text for article in articles))
    return docs, time.process_time() - before


def run_system(docs: list, system: Callable) -> Run:
    """Return what ``system(doc)`` finds in each document; an article it raises on counts as empty."""
    found, n_failed, before = [], 0, time.process_time()
    for doc in docs:
        try:
            found.append(list(system(doc)))
        except Exception:  # a peer's crash is a result to be counted, not an error of the benchmark
            found.append([])
            n_failed += 1
    return Run(found, time.process_time() - before, n_failed)


def extract_found(doc) -> Iterable[Found]:
    """Yield what the suite finds."""
    return (Found(quote.spans, quote.speaker, quote.rule) for quote in extract_quotes(doc))


def quote_with_textacy(doc) -> Iterable[Found]:
    """Yield what textacy's ``direct_quotations`` finds."""
    from textacy.extract import direct_quotations

    for triple in direct_quotations(doc):
        content = triple.content
        speaker = (triple.speaker[0].idx, triple.speaker[-1].idx + len(triple.speaker[-1])) if triple.speaker else None
        yield Found(((content.start_char, content.end_char),), speaker, "textacy")


def score_run(articles: list[GoldArticle], found: list[list[Found]]) -> dict[str, float]:
    """Return the figures by name, such as ``coverage_f1`` and ``iou_speaker`` (share of matched gold with a source)."""
    figures: dict[str, float] = {"n_gold": sum(len(a.attributions) for a in articles), "n_found": sum(map(len, found))}
    n_marked = sum(gold.is_marked for article in articles for gold in article.attributions)
    for measure in MEASURES:
        n: Counter[str] = Counter()
        for article, finds in zip(articles, found, strict=True):
            wanted = [list_chars(gold.content) for gold in article.attributions]
            for i, j in match(wanted, [list_chars(find.spans) for find in finds], measure):
                _count_match(n, article.attributions[i], finds[j])
        precision, recall = n["matched"] / max(1, figures["n_found"]), n["matched"] / max(1, figures["n_gold"])
        figures |= {
            f"{measure}_precision": precision,
            f"{measure}_recall": recall,
            f"{measure}_f1": 2 * precision * recall / max(1e-9, precision + recall),
            f"{measure}_marked_recall": n["marked"] / max(1, n_marked),
            f"{measure}_speaker": n["speaker"] / max(1, n["sourced"]),
        }
    return figures


def _count_match(n: Counter, gold: Attribution, find: Found) -> None:
    n["matched"] += 1
    n["marked"] += gold.is_marked
    n["sourced"] += bool(gold.source)
    n["speaker"] += bool(find.speaker and list_chars(gold.source) & list_chars([find.speaker]))


def print_figures(name: str, figures: dict[str, float], run: Run, parse_seconds: float) -> None:
    """Print one system's figures."""
    n = len(run.found)
    print(f"{name}: {n} articles, {run.n_failed} raised, gold {figures['n_gold']}, found {figures['n_found']}")
    for measure, threshold in MEASURES.items():
        values = [f"{key} {figures[f'{measure}_{key}']:.3f}" for key in ("precision", "recall", "f1", "marked_recall", "speaker")]
        print(f"  {measure} > {threshold}: " + ", ".join(values))
    rate, share = n / max(1e-9, parse_seconds + run.seconds), run.seconds / max(1e-9, parse_seconds)
    print(f"  {rate:.1f} articles a second of processor time, parse included; {share:.1%} on top of the parse")


def count_errors(articles: list[GoldArticle], docs: list, found: list[list[Found]]) -> tuple[Counter, Counter]:
    """Return the kinds of miss and of false find (coverage > .3), with counts."""
    misses: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for article, doc, finds in zip(articles, docs, found, strict=True):
        wanted = [list_chars(gold.content) for gold in article.attributions]
        given = [list_chars(find.spans) for find in finds]
        matched = match(wanted, given, "coverage")
        parse, hit, used = Parse(doc), {i for i, _ in matched}, {j for _, j in matched}
        every_wanted, every_given = set().union(*wanted), set().union(*given)
        for i, gold in enumerate(article.attributions):
            if i not in hit:
                misses[name_miss(parse, gold, bool(wanted[i] & every_given))] += 1
        for j, find in enumerate(finds):
            if j not in used:
                place = "beside or inside a gold content" if given[j] & every_wanted else "where gold has nothing"
                false[f"{find.rule}: {place}"] += 1
    return misses, false


def name_miss(parse: Parse, gold: Attribution, is_touched: bool) -> str:
    """Return why a gold attribution was missed, as far as its cue tells."""
    if is_touched:
        return "part of another statement found, or too little of it found"
    if not gold.cue:
        return "no cue"
    lexicon = load_lexicon()
    words = [i for start, end in gold.cue for i in range(parse.find_token(start), parse.find_token(end - 1) + 1)]
    heart = next((i for i in words if lexicon.is_cue(parse.lemmas[i], parse.tags[i])), None)
    classes = {"V": "verb", "N": "noun", "J": "adjective"}
    nobody = "" if gold.source else ", nobody named"
    if heart is not None:
        return f"known {classes[parse.tags[heart][:1]]}, content not in a frame of it{nobody}"
    other = next((classes[parse.tags[i][:1]] for i in words if parse.tags[i][:1] in classes), "preposition, colon or other word")
    return f"{other} not in the lexicon{nobody}"


def print_errors(misses: Counter, false: Counter) -> None:
    """Print the ten commonest kinds of each."""
    for title, counts in (("misses", misses), ("false finds", false)):
        print(f"\n{title} ({counts.total()}, coverage > .3)")
        for kind, n in counts.most_common(10):
            print(f"  {n:5}  {kind}")


if __name__ == "__main__":
    raise SystemExit(main())
