"""Our own training sentences: how they are read, and that what stands in the folder is what it says."""

import random
from itertools import islice

import pandas as pd
import pytest

from benchmarks.stance import GOLD
from training.written import (
    COMMENTS,
    FAMILIES,
    FOLDER,
    INFERENCE,
    PARTS,
    PREMISES,
    PROBLEMS,
    RIVALS,
    SENTENCES,
    SIDES,
    TOLD,
    read_blocks,
    read_families,
    read_inference,
    written_pairs,
)

TEXT = """# Constructed.

? Should Harwick close its old harbour?
p+ Harwick should close its old harbour.
p- The old harbour should stay open.
n the closing of the old harbour
+ Nobody will miss it.
- My father earned his bread there.
0 The council meets on the ninth.
r- ruled out anything that would end fishing.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "local.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_block_is_read_with_its_targets_and_sides(folder):
    (block,) = read_blocks(folder)
    assert block.source == "local" and block.is_question
    assert block.targets[1] == ("The old harbour should stay open.", "proposition", False)
    assert block.lines[-1] == ("The speaker ruled out anything that would end fishing.", False)
    assert [side for _, side in block.lines] == [True, False, None, False]


def test_what_follows_from_a_line_is_turned_round_with_the_target_and_with_the_hypothesis(folder):
    answers = {
        (premise, hypothesis): follows for premise, hypothesis, follows in islice(written_pairs(random.Random(1), read_blocks(folder)), 400)
    }

    def told(line, words):
        return {follows for (premise, hypothesis), follows in answers.items() if line in premise and words in hypothesis}

    assert told("Nobody", " agrees that Harwick should") == {True} and told("Nobody", " disagrees that Harwick should") == {False}
    assert told("Nobody", " agrees that the old harbour") == {False} and told("Nobody", "opposes the closing") == {False}
    assert told("ruled out", "supports the closing") == {False} and told("ninth", "speaker") == {None}


def test_a_line_without_a_mark_is_named_with_its_file(folder):
    (folder / "local.txt").write_text(TEXT + "So what?\n", encoding="utf-8")
    with pytest.raises(ValueError, match="local.txt, block at line 3.*So what"):
        read_blocks(folder)


FAMILY = """# Constructed.

m the quay should be closed | closing the quay
m the harbour master should resign
+0 Nobody will miss it.
.- r praised the harbour master.
"""


def test_each_measure_of_a_family_has_the_lines_that_are_marked_for_it(tmp_path):
    (tmp_path / "quay.txt").write_text(FAMILY, encoding="utf-8")
    quay, master = read_blocks(tmp_path)
    assert quay.targets == (("the quay should be closed", "proposition", True), ("closing the quay", "noun phrase", True))
    assert quay.lines == (("Nobody will miss it.", True),)
    assert master.lines == (("Nobody will miss it.", None), ("The speaker praised the harbour master.", False))
    (tmp_path / "quay.txt").write_text(FAMILY + "+ So what?\n", encoding="utf-8")
    with pytest.raises(ValueError, match="quay.txt, family at line 3.*So what"):
        read_blocks(tmp_path)


@pytest.mark.parametrize("part", PARTS)
def test_the_folders_hold_statements_of_all_sides_and_say_that_they_are_constructed(part):
    for path in (FOLDER / part).glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("# Constructed"), path.name
    for block in read_blocks(FOLDER / part):
        assert block.targets and {side for _, side in block.lines} == {True, False, None}, block.targets
    if (FOLDER / part / "inference.txt").exists():
        assert {row["label"] for row in read_inference(FOLDER / part)} == {"entailment", "neutral", "contradiction"}


OF_FAMILIES = (FAMILIES, TOLD, PROBLEMS, RIVALS)


@pytest.mark.parametrize("path", sorted(path for folder in OF_FAMILIES for path in folder.glob("*.txt")))
def test_the_families_say_that_they_are_constructed_and_leave_most_open(path):
    assert path.read_text(encoding="utf-8").startswith("# Constructed")
    marks = "".join(marks for family in read_families(path) for marks, _ in family.lines)
    assert min(marks.count("+"), marks.count("-")) > 50 and marks.count("0") > len(marks) / 2


def test_what_we_wrote_for_rows_of_the_sets_has_known_marks_and_no_targets_we_measure_on():
    for path, marks in ((COMMENTS, SIDES), (SENTENCES, SIDES), (PREMISES, INFERENCE)):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert set(rows["label"]) == set(marks) and not rows.duplicated().any() and (rows.iloc[:, -1].str.len() > 1).all()
    targets = pd.concat([pd.read_csv(path)["target"] for path in (COMMENTS, SENTENCES)])
    assert not targets.str.contains(r"climate change|Ukrain|peacekeep|Trump|Biden|Bernie", case=False).any()


def test_what_is_measured_is_not_trained_on():
    blocks = [block for folder in FOLDER.iterdir() if folder.is_dir() for block in read_blocks(folder)]
    lines = {line for block in blocks for line, _ in block.lines}
    targets = {words.rstrip(".") for block in blocks for words, _, _ in block.targets}
    gold = pd.read_csv(GOLD)
    assert len(gold) > 100 and not lines & set(gold["text"]) and not targets & set(gold["target"])


def test_a_line_against_the_target_of_another_block_takes_no_side(folder):
    line = "It would bring the valley closer together and take the lorries off the road at last."
    other = f"? Should Senn build a tram?\np+ Senn should build a tram.\n+ {line}\n"
    (folder / "news.txt").write_text(other, encoding="utf-8")
    pairs = list(islice(written_pairs(random.Random(1), read_blocks(folder), crossed=0.5), 400))
    crossed = [follows for premise, hypothesis, follows in pairs if "lorries" in premise and "harbour" in hypothesis]
    assert crossed and set(crossed) == {None}
    assert not [premise for premise, hypothesis, _ in pairs if "Nobody" in premise and "tram" in hypothesis]  # too short to be no answer
