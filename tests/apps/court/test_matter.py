"""Does the page of the duty check say plainly what is missing, and the page of the costs what going on costs?"""

from collections.abc import Callable
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.court.conftest import TODAY, Goes, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case
from vangnet.apps.court.models import District
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, DutyPart, MatterKind, Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


def duty_page(browser: Client, case: Case) -> str:
    answer = browser.get(reverse("duty", args=[case.number, 1]))
    assert answer.status_code == 200
    return unescape(answer.text)


def checked(browser: Client, case: Case, **filled: object) -> object:
    expected = case_file(case.municipality, case.pk, TODAY).version
    data = {"on_quick": "today", "expected": expected, "token": uuid4().hex, "matter": "1", **filled}
    return browser.post(reverse("duty", args=[case.number, 1]), data)


class TestDuty:
    def test_what_is_not_known_is_asked_for_by_its_paper(
        self, officer: Client, jansen: Case, rotterdam: District
    ) -> None:
        assert rotterdam.court == "rotterdam"
        page = duty_page(officer, jansen)
        assert "Van een of meer stappen is niet bekend of zij zijn gezet." in page
        assert "de brief met het aanbod om gegevens door te geven" in page
        assert "kan deze rechtbank de vordering afwijzen" in page
        assert "Een melding in een Excel-bestand is hier niet genoeg." in page
        assert "3 okt 2026" in page, "two months after the report"

    def test_what_was_recorded_of_the_landlord_counts(self, officer: Client, jansen: Case, rotterdam: District) -> None:
        assert rotterdam.court == "rotterdam"
        happened(jansen, e.CreditorSoughtContact(matter=1, channel="phone", pointed_to_help=True), on=date(2026, 7, 1))  # type: ignore[arg-type]
        happened(jansen, e.ReminderSent(matter=1, offered_report=True), on=date(2026, 7, 8))
        page = duty_page(officer, jansen)
        assert "De verhuurder heeft de stappen van artikel 2 Bgs gezet en op tijd gemeld" in page
        assert "Dit papier ontbreekt nog" not in page

    def test_a_writ_too_soon_for_this_court(self, officer: Client, goes_to_court: Goes, rotterdam: District) -> None:
        assert rotterdam.court == "rotterdam"
        case = goes_to_court("Snel", 4)
        happened(case, e.SummonsServed(matter=1), on=date(2026, 9, 1))
        happened(case, e.SummonsWithdrawn(matter=1), on=date(2026, 9, 2))
        again = e.SummonsServed(matter=1)
        happened(case, again, on=date(2026, 9, 3))
        assert "Van een of meer stappen" in duty_page(officer, case)

    def test_without_a_court_it_asks_for_it(self, officer: Client, jansen: Case) -> None:
        page = duty_page(officer, jansen)
        assert "Onbekende rechtbank" in page
        assert "Kies eerst onder welke rechtbank de gemeente valt." in page
        assert reverse("district") in page

    def test_the_outcome_is_recorded_with_what_is_missing(self, officer: Client, jansen: Case) -> None:
        sent = checked(officer, jansen, fulfilled="no", missing=["reminder", "report_offered"])
        assert sent.status_code == 302  # type: ignore[attr-defined]
        entry = case_file(jansen.municipality, jansen.pk, TODAY).timeline[0]
        missing = (DutyPart.REMINDER, DutyPart.REPORT_OFFERED)
        assert entry.event == e.DutyChecked(matter=1, fulfilled=Answer.NO, missing=missing)
        page = unescape(officer.get(reverse("case", args=[jansen.number])).text)
        assert "Dit ontbreekt: schriftelijke herinnering en aanbod om gegevens door te geven." in page
        assert "Controleer de meldplicht van de verhuurder" not in page, "the step is done"

    def test_what_contradicts_itself_is_asked_about_once(self, officer: Client, jansen: Case) -> None:
        asked = checked(officer, jansen, fulfilled="yes", missing=["reminder"])
        assert "en ook dat er iets ontbreekt" in unescape(asked.text)  # type: ignore[attr-defined]
        sure = checked(officer, jansen, fulfilled="yes", missing=["reminder"], confirmed="fulfilled_though_missing")
        assert sure.status_code == 302  # type: ignore[attr-defined]

    @pytest.mark.parametrize("filled", [{}, {"fulfilled": "maybe"}, {"fulfilled": "no", "missing": ["alles"]}])
    def test_what_is_wrong_is_said_and_nothing_recorded(
        self, officer: Client, jansen: Case, filled: dict[str, object]
    ) -> None:
        before = case_file(jansen.municipality, jansen.pk, TODAY).version
        assert checked(officer, jansen, **filled).status_code == 422  # type: ignore[attr-defined]
        assert case_file(jansen.municipality, jansen.pk, TODAY).version == before

    def test_a_debt_without_a_duty_has_no_page(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.MatterNoted(matter=2, kind=MatterKind.ENERGY))
        assert officer.get(reverse("duty", args=[jansen.number, 2])).status_code == 404
        assert officer.get(reverse("duty", args=[jansen.number, 7])).status_code == 404

    def test_the_neighbour_finds_nothing(self, jansen: Case, cast: Cast, visit_as: VisitAs) -> None:
        browser = visit_as(cast.neighbours[Role.COURT_OFFICER])
        for name in ("duty", "costs"):
            assert browser.get(reverse(name, args=[jansen.number, 1])).status_code == 404


class TestCosts:
    def test_step_by_step_beside_the_debt_itself(self, officer: Client, jansen: Case) -> None:
        page = unescape(officer.get(reverse("costs", args=[jansen.number, 1])).text).replace("\xa0", " ")
        assert "€ 1.240,00" in page
        assert "incassokosten: € 225,06" in page, "15 % and VAT"
        assert "dagvaarding door de deurwaarder: € 151,93" in page
        assert "griffierecht: minstens € 328,00" in page
        assert "kost alleen de schuld zelf" in page
        assert "De verhuurder is samen kwijt" in page, "its damage is no payment in advance"
        assert "nog te controleren" in page

    def test_a_private_landlord_pays_a_lower_fee(self, officer: Client, jansen: Case, landlord: Partner) -> None:
        Partner.of(jansen.municipality).filter(pk=landlord.pk).update(kind=Partner.Kind.PRIVATE_LANDLORD)
        page = unescape(officer.get(reverse("costs", args=[jansen.number, 1])).text).replace("\xa0", " ")
        assert "griffierecht: minstens € 218,00" in page

    def test_a_year_without_a_tariff_says_so(
        self, officer: Client, jansen: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VANGNET_TODAY", "2022-06-02")
        page = unescape(officer.get(reverse("costs", args=[jansen.number, 1])).text)
        assert "salaris van de gemachtigde: tarief niet gevonden" in page
        assert "geen bron gevonden" in page

    def test_without_an_amount_there_is_nothing_to_count(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.MatterNoted(matter=2, kind=MatterKind.RENT))
        page = officer.get(reverse("costs", args=[jansen.number, 2])).text
        assert "Leg eerst vast hoe hoog de achterstand is." in page

    def test_the_arrangement_stands_beside_it(self, officer: Client, jansen: Case) -> None:
        schedule = (e.Instalment(date(2026, 12, 1), 62_000), e.Instalment(date(2027, 1, 1), 62_000))
        happened(jansen, e.ArrangementAgreed(matter=1, instalments=schedule))
        page = unescape(officer.get(reverse("costs", args=[jansen.number, 1])).text).replace("\xa0", " ")
        assert "€ 1.240,00 in 2 termijnen" in page
