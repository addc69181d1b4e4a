"""Whether what a cue tells was done at all: "if Doe rejected it", "Doe should admit it", "Doe declined to comment" tell of nothing said;
and whether what is said is only what somebody else wants or thinks.

Read from the parse: the mood of the cue's own verb, what it hangs on, and the clause around it.
"""

from __future__ import annotations

from analysis.quotes.imputed import is_imputed, is_of_nobody
from analysis.quotes.parse import Parse, Range
from analysis.quotes.tree import FINITE, MAX_KIDS
from analysis.quotes.words import OBJECT_PRONOUNS

_MAX_STEPS = 5  # from the cue up to what makes it unreal
_MODALS = frozenset({"should", "must", "may", "might", "could", "ought"})  # not "would" and "will": what Doe would back, Doe backs
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
# What somebody is told, asked or expected to say, or did not.
_GOVERNORS = frozenset({"fail", "likely", "unlikely", "need", "ought", "suppose", "tempt", "deny"})
_LETTING = frozenset({"allow", "permit", "enable", "entitle"})
_TOLD = frozenset({"ask", "urge", "press", "challenge", "order", "require", "invite", "pressure", "encourage", "implore", "beg", "instruct",
                   "expect"})  # fmt: skip
_SUPPOSED = frozenset({"understand", "believe", "think", "rumour", "rumor", "say", "report", "allege", "presume", "assume"})
_HEARSAY = frozenset({"rumour", "rumor", "speculation", "suggestion", "allegation", "accusation", "claim", "impression", "notion",
                      "possibility", "prospect", "chance", "likelihood"})  # fmt: skip
_REPORTED = _HEARSAY | {"report", "story", "charge"}
_DENYING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "dispute"})
_UNTRUE = frozenset({"false", "untrue", "true", "impossible", "possible", "wrong"})
_FALSELY = frozenset({"falsely", "wrongly", "incorrectly", "mistakenly", "erroneously"})
_NO = frozenset({"not", "n't", "n’t", "never", "no"})
_ANSWERING = frozenset({"comment", "respond", "reply", "answer", "elaborate", "discuss", "confirm", "speculate", "identify", "name",
                        "disclose", "specify", "draw", "interview"})  # fmt: skip
_DETAILS = frozenset({"name", "interview", "detail", "comment", "answer"})  # what is not given
_CALLS = frozenset({"call", "message", "email", "e-mail", "request"})  # what is not returned
_ATTITUDES = frozenset({"want", "plan", "intend", "promise", "vow", "pledge", "threaten", "think", "believe", "feel", "oppose", "support",
                        "back", "favour", "favor", "prefer", "hope", "wish", "seek", "claim", "argue", "say", "insist",
                        "object", "vote", "decide", "advise", "demand", "propose", "determine"})  # fmt: skip
# Bodies and people that a speaker who is none of them tells of.
_BODIES = frozenset({"government", "administration", "council", "ministry", "minister", "ministers", "cabinet", "board", "trust",
                     "company", "parliament",
                     "bosses", "officials", "opponents", "critics", "rivals", "owners", "developers", "management", "authorities",
                     "opposition",
                     "president", "chancellor", "mayor", "premier", "councillors", "mps", "lawmakers", "senators"})  # fmt: skip
_OFFICES = frozenset({"minister", "secretary", "mayor", "councillor", "cllr", "mp", "official", "officials", "commissioner",
                      "chancellor", "premier",
                      "taoiseach", "ambassador", "envoy", "senator", "governor", "ministry", "government", "council", "board"})  # fmt: skip
_SIDED = frozenset({"against", "for", "opposed", "in", "determined", "keen", "desperate"})
_HEADS = frozenset({"chairman", "chairwoman", "chair", "leader", "chief", "director", "president", "head", "boss", "developer", "owner",
                    "founder", "secretary", "manager", "executive", "member", "members"})  # may speak for a body that has a name
