"""Is an arrangement proposed from what is left, checked before it is recorded, and put on one page for the resident?"""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.support.conftest import TODAY, Tells, VisitAs, amount, text_of
from tests.cast import Cast
from vangnet.apps.accounts.models import Act, Look, User
from vangnet.apps.cases.models import Case, CaseEvent, Note, Person
from vangnet.apps.cases.record import record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.agreed import runs
from vangnet.domain import events as e
from vangnet.domain.codes import Rhythm, Role

pytestmark = pytest.mark.django_db
FIRST = {"first": "2026-12-28", "rhythm": "month"}


@pytest.fixture
def here(case: Case, tenant: Person) -> str:
    """The address of the tenant's arrangement."""
    return reverse("arrangement", args=[case.number, tenant.pk])


@pytest.fixture
def left(tells: Tells) -> int:
    """The tenant has € 150 left in a month."""
    tells(stand_balance="200", **amount("benefit", "1.450", "month", "2026-11-25"))
    tells(**amount("groceries", "1.300", "month", "2026-11-26"))
    return 15_000


def hidden(browser: Client, here: str) -> dict[str, str]:
    form = browser.get(here).context["form"]
    return {name: str(form.get_initial_for_field(form.fields[name], name)) for name in ("expected", "token")}


def proposed(browser: Client, here: str, *debts: int, room: str = "150", **more: str) -> Any:
    asked = {"debts": [str(debt) for debt in debts], "room": room, **FIRST, "act": "propose", **more}
    return browser.post(here, {**hidden(browser, here), **asked})


def plans(page: Any) -> dict[str, str]:
    return {bound.html_name: bound.value() for bound in page.context["plans"] if bound.value()}


def recorded(browser: Client, here: str, typed: dict[str, str], **more: str) -> Any:
    return browser.post(here, {**hidden(browser, here), "on_quick": "today", "act": "record", **typed, **more})


def agreed(case: Case) -> dict[int, list[int]]:
    """By matter, the instalments in cents."""
    matters = facts_of(case.municipality, [case.pk])[case.pk].matters
    return {n: [one.cents for one in m.arrangement.instalments] for n, m in matters.items() if m.arrangement}


class TestProposal:
    def test_only_this_persons_debts_by_what_is_at_stake(self, browser: Client, here: str) -> None:
        page = browser.get(here)
        assert [matter.number for matter in page.context["asked"].matters] == [3, 2, 5, 1]
        assert "77,77" not in page.text
        assert "Wat er per maand overblijft is nog niet bekend." in page.text

    def test_it_divides_what_is_left_home_and_energy_first(self, browser: Client, here: str, left: int) -> None:
        page = proposed(browser, here, 1, 2, 3)
        assert page.status_code == 200
        assert f"€\xa0{left // 100},00 per maand over" in page.text
        assert plans(page) == {
            "plan_3": "\n".join(f"{day} 100,00" for day in ("28-12-2026", "28-01-2027", "28-02-2027", "28-03-2027",
                                                            "28-04-2027", "28-05-2027")),
            "plan_2": "\n".join(f"{day} 50,00" for day in ("28-12-2026", "28-01-2027", "28-02-2027", "28-03-2027",
                                                           "28-04-2027", "28-05-2027")),
            "plan_1": "28-06-2027 90,00",
        }  # fmt: skip
        assert not CaseEvent.of(page.wsgi_request.municipality).filter(kind="ArrangementAgreed").exists()

    def test_days_that_fit_are_told_once_the_balance_is_known(self, browser: Client, here: str, left: int) -> None:
        assert left
        assert "De beste dagen om te betalen: de " in browser.get(here).text

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"room": "veel"}, "room"),
            ({"room": "0"}, "room"),
            ({"room": "-5"}, "room"),
            ({"room": "0,50"}, "room"),
            ({"first": "2026-11-01"}, "first"),
            ({"first": "2026-02-31"}, "first"),
            ({"first": "9999-12-01"}, "first"),
            ({"debts": []}, "debts"),
            ({"debts": ["4"]}, "debts"),
            ({"debts": ["5"]}, "debts"),
        ],
    )
    def test_bad_input_is_said_beside_its_field(
        self, sent: dict[str, Any], field: str, browser: Client, here: str
    ) -> None:
        asked = {"debts": ["3"], "room": "150", **FIRST, "act": "propose", "plan_2": "eigen werk", **sent}
        page = browser.post(here, asked)
        assert page.status_code == 422
        assert set(page.context["asked"].errors) == {field}
        assert "eigen werk" in page.text, "what was typed in an instalment stays"


