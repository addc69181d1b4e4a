"""A study file to begin with: from a question and a folder of articles to a commented TOML file, ready to run."""

from __future__ import annotations

import glob
import json
import os
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path, PurePath
from string import Template
from typing import TYPE_CHECKING

from analysis.actors.ledger import COLUMNS
from analysis.actors.lists import load_lists
from analysis.flow import guess_target_kind
from analysis.hypotheses import build_hypotheses
from analysis.nlp import load_pipeline
from analysis.stance import build_target
from analysis.study import StudyError

if TYPE_CHECKING:
    from spacy.tokens import Token

TEMPLATE = Path(__file__).parent / "study_template.toml"
WORDS = Path(__file__).parent / "study_words.toml"
LEDGER = "actors.csv"
LEDGER_HEAD = "# Your own word on who is who, one row a decision; it always wins. Standpoint's data/actors.csv explains the columns.\n"
SHORT_LIST = 90  # characters; a longer list is written one item a line
MIN_STEM = 4  # letters; a shorter word would take in too many others with its ending left open
_PREFIXED = re.compile(r"\b\w{1,2}-([^\W\d_]+)")  # e-bikes, x-rays
_HYPHENED = re.compile(r"\b[^\W\d_]{3,}(?:-[^\W\d_]{3,})+\b")  # same-sex, zero-hours
_DOUBLES = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")  # ban, banned


def write_study(path: str | Path, question: str, articles: Sequence[str], model: str = "embedded") -> tuple[str, ...]:
    """Write a study file and, unless there is one, an empty alias ledger beside it; return warnings about the question's wording.

    The study has one target, the proposition that a "yes" to the question affirms. Nothing is read from the articles.

    Args:
        question: a yes-or-no question, a proposition, or a noun phrase such as "a bridge toll".
        articles: files or patterns, relative to the working directory.

    Raises:
        StudyError: the question has no two sides, a pattern matches no file or the ledger too, or a text cannot be written as UTF-8.
        FileExistsError: there is such a file; studies are never overwritten.
    """
    path = Path(path)
    if path.exists():
        raise FileExistsError(f"{path}: exists; give another name, or delete it yourself")
    patterns = [_locate_articles(pattern, path.parent) for pattern in articles]
    question = " ".join(question.split())
    try:
        target = build_target(question)
        kind = "proposition" if question.endswith("?") else guess_target_kind(target.proposition)
        pairs = build_hypotheses(lower_common_noun(target.proposition), kind)
        text = _fill_template(
            title=question, question=question, articles=patterns, model=model, ledger=LEDGER, proposition=target.proposition, kind=kind,
            favor=[pair.favor for pair in pairs], against=[pair.against for pair in pairs],
            relevance=list_relevance_words(target.proposition),
        ).encode()  # fmt: skip
    except UnicodeEncodeError:
        raise StudyError("the question or a file's name holds bytes that are no UTF-8 text; type it again, or rename the file") from None
    except ValueError as error:
        raise StudyError(str(error)) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text)
    if not (ledger := path.parent / LEDGER).exists():
        ledger.write_text(LEDGER_HEAD + ",".join(COLUMNS) + "\n", encoding="utf-8")
    return target.warnings


def lower_common_noun(proposition: str) -> str:
    """Return the proposition as it reads in a sentence, where it begins with a common noun or adjective: "Drivers pay" → "drivers pay"."""
    doc = load_pipeline()(proposition)
    first, behind = doc[0], doc[min(1, len(doc) - 1)]
    is_noun = first.pos_ in ("NOUN", "ADJ") or behind.tag_ == "NNS" and first.lower_ in _load_adjectives()  # "Mobile phones"
    is_common = is_noun and not first.ent_type_ and first.text[1:].islower() and first.text not in _load_words()["capitals"]
    return proposition[:1].lower() + proposition[1:] if is_common else proposition


