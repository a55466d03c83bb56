"""What did partners send about somebody, as that person reads it in the own file?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vangnet.apps.cases.own_file import Asked
from vangnet.apps.intake.models import Signal
from vangnet.apps.web.paper import Block, Grid, Heading
from vangnet.apps.web.texts import day, euro


def kept_of(asked: Asked) -> Sequence[Block]:
    """Each row that was matched to this person: when, by whom, and what it said."""
    rows = Signal.of(asked.setting.municipality).filter(person=asked.person.pk, case__in=asked.members)
    told = [
        (day(row.received_on, "year"), row.partner.name, _sent(row), euro(row.cents))
        for row in rows.select_related("partner").order_by("received_on", "id")
    ]
    if not told:
        return []
    head = (_("Ontvangen"), _("Van wie"), _("Wat er over u stond"), _("Bedrag"))
    return [Heading(_("Wat partners over u stuurden")), Grid(head=head, rows=told, sums=(3,), widths=(2, 2, 4, 2))]


def _sent(row: Signal) -> str:
    """The personal data in it, as they were sent."""
    name = row.name_whole or " ".join(part for part in (row.initials, row.prefix, row.surname) if part)
    home = row.address_whole or " ".join(part for part in (row.street, row.number, row.letter, row.suffix) if part)
    born = day(row.birth_date, "year") if row.birth_date else ""
    sent = (name, born, home, row.postcode, row.city, row.phone, row.email, row.reference)
    return ", ".join(part for part in sent if part)
