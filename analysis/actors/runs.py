"""Where names stand: runs of proper nouns with the small words that belong to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from analysis.actors.lists import Lists, load_lists
from analysis.actors.names import PARTICLES, make_initials

NAME_LABELS = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}
JOINED_LABELS = {"ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW"}  # names of which small words are a part
NUMBER_LABELS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
CLOSED_TAGS = {"DT", "IN", "PRP", "PRP$", "NNS", "CC", "MD", "TO", "WP", "WDT", "WRB"}
MARKS = {'"', "“", "”", "'", "‘", "’", "``", "''"}
SLOGANS = {"Save", "Stop", "Keep", "Protect", "Defend", "Free", "Reclaim", "Rescue", "Support"}  # campaigns are named so
SPEAKING = {"say", "tell", "add", "argue", "warn", "point", "call", "welcome", "accuse", "urge", "claim", "insist", "condemn"}
JOINING = {"of", "for", "to", "against"}  # words inside the name of a campaign
CAUSES = {"of", "for", "against", "without"}  # behind the people that a body is called after
MAX_NAME_WORDS = 14
COURTESIES = {"Mr", "Mrs", "Ms", "Miss", "Mr.", "Mrs.", "Ms."}
PARTIES = {"D", "R", "I"}


def find_runs(tokens: Sequence, abbreviated: Mapping[int, int], lists: Lists, breaks: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield token ranges of names, in order, each as long as its words belong together and none reaching over one of ``breaks``."""
    n, i = len(tokens), 0
    while i < n:
        if i in abbreviated:
            yield i, abbreviated[i]
            i = abbreviated[i]
        elif _is_downing_street(tokens, i):
            yield i, i + 2
            i += 2
        elif end := _find_slogan(tokens, i, abbreviated, lists):
            yield i, end
            i = end
        elif is_name_word(tokens[i]):
            end = _extend_run(tokens, i, abbreviated, lists)
            end = next((k for k in range(i + 1, end) if k in breaks), end)
            if any(c.isupper() or c.isdigit() for token in tokens[i:end] for c in token.text):
                yield i, end  # not the "foreign ministry" that the tagger takes for a name
            i = end
        else:
            i += 1


def _is_downing_street(tokens: Sequence, i: int) -> bool:
    """Whether it is "Number 10" or "No 10", and not a player's number, of whom the name follows."""
    is_ten = tokens[i].text in {"Number", "No"} and i + 1 < len(tokens) and tokens[i + 1].text in {"10", "Ten"}
    return is_ten and (i + 3 >= len(tokens) or tokens[i + 2].text != "," or not is_name_word(tokens[i + 3]))


def _find_slogan(tokens: Sequence, i: int, abbreviated: Mapping[int, int], lists: Lists) -> int | None:
    """Return the end of a campaign's name that is a sentence in itself: "Save the Ridge", "Stop Our Tolls"."""
    if tokens[i].text not in SLOGANS or i + 2 >= len(tokens) or tokens[i + 1].text.casefold() not in {"the", "our"}:
        return None
    is_name = tokens[i + 2].text[0].isupper() and (i == 0 or tokens[i - 1].text not in MARKS)
    return _extend_run(tokens, i + 2, abbreviated, lists) if is_name else None


def is_name_word(token) -> bool:
    text, tag = token.text, token.tag_
    is_proper = tag in {"NNP", "NNPS"} or _opens_body(token)
    if not (text[0].isupper() or (is_proper and text[0].isalnum())) or text == "I":
        return False
    if token.ent_type_ in NUMBER_LABELS or _is_seat(token):
        return False
    return is_proper or (token.ent_type_ in NAME_LABELS and tag not in CLOSED_TAGS)


def _is_seat(token) -> bool:
    """Whether it is part of the party and state behind a name, "D-Ohio", which is one word to the tagger or three."""
    before = [t.text for t in token.doc[max(0, token.i - 2) : token.i]]
    is_party = token.text in PARTIES and token.i + 1 < len(token.doc) and token.nbor().text == "-"
    return is_party or len(before) == 2 and before[0] in PARTIES and before[1] == "-" or token.text[:2] in {"D-", "R-", "I-"}


def _opens_body(token) -> bool:
    """Whether a plural is the first word of a body's name: "Homes First Tarnwick", "Drivers' Voice"; before a person's it is an office."""
    is_plural = token.tag_ in {"NNS", "NNPS"} and token.text[0].isupper()
    if not is_plural:
        return False
    return token.dep_ == "compound" and _names_body(token.head) or _find_owned(token.doc, token.i + 1) is not None or _is_club(token)


