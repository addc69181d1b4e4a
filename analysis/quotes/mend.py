"""Common misreadings of the parser, mended where the words alone give them away.

Here are the order and what concerns one verb or noun; passives, asides and joined verbs have files of their own. Each mend reads the
children as they were listed and changes heads, labels and tags; the children are listed anew between the rounds of ``mend``. What could
make a ring of heads goes through ``tree.move``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quotes.asides import (
    mend_aside,
    mend_closing,
    mend_described,
    mend_headline_says,
    mend_inverted,
    mend_participle,
    mend_report,
    mend_torn,
)
from analysis.quotes.coordination import (
    mend_cleft,
    mend_coordination,
    mend_list,
    mend_other_voice,
    mend_participle_of_speaker,
    mend_second_subject,
    mend_second_verb,
    mend_second_voice,
)
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
from analysis.quotes.tree import FINITE, MAX_KIDS, attach, list_heads, move, take_place
from analysis.quotes.words import ASIDES, HEARING, SPEAKING_ON, SUBORDINATORS

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

_MAX_BACK = 60  # tokens before an apostrophe among which an open mark is looked for, and after a verb the end of its sentence
_CLOSERS = frozenset({"”", '"', "''", "’"})
_MAX_ASIDE = 25  # tokens
_CLAIMS = frozenset("accusations allegations claims rumors rumours charges reports suggestions fears hopes".split())
_TEARING = ASIDES | {"tell", "reply", "ask", "wonder"}
_EVENTS_SAID = frozenset({"announcement", "statement", "decision", "ruling", "speech", "report", "claim", "warning"})
_UNVEILING = frozenset("unveils announces launches proposes scraps drops delays rejects backs approves publishes reveals outlines defends "
                       "shelves ditches abandons".split())  # taken for a noun in headlines
_PLANS = frozenset("plan plans bid proposal proposals scheme review inquiry".split())
_TOLD_WHOM = HEARING | frozenset("reporters listeners viewers readers voters supporters delegates members colleagues officers councillors "
                                 "residents journalists".split())  # fmt: skip
_EXPECTING = ASIDES | frozenset({"reckon", "feel", "know", "understand", "hope", "hop", "think", "fear", "expect", "predict", "assume",
                                 "suspect"})  # fmt: skip


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
        if tag in FINITE:
            mend_headline_says(parse, i)
            _mend_finite(parse, i)
            mend_cleft(parse, i)
        if lemma in SPEAKING_ON and parse.deps[i] == "conj":
            mend_second_verb(parse, i)
            mend_other_voice(parse, i)
    parse.kids = parse.list_kids()
    for i, lemma in enumerate(parse.lemmas):
        if i > 1 and lemma in _TEARING and parse.tags[i] in FINITE:
            mend_torn(parse, i)
        if i > 1 and lemma in ASIDES and parse.tags[i] in FINITE and parse.words[i - 1] == ",":
            mend_inverted(parse, i)
            mend_closing(parse, i)
            mend_described(parse, i)
        if lemma in ("quote", "cite") and parse.tags[i] == "VBN":
            mend_quoted(parse, i)
    parse.kids = parse.list_kids()


def _is_listing(parse: Parse, i: int) -> bool:
    """Whether a word, or one of the two above it, has more children than a sentence gives: each of them might ask for all the others."""
    above = parse.heads[i]
    return any(len(parse.kids[word]) > MAX_KIDS for word in (i, above, parse.heads[above]))


def _mend_finite(parse: Parse, verb: int) -> None:
    if (subject := parse.find_kid(verb, "nsubj")) is not None or parse.find_kid(verb, "nsubjpass", "csubj") is not None:
        return mend_second_voice(parse, verb, subject)
    _mend_subject(parse, verb)
    mend_second_subject(parse, verb)
    mend_coordination(parse, verb)
    mend_aside(parse, verb)
    if parse.lemmas[verb] in _TEARING:
        _mend_behind_marks(parse, verb)


def _mend_behind_marks(parse: Parse, verb: int) -> None:
    """Read "“…,” Doe, speaking in the market, said" as said by Doe, whom the parser hangs on the quotation."""
    if verb < 4 or parse.words[verb - 1] != "," or parse.find_kid(verb, "nsubj") is not None:
        return
    first = max(parse.bounds[parse.paragraphs[verb]], verb - _MAX_ASIDE)
    comma = next((i for i in range(verb - 2, first, -1) if parse.words[i] in (",", ".", "!", "?") or parse.words[i] in _CLOSERS), None)
    if comma is None or parse.words[comma] != "," or parse.tags[comma + 1] not in ("VBG", "VBN"):
        return
    opens = comma
    while opens - 1 > first and parse.tags[opens - 1] in ("NNP", "NNPS"):
        opens -= 1
    if opens < comma and parse.words[opens - 1] in _CLOSERS:
        move(parse, {comma - 1: (verb, "nsubj"), **{i: (comma - 1, "compound") for i in range(opens, comma - 1)}})


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


def _mend_broken_off(parse: Parse, verb: int) -> None:
    """Read "Mr. Doe, of California, called Friday for a ban": a sentence, not a name and what was called."""
    if parse.deps[verb] != "acl" or parse.lemmas[verb] not in SPEAKING_ON or parse.find_kid(verb, "agent", "auxpass") is not None:
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
    lemma = next((stem for stem in (parse.lemmas[verb], parse.words[verb][:-1], parse.words[verb][:-2]) if stem in SPEAKING_ON), None)
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
    """Read "told the tribunal | he was sacked": that is what was told, not which tribunal; "told listeners | bosses were crooks"."""
    clause = parse.find_kid(verb, "ccomp")
    thing = parse.find_kid(clause, "nsubj", "nsubjpass") if clause is not None else None
    thing = parse.find_kid(verb, "dobj") if thing is None else thing
    if clause is not None and thing is not None and verb < thing < clause:
        opens = verb + 1 if parse.words[verb + 1] != "the" else verb + 2
        is_her = parse.words[opens] == "her" and parse.find_kid(clause, "nsubj") is None
        if opens < thing and (is_her or parse.words[opens] in _TOLD_WHOM and parse.deps[opens] in ("compound", "nmod")):
            the = {verb + 1: (opens, "det")} if opens > verb + 1 else {}
            subject = parse.deps[thing] if parse.heads[thing] == clause else "nsubj"
            move(parse, {opens: (verb, "dobj"), thing: (clause, subject), **the})
            return
    told = parse.find_kid(verb, "dobj")
    is_open = told is not None and verb < told and parse.find_kid(verb, "ccomp", "xcomp") is None
    clause = parse.find_kid(told, "relcl") if is_open and parse.lemmas[told] in HEARING else None
    subject = parse.find_kid(clause, "nsubj", "nsubjpass") if clause is not None else None
    if subject is not None and subject > told and parse.tags[subject] not in ("WP", "WDT"):
        move(parse, {clause: (verb, "ccomp")})


def _mend_unveils(parse: Parse, verb: int) -> None:
    """Read the headline "City unveils plan to close the bridge": a verb, and no city called so."""
    plan, name = verb + 1, verb - 1
    if parse.words[verb] not in _UNVEILING or name < 0 or plan >= len(parse) or parse.words[plan] not in _PLANS:
        return
    if parse.heads[name] != verb or parse.deps[name] not in ("compound", "nmod") or parse.find_paragraph(verb)[0] != 0:
        return
    if move(parse, {verb: take_place(parse, verb, plan), name: (verb, "nsubj"), plan: (verb, "dobj")}):
        parse.tags[verb], parse.tags[plan] = "VBZ", "NN"


def _mend_issued(parse: Parse, that: int) -> None:
    """Read "said in a filing made public on Friday | that it would close": that is said, and not what was made."""
    clause = parse.heads[that]
    made = parse.heads[clause]
    if parse.lemmas[made] in _EVENTS_SAID and parse.deps[clause] in ("acl", "ccomp") and parse.deps[made] == "pobj":
        after, cue = parse.heads[made], parse.heads[parse.heads[made]]
        cue = parse.heads[cue] if parse.deps[cue] in ("pobj", "prep", "npadvmod") else cue
        cue = parse.heads[cue] if parse.deps[cue] == "prep" else cue
        is_apart = parse.words[after] in ("after", "before", "following") and cue < made < that
        if is_apart and parse.lemmas[cue] in ASIDES and parse.find_kid(cue, "ccomp", "dobj") is None:  # "saying after Doe's statement that"
            move(parse, {clause: (cue, "ccomp")})
        return
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
    verb = next((kid for kid in verbs if parse.tags[kid] in FINITE and parse.find_kid(kid, "nsubj", "nsubjpass", "mark") is None), None)
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
    first = next((kid for kid in parse.kids[clause] if parse.tags[kid] == "MD"), clause if parse.tags[clause] in FINITE else None)
    if first is None or parse.tags[thing][:1] != "N":
        return
    between = [kid for kid in parse.kids[cue] if thing < kid < first]
    if all(parse.deps[kid] in ("punct", "prep") or parse.tags[kid] in ("VBN", "VBG") for kid in between):
        move(parse, {thing: (clause, "nsubj"), **{kid: (thing, "prep" if parse.deps[kid] == "prep" else "acl") for kid in between}})


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


_BY_TAG = {
    "VBN": (mend_feeling, mend_agent, mend_grounds, mend_participle, mend_second_passive, _mend_voiced, _mend_broken_off, mend_headline,
            mend_teller),
    "VBD": (mend_list, mend_headline, mend_teller),
    "VBG": (mend_participle_of_speaker,),
    "VBZ": (_mend_claims,),
    "NN": (_mend_noun,),
    "NNS": (_mend_unveils, _mend_pledge, mend_report, _mend_noun),
}  # fmt: skip
_BY_WORD = {
    "’": _mend_possessive, "'": _mend_possessive, "clear": _mend_clear, "old": _mend_age, "allege": _mend_allege, "that": _mend_issued,
}  # fmt: skip
