"""The parse as plain lists, made once a document, so that every rule below costs a look-up and nothing is walked twice.

spaCy's ``Token.children`` scans the whole subtree; on a hostile text (one sentence of a million words) rules that call it for
each token take quadratic time. The lists here keep every rule linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

Range = tuple[int, int]  # tokens, Python style: first, one past the last

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Nouns that sum up what was just told: "…, a move that angered dockers".
SUMMING = frozenset(
    "move step decision sign measure idea claim suggestion proposal plan charge development prospect policy stance gesture shift change"
    " warning comparison".split()
)
SUBORDINATORS = frozenset({"as", "while", "after", "before", "since", "because", "until", "though", "although"})
FEELINGS = frozenset({"convinced", "persuaded", "worried", "concerned", "surprised", "opposed", "committed", "determined"})
_DATELINE = re.compile(
    r"\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|[ECMP][SD]?T))?:?\s+(?=[A-Z“\"‘'])|"  # the time of a live blog
    r"(?:[A-Z][A-Z’'-]{2,20}(?: [A-Z][A-Z’'-]{1,20}){0,2}"
    r"(?:, (?:\d{1,2} )?[A-Z][\w.]{1,15}(?: \d{1,2})?)?(?: ?\([^()\n]{2,40}\))?"
    r"|[A-Z][a-z’'-]{2,20}(?: [A-Z][a-z’'-]{1,20}){0,2}(?:, [A-Z][\w.]{1,15})? ?\((?:AP|AFP|PA|UPI|ANI|PTI|dpa|Reuters|Xinhua)\))"
    r" {0,2}(?:--|[-–—])\s"
)
_ASIDES = frozenset({"say", "argue", "warn", "claim", "add", "insist", "explain", "note", "believe", "write", "complain", "admit",
                     "suggest", "declare", "stress", "emphasise", "emphasize", "conclude", "joke"})  # fmt: skip
_STOPS = frozenset(",.!?")
CLOSERS = frozenset({",", "”", "’", "'", '"', "''"})
_OPENS_NAME = frozenset({"NNP", "NNPS", "DT", "NN", "NNS", "PRP$", "JJ"})
_NEAR_JOINT = 4  # children of a word before a joined one among which its "and" is
_MAX_DEPTH = 200  # heads above a word; deeper trees are left as they are
_MAX_ASIDE = 14  # tokens of "said Ada Quill, the mayor,"
_PROOFS = frozenset({"proof", "evidence", "sign", "indication", "reason"})
_MAX_LEAD = 60  # tokens after a dateline whose heads are looked at, and at the end of an infinitive
# Verbs that name whom they are said to or of. Without that word after them they are what headlines leave of a passive.
_SAID_TO = frozenset({"advise", "command", "encourage", "exhort", "forbid", "implore", "instruct", "invite", "order", "persuade", "remind",
                      "tell", "urge", "warn"})  # fmt: skip
_SAID_OF = frozenset({"accuse", "applaud", "attack", "blame", "blast", "castigate", "censure", "chastise", "chide", "commend", "condemn",
                      "criticise", "criticize", "denounce", "deride", "hail", "lambast", "lambaste", "mock", "praise", "rebuke", "ridicule",
                      "scold", "slam"})  # fmt: skip
_HELD_OF = frozenset({"expect", "identify", "describe", "deem", "name", "believe", "consider", "allege"})
_SPEAKING = frozenset("chancellor president minister mayor director chairman chairwoman chief head leader official spokesman spokeswoman "
                      "spokesperson secretary governor".split())  # fmt: skip
_TOLD_THAT = frozenset({"tell", "warn", "assure", "remind"})
_GROUNDS = frozenset({"of", "for", "over", "as", "after"})
_EDGE = frozenset(",.;:-–—―…()[]*•·")  # never the first or last character of a content or speaker


def find_dateline(text: str, start: int) -> int:
    """Return how many characters a dateline takes at the start of a lead, "VELSBURG (AP) — ", or 0."""
    found = _DATELINE.match(text, start)
    return found.end() - start if found else 0


class Parse:
    """Words, lemmas, tags, heads, children and edges of a spaCy ``Doc``, by token number.

    No arc crosses a paragraph break: where spaCy runs a headline into the first sentence, the two are parted again. A few
    more common misreadings are mended (``_mend_…``), which the words alone give away.
    """

    def __init__(self, doc) -> None:
        self.text: str = doc.text
        self.words = [token.lower_ for token in doc]
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.right = [token.right_edge.i + 1 for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token) for token in doc]
        self.entities = [token.ent_type_ for token in doc]
        self.is_opening = [bool(token.is_sent_start) for token in doc]
        self._number_paragraphs()
        self._cut_paragraphs()
        self._cut_datelines()
        self.kids = self._list_kids()
        for i, tag in enumerate(self.tags):
            if tag == "VBN" and self.words[i] in FEELINGS:
                self._mend_feeling(i)
            if tag == "VBN":
                self._mend_agent(i)
                self._mend_grounds(i)
                self._mend_participle(i)
            if tag in ("VBD", "VBN"):
                self._mend_headline(i)
                self._mend_teller(i)
            if tag == "NN" and self.find_kid(i, "nsubj") is not None and self.find_kid(i, "ccomp") is not None:
                self.tags[i] = "VBP"  # "Figures published on Monday show that …": nouns have no subject and no clause as object
            if tag in _FINITE and self.find_kid(i, "nsubj", "nsubjpass", "csubj") is None:
                self._mend_subject(i)
                self._mend_second_subject(i)
                self._mend_coordination(i)
                self._mend_aside(i)
            elif tag in _FINITE:
                self._mend_second_voice(i, self.find_kid(i, "nsubj"))
        self.kids = self._list_kids()
        for i, lemma in enumerate(self.lemmas):
            if i > 1 and lemma in _ASIDES and self.tags[i] in _FINITE and self.words[i - 1] == ",":
                self._mend_inverted(i)
                self._mend_closing(i)
        self.kids = self._list_kids()
        self.left, self.right = self._find_edges()

    def __len__(self) -> int:
        return len(self.words)

    def _number_paragraphs(self) -> None:
        """Give every token the number of its paragraph; the break itself belongs to the paragraph before it."""
        self.paragraphs, self.bounds = [], [0]
        for i, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            self.paragraphs.append(len(self.bounds) - 1)
            if "\n" in self.text[start:end] or "\r" in self.text[start:end]:
                self.bounds.append(i + 1)
        if self.bounds[-1] != len(self.words):
            self.bounds.append(len(self.words))

    def _cut_paragraphs(self) -> None:
        """Part the paragraphs. The last word of one, hung alone on the next, stays in its own: "- She says it is | clean\n- He says …"."""
        has_kids = {head for i, head in enumerate(self.heads) if head != i and self.tags[i] != "_SP"}
        for i, head in enumerate(self.heads):
            if self.paragraphs[i] != self.paragraphs[head]:
                is_last = i + 1 == self.bounds[self.paragraphs[i] + 1] - 1 and self.tags[i + 1] == "_SP"
                is_left = i > self.bounds[self.paragraphs[i]] and is_last and i not in has_kids and self.tags[i] != "."
                self.heads[i], self.deps[i] = (i - 1, "dep") if is_left else (i, "ROOT")

    def _cut_datelines(self) -> None:
        """Set apart place, date and agency before a lead, which the parser takes for its subject: "VELSBURG (AP) - Doe said …"."""
        for first in self.bounds[:-1]:
            length = find_dateline(self.text, self.starts[first])
            if length:
                last = self.find_token(self.starts[first] + length - 1) + 1
                verb = next((self.heads[i] for i in range(first, last) if self.deps[i] == "nsubj" and self.heads[i] >= last), None)
                for i in range(first, min(self.bounds[self.paragraphs[first] + 1], first + _MAX_LEAD)):
                    if i < last or first <= self.heads[i] < last:
                        is_subject = last <= i < (verb or 0) and self.tags[i][:2] in ("NN", "PR")  # taken for another name of the place
                        self.heads[i], self.deps[i] = (verb, "nsubj") if is_subject else (i, "ROOT")

    def _list_kids(self) -> list[list[int]]:
        kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                kids[head].append(i)
        return kids

    def _mend_subject(self, verb: int) -> None:
        """Read "… as the mayor slams …": a noun just before a finite verb that has no subject is its subject."""
        noun = verb - 1
        if noun < 1 or self.right[noun] > verb or self.paragraphs[noun] != self.paragraphs[verb] or self.tags[noun][:1] not in "NJP":
            return
        link = self.heads[noun] if self.deps[noun] == "pobj" else noun - 1
        if self.words[link] not in SUBORDINATORS or self.deps[noun] not in ("pobj", "amod", "compound", "nmod"):
            return
        if self.right[link] <= verb and link < noun:
            self._attach(noun, verb, "nsubj")
            self._attach(link, verb, "mark")

    def _mend_participle(self, verb: int) -> None:
        """Read "Doe, doubling down on her comments, tweeted that …": the parser makes the aside, or the name, the head of the sentence."""
        if self.deps[verb] != "acl" or self.words[verb - 1] != "," or not self.heads[verb] < verb:
            return
        root = next((i for i in self._list_heads(self.heads[verb]) if self.deps[i] == "ROOT"), None)
        if root is None or len(self.kids[root]) > _MAX_ASIDE:  # no sentence, and each of its words may ask
            return
        if self.tags[root] == "VBG" and not any(self.deps[kid] in ("aux", "auxpass") for kid in self.kids[root]):
            subject, aside = next((kid for kid in self.kids[root] if self.deps[kid] == "nsubj" and kid < root), None), root
        else:
            aside = next((kid for kid in self.kids[root] if self.tags[kid] == "VBG" and self.deps[kid] in ("advcl", "acl")), None)
            subject = root if self.tags[root] in ("NNP", "NN") else None
        if subject is not None and aside is not None and self.words[aside - 1] == "," and subject < aside < verb:
            for kid in self.kids[root]:
                if kid > aside:
                    self._attach(kid, verb, self.deps[kid])
            self._attach(verb, verb, "ROOT"), self._attach(subject, verb, "nsubj"), self._attach(aside, verb, "advcl")
            self.tags[verb] = "VBD"

    def _list_heads(self, i: int) -> list[int]:
        """Return a word and the heads above it."""
        found = [i]
        while self.heads[found[-1]] != found[-1] and len(found) < _MAX_DEPTH:
            found.append(self.heads[found[-1]])
        return found

    def _mend_aside(self, verb: int) -> None:
        """Read "The bishop, writing in the paper, said …" and "Doe, for his part, called …": what stands before an aside is the subject."""
        for kid in self.kids[verb]:
            if kid > verb or self.find_kid(verb, "ccomp", "auxpass") is None and self.words[verb - 1] != ",":
                continue
            held = self.find_kid(kid, "nsubj") if self.deps[kid] == "advcl" and self.tags[kid] == "VBG" else None
            if held is not None and self.words[kid - 1] == "," and held < kid - 1:
                return self._attach(held, verb, "nsubj")
            if self.deps[kid] in ("advmod", "npadvmod", "dep") and self.tags[kid] in ("NNP", "NNPS") and self.words[kid + 1] == ",":
                return self._attach(kid, verb, "nsubj")

    def _mend_inverted(self, verb: int) -> None:
        """Read "The bridge, said Ada Quill, will close": an aside within the sentence, whose subject stands behind its verb."""
        before, end = verb - 2, min(self.find_paragraph(verb)[1], verb + _MAX_ASIDE)
        comma = next((i for i in range(verb + 2, end) if self.words[i] in _STOPS or self.is_opening[i]), None)
        if before < 0 or comma is None or self.words[comma] != ",":
            return
        if self.tags[before][:1] not in "NP" or self.tags[verb + 1] not in _OPENS_NAME:
            return
        after = next((i for i in range(comma + 1, min(end, comma + 3)) if self.tags[i][:2] != "RB"), None)
        if after is None or self.tags[after] not in (*_FINITE, "MD"):
            return
        main = self.heads[after] if self.deps[after] in ("aux", "auxpass") and self.heads[after] > after else after
        subject, speaker = self._climb_name(before, verb), self._climb_name(comma - 1, verb)
        if speaker <= verb or subject >= verb or verb in (self.heads[main], main) and self.tags[main][:1] not in "VM":
            return
        top, dep = (main, "ROOT") if self.heads[verb] in (verb, main) else (self.heads[verb], self.deps[verb])
        moved = {main: (top, dep), verb: (main, "parataxis"), subject: (main, "nsubj"), speaker: (verb, "nsubj")}
        moved |= {kid: (main, self.deps[kid]) for kid in self.kids[verb] if kid < verb - 1 and kid not in moved}
        before_it = {i: (self.heads[i], self.deps[i]) for i in moved}
        for i, (head, dep) in moved.items():
            self._attach(i, head, dep)
        if not all(map(self._reaches_root, (main, verb, subject, speaker))):  # a tree of another kind than thought
            for i, (head, dep) in before_it.items():
                self._attach(i, head, dep)

    def _mend_closing(self, verb: int) -> None:
        """Read "The firm is ready, stressed its director, Ada Quill." as an aside that closes its sentence."""
        named = self.find_kid(verb, "dobj")
        told = self.find_kid(verb, "ccomp")
        is_turned = self.deps[verb] == "conj" and told is None or told is not None and told < verb
        if not is_turned or named is None or named < verb or self.find_kid(verb, "nsubj", "xcomp", "conj") is not None:
            return
        inside = range(verb + 1, min(self.find_paragraph(verb)[1], verb + _MAX_ASIDE))
        stop = next((i for i in inside if self.words[i] in (".", "!", "?")), None)
        is_human = self.lemmas[named] in _SPEAKING or any(self.tags[i] == "NNP" for i in range(verb + 1, stop or verb + 1))
        is_bare = all(self.tags[i] not in ("IN", "TO", "CC") or self.words[i] in ("of", "for") for i in range(verb + 1, stop or verb + 1))
        if stop is not None and is_human and is_bare:
            self.deps[named] = "nsubj"
            self.deps[verb] = "parataxis" if told is None else self.deps[verb]

    def _reaches_root(self, i: int) -> bool:
        """Whether the heads above a word end in a root, and not in a ring."""
        for _ in range(_MAX_DEPTH):
            if self.heads[i] == i:
                return True
            i = self.heads[i]
        return False

    def _climb_name(self, i: int, verb: int) -> int:
        """Return the head of the phrase around the word ``i`` that lies on its side of the verb."""
        for _ in range(_MAX_ASIDE):
            head = self.heads[i]
            if head == i or (head < verb) != (i < verb) or head == verb or self.tags[head][:1] == "V":
                break
            i = head
        return i

    def _mend_coordination(self, verb: int) -> None:
        """Read "claimed that it would end and vowed that …": the second verb stands beside the first, not inside its clause."""
        clause, cue = self.heads[verb], self.heads[self.heads[verb]]
        if self.deps[verb] == "conj" and self.deps[clause] in ("acl", "ccomp") and self.lemmas[cue] in _PROOFS and cue < clause < verb:
            finder = self.heads[cue]  # "found no proof that they lied but called it odd"
            if "but" in self.words[clause:verb] and self.tags[finder] == self.tags[verb]:
                return self._attach(verb, finder, "conj")
        if self.deps[verb] == "conj" and self.deps[clause] == "ccomp" and cue < clause < verb:
            if self.tags[verb] == self.tags[cue] != self.tags[clause]:
                joint = next((kid for kid in self.kids[clause] if self.deps[kid] == "cc"), None)
                self._attach(verb, cue, "conj")
                if joint is not None:
                    self._attach(joint, cue, "cc")

    def _mend_second_subject(self, verb: int) -> None:
        """Read "Doe denied the claim and | Roe repeated it": a noun just before a finite verb is its subject, not joined to the object."""
        noun, first = verb - 1, self.heads[verb]
        thing = self.heads[noun]
        if self.deps[verb] != "conj" or self.deps[noun] != "conj" or not first < thing < noun or self.tags[noun][:2] != "NN":
            return
        if first in (self.heads[thing], self.heads[self.heads[thing]]) and self.right[noun] == verb:
            self._attach(noun, verb, "nsubj")
            self._attach_joint(thing, first, noun)
            self._mend_second_voice(verb, noun)

    def _mend_second_voice(self, verb: int, subject: int | None) -> None:
        """Read "Doe said it was late and | Roe said he was tired" and "Doe wants a bridge and | Roe wants a dam" as two speakers."""
        head, cue = self.heads[verb], self.heads[self.heads[verb]]
        if subject is None or self.find_kid(verb, "mark") is not None:
            return
        if self.deps[verb] == "conj" and self.deps[head] == "ccomp" and cue < head < verb and self.find_kid(verb, "ccomp") is not None:
            if self.lemmas[verb] == self.lemmas[cue] and self.lemmas[verb] in _ASIDES and self.tags[verb] == self.tags[cue]:
                self._attach(verb, cue, "conj")
                self._attach_joint(head, cue, verb)
        elif self.deps[verb] == "ccomp" and head < subject and (self.lemmas[head], self.tags[head]) == (self.lemmas[verb], self.tags[verb]):
            other = next((kid for kid in self.kids[subject] if self.deps[kid] == "conj" and kid == verb - 1), None)
            if other is not None:
                self._attach(subject, head, "dobj"), self._attach(other, verb, "nsubj"), self._attach(verb, head, "conj")
                self._attach_joint(subject, head, other)

    def _attach_joint(self, word: int, head: int, before: int) -> None:
        """Hang the "and" of a word that stands last before ``before`` on another."""
        at = bisect_left(self.kids[word], before)
        joint = next((kid for kid in reversed(self.kids[word][max(0, at - _NEAR_JOINT) : at]) if self.deps[kid] == "cc"), None)
        if joint is not None:
            self._attach(joint, head, "cc")

    def _mend_feeling(self, word: int) -> None:
        """Read "is convinced that …" as how somebody feels, not as what was done to them, unless it is said by whom."""
        has_done = any(self.lemmas[kid] == "have" for kid in self.kids[word]) and self.find_kid(word, "auxpass") is None
        if self.find_kid(word, "agent") is not None or has_done and self.find_kid(word, "dobj") is not None:  # "has opposed the ban"
            return
        self.tags[word], self.lemmas[word] = "JJ", self.words[word]
        for kid in self.kids[word]:
            self.deps[kid] = {"nsubjpass": "nsubj", "auxpass": "aux"}.get(self.deps[kid], self.deps[kid])

    def _mend_agent(self, verb: int) -> None:
        """Read "described as a disgrace by farmers": it is the farmers who describe."""
        link = next((kid for kid in self.kids[verb] if self.words[kid] == "as" and self.deps[kid] == "prep"), None)
        noun = self.find_kid(link, "pobj") if link is not None else None
        if noun is not None and self.find_kid(verb, "auxpass") is not None and self.find_kid(verb, "agent") is None:
            for kid in self.kids[noun]:
                if self.words[kid] == "by" and self.deps[kid] == "prep":
                    self._attach(kid, verb, "agent")

    def _is_title(self, i: int) -> bool:
        """Whether a token stands in a line without a full stop."""
        last = next((k for k in range(self.bounds[self.paragraphs[i] + 1] - 1, i, -1) if self.tags[k] != "_SP"), i)
        return self.words[last] not in (".", "!", "?", "”", '"')

    def _mend_grounds(self, verb: int) -> None:
        """Read "was accused by unions of lying", "criticised by unions for backing it", "attacked by traders over it": what for hangs on
        the verb, not on who did it."""
        agent = self.find_kid(verb, "agent")
        noun = self.find_kid(agent, "pobj") if agent is not None else None
        for kid in self.kids[noun] if noun is not None else ():
            done = self.find_kid(kid, "pcomp") if self.words[kid] in ("of", "for") else None
            matter = self.find_kid(kid, "pobj") if self.words[kid] == "over" and kid > noun and self.lemmas[verb] in _SAID_OF else None
            is_matter = matter is not None and self.tags[matter] != "CD" and self.words[matter] != "age"
            if done is not None and self.tags[done] == "VBG" or is_matter:
                self._attach(kid, verb, "prep")
                return

    def _mend_headline(self, verb: int) -> None:
        """Read "Mayor urged to resign" and "Mayor condemned over fee" as passives: it is others who urge and condemn."""
        subject, particle = self.find_kid(verb, "nsubj"), self.find_kid(verb, "prt")
        objects = [kid for kid in self.kids[verb] if self.deps[kid] in ("dobj", "dative")]
        if subject is None or subject > verb or self.deps[verb] == "relcl" or self.find_kid(verb, "aux") is not None:
            return
        lemma, follows = self.lemmas[verb], self.words[verb + 1 : verb + 3]
        is_told = lemma in _SAID_TO and follows[:1] == ["to"] or lemma == "call" and follows == ["on", "to"]
        is_condemned = lemma in _SAID_OF and bool(follows) and follows[0] in _GROUNDS
        is_told |= lemma in _HELD_OF and follows[:1] in (["to"], ["as"]) and self._is_title(verb)  # "Mayor expected to resign"
        if is_condemned and particle == verb + 1 and objects:  # "condemned over | fee", taken for what was condemned
            self._attach(objects.pop(0), particle, "pobj")
            self.deps[particle] = "prep"
        clause = self.find_kid(verb, "ccomp")
        first = min([clause, *(k for k in self.kids[clause] if self.deps[k] in ("aux", "auxpass"))]) if clause is not None else 0
        if clause is not None and self.words[verb] == "told" and objects == [first - 1] and self._is_title(verb):
            self._attach(objects.pop(), clause, "nsubj")  # "Inquiry told | bridge was unsafe"
            self.kids[clause] = [first - 1, *self.kids[clause]]
        told = self.find_kid(clause, "nsubj", "nsubjpass") if clause is not None and clause > verb else None
        is_theirs = told is not None and self.words[told] == "they" and lemma in _TOLD_THAT  # "Drivers warned they will pay more"
        is_told |= (is_theirs or told is not None and told == verb + 1 and self.words[verb] == "told") and self._is_title(verb)
        if (is_told or is_condemned) and not objects:
            self.tags[verb], self.deps[subject] = "VBN", "nsubjpass"

    def _mend_teller(self, verb: int) -> None:
        """Read "was urged to step down | by Liberals": what a name does at the end of the infinitive belongs to the passive."""
        clause = self.find_kid(verb, "xcomp")
        if clause is None or self.lemmas[verb] not in _SAID_TO or self.find_kid(verb, "agent") is not None:
            return
        if self.find_kid(verb, "nsubjpass") is None or clause < verb:
            return
        for link in range(self.right[clause] - 1, max(clause + 1, self.right[clause] - _MAX_LEAD), -1):
            noun = self.find_kid(link, "pobj") if self.words[link] == "by" else None
            if noun is not None and self.entities[noun] in ("PERSON", "ORG", "NORP"):
                if self.right[noun] == self.right[clause] and self.words[link - 1] not in ("stand", "abide"):
                    self._attach(link, verb, "agent")
                return

    def _attach(self, i: int, head: int, dep: str) -> None:
        self.heads[i], self.deps[i] = head, dep

    def _find_edges(self) -> tuple[list[int], list[int]]:
        """Return the first token and one past the last of every subtree; blanks are of no subtree but their own."""
        left, right = list(range(len(self))), list(range(1, len(self) + 1))
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:  # grows while it is read: parents before children
            order.extend(self.kids[i])
        for i in reversed(order):
            head = self.heads[i]
            if self.tags[i] != "_SP":
                left[head], right[head] = min(left[head], left[i]), max(right[head], right[i])
        return left, right

    def find_paragraph(self, i: int) -> Range:
        """Return the token range of the paragraph that token ``i`` stands in."""
        number = self.paragraphs[i]
        return self.bounds[number], self.bounds[number + 1]

    def subtree(self, i: int) -> Range:
        """Return the tokens from the left edge to the right edge of ``i``, without prepositions left hanging at the end."""
        first, last = self.left[i], self.right[i]
        while last - 1 > i and (self._is_loose(last - 1) or self._is_cut_off(last - 1)):
            last -= 1
        return first, last

    def _is_cut_off(self, i: int) -> bool:
        """Whether a preposition leads on to words outside; one that ends a sentence does not ("what we pay for")."""
        ends_sentence = i + 1 < len(self) and self.words[i + 1] in (".", "!", "?")
        return self.tags[i] == "IN" and not self.kids[i] and not ends_sentence

    def _is_loose(self, i: int) -> bool:
        return self.deps[i] == "cc" or self.deps[i] == "punct" and self.words[i] not in (")", "]")

    def is_turned_round(self, i: int) -> bool:
        """Whether a verb of saying stands before its subject and behind what was said: "the tax is theft, | says Doe"."""
        subject = self.find_kid(i, "nsubj")
        return self.lemmas[i] in _ASIDES and subject is not None and subject > i and self.words[max(i - 1, 0)] in CLOSERS

    def sums_up(self, i: int) -> bool:
        """Whether "a move" or the like begins at a token: "…, | a move unions say would cost jobs"."""
        return i + 1 < len(self) and self.words[i] in ("a", "an") and self.lemmas[i + 1] in SUMMING

    def find_kid(self, i: int, *deps: str) -> int | None:
        """Return the first child of ``i`` with one of ``deps``, or None."""
        return next((kid for kid in self.kids[i] if self.deps[kid] in deps), None)

    def find_token(self, char: int) -> int:
        """Return the token that holds character ``char``, or the last one before it."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def trim(self, start: int, end: int) -> Range:
        """Return the character range without the blanks and stray punctuation at its edges."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in _EDGE and text[start] not in "([…"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE and text[end - 1] not in ")]"):
            end -= 1
        return start, end

    def cut(self, tokens: Range) -> Range:
        """Return the trimmed characters of a token range; an empty range for no tokens."""
        first, last = tokens
        return self.trim(self.starts[first], self.ends[last - 1]) if last > first else (0, 0)
