"""Where a word that attributes elsewhere attributes nothing: nobody speaks, wants or thinks."""

from __future__ import annotations

from analysis.quotes.parse import Parse
from analysis.quotes.words import HEARING, OBJECT_PRONOUNS, PEOPLE, SPEAKING

_MARGINS = frozenset({"vote", "margin", "majority", "point", "percent", "%"})  # "rejected by one vote" names nobody
USING = frozenset({"use", "exploit", "seize", "invoke"})  # what is another's: the subject acts, and its object says nothing
# What is called or passed on.
_CALLED = frozenset("meeting ambulance election police strike referendum vote conference witness doctor taxi summit session poll".split())
_PASSED_ON = frozenset({"question", "query", "enquiry", "inquiry", "request", "call", "comment", "reporter"})
# What is denied to somebody who asks for it.
_GOODS = frozenset("access entry service visa permission bail asylum benefit aid care treatment coverage admission parole".split())
_PERSONAL = frozenset({"underline", "underscore"})  # what events do, too, and no event says anything
_SAYERS = PEOPLE | SPEAKING | HEARING | {"ministry", "statement", "report", "letter"}
_SHOWING = frozenset({"show", "reveal", "demonstrate", "suggest", "indicate"})
_SELVES = (["itself"], ["himself"], ["herself"], ["themselves"])
_TERMS = frozenset({"term", "word", "phrase", "name", "expression"})
_EVENTS = frozenset(
    "event history experience practice development crisis war annexation past reality size scale speed intensity rise fall drop growth"
    " increase decline lack absence presence silence turnout success failure".split()
)
_MARKETS = frozenset("growing rising falling strong weak soaring global domestic foreign consumer illicit huge high low slack".split())
_KIN = frozenset("wife husband partner son daughter child family mother father mum dad parent brother sister".split())
_NEAR_BID = 8  # tokens
_FILMS = frozenset("video footage clip film tape recording audio minute".split())
_HELPED = frozenset("people person family child patient resident woman man refugee student firm business charity start-up startup company "
                    "household worker".split())  # fmt: skip
_SENT_FOR = frozenset("ambulance backup taxi cab doctor plumber waiter".split())
_QUESTIONING = frozenset({"press", "grill", "quiz"})


def is_no_act(parse: Parse, cue: int) -> bool:
    """Whether the word says nothing here, in whatever frame."""
    is_deed = _helps(parse, cue) or _films(parse, cue)
    return is_deed or _is_counted(parse, cue) or _is_undone(parse, cue) or _happens(parse, cue) or _tells(parse, cue)


def _helps(parse: Parse, cue: int) -> bool:
    """Whether people are kept or helped, or something is sent for: "has supported more than 200 people", "backed 40 start-ups",
    "supported his wife", "called for an ambulance"."""
    lemma, thing = parse.lemmas[cue], parse.find_kid(cue, "dobj")
    if lemma in ("support", "back") and thing is not None:
        is_counted = any(parse.tags[kid] == "CD" for kid in parse.kids[thing])
        is_kin = parse.lemmas[thing] in _KIN and parse.find_kid(thing, "poss") is not None
        return is_counted and parse.lemmas[thing] in _HELPED or is_kin and not _backs_bid(parse, cue)
    link = next((kid for kid in parse.kids[cue] if kid > cue and parse.words[kid] == "for"), None) if lemma == "call" else None
    sought = parse.find_kid(link, "pobj") if link is not None else None
    return sought is not None and parse.lemmas[sought] in _SENT_FOR


def _backs_bid(parse: Parse, cue: int) -> bool:
    """Whether it is somebody's cause that is backed: "supported his son in his bid for office"."""
    return not {"bid", "campaign", "candidacy", "plan"}.isdisjoint(parse.words[cue : cue + _NEAR_BID])


def _films(parse: Parse, cue: int) -> bool:
    """Whether a film shows somebody who speaks, as the words of whom it counts: "a video showed Doe saying that …"."""
    film = parse.find_kid(cue, "nsubj")
    is_film = film is not None and parse.lemmas[film] in _FILMS and parse.lemmas[cue] in ("show", "capture", "record", "film")
    shown = parse.find_kid(cue, "ccomp") if is_film else None
    return shown is not None and parse.tags[shown] == "VBG" and parse.find_kid(shown, "nsubj") is not None


