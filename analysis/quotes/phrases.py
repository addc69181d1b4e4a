"""Statements that a phrase attributes: "according to …", "in her view", "for Ada Quill", "Quill: …", "asked whether …, she said no"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quotes.clauses import PUT, cut_out, is_aside
from analysis.quotes.edges import find_other_voice
from analysis.quotes.finding import Finding, make_finding, shape_spans
from analysis.quotes.parse import Parse, Range
from analysis.quotes.reading import Cue, Reading
from analysis.quotes.words import ASIDES, PEOPLE

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_ARTICLES = ("a", "an", "the")
_GO_ON = ("not", "and", "or", "but", "who", "whose", "which", "that", "where", "including", "such", "like")
_PARTS = ("which", "that", "whose", "all", "both", "some")  # "the towns, all of them, are dry"
MAX_DESCRIPTION = 14  # words of who somebody is
_MAX_CLIMB = 6  # words between "according" and the verb of its sentence
_VIEWS = {
    "in": frozenset("view opinion eyes words judgment judgement estimation assessment telling account book".split()),
    "from": frozenset({"perspective", "viewpoint", "standpoint"}),
    "to": frozenset({"mind"}),
}
_STATES = {"be", "remain", "seem", "matter"}  # verbs of a sentence that says how things are
_QUESTION_WORDS = frozenset({"if", "whether", "why", "what", "who", "when", "how"})
_MAX_ANSWER = 4  # words of an answer that is read with its question
_SHOWS = frozenset({"show", "find", "suggest", "indicate", "reveal"})  # what figures and papers do
# Nobody's words: "according to their needs".
_MEASURES = frozenset("need mean means ability capability taste size age schedule preference custom tradition rank income".split())
# Nor these, where no comma parts them off: "ballots are counted according to a formula", but "it is void, according to the law".
_RULES = frozenset("formula list year law rule type scale plan principle recipe date weight contribution merit order value sex".split())
_MAX_LABEL = 6  # words before the colon of "Quill: …", or behind that of "…: Quill"
_MIN_SIGNED = 3  # words before it
_SIGNING = PEOPLE | frozenset(
    "official pm chief minister spokesman spokeswoman police expert source report poll survey study campaigner mp watchdog envoy ambassador"
    " governor judge union charity scientist analyst lawmaker ministry group aide adviser un eu".split()
)


def find_phrase(reading: Reading, i: int) -> Iterator[Finding]:
    """Yield the finding of the phrase that the token ``i`` opens, or that it closes where it is a colon."""
    find = _FINDERS.get(reading.parse.words[i])
    if find is not None:
        yield from find(reading, i)


def _find_according(reading: Reading, i: int) -> Iterator[Finding]:
    parse = reading.parse
    to = parse.find_kid(i, "prep")
    named = parse.find_kid(to, "pobj") if to is not None and parse.words[to] == "to" else None
    if named is None or parse.lemmas[named] in _MEASURES or parse.lemmas[named] in _RULES and i and parse.tags[i - 1] == "VBN":
        return
    host = parse.heads[i]
    for _ in range(_MAX_CLIMB):
        if parse.tags[host][:1] == "V" and parse.deps[host] not in ("acl", "xcomp", "amod"):
            break
        host = parse.heads[host]
    if _is_told(reading, host):
        return
    first, last = parse.subtree(i)
    end = _find_name_beside(parse, last)
    speaker = parse.subtree(named)[0], max(parse.subtree(named)[1], end)
    last = max(last, end)
    if parse.words[first - 1] == "," and parse.words[last : last + 1] == ["."]:
        host = _find_whole(parse, host)
    comma = named + 1  # "According to Doe, patience, not force, is needed": the parser takes patience for another word for Doe
    after = last + (parse.words[last : last + 1] == [","])
    if described := _find_description(parse, comma):
        last, speaker = described, (parse.subtree(named)[0], described)
    elif last > comma + 1 and parse.words[comma] == "," and _is_finite(parse, after):
        last, speaker = comma + 1, (parse.subtree(named)[0], comma)
    start, end = parse.subtree(host)
    spans = shape_spans(parse, reading.passages, cut_out((start, find_other_voice(parse, host, (last, end))), (first, last)), i)
    if spans:
        yield make_finding(spans, Cue((i, i + 2), speaker, "said", 0.97, "according to"))


def _find_description(parse: Parse, comma: int) -> int:
    """Return the end of who somebody is, behind the comma after the name: "According to Doe, | the mayor of Marl|, the bridge is old".

    The parser takes such a mayor for what the sentence is about. 0 for none, as in "the mayor, not the council, is to blame".
    """
    words = [word.lower() for word in parse.words[comma : comma + 2]]
    if len(words) < 2 or words[0] != "," or words[1] not in _ARTICLES:
        return 0
    end = next((i for i in range(comma + 2, min(comma + MAX_DESCRIPTION, len(parse) - 1)) if parse.words[i] == ","), 0)
    if not end or any(tag in _FINITE for tag in parse.tags[comma:end]):
        return 0
    after = parse.words[end + 1].lower()
    begins = parse.tags[end + 1] in ("DT", "PRP", "PRP$", "EX") and after not in _PARTS
    is_new = words[1] != "the" and after not in _GO_ON
    return end if begins or is_new else 0


def _is_finite(parse: Parse, i: int) -> bool:
    return i < len(parse) and parse.tags[i] in _FINITE


def _is_told(reading: Reading, verb: int) -> bool:
    """Whether the verb gives somebody's words already: "“…,” Doe said, according to the Herald" is what Doe said."""
    parse, subject = reading.parse, reading.parse.find_kid(verb, "nsubj")
    if subject is None or parse.lemmas[verb] in _SHOWS or not reading.is_quoting(verb) or parse.find_kid(verb, "ccomp") is None:
        return False
    first, last = parse.subtree(subject)
    return "CD" not in parse.tags[first:last]  # "57 per cent said they would, according to the survey"


