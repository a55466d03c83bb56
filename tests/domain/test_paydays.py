"""Does a household pay on its own pay days, and is four weeks never taken for a month?"""

from datetime import date
from fractions import Fraction

import pytest

from vangnet.domain.codes import Rhythm
from vangnet.domain.money import Flow
from vangnet.domain.paydays import (
    each_time,
    main_income,
    next_pay_day,
    part_of_month,
    pay_day,
    rhythm_of,
    turn_of,
)

FRIDAY = date(2026, 12, 4)
WAGES = Flow(1, 45_000, Rhythm.WEEK, incoming=True, first=date(2026, 1, 2))
BENEFIT = Flow(2, 150_000, Rhythm.FOUR_WEEKS, incoming=True, first=date(2026, 11, 20))
RENT = Flow(3, 70_000, Rhythm.MONTH, incoming=False, first=date(2026, 1, 1))


@pytest.mark.parametrize("rhythm", [Rhythm.WEEK, Rhythm.FOUR_WEEKS, Rhythm.MONTH])
def test_the_days_of_a_rhythm_are_told_again_as_that_rhythm(rhythm: Rhythm) -> None:
    days = [pay_day(FRIDAY, number, rhythm) for number in range(7)]
    assert rhythm_of(days) is rhythm
    assert [turn_of(on, FRIDAY, rhythm) for on in days] == list(range(7))


def test_the_last_day_of_the_month_is_the_last_day_of_a_shorter_one() -> None:
    assert [pay_day(date(2027, 1, 31), number, Rhythm.MONTH).day for number in range(4)] == [31, 28, 31, 30]


def test_two_days_four_weeks_apart_may_well_be_a_month() -> None:
    assert rhythm_of([date(2027, 2, 1), date(2027, 3, 1)]) is Rhythm.MONTH
    assert rhythm_of([FRIDAY]) is Rhythm.MONTH


def test_a_pause_leaves_the_rhythm_as_it_is() -> None:
    assert rhythm_of([FRIDAY, date(2026, 12, 11), date(2027, 1, 8)]) is Rhythm.WEEK


def test_what_is_left_each_time_is_never_more_than_what_is_left() -> None:
    assert each_time(10_000, Rhythm.MONTH) == 10_000
    assert each_time(10_000, Rhythm.WEEK) == 2_307
    assert each_time(13_000, Rhythm.FOUR_WEEKS) == 12_000
    assert each_time(-5, Rhythm.WEEK) == 0


def test_a_month_with_five_pay_days_counts_as_an_average_one() -> None:
    assert 5 * part_of_month(date(2027, 1, 15), Rhythm.WEEK) == Fraction(52, 12)
    assert 4 * part_of_month(date(2026, 12, 4), Rhythm.WEEK) == Fraction(52, 12)
    assert 2 * part_of_month(date(2027, 1, 29), Rhythm.FOUR_WEEKS) == Fraction(13, 12)
    assert part_of_month(FRIDAY, Rhythm.MONTH) == 1


def test_one_pays_in_the_rhythm_of_the_largest_income() -> None:
    assert main_income([RENT, WAGES, BENEFIT]) == WAGES
    assert main_income([RENT]) is None
    assert next_pay_day([RENT, WAGES, BENEFIT], date(2026, 11, 23)) == date(2026, 11, 27)
    assert next_pay_day([BENEFIT], date(2026, 11, 23)) == date(2026, 12, 18)
    assert next_pay_day([Flow(4, 100, Rhythm.WEEK, incoming=True)], FRIDAY) is None