_PARTIES = frozenset({"labour", "labor", "conservatives", "tories", "greens", "plaid", "reform"})
_FIRST = frozenset({"i", "we", "us", "our", "my"})
_PROXIES = ("spokes", "aide", "adviser", "advisor", "lawyer", "office", "campaign", "team")
_QUESTION = frozenset({"whether", "if", "what", "why", "how", "who", "when", "where", "which", "more", "anything"})
_SHORT_OF = frozenset({"short", "without", "avoided", "avoids"})
_STATING = frozenset({"mention", "say", "tell", "announce", "state", "claim", "suggest", "promise", "threaten"})
_THEY, _HAVE, _EVER = frozenset({"he", "she", "they", "it", "we"}), frozenset({"had", "has", "have"}), frozenset({"having", "ever"})
_UP = frozenset({"xcomp", "ccomp", "conj", "acomp", "oprd"})
_BY_HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
_KEPT_FROM = frozenset(
    [("from", verb) for verb in ("refrain", "abstain", "desist", "stop", "shy", "shrink", "back")]
    + [("against", verb) for verb in ("decide", "opt", "choose")]
)
# What leaves open whether somebody does it, where it is had, faced or missed.
_OPENINGS = frozenset({"pressure", "power", "right", "chance", "opportunity", "option",
                       "time", "deadline",
                       "freedom", "authority", "ability"})  # fmt: skip
_HELD = frozenset({"have", "give", "get", "face", "resist", "ignore", "under", "be", "offer", "deny", "miss", "waste"})
_PRESSING = frozenset({"call", "demand", "plea", "invitation", "appeal"})  # what others want, where somebody faces it
_PRESSED = frozenset({"face", "resist", "ignore", "reject", "get", "receive", "dismiss", "rebuff", "under"})
_STOPPING = frozenset({"stop", "quit"})
_MAX_LEAD = 8  # tokens
_NEAR_NAME = 8  # tokens
_NEAR_SCRIPT = 20  # tokens between "is expected to say" and the words of a script
_MAX_REACH = 15  # tokens from a word to its head; longer arcs are often wrong


def is_declined(parse: Parse, cue: int, first: int) -> bool:
    """Whether no answer is given: "declined to comment", "did not respond to a request", "would not say whether",
    "declined to be interviewed". ``first`` is the token at which the cue begins with its negation, ``cue`` itself where it has none.
    """
    lemma = parse.lemmas[cue]
    is_no = first < cue and any(parse.words[i] in _NO for i in range(first, cue))
    if lemma in ("decline", "refuse"):
        asked = next((kid for kid in parse.kids[cue] if parse.deps[kid] == "xcomp"), None)
        return asked is not None and _is_answer(parse, asked)
    return is_no and _is_answer(parse, cue)


def _is_answer(parse: Parse, verb: int) -> bool:
    """Whether the verb is "comment", "say whether", "give a name", "return a call"."""
    lemma = parse.lemmas[verb]
    given = {"give": _DETAILS, "return": _CALLS}.get(lemma, frozenset())
    has_it = any(parse.lemmas[kid] in given for kid in parse.kids[verb][:MAX_KIDS] if parse.deps[kid] == "dobj")
    return lemma in _ANSWERING or has_it or lemma in ("say", "tell") and _opens_question(parse, verb + 1)


def _opens_question(parse: Parse, i: int) -> bool:
    """Whether a question begins at a token, or after "us": "would not say whether", "would not tell us why", "declined to say more"."""
    i += i < len(parse) and parse.words[i] in ("me", "us", "reporters")
    return i < len(parse) and parse.words[i] in _QUESTION


def is_unsaid(parse: Parse, cue: int, first: int, is_quoting: bool = False) -> bool:
    """Whether the cue's act is supposed, demanded, foretold as likely, denied or merely rumoured; ``first`` as in ``is_declined``.

    What somebody "is expected to say" is in his script, where the verb is one of saying (``is_quoting``) and words in marks follow; what
    he "is expected to say" in other words or "to back" is a guess. What somebody would or will do counts as said.
    """
    if any(parse.words[i] in _SHORT_OF for i in range(first, cue)):
        return True
    if first < cue and parse.lemmas[cue] in _STATING or parse.lemmas[cue] in _DENYING and _denies_deed(parse, cue):
        return True  # "never said", "stopped short of saying"
    if _serves_nothing(parse, cue) or _is_foregone(parse, cue) or _is_open(parse, cue):
        return True
    if is_of_nobody(parse, cue) or is_imputed(parse, cue):
        return True
    if not is_quoting and any(parse.words[kid] in _BY_HEARSAY for kid in parse.kids[cue][:MAX_KIDS]):
        return True  # "Doe reportedly opposes it"
    word = cue
    for _ in range(_MAX_STEPS):
        if parse.tags[word][:1] != "N" and (_is_unreal(parse, word) or word != cue and _is_falsely_told(parse, word)):
            return True
        head, dep = parse.heads[word], parse.deps[word]
        if dep == "acl" and parse.find_kid(word, "mark") is not None and parse.lemmas[head] in _HEARSAY:
            return True
        if dep in ("ccomp", "xcomp") and parse.tags[word] == "VB" and parse.lemmas[head] in _LETTING and head != word:
            return True  # "allows any business to cite it"
        if head == word or dep not in _UP or abs(head - word) > _MAX_REACH:
            return False
        if parse.find_kid(word, "nsubj", "nsubjpass") is not None:  # a clause of its own
            mark = parse.find_kid(word, "mark")
            return dep == "ccomp" and mark is not None and parse.words[mark] == "that" and _is_untrue(parse, head)
        if dep == "conj" and _is_finite(parse, word):
            return False  # "must stand again and said it was unfair"
        is_script = is_quoting and parse.lemmas[head] == "expect" and _is_near_marks(parse, cue)
        if dep in ("xcomp", "oprd") and (not is_script and _is_governed(parse, head) or _was_meant(parse, head)):
            return True
        word = head
    return False


