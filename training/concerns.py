"""What news says of a problem: who is worried, who plays it down, and what is only reported.

Where the proposition itself calls something a danger, the mood of a sentence and its side part company: "it would be devastating" speaks
for the proposition, "it is only weather" against it. A model that goes by the mood takes both for their opposites. No permitted set has
such propositions with plain news sentences; these are put together from patterns of our own, so many that none can be learned by heart.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

# Problems: what they are called, what suffers from them, what else might be to blame, what is done about them.
_PROBLEMS = (
    ("microplastics", "city dwellers", "old pipes", "filters"), ("soil erosion", "hill farmers", "bad seed", "hedges"),
    ("knife crime", "the suburbs", "poverty", "youth clubs"), ("gambling", "young families", "low wages", "spending limits"),
    ("light pollution", "birds and insects", "pesticides", "dimmed street lamps"), ("burglary", "older people", "open windows", "alarms"),
    ("antibiotic resistance", "hospital patients", "poor hygiene", "new drugs"),
    ("air pollution", "young children", "smoking", "bus lanes"), ("overfishing", "the coastal towns", "warm currents", "quotas"),
    ("drug trafficking", "the ports", "unemployment", "scanners"), ("loneliness", "older people", "illness", "day centres"),
    ("youth unemployment", "school leavers", "bad schools", "apprenticeships"),
    ("cyberbullying", "schoolchildren", "strict parents", "phone bans"), ("tax evasion", "public services", "waste", "tax inspectors"),
    ("inflation", "pensioners", "high rents", "interest rates"),
    ("misinformation", "first-time voters", "dull candidates", "fact-checkers"),
    ("food waste", "poor families", "bad packaging", "shorter menus"),
    ("deforestation", "the river valleys", "drought", "new plantations"),
    ("illegal logging", "the mountain villages", "storms", "patrols"), ("obesity", "clinics", "stress", "sugar levies"),
    ("traffic noise", "light sleepers", "thin walls", "speed limits"), ("corruption", "small firms", "red tape", "audits"),
    ("fraud on the internet", "savers", "carelessness", "bank checks"),
    ("the shortage of nurses", "patients", "bad rotas", "training places"),
    ("the housing shortage", "young couples", "divorce", "council flats"), ("the decline of bees", "orchards", "cold springs", "hives"),
    ("nitrate in the groundwater", "village wells", "leaking tanks", "manure rules"), ("domestic violence", "women", "drink", "shelters"),
    ("child poverty", "the poorest quarters", "large families", "free school meals"), ("poaching", "elephants", "drought", "rangers"),
    ("extremism", "young voters", "boredom", "prevention courses"), ("hate speech", "minorities", "anonymity", "reporting duties"),
    ("water scarcity", "farmers", "leaking mains", "reservoirs"), ("wildfire smoke", "people with asthma", "wood stoves", "air filters"),
    ("space debris", "satellites", "solar storms", "clean-up missions"), ("ocean noise", "whales", "ship strikes", "quieter propellers"),
    ("plastic waste", "the beaches", "tourism", "deposits"), ("ransomware", "hospitals", "old computers", "backups"),
    ("lead in paint", "toddlers", "old plumbing", "inspections"), ("ageing", "the pension funds", "early retirement", "later pensions"),
    ("falling birth rates", "employers", "emigration", "child benefits"), ("truancy", "weak pupils", "bullying", "home visits"),
    ("household debt", "the banks", "low wages", "debt counsellors"), ("screen addiction", "teenagers", "dull lessons", "screen limits"),
    ("disease-bearing ticks", "hikers", "deer", "vaccines"), ("the spread of rats", "market traders", "open bins", "traps"),
    ("the loss of wetlands", "migrating birds", "hunting", "new dykes"),
    ("the decay of bridges", "commuters", "heavy lorries", "repairs"), ("doping", "young athletes", "bad coaches", "blood tests"),
    ("art theft", "small museums", "poor lighting", "registers"), ("piracy at sea", "crews", "poverty ashore", "naval patrols"),
    ("asbestos", "building workers", "dust", "removal crews"),
    ("the use of painkillers", "patients", "long waiting lists", "stricter prescriptions"),
    ("spam calls", "pensioners", "data leaks", "call filters"), ("algal bloom", "bathers", "warm summers", "reed beds"),
    ("mould in flats", "tenants", "bad airing", "new windows"),
    ("the drain of doctors", "country towns", "long hours", "grants"), ("salt in the soil", "rice growers", "cheap imports", "ditches"),
    ("the silting of the harbour", "fishermen", "old boats", "dredging"), ("child labour", "poor regions", "bad harvests", "inspections"),
    ("counterfeit medicine", "chronic patients", "high prices", "codes on packets"),
    ("shrinking reservoirs", "the lowlands", "leaks", "meters"),
    ("illegal dumping", "the forest parishes", "high fees", "cameras"),
    ("addiction to sleeping pills", "the old", "noise", "shorter packets"),
    ("the sinking of the old town", "householders", "poor building", "pumps"), ("radon", "cellar dwellers", "smoking", "fans"),
    ("the fall in insect numbers", "songbirds", "cats", "flower strips"), ("public debt", "the next generation", "wars", "spending caps"),
    ("hospital germs", "the very ill", "late admissions", "single rooms"), ("feral pigs", "maize growers", "poor fences", "hunting quotas"),
    ("deep-sea mining", "sea life", "trawling", "moratoriums"),
    ("vaping", "teenagers", "peer pressure", "flavour bans"), ("fake reviews", "small hotels", "bad service", "name checks"),
    ("metal theft", "railway passengers", "old signals", "scrap licences"),
    ("low literacy", "army recruits", "telephones", "reading hours"),
)  # fmt: skip
_PLURAL = frozenset(
    "microplastics|falling birth rates|disease-bearing ticks|spam calls|shrinking reservoirs|hospital germs|feral pigs|"
    "fake reviews".split("|")
)

# {x} the problem, {it} its name or a pronoun, {v} who suffers, {o} another cause, {m} a measure, {s} somebody who says so.
_WORRIED = (
    "{It} will hit {v} hardest", "{It} could ruin {v} within a generation", "A further rise in {x} would be a catastrophe for {v}",
    "{It} {is} killing {v}", "{It} {has} already done lasting damage to {v}", "The cause is not {o} but {x}",
    "Forget {o}. What is destroying {v} is {x}", "We have to stop {x} before it is too late", "The time to act on {x} was ten years ago",
    "The government has done next to nothing about {x}", "Those who deny {x} should spend a week with {v}",
    "Nothing scares me as much as {x}", "Doctors have warned about {x} for years and nobody listened",
    "Every year {x} {costs} thousands of lives", "What we see now is only the beginning of {x}",
    "There is no vaccine against {x} and no second chance", "{It} {does} more damage to {v} than any war",
    "The evidence on {x} is overwhelming", "The study leaves no doubt that {x} {is} behind the losses",
    "{x} {has} doubled in ten years and {v} pay for it", "There is no hiding place from {x}", "We owe it to our children to end {x}",
    "{m} are not nearly enough against {x}", "Without {m} {v} will not survive", "The damage from {x} is projected to triple by 2050",
    "{s} who play down {x} have been paid to do so", "{It} should keep every minister awake at night",
    "Only a fool would still laugh about {x}", "The losses caused by {x} cannot be made good", "We are running out of time",
    "It is worse than anyone thought", "How many more must suffer from {x}?", "Why is nobody doing anything about {x}?",
    "No country is safe from {x}", "{It} {is} a ticking bomb", "{x} {is} real and {v} know it",
    "I lie awake over what {x} will mean for {v}", "Saving {v} means ending {x}",
    "Cutting {m} now would be reckless, with {x} on the rise", "{v} in the south will be the first to go under",
    "The losses among {v} have tripled since 1990", "By the end of the century {v} could be gone",
    "Thirteen thousand people died of it last year", "A quarter of {v} are already affected", "The industry knew about {x} and hid it",
    "Without help {v} face ruin", "Scientists are nearly unanimous on {x}",
    "It is later than you think", "The numbers on {x} are terrifying", "Every season brings new records and new graves",
    "{x} {makes} no stop at borders", "The next government must put {x} first", "What is happening to {v} should shame us all",
    "{v} cannot wait for another report on {x}", "We have no second country to go to", "The experts on {x} should at last be heard",
    "Children took to the streets because their parents did nothing about {x}", "For {v} {x} {is} a matter of life and death",
    "{v} wake up to a little less every year", "Ask any nurse what {x} {does} to {v}",
    "{It} {is} already in the blood of newborn children", "Two villages have been given up because of {x}",
    "Our grandparents would not believe what {x} {has} done to {v}", "The bill for {x} will be paid by {v}",
    "Insurers have begun to refuse cover because of {x}", "If {x} ended tomorrow, {v} would still suffer for decades",
    "The silence about {x} is deafening", "She lost her brother to {x} and will not be told that it is nothing",
    "An expert who plays down {x} has not left the office in years", "It is five minutes to midnight",
    "Half measures like {m} will not save {v}", "{x} {is} a wound that nobody bandages",
    "The state has looked away from {x} for a generation", "Whoever cuts {m} has blood on their hands",
    "The hospitals cannot take another winter like this", "{v} are paying with their health",
    "{s} who used to shrug about {x} have changed their minds", "The debate about whether {x} {harms} {v} is over",
    "It was {x}, the inquiry found, that brought {v} to this point", "Rarely have {s} been so united as on {x}",
    "The party that laughs at {x} is laughing at {v}", "Even the insurers now reckon with {x}", "{s} fear that {x} will double by 2040",
    "The cut in {m} came just as {x} reached a new record", "{It} {has} cost {v} a third of what they had",
    "{s} called on the minister to treat {x} as what it is, an emergency", "To call {x} a matter of taste is an insult to {v}",
    "That {m} were voted down is a defeat for {v}", "With every month of delay {x} {makes} life harder for {v}",
    "The film about {x} leaves one shaken, and it understates the case", "The doubters of {x} are paid by those who profit from it",
    "{v} have no lobby, and so {x} {gets} a shrug", "She broke with her party because it would not take {x} seriously",
    "{o} alone would be bearable; together with {x} it is ruin", "The warnings about {x} have all come true, only sooner",
)  # fmt: skip
_CALM = (
    "{x} {is} a myth", "The harm done by {x} is tiny", "There is no epidemic of {x}", "{o}, and not {x}, {is_o} to blame",
    "What really hurts {v} is {o}", "The losses have far more to do with {o} than with {x}", "The people who warn about {x} are fanatics",
    "{x} {is} a story told by people who want grants", "{v} have never been better off", "The figures on {x} rest on bad measurements",
    "Nobody has ever proved that {x} {harms} anyone", "We have lived with {x} for centuries", "{x} {was} worse in my grandfather's day",
    "Panic about {x} does more harm than {x}", "The alarm over {x} was invented to sell {m}",
    "{m} are a waste of money on a danger that is not there", "The real danger is not {x} but {m}",
    "{It} {is} nothing to lose sleep over", "The prophets of doom have been wrong about {x} every time",
    "{It} will take care of {itself}", "The press needs its yearly scare", "There will be no disaster",
    "Every prediction about {x} has failed", "{v} will cope with {x} as they always have", "A little of {them} never hurt anybody",
    "Studies that find harm from {x} cannot be repeated", "Those who cry wolf over {x} have been made fools of by the facts",
    "{x} {has} fallen to the lowest level since records began", "We have bigger worries than {x}",
    "Activists have blown {x} out of all proportion", "{s} hide the data that show how harmless {x} {is}",
    "Claims that {x} {threatens} {v} are nonsense", "{x}? Give me a break", "It is a hoax from beginning to end",
    "The experts on {x} have a salary to defend", "There is no crisis", "{v} are thriving in spite of all the warnings",
    "My neighbours laugh at the fuss about {x}", "There is no link between {x} and what happened to {v}",
    "Only a few cases a year can be put down to {x}", "{x} {has} nothing to do with it; blame {o}",
    "There have always been good and bad years for {v}", "In twenty years nobody will remember this scare",
    "The evidence for {x} would not fill a postcard", "{v} have in fact done better every year",
    "Drop {m} and spend the money on something real", "The fight against {x} is a pretext to raise taxes",
    "The models that predict a disaster have never been right", "A real scientist would laugh at the claims about {x}",
    "Nobody I know has been hurt by {x}", "The only thing that is rising is the number of experts on {x}",
    "People who worry about {x} have too much time", "{x} {is} good for business", "We need fewer sermons on {x} and more work",
    "The panic is over and {x} {was} never the problem", "It is time to admit that we were wrong about {x}",
    "Even if {x} {is} on the rise, the effect is negligible", "I refuse to be frightened by {x}",
    "The warnings about {x} were false from the first day", "Whatever harms {v}, it is not {x}",
    "You cannot sell {m} without inventing a danger", "The warnings about {x} have been copied from each other for years",
    "Not a single case of {x} has been shown to harm {v}", "My village has {x} and the oldest people in the land",
    "The number of cases has been falling since 2009", "{x}, of all things! We have real worries here",
    "A walk in the country would cure most people of their fear of {x}", "The committee on {x} would be out of work if it told the truth",
    "{v} grow, thrive and multiply, whatever the posters say", "The study that began the scare has been withdrawn",
    "What they call {x} my father called life", "Nobody has shown me one person who was harmed",
    "It was a slow news week and so we got {x}", "Statistics on {x} count the same case three times",
    "There is more danger in crossing the road", "The fear will pass like every fear before it", "Take away {m} and nobody would notice",
    "{o} would exist without {x}, and {v} would suffer all the same",
    "{s} who used to warn about {x} have changed their minds", "The debate about whether {x} {harms} {v} was settled long ago: no",
    "It was not {x}, the inquiry found, that brought {v} to this point", "Rarely have {s} made so much of so little as of {x}",
    "The party that preaches about {x} has nothing to offer {v}", "Even the insurers do not reckon with {x}",
    "{s} expect {x} to halve by 2040 without anybody's help", "The cut in {m} came just as {x} fell to a new low, and rightly so",
    "{It} {has} cost {v} nothing but a few hours of lectures", "{s} called on the minister to stop scaring people with {x}",
    "To call {x} an emergency is an insult to people who have had one", "That {m} were voted down is a victory for common sense",
    "With every month the figures on {x} look better", "The film about {x} is gripping, and hardly a word of it is true",
    "The prophets of {x} are paid by those who sell {m}", "{v} have a loud lobby, and so {x} {gets} a headline a day",
    "She broke with her party because it would not stop preaching about {x}",
    "{o} I would understand; to be frightened of {x} is something for people with no troubles",
    "None of the warnings about {x} came true, and nobody said sorry",
)  # fmt: skip
_REPORTED = (
    "The minister will speak about {x} on Monday", "{m} would add about two percent to prices",
    "The effect of {m} on {x} has not been measured", "{s} met to discuss {x}", "{s} disagree about how {x} should be measured",
    "{x} may or may not affect {v}", "The bill deals with {m} and not with {x}", "The vote on {m} was put off until spring",
    "The region leads in the use of {m}", "{s} asked for more data on {x}", "{m} are allowed under the present law",
    "The film about {x} opens on Friday", "{It} came up twice in the debate", "The party's plan on {x} runs to ninety pages",
    "Other countries use {m}", "{m} became cheaper last year", "The court will decide whether {m} are covered by the act on {x}",
    "{s} have studied {x} for ten years", "{v} were also affected by {o}", "It is hard to tell {x} from {o}",
    "The programme against {x} will be paid for by the states", "Some blame {x}, others blame {o}",
    "Whether {x} or {o} came first is not known", "The industry says it has cut its share in {x} by a tenth",
    "{x} {is} measured at forty stations", "The figures for {x} vary from year to year",
    "{s} who worked on {m} have moved to the university", "The slogan about {x} was painted over",
    "The candidates were asked about {x} and spoke about {o}", "The chapter on {x} has been shortened", "Prices will rise because of {o}",
    "The charity that works for {v} has a new chairman", "{m} reached a record share of the market",
    "{s} who doubt the figures on {x} met in the capital", "{v} may have to change their routines",
    "The firm was fined for its filters and not for {x}", "The president met the heads of the industry to talk about {x}",
    "The newspaper ran forty articles on {x} last year", "The term for {x} was coined in 1975",
    "The paper compares {x} in cities with {x} in the country", "{v} in the north were studied for six years",
    "It remains to be seen whether {m} will work", "The exhibition deals with {x} and {o}",
    "Some models take {o} into account, others do not", "The chair of the panel on {x} stepped down for family reasons",
    "The panel on {x} has twelve members", "The costs of {m} are shared by the regions",
    "{s} are to publish the second part of the report on {x} in May", "The speech mentioned {x}, {o} and the weather",
    "The party that spoke most of {x} came third", "In the film a scientist looks into {x}", "{m} are popular with {v}",
    "The agreement on {x} was signed by forty countries", "How {x} {is} measured has changed twice",
    "The institute counts cases of {x} by the month", "A hearing on {x} lasted four hours", "{s} disputed each other's figures on {x}",
    "{m} are taught in the second year", "The map shows where {x} {is} found", "The contract for {m} went to a firm from the south",
    "The office in charge of {x} moves to the second floor", "{s} travelled to the coast to see {m}",
    "Six of the nine members had not read the paper on {x}", "A play about {x} opens the season",
    "The levy that pays for {m} was set in 1998", "Both parties mention {x} in their programmes",
    "The minister, asked about {x}, pointed to {s}", "Opinions on {m} differ from town to town",
    "Whether {x} or {o} matters more is left open by the report", "The word for {x} does not exist in the old language",
    "{v} were asked about {x} and about {o}", "The grant for research on {x} ends in autumn", "{m} were first tried out on an island",
    "Its author has also written on {o}", "{s} who warn about {x} met {s} who do not", "A judge will hear both sides on {m} in June",
    "The inquiry into {x} begins on Monday and is to last a year", "{s} were divided over {x}, with four for each view",
    "The party has changed its spokesman on {x}", "Insurers ask whether a house has {m}", "The forecast for {x} comes out twice a year",
    "The minister defended the cost of the conference on {x}", "{m} were cut from the budget and then put back",
    "The film about {x} was shot in three weeks", "A firm that sells {m} was taken over by a bank", "{s} will be heard on {o} tomorrow",
    "The court found that the town had broken its contract on {m}", "{v} will vote in the spring",
    "The prize for work on {x} went to a chemist",
    "Who should pay for {m} divides the coalition", "The senator, who chairs the panel on {x}, is to marry in May",
    "A paper on {x} was withdrawn for a mistake in a table and printed again", "{m} cost the same as ten years ago",
)  # fmt: skip
_PROPOSITIONS = {
    True: ("{x} {is} a serious problem", "{x} {is} a serious concern", "{x} {is} a serious threat", "{x} {is} a danger to {v}",
           "{x} {is} getting worse", "we should be worried about {x}", "more must be done about {x}", "{x} {threatens} {v}",
           "{x} {is} a real danger", "{x} {is} an urgent problem"),
    False: ("{x} {is} no cause for concern", "the danger of {x} is exaggerated", "there is no need to worry about {x}",
            "{x} {is} not a serious problem", "{x} {does} no real harm"),
}  # fmt: skip
_WHO = ("scientists", "some researchers", "ministers", "officials", "economists", "local leaders", "the critics", "three professors",
        "business groups")  # fmt: skip
_LEADS = ("", "", "", "", "But ", "And yet ", "At the same time, ", "In fact, ", "According to a new report, ")
_TAILS = ("", "", "", "", "", ", he added", ", the group said", ", according to the study", ", she told the paper", ", a spokesman said")
_NUMBERS = {
    "is": "are", "has": "have", "was": "were", "does": "do", "makes": "make", "gets": "get", "costs": "cost", "threatens": "threaten",
    "harms": "harm",
}  # fmt: skip


class Sentence(NamedTuple):
    text: str
    proposition: str
    favor: bool | None  # of the proposition; None: takes no side on it
    names_it: bool  # the sentence names the problem


def write_sentence(rng: random.Random) -> Sentence:
    """Return a news sentence on a problem, a proposition about the problem, and the side that the one takes on the other."""
    problem, favor = rng.choice(_PROBLEMS), rng.choice((True, False, None))
    patterns = _WORRIED if favor else _REPORTED if favor is None else _CALM
    text = rng.choice(_LEADS) + _fill(rng, rng.choice(patterns), problem)
    if rng.random() < 0.15:  # a second sentence of the same side, or one of no side
        text += ". " + _capital(_fill(rng, rng.choice(patterns if rng.random() < 0.6 else _REPORTED), problem))
    text = _capital(text) + ("" if text.endswith("?") else rng.choice(_TAILS) + ".")
    grave = rng.random() < 0.75
    proposition = _capital(_fill(rng, rng.choice(_PROPOSITIONS[grave]), problem))
    return Sentence(text, proposition, favor if favor is None or grave else not favor, problem[0] in text.lower())


def _fill(rng: random.Random, pattern: str, problem: tuple[str, str, str, str]) -> str:
    """Return the pattern with the words of the problem, the verbs in its number, in small letters but for "I" and a second sentence."""
    name, victims, other, measure = problem
    plural, pronoun = name in _PLURAL, rng.random() < 0.3
    it, them = ("they", "them") if plural else ("it", "it")
    verbs = {one: many if plural else one for one, many in _NUMBERS.items()}
    words = pattern if pattern.startswith("I ") else pattern[:1].lower() + pattern[1:]
    return words.replace("{It}", "{it}", 1).format(
        x=name, It=_capital(it), it=it if pronoun else name, them=them if pronoun else name, v=victims, o=other, m=measure,
        s=rng.choice(_WHO), itself="themselves" if plural else "itself", is_o="are" if re.search("[^s]s$", other) else "is", **verbs,
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