def _find_whole(parse: Parse, host: int) -> int:
    """Return the verb of the whole of "X rose, but Y fell, according to …": a phrase that closes a sentence is about all of it.

    Not where a clause further up is somebody's words already ("Doe said that …, but …").
    """
    head = parse.heads[host]
    while parse.deps[host] in ("conj", "advcl") and parse.tags[head][:1] == "V" and parse.find_kid(head, "ccomp") is None:
        host, head = head, parse.heads[head]
    return host


def _find_name_beside(parse, at: int) -> int:
    """Return the end of a name behind the comma at token ``at`` ("its president, Jane Doe, …", "Sen. Jane Doe of Marl."), or 0."""
    if at >= len(parse) or parse.words[at] != ",":
        return 0
    end = at + 1
    while end < len(parse) and (parse.tags[end] == "NNP" or parse.words[end] in ("of", "the") and end > at + 2):
        end += 1
    return end if end > at + 2 and end < len(parse) and parse.words[end] in (",", ".") and parse.tags[end - 1] == "NNP" else 0


def _find_scene(reading: Reading, i: int) -> Iterator[Finding]:
    """ "For Ada Quill, the bridge is a disgrace": how somebody sees it, where a sentence opens with a name and states what is."""
    parse = reading.parse
    named, host = parse.find_kid(i, "pobj"), parse.heads[i]
    opens = i == 0 or parse.tags[i - 1] in (".", "_SP", "''")
    if named is None or not opens or parse.tags[named] not in ("NNP", "NNPS") or parse.lemmas[host] not in _STATES:
        return
    phrase = parse.subtree(i)
    if phrase[1] < len(parse) and parse.words[phrase[1]] == "," and parse.entities[named] == "PERSON":
        spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), phrase), i)
        if spans:
            yield make_finding(spans, Cue((i, i + 1), parse.subtree(named), "thinks", 0.7, "for a name"))


