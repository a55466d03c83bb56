"""A proposal lies with a creditor, is answered, becomes the arrangement, and gets other days when that is agreed."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.support.conftest import TODAY, Sends, VisitAs, happened, matter
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, CaseEvent, Person, Step
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.codes import Answer, Role

pytestmark = pytest.mark.django_db
SIX_MONTHS = "\n".join(f"{day} 100,00" for day in ("28-12-2026", "28-01-2027", "28-02-2027", "28-03-2027",
                                                   "28-04-2027", "28-05-2027"))  # fmt: skip


def days(of: Matter) -> list[tuple[str, int]]:
    assert of.arrangement is not None
    return [(one.on.isoformat(), one.cents) for one in of.arrangement.instalments]


@pytest.fixture
def proposed(sends: Sends) -> Any:
    return sends("arrangement", plan_3=SIX_MONTHS, act="send")


@pytest.fixture
def running(case: Case) -> None:
    """Three payments of € 200, of which the first is paid."""
    plan = tuple(e.Instalment(date(2026, month, 30), 20_000) for month in (10, 11, 12))
    agreed = e.ArrangementAgreed(matter=3, instalments=plan)
    happened(case, agreed, e.InstalmentPaid(matter=3, due=plan[0].on))


class TestAProposal:
    def test_it_is_put_to_the_creditor_and_nothing_is_agreed(self, proposed: Any, case: Case, browser: Client) -> None:
        assert proposed.status_code == 302
        assert matter(case).arrangement is None
        page = browser.get(proposed.url)
        assert "Ligt bij de schuldeiser" in page.text
        assert "Voorgesteld op 23 nov 2026, nog geen antwoord." in page.text

    @pytest.mark.usefixtures("proposed")
    def test_the_dossier_asks_for_the_answer_and_leads_to_where_it_is_told(
        self, case: Case, browser: Client, address: Callable[[str], str]
    ) -> None:
        step = Step.of(case.municipality).get(rule="hear_creditor")
        assert step.by == date(2026, 12, 7)
        page = browser.get(reverse("case", args=[case.number]))
        assert "Vraag de schuldeiser om een antwoord" in page.text
        assert address("proposal_answer") in page.text

    def test_what_does_not_add_up_is_not_put_to_anybody(self, sends: Sends, case: Case) -> None:
        page = sends("arrangement", plan_3="28-12-2026 599,99", act="send")
        assert page.status_code == 422
        assert "Er ontbreekt" in page.text
        assert matter(case).proposal is None

    @pytest.mark.usefixtures("proposed")
    def test_a_yes_makes_it_the_arrangement_with_the_grace_that_was_agreed(self, sends: Sends, case: Case) -> None:
        assert sends("proposal_answer", answer="yes", tolerance_days="10").status_code == 302
        found = matter(case)
        assert found.proposal is None
        assert found.arrangement is not None
        assert found.arrangement.tolerance_days == 10
        assert days(found)[0] == ("2026-12-28", 10_000)
        kinds = list(CaseEvent.of(case.municipality).order_by("id").values_list("kind", flat=True))[-2:]
        assert kinds == ["ArrangementAnswered", "ArrangementAgreed"]
        step = Step.of(case.municipality).get(rule="watch_arrangement")
        assert step.by == date(2027, 1, 7), "ten days after the first payment, as agreed"

    @pytest.mark.usefixtures("proposed")
    def test_a_no_asks_for_another_way(self, sends: Sends, case: Case) -> None:
        assert sends("proposal_answer", answer="no").status_code == 302
        assert matter(case).arrangement is None
        step = Step.of(case.municipality).get(rule="hear_creditor")
        assert (step.stage, step.by) == ("refused", date(2026, 11, 26))

    @pytest.mark.usefixtures("proposed")
    def test_with_two_proposals_it_is_asked_which_one(self, sends: Sends, case: Case) -> None:
        sends("arrangement", plan_1="28-12-2026 90,00", act="send")
        missing = sends("proposal_answer", answer="yes")
        assert "matter" in missing.context["form"].errors
        sends("proposal_answer", answer="yes", matter="1")
        assert (matter(case, 3).arrangement, bool(matter(case, 1).arrangement)) == (None, True)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({}, "answer"),
            ({"answer": "maybe"}, "answer"),
            ({"answer": "yes", "tolerance_days": "31"}, "tolerance_days"),
            ({"answer": "yes", "tolerance_days": "-1"}, "tolerance_days"),
            ({"answer": "yes", "on_quick": ""}, "on"),
            ({"answer": "yes", "matter": "4"}, "matter"),
        ],
    )
    @pytest.mark.usefixtures("proposed")
    def test_bad_input_is_said_beside_its_field(
        self, typed: dict[str, str], field: str, sends: Sends, case: Case
    ) -> None:
        page = sends("proposal_answer", **{"note": "Mevrouw belt terug.", **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert "Mevrouw belt terug." in page.text
        assert matter(case).arrangement is None

    @pytest.mark.usefixtures("proposed")
    def test_the_letter_tells_one_creditor_of_its_own_debt_alone(
        self, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        answer = browser.get(address("proposal_pdf", 3))
        text = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
        assert "Voorstel voor een betalingsregeling" in text
        assert "Woonveste" in text
        assert "6 keer, elke maand van 28 dec 2026" in text
        assert f"{case.number}/3" in text
        assert "energie" not in text.lower()

    @pytest.mark.usefixtures("proposed")
    def test_without_a_proposal_there_is_nothing_to_answer(
        self, browser: Client, address: Callable[..., str], case: Case, partner_at_home: Person
    ) -> None:
        happened(case, e.ArrangementProposed(matter=4, instalments=(e.Instalment(TODAY, 7_777),)))
        assert browser.get(address("proposal_pdf", 4)).status_code == 404, "that is another adult's debt"
        sends_back = reverse("proposal_answer", args=[case.number, partner_at_home.pk])
        assert browser.get(sends_back).status_code == 200
        happened(case, e.ArrangementAnswered(matter=4, answer=Answer.NO), e.DebtSettled(matter=4))
        assert browser.get(sends_back).status_code == 404


@pytest.mark.usefixtures("proposed")
def test_which_proposal_is_answered_is_told(browser: Client, address: Callable[..., str]) -> None:
    assert "<strong>Huurachterstand bij Woonveste</strong>" in browser.get(address("proposal_answer")).text


class TestOtherDays:
    @pytest.mark.usefixtures("running")
    def test_a_pause_is_worked_out_and_nothing_is_recorded_by_it(
        self, browser: Client, address: Callable[[str], str], case: Case
    ) -> None:
        page = browser.post(address("instalments_move"), {"act": "pause", "until": "2026-12-31"})
        assert page.status_code == 200
        assert page.context["form"]["plan_3"].value() == "30-01-2027 200,00\n28-02-2027 200,00"
        assert days(matter(case))[1:] == [("2026-11-30", 20_000), ("2026-12-30", 20_000)]

    @pytest.mark.usefixtures("running")
    def test_what_was_agreed_is_recorded_and_what_was_paid_stays(self, sends: Sends, case: Case) -> None:
        assert sends("instalments_move", plan_3="30-01-2027 150,00\n28-02-2027 250,00").status_code == 302
        assert days(matter(case)) == [("2026-10-30", 20_000), ("2027-01-30", 15_000), ("2027-02-28", 25_000)]
        assert Step.of(case.municipality).get(rule="watch_arrangement").by == date(2027, 2, 4)

    @pytest.mark.usefixtures("running")
    def test_a_missed_payment_that_is_caught_up_asks_for_no_call(self, sends: Sends, case: Case) -> None:
        happened(case, e.InstalmentMissed(matter=3, due=date(2026, 11, 30)), on=date(2026, 12, 1))
        assert Step.of(case.municipality).get(rule="watch_arrangement").stage == "missed"
        sends("instalments_move", plan_3="15-12-2026 100,00\n30-12-2026 300,00", on_quick="today")
        assert matter(case).arrangement is not None

    @pytest.mark.parametrize(
        ("plan", "said"),
        [
            ("30-01-2027 200,00\n28-02-2027 199,99", "Er ontbreekt €\xa00,01."),
            ("30-01-2027 500,00", "Dat is €\xa0100,00 te veel."),
            ("30-10-2026 400,00", "De termijn van 30 okt 2026 is al betaald."),
            ("30-01-2027 200\n30-01-2027 200", "Op 30 jan 2027 staan twee termijnen."),
            ("30-02-2027 400", "Regel 1 is geen dag met een bedrag"),
        ],
    )
    @pytest.mark.usefixtures("running")
    def test_what_does_not_come_to_what_is_left_is_prevented(
        self, plan: str, said: str, sends: Sends, case: Case
    ) -> None:
        page = sends("instalments_move", plan_3=plan)
        assert page.status_code == 422
        assert said in " ".join(page.context["form"].errors["plan_3"])
        assert days(matter(case))[1] == ("2026-11-30", 20_000)

    @pytest.mark.usefixtures("running")
    def test_the_dossier_leads_there_while_something_is_to_come(
        self, browser: Client, case: Case, address: Callable[..., str]
    ) -> None:
        dossier = reverse("case", args=[case.number])
        assert address("instalments_move") in browser.get(dossier).text
        happened(case, *(e.InstalmentPaid(matter=3, due=date(2026, month, 30)) for month in (11, 12)))
        assert address("instalments_move") not in browser.get(dossier).text

    @pytest.mark.usefixtures("running")
    def test_nothing_moved_is_no_fact(self, sends: Sends) -> None:
        page = sends("instalments_move", plan_3="30-11-2026 200,00\n30-12-2026 200,00")
        assert "Er is nog niets verplaatst." in page.text

    @pytest.mark.parametrize("until", ["", "2026-11-22", "2029-01-01", "9999-12-31", "morgen"])
    @pytest.mark.usefixtures("running")
    def test_a_pause_that_is_none_is_said_beside_its_day_and_what_was_typed_stays(
        self, until: str, browser: Client, address: Callable[[str], str]
    ) -> None:
        sent = {"act": "pause", "until": until, "plan_3": "30-01-2027 400,00"}
        page = browser.post(address("instalments_move"), sent)
        assert page.status_code == 422
        assert set(page.context["pause"].errors) == {"until"}
        assert "30-01-2027 400,00" in page.text

    def test_without_an_arrangement_there_is_nothing_to_move(
        self, browser: Client, address: Callable[[str], str]
    ) -> None:
        assert browser.get(address("instalments_move")).status_code == 404


class TestForWhom:
    PAGES = ("proposal_answer", "instalments_move")

    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.COORDINATOR])
    @pytest.mark.usefixtures("proposed")
    def test_not_for_who_does_not_work_on_money(
        self, role: Role, cast: Cast, visit_as: VisitAs, address: Callable[..., str]
    ) -> None:
        browser = visit_as(cast.people[role])
        assert {browser.get(address(page)).status_code for page in self.PAGES} == {403}
        assert browser.get(address("proposal_pdf", 3)).status_code == 403

    @pytest.mark.usefixtures("proposed", "running")
    def test_not_for_another_municipality(self, visit_as: VisitAs, outsider: User, address: Callable[..., str]) -> None:
        browser = visit_as(outsider)
        assert {browser.get(address(page)).status_code for page in self.PAGES} == {404}
        assert browser.get(address("proposal_pdf", 3)).status_code == 404
