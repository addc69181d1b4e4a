import pytest

from analysis.framing.modality import find_modality, rate_modality


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fenby Council May Close Library", "possible"),
        ("Mayor May Be Charged", "possible"),
        ("Theresa May Quits", "plain"),
        ("Anger At May Plan", "plain"),
        ("Bank May Plan Cuts", "possible"),
        ("Why May Must Go", "obligation"),
        ("Elections in May Seen As Test", "plain"),
        ("Labour Faces May Elections", "plain"),
        ("On 4 May the council met", "plain"),
        ("Council won’t close library", "certain"),
        ("Council allegedly closed library", "likely"),
        ("Council looks set to close library", "likely"),
        ("We'll close the dam", "certain"),
        ("They might've closed it", "possible"),
        ("He couldn't close it", "plain"),
        ("A gesture of good will", "plain"),
        ("The minister weighed in on it", "plain"),
        ("He spoke on condition of anonymity", "plain"),
        ("He agreed on condition it stays shut", "conditional"),
        ("The council wouldn't close it", "conditional"),
    ],
)
def test_how_sure_words_are(text, name):
    assert rate_modality(find_modality(text))[0] == name