def _find_view(reading: Reading, i: int) -> Iterator[Finding]:
    """Read "In the mayor's view, the bridge is finished", "in the words of one farmer", "from the union's perspective", "to her mind"."""
    parse = reading.parse
    noun, host = parse.find_kid(i, "pobj"), parse.heads[i]
    if noun is not None and parse.words[i] == "in" and parse.lemmas[noun] in ("poll", "survey"):
        yield from _find_poll(reading, i, noun)
    if noun is None or parse.words[noun] not in _VIEWS[parse.words[i]] or parse.tags[host][:1] not in "VJN":
        return
    if noun == i + 1:
        return  # "in view of the strike"
    owner = parse.find_kid(noun, "poss")
    of = parse.find_kid(noun, "prep")
    owner = owner if owner is not None or of is None or parse.words[of] != "of" else parse.find_kid(of, "pobj")
    phrase = parse.subtree(i)
    is_aside = phrase[1] < len(parse) and parse.words[phrase[1]] == "," or parse.words[phrase[0] - 1] == "," or noun + 1 == phrase[1]
    opens = _opens_sentence(parse, phrase[0])
    is_ledger = parse.words[noun] == "account" and not opens  # "letters in Doe's account"
    if owner is None or not (is_aside or opens) or is_ledger:
        return
    spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), phrase), i)
    if spans:
        yield make_finding(spans, Cue((i, noun + 1), _without_s(parse, parse.subtree(owner)), "thinks", 0.85, "in the view"))


def _opens_sentence(parse: Parse, first: int) -> bool:
    return first == 0 or parse.tags[first - 1] in (".", "_SP")


def _find_poll(reading: Reading, i: int, noun: int) -> Iterator[Finding]:
    """Read "In the survey, Quill leads among men": what a poll came to, where the phrase opens the sentence."""
    parse, host, phrase = reading.parse, reading.parse.heads[i], reading.parse.subtree(i)
    opens = _opens_sentence(parse, phrase[0])
    is_closed = phrase[1] < len(parse) and parse.words[phrase[1]] == ","
    if not (opens and is_closed) or parse.tags[host][:1] != "V" or _is_told(reading, host):
        return
    spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), phrase), i)
    if spans:
        yield make_finding(spans, Cue((i, i + 1), parse.subtree(noun), "said", 0.8, "in the poll"))


def _find_hearsay(reading: Reading, i: int) -> Iterator[Finding]:
    """Read "The firm has reportedly sold the dam": told by others, who are not named. "Allegedly" may be the article's own hedge, too."""
    parse, host = reading.parse, reading.parse.heads[i]
    if parse.deps[i] != "advmod" or parse.tags[host][:1] != "V" or parse.find_kid(host, "nsubj", "nsubjpass") is None:
        return
    if not reading.lexicon.is_cue(parse.lemmas[host], parse.tags[host]):  # "reportedly told them that …" is told by who is named
        spans = shape_spans(parse, reading.passages, cut_out(parse.subtree(host), (i, i + 1)), i)
        if spans:
            yield make_finding(spans, Cue((i, i + 1), None, "said", 0.6, "hearsay"))


def _find_label(reading: Reading, i: int) -> Iterator[Finding]:
    """Read a headline or line "Quill: the bridge must close", "Poll: most want it gone", "Doe's answer: the levy stays"."""
    parse = reading.parse
    first, last = parse.find_paragraph(i)
    if i == first or i + 3 >= last or reading.passages.of_token[i + 1] is not None:
        return
    noun = _find_announcing(parse, i)
    if noun == i - 1 and i > first + _MAX_LABEL:
        return
    is_name = parse.entities[first] == parse.entities[noun] or all(tag[:3] == "NNP" for tag in parse.tags[first:i])  # "Senator Boyle:"
    is_named = is_name and (parse.entities[noun] in ("PERSON", "ORG") or first == 0 and i == noun + 1 and _is_person_below(parse, i))
    owner = next((k for k in parse.kids[noun] if parse.deps[k] == "poss"), None)
    is_answer = owner is not None and "copula" in reading.lexicon.find_frames(parse.lemmas[noun], parse.tags[noun])
    stop = next((k for k in range(i + 1, last) if parse.words[k] in (".", "!", "?", ";")), last)
    verbs = (k for k in range(i + 1, stop) if parse.tags[k] in ("VB", "VBD", "VBZ", "VBP", "MD"))
    is_topic = parse.tags[i + 1][:1] == "W" or stop < last and parse.words[stop] == "?"  # "Quill: Who is the new mayor?"
    has_verb = not is_topic and any(parse.deps[k] not in ("relcl", "acl") for k in verbs)
    is_poll = noun == first and parse.lemmas[noun] in reading.lexicon.measures
    if not has_verb or not (is_named or is_answer or is_poll) or _is_dateline(parse, (first, i), stop):
        return
    end = next((k for k in range(first + 1, i) if parse.words[k] == "to"), i)  # "Quill to Brun: …"
    speaker = _without_s(parse, parse.subtree(owner)) if is_answer else (first, end)
    spans = shape_spans(parse, reading.passages, ((i + 1, stop),), i)
    if spans:
        yield make_finding(spans, Cue((i, i + 1), speaker, "said", 0.75, "label"))


