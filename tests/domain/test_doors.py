"""Is nobody rung for when or how decency forbids it, and is everybody else when it is their turn?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached
from vangnet.domain.doors import AHEAD, HOURS, REST, Door, DoorTask, NotNow, at_the_door, nobody_rings_on
from vangnet.domain.fold import fold
from vangnet.domain.sieve import agenda

PRACTICE = Practice()
RECEIVED = date(2026, 10, 26)
DAY = date(2026, 11, 23)
HE, SHE = 7, 8
CARD = (date(2026, 10, 28), Channel.CARD, DayPart.MORNING)
CALL = (date(2026, 11, 5), Channel.PHONE, DayPart.AFTERNOON)
Tried = tuple[date, Channel, DayPart]
Told = tuple[date, e.Event]


def reported(person: int | None = HE, number: int = 1, kind: MatterKind = MatterKind.RENT) -> list[Told]:
    received = e.SignalReceived(matter=number, signal=number, kind=kind, person=person, cents=90_000)
    return [(RECEIVED, received), (RECEIVED, e.SignalTakenUp(matter=number, signal=number))]


def tried(*attempts: Tried, person: int = HE) -> list[Told]:
    return [
        (on, e.ContactAttempted(person=person, channel=channel, day_part=part, reached=Reached.NOT_REACHED))
        for on, channel, part in attempts
    ]


def case_of(*told: Told) -> Case:
    return fold(e.Recorded(n, on, n, event) for n, (on, event) in enumerate(told, 1))


def ask(
    case: Case,
    part: DayPart = DayPart.EVENING,
    day: date = DAY,
    *,
    without_phone: tuple[int, ...] = (),
    cards: bool = False,
) -> tuple[Door | None, set[NotNow]]:
    due = agenda(case, day, PRACTICE)
    door, passed = at_the_door(case, due, day, part, without_phone=without_phone, cards=cards)
    return door, {p.reason for p in passed}


EVICTION = (DAY, e.EvictionAnnounced(matter=1, eviction=1, day=DAY + timedelta(days=8)))


class TestLadder:
    def test_after_a_card_and_a_call_comes_a_visit(self) -> None:
        door, _ = ask(case_of(*reported(), *tried(CARD, CALL)))
        assert door is not None
        assert (door.task, door.person, door.attempt) == (DoorTask.VISIT, HE, 3)

    def test_a_call_comes_first_for_who_has_a_number(self) -> None:
        assert ask(case_of(*reported(), *tried(CARD))) == (None, {NotNow.OTHER_CHANNEL})

    def test_who_has_no_number_is_visited_instead(self) -> None:
        door, _ = ask(case_of(*reported(), *tried(CARD)), without_phone=(HE,))
        assert door is not None
        assert door.task is DoorTask.VISIT

    def test_a_card_only_on_a_round_that_brings_cards(self) -> None:
        new = case_of(*reported())
        assert ask(new) == (None, {NotNow.OTHER_CHANNEL})
        door, _ = ask(new, cards=True)
        assert door is not None
        assert door.task is DoorTask.CARD

    def test_in_a_crisis_the_ladder_is_not_waited_for(self) -> None:
        door, _ = ask(case_of(*reported(), *tried(CARD), EVICTION))
        assert door is not None
        assert (door.task, door.danger_on) == (DoorTask.CRISIS, DAY + timedelta(days=8))

    def test_who_spoke_without_a_yes_or_no_is_asked_again(self) -> None:
        spoken = e.ContactAttempted(person=HE, channel=Channel.VISIT, day_part=DayPart.MORNING, reached=Reached.SPOKEN)
        on = DAY - timedelta(days=10)
        case = case_of(*reported(), (on, spoken), (on, e.HelpOffered(person=HE, channel=Channel.VISIT)))
        door, _ = ask(case)
        assert door is not None
        assert door.task is DoorTask.ANSWER

    def test_a_no_before_the_danger_asks_for_somebody_else(self) -> None:
        no = (DAY - timedelta(days=5), e.HelpDeclined(person=HE, verified=True))
        door, _ = ask(case_of(*reported(), *tried(CARD), no, EVICTION))
        assert door is not None
        assert door.someone_else


class TestDecency:
    @pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 29)])
    def test_nobody_rings_on_a_sunday(self, day: date) -> None:
        assert nobody_rings_on(day)
        assert not nobody_rings_on(day + timedelta(days=1))

    def test_the_day_parts_lie_between_eight_and_twenty_one(self) -> None:
        assert set(HOURS) == set(DayPart)
        assert all(8 <= begin.hour < end.hour <= 21 for begin, end in HOURS.values())

    def test_not_twice_running_in_the_same_day_part_even_in_danger(self) -> None:
        case = case_of(*reported(), *tried(CARD, CALL), EVICTION)
        assert ask(case, DayPart.AFTERNOON) == (None, {NotNow.SAME_DAY_PART})
        assert ask(case, DayPart.MORNING)[0] is not None

    def test_who_asked_for_the_evening_is_visited_in_the_evening_each_time(self) -> None:
        wish = (DAY, e.ContactWished(person=HE, channel=Channel.VISIT, day_part=DayPart.AFTERNOON))
        case = case_of(*reported(), *tried(CARD, CALL), wish)
        assert ask(case, DayPart.AFTERNOON)[0] is not None
        assert ask(case, DayPart.EVENING) == (None, {NotNow.WISHED_OTHER_DAY_PART})

    def test_who_wants_a_letter_gets_no_visit_even_in_danger(self) -> None:
        wish = (DAY, e.ContactWished(person=HE, channel=Channel.LETTER))
        assert ask(case_of(*reported(), *tried(CARD, CALL), wish, EVICTION)) == (
            None,
            {NotNow.WISHED_OTHER_CHANNEL},
        )

    def test_rest_after_an_attempt_and_not_in_danger(self) -> None:
        just_now = (DAY - timedelta(days=1), Channel.CARD, DayPart.MORNING)
        calm = case_of(*reported(), *tried(just_now))
        assert ask(calm, without_phone=(HE,)) == (None, {NotNow.TOO_SOON})
        assert ask(calm, day=DAY - timedelta(days=1) + REST, without_phone=(HE,))[0] is not None
        assert ask(case_of(*reported(), *tried(just_now), EVICTION))[0] is not None

    def test_after_the_last_attempt_of_the_ladder_nobody_rings_but_for_danger(self) -> None:
        six = [(DAY - timedelta(days=25 - 4 * n), Channel.VISIT, list(DayPart)[n % 2]) for n in range(6)]
        assert ask(case_of(*reported(), *tried(*six))) == (None, {NotNow.ENOUGH})
        door, _ = ask(case_of(*reported(), *tried(*six), EVICTION))
        assert door is not None
        assert door.task is DoorTask.CRISIS

    def test_what_is_due_within_a_week_may_be_done(self) -> None:
        """The card was put on 28 October; by the ladder the next attempt is due on 4 November."""
        case = case_of(*reported(), *tried(CARD))
        due = date(2026, 11, 4)
        early = due - AHEAD - timedelta(days=1)
        assert ask(case, day=early, without_phone=(HE,))[0] is None
        assert ask(case, day=max(due - AHEAD, CARD[0] + REST), without_phone=(HE,))[0] is not None


class TestPrivacy:
    def test_nobody_while_it_is_unsettled_who_it_is(self) -> None:
        assert ask(case_of(*reported(None))) == (None, {NotNow.WHO_UNSETTLED})

    def test_nothing_is_said_at_the_address_while_one_of_two_is_unsettled(self) -> None:
        both = [*reported(), *reported(None, 2, MatterKind.ENERGY), *tried(CARD, CALL)]
        assert ask(case_of(*both)) == (None, {NotNow.WHO_UNSETTLED})

    def test_danger_to_the_known_one_does_not_wait_for_the_other(self) -> None:
        both = [*reported(), *reported(None, 2, MatterKind.ENERGY), *tried(CARD, CALL), EVICTION]
        door, _ = ask(case_of(*both))
        assert door is not None
        assert door.person == HE

    def test_two_adults_are_not_sought_in_one_visit(self) -> None:
        told = [*reported(), *reported(SHE, 2, MatterKind.ENERGY), *tried(CARD, CALL), *tried(CARD, CALL, person=SHE)]
        door, reasons = ask(case_of(*told))
        assert door is not None
        assert (door.person, reasons) == (HE, {NotNow.HOUSEMATE_FIRST}), "rent before energy"


class TestUrgency:
    def urgency(self, *more: Told) -> int:
        door, _ = ask(case_of(*reported(), *tried(CARD, CALL), *more))
        assert door is not None
        return door.urgency

    def test_danger_first_and_minors_first_among_equals(self) -> None:
        minors = (DAY, e.HouseholdNoted(adults=1, minors=2))
        far = (DAY, e.EvictionAnnounced(matter=1, eviction=1, day=DAY + timedelta(days=40)))
        ordered = [
            self.urgency(EVICTION, minors),
            self.urgency(EVICTION),
            self.urgency(far),
            self.urgency(minors),
            self.urgency(),
        ]
        assert ordered == sorted(set(ordered))


DAYS = st.dates(RECEIVED, DAY)
ATTEMPTS = st.lists(
    st.tuples(DAYS, st.sampled_from(Channel), st.sampled_from(DayPart)).map(lambda t: (t[0], t[1], t[2])), max_size=8
)
WISHES = st.none() | st.tuples(st.none() | st.sampled_from(Channel), st.none() | st.sampled_from(DayPart))


@given(ATTEMPTS, WISHES, st.booleans(), st.sampled_from(DayPart), st.booleans(), st.booleans())
def test_a_door_never_offends(
    attempts: list[Tried],
    wish: tuple[Channel | None, DayPart | None] | None,
    danger: bool,
    part: DayPart,
    phone: bool,
    cards: bool,
) -> None:
    told = [*reported(), *tried(*sorted(attempts))]
    if wish:
        told.append((DAY, e.ContactWished(person=HE, channel=wish[0], day_part=wish[1])))
    case = case_of(*told, *([EVICTION] if danger else []))
    door, _reasons = ask(case, part, without_phone=() if phone else (HE,), cards=cards)
    if door is None:
        return
    channel, wished_part = wish or (None, None)
    assert channel in {None, Channel.VISIT, Channel.APPOINTMENT}
    assert wished_part in {None, part}
    last = case.persons[HE].attempts[-1].day_part if case.persons[HE].attempts else None
    assert last is not part or wished_part is part
    assert door.task is not DoorTask.CARD or cards
