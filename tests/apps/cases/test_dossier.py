"""Does the file of a case show all of it, and only to its own municipality?"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case, Note, Person
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached


def test_the_timeline_tells_everything_newest_first(case: Case, colleague: User) -> None:
    record(case, [e.ReminderSent(matter=1)], by=colleague, on=date(2026, 9, 30), today=TODAY)
    record(case, [e.SummonsAnnounced(matter=1)], by=colleague, on=TODAY, today=TODAY)
    file = case_file(case.municipality, case.pk, TODAY)
    assert [entry.kind for entry in file.timeline] == [
        "SummonsAnnounced",
        "OwnerAssigned",
        "SignalTakenUp",
        "SignalReceived",
        "ReminderSent",
    ]
    assert file.timeline[0].recorded_by == colleague
    assert file.timeline[-1].on == date(2026, 9, 30)
    assert file.version == max(entry.id for entry in file.timeline)
    assert file.ribbon == {1: date(2026, 9, 30), 3: date(2026, 11, 2), 5: TODAY}


def test_a_corrected_fact_stays_visible_as_such(case: Case, caseworker: User) -> None:
    done = record(case, [e.SummonsServed(matter=1)], by=caseworker, on=TODAY, today=TODAY)
    assert isinstance(done, Done)
    wrong = done.recorded[0].id
    record(case, [e.EventCorrected(event=wrong)], by=caseworker, on=TODAY, today=TODAY)
    file = case_file(case.municipality, case.pk, TODAY)
    assert [entry.id for entry in file.timeline if entry.corrected] == [wrong]
    assert 6 not in file.ribbon


def test_notes_stand_beside_their_fact_until_their_day_is_over(case: Case, caseworker: User) -> None:
    notes, event = Note.of(case.municipality), case.events.get(sequence=2)
    moment = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("UTC"))
    common = {"case": case, "written_at": moment, "written_by": caseworker}
    notes.create(text="Belt liever 's avonds", event=event, **common)
    notes.create(text="Hond in de tuin", retention_until=TODAY, **common)
    file = case_file(case.municipality, case.pk, TODAY)
    assert [n.text for entry in file.timeline for n in entry.notes] == ["Belt liever 's avonds"]
    assert [n.text for n in file.notes] == ["Hond in de tuin"]
    assert case_file(case.municipality, case.pk, TODAY + timedelta(days=1)).notes == []


def test_it_knows_household_home_partner_and_owner(
    case: Case, tenant: Person, caseworker: User, municipality: Municipality
) -> None:
    landlord = Partner.of(municipality).create(key="woonveste", name="Woonveste", kind="landlord")
    again = e.SignalReceived(matter=1, signal=5, kind=MatterKind.RENT, person=tenant.pk, partner=landlord.pk, cents=1)
    record(case, [again], by=caseworker, on=TODAY, today=TODAY)
    file = case_file(municipality, case.pk, TODAY)
    assert file.persons == {tenant.pk: tenant}
    assert file.home is not None
    assert f"{file.home.street} {file.home.house}" == "Molenweg 12-A"
    assert file.partners == {landlord.pk: landlord}
    assert file.users == {caseworker.pk: caseworker}
    assert [o.rule for o in file.agenda] == list(case.steps.order_by("position").values_list("rule", flat=True))


def test_the_merged_case_is_told_within_it(
    case: Case, tenant: Person, caseworker: User, municipality: Municipality
) -> None:
    other, _ = open_case(
        municipality, case.household, [e.HelpRequested(person=tenant.pk)], by=None, on=TODAY, today=TODAY
    )
    record(other, [e.CaseMerged(into=case.pk)], by=caseworker, on=TODAY, today=TODAY)
    file = case_file(municipality, case.pk, TODAY)
    assert {entry.case for entry in file.timeline} == {case.number, other.number}
    assert file.facts.persons[tenant.pk].help_runs
    assert file.facts.merged_into is None


def test_another_municipality_finds_no_file(case: Case, neighbour: Municipality) -> None:
    with pytest.raises(Case.DoesNotExist):
        case_file(neighbour, case.pk, TODAY)


def test_a_long_story_asks_no_more_queries_than_a_short_one(case: Case, tenant: Person, caseworker: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            case_file(case.municipality, case.pk, TODAY)
        return len(queries)

    asked()  # the practice is remembered from here on
    short = asked()
    for days in range(12):
        visit = e.ContactAttempted(
            person=tenant.pk, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
        )
        record(case, [visit], by=caseworker, on=TODAY - timedelta(days=days), today=TODAY)
    assert asked() == short <= 9


class TestClock:
    def test_the_day_can_be_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VANGNET_TODAY", "2026-11-23")
        assert clock.today() == TODAY
        assert clock.now().tzinfo is not None

    def test_without_it_the_real_day_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("VANGNET_TODAY", raising=False)
        before, moment = datetime.now(clock.AMSTERDAM), clock.now()
        assert before <= moment
        assert clock.today() >= before.date()

    def test_a_day_that_is_none_is_wrong_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VANGNET_TODAY", "morgen")
        with pytest.raises(ValueError, match="morgen"):
            clock.today()
