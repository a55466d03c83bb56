"""Where is the work of a step done, when it has a page of its own? Told by the apps above this one.

A card leads there first; from a form that was opened there one comes back to it.
"""

from collections.abc import Callable

from vangnet.domain.case import Case
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation

Place = Callable[[str, Obligation, Case, Role], str]
"""Of the case's number, the step, the facts and who looks: the address where it is done; empty where there is none."""
WayBack = Callable[[str, str], str]
"""Of the case's number and what the address says: where one goes back to; empty for nonsense."""

_places: dict[str, Place] = {}
_ways_back: dict[str, WayBack] = {}


def tells_place(rule: str, place: Place) -> None:
    """Let an app tell where the steps of this rule are done; call it in AppConfig.ready."""
    _places[rule] = place


def tells_way_back(name: str, way: WayBack) -> None:
    """Let an app tell where ``terug=name.typed`` leads; call it in AppConfig.ready."""
    _ways_back[name] = way


def place_of(number: str, step: Obligation, facts: Case, role: Role) -> str:
    """Where this step is done; empty when it has no page of its own, or none for this role."""
    place = _places.get(step.rule)
    return place(number, step, facts, role) if place else ""


def way_back(name: str, number: str, typed: str) -> str:
    """Where one came from; empty when no app tells of such a place."""
    way = _ways_back.get(name)
    return way(number, typed) if way else ""
