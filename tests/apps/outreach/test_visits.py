"""Does what happened at a door stand in the case, once, and go out of it again as a correction?"""

from datetime import timedelta

import pytest

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import CaseEvent, Note
from vangnet.apps.cases.record import FactInFuture
from vangnet.apps.outreach.models import Round, Stop
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.outreach.visits import (
    AlreadyRecorded,
    Next,
    Visit,
    can_follow,
    events_of,
    record_visit,
    recorded_at,
    undo,
)
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, Reached
from vangnet.domain.doors import DoorTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(municipality: Municipality, evening: Round) -> Stop:
    return Stop.of(municipality).select_related("case", "walker__round").get(walker__round=evening)


def told(stop: Stop) -> list[str]:
    """What stands in the case since it was opened and tried, and was not corrected."""
    entries = case_file(stop.municipality, stop.case_id, TODAY).timeline
    return [entry.kind for entry in entries if entry.on == TODAY and not entry.corrected]


SPOKEN = Visit(reached=Reached.SPOKEN, offered=True, next=Next.ACCEPTED, informed=True)
NOBODY = Visit(reached=Reached.NOT_REACHED, offered=False, next=Next.LADDER)


class TestFacts:
    def test_nobody_home_is_one_attempt_in_the_day_part_of_the_round(self) -> None:
        (tried,) = events_of(7, DoorTask.VISIT, DayPart.EVENING, NOBODY)
        assert tried == e.ContactAttempted(
            person=7, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
        )

    def test_a_note_with_the_offer_counts_as_an_offer(self) -> None:
        note = Visit(reached=Reached.LEFT_NOTE, offered=True, next=Next.LADDER)
        kinds = [type(event) for event in events_of(7, DoorTask.VISIT, DayPart.EVENING, note)]
        assert kinds == [e.ContactAttempted, e.HelpOffered]

    def test_a_note_that_told_no_rights_informs_nobody(self) -> None:
        note = Visit(reached=Reached.LEFT_NOTE, offered=True, next=Next.LADDER)
        assert not any(
            getattr(event, "informed", False) for event in events_of(7, DoorTask.VISIT, DayPart.EVENING, note)
        )

    def test_a_card_in_the_letterbox_is_an_attempt_by_card(self) -> None:
        card = Visit(reached=Reached.LEFT_NOTE, offered=False, next=Next.LADDER)
        (tried,) = events_of(7, DoorTask.CARD, DayPart.MORNING, card)
        assert isinstance(tried, e.ContactAttempted)
        assert tried.channel is Channel.CARD

    def test_a_no_counts_as_verified_because_the_person_was_spoken_to(self) -> None:
        no = Visit(reached=Reached.SPOKEN, offered=True, next=Next.DECLINED)
        assert e.HelpDeclined(person=7, verified=True) in events_of(7, DoorTask.VISIT, DayPart.EVENING, no)

    def test_a_wish_is_a_wish_and_no_refusal(self) -> None:
        wish = Visit(reached=Reached.SPOKEN, offered=True, next=Next.RATHER_MORNING)
        facts = events_of(7, DoorTask.VISIT, DayPart.EVENING, wish)
        assert facts[-1] == e.ContactWished(person=7, channel=Channel.VISIT, day_part=DayPart.MORNING)
        assert not any(isinstance(fact, e.HelpDeclined) for fact in facts)

    @pytest.mark.parametrize("reached", [r for r in Reached if r is not Reached.SPOKEN])
    def test_nobody_answers_for_the_person(self, reached: Reached) -> None:
        assert can_follow(reached, offered=True) == (Next.LADDER,)
        with pytest.raises(ValueError, match="cannot follow"):
            Visit(reached=reached, offered=True, next=Next.DECLINED)

    def test_who_was_offered_nothing_cannot_decline(self) -> None:
        assert Next.DECLINED not in can_follow(Reached.SPOKEN, offered=False)


