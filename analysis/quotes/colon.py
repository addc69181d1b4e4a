"""What leads up to a passage with a colon, or tells whose words are read out: "The mayor: “…”", "Doe was blunt: “…”", "Another: “…”"."""

from __future__ import annotations

from analysis.quotes.parse import Parse, Range
from analysis.quotes.reading import Cue, Reading
from analysis.quotes.tree import FINITE

_STOPS = frozenset({".", "!", "?", ";"})
_MAX_NOUN = 5  # tokens from "after" to its noun
_MAX_REACH = 10  # tokens from "read out" to its letter, from "Added Doe" to its colon
_MAX_NAMED = 3  # words of a name that stands alone before a colon
_NEAR = 5  # tokens from "before Doe hit back" to its colon
_LABELS = frozenset("claim verdict fact myth reality rating ruling correction question headline caption".split())
_COUNTED = frozenset({"second", "third", "fourth", "fifth"})


def find_read_out(reading: Reading, gap: Range) -> Cue | None:
    """Read "Quoting from a letter by a nurse, Doe said: “…”", "Doe read out a letter from a farmer: “…”": the words are the writer's.

    Who has read a letter, or reads it and says something, speaks for himself.
    """
    parse, (first, last) = reading.parse, gap
    start = next((i + 1 for i in range(last - 2, first - 1, -1) if parse.words[i] in (".", "!", "?")), first)
    opens = start if parse.words[start : start + 2] in (["quoting", "from"], ["reading", "from"], ["reading", "out"]) else None
    loud = (i for i in range(start, last - 1) if parse.lemmas[i] == "read" and parse.words[i + 1] in ("out", "aloud", "from"))
    read = opens if opens is not None else next(loud, None)
    if read is None or opens is None and any(reading.is_quoting(i) for i in range(read + 1, last)):
        return None
    near = range(read + 1, min(last, read + _MAX_REACH))
    sent = next((i for i in near if parse.lemmas[i] in reading.lexicon.vehicles and parse.tags[i][:2] == "NN"), None)
    links = [kid for i in (sent, read) if sent is not None for kid in parse.kids[i] if kid > sent and parse.words[kid] in ("from", "by")]
    named = parse.find_kid(links[0], "pobj") if links else None
    if named is None:
        return None
    end = next((i for i in range(named + 1, parse.right[named]) if parse.words[i] == ","), min(parse.right[named], last - 1))
    return Cue((sent, sent + 1), (parse.left[named], end), "wrote", 0.98, "before")  # surer than that the reader said it


def find_answering(reading: Reading, verb: int, gap: Range) -> Cue | None:
    """Return the cue of a clause that leads to a colon without a verb of saying, told of somebody named: "Roe called it theft, but Doe hit
    back: “…”", "Doe was blunt: “…”"."""
    parse = reading.parse
    subject = parse.find_kid(verb, "nsubj", "nsubjpass") if parse.tags[verb] in FINITE else None
    if subject is None or not gap[0] <= subject < verb or reading.is_quoting(verb) or parse.deps[verb] in ("acl", "pcomp"):
        return None
    opens = parse.words[parse.left[subject] - 1] if parse.left[subject] > gap[0] else ","
    if parse.deps[verb] in ("ccomp", "advcl") and not (opens == "," or opens == "before" and gap[1] - verb < _NEAR):
        return None  # "said Doe was wrong: “…”", but "Although Roe insists it will stay, Doe is defiant: “…”"
    if parse.deps[verb] == "relcl" and not (gap[1] - verb == 2 and reading.lexicon.is_cue(parse.lemmas[verb], parse.tags[verb])):
        return None  # "a claim Doe rejected: “…”"
    if parse.entities[subject] not in ("PERSON", "ORG", "NORP") and parse.tags[subject] not in ("NNP", "NNPS"):
        return None
    agent = parse.find_kid(verb, "agent")
    named = subject if agent is None else parse.find_kid(agent, "pobj") or subject
    return Cue((gap[1] - 1, gap[1]), parse.subtree(named), "said", 0.7, "colon")


def find_lead_in(reading: Reading, start: int) -> Range:
    """Return the paragraph before the one at ``start`` if it ends in a colon, else nothing."""
    parse = reading.parse
    first, last = parse.find_paragraph(start - 1)
    while last > first and parse.tags[last - 1] == "_SP":
        last -= 1
        if last == first and first:
            first, last = parse.find_paragraph(first - 1)
    return (first, last) if last > first and parse.words[last - 1] == ":" else (start, start)


