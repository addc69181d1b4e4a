"""Characters that a file of another program does not bear: those that XML 1.0 cannot write, and those that begin a formula."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a spreadsheet may take for a formula (OWASP, "CSV Injection"), full-width signs among them.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def drop_illegal(text: str) -> str:
    """Return ``text`` without control characters, lone surrogates and the two non-characters; tab and line ends stay."""
    return _ILLEGAL.sub("", text)
