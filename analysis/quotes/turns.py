"""Transcripts and interviews: paragraphs that begin with the name of who speaks and a colon ("CHAIR: Thank you."; "Q: …", "A: …"),
and paragraphs that answer the question in the paragraph before."""

from __future__ import annotations

import re
from collections import Counter

from analysis.quotes.finding import Finding, make_finding
from analysis.quotes.marks import IN_MARKS
from analysis.quotes.reading import Cue, Reading

# "JANE DOE:", "DOE (via video link):", "DOE [clip]:", "JANE DOE, BYLINE:", "MAN #2:", "[00:09] DOE:".
_SHOUTED = re.compile(
    r"(?:\[\d[\d:]{1,8}\] )?[\"“]?([A-Z](?:[A-Z.’' -]{0,38}[A-Z.])?(?:(?<=MAN|POP) \d{1,2}| #\d{1,2})?)(?:, [A-Z][A-Z .’'&-]{1,60})?"
    r"(?: [(\[](?:\d\d:\d\d|[^)\]\d\n]{1,40})[)\]])?:\s"
)
_NAMED = re.compile(
    r"(?:\[\d[\d:]{1,8}\] )?[\"“]?([A-Z][\w.’'-]{1,20}(?: (?:(?:of|for|and|de|von|van|al) )?(?:the )?[A-Z][\w.’'-]{0,20}){0,5})"
    r"(?: [(\[]\d\d:\d\d[)\]])?:\s"
)
_MANY = 1.5  # times as many lines with names in small letters as with names in capitals
_MIN_TURNS = 3  # fewer lines of this shape are headings, fewer questions are the author's own
_FORM = frozenset(
    "who what when where why how name age job occupation vote cost date time venue contact tickets update watch read listen breaking "
    "related exclusive opinion analysis email phone tel address".split()
)  # labels of an advisory or a form
_REPORTED = re.compile(r", (?:[\w’'-]+ ){1,4}(?:said|says|told)\b|\b(?:said|told)\b[^.?!]*\.$|\baccording to\b")
ASKERS = frozenset({"q", "question"})  # labels of the interviewer, whose words are the article's own
ANSWERERS = frozenset({"a", "answer"})
_PROMPT = re.compile(r"(?:Tell|Talk|Walk|Describe|Explain|Give)\b[^.!?\n]{5,200}\.$")
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.I)
_ME = re.compile(r"\b(?:I|I[’'](?:m|ve|d|ll)|my|me|mine|myself)\b")
_CAPTION = re.compile(r"(?:Photograph|Photo|Picture|Image|Illustration|Video)\b[^\n]{0,40}:")
_TOLD = re.compile(r"\b(?:says|said|adds|added|asks|writes) [A-Z][a-z]|\b[A-Z][a-z]+ (?:says|said|adds|added|writes)\b")
_NEAR = 5  # tokens in which a name that opens a paragraph has its verb
_TITLED = re.compile(r"\bQ ?(?:&|and) ?A\b|\bquestions and answers\b", re.I)  # a headline
_PROMO = re.compile(r"\b(?:may also|might also|can (?:read|listen|follow|watch|get|find)|get there|read more|sign up)\b", re.I)
_LEAD, _MAX_LINE = 6, 25  # paragraphs that may say that it is an interview; words of a line to "you"
_MAX_QUESTION, _MAX_OPENING = 600, 4000  # characters
_INTERVIEW = re.compile(  # in the headline or before the first question
    r"\b(?:interview\w*|Q ?(?:&|and) ?A|in conversation|questions and answers|(?:tells?|told) (?:us|me)"
    r"|(?:spoke|speaks|talk(?:s|ed)?|sat down|sits down|chat(?:s|ted)?|caught up|catches up) (?:to|with))\b", re.I
)  # fmt: skip


