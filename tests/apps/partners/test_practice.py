"""By which agreements does a municipality work, from which day?"""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.partners.models import Agreement, Partner
from vangnet.apps.partners.practice import CannotBeAgreed, agree, practice_of
from vangnet.domain import agreements

SPRING, AUTUMN = date(2026, 3, 1), date(2026, 10, 1)


def test_without_agreements_the_guide_holds(municipality: Municipality) -> None:
    assert practice_of(municipality).agreed(AUTUMN) == agreements.Agreement()


def test_a_later_agreement_holds_from_its_day(municipality: Municipality, coordinator: User) -> None:
    agree(municipality, agreements.Agreement(valid_from=SPRING, triage=3), by=coordinator)
    agree(municipality, agreements.Agreement(valid_from=AUTUMN, triage=2), by=coordinator)
    practice = practice_of(municipality)
    assert [practice.agreed(day).triage for day in (date(2026, 2, 28), SPRING, AUTUMN)] == [5, 3, 2]


def test_what_is_agreed_next_door_does_not_hold_here(
    municipality: Municipality, neighbour: Municipality, coordinator: User
) -> None:
    agree(neighbour, agreements.Agreement(valid_from=SPRING, triage=1), by=coordinator)
    assert practice_of(municipality).agreed(AUTUMN).triage == 5


def test_for_one_day_the_last_word_counts(municipality: Municipality, coordinator: User) -> None:
    for triage in (4, 1):
        agree(municipality, agreements.Agreement(valid_from=SPRING, triage=triage), by=coordinator)
    assert practice_of(municipality).agreed(SPRING).triage == 1


def test_stricter_than_the_law_is_fine_and_looser_is_not(municipality: Municipality, coordinator: User) -> None:
    agree(municipality, agreements.Agreement(valid_from=SPRING, offer_days=21), by=coordinator)
    with pytest.raises(CannotBeAgreed) as refused:
        agree(municipality, agreements.Agreement(valid_from=AUTUMN, offer_days=40), by=coordinator)
    assert refused.value.problems == [agreements.Problem("offer_days", "law", 1, 28)]
    assert Agreement.of(municipality).count() == 1


def test_an_agreement_is_never_changed(municipality: Municipality, coordinator: User) -> None:
    agree(municipality, agreements.Agreement(valid_from=SPRING), by=coordinator)
    made = Agreement.of(municipality)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        made.update(values="{}")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        made.delete()


def test_asking_again_costs_one_small_query(municipality: Municipality, coordinator: User) -> None:
    agree(municipality, agreements.Agreement(valid_from=SPRING), by=coordinator)
    first = practice_of(municipality)
    with CaptureQueriesContext(connection) as asked:
        assert practice_of(municipality) is first
    assert len(asked) == 1


def test_two_partners_of_a_municipality_have_two_keys(municipality: Municipality, neighbour: Municipality) -> None:
    for town in (municipality, neighbour):
        Partner.of(town).create(key="woonveste", name="Woonveste", kind=Partner.Kind.LANDLORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.of(municipality).create(key="woonveste", name="Another", kind=Partner.Kind.ENERGY)
