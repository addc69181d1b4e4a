"""Where the content of a cue begins and ends, read from the parse.

A cue takes its content in one of a few *frames*: a clause ("said that …"), an infinitive ("promised to …"), an object
("criticised …"), a preposition ("warned against …"). ``find_contents`` lists what stands in each frame of a word; which
frames count for which word is the lexicon's business (cues.toml).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.edges import BREAKS, DASHES, NAMES, find_other_voice, take_in_contrast, take_in_proviso
from analysis.quotes.finding import Content
from analysis.quotes.no_act import says_of_subject
from analysis.quotes.parse import CLOSERS, Parse, Range
from analysis.quotes.tree import MAX_KIDS
from analysis.quotes.words import ASIDES, CRIES, SPEAKING_ON, SUBORDINATORS

PUT = frozenset({"asked", "pressed", "questioned", "quizzed", "challenged"})  # a question, to whoever then speaks
_ASKED_OF = frozenset({"if", "whether", "about", "by", "why", "what", "who", "how", "when"})
_MAX_ASIDE = 14  # words before a verb in which the commas of an aside are counted
_NEAR = 12  # words before a cue that are looked at
# Before what a verb says of its object: "blamed it on the dam", "a poll found most of them in favour of it".
_FOUND, _PLACES = ("with", "in", "against", "at"), ("off", "out", "in", "on", "from", "away", "to", "up", "down")
_OBJECT_LINKS = {"blame": ("on",), "liken": ("to",), "compare": ("to",), "show": _FOUND, "find": _FOUND, "put": ("at",), "want": _PLACES}
_TOLD = frozenset({"me", "us", "him", "her", "them", "reporters", "it"})
_EMPTY = frozenset({"put", "see"})  # say nothing without "it"
_SAYING = ASIDES | {"call", "tell", "describe", "report"}
_PROMISING = frozenset({"promise", "vow", "pledge", "swear", "threaten", "tell"})  # whose subject will do it; "told reporters to …"
_MAX_JOINED = 6  # verbs joined by "and" up to the one with the subject
_NEAR_TOLD = 4  # words between who is told and the infinitive
_OWN, _HELPS = frozenset({"it", "he", "she", "they"}), frozenset({"was", "were", "would", "had", "could"})
_RELATIVES = frozenset({"which", "whom", "that", "who"})
# Verbs whose object is who is told: "The tram is a risk, Doe warned councillors".
_ADDRESSING = frozenset({"tell", "warn", "remind", "assure", "reassure", "inform", "promise", "advise", "notify", "persuade", "convince",
                         "ask", "teach", "brief"})  # fmt: skip
_FILLERS = {"tell": _TOLD, "put": ("it",), "see": ("it",)}  # objects that are not what was said: "as she put it"
_INSIDE_CUE = frozenset({"mark", "nsubj", "aux", "auxpass", "advmod", "neg", "prt", "dative", "npadvmod"})


def find_contents(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the content in every frame that the word ``cue`` has in the parse."""
    previous = None
    for kid in parse.kids[cue][:MAX_KIDS]:
        dep = parse.deps[kid]
        if is_aside(parse, kid):
            continue
        if dep == "ccomp" and kid < cue and (_has_object(parse, cue) or _has_clause(parse, cue) or _sums_up(parse, cue)):
            continue  # "Minister rules out dam, experts fear floods": two headlines in one
        if kid < cue and parse.is_turned_round(kid):
            continue  # "“It is theft,” says Doe, and “it is fair,” says Roe"
        if kid > cue and parse.words[parse.left[kid] : parse.left[kid] + 2] == ["to", "which"]:
            continue  # "“It is theft,” Doe said, to which Roe replied: “…”"
        if is_absolute(parse, kid):
            continue
        if dep in ("ccomp", "xcomp", "acl", "advcl", "relcl"):
            yield from _read_clause(parse, cue, kid, previous)
        elif dep in ("dobj", "oprd", "attr") and not _is_bare_comparison(parse, cue) and not _is_amount(parse, kid):
            yield Content("object", kid, _widen_object(parse, cue, kid))
        elif dep == "nsubjpass" and not _is_quoted(parse, cue):
            yield _find_undergone(parse, cue, kid)
        elif dep in ("prep", "agent") and (cue < kid or not _opens_with(parse, kid)):
            yield from _widen_targets(parse, cue, _find_prepositional(parse, kid), kid)
        previous = kid
    yield from _find_antecedent(parse, cue)
    yield from _find_shared(parse, cue)
    yield from _find_parenthetical(parse, cue)