def _is_foregone(parse: Parse, cue: int) -> bool:
    """Whether the cue is what somebody did not do: "resigned rather than back it", "instead of backing it", "refrained from backing it",
    "decided against backing it", "stopped backing it"; not "did not stop backing it"."""
    before = parse.words[max(0, cue - 3) : cue]
    if any(pair in (("rather", "than"), ("instead", "of"), ("far", "from")) for pair in zip(before, before[1:], strict=False)):
        return True
    link = parse.heads[cue]
    verb = parse.heads[link] if parse.deps[cue] == "pcomp" else link
    is_kept = parse.deps[cue] == "pcomp" and (parse.words[link], parse.lemmas[verb]) in _KEPT_FROM
    is_ceased = parse.lemmas[verb] == "cease" or parse.lemmas[verb] in _STOPPING and parse.tags[cue] == "VBG"  # not "stopped to say"
    is_avoided = parse.lemmas[verb] == "avoid" and parse.deps[cue] in ("xcomp", "dobj")
    is_stopped = parse.deps[cue] == "xcomp" and is_ceased or is_avoided
    is_not = any(parse.words[kid] in _NO for kid in parse.kids[verb][:MAX_KIDS])
    return (is_kept or is_stopped) and not is_not


def _is_open(parse: Parse, cue: int) -> bool:
    """Whether the cue is what somebody may or is pressed to do: "faces calls to back it", "has the power to reject it", "is free to", "has
    until Friday to", "it is up to the mayor to"."""
    if parse.tags[cue] != "VB" or not any(parse.words[kid] == "to" for kid in parse.kids[cue]):
        return False
    head = parse.heads[cue]
    if parse.deps[cue] in ("acl", "relcl") and parse.lemmas[head] in _OPENINGS | _PRESSING:
        verb = parse.heads[head]
        verb = parse.heads[verb] if parse.deps[verb] == "prep" else verb  # "seized on the chance"
        return parse.lemmas[verb] in _PRESSED if parse.lemmas[head] in _PRESSING else parse.lemmas[verb] in _HELD
    if parse.deps[cue] == "xcomp" and parse.lemmas[head] in ("free", "able", "unable", "likely", "unlikely"):
        return parse.tags[parse.heads[head]] != "VBD" or parse.lemmas[head] != "able"  # "was able to say" did
    before = parse.words[max(0, cue - _MAX_LEAD) : cue - 1]
    pairs = list(zip(before, before[1:], strict=False))
    is_due = any(one in ("has", "have", "had") and other == "until" for one, other in pairs)
    is_up = ("up", "to") in pairs and "it" in before
    is_weak = parse.tags[head] == "JJ" and any(parse.words[kid] == "too" for kid in parse.kids[head])
    return is_due or is_up or is_weak


def _serves_nothing(parse: Parse, cue: int) -> bool:
    """Whether the cue tells what something that was not done was for: "has not provided any figures to back up the claims"."""
    verb, dep = parse.heads[cue], parse.deps[cue]
    if parse.tags[cue] != "VB" or dep not in ("acl", "relcl", "advcl") or not any(parse.words[k] == "to" for k in parse.kids[cue]):
        return False
    verb = parse.heads[verb] if parse.tags[verb][:1] == "N" else verb
    return parse.tags[verb][:1] == "V" and parse.find_kid(verb, "neg") is not None and verb < cue


