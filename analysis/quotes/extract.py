"""From a parsed article to its statements: run the rules, join what belongs to one cue, settle overlaps."""

from __future__ import annotations

from bisect import bisect_left

from analysis.quotes.blocks import find_blocks
from analysis.quotes.direct import find_direct, find_remaining
from analysis.quotes.finding import Finding, Passages, Span, merge_spans
from analysis.quotes.indirect import find_indirect
from analysis.quotes.mood import is_relayed
from analysis.quotes.parse import Parse
from analysis.quotes.quote import Quote
from analysis.quotes.reading import Reading, read_doc
from analysis.quotes.turns import find_turns

_MAX_ROOT = 80  # tokens of a content among which its verb is looked for
_ASKED = frozenset({"percent", "most", "many", "half", "majority", "third", "quarter", "more", "they", "it"})  # of those asked in a poll
_MEDIA = frozenset(
    "report newspaper paper agency magazine broadcaster outlet station website media television daily tabloid weekly".split()
)
_RETOLD = frozenset({"clause", "infinitive", "object", "prep for", "prep of"})  # rules whose content follows a verb of saying
# A headline's participle: "Mayor dubbed “a liar” by Roe".
_NAMING = frozenset({"brand", "dub", "call", "label", "describe", "name", "term", "hail"})


def extract_quotes(doc) -> list[Quote]:
    """Return every attributed statement of an article, in the order of the text.

    Args:
        doc: spaCy ``Doc`` of the whole article, parsed by ``analysis.nlp.load_pipeline()``.

    Rules over the parse with a cue lexicon (cues.toml), in the manner of Krestel, Bergler & Witte (2008) and the
    GenderGapTracker (Asr et al. 2021). Names the words of the speaker, not the actor. Statements inside a quotation belong to the
    quotation. Never raises on odd text; time is linear in its length.
    """
    if not len(doc):
        return []
    reading = read_doc(doc)
    indirect = list(find_indirect(reading))
    blocks = find_blocks(reading, indirect)
    led = {finding.cue for finding in blocks.values()}
    indirect = [finding for finding in indirect if finding.cue is None or finding.cue not in led]  # "issued the following statement:"
    turns = {**blocks, **find_turns(reading)}
    findings = [*turns.values(), *find_direct(reading, indirect, turns), *indirect]
    findings += find_remaining(reading, findings)
    findings = _drop_hearsay(findings)
    findings = [finding for finding in findings if not _is_nobody(reading, finding)]
    findings = [_hear_agent(reading, finding) for finding in findings]
    joined = [_free_speaker(reading, finding) for finding in _join_cues(findings)]
    quotes = [_make_quote(reading, finding) for finding in _settle_overlaps(reading.parse, _drop_retold(reading, joined))]
    text = reading.parse.text  # the document puts its text together at each asking
    return [quote for quote in quotes if sum(c.isalnum() for start, end in quote.spans for c in text[start:end]) > 1]  # no letter alone


def _is_nobody(reading: Reading, finding: Finding) -> bool:
    """Whether it is said that nobody said it, or not who: "nobody thinks the ban is fair", "few residents want it", "not everyone"; or
    it is the writer's own: "it goes without saying that", "let's focus on"."""
    first, last = finding.speaker or (0, 0)
    words, tags = reading.parse.words[first:last], reading.parse.tags
    if words in (["'s"], ["’s"], ["us"]) or words == ["it"] and _goes_without_saying(reading, finding):
        return True
    if not words:  # "Plan to close bridge divides town": the parser takes a headline's noun for a command
        if finding.cue is None:
            return False
        start, parse = finding.cue[0], reading.parse
        head = parse.heads[start] if parse.deps[start] == "conj" else start  # "See the letter and tell us what you think"
        is_command = parse.find_kid(start, "aux") is None and parse.find_kid(head, "aux", "nsubj") is None
        return tags[start] == "VB" and is_command and (head == 0 or tags[head - 1] in (".", "_SP", "``") or parse.is_opening[head])
    if words[0] in ("hardly", "scarcely") and words[1:2] in (["anyone"], ["anybody"], ["any"]):
        return True
    is_number = reading.parse.tags[min(first + 1, len(reading.parse) - 1)] == "CD"  # "No 10 said"
    if words[0] == "not" and words[1:2] in (["everyone"], ["everybody"], ["all"], ["every"], ["many"], ["one"]):
        return True
    return words[0] in ("nobody", "none", "neither", "nothing", "few") or words[0] == "no" and len(words) > 1 and not is_number


