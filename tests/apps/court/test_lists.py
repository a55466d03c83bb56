"""Does the list of a court or bailiff find its way into the dossiers, and nothing of it by itself or twice?"""

from collections.abc import Callable
from datetime import date, time
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.apps.court.conftest import HEARING, TODAY, Goes, happened
from tests.apps.court.listing_files import (
    HEAD,
    bring,
    csv_of,
    let_be_found,
    row,
    statuses,
    take_in,
    text,
    the_list,
    told,
    xlsx_of,
)
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.court.lists import taking
from vangnet.apps.court.models import HearingList, ListedRow, Sitting
from vangnet.domain import events as e

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
Status = ListedRow.Status


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
            "Niemand in de gemeente past bij deze naam en dit adres.",
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

    def test_two_rows_that_contradict_each_other_do_not_both_count(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(), row(Zittingsdatum="11-12-2026"), row(Tijd="13:00")))
        page = take_in(officer, the_list(municipality))
        assert "1 rij is opgenomen." in page
        assert statuses(the_list(municipality)) == [Status.DONE, Status.OTHER_DAY, Status.OTHER_DAY]
        assert [hearing.day for hearing in told(jansen).matters[1].hearings.values()] == [HEARING]
        assert Sitting.of(municipality).get().at == time(9, 30)

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
        assert taking.finish(municipality, TODAY).lists == 1
        assert statuses(the_list(municipality)) == [Status.DONE, Status.DONE]
        assert [list(told(case).matters[1].hearings) for case in cases] == [[1], [1]]


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
        assert not ListedRow.of(municipality).exists()

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(
        self, officer: Client, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vangnet.apps.court.views.lists.MOST_BYTES", 1_000_000)
        answer = bring(officer, b"x" * 1_000_001)
        assert answer.status_code == 422
        assert "meer dan 1 MB kunnen we niet lezen" in answer.text
        assert not HearingList.of(municipality).exists()

    def test_sheets_that_are_not_read_are_named(
        self, officer: Client, jansen: Case, municipality: Municipality
    ) -> None:
        page = text(bring(officer, xlsx_of(HEAD, [*row().values()], more={"Strafzaken": ["Naam", "x"]}), "rol.xlsx"))
        assert "Ook hier staat iets: Strafzaken." in page
        assert ListedRow.of(municipality).count() == 1
        assert jansen.is_open

    def test_a_list_that_is_not_read_to_its_end_is_not_taken_in(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        jansen = goes_to_court("Jansen", 2, None)
        let_be_found(municipality)
        bring(officer, csv_of(row()))
        found = the_list(municipality)
        HearingList.of(municipality).update(status="reading", read_to=0)
        take_in(officer, found)
        assert not told(jansen).matters[1].hearings
        officer.post(reverse("hearing_list_again", args=[found.pk]))
        assert statuses(found) == [Status.READY]

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
