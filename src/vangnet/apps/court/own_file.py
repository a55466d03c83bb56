"""What do we keep around somebody's hearings, as that person reads it in the own file?"""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.own_file import Asked
from vangnet.apps.cases.traces import AT_MOST, Asker, Source, Trace, alike, near
from vangnet.apps.court.around import place_of
from vangnet.apps.court.lists.shown import facts_said
from vangnet.apps.court.models import ListedRow, Sitting
from vangnet.apps.court.shown import where
from vangnet.apps.web.paper import Block, Facts, Heading
from vangnet.apps.web.texts import day
from vangnet.domain.acts import MERGED_FROM


def kept_of(asked: Asked) -> Sequence[Block]:
    """Place, transport, who speaks and the own words, of the hearings in this person's matters."""
    case = asked.setting.file.case.pk
    mine = {
        place_of(case, number, hearing)
        for number, matter in asked.setting.file.facts.matters.items()
        if asked.mine(number)
        for hearing in matter.hearings
    }
    rows = Sitting.of(asked.setting.municipality).filter(case__in=asked.members).order_by("id")
    sittings = [row for row in rows if (row.case_id, row.matter, row.hearing) in mine]
    return [*(block for sitting in sittings for block in _sitting(sitting)), *_listed(asked)]


def _listed(asked: Asked) -> list[Block]:
    """What lists of courts and bailiffs said of this person: under the person, or under a matter of this person."""
    rows = ListedRow.of(asked.setting.municipality).select_related("hearing_list").order_by("id")
    mine = Q(person=asked.person.pk) | Q(case__in=asked.members)
    return _rows_said(
        row
        for row in rows.filter(mine)
        if row.person_id == asked.person.pk or asked.mine(_told_as(row, asked.setting.file.case.pk))
    )


def _rows_said(rows: Iterable[ListedRow]) -> list[Block]:
    told = [Facts([(_("Ontvangen"), day(row.hearing_list.received_on, "year")), *facts_said(row)]) for row in rows]
    return [Heading(_("Op een lijst van de rechtbank of deurwaarder")), *told] if told else []


def _told_as(row: ListedRow, case: int) -> int:
    """The number of the row's matter in the case that is asked for, into which another may have been merged."""
    return (row.matter or 0) + (MERGED_FROM * row.case_id if row.case_id and row.case_id != case else 0)


def _sitting(sitting: Sitting) -> list[Block]:
    """Time and room with the day they are of: the hearing may have been moved since, and nobody goes there then."""
    at = f"{sitting.at:%H.%M}" if sitting.at else ""
    told = (
        (_of_day(sitting, _("Plek")), where(sitting)),
        (_of_day(sitting, _("Tijd")), at),
        (_("Zaaknummer van de rechtbank"), sitting.court_case),
        (_("Vervoer"), sitting.transport),
        (_("Wie voor u spreekt"), sitting.speaker),
        (_("Uw eigen woorden"), sitting.own_words),
    )
    known = [(label, said) for label, said in told if said]
    return [Heading(_("Rond de zitting")), Facts(known)] if known else []


def _of_day(sitting: Sitting, what: str) -> str:
    if sitting.day is None:
        return what
    return _("%(what)s op %(day)s") % {"what": what, "day": day(sitting.day, "year")}


# Outside every case: rows of lists that belong to none ------------------------------------------


def _find(municipality: Municipality, asker: Asker) -> Sequence[Trace]:
    rows = ListedRow.of(municipality).filter(near(asker), case=None).select_related("hearing_list").order_by("id")
    found = [row for row in rows if row.person_id in set(asker.persons) or alike(row, asker)]
    return [Trace("listed_row", row.pk, _row_said(row)) for row in found[:AT_MOST]]


def _row_said(row: ListedRow) -> str:
    """As a colleague tells one row from another."""
    told = (day(row.hearing_list.received_on, "year"), row.shown_name, row.shown_address)
    return " · ".join(part for part in told if part)


def _tell(municipality: Municipality, ids: Collection[int]) -> Sequence[Block]:
    rows = ListedRow.of(municipality).filter(id__in=ids).select_related("hearing_list")
    return _rows_said(rows.order_by("id"))


def _forget(municipality: Municipality, ids: Collection[int]) -> None:
    """A row that stands in a case stays: it leaves with its case."""
    ListedRow.of(municipality).filter(case=None, id__in=ids).delete()


TRACES = Source(
    "listed_row", gettext_lazy("lijsten van rechtbanken en deurwaarders, buiten een dossier"), _find, _tell, _forget
)
