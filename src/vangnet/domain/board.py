"""Which homes are about to be lost, and what lacks before one may leave the board? (Guide ch. 6-8.)

The board holds every announced eviction and auction, of whatever cause, and every home that was lost until somebody
directs the rehousing. The hard stop: a row leaves by "cancelled", or by "carried out" with the loss described and a
plan with a named director. Time alone takes nothing off it.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vangnet.domain.case import Case, Matter
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
    """``eviction``, ``auction`` or ``lost``."""
    day: date | None
    """On which it will be, or was lost."""
    lacks: tuple[Lack, ...]

    def left(self, today: date) -> int | None:
        """Days until then; below 0 when it has passed."""
        return (self.day - today).days if self.day else None


def board_rows(case: Case, today: date) -> list[Row]:
    """The rows of one case, the nearest day first; none once all were cancelled, or the lost home is in hands."""
    rows = [row for matter in case.matters.values() for row in _at_stake(case, matter, today)]
    return sorted([*rows, *_lost(case)], key=lambda row: (row.day is None, row.day, row.matter or 0))


def _at_stake(case: Case, matter: Matter, today: date) -> Iterator[Row]:
    """The day announced for this matter, as long as nobody told that it is off, or what happened."""
    for danger in matter.dangers():
        if danger.kind in ("eviction", "auction"):
            passed = danger.day is not None and danger.day < today
            own = [Lack.DAY] if danger.day is None else [Lack.OUTCOME] if passed else []
            yield Row(matter.number, matter.kind, danger.kind, danger.day, (*own, *_unarranged(case)))


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
    if case.rehousing_planned_on is None:
        yield Lack.PLAN
