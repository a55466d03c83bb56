"""Does the list of a court or bailiff find its way into the dossiers, and nothing of it by itself or twice?"""

from collections.abc import Callable
from datetime import date, time
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.court.conftest import HEARING, TODAY, Goes, happened
from tests.apps.court.listing_files import HEAD, bring, csv_of, row
from tests.cast import Cast
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, Stay
from vangnet.apps.cases.neighbourhood import Neighbourhood, write_keys
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.lists import erasure, receiving, taking
from vangnet.apps.court.models import HearingList, ListedRow, Sitting
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
Status = ListedRow.Status


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def jansens_row(jansen: Case) -> dict[str, str]:
    """The household of the dossier can be found, and the list has its hearing."""
    let_be_found(jansen.municipality)
    return row()


def let_be_found(municipality: Municipality) -> None:
    """Everybody here has the keys by which matching finds them."""
    everybody = Person.of(municipality).values_list("id", flat=True)
    known = Neighbourhood(municipality.pk).known(list(everybody))
    write_keys(municipality.pk, [one.form for one in known.values()])


def told(case: Case) -> Facts:
    return facts_of(case.municipality, {case.pk})[case.pk]


def the_list(municipality: Municipality) -> HearingList:
    return HearingList.of(municipality).order_by("-id")[0]


def statuses(found: HearingList) -> list[str]:
    return list(
        ListedRow.of(found.municipality).filter(hearing_list=found).order_by("row").values_list("status", flat=True)
    )


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(answer.text).replace("\u00a0", " ")


def take_in(browser: Client, found: HearingList) -> str:
    return text(browser.post(reverse("hearing_list_take", args=[found.pk]), follow=True))


def decide(browser: Client, one: ListedRow, **choice: str) -> str:
    return text(browser.post(reverse("listed_row", args=[one.pk]), choice, follow=True))


