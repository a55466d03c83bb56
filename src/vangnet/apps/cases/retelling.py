"""How are cases told anew from their facts, when the clock, a name or a rule changed?

What lists show is worked out while nobody has to wait, and anew under the lock where a case changed meanwhile; names
are read under the lock. A rebuild of everything goes over as many processes as it is given.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import django
from django.db import transaction
from django.db.models import Max

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import lists, tables
from vangnet.apps.cases.bulk import chunks, hold_as_seen, rows_of, tidied_seldom
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.cases.project import project
from vangnet.apps.cases.story import last_places, merged_into, merges, whole_stories
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.fold import fold

ENOUGH = 5_000
"""From so many cases on it is worth starting more processes."""
Merged = Mapping[int, list[int]]


def rebuild(municipality: Municipality, today: date, processes: int = 1) -> int:
    """Tell every case anew from its events and nothing else; how many. Each chunk is one transaction."""
    every = list(Case.of(municipality).order_by("id").values_list("id", flat=True))
    again = partial(_rebuild, municipality.pk, today, _Ties.of(municipality.pk))
    with _together(processes if len(every) >= ENOUGH else 1) as together:
        count = sum(together.map(again, chunks(every)) if together else map(again, chunks(every)))
    tables.take_stock()
    return count


@contextmanager
def _together(processes: int) -> Iterator[ProcessPoolExecutor | None]:
    """Workers with a connection of their own each; None for one, which goes on in this process."""
    if processes <= 1:
        yield None
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=django.setup) as together:
        yield together


@tidied_seldom()
def _rebuild(municipality: int, today: date, ties: "_Ties", cases: Sequence[int]) -> int:
    with acting_for(municipality):
        return _retell(Municipality.objects.get(pk=municipality), cases, today, named=True, ties=ties)


class _Ties(NamedTuple):
    """Which cases tell which others, as the facts say, and the last fact that could say so."""

    last: int
    merged: Merged

    @classmethod
    def of(cls, municipality: int) -> "_Ties":
        return cls(cls._last(municipality), merges(municipality))

    @staticmethod
    def _last(municipality: int) -> int:
        tied = CaseEvent.of(municipality).filter(kind__in=[kind.__name__ for kind in _TYING])
        return tied.aggregate(last=Max("id"))["last"] or 0

    def now(self, municipality: int) -> Merged:
        """As it is; read anew only where such a fact came since."""
        return self.merged if self._last(municipality) == self.last else merges(municipality)


_TYING = (e.CaseMerged, e.CaseSeparated, e.EventCorrected)


def run_due(municipality: Municipality, today: date, most: int | None = None) -> int:
    """Tell anew the cases whose agenda the clock has changed, longest due first; how many (at ``most``)."""
    due = Case.of(municipality).filter(next_change_on__lte=today).order_by("next_change_on", "id")
    return refresh(municipality, list(due.values_list("id", flat=True)[:most]), today)


def refresh(municipality: Municipality, cases: Sequence[int], today: date) -> int:
    """Tell these cases anew as they stand on that day; how many."""
    return sum(_retell(municipality, chunk, today) for chunk in chunks(sorted(cases)))


def rename(municipality: Municipality, households: Sequence[int], today: date) -> int:
    """Names or homes in these households changed: call and find their cases by the new ones; how many."""
    cases = Case.of(municipality).filter(household__among=households).order_by("id")
    return retell(municipality, list(cases.values_list("id", flat=True)), today)


def retell(municipality: Municipality, cases: Sequence[int], today: date) -> int:
    """Tell these cases anew from their facts, what they are called and found by included; how many."""
    return sum(_retell(municipality, chunk, today, named=True) for chunk in chunks(cases))


class _Anew(NamedTuple):
    """What lists will show of some cases and whom they are about, by which agreements, as far as their stories were."""

    practice: Practice
    rows: Mapping[int, Case]
    merged: Merged
    told: Mapping[int, lists.Told]
    who: Mapping[int, lists.Who]


def _retell(
    municipality: Municipality, cases: Sequence[int], today: date, *, named: bool = False, ties: _Ties | None = None
) -> int:
    """``named``: what they are called too. ``ties``: which cases tell which others by the facts, else by their rows."""
    which = partial(ties.now, municipality.pk) if ties else partial(merged_into, municipality.pk, cases)
    work_out = partial(_work_out, municipality, cases, today)
    anew = work_out(which())
    with transaction.atomic():
        seen = hold_as_seen(municipality, anew.rows) and anew.merged == which()
        if not seen or anew.practice != practice_of(municipality):
            anew = work_out(which())
        lists.write(municipality.pk, anew.told)
        if named:
            lists.write_faces(municipality.pk, lists.faces(municipality.pk, anew.who))
    return len(anew.told)


def _work_out(municipality: Municipality, cases: Sequence[int], today: date, merged: Merged) -> _Anew:
    practice = practice_of(municipality)
    rows = rows_of(municipality, cases)
    last = last_places(municipality.pk, sorted(rows))
    told, who = {}, {}
    for case, story in whole_stories(municipality.pk, rows, merged).items():
        facts = fold(story)
        version = max((record.id for record in story), default=0)
        told[case] = lists.Told(project(facts, today, practice), last.get(case, 0), version)
        who[case] = lists.Who(rows[case].number, rows[case].household_id, tuple(facts.persons))
    return _Anew(practice, rows, merged, told, who)