def _is_counted(parse: Parse, cue: int) -> bool:
    """Whether the agent of a passive is a count: a bill rejected by one vote is nobody's statement."""
    agent = parse.find_kid(cue, "agent")
    named = parse.find_kid(agent, "pobj") if agent is not None else None
    return named is not None and parse.lemmas[named] in _MARGINS


def _happens(parse: Parse, cue: int) -> bool:
    """Whether nobody speaks, wants or thinks, whatever the word: "attacking mobs", "a mill said to hold grain", "the vote is expected on
    Monday", "the strike was called by the union", "use the mayor's pledge to demand a refund", "what does the union want?"."""
    lemma, dep, tag = parse.lemmas[cue], parse.deps[cue], parse.tags[cue]
    is_rumoured = lemma == "say" and parse.find_kid(cue, "xcomp") is not None and parse.find_kid(cue, "nsubj", "dobj", "ccomp") is None
    if dep == "amod" and tag in ("VBG", "VBN") or is_rumoured and dep in ("acl", "conj"):
        return True
    if dep == "dobj" and tag[:1] == "N":
        return parse.lemmas[parse.heads[cue]] in USING
    if lemma in _QUESTIONING and parse.find_kid(cue, "nsubjpass") is not None and parse.find_kid(cue, "agent") is None:
        return True  # "was pressed on why he went", by whom is not said
    if parse.find_kid(cue, "nsubjpass") is not None and lemma in ("expect", "call") and not _is_named(parse, cue):
        is_event = lemma == "expect" and parse.find_kid(cue, "agent", "ccomp", "oprd") is None  # "is expected to decide on Monday"
        is_summons = lemma == "call" and parse.find_kid(cue, "agent") is not None and parse.find_kid(cue, "xcomp", "prt", "prep") is None
        return is_event or is_summons and not any(says_of_subject(parse, kid) for kid in parse.kids[cue])
    if _is_summoned(parse, cue) or _is_withheld(parse, cue) or _is_named(parse, cue) or _bodes(parse, cue):
        return True
    if lemma in ("refuse", "decline", "fail") and tag == "VBG" and dep == "pcomp" and parse.words[parse.heads[cue]] == "for":
        return True  # "slammed Doe for refusing “to negotiate”": whoever slams says so
    if lemma in ("say", "suggest", "deny") and dep in ("xcomp", "ccomp") and parse.lemmas[parse.heads[cue]] == "be":
        what = parse.find_kid(parse.heads[cue], "nsubj")  # "That is not to say that …"
        return what is not None and parse.words[what] in ("that", "which", "this")
    asked = parse.find_kid(cue, "dobj", "attr") if dep == "ROOT" and parse.find_kid(cue, "aux") is not None else None
    return asked is not None and asked < cue and parse.tags[asked] in ("WP", "WDT")


def _is_summoned(parse: Parse, cue: int) -> bool:
    """Whether something is called or sent for, or questions are passed on: "called a meeting", "referred questions to the ministry"."""
    thing = parse.find_kid(cue, "dobj")
    if thing is None or parse.find_kid(cue, "oprd") is not None:
        return False
    return parse.lemmas[thing] in {"call": _CALLED, "refer": _PASSED_ON}.get(parse.lemmas[cue], ())


def _is_withheld(parse: Parse, cue: int) -> bool:
    """Whether something is kept from somebody, and no claim denied: "was denied access to the site", "denied the firm entry"."""
    thing = parse.find_kid(cue, "dobj") if parse.lemmas[cue] == "deny" else None
    if thing is None:
        return False
    is_kept_from = parse.find_kid(cue, "nsubjpass", "dative") is not None
    is_bare = parse.deps[cue] == "acl" and parse.tags[cue] == "VBN"
    named = {parse.lemmas[thing], *(parse.lemmas[kid] for kid in parse.kids[thing] if parse.deps[kid] == "appos")}
    return is_kept_from or is_bare or not _GOODS.isdisjoint(named) and parse.find_kid(thing, "poss") is None


