"""Where what is said ends: with the condition or contrast that belongs to it, and before what the article or others say of it."""

from __future__ import annotations

from analysis.quotes.finding import Content
from analysis.quotes.parse import CLOSERS, SUMMING, Parse, Range
from analysis.quotes.tree import MAX_KIDS

_MAX_VERDICT = 40  # words at the end of a content among which what others say of it is looked for
DASHES = frozenset({"-", "–", "—", "--"})
BREAKS = DASHES | {","}
_CHARGES = frozenset({"contention", "view", "claim", "charge", "allegation", "accusation", "suggestion", "assertion", "assessment",
                      "prediction"})  # fmt: skip
_RETORTS = frozenset({"deny", "reject", "dispute", "contest", "refute", "dismiss"})
_MAX_RETORT = 14  # words at the end of a content among which "…, a claim that he denies" is looked for
_REPORTING = frozenset({"say", "argue", "warn", "claim", "insist", "describe", "call", "brand", "dismiss", "welcome", "back", "oppose",
                      "support", "reject", "criticise", "criticize", "defend", "accuse"})  # fmt: skip
_TELLING = frozenset({"tell", "say", "insist", "argue", "claim", "call", "add", "describe"})
_JUDGING = _REPORTING | {"fear", "think", "believe"}
NAMES = frozenset({"PERSON", "ORG"})
# What tells how things stand, and whose stand: after "but" it goes on with what is said rather than with what happened.
_STATES = frozenset({"be", "have", "need", "cost", "matter", "deserve", "remain", "seem", "outweigh", "lack", "depend", "exist"})
_STANDS = frozenset({"want", "prefer", "think", "believe", "feel", "oppose", "support", "back", "favour", "favor", "hope", "fear"})
_SIDE_BY_SIDE = frozenset({"while", "whereas", "after", "as", "though", "although"})
_OPENING = frozenset({"“", '"', "‘"})
_POINTING = frozenset({"a", "an", "his", "her", "their", "its"})
# What an article calls something that was said.
_GLOSSES = frozenset("reference allusion nod swipe dig jab rebuke admission concession assessment reversal maneuver manoeuvre "
                     "acknowledgment acknowledgement contradiction departure".split())  # fmt: skip
_OWN = frozenset({"he", "she", "they", "it", "this", "that", "we", "i"})


def take_in_proviso(parse: Parse, kid: int, last: int) -> int:
    """Return the end of a content with the condition after it that hangs on the cue: "would back it|, provided that it ran at night",
    "will back the tram| if the council pays"."""
    at = last + (last < len(parse) and parse.words[last] == ",")
    if at >= len(parse):
        return last
    head = parse.heads[at] if parse.words[at] in ("if", "unless") and parse.left[parse.heads[at]] == at else at
    has_it = parse.words[at] in ("provided", "providing", "if", "unless") and parse.heads[head] == parse.heads[kid] and head != kid
    return max(last, parse.right[head]) if has_it else last


def take_in_contrast(parse: Parse, kid: int, last: int) -> int:
    """Return the end of a clause with the one after "but" that is said too: "said she liked trams|, but the town could not afford one".

    The parser hangs that on the cue, as it does what the article goes on to tell: "…, but the council voted against it on Monday". Said is
    what has "that" or a condition before it, and what tells how things are, should or would be.
    """
    but = next((i for i in range(last, min(last + 3, len(parse))) if parse.words[i] in ("but", "yet")), None)
    if but is None or not CLOSERS.issuperset(parse.words[last:but]):
        return last
    other = next((k for k in parse.kids[parse.heads[kid]][:MAX_KIDS] if k > but and parse.deps[k] == "conj"), None)
    if other is None or parse.left[other] != but + 1 or parse.find_kid(kid, "nsubj", "expl") is None:
        return last
    subject = parse.find_kid(other, "nsubj", "nsubjpass", "expl")
    is_marked = parse.words[but + 1] in ("that", "only", "if", "not", "no")
    is_own = subject is not None and parse.words[subject] in _OWN
    is_state = parse.lemmas[other] in (_STATES | _STANDS if is_own else _STATES - _REPORTING)
    is_state = is_state or any(parse.tags[k] == "MD" for k in parse.kids[other][:MAX_KIDS])
    is_now = parse.tags[other] in ("VBZ", "VBP") and parse.tags[parse.heads[kid]] == "VBD" and parse.tags[kid] in ("VBD", "VB", "VBN")
    named = parse.entities[slice(*parse.subtree(subject))] if subject is not None and not is_own else []
    held = parse.find_kid(kid, "nsubj")
    if subject is None and held is not None and parse.words[held] in _OWN and parse.find_kid(other, "aux") is not None:
        return max(last, parse.right[other])  # "said it was “sorry”|, but had drawn up a plan"
    is_anothers = subject is None or is_now or parse.words[subject] == "there" or not NAMES.isdisjoint(named)
    return max(last, parse.right[other]) if is_marked or is_state and not is_anothers else last


