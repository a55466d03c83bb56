"""Does an extract of the register come in whole, and does a newer one change only what is new?"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.apps.intake.town import ANTON, RESIDENTS, TODAY, Town
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.sealed import bsn_lookup, open_bsn
from vangnet.apps.cases.models import Case, Household, Person, PersonKey, Stay
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.residents import BadExtract, import_residents

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return tmp_path / "newer.csv"


def read(town: Town, path: Path, text: str) -> tuple[int, int, int]:
    path.write_text(text, encoding="utf-8-sig")
    tally = import_residents(town.municipality, path, TODAY)
    return tally.new, tally.changed, tally.moved


def test_everybody_has_a_household_a_home_and_keys(town: Town) -> None:
    here = town.municipality
    assert Person.of(here).count() == 7
    assert Household.of(here).count() == 5
    anton = Person.of(here).get(register_id="1")
    assert anton.name == "A. van Dijk"
    assert [stay.house for stay in Stay.of(here).filter(household=anton.household)] == ["12"]
    assert PersonKey.of(here).filter(person=anton, key="a9101AB12").exists()


def test_a_bsn_is_kept_sealed_and_found_again(town: Town) -> None:
    here = town.municipality
    anton = Person.of(here).get(bsn_lookup=bsn_lookup("990000011", here.pk))
    assert anton.register_id == "1"
    assert b"990000011" not in bytes(anton.bsn_sealed or b"")
    assert open_bsn(bytes(anton.bsn_sealed or b""), here.pk, anton.token) == "990000011"


def test_read_again_it_changes_nothing(town: Town, newer: Path) -> None:
    before = list(Person.of(town.municipality).order_by("id").values())
    keys = set(PersonKey.of(town.municipality).values_list("person_id", "key"))
    assert read(town, newer, RESIDENTS) == (0, 0, 0)
    assert list(Person.of(town.municipality).order_by("id").values()) == before
    assert set(PersonKey.of(town.municipality).values_list("person_id", "key")) == keys


def test_who_moved_is_found_at_the_new_address_and_the_old_one_is_kept(town: Town, newer: Path) -> None:
    moved = RESIDENTS.replace("Molenlaan;14;A;;9101AB", "Havenkade;50;;;9120CD")
    assert read(town, newer, moved) == (0, 0, 1)
    milan = Person.of(town.municipality).get(register_id="4")
    stays = Stay.of(town.municipality).filter(household=milan.household).order_by("id")
    assert [(stay.street, stay.until) for stay in stays] == [("Molenlaan", TODAY), ("Havenkade", None)]
    keys = set(PersonKey.of(town.municipality).filter(person=milan).values_list("key", flat=True))
    assert "a9120CD50" in keys
    assert "a9101AB14" not in keys


def test_housemates_move_along_also_when_they_stand_in_a_later_chunk(
    town: Town, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vangnet.apps.intake.residents.CHUNK", 1)
    assert read(town, newer, RESIDENTS.replace("Molenlaan;12;", "Havenkade;60;").replace("9101AB", "9120CD"))[2] >= 1
    for register_id in "123":
        person = Person.of(town.municipality).get(register_id=register_id)
        assert PersonKey.of(town.municipality).filter(person=person, key="a9120CD60").exists()
        assert not PersonKey.of(town.municipality).filter(person=person, key="a9101AB12").exists()


def test_a_new_name_or_a_death_is_noted(town: Town, newer: Path) -> None:
    changed = RESIDENTS.replace(";Wójcik;E;;", ";Wójcik;P;;Smit").replace(
        "9120CD;Voorbeeldstad;;\n6", "9120CD;Voorbeeldstad;2026-11-20;\n6"
    )
    assert read(town, newer, changed)[:2] == (0, 2)
    assert Person.of(town.municipality).get(register_id="4").family_name == "Smit"
    assert Person.of(town.municipality).get(register_id="5").deceased_on == date(2026, 11, 20)


def test_whom_a_newer_extract_does_not_name_stays(town: Town, newer: Path) -> None:
    head, *rows = RESIDENTS.splitlines(keepends=True)
    assert read(town, newer, head + rows[-1]) == (0, 0, 0)
    assert Person.of(town.municipality).count() == 7


def test_the_case_is_called_by_the_new_name(town: Town, newer: Path) -> None:
    deliveries.run(town.deliver([ANTON]), today=TODAY)
    read(town, newer, RESIDENTS.replace("Anton;van;Dijk;E;;;1961", "Anton;van;Dijken;E;;;1961"))
    assert "Dijken" in Case.of(town.municipality).get().name


@pytest.mark.parametrize(
    ("text", "told"),
    [("naam;adres\nx;y\n", "household_id"), (RESIDENTS.replace("1961-04-23", "23 april"), "line 2")],
)
def test_what_is_no_extract_is_refused_with_the_place(town: Town, newer: Path, text: str, told: str) -> None:
    with pytest.raises(BadExtract, match=told):
        read(town, newer, text)


def test_the_command_tells_what_it_did(
    municipality: Municipality, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer.write_text(RESIDENTS)
    call_command("import_residents", newer, municipality=municipality.code)
    assert "7 residents read: 7 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_residents", newer.with_name("gone"), municipality=municipality.code)


def test_retention_is_not_shortened_by_a_new_extract(town: Town, newer: Path) -> None:
    Person.of(town.municipality).filter(register_id="1").update(retention_until=TODAY + timedelta(days=9))
    read(town, newer, RESIDENTS.replace("Anton;van;Dijk;E;;;1961", "Anton;van;Dijck;E;;;1961"))
    assert Person.of(town.municipality).get(register_id="1").retention_until == TODAY + timedelta(days=9)
