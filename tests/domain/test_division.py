"""Is every cent divided, does home go first, and is a schedule that does not fit found out?"""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vangnet.domain.codes import DEBTS, MatterKind, Rhythm
from vangnet.domain.division import (
    Above,
    Owed,
    Part,
    TooLittle,
    above,
    by_threat,
    difference,
    divide,
    double_days,
    paused,
    propose,
    rank,
    schedule,
)
from vangnet.domain.paydays import RHYTHMS, each_time, most

FIRST = date(2026, 12, 28)
RENT, ENERGY, CATALOGUE = (
    Owed(1, MatterKind.RENT, 60_000),
    Owed(2, MatterKind.ENERGY, 30_000),
    Owed(3, MatterKind.OTHER_DEBT, 9_000),
)
debts = st.lists(
    st.builds(Owed, id=st.integers(1, 99), kind=st.sampled_from(sorted(DEBTS)), cents=st.integers(0, 500_000)),
    max_size=6,
    unique_by=lambda debt: debt.id,
)


def cents(parts: Sequence[Part]) -> list[int]:
    return [part.cents for part in parts]


def by_month(schedules: Mapping[int, Sequence[Part]]) -> dict[date, int]:
    months: dict[date, int] = {}
    for part in (part for parts in schedules.values() for part in parts):
        months[part.on.replace(day=1)] = months.get(part.on.replace(day=1), 0) + part.cents
    return months


# What a caseworker expects --------------------------------------------------------------------


def test_a_hundred_euros_over_three_equal_debts() -> None:
    assert divide(10_000, [1, 1, 1]) == [3_334, 3_333, 3_333]
    assert divide(10_000, [2, 1]) == [6_667, 3_333]
    assert divide(0, []) == []


def test_home_and_energy_first_and_the_rest_when_those_are_paid() -> None:
    """€ 150 is left; rent € 600, energy € 300, the catalogue € 90."""
    proposed = propose(15_000, [CATALOGUE, ENERGY, RENT], FIRST)
    assert cents(proposed[1]) == [10_000] * 6
    assert cents(proposed[2]) == [5_000] * 6
    assert proposed[3] == (Part(date(2027, 6, 28), 9_000),)


def test_the_last_payment_takes_what_remains() -> None:
    (parts,) = propose(25_000, [RENT], FIRST).values()
    assert cents(parts) == [25_000, 25_000, 10_000]
    assert [part.on for part in parts] == [FIRST, date(2027, 1, 28), date(2027, 2, 28)]


def test_no_payment_of_some_cents_is_left_for_a_month_of_its_own() -> None:
    proposed = propose(10_000, [Owed(1, MatterKind.RENT, 100_000), Owed(2, MatterKind.ENERGY, 50_000)], FIRST)
    assert [len(parts) for parts in proposed.values()] == [15, 15]
    assert min(cents(proposed[2])) > 3_000


def test_a_small_debt_is_not_paid_in_cents_for_years() -> None:
    """Beside an energy debt of € 1.844 the water of € 11,01 would get 45 cents a month of € 75."""
    proposed = propose(7_500, [Owed(1, MatterKind.ENERGY, 184_400), Owed(2, MatterKind.WATER, 1_101)], FIRST)
    assert cents(proposed[2]) == [500, 500, 101]
    assert cents(proposed[1]) == [7_000] * 26 + [2_400]


def test_what_is_paid_on_the_31st_stays_on_the_last_day() -> None:
    days = [part.on for part in propose(25_000, [RENT], date(2026, 12, 31))[1]]
    assert days == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]


def test_nothing_is_proposed_of_nothing() -> None:
    for left in (0, -5_000):
        with pytest.raises(TooLittle):
            propose(left, [RENT], FIRST)
    with pytest.raises(TooLittle):
        propose(50, [RENT], FIRST)  # a hundred years
    assert propose(10_000, [Owed(1, MatterKind.RENT, 0)], FIRST) == {1: ()}


def test_with_too_few_cents_for_each_they_are_paid_one_after_the_other() -> None:
    proposed = propose(1, [Owed(n, MatterKind.RENT, 2) for n in (1, 2)] + [Owed(3, MatterKind.OTHER_DEBT, 1)], FIRST)
    assert [len(parts) for parts in proposed.values()] == [2, 2, 1]
    assert above(1, proposed) is None


def test_home_energy_water_care_and_then_the_others() -> None:
    assert [rank(kind) for kind in by_threat()] == [0, 0, 1, 2, 3, 4]
    assert by_threat()[-1] is MatterKind.OTHER_DEBT


def test_what_does_not_fit_is_told() -> None:
    parts = [Part(FIRST, 20_000), Part(FIRST, 20_000), Part(date(2027, 1, 28), 19_999)]
    assert difference(60_000, parts) == -1
    assert double_days(parts) == [FIRST]
    assert above(39_999, {1: parts}) == Above(date(2026, 12, 1), 40_000, 39_999)
    assert above(40_000, {1: parts}) is None
    assert above(-100, {1: parts}) == Above(date(2026, 12, 1), 40_000, -100)
    assert above(0, {}) is None


def test_who_is_paid_by_the_week_pays_by_the_week() -> None:
    """€ 100 is left in a month, which is € 23,07 a week; a month with five Fridays is none in which it is too much."""
    friday, room = date(2026, 12, 4), each_time(10_000, Rhythm.WEEK)
    assert room == 2_307
    proposed = propose(room, [RENT, CATALOGUE], friday, Rhythm.WEEK)
    assert [part.on for part in proposed[1][:3]] == [friday, date(2026, 12, 11), date(2026, 12, 18)]
    assert difference(60_000, proposed[1]) == 0
    assert (proposed[3][0].on - proposed[1][-1].on).days == 7
    assert above(10_000, proposed, Rhythm.WEEK) is None
    assert above(10_000, proposed) == Above(date(2027, 1, 1), 5 * 2_307, 10_000)