class TestRecording:
    def test_three_creditors_in_one_go_by_the_one_write_path(
        self, browser: Client, here: str, left: int, case: Case
    ) -> None:
        assert left
        typed = plans(proposed(browser, here, 1, 2, 3))
        assert recorded(browser, here, typed, note="Gebeld met Woonveste.").status_code == 302
        assert agreed(case) == {3: [10_000] * 6, 2: [5_000] * 6, 1: [9_000]}
        assert Note.of(case.municipality).get().text == "Gebeld met Woonveste."
        assert Look.of(case.municipality).filter(kind="case", act=Act.CHANGED, subject=case.pk).exists()

    def test_the_same_form_counts_once(self, browser: Client, here: str, case: Case) -> None:
        sent = {**hidden(browser, here), "on_quick": "today", "act": "record", "plan_1": "28-12-2026 90,00"}
        for _press in range(2):
            assert browser.post(here, sent).status_code == 302
        assert CaseEvent.of(case.municipality).filter(kind="ArrangementAgreed").count() == 1

    def test_unequal_instalments_are_fine_as_long_as_they_add_up(self, browser: Client, here: str, case: Case) -> None:
        recorded(browser, here, {"plan_1": "28-12-2026 10,00\n15-01-2027 70,00\n\n1-3-2027 10"})
        assert agreed(case) == {1: [1_000, 7_000, 1_000]}

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (
                "28-12-2026 89,99",
                "De termijnen zijn samen €\xa089,99 en de schuld is €\xa090,00. Er ontbreekt €\xa00,01.",
            ),
            ("28-12-2026 100", "Dat is €\xa010,00 te veel."),
            ("28-12-2026 45\n28-12-2026 45", "Op 28 dec 2026 staan twee termijnen."),
            ("28-12-2026 90\n28-01-2027 0", "Een termijn van niets"),
            ("31-02-2027 90", "Regel 1 is geen dag met een bedrag"),
            ("morgen negentig", "Regel 1 is geen dag met een bedrag"),
            ("28-12-2026 -90", "Regel 1 is geen dag met een bedrag"),
        ],
    )
    def test_what_does_not_add_up_is_prevented_with_the_reason(
        self, typed: str, said: str, browser: Client, here: str, case: Case
    ) -> None:
        page = recorded(browser, here, {"plan_1": typed, "note": "Blijft staan."})
        assert page.status_code == 422
        assert said in " ".join(page.context["form"].errors["plan_1"])
        assert "Blijft staan." in page.text
        assert agreed(case) == {}

    def test_nothing_is_no_arrangement(self, browser: Client, here: str) -> None:
        assert "Er staan nog geen termijnen." in recorded(browser, here, {}).text

    def test_a_day_to_come_is_no_day_of_an_agreement(self, browser: Client, here: str, case: Case) -> None:
        page = recorded(browser, here, {"plan_1": "28-12-2026 90"}, on_quick="other", on_day="2026-12-01")
        assert "on" in page.context["form"].errors
        assert agreed(case) == {}

    def test_who_types_instalments_is_not_asked_for_what_a_proposal_needs(self, browser: Client, here: str) -> None:
        typed = {"plan_1": "28-12-2026 80", "first": "2026-12-28", "rhythm": "month", "room": "", "debts": "1"}
        page = recorded(browser, here, typed)
        assert "Er ontbreekt €\xa010,00." in page.text
        assert page.context["asked"].errors == {}
        assert page.context["asked"]["debts"].value() == ["1"], "what was typed stays"

    def test_more_than_is_left_is_asked_about_and_taken_when_confirmed(
        self, browser: Client, here: str, left: int, case: Case
    ) -> None:
        assert left
        typed = {"plan_3": "28-12-2026 600,00", "plan_1": "5-12-2026 90,00"}
        page = recorded(browser, here, typed)
        assert page.status_code == 422
        assert page.context["doubts"] == [
            "In december 2026 is het samen €\xa0690,00. Volgens het geldplaatje blijft er €\xa0150,00 per maand over."
        ]
        assert "Ja, zo is het afgesproken" in page.text
        assert agreed(case) == {}
        assert recorded(browser, here, typed, confirmed=page.context["marks"]).status_code == 302
        assert agreed(case) == {3: [60_000], 1: [9_000]}

    def test_without_a_picture_it_is_not_asked(self, browser: Client, here: str, case: Case) -> None:
        assert recorded(browser, here, {"plan_3": "28-12-2026 600,00"}).status_code == 302
        assert agreed(case) == {3: [60_000]}

    def test_what_the_core_doubts_is_asked_beside_it(self, browser: Client, here: str, left: int, case: Case) -> None:
        """Above what is left, and a first payment before the day of the agreement: both are confirmed."""
        assert left
        typed = {"plan_3": "01-11-2026 600,00"}
        page = recorded(browser, here, typed)
        above, before = page.context["doubts"]
        assert "per maand over" in above
        assert "De eerste termijn is op zondag 1 november 2026." in before
        assert recorded(browser, here, typed, confirmed=page.context["marks"]).status_code == 302
        assert agreed(case) == {3: [60_000]}

    def test_what_was_confirmed_stands_beside_the_fact_for_who_reads_it_later(
        self, browser: Client, here: str, left: int, case: Case
    ) -> None:
        assert left
        typed = {"plan_3": "28-12-2026 600,00"}
        page = recorded(browser, here, typed)
        recorded(browser, here, typed, confirmed=page.context["marks"])
        dossier = browser.get(reverse("case", args=[case.number])).text
        assert "Gevraagd bij het vastleggen: “In december 2026 is het samen €\xa0600,00." in dossier

    def test_a_debt_of_which_the_amount_is_unknown_is_agreed_by_hand(
        self, browser: Client, here: str, case: Case
    ) -> None:
        assert recorded(browser, here, {"plan_5": "28-12-2026 25,00"}).status_code == 302
        assert agreed(case) == {5: [2_500]}

    def test_somebody_elses_debt_is_not_agreed_here(self, browser: Client, here: str, case: Case) -> None:
        recorded(browser, here, {"plan_4": "28-12-2026 77,77", "plan_1": "28-12-2026 90,00"})
        assert agreed(case) == {1: [9_000]}

    def test_a_debt_that_was_settled_meanwhile_is_not_agreed_on(self, browser: Client, here: str, case: Case) -> None:
        record(case, [e.DebtSettled(matter=1)], by=None, on=TODAY, today=TODAY)
        page = recorded(browser, here, {"plan_1": "28-12-2026 90,00"})
        assert page.status_code == 422, "it is no debt of this person any more, so nothing is filled in"
        assert agreed(case) == {}


