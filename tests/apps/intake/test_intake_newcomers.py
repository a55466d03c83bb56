"""Where does somebody live whom the register does not know, and of whom the partner told only postcode and number?"""

from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.intake.town import COLUMNS, STRANGER, TODAY, Town, layout
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.meant import where_of
from vangnet.apps.cases.models import Household, Person, Stay
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.finding import said_of
from vangnet.apps.intake.models import SavedLayout, Signal
from vangnet.apps.intake.reading import Field, as_json
from vangnet.apps.intake.streets import with_streets

pytestmark = pytest.mark.django_db
SHORT = STRANGER | {"Adres": "44", "Postcode": "9120 cd"}
"""The number without the street, in the column for it."""


@pytest.fixture(autouse=True)
def _numbers_only(town: Town) -> None:
    """The landlord's file has no column for the street; the energy company's has the whole address."""
    columns: dict[Field, Any] = {field: name for field, name in COLUMNS.items() if field is not Field.ADDRESS_WHOLE}
    own = msgspec.structs.replace(layout(), columns=columns | {Field.NUMBER: "Adres"})
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=as_json(own).decode())


def taken_in(town: Town, *rows: dict[str, Any], **how: Any) -> list[Signal]:
    delivery = town.deliver(rows, **how)
    deliveries.run(delivery, today=TODAY)
    return town.signals(delivery)


def home_of(signal: Signal) -> Stay:
    return Stay.of(signal.municipality_id).get(household=signal.household_id)


def lives_at(municipality: Municipality, register_id: str | None, street: str, **more: Any) -> None:
    house = Household.of(municipality).create(register_id=register_id)
    Stay.of(municipality).create(household=house, street=street, **({"number": 1, "postcode": "9120CD"} | more))


def test_the_register_tells_the_street_and_the_town_of_the_postcode(town: Town) -> None:
    (signal,) = taken_in(town, SHORT)
    home = home_of(signal)
    assert (home.street, home.house, home.place) == ("Havenkade", "44", "9120 CD Voorbeeldstad")
    assert signal.case is not None
    assert signal.case.address == "Havenkade 44, 9120 CD Voorbeeldstad"
    assert (signal.number, signal.street) == ("44", ""), "what the partner wrote stays as it was written"


def test_reported_again_with_or_without_the_street_it_is_the_same_person(town: Town) -> None:
    (first,) = taken_in(town, SHORT)
    (again,) = taken_in(town, STRANGER, partner=town.energy)
    (short,) = taken_in(town, SHORT | {"Bedrag": "81,00", "Nummer": "S3"}, name="b.csv")
    assert first.person_id == again.person_id == short.person_id
    assert Person.of(town.municipality).filter(register_id=None).count() == 1


def test_of_two_streets_with_one_postcode_none_is_chosen(town: Town) -> None:
    lives_at(town.municipality, "90", "Kadeplein", city="Voorbeeldstad")
    (signal,) = taken_in(town, SHORT)
    assert (home_of(signal).street, home_of(signal).city) == ("", "")


def test_of_two_towns_with_one_street_only_the_street_is_told(town: Town) -> None:
    lives_at(town.municipality, "90", "Havenkade", city="Voorbeeldstad-Noord")
    (signal,) = taken_in(town, SHORT)
    assert (home_of(signal).street, home_of(signal).city) == ("Havenkade", "")


def test_the_town_that_the_partner_wrote_is_kept(town: Town) -> None:
    (signal,) = taken_in(town, SHORT | {"Plaats": "Voorbeelddorp"})
    assert (home_of(signal).street, home_of(signal).city) == ("Havenkade", "Voorbeelddorp")


def test_only_our_own_register_is_asked(town: Town, neighbour: Municipality) -> None:
    """Not what other partners wrote, and not the register of the town beside ours."""
    lives_at(town.municipality, None, "Verzonnenstraat", postcode="9199ZZ")
    lives_at(neighbour, "7", "Burenstraat", postcode="9199ZZ")
    (signal,) = taken_in(town, SHORT | {"Postcode": "9199ZZ"})
    assert home_of(signal).street == ""


@pytest.mark.parametrize("many", [1, 40])
def test_it_is_asked_once_for_all(town: Town, many: int) -> None:
    (signal,) = taken_in(town, SHORT)
    said = said_of(signal)
    told = [(said, where_of(said))] * many
    with CaptureQueriesContext(connection) as asked:
        found = with_streets(town.municipality.pk, told)
    assert {where.street for _, where in found} == {"Havenkade"}
    assert len(asked) == 1


def test_where_every_street_is_told_nothing_is_asked(town: Town) -> None:
    (signal,) = taken_in(town, STRANGER, partner=town.energy)
    said = said_of(signal)
    told = [(said, where_of(said))]
    with CaptureQueriesContext(connection) as asked:
        assert with_streets(town.municipality.pk, told) == told
    assert len(asked) == 0