def _is_club(token) -> bool:
    """Whether a plural written large inside a sentence begins a name like "Mums of Marrowdale", or anywhere "…, a campaign group"."""
    if _is_cause(token):
        return True
    after = token.doc[token.i + 1 : token.i + 3]
    is_of_place = len(after) == 2 and after[0].text in JOINING and after[1].tag_ in {"NNP", "NNPS"}
    if is_of_place and _is_called_body(token.doc, token.i + 2, load_lists()):
        return True
    if not is_of_place or after[0].text == "to":
        return False
    if token.is_sent_start:  # "Wheels for Harwick said …": a thing that speaks is a body's name
        is_subject = token.dep_ == "nsubj" and token.head.i == token.i + 3 and token.head.lemma_ in SPEAKING
        return is_subject and token.lemma_.casefold() not in load_lists().nouns
    return token.doc[max(0, token.i - 1)].text[:1].islower()


def _is_cause(token) -> bool:
    """Whether people are called after what they are for or against: "Friends of the Earth", "Residents Against the Bypass"."""
    after = [t for t in token.doc[token.i + 1 : token.i + 4] if t.text.casefold() != "the"]
    if len(after) < 2 or after[0].text.casefold() not in CAUSES or after[1].tag_ not in {"NNP", "NNPS"} or not after[1].text[0].isupper():
        return False
    return after[0].text[0].isupper() or token.text == "Friends" and after[0].text == "of"


def _find_owned(tokens: Sequence, i: int):
    """Return the capitalised word that the apostrophe at ``i`` joins to the plural before it, where a name is plain: inside a
    sentence, or before ", a …"."""
    if i + 2 >= len(tokens) or tokens[i].text not in {"'", "’"} or not tokens[i - 1].text.endswith("s"):
        return None
    owned, after = tokens[i + 1], [token.text for token in tokens[i + 2 : i + 4]]
    if owned.text.casefold() in load_lists().first_names and is_name_word(tokens[i + 2]):
        return None  # "the Greens' Jane Doe"
    is_plain = not tokens[i - 1].is_sent_start or len(after) == 2 and after[0] == "," and after[1] in {"a", "an", "the"}
    return owned if is_plain and owned.tag_ in {"NNP", "NNPS"} and tokens[i - 1].ent_type_ != "PERSON" else None


