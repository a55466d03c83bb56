"""Is an objection decided and a data request answered in a letter that says why, and how to go on?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, VisitAs, happened, text_of
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.erasure import erase_case
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Person
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.models import ObjectionDesk, Reply
from vangnet.domain import events as e
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import Answer, PrivacyRight

pytestmark = pytest.mark.django_db
Address = Callable[..., str]
Answers = Callable[..., Any]
REJECTED = {"outcome": "rejected", "grounds": "Uw inkomen is hoger dan de regel toelaat."}


@pytest.fixture
def desk(municipality: Municipality) -> ObjectionDesk:
    return ObjectionDesk.of(municipality).create(
        name="Team Bezwaar",
        address="Postbus 12\n3500 AA Utrecht",
        phone="14 030",
        court="Rechtbank Midden-Nederland, afdeling bestuursrecht\nPostbus 16005",
    )


@pytest.fixture
def objected(case: Case, tenant: Person) -> Case:
    """A refusal of the 23rd of November, and an objection to it on the same day."""
    happened(
        case,
        e.FirstConversationHeld(person=tenant.pk, application=True),
        e.HelpDecided(person=tenant.pk, answer=Answer.NO),
        e.ObjectionMade(person=tenant.pk),
    )
    return case


@pytest.fixture
def asked(case: Case, tenant: Person) -> Case:
    """A request to see the own data, of today."""
    happened(case, e.PrivacyRequestMade(person=tenant.pk, right=PrivacyRight.ACCESS))
    return case


@pytest.fixture
def answers(browser: Client, address: Address) -> Answers:
    """Write one letter: ``answers("bezwaar", outcome=...)``; on ``reply_longer`` that it takes longer."""

    def send(about: str, page: str = "reply", **typed: str) -> Any:
        there = address(page, about)
        form = browser.get(there).context["form"]
        hidden = {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}
        return browser.post(there, {**hidden, "on_quick": "today", **typed})

    return send


def letter(browser: Client, address: Address) -> str:
    """The words of the letter that was written last."""
    return text_of(browser.get(browser.get(address("rights")).context["letters"][0]["url"]))


def known(case: Case, tenant: Person) -> Known:
    return facts_of(case.municipality, [case.pk])[case.pk].persons[tenant.pk]


class TestObjection:
    def test_a_rejection_says_why_and_until_when_one_appeals_where(
        self, answers: Answers, browser: Client, address: Address, objected: Case, tenant: Person, desk: ObjectionDesk
    ) -> None:
        assert answers("bezwaar", **REJECTED).status_code == 302
        assert known(objected, tenant).objection is None
        words = letter(browser, address)
        assert "bezwaar tegen ons besluit van maandag 23 november 2026. Wij blijven bij ons besluit." in words
        assert REJECTED["grounds"] in words
        assert "U kunt in beroep tot en met maandag 4 januari 2027" in words
        assert "Rechtbank Midden-Nederland, afdeling bestuursrecht, Postbus 16005" in words
        assert "voorlopige voorziening" in words
        assert str(desk.phone) in words

    @pytest.mark.parametrize(("outcome", "said"), [("upheld", "U krijgt gelijk."), ("partly", "voor een deel gelijk.")])
    def test_who_is_right_reads_what_changes_and_another_decision_is_due(
        self,
        outcome: str,
        said: str,
        answers: Answers,
        browser: Client,
        address: Address,
        objected: Case,
        tenant: Person,
        desk: ObjectionDesk,
    ) -> None:
        assert desk.court
        wrong = answers("bezwaar", outcome=outcome, grounds="Wij rekenden verkeerd.")
        assert set(wrong.context["form"].errors) == {"given"}
        assert "Wij rekenden verkeerd." in wrong.text
        answers("bezwaar", outcome=outcome, grounds="Wij rekenden verkeerd.", given="U krijgt alsnog hulp.")
        assert known(objected, tenant).upheld_on == TODAY
        words = letter(browser, address)
        assert said in words
        assert words.index("U krijgt alsnog hulp.") < words.index("Wij rekenden verkeerd.")

    def test_a_decision_needs_reasons_and_a_withdrawal_none(
        self, answers: Answers, browser: Client, address: Address, objected: Case
    ) -> None:
        assert set(answers("bezwaar", outcome="rejected").context["form"].errors) == {"grounds"}
        assert not Reply.of(objected.municipality).exists()
        assert answers("bezwaar", outcome="withdrawn").status_code == 302
        words = letter(browser, address)
        assert "U trok uw bezwaar in." in words
        assert "beroep" not in words

    def test_without_a_court_no_letter_goes_out(
        self, answers: Answers, browser: Client, address: Address, objected: Case, desk: ObjectionDesk
    ) -> None:
        desk.court = ""
        desk.save()
        answers("bezwaar", **REJECTED)
        kept = Reply.of(objected.municipality).get()
        page = browser.get(address("reply_pdf", kept.pk), follow=True)
        assert "vult eerst in bij welke rechtbank men in beroep gaat" in page.text

    def test_it_can_take_six_weeks_longer_once(
        self, answers: Answers, browser: Client, address: Address, objected: Case
    ) -> None:
        assert "Beslis uiterlijk op maandag 15 februari 2027." in browser.get(address("rights")).text
        assert address("reply_longer", "bezwaar") in browser.get(address("rights")).text
        answers(
            "bezwaar", "reply_longer", grounds="Wij wachten op een brief van de bank."
        )  # to Easter Monday, so a day on
        page = browser.get(address("rights")).text
        assert "Beslis uiterlijk op dinsdag 30 maart 2027." in page
        assert address("reply_longer", "bezwaar") not in page
        words = letter(browser, address)
        assert "U krijgt uiterlijk op dinsdag 30 maart 2027 antwoord." in words
        assert "Wij wachten op een brief van de bank." in words
        again = answers("bezwaar", "reply_longer", grounds="Nog langer.")
        assert again.status_code == 422
        assert "Dit is al een keer verlengd, op maandag 23 november 2026." in again.text
        assert "Nog langer." in again.text
        assert Reply.of(objected.municipality).count() == 1


class TestRequest:
    def test_a_part_refused_says_what_why_and_where_one_complains(
        self, answers: Answers, browser: Client, address: Address, asked: Case, tenant: Person, desk: ObjectionDesk
    ) -> None:
        typed = {
            "given": "Uw eigen dossier.",
            "refused": "De brief van uw buurvrouw.",
            "grounds": "Die gaat over een ander (artikel 15 lid 4 AVG).",
        }
        wrong = answers("access", outcome="partly", given=typed["given"])
        assert set(wrong.context["form"].errors) == {"refused", "grounds"}
        assert answers("access", outcome="partly", **typed).status_code == 302
        assert not known(asked, tenant).requests
        words = letter(browser, address)
        assert "een verzoek over uw gegevens: inzage. Wij doen een deel van wat u vraagt." in words
        assert all(text in words for text in typed.values())
        assert "autoriteitpersoonsgegevens.nl" in words
        assert "U kunt bezwaar maken tot en met maandag 4 januari 2027" in words
        assert f"{desk.name}, Postbus 12, 3500 AA Utrecht" in words
        told = asked.events.get(kind="PrivacyRequestAnswered")
        assert '"answer":"no"' in told.payload

    def test_all_of_it_is_a_yes_and_refuses_nothing(self, answers: Answers, asked: Case, tenant: Person) -> None:
        wrong = answers("access", outcome="upheld", given="Alles.", refused="Behalve dit.")
        assert set(wrong.context["form"].errors) == {"refused"}
        answers("access", outcome="upheld", given="Alles.")
        assert not known(asked, tenant).requests
        assert '"answer":"yes"' in CaseEvent.of(asked.municipality).get(kind="PrivacyRequestAnswered").payload

    def test_it_can_take_two_months_longer_when_told_in_the_first(
        self, answers: Answers, browser: Client, address: Address, asked: Case, tenant: Person
    ) -> None:
        assert set(answers("access", "reply_longer").context["form"].errors) == {"grounds"}
        answers("access", "reply_longer", grounds="Er zijn veel stukken.")
        assert known(asked, tenant).extended == {PrivacyRight.ACCESS: TODAY}
        page = browser.get(address("rights")).text
        assert "antwoord uiterlijk op dinsdag 23 februari 2027 (verlengd)" in page
        words = letter(browser, address)
        assert "U krijgt uiterlijk op dinsdag 23 februari 2027 antwoord." in words
        assert "autoriteitpersoonsgegevens.nl" in words

    def test_after_the_month_it_cannot(
        self, browser: Client, address: Address, asked: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert asked.pk
        monkeypatch.setenv("VANGNET_TODAY", (date(2026, 12, 23) + timedelta(days=1)).isoformat())
        assert address("reply_longer", "access") not in browser.get(address("rights")).text


class TestLetters:
    def test_they_are_listed_and_speak_the_language_of_the_resident(
        self, answers: Answers, browser: Client, address: Address, asked: Case, tenant: Person, desk: ObjectionDesk
    ) -> None:
        assert desk.pk
        answers("access", outcome="upheld", given="Uw dossier.")
        kept = Reply.of(asked.municipality).get()
        assert address("reply_pdf", kept.pk) in browser.get(address("rights")).text
        tenant.language = "en"
        tenant.save()
        answer = browser.get(address("reply_pdf", kept.pk))
        assert "Answer to your request about your data" in text_of(answer)

    def test_what_waits_for_no_answer_gets_none(self, browser: Client, address: Address, case: Case) -> None:
        assert case.pk
        page = browser.get(address("reply", "bezwaar"), follow=True)
        assert "Dit wacht niet meer op een antwoord." in page.text
        assert browser.get(address("reply", "onzin")).status_code == 404

    def test_nobody_else_reads_them(
        self, answers: Answers, asked: Case, tenant: Person, visit_as: VisitAs, outsider: User
    ) -> None:
        answers("access", outcome="upheld", given="Uw dossier.")
        kept = Reply.of(asked.municipality).get()
        there = reverse("reply_pdf", args=[asked.number, tenant.pk, kept.pk])
        assert visit_as(outsider).get(there).status_code == 404

    def test_they_stand_in_the_own_file_and_leave_with_the_case(
        self, answers: Answers, browser: Client, address: Address, asked: Case
    ) -> None:
        answers("access", outcome="upheld", given="Een map met alles.")
        assert "Een map met alles." in text_of(browser.post(address("own_file")))
        erase_case(asked.municipality, asked.pk, ErasureGround.ASKED, by=None, today=TODAY)
        assert not Reply.of(asked.municipality).exists()


def test_the_letter_of_one_is_not_found_under_another(
    answers: Answers, browser: Client, asked: Case, partner_at_home: Person
) -> None:
    answers("access", outcome="upheld", given="Uw dossier.")
    kept = Reply.of(asked.municipality).get()
    assert browser.get(reverse("reply_pdf", args=[asked.number, partner_at_home.pk, kept.pk])).status_code == 404
