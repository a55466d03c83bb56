"""Which cases stand on the board of evictions? A bounded number of queries, however many cases are open."""

from collections.abc import Iterable
from dataclasses import dataclass

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.story import merged_into, whole_stories
from vangnet.apps.cases.wording import Names
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold

COUNTED = 1_000
"""The board counts its cases no further than this."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case on the board, as it stands, with its whole story."""

    case: Case
    facts: Facts
    story: list[e.Recorded]


@dataclass(frozen=True, slots=True)
class Board:
    """A part of the board, nearest day first."""

    standing: list[Standing]
    total: int
    """How many cases stand on it; no further than ``COUNTED`` + 1."""
    names: Names


def on_board(municipality: Municipality, *, start: int = 0, most: int = 50) -> Board:
    """The cases on the board from ``start`` on. Six queries, and one for each layer of merged cases."""
    found = Case.of(municipality).filter(board_on__isnull=False).order_by("board_on", "id")
    cases = list(found.select_related("owner")[start : start + most])
    numbers = [case.pk for case in cases]
    told = whole_stories(municipality.pk, numbers, merged_into(municipality.pk, numbers))
    standing = [Standing(case, fold(told[case.pk]), told[case.pk]) for case in cases]
    return Board(standing, found.order_by()[: COUNTED + 1].count(), _names(municipality, standing))


def _names(municipality: Municipality, standing: Iterable[Standing]) -> Names:
    """What the creditors and the directors of these cases are called."""
    partners = {m.partner for one in standing for m in one.facts.matters.values() if m.partner}
    directors = {one.facts.rehousing_director for one in standing} - {None}
    users = User.objects.in_bulk({number for number in directors if number})
    return Names({}, Partner.of(municipality).in_bulk(partners), users, {})
