"""Where can one work on a step, or on somebody, besides recording what happened?

The apps that have such a page tell it: they stand above this one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vangnet.apps.web.components import Action
from vangnet.domain.events import Event
from vangnet.domain.sieve import Obligation

if TYPE_CHECKING:
    from vangnet.apps.cases.steps import Told

Workplace = Callable[[Obligation, "Told"], Action | None]
WorkplaceOfPerson = Callable[[int, "Told"], Action | None]
"""Given the id of an adult. None: not for these eyes, or of nobody in particular."""
WorkplaceOfDuty = Callable[[int, "Told"], Action | None]
"""Given the number of a rent debt whose report is looked at."""

PlaceOfLetter = Callable[[str, int], str]
"""Given the number of a case and the id of an adult: the address at which the letter is written."""

_letters: dict[str, PlaceOfLetter] = {}
_leading: dict[str, Workplace] = {}
_beside: defaultdict[str, list[Workplace]] = defaultdict(list)
_of_people: list[WorkplaceOfPerson] = []
_of_duties: list[WorkplaceOfDuty] = []


def tells_workplace(rule: str, place: Workplace, *, leads: bool = False) -> None:
    """Let an app offer a page for the steps of a rule, or of one stage (``rule.stage``); in AppConfig.ready.

    Where it ``leads``, the step is done there, and its card goes there first.
    """
    if leads:
        _leading[rule] = place
    elif place not in _beside[rule]:
        _beside[rule].append(place)


def tells_workplace_of_person(place: WorkplaceOfPerson) -> None:
    """Let an app offer a page for what concerns one adult; in AppConfig.ready."""
    if place not in _of_people:
        _of_people.append(place)


def tells_workplace_of_duty(place: WorkplaceOfDuty) -> None:
    """Let an app offer a page for the landlord's duty to report one debt; in AppConfig.ready."""
    if place not in _of_duties:
        _of_duties.append(place)


def leading(step: Obligation, told: "Told") -> Action | None:
    """Where this step itself is done; None when it has no page of its own, or none for these eyes."""
    place = _leading.get(step.rule)
    return place(step, told) if place else None


def beside(step: Obligation, told: "Told") -> Iterator[Action]:
    """Where these eyes can work on what a step asks for."""
    for place in (*_beside.get(step.rule, ()), *_beside.get(f"{step.rule}.{step.stage}", ())):
        if found := place(step, told):
            yield found


def workplaces_of_duty(matter: int, told: "Told") -> list[Action]:
    """Where these eyes can look into the duty to report this debt."""
    return [found for place in _of_duties if (found := place(matter, told))]


def workplaces_of_person(person: int, told: "Told") -> list[Action]:
    """Where these eyes can work on what concerns this adult."""
    return [found for place in _of_people if (found := place(person, told))]


def written_at(kind: type[Event], place: PlaceOfLetter) -> None:
    """Let an app say where the letter is written by which this is decided; in AppConfig.ready.

    It is recorded there and by no other form: nothing is decided in writing that was never written.
    """
    _letters[kind.__name__] = place


def place_of_letter(form: str) -> PlaceOfLetter | None:
    """Where the letter is written that the form of this name would tell of; None where it tells of none."""
    return _letters.get(form)