def _drop_hearsay(findings: list[Finding]) -> list[Finding]:
    """Return the findings without what is "reportedly" so where another finding has any of it: who tells it, or what is said in it."""
    told = sorted(span for finding in findings if finding.rule != "hearsay" for span in finding.spans)
    reach, ends = 0, []
    for _, end in told:
        reach = max(reach, end)
        ends.append(reach)
    starts = [start for start, _ in told]
    return [f for f in findings if f.rule != "hearsay" or all(_is_free(span, starts, ends) for span in f.spans)]


def _is_free(span: Span, starts: list[int], ends: list[int]) -> bool:
    """Whether no sorted span begins before the end of another and reaches beyond its start; ``ends`` never falls."""
    before = bisect_left(starts, span[1]) - 1
    return before < 0 or ends[before] <= span[0]


def _hear_agent(reading: Reading, finding: Finding) -> Finding:
    """Return the finding of a passive with who stands behind its words in marks: "branded “a liar” by Roe on Monday" is Roe's "a liar"."""
    parse, (start, end) = reading.parse, finding.spans[-1]
    passage = reading.passages.find_last(end) if finding.cue else None
    if passage is None or not start <= passage.start < passage.end < end or not parse.text[passage.end : end].startswith(" by "):
        return finding
    verb, by = finding.cue[1] - 1, parse.find_token(passage.end + 1)
    first, last = parse.find_paragraph(verb)
    is_headline = parse.words[last - 1] not in (".", "!", "?") and parse.lemmas[verb] in _NAMING  # "Mayor slammed “cuts” by council"
    is_passive = parse.find_kid(verb, "auxpass") is not None or parse.find_kid(verb, "nsubj") is None or is_headline and first == 0
    named = parse.find_kid(by, "pobj")
    if parse.tags[verb] not in ("VBN", "VBD") or not is_passive or named is None or parse.tags[named][:2] not in ("NN", "PR"):
        return finding
    spans = (*finding.spans[:-1], (start, passage.end))
    return finding._replace(spans=spans, speaker=parse.subtree(named), p=min(finding.p, 0.85))


def _goes_without_saying(reading: Reading, finding: Finding) -> bool:
    first, last = finding.cue or (0, 0)
    return first > 0 and reading.parse.words[first:last] == ["without", "saying"] and reading.parse.lemmas[first - 1] == "go"


def _join_cues(findings: list[Finding]) -> list[Finding]:
    """Join findings of one cue: the passage in marks and the clause around it are one statement."""
    by_cue: dict[object, Finding] = {}
    for n, finding in enumerate(findings):
        key = finding.cue or n
        other = by_cue.get(key)
        if other:
            finding = other._replace(spans=merge_spans(other.spans + finding.spans), speaker=other.speaker or finding.speaker)
        by_cue[key] = finding
    return list(by_cue.values())


def _free_speaker(reading: Reading, finding: Finding) -> Finding:
    """Return the finding without what names the speaker after a quotation: “…,” the mayor’s aide, Jane Doe, said. “…”."""
    if finding.speaker is None:
        return finding
    start, end = reading.parse.cut(finding.speaker)
    if reading.passages.touches((start, end)):  # a name inside the quotation
        return finding
    spans: list[Span] = []
    for span in finding.spans:
        named = span[0] < end and start < span[1]
        before = reading.passages.find_last(start) if named else None
        if before is None or before.end <= span[0]:
            spans.append(span)
            continue
        after = reading.passages.find_next(end)
        spans.append((span[0], before.end))
        if after is not None and after.start < span[1]:
            spans.append((after.start, span[1]))
    return finding._replace(spans=tuple(spans))


