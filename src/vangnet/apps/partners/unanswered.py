"""What did a partner report that it was told nothing about, and why not? Told by the app that keeps the signals."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import SetAside


class Unanswered(NamedTuple):
    """How many reports of one partner it has heard nothing about, by what they wait for."""

    at_desk: int = 0
    """Somebody must first settle who is meant, or whether they are taken up."""
    in_open_cases: int = 0
    """They are worked on, and nothing came of them yet."""


class LeftOut(NamedTuple):
    """A report that was not taken up, of which no case tells what became."""

    partner: int
    signal: int
    case: int | None
    """In which it is being handled already, where it is a repeat."""
    reason: SetAside
    on: date


Source = Callable[[Partner, QuerySet[Any, Any]], Unanswered]
"""The second argument asks for the ids of the signals that were answered."""

LeftOutSource = Callable[[Municipality, Collection[int], QuerySet[Any, Any]], QuerySet[Any, tuple[Any, ...]]]
"""Of which partners, and which signals were answered; gives the columns of ``LeftOut``, longest waiting first."""

_told_by: list[Source] = []
_left_out_by: list[LeftOutSource] = []


def tells_unanswered(source: Source) -> Source:
    """Let the app that keeps the signals tell what waits; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def tells_left_out(source: LeftOutSource) -> LeftOutSource:
    """Let the app that keeps the signals tell what was not taken up; call it in AppConfig.ready."""
    if source not in _left_out_by:
        _left_out_by.append(source)
    return source


def left_out(
    municipality: Municipality, partners: Collection[int], answered: QuerySet[Any, Any], most: int | None
) -> list[LeftOut]:
    """What these partners reported in vain and have heard nothing about; of each source so many. One query each."""
    return [LeftOut(*row) for source in _left_out_by for row in source(municipality, partners, answered)[:most]]


def count_left_out(municipality: Municipality, partners: Collection[int], answered: QuerySet[Any, Any]) -> int:
    """How many there are of those. One query each."""
    return sum(source(municipality, partners, answered).count() for source in _left_out_by)


def unanswered(partner: Partner, answered: QuerySet[Any, Any]) -> Unanswered:
    """What this partner reported and has heard nothing about."""
    found = [source(partner, answered) for source in _told_by]
    return Unanswered(*(sum(counts) for counts in zip(*found, strict=True))) if found else Unanswered()
