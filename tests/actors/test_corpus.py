"""Who is the same across articles, and the table-level function."""

import pandas as pd
import pytest

from analysis.actors import build_actors, find_idle_rows, find_misspelt, find_wide_splits, load_ledger
from analysis.actors.article import ArticleMentions, Link, LocalActor
from analysis.actors.corpus import resolve_corpus
from analysis.tables import Actors, Statements
from tests.actors.conftest import read_article, read_quotes

HEADER = "alias,actor,kind,role,organisation,country,article_id,action,reason,words\n"


def write_ledger(folder, *rows: str):
    file = folder / "actors.csv"
    file.write_text("# a remark\n" + HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return load_ledger(file)


def read_two(first: str, second: str, one: str, other: str) -> list:
    return [read_article(first, one, article_id="a"), read_article(second, other, article_id="b")]


def test_full_names_join_across_articles_and_a_lone_family_name_joins_the_only_bearer() -> None:
    articles = read_two("Martin Quell said so.", "Mr. Quell said no.", "Martin Quell", "Mr. Quell")
    links, actors = resolve_corpus(articles)
    assert [link.actor_id for link in links] == ["martin-quell", "martin-quell"]
    assert "only" in links[1].reason and len(actors) == 1


def test_a_family_name_that_two_bear_joins_neither() -> None:
    first = "Martin Quell said so. Peter Quell said no."
    articles = [read_article(first, "Martin Quell", "Peter Quell", article_id="a"), read_article("Quell said no.", "Quell", article_id="b")]
    links, _ = resolve_corpus(articles)
    assert len({link.actor_id for link in links}) == 3


def test_a_family_name_of_several_is_whose_office_stands_with_it_or_who_is_far_more_in_the_news() -> None:
    full = [read_article("Martin Quell said so.", "Martin Quell", article_id=f"a{i}") for i in range(6)]
    others = read_article("President Anna Quell said no. Peter Quell said yes.", "Anna Quell", "Peter Quell", article_id="b")
    short = read_article("President Quell said no.", "President Quell", article_id="c")
    plain = read_article("Mr. Quell said no.", "Mr. Quell", article_id="d")
    links, _ = resolve_corpus([*full, others, short, plain])
    assert [link.actor_id for link in links[-2:]] == ["anna-quell", "martin-quell"]
    assert "6 articles name them in full, and 1 the others" in links[-1].reason
    links, _ = resolve_corpus([*full[:2], others, plain])
    assert links[-1].actor_id == "d/quell"


def test_the_name_is_what_most_articles_give() -> None:
    texts = ("Martin Quell said so.", "Martin Quell said no.", "Rusk Backs Martin Quell said a sign.")
    _, actors = resolve_corpus(read_article(text, text.split(" said")[0], article_id=f"a{i}") for i, text in enumerate(texts))
    assert [actor["name"] for actor in actors] == ["Martin Quell"]


def test_a_nickname_joins_nobody_of_another_office() -> None:
    texts = ("Senator Ron Quell said so.", "Captain Ronald Quell said no.", "Ronald Quell said no.")
    links, _ = resolve_corpus(read_article(text, text.split(" said")[0], article_id=f"a{i}") for i, text in enumerate(texts))
    assert links[0].actor_id != links[1].actor_id


def test_a_title_makes_a_president_of_a_name_that_is_short_for_a_body_too() -> None:
    text = "The Quell Campaign fell. An adviser to President Quell left. Mr. Quell said no. Martin Quell Jr. ate."
    (link,), actors = resolve_corpus([read_article(text, "Mr. Quell", article_id="a")])
    assert actors[0]["name"] == "Quell" and actors[0]["role"] == "President"


def test_a_gender_misread_in_one_article_does_not_split_a_person() -> None:
    links, actors = resolve_corpus(read_two("Mr Vano Quell said so.", "Ms Vano Quell said no.", "Vano Quell", "Vano Quell"))
    assert len({link.actor_id for link in links}) == 1 and len(actors) == 1


@pytest.mark.parametrize(
    ("text", "speaker", "actor_id"),
    [
        ("Martin Quell ate his soup. The dam minister said it would hold.", "The dam minister", "martin-quell"),
        ("Martin Quell ate his soup. A dam minister said it would hold.", "A dam minister", "b/dam-minister"),
        ("Sarah Vask ate her soup. The dam minister said it would hold.", "The dam minister", "b/dam-minister"),
    ],
)
def test_an_office_is_the_person_named_in_the_article_who_has_it_in_another(text: str, speaker: str, actor_id: str) -> None:
    links, actors = resolve_corpus(read_two("Martin Quell, the dam minister, said so.", text, "Martin Quell", speaker))
    assert [link.actor_id for link in links] == ["martin-quell", actor_id]
    assert ("called so in another" in links[1].reason) == (actor_id == "martin-quell")


def test_father_and_son_stay_two_in_an_article_and_across_articles() -> None:
    first = "President Martin Quell said so. His son, Martin Quell Jr., ate. Mr. Quell sat down."
    second = "Mr. Quell said no."
    links, _ = resolve_corpus([*read_two(first, second, "Mr. Quell", "Mr. Quell"), read_article(first, "Martin Quell Jr.", article_id="c")])
    assert [link.actor_id for link in links] == ["martin-quell", "martin-quell", "martin-quell-jr"]
    alone = "President Quell said so. Martin Quell Jr. ate. Mr. Quell sat down."
    links, _ = resolve_corpus([*read_two(alone, first, "Mr. Quell", "Mr. Quell")])
    assert {link.actor_id for link in links} == {"martin-quell"}


def test_the_leader_of_a_body_is_who_leads_it_in_another_article() -> None:
    first = "Sarah Vask, who is leader of the Harvest Union, said so. Sarah Vask, leader of the Harvest Union, ate."
    second = "Odo Farrant and Sarah Vask came. The Harvest Union leader said no."
    links, _ = resolve_corpus(read_two(first, second, "Sarah Vask", "The Harvest Union leader"))
    assert [link.actor_id for link in links] == ["sarah-vask", "sarah-vask"]


def test_the_leader_of_a_council_is_not_who_leads_its_opposition_in_another_article() -> None:
    first = "Sarah Vask, opposition leader of Wexmere Council, said so."
    second = "Odo Farrant and Sarah Vask came. The Wexmere Council leader said no."
    links, _ = resolve_corpus(read_two(first, second, "Sarah Vask", "The Wexmere Council leader"))
    assert links[0].actor_id == "sarah-vask" != links[1].actor_id


def test_a_pronoun_taken_for_somebody_does_not_split_him_across_articles() -> None:
    first = "Vano Quell, 54, ate. She said so."  # "she" may be taken for him
    links, _ = resolve_corpus(read_two(first, "Mr Quell said no.", "She", "Mr Quell"))
    assert links[1].actor_id == "vano-quell"


def test_a_word_before_a_name_does_not_make_another_person_even_where_the_gender_was_misread() -> None:
    links, actors = resolve_corpus(read_two("Mr Vano Quell said so.", "Ms Ringleader Vano Quell said no.", "Vano Quell", "Vano Quell"))
    assert len({link.actor_id for link in links}) == 1 and [actor["name"] for actor in actors] == ["Vano Quell"]


def test_a_lone_name_is_the_organisation_that_another_article_has_by_it() -> None:
    def mention(article_id: str, kind: str, gender: str) -> ArticleMentions:
        given, family = (), "norwind" if kind == "person" else ""
        local = LocalActor(0, "Norwind", kind, "", gender, given, family, (), "", "", None, (("Norwind", "its own name"),))
        return ArticleMentions(article_id, (local,), (Link(0, 1, (2, 9), "Norwind", 0, 0, 1.0, "test"),))

    links, actors = resolve_corpus([mention("a", "person", ""), mention("b", "organisation", ""), mention("c", "person", "f")])
    assert links[0].actor_id == links[1].actor_id == "norwind" and "organisation in another" in links[0].reason
    assert links[2].actor_id == "c/norwind" and len(actors) == 2


def test_unnamed_sources_never_join_across_articles() -> None:
    links, actors = resolve_corpus(read_two("Officials said so.", "Officials said no.", "Officials", "Officials"))
    assert [link.actor_id for link in links] == ["a/officials", "b/officials"] and {actor["kind"] for actor in actors} == {"unnamed"}


def test_changed_offices_are_all_kept_the_newest_last() -> None:
    articles = read_two("Mayor Sarah Vask said so.", "Governor Sarah Vask said no.", "Sarah Vask", "Sarah Vask")
    _, actors = resolve_corpus(articles)
    assert [actor["role"] for actor in actors] == ["Mayor; Governor"]


def test_a_ledger_with_an_open_quotation_mark_or_in_another_encoding_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(ValueError, match="actors.csv: not a CSV file"):
        write_ledger(tmp_path, 'Dam,"Dam Watch,organisation,,,,,merge,', 'Ann,"Ann Marl",person,,,,,merge,')
    (tmp_path / "latin.csv").write_bytes("alias,actor\nZoë,Zoë Roe\n".encode("latin-1"))
    with pytest.raises(ValueError, match="latin.csv: not UTF-8"):
        load_ledger(tmp_path / "latin.csv")


def test_the_ledger_merges_with_its_reason(tmp_path) -> None:
    ledger = write_ledger(tmp_path, "Dam Watch,River League,organisation,,,,,merge,its new name")
    articles = read_two("Dam Watch said so.", "The River League said no.", "Dam Watch", "The River League")
    links, actors = resolve_corpus(articles, ledger)
    assert len({link.actor_id for link in links}) == 1 and len(actors) == 1
    assert links[0].reason.endswith("ledger, line 3: its new name")


def test_a_row_that_changes_nothing_is_named(tmp_path) -> None:
    ledger = write_ledger(tmp_path, "Dam Watch,River League,organisation,,,,,merge,", "the group,River League,,,,,,merge,")
    _, actors = resolve_corpus([read_article("Dam Watch said no.", "Dam Watch")], ledger)
    assert [(row.alias, row.line) for row in find_idle_rows(ledger, Actors.build(actors))] == [("the group", 4)]


def test_the_ledger_splits_what_was_merged_in_the_article_it_names(tmp_path) -> None:
    ledger = write_ledger(tmp_path, "Mr. Quell,Old Martin Quell,person,,,,b,split,the father")
    articles = read_two("Martin Quell said so.", "Mr. Quell said no.", "Martin Quell", "Mr. Quell")
    links, _ = resolve_corpus(articles, ledger)
    assert [link.actor_id for link in links] == ["martin-quell", "old-martin-quell"]
    assert links[1].reason == "ledger, line 3: the father"


def read_he_said() -> tuple:
    """Return statements and mentions of two men who are both "he"."""
    text = "Bram Tully took the chair. “Close the dam,” he said. Later Piet Orr spoke. “Keep the dam,” he said."
    quotes, found = read_quotes(text)
    return make_statements(text, quotes), found


def test_of_two_that_are_called_he_the_ledger_moves_the_one_with_the_words(tmp_path) -> None:
    statements, found = read_he_said()
    ledger = write_ledger(tmp_path, "he,Ann Marl,person,,,,,split,she was there,Keep the dam")
    table, actors = build_actors(statements, [found], ledger)
    assert list(table.actor_id) == ["bram-tully", "ann-marl"]
    assert not find_idle_rows(ledger, actors, statements=table) and not find_wide_splits(ledger, table)
    other = write_ledger(tmp_path, "he,Ann Marl,person,,,,,split,,Blow up the dam")
    table, actors = build_actors(statements, [found], other)
    assert "ann-marl" not in set(table.actor_id)
    assert [row.words for row in find_idle_rows(other, actors, statements=table)] == ["Blow up the dam"]


def test_a_pronoun_that_moves_several_statements_is_told(tmp_path) -> None:
    statements, found = read_he_said()
    ledger = write_ledger(tmp_path, "he,Ann Marl,person,,,,,split,")
    table, actors = build_actors(statements, [found], ledger)
    assert [(row.alias, n) for row, n in find_wide_splits(ledger, table)] == [("he", 2)]


def test_a_name_that_is_nearly_another_s_is_told(tmp_path) -> None:
    statements, found = read_he_said()
    for name, near in (("Bram Tuly", ["Bram Tully"]), ("Bram Tully", []), ("Ann Marl", [])):
        ledger = write_ledger(tmp_path, f"he,{name},person,,,,,split,,Keep the dam")
        assert [found for _, found in find_misspelt(ledger, *build_actors(statements, [found], ledger))] == near


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Dam Watch,League,,,,,,merge,,all of it", "line 3: a merge is of all that an actor says"),
        ("Dam Watch,League,,,,,,join,", "line 3: action 'join'"),
        ("Dam Watch,League,club,,,,,merge,", "line 3: kind 'club'"),
        (",League,,,,,,merge,", "line 3: the column 'alias' is empty"),
        ("Dam Watch,,,,,,,merge,", "line 3: the column 'actor' is empty"),
        ("Dam Watch,League,,,,,,split,its name,today,or so", "line 3: 11 cells for 10 columns"),
    ],
)
def test_a_wrong_row_is_named_with_line_and_remedy(tmp_path, row: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write_ledger(tmp_path, row)


def test_a_ledger_without_its_column_is_refused(tmp_path) -> None:
    file = tmp_path / "actors.csv"
    file.write_text("alias,who\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the column 'actor'"):
        load_ledger(file)


@pytest.mark.parametrize("voice", ["Sir Doru Velinsky", "Mr Doru Velinskyy", "Doru Velinskiy"])
def test_an_expected_voice_is_found_under_its_title_and_in_another_spelling(voice):
    _, rows = resolve_corpus([read_article("Doru Velinsky said so.", "Doru Velinsky")], expected_voices=[voice])
    assert [(row["name"], row["is_expected"]) for row in rows] == [("Doru Velinsky", True)]


def test_a_title_that_is_part_of_the_name_stays() -> None:
    _, rows = resolve_corpus([read_article("General Mills said so.", "General Mills")], expected_voices=["General Mills"])
    assert [row["is_expected"] for row in rows] == [True]


def test_expected_voices_are_marked_and_silent_ones_entered() -> None:
    _, rows = resolve_corpus([read_article("The Harvest Union said so.", "The Harvest Union")], expected_voices=["Harvest Union", "Kenya"])
    assert {row["actor_id"]: (row["kind"], row["is_expected"]) for row in rows} == {
        "harvest-union": ("organisation", True), "kenya": ("country", True),
    }  # fmt: skip


def make_statements(text: str, quotes) -> pd.DataFrame:
    rows = [
        {
            "statement_id": f"a:{n}", "article_id": "a", "part": "body", "start": q.start, "end": q.end,
            "spans": [list(span) for span in q.spans], "content": text[q.start : q.end],
            "kind": q.kind, "act": q.act, "cue": "", "cue_start": None, "cue_end": None, "speaker": "",
            "speaker_start": q.speaker and q.speaker[0], "speaker_end": q.speaker and q.speaker[1], "p_attribution": q.p_attribution,
            "actor_id": None, "person_id": None, "reason": "",
        }
        for n, q in enumerate(quotes, 1)
    ]  # fmt: skip
    return Statements.build(rows)


def test_build_actors_fills_the_statements_and_leaves_its_input_alone() -> None:
    text = "Sarah Vask, a spokeswoman for the Harvest Union, said that the price was fair. She added that it would rise."
    quotes, found = read_quotes(text)
    statements = make_statements(text, quotes)
    before = statements.copy(deep=True)
    table, actors = build_actors(statements, [found])
    assert list(table.actor_id) == ["harvest-union", "harvest-union"] and list(table.person_id) == ["sarah-vask", "sarah-vask"]
    assert table.p_attribution.between(0, 1).all() and table.reason.str.len().gt(0).all()
    assert set(actors.actor_id) >= set(table.actor_id) | set(table.person_id)
    assert actors.set_index("actor_id").parent_id["sarah-vask"] == "harvest-union"
    pd.testing.assert_frame_equal(statements, before)


def test_build_actors_of_nothing_is_two_empty_tables() -> None:
    table, actors = build_actors(Statements.build([]), [])
    assert len(table) == len(actors) == 0 and list(actors.columns) == Actors.columns()


def test_statements_without_mentions_are_refused() -> None:
    text = "Sarah Vask said that the price was fair."
    quotes, _ = read_quotes(text)
    with pytest.raises(ValueError, match="a:1 has no mentions"):
        build_actors(make_statements(text, quotes), [])


def test_two_of_one_name_that_an_article_keeps_apart_stay_two() -> None:
    article = read_article("Mayor Quell backs it. His opponent, Lena Quell, is against it.", "Mayor Quell", "His opponent, Lena Quell")
    links, _ = resolve_corpus([article])
    assert len({link.actor_id for link in links}) == 2


def test_two_named_together_are_one_actor_in_either_order() -> None:
    texts = ("Martin Quell and Anna Vask said so.", "Anna Vask and Martin Quell said no.")
    links, actors = resolve_corpus(read_article(text, text.split(" said")[0], article_id=f"a{i}") for i, text in enumerate(texts))
    assert len({link.actor_id for link in links}) == 1 and actors[0]["name"] == "Martin Quell and Anna Vask"


def test_an_expected_voice_may_be_the_beginning_of_one_bodys_name() -> None:
    article = read_article("The Gull Trust of the Northern Isles said no.", "The Gull Trust of the Northern Isles", article_id="a")
    _, actors = resolve_corpus([article], expected_voices=["Gull Trust"])
    assert [(actor["name"], actor["is_expected"]) for actor in actors] == [("Gull Trust of the Northern Isles", True)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_an_initial_that_fits_two_people_is_neither(order) -> None:
    names = ("J. Smith", "John Smith", "Jane Smith")
    articles = [read_article(f"{names[i]} said so.", names[i], article_id=str(i)) for i in order]
    links, _ = resolve_corpus(articles)
    assert len({link.actor_id for link in links}) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_initial_is_the_one_person_whom_it_fits(order) -> None:
    names = ("J. Smith", "John Smith")
    articles = [read_article(f"{names[i]} said so.", names[i], article_id=str(i)) for i in order]
    links, _ = resolve_corpus(articles)
    assert len({link.actor_id for link in links}) == 1


def test_two_first_names_are_not_two_people() -> None:
    names = ("Mary Jane Quell", "Jane Quell", "Mary Quell")
    links, _ = resolve_corpus(read_article(f"{name} said so.", name, article_id=name) for name in names)
    assert links[1].actor_id != links[2].actor_id


@pytest.mark.parametrize("alias", ["Janet M. Roe", "Janet Roe"])
def test_a_merge_moves_everybody_who_is_the_person(tmp_path, alias) -> None:
    said = ("Mayor Janet Roe", "Mayor Roe", "Mayor Janet M. Roe")
    articles = [read_article(f"{name} said so.", name, article_id=str(i)) for i, name in enumerate(said)]
    assert len({link.actor_id for link in resolve_corpus(articles)[0]}) == 1
    links, _ = resolve_corpus(articles, write_ledger(tmp_path, f"{alias},Harwick Council,organisation,,,,,,"))
    assert {link.actor_id for link in links} == {"harwick-council"}


def test_a_merge_into_somebody_under_one_of_his_names_makes_nobody_new(tmp_path) -> None:
    articles = read_two("Jane A. Quell said so. Jane Quell said no.", "City Hall said yes.", "Jane A. Quell", "City Hall")
    links, _ = resolve_corpus(articles, write_ledger(tmp_path, "City Hall,Jane Quell,,,,,,,"))
    assert len({link.actor_id for link in links}) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Vitaly Quell", "Vitali Quell", True),
        ("Alexander Borodai", "Aleksander Boroday", True),
        ("Terry Quell", "Terri Quell", False),
        ("Martin Rai", "Martin Ray", False),
    ],
)
def test_one_name_in_two_spellings_is_one_person(one, other, is_one) -> None:
    links, _ = resolve_corpus(read_two(f"{one} said so.", f"{other} said no.", one, other))
    assert (links[0].actor_id == links[1].actor_id) == is_one
