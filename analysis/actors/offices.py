"""What can be said of offices, as they are written beside names, by looking at their words alone."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.actors.lists import load_lists
from analysis.actors.names import fold_name

RANKS = frozenset("captain capt sergeant sgt lieutenant lt colonel col officer detective constable sheriff inspector".split())
SEATS = frozenset("senator sen representative rep congressman congresswoman governor gov mayor minister mp president".split())
_PROFESSIONS = RANKS | frozenset("dr doctor judge justice professor prof nurse teacher rev reverend father pc dci".split())
# Offices that so many hold that two articles that say "Mayor Doe" may mean two.
COMMON_SEATS = _PROFESSIONS | {"mayor", "mayoress", "councillor", "cllr", "councilman", "councilwoman", "coach"}
# Of whom "Dr Doe" may be the short form.
_LEARNED = frozenset("professor epidemiologist doctor consultant university hospital expert scientist surgeon gp researcher lecturer "
                     "medical health clinic college school lawyer barrister court".split())  # fmt: skip
_FORCE = RANKS - {"captain", "capt"} | {"superintendent", "commander", "commissioner", "chief", "police", "dci", "dsi", "dcs", "pc"}
PORTFOLIOS = {"defence", "defense", "foreign", "finance", "home", "interior", "health", "justice", "education", "prime", "transport",
              "energy", "environment", "culture", "trade", "agriculture", "labour", "labor", "treasury", "deputy"}  # fmt: skip
PARTS = {"opposition", "rebel", "majority", "minority"}
OFFICIAL_BODIES = {"college", "university", "school", "hospital", "council", "court", "ministry", "department", "parliament", "assembly",
                   "army", "police", "government", "committee", "board", "commission", "senate", "house", "congress", "commons", "lords",
                   "cabinet", "pentagon", "kremlin", "administration", "campaign"}  # fmt: skip
PUBLIC_BODIES = {"police", "legislature", "government", "council", "administration", "department"}
PARTIES = {"labour", "conservative", "tory", "liberal", "independent", "green", "republican", "democrat", "democratic", "reform",
           "nationalist", "unionist", "socialist", "communist"}  # fmt: skip
LED = {"council", "union", "church", *PARTS}  # what a leader leads, where it is told without a name


def fold_role(role: str) -> str:
    """Return a role as roles are compared, titles written out: "Sen." and "Senator" are one."""
    titles = load_lists().titles
    return " ".join(titles[word][1] if titles.get(word, ("", ""))[1] else word for word in fold_name(role).split())


def is_office(role: str, office: str) -> bool:
    return role == office or role.startswith(f"{office} of ")


def is_of_others(roles: Iterable[str], office: str, asked: set[str]) -> bool:
    """Whether somebody has the office, and of another body than what is asked for: "chief executive of Deller Bank"."""
    held = [fold_role(role).partition(" of ")[2] for role in roles if fold_role(role).startswith(f"{office} of ")]
    return bool(held) and all(asked.isdisjoint(body.split()) for body in held)


def leads(roles: Iterable[str], office: str, body: str) -> bool:
    """Whether one of somebody's roles has the noun of an office, "leader" of "Harvest Union leader", and of no other part of it."""
    asked = {*office.split(), *body.split()}
    return any(role.split(" of ")[0].split()[-1:] == office.split()[-1:] and not are_other_offices(asked, set(role.split()))
               for role in map(fold_role, roles))  # fmt: skip


def are_other_offices(asked: set[str], held: set[str]) -> bool:
    """Whether two sets of folded words name two portfolios, or two bodies that are led: "the council leader", "Opposition leader"."""
    is_part = bool(asked & LED and held & LED) and asked & PARTS != held & PARTS  # "opposition leader on the council"
    return is_part or any(asked & words and held & words and not asked & held & words for words in (PORTFOLIOS, LED))


def are_others_nations(one: set[str], other: set[str]) -> bool:
    """Whether two descriptions are of two countries: "the French foreign minister" is not the German one."""
    names = load_lists().nations
    nations, others = ({names[word] for word in map(fold_name, words) if word in names} for words in (one, other))
    return bool(nations and others) and nations.isdisjoint(others)


def differ_in_office(roles: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one has a rank and the other a seat: Senator Ron Doe is not Captain Ronald Doe. A senator may become a minister."""
    one, other = ({word for role in held for word in fold_name(role).split()} for held in (roles, others))
    return bool(one & RANKS and other & SEATS and not other & RANKS or other & RANKS and one & SEATS and not one & RANKS)


def is_of_rank(roles: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a family name alone comes with a rank or profession of which somebody known otherwise has nothing: "Sergeant Ward" is not Zoe
    Ward, who owns a bakery."""
    own, known = ({word for role in held for word in fold_name(role).split()} for held in (roles, others))
    is_rank = bool(own & _FORCE) and not known & _FORCE
    is_learned = bool(own & _PROFESSIONS - RANKS and known) and not known & (_LEARNED | own)
    is_learned = is_learned and not any(word.endswith(("ologist", "ician", "iatrist", "economist")) for word in known)
    return is_rank or is_learned


def drop_titles(key: str) -> str:
    """Return the folded name without the titles before it: "sir jane doe" → "jane doe"."""
    titles, words = load_lists().titles, key.split()
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    return " ".join(words)
