"""Which Django app holds the board of evictions and the way to another home?"""

from django.apps import AppConfig
from django.urls import reverse


class HousingConfig(AppConfig):
    name = "vangnet.apps.housing"
    label = "housing"

    def ready(self) -> None:
        from vangnet.apps.cases.erasure import Beside, kept_beside  # noqa: PLC0415 - models are known only now
        from vangnet.apps.cases.parts import tells_choices  # noqa: PLC0415
        from vangnet.apps.cases.places import tells_way_back  # noqa: PLC0415
        from vangnet.apps.housing import places  # noqa: PLC0415
        from vangnet.apps.housing.shown import BACK  # noqa: PLC0415

        tells_way_back(BACK, lambda _number, _typed: reverse("board"))
        kept_beside(Beside(places.forget_cases, places.take_back))
        tells_choices("place", places.choices)
