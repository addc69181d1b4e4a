"""The words of an article that can stand for an actor: names, nouns for people and organisations, pronouns.

The small spaCy model misses and cuts many names, so names are runs of capitalised proper nouns, and its entities only help to
join and to sort them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.actors.lists import Lists, Noun
from analysis.actors.names import HONOURS, fold_name, is_past, split_name
from analysis.actors.national import read_national
from analysis.actors.runs import COURTESIES, MARKS, NAME_LABELS, find_abbreviated, find_runs

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
PRONOUN_TAGS = {"PRP", "PRP$", "WP", "WP$", "WDT"}
NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS"}
ROLE_SOURCES = {
    "official", "politician", "military", "diplomat", "legal", "religious", "business", "media", "expert", "police", "spokesperson",
    "staff", "activist",
}  # fmt: skip
STOP_TAGS = {"DT", "PRP$", "POS", ",", "CD"}  # what an office written before a name does not reach beyond
MAX_PAST = 3  # tokens before an office in which "former" may stand
MAX_ROLE_WORDS = 8
SURNAMES = {"Page", "Book", "Story", "Law", "Record", "Brief", "Bill", "Rule", "Sign", "Form", "Text", "Order", "Note", "Poll"}
MAX_HEADLINE_TOKENS = 50
# Before "ministry", "court" and the like, of which every nation has one.
GENERAL = frozenset("foreign defence defense interior finance health justice education energy environment culture trade agriculture labour "
                    "labor transport supreme constitutional high central national federal general electoral election security prosecutor "
                    "investigative human rights state".split())  # fmt: skip
PORTFOLIOS = GENERAL | frozenset("treasury exchequer commerce transportation housing veterans homeland".split())
GENERAL_BODIES = frozenset({"staff", "assembly", "council", "court", "hospital", "synod", "directorate"})  # "the General Staff"
OFFICE_ENDS = {"", "elect", "designate", "pro", "tem", "tempore"}  # "President-elect", "President pro tem"
HOUSES = {"Partners", "Brothers", "Sons", "Associates"}  # end the name of a firm
ADDRESSES = {"Sir", "Madam", "SIR", "MADAM"}  # "Sir, – Your report made my blood boil"


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
    is_headline: bool = False
    is_human: bool = False  # of a name: the words around it say that it is a person's
    is_body: bool = False  # or an organisation's: "the union Healthworkers United", "Rail Watch, which …"


class Mentions(NamedTuple):
    """What ``find_mentions`` finds: mentions in the order of their heads, and abbreviations the article defines."""

    mentions: list[Mention]
    abbreviations: dict[str, str]


def find_mentions(
    tokens: Sequence, chunks: Mapping[int, int], lists: Lists, heads: Collection[int] = (), humans: Collection[int] = (),
    breaks: Collection[int] = (),
) -> Mentions:
    """Return the mentions of a parsed article.

    ``chunks`` has the first token of the noun phrase of each head; ``heads`` are tokens that speak, mentions whatever their noun;
    ``humans`` those of them that say "I"; ``breaks`` are tokens that no name reaches over.
    """
    abbreviated, abbreviations = find_abbreviated(tokens)
    peoples = {t.text for t in tokens if t.text[0].isupper() and t.tag_ in {"JJ", "NNP", "NNPS", "NNS"}}
    names = [_read_name(tokens, start, end, chunks, lists) for start, end in find_runs(tokens, abbreviated, lists, breaks)]
    names = [
        name._replace(
            gender=name.gender or _find_kin(tokens[name.head], lists),
            is_human=not _is_camp(tokens, name, lists) and _is_human(tokens[name.head], name, humans, lists),
            is_body=_is_called_body(tokens, name, lists) or _has_people(name, peoples, lists) or _has_article(tokens, name),
        )
        for name in names
        if name
    ]
    names = [_take_in_s(tokens, name) if _is_shop(tokens, name) else name for name in names]
    covered = {i for name in names for i in range(name.start, name.end)}
    names += _find_mistagged(tokens, names, covered)
    covered.update(name.head for name in names)
    headline_end = next((t.i for t in tokens[:MAX_HEADLINE_TOKENS] if "\n" in t.text), 0)
    mentions = names + list(_find_nominals(tokens, lists, chunks, heads, covered))
    mentions = [mention._replace(is_headline=mention.start < headline_end) for mention in mentions]
    mentions += (_read_pronoun(token) for token in tokens if token.tag_ in PRONOUN_TAGS and token.i not in covered)
    return Mentions(sorted(mentions, key=lambda m: (m.head, m.start)), abbreviations)


def find_noun(token, lists: Lists) -> Noun | None:
    """Return what the lists know of a common noun: looked up by lemma, as written, and without a plural s.

    "mum-of-three" is looked up as "mum"; "the 44-year-old" is a person.
    """
    if _is_age(token):
        return Noun("person", "public", "", False)
    token = find_hyphenated(token)
    word = token.text.casefold()
    return lists.nouns.get(token.lemma_.casefold()) or lists.nouns.get(word) or lists.nouns.get(word.removesuffix("s"))


def find_hyphenated(token: Token) -> Token:
    """Return the noun of "mum-of-three", whose head the parser takes to be the number; of any other token itself."""
    before = token.doc[token.i - 4 : token.i] if token.tag_ == "CD" and token.i >= 4 else ()
    return before[0] if [t.text for t in before[1:]] == ["-", "of", "-"] else token


def _is_age(token: Token) -> bool:
    """Whether a token is the head of "the 44-year-old", which the parser takes for a year or for "old"."""
    words = [t.text for t in token.doc[max(0, token.i - 2) : token.i + 3]]
    return token.text == "year" and words[-2:] == ["-", "old"] or token.text == "old" and words[:2] == ["year", "-"]


def _find_mistagged(tokens: Sequence, names: Sequence[Mention], covered: Collection[int]) -> list[Mention]:
    """Return family names that the tagger took for something else: "Trump" as a verb, "Sanders" as a plural."""
    families = {name.words[-1] for name in names if name.label == "PERSON" or name.role}
    return [
        Mention(t.i, t.i + 1, t.i, "name", (t.text,), label="PERSON")
        for t in tokens
        if t.i not in covered and t.text in families and t.text[0].isupper() and t.tag_ not in {"MD", "IN", "DT", "JJ"}
    ]


def _read_name(tokens: Sequence, start: int, end: int, chunks: Mapping[int, int], lists: Lists) -> Mention | None:
    """Return the name in a run, its office split off, or None where the run names nobody (a plural, a bare office)."""
    run = [token for token in tokens[start:end] if not token.is_space]
    if len(run) > 1 and run[0].i > 1 and _ends_sentence(run[0], run[1], lists):
        run = run[1:]
    is_joined = any(token.tag_ == "IN" for token in run)  # "Institute for Public Accounts"
    while run and not is_joined and (noun := lists.nouns.get(run[-1].text.casefold())) and noun.kind == "document":
        if _is_surname(run, lists):
            break
        run = run[:-1]  # "Harvest Union Poll": the union's, in a headline
    is_plural = len(run) > 1 and run[-1].tag_ in {"NNS", "NNPS"} and run[-1].text not in HOUSES
    is_plural = is_plural and run[-2].text != "&" and not is_joined  # "Doe & Daughters", "House of Representatives"
    if is_plural and (noun := find_noun(run[-1], lists)) and noun.kind == "person":
        run = run[:-1]  # "Ministry Officials"
    cut = _find_office_end(run, lists)
    name = run[cut:]
    if cut and name and name[0].tag_ == "IN":
        name = _find_behind_portfolio(name, lists)
    if not name or name[0].text in MARKS or len(name) == 1 and name[0].text in ADDRESSES or _is_bare_noun(run, name, lists):
        return None
    words = [word for word in "".join(t.text_with_ws for t in name).split() if word[0] not in MARKS]
    if len(words) > 2 and words[0].endswith(("s'", "s’")) and name[-1].ent_type_ == "PERSON":
        words = words[1:]  # "the Greens' Jane Doe"
    honours = words[-1:] if len(words) > 2 and words[-1] in HONOURS else []
    words = [*_read_nation(tokens, name, lists), *(words[:-1] if honours else words)]
    office = "".join(_write_office(token, lists) + token.whitespace_ for token in run[:cut]).split() + honours
    office = _read_role_before(tokens, run[0].i, name[-1].i, chunks, lists, is_cut=_may_belong_to_office(office, lists)) + office
    if office and not is_past(" ".join(office)) and (past := _find_past(tokens, run[0].i)):
        office = [past, *office]
    gender = _read_gender(words, office, lists)
    if len(office) == 1 and run[0].i > 0 and tokens[run[0].i - 1].text.casefold() in {"a", "an"}:
        office = []  # "what a President Doe would do"; not "an Army Gen. Doe"
    inside = range(name[0].i, name[-1].i + 1)
    head = next((t.i for t in reversed(name) if t.head.i not in inside), name[-1].i)
    labels = Counter(token.ent_type_ for token in name if token.ent_type_ in NAME_LABELS)
    label = labels.most_common(1)[0][0] if labels else ""
    return Mention(name[0].i, name[-1].i + 1, head, "name", tuple(words), " ".join(office), gender, label)


def _find_past(tokens: Sequence, first: int) -> str:
    """Return the word that an office was held before, right before it or its country: "Former Ombarian President | Jane Doe"; else ""."""
    for token in reversed(tokens[max(0, first - MAX_PAST) : first]):
        if is_past(token.text):
            return token.text.casefold()
        if token.tag_ not in {"JJ", "NNP", "NN"}:
            break
    return ""


def _ends_sentence(one, other, lists: Lists) -> bool:
    """Whether a sentence ends between the abbreviation of a place and a name: "… in Washington, D.C. | Doe's wife …", "in Harwick, N.Y. |
    Mr Doe …"."""
    if one.text == "D.C.":
        return one.nbor(-2).text == "Washington"
    is_place = one.nbor(-1).text == "," and one.text.endswith(".") and one.text[0].isupper()
    return is_place and fold_name(one.text) not in lists.titles and other.text in COURTESIES  # not "On Monday, U.S. Sen. Jane Doe"


