"""Which household and which case do the stories of this folder begin with?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.bulk import Opening, open_cases
from vangnet.apps.cases.models import Case, Household, Person, Stay
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.fixture
def the_day(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """It is that Monday, and a text that lacks its words is an error."""
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    settings.STRICT_TEXTS = True


@pytest.fixture
def browser(visit_as: Callable[[User | None], Client], caseworker: User) -> Client:
    """The caseworker's."""
    return visit_as(caseworker)


@pytest.fixture
def household(municipality: Municipality) -> Household:
    """The De Jong family of Molenweg 12-A."""
    home = Household.of(municipality).create(register_id="2")
    Stay.of(municipality).create(
        household=home, street="Molenweg", number=12, suffix="A", postcode="9102DB", city="Voorbeeldstad"
    )
    Person.of(municipality).create(household=home, register_id="2", initials="L.H.", prefix="de", surname="Jong")
    return home


@pytest.fixture
def tenant(household: Household) -> Person:
    return Person.of(household.municipality).get(household=household)


@pytest.fixture
def case(municipality: Municipality, household: Household, tenant: Person, caseworker: User) -> Case:
    """Three weeks ago the landlord reported rent arrears of the tenant; the signal was taken up."""
    received = e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=tenant.pk, cents=124_000)
    opened, outcome = open_case(
        municipality,
        household,
        [received, e.SignalTakenUp(matter=1, signal=1), e.OwnerAssigned(owner=caseworker.pk)],
        by=caseworker,
        on=date(2026, 11, 2),
        today=TODAY,
    )
    assert isinstance(outcome, Done)
    return Case.of(municipality).get(pk=opened.pk)


def told(case: Case, *facts: e.Event, on: date = TODAY, by: User | None = None) -> Done:
    """Let these facts be known of it."""
    outcome = record(case, facts, by=by, on=on, today=TODAY)
    assert isinstance(outcome, Done)
    return outcome


def many(municipality: Municipality, owner: User, count: int, *, ago: int = 10, by: User | None = None) -> None:
    """So many households, each with a rent debt that this caseworker looks after, as told by the owner or another."""
    openings = []
    for number in range(count):
        home = Household.of(municipality).create()
        tenant = Person.of(municipality).create(household=home, surname=f"Voorbeeld{number}")
        facts = [
            e.MatterNoted(matter=1, kind=MatterKind.RENT, person=tenant.pk, cents=10_000),
            e.OwnerAssigned(owner=owner.pk),
        ]
        openings.append(Opening(home.pk, [(TODAY - timedelta(days=ago), fact) for fact in facts]))
    open_cases(municipality, openings, by=by or owner, today=TODAY)