def find_other_voice(parse: Parse, head: int, rest: Range, tense: str = "") -> int:
    """Return where what is said ends before a clause of the same sentence in which another speaks: "The dam is needed, Doe said|, but
    farmers called it a waste". ``rest`` is where to look, ``tense`` the tag that the other's verb has, if the cue has one."""
    low, high = rest
    for kid in parse.kids[head][:MAX_KIDS]:
        if kid < low or kid >= high or parse.deps[kid] not in ("conj", "advcl", "parataxis") or parse.lemmas[kid] not in _REPORTING:
            continue
        subject = parse.find_kid(kid, "nsubj")
        if subject is None or parse.words[subject] in _OWN or tense and parse.tags[kid] != tense:
            continue
        opens = next((i for i in range(parse.left[kid] - 1, max(low, parse.left[kid] - 3) - 1, -1) if parse.words[i] in BREAKS), None)
        if opens is not None or parse.words[parse.left[kid]] in ("while", "whereas", "though", "although"):
            return opens if opens is not None else parse.left[kid]
    return high


def cut_others(parse: Parse, content: Content) -> tuple[Range, ...]:
    """Return the pieces without what is told of others at their end.

    "…, a charge he denies"; "vowed to go on | as crowds gathered"; "said it would fall|, according to the Herald"; "said it was a
    waste|, while Roe called it a chance".
    """
    *before, (first, last) = content.pieces
    if content.frame == "infinitive":
        told = (k for k in parse.kids[content.head] if parse.deps[k] == "advcl" and parse.find_kid(k, "nsubj") is not None)
        meanwhile = next((k for k in told if parse.words[parse.left[k]] in ("as", "while")), None)
        if meanwhile is not None and content.head < parse.left[meanwhile] and parse.right[meanwhile] >= last:
            last = parse.left[meanwhile]
    last = _find_verdict(parse, content.head, _find_contrast(parse, content.head, last))
    last = _find_own_words(parse, content, last)
    last = _find_own_clause(parse, content, first, last)
    for i in range(max(first + 1, last - _MAX_RETORT), last - 2):
        if parse.words[i : i + 3] == [",", "according", "to"] and parse.right[i + 1] >= last:
            last = i
            break
        opens = parse.words[i] in BREAKS and (parse.words[i + 1] in ("something", "which") or parse.words[i + 2] in _CHARGES)
        if opens and any(parse.lemmas[k] in _RETORTS and parse.tags[k] not in ("VB", "VBG") for k in range(i + 2, last)):
            last = i
            break
    return (*before, (first, last))


def _find_own_words(parse: Parse, content: Content, last: int) -> int:
    """Return where what is denied ends before what is said instead: "denied that he would go|, telling reporters that he was happy"."""
    if content.frame != "clause" or parse.lemmas[parse.heads[content.head]] not in _RETORTS:
        return last
    told = (kid for kid in parse.kids[content.head][:MAX_KIDS] if parse.deps[kid] == "advcl" and parse.tags[kid] == "VBG")
    other = next((kid for kid in told if parse.lemmas[kid] in _TELLING and parse.words[kid - 1] == ","), None)
    return last if other is None else min(last, other - 1)


def _find_own_clause(parse: Parse, content: Content, first: int, last: int) -> int:
    """Return where a person or body that is judged ends before what it says itself: "hit out at Roe|, who supports the toll"."""
    is_name = parse.entities[content.head] in NAMES or parse.tags[content.head] == "NNP"
    if not is_name or content.frame not in ("object", "prep at", "prep against", "prep with"):
        return last
    for kid in parse.kids[content.head][:MAX_KIDS]:
        opens = parse.left[kid]
        is_aside = parse.deps[kid] == "relcl" and first < opens and parse.words[opens - 1 : opens + 1] == [",", "who"]
        if is_aside and parse.lemmas[kid] in _JUDGING | _STANDS:
            return min(last, opens - 1)
    return last


