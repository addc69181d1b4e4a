import pandas as pd

from benchmarks import measures


def test_the_gold_has_every_sort_and_no_line_of_it_is_trained_on():
    from training.written import FOLDER, read_blocks

    lines = measures.read_lines()
    assert lines.quarrel.nunique() == 30 and set(lines.sort) == {"a side", measures.OPEN, measures.NOWHERE}
    assert set(lines.side) == {"favor", "against", "none"} and not lines.duplicated(["text", "target"]).any()
    trained = {text for folder in FOLDER.iterdir() if folder.is_dir() for block in read_blocks(folder) for text, _ in block.lines}
    assert not trained & set(lines.text)


def test_a_side_where_there_is_none_counts_against_the_sides_given(monkeypatch, capsys):
    rows = [(0, "a", "favor", "favor", "a side"), (0, "b", "against", "favor", "a side"), (0, "c", "favor", "none", "a side"),
            (1, "d", "none", "favor", measures.OPEN), (1, "e", "none", "none", measures.NOWHERE)]  # fmt: skip
    measures.print_counts(pd.DataFrame(rows, columns=["quarrel", "text", "side", "got", "sort"]))
    printed = capsys.readouterr().out
    assert "right  0.333" in printed and "found  0.333" in printed and "other side is given     1" in printed
    assert f"{measures.OPEN}: a side is given in 1.000 of 1" in printed and f"{measures.NOWHERE}: a side is given in 0.000 of 1" in printed
