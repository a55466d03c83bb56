"""To which level does each field compare, and do the levels stand in the right order?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vangnet.domain.matching import POINTS, THRESHOLDS, PersonRecord, SignalRecord, prepare, prepare_signal
from vangnet.domain.matching.scoring import Comparison, compare

MARIA = PersonRecord(
    id=1,
    household=1,
    initials="M.J.",
    first_names="Maria Johanna",
    prefix="de",
    surname="Groot",
    name_use="P",
    partner_prefix="van",
    partner_surname="Leeuwen",
    birth_date=date(1980, 3, 9),
    street="Kerkstraat",
    number="12",
    letter="A",
    postcode="9101AB",
    phones=("06-91234567",),
)
KEEPS_OWN_NAME = PersonRecord(id=2, household=1, initials="J.", surname="Bos", name_use="E", partner_surname="Maas")
DOUBLE = PersonRecord(id=3, household=1, initials="J.", surname="Groot-Koerkamp")


def level(field: str, person: PersonRecord, **signal: Any) -> str:
    compared = compare(prepare_signal(SignalRecord(**signal)), prepare(person))
    return str(getattr(compared, field))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("de Groot", "same"),
        ("GROOT DE", "same"),
        ("van Leeuwen-de Groot", "same"),
        ("de Groot-van Leeuwen", "same"),
        ("de Groot van Leeuwen", "same"),
        ("van Leeuwen", "partner"),
        ("Leeuwen", "prefix"),
        ("Groot", "prefix"),
        ("de Groot-Smit", "half"),
        ("Smit-de Groot", "half"),
        ("de Groto", "spelling"),
        ("van Leuwen", "spelling"),
        ("Leeuwen-Groto", "spelling"),
        ("van Leeuwen-Smit", "partner_unused"),
        ("Smit", "different"),
        ("", "unknown"),
    ],
)
def test_surnames_of_one_who_bears_the_partners_name(written: str, expected: str) -> None:
    assert level("surname", MARIA, surname=written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Bos", "same"), ("Bos-Maas", "same"), ("Maas", "partner_unused"), ("Maes", "different")],
)
def test_surnames_of_one_who_keeps_the_own_name(written: str, expected: str) -> None:
    assert level("surname", KEEPS_OWN_NAME, surname=written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Groot-Koerkamp", "same"), ("Groot Koerkamp", "same"), ("Koerkamp", "half"), ("Koerkmap", "different")],
)
def test_surnames_of_one_with_a_double_name(written: str, expected: str) -> None:
    assert level("surname", DOUBLE, surname=written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"initials": "M.J."}, "initials"),
        ({"initials": "M."}, "first_initial"),
        ({"initials": "M.J.A."}, "extra_initials"),
        ({"initials": "J.M."}, "order"),
        ({"initials": "M.B."}, "other_initials"),
        ({"initials": "K."}, "different"),
        ({"first_names": "Maria"}, "first_name"),
        ({"first_names": "Johanna"}, "name_alike"),
        ({"first_names": "Mar"}, "name_alike"),
        ({"first_names": "Maira"}, "name_alike"),
        ({"first_names": "Meike"}, "other_name"),
        ({"first_names": "Riet"}, "calling_name"),
        ({}, "unknown"),
    ],
)
def test_given_names(written: dict[str, str], expected: str) -> None:
    assert level("given", MARIA, surname="Groot", **written) == expected


def test_one_initial_on_both_sides_says_less_than_two() -> None:
    assert level("given", KEEPS_OWN_NAME, initials="J.") == "single"
    assert level("given", KEEPS_OWN_NAME, first_names="Jan") == "single"
    assert level("given", KEEPS_OWN_NAME, first_names="Piet") == "calling_name"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"number": "12-A", "postcode": "9101 AB"}, "same"),
        ({"number": "12", "letter": "a", "postcode": "9101AB"}, "same"),
        ({"number": "12", "postcode": "9101AB"}, "no_suffix"),
        ({"number": "12B", "postcode": "9101AB"}, "other_suffix"),
        ({"number": "14", "postcode": "9101AB"}, "near"),
        ({"number": "12A", "postcode": "9101BA", "street": "Kerkstr."}, "same_street"),
        ({"number": "12", "street": "Kerkstraat"}, "other_suffix"),
        ({"number": "12A", "postcode": "9199ZZ", "street": "Dorpsweg"}, "elsewhere"),
        ({"number": "12A"}, "unknown"),
        ({"postcode": "9101AB"}, "unknown"),
    ],
)
def test_addresses(written: dict[str, str], expected: str) -> None:
    assert level("address", MARIA, **written) == expected


@pytest.mark.parametrize(
    ("phone", "expected"),
    [("+31 6 91234567", "equal"), ("0697654321", "different"), ("", "unknown"), ("geen", "unknown")],
)
def test_telephone_numbers(phone: str, expected: str) -> None:
    assert level("phone", MARIA, phone=phone) == expected


def test_every_field_has_its_points_and_unknown_counts_nothing() -> None:
    assert tuple(POINTS) == Comparison._fields
    assert all(levels["unknown"] == 0 for levels in POINTS.values())
    assert all(min(levels.values()) <= 0 <= max(levels.values()) for levels in POINTS.values())


def test_what_a_family_shares_is_not_enough_to_settle() -> None:
    shared = POINTS["surname"]["same"] + POINTS["address"]["same"]
    assert THRESHOLDS.household <= shared < THRESHOLDS.settle
    assert shared + POINTS["given"]["different"] < THRESHOLDS.household


def test_a_leading_housemate_needs_more_than_an_initial_cut_short() -> None:
    given = POINTS["given"]
    assert given["single"] - given["first_initial"] < THRESHOLDS.lead <= given["initials"] - given["first_initial"]


def test_another_birth_date_outweighs_a_given_name() -> None:
    assert POINTS["birth"]["different"] + POINTS["given"]["initials"] < 0
