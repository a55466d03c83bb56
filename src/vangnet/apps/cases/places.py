"""Where can one work on a step, or on somebody, besides recording what happened?

The apps that have such a place tell it: they stand above this one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vangnet.apps.web.components import Action
from vangnet.domain.sieve import Obligation

if TYPE_CHECKING:
    from vangnet.apps.cases.steps import Told

Place = Callable[[Obligation, "Told"], Action | None]
PlaceOfPerson = Callable[[int, "Told"], Action | None]
"""Given the id of an adult. None: not for these eyes, or of nobody in particular."""

_of_steps: defaultdict[str, list[Place]] = defaultdict(list)
_of_people: list[PlaceOfPerson] = []


def tells_place(rule: str, place: Place) -> None:
    """Let an app offer a place to work on the steps of a rule, or of one stage (``rule.stage``); in AppConfig.ready."""
    if place not in _of_steps[rule]:
        _of_steps[rule].append(place)


def tells_place_of_person(place: PlaceOfPerson) -> None:
    """Let an app offer a place to work on what concerns one adult; in AppConfig.ready."""
    if place not in _of_people:
        _of_people.append(place)


def places(step: Obligation, told: "Told") -> Iterator[Action]:
    """Where these eyes can work on what a step asks for."""
    for place in (*_of_steps.get(step.rule, ()), *_of_steps.get(f"{step.rule}.{step.stage}", ())):
        if found := place(step, told):
            yield found


def places_of_person(person: int, told: "Told") -> list[Action]:
    """Where these eyes can work on what concerns this adult."""
    return [found for place in _of_people if (found := place(person, told))]
