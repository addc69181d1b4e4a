"""What every rule needs of one article, made once: the parse, the passages in marks, the lexicon and the speakers."""

from __future__ import annotations

from typing import NamedTuple

from analysis.quotes.cues import Lexicon, load_lexicon
from analysis.quotes.finding import Passages
from analysis.quotes.marks import find_passages, is_work
from analysis.quotes.mood import is_declined, is_unsaid
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker import SpeakerFinder

# What comes before a verb of saying where nothing was said: "stopped short of saying", "left without saying", "denied saying".
_UNSAID = (("short", "of"), ("without",), ("avoided",), ("avoids",), ("denied",), ("denies",), ("refused", "to"), ("no", "longer"))
_MAX_APART = 14  # tokens between a negation and its verb, with an aside between
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "scarcely"})


class Cue(NamedTuple):
    """What attributes a content: the tokens of the cue (None where there is none), the speaker's, and how sure that is."""

    tokens: Range | None
    speaker: Range | None
    act: str
    p: float
    rule: str


class Reading(NamedTuple):
    """One article as the rules see it."""

    parse: Parse
    passages: Passages
    lexicon: Lexicon
    speakers: SpeakerFinder

    def is_quoting(self, word: int) -> bool:
        """Whether the word can introduce or follow a passage in marks; "so-called" cannot."""
        parse = self.parse
        is_so_called = parse.words[word] == "called" and word > 0 and parse.words[word - 1] in ("-", "so")
        if parse.lemmas[word] == "maintain" and parse.tags[word] == "VB":  # "to maintain “order”"
            return False
        return not is_so_called and parse.lemmas[word] != "hold" and self.lexicon.is_quoting(parse.lemmas[word], parse.tags[word])

    def make_cue(self, word: int, rule: str, content: Range = (0, 0)) -> Cue:
        """Return the cue that ``word`` is the heart of, with its negation (does not believe), particle (hit back) and speaker."""
        first, last = self._find_negation(word), word + 1
        while last < len(self.parse) and self.parse.deps[last] == "prt" and self.parse.heads[last] == word:
            last += 1
        speaker = self.speakers.find_speaker(word, content)
        tokens, p = speaker or (None, 0.4)
        return Cue((first, last), tokens, self._find_act(word, first), p, rule)

    def _find_act(self, word: int, first: int) -> str:
        if is_declined(self.parse, word, first):
            return "declined"
        if is_unsaid(self.parse, word, first, self.is_quoting(word)):
            return "unsaid"
        if self.parse.lemmas[word] == "call" and self._names_its_object(word):
            return "said"  # "called it a farce"
        return self.lexicon.find_act(self.name_phrasal(word) or self.parse.lemmas[word])

    def name_phrasal(self, word: int) -> str:
        """Return a verb with its particle as the lexicon writes it, "push_back"; empty where the lexicon has no such verb."""
        particle = self.parse.find_kid(word, "prt", "advmod")
        phrasal = f"{self.parse.lemmas[word]}_{self.parse.words[particle]}" if particle == word + 1 else ""
        return phrasal if phrasal and (self.lexicon.find_frames(phrasal, self.parse.tags[word]) or self.lexicon.is_undoing(phrasal)) else ""

    def _names_its_object(self, word: int) -> bool:
        """Whether it is "called it a farce", and not "called again for a ban" or "call to end it"."""
        parse = self.parse
        if any(parse.words[kid] in ("for", "on") or parse.deps[kid] == "xcomp" for kid in parse.kids[word] if kid > word):
            return False
        return parse.find_kid(word, "oprd", "dobj", "ccomp") is not None

    def _find_negation(self, word: int) -> int:
        """Return the token at which the cue begins: "does not believe", "is not convinced", "has no plans"; without a negation its own."""
        parse = self.parse
        if parse.tags[word][:1] == "N":
            has_no = any(parse.words[kid] == "no" and parse.deps[kid] == "det" for kid in parse.kids[word])
            verb = parse.heads[word]  # "has no plans"
            return verb if has_no and parse.deps[word] == "dobj" and verb < word else word
        noun = parse.heads[word]  # "has no evidence to suggest"
        if parse.deps[word] in ("acl", "relcl") and parse.heads[noun] < noun < word and self._is_none(noun):
            return parse.heads[noun]
        for words in _UNSAID:
            first = word - len(words)
            if first >= 0 and tuple(parse.words[first:word]) == words:
                return first - (words[0] == "short" and first > 0 and parse.lemmas[first - 1] == "stop")
        first, floor = word, parse.find_paragraph(word)[0]
        while first > floor and self._is_auxiliary(first - 1, word):
            first -= 1
        negations = [i for i in range(first, word) if parse.words[i] in _NEGATIONS and parse.words[i + 1] != "only"]
        apart = parse.find_kid(word, "neg")  # "would not, even when pressed, say"
        places = self.passages.of_token
        if negations or apart is None or places[apart] != places[word]:  # not the one of “Of course not,” Doe said
            return first if negations else word
        if max(floor, word - _MAX_APART) <= apart < first and parse.words[apart + 1] == ",":
            return apart - (parse.deps[apart - 1] == "aux")
        return word

    def _is_none(self, noun: int) -> bool:
        """Whether the noun says that there is nothing: "no evidence", "little reason", "nothing"."""
        parse = self.parse
        return parse.words[noun] in ("nothing", "none") or any(parse.words[kid] in ("no", "little") for kid in parse.kids[noun])

    def _is_auxiliary(self, i: int, word: int) -> bool:
        parse = self.parse
        return parse.deps[i] in ("aux", "auxpass", "neg") or i == parse.heads[word] and parse.deps[word] == "acomp" or parse.tags[i] == "RB"


def read_doc(doc) -> Reading:
    """Return the reading of a parsed article."""
    parse = Parse(doc)
    spoken = [passage for passage in find_passages(parse.text) if not is_work(parse.text, passage)]
    passages, lexicon = Passages(parse, spoken), load_lexicon()
    return Reading(parse, passages, lexicon, SpeakerFinder(parse, passages, lexicon.vehicles, lexicon.holding))