def _find_verdict(parse: Parse, head: int, last: int) -> int:
    """Return where a content ends before what the article or others say of it, else ``last``: "… for a toll|, a move that angered dockers",
    "…|, a step unions say would cost jobs", "…|, which opponents call a tax", "…|, an apparent reference to Roe"."""
    for i in range(max(head + 1, last - _MAX_VERDICT), last - 2):
        if parse.words[i] not in BREAKS:
            continue
        if parse.words[i + 1] in _POINTING and _glosses(parse, i + 2, last):
            return i
        if parse.words[i + 1] in ("a", "an"):
            noun = next((k for k in range(i + 2, min(i + 6, last)) if parse.lemmas[k] in SUMMING), None)
            after = noun + 1 if noun is not None else last
            if after < last and (_tells_effect(parse, after, last) or _says_of(parse, after, last)):
                return i
        elif parse.words[i + 1] == "which":
            verb = parse.heads[i + 1]
            for _ in range(2):  # "which unions say would cost jobs"
                verb = parse.heads[verb] if parse.deps[verb] == "ccomp" else verb
            subject = parse.find_kid(verb, "nsubj")
            if parse.lemmas[verb] in _REPORTING and subject is not None and subject != i + 1 and parse.right[verb] >= last - 1:
                return i
    return last


def _glosses(parse: Parse, first: int, last: int) -> bool:
    """Whether a phrase begins here that tells what kind of saying that was: "surprisingly frank admission", "apparent reference to Roe"."""
    noun = next((k for k in range(first, min(first + 6, last)) if parse.tags[k][:2] == "NN"), None)
    return noun is not None and parse.lemmas[noun] in _GLOSSES and parse.heads[noun] < first - 1


def _tells_effect(parse: Parse, first: int, last: int) -> bool:
    """Whether a clause tells what came of it, "that angered dockers"; "that would cost jobs" may be the speaker's own words."""
    tags = parse.tags[first:last]
    return parse.words[first] == "that" and "MD" not in tags and "VBD" in tags[:4]


def _says_of(parse: Parse, first: int, last: int) -> bool:
    """Whether a clause begins here in which others judge: "unions say would cost jobs"."""
    near = range(first, min(first + 6, last))
    return any(parse.lemmas[k] in _JUDGING and parse.tags[k][:2] == "VB" for k in near)


def _is_others_clause(parse: Parse, link: int, last: int) -> bool:
    """Whether a clause begins here in which somebody else speaks, up to the end: ", while others said they feared it", or somebody speaks
    again: ", though he warned that it would take time"."""
    verb = parse.heads[link]
    if parse.words[link] == "and":
        verb = next((kid for kid in parse.kids[verb] if kid > link and parse.deps[kid] == "conj"), link)
    subject = parse.find_kid(verb, "nsubj")
    is_turned = parse.words[link] in ("though", "although")
    is_named = subject is not None and subject > link and (parse.tags[subject][:2] == "NN" or is_turned and parse.words[subject] in _OWN)
    tells = parse.lemmas[verb] in _REPORTING and parse.find_kid(verb, "ccomp", "dobj") is not None
    return is_named and tells and parse.right[verb] >= last - 1


def _find_contrast(parse: Parse, head: int, last: int) -> int:
    """Return where a content ends before ", while Roe described it as a chance", whose words are Roe's, or "after Roe called it “a gift”";
    else ``last``."""
    for i in range(max(head + 1, last - _MAX_VERDICT), last - 2):
        if parse.words[i : i + 3] == [",", "even", "as"] and parse.tags[i + 3 : i + 4][:1] in (["NNP"], ["DT"], ["NNS"], ["NN"]):
            return i  # "…, even as Roe vows to go on"
        opens = parse.words[i] == "," and parse.words[i + 1] in ("while", "whereas", "and", "though", "although")
        if opens and _is_others_clause(parse, i + 1, last):
            return i
    for kid in parse.kids[head][:MAX_KIDS]:
        opens = parse.left[kid]
        if parse.deps[kid] == "advcl" and head < opens < last and parse.words[opens] in _SIDE_BY_SIDE:
            subject = parse.find_kid(kid, "nsubj")
            is_named = subject is not None and parse.tags[subject][:2] == "NN" and parse.lemmas[kid] in _REPORTING
            is_last = last <= parse.right[kid] + 1
            is_apart = is_last and parse.words[opens - 1] == "," and parse.words[opens] in ("while", "whereas")
            if is_named and (is_apart or _OPENING.intersection(parse.words[kid + 1 : last])):
                return opens - (parse.words[opens - 1] == ",")
    return last