def test_four_weeks_are_no_month() -> None:
    """€ 130 in a month is € 120 in four weeks; two of them in one month are too much for who is paid by the month."""
    first, room = date(2026, 12, 4), each_time(13_000, Rhythm.FOUR_WEEKS)
    assert room == 12_000
    proposed = propose(room, [RENT], first, Rhythm.FOUR_WEEKS)
    assert [part.on for part in proposed[1][:3]] == [first, date(2027, 1, 1), date(2027, 1, 29)]
    assert above(13_000, proposed, Rhythm.FOUR_WEEKS) is None
    assert above(13_000, proposed) == Above(date(2027, 1, 1), 24_000, 13_000)


def test_a_negative_share_is_no_share() -> None:
    for amount, weights in ((-1, [1]), (1, [-1, 3]), (1, []), (1, [0])):
        with pytest.raises(ValueError, match="cannot divide"):
            divide(amount, weights)


# Always ---------------------------------------------------------------------------------------


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=8))
def test_every_cent_is_divided(amount: int, weights: list[int]) -> None:
    assume(sum(weights))
    shares = divide(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - amount * weight / sum(weights)) < 1
        assert weight or not share
        assert share <= weight or amount > sum(weights)


@given(debts, st.integers(1, 200_000), st.dates(date(2026, 1, 1), date(2030, 1, 31)))
def test_a_proposal_adds_up_and_never_asks_more_than_is_left(owed: list[Owed], left: int, first: date) -> None:
    try:
        proposed = propose(left, owed, first)
    except TooLittle:
        assert left < 1_000 or sum(debt.cents for debt in owed) > left * (most(Rhythm.MONTH) - 10) * 4 // 5
        return
    assert set(proposed) == {debt.id for debt in owed}
    for debt in owed:
        assert difference(debt.cents, proposed[debt.id]) == 0
        assert double_days(proposed[debt.id]) == []
        assert all(part.cents > 0 and part.on >= first for part in proposed[debt.id])
    assert above(left, proposed) is None
    assert max(by_month(proposed).values(), default=0) <= left


@given(debts, st.integers(500, 50_000), st.dates(date(2026, 1, 1), date(2030, 1, 31)), st.sampled_from(RHYTHMS))
def test_so_it_does_in_every_rhythm(owed: list[Owed], room: int, first: date, rhythm: Rhythm) -> None:
    try:
        proposed = propose(room, owed, first, rhythm)
    except TooLittle:
        return
    assert {debt.id: difference(debt.cents, proposed[debt.id]) for debt in owed} == {debt.id: 0 for debt in owed}
    days: dict[date, int] = {}
    for part in (part for parts in proposed.values() for part in parts):
        days[part.on] = days.get(part.on, 0) + part.cents
    assert max(days.values(), default=0) <= room
    assert all((on - first).days % 7 == 0 for on in days) or rhythm is Rhythm.MONTH


@given(debts, st.integers(1_000, 200_000))
def test_others_wait_until_home_energy_water_and_care_are_paid(owed: list[Owed], left: int) -> None:
    try:
        proposed = propose(left, owed, FIRST)
    except TooLittle:
        return
    first = [part.on for debt in owed if rank(debt.kind) < 4 for part in proposed[debt.id]]
    others = [part.on for debt in owed if rank(debt.kind) == 4 for part in proposed[debt.id]]
    assert not (first and others) or max(first) < min(others)


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(1, 60))
def test_a_schedule_pays_all_on_its_days(owed: int, amount: int, count: int) -> None:
    days = [date(2027, 1, 1).replace(year=2027 + month // 12, month=month % 12 + 1) for month in range(count)]
    assert difference(owed, schedule(owed, amount, days)) == 0


class TestAPause:
    """Nothing is paid in it; what would have been comes after the last payment, and no cent is lost."""

    PARTS = (Part(date(2026, 12, 28), 100), Part(date(2027, 1, 28), 200), Part(date(2027, 2, 28), 50))

    def test_what_falls_in_it_comes_after_the_last_a_month_apart(self) -> None:
        assert paused(self.PARTS, date(2027, 1, 28)) == (
            Part(date(2027, 2, 28), 50),
            Part(date(2027, 3, 28), 100),
            Part(date(2027, 4, 28), 200),
        )

    def test_one_that_outlasts_the_schedule_moves_all_of_it_beyond(self) -> None:
        assert [part.on for part in paused(self.PARTS, date(2027, 5, 28))] == [
            date(2027, 6, 28), date(2027, 7, 28), date(2027, 8, 28)
        ]  # fmt: skip

    def test_weeks_stay_weeks(self) -> None:
        weekly = tuple(Part(date(2026, 12, day), 100) for day in (4, 11, 18))
        assert [part.on for part in paused(weekly, date(2026, 12, 11))] == [
            date(2026, 12, 18), date(2026, 12, 25), date(2027, 1, 1)
        ]  # fmt: skip

    def test_before_the_first_payment_nothing_moves(self) -> None:
        assert paused(self.PARTS, date(2026, 12, 27)) == self.PARTS
        assert paused((), date(2026, 12, 27)) == ()

    @given(
        st.dictionaries(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 900), max_size=12),
        st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    )
    def test_no_cent_is_lost_and_no_day_is_taken_twice(self, payments: dict[date, int], until: date) -> None:
        parts = [Part(on, cents) for on, cents in payments.items()]
        found = paused(parts, until)
        assert sorted(part.cents for part in found) == sorted(payments.values())
        assert all(part.on > until for part in found)
        assert double_days(found) == []
