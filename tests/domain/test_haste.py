"""When is something done with haste? One answer, whatever the screen."""

from datetime import date, timedelta

import pytest

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.codes import LossWay, MatterKind
from vangnet.domain.fold import fold
from vangnet.domain.sieve import NEAR_DAYS, SOON_DAYS, agenda, haste_from, in_haste

TODAY = date(2026, 6, 1)
REPORTED = e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=1)
TAKEN_UP = e.SignalTakenUp(matter=1, signal=1)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def hasty(*facts: e.Event, on: date = TODAY, today: date = TODAY) -> set[str]:
    """The rules that ask for haste."""
    case = fold(e.Recorded(number, on, number, fact) for number, fact in enumerate(facts))
    return {step.rule for step in agenda(case, today, Practice()) if in_haste(step, today)}


@pytest.mark.parametrize(
    ("danger", "by", "since"),
    [
        (NEAR_DAYS, 0, 0),
        (NEAR_DAYS + 1, 0, 1),
        (-5, -3, -3 - SOON_DAYS),
        (0, SOON_DAYS, 0),
        (0, SOON_DAYS + 1, 1),
        (40, 40, 40 - SOON_DAYS),
    ],
)
def test_danger_is_near_and_something_is_to_be_done_soon(danger: int, by: int, since: int) -> None:
    assert haste_from(after(danger), after(by)) == after(since)


def test_where_the_day_of_danger_is_known_it_tells_how_near() -> None:
    assert haste_from(None, TODAY, otherwise=True) == after(-SOON_DAYS)
    assert haste_from(after(40), TODAY, otherwise=True) == after(40 - NEAR_DAYS)
    assert haste_from(None, TODAY) is None


def test_an_eviction_in_four_days_and_not_one_in_forty() -> None:
    def announced(days: int) -> e.Event:
        return e.EvictionAnnounced(matter=1, eviction=1, day=after(days))

    assert {"stop_eviction", "crisis_contact", "attempt"} <= hasty(REPORTED, TAKEN_UP, announced(4))
    assert hasty(REPORTED, TAKEN_UP, announced(40)) == set()


def test_a_crisis_report_without_a_day() -> None:
    crisis = e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=1, crisis=True)
    assert hasty(crisis) == {"triage", "crisis_contact"}
    assert hasty(REPORTED) == set()


def test_a_home_that_was_lost_and_its_aftercare_when_the_day_has_come() -> None:
    lost = (REPORTED, TAKEN_UP, e.HomeLost(way=LossWay.KEYS_HANDED_IN))
    assert {"rehouse", "record_loss"} <= hasty(*lost)
    assert "follow_up" not in hasty(*lost)
    assert "follow_up" in hasty(*lost, e.Rehoused(), today=after(92))
