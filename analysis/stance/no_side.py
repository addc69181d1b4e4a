"""Words about a matter that take no side on it by their form: a reaction, a reply, a question, an earlier view, a point granted."""

from __future__ import annotations

import re
from datetime import date

from analysis.nlp import expand_not

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# "She welcomed the decision", "he was bitterly disappointed": which way it went is for the article to say, and the model does not know.
REACTION = re.compile(
    r"\b(?:decisions?|votes?|ruling|results?|outcome|verdict|news|announcement|disappoint\w+|delighted|relieved|relief|pleased|thrilled"
    r"|dismayed|saddened|happy|sad|glad|sorry|grateful|asham\w+|proud|angry|furious|shocked|appalled|devastated|heartbroken"
    r"|upset|agreed?|agrees|disagrees?|disagreed"
    r"|(?:a|the|this|that|his|her|their) (?:move|step|call|demand|appeal|stance|remark|comment)s?)\b(?! to\b)",
    re.I,
)
# "rejected the charge": what was rejected is in somebody else's words.
RETORT = re.compile(
    r"(?:(?:the|this|that|these|those|such|any|all|his|her|their)\s)?"
    r"(?:charge|claim|accusation|allegation|criticism|suggestion|concern|fear|worr(?:y|ie)|objection|complaint|doubt|warning)s?\W*"
    r"|(?:[\w’'-]+ ){0,3}(?:claim|accusation|allegation|suggestion|assertion|charge)s? that\b.*", re.I | re.S
)
# "it was not", "he is wrong", "no, never": what is denied or granted is in somebody else's words.
REPLY_WORDS = frozenset(
    "no yes never nope not true untrue false nonsense rubbish lie lies lying incorrect correct mistaken otherwise differ so"
    " the a case truth fact such thing of course at all absolutely simply just quite totally completely really he she they i"
    " we you it that this there those to do does did is are was were am be been has have had will would can could".split()
)
JUDGED = frozenset({"wrong", "right"})  # people and matters may be, so that whose they are decides
OF_PERSONS, SUBJECTS = frozenset("he she they you".split()), frozenset("he she they you i we it that this there".split())
DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput)", re.I)
MAX_REPLY = 9  # words
# "admitted that it would be dear", "understood fears that it would": what speaks against one's own side is no change of side.
CONCEDING = re.compile(r"\b(?:admit|conced|acknowledg|recogni[sz]|grant(?:s|ed)?\b|accept(?:s|ed)?\b)", re.I)
CONCEDED_FEARS = re.compile(
    r"(?:that )?(?:he|she|they|we|i|it) (?:\w{1,12} )?(?:underst(?:oo|an)ds?|acknowledge[ds]?|recogni[sz]e[ds]?|appreciate[ds]?"
    r"|accept(?:s|ed)?) (?:\w{1,15}['’]?s? ){0,3}"
    r"(?:fears?|concerns?|worr(?:y|ies)|anger|anxiet(?:y|ies)|frustrations?|objections?|feelings?)\b", re.I
)  # fmt: skip
# "I understand why people oppose it", "Nobody wants to close a hospital, but …": what others feel is granted.
_UNDERSTOOD = re.compile(
    r"(?:that )?(?:of course,? |yes,? )?(?:he|she|we|i) (?:can |could |fully |completely |totally |do |quite ){0,2}"
    r"(?:underst(?:oo|an)ds?|sees?|saw|knows?|knew|appreciate[ds]?|gets?) (?:\w{1,12} )?"
    r"(?:why (?:they|people|some|many|others|residents)|that (?:people|some|many|others|residents|not everyone))\b", re.I
)  # fmt: skip
_NOBODY_WANTS = re.compile(
    r"(?:that )?(?:no ?one|nobody)(?: here| at all)? (?:(?:ever )?(?:wants?|wanted|likes?|liked)\b[^.;]{3,120}[,.;]? but\b"
    r"|(?:takes?|took) (?:any )?pleasure\b|(?:enjoys?|relish(?:es)?)\b)", re.I
)  # fmt: skip
_SEAM = re.compile(r"(?:,? (?:and|but|so|yet|which|although|though|because) |, (?=(?:i|we|he|she|it) )|[.!?;:] | [–—-] )", re.I)
_STANDING = re.compile(r"\b(?:fight|keep|kept|stay|will not|never|clos(?:e|ed|ing|ure)|shut|save|end|go(?:es)?)\b|n['’]t\b", re.I)
_NEVER_SAID = re.compile(
    r"(?:that )?(?:i|we|he|she|they)(?:['’](?:m|re|ve|s|d))? (?:(?:am|are|is|was|were|have|has|had|did|do|does) )?(?:not|never) "
    r"(?:once |ever |actually )?"
    r"(?:sa(?:y|id|ying)|suggest(?:ed|ing)?|call(?:ed|ing)? for|propos(?:e|ed|ing)|claim(?:ed|ing)?|argu(?:e|ed|ing)"
    r"|demand(?:ed|ing)?)\b", re.I
)  # fmt: skip
_NAMED_BEHIND = re.compile(r"\b(?:that|to|when|if|what|how)\b(?<!^that)", re.I)  # "It is a disappointment that the bridge will close"
# What comes about, told with fear, regret or as a guess.
_FORETELLING = re.compile(
    r"\b(?:warn|fear|worr|complain|lament|bemoan|regret|dread|expect|predict|forecast|foresee|foresaw|anticipat)", re.I
)  # fmt: skip
# The same in the speaker's own words: "I do not think there will be a new wave"; "there will be no toll" may be a promise.
_FORECAST = re.compile(
    r"(?:that )?(?:i|we|he|she|they) (?:\w+ |do(?:es)? not |did not |\w+n['’]t ){0,2}(?:expect(?:s|ed)?|thinks?|thought|believe[sd]?"
    r"|see|have the feeling|had the feeling)(?: that)? there(?:['’]ll| (?:will|would|won['’]t|wouldn['’]t|(?:is|are|was|were) going to))"
    r"(?: \w+){0,2}? be\b", re.I
)  # fmt: skip
_PROMISING = re.compile(r"\b(?:promis|pledg|vow)", re.I)
_SHORT = re.compile(r"n['’]t$")
_TO_COME = re.compile(r"\b(?:will|would|(?<!not )to|fac(?:e|es|ed|ing)|closes|closed|loss of|end of|could|might|may)\b", re.I)
_ENDING = re.compile(r"(?:axe|clos|shut|scrap|demolish|cut|loss|lost|lose|ended|ending|sold|sale|ban|kept|keep|stay|remain)")
_LIGHT = frozenset("that this will would have been with from they their there into going could might face faces faced soon more another "
                   "further new wave round feeling think expect believe any many".split())  # fmt: skip