class TestDryRun:
    def test_each_row_tells_what_it_would_do_and_nothing_is_recorded(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        goes_to_court("Smit", 4, date(2026, 12, 8))
        let_be_found(municipality)
        before = CaseEvent.of(municipality).count()
        page = text(
            bring(
                officer,
                csv_of(
                    row(),
                    row(Gedaagde="A. Smit", Adres="Molenweg 4"),
                    row(Gedaagde="Z. Zonderling", Adres="Verweg 99", Postcode="1234 AB", Woonplaats="Elders"),
                    row(Zittingsdatum="31-02-2026"),
                    row(Zittingsdatum="19-11-2026"),
                ),
            )
        )
        found = the_list(municipality)
        assert statuses(found) == [Status.READY, Status.OTHER_DAY, Status.NOBODY, Status.PROBLEM, Status.PAST]
        assert CaseEvent.of(municipality).count() == before
        assert not Sitting.of(municipality).exists()
        for said in (
            "Neem 1 rij op",
            "Huishouden Jansen",
            "In het dossier is de zitting op dinsdag 8 december 2026. Op de lijst staat vrijdag 4 december 2026.",
            "Niemand in de gemeente is bekend onder deze naam of op dit adres.",
            "Deze dag bestaat niet: 31-2-2026.",
            "Zittingsdatum",
            "regel 5 (rij 4)",
        ):
            assert said in page, said
        assert jansen.number in officer.get(reverse("hearing_list", args=[found.pk])).text

    def test_the_rows_of_one_kind_alone(
        self, officer: Client, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        bring(
            officer, csv_of(jansens_row, row(Gedaagde="Z. Vreemd", Adres="Verweg 1", Postcode="1234AB", Woonplaats="X"))
        )
        page = text(officer.get(reverse("hearing_list", args=[the_list(municipality).pk]), {"stand": "nobody"}))
        assert "Z. Vreemd" in page
        assert "A. Jansen" not in page

    def test_a_hearing_that_is_known_changes_nothing_but_what_we_lacked_around_it(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        bring(officer, csv_of(jansens_row))
        before = CaseEvent.of(municipality).count()
        take_in(officer, the_list(municipality))
        assert CaseEvent.of(municipality).count() == before
        sitting = Sitting.of(municipality).get()
        assert (sitting.case_id, sitting.at, sitting.room) == (jansen.pk, time(9, 30), "4")
        assert (sitting.court, sitting.court_case) == ("rotterdam", "11223344 CV EXPL 26-5")
        bring(officer, csv_of(jansens_row, row()))
        assert statuses(the_list(municipality)) == [Status.KNOWN, Status.KNOWN]


class TestTakingIn:
    def test_a_hearing_is_recorded_with_its_summons_and_where_and_when(
        self, officer: Client, goes_to_court: Goes, court_officer: User, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row()))
        page = take_in(officer, the_list(municipality))
        assert "1 rij is opgenomen." in page
        hearing = told(jansen).matters[1].hearings[1]
        assert (hearing.day, hearing.scheduled_on) == (HEARING, TODAY)
        assert CaseEvent.of(municipality).order_by("-id")[0].recorded_by == court_officer
        one = ListedRow.of(municipality).get()
        assert (one.status, one.case_id, one.matter, one.hearing) == (Status.DONE, jansen.pk, 1, 1)
        assert reverse("hearing", args=[jansen.number, 1, 1]) in officer.get(reverse("listed_row", args=[one.pk])).text
        assert "09:30" in text(officer.get(reverse("hearings")))

    def test_the_same_file_twice_is_one_list_and_one_hearing(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(), row()))
        take_in(officer, the_list(municipality))
        assert statuses(the_list(municipality)) == [Status.DONE, Status.DONE]
        page = text(bring(officer, csv_of(row(), row())))
        assert "Dit bestand was er al." in page
        assert HearingList.of(municipality).count() == 1
        take_in(officer, the_list(municipality))
        assert list(told(jansen).matters[1].hearings) == [1]
        bring(officer, csv_of(row(Zaal="4 "), row(), row()), "rol 2.csv")
        assert statuses(the_list(municipality)) == [Status.KNOWN] * 3

    def test_a_summons_and_an_eviction(self, officer: Client, municipality: Municipality, goes_to_court: Goes) -> None:
        jansen, smit = goes_to_court("Jansen", 2, None), goes_to_court("Smit", 4, None)
        happened(smit, e.SummonsWithdrawn(matter=1), on=date(2026, 11, 10))
        let_be_found(municipality)
        head = "Soort;Naam;Adres;Postcode;Schuldeiser;Betekend op;Datum"
        lines = [
            "ontruiming;A. Jansen;Molenweg 2;9102DB;Woonveste;;10-12-2026",
            "dagvaarding;A. Smit;Molenweg 4;9102DB;Woonveste;20-11-2026;18-12-2026",
        ]
        bring(officer, "\n".join([head, *lines]).encode())
        take_in(officer, the_list(municipality))
        assert [one.day for one in told(jansen).matters[1].live_evictions] == [date(2026, 12, 10)]
        matter = told(smit).matters[1]
        assert (matter.summons_served_on, matter.hearings[1].day) == (date(2026, 11, 20), date(2026, 12, 18))

    def test_what_changed_since_the_dry_run_is_asked_and_not_recorded(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row()))
        happened(jansen, e.HearingScheduled(matter=1, hearing=1, day=date(2026, 12, 9)))
        page = take_in(officer, the_list(municipality))
        assert "0 rijen zijn opgenomen." in page
        assert statuses(the_list(municipality)) == [Status.OTHER_DAY]
        assert told(jansen).matters[1].hearings[1].day == date(2026, 12, 9)

    def test_what_fails_half_way_leaves_nothing_of_its_row_and_goes_on_the_next_time(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cases = [goes_to_court(name, number, None) for name, number in (("Jansen", 2), ("Smit", 4))]
        let_be_found(municipality)
        bring(officer, csv_of(row(), row(Gedaagde="A. Smit", Adres="Molenweg 4")))
        settle = taking._settle

        def fails(held: ListedRow, *rest: Any) -> None:
            if held.row == 2:
                raise ConnectionError("the database went away")
            settle(held, *rest)

        monkeypatch.setattr(taking, "_settle", fails)
        with pytest.raises(ConnectionError):
            take_in(officer, the_list(municipality))
        assert [list(told(case).matters[1].hearings) for case in cases] == [[1], []]
        monkeypatch.undo()
        monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
        assert taking.finish(municipality, TODAY) == 1
        assert statuses(the_list(municipality)) == [Status.DONE, Status.DONE]
        assert [list(told(case).matters[1].hearings) for case in cases] == [[1], [1]]


class TestDeciding:
    @pytest.mark.parametrize(
        ("answer", "days"), [("moved", [date(2026, 12, 4)]), ("another", [date(2026, 12, 8), date(2026, 12, 4)])]
    )
    def test_another_day_is_a_move_or_a_second_hearing_as_somebody_says(
        self, answer: str, days: list[date], officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        smit = goes_to_court("Smit", 4, date(2026, 12, 8))
        let_be_found(municipality)
        bring(officer, csv_of(row(Gedaagde="A. Smit", Adres="Molenweg 4")))
        one = ListedRow.of(municipality).get()
        assert "De zitting is verplaatst" in text(officer.get(reverse("listed_row", args=[one.pk])))
        decide(officer, one, answer=answer)
        assert [hearing.day for hearing in told(smit).matters[1].hearings.values()] == days
        assert statuses(the_list(municipality)) == [Status.DONE]

    def test_another_time_replaces_ours_only_when_somebody_says_so(
        self, officer: Client, jansens_row: dict[str, str], arranged: Sitting, municipality: Municipality
    ) -> None:
        bring(officer, csv_of(jansens_row | {"Tijd": "11:00"}))
        one = ListedRow.of(municipality).get()
        assert "In het dossier begint de zitting om 09:30 uur. Op de lijst staat 11:00 uur." in text(
            officer.get(reverse("listed_row", args=[one.pk]))
        )
        decide(officer, one, answer="another")
        arranged.refresh_from_db()
        assert arranged.at == time(9, 30)
        decide(officer, one, answer="moved")
        arranged.refresh_from_db()
        assert (arranged.at, arranged.speaker, arranged.own_words[:3]) == (time(11, 0), "", "Ik ")

    def test_a_cancelled_hearing_does_not_come_back_by_itself(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        happened(jansen, e.HearingCancelled(matter=1, hearing=1))
        bring(officer, csv_of(jansens_row))
        assert statuses(the_list(municipality)) == [Status.OTHER_DAY]
        decide(officer, ListedRow.of(municipality).get(), answer="another")
        assert told(jansen).matters[1].hearings[2].day == HEARING

    def test_who_of_several_is_chosen_here_for_every_row_that_is_spelled_so(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        other = Household.of(municipality).create()
        Stay.of(municipality).create(household=other, street="Dorpsstraat", number=8, postcode="9102AA", city="X")
        Person.of(municipality).create(household=other, initials="A.", surname="Jansen")
        let_be_found(municipality)
        unclear = row(Adres="Molenweg 2", Postcode="", Gedaagde="Jansen")
        bring(officer, csv_of(unclear, unclear | {"Zaal": "5"}))
        found = the_list(municipality)
        if statuses(found) != [Status.WHO, Status.WHO]:
            pytest.fail(f"not unclear enough: {statuses(found)}")
        one = ListedRow.of(municipality).order_by("row")[0]
        tenant = Person.of(municipality).get(household=jansen.household, birth_date=None)
        page = text(officer.get(reverse("listed_row", args=[one.pk])))
        assert f"Dit is {tenant.name}" in page
        decide(officer, one, person=str(tenant.pk))
        assert Status.WHO not in statuses(found)
        assert {row.case_id for row in ListedRow.of(municipality)} == {jansen.pk}
        assert Look.of(municipality).filter(kind="person", subject=tenant.pk).exists()

    def test_a_matter_that_the_dossier_lacks_is_noted_with_its_hearing(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        bring(officer, csv_of(jansens_row | {"Eiser": "Bank van Lening", "Zaaknummer": "9"}))
        assert statuses(the_list(municipality)) == [Status.WHICH]
        one = ListedRow.of(municipality).get()
        page = text(officer.get(reverse("listed_row", args=[one.pk])))
        assert "huurachterstand bij Woonveste" in page
        assert officer.post(reverse("listed_row", args=[one.pk]), {"which": "1", "matter": "999.1"}).status_code == 422
        decide(officer, one, which="1", matter=f"{jansen.pk}.mortgage")
        assert told(jansen).matters[2].hearings[1].day == HEARING
        assert statuses(the_list(municipality)) == [Status.DONE]

    def test_the_number_of_the_court_tells_the_matter_on_the_next_list(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        bring(officer, csv_of(jansens_row))
        take_in(officer, the_list(municipality))
        bring(officer, csv_of(jansens_row | {"Eiser": "Gerechtsdeurwaarder Wet", "Zittingsdatum": "11-12-2026"}))
        assert statuses(the_list(municipality)) == [Status.OTHER_DAY]

    def test_nobody_known_stays_with_what_to_do_until_a_dossier_is_there(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        bring(officer, csv_of(row()))
        one = ListedRow.of(municipality).get()
        assert reverse("new_case") in officer.get(reverse("listed_row", args=[one.pk])).text
        assert statuses(the_list(municipality)) == [Status.NOBODY]
        goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        decide(officer, one, again="1")
        assert statuses(the_list(municipality)) == [Status.READY]

    def test_a_resident_without_an_open_dossier(self, officer: Client, municipality: Municipality) -> None:
        home = Household.of(municipality).create()
        Stay.of(municipality).create(
            household=home, street="Molenweg", number=2, postcode="9102DB", city="Voorbeeldstad"
        )
        Person.of(municipality).create(household=home, initials="A.", surname="Jansen")
        let_be_found(municipality)
        bring(officer, csv_of(row()))
        assert statuses(the_list(municipality)) == [Status.NO_CASE]

    def test_a_hearing_in_the_past_is_recorded_when_somebody_says_so_and_then_lacks_its_outcome(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(Zittingsdatum="19-11-2026")))
        decide(officer, ListedRow.of(municipality).get(), answer="")
        assert told(jansen).matters[1].hearings[1].day == date(2026, 11, 19)
        assert "Uitkomst ontbreekt" in text(officer.get(reverse("hearings")))

    def test_a_row_that_somebody_leaves_stays_with_who_did_and_two_cannot_decide_one(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        bring(officer, csv_of(row(Gedaagde="Z. Vreemd", Adres="Verweg 1", Postcode="1234AB", Woonplaats="X")))
        one = ListedRow.of(municipality).get()
        decide(officer, one, leave="1")
        assert "Sjoerd Zitting" in text(officer.get(reverse("listed_row", args=[one.pk])))
        page = decide(officer, one, leave="1")
        assert "Uw keuze is niet vastgelegd." in page
        assert jansen.is_open


class TestColumns:
    CONTENT = b"Wie;Huis;Straks\nA. Jansen;Molenweg 2;04-12-2026\n"

    def test_what_the_header_does_not_tell_is_pointed_out_and_seen_before_it_is_read(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        let_be_found(municipality)
        page = text(bring(officer, self.CONTENT))
        assert "Kolommen aanwijzen" in page
        found = the_list(municipality)
        address = reverse("hearing_list_columns", args=[found.pk])
        chosen = {"date_order": "dmy", "column_0": "name_whole", "column_1": "address_whole", "column_2": ""}
        refused = officer.post(address, {**chosen, "look": "1"})
        assert refused.status_code == 422
        assert "Wijs een kolom aan met de dag van de zitting" in unescape(refused.text)
        shown = text(officer.post(address, {**chosen, "column_2": "day", "look": "1"}))
        assert "zitting op" in shown
        assert not ListedRow.of(municipality).exists()
        officer.post(address, {**chosen, "column_2": "day", "save": "1"})
        assert statuses(found) == [Status.KNOWN]
        assert jansen.is_open

    def test_one_field_in_two_columns_is_refused(self, officer: Client, municipality: Municipality) -> None:
        bring(officer, self.CONTENT)
        address = reverse("hearing_list_columns", args=[the_list(municipality).pk])
        answer = officer.post(address, {"date_order": "dmy", "column_0": "day", "column_1": "day", "save": "1"})
        assert answer.status_code == 422
        assert "staat bij twee kolommen" in answer.text

    def test_reading_anew_keeps_what_was_recorded(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(), row(Gedaagde="Z. Vreemd", Adres="Verweg 1", Postcode="1234AB", Woonplaats="X")))
        found = the_list(municipality)
        take_in(officer, found)
        columns = {f"column_{place}": "" for place in range(len(HEAD))}
        columns |= {"column_1": "name_whole", "column_2": "address_whole", "column_7": "day"}
        officer.post(reverse("hearing_list_columns", args=[found.pk]), {"date_order": "dmy", **columns, "save": "1"})
        assert statuses(found) == [Status.DONE, Status.NOBODY]


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "Er staat niets in dit bestand."),
            (b"%PDF-1.7 " + b"x" * 90, "Dit bestand kunnen we niet lezen: het is van de soort pdf."),
            (b"\x00" * 3_000, "Er staat niets in dit bestand."),
            (csv_of(*[row()] * 5_001), "Deze lijst heeft meer dan 5000 rijen."),
        ],
    )
    def test_a_file_that_is_no_list_is_refused_with_what_to_do(
        self, content: bytes, told: str, officer: Client, municipality: Municipality
    ) -> None:
        answer = bring(officer, content)
        assert told in unescape(answer.text).replace("\u00a0", " ").replace("5.000", "5000")
        assert not ListedRow.of(municipality).exists() or the_list(municipality).status == "refused"

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(
        self, officer: Client, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vangnet.apps.court.views.lists.MOST_BYTES", 1_000_000)
        answer = bring(officer, b"x" * 1_000_001)
        assert answer.status_code == 422
        assert "meer dan 1 MB kunnen we niet lezen" in answer.text
        assert not HearingList.of(municipality).exists()

    def test_no_file_at_all(self, officer: Client) -> None:
        answer = officer.post(reverse("hearing_lists"))
        assert answer.status_code == 422
        assert "Kies een bestand." in answer.text

    def test_a_name_that_wants_out_of_its_folder(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        officer.post(reverse("hearing_lists"), {"sent": SimpleUploadedFile("../../etc/rol.csv", csv_of(row()))})
        found = the_list(municipality)
        assert found.name == "rol.csv"
        assert found.stored.startswith("lists/")
        assert jansen.is_open


class TestWhose:
    def test_only_court_officer_and_director_bring_lists(self, cast: Cast, visit_as: VisitAs) -> None:
        for role, person in cast.people.items():
            may = role in {Role.COURT_OFFICER, Role.DIRECTOR}
            assert visit_as(person).get(reverse("hearing_lists")).status_code == (200 if may else 403)

    def test_the_coordinator_sees_hearings_and_no_way_to_the_lists(self, cast: Cast, visit_as: VisitAs) -> None:
        page = visit_as(cast.people[Role.COORDINATOR]).get(reverse("hearings"))
        assert reverse("hearing_lists") not in page.text

    def test_another_municipality_finds_nothing(
        self, officer: Client, jansens_row: dict[str, str], cast: Cast, visit_as: VisitAs
    ) -> None:
        bring(officer, csv_of(jansens_row))
        found, neighbour = the_list(cast.municipality), visit_as(cast.neighbours[Role.COURT_OFFICER])
        for name in ("hearing_list", "hearing_list_columns"):
            assert neighbour.get(reverse(name, args=[found.pk])).status_code == 404
        for name in ("hearing_list_columns", "hearing_list_take", "hearing_list_again"):
            assert neighbour.post(reverse(name, args=[found.pk])).status_code == 404
        one = ListedRow.of(cast.municipality).get()
        assert neighbour.get(reverse("listed_row", args=[one.pk])).status_code == 404
        assert neighbour.post(reverse("listed_row", args=[one.pk]), {"leave": "1"}).status_code == 404
        bring(neighbour, csv_of(jansens_row))
        assert statuses(the_list(cast.neighbour)) == [Status.NOBODY]

    def test_nobody_of_another_municipality_can_be_chosen(
        self, officer: Client, cast: Cast, jansen: Case, municipality: Municipality
    ) -> None:
        stranger = Person.of(cast.neighbour).create(
            household=Household.of(cast.neighbour).create(), initials="A.", surname="Jansen"
        )
        let_be_found(municipality)
        bring(officer, csv_of(row(Postcode="", Gedaagde="Jansen")))
        one = ListedRow.of(municipality).get()
        answer = officer.post(reverse("listed_row", args=[one.pk]), {"person": str(stranger.pk)})
        assert answer.status_code == 404
        assert jansen.is_open

    def test_looks_are_logged(self, officer: Client, jansens_row: dict[str, str], municipality: Municipality) -> None:
        bring(officer, csv_of(jansens_row))
        one = ListedRow.of(municipality).get()
        officer.get(reverse("listed_row", args=[one.pk]))
        logged = {(look.kind, look.act) for look in Look.of(municipality)}
        assert {
            ("hearing_list", "changed"),
            ("hearing_list", "seen"),
            ("listed_row", "listed"),
            ("listed_row", "seen"),
        } <= logged


class TestErasure:
    def test_the_file_and_what_belongs_to_no_dossier_go_thirty_days_after_the_last_hearing(
        self, officer: Client, jansens_row: dict[str, str], municipality: Municipality, tmp_path: Path
    ) -> None:
        stranger = row(Gedaagde="Z. Vreemd", Adres="Verweg 1", Postcode="1234AB", Woonplaats="X")
        bring(officer, csv_of(jansens_row, stranger))
        found = the_list(municipality)
        assert found.kept_until == HEARING + receiving.KEPT_AFTER
        assert (tmp_path / found.stored).exists()
        assert not any(erasure.erase_ended(municipality, found.kept_until).values())
        after = date(2027, 1, 4)
        assert erasure.erase_ended(municipality, after) == {"rows": 1, "files": 1, "lists": 0}
        assert not (tmp_path / found.stored).exists()
        assert [one.shown_name for one in ListedRow.of(municipality)] == ["A. Jansen"]
        assert text(officer.get(reverse("hearing_list", args=[found.pk])))

    def test_what_belongs_to_a_dossier_goes_with_it(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        bring(officer, csv_of(jansens_row))
        assert erasure.forget_cases(municipality, [jansen.pk]) == 1
        assert not ListedRow.of(municipality).exists()
        assert erasure.erase_ended(municipality, date(2027, 1, 4)) == {"rows": 0, "files": 1, "lists": 1}


def test_the_resident_reads_it_in_the_own_file(
    officer: Client,
    jansen: Case,
    jansens_row: dict[str, str],
    municipality: Municipality,
    cast: Cast,
    visit_as: VisitAs,
) -> None:
    bring(officer, csv_of(jansens_row))
    caseworker = visit_as(cast.people[Role.CASEWORKER])

    def read(person: Person) -> str:
        answer = caseworker.post(reverse("own_file", args=[jansen.number, person.pk]))
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    tenant = Person.of(municipality).get(household=jansen.household, birth_date=None)
    child = Person.of(municipality).exclude(birth_date=None).get(household=jansen.household)
    assert "Stichting Woonveste" in read(tenant)
    assert "Stichting Woonveste" not in read(child)


def test_two_thousand_rows_take_a_bounded_number_of_queries(
    officer: Client, goes_to_court: Goes, municipality: Municipality
) -> None:
    for number in range(2, 22):
        goes_to_court(f"Jansen{number}", number, None)
    let_be_found(municipality)
    rows = [
        row(Gedaagde=f"A. Jansen{n % 20 + 2}", Adres=f"Molenweg {n % 20 + 2}", Zaaknummer=str(n)) for n in range(2_000)
    ]
    with CaptureQueriesContext(connection) as asked:
        bring(officer, csv_of(*rows))
    found = the_list(municipality)
    assert ListedRow.of(municipality).filter(hearing_list=found, status=Status.READY).count() == 2_000
    portions = 2_000 // receiving.AT_ONCE
    assert len(asked) < 40 + 25 * portions
    with CaptureQueriesContext(connection) as shown:
        officer.get(reverse("hearing_list", args=[found.pk]))
    assert len(shown) < 20
