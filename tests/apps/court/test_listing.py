"""Does the court officer see every hearing, what is ready for it, and of which the outcome is missing?"""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.court.conftest import HEARING, Goes, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import Act, Look, Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.court.models import District, Sitting
from vangnet.domain import events as e
from vangnet.domain.codes import Attendance, Role, Ruling

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


def page_of(browser: Client, address: str = "", **asked: str) -> str:
    answer = browser.get(address or reverse("hearings"), asked)
    assert answer.status_code == 200
    return unescape(answer.text).replace("\u00a0", " ")


class TestList:
    def test_a_hearing_stands_under_its_day_with_what_is_arranged_and_what_is_not(
        self, officer: Client, jansen: Case, arranged: Sitting, rotterdam: District
    ) -> None:
        assert rotterdam.court == "rotterdam"
        page = page_of(officer)
        told = ["Vrijdag 4 december 2026", "09:30", "Huishouden Jansen", "huurachterstand bij Woonveste"]
        told += ["Rechtbank Rotterdam, zaal 4", "Sjoerd Zitting gaat mee, 25 minuten reizen"]
        told += ["wie komt, is niet bekend", "pakket nog niet klaar", "1 kind"]
        assert [page.index(words) for words in told] == sorted(page.index(words) for words in told)
        assert reverse("hearing", args=[jansen.number, arranged.matter, arranged.hearing]) in page
        assert "Uitkomst ontbreekt" not in page

    def test_who_comes_and_that_the_pack_is_ready(self, officer: Client, jansen: Case) -> None:
        happened(
            jansen,
            e.AttendanceKnown(matter=1, hearing=1, who=Attendance.LAWYER),
            e.PackMade(matter=1, hearing=1, consent=True),
        )
        page = page_of(officer)
        assert "een advocaat komt" in page
        assert "pakket klaar" in page
        assert "niemand van ons gaat mee" in page

    def test_that_nobody_comes_is_an_alarm(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.AttendanceKnown(matter=1, hearing=1, who=Attendance.NOBODY))
        page = page_of(officer)
        assert "chip--alarm" in page.partition("er komt niemand")[0].rpartition("<li>")[2]

    def test_by_day_then_by_court_then_by_time(
        self, officer: Client, goes_to_court: Goes, rotterdam: District, municipality: Municipality
    ) -> None:
        assert rotterdam.court == "rotterdam"
        cases = {name: goes_to_court(name, n, HEARING) for n, name in enumerate(("Late", "Vroeg", "Elders"), 2)}
        goes_to_court("Eerder", 9, HEARING - timedelta(days=1))
        for name, at, court in (
            ("Late", "11:00", ""),
            ("Vroeg", "9:00", ""),
            ("Elders", "8:00", "zeeland_west_brabant"),
        ):
            Sitting.of(municipality).create(case=cases[name], matter=1, hearing=1, at=at, court=court)
        page = page_of(officer)
        order = [f"Huishouden {name}" for name in ("Eerder", "Vroeg", "Late", "Elders")]
        assert [page.index(who) for who in order] == sorted(page.index(who) for who in order)

    def test_after_its_day_the_outcome_is_missing_until_it_is_told(self, officer: Client, goes_to_court: Goes) -> None:
        case = goes_to_court("Voorbij", 2, date(2026, 11, 19))
        page = page_of(officer)
        assert "Uitkomst ontbreekt" in page
        assert "Huishouden Voorbij" in page
        happened(case, e.JudgmentGiven(matter=1, ruling=Ruling.PAYMENT_ONLY, default=False))
        assert "Huishouden Voorbij" not in page_of(officer)

    def test_a_judgment_on_a_day_that_the_judge_named_is_awaited(self, officer: Client, goes_to_court: Goes) -> None:
        case = goes_to_court("Wacht", 2, date(2026, 11, 19))
        held = e.HearingHeld(matter=1, hearing=1, resident_there=True, judgment_on=date(2026, 12, 3))
        happened(case, held, on=date(2026, 11, 19))
        page = page_of(officer)
        assert "uitspraak verwacht" in page
        assert "Donderdag 3 december 2026" in page

    def test_one_day(self, officer: Client, goes_to_court: Goes) -> None:
        goes_to_court("Vrijdag", 2, HEARING)
        goes_to_court("Maandag", 3, HEARING + timedelta(days=3))
        page = page_of(officer, dag=HEARING.isoformat())
        assert "Huishouden Vrijdag" in page
        assert "Huishouden Maandag" not in page
        assert "geen zittingen waarvan" in page_of(officer, dag="2026-12-25")

    @pytest.mark.parametrize("typed", ["2026-13-40", "gisteren", "' OR 1=1", "0"])
    def test_nonsense_in_the_address_asks_for_nothing(self, officer: Client, jansen: Case, typed: str) -> None:
        assert jansen.number
        assert "Huishouden Jansen" in page_of(officer, dag=typed, page=typed)

    def test_without_any_hearing_it_says_how_one_comes_here(self, officer: Client) -> None:
        page = page_of(officer)
        assert "Er staan geen zittingen" in page
        assert "Kies de rechtbank van de gemeente" in page

    def test_every_row_that_was_seen_is_in_the_log(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        page_of(officer)
        looks = Look.of(municipality).filter(act=Act.LISTED, kind="case")
        assert list(looks.values_list("subject", "ground")) == [(jansen.pk, "home")]

    def test_it_costs_no_more_queries_with_more_hearings(self, officer: Client, goes_to_court: Goes) -> None:
        goes_to_court("Een", 2)
        page_of(officer)
        with CaptureQueriesContext(connection) as few:
            page_of(officer)
        for number in range(3, 9):
            goes_to_court(f"Meer{number}", number)
        with CaptureQueriesContext(connection) as many:
            page_of(officer)
        assert len(many) <= len(few) + 1, "the log has rows to write"

    def test_a_long_list_goes_on_at_a_next_page(
        self, officer: Client, goes_to_court: Goes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vangnet.apps.court.queries.AT_SIGHT", 2)
        for number in range(2, 5):
            goes_to_court(f"Bewoner{number}", number, HEARING + timedelta(days=number * 7))
        first, second = page_of(officer), page_of(officer, page="2")
        assert ("Bewoner3" in first, "Bewoner4" in first) == (True, False)
        assert ("Bewoner3" in second, "Bewoner4" in second) == (False, True)
        assert "Bewoner4" in page_of(officer, page="99"), "past the last is the last"

    def test_of_a_merged_case_what_was_arranged_is_found_again(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        goes, stays = goes_to_court("Samen", 2), goes_to_court("Blijft", 3, None)
        Sitting.of(municipality).create(case=goes, matter=1, hearing=1, room="7")
        happened(goes, e.CaseMerged(into=stays.pk))
        page = page_of(officer)
        assert "zaal 7" in page
        told = goes.pk * 10_000 + 1
        address = reverse("hearing", args=[stays.number, told, 1])
        assert address in page
        officer.post(address, {"room": "8"})
        assert Sitting.of(municipality).get().room == "8"

    def test_the_neighbour_sees_nothing_of_it(self, cast: Cast, jansen: Case, visit_as: VisitAs) -> None:
        assert jansen.number
        assert "Jansen" not in page_of(visit_as(cast.neighbours[Role.COURT_OFFICER]))


class TestCalendar:
    def test_a_month_with_its_hearings_and_judgments(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        cases = [goes_to_court(f"Bewoner{number}", number) for number in range(2, 7)]
        Sitting.of(municipality).create(case=cases[0], matter=1, hearing=1, at="13:30")
        waits = goes_to_court("Wacht", 9, date(2026, 11, 19))
        held = e.HearingHeld(matter=1, hearing=1, resident_there=True, judgment_on=date(2026, 12, 3))
        happened(waits, held, on=date(2026, 11, 19))
        page = page_of(officer, reverse("hearing_month"), maand="2026-12")
        assert "Zittingen in december 2026" in page
        assert "5 zittingen" in page
        assert "13:30 Bewoner2" in page
        assert "en nog 2" in page
        assert "1 uitspraak" in page
        assert f"{reverse('hearings')}?dag=2026-12-04" in page
        assert "Bewoner" not in page_of(officer, reverse("hearing_month"), maand="2026-11")

    @pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 31)])
    def test_the_first_and_the_last_day_are_of_the_month(self, officer: Client, goes_to_court: Goes, day: date) -> None:
        goes_to_court("Rand", 2, day)
        assert "1 zitting<" in page_of(officer, reverse("hearing_month"), maand="2026-12")
        for month in ("2026-11", "2027-01"):
            assert "0 zittingen" in page_of(officer, reverse("hearing_month"), maand=month)

    def test_where_none_is_asked_for_it_is_this_month(self, officer: Client) -> None:
        assert "Zittingen in november 2026" in page_of(officer, reverse("hearing_month"), maand="")

    @pytest.mark.parametrize("typed", ["2026", "2026-00", "2026-13", "9999-05", "0000-05", "mei", "-1--1"])
    def test_what_is_no_month_is_not_there(self, officer: Client, typed: str) -> None:
        assert officer.get(reverse("hearing_month"), {"maand": typed}).status_code == 404

    def test_only_who_is_named_is_in_the_log(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        for number in range(2, 8):
            goes_to_court(f"Bewoner{number}", number)
        page_of(officer, reverse("hearing_month"), maand="2026-12")
        assert Look.of(municipality).filter(act=Act.LISTED).count() == 3


class TestDistrict:
    def test_it_is_chosen_once_and_can_be_changed(self, officer: Client, municipality: Municipality) -> None:
        for court in ("rotterdam", "limburg"):
            sent = officer.post(reverse("district"), {"court": court, "phone": "010 555 01 23"}, follow=True)
            assert "De rechtbank is vastgelegd." in sent.text
        assert District.of(municipality).get().court == "limburg"
        assert "Rechtbank Limburg" in page_of(officer)

    @pytest.mark.parametrize(("court", "email"), [("utrecht", ""), ("", ""), ("rotterdam", "geen adres")])
    def test_what_is_wrong_is_said_and_kept(
        self, officer: Client, municipality: Municipality, court: str, email: str
    ) -> None:
        answer = officer.post(reverse("district"), {"court": court, "email": email, "desk": "stadhuis"})
        assert answer.status_code == 422
        assert "stadhuis" in answer.text
        assert not District.of(municipality).exists()