class TestByTheWeek:
    """Wages come every Friday; € 100 is left in an average month, which is € 23,07 a week."""

    @pytest.fixture
    def paid(self, tells: Tells) -> int:
        tells(stand_balance="200", **amount("wages", "300", "week", "2026-11-20"))
        tells(**amount("groceries", "1.200", "month", "2026-11-26"))
        return 10_000

    @pytest.fixture
    def weekly(self, browser: Client, here: str, paid: int) -> dict[str, str]:
        assert paid
        return plans(proposed(browser, here, 3, room="23,07", rhythm="week", first="2026-11-27"))

    def test_the_page_offers_the_own_pay_days(self, browser: Client, here: str, paid: int) -> None:
        page = browser.get(here)
        asked = page.context["asked"]
        assert (asked["rhythm"].value(), asked["first"].value()) == ("week", date(2026, 11, 27))
        assert f"€\xa0{paid // 100},00 per maand over" in page.text
        assert "Het inkomen komt per week: dan is het €\xa023,07 per keer." in page.text
        assert "De beste dagen om te betalen" not in page.text

    def test_it_is_divided_to_the_cent_and_months_of_five_weeks_are_not_too_much(
        self, browser: Client, here: str, weekly: dict[str, str], case: Case
    ) -> None:
        lines = weekly["plan_3"].splitlines()
        assert lines[:2] == ["27-11-2026 23,07", "04-12-2026 23,07"]
        assert len(lines) == 27
        assert recorded(browser, here, weekly).status_code == 302
        assert sum(agreed(case)[3]) == 60_000

    def test_more_than_is_left_each_week_is_asked_about(self, browser: Client, here: str, paid: int) -> None:
        assert paid
        more = plans(proposed(browser, here, 3, room="25", rhythm="week", first="2026-11-27"))
        page = recorded(browser, here, more)
        assert page.status_code == 422
        assert "is het samen €\xa0108,34. Volgens het geldplaatje blijft er €\xa0100,00 per maand over." in page.text

    def test_two_payments_of_four_weeks_in_one_month_are_asked_about_for_who_is_paid_otherwise(
        self, browser: Client, here: str, paid: int
    ) -> None:
        assert paid
        four = plans(proposed(browser, here, 3, room="92,30", rhythm="four_weeks", first="2026-12-04"))
        assert four["plan_3"].splitlines()[:2] == ["04-12-2026 92,30", "01-01-2027 92,30"]
        assert "In januari 2027 is het samen €\xa0184,60." in recorded(browser, here, four).text


