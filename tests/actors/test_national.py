"""Bodies that every country has under one name, on invented articles."""

import pytest

from analysis.actors.corpus import resolve_corpus
from analysis.actors.national import Nations, find_home, read_national
from tests.actors.conftest import read_article
from tests.actors.test_corpus import read_two


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Foreign Ministry", "foreign ministry", ""),
        ("Kenya's Ministry of Foreign Affairs", "foreign ministry", "Kenya"),
        ("Kenyan foreign ministry", "foreign ministry", "Kenya"),
        ("Ministry of Defence of Norway", "defense ministry", "Norway"),
        ("US Supreme Court", "supreme court", "United States"),
        ("Ministry of Internal Affairs", "internal affairs ministry", ""),
    ],
)
def test_what_a_national_body_is_and_whose(name, kind, country):
    assert read_national(name) == (kind, country)


@pytest.mark.parametrize("name", ["Harvest Union", "Bank of Norway Traders", "Council", "Police", "Security Council", "Kenya", ""])
def test_other_bodies_are_told_by_their_name(name):
    assert read_national(name) is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ministers meet\n\nNAIROBI (AP) — It rained.", "Kenya"),
        ("OSLO, Dec 4 (Reuters) - It rained.", "Norway"),
        ("NAIROBI, Kenya — It rained.", "Kenya"),
        ("VELSBURG (AP) — It rained.", ""),
        ("ATHENS, Ga. (AP) — It rained.", ""),
        ("It rained in Oslo.", ""),
    ],
)
def test_country_of_the_dateline(text, country):
    assert find_home(text) == country


def test_ministries_of_two_countries_are_two_actors():
    first = "NAIROBI (AP) — The Foreign Ministry said it would act."
    second = "OSLO (AP) — The Foreign Ministry said it would wait."
    links, _ = resolve_corpus(read_two(first, second, "The Foreign Ministry", "The Foreign Ministry"))
    assert [link.actor_id for link in links] == ["foreign-ministry-kenya", "foreign-ministry-norway"]


def test_a_ministry_that_only_the_dateline_places_is_the_one_that_is_named():
    first = "NAIROBI (AP) — The Foreign Ministry said it would act."
    second = "OSLO (AP) — The Kenyan Foreign Ministry said it would wait."
    links, actors = resolve_corpus(read_two(first, second, "The Foreign Ministry", "The Kenyan Foreign Ministry"))
    assert links[0].actor_id == links[1].actor_id and [actor["name"] for actor in actors] == ["Kenyan Foreign Ministry"]
    assert "is that of Kenya" in links[0].reason


def test_a_court_of_no_known_country_is_that_of_the_only_one():
    first = "NAIROBI (AP) — The Supreme Court said it would act."
    links, _ = resolve_corpus(read_two(first, "The Supreme Court said it would wait.", "The Supreme Court", "The Supreme Court"))
    assert [link.actor_id for link in links] == ["supreme-court", "supreme-court"]


def test_a_court_of_no_known_country_is_kept_apart_where_several_countries_have_one():
    nations = Nations()
    for country in ("Kenya", "Norway", ""):
        nations.add("Supreme Court", country)
    assert nations.place("Supreme Court", "Kenya") == ("Supreme Court (Kenya)", "the Supreme Court is that of Kenya")
    name, why = nations.place("Supreme Court", "")
    assert name == "" and "is not told" in why
    for _ in range(4):
        nations.add("Supreme Court", "Kenya")
    assert nations.place("Supreme Court", "")[0] == "Supreme Court (Kenya)"


def test_a_ministry_is_of_the_country_that_the_article_tells_elsewhere():
    first = "The Foreign Ministry said it would act. Norway's Ministry of Foreign Affairs said it would wait."
    second = "NAIROBI (AP) — The Foreign Ministry said it was late."
    one = read_article(first, "The Foreign Ministry", "Norway's Ministry of Foreign Affairs", article_id="a")
    links, _ = resolve_corpus([one, read_article(second, "The Foreign Ministry", article_id="b")])
    ids = [link.actor_id for link in links]
    assert ids == ["norway-s-ministry-of-foreign-affairs"] * 2 + ["foreign-ministry-kenya"]
