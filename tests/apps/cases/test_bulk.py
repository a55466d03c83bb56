"""Do thousands at once come out exactly as one by one, and does a rebuild change nothing?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, retelling
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, SearchKey, Step
from vangnet.apps.cases.record import Done, FactInFuture, open_case, record
from vangnet.apps.cases.story import Dated, NotOfThisCase
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached

OPENED = date(2026, 10, 5)


def story(person: int, signal: int) -> list[Dated]:
    """A signal, taken up, and a card through the door."""
    return [
        (
            OPENED,
            e.SignalReceived(matter=1, signal=signal, kind=MatterKind.RENT, person=person, cents=90_000),
        ),
        (OPENED, e.SignalTakenUp(matter=1, signal=signal)),
        (
            date(2026, 10, 9),
            e.ContactAttempted(
                person=person, channel=Channel.CARD, day_part=DayPart.MORNING, reached=Reached.LEFT_NOTE
            ),
        ),
    ]


def lists_of(municipality: Municipality) -> dict[str, list[Any]]:
    """All that lists show, without the ids that differ between two tellings."""
    steps = [f.name for f in Step._meta.concrete_fields if f.name != "id"]
    return {
        "cases": list(Case.of(municipality).order_by("id").values()),
        "steps": list(Step.of(municipality).order_by("case", "position").values(*steps)),
        "keys": list(SearchKey.of(municipality).order_by("case", "key").values_list("case", "key")),
    }


@pytest.fixture
def three(municipality: Municipality, household: Household, tenant: Person, caseworker: User) -> list[int]:
    openings = [bulk.Opening(household.pk, story(tenant.pk, signal)) for signal in (1, 2, 3)]
    return bulk.open_cases(municipality, openings, by=caseworker, today=TODAY)


class TestOpening:
    def test_many_at_once_are_what_one_by_one_would_be(
        self, municipality: Municipality, household: Household, tenant: Person, three: list[int]
    ) -> None:
        told = story(tenant.pk, 9)
        alone, _ = open_case(municipality, household, [event for _, event in told[:2]], by=None, on=OPENED, today=TODAY)
        record(alone, [told[2][1]], by=None, on=told[2][0], today=TODAY)
        columns = [f.name for f in Case._meta.concrete_fields if f.name not in {"id", "number", "version"}]
        rows = Case.of(municipality).filter(id__in=[three[0], alone.pk]).values(*columns)
        assert rows[0] == rows[1]
        first, second = (
            [(s.rule, s.by, s.rank, s.because) for s in Step.of(municipality).filter(case=case).order_by("position")]
            for case in (three[0], alone.pk)
        )
        assert [step[:3] for step in first] == [step[:3] for step in second]

    def test_each_has_its_own_number_in_order(self, municipality: Municipality, three: list[int]) -> None:
        numbers = [Case.of(municipality).get(pk=case).number for case in three]
        assert numbers == ["VN-2026-00001", "VN-2026-00002", "VN-2026-00003"]

    def test_a_year_ago_counts_in_its_own_year(self, municipality: Municipality) -> None:
        openings = [bulk.Opening(None, [(date(year, 3, 2), e.HelpRequested(person=1))]) for year in (2025, 2026, 2025)]
        cases = bulk.open_cases(municipality, openings, by=None, today=TODAY)
        numbers = [Case.of(municipality).get(pk=case).number for case in cases]
        assert numbers == ["VN-2025-00001", "VN-2026-00001", "VN-2025-00002"]

    def test_one_fact_in_the_future_stops_all(self, municipality: Municipality) -> None:
        openings = [
            bulk.Opening(None, [(TODAY + timedelta(days=ahead), e.HelpRequested(person=1))]) for ahead in (0, 1)
        ]
        with pytest.raises(FactInFuture):
            bulk.open_cases(municipality, openings, by=None, today=TODAY)
        assert not Case.of(municipality).exists()

    def test_a_case_without_facts_is_no_case(self, municipality: Municipality) -> None:
        with pytest.raises(ValueError, match="opened by facts"):
            bulk.open_cases(municipality, [bulk.Opening(None, [])], by=None, today=TODAY)


class TestAppending:
    def test_facts_come_after_what_was_there(
        self, municipality: Municipality, three: list[int], colleague: User
    ) -> None:
        paid: list[Dated] = [(OPENED, e.DebtSettled(matter=1))]
        bulk.append(municipality, dict.fromkeys(three[:2], paid), by=colleague, today=TODAY)
        events = CaseEvent.of(municipality).filter(case=three[0]).order_by("sequence")
        assert [(event.sequence, event.turn) for event in events] == [(1, 1), (2, 2), (3, 1), (4, 3)]
        settled = Case.of(municipality).filter(id__in=three).order_by("id").values_list("cents", flat=True)
        assert list(settled) == [0, 0, 90_000]

    def test_a_merged_case_is_told_where_it_went_on(
        self, municipality: Municipality, three: list[int], tenant: Person
    ) -> None:
        bulk.append(municipality, {three[1]: [(TODAY, e.CaseMerged(into=three[0]))]}, by=None, today=TODAY)
        more: list[Dated] = [
            (
                TODAY,
                e.SignalReceived(matter=2, signal=7, kind=MatterKind.WATER, person=tenant.pk, cents=5_000),
            )
        ]
        bulk.append(municipality, {three[1]: more, three[2]: more}, by=None, today=TODAY)
        cents = Case.of(municipality).order_by("id").values_list("cents", flat=True)
        assert cents[0] == 185_000
        assert cents[2] == 95_000

    def test_a_case_of_another_municipality_is_not_there(self, neighbour: Municipality, three: list[int]) -> None:
        with pytest.raises(Case.DoesNotExist):
            bulk.append(neighbour, {three[0]: story(1, 4)}, by=None, today=TODAY)

    def test_a_matter_of_a_case_that_was_never_merged_is_refused(
        self, municipality: Municipality, three: list[int]
    ) -> None:
        stray: list[Dated] = [(TODAY, e.DebtSettled(matter=three[1] * 10_000 + 1))]
        with pytest.raises(NotOfThisCase):
            bulk.append(municipality, {three[0]: stray}, by=None, today=TODAY)


class TestTellingAnew:
    def test_a_rebuild_changes_nothing(
        self, municipality: Municipality, three: list[int], case: Case, caseworker: User
    ) -> None:
        record(case, [e.CaseMerged(into=three[2])], by=caseworker, on=TODAY, today=TODAY)
        before = lists_of(municipality)
        assert retelling.rebuild(municipality, TODAY) == 4
        assert lists_of(municipality) == before

    def test_a_rebuild_mends_what_was_spoilt(self, municipality: Municipality, three: list[int]) -> None:
        before = lists_of(municipality)
        Step.of(municipality).filter(case=three[0]).delete()
        SearchKey.of(municipality).filter(case=three[1]).delete()
        Case.of(municipality).filter(id=three[2]).update(is_open=False, cents=1, name="", version=0, sequence=9)
        retelling.rebuild(municipality, TODAY)
        assert lists_of(municipality) == before

    def test_the_command_does_it_for_every_municipality(
        self, municipality: Municipality, three: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert len(three) == 3
        monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
        Case.of(municipality).update(cents=1)
        call_command("rebuild")
        assert set(Case.of(municipality).values_list("cents", flat=True)) == {90_000}

    def test_the_night_brings_up_what_the_clock_made_due(
        self, municipality: Municipality, three: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        soon = e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=20))
        record(Case.of(municipality).get(pk=three[0]), [soon], by=None, on=TODAY, today=TODAY)
        due_on = Case.of(municipality).get(pk=three[0]).next_change_on
        assert due_on is not None
        assert retelling.run_due(municipality, due_on - timedelta(days=1)) == 0
        monkeypatch.setenv("VANGNET_TODAY", due_on.isoformat())
        call_command("run_due")
        moved = Case.of(municipality).get(pk=three[0]).next_change_on
        assert moved is None or moved > due_on

    def test_a_new_name_is_shown_and_found(
        self, municipality: Municipality, household: Household, tenant: Person, three: list[int]
    ) -> None:
        tenant.prefix, tenant.surname = "", "Öztürk"
        tenant.save()
        assert retelling.rename(municipality, [household.pk], TODAY) == 3
        assert Case.of(municipality).get(pk=three[0]).name == "Öztürk"
        assert SearchKey.of(municipality).filter(key="ozturk").count() == 3
        assert not SearchKey.of(municipality).filter(key="dejong").exists()


class TestMeanwhile:
    """What if somebody is called otherwise after the cases were worked out, and before they are written?"""

    def test_a_retelling_ends_with_the_name_of_that_moment(
        self,
        municipality: Municipality,
        household: Household,
        tenant: Person,
        three: list[int],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        hold = bulk.hold_as_seen

        def hold_after_a_wedding(*seen: Any) -> bool:
            Person.of(municipality).filter(pk=tenant.pk).update(prefix="", surname="Öztürk")
            return hold(*seen)

        monkeypatch.setattr(retelling, "hold_as_seen", hold_after_a_wedding)
        assert retelling.rename(municipality, [household.pk], TODAY) == len(three)
        assert set(Case.of(municipality).values_list("name", flat=True)) == {"Öztürk"}
        assert SearchKey.of(municipality).filter(key="ozturk").count() == len(three)

    def test_cases_composed_before_it_are_written_with_it(
        self, municipality: Municipality, household: Household, tenant: Person, three: list[int]
    ) -> None:
        pen = bulk.pen(municipality, by=None, today=TODAY)
        lodger = Person.of(municipality).create(household=household, surname="Bos")
        asked: list[Dated] = [(TODAY, e.HelpRequested(person=lodger.pk))]
        with transaction.atomic():
            seen = bulk.hold(municipality, three)
            opening = bulk.Opening(household.pk, story(tenant.pk, 4))
            composed = bulk.compose([opening], dict.fromkeys(three, asked), seen, pen)
            Person.of(municipality).filter(pk=lodger.pk).update(surname="Vos")
            Person.of(municipality).filter(pk=tenant.pk).update(prefix="", surname="Öztürk")
            composed.write()
        assert {*Case.of(municipality).filter(id__in=three).values_list("name", flat=True)} == {"Öztürk, Vos"}
        assert Case.of(municipality).exclude(id__in=three).get().name == "Öztürk"
        assert list(examine(municipality, TODAY)) == []

    def test_names_of_many_cases_are_read_at_once(
        self, municipality: Municipality, household: Household, tenant: Person
    ) -> None:
        def questions(count: int) -> int:
            openings = [bulk.Opening(household.pk, story(tenant.pk, signal)) for signal in range(count)]
            with transaction.atomic():
                pen = bulk.pen(municipality, by=None, today=TODAY)
                composed = bulk.compose(openings, {}, bulk.NOTHING_SEEN, pen)
                with CaptureQueriesContext(connection) as asked:
                    composed.write()
            return sum(query["sql"].startswith("SELECT") for query in asked)

        assert questions(20) == questions(1)


def test_the_facts_themselves_are_untouched_by_all_this(municipality: Municipality, three: list[int]) -> None:
    before = list(CaseEvent.of(municipality).order_by("id").values_list())
    retelling.rebuild(municipality, TODAY)
    retelling.run_due(municipality, TODAY + timedelta(days=400))
    assert [row[:12] for row in before] == [row[:12] for row in CaseEvent.of(municipality).order_by("id").values_list()]
    assert len(three) == 3


def test_recording_one_fact_is_seen_by_a_later_rebuild(
    municipality: Municipality, three: list[int], caseworker: User
) -> None:
    case = Case.of(municipality).get(pk=three[0])
    done = record(case, [e.SummonsServed(matter=1)], by=caseworker, on=TODAY, today=TODAY)
    assert isinstance(done, Done)
    retelling.rebuild(municipality, TODAY)
    assert Case.of(municipality).get(pk=three[0]).step == 6
