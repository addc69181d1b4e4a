"""Find the words of an article that can stand for an actor: names, nouns for people and organisations, pronouns.

The small spaCy model misses and cuts many names, so names are runs of capitalised proper nouns, and its entities only help to
join and to sort them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from analysis.actors.lists import Lists
from analysis.actors.names import PARTICLES, fold_name, make_initials, split_name

NAME_LABELS = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}
JOINED_LABELS = {"ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW"}  # names of which small words are a part
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
ROLE_SOURCES = {"official", "politician", "military", "diplomat", "legal", "religious", "business", "media", "expert", "spokesperson", "staff",
                "police"}  # fmt: skip
OFFICE_SUFFIXES = ("man", "woman", "person")
MAX_NAME_WORDS = 12
MAX_ROLE_WORDS = 8


class Mention(NamedTuple):
    """Words that may stand for an actor. ``start``, ``end`` and ``head`` are token numbers."""

    start: int
    end: int
    head: int
    form: str  # name / nominal / pronoun
    words: tuple[str, ...]  # of a name: the name itself; else the lower-case head noun or pronoun
    role: str = ""  # of a name: the office or title written before it
    gender: str = ""
    label: str = ""  # of a name: spaCy's entity label


def find_mentions(doc, lists: Lists, heads: Collection[int] = ()) -> list[Mention]:
    """Return the mentions of ``doc`` in order; ``heads`` are tokens that speak, whatever their noun."""
    chunks = {chunk.root.i: chunk.start for chunk in doc.noun_chunks} if doc.has_annotation("DEP") else {}
    mentions, named = [], set()
    for start, end in _find_runs(doc, lists):
        mention = _read_name(doc, start, end, chunks, lists)
        if mention:
            mentions.append(mention)
            named.update(range(start, end))
    mentions += (m for m in _find_nominals(doc, lists, chunks, heads) if m.head not in named)
    mentions += (_read_pronoun(token) for token in doc if token.tag_ in {"PRP", "PRP$", "WP", "WP$", "WDT"} and token.i not in named)
    return sorted(mentions, key=lambda m: (m.head, m.start))


def _is_name_word(token) -> bool:
    text = token.text
    if not text[0].isupper() and not (token.tag_ in {"NNP", "NNPS"} and text[0].isalnum()):
        return False
    return token.tag_ in {"NNP", "NNPS"} or (token.ent_type_ in NAME_LABELS and token.tag_ not in {"DT", "IN", "PRP", "PRP$", "NNS"})


def _find_runs(doc, lists: Lists) -> Iterator[tuple[int, int]]:
    """Yield token ranges of names, each as long as its words belong together."""
    n, i = len(doc), 0
    abbreviated = _find_abbreviated(doc)
    while i < n:
        if i in abbreviated:
            yield i, abbreviated[i]
            i = abbreviated[i]
        elif _is_name_word(doc[i]):
            end = _extend_run(doc, i, lists, abbreviated)
            yield i, end
            i = end
        else:
            i += 1


def _extend_run(doc, start: int, lists: Lists, abbreviated: Collection[int]) -> int:
    end = start + 1
    while end < len(doc) and end - start < MAX_NAME_WORDS and end not in abbreviated:
        if _is_name_word(doc[end]) and doc[end].text not in {"I"}:
            end += 1
            continue
        after = end
        while after < len(doc) and after - end < 3 and _is_connector(doc, after, lists):
            after += 1
        if after == end or after >= len(doc) or not _is_name_word(doc[after]):
            break
        end = after + 1
    return end


def _is_connector(doc, i: int, lists: Lists) -> bool:
    """Whether token ``i`` joins the names on its two sides into one."""
    token, before = doc[i], doc[i - 1]
    text = token.text.casefold()
    if text in PARTICLES | {"-", "–", "&"} or (token.is_space and "\n" not in token.text):
        return True
    inside = token.ent_type_ in JOINED_LABELS and token.ent_iob_ == "I"
    if text in {"of", "for", "on", "the"}:
        noun = lists.nouns.get(before.text.casefold())
        return inside or (text != "the" and noun is not None and noun.kind == "organisation" and before.text[0].isupper()) or (
            text == "the" and before.text in {"of", "for", "on"}
        )
    return inside and text in {"and", "'s", "’s", "in", "to", ","}


def _find_abbreviated(doc) -> dict[int, int]:
    """Return {first token: one past the last} of names that an abbreviation in brackets behind them spells: "Stop the War (STW)".

    Looks back from the bracket for the shortest stretch of words, beginning in a capital, whose initials are the abbreviation
    (after Schwartz and Hearst, 2003, held to whole words).
    """
    found = {}
    for bracket in range(1, len(doc) - 2):
        short = doc[bracket + 1]
        if doc[bracket].text != "(" or doc[bracket + 2].text != ")" or not short.text.isupper() or not 2 <= len(short.text) <= 10:
            continue
        letters = short.text.replace(".", "").casefold()
        for start in range(bracket - 2, max(-1, bracket - 2 * len(letters) - 3), -1):
            words = [token.text for token in doc[start:bracket] if token.text[0].isalnum()]
            if any(token.is_sent_start and token.i > start and token.text[0].isupper() is False for token in doc[start:bracket]):
                break
            initials = make_initials(words)
            if doc[start].text[0].isupper() and (letters in initials or any(letters == i[: len(letters)] and len(i) - len(letters) < 2 for i in initials)):
                found[start] = bracket
                break
    return found


def _read_name(doc, start: int, end: int, chunks: dict[int, int], lists: Lists) -> Mention | None:
    """Return the name in a run, its office split off, or None where the run names nobody (a plural, a bare title)."""
    tokens = [token for token in doc[start:end] if not token.is_space]
    if not tokens:
        return None
    cut = _find_office_end(tokens, lists)
    name = tokens[cut:]
    words = [token.text for token in name]
    if len(name) == 1 and (noun := _find_noun(name[0], lists)) and not lists.first_names.get(words[0].casefold()) and cut == 0:
        if name[0].tag_ == "NNPS" or noun.kind != "organisation" or name[0].is_sent_start or words[0].isupper() is False:
            return None  # "Protesters", "the President": left to the nominals
    if cut == 0 and len(name) > 1 and _find_noun(name[-1], lists) and _find_noun(name[-1], lists).kind == "person":
        if fold_name(words[0]) not in lists.first_names and fold_name(words[0]) not in lists.titles and name[-1].ent_type_ != "PERSON":
            return None  # "Defence Secretary": an office and nobody's name
    office = [token.text for token in tokens[:cut]]
    office = _read_role_before(doc, name[0].i - cut if not office else tokens[0].i, name[-1].i, chunks, lists) + office
    labels = Counter(token.ent_type_ for token in name if token.ent_type_ in NAME_LABELS)
    gender = next((lists.titles[fold_name(w)][0] for w in office if fold_name(w) in lists.titles), "")
    if not gender and len(words) > 1:
        gender = lists.first_names.get(fold_name(words[0]), "")
    if not gender and office and (noun := lists.nouns.get(office[-1].casefold())):
        gender = noun.gender
    head = next((t.i for t in reversed(name) if t.head.i < name[0].i or t.head.i > name[-1].i), name[-1].i)
    return Mention(start, end, head, "name", tuple(words), " ".join(office), gender, labels.most_common(1)[0][0] if labels else "")


def _find_office_end(tokens, lists: Lists) -> int:
    """Return how many tokens of a run are title and office: 2 of "Defence Secretary John Healey"."""
    if {t.ent_type_ for t in tokens} == {"ORG"} and len(tokens) > 1 and fold_name(tokens[0].text) not in lists.titles:
        last = lists.nouns.get(tokens[-1].text.casefold())
        if last and last.kind == "organisation":
            return 0
    cut = 0
    for k, token in enumerate(tokens[:-1]):
        word = fold_name(token.text)
        noun = lists.nouns.get(word)
        is_office = noun is not None and noun.kind == "person" and noun.source_type in ROLE_SOURCES
        is_office = is_office or (noun is None and word.endswith(OFFICE_SUFFIXES) and len(word) > 6 and word not in lists.first_names and k > 0)
        if word in lists.titles or (is_office and (k > 0 or word not in lists.first_names)):
            cut = k + 1
    rest = tokens[cut:]
    last = lists.nouns.get(rest[-1].text.casefold())
    if cut and (split_name([t.text for t in rest])[1] == "" or (last and last.kind == "organisation" and fold_name(tokens[0].text) not in lists.titles)):
        return 0
    return cut


def _find_noun(token, lists: Lists):
    return lists.nouns.get(token.lemma_.casefold()) or lists.nouns.get(token.text.casefold()) or lists.nouns.get(
        token.text.casefold().removesuffix("s")
    )


def _read_role_before(doc, start: int, last: int, chunks: dict[int, int], lists: Lists) -> list[str]:
    """Return the lower-case office before a name within its noun phrase: "Republican presidential nominee" Jane Doe."""
    left = next((chunks[i] for i in range(last, start - 1, -1) if i in chunks), start)
    words = [t for t in doc[max(left, start - MAX_ROLE_WORDS) : start] if not t.is_space]
    for k in range(len(words) - 1, -1, -1):
        noun = _find_noun(words[k], lists)
        if noun and noun.kind == "person" and k == len(words) - 1:
            begin = next((j + 1 for j in range(k, -1, -1) if words[j].tag_ in {"DT", "PRP$", "POS", ",", "CD"}), 0)
            return [t.text for t in words[begin : k + 1]]
    adjective = words[-1:] and [t.text for t in words[-1:] if fold_name(t.text) in lists.demonyms]
    return adjective or []


def _find_nominals(doc, lists: Lists, chunks: dict[int, int], heads: Collection[int]) -> Iterator[Mention]:
    for token in doc:
        if token.tag_ in {"PRP", "PRP$", "WP", "WP$", "WDT"} or token.is_space:
            continue
        noun = None
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS"} and token.dep_ not in {"compound", "amod", "nmod"}:
            noun = _find_noun(token, lists)
        if noun or token.i in heads:
            yield Mention(chunks.get(token.i, token.i), token.i + 1, token.i, "nominal", (token.lemma_.casefold(),), "", noun.gender if noun else "")


def _read_pronoun(token) -> Mention:
    word = token.text.casefold()
    gender = "m" if word in {"he", "him", "his"} else "f" if word in {"she", "her", "hers"} else ""
    return Mention(token.i, token.i + 1, token.i, "pronoun", (word,), "", gender)
