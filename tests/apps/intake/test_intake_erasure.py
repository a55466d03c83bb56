"""What becomes of what a partner sent when its case is erased, or when it was told of the wrong person?"""

from datetime import timedelta

import pytest

from tests.apps.intake.town import ANTON, MILAN, STRANGER, TODAY, Town
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.erasure import erase_case, erase_ended, erase_facts
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Household, Person
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.models import MatchDecision, Signal


@pytest.fixture
def taken_up(town: Town) -> list[Signal]:
    """A resident, and somebody whom the register does not know."""
    delivery = town.deliver([MILAN, STRANGER])
    deliveries.run(delivery, today=TODAY)
    signals = town.signals(delivery)
    assert all(signal.case_id and signal.person_id for signal in signals)
    return signals


def test_signals_leave_with_their_case_and_who_is_unknown_elsewhere_too(town: Town, taken_up: list[Signal]) -> None:
    here, (milan, stranger) = town.municipality, taken_up
    for signal in taken_up:
        erase_case(here, signal.case_id or 0, ErasureGround.ASKED, by=None, today=TODAY)
    assert not Signal.of(here).exists()
    assert not Case.of(here).exists()
    assert Person.of(here).filter(pk=milan.person_id or 0).exists()
    assert not Person.of(here).filter(pk=stranger.person_id or 0).exists()
    assert not Household.of(here).filter(pk=stranger.household_id or 0).exists()


def test_who_still_has_a_signal_stays(town: Town, taken_up: list[Signal]) -> None:
    stranger = taken_up[1]
    later = town.deliver([{**STRANGER, "Nummer": "H9"}], town.energy, name="energie.csv")
    deliveries.run(later, today=TODAY)
    [kept] = town.signals(later)
    assert kept.person_id == stranger.person_id
    Signal.of(town.municipality).filter(pk=kept.pk).update(case=None, household=None)
    erase_case(town.municipality, stranger.case_id or 0, ErasureGround.ASKED, by=None, today=TODAY)
    assert Person.of(town.municipality).filter(pk=stranger.person_id or 0).exists()


def test_somebody_known_by_one_signal_only_is_forgotten_after_it(town: Town, taken_up: list[Signal]) -> None:
    here, stranger = town.municipality, taken_up[1]
    last = Person.of(here).get(pk=stranger.person_id or 0).retention_until
    assert last is not None
    Case.of(here).filter(pk=stranger.case_id or 0).update(is_open=False, retention_until=last)
    erase_ended(here, last + timedelta(days=1))
    assert not Person.of(here).filter(pk=stranger.person_id or 0).exists()


def test_a_signal_of_the_wrong_person_goes_back_to_the_desk(town: Town, intake: User) -> None:
    here = town.municipality
    deliveries.run(delivery := town.deliver([ANTON]), today=TODAY)
    [signal] = town.signals(delivery)
    wrong, case = signal.person_id, signal.case_id or 0
    facts = CaseEvent.of(here).filter(case=case).values_list("id", flat=True)
    erase_facts(here, case, list(facts), ErasureGround.WRONG_PERSON, by=intake, today=TODAY)
    signal.refresh_from_db()
    assert (signal.status, signal.case, signal.person) == (Signal.Status.WAITING_WHO, None, None)
    assert signal.due_on is not None
    assert list(desk.waiting(here)) == [signal]
    remembered = MatchDecision.of(here).get(person=wrong or 0)
    assert not remembered.same
    son = Person.of(here).get(register_id="3")
    desk.this_person(here, signal.pk, son.pk, by=intake, today=TODAY)
    signal.refresh_from_db()
    assert signal.person == son
    assert signal.case_id
