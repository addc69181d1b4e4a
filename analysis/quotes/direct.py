"""Statements in quotation marks: the cue before, between or after them, the colon, the dash, and the passage that stands alone.

Grammar is of little help here (a passage of three sentences is three trees), so the rules read what stands between the passages
of one paragraph: after a comma and a closing mark comes a cue; before an opening mark stands a cue or a colon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from itertools import groupby

from analysis.quotes.clauses import is_absolute
from analysis.quotes.colon import find_answering, find_lead_in, find_read_out, is_noun_of_headline, make_colon, opens_with_verb
from analysis.quotes.finding import Finding, Span, make_finding
from analysis.quotes.indirect import find_embedded
from analysis.quotes.marks import Passage
from analysis.quotes.parse import Parse, Range
from analysis.quotes.reading import Cue, Reading
from analysis.quotes.words import ASIDES, CRIES, PEOPLE, SPEAKING

_STOPS = frozenset({".", "!", "?", ";"})
_RANKS = frozenset({"gen", "col", "lt", "maj", "sgt", "capt", "adm", "brig"})  # whose full stop ends no sentence
_SIGNED = re.compile(r"\s{0,3}(--|[—–―-])\s?([A-Z][^.!?;:\n“”\"]{1,60}(?:\. ?[A-Z][^.!?;:\n“”\"]{1,60}){0,3})")
_MAX_SIGNATURE = 150  # characters
_MARKS = "“”\"'‘’`«»„ "
_ASKING = frozenset({"ask", "tell", "demand", "beg", "challenge", "remind", "warn", "implore", "taunt"})  # whose object is spoken to
_MAX_DEPTH = 40  # arcs from a cue up to its root
_JOINING = frozenset({"but", "and", "while", "whereas", "though", "although"})
_NEAR_ASKING = 5  # tokens before a passage among which its verb of asking is
_MAX_REACH = 10  # tokens from "quoted" to its "as saying"
_NEAR = 5  # tokens between "said the plan" and a passage
_MAX_GAP = 40  # tokens between a passage and its cue
# What is told of somebody to whom an article turns between two quotations: "Roe disagreed", "Roe was blunter", "Roe took another view".
_RESPONSES = frozenset(
    "disagree agree concur differ demur shrug scoff laugh smile nod sigh grin bristle object relent sympathise sympathize"
    " beg react respond "
    "retort counter fume fear worry despair rejoice".split()
)
_MOODS = frozenset(
    "convinced unconvinced persuaded blunt blunter sceptical skeptical unimpressed unmoved furious angry adamant defiant unapologetic "
    "cautious doubtful delighted dismissive scathing sure certain optimistic hopeful philosophical sanguine frank candid"
    " upbeat worried concerned "
    "impressed happy unhappy pleased relieved disappointed dismayed appalled thrilled bitter".split()
)
_VIEWS = frozenset({"view", "line", "stance", "approach", "opinion"})
_VERDICTS = frozenset("opinion view verdict reply answer response message comment reaction assessment advice".split())
_MAX_VERDICT = 12  # tokens
_IN_PHRASE = frozenset({"DT", "PRP$", "NN", "NNS", "NNP", "JJ", "POS"})

_PLAIN_PEOPLE = frozenset("neighbour neighbor resident protester driver shopper voter fan one other another colleague friend".split())
_ELSEWHERE = frozenset("across at outside inside nearby behind beside next in on down up over opposite".split())
_ALONE = Cue(None, None, "said", 0.3, "alone")


def find_direct(reading: Reading, indirect: list[Finding], turns: Container[int]) -> Iterator[Finding]:
    """Yield a finding for each group of passages that one cue holds together, and for each that stands alone.

    A passage that stands alone is its own statement; it goes to the speaker of the statement before it (one of ``indirect`` or
    one in marks) in the same or the last paragraph, or to nobody. Paragraphs in ``turns`` are left out.
    """
    paragraphs = reading.parse.paragraphs
    ends = _find_ends(reading, indirect)
    latest: tuple[int, Cue] | None = None
    for number, ks in groupby(range(len(reading.passages.all)), lambda k: paragraphs[reading.passages.tokens[k][0]]):
        if number in turns:
            continue
        ks = list(ks)
        first = reading.passages.tokens[ks[0]][0]
        earlier = None if _is_asked(reading, number, first) else _choose_earlier(number, first, latest, ends)
        earlier = _find_on_stage(reading, number, first, earlier, ends) or earlier
        for cue, spans in _read_paragraph(reading, ks, earlier, ends.get(number, [])):
            latest = number, cue
            yield make_finding(tuple(spans), cue)


def _find_ends(reading: Reading, indirect: list[Finding]) -> dict[int, list[Finding]]:
    """Return for each paragraph, sentence by sentence, the reported statement that a quotation behind it goes on with: the one whose cue is
    nearest the root, and of several such the last. In "Doe denied claims that Roe had lied. “…”" that is Doe's."""
    ends: dict[int, list[Finding]] = {}
    places: dict[int, tuple[int, int]] = {}
    for finding in indirect:
        if finding.cue:
            number, (root, depth) = reading.parse.paragraphs[finding.cue[0]], _climb(reading.parse, finding.cue[1] - 1)
            if number not in places or root != places[number][0]:
                ends.setdefault(number, []).append(finding)
            elif depth <= places[number][1]:
                ends[number][-1] = finding
            else:
                continue
            places[number] = root, depth
    return ends