def _drop_retold(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings without those that hold another's statement with its cue: "“…,” Doe said on Monday, | the Herald reported",
    "Doe said the toll would rise, | the Herald reported"."""
    quoted = {f.spans[0][0]: f for f in findings if f.rule == "after" and f.speaker}
    led = {f.cue[0]: f for f in findings if f.rule in _RETOLD and f.speaker and f.cue and f.cue[1] - 1 == f.cue[0]}
    kept = []
    for finding in findings:
        inner = quoted.get(finding.spans[0][0])
        is_retold = inner is not None and inner is not finding and finding.cue != inner.cue
        is_retold = is_retold and any(start <= reading.parse.starts[inner.cue[0]] < end for start, end in finding.spans)
        if not is_retold and not _retells(reading, finding, led):
            kept.append(finding)
    return kept


def _retells(reading: Reading, finding: Finding, led: dict[int, Finding]) -> bool:
    """Whether news media tell what somebody else said: "Doe called on them to stop, | the agency reported". Not so in "57 per cent said
    they would, according to the survey", nor where a person tells of another: "He promised to resign, | Doe said"."""
    parse, (start, end) = reading.parse, finding.spans[0]
    if finding.cue is None or finding.speaker is None or parse.starts[finding.cue[0]] < end:
        return False
    is_according = finding.rule == "according to"
    is_body = is_according and any(parse.entities[i] == "ORG" for i in range(*finding.speaker))
    is_media = not _MEDIA.isdisjoint(parse.words[slice(*finding.speaker)]) or is_body or parse.lemmas[finding.cue[0]] == "report"
    if not is_media or not is_according and finding.rule not in ("clause", "parenthetical"):
        return False
    first = parse.find_token(start)
    content = range(first, min(parse.find_token(end - 1) + 1, first + _MAX_ROOT))
    root = next((i for i in content if parse.heads[i] == i or parse.heads[i] not in content), None)
    inner = led.get(root) if root is not None and root != finding.cue[0] else None
    if inner is None or not start <= parse.starts[inner.speaker[0]] < end:
        return False
    named = range(*inner.speaker)
    return not any(parse.tags[i] in ("CD", "DT") and parse.words[i] not in ("the", "a", "an") or parse.words[i] in _ASKED for i in named)


def _settle_overlaps(parse: Parse, findings: list[Finding]) -> list[Finding]:
    """Return the findings in order, without those whose content lies in the content of an earlier or longer one, or a surer of the same.

    Two passives may share what they are about: "The plan was welcomed by Doe and condemned by Roe".
    """
    kept: list[Finding] = []
    reach, widest, inner = -1, None, -1
    for finding in sorted(findings, key=lambda f: (f.spans[0][0], -f.spans[-1][1], -f.p)):
        if finding.spans[-1][1] <= reach:
            if _shares(parse, finding, kept[-1]):
                kept.append(finding)
            elif finding.spans[0][0] >= inner and _lies_between(parse, finding, widest):
                kept.append(finding)
                inner = finding.spans[-1][1]
            continue
        if finding.spans[0][0] < reach:
            finding = finding._replace(spans=_cut_before(finding.spans, reach))
        if finding.spans:
            kept.append(finding)
            reach, widest = finding.spans[-1][1], finding
    return kept


def _lies_between(parse: Parse, finding: Finding, other: Finding) -> bool:
    """Whether what another verb attributes stands between two pieces of a statement: "“…,” Doe said, adding that | it was late. “…”"; not
    what is told of the speaker there: "Doe, a critic of the plan, said", "Doe said, referring to the plan"."""
    first, last = finding.spans[0][0], finding.spans[-1][1]
    if finding.cue is None or other.cue is None or any(start < last and first < end for start, end in other.spans):
        return False
    verb = finding.cue[1] - 1
    is_told = finding.rule in ("side", "prep to") or parse.tags[verb][:1] != "V" or parse.deps[verb] == "relcl"
    return not is_told and not first <= parse.starts[other.cue[0]] < last


def _shares(parse: Parse, finding: Finding, other: Finding) -> bool:
    """Whether two verbs in the passive, each with who stands behind it, are about the same words."""
    are_passive = all(f.cue is not None and parse.find_kid(f.cue[0], "agent") is not None for f in (finding, other))
    return are_passive and finding.cue != other.cue and finding.spans[0] == other.spans[0]


def _cut_before(spans: tuple[Span, ...], reach: int) -> tuple[Span, ...]:
    return tuple((max(start, reach), end) for start, end in spans if end > reach)


def _make_quote(reading: Reading, finding: Finding) -> Quote:
    parse = reading.parse
    cue = (parse.starts[finding.cue[0]], parse.ends[finding.cue[1] - 1]) if finding.cue else None
    speaker = parse.cut(finding.speaker) if finding.speaker else None
    speaker = speaker if speaker and speaker[0] < speaker[1] else None
    kind = "direct" if finding.rule in ("turn", "interview", "block") else _name_kind(reading.passages, finding.spans)  # needs no marks
    act = "relays" if _is_relayed(reading, finding, kind) else finding.act
    return Quote(finding.spans, kind, act, cue, speaker, round(finding.p, 3), finding.rule)


def _is_relayed(reading: Reading, finding: Finding, kind: str) -> bool:
    parse, (start, end) = reading.parse, finding.spans[0]
    content = parse.find_token(start), parse.find_token(end - 1) + 1
    is_plain = finding.act in ("said", "wrote", "thinks") and len(finding.spans) == 1
    return is_plain and is_relayed(parse, content, finding.speaker, kind == "direct")


def _name_kind(passages: Passages, spans: tuple[Span, ...]) -> str:
    if all(_lies_inside(passages, span) for span in spans):
        return "direct"
    return "mixed" if any(passages.touches(span) for span in spans) else "indirect"


def _lies_inside(passages: Passages, span: Span) -> bool:
    passage = passages.find_at(span[0])
    return passage is not None and span[1] <= passage.end
