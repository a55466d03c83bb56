"""How are thousands of cases opened or continued at once? With the same fold and projection as one.

Import and the demonstration town come here; one case goes through ``record``, and ``retelling`` is for what the
clock changed.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock, lists, tables
from vangnet.apps.cases.limits import demand_within_limits
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.cases.project import project
from vangnet.apps.cases.record import FactInFuture, File, hold_households, take_numbers, with_file
from vangnet.apps.cases.story import (
    COLUMNS,
    Dated,
    Stamp,
    Stored,
    Stream,
    continued,
    group,
    home,
    merged_into,
    streams,
    tell,
)
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold

CHUNK = 500
"""So many cases are written in one transaction: others wait for it a fifth of a second at most."""
TIDIED_EVERY = 100_000
"""So many new objects between two searches for garbage, during long work."""
T = TypeVar("T")


@contextmanager
def tidied_seldom() -> Iterator[None]:
    """Long work makes and drops rows by the thousand that never point in circles: look for such circles seldom."""
    usual = gc.get_threshold()
    gc.set_threshold(TIDIED_EVERY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Opening(NamedTuple):
    """A case to open: for which household (id), with which dated facts."""

    household: int | None
    events: Sequence[Dated]


class Pen(NamedTuple):
    """How facts are written down: by whom and when, as of which day, under which agreements."""

    stamp: Stamp
    today: date
    practice: Practice


def pen(municipality: Municipality, *, by: User | None, today: date, at: datetime | None = None) -> Pen:
    """``at``: the moment of recording, else now."""
    stamp = Stamp(municipality.pk, at or clock.now(), by.pk if by else None)
    return Pen(stamp, today, practice_of(municipality))


def open_cases(
    municipality: Municipality,
    openings: Sequence[Opening],
    *,
    by: User | None,
    today: date,
    at: datetime | None = None,
) -> list[int]:
    """Open all these cases, or none; their ids in the same order. ``at``: when it is recorded, else now.

    Raises FactInFuture, BeyondLimit; ValueError for an opening without facts.
    """
    written_with = pen(municipality, by=by, today=today, at=at)
    opened: list[int] = []
    with transaction.atomic():
        hold_households(municipality.pk, {opening.household for opening in openings if opening.household})
        for chunk in chunks(openings):
            composed = compose(chunk, {}, NOTHING_SEEN, written_with)
            composed.write()
            opened += composed.opened
    if len(opened) >= CHUNK:
        tables.take_stock()
    return opened


def append(
    municipality: Municipality,
    additions: Mapping[int, Sequence[Dated]],
    *,
    by: User | None,
    today: date,
    at: datetime | None = None,
    held: "Seen | None" = None,
) -> None:
    """Add dated facts to cases (by id), to all or to none. ``held``: within a transaction that locked them before.

    Raises FactInFuture, BeyondLimit, NotOfThisCase, Case.DoesNotExist.
    """
    written_with = pen(municipality, by=by, today=today, at=at)
    _demand_past((event for events in additions.values() for event in events), today)
    with transaction.atomic():
        for chunk in chunks(sorted(additions)):
            seen = held or hold(municipality, chunk)
            compose([], {case: additions[case] for case in chunk}, seen, written_with).write()


@dataclass(frozen=True, slots=True)
class Seen:
    """Cases with their stories, read once: to decide what is added, and to add it."""

    rows: Mapping[int, Case]
    merged: Mapping[int, list[int]]
    streams: Mapping[int, Stream]

    def facts(self, case: int) -> Facts:
        """The case as it stands, with what was merged into it."""
        return fold(tell(case, {member: self.streams[member] for member in group(case, self.merged)}))

    def hold(self, municipality: Municipality) -> bool:
        """Lock these cases as they were seen, within a transaction; False where one of them changed meanwhile."""
        return hold_as_seen(municipality, self.rows) and merged_into(municipality.pk, list(self.rows)) == self.merged


NOTHING_SEEN = Seen({}, {}, {})


def see(municipality: Municipality, cases: Iterable[int], *, lock: bool = False) -> Seen:
    """These cases as they stand; ``lock``: nobody changes them before the transaction ends.

    Raises Case.DoesNotExist.
    """
    wanted = sorted(cases)
    rows = rows_of(municipality, wanted, lock=lock)
    if missing := set(wanted) - rows.keys():
        raise Case.DoesNotExist(f"no cases {sorted(missing)}")
    merged = merged_into(municipality.pk, wanted)
    members = {member for case in wanted for member in group(case, merged)}
    return Seen(rows, merged, streams(municipality.pk, sorted(members)))


def hold(municipality: Municipality, cases: Iterable[int]) -> Seen:
    """These cases as they stand, locked until the end of the transaction. Raises Case.DoesNotExist."""
    return see(municipality, cases, lock=True)


def rows_of(municipality: Municipality, cases: Iterable[int], *, lock: bool = False) -> dict[int, Case]:
    """Those of these cases that are there, by id, as far as telling them needs."""
    rows = Case.of(municipality).filter(id__among=list(cases)).order_by("id")
    some = rows.only("number", "household_id", "merged_into_id", "municipality_id", "sequence", "version")
    return {row.pk: row for row in (some.select_for_update() if lock else some)}


def hold_as_seen(municipality: Municipality, rows: Mapping[int, Case]) -> bool:
    """Lock these cases, within a transaction; False where the story of one has come further than it was seen."""
    now = rows_of(municipality, rows, lock=True)
    return {case: _place(row) for case, row in now.items()} == {case: _place(row) for case, row in rows.items()}


def _place(row: Case) -> tuple[int, int, int | None]:
    """How far the story of a case has come, and into which other it was merged."""
    return row.sequence, row.version, row.merged_into_id


@dataclass(frozen=True, slots=True)
class Composed:
    """What is to be written of cases opened and continued, worked out while nobody has to wait.

    Where it was worked out without a lock, ``Seen.hold`` and ``hold_households`` come before ``write``.
    """

    opened: Mapping[int, lists.Who]
    renamed: Mapping[int, lists.Who]
    told: Mapping[int, lists.Told]
    events: Sequence[Stored]
    tied: Mapping[int, Sequence[Dated]]
    new: Sequence[Dated]
    """All of it, whatever the case."""
    rows: Mapping[int, Case]
    pen: Pen

    def write(self) -> None:
        """Within a transaction, in which the people of these cases were written. Raises BeyondLimit, NotOfThisCase.

        Names are read here: what an import of the register or an erasure changed meanwhile is in no list afterwards.
        """
        here = self.pen.stamp.municipality_id
        demand_within_limits(here, self.new)
        tables.insert(CaseEvent, COLUMNS, self.events)
        lists.write(here, {case: told for case, told in self.told.items() if case not in self.opened})
        shown = lists.faces(here, {**self.opened, **self.renamed})
        lists.add(here, self.opened, self.told, shown)
        if self.renamed:
            lists.write_faces(here, {case: shown[case] for case in self.renamed})
        for case, events in sorted(self.tied.items()):
            add = partial(File.append, new=events, stamp=self.pen.stamp)
            with_file(self.rows[case], self.pen.today, add)


def compose(
    openings: Sequence[Opening],
    additions: Mapping[int, Sequence[Dated]],
    seen: Seen,
    pen: Pen,
) -> Composed:
    """Tell these facts in new cases and in those that were seen; takes their ids, and writes nothing else.

    Cases that stand alone go together; one whose story touches other cases goes as a single file. What a case is
    called hangs on whom it is about: it is told anew where that changed.
    Raises FactInFuture, NotOfThisCase; ValueError for an opening without facts.
    """
    _demand_facts(openings, pen.today)
    tied = {case: events for case, events in additions.items() if _tied(seen, case, events)}
    alone = {case: events for case, events in additions.items() if case not in tied}
    before = {case: tuple(fold(seen.streams[case].recorded).persons) for case in alone}
    opened, ids = _reserve(pen.stamp.municipality_id, openings, sum(map(len, alone.values())))
    known = {case: seen.streams[case] for case in alone} | {case: Stream(case) for case in opened}
    rows = _continue(known, alone | {case: opening.events for case, (_, opening) in opened.items()}, ids, pen.stamp)
    facts, told = _tell(known, pen.today, pen.practice)
    persons = {case: tuple(facts[case].persons) for case in known}
    who = {case: lists.Who(number, opening.household, persons[case]) for case, (number, opening) in opened.items()}
    others = {
        case: lists.Who(seen.rows[case].number, seen.rows[case].household_id, persons[case])
        for case in alone
        if persons[case] != before[case]
    }
    new = [*chain.from_iterable(opening.events for opening in openings), *chain.from_iterable(additions.values())]
    return Composed(who, others, told, rows, tied, new, seen.rows, pen)


def _demand_facts(openings: Sequence[Opening], today: date) -> None:
    if not all(opening.events for opening in openings):
        raise ValueError("a case is opened by facts")
    _demand_past((event for opening in openings for event in opening.events), today)


def _reserve(
    municipality: int, openings: Sequence[Opening], more: int
) -> tuple[dict[int, tuple[str, Opening]], list[int]]:
    """By the id it gets, each opening with its case number; and ids for its facts and for so many ``more``."""
    years = [min(on for on, _ in opening.events).year for opening in openings]
    facts = sum(len(opening.events) for opening in openings)
    with transaction.atomic():
        numbers = _numbers(municipality, years)
        cases = tables.take_ids(Case, len(openings))
        ids = tables.take_ids(CaseEvent, facts + more)
    return dict(zip(cases, zip(numbers, openings, strict=True), strict=True)), ids


def _numbers(municipality: int, years: Sequence[int]) -> list[str]:
    """A case number for each, in order, from the counter of its year."""
    taken = {year: iter(take_numbers(municipality, year, years.count(year))) for year in sorted(set(years))}
    return [next(taken[year]) for year in years]


def _tied(seen: Seen, case: int, events: Iterable[Dated]) -> bool:
    """Whether its story touches other cases, or comes to."""
    if seen.rows[case].merged_into_id or seen.merged.get(case):
        return True
    return any(isinstance(event, _TIES) for _, event in events)


_TIES = (e.CaseMerged, e.CaseSeparated)


def _continue(
    known: Mapping[int, Stream], additions: Mapping[int, Sequence[Dated]], ids: Iterable[int], stamp: Stamp
) -> list[Stored]:
    """Append to each stream; the rows to store."""
    fresh = iter(ids)
    rows: list[Stored] = []
    for case, events in additions.items():
        stream = known[case]
        turns: defaultdict[date, int] = defaultdict(int)
        for record in stream.recorded:
            turns[record.on] = max(turns[record.on], record.turn)
        for on, event in events:
            turns[on] += 1
            home(case, {case: stream}, event)
            rows.append(continued(stream, e.Recorded(next(fresh), on, turns[on], event), stamp))
    return rows


def _tell(
    known: Mapping[int, Stream], today: date, practice: Practice
) -> tuple[dict[int, Facts], dict[int, lists.Told]]:
    """What these streams make of their cases, and what lists show of them."""
    facts = {case: fold(stream.recorded) for case, stream in known.items()}
    told = {
        case: lists.Told(
            project(facts[case], today, practice),
            stream.last,
            max((r.id for r in stream.recorded), default=0),
        )
        for case, stream in known.items()
    }
    return facts, told


def _demand_past(events: Iterable[Dated], today: date) -> None:
    latest = max((on for on, _ in events), default=today)
    if latest > today:
        raise FactInFuture(latest, today)


def chunks(things: Sequence[T]) -> Iterator[list[T]]:
    source = iter(things)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
