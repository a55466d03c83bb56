"""On which calendar and by which agreement is the sieve walked? Every day is a working day, the ladder is short."""

from datetime import date, timedelta
from functools import cache

from vangnet.domain.agreements import Agreement, Practice
from vangnet.domain.law import LAW

START = date(2026, 3, 2)
DAY = timedelta(days=1)


class EveryDay(Practice):
    """A practice in which every day is a working day, so that a state does not depend on the weekday."""

    def by_law(self, key: str, start: date) -> date:
        return _by_law(key, start)


@cache
def _by_law(key: str, start: date) -> date:
    value = LAW.on(start)[key]
    days = {"days": 1, "working_days": 1, "weeks": 7, "months": 30, "years": 365}[value.unit]
    return start + timedelta(days=days * value.number)


FEW_ATTEMPTS = Agreement(attempts_least=1, attempts_most=2)
"""A ladder of two rungs: how many there are is a number of the agreement, and the walk is shorter with few."""
EVERY_DAY = EveryDay(
    agreements=(FEW_ATTEMPTS,),
    working_days_on=lambda day, n: day + timedelta(days=n),
    first_working_day=lambda day: day,
)
