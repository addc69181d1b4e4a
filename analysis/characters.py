"""Characters that XML 1.0 has no way to write; one of them makes a workbook or a network file unreadable."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drop_illegal(text: str) -> str:
    """Return ``text`` without control characters, lone surrogates and the two non-characters; tab and line ends stay."""
    return _ILLEGAL.sub("", text)
