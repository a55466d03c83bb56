"""Does somebody of whom we keep no case get an answer about the own data in time, and never that of a namesake?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.support.conftest import TODAY, VisitAs, text_of
from vangnet.apps.accounts.models import Act, Ground, Look, Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Household, Note, Person, Stay
from vangnet.apps.cases.neighbourhood import write_keys
from vangnet.apps.cases.record import open_case
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.models import HearingList, ListedRow
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.partners.models import Partner
from vangnet.apps.support.models import DataRequest, ObjectionDesk, Reply, Traced
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, PrivacyRight, Role
from vangnet.domain.matching import PersonRecord, prepare

pytestmark = pytest.mark.django_db
Asks = Callable[..., DataRequest]
BORN = date(1980, 5, 4)
MRS_VISSER: dict[str, Any] = {
    "right": "access",
    "on_quick": "today",
    "words": "Wat weten jullie van mij?",
    "initials": "A.",
    "surname": "Visser",
    "birth_date": "1980-05-04",
    "postcode": "9102 db",
    "number": "7",
    "street": "Molenlaan",
    "city": "Voorbeeldstad",
}


@pytest.fixture
def desk_at_work(cast: Any, visit_as: VisitAs) -> Client:
    return visit_as(cast.people[Role.INTAKE])


@pytest.fixture
def asks(desk_at_work: Client) -> Asks:
    """Mrs Visser asks something of the desk."""

    def ask(**otherwise: str) -> DataRequest:
        sent = desk_at_work.post(reverse("data_request_new"), {**MRS_VISSER, **otherwise})
        assert sent.status_code == 302, sent.context["form"].errors
        return DataRequest.objects.of(_here(desk_at_work)).latest("id")

    return ask


def _here(_browser: Client) -> Municipality:
    return Municipality.objects.get(code="1690")


@pytest.fixture
def objection_desk(municipality: Municipality) -> ObjectionDesk:
    return ObjectionDesk.of(municipality).create(name="Team Bezwaar", address="Postbus 1", phone="0500 123456")


@pytest.fixture
def in_register(municipality: Municipality) -> Person:
    """Mrs Visser as the register has her; nobody ever reported her."""
    return resident(municipality, "A.", BORN, "R1")


def resident(here: Municipality, initials: str, born: date, number: str | None) -> Person:
    home = Household.of(here).create(register_id=f"H{number}" if number else None)
    Stay.of(here).create(household=home, street="Molenlaan", number=7, postcode="9102DB", city="Voorbeeldstad")
    person = Person.of(here).create(
        household=home, register_id=number, initials=initials, surname="Visser", birth_date=born
    )
    known = PersonRecord(
        id=person.pk, household=home.pk, surname="Visser", initials=initials, birth_date=born,
        street="Molenlaan", number="7", postcode="9102DB",
    )  # fmt: skip
    write_keys(here.pk, [prepare(known)])
    return person


def reported(here: Municipality, landlord: Partner, **otherwise: Any) -> Signal:
    """A report that nobody took up."""
    delivery, _ = Delivery.of(here).get_or_create(
        municipality=here, partner=landlord, name="huur.csv", period="2026-11",
        defaults={"dated_on": TODAY, "received_on": TODAY, "sha256": "0" * 64, "size": 1, "made_at": clock.now()},
    )  # fmt: skip
    row = Signal.of(here).count() + 1
    said: dict[str, Any] = {
        "surname": "Visser", "initials": "A.", "birth_date": BORN, "street": "Molenlaan", "number": "7",
        "postcode": "9102DB", "kind": MatterKind.RENT, "cents": 61_234, "status": Signal.Status.SET_ASIDE,
    }  # fmt: skip
    return Signal.of(here).create(
        delivery=delivery, partner=landlord, row=row, content_key=str(row), received_on=TODAY, **{**said, **otherwise}
    )


def page(browser: Client, asked: DataRequest) -> Any:
    return browser.get(reverse("data_request", args=[asked.pk]))


def sees_who(browser: Client, asked: DataRequest, how: str = "document") -> None:
    browser.post(reverse("data_request", args=[asked.pk]), {"identity": how})


def says_is_hers(browser: Client, asked: DataRequest, *marks: str) -> None:
    browser.post(reverse("data_request_traced", args=[asked.pk]), {"trace": list(marks)})


def answers(browser: Client, asked: DataRequest, **typed: str) -> Any:
    there = reverse("data_request_answer", args=[asked.pk])
    return browser.post(there, {"on_quick": "today", **typed}, follow=True)


def letter(browser: Client, asked: DataRequest) -> str:
    kept = Reply.of(asked.municipality_id).filter(request=asked).latest("id")
    return text_of(browser.get(reverse("data_request_pdf", args=[asked.pk, kept.pk])))


def overview(browser: Client, asked: DataRequest) -> str:
    return text_of(browser.post(reverse("data_request_overview", args=[asked.pk])))


class TestTerm:
    @pytest.mark.parametrize(
        ("received", "until"),
        [("2026-11-23", date(2026, 12, 23)), ("2026-10-31", date(2026, 11, 30)), ("2026-11-01", date(2026, 12, 1))],
    )
    def test_a_month_from_the_day_on_which_it_came(self, asks: Asks, received: str, until: date) -> None:
        assert asks(**day_typed(received)).due_on == until

    def test_who_divides_the_work_sees_it_on_vandaag_until_it_is_answered(
        self, asks: Asks, cast: Any, visit_as: VisitAs, desk_at_work: Client
    ) -> None:
        asked = asks()
        coordinator = visit_as(cast.people[Role.COORDINATOR])
        line = f"verzoek over gegevens {asked.pk}: inzage · antwoord uiterlijk wo 23 dec"
        assert line in coordinator.get(reverse("today")).text
        assert line not in visit_as(cast.people[Role.CASEWORKER]).get(reverse("today")).text
        answers(desk_at_work, asked, outcome="rejected", refused="Uw gegevens.", grounds="U kwam niet langs.")
        assert "verzoek over gegevens" not in coordinator.get(reverse("today")).text

    def test_the_list_says_what_is_late(
        self, asks: Asks, desk_at_work: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asks()
        there = reverse("data_requests")
        assert "uiterlijk 23 dec 2026" in desk_at_work.get(there).text
        monkeypatch.setenv("VANGNET_TODAY", "2026-12-24")
        assert "te laat: 23 dec 2026" in desk_at_work.get(there).text

    def test_it_takes_longer_once_and_in_the_first_month(
        self, asks: Asks, desk_at_work: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = asks()
        there = reverse("data_request_longer", args=[asked.pk])
        assert desk_at_work.post(there, {"on_quick": "today"}).context["form"].errors.keys() == {"grounds"}
        desk_at_work.post(there, {"on_quick": "today", "grounds": "Wij zoeken nog in een oud bestand."})
        asked.refresh_from_db()
        assert asked.due_on == date(2027, 2, 23)
        told = letter(desk_at_work, asked)
        assert "U krijgt uiterlijk op dinsdag 23 februari 2027 antwoord." in told
        assert "Wij zoeken nog in een oud bestand." in told
        assert "Geef nu antwoord." in desk_at_work.get(there, follow=True).text
        late = asks(again="on", surname="Visserman")
        monkeypatch.setenv("VANGNET_TODAY", "2026-12-24")
        refused = desk_at_work.get(reverse("data_request_longer", args=[late.pk]), follow=True)
        assert "Geef nu antwoord." in refused.text


def day_typed(on: str) -> dict[str, str]:
    return {"on_quick": "other", "on_day": on}


class TestTakingIn:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"surname": ""}, "Achternaam"),
            ({"postcode": "12"}, "Vul een postcode in, zoals 9102 DB."),
            ({"number": "0"}, "Huisnummer"),
            ({"birth_date": "1880-05-04"}, "Kijk de geboortedatum na: dit kan niet kloppen."),
            ({"on_quick": "other", "on_day": "2026-11-24"}, "Deze dag moet nog komen."),
            ({"right": ""}, "Waar gaat het verzoek over?"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, desk_at_work: Client, typed: dict[str, str], said: str
    ) -> None:
        sent = desk_at_work.post(reverse("data_request_new"), {**MRS_VISSER, **typed})
        assert sent.status_code == 422
        assert said in sent.text
        assert "Wat weten jullie van mij?" in sent.text
        assert not DataRequest.of(_here(desk_at_work)).exists()

    def test_the_same_request_is_taken_in_once(self, asks: Asks, desk_at_work: Client) -> None:
        asked = asks()
        again = desk_at_work.post(reverse("data_request_new"), MRS_VISSER)
        assert f"ligt er al zo&#x27;n verzoek: nummer {asked.pk}" in again.text
        assert DataRequest.of(asked.municipality).count() == 1
        asks(again="on")
        assert DataRequest.of(asked.municipality).count() == 2

    def test_a_slip_is_put_right_and_the_term_counted_anew(self, asks: Asks, desk_at_work: Client) -> None:
        asked = asks()
        there = reverse("data_request_edit", args=[asked.pk])
        assert "Wat weten jullie van mij?" in desk_at_work.get(there).text
        desk_at_work.post(there, {**MRS_VISSER, **day_typed("2026-11-20"), "surname": "Visscher"})
        asked.refresh_from_db()
        assert (asked.surname, asked.due_on) == ("Visscher", date(2026, 12, 20))


class TestWhoAsks:
    def test_nothing_is_given_before_it_was_seen_who_asks(
        self, asks: Asks, desk_at_work: Client, in_register: Person, objection_desk: ObjectionDesk
    ) -> None:
        asked = asks()
        assert objection_desk.pk
        refused = desk_at_work.post(reverse("data_request_overview", args=[asked.pk]), follow=True)
        assert "Controleer eerst wie het vraagt" in refused.text
        assert f"person.{in_register.pk}" in page(desk_at_work, asked).text
        form = desk_at_work.get(reverse("data_request_answer", args=[asked.pk])).context["form"]
        assert [value for value, _ in form.fields["outcome"].choices] == ["rejected"]
        answers(desk_at_work, asked, outcome="upheld", given="Alles.")
        assert not Reply.of(asked.municipality).exists()
        answers(desk_at_work, asked, outcome="rejected", refused="Uw gegevens.", grounds="Wij weten niet wie u bent.")
        told = letter(desk_at_work, asked)
        assert "Wij doen niet wat u vraagt." in told
        assert "bezwaar maken tot en met maandag 4 januari 2027" in told

    def test_a_representative_is_named(self, asks: Asks, desk_at_work: Client) -> None:
        asked = asks()
        there = reverse("data_request", args=[asked.pk])
        refused = desk_at_work.post(there, {"identity": "authorised"})
        assert "Schrijf eerst bij het verzoek op wie het namens deze persoon vraagt." in refused.text
        other = asks(again="on", agent="mr. B. Wind")
        sees_who(desk_at_work, other, "authorised")
        shown = page(desk_at_work, other).text
        assert "gemachtigde, met machtiging en identiteitsbewijs (23 nov 2026, Ineke Meldpunt)" in shown


class TestNothingKept:
    def test_it_says_where_was_looked_and_until_when_the_request_is_kept(
        self, asks: Asks, desk_at_work: Client, objection_desk: ObjectionDesk
    ) -> None:
        asked = asks()
        assert objection_desk.pk
        assert "Wij vonden niemand met deze naam" in page(desk_at_work, asked).text
        sees_who(desk_at_work, asked)
        first = desk_at_work.get(reverse("data_request_answer", args=[asked.pk]), follow=True)
        assert "Kijk eerst wat wij bewaren" in first.text
        says_is_hers(desk_at_work, asked)
        answers(desk_at_work, asked, outcome="nothing")
        told = letter(desk_at_work, asked)
        assert "Wij bewaren niets over u." in told
        assert "het uittreksel uit de basisregistratie personen" in told
        assert "meldingen van partners die niet in een dossier staan" in told
        assert "lijsten van rechtbanken en deurwaarders" in told
        assert "bewaren wij tot en met dinsdag 23 november 2027" in told
        assert "Autoriteit Persoonsgegevens" in told

    def test_it_is_not_said_to_who_is_kept(self, asks: Asks, desk_at_work: Client, in_register: Person) -> None:
        asked = asks()
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        answers(desk_at_work, asked, outcome="nothing")
        assert not Reply.of(asked.municipality).exists()


class TestWhatIsKept:
    def test_a_record_of_the_register_alone(self, asks: Asks, desk_at_work: Client, in_register: Person) -> None:
        asked = asks()
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        told = overview(desk_at_work, asked)
        assert "U heeft bij ons geen dossier." in told
        assert "uit de basisregistratie" in told
        assert "4 mei 1980" in told
        assert "Molenlaan 7" in told
        assert "art. 8a en 8b Wgs" in told
        assert "Wat weten jullie van mij?" in told

    def test_a_report_that_nobody_took_up_and_a_row_of_a_list(
        self, asks: Asks, desk_at_work: Client, landlord: Partner, municipality: Municipality
    ) -> None:
        aside = reported(municipality, landlord, reference="H-77")
        waits = reported(municipality, landlord, surname="Visser", initials="", status=Signal.Status.WAITING_WHO)
        stranger = reported(municipality, landlord, surname="Bakker", birth_date=date(1999, 1, 1), street="Kade")
        listing = HearingList.of(municipality).create(
            name="rol.csv", received_on=TODAY, sha256="0" * 64, size=1, made_at=clock.now(), kept_until=TODAY
        )
        row = ListedRow.of(municipality).create(
            hearing_list=listing, row=1, line=2, name_whole="A. Visser", address_whole="Molenlaan 7",
            postcode="9102DB", birth_date=BORN, kind="hearing", status=ListedRow.Status.NOBODY,
        )  # fmt: skip
        asked = asks()
        shown = page(desk_at_work, asked).text
        marks = [f"signal.{aside.pk}", f"signal.{waits.pk}", f"listed_row.{row.pk}"]
        assert [mark for mark in marks if mark not in shown] == []
        assert f"signal.{stranger.pk}" not in shown
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, *marks, f"signal.{stranger.pk}", "signal.x", "onzin")
        assert Traced.of(municipality).count() == 3
        told = overview(desk_at_work, asked)
        assert "H-77" in told
        assert "612,34" in told
        assert "Op een lijst van de rechtbank of deurwaarder" in told
        assert "Kade" not in told

    def test_a_namesake_is_shown_and_not_told(
        self, asks: Asks, desk_at_work: Client, municipality: Municipality, in_register: Person
    ) -> None:
        namesake = resident(municipality, "A.", date(1951, 2, 3), "R2")
        asked = asks()
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        told = overview(desk_at_work, asked)
        assert namesake.birth_date is not None
        assert "1951" not in told
        assert "4 mei 1980" in told


class TestErasing:
    def test_what_may_go_goes_and_the_letter_says_so(
        self, asks: Asks, desk_at_work: Client, municipality: Municipality, landlord: Partner, in_register: Person
    ) -> None:
        in_register.phone = "0612345678"
        in_register.save()
        signal = reported(municipality, landlord, person=in_register)
        asked = asks(right="erasure")
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}", f"signal.{signal.pk}")
        there = reverse("data_request_erase", args=[asked.pk])
        assert "Er is niets gewist." in desk_at_work.post(there, follow=True).text
        assert "Gewist. Schrijf het nu in het antwoord." in desk_at_work.post(there, {"sure": "yes"}, follow=True).text
        assert not Signal.of(municipality).exists()
        in_register.refresh_from_db()
        assert in_register.phone == ""
        form = desk_at_work.get(reverse("data_request_answer", args=[asked.pk])).context["form"]
        assert form["given"].value() == "Op maandag 23 november 2026 hebben wij gewist wat wij over u bewaarden."

    def test_who_only_a_report_named_leaves_with_it(
        self, asks: Asks, desk_at_work: Client, municipality: Municipality, landlord: Partner
    ) -> None:
        newcomer = resident(municipality, "A.", BORN, None)
        signal = reported(municipality, landlord, person=newcomer, newcomer=True)
        asked = asks(right="objection")
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{newcomer.pk}", f"signal.{signal.pk}")
        desk_at_work.post(reverse("data_request_erase", args=[asked.pk]), {"sure": "yes"})
        assert not Person.of(municipality).filter(pk=newcomer.pk).exists()

    def test_the_register_says_that_something_was_erased_and_not_of_whom(
        self, asks: Asks, desk_at_work: Client, in_register: Person, cast: Any, visit_as: VisitAs
    ) -> None:
        asked = asks(right="erasure")
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        desk_at_work.post(reverse("data_request_erase", args=[asked.pk]), {"sure": "yes"})
        register = visit_as(cast.people[Role.PRIVACY_OFFICER]).get(reverse("erasures")).text
        assert "wat buiten een dossier werd bewaard" in register
        assert "de bewoner vroeg erom (AVG 17)" in register
        assert in_register.surname not in register

    def test_who_asks_to_read_loses_nothing(self, asks: Asks, desk_at_work: Client, in_register: Person) -> None:
        asked = asks()
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        desk_at_work.post(reverse("data_request_erase", args=[asked.pk]), {"sure": "yes"})
        asked.refresh_from_db()
        assert asked.erased_on is None


class TestACaseTurnsUp:
    @pytest.fixture
    def file(self, municipality: Municipality, in_register: Person) -> Case:
        facts = [e.MatterNoted(matter=1, kind=MatterKind.RENT, person=in_register.pk, cents=60_000)]
        on = TODAY - timedelta(days=30)
        case, _ = open_case(municipality, in_register.household, facts, by=None, on=on, today=TODAY)
        return case

    def test_the_request_goes_on_there_from_the_day_on_which_it_came(
        self, asks: Asks, desk_at_work: Client, in_register: Person, file: Case
    ) -> None:
        asked = asks(**day_typed("2026-11-16"))
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        assert f"Deze persoon staat in dossier {file.number}." in page(desk_at_work, asked).text
        refused = desk_at_work.get(reverse("data_request_answer", args=[asked.pk]), follow=True)
        assert "Beantwoord het verzoek daar." in refused.text
        desk_at_work.post(reverse("data_request_longer", args=[asked.pk]), {"on_quick": "today", "grounds": "Druk."})
        desk_at_work.post(reverse("data_request_to_case", args=[asked.pk]))
        known = facts_of(file.municipality, [file.pk])[file.pk].persons[in_register.pk]
        assert known.requests == {PrivacyRight.ACCESS: date(2026, 11, 16)}
        assert known.extended == {PrivacyRight.ACCESS: TODAY}
        assert not DataRequest.of(file.municipality).exists()
        kept = Reply.of(file.municipality).get()
        assert (kept.case_id, kept.person_id) == (file.pk, in_register.pk)
        note = Note.of(file.municipality).get().text
        assert "Identiteit: identiteitsbewijs gezien." in note
        assert "Wat weten jullie van mij?" in note

    def test_who_is_in_no_case_stays_here(self, asks: Asks, desk_at_work: Client, file: Case) -> None:
        asked = asks()
        assert file.number in page(desk_at_work, asked).text
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked)
        desk_at_work.post(reverse("data_request_to_case", args=[asked.pk]))
        assert DataRequest.of(file.municipality).filter(pk=asked.pk).exists()


class TestKeeping:
    def test_it_is_forgotten_at_the_end_of_its_retention(
        self, asks: Asks, desk_at_work: Client, in_register: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waits, asked = asks(), asks(again="on", surname="Visscher")
        sees_who(desk_at_work, asked)
        says_is_hers(desk_at_work, asked, f"person.{in_register.pk}")
        answers(desk_at_work, asked, outcome="upheld", given="Een overzicht.")
        for today, still in (("2027-11-23", True), ("2027-11-24", False)):
            monkeypatch.setenv("VANGNET_TODAY", today)
            call_command("run_due")
            assert DataRequest.of(asked.municipality).filter(pk=asked.pk).exists() is still
        assert not Reply.of(asked.municipality).exists()
        assert not Traced.of(asked.municipality).exists()
        assert DataRequest.of(asked.municipality).filter(pk=waits.pk).exists()

    def test_who_looked_and_who_changed_stands_in_the_log(
        self, asks: Asks, desk_at_work: Client, in_register: Person, cast: Any
    ) -> None:
        asked = asks()
        page(desk_at_work, asked)
        looks = Look.of(asked.municipality).filter(user=cast.people[Role.INTAKE], ground=Ground.ACCESS_REQUEST)
        done = set(looks.filter(kind="data_request", subject=asked.pk).values_list("act", flat=True))
        assert done == {Act.CHANGED, Act.SEEN}
        assert looks.filter(kind="person", subject=in_register.pk, act=Act.LISTED).exists()

    def test_an_answered_request_changes_no_more(self, asks: Asks, desk_at_work: Client) -> None:
        asked = asks()
        answers(desk_at_work, asked, outcome="rejected", refused="Uw gegevens.", grounds="U kwam niet langs.")
        for name in ("data_request_edit", "data_request_answer", "data_request_longer"):
            assert "al beantwoord" in desk_at_work.get(reverse(name, args=[asked.pk]), follow=True).text
        for name in ("data_request", "data_request_traced", "data_request_erase", "data_request_to_case"):
            assert "al beantwoord" in desk_at_work.post(reverse(name, args=[asked.pk]), follow=True).text

    def test_without_where_one_objects_no_letter_goes_out(self, asks: Asks, desk_at_work: Client) -> None:
        asked = asks()
        answers(desk_at_work, asked, outcome="rejected", refused="Uw gegevens.", grounds="U kwam niet langs.")
        kept = Reply.of(asked.municipality).get()
        sent = desk_at_work.get(reverse("data_request_pdf", args=[asked.pk, kept.pk]), follow=True)
        assert "Bezwaaradres" in sent.text

    def test_nobody_of_another_municipality_reads_it(self, asks: Asks, cast: Any, visit_as: VisitAs) -> None:
        asked = asks()
        assert page(visit_as(cast.neighbours[Role.INTAKE]), asked).status_code == 404


def test_the_queries_do_not_grow_with_what_waits_or_was_found(
    asks: Asks, desk_at_work: Client, municipality: Municipality, landlord: Partner, in_register: Person
) -> None:
    asked = asks()
    reported(municipality, landlord, person=in_register)
    for first in (reverse("data_requests"), asked_at(asked)):
        desk_at_work.get(first)
    counts = [queries(desk_at_work, reverse("data_requests")), queries(desk_at_work, asked_at(asked))]
    for number in range(4):
        asks(again="on", surname=f"Visser-{number}")
        reported(municipality, landlord, person=in_register)
    for first in (reverse("data_requests"), asked_at(asked)):
        desk_at_work.get(first)
    again = [queries(desk_at_work, reverse("data_requests")), queries(desk_at_work, asked_at(asked))]
    assert again == counts
    assert max(counts) <= 32


def asked_at(asked: DataRequest) -> str:
    return reverse("data_request", args=[asked.pk])


def queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)
