"""Passives, and what hangs on a verb and not on its object, where the parser tells it otherwise: "Mayor urged to resign", "accused the
minister | of lying"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.tree import attach, move, take_place
from analysis.quotes.words import ASIDES

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

_FEELINGS = frozenset({"convinced", "persuaded", "worried", "concerned", "surprised", "opposed", "committed", "determined"})
_MAX_TAIL = 60  # tokens at the end of an infinitive that are looked at
# Verbs that name whom they are said to or of. Without that word after them they are what headlines leave of a passive.
_SAID_TO = frozenset({"advise", "command", "encourage", "exhort", "forbid", "implore", "instruct", "invite", "order", "persuade", "remind",
                      "tell", "urge", "warn"})  # fmt: skip
_SAID_OF = frozenset({"accuse", "applaud", "attack", "blame", "blast", "castigate", "censure", "chastise", "chide", "commend", "condemn",
                      "criticise", "criticize", "denounce", "deride", "hail", "lambast", "lambaste", "mock", "praise", "rebuke", "ridicule",
                      "scold", "slam"})  # fmt: skip
_HELD_OF = frozenset({"expect", "identify", "describe", "deem", "name", "believe", "consider", "allege"})
_TOLD_THAT = frozenset({"tell", "warn", "assure", "remind"})
_GROUNDS = frozenset({"of", "for", "over", "as", "after"})
# What a verb says of its object, which the parser hangs on the object: "saw the plan | as a gift", "accused the minister | of lying".
LINKS = {"accuse": ("of",), "compare": ("to",), "liken": ("to",), "thank": ("for",), "praise": ("for",), "blame": ("for",),
         **dict.fromkeys(("see", "view", "regard", "describe", "cast", "portray", "paint", "frame", "depict", "dismiss", "deride",
                          "denounce", "condemn", "hail", "reject", "attack"), ("as",))}  # fmt: skip


def mend_feeling(parse: Parse, word: int) -> None:
    """Read "is convinced that …" as how somebody feels, not as what was done to them, unless it is said by whom."""
    if parse.words[word] not in _FEELINGS:
        return
    has_done = any(parse.lemmas[kid] == "have" for kid in parse.kids[word]) and parse.find_kid(word, "auxpass") is None
    if parse.find_kid(word, "agent") is not None or has_done and parse.find_kid(word, "dobj") is not None:  # "has opposed the ban"
        return
    parse.tags[word], parse.lemmas[word] = "JJ", parse.words[word]
    for kid in parse.kids[word]:
        parse.deps[kid] = {"nsubjpass": "nsubj", "auxpass": "aux"}.get(parse.deps[kid], parse.deps[kid])


def mend_agent(parse: Parse, verb: int) -> None:
    """Read "described as a disgrace by farmers": it is the farmers who describe."""
    link = next((kid for kid in parse.kids[verb] if parse.words[kid] == "as" and parse.deps[kid] == "prep"), None)
    noun = parse.find_kid(link, "pobj") if link is not None else None
    if noun is not None and parse.find_kid(verb, "auxpass") is not None and parse.find_kid(verb, "agent") is None:
        for kid in parse.kids[noun]:
            if parse.words[kid] == "by" and parse.deps[kid] == "prep":
                attach(parse, kid, verb, "agent")


def mend_grounds(parse: Parse, verb: int) -> None:
    """Read "was accused by unions of lying", "criticised by unions for backing it", "attacked by traders over it": what for hangs on
    the verb, not on who did it."""
    agent = parse.find_kid(verb, "agent")
    noun = parse.find_kid(agent, "pobj") if agent is not None else None
    for kid in parse.kids[noun] if noun is not None else ():
        done = parse.find_kid(kid, "pcomp") if parse.words[kid] in ("of", "for") else None
        matter = parse.find_kid(kid, "pobj") if parse.words[kid] == "over" and kid > noun and parse.lemmas[verb] in _SAID_OF else None
        is_matter = matter is not None and parse.tags[matter] != "CD" and parse.words[matter] != "age"
        if done is not None and parse.tags[done] == "VBG" or is_matter:
            attach(parse, kid, verb, "prep")
            return


def mend_headline(parse: Parse, verb: int) -> None:
    """Read "Mayor urged to resign" and "Mayor condemned over fee" as passives: it is others who urge and condemn."""
    subject, particle = parse.find_kid(verb, "nsubj"), parse.find_kid(verb, "prt")
    objects = [kid for kid in parse.kids[verb] if parse.deps[kid] in ("dobj", "dative")]
    if subject is None or subject > verb or parse.deps[verb] == "relcl" or parse.find_kid(verb, "aux") is not None:
        return
    lemma, follows = parse.lemmas[verb], parse.words[verb + 1 : verb + 3]
    is_told = lemma in _SAID_TO and follows[:1] == ["to"] or lemma == "call" and follows == ["on", "to"]
    is_condemned = lemma in _SAID_OF and bool(follows) and follows[0] in _GROUNDS
    is_told |= lemma in _HELD_OF and follows[:1] in (["to"], ["as"]) and _is_title(parse, verb)  # "Mayor expected to resign"
    if is_condemned and particle == verb + 1 and objects:  # "condemned over | fee", taken for what was condemned
        attach(parse, objects.pop(0), particle, "pobj")
        parse.deps[particle] = "prep"
    clause = parse.find_kid(verb, "ccomp")
    first = min([clause, *(k for k in parse.kids[clause] if parse.deps[k] in ("aux", "auxpass"))]) if clause is not None else 0
    if clause is not None and parse.words[verb] == "told" and objects == [first - 1] and _is_title(parse, verb):
        attach(parse, objects.pop(), clause, "nsubj")  # "Inquiry told | bridge was unsafe"
        parse.kids[clause] = [first - 1, *parse.kids[clause]]  # read below
    told = parse.find_kid(clause, "nsubj", "nsubjpass") if clause is not None and clause > verb else None
    is_theirs = told is not None and parse.words[told] == "they" and lemma in _TOLD_THAT  # "Drivers warned they will pay more"
    is_told |= (is_theirs or told is not None and told == verb + 1 and parse.words[verb] == "told") and _is_title(parse, verb)
    if (is_told or is_condemned) and not objects:
        parse.tags[verb], parse.deps[subject] = "VBN", "nsubjpass"


def mend_teller(parse: Parse, verb: int) -> None:
    """Read "was urged to step down | by Liberals": what a name does at the end of the infinitive belongs to the passive."""
    clause = parse.find_kid(verb, "xcomp")
    if clause is None or parse.lemmas[verb] not in _SAID_TO or parse.find_kid(verb, "agent") is not None:
        return
    if parse.find_kid(verb, "nsubjpass") is None or clause < verb:
        return
    for link in range(parse.right[clause] - 1, max(clause + 1, parse.right[clause] - _MAX_TAIL), -1):
        noun = parse.find_kid(link, "pobj") if parse.words[link] == "by" else None
        if noun is not None and parse.entities[noun] in ("PERSON", "ORG", "NORP"):
            if parse.right[noun] == parse.right[clause] and parse.words[link - 1] not in ("stand", "abide"):
                attach(parse, link, verb, "agent")
            return


def _is_title(parse: Parse, i: int) -> bool:
    """Whether a token stands in a line without a full stop."""
    last = next((k for k in range(parse.bounds[parse.paragraphs[i] + 1] - 1, i, -1) if parse.tags[k] != "_SP"), i)
    return parse.words[last] not in (".", "!", "?", "”", '"')


def mend_predicate(parse: Parse, verb: int) -> None:
    """Read "accused the minister | of lying", "sees the plan | as a gift", "compared it | to a coffin": that hangs on the verb."""
    thing = parse.find_kid(verb, "dobj")
    if thing is None or thing < verb:
        return
    link = next((kid for kid in parse.kids[thing] if kid > thing and parse.words[kid] in LINKS[parse.lemmas[verb]]), None)
    said = parse.find_kid(link, "pobj", "pcomp") if link is not None and parse.deps[link] == "prep" else None
    if said is None:
        return
    is_deed = parse.tags[said] in ("VBG", "NN") and not parse.entities[said] and parse.find_kid(said, "det", "poss") is None
    is_deed = is_deed or parse.words[link] == "for" and (parse.tags[said] == "VBG" or parse.find_kid(said, "poss") is not None)
    if parse.words[link] not in ("of", "for") or is_deed:  # "accused the president of the bank", "praised the case for war"
        attach(parse, link, verb, "prep")
    for kid in parse.kids[verb]:  # "accused him of lying and | using it for gain"
        if parse.tags[said] == parse.tags[kid] == "VBG" and parse.deps[kid] == "conj" and kid > said:
            attach(parse, kid, said, "conj")


def mend_second_passive(parse: Parse, verb: int) -> None:
    """Read "was praised by Doe and | described as a farce by Roe": the second, too, is done to the subject."""
    is_passive = parse.find_kid(verb, "auxpass") is not None
    for kid in parse.kids[verb] if is_passive else ():
        if parse.deps[kid] != "conj" or parse.tags[kid] != "VBD":
            continue
        link = next((k for k in parse.kids[kid] if parse.words[k] == "as" and parse.deps[k] == "prep"), None)
        noun = parse.find_kid(link, "pobj") if link is not None else None
        by = next((k for k in (*parse.kids[kid], *parse.kids[noun]) if parse.words[k] == "by"), None) if noun is not None else None
        if by is not None and parse.find_kid(kid, "nsubj", "dobj") is None:
            attach(parse, by, kid, "agent")
            parse.tags[kid] = "VBN"


def mend_quoted(parse: Parse, verb: int) -> None:
    """Read "The base is lost, the minister was quoted by the agency | as saying": that is what the minister said."""
    told = parse.heads[verb] if parse.deps[verb] == "conj" else parse.find_kid(verb, "ccomp")
    link = next((kid for kid in parse.kids[verb] if parse.words[kid] == "as"), None)
    saying = parse.find_kid(link, "pcomp") if link is not None and parse.find_kid(verb, "nsubjpass") is not None else None
    if told is None or saying is None or told > verb or parse.lemmas[saying] not in ASIDES or parse.kids[saying]:
        return
    above = take_place(parse, verb, told)
    move(parse, {told: (saying, "ccomp"), **({verb: above} if parse.deps[verb] == "conj" else {})})
