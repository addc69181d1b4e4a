"""Pairs of quotation marks on invented lines."""

import pytest

from analysis.quotes.marks import find_passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,” she said.", ["“We will go,”"]),
        ('"We will go," she said, "today."', ['"We will go,"', '"today."']),
        ("''We will go,'' she said.", ["''We will go,''"]),
        ("They call it a ‘partisan’ force.", ["‘partisan’"]),
        ("It's the workers' day, isn't it?", []),
        ("Don’t say they’re the ’90s.", []),
        ("He read ‘the workers’ rights charter’ aloud.", ["‘the workers’ rights charter’"]),
        ("“She said ‘no’ twice,” he said.", ["“She said ‘no’ twice,”"]),
        ('"He saw “Shark Bay” there," she said.', ['"He saw “Shark Bay” there,"']),
        ("She is 6'2\" tall.", []),
        ("“It goes on.\r\n\r\n“It ends here.”", ["“It goes on.", "“It ends here.”"]),
        ("”Set the wrong way round.”", ["”Set the wrong way round.”"]),
        ('"He hailed a "golden age," but nobody came," said Doe.', ['"He hailed a "golden age," but nobody came,"']),
        ("“He hailed a “golden age,” but nobody came,” said Doe.", ["“He hailed a “golden age,” but nobody came,”"]),
        ('"He hailed an age," said Doe. "Nobody came," he said.', ['"He hailed an age,"', '"Nobody came,"']),
        ("She said: 'It is late. It is cold.\n\n'It rains.'", ["'It is late. It is cold.", "'It rains.'"]),
        ("She said: 'It is late.\n\nIt rains.", []),
        ("", []),
    ],
)
def test_outermost_passages_are_found(text, expected):
    assert [text[p.start : p.end] for p in find_passages(text)] == expected


def test_a_mark_never_closed_runs_to_the_end_of_its_paragraph_only():
    first, second = find_passages("She said: “One.\n\n“Two.” He left.")
    assert (first.is_closed, second.is_closed) == (False, True)
