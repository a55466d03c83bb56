"""A debt settlement begins, always with its end, is on paper, and at its end the rest is remitted."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.apps.support.conftest import TODAY, Sends, VisitAs, happened, matter, text_of
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, CaseEvent, Person, Step
from vangnet.apps.cases.story import facts_of
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Role, SettlementKind

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
            ({"owed": "0"}, "owed"),
            ({"owed": "99999999999"}, "owed"),
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

    def test_what_is_remitted_is_told_for_each_debt(
        self, sends: Sends, browser: Client, address: Callable[..., str], case: Case, tenant: Person
    ) -> None:
        assert sends("settlement", how="remitted", remitted=["1", "3"]).status_code == 302
        assert settlement(case, tenant) is None
        assert [bool(matter(case, n).settled_on) for n in (1, 2, 3)] == [True, False, True]
        kinds = list(CaseEvent.of(case.municipality).order_by("id").values_list("kind", flat=True))[-3:]
        assert kinds == ["SettlementEnded", "DebtSettled", "DebtSettled"]
        page = browser.get(address("settlement")).text
        assert "eindigde op maandag 23 november 2026: klaar, de rest is kwijtgescholden." in page

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


# Who gets what ------------------------------------------------------------------------------


def promise(matter: int, cents: int, remitted: int, *, priority: bool = False) -> e.Event:
    """Eighteen payments of so much, from January on."""
    days = [date(2027 + turn // 12, turn % 12 + 1, 1) for turn in range(18)]
    instalments = tuple(e.Instalment(on, cents) for on in days)
    return e.ArrangementProposed(matter=matter, instalments=instalments, remitted=remitted, priority=priority)


@pytest.fixture
def shared(case: Case, tenant: Person) -> None:
    """Rent and energy share € 30 a month; energy has priority. The landlord says yes, the other the court makes join.

    The catalogue was left out. It begins on 23 November, and the first payment is in January.
    """
    happened(case, e.DebtSettled(matter=5), promise(3, 1_500, 33_000), promise(2, 1_500, 3_000, priority=True))
    happened(
        case, e.ArrangementAnswered(matter=3, answer=Answer.YES), e.ArrangementAnswered(matter=2, answer=Answer.NO)
    )
    happened(case, e.ForcedSettlementAsked(person=tenant.pk))
    happened(case, e.ForcedSettlementDecided(person=tenant.pk, answer=Answer.YES))


BEGUN = {"kind": "amicable", "owed": "900", "cents": "30", "ends_on": "2028-05-01", "first": "2026-12-01"}


@pytest.mark.usefixtures("shared")
class TestWhoGetsWhat:
    @pytest.fixture
    def begun(self, request: pytest.FixtureRequest, sends: Sends) -> None:
        request.getfixturevalue("shared")
        assert sends("settlement", **BEGUN).status_code == 302

    @pytest.mark.usefixtures("begun")
    def test_the_page_keeps_what_each_creditor_was_promised_and_until_when(
        self, browser: Client, address: Callable[..., str]
    ) -> None:
        page = browser.get(address("settlement"))
        shares = page.context["shares"]
        assert "tot en met maandag 1 mei 2028. Daarna wordt de rest kwijtgescholden." in page.text
        said = [[cell.text.replace("\xa0", " ") for cell in row] for row in [*shares.rows, shares.total]]
        assert said == [
            ["Huurachterstand bij Woonveste", "€ 600,00", "€ 15,00", "€ 270,00", "45,0%", "€ 330,00"],
            ["Achterstand energie", "€ 300,00", "€ 15,00", "€ 270,00", "90,0%", "€ 30,00"],
            ["Samen", "€ 900,00", "€ 30,00", "€ 540,00", "60,0%", "€ 360,00"],
        ]
        assert "niet in het dossier dat de schuldeiser meedoet: andere achterstand." in page.text
        assert [address("settlement_beginning", number) in page.text for number in (1, 2, 3)] == [False, True, True]

    @pytest.mark.usefixtures("begun")
    def test_the_resident_has_it_on_paper(self, browser: Client, address: Callable[..., str]) -> None:
        text = text_of(browser.get(address("settlement_pdf")))
        assert "Huurachterstand bij Woonveste € 600,00 € 270,00 € 330,00" in text

    @pytest.mark.usefixtures("begun")
    def test_who_said_yes_reads_when_it_begins_and_what_it_gets_and_remits(
        self, browser: Client, address: Callable[..., str]
    ) -> None:
        text = text_of(browser.get(address("settlement_beginning", 3)))
        for said in (
            "De schuldregeling begint", "Woonveste", "U ging op maandag 23 november 2026 akkoord met ons voorstel.",
            "Eerste dag maandag 23 november 2026", "Eerste betaling dinsdag 1 december 2026",
            "Laatste dag maandag 1 mei 2028", "€ 15,00 per maand, 18 keer, tot en met maandag 1 mei 2028",
            "€ 270,00 (45,0%)", "scheld dan de rest kwijt: € 330,00",
        ):  # fmt: skip
            assert said in text, said
        assert ("voorrang" in text, "€ 300,00" in text) == (False, False), "what another is owed"

    @pytest.mark.usefixtures("begun")
    def test_whom_the_court_made_to_join_reads_that(self, browser: Client, address: Callable[..., str]) -> None:
        text = text_of(browser.get(address("settlement_beginning", 2)))
        assert "De rechter besliste dat u meedoet (dwangakkoord)." in text
        assert "U heeft voorrang Daarom krijgt u 2 keer" in text

    @pytest.mark.usefixtures("begun")
    @pytest.mark.parametrize("number", [1, 4, 99])
    def test_who_was_promised_nothing_gets_no_letter(
        self, number: int, browser: Client, address: Callable[..., str]
    ) -> None:
        assert browser.get(address("settlement_beginning", number)).status_code == 404

    def test_before_it_begins_there_is_no_such_letter(self, browser: Client, address: Callable[..., str]) -> None:
        assert browser.get(address("settlement_beginning", 3)).status_code == 404

    def test_other_payments_than_the_creditors_were_offered_are_asked_about(self, sends: Sends) -> None:
        page = sends("settlement", **{**BEGUN, "ends_on": "2027-12-01"})
        assert page.status_code == 422
        (doubt,) = page.context["doubts"]
        assert doubt.startswith("De schuldeisers zeiden ja tegen 18 betalingen. Zo worden het er 13.")

    @pytest.mark.usefixtures("begun")
    def test_not_for_who_does_not_work_on_money_or_for_another_municipality(
        self, visit_as: VisitAs, visitor: User, outsider: User, address: Callable[..., str]
    ) -> None:
        at = address("settlement_beginning", 3)
        assert [visit_as(one).get(at).status_code for one in (visitor, outsider)] == [403, 404]


@pytest.mark.usefixtures("runs")
def test_where_no_offer_was_recorded_the_page_says_so(browser: Client, address: Callable[..., str]) -> None:
    page = browser.get(address("settlement"))
    assert page.context["shares"] is None
    assert "Wat elke schuldeiser krijgt, staat niet in het dossier" in page.text


# A loan -------------------------------------------------------------------------------------


class TestALoan:
    """A saneringskrediet: the bank pays each creditor its share today, and the resident pays the bank back."""

    LOAN = {"kind": "amicable", "ends_on": "2026-11-23", "first": "2026-11-23", "owed": "12.000,00", "cents": "1.350"}

    @pytest.fixture
    def offered(self, case: Case) -> None:
        at_once = e.ArrangementProposed(matter=3, instalments=(e.Instalment(TODAY, 6_750),), remitted=53_250)
        happened(case, at_once, e.ArrangementAnswered(matter=3, answer=Answer.YES))

    @pytest.mark.usefixtures("offered")
    def test_it_stands_ready_and_begins_and_ends_on_one_day(
        self, sends: Sends, browser: Client, address: Callable[..., str]
    ) -> None:
        form = browser.get(address("settlement")).context["form"]
        assert (form["first"].value(), form["ends_on"].value(), form["cents"].value()) == (TODAY, TODAY, "67,50")
        assert sends("settlement", **self.LOAN).status_code == 302
        page = browser.get(address("settlement")).text.replace("\xa0", " ")
        assert "€ 1.350,00, op maandag 23 november 2026" in page
        assert ("Elke maand" in page, "Aantal betalingen" in page) == (False, False)

    @pytest.mark.usefixtures("offered")
    def test_the_letters_speak_of_one_payment_and_of_no_month(
        self, sends: Sends, browser: Client, address: Callable[..., str]
    ) -> None:
        assert sends("settlement", **self.LOAN).status_code == 302
        mine, theirs = (
            text_of(browser.get(at)) for at in (address("settlement_pdf"), address("settlement_beginning", 3))
        )
        assert "Is er op maandag 23 november 2026 betaald wat is afgesproken" in mine
        assert "Dat betaalt u terug zoals in uw leenovereenkomst staat." in mine
        assert "€ 67,50, één keer, op maandag 23 november 2026" in theirs
        assert ("maand " in mine, "maand " in theirs) == (False, False)

    def test_without_a_payment_on_that_day_it_would_pay_nothing(self, sends: Sends) -> None:
        page = sends("settlement", **{**self.LOAN, "first": ""})
        assert page.status_code == 422
        assert "Vul die dag dan ook in als eerste betaling." in str(page.context["form"].errors["ends_on"])
