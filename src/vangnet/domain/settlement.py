"""What is offered to creditors in a debt settlement, and what does one that runs come to?

It reckons with what was agreed. What somebody must be left with (vtlb) is a statutory calculation that is made
elsewhere. Amounts are euro cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from vangnet.domain.division import Part, divide, schedule
from vangnet.domain.law import end_of_agreed_term

MOST_PAYMENTS = 600
"""Fifty years: nobody counts further, since a settlement always ends."""


@dataclass(frozen=True, slots=True)
class Course:
    """A settlement from its first payment to its end."""

    payments: tuple[Part, ...]
    """One a month, or one at once."""
    owed: int

    @property
    def paid(self) -> int:
        """By the end, when every payment is made."""
        return sum(part.cents for part in self.payments)

    @property
    def remitted(self) -> int:
        """What is then still open, and need not be paid any more."""
        return self.owed - self.paid

    def paid_by(self, day: date) -> int:
        """What is to have been paid by this day, that day included."""
        return sum(part.cents for part in self.payments if part.on <= day)


def course(since: date, until: date, owed: int, cents: int, first: date | None = None) -> Course:
    """The course of a settlement of so many cents a month: from ``first`` on, and none after its end.

    Where nobody said when the first is, it is a month after the settlement begins. It never takes more than is owed.
    """
    days: list[date] = []
    for month in range(MOST_PAYMENTS):
        on = end_of_agreed_term(first, months=month) if first else end_of_agreed_term(since, months=month + 1)
        if on > until:
            break
        days.append(on)
    whole = schedule(min(owed, cents * len(days)), cents, days) if cents and days else ()
    return Course(whole, owed)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one creditor is owed, and how many times the percentage of the others the law gives it."""

    id: int
    cents: int
    times: int = 1


class NothingToRemit(ValueError):  # noqa: N818 - named as the thing that is wrong
    """All of it would be paid: that is an arrangement."""


def offered(cents: int, days: Sequence[date], claims: Sequence[Claim]) -> dict[int, Course]:
    """What each creditor (by id) would get when ``cents`` are divided over them on each of these days.

    All get the same percentage, and those with priority so many times that, up to the whole of what they are owed
    (art. 349 lid 2 Fw). What is divided is divided to the cent, every time the same. Raises NothingToRemit.
    """
    owed = [claim.cents for claim in claims]
    if cents * len(days) >= sum(owed):
        raise NothingToRemit
    shares = _shares(cents * len(days), claims)
    whole = lcm(*(share.denominator for share in shares))
    each_time = divide(cents, [int(share * whole) for share in shares])
    return {
        claim.id: Course(schedule(min(claim.cents, part * len(days)), part, days) if part else (), claim.cents)
        for claim, part in zip(claims, each_time, strict=True)
    }


def _shares(total: int, claims: Sequence[Claim]) -> list[Fraction]:
    """How much of this each claim gets: by percentage, none more than it is."""
    shares = {claim.id: Fraction(claim.cents) for claim in claims}
    while claims:
        left = total - sum(shares.values()) + sum(claim.cents for claim in claims)
        percentage = Fraction(left) / sum(claim.cents * claim.times for claim in claims)
        within = [claim for claim in claims if percentage * claim.times < 1]
        if len(within) == len(claims):
            shares |= {claim.id: percentage * claim.cents * claim.times for claim in claims}
            break
        claims = within
    return list(shares.values())
