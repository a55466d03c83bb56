"""How does a fact get into a case? The only way: lock, fold, act, append, project, in one transaction.

Facts are never refused, only decisions; a fact in the future is wrong input. Two people may work on one case
at once: a form is turned away only when the very obligation it answers has changed since it was opened.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import connection, transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock, lists, tables
from vangnet.apps.cases.limits import beyond_a_limit
from vangnet.apps.cases.models import Case, CaseEvent, CaseNumber, Confirmation, Household
from vangnet.apps.cases.project import Projection, project
from vangnet.apps.cases.story import (
    COLUMNS,
    Dated,
    NotOfThisCase,
    Stamp,
    Stored,
    Stream,
    continued,
    home,
    place_in_day,
    streams,
    tell,
    write_doubt,
)
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.doubts import Doubt, doubts
from vangnet.domain.fold import fold
from vangnet.domain.sieve import Obligation, Subject, agenda, closing_doubts

T = TypeVar("T")
Act = Callable[[Facts], Sequence[e.Event] | Refused]
Answers = tuple[str, Subject]
"""The rule and the subject of the obligation that a form answers."""


class FactInFuture(ValueError):  # noqa: N818 - named as the thing that is wrong
    """A fact cannot have happened after today."""

    def __init__(self, on: date, today: date) -> None:
        super().__init__(f"{on} lies after {today}")
        self.on, self.today = on, today


@dataclass(frozen=True, slots=True)
class Done:
    """The facts stand in the story; ``repeated`` when this same form had recorded them before."""

    case: int
    recorded: tuple[e.Recorded, ...]
    facts: Facts
    version: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed what this form answers: how it was, and how it is (None: no longer there)."""

    was: Obligation | None
    now: Obligation | None


@dataclass(frozen=True, slots=True)
class Questioned:
    """The facts seem to contradict what is known; they are taken once somebody says that it went so."""

    doubts: tuple[Doubt, ...]


Outcome = Done | Refused | Conflict | Questioned


def record(
    case: Case,
    act: Act | Sequence[e.Event],
    *,
    by: User | None,
    on: date,
    today: date,
    expected: int | None = None,
    token: str | None = None,
    answers: Answers | None = None,
    confirmed: Collection[str] | None = None,
    own: Sequence[Doubt] = (),
) -> Outcome:
    """Record facts that happened ``on`` a day, or what an act makes of the case.

    ``expected`` is the version the form was made from, ``token`` its own mark: the same token never counts
    twice. ``confirmed`` are the doubts (by their mark) that somebody answered; None where nobody can be asked, as in
    an import, and then nothing is. ``own`` are what the page itself asks of the first fact, by what it knows besides
    the case. Raises FactInFuture, NotOfThisCase, and Case.DoesNotExist for a merge with what is not there.
    """
    if on > today:
        raise FactInFuture(on, today)

    def under_lock(file: File) -> Outcome:
        if token and (repeated := file.recorded_before(token)):
            return repeated
        if answers and (conflict := file.conflict(answers, expected)):
            return conflict
        new = act(file.facts()) if callable(act) else act
        if isinstance(new, Refused):
            return new
        dated = [(on, event) for event in new]
        if refused := beyond_a_limit(case.municipality_id, dated):
            return refused
        asked = [*((doubt, 0) for doubt in own), *file.doubts(new, on)] if confirmed is not None else []
        if not {doubt.mark for doubt, _ in asked} <= set(confirmed or ()):
            return Questioned(tuple(doubt for doubt, _ in asked))
        stamp = Stamp(case.municipality_id, clock.now(), by.pk if by else None, token)
        done = file.append(dated, stamp)
        _keep_what_was_asked(case.municipality_id, asked, done)
        return done

    return with_file(case, today, under_lock)


def with_file(case: Case, today: date, act: Callable[["File"], T]) -> T:
    """Do something with a case and all that its story touches under lock, in one transaction.

    Locks are taken in the order of ids, so that two workers never wait for each other. Where it turns out
    that more must be locked, all is let go and begun again.
    """
    wanted = {case.pk}
    while True:
        try:
            with transaction.atomic():
                return act(File(case, today, wanted))
        except _MoreToLock as more:
            wanted |= more.cases


