"""The cast of one article: who its names stand for, and which names are one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.actors.lists import Lists
from analysis.actors.mentions import Mention
from analysis.actors.names import SUFFIXES, agree_given, are_kin, find_generation, fold_name, make_initials, split_name

# What a town has: the town's name alone is not short for it.
LOCAL_BODIES = frozenset(
    "infirmary hospital council university school college academy court airport station library museum church cathedral police town "
    "city county street bridge harbour harbor port assembly parliament government festival theatre theater "
    "prison jail zoo centre center rovers united chamber clinic".split()
)
PAPERS = frozenset("post times globe herald tribune journal gazette star mail telegraph echo examiner chronicle".split())
JUST = 200  # tokens back to words that somebody spoke under the full name
MAX_NAMESAKES = 40  # entities kept under one word of a name, so that a hostile text of nothing but names costs linear time
FAMILIES = {"court", "church", "bank", "house", "hall", "temple", "chapel", "abbey", "park", "field", "lodge", "parish"}
NAMED_BODIES = {"chamber", "ministry", "bank", "university", "department", "institute", "council", "board", "office", "federation",
                "association", "confederation", "society", "league", "college", "court", "church", "union", "guild", "bureau"}  # fmt: skip
# Titles behind which no country stands.
PERSONAL = frozenset("mr mrs ms dr rep sen senator representative congressman congresswoman gov governor judge justice prof "
                     "professor".split())  # fmt: skip
SHARED = "share it"  # in the reason for a name that more than one bears
MAX_PEOPLE = 300  # people of whom "the minister" may be one


@dataclass(eq=False)
class Entity:
    """Someone or something an article speaks of. Mutable while the article is read, summed up in a ``LocalActor`` after."""

    name: str
    kind: str  # as in actors.kind, and "place" until it is known whether a place acts
    source_type: str = ""
    gender: str = ""
    is_plural: bool = False
    given: tuple[str, ...] = ()
    family: str = ""
    roles: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)  # folded words of its offices and descriptions, to match "the minister"
    organisation: str = ""
    country: str = ""
    parent: Entity | None = None
    speaks_for: bool = False
    aliases: dict[str, str] = field(default_factory=dict)  # name as written → why it is this entity
    first: int = -1  # token of the first mention
    n: int = 0
    last_full: int = -1  # token of the last mention in full as who speaks
    is_body: bool = False  # of an unnamed source: an organisation, which a later "it" may mean
    is_gender_guessed: bool = False  # from a pronoun taken for it or a name like Chris, and not from a title, another name or an office

    @property
    def told_gender(self) -> str:
        return "" if self.is_gender_guessed else self.gender

    def add_role(self, role: str) -> None:
        role = role.strip(" ,;:–—-")
        if role and role not in self.roles:
            self.roles.append(role)
        self.described.update(fold_name(word) for word in role.split())


class Cast:
    """The entities of one article by name. Two people of one family name stay two unless their first names agree."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.entities: list[Entity] = []
        self._by_family: dict[str, list[Entity]] = defaultdict(list)
        self._by_given: dict[str, list[Entity]] = defaultdict(list)
        self._by_name: dict[str, Entity] = {}
        self._short_names: set[str] = set()  # with a title, in the body: "Mr Doe"
        self._groups: dict[frozenset[int], Entity] = {}
        self._people: list[Entity] = []
        self._by_part: dict[str, list[Entity]] = defaultdict(list)

    def add_names(self, mentions: Sequence[Mention], abbreviations: Mapping[str, str]) -> None:
        """Enter whom the article names before it is read from the top: full names, abbreviations, then people of one name.

        So a headline that says "Doe" can be told who is meant, and a short name is never taken for a new actor. Full names of the body
        come first, because headlines write every word large.
        """
        names = [mention for mention in mentions if mention.form == "name"]
        self._short_names = {fold_name(m.words[0]) for m in names if len(m.words) == 1 and m.role and not m.is_headline}
        for mention in sorted(names, key=lambda m: m.is_headline):
            if len(mention.words) > 1 and self.trim_headline(mention) is mention:
                self.find_name(mention)
        for short, name in abbreviations.items():
            entity = self.find_organisation(name)
            entity.aliases.setdefault(short, "abbreviation given in the text")
            self._by_name[fold_name(short)] = entity
        self._add_lone_people(names)

    def _add_lone_people(self, names: Sequence[Mention]) -> None:
        """Enter people of whom the article gives one name only: with a title once, or taken for a person more often than not.

        "Mr Doe" is one of them where every Doe with a first name is a woman.
        """
        singles: dict[str, list[Mention]] = defaultdict(list)
        for mention in names:
            if len(mention.words) == 1:
                singles[fold_name(mention.words[0])].append(mention)
        for word, mentions in singles.items():
            if word in self._by_name or self._is_listed(word) and not any(map(self._is_titled, mentions)):
                continue
            bearers = self._by_family.get(word, []) + self._by_given.get(word, [])
            titled = [m for m in mentions if m.role and not any(_agree_gender(e, m) and not self._is_son(e, m) for e in bearers)]
            if self._by_part.get(word) and not titled:  # short for a body, unless a title says that it is a person too
                continue
            votes = [self.is_person(m) for m in mentions]
            is_human = any(m.is_human for m in mentions)
            if titled or (not bearers and (is_human or sum(votes) * 2 > len(votes))):
                lone = self._add_person((titled or mentions)[0], mentions[0].words[0], (), word)
                for m in (m for m in mentions if _agree_gender(lone, m)):
                    office = _tidy_office(m.role, self.lists)
                    if office and not any(fold_name(office.split()[-1]) in entity.described for entity in bearers):
                        lone.add_role(office)

    def _is_son(self, entity: Entity, mention: Mention) -> bool:
        """Whether somebody called Jr. lacks the office that stands before the name: "President Doe" is the father of Jack Doe Jr."""
        office = {fold_name(word) for word in _tidy_office(mention.role, self.lists).split()}
        return bool(office and find_generation(entity.name)) and not office & entity.described

    def _is_titled(self, mention: Mention) -> bool:
        """Whether a personal title stands right before a name, which is then no country's: "Mr Jordan", "Rep. Holland"; not "Miss Chad"."""
        return bool(mention.role) and fold_name(mention.role.split()[-1]) in PERSONAL

    def _is_listed(self, word: str) -> bool:
        return word in self.lists.countries or word in self.lists.metonyms or word in self.lists.demonyms

    def trim_headline(self, mention: Mention) -> Mention:
        """Return a headline's run of large words cut to the one family name in it that the body knows: "Doe Vows Reform"."""
        opens_name = fold_name(mention.words[0]) in self.lists.first_names and not self._by_family.get(fold_name(mention.words[0]))
        if not mention.is_headline or len(mention.words) < 2 or opens_name:
            return mention
        if fold_name(" ".join(mention.words)) in self._by_name:
            return mention
        known = [word for word in mention.words if self._by_family.get(fold_name(word)) or fold_name(word) in self._short_names]
        return mention._replace(words=(known[0],)) if len(known) == 1 or known and len(mention.words) > 2 else mention

    def find_name(self, mention: Mention) -> Entity:
        """Return the entity a name stands for, a new one where the article has none yet."""
        mention = self.trim_headline(mention)
        words, text = mention.words, " ".join(mention.words)
        entity = self._find_person(mention) if len(words) == 1 or self.is_person(mention) else None
        if entity is None:
            key = fold_name(text)
            entity = self._by_name.get(key) or self._find_by_part(mention, key) or self._add_named(mention, text, key)
        entity.add_role(_tidy_office(mention.role, self.lists))
        if mention.gender and not entity.told_gender:
            entity.gender, entity.is_gender_guessed = mention.gender, False
        return entity

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is a person's, judged by title, last word, what stands beside it, first name and spaCy's label, in this order."""
        words, last = mention.words, fold_name(mention.words[-1])
        noun = self.lists.nouns.get(last)
        name = fold_name(" ".join(words))
        is_capital = name in self.lists.capitals and name not in self.lists.first_names and not mention.role
        if (name in self.lists.countries or name in self.lists.metonyms) and not self._is_titled(mention) or is_capital:
            return False
        if mention.is_body or any(word.endswith(("'s", "’s")) for word in words[:-1]):
            return False
        if mention.role and fold_name(mention.role) not in self.lists.demonyms:
            return True
        if noun and noun.kind == "organisation" and len(words) > 1 and not self._may_be_family(words, last):
            return False
        if mention.is_human:
            return True
        if {"of", "for", "to", "against", "the", "and", "&"} & {word.casefold() for word in words} or len(words) > 5:
            return False
        if len(words) > 1 and fold_name(words[0]) in self.lists.first_names:
            return True
        if len(words) > 2 and any(len(fold_name(word)) == 1 for word in words[1:-1]) or last in SUFFIXES:
            return True  # a middle initial, Jr.
        if last in self._by_family and len(words) > 1 and mention.label == "PERSON":
            return True
        return mention.label == "PERSON" and not (len(words) == 1 and words[0].isupper() and len(words[0]) < 5)

    def _may_be_family(self, words: Sequence[str], last: str) -> bool:
        """Whether a word for a building or body is a family name behind a first name: "Delia Court", "Mary Bank"; not "Lloyds Bank"."""
        return len(words) == 2 and last in FAMILIES and fold_name(words[0]) in self.lists.first_names

    def _find_person(self, mention: Mention) -> Entity | None:
        given, family = split_name(mention.words)
        text = " ".join(mention.words)
        if not given:
            return self._find_single(mention, family, text)
        for entity in self._by_family[family]:
            why = agree_given(given, entity.given, self.lists.nicknames)
            if why and not are_kin(text, entity.name) and _agree_gender(entity, mention):
                if not entity.given:
                    entity.given = given
                    _keep_few(self._by_given[given[0]], entity)
                entity.name = max(entity.name, text, key=lambda name: (len(name.split()), name != name.upper()))
                entity.aliases.setdefault(text, why)
                return entity
        return self._add_person(mention, text, given, family)

    def _find_single(self, mention: Mention, word: str, text: str) -> Entity | None:
        """Return the person a single name stands for: by family name, else by first name, else by a title of its own."""
        if not mention.role and word in self.lists.countries and not any(person.given for person in self._by_family[word]):
            return None  # "Israel struck the camp", where the article has a "Rep. Israel" too
        for group, why in ((self._by_family[word], "family name"), (self._by_given[word], "first name")):
            fitting = [e for e in group if _agree_gender(e, mention)]
            if find_generation(text) or _have_father(fitting):
                fitting = [e for e in fitting if find_generation(e.name) == find_generation(text)] or fitting
            if mention.gender:  # "Mrs Doe": the one known to be a woman rather than one of whom nothing is known
                fitting = [e for e in fitting if (e.told_gender or e.gender) == mention.gender] or fitting
            if mention.role and len(fitting) > 1:  # "President Doe": the Doe who has that office
                offices = {fold_name(w) for w in mention.role.split()}
                fitting = [e for e in fitting if offices & e.described] or fitting
            seen = [e for e in fitting if 0 <= e.first <= mention.head] or [e for e in fitting if self._may_come_first(e, mention)]
            if seen:
                # of two of one name who has just spoken under the full one, else who was named first
                just = {id(e): e.last_full for e in seen if 0 <= mention.head - e.last_full <= JUST and e.last_full >= 0}
                entity = min(seen, key=lambda e: (bool(e.given), -just.get(id(e), -1), e.first if e.first >= 0 else mention.head))
                told = why if len(fitting) == 1 else f"{why}; {len(fitting)} {SHARED}, this one was named first, or has just spoken"
                entity.aliases[text] = told if SHARED in entity.aliases.get(text, SHARED) else entity.aliases[text]
                return entity
        if mention.role and self.is_person(mention) or self._is_lone_person(mention, word):
            return self._add_person(mention, text, (), word)
        return None

    def _may_come_first(self, entity: Entity, mention: Mention) -> bool:
        """Whether a short name may stand before the full one: not "President Doe" in the body, for a Doe never called President.

        News introduces people by their full name, so such a Doe is somebody else.
        """
        office = {fold_name(word) for word in _tidy_office(mention.role, self.lists).split()}
        return mention.is_headline or not office or not entity.given or bool(office & entity.described)

    def _is_lone_person(self, mention: Mention, word: str) -> bool:
        known = word in self._by_name or self._is_listed(word)
        return not known and not self._by_part.get(word) and word in self.lists.first_names and mention.label in {"", "PERSON"}

    def _add_person(self, mention: Mention, text: str, given: tuple[str, ...], family: str) -> Entity:
        listed = self.lists.first_names.get(given[0] if given else family, "")
        entity = self._add(Entity(_lower_shout(text), "person", gender=mention.gender or listed[:1], given=given, family=family))
        entity.is_gender_guessed = not mention.gender and listed.endswith("?")
        _keep_few(self._people, entity, MAX_PEOPLE)
        _keep_few(self._by_family[family], entity)
        if given:
            _keep_few(self._by_given[given[0]], entity)
            if len(given) > 1 and len(given[1]) > 2:
                _keep_few(self._by_given[given[1]], entity)
        entity.aliases[text] = "its own name"
        return entity

    def _find_by_part(self, mention: Mention, key: str) -> Entity | None:
        """Return an organisation whose initials or name this is a part of: "STW", "the Times" for the New York Times."""
        is_place = mention.label in {"GPE", "LOC"} and not mention.words[0].isupper()  # an abbreviation may be taken for a place
        if self._is_listed(key) or is_place:
            return None
        words = key.split()
        found = [e for e in self._by_part.get(key, ()) if e.kind in {"organisation", "group"}]
        if not found and len(words) > 1:
            found = [e for e in self._by_part.get(words[-1], ()) if set(words) <= set(fold_name(e.name).split())]
        seen = [e for e in found if 0 <= e.first <= mention.head] or found
        if not seen or key in NAMED_BODIES and len(seen) > 1:  # "the Bank" of two
            return None
        entity = max(seen, key=lambda e: e.first)
        text = " ".join(mention.words)
        entity.aliases.setdefault(text, "abbreviation" if text.isupper() else "short for the full name")
        self._by_name.setdefault(key, entity)
        return entity

    def _add_named(self, mention: Mention, text: str, key: str) -> Entity:
        """Return a new entity that is not a person: country, institution behind a metonym, people, organisation or place."""
        lists = self.lists
        if key in lists.countries:
            return self.find_country(lists.countries[key], text)
        if key in lists.metonyms:
            metonym = lists.metonyms[key]
            entity = self.find_country(metonym.actor, text) if metonym.kind == "country" else self.find_organisation(metonym.actor)
            entity.kind, entity.country = metonym.kind, metonym.country
            entity.aliases.setdefault(text, f"stands for {metonym.actor} (metonyms list)")
            self._by_name[key] = entity
            return entity
        if key in lists.demonyms or mention.label == "NORP":
            entity = self._add(Entity(text, "group", source_type="public", country=lists.demonyms.get(key, ""), is_plural=True))
        elif mention.label in {"GPE", "LOC"} or key in lists.capitals:
            entity = self._add(Entity(text, "place"))
        else:
            return self.find_organisation(text)
        entity.aliases[text] = "its own name"
        self._by_name[key] = entity
        return entity

    def find_organisation(self, text: str) -> Entity:
        """Return the organisation of this very name, entered on first use with its initials and the parts of its name."""
        key = fold_name(text)
        if key in self._by_name:
            return self._by_name[key]
        entity = self._add(Entity(text.removeprefix("the ").removeprefix("The "), "organisation"))
        entity.aliases[entity.name] = "its own name"
        self._by_name[key] = entity
        words = key.split()
        if len(words) > 1:
            # "Labour" for its party, but not the town for "Harwick Traders' Guild" or "Harwick Hospital"
            before = {" ".join(words[:-1])} if len(words) > 2 or words[1] not in LOCAL_BODIES | PAPERS else set()
            link = next((i for i, word in enumerate(words) if word in {"of", "for"} and i), 0)
            if words[link - 1] in NAMED_BODIES:
                before.add(words[link - 1])  # "the Chamber", of Commerce
            own = {words[-1], " ".join(words[1:])} - {"house"}  # "the House" is not the White House
            for part in {*before, *own, *make_initials(text.split())}:
                _keep_few(self._by_part[part], entity)
        return entity

    def find_country(self, country: str, alias: str = "") -> Entity:
        """Return the country of this name."""
        entity = self._by_name.get(fold_name(country))
        if entity is None:
            entity = self._add(Entity(country, "country", country=country))
            entity.aliases[country] = "its own name"
            self._by_name[fold_name(country)] = entity
        if alias:
            entity.aliases.setdefault(alias, "another name of the country (countries list)")
            self._by_name.setdefault(fold_name(alias), entity)
        return entity

    def add_unnamed(self, name: str, kind: str, source_type: str, gender: str = "", is_plural: bool = False) -> Entity:
        """Return a new entity for somebody the article does not name."""
        return self._add(Entity(name, kind, source_type, gender, is_plural))

    def find_stem(self, words: Sequence[str]) -> Entity:
        """Return whom the words before an office name: a person by family name, else an organisation."""
        folded = fold_name(words[-1])
        if len(words) == 1 and self._by_family.get(folded):
            return min(self._by_family[folded], key=lambda entity: entity.first)
        text = " ".join(words)
        named = self._by_name.get(fold_name(text)) or next(iter(self._by_part.get(fold_name(text), ())), None)
        return named or self.find_organisation(text)

    def find_group(self, entities: Sequence[Entity]) -> Entity:
        """Return those named together as one actor: "Doe and Roe"."""
        entities = list(dict.fromkeys(entities))
        name, key = " and ".join(entity.name for entity in entities), frozenset(map(id, entities))  # "Roe and Doe" are "Doe and Roe"
        if key not in self._groups:
            self._groups[key] = self._add(Entity(name, "group", is_plural=True))
        self._groups[key].aliases.setdefault(name, "named together")
        return self._groups[key]

    def get_people(self) -> list[Entity]:
        return self._people

    def find_body(self, stem: str, nouns: Sequence[str]) -> Entity | None:
        """Return the organisation called by a stem and one of the nouns, if the article has it: "Doe", "campaign"."""
        return next((self._by_name[key] for noun in nouns if (key := fold_name(f"{stem} {noun}")) in self._by_name), None)

    def find_author(self) -> Entity:
        """Return the article's author, whom the text does not name."""
        author = next((entity for entity in self.entities if entity.source_type == "author"), None)
        return author or self.add_unnamed("author", "unnamed", "author")

    def _add(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        return entity


def _keep_few(entities: list[Entity], entity: Entity, most: int = MAX_NAMESAKES) -> None:
    if len(entities) < most:
        entities.append(entity)


def _have_father(people: list[Entity]) -> bool:
    """Whether one is called Jr. and another of the same first name, or of none, is not: "Mr Doe" is then the elder."""
    juniors = [person for person in people if find_generation(person.name)]
    others = [person for person in people if not find_generation(person.name)]
    return any(not other.given or other.given[:1] == junior.given[:1] for other in others for junior in juniors)


def _agree_gender(entity: Entity, mention: Mention) -> bool:
    return not (entity.told_gender and mention.gender and entity.told_gender != mention.gender)


def _tidy_office(office: str, lists: Lists) -> str:
    """Return the office without courtesy titles, and with words set in capitals as typography written normally."""
    words = [w for w in office.split() if lists.titles.get(fold_name(w), ("", "office"))[1]]
    return " ".join(_lower_shout(w) for w in words)


def _lower_shout(text: str) -> str:
    """Return ``text`` with words of five capitals and more written normally: "DEFENCE" and "WALLACE", but not "NATO"."""
    return " ".join(word.capitalize() if len(word) > 4 and word.isupper() and word.isalpha() else word for word in text.split())
