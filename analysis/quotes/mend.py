"""Common misreadings of the parser, mended where the words alone give them away: asides, headlines, verbs and subjects torn apart.

Each ``_mend_…`` reads the children as they were listed and changes heads, labels and tags; the children are listed anew between the
rounds of ``mend``. None may make a ring of heads.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.quotes.parse import Parse

SUBORDINATORS = frozenset({"as", "while", "after", "before", "since", "because", "until", "though", "although"})
ASIDES = frozenset({"say", "argue", "warn", "claim", "add", "insist", "explain", "note", "believe", "write", "complain", "admit",
                    "suggest", "declare", "stress", "emphasise", "emphasize", "conclude", "joke"})  # fmt: skip
FEELINGS = frozenset({"convinced", "persuaded", "worried", "concerned", "surprised", "opposed", "committed", "determined"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STOPS = frozenset(",.!?")
_OPENS_NAME = frozenset({"NNP", "NNPS", "DT", "NN", "NNS", "PRP$", "JJ"})
_NEAR_JOINT = 4  # children of a word before a joined one among which its "and" is
_MAX_DEPTH = 200  # heads above a word; deeper trees are left as they are
_MAX_ASIDE = 14  # tokens of "said Ada Quill, the mayor,"
_MAX_TAIL = 60  # tokens at the end of an infinitive that are looked at
_PROOFS = frozenset({"proof", "evidence", "sign", "indication", "reason"})
# Verbs that name whom they are said to or of. Without that word after them they are what headlines leave of a passive.
_SAID_TO = frozenset({"advise", "command", "encourage", "exhort", "forbid", "implore", "instruct", "invite", "order", "persuade", "remind",
                      "tell", "urge", "warn"})  # fmt: skip
_SAID_OF = frozenset({"accuse", "applaud", "attack", "blame", "blast", "castigate", "censure", "chastise", "chide", "commend", "condemn",
                      "criticise", "criticize", "denounce", "deride", "hail", "lambast", "lambaste", "mock", "praise", "rebuke", "ridicule",
                      "scold", "slam"})  # fmt: skip
_HELD_OF = frozenset({"expect", "identify", "describe", "deem", "name", "believe", "consider", "allege"})
_SPEAKING = frozenset("chancellor president minister mayor director chairman chairwoman chief head leader official spokesman spokeswoman "
                      "spokesperson secretary governor".split())  # fmt: skip
_TOLD_THAT = frozenset({"tell", "warn", "assure", "remind"})
_GROUNDS = frozenset({"of", "for", "over", "as", "after"})
# Verbs of saying that may follow "and": "said the deal was dead and | called on them to stop".
_SPEAKING_ON = ASIDES | frozenset(
    "call urge accuse underline underscore deny reject criticise criticize condemn promise vow pledge express repeat demand praise"
    " describe tell point".split()
)
_EXPECTING = ASIDES | frozenset({"hope", "hop", "think", "fear", "expect", "say", "predict", "assume", "suspect"})
# What a verb says of its object, which the parser hangs on the object: "saw the plan | as a gift", "accused the minister | of lying".
_LINKS = {"accuse": ("of",), "compare": ("to",), "liken": ("to",),
          **dict.fromkeys(("see", "view", "regard", "describe", "cast", "portray", "paint", "frame", "depict", "dismiss", "deride",
                           "denounce", "condemn", "hail", "reject", "attack"), ("as",))}  # fmt: skip
# Who may speak, among the nouns that name nobody.
PEOPLE = frozenset(
    "he she they i we who party union council government company minister mayor group league church majority opposition public owner "
    "farmer leader teacher doctor lawyer senator president chairman spokeswoman spokesman mother father woman man".split()
)


def mend(parse: Parse) -> None:
    """Mend the tree of an article whose edges are not yet set."""
    for i, tag in enumerate(parse.tags):
        if tag == "VBN" and parse.words[i] in FEELINGS:
            _mend_feeling(parse, i)
        if tag == "VBN":
            _mend_agent(parse, i)
            _mend_grounds(parse, i)
            _mend_participle(parse, i)
            _mend_second_passive(parse, i)
            _mend_broken_off(parse, i)
        if tag in ("VBD", "VBN"):
            _mend_headline(parse, i)
            _mend_teller(parse, i)
        if parse.lemmas[i] in _LINKS:
            _mend_predicate(parse, i)
        if tag == "NNS" and parse.deps[i] == "ROOT":
            _mend_pledge(parse, i)
        if tag == "NNS" and parse.words[i] in ("reports", "notes", "claims", "writes"):
            _mend_report(parse, i)
        if tag in ("NN", "NNS") and parse.find_kid(i, "nsubj") is not None and parse.find_kid(i, "ccomp", "xcomp") is not None:
            # "Figures published on Monday show that …", "Doe pledges to …": nouns have no subject and no clause as object
            parse.tags[i] = "VBP" if tag == "NN" else "VBZ"
        if parse.lemmas[i] in _EXPECTING and tag[:1] == "V":
            _mend_clause_subject(parse, i)
        if parse.words[i] in ("’", "'"):
            _mend_possessive(parse, i)
        if parse.words[i] == "clear" and i and parse.lemmas[i - 1] == "make":  # "made | clear that unity was on his mind"
            _attach(parse, i, i - 1, "oprd")
        if tag in _FINITE and parse.find_kid(i, "nsubj", "nsubjpass", "csubj") is None:
            _mend_subject(parse, i)
            _mend_second_subject(parse, i)
            _mend_coordination(parse, i)
            _mend_aside(parse, i)
        elif tag in _FINITE:
            _mend_second_voice(parse, i, parse.find_kid(i, "nsubj"))
        if parse.lemmas[i] in _SPEAKING_ON and parse.deps[i] == "conj":
            _mend_second_verb(parse, i)
    parse.kids = parse.list_kids()
    for i, lemma in enumerate(parse.lemmas):
        if i > 1 and lemma in ASIDES and parse.tags[i] in _FINITE and parse.words[i - 1] == ",":
            _mend_inverted(parse, i)
            _mend_closing(parse, i)
            _mend_described(parse, i)
        if lemma in ("quote", "cite") and parse.tags[i] == "VBN":
            _mend_quoted(parse, i)
    parse.kids = parse.list_kids()


def _mend_subject(parse: Parse, verb: int) -> None:
    """Read "… as the mayor slams …": a noun just before a finite verb that has no subject is its subject."""
    noun = verb - 1
    if noun < 1 or parse.right[noun] > verb or parse.paragraphs[noun] != parse.paragraphs[verb] or parse.tags[noun][:1] not in "NJP":
        return
    link = parse.heads[noun] if parse.deps[noun] == "pobj" else noun - 1
    if parse.words[link] not in SUBORDINATORS or parse.deps[noun] not in ("pobj", "amod", "compound", "nmod"):
        return
    if parse.right[link] <= verb and link < noun:
        _attach(parse, noun, verb, "nsubj")
        _attach(parse, link, verb, "mark")


def _mend_participle(parse: Parse, verb: int) -> None:
    """Read "Doe, doubling down on her comments, tweeted that …": the parser makes the aside, or the name, the head of the sentence."""
    if parse.deps[verb] != "acl" or parse.words[verb - 1] != "," or not parse.heads[verb] < verb:
        return
    root = next((i for i in _list_heads(parse, parse.heads[verb]) if parse.deps[i] == "ROOT"), None)
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
                _attach(parse, kid, verb, parse.deps[kid])
        _attach(parse, verb, verb, "ROOT"), _attach(parse, subject, verb, "nsubj"), _attach(parse, aside, verb, "advcl")
        parse.tags[verb] = "VBD"


def _list_heads(parse: Parse, i: int) -> list[int]:
    """Return a word and the heads above it."""
    found = [i]
    while parse.heads[found[-1]] != found[-1] and len(found) < _MAX_DEPTH:
        found.append(parse.heads[found[-1]])
    return found


def _mend_aside(parse: Parse, verb: int) -> None:
    """Read "The bishop, writing in the paper, said …" and "Doe, for his part, called …": what stands before an aside is the subject."""
    for kid in parse.kids[verb]:
        if kid > verb or parse.find_kid(verb, "ccomp", "auxpass") is None and parse.words[verb - 1] != ",":
            continue
        held = parse.find_kid(kid, "nsubj") if parse.deps[kid] == "advcl" and parse.tags[kid] == "VBG" else None
        if held is not None and parse.words[kid - 1] == "," and held < kid - 1:
            return _attach(parse, held, verb, "nsubj")
        if parse.deps[kid] in ("advmod", "npadvmod", "dep") and parse.tags[kid] in ("NNP", "NNPS") and parse.words[kid + 1] == ",":
            return _attach(parse, kid, verb, "nsubj")


def _mend_inverted(parse: Parse, verb: int) -> None:
    """Read "The bridge, said Ada Quill, will close": an aside within the sentence, whose subject stands behind its verb."""
    before, end = verb - 2, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE)
    comma = next((i for i in range(verb + 2, end) if parse.words[i] in _STOPS or parse.is_opening[i]), None)
    if before < 0 or comma is None or parse.words[comma] != ",":
        return
    if parse.tags[before][:1] not in "NP" or parse.tags[verb + 1] not in _OPENS_NAME:
        return
    after = next((i for i in range(comma + 1, min(end, comma + 3)) if parse.tags[i][:2] != "RB"), None)
    if after is None or parse.tags[after] not in (*_FINITE, "MD"):
        return
    main = parse.heads[after] if parse.deps[after] in ("aux", "auxpass") and parse.heads[after] > after else after
    subject, speaker = _climb_name(parse, before, verb), _climb_name(parse, comma - 1, verb)
    if speaker <= verb or subject >= verb or verb in (parse.heads[main], main) and parse.tags[main][:1] not in "VM":
        return
    top, dep = (main, "ROOT") if parse.heads[verb] in (verb, main) else (parse.heads[verb], parse.deps[verb])
    moved = {main: (top, dep), verb: (main, "parataxis"), subject: (main, "nsubj"), speaker: (verb, "nsubj")}
    moved |= {kid: (main, parse.deps[kid]) for kid in parse.kids[verb] if kid < verb - 1 and kid not in moved}
    _move(parse, moved)


def _move(parse: Parse, moved: dict[int, tuple[int, str]]) -> None:
    """Give words other heads and labels, unless that makes a ring: a tree of another kind than thought."""
    before = {i: (parse.heads[i], parse.deps[i]) for i in moved}
    for i, (head, dep) in moved.items():
        _attach(parse, i, head, dep)
    if not all(_reaches_root(parse, i) for i in moved):
        for i, (head, dep) in before.items():
            _attach(parse, i, head, dep)


def _mend_closing(parse: Parse, verb: int) -> None:
    """Read "The firm is ready, stressed its director, Ada Quill." as an aside that closes its sentence."""
    named = parse.find_kid(verb, "dobj")
    told = parse.find_kid(verb, "ccomp")
    is_turned = parse.deps[verb] == "conj" and told is None or told is not None and told < verb
    if not is_turned or named is None or named < verb or parse.find_kid(verb, "nsubj", "xcomp", "conj") is not None:
        return
    inside = range(verb + 1, min(parse.find_paragraph(verb)[1], verb + _MAX_ASIDE))
    stop = next((i for i in inside if parse.words[i] in (".", "!", "?")), None)
    is_human = parse.lemmas[named] in _SPEAKING or any(parse.tags[i] == "NNP" for i in range(verb + 1, stop or verb + 1))
    is_bare = all(parse.tags[i] not in ("IN", "TO", "CC") or parse.words[i] in ("of", "for") for i in range(verb + 1, stop or verb + 1))
    if stop is not None and is_human and is_bare:
        parse.deps[named] = "nsubj"
        parse.deps[verb] = "parataxis" if told is None else parse.deps[verb]


def _reaches_root(parse: Parse, i: int) -> bool:
    """Whether the heads above a word end in a root, and not in a ring."""
    for _ in range(_MAX_DEPTH):
        if parse.heads[i] == i:
            return True
        i = parse.heads[i]
    return False


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
            return _attach(parse, verb, finder, "conj")
    if parse.deps[verb] == "conj" and parse.deps[clause] == "ccomp" and cue < clause < verb:
        if parse.tags[verb] == parse.tags[cue] != parse.tags[clause]:
            joint = next((kid for kid in parse.kids[clause] if parse.deps[kid] == "cc"), None)
            _attach(parse, verb, cue, "conj")
            if joint is not None:
                _attach(parse, joint, cue, "cc")


def _mend_second_subject(parse: Parse, verb: int) -> None:
    """Read "Doe denied the claim and | Roe repeated it": a noun just before a finite verb is its subject, not joined to the object."""
    noun, first = verb - 1, parse.heads[verb]
    thing = parse.heads[noun]
    if parse.deps[verb] != "conj" or parse.deps[noun] != "conj" or not first < thing < noun or parse.tags[noun][:2] != "NN":
        return
    if first in (parse.heads[thing], parse.heads[parse.heads[thing]]) and parse.right[noun] == verb:
        _attach(parse, noun, verb, "nsubj")
        _attach_joint(parse, thing, first, noun)
        _mend_second_voice(parse, verb, noun)


def _mend_second_voice(parse: Parse, verb: int, subject: int | None) -> None:
    """Read "Doe said it was late and | Roe said he was tired" and "Doe wants a bridge and | Roe wants a dam" as two speakers."""
    head, cue = parse.heads[verb], parse.heads[parse.heads[verb]]
    if subject is None or parse.find_kid(verb, "mark") is not None:
        return
    if parse.deps[verb] == "conj" and parse.deps[head] == "ccomp" and cue < head < verb and parse.find_kid(verb, "ccomp") is not None:
        if parse.lemmas[verb] == parse.lemmas[cue] and parse.lemmas[verb] in ASIDES and parse.tags[verb] == parse.tags[cue]:
            _attach(parse, verb, cue, "conj")
            _attach_joint(parse, head, cue, verb)
        return
    is_alike = parse.lemmas[head] == parse.lemmas[verb] and parse.tags[head] == parse.tags[verb]
    if parse.deps[verb] == "ccomp" and head < subject and is_alike:
        other = next((kid for kid in parse.kids[subject] if parse.deps[kid] == "conj" and kid == verb - 1), None)
        if other is not None:
            _attach(parse, subject, head, "dobj"), _attach(parse, other, verb, "nsubj"), _attach(parse, verb, head, "conj")
            _attach_joint(parse, subject, head, other)


def _attach_joint(parse: Parse, word: int, head: int, before: int) -> None:
    """Hang the "and" of a word that stands last before ``before`` on another."""
    at = bisect_left(parse.kids[word], before)
    joint = next((kid for kid in reversed(parse.kids[word][max(0, at - _NEAR_JOINT) : at]) if parse.deps[kid] == "cc"), None)
    if joint is not None:
        _attach(parse, joint, head, "cc")


def _mend_feeling(parse: Parse, word: int) -> None:
    """Read "is convinced that …" as how somebody feels, not as what was done to them, unless it is said by whom."""
    has_done = any(parse.lemmas[kid] == "have" for kid in parse.kids[word]) and parse.find_kid(word, "auxpass") is None
    if parse.find_kid(word, "agent") is not None or has_done and parse.find_kid(word, "dobj") is not None:  # "has opposed the ban"
        return
    parse.tags[word], parse.lemmas[word] = "JJ", parse.words[word]
    for kid in parse.kids[word]:
        parse.deps[kid] = {"nsubjpass": "nsubj", "auxpass": "aux"}.get(parse.deps[kid], parse.deps[kid])


def _mend_agent(parse: Parse, verb: int) -> None:
    """Read "described as a disgrace by farmers": it is the farmers who describe."""
    link = next((kid for kid in parse.kids[verb] if parse.words[kid] == "as" and parse.deps[kid] == "prep"), None)
    noun = parse.find_kid(link, "pobj") if link is not None else None
    if noun is not None and parse.find_kid(verb, "auxpass") is not None and parse.find_kid(verb, "agent") is None:
        for kid in parse.kids[noun]:
            if parse.words[kid] == "by" and parse.deps[kid] == "prep":
                _attach(parse, kid, verb, "agent")


def _is_title(parse: Parse, i: int) -> bool:
    """Whether a token stands in a line without a full stop."""
    last = next((k for k in range(parse.bounds[parse.paragraphs[i] + 1] - 1, i, -1) if parse.tags[k] != "_SP"), i)
    return parse.words[last] not in (".", "!", "?", "”", '"')


def _mend_grounds(parse: Parse, verb: int) -> None:
    """Read "was accused by unions of lying", "criticised by unions for backing it", "attacked by traders over it": what for hangs on
    the verb, not on who did it."""
    agent = parse.find_kid(verb, "agent")
    noun = parse.find_kid(agent, "pobj") if agent is not None else None
    for kid in parse.kids[noun] if noun is not None else ():
        done = parse.find_kid(kid, "pcomp") if parse.words[kid] in ("of", "for") else None
        matter = parse.find_kid(kid, "pobj") if parse.words[kid] == "over" and kid > noun and parse.lemmas[verb] in _SAID_OF else None
        is_matter = matter is not None and parse.tags[matter] != "CD" and parse.words[matter] != "age"
        if done is not None and parse.tags[done] == "VBG" or is_matter:
            _attach(parse, kid, verb, "prep")
            return


def _mend_headline(parse: Parse, verb: int) -> None:
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
        _attach(parse, objects.pop(0), particle, "pobj")
        parse.deps[particle] = "prep"
    clause = parse.find_kid(verb, "ccomp")
    first = min([clause, *(k for k in parse.kids[clause] if parse.deps[k] in ("aux", "auxpass"))]) if clause is not None else 0
    if clause is not None and parse.words[verb] == "told" and objects == [first - 1] and _is_title(parse, verb):
        _attach(parse, objects.pop(), clause, "nsubj")  # "Inquiry told | bridge was unsafe"
        parse.kids[clause] = [first - 1, *parse.kids[clause]]
    told = parse.find_kid(clause, "nsubj", "nsubjpass") if clause is not None and clause > verb else None
    is_theirs = told is not None and parse.words[told] == "they" and lemma in _TOLD_THAT  # "Drivers warned they will pay more"
    is_told |= (is_theirs or told is not None and told == verb + 1 and parse.words[verb] == "told") and _is_title(parse, verb)
    if (is_told or is_condemned) and not objects:
        parse.tags[verb], parse.deps[subject] = "VBN", "nsubjpass"


def _mend_teller(parse: Parse, verb: int) -> None:
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
                _attach(parse, link, verb, "agent")
            return


def _attach(parse: Parse, i: int, head: int, dep: str) -> None:
    parse.heads[i], parse.deps[i] = head, dep


def _mend_predicate(parse: Parse, verb: int) -> None:
    """Read "accused the minister | of lying", "sees the plan | as a gift", "compared it | to a coffin": that hangs on the verb."""
    thing = parse.find_kid(verb, "dobj")
    if thing is None or thing < verb:
        return
    link = next((kid for kid in parse.kids[thing] if kid > thing and parse.words[kid] in _LINKS[parse.lemmas[verb]]), None)
    said = parse.find_kid(link, "pobj", "pcomp") if link is not None and parse.deps[link] == "prep" else None
    if said is None:
        return
    is_deed = parse.tags[said] in ("VBG", "NN") and not parse.entities[said] and parse.find_kid(said, "det", "poss") is None
    if parse.lemmas[verb] != "accuse" or is_deed:  # "accused the president of the bank"
        _attach(parse, link, verb, "prep")
    for kid in parse.kids[verb]:  # "accused him of lying and | using it for gain"
        if parse.tags[said] == parse.tags[kid] == "VBG" and parse.deps[kid] == "conj" and kid > said:
            _attach(parse, kid, said, "conj")


def _mend_second_passive(parse: Parse, verb: int) -> None:
    """Read "was praised by Doe and | described as a farce by Roe": the second, too, is done to the subject."""
    for kid in parse.kids[verb]:
        if parse.deps[kid] != "conj" or parse.tags[kid] != "VBD" or parse.find_kid(verb, "auxpass") is None:
            continue
        link = next((k for k in parse.kids[kid] if parse.words[k] == "as" and parse.deps[k] == "prep"), None)
        noun = parse.find_kid(link, "pobj") if link is not None else None
        by = next((k for k in (*parse.kids[kid], *parse.kids[noun]) if parse.words[k] == "by"), None) if noun is not None else None
        if by is not None and parse.find_kid(kid, "nsubj", "dobj") is None:
            _attach(parse, by, kid, "agent")
            parse.tags[kid] = "VBN"


def _mend_broken_off(parse: Parse, verb: int) -> None:
    """Read "Mr. Doe, of California, called Friday for a ban": a sentence, not a name and what was called."""
    name = _list_heads(parse, verb)[-1]
    is_within = all(parse.deps[i] in ("acl", "pobj", "prep", "appos", "ROOT") for i in _list_heads(parse, verb))
    is_alone = is_within and parse.deps[verb] == "acl" and parse.tags[name] == "NNP" and name < verb
    if not is_alone or parse.lemmas[verb] not in _SPEAKING_ON or parse.find_kid(verb, "agent", "auxpass") is not None:
        return
    end = next((i for i in range(verb, parse.find_paragraph(verb)[1]) if parse.words[i] in (".", "!", "?")), None)
    if end is None or parse.right[verb] < end - 1 or parse.words[verb - 1] in ("-", "–", "—"):
        return
    moved = {kid: (verb, parse.deps[kid]) for kid in parse.kids[name] if kid > verb or parse.words[kid] in ("but", "and")}
    _move(parse, {**moved, verb: (verb, "ROOT"), name: (verb, "nsubj")})
    parse.tags[verb] = "VBD"


def _mend_pledge(parse: Parse, verb: int) -> None:
    """Read "Ada Quill pledges to go": a name and what she does, not her pledges."""
    name = verb - 1
    clause = parse.find_kid(verb, "xcomp")
    is_named = name >= 0 and parse.deps[name] == "compound" and parse.heads[name] == verb and parse.entities[name] in ("PERSON", "ORG")
    if is_named and clause is not None and any(parse.words[kid] == "to" for kid in parse.kids[clause]):
        _attach(parse, name, verb, "nsubj")


def _mend_report(parse: Parse, verb: int) -> None:
    """Read "Instead, the paper reports, they chose the letters": an aside, not the paper's reports."""
    paper, after = verb - 1, verb + 1
    first = next((i for i in range(paper, max(0, paper - 4), -1) if parse.words[i] == ","), None)
    is_aside = first is not None and after < len(parse) and parse.words[after] == "," and parse.deps[paper] == "compound"
    if is_aside and parse.heads[paper] == verb and parse.heads[verb] > after:
        inside = {kid: (paper, parse.deps[kid]) for kid in parse.kids[verb] if first < kid < paper}
        _move(parse, {**inside, paper: (verb, "nsubj"), verb: (parse.heads[verb], "parataxis")})
        parse.tags[verb] = "VBZ"