def _climb(parse: Parse, word: int) -> tuple[int, int]:
    """Return the root of a word's sentence and how many clauses and phrases down it stands; what "and" joins stands level."""
    depth = 0
    for _ in range(_MAX_DEPTH):
        if parse.heads[word] == word:
            break
        depth += parse.deps[word] != "conj"
        word = parse.heads[word]
    return word, depth


def _is_asked(reading: Reading, number: int, first: int) -> bool:
    """Whether a passage opens its paragraph and the paragraph before ends in a question of the article's own: whoever answers it is not
    whom the question speaks of."""
    parse = reading.parse
    if number == 0 or first != parse.bounds[number]:
        return False
    last = next((i for i in range(parse.bounds[number] - 1, parse.bounds[number - 1] - 1, -1) if parse.tags[i] != "_SP"), None)
    return last is not None and parse.words[last] == "?" and reading.passages.of_token[last] is None


def _find_on_stage(reading: Reading, number: int, first: int, held: Cue | None, ends: dict[int, list[Finding]]) -> Cue | None:
    """Return whom the article turns to in the paragraph before a passage without a cue: "Here is Ann Roe.", "Across the road Ann Roe is
    watering her flowers."; nobody where that tells what somebody of whom is spoken did, "Ann Roe died in March"."""
    parse = reading.parse
    if held is None or number == 0 or first != parse.bounds[number] or number - 1 in ends:
        return None
    start, end = parse.find_paragraph(parse.bounds[number - 1])
    if any(reading.passages.of_token[i] is not None for i in range(start, end)):
        return None
    if (turned := _find_turned_to(reading, _skip_blanks(parse, start, end), held)) is not None:
        return turned  # "Ann Roe is not so sure."
    people = [i for i in range(start, end) if parse.entities[i] == "PERSON" and parse.entities[parse.heads[i]] != "PERSON"]
    named = people[0] if len(people) == 1 else start
    verb = parse.heads[named]
    is_shown = parse.words[start] in ("here", "this") and parse.lemmas[verb] == "be" and parse.deps[named] in ("nsubj", "attr")
    is_here = parse.deps[named] == "nsubj" and parse.tags[verb] in ("VBZ", "VBG") and parse.words[start] in _ELSEWHERE
    if len(people) != 1 or not (is_shown or is_here):
        return None
    opens = next(i for i in range(named, start - 2, -1) if i < start or parse.entities[i] != "PERSON") + 1
    before = parse.words[slice(*held.speaker)] if held.speaker is not None else []
    is_new = set(parse.words[opens : named + 1]).isdisjoint(before)
    return Cue(None, (opens, named + 1), "said", 0.5, "floating") if is_new else None


