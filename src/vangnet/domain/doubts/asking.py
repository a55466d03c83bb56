"""What is a doubt, and what do the questions of several phases share?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice, months_on
from vangnet.domain.case import Case, Matter
from vangnet.domain.rules.rule import Facts

E_ = TypeVar("E_", bound=e.Event)
Ask = Callable[[Case, date, E_], Iterable["Doubt"]]
Question = Ask[Any]
_LAW = Practice()


class Doubt(Struct, frozen=True):
    """A question about a fact: a code for the user's language, and what it seems to contradict."""

    code: str
    facts: Facts = {}

    @property
    def mark(self) -> str:
        """The same for the same question; with another day or number it is another question."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in sorted(self.facts.items()))])


class Asked(dict[type[e.Event], list[Question]]):
    """What is asked of the events of one phase."""

    def of(self, *kinds: type[e.Event]) -> Callable[[Ask[E_]], Ask[E_]]:
        """Says of the function below it: this is asked of each of these events."""

        def register(function: Ask[E_]) -> Ask[E_]:
            for kind in kinds:
                self.setdefault(kind, []).append(function)
            return function

        return register


def known(case: Case, event: e.OfMatter) -> Matter:
    """The matter a fact is about, as known; one of which nothing is known contradicts nothing."""
    return case.matters.get(event.matter) or Matter(event.matter)


def by(day: date | None, on: date) -> bool:
    """Whether it had happened by then."""
    return day is not None and day <= on


def after(day: date | None, on: date) -> bool:
    """Whether it happened, or is planned, only later."""
    return day is not None and day > on


def only_if(asked: bool, code: str, facts: Facts | None = None) -> Iterator[Doubt]:
    """The question, when there is reason to ask it."""
    if asked:
        yield Doubt(code, facts or {})


def longest_rest(on: date) -> date:
    """No rest or pause that anybody means lasts longer than a year: beyond this day it is a slip of the pen."""
    return months_on(on, 12)


def by_law(key: str, start: date) -> date:
    """The last day of the law's term that began on ``start``."""
    return _LAW.by_law(key, start)
