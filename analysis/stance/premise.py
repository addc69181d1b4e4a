"""The words that are put to the model for a statement.

A direct quotation speaks for itself: its words without the marks. Reported words need their cue, which carries the stance as
often as the content does ("rejected the plan", "denied that …"), and a fragment needs the clause around it ("slam the plans as
“partisan”"). The speaker's name is never part of the premise; "The speaker" stands for it, so that no label hangs on a name.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.quotes.clauses import PUT
from analysis.quotes.cues import load_lexicon

MIN_WORDS = 6  # a quotation shorter than this is a fragment and is read with its clause
_SHARED = re.compile(r"\bby\s[^.!?\n]{1,120}(?:,\s|\b(?:and|but|or|yet)\s)(?:\w+ly\s)?$")  # before the second of two passives
MAX_GAP = 120  # characters between cue and content beyond which the words between are no longer one clause
_MARKS = re.compile("[“”„‟«»\"]|(?<!\\w)[‘'](?=\\w)|(?<=[\\w.,!?])[’'](?!\\w)")
# “We waited,” she said. “Take them away.”: two sentences, whose break went with the cue.
_BREAK = re.compile(r",(?=[”\"’]\s+[“\"‘][A-Z])")
# The stop of "Ms." ends no sentence.
_TITLE_STOP = "|".join(rf"(?<=\b{title})\." for title in ("Mr", "Ms", "Mrs", "Dr", "Prof", "Sen", "Rep", "Gov", "[A-Z]"))
# "Asked if she would walk there, Doe laughed: “Of course.”": a short answer answers this question, and no other.
_ASKED = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed) (?:by [^,.!?\n]{1,60} )?"
    rf"((?:if|whether|about|on|why|what|how|when|where) (?:[^.!?\n]|{_TITLE_STOP}){{5,200}}?),(?:[^.!?\n“\"‘]|{_TITLE_STOP}){{0,80}}$", re.I
)  # fmt: skip
# The question of an interview, in the paragraph before its answer: "Q: Should it be built?", "A: Yes."
_QUESTION = re.compile(r"(?:^|\n|[.!?:] )([^\n.!?]{5,200}\?)\s*\n\s*(?:[A-Z][\w.’' -]{0,40}:\s*)?$")
ASKED = "Asked "  # opens the premise of such an answer
BEFORE_ANSWER = 300  # characters before an answer in which its question may stand
# “They are wrong. Smoking should be banned”: whoever is wrong, the model takes that for a no to all that follows.
_REPLY = re.compile(
    r"(?:(?:no|well|but|rubbish|nonsense),? )?(?:rubbish|nonsense|(?:that|this|it)(?:['’]s| is) (?:not true|untrue|false|rubbish|nonsense)"
    r"|i (?:disagree|do(?: not|n['’]t) (?:agree|accept)(?: (?:with )?(?:that|this|him|her|them))?)"
    r"|(?:he|she|they|(?:mr|ms|mrs|dr|sir)\.? [\w’'-]+|(?-i:[A-Z])[\w’-]+ (?-i:[A-Z])[\w’-]+)(?:['’](?:s|re)| is| are) "
    r"(?:\w+ly )?(?:wrong|mistaken)(?: (?:about|on) (?:this|that|it))?)[.!]\s+(?=(?-i:[A-Z]))", re.I
)  # fmt: skip
REPLY_CHARS = 200
# "not to punish Russia but to stop the war": what something is not for, which the model takes for a no to it.
_NOT_FOR = re.compile(
    r"\bnot ((?:meant |intended |designed |aimed )?)(?:to|at|about|in order to)\b [^.;:!?]{3,90}?,? but (?:rather )?"
    r"(?=(?:to|at|about|in order to)\b)", re.I
)  # fmt: skip
_NOT_DONE_FOR = re.compile(
    r"\b(is|are|was|were|am|['’](?:re|m))(?: not|n['’]t) (\w{3,20}ing (?:[\w’'-]+ ){0,5}?)"
    r"(?:in order )?to [^.;:!?]{3,90}?,? but (?=to\b)", re.I
)  # fmt: skip
MAX_HELD = 60  # characters
_HELD_BACK = re.compile(
    r" (?:\w+ly |is |was |are |were |has |have |had |been ){0,3}(?:would (?:consider|be willing)|could|might|may|appear(?:s"
    r"|ed)? to|seem(?:s|ed)? to"
    r"|considering|leaning towards?|inclined to|minded to|open to|likely to)\b", re.I
)  # fmt: skip
_BROKEN = re.compile(r"[^\w ’'-]|\b(?:who|which|that|and|but)\b")
# An answer that is a yes or a no and nothing else ("Yes, I do", "Absolutely not"), and the questions to which it tells a side of one's own.
_SELF = r"(?:i|we|he|she|they) (?:do|did|am|are|was|were|would|will|have|had|could)"
_YES = re.compile(
    r"(?:yes,? (?:and (?:soon|quickly|now|fast)|tomorrow|now|please)|(?:yes|yeah|yep|absolutely|definitely|certainly|of course|indeed)"
    rf"(?:,? (?:yes|absolutely|definitely|certainly|of course|indeed|very much(?: so)?|{_SELF}))?)", re.I
)  # fmt: skip
_NO = re.compile(
    r"(?:(?:no|nope|never|not at all|by no means|(?:absolutely|certainly|definitely|of course) not)"
    rf"(?:,? (?:not at all|never|(?:absolutely|certainly|definitely|of course) not|{_SELF}(?:n['’]t| not)))?)"
    r"|(?:no,? |absolutely |certainly )?(?:no (?:chance|way|fear)|not (?:a chance|on my watch|on your life|in a million years"
    r"|in my lifetime)|over my dead body|under no circumstances|forget it)", re.I
)  # fmt: skip
# What one would do, or what should be: "whether she would scrap the tunnel", "if the tunnel should be scrapped".
_DEED = re.compile(
    r"(?:(?:on|about) )?(?:whether|if) (?P<who>he|she|they|he or she) (?P<aux>would|will) (?P<rest>(?!(?:ever|never|not)\b).+)", re.I | re.S
)  # fmt: skip
_DUTY = re.compile(
    r"(?:(?:on|about) )?(?:whether|if) (?:(?:he|she|they) (?:thought|believed|felt) (?:that )?)?"
    r"(?P<who>(?:(?!(?:that|who|which|was|were|is|say|said|saying|knew|thought|regretted|wrong)\b)[\w’'-]+ ){1,6}?)"
    r"(?P<aux>should|must|ought) (?P<rest>(?!(?:never|not)\b).+)", re.I | re.S
)  # fmt: skip
_VIEWS = ("oppose", "support", "back", "favour", "favor", "want", "believe", "agree", "accept", "approve", "object", "reject",
          "welcome", "like")
_OWN_VIEW = re.compile(
    r"(?:(?:whether|if) (?:he|she|they|he or she) (?:(?P<aux>was|were|is|are|would|will|had|has|could|did|does|do)|"
    rf"(?P<verb>(?:{'|'.join(_VIEWS)})e?d|thought|felt|saw))|(?P<turned>do|did|are|were|would|will|have"
    rf"|could) you) (?P<rest>.+)", re.I | re.S
)  # fmt: skip
_SIDE = re.compile(rf"(?:[\w’']+ ){{0,3}}(?:{'|'.join(_VIEWS)}|oppos|against|for |in favou?r)", re.I)
_ASKER = re.compile(r"^[A-Z][\w .’'-]{0,40}:\s*")  # "Q: "
_FIRST_PERSON = {"are": "am", "were": "was"}
MIN_REST = 4  # words that must be left behind it
_ARTICLES = frozenset({"a", "an", "the", "one"})
_LINKS = frozenset({"to", "by", "with", "about"})
_NEUTRAL_CUES = frozenset("said says say told tells according wrote writes added adds : , stated states".split())


def build_premise(text: str, statement) -> str:
    """Return the premise of a row of the Statements table, given the article's text."""
    content = clean_content(statement.content)
    if statement.kind == "indirect" and len(statement.spans) > 1 and statement.cue.lower() in PUT:  # "Asked whether …, Doe said she did"
        question, answer = (" ".join(text[start:end].split()) for start, end in (statement.spans[0], statement.spans[-1]))
        return f"{ASKED}{question}, the speaker {answer}"
    is_fragment = len(content.split()) < MIN_WORDS
    if is_fragment and statement.kind == "direct":
        before = text[max(0, statement.start - BEFORE_ANSWER) : statement.start]
        asked = _ASKED.search(before) or _QUESTION.search(before)
        if asked:
            return _answer_question(asked[1], content) or _spell_out(asked[1], content) or f"{ASKED}{asked[1]}, the speaker said: {content}"
    if statement.kind == "direct" and not is_fragment:
        return _drop_reply(content)
    cue = _text_from_cue(text, statement)
    cue = f"{find_held_back(text, statement)}{cue}" if cue else ""
    if not cue:
        return _turn_round(text, statement) or content
    first = cue.split()[0].lower().strip(",.") if cue.split() else ""
    if first in _NEUTRAL_CUES and not is_fragment and statement.kind != "indirect":
        return content
    return f"The speaker is {cue}" if _lacks_verb(cue.lower().removeprefix("no longer ").split()) else f"The speaker {cue}"


