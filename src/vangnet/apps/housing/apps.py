"""Which Django app holds the eviction board and the way to another home?"""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "vangnet.apps.housing"
    label = "housing"

    def ready(self) -> None:
        """Tell the apps below where the work is done, and what is kept here."""
        from vangnet.apps.housing import ways  # noqa: PLC0415 - models are known only now

        ways.tell()
