"""A new study is one that loads, whatever its question and its files are called."""

import tomllib

import pytest

from analysis.study import StudyError, load_study
from analysis.study_draft import list_relevance_words, lower_common_noun, write_study

QUESTION = "Should the bridge be closed?"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory, with one article in ``my``."""
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_question_becomes_target(folder):
    assert write_study("my/study.toml", QUESTION, ["my/*.txt"]) == ()
    study = load_study("my/study.toml")
    (target,) = study.targets.itertuples()
    assert (study.question, target.proposition, target.kind) == (QUESTION, "The bridge should be closed", "proposition")
    assert target.favor[0] == "The speaker agrees that the bridge should be closed."
    assert target.relevance == "bridge*|clos*"
    assert study.actors.samefile(folder / "my" / "actors.csv")


def test_thing_becomes_noun_phrase(folder):
    write_study("my/study.toml", "a toll on the bridge", ["my/*.txt"])
    (target,) = load_study("my/study.toml").targets.itertuples()
    assert (target.kind, target.favor[0]) == ("noun phrase", "The speaker supports a toll on the bridge.")


def test_articles_are_written_as_the_study_sees_them(folder):
    write_study("studies/bridge/study.toml", QUESTION, ["my/*.txt"])
    assert tomllib.loads((folder / "studies" / "bridge" / "study.toml").read_text())["articles"] == ["../../my/*.txt"]
    assert len(load_study("studies/bridge/study.toml").articles) == 1


def test_hostile_words_and_names_stay_what_they_are(folder):
    question = 'The "bridge" \\ should be\nclosed $title \'\'\' # \x7f \x01 ]] 🌉'
    names = ['a"b.txt', "line\nbreak.txt", "$model[1].txt", "é 🌉.txt"]
    for name in names:
        (folder / "my" / name).write_text("x")
    write_study("my/study.toml", question, [f"my/{name}" for name in names])
    study = load_study("my/study.toml")
    assert study.question == " ".join(question.split())
    assert [path.name for path in study.articles] == names


def test_nothing_is_overwritten(folder):
    (folder / "my" / "study.toml").write_text("mine")
    with pytest.raises(FileExistsError, match="another name"):
        write_study("my/study.toml", QUESTION, ["my/*.txt"])
    (folder / "my" / "actors.csv").write_text("alias,actor\nJ Reed,Jo Reed\n")
    write_study("my/second.toml", QUESTION, ["my/*.txt"])
    assert (folder / "my" / "study.toml").read_text() == "mine"
    assert "Jo Reed" in (folder / "my" / "actors.csv").read_text()


@pytest.mark.parametrize(
    ("question", "articles", "words"),
    [
        ("Why is the bridge old?", "my/*.txt", "more than yes or no"),
        (" ", "my/*.txt", "needs words"),
        (QUESTION, "my/*.html", "no file matches"),
        (QUESTION, "my", "is a folder; write which files"),
        (QUESTION, "my/*.csv", "file of your corrections"),
        ("Is \udcff old?", "my/*.txt", "no UTF-8"),
    ],
)
def test_what_cannot_be_a_study_is_refused(folder, question, articles, words):
    (folder / "my" / "rows.csv").write_text("text\nx\n")
    with pytest.raises(StudyError, match=words):
        write_study("my/study.toml", question, [articles])
    assert not (folder / "my" / "study.toml").exists()


@pytest.mark.parametrize(
    ("proposition", "words"),
    [
        ("The ferry should not use the old bridges", "ferr* bridge*"),
        ("The town council should close the lido", "clos* lido*"),
        ("Scotland should be independent", "scotland*"),
        ("Cars should be banned on Sundays", "car cars ban bans banned banning sunda*"),
        ("British troops should join a peacekeeping force in Ukraine", "troop* peacekeeping* ukraine* ukrainian*"),
        ("The council should sell the park", "sell* sold sale sales park*"),
        ("Nurses should be paid more", "nurse* pay pays paying paid"),
        ("Jane Doe should go", "doe"),
        ("A data centre should be built at Harwick", "data* harwick*"),
        ("Mice should be protected by a levy", "mice* mouse* mice levy* levies"),
        ("The clinic should hire nurses", "hire hires hired hiring nurse*"),
        ("The dam should be demolished", "dam dams demoli*"),
        ("The railways should be nationalised", "railwa* nationalis* nationaliz*"),
        ("The monarchy should be abolished", "monarch* aboli*"),
        ("The inquiry report should be published", "inquir* report* publish*"),
    ],
)
def test_relevance_words_leave_endings_open(proposition, words):
    assert set(list_relevance_words(proposition)) == set(words.split())


@pytest.mark.parametrize(
    ("proposition", "words"),
    [
        ("The central bank should cut interest rates", ["interest rate*"]),
        ("Children should not be allowed to use social media", ["social media*"]),
        ("Social media should be banned", ["social media*", "ban", "bans", "banned", "banning"]),
        ("Congress should pass stricter gun control laws", ["gun", "guns"]),
        ("Germany should leave the European Union", ["european union"]),
        ("Hospitals should get more money", ["hospital*"]),  # who is to get it is what is left
        ("Same-sex couples should be allowed to marry", ["same-sex*", "marr*"]),
    ],
)
def test_words_that_tell_nothing_alone_stand_in_phrases_or_not_at_all(proposition, words):
    assert list_relevance_words(proposition) == words


@pytest.mark.parametrize(
    ("proposition", "start"),
    [("Mobile phones should be banned", "mobile"), ("Electric scooters should be allowed", "electric"), ("Drivers should pay", "drivers"),
     ("British troops should join", "British"), ("Labour voters should pay", "Labour"), ("Polish farmers should be paid", "Polish"),
     ("Orange marches should be banned", "Orange"), ("Green councillors should resign", "Green")],
)  # fmt: skip
def test_only_common_words_lose_their_capital_within_a_sentence(proposition, start):
    assert lower_common_noun(proposition).split()[0] == start


def test_a_question_of_such_words_alone_keeps_them():
    assert "work*" in list_relevance_words("People should work less")


def test_one_letter_before_a_hyphen_is_no_word():
    assert "scooter*" in (words := list_relevance_words("E-scooters should be banned")) and "e" not in words


@pytest.mark.parametrize(
    ("proposition", "inside"),
    [
        ("Drivers should pay a toll", "drivers should pay a toll"),
        ("British troops should go home", "British troops should go home"),
        ("NATO should grow", "NATO should grow"),
    ],
)
def test_only_a_common_noun_loses_its_capital(proposition, inside):
    assert lower_common_noun(proposition) == inside
