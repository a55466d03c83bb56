"""What if somebody works on a household just when a delivery about it is being written?

A chunk is worked out while nobody has to wait. Before it is written, what it hangs on is locked and looked at again.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.apps.intake.town import ANTON, BRUIJN, MILAN, STRANGER, TODAY, Town
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, SearchKey
from vangnet.apps.cases.record import open_case, record
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.intake.taking_up import TakenUp
from vangnet.domain import events as e
from vangnet.domain.codes import Result

pytestmark = pytest.mark.django_db


def kinds(case: Case) -> list[str]:
    return list(
        CaseEvent.of(case.municipality_id).filter(case=case).order_by("sequence").values_list("kind", flat=True)
    )


def take_in(town: Town, rows: list[dict[str, Any]]) -> Delivery:
    delivery = town.deliver(rows)
    deliveries.confirm(delivery)
    deliveries.run(delivery, today=TODAY)
    assert delivery.status == Delivery.Status.DONE
    return delivery


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let this happen once, after a chunk was worked out and before it is locked."""

    def let(happen: Callable[[], object]) -> None:
        hold, waiting = TakenUp.hold, [happen]

        def after_it_happened(taken: TakenUp) -> bool:
            while waiting:
                waiting.pop()()
            return hold(taken)

        monkeypatch.setattr(TakenUp, "hold", after_it_happened)

    return let


def sound(town: Town) -> None:
    assert list(examine(town.municipality, TODAY)) == []


def test_a_note_written_meanwhile_is_kept_and_the_signal_comes_after_it(
    town: Town, caseworker: User, meanwhile: Callable[..., None]
) -> None:
    take_in(town, [MILAN])
    case = Case.of(town.municipality).get()
    assigned = [e.OwnerAssigned(owner=caseworker.pk)]
    meanwhile(lambda: record(case, assigned, by=caseworker, on=TODAY, today=TODAY))
    take_in(town, [MILAN | {"Nummer": "M2", "Bedrag": "310,00"}])
    assert kinds(case) == ["SignalReceived", "SignalTakenUp", "OwnerAssigned", "SignalReceived", "SignalTakenUp"]
    case.refresh_from_db()
    assert case.owner == caseworker
    sound(town)


def test_a_case_opened_meanwhile_is_joined_and_no_second_one_is_opened(
    town: Town, caseworker: User, meanwhile: Callable[..., None]
) -> None:
    milan = Person.of(town.municipality).get(register_id="4")
    asked = [e.HelpRequested(person=milan.pk)]
    meanwhile(
        lambda: open_case(town.municipality, milan.household, asked, by=caseworker, on=TODAY, today=TODAY),
    )
    take_in(town, [MILAN])
    case = Case.of(town.municipality).get()
    assert kinds(case) == ["HelpRequested", "SignalReceived", "SignalTakenUp"]
    assert Signal.of(town.municipality).get().case == case
    sound(town)


def test_a_case_closed_meanwhile_is_left_closed_and_a_new_one_is_opened(
    town: Town, caseworker: User, meanwhile: Callable[..., None]
) -> None:
    take_in(town, [MILAN])
    before = Case.of(town.municipality).get()
    closing = [e.DebtSettled(matter=1), e.CaseClosed(result=Result.PAID_OR_ARRANGED)]
    meanwhile(lambda: record(before, closing, by=caseworker, on=TODAY, today=TODAY))
    take_in(town, [MILAN | {"Nummer": "M2", "Bedrag": "310,00"}])
    before.refresh_from_db()
    assert not before.is_open
    after = Case.of(town.municipality).get(is_open=True)
    assert kinds(after) == ["SignalReceived", "SignalTakenUp"]
    sound(town)


def test_a_case_merged_into_another_meanwhile_is_told_in_that_one(
    town: Town, caseworker: User, meanwhile: Callable[..., None]
) -> None:
    take_in(town, [MILAN, ANTON])
    milans, antons = (Case.of(town.municipality).get(signals__row=row) for row in (1, 2))
    merged = [e.CaseMerged(into=antons.pk)]
    meanwhile(lambda: record(milans, merged, by=caseworker, on=TODAY, today=TODAY))
    take_in(town, [ANTON | {"Nummer": "A2", "Bedrag": "415,00"}])
    antons.refresh_from_db()
    assert kinds(antons)[-2:] == ["SignalReceived", "SignalTakenUp"]
    assert antons.cents == 64_000 + 41_500, "what Milan owes, and what Anton owes now"
    sound(town)


def test_a_stranger_is_made_once_though_the_chunk_is_worked_out_twice(
    town: Town, caseworker: User, meanwhile: Callable[..., None]
) -> None:
    take_in(town, [BRUIJN])
    case = Case.of(town.municipality).get()
    known, homes = Person.of(town.municipality).count(), Household.of(town.municipality).count()
    assigned = [e.OwnerAssigned(owner=caseworker.pk)]
    meanwhile(lambda: record(case, assigned, by=caseworker, on=TODAY, today=TODAY))
    take_in(town, [STRANGER | {"Nummer": "S1"}, BRUIJN | {"Nummer": "B2", "Bedrag": "77,00"}])
    assert Person.of(town.municipality).count() == known + 1
    assert Household.of(town.municipality).count() == homes + 1
    stranger = Signal.of(town.municipality).get(newcomer=True)
    assert stranger.person is not None
    assert stranger.person.surname in (stranger.case or case).name
    sound(town)


def married(town: Town) -> None:
    """The register says since a moment that Milan uses the name of a partner."""
    milan = Person.of(town.municipality).get(register_id="4")
    milan.name_use, milan.partner_surname = Person.NameUse.PARTNER, "Visser"
    milan.save()


def test_a_case_is_called_by_the_name_that_the_register_brought_meanwhile(
    town: Town, meanwhile: Callable[..., None]
) -> None:
    meanwhile(lambda: married(town))
    take_in(town, [MILAN])
    assert Case.of(town.municipality).get().name == "Visser"
    sound(town)


def test_a_case_that_comes_to_be_about_somebody_is_called_by_that_name_too(
    town: Town, meanwhile: Callable[..., None]
) -> None:
    home = Household.of(town.municipality).get(register_id="11")
    seen_by_a_neighbour = [e.HouseholdNoted(adults=1, minors=0)]
    open_case(town.municipality, home, seen_by_a_neighbour, by=None, on=TODAY, today=TODAY)
    meanwhile(lambda: married(town))
    take_in(town, [MILAN])
    assert Case.of(town.municipality).get().name == "Visser"
    sound(town)


def test_who_was_erased_meanwhile_is_in_no_list(town: Town, meanwhile: Callable[..., None]) -> None:
    home = Household.of(town.municipality).get(register_id="11")
    lodger = Person.of(town.municipality).create(household=home, surname="Lodewijks")
    received = [e.HouseholdNoted(adults=2, minors=0)]
    case, _ = open_case(town.municipality, home, received, by=None, on=TODAY, today=TODAY)
    record(case, [e.HelpRequested(person=lodger.pk)], by=None, on=TODAY, today=TODAY)
    meanwhile(lodger.delete)
    take_in(town, [MILAN])
    assert "Lodewijks" not in Case.of(town.municipality).get().name
    assert not SearchKey.of(town.municipality).filter(key="lodewijks").exists()
    sound(town)


def test_case_numbers_follow_each_other_without_a_gap(town: Town) -> None:
    take_in(town, [ANTON, MILAN, BRUIJN, STRANGER])
    numbers = sorted(Case.of(town.municipality).values_list("number", flat=True))
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, len(numbers) + 1))
