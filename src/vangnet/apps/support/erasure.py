"""When does what somebody told of the own money leave, and what was asked without a case?

The first with the case it was told in and never later, the second on the last day of its own term.
"""

from collections.abc import Collection, Sequence
from datetime import date

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.support.fund import stays_spent
from vangnet.apps.support.models import DataRequest, Picture, PlanStep, Reply, Ruling, Talk


def forget(municipality: Municipality, cases: Sequence[int]) -> int:
    """Erase what was told in cases that are erased themselves; how many rows. For the one act of erasure."""
    stays_spent(municipality, cases)
    kept = (Picture, Talk, PlanStep, Ruling, Reply)
    return sum(kind.of(municipality).filter(case__in=cases).delete()[0] for kind in kept)


def nothing_to_take_back(_municipality: Municipality, _signals: Collection[int], _today: date) -> None:
    """No signal stands here: a picture is what the person told, and goes with the person or the case."""


def erase_ended(municipality: Municipality, today: date) -> int:
    """Erase the answered requests of which the day has passed, with their letters; how many."""
    ended = DataRequest.of(municipality).filter(retention_until__lt=today)
    count = ended.count()
    ended.delete()
    return count
