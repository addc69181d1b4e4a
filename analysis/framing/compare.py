"""Comparison across articles, outlets and time: the same quotation told differently, and differences with their uncertainty."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, islice
from typing import NamedTuple

import pandas as pd

from analysis.framing.copies import drop_copies
from analysis.framing.intervals import estimate_difference
from analysis.framing.passages import WORD, fold_word, is_abbreviation
from analysis.inputs import require_columns
from analysis.nlp import expand_not
from analysis.quotes.marks import find_passages

RELATIONS = ("longest", "verbatim", "cut", "overlapping", "altered", "paraphrased")
MATCH_COLUMNS = [
    "quote_id", "statement_id", "article_id", "outlet", "published", "actor_id", "relation", "shared", "position", "moved",
]  # fmt: skip
DIFFERENCE_COLUMNS = ["a", "b", "n_articles_a", "n_articles_b", "mean_a", "mean_b", "difference", "low", "high"]
MIN_WORDS = 5  # a shorter statement is the same as another by chance
MIN_CUT = 4  # but hardly where one actor's words are a run of his longer ones: "I support the dam" of "I support the dam if it is safe"
SAME_WORDS = 0.5  # share of the shorter one's runs of three words that make two statements one quotation
LEAST_SENSE = 3  # content words that a paraphrase must share
_NEGATIONS = frozenset(map(fold_word, "not never no nobody nothing cannot neither without".split()))
_DENIALS = _NEGATIONS | frozenset(map(fold_word, "none wrong false untrue myth lie nonsense deny denies denied reject rejects".split()))
# Words of which one changed for the other says the opposite; a row has two sides.
_OPPOSED = [
    tuple(frozenset(map(fold_word, side.split())) for side in row)
    for row in (
        ("support supports supporting back backs backing favour favor endorse welcome approve",
         "oppose opposes opposing reject resist condemn fight block"),
        ("for pro", "against anti"), ("up rise rises rising rose risen", "down fall falls falling fell fallen"),
        ("raise raises raising increase more higher strengthen", "cut cuts cutting lower reduce decrease less fewer weaken"),
        ("yes", "no"), ("always", "never"), ("good better best right", "bad worse worst wrong"), ("safe legal", "unsafe dangerous illegal"),
        ("open", "close shut"), ("stay remain keep join", "leave quit scrap abolish axe"), ("win won", "lose lost"), ("all", "none"),
    )
]  # fmt: skip
_DOTTED = re.compile(r"(?<![A-Z]\.)\b(?:[A-Z]\.){2,}(?=\W|$)")  # tried once for each run: "A.A.A.…" may be long
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
NEAR = 7  # days between two articles beyond which only the same words are held to be one quotation
_REACH = 6  # words before a run that may deny it: "I do not believe that | the dam should be built"
SHORT = 8  # words below which two people may have said nearly the same
_EMPTY = frozenset(
    fold_word(word)
    for word in "will have been that they this with from were would could should there their which what when said says them also".split()
)
_SWAP = 3  # words at an end that are changed for as many
_PLACES = 5  # at which a run that a longer statement repeats is looked for
_LONGEST = 500  # words of each version that are laid side by side
SAME_SENSE = 0.6  # share of the shorter one's content words that make a paraphrase, if the actor is the same
_COMMON = 50  # a run of words that more quotations than this share identifies none
LONG_RUN = 8  # words in a row that two people's quotations must share to be taken for one
_CONTENT_LENGTH = 4  # letters: shorter words carry little content


class _Words(NamedTuple):
    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]  # of three words
    content: frozenset[str]
    numbers: frozenset[str]
    ends: frozenset[int]  # words behind which a sentence ends; "It is a lie: we need the dam" is one


def match_statements(articles: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations that stand in more than one article, one row a statement.

    Columns ``MATCH_COLUMNS``: ``quote_id`` (the statement_id of the longest version), ``relation`` to it (one of ``RELATIONS``:
    all but "paraphrased" share at least half of the shorter one's runs of three words: in a "cut" version words are left out,
    an "overlapping" one is another part of the same speech, in an "altered" one words are changed; "paraphrased" is the same
    actor's and shares content words and figures; what the one denies and the other says is no version of it; articles more than ``NEAR``
    days apart have the same words, of reported ones at least ``SHORT``, or no version of each other), ``shared`` (share of the
    shorter one's runs, or content words, that the two have in common), ``position`` (0 = top of its article, 1 = end), ``moved``
    (position minus that of the longest version).

    Copies of a wire story are rows like any other; drop them with ``drop_copies``. Paraphrase is judged by words alone.
    """
    words = {row.statement_id: _read_words(_keep_marked(row)) for row in statements.itertuples()}
    days = dict(zip(articles.article_id, pd.to_datetime(articles.published, format="%Y-%m-%d", errors="coerce"), strict=True))
    long = statements[statements.statement_id.map(lambda name: len(words[name].words) >= MIN_CUT).astype(bool)]
    order = sorted(long.itertuples(), key=lambda row: (-len(words[row.statement_id].words), row.statement_id))
    index: dict[tuple, list] = defaultdict(list)
    groups: dict[str, list[tuple]] = {}
    for row in order:
        own = words[row.statement_id]
        found = _find_version(row, own, index, words, days)
        if found is None:
            groups[row.statement_id] = [(row, "longest", 1.0)]
            for key in _list_keys(row, own):
                index[key].append(row)
        else:
            groups[found[0]].append((row, *found[1:]))
    place = articles.set_index("article_id")
    rows = [row for quote_id, versions in groups.items() for row in _make_rows(quote_id, versions, place)]
    return pd.DataFrame(rows, columns=MATCH_COLUMNS)


