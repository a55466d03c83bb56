"""When does what a partner sent leave us? Once its retention has ended and no case needs it."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.intake.models import Delivery, MatchDecision, RowProblem, Signal
from vangnet.apps.intake.undoing import remove_file
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.law import add_working_days

AT_ONCE: Final = 900
"""So many signals are erased in one transaction."""
PROBLEM_DAYS: Final = 30
"""So long a partner may mend the rows that were set apart; then what they said is forgotten."""


def erase_ended(municipality: Municipality, today: date) -> dict[str, int]:
    """Erase what may not be kept any longer; how many of each.

    A signal is kept at least until its own retention ends, and as long as its case is open or kept.
    """
    counts = {"signals": 0, "problems": 0, "files": 0}
    closed = Q(case=None) | Q(case__is_open=False, case__retention_until__lt=today)
    ended = Signal.of(municipality).filter(closed, retention_until__lt=today).exclude(status="staged")
    while some := list(ended.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
        counts["signals"] += Signal.of(municipality).filter(id__in=some).delete()[0]
    over = Delivery.of(municipality).filter(finished_at__date__lt=today - timedelta(days=PROBLEM_DAYS))
    for delivery in over.filter(Q(problems__isnull=False) | ~Q(stored="")).distinct():
        counts["problems"] += RowProblem.of(municipality).filter(delivery=delivery).delete()[0]
        counts["files"] += bool(delivery.stored)
        remove_file(delivery)
    return counts


def forget_cases(municipality: Municipality, cases: Sequence[int]) -> int:
    """Erase the signals of cases that are erased themselves; how many. For the one act of erasure."""
    return Signal.of(municipality).filter(case__in=cases).delete()[0]


def take_back(municipality: Municipality, signals: Collection[int], today: date) -> None:
    """These were told of the wrong person: each waits at the desk again, and not that person is remembered."""
    rows = Signal.of(municipality).filter(id__in=signals)
    said = {"same": False, "decided_at": clock.now(), "decided_by": None}
    for row in rows:
        if row.person_id and row.fingerprint:
            MatchDecision.of(municipality).update_or_create(
                municipality=municipality, fingerprint=row.fingerprint, person_id=row.person_id, defaults=said
            )
    due = add_working_days(today, practice_of(municipality).agreed(today).who)
    nobody = {"person": None, "household": None, "case": None, "matter": None, "newcomer": False}
    rows.update(status=Signal.Status.WAITING_WHO, due_on=due, settled_on=None, settled_by=None, **nobody)
