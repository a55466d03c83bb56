"""What becomes of a list when dossiers change meanwhile, its file is lost, somebody reads it anew, or it must go?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.apps.court.conftest import TODAY, Goes, happened
from tests.apps.court.listing_files import (
    bring,
    csv_of,
    decide,
    let_be_found,
    row,
    statuses,
    take_in,
    text,
    the_list,
    told,
)
from vangnet.apps.accounts.models import Look, Municipality
from vangnet.apps.cases.models import Case
from vangnet.apps.court.lists import receiving, taking
from vangnet.apps.court.lists.layouts import Field, Layout, from_json
from vangnet.apps.court.models import HearingList, ListedRow
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

pytestmark = pytest.mark.django_db
Status = ListedRow.Status
NOBODY = row(Gedaagde="Z. Vreemd", Adres="Verweg 1", Postcode="1234AB", Woonplaats="X")


@pytest.fixture
def undated(goes_to_court: Goes, municipality: Municipality) -> Case:
    """The household of Jansen, of which no hearing is known yet."""
    case = goes_to_court("Jansen", 2, None)
    let_be_found(municipality)
    return case


def a_second_lease(case: Case) -> None:
    """The same landlord claims the rent of another home of this household as well."""
    partner = Partner.of(case.municipality).get().pk
    happened(case, e.MatterNoted(matter=2, kind=MatterKind.RENT, partner=partner))


def chosen_of_two(officer: Client, case: Case) -> HearingList:
    """A list of one row that fits two leases, of which somebody chose the second."""
    a_second_lease(case)
    happened(case, e.HearingScheduled(matter=2, hearing=1, day=date(2026, 12, 9)))
    bring(officer, csv_of(row()))
    found = the_list(case.municipality)
    assert statuses(found) == [Status.WHICH]
    decide(officer, ListedRow.of(case.municipality).get(), which="1", matter=f"{case.pk}.2")
    return found


class TestGuessAndChoice:
    def test_a_matter_that_was_guessed_is_asked_once_another_fits_as_well(
        self, officer: Client, undated: Case, municipality: Municipality
    ) -> None:
        bring(officer, csv_of(row()))
        found = the_list(municipality)
        assert statuses(found) == [Status.READY]
        a_second_lease(undated)
        officer.post(reverse("hearing_list_again", args=[found.pk]))
        assert statuses(found) == [Status.WHICH]

    def test_nor_is_it_recorded_when_the_other_came_after_the_dry_run(
        self, officer: Client, undated: Case, municipality: Municipality
    ) -> None:
        bring(officer, csv_of(row()))
        a_second_lease(undated)
        assert "0 rijen zijn opgenomen." in take_in(officer, the_list(municipality))
        assert statuses(the_list(municipality)) == [Status.WHICH]
        assert not told(undated).matters[1].hearings

    def test_what_somebody_chose_stays_however_often_it_is_compared(
        self, officer: Client, undated: Case, municipality: Municipality
    ) -> None:
        found = chosen_of_two(officer, undated)
        assert statuses(found) == [Status.OTHER_DAY]
        officer.post(reverse("hearing_list_again", args=[found.pk]))
        assert statuses(found) == [Status.OTHER_DAY]
        assert ListedRow.of(municipality).get().matter == 2

    def test_what_was_chosen_and_is_settled_since_is_asked_and_not_guessed(
        self, officer: Client, undated: Case, municipality: Municipality
    ) -> None:
        found = chosen_of_two(officer, undated)
        happened(undated, e.DebtSettled(matter=2))
        for _twice in range(2):
            officer.post(reverse("hearing_list_again", args=[found.pk]))
            assert statuses(found) == [Status.WHICH]
        decide(officer, ListedRow.of(municipality).get(), which="1", matter=f"{undated.pk}.1")
        assert statuses(found) == [Status.DONE]


class TestLostFile:
    def test_a_list_without_its_file_says_so_on_every_page(
        self, officer: Client, undated: Case, municipality: Municipality, tmp_path: Path
    ) -> None:
        bring(officer, csv_of(row()))
        found = the_list(municipality)
        (tmp_path / found.stored).unlink()
        page = text(officer.get(reverse("hearing_list_columns", args=[found.pk]), follow=True))
        assert "Het bewaarde bestand is er niet meer." in page
        HearingList.of(municipality).update(status="reading", read_to=0)
        page = text(officer.post(reverse("hearing_list_again", args=[found.pk]), follow=True))
        assert "Het bewaarde bestand is er niet meer." in page
        assert undated.is_open

    def test_brought_again_it_is_read_as_before(
        self, officer: Client, undated: Case, municipality: Municipality, tmp_path: Path
    ) -> None:
        bring(officer, csv_of(row()))
        found = the_list(municipality)
        (tmp_path / found.stored).unlink()
        HearingList.of(municipality).update(status="reading", read_to=0)
        taking.finish(municipality, TODAY)
        assert (the_list(municipality).status, statuses(found)) == (HearingList.Status.REFUSED, [])
        bring(officer, csv_of(row()))
        again = the_list(municipality)
        assert (again.pk, again.status, again.failure) == (found.pk, HearingList.Status.READ, "")
        assert (tmp_path / again.stored).exists()
        take_in(officer, again)
        assert list(told(undated).matters[1].hearings) == [1]


class TestByNight:
    @pytest.fixture
    def two_half_way(self, officer: Client, undated: Case, municipality: Municipality) -> list[HearingList]:
        """Of both lists the reading broke off at the start."""
        bring(officer, csv_of(NOBODY))
        bring(officer, csv_of(row()))
        assert undated.is_open
        ListedRow.of(municipality).delete()
        HearingList.of(municipality).update(status="reading", read_to=0)
        return list(HearingList.of(municipality).order_by("id"))

    def test_a_list_whose_file_is_lost_is_told_and_the_next_goes_on(
        self, two_half_way: list[HearingList], tmp_path: Path, capsys: Any
    ) -> None:
        lost, other = two_half_way
        (tmp_path / lost.stored).unlink()
        call_command("run_due")
        said = capsys.readouterr().out
        assert f"hearing list {lost.pk} cannot be read" in said
        assert "1 hearing lists taken up again" in said
        assert statuses(other) == [Status.READY]

    def test_what_fails_is_told_without_a_name_and_the_next_goes_on(
        self,
        two_half_way: list[HearingList],
        tmp_path: Path,
        capsys: Any,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        fails, other = two_half_way
        (tmp_path / fails.stored).unlink()
        (tmp_path / fails.stored).mkdir()
        call_command("run_due")
        assert f"hearing list {fails.pk} FAILED" in capsys.readouterr().out
        assert f"hearing list {fails.pk} could not be taken up again" in caplog.text
        fails.refresh_from_db()
        assert fails.status == HearingList.Status.READING
        assert statuses(other) == [Status.READY]


class TestTwoAtOnce:
    def test_who_reads_with_other_columns_meanwhile_is_not_overwritten(
        self, officer: Client, undated: Case, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A colleague points out other columns while the first reading has kept one portion of rows."""
        monkeypatch.setattr(receiving, "AT_ONCE", 1)
        bring(officer, csv_of(row(), row(Zaal="5"), NOBODY))
        found = the_list(municipality)
        columns = {Field.NAME_WHOLE: ("Gedaagde",), Field.ADDRESS_WHOLE: ("Adres",), Field.DAY: ("Zittingsdatum",)}
        keep_portion = receiving._keep_portion

        def meanwhile(*told: Any) -> None:
            keep_portion(*told)
            monkeypatch.setattr(receiving, "_keep_portion", keep_portion)
            receiving.read_with(HearingList.of(municipality).get(pk=found.pk), Layout(columns=columns), TODAY)

        monkeypatch.setattr(receiving, "_keep_portion", meanwhile)
        receiving.read_with(found, from_json(found.layout), TODAY)
        assert found.status == HearingList.Status.READ
        assert [one.room for one in ListedRow.of(municipality).order_by("row")] == ["", "", ""]
        assert undated.is_open

    def test_reading_anew_from_the_start_leaves_no_row_out(
        self, officer: Client, undated: Case, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(receiving, "AT_ONCE", 1)
        bring(officer, csv_of(row(), row(Zaal="5"), NOBODY))
        found = the_list(municipality)
        keep_portion = receiving._keep_portion

        def begun_anew(*told: Any) -> None:
            keep_portion(*told)
            monkeypatch.setattr(receiving, "_keep_portion", keep_portion)
            ListedRow.of(municipality).delete()
            HearingList.of(municipality).update(read_to=0)

        monkeypatch.setattr(receiving, "_keep_portion", begun_anew)
        receiving.read_with(found, from_json(found.layout), TODAY)
        assert found.status == HearingList.Status.READING, "whoever began anew goes on"
        receiving.go_on(found, TODAY)
        assert [one.row for one in ListedRow.of(municipality).order_by("row")] == [1, 2, 3]
        assert undated.is_open


class TestRemoving:
    def test_a_list_that_cannot_be_read_can_go_with_its_file(
        self, officer: Client, municipality: Municipality, tmp_path: Path
    ) -> None:
        bring(officer, b"Wie;Huis;Straks\nA. Jansen;Molenweg 2;04-12-2026\n")
        found = the_list(municipality)
        HearingList.of(municipality).update(status="refused", failure='{"code": "damaged", "facts": {}}')
        page = text(officer.get(reverse("hearing_list", args=[found.pk])))
        assert "Deze lijst kan niet worden gelezen" in page
        assert "Verwijder de lijst voorgoed" in page
        page = text(officer.post(reverse("hearing_list_delete", args=[found.pk]), follow=True))
        assert "De lijst is verwijderd, met het bestand en alle rijen." in page
        assert not HearingList.of(municipality).exists()
        assert not (tmp_path / found.stored).exists()
        assert Look.of(municipality).filter(kind="hearing_list", subject=found.pk, act="changed").exists()

    def test_a_list_of_which_something_was_recorded_stays(
        self, officer: Client, undated: Case, municipality: Municipality, tmp_path: Path
    ) -> None:
        bring(officer, csv_of(row(), NOBODY))
        found = the_list(municipality)
        take_in(officer, found)
        assert "Verwijder" not in text(officer.get(reverse("hearing_list", args=[found.pk])))
        page = text(officer.post(reverse("hearing_list_delete", args=[found.pk]), follow=True))
        assert "Uit deze lijst is al iets opgenomen." in page
        assert statuses(found) == [Status.DONE, Status.NOBODY]
        assert (tmp_path / found.stored).exists()
        assert undated.is_open
