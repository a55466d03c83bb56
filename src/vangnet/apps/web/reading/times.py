"""What time of day does a text tell, and which moment is it here where it tells a zone?"""

import re
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from vangnet.apps.web.reading.problems import Code, Unreadable

_HERE: Final = ZoneInfo("Europe/Amsterdam")
_ONE: Final = r"\d{1,2}[:.u]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s?(?:uur|u|h))?"
_TO: Final = r"\s*(?:-|–|—|tot|t/m|to)\s*"
_ZONE: Final = r"\s*(?:Z|[+-]\d{2}:?\d{2})"
BESIDE: Final = rf"(?P<clock>(?:T|,?\s+)(?:(?:om|van)\s+)?{_ONE}(?:{_ZONE}|{_TO}{_ONE})?)?"
"""What may stand beside a day: its time, or from when till when. For a pattern; the group is for ``time_in``."""

_ZONED: Final = re.compile(
    r"(?P<iso>t)?\s*(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?P<zone>z|[+-]\d{2}:?\d{2})", re.ASCII
)
_SINGLE: Final = re.compile(
    r"(\d{1,2})(?:[:.uh]\s?(\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?|\s*(?:uur|u))\s*(?:uur|u|h)?", re.ASCII
)
_BARE: Final = re.compile(r"(\d{2})(\d{2})", re.ASCII)
_HOUR: Final = re.compile(r"(\d{1,2})()", re.ASCII)
_SPAN: Final = re.compile(rf"(.+?){_TO}(.+)")
_BEFORE: Final = re.compile(r"t(?=\d)|,?\s*(?:(?:om|van|vanaf|from|at)\s+)?")


def time_in(text: str) -> time:
    """A time of day: 9:30, 09.30 uur, 9u30, 0930; of "9.30-10.00" when it begins; with its zone where it tells one.

    Raises ``Unreadable``.
    """
    said = text.strip().casefold()
    zoned = _ZONED.fullmatch(said)
    if zoned and (zoned["iso"] or not zoned["zone"].startswith("-")):  # 9:30-10:00 is half an hour
        return datetime.fromisoformat(f"2000-01-01T{_of(zoned[2], zoned[3])}{zoned['zone'].upper()}").timetz()
    said = said[_matched(said) :]
    if span := _SPAN.fullmatch(said):
        begins, ends = _single(span[1], _SINGLE, _BARE, _HOUR), _single(span[2], _SINGLE, _BARE)
        if ends <= begins:
            raise Unreadable(Code.TIME_UNREADABLE)
        return begins
    return _single(said, _SINGLE, _BARE)


def _matched(said: str) -> int:
    found = _BEFORE.match(said)
    return found.end() if found else 0


def _single(said: str, *patterns: re.Pattern[str]) -> time:
    found = next((match for one in patterns if (match := one.fullmatch(said))), None)
    if found is None:
        raise Unreadable(Code.TIME_UNREADABLE)
    return _of(found[1], found[2] or "0")


def _of(hour: str, minute: str) -> time:
    if int(hour) > 23 or int(minute) > 59:
        raise Unreadable(Code.TIME_UNREADABLE)
    return time(int(hour), int(minute))


def here(day: date, at: time) -> datetime:
    """That moment on the clock here, without its zone: 23:00 in UTC is midnight or later, and the next day."""
    moment = datetime.combine(day, at)
    return moment.astimezone(_HERE).replace(tzinfo=None) if at.tzinfo else moment