def _answer_question(question: str, content: str) -> str:
    """Return what a yes or no says, where the question is what the one who answers does or thinks: "whether she opposed it", "Do you oppose
    it?"; else "". Beside the question the model would read a yes as a yes to the target."""
    answer, asked = content.strip(" .!,"), _OWN_VIEW.match(_ASKER.sub("", question).strip(" ?"))
    is_no = _NO.fullmatch(answer) is not None
    if not (is_no or _YES.fullmatch(answer)) or not asked or not (asked["verb"] or _SIDE.match(asked["rest"])):
        return ""
    aux, verb, rest = asked["aux"] or asked["turned"] or "", asked["verb"] or "", asked["rest"]
    if asked["turned"]:
        return f"The speaker said: I {_FIRST_PERSON.get(aux.lower(), aux.lower())}{' not' if is_no else ''} {rest}"
    if aux:
        return f"The speaker {aux}{' not' if is_no else ''} {rest}"
    return f"The speaker did not {_plain(verb)} {rest}" if is_no else f"The speaker {verb} {rest}"


def _spell_out(question: str, content: str) -> str:
    """Return a bare yes or no ("Of course", "Not on my watch") to what somebody would do or what should be as a sentence, since the model
    often takes either for the other; else ""."""
    asked, answer = _DEED.match(question) or _DUTY.match(question), content.strip(" .!,")
    is_no = _NO.fullmatch(answer) is not None
    if not asked or not (is_no or _YES.fullmatch(answer)):
        return ""
    return f"{ASKED}{question}, the speaker said that {asked['who'].strip()} {asked['aux']} {'not ' if is_no else ''}{asked['rest']}"


