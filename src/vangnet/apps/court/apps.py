"""Which Django app holds what we arrange around the subdistrict court?"""

from django.apps import AppConfig


class CourtConfig(AppConfig):
    name = "vangnet.apps.court"
    label = "court"

    def ready(self) -> None:
        """Tell the cards of the agenda where the work is done, and forms where one came from."""
        from vangnet.apps.court import ways  # noqa: PLC0415 - models are known only now

        ways.tell()
