"""An empty municipality with one large partner, and colleagues who may log in; on the database of the environment.

``python -m bench.collecting_desk`` is the part of the measurement of intake that no command does.
"""

import os

from bench.town_files import HEADER

PARTNER = "incassobureau"
PASSWORD = "meten-is-weten"  # noqa: S105 - of a database that is thrown away
FIELDS = (
    *("reference", "initials", "prefix", "surname", "birth_date", "street", "number", "letter"),
    *("suffix", "postcode", "city", "phone", "kind", "amount", "since"),
)


def open_desk() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")
    import django  # noqa: PLC0415 - after the settings are known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from vangnet.apps.accounts import provision  # noqa: PLC0415
    from vangnet.apps.accounts.tenancy import acting_for  # noqa: PLC0415
    from vangnet.apps.cases import clock  # noqa: PLC0415
    from vangnet.apps.intake.models import SavedLayout  # noqa: PLC0415
    from vangnet.apps.intake.reading import Layout, as_json  # noqa: PLC0415
    from vangnet.apps.intake.reading.drafts import Field  # noqa: PLC0415
    from vangnet.apps.partners.models import Partner  # noqa: PLC0415
    from vangnet.domain.codes import Role  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    here = provision.make_municipality("9999", "Veldervoort")
    columns = {Field(field): column for field, column in zip(FIELDS, HEADER, strict=True)}
    layout = Layout(name=PARTNER, columns=columns, decimal=".")
    with acting_for(here):
        partner = Partner.of(here).create(key=PARTNER, name="Incassobureau", kind=Partner.Kind.COLLECTION)
        SavedLayout.of(here).create(
            partner=partner, name=PARTNER, content=as_json(layout).decode(), saved_at=clock.now()
        )
        for role in (Role.INTAKE, Role.CASEWORKER, Role.COORDINATOR):
            provision.grant(provision.make_user(role.value, role.value.title(), PASSWORD), here, role)


if __name__ == "__main__":
    open_desk()
