"""Which Django app holds what we arrange around the subdistrict court?"""

from django.apps import AppConfig


class CourtConfig(AppConfig):
    name = "vangnet.apps.court"
    label = "court"

    def ready(self) -> None:
        """Tell the cards of the agenda where the work is done, and forms where one came from."""
        from vangnet.apps.cases.own_file import tells_of_person  # noqa: PLC0415 - models are known only now
        from vangnet.apps.court import own_file, ways  # noqa: PLC0415

        tells_of_person(own_file.kept_of)
        ways.tell()
