"""A debt settlement begins, always with its end, is on paper, and at its end the rest is remitted."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.apps.support.conftest import TODAY, Sends, VisitAs, happened, matter
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, CaseEvent, Person, Step
from vangnet.apps.cases.story import facts_of
from vangnet.domain import events as e
from vangnet.domain.codes import Role, SettlementKind

pytestmark = pytest.mark.django_db
TYPED = {"kind": "amicable", "ends_on": "2028-05-23", "owed": "12.000,00", "cents": "75"}


@pytest.fixture
def runs(case: Case, tenant: Person) -> None:
    """Eighteen months of € 75 over € 12.000, begun two days ago."""
    began = e.SettlementBegan(
        person=tenant.pk, kind=SettlementKind.AMICABLE, ends_on=date(2028, 5, 21), owed=1_200_000, cents=7_500
    )
    happened(case, began, on=date(2026, 11, 21))


def settlement(case: Case, tenant: Person) -> Any:
    return facts_of(case.municipality, [case.pk])[case.pk].persons[tenant.pk].settlement


class TestTheBeginning:
    def test_it_is_recorded_with_its_last_day_and_shown_with_what_is_remitted(
        self, sends: Sends, browser: Client, address: Callable[..., str], case: Case, tenant: Person
    ) -> None:
        assert sends("settlement", **TYPED).status_code == 302
        assert settlement(case, tenant).until == date(2028, 5, 23)
        page = browser.get(address("settlement")).text
        for shown in ("dinsdag 23 mei 2028", "€\xa01.350,00", "€\xa010.650,00", "Aantal betalingen"):
            assert shown in page

    def test_what_the_dossier_holds_is_told_beside_the_debt(self, browser: Client, address: Callable[..., str]) -> None:
        page = browser.get(address("settlement")).text
        assert "In het dossier staat samen €\xa0990,00." in page
        assert "18 maanden (artikel 349a Fw; nog na te zien" in page

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"ends_on": ""}, "ends_on"),
            ({"ends_on": "2026-11-23"}, "ends_on"),
            ({"ends_on": "2026-01-01"}, "ends_on"),
            ({"ends_on": "ooit"}, "ends_on"),
            ({"first": "2028-05-24"}, "first"),
            ({"owed": ""}, "owed"),
            ({"owed": "-5"}, "owed"),
            ({"cents": ""}, "cents"),
            ({"cents": "zeventig"}, "cents"),
            ({"kind": "lening"}, "kind"),
        ],
    )
    def test_without_an_end_or_an_amount_it_is_no_settlement(
        self, typed: dict[str, str], field: str, sends: Sends, case: Case, tenant: Person
    ) -> None:
        page = sends("settlement", **{**TYPED, "note": "Met de kredietbank.", **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert "Met de kredietbank." in page.text
        tenant_facts = facts_of(case.municipality, [case.pk])[case.pk].persons.get(tenant.pk)
        assert tenant_facts is None or tenant_facts.settlement is None

    def test_who_can_pay_nothing_has_a_settlement_as_well(self, sends: Sends, case: Case, tenant: Person) -> None:
        assert sends("settlement", **{**TYPED, "cents": "0"}).status_code == 302
        assert settlement(case, tenant).cents == 0

    @pytest.mark.parametrize(
        ("typed", "asked"),
        [
            ({"ends_on": "2029-11-23"}, "De wettelijke schuldsanering eindigt op dinsdag 23 mei 2028."),
            ({"owed": "900"}, "Is dit geen gewone betalingsregeling?"),
        ],
    )
    def test_what_is_odd_is_asked_once_and_taken_when_confirmed(
        self, typed: dict[str, str], asked: str, sends: Sends, case: Case, tenant: Person
    ) -> None:
        page = sends("settlement", **{**TYPED, **typed})
        assert page.status_code == 422
        assert asked in " ".join(page.context["doubts"])
        assert sends("settlement", **{**TYPED, **typed}, confirmed=page.context["marks"]).status_code == 302
        assert settlement(case, tenant) is not None


@pytest.mark.usefixtures("runs")
class TestTheEnd:
    def test_the_dossier_asks_for_it_in_time_and_leads_there(
        self, browser: Client, case: Case, address: Callable[..., str]
    ) -> None:
        assert Step.of(case.municipality).get(rule="end_settlement").by == date(2028, 4, 19)
        assert address("settlement") in browser.get(address("picture")).text

    def test_what_is_remitted_is_told_for_each_debt(self, sends: Sends, case: Case, tenant: Person) -> None:
        assert sends("settlement", how="remitted", remitted=["1", "3"]).status_code == 302
        assert settlement(case, tenant) is None
        assert [bool(matter(case, n).settled_on) for n in (1, 2, 3)] == [True, False, True]
        kinds = list(CaseEvent.of(case.municipality).order_by("id").values_list("kind", flat=True))[-3:]
        assert kinds == ["SettlementEnded", "DebtSettled", "DebtSettled"]

    def test_one_that_stopped_remits_nothing(self, sends: Sends, case: Case, tenant: Person) -> None:
        page = sends("settlement", how="stopped", remitted=["1"])
        assert set(page.context["form"].errors) == {"remitted"}
        assert settlement(case, tenant) is not None
        assert sends("settlement", how="stopped").status_code == 302
        assert matter(case, 1).settled_on is None

    def test_somebody_elses_debt_is_not_remitted_here(self, sends: Sends, case: Case) -> None:
        assert sends("settlement", how="remitted", remitted=["4"]).status_code == 422
        assert matter(case, 4).settled_on is None

    def test_the_letter_names_the_last_day_and_what_is_remitted(
        self, browser: Client, address: Callable[..., str]
    ) -> None:
        answer = browser.get(address("settlement_pdf"))
        (page,) = PdfReader(io.BytesIO(answer.content)).pages
        text = " ".join(page.extract_text().split())
        assert "Uw schuldregeling heeft een einde." in text
        assert "Op zondag 21 mei 2028 is het klaar." in text
        assert "€ 10.650,00" in text


class TestForWhom:
    def test_without_a_settlement_there_is_no_letter(self, browser: Client, address: Callable[..., str]) -> None:
        assert browser.get(address("settlement_pdf")).status_code == 404

    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.COORDINATOR])
    @pytest.mark.usefixtures("runs")
    def test_not_for_who_does_not_work_on_money(
        self, role: Role, cast: Cast, visit_as: VisitAs, address: Callable[..., str]
    ) -> None:
        browser = visit_as(cast.people[role])
        assert {browser.get(address(page)).status_code for page in ("settlement", "settlement_pdf")} == {403}

    @pytest.mark.usefixtures("runs")
    def test_not_for_another_municipality(
        self, visit_as: VisitAs, outsider: User, address: Callable[..., str], case: Case, tenant: Person
    ) -> None:
        browser = visit_as(outsider)
        assert {browser.get(address(page)).status_code for page in ("settlement", "settlement_pdf")} == {404}
        ended = {"how": "stopped", "on_quick": "today", "expected": "0", "token": "x"}
        assert browser.post(address("settlement"), ended).status_code == 404
        assert settlement(case, tenant).since == date(2026, 11, 21) < TODAY
