"""Does a fact get into a case whole, once, and only in conflict with what truly changed?"""

from datetime import date, timedelta

import pytest

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import lists
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, Step
from vangnet.apps.cases.record import Conflict, Done, FactInFuture, open_case, record
from vangnet.apps.cases.story import NotOfThisCase
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached, Result
from vangnet.domain.sieve import Subject


def kinds(case: Case) -> list[str]:
    return list(case.events.order_by("sequence").values_list("kind", flat=True))


def fresh(case: Case) -> Case:
    return Case.of(case.municipality_id).get(pk=case.pk)


def visit(person: Person, reached: Reached = Reached.NOT_REACHED) -> e.ContactAttempted:
    return e.ContactAttempted(person=person.pk, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=reached)


def summons(case: Case, by: User, on: date = TODAY) -> Done:
    done = record(case, [e.SummonsServed(matter=1)], by=by, on=on, today=TODAY)
    assert isinstance(done, Done)
    return done


class TestAFactIsRecorded:
    def test_the_first_facts_open_a_case_with_a_number_and_a_face(self, case: Case) -> None:
        assert case.number == "VN-2026-00001"
        assert case.is_open
        assert (case.name, case.address) == ("de Jong", "Molenweg 12-A, 9102 DB Voorbeeldstad")
        assert case.cents == 124_000
        assert case.kinds == " rent "
        assert case.sequence == 3
        assert case.step == 3

    def test_it_changes_the_agenda_at_once(self, case: Case, caseworker: User) -> None:
        before = set(case.steps.values_list("rule", flat=True))
        summons(case, caseworker)
        after = set(case.steps.values_list("rule", flat=True))
        assert "duty_check" in after - before
        assert fresh(case).step == 6

    def test_it_tells_who_recorded_it_and_when_it_happened(self, case: Case, colleague: User) -> None:
        summons(case, colleague, on=date(2026, 11, 20))
        last = case.events.get(sequence=4)
        assert (last.recorded_by, last.on, last.turn) == (colleague, date(2026, 11, 20), 1)

    def test_two_facts_of_one_day_keep_their_turn(self, case: Case, caseworker: User) -> None:
        turns = case.events.order_by("sequence").values_list("on", "turn")
        assert [turn for _, turn in turns] == [1, 2, 3]
        record(case, [e.ReminderSent(matter=1)], by=caseworker, on=date(2026, 11, 2), today=TODAY)
        assert case.events.get(sequence=4).turn == 4

    def test_late_news_finds_its_place(self, case: Case, caseworker: User) -> None:
        summons(case, caseworker)
        done = record(case, [e.ReminderSent(matter=1)], by=caseworker, on=date(2026, 9, 1), today=TODAY)
        assert isinstance(done, Done)
        assert done.facts.opened_on == date(2026, 9, 1)
        assert fresh(case).opened_on == date(2026, 9, 1)

    def test_a_fact_in_the_future_is_wrong_input(self, case: Case, caseworker: User) -> None:
        with pytest.raises(FactInFuture):
            summons(case, caseworker, on=TODAY + timedelta(days=1))
        assert len(kinds(case)) == 3

    def test_a_correction_takes_the_fact_out(self, case: Case, caseworker: User) -> None:
        wrong = summons(case, caseworker).recorded[0].id
        done = record(case, [e.EventCorrected(event=wrong)], by=caseworker, on=TODAY, today=TODAY)
        assert isinstance(done, Done)
        assert done.facts.matters[1].summons_served_on is None
        assert len(kinds(case)) == 5

    def test_a_fact_of_another_case_cannot_be_corrected_here(self, case: Case, caseworker: User) -> None:
        with pytest.raises(NotOfThisCase):
            record(case, [e.EventCorrected(event=10**9)], by=caseworker, on=TODAY, today=TODAY)


class TestAllOrNothing:
    def test_a_refused_act_leaves_no_trace(self, case: Case, caseworker: User) -> None:
        refusal = Refused("danger.title")
        assert record(case, lambda _: refusal, by=caseworker, on=TODAY, today=TODAY) is refusal
        assert len(kinds(case)) == 3

    def test_a_refused_first_act_leaves_no_case(self, municipality: Municipality, household: Household) -> None:
        _, outcome = open_case(municipality, household, lambda _: Refused("no"), by=None, on=TODAY, today=TODAY)
        assert isinstance(outcome, Refused)
        assert not Case.of(municipality).exists()

    def test_an_act_sees_the_facts(self, case: Case, caseworker: User) -> None:
        seen: list[Facts] = []

        def act(facts: Facts) -> list[e.Event]:
            seen.append(facts)
            return [e.AmountChanged(matter=1, cents=facts.matters[1].cents or 0)]

        record(case, act, by=caseworker, on=TODAY, today=TODAY)
        assert seen[0].matters[1].cents == 124_000

    def test_when_projecting_fails_nothing_is_stored(
        self, case: Case, caseworker: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object, **__: object) -> None:
            raise RuntimeError("disk full")

        monkeypatch.setattr(lists, "write", fails)
        with pytest.raises(RuntimeError, match="disk full"):
            summons(case, caseworker)
        assert len(kinds(case)) == 3