def _choose_earlier(number: int, first: int, latest: tuple[int, Cue] | None, ends: dict[int, list[Finding]]) -> Cue | None:
    """Return the cue whose speaker a passage without a cue goes on with; ``first`` is its first token, ``number`` its paragraph."""
    own = [finding for finding in ends.get(number, []) if finding.cue[0] < first]
    if own and own[-1].speaker:  # "Doe said the fight was not over. “We will be back.”"
        return Cue(None, own[-1].speaker, "said", 0.75, "floating")
    if latest and latest[0] == number - 1 or latest and not any(n in ends for n in (number - 1, number - 2)) and latest[0] >= number - 2:
        return latest[1]._replace(tokens=None, p=0.8, rule="continued")
    before = next((ends[n][-1] for n in (number - 1, number - 2) if n in ends), None)
    return Cue(None, before.speaker, "said", 0.6, "floating") if before else None


def _read_paragraph(reading: Reading, ks: list[int], earlier: Cue | None, reported: list[Finding]) -> list[tuple[Cue, list[Span]]]:
    """Return the cues of one paragraph with the passages that each holds; ``reported`` are its indirect statements, one a sentence."""
    parse, tokens = reading.parse, reading.passages.tokens
    start, end = parse.find_paragraph(tokens[ks[0]][0])
    groups: list[tuple[Cue, list[Span]]] = []
    for n, k in enumerate(ks):
        passage = reading.passages.all[k]
        before = _skip_blanks(parse, tokens[ks[n - 1]][1] if n else start, tokens[k][0])
        after = _skip_blanks(parse, tokens[k][1], tokens[ks[n + 1]][0] if n + 1 < len(ks) else end)
        cue = _find_cue(reading, passage, before, after)
        if cue and groups and cue.tokens == groups[-1][0].tokens:
            groups[-1][1].append((passage.start, passage.end))
        elif cue:
            groups.append((cue, [(_take_in_subject(reading, passage, cue), passage.end)]))
        elif not (is_sentence(parse.text, passage) or _is_short_sentence(parse.text, passage)) or not _ends_sentence(reading, before):
            continue
        elif other := _find_between(reading, reported, before, groups, earlier):
            groups.append((other, [(passage.start, passage.end)]))
        elif groups:
            _find_main(reading, groups)[1].append((passage.start, passage.end))
        elif is_sentence(parse.text, passage) or earlier:
            is_others = earlier is not None and earlier.rule == "continued" and _tells_of_another(reading, before, earlier)
            alone = _ALONE if earlier is None or is_others else earlier
            groups.append((alone, [(passage.start, passage.end)]))
    return groups


def _take_in_subject(reading: Reading, passage: Passage, cue: Cue) -> int:
    """Return where a content begins whose passage in marks is only what is said of a thing: "said | the plan “defied logic”"."""
    parse, last = reading.parse, reading.parse.find_token(passage.start)
    first = cue.tokens[1] if cue.tokens else last
    between = parse.tags[first:last]
    is_phrase = 1 < len(between) <= _NEAR and between[0] in ("DT", "PRP$", "NNP") and _IN_PHRASE.issuperset(between)
    is_small = parse.text[passage.start : passage.end].lstrip(_MARKS)[:1].islower()
    if cue.rule != "before" or not is_phrase or not is_small or parse.lemmas[first - 1] not in ASIDES:
        return passage.start
    return parse.starts[first]


def _find_between(
    reading: Reading, reported: list[Finding], gap: Range, groups: list[tuple[Cue, list[Span]]], earlier: Cue | None
) -> Cue | None:
    """Return the cue of another who has spoken in the gap before a passage, or to whom the article has turned there."""
    turned = _find_turned_to(reading, gap, groups[-1][0] if groups else earlier)
    held = {cue.tokens for cue, _ in groups[-2:]}
    first, last = (bisect_left(reported, token, key=lambda finding: finding.cue[0]) for token in gap)
    found = [finding for finding in reported[first:last] if finding.cue not in held] if groups else []
    if not found or found[-1].speaker is None or turned is not None and turned.speaker[0] > found[-1].cue[0]:
        return turned
    return Cue(found[-1].cue, found[-1].speaker, found[-1].act, 0.75, "before")


