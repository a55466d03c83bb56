"""Does what may not be kept leave for good, and nothing else, and is it written down that it left?"""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import msgspec
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock, lists
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.erasure import NotToBeErased, erase_case, erase_ended, erase_facts
from vangnet.apps.cases.models import (
    Case,
    CaseEvent,
    ErasureGround,
    ErasurePermit,
    Household,
    Note,
    Person,
    Remembered,
    SearchKey,
    Stay,
    Step,
)
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Result

CLOSED_ON = date(2026, 11, 9)
LAST_DAY = date(2027, 5, 9)
"""Half a year after closing: nobody was helped."""


@pytest.fixture
def ended(case: Case, caseworker: User) -> Case:
    """The case was closed without contact, and nothing more was heard."""
    closing = [e.SignalSetAside(matter=1, signal=1, reason="unjustified"), e.CaseClosed(result=Result.NO_CONTACT)]  # type: ignore[arg-type]
    outcome = record(case, closing, by=caseworker, on=CLOSED_ON, today=CLOSED_ON)
    assert isinstance(outcome, Done)
    case.refresh_from_db()
    assert not case.is_open
    return case


def everything_of(case: Case) -> list[object]:
    """All rows that hang on a case."""
    return [
        row
        for model in (CaseEvent, Step, SearchKey, Note)
        for row in model.of(case.municipality_id).filter(case=case.pk)
    ]