class TestForWhom:
    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.COORDINATOR])
    def test_not_for_who_does_not_work_on_money(self, role: Role, cast: Cast, visit_as: VisitAs, here: str) -> None:
        browser = visit_as(cast.people[role])
        assert {browser.get(here).status_code, browser.post(here, {"act": "record"}).status_code} == {403}

    def test_not_for_another_municipality(self, visit_as: VisitAs, outsider: User, here: str, case: Case) -> None:
        browser = visit_as(outsider)
        sent = {"act": "record", "plan_1": "28-12-2026 90", "on_quick": "today", "expected": "0", "token": "x"}
        assert {browser.get(here).status_code, browser.post(here, sent).status_code} == {404}
        assert agreed(case) == {}


class TestOnPaper:
    @pytest.fixture
    def letter(self, browser: Client, here: str, case: Case, tenant: Person) -> PdfReader:
        recorded(browser, here, plans(proposed(browser, here, 1, 2, 3, room="25")))
        answer = browser.get(reverse("arrangement_pdf", args=[case.number, tenant.pk]))
        assert answer.headers["Content-Disposition"] == f'attachment; filename="regeling-{case.number}.pdf"'
        return PdfReader(io.BytesIO(answer.content))

    def test_it_is_one_page_and_names_whom_to_call(self, letter: PdfReader) -> None:
        (page,) = letter.pages
        text = " ".join(page.extract_text().split())
        assert "Uw betalingsregeling" in text
        assert "S. de Jong" in text
        assert "Carla Consulent" in text
        assert "Huurachterstand bij Woonveste" in text
        assert "35 keer, elke maand van 28 dec 2026" in text
        assert "€ 990,00" in text
        assert "77,77" not in text, "nothing of another adult"

    def test_without_an_arrangement_there_is_no_letter(self, browser: Client, case: Case, tenant: Person) -> None:
        assert browser.get(reverse("arrangement_pdf", args=[case.number, tenant.pk])).status_code == 404

    def test_who_pays_by_the_week_gets_all_days(self, browser: Client, here: str, case: Case, tenant: Person) -> None:
        weekly = {"rhythm": "week", "first": "2026-11-27"}
        recorded(browser, here, plans(proposed(browser, here, 1, 2, 3, room="23,07", **weekly)))
        words = text_of(browser.get(reverse("arrangement_pdf", args=[case.number, tenant.pk])))
        assert "keer, elke week van 27 nov 2026 tot en met" in words
        first, days = words.split("Alle dagen waarop u betaalt")
        assert "Uw betalingsregeling" in first
        assert "4 dec 2026 Huurachterstand bij Woonveste" in days
        page = browser.get(here).text
        assert "Alle dagen waarop wordt betaald" in page
        assert "18 dec 2026" in page

    def test_equal_payments_of_weeks_on_end_are_told_as_one(self) -> None:
        weekly = [e.Instalment(date(2026, 12, 4) + timedelta(days=7 * turn), 100) for turn in range(4)]
        four_weekly = [e.Instalment(date(2027, 1, 29) + timedelta(days=28 * turn), 500) for turn in range(3)]
        assert [(run.times, run.rhythm) for run in runs([*weekly, *four_weekly])] == [
            (4, Rhythm.WEEK),
            (3, Rhythm.FOUR_WEEKS),
        ]

    def test_equal_payments_of_months_on_end_are_told_as_one(self) -> None:
        told = [
            e.Instalment(date(2026, 12, 31), 100),
            e.Instalment(date(2027, 1, 31), 100),
            e.Instalment(date(2027, 2, 28), 100),
            e.Instalment(date(2027, 3, 31), 50),
            e.Instalment(date(2027, 5, 31), 50),
        ]
        assert [run.times for run in runs(told)] == [3, 1, 1]


def test_the_form_of_any_arrangement_asks_when_it_does_not_add_up(browser: Client, case: Case) -> None:
    """A fact is never refused: there it is asked, here it is prevented."""
    url = reverse("record", args=[case.number, "ArrangementAgreed"])
    form = browser.get(url).context["form"]
    sent = {name: str(form.get_initial_for_field(form.fields[name], name)) for name in ("expected", "token")}
    sent |= {"matter": "3", "on_quick": "today", "instalments_list": "28-12-2026 500,00"}
    page = browser.post(url, sent)
    assert page.context["doubts"] == [
        "De termijnen zijn samen €\xa0500,00. Volgens het dossier is de schuld €\xa0600,00."
    ]
    assert browser.post(url, {**sent, "confirmed": page.context["marks"]}).status_code == 302
    assert agreed(case) == {3: [50_000]}
