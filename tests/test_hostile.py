"""Long and odd text costs time in proportion to its length, wherever it goes."""

import pandas as pd
import pytest

from analysis.actors import collect_mentions
from analysis.framing.agency import list_actions
from analysis.framing.modality import find_modality
from analysis.framing.sources import find_mentions, index_names
from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes
from analysis.stance.hedging import find_condition
from analysis.stance.no_side import is_earlier
from analysis.stance.reading import veil_countries
from tests.conftest import time_call

NAMES = index_names(pd.DataFrame([{"actor_id": "doe", "name": "Jane Doe", "kind": "person", "aliases": []}]))
READERS = {
    "names": ("Doe Hall stood. ", lambda text: find_mentions(text, NAMES)),
    "may": ("May May ", find_modality),
    "conditions": ("if so, ", find_condition),
    "years": ("aé9", lambda text: is_earlier(text, "2025-01-01")),
    "countries": ("US Jordan ", lambda text: veil_countries(text, ["It is so."])),
}


@pytest.mark.parametrize(("piece", "read"), READERS.values(), ids=READERS)
def test_texts_take_linear_time(piece, read):
    def measure(n):
        return time_call(lambda: read(piece * n))

    assert measure(8_000) < 30 * max(measure(800), 0.02)


@pytest.mark.parametrize("mark", ['"', "$", "😀", ":)", "…", "_"])
def test_a_run_of_marks_takes_linear_time(mark):
    def measure(n):
        return time_call(lambda: load_pipeline().make_doc("The town voted. " + mark * n))

    assert measure(16_000) < 30 * max(measure(1_600), 0.02)
    assert load_pipeline().make_doc("He said: “No.” " + mark * 900).text.startswith("He said: “No.” ")


@pytest.mark.parametrize("piece", ["The army shelled the town and left. ", "he came and went and ", "one of the men of the "])
def test_parsed_texts_take_linear_time(piece):
    def measure(n):
        doc = load_pipeline()(piece * n)
        return time_call(lambda: (list_actions(doc), collect_mentions("a", doc, extract_quotes(doc))))

    assert measure(800) < 30 * max(measure(80), 0.03)