def _write_office(token, lists: Lists) -> str:
    """Return a word of an office, "Senators" as "Senator"."""
    text = token.text
    return text[:-1] if token.tag_ in {"NNS", "NNPS"} and text.endswith("s") and text[:-1].casefold() in lists.nouns else text


def _find_behind_portfolio(words: Sequence, lists: Lists) -> Sequence:
    """Return the name behind "for Energy" of "the Minister for Energy Jane Doe"; nothing where none stands there."""
    last = max(k for k, token in enumerate(words) if token.tag_ == "IN")
    tail = words[last + 1 :]
    first = next((k for k, token in enumerate(tail) if k and fold_name(token.text) in lists.first_names), len(tail) - 2)
    return tail[first:] if first > 0 else []


def _read_nation(tokens: Sequence, name: Sequence, lists: Lists) -> list[str]:
    """Return whose a body is that many nations have: "Ostrana's" of "Ostrana's Foreign Ministry", else nothing."""
    first = name[0].i
    words = [fold_name(token.text) for token in name]
    noun = lists.nouns.get(words[-1])
    is_general = noun is not None and noun.kind == "organisation" and GENERAL.issuperset(words[:-1])
    is_general = is_general or len(words) > 2 and read_national(" ".join(words)) is not None  # "Ministry of Foreign Affairs"
    is_owned = first > 1 and tokens[first - 1].tag_ == "POS" and tokens[first - 2].tag_ == "NNP"
    if not (is_general and is_owned):
        return []
    owner = first - 2
    while owner and tokens[owner - 1].tag_ == "NNP" and tokens[owner - 1].head.i == first - 2:  # "South Ostrana's"
        owner -= 1
    return "".join(t.text_with_ws for t in tokens[owner:first]).split()


