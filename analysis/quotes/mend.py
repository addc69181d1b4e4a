"""Common misreadings of the parser, mended where the words alone give them away: asides, verbs and subjects torn apart (and passives,
``analysis.quotes.passives``).

Each mend reads the children as they were listed and changes heads, labels and tags; the children are listed anew between the rounds of
``mend``. What could make a ring of heads goes through ``tree.move``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from analysis.quotes.passives import (
    LINKS,
    mend_agent,
    mend_feeling,
    mend_grounds,
    mend_headline,
    mend_predicate,
    mend_quoted,
    mend_second_passive,
    mend_teller,
)
from analysis.quotes.tree import MAX_KIDS, attach, list_heads, move, take_place
from analysis.quotes.words import ASIDES, HEARING, PEOPLE, SPEAKING, SUBORDINATORS

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STOPS = frozenset(",.!?")
_OPENS_NAME = frozenset({"NNP", "NNPS", "DT", "NN", "NNS", "PRP$", "JJ"})
_NEAR_JOINT = 4  # children of a word before a joined one among which its "and" is
_MAX_BACK = 60  # tokens before an apostrophe among which an open mark is looked for, and after a verb the end of its sentence
_MAX_ASIDE = 14  # tokens of "said Ada Quill, the mayor,"
_PROOFS = frozenset({"proof", "evidence", "sign", "indication", "reason"})
# Verbs of saying that may follow "and": "said the deal was dead and | called on them to stop".
_SPEAKING_ON = ASIDES | frozenset(
    "call urge accuse underline underscore deny reject criticise criticize condemn promise vow pledge express repeat demand praise"
    " describe tell point blame label dismiss".split()
)
_CLAIMS = frozenset("accusations allegations claims rumors rumours charges reports suggestions fears hopes".split())
_EXPECTING = ASIDES | frozenset({"hope", "hop", "think", "fear", "expect", "predict", "assume", "suspect"})


def mend(parse: Parse) -> None:
    """Mend the tree of an article; its edges to the right are still spaCy's, those to the left are not there yet."""
    for i in range(len(parse)):
        if _is_listing(parse, i):
            continue
        tag, lemma = parse.tags[i], parse.lemmas[i]
        for mend_word in _BY_TAG.get(tag, ()):
            mend_word(parse, i)
        if lemma in LINKS:
            mend_predicate(parse, i)
        if tag[:1] == "V" and (lemma in _EXPECTING or lemma == "tell"):
            (_mend_told if lemma == "tell" else _mend_clause_subject)(parse, i)
        if parse.words[i] in _BY_WORD:
            _BY_WORD[parse.words[i]](parse, i)
        if tag in _FINITE:
            _mend_finite(parse, i)
        if lemma in _SPEAKING_ON and parse.deps[i] == "conj":
            _mend_second_verb(parse, i)
            _mend_other_voice(parse, i)
    parse.kids = parse.list_kids()
    for i, lemma in enumerate(parse.lemmas):
        if i > 1 and lemma in ASIDES and parse.tags[i] in _FINITE and parse.words[i - 1] == ",":
            _mend_inverted(parse, i)
            _mend_closing(parse, i)
            _mend_described(parse, i)
        if lemma in ("quote", "cite") and parse.tags[i] == "VBN":
            mend_quoted(parse, i)
    parse.kids = parse.list_kids()


def _is_listing(parse: Parse, i: int) -> bool:
    """Whether a word, or one of the two above it, has more children than a sentence gives: each of them might ask for all the others."""
    above = parse.heads[i]
    return any(len(parse.kids[word]) > MAX_KIDS for word in (i, above, parse.heads[above]))


def _mend_finite(parse: Parse, verb: int) -> None:
    if (subject := parse.find_kid(verb, "nsubj")) is not None or parse.find_kid(verb, "nsubjpass", "csubj") is not None:
        return _mend_second_voice(parse, verb, subject)
    _mend_subject(parse, verb)
    _mend_second_subject(parse, verb)
    _mend_coordination(parse, verb)
    _mend_aside(parse, verb)