def group_versions(contents: Sequence[str], stances: Sequence[str] = ()) -> list[int]:
    """Return for each of one actor's statements the index of the one whose words it repeats, its own where it repeats none.

    ``stances``, if given, are those of the statements: one labelled for and one labelled against are no versions of each other.

    The longest version stands for the others. A statement repeats another if it is a run of its words (of at least three, or all of them)
    or, from ``MIN_WORDS`` words on, shares half of its runs of three. What was said again in other words is
    a statement more.
    """
    words = [_read_words(content) for content in contents]
    index: dict[tuple, list[int]] = defaultdict(list)
    versions = list(range(len(words)))
    for i in sorted(versions, key=lambda i: (-len(words[i].words), i)):
        own = words[i]
        keys = own.runs or {own.words}
        near = {j for key in keys if len(index[key]) <= _COMMON for j in index[key]}  # a run that all have tells nothing
        near = {j for j in near if not stances or {stances[i], stances[j]} != {"favor", "against"}}
        versions[i] = min((j for j in near if _repeats(own, words[j])), default=i)
        if versions[i] == i:
            for key in keys:
                index[key].append(i)
    return versions


def _repeats(own: _Words, longer: _Words) -> bool:
    relation, _ = _relate(own, longer, is_same_actor=True)
    return relation in ("verbatim", "cut") or relation in ("overlapping", "altered") and len(own.words) >= MIN_WORDS


def _read_words(content: str) -> _Words:
    """Return the words of a statement as they are compared: houses differ in apostrophes, hyphens and the dots of abbreviations."""
    plain = _HYPHEN.sub(" ", _DOTTED.sub(lambda match: match.group().replace(".", ""), content.replace("’", "'").replace("ʼ", "'")))
    plain = expand_not(plain)
    found = list(WORD.finditer(plain))
    found = found[1:] if found and fold_word(found[0].group()) == "that" else found  # the journalist's: "told us that “we have the land”"
    written = [match.group() for match in found]
    words = tuple(map(fold_word, written))
    gaps = [plain[one.end() : other.start()] for one, other in zip(found, found[1:], strict=False)]
    ends = frozenset(
        i for i, gap in enumerate(gaps)
        if any(mark in gap for mark in "!?;") or "." in gap and not is_abbreviation(plain, found[i].end())
    )  # fmt: skip
    long = frozenset(fold_word(word) for word in written if len(word) >= _CONTENT_LENGTH) - _EMPTY
    numbers = frozenset(number.replace(",", "").rstrip(".") for number in re.findall(r"\d[\d,.]*", content))  # "40m", "1,000"
    return _Words(words, frozenset(zip(words, words[1:], words[2:], strict=False)), long, numbers, ends)


