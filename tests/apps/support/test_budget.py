"""The tailored budget: asked, decided by another, paid; never beyond what a year holds, and told without persons."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, Sends, VisitAs, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk
from vangnet.apps.cases.erasure import erase_case, erase_facts
from vangnet.apps.cases.limits import BeyondLimit
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Note, Person, Step
from vangnet.apps.cases.record import open_case, record
from vangnet.apps.cases.story import Dated
from vangnet.apps.support.fund import year_of
from vangnet.apps.support.models import FundEntry
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.codes import Answer, BudgetNeed, MatterKind, Prevented, Role

pytestmark = pytest.mark.django_db
ASKED = {"need": "arrears", "cents": "450", "note": "Alleen dit stopt de afsluiting."}


@pytest.fixture
def coordinator(cast: Cast, visit_as: VisitAs) -> Client:
    return visit_as(cast.people[Role.COORDINATOR])


@pytest.fixture
def holds(municipality: Municipality) -> Callable[..., None]:
    """So many cents were put into the budget of a year."""

    def put(cents: int, year: int = 2026) -> None:
        FundEntry.of(municipality).create(
            year=year, cents=cents, why="Besluit van het college", made_at="2026-01-02T09:00Z"
        )

    return put


@pytest.fixture
def asked(case: Case, tenant: Person) -> None:
    happened(case, e.BudgetAsked(person=tenant.pk, need=BudgetNeed.ARREARS, cents=45_000))


def decides(browser: Client, url: str, **typed: str) -> Any:
    form = browser.get(url).context["form"]
    hidden = {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}
    return browser.post(url, {**hidden, "on_quick": "today", "note": "Past bij het doel.", **typed})


def kinds(case: Case) -> list[str]:
    return list(
        CaseEvent.of(case.municipality).filter(kind__startswith="Budget").order_by("id").values_list("kind", flat=True)
    )


class TestARequest:
    def test_asked_by_one_decided_by_another_and_paid(
        self,
        sends: Sends,
        coordinator: Client,
        address: Callable[..., str],
        case: Case,
        holds: Callable[..., None],
    ) -> None:
        holds(100_000)
        assert sends("tailored_budget", **ASKED).status_code == 302
        step = Step.of(case.municipality).get(rule="tailored_budget")
        assert (step.role, step.by) == ("coordinator", date(2026, 11, 30))
        waiting = coordinator.get(reverse("fund")).text
        assert case.number in waiting
        assert "nog te beslissen" in waiting
        page = coordinator.get(address("tailored_budget"))
        assert "Gevraagd op 23 nov 2026: €\xa0450,00, voor: een kleine schuld." in page.text
        assert "Alleen dit stopt de afsluiting." in page.text, "who decides reads why it was asked"
        assert "In het budget van 2026 is nog €\xa01.000,00 over." in page.text
        assert decides(coordinator, address("tailored_budget"), answer="yes", cents="400").status_code == 302
        assert Step.of(case.municipality).get(rule="tailored_budget").stage == "pay"
        assert sends("tailored_budget", prevented="cut_off").status_code == 302
        assert kinds(case) == ["BudgetAsked", "BudgetDecided", "BudgetPaid"]
        assert Note.of(case.municipality).filter(text="Alleen dit stopt de afsluiting.").exists()
        assert year_of(case.municipality_id, 2026)[1:] == (100_000, 40_000, 1)

    @pytest.mark.usefixtures("asked")
    def test_who_asks_sees_that_another_decides(self, browser: Client, address: Callable[..., str], case: Case) -> None:
        page = browser.get(address("tailored_budget"))
        assert "De coördinator beslist over deze aanvraag." in page.text
        assert "Terug naar het dossier" in page.text
        assert browser.post(address("tailored_budget"), {"answer": "yes", "cents": "1"}).status_code == 403
        assert kinds(case) == ["BudgetAsked"]

    @pytest.mark.usefixtures("asked")
    def test_the_coordinator_is_led_there_and_sees_no_money_picture(
        self, coordinator: Client, case: Case, address: Callable[..., str], tells: Any
    ) -> None:
        tells(gesprek_talk="Het gaat slecht met mij.")
        assert address("tailored_budget") in coordinator.get(reverse("case", args=[case.number])).text
        page = coordinator.get(address("tailored_budget")).text
        assert "Het gaat slecht met mij." not in page
        assert address("picture") not in page

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"note": ""}, "note"),
            ({"need": ""}, "need"),
            ({"need": "auto"}, "need"),
            ({"cents": ""}, "cents"),
            ({"cents": "-450"}, "cents"),
            ({"cents": "0"}, "cents"),
            ({"cents": "99999999999"}, "cents"),
            ({"cents": "veel"}, "cents"),
        ],
    )
    def test_bad_input_is_said_beside_its_field(
        self, typed: dict[str, str], field: str, sends: Sends, case: Case
    ) -> None:
        page = sends("tailored_budget", **{**ASKED, **typed})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert kinds(case) == []


@pytest.mark.usefixtures("asked")
class TestNeverBeyondTheBudget:
    def test_what_the_year_does_not_hold_is_refused_with_the_reason(
        self, coordinator: Client, address: Callable[..., str], case: Case, holds: Callable[..., None]
    ) -> None:
        holds(39_999)
        page = decides(coordinator, address("tailored_budget"), answer="yes", cents="400,00")
        assert page.status_code == 422
        assert page.context["form"].errors["cents"] == [
            (
                "In het maatwerkbudget van 2026 is nog €\xa0399,99 over. Dit besluit gaat daar €\xa00,01 overheen. "
                "Vraag de coördinator om het budget eerst te verhogen."
            )
        ]
        assert "Past bij het doel." in page.text
        holds(1)
        assert decides(coordinator, address("tailored_budget"), answer="yes", cents="400,00").status_code == 302
        assert year_of(case.municipality_id, 2026).left == 0

    def test_a_year_without_a_budget_holds_nothing(
        self, coordinator: Client, address: Callable[..., str], holds: Callable[..., None]
    ) -> None:
        holds(100_000, year=2025)
        page = decides(coordinator, address("tailored_budget"), answer="yes", cents="400,00")
        assert "Voor 2026 is nog geen maatwerkbudget ingevuld." in page.text

    def test_no_other_door_leads_past_it(self, browser: Client, case: Case, tenant: Person) -> None:
        url = reverse("record", args=[case.number, "BudgetDecided"])
        page = decides(browser, url, person=str(tenant.pk), answer="yes", cents="400")
        assert page.status_code == 422
        granted = e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=40_000)
        refused = record(case, [granted], by=None, on=TODAY, today=TODAY)
        assert isinstance(refused, Refused)
        assert refused.code == "no_budget_set"
        assert kinds(case) == ["BudgetAsked"]

    def test_many_at_once_are_held_to_what_one_would_be(
        self, municipality: Municipality, case: Case, tenant: Person, holds: Callable[..., None]
    ) -> None:
        other, _done = open_case(
            municipality, None, [e.HelpRequested(person=tenant.pk)], by=None, on=TODAY, today=TODAY
        )
        granted = e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=45_000)
        at_once: dict[int, list[Dated]] = {case.pk: [(date(2026, 11, 20), granted)], other.pk: [(TODAY, granted)]}
        holds(80_000)
        holds(900_000, year=2027)
        with pytest.raises(BeyondLimit) as beyond:
            bulk.append(municipality, at_once, by=None, today=TODAY)
        told: dict[str, date | int | str | bool | None] = {"year": "2026", "left": 80_000, "above": 10_000}
        assert beyond.value.refused == Refused("above_budget", "cents", told)
        assert kinds(case) == ["BudgetAsked"], "of none of them"
        holds(10_000)
        bulk.append(municipality, at_once, by=None, today=TODAY)
        assert year_of(municipality.pk, 2026).left == 0

    def test_a_no_needs_no_money_and_a_yes_says_how_much(
        self, coordinator: Client, address: Callable[..., str], case: Case, holds: Callable[..., None]
    ) -> None:
        both = decides(coordinator, address("tailored_budget"), answer="no", cents="400")
        assert set(both.context["form"].errors) == {"cents"}
        holds(100_000)
        unsaid = decides(coordinator, address("tailored_budget"), answer="yes")
        assert unsaid.context["form"].errors["cents"] == ["Vul in hoeveel er is toegekend."]
        assert decides(coordinator, address("tailored_budget"), answer="no").status_code == 302
        assert year_of(case.municipality_id, 2026).granted == 0

    def test_what_was_corrected_is_there_again(self, case: Case, tenant: Person, holds: Callable[..., None]) -> None:
        holds(45_000)
        happened(case, e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=45_000))
        wrong = CaseEvent.of(case.municipality).get(kind="BudgetDecided")
        less = e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=40_000)
        happened(case, e.EventCorrected(event=wrong.pk), less)
        assert year_of(case.municipality_id, 2026)[1:] == (45_000, 40_000, 1)

    def test_what_was_granted_in_an_erased_case_stays_spent_without_a_name(
        self, case: Case, tenant: Person, holds: Callable[..., None], caseworker: User
    ) -> None:
        holds(100_000)
        happened(case, e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=45_000))
        erase_case(case.municipality, case.pk, ErasureGround.UNLAWFUL, by=caseworker, today=TODAY)
        assert year_of(case.municipality_id, 2026).left == 55_000
        kept = FundEntry.of(case.municipality).get(erased=True)
        assert (kept.year, kept.cents, kept.why, kept.made_by) == (2026, -45_000, "", None)

    def test_so_does_a_single_decision_that_is_erased_unless_it_was_corrected_first(
        self, case: Case, tenant: Person, holds: Callable[..., None], caseworker: User
    ) -> None:
        holds(100_000)
        happened(case, e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=45_000))
        wrong = CaseEvent.of(case.municipality).get(kind="BudgetDecided")
        happened(
            case, e.EventCorrected(event=wrong.pk), e.BudgetAsked(person=tenant.pk, need=BudgetNeed.OTHER, cents=30_000)
        )
        happened(case, e.BudgetDecided(person=tenant.pk, answer=Answer.YES, cents=30_000))
        right = CaseEvent.of(case.municipality).filter(kind="BudgetDecided").latest("id")
        erase_facts(case.municipality, case.pk, [right.pk], ErasureGround.UNLAWFUL, by=caseworker, today=TODAY)
        assert year_of(case.municipality_id, 2026)[1:] == (100_000, 30_000, 0)
        erase_facts(case.municipality, case.pk, [wrong.pk], ErasureGround.UNLAWFUL, by=caseworker, today=TODAY)
        assert year_of(case.municipality_id, 2026).left == 70_000
        kept = FundEntry.of(case.municipality).get(erased=True)
        assert (kept.cents, kept.why, kept.made_by) == (-30_000, "", None)


class TestTheYear:
    def test_the_coordinator_puts_money_in_with_a_reason_and_takes_out_what_is_left(
        self, coordinator: Client, municipality: Municipality
    ) -> None:
        entry = {"year": "2026", "way": "in", "cents": "1.000", "why": "Begroting"}
        assert coordinator.post(reverse("fund"), entry).status_code == 302
        too_much = coordinator.post(reverse("fund"), entry | {"way": "out", "cents": "1.000,01"})
        assert too_much.status_code == 422
        assert "Er is nog €\xa01.000,00 over." in too_much.text
        assert coordinator.post(reverse("fund"), entry | {"way": "out", "cents": "400"}).status_code == 302
        assert year_of(municipality.pk, 2026).held == 60_000
        assert "Begroting" in coordinator.get(reverse("fund")).text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"cents": "0"}, "cents"),
            ({"cents": "-1"}, "cents"),
            ({"cents": "100.000.001"}, "cents"),
            ({"why": ""}, "why"),
            ({"why": "x" * 201}, "why"),
            ({"year": "1999"}, "year"),
            ({"way": "weg"}, "way"),
        ],
    )
    def test_bad_input_is_said_beside_its_field(
        self, typed: dict[str, str], field: str, coordinator: Client, municipality: Municipality
    ) -> None:
        page = coordinator.post(
            reverse("fund"), {"year": "2026", "way": "in", "cents": "1", "why": "Begroting", **typed}
        )
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {field}
        assert not FundEntry.of(municipality).exists()

    def test_an_analyst_sees_no_small_number_and_changes_nothing(
        self,
        cast: Cast,
        visit_as: VisitAs,
        case: Case,
        holds: Callable[..., None],
    ) -> None:
        holds(1_000_000)
        several = [
            *[_paid(case.municipality, Prevented.EVICTION) for _ in range(7)],
            _paid(case.municipality, Prevented.CUT_OFF),
        ]
        assert len(several) == 8
        analyst = visit_as(cast.people[Role.ANALYST])
        page = analyst.get(reverse("fund"))
        rows = {row[0].text: row[1].text for row in page.context["prevented"].rows}
        assert rows == {
            "een ontruiming": "5", "dakloosheid": "0", "een afsluiting": "minder dan 5", "iets anders": "0"
        }  # fmt: skip
        assert case.number not in page.text
        assert page.context["form"] is None
        assert "€\xa080,00" in page.text, "of eight together the amount is told"
        assert analyst.post(reverse("fund"), {"year": "2026", "way": "in", "cents": "1", "why": "x"}).status_code == 403

    def test_of_few_an_analyst_sees_no_amount(
        self, cast: Cast, visit_as: VisitAs, case: Case, holds: Callable[..., None]
    ) -> None:
        holds(1_000_000)
        _paid(case.municipality, Prevented.EVICTION)
        page = visit_as(cast.people[Role.ANALYST]).get(reverse("fund")).text
        assert "€\xa010,00" not in page
        assert "€\xa09.990,00" not in page
        assert "te weinig om te tonen" in page

    def test_the_queries_do_not_grow_with_the_requests(
        self, coordinator: Client, case: Case, holds: Callable[..., None], django_assert_max_num_queries: Any
    ) -> None:
        holds(1_000_000)
        for _ in range(6):
            _paid(case.municipality, Prevented.EVICTION)
        with django_assert_max_num_queries(30):
            coordinator.get(reverse("fund"))


def _paid(municipality: Municipality, prevented: Prevented) -> Case:
    """Another household, to which € 10 was granted and paid."""
    person = Person.of(municipality).create(surname="Elders")
    facts = [
        e.MatterNoted(matter=1, kind=MatterKind.RENT, person=person.pk),
        e.BudgetAsked(person=person.pk, need=BudgetNeed.ARREARS, cents=1_000),
        e.BudgetDecided(person=person.pk, answer=Answer.YES, cents=1_000),
        e.BudgetPaid(person=person.pk, prevented=prevented),
    ]
    return open_case(municipality, None, facts, by=None, on=TODAY, today=TODAY)[0]


class TestForWhom:
    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.ANALYST])
    def test_a_request_is_not_for_who_does_not_work_on_it(
        self, role: Role, cast: Cast, visit_as: VisitAs, address: Callable[..., str]
    ) -> None:
        assert visit_as(cast.people[role]).get(address("tailored_budget")).status_code == 403

    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.CASEWORKER, Role.DIRECTOR])
    def test_the_year_is_not_for_everybody(self, role: Role, cast: Cast, visit_as: VisitAs) -> None:
        assert visit_as(cast.people[role]).get(reverse("fund")).status_code == 403

    @pytest.mark.usefixtures("asked")
    def test_another_municipality_sees_neither_request_nor_budget(
        self, visit_as: VisitAs, outsider: User, address: Callable[..., str], holds: Callable[..., None], case: Case
    ) -> None:
        holds(100_000)
        browser = visit_as(outsider)
        assert browser.get(address("tailored_budget")).status_code == 404
        assert year_of(case.municipality_id + 1, 2026).held is None