def _tells_of_another(reading: Reading, gap: Range, held: Cue) -> bool:
    """Whether a paragraph opens with a sentence about somebody else than who spoke in the one before: who speaks next is not known."""
    parse, (first, last) = reading.parse, gap
    first = next((i + 1 for i in range(last - 2, first - 1, -1) if parse.words[i] in _STOPS), first)
    root = next((i for i in range(first, last) if parse.heads[i] == i), None)
    subject = parse.find_kid(root, "nsubj", "nsubjpass") if root is not None else None
    is_named = held.speaker is not None and any(parse.tags[i][:3] == "NNP" for i in range(*held.speaker))
    if subject is None or not is_named or parse.entities[subject] != "PERSON":
        return False  # "the owner" may have this name
    return set(parse.words[slice(*parse.subtree(subject))]).isdisjoint(parse.words[slice(*held.speaker)])


def _find_turned_to(reading: Reading, gap: Range, held: Cue | None) -> Cue | None:
    """Return who speaks where the article has turned to another: "“We need it,” said Doe. But the grocer Ann Roe was not convinced. “…”".

    A sentence of its own between the passages which tells how somebody, whom the passage would not go to otherwise, responds or feels; what
    else is told of people between two quotations makes nobody speak.
    """
    parse, (first, last) = reading.parse, gap
    if held is None or held.speaker is None or first == last or parse.words[last - 1] != ".":
        return None
    first = next((i + 1 for i in range(last - 2, first - 1, -1) if parse.words[i] in _STOPS), first)
    root = next((i for i in range(first, last) if parse.heads[i] == i), None)
    subject = parse.find_kid(root, "nsubj", "nsubjpass") if root is not None else None
    if subject is None or parse.tags[subject][:1] != "N" or subject not in range(first, last):
        return None
    if parse.entities[subject] != "PERSON" and parse.lemmas[subject] not in PEOPLE:
        return None
    is_retort = parse.lemmas[root] == "hit" and parse.words[root + 1 : root + 2] == ["back"]
    told = parse.lemmas[root], parse.words[root], *(parse.words[kid] for kid in parse.kids[root] if parse.deps[kid] in ("acomp", "dobj"))
    if (_RESPONSES | _MOODS | _VIEWS).isdisjoint(told) and not is_retort:
        return None
    if parse.words[subject] in parse.words[slice(*held.speaker)]:
        return None
    return Cue(None, parse.subtree(subject), "said", 0.6, "floating")


def _find_main(reading: Reading, groups: list[tuple[Cue, list[Span]]]) -> tuple[Cue, list[Span]]:
    """Return the group that a passage without a cue goes on with: the last, but for words of another within the sentence of the one before:
    "“It is theft,” said Doe after Roe called the toll “a gift”. | “I shall not pay.”"."""
    main, last = groups[-2:] if len(groups) > 1 else (groups[-1], groups[-1])
    if main is last or main[0].tokens is None or last[0].tokens is None or main[0].rule != "after":
        return last
    between = reading.parse.words[main[0].tokens[1] : last[0].tokens[0]]
    return last if any(word in _STOPS for word in between) else main


def _skip_blanks(parse: Parse, first: int, last: int) -> Range:
    """Return the token range without the blanks at its edges: two spaces after a full stop are a token."""
    while first < last and parse.tags[first] == "_SP":
        first += 1
    while first < last and parse.tags[last - 1] == "_SP":
        last -= 1
    return first, last


def is_sentence(text: str, passage: Passage) -> bool:
    """Whether the passage reads as speech, not as a name or label in marks: a capital to begin and a stop to end with."""
    words = text[passage.start : passage.end].strip(_MARKS)
    return words.count(" ") >= 2 and not words[0].islower() and (words[-1] in ".,!?…—-" or not passage.is_closed)


def _is_short_sentence(text: str, passage: Passage) -> bool:
    """Whether it is two words and a stop: “Never again.”"""
    words = text[passage.start : passage.end].strip(_MARKS)
    return words.count(" ") == 1 and words[0].isupper() and words[1:].islower() and words[-1] in ".!?"


