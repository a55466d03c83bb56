"""Which Django app holds the households, their story and their agenda?"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality


class CasesConfig(AppConfig):
    name = "vangnet.apps.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell the log how a dossier is found, the menu how much waits, texts what day it is, the night its work."""
        from vangnet.apps.accounts.looks import Subject, subject_kind  # noqa: PLC0415 - models come after apps
        from vangnet.apps.accounts.nightly import every_night  # noqa: PLC0415
        from vangnet.apps.cases import clock  # noqa: PLC0415
        from vangnet.apps.cases.traces import PEOPLE, keeps_traces  # noqa: PLC0415
        from vangnet.apps.cases.views.today import waiting_today  # noqa: PLC0415
        from vangnet.apps.web.shell import counted  # noqa: PLC0415
        from vangnet.apps.web.texts import knows_the_day  # noqa: PLC0415

        subject_kind("case", Subject(label=_("dossier"), find=find_case, names=case_numbers))
        subject_kind("person", Subject(label=_("persoon"), find=nobody_by_name, names=person_numbers))
        knows_the_day(clock.today)
        counted("today")(waiting_today(clock.today))
        keeps_traces(PEOPLE)
        every_night(tell_and_erase)


def tell_and_erase(municipality: "Municipality", today: date) -> Iterator[str]:
    """The agendas that the clock changed, and what may not be kept any longer."""
    from vangnet.apps.cases import erasure, retelling  # noqa: PLC0415

    yield f"{retelling.run_due(municipality, today)} cases brought up to date"
    erased = erasure.erase_ended(municipality, today)
    if any(erased.values()):
        yield ", ".join(f"{count} {what}" for what, count in erased.items()) + " erased"


def find_case(municipality: "Municipality", typed: str) -> int | None:
    """The id of the case with this number."""
    from vangnet.apps.cases.models import Case  # noqa: PLC0415

    return Case.of(municipality).filter(number=typed.upper()).values_list("id", flat=True).first()


def nobody_by_name(_municipality: "Municipality", _typed: str) -> None:
    """A person is found through a dossier: a name has no place in the log, nor in its address."""


def person_numbers(_municipality: "Municipality", persons: Collection[int]) -> dict[int, str]:
    """By the number of the record alone."""
    return {number: str(number) for number in persons}


def case_numbers(municipality: "Municipality", cases: Collection[int]) -> dict[int, str]:
    """How these cases are called in the log."""
    from vangnet.apps.cases.models import Case  # noqa: PLC0415

    return dict(Case.of(municipality).filter(id__in=cases).values_list("id", "number"))