class TestTheEndOfItsTerm:
    def test_a_case_stays_until_its_last_day_is_over(self, ended: Case) -> None:
        town = ended.municipality
        assert ended.retention_until == LAST_DAY
        assert erase_ended(town, LAST_DAY)["cases"] == 0
        assert erase_ended(town, LAST_DAY + timedelta(days=1))["cases"] == 1
        assert not Case.of(town).exists()
        assert everything_of(ended) == []

    def test_the_register_tells_that_it_left_and_why(self, ended: Case) -> None:
        erase_ended(ended.municipality, date(2027, 6, 1))
        line = ErasurePermit.of(ended.municipality).get()
        assert (line.case, line.sequence, line.permitted_on) == (ended.pk, None, date(2027, 6, 1))
        assert line.ground == ErasureGround.RETENTION_ENDED

    def test_the_statistics_remember_codes_and_a_month_only(self, ended: Case) -> None:
        erase_ended(ended.municipality, date(2027, 6, 1))
        kept = Remembered.of(ended.municipality).get()
        codes = msgspec.json.decode(kept.codes)
        assert kept.month == "2026-11"
        assert (codes["kinds"], codes["result"], codes["helped"]) == (["rent"], "no_contact", False)
        assert not {"case", "number", "id", "on"} & codes.keys()
        assert ended.number not in kept.codes

    def test_what_is_open_or_reopened_stays(self, ended: Case, caseworker: User) -> None:
        record(ended, [e.CaseReopened()], by=caseworker, on=TODAY, today=TODAY)
        assert erase_ended(ended.municipality, date(2032, 1, 1))["cases"] == 0
        with pytest.raises(NotToBeErased):
            erase_case(
                ended.municipality, ended.pk, ErasureGround.RETENTION_ENDED, by=caseworker, today=date(2032, 1, 1)
            )

    def test_the_night_does_it_for_every_municipality(
        self, ended: Case, neighbour: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        theirs, _ = open_case(neighbour, None, [e.HelpRequested(person=1)], by=None, on=TODAY, today=TODAY)
        monkeypatch.setenv("VANGNET_TODAY", "2027-05-10")
        call_command("run_due", stdout=(said := StringIO()))
        assert "1 cases, 0 notes, 0 people erased" in said.getvalue()
        assert not Case.of(ended.municipality).exists()
        assert Case.of(neighbour).filter(pk=theirs.pk).exists()

    def test_a_note_goes_on_its_own_day(self, case: Case) -> None:
        for day in (TODAY, TODAY + timedelta(days=1)):
            Note.of(case.municipality).create(
                case=case, text="belde terug", written_at=clock.now(), retention_until=day
            )
        assert erase_ended(case.municipality, TODAY + timedelta(days=1))["notes"] == 1
        assert Note.of(case.municipality).count() == 1


class TestWhoGoesAlong:
    def test_a_resident_stays_without_what_was_learned_here(self, ended: Case, tenant: Person) -> None:
        Person.of(tenant.municipality).filter(pk=tenant.pk).update(phone="0612345678", language="ar")
        erase_ended(ended.municipality, date(2027, 6, 1))
        tenant.refresh_from_db()
        assert (tenant.surname, tenant.phone, tenant.language) == ("Jong", "", "")
        assert Stay.of(tenant.municipality).filter(household=tenant.household_id).exists()

    def test_whom_the_register_does_not_know_goes_with_the_home(self, ended: Case, tenant: Person) -> None:
        Person.of(tenant.municipality).filter(pk=tenant.pk).update(register_id=None)
        assert tenant.household_id is not None
        Household.of(tenant.municipality).filter(pk=tenant.household_id).update(register_id=None)
        erase_ended(ended.municipality, date(2027, 6, 1))
        for model in (Person, Household, Stay):
            assert not model.of(ended.municipality_id).exists()

    def test_who_has_another_case_stays_as_known(self, ended: Case, tenant: Person) -> None:
        town = ended.municipality
        Person.of(town).filter(pk=tenant.pk).update(register_id=None, phone="0612345678")
        open_case(town, ended.household, [e.HelpRequested(person=tenant.pk)], by=None, on=TODAY, today=TODAY)
        erase_ended(town, date(2027, 6, 1))
        tenant.refresh_from_db()
        assert tenant.phone == "0612345678"

    def test_somebody_nobody_spoke_of_since_goes_on_the_own_day(self, municipality: Municipality) -> None:
        home = Household.of(municipality).create()
        Person.of(municipality).create(household=home, surname="Passant", retention_until=TODAY)
        assert erase_ended(municipality, TODAY)["people"] == 0
        assert erase_ended(municipality, TODAY + timedelta(days=1))["people"] == 1
        assert not Household.of(municipality).exists()

    def test_what_was_merged_into_it_goes_with_it(self, ended: Case, tenant: Person, caseworker: User) -> None:
        town = ended.municipality
        other, _ = open_case(town, None, [e.HelpRequested(person=tenant.pk)], by=None, on=CLOSED_ON, today=TODAY)
        record(other, [e.CaseMerged(into=ended.pk)], by=caseworker, on=CLOSED_ON, today=TODAY)
        record(ended, [e.CaseClosed(result=Result.NO_CONTACT)], by=caseworker, on=TODAY, today=TODAY)
        with pytest.raises(NotToBeErased, match="within another"):
            erase_case(town, other.pk, ErasureGround.ASKED, by=caseworker, today=TODAY)
        erase_case(town, ended.pk, ErasureGround.ASKED, by=caseworker, today=TODAY)
        assert not Case.of(town).exists()
        assert set(ErasurePermit.of(town).values_list("case", flat=True)) == {ended.pk, other.pk}
        assert Remembered.of(town).count() == 1


class TestTheWrongPerson:
    def wrong(self, case: Case, somebody: Person) -> e.Recorded:
        """An energy debt was put in this file that is another's."""
        mistaken = e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=somebody.pk)
        outcome = record(case, [mistaken], by=None, on=TODAY, today=TODAY)
        assert isinstance(outcome, Done)
        return outcome.recorded[0]

    def test_the_fact_goes_and_the_chain_still_holds(self, case: Case, tenant: Person, caseworker: User) -> None:
        fact = self.wrong(case, tenant)
        Note.of(case.municipality).create(case=case, event_id=fact.id, text="buurvrouw bedoeld", written_at=clock.now())
        gone = erase_facts(
            case.municipality, case.pk, [fact.id], ErasureGround.WRONG_PERSON, by=caseworker, today=TODAY
        )
        assert gone == 1
        case.refresh_from_db()
        assert case.kinds == " rent "
        assert not Note.of(case.municipality).exists()
        record(case, [e.ReminderSent(matter=1)], by=caseworker, on=TODAY, today=TODAY)
        assert list(examine(case.municipality, TODAY)) == []

    def test_the_case_is_no_longer_found_by_that_name(self, case: Case, municipality: Municipality) -> None:
        stranger = Person.of(municipality).create(surname="Vreemdeling", register_id="77")
        fact = self.wrong(case, stranger)
        assert "Vreemdeling" in lists.faces_as_stored(municipality.pk, [case.pk])[case.pk].name
        erase_facts(municipality, case.pk, [fact.id], ErasureGround.WRONG_PERSON, by=None, today=TODAY)
        assert "Vreemdeling" not in lists.faces_as_stored(municipality.pk, [case.pk])[case.pk].name

    def test_a_fact_of_another_case_is_not_touched(self, case: Case, tenant: Person) -> None:
        other, _ = open_case(
            case.municipality, None, [e.HelpRequested(person=tenant.pk)], by=None, on=TODAY, today=TODAY
        )
        theirs = CaseEvent.of(case.municipality).get(case=other)
        with pytest.raises(NotToBeErased):
            erase_facts(case.municipality, case.pk, [theirs.pk], ErasureGround.WRONG_PERSON, by=None, today=TODAY)
        assert CaseEvent.of(case.municipality).filter(pk=theirs.pk).exists()

    def test_a_case_of_another_municipality_is_not_there(self, case: Case, neighbour: Municipality) -> None:
        with pytest.raises(Case.DoesNotExist):
            erase_case(neighbour, case.pk, ErasureGround.ASKED, by=None, today=TODAY)
        with pytest.raises(Case.DoesNotExist):
            erase_facts(neighbour, case.pk, [], ErasureGround.WRONG_PERSON, by=None, today=TODAY)


