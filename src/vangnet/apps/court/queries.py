"""Which hearings are there, and of which is the outcome not known yet?

Every hearing that is not decided has a step that asks for its judgment; that step tells its day, so that a list of
hearings needs no story. Only the few that a page shows are told from theirs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import msgspec
from django.db.models import QuerySet

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.around import Place, place_of, sittings_of
from vangnet.apps.court.models import Sitting
from vangnet.apps.partners.models import Partner
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Hearing, Matter

AT_SIGHT = 30
"""So many hearings a list shows at a time."""
MISSING_AT_SIGHT = 20
NAMES_A_DAY = 3
MOST_IN_A_MONTH = 3_000
_LATER = timedelta(days=10)
"""A step is due the first working day after the day it is about; never so many days later."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One hearing on a list, with what is arranged around it."""

    case: Case
    facts: Facts
    matter: Matter
    hearing: Hearing
    sitting: Sitting | None

    @property
    def day(self) -> date | None:
        """Of the hearing; once held, of the judgment when the judge named a day."""
        return self.hearing.judgment_on if self.hearing.over_on and self.hearing.judgment_on else self.hearing.day


@dataclass(frozen=True, slots=True)
class Hearings:
    """What the list shows."""

    missing: list[Listed]
    """Of these the outcome should be known by now, longest waiting first; no more than a page holds."""
    missing_count: int
    ahead: list[Listed]
    ahead_count: int
    partners: dict[int, Partner]


def hearings(municipality: Municipality, today: date, *, on: date | None = None, page: int = 1) -> Hearings:
    """The hearings to come, nearest first (or those of one day), and those without an outcome.

    A page past the last is the last. Nine queries at most.
    """
    steps = _steps(municipality).select_related("case").order_by("by", "id")
    late, ahead = steps.filter(by__lte=today), steps.filter(by__gt=today)
    if on:
        late, ahead = late.none(), steps.filter(id__in=_of_day(municipality, on))
    counted = ahead.count()
    start = min(page - 1, max(counted - 1, 0) // AT_SIGHT) * AT_SIGHT
    late_rows, ahead_rows = list(late[:MISSING_AT_SIGHT]), list(ahead[start : start + AT_SIGHT])
    told = _told(municipality, [*late_rows, *ahead_rows])
    missing = [told[step.pk] for step in late_rows if step.pk in told]
    coming = [told[step.pk] for step in ahead_rows if step.pk in told]
    waiting = len(late_rows) if len(late_rows) < MISSING_AT_SIGHT else late.count()
    wanted = {one.matter.partner for one in (*missing, *coming) if one.matter.partner}
    return Hearings(missing, waiting, coming, counted, Partner.of(municipality).in_bulk(wanted))


def _steps(municipality: Municipality) -> QuerySet[Step]:
    return Step.of(municipality).filter(rule="record_judgment")


def _of_day(municipality: Municipality, on: date) -> list[int]:
    """The steps about this day: of its hearings, or of a judgment that is awaited on it."""
    near = _steps(municipality).filter(by__gt=on, by__lte=on + _LATER).values_list("id", "because")
    return [number for number, because in near if msgspec.json.decode(because, type=_Because).expected == on]


def _told(municipality: Municipality, steps: list[Step]) -> dict[int, Listed]:
    """By the id of the step: its hearing, as the story tells it."""
    facts = facts_of(municipality, {step.case_id for step in steps})
    found: dict[int, tuple[Step, Matter, Hearing, Place]] = {}
    for step in steps:
        matter = facts[step.case_id].matters.get(step.subject_id)
        hearing = matter.undecided if matter else None
        if matter and hearing:
            found[step.pk] = step, matter, hearing, place_of(step.case_id, matter.number, hearing.number)
    kept = sittings_of(municipality, [place for *_, place in found.values()])
    sittings = {place: kept[place].on(hearing.day) for *_, hearing, place in found.values() if place in kept}
    return {
        number: Listed(step.case, facts[step.case_id], matter, hearing, sittings.get(place))
        for number, (step, matter, hearing, place) in found.items()
    }


@dataclass(frozen=True, slots=True)
class Planned:
    """A hearing, or a judgment that is awaited, on the calendar."""

    day: date
    case: int
    judgment: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A household on the calendar: what it is called, and when its hearing begins, where that is known."""

    name: str
    at: time | None


@dataclass(frozen=True, slots=True)
class Month:
    """What lies in one month, by day; of each day the first few are named."""

    first: date
    planned: list[Planned]
    named: dict[int, Named]
    """By case; a month can hold thousands, of which nobody reads the names."""


def month(municipality: Municipality, first: date, after: date) -> Month:
    """What lies in a month, from its first day until the first of the next. Three queries."""
    steps = _steps(municipality).filter(by__gt=first, by__lt=after + _LATER).order_by("by", "id")
    rows: Any = steps.values_list("because", "case_id")[:MOST_IN_A_MONTH]
    told = (_planned(msgspec.json.decode(because, type=_Because), case) for because, case in rows)
    planned = sorted((one for one in told if one and first <= one.day < after), key=lambda one: (one.day, one.case))
    return Month(first, planned, _named(municipality, _first_of_each_day(planned)))


class _Because(msgspec.Struct):
    """What a step that asks for a judgment says of its days."""

    hearing: date | None = None
    expected: date | None = None


def _planned(because: _Because, case: int) -> Planned | None:
    if because.expected is None:
        return None
    return Planned(because.expected, case, judgment=because.hearing != because.expected)


def _first_of_each_day(planned: Iterable[Planned]) -> dict[int, date]:
    """By case: the day of its hearing."""
    seen: Counter[date] = Counter()
    found = {}
    for one in planned:
        if not one.judgment and seen[one.day] < NAMES_A_DAY:
            seen[one.day] += 1
            found[one.case] = one.day
    return found


def _named(municipality: Municipality, cases: Mapping[int, date]) -> dict[int, Named]:
    rows = Sitting.of(municipality).filter(case__in=cases, at__isnull=False).order_by("hearing")
    times = {row.case_id: row.at for row in rows.only("case_id", "at", "day") if row.holds_on(cases[row.case_id])}
    called = Case.of(municipality).filter(id__in=cases).values_list("id", "name", "number")
    return {case: Named(name or number, times.get(case)) for case, name, number in called}