_STEM = 4  # letters
OWN_STAND = re.compile(
    r"\b(?:support|oppos|back(?:s|ed|ing)?\b|favou?r|against\b|mistake|wrong|should|right\b|must\b|need|regret|sorry|vot(?:e[ds]?|ing)\b|worth"
    r"|fail(?:s|ed|ure|ing)?\b|unworkable|unnecessary|waste|disast|blot\b|best\b|worst\b|terribl|folly|scandal|disgrac|vital|essential|lik(?:e|ed)\b"
    r"|lov(?:e|ed)\b|hat(?:e|ed)\b|scrap|abandon|cancel|good\b|bad\b|better\b|great\b|wonderful|awful)", re.I
)  # fmt: skip
# What is granted: a price, trouble, a risk.
DRAWBACK = re.compile(
    r"\b(?:expensive|cost|dear\b|pric|nois|disrupt|difficult|hard\b|risk|danger|concern|fear|worr|delay|late\b|problem|challeng|perfect|easy|pain"
    r"|inconvenien|drawback|downside|unpopular|controvers|take (?:time|years|months)|impact|traffic|suffer|upheaval|sacrifice)", re.I
)  # fmt: skip
# "asked what it would cost": the words of a question. Not where something is said to *be* so, "what we need is …".
OPEN_QUESTION = re.compile(
    r"(?:what|which|who|whose|when|where|how (?:much|many|long|often|soon|far))\b(?!.*\b(?:is|are|was|were|am)\b).*"
    r"|(?:what|who|how) (?:would|could|will|might|should|can)\b.*", re.I | re.S
)  # fmt: skip
# "repeated his claims about the wall", "was criticised for his stance on it": that there is a view is told, and not which.
UNTOLD = re.compile(
    r"(?:(?:his|her|their|its|my|our|the|an?|any|some|all|these|those|such|own|similar|recent|earlier|past|previous|false|public|latest"
    r"|\w+['’]s?)\s){0,4}(?:claims?|comments?|remarks?|statements?|stance|position|views?|opinions?|rhetoric|thoughts?|questions?|tweets?)"
    r"\s(?:(?:about|on|of|regarding|concerning)\b(?!.*\bthat\b)(?!.*[“\"])|(?:from|by|made|in which|unearthed)\b)", re.I | re.S
)  # fmt: skip
# "wrote about gun violence": a topic, unless the words judge it.
TOPIC_VERB = re.compile(r"(?:writ|wrote|sp[eo]a?k|talk|post|ask|report|read)", re.I)
# "dismissed talk of a takeover", "denied rumours that …": what others say is put aside, and nothing said of the matter.
HEARSAY = re.compile(r"(?:(?:the|any|all|such|this|growing|recent|press)\s){0,2}(?:talk|rumou?rs?|speculation|gossip|whispers)\b", re.I)
PUTTING_ASIDE = re.compile(r"\b(?:dismiss|den(?:y|ied|ies)|reject|laugh|brush|play|quash|scotch|wav|shrug|rubbish|pour|scoff)", re.I)
# What was so at another time: "opposed the closing in 1991", "did not recommend one at the time". A year inside the words may be the
# matter's own ("the bridge built in 1932"), so that it counts at their end alone.
_AGO = re.compile(
    r"\b(?:at the time|back then|years ago|decades ago|in the (?:past|(?:19|20)\d0s)|as a (?:child|student|young))\b"
    r"|\bhad (?:\w+ly )?(?:planned|intended|meant|hoped) to\b"
    r"|\bbut (?:later|then|(?:has|have) since) (?:withdr(?:ew|awn) (?:his|her) (?:support|backing|opposition|name|objection)"
    r"|changed (?:his|her) mind)\b"
    r"|\b(?:the|an?|that|in)\s(?:earlier|previous|last|first|former|original)\s(?=\w+(?:\s\w+){0,2}\sin\s(?:19|20)\d\d\W*$)", re.I
)  # fmt: skip
_YEAR = re.compile(r"\b(\w{1,30}),? (?:back )?in ((?:19|20)\d\d)\W*$", re.I)
_PARTICIPLE = re.compile(r"(?:ed|built|drawn|begun|born|up|held|made|set|won|lost)$", re.I)
_LEAD_YEAR = re.compile(r"(?:back )?in ((?:19|20)\d\d)", re.I)
_LEAD_AGO = re.compile(
    r"(?:back )?in the (?:19|20)\d0s|at the time|back then|in the past|(?:years|decades|a decade) ago"
    r"|(?:(?:a|about|nearly|almost|over|some|more than|just) )?(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|few|several|many|couple of) (?:years|decades) ago"
    r"|at first|initially|originally|until (?:recently|then|last \w{3,9}|(?:a few|\w{2,6}) (?:years?|months?|decades?) ago)"
    r"|before (?:he|she|they) (?:(?:was|were) (?:first )?(?:elected|appointed|mayor|minister|leader|president|in (?:office|power))"
    r"|became|took office|came to power|won office|entered (?:parliament|politics|government|office)|joined)\b[^,.]{0,40}"
    r"|(?:as an?|when (?:he|she|they) (?:was|were) (?:still )?(?:an? )?) ?"
    r"(?:student|child|teenager|young \w{3,12}|schoolboy|schoolgirl|backbencher|in opposition|first elected)(?: (?:at|in|of) [^,.]{1,40})?"
    r"|when (?:the|it|they) (?:\w{1,15} ){0,3}(?:was|were) first (?:published|proposed|announced|mooted|floated|put forward|unveiled)", re.I
)  # fmt: skip
SINCE = re.compile(
    r"[^.!?\n]{0,60}\b(?:he|she|they|who) ha(?:s|ve|d) (?:long )?since "
    r"(?:changed|reversed|dropped|softened|abandoned|withdrawn|recanted)\b"
    r"|[^.!?\n]{0,80}[.!?]\s(?:He|She) (?:ha[sd] (?:long )?(?:since )?changed (?:his|her) mind|no longer (?:does|thinks|believes|holds)"
    r"|is no longer so sure)\b"
)  # fmt: skip
# "who had | spoken against the ban", the cue behind the bar: what stands before what is told now.
WHO_HAD = re.compile(
    r"\b(?:who|which) (?:had (?:\w+ ){0,2}\||\|had (?:\w+ ){0,2})"
    r"(?:spoken|voted|opposed|supported|backed|called|campaigned|argued|criticised|criticized|praised)\b", re.I
)  # fmt: skip
# "refused to sign the petition against it": no word for it.
UNSIGNED = re.compile(
    r"\b(?:refus\w+ to|declin\w+ to|not|n['’]t) sign(?:ed)? (?:(?:the|a|any|that|this|an) )?(?:\w+ ){0,2}"
    r"(?:petition|letter|appeal|statement|declaration)\b", re.I
)  # fmt: skip
RECENT = 2  # years: what was said before then is an earlier view
# "once campaigned against it", "used to oppose it", right before the cue: what somebody thought before.
ONCE = re.compile(
    r"(?:(?<!\bat )(?<!\bthan )(?<!\bfor )(?<!\bnot )\bonce|\b(?:formerly|previously|originally|initially|at first)"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )"
    r"(?<!\bwere )\bused to)\s$", re.I
)  # fmt: skip
# "The measure calls for", "any ban means": a thing whose maker is not named. The noun is the head of the speaker's words, so that
# "the bill's backers", "lawmakers briefed on the plan" and "residents paying tax" are people.
_HEAD = (
    r"(?:[Tt]he |[Aa]n? |[Aa]ny |[Nn]o |[Tt]h(?:is|at|ese|ose) |[Ss]ome )?(?:(?!(?:of|who|whose|that|which|on|in|and|for|with|without|to|by"
    r"|from|at|behind|about|against|over|after|under|the|an?|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir|[Ii]ts|\w+ing)\b)[\w-]+ ){0,4}"
)
_TAIL = r"(?=\W*$|,| (?:of|from|to|by|on|for|that|which|with|in|released|published|issued|stalled|\w+ing)\b)"
_THING = re.compile(
    rf"{_HEAD}(?:measure|bill|law|act|order|ruling|decision|verdict|amendment|provision|clause|proposal|plan|deal|offer|budget|amount|sum"
    rf"|argument|chance|wall|tax|taxes|ban|polic(?:y|ies)|programme|program|scheme|project|move|idea|comment|remark|action|effort|rule"
    rf"|legislation|resolution|price|cost)s?{_TAIL}"
    rf"|(?:[Tt]he|[Aa]n?|[Tt]his) (?:[\w-]+ ){{0,3}}(?:Bill|Act|Order|Budget|Amendment|Treaty){_TAIL}"
)
_FINDER = re.compile(rf"{_HEAD}(?:polls?|surveys?|stud(?:y|ies)|reports?|analys[ie]s|research|data|findings|statistics|estimates?){_TAIL}")
_POLL = re.compile(r"\b(?:polls?|surveys?|data|statistics)\b")
_FINDING = re.compile(
    r"\b(?:f(?:i|ou)nd|show|suggest|estimat|indicat|sa(?:y|id)|conclud|according|reveal|report|put\b|predict|project|calculat|not(?:e|ing))",
    re.I,
)