class TestTheGuard:
    def test_without_a_permit_nothing_leaves(self, case: Case) -> None:
        facts = CaseEvent.of(case.municipality).filter(case=case)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            facts.delete()

    def test_a_permit_opens_its_own_place_only_and_allows_no_change(self, case: Case) -> None:
        facts = CaseEvent.of(case.municipality).filter(case=case)
        ErasurePermit.of(case.municipality).create(
            case=case.pk, sequence=2, ground=ErasureGround.UNLAWFUL, permitted_on=TODAY
        )
        for attempt in (lambda: facts.filter(sequence=2).update(turn=9), facts.filter(sequence=1).delete):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                attempt()
        assert facts.filter(sequence=2).delete()[0] == 1

    @pytest.mark.parametrize("model", [ErasurePermit, Remembered])
    def test_the_register_itself_is_never_erased(self, ended: Case, model: type[ErasurePermit | Remembered]) -> None:
        erase_ended(ended.municipality, date(2027, 6, 1))
        for attempt in (model.of(ended.municipality_id).delete,):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                attempt()


class TestByHand:
    """`vangnet erase`, for what a resident asks or what was told of the wrong person."""

    def test_a_whole_case_because_somebody_asked(self, case: Case, privacy_officer: User) -> None:
        town = case.municipality
        words = (case.number, "--ground", "asked", "--by", privacy_officer.username, "--municipality", town.code)
        call_command("erase", *words, stdout=(said := StringIO()))
        assert "the whole case erased" in said.getvalue()
        assert not Case.of(town).exists()
        assert ErasurePermit.of(town).get().permitted_by == privacy_officer

    def test_one_fact(self, case: Case, privacy_officer: User) -> None:
        town, fact = case.municipality, CaseEvent.of(case.municipality_id).get(kind="OwnerAssigned")
        words = (case.number, "--ground", "wrong_person", "--by", privacy_officer.username)
        call_command("erase", *words, "--event", str(fact.pk), "--municipality", town.code, stdout=StringIO())
        case.refresh_from_db()
        assert case.owner is None

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("VN-1999-00001", "asked", "privacy_officer@1690.example"), "no case VN-1999-00001"),
            (("VN-2026-00001", "retention_ended", "privacy_officer@1690.example"), "still to be kept"),
            (("VN-2026-00001", "asked", "privacy_officer@0363.example"), "nobody here"),
        ],
    )
    @pytest.mark.usefixtures("case")
    def test_what_cannot_be_is_said(self, words: tuple[str, str, str], said: str) -> None:
        number, ground, by = words
        with pytest.raises(CommandError, match=said):
            call_command("erase", number, "--ground", ground, "--by", by, "--municipality", "1690")


def test_the_privacy_officer_reads_the_register(
    ended: Case, privacy_officer: User, visit_as: Callable[[User], Client]
) -> None:
    browser = visit_as(privacy_officer)
    assert "Er is nog niets gewist." in browser.get(reverse("erasures")).text
    erase_ended(ended.municipality, date(2027, 6, 1))
    page = browser.get(reverse("erasures")).text
    assert "1 juni 2027" in page
    assert "de bewaartermijn is voorbij" in page
    assert ended.number not in page
