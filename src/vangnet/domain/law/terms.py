"""When does a term end?

A statutory term follows the Algemene termijnenwet (Atw): it never ends on a Saturday, Sunday or
recognised holiday (art. 1), holds at least two working days when it is three days or longer
(art. 2), and is left alone when it is long (art. 4). The Act covers terms in Acts and general
administrative orders only; a term by a judge, contract, covenant, court's policy or ministerial
rule is counted on the plain calendar. The day on which a term begins is not counted itself.
Terms in hours have no place here: the system keeps days.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from dateutil.easter import easter  # type: ignore[import-untyped]

from vangnet.domain.law.book import LAW, LawBook, Plain, TermKind, Value

Unit: TypeAlias = Literal["days", "working_days", "weeks", "months", "years"]

TERM_UNITS: Final[tuple[Unit, ...]] = ("days", "working_days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, and all that explains it."""

    start: date
    end: date
    plain_end: date
    """The end by the calendar alone; differs from `end` where the Atw moved it."""
    value: Value

    @property
    def moved(self) -> bool:
        return self.end != self.plain_end


def deadline(key: str, start: date, *, law: LawBook = LAW) -> Deadline:
    """When the term of the law under `key` ends, by the law of the day on which it began.

    A term that is counted backwards starts at the event (a contract's end, a hearing) and yields
    the latest day before it. Raises NoSuchLaw, and ValueError when the value is not a term.
    """
    return _deadline(key, start, law)


def end_of_term(start: date, **length: int) -> date:
    """The last day of a statutory term of one of: days, working_days, weeks, months, years.

    `end_of_term(day, weeks=4)`. A month ends on the day of the same number, or on the last day of
    a shorter month. Source: art. 1, 2 and 4 Atw. Raises ValueError unless exactly one length of
    zero or more is given.
    """
    amount, unit = _length(length)
    return _by_statute(start, _plain(start, amount, unit), amount, unit)


def end_of_agreed_term(start: date, **length: int) -> date:
    """The last day of a term that no statute sets (contract, covenant, policy): never shifted.

    Takes the same lengths as `end_of_term`.
    """
    return _plain(start, *_length(length))


def latest_before(day: date, *, statutory: bool = False, **length: int) -> date:
    """The last day that lies at least one length before `day`: terms counted backwards.

    Never shifted to another day of the week (art. 1 lid 2 Atw). With `statutory` it moves earlier
    until the time left holds the two working days that art. 2 demands. Takes the same lengths as
    `end_of_term`.
    """
    amount, unit = _length(length)
    plain = _plain(day, -amount, unit)
    return _with_minimum_before(plain, day) if statutory else plain


def is_working_day(day: date) -> bool:
    """Whether `day` is no Saturday, Sunday, recognised holiday or day equated with one."""
    return day.weekday() < 5 and day not in _year(day.year).holidays


def holidays(year: int) -> dict[date, str]:
    """The recognised holidays of a year and the days equated with them, by day (art. 3 Atw).

    The names are codes (`easter_monday`; `equated` for a bridge day by decree); where two fall on
    one day (Ascension Day on 5 May 2016) the earlier in the Act's list stands. Raises NoSuchLaw
    for years of which nothing is kept.
    """
    law = LAW.on(date(year, 1, 1))
    days = {day: "equated" for day in law["atw.equated_days"].rows if isinstance(day, date)}
    for rule in reversed(law["atw.holidays"].rows):
        day, name = _holiday(rule, year)
        days[day] = name
    return {day: days[day] for day in sorted(days) if day.year == year}