def _names_body(token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.ent_type_ != "PERSON"


def _extend_run(tokens: Sequence, start: int, abbreviated: Mapping[int, int], lists: Lists) -> int:
    end, n = start + 1, len(tokens)
    has_body = _is_body(tokens[start], lists)
    while end < n and end - start < MAX_NAME_WORDS and end not in abbreviated:
        if is_name_word(tokens[end]):
            if _is_seam(tokens[end - 1], tokens[end]) or has_body and _begins_holder(tokens, start, end, lists):
                break
            has_body = has_body or _is_body(tokens[end], lists)
            end += 1
            continue
        if _is_joint_owner(tokens, end, lists):
            end, has_body = end + 2, True
            continue
        if _is_nickname(tokens, end):
            end += 4
            continue
        after = end
        while after < n and after - end < 3 and _is_connector(tokens, after, has_body, lists):
            after += 1
        if after == end or after >= n or not is_name_word(tokens[after]) or tokens[after - 1].text in {"a", "the"} and after - end == 1:
            break
        end = after + 1
    return end


def _is_seam(left, right) -> bool:
    """Whether spaCy sees two names here, one of them a person's: "the Herald" | "Jane Doe"."""
    labels = {left.ent_type_, right.ent_type_}
    return right.ent_iob_ == "B" and len(labels) == 2 and "PERSON" in labels and "" not in labels


def _begins_holder(tokens: Sequence, start: int, i: int, lists: Lists) -> bool:
    """Whether a person's name begins at ``i`` behind the body whose office he holds: "Chair of the Harwick Trust | Jane Doe"."""
    link = start - 1 - (start > 0 and tokens[start - 1].text == "the")
    if link < 1 or tokens[link].text != "of" or i + 1 >= len(tokens) or tokens[i].text.casefold() not in lists.first_names:
        return False
    noun = lists.nouns.get(tokens[link - 1].text.casefold())
    is_last = is_name_word(tokens[i + 1]) and not all(is_name_word(token) for token in tokens[i + 2 : i + 4])
    return noun is not None and noun.kind == "person" and is_last


def _is_joint_owner(tokens: Sequence, i: int, lists: Lists) -> bool:
    """Whether an apostrophe at ``i`` joins the many who make up a body to its noun: "Harwick Traders' Guild"."""
    if tokens[i].text not in {"'", "’"} or not tokens[i - 1].text.endswith("s") or i + 1 == len(tokens):
        return False
    return is_name_word(tokens[i + 1]) and _is_body(tokens[i + 1], lists) or _find_owned(tokens, i) is not None


def _is_nickname(tokens: Sequence, i: int) -> bool:
    """Whether a nickname in marks stands at ``i`` inside a name: Jane "Janey" Doe."""
    inside = tokens[i : i + 4]
    return len(inside) == 4 and inside[0].text in MARKS and inside[2].text in MARKS and is_name_word(inside[1]) and is_name_word(inside[3])


def _is_body(token, lists: Lists) -> bool:
    """Whether a word of a name says that it is an institution's: University, Committee, Court."""
    noun = lists.nouns.get(token.text.casefold())
    return noun is not None and noun.kind == "organisation"


def _is_called_body(tokens: Sequence, i: int, lists: Lists) -> bool:
    """Whether the capitalised words from ``i`` end a name that is then called a body: "Bridges to Vessin, a charity".

    Not "Jane Doe of Harwick, a charity worker": the last noun says what somebody is.
    """
    end = i
    while end < len(tokens) and end - i < 4 and tokens[end].text[0].isupper():
        end += 1
    if end == i or end + 2 >= len(tokens) or tokens[i - 2].tag_ == "NNP" and tokens[i - 2].ent_type_ == "PERSON":
        return False
    phrase = tokens[end + 1 : end + 7]
    if tokens[end].text == "," and phrase[0].text in {"a", "an", "the"}:
        stop = next((k for k, token in enumerate(phrase) if k and token.tag_ not in {"JJ", "NN", "VBN", "HYPH"}), len(phrase))
        heads = [token for token in phrase[1:stop] if token.tag_ == "NN"][-1:]
    else:  # "… and a dozen other charities"
        is_list = tokens[end].text == "and" and any(token.text == "other" for token in phrase)
        heads = [token for token in phrase if is_list and token.tag_ == "NNS"]
    nouns = [lists.nouns.get(token.lemma_.casefold()) for token in heads]
    return any(noun and noun.kind in {"organisation", "group"} for noun in nouns)


def _is_connector(tokens: Sequence, i: int, has_body: bool, lists: Lists) -> bool:
    """Whether token ``i`` joins the words on its two sides into one name."""
    token, text = tokens[i], tokens[i].text.casefold()
    if text in {"'s", "’s"} and i + 2 < len(tokens) and tokens[i + 1].text.casefold() in lists.first_names and is_name_word(tokens[i + 2]):
        return False  # "Metro News's Jane Doe"
    is_hyphen = text in {"-", "–"} and not token.whitespace_ and not (i and tokens[i - 1].whitespace_)  # and no dash: "Ky. – Jane Doe"
    is_particle = text in PARTICLES or text == "an" and i and tokens[i - 1].text in {"Mac", "Nic", "Mag"}  # "Mac an tSaoir"
    if is_particle or is_hyphen or text == "&" or (token.is_space and "\n" not in token.text):
        return True
    if text == "of" and i > 1 and tokens[i - 2].text in COURTESIES:
        return False  # "Mr Doe of the Harwick Traders' Association"
    if text == "of" and tokens[i - 1].ent_type_ == "PERSON" and not _is_body(tokens[i - 1], lists):
        return False  # "House Speaker Jane Doe of Harwick"
    if text in {"of", "for"} and (has_body or i and _is_club(tokens[i - 1])) or text in CAUSES and i and _is_cause(tokens[i - 1]):
        return True
    if text in JOINING and _is_called_body(tokens, i + 1, lists):
        return True
    if text in {"the", "a"}:
        is_led = tokens[i - 1].text in {"of", "for", "on", "For", "Against", "Without"}
        return is_led or (token.ent_iob_ == "I" and token.ent_type_ in JOINED_LABELS)
    return token.ent_iob_ == "I" and token.ent_type_ in JOINED_LABELS and text in {"of", "for", "on", "and", "'s", "’s", "in", "to", ","}


def find_abbreviated(tokens: Sequence) -> tuple[dict[int, int], dict[str, str]]:
    """Return where names stand that an abbreviation in brackets spells, "Stop the Road (STR)", and {abbreviation: name}.

    Looks back from the bracket for the shortest stretch of words beginning in a capital whose initials begin with the abbreviation
    (after Schwartz and Hearst, 2003, held to whole words).
    """
    places, names = {}, {}
    for bracket in range(1, len(tokens) - 2):
        short = tokens[bracket + 1].text
        if tokens[bracket].text != "(" or tokens[bracket + 2].text != ")" or not short.isupper() or not 2 <= len(short) <= 10:
            continue
        letters = short.replace(".", "").casefold()
        for start in range(bracket - 2, max(-1, bracket - 2 * len(letters) - 3), -1):
            words = [token.text for token in tokens[start:bracket] if token.text[0].isalnum()]
            spelt = make_initials(words)
            if tokens[start].text[0].isupper() and any(i.startswith(letters) and len(i) - len(letters) < 2 for i in spelt):
                places[start], names[short] = bracket, " ".join(words)
                break
    return places, names
