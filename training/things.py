"""What news says of a thing that is there, against targets that would do something to it.

Who "criticised the law" is for changing it and against keeping it; who "criticised the plan to change the law" is the other way round. A
model that goes by the mood of the verb turns the first kind round where the target is to change, lift or overturn a thing. The permitted
sets have arguments, hardly ever such acts, so they are put together here from patterns of our own. The verbs in ``HELD_OUT`` are in no
pattern: ``python -m benchmarks acts`` shows on them what was learned beyond the words.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

HELD_OUT = ("override", "rescind", "overhaul", "veto", "scrap")

# Things by what can be done to them: the full name, and the short one that an article goes on with.
_THINGS = {
    "rule": (
        ("the rent law", "the law"), ("the water tariff", "the tariff"), ("the school code", "the code"), ("the fishing rules",
        "the rules"),
        ("the asylum act", "the act"), ("the inheritance tax", "the tax"), ("the shop hours act", "the act"), ("the sugar levy",
        "the levy"),
        ("the licence fee", "the fee"), ("the language decree", "the decree"), ("the border controls", "the controls"),
        ("the speed limit on the coast road", "the limit"), ("the hunting regulations", "the regulations"), ("the pay freeze",
        "the freeze"),
        ("the broadcasting act", "the act"), ("the dress code for judges", "the code"), ("the residence rules for students", "the rules"),
        ("the price cap on bread", "the cap"), ("the quota for women on boards", "the quota"), ("the state of emergency", "the emergency"),
        ("the sanctions against Quarra", "the sanctions"), ("the tariffs on Meldrian steel", "the tariffs"),
        ("the embargo against Tarovia", "the embargo"), ("the visa requirement", "the requirement"), ("the export licence rules",
        "the rules"),
        ("the stop-and-search order", "the order"), ("the electoral law", "the law"), ("the citizenship test", "the test"),
        ("the tuition fees", "the fees"), ("the parking charges", "the charges"), ("the planning code", "the code"),
        ("the pension act", "the act"), ("the data retention law", "the law"), ("the president's order on refugees", "the order"),
        ("the fuel duty", "the duty"), ("the gag order", "the order"), ("the anti-strike law", "the law"), ("the two-child rule",
        "the rule"),
        ("the assembly's rules on debates", "the rules"), ("the directive on pesticides", "the directive"), ("the gun law", "the law"),
    ),
    "ban": (
        ("the ban on trawling", "the ban"), ("the ban on street music", "the ban"), ("the ban on private lessons", "the ban"),
        ("the ban on foreign donations", "the ban"), ("the ban on Sunday trading", "the ban"), ("the ban on new wells", "the ban"),
        ("the ban on gene editing", "the ban"), ("the ban on short-term lets", "the ban"), ("the ban on fireworks", "the ban"),
        ("the ban on betting adverts", "the ban"), ("the ban on wood stoves", "the ban"), ("the ban on overtime", "the ban"),
        ("the moratorium on mining", "the moratorium"), ("the ban on crossbows", "the ban"), ("the ban on raw milk", "the ban"),
    ),
    "practice": (
        ("battery farming", ""), ("fox hunting", ""), ("bottom trawling", ""), ("zero-hours contracts", ""), ("unpaid internships", ""),
        ("boxing", ""), ("private tuition", ""), ("street vending", ""), ("payday loans", ""), ("live animal exports", ""),
        ("home schooling", ""), ("surrogacy", ""), ("facial recognition", ""), ("gold mining in the north", "mining"), ("peat cutting", ""),
        ("plea bargains", ""), ("arms exports", ""), ("short-term lets", ""), ("solitary confinement", ""), ("night shifts", ""),
        ("online gambling", ""), ("advertising to children", ""), ("offshore drilling", "drilling"),
        ("cash bail", ""), ("sugar subsidies", ""), ("bullfighting", ""), ("tax breaks for film studios", "the tax breaks"),
        ("police checkpoints", ""), ("crop burning", ""), ("daylight saving time", ""), ("military service", ""),
    ),
    "project": (
        ("the tunnel under the bay", "the tunnel"), ("the second runway", "the runway"), ("the dam on the Orle", "the dam"),
        ("the motorway through the moor", "the motorway"), ("the gas pipeline", "the pipeline"), ("the new prison", "the prison"),
        ("the waste incinerator", "the incinerator"), ("the opera house", "the opera house"), ("the stadium at the harbour", "the stadium"),
        ("the wind farm", "the wind farm"), ("the high-speed line", "the line"), ("the merger of the two hospitals", "the merger"),
        ("the sale of the waterworks", "the sale"), ("the digital identity card", "the card"), ("the copper mine", "the mine"),
        ("the nuclear plant", "the plant"), ("the summer games", "the games"), ("the cable car", "the cable car"),
        ("the school building programme", "the programme"), ("the fighter jet order", "the order"), ("the tram line", "the tram"),
        ("the training mission in Ostrana", "the mission"), ("the cable factory", "the factory"), ("the fence along the border",
        "the fence"),
    ),
    "body": (
        ("the upper house", "the house"), ("the border agency", "the agency"), ("the press council", "the council"),
        ("the monarchy", "the monarchy"), ("the jury system", "the system"), ("the county police", "the force"),
        ("the state lottery", "the lottery"), ("the grammar schools", "the schools"), ("the language institute", "the institute"),
        ("the electoral college", "the college"), ("the regional parliament", "the parliament"), ("the bonus scheme", "the scheme"),
        ("the youth court", "the court"), ("the intelligence bureau", "the bureau"), ("the voucher programme", "the programme"),
        ("the grain board", "the board"), ("the house arrest programme", "the programme"), ("the free bus scheme", "the scheme"),
    ),
    "pact": (
        ("the fisheries treaty", "the treaty"), ("the trade deal with Bellune", "the deal"), ("the river accord", "the accord"),
        ("the extradition treaty", "the treaty"), ("the customs union", "the union"), ("the arms pact with Meldria", "the pact"),
        ("the coalition agreement", "the agreement"), ("the migration compact", "the compact"), ("the ceasefire", "the ceasefire"),
        ("the base agreement with Tarovia", "the agreement"), ("the whaling convention", "the convention"),
        ("the contract with the clinic", "the contract"),
    ),
}  # fmt: skip
# What a target would do: do away with the thing, alter it, keep or carry it out, make it stricter or softer. Infinitive and participle.
_VERBS = {
    "rule": {
        "away": ("repeal:repealed", "abolish:abolished", "lift:lifted", "withdraw:withdrawn", "drop:dropped", "end:ended", "revoke:revoked",
                 "suspend:suspended", "cancel:cancelled", "reverse:reversed", "overturn:overturned", "do away with:done away with"),
        "alter": ("change:changed", "amend:amended", "reform:reformed", "revise:revised", "reconsider:reconsidered", "rewrite:rewritten",
                  "replace:replaced", "rethink:rethought"),
        "keep": ("keep:kept", "retain:retained", "uphold:upheld", "extend:extended", "enforce:enforced", "maintain:maintained",
                 "renew:renewed", "leave in place:left in place"),
        "tighten": ("tighten:tightened", "strengthen:strengthened"), "soften": ("relax:relaxed", "loosen:loosened", "soften:softened"),
    },
    "practice": {
        "away": ("ban:banned", "end:ended", "stop:stopped", "outlaw:outlawed", "abolish:abolished", "prohibit:prohibited",
                 "phase out:phased out", "forbid:forbidden"),
        "alter": ("reform:reformed", "change:changed", "rethink:rethought", "curb:curbed", "restrict:restricted"),
        "keep": ("allow:allowed", "permit:permitted", "protect:protected", "legalise:legalised", "promote:promoted", "tolerate:tolerated"),
    },
    "project": {
        "away": ("cancel:cancelled", "stop:stopped", "abandon:abandoned", "halt:halted", "drop:dropped", "shelve:shelved",
                 "withdraw:withdrawn", "end:ended"),
        "alter": ("change:changed", "redesign:redesigned", "reconsider:reconsidered", "rethink:rethought", "revise:revised",
                  "replace:replaced"),
        "keep": ("approve:approved", "fund:funded", "go ahead with:gone ahead with", "complete:completed", "support:supported",
                 "pay for:paid for"),
    },
    "body": {
        "away": ("abolish:abolished", "close:closed", "do away with:done away with", "wind up:wound up", "end:ended"),
        "alter": ("reform:reformed", "change:changed", "replace:replaced", "rethink:rethought", "reorganise:reorganised"),
        "keep": ("keep:kept", "fund:funded", "expand:expanded", "protect:protected", "preserve:preserved", "strengthen:strengthened"),
    },
    "pact": {
        "away": ("leave:left", "cancel:cancelled", "suspend:suspended", "terminate:terminated", "withdraw from:withdrawn from",
                 "tear up:torn up", "revoke:revoked"),
        "alter": ("renegotiate:renegotiated", "amend:amended", "revise:revised", "change:changed", "replace:replaced"),
        "keep": ("ratify:ratified", "renew:renewed", "honour:honoured", "keep:kept", "extend:extended", "stand by:stood by"),
    },
}  # fmt: skip
_VERBS["ban"] = _VERBS["rule"]
_FOR_THE_THING = {"away": False, "alter": False, "soften": False, "keep": True, "tighten": True}  # of a rule; elsewhere there are three
# What people do about the thing, after "The speaker".
_ACTS = {
    True: (
        "defended {x}", "praised {x}", "supports {x}", "backs {x}", "backed {x}", "welcomed {x}", "stood by {x}", "spoke up for {x}",
        "hailed {x}", "is in favour of {x}", "endorsed {x}", "called {x} a success", "called {x} indispensable", "paid tribute to {x}",
        "is proud of {x}", "spoke warmly of {x}", "sees nothing wrong with {x}", "rejected criticism of {x}", "hit back at critics of {x}",
        "dropped his opposition to {x}", "marched in support of {x}", "described {x} as fair", "said {x} worked", "has faith in {x}",
        "said the country was better off for {x}", "credited {x} with saving lives", "signed a letter in support of {x}",
        "has always stood behind {x}", "found much to like in {x}", "said there was no better way than {x}",
        "dismissed complaints about {x}", "is a friend of {x}", "campaigned for {x}", "voted for {x}",
        "told critics of {x} to look at the results",
        "cannot imagine the country without {x}", "called the attacks on {x} unfair", "vowed to fight for {x}", "is content with {x}",
    ),
    False: (
        "criticised {x}", "criticized {x}", "opposes {x}", "condemned {x}", "attacked {x}", "is against {x}", "objects to {x}",
        "complained about {x}", "is unhappy with {x}", "expressed concern over {x}", "is worried about {x}", "denounced {x}",
        "called {x} a disgrace", "called {x} unfair", "described {x} as a danger", "described {x} as a failure", "said {x} had failed",
        "said {x} did harm", "slammed {x}", "hit out at {x}", "protested against {x}", "marched against {x}", "sued over {x}",
        "took {x} to court", "no longer supports {x}", "cannot support {x}", "withdrew support for {x}", "sided with the critics of {x}",
        "has doubts about {x}", "questioned {x}", "spoke out against {x}", "warned of the consequences of {x}", "blamed {x} for the losses",
        "deplored {x}", "is fed up with {x}", "has never hidden a dislike of {x}", "lamented {x}", "sharply criticised {x}",
        "said there was no case for {x}", "was scathing about {x}", "voted against {x}", "called {x} a mistake", "found fault with {x}",
        "said people were suffering under {x}", "rejected {x}", "signed a petition against {x}", "denied ever having supported {x}",
    ),
    None: (
        "explained {x}", "described {x}", "wrote a paper on {x}", "was asked about {x}", "spoke about {x}", "is an expert on {x}",
        "gave evidence on {x}", "has studied {x} for years", "stopped short of criticising {x}", "neither praised nor criticised {x}",
        "recalled the early days of {x}", "answered questions on {x}", "set out the history of {x}", "presented the figures on {x}",
        "had no comment on {x}", "compared {x} with what others have", "heard both sides on {x}", "has not yet formed a view on {x}",
        "said a report on {x} would come in May", "counted how often {x} came up", "declined to judge {x}",
        "listed the costs and the benefits of {x}", "said opinions on {x} were divided", "made a film about {x}",
    ),
}  # fmt: skip
# The same in the speaker's own words.
_QUOTES = {
    True: (
        "{X} {has} served us well.", "{X} {works}.", "{X} {is} one of the best things we have.", "I will not hear a word against {x}.",
        "{X} {protects} those who have nobody else.", "We need {x} more than ever.", "Thanks to {x} we sleep better.",
        "Show me something better than {x} and I will listen. You cannot.", "{X} {is} not perfect, but {is} worth every penny.",
        "Without {x} we would be lost.", "{X} {has} proved the doubters wrong.", "I am glad of {x} every day.",
        "What is wrong with {x}? Nothing.", "{X} {does} what {was} promised.", "I stand by {x}.",
    ),
    False: (
        "{X} {is} a disgrace.", "{X} {has} failed.", "{X} {does} more harm than good.", "{X} {is} killing our town.",
        "{X} {makes} no sense.",
        "Nobody asked for {x}.", "{X} {punishes} the wrong people.", "I have seen what {x} {does} to families.", "{X} {costs} us dear.",
        "{X} {is} unfair and everybody knows it.", "We have suffered enough from {x}.", "{X} {is} a relic of another age.",
        "{X} {has} brought us nothing but trouble.", "What good {has} {x} done us? None.", "I am ashamed of {x}.",
        "{X} {is} dangerous.", "{X} {is} too expensive by half.", "I have never liked {x} and I never will.",
    ),
    None: (
        "{X} {has} been discussed for years.", "I was asked about {x} at every meeting.", "{X} {is} on the agenda for Monday.",
        "We have collected figures on {x}.", "There are good people on both sides of the quarrel over {x}.", "{X} {has} a long history.",
        "You would have to ask the lawyers about {x}.", "I have read a good deal about {x} and I am no wiser.",
    ),
}  # fmt: skip
# How far a rule goes: said by those who want it softer, and by those who want it stricter.
_TOO_FAR = ("said {x} went too far", "called {x} too strict", "said {x} {was} much too harsh", "finds {x} excessive",
            "complained that {x} left no room for exceptions",
            "said {x} {was} stricter than anywhere else and hurt honest people")  # fmt: skip
_TOO_WEAK = ("said {x} did not go far enough", "called {x} toothless", "said {x} {was} too weak", "called {x} far too lenient",
             "complained that {x} {was} full of loopholes", "said {x} let the culprits off")  # fmt: skip
# What is done about what a target would do, {a} ("to lift the curfew") or {n} ("lifting the curfew").
_ON_THE_DEED = {
    True: ("called on the government {a}", "backed the plan {a}", "welcomed plans {a}", "urged ministers {a}", "voted {a}",
           "promised {a}", "praised the decision {a}", "supports {n}", "is in favour of {n}", "campaigned for {n}", "sees no harm in {n}",
           "said {n} was overdue", "defended the proposal {a}", "demanded a vote {a}", "said it was time {a}"),
    False: ("criticised the plan {a}", "condemned the decision {a}", "opposes {n}", "warned against {n}", "rejected calls {a}",
            "voted against the motion {a}", "attacked plans {a}", "vowed to fight the attempt {a}", "said {n} would be a mistake",
            "is against {n}", "ruled out {n}", "protested against the proposal {a}", "is worried about plans {a}", "refused {a}",
            "criticised {n}", "said it would be wrong {a}"),
    None: ("was asked about the plan {a}", "will vote on Friday on the plan {a}", "said a decision whether {a} was months away",
           "explained what it would take {a}", "has not decided whether {a}", "said {n} was a matter for the courts"),
}  # fmt: skip
# A ban is judged by what is thought of what it forbids.
_FORBIDDEN = {
    True: ("{X} {is} a scourge.", "{X} {does} terrible damage.", "The speaker condemned {x}.",
           "The speaker warned of the harm done by {x}.",
           "I never want to see {x} here again.", "The speaker called {x} a danger."),
    False: ("{X} {does} nobody any harm.", "The speaker praised {x}.", "{X} {is} part of our way of life.", "The speaker defended {x}.",
            "{X} {feeds} half the coast.", "The speaker said {x} should be nobody's business."),
}  # fmt: skip
_TAILS = ("", "", "", "", "", " on Tuesday", " in a letter to the paper", " at the hearing", " in parliament", " last week",
          " in an interview", " once more", " in front of the town hall", ", according to a spokesman")  # fmt: skip
_SPEAKERS = ("The speaker",) * 7 + ("The minister", "She", "A spokesman", "The union", "The party leader", "A resident", "The governor")
_ACTORS = ("the government", "parliament", "ministers", "the council", "the country", "we", "the assembly", "the president", "lawmakers",
           "the mayor", "Ostrana", "the new coalition", "the board")  # fmt: skip
_NUMBERS = {"is": "are", "has": "have", "was": "were", "does": "do", "makes": "make", "works": "work", "costs": "cost",
            "protects": "protect", "punishes": "punish", "feeds": "feed"}  # fmt: skip


class Saying(NamedTuple):
    text: str
    target: str
    kind: str  # "proposition", or "noun phrase" ("lifting the curfew")
    favor: bool | None  # of the target; None: takes no side on it
    names_it: bool  # the text has the thing's full name (never so of a name with a capital in it, which a question gives)


def write_saying(rng: random.Random) -> Saying:
    """Return what somebody says or does about a thing, a target that would do something to it, and the side taken on the target."""
    sort = rng.choices(list(_THINGS), weights=[len(things) for things in _THINGS.values()])[0]
    name, short = rng.choice(_THINGS[sort])
    deed = rng.choice(list(_VERBS[sort])) if rng.random() < 0.3 else rng.choice(("away", "alter", "alter", "keep"))
    verb = rng.choice(_VERBS[sort][deed])
    target, kind = _write_target(rng, verb, name)
    keeps = _FOR_THE_THING[deed]
    way, called = rng.random(), rng.choice((name, name, short or name, _pronoun(name)))
    if way < 0.25:
        text, favor = _on_a_deed(rng, sort, verb, deed, called)
    elif way < 0.33 and sort == "rule":
        too_far = rng.random() < 0.5
        text = _speak(rng, rng.choice(_TOO_FAR if too_far else _TOO_WEAK), called)
        favor = {"alter": True, "away": too_far, "soften": too_far, "tighten": not too_far, "keep": None if not too_far else False}[deed]
    elif way < 0.55 and sort == "ban":
        side, called = rng.random() < 0.5, name.split(" on ", 1)[1]
        text, favor = _fill(rng.choice(_FORBIDDEN[side]), called), side == keeps
    else:
        side = rng.choice((True, True, False, False, None))
        text = _fill(rng.choice(_QUOTES[side]), called) if rng.random() < 0.3 else _speak(rng, rng.choice(_ACTS[side]), called)
        favor = None if side is None else side == keeps
    return Saying(text, target, kind, favor, name in text.lower())


def _on_a_deed(rng: random.Random, sort: str, verb: str, deed: str, called: str) -> tuple[str, bool | None]:
    """What is done about a plan to do to the thing what the target says, or about a plan to do the contrary."""
    side, contrary = rng.choice((True, False, None)), deed in ("away", "keep") and rng.random() < 0.4
    if contrary:
        verb = rng.choice(_VERBS[sort]["keep" if deed == "away" else "away"])
    act, phrasal = verb.split(":")[0], _with_object(verb.split(":")[0], called)
    words = rng.choice(_ON_THE_DEED[side]).format(a=f"to {phrasal}", n=_with_object(_gerund(act), called))
    return f"{rng.choice(_SPEAKERS)} {words}{rng.choice(_TAILS)}.", None if side is None else side != contrary


def _write_target(rng: random.Random, verb: str, name: str) -> tuple[str, str]:
    act, done = verb.split(":")
    way, modal = rng.random(), rng.choice(("should", "should", "should", "must", "ought to", "needs to"))
    if way < 0.2:
        return _with_object(_gerund(act), name), "noun phrase"
    if way < 0.4:
        return f"{name} {modal if modal != 'needs to' else 'should'} be {done}", "proposition"
    actor = rng.choice(_ACTORS)
    modal = "need to" if modal == "needs to" and actor in ("we", "lawmakers", "ministers") else modal
    return f"{actor} {modal} {_with_object(act, name)}", "proposition"


def _speak(rng: random.Random, act: str, called: str) -> str:
    return f"{rng.choice(_SPEAKERS)} {_fill(act, called)}{rng.choice(_TAILS)}."


def _fill(pattern: str, called: str) -> str:
    """Return the sentence with the name of the thing, the verbs in its number."""
    plural = _pronoun(called) == "them"
    verbs = {one: many if plural else one for one, many in _NUMBERS.items()}
    subject = "they" if called == "them" else called
    return pattern.format(x=called, X=subject[:1].upper() + subject[1:], **verbs)


def _pronoun(name: str) -> str:
    head = re.split(" on | for | against | in | with | of ", name)[0]
    return "them" if name == "them" or re.search(r"[^s]s$", head) else "it"


def _with_object(act: str, thing: str) -> str:
    """Return "leave the law in place" for "leave in place" and "the law"."""
    verb, found, _ = act.partition(" in place")
    return f"{verb} {thing}{found}"


def _gerund(act: str) -> str:
    """Return "going ahead with" for "go ahead with": the first word in -ing."""
    first, *rest = act.split()
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", first) or first in ("permit", "forbid", "cancel"):
        first += first[-1]
    first = (first[:-1] if re.search(r"[^eo]e$", first) else first) + "ing"
    return " ".join([first, *rest])
