"""What extraction returns: one ``Quote`` a statement, spans only, so that it can be tested on a sentence."""

from typing import NamedTuple


class Quote(NamedTuple):
    """One attributed statement. All spans are character offsets into the text of the parsed document.

    ``spans`` are the pieces of the content in the order of the text, quotation marks included, never overlapping. A quotation
    that goes on in the next paragraph without a cue of its own is a statement of its own with ``cue=None`` (one row a
    paragraph), carrying the speaker of the paragraph before.
    """

    spans: tuple[tuple[int, int], ...]
    kind: str  # direct (all words inside marks) / indirect (none) / mixed
    act: str  # said / wrote / thinks / wants / denies / asks / relays / unsaid / declined
    cue: tuple[int, int] | None  # reporting verb or phrase; None for a quotation that stands alone
    speaker: tuple[int, int] | None  # the words that name the speaker; None where nobody is named
    p_attribution: float  # 0..1, how sure speaker and content belong together
    rule: str  # name of the rule that found it, for explanations and error analysis

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]
