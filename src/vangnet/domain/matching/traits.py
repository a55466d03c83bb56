"""What do a birth date and a telephone number say about who somebody is?"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_NOT_A_DIGIT = re.compile(r"\D+")
# Earlier years are what systems fill in when the birth date is not known.
_FIRST_YEAR = 1905


def birth_number(day: date | None) -> int:
    """A birth date as yyyymmdd; 0 when unknown, or when it is a filler such as 1900-01-01."""
    if day is None or day.year < _FIRST_YEAR:
        return 0
    return day.year * 10000 + day.month * 100 + day.day


def swapped(birth: int) -> int:
    """The same date with day and month changed places; 0 when that is no other date."""
    year, month, day = birth // 10000, birth // 100 % 100, birth % 100
    if not birth or day > 12 or day == month:
        return 0
    return year * 10000 + day * 100 + month


def birth_level(signal: int, person: int) -> str:
    """How two birth dates (yyyymmdd, 0 unknown) compare, as a level of the points table."""
    if not signal or not person:
        return "unknown"
    if signal == person:
        # Many who fled here were registered on the first of January: sharing that day says less.
        return "first_january" if signal % 10000 == 101 else "equal"
    if swapped(signal) == person:
        return "swapped"
    if _one_slip(signal, person):
        return "slip"
    return "same_year" if signal // 10000 == person // 10000 else "different"


def _one_slip(one: int, other: int) -> bool:
    """One part of the date differs, or one digit does."""
    parts = (one // 10000 == other // 10000, one // 100 % 100 == other // 100 % 100, one % 100 == other % 100)
    if sum(parts) == 2 and parts[0]:
        return True
    return sum(a != b for a, b in zip(str(one), str(other), strict=True)) == 1


@lru_cache(maxsize=1 << 14)
def phone_of(text: str) -> str:
    """A telephone number in E.164 ("+31612345678"), a number without country taken as Dutch; empty when it is
    none.
    """
    international = text.strip().startswith("+") or text.strip().startswith("00")
    digits = _NOT_A_DIGIT.sub("", text)
    if international:
        digits = digits.removeprefix("00") if not text.strip().startswith("+") else digits
        if digits.startswith("310"):  # +31 (0)6 ...
            digits = "31" + digits[3:]
    elif digits.startswith("0"):
        digits = "31" + digits[1:]
    elif len(digits) == 9 and digits.startswith("6"):  # a spreadsheet ate the leading zero
        digits = "31" + digits
    else:
        return ""
    if digits.startswith("31") and len(digits) != 11:
        return ""
    real = 8 <= len(digits) <= 15 and len(set(digits[-8:])) > 1
    return f"+{digits}" if real else ""