def is_relayed(parse: Parse, content: Range, speaker: Range | None, is_direct: bool) -> bool:
    """Whether the content, a single clause, is what somebody else wants, thinks or told the speaker: "said Doe wanted to scrap it",
    “They want to scrap it”, "said her deputy had told her it was a mistake". A spokesman tells what his principal thinks.
    """
    first, last = content
    roots = [i for i in range(first, last) if not first <= parse.heads[i] < last and parse.deps[i] != "punct" or parse.heads[i] == i]
    subject = parse.find_kid(roots[0], "nsubj") if len(roots) == 1 and parse.tags[roots[0]][:1] in "VM" else None
    named = parse.words[slice(*speaker)] if speaker else []
    if subject is None or subject < first or any(word.startswith(_PROXIES) for word in named):
        return False
    head, word = roots[0], parse.words[subject]
    told = parse.find_kid(head, "dobj", "dative")
    if parse.lemmas[head] == "tell" and told is not None and parse.words[told] in OBJECT_PRONOUNS:
        return word not in ("i", "we")
    if parse.lemmas[head] == "say" and word in ("he", "she") and not is_direct:
        return True  # "He said it was why he won, one of the officials said"
    if not _is_attitude(parse, head):
        return False
    is_name = parse.tags[subject] == "NNP" and parse.entities[subject] in ("PERSON", "") and parse.find_kid(subject, "det") is None
    called = parse.words[slice(*parse.subtree(subject))]
    is_plain = parse.entities[subject] == "PERSON" and len(called) == 1 or _HEADS.isdisjoint(named) and word not in _PARTIES
    is_person = is_name and is_plain and not set(called) & set(named)
    says_own = not _FIRST.isdisjoint(parse.words[first:last])
    if _tells_of_body(parse, subject, (first, last), speaker):  # "The council wants to close our lido"
        return True
    return (is_person or is_direct and word in ("he", "she", "they")) and not says_own


def _tells_of_body(parse: Parse, subject: int, content: Range, speaker: Range | None) -> bool:
    """Whether somebody in full name, with no office that may speak for it, tells in one clause what a council, a minister or "my opponents"
    want. Who is only called "she" or "Doe" here may be its leader."""
    words, called = parse.words[slice(*content)], parse.words[slice(*parse.subtree(subject))]
    named = [i for i in range(*speaker) if parse.entities[i] == "PERSON"] if speaker else []
    has_office = not (_HEADS | _OFFICES).isdisjoint(parse.words[slice(*speaker)]) if speaker else True
    is_judged = not {"i", "we", "and", "but", "which", "because", "so"}.isdisjoint(words) or any(word.endswith("ly") for word in words)
    is_own = not {"our", "her", "his", "their", "its"}.isdisjoint(called)
    if len(named) < 2 or len(named) < speaker[1] - speaker[0] or has_office or is_judged or is_own:
        return False
    if _has_office_elsewhere(parse, parse.words[speaker[1] - 1]):
        return False
    return parse.words[subject] in _BODIES or _is_of_rivals(called)


def _has_office_elsewhere(parse: Parse, family: str) -> bool:
    """Whether an office stands near a family name anywhere in the article: "Jane Doe, the leader of the council"."""
    places = (i for i, word in enumerate(parse.words) if word == family)
    return any(not (_HEADS | _OFFICES).isdisjoint(parse.words[max(0, i - _NEAR_NAME) : i + _NEAR_NAME]) for i in places)


def _is_of_rivals(called: list[str]) -> bool:
    return "my" in called and called[-1] in ("opponent", "opponents", "rival", "rivals", "predecessor")


def _is_attitude(parse: Parse, verb: int) -> bool:
    """Whether the verb tells what somebody wants, thinks or promised: "wanted", "had promised", "was against", "would back"."""
    if parse.lemmas[verb] == "be":
        return any(parse.words[kid] in _SIDED for kid in parse.kids[verb][:MAX_KIDS] if kid > verb)
    return parse.lemmas[verb] in _ATTITUDES and parse.find_kid(verb, "neg") is None


def _denies_deed(parse: Parse, cue: int) -> bool:
    """Whether somebody denies a deed or a view of his own, which is none of the matter: "denied that he had lobbied", "denied having
    lobbied", "denied reports that she would resign"."""
    for kid in parse.kids[cue][:MAX_KIDS]:
        told = parse.find_kid(kid, "acl") if parse.lemmas[kid] in _REPORTED and kid > cue else None
        subject = parse.find_kid(told, "nsubj", "nsubjpass") if told is not None else None
        if subject is not None and parse.words[subject] in _THEY - {"it"}:
            return True
        words = {parse.words[k] for k in parse.kids[kid][:MAX_KIDS]} | {parse.words[kid]}
        if parse.lemmas[cue] != "deny":
            continue
        if parse.deps[kid] == "ccomp" and words & _THEY and words & _HAVE or kid > cue and parse.tags[kid] == "VBG" and words & _EVER:
            return True
    return False