def _mend_noun(parse: Parse, noun: int) -> None:
    """Read "Figures published on Monday show that …", "Quill pledges to …" as verbs: nouns have no subject and no clause as object."""
    if parse.find_kid(noun, "nsubj") is not None and parse.find_kid(noun, "ccomp", "xcomp") is not None:
        parse.tags[noun] = "VBP" if parse.tags[noun] == "NN" else "VBZ"


def _mend_clear(parse: Parse, word: int) -> None:
    """Read "made | clear that unity was on his mind": the clause has not "clear" for a part; of "made clear statements" nothing is."""
    if word and parse.lemmas[word - 1] == "make" and parse.words[word + 1 : word + 2] == ["that"]:
        move(parse, {word: (word - 1, "oprd")})


def _mend_subject(parse: Parse, verb: int) -> None:
    """Read "… as the mayor slams …": a noun just before a finite verb that has no subject is its subject."""
    noun = verb - 1
    if noun < 1 or parse.right[noun] > verb or parse.paragraphs[noun] != parse.paragraphs[verb] or parse.tags[noun][:1] not in "NJP":
        return
    link = parse.heads[noun] if parse.deps[noun] == "pobj" else noun - 1
    if parse.words[link] not in SUBORDINATORS or parse.deps[noun] not in ("pobj", "amod", "compound", "nmod"):
        return
    if parse.right[link] <= verb and link < noun:
        attach(parse, noun, verb, "nsubj")
        attach(parse, link, verb, "mark")


def _mend_participle(parse: Parse, verb: int) -> None:
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


def _mend_aside(parse: Parse, verb: int) -> None:
    """Read "The bishop, writing in the paper, said …" and "Doe, for his part, called …": what stands before an aside is the subject."""
    for kid in parse.kids[verb]:
        if kid > verb or parse.find_kid(verb, "ccomp", "auxpass") is None and parse.words[verb - 1] != ",":
            continue
        held = parse.find_kid(kid, "nsubj") if parse.deps[kid] == "advcl" and parse.tags[kid] == "VBG" else None
        if held is not None and parse.words[kid - 1] == "," and held < kid - 1:
            return attach(parse, held, verb, "nsubj")
        if parse.deps[kid] in ("advmod", "npadvmod", "dep") and parse.tags[kid] in ("NNP", "NNPS") and parse.words[kid + 1] == ",":
            return attach(parse, kid, verb, "nsubj")


def _mend_inverted(parse: Parse, verb: int) -> None:
    """Read "The bridge, said Ada Quill, will close": an aside within the sentence, whose subject stands behind its verb."""
    before, end = verb - 2, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE)
    if before < 0 or verb + 1 >= len(parse) or parse.tags[before][:1] not in "NP" or parse.tags[verb + 1] not in _OPENS_NAME:
        return
    stop = next((i for i in range(verb + 2, end) if parse.words[i] in _STOPS - {","} or parse.is_opening[i]), end)
    commas = [i for i in range(verb + 2, stop) if parse.words[i] == ","][:2]  # "said Ada Quill, a baker, will close"
    behind = [(i, next((k for k in range(i + 1, min(end, i + 3)) if parse.tags[k][:2] != "RB"), None)) for i in commas]
    comma, after = next(((i, k) for i, k in behind if k is not None and parse.tags[k] in (*_FINITE, "MD")), (None, None))
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


