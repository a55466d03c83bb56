"""Do a municipality's choices layer by date over the law, never looser than it?"""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.agreeing import ANY, LAXEST, STRICTEST
from vangnet.domain.agreements import (
    BY_LAW,
    NO_MORE,
    NO_SLOWER,
    Agreement,
    Practice,
    Problem,
    months_on,
    practice_from,
    unit_of,
)
from vangnet.domain.case import Case
from vangnet.domain.codes import MatterKind
from vangnet.domain.events import Recorded, SignalReceived, SignalTakenUp
from vangnet.domain.fold import fold
from vangnet.domain.law import LAW
from vangnet.domain.sieve import agenda

NEW_YEAR = date(2026, 1, 1)


def test_the_guides_defaults_are_not_looser_than_the_law() -> None:
    assert Agreement().problems() == []


@pytest.mark.parametrize("days", [14, 21, 28])
def test_an_offer_may_come_sooner_than_the_law_says(days: int) -> None:
    assert Agreement(valid_from=NEW_YEAR, offer_days=days, offer_write_after_days=14).problems() == []


@pytest.mark.parametrize("days", [29, 56])
def test_an_offer_may_not_come_later_than_the_law_says(days: int) -> None:
    assert Agreement(valid_from=NEW_YEAR, offer_days=days).problems() == [Problem("offer_days", "law", 1, 28)]


def test_in_a_crisis_nobody_is_spoken_later_than_the_law_says() -> None:
    assert Agreement(valid_from=NEW_YEAR, crisis_contact=2).problems() == []
    assert Agreement(valid_from=NEW_YEAR, crisis_contact=4).problems() == [Problem("crisis_contact", "law", 1, 3)]


@pytest.mark.parametrize("name", BY_LAW)
def test_every_choice_bound_by_law_exists_and_its_law_is_known(name: str) -> None:
    assert isinstance(getattr(Agreement(), name), int)
    assert isinstance(LAW.on(NEW_YEAR)[BY_LAW[name]].number, int)


@pytest.mark.parametrize(("name", "bound", "most"), [("review_days", "step", 28), ("late", "late", 5)])
def test_what_the_sieve_promises_everybody_is_no_choice(name: str, bound: str, most: int) -> None:
    """P1: a step within four weeks, and what is late stands on the coordinator's agenda in time."""
    later: dict[str, Any] = {name: most + 1}
    assert Agreement(**later).problems() == [Problem(name, bound, 1, most)]  # type: ignore[arg-type]
    as_promised: dict[str, Any] = {name: most}
    assert Agreement(**as_promised).problems() == []


def test_what_is_late_in_danger_comes_to_the_coordinator_within_two_working_days() -> None:
    assert Agreement(late_danger=3).problems() == [Problem("late_danger", "late", 1, 2)]


@pytest.mark.parametrize(
    ("bound", "name", "other"),
    [*(("danger", *pair) for pair in NO_SLOWER), *(("pair", *pair) for pair in NO_MORE)],
)
def test_danger_never_makes_slower_and_the_least_is_no_more_than_the_most(bound: str, name: str, other: str) -> None:
    shortest: Any = (1,) if isinstance(getattr(Agreement(), other), tuple) else 1
    told = Agreement(**{other: shortest, name: 2}).problems()
    assert told == [Problem(name, bound, 1, 1)]  # type: ignore[arg-type]
    assert name not in {problem.name for problem in Agreement(**{other: shortest, name: 1}).problems()}


@pytest.mark.parametrize("intervals", [(2,), (4, 2, 6)])
def test_in_danger_the_next_attempt_is_no_later_than_the_soonest_without(intervals: tuple[int, ...]) -> None:
    chosen = Agreement(attempt_first=4, attempt_intervals=intervals, attempt_danger=5)
    assert chosen.problems() == [Problem("attempt_danger", "danger", 1, 2)]


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"triage": 0}, Problem("triage", "range", 1, 120)),
        ({"triage": 121}, Problem("triage", "range", 1, 120)),
        ({"window_weeks": 53}, Problem("window_weeks", "range", 1, 52)),
        ({"rehouse_days": 181}, Problem("rehouse_days", "range", 1, 180)),
        ({"attempt_intervals": (5, 0)}, Problem("attempt_intervals", "range", 1, 120)),
        ({"attempt_intervals": ()}, Problem("attempt_intervals", "range", 1, 120)),
        ({"keep_months": 300}, Problem("keep_months", "range", 1, 240)),
        ({"least_cents": {MatterKind.RENT: 100_000_01}}, Problem("least_cents", "range", 0, 100_000_00)),
        ({"least_cents": {MatterKind.RENT: -1}}, Problem("least_cents", "range", 0, 100_000_00)),
    ],
)
def test_a_number_that_makes_no_sense_is_a_problem(choices: dict[str, Any], problem: Problem) -> None:
    assert Agreement(**choices).problems() == [problem]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("triage", "working_days"),
        ("attempt_intervals", "working_days"),
        ("near_days", "days"),
        ("rehousing_days_before", "days"),
        ("window_weeks", "weeks"),
        ("keep_requests_months", "months"),
        ("attempts_least", "times"),
    ],
)
def test_in_what_a_choice_is_counted_shows_in_its_name(name: str, unit: str) -> None:
    assert unit_of(name) == unit


