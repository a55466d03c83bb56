"""From the first talk to the plan and the decision on paper: is it kept as it is, and does the agenda follow?"""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, VisitAs, text_of
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.erasure import erase_case
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Person
from vangnet.apps.cases.record import record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.models import ObjectionDesk, PlanStep, Ruling, Talk
from vangnet.domain import events as e
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import Answer, ObjectionOutcome

pytestmark = pytest.mark.django_db
STEP = {"act": "add", "what": "Samen de post openen", "who": "us", "name": "", "due": "2026-12-01"}


def known(case: Case, person: Person) -> Known:
    return facts_of(case.municipality, [case.pk])[case.pk].persons[person.pk]


def happened(case: Case, *facts: e.Event, on: date = TODAY) -> None:
    record(case, facts, by=None, on=on, today=TODAY)


@pytest.fixture
def talked(case: Case, tenant: Person) -> Case:
    """The tenant applied for debt help in the first talk."""
    happened(case, e.HelpAccepted(person=tenant.pk), e.FirstConversationHeld(person=tenant.pk, application=True))
    return case


@pytest.fixture
def plan(talked: Case, tenant: Person) -> str:
    return reverse("plan", args=[talked.number, tenant.pk])


@pytest.fixture
def decide(talked: Case, tenant: Person) -> str:
    return reverse("decision", args=[talked.number, tenant.pk])


@pytest.fixture
def desk(municipality: Municipality) -> ObjectionDesk:
    return ObjectionDesk.of(municipality).create(
        name="Team Bezwaar", address="Postbus 12\n3500 AA Utrecht", phone="14 030"
    )


def decided(browser: Client, decide: str, **typed: str) -> Any:
    form = browser.get(decide).context["form"]
    hidden = {name: str(form.get_initial_for_field(form.fields[name], name)) for name in ("expected", "token")}
    return browser.post(decide, {**hidden, "on_quick": "today", **typed})


