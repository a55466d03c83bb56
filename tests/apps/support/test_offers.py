"""What is offered to each creditor in a debt settlement: worked out, put to them, answered, and begun."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.support.conftest import Sends, Tells, VisitAs, happened, matter
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, CaseEvent, Person, Step
from vangnet.apps.cases.story import facts_of
from vangnet.domain import events as e
from vangnet.domain.codes import SettlementKind

pytestmark = pytest.mark.django_db
TYPED = {"debts": ["1", "2", "3"], "room": "30", "months": "18", "first": "2027-01-01"}
"""€ 30 a month over € 990: € 540, so that 54.5% is paid."""


@pytest.fixture
def known(case: Case) -> None:
    """Of the debt without an amount nothing is owed any more."""
    happened(case, e.DebtSettled(matter=5))


@pytest.fixture
def offered(request: pytest.FixtureRequest, sends: Sends) -> Any:
    request.getfixturevalue("known")
    return sends("settlement_offer", **TYPED)


@pytest.fixture
def answers(sends: Sends) -> Callable[..., None]:
    def say(answer: str, *numbers: int) -> None:
        for number in numbers:
            assert sends("proposal_answer", matter=str(number), answer=answer).status_code == 302

    return say


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


@pytest.mark.usefixtures("known")
class TestWorkingItOut:
    def test_it_shows_what_each_creditor_would_get_and_records_nothing(self, sends: Sends, case: Case) -> None:
        before = CaseEvent.of(case.municipality).count()
        page = sends("settlement_offer", **TYPED, act="work_out", on_quick="")
        assert page.status_code == 200
        for shown in ("€\xa0327,24", "€\xa018,18", "54,5%", "€\xa0272,76", "€\xa030,00", "€\xa0540,00", "€\xa0450,00"):
            assert shown in page.text, shown
        assert CaseEvent.of(case.municipality).count() == before

    def test_who_has_priority_gets_twice_the_share(self, sends: Sends) -> None:
        page = sends("settlement_offer", **{**TYPED, "room": "10"}, priority=["2"], act="work_out")
        assert [said in page.text for said in ("27,9%", "13,9%")] == [True, True]

    def test_what_is_wrong_is_told_above_as_one_reads_a_question(self, sends: Sends) -> None:
        page = sends("settlement_offer", **{**TYPED, "months": "0", "room": "0"}, act="work_out").text
        assert "Hoeveel maanden? Zorg ervoor" in page
        assert "voor alle schuldeisers samen: Vul een bedrag boven nul in." in page

    def test_the_page_stands_ready_with_every_known_debt_and_the_term_of_the_law(
        self, browser: Client, address: Callable[..., str]
    ) -> None:
        form = browser.get(address("settlement_offer")).context["form"]
        assert (form["debts"].value(), form["months"].value()) == (["3", "2", "1"], 18)

    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"room": "55"}, "room", "Hiermee wordt alles betaald."),
            ({"room": "0,01"}, "room", "minder dan een cent per keer"),
            ({"room": "0"}, "room", "boven nul"),
            ({"room": ""}, "room", "verplicht"),
            ({"months": "0"}, "months", "minstens 1"),
            ({"months": "601"}, "months", "hoogstens 600"),
            ({"first": "2026-11-22"}, "first", "al voorbij"),
            ({"first": "2029-01-01"}, "first", "te ver weg"),
            ({"debts": []}, "debts", "minstens één schuld"),
            ({"debts": ["4"]}, "debts", "4"),
            ({"on_quick": ""}, "on", "Kies vandaag"),
        ],
    )
    def test_bad_input_is_said_beside_its_field_and_nothing_typed_is_lost(
        self, typed: dict[str, Any], field: str, said: str, sends: Sends, case: Case
    ) -> None:
        page = sends("settlement_offer", **{"note": "Met de kredietbank.", **TYPED, **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert said in str(page.context["form"].errors[field])
        assert "Met de kredietbank." in page.text
        assert matter(case).proposal is None


class TestPuttingItToThem:
    def test_each_creditor_has_its_offer_and_its_own_letter(
        self, offered: Any, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        assert offered.status_code == 302
        proposal = matter(case).proposal
        assert proposal is not None
        assert (len(proposal.instalments), proposal.instalments[-1].on) == (18, date(2028, 6, 1))
        assert proposal.remitted == 60_000 - 18 * 1_818
        page = browser.get(address("settlement")).text
        assert [address("proposal_pdf", number) in page for number in (1, 2, 3)] == [True] * 3
        letter = " ".join(text_of(browser.get(address("proposal_pdf", 3))).split())
        for said in ("Voorstel voor een schuldregeling", "€ 600,00", "€ 18,18 per maand, 18 keer", "54,5%", "€ 272,76"):
            assert said in letter, said
        assert "€ 300,00" not in letter, "what another is owed"
        assert "betalingsregeling" not in letter
        assert "Wij horen het graag uiterlijk op maandag 7 december 2026." in letter, "ten working days"

    @pytest.mark.usefixtures("known")
    def test_who_has_priority_reads_that_it_has_and_so_why_it_gets_more(
        self, sends: Sends, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        assert sends("settlement_offer", **{**TYPED, "room": "10"}, priority=["2"]).status_code == 302
        first, other = (" ".join(text_of(browser.get(address("proposal_pdf", n))).split()) for n in (2, 3))
        assert "U heeft voorrang Daarom krijgt u 2 keer zo’n groot deel als wie geen voorrang heeft" in first
        assert "27,9%" in first
        assert ("13,9%" in other, "U heeft voorrang" in other) == (True, False)
        rows = browser.get(address("settlement")).context["drawn"].rows
        assert [bool(row[0].chip) for row in rows] == [False, True, False], "rent, energy, the catalogue"
        dossier = browser.get(reverse("case", args=[case.number])).text
        assert dossier.count("Deze schuldeiser heeft voorrang en krijgt daarom een groter deel.") == 1

    @pytest.mark.usefixtures("known")
    def test_who_is_left_out_is_asked_about_once(self, sends: Sends, case: Case) -> None:
        typed = {**TYPED, "debts": ["2", "3"], "room": "20"}
        page = sends("settlement_offer", **typed)
        assert page.status_code == 422
        assert "1 schuld doet niet mee aan de schuldregeling." in page.text
        assert matter(case).proposal is None
        assert sends("settlement_offer", **typed, confirmed=page.context["marks"]).status_code == 302
        assert matter(case, 1).proposal is None

    @pytest.mark.usefixtures("known")
    def test_more_than_is_left_is_asked_about_and_what_is_left_stands_beside_the_amount(
        self, sends: Sends, tells: Tells, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        tells(bedrag_kind="benefit", bedrag_cents="1000", bedrag_rhythm="month")
        tells(bedrag_kind="rent", bedrag_cents="975", bedrag_rhythm="month")
        said = "Volgens het geldplaatje blijft er €\xa025,00 per maand over."
        assert said in browser.get(address("settlement_offer")).text
        page = sends("settlement_offer", **TYPED)
        assert page.context["doubts"] == [f"U biedt €\xa030,00 per maand. {said}"]
        assert matter(case).proposal is None
        assert sends("settlement_offer", **TYPED, confirmed=page.context["marks"]).status_code == 302
        loan = sends("settlement_offer", **{**TYPED, "room": "495", "months": "1"})
        assert loan.status_code == 302, "a loan pays it at once, and not what is left in a month"

    @pytest.mark.usefixtures("known")
    def test_a_debt_that_was_only_told_is_asked_about(
        self, sends: Sends, tells: Tells, case: Case, address: Callable[..., str]
    ) -> None:
        tells(schuld_kind="other_debt", schuld_creditor="Postorder De Veer", schuld_cents="250")
        page = sends("settlement_offer", **TYPED)
        assert page.status_code == 422
        assert "1 schuld is alleen verteld." in page.text
        assert address("balances") in page.text, "where one asks for it"
        assert matter(case).proposal is None

    @pytest.mark.usefixtures("known")
    def test_longer_than_the_law_is_asked_about(self, sends: Sends, case: Case) -> None:
        page = sends("settlement_offer", **{**TYPED, "months": "19"})
        assert page.status_code == 422
        assert "moet een goede reden hebben" in page.text
        assert (
            sends("settlement_offer", **{**TYPED, "months": "19"}, confirmed=page.context["marks"]).status_code == 302
        )
        assert matter(case).proposal is not None

    def test_a_debt_without_an_amount_waits_for_its_balance(self, sends: Sends) -> None:
        page = sends("settlement_offer", **{**TYPED, "debts": ["3", "5"]})
        assert "Vraag eerst het saldo op." in str(page.context["form"].errors["debts"])

    @pytest.mark.usefixtures("known")
    def test_a_loan_that_pays_at_once_is_one_payment(
        self, sends: Sends, browser: Client, address: Callable[..., str]
    ) -> None:
        assert sends("settlement_offer", **{**TYPED, "room": "495", "months": "1"}).status_code == 302
        letter = " ".join(text_of(browser.get(address("proposal_pdf", 3))).split())
        assert "€ 300,00, één keer, op vrijdag 1 januari 2027" in letter
        assert "elke maand" not in letter


@pytest.mark.usefixtures("offered")
class TestTheirAnswers:
    def test_who_has_priority_and_is_offered_all_waits_for_the_others_as_well(
        self, sends: Sends, answers: Callable[..., None], browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        assert sends("settlement_offer", **{**TYPED, "room": "40"}, priority=["1"]).status_code == 302
        proposal = matter(case, 1).proposal
        assert proposal is not None
        assert (proposal.paid, proposal.remitted) == (9_000, 0)
        letter = " ".join(text_of(browser.get(address("proposal_pdf", 1))).split())
        assert "Voorstel voor een schuldregeling" in letter
        assert "Kwijtschelding" not in letter, "who is paid all remits nothing"
        answers("yes", 1)
        assert (matter(case, 1).arrangement, bool(matter(case, 1).proposal)) == (None, True)

    def test_a_yes_alone_is_no_arrangement_and_waits_for_the_others(
        self, answers: Callable[..., None], case: Case
    ) -> None:
        answers("yes", 3)
        assert (matter(case).arrangement, bool(matter(case).proposal)) == (None, True)
        steps = Step.of(case.municipality).filter(rule="hear_creditor")
        assert sorted(steps.values_list("subject_id", flat=True)) == [1, 2]

    def test_after_the_last_yes_the_settlement_begins_with_what_was_offered(
        self,
        answers: Callable[..., None],
        sends: Sends,
        browser: Client,
        address: Callable[..., str],
        case: Case,
        tenant: Person,
    ) -> None:
        answers("yes", 3, 2, 1)
        steps = Step.of(case.municipality).filter(rule="hear_creditor")
        assert {step.stage for step in steps} == {"settle"}
        dossier = browser.get(reverse("case", args=[case.number])).text
        assert "Laat de schuldregeling beginnen" in dossier
        assert address("settlement") in dossier
        form = browser.get(address("settlement")).context["form"]
        assert [form[name].value() for name in ("kind", "owed", "cents", "ends_on", "first")] == [
            "amicable",
            "990,00",
            "30,00",
            date(2028, 6, 1),
            date(2027, 1, 1),
        ]
        begun = {"kind": "amicable", "owed": "990", "cents": "30", "ends_on": "2028-06-01", "first": "2027-01-01"}
        page = sends("settlement", **begun)
        assert page.status_code == 422, "eighteen payments from January end later than eighteen months from today"
        assert sends("settlement", **begun, confirmed=page.context["marks"]).status_code == 302
        assert facts_of(case.municipality, [case.pk])[case.pk].persons[tenant.pk].settlement is not None
        assert matter(case).proposal is None
        assert not Step.of(case.municipality).filter(rule="hear_creditor").exists()
        letter = " ".join(text_of(browser.get(address("settlement_pdf"))).split())
        assert "€ 540,00" in letter, "what the creditors were promised: eighteen times thirty euros"
        assert ("Betaald zou nu zijn" in letter, "wettelijke" in letter) == (False, False), "a letter that is kept"

    def test_a_no_asks_for_another_way_and_the_settlement_does_not_stand_ready(
        self, answers: Callable[..., None], browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        answers("yes", 3, 2)
        answers("no", 1)
        step = Step.of(case.municipality).get(rule="hear_creditor")
        assert (step.subject_id, step.stage) == (1, "refused")
        page = browser.get(address("settlement"))
        assert [page.text.count(said) for said in ("ja, 23 nov 2026", "nee, 23 nov 2026")] == [2, 1]
        assert page.context["form"]["owed"].value() is None
        assert "Zei een schuldeiser nee?" in page.text

    def test_the_timeline_tells_what_would_be_remitted(self, browser: Client, case: Case) -> None:
        page = browser.get(reverse("case", args=[case.number])).text
        assert "De rest, €\xa0272,76, hoeft daarna niet meer betaald te worden" in page


class TestWhose:
    def test_where_a_settlement_runs_none_is_offered(
        self, case: Case, tenant: Person, browser: Client, address: Callable[..., str]
    ) -> None:
        began = e.SettlementBegan(
            person=tenant.pk, kind=SettlementKind.AMICABLE, ends_on=date(2028, 5, 21), owed=99_000, cents=3_000
        )
        happened(case, began)
        assert browser.get(address("settlement_offer")).status_code == 404

    def test_not_for_who_does_not_work_on_money(
        self, visit_as: VisitAs, visitor: User, address: Callable[..., str]
    ) -> None:
        assert visit_as(visitor).get(address("settlement_offer")).status_code == 403

    def test_not_for_another_municipality(self, visit_as: VisitAs, outsider: User, address: Callable[..., str]) -> None:
        assert visit_as(outsider).get(address("settlement_offer")).status_code == 404
