"""On which days does a household pay that is paid by the week, by four weeks or by the month, and how much each time?

Four weeks are no month: there are thirteen in a year. Amounts are euro cents.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from vangnet.domain.codes import Rhythm
from vangnet.domain.law import end_of_agreed_term
from vangnet.domain.money import A_MONTH, AHEAD, Flow, days, monthly

RHYTHMS: Final = (Rhythm.MONTH, Rhythm.WEEK, Rhythm.FOUR_WEEKS)
"""In which payments can be agreed."""
_APART: Final = {Rhythm.WEEK: 7, Rhythm.FOUR_WEEKS: 28}
_YEARS: Final = 50
"""No schedule is longer: fifty years is no arrangement, and nobody waits for it."""


def most(rhythm: Rhythm) -> int:
    """So many payments at most in a schedule of this rhythm."""
    return int(_YEARS * 12 * A_MONTH[rhythm])


def pay_day(first: date, number: int, rhythm: Rhythm) -> date:
    """The payment day that comes ``number`` turns after ``first``; of months the last day of a shorter one."""
    if rhythm in _APART:
        return first + timedelta(days=_APART[rhythm] * number)
    return end_of_agreed_term(first, months=number)


def turn_of(on: date, first: date, rhythm: Rhythm) -> int:
    """How many turns after ``first`` this payment day comes."""
    if rhythm in _APART:
        return (on - first).days // _APART[rhythm]
    return (on.year - first.year) * 12 + on.month - first.month


def rhythm_of(told: Iterable[date]) -> Rhythm:
    """In which rhythm these days come, a pause in them left aside; monthly where nothing else is sure."""
    apart = [(later - earlier).days for earlier, later in pairwise(sorted(set(told)))]
    if not apart or any(gap % 7 for gap in apart):
        return Rhythm.MONTH
    if min(apart) == _APART[Rhythm.WEEK]:
        return Rhythm.WEEK
    steady = all(gap % _APART[Rhythm.FOUR_WEEKS] == 0 for gap in apart)
    return Rhythm.FOUR_WEEKS if steady and len(apart) > 1 else Rhythm.MONTH


def each_time(left: int, rhythm: Rhythm) -> int:
    """What is left each time, of what is left in a month on average; rounded down, so that it is never more."""
    return int(left / A_MONTH[rhythm]) if left > 0 else 0


def part_of_month(on: date, rhythm: Rhythm) -> Fraction:
    """For how much a payment on this day counts in its month, where as much comes in on each day of the rhythm.

    A month with five pay days has five times the income as well, so that all months count as an average one.
    """
    if rhythm not in _APART:
        return Fraction(1)
    month = (on.year, on.month)
    near = (on + timedelta(days=_APART[rhythm] * turn) for turn in range(-5, 6))
    return A_MONTH[rhythm] / sum((one.year, one.month) == month for one in near)


def main_income(flows: Iterable[Flow]) -> Flow | None:
    """The income from which a household lives: the largest in a month that comes in a rhythm one can pay in."""
    regular = [flow for flow in flows if flow.incoming and flow.rhythm in RHYTHMS]
    return max(regular, key=lambda flow: (monthly(flow), -flow.id), default=None)


def next_pay_day(flows: Sequence[Flow], today: date) -> date | None:
    """The first day from today on which the main income comes; None where its day is not known."""
    income = main_income(flows)
    if income is None:
        return None
    begins = max(today, income.first or today)
    return next(days(income, begins, begins + timedelta(days=AHEAD)), None)
