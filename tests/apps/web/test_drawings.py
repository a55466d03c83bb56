"""Do ribbon, meter, sieve and account draw what is so, and nothing else?"""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.web.drawings import STEPS, Band, course, funnel, ring, segments

JUNE = date(2026, 6, 12)
households = st.dictionaries(st.sampled_from(list(STEPS)), st.integers(0, 3000))


def states(*args: object, **kwargs: object) -> list[str]:
    return [s.state for s in segments(*args, **kwargs)]  # type: ignore[arg-type]


def test_a_case_at_step_four_has_three_behind_it_and_seven_ahead() -> None:
    assert states(4) == ["past"] * 3 + ["now"] + ["todo"] * 7


def test_a_case_that_has_not_begun_has_everything_ahead() -> None:
    assert states(0) == ["todo"] * 11


def test_a_summons_without_a_report_leaves_a_gap_that_is_seen() -> None:
    days = {1: JUNE, 6: date(2026, 10, 5)}
    assert states(6, days) == ["past", *["gap"] * 4, "now", *["todo"] * 5]


def test_a_step_that_this_kind_of_matter_does_not_have_is_no_gap() -> None:
    assert states(4, {1: JUNE}, absent=(5, 6, 7, 8))[4:8] == ["absent"] * 4


def test_a_step_carries_the_day_it_was_reached() -> None:
    assert segments(3, {1: JUNE})[0].day == JUNE
    assert segments(3, {1: JUNE})[1].day is None


@pytest.mark.parametrize("step", [-1, 12])
def test_there_is_no_other_step(step: int) -> None:
    with pytest.raises(ValueError, match="no step"):
        segments(step)


@given(st.integers(0, 11), st.sets(st.sampled_from(list(STEPS))))
def test_a_ribbon_has_eleven_steps_and_one_now(step: int, absent: set[int]) -> None:
    found = Counter(states(step, None, absent))
    assert found.total() == 11
    assert found["now"] == (1 if step else 0)


def test_the_ring_closes_when_all_are_covered() -> None:
    assert ring(312, 312).closed
    assert ring(312, 312).drawn == 100
    assert ring(0, 0).closed, "a town without cases misses none"


@given(st.integers(1, 500_000), st.data())
def test_one_missing_case_keeps_the_ring_open_to_the_eye(total: int, data: st.DataObject) -> None:
    covered = data.draw(st.integers(0, total - 1))
    assert not ring(covered, total).closed
    assert ring(covered, total).drawn <= 94


@given(households)
def test_the_sieve_shows_every_household(counts: dict[int, int]) -> None:
    drawn = funnel(counts)
    for band in drawn.bands:
        assert band.count == counts.get(band.number, 0)
        assert (len(band.balls) - 1) * drawn.each < max(band.count, 1) <= max(len(band.balls) * drawn.each, 1)


@given(households)
def test_balls_lie_within_their_step_and_beside_each_other(counts: dict[int, int]) -> None:
    drawn = funnel(counts)
    for band in drawn.bands:
        stay_inside(band, drawn.height)
        places = [(ball.x, ball.y) for ball in band.balls]
        assert len(set(places)) == len(places)


def stay_inside(band: Band, height: int) -> None:
    left, right = (float(band.thread[1:].split()[0]), float(band.thread.split()[-2]))
    for ball in band.balls:
        assert left < ball.x < right
        assert height / 11 * (band.number - 1) - 1 < ball.y < height / 11 * band.number + 8


def test_a_town_is_drawn_household_by_household_and_a_nation_by_the_heap() -> None:
    assert funnel({4: 118, 8: 6}).each == 1
    assert funnel({4: 90_000, 8: 1_200}).each > 100


def test_each_ball_is_as_large_as_fits() -> None:
    assert funnel({4: 3}).radius > funnel({4: 118}).radius


def test_more_households_than_a_nation_has_are_refused() -> None:
    with pytest.raises(ValueError, match="more households"):
        funnel({11: 10**9})


def test_an_account_is_drawn_a_step_a_day_with_what_lies_below_zero() -> None:
    drawn = course([(date(2026, 11, 30), 100), (date(2026, 12, 1), -50), (date(2026, 12, 2), 25)])
    assert drawn.line.count("V") == 3
    assert drawn.below.count("Z") == 1
    assert (drawn.highest, drawn.lowest) == (100, -50)
    assert [mark.day for mark in drawn.months] == [date(2026, 12, 1)]
    assert 0 < drawn.zero < drawn.height


def test_an_account_that_stays_level_or_empty_is_drawn_all_the_same() -> None:
    assert course([(date(2026, 12, 1), 0)]).below == ""
    with pytest.raises(ValueError, match="no days"):
        course([])


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=70))
def test_every_balance_lies_within_the_drawing(balances: list[int]) -> None:
    drawn = course([(date(2026, 12, 1) + timedelta(days=n), cents) for n, cents in enumerate(balances)])
    heights = [float(y) for y in re.findall(r"V([-\d.]+)", drawn.line)]
    assert all(0 <= y <= drawn.height for y in [*heights, drawn.zero])
    assert bool(drawn.below) is any(cents < 0 for cents in balances)
