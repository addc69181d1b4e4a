"""Our own training sentences: how they are read, and that what stands in the folder is what it says."""

import random
from itertools import islice

import pandas as pd
import pytest

from benchmarks.stance import GOLD
from training.written import FOLDER, PARTS, read_blocks, read_inference, written_pairs

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


@pytest.mark.parametrize("part", PARTS)
def test_the_folders_hold_statements_of_all_sides_and_say_that_they_are_constructed(part):
    for path in (FOLDER / part).glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("# Constructed"), path.name
    for block in read_blocks(FOLDER / part):
        assert block.targets and {side for _, side in block.lines} == {True, False, None}, block.targets
    assert {row["label"] for row in read_inference(FOLDER / part)} == {"entailment", "neutral", "contradiction"}


def test_what_is_measured_is_not_trained_on():
    blocks = [block for part in PARTS for block in read_blocks(FOLDER / part)]
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