def _may_belong_to_office(words: Sequence[str], lists: Lists) -> bool:
    """Whether words cut off a name can be what an office before them is of: "Secretary of | State", "Minister for | Health"; not the "Ms"
    of "critics of Ms Doe" or the "Senator" of "allies of Senator Doe"."""
    last = fold_name(words[-1]) if words else ""
    noun = lists.nouns.get(last)
    return bool(words) and (last == "justice" or last not in lists.titles and (noun is None or noun.kind != "person"))


def _is_surname(run: Sequence, lists: Lists) -> bool:
    """Whether a word for a document is a family name here: "Lorna Page", "Mr Law"; not "Marist Poll"."""
    opening = fold_name(run[0].text)
    has_article = run[0].i > 0 and run[0].nbor(-1).text.casefold() in {"the", "a"}  # "the Virginia Poll"
    is_name = opening in lists.first_names and not has_article and run[0].ent_type_ != "GPE"
    return 1 < len(run) < 4 and run[-1].text in SURNAMES and (is_name or opening in lists.titles)


def _is_human(token, name: Mention, humans: Collection[int], lists: Lists) -> bool:
    return name.head in humans or _is_called_human(token, lists) or _is_holder(token, name.words, lists)


def _is_called_human(token, lists: Lists) -> bool:
    """Whether a name is called a person beside it: "Doe, the baker", "Doe, who has lived here for years", "Doe, 47,"."""
    after = token.doc[token.i + 1 : token.i + 3]
    if len(after) == 2 and after[0].text == "," and re.fullmatch(r"[1-9]\d", after[1].text):
        return token.i + 3 < len(token.doc) and token.doc[token.i + 3].text in {",", ".", ")"}
    beside = [after[1].head] if len(after) == 2 and after[0].text == "," and after[1].tag_ == "DT" else []  # parsed as an apposition or not
    for child in [*token.rights, *beside]:
        noun = find_noun(child, lists) if child.tag_ == "NN" and (child in beside or child.dep_ == "appos") else None
        if noun and noun.kind == "person":
            return True
        if child.dep_ == "relcl" and any(t.text.casefold() == "who" and t.head.i == child.i for t in child.lefts):
            return token.tag_ == "NNP"
    return False


