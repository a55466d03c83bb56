"""When do the lists of courts and bailiffs leave us, and what goes with a case?"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.court.models import HearingList, ListedRow
from vangnet.apps.web.reading.stored import drop


def erase_ended(municipality: Municipality, today: date) -> dict[str, int]:
    """Erase what may be kept no longer; how many of each.

    The file and the rows that belong to no dossier go on the day of the list; rows of a dossier go with it, and the
    list with its last row.
    """
    counts = {"rows": 0, "files": 0, "lists": 0}
    ended = HearingList.of(municipality).filter(kept_until__lt=today)
    for found in list(ended):
        counts["rows"] += ListedRow.of(municipality).filter(hearing_list=found, case=None).delete()[0]
        if found.stored:
            drop(found.stored)
            HearingList.of(municipality).filter(pk=found.pk).update(stored="")
            counts["files"] += 1
        if not ListedRow.of(municipality).filter(hearing_list=found).exists():
            HearingList.of(municipality).filter(pk=found.pk).delete()
            counts["lists"] += 1
    return counts


def remove(found: HearingList) -> bool:
    """Erase a list with its rows and its file; False, and nothing goes, where something of it was recorded."""
    rows = ListedRow.of(found.municipality).filter(hearing_list=found)
    with transaction.atomic():
        if ListedRow.Status.DONE in list(rows.select_for_update().values_list("status", flat=True)):
            return False
        stored = found.stored
        HearingList.of(found.municipality).filter(pk=found.pk).delete()
    drop(stored)
    return True


def forget_cases(municipality: Municipality, cases: Sequence[int]) -> int:
    """Erase what the lists said of cases that are erased themselves; how many rows."""
    return ListedRow.of(municipality).filter(case__in=cases).delete()[0]
