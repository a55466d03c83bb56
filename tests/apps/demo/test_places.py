"""Is the demonstration's town on the map, so that its walks have an order and take the time that they take?"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Person, Stay
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.apps.demo.making import place
from vangnet.apps.demo.town import Town, make_town, write_residents
from vangnet.apps.intake.residents import import_residents
from vangnet.apps.outreach.models import Round, Walker
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached

TODAY = date(2026, 11, 23)
"""A Monday."""
CARD = (date(2026, 10, 28), Channel.CARD, DayPart.MORNING)
CALL = (date(2026, 11, 5), Channel.PHONE, DayPart.AFTERNOON)


@pytest.fixture
def town(municipality: Municipality, tmp_path: Path) -> Town:
    made = make_town(5, 300, day=TODAY)
    write_residents(made, tmp_path / "residents.csv")
    import_residents(municipality, tmp_path / "residents.csv", TODAY)
    return made


def _in_arrears(person: Person) -> None:
    """Reported four weeks ago; after a card and a call it is time for a visit."""
    facts = [
        e.SignalReceived(matter=1, signal=person.pk, kind=MatterKind.RENT, person=person.pk, cents=90_000),
        e.SignalTakenUp(matter=1, signal=person.pk),
    ]
    on = TODAY - timedelta(days=28)
    case, _done = open_case(person.municipality, person.household, facts, by=None, on=on, today=TODAY)
    for day, channel, part in (CARD, CALL):
        tried = e.ContactAttempted(person=person.pk, channel=channel, day_part=part, reached=Reached.NOT_REACHED)
        assert isinstance(record(case, [tried], by=None, on=day, today=TODAY), Done)


def test_every_address_gets_its_place_and_the_same_one_each_time(municipality: Municipality, town: Town) -> None:
    place(municipality, town)
    told = dict(Stay.of(municipality).values_list("id", "x"))
    assert None not in told.values()
    Stay.of(municipality).update(x=None, y=None)
    place(municipality, town)
    assert dict(Stay.of(municipality).values_list("id", "x")) == told


def test_neighbours_stand_beside_each_other_and_the_town_is_about_as_deep_as_it_is_wide(town: Town) -> None:
    for one, other in zip(town.doors, town.doors[1:], strict=False):
        if one.street == other.street:
            assert abs(one.x - other.x) <= 6
    large = make_town(5, 3_000, day=TODAY)
    wide, deep = (max(d.x for d in large.doors), max(d.y for d in large.doors))
    assert 0.4 < wide / deep < 2.5


def test_a_looplijst_is_walked_along_the_map(
    municipality: Municipality, town: Town, coordinator: User, visit_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    place(municipality, town)
    adults = Person.of(municipality).filter(birth_date__lt=date(1990, 1, 1), deceased_on=None, departed_on=None)
    homes = {person.household_id: person for person in adults.order_by("id")}
    for person in list(homes.values())[:60:10]:
        _in_arrears(person)
    browser, url = visit_as(coordinator), reverse("round_new")
    asked = {"day": TODAY.isoformat(), "part": "evening", "capacity": "12", "others": "Sam"}
    page = browser.post(url, {**asked, "act": "preview"}).text
    assert "kennen we de plek niet" not in page
    assert "De volgorde is die van de postcodes" not in page
    browser.post(url, {**asked, "act": "make"})
    walker = Walker.of(municipality).get(round=Round.of(municipality).get())
    assert walker.stops.count() == 6
    assert walker.metres > 0
    assert walker.minutes > walker.metres / 75
