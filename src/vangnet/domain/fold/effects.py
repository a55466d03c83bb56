"""What is an effect, and what do the effects of several events share?"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter, Person

E_ = TypeVar("E_", bound=e.Event)
Effect = Callable[[Case, date, E_], None]


class Effects(dict[type[e.Event], Effect[Any]]):
    """What the events of one phase do to a case: one small function each."""

    def of(self, kind: type[E_]) -> Callable[[Effect[E_]], Effect[E_]]:
        """Says of the function below it: this is the effect of that event."""

        def register(function: Effect[E_]) -> Effect[E_]:
            self[kind] = function
            return function

        return register


def matter_of(case: Case, event: e.OfMatter) -> Matter:
    return case.matters.get(event.matter) or case.matters.setdefault(event.matter, Matter(event.matter))


def person_of(case: Case, number: int) -> Person:
    return case.persons.get(number) or case.persons.setdefault(number, Person(number))


def reopen(case: Case) -> None:
    """There is something to do that seemed to be over, so the case is not closed any more."""
    case.closed_on = case.result = None


def has_result(matter: Matter, on: date) -> None:
    """There is something new to tell the partner; what was told before is not it."""
    matter.result_on, matter.feedback_on = on, None
