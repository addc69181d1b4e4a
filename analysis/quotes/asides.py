"""Asides: who speaks stands within the sentence or behind its verb, "The bridge, said Ada Quill, will close"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.tree import FINITE, attach, list_heads, move
from analysis.quotes.words import PEOPLE, SPEAKING

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

_ENDS = frozenset(".!?")
_STOPS = _ENDS | {","}
_OPENS_NAME = frozenset({"NNP", "NNPS", "DT", "NN", "NNS", "PRP$", "JJ"})
_MAX_ASIDE = 14  # tokens of "said Ada Quill, the mayor,"
_GOES_ON = frozenset({"to", "that", "for", "if", "whether"})  # after an aside, with what follows it
_AMONG = frozenset({"under", "at", "by", "on", "in", "for", "to"})  # before the "which" or "whose" of a question
_ASKING = ("WP", "WP$", "WRB", "WDT")
_MAX_HEADLINE = 60  # tokens
_MAX_TOLD = 3  # tokens of "told the court"


def mend_aside(parse: Parse, verb: int) -> None:
    """Read "The bishop, writing in the paper, said …" and "Doe, for his part, called …": what stands before an aside is the subject."""
    for kid in parse.kids[verb]:
        if kid > verb or parse.find_kid(verb, "ccomp", "auxpass") is None and parse.words[verb - 1] != ",":
            continue
        held = parse.find_kid(kid, "nsubj") if parse.deps[kid] == "advcl" and parse.tags[kid] == "VBG" else None
        if held is not None and parse.words[kid - 1] == "," and held < kid - 1:
            return attach(parse, held, verb, "nsubj")
        if parse.deps[kid] in ("advmod", "npadvmod", "dep") and parse.tags[kid] in ("NNP", "NNPS") and parse.words[kid + 1] == ",":
            return attach(parse, kid, verb, "nsubj")


def mend_participle(parse: Parse, verb: int) -> None:
    """Read "Doe, doubling down on her comments, tweeted that …": the parser makes the aside, or the name, the head of the sentence."""
    if parse.deps[verb] != "acl" or parse.words[verb - 1] != "," or not parse.heads[verb] < verb:
        return
    root = next((i for i in list_heads(parse, parse.heads[verb]) if parse.deps[i] == "ROOT"), None)
    if root is None or len(parse.kids[root]) > _MAX_ASIDE:  # no sentence, and each of its words may ask
        return
    if parse.tags[root] == "VBG" and not any(parse.deps[kid] in ("aux", "auxpass") for kid in parse.kids[root]):
        subject, aside = next((kid for kid in parse.kids[root] if parse.deps[kid] == "nsubj" and kid < root), None), root
    else:
        aside = next((kid for kid in parse.kids[root] if parse.tags[kid] == "VBG" and parse.deps[kid] in ("advcl", "acl")), None)
        subject = root if parse.tags[root] in ("NNP", "NN") else None
    if subject is not None and aside is not None and parse.words[aside - 1] == "," and subject < aside < verb:
        for kid in parse.kids[root]:
            if kid > aside:
                attach(parse, kid, verb, parse.deps[kid])
        attach(parse, verb, verb, "ROOT"), attach(parse, subject, verb, "nsubj"), attach(parse, aside, verb, "advcl")
        parse.tags[verb] = "VBD"


def mend_inverted(parse: Parse, verb: int) -> None:
    """Read "The bridge, said Ada Quill, will close": an aside within the sentence, whose subject stands behind its verb."""
    before, end = verb - 2, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE)
    if before < 0 or verb + 1 >= len(parse) or parse.tags[before][:1] not in "NP" or parse.tags[verb + 1] not in _OPENS_NAME:
        return
    stop = next((i for i in range(verb + 2, end) if parse.words[i] in _ENDS or parse.is_opening[i]), end)
    commas = [i for i in range(verb + 2, stop) if parse.words[i] == ","][:2]  # "said Ada Quill, a baker, will close"
    behind = [(i, next((k for k in range(i + 1, min(end, i + 3)) if parse.tags[k][:2] != "RB"), None)) for i in commas]
    comma, after = next(((i, k) for i, k in behind if k is not None and parse.tags[k] in (*FINITE, "MD")), (None, None))
    if after is None:
        return
    main = parse.heads[after] if parse.deps[after] in ("aux", "auxpass") and parse.heads[after] > after else after
    subject, speaker = _climb_name(parse, before, verb), _climb_name(parse, commas[0] - 1, verb)
    if speaker <= verb or subject >= verb or verb in (parse.heads[main], main) and parse.tags[main][:1] not in "VM":
        return
    top, dep = (main, "ROOT") if parse.heads[verb] in (verb, main) else (parse.heads[verb], parse.deps[verb])
    moved = {main: (top, dep), verb: (main, "parataxis"), subject: (main, "nsubj"), speaker: (verb, "nsubj")}
    moved |= {kid: (main, parse.deps[kid]) for kid in parse.kids[verb] if kid < verb - 1 and kid not in moved}
    move(parse, moved)


def mend_closing(parse: Parse, verb: int) -> None:
    """Read "The firm is ready, stressed its director, Ada Quill." as an aside that closes its sentence."""
    named = parse.find_kid(verb, "dobj")
    told = parse.find_kid(verb, "ccomp")
    is_turned = parse.deps[verb] == "conj" and told is None or told is not None and told < verb
    if not is_turned or named is None or named < verb or parse.find_kid(verb, "nsubj", "xcomp", "conj") is not None:
        return
    inside = range(verb + 1, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE))
    stop = next((i for i in inside if parse.words[i] in _ENDS), None)
    is_human = parse.lemmas[named] in SPEAKING or any(parse.tags[i] == "NNP" for i in range(verb + 1, stop or verb + 1))
    is_bare = all(parse.tags[i] not in ("IN", "TO", "CC") or parse.words[i] in ("of", "for") for i in range(verb + 1, stop or verb + 1))
    if stop is not None and is_human and is_bare:
        parse.deps[named] = "nsubj"
        parse.deps[verb] = "parataxis" if told is None else parse.deps[verb]


def mend_torn(parse: Parse, verb: int) -> None:
    """Read "It was wrong, Doe said, | to send them", "Would the minister say, Doe asked, | who would pay?": what stands on both sides of an
    aside is one clause."""
    aside = _find_aside(parse, verb)
    if aside is None:
        return
    before, named, after = aside
    own = parse.find_kid(verb, "nsubj")
    speaker = _climb_name(parse, named, verb) if own is None or (own < verb) != (named < verb) else own
    main, rest = _climb_clause(parse, before), _find_rest(parse, after)
    if main is None or rest is None or verb in (main, rest):
        return
    top = next((i for i in (verb, rest, main) if not main <= parse.heads[i] <= rest or parse.heads[i] == i), main)
    place = (main, "ROOT") if parse.heads[top] == top else (parse.heads[top], parse.deps[top])
    dep = "xcomp" if parse.words[after] == "to" else "ccomp"
    move(parse, {main: place, verb: (main, "parataxis"), rest: (main, dep), after: (rest, parse.deps[after]), speaker: (verb, "nsubj")})


def mend_headline_says(parse: Parse, verb: int) -> None:
    """Read the headline "Navy recalls fleet, says | storm threatens harbour": who recalls says what stands behind."""
    start, end = parse.find_paragraph(verb)
    if start or end > _MAX_HEADLINE or parse.words[verb] not in ("says", "warns", "claims") or parse.words[verb - 1] != "," or verb < 2:
        return
    behind = (i for i in range(verb + 2, end) if parse.tags[i] in FINITE and parse.deps[i] != "relcl")
    told = next((i for i in behind if (s := parse.find_kid(i, "nsubj")) is not None and verb < s < i), None)
    main = next((i for i in range(verb - 1, start, -1) if parse.tags[i] in FINITE and parse.find_kid(i, "nsubj") is not None), None)
    if told is not None and main is not None and not _STOPS.intersection(parse.words[verb:end]):
        move(parse, {main: (main, "ROOT"), verb: (main, "conj"), told: (verb, "ccomp")})


def _find_aside(parse: Parse, verb: int) -> tuple[int, int, int] | None:
    """Return the word before ", Doe said," or ", said Doe, the mayor,", the last of the speaker, and the word after: "to", "who"."""
    end = min(parse.find_paragraph(verb)[1] - 1, verb + _MAX_ASIDE)
    stop = next((i for i in range(verb + 1, end) if parse.words[i] in _ENDS or parse.is_opening[i]), end)
    commas = [i for i in range(verb + 1, stop) if parse.words[i] == "," and _goes_on(parse, verb, i + 1)]
    if not commas:
        return None
    if parse.words[verb - 1] == ",":  # "said Doe"
        first = next((i for i in range(verb + 1, commas[0] + 1) if parse.words[i] == ","), commas[0])
        return (verb - 2, first - 1, commas[0] + 1) if verb > 1 and parse.tags[verb + 1] in _OPENS_NAME else None
    told = range(verb + 1, commas[0])
    if len(told) > _MAX_TOLD or any(parse.tags[i][:1] not in "NPDJ" for i in told):
        return None
    comma = next((i for i in range(verb - 1, max(0, verb - _MAX_ASIDE), -1) if parse.words[i] == "," or parse.tags[i][:1] == "V"), None)
    return (comma - 1, verb - 1, commas[0] + 1) if comma is not None and parse.words[comma] == "," else None


def _goes_on(parse: Parse, verb: int, i: int) -> bool:
    """Whether the clause before an aside may go on at a word: "to send", "that it", of a question also "who", "under whose"."""
    is_asked = parse.lemmas[verb] in ("ask", "wonder")
    behind = parse.tags[i + 1] if i + 1 < len(parse) else ""
    if is_asked and (parse.tags[i] in _ASKING or parse.words[i] in _AMONG and behind in _ASKING):
        return True
    return parse.words[i] in _GOES_ON and behind not in _ASKING


def _climb_clause(parse: Parse, i: int) -> int | None:
    """Return the verb, with its subject, of the clause that the word ``i`` ends."""
    last = i
    for _ in range(_MAX_ASIDE):
        if parse.tags[i][:1] == "V" and i <= last and parse.find_kid(i, "nsubj", "nsubjpass", "expl") is not None:
            return i
        if parse.heads[i] == i or parse.heads[i] > last:
            return None
        i = parse.heads[i]
    return None


def _find_rest(parse: Parse, after: int) -> int | None:
    """Return the verb of "to send them", "that it had gone" or "under whose command they serve"."""
    near = range(after + 1, min(after + _MAX_ASIDE, len(parse)))
    if parse.words[after] == "to":
        return next((i for i in near if parse.tags[i] == "VB"), None) if parse.tags[after] == "TO" else None
    if parse.tags[after] in _ASKING or parse.words[after] in _AMONG and parse.tags[after] != "TO":
        return next((i for i in list_heads(parse, after) if i in near and parse.tags[i][:1] == "V"), None)
    return next((i for i in near if parse.heads[after] == i and parse.tags[i][:1] == "V"), None)


def _climb_name(parse: Parse, i: int, verb: int) -> int:
    """Return the head of the phrase around the word ``i`` that lies on its side of the verb."""
    for _ in range(_MAX_ASIDE):
        head = parse.heads[i]
        if head == i or (head < verb) != (i < verb) or head == verb or parse.tags[head][:1] == "V":
            break
        i = head
    return i


def mend_described(parse: Parse, verb: int) -> None:
    """Read "… in the town of Slavna, | the minister, Ada Quill, said": who speaks is not another word for the town."""
    end = verb + 1
    is_last = end >= len(parse) or parse.words[end] in _ENDS or parse.tags[end] == "_SP"
    if parse.find_kid(verb, "nsubj") is not None or not is_last:
        return
    noun = verb - 2  # before the comma
    while parse.deps[noun] in ("appos", "compound", "nmod") and parse.heads[noun] != noun:
        above = parse.heads[noun]
        is_speaker = parse.entities[above] == "PERSON" or parse.lemmas[above] in PEOPLE | SPEAKING or parse.deps[noun] != "appos"
        if not is_speaker:
            break
        noun = above
    is_told = parse.find_kid(verb, "ccomp") is not None and parse.deps[noun] == "appos" and verb - noun < _MAX_ASIDE
    if is_told and (parse.entities[noun] == "PERSON" or parse.lemmas[noun] in PEOPLE | SPEAKING):
        move(parse, {noun: (verb, "nsubj")})


def mend_report(parse: Parse, verb: int) -> None:
    """Read "Instead, the paper reports, they chose the letters": an aside, not the paper's reports."""
    paper, after = verb - 1, verb + 1
    if parse.words[verb] not in ("reports", "notes", "claims", "writes"):
        return
    first = next((i for i in range(paper, max(0, paper - 4), -1) if parse.words[i] == ","), None)
    is_aside = first is not None and after < len(parse) and parse.words[after] == "," and parse.deps[paper] == "compound"
    if is_aside and parse.heads[paper] == verb and parse.heads[verb] > after:
        inside = {kid: (paper, parse.deps[kid]) for kid in parse.kids[verb] if first < kid < paper}
        if move(parse, {**inside, paper: (verb, "nsubj"), verb: (parse.heads[verb], "parataxis")}):
            parse.tags[verb] = "VBZ"