def find_turns(reading: Reading) -> dict[int, Finding]:
    """Return the findings of an article that is, in part, a transcript or an interview, by paragraph; none where it is neither.

    Names in capitals before a colon count from three turns on; names in small letters only if two speak and one of them speaks twice.
    The turns of who opens the dialogue and mostly asks have the act "asks". Where labels come again and again, a paragraph between two
    turns goes on with the turn before it. What an interviewer asks ("Q:", or a paragraph that is a question) is the article's own and no
    statement; what stands after it without a label is an answer (rule "interview"), whose speaker has no words beside it.
    """
    parse = reading.parse
    texts = [parse.text[parse.starts[a] : parse.ends[b - 1]] for a, b in zip(parse.bounds, parse.bounds[1:], strict=False)]
    shouted, named = ({n: found for n, text in enumerate(texts) if (found := shape.match(text))} for shape in (_SHOUTED, _NAMED))
    speakers = Counter(found[1].casefold() for found in named.values())
    is_dialogue = len(named) >= _MIN_TURNS and len(speakers) > 1 and max(speakers.values()) > 1
    turns = named if is_dialogue and len(named) > _MANY * len(shouted) else shouted  # "LPB: …", "Quenneby: …"
    turns = _drop_headings(turns)
    is_form = sum(found[1].casefold() in _FORM for found in turns.values()) * 2 > len(turns)
    # "LENNPUR: Two were held, police said."
    is_told = sum(bool(_REPORTED.search(IN_MARKS.sub("", texts[n]))) for n in turns) * 2 > len(turns)
    if len(turns) >= _MIN_TURNS and not is_form and not is_told:
        return _read_labelled(reading, texts, turns)
    return _add_unlabelled(reading, texts, {}, _find_questions(texts))


def _drop_headings(turns: dict[int, re.Match]) -> dict[int, re.Match]:
    """Return the turns from the first on whose label, or its last word, comes again: "Interview: …" of a headline is none."""
    last_words = {n: found[1].casefold().split()[-1] for n, found in turns.items()}
    counts = Counter(last_words.values())
    first = next((n for n in turns if counts[last_words[n]] > 1), min(turns, default=0))
    return {n: found for n, found in turns.items() if n >= first}


def _read_labelled(reading: Reading, texts: list[str], turns: dict[int, re.Match]) -> dict[int, Finding]:
    """Return what each turn says, and what goes on with it where labels come again and again."""
    labels = {n: found[1].casefold() for n, found in turns.items()}
    names = Counter(label.split()[-1] for label in labels.values())  # "President of Ombaria Jane Doe", later "Jane Doe"
    questions, asker = {n for n, label in labels.items() if label in ASKERS}, _find_asker(texts, labels)
    is_spoken = asker is not None or all(found[1].isupper() for found in turns.values())  # "Verdict:", "Price:" of a review are no speakers
    # of a label alone it is not known where its turns end: an interviewer without one may speak between them
    goes_on = is_spoken and sum(count > 1 for count in names.values()) > 1 or len(questions) >= _MIN_TURNS
    said = {n: finding for n in turns.keys() - questions if (finding := _take_turn(reading, n, turns[n]))}
    said = {n: finding._replace(act="asks") if labels[n] == asker else finding for n, finding in said.items()}
    return _add_unlabelled(reading, texts, said, questions) if goes_on else said


def _find_asker(texts: list[str], labels: dict[int, str]) -> str | None:
    """Return the label that opens a dialogue and whose turns are questions far more often than those of the others, if one is so."""
    first = labels[min(labels)]
    asked = {n for n in labels if texts[n].rstrip().endswith("?")}
    own, others = ([n in asked for n, label in labels.items() if (label == first) == is_own] for is_own in (True, False))
    if len(own) < 2 or not others or sum(own) * 3 < len(own):
        return None
    return first if sum(others) / len(others) * 2 < sum(own) / len(own) else None


def _add_unlabelled(reading: Reading, texts: list[str], said: dict[int, Finding], questions: set[int]) -> dict[int, Finding]:
    """Return what was said, with the paragraphs that go on with it or answer a question.

    After the last question those that say "I"; after the last turn of who answers none. A caption, and what tells of somebody
    ("Quill pauses", "says Dee Holt"), is the article's own.
    """
    findings, last = dict(said), max([*said, *questions], default=-1)
    for n in range(min([*said, *questions], default=len(texts)) + 1, len(texts)):
        if n in said or n in questions:
            continue
        if n > last and (last in said or n - 1 not in questions and not _says_i(texts[n])):
            break
        if (n - 1 in findings or n - 1 in questions) and not _is_told(reading, n, texts[n]):
            findings |= _take_answer(reading, n, findings.get(n - 1))
    return findings


def _is_told(reading: Reading, number: int, text: str) -> bool:
    """Whether a paragraph without a label is the article's: a caption, a name that does something, or somebody's words with their cue."""
    parse, (first, last) = reading.parse, reading.parse.bounds[number : number + 2]
    verb = next((i for i in range(first, min(last, first + _NEAR)) if parse.tags[i] in ("VBZ", "VBD")), None)
    is_named = parse.entities[first] == "PERSON" and verb is not None and parse.entities[verb - 1] == "PERSON"
    return bool(_CAPTION.match(text) or _TOLD.search(IN_MARKS.sub("", text))) or is_named