def _find_kin(token, lists: Lists) -> str:
    """Return the gender of "Senator Doe, her husband"."""
    nouns = (find_noun(child, lists) for child in token.rights if child.dep_ == "appos" and any(c.tag_ == "PRP$" for c in child.lefts))
    return next((noun.gender for noun in nouns if noun and noun.gender), "")


def _is_holder(token, words: Sequence[str], lists: Lists) -> bool:
    """Whether a name of two words and more follows an office that only people hold: "The education secretary, Jane Doe, said"."""
    if len(words) < 2 or token.dep_ != "appos" or token.head.tag_ != "NN" or fold_name(" ".join(words)) in lists.countries:
        return False
    noun, last = find_noun(token.head, lists), lists.nouns.get(fold_name(words[-1]))
    is_office = noun is not None and noun.kind == "person" and noun.source_type not in {"business", "public"}  # firms are owners, too
    return is_office and (last is None or last.kind == "person")


def _is_called_body(tokens: Sequence, name: Mention, lists: Lists) -> bool:
    """Whether a name is called an organisation: "trade union X", "X, which has 300 members"; not "the group Jane Doe leads"."""
    if len(name.words) > 1 and name.words[-1] in HOUSES:
        return True
    if fold_name(name.words[0]) in lists.first_names:
        return False
    if _is_camp(tokens, name, lists):
        return True
    before = find_noun(tokens[name.start - 1], lists) if name.start and tokens[name.start - 1].tag_ == "NN" else None
    after = [t.text for t in tokens[name.end : name.end + 2]]
    return before is not None and before.kind == "organisation" or after == [",", "which"]


def _has_article(tokens: Sequence, name: Mention) -> bool:
    """Whether a single name has an article and no noun after it, as papers and clubs have: "told the Herald"; not "the Doe campaign"."""
    if len(name.words) > 1 or not name.start or tokens[name.start - 1].text.casefold() != "the" or name.end >= len(tokens):
        return False
    after = tokens[name.end]
    return not name.role and after.tag_[:2] not in {"NN", "JJ", "PO"} and after.text.casefold() not in {"of", "-"}


def _is_camp(tokens: Sequence, name: Mention, lists: Lists) -> bool:
    """Whether a single plural name has an article, as parties have: "the Greens"; peoples have one too and are in the lists."""
    word = fold_name(name.words[0])
    is_known = word in lists.nouns or word.removesuffix("s") in lists.nouns or word in lists.demonyms or name.words[0] in lists.people_names
    has_article = name.start > 0 and tokens[name.start - 1].text.casefold() == "the"
    return len(name.words) == 1 and has_article and word.endswith("s") and not word.endswith("ss") and not is_known


def _take_in_s(tokens: Sequence, name: Mention) -> Mention:
    return name._replace(words=(*name.words[:-1], name.words[-1] + tokens[name.end].text), is_body=True)


def _is_shop(tokens: Sequence, name: Mention) -> bool:
    """Whether an "'s" is part of the name: "Harrow's said", "Lucky Jim's, the bookmaker,"; nothing is owned behind it."""
    if name.end >= len(tokens) or tokens[name.end].tag_ != "POS" or not tokens[name.end].text.endswith("s"):
        return False
    behind = tokens[name.end + 1] if name.end + 1 < len(tokens) else None
    if behind is not None and behind.tag_ in {"NN", "NNS"}:
        return False  # "President Doe's remarks at the forum", a headline
    owner = tokens[name.end].head
    head = owner.head if owner.dep_ == "conj" else owner
    return name.start <= owner.i < name.end and head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_ != "be"