def _read_clause(parse: Parse, cue: int, kid: int, previous: int | None) -> Iterator[Content]:
    """Yield the clause ``kid`` of a cue, with its subject, who is told to do it, and what goes on with it; of a passive with what it is
    said of."""
    dep = "xcomp" if _is_called_on(parse, cue, kid) else parse.deps[kid]
    frame = "prep for" if _is_for_clause(parse, kid) else _name_clause(parse, kid, dep)
    if not frame or _is_parted(parse, kid, cue) or kid < cue and _is_subordinate(parse, cue):
        return
    if parse.lemmas[cue] in ("deny", "report") and parse.lemmas[kid] in _SAYING and frame != "clause":
        return  # "denied having said that …", "is reported to have said": what was said is a content of its own
    if parse.lemmas[cue] == "find" and frame == "infinitive" and parse.find_kid(cue, "nsubj") is None:
        return  # "an application found to be frivolous"
    first, last = _take_in_subject(parse, kid, previous)
    first = _take_in_told(parse, cue, kid, first) if frame in ("infinitive", "complement") else first
    last = _take_in_next(parse, cue, kid, last) if frame == "clause" and cue < kid else last
    pieces = _cut_out(parse, (_skip_lead(parse, first, cue) if last <= cue else first, last), cue)
    subject = parse.find_kid(cue, "nsubjpass") if frame == "infinitive" and cue < kid else None
    if subject is not None and parse.words[subject] not in _RELATIVES:  # "the dam is said to be unsafe"
        pieces = (parse.subtree(subject), *pieces)
    yield Content(frame, kid, (*pieces, *_find_rest(parse, cue)))


def is_absolute(parse: Parse, kid: int) -> bool:
    """Whether it is the end of "Doe said, her voice rising", "…, his face red", which is nothing Doe says."""
    first = parse.left[kid]
    is_bare = parse.tags[kid] in ("VBG", "VBN", "JJ") and parse.find_kid(kid, "aux", "auxpass") is None
    return is_bare and first < kid and parse.tags[first] == "PRP$" and parse.words[first - 1] == ","


def is_aside(parse: Parse, i: int) -> bool:
    """Whether this is the "asked" of "Doe, asked if she would go, said …" or "…, Doe said, asked about it", which is nothing Doe says."""
    is_after_comma = i > 1 and parse.words[i - 1] == "," and parse.tags[i - 2][:2] in ("NN", "VB", "CD")
    is_put = is_after_comma and parse.words[i] in PUT and i + 1 < len(parse) and parse.words[i + 1] in _ASKED_OF
    return is_put and not _closes_aside(parse, i)


def _closes_aside(parse: Parse, i: int) -> bool:
    """Whether the comma before the sentence's verb is the second of two: "Doe, of the Harvest Union, asked why …"."""
    subject = parse.find_kid(i, "nsubj")
    if subject is None or subject > i or parse.deps[i] != "ROOT" or parse.tags[i] != "VBD":
        return False
    later = (kid for kid in parse.kids[i] if kid > i and parse.tags[kid] in ("VBD", "VBZ") and parse.find_kid(kid, "nsubj") is None)
    if next(later, None) is not None and parse.find_kid(i, "cc") is None:  # "Doe, the mayor, asked if she would go, said no"
        return False
    return parse.words[max(subject, i - _MAX_ASIDE) : i].count(",") == 2


