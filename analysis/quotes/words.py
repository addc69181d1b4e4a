"""Words that several of the rules know."""

from __future__ import annotations

SUBORDINATORS = frozenset({"as", "while", "after", "before", "since", "because", "until", "though", "although"})
# Verbs of saying that stand in an aside: "The bridge, she said, will close".
ASIDES = frozenset({"say", "argue", "warn", "claim", "add", "insist", "explain", "note", "believe", "write", "complain", "admit",
                    "suggest", "declare", "stress", "emphasise", "emphasize", "conclude", "joke"})  # fmt: skip
# Verbs of saying that may follow "and": "said the deal was dead and | called on them to stop".
SPEAKING_ON = ASIDES | frozenset(
    "call urge accuse underline underscore deny reject criticise criticize condemn promise vow pledge express repeat demand praise"
    " describe tell point blame label dismiss".split()
)
# Who speaks by office.
SPEAKING = frozenset("chancellor president minister mayor director chairman chairwoman chief head leader official spokesman spokeswoman "
                      "spokesperson secretary governor".split())  # fmt: skip
# Who may speak, among the nouns that name nobody.
PEOPLE = frozenset(
    "he she they i we who party union council government company minister mayor group league church majority opposition public owner "
    "farmer leader teacher doctor lawyer senator president chairman spokeswoman spokesman mother father woman man".split()
)
# Before whom evidence is given, and who is told things in public.
HEARING = frozenset("tribunal hearing court jury inquest inquiry committee panel meeting conference crowd audience parliament".split())
# What a crowd gives, none of it the speaker's: "…, he said, to cries of “Shame”".
CRIES = frozenset("cries shouts cheers applause boos jeers laughter chants howls groans gasps heckles heckling".split())
OBJECT_PRONOUNS = frozenset({"her", "him", "them", "us", "me"})
