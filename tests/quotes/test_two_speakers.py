"""Two who speak in one sentence or one paragraph: each has his own words, and none of the other's."""

import pytest

from analysis.nlp import load_pipeline
from analysis.quotes import extract_quotes


def read(text):
    doc = load_pipeline()(f"Row\n\n{text}\n")
    return [(doc.text[slice(*q.speaker)] if q.speaker else None, [doc.text[a:b] for a, b in q.spans]) for q in extract_quotes(doc)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some said the levy was unfair, others said it was needed.", [("Some", "the levy was unfair"), ("others", "it was needed")]),
        ("Traders say tram is a waste, mayor says it will pay.", [("Traders", "tram is a waste"), ("mayor", "it will pay")]),
        ("Hale said it was theft and police said they were busy.", [("Hale", "it was theft"), ("police", "they were busy")]),
        ("Boon denied the claim and Rudd repeated it.", [("Boon", "the claim"), ("Rudd", "it")]),
        ("Boon wants a bridge and Rudd wants a tunnel.", [("Boon", "a bridge"), ("Rudd", "a tunnel")]),
        ("Tax is theft, says Beck; it is fair, says Hale.", [("Beck", "Tax is theft"), ("Hale", "it is fair")]),
        ("The dam is needed, Lea Frost said, but Omar Dahl called it a disaster.",
         [("Lea Frost", "The dam is needed"), ("Omar Dahl", "it a disaster")]),
        ("The ward will close, according to the trust, but nurses say it is shut.",
         [("the trust", "The ward will close"), ("nurses", "it is shut")]),
        ("Mayor backs tram as traders warn of chaos.", [("Mayor", "tram"), ("traders", "chaos")]),
        ("The bridge must close, said Jane Smith of Acme Inc. The voters should keep it, said Tom Brown.",
         [("Jane Smith", "The bridge must close"), ("Tom Brown", "The voters should keep it")]),
        ("- The mayor says the river is clean\n- Rudd says it is foul", [("The mayor", "the river is clean"), ("Rudd", "it is foul")]),
    ],
)  # fmt: skip
def test_reported_words_of_two(text, wanted):
    assert read(text) == [(speaker, [words]) for speaker, words in wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kay asked: “Who will pay?” Marsh replied: “Nobody.”", [("Kay", ["“Who will pay?”"]), ("Marsh", ["“Nobody.”"])]),
        ("“It’s a scandal,” Kay said. “Who will pay?” Marsh said he was ill.",
         [("Kay", ["“It’s a scandal,”", "“Who will pay?”"]), ("Marsh", ["he was ill"])]),
        ("“It’s a scandal,” Kay said. “Who will pay?” Marsh told the Echo.",
         [("Kay", ["“It’s a scandal,”"]), ("Marsh", ["“Who will pay?”"])]),
        ("Lea Frost said the dam was needed. “It will save the valley.” Omar Dahl said it would drown three villages.",
         [("Lea Frost", ["the dam was needed"]), ("Lea Frost", ["“It will save the valley.”"]),
          ("Omar Dahl", ["it would drown three villages"])]),
        ("“The tax is theft,” says Nora Beck, and “it is fair,” says Tim Hale.",
         [("Nora Beck", ["“The tax is theft,”"]), ("Tim Hale", ["“it is fair,”"])]),
        ("“It is theft,” said Boon after Rudd called the toll “a gift”. “I shall not pay a penny.”",
         [("Boon", ["“It is theft,”", "“I shall not pay a penny.”"]), ("Rudd", ["the toll “a gift”"])]),
        ("“It is theft,” said Boon. Rudd called the toll “a gift”. “It will pay for the wall.”",
         [("Boon", ["“It is theft,”"]), ("Rudd", ["the toll “a gift”", "“It will pay for the wall.”"])]),
        ("When Boon said: “It’s theft,” Rudd said: “It’s fair.”", [("Boon", ["“It’s theft,”"]), ("Rudd", ["“It’s fair.”"])]),
        ("“We’ll fight it,” Amis said, to which Patel replied: “You’ll lose.”",
         [("Amis", ["“We’ll fight it,”"]), ("Patel", ["“You’ll lose.”"])]),
        ("“We need the hall,” said Lunt. But trader Sam Ridd was not convinced. “They’ve got a hall.”",
         [("Lunt", ["“We need the hall,”"]), ("trader Sam Ridd", ["“They’ve got a hall.”"])]),
    ],
)  # fmt: skip
def test_words_in_marks_of_two(text, wanted):
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The dam is needed, Lea Frost said, but the town cannot pay.", [("Lea Frost", ["The dam is needed", "but the town cannot pay"])]),
        ("Rudd said she understood but could not agree.", [("Rudd", ["she understood but could not agree"])]),
        ("As Doe warned, the dam is cracked.", [("Doe", ["the dam is cracked"])]),
        ("The strike was illegal, the minister said; the union could be fined.", [("the minister", ["The strike was illegal"])]),
        ("“He is a fool,” said Lunt. Sam Ridd won the seat by nine votes. “He will lose it again.”",
         [("Lunt", ["“He is a fool,”", "“He will lose it again.”"])]),
        ("“We need the hall,” said Lunt. She was not convinced. “They’ve got a hall.”",
         [("Lunt", ["“We need the hall,”", "“They’ve got a hall.”"])]),
    ],
)  # fmt: skip
def test_words_of_one_stay_together(text, wanted):
    assert read(text) == wanted
