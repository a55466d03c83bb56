"""What does a partner itself call what it sent, and what of it waits? For telling it what came of its reports."""

from collections.abc import Collection
from pathlib import PurePath
from typing import Any

from django.db.models import Count, Q, QuerySet

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.meant import signal_record, where_of
from vangnet.apps.cases.neighbourhood import Known, Neighbourhood
from vangnet.apps.intake.finding import said_of
from vangnet.apps.intake.models import WAITING, SavedLayout, Signal
from vangnet.apps.intake.reading.drafts import Field
from vangnet.apps.intake.reading.layouts import from_json
from vangnet.apps.partners.evidence import Steps
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.reach import Asked, Reach
from vangnet.apps.partners.references import OwnFile, Reported
from vangnet.apps.partners.unanswered import Unanswered
from vangnet.apps.web.reading.values import DateOrder
from vangnet.domain.codes import SetAside
from vangnet.domain.matching import prepare_signal
from vangnet.domain.matching.scoring import address_level


def references(municipality: Municipality, signals: Collection[int]) -> dict[int, str]:
    """By signal: the reference that its row held, where it held one. One query."""
    found = Signal.of(municipality).filter(pk__in=signals).exclude(reference="")
    return dict(found.values_list("pk", "reference"))


def reports(municipality: Municipality, signals: Collection[int]) -> dict[int, Reported]:
    """By signal: the file and the row in which it stood. One query."""
    found = Signal.of(municipality).filter(pk__in=signals).values_list("pk", "received_on", "delivery__name", "row")
    return {signal: Reported(on, PurePath(name).name, row) for signal, on, name, row in found}


def evidence(municipality: Municipality, signals: Collection[int]) -> list[Steps]:
    """What these signals said of the steps before the report. One query."""
    found = Signal.of(municipality).filter(pk__in=signals).order_by("id")
    return [Steps(*said) for said in found.values_list(*Steps._fields)]


def reach(asked: Asked) -> list[Reach]:
    """How these signals say that people are reached. Not by what was refused or objected to. Three queries at most."""
    heard = Q(status=Signal.Status.TAKEN_UP) | Q(status=Signal.Status.SET_ASIDE, set_aside=SetAside.REPEAT)
    rows = Signal.of(asked.municipality).filter(
        heard, person__in=asked.persons, case__number__in=asked.cases, kind__in=asked.kinds
    )
    found = list(rows.exclude(objection=True).select_related("partner").order_by("-received_on", "-id"))
    doors = Neighbourhood(asked.municipality).known({row.person_id for row in found if row.person_id})
    return [
        Reach(
            row.person_id,
            row.partner.name,
            row.received_on,
            row.phone,
            row.email,
            _elsewhere(row, doors.get(row.person_id)),
        )
        for row in found
        if row.person_id
    ]


def _elsewhere(row: Signal, known: Known | None) -> str:
    """The address of the row, where it is another door than where this person lives."""
    said = said_of(row)
    asked = prepare_signal(signal_record(said, where_of(said)))
    other = known is not None and address_level(asked, known.form) in {"near", "elsewhere"}
    return row.shown_address if other else ""


def unanswered(partner: Partner, answered: QuerySet[Any, Any]) -> Unanswered:
    """What of this partner nobody answered yet, and what it waits for. One query."""
    rows = Signal.of(partner.municipality_id).filter(partner=partner).exclude(status=Signal.Status.STAGED)
    counted = rows.exclude(pk__in=answered).aggregate(
        at_desk=Count("id", filter=Q(status__in=WAITING)),
        in_open_cases=Count("id", filter=Q(status=Signal.Status.TAKEN_UP, case__is_open=True)),
    )
    return Unanswered(**counted)


def left_out(
    municipality: Municipality, partners: Collection[int], answered: QuerySet[Any, Any]
) -> QuerySet[Signal, tuple[Any, ...]]:
    """What was set aside and is told in no case, longest ago first."""
    rows = Signal.of(municipality).filter(status=Signal.Status.SET_ASIDE, matter=None, partner__in=partners)
    waiting = rows.exclude(pk__in=answered).order_by("settled_on", "pk")
    return waiting.values_list("partner", "pk", "case", "set_aside", "settled_on")


def own_file(partner: Partner) -> OwnFile | None:
    """How this partner's own files look, by its newest layout; None while it has none. One query."""
    saved = SavedLayout.of(partner.municipality_id).filter(partner=partner).order_by("-saved_at", "-id").first()
    if saved is None:
        return None
    layout = from_json(saved.content)
    return OwnFile(
        reference=" ".join(layout.columns_of(Field.REFERENCE)),
        year_first=layout.date_order is DateOrder.YMD,
        format=layout.format.value if layout.format else "",
        record=layout.record or "",
        separator=layout.separator or ("," if layout.decimal == "." else ";"),
    )