def _has_people(name: Mention, peoples: Collection[str], lists: Lists) -> bool:
    """Whether a single name is a country's that no list has, since the article has its people too: "Ombaria", "Ombarian"."""
    place = name.words[0]
    if len(name.words) > 1 or len(place) < 5 or name.role or fold_name(place) in lists.first_names:
        return False
    stem = place.rstrip("aeio")
    return f"{place}i" in peoples or place[-1] == "a" and f"{place}n" in peoples or stem != place and f"{stem}ian" in peoples


def _is_bare_noun(run: Sequence, name: Sequence, lists: Lists) -> bool:
    """Whether a run is a common noun that a headline or a sentence's beginning writes large: "Protesters", "the President"."""
    word, noun = name[-1].text, find_noun(name[-1], lists)
    is_firm = any(token.text == "&" for token in name) or len(name) > 1 and word in HOUSES  # "Doe & Daughters", "Doe Partners"
    if noun is None or is_firm or _is_body_of(name, lists):
        return False
    if len(name) == 1 and len(run) > 1 and _is_office_alone(run, lists):
        return True  # "the Chief Minister", "the Chief Justice"
    if len(name) == 1:
        first_name = word.casefold() in lists.first_names
        is_common = name[0].tag_ in {"NNPS", "NNS"} or noun.kind != "organisation" or name[0].is_sent_start or not word[0].isupper()
        return is_common and (not first_name or len(run) == 1 and noun.kind == "person" and name[0].ent_type_ != "PERSON") and len(run) < 2
    has_first_name = fold_name(name[0].text) in lists.first_names or fold_name(name[0].text) in lists.titles
    return noun.kind == "person" and not has_first_name and name[-1].ent_type_ != "PERSON"


def _is_body_of(name: Sequence, lists: Lists) -> bool:
    """Whether it is "Department of Justice", "National Association of Black Realtors"."""
    link = next((k for k, token in enumerate(name) if token.text == "of"), 0)
    noun = lists.nouns.get(name[link - 1].text.casefold()) if link else None
    return noun is not None and noun.kind == "organisation"


def _is_initials(token) -> bool:
    """Whether capitals that may be a title are initials here: "M.L.A. Doe"."""
    return "." in token.text and token.text.replace(".", "").isupper() and len(token.text) > 2


def _is_office_alone(run: Sequence, lists: Lists) -> bool:
    """Whether words behind "the" or before "of" are all of an office: "the Chief Minister", "General Secretary of the league"."""
    doc, after = run[0].doc, run[-1].i + 1
    is_part = run[0].i > 0 and run[0].nbor(-1).text.casefold() == "the" or after < len(doc) and doc[after].text == "of"
    return is_part and all((noun := find_noun(t, lists)) and noun.kind == "person" for t in run)


def _find_office_end(run: Sequence, lists: Lists) -> int:
    """Return how many tokens of a run are title and office: 2 of "Defence Secretary Jane Doe"."""
    words = [fold_name(token.text) for token in run]
    last = lists.nouns.get(words[-1]) if words else None
    if not words or (last and last.kind == "organisation" and (words[0] not in lists.titles or words[0] == "justice")):
        return 0  # "the Justice Department"
    if len(run) > 1 and words[0] == "general" and ({t.ent_type_ for t in run} == {"ORG"} or words[1] in GENERAL_BODIES):
        return 0
    cut = 0
    for k, word in enumerate(words[:-1]):
        # "Senators Jane Doe and Ann Roe", not "Priests for Life"
        is_plural = k == 0 and run[k].tag_ in {"NNS", "NNPS"} and run[1].ent_type_ == "PERSON"
        noun = lists.nouns.get(word) or (find_noun(run[k], lists) if is_plural else None)
        is_office = noun is not None and noun.kind == "person" and noun.source_type in ROLE_SOURCES
        if word in lists.titles and not _is_initials(run[k]) or (is_office and (k > 0 or word not in lists.first_names)):
            cut = k + 1
    while 0 < cut < len(words) - 1 and words[cut].strip("-") in OFFICE_ENDS:
        cut += 1
    for k in range(cut, len(words) - 2):  # "Secretary of the Interior Jane Doe", "for European and Eurasian Affairs Jane Doe"
        if words[k] == "affairs" or k == cut == 0 and words[k] in PORTFOLIOS and _follows_office(run[0], lists):
            cut = k + 1
    for k in range(cut + 1, len(words) - 1):  # "State Jane Doe" of "Secretary of State Jane Doe", "Daily News Jane Doe"
        before = words[k - 1]
        if words[k] in lists.first_names and before not in lists.first_names and not any(w in lists.first_names for w in words[cut:k]):
            is_body = before in lists.nouns and lists.nouns[before].kind == "organisation"
            is_opening = k == 1 and run[0].is_sent_start  # "Later Jane Doe", the first word tagged as a name
            is_opening = is_opening or _follows_office(run[0], lists)
            cut = k if is_body or is_opening or before in lists.countries or before in lists.demonyms else cut
    return cut if split_name(words[cut:])[1] else 0


