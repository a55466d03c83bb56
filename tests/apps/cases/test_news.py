"""Does an owner see on Vandaag what came into the own dossiers, once, and nobody else?"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, many, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.news import FRESH, news
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")


def kinds(municipality: Municipality, user: User) -> list[str]:
    return [new.kind for new in news(municipality, user, TODAY)]


def report(case: Case, signal: int = 2, by: User | None = None) -> None:
    """The energy supplier reports the household as well, and it is taken up."""
    received = e.SignalReceived(matter=signal, signal=signal, kind=MatterKind.ENERGY, cents=30_000)
    told(case, received, e.SignalTakenUp(matter=signal, signal=signal), by=by)


def test_a_report_that_came_in_is_news_until_the_owner_opens_the_dossier(
    browser: Client, case: Case, caseworker: User, municipality: Municipality
) -> None:
    report(case)
    assert "nieuwe melding" in browser.get(reverse("today")).text
    assert Look.of(municipality).filter(user=caseworker, act="listed", subject=case.pk).exists()
    browser.get(reverse("case", args=[case.number]))
    assert "Nieuw in uw dossiers" not in browser.get(reverse("today")).text
    report(case, signal=3)
    assert "nieuwe melding" in browser.get(reverse("today")).text


def test_why_not_is_a_look_at_the_dossier_too(browser: Client, case: Case, caseworker: User) -> None:
    report(case)
    browser.get(reverse("why_not", args=[case.number]))
    assert kinds(case.municipality, caseworker) == []


def test_what_the_owner_told_is_no_news(case: Case, caseworker: User, municipality: Municipality) -> None:
    report(case, by=caseworker)
    assert kinds(municipality, caseworker) == []


def test_who_recorded_something_after_it_knew(case: Case, caseworker: User, municipality: Municipality) -> None:
    report(case)
    told(case, e.HouseholdNoted(adults=1, minors=0), by=caseworker)
    assert kinds(municipality, caseworker) == []
    report(case, signal=3)
    assert kinds(municipality, caseworker) == ["SignalTakenUp"]


def test_another_who_opens_it_leaves_it_news(
    case: Case, caseworker: User, coordinator: User, municipality: Municipality, visit_as: VisitAs
) -> None:
    report(case)
    assert visit_as(coordinator).get(reverse("case", args=[case.number])).status_code == 200
    assert kinds(municipality, caseworker) == ["SignalTakenUp"]
    assert kinds(municipality, coordinator) == []


def test_a_dossier_handed_over_is_news_to_its_new_owner(
    browser: Client, case: Case, caseworker: User, coordinator: User, municipality: Municipality
) -> None:
    browser.get(reverse("case", args=[case.number]))
    told(case, e.OwnerAssigned(owner=coordinator.pk), by=caseworker)
    assert kinds(municipality, coordinator) == ["OwnerAssigned"]
    assert kinds(municipality, caseworker) == []


def test_after_two_weeks_or_closed_it_is_no_news(case: Case, caseworker: User, municipality: Municipality) -> None:
    report(case)
    assert news(municipality, caseworker, TODAY + FRESH)
    assert news(municipality, caseworker, TODAY + FRESH * 2) == []
    Case.of(municipality).filter(pk=case.pk).update(is_open=False)
    assert kinds(municipality, caseworker) == []


def test_five_are_shown_and_the_rest_unfolds(
    browser: Client, caseworker: User, coordinator: User, municipality: Municipality
) -> None:
    many(municipality, caseworker, 40, by=coordinator)
    page = browser.get(reverse("today"))
    assert len(page.context["news"]) == 30
    assert "Toon de rest" in page.text
    assert "Er zijn er nog meer" in page.text
    with CaptureQueriesContext(connection) as asked:
        news(municipality, caseworker, TODAY)
    assert len(asked) == 1


def test_another_municipality_sees_none_of_it(case: Case, caseworker: User, neighbour: Municipality) -> None:
    report(case)
    assert kinds(neighbour, caseworker) == []
