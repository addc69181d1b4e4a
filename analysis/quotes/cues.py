"""The cue lexicon (cues.toml), read once: which words attribute, in which frame, and the kind of act."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

_WORD_CLASS = {"V": "verb", "N": "noun", "J": "adjective"}


class Lexicon:
    """Look-ups over cues.toml. Words are lemmas; a part of speech is spaCy's fine tag ("VBD")."""

    def __init__(self, data: dict) -> None:
        self._frames = {kind: _invert(data[kind]) for kind in _WORD_CLASS.values()}
        self._acts = {lemma: act for act, words in data["act"].items() for lemma in _split(words)}
        self._taking = frozenset(tuple(idiom.split("_")) for idiom in data["idiom"]["taking"].split())
        self._drawing, self._drawn = (frozenset(data["idiom"][kind].split()) for kind in ("drawing", "drawn"))
        self.idiom_nouns = self._drawn | {noun for _, noun, _ in self._taking}
        self.measures = frozenset(data["measuring"]["noun"].split())
        self.papers = frozenset(data["measuring"]["paper"].split())
        self._measuring = frozenset(data["measuring"]["verb"].split())
        self.holding = frozenset(data["holding"]["verb"].split())
        self._undoing = frozenset(data["undoing"]["verb"].split())
        self.vehicles = frozenset(data["vehicle"]["noun"].split())
        naming = set(_split(data["naming"]["verb"]))
        self._quoting = set(_split(data["quoting"]["verb"])) | {k for k, v in self._frames["verb"].items() if "clause" in v}
        self._governing = self._quoting | naming

    def find_frames(self, lemma: str, tag: str) -> frozenset[str]:
        """Return the frames in which the word attributes; empty for a word that is no cue."""
        kind = _WORD_CLASS.get(tag[:1])
        return self._frames[kind].get(lemma, frozenset()) if kind else frozenset()

    def find_act(self, lemma: str) -> str:
        """Return what the word says was done: said, wrote, thinks, wants, denies or asks."""
        return self._acts.get(lemma, "said")

    def is_cue(self, lemma: str, tag: str) -> bool:
        """Whether the word attributes in any frame, or names its object (labelled it “…”)."""
        return bool(self.find_frames(lemma, tag)) or tag[:1] == "V" and lemma in self._governing

    def is_adjective(self, word: str) -> bool:
        """Whether the word is a cue that needs a verb to stand in a sentence: sceptical, confident."""
        return word in self._frames["adjective"]

    def is_idiom(self, verb: str, noun: str, preposition: str) -> bool:
        """Whether the three praise or blame what follows: cast, doubt, on."""
        return (verb, noun, preposition) in self._taking

    def is_drawn(self, verb: str, noun: str) -> bool:
        """Whether the two tell how others take the subject: drew, criticism."""
        return verb in self._drawing and noun in self._drawn

    def is_undoing(self, verb: str) -> bool:
        """Whether the verb goes against the claim, fear or plan that is its object: laughs it off, allays it, drops it."""
        return verb in self._undoing

    def is_measuring(self, lemma: str, tag: str) -> bool:
        """Whether the verb tells what a poll or study came to: shows, finds, puts, gives."""
        return tag[:1] == "V" and lemma in self._measuring

    def is_quoting(self, lemma: str, tag: str) -> bool:
        """Whether the verb can introduce or follow a passage in quotation marks."""
        return tag[:1] == "V" and lemma in self._quoting


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships with the package."""
    return Lexicon(tomllib.loads(resources.files("analysis.quotes").joinpath("cues.toml").read_text(encoding="utf-8")))


def _split(lemmas: str) -> list[str]:
    """Return the lemmas of a list, with the British spelling of those that have one."""
    words = lemmas.split()
    return words + [w[:-3] + "ise" for w in words if w.endswith("ize")] + [w.replace("avor", "avour") for w in words if "avor" in w]


def _invert(frames: dict[str, str]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for frame, lemmas in frames.items():
        for lemma in _split(lemmas):
            words.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(found) for lemma, found in words.items()}
