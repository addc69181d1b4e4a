"""Constructed headlines; places and people are invented."""

import time

import pytest

from analysis.nlp import calm_headline

BODY = (
    "Mayor Ada Quill said on Monday that the bridge would stay. She agreed with the dockers, who like Old Harwick as it is. "
    "Bo Marsh of Old Harwick, an ex-docker, said so in the U.S. too, to the US envoy McKay. "
    "The school of Old Harwick is shut, the council says. "
    "Much was lost, and they will keep to that."
)


@pytest.mark.parametrize(
    ("headline", "calmed"),
    [
        ("Ada Quill Agrees With Dockers to Keep the Bridge", "Ada Quill agrees with dockers to keep the bridge"),
        ("Ada Quill Slams Bo Marsh Over Bridge in U.S.", "Ada Quill slams Bo Marsh over bridge in U.S."),
        ("ADA QUILL SLAMS OLD HARWICK SCHOOL", "ADA Quill slams Old Harwick school"),
        ("'I Will Stay': Ada Quill's Bridge", "'I will stay': Ada Quill's bridge"),
        ("Ada Quill to keep the bridge", "Ada Quill to keep the bridge"),
        ("Ada Quill, Bo Marsh", "Ada Quill, Bo Marsh"),
        ("Ada Quill Meets José Peña", "Ada Quill meets José Peña"),
        ("Bridge Is Lost, Says Hunt of Harwick", "Bridge is lost, says Hunt of Harwick"),  # the body has no hunt
        ("BRIDGE IS DEAR, US SAYS TO MCKAY AND ÉRIC’S MEN", "BRIDGE is Dear, US says to McKay and Éric’s Men"),
    ],
)
def test_a_headline_is_written_as_its_body_would_write_it(headline, calmed):
    assert calm_headline(f"{headline}\n\n{BODY}") == f"{calmed}\n\n{BODY}"


def test_a_name_that_is_a_word_too_stays_a_name():
    body = "We may go, we may stay, said Minister Lena May, and may the best win. Reeves denied it. Old Mark Cook may cook."
    assert calm_headline(f"Dockers Accuse Reeves, May and Cook\n\n{body}").startswith("Dockers Accuse Reeves, May and Cook\n")


def test_text_without_a_headline_stays():
    assert calm_headline(BODY) == BODY


def test_a_hostile_headline_costs_little():
    text = "A'-" * 200_000 + "\n\n" + "Aa " * 200_000
    begun = time.perf_counter()
    assert len(calm_headline(text)) == len(text)
    assert time.perf_counter() - begun < 5
