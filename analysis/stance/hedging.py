"""Conditions and hedges: attributes of a position, with the words they rest on. They never change the stance by themselves.

Rules over words (``hedges.toml``), no parse: they are read off short statements whose parse is often broken by the quoting. They
miss conditions without a marker ("Give us a treaty and we go") and do not judge whether a condition can be met.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

MAX_CONDITION = 240  # characters
# "If the fares stay low, | she would back it": a condition that comes first ends where what depends on it begins.
_MAIN_CLAUSE = re.compile(r",(?= (?:then |[^\s,.;!?]+ (?:[^\s,.;!?]+ ){0,5}?)"
    r"(?:would|will|should|could|can|must|shall|might|may|supports?|backs?|opposes?)\b)", re.I)
# What an "If …" that sets no terms goes on with: "let them build one", "she is welcome to send a cheque".
_PLAIN = re.compile(r"\blet\b|\b(?:is|are) welcome to\b", re.I)
_GONE = re.compile(
    r"once (?:it|they|that|this|the \w+)(?:['’]s| is| are| has| have) (?:been )?(?:gone|lost|over|done|sold|closed|there)\b", re.I
)  # fmt: skip
_NAMED = re.compile("conditions?$", re.I)  # "on one condition"
_STOP = re.compile(r"[.;!?]|$")
_SENTENCE_END = re.compile(r"(?:^[“\"‘]?|[.!?:;][”\"’]?)\s*(?:(?:and|but|so|that) )?$", re.I)
_CLAUSE_END = re.compile(r"[.;!?:]|[”\"]\s[“\"]|,? (?:and|but) (?=(?:i|we|he|she|they|it|the|this|that)\b)|[–—]|$", re.I)
# "If it runs at night, Doe will back it": a condition that the sentence opens with, before who speaks.
_LEAD = re.compile(
    r"(?:(?:and|but|so) )?((?:only )?(?:if|unless|provided|as long as|so long as)\b[^,;:.!?“”\"]{5,200}),[^.!?“”\"]{0,80}$", re.I
)
_ASIDE = re.compile(r"if (?:elected|re-elected|so|not|anything|necessary|true|correct|confirmed|asked)\b", re.I)  # of speaker or report
# "They asked me if I liked it", "I once lived here", "The dam once threatened the valley": whether, and long ago.
_NO_MARKER = re.compile(
    r"\b(?:asks?|asked|asking|wonders?|wondered|not know|nobody knows)(?: \w+){1,3} if\b"
    r"|\b(?:it|that|this|i|we) ?(?:would|will|'d|’d) (?:\w+ ){0,2}be (?:\w+ ){0,4}(?:trag|sham|disast|pity|mistake|wrong"
    r"|sad|delight|happy|glad"
    r"|wonderful|great|good|better"
    r"|bad|terribl|nice|foolish|mad\b|crazy|unwise|surpris|disappoint|devastat|catastroph|outrag|scandal|crime|betray)\w* if\b"
    r"|\b(?:lying|mad|crazy|a fool|fools) if\b|\bif (?:i|we) said\b"
    # a threat against the thing sets it no terms
    r"|\b(?:will|would|to|may|might|could|['’]ll|['’]d) (?:go to (?:court|law)|sue|march|strike|protest|resign|quit|walk out|fight|campaign"
    r"|rebel|riot) if\b"
    r"|\b(?:not|never|n't|n’t) (?:rest|stop|give up|sleep|cease|quit|relent) until\b"
    r"|\buntil (?:\d|the (?:19|20)\d)"
    r"|(?:\b(?:i|we|he|she|they|it|who)|(?:^|[.!?;] )(?:the|a|an|our|his|her|their|this|that)(?: \w+){1,2}|[, ](?:which"
    r"|that)|^[A-Z]\w+) once (?:\w+ly )?"
    r"(?:\w+ed|lived|came|went|saw|made|took|gave|ran|stood|sat|led|held|kept|lost|won|met|knew)\b(?! ?,)", re.I
)  # fmt: skip
_FIRM = re.compile(
    r"\bcome what may\b|\b(?:may|might) as well\b|\bcould (?:no longer|possibly go wrong)\b"
    r"|\byou may not\b|\bno (?!(?:doubt|wonder|question|reason|evidence|idea|surprise|guarantee)\b)\w+ may\b"  # what is forbidden
    r"|\b(?:nobody|no one|how anyone)(?: (?!but\b|that\b|who\b)\w+){0,3} could\b"
    r"|\b(?:the least|the best|all|everything|as much as|as hard as|whatever) (?:[\w’']+ ){0,4}(?:could|might|may)\b", re.I
)
# "could not support it | without a public majority", "Without a vote we cannot back it".
_LACKED = (
    r"without (?:a|an|the|any|clear|proper|firm|full|further)(?: [\w-]+){0,3}? (?:majority|mandate|vote|referendum|guarantee|deal"
    r"|agreement|consent|approval|ceasefire|truce|treaty|plan|safeguard|assurance|exemption|funding|budget)s?\b"
)
_SUPPORT = r"(?:support|back|accept|agree|vote|approve|endorse|favou?r)\b"
_NOT_WITHOUT = re.compile(
    rf"(?:\b(?:not|never|cannot)\b|n['’]t\b)(?: \w+){{0,2}} {_SUPPORT}[^.;!?]{{0,60}}?({_LACKED})"
    rf"|(?:^[“\"‘]?|[.!?] )({_LACKED})(?=[^.;!?]{{3,60}}(?:\b(?:not|never|cannot)\b|n['’]t\b)[^.;!?]{{0,20}}{_SUPPORT})", re.I
)  # fmt: skip
_IN_BETWEEN = re.compile(r"\b(?:that|and|but|so|because), $", re.I)
_NOT = re.compile(r"\s(?:not|never)\b", re.I)
# "It may be that a force is needed …, but it must be acceptable to both": a concession whose second half sets the terms.
_CONCESSION = re.compile(
    r"\bbut (?:only )?(?=(?:\w+ ){0,4}(?:must|needs? to|ha(?:s|ve) to|will need to|would need to|will have to|would have to|should)\b)",
    re.I,
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    words = tomllib.loads(files(__package__).joinpath("hedges.toml").read_text(encoding="utf-8"))
    return tuple(_whole_words(words[key]) for key in ("hedges", "conditions", "not_conditions"))


def _whole_words(phrases: list[str]) -> re.Pattern:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s") for p in longest_first) + r")\b", re.I)


def is_hedged(content: str) -> bool:
    """True where the words hold back: may, might, could, would consider, in principle …

    "May" as a month does not count, nor does "could not": who could not support a plan does not hold back, nor who will build it "come
    what may" or calls it "the least they could do"; "no city may close it" forbids.
    """
    firm = [m.span() for m in _FIRM.finditer(content)]
    found = (m for m in _patterns()[0].finditer(content) if not (m.group() == "May" and m.start() > 0))
    found = (m for m in found if not any(start <= m.start() < end for start, end in firm))
    return any(not (m.group().lower() == "could" and _NOT.match(content, m.end())) for m in found)


def is_weighed(cue: str, content: str) -> bool:
    """True where the cue itself holds back: "is considering it", "would consider closing it"; not "considers it a mistake"."""
    if re.search(r"\b(?:considering|weighing|mulling|leaning|toying)\b", cue, re.I):
        return True
    return bool(re.search(r"\b(?:consider|weighs|mulls)\b", cue, re.I)) and content.split(None, 1)[0].endswith("ing")


def find_condition(content: str) -> str:
    """Return the words of the first condition a statement sets, or "" where it sets none.

    "We would send troops only if both sides agree." → "only if both sides agree"
    """
    hedges, conditions, exceptions = _patterns()
    blocked = bytearray(len(content) + 1)
    for start, end in (m.span() for pattern in (exceptions, _NO_MARKER) for m in pattern.finditer(content)):
        blocked[start:end] = b"\1" * (end - start)
    for match in conditions.finditer(content):
        if not blocked[match.start()] and not blocked[match.end() - 1] and not _opens_plain(content, match):
            names_it = _NAMED.search(match.group()) and content[match.end() : match.end() + 2] in (", ", ": ")
            return _clause(content, match.start(), match.end() + 2 * bool(names_it))  # "on one condition: that fares fall"
    if lacking := _NOT_WITHOUT.search(content):
        return lacking[1] or lacking[2]
    concession = _CONCESSION.search(content)
    if concession and hedges.search(content, 0, concession.start()):
        return _clause(content, concession.start(), concession.end())
    return ""


def _opens_plain(content: str, match: re.Match) -> bool:
    """Whether a sentence opens with "If …" or "Once …" and sets no terms: "If they want a fence, let them build one", "Once it is gone, you
    do not get it back"."""
    if _GONE.match(content, match.start()):
        return True
    end = _STOP.search(content, match.end()).start()
    opens = _SENTENCE_END.search(content, max(0, match.start() - 8), match.start())
    return bool(match.group().lower() == "if" and opens and _PLAIN.search(content, match.end(), end))


def find_lead_condition(lead: str) -> str:
    """Return the condition a sentence opens with, given its words up to the speaker, or "": "If it runs at night, Doe will back it"."""
    match = _LEAD.match(lead.strip())
    return match[1] if match and not _ASIDE.match(match[1]) else ""


def _clause(content: str, start: int, after: int) -> str:
    end = _CLAUSE_END.search(content, after).start()
    if _SENTENCE_END.search(content, max(0, start - 8), start) and (main := _MAIN_CLAUSE.search(content, after, end)):
        end = main.start()
    elif content[max(0, start - 2) : start] == ", " and _IN_BETWEEN.search(content, max(0, start - 8), start):
        end = min(end, content.find(",", after) % (len(content) + 1))  # "that, if a pool is built, the lido should close"
    return content[start : min(end, start + MAX_CONDITION)].strip(' ,”"’')