def _find_cue(reading: Reading, passage: Passage, before: Range, after: Range) -> Cue | None:
    if (asked := _find_asking(reading, passage, before)) is not None:
        return asked
    is_led = all(last > first and reading.parse.words[last - 1] == ":" for first, last in (before, after))
    if is_led and (cue := _find_cue_before(reading, before)) is not None:
        return cue  # "When Doe said: “It is theft,” Roe said: “It is fair.”"
    return _find_cue_after(reading, passage, after) or _find_cue_before(reading, before) or _find_dash(reading, passage, after)


def _find_asking(reading: Reading, passage: Passage, gap: Range) -> Cue | None:
    """Read "a reporter asked, “Is it theft?”": the question is his, whoever answers behind it."""
    parse, (first, last) = reading.parse, gap
    if not parse.text[passage.start : passage.end].rstrip(_MARKS).endswith("?"):
        return None
    verb = next((i for i in range(last - 1, max(first, last - _NEAR_ASKING) - 1, -1) if parse.tags[i][:1] == "V"), None)
    if verb is None or parse.lemmas[verb] not in ("ask", "inquire", "enquire", "wonder") or not _STOPS.isdisjoint(parse.words[verb:last]):
        return None
    if parse.tags[verb] == "VBN" and parse.find_kid(verb, "nsubj", "agent") is None or parse.words[verb] == "asked" and verb == first:
        return Cue((verb, verb + 1), None, "asks", 0.6, "before")  # "Asked “Is it theft?”, Doe said": by whom is not told
    return reading.make_cue(verb, "before")


def _find_cue_after(reading: Reading, passage: Passage, gap: Range) -> Cue | None:
    """Read ", she said" after a passage; a full stop inside its marks ends the sentence unless a small letter follows."""
    parse = reading.parse
    words = parse.text[passage.start : passage.end].rstrip(_MARKS)
    first, last = gap
    is_small = first < last and parse.text[parse.starts[first]].islower()
    if first >= last or words.endswith(".") and not is_small or parse.words[first : first + 2] == ["according", "to"]:
        return None
    if not (words.endswith((",", "?", "!", "—", "-")) or words.endswith((".", "…")) and is_small or parse.words[first] in (",", "—", "-")):
        return None
    if parse.words[first] == "," and parse.words[first + 1 : first + 2] in (["which"], ["who"]) and not is_sentence(parse.text, passage):
        return None  # the film “Valley of Water”, which tells …
    if (verdict := _find_verdict(parse, gap)) is not None:
        return verdict
    if _opens_clause(reading, first, last) or _goes_on(reading, passage, first, last):
        return None
    verb = told = None
    for i in range(first, min(last, first + _MAX_GAP)):
        if parse.words[i] in _STOPS and parse.words[i - 1].rpartition("-")[2] not in _RANKS:
            break
        if reading.is_quoting(i):
            if words.endswith(("?", "!")) and _has_own_words(reading, i, gap):
                return None
            is_cited = parse.lemmas[i] in ("quote", "cite", "report") and _says_as(parse, i, last)
            is_passive = parse.find_kid(i, "auxpass") is not None and parse.find_kid(i, "agent") is None
            if told is not None or not (is_passive or is_cited):
                return reading.make_cue(i, "after")
            told = i  # "is expected | to say", "was quoted | as saying"
            continue
        if verb is None and _is_any_verb(parse, i, gap) and (words.endswith(",") or i == first):
            verb = i
    verb = told if told is not None else verb
    return reading.make_cue(verb, "after") if verb is not None else None


