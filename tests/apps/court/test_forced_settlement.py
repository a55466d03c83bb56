"""Does the file of a forced settlement say what is missing, and is the court's word followed until it is settled?"""

from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.cases.recording import TODAY_SENT
from tests.apps.court.conftest import TODAY, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case, CaseEvent, Step
from vangnet.apps.court.models import RequestFile
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
WHY = {"why": "Van de uitkering blijft 60 euro over.", "tried": "Zij wilden alles.", "version": "0"}
PROPOSED = e.ArrangementProposed(matter=1, instalments=(e.Instalment(date(2026, 12, 28), 6_000),))
REFUSED = e.ArrangementAnswered(matter=1, answer=Answer.NO)


def tenant(case: Case) -> int:
    return min(case_file(case.municipality, case.pk, TODAY).facts.persons)


def address(case: Case, name: str = "forced_settlement") -> str:
    return reverse(name, args=[case.number, tenant(case)])


def page(browser: Client, case: Case) -> str:
    answer = browser.get(address(case))
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.fixture
def refused(jansen: Case) -> Case:
    """Help runs, the landlord was asked and said no."""
    for event in (e.HelpAccepted(person=tenant(jansen)), PROPOSED, REFUSED):
        happened(jansen, event)
    return jansen


class TestTheFile:
    def test_it_says_what_is_missing(self, officer: Client, jansen: Case) -> None:
        shown = page(officer, jansen)
        for lacks in ("er loopt nog geen schuldhulp", "nog niet aan allemaal"):
            assert lacks in shown
        assert "nog niemand zei nee" in shown
        assert "nog niets voorgesteld" in shown
        assert "Bekijk het concept (PDF)" in shown
        assert "ForcedSettlementAsked" not in shown, "what is not complete is not offered"

    def test_complete_it_is_a_request_on_paper(self, officer: Client, refused: Case) -> None:
        assert officer.post(address(refused), WHY).status_code == 302
        shown = page(officer, refused)
        assert "Maak het verzoek (PDF)" in shown
        assert "zei nee op 23 nov 2026" in shown
        assert "ForcedSettlementAsked" in shown
        paper = officer.get(address(refused, "forced_settlement_pdf"))
        text = " ".join(one.extract_text() for one in PdfReader(BytesIO(paper.content)).pages)
        assert "Van de uitkering blijft 60 euro over." in " ".join(text.split())
        assert "Concept" not in text

    def test_of_an_offer_in_a_settlement_it_says_how_much_was_offered(self, officer: Client, jansen: Case) -> None:
        offer = e.ArrangementProposed(matter=1, instalments=(e.Instalment(date(2026, 12, 28), 6_000),), remitted=9_000)
        happened(jansen, offer)
        assert "aangeboden is €\xa060,00, dat is 40,0%" in page(officer, jansen)

    def test_a_draft_says_that_it_is_one(self, officer: Client, refused: Case) -> None:
        paper = officer.get(address(refused, "forced_settlement_pdf"))
        text = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
        assert "Dit verzoek kan nog niet worden gedaan" in text
        assert "er staat nog niet bij waarom dit het hoogst haalbare is" in text

    def test_a_colleague_keeps_what_was_written(self, officer: Client, refused: Case) -> None:
        assert officer.post(address(refused), WHY).status_code == 302
        second = officer.post(address(refused), WHY | {"why": "De tweede."})
        assert second.status_code == 409
        assert "De tweede." in second.text
        assert RequestFile.of(refused.municipality).get().why == WHY["why"]

    def test_what_is_too_long_is_said_and_lost_for_nobody(self, officer: Client, refused: Case) -> None:
        long = "x" * 4_001
        answer = officer.post(address(refused), WHY | {"why": long})
        assert answer.status_code == 422
        assert long in answer.text
        assert not RequestFile.of(refused.municipality).exists()

    def test_nobody_else_finds_it(self, refused: Case, cast: Cast, visit_as: VisitAs) -> None:
        assert visit_as(cast.neighbours[Role.COURT_OFFICER]).get(address(refused)).status_code == 404
        own = visit_as(cast.people[Role.COURT_OFFICER])
        assert own.get(reverse("forced_settlement", args=[refused.number, 99])).status_code == 404


class TestTheCourt:
    def test_asked_granted_and_begun(self, officer: Client, refused: Case) -> None:
        person = tenant(refused)
        happened(refused, e.ForcedSettlementAsked(person=person))
        steps = Step.of(refused.municipality).filter(case=refused, rule="forced_settlement")
        assert (steps.get().role, steps.get().by) == (Role.COURT_OFFICER, date(2026, 12, 23))
        assert "De rechter beslist." in page(officer, refused)
        dossier = unescape(officer.get(reverse("case", args=[refused.number])).text)
        assert address(refused) in dossier, "the card leads to the file"
        happened(refused, e.ForcedSettlementDecided(person=person, answer=Answer.YES))
        assert (steps.get().role, steps.get().stage) == (Role.CASEWORKER, "begin")
        assert "Leg nu het begin van de schuldregeling vast." in page(officer, refused)

    def test_asked_while_nobody_refused_is_asked_about_once(self, officer: Client, jansen: Case) -> None:
        sent = {"person": str(tenant(jansen)), **TODAY_SENT}
        form = reverse("record", args=[jansen.number, "ForcedSettlementAsked"])
        shown = officer.get(form)
        hidden = {name: str(shown.context["form"][name].value()) for name in ("token", "expected")}
        answer = officer.post(form, sent | hidden)
        assert answer.status_code == 422
        assert "Wie geen nee zei, hoeft niet te worden gedwongen." in unescape(answer.text)
        assert not CaseEvent.of(jansen.municipality).filter(kind="ForcedSettlementAsked").exists()

    def test_the_page_of_the_settlement_leads_here(self, officer: Client, refused: Case) -> None:
        shown = officer.get(reverse("settlement", args=[refused.number, tenant(refused)]))
        assert address(refused) in shown.text