def list_relevance_words(proposition: str) -> list[str]:
    """Return relevance words for a proposition: its names, its telling nouns and verbs, and phrases of words that tell nothing alone.

    "The bridge should be closed" → bridg*, clos*; "The council should cut parking rates" → parking rate*. The body or place that is to act
    ("the council should …", "Marl should …") is left out where other words say what it is about: its name stands in most sentences of an
    article, whatever they are about. What it does not do: find other words for the matter ("crossing" for a bridge).
    """
    doc = load_pipeline()(proposition)
    words = [token for token in doc if token.pos_ in ("NOUN", "PROPN", "VERB") and token.is_alpha and len(token) > 1]
    matter = [token for token in words if token.i not in _find_doer(doc)]
    matter = matter if len(matter) > 1 and any(token.pos_ != "VERB" for token in matter) else words
    joined = list(_HYPHENED.finditer(proposition))
    words, matter = ([w for w in group if not any(m.start() <= w.idx < m.end() for m in joined)] for group in (words, matter))
    forms = [f"{match.group().lower()}*" for match in joined]
    # the parser loses itself in "e-scooters"
    forms += [form for match in _PREFIXED.finditer(proposition) for form in _open_ending(match.group(1).lower(), "NOUN")]
    forms += [form for word in matter for form in _list_forms(word, matter)]
    forms = forms or [form for word in words for form in _list_forms(word, words)]
    forms = forms or [form for word in words for form in _open_ending(word.lemma_.lower(), word.pos_)]
    return list(dict.fromkeys(forms))


def _find_doer(doc) -> set[int]:
    """The tokens of an active subject that is a place or body: "the town council" in "the town council should close the lido"."""
    nouns = load_lists().nouns
    subjects = [token for token in doc if token.dep_ == "nsubj" and token.head.dep_ == "ROOT"]
    bodies = {word for word, noun in nouns.items() if noun.kind == "organisation"}
    doers = [t for t in subjects if t.pos_ == "PROPN" and t.ent_type_ != "PERSON" or t.lemma_.lower() in bodies]
    return {token.i for doer in doers for token in doer.subtree}


def _list_forms(word, words: list) -> tuple[str, ...]:
    """The forms of a word of the matter, none where it tells nothing: of a name the whole, of a person the last part."""
    lemma, listed = word.lemma_.lower(), _load_words()
    if word.pos_ == "PROPN":
        run = _find_run(word, lambda other: other.pos_ == "PROPN")
        if word.ent_type_ == "PERSON" or len(run) > 1:
            return (word.lower_ if word.ent_type_ == "PERSON" else " ".join(t.lower_ for t in run),) if word.i == run[-1].i else ()
        return (*_open_ending(lemma, word.pos_), *_list_peoples(word.text))
    if word.pos_ == "VERB" or lemma not in listed["general_nouns"]:
        if lemma in listed["general_verbs"] and word.pos_ == "VERB":
            return ()
        is_odd = word.pos_ != "VERB" and not word.lower_.startswith(lemma[:-1])  # "data" beside "datum"
        own = _open_ending(word.lower_, word.pos_) if is_odd else ()
        return (*own, *_open_ending(lemma, word.pos_))
    run = _find_run(word, _is_of_phrase)
    is_named = any(other in words and other.lemma_.lower() not in listed["general_nouns"] for other in run)  # "gun" says it in "gun laws"
    if is_named or len(run) < 2 or word.i != run[-1].i:
        return ()
    noun = word.lower_ if lemma in _load_odd_forms("noun") else lemma  # "social media" is no medium
    return tuple(f"{run[-2].lower_} {form}" for form in _open_ending(noun, word.pos_))


def _is_of_phrase(word) -> bool:
    is_half = bool(word.i) and word.doc[word.i - 1].text == "-"  # "sex" of "same-sex"
    return word.pos_ in ("NOUN", "ADJ") and word.tag_ not in ("JJR", "JJS") and not is_half


def _list_peoples(name: str) -> tuple[str, ...]:
    """What else is said for a country: "ukrainian*" beside "ukraine*"."""
    lists = load_lists()
    peoples = {people.lower() for people, country in lists.people_names.items() if country == lists.country_names.get(name)}
    shorter = peoples | {name.lower()}
    return tuple(f"{people}*" for people in sorted(peoples) if not any(people != s and people.startswith(s) for s in shorter))