def _is_unreal(parse: Parse, verb: int) -> bool:
    """Whether the verb's own words make it unreal: "should admit", "if … says", "had Doe opposed", "did Doe say …?", "nor acknowledged",
    "legal for Doe to refuse"."""
    mark, head = parse.find_kid(verb, "mark"), parse.heads[verb]
    is_judged = parse.tags[head] == "JJ" or parse.lemmas[head] == "be" and parse.find_kid(head, "acomp") is not None
    is_possible = mark is not None and parse.words[mark] == "for" and parse.tags[verb] == "VB" and is_judged
    if verb and parse.words[verb - 1] == "nor" or is_possible:
        return True
    subject = parse.find_kid(verb, "nsubj", "nsubjpass")
    for kid in parse.kids[verb][:MAX_KIDS]:
        if kid > verb:
            break
        word, dep = parse.words[kid], parse.deps[kid]
        if dep == "aux" and word in _MODALS and not _is_view(parse, verb, word, subject) or dep == "mark" and word in _CONDITIONS:
            return True
        is_turned = dep in ("aux", "auxpass") and subject is not None and kid < subject < verb
        if is_turned and kid and parse.words[kid - 1] in ("nor", "neither"):
            return True  # "nor did she acknowledge that"
        if is_turned and (word in ("had", "were") and parse.deps[verb] in ("advcl", "ccomp") or _asks(parse, verb)):
            return True
    return False


def _is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb has a tense of its own: "said", "has rejected", "are opposed"."""
    helps = (kid for kid in parse.kids[verb][:MAX_KIDS] if parse.deps[kid] in ("aux", "auxpass"))
    return parse.tags[verb] in FINITE or any(parse.tags[kid] in FINITE for kid in helps)


def _is_falsely_told(parse: Parse, verb: int) -> bool:
    """Whether it is what others say wrongly: "Doe was falsely reported to have said", not "Doe falsely said"."""
    return parse.find_kid(verb, "nsubjpass") is not None and any(parse.words[kid] in _FALSELY for kid in parse.kids[verb])


def _is_view(parse: Parse, verb: int, modal: str, subject: int | None) -> bool:
    """Whether it is "could not support the plan" or "I should like", which say where somebody stands."""
    if modal == "should":
        return subject is not None and parse.words[subject] in ("i", "we")
    return modal == "could" and parse.find_kid(verb, "neg") is not None


def _asks(parse: Parse, verb: int) -> bool:
    """Whether the verb's clause ends in a question mark; "Why does Doe oppose it?" takes for granted that he does."""
    if any(parse.words[kid] in ("why", "how", "when", "where") for kid in parse.kids[verb][:MAX_KIDS] if kid < verb):
        return False
    return any(parse.words[kid] == "?" for kid in parse.kids[verb] if kid > verb)


def _is_untrue(parse: Parse, head: int) -> bool:
    """Whether the clause under ``head`` is said to be untrue, or true or not: "it is not true that …"."""
    return parse.lemmas[head] in _UNTRUE or any(parse.lemmas[kid] in _UNTRUE for kid in parse.kids[head] if parse.deps[kid] == "acomp")


def _is_near_marks(parse: Parse, cue: int) -> bool:
    """Whether words in quotation marks stand near, as those of a script do."""
    return not {"“", '"', "‘"}.isdisjoint(parse.words[max(0, cue - _NEAR_SCRIPT) : cue + _NEAR_SCRIPT])


def _was_meant(parse: Parse, head: int) -> bool:
    """Whether it is what somebody "had planned to back" before."""
    helps = (kid for kid in parse.kids[head][:MAX_KIDS] if parse.deps[kid] == "aux")
    return parse.lemmas[head] in ("plan", "intend", "mean", "hope") and any(parse.words[kid] == "had" for kid in helps)


def _is_governed(parse: Parse, head: int) -> bool:
    """Whether ``head`` leaves the infinitive under it undone: "failed to condemn", "was asked to say", "has yet to say", or has it from
    others: "is understood to have backed"."""
    lemma = parse.lemmas[head]
    if lemma in _SUPPOSED and parse.tags[head] == "VBN" and parse.find_kid(head, "auxpass", "nsubjpass") is not None:
        return True
    if lemma in _TOLD:  # "asked to speak" of oneself is no demand, "asked Doe to speak" and "was asked to" are
        return parse.find_kid(head, "dobj", "nsubjpass") is not None or parse.tags[head] == "VBN"
    return lemma in _GOVERNORS or any(parse.words[kid] == "yet" for kid in parse.kids[head])
