"""Which Django app holds what we arrange around the subdistrict court?"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vangnet.apps.web.typed import typed_number

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality


class CourtConfig(AppConfig):
    name = "vangnet.apps.court"
    label = "court"

    def ready(self) -> None:
        """Tell cards and forms where the work is done, the log how lists are called, the night what is to be done."""
        from vangnet.apps.accounts.looks import Subject, subject_kind  # noqa: PLC0415 - models come after apps
        from vangnet.apps.accounts.nightly import every_night  # noqa: PLC0415
        from vangnet.apps.cases.erasure import Beside, kept_beside  # noqa: PLC0415
        from vangnet.apps.cases.own_file import tells_of_person  # noqa: PLC0415
        from vangnet.apps.cases.prepared import prepares  # noqa: PLC0415
        from vangnet.apps.cases.traces import keeps_traces  # noqa: PLC0415
        from vangnet.apps.court import last_resort, own_file, ways  # noqa: PLC0415
        from vangnet.apps.court.lists.erasure import forget_cases  # noqa: PLC0415
        from vangnet.domain.events import AdministrationRequested  # noqa: PLC0415

        subject_kind("hearing_list", Subject(_("zittingslijst"), by_number, by_itself))
        subject_kind("listed_row", Subject(_("rij van een zittingslijst"), by_number, by_itself))
        every_night(lists_by_night)
        kept_beside(Beside(forget_cases, nothing_of_signals))
        tells_of_person(own_file.kept_of)
        keeps_traces(own_file.TRACES)
        prepares(AdministrationRequested, last_resort.prepared)
        ways.tell()


def lists_by_night(municipality: "Municipality", today: date) -> Iterator[str]:
    """Lists that were left half-way, and what they say that may not be kept any longer."""
    from vangnet.apps.court.lists import erasure, taking  # noqa: PLC0415

    finished = taking.finish(municipality, today)
    if finished.lists:
        yield f"{finished.lists} hearing lists taken up again"
    for refused in finished.refused:
        yield f"hearing list {refused} cannot be read: its page tells why"
    for failed in finished.failed:
        yield f"hearing list {failed} FAILED: the log tells where; it is tried again the next night"
    erased = erasure.erase_ended(municipality, today)
    if any(erased.values()):
        yield ", ".join(f"{count} {what}" for what, count in erased.items()) + " of hearing lists erased"


def nothing_of_signals(_municipality: "Municipality", _signals: Collection[int], _today: date) -> None:
    """No list speaks of a signal."""


def by_number(_municipality: "Municipality", typed: str) -> int | None:
    """Lists and their rows are called by their number."""
    return typed_number(typed)


def by_itself(_municipality: "Municipality", ids: Collection[int]) -> dict[int, str]:
    """The name of a file or a person has no place in the log."""
    return {number: str(number) for number in ids}
