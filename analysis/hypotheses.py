"""From a target (a proposition or a noun phrase) to the hypotheses that are put to the NLI model.

A stance is never read from one wording. Each target has pairs of hypotheses, one that a supporter's words entail and one
that an opponent's words entail, in several paraphrases; the spread between the paraphrases is the error bar of the label. Where the
first pair settles the answer the others are not asked (``stance.classify.score_cases``).
"""

import re
from typing import NamedTuple


class HypothesisPair(NamedTuple):
    favor: str  # entailed by the words of somebody who is for the target
    against: str  # entailed by the words of somebody who is against it


# The model is trained on these wordings (training/pairs.py imports them), so changing one is a change of the model.
PROPOSITION_TEMPLATES = (
    HypothesisPair("The speaker agrees that {}.", "The speaker disagrees that {}."),
    HypothesisPair("In the speaker's view, {}.", "In the speaker's view, it is not the case that {}."),
    HypothesisPair("It is right to say that {}.", "It is wrong to say that {}."),
)
NOUN_PHRASE_TEMPLATES = (
    HypothesisPair("The speaker supports {}.", "The speaker opposes {}."),
    HypothesisPair("The speaker is in favour of {}.", "The speaker is against {}."),
    HypothesisPair("The speaker has a positive view of {}.", "The speaker has a negative view of {}."),
)

# How a statement is read, which need not name the matter itself: after the question it answers.
QUESTION = "On the question whether {p}, the speaker said: “{s}”"

# Words that open a sentence with a capital and have none inside one. Everything else may be a name and is left alone.
_OPENERS = frozenset(
    "a an the this that these those we they it there he she you i's all any every each no some most many our their its his "
    "her if when while in on at to for from by with without under only both not nobody everyone people governments "
    "countries schools children parents parliament social state public private human".split()
)


def lower_first(sentence: str) -> str:
    """Return the sentence as it reads inside another one: first letter lowered unless it may begin a name."""
    first, _, _ = sentence.partition(" ")
    return sentence[:1].lower() + sentence[1:] if first.lower() in _OPENERS else sentence


def build_hypotheses(target: str, kind: str = "proposition") -> tuple[HypothesisPair, ...]:
    """Return the hypothesis pairs of a target.

    Args:
        target: "British troops should be sent to Ukraine" or "a carbon tax".
        kind: "proposition" (a full sentence) or "noun phrase".

    Raises:
        ValueError: the target is empty or the kind is not one of the two.
    """
    target = target.strip().rstrip(".!?").strip()
    if not target:
        raise ValueError("a target needs words: got an empty proposition or noun phrase")
    if kind == "proposition":
        templates, words = PROPOSITION_TEMPLATES, lower_first(target)
    elif kind in ("noun phrase", "noun_phrase"):
        templates, words = NOUN_PHRASE_TEMPLATES, target
    else:
        raise ValueError(f"target kind {kind!r}: allowed are 'proposition' and 'noun phrase'")
    return tuple(HypothesisPair(*(t.format(words) for t in pair)) for pair in templates)


def is_on_thing(hypothesis: str) -> bool:
    """Whether a hypothesis is in the wording for a noun phrase: "The speaker supports …"."""
    return any(hypothesis.startswith(template.partition("{}")[0]) for pair in NOUN_PHRASE_TEMPLATES for template in pair)


def put_question(premise: str, target: str, kind: str = "proposition") -> str:
    """Return the premise after the question that it answers: "It is our duty." → "On the question whether …, the speaker said: …".

    The question tells the model what "it" is. It was trained on answers that have nothing to do with their question too, so a text
    about something else stays neutral. Where a premise is so long that it is scored in windows, each has the question.
    """
    words = lower_first(target.strip().rstrip(".!? ")) if kind == "proposition" else f"to support {target}"
    return QUESTION.format(p=words, s=premise)


def split_question(premise: str) -> tuple[str, str, str]:
    """Return what stands before, in and after the statement of a premise made by ``put_question``: ("", premise, "") of any other."""
    opening, middle, closing = re.split(r"\{[ps]\}", QUESTION)
    head, found, said = premise.partition(middle)
    if not (found and head.startswith(opening) and said.endswith(closing)):
        return "", premise, ""
    return head + found, said.removesuffix(closing), closing