def is_thing(speaker: str, actor_id: object) -> bool:
    """Whether the speaker's words name a bill, a ruling, a sum or the like that belongs to nobody who is named.

    ``actor_id`` of somebody named is known in all articles, that of somebody else begins with the article's ("a1/measure").
    """
    is_named = isinstance(actor_id, str) and "/" not in actor_id
    return not is_named and bool(_THING.match(speaker))


def only_finds(speaker: str, cue: str, words: str) -> bool:
    """Whether it is told what a study, poll or report found. What a poll found is never its side; a study that says what should be done,
    or does more than find ("recommended"), takes one."""
    if not _FINDER.match(speaker) or not _FINDING.search(cue):
        return False
    return bool(_POLL.search(speaker)) or not OWN_STAND.search(words)


def only_replies(statement, words: str) -> bool:
    """Whether the words only take up what somebody else has said: "no", "that is not true", "he is wrong", "she would not".

    Not where the cue has the side and the words only say "it", as in "opposes it"; "denied it" is a reply.
    """
    told = [word.partition("'")[0] for word in _WORD.findall(expand_not(words.lower()[:200]).replace("’", "'"))]
    told = told[1:] if told[:1] in (["that"], ["whether"]) and len(told) > 1 else told
    if not told or len(told) > MAX_REPLY or not all(word in REPLY_WORDS or word in JUDGED for word in told):
        return False
    if not JUDGED.isdisjoint(told) and OF_PERSONS.isdisjoint(told) and len(told) > 1:
        return False  # "It is wrong": of the matter itself
    is_clause = statement.kind == "direct" or len(told) > 1 and told[0] in SUBJECTS
    return is_clause or "differ" in told or bool(DENYING.search(statement.cue))


