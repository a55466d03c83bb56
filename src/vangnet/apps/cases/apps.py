"""Which Django app holds the households, their story and their agenda?"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality


class CasesConfig(AppConfig):
    name = "vangnet.apps.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell the log how a dossier is found and called, and the menu how much waits."""
        from vangnet.apps.accounts.looks import Subject, subject_kind  # noqa: PLC0415 - models come after apps
        from vangnet.apps.cases import clock  # noqa: PLC0415
        from vangnet.apps.cases.views.today import waiting_today  # noqa: PLC0415
        from vangnet.apps.web.shell import counted  # noqa: PLC0415

        subject_kind("case", Subject(label=_("dossier"), find=find_case, names=case_numbers))
        counted("today")(waiting_today(clock.today))


def find_case(municipality: "Municipality", typed: str) -> int | None:
    """The id of the case with this number."""
    from vangnet.apps.cases.models import Case  # noqa: PLC0415

    return Case.of(municipality).filter(number=typed.upper()).values_list("id", flat=True).first()


def case_numbers(municipality: "Municipality", cases: Collection[int]) -> dict[int, str]:
    """How these cases are called in the log."""
    from vangnet.apps.cases.models import Case  # noqa: PLC0415

    return dict(Case.of(municipality).filter(id__in=cases).values_list("id", "number"))
