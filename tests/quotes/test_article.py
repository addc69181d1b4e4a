"""The shipped article: the nine statements a careful reader finds in it, and none of its traps (offsets are not copied; words are)."""

import os
from pathlib import Path

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("STANDPOINT_SHARED", ROOT.parent / "shared"))
PLACES = (ROOT / "data/articles/morning-star-246855.txt", SHARED / "corpus/morning-star-246855.txt")

# speaker, cue, first words, last words, kind; blanks that do not break are read as blanks
NINE = [
    ("DEFENCE Secretary John Healey", "said", "that British troops", "in Ukraine", "indirect"),
    ("activist", "slam", "the plans as “partisan”", "“not neutral.”", "mixed"),
    ("Mr Healey", "claimed", "that sending British soldiers", "of the conflict", "mixed"),
    ("Mr Healey", "vowed", "that “2026 must", "war ends.”", "mixed"),
    ("he", "wrote", "“I want to be", "finally over,”", "direct"),
    ("he", None, "“It will mean we have", "sovereign Ukraine.”", "direct"),
    ("Stop the War Coalition (STW)", "saying", "that any such force", "“both sides.”", "mixed"),
    ("A STW spokeswoman", "told", "“Healey calls it", "government are.", "direct"),
    ("A STW spokeswoman", None, "“It may be that", "Russian territory.", "direct"),
]


@pytest.fixture(scope="module")
def found():
    path = next((path for path in PLACES if path.exists()), None)
    if path is None:
        pytest.skip("the article is neither in data/articles nor in the shared corpus")
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    quotes = extract_quotes(load_pipeline()(text))
    cut = lambda span: span and text[slice(*span)].replace("\xa0", " ")  # noqa: E731
    return [(cut(q.speaker), cut(q.cue), cut((q.start, q.end)), q.kind) for q in quotes]


@pytest.mark.parametrize("expected", NINE, ids=[row[2] for row in NINE])
def test_statement_is_found(found, expected):
    speaker, cue, first, last, kind = expected
    assert [row for row in found if row[:2] == (speaker, cue) and row[2].startswith(first) and row[2].endswith(last) and row[3] == kind]


def test_label_in_scare_quotes_is_nobodys_statement(found):
    assert not [words for _, _, words, _ in found if "coalition of the willing" in words]


def test_furniture_is_nobodys_statement(found):
    assert not [words for _, _, words, _ in found if "Skip to" in words or "Subscribe" in words]