DUTY = re.compile(r"\b(?:should|must|ought)\b")
# Beginnings of words for what is intended: "planned", "decided", "considering", "agreed".
_INTENDED = frozenset({"plan", "deci", "inte", "cons", "agre"})
_SO = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had)\b", re.I)
# What is denied as done or planned: "sending arms", "its troops have a role in it", "any plan to close it".
_DEED_DENIED = re.compile(
    r"(?:that )?(?:(?:ever|having|being|knowingly|deliberately) )?"
    r"(?!(?:being|during|nothing|everything|anything|something)\b)\w{2,20}ing\b"
    r"|(?:(?:all|any|the|a|an|its|his|her|their|having|such|direct|close|recent|secret|previous|[\w-]+['’]s?) ){0,4}"
    r"(?:plans?|intentions?|role|part|involvement|participation|responsibility|complicity|knowledge|links?|ties|contacts?|deals?"
    r"|wrongdoing|collusion|interference|attempts?)\b"
    r"|(?:that )?(?:(?:it|he|she|they|its|his|her|their|the|any)\b ?(?:[\w-]+ ){0,2})(?:ha(?:s|ve|d) (?:a|an|any) (?:role|part|hand|plan)"
    r"|played (?:a|any) (?:role|part)|took part)\b", re.I
)  # fmt: skip
# "denied planning permission": not said to be untrue, but refused.
_REFUSED = re.compile(
    r"(?:[\w’'-]+ ){0,4}?(?:permissions?|approval|consent|requests?|applications?|licen[cs]es?|permits?|funding|funds|entry|access|leave"
    r"|motion|bid|appeal|petition|visas?|bail|help|aid)\b", re.I
)  # fmt: skip
_FEELING = re.compile(
    r"(?:(?:of course|sadly|frankly),? )?(?:this|that|it)(?:['’]s| is| was| comes as| came as)\b[^.;:!?,]*", re.I
)