@given(ANY)
def test_what_stays_within_its_bounds_can_hold(chosen: Agreement) -> None:
    assert chosen.problems() == []


@pytest.mark.parametrize("outermost", [LAXEST, STRICTEST])
def test_the_outermost_choices_can_hold_too(outermost: Agreement) -> None:
    assert outermost.problems() == []


def test_only_what_was_chosen_is_written_down() -> None:
    assert msgspec.json.decode(msgspec.json.encode(Agreement(valid_from=NEW_YEAR, triage=3))) == {
        "valid_from": "2026-01-01",
        "triage": 3,
    }


def test_a_choice_that_nobody_knows_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"ofer_days": 14}', type=Agreement)


def test_an_agreement_is_read_back_as_it_was_written() -> None:
    agreement = Agreement(valid_from=NEW_YEAR, attempts_most=4, least_cents={MatterKind.RENT: 5_000})
    assert msgspec.json.decode(msgspec.json.encode(agreement), type=Agreement) == agreement


def test_a_later_agreement_replaces_an_earlier_one_from_its_day_on() -> None:
    practice = practice_from(
        [Agreement(valid_from=date(2026, 7, 1), triage=2), Agreement(valid_from=NEW_YEAR, triage=3)]
    )
    assert practice.agreed(date(2025, 12, 31)).triage == Agreement().triage
    assert practice.agreed(NEW_YEAR).triage == 3
    assert practice.agreed(date(2026, 6, 30)).triage == 3
    assert practice.agreed(date(2026, 7, 1)).triage == 2


@given(st.lists(st.dates(date(2024, 1, 1), date(2028, 1, 1)), unique=True, min_size=1), st.dates())
def test_in_force_is_the_newest_agreement_that_has_begun(starts: list[date], day: date) -> None:
    practice = practice_from(Agreement(valid_from=start) for start in starts)
    begun = [start for start in starts if start <= day]
    assert practice.agreed(day).valid_from == max(begun, default=date.min)


def test_a_municipality_without_agreements_keeps_to_the_guide() -> None:
    assert practice_from([]).agreed(NEW_YEAR) == Agreement()


def _reported(on: date) -> Case:
    return fold(
        [
            Recorded(1, on, 0, SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=1)),
            Recorded(2, on, 1, SignalTakenUp(matter=1, signal=1)),
        ]
    )


def _offer_by(on: date, practice: Practice) -> date:
    return next(o.by for o in agenda(_reported(on), on, practice) if o.rule == "offer")


def test_a_term_follows_the_agreement_of_the_day_it_began() -> None:
    stricter = practice_from([Agreement(valid_from=NEW_YEAR, offer_days=14)])
    assert _offer_by(date(2025, 12, 31), stricter) == date(2026, 1, 28)
    assert _offer_by(NEW_YEAR, stricter) == date(2026, 1, 15)


def test_a_looser_agreement_cannot_move_the_laws_own_day() -> None:
    """Such a row is refused when it is made; were one stored, the law's day would still hold."""
    loose = practice_from([Agreement(valid_from=NEW_YEAR, offer_days=60)])
    assert _offer_by(date(2026, 2, 2), loose) == date(2026, 3, 2)


def test_a_term_that_began_before_the_law_is_counted_from_the_laws_first_day() -> None:
    assert Practice().by_law("wgs.offer_after_signal", date(2019, 5, 6)) == date(2021, 1, 29)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 4, 5), 1, date(2026, 5, 5)),
    ],
)
def test_an_agreed_month_ends_on_the_same_day_and_is_never_shifted(day: date, months: int, end: date) -> None:
    assert months_on(day, months) == end


def test_every_term_is_a_number_of_days_that_makes_sense() -> None:
    for name in Agreement.__struct_fields__:
        chosen = getattr(Agreement(), name)
        if isinstance(chosen, int):
            assert timedelta(0) < timedelta(days=chosen) <= timedelta(days=60), name
