"""Which Django app holds the looplijsten and what was told to the partners?"""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "vangnet.apps.outreach"
    label = "outreach"

    def ready(self) -> None:
        from vangnet.apps.cases.open_to import tells_walks  # noqa: PLC0415 - models are known only now
        from vangnet.apps.cases.own_file import tells_of_person  # noqa: PLC0415
        from vangnet.apps.cases.traces import tells_beside  # noqa: PLC0415
        from vangnet.apps.outreach import own_file  # noqa: PLC0415
        from vangnet.apps.outreach.queries import walked  # noqa: PLC0415
        from vangnet.apps.outreach.subjects import tell  # noqa: PLC0415

        tell()
        tells_walks(walked)
        tells_of_person(own_file.kept_of)
        tells_beside("signal", own_file.told_of)
