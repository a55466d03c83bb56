"""Which household goes to court in the stories of this folder, and on which day do they play?"""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.apps.court.listing_files import let_be_found, row
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, Household, Person, Stay
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.apps.court.models import District, Sitting
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, MatterKind

TODAY = date(2026, 11, 23)
"""A Monday."""
HEARING = date(2026, 12, 4)
"""A Friday; three working days before it is Tuesday 1 December."""
Goes = Callable[..., Case]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    settings.STRICT_TEXTS = True


@pytest.fixture
def landlord(municipality: Municipality) -> Partner:
    return Partner.of(municipality).create(key="woonveste", name="Woonveste", kind=Partner.Kind.LANDLORD)


@pytest.fixture
def goes_to_court(municipality: Municipality, landlord: Partner) -> Goes:
    """A household with rent arrears at Woonveste, reported in August and summoned three weeks ago."""

    def goes(surname: str, number: int, day: date | None = HEARING, *more: e.Event) -> Case:
        home = Household.of(municipality).create()
        Stay.of(municipality).create(
            household=home, street="Molenweg", number=number, postcode="9102DB", city="Voorbeeldstad"
        )
        tenant = Person.of(municipality).create(household=home, initials="A.", surname=surname)
        Person.of(municipality).create(household=home, initials="B.", surname=surname, birth_date=date(2017, 3, 5))
        told: list[tuple[date, list[e.Event]]] = [
            (
                date(2026, 8, 3),
                [
                    e.SignalReceived(
                        matter=1, signal=1, kind=MatterKind.RENT, partner=landlord.pk, person=tenant.pk, cents=124_000
                    ),
                    e.SignalTakenUp(matter=1, signal=1),
                    e.HelpOffered(person=tenant.pk, channel=Channel.LETTER),
                    e.HouseholdNoted(adults=1, minors=1),
                ],
            ),
            (date(2026, 11, 2), [e.SummonsServed(matter=1)]),
        ]
        if day:
            told.append((date(2026, 11, 3), [e.HearingScheduled(matter=1, hearing=1, day=day)]))
        case, _done = open_case(municipality, home, told[0][1], by=None, on=told[0][0], today=TODAY)
        for on, facts in [*told[1:], (TODAY, list(more))]:
            if facts:
                assert isinstance(record(case, facts, by=None, on=on, today=TODAY), Done)
        return Case.of(municipality).get(pk=case.pk)

    return goes


@pytest.fixture
def jansen(goes_to_court: Goes) -> Case:
    return goes_to_court("Jansen", 2)


@pytest.fixture
def rotterdam(municipality: Municipality) -> District:
    """The municipality comes before the court of Rotterdam, and can be called."""
    return District.of(municipality).create(court="rotterdam", phone="010 555 01 23", desk="stadhuis, 9 tot 12 uur")


@pytest.fixture
def arranged(jansen: Case, court_officer: User) -> Sitting:
    """Where and when, who goes along, and what the resident tells."""
    return Sitting.of(jansen.municipality).create(
        case=jansen,
        matter=1,
        hearing=1,
        room="4",
        day=HEARING,
        at=time(9, 30),
        attends=court_officer,
        travel_minutes=25,
        transport="Wij halen u op om 8.30 uur.",
        proposal="stay",
        own_words="Ik verloor mijn baan.\nNu werk ik weer.",
    )


@pytest.fixture
def officer(visit_as: Callable[[User | None], Client], court_officer: User) -> Client:
    """The court officer's browser."""
    return visit_as(court_officer)


def happened(case: Case, *facts: e.Event, on: date = TODAY) -> None:
    """Let these facts be known of it."""
    assert isinstance(record(case, facts, by=None, on=on, today=TODAY), Done)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Nothing that is kept outlives its test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def jansens_row(jansen: Case) -> dict[str, str]:
    """The household of the dossier can be found, and the list has its hearing."""
    let_be_found(jansen.municipality)
    return row()
