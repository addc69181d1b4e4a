"""What every rule needs of one article, made once: the parse, the passages in marks, the lexicon and the speakers."""

from __future__ import annotations

from typing import NamedTuple

from analysis.quotes.cues import Lexicon, load_lexicon
from analysis.quotes.finding import Passages
from analysis.quotes.marks import find_passages
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker import SpeakerFinder


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

    def make_cue(self, word: int, rule: str, content: Range = (0, 0)) -> Cue:
        """Return the cue that ``word`` is the heart of, with its particle (hit back) and its speaker."""
        last = word + 1
        while last < len(self.parse) and self.parse.deps[last] == "prt" and self.parse.heads[last] == word:
            last += 1
        speaker = self.speakers.find_speaker(word, content)
        tokens, p = speaker or (None, 0.4)
        return Cue((word, last), tokens, self.lexicon.find_act(self.parse.lemmas[word]), p, rule)


def read_doc(doc) -> Reading:
    """Return the reading of a parsed article."""
    parse = Parse(doc)
    passages, lexicon = Passages(parse, find_passages(parse.text)), load_lexicon()
    return Reading(parse, passages, lexicon, SpeakerFinder(parse, passages, lexicon.vehicles))
