"""What did a creditor say it did before it reported (art. 2 a-d Bgs)? Told by the app that keeps the signals."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality


class Steps(NamedTuple):
    """The creditor's own word, as far as it gave it; None is unknown."""

    contact_on: date | None = None
    """a: when personal contact was sought."""
    pointed_to_help: bool | None = None
    """b"""
    reminder_on: date | None = None
    """c: the date of the written reminder."""
    report_offered: bool | None = None
    """d: the reminder offered to pass on contact data."""


Source = Callable[[Municipality, Collection[int]], list[Steps]]
"""For the ids of signals that the events of a case name: what each of them said."""

_told_by: list[Source] = []


def tells_evidence(source: Source) -> Source:
    """Let the app that keeps the signals tell what they said; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def evidence(municipality: Municipality, signals: Collection[int]) -> list[Steps]:
    """What these signals said, where one said anything."""
    return [steps for source in _told_by for steps in source(municipality, signals) if steps != Steps()]
