"""Does who objects or asks get an answer in time, and is the own file all of one person and nothing of another?"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, Tells, VisitAs, amount, text_of
from vangnet.apps.accounts.models import User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Note, Person
from vangnet.apps.cases.record import record
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Channel, PrivacyRight

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(case: Case, tenant: Person) -> str:
    return reverse("rights", args=[case.number, tenant.pk])


def happened(case: Case, *facts: e.Event) -> None:
    record(case, facts, by=None, on=TODAY, today=TODAY)


def own_file(browser: Client, case: Case, person: Person, **typed: Any) -> str:
    response = browser.post(reverse("own_file", args=[case.number, person.pk]), typed)
    return text_of(response)


def test_an_objection_says_until_when_it_is_answered(browser: Client, here: str, case: Case, tenant: Person) -> None:
    assert "Er is nog geen besluit over schuldhulp." in browser.get(here).text
    happened(
        case,
        e.FirstConversationHeld(person=tenant.pk, application=True),
        e.HelpDecided(person=tenant.pk, answer=Answer.NO),
    )
    assert "kan bezwaar tot en met maandag 4 januari 2027" in browser.get(here).text
    happened(case, e.ObjectionMade(person=tenant.pk))
    assert "Beslis uiterlijk op maandag 15 februari 2027." in browser.get(here).text


def test_a_request_says_until_when_it_is_answered(browser: Client, here: str, case: Case, tenant: Person) -> None:
    happened(case, e.PrivacyRequestMade(person=tenant.pk, right=PrivacyRight.CORRECTION))
    page = browser.get(here)
    assert (
        "Verbetering: gevraagd op maandag 23 november 2026, antwoord uiterlijk op woensdag 23 december 2026"
        in page.text
    )
    happened(case, e.PrivacyRequestAnswered(person=tenant.pk, right=PrivacyRight.CORRECTION, answer=Answer.YES))
    assert "Er ligt geen verzoek." in browser.get(here).text


def stands_out(page: str) -> list[str]:
    """The words of the ways on that are drawn as what to do first."""
    return re.findall(r'primary-action"[^>]*>([^<]+)<', page)


def test_what_somebody_waits_for_stands_out(browser: Client, here: str, case: Case, tenant: Person) -> None:
    assert stands_out(browser.get(here).text) == ["Maak het eigen dossier (PDF)"]
    assert reverse("plan", args=[case.number, tenant.pk]) not in browser.get(here).text
    happened(
        case,
        e.PrivacyRequestMade(person=tenant.pk, right=PrivacyRight.ACCESS),
        e.FirstConversationHeld(person=tenant.pk, application=True),
        e.HelpDecided(person=tenant.pk, answer=Answer.NO),
    )
    assert stands_out(browser.get(here).text) == ["Beantwoord het verzoek over gegevens"]
    happened(case, e.ObjectionMade(person=tenant.pk))
    page = browser.get(here).text
    assert stands_out(page) == ["Beslis op het bezwaar"]
    assert reverse("plan", args=[case.number, tenant.pk]) in page


class TestOwnFile:
    def test_it_says_why_we_keep_it_who_hears_of_it_and_that_people_decide(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        told = own_file(browser, case, tenant)
        whole = ("art. 8a en 8b Wgs", "hoort of wij die oppakken, en verder niets", "Geen computer beslist over u")
        for words in whole:
            assert words in told

    def test_of_a_threat_no_amount_is_said(self, visit_as: VisitAs, case: Case, tenant: Person, director: User) -> None:
        told = own_file(visit_as(director), case, tenant)
        assert "overlast loopt" in told
        assert "onbekend loopt" in told, "of the health insurance nobody said how much"

    def test_it_holds_the_own_debts_and_no_others(
        self, browser: Client, case: Case, tenant: Person, partner_at_home: Person, tells: Tells
    ) -> None:
        tells(gesprek_talk="Het gaat zo zo.", **amount("benefit", "1.450", "month", "2026-11-25"))
        happened(case, e.HelpDeclined(person=partner_at_home.pk, verified=True))
        mine, hers = own_file(browser, case, tenant), own_file(browser, case, partner_at_home)
        assert "600,00" in mine
        assert "1.450,00" in mine
        assert "Het gaat zo zo." in mine
        assert "77,77" not in mine
        assert partner_at_home.surname not in mine
        assert "Het ging om" not in mine
        assert "hulp af" not in mine
        assert "77,77" in hers
        assert "600,00" not in hers
        assert "1.450,00" not in hers

    def test_of_several_debts_each_fact_says_which_it_is_about(
        self, browser: Client, case: Case, tenant: Person, partner_at_home: Person
    ) -> None:
        happened(case, e.PauseAsked(matter=3), e.PauseAsked(matter=4))
        mine, hers = own_file(browser, case, tenant), own_file(browser, case, partner_at_home)
        assert "Wij vroegen de schuldeiser om te wachten. Dit gaat over: huurachterstand bij Woonveste." in mine
        assert ("om te wachten." in hers, "Dit gaat over" in hers) == (True, False), "she has one debt"

    def test_what_was_corrected_says_so(self, browser: Client, case: Case, tenant: Person) -> None:
        done = record(case, [e.HelpOffered(person=tenant.pk, channel="letter")], by=None, on=TODAY, today=TODAY)  # type: ignore[arg-type]
        happened(case, e.EventCorrected(event=done.recorded[0].id))  # type: ignore[union-attr]
        assert "Dit is later verbeterd." in own_file(browser, case, tenant)

    def test_loose_notes_of_a_household_of_several_are_read_first(
        self, browser: Client, here: str, case: Case, tenant: Person
    ) -> None:
        written = [
            Note.of(case.municipality).create(case=case, text=text, written_at=clock.now())
            for text in ("Belt liever niet.", "Mevrouw Bakker heeft een waterschuld.")
        ]
        page = browser.get(here)
        assert all(note.text in page.text for note in written)
        told = own_file(browser, case, tenant, note=[str(written[0].pk), "999", "x"])
        assert "Belt liever niet." in told
        assert "waterschuld" not in told

    def test_so_are_those_beside_a_fact_of_the_whole_household(
        self, browser: Client, here: str, case: Case, tenant: Person
    ) -> None:
        happened(case, e.HouseholdNoted(adults=2, minors=1), e.HelpOffered(person=tenant.pk, channel=Channel.PHONE))
        shared, own = case.events.order_by("-sequence")[1], case.events.order_by("-sequence")[0]
        for event, text in ((shared, "Haar moeder betaalt mee."), (own, "Belt na vijven.")):
            Note.of(case.municipality).create(case=case, event_id=event.pk, text=text, written_at=clock.now())
        page = browser.get(here).text
        assert "Haar moeder betaalt mee." in page
        assert "Belt na vijven." not in page
        told = own_file(browser, case, tenant)
        assert "Belt na vijven." in told
        assert "moeder" not in told

    def test_who_does_not_see_all_does_not_make_it(
        self, visit_as: VisitAs, case: Case, tenant: Person, colleague: User
    ) -> None:
        stranger = visit_as(colleague)
        page = stranger.post(reverse("own_file", args=[case.number, tenant.pk]), follow=True)
        assert "Vraag de coördinator om het te maken." in page.text


class TestDeclined:
    def test_the_dossier_says_what_is_still_done_by_the_rules(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        happened(case, e.HelpDeclined(person=tenant.pk, verified=True))
        page = browser.get(reverse("case", args=[case.number]))
        assert "wil nu geen hulp" in page.text
        (no,) = page.context["declined"]
        back = dict(no.back)
        assert "Laat een collega één keer contact zoeken" in back["Een dag voor ontruiming"]
        assert "Voorkom de afsluiting of veiling" in back["Een dag voor afsluiting"]
        assert not [said for said in no.still if said.startswith("Zoek contact")]

    def test_who_takes_help_after_all_is_no_longer_spoken_of(self, browser: Client, case: Case, tenant: Person) -> None:
        happened(case, e.HelpDeclined(person=tenant.pk, verified=True), e.HelpAccepted(person=tenant.pk))
        assert browser.get(reverse("case", args=[case.number])).context["declined"] == []