class _MoreToLock(Exception):  # noqa: N818 - it tells what, and is caught here
    def __init__(self, cases: set[int]) -> None:
        super().__init__(f"cases {sorted(cases)} are touched as well")
        self.cases = cases


def open_case(
    municipality: Municipality,
    household: Household | None,
    act: Act | Sequence[e.Event],
    *,
    by: User | None,
    on: date,
    today: date,
    token: str | None = None,
) -> tuple[Case, Outcome]:
    """A new case for this household with its first facts; it is not kept when the act is refused.

    The same ``token`` opens no second case: then the case it opened comes back. Raises FactInFuture.
    """
    if on > today:
        raise FactInFuture(on, today)
    with transaction.atomic():
        hold_households(municipality.pk, [household.pk] if household else [])
        number = take_numbers(municipality.pk, on.year, 1)[0]
        opened = CaseEvent.of(municipality).filter(token=token, sequence=1).first() if token else None
        case = opened.case if opened else Case.of(municipality).create(number=number, household=household)
        outcome = record(case, act, by=by, on=on, today=today, token=token)
        if opened or not isinstance(outcome, Done):
            transaction.set_rollback(True)
        return case, outcome


def hold_households(municipality: int, households: Collection[int]) -> None:
    """Until the transaction ends nobody opens a case for these, and no register import changes them.

    Where one transaction locks all, it does already.
    """
    if not connection.features.has_select_for_update:
        return
    rows = Household.of(municipality).filter(id__among=households).order_by("id").select_for_update()
    list(rows.values_list("id", flat=True))


def take_numbers(municipality: int, year: int, count: int) -> list[str]:
    """The next case numbers of that year. Within a transaction: the counter stays locked until its end."""
    CaseNumber.of(municipality).bulk_create([CaseNumber(year=year)], ignore_conflicts=True)
    counter = CaseNumber.of(municipality).select_for_update().get(year=year)
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"VN-{year}-{n:05}" for n in range(counter.last - count + 1, counter.last + 1)]


