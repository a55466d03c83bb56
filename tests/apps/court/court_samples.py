"""Which arguments lead to the pages of the court, for the walk of all addresses?"""

from datetime import timedelta
from io import BytesIO
from typing import Any

from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.cases.record import Done, open_case
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.lists.receiving import receive
from vangnet.apps.court.models import District, ListedRow
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Role


def summoned(cast: Cast) -> Case:
    """A case with a rent debt and a hearing in ten days."""
    home = Household.of(cast.municipality).create()
    tenant = Person.of(cast.municipality).create(household=home, surname="Voorbeeld", initials="A.")
    today = clock.today()
    facts = [
        e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=tenant.pk, cents=124_000),
        e.SignalTakenUp(matter=1, signal=1),
        e.SummonsServed(matter=1),
        e.HearingScheduled(matter=1, hearing=1, day=today + timedelta(days=10)),
    ]
    case, outcome = open_case(cast.municipality, home, facts, by=cast.people[Role.COURT_OFFICER], on=today, today=today)
    assert isinstance(outcome, Done)
    return case


def _hearing(cast: Cast) -> dict[str, Any]:
    District.of(cast.municipality).get_or_create(defaults={"court": "rotterdam", "phone": "010 555 01 23"})
    return {"number": summoned(cast).number, "matter": 1, "hearing": 1}


def _matter(cast: Cast) -> dict[str, Any]:
    return {"number": summoned(cast).number, "matter": 1}


def _person(cast: Cast) -> dict[str, Any]:
    case = summoned(cast)
    return {"number": case.number, "person": min(facts_of(cast.municipality, {case.pk})[case.pk].persons)}


def _row(cast: Cast) -> ListedRow:
    """A list of one row, of whom nobody knows who it is."""
    content = BytesIO(f"Naam;Adres;Postcode;Zitting op\nZ. Vreemd;Verweg 1;1234AB;{clock.today()}\n".encode())
    found, _again = receive(
        cast.municipality, "rol.csv", content, by=cast.people[Role.COURT_OFFICER], today=clock.today()
    )
    return ListedRow.of(cast.municipality).get(hearing_list=found)


def _list(cast: Cast) -> dict[str, Any]:
    return {"hearing_list": _row(cast).hearing_list_id}


SAMPLES = {
    "hearing_list": Sample(_list),
    "hearing_list_columns": Sample(_list),
    "hearing_list_take": Sample(_list),
    "hearing_list_again": Sample(_list),
    "hearing_list_delete": Sample(_list),
    "listed_row": Sample(lambda cast: {"row": _row(cast).pk}),
    "hearing": Sample(_hearing),
    "pack": Sample(_hearing),
    "invitation": Sample(_hearing),
    "duty": Sample(_matter),
    "costs": Sample(_matter),
    "judgment": Sample(_matter),
    "moratorium_pdf": Sample(_matter),
    "administration": Sample(_person),
    "administration_pdf": Sample(_person),
    "forced_settlement": Sample(_person),
    "forced_settlement_pdf": Sample(_person),
}
