"""Which homes stand on the eviction board, and what was tried for them today? Bounded, however many cases there are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.cases.story import facts_of
from vangnet.domain import events as e
from vangnet.domain.board import Row, board_rows
from vangnet.domain.case import Case as Facts

AT_SIGHT = 50
"""So many households a page of the board shows."""
TRIES = tuple(
    kind.__name__
    for kind in (
        *(e.ContactAttempted, e.HelpOffered, e.LastOfferMade, e.ArrangementAgreed, e.DebtSettled, e.PauseAsked),
        *(e.SecondChanceAgreed, e.MoratoriumRequested, e.RemedyFiled, e.EnforcementSuspended, e.RouteTaken),
        *(e.AdministrationRequested, e.PackMade, e.EvictionPostponed, e.EvictionTried),
    )
)
"""What somebody does to keep a home."""


class AtStake(NamedTuple):
    """One row of the board with the case that it is about."""

    case: Case
    facts: Facts
    row: Row
    tried: list[str]
    """The events of ``TRIES`` that happened today."""
    director: User | None


class Board(NamedTuple):
    """One page of the board; ``total`` counts the households on all of them."""

    rows: list[AtStake]
    total: int


def board(municipality: Municipality, today: date, *, start: int = 0, most: int = AT_SIGHT) -> Board:
    """The homes at stake, nearest day first, and those that were lost and are in nobody's hands. Five queries."""
    at_stake = Case.of(municipality).filter(board_on__isnull=False)
    cases = list(at_stake.order_by("board_on", "id")[start : start + most])
    facts = facts_of(municipality, {case.pk for case in cases})
    tried = _tried(municipality, facts, today)
    directors = User.objects.in_bulk({d for told in facts.values() if (d := told.rehousing_director)})
    rows = [
        AtStake(case, told, row, tried[case.pk], directors.get(told.rehousing_director or 0))
        for case in cases
        if (told := facts[case.pk])
        for row in board_rows(told, today)
    ]
    return Board(rows, at_stake.count())


def _tried(municipality: Municipality, cases: Collection[int], today: date) -> dict[int, list[str]]:
    """By case what was done for it today, each thing once."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    done = CaseEvent.of(municipality).filter(case__in=cases, on=today, kind__in=TRIES).order_by("id")
    for case, kind in done.values_list("case_id", "kind"):
        if kind not in told[case]:
            told[case].append(kind)
    return told
