"""Is a BSN shown only to who needs it, for a reason that is written down, and found nowhere else?"""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.apps.cases.cases_samples import put_on_round
from tests.cast import Cast
from vangnet.apps.accounts.models import Look, User
from vangnet.apps.accounts.sealed import seal_bsn
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, CaseEvent, Person
from vangnet.domain.codes import Role

VisitAs = Callable[[User], Client]
BSN = "999900017"
"""Nobody's: it fails the eleven-test."""


@pytest.fixture
def numbered(case: Case, tenant: Person) -> str:
    """Where one asks for the tenant's number."""
    tenant.bsn_sealed = seal_bsn(BSN, tenant.municipality_id, tenant.token)
    tenant.save(update_fields=["bsn_sealed"])
    return reverse("bsn", args=[case.number, tenant.pk])


def test_the_dossier_shows_that_it_is_known_not_what_it_is(
    case: Case, numbered: str, caseworker: User, visit_as: VisitAs
) -> None:
    page = visit_as(caseworker).get(reverse("case", args=[case.number])).text
    assert numbered in page
    assert BSN not in page
    assert BSN[-4:] not in page


@pytest.mark.parametrize("role", [Role.VISITOR, Role.COORDINATOR])
def test_who_does_not_need_it_is_not_offered_it(
    case: Case, numbered: str, cast: Cast, role: Role, visit_as: VisitAs
) -> None:
    browser = visit_as(cast.people[role])
    put_on_round(case, cast.people[Role.VISITOR], clock.today())
    assert numbered not in browser.get(reverse("case", args=[case.number])).text
    assert browser.post(numbered, {"reason": "debt_help"}).status_code == 403


def test_asking_alone_shows_nothing(numbered: str, caseworker: User, visit_as: VisitAs) -> None:
    browser = visit_as(caseworker)
    assert browser.get(numbered).status_code == 200
    assert browser.post(numbered, {}).status_code == 422
    for page in (browser.get(numbered), browser.post(numbered, {}), browser.post(numbered, {"reason": "curious"})):
        assert BSN not in page.text
    assert not Look.objects.filter(municipality=caseworker.membership_set.get().municipality, act="bsn_shown").exists()


def test_with_a_reason_it_is_shown_and_that_stands_in_the_log(
    case: Case, tenant: Person, numbered: str, caseworker: User, visit_as: VisitAs
) -> None:
    browser = visit_as(caseworker)
    page = browser.post(numbered, {"reason": "debt_help"})
    assert BSN in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "BSN getoond" in browser.get(reverse("case", args=[case.number])).text
    shown = Look.of(case.municipality).get(act="bsn_shown", kind="person")
    assert (shown.user, shown.kind, shown.subject, shown.ground) == (caseworker, "person", tenant.pk, "debt_help")
    assert BSN not in browser.get(numbered).text
    assert all(BSN not in str(session.get_decoded()) for session in Session.objects.all())
    assert not CaseEvent.of(case.municipality).filter(payload__contains=BSN).exists()


@pytest.mark.usefixtures("numbered")
def test_only_of_somebody_in_this_file(case: Case, caseworker: User, visit_as: VisitAs) -> None:
    other = Person.of(case.municipality).create(surname="Elders")
    other.bsn_sealed = seal_bsn("999900029", case.municipality_id, other.token)
    other.save()
    assert visit_as(caseworker).get(reverse("bsn", args=[case.number, other.pk])).status_code == 404
