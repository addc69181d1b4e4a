"""The training mix: premise, hypothesis and label, drawn from the permitted sets with one seed.

Only sets that ``shared/data/README.md`` marks "yes" are read (``SETS``). None of the stance sets has a neutral class, so
neutrals are made here, and they are most of the work: see ``neighbour_neutrals``, ``undecided`` and ``off_topic``. The
sentences of the templates are ours. The model is trained in rounds with a mix each (``MIXES``); the second adds what the first
was seen to lack: the verbs with which news reports a stance (``acts``), answers without a sentence of their own (``answers``) and
country names that change from pair to pair (``rename``). The third teaches statements that do not name the matter: half of it stands
after the question it answers (``in_context``), opinions lose the name of their subject (``elide``), inference pairs are put in the
wordings of the suite (``stated``), which makes neutrals that are near the target, and short acts get their sense from the question
(``elliptic``). The fourth gives inference and minimal pairs more room again, which the third had cost.
The fifth adds what was seen wrong in articles: statements of several sentences, of which one may concede a point to the other side
(``joined``), and judgements of the deed itself, "closing it is the responsible thing to do" (``judged``). The sixth is about mood that is
not the side: propositions that call something a problem, which angry words speak for (``valued``), facts about a matter, which speak for
neither side (``facts``), and posts on persons, where an attack on one is a word for another (``posts``). The seventh is what people say
in the news, in our own sentences (``written``, ``inference``; see ``training.written``); the eighth has more of them, and in the ninth
part of them stands against somebody else's question, since after the eighth the model found a side in what was about something else.
The tenth and the eleventh have more comments whose mood is not their side, and more inference pairs. The twelfth has plain news sentences
on problems, put together from patterns (``concerns``), and acts and judgements again; the thirteenth has more of each kind. From the
fourteenth on the plain network is trained, with many more statements and inference pairs of our own, which are put in the wordings of the
suite as the published ones are (``restated``); the fifteenth adds short sentences on problems and on disputed claims, the sixteenth
inference pairs of every kind of text, each with one hypothesis that follows, one that is ruled out and one that is open. A third of the
seventeenth is what people say of a thing that is there, against targets that would change it, do away with it or keep it (``things``). Four
in ten of the eighteenth are statements in a quarrel over several measures, each read against every one of them (``families``): what is said
of a neighbouring measure takes no side, however angry it is. The nineteenth has a third of these, and readers' comments in full length with
targets of ours (``comments``). The twentieth has all of these comments. The twenty-first has hypotheses of ours on premises of mnli
(``premises``), targets of ours for real sentences (``sentences``), families as news tells them (``told``), and our posts (``people``). The
twenty-second has all of our own lines at once, as many as of all else together. The twenty-third has families on one public problem
each, where a plain word on its cause was read as a denial (``problems``), and posts on three politicians of one election (``rivals``).
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.hypotheses import NOUN_PHRASE_TEMPLATES, PROPOSITION_TEMPLATES, QUESTION, lower_first, put_question
from training.concerns import write_sentence
from training.posts import write_post
from training.things import write_saying
from training.written import (
    FAMILIES,
    FOLDER,
    PARTS,
    PROBLEMS,
    RIVALS,
    TOLD,
    Block,
    read_blocks,
    read_comments,
    read_inference,
    read_premises,
    read_sentences,
    written_pairs,
)

ENTAILMENT, NEUTRAL, CONTRADICTION = 0, 1, 2
LABELS = {"entailment": ENTAILMENT, "neutral": NEUTRAL, "contradiction": CONTRADICTION}
SETS = {
    "argq": "stance/ibm-argq-30k.train.csv.gz",
    "kpa": "stance/ibm-kpa-2021.train.csv.gz",
    "perspectrum": "stance/perspectrum.train.csv.gz",
    "arct": "stance/ukp-arct.train.csv.gz",
    "mnli": "nli/mnli.train.csv.gz",
    "snli": "nli/snli.train.csv.gz",
    "cad": "nli/cad-nli.train.csv.gz",
}
# Share of each kind in the mix of a round. NLI keeps the model a reader of sentences; a third of the stance part is neutral, since
# a statement that does not address the target is what users meet most.
MIXES = {
    "first": {
        "mnli": 0.22, "cad": 0.07, "snli": 0.03,
        "argq": 0.19, "perspectrum": 0.13, "kpa": 0.03, "arct": 0.03,
        "reported": 0.08,
        "neighbour": 0.10, "off_topic": 0.05, "undecided": 0.07,
    },
    "second": {
        "mnli": 0.20, "cad": 0.07, "snli": 0.03,
        "argq": 0.18, "perspectrum": 0.15, "kpa": 0.03, "arct": 0.05,
        "reported": 0.03, "acts": 0.05, "answers": 0.02,
        "neighbour": 0.11, "off_topic": 0.04, "undecided": 0.04,
    },
    "third": {
        "mnli": 0.14, "cad": 0.05, "snli": 0.02, "stated": 0.15,
        "argq": 0.16, "perspectrum": 0.14, "kpa": 0.03, "arct": 0.05,
        "reported": 0.02, "acts": 0.04, "answers": 0.02, "elliptic": 0.05,
        "neighbour": 0.08, "off_topic": 0.02, "undecided": 0.03,
    },
    "fourth": {
        "mnli": 0.18, "cad": 0.09, "snli": 0.03, "stated": 0.10,
        "argq": 0.16, "perspectrum": 0.15, "kpa": 0.03, "arct": 0.06,
        "reported": 0.02, "acts": 0.03, "answers": 0.01, "elliptic": 0.02,
        "neighbour": 0.08, "off_topic": 0.02, "undecided": 0.02,
    },
    "fifth": {
        "mnli": 0.18, "cad": 0.08, "snli": 0.04, "stated": 0.10,
        "argq": 0.14, "perspectrum": 0.13, "kpa": 0.02, "arct": 0.05, "joined": 0.07, "judged": 0.03,
        "reported": 0.02, "acts": 0.02, "answers": 0.01, "elliptic": 0.02,
        "neighbour": 0.05, "off_topic": 0.02, "undecided": 0.02,
    },
    "sixth": {
        "mnli": 0.20, "cad": 0.08, "snli": 0.04, "stated": 0.10,
        "argq": 0.10, "perspectrum": 0.11, "kpa": 0.02, "arct": 0.05, "joined": 0.04, "judged": 0.02,
        "valued": 0.07, "facts": 0.04, "posts": 0.04,
        "reported": 0.01, "acts": 0.02, "elliptic": 0.01,
        "neighbour": 0.03, "off_topic": 0.01, "undecided": 0.01,
    },
    "seventh": {
        "mnli": 0.15, "cad": 0.07, "snli": 0.03, "stated": 0.05,
        "argq": 0.08, "perspectrum": 0.08, "kpa": 0.01, "arct": 0.04, "joined": 0.01,
        "valued": 0.01, "acts": 0.01, "neighbour": 0.02,
        "written": 0.41, "inference": 0.03,
    },
    "eighth": {
        "mnli": 0.15, "cad": 0.07, "snli": 0.03, "stated": 0.03,
        "argq": 0.08, "perspectrum": 0.08, "kpa": 0.01, "arct": 0.04, "neighbour": 0.01,
        "written": 0.45, "inference": 0.05,
    },
    "ninth": {
        "mnli": 0.14, "cad": 0.06, "snli": 0.03, "stated": 0.03,
        "argq": 0.07, "perspectrum": 0.07, "kpa": 0.01, "arct": 0.05, "neighbour": 0.05, "off_topic": 0.03,
        "written": 0.39, "inference": 0.07,
    },
    "tenth": {
        "mnli": 0.14, "cad": 0.06, "snli": 0.02, "stated": 0.03,
        "argq": 0.07, "perspectrum": 0.07, "kpa": 0.01, "arct": 0.05, "neighbour": 0.04, "off_topic": 0.02,
        "written": 0.40, "inference": 0.09,
    },
    "eleventh": {
        "mnli": 0.15, "cad": 0.06, "snli": 0.02, "stated": 0.03,
        "argq": 0.07, "perspectrum": 0.08, "kpa": 0.01, "arct": 0.05, "neighbour": 0.03, "off_topic": 0.02,
        "written": 0.37, "inference": 0.11,
    },
    "twelfth": {
        "mnli": 0.15, "cad": 0.06, "snli": 0.02, "stated": 0.04,
        "argq": 0.07, "perspectrum": 0.08, "kpa": 0.01, "arct": 0.06, "neighbour": 0.03, "off_topic": 0.02,
        "concerns": 0.11, "posts": 0.04, "acts": 0.02, "judged": 0.02, "elliptic": 0.01, "written": 0.19, "inference": 0.07,
    },
    "thirteenth": {
        "mnli": 0.14, "cad": 0.05, "snli": 0.02, "stated": 0.04,
        "argq": 0.06, "perspectrum": 0.08, "kpa": 0.01, "arct": 0.05, "neighbour": 0.03, "off_topic": 0.02,
        "concerns": 0.10, "posts": 0.02, "acts": 0.01, "judged": 0.01, "elliptic": 0.01, "written": 0.26, "inference": 0.09,
    },
    "fourteenth": {
        "mnli": 0.17, "cad": 0.06, "snli": 0.03, "stated": 0.03, "restated": 0.05,
        "argq": 0.05, "perspectrum": 0.07, "kpa": 0.01, "arct": 0.04, "neighbour": 0.03, "off_topic": 0.01,
        "concerns": 0.05, "posts": 0.02, "judged": 0.01, "acts": 0.01, "elliptic": 0.01, "written": 0.20, "inference": 0.15,
    },
    "fifteenth": {
        "mnli": 0.16, "cad": 0.05, "snli": 0.02, "stated": 0.02, "restated": 0.05,
        "argq": 0.05, "perspectrum": 0.07, "kpa": 0.01, "arct": 0.04, "neighbour": 0.02, "off_topic": 0.01,
        "concerns": 0.04, "posts": 0.02, "judged": 0.01, "elliptic": 0.01, "written": 0.26, "inference": 0.16,
    },
    "sixteenth": {
        "mnli": 0.18, "cad": 0.06, "snli": 0.03, "stated": 0.02, "restated": 0.07,
        "argq": 0.03, "perspectrum": 0.04, "kpa": 0.01, "arct": 0.03, "neighbour": 0.01,
        "written": 0.14, "inference": 0.38,
    },
    "seventeenth": {
        "mnli": 0.12, "cad": 0.04, "snli": 0.02, "restated": 0.03,
        "argq": 0.05, "perspectrum": 0.06, "kpa": 0.01, "arct": 0.04, "neighbour": 0.03,
        "things": 0.34, "judged": 0.01, "acts": 0.01, "written": 0.14, "inference": 0.10,
    },
    "eighteenth": {
        "mnli": 0.12, "cad": 0.04, "snli": 0.02, "restated": 0.03,
        "argq": 0.05, "perspectrum": 0.05, "kpa": 0.01, "arct": 0.02, "neighbour": 0.02,
        "things": 0.06, "written": 0.07, "inference": 0.07, "families": 0.44,
    },
    "nineteenth": {
        "mnli": 0.12, "cad": 0.04, "snli": 0.02, "restated": 0.03,
        "argq": 0.05, "perspectrum": 0.05, "kpa": 0.01, "neighbour": 0.02,
        "things": 0.06, "written": 0.07, "inference": 0.07, "families": 0.32, "comments": 0.14,
    },
    "twentieth": {
        "mnli": 0.18, "cad": 0.05, "snli": 0.03, "restated": 0.03,
        "argq": 0.04, "perspectrum": 0.05, "kpa": 0.01, "neighbour": 0.02,
        "things": 0.05, "written": 0.10, "inference": 0.07, "families": 0.18, "comments": 0.19,
    },
    "twentyfirst": {
        "mnli": 0.15, "premises": 0.17, "cad": 0.05, "snli": 0.02, "restated": 0.03,
        "argq": 0.03, "perspectrum": 0.04, "kpa": 0.01, "neighbour": 0.01,
        "things": 0.04, "written": 0.05, "inference": 0.06, "families": 0.05, "told": 0.12, "sentences": 0.12, "people": 0.05,
    },
    "twentysecond": {
        "mnli": 0.12, "premises": 0.05, "cad": 0.04, "snli": 0.02, "restated": 0.03,
        "argq": 0.03, "perspectrum": 0.05, "kpa": 0.01, "neighbour": 0.01,
        "things": 0.03, "written": 0.29, "inference": 0.04, "families": 0.08, "told": 0.05, "comments": 0.06, "sentences": 0.06,
        "people": 0.03,
    },
    "twentythird": {
        "mnli": 0.11, "premises": 0.03, "cad": 0.04, "snli": 0.02, "restated": 0.02,
        "argq": 0.03, "perspectrum": 0.05, "kpa": 0.01, "neighbour": 0.01,
        "things": 0.02, "written": 0.08, "inference": 0.03, "families": 0.07, "told": 0.04, "comments": 0.06, "sentences": 0.13,
        "people": 0.03, "problems": 0.15, "rivals": 0.07,
    },
}  # fmt: skip
# Share of the stance pairs that stand after the question they answer; in the first two mixes none does.
IN_CONTEXT = {"first": 0.0, "second": 0.0}
LATER_IN_CONTEXT = 0.5
# Parts of our own statements that a mix knows, and the share of their lines that is put against another block's target.
WRITTEN = {
    "seventh": (PARTS[:1], 0.0),
    "eighth": (PARTS[:2], 0.0),
    "ninth": (PARTS[:3], 0.2),
    "tenth": ((*PARTS[:4], PARTS[3]), 0.15),  # the newest part twice
    "eleventh": ((*PARTS[:5], *PARTS[3:5]), 0.1),
    "twelfth": (PARTS[:5], 0.15),
    "thirteenth": ((*PARTS[3:6], PARTS[5]), 0.15),
    "fourteenth": (PARTS[:8], 0.12),
    "fifteenth": ((*PARTS[2:9], PARTS[8]), 0.1),
    "sixteenth": ((*PARTS[6:10], *[PARTS[9]] * 2), 0.1),
    "seventeenth": (PARTS[6:10], 0.1),
    "eighteenth": (PARTS[6:10], 0.1),
    "nineteenth": (PARTS[6:10], 0.1),
    "twentieth": (PARTS[6:10], 0.1),
    "twentyfirst": (PARTS[6:10], 0.1),
    "twentysecond": (PARTS[:10], 0.1),
    "twentythird": (PARTS[:10], 0.1),
}
KEPT = 0.25  # share of the neutral pairs of families that are trained on, so that they are about half
RENAMED = 0.5  # share of the later rounds' pairs that have a country name in them whose names are changed
MAX_CHARS = 280  # longer premises cost too much on two cores
MAX_COMMENT = 900  # of readers' comments; vast has such lengths, and so have long quotations
MAX_QUESTION = 160  # characters that the question before a statement of ours may add

_SAYS = ("said that", "argued that", "told reporters that", "believes that", "insisted that", "stressed that", "wrote that",
         "claimed that", "is convinced that", "warned that", "pointed out that", "admitted that", "vowed that")  # fmt: skip
_DENIES = ("denied that", "rejected the idea that", "disputed the claim that", "does not believe that", "dismissed suggestions that",
           "said it was not true that", "never accepted that", "refused to accept that")  # fmt: skip
_SPEAKERS = ("The speaker", "The minister", "She", "He", "A spokeswoman", "They", "The group", "The party leader", "One expert",
             "Campaigners", "The president", "The union", "An official", "Critics", "The committee's chairman")  # fmt: skip
_UNDECIDED = (
    "{s} declined to say whether {p}.",
    "{s} will be asked next week whether {p}.",
    "Ministers are expected to discuss whether {p}.",
    "It is still unclear whether {p}.",
    "{s} said there were good arguments on both sides of the question whether {p}.",
    "“I have not made up my mind whether {p},” said one member.",
    "The report sets out the evidence for and against the claim that {p}.",
    "{s} asked whether {p}.",
    "Opinion is divided on whether {p}.",
    "{s} would not be drawn on whether {p}.",
    "A survey asked people whether {p}.",
    "{s} said the question whether {p} was one for voters.",
)
# What news says people do about a motion, "to ban X", and where that leaves them.
_ACTS = {
    True: (
        "{s} called on the government to {a}.", "{s} urged ministers to {a}.", "{s} welcomed the decision to {a}.",
        "{s} backed plans to {a}.", "{s} promised to {a}.", "{s} voted to {a}.", "{s} defended the plan to {a}.",
        "“It is high time to {a},” {s} said.", "{s} stood by the pledge to {a}.", "{s} rejected criticism of the plan to {a}.",
        "{s} accused the government of failing to {a}.", "It would be wrong not to {a}, {s} said.",
        "“We cannot wait any longer to {a}.”", "{s} hailed moves to {a} as overdue.",
    ),
    False: (
        "{s} condemned the decision to {a}.", "{s} rejected calls to {a}.", "{s} warned against moves to {a}.",
        "{s} refused to {a}.", "{s} vowed to fight the plan to {a}.", "{s} ruled out any step to {a}.",
        "“We will never vote to {a},” {s} said.", "{s} criticised the plan to {a} as reckless.",
        "It would be a grave mistake to {a}, {s} said.", "{s} urged ministers not to {a}.", "{s} protested against plans to {a}.",
        "{s} dismissed the proposal to {a}.", "“There is no case whatever for the plan to {a}.”", "{s} withdrew support for moves to {a}.",
    ),
    None: (
        "{s} was asked about the plan to {a}.", "{s} will vote on Tuesday on the plan to {a}.",
        "{s} set out what it would cost to {a}.", "{s} expects a decision on whether to {a} by the summer.",
        "Any decision to {a} needs a two-thirds majority, {s} said.", "{s} denied having seen the plan to {a}.",
        "{s} presented a report on plans to {a}.", "“I have read the plan to {a} and I have questions for both sides,” {s} said.",
    ),
}  # fmt: skip
_ANSWERS = {
    True: ("Yes, without question", "Of course", "I have always said so", "Absolutely", "That is right", "We have no doubt about it",
           "It is the only way"),
    False: ("No", "Certainly not", "That would be a mistake", "I cannot agree to that", "Never", "We are not convinced at all",
            "Over my dead body"),
    None: ("We will see", "It is too early to say", "That is for others to decide", "Let us wait for the report", "No comment",
           "I am here to listen", "Ask me again next year"),
}  # fmt: skip
# What people do about a thing that the sentence itself does not name.
_ELLIPTIC = {
    True: ("welcomed {o}", "backed {o}", "supports {o}", "voted for {o}", "defended {o}", "praised {o}", "signed up to {o}",
           "campaigned for {o}", "called for {o} to go ahead", "endorsed {o}", "spoke up for {o}", "stood by {o}", "hailed {o}",
           "said {o} was long overdue", "said {o} would make a real difference", "could not praise {o} enough",
           "called {o} the only sensible way", "saw no reason to be afraid of {o}", "lost patience with those who hold up {o}",
           "said opponents of {o} had offered nothing better", "denied being against {o}"),
    False: ("condemned {o}", "opposes {o}", "rejected {o}", "criticised {o}", "voted against {o}", "warned against {o}", "attacked {o}",
            "ruled out {o}", "slammed {o}", "dismissed {o}", "fought {o}", "walked out over {o}", "refused to back {o}",
            "called {o} reckless", "said {o} would do more harm than good", "described {o} as a waste of money", "will not accept {o}",
            "said {o} would hit the poorest hardest", "called on ministers to drop {o}", "saw no case for {o}", "denied backing {o}",
            "was not convinced by {o}"),
    None: ("explained {o}", "described {o}", "presented {o}", "was asked about {o}", "will debate {o} on Thursday", "is studying {o}",
           "wrote a report on {o}", "set out the timetable for {o}", "put the cost of {o} at four million", "has not seen {o}",
           "listened to both sides on {o}", "declined to comment on {o}", "said a decision on {o} would come in spring",
           "asked for more time to consider {o}", "counted the votes on {o}", "recalled how {o} first came up"),
}  # fmt: skip
# What people think of a deed, "banning X", or of things as they are; the second kind has no place for the deed.
_JUDGED = {
    True: ("{g} is the right thing to do", "{g} is the responsible course", "{g} makes sense", "{g} is long overdue", "{g} is only fair",
           "{g} would be a relief to everyone here", "{g} is what people voted for", "{g} cannot come soon enough",
           "{g} is in everybody's interest", "{g} is nothing to be afraid of", "{g} will not hurt anyone",
           "{g} is not the disaster that some make it out to be", "{g} is the least we can do", "{g} would be a great step forward",
           "Nobody will regret {g}", "There is nothing wrong with {g}", "{g} will pay for itself", "I would be proud of {g}",
           "We cannot go on as we are", "The way things are now is a disgrace", "Doing nothing is no longer an option"),
    False: ("{g} is a mistake", "{g} would be the end for many of us", "{g} is a betrayal", "{g} solves nothing", "{g} is not the answer",
            "{g} would be madness", "{g} would be a disaster for families", "{g} throws away years of work", "{g} is asking for trouble",
            "{g} is the last thing we need", "{g} will only make things worse", "{g} punishes the wrong people", "{g} helps nobody",
            "{g} is not what people voted for", "{g} would be unforgivable", "{g} is a price we cannot pay", "{g} takes us backwards",
            "{g} is hardly the responsible thing to do", "People would soon regret {g}", "What we have now works well",
            "Nobody has shown what is wrong with things as they are"),
    None: ("{g} would take two years", "{g} is on the agenda for Monday", "{g} would cost four million", "{g} has been discussed for years",
           "{g} is a matter for the courts", "{g} would need a change in the law", "{g} was first proposed twenty years ago",
           "{g} is mentioned twice in the report", "A paper on {g} will be ready by autumn", "Other countries have experience with {g}"),
}  # fmt: skip
# Two opinions of one side; one opinion beside something else; the other side's point conceded and then answered.
_JOINED = ("{a} {b}", "{a} {b}", "“{a} {b}”", "“{a}” {s} added: “{b}”")
_CONCEDED = ("Critics say that {o}, but {a}", "While some argue that {o}, {a}", "{s} conceded that {o}. But {a}",
             "“I know people say {o}. But {a}”")  # fmt: skip
# What people hold of a matter itself, {x}: good or bad. Being against it speaks for the second kind.
_VALUES = {
    True: ("{x} do more good than harm", "{x} are good for society", "there is nothing wrong with {x}", "{x} deserve our support",
           "the benefits of {x} are real", "fears about {x} are exaggerated", "{x} make life better", "{x} are nothing to worry about",
           "the critics of {x} are wrong"),
    False: ("{x} are a serious problem", "{x} do more harm than good", "{x} are a danger to society", "{x} are a serious concern",
            "the harm done by {x} is real", "{x} are wrong", "we should be worried about {x}", "{x} are a threat to us all",
            "the critics of {x} are right", "too little is done about {x}"),
}  # fmt: skip
# What is said about a matter without taking a side: figures, dates, studies, who did what.
_FACTS = (
    "The number of reports on {x} rose by 4 percent last year.",
    "{s} has studied {x} for ten years.",
    "A conference on {x} opens on Monday.",
    "Figures on {x} will be published in March.",
    "About one in ten people has some experience with {x}.",
    "The ministry has a department that deals with {x}.",
    "{s} wrote two books on {x}.",
    "Most of what is known about {x} comes from surveys.",
    "The first law on {x} dates from 1974.",
    "Spending in connection with {x} is projected to reach 3 billion by 2030.",
    "{s} said the debate on {x} had changed over the years.",
    "“I have been asked about {x} at every meeting,” {s} said.",
    "Many of the questions about {x} came from students.",
    "{s} explained how rules on {x} differ between the states.",
    "In the north {x} became a subject of the campaign earlier than in the south.",
    "Four in ten said they had read about {x}.",
    "A new study compares {x} in six countries.",
    "{s} is a lead author of a report on {x}.",
    "The film about {x} was seen by two million people.",
    "Scientists disagree on how to measure the effects of {x}.",
    "{s} said the data on {x} did not allow a conclusion.",
    "The bill on {x} goes to committee next week.",
    "According to {s}, {x} will be discussed at the summit.",
    "Historians trace {x} back to the nineteenth century.",
    "{s} covers {x} for a regional newspaper.",
)
_OBJECTS = ("the plan", "the proposal", "it", "this", "the idea", "the move", "the scheme", "such a step", "that")
# The question before the statement. ``analysis.stance.premise`` uses the first form; the others keep the model from hanging on it.
_QUESTIONS = (QUESTION, QUESTION, "Asked whether {p}, the speaker said: “{s}”", "On whether {p}: {s}")
# Names that are changed for others, so that the model learns to read the sentence and not the country.
_COUNTRIES = dict(
    zip(
        "America China Russia Britain France Germany India Israel Iran Iraq Turkey Europe Africa Ukraine Japan Canada Australia Pakistan "
        "Mexico Cuba Syria".split(),
        "American Chinese Russian British French German Indian Israeli Iranian Iraqi Turkish European African Ukrainian Japanese Canadian "
        "Australian Pakistani Mexican Cuban Syrian".split(),
        strict=True,
    )
)
_OTHER_COUNTRIES = (
    ("Kenya", "Kenyan"), ("Norway", "Norwegian"), ("Brazil", "Brazilian"), ("Serbia", "Serbian"), ("Chile", "Chilean"),
    ("Ghana", "Ghanaian"),
    ("Estonia", "Estonian"), ("Colombia", "Colombian"), ("Hungary", "Hungarian"), ("Algeria", "Algerian"), ("Malaysia", "Malaysian"),
    ("Russia", "Russian"), ("Ukraine", "Ukrainian"), ("Germany", "German"), ("India", "Indian"), ("Iran", "Iranian"), ("Cuba", "Cuban"),
    ("Tarovia", "Tarovian"), ("Meldria", "Meldrian"), ("Ostrana", "Ostranan"), ("Bellune", "Bellunian"), ("Quarra", "Quarran"),
)  # fmt: skip
_COUNTRY_WORDS = re.compile(r"\b(?:the )?(United States|" + "|".join([*_COUNTRIES, *_COUNTRIES.values()]) + r")\b", re.I)
_SHOULD = re.compile(r"\b(should|must|ought to|can|will|is|are|does|do|has|have)\b(?! not)", re.I)


class Row(NamedTuple):
    text: str
    target: str
    favor: bool


class Pair(NamedTuple):
    premise: str
    hypothesis: str
    label: int
    source: str


def read_set(data: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(data / SETS[name], "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_stance(data: Path, name: str) -> list[Row]:
    rows = (Row(r["text"].strip(' `"\\'), r["target"], r["label"] == "favor") for r in read_set(data, name))
    return [row for row in rows if 12 < len(row.text) <= MAX_CHARS]


def negate(proposition: str) -> str | None:
    """Return the proposition with its first auxiliary negated, or None where there is none to negate."""
    negated, n = _SHOULD.subn(lambda m: m.group(0) + " not", proposition, count=1)
    return negated if n else None


def noun_phrase(motion: str) -> tuple[str, bool] | None:
    """Return ("school uniforms", False) for "We should ban school uniforms": what the motion is about, and whether it is for it."""
    match = re.match(r"We should (not )?(abandon|ban|abolish|end|limit|fight|adopt|legalize|subsidize|introduce|prohibit|"
                     r"support|protect|increase|promote|further exploit|close)(?: the use of)? (.+)", motion)  # fmt: skip
    if not match:
        return None
    hostile = match.group(2) in ("abandon", "ban", "abolish", "end", "limit", "fight", "prohibit", "close")
    return match.group(3), hostile == bool(match.group(1))


def stance_hypothesis(rng: random.Random, target: str, favor: bool | None) -> tuple[str, int]:
    """Return one wording of a hypothesis on the target and its label for an opinion (``None``: not addressed)."""
    side, phrase = rng.random(), noun_phrase(target)
    supports = rng.random() < 0.5
    if phrase and side < 0.25:
        words, is_for = phrase
        hypothesis = rng.choice(NOUN_PHRASE_TEMPLATES)[0 if supports else 1].format(words)
        supports = supports == is_for
    elif side < 0.45:
        supports, hypothesis = (
            (True, target.rstrip(".") + ".") if supports or not negate(target) else (False, negate(target).rstrip(".") + ".")
        )
    else:
        hypothesis = rng.choice(PROPOSITION_TEMPLATES)[0 if supports else 1].format(lower_first(target.rstrip(".")))
    if favor is None:
        return hypothesis, NEUTRAL
    return hypothesis, ENTAILMENT if supports == favor else CONTRADICTION


def report(rng: random.Random, text: str, favor: bool | None) -> tuple[str, bool | None]:
    """Return the opinion as an article would carry it: bare, quoted, reported, or (rarely) denied, which turns it round."""
    way = rng.random()
    short = len(text) < 140 and not re.search(r"[.!?] \w", text)
    speaker, body = rng.choice(_SPEAKERS), text.rstrip(" .")
    if way < 0.55 or re.match(r"(i|we|my|our)\b", text, re.I) and way > 0.8:
        return text, favor
    if way < 0.70:
        return f"{speaker} said: “{body[:1].upper()}{body[1:]}.”", favor
    if way < 0.93 or not short or favor is None:
        return f"{speaker} {rng.choice(_SAYS)} {lower_first(body)}.", favor
    return f"{speaker} {rng.choice(_DENIES)} {lower_first(body)}.", not favor


def in_context(rng: random.Random, premise: str, target: str, share: float) -> str:
    """Return the premise, or in ``share`` of the cases the premise after the question that it answers."""
    if not share or rng.random() >= share:
        return premise
    return rng.choice(_QUESTIONS).format(p=lower_first(target.rstrip(". ")), s=premise)


def elide(rng: random.Random, text: str, target: str) -> str:
    """Return the opinion with the name of its subject changed for a pronoun, as it reads in the middle of an interview."""
    subject = noun_phrase(target)
    if not subject:
        return text
    words = subject[0].removeprefix("the ").strip()
    several = words.endswith("s") and not words.endswith("ss")
    pronoun = rng.choice(("they", "these") if several else ("it", "this", "that"))
    found = re.sub(rf"\b(?:the )?{re.escape(words)}\b", pronoun, text, flags=re.I)
    return found[:1].upper() + found[1:] if text[:1].isupper() else found


def opinions(rng: random.Random, rows: list[Row], source: str, context: float) -> Iterator[Pair]:
    while True:
        rng.shuffle(rows)
        for row in rows:
            text = elide(rng, row.text, row.target) if context and rng.random() < 0.4 else row.text
            share = context if text == row.text else 1.0  # nobody can know what "it" is without the question
            premise, favor = report(rng, text, row.favor)
            yield Pair(in_context(rng, premise, row.target, share), *stance_hypothesis(rng, row.target, favor), source)


def stated(rng: random.Random, rows: list[dict[str, str]], context: float, source: str = "stated") -> Iterator[Pair]:
    """Inference pairs as stances on a proposition: what follows from the words is for it, and what does not follow is neutral."""
    rows = [r for r in rows if len(r["premise"]) <= MAX_CHARS and re.match(r"[A-Z][^?!]+$", r["hypothesis"])]
    sides = {"entailment": True, "contradiction": False, "neutral": None}
    while True:
        r = rng.choice(rows)
        target = r["hypothesis"].strip().rstrip(".")
        premise = in_context(rng, r["premise"].strip(), target, context)
        yield Pair(premise, *stance_hypothesis(rng, target, sides[r["label"]]), source)


def elliptic(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """Short acts on "the plan" or "it", which only the question before them names."""
    motions = [t for t in targets if re.match(r"We should (?!not\b)\w", t)]
    while True:
        target, favor = rng.choice(motions), rng.choice((True, False, None))
        act = rng.choice(_ELLIPTIC[favor]).format(o=rng.choice(_OBJECTS))
        premise = in_context(rng, f"{rng.choice(_SPEAKERS)} {act}.", target, 1.0)
        yield Pair(premise, *stance_hypothesis(rng, target, favor), "elliptic")


def judged(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """What somebody thinks of the deed itself, or of leaving things as they are."""
    motions = [m for t in targets if (m := re.match(r"We should (?!not\b|be\b|\w+ly\b|further\b)([a-z]+) ([^.?]+)", t))]
    while True:
        motion, favor = rng.choice(motions), rng.choice((True, False, None))
        words = rng.choice(_JUDGED[favor]).format(g=f"{gerund(motion.group(1))} {motion.group(2)}")
        premise, favor = report(rng, words + ".", favor)
        premise = in_context(rng, premise[:1].upper() + premise[1:], motion.string, 1.0)
        yield Pair(premise, *stance_hypothesis(rng, motion.string, favor), "judged")


def joined(rng: random.Random, rows: list[Row], others: list[str], context: float) -> Iterator[Pair]:
    """Statements of several sentences: one side throughout, a side and an aside, or a side after the other side's point."""
    by_target: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows:
        if len(row.text) <= MAX_CHARS // 2:
            by_target.setdefault(row.target, ([], []))[row.favor].append(row.text.rstrip(" ."))
    targets = sorted(t for t, sides in by_target.items() if min(map(len, sides)) > 1)
    asides = [text for text in others if len(text) <= MAX_CHARS // 2]
    while True:
        target, favor, way = rng.choice(targets), rng.random() < 0.5, rng.random()
        own, other = by_target[target][favor], by_target[target][not favor]
        speaker, first = rng.choice(_SPEAKERS), rng.choice(own)
        if way < 0.4:
            premise = rng.choice(_CONCEDED).format(o=lower_first(rng.choice(other)), a=lower_first(first) + ".", s=speaker)
        else:
            second = rng.choice(own if way < 0.75 else asides).rstrip(" .")
            a, b = (f"{x[:1].upper()}{x[1:]}." for x in rng.sample((first, second), 2))
            premise = rng.choice(_JOINED).format(a=a, b=b, s=speaker)
        yield Pair(in_context(rng, premise, target, context), *stance_hypothesis(rng, target, favor), "joined")


def gerund(verb: str) -> str:
    """Return the form in -ing: "ban" → "banning"."""
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", verb):  # ban, cut
        verb += verb[-1]
    return (verb[:-1] if re.search(r"[^e]e$", verb) else verb) + "ing"


def nli(rng: random.Random, rows: list[dict[str, str]], source: str) -> Iterator[Pair]:
    rows = [r for r in rows if len(r["premise"]) <= MAX_CHARS]
    while True:
        rng.shuffle(rows)
        for r in rows:
            yield Pair(r["premise"], r["hypothesis"], LABELS[r["label"]], source)


def reported(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """The proposition itself in somebody's mouth: said, denied, negated. Cues and negation decide, nothing else can."""
    while True:
        target = rng.choice(targets)
        negated = negate(target)
        says_not, denies = bool(negated) and rng.random() < 0.4, rng.random() < 0.4
        words = lower_first((negated if says_not else target).rstrip("."))
        premise = f"{rng.choice(_SPEAKERS)} {rng.choice(_DENIES if denies else _SAYS)} {words}."
        if rng.random() < 0.3:
            premise = (f"“I {'do not think' if denies else 'am sure'} {words},” {rng.choice(_SPEAKERS)} said.").replace(" The ", " the ")
        yield Pair(premise, *stance_hypothesis(rng, target, says_not == denies), "reported")


def undecided(rng: random.Random, targets: list[str], context: float) -> Iterator[Pair]:
    """Sentences that are about the proposition and take no side."""
    while True:
        target = rng.choice(targets)
        premise = rng.choice(_UNDECIDED).format(s=rng.choice(_SPEAKERS), p=lower_first(target.rstrip(".")))
        yield Pair(in_context(rng, premise, target, context), *stance_hypothesis(rng, target, None), "undecided")


def off_topic(rng: random.Random, premises: list[str], targets: list[str], context: float) -> Iterator[Pair]:
    """Sentences of any kind against a proposition they have nothing to do with."""
    while True:
        premise, _ = report(rng, rng.choice(premises), None)
        target = rng.choice(targets)
        yield Pair(in_context(rng, premise, target, context), *stance_hypothesis(rng, target, None), "off_topic")


def acts(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """What somebody did about a motion: called for it, condemned it, was asked about it. The verb decides."""
    motions = [t for t in targets if re.match(r"We should (?!not\b)\w", t)]
    while True:
        target, favor = rng.choice(motions), rng.choice((True, False, None))
        premise = rng.choice(_ACTS[favor]).format(s=rng.choice(_SPEAKERS), a=target.removeprefix("We should ").rstrip("."))
        yield Pair(_tidy(premise), *stance_hypothesis(rng, target, favor), "acts")


def answers(rng: random.Random, targets: list[str]) -> Iterator[Pair]:
    """An answer that takes its sense from the question before it."""
    while True:
        target, favor = rng.choice(targets), rng.choice((True, False, None))
        question = f"Asked whether {lower_first(target.rstrip('.'))}, {rng.choice(_SPEAKERS)} said: "
        yield Pair(_tidy(f"{question}“{rng.choice(_ANSWERS[favor])}.”"), *stance_hypothesis(rng, target, favor), "answers")


def valued(rng: random.Random, rows: list[Row], context: float) -> Iterator[Pair]:
    """Opinions on a motion against what they say of the matter itself: who would ban it holds that it is a problem."""
    rows = [row for row in rows if _matter(row.target)]
    while True:
        row = rng.choice(rows)
        matter, is_for = _matter(row.target)
        good = rng.random() < 0.4
        target = _about(rng.choice(_VALUES[good]), matter)
        text = elide(rng, row.text, row.target) if rng.random() < 0.3 else row.text
        share = context if text == row.text else 1.0
        premise, favor = report(rng, text, row.favor)
        yield Pair(in_context(rng, premise, target, share), *stance_hypothesis(rng, target, (favor == is_for) == good), "valued")


def facts(rng: random.Random, targets: list[str], context: float) -> Iterator[Pair]:
    """Sentences that name the matter and report on it: about the target, and for neither side."""
    motions = [target for target in targets if _matter(target)]
    while True:
        motion = rng.choice(motions)
        matter, _ = _matter(motion)
        target = motion if rng.random() < 0.5 else _about(rng.choice(_VALUES[rng.random() < 0.4]), matter)
        premise = _tidy(rng.choice(_FACTS).format(x=matter, s=rng.choice(_SPEAKERS)))
        premise = in_context(rng, premise[:1].upper() + premise[1:], target, context)
        yield Pair(premise, *stance_hypothesis(rng, target, None), "facts")


def posts(rng: random.Random, context: float) -> Iterator[Pair]:
    """Posts on invented politicians (``training.posts``) against the wordings for a person as target."""
    while True:
        post, favors = write_post(rng), rng.random() < 0.5
        hypothesis = rng.choice(NOUN_PHRASE_TEMPLATES)[0 if favors else 1].format(post.person)
        label = NEUTRAL if post.favor is None else ENTAILMENT if favors == post.favor else CONTRADICTION
        premise = put_question(post.text, post.person, "noun phrase") if rng.random() < max(context, 0.7) else post.text
        yield Pair(premise, hypothesis, label, "posts")


def concerns(rng: random.Random, context: float) -> Iterator[Pair]:
    """News sentences on a problem (``training.concerns``); those that do not name it stand after the question."""
    while True:
        sentence = write_sentence(rng)
        premise = in_context(rng, sentence.text, sentence.proposition, max(context, 0.7) if sentence.names_it else 1.0)
        yield Pair(premise, *stance_hypothesis(rng, sentence.proposition, sentence.favor), "concerns")


def things(rng: random.Random, context: float) -> Iterator[Pair]:
    """Acts and words on a thing (``training.things``); those that do not give its full name stand after the question."""
    while True:
        saying = write_saying(rng)
        if saying.kind == "proposition":
            hypothesis, label = stance_hypothesis(rng, saying.target, saying.favor)
            hypothesis = hypothesis[:1].upper() + hypothesis[1:]
        else:
            supports = rng.random() < 0.5
            hypothesis = rng.choice(NOUN_PHRASE_TEMPLATES)[0 if supports else 1].format(saying.target)
            label = NEUTRAL if saying.favor is None else ENTAILMENT if supports == saying.favor else CONTRADICTION
        asked = not saying.names_it or rng.random() < max(context, 0.7)
        yield Pair(put_question(saying.text, saying.target, saying.kind) if asked else saying.text, hypothesis, label, "things")


def written(rng: random.Random, parts: tuple[str, ...], crossed: float) -> Iterator[Pair]:
    """Our own statements against the propositions of their block."""
    return block_pairs(rng, lambda: [block for part in parts for block in read_blocks(FOLDER / part)], "written", crossed)


def families(rng: random.Random, folder: Path = FAMILIES) -> Iterator[Pair]:
    """What is said in a quarrel over several measures, against each; four in five are open on a given one, and of these few are kept."""
    pairs = block_pairs(rng, lambda: read_blocks(folder), folder.name)
    return (pair for pair in pairs if pair.label != NEUTRAL or rng.random() < KEPT)


def comments(rng: random.Random, data: Path) -> Iterator[Pair]:
    """Readers' comments in full length, against targets that we wrote for them and against their own."""
    return block_pairs(rng, lambda: read_comments(read_set(data, "arct")), "comments", longest=MAX_COMMENT)


def sentences(rng: random.Random, data: Path) -> Iterator[Pair]:
    """Sentences of debaters, essays, letters and reports against targets that we wrote for them, half of which they leave open."""
    return block_pairs(rng, lambda: read_sentences({name: read_set(data, name) for name in ("mnli", "argq", "perspectrum")}), "sentences")


def premises_of_mnli(rng: random.Random, data: Path) -> Iterator[Pair]:
    """Inference pairs with hypotheses of ours on premises of mnli."""
    yield from nli(rng, read_premises(read_set(data, "mnli")), "premises")


def people(rng: random.Random) -> Iterator[Pair]:
    """All posts on invented politicians that we wrote."""
    return block_pairs(rng, lambda: [b for part in PARTS for b in read_blocks(FOLDER / part) if b.source == "posts"], "people")


def block_pairs(
    rng: random.Random, read: Callable[[], list[Block]], source: str, crossed: float = 0.0, longest: int = MAX_CHARS
) -> Iterator[Pair]:
    """Yield the pairs of the blocks, which are read when the first is asked for."""
    labels = {True: ENTAILMENT, False: CONTRADICTION, None: NEUTRAL}
    for premise, hypothesis, follows in written_pairs(rng, read(), crossed):
        if len(premise) <= longest + MAX_QUESTION:
            yield Pair(premise, hypothesis, labels[follows], source)


def _matter(motion: str) -> tuple[str, bool] | None:
    """Return what a motion is about, if that can stand as a subject, and whether the motion is for it."""
    phrase = noun_phrase(motion)
    return phrase if phrase and not phrase[0].startswith("for ") and len(phrase[0].split()) <= 5 else None


def _about(sentence: str, matter: str) -> str:
    """Return the sentence about the matter, its verb in the number of the matter: "{x} are wrong" → "Whaling is wrong"."""
    if not re.search(r"[^s]s( in | for |$)", matter):
        singular = {"are": "is", "do": "does", "deserve": "deserves", "make": "makes"}
        sentence = re.sub(r"^\{x\} (\w+)", lambda match: f"{{x}} {singular[match[1]]}", sentence)
    return sentence.format(x=matter)


def _tidy(sentence: str) -> str:
    """Speakers are kept with a capital; inside a sentence it goes ("…, the minister said")."""
    return re.sub(r"(?<=[,”] )(The|She|He|A|They|An|One|Critics|Campaigners)\b", lambda m: m.group(0).lower(), sentence)


def rename(rng: random.Random, pair: Pair) -> Pair:
    """Return the pair with every country in it changed for another, the same in premise and hypothesis."""
    chosen: dict[str, tuple[str, str]] = {}
    nouns = {name.lower(): name for name in _COUNTRIES} | {"united states": "America"}
    adjectives = {adjective.lower(): name for name, adjective in _COUNTRIES.items()}

    def other(match: re.Match) -> str:
        word = match.group(1).lower()
        home = nouns.get(word) or adjectives[word]
        if home not in chosen:
            chosen[home] = rng.choice([c for c in _OTHER_COUNTRIES if c not in chosen.values()])
        article = "the " if match.group(0).lower().startswith("the ") and word in adjectives else ""
        return article + chosen[home][word in adjectives]

    return pair._replace(premise=_COUNTRY_WORDS.sub(other, pair.premise), hypothesis=_COUNTRY_WORDS.sub(other, pair.hypothesis))


def neighbour_neutrals(rng: random.Random, rows: list[Row], neighbours: dict[str, list[str]], context: float) -> Iterator[Pair]:
    """Opinions on one proposition against another on a neighbouring subject: the mood is there, the target is not."""
    rows = [row for row in rows if neighbours.get(row.target)]
    while True:
        row = rng.choice(rows)
        premise, _ = report(rng, row.text, None)
        target = rng.choice(neighbours[row.target])
        yield Pair(in_context(rng, premise, target, context), *stance_hypothesis(rng, target, None), "neighbour")


def training_pairs(data: Path, n: int, seed: int, neighbours: dict[str, list[str]], mix: str = "first") -> Iterator[Pair]:
    """Yield ``n`` pairs of a round's mix. ``neighbours`` maps a target to targets on a near but different subject."""
    rng = random.Random(seed)
    stance = {name: read_stance(data, name) for name in ("argq", "kpa", "perspectrum", "arct")}
    inference = {name: read_set(data, name) for name in ("mnli", "snli", "cad")}
    rows = stance["argq"] + stance["perspectrum"]
    targets = sorted({row.target for row in rows if not row.target.startswith("I ")})
    premises = [r["premise"] for name in ("mnli", "snli") for r in inference[name] if 30 < len(r["premise"]) < 250]
    premises += [row.text for row in stance["argq"]]
    context = IN_CONTEXT.get(mix, LATER_IN_CONTEXT)
    parts, crossed = WRITTEN.get(mix, ((), 0.0))
    own = [row for part in parts for row in read_inference(FOLDER / part)]
    streams = {
        **{name: opinions(rng, part, name, context) for name, part in stance.items()},
        **{name: nli(rng, part, name) for name, part in inference.items()},
        "reported": reported(rng, targets),
        "acts": acts(rng, targets),
        "answers": answers(rng, targets),
        "elliptic": elliptic(rng, targets),
        "stated": stated(rng, inference["mnli"] + inference["snli"] + inference["cad"], context),
        "judged": judged(rng, targets),
        "joined": joined(rng, rows + stance["kpa"], premises, context),
        "undecided": undecided(rng, targets, context),
        "valued": valued(rng, stance["argq"] + stance["kpa"] + stance["perspectrum"], context),
        "facts": facts(rng, targets, context),
        "posts": posts(rng, context),
        "concerns": concerns(rng, context),
        "things": things(rng, context),
        "written": written(rng, parts, crossed),
        "families": families(rng),
        "told": families(rng, TOLD),
        "problems": families(rng, PROBLEMS),
        "rivals": families(rng, RIVALS),
        "comments": comments(rng, data),
        "sentences": sentences(rng, data),
        "premises": premises_of_mnli(rng, data),
        "people": people(rng),
        "inference": nli(rng, own, "inference"),
        "restated": stated(rng, own, context, "restated"),
        "off_topic": off_topic(rng, premises, targets, context),
        "neighbour": neighbour_neutrals(rng, list(rows), neighbours, context),
    }
    draw = random.Random(seed)  # its own generator, so that a longer run begins with the pairs of a shorter one
    shares = MIXES[mix]
    for _ in range(n):
        pair = next(streams[draw.choices(list(shares), weights=list(shares.values()))[0]])
        yield rename(rng, pair) if mix != "first" and rng.random() < RENAMED else pair


def all_targets(data: Path) -> list[str]:
    return sorted({r["target"] for name in ("argq", "perspectrum") for r in read_set(data, name)})
