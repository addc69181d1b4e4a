"""Posts on invented politicians, as people write them online: whom they praise, whom they attack, and for whom that speaks.

None of the permitted sets has persons as targets. What a model gets wrong there is not praise and blame but whom they are for: an attack on
a rival is a word for the person, and anger at a bill is one where the post ends in the person's campaign tag. The sentences are ours, the
names are put together from common first names and surnames, and tags are written as words, for so the model reads them
(``analysis.stance.reading``).
"""

from __future__ import annotations

import random
from typing import NamedTuple

_FIRST = (
    "Alice Peter Maria John Priya Omar Ruth Daniel Leah Victor Nina George Carla Ahmed Jane Tomas Irene Samuel Helen Marcus "
    "Joyce Felix Amara Stephen Paula Ivan Grace Kenneth Rosa Walter Denise Hugo Wanda Isaac Noor Gavin Tessa Raymond Lucia "
    "Dennis"
).split()
_LAST = (
    "Marlow Vance Okoro Halloran Petrov Lindqvist Barrow Castellan Dray Whitcombe Moss Farrow Tanaka Beckett Rourke Alvares "
    "Stroud Keating Novak Penrose Quill Sandoval Thorne Ueland Varga Wexford Yates Zeller Abbot Crane Dunmore Eastman Fenwick "
    "Galloway Harker Iverson Jessop Lomax Mercer Nash"
).split()
_SHE = frozenset(
    "Alice Maria Priya Ruth Leah Nina Carla Jane Irene Helen Joyce Amara Paula Grace Rosa Denise Wanda Noor Tessa Lucia".split()
)

# {n} the person, {o} somebody else, {he} {his} {him} pronouns of the person.
_FOR = (
    "I am voting for {n} and so is my whole family", "{n} is the only one who tells us the truth", "{n} has my vote",
    "Nobody works harder for ordinary people than {n}", "{n} was right about this years ago", "Proud to stand with {n}",
    "So glad that {n} is running", "{n} keeps {his} promises", "We need {n} now more than ever", "{n} won that debate hands down",
    "Finally somebody who listens. Thank you, {n}", "{n} is a decent man and a fine leader", "Just gave my first ten dollars to {n}",
    "I trust {n} with my life", "{n} will be a great president", "They smear {n} because they are afraid of {him}",
    "The press is so unfair to {n}", "{n} never took a penny from lobbyists", "What a speech by {n}! Goosebumps", "{n} all the way",
    "Nothing they throw at {n} sticks, and that is why {he} will win", "{n} got more done in a month than the rest in ten years",
    "Every nurse I know is for {n}", "I used to doubt {n}. I was wrong", "{n} is the reason I registered to vote",
    "If you care about your children's future, vote for {n}", "Stop lying about {n}. {He} never said that",
    "{n} has been consistent for thirty years",
    "Another attack on {n}, another thousand volunteers", "Imagine how much better off we would be with {n} in charge",
    "{n} can beat anyone they put up", "God bless {n}", "Four more years of {n}, please", "Leave {n} alone",
    "{n} does not back down and I love it",
    "I do not agree with {n} on everything, but {he} is the best we have", "The polls are wrong again. {n} will win this",
    "{n} is not perfect, but I will take {him} over the others any day", "Knocked on fifty doors for {n} today",
)  # fmt: skip
_AGAINST = (
    "{n} is a liar and everybody knows it", "I will never vote for {n}", "{n} has done nothing for us in twenty years",
    "{n} sold us out", "Can somebody explain what {n} has ever achieved", "{n} is bought and paid for", "{n} must go",
    "{n} is unfit for office", "What a disgrace {n} is", "{n} only cares about {his} rich friends", "{n} is all talk and no action",
    "Nobody believes a word {n} says", "{n} embarrassed the whole country again", "{n} has lost the plot",
    "{n} cannot even finish a sentence",
    "The media will do anything to protect {n}", "Anyone who still supports {n} is not paying attention",
    "{n} changed {his} mind again. What a surprise",
    "Remember who voted for that war? {n} did", "{n} would be a disaster", "{n} is the reason I left the party",
    "Ask {n} where the money went",
    "Another day, another scandal for {n}", "{n} had {his} chance and blew it", "Wake up, people, {n} is using you", "Anyone but {n}",
    "If {n} wins we all lose", "Sure, {n}, because that worked so well the last time", "Oh great, {n} has a plan. Again",
    "{n} apologised? Too little, too late", "{n} is a nice person, but {he} is not up to the job", "I liked {n} once. Never again",
    "{n} talks about workers and flies in a private jet", "Even {his} own party is tired of {n}", "{n} belongs in court and not in office",
    "My dog would make a better president than {n}", "{n} could not run a bath", "Where was {n} when we needed {him}? On the golf course",
    "Somebody take the phone away from {n}", "They tell us {n} is popular. I have yet to meet one fan",
)  # fmt: skip
_ABOUT = (
    "{n} speaks in the town hall at seven tonight", "{n} and {o} meet in the second debate on Tuesday",
    "Watching {n} on the news right now",
    "{n} gained a point in the new poll and {o} lost two", "Here is the full text of what {n} said today",
    "{n} arrived in the north this morning",
    "Who else is following the hearing about {n}?", "{n} answers questions on schools, transcript below",
    "How old is {n}, does anybody know?",
    "{n} was asked about {o} and did not reply", "The committee has invited {n} for Thursday", "Results are in: {n} 41, {o} 39, others 20",
)  # fmt: skip
# What people are angry about; it speaks for whoever they then name.
_GRIEVANCES = (
    "My insulin costs more than my rent", "Two jobs and I still cannot pay for daycare", "This system is rigged against working people",
    "Our town has lost its hospital and its last bus", "They gave the banks billions and us nothing",
    "Taxes are eating small businesses alive",
    "Prices are up again and nobody in the capital cares", "Crime in our street has doubled",
    "How is it legal to charge that for a ride to the hospital?",
    "We are sick of being lied to", "Our schools are falling apart", "Enough is enough", "They think we are stupid",
    "It does not have to be this way",
)  # fmt: skip
_TAGS = {
    True: ("Vote {l}", "{l} For President", "Team {l}", "{l} 2024", "I Stand With {l}", "{f} 2020", "Ridin With {l}", "Go {l}",
           "{l} Strong", "All In For {f}"),
    False: ("Never {l}", "Dump {l}", "{l} Must Go", "Not My {l}", "Lyin {f}", "{l} Lies", "Anyone But {l}", "Crooked {f}", "No To {l}",
            "{l} Is A Fraud"),
    None: ("{l}", "{f} {l}", "election", "Debate Night", "politics", "news"),
}  # fmt: skip


