"""Which household and which case do the stories of this folder begin with?"""

from datetime import date

import pytest

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, Household, Person, Stay
from vangnet.apps.cases.record import Done, open_case
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

TODAY = date(2026, 11, 23)
"""A Monday."""


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
