"""What is offered in a debt settlement, and what does one come to: payments, what is paid, what is remitted?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.division import Part
from vangnet.domain.settlement import Claim, NothingToRemit, course, offered

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


def test_the_first_payment_is_when_that_was_agreed() -> None:
    told = course(BEGAN, date(2028, 5, 31), 1_200_000, 7_500, first=date(2026, 12, 31))
    assert (len(told.payments), told.payments[0].on, told.payments[-1].on) == (
        18,
        date(2026, 12, 31),
        date(2028, 5, 31),
    )
    assert told.payments[2].on == date(2027, 2, 28)


def test_a_loan_pays_once_on_its_last_day() -> None:
    assert course(BEGAN, ENDS, 990_00, 495_00, first=ENDS).payments == (Part(ENDS, 495_00),)


def test_a_loan_that_pays_on_the_first_day_has_paid_all_of_it_by_that_day() -> None:
    told = course(BEGAN, BEGAN, 990_00, 495_00, first=BEGAN)
    assert told.payments == (Part(BEGAN, 495_00),)
    assert (told.paid_by(BEGAN), told.remitted) == (495_00, 495_00)


@given(st.integers(0, 5_000_000), st.integers(0, 400_000), st.integers(1, 900))
def test_nobody_pays_more_than_is_owed_or_after_the_end(owed: int, cents: int, days: int) -> None:
    until = date.fromordinal(BEGAN.toordinal() + days)
    told = course(BEGAN, until, owed, cents)
    assert told.paid + told.remitted == owed
    assert told.remitted >= 0
    assert all(0 < part.cents <= cents for part in told.payments)
    assert all(BEGAN < part.on <= until for part in told.payments)


# What is offered ----------------------------------------------------------------------------

MONTHS = [date(2027, month, 1) for month in range(1, 13)]


def test_every_creditor_gets_the_same_percentage() -> None:
    told = offered(12_000, MONTHS, [Claim(1, 600_000), Claim(2, 300_000)])
    assert [part.cents for part in told[1].payments] == [8_000] * 12
    assert [(one.paid, one.remitted) for one in told.values()] == [(96_000, 504_000), (48_000, 252_000)]


def test_who_has_priority_gets_twice_that_percentage() -> None:
    told = offered(12_000, MONTHS, [Claim(1, 600_000), Claim(2, 300_000, 2)])
    assert [one.paid for one in told.values()] == [72_000, 72_000], "12 and 24 percent"


def test_who_has_priority_gets_no_more_than_all_and_the_others_share_what_is_left() -> None:
    told = offered(12_000, MONTHS, [Claim(1, 150_000), Claim(2, 12_000, 2)])
    assert (told[2].paid, told[2].remitted, told[1].paid) == (12_000, 0, 132_000)


def test_a_loan_that_pays_at_once_is_an_offer_of_one_payment() -> None:
    told = offered(30_000, MONTHS[:1], [Claim(1, 60_000), Claim(2, 40_000)])
    assert told[1].payments == (Part(MONTHS[0], 18_000),)
    assert told[1].remitted == 42_000


@pytest.mark.parametrize("cents", [5_000, 5_001])
def test_who_can_pay_all_of_it_needs_no_settlement(cents: int) -> None:
    with pytest.raises(NothingToRemit):
        offered(cents, MONTHS, [Claim(1, 60_000)])


CLAIMS = st.lists(st.tuples(st.integers(1, 2_000_000), st.integers(1, 3)), min_size=1, max_size=12)


@given(CLAIMS, st.integers(1, 200_000), st.integers(1, 36))
def test_an_offer_adds_up_and_treats_equals_alike(drawn: list[tuple[int, int]], cents: int, months: int) -> None:
    claims = [Claim(number, owed, times) for number, (owed, times) in enumerate(drawn)]
    days = [date(2027 + turn // 12, turn % 12 + 1, 1) for turn in range(months)]
    if cents * months >= sum(owed for owed, _times in drawn):
        return
    told = offered(cents, days, claims)
    assert all(one.paid + one.remitted == one.owed and one.remitted >= 0 for one in told.values())
    each = [one.payments[0].cents for one in told.values() if one.payments]
    assert sum(each) <= cents, "never more a month than there is"
    assert cents * months - sum(one.paid for one in told.values()) <= months * len(claims)
    for one, other in pairwise(claims):
        if one.times == other.times:
            by_percentage = abs(told[one.id].paid * other.cents - told[other.id].paid * one.cents)
            assert by_percentage <= 2 * months * max(one.cents, other.cents), "but for cents that cannot be divided"