def _take_answer(reading: Reading, number: int, before: Finding | None) -> dict[int, Finding]:
    """Return what a paragraph without a label says, if anything: it goes on with the one before, or answers a question."""
    parse = reading.parse
    first, last = parse.bounds[number : number + 2]
    start, end = parse.cut((first, last))
    speaker, rule = (before.speaker, before.rule) if before else (None, "interview")
    span = start, _end_with_stop(parse.text, end)
    return {number: make_finding((span,), Cue(None, speaker, "said", 0.8, rule))} if start < end else {}


def _find_questions(texts: list[str]) -> set[int]:
    """Return the paragraphs that are an interviewer's questions, where an article is an interview that labels nobody; else none.

    It says that it is one before the first of them, they say "you", and of what stands between them at least half says "I": an
    article that asks its own questions, or a reader's guide, does not. One that does not say so has four questions, most of which say
    "you", and hardly an answer without "I". In one that does, a short line to "you" without a question mark is a question too.
    """
    asked = [n for n, text in enumerate(texts) if _is_question(text)]
    is_told = bool(_INTERVIEW.search("\n".join(texts[: asked[0]] if asked else texts[:_LEAD])[:_MAX_OPENING]))
    known = set(asked)
    asked = [n for n in range(len(texts)) if n in known or is_told and _is_line_to_you(texts, n)]
    if len(asked) < (_MIN_TURNS if is_told else _MIN_TURNS + 1):
        return set()
    answers = ["\n".join(texts[n + 1 : after]) for n, after in zip(asked, [*asked[1:], len(texts)], strict=True)]
    own, to_you = sum(map(_says_i, answers)), sum(bool(_YOU.search(texts[n])) for n in asked)
    if asked and _TITLED.search(texts[0]) and own and all(map(_is_plain_answer, answers)):
        return set(asked)  # a headline "Q&A" needs no "you"
    if not is_told:
        return set(asked) if own * 4 >= len(asked) * 3 and to_you * 2 >= len(asked) else set()
    return set(asked) if own * 2 >= len(asked) and to_you else set()


def _is_plain_answer(text: str) -> bool:
    """Whether what stands between two questions is there and tells of nobody's words."""
    return bool(text.strip()) and not _TOLD.search(IN_MARKS.sub("", text))


def _is_line_to_you(texts: list[str], n: int) -> bool:
    """Whether a short line speaks to "you" and not of "I", and what follows it says "I": "You were against it at first."."""
    text, behind = texts[n].strip(), next((t for t in texts[n + 1 : n + 3] if t.strip()), "")
    is_short = 0 < len(text.split()) <= _MAX_LINE and not IN_MARKS.search(text) and not _PROMO.search(text)
    return is_short and bool(_YOU.search(text)) and not _ME.search(text) and _says_i(behind) and not _YOU.match(behind)


def _is_question(text: str) -> bool:
    text = text.strip()
    return len(text) <= _MAX_QUESTION and not IN_MARKS.match(text) and (text.endswith("?") or bool(_PROMPT.match(text)))


def _says_i(text: str) -> bool:
    """Whether the words are somebody's own, "I", "my": those outside of quotation marks, unless all stand in them."""
    outside = IN_MARKS.sub("", text)
    return bool(_ME.search(outside if outside.strip() else text))


def _take_turn(reading: Reading, number: int, found: re.Match) -> Finding | None:
    parse = reading.parse
    at = parse.starts[parse.bounds[number]]
    colon = parse.find_token(at + found.end(1))
    while parse.words[colon] != ":" and colon < parse.find_token(at + found.end()):
        colon += 1
    last = parse.bounds[number + 1]
    start, end = parse.cut((colon + 1, last))
    end = parse.ends[last - 1] if end <= start else _end_with_stop(parse.text, end)
    speaker = parse.find_token(at + found.start(1)), parse.find_token(at + found.end(1) - 1) + 1
    return make_finding(((start, end),), Cue((colon, colon + 1), speaker, "said", 0.9, "turn")) if start < end else None


def _end_with_stop(text: str, end: int) -> int:
    """Return ``end`` moved over a full stop and a closing mark: a turn is whole sentences."""
    while end < len(text) and text[end] in '.…”"':
        end += 1
    return end
