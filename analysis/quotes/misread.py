"""Who speaks where the parser saw no subject: behind the cue, right before it, before a description, or at the head of the sentence."""

from __future__ import annotations

from analysis.quotes.clauses import PUT, is_aside
from analysis.quotes.finding import Passages
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker_phrase import OPENS_NAME, STOPS, name_tokens
from analysis.quotes.tree import FINITE

_MAX_REACH = 25  # tokens before a cue that are looked at
_ADDRESSING = frozenset({"ask", "warn", "remind", "assure"})
_INSIDE_NAME = frozenset({"the", "our", "of", "for", "(", ")"})


class Misread:
    """Finds the speakers of cues without a subject in one parsed article."""

    def __init__(self, parse: Parse, passages: Passages) -> None:
        self.parse = parse
        self.passages = passages

    def find_speaker(self, cue: int, content: Range) -> tuple[Range, float] | None:
        """Return the tokens of who speaks, and how sure that is (0..1), or None where nobody is found."""
        parse = self.parse
        asked = next((kid for kid in parse.kids[cue] if kid < cue and parse.words[kid] in PUT and is_aside(parse, kid)), None)
        subject = parse.find_kid(asked, "nsubj") if asked is not None else None
        if subject is not None:  # "Doe, asked whether it was fair, said: “…”"
            return name_tokens(parse, subject, asked), 0.9
        led = next((kid for kid in parse.kids[cue] if kid < cue and parse.deps[kid] == "advcl" and parse.tags[kid] == "VB"), None)
        subject = parse.find_kid(led, "nsubj") if led is not None else None
        if subject is not None:  # "Doe, in town to end the strike, urged …": an infinitive has no subject
            return name_tokens(parse, subject, led), 0.8
        if (described := self._find_described(cue, content)) is not None:
            return described, 0.8
        inverted = self._find_inverted(cue, content)
        if inverted:
            return inverted, 0.7
        first = max(parse.find_paragraph(cue)[0], cue - _MAX_REACH)
        opening = self._find_opening(cue, first)
        found = opening or self._find_beside(cue, first)
        return (found, 0.5) if found is not None and self.is_outside(found, cue, content) else None

    def is_outside(self, found: Range, cue: int, content: Range) -> bool:
        """Whether words stand neither in the content nor in another's quotation."""
        passage = self.passages.of_token[found[1] - 1]
        return not content[0] <= found[0] < content[1] and passage in (None, self.passages.of_token[cue])

    def _find_described(self, cue: int, content: Range) -> Range | None:
        """Return who stands before a description that the parser takes for what is said: "Ministers | gathered in Rome, the home of Jo Doe,
        said it was late", "The union, | which denies its members have struck, | says"."""
        parse = self.parse
        told = next((kid for kid in parse.kids[cue] if kid < cue and parse.deps[kid] == "ccomp" and parse.tags[kid][:1] == "V"), None)
        subject = parse.find_kid(told, "nsubj") if told is not None else None
        if subject is None or subject > told or content[0] <= cue or parse.find_kid(cue, "nsubj") is not None:
            return None
        if parse.tags[subject][:1] != "N":
            return None
        is_bare = told == subject + 1 and parse.tags[told] in ("VBD", "VBN", "VBG")
        is_clause = parse.words[subject + 1] == "," and parse.words[subject + 2] in ("which", "who") and parse.words[cue - 1] == ","
        return (parse.left[subject], subject + 1) if is_bare or is_clause else None

    def _find_beside(self, cue: int, first: int) -> Range | None:
        """Return the person who stands right before a finite cue: "In a statement to the Herald, | Jane Doe | said"; with a comma or a
        bracket between ("Rep. Doe (D-Ohio) said"), and before what is told of him between two: "Doe, a partner with Roe Boggs, said"."""
        parse, at = self.parse, cue - 1
        if parse.tags[cue] not in FINITE:
            return None
        has_comma = at >= first and parse.words[at] == ","
        at -= has_comma
        if at >= first and parse.words[at] == ")":
            at = next((i - 1 for i in range(at, first, -1) if parse.words[i] == "("), first)
        marked = self.passages.of_token
        breaks = (i for i in range(at, first, -1) if parse.words[i] in STOPS or parse.words[i] == "," or marked[i] is not None)
        comma = next(breaks, first) if has_comma else first
        if parse.words[comma] == "," and self._is_person(comma - 1, first):
            at = comma - 1
        if parse.words[comma] == "," and parse.tags[comma + 1] == "VBG" and parse.tags[comma - 1] == "NN":
            article = parse.find_kid(comma - 1, "det")  # "Asked about it, | a senator, speaking off the record, | said"
            return (article, comma) if article is not None and article >= first else None
        article = parse.find_kid(at, "det") if at >= first and parse.tags[at] == "NN" and not has_comma else None
        if article is not None and article > first and marked[article - 1] is not None and marked[at] is None:
            return article, at + 1  # “Trams,” | a retired driver | said
        if not self._is_person(at, first):
            return None
        start = at
        while self._is_person(start - 1, first) and parse.tags[start - 1][:3] == "NNP":
            start -= 1
        return start, at + 1

    def _is_person(self, i: int, first: int) -> bool:
        is_free = i >= first and self.passages.of_token[i] is None
        return is_free and (self.parse.entities[i] == "PERSON" or self.parse.words[i] in ("he", "she"))

    def _find_opening(self, cue: int, first: int) -> Range | None:
        """Return the large words that a cue's sentence opens with, where they are a name that the parser took for a command: "Save Our
        Coast opposes the levy", "Save the Coast (STC) hit back, saying"."""
        parse, marked = self.parse, self.passages.of_token
        back = range(cue - 1, first - 1, -1)
        start = end = next((i + 1 for i in back if parse.words[i] in STOPS or marked[i] is not None), first)
        while end < cue and (parse.text[parse.starts[end]].isupper() or parse.words[end] in _INSIDE_NAME):
            end += 1
        is_command = end - start > 2 and parse.tags[start] in ("VB", "VBP", "NNS") and parse.deps[start] != "nsubj"
        is_finite = any(parse.tags[i] in FINITE for i in (cue, end))
        return (start, end) if is_finite and is_command and (end == cue or parse.words[end] == "," or parse.tags[end] in FINITE) else None

    def _find_inverted(self, cue: int, content: Range) -> Range | None:
        """Return the noun phrase right after a finite cue: ", said Jane Doe of the council", where the parser saw no subject."""
        parse, after = self.parse, cue + 1
        if parse.tags[cue] not in FINITE or after >= len(parse) or parse.paragraphs[after] != parse.paragraphs[cue]:
            return None
        has_clause = any(kid > cue and parse.deps[kid] == "ccomp" for kid in parse.kids[cue])
        if parse.lemmas[cue] == "tell" or parse.lemmas[cue] in _ADDRESSING and has_clause:  # "told reporters", "asked Doe why": those told
            return None
        if parse.tags[after] not in OPENS_NAME or self.passages.of_token[after] is not None:
            return None
        noun = after
        while parse.heads[noun] > noun and parse.tags[parse.heads[noun]][:1] != "V":
            noun = parse.heads[noun]
        first, last = name_tokens(parse, noun, cue)
        mark = next((i for i in range(noun, last) if self.passages.of_token[i] is not None), last)
        found = first, mark  # "said Jane Doe, a nurse, “and …”": the parse takes the passage for part of the name
        is_name = parse.tags[noun][:1] in "NP" and found[0] <= after < found[1]
        return (after, found[1]) if is_name and self.is_outside(found, cue, content) else None