def _plain(verb: str) -> str:
    """Return the plain form of a verb of ``_VIEWS`` in the past."""
    irregular = {"thought": "think", "saw": "see", "felt": "feel"}.get(verb.lower())
    return irregular or next(plain for plain in _VIEWS if verb.lower() in (f"{plain}ed", f"{plain}d"))


def _lacks_verb(words: list[str]) -> bool:
    """Whether the words from the cue on are "a vocal critic of the levy", "sceptical of it", "opposed to it"; not "opposed it"."""
    if words[0] in _ARTICLES:
        return True
    is_verb = words[0].endswith("ed") and _LINKS.isdisjoint(words[1:2])
    return load_lexicon().is_adjective(words[0]) and not is_verb


def _drop_reply(content: str) -> str:
    """Return a quotation without the reply it opens with, where enough follows: “They are wrong. We need a ban” → “We need a ban”."""
    reply = _REPLY.match(content[:REPLY_CHARS])
    if not reply or len(content[reply.end() :].split()) < MIN_REST:
        return content
    return content[reply.end() :]


def clean_content(content: str) -> str:
    """Return the content without quotation marks, white space folded, first letter raised, a stop between sentences in two pieces.

    Of what something is for and not for, "not to punish Russia but to stop the war", what it is for is left.
    """
    words = " ".join(_MARKS.sub("", _BREAK.sub(".", content)).split()).strip(" ,;:–—-")
    words = _drop_denied_purpose(words)
    return words[:1].upper() + words[1:]


def _drop_denied_purpose(words: str) -> str:
    return _NOT_FOR.sub(r"\1", _NOT_DONE_FOR.sub(r"\1 \2", words))


def _text_from_cue(text: str, statement) -> str:
    """The text from the cue to the end of the content where the cue comes first and near, else ""."""
    if pd.isna(statement.cue_start):
        return ""
    start, end = int(statement.cue_start), int(statement.cue_end)
    if not (end <= statement.start and statement.start - end <= MAX_GAP) or "\n" in text[start : statement.start]:
        return ""
    if _names_speaker(statement, start):
        return ""  # "According to the mayor, …", "In the mayor's view, …"
    pieces = [text[start : statement.spans[0][1]], *(text[s:e] for s, e in statement.spans[1:])]
    words = " ".join(_MARKS.sub("", " ".join(pieces)).split()).strip(" ,;:–—-")
    return _drop_denied_purpose(words)


def find_held_back(text: str, statement) -> str:
    """Return the words between speaker and cue where they hold back: "would " of "Doe would consider closing it", "appears to "; else
    ""."""
    if pd.isna(statement.cue_start) or pd.isna(statement.speaker_end):
        return ""
    gap = text[int(statement.speaker_end) : int(statement.cue_start)]
    is_held = len(gap) <= MAX_HELD and _HELD_BACK.match(f"{gap}{statement.cue} ") and not _BROKEN.search(gap)
    return gap.lstrip() if is_held else ""


def _turn_round(text: str, statement) -> str:
    """The text up to the speaker where what is judged comes first: "The plan drew fire from the speaker"; else ""."""
    if statement.kind == "direct" or pd.isna(statement.cue_start) or pd.isna(statement.speaker_start):
        return ""
    (start, end), cue, speaker = statement.spans[0], int(statement.cue_start), int(statement.speaker_start)
    between = text[end:cue]
    if _SHARED.search(between) and "\n" not in text[cue:speaker]:  # "was opposed by Doe and backed by the speaker": Doe's verb is not his
        return clean_content(f"{text[start:end]} was {text[cue:speaker]}the speaker")
    if not end <= cue < speaker <= end + MAX_GAP or re.search(r"[,;:–—\n]", between) or "\n" in text[cue:speaker]:
        return ""
    words = f"{text[start:speaker]}the speaker{''.join(text[s:e] for s, e in statement.spans[1:] if s > speaker)}"
    return clean_content(words)


def _names_speaker(statement, start: int) -> bool:
    """Whether the speaker's name stands between the start of the cue and the content, where the premise would repeat it."""
    return not pd.isna(statement.speaker_start) and start <= int(statement.speaker_start) < statement.start
