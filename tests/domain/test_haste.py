"""When is something done with haste, and what is seen at once? One answer, whatever the screen."""

from datetime import date, timedelta

import pytest

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.codes import Answer, LossWay, MatterKind, Ruling
from vangnet.domain.fold import fold
from vangnet.domain.sieve import NEAR_DAYS, RULES, SOON_DAYS, agenda, haste_from, holds_home, in_haste, seen_at_once

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


def holding(*facts: e.Event, today: date = TODAY) -> set[str]:
    """The rules by which a term of law keeps the home, of what happened on the first day."""
    case = fold(e.Recorded(number, TODAY, number, fact) for number, fact in enumerate(facts))
    return {step.rule for step in agenda(case, today, Practice()) if holds_home(step, today)}


def test_a_remedy_is_seen_at_once_as_long_as_its_term_runs() -> None:
    """Opposition: four weeks, here from the judgment."""
    told = (REPORTED, TAKEN_UP, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True))
    assert holding(*told) == holding(*told, today=after(28)) == {"remedy"}
    assert holding(*told, today=after(29)) == set()
    assert holding(*told, e.RemedyWaived(matter=1)) == set()


def test_so_is_the_last_offer_after_a_judgment_by_which_a_home_may_be_cleared() -> None:
    title = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False)
    case = fold(e.Recorded(number, TODAY, number, fact) for number, fact in enumerate((REPORTED, TAKEN_UP, title)))
    at_once = {step.rule for step in agenda(case, after(30), Practice()) if seen_at_once(step, after(30))}
    assert "last_offer" in at_once
    assert "know_household" not in at_once


def test_so_are_a_moratorium_and_a_claim_of_who_stays_behind() -> None:
    title = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False)
    granted = (e.MoratoriumRequested(matter=1), e.MoratoriumDecided(matter=1, answer=Answer.YES))
    assert "end_moratorium" in holding(REPORTED, TAKEN_UP, title, *granted)
    assert "end_moratorium" not in holding(REPORTED, TAKEN_UP, title, granted[0]), "nothing is granted yet"
    died = (e.MatterNoted(matter=1, kind=MatterKind.TENANT_DIED, person=1),)
    assert holding(*died) == {"housemates_claim"}
    assert holding(*died, today=after(200)) == set()


def test_each_rule_that_keeps_the_home_by_a_term_of_law_names_that_law() -> None:
    named = {rule.key: rule.basis for rule in RULES if rule.holds_home}
    assert named.keys() == {"remedy", "legal_remedy", "housemates_claim", "end_moratorium", "end_grace"}
    assert all(any(one.startswith(("court.", "awb.")) for one in basis) for basis in named.values())
