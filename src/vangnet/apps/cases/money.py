"""What is known of somebody's money, for the papers that the resident wants it in? Told by the app that keeps it."""

from collections.abc import Callable
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality

Row = tuple[str, str]
"""What, and how much or when: ready to read."""


class MoneyTold(NamedTuple):
    """A piece of the money picture of one person: incomes, outgoings, what is left."""

    title: str
    rows: tuple[Row, ...]


Source = Callable[[Municipality, int, int], list[MoneyTold]]
"""Of the ids of a case and a person: the newest picture, piece by piece; nothing where none was made."""

_told_by: list[Source] = []


def tells_money(source: Source) -> Source:
    """Let the app that keeps the money picture tell it; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def money_of(municipality: Municipality, case: int, person: int) -> list[MoneyTold]:
    """What is known of the money of this person in this case."""
    return [told for source in _told_by for told in source(municipality, case, person)]
