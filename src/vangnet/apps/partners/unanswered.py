"""What did a partner report that nobody can answer yet, and why not? Told by the app that keeps the signals."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from vangnet.apps.partners.models import Partner


class Unanswered(NamedTuple):
    """How many reports of one partner it has heard nothing about, by what they wait for."""

    at_desk: int = 0
    """Somebody must first settle who is meant, or whether they are taken up."""
    in_open_cases: int = 0
    """They are worked on, and nothing came of them yet."""
    outside: int = 0
    """Not taken up, and told in no case: no answer goes out about them."""


Source = Callable[[Partner, QuerySet[Any, Any]], Unanswered]
"""The second argument asks for the ids of the signals that were answered."""

_told_by: list[Source] = []


def tells_unanswered(source: Source) -> Source:
    """Let the app that keeps the signals tell what waits; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def unanswered(partner: Partner, answered: QuerySet[Any, Any]) -> Unanswered:
    """What this partner reported and has heard nothing about."""
    found = [source(partner, answered) for source in _told_by]
    return Unanswered(*(sum(counts) for counts in zip(*found, strict=True))) if found else Unanswered()
