"""When does what a partner sent leave us? Once its retention has ended and no case needs it."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case
from vangnet.apps.intake.models import Delivery, RowProblem, Signal
from vangnet.apps.intake.people import ASKED_AT_ONCE
from vangnet.apps.intake.undoing import remove_file

PROBLEM_DAYS: Final = 30
"""So long a partner may mend the rows that were set apart; then what they said is forgotten."""


def erase_ended(municipality: Municipality, today: date) -> dict[str, int]:
    """Erase what may not be kept any longer; how many of each.

    A signal is kept at least until its own retention ends, and as long as its case is open or kept.
    """
    counts = {"signals": 0, "problems": 0, "files": 0}
    closed = Q(case=None) | Q(case__is_open=False, case__retention_until__lt=today)
    ended = Signal.of(municipality).filter(closed, retention_until__lt=today).exclude(status="staged")
    while some := list(ended.order_by("id").values_list("id", flat=True)[:ASKED_AT_ONCE]):
        counts["signals"] += Signal.of(municipality).filter(id__in=some).delete()[0]
    over = Delivery.of(municipality).filter(finished_at__date__lt=today - timedelta(days=PROBLEM_DAYS))
    for delivery in over.filter(Q(problems__isnull=False) | ~Q(stored="")).distinct():
        counts["problems"] += RowProblem.of(municipality).filter(delivery=delivery).delete()[0]
        counts["files"] += bool(delivery.stored)
        remove_file(delivery)
    return counts


def forget_case(municipality: Municipality, case: Case) -> int:
    """Erase the signals of a case that is erased itself; how many. For the one act of erasure."""
    return Signal.of(municipality).filter(case=case).delete()[0]
