"""Can a coordinator divide dossiers many at a time, and is nobody's choice undone by another's?"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, many, told
from vangnet.apps.accounts.models import Act, Look, Municipality, User
from vangnet.apps.cases import bulk
from vangnet.apps.cases.list_forms import ticket
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, Step
from vangnet.apps.cases.queries import closed_meter
from vangnet.apps.cases.views import listing
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Result

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")
NOBODYS = {"filter": "1", "owner": "nobody"}


@pytest.fixture
def browser(visit_as: VisitAs, coordinator: User) -> Client:
    return visit_as(coordinator)


@pytest.fixture
def unowned(municipality: Municipality) -> list[Case]:
    """Five households that nobody looks after yet."""
    return left_to_nobody(municipality, 5)


def left_to_nobody(municipality: Municipality, count: int) -> list[Case]:
    openings = []
    for number in range(count):
        home = Household.of(municipality).create()
        tenant = Person.of(municipality).create(household=home, surname=f"Nieuw{number}")
        noted = e.MatterNoted(matter=1, kind=MatterKind.RENT, person=tenant.pk, cents=10_000)
        openings.append(bulk.Opening(home.pk, [(TODAY - timedelta(days=3), noted)]))
    ids = bulk.open_cases(municipality, openings, by=None, today=TODAY)
    return list(Case.of(municipality).filter(pk__in=ids).order_by("pk"))


def send(browser: Client, cases: Iterable[Case], owner: User | None, address: str = "/dossiers/toewijzen/") -> Any:
    """Tick these as the list showed them, and press the button."""
    ticked = [ticket(case.pk, case.owner_id) for case in cases]
    return browser.post(address, {"cases": ticked, "owner": owner.pk if owner else ""}, follow=True)


def owners(municipality: Municipality) -> list[User | None]:
    return [case.owner for case in Case.of(municipality).select_related("owner").order_by("pk")]


class TestDividing:
    def test_several_dossiers_get_an_owner_at_once(
        self, browser: Client, unowned: list[Case], caseworker: User, coordinator: User, municipality: Municipality
    ) -> None:
        browser.get(reverse("case_list"), NOBODYS)
        page = browser.get(reverse("case_list"))
        boxes = re.findall(r'name="cases" value="([^"]+)"', page.text)
        assert sorted(boxes) == [ticket(case.pk, None) for case in unowned]
        assert page.text.count("Kies Huishouden Nieuw") == 5, "each box says whom it chooses"
        ids = re.findall(r' id="([^"]+)"', page.text)
        assert len(ids) == len(set(ids)), "the filter has an owner too"
        page = send(browser, unowned[:3], caseworker)
        assert "3 dossiers toegewezen aan Carla Consulent." in page.text
        assert [row["number"] for row in page.context["rows"]] == [case.number for case in unowned[3:]]
        assert owners(municipality) == [caseworker] * 3 + [None] * 2
        assert closed_meter(municipality) == (5, 3)
        facts = CaseEvent.of(municipality).filter(kind="OwnerAssigned")
        assert {(fact.on, fact.recorded_by) for fact in facts} == {(TODAY, coordinator)}

    def test_it_stands_on_the_agenda_of_who_gets_it_and_the_change_is_logged(
        self, browser: Client, unowned: list[Case], caseworker: User, coordinator: User, municipality: Municipality
    ) -> None:
        send(browser, unowned[:2], caseworker)
        mine = Step.of(municipality).filter(owner=caseworker).values_list("case", flat=True)
        assert set(mine) == {case.pk for case in unowned[:2]}
        changed = Look.of(municipality).filter(user=coordinator, act=Act.CHANGED, kind="case")
        assert sorted(changed.values_list("subject", flat=True)) == [case.pk for case in unowned[:2]]

    def test_what_has_an_owner_is_given_to_another(
        self, browser: Client, case: Case, caseworker: User, colleague: User, municipality: Municipality
    ) -> None:
        """Somebody is ill, and a colleague takes over."""
        assert case.owner == caseworker
        page = send(browser, [case], colleague)
        assert "1 dossier toegewezen aan Cor Collega." in page.text
        assert owners(municipality) == [colleague]

    def test_a_merged_dossier_is_divided_with_all_that_goes_on_in_it(
        self, browser: Client, unowned: list[Case], caseworker: User
    ) -> None:
        first, second, *_ = unowned
        told(second, e.CaseMerged(into=first.pk))
        page = send(browser, [first, second], caseworker)
        assert "1 dossier toegewezen" in page.text
        assert f"Intussen niet meer open: {second.number}." in page.text
        first.refresh_from_db()
        assert first.owner == caseworker


class TestMeanwhile:
    """Between the list and the button a colleague was quicker."""

    def test_what_got_an_owner_meanwhile_keeps_it_and_is_named(
        self, browser: Client, unowned: list[Case], caseworker: User, colleague: User, municipality: Municipality
    ) -> None:
        told(unowned[1], e.OwnerAssigned(owner=colleague.pk))
        told(unowned[3], e.OwnerAssigned(owner=colleague.pk))
        page = send(browser, unowned, caseworker)
        assert "3 dossiers toegewezen aan Carla Consulent." in page.text
        named = f"{unowned[1].number} en {unowned[3].number}"
        assert f"2 dossiers kregen intussen een andere behandelaar: {named}. Daar is niets veranderd." in page.text
        assert owners(municipality) == [caseworker, colleague, caseworker, colleague, caseworker]

    def test_the_same_form_twice_changes_nothing_more(
        self, browser: Client, unowned: list[Case], caseworker: User, municipality: Municipality
    ) -> None:
        send(browser, unowned[:2], caseworker)
        page = send(browser, unowned[:2], caseworker)
        assert f"Al van Carla Consulent: {unowned[0].number} en {unowned[1].number}." in page.text
        assert "toegewezen aan" not in page.text
        assert CaseEvent.of(municipality).filter(kind="OwnerAssigned").count() == 2

    def test_what_was_closed_meanwhile_stays_as_it_is(
        self, browser: Client, unowned: list[Case], caseworker: User, municipality: Municipality
    ) -> None:
        told(unowned[0], e.DebtSettled(matter=1), e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        page = send(browser, unowned[:1], caseworker)
        assert f"Intussen niet meer open: {unowned[0].number}." in page.text
        assert owners(municipality)[0] is None


class TestWhatIsWrong:
    def test_without_a_colleague_it_is_sent_back_with_all_that_was_ticked(
        self, browser: Client, unowned: list[Case], municipality: Municipality
    ) -> None:
        page = send(browser, unowned[:2], None)
        assert page.status_code == 422
        assert page.context["assigning"].errors == {"owner": ["Kies wie het gaat doen."]}
        assert page.text.count(" checked") == 2
        assert owners(municipality) == [None] * 5

    def test_without_a_dossier_it_is_sent_back_with_the_colleague_still_chosen(
        self, browser: Client, unowned: list[Case], caseworker: User
    ) -> None:
        page = send(browser, [], caseworker)
        assert page.status_code == 422
        assert page.text.count("Kies minstens één dossier.") == 2, "on top, and where one ticks"
        assert f'<option value="{caseworker.pk}" selected>' in page.text
        assert unowned

    @pytest.mark.parametrize("typed", ["x", "1", "1.x", "٣.0", "1.0.0", "9" * 30 + ".0", "-1.0"])
    def test_what_no_list_ever_showed_is_no_dossier(self, browser: Client, caseworker: User, typed: str) -> None:
        page = browser.post(reverse("assign"), {"cases": [typed], "owner": caseworker.pk})
        assert page.status_code == 422

    def test_links_of_a_page_that_was_sent_back_lead_to_the_list(
        self, browser: Client, municipality: Municipality
    ) -> None:
        left_to_nobody(municipality, listing.A_PAGE + 2)
        page = send(browser, [], None, reverse("assign") + "?page=2")
        assert len(page.context["rows"]) == 2, "the same page"
        main = page.text.partition("<main")[2].partition("</main")[0]
        assert re.findall(r'href="(\?[^"]*)"', main) == []
        assert f'{reverse("case_list")}?page=1"' in main

    @pytest.mark.parametrize("who", ["analyst", "visitor", "intake"])
    def test_who_owns_no_dossiers_gets_none(
        self, browser: Client, unowned: list[Case], who: str, request: pytest.FixtureRequest
    ) -> None:
        page = send(browser, unowned[:1], request.getfixturevalue(who))
        assert page.status_code == 422
        assert "owner" in page.context["assigning"].errors


class TestForWhom:
    def test_only_a_coordinator_sees_the_boxes_and_may_send_them(
        self, visit_as: VisitAs, unowned: list[Case], caseworker: User, municipality: Municipality
    ) -> None:
        other = visit_as(caseworker)
        page = other.get(reverse("case_list"))
        assert 'name="cases"' not in page.text
        assert "Wijs toe" not in page.text
        assert send(other, unowned, caseworker).status_code == 403
        assert owners(municipality) == [None] * 5

    def test_what_is_closed_has_no_box(self, browser: Client, unowned: list[Case]) -> None:
        told(unowned[0], e.DebtSettled(matter=1), e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        browser.get(reverse("case_list"), {"filter": "1", "state": "all"})
        assert browser.get(reverse("case_list")).text.count('name="cases"') == 4
        browser.get(reverse("case_list"), {"filter": "1", "state": "closed"})
        assert "Wijs toe" not in browser.get(reverse("case_list")).text


class TestPages:
    def test_one_stays_on_the_page_where_one_was(
        self, browser: Client, municipality: Municipality, caseworker: User
    ) -> None:
        many(municipality, caseworker, listing.A_PAGE)
        left_to_nobody(municipality, 3)
        page = browser.get(reverse("case_list"), {"page": "2"})
        address = f"{reverse('assign')}?page=2"
        assert f'action="{address}"' in page.text
        last = Case.of(municipality).filter(number__in=[row["number"] for row in page.context["rows"]])
        after = send(browser, last, caseworker, address)
        assert after.redirect_chain == [(f"{reverse('case_list')}?page=2", 302)]

    def test_a_last_page_that_was_emptied_shows_what_is_left(
        self, browser: Client, municipality: Municipality, caseworker: User
    ) -> None:
        left_to_nobody(municipality, listing.A_PAGE + 2)
        browser.get(reverse("case_list"), NOBODYS)
        numbers = [row["number"] for row in browser.get(reverse("case_list"), {"page": "2"}).context["rows"]]
        last = Case.of(municipality).filter(number__in=numbers)
        page = send(browser, last, caseworker, f"{reverse('assign')}?page=2")
        assert "2 dossiers toegewezen" in page.text
        assert len(page.context["rows"]) == listing.A_PAGE

    def test_many_dossiers_ask_no_more_queries_than_few(
        self, browser: Client, municipality: Municipality, caseworker: User
    ) -> None:
        def asked(cases: list[Case]) -> int:
            ticked = [ticket(case.pk, None) for case in cases]
            with CaptureQueriesContext(connection) as queries:
                browser.post(reverse("assign"), {"cases": ticked, "owner": caseworker.pk})
            return len(queries)

        asked(left_to_nobody(municipality, 2))
        assert asked(left_to_nobody(municipality, 40)) == asked(left_to_nobody(municipality, 2)) <= 30
