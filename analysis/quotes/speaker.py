"""The words that name the speaker of a cue, found by climbing the parse from the cue to its subject.

Returns spans of words only; who the words mean is the business of ``analysis.actors``.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.quotes.finding import Passages
from analysis.quotes.misread import Misread
from analysis.quotes.no_act import USING
from analysis.quotes.parse import Parse, Range
from analysis.quotes.speaker_phrase import name_tokens, trim_phrase
from analysis.quotes.tree import FINITE, MAX_KIDS
from analysis.quotes.words import HEARING, PEOPLE, SPEAKING

_MAX_STEPS = 8  # from cue to subject; longer chains are parsing errors
_CLIMBING = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dobj", "pobj", "attr", "acomp", "appos", "oprd", "dep"})
# Before a noun for what others say: "resigned after claims that …", but "replied with claims that …".
_ABOUT = frozenset({"against", "into", "at", "over", "despite", "amid", "about", "to", "on", "following", "after", "from", "by", "under",
                    "since", "without", "during", "before", "until"})  # fmt: skip
_ABOUT_OF = frozenset({"because", "wake", "light", "face", "midst", "result", "spite", "critic", "critics", "opponent", "opponents",
                       "supporter", "supporters", "advocate", "advocates", "backer", "backers"})  # fmt: skip
# Verbs whose object is who then speaks: "forced Doe to admit it".
_CONTROL = frozenset({"force", "persuade", "get", "prompt", "lead", "push", "compel", "oblige", "cause", "drive", "allow", "ask", "urge",
                      "order", "challenge", "press", "require", "convince", "encourage", "tell", "beg", "invite", "pressure",
                      "leave"})  # fmt: skip
_OWN = frozenset({"say", "tweet", "write", "add", "post", "note"})  # "Doe, a nurse, tweeted": no participle
_MEDIA = frozenset({"telephone", "phone", "email", "e-mail", "text", "letter", "skype", "video", "radio", "post"})  # "said by telephone"
_HELD = frozenset({"view", "opinion", "position", "message", "verdict", "advice", "contention", "assessment"})  # "of" names who holds them
# "heard Doe saying", not "left Paris saying"
_HEARD = frozenset({"recall", "remember", "hear", "overhear", "quote", "film", "record", "videotape", "catch", "see"})
# "It is clear that", "it takes courage to admit": nobody's statement.
_IMPERSONAL = frozenset(
    "clear clearer obvious evident true easy easier hard harder difficult possible impossible tempting time early necessary important"
    " essential fair unfair reasonable premature best better worth case wrong nonsense mistake error false misleading".split()
)
_RECORDINGS = frozenset({"tape", "clip", "video", "footage", "recording", "film", "audio", "photo"})
_PAPERS = frozenset({"article", "report", "story", "paper", "document"})
_TOPICAL = frozenset({"about", "over", "to", "on", "against", "after", "following"})
_NOBODY = frozenset({"there", "this", "these", "reaction", "response", "information", "details", "tickets"})
_TAKES = frozenset({"courage", "nerve", "time", "guts"})

# Verbs that say of somebody what others hold of him: "people deemed a danger".
_DEEMED = frozenset({"say", "think", "believe", "consider", "suppose", "rumour", "rumor"})
# Verbs that end the support or opposition that is their object.
_ENDING = frozenset({"end", "overcome", "soften", "review", "reconsider", "lift", "suspend", "drop", "abandon", "reverse",
                     "withdraw", "lose"})  # fmt: skip
_SPEAKERS = SPEAKING | PEOPLE | HEARING | {"ministry", "bank", "staff", "agency"}


class Speaker(NamedTuple):
    """Tokens that name the speaker, and how sure the rule that found them is."""

    tokens: Range
    p: float


class SpeakerFinder:
    """Finds speakers in one parsed article. A speaker never stands inside the content it is said to utter."""

    def __init__(self, parse: Parse, passages: Passages, vehicles: frozenset[str], holding: frozenset[str]) -> None:
        self.parse = parse
        self.passages = passages
        self.vehicles = vehicles
        self.holding = holding
        self.misread = Misread(parse, passages)

    def find_speaker(self, cue: int, content: Range = (0, 0)) -> Speaker | None:
        """Return the speaker of the cue word: its subject, else a name that the parser took for none, else None.

        ``p`` is .97 for the verb's own subject, falls with each step of the climb, and is .7 or .5 for such a name. The name that stands
        nearest is not taken, but for a person right before a verb: it was wrong more often than right.
        """
        if self._is_anothers(cue) or self.parse.lemmas[cue] == "hear":
            return None
        parse, word, p, vehicle, is_joined = self.parse, cue, 0.97, None, False
        if (cited := self._find_cited(cue)) is not None:
            return Speaker(name_tokens(parse, cited, cue), 0.9)
        if (heard := self._find_heard(cue)) is not None:
            return Speaker(name_tokens(parse, heard, cue), 0.9)
        for _ in range(_MAX_STEPS):
            if word != cue and len(parse.kids[word]) > MAX_KIDS:
                break  # many cues may climb there
            if word != cue and (self._is_impersonal(word) or self._is_of_another(word, cue)):
                return None
            sender = self._find_sender(word)
            if sender is not None:
                word, p = sender, p * 0.95
            found = self._cut_at_marks(self._find_own(word, cue, is_joined), cue)
            if found and self.misread.is_outside(found, cue, content):
                return Speaker(trim_phrase(parse, self._take_in_name(found, cue)), p)
            dep, head = parse.deps[word], parse.heads[word]
            if dep in ("acl", "relcl") and self._is_passive(word):
                break  # "Doe, who had been expected to object", "Doe, accused of lying": by others
            if dep in ("acl", "pcomp", "advcl") and (caught := self._find_caught(word)) is not None:
                return Speaker(name_tokens(parse, caught, cue), p * 0.95)
            doer = self._find_doer(word, head) if dep == "acl" else None
            if doer is not None:
                word, p = doer, p * 0.95
                continue
            if dep in ("acl", "relcl") and not self._is_vehicle(word, head):
                return Speaker(name_tokens(parse, head, cue), p * 0.95)
            if dep in ("acl", "relcl"):
                vehicle = head
            elif head == word or dep not in _CLIMBING or self._is_passive(word) and parse.lemmas[head] != "let":
                break  # but "Doe let it be known that …"
            quoted = self._find_controlled(word, head) if dep == "xcomp" and parse.tags[word] == "VB" else self._find_quoted(word, head)
            if quoted is not None:
                return Speaker(name_tokens(parse, quoted, cue), p * 0.95)
            is_joined = dep == "conj" and parse.tags[word] in FINITE  # "was written by Doe and | asks"
            word, p = self._step_over(word, head), p * 0.95
        if vehicle is not None:
            return Speaker(name_tokens(parse, vehicle, cue), p)
        found = None if self._is_passive(cue) else self.misread.find_speaker(cue, content)
        return Speaker(*found) if found is not None else None

    def _find_doer(self, word: int, noun: int) -> int | None:
        """Return the verb whose subject speaks, not the noun that the parser hangs it on: "voters can use the mayor's pledge to demand a
        refund", "sent a memo to members warning"."""
        parse, verb = self.parse, self.parse.heads[noun]
        if parse.deps[noun] == "dobj" and parse.lemmas[verb] in USING:
            return verb
        if parse.tags[word] != "VBG" or parse.words[verb] != "to" or parse.deps[noun] != "pobj":
            return None
        verb = parse.heads[verb] if parse.tags[parse.heads[verb]][:1] == "V" else parse.heads[parse.heads[verb]]
        sent = parse.find_kid(verb, "dobj") if parse.tags[verb][:1] == "V" else None
        return verb if sent is not None and parse.lemmas[sent] in self.vehicles else None

    def _find_caught(self, word: int) -> int | None:
        """Return who was "caught on a microphone | saying", "overheard in a lift | calling"; the parser has the place do so."""
        parse, verb = self.parse, self.parse.heads[word]
        for _ in range(3):
            if parse.deps[verb] in ("pobj", "prep"):
                verb = parse.heads[verb]
        is_heard = parse.tags[word] == "VBG" and parse.lemmas[verb] in _HEARD and self._is_passive(verb)
        return parse.find_kid(verb, "nsubjpass") if is_heard else None

    def _find_sender(self, word: int) -> int | None:
        """Return the verb of "are sending a letter | to Doe warning him", where the parser takes who is written to for who warns."""
        parse, link = self.parse, self.parse.heads[word]
        if parse.tags[word] != "VBG" or parse.deps[word] not in ("pcomp", "advcl") or parse.words[link] != "to":
            return None
        verb = parse.heads[link]
        sent = [kid for kid in parse.kids[verb] if parse.deps[kid] == "dobj"]
        return verb if any(parse.lemmas[kid] in self.vehicles or parse.lemmas[kid] == "mail" for kid in sent) else None

    def _is_of_another(self, word: int, cue: int) -> bool:
        """Whether the subject of a verb higher up than the cue is nobody who speaks.

        The "it" of "it took weeks for complaints", the Roe of "asked for Roe to use it, adding", and one person where the cue is a plural
        verb ("towns that Roe won and are against it").
        """
        parse, subject = self.parse, self.parse.find_kid(word, "nsubj")
        if subject is None:
            return False
        if parse.tags[cue][:1] == "N" and parse.words[subject] in ("it", "this", "that"):
            return True
        is_led = any(parse.deps[kid] == "mark" and parse.words[kid] == "for" for kid in parse.kids[word])
        is_many = parse.tags[cue] == "VBP" or any(parse.deps[kid] == "aux" and parse.tags[kid] == "VBP" for kid in parse.kids[cue])
        is_one = parse.tags[subject] == "NNP" and parse.entities[subject] == "PERSON" and parse.find_kid(subject, "conj") is None
        return is_led or parse.deps[cue] == "conj" and is_many and is_one

    def _find_quoted(self, word: int, prep: int) -> int | None:
        """Return who is told to have spoken: "quoted Doe as saying", "mocked Doe for saying", "Doe was quoted by the Herald as saying",
        "recalled Doe saying"."""
        parse, verb = self.parse, self.parse.heads[prep]
        is_cited = parse.lemmas[prep] in ("quote", "cite") and parse.deps[word] == "advcl" and parse.tags[word] == "VBG"
        if is_cited and "as" in (parse.words[kid] for kid in parse.kids[prep] if kid < word):  # "quoted Doe as saying …, adding that"
            return parse.find_kid(prep, "nsubjpass" if self._is_passive(prep) else "dobj")
        if parse.tags[word] == "VBG" and parse.lemmas[prep] in _HEARD and self._is_passive(prep):
            return parse.find_kid(prep, "nsubjpass")  # "Doe was filmed saying"
        if parse.tags[word] == "VBG" and parse.lemmas[prep] in _HEARD:
            return next((kid for kid in parse.kids[prep] if parse.deps[kid] == "dobj" and parse.right[kid] == word), None)
        if parse.deps[word] != "pcomp" or parse.words[prep] not in ("as", "for") or parse.tags[verb][:1] != "V":
            return None
        if self._is_passive(verb):
            return parse.find_kid(verb, "nsubjpass")
        return next((kid for kid in parse.kids[verb] if parse.deps[kid] == "dobj" and kid < prep), None)

    def _find_cited(self, cue: int) -> int | None:
        """Return who is quoted by another: "Doe quotes the former mayor Ann Roe: “…”", where a passage follows behind a colon."""
        parse = self.parse
        if parse.lemmas[cue] not in ("quote", "cite") or self._is_passive(cue):
            return None
        named = parse.find_kid(cue, "dobj")
        if named is None or named < cue or parse.entities[named] not in ("PERSON", "ORG"):
            return None
        behind = parse.right[named]
        return named if behind < len(parse) and parse.words[behind] == ":" else None

    def _find_heard(self, cue: int) -> int | None:
        """Return who stands right before a participle and is not the subject: "a tape of Doe | saying", "about the article | alleging"."""
        parse, noun = self.parse, cue - 1
        if parse.tags[cue] != "VBG" or noun < 1 or parse.deps[noun] != "pobj":
            return None
        link = parse.heads[noun]
        is_taped = parse.words[link] == "of" and parse.lemmas[parse.heads[link]] in _RECORDINGS
        is_paper = parse.words[link] in _TOPICAL and parse.lemmas[noun] in self.vehicles | _PAPERS
        return noun if is_taped or is_paper else None

    def _find_controlled(self, word: int, head: int) -> int | None:
        """Return who is made or asked to speak: "forced Doe to admit it", "Doe was forced to admit it"."""
        parse = self.parse
        if parse.tags[word] != "VB":
            return None
        if self._is_passive(head):
            made = parse.find_kid(head, "nsubjpass")
            return None if made is None or parse.words[made] in ("it", "there") else made
        if parse.lemmas[head] not in _CONTROL:
            return None
        return next((kid for kid in parse.kids[head] if parse.deps[kid] == "dobj" and head < kid < word), None)

    def _step_over(self, word: int, head: int) -> int:
        """Return the head, or for what follows a comma the main verb: "Critics objected before Doe spoke, maintaining that …"."""
        parse = self.parse
        is_after_comma = parse.tags[word] == "VBG" and parse.deps[word] == "advcl" and parse.words[word - 1] == ","
        is_side_clause = parse.deps[head] == "advcl" and parse.heads[head] < head < word
        return parse.heads[head] if is_after_comma and is_side_clause else head

    def _is_anothers(self, cue: int) -> bool:
        """Whether the cue is a noun for what others say: "marched in protest at plans to close the lido", "laughed off claims that …"."""
        parse, head = self.parse, self.parse.heads[cue]
        if parse.tags[cue][:1] == "N" and parse.deps[cue] == "dobj" and parse.lemmas[head] in _ENDING:
            return True  # "ended her opposition to the toll"
        if parse.tags[cue][:1] != "N" or self._find_owner(cue, cue) is not None:
            return False
        if self._is_counted_of(cue):
            return True
        before = parse.words[parse.heads[head]], parse.words[head - 1]  # of "because of" the parser may have either
        is_about = parse.words[head] in _ABOUT or parse.words[head] == "of" and not _ABOUT_OF.isdisjoint(before)
        return parse.deps[cue] == "pobj" and is_about or parse.deps[cue] == "dobj" and parse.lemmas[head] not in self.holding

    def _is_counted_of(self, cue: int) -> bool:
        """Whether it is the complaints of "in response to a flood of complaints", "despite a chorus of support"."""
        parse, noun, link = self.parse, cue, self.parse.heads[cue]
        for _ in range(3):
            above = parse.heads[link]
            if parse.words[link] == "of" and parse.deps[noun] == "pobj" and parse.tags[above][:1] == "N" and parse.deps[above] == "pobj":
                noun, link = above, parse.heads[above]
        return noun != cue and parse.words[link] in _ABOUT

    def _cut_at_marks(self, found: Range | None, cue: int) -> Range | None:
        """Return the phrase up to a passage in it: "the mayor, who called it “a farce”"; of “… not buses,” its president said the part
        behind the marks."""
        if found is None:
            return None
        passages, first = self.passages.of_token, found[0]
        outside = next((i for i in range(first, found[1]) if passages[i] in (None, passages[cue])), first)
        first = outside if outside < cue else first
        end = next((i for i in range(first + 1, found[1]) if passages[i] is not None and passages[i] != passages[cue]), found[1])
        return (first, end) if passages[first] in (None, passages[cue]) else found

    def _take_in_name(self, found: Range, cue: int) -> Range:
        """Return the phrase with a name that the parse left between it and its verb: "its spokeswoman | Jane Doe said"."""
        between = range(found[1], cue)
        is_name = 0 < len(between) < 5 and all(self.parse.tags[i] == "NNP" and self.passages.of_token[i] is None for i in between)
        return (found[0], cue) if is_name else found

    def _is_vehicle(self, word: int, noun: int) -> bool:
        """Whether somebody else speaks through the noun: "issued a statement saying", "has a plan to offer"."""
        return self.parse.tags[word] in ("VB", "VBG") and self.parse.lemmas[noun] in self.vehicles or self.parse.tags[word] == "VB"

    def _is_passive(self, word: int) -> bool:
        """Whether others do what the verb says to its subject: "was accused", "Doe, accused of lying", "was arrested and accused"."""
        parse, dep = self.parse, self.parse.deps[word]
        if parse.find_kid(word, "nsubjpass", "auxpass") is not None:
            return True
        if self._is_deemed(word):
            return True
        if parse.tags[word] != "VBN" or parse.find_kid(word, "nsubj", "aux", "dobj") is not None or parse.lemmas[word] in _OWN:
            return False
        if parse.lemmas[word] == "ask" and parse.words[word + 1 : word + 2] not in (["to"], ["if"], ["whether"], ["about"], ["by"]):
            return False
        if parse.find_kid(word, "oprd") is not None and parse.words[word - 1] != ",":
            return False  # "the campaign called it a farce" is easily parsed like "Doe, called a fool, …"
        head = parse.heads[word]
        return dep in ("acl", "advcl") or dep == "conj" and head < word and parse.find_kid(head, "nsubjpass", "auxpass") is not None

    def _is_deemed(self, word: int) -> bool:
        """Whether it is what others hold of the noun before it: "people | deemed a danger", "a field | said to be in Slavna"."""
        parse, after = self.parse, self.parse.words[word + 1 : word + 2]
        is_bare = parse.tags[word] in ("VBD", "VBN") and parse.find_kid(word, "nsubj", "aux", "ccomp") is None
        is_after_noun = word > 0 and parse.tags[word - 1][:2] == "NN" and parse.find_kid(word, "dobj") is None
        return is_bare and is_after_noun and (parse.lemmas[word] == "deem" or parse.lemmas[word] in _DEEMED and after == ["to"])

    def _find_own(self, word: int, cue: int, is_joined: bool = False) -> Range | None:
        """Return who is named at a word as its doer; of a passive that a verb is joined to, its subject."""
        parse = self.parse
        if parse.tags[word][:1] == "N":
            return self._find_owner(word, cue)
        agent = parse.find_kid(word, "agent")
        by = parse.find_kid(agent, "pobj") if agent is not None else None
        if by is not None and parse.words[by] in _MEDIA:
            agent = by = None
        named = by if self._is_passive(word) or agent is not None else self._find_subject(word)
        if is_joined and agent is not None:
            named = parse.find_kid(word, "nsubjpass")
        if named is not None and parse.tags[named] in FINITE and parse.deps[word] == "relcl":
            named = self._find_first_noun(parse.heads[word])  # "Parents at the school where Jo Doe teaches said"
        is_made_clear = named is not None and parse.words[named] == "it" and parse.tags[word] == "JJ"
        # "Doe called Wednesday for a ban", but "the 62-year-old said"
        is_day = named is not None and parse.entities[named] in ("DATE", "TIME") and parse.words[named] != "old"
        is_day = is_day and parse.lemmas[named] not in _SPEAKERS  # of "LOMA, May 3 - The Foreign Ministry said" all is a date
        is_name = named is not None and parse.words[named] not in _NOBODY and not is_made_clear and not is_day
        return name_tokens(parse, named, cue) if is_name else None

    def _find_first_noun(self, noun: int) -> int:
        """Return the noun that a phrase with prepositions begins with: the parents of "parents at the school"."""
        parse = self.parse
        for _ in range(_MAX_STEPS):
            link = parse.heads[noun]
            if parse.deps[noun] != "pobj" or parse.tags[parse.heads[link]][:1] != "N":
                break
            noun = parse.heads[link]
        return noun

    def _is_impersonal(self, verb: int) -> bool:
        """Whether "it" before a verb stands for nobody: "it is clear that", "it takes courage to admit"."""
        parse, subject = self.parse, self.parse.find_kid(verb, "nsubj", "expl")
        if subject is None or parse.words[subject] != "it":
            return False
        if parse.lemmas[verb] == "take":
            return any(parse.lemmas[kid] in _TAKES for kid in parse.kids[verb] if kid > verb)
        told = parse.find_kid(verb, "acomp", "attr")
        return parse.lemmas[verb] in ("be", "seem", "become") and told is not None and parse.words[told] in _IMPERSONAL

    def _find_subject(self, word: int) -> int | None:
        """Return the subject of a verb; of two, the second, where the first is a label ("Correction: …") or a description of a name."""
        parse = self.parse
        subjects = [kid for kid in parse.kids[word] if parse.deps[kid] == "nsubj"]
        if len(subjects) > 1:
            between = parse.words[subjects[0] : subjects[1]]
            if ":" in between or "," in between and parse.tags[subjects[1]] == "NNP":  # "A critic of the dam, Doe welcomed …"
                return subjects[1]
        return next(iter(subjects), None)

    def _find_owner(self, noun: int, cue: int) -> Range | None:
        """Return whose claim it is: "the mayor's claim", "a claim by the mayor", "the view of the council"."""
        parse = self.parse
        owner = parse.find_kid(noun, "poss")
        if owner is None:
            links = ("by", "from", "among", "of") if parse.lemmas[noun] in _HELD else ("by", "from", "among")
            by = next((kid for kid in parse.kids[noun] if parse.deps[kid] == "prep" and parse.words[kid] in links), None)
            owner = parse.find_kid(by, "pobj") if by is not None else None
        return name_tokens(parse, owner, cue) if owner is not None else None
