"""The day of an article, where a text is certain about it."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser as dates

from analysis.study import FIRST_YEAR

_NUMBERS = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")  # a date of which the one or the other number may be the month
_PACKED = re.compile(r"(?:17|18|19|20)\d{6}(?:T?\d{4,6}Z?)?")  # "20160131", "20160131T083000Z" of news databases
_DEFAULTS = datetime(2001, 2, 3), datetime(2004, 9, 28)
_CLOCK = re.compile(r"[,\s]{1,3}(?:at )?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::\d{2})? ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?$", re.I)  # "05.00 GMT"


def explain_date(text: str) -> str:
    """Return why ``read_date`` does not take a date."""
    found = _NUMBERS.search(text)
    if found and max(int(found[1]), int(found[2])) <= 12:
        return f"may be day {int(found[1])} of month {int(found[2])} or day {int(found[2])} of month {int(found[1])}"
    return f"names no single day from {FIRST_YEAR} to next year"


def read_date(text: str) -> str | None:
    """Return the date as YYYY-MM-DD, or None where it is not certain which day is meant (03/04/2025, March 2025, Tuesday), or where the
    year can be none of an article's."""
    text = _CLOCK.sub("", text.strip()[:60]).strip()
    numbers = _NUMBERS.search(text)
    is_open = numbers is not None and max(int(numbers[1]), int(numbers[2])) <= 12 and numbers[1] != numbers[2]
    text = re.sub(r"((?:17|18|19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", r"\1-\2-\3", text) if _PACKED.fullmatch(text) else text
    is_told = numbers is not None or re.match(r"\d{4}([-/.])\d{2}\1\d{2}(?!\d)", text) or re.search(r"[A-Za-z]{3}", text)
    if is_open or not is_told:
        return None
    try:  # what the text does not say is filled in from the default: where two defaults give two days, the text does not name one
        first, second = (dates.parse(text, fuzzy=False, default=default).date() for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    return first.isoformat() if first == second and is_plausible(first) else None


def is_plausible(day: date) -> bool:
    """Whether an article may be of this day: from ``FIRST_YEAR`` to next year."""
    return FIRST_YEAR <= day.year <= date.today().year + 1
