"""How can somebody be reached, as partners say? Told by the app that keeps the signals, and kept nowhere else."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple


class Reach(NamedTuple):
    """What one report said of one person."""

    person: int
    partner: str
    on: date
    """When we had it."""
    phone: str
    email: str
    elsewhere: str
    """The address, where that is another door than the one we know."""


class Asked(NamedTuple):
    """Of whom, in which cases (by number), and from reports of which kinds of matter."""

    municipality: int
    cases: Collection[str]
    persons: Collection[int]
    kinds: Collection[str]


Source = Callable[[Asked], list[Reach]]

_told_by: list[Source] = []


def tells_reach(source: Source) -> Source:
    """Let the app that keeps the signals tell what they said; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def reach(asked: Asked) -> list[Reach]:
    """How these people can be reached, the newest report first."""
    return sorted((one for source in _told_by for one in source(asked)), key=lambda one: one.on, reverse=True)
