"""What does somebody have left in a month, when does it go wrong, and which payment day would mend it?

Amounts are euro cents; no norm and no allowance is computed here. A flow of which no day is known counts for the month
and is left out of the days. Balances are those at the end of a day: what comes in and goes out on one day meet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Final

from vangnet.domain.codes import Rhythm
from vangnet.domain.law import end_of_agreed_term

AHEAD: Final = 62
"""So many days are looked ahead: two months, so that every monthly payment is met twice."""
PAYMENT_DAYS: Final = range(1, 29)
"""The days of the month that every month has."""
A_MONTH: Final = {
    Rhythm.WEEK: Fraction(52, 12),
    Rhythm.FOUR_WEEKS: Fraction(13, 12),
    Rhythm.MONTH: Fraction(1),
    Rhythm.QUARTER: Fraction(1, 3),
    Rhythm.YEAR: Fraction(1, 12),
    Rhythm.ONCE: Fraction(0),
}
"""How many times a month, on average over a year; what comes once is no part of a month."""
_WEEKS: Final = {Rhythm.WEEK: 1, Rhythm.FOUR_WEEKS: 4}
_MONTHS: Final = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that comes in or goes out."""

    id: int
    """What its owner knows it by."""
    cents: int
    rhythm: Rhythm
    incoming: bool
    first: date | None = None
    """A day on which it comes or goes; the next ones are counted from it. Before it there is nothing."""
    movable: bool = False
    """Whether this can be paid on another day of the month."""
    kind: str = ""
    """What it is, so that two of a kind are seen to be so."""

    @property
    def signed(self) -> int:
        """Cents as they change a balance."""
        return self.cents if self.incoming else -self.cents


# A month ------------------------------------------------------------------------------------


def monthly(flow: Flow) -> int:
    """What this flow is in a month, rounded to the cent: four weeks are a thirteenth of a year, not a twelfth."""
    return _rounded(flow.cents * A_MONTH[flow.rhythm])


def left(flows: Iterable[Flow]) -> int:
    """What is left in a month, below zero when too little comes in. Rounded once, after everything is added up."""
    return _rounded(sum((flow.signed * A_MONTH[flow.rhythm] for flow in flows), Fraction(0)))


def in_a_month(flows: Iterable[Flow], *, incoming: bool) -> int:
    """All that comes in, or all that goes out, in a month; rounded once."""
    return abs(left(flow for flow in flows if flow.incoming is incoming))


def _rounded(cents: Fraction) -> int:
    """To the nearest cent, a half away from zero."""
    half_up = (abs(cents) + Fraction(1, 2)).__floor__()
    return half_up if cents >= 0 else -half_up


def perhaps_four_weekly(flows: Sequence[Flow]) -> list[tuple[Flow, Flow]]:
    """Two incomes of one kind that are said to come monthly, while their days lie four weeks apart.

    They may well be two payments of one four-weekly income, of which there are thirteen in a year.
    """
    said_monthly = [flow for flow in flows if flow.incoming and flow.rhythm is Rhythm.MONTH and flow.first]
    return [
        (one, other) for one, other in combinations(said_monthly, 2) if one.kind == other.kind and _apart(one, other)
    ]


def _apart(one: Flow, other: Flow) -> bool:
    """Whole times four weeks, while it is not the same day of another month."""
    if one.first is None or other.first is None or one.first.day == other.first.day:
        return False
    return (one.first - other.first).days % 28 == 0


# The days -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what comes in, what goes out, and what is on the account at its end."""

    on: date
    incoming: int
    outgoing: int
    balance: int


@dataclass(frozen=True, slots=True)
class Short:
    """Days on end with less than nothing on the account."""

    start: date
    end: date
    lowest: int
    """The least on the account in these days, in cents; below zero."""

    def beyond(self, reserve: int) -> bool:
        """Whether also what somebody has put by does not reach."""
        return self.lowest + reserve < 0


