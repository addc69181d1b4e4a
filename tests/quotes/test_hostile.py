"""Odd marks and endless lines: no exception, spans inside the text, time in proportion to length."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes
from analysis.quotes.marks import find_passages
from tests.conftest import time_call


@pytest.mark.parametrize(
    "text", ["", " ", "\r\n\r\n", "“", "”", "''''", '"\'"\'"', "said", ":", "“said”", "— — —", "A:\nB:\nC:", "“" * 500]
)
def test_odd_text_raises_nothing_and_spans_stay_inside(text):
    for quote in extract_quotes(load_pipeline()(text)):
        assert 0 <= quote.start < quote.end <= len(text)


@pytest.mark.parametrize("line", ["“", "'a ", '" ', "s’ x ", "‘"])
def test_marks_take_linear_time(line):
    def measure(n):
        return time_call(lambda: find_passages(line * n))

    assert measure(400_000) < 20 * max(measure(40_000), 0.02)


@pytest.mark.parametrize(
    "line",
    [
        "She said that he said that they said “it is so” and ",
        "Mr. Reed, of Harwick, called Friday, called Friday for a ban, accused Monday, ",
        "was praised by Reed and described as a farce by Brun and ",
        "He called him “a liar,” and said “it was late,” adding ",
        "the traders’ angry 62-year-old accused critics of it, the paper reports, and ",
    ],
)
def test_extraction_takes_linear_time(line):
    nlp = load_pipeline()

    def measure(n):
        doc = nlp(line * n)
        return time_call(lambda: extract_quotes(doc))

    assert measure(400) < 30 * max(measure(40), 0.02)


def test_spans_never_overlap_and_keep_the_order_of_the_text():
    text = (
        "“One,” said Ada Brun, adding that “two is more” and that three is most. “Four,” she said, wanting to go.\n\n“Five is all we have.”"
    )
    spans = [span for quote in extract_quotes(load_pipeline()(text)) for span in quote.spans]
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
