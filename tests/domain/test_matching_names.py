"""Are names, addresses, telephone numbers and birth dates read as people in the Netherlands write them?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.matching import fold, parse_address, parse_name, phone_of, postcode_of
from vangnet.domain.matching.addresses import NO_HOUSE, House, glued, house_of, street_of
from vangnet.domain.matching.names import (
    alike,
    core_of,
    first_names_of,
    initials_of,
    prefixes_agree,
    surname_parts,
)
from vangnet.domain.matching.traits import birth_level, birth_number, swapped

NAMES = st.text("abcdeijyzABIJŁłöÿĳşçı'’- .", max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("van Dijk", "VAN DYK"),
        ("IJpma", "Ÿpma"),
        ("Wójcik", "WOJCIK"),
        ("Yılmaz", "Yilmaz"),
        ("Şahin", "SAHIN"),
        ("Łukasz", "Lukasz"),
        ("van 't Ende", "van ’t Ende"),
        ("Smit - Bos", "Smit-Bos"),
        ("Straße", "strasse"),
    ],
)
def test_one_name_in_two_spellings_folds_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Bos", "Vos"), ("Jansen", "Janssen"), ("de Boer", "de Bor")])
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_a_folded_name_has_no_capitals_no_double_spaces_and_no_loose_ends(name: str) -> None:
    folded = fold(name)
    assert folded == folded.lower().strip(" -")
    assert "  " not in folded
    assert "--" not in folded


@pytest.mark.parametrize(
    ("prefix", "surname", "expected"),
    [
        ("van den", "Berg", [("van den", "berg")]),
        ("", "van den Berg", [("van den", "berg")]),
        ("", "Berg, van den", [("van den", "berg")]),
        ("", "BERG VAN DEN", [("van den", "berg")]),
        ("", "v.d. Berg", [("v d", "berg")]),
        ("", "VAN 'T ENDE", [("van t", "ende")]),
        ("", "El Idrissi", [("el", "idrissi")]),
        ("van der", "Aa", [("van der", "aa")]),
        ("", "In", [("", "in")]),
        ("", "Smits-Dekker", [("", "smits"), ("", "dekker")]),
        ("", "Ven-van de Ven, van de", [("van de", "ven"), ("van de", "ven")]),
        ("", "Jansen de Vries", [("", "jansen"), ("de", "vries")]),
        ("", "Lo Fo Sang", [("", "lofosang")]),
        ("", "", []),
    ],
)
def test_a_surname_comes_apart_into_prefix_and_name(prefix: str, surname: str, expected: list[tuple[str, str]]) -> None:
    assert [tuple(part) for part in surname_parts(prefix, surname)] == expected


@given(NAMES, NAMES)
def test_no_surname_part_is_empty(prefix: str, surname: str) -> None:
    assert all(part.core for part in surname_parts(prefix, surname))


def test_a_name_without_letters_has_no_core() -> None:
    assert core_of(surname_parts("", "--")) == ""


@pytest.mark.parametrize(
    ("written", "first_names", "expected"),
    [
        ("J.A.T.", "", "jat"),
        ("J A T", "", "jat"),
        ("JAT", "", "jat"),
        ("Ö.K.", "", "ok"),
        ("Th.J.", "", "tj"),
        ("IJ.", "", "y"),
        ("", "Johanna Anna", "ja"),
        ("", "", ""),
    ],
)
def test_initials_with_and_without_full_stops(written: str, first_names: str, expected: str) -> None:
    assert initials_of(written, first_names) == expected


def test_a_lone_letter_is_no_first_name() -> None:
    assert first_names_of("Anna M. Loïs-Marie") == ("anna", "lois", "marie")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("visser", "vissre", True),
        ("huisman", "huinman", True),
        ("tesfamariam", "tesfamaaraim", True),
        ("kok", "bok", False),
        ("bos", "vos", False),
        ("dekker", "bakker", False),
    ],
)
def test_a_slip_of_the_pen_is_one_edit(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("van der", "v d", True),
        ("van der", "vd", True),
        ("van den", "van der", False),
        ("de", "", False),
        ("", "", True),
    ],
)
def test_prefixes_may_be_abbreviated(one: str, other: str, same: bool) -> None:
    assert prefixes_agree(one, other) is same
    assert prefixes_agree(other, one) is same


@pytest.mark.parametrize(
    ("text", "initials", "first_names", "prefix", "surname"),
    [
        ("R.A.J. Groen", "R.A.J.", "", "", "Groen"),
        ("JA de Vries", "JA", "", "", "de Vries"),
        ("Maria Smits", "", "Maria", "", "Smits"),
        ("Maria Johanna de Groot-Vos", "", "Maria Johanna", "", "de Groot-Vos"),
        ("Kadir El Amrani", "", "Kadir", "", "El Amrani"),
        ("M. van der Aa", "M.", "", "", "van der Aa"),
        ("Berg, J.A. van der", "J.A.", "", "van der", "Berg"),
        ("Dam, D. van", "D.", "", "van", "Dam"),
        ("Vries-Bos, Maria de", "", "Maria", "de", "Vries-Bos"),
        ("VRIES DE J.", "J.", "", "", "VRIES DE"),
        ("JANSEN J A", "JA", "", "", "JANSEN"),
        ("Dhr. P. Smit", "P.", "", "", "Smit"),
        ("Mevr. J. v.d. Berg", "J.", "", "", "v.d. Berg"),
        ("Fam. Yılmaz", "", "", "", "Yılmaz"),
        ("de Vries", "", "", "", "de Vries"),
        ("  Bos  ", "", "", "", "Bos"),
        ("", "", "", "", ""),
    ],
)
def test_a_name_in_one_field_comes_apart(text: str, initials: str, first_names: str, prefix: str, surname: str) -> None:
    assert tuple(parse_name(text)) == (initials, first_names, prefix, surname)


@given(st.text(max_size=60))
def test_any_text_can_be_read_as_a_name(text: str) -> None:
    name = parse_name(text)
    assert fold(name.surname) in fold(text) or "," in text or fold(text) == ""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("4-A",), (4, "A")),
        (("4", "A"), (4, "A")),
        (("4", "", "a"), (4, "A")),
        (("23 B",), (23, "B")),
        (("58-II",), (58, "2")),
        (("58", "", "2"), (58, "2")),
        (("2 HS",), (2, "HS")),
        (("2", "", "huis"), (2, "HS")),
        (("17bis",), (17, "BIS")),
        (("12", "A", "3"), (12, "A3")),
        (("12A-3",), (12, "A3")),
        (("36",), (36, "")),
        (("onbekend",), (0, "")),
    ],
)
def test_a_house_number_in_one_field_or_three(fields: tuple[str, ...], expected: tuple[int, str]) -> None:
    assert tuple(house_of(*fields)) == expected


def test_a_suffix_may_be_glued_to_the_number() -> None:
    assert glued(House(363, "")) == House(36, "3")
    assert glued(House(36, "B")) == NO_HOUSE
    assert glued(House(7, "")) == NO_HOUSE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Molenhof 9, 9570 AD Veldervoort", ("Molenhof", "9", "9570AD", "Veldervoort")),
        ("Stationlaan 47-2, 9598ch Veldervoort", ("Stationlaan", "47-2", "9598CH", "Veldervoort")),
        ("1e Dwarsstraat 2 HS, 9269AK X", ("1e Dwarsstraat", "2 HS", "9269AK", "X")),
        ("Plein 1944 12-A", ("Plein 1944", "12-A", "", "")),
        ("Ds. Th. Fliednerstraat 38", ("Ds. Th. Fliednerstraat", "38", "", "")),
        ("9129BE Veldervoort", ("", "", "9129BE", "Veldervoort")),
        ("Kerkstraat", ("Kerkstraat", "", "", "")),
    ],
)
def test_an_address_in_one_field_comes_apart(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(parse_address(text)) == expected


@given(st.text(max_size=60))
def test_any_text_can_be_read_as_an_address(text: str) -> None:
    assert all(part == part.strip() for part in parse_address(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Burg. de Vrieslaan", "Burgemeester de Vrieslaan"),
        ("Kerkstr.", "KERKSTRAAT"),
        ("1e Dwarsstraat", "Eerste Dwarsstraat"),
        ("St. Jorisstraat", "Sint Jorisstraat"),
        ("Prins Hendrik-kade", "PRINS HENDRIKKADE"),
    ],
)
def test_streets_may_be_abbreviated(one: str, other: str) -> None:
    assert street_of(one) == street_of(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9346 CD", "9346CD"),
        ("9346cd", "9346CD"),
        ("9129BE Veldervoort", "9129BE"),
        ("0123 AB", ""),
        ("", ""),
    ],
)
def test_postcodes(text: str, expected: str) -> None:
    assert postcode_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["0691234567", "06-91234567", "+31691234567", "+31 (0)6 91 23 45 67", "0031 6 91234567", "691234567"],
)
def test_one_telephone_number_in_many_spellings(text: str) -> None:
    assert phone_of(text) == "+31691234567"


@pytest.mark.parametrize("text", ["", "geen", "12", "0600000000", "06912345678", "0612"])
def test_what_is_no_telephone_number(text: str) -> None:
    assert phone_of(text) == ""


def test_a_foreign_number_keeps_its_country() -> None:
    assert phone_of("+32 470 12 34 56") == "+32470123456"


@given(st.text("0123456789+-() ", max_size=16))
def test_reading_a_read_telephone_number_changes_nothing(text: str) -> None:
    assert phone_of(phone_of(text)) == phone_of(text)


def test_a_filled_in_birth_date_is_unknown() -> None:
    assert birth_number(date(1900, 1, 1)) == 0
    assert birth_number(None) == 0
    assert birth_number(date(1966, 4, 23)) == 19660423


@pytest.mark.parametrize(
    ("signal", "person", "level"),
    [
        (19660423, 19660423, "equal"),
        (19800101, 19800101, "first_january"),
        (19660403, 19660304, "swapped"),
        (19660423, 19660424, "slip"),
        (19660423, 19560423, "slip"),
        (19660423, 19661105, "same_year"),
        (19660423, 19711105, "different"),
        (0, 19660423, "unknown"),
        (19660423, 0, "unknown"),
    ],
)
def test_birth_dates_compare_by_level(signal: int, person: int, level: str) -> None:
    assert birth_level(signal, person) == level


@given(st.dates(date(1910, 1, 1), date(2030, 12, 31)))
def test_swapping_day_and_month_twice_gives_the_date_back(day: date) -> None:
    number = birth_number(day)
    assert swapped(number) in (0, number) or swapped(swapped(number)) == number


@pytest.mark.parametrize("text", ["a " * 2500, " " * 5000 + "x", "1 " * 2500, "-" * 5000, "a1" * 2500, "." * 5000])
def test_an_absurdly_long_field_is_read_like_any_other(text: str) -> None:
    assert len(parse_address(text).house) < 30
    assert len(fold(text)) <= len(text)
    assert len(parse_name(text).surname) <= len(text)