class File:
    """One case under lock, with all cases whose stories touch it."""

    def __init__(self, case: Case, today: date, wanted: set[int]) -> None:
        """The agreements are read under the lock: who lays others down has every case told anew after it."""
        self._case, self._today = case, today
        self._municipality = case.municipality_id
        self._rows = _locked(self._municipality, wanted)
        self._practice = practice_of(self._municipality)
        self._streams = streams(self._municipality, sorted(self._rows))

    def facts(self) -> Facts:
        return fold(self._story(self._case.pk))

    def recorded_before(self, token: str) -> Done | None:
        """What this form recorded the first time it was sent."""
        mine = CaseEvent.of(self._municipality).filter(case__in=list(self._streams))
        first = mine.filter(token=token).first()
        if first is None:
            return None
        ids = set(mine.filter(recorded_at=first.recorded_at).values_list("id", flat=True))
        story = self._story(self._case.pk)
        recorded = tuple(record for record in story if record.id in ids)
        return Done(self._case.pk, recorded, fold(story), _version(story), repeated=True)

    def conflict(self, answers: Answers, expected: int | None) -> Conflict | None:
        """What changed in the obligation that is answered, since the form was made at ``expected``."""
        story = self._story(self._case.pk)
        if expected is None or expected >= _version(story):
            return None
        was = self._obligation([r for r in story if r.id <= expected], answers)
        now = self._obligation(story, answers)
        return None if was == now else Conflict(was, now)

    def _obligation(self, story: list[e.Recorded], answers: Answers) -> Obligation | None:
        due = agenda(fold(story), self._today, self._practice)
        return next((o for o in due if (o.rule, o.subject) == answers), None)

    def doubts(self, new: Sequence[e.Event], on: date) -> list[tuple[Doubt, int]]:
        """What these facts seem to contradict, each seen after the ones before it, with the place of the fact in doubt.

        Asked once, however many facts raise it.
        """
        story = self._story(self._case.pk)
        number, turn = _version(story), place_in_day(story, on)
        told = [e.Recorded(number + place, on, turn + place, event) for place, event in enumerate(new, start=1)]
        asked: dict[str, tuple[Doubt, int]] = {}
        for place, event in enumerate(new):
            facts = fold([*story, *told[:place]])
            for doubt in (*doubts(facts, on, event), *self._lets_go(facts, event)):
                asked.setdefault(doubt.mark, (doubt, place))
        return list(asked.values())

    def _lets_go(self, facts: Facts, event: e.Event) -> Iterable[Doubt]:
        """What is still to be done in a case that is about to be closed."""
        if not isinstance(event, e.CaseClosed):
            return ()
        return closing_doubts(facts, agenda(facts, self._today, self._practice))

    def append(self, new: Sequence[Dated], stamp: Stamp) -> Done:
        """Each fact in the stream it belongs to; then every list that shows one of these cases."""
        rows: list[Stored] = []
        for number, (on, event) in zip(tables.take_ids(CaseEvent, len(new)), new, strict=True):
            origin, own = home(self._case.pk, self._group(self._case.pk), event)
            if isinstance(own, e.CaseMerged):
                self._take_in(own.into)
            turn = place_in_day(self._story(self._case.pk), on)
            rows.append(continued(self._streams[origin], e.Recorded(number, on, turn, own), stamp))
            stamp = stamp._replace(token=None)
        tables.insert(CaseEvent, COLUMNS, rows)
        self._project()
        story = self._story(self._case.pk)
        ids = {row.id for row in rows}
        return Done(self._case.pk, tuple(r for r in story if r.id in ids), fold(story), _version(story))

    def _take_in(self, other: int) -> None:
        """A case that this one is merged into must be there, under lock, and no part of this story yet."""
        if other in self._group(self._case.pk):
            raise NotOfThisCase(f"case {other} is part of case {self._case.pk} already")
        if other not in self._rows:
            raise _MoreToLock({other})

    def _project(self) -> None:
        """Who is merged into whom first, since that decides what each case tells."""
        for number, stream in self._streams.items():
            self._rows[number].merged_into_id = fold(stream.recorded).merged_into
        told = {number: self._told(number) for number in self._rows}
        lists.write(self._municipality, {number: t for number, (t, _) in told.items()})
        self._name({number: persons for number, (_, persons) in told.items()})

    def _told(self, number: int) -> tuple[lists.Told, tuple[int, ...]]:
        story = self._story(number)
        facts = fold(story)
        shown: Projection = project(facts, self._today, self._practice)
        return lists.Told(shown, self._streams[number].last, _version(story)), tuple(facts.persons)

    def _name(self, persons: dict[int, tuple[int, ...]]) -> None:
        who = {n: lists.Who(row.number, row.household_id, persons[n]) for n, row in self._rows.items()}
        lists.write_faces(self._municipality, lists.faces(self._municipality, who))

    def _story(self, number: int) -> list[e.Recorded]:
        return tell(number, self._group(number))

    def _group(self, number: int) -> dict[int, Stream]:
        """The streams that this case tells: its own and of all that were merged into it, however far back."""
        group, found = {number}, {number}
        while found:
            found = {n for n, row in self._rows.items() if row.merged_into_id in found} - group
            group |= found
        return {n: self._streams[n] for n in sorted(group)}


def _keep_what_was_asked(municipality: int, asked: Sequence[tuple[Doubt, int]], done: Done) -> None:
    """Beside each fact what did not seem to fit when it was recorded, so that who reads it later knows it was meant."""
    events = sorted(record.id for record in done.recorded)
    Confirmation.of(municipality).bulk_create(
        Confirmation(municipality_id=municipality, event_id=events[place], doubt=write_doubt(doubt))
        for doubt, place in asked
    )


def _version(story: list[e.Recorded]) -> int:
    return max((record.id for record in story), default=0)


def _locked(municipality: int, wanted: set[int]) -> dict[int, Case]:
    """These cases under lock; _MoreToLock when others touch their story."""
    cases = Case.of(municipality)
    locked = {row.pk: row for row in cases.filter(id__in=wanted).order_by("id").select_for_update()}
    if missing := wanted - locked.keys():
        raise Case.DoesNotExist(f"no cases {sorted(missing)} here")
    touched = set(cases.filter(merged_into__in=locked).values_list("id", flat=True))
    touched |= {row.merged_into_id for row in locked.values() if row.merged_into_id}
    if more := touched - locked.keys():
        raise _MoreToLock(more)
    return locked