class TestRecording:
    def test_it_stands_in_the_case_on_the_day_of_the_round(self, stop: Stop, visitor: User) -> None:
        record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="a")
        assert set(told(stop)) == {"ContactAttempted", "HelpOffered", "HelpAccepted"}
        stop.refresh_from_db()
        assert stop.result is not None
        assert (stop.result.kind, stop.result.recorded_by) == ("ContactAttempted", visitor)

    def test_the_next_morning_it_is_still_the_evening_of_the_round(self, stop: Stop, visitor: User) -> None:
        done = record_visit(stop, NOBODY, by=visitor, today=TODAY + timedelta(days=1), token="a")
        assert [fact.on for fact in done.recorded] == [TODAY]

    def test_the_same_form_twice_counts_once(self, stop: Stop, visitor: User) -> None:
        first = record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="a")
        again = record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="a")
        assert again.repeated
        assert again.version == first.version

    def test_a_second_account_of_the_same_door_is_turned_away(self, stop: Stop, visitor: User) -> None:
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        with pytest.raises(AlreadyRecorded):
            record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="b")
        assert told(stop) == ["ContactAttempted"]

    def test_it_is_recorded_although_a_colleague_reached_the_person_meanwhile(
        self, stop: Stop, jansen: Neighbour, visitor: User
    ) -> None:
        jansen.tell(e.HelpAccepted(person=jansen.person.pk))
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        assert "ContactAttempted" in told(stop)

    def test_before_its_day_nothing_happened(
        self, municipality: Municipality, moves_in: MovesIn, visitor: User
    ) -> None:
        moves_in("Straks", 4)
        tomorrow = Asked(TODAY + timedelta(days=1), DayPart.EVENING)
        make(municipality, tomorrow, [Named(visitor)], by=None)
        stop = Stop.of(municipality).get(day=tomorrow.day)
        with pytest.raises(FactInFuture):
            record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")

    def test_a_note_stands_beside_the_fact_and_not_in_it(self, stop: Stop, visitor: User) -> None:
        visit = Visit(reached=Reached.HOUSEMATE, offered=False, next=Next.LADDER, note="Dochter komt vrijdag")
        done = record_visit(stop, visit, by=visitor, today=TODAY, token="a")
        note = Note.of(stop.municipality).get(case=stop.case)
        assert (note.text, note.event_id) == ("Dochter komt vrijdag", done.recorded[0].id)
        assert not CaseEvent.of(stop.municipality).filter(payload__contains="Dochter").exists()

    def test_it_takes_the_step_off_the_agenda(self, stop: Stop, visitor: User) -> None:
        def sought() -> list[str]:
            return [o.rule for o in case_file(stop.municipality, stop.case_id, TODAY).agenda]

        assert "attempt" in sought()
        record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="a")
        assert "attempt" not in sought()
        assert "first_conversation" in sought()


class TestCorrecting:
    def struck(self, stop: Stop, by: User) -> bool:
        """Strike what stands there now, having read it."""
        return undo(stop, result(stop), by=by, today=TODAY)

    def test_all_that_was_recorded_at_the_door_goes(self, stop: Stop, visitor: User) -> None:
        record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="a")
        stop.refresh_from_db()
        assert {fact.kind for fact in recorded_at(stop)} == set(told(stop))
        assert self.struck(stop, visitor)
        assert set(told(stop)) == {"EventCorrected"}
        stop.refresh_from_db()
        assert stop.result is None
        assert recorded_at(stop) == []

    def test_what_others_recorded_that_day_stays(self, stop: Stop, jansen: Neighbour, visitor: User) -> None:
        jansen.tell(e.HouseholdNoted(adults=2, minors=1))
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        self.struck(stop, visitor)
        assert "HouseholdNoted" in told(stop)

    def test_twice_changes_nothing(self, stop: Stop, visitor: User) -> None:
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        seen = result(stop)
        undo(stop, seen, by=visitor, today=TODAY)
        before = CaseEvent.of(stop.municipality).count()
        assert undo(stop, seen, by=visitor, today=TODAY)
        assert CaseEvent.of(stop.municipality).count() == before

    def test_then_it_can_be_told_anew(self, stop: Stop, visitor: User) -> None:
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        self.struck(stop, visitor)
        record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="b")
        assert "HelpAccepted" in told(stop)

    def test_what_was_told_anew_is_not_struck_by_who_read_what_stood_before(
        self, stop: Stop, visitor: User, caseworker: User
    ) -> None:
        record_visit(stop, NOBODY, by=visitor, today=TODAY, token="a")
        seen = result(stop)
        self.struck(stop, visitor)
        record_visit(stop, SPOKEN, by=visitor, today=TODAY, token="b")
        assert not undo(stop, seen, by=caseworker, today=TODAY)
        assert "HelpAccepted" in told(stop)


def result(stop: Stop) -> int:
    stop.refresh_from_db()
    assert stop.result_id is not None
    return stop.result_id