def make_colon(reading: Reading, gap: Range) -> Cue | None:
    """Read "The mayor: “…”": the subject of what leads up to the colon, or its first noun."""
    parse = reading.parse
    if (verb := _find_headline_verb(reading, gap)) is not None:
        return Cue((gap[1] - 1, gap[1]), (gap[0], verb), "said", 0.7, "colon")
    if (other := _read_other_line(parse, gap)) is not None:
        return other
    if gap[1] - gap[0] == 2 and parse.words[gap[0]] in _LABELS:
        return None  # "Claim: “…”" of a fact check
    nouns = [i for i in range(*gap) if parse.tags[i][:1] == "N" or parse.deps[i] == "nsubj"]
    named = next((i for i in nouns if parse.deps[i] == "nsubj"), nouns[0] if nouns else None)
    if named is None:
        return _read_name_line(parse, gap)
    verb = parse.heads[named]
    told = parse.find_kid(parse.heads[verb], "nsubj") if parse.deps[named] == "nsubj" and parse.deps[verb] == "ccomp" else None
    if told is not None and told < verb and parse.heads[verb] < gap[1]:  # "Doe said the terms were plain: “…”"
        return Cue((gap[1] - 1, gap[1]), parse.subtree(told), "said", 0.7, "colon")
    while parse.heads[named] in range(*gap) and _belongs_to_name(parse, named):
        named = parse.heads[named]
    agent = parse.find_kid(parse.heads[named], "agent") if parse.deps[named] in ("nsubj", "nsubjpass") else None
    named = (parse.find_kid(agent, "pobj") if agent is not None else None) or named  # "The mayor was attacked by Doe: “…”"
    start, end = parse.subtree(named)
    return Cue((gap[1] - 1, gap[1]), (start, min(end, gap[1] - 1)), "said", 0.7, "colon")


def _read_other_line(parse: Parse, gap: Range) -> Cue | None:
    """Read "Another: “…”", "A third: “…”" behind what one of several has said."""
    last = gap[1] - 1
    first = next((i + 1 for i in range(last - 1, gap[0] - 1, -1) if parse.words[i] in _STOPS or parse.tags[i] in ("_SP", "''")), gap[0])
    words = parse.words[first:last]
    is_other = words in (["another"], ["others"], ["one"], ["the", "other"]) or len(words) == 2 and words[0] == "a" and words[1] in _COUNTED
    return Cue((last, gap[1]), (first, last), "said", 0.7, "colon") if is_other else None


def _read_name_line(parse: Parse, gap: Range) -> Cue | None:
    """Read "Brannelly: “…”", "15.10 Brannelly: “…”" at the head of a paragraph, whose name the tagger takes for no noun."""
    first, last = gap[0], gap[1] - 1
    is_head = first == parse.find_paragraph(first)[0]
    while first < last and parse.tags[first] in ("CD", "_SP"):
        first += 1
    is_name = 0 < last - first <= _MAX_NAMED and all(parse.text[parse.starts[i]].isupper() for i in range(first, last))
    return Cue((last, gap[1]), (first, last), "said", 0.7, "colon") if is_head and is_name else None


def opens_with_verb(reading: Reading, gap: Range) -> bool:
    """Whether it is "Added Doe: “…”", whose verb the parser takes for a name."""
    parse, first = reading.parse, gap[0]
    word = parse.words[first]
    stems = (word[:-2], word[:-1], word[:-3] + "y") if word.endswith("ed") else ()
    is_verb = any(reading.lexicon.is_quoting(stem, "VBD") for stem in stems)
    return is_verb and gap[1] - first < _MAX_REACH and all(tag in ("NNP", "NNPS") for tag in parse.tags[first + 1 : gap[1] - 1])


def _belongs_to_name(parse: Parse, word: int) -> bool:
    """Whether a noun is part of what the word it hangs on names: "bakers' union", "Labour's Tom Dell", not "Dell's message"."""
    return parse.deps[word] in ("compound", "nmod") or parse.deps[word] == "poss" and parse.tags[parse.heads[word]] == "NNP"


def _find_headline_verb(reading: Reading, gap: Range) -> int | None:
    """Return the verb of "Union Attacks Brun: “…”", which capitals make a name for the parser."""
    parse = reading.parse
    for i in range(gap[0] + 1, gap[1] - 1):
        word = parse.words[i]
        if parse.tags[i - 1][:2] not in ("NN", "JJ"):
            return None  # "In her remarks: “…”"
        lemmas = (word[:-1], word[:-2]) if word.endswith("s") and parse.tags[i][:2] == "NN" else ()
        if any(reading.lexicon.find_frames(lemma, "VBZ") for lemma in lemmas):
            return i
    return None


def is_noun_of_headline(parse: Parse, i: int, last: int) -> bool:
    """Whether it is the "remarks" of "Quill defends Brun after tram remarks: “…”", parsed as a verb."""
    link = next((k for k in range(i - 1, max(0, i - _MAX_NOUN), -1) if parse.words[k] in ("after", "over", "before", "amid")), None)
    return i == last - 2 and parse.words[i + 1] == ":" and parse.words[i].endswith("s") and link is not None