class TestAFormCountsOnce:
    def test_sent_twice_it_is_recorded_once(self, case: Case, caseworker: User, tenant: Person) -> None:
        facts = [visit(tenant), e.ContactWished(person=tenant.pk, day_part=DayPart.MORNING)]
        first, again = (record(case, facts, by=caseworker, on=TODAY, today=TODAY, token="form-1") for _ in range(2))
        assert isinstance(first, Done)
        assert isinstance(again, Done)
        assert (first.repeated, again.repeated) == (False, True)
        assert again.recorded == first.recorded
        assert again.version == first.version
        assert kinds(case)[3:] == ["ContactAttempted", "ContactWished"]

    def test_two_forms_are_two_visits(self, case: Case, caseworker: User, tenant: Person) -> None:
        for token in ("form-1", "form-2"):
            record(case, [visit(tenant)], by=caseworker, on=TODAY, today=TODAY, token=token)
        assert len(kinds(case)) == 5

    def test_a_form_that_opens_a_case_opens_one(self, municipality: Municipality, caseworker: User) -> None:
        (first, done), (second, again) = (
            open_case(
                municipality,
                None,
                [e.HelpRequested(person=1), e.OwnerAssigned(owner=caseworker.pk)],
                by=caseworker,
                on=TODAY,
                today=TODAY,
                token="form-9",
            )
            for _ in range(2)
        )
        assert first == second
        assert isinstance(done, Done)
        assert isinstance(again, Done)
        assert (again.repeated, again.recorded) == (True, done.recorded)
        assert Case.of(municipality).count() == 1
        other, _ = open_case(municipality, None, [e.HelpRequested(person=1)], by=None, on=TODAY, today=TODAY)
        assert other.number == "VN-2026-00002"


class TestTwoWorkers:
    """Carla has the form open while her colleague records something."""

    def offer(self, tenant: Person) -> tuple[str, Subject]:
        return "offer", Subject("person", tenant.pk)

    def test_what_does_not_touch_her_obligation_does_not_stop_her(
        self, case: Case, caseworker: User, colleague: User, tenant: Person
    ) -> None:
        record(case, [e.HouseholdNoted(adults=1, minors=2)], by=colleague, on=TODAY, today=TODAY)
        outcome = record(
            case,
            [e.HelpOffered(person=tenant.pk, channel=Channel.LETTER)],
            by=caseworker,
            on=TODAY,
            today=TODAY,
            expected=case.version,
            answers=self.offer(tenant),
        )
        assert isinstance(outcome, Done)

    def test_when_her_obligation_was_met_meanwhile_she_is_told(
        self, case: Case, caseworker: User, colleague: User, tenant: Person
    ) -> None:
        offered = [e.HelpOffered(person=tenant.pk, channel=Channel.LETTER)]
        record(case, offered, by=colleague, on=TODAY, today=TODAY)
        outcome = record(
            case,
            offered,
            by=caseworker,
            on=TODAY,
            today=TODAY,
            expected=case.version,
            answers=self.offer(tenant),
        )
        assert isinstance(outcome, Conflict)
        assert outcome.was is not None
        assert outcome.now is None
        assert len(kinds(case)) == 4

    def test_with_the_newest_version_she_goes_on(
        self, case: Case, caseworker: User, colleague: User, tenant: Person
    ) -> None:
        offered = [e.HelpOffered(person=tenant.pk, channel=Channel.LETTER)]
        record(case, offered, by=colleague, on=TODAY, today=TODAY)
        outcome = record(
            case,
            offered,
            by=caseworker,
            on=TODAY,
            today=TODAY,
            expected=fresh(case).version,
            answers=self.offer(tenant),
        )
        assert isinstance(outcome, Done)


