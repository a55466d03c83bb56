"""What did partners send about somebody, as that person reads it: in the own file, or kept outside every case?"""

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.own_file import Asked
from vangnet.apps.cases.traces import AT_MOST, Asker, Source, Trace, alike, near
from vangnet.apps.intake.models import WAITING, Signal
from vangnet.apps.web.paper import Block, Grid, Heading
from vangnet.apps.web.texts import day, euro


def kept_of(asked: Asked) -> Sequence[Block]:
    """Each row that was matched to this person: when, by whom, and what it said."""
    rows = Signal.of(asked.setting.municipality).filter(person=asked.person.pk, case__in=asked.members)
    return _told(rows.select_related("partner").order_by("received_on", "id"))


def _told(rows: Iterable[Signal]) -> Sequence[Block]:
    told = [(day(row.received_on, "year"), row.partner.name, _sent(row), euro(row.cents)) for row in rows]
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


# Outside every case: what waits for somebody, and what was not taken up -------------------------


def _find(municipality: Municipality, asker: Asker) -> Sequence[Trace]:
    """Of each case in which one of these people was reported the first report; of the others all that may be theirs."""
    rows = Signal.of(municipality).select_related("partner", "case").order_by("id")
    of_a_case = {row.case_id: row for row in reversed(rows.filter(person__in=list(asker.persons), case__isnull=False))}
    loose = rows.filter(near(asker), case=None, status__in=(*WAITING, Signal.Status.SET_ASIDE))
    found = [row for row in loose if row.person_id in set(asker.persons) or alike(row, asker)]
    return [
        Trace("signal", row.pk, _said(row), row.case.number if row.case else "", row.person_id or 0)
        for row in (*of_a_case.values(), *found[:AT_MOST])
    ]


def _said(row: Signal) -> str:
    """As a colleague tells one report from another."""
    return f"{row.partner.name}, {day(row.received_on, 'year')} · {_sent(row)}"


def _tell(municipality: Municipality, ids: Collection[int]) -> Sequence[Block]:
    rows = Signal.of(municipality).filter(id__in=ids).select_related("partner")
    return _told(rows.order_by("received_on", "id"))


def _forget(municipality: Municipality, ids: Collection[int]) -> None:
    """A report that stands in a case stays: it leaves with its case."""
    Signal.of(municipality).filter(case=None, id__in=ids).delete()


TRACES = Source("signal", gettext_lazy("meldingen van partners die niet in een dossier staan"), _find, _tell, _forget)
