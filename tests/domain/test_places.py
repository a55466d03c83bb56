"""Does a place come with what speaks for and against it, and does nothing fall away by the order?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.codes import PlaceKind
from vangnet.domain.places import Fit, Need, Place, fit, fits, is_near

DAY = date(2026, 11, 23)
FLAT = Place(1, PlaceKind.FLAT, 3, "9102", 62_000, DAY, None, municipal_lease=False)
FAMILY = Need(adults=2, minors=2, most_rent_cents=65_000, school="9101", network="9415")


def codes(found: Fit) -> tuple[set[str], set[str]]:
    return {reason.code for reason in found.speaks_for}, {reason.code for reason in found.speaks_against}


def test_every_reason_is_told_for_and_against() -> None:
    good, bad = codes(fit(FLAT, FAMILY, DAY))
    assert good == {"free_now", "lasting", "enough_rooms", "payable", "near_school"}
    assert bad == {"far_from_network"}


def test_what_nobody_knows_is_no_reason() -> None:
    good, bad = codes(fit(FLAT, Need(), DAY))
    assert (good, bad) == ({"free_now", "lasting"}, set())


def test_against_it_speak_room_rent_and_time() -> None:
    room = FLAT._replace(kind=PlaceKind.ROOM, rooms=1, rent_cents=70_000, start=date(2026, 12, 1))
    _, bad = codes(fit(room, FAMILY, DAY))
    assert bad == {"free_later", "not_lasting", "too_few_rooms", "too_dear", "far_from_network"}


def test_a_lease_through_the_municipality_speaks_for_it() -> None:
    assert "municipal_lease" in codes(fit(FLAT._replace(municipal_lease=True), FAMILY, DAY))[0]


@pytest.mark.parametrize(
    ("adults", "minors", "rooms"), [(1, 0, 1), (2, 0, 2), (1, 1, 3), (1, 2, 3), (2, 3, 4), (2, 4, 4), (None, 2, None)]
)
def test_how_many_rooms_a_household_needs(adults: int | None, minors: int, rooms: int | None) -> None:
    assert Need(adults=adults, minors=minors).rooms == rooms


def test_near_is_the_same_quarter_or_one_beside_it() -> None:
    assert is_near("9102", "9109")
    assert not is_near("9102", "9112")


PLACES = st.builds(
    Place,
    number=st.integers(1, 99),
    kind=st.sampled_from(PlaceKind),
    rooms=st.integers(1, 6),
    region=st.sampled_from(["9102", "9103", "9415"]),
    rent_cents=st.integers(20_000, 120_000),
    start=st.dates(date(2026, 10, 1), date(2027, 3, 1)),
    until=st.none() | st.dates(date(2026, 10, 1), date(2027, 6, 1)),
    municipal_lease=st.booleans(),
)


@given(st.lists(PLACES, max_size=12, unique_by=lambda place: place.number))
def test_the_order_refuses_nothing_and_depends_on_nothing_else(places: list[Place]) -> None:
    found = fits(places, FAMILY, DAY)
    there = {place.number for place in places if place.until is None or place.until >= DAY}
    assert {one.place.number for one in found} == there
    assert found == fits(places[::-1], FAMILY, DAY)
    against = [len(one.speaks_against) for one in found]
    assert against == sorted(against)
