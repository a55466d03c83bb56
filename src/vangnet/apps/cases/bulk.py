"""How are thousands of cases opened, continued or told anew at once? With the same fold and projection.

Import, the demonstration town, ``rebuild`` and the nightly ``run_due`` come here; one case goes through
``record``.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock, lists, tables
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.cases.project import project
from vangnet.apps.cases.record import FactInFuture, File, take_numbers, with_file
from vangnet.apps.cases.story import (
    COLUMNS,
    Dated,
    Stamp,
    Stored,
    Stream,
    continued,
    decode,
    home,
    last_places,
    retold,
    streams,
    tell,
)
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold

CHUNK = 1_000
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


def open_cases(
    municipality: Municipality,
    openings: Sequence[Opening],
    *,
    by: User | None,
    today: date,
    at: datetime | None = None,
) -> list[int]:
    """Open all these cases, or none; their ids in the same order. ``at``: when it is recorded, else now.

    Raises FactInFuture; ValueError for an opening without facts.
    """
    if not all(opening.events for opening in openings):
        raise ValueError("a case is opened by facts")
    _demand_past((event for opening in openings for event in opening.events), today)
    practice = practice_of(municipality)
    stamp = Stamp(municipality.pk, at or clock.now(), by.pk if by else None)
    opened: list[int] = []
    with transaction.atomic():
        for chunk in chunks(openings):
            opened += _open(chunk, stamp, today, practice)
    if len(opened) >= CHUNK:
        tables.take_stock()
    return opened


def _open(openings: Sequence[Opening], stamp: Stamp, today: date, practice: Practice) -> list[int]:
    ids = tables.next_ids(Case, len(openings))
    numbers = _numbers(stamp.municipality_id, [min(on for on, _ in opening.events).year for opening in openings])
    known = {case: Stream(case) for case in ids}
    _continue(known, {case: opening.events for case, opening in zip(ids, openings, strict=True)}, stamp)
    facts, told = _tell(known, today, practice)
    who = {
        case: lists.Who(number, opening.household, tuple(facts[case].persons))
        for case, number, opening in zip(ids, numbers, openings, strict=True)
    }
    lists.add(stamp.municipality_id, who, told)
    return ids


def _numbers(municipality: int, years: Sequence[int]) -> list[str]:
    """A case number for each, in order, from the counter of its year."""
    taken = {year: iter(take_numbers(municipality, year, years.count(year))) for year in sorted(set(years))}
    return [next(taken[year]) for year in years]


@dataclass(frozen=True, slots=True)
class Held:
    """Cases under lock, their stories read once: to decide what is added, and to add it."""

    rows: Mapping[int, Case]
    merged: Mapping[int, list[int]]
    streams: Mapping[int, Stream]

    def facts(self, case: int) -> Facts:
        """The case as it stands, with what was merged into it."""
        return fold(tell(case, {member: self.streams[member] for member in group(case, self.merged)}))


def hold(municipality: Municipality, cases: Iterable[int]) -> Held:
    """Lock these cases until the end of the transaction. Raises Case.DoesNotExist."""
    wanted = sorted(cases)
    locked = Case.of(municipality).filter(id__in=wanted).order_by("id").select_for_update()
    rows = {row.pk: row for row in locked.only("number", "household_id", "merged_into_id", "municipality_id")}
    if missing := set(wanted) - rows.keys():
        raise Case.DoesNotExist(f"no cases {sorted(missing)}")
    merged = merged_into(municipality.pk, wanted)
    members = {member for case in wanted for member in group(case, merged)}
    return Held(rows, merged, streams(municipality.pk, sorted(members)))


def append(
    municipality: Municipality,
    additions: Mapping[int, Sequence[Dated]],
    *,
    by: User | None,
    today: date,
    at: datetime | None = None,
    held: Held | None = None,
) -> None:
    """Add dated facts to cases (by id), to all or to none. ``held``: within a transaction that locked them before.

    Raises FactInFuture, NotOfThisCase, Case.DoesNotExist.
    """
    _demand_past((event for events in additions.values() for event in events), today)
    practice = practice_of(municipality)
    stamp = Stamp(municipality.pk, at or clock.now(), by.pk if by else None)
    with transaction.atomic():
        for chunk in chunks(sorted(additions)):
            mine = held or hold(municipality, chunk)
            _append(mine, {case: additions[case] for case in chunk}, stamp, today, practice)


def _append(
    held: Held, additions: Mapping[int, Sequence[Dated]], stamp: Stamp, today: date, practice: Practice
) -> None:
    """Cases that stand alone go together; one whose story touches other cases goes as a single file.

    What a case is called hangs on whom it is about: it is looked up anew where that changed.
    """
    tied = {case for case, events in additions.items() if _tied(held, case, events)}
    known = {case: held.streams[case] for case in additions if case not in tied}
    before = {case: tuple(fold(stream.recorded).persons) for case, stream in known.items()}
    _continue(known, {case: additions[case] for case in known}, stamp)
    facts, told = _tell(known, today, practice)
    lists.write(stamp.municipality_id, told)
    who = {
        case: lists.Who(held.rows[case].number, held.rows[case].household_id, persons)
        for case in known
        if (persons := tuple(facts[case].persons)) != before[case]
    }
    if who:
        lists.write_faces(stamp.municipality_id, lists.faces(stamp.municipality_id, who))
    for case in sorted(tied):
        with_file(held.rows[case], practice, today, partial(File.append, new=additions[case], stamp=stamp))


def _tied(held: Held, case: int, events: Iterable[Dated]) -> bool:
    """Whether its story touches other cases, or comes to."""
    if held.rows[case].merged_into_id or held.merged.get(case):
        return True
    return any(isinstance(event, _TIES) for _, event in events)


_TIES = (e.CaseMerged, e.CaseSeparated)


def _continue(known: Mapping[int, Stream], additions: Mapping[int, Sequence[Dated]], stamp: Stamp) -> None:
    """Append to each stream, and store the rows."""
    ids = iter(tables.next_ids(CaseEvent, sum(len(events) for events in additions.values())))
    rows: list[Stored] = []
    for case, events in additions.items():
        stream = known[case]
        turns: defaultdict[date, int] = defaultdict(int)
        for record in stream.recorded:
            turns[record.on] = max(turns[record.on], record.turn)
        for on, event in events:
            turns[on] += 1
            home(case, {case: stream}, event)
            rows.append(continued(stream, e.Recorded(next(ids), on, turns[on], event), stamp))
    tables.insert(CaseEvent, COLUMNS, rows)


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


@tidied_seldom()
def rebuild(municipality: Municipality, today: date) -> int:
    """Tell every case anew from its events and nothing else; how many. Each chunk is one transaction."""
    practice = practice_of(municipality)
    merged = merges(municipality.pk)
    every = Case.of(municipality).order_by("id").values_list("id", flat=True)
    count = 0
    for chunk in chunks(list(every)):
        with transaction.atomic():
            who = _retell(municipality.pk, chunk, merged, today, practice)
            lists.write_faces(municipality.pk, lists.faces(municipality.pk, who))
        count += len(who)
    tables.take_stock()
    return count


def run_due(municipality: Municipality, today: date, most: int | None = None) -> int:
    """Tell anew the cases whose agenda the clock has changed, longest due first; how many (at ``most``)."""
    due = Case.of(municipality).filter(next_change_on__lte=today).order_by("next_change_on", "id")
    return refresh(municipality, list(due.values_list("id", flat=True)[:most]), today)


def refresh(municipality: Municipality, cases: Sequence[int], today: date) -> int:
    """Tell these cases anew as they stand on that day; how many."""
    practice = practice_of(municipality)
    for chunk in chunks(sorted(cases)):
        with transaction.atomic():
            _retell(municipality.pk, chunk, merged_into(municipality.pk, chunk), today, practice)
    return len(cases)


def rename(municipality: Municipality, households: Sequence[int], today: date) -> int:
    """Names or homes in these households changed: call and find their cases by the new ones; how many."""
    cases = Case.of(municipality).filter(household__in=households).order_by("id")
    return retell(municipality, list(cases.values_list("id", flat=True)), today)


def retell(municipality: Municipality, cases: Sequence[int], today: date) -> int:
    """Tell these cases anew from their facts, what they are called and found by included; how many."""
    practice = practice_of(municipality)
    told = 0
    for chunk in chunks(cases):
        with transaction.atomic():
            who = _retell(municipality.pk, chunk, merged_into(municipality.pk, chunk), today, practice)
            lists.write_faces(municipality.pk, lists.faces(municipality.pk, who))
        told += len(who)
    return told


def merges(municipality: int) -> dict[int, list[int]]:
    """Which cases were merged into which, directly, as the events tell."""
    told = CaseEvent.of(municipality).filter(kind=e.CaseMerged.__name__).order_by("case_id")
    into: defaultdict[int, list[int]] = defaultdict(list)
    for chunk in chunks(list(told.values_list("case_id", flat=True).distinct())):
        for case, stream in streams(municipality, chunk).items():
            if goal := fold(stream.recorded).merged_into:
                into[goal].append(case)
    return dict(into)


def merged_into(municipality: int, cases: Sequence[int]) -> dict[int, list[int]]:
    """The same as the rows tell, for these cases and what lies behind them."""
    into: defaultdict[int, list[int]] = defaultdict(list)
    wanted = set(cases)
    while wanted:
        found = Case.of(municipality).filter(merged_into__in=wanted).values_list("id", "merged_into_id")
        wanted = set()
        for case, goal in found:
            if case not in into[goal]:
                into[goal].append(case)
                wanted.add(case)
    return into


def _retell(
    municipality: int, cases: Sequence[int], merged: Mapping[int, list[int]], today: date, practice: Practice
) -> dict[int, lists.Who]:
    """Fold and store these cases; whom each is about."""
    locked = Case.of(municipality).filter(id__in=cases).order_by("id").select_for_update()
    rows = {case: (number, home) for case, number, home in locked.values_list("id", "number", "household_id")}
    groups = {case: group(case, merged) for case in rows}
    known = read(municipality, sorted({member for members in groups.values() for member in members}))
    last = last_places(municipality, sorted(rows))
    told, who = {}, {}
    for case, members in groups.items():
        story = story_of(members, known)
        facts = fold(story)
        version = max((record.id for record in story), default=0)
        told[case] = lists.Told(project(facts, today, practice), last.get(case, 0), version)
        who[case] = lists.Who(*rows[case], tuple(facts.persons))
    lists.write(municipality, told)
    return who


def story_of(members: Sequence[int], known: Mapping[int, list[e.Recorded]]) -> list[e.Recorded]:
    """The story of the first, with the others merged into it."""
    own, *others = members
    if not others:
        return known.get(own, [])
    return [*known.get(own, []), *(r for other in others for r in retold(other, known.get(other, [])))]


def group(case: int, merged: Mapping[int, list[int]]) -> list[int]:
    """A case and all that were merged into it, however far back."""
    members = [case]
    for member in members:
        members += [other for other in merged.get(member, ()) if other not in members]
    return members


def read(municipality: int, cases: Sequence[int]) -> dict[int, list[e.Recorded]]:
    """The facts of these cases, each in the order of recording. One query.

    Days are read as text: one parse for all is quicker than the model's, a row at a time.
    """
    found: dict[int, list[e.Recorded]] = defaultdict(list)
    rows = CaseEvent.of(municipality).filter(case__in=cases).annotate(day=Cast("on", CharField())).order_by("id")
    for case, number, day, turn, kind, payload in rows.values_list("case_id", "id", "day", "turn", "kind", "payload"):
        found[case].append(decode(number, date.fromisoformat(day), turn, kind, payload))
    return found


def _demand_past(events: Iterable[Dated], today: date) -> None:
    latest = max((on for on, _ in events), default=today)
    if latest > today:
        raise FactInFuture(latest, today)


def chunks(things: Sequence[T]) -> Iterator[list[T]]:
    source = iter(things)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