def _find_run(word, belongs: Callable[[Token], bool]) -> list:
    """The words side by side that belong to one name or noun phrase, around and with this one."""
    first = last = word.i
    while first and belongs(word.doc[first - 1]):
        first -= 1
    while last + 1 < len(word.doc) and belongs(word.doc[last + 1]):
        last += 1
    return list(word.doc[first : last + 1])


def _open_ending(word: str, pos: str) -> tuple[str, ...]:
    """The word with its ending left open, or a short one in its forms: "car*" would take in cards and care."""
    kind = "verb" if pos == "VERB" else "noun"
    word = word[:-1] if len(word) > MIN_STEM and re.search("[^su]s$", word) else word  # Sundays, on a Sunday
    if kind == "verb" and (stems := _find_noun_stems(word)):
        return stems
    silent = "[ey]$" if kind == "verb" else "y$"  # closing, ferries
    stem = re.sub(silent, "", word) if len(word) > MIN_STEM else word
    odd = tuple(form for form in _load_odd_forms(kind).get(word, ()) if not form.startswith(stem))  # built, men
    if len(stem) >= MIN_STEM and not (kind == "verb" and stem.endswith("e")):  # vote, voting
        plural = (f"{word[:-1]}ies",) if kind == "noun" and stem == word and re.search("[^aeiou]y$", word) else ()  # levies
        return (f"{stem}*", *plural, *odd)
    root = word[:-1] if word.endswith("e") else word + word[-1] * bool(_DOUBLES.search(word))
    plural = (f"{word}es" if re.search("(?:s|x|z|ch|sh)$", word) else f"{word}s",) if not (odd and kind == "noun") else ()
    past = () if any(not form.endswith("ing") for form in odd) else (f"{root}ed",)
    return tuple(dict.fromkeys((word, *plural, *((*past, f"{root}ing") if kind == "verb" else ()), *odd)))


def _find_noun_stems(verb: str) -> tuple[str, ...]:
    """Return the forms of a verb whose noun has another stem: demoli* (demolition), nationalis* and nationaliz*, "sell" and "sale"; nothing
    for other verbs."""
    if len(verb) > MIN_STEM + 2 and re.search("i[sz]e$", verb):
        return f"{verb[:-2]}s*", f"{verb[:-2]}z*"
    return tuple(_load_words()["noun_stems"].get(verb, "").split())


@cache
def _load_words() -> dict:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return words | {name: frozenset(words[name].split()) for name in ("general_verbs", "general_nouns", "capitals")}


@cache
def _load_adjectives() -> frozenset[str]:
    return frozenset(load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["adj"])


@cache
def _load_odd_forms(kind: str) -> dict[str, list[str]]:
    """Return the irregular forms of verbs or nouns by their lemma, from the parser's own list of exceptions."""
    found: dict[str, list[str]] = {}
    for form, lemmas in load_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_exc")[kind].items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(form)
    return found


def _locate_articles(pattern: str, folder: Path) -> str:
    """The pattern as the study file in ``folder`` has to write it."""
    if Path(pattern).is_dir():
        raise StudyError(f"{pattern}: is a folder; write which files in it, such as {Path(pattern, '*.txt')}")
    if not Path(pattern).is_file() and not any(Path(found).is_file() for found in glob.iglob(pattern, recursive=True)):
        raise StudyError(f"no file matches {pattern!r} in {Path.cwd()}; check the name, or put the articles there first")
    located = Path(os.path.relpath(pattern, folder)).as_posix()
    if PurePath(LEDGER).match(located.removeprefix("**/")):
        remedy = "name the articles by their endings, or put the study in a folder of its own"
        raise StudyError(f"{pattern!r} would take {LEDGER}, the file of your corrections, for an article; {remedy}")
    return located


def _fill_template(**values: str | list[str]) -> str:
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute({key: _write_toml(value) for key, value in values.items()})


def _write_toml(value: str | list[str]) -> str:
    """Text as a TOML string, a list as a TOML array. JSON's escapes are TOML's, but for the delete character."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    items = [_write_toml(item) for item in value]
    is_short = sum(map(len, items)) < SHORT_LIST
    return f"[{', '.join(items)}]" if is_short else "[\n" + "".join(f"    {item},\n" for item in items) + "]"
