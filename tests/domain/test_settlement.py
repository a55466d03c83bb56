"""What does a debt settlement come to: payments, what is paid by a day, and what is remitted at its end?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.division import Part
from vangnet.domain.settlement import course

BEGAN, ENDS = date(2026, 1, 31), date(2027, 7, 31)


def test_eighteen_months_of_seventy_five_euros_leave_the_rest_to_be_remitted() -> None:
    told = course(BEGAN, ENDS, 1_200_000, 7_500)
    assert len(told.payments) == 18
    assert told.payments[:2] == (Part(date(2026, 2, 28), 7_500), Part(date(2026, 3, 31), 7_500))
    assert told.payments[-1] == Part(ENDS, 7_500)
    assert (told.paid, told.remitted) == (135_000, 1_065_000)


@pytest.mark.parametrize(
    ("day", "paid"),
    [(date(2026, 2, 27), 0), (date(2026, 2, 28), 7_500), (date(2026, 3, 1), 7_500), (ENDS, 135_000)],
)
def test_what_is_to_have_been_paid_by_a_day_includes_that_day(day: date, paid: int) -> None:
    assert course(BEGAN, ENDS, 1_200_000, 7_500).paid_by(day) == paid


def test_who_can_pay_nothing_has_all_of_it_remitted() -> None:
    told = course(BEGAN, ENDS, 1_200_000, 0)
    assert (told.payments, told.paid, told.remitted) == ((), 0, 1_200_000)


def test_one_that_ends_within_a_month_has_no_payment() -> None:
    assert course(BEGAN, date(2026, 2, 27), 90_000, 5_000).payments == ()


@given(st.integers(0, 5_000_000), st.integers(0, 400_000), st.integers(1, 900))
def test_nobody_pays_more_than_is_owed_or_after_the_end(owed: int, cents: int, days: int) -> None:
    until = date.fromordinal(BEGAN.toordinal() + days)
    told = course(BEGAN, until, owed, cents)
    assert told.paid + told.remitted == owed
    assert told.remitted >= 0
    assert all(0 < part.cents <= cents for part in told.payments)
    assert all(BEGAN < part.on <= until for part in told.payments)
