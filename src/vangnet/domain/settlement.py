"""What does a debt settlement come to: how many payments, how much is paid, and how much is remitted at its end?

It reckons with what was agreed. What somebody must be left with (vtlb) is a statutory calculation that is made
elsewhere. Amounts are euro cents.
"""

from dataclasses import dataclass
from datetime import date

from vangnet.domain.division import Part, schedule
from vangnet.domain.law import end_of_agreed_term

MOST_PAYMENTS = 600
"""Fifty years: nobody counts further, since a settlement always ends."""


@dataclass(frozen=True, slots=True)
class Course:
    """A settlement from its first payment to its end."""

    payments: tuple[Part, ...]
    """One a month, the first a month after it begins, none after the end."""
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


def course(since: date, until: date, owed: int, cents: int) -> Course:
    """The course of a settlement of so many cents a month. It never takes more than is owed."""
    days: list[date] = []
    for month in range(1, MOST_PAYMENTS + 1):
        on = end_of_agreed_term(since, months=month)
        if on > until:
            break
        days.append(on)
    whole = schedule(min(owed, cents * len(days)), cents, days) if cents and days else ()
    return Course(whole, owed)