def _mend_closing(parse: Parse, verb: int) -> None:
    """Read "The firm is ready, stressed its director, Ada Quill." as an aside that closes its sentence."""
    named = parse.find_kid(verb, "dobj")
    told = parse.find_kid(verb, "ccomp")
    is_turned = parse.deps[verb] == "conj" and told is None or told is not None and told < verb
    if not is_turned or named is None or named < verb or parse.find_kid(verb, "nsubj", "xcomp", "conj") is not None:
        return
    inside = range(verb + 1, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE))
    stop = next((i for i in inside if parse.words[i] in (".", "!", "?")), None)
    is_human = parse.lemmas[named] in SPEAKING or any(parse.tags[i] == "NNP" for i in range(verb + 1, stop or verb + 1))
    is_bare = all(parse.tags[i] not in ("IN", "TO", "CC") or parse.words[i] in ("of", "for") for i in range(verb + 1, stop or verb + 1))
    if stop is not None and is_human and is_bare:
        parse.deps[named] = "nsubj"
        parse.deps[verb] = "parataxis" if told is None else parse.deps[verb]


def _climb_name(parse: Parse, i: int, verb: int) -> int:
    """Return the head of the phrase around the word ``i`` that lies on its side of the verb."""
    for _ in range(_MAX_ASIDE):
        head = parse.heads[i]
        if head == i or (head < verb) != (i < verb) or head == verb or parse.tags[head][:1] == "V":
            break
        i = head
    return i


def _mend_coordination(parse: Parse, verb: int) -> None:
    """Read "claimed that it would end and vowed that …": the second verb stands beside the first, not inside its clause."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if parse.deps[verb] == "conj" and parse.deps[clause] in ("acl", "ccomp") and parse.lemmas[cue] in _PROOFS and cue < clause < verb:
        finder = parse.heads[cue]  # "found no proof that they lied but called it odd"
        if "but" in parse.words[clause:verb] and parse.tags[finder] == parse.tags[verb]:
            return attach(parse, verb, finder, "conj")
    if parse.deps[verb] == "conj" and parse.deps[clause] == "ccomp" and cue < clause < verb:
        if parse.tags[verb] == parse.tags[cue] != parse.tags[clause]:
            joint = next((kid for kid in parse.kids[clause] if parse.deps[kid] == "cc"), None)
            attach(parse, verb, cue, "conj")
            if joint is not None:
                attach(parse, joint, cue, "cc")


def _mend_second_subject(parse: Parse, verb: int) -> None:
    """Read "Doe denied the claim and | Roe repeated it": a noun just before a finite verb is its subject, not joined to the object."""
    noun, first = verb - 1, parse.heads[verb]
    thing = parse.heads[noun]
    if parse.deps[verb] != "conj" or parse.deps[noun] != "conj" or not first < thing < noun or parse.tags[noun][:2] != "NN":
        return
    if first in (parse.heads[thing], parse.heads[parse.heads[thing]]) and parse.right[noun] == verb:
        attach(parse, noun, verb, "nsubj")
        _attach_joint(parse, thing, first, noun)
        _mend_second_voice(parse, verb, noun)


def _mend_second_voice(parse: Parse, verb: int, subject: int | None) -> None:
    """Read "Doe said it was late and | Roe said he was tired" and "Doe wants a bridge and | Roe wants a dam" as two speakers."""
    head, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if subject is None or parse.find_kid(verb, "mark") is not None:
        return
    if parse.deps[verb] == "conj" and parse.deps[head] == "ccomp" and cue < head < verb and parse.find_kid(verb, "ccomp") is not None:
        if parse.lemmas[verb] == parse.lemmas[cue] and parse.lemmas[verb] in ASIDES and parse.tags[verb] == parse.tags[cue]:
            attach(parse, verb, cue, "conj")
            _attach_joint(parse, head, cue, verb)
        return
    is_alike = parse.lemmas[head] == parse.lemmas[verb] and parse.tags[head] == parse.tags[verb]
    if parse.deps[verb] == "ccomp" and head < subject and is_alike:
        other = next((kid for kid in parse.kids[subject] if parse.deps[kid] == "conj" and kid == verb - 1), None)
        if other is not None:
            attach(parse, subject, head, "dobj"), attach(parse, other, verb, "nsubj"), attach(parse, verb, head, "conj")
            _attach_joint(parse, subject, head, other)


def _attach_joint(parse: Parse, word: int, head: int, before: int) -> None:
    """Hang the "and" of a word that stands last before ``before`` on another."""
    at = bisect_left(parse.kids[word], before)
    joint = next((kid for kid in reversed(parse.kids[word][max(0, at - _NEAR_JOINT) : at]) if parse.deps[kid] == "cc"), None)
    if joint is not None:
        attach(parse, joint, head, "cc")


def _mend_broken_off(parse: Parse, verb: int) -> None:
    """Read "Mr. Doe, of California, called Friday for a ban": a sentence, not a name and what was called."""
    if parse.deps[verb] != "acl" or parse.lemmas[verb] not in _SPEAKING_ON or parse.find_kid(verb, "agent", "auxpass") is not None:
        return
    above = list_heads(parse, verb)
    name, is_within = above[-1], all(parse.deps[i] in ("acl", "pobj", "prep", "appos", "ROOT") for i in above)
    if not is_within or parse.tags[name] != "NNP" or name > verb:
        return
    near = range(verb, min(parse.find_paragraph(verb)[1], verb + _MAX_BACK))
    end = next((i for i in near if parse.words[i] in (".", "!", "?")), None)
    if end is None or parse.right[verb] < end - 1 or parse.words[verb - 1] in ("-", "–", "—"):
        return
    moved = {kid: (verb, parse.deps[kid]) for kid in parse.kids[name] if kid > verb or parse.words[kid] in ("but", "and")}
    if move(parse, {**moved, verb: (verb, "ROOT"), name: (verb, "nsubj")}):
        parse.tags[verb] = "VBD"


def _mend_pledge(parse: Parse, verb: int) -> None:
    """Read "Ada Quill pledges to go": a name and what she does, not her pledges."""
    name, clause = verb - 1, parse.find_kid(verb, "xcomp")
    is_named = name >= 0 and parse.deps[name] == "compound" and parse.heads[name] == verb and parse.entities[name] in ("PERSON", "ORG")
    if parse.deps[verb] == "ROOT" and is_named and clause is not None and any(parse.words[kid] == "to" for kid in parse.kids[clause]):
        attach(parse, name, verb, "nsubj")


def _mend_participle_of_speaker(parse: Parse, verb: int) -> None:
    """Read "said revenue fell, | citing weak demand": revenue cites nothing, and who said the first says the second."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if parse.deps[verb] != "advcl" or parse.lemmas[verb] not in _SPEAKING_ON | {"cite"}:
        return
    if parse.deps[clause] == "ccomp" and cue < clause < verb and parse.words[verb - 1] == "," and _is_about_thing(parse, clause):
        attach(parse, verb, cue, "advcl")


