"""Syndicated copies: one wire story in several outlets, cut and retitled, is one story and is to be counted once.

What two desks quote from one press conference makes no copy, so they must share words of the journalist's too.
Near-duplicates are found by MinHash over word shingles with banding (Broder 1997), then checked exactly, so that the cost grows
with the number of articles and not with the number of pairs.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.framing.passages import WORD
from analysis.quotes.marks import find_passages

SHINGLE = 5  # words
N_BANDS = 64  # a pair that shares 5% of all its shingles is met in some band with odds of 26 to 1
# Share of the shorter article's shingles that must stand in the longer one. A wire story that two desks cut and opened anew shares
# a quarter; of two outlets' own articles on one event 95 in 100 pairs of BASIL share under a fifth. What the others share they quote: of
# what stands outside quotation marks none of those with more than COPY shares a twentieth, copies an eighth and more.
COPY, COPY_TOLD = 0.22, 0.08
SAME_OUTLET = 0.8  # within one outlet: a later story repeats the background of an earlier one, and a second edition nearly all of it
MOST = 0.5  # share of an article, or of a paragraph, that makes it the other's
LEAST = 20  # shingles outside quotation marks; an article of fewer is judged by all alone
_CHUNK = 20_000  # shingles hashed at a time, so that memory stays flat on a very long article


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Return for each article the story it tells: columns ``article_id``, ``story_id``, ``shared``.

    ``story_id`` is the article that counts as the original, the first published of the group and of these the longest, or the longest of
    all where the first is a first report of less than half its words; an article of its own is its own original. ``shared`` is the share (0
    to 1) of the shorter one's shingles of five words that the
    two have in common. Title and body are compared as they stand, without furniture. Two articles of one outlet are one story only where
    they share nearly all.
    """
    shingles, told = ([hash_runs(text) for text in articles.text] for hash_runs in (_hash_all, _hash_told))
    order = articles.published.where(articles.published != "", "9999").to_numpy()
    rank = sorted(range(len(articles)), key=lambda i: (order[i], -len(shingles[i]), i))
    outlets = articles.outlet.tolist()
    original: dict[int, int] = {}
    for i, candidates in _list_candidates(shingles, rank):
        firsts = dict.fromkeys(original[j] for j in candidates)
        firsts = [j for j in firsts if _share(shingles[i], shingles[j]) >= _find_least(outlets[i], outlets[j])]
        firsts = [j for j in firsts if _share_told(told[i], told[j]) >= COPY_TOLD]
        texts = articles.text
        original[i] = next((j for j in firsts if _is_spread(texts.iloc[i], texts.iloc[j], shingles[i], shingles[j])), i)
    original = {i: own for group in _list_groups(original) for i, own in _choose_original(group, shingles).items()}
    names = articles.article_id.tolist()
    rows = [(names[i], names[original[i]], _share(shingles[i], shingles[original[i]])) for i in range(len(names))]
    return pd.DataFrame(rows, columns=["article_id", "story_id", "shared"])


def _list_groups(original: dict[int, int]) -> list[list[int]]:
    """Return the articles of each story, the first published first."""
    groups: dict[int, list[int]] = {}
    for i, first in original.items():
        groups.setdefault(first, []).append(i)
    return list(groups.values())


def _choose_original(group: list[int], shingles: list[np.ndarray]) -> dict[int, int]:
    """Return the original of each article of a story: the first, or the longest where the first holds less than half of it ("More
    follows"). Of two long stories that grew out of one short report each is then its own.
    """
    longest = max(group, key=lambda i: len(shingles[i]))
    if len(shingles[longest]) <= len(shingles[group[0]]) / MOST:
        return dict.fromkeys(group, group[0])
    return {i: longest if _share(shingles[i], shingles[longest]) >= MOST else i for i in group}


def _is_spread(one: str, other: str, shingles: np.ndarray, others: np.ndarray) -> bool:
    """Whether two articles share most of their words or more than one paragraph: two stories may end with the same one of background."""
    if _share(shingles, others) >= MOST:
        return True
    text, known = (one, others) if len(shingles) <= len(others) else (other, shingles)
    return sum(_share(part, known) >= MOST for part in map(_hash_all, text.split("\n\n")) if len(part)) > 1


def _find_least(one: str, other: str) -> float:
    return SAME_OUTLET if one and one == other else COPY


def _list_candidates(shingles: list[np.ndarray], rank: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each article in order of rank with the earlier ones that it may copy: at most one a band."""
    buckets: dict[tuple[int, bytes], int] = {}
    for i in rank:
        keys = list(enumerate(_sign(shingles[i])))
        yield i, list(dict.fromkeys(buckets[key] for key in keys if key in buckets))
        for key in keys:
            buckets.setdefault(key, i)


def _hash_all(text: str) -> np.ndarray:
    return _hash_runs([text])


def _hash_told(text: str) -> np.ndarray:
    """Return the shingles that hold nothing of a quotation."""
    edges = [0, *(edge for passage in find_passages(text) for edge in (passage.start, passage.end)), len(text)]
    return _hash_runs(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _hash_runs(parts: Iterable[str]) -> np.ndarray:
    words = ([match.group().lower() for match in WORD.finditer(part)] for part in parts)
    joined = (" ".join(run[i : i + SHINGLE]) for run in words for i in range(len(run) - SHINGLE + 1))
    return np.unique(np.fromiter((zlib.crc32(shingle.encode()) for shingle in joined), dtype=np.uint64))


def _sign(shingles: np.ndarray) -> list[bytes]:
    """Return the MinHash signature as one key a band; none for a text shorter than a shingle."""
    if not len(shingles):
        return []
    factors = np.random.default_rng(0).integers(1, 2**63, N_BANDS, dtype=np.uint64) | np.uint64(1)
    lowest = np.full(len(factors), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        lowest = np.minimum(lowest, (factors[:, None] * (shingles[None, start : start + _CHUNK] + np.uint64(1))).min(axis=1))
    return [value.tobytes() for value in lowest]


def _share(a: np.ndarray, b: np.ndarray) -> float:
    if a is b:
        return 1.0
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def _share_told(a: np.ndarray, b: np.ndarray) -> float:
    return _share(a, b) if min(len(a), len(b)) >= LEAST else 1.0


def drop_copies(table: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table with ``article_id`` that stand in originals: every story once."""
    originals = defaultdict(bool, zip(copies.article_id, copies.article_id == copies.story_id, strict=True))
    return table[table.article_id.map(originals.__getitem__).astype(bool)].reset_index(drop=True)
