"""Gold attributions of PolNeAR (Newell, Margolin & Ruths 2018), and how predictions are matched to them.

The measure is that of ``../shared/tools/score_quotes.py``: one prediction a gold attribution, best overlap first. *coverage* is the
share of the gold content's characters that a prediction holds (GenderGapTracker reports it at .3; it does not punish a content
that is too long); *iou* is intersection over union, which does.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

Span = tuple[int, int]

MEASURES = {"coverage": 0.3, "iou": 0.5}
_MARK = re.compile('["“”]')


class Attribution(NamedTuple):
    """One gold attribution; spans are characters of the article."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    is_marked: bool  # a double quotation mark stands in or beside the content


class GoldArticle(NamedTuple):
    """An article as PolNeAR has it (line ends untouched) and its attributions."""

    name: str
    text: str
    attributions: list[Attribution]


def read_polnear(folder: Path) -> list[GoldArticle]:
    """Return the articles of ``folder`` (``text/*.txt``, ``attributions/*.ann``) that have gold.

    Raises:
        FileNotFoundError: no such article there; the message says what the folder must hold.
    """
    annotations = {path.name: path for path in sorted((folder / "attributions").glob("*.ann"), reverse=True)}
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        found = next((annotations[name] for name in reversed(annotations) if name.startswith(path.stem)), None)
        if found:
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
            articles.append(GoldArticle(path.stem, text, _read_attributions(found, text)))
    if not articles:
        raise FileNotFoundError(f"no PolNeAR articles in {folder}: it needs text/*.txt and attributions/*.ann")
    return articles


def _read_attributions(path: Path, text: str) -> list[Attribution]:
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 1:
            _, _, places = parts[1].partition(" ")
            spans[parts[0]] = tuple((int(a), int(b)) for a, b in (place.split() for place in places.split(";")))
        elif line.startswith("E") and len(parts) > 1:
            found.append([argument.split(":") for argument in parts[1].split()])
    roles = [{role: _collect(event, role, spans) for role in ("Content", "Source", "Cue")} for event in found]
    return [Attribution(r["Content"], r["Source"], r["Cue"], _is_marked(text, r["Content"])) for r in roles if r["Content"]]


def _collect(event: list[list[str]], role: str, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(span for name, key in event if name.rstrip("0123456789") == role for span in spans.get(key, ()))


def _is_marked(text: str, content: tuple[Span, ...]) -> bool:
    return any(_MARK.search(text, max(0, start - 1), end + 1) for start, end in content)


def list_chars(spans) -> set[int]:
    """Return the character offsets that the spans hold."""
    return {i for start, end in spans for i in range(start, end)}


def match(gold: list[set[int]], found: list[set[int]], measure: str) -> list[tuple[int, int]]:
    """Return pairs (gold, found) that belong together under ``measure``, each used once, best overlap first."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(found):
            common = len(wanted & given)
            iou = common / len(wanted | given) if common else 0.0
            score = iou if measure == "iou" else common / len(wanted)
            if common and score > MEASURES[measure]:
                pairs.append((score, iou, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((i, j))
    return matched
