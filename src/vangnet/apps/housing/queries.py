"""Which homes stand on the eviction board, and what was tried for them? Bounded, however many cases there are."""

from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.story import merged_into, whole_stories
from vangnet.apps.cases.wording import Names
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.board import Row, board_rows, last_tries
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold

AT_SIGHT = 20
"""So many households a page of the board shows."""


class AtStake(NamedTuple):
    """One row of the board with the case that it is about."""

    case: Case
    facts: Facts
    row: Row
    tries: list[e.Recorded]
    """What was tried on the last day on which anything was."""


class Board(NamedTuple):
    """One page of the board; ``total`` counts the households on all of them."""

    rows: list[AtStake]
    total: int
    names: Names
    """What creditors and directors are called."""


def board(municipality: Municipality, today: date, *, start: int = 0, most: int = AT_SIGHT) -> Board:
    """The homes at stake, nearest day first, and those that were lost and are in nobody's hands.

    Six queries, and one for each layer of merged cases.
    """
    at_stake = Case.of(municipality).filter(board_on__isnull=False)
    cases = list(at_stake.order_by("board_on", "id")[start : start + most])
    numbers = [case.pk for case in cases]
    stories = whole_stories(municipality.pk, numbers, merged_into(municipality.pk, numbers))
    facts = {number: fold(story) for number, story in stories.items()}
    rows = [
        AtStake(case, facts[case.pk], row, last_tries(stories[case.pk]))
        for case in cases
        for row in board_rows(facts[case.pk], today)
    ]
    return Board(rows, at_stake.count(), _names(municipality, list(facts.values())))


def _names(municipality: Municipality, told: list[Facts]) -> Names:
    partners = {matter.partner for facts in told for matter in facts.matters.values() if matter.partner}
    directors = {facts.rehousing_director for facts in told if facts.rehousing_director}
    return Names({}, Partner.of(municipality).in_bulk(partners), User.objects.in_bulk(directors), {})