def _is_subordinate(parse: Parse, cue: int) -> bool:
    """Whether the cue says when or why something else was: "Doe opposes it, hours after Roe said so", but not "as Roe said"."""
    mark = parse.find_kid(cue, "mark")
    return mark is not None and parse.words[mark] != "as"


def _is_for_clause(parse: Parse, kid: int) -> bool:
    """Whether the clause is "for the fee to be scrapped"."""
    mark = parse.find_kid(kid, "mark")
    return mark is not None and parse.words[mark] == "for" and any(parse.words[k] == "to" for k in parse.kids[kid])


def _is_called_on(parse: Parse, cue: int, kid: int) -> bool:
    """Whether the infinitive is what somebody is called on to do, which the parser may take for a purpose."""
    links = (k for k in parse.kids[cue] if cue < k < kid)
    return parse.lemmas[cue] == "call" and parse.deps[kid] == "advcl" and any(parse.words[k] == "on" for k in links)


def _is_bare_comparison(parse: Parse, cue: int) -> bool:
    """Whether things are compared with each other ("compare two polls"), and none to another ("compared it to a coffin")."""
    return parse.lemmas[cue] == "compare" and not any(parse.words[kid] == "to" for kid in parse.kids[cue] if kid > cue)


def _is_amount(parse: Parse, kid: int) -> bool:
    """Whether the object is a sum or a count, which nobody says: "pledged £25 billion to the fund"."""
    return parse.tags[kid] in ("CD", "$") or any(parse.tags[k] == "$" for k in parse.kids[kid])


def _is_parted(parse: Parse, head: int, cue: int) -> bool:
    """Whether a clause and the cue beside it are two sentences: "57 per cent want it; 29 per cent think not", "Doe lost – Roe said why"."""
    first, last = min(head, cue), max(head, cue)
    between = range(max(first, last - _NEAR), last)
    has_own = head < cue and any(parse.deps[kid] in ("ccomp", "dobj", "xcomp") for kid in parse.kids[cue] if kid > cue)
    return any(parse.words[i] == ";" or has_own and _is_dash(parse, i) for i in between)


def _is_dash(parse: Parse, i: int) -> bool:
    """Whether the word is a dash between clauses, not the hyphen of "R-S.C."."""
    return parse.words[i] in DASHES and (parse.words[i] != "-" or parse.text[parse.ends[i] : parse.ends[i] + 1].isspace())


def _is_quoted(parse: Parse, cue: int) -> bool:
    """Whether a passive is "was reported as saying", "is reported to have said": what was said is the content, and not who said it."""
    link = next((kid for kid in parse.kids[cue] if kid > cue and parse.words[kid] == "as"), None)
    saying = parse.find_kid(link, "pcomp") if link is not None else parse.find_kid(cue, "xcomp")
    return saying is not None and parse.lemmas[saying] in _SAYING


def _find_undergone(parse: Parse, cue: int, subject: int) -> Content:
    """Return the subject of a passive, which is its object where somebody is named who did it: "was denounced by …"."""
    has_agent = parse.find_kid(cue, "agent") is not None
    said = [parse.subtree(k) for k in parse.kids[cue] if k > cue and has_agent and says_of_subject(parse, k)]
    thing = find_relative(parse, parse.heads[subject]) if parse.words[subject] in _RELATIVES else None
    return Content("object" if has_agent else "passive", subject, (thing or parse.subtree(subject), *said))