def _is_dateline(parse: Parse, label: Range, stop: int) -> bool:
    """Whether it is "HARWICK: Ada Quill said on Monday …": a place in capitals before what somebody else said."""
    if not parse.text[parse.starts[label[0]] : parse.ends[label[1] - 1]].isupper():
        return False
    told = (i for i in range(label[1] + 1, stop) if parse.tags[i] in ("VBD", "VBZ") and parse.lemmas[i] in ASIDES | {"tell", "assert"})
    return any((who := parse.find_kid(i, "nsubj")) is not None and parse.tags[who][:3] == "NNP" for i in told)


def _is_person_below(parse: Parse, colon: int) -> bool:
    """Whether the word before the colon of a headline is the name of a person in the text: "Merkel: …"."""
    name = parse.words[colon - 1]
    return any(parse.words[i] == name and parse.entities[i] == "PERSON" for i in range(colon + 1, len(parse)))


def _find_mark(reading: Reading, i: int) -> Iterator[Finding]:
    """Read a colon or dash of a headline: what stands before it is said by whom stands behind, or the other way round."""
    signed = _find_signature(reading, i)
    if signed is not None:
        yield signed
    elif reading.parse.words[i] == ":":
        yield from _find_label(reading, i)


def _find_signature(reading: Reading, i: int) -> Finding | None:
    """Read a headline "Sanctions will hurt the coast: Quill", "No vote without monitors - minister"; an outlet may stand behind a dash."""
    parse = reading.parse
    first, last = parse.find_paragraph(i)
    while last > i and parse.tags[last - 1] == "_SP":
        last -= 1
    behind = range(i + 1, last)
    is_spaced = parse.words[i] == ":" or parse.text[parse.starts[i] - 1 : parse.ends[i] + 1].strip(" ") == parse.words[i]
    if first > 0 or not 0 < len(behind) <= _MAX_LABEL or i - first < _MIN_SIGNED or not is_spaced or i + 1 == last:
        return None
    head = next((k for k in behind if parse.heads[k] not in behind or parse.heads[k] == k), i)
    kinds = ("PERSON", "GPE", "NORP", "ORG") if parse.words[i] == ":" else ("PERSON", "GPE", "NORP")
    is_named = parse.entities[last - 1] in kinds or parse.words[i] == ":" and all(parse.tags[k] == "NNP" for k in behind)
    is_named = is_named or parse.lemmas[head] in _SIGNING or parse.lemmas[last - 1] in _SIGNING
    is_bare = all(parse.tags[k][:1] in "NJP" or parse.tags[k] in ("DT", "POS", "IN", "HYPH", "FW") for k in behind)
    has_verb = any(parse.tags[k] in ("VB", "VBD", "VBZ", "VBP", "VBN", "MD", "JJ") for k in range(first, i))
    if not (is_named and is_bare and has_verb) or reading.passages.of_token[i + 1] is not None:
        return None
    spans = shape_spans(parse, reading.passages, ((first, i),), i)
    return make_finding(spans, Cue((i, i + 1), (i + 1, last), "said", 0.7, "signature")) if spans else None


def _find_announcing(parse: Parse, colon: int) -> int:
    """Return the noun before a colon, or the subject of "their message is simple:"."""
    last = colon - 1
    verb = parse.heads[last]
    subject = parse.find_kid(verb, "nsubj") if parse.deps[last] == "acomp" and parse.lemmas[verb] == "be" else None
    return last if subject is None else subject


