"""Does a partner read each answer once, and does the page say why there is nothing to tell?"""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import RECEIVED, TODAY, Neighbour
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.record import Done, record
from vangnet.apps.outreach import feedback
from vangnet.apps.outreach.feedback import give, lines_of, lines_of_news, new_lines, news_for, overview, round_off
from vangnet.apps.outreach.feedback_file import as_file, layout_of
from vangnet.apps.outreach.models import FeedbackLog, Sending
from vangnet.apps.partners import references as partner_references
from vangnet.apps.partners import unanswered
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.references import Reported, Reports
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
        done = {"act": "round_off", "read": read(page.partition("Dit weet de partner al")[2])}
        answer = browser.post(reverse("feedback_give", args=["woonveste"]), done, follow=True)
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

    def test_beside_news_what_it_knows_stands_apart_and_each_is_done_by_its_own_button(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, moves_in: MovesIn, intake: User,
        visit_as: VisitAs,
    ) -> None:  # fmt: skip
        tenant.tell(e.DebtSettled(matter=1))
        give(municipality, landlord, by=None, today=TODAY)
        tenant.tell(e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        fresh = moves_in("Bakker", 4, partner=landlord.pk, signal=43)
        fresh.tell(e.DebtSettled(matter=1))
        browser = visit_as(intake)
        page = self.page(browser)
        news, _head, known = page.partition("Dit weet de partner al")
        assert fresh.case.number in news
        assert tenant.case.number not in news
        assert tenant.case.number in known.partition("Wat eerder is verteld")[0]
        at = reverse("feedback_give", args=["woonveste"])
        browser.post(at, {"read": read(news)})
        assert not fresh.case.steps.filter(rule="feedback").exists()
        assert tenant.case.steps.filter(rule="feedback").exists(), "nothing that did not stand among the news"
        page = self.page(browser)
        assert "Dit weet de partner al" in page
        answer = browser.post(
            at, {"act": "round_off", "read": read(page.partition("Dit weet de partner al")[2])}, follow=True
        )
        assert "Afgerond: 1 stap. De partner krijgt daarover geen bericht." in answer.text
        assert not tenant.case.steps.filter(rule="feedback").exists()
        assert Sending.of(municipality).count() == 2

    def test_what_came_after_the_page_was_opened_is_read_first(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, moves_in: MovesIn, intake: User,
        visit_as: VisitAs,
    ) -> None:  # fmt: skip
        tenant.tell(e.DebtSettled(matter=1))
        browser, at = visit_as(intake), reverse("feedback_give", args=["woonveste"])
        before = self.page(browser)
        moves_in("Bakker", 4, partner=landlord.pk, signal=43).tell(e.DebtSettled(matter=1))
        answer = browser.post(at, {"read": read(before)}, follow=True)
        assert "Er is niets vastgelegd; lees eerst wat er nu staat." in answer.text
        assert "2 resultaten te vertellen" in answer.text
        assert not Sending.of(municipality).exists()
        browser.post(at, {"read": read(answer.text)})
        assert FeedbackLog.of(municipality).count() == 2

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
            round_off(municipality, landlord, by=None, today=TODAY)
        assert counts[0] == counts[1]


class TestWithoutAReference:
    """Every report gets an answer that its sender can trace, also where the sender gave no reference."""

    AT = "feedback_partner"

    @pytest.fixture(autouse=True)
    def _rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Signal 41 stood in a file, any other came by hand."""
        stood = {41: Reported(RECEIVED, "achterstanden oktober.csv", 14)}
        source: Reports = lambda _, signals: {one: stood[one] for one in signals if one in stood}  # noqa: E731
        monkeypatch.setattr(partner_references, "_reports_told_by", [source])

    def test_the_page_and_the_file_say_which_report_it_was(
        self, municipality: Municipality, tenant: Neighbour, moves_in: MovesIn, landlord: Partner, intake: User,
        visit_as: VisitAs,
    ) -> None:  # fmt: skip
        tenant.tell(e.DebtSettled(matter=1))
        moves_in("Bakker", 4, partner=landlord.pk, signal=43).tell(e.DebtSettled(matter=1))
        browser = visit_as(intake)
        page = unescape(browser.get(reverse(self.AT, args=["woonveste"])).text)
        for which in ("achterstanden oktober.csv, rij 14, ontvangen 26 okt 2026", "melding van 26 okt 2026"):
            assert page.count(which) == 1
        assert "Bij 2 meldingen gaf de partner geen referentie." in page
        told = browser.post(reverse("feedback_give", args=["woonveste"]), {"read": read(page)}, follow=True).text
        assert "rij 14" in told
        sending = Sending.of(municipality).get()
        file = browser.get(reverse("feedback_file", args=[sending.pk])).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(file), delimiter=";"))
        assert [row[:2] for row in rows] == [
            ["Referentie", "Herkomst"],
            ["", "achterstanden oktober.csv, rij 14, ontvangen 26 okt 2026"],
            ["", "melding van 26 okt 2026"],
        ]

    def test_where_every_report_has_one_the_file_keeps_its_columns(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(partner_references, "_told_by", [lambda _, signals: dict.fromkeys(signals, "HC-0041")])
        tenant.tell(e.DebtSettled(matter=1))
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        lines, layout = lines_of(municipality, sending), layout_of(municipality, landlord)
        assert as_file(lines, layout, "csv").decode("utf-8-sig").splitlines()[0] == "Referentie;Datum;Code;Resultaat"

    def test_in_a_tree_only_the_record_without_one_tells_it(
        self, municipality: Municipality, tenant: Neighbour, moves_in: MovesIn, landlord: Partner,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(
            partner_references, "_told_by", [lambda _, signals: {s: "HC-43" for s in signals if s == 43}]
        )
        for one in (tenant, moves_in("Bakker", 4, partner=landlord.pk, signal=43)):
            one.tell(e.DebtSettled(matter=1))
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        told = json.loads(as_file(lines_of(municipality, sending), layout_of(municipality, landlord), "json"))
        assert [("Herkomst" in one, one["Referentie"]) for one in told] == [(True, ""), (False, "HC-43")]


def read(page: str) -> str:
    """What a form sends along of what stood above it."""
    first: str = re.findall(r'name="read" value="([^"]*)"', page)[0]
    return first
