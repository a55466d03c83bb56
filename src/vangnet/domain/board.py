"""Which homes are about to be lost, and what lacks before one may leave the board? (Guide ch. 6-8.)

The board holds every announced eviction and auction, of whatever cause, every threat without debt also when no day
was announced, and every home that was lost until somebody directs the rehousing. The hard stop: a row leaves by
"cancelled", a threat by its end, or by "carried out" with the loss described and a plan with a named director. Time
alone takes nothing off it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vangnet.domain import events as e
from vangnet.domain.case import Case, Eviction, Matter
from vangnet.domain.codes import MatterKind


class Lack(StrEnum):
    """What keeps a row on the board, or is not arranged for the day that it comes to it."""

    DAY = "day"
    """Nobody knows on which day it is."""
    OUTCOME = "outcome"
    """The day passed, and nobody told what happened."""
    DIRECTOR = "director"
    PLAN = "plan"
    DESCRIPTION = "description"
    """Way, cause, children and destination of a lost home."""


class Row(NamedTuple):
    """One home at stake, or lost and not yet in anybody's hands."""

    matter: int | None
    """None for a home that was lost."""
    kind: MatterKind | None
    danger: str
    """``eviction``, ``auction``, ``lost``; or ``threat``: without a debt, and without a day that anybody announced."""
    day: date | None
    """On which it will be, or was lost."""
    lacks: tuple[Lack, ...]
    eviction: Eviction | None = None
    """None for all but an eviction."""

    def left(self, today: date) -> int | None:
        """Days until then; below 0 when it has passed."""
        return (self.day - today).days if self.day else None


def board_rows(case: Case, today: date) -> list[Row]:
    """The rows of one case, the nearest day first; none once all were cancelled, or the lost home is in hands.

    Of a case that goes on within another, that one tells.
    """
    if case.merged_into is not None:
        return []
    rows = [row for matter in case.matters.values() for row in _at_stake(case, matter, today)]
    return sorted([*rows, *_lost(case)], key=lambda row: (row.day is None, row.day, row.matter or 0))


def _at_stake(case: Case, matter: Matter, today: date) -> Iterator[Row]:
    """The day announced for this matter, as long as nobody told that it is off, or what happened."""
    for eviction in matter.live_evictions:
        lacks = (*_of_the_day(eviction.day, today), *_unarranged(case))
        yield Row(matter.number, matter.kind, "eviction", eviction.day, lacks, eviction)
    if matter.auction_known_on:
        lacks = (*_of_the_day(matter.auction_on, today), *_unarranged(case))
        yield Row(matter.number, matter.kind, "auction", matter.auction_on, lacks)
    if matter.is_threat and matter.unsettled and not (matter.live_evictions or matter.auction_known_on):
        lacks = tuple(_unarranged(case)) if matter.kind is MatterKind.CLOSURE else ()
        yield Row(matter.number, matter.kind, "threat", None, lacks)


def _of_the_day(day: date | None, today: date) -> Iterator[Lack]:
    if day is None:
        yield Lack.DAY
    elif day < today:
        yield Lack.OUTCOME


def _lost(case: Case) -> Iterator[Row]:
    """A lost home stays until the loss is described and somebody directs a plan, also when a new home was found."""
    if case.loss is None:
        return
    described = [] if case.loss.described_on else [Lack.DESCRIPTION]
    if lacking := (*described, *_unarranged(case)):
        yield Row(None, None, "lost", case.loss.on, lacking)


def _unarranged(case: Case) -> Iterator[Lack]:
    if case.rehousing_director is None:
        yield Lack.DIRECTOR
    if case.plan_holds_on is None:
        yield Lack.PLAN


# What is tried ------------------------------------------------------------------------------

TRIES: tuple[type[e.Event], ...] = (
    *(e.EvictionTried, e.ContactAttempted, e.HelpOffered, e.HelpAccepted, e.LastOfferMade, e.LastOfferAnswered),
    *(e.PauseAsked, e.PauseAnswered, e.ArrangementProposed, e.ArrangementAgreed, e.InstalmentPaid, e.DebtSettled),
    e.PackMade,
    *(e.RemedyFiled, e.EnforcementSuspended, e.SecondChanceAgreed, e.MoratoriumRequested, e.MoratoriumDecided),
    *(e.RouteTaken, e.AdministrationRequested, e.EvictionPostponed),
)
"""What somebody does to keep a home: with the household, the landlord, the bailiff or the court."""


def last_tries(story: Iterable[e.Recorded]) -> list[e.Recorded]:
    """What was tried on the last day on which anything was, in its order; what was corrected was not tried."""
    story = list(story)
    corrected = {record.event.event for record in story if isinstance(record.event, e.EventCorrected)}
    tries = [record for record in story if isinstance(record.event, TRIES) and record.id not in corrected]
    last = max((record.on for record in tries), default=None)
    return sorted((r for r in tries if r.on == last), key=lambda record: (record.turn, record.id))
