"""Does a home stay on the board until it is safe, or until somebody is really seeing to another?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain import events as e
from vangnet.domain.board import Lack, Row, board_rows, last_tries
from vangnet.domain.case import Case
from vangnet.domain.codes import (
    Channel,
    DayPart,
    Destination,
    LossCause,
    LossWay,
    MatterKind,
    PauseReason,
    Reached,
)
from vangnet.domain.fold import apply, fold

DAY = date(2026, 6, 1)
EVICTION_DAY = date(2026, 6, 19)
ANNOUNCED = e.EvictionAnnounced(matter=1, eviction=1, day=EVICTION_DAY)
CARRIED_OUT = e.EvictionCarriedOut(matter=1, eviction=1)
DESCRIBED = e.LossDescribed(cause=LossCause.ARREARS, children=2, destination=Destination.SHELTER)
DIRECTOR, PLANNED = e.RehousingDirectorNamed(director=9), e.RehousingPlanned()


def case_of(*facts: e.Event, kind: MatterKind = MatterKind.RENT) -> Case:
    noted = e.MatterNoted(matter=1, kind=kind, person=1)
    return fold(e.Recorded(number, DAY, number, fact) for number, fact in enumerate((noted, *facts), 1))


def rows(*facts: e.Event, kind: MatterKind = MatterKind.RENT, on: date = DAY) -> list[Row]:
    return board_rows(case_of(*facts, kind=kind), on)


def test_an_announced_eviction_of_any_cause_stands_on_it() -> None:
    for kind in (MatterKind.RENT, MatterKind.NUISANCE, MatterKind.CLOSURE, MatterKind.SUBLET, MatterKind.END_OF_STAY):
        (row,) = rows(ANNOUNCED, kind=kind)
        assert (row.kind, row.danger, row.day, row.left(DAY)) == (kind, "eviction", EVICTION_DAY, 18)
        assert row.lacks == (Lack.DIRECTOR, Lack.PLAN)


def test_an_auction_stands_on_it_too() -> None:
    (row,) = rows(e.AuctionAnnounced(matter=1, day=EVICTION_DAY), kind=MatterKind.MORTGAGE)
    assert (row.danger, row.day) == ("auction", EVICTION_DAY)


def test_with_director_and_plan_nothing_lacks_and_still_it_stays() -> None:
    (row,) = rows(ANNOUNCED, DIRECTOR, PLANNED)
    assert row.lacks == ()


def test_the_day_passing_takes_nothing_off_it() -> None:
    (row,) = rows(ANNOUNCED, DIRECTOR, PLANNED, on=EVICTION_DAY + timedelta(days=1))
    assert row.lacks == (Lack.OUTCOME,)
    assert row.left(EVICTION_DAY + timedelta(days=1)) == -1


def test_postponed_without_a_day_it_stays_and_asks_for_one() -> None:
    (row,) = rows(ANNOUNCED, e.EvictionPostponed(matter=1, eviction=1), DIRECTOR, PLANNED)
    assert (row.day, row.lacks) == (None, (Lack.DAY,))


def test_cancelled_it_leaves() -> None:
    assert rows(ANNOUNCED, e.EvictionCancelled(matter=1, eviction=1)) == []


def test_carried_out_it_leaves_only_when_described_directed_and_planned() -> None:
    (row,) = rows(ANNOUNCED, CARRIED_OUT)
    assert (row.danger, row.lacks) == ("lost", (Lack.DESCRIPTION, Lack.DIRECTOR, Lack.PLAN))
    facts = (ANNOUNCED, CARRIED_OUT, DESCRIBED, DIRECTOR, PLANNED)
    for left_out in (DESCRIBED, DIRECTOR, PLANNED):
        (row,) = rows(*(fact for fact in facts if fact is not left_out))
        assert len(row.lacks) == 1, left_out
    assert rows(*facts) == []


def test_a_new_home_alone_takes_no_loss_off_it() -> None:
    (row,) = rows(e.HomeLost(way=LossWay.KEYS_HANDED_IN), DESCRIBED, e.Rehoused())
    assert Lack.DIRECTOR in row.lacks


CALLED_OFF = (e.EvictionCancelled(matter=1, eviction=1), e.AuctionCancelled(matter=1))
FACTS = (
    *(ANNOUNCED, CARRIED_OUT, DESCRIBED, DIRECTOR, PLANNED, *CALLED_OFF, e.Rehoused(), e.DebtSettled(matter=1)),
    *(e.EvictionPostponed(matter=1, eviction=1), e.AuctionAnnounced(matter=1, day=EVICTION_DAY)),
    *(e.HomeLost(way=LossWay.OUT_OF_COURT), e.TenantDied(person=1), e.MovedAway(person=1)),
    e.HelpDeclined(person=1, verified=True),
    *(e.ArrangementAgreed(matter=1, instalments=()), e.Paused(reason=PauseReason.AWAY, until=EVICTION_DAY)),
)


@given(st.lists(st.sampled_from(FACTS), max_size=9))
def test_only_a_cancellation_or_hands_take_a_home_off_it(told: list[e.Event]) -> None:
    """The hard stop, in every history: what empties the board is calling off, or the last of what puts it in hands."""
    for count in range(1, len(told) + 1):
        if rows(*told[: count - 1]) and not rows(*told[:count]):
            directed = DIRECTOR in told[:count] and PLANNED in told[:count]
            lost = any(isinstance(fact, e.HomeLost | e.EvictionCarriedOut) for fact in told[:count])
            in_hands = directed and DESCRIBED in told[:count]
            assert in_hands if lost else told[count - 1] in CALLED_OFF


def test_of_a_case_that_goes_on_in_another_the_other_tells() -> None:
    assert rows(ANNOUNCED, e.CaseMerged(into=2)) == []


def test_the_loss_of_the_next_home_is_another_loss() -> None:
    """A plan for the first does not serve for the second; the director is there already."""
    case, housed = case_of(ANNOUNCED, CARRIED_OUT, DESCRIBED, PLANNED, DIRECTOR), DAY + timedelta(days=30)
    apply(case, housed, e.Rehoused())
    apply(case, housed + timedelta(days=60), e.EvictionAnnounced(matter=1, eviction=2, day=date(2026, 9, 21)))
    apply(case, date(2026, 9, 21), e.EvictionCarriedOut(matter=1, eviction=2))
    (row,) = board_rows(case, date(2026, 9, 22))
    assert (row.day, row.lacks) == (date(2026, 9, 21), (Lack.DESCRIPTION, Lack.PLAN))


def test_keys_handed_in_and_housed_before_the_bailiff_came_is_one_loss() -> None:
    case = case_of(ANNOUNCED, e.HomeLost(way=LossWay.KEYS_HANDED_IN))
    apply(case, DAY + timedelta(days=3), e.Rehoused())
    apply(case, EVICTION_DAY, CARRIED_OUT)
    assert case.loss
    assert case.loss.on == DAY


def test_what_was_tried_is_told_of_the_last_day_on_which_anything_was() -> None:
    tried = e.ContactAttempted(person=1, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED)
    later = DAY + timedelta(days=2)
    facts: list[tuple[date, e.Event]] = [
        (DAY, tried),
        (later, e.PauseAsked(matter=1)),
        (later, tried),
        (later + timedelta(days=5), e.OwnerAssigned(owner=1)),
    ]
    story = [e.Recorded(number, on, number, event) for number, (on, event) in enumerate(facts, 1)]
    assert [type(record.event) for record in last_tries(story)] == [e.PauseAsked, e.ContactAttempted]
    corrected = [*story, e.Recorded(9, DAY, 9, e.EventCorrected(event=3))]
    assert [type(record.event) for record in last_tries(corrected)] == [e.PauseAsked]
    assert last_tries([]) == []