def _find_verdict(parse: Parse, gap: Range) -> Cue | None:
    """Read "“…,” was Doe's verdict", "“…” is the view of an old man" after a passage."""
    first = gap[0] + (parse.words[gap[0]] == ",")
    last = min(gap[1], first + _MAX_VERDICT)
    noun = next((i for i in range(first + 1, last) if parse.words[i] in _VERDICTS), None)
    if noun is None or parse.words[first] not in ("is", "was", "came"):
        return None
    mark = next((i for i in range(first + 1, noun) if parse.tags[i] == "POS"), None)
    owner = (first + 1, mark) if mark is not None else (first + 1, first + 2) if parse.words[first + 1] in ("his", "her", "their") else None
    link = noun + 1
    if owner is None and parse.words[link : link + 1] == ["of"]:
        whose = parse.find_kid(link, "pobj")
        owner = parse.subtree(whose) if whose is not None else None
    return Cue((first, noun + 1), owner, "said", 0.75, "after") if owner and owner[0] < owner[1] else None


def _is_any_verb(parse: Parse, verb: int, gap: Range) -> bool:
    """Whether it is "“…,” she laughed" or "“…,” thundered Ada Quill", whatever the verb; not "she left the room"."""
    if parse.tags[verb] not in ("VBD", "VBZ") or parse.words[gap[0]] in ("which", "who", "that"):
        return False
    if parse.lemmas[verb] in ("be", "have", "do") or parse.find_kid(verb, "mark") is not None:  # "“…,” even if the post was unpaid"
        return False
    own = next((kid for kid in parse.kids[verb] if kid > verb and parse.deps[kid] in ("dobj", "ccomp", "xcomp")), None)
    if verb == gap[0] and own is not None and own < gap[1]:
        is_person = parse.entities[own] == "PERSON" or parse.lemmas[own] in PEOPLE | SPEAKING | _PLAIN_PEOPLE
        return is_person and parse.deps[own] == "dobj" and parse.left[own] == verb + 1 and parse.right[own] >= gap[1] - 1
    return own is None and parse.find_kid(verb, "nsubj") in range(*gap)


def _says_as(parse: Parse, verb: int, last: int) -> bool:
    """Whether "as saying" follows: "“…,” the agency quoted Doe as saying"."""
    behind = parse.words[verb : min(last, verb + _MAX_REACH)]
    return any(word == "as" and other in ("saying", "telling") for word, other in zip(behind, behind[1:], strict=False))


def _has_own_words(reading: Reading, verb: int, gap: Range) -> bool:
    """Whether a verb behind "“Who will pay?”" belongs to a sentence that says something else: "Doe said he was ill", "Doe replied: “…”"."""
    parse, (first, last) = reading.parse, gap
    if not parse.text[parse.starts[first]].isupper() or parse.tags[first][:1] == "V":
        return False
    frames = ("ccomp", "xcomp") if parse.lemmas[verb] in _ASKING else ("ccomp", "xcomp", "dobj", "oprd")
    kids = (kid for kid in parse.kids[verb] if kid > verb and not is_absolute(parse, kid))
    own = next((kid for kid in kids if parse.deps[kid] in frames), None)
    is_said = own is not None and reading.passages.of_token[own] is None
    return is_said or parse.words[last - 1] == ":" or any(parse.tags[kid] == "MD" for kid in parse.kids[verb])


def _opens_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether what follows a passage is another clause, of somebody named who says or does something of his own: "“…,” but Doe warned of
    floods". In "“…,” but she said no more" the passage is hers."""
    parse, opens = reading.parse, first + (reading.parse.words[first] == ",")
    if opens + 1 >= last:
        return False
    if parse.words[opens + 1] == "which":
        return True
    subject = next((i for i in range(opens, min(last, opens + _MAX_GAP)) if parse.deps[i] == "nsubj" or reading.is_quoting(i)), None)
    if parse.words[opens] not in _JOINING or subject is None or parse.deps[subject] != "nsubj" or parse.left[subject] != opens + 1:
        return False
    has_own = parse.find_kid(parse.heads[subject], "dobj", "ccomp", "xcomp", "prep") is not None
    return parse.tags[subject][:3] == "NNP" and has_own