def _mend_clause_subject(parse: Parse, cue: int) -> None:
    """Read "hoped | the meeting, called by Roe, would help": what stands before the clause is its subject, not what was hoped."""
    clause, thing = parse.find_kid(cue, "ccomp"), parse.find_kid(cue, "dobj")
    told = parse.find_kid(thing, "relcl") if thing is not None and cue < thing else None
    each = parse.find_kid(told, "nsubj") if told is not None else None
    if each is not None and each == thing + 1 and parse.words[each] in ("each", "all", "both"):  # "said | the boxes each held a lamp"
        return _move(parse, {told: (cue, "ccomp"), thing: (told, "nsubj"), each: (told, "advmod")})
    if clause is None or thing is None or not cue < thing < clause:
        return
    if parse.find_kid(clause, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return
    first = next((kid for kid in parse.kids[clause] if parse.tags[kid] == "MD"), clause if parse.tags[clause] in _FINITE else None)
    if first is None or parse.tags[thing][:1] != "N":
        return
    between = [kid for kid in parse.kids[cue] if thing < kid < first]
    if all(parse.deps[kid] == "punct" or parse.tags[kid] in ("VBN", "VBG") for kid in between):
        _move(parse, {thing: (clause, "nsubj"), **{kid: (thing, "acl") for kid in between}})


def _mend_possessive(parse: Parse, mark: int) -> None:
    """Read "answered reporters’ shouted questions": an apostrophe, not the end of a quotation."""
    owner = mark - 1
    if owner < 0 or parse.deps[mark] != "punct" or parse.tags[owner] not in ("NNS", "NNPS", "NNP"):
        return
    after = range(mark + 1, min(mark + 5, len(parse)))
    noun = next((i for i in after if parse.tags[i][:2] == "NN" and (i + 1 == len(parse) or parse.tags[i + 1][:2] != "NN")), None)
    is_open = any("‘" in word or word == "'" for word in parse.words[max(0, owner - _MAX_TAIL) : owner])
    is_joined = parse.words[owner].endswith("s") and parse.ends[owner] == parse.starts[mark]
    if noun is None or is_open or not is_joined or not _is_described(parse, mark + 1, noun):
        return
    head, dep = parse.heads[owner], parse.deps[owner]
    if owner < noun and not owner <= head <= noun:
        described = {i: (noun, "amod") for i in range(mark + 1, noun)}
        _move(parse, {**described, noun: (head, dep), owner: (noun, "poss"), mark: (owner, "case")})


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
    own, theirs, told = (_find_have(parse, i) for i in (cue, verb, clause))
    is_perfect = theirs and parse.tags[verb] == "VBN" and (own and not told)
    subject = parse.find_kid(clause, "nsubj", "nsubjpass", "expl")
    is_thing = subject is not None and parse.tags[subject] in ("NN", "NNS", "EX", "WP") and not parse.entities[subject]
    is_thing = is_thing and parse.lemmas[subject] not in PEOPLE | _SPEAKING
    is_state = parse.lemmas[clause] == "be" or parse.find_kid(clause, "auxpass") is not None
    is_alike = parse.tags[verb] == parse.tags[cue] or theirs and parse.tags[verb] == "VBN"
    if is_perfect or is_alike and (is_thing or is_state and _names_no_speaker(parse, subject)):
        _attach(parse, verb, cue, "conj")
        _attach_joint(parse, clause, cue, verb)


def _find_have(parse: Parse, verb: int) -> bool:
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
        is_speaker = parse.entities[above] == "PERSON" or parse.lemmas[above] in PEOPLE | _SPEAKING or parse.deps[noun] != "appos"
        if not is_speaker:
            break
        noun = above
    is_told = parse.find_kid(verb, "ccomp") is not None and parse.deps[noun] == "appos" and verb - noun < _MAX_ASIDE
    if is_told and (parse.entities[noun] == "PERSON" or parse.lemmas[noun] in PEOPLE | _SPEAKING):
        _move(parse, {noun: (verb, "nsubj")})


def _mend_quoted(parse: Parse, verb: int) -> None:
    """Read "The base is lost, the minister was quoted by the agency | as saying": that is what the minister said."""
    told = parse.heads[verb] if parse.deps[verb] == "conj" else parse.find_kid(verb, "ccomp")
    link = next((kid for kid in parse.kids[verb] if parse.words[kid] == "as"), None)
    saying = parse.find_kid(link, "pcomp") if link is not None and parse.find_kid(verb, "nsubjpass") is not None else None
    if told is None or saying is None or told > verb or parse.lemmas[saying] not in ASIDES or parse.kids[saying]:
        return
    above = (verb if parse.heads[told] == told else parse.heads[told], parse.deps[told])
    _move(parse, {told: (saying, "ccomp"), **({verb: above} if parse.deps[verb] == "conj" else {})})
