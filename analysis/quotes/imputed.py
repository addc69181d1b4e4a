"""Words that a writer makes up for others: "There is no baker who says …", "Doe will tell you that …", "Suppose Doe says …"."""

from __future__ import annotations

from analysis.quotes.parse import Parse
from analysis.quotes.tree import MAX_KIDS

_MEETING = frozenset({"meet", "find", "know", "see", "hear", "encounter", "show"})
_NONE = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "no", "yet"})
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_INDEFINITE = frozenset({"a", "an", "any", "no"})
_ONLY = frozenset({"only", "just", "merely", "simply", "but"})  # "It was not only Doe who said …"
_SUPPOSING = frozenset({"suppose", "imagine", "pretend"})
_MAX_QUOTED = 25  # tokens behind "will tell you" among which a quotation begins
_MAX_BACK = 8  # tokens before a word among which what goes with it is looked for


def is_of_nobody(parse: Parse, cue: int) -> bool:
    """Whether nobody is there who says it: "there is not a trader who thinks …", "I have yet to meet a driver who …", "who but a banker
    would say", "it would take a fool to say", "hardly anyone argued"."""
    subject = parse.find_kid(cue, "nsubj")
    if subject is not None and subject and parse.words[subject - 1] in _HARDLY and parse.words[subject][:3] == "any":
        return True
    is_bare = subject is not None and parse.words[subject] == "who" and parse.deps[cue] != "relcl"
    if is_bare and parse.words[subject + 1 : subject + 2] in (["but"], ["except"]):
        return True
    noun = parse.heads[cue]
    verb = parse.heads[noun]
    if parse.deps[cue] in ("xcomp", "relcl", "advcl", "acl") and parse.tags[cue] == "VB":
        taking = verb if parse.tags[noun][:1] == "N" else noun
        return parse.lemmas[taking] == "take" and "would" in _list_before(parse, taking)
    if parse.deps[cue] != "relcl" or parse.tags[noun][:2] != "NN" or subject is None or parse.words[subject] not in ("who", "that"):
        return False
    for _ in range(2):  # "there is no baker | in town | who says"
        if parse.deps[noun] == "pobj":
            noun = parse.heads[verb]
            verb = parse.heads[noun]
    if parse.lemmas[verb] == "be" and "it" in _list_before(parse, verb)[-1:]:  # "It was not Doe who said …"
        return parse.find_kid(verb, "neg") is not None and _ONLY.isdisjoint(parse.words[verb:cue])
    article = parse.find_kid(noun, "det")
    if parse.words[noun if article is None else article] not in _INDEFINITE and (article is not None or parse.tags[noun] != "NNS"):
        return False
    is_there = parse.lemmas[verb] == "be" and parse.find_kid(verb, "expl") is not None
    is_met = parse.lemmas[verb] in _MEETING and parse.deps[noun] == "dobj" and verb < noun
    if is_met and parse.lemmas[verb] == "show" and parse.tags[verb] == "VB" and parse.find_kid(verb, "nsubj", "aux") is None:
        return True  # "Show me a shopkeeper who thinks …"
    return (is_there or is_met) and not _NONE.isdisjoint(_list_before(parse, noun))


def is_imputed(parse: Parse, cue: int) -> bool:
    """Whether a writer tells what others would say: "Doe will tell you that …", "would have you believe that …", "suppose Doe says …"."""
    told = parse.find_kid(cue, "dobj", "dative")
    helps = {parse.words[kid] for kid in parse.kids[cue][:MAX_KIDS] if parse.deps[kid] == "aux"}
    is_foretold = not helps.isdisjoint({"will", "would", "'ll", "’ll"})
    is_quoted = any(word in "“\"" for word in parse.words[cue : cue + _MAX_QUOTED])
    if parse.lemmas[cue] == "tell" and told is not None and parse.words[told] == "you" and is_foretold and not is_quoted:
        return True
    head = parse.heads[cue]
    if parse.lemmas[cue] in ("believe", "think") and parse.lemmas[head] == "have" and "you" in parse.words[head:cue]:
        return True
    is_command = parse.tags[head] == "VB" and parse.find_kid(head, "nsubj", "aux") is None
    return parse.lemmas[head] in _SUPPOSING and is_command and parse.deps[cue] in ("ccomp", "xcomp")


def _list_before(parse: Parse, i: int) -> list[str]:
    """Return the last words of a sentence before a word."""
    first = max(parse.find_paragraph(i)[0], i - _MAX_BACK)
    start = next((k + 1 for k in range(i - 1, first - 1, -1) if parse.words[k] in (".", "!", "?", ";", ":")), first)
    return parse.words[start:i]
