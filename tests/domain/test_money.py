"""Is a month reckoned exactly, is a bad day seen before it comes, and does a mending day really mend?"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.codes import Rhythm
from vangnet.domain.money import (
    AHEAD,
    PAYMENT_DAYS,
    Flow,
    Short,
    by_day,
    days,
    fitting_days,
    in_a_month,
    left,
    lowest,
    mending_days,
    monthly,
    perhaps_four_weekly,
    shorts,
)

TODAY = date(2026, 11, 23)
"""A Monday."""


def comes(cents: int, rhythm: Rhythm = Rhythm.MONTH, first: date | None = None, **more: object) -> Flow:
    return Flow(1, cents, rhythm, incoming=True, first=first, **more)  # type: ignore[arg-type]


def goes(cents: int, rhythm: Rhythm = Rhythm.MONTH, first: date | None = None, **more: object) -> Flow:
    return Flow(2, cents, rhythm, incoming=False, first=first, **more)  # type: ignore[arg-type]


@st.composite
def flows(draw: st.DrawFn) -> list[Flow]:
    one = st.builds(
        Flow,
        id=st.integers(1, 9),
        cents=st.integers(0, 400_000),
        rhythm=st.sampled_from(Rhythm),
        incoming=st.booleans(),
        first=st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=100)),
        movable=st.booleans(),
    )
    return draw(st.lists(one, max_size=6, unique_by=lambda flow: flow.id))


balances = st.integers(-100_000, 300_000)


# What somebody at the kitchen table expects ---------------------------------------------------


@pytest.mark.parametrize(
    ("cents", "rhythm", "a_month"),
    [
        (120_000, Rhythm.MONTH, 120_000),
        (120_000, Rhythm.FOUR_WEEKS, 130_000),  # thirteen times a year, not twelve
        (30_000, Rhythm.WEEK, 130_000),  # 52 weeks a year
        (15_000, Rhythm.QUARTER, 5_000),
        (12_000, Rhythm.YEAR, 1_000),
        (50_000, Rhythm.ONCE, 0),
        (100, Rhythm.QUARTER, 33),
        (6, Rhythm.YEAR, 1),  # half a cent counts as one
    ],
)
def test_what_it_is_in_a_month(cents: int, rhythm: Rhythm, a_month: int) -> None:
    assert monthly(comes(cents, rhythm)) == a_month


def test_what_is_left_is_rounded_once() -> None:
    """Three times a third of a euro is a euro, not 99 cents."""
    assert left([comes(100, Rhythm.QUARTER)] * 3) == 100
    assert left([comes(100_000), goes(120_000)]) == -20_000
    assert in_a_month([comes(100, Rhythm.QUARTER), goes(7)], incoming=False) == 7


def test_a_payment_on_the_31st_is_made_on_the_last_day_of_a_short_month() -> None:
    rent = goes(60_000, first=date(2026, 12, 31))
    assert list(days(rent, TODAY, date(2027, 4, 30))) == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


def test_every_four_weeks_drifts_through_the_month() -> None:
    wages = comes(120_000, Rhythm.FOUR_WEEKS, date(2026, 9, 4))
    assert list(days(wages, TODAY, date(2027, 1, 23))) == [date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 22)]


def test_rent_before_the_wages_goes_wrong_for_four_days_and_another_day_mends_it() -> None:
    """€ 100 on the account; rent of € 650 on the 21st, wages of € 1.500 on the 25th, groceries of € 400 on the 26th."""
    rent = goes(65_000, first=date(2026, 12, 21), movable=True)
    told = [rent, comes(150_000, first=date(2026, 12, 25)), Flow(3, 40_000, Rhythm.MONTH, False, date(2026, 12, 26))]
    first, again = shorts(by_day(told, 10_000, TODAY))
    assert first == Short(date(2026, 12, 21), date(2026, 12, 24), -55_000)
    assert again.start == date(2027, 1, 21)
    (mend,) = mending_days(told, 10_000, TODAY)
    assert mend.days == (25, 26, 27, 28)
    assert (mend.lowest, mend.gain, mend.mends) == (10_000, 65_000, True)


def test_where_too_little_comes_in_no_day_mends_it_but_the_best_is_told() -> None:
    told = [comes(50_000, first=date(2026, 12, 25)), goes(90_000, first=date(2026, 12, 1), movable=True)]
    (mend,) = mending_days(told, 0, TODAY)
    assert not mend.mends
    assert mend.gain > 0
    assert left(told) < 0


def test_where_nothing_goes_wrong_nothing_needs_mending() -> None:
    assert mending_days([goes(10_000, first=TODAY, movable=True)], 100_000, TODAY) == []


def test_what_cannot_be_moved_is_left_alone() -> None:
    told = [goes(65_000, first=date(2026, 12, 21)), comes(150_000, first=date(2026, 12, 25))]
    assert mending_days(told, 10_000, TODAY) == []


def test_a_payment_already_made_this_month_is_not_made_twice_by_moving_it() -> None:
    """Paid on 1 November: on the 25th of this month nothing is due, whatever day is chosen."""
    told = [goes(60_000, first=date(2026, 11, 1), movable=True), comes(100_000, first=date(2026, 12, 3))]
    (mend,) = mending_days(told, 0, TODAY)
    assert 25 in mend.days


def test_a_new_payment_fits_after_the_wages() -> None:
    told = [comes(150_000, first=date(2026, 11, 25)), goes(145_000, first=date(2026, 12, 20))]
    fitting = fitting_days(told, 0, TODAY, 5_000)
    assert 24 not in fitting
    assert {25, 28, 3} <= set(fitting)


def test_a_reserve_reaches_or_it_does_not() -> None:
    short = Short(TODAY, TODAY, -20_000)
    assert not short.beyond(20_000)
    assert short.beyond(19_999)


def test_two_monthly_incomes_four_weeks_apart_are_perhaps_one() -> None:
    first, later = (comes(120_000, first=on, kind="wages") for on in (date(2026, 10, 30), date(2026, 11, 27)))
    assert perhaps_four_weekly([first, later]) == [(first, later)]
    assert perhaps_four_weekly([first, comes(1, first=later.first, kind="benefit")]) == []
    assert perhaps_four_weekly([first, comes(1, Rhythm.FOUR_WEEKS, later.first, kind="wages")]) == []
    february, march = (comes(1, first=date(2027, month, 1), kind="wages") for month in (2, 3))
    assert perhaps_four_weekly([february, march]) == [], "the first of the month is the first of the month"


# Always ---------------------------------------------------------------------------------------


@given(flows())
def test_a_year_of_what_is_left_is_what_a_year_brings(told: list[Flow]) -> None:
    times = {
        Rhythm.WEEK: 52,
        Rhythm.FOUR_WEEKS: 13,
        Rhythm.MONTH: 12,
        Rhythm.QUARTER: 4,
        Rhythm.YEAR: 1,
        Rhythm.ONCE: 0,
    }
    year = sum(flow.signed * times[flow.rhythm] for flow in told)
    assert abs(left(told) - Fraction(year, 12)) <= Fraction(1, 2)


@given(flows(), balances)
def test_no_cent_comes_from_nowhere(told: list[Flow], balance: int) -> None:
    before = balance
    for day in by_day(told, balance, TODAY):
        assert day.balance == before + day.incoming - day.outgoing
        before = day.balance


@given(flows())
def test_each_flow_falls_on_its_own_days(told: list[Flow]) -> None:
    end = TODAY + timedelta(days=AHEAD)
    for flow in told:
        found = list(days(flow, TODAY, end))
        assert found == sorted(set(found))
        assert all(TODAY <= on <= end and flow.first and on >= flow.first for on in found)
        if flow.rhythm in (Rhythm.WEEK, Rhythm.FOUR_WEEKS):
            assert all(flow.first and (on - flow.first).days % 7 == 0 for on in found)


@given(flows(), balances)
def test_the_short_days_are_all_days_below_zero(told: list[Flow], balance: int) -> None:
    month = by_day(told, balance, TODAY)
    short = {s.start + timedelta(days=n) for s in shorts(month) for n in range((s.end - s.start).days + 1)}
    assert short == {day.on for day in month if day.balance < 0}


@given(flows(), balances)
def test_a_mending_day_mends(told: list[Flow], balance: int) -> None:
    for mend in mending_days(told, balance, TODAY):
        assert mend.gain > 0
        assert mend.flow in told
        assert mend.flow.movable
        assert set(mend.days) <= set(PAYMENT_DAYS)
        assert mend.lowest - mend.gain < 0, "it went wrong before"
        assert mend.mends is (mend.lowest >= 0)


@given(balances, st.integers(0, 200_000), st.integers(0, 200_000), st.sampled_from(PAYMENT_DAYS))
def test_moved_to_a_day_that_mends_it_nothing_is_short(balance: int, comes_in: int, paid: int, on: int) -> None:
    """A payment that begins next month is moved whole, so that moving it can be held against a flow of that day."""
    wages, rent = comes(comes_in, first=date(2026, 12, on)), goes(paid, first=date(2026, 12, 1), movable=True)
    for mend in mending_days([wages, rent], balance, TODAY):
        for day in mend.days:
            moved = by_day([wages, goes(paid, first=date(2026, 12, day))], balance, TODAY)
            assert lowest(moved) >= mend.lowest if not mend.mends else lowest(moved) >= 0


@given(flows(), balances, st.integers(0, 50_000))
def test_a_fitting_day_is_one_of_the_best(told: list[Flow], balance: int, cents: int) -> None:
    fitting = fitting_days(told, balance, TODAY, cents)
    assert fitting
    assert set(fitting) <= set(PAYMENT_DAYS)
    assert lowest(by_day(told, balance, TODAY)) >= lowest(by_day([*told, goes(cents, first=TODAY)], balance, TODAY))
