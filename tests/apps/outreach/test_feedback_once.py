"""Does a partner read each answer once, and does the page say why there is nothing to tell?"""

import csv
import io
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.record import Done, record
from vangnet.apps.outreach import feedback
from vangnet.apps.outreach.feedback import give, lines_of, lines_of_news, new_lines, news_for, overview
from vangnet.apps.outreach.models import FeedbackLog, Sending
from vangnet.apps.partners import references as partner_references
from vangnet.apps.partners import unanswered
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.unanswered import Unanswered
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Result, SetAside
from vangnet.domain.disclosure import Told

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


class TestReportedTwice:
    """The landlord reported the same debt in October and in November, under its one reference for it."""

    @pytest.fixture
    def again(self, tenant: Neighbour, landlord: Partner, monkeypatch: pytest.MonkeyPatch) -> Neighbour:
        said = {41: "HC-0041", 43: "HC-0041"}
        monkeypatch.setattr(
            partner_references, "_told_by", [lambda _, signals: {one: said[one] for one in signals if one in said}]
        )
        self.reported(tenant, landlord, 43)
        return tenant

    def reported(self, tenant: Neighbour, landlord: Partner, signal: int, matter: int = 1) -> None:
        received = e.SignalReceived(
            matter=matter, signal=signal, kind=MatterKind.RENT, partner=landlord.pk, person=tenant.person.pk, cents=1
        )
        tenant.tell(received, e.SignalTakenUp(matter=matter, signal=signal))

    def test_it_reads_one_line_wherever_lines_are_counted(
        self, municipality: Municipality, again: Neighbour, intake: User, visit_as: VisitAs
    ) -> None:
        again.tell(e.DebtSettled(matter=1))
        assert [one.news for one in overview(municipality)[0]] == [1]
        browser, page = visit_as(intake), reverse("feedback_partner", args=["woonveste"])
        before = browser.get(page).text
        assert "1 resultaat te vertellen" in before
        assert before.count("HC-0041") == 1
        answer = browser.post(reverse("feedback_give", args=["woonveste"]), follow=True)
        assert "1 resultaat is verteld" in answer.text
        assert answer.text.count("HC-0041") == 1
        sending = Sending.of(municipality).get()
        file = browser.get(reverse("feedback_file", args=[sending.pk])).content.decode("utf-8-sig")
        assert [row[0] for row in csv.reader(io.StringIO(file), delimiter=";")] == ["Referentie", "HC-0041"]
        assert "1 resultaat ·" in browser.get(page).text

    def test_both_reports_are_told_and_neither_is_told_again(
        self, municipality: Municipality, again: Neighbour, landlord: Partner
    ) -> None:
        again.tell(e.DebtSettled(matter=1))
        give(municipality, landlord, by=None, today=TODAY)
        logged = FeedbackLog.of(municipality).order_by("signal").values_list("signal", "told_with")
        assert list(logged) == [(41, None), (43, 41)]
        again.tell(e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        assert [one.again for one in news_for(municipality, landlord)] == [True, True]

    def test_two_answers_are_two_lines(self, municipality: Municipality, again: Neighbour, landlord: Partner) -> None:
        again.tell(e.SignalSetAside(matter=1, signal=43, reason=SetAside.REPEAT), e.HelpDeclined(
            person=again.person.pk, verified=True
        ))  # fmt: skip
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        assert {line.code for line in lines_of(municipality, sending)} == {Told.OFFERED, Told.REPEAT}

    def test_without_a_reference_none_is_taken_for_another(
        self, municipality: Municipality, again: Neighbour, landlord: Partner
    ) -> None:
        for signal in (98, 99):
            self.reported(again, landlord, signal)
        again.tell(e.DebtSettled(matter=1))
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        assert [line.reference for line in lines_of(municipality, sending)] == ["HC-0041", "", ""]

    def test_of_two_households_both_cases_are_named_to_our_own_people(
        self, municipality: Municipality, again: Neighbour, landlord: Partner, moves_in: MovesIn
    ) -> None:
        other = moves_in("Bakker", 4, partner=landlord.pk, signal=43)
        for one in (again, other):
            one.tell(e.DebtSettled(matter=1))
        (line,) = lines_of_news(municipality, new_lines(news_for(municipality, landlord)), TODAY)
        assert line.cases == (again.case.number, other.case.number)


class TestNothingToTell:
    """The page says why, so that nobody has to guess whether something was forgotten."""

    AT = "feedback_partner"

    def page(self, browser: Client) -> str:
        return unescape(browser.get(reverse(self.AT, args=["woonveste"])).text)

    def test_what_the_partner_knows_stands_there_with_its_day_and_its_dossier(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, intake: User, visit_as: VisitAs
    ) -> None:
        tenant.tell(e.DebtSettled(matter=1))
        give(municipality, landlord, by=None, today=TODAY)
        tenant.tell(e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        browser = visit_as(intake)
        page = self.page(browser)
        assert "Er is nu niets te vertellen" in page
        assert "Dit weet de partner al" in page
        assert f'<a href="{reverse("case", args=[tenant.case.number])}">{tenant.case.number}</a>' in page
        assert "Betaald, of met u is een regeling getroffen." in page
        assert page.count("23 nov 2026") == 1
        assert Look.of(municipality).filter(kind="case", subject=tenant.case.pk, user=intake, act="seen").exists()
        answer = browser.post(reverse("feedback_give", args=["woonveste"]), follow=True)
        assert "Rond 1 stap af" in page
        assert "Dit weet de partner al" not in answer.text

    def test_what_still_waits_is_counted_by_what_it_waits_for(
        self, landlord: Partner, intake: User, visit_as: VisitAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(unanswered, "_told_by", [lambda _partner, _answered: Unanswered(1, 1_200)])
        page = self.page(visit_as(intake))
        assert "Over 1 melding moet eerst iemand besluiten." in page
        assert "1.200 meldingen staan in een open dossier waarin nog geen uitkomst is vastgelegd." in page
        assert f'href="{reverse("signal_list")}?partner={landlord.pk}&status="' in page

    @pytest.mark.usefixtures("tenant")
    def test_what_a_page_does_not_weigh_is_said_and_can_be_told(
        self, intake: User, tenant: Neighbour, visit_as: VisitAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tenant.tell(e.DebtSettled(matter=1))
        monkeypatch.setattr(feedback, "AT_ONCE", 0)
        browser = visit_as(intake)
        page = self.page(browser)
        assert "Er is nog 1 uitkomst die hier niet is meegeteld." in page
        assert "Leg vast en maak het bestand" in page

    def test_while_there_is_news_no_reasons_are_given(self, tenant: Neighbour, intake: User, visit_as: VisitAs) -> None:
        tenant.tell(e.DebtSettled(matter=1))
        assert "Waarom niet" not in self.page(visit_as(intake))

    def test_the_questions_do_not_grow_with_the_lines(
        self, municipality: Municipality, landlord: Partner, moves_in: MovesIn, intake: User, visit_as: VisitAs
    ) -> None:
        browser, counts = visit_as(intake), []
        for numbers in ((2,), (4, 6, 8)):
            for number in numbers:
                moves_in(f"Buur{number}", number, partner=landlord.pk).tell(e.DebtSettled(matter=1))
            give(municipality, landlord, by=None, today=TODAY)
            for case in Case.of(municipality).filter(is_open=True):
                closed = record(case, [e.CaseClosed(result=Result.PAID_OR_ARRANGED)], by=None, on=TODAY, today=TODAY)
                assert isinstance(closed, Done)
            self.page(browser)
            with CaptureQueriesContext(connection) as asked:
                assert "Dit weet de partner al" in self.page(browser)
            counts.append(len(asked))
            give(municipality, landlord, by=None, today=TODAY)
        assert counts[0] == counts[1]