def days(flow: Flow, start: date, end: date) -> Iterator[date]:
    """The days from ``start`` up to and with ``end`` on which this flow falls.

    Monthly on the 31st is the last day of a shorter month, and the 31st again in the next long one.
    """
    first = flow.first
    if first is None or first > end:
        return
    if flow.rhythm is Rhythm.ONCE:
        yield from [first] * (first >= start)
    elif flow.rhythm in _WEEKS:
        step = 7 * _WEEKS[flow.rhythm]
        passed = max(0, -(-(start - first).days // step))
        on = first + timedelta(days=step * passed)
        while on <= end:
            yield on
            on += timedelta(days=step)
    else:
        yield from (on for on in _monthly_days(first, _MONTHS[flow.rhythm], end) if on >= start)


def _monthly_days(first: date, months: int, end: date) -> Iterator[date]:
    count = 0
    while (on := end_of_agreed_term(first, months=count)) <= end:
        yield on
        count += months


def by_day(flows: Sequence[Flow], balance: int, start: date, ahead: int = AHEAD) -> list[Day]:
    """Every day from ``start`` on, with ``balance`` on the account before anything of that day comes or goes."""
    end = start + timedelta(days=ahead - 1)
    falls: dict[date, list[int]] = {}
    for flow in flows:
        for on in days(flow, start, end):
            falls.setdefault(on, []).append(flow.signed)
    return list(_days_on(falls, balance, start, ahead))


def _days_on(falls: dict[date, list[int]], balance: int, start: date, ahead: int) -> Iterator[Day]:
    for number in range(ahead):
        on = start + timedelta(days=number)
        amounts = falls.get(on, ())
        balance += sum(amounts)
        yield Day(on, sum(a for a in amounts if a > 0), -sum(a for a in amounts if a < 0), balance)


def shorts(told: Iterable[Day]) -> list[Short]:
    """When there is less than nothing on the account, in order."""
    found: list[Short] = []
    for day in told:
        if day.balance >= 0:
            continue
        last = found[-1] if found else None
        if last and last.end == day.on - timedelta(days=1):
            found[-1] = Short(last.start, day.on, min(last.lowest, day.balance))
        else:
            found.append(Short(day.on, day.on, day.balance))
    return found


def lowest(told: Iterable[Day]) -> int:
    """The least on the account, in cents; nothing told is nothing short."""
    return min((day.balance for day in told), default=0)


# Another payment day ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mend:
    """What another payment day of one outgoing does."""

    flow: Flow
    days: tuple[int, ...]
    """The days of the month with the best outcome, in order."""
    lowest: int
    """The least on the account then."""
    gain: int
    """So many cents more than now at the worst moment."""

    @property
    def mends(self) -> bool:
        """Whether there is never less than nothing any more."""
        return self.lowest >= 0


def mending_days(flows: Sequence[Flow], balance: int, start: date, ahead: int = AHEAD) -> list[Mend]:
    """For each monthly payment that can be moved, the days on which the account never goes below zero.

    Where no day does that, the day or days on which most is gained, if any is. Most mending first; nothing where
    nothing goes wrong. Counted to the end of the last month, so that a payment moved within it is never moved out of
    sight. A payment that would move to a day already past stays where it is this month.
    """
    ahead = _whole_months(start, ahead)
    now = lowest(by_day(flows, balance, start, ahead))
    if now >= 0:
        return []
    candidates = [flow for flow in flows if flow.movable and not flow.incoming and flow.rhythm is Rhythm.MONTH]
    found = [_best(flow, _by_payment_day(flow, flows, balance, start, ahead), now) for flow in candidates if flow.first]
    return sorted((mend for mend in found if mend.gain > 0), key=lambda mend: (-mend.lowest, mend.flow.id))


def fitting_days(flows: Sequence[Flow], balance: int, start: date, cents: int) -> tuple[int, ...]:
    """The days of the month on which a new monthly payment of so many cents does the account least harm.

    All on which it never goes below zero; else those on which it goes least far.
    """
    others = by_day(flows, balance, start, _whole_months(start, AHEAD))
    outcome: dict[int, int] = {}
    for day in PAYMENT_DAYS:
        first = start.replace(day=day) if day > start.day else end_of_agreed_term(start.replace(day=day), months=1)
        outcome[day] = _lowest_when_paid(others, cents, _monthly_days(first, 1, others[-1].on))
    never_short = tuple(day for day, low in outcome.items() if low >= 0)
    return never_short or tuple(day for day, low in outcome.items() if low == max(outcome.values()))


def _by_payment_day(flow: Flow, flows: Sequence[Flow], balance: int, start: date, ahead: int) -> dict[int, int]:
    """By day of the month: the least on the account when this is paid then."""
    others = by_day([other for other in flows if other is not flow], balance, start, ahead)
    falls = list(days(flow, start, others[-1].on))
    return {
        day: _lowest_when_paid(others, flow.cents, (m if (m := on.replace(day=day)) >= start else on for on in falls))
        for day in PAYMENT_DAYS
    }


def _lowest_when_paid(others: Sequence[Day], cents: int, on: Iterable[date]) -> int:
    """The least on the account when to all else so much is paid on each of these days."""
    falls = set(on)
    paid, least = 0, others[0].balance
    for day in others:
        paid += cents if day.on in falls else 0
        least = min(least, day.balance - paid)
    return least


def _best(flow: Flow, outcome: dict[int, int], now: int) -> Mend:
    best = max(outcome.values())
    good = tuple(day for day, low in outcome.items() if low >= 0)
    chosen = good or tuple(day for day, low in outcome.items() if low == best)
    return Mend(flow, chosen, best, best - now)


def _whole_months(start: date, ahead: int) -> int:
    """So many days from ``start`` that the last month is looked at whole."""
    end = start + timedelta(days=ahead - 1)
    return (end_of_agreed_term(end.replace(day=1), months=1) - start).days
