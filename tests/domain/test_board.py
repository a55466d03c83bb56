"""Does an eviction stay on the board until it is cancelled, or its loss is described with a director and a plan?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.slices import SLICES
from tests.domain.slices.told import AT_THE_DOOR, DIRECTOR, PLANNED, SERVED, ahead, fact, judged, signal, taken_up
from tests.domain.walk import Template
from vangnet.domain import events as e
from vangnet.domain.board import Lack, Posted, last_tries, posted, stands_by
from vangnet.domain.case import Case
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached, Ruling
from vangnet.domain.fold import apply, fold

START = date(2026, 3, 2)
EVICTION = ahead(20, lambda day: e.EvictionAnnounced(matter=1, eviction=1, day=day))
ANNOUNCED = (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, SERVED, judged(Ruling.DISSOLUTION), EVICTION)
CARRIED_OUT = fact(e.EvictionCarriedOut(matter=1, eviction=1))
DESCRIBED = fact(e.LossDescribed(cause="arrears", children=1, destination="shelter"))  # type: ignore[arg-type]


def told(*templates: Template) -> Case:
    case = Case()
    for template in templates:
        apply(case, START, template(START))
    return case


def lacks(*templates: Template) -> list[tuple[Lack, ...]]:
    return [row.lacks for row in posted(told(*templates))]


@pytest.mark.parametrize("kind", [kind for kind in MatterKind if kind not in ("energy", "water", "health")])
def test_an_announced_eviction_of_every_cause_stands_on_it(kind: MatterKind) -> None:
    case = told(fact(e.MatterNoted(matter=1, kind=kind, person=1)), EVICTION)
    (row,) = posted(case)
    assert (row.matter and row.matter.kind, row.day, row.since) == (kind, START + timedelta(days=20), START)
    assert stands_by(case) == row.day


def test_an_auction_stands_on_it() -> None:
    auction = ahead(15, lambda day: e.AuctionAnnounced(matter=1, day=day))
    assert lacks(signal(MatterKind.MORTGAGE), auction) == [(Lack.OUTCOME,)]
    assert lacks(signal(MatterKind.MORTGAGE), auction, fact(e.AuctionCancelled(matter=1))) == []


def test_a_postponed_eviction_without_a_day_stays_and_stands_last() -> None:
    case = told(*ANNOUNCED, fact(e.EvictionPostponed(matter=1, eviction=1)))
    assert [row.day for row in posted(case)] == [None]
    assert stands_by(case) == date.max


def test_cancelled_it_leaves() -> None:
    assert lacks(*ANNOUNCED, fact(e.EvictionCancelled(matter=1, eviction=1))) == []
    assert stands_by(told(*ANNOUNCED, fact(e.EvictionCancelled(matter=1, eviction=1)))) is None


def test_carried_out_it_stays_until_the_loss_is_described_and_a_plan_with_a_director_stands() -> None:
    lost = (*ANNOUNCED, CARRIED_OUT)
    assert lacks(*lost) == [(Lack.DESCRIPTION, Lack.DIRECTOR, Lack.PLAN)]
    assert lacks(*lost, DESCRIBED) == [(Lack.DIRECTOR, Lack.PLAN)]
    assert lacks(*lost, DESCRIBED, PLANNED) == [(Lack.DIRECTOR,)]
    assert lacks(*lost, DESCRIBED, PLANNED, DIRECTOR) == []


@pytest.mark.parametrize(
    "event",
    [e.DebtSettled(matter=1), e.HelpAccepted(person=1), e.Rehoused(), e.CaseClosed(result="no_contact")],  # type: ignore[arg-type]
)
def test_no_payment_help_or_closing_takes_it_off(event: e.Event) -> None:
    assert lacks(*ANNOUNCED, fact(event)) == [(Lack.OUTCOME,)]
    assert lacks(*ANNOUNCED, CARRIED_OUT, fact(event)) == [(Lack.DESCRIPTION, Lack.DIRECTOR, Lack.PLAN)]


def test_the_loss_of_the_next_home_is_another_loss() -> None:
    """A plan for the first does not serve for the second."""
    case, housed = told(*ANNOUNCED, CARRIED_OUT, DESCRIBED, PLANNED, DIRECTOR), START + timedelta(days=30)
    apply(case, housed, e.Rehoused())
    apply(case, housed + timedelta(days=100), e.EvictionAnnounced(matter=1, eviction=2, day=date(2026, 9, 1)))
    apply(case, date(2026, 9, 1), e.EvictionCarriedOut(matter=1, eviction=2))
    assert [row.lacks for row in posted(case)] == [(Lack.DESCRIPTION, Lack.PLAN)]
    assert case.loss
    assert case.loss.on == date(2026, 9, 1)


def test_keys_handed_in_and_housed_before_the_bailiff_came_is_one_loss() -> None:
    case = told(*ANNOUNCED)
    apply(case, START, e.HomeLost(way="keys_handed_in"))  # type: ignore[arg-type]
    apply(case, START + timedelta(days=3), e.Rehoused())
    apply(case, START + timedelta(days=20), e.EvictionCarriedOut(matter=1, eviction=1))
    assert case.loss
    assert case.loss.on == START


def test_of_a_case_that_goes_on_in_another_the_other_tells() -> None:
    assert lacks(*ANNOUNCED, fact(e.CaseMerged(into=2))) == []


# The hard stop ------------------------------------------------------------------------------

FACTS = sorted({t for part in SLICES for t in (*part.before, *part.happens)}, key=id)
_Key = tuple[int, int]


def _announced(rows: list[Posted]) -> set[_Key]:
    return {(row.matter.number, row.eviction.number if row.eviction else 0) for row in rows if row.matter}


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(FACTS), st.integers(0, 30)), min_size=1, max_size=30))
def test_whatever_happens_a_row_leaves_only_by_what_is_said_of_it(story: list[tuple[Template, int]]) -> None:
    case, day = Case(), START
    for template, days in story:
        event, before = template(day), _announced(posted(case))
        lost = case.loss is not None
        apply(case, day, event)
        if case.merged_into is None:
            gone = before - _announced(posted(case))
            if gone and not isinstance(event, e.EvictionCancelled | e.AuctionCancelled):
                assert isinstance(event, e.HomeLost | e.EvictionCarriedOut)
                assert case.loss
            complete = bool(case.loss and case.loss.described_on and case.rehousing_director)
            assert any(row.lost for row in posted(case)) or not (lost or case.loss) or complete
        day += timedelta(days=days)


# What was tried -----------------------------------------------------------------------------


def test_what_was_tried_is_told_of_the_last_day_on_which_anything_was() -> None:
    tried = e.ContactAttempted(person=1, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED)
    facts: list[tuple[date, e.Event]] = [
        (START, tried),
        (date(2026, 3, 4), e.PauseAsked(matter=1)),
        (date(2026, 3, 4), tried),
        (date(2026, 3, 9), e.OwnerAssigned(owner=1)),
    ]
    story = [e.Recorded(n, on, n, event) for n, (on, event) in enumerate(facts, 1)]
    assert [type(r.event) for r in last_tries(story)] == [e.PauseAsked, e.ContactAttempted]
    corrected = [*story, e.Recorded(9, START, 9, e.EventCorrected(event=3))]
    assert [type(r.event) for r in last_tries(corrected)] == [e.PauseAsked]
    assert last_tries([]) == []
    assert fold(story).persons