class TestMerging:
    """The energy company's signal opened a second case for the same household."""

    @pytest.fixture
    def second(self, municipality: Municipality, household: Household, tenant: Person, colleague: User) -> Case:
        signal = e.SignalReceived(matter=1, signal=2, kind=MatterKind.ENERGY, person=tenant.pk, cents=40_000)
        opened, _ = open_case(municipality, household, [signal], by=colleague, on=date(2026, 11, 9), today=TODAY)
        return fresh(opened)

    def merge(self, second: Case, case: Case, by: User) -> None:
        assert isinstance(record(second, [e.CaseMerged(into=case.pk)], by=by, on=TODAY, today=TODAY), Done)

    def test_the_one_case_tells_both_stories(self, case: Case, second: Case, caseworker: User) -> None:
        self.merge(second, case, caseworker)
        merged, gone = fresh(case), fresh(second)
        assert merged.cents == 164_000
        assert merged.kinds.split() == ["rent", "energy"]
        assert (gone.merged_into, gone.is_open) == (case, False)
        assert not gone.steps.exists()
        assert merged.steps.filter(rule="triage").exists()

    def test_what_is_answered_there_belongs_to_the_stream_it_is_about(
        self, case: Case, second: Case, caseworker: User
    ) -> None:
        self.merge(second, case, caseworker)
        energy = second.pk * 10_000 + 1
        done = record(case, [e.SignalTakenUp(matter=energy, signal=2)], by=caseworker, on=TODAY, today=TODAY)
        assert isinstance(done, Done)
        assert done.facts.matters[energy].taken_up
        assert kinds(second)[-1] == "SignalTakenUp"
        assert len(kinds(case)) == 3

    def test_a_signal_that_still_comes_in_the_old_case_is_told_in_the_new_one(
        self, case: Case, second: Case, caseworker: User, tenant: Person
    ) -> None:
        self.merge(second, case, caseworker)
        water = e.SignalReceived(matter=2, signal=3, kind=MatterKind.WATER, person=tenant.pk, cents=100)
        record(second, [water], by=caseworker, on=TODAY, today=TODAY)
        assert fresh(case).cents == 164_100

    def test_a_closed_case_does_not_close_the_one_it_is_merged_into(
        self, case: Case, second: Case, caseworker: User
    ) -> None:
        closed = e.CaseClosed(result=Result.PAID_OR_ARRANGED)
        record(second, [closed], by=caseworker, on=TODAY, today=TODAY)
        assert not fresh(second).is_open
        self.merge(second, case, caseworker)
        assert fresh(case).is_open
        assert case.steps.exists()

    def test_what_is_open_goes_on_in_a_case_that_was_closed(self, case: Case, second: Case, caseworker: User) -> None:
        closed = e.CaseClosed(result=Result.PAID_OR_ARRANGED)
        record(case, [closed], by=caseworker, on=TODAY, today=TODAY)
        assert not fresh(case).is_open
        self.merge(second, case, caseworker)
        assert fresh(case).is_open
        assert case.steps.filter(rule="triage").exists()

    def test_two_closed_cases_stay_closed_together(self, case: Case, second: Case, caseworker: User) -> None:
        closed = e.CaseClosed(result=Result.PAID_OR_ARRANGED)
        for one in (case, second):
            record(one, [closed], by=caseworker, on=TODAY, today=TODAY)
        self.merge(second, case, caseworker)
        assert not fresh(case).is_open

    def test_separating_undoes_it(self, case: Case, second: Case, caseworker: User) -> None:
        before = Case.of(case.municipality).filter(pk=case.pk).values("cents", "kinds", "rank", "step").get()
        self.merge(second, case, caseworker)
        record(second, [e.CaseSeparated()], by=caseworker, on=TODAY, today=TODAY)
        assert fresh(second).is_open
        assert second.steps.exists()
        assert Case.of(case.municipality).filter(pk=case.pk).values(*before).get() == before

    def test_two_cases_cannot_be_merged_into_each_other(self, case: Case, second: Case, caseworker: User) -> None:
        self.merge(second, case, caseworker)
        with pytest.raises(NotOfThisCase):
            self.merge(case, second, caseworker)
        assert fresh(case).is_open

    def test_a_case_of_another_municipality_is_not_there(
        self, case: Case, neighbour: Municipality, caseworker: User
    ) -> None:
        request = e.HelpRequested(person=1)
        theirs, _ = open_case(neighbour, None, [request], by=None, on=TODAY, today=TODAY)
        with pytest.raises(Case.DoesNotExist):
            record(case, [e.CaseMerged(into=theirs.pk)], by=caseworker, on=TODAY, today=TODAY)
        assert len(kinds(case)) == 3


def test_numbers_are_counted_per_municipality_and_year(municipality: Municipality, neighbour: Municipality) -> None:
    def number(town: Municipality, on: date) -> str:
        return open_case(town, None, [e.HelpRequested(person=1)], by=None, on=on, today=TODAY)[0].number

    assert number(municipality, TODAY) == "VN-2026-00001"
    assert number(municipality, TODAY) == "VN-2026-00002"
    assert number(neighbour, TODAY) == "VN-2026-00001"
    assert number(municipality, date(2025, 12, 31)) == "VN-2025-00001"


def test_each_step_is_stored_with_its_place_and_reasons(case: Case) -> None:
    steps = list(Step.of(case.municipality).filter(case=case).order_by("position"))
    assert [step.position for step in steps] == list(range(len(steps)))
    assert [step.rank for step in steps] == sorted(step.rank for step in steps)
    assert case.rank == steps[0].rank
    assert case.next_by == min(step.by for step in steps)


def test_events_hold_no_more_than_codes_and_ids(case: Case) -> None:
    told = "".join(CaseEvent.of(case.municipality).values_list("payload", flat=True))
    assert "Jong" not in told
    assert "Molenweg" not in told
