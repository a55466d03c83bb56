"""How does a household come to live in the Molenweg, with a case for which the ladder says: go there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Household, Person, Stay
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached

TODAY = date(2026, 11, 23)
"""A Monday."""
RECEIVED = date(2026, 10, 26)
CARD = (date(2026, 10, 28), Channel.CARD, DayPart.MORNING)
CALL = (date(2026, 11, 5), Channel.PHONE, DayPart.AFTERNOON)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One household of the street: its tenant and its case."""

    case: Case
    person: Person
    home: Stay | None

    def tell(self, *facts: e.Event, on: date = TODAY) -> None:
        assert isinstance(record(self.case, list(facts), by=None, on=on, today=TODAY), Done)
        self.case.refresh_from_db()


def settle(
    municipality: Municipality,
    surname: str,
    number: int,
    *,
    tried: Sequence[tuple[date, Channel, DayPart]] = (CARD, CALL),
    postcode: str = "9102DB",
    at: tuple[float, float] | None = (0.0, 0.0),
    known: bool = True,
    housed: bool = True,
    phone: str = "",
    signal: int = 0,
    partner: int | None = None,
    kind: MatterKind = MatterKind.RENT,
) -> Neighbour:
    """Four weeks ago a partner reported arrears; what was tried since were a card and a call."""
    house = Household.of(municipality).create()
    home = None
    if housed:
        x, y = at or (None, None)
        home = Stay.of(municipality).create(
            household=house, street="Molenweg", number=number, postcode=postcode, city="Voorbeeldstad", x=x, y=y
        )
    person = Person.of(municipality).create(household=house, initials="A.", surname=surname, phone=phone)
    received = e.SignalReceived(
        matter=1,
        signal=signal or number,
        kind=kind,
        partner=partner,
        person=person.pk if known else None,
        cents=98_765,
    )
    facts: list[e.Event] = [received, e.SignalTakenUp(matter=1, signal=signal or number)]
    case, outcome = open_case(municipality, house, facts, by=None, on=RECEIVED, today=TODAY)
    assert isinstance(outcome, Done)
    for on, channel, part in tried if known else ():
        attempt = e.ContactAttempted(person=person.pk, channel=channel, day_part=part, reached=Reached.NOT_REACHED)
        assert isinstance(record(case, [attempt], by=None, on=on, today=TODAY), Done)
    return Neighbour(Case.of(municipality).get(pk=case.pk), person, home)