def _mend_other_voice(parse: Parse, verb: int) -> None:
    """Read "says the water is safe, but | Ada Quill said she would boil it": another speaks in the second clause."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    subject = parse.find_kid(verb, "nsubj")
    if parse.deps[clause] != "ccomp" or not cue < clause < verb or subject is None or not clause < subject < verb:
        return
    is_named = parse.entities[subject] in ("PERSON", "ORG") or parse.tags[subject] == "NNP"
    has_own = parse.find_kid(verb, "ccomp", "dobj", "xcomp", "oprd") is not None
    if is_named and has_own and parse.find_kid(verb, "mark") is None and "but" in parse.words[clause:subject]:
        attach(parse, verb, cue, "conj")
        _attach_joint(parse, clause, cue, verb)


def _mend_allege(parse: Parse, verb: int) -> None:
    """Read "Prosecutors allege Quill knew it": the parser takes the first three words for a name."""
    name, subject = parse.heads[verb], verb - 1
    clause = parse.heads[name]
    is_name = parse.tags[verb] == "NN" and parse.deps[name] == "nsubj" and verb < name < clause
    if subject < 0 or not is_name or parse.heads[subject] not in (verb, name):
        return
    above = take_place(parse, verb, clause)
    before = {kid: (subject, "det") for kid in (*parse.kids[verb], *parse.kids[name]) if kid < subject}
    if move(parse, {**before, verb: above, clause: (verb, "ccomp"), subject: (verb, "nsubj")}):
        parse.tags[verb] = "VBP"


def _mend_age(parse: Parse, old: int) -> None:
    """Read "The 62-year-old urged ministers to act": who is that old urges, and no urged ministers are old."""
    verb, noun = old + 1, parse.heads[old]
    is_age = old > 3 and parse.words[old - 2] == "year" and verb + 1 < len(parse) and parse.tags[verb + 1] != "IN"
    if not is_age or parse.deps[old] != "amod" or parse.heads[verb] != noun or parse.deps[verb] != "amod" or noun < verb:
        return
    lemma = next((stem for stem in (parse.lemmas[verb], parse.words[verb][:-1], parse.words[verb][:-2]) if stem in _SPEAKING_ON), None)
    if lemma is None:
        return
    deed = parse.heads[noun]
    is_deed = parse.deps[noun] == "nsubj" and parse.tags[deed] == "VB" and any(parse.words[kid] == "to" for kid in parse.kids[deed])
    top = deed if is_deed else noun
    above = take_place(parse, verb, top)
    apart = {kid: (old, "det") for kid in parse.kids[noun] if kid < old and parse.tags[kid] == "DT"}
    apart |= {kid: (verb, "prep") for kid in parse.kids[noun] if kid > noun and lemma == "accuse" and parse.words[kid] == "of"}
    apart |= {deed: (verb, "xcomp")} if is_deed else {}
    if move(parse, {**apart, verb: above, noun: (verb, "dobj"), old: (verb, "nsubj")}):
        parse.tags[verb], parse.lemmas[verb] = "VBD", lemma


def _mend_told(parse: Parse, verb: int) -> None:
    """Read "told the tribunal | he was sacked": that is what was told, not which tribunal."""
    told = parse.find_kid(verb, "dobj")
    is_open = told is not None and verb < told and parse.find_kid(verb, "ccomp", "xcomp") is None
    clause = parse.find_kid(told, "relcl") if is_open and parse.lemmas[told] in HEARING else None
    subject = parse.find_kid(clause, "nsubj", "nsubjpass") if clause is not None else None
    if subject is not None and subject > told and parse.tags[subject] not in ("WP", "WDT"):
        move(parse, {clause: (verb, "ccomp")})


def _mend_issued(parse: Parse, that: int) -> None:
    """Read "said in a filing made public on Friday | that it would close": that is said, and not what was made."""
    clause = parse.heads[that]
    made = parse.heads[clause]
    paper = parse.heads[made]
    link = parse.heads[paper]
    is_made = parse.deps[made] == "acl" and parse.tags[made] == "VBN" and made < that < clause and parse.deps[clause] in ("ccomp", "advcl")
    if not is_made or parse.deps[that] != "mark" or parse.deps[paper] != "pobj" or parse.words[link] != "in":
        return
    cue = parse.heads[link]
    if parse.lemmas[cue] in ASIDES | {"announce"} and parse.find_kid(cue, "ccomp", "dobj") is None:
        move(parse, {clause: (cue, "ccomp")})


def _mend_claims(parse: Parse, noun: int) -> None:
    """Read "told them | that claims that he lied | were false": the claims are what is false, not somebody who claims."""
    head = parse.heads[noun]
    if parse.words[noun] not in _CLAIMS or parse.words[noun - 1] != "that" or parse.words[noun + 1 : noun + 2] != ["that"]:
        return
    clause = parse.find_kid(noun, "ccomp")
    verbs = (kid for at in (noun, head) for kid in parse.kids[at] if kid > noun and parse.deps[kid] == "ccomp" and kid != clause)
    verb = next((kid for kid in verbs if parse.tags[kid] in _FINITE and parse.find_kid(kid, "nsubj", "nsubjpass", "mark") is None), None)
    if clause is None or verb is None or clause > verb or parse.deps[noun] != "ccomp":
        return
    if move(parse, {verb: (head, "ccomp"), noun: (verb, "nsubj"), noun - 1: (verb, "mark"), clause: (noun, "acl")}):
        parse.tags[noun] = "NNS"


def _mend_voiced(parse: Parse, verb: int) -> None:
    """Read "Some voiced concern that …" and "Quill voiced concern": somebody did so, and it is no voiced concern."""
    before, noun = verb - 1, parse.heads[verb]
    if before < 0 or parse.heads[before] not in (verb, noun):
        return
    if parse.deps[verb] == "amod" and parse.words[before] in ("some", "many", "most", "others", "several") and noun == verb + 1:
        if move(parse, {verb: take_place(parse, verb, noun), noun: (verb, "dobj"), before: (verb, "nsubj")}):
            parse.tags[verb] = "VBD"
    elif parse.deps[verb] == "ROOT" and parse.deps[before] == "npadvmod" and parse.tags[before] == "NNP":
        attach(parse, before, verb, "nsubj")
        parse.tags[verb] = "VBD"


def _mend_list(parse: Parse, verb: int) -> None:
    """Read "vowed to end “waste,” | protect the clinic and build roads": what follows the mark is vowed, too."""
    clause, deed = parse.heads[verb], parse.find_kid(verb, "xcomp")
    if parse.deps[verb] != "ccomp":
        return
    is_plain = parse.tags[clause] == "VB" and parse.find_kid(clause, "nsubj", "aux", "neg") is None
    if deed is None or not verb < deed < clause or not is_plain or parse.find_kid(verb, "nsubj") is None:
        return
    above = take_place(parse, verb, clause)
    move(parse, {verb: above, clause: (deed, "conj")})


def _mend_report(parse: Parse, verb: int) -> None:
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


def _mend_clause_subject(parse: Parse, cue: int) -> None:
    """Read "hoped | the meeting, called by Roe, would help": what stands before the clause is its subject, not what was hoped."""
    clause, thing = parse.find_kid(cue, "ccomp"), parse.find_kid(cue, "dobj")
    told = parse.find_kid(thing, "relcl") if thing is not None and cue < thing else None
    each = parse.find_kid(told, "nsubj") if told is not None else None
    if each is not None and each == thing + 1 and parse.words[each] in ("each", "all", "both"):  # "said | the boxes each held a lamp"
        move(parse, {told: (cue, "ccomp"), thing: (told, "nsubj"), each: (told, "advmod")})
        return
    if clause is None or thing is None or not cue < thing < clause:
        return
    if parse.find_kid(clause, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return
    first = next((kid for kid in parse.kids[clause] if parse.tags[kid] == "MD"), clause if parse.tags[clause] in _FINITE else None)
    if first is None or parse.tags[thing][:1] != "N":
        return
    between = [kid for kid in parse.kids[cue] if thing < kid < first]
    if all(parse.deps[kid] == "punct" or parse.tags[kid] in ("VBN", "VBG") for kid in between):
        move(parse, {thing: (clause, "nsubj"), **{kid: (thing, "acl") for kid in between}})


def _mend_possessive(parse: Parse, mark: int) -> None:
    """Read "answered reporters’ shouted questions": an apostrophe, not the end of a quotation."""
    owner = mark - 1
    if owner < 0 or parse.deps[mark] != "punct" or parse.tags[owner] not in ("NNS", "NNPS", "NNP"):
        return
    after = range(mark + 1, min(mark + 5, len(parse)))
    noun = next((i for i in after if parse.tags[i][:2] == "NN" and (i + 1 == len(parse) or parse.tags[i + 1][:2] != "NN")), None)
    is_open = any("‘" in word or word == "'" for word in parse.words[max(0, owner - _MAX_BACK) : owner])
    is_joined = parse.words[owner].endswith("s") and parse.ends[owner] == parse.starts[mark]
    if noun is None or is_open or not is_joined or not _is_described(parse, mark + 1, noun):
        return
    head, dep = parse.heads[owner], parse.deps[owner]
    if owner < noun and not owner <= head <= noun:
        described = {i: (noun, "amod") for i in range(mark + 1, noun)}
        move(parse, {**described, noun: (head, dep), owner: (noun, "poss"), mark: (owner, "case")})


def _is_described(parse: Parse, first: int, noun: int) -> bool:
    """Whether only words that describe a noun stand before it."""
    return all(parse.tags[i][:2] in ("JJ", "NN", "CD") or parse.tags[i] in ("VBN", "VBG", "VBD") for i in range(first, noun))


def _mend_second_verb(parse: Parse, verb: int) -> None:
    """Read "said that the deal was dead and | called on them to stop", "has admitted that it cannot be held and | has accused Roe": the
    second, too, is said by whom said the first, where what that is about cannot."""
    clause, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    has_own = parse.find_kid(verb, "nsubj", "nsubjpass", "auxpass") is not None
    if parse.deps[clause] != "ccomp" or not cue < clause < verb or has_own:
        return
    own, theirs, told = (_has_perfect(parse, i) for i in (cue, verb, clause))
    is_perfect = theirs and parse.tags[verb] == "VBN" and (own and not told)
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl")
    is_thing = _is_about_thing(parse, clause)
    is_state = parse.lemmas[clause] == "be" or parse.find_kid(clause, "auxpass") is not None
    is_alike = parse.tags[verb] == parse.tags[cue] or theirs and parse.tags[verb] == "VBN"
    if is_perfect or is_alike and (is_thing or is_state and _names_no_speaker(parse, subject)):
        attach(parse, verb, cue, "conj")
        _attach_joint(parse, clause, cue, verb)


def _is_about_thing(parse: Parse, clause: int) -> bool:
    """Whether the subject of a clause is a common noun that names nobody who may speak."""
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl")
    is_noun = subject is not None and parse.tags[subject] in ("NN", "NNS", "EX", "WP") and not parse.entities[subject]
    return is_noun and parse.lemmas[subject] not in PEOPLE | SPEAKING


def _has_perfect(parse: Parse, verb: int) -> bool:
    return any(parse.deps[kid] == "aux" and parse.lemmas[kid] == "have" for kid in parse.kids[verb])


def _names_no_speaker(parse: Parse, subject: int | None) -> bool:
    """Whether the subject of a clause is a place, or nothing that speaks."""
    if subject is None:
        return False
    return parse.words[subject] in ("it", "this", "that", "there") or parse.entities[subject] in ("GPE", "LOC", "FAC")


def _mend_described(parse: Parse, verb: int) -> None:
    """Read "… in the town of Slavna, | the minister, Ada Quill, said": who speaks is not another word for the town."""
    end = verb + 1
    is_last = end >= len(parse) or parse.words[end] in (".", "!", "?") or parse.tags[end] == "_SP"
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


_BY_TAG = {
    "VBN": (mend_feeling, mend_agent, mend_grounds, _mend_participle, mend_second_passive, _mend_voiced, _mend_broken_off, mend_headline,
            mend_teller),
    "VBD": (_mend_list, mend_headline, mend_teller),
    "VBG": (_mend_participle_of_speaker,),
    "VBZ": (_mend_claims,),
    "NN": (_mend_noun,),
    "NNS": (_mend_pledge, _mend_report, _mend_noun),
}  # fmt: skip
_BY_WORD = {
    "’": _mend_possessive, "'": _mend_possessive, "clear": _mend_clear, "old": _mend_age, "allege": _mend_allege, "that": _mend_issued,
}  # fmt: skip
