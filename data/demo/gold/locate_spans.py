"""Fill the offset columns of statements.csv from its verbatim words, so that no offset is ever counted by hand.

Run it after editing an article or a row: ``python data/demo/gold/locate_spans.py``. The rows of an article stand in the
order of its text; a quotation is looked for from the start of the row before it on. ``attribution`` holds the words that
join speaker and cue ("Ms Quenneby said"); of its occurrences the nearest to the quotation counts, which tells one "she"
from another.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

GOLD = Path(__file__).with_name("statements.csv")
ARTICLES = GOLD.parent.parent / "articles"
PIECE_MARK = " || "
MAX_GAP = 400  # characters between two pieces of one statement; more means that the words of another one were found

Span = tuple[int, int]


def find_words(words: str, text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return where the words stand as whole words in text[start:end]."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [match.span() for match in pattern.finditer(text, start, len(text) if end is None else end)]


def locate_pieces(quote: str, text: str, start: int) -> list[Span]:
    """Return the spans of the pieces of a quote, each behind the one before.

    Raises:
        ValueError: a piece is not in the text behind ``start``, or is too far from the piece before.
    """
    spans: list[Span] = []
    for piece in quote.split(PIECE_MARK):
        found = find_words(piece, text, spans[-1][1] if spans else start)
        if not found or (spans and found[0][0] - spans[-1][1] > MAX_GAP):
            raise ValueError(f"not found in the order of the text: {piece!r}")
        spans.append(found[0])
    return spans


def locate_speaker(speaker: str, attribution: str, text: str, pieces: list[Span]) -> Span:
    """Return the span of the speaker inside the occurrence of the attribution that is nearest to the quotation.

    Raises:
        ValueError: the attribution is not in the text outside the quotation, or the speaker not in the attribution.
    """

    def gap(span: Span) -> int:
        return min(max(a - span[1], span[0] - b) for a, b in pieces)

    outside = [span for span in find_words(attribution, text) if gap(span) >= 0]
    if not outside:
        raise ValueError(f"attribution not found: {attribution!r}")
    found = find_words(speaker, text, *min(outside, key=gap))
    if not found:
        raise ValueError(f"speaker {speaker!r} is not in {attribution!r}")
    return found[0]


def locate_row(row: dict[str, str], text: str, start: int) -> dict[str, str | int]:
    """Return the row with its offset columns filled; ``start`` is where the quotation may begin."""
    pieces = locate_pieces(row["quote"], text, start)
    speaker = locate_speaker(row["speaker"], row["attribution"], text, pieces) if row["speaker"] else ("", "")
    return row | {
        "start": pieces[0][0],
        "end": pieces[-1][1],
        "spans": ";".join(f"{a}-{b}" for a, b in pieces),
        "speaker_start": speaker[0],
        "speaker_end": speaker[1],
    }


def main() -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    located, article_id, text, start = [], "", "", 0
    for row in rows:
        if row["article_id"] != article_id:
            article_id, start = row["article_id"], 0
            text = (ARTICLES / f"{article_id}.txt").open(encoding="utf-8", newline="").read()
        try:
            located.append(locate_row(row, text, start))
        except ValueError as error:
            raise SystemExit(f"{GOLD.name}, {article_id}: {error}") from None
        start = located[-1]["start"]
    with GOLD.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(located)


if __name__ == "__main__":
    main()