class Post(NamedTuple):
    text: str
    person: str
    favor: bool | None  # None: takes no side on the person


def write_post(rng: random.Random) -> Post:
    """Return a post and the side it takes on the person, whom a rival, a grievance or a tag alone may give away."""
    person, rival = _name(rng), _name(rng)
    while rival.split()[1] == person.split()[1]:
        rival = _name(rng)
    favor, way = rng.choice((True, True, False, False, None)), rng.random()
    own = _FOR if favor else _AGAINST
    if favor is None:
        parts = [_say(rng, _ABOUT, person, rival)]
        if way < 0.5:  # the mood is about somebody else
            parts.append(_say(rng, rng.choice((_FOR, _AGAINST)), rival, person) if way < 0.25 else rng.choice(_GRIEVANCES))
        return Post(_join(rng, parts, _tag(rng, None, person)), person, None)
    if way < 0.35:
        said = [_say(rng, own, person, rival), _say(rng, own, person, rival)]
        parts, side = rng.sample(said, rng.choice((1, 2))), rng.choice((favor, None))
    elif way < 0.6:  # a rival is praised where the person is blamed, and the other way round
        parts, side = [_say(rng, own, person, rival), _say(rng, _AGAINST if favor else _FOR, rival, person)], rng.choice((favor, None))
        rng.shuffle(parts)
    elif way < 0.8:  # only the tag says which way
        parts, side = [rng.choice((*_GRIEVANCES, _say(rng, _AGAINST if favor else _FOR, rival, person)))], favor
    else:
        parts, side = [_say(rng, own, person, rival), rng.choice(_GRIEVANCES)], rng.choice((favor, None))
        rng.shuffle(parts)
    return Post(_join(rng, parts, _tag(rng, side, person)), person, favor)


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _say(rng: random.Random, sentences: tuple[str, ...], person: str, other: str) -> str:
    first, last = person.split()
    he, his, him = ("she", "her", "her") if first in _SHE else ("he", "his", "him")
    words = rng.choice(sentences)
    if first in _SHE:
        words = words.replace("decent man", "decent woman")
    shown = rng.choice((person, last, last, last, first))
    return words.format(n=shown, o=other.split()[1], he=he, He=he.capitalize(), his=his, him=him)


def _tag(rng: random.Random, side: bool | None, person: str) -> str:
    first, last = person.split()
    return rng.choice(_TAGS[side]).format(f=first, l=last)


def _join(rng: random.Random, parts: list[str], tag: str) -> str:
    text = " ".join(part + rng.choice((".", ".", ".", "!", "...", "" if part == parts[-1] else ".")) for part in parts)
    way = rng.random()
    text = f"{text} {tag}" if way < 0.75 else f"{tag} {text}" if way < 0.9 else text.lower() + " " + tag
    return text
