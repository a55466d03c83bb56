"""What does somebody decide about a row of a list, who may, and how long is it kept?"""

from collections.abc import Callable
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.court.conftest import HEARING, Goes, happened
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
from tests.cast import Cast
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.models import Case, Household, Person, Stay
from vangnet.apps.court.lists import erasure, receiving
from vangnet.apps.court.models import ListedRow, Sitting
from vangnet.domain import events as e
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
Status = ListedRow.Status


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

    def test_a_list_gives_an_adjourned_hearing_the_time_of_its_new_day(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], arranged: Sitting
    ) -> None:
        """Our time was of the day it would have been: it is no other time than that of the list."""
        new = HEARING + timedelta(days=7)
        happened(jansen, e.HearingAdjourned(matter=1, hearing=1, to=new))
        bring(officer, csv_of(jansens_row | {"Zittingsdatum": f"{new:%d-%m-%Y}", "Tijd": "11:00"}))
        take_in(officer, the_list(jansen.municipality))
        arranged.refresh_from_db()
        assert (arranged.at, arranged.day) == (time(11, 0), new)

    def test_a_cancelled_hearing_does_not_come_back_by_itself(
        self, officer: Client, jansen: Case, jansens_row: dict[str, str], municipality: Municipality
    ) -> None:
        happened(jansen, e.HearingCancelled(matter=1, hearing=1))
        bring(officer, csv_of(jansens_row))
        assert statuses(the_list(municipality)) == [Status.OTHER_DAY]
        decide(officer, ListedRow.of(municipality).get(), answer="another")
        assert told(jansen).matters[1].hearings[2].day == HEARING
        found = ListedRow.of(municipality).get()
        assert found.hearing == 2, "what stands around it goes to the new one"

    def test_what_is_clear_but_wrong_can_be_left_out(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        goes_to_court("Smit", 4, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(Gedaagde="A. Smit", Adres="Molenweg 4")))
        assert statuses(the_list(municipality)) == [Status.READY]
        decide(officer, ListedRow.of(municipality).get(), leave="1")
        take_in(officer, the_list(municipality))
        assert statuses(the_list(municipality)) == [Status.LEFT]

    def test_a_creditor_whom_we_do_not_know_is_never_taken_for_the_landlord(
        self, officer: Client, goes_to_court: Goes, municipality: Municipality
    ) -> None:
        goes_to_court("Smit", 4, None)
        let_be_found(municipality)
        bring(officer, csv_of(row(Gedaagde="A. Smit", Adres="Molenweg 4", Eiser="Menzis Zorgverzekeraar")))
        assert statuses(the_list(municipality)) == [Status.WHICH]

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
        assert "Toch iemand anders?" in text(officer.get(reverse("listed_row", args=[one.pk])))
        decide(officer, one, **{"else": "1"})
        assert statuses(found) == [Status.WHO, Status.WHO], "a wrong choice is asked again"
        assert not ListedRow.of(municipality).filter(chosen=True).exists()

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
        self, officer: Client, jansens_row: dict[str, str], municipality: Municipality
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
    Person.of(municipality).create(household=jansen.household, initials="C.", surname="Bakker")
    bring(officer, csv_of(jansens_row))
    caseworker = visit_as(cast.people[Role.CASEWORKER])

    def read(person: Person) -> str:
        answer = caseworker.post(reverse("own_file", args=[jansen.number, person.pk]))
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    tenant = Person.of(municipality).get(household=jansen.household, surname="Jansen", birth_date=None)
    partner = Person.of(municipality).get(surname="Bakker")
    assert "Stichting Woonveste" in read(tenant)
    assert "Stichting Woonveste" not in read(partner)


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