def _follows_office(token, lists: Lists) -> bool:
    """Whether a place or a portfolio stands after "Bishop of", "Minister for", "Secretary of the": "Bishop of Harwick Jane Doe"."""
    link = token.i - 1 - (token.i > 0 and token.nbor(-1).text == "the")
    if link < 1 or token.doc[link].text not in {"of", "for"}:
        return False
    noun = find_noun(token.doc[link - 1], lists)
    is_official = noun is not None and noun.source_type in {"official", "politician"}
    return noun is not None and noun.kind == "person" and (token.doc[link].text == "of" or is_official)


def _read_gender(words: Sequence[str], office: Sequence[str], lists: Lists) -> str:
    """Return the gender that titles, first name or office tell, in this order."""
    told = [lists.titles[fold_name(w)][0] for w in office if fold_name(w) in lists.titles]
    told += [lists.first_names.find_sure(fold_name(words[0]))] if len(words) > 1 else []
    told += [lists.nouns[w.casefold()].gender for w in office[-1:] if w.casefold() in lists.nouns]
    return next(filter(None, told), "")


def _read_role_before(tokens: Sequence, start: int, last: int, chunks: Mapping[int, int], lists: Lists, is_cut: bool) -> list[str]:
    """Return the office before a name that begins in small letters: "Republican nominee" or "Secretary of" State Jane Doe."""
    left = max(next((chunks[i] for i in range(last, start - 1, -1) if i in chunks), start), start - MAX_ROLE_WORDS)
    before = [t for t in tokens[min(left, max(0, start - 3)) : start] if not t.is_space]
    is_of = len(before) > 1 and before[-1].text in {"of", "for"} and before[-2].tag_ in {"NN", "NNP"}
    if is_cut and is_of and find_noun(before[-2], lists):
        return [before[-2].text, before[-1].text]
    before = [t for t in before if t.i >= left]
    noun = find_noun(before[-1], lists) if before else None
    if noun and noun.kind == "person" and before[-1].tag_ in NOUN_TAGS:
        stop = next((j + 1 for j in range(len(before) - 1, -1, -1) if before[j].tag_ in STOP_TAGS or before[j].text in MARKS), 0)
        return "".join(t.text_with_ws for t in before[stop:]).split()  # "holiday-home owner" is three tokens and more
    return [before[-1].text] if before and fold_name(before[-1].text) in lists.demonyms else []


def _find_nominals(
    tokens: Sequence, lists: Lists, chunks: Mapping[int, int], heads: Collection[int], covered: Collection[int]
) -> Iterator[Mention]:
    for token in tokens:
        if token.i in covered or token.is_space or (token.tag_ not in NOUN_TAGS and token.i not in heads) or token.tag_ in PRONOUN_TAGS:
            continue
        is_age = token.text == "old" and _is_age(token)
        noun = find_noun(token, lists) if is_age or token.dep_ not in {"compound", "amod", "nmod"} else None
        if token.text == "justice" and not any(child.dep_ in {"det", "poss"} for child in token.lefts):
            continue  # which should be done, and says nothing
        if token.text == "head" and any(child.tag_ == "PRP$" for child in token.lefts) and token.i not in heads:
            continue  # "needed their head examined"
        if noun or token.i in heads:
            word = find_hyphenated(token).lemma_.casefold()
            start = chunks.get(token.i, token.i - 4 if is_age else token.i)  # "62-year-old"
            yield Mention(start, token.i + 1, token.i, "nominal", (word,), gender=noun.gender if noun else "")


def _read_pronoun(token) -> Mention:
    word = token.text.casefold()
    gender = "m" if word in {"he", "him", "his"} else "f" if word in {"she", "her", "hers"} else ""
    return Mention(token.i, token.i + 1, token.i, "pronoun", (word,), gender=gender)
