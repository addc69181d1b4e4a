"""Right actor: whether the program names the same actor for a speaker as the hand coding in ``benchmarks/gold/actors.csv``.

    python -m benchmarks actors --gold ../shared/data/quotes/polnear/dev

Two figures for each form of speaker (named, pronoun, nominal, unnamed). *Resolution*: the coded speakers themselves are given to
``collect_mentions``. *Whole*: statements are extracted first, and coded speakers that no extracted speaker overlaps are counted apart.
Names are compared without case, title and middle initial; where an article gives no first name, the family name is enough. Of an
unnamed speaker all that counts is that nobody is named. For a spokesperson either level is right, the person or who is spoken for.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.actors import ArticleMentions, collect_mentions
from analysis.actors.lists import load_lists
from analysis.actors.names import agree_given, fold_name, split_name
from analysis.nlp import load_pipeline
from analysis.quotes import Quote, extract_quotes

FORMS = ("named", "pronoun", "nominal", "unnamed")
CODED = Path(__file__).parent / "gold" / "actors.csv"


class Coded(NamedTuple):
    """A speaker as a language model coded it, reading (``gold/coding-guide.md``)."""

    start: int
    end: int
    actor: str
    form: str


class Case(NamedTuple):
    """A coded speaker and what became of it; ``found`` is None where no extracted speaker overlaps it."""

    article: str
    coded: Coded
    words: str
    found: str | None
    is_right: bool
    reason: str


def main(argv: list[str] | None = None) -> int:
    """Print the table of right actors; ``--errors`` lists the wrong ones."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks actors", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", required=True, type=Path, help="folder with text/ and attributions/ (PolNeAR dev)")
    parser.add_argument("--coded", default=CODED, type=Path, help="hand coding: article,start,end,actor,represents,speaker_type")
    parser.add_argument("--errors", action="store_true", help="list every wrong one")
    args = parser.parse_args(argv)
    resolution, whole, seconds = score_actors(args.gold, args.coded)
    share = seconds[1] / seconds[0]
    print(f"{len({case.article for case in whole})} articles, {len(whole)} coded speakers; actors cost {share:.1%} of the parse")
    print_table(resolution, whole)
    if args.errors:
        for name, cases in (("resolution", resolution), ("whole", whole)):
            for case in cases:
                if not case.is_right and case.found is not None:
                    print(name, case.article[:24], case.coded.start, case.coded.form, repr(case.words[:60]), "is", case.coded.actor, "not",
                          case.found, "|", case.reason[:90], sep="  ")  # fmt: skip
    return 0


def score_actors(folder: Path, coded_file: Path = CODED) -> tuple[list[Case], list[Case], tuple[float, float]]:
    """Return the cases by resolution and by the whole way, and the seconds of (parse, actors)."""
    coded = read_coded(coded_file)
    resolution, whole, parse, actors = [], [], 0.0, 0.0
    nlp = load_pipeline()
    for article, rows in sorted(coded.items()):
        text = (folder / "text" / f"{article}.txt").open(encoding="utf-8", newline="").read()
        begin = time.perf_counter()
        doc = nlp(text)
        parse += time.perf_counter() - begin
        contents = dict(read_contents(folder, article))
        given = [Quote(_find_content(row, contents), "indirect", "said", None, (row.start, row.end), 1.0, "gold") for row in rows]
        resolution += list(compare(article, text, rows, collect_mentions(article, doc, given)))
        quotes = extract_quotes(doc)
        begin = time.perf_counter()
        found = collect_mentions(article, doc, quotes)
        actors += time.perf_counter() - begin
        whole += list(compare(article, text, rows, found))
    return resolution, whole, (parse, actors)


def read_coded(path: Path) -> dict[str, list[Coded]]:
    """Return the coded speakers of each article, but for those coded "?"."""
    coded = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["actor"] != "?":
                coded[row["article"]].append(Coded(int(row["start"]), int(row["end"]), row["actor"], row["speaker_type"]))
    return coded


def read_contents(folder: Path, article: str) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int], ...]]]:
    """Yield (source span, content spans) of each gold attribution of an article (brat format)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        if not file.name.startswith(article):
            continue
        for line in file.open(encoding="utf-8"):
            key, rest, *_ = line.rstrip("\n").split("\t")
            if key.startswith("T"):
                spans[key] = [tuple(map(int, piece.split())) for piece in rest.split(" ", 1)[1].split(";")]
            elif key.startswith("E"):
                roles = defaultdict(list)
                for role, _, target in (argument.partition(":") for argument in rest.split()):
                    roles[role.rstrip("0123456789")] += spans.get(target, [])
                if roles["Source"] and roles["Content"]:
                    yield (min(s for s, _ in roles["Source"]), max(e for _, e in roles["Source"])), tuple(sorted(roles["Content"]))


def _find_content(row: Coded, contents: dict) -> tuple[tuple[int, int], ...]:
    return next((content for (start, end), content in contents.items() if start <= row.start < end), ((row.end, row.end + 1),))


def compare(article: str, text: str, rows: list[Coded], found: ArticleMentions) -> Iterator[Case]:
    """Yield a case for each coded speaker, held against the link whose speaker overlaps it most."""
    for row in rows:
        links = [(_overlap(row, link.speaker), link) for link in found.links if link.speaker and _overlap(row, link.speaker)]
        words = text[row.start : row.end].replace("\n", " ")
        if not links:
            yield Case(article, row, words, None, False, "")
            continue
        link = max(links, key=lambda pair: pair[0])[1]
        actors = [found.actors[key] for key in (link.person, link.actor) if key is not None]
        is_right = any(is_same_actor(row.actor, actor) for actor in actors) or (not actors and row.actor.startswith("unnamed"))
        yield Case(article, row, words, actors[0].name if actors else "nobody", is_right, link.reason)


def _overlap(row: Coded, speaker: tuple[int, int]) -> int:
    return max(0, min(row.end, speaker[1]) - max(row.start, speaker[0]))


def is_same_actor(gold: str, actor) -> bool:
    """Whether a local actor is the one that was coded."""
    if gold.startswith("unnamed"):
        return actor.kind == "unnamed" or (actor.kind == "group" and actor.source_type == "public")
    wanted = [name.strip() for name in gold.split(";")]
    got = actor.name.split(" and ") if len(wanted) > 1 else [actor.name]
    if len(wanted) != len(got):
        return False
    if len(wanted) == 1 and fold_name(gold) in {fold_name(alias) for alias, _ in actor.aliases}:
        return True
    return all(any(is_same_name(one, other, actor.kind) for other in got) for one in wanted)


def is_same_name(one: str, other: str, kind: str) -> bool:
    if fold_name(one) == fold_name(other):
        return True
    (given, family), (other_given, other_family) = split_name(one.split()), split_name(other.split())
    is_person = kind in {"person", "group"}
    return is_person and family == other_family and bool(agree_given(given, other_given, load_lists().nicknames))


def print_table(resolution: list[Case], whole: list[Case]) -> None:
    print(f"{'speaker':10}{'coded':>7}{'resolution':>12}{'overlapped':>12}{'right of these':>16}")
    for form in (*FORMS, "all"):
        mine = [case for case in resolution if form in (case.coded.form, "all")]
        matched = [case for case in whole if form in (case.coded.form, "all") and case.found is not None]
        right, right_matched = Counter(c.is_right for c in mine)[True], Counter(c.is_right for c in matched)[True]
        print(f"{form:10}{len(mine):7}{right / max(1, len(mine)):12.3f}{len(matched):12}{right_matched / max(1, len(matched)):16.3f}")


if __name__ == "__main__":
    sys.exit(main())