def _find_shared(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield what a passive shares with the verb before it: "The plan was welcomed by Doe but | condemned by Roe", "failed and was opposed
    by Roe", "a plan welcomed by Doe and | condemned by Roe"."""
    is_passive = parse.tags[cue] == "VBN" and parse.find_kid(cue, "agent") is not None
    if not is_passive or parse.deps[cue] != "conj" or parse.find_kid(cue, "nsubj", "nsubjpass") is not None:
        return
    first = parse.heads[cue]
    for _ in range(_MAX_JOINED):
        if parse.deps[first] != "conj" or parse.find_kid(first, "nsubj", "nsubjpass") is not None:
            break
        first = parse.heads[first]
    subject = parse.find_kid(first, "nsubjpass", "nsubj")
    if subject is not None and subject < first:
        yield _find_undergone(parse, cue, subject)
    elif parse.tags[first] == "VBN":
        yield from _find_antecedent(parse, first)


def _find_antecedent(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the noun that a participle or relative clause hangs on, where it is the object: "a plan denounced by critics"."""
    noun, first = parse.heads[cue], parse.left[cue]
    is_object = parse.deps[cue] == "acl" and parse.tags[cue] == "VBN" and parse.find_kid(cue, "agent") is not None
    if is_object and parse.left[noun] < first:
        yield Content("object", noun, ((parse.left[noun], first),))


def _name_clause(parse: Parse, kid: int, dep: str) -> str | None:
    mark = parse.find_kid(kid, "mark")
    if mark is not None and parse.words[mark] in SUBORDINATORS:
        return None
    has_to = any(parse.words[k] == "to" and parse.deps[k] == "aux" for k in parse.kids[kid])
    if dep == "ccomp":
        return "infinitive" if has_to else "clause"
    if dep == "xcomp":
        return "infinitive" if has_to else "complement"
    if dep == "acl":
        return "infinitive" if has_to else "clause" if mark is not None else None
    return None


def _take_in_subject(parse: Parse, kid: int, previous: int | None) -> Range:
    """Return a clause with its subject where the parser took that for a clause by itself: "think | plans to sell it | are a mistake"."""
    first, last = parse.subtree(kid)
    first = next((parse.right[k] for k in reversed(parse.kids[kid]) if k < kid and parse.is_turned_round(k)), first)
    has_subject = parse.find_kid(kid, "nsubj", "nsubjpass", "expl", "csubj") is not None
    last = take_in_contrast(parse, kid, take_in_proviso(parse, kid, last))
    is_cut = previous is not None and parse.deps[kid] == parse.deps[previous] == "ccomp" and parse.subtree(previous)[1] == first
    return parse.subtree(previous)[0] if is_cut and not has_subject else first, last


def _take_in_told(parse: Parse, cue: int, kid: int, first: int) -> int:
    """Return where an infinitive begins with who is to do it: "urged | ministers to act", "called on | the council to resign"."""
    links = (k for k in parse.kids[cue] if cue < k < kid and parse.deps[k] == "prep" and parse.words[k] == "on")
    link = next(links, None) if parse.lemmas[cue] == "call" else None
    told = parse.find_kid(cue, "dobj", "dative") if link is None else parse.find_kid(link, "pobj")
    is_told = told is not None and cue < told < first and parse.lemmas[cue] not in _PROMISING and parse.entities[told] != "DATE"
    return parse.left[told] if is_told and first - parse.right[told] < _NEAR_TOLD else first


def _take_in_next(parse: Parse, cue: int, kid: int, last: int) -> int:
    """Return the end of a clause with those that go on with it: "argued that it was unfair|, that it cost too much and that …", "said it
    was dear|, it was late, and nobody liked it"."""
    for other in parse.kids[cue][:MAX_KIDS]:
        at = parse.left[other] + (parse.words[parse.left[other]] == ",")
        if other <= kid or parse.deps[other] != "ccomp" or parse.words[last : last + 1] != [","] or not last < at <= last + 2:
            continue
        has_subject = parse.find_kid(other, "nsubj", "nsubjpass", "expl") is not None
        if parse.words[at] == "that" or has_subject and at == last + 1 and parse.lemmas[other] not in _SAYING:
            last = parse.subtree(other)[1]
    own = parse.find_kid(kid, "nsubj", "nsubjpass")
    joined = next((k for k in parse.kids[cue][:MAX_KIDS] if k > kid and parse.deps[k] == "conj"), None)
    if joined is not None and own is not None and parse.words[own] in _OWN and parse.words[joined - 1] != "but":
        last = parse.right[joined] if _is_state_of_own(parse, cue, joined) else last
    return last


def _is_state_of_own(parse: Parse, cue: int, joined: int) -> bool:
    """Whether what is joined to a cue is more of what was said: "said it was “sorry” and | would hold an inquiry"."""
    helps = {parse.words[k] for k in parse.kids[joined] if parse.deps[k] == "aux"}
    has_own = parse.find_kid(joined, "nsubj", "nsubjpass", "auxpass", "ccomp") is not None
    is_joined = "and" in parse.words[max(cue, joined - _NEAR) : joined] and parse.lemmas[joined] not in SPEAKING_ON
    return is_joined and not helps.isdisjoint(_HELPS) and not has_own and parse.find_kid(cue, "aux") is None


def _opens_with(parse: Parse, prep: int) -> bool:
    """Whether a phrase before its verb tells when or where: "For years, | Doe has called for rules"; not "to whom Doe objects"."""
    thing = parse.find_kid(prep, "pobj")
    return thing is not None and parse.tags[thing] not in ("WP", "WDT", "WP$")


def _widen_object(parse: Parse, cue: int, kid: int) -> tuple[Range, ...]:
    """Return the object with what the verb says of it: called it “a disgrace”, described him as unfit, blamed it on the dam.

    What stands before the verb is a piece of its own, and "which" the noun it stands for: "the ban, which Doe described | as cruel".
    """
    first, last = parse.subtree(kid)
    links = ("as", *_OBJECT_LINKS.get(parse.lemmas[cue], ()))
    for other in parse.kids[cue]:
        is_quality = parse.tags[other] == "JJ" and parse.words[parse.left[other]] == "as"  # "described him as quiet"
        is_link = parse.deps[other] == "prep" and parse.words[other] in links
        if other > kid and (parse.deps[other] in ("oprd", "dobj") or is_link or is_quality):
            last = max(last, parse.subtree(other)[1])
    if kid > cue:
        return ((first, take_in_proviso(parse, kid, last)),)
    if parse.words[kid] == "what" and last > cue + 1:  # "what Doe called | a disgrace"
        return ((cue + 1, last),)
    thing = find_relative(parse, cue) if parse.words[kid] in _RELATIVES else None
    thing = thing or parse.subtree(kid)
    return (thing, (cue + 1, last)) if last > cue + 1 else (thing,)


def find_relative(parse: Parse, cue: int) -> Range | None:
    """Return what "which" or "who" stands for, the cue being the verb of its clause: "the ban, | which Doe described as cruel"."""
    noun = parse.heads[cue]
    if parse.deps[cue] != "relcl" or parse.left[noun] >= parse.left[cue]:
        return None
    return parse.left[noun], parse.left[cue] - (parse.words[parse.left[cue] - 1] == ",")


def _has_object(parse: Parse, cue: int) -> bool:
    """Whether the cue says something of its own: "experts | fear floods", not "she told reporters"."""
    thing = next((kid for kid in parse.kids[cue][:MAX_KIDS] if kid > cue and parse.deps[kid] == "dobj"), None)
    return thing is not None and parse.lemmas[cue] not in _ADDRESSING and parse.words[thing] not in _TOLD


def _has_clause(parse: Parse, cue: int) -> bool:
    """Whether a clause of its own subject follows the cue: "Some said it was unfair, others said | it was needed"."""
    clauses = (kid for kid in parse.kids[cue][:MAX_KIDS] if kid > cue and parse.deps[kid] == "ccomp")
    own = (kid for kid in clauses if parse.find_kid(kid, "nsubj", "nsubjpass", "expl") is not None)
    return any(not _is_parted(parse, kid, cue) for kid in own)


def _find_prepositional(parse: Parse, prep: int) -> Iterator[Content]:
    for kid in parse.kids[prep]:
        if parse.deps[kid] in ("pobj", "pcomp") and parse.words[kid] != "part":  # "for his part"
            first, last = parse.subtree(kid)
            yield Content(f"prep {parse.words[prep]}", kid, ((first, _find_last_again(parse, prep, last)),))
        elif parse.deps[kid] == "prep":  # out of, up to
            yield from _find_prepositional(parse, kid)


def _find_last_again(parse: Parse, prep: int, last: int) -> int:
    """Return where what follows a preposition ends with what follows the same one again: "attributed it to God| and to hard work"."""
    again = (kid for kid in parse.kids[prep][:MAX_KIDS] if parse.deps[kid] == "conj" and parse.words[kid] == parse.words[prep])
    return max((parse.right[kid] for kid in again), default=last)


def _widen_targets(parse: Parse, cue: int, found: Iterator[Content], prep: int) -> Iterator[Content]:
    """Yield the contents with what belongs to them: hit out at | the council over the dam; sees | the dam as a chance; warned of | chaos if
    the dam is built."""
    for content in found:
        content = _take_in_judged(parse, cue, content)
        matter = next((kid for kid in parse.kids[cue] if kid > content.head and parse.words[kid] == "over"), None)
        if content.frame == "prep at" and matter is not None:
            content = content._replace(pieces=(*content.pieces, parse.subtree(matter)))
        first, last = content.pieces[-1]
        if content.frame in ("prep of", "prep about", "prep for") and (end := take_in_proviso(parse, prep, last)) > last:
            content = content._replace(pieces=(*content.pieces[:-1], (first, end)))
        yield content


def _take_in_judged(parse: Parse, cue: int, content: Content) -> Content:
    """Return the content with whom or what it is said of: sees | the dam as a chance, accused | the council of waste."""
    is_of = content.frame == "prep of" and parse.lemmas[cue] == "accuse"
    is_of = is_of or content.frame == "prep to" and parse.lemmas[cue] == "attribute"
    is_judged = is_of or content.frame == "prep as" or content.frame == "prep for" and parse.tags[cue][:1] == "V"
    thing = parse.find_kid(cue, "dobj", "nsubjpass") if is_judged else None
    if thing is None or thing > content.head or parse.tags[thing] in ("WP", "WDT") or parse.entities[thing] in ("DATE", "TIME"):
        return content  # "whom he accused of lying", "called Wednesday for a ban"
    first, (_, end) = parse.subtree(thing), content.pieces[0]
    link = parse.heads[content.head]
    if cue < thing and link <= first[1]:
        return content._replace(pieces=((first[0], end),))
    return content._replace(pieces=(first, (link, end)))  # without the "on Monday" of "accused the council on Monday of waste"


def _find_parenthetical(parse: Parse, cue: int) -> Iterator[Content]:
    """Yield the clause that the cue interrupts or follows: "The plan, she said, is dead"; "As she said, the plan is dead"."""
    head = parse.heads[cue]
    if head == cue or parse.deps[cue] not in ("parataxis", "ccomp", "advcl", "dep") or _is_subordinate(parse, cue):
        return
    if _sums_up(parse, cue) or _follows_bare(parse, cue):
        return
    while parse.deps[head] in ("nsubj", "nsubjpass") and parse.heads[head] != head:
        head = parse.heads[head]  # "The difference, he told me, is …": the parser hangs the aside on the noun
    if _is_noun_of_headline(parse, cue):
        return
    if _lacks_object(parse, cue) and parse.find_kid(cue, "nsubj") is not None and not _is_parted(parse, head, cue):
        first, last = parse.subtree(head)
        first = _skip_lead(parse, first, cue)
        pieces = _cut_out(parse, (first, find_other_voice(parse, head, (cue, last), parse.tags[cue])), cue)
        if pieces:  # none is left of "an article that Doe said was written" where the parser has "written" for the cue
            yield Content("parenthetical", head, pieces)


def tells_of_crowd(parse: Parse, piece: Range) -> bool:
    """Whether it is the end of "…, he said, | to cries of “Shame” from the benches", or what he did then."""
    words = [word for word in parse.words[slice(*piece)] if word != ","][:3]
    if words[:1] == ["then"] and parse.tags[piece[0] + (parse.words[piece[0]] == ",") + 1 : piece[1]][:1] == ["VBD"]:
        return True  # "…,” he added, then left the room"
    return words[:1] in (["to"], ["drawing"], ["amid"]) and not CRIES.isdisjoint(words)


def _follows_bare(parse: Parse, cue: int) -> bool:
    """Whether the cue is what somebody is said to do: "Doe said she understood"; in "It is dead, she understood" there is a comma."""
    head, first = parse.heads[cue], parse.left[cue]
    return parse.deps[cue] == "ccomp" and head < first and not (BREAKS | CLOSERS).intersection(parse.words[first - 1 : first])


def _sums_up(parse: Parse, cue: int) -> bool:
    """Whether the cue judges what was told before: "Doe called for a merger, a move unions | say would cost jobs"."""
    subject = parse.find_kid(cue, "nsubj")
    first = parse.left[subject] if subject is not None else 0
    return first > 0 and parse.words[first - 1] in BREAKS and parse.sums_up(first)


def _is_noun_of_headline(parse: Parse, cue: int) -> bool:
    """Whether the last word of a headline is a noun that the parser takes for a verb: "Police clear site as Doe stokes dam fears"."""
    is_last = cue + 1 == parse.find_paragraph(cue)[1] or parse.tags[cue + 1] == "_SP"
    mark = parse.find_kid(cue, "mark")
    return is_last and parse.tags[cue] == "VBZ" and mark is not None and parse.words[mark] == "as" and cue - mark > 2


def _skip_lead(parse: Parse, first: int, cue: int) -> int:
    """Return where a content before its cue begins, without what leads in to it: "Doe is blunter: | a law, he argues, would do harm"."""
    return next((i + 1 for i in range(cue, max(first, cue - _NEAR), -1) if parse.words[i] == ":"), first)


def _find_rest(parse: Parse, cue: int) -> Iterator[Range]:
    """Yield what the parser takes for a name of those told: "It was, she told reporters, a question of arithmetic"."""
    told = parse.find_kid(cue, "dobj")
    rest = parse.find_kid(told, "appos") if told is not None and parse.words[told] in _TOLD else None
    if rest is not None:
        yield parse.subtree(rest)


def _lacks_object(parse: Parse, cue: int) -> bool:
    """Whether what the cue says stands elsewhere: "she said", "she told me", "as she put it"."""
    own = parse.find_kid(cue, "ccomp", "dobj", "xcomp")
    if own is None:
        return parse.lemmas[cue] not in _EMPTY
    return parse.deps[own] == "dobj" and (_is_told(parse, cue, own) or parse.words[own] in _FILLERS.get(parse.lemmas[cue], ()))


def _is_told(parse: Parse, cue: int, thing: int) -> bool:
    """Whether it is to whom something is told: "Doe told the Harwick Post", any noun in an aside: "It is, Doe told the court, a shame"."""
    return parse.lemmas[cue] == "tell" and (parse.entities[thing] in NAMES or parse.deps[cue] == "parataxis")


def _cut_out(parse: Parse, content: Range, cue: int) -> tuple[Range, ...]:
    """Return ``content`` without the words of the cue's own clause, where these stand inside it."""
    low, high = cue, cue + 1
    for kid in parse.kids[cue]:
        if parse.deps[kid] in _INSIDE_CUE or parse.deps[kid] == "prep" or parse.deps[kid] == "dobj" and _is_told(parse, cue, kid):
            low, high = min(low, parse.left[kid]), max(high, parse.right[kid])
        elif parse.deps[kid] == "dobj" and parse.words[kid] in _TOLD:
            high = max(high, kid + 1)
    return cut_out(content, (low, high))


def cut_out(content: Range, hole: Range) -> tuple[Range, ...]:
    """Return what is left of ``content`` on both sides of ``hole``."""
    (first, last), (low, high) = content, hole
    if not first <= low < last:
        return (content,)
    return tuple((a, b) for a, b in ((first, low), (high, last)) if b > a)