def _is_named(parse: Parse, cue: int) -> bool:
    """Whether a thing is called by its name, not by what somebody thinks of it: "a magazine called Odala"."""
    if parse.lemmas[cue] not in ("call", "name") or parse.find_kid(cue, "agent", "nsubj") is not None:
        return False
    said = [kid for kid in parse.kids[cue] if kid > cue and parse.deps[kid] in ("oprd", "dobj", "ccomp")]
    name = said[0] if len(said) == 1 else None  # "an ad called | Doe | a hypocrite"
    is_passive = parse.find_kid(cue, "nsubjpass", "auxpass") is not None or parse.deps[cue] in ("acl", "advcl")
    return is_passive and name is not None and parse.tags[name] in ("NNP", "NNPS")


def _bodes(parse: Parse, cue: int) -> bool:
    """Whether "promises to be", "threatens to be" tells what may come of a thing."""
    subject, deed = parse.find_kid(cue, "nsubj"), parse.find_kid(cue, "xcomp")
    if parse.lemmas[cue] not in ("promise", "threaten") or subject is None or deed is None or parse.lemmas[deed] != "be":
        return False
    return parse.words[subject] in ("it", "this", "that", "which") or parse.tags[subject] == "NN" and parse.lemmas[subject] not in PEOPLE


def _is_undone(parse: Parse, cue: int) -> bool:
    """Whether it is just what somebody did not do: "stopped short of endorsing the plan"."""
    return parse.words[parse.heads[cue]] == "of" and parse.words[parse.heads[parse.heads[cue]]] == "short"


def says_of_subject(parse: Parse, kid: int) -> bool:
    """Whether this is what a passive says of its subject: "was branded | a disgrace | by farmers", "described | as a disgrace | by …"."""
    return parse.deps[kid] in ("oprd", "dobj") or parse.deps[kid] == "prep" and parse.words[kid] == "as"


def _tells(parse: Parse, i: int) -> bool:
    """Whether a word tells how things are: "holds what is left", "the row underlines how deep the rift is", "history shows that …"."""
    lemma, subject = parse.lemmas[i], parse.find_kid(i, "nsubj")
    told = "" if subject is None else parse.lemmas[subject]
    if lemma == "hold":
        return parse.words[i + 1 : i + 2] != ["that"]
    if lemma == "case":
        return parse.lemmas[parse.heads[i]] != "make"  # "made the case that", not "part of a case that"
    if lemma == "find":
        return parse.words[i + 1 : i + 2] in _SELVES  # "found itself alone"
    if lemma == "demand" and parse.tags[i] == "NN":  # "demand for oil fell", "the growing demand for cars"
        is_market = any(parse.deps[kid] in ("amod", "compound") and parse.words[kid] in _MARKETS for kid in parse.kids[i])
        return is_market or parse.find_kid(i, "det", "poss") is None
    if lemma == "dismiss":
        return _is_sent_away(parse, i)
    if lemma in _PERSONAL:
        return not _may_speak(parse, i)
    return told in _EVENTS and lemma in _SHOWING or told in _TERMS and lemma == "refer"


def _is_sent_away(parse: Parse, verb: int) -> bool:
    """Whether somebody is told to go: "dismissed her and her lawyer", "dismissed two players from the squad"; "dismissed her as a crank"
    is a judgement."""
    links = {parse.words[kid] for kid in parse.kids[verb] if kid > verb and parse.deps[kid] == "prep"}
    whom = parse.find_kid(verb, "dobj")
    if whom is None or "as" in links:
        return False
    return parse.words[whom] in OBJECT_PRONOUNS or "from" in links and parse.tags[whom] == "NNS"


def _may_speak(parse: Parse, verb: int) -> bool:
    """Whether the subject of a verb, or of the one it is joined to, names who or what may speak."""
    verb = parse.heads[verb] if parse.deps[verb] == "conj" else verb
    subject = parse.find_kid(verb, "nsubj")
    is_named = subject is not None and parse.entities[subject] in ("PERSON", "ORG", "NORP", "GPE")
    return is_named or subject is not None and not _SAYERS.isdisjoint((parse.words[subject], parse.lemmas[subject]))