def _keep_marked(row) -> str:
    """Return a statement's words, of one that is half in marks those in marks: what stands between them is the journalist's."""
    inside = " ".join(row.content[passage.start : passage.end] for passage in find_passages(row.content)) if row.kind == "mixed" else ""
    return inside if len(WORD.findall(inside)) >= MIN_WORDS else row.content


def _list_keys(row, own: _Words) -> list[tuple]:
    """Return what a version is looked up by: its runs, and the content words that its actor uses."""
    named = [] if pd.isna(row.actor_id) else [(row.actor_id, word) for word in sorted(own.content)]
    return [*sorted(own.runs), *named]


def _find_version(
    row, own: _Words, index: dict[tuple, list], words: dict[str, _Words], days: dict[str, pd.Timestamp]
) -> tuple[str, str, float] | None:
    """Return quote_id, relation and share of the longer version in another article that fits best, or None."""
    near = {other.statement_id: other for key in _list_keys(row, own) if len(index.get(key, ())) <= _COMMON for other in index.get(key, ())}
    best = None
    for name, other in near.items():
        if other.article_id == row.article_id:
            continue
        is_same = row.actor_id == other.actor_id
        relation, shared = _relate(own, words[name], is_same)
        if relation and _are_two(row, other) and not _share_passage(row, own, other, words[name]):
            continue  # two people who said something alike
        if len(own.words) < MIN_WORDS and not (is_same and relation in ("verbatim", "cut")):
            continue
        least = SHORT if row.kind == "indirect" else MIN_WORDS
        if _are_apart(days[row.article_id], days[other.article_id]) and not (relation in ("verbatim", "cut") and len(own.words) >= least):
            continue  # the same talk on another day
        if relation and (best is None or shared > best[2]):
            best = (name, relation, shared)
    return best


def _are_apart(one: pd.Timestamp, other: pd.Timestamp) -> bool:
    """Whether two days are more than ``NEAR`` days apart; not where one is unknown."""
    return pd.notna(one) and pd.notna(other) and abs((one - other).days) > NEAR


def _are_two(row, other) -> bool:
    return pd.notna(row.actor_id) and pd.notna(other.actor_id) and row.actor_id != other.actor_id


def _share_passage(row, own: _Words, other, longer: _Words) -> bool:
    """Whether words given to two people are so much alike that one quotation was given to both: in marks, with a long run in common."""
    if "indirect" in (row.kind, other.kind):
        return False
    matcher = SequenceMatcher(None, own.words[:_LONGEST], longer.words[:_LONGEST], autojunk=False)
    return matcher.find_longest_match().size >= min(LONG_RUN, len(own.words))


def _relate(own: _Words, other: _Words, is_same_actor: bool) -> tuple[str, float]:
    """Return the relation of a shorter version to a longer one, "" for none, and the share that they have in common."""
    if own.words == other.words:
        return "verbatim", 1.0
    shared = len(own.runs & other.runs) / max(1, min(len(own.runs), len(other.runs)))
    if shared == 1.0 and (places := list(islice(_find_run(own.words, other.words), _PLACES))):
        return ("cut", shared) if any(not _is_denied(other, at) for at in places) else ("", 0.0)
    if shared >= SAME_WORDS and (is_same_actor or len(own.words) >= SHORT):
        return _name_change(own.words, other.words), shared
    common = own.content & other.content
    sense = len(common) / max(1, min(len(own.content), len(other.content)))
    is_near = is_same_actor and len(common) >= LEAST_SENSE and sense >= SAME_SENSE
    is_same_sense = is_near and _is_negated(own) == _is_negated(other) and not (own.numbers - other.numbers and other.numbers - own.numbers)
    return ("paraphrased", sense) if is_same_sense else ("", 0.0)


