"""How long is a file kept, from which day on, and what is remembered of it?"""

from collections.abc import Sequence
from datetime import date

import pytest

from vangnet.domain import events as e
from vangnet.domain.agreements import Agreement, Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import Channel, LossWay, MatterKind, Result
from vangnet.domain.fold import fold
from vangnet.domain.keeping import kept_until, remembered

PRACTICE = Practice()
REPORTED = (
    (date(2026, 1, 5), e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=1, cents=90_000)),
    (date(2026, 1, 5), e.SignalTakenUp(matter=1, signal=1)),
)
HELPED = (
    (date(2026, 1, 12), e.HelpOffered(person=1, channel=Channel.VISIT)),
    (date(2026, 1, 12), e.HelpAccepted(person=1)),
)


def case_of(*facts: tuple[date, e.Event]) -> Case:
    return fold(e.Recorded(place, on, place, event) for place, (on, event) in enumerate(facts, start=1))


def closed(on: date, *, aftercare: bool = False) -> tuple[date, e.Event]:
    return on, e.CaseClosed(result=Result.NO_CONTACT, aftercare=aftercare)


def test_an_open_case_is_kept() -> None:
    assert kept_until(case_of(*REPORTED), PRACTICE) is None


def test_half_a_year_where_nobody_was_helped() -> None:
    assert kept_until(case_of(*REPORTED, closed(date(2026, 3, 31))), PRACTICE) == date(2026, 9, 30)


def test_five_years_where_somebody_was() -> None:
    assert kept_until(case_of(*REPORTED, *HELPED, closed(date(2026, 3, 31))), PRACTICE) == date(2031, 3, 31)


def test_what_came_after_closing_begins_the_term_anew() -> None:
    told = date(2026, 4, 10), e.FeedbackGiven(matter=1)
    assert kept_until(case_of(*REPORTED, closed(date(2026, 3, 31)), told), PRACTICE) == date(2026, 10, 10)


def test_the_term_begins_after_the_last_follow_up() -> None:
    facts = case_of(*REPORTED, closed(date(2026, 3, 31), aftercare=True))
    assert kept_until(facts, PRACTICE) == date(2027, 9, 30)


def test_a_case_told_within_another_has_no_term_of_its_own() -> None:
    merged = date(2026, 4, 1), e.CaseMerged(into=2)
    assert kept_until(case_of(*REPORTED, closed(date(2026, 3, 31)), merged), PRACTICE) is None


@pytest.mark.parametrize(("facts", "last"), [(REPORTED, date(2026, 6, 30)), ((*REPORTED, *HELPED), date(2028, 3, 31))])
def test_a_municipality_may_choose_its_own_terms(facts: Sequence[tuple[date, e.Event]], last: date) -> None:
    own = Practice((Agreement(valid_from=date(2026, 1, 1), keep_months=3, keep_helped_months=24),))
    assert kept_until(case_of(*facts, closed(date(2026, 3, 31))), own) == last


def test_a_term_chosen_later_does_not_hold_for_what_was_closed_before() -> None:
    later = Practice((Agreement(valid_from=date(2026, 4, 1), keep_months=1),))
    assert kept_until(case_of(*REPORTED, closed(date(2026, 3, 31))), later) == date(2026, 9, 30)


def test_what_is_remembered_are_codes() -> None:
    lost = date(2026, 2, 1), e.HomeLost(way=LossWay.BAILIFF)
    household = date(2026, 2, 1), e.HouseholdNoted(adults=2, minors=1)
    codes = remembered(case_of(*REPORTED, *HELPED, household, lost))
    assert codes == {
        "kinds": ["rent"],
        "step": 11,
        "result": "",
        "spoken": True,
        "helped": True,
        "minors": True,
        "lost": "bailiff",
        "destination": "",
    }