def _without_s(parse: Parse, owner: Range) -> Range:
    first, last = owner
    return (first, last - 1) if last - 1 > first and parse.deps[last - 1] == "case" else owner


def _find_answer(reading: Reading, i: int) -> Iterator[Finding]:
    """Read "Asked whether she would resign, Quill said no": an answer too short to say anything without the question."""
    if not _leads_in(reading.parse, i):
        return
    parse, verb = reading.parse, reading.parse.heads[i]
    if parse.deps[verb] == "nsubj":  # "Quill, asked whether she would resign, said no"
        verb = parse.heads[verb]
    links = [kid for kid in parse.kids[i] if parse.deps[kid] == "prep" and parse.words[kid] in ("on", "about", "over")]
    clauses = (kid for word in (i, *links) for kid in parse.kids[word] if parse.deps[kid] in ("ccomp", "advcl", "pcomp"))
    question = next((kid for kid in clauses if parse.words[parse.left[kid]] in _QUESTION_WORDS), None)
    answer = next((k for k in parse.kids[verb] if k > verb and parse.deps[k] in ("intj", "ccomp", "advmod", "dobj")), None)
    if question is None or answer is None or parse.lemmas[verb] not in ("say", "reply", "answer", "respond"):
        return
    first, last = parse.subtree(answer)
    if reading.passages.of_token[answer] is not None:
        return  # “No”: words of their own, which the rules for quotations find
    is_short = _is_bare(parse, answer) if parse.deps[answer] == "ccomp" else parse.words[answer] in ("yes", "no")
    if is_short and verb <= first:
        spans = shape_spans(parse, reading.passages, (parse.subtree(question), (verb, last)), i)
        speaker = reading.speakers.find_speaker(i if parse.find_kid(i, "nsubj") is not None else verb)  # the parser took "asked" for a verb
        if spans and speaker:
            start, end = speaker.tokens
            named = (start, parse.left[i] - 1) if start < parse.left[i] - 1 < end else speaker.tokens  # without ", asked whether …"
            yield make_finding(spans, Cue((i, i + 1), named, "said", speaker.p, "answer"))


def _is_bare(parse: Parse, answer: int) -> bool:
    """Whether an answer is no more than "she did" or "it would not", which says nothing without its question."""
    first, last = parse.subtree(answer)
    words = (i for i in range(first, last) if parse.tags[i] != "MD" and parse.deps[i] not in ("nsubj", "neg", "punct", "mark", "aux"))
    return last - first <= _MAX_ANSWER and all(parse.lemmas[i] in ("do", "be", "have", "not", "so") for i in words)


def is_put_to(parse: Parse, i: int) -> bool:
    """Whether the word leads in a question to whoever then speaks: "Asked about the dam, Doe said …"; the question is not Doe's."""
    if not _leads_in(parse, i):
        return False
    agent = parse.find_kid(i, "agent")
    by = parse.find_kid(agent, "pobj") if agent is not None else None
    is_by_somebody = by is not None and parse.tags[by] not in ("NN", "NNS")  # "Asked by Roe whether …" is Roe's question
    return is_aside(parse, i) or not is_by_somebody


def _leads_in(parse: Parse, i: int) -> bool:
    """Whether the word leads in a question, whoever's: "Asked …, Doe said", "Doe, asked …, said", "Doe, when asked …, said", "Doe, who was
    asked …, said"."""
    if parse.words[i] not in PUT:
        return False
    subject = parse.find_kid(i, "nsubj", "nsubjpass")
    if subject is not None and parse.deps[i] == "relcl" and parse.deps[subject] == "nsubjpass" and parse.words[subject] == "who":
        return True
    if subject is not None:
        return is_aside(parse, i)
    is_when = parse.deps[i] == "relcl" and parse.words[parse.left[i]] == "when"
    return is_aside(parse, i) or is_when or parse.deps[i] == "advcl"


_FINDERS = {
    "according": _find_according,
    "for": _find_scene,
    **dict.fromkeys(_VIEWS, _find_view),
    **dict.fromkeys((":", "-", "–", "—"), _find_mark),
    **dict.fromkeys(("reportedly", "allegedly", "supposedly"), _find_hearsay),
    **dict.fromkeys(PUT, _find_answer),
}
