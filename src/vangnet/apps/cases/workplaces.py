"""Where is the work of a step done, when it has a page of its own? Told by the apps above this one.

A card leads there first.
"""

from collections.abc import Callable

from vangnet.domain.case import Case
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation

Workplace = Callable[[str, Obligation, Case, Role], str]
"""Of the case's number, the step, the facts and who looks: the address where it is done; empty where there is none."""

_told_by: dict[str, Workplace] = {}


def tells_workplace(rule: str, place: Workplace) -> None:
    """Let an app tell where the steps of this rule are done; call it in AppConfig.ready."""
    _told_by[rule] = place


def workplace_of(number: str, step: Obligation, facts: Case, role: Role) -> str:
    """Where this step is done; empty when it has no page of its own, or none for this role."""
    place = _told_by.get(step.rule)
    return place(number, step, facts, role) if place else ""