class TestTalk:
    @pytest.fixture
    def talk(self, case: Case, tenant: Person) -> str:
        happened(case, e.HelpAccepted(person=tenant.pk))
        return reverse("first_talk", args=[case.number, tenant.pk])

    def test_it_begins_with_how_are_you_and_says_until_when(self, browser: Client, talk: str) -> None:
        page = browser.get(talk)
        assert page.context["form"].topics[0].label == "Hoe gaat het met u?"
        assert "Houd het eerste gesprek: uiterlijk maandag 21 december 2026." in page.text

    def test_nothing_is_required_and_it_is_kept_as_it_is(self, browser: Client, talk: str, case: Case) -> None:
        assert browser.post(talk, {"gezien": "0"}).status_code == 302
        browser.post(talk, {"gezien": "1", "suits": "Liever samen dan alleen.", "expert": "Team Ervaring"})
        kept = Talk.of(case.municipality).get()
        assert (kept.suits, kept.expert, kept.version) == ("Liever samen dan alleen.", "Team Ervaring", 2)
        assert "Liever samen dan alleen." in browser.get(talk).text
        assert not CaseEvent.of(case.municipality).filter(payload__contains="Liever").exists()

    @pytest.mark.parametrize(("typed", "field"), [({"day": "31-31-2026"}, "day"), ({"at": "half tien"}, "at")])
    def test_bad_input_loses_nothing(self, typed: dict[str, str], field: str, browser: Client, talk: str) -> None:
        page = browser.post(talk, {"gezien": "0", "well": "Slecht geslapen.", **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert "Slecht geslapen." in page.text

    def test_two_who_write_at_once_do_not_write_over_each_other(self, browser: Client, talk: str, case: Case) -> None:
        browser.post(talk, {"gezien": "0", "well": "Van de een."})
        page = browser.post(talk, {"gezien": "0", "well": "Van de ander."})
        assert page.status_code == 409
        assert "Van de ander." in page.text
        assert Talk.of(case.municipality).get().well == "Van de een."
        browser.post(talk, {"gezien": str(page.context["seen"]), "well": "Van beiden."})
        assert Talk.of(case.municipality).get().well == "Van beiden."

    def test_kept_and_held_it_leads_on_to_plan_and_picture(
        self, browser: Client, talk: str, case: Case, tenant: Person
    ) -> None:
        form = browser.post(talk, {"gezien": "0", "act": "held"}, follow=True)
        asked = form.context["form"]
        hidden = {name: str(asked.get_initial_for_field(asked.fields[name], name)) for name in ("expected", "token")}
        typed = {**hidden, "person": str(tenant.pk), "on_quick": "today", "application": "yes"}
        back = browser.post(form.wsgi_request.get_full_path(), typed, follow=True)
        assert back.wsgi_request.path == talk
        assert reverse("plan", args=[case.number, tenant.pk]) in back.text
        assert known(case, tenant).conversation_on == TODAY


class TestPlan:
    def test_the_first_open_step_is_on_the_agenda(
        self, browser: Client, plan: str, talked: Case, tenant: Person
    ) -> None:
        browser.post(plan, STEP)
        browser.post(plan, {**STEP, "what": "Bellen met Woonveste", "due": "2026-11-27"})
        assert known(talked, tenant).next_step_on == date(2026, 11, 27)
        first = PlanStep.of(talked.municipality).get(due=date(2026, 11, 27))
        browser.post(plan, {"act": f"done-{first.pk}"})
        assert known(talked, tenant).next_step_on == date(2026, 12, 1)

    def test_the_last_step_ends_the_help_and_that_is_asked_first(
        self, browser: Client, plan: str, talked: Case, tenant: Person
    ) -> None:
        browser.post(plan, STEP)
        step = PlanStep.of(talked.municipality).get()
        page = browser.post(plan, {"act": f"done-{step.pk}"})
        assert page.status_code == 422
        assert "Dit is de laatste stap." in page.text
        assert known(talked, tenant).help_runs
        browser.post(plan, {"act": f"done-{step.pk}", "confirmed": page.context["marks"]})
        assert not known(talked, tenant).help_runs

    def test_the_only_step_is_not_taken_away(self, browser: Client, plan: str, talked: Case) -> None:
        browser.post(plan, STEP)
        step = PlanStep.of(talked.municipality).get()
        assert "Dit is de enige stap." in browser.post(plan, {"act": f"drop-{step.pk}"}, follow=True).text
        browser.post(plan, {**STEP, "due": "2026-12-08"})
        browser.post(plan, {"act": f"drop-{step.pk}"})
        assert PlanStep.of(talked.municipality).get().due == date(2026, 12, 8)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [({"due": "2026-11-01"}, "due"), ({"due": "morgen"}, "due"), ({"what": ""}, "what"), ({"who": "hij"}, "who")],
    )
    def test_bad_input_loses_nothing(
        self, typed: dict[str, str], field: str, browser: Client, plan: str, talked: Case
    ) -> None:
        page = browser.post(plan, {**STEP, "name": "Blijft staan", **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert "Blijft staan" in page.text
        assert not PlanStep.of(talked.municipality).exists()

    def test_after_a_refusal_what_was_open_has_lapsed(
        self, browser: Client, plan: str, talked: Case, tenant: Person
    ) -> None:
        browser.post(plan, STEP)
        assert "Zet erbij" in browser.get(plan).text
        happened(talked, e.HelpDecided(person=tenant.pk, answer=Answer.NO))
        page = browser.get(plan).text
        assert "vervallen" in page
        assert "Zet erbij" not in page
        assert 'value="done-' not in page
        step = PlanStep.of(talked.municipality).get()
        refused = browser.post(plan, {"act": f"done-{step.pk}"}, follow=True)
        assert "Er loopt geen hulp. Er is niets veranderd." in refused.text
        assert PlanStep.of(talked.municipality).get().done_on is None
        happened(talked, e.ObjectionMade(person=tenant.pk))
        happened(talked, e.ObjectionDecided(person=tenant.pk, outcome=ObjectionOutcome.UPHELD))
        assert 'value="done-' in browser.get(plan).text

    def test_who_declined_help_is_offered_no_step_and_reads_when_that_was(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        at = reverse("plan", args=[case.number, tenant.pk])
        happened(case, e.HelpDeclined(person=tenant.pk, verified=True))
        page = browser.get(at).text
        assert "De bewoner zei op maandag 23 november 2026 nee tegen hulp." in page
        assert reverse("case", args=[case.number]) in page
        assert ("Zet erbij" in page, "Begin met wat de bewoner" in page) == (False, False)
        assert "Er loopt geen hulp. Er is niets veranderd." in browser.post(at, STEP, follow=True).text
        assert not PlanStep.of(case.municipality).exists()
        happened(case, e.HelpAccepted(person=tenant.pk))
        assert "Zet erbij" in browser.get(at).text, "who says yes after all"

    def test_where_no_help_began_the_way_to_it_is_the_yes_of_the_resident(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        page = browser.get(reverse("plan", args=[case.number, tenant.pk])).text
        assert "Zegt de bewoner ja, leg dat dan vast in het dossier." in page
        assert ("Zet erbij" in page, "vervallen" in page) == (False, False)

    @pytest.mark.parametrize("act", ["done-999", "drop-x", "nonsense", ""])
    def test_nonsense_is_nothing(self, act: str, browser: Client, plan: str) -> None:
        assert browser.post(plan, {"act": act}).status_code == 404


class TestDecision:
    def test_a_plan_needs_a_step_and_a_kind_of_help(self, browser: Client, decide: str) -> None:
        page = decided(browser, decide, answer="yes", grounds="Blijft staan.")
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {"answer", "kind"}
        assert "Blijft staan." in page.text

    def test_a_refusal_needs_grounds_and_what_is_done_all_the_same(
        self, browser: Client, decide: str, talked: Case
    ) -> None:
        page = decided(browser, decide, answer="no")
        assert set(page.context["form"].errors) == {"grounds", "nevertheless"}
        assert not Ruling.of(talked.municipality).exists()

    def test_a_plan_is_a_letter_with_its_steps_and_the_last_day_to_object(
        self, browser: Client, plan: str, decide: str, talked: Case, tenant: Person, desk: ObjectionDesk
    ) -> None:
        browser.post(plan, STEP)
        assert decided(browser, decide, answer="yes", kind="debt_help").status_code == 302
        assert known(talked, tenant).next_step_on == date(2026, 12, 1)
        letter = text_of(browser.get(reverse("decision_pdf", args=[talked.number, tenant.pk])))
        assert "Samen de post openen" in letter
        assert "U kunt bezwaar maken tot en met maandag 4 januari 2027" in letter
        assert f"{desk.name}, Postbus 12" in letter

    def test_a_refusal_says_first_what_we_do(
        self, browser: Client, decide: str, talked: Case, tenant: Person, desk: ObjectionDesk
    ) -> None:
        assert desk.phone
        words = {"grounds": "U had dit jaar al hulp.", "nevertheless": "Wij bellen samen met de verhuurder."}
        decided(browser, decide, answer="no", **words)
        letter = text_of(browser.get(reverse("decision_pdf", args=[talked.number, tenant.pk])))
        assert letter.index(words["nevertheless"]) < letter.index(words["grounds"])
        assert "14 030" in letter

    def test_the_same_form_decides_once(self, browser: Client, decide: str, talked: Case) -> None:
        form = browser.get(decide).context["form"]
        sent = {name: str(form.get_initial_for_field(form.fields[name], name)) for name in ("expected", "token")}
        sent |= {"on_quick": "today", "answer": "no", "grounds": "Reden.", "nevertheless": "Wel dit."}
        for _press in range(2):
            browser.post(decide, sent)
        assert Ruling.of(talked.municipality).count() == 1

    def test_without_an_address_for_objections_no_letter_goes_out(
        self, browser: Client, decide: str, talked: Case, tenant: Person
    ) -> None:
        decided(browser, decide, answer="no", grounds="Reden.", nevertheless="Wel dit.")
        page = browser.get(reverse("decision_pdf", args=[talked.number, tenant.pk]), follow=True)
        assert "De brief kan nog niet" in page.text

    def test_who_asked_for_nothing_gets_no_decision(self, browser: Client, case: Case, partner_at_home: Person) -> None:
        page = browser.get(reverse("decision", args=[case.number, partner_at_home.pk]), follow=True)
        assert "De bewoner vroeg nog geen schuldhulp aan." in page.text

    def test_who_applies_after_the_first_talk_gets_a_decision(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        happened(case, e.HelpAccepted(person=tenant.pk), e.FirstConversationHeld(person=tenant.pk, application=False))
        here = reverse("plan", args=[case.number, tenant.pk])
        page = browser.get(here)
        assert "Vraagt de bewoner nu wel schuldhulp aan?" in page.text
        way = page.context["applies"].url
        form = browser.get(way).context["form"]
        hidden = {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}
        typed = {"on_quick": "today", "person": str(tenant.pk), "application": "yes"}
        sent = browser.post(way, {**hidden, **typed})
        assert sent["Location"] == here
        assert known(case, tenant).application_on == TODAY
        after = browser.get(here).text
        assert "Neem het besluit" in after
        assert "Vraagt de bewoner nu wel schuldhulp aan?" not in after

    def test_a_quick_fix_of_months_is_asked_about(
        self, browser: Client, plan: str, decide: str, talked: Case, tenant: Person
    ) -> None:
        browser.post(plan, {**STEP, "due": "2027-03-01"})
        page = decided(browser, decide, answer="yes", kind="quick_fix")
        assert "Een snelle oplossing is klaar binnen 30 dagen" in page.text
        assert known(talked, tenant).decided_on is None

    def test_its_words_go_with_the_case(self, browser: Client, decide: str, plan: str, talked: Case) -> None:
        browser.post(plan, STEP)
        decided(browser, decide, answer="yes", kind="debt_help", grounds="Zo is het.")
        here = talked.municipality
        erase_case(here, talked.pk, ErasureGround.ASKED, by=None, today=TODAY)
        assert not any(kind.of(here).exists() for kind in (Ruling, PlanStep, Talk))


def test_the_coordinator_says_where_objections_go(visit_as: VisitAs, coordinator: User) -> None:
    browser = visit_as(coordinator)
    here = reverse("objection_desk")
    assert browser.post(here, {"name": "", "address": "Postbus 1"}).status_code == 422
    assert browser.post(here, {"name": "Team Bezwaar", "address": "Postbus 1", "phone": ""}).status_code == 302
    assert "Team Bezwaar" in browser.get(here).text
