"""What lies before somebody of the office, and what do several answers share?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from vangnet.apps.demo.fates import Fate
from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter
from vangnet.domain.sieve import Obligation

Answers = Sequence[e.Event]


@dataclass(slots=True)
class Desk:
    """One case on one day, as it lies before somebody of the office."""

    facts: Case
    day: date
    chance: Random
    fate: Fate
    courses: dict[int, str]
    """By matter: which course of its creditor runs."""
    adults: int
    minors: int
    language: str
    director: int
    next_owner: int

    def happens(self, chance: float) -> bool:
        return self.chance.random() < chance

    def later(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def open_debts(self, person: int) -> list[Matter]:
        return [m for m in self.facts.matters_of(person) if m.is_debt and m.unsettled]


Act = Callable[[Desk, Obligation], Answers]
"""What the office does when a step is due: the facts that come of it."""


def number_in(step: Obligation, fact: str) -> int:
    """A number among the facts that an obligation rests on."""
    found = step.because[fact]
    assert isinstance(found, int)  # noqa: S101 - the rule gives it as a number
    return found


def settled(matters: Sequence[Matter]) -> Answers:
    return [e.DebtSettled(matter=m.number) for m in matters]


def cancelled(matter: Matter) -> Answers:
    return [e.EvictionCancelled(matter=matter.number, eviction=eviction.number) for eviction in matter.live_evictions]
