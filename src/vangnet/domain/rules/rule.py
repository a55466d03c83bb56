"""In what words does a rule answer? ``Due`` or ``NotDue``, always with the facts it looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from vangnet.domain.agreements import Agreement, Practice
from vangnet.domain.case import Case, Danger, Matter, Person
from vangnet.domain.codes import Role
from vangnet.domain.events import Event

Facts = Mapping[str, date | int | str | bool | None]
About = Literal["case", "matter", "person", "signal"]


class Due(Struct, frozen=True):
    """Something must happen: at the latest on ``by``, because of these facts.

    ``stage`` names the variant of the obligation, ``role`` who does it when that differs from the table, and
    ``changes_on`` the first later day on which the clock alone makes this answer another one.
    """

    by: date
    because: Facts
    stage: str = ""
    role: Role | None = None
    changes_on: date | None = None


class NotDue(Struct, frozen=True):
    """Nothing must happen: the guard that says so, and the facts it looked at."""

    guard: str
    because: Facts = {}
    changes_on: date | None = None


Outcome = Due | NotDue


@dataclass(frozen=True)
class Look:
    """One look at a case, on one day, with one municipality's practice."""

    case: Case
    day: date
    practice: Practice

    @cached_property
    def dangers(self) -> list[Danger]:
        """All that endangers home or supply; found once, because many rules ask it."""
        return self.case.dangers()

    @cached_property
    def open(self) -> list[Matter]:
        """What is taken up and unsettled."""
        return [m for m in self.case.matters.values() if m.settled_on is None and m.taken_up]

    def agreed(self, on: date) -> Agreement:
        """What was agreed on the day a term began."""
        return self.practice.agreed(on)

    def after(self, day: date, working_days: int) -> date:
        """So many working days later, or earlier when negative."""
        return self.practice.working_days_on(day, working_days)

    def in_time(self, by: date, since: date, clear_from: date | None) -> date:
        """No later than the working day before the home may be cleared; at once when it is that near already."""
        return self.practice.in_time(by, since, clear_from)

    def by_law(self, key: str, start: date) -> date:
        """The end of the law's term, by the law of the day it began."""
        return self.practice.by_law(key, start)

    def person_of(self, matter: Matter) -> Person | None:
        """The person this matter belongs to, once known."""
        return self.case.persons.get(matter.person) if matter.person else None

    def open_matters(self, person: Person) -> list[Matter]:
        """What is taken up and unsettled of this person."""
        return [m for m in self.open if m.person == person.id]

    def dangers_in(self, matter: Matter) -> list[Danger]:
        """What endangers home or supply through this matter."""
        return [d for d in self.dangers if d.matter == matter.number]

    def dangers_of(self, person: Person) -> list[Danger]:
        """What endangers home or supply through this person's matters."""
        return [d for d in self.dangers if self.case.matters[d.matter].person == person.id]


Decide = Callable[[Look, Any], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: what it is about, who acts, on what ground, and what may touch it.

    ``discharged_by`` fulfils the obligation, ``ended_by`` makes it pointless now, ``suspended_by`` puts it off
    and ``hastened_by`` moves its date or stage. No other event may take it away or move it (sieve, P4).
    ``excludes`` names rules never due together with it for the same subject; ``within`` names rules that show
    it inside themselves when both are due.
    """

    key: str
    about: About
    role: Role
    basis: tuple[str, ...]
    decide: Decide
    discharged_by: tuple[type[Event], ...]
    ended_by: tuple[type[Event], ...] = ()
    suspended_by: tuple[type[Event], ...] = ()
    hastened_by: tuple[type[Event], ...] = ()
    excludes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    when_closed: bool = False
    """Whether it also stands on a closed case."""
    averts: Literal[0, 1, 2] = 0
    """What it does about a danger that lives: 2 fights it, or reaches whom it threatens, and goes before all else;
    1 works on it otherwise, or on what it did; 0 serves something else and comes after these.
    """
    holds_home: bool = False
    """Whether it keeps the home by a term of law, whose last day it tells as ``until``."""


def days_on(day: date, days: int) -> date:
    """So many calendar days later, or earlier when negative."""
    return day + timedelta(days=days)


def latest(*days: date | None) -> date | None:
    """The last of the days that are known; None when none is."""
    return max((d for d in days if d is not None), default=None)
