"""Which evictions stand on the board, and what must be recorded before one may leave it? (Guide ch. 6 to 8.)

A hard stop: a day on which a home is to be cleared leaves the board only when it was cancelled, or when it was carried
out, the loss is described, and a plan for another home stands with a director who is named. The clock takes nothing off
it, and neither does a payment, an agreement or the closing of a case.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vangnet.domain import events as e
from vangnet.domain.case import Case, Eviction, Matter


class Lack(StrEnum):
    """What is not recorded yet."""

    OUTCOME = "outcome"
    DESCRIPTION = "description"
    DIRECTOR = "director"
    PLAN = "plan"


class Posted(NamedTuple):
    """One row of the board: an eviction or auction that was announced, or a home that was lost."""

    matter: Matter | None
    """None for a home that was lost: then nothing threatens it any more."""
    eviction: Eviction | None
    """None for an auction and for a lost home."""
    day: date | None
    """On which the home is to be cleared; of a lost home the day it was lost; None while the day is not known."""
    since: date
    """When it became known here."""
    lacks: tuple[Lack, ...]
    """What is to be recorded before it may leave, never empty."""

    @property
    def lost(self) -> bool:
        return self.matter is None


TRIES: tuple[type[e.Event], ...] = (
    *(e.ContactAttempted, e.HelpOffered, e.HelpAccepted, e.LastOfferMade, e.LastOfferAnswered),
    *(e.PauseAsked, e.PauseAnswered, e.ArrangementAgreed, e.InstalmentPaid, e.DebtSettled),
    *(e.RemedyFiled, e.EnforcementSuspended, e.SecondChanceAgreed, e.MoratoriumRequested, e.MoratoriumDecided),
    *(e.RouteTaken, e.RightsChecked, e.EvictionPostponed, e.RehousingPlanned),
)
"""What counts as something tried to keep the home: with the household, the landlord, the bailiff or the court."""


def posted(case: Case) -> list[Posted]:
    """What stands on the board of this case, nearest day first; nothing when all of it may leave."""
    if case.merged_into is not None:
        return []
    rows = [*_announced(case), *_lost(case)]
    return sorted(rows, key=lambda row: (row.day or date.max, row.since))


def _announced(case: Case) -> Iterator[Posted]:
    for matter in case.matters.values():
        for eviction in matter.live_evictions:
            if eviction.announced_on:
                yield Posted(matter, eviction, eviction.day, eviction.announced_on, (Lack.OUTCOME,))
        if matter.auction_known_on:
            yield Posted(matter, None, matter.auction_on, matter.auction_known_on, (Lack.OUTCOME,))


def _lost(case: Case) -> Iterator[Posted]:
    if case.loss is None:
        return
    missing = {
        Lack.DESCRIPTION: case.loss.described_on is None,
        Lack.DIRECTOR: case.rehousing_director is None,
        Lack.PLAN: case.rehousing_planned_on is None,
    }
    if lacks := tuple(lack for lack, lacking in missing.items() if lacking):
        yield Posted(None, None, case.loss.on, case.loss.on, lacks)


def stands_by(case: Case) -> date | None:
    """The nearest day for which this case stands on the board; the last of all days where none is known.

    None when it does not stand there.
    """
    rows = posted(case)
    return (rows[0].day or date.max) if rows else None


def last_tries(story: Iterable[e.Recorded]) -> list[e.Recorded]:
    """What was tried on the last day on which anything was, in its order; corrected facts are not tries."""
    story = list(story)
    corrected = {record.event.event for record in story if isinstance(record.event, e.EventCorrected)}
    tries = [record for record in story if isinstance(record.event, TRIES) and record.id not in corrected]
    last = max((record.on for record in tries), default=None)
    return sorted((r for r in tries if r.on == last), key=lambda record: (record.turn, record.id))
