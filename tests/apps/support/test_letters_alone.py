"""Is nothing decided in writing that was never written, and by nobody who took the decision that is objected to?"""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, VisitAs, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, CaseEvent, Person
from vangnet.apps.support.models import Reply
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, PrivacyRight, Role

pytestmark = pytest.mark.django_db
Address = Callable[..., str]
LETTERS = {
    "HelpDecided": "plan",
    "ObjectionDecided": "rights",
    "ObjectionAnswerExtended": "rights",
    "PrivacyRequestAnswered": "rights",
    "PrivacyAnswerExtended": "rights",
}
"""What is told in a letter, and the page of that adult from which it is written."""


@pytest.fixture
def objected(case: Case, tenant: Person, caseworker: User) -> Case:
    """The caseworker refused debt help today, and the tenant objects and asks for the own data."""
    happened(
        case,
        e.FirstConversationHeld(person=tenant.pk, application=True),
        e.HelpDecided(person=tenant.pk, answer=Answer.NO, by=caseworker.pk),
        e.ObjectionMade(person=tenant.pk),
        e.PrivacyRequestMade(person=tenant.pk, right=PrivacyRight.ACCESS),
    )
    return case


def decides(browser: Client, there: str, **typed: str) -> Any:
    """Decide on the objection; gives the page one comes to."""
    form = browser.get(there).context["form"]
    hidden = {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}
    return browser.post(there, {**hidden, "on_quick": "today", **typed}, follow=True)


class TestOneDoor:
    @pytest.mark.parametrize(("form", "page"), LETTERS.items())
    def test_the_form_of_every_fact_leads_to_where_the_letter_is_written(
        self, form: str, page: str, browser: Client, objected: Case, tenant: Person, address: Address
    ) -> None:
        before = CaseEvent.of(objected.municipality).count()
        url = reverse("record", args=[objected.number, form])
        step = f"?stap=answer_objection.person.{tenant.pk}"
        sent = {"on_quick": "today", "person": str(tenant.pk), "outcome": "upheld", "answer": "yes", "right": "access"}
        for answer in (browser.get(url + step, follow=True), browser.post(url + step, sent, follow=True)):
            assert answer.redirect_chain[-1][0] == address(page)
            assert "Dit legt u vast met de brief aan de bewoner" in unescape(answer.text)
        assert CaseEvent.of(objected.municipality).count() == before

    def test_of_several_adults_one_is_chosen_on_the_dossier(self, browser: Client, objected: Case) -> None:
        answer = browser.get(reverse("record", args=[objected.number, "ObjectionDecided"]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("case", args=[objected.number]) + "#bereikbaar"

    def test_the_dossier_offers_no_other_way(self, browser: Client, objected: Case, address: Address) -> None:
        page = browser.get(reverse("case", args=[objected.number])).text
        assert not [form for form in LETTERS if reverse("record", args=[objected.number, form]) in page]
        assert address("rights") in page

    def test_a_decision_in_writing_is_struck_and_not_written_over(
        self, browser: Client, objected: Case, tenant: Person
    ) -> None:
        refusal = CaseEvent.of(objected.municipality).get(kind="HelpDecided")
        url = reverse("correct", args=[objected.number, refusal.pk])
        shown = browser.get(url)
        assert "schrijf een nieuwe brief" in unescape(shown.text)
        assert decides(browser, url, right="replace", answer="yes", person=str(tenant.pk)).status_code == 422
        assert decides(browser, url, right="strike").status_code == 200
        assert CaseEvent.of(objected.municipality).filter(kind="HelpDecided").count() == 1
        assert CaseEvent.of(objected.municipality).filter(kind="EventCorrected").exists()


class TestAnotherDecides:
    WHY = "Wie besloot, mag niet op het bezwaar beslissen (art. 10:3 lid 3 Awb)."

    def test_who_took_the_decision_reads_why_not_and_can_only_note_that_it_was_withdrawn(
        self, browser: Client, objected: Case, address: Address
    ) -> None:
        there = address("reply", "bezwaar")
        shown = browser.get(there)
        assert self.WHY in unescape(shown.text)
        assert [value for value, _said in shown.context["form"].fields["outcome"].choices] == ["withdrawn"]
        assert decides(browser, there, outcome="rejected", grounds="De regel.").status_code == 422
        assert not Reply.of(objected.municipality).exists()
        assert decides(browser, there, outcome="withdrawn").status_code == 200
        assert CaseEvent.of(objected.municipality).filter(kind="ObjectionDecided").exists()

    def test_a_colleague_decides_and_is_named(
        self, visit_as: VisitAs, cast: Cast, objected: Case, tenant: Person, address: Address
    ) -> None:
        coordinator = visit_as(cast.people[Role.COORDINATOR])
        shown = coordinator.get(address("reply", "bezwaar"))
        assert self.WHY not in unescape(shown.text)
        assert (
            decides(coordinator, address("reply", "bezwaar"), outcome="rejected", grounds="De regel.").status_code
            == 200
        )
        decided = CaseEvent.of(objected.municipality).get(kind="ObjectionDecided")
        assert f'"by":{cast.people[Role.COORDINATOR].pk}' in decided.payload
        assert tenant.pk
        page = unescape(coordinator.get(reverse("case", args=[objected.number])).text)
        assert f"Beslist door {cast.people[Role.COORDINATOR].name}." in page

    def test_who_signs_a_decision_is_kept_with_it(
        self, browser: Client, case: Case, tenant: Person, address: Address, caseworker: User
    ) -> None:
        happened(case, e.FirstConversationHeld(person=tenant.pk, application=True))
        refused = {"answer": "no", "grounds": "De regel.", "nevertheless": "Budgetcoach."}
        assert decides(browser, address("decision"), **refused).status_code == 200
        told = CaseEvent.of(case.municipality).get(kind="HelpDecided")
        assert f'"by":{caseworker.pk}' in told.payload
        assert told.on == TODAY