def _goes_on(reading: Reading, passage: Passage, first: int, last: int) -> bool:
    """Whether what follows a passage is what its speaker does next: "called him “a liar,” | and said …", "said “we go,” | adding …"."""
    parse, at = reading.parse, first + (reading.parse.words[first] == ",")
    if at + 1 >= last:
        return False
    verb = at + 1 if parse.words[at] in ("and", "but") else at
    is_bare = parse.tags[verb][:2] == "VB" and parse.find_kid(verb, "nsubj") is None and parse.words[at] != "said"
    opens = parse.find_token(passage.start)
    start = max(parse.find_paragraph(opens)[0], opens - _MAX_GAP)
    begun = next((i + 1 for i in range(opens - 1, start - 1, -1) if parse.words[i] in _STOPS), start)
    has_own = any(reading.lexicon.is_cue(parse.lemmas[i], parse.tags[i]) and parse.tags[i][:1] == "V" for i in range(begun, opens))
    return is_bare and has_own and (verb > at or parse.tags[verb] == "VBG")


def _find_cue_before(reading: Reading, gap: Range) -> Cue | None:
    """Read "She said: " before a passage: the last cue of the sentence that leads up to the opening mark."""
    parse = reading.parse
    first, last = gap
    if first == last and first and parse.bounds[parse.paragraphs[first]] == first:
        first, last = find_lead_in(reading, first)
    if last - first > 2 and parse.words[last - 1] in ("of", "to") and parse.words[last - 2] in CRIES:
        return None  # "…, he said, to cries of “Shame”"
    is_open = last > first and parse.words[last - 1] in (":", ",")
    if is_open and (sender := find_read_out(reading, (first, last))) is not None:
        return sender
    if is_open and parse.words[last - 1] == ":" and opens_with_verb(reading, (first, last)):
        return Cue((first, first + 1), (first + 1, last - 1), "said", 0.8, "colon")
    is_over = last > first and parse.words[last - 1] == "."  # "She said that it put her off. “…”": said leads on, put is in her words
    for i in range(last - 1, max(first, last - _MAX_GAP) - 1, -1):
        if parse.words[i] in _STOPS and i < last - 1:
            first = i + 1
            break
        if is_over and parse.deps[i] in ("ccomp", "relcl", "acl"):
            return None
        if is_open and parse.words[last - 1] == ":" and (other := find_answering(reading, i, (first, last))) is not None:
            return other
        if reading.is_quoting(i) and not is_noun_of_headline(parse, i, last):
            return reading.make_cue(i, "before")
        if parse.tags[i][:1] == "V" and not is_open:
            return None
    return make_colon(reading, (first, last)) if last > first and parse.words[last - 1] == ":" else None


def _find_dash(reading: Reading, passage: Passage, gap: Range) -> Cue | None:
    """Read "“…” – Commissioner Doe" at the end of a paragraph: a dash, then a name and no sentence."""
    parse, first = reading.parse, passage.end
    last = parse.ends[max(gap[0], gap[1] - 1)] if gap[0] < gap[1] else first
    found = _SIGNED.match(parse.text, first, min(last, first + _MAX_SIGNATURE))
    if not found or parse.text[found.end() : last].strip(" .\r\n\xa0"):
        return None
    start, end = parse.find_token(found.start(2)), parse.find_token(found.end(2) - 1) + 1
    cue = parse.find_token(found.start(1))
    end = next((i for i in range(start + 1, end) if parse.tags[i] in ("VBZ", "VBD", "VBP")), end)  # "– Doe hits out at mayor"
    return Cue((cue, cue + 1), (max(start, cue), end), "said", 0.85, "dash")


def _ends_sentence(reading: Reading, gap: Range) -> bool:
    (first, last), words = gap, reading.parse.words
    is_closed = last - first > 1 and words[last - 1] in ("”", '"', "''") and words[last - 2] in _STOPS  # said on “Meet the Town.”
    return last == first or is_closed or words[last - 1] in _STOPS or words[last - 1] == ":"


def find_remaining(reading: Reading, findings: list[Finding]) -> Iterator[Finding]:
    """Yield the passages that no finding touches and that depend on a cue."""
    taken = sorted(span for finding in findings for span in finding.spans)
    n, reach = 0, 0
    for k, passage in enumerate(reading.passages.all):
        while n < len(taken) and taken[n][0] < passage.end:
            reach, n = max(reach, taken[n][1]), n + 1
        if passage.start >= reach:
            yield from find_embedded(reading, k)
