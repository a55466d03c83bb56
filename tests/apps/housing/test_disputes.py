"""Is a tenant helped with rent, repairs and a debt that is wrong, and with a landlord's list?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, told
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.erasure import erase_case
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Person
from vangnet.apps.cases.sight import sight_of
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Answer, DisputeAbout, DisputeStep, MatterKind, Role

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")


@pytest.fixture
def carla(visit_as: VisitAs, caseworker: User) -> Client:
    return visit_as(caseworker)


@pytest.fixture
def rent(case: Case, tenant: Person) -> str:
    """The address of the page, of a case with rent in arrears as its second matter."""
    told(case, e.MatterNoted(matter=2, kind=MatterKind.RENT, person=tenant.pk))
    return reverse("disputes", args=[case.number])


def test_it_warns_first_not_to_hold_back_rent(carla: Client, rent: str) -> None:
    shown = carla.get(rent).text
    assert shown.index("Houd geen huur in zonder advies") < shown.index("Niet betwist")


def test_of_a_debt_that_is_no_rent_nothing_is_said_of_rent_or_a_landlord(
    carla: Client, case: Case, tenant: Person
) -> None:
    told(case, e.DebtSettled(matter=1), e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=tenant.pk))
    told(case, e.DebtDisputed(matter=2, about=DisputeAbout.AMOUNT))
    shown = carla.get(reverse("disputes", args=[case.number])).text
    assert "schrijven aan wie het geld vraagt" in shown
    assert "Houd geen huur in zonder advies" not in shown
    assert "verhuurder" not in shown


def test_the_rent_is_disputed_and_the_routes_that_fit_are_open(carla: Client, case: Case, rent: str) -> None:
    form = address(case, "DebtDisputed", back="huur")
    assert "houd geen huur in" in carla.get(form).text
    missing = carla.post(form, {**hidden(carla, form), **TODAY_SENT, "matter": "2"})
    assert missing.status_code == 422
    assert "about" in missing.context["form"].errors
    sent = {**hidden(carla, form), **TODAY_SENT, "matter": "2", "about": "rent_too_high"}
    assert carla.post(form, sent)["Location"] == rent
    assert latest(case) == e.DebtDisputed(matter=2, about=DisputeAbout.RENT_TOO_HIGH)
    shown = carla.get(rent).text
    assert "Tel de punten" in shown
    assert "om herstel" not in shown


def test_what_was_done_shows_and_the_agenda_asks_no_more(carla: Client, case: Case, rent: str) -> None:
    told(case, e.DebtDisputed(matter=2, about=DisputeAbout.REPAIRS_WITHHELD))
    assert "Doe iets uiterlijk" in carla.get(rent).text
    form = address(case, "DisputeStepTaken", "dispute.matter.2", "huur")
    sent = {**hidden(carla, form), **TODAY_SENT, "matter": "2", "step": "repairs_asked"}
    assert carla.post(form, sent)["Location"] == rent
    shown = carla.get(rent).text
    assert "gezet op" in shown
    assert "Doe iets uiterlijk" not in shown


def test_an_older_dispute_without_about_has_a_route_all_the_same(carla: Client, case: Case, rent: str) -> None:
    told(case, e.DebtDisputed(matter=2), e.DisputeStepTaken(matter=2, step=DisputeStep.SPECIFICATION_ASKED))
    shown = carla.get(rent).text
    assert "Juridische hulp" in shown
    assert "Om een specificatie gevraagd" in shown


def test_the_neighbours_find_nothing(rent: str, visit_as: VisitAs, outsider: User) -> None:
    assert visit_as(outsider).get(rent).status_code == 404


# A landlord's list --------------------------------------------------------------------------


def test_a_list_is_told_by_the_person_and_helped_with(carla: Client, case: Case, tenant: Person) -> None:
    told(case, e.MatterNoted(matter=2, kind=MatterKind.RENT, person=tenant.pk))
    form = address(case, "ListingTold", back="woning")
    assert "met niemand gedeeld" in carla.get(form).text
    sent = {**hidden(carla, form), **TODAY_SENT, "person": str(tenant.pk), "announced": "no", "until": "2029-11-01"}
    assert carla.post(form, sent)["Location"] == reverse("rehousing", args=[case.number])
    found = latest(case)
    assert isinstance(found, e.ListingTold)
    assert (found.person, found.announced) == (tenant.pk, Answer.NO)
    assert "Help met bezwaar tegen de signaleringslijst" in carla.get(reverse("case", args=[case.number])).text
    assert carla.post(form, {**sent, "until": "31-02-2029"}).status_code == 422


def test_who_walks_past_the_doors_does_not_see_it() -> None:
    for role, sees in ((Role.VISITOR, False), (Role.CASEWORKER, True)):
        assert sight_of(role, 1, 2).event(e.ListingTold(person=1), Facts()) is sees


def test_it_goes_with_the_case(case: Case, tenant: Person) -> None:
    told(case, e.ListingTold(person=tenant.pk))
    assert CaseEvent.of(case.municipality).filter(kind="ListingTold").exists()
    erase_case(case.municipality, case.pk, ErasureGround.ASKED, by=None, today=TODAY)
    assert not CaseEvent.of(case.municipality).filter(kind="ListingTold").exists()


def test_an_unanswered_place_and_urgency_are_asked_after(visit_as: VisitAs, director: User, case: Case) -> None:
    told(case, e.UrgencyAsked(), e.PlaceOffered(place=1))
    shown = visit_as(director).get(reverse("case", args=[case.number])).text
    assert "Vraag of de aangeboden woning goed is" in shown
    assert "Vraag naar de beslissing over urgentie" in shown