def next_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the first one after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def add_working_days(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`, or before it when negative.

    `day` itself is not counted and need not be a working day; a count of 0 gives `day` back.
    """
    if count == 0:
        return day
    year = _year(day.year)
    offset = day.toordinal() - year.first
    place = year.before[offset + 1] + count - 1 if count > 0 else year.before[offset] + count
    while place >= len(year.working):
        place -= len(year.working)
        year = _year(year.number + 1)
    while place < 0:
        year = _year(year.number - 1)
        place += len(year.working)
    return year.working[place]


def working_days_between(start: date, end: date) -> int:
    """How many working days `end` lies after `start`; negative when it lies before.

    The day counted from is left out, the day counted to takes part, so that
    `working_days_between(d, add_working_days(d, n)) == n`.
    """
    first, last = _year(start.year), _year(end.year)
    forward = start <= end
    gap = last.before[end.toordinal() - last.first + forward] - first.before[start.toordinal() - first.first + forward]
    if first is last:
        return gap
    if forward:
        return gap + sum(len(_year(number).working) for number in range(start.year, end.year))
    return gap - sum(len(_year(number).working) for number in range(end.year, start.year))


@lru_cache(maxsize=1 << 15)
def _deadline(key: str, start: date, law: LawBook) -> Deadline:
    value = law.on(start)[key]
    unit = next((unit for unit in TERM_UNITS if unit == value.unit), None)
    if unit is None or value.term is None:
        raise ValueError(f"{key} is no term that can be counted in days")
    amount = value.number
    match value.term:
        case TermKind.BACKWARD:
            plain = _plain(start, -amount, unit)
            end = _with_minimum_before(plain, start)
        case TermKind.STATUTE:
            plain = _plain(start, amount, unit)
            end = _by_statute(start, plain, amount, unit)
        case TermKind.PLAIN:
            plain = end = _plain(start, amount, unit)
    return Deadline(start=start, end=end, plain_end=plain, value=value)


@dataclass(frozen=True, slots=True)
class _Year:
    """The working days of one year, laid out so that counting takes no walking."""

    number: int
    first: int
    """Ordinal of 1 January."""
    holidays: frozenset[date]
    working: tuple[date, ...]
    before: tuple[int, ...]
    """How many working days of this year lie before each of its days, and before its end."""


@lru_cache(maxsize=512)
def _year(number: int) -> _Year:
    off = frozenset(holidays(number))
    first = date(number, 1, 1)
    working: list[date] = []
    before = [0]
    for offset in range(366 if calendar.isleap(number) else 365):
        day = first + timedelta(days=offset)
        if day.weekday() < 5 and day not in off:
            working.append(day)
        before.append(len(working))
    return _Year(number, first.toordinal(), off, tuple(working), tuple(before))


def _holiday(rule: Plain, year: int) -> tuple[date, str]:
    """The day in `year` of one row of the holidays' table, and its name."""
    match rule:
        case {"name": str(name), "easter": int(offset)}:
            return easter(year) + timedelta(days=offset), name
        case {"name": str(name), "month": int(month), "day": int(number), **rest}:
            day = date(year, month, number)
            shift = rest.get("if_sunday")
            if day.weekday() == 6 and isinstance(shift, int):
                day += timedelta(days=shift)
            return day, name
        case _:
            raise TypeError(f"atw.holidays: {rule!r} names no day")


def _length(length: dict[str, int]) -> tuple[int, Unit]:
    """The one length given, checked."""
    match [(unit, length[unit]) for unit in TERM_UNITS if unit in length]:
        case [(unit, amount)] if len(length) == 1 and amount >= 0:
            return amount, unit
        case _:
            raise ValueError(f"give one of {', '.join(TERM_UNITS)}, zero or more: not {length}")


def _plain(start: date, amount: int, unit: Unit) -> date:
    """`start` and `amount` units on, or back when negative, by the calendar alone."""
    match unit:
        case "days":
            return start + timedelta(days=amount)
        case "weeks":
            return start + timedelta(weeks=amount)
        case "working_days":
            return add_working_days(start, amount)
        case "months":
            return _months_on(start, amount)
        case "years":
            return _months_on(start, 12 * amount)


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


@lru_cache(maxsize=1 << 15)
def _by_statute(start: date, plain: date, amount: int, unit: Unit) -> date:
    """Where art. 1, 2 and 4 Atw put the end of a term that ends on `plain` by the calendar."""
    law = LAW.on(start)
    longest = law["atw.longest_covered"].fields.get(unit)
    if unit == "working_days" or (isinstance(longest, int) and amount > longest):
        return plain
    end = next_working_day(plain)
    least_days, least_working = _minimum(start)
    if (plain - start).days < least_days:
        return end
    short = least_working - working_days_between(start, end)
    return add_working_days(end, short) if short > 0 else end


def _with_minimum_before(plain: date, day: date) -> date:
    """`plain`, or an earlier day, so that enough working days lie from it up to `day` (art. 2)."""
    least_days, least_working = _minimum(day)
    if (day - plain).days < least_days:
        return plain
    return min(plain, add_working_days(day, -least_working))


def _minimum(day: date) -> tuple[int, int]:
    """From how many days a term must hold how many working days (art. 2 Atw)."""
    match LAW.on(day)["atw.minimum_content"].fields:
        case {"term_days": int(days), "working_days": int(working)}:
            return days, working
        case other:
            raise TypeError(f"atw.minimum_content: {other!r}")
