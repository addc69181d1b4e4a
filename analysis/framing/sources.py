"""Source balance: who gets to speak, how much, how early, in their own words or paraphrased; and who does not.

The measures are those of source analysis in journalism research (share of words, order, direct or indirect), taken from
spans rather than from a coder's impression. They describe the article; they do not say what a fair share would be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.actors.lists import load_lists
from analysis.actors.names import SUFFIXES, fold_name, is_past
from analysis.framing.intervals import estimate_share
from analysis.framing.passages import WORD, count_words, names_object
from analysis.inputs import list_columns, list_own
from analysis.quotes.marks import find_passages
from analysis.tables import NOT_SPOKEN, Actors, Articles

PLACED_COLUMNS = [
    "statement_id", "article_id", "outlet", "published", "actor_id", "name", "actor_kind", "stance", "kind", "part",
    "n_words", "n_verbatim", "share_of_article", "position", "is_first", "is_last", "is_said",
]  # fmt: skip
SUMMARY_COLUMNS = [
    "n_articles", "n_statements", "n_words", "n_verbatim", "share_of_quoted", "n_direct", "share_direct", "low", "high",
    "n_first", "n_last", "mean_position", "statement_ids",
]  # fmt: skip
REACH = 150  # characters behind a name in which its sentence says that he could not be reached
# "Doe was not available for comment", "Doe’s office did not return several calls"; not "Doe said a deal could not be reached".
_UNREACHED = re.compile(
    r"(?: Jr\.?| Sr\.?)?(?:['’]s? \w+(?: \w+)?)?(?:,(?: (?!who|which|but\b|and\b)[\w’'-]+){1,8},|,)?\s(?:also )?(?:"
    r"(?:was|were|is|are) (?:un|not (?:immediately |readily )?)available (?:for|to) (?:comment|reply|respond)"
    r"|could(?:n['’]t| not) (?:immediately )?be reached(?! by (?!phone|telephone|e-?mail))"
    r"|(?:did|has|have|had)(?:n['’]t| not) (?:immediately )?return(?:ed)? (?:\w+ ){0,3}(?:calls?|messages?|e-?mails?|requests?))\b", re.I
)  # fmt: skip
SILENT_COLUMNS = ["article_id", "actor_id", "name", "is_expected", "is_asked", "n_mentions", "n_statements_elsewhere", "spans"]
MENTION_COLUMNS = ["article_id", "statement_id", "actor_id", "mentioned_id", "start", "end"]

_MONTHS = frozenset("January February March April May June July August September October November December".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_BEFORE_MONTHS = frozenset("in since by until till last next this early late mid during through".split())
_LONG, TITLE_CASE = 3, 0.7  # letters of a word whose capital tells, and the share of such from which a line writes all so
_STATE = frozenset({"official", "politician", "military", "diplomat", "spokesperson"})
_OFFICES = frozenset("president minister chancellor ambassador secretary premier king queen general foreign government".split())
_GENERAL = frozenset(
    "Committee State Department Secretary House Court Capitol Council Board Commission Ministry Union Party Association Agency".split()
)
_SHIPS = frozenset({"USS", "HMS", "MV", "RMS", "HMCS", "HMAS"})
_LINE = 300  # characters on both sides of a name that are looked at
_GENERATIONS = frozenset({"Jr", "Sr", "II", "III"})


class Mention(NamedTuple):
    actor_id: str
    start: int
    end: int


def place_statements(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    actors: pd.DataFrame,
    positions: pd.DataFrame | None = None,
    target_id: str | None = None,
) -> pd.DataFrame:
    """Return one row a statement with its size and its place, the ground of ``summarize_sources``.

    Args:
        positions, target_id: give both to have the stance on one target; ``stance`` is "none" for a statement that does not
            address it, and for every statement where they are left out.

    Returns:
        Columns ``PLACED_COLUMNS``: ``n_words`` (0 where the content only names what somebody is for, against or talks of: "opposed the
            dam"); ``n_verbatim`` (of these, in quotation marks; all of an interview's); ``share_of_article`` (of all words, 0 to 1);
            ``position`` (0 = the article's first character, 1 = its last); ``is_first`` and ``is_last``: the first and the last word of
            the body that is the own word of somebody who could be told; ``is_said``: not declined, and not only supposed.
        ``actor_id`` is null and ``actor_kind`` "unknown" where nobody could be named. Behind these stand the columns that you have added
        to ``actors`` or ``articles``: a party, a circulation. What one quotes another as saying counts for both.
    """
    of_actors, of_articles = (
        [name for name in list_own(table, schema.columns()) if name not in PLACED_COLUMNS]
        for table, schema in ((actors, Actors), (articles, Articles))
    )
    placed = statements.merge(articles[["article_id", "outlet", "published", "text", *of_articles]], on="article_id")
    known = actors[["actor_id", "name", "kind", *of_actors]].rename(columns={"kind": "actor_kind"})
    placed = placed.merge(known, on="actor_id", how="left")
    stances = {}
    if positions is not None and target_id is not None:
        chosen = positions[positions.target_id == target_id]
        stances = dict(zip(chosen.statement_id, chosen.stance, strict=True))
    n_article_words = {row.article_id: max(1, count_words(row.text)) for row in articles.itertuples()}
    is_object = pd.Series([names_object(row.content, row.kind, row.cue) for row in placed.itertuples()], index=placed.index, dtype=bool)
    body = placed[(placed.part == "body") & ~placed.act.isin(NOT_SPOKEN) & ~is_object & placed.actor_id.notna()]
    placed = placed.assign(
        actor_kind=placed.actor_kind.fillna("unknown"),
        stance=placed.statement_id.map(stances).fillna("none"),
        n_words=placed.content.map(count_words).astype(int).where(~is_object, 0),
        n_verbatim=_count_verbatim(placed),
        position=placed.start / placed.text.str.len().astype(int).clip(lower=1),
        is_said=~placed.act.isin(NOT_SPOKEN),
        is_first=placed.index.isin(body.groupby("article_id").start.idxmin()),
        is_last=placed.index.isin(body.groupby("article_id").end.idxmax()),
    )
    placed["share_of_article"] = placed.n_words / placed.article_id.map(n_article_words).astype(int)
    return placed[[*PLACED_COLUMNS, *of_articles, *of_actors]]


def _count_verbatim(placed: pd.DataFrame) -> list[int]:
    """Return for each statement how many of its words stand in quotation marks."""
    marked = {article_id: _blank_unmarked(text) for article_id, text in placed.groupby("article_id").text.first().items()}
    return [
        count_words(row.content) if row.kind == "direct" else sum(count_words(marked[row.article_id][a:b]) for a, b in row.spans)
        for row in placed.itertuples()
    ]


def _blank_unmarked(text: str) -> str:
    """Return a text of the same length with blanks for all that stands outside quotation marks."""
    pieces, end = [], 0
    for passage in find_passages(text):
        pieces += [" " * (passage.start - end), text[passage.start : passage.end]]
        end = passage.end
    return "".join(pieces) + " " * (len(text) - end)


def summarize_sources(placed: pd.DataFrame, by: str | Sequence[str] = "actor_id") -> pd.DataFrame:
    """Return who has how much of the quoted words: one row a group. Who declined to answer, or did not say it, has none.

    Args:
        placed: from ``place_statements``.
        by: the column that makes a group, or several: actor_id, actor_kind, stance, kind, outlet, article_id, or one of your own.

    Returns:
        Columns ``*by`` and ``SUMMARY_COLUMNS``: ``n_verbatim`` (words in quotation marks), ``share_of_quoted`` (of all words
        of statements, 0 to 1), ``share_direct``
        (statements wholly inside quotation marks) with its 90% Wilson interval ``low``, ``high``; ``n_first``, ``n_last``
        (articles in which the group has the first or last word), ``mean_position`` (0 = top), ``statement_ids``.
    """
    by = list_columns(placed, by, "placed")
    placed = placed[placed.is_said]
    rows, n_all = [], max(1, placed.n_words.sum())
    for key, group in placed.groupby(by, dropna=False, sort=True):
        n_direct = int((group.kind == "direct").sum())
        direct = estimate_share(n_direct, len(group))
        words = int(group.n_words.sum())
        size = (group.article_id.nunique(), len(group), words, int(group.n_verbatim.sum()), words / n_all, n_direct, *direct)
        order = (int(group.is_first.sum()), int(group.is_last.sum()), group.position.mean())
        rows.append((*key, *size, *order, group.statement_id.tolist()))
    summary = pd.DataFrame(rows, columns=[*by, *SUMMARY_COLUMNS])
    return summary.sort_values("n_words", ascending=False, ignore_index=True)


class Name(NamedTuple):
    words: tuple[str, ...]
    actor_id: str
    is_person: bool
    own: frozenset[str]  # words of the actor's names
    is_shared: bool = False  # by another actor


Names = dict[str, list[Name]]  # by first word


def index_names(actors: pd.DataFrame) -> Names:
    """Return the actors' names by their first word, longest first, for ``find_mentions``.

    Only names with a capital letter count ("the group" names nobody), and a name that two actors share is marked. People are named by the
    last word of their name too.
    """
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for actor in actors.itertuples():
        family = [word for word in actor.name.split() if fold_name(word) not in SUFFIXES][-1:] if actor.kind == "person" else []
        for name in {actor.name, *actor.aliases, *family}:
            words = tuple(WORD.findall(name))
            if words and name != name.lower() and actor.kind != "unnamed":
                owners[words].add(actor.actor_id)
                own[actor.actor_id].update(words)
    names: Names = defaultdict(list)
    people = set(actors.actor_id[actors.kind == "person"])
    for words, ids in sorted(owners.items(), key=lambda item: -len(item[0])):
        for actor_id in sorted(ids):
            names[words[0]].append(Name(words, actor_id, actor_id in people, frozenset(own[actor_id]), len(ids) > 1))
    return names


def find_mentions(text: str, names: Names, heard: Collection[str] = ()) -> list[Mention]:
    """Return where the actors of ``index_names`` are named in a text, in order, the longest name at each place.

    A person's family name that the text has in small letters too names nobody ("Rice" in a story on rice), nor does a word that is part of
    another name, or a family name that is part of somebody else's: the Doe of "Maria Doe" is not Peter Doe. A name that several share is
    that of the only one of them who is among ``heard``, the actors that the article hears or names in full.
    """
    found = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    words = [word.removesuffix("'s").removesuffix("’s") for word, _, _ in found]
    common = {word for word in words if word.islower()}
    mentions, i = [], 0
    while i < len(words):
        hit = _find_bearer([name for name in names.get(words[i], ()) if tuple(words[i : i + len(name.words)]) == name.words], heard)
        is_bare = hit is not None and len(hit.words) == 1
        if is_bare and hit.is_person and (words[i].lower() in common or _is_others(text, found, i, hit) or _is_month(words, i)):
            hit = None
        elif is_bare and (_is_general(words, i, hit) or _goes_on(text, found, i, hit)):
            hit = None
        size = len(hit.words) if hit else 1
        if hit:
            last, _, end = found[i + size - 1]
            mentions.append(Mention(hit.actor_id, found[i][1], end - len(last) + len(words[i + size - 1])))
        i += size
    return mentions


def find_present(text: str, names: Names, heard: Collection[str] = ()) -> set[str]:
    """Return whom an article hears or names in full, who are meant by a family name there that others of the corpus share."""
    return {*heard, *(mention.actor_id for mention in find_mentions(text, names, heard) if " " in text[mention.start : mention.end])}


def _find_bearer(names: list[Name], heard: Collection[str]) -> Name | None:
    """Return the longest of the names that stand at a place; of one that several share that of the only bearer heard."""
    longest = [name for name in names if len(name.words) == len(names[0].words)]
    fitting = [name for name in longest if not name.is_shared or name.actor_id in heard]
    return fitting[0] if len(fitting) == 1 else None


def _is_general(words: list[str], i: int, name: Name) -> bool:
    """Whether a word that many bodies are called by is part of another's name, or no name: "the Finance Committee", "Missouri State";
    not "the Committee"."""
    has_article = i > 0 and words[i - 1].lower() == "the"
    return words[i] in _GENERAL and len(name.own) > 1 and not has_article


def _is_month(words: list[str], i: int) -> bool:
    """Whether "May" is the month: "in May", "last March", "May 3"."""
    is_dated = i + 1 < len(words) and (words[i + 1].isdigit() or words[i + 1] == "Day")
    return words[i] in _MONTHS and (is_dated or i > 0 and words[i - 1].lower() in _BEFORE_MONTHS)


def _goes_on(text: str, found: list[tuple[str, int, int]], i: int, name: Name) -> bool:
    """Whether another name follows that this one is part of: "King Charles", "West Bank", "Jordan Pell"; not "Doe Monday", and not in a
    headline that writes every word large."""
    if i + 1 >= len(found) or text[found[i][2] : found[i + 1][1]] != " ":
        return False
    after = found[i + 1][0]
    at = found[i][1]
    line = text[max(text.rfind("\n", 0, at) + 1, at - _LINE) : at + _LINE].partition("\n")[0]
    long = [word for word in WORD.findall(line) if len(word) > _LONG]
    is_title = sum(word[0].isupper() for word in long) >= TITLE_CASE * len(long)
    opens = i == 1 or i > 1 and any(mark in text[found[i - 2][2] : found[i - 1][1]] for mark in ".!?\n")
    is_title |= i > 0 and not opens and found[i - 1][0][0].isupper() and text[found[i - 1][2] : found[i][1]] == " "  # "Police Say Doe Lied"
    is_short = after == "I" or len(after) <= _LONG and after.isupper()  # "Doe MP", "Doe I think"
    return after[0].isupper() and not is_short and after not in name.own and after not in _DAYS | _MONTHS and not is_title


def _is_others(text: str, found: list[tuple[str, int, int]], i: int, name: Name) -> bool:
    """Whether the family name that is word ``i`` is part of somebody else's name or a ship's: "Maria Doe", "Doe Jr", "USS Doe"."""
    if i + 1 < len(found) and found[i + 1][0] in _GENERATIONS - name.own:
        return True
    if not i or text[found[i - 1][2] : found[i][1]] != " ":
        return False
    word, folded, lists = found[i - 1][0], fold_name(found[i - 1][0]), load_lists()
    if word in _SHIPS:
        return True
    return word[0].isupper() and word not in name.own and folded not in lists.titles and folded in lists.first_names


def find_silent_actors(articles: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return which actors of the study are named in an article and have no statement in it, expected voices first. Whom no article quotes
    and the study does not expect is no actor, and not found.

    Columns: ``article_id``, ``actor_id``, ``name``, ``is_expected`` (listed in the study), ``is_asked`` (declined to answer, or
    could not be reached),
    ``n_mentions``, ``n_statements_elsewhere`` (in the other articles), ``spans`` (list of [start, end], the mentions). An expected voice
    that the article does not even name is a row with no mention. Who speaks as one of two ("Doe and Roe said"), an organisation whose
    head, lawyer or spokesman speaks, and a country whose minister does, is no silent actor.
    """
    declined = statements[statements.act == "declined"]
    asked = {*zip(declined.article_id, declined.actor_id, strict=True), *zip(declined.article_id, declined.person_id, strict=True)}
    statements = statements[~statements.act.isin(NOT_SPOKEN)]  # who declined to comment is silent
    names, n_said = index_names(actors), statements.groupby("actor_id").size()
    speakers = statements.groupby("article_id")[["actor_id", "person_id"]].agg(set)
    known = {actor.actor_id: actor for actor in actors.itertuples()}
    expected = [actor_id for actor_id, actor in known.items() if actor.is_expected]
    links, rows = link_voices(actors), []
    for article in articles.itertuples():
        spans = defaultdict(list)
        heard = set.union(*speakers.loc[article.article_id]) if article.article_id in speakers.index else set()
        for mention in find_mentions(article.text, names, find_present(article.text, names, heard)):
            spans[mention.actor_id].append([mention.start, mention.end])
        heard |= find_heard_through(heard, links).keys()
        for actor_id in dict.fromkeys([*expected, *spans]):
            if actor_id not in heard:
                actor, where = known[actor_id], spans.get(actor_id, [])
                is_asked = (article.article_id, actor_id) in asked or any(_is_unreached(article.text, end) for _, end in where)
                who = (article.article_id, actor_id, actor.name, actor.is_expected, is_asked)
                rows.append((*who, len(where), int(n_said.get(actor_id, 0)), where))
    silent = pd.DataFrame(rows, columns=SILENT_COLUMNS)
    return silent.sort_values(["article_id", "is_expected", "n_mentions"], ascending=[True, False, False], ignore_index=True)


def _is_unreached(text: str, end: int) -> bool:
    """Whether what stands behind a name says that there was no reaching him."""
    return _UNREACHED.match(text, end, end + REACH) is not None


def link_voices(actors: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each actor, by actor_id and in the order of the table, who is heard through it: each of two who speak together, the
    organisation whose head or lawyer speaks, the country whose minister does, whoever has the office that speaks."""
    called: dict[str, set[str]] = defaultdict(set)
    for actor in actors.itertuples():
        for name in (actor.name, *actor.aliases):
            called[fold_name(name)].add(actor.actor_id)
    links: dict[str, list[str]] = {}
    for actor in actors.itertuples():
        names = set(actor.name.split(" and ")) if actor.kind == "group" else set()
        is_official = actor.source_type in _STATE or not _OFFICES.isdisjoint(fold_name(actor.role).split())
        is_former = is_past(actor.role)
        names |= {actor.organisation, actor.country if is_official else ""} - {""} if not is_former else set()
        above = {actor.parent_id} if isinstance(actor.parent_id, str) and not is_former else set()  # "Doe's office"
        found = (above | {actor_id for name in names for actor_id in called.get(fold_name(name), ())}) - {actor.actor_id}
        links[actor.actor_id] = sorted(found)
    return links


def find_heard_through(heard: Collection[str], links: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return who is heard through others among ``heard`` (actor_ids), with their actor_ids; ``links`` is from ``link_voices``."""
    through: dict[str, list[str]] = defaultdict(list)
    for actor_id in sorted(heard & links.keys()):
        for other in links[actor_id]:
            through[other].append(actor_id)
    return through


def list_unheard(statements: pd.DataFrame, actors: pd.DataFrame) -> list[str]:
    """Return the names of the expected voices that no article quotes, nor hears through somebody else."""
    said = statements[~statements.act.isin(NOT_SPOKEN)]
    heard = {*said.actor_id.dropna(), *said.person_id.dropna()}
    heard |= find_heard_through(heard, link_voices(actors)).keys()
    return actors.name[actors.is_expected & ~actors.actor_id.isin(heard)].tolist()


def find_mentions_in_quotes(articles: pd.DataFrame, statements: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return who is talked about inside somebody else's statement: the reader hears of them through another.

    Columns: ``article_id``, ``statement_id``, ``actor_id`` (who speaks), ``mentioned_id`` (who is spoken about), ``start``,
    ``end`` (of the name). Names only: "he" and "the government" are not followed.
    """
    names, texts = index_names(actors), dict(zip(articles.article_id, articles.text, strict=True))
    heard = statements.groupby("article_id").actor_id.agg(set)
    present = {article_id: find_present(texts[article_id], names, ids) for article_id, ids in heard.items()}
    said = statements[~statements.act.isin(NOT_SPOKEN)]
    rows = [
        (row.article_id, row.statement_id, row.actor_id, mention.actor_id, start + mention.start, start + mention.end)
        for row in said.itertuples()
        for start, end in row.spans
        for mention in find_mentions(texts[row.article_id][start:end], names, present[row.article_id])
        if mention.actor_id not in (row.actor_id, row.person_id)
    ]
    return pd.DataFrame(rows, columns=MENTION_COLUMNS)
