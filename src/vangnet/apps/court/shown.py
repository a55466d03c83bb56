"""What does somebody see of a hearing on a list, on the calendar and on its own page?"""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.steps import minors_chip
from vangnet.apps.cases.wording import Names, household_name, matter_said
from vangnet.apps.court.around import court_said
from vangnet.apps.court.models import Sitting
from vangnet.apps.court.queries import Listed, Month, Planned
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Chip
from vangnet.apps.web.texts import day, say
from vangnet.domain.case import Hearing
from vangnet.domain.codes import Attendance


@dataclass(frozen=True, slots=True)
class Row:
    """One hearing on the list."""

    day: date | None
    who: str
    url: str
    what: str
    court: str
    at: time | None
    room: str
    attends: str
    travel: int | None
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class Day:
    """The hearings of one day, by court and time."""

    day: date | None
    rows: list[Row]


def days(listed: Iterable[Listed], own_court: str, partners: Mapping[int, Partner], today: date) -> list[Day]:
    """The hearings by day; within it by court, then by time, those without a time last."""
    found: defaultdict[date | None, list[Row]] = defaultdict(list)
    for one in listed:
        found[one.day].append(row(one, own_court, partners, today))
    return [
        Day(on, sorted(rows, key=lambda r: (r.court, r.at is None, r.at or time.min, r.who)))
        for on, rows in sorted(found.items(), key=lambda item: item[0] or date.max)
    ]


def row(one: Listed, own_court: str, partners: Mapping[int, Partner], today: date) -> Row:
    """One hearing with what is arranged around it, and what is not."""
    sitting, number = one.sitting, one.case.number
    names = Names({}, partners, {}, {})
    return Row(
        day=one.day,
        who=household_name(one.case.name, number),
        url=reverse("hearing", args=[number, one.matter.number, one.hearing.number]),
        what=matter_said(one.matter, names),
        court=court_said((sitting.court if sitting else "") or own_court),
        at=sitting.at if sitting else None,
        room=where(sitting),
        attends=sitting.attends.name if sitting and sitting.attends else "",
        travel=sitting.travel_minutes if sitting and sitting.attends else None,
        chips=[*chips(one.hearing, sitting, today), *([minors_chip(one.facts.minors)] if one.facts.minors else [])],
    )


def where(sitting: Sitting | None) -> str:
    """Building and room, as far as known."""
    if sitting is None:
        return ""
    room = (_("zaal %(room)s") % {"room": sitting.room}).replace(" ", "\u00a0", 1) if sitting.room else ""
    return ", ".join(part for part in (sitting.place, room) if part)


def chips(hearing: Hearing, sitting: Sitting | None, today: date) -> Iterator[Chip]:
    """What is ready for a hearing and what is not; after it, that the outcome is awaited or missing."""
    if hearing.over_on or (hearing.day and hearing.day < today):
        awaited = hearing.judgment_on and hearing.judgment_on >= today
        said = "judgment_awaited" if awaited else "outcome_missing"
        yield Chip(say(f"sitting.{said}"), "net" if awaited else "alarm", "clock")
        return
    yield attendance_chip(hearing)
    if hearing.given_on:
        yield Chip(say("sitting.pack_given"), "good", "check")
    elif hearing.pack_on:
        yield Chip(say("sitting.pack_made"), "good", "check")
    else:
        yield Chip(say("sitting.pack_lacks"), "soon")
    if sitting is None or sitting.attends_id is None:
        yield Chip(say("sitting.nobody_attends"), "soon", "person")


def attendance_chip(hearing: Hearing) -> Chip:
    """Who comes for the resident."""
    if hearing.somebody_appears:
        return Chip(say(f"sitting.{hearing.appears}"), "good", "check")
    if hearing.appears is Attendance.NOBODY:
        return Chip(say("sitting.nobody"), "alarm", "alert")
    return Chip(say("sitting.appears_unknown"), "soon", "person")


# The calendar -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Square:
    """One day on the calendar."""

    day: date
    inside: bool
    """Of the month that is shown."""
    today: bool
    url: str
    hearings: list[str]
    """The first few households, with the time where it is known."""
    more: int
    judgments: int
    """So many judgments are awaited that day."""

    @property
    def count(self) -> int:
        return len(self.hearings) + self.more


def weeks(month: Month, today: date) -> list[list[Square]]:
    """The month by weeks."""
    by_day: defaultdict[date, list[Planned]] = defaultdict(list)
    for one in month.planned:
        by_day[one.day].append(one)
    return [
        [_square(on, by_day.get(on, []), month, today) for on in week]
        for week in Calendar().monthdatescalendar(month.first.year, month.first.month)
    ]


def _square(on: date, planned: list[Planned], month: Month, today: date) -> Square:
    coming = [one.case for one in planned if not one.judgment]
    named = [month.named[case] for case in coming if case in month.named]
    named.sort(key=lambda one: (one.at is None, one.at or time.min, one.name))
    return Square(
        day=on,
        inside=(on.year, on.month) == (month.first.year, month.first.month),
        today=on == today,
        url=f"{reverse('hearings')}?dag={on.isoformat()}" if planned else "",
        hearings=[f"{one.at:%H:%M} {one.name}" if one.at else one.name for one in named],
        more=len(coming) - len(named),
        judgments=len(planned) - len(coming),
    )


def title_of(hearing: Hearing) -> str:
    """What the page of a hearing is called."""
    if hearing.day is None:
        return _("Zitting zonder datum")
    return _("Zitting op %(day)s") % {"day": day(hearing.day, "full")}