def denies_fact(statement, words: str, proposition: str) -> bool:
    """Whether it is denied that something is, was or will be so, or has been done or planned, where the question is what should be: "denied
    that the port would be sold", "denied selling arms", "denied any part in it"; "denied that it was a mistake" takes a side."""
    is_denied = statement.kind != "direct" and re.match(r"(?:has |have |had )?den(?:y|ies|ied|ying)\b", statement.cue, re.I)
    if not is_denied or not DUTY.search(proposition):
        return False
    told = _SO.search(words)
    if told is None or _DEED_DENIED.match(words):  # a deed, a part in it, a thing
        return not OWN_STAND.search(words) and not _REFUSED.match(words)
    return _says_no_more(words[told.end() :], proposition, _INTENDED)


def only_feels(words: str) -> bool:
    """Whether the words are a feeling about something told before them: "This is a disappointment for the EU"; what went before decides
    which way it went."""
    clause = _FEELING.match(words)
    return bool(clause) and bool(REACTION.search(clause[0])) and not _NAMED_BEHIND.search(clause[0])


def _says_no_more(words: str, proposition: str, further: frozenset[str] = frozenset()) -> bool:
    """Whether all words that carry something begin as those of the proposition do, tell that something ends, or are among ``further``."""
    known = {word[:_STEM] for word in _WORD.findall(proposition.lower())} | further
    rest = (word for word in _WORD.findall(words.lower()) if len(word) >= _STEM and word not in _LIGHT and not _SHORT.search(word))
    return all(word[:_STEM] in known or _ENDING.match(word) for word in rest)


