"""What does a money picture come to: what is left, when it goes wrong, and which day would mend it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vangnet.apps.support.models import Flow, Picture
from vangnet.domain import money
from vangnet.domain.codes import Rhythm

STALE = timedelta(days=14)
"""A balance told longer ago says little of today."""


def as_money(flow: Flow) -> money.Flow:
    """A stored amount as the core reckons with it."""
    return money.Flow(
        id=flow.pk or 0,
        cents=flow.cents,
        rhythm=Rhythm(flow.rhythm),
        incoming=flow.incoming,
        first=flow.first_on,
        movable=flow.movable,
        kind=flow.kind,
    )


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What follows from the flows and the balance, as of ``start``. Amounts in euro cents."""

    start: date
    incoming: int
    outgoing: int
    left: int
    days: list[money.Day]
    shorts: list[money.Short]
    mends: list[money.Mend]
    without_day: int
    """So many flows are left out of the days."""
    balance_known: bool
    balance_stale: bool
    flows: Sequence[money.Flow] = ()
    opening: int = 0
    """What is on the account at the beginning of ``start``; nothing where nobody told."""

    def fitting_days(self, cents: int) -> tuple[int, ...]:
        """The days of the month on which one more payment of so much fits best."""
        return money.fitting_days(self.flows, self.opening, self.start, cents)


def reckon(picture: Picture | None, flows: Iterable[Flow], today: date) -> Reckoned:
    """From today on; where a balance was told today, from tomorrow on, since that held what came and went today.

    A balance of an earlier day is brought up to today by what came and went since.
    """
    told = [as_money(flow) for flow in flows]
    known_on = picture.balance_on if picture and picture.balance is not None else None
    balance = (picture.balance or 0) if picture and known_on else 0
    start = today
    if known_on:
        start = max(today, known_on + timedelta(days=1))
        since = (start - known_on).days - 1
        balance = money.by_day(told, balance, known_on + timedelta(days=1), since)[-1].balance if since else balance
    days = money.by_day(told, balance, start)
    return Reckoned(
        start=start,
        incoming=money.in_a_month(told, incoming=True),
        outgoing=money.in_a_month(told, incoming=False),
        left=money.left(told),
        days=days,
        shorts=money.shorts(days),
        mends=money.mending_days(told, balance, start),
        without_day=sum(flow.first is None for flow in told),
        balance_known=known_on is not None,
        balance_stale=known_on is not None and today - known_on > STALE,
        flows=told,
        opening=balance,
    )
