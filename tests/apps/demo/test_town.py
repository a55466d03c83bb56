"""Is a synthetic town whole: real-looking households, nobody who exists, the same every time?"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from itertools import islice, pairwise
from pathlib import Path

import pytest
from stdnum.nl import bsn

from vangnet.apps.demo.births import split_prefix
from vangnet.apps.demo.town import (
    FRIENDLY,
    HARSH,
    RESIDENT_COLUMNS,
    ROUGH,
    Noise,
    Town,
    citizen_numbers,
    make_town,
    write_residents,
)

DAY = date(2026, 11, 15)


@pytest.fixture(scope="module")
def town() -> Town:
    return make_town(3, 3_000, day=DAY)


def test_one_seed_gives_one_town_and_another_seed_another() -> None:
    assert make_town(8, 300, day=DAY) == make_town(8, 300, day=DAY)
    assert make_town(8, 300, day=DAY).residents != make_town(9, 300, day=DAY).residents


def test_a_town_has_the_residents_asked_for_in_whole_households(town: Town) -> None:
    assert 3_000 <= len(town.residents) < 3_010
    assert [resident.id for resident in town.residents] == list(range(1, len(town.residents) + 1))
    steps = {after.household - before.household for before, after in pairwise(town.residents)}
    assert steps == {0, 1}, "a household stands together in the register"
    assert all(len({r.door for r in members}) == 1 for members in town.households().values())


def test_nobody_has_these_citizen_numbers_and_they_pass_the_check(town: Town) -> None:
    numbers = [resident.bsn for resident in town.residents]
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("99") and bsn.is_valid(number) for number in numbers)


def test_the_series_of_citizen_numbers_rises() -> None:
    first = list(islice(citizen_numbers(), 500))
    assert first == sorted(first)


def test_telephone_numbers_are_of_a_series_that_is_not_issued(town: Town) -> None:
    assert all(resident.phone.startswith("069") and len(resident.phone) == 10 for resident in town.residents)


def test_people_live_as_people_do(town: Town) -> None:
    sizes = Counter(len(members) for members in town.households().values())
    assert set(sizes) >= {1, 2, 3, 4, 5}
    assert sizes[1] > sizes[3]
    behind = Counter(door for door, _ in {(r.door, r.household) for r in town.residents})
    assert max(behind.values()) > 1, "strangers share front doors"
    assert all(r.birth_date <= DAY for r in town.residents)
    assert any(r.deceased_on for r in town.residents)
    assert any(r.departed_on for r in town.residents)


def test_the_traps_are_there(town: Town) -> None:
    homes = [members for members in town.households().values() if len(members) > 1]
    alike = [h for h in homes if len({(r.initials, r.surname) for r in h}) < len(h)]
    twins = [h for h in homes if len({r.birth_date for r in h}) < len(h)]
    assert alike, "housemates with the same initials and surname"
    assert twins
    assert {r.name_use for r in town.residents} == set("EPVN")
    assert {r.prefix for r in town.residents} >= {"", "de", "van", "van der"}
    numbers = Counter((door.postcode, door.number) for door in town.doors)
    assert max(numbers.values()) == 3, "neighbours share a house number"


def test_a_married_couple_bears_each_others_names(town: Town) -> None:
    for members in town.households().values():
        for resident in members:
            if resident.partner_surname:
                assert (resident.partner_prefix, resident.partner_surname) in {
                    (other.prefix, other.surname) for other in members if other is not resident
                }


def test_every_front_door_has_its_own_place_and_postcode(town: Town) -> None:
    assert len(set(town.doors)) == len(town.doors)
    streets = {(door.postcode, door.street) for door in town.doors}
    assert len(streets) == len({door.postcode for door in town.doors}), "a postcode lies in one street"
    places = town.places()
    for door in town.doors:
        x, y = places[door.postcode]
        assert abs(door.x - x) < 120
        assert abs(door.y - y) < 30


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("van den Berg", ("van den", "Berg")),
        ("op 't Hof", ("op 't", "Hof")),
        ("El Amrani", ("", "El Amrani")),
        ("van IJzendoorn", ("van", "IJzendoorn")),
        ("Öztürk", ("", "Öztürk")),
    ],
)
def test_prefixes_stand_apart(name: str, expected: tuple[str, str]) -> None:
    assert split_prefix(name) == expected


@pytest.mark.parametrize("noise", [ROUGH, HARSH])
def test_rough_partners_are_worse_than_friendly_ones(noise: Noise) -> None:
    assert all(getattr(noise, key) >= getattr(FRIENDLY, key) for key in Noise.__struct_fields__)


def test_the_register_extract_can_be_read_back(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "residents.csv"
    write_residents(town, path)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert tuple(rows[0]) == RESIDENT_COLUMNS
    assert len(rows) == len(town.residents)
    for row, resident in zip(rows, town.residents, strict=True):
        assert (row["resident_id"], row["geslachtsnaam"]) == (str(resident.id), resident.surname)
        assert date.fromisoformat(row["geboortedatum"]) == resident.birth_date
        assert (row["huisletter"], row["toevoeging"]) == (resident.door.letter, resident.door.suffix)


def test_ages_count_birthdays(town: Town) -> None:
    resident = town.residents[0]
    birthday = resident.birth_date.replace(year=2020)
    assert resident.age(birthday) == 2020 - resident.birth_date.year
    assert resident.age(birthday.replace(year=2019)) == 2019 - resident.birth_date.year
    assert resident.age(date.fromordinal(birthday.toordinal() - 1)) == 2019 - resident.birth_date.year