def names_topic(cue: str, before: str, words: str) -> bool:
    """Whether it is only told what somebody wrote or spoke about; ``before`` is the text before the reported words."""
    is_topic = TOPIC_VERB.match(cue) and before.endswith(("about ", "of "))
    return bool(is_topic and not OWN_STAND.search(words) and not DRAWBACK.search(words))


def is_earlier(words: str, published: str) -> bool:
    """Whether reported words with what follows them are of another time: "at the time", or a year at their end well before the
    article's."""
    dated = _YEAR.search(words)
    is_own = dated is not None and not _PARTICIPLE.search(dated[1]) and not re.search(r"\b(?:which|that|who)\b", words)
    year = _read_year(published)
    return bool(_AGO.search(words) or is_own and year and int(dated[2]) <= year - RECENT)


def _read_year(published: str) -> int | None:
    return int(published[:4]) if isinstance(published, str) and published[:4].isdigit() else None


def is_earlier_lead(lead: str, published: str) -> bool:
    """Whether a sentence opens with nothing but a time well before the article's: "In the 1990s | Doe opposed it", "Two years ago, | Doe
    said".

    Where the article has no date it is held to be of the day of the reading.
    """
    opening = lead.strip(" ,")
    dated = _LEAD_YEAR.fullmatch(opening)
    is_old = dated is not None and int(dated[1]) <= (_read_year(published) or date.today().year) - RECENT
    return is_old or bool(_LEAD_AGO.fullmatch(opening))


def was_not_said(words: str) -> bool:
    """Whether a single clause only tells what the speaker did not say: "I never said it should close"."""
    return bool(_NEVER_SAID.match(expand_not(words))) and not _split_off(words)


def foretells(statement, proposition: str) -> bool:
    """Whether it is feared, complained of or foretold that something comes about, and no more said of it: "warned that it faced the axe",
    "expects it to close". The model takes what is to come about for what the speaker wants."""
    words = statement.content.strip("“”\"‘’' ,.")
    is_promised = statement.act == "wants" or _PROMISING.search(statement.cue)
    is_told = _FORECAST.match(words) and not is_promised or _FORETELLING.search(statement.cue) and _TO_COME.search(words)
    if OWN_STAND.search(words) or not is_told:
        return False
    return _says_no_more(words, proposition)


def concedes(statement, words: str) -> bool:
    """Whether a drawback is granted or a feeling understood, and nothing said of the speaker's own stand."""
    rest = _split_off(words)
    if _UNDERSTOOD.match(words):
        return not rest
    if _NOBODY_WANTS.match(words):
        return not (OWN_STAND.search(rest) or _STANDING.search(rest))
    if statement.kind == "direct":
        return False
    is_granted = CONCEDING.search(statement.cue) and DRAWBACK.search(words) and not OWN_STAND.search(words)
    return bool(is_granted or CONCEDED_FEARS.match(words) and not OWN_STAND.search(words.partition(" but ")[2]))


def _split_off(words: str) -> str:
    """Return what follows the first clause: "I know why they like it | and I will keep it"."""
    return (_SEAM.split(words, maxsplit=1) + [""])[1]