def _name_change(own: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return what was done to a quotation: words only left out ("cut"), another part of the same speech ("overlapping"), words changed
    ("altered"); "" where one of the two denies what the other says, or says the opposite."""
    matcher = SequenceMatcher(None, other[:_LONGEST], own[:_LONGEST], autojunk=False)
    changes = [(tag, own[a:b], other[c:d]) for tag, c, d, a, b in matcher.get_opcodes()]
    inner = [change for change in changes[1:-1] if change[0] != "equal"]
    ends = [change for change in (changes[0], changes[-1]) if change[0] != "equal"]
    swapped = [change for change in ends if change[0] == "replace" and abs(len(change[1]) - len(change[2])) < 2 and len(change[1]) <= _SWAP]
    if any(not _NEGATIONS.isdisjoint(words) for _, *sides in inner + swapped for words in sides):
        return ""
    if any(_are_opposed(*sides) for _, *sides in inner + swapped):
        return ""
    if swapped or any(tag != "delete" for tag, *_ in inner):
        return "altered"
    return "cut" if all(tag == "delete" for tag, *_ in ends) else "overlapping"


def _are_opposed(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether words that stand in each other's place say the opposite: "support" and "oppose"."""
    pairs = ((words, others), (others, words))
    return any(not one.isdisjoint(a) and not other.isdisjoint(b) for one, other in _OPPOSED for a, b in pairs)


def _is_negated(words: _Words) -> bool:
    return not _NEGATIONS.isdisjoint(words.words)


def _find_run(words: tuple[str, ...], longer: tuple[str, ...]) -> Iterator[int]:
    """Yield the places from which words stand one behind the other in a longer statement."""
    places = range(len(longer) - len(words) + 1) if words else ()
    return (i for i in places if longer[i] == words[0] and longer[i : i + len(words)] == words)


def _is_denied(words: _Words, at: int) -> bool:
    """Whether what stands from a place on is denied by the words before it in its sentence."""
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if i in words.ends:
            return False
        if words.words[i] in _DENIALS:
            return True
    return False


def _make_rows(quote_id: str, versions: list[tuple], place: pd.DataFrame) -> list[tuple]:
    if len({row.article_id for row, _, _ in versions}) < 2:
        return []
    positions = [row.start / max(1, len(place.text[row.article_id])) for row, _, _ in versions]
    return [
        (quote_id, row.statement_id, row.article_id, place.outlet[row.article_id], place.published[row.article_id], row.actor_id,
         relation, shared, position, position - positions[0])
        for (row, relation, shared), position in zip(versions, positions, strict=True)
    ]  # fmt: skip


def compare_groups(
    measures: pd.DataFrame, articles: pd.DataFrame, value: str, by: str = "outlet", copies: pd.DataFrame | None = None,
    most: float = math.inf,
) -> pd.DataFrame:  # fmt: skip
    """Return how far each two outlets (or months) differ in a number, one row a pair.

    Args:
        measures: any table of this package with ``article_id`` and the number or truth value ``value``, one row a case. Cases are
            averaged an article first: articles are what is compared.
        by: "outlet", "author", "month" (of ``published``) or a column of your own in ``articles``; articles without it are left out, and
            so are those without a value.
        copies: from ``find_copies``, to count each syndicated story once.
        most: how far two means can be apart, such as 1 for shares.

    Returns:
        Columns ``DIFFERENCE_COLUMNS``: ``difference`` is mean_a - mean_b with a 90% t interval over articles
        (``intervals.estimate_difference``), missing where a side has one article, or all articles one value. An interval that holds 0 shows
        no difference, which is not to say that there is none.

    Raises:
        ValueError: a column is missing.
    """
    groups = articles.assign(month=articles.published.str[:7])
    require_columns(groups, ["article_id", by], "articles")
    require_columns(measures, ["article_id", value], "measures")
    groups = groups.set_index("article_id")[by]
    means = (measures if copies is None else drop_copies(measures, copies)).groupby("article_id")[value].mean().astype(float).dropna()
    means = means[groups.reindex(means.index).astype(object).fillna("").to_numpy() != ""]
    split = dict(tuple(means.groupby(groups.reindex(means.index))))
    rows = []
    for a, b in combinations(sorted(split), 2):
        difference = estimate_difference(split[a].to_numpy(), split[b].to_numpy(), most=most)
        rows.append((a, b, len(split[a]), len(split[b]), split[a].mean(), split[b].mean(), *difference))
    return pd.DataFrame(rows, columns=DIFFERENCE_COLUMNS)
