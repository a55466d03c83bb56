"""Does a name that came in capitals read as its bearer writes it, while what was sent stays as it was?"""

from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import COLUMNS, STRANGER, TODAY, Town, layout
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, Person, Stay
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import SavedLayout, Signal
from vangnet.apps.intake.reading import Field, as_json
from vangnet.apps.intake.spelling import at_the_start, spelled


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("JANSEN", "Jansen"),
        ("AL AHMAD", "Al Ahmad"),
        ("VAN DEN BERG", "van den Berg"),
        ("IJSSEL", "IJssel"),
        ("VAN DER IJSSEL-DE VRIES", "van der IJssel-de Vries"),
        ("VAN 'T HOFF", "van 't Hoff"),
        ("D'HONDT", "d'Hondt"),
        ("O'BRIEN", "O'Brien"),
        ("YILMAZ", "Yilmaz"),
        ("ÖZTÜRK", "Öztürk"),
        ("KILIÇİN", "Kiliçin"),
        ("DE", "De"),
        ("McDonald", "McDonald"),
        ("van den Berg", "van den Berg"),
        ("B", "B"),
        ("", ""),
    ],
)
def test_a_surname(sent: str, written: str) -> None:
    assert spelled(sent) == written


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("VAN DEN BERGSTRAAT", "Van den Bergstraat"),
        ("DEN HAAG", "Den Haag"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("de Vlashoeve", "de Vlashoeve"),
    ],
)
def test_a_street_or_town(sent: str, written: str) -> None:
    assert at_the_start(sent) == written


@pytest.mark.django_db
def test_a_newcomer_from_a_file_in_capitals(town: Town, intake: User, visit_as: Any) -> None:
    row = STRANGER | {"Naam": "Q. VAN DEN ZONDERLING", "Adres": "HAVENKADE 44", "Plaats": "VOORBEELDSTAD"}
    deliveries.run(town.deliver([row]), today=TODAY)
    signal = Signal.of(town.municipality).get()
    assert (signal.name_whole, signal.address_whole) == ("Q. VAN DEN ZONDERLING", "HAVENKADE 44")
    newcomer = Person.of(town.municipality).get(register_id=None)
    assert newcomer.name == "Q. van den Zonderling"
    newcomer.initials = ""
    assert newcomer.name == "Van den Zonderling"
    home = Stay.of(town.municipality).get(household=newcomer.household)
    assert (home.street, home.city) == ("Havenkade", "Voorbeeldstad")
    browser: Client = visit_as(intake)
    page = browser.get(reverse("case", args=[Case.of(town.municipality).get().number])).text
    assert "Huishouden Van den Zonderling" in page
    assert "ZONDERLING" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "called"),
    [("Zonderling, van den", "Van den Zonderling"), ("ZONDERLING, Q. VAN DEN", "Q. van den Zonderling")],
)
def test_a_prefix_behind_a_comma_stands_in_front_again(town: Town, sent: str, called: str) -> None:
    """As systems that sort by name write it in the column of the surname."""
    columns: dict[Field, Any] = {field: name for field, name in COLUMNS.items() if field is not Field.NAME_WHOLE}
    own = msgspec.structs.replace(layout(), columns=columns | {Field.SURNAME: "Naam"})
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=as_json(own).decode())
    deliveries.run(town.deliver([STRANGER | {"Naam": sent}]), today=TODAY)
    assert Signal.of(town.municipality).get().surname == sent
    assert Person.of(town.municipality).get(register_id=None).name == called


@pytest.mark.django_db
def test_the_same_newcomer_in_capitals_or_not_is_one_person(town: Town) -> None:
    deliveries.run(town.deliver([STRANGER]), today=TODAY)
    again = STRANGER | {"Naam": "Q. ZONDERLING", "Nummer": "S2", "Bedrag": "700,00"}
    deliveries.run(town.deliver([again], town.energy), today=TODAY)
    assert Person.of(town.municipality).filter(register_id=None).count() == 1
