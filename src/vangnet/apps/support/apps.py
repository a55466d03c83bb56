"""Which Django app holds what people tell of their money, and what does it tell the others?"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality


class SupportConfig(AppConfig):
    name = "vangnet.apps.support"
    label = "support"

    def ready(self) -> None:
        """Tell the log how things are called, night and erasure what goes, and a dossier where to work on money."""
        from vangnet.apps.accounts.nightly import every_night  # noqa: PLC0415 - models are known only now
        from vangnet.apps.cases.erasure import Beside, kept_beside  # noqa: PLC0415
        from vangnet.apps.cases.limits import limits  # noqa: PLC0415
        from vangnet.apps.cases.money import tells_money  # noqa: PLC0415
        from vangnet.apps.cases.own_file import tells_of_person  # noqa: PLC0415
        from vangnet.apps.support import erasure, fund, judged, own_file, subjects, ways  # noqa: PLC0415
        from vangnet.apps.support.views import data_request  # noqa: PLC0415
        from vangnet.domain.events import BudgetDecided  # noqa: PLC0415

        limits(BudgetDecided, fund.within_fund)
        tells_money(judged.shown_to_the_judge)
        kept_beside(Beside(erasure.forget, erasure.nothing_to_take_back, fund.fact_stays_spent))
        tells_of_person(own_file.kept_of)
        every_night(forget_requests)
        subjects.tell()
        ways.tell()
        data_request.tell()


def forget_requests(municipality: "Municipality", today: date) -> Iterator[str]:
    """Requests about data of people without a case that may not be kept any longer."""
    from vangnet.apps.support import erasure  # noqa: PLC0415

    if erased := erasure.erase_ended(municipality, today):
        yield f"{erased} data requests erased"
