"""What do the lists show of a case? The one pure way from a folded case to its row and its steps.

Recording, importing and rebuilding all come through here, so that what is stored always equals the fold.
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple

import msgspec

from vangnet.domain.agreements import Practice
from vangnet.domain.board import board_rows
from vangnet.domain.case import Case, Danger
from vangnet.domain.codes import Role
from vangnet.domain.keeping import kept_until
from vangnet.domain.matching.names import fold as plain_letters
from vangnet.domain.ribbon import ribbon
from vangnet.domain.sieve import Obligation, Pressing, explain, in_haste_from, late_from, next_change, pressing

_write = msgspec.json.Encoder(order="sorted").encode
_EPOCH = date(2000, 1, 1)
_FAR_DAY = 89_999
LAST = 9 * 10**18
"""The rank of a case with nothing to do."""
IN_DANGER = _FAR_DAY * 10**14
"""Ranks below this have a day of danger: there is a step for every danger that lives (sieve, P1)."""


class Row(NamedTuple):
    """The projected columns of ``Case`` (database names)."""

    opened_on: date | None
    closed_on: date | None
    last_on: date | None
    is_open: bool
    result: str
    owner_id: int | None
    step: int
    danger: str
    danger_on: date | None
    adults: int | None
    minors: int | None
    cents: int
    kinds: str
    merged_into_id: int | None
    rank: int
    hides: bool
    plain_rank: int
    plain_step: int
    next_role: str
    next_by: date | None
    next_change_on: date | None
    board_on: date | None
    retention_until: date | None


class StepRow(NamedTuple):
    """The columns of ``Step`` after the municipality and the case (database names)."""

    position: int
    rank: int
    rule: str
    subject_kind: str
    subject_id: int
    role: str
    owner_id: int | None
    by: date
    late_on: date
    stage: str
    danger_on: date | None
    haste_on: date | None
    within: str
    because: str


class Projection(NamedTuple):
    """A case as lists show it on one day."""

    row: Row
    steps: tuple[StepRow, ...]


class Face(NamedTuple):
    """How a case is called and found: erased together with the persons."""

    name: str
    address: str
    keys: frozenset[str]


def project(case: Case, day: date, practice: Practice) -> Projection:
    """The row and the steps of a case on that day; they hold until ``next_change_on``."""
    answers = list(explain(case, day, practice))
    weighed = pressing(case, answers)
    steps = tuple(_step(case, place, reasons, o, practice) for place, (reasons, o) in enumerate(weighed))
    danger = foremost(case.dangers())
    unsettled = [m for m in case.matters.values() if m.unsettled]
    first = min((o for _, o in weighed), key=lambda o: o.by, default=None)
    place, step = steps[0].rank if steps else LAST, max(ribbon(case), default=0)
    hides = any(m.is_threat for m in case.matters.values())
    plain_rank, plain_step = _plain(case, day, practice) if hides else (place, step)
    row = Row(
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        last_on=case.last_on,
        is_open=case.is_open,
        result=case.result or "",
        owner_id=case.owner,
        step=step,
        danger=danger.kind if danger else "",
        danger_on=danger.day if danger else None,
        adults=case.adults,
        minors=case.minors,
        cents=sum(m.cents or 0 for m in unsettled),
        kinds="".join(f" {kind} " for kind in dict.fromkeys(m.kind for m in unsettled)),
        merged_into_id=case.merged_into,
        rank=place,
        hides=hides,
        plain_rank=plain_rank,
        plain_step=plain_step,
        next_role=first.role if first else "",
        next_by=first.by if first else None,
        next_change_on=next_change(case, day, answers),
        board_on=_board_on(case, day),
        retention_until=kept_until(case, practice),
    )
    return Projection(row, steps)


def _plain(case: Case, day: date, practice: Practice) -> tuple[int, int]:
    """Rank and step for whoever may not know of a threat without debt: as if there were none."""
    plain = msgspec.structs.replace(case, matters={m.number: m for m in case.matters.values() if not m.is_threat})
    first = next(iter(pressing(plain, explain(plain, day, practice))), None)
    return rank(first[0]) if first else LAST, max(ribbon(plain), default=0)


def foremost(dangers: Iterable[Danger]) -> Danger | None:
    """Of these the danger that lists name: the one with the earliest day."""
    return min(dangers, key=lambda d: d.day or date.max, default=None)


def _board_on(case: Case, day: date) -> date | None:
    """The nearest day of the board's rows; a row without a day comes after all others."""
    first = next(iter(board_rows(case, day)), None)
    return (first.day or date.max) if first else None


def _step(case: Case, place: int, reasons: Pressing, obligation: Obligation, practice: Practice) -> StepRow:
    return StepRow(
        position=place,
        rank=rank(reasons),
        rule=obligation.rule,
        subject_kind=obligation.subject.kind,
        subject_id=obligation.subject.id,
        role=obligation.role,
        owner_id=_owner(case, obligation.role),
        by=obligation.by,
        late_on=late_from(obligation, practice),
        stage=obligation.stage,
        danger_on=obligation.danger_on,
        haste_on=in_haste_from(obligation),
        within=obligation.within or "",
        because=_write(obligation.because).decode(),
    )


def _owner(case: Case, role: Role) -> int | None:
    """Whose list a step stands on; nobody's in particular where a whole role does it."""
    if role is Role.CASEWORKER:
        return case.owner
    return case.rehousing_director if role is Role.DIRECTOR else None


def rank(reasons: Pressing) -> int:
    """The order of the agenda as one number, so that an index holds it for all cases; lower is sooner.

    Digits, most weighty first: day of danger (5), no minors (1), what averts the danger and within it a home lost or
    court or neither (1), by (5), no rent or mortgage (1), matters (1, inverted), whole euros (5, inverted).
    """
    number = _day(reasons.danger_on) * 10 + reasons.no_minors
    number = (number * 10 + 3 * reasons.aside + reasons.track) * 100_000 + _day(reasons.by)
    number = (number * 10 + reasons.no_home) * 10 + max(9 + reasons.several, 0)
    return number * 100_000 + max(99_999 + reasons.amount // 100, 0)


def _day(day: date) -> int:
    return min(max((day - _EPOCH).days, 0), _FAR_DAY)


def face(number: str, names: Iterable[tuple[str, ...]], home: tuple[str, str, str] | None) -> Face:
    """How a case with this number is shown and found.

    ``names`` are the surnames of each of its persons, the one in use first; ``home`` is (street, number with letter and
    suffix, postcode and town), None while no home is known.
    """
    spelt = list(names)
    shown = dict.fromkeys(surnames[0] for surnames in spelt)
    words = {number, number.rpartition("-")[2].lstrip("0"), *chain.from_iterable(spelt)}
    address = ""
    if home:
        street, house, place = home
        address = f"{street} {house}, {place}" if place else f"{street} {house}"
        words |= {f"{street} {house}", f"{place[:7]} {house}"}
    keys = frozenset(key for word in words if (key := search_key(word)))
    return Face(", ".join(shown)[:250], address[:250], keys)


def search_key(words: str) -> str:
    """What is compared in a search: small plain letters and digits, nothing else."""
    return plain_letters(words).replace(" ", "").replace("-", "")[:120]
