"""What stands on a looplijst, on screen and on paper: whom to ring for, where, what for, and what to mind?

No amounts, no kinds of debt and no BSN: a list gets lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Person, Stay
from vangnet.apps.cases.story import decode, facts_of
from vangnet.apps.outreach.models import Round, Stop, Walker
from vangnet.apps.web.texts import say, spoken, word
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Channel, DayPart, Reached
from vangnet.domain.doors import HOURS, DoorTask
from vangnet.domain.events import ContactAttempted


@dataclass(frozen=True, slots=True)
class Line:
    """One door. ``reached`` is what was recorded there, or None."""

    stop: Stop
    number: int
    name: str
    address: str
    place: str
    task: DoorTask
    notes: tuple[str, ...]
    """What to mind: haste, another colleague, a wish, a language. Nothing at a door where nobody need go."""
    reached: Reached | None
    closed: bool
    """Whether the case was closed meanwhile, so that nobody need go there. Why and how it ended is not for a list."""

    @property
    def asked(self) -> bool:
        """Whether somebody goes there still, or went."""
        return self.reached is not None or not self.closed

    @property
    def standing(self) -> str:
        """What there is to say instead of what can be ticked or tapped; empty while somebody is to go there."""
        if self.reached:
            return word(self.reached)
        return say("door_note.closed") if self.closed else ""

    @property
    def what(self) -> str:
        return say(f"door_task.{self.task}")

    @property
    def how(self) -> str:
        return say(f"door_how.{self.task}")


@dataclass(frozen=True, slots=True)
class WalkSheet:
    """The doors of one walker, in order."""

    walker: Walker
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(1 for line in self.lines if line.reached)

    @property
    def stops(self) -> int:
        """The doors to which somebody goes, or went."""
        return sum(1 for line in self.lines if line.asked)

    @property
    def next(self) -> Line | None:
        """The first door to go to of which nothing was recorded yet."""
        return next((line for line in self.lines if not line.standing), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole round."""

    round: Round
    walks: tuple[WalkSheet, ...]

    @property
    def part(self) -> DayPart:
        return DayPart(self.round.day_part)

    @property
    def hours(self) -> str:
        begin, end = HOURS[self.part]
        return say("walk.hours", begin=begin.hour, end=end.hour)

    @property
    def stops(self) -> int:
        return sum(walk.stops for walk in self.walks)

    @property
    def cases(self) -> list[int]:
        return [line.stop.case_id for walk in self.walks for line in walk.lines]

    @property
    def done(self) -> int:
        return sum(walk.done for walk in self.walks)


def sheet_of(municipality: Municipality, made: Round, walkers: Sequence[Walker] | None = None) -> Sheet:
    """The whole round, or only these walks of it. At most seven queries, whatever its length."""
    if walkers is None:
        walkers = list(Walker.of(municipality).filter(round=made).select_related("user").order_by("position"))
    stops = list(
        Stop.of(municipality)
        .filter(walker__in=[walker.pk for walker in walkers])
        .select_related("case__merged_into", "person", "result", "walker__round")
        .order_by("position", "id")
    )
    lines = lines_of(municipality, stops)
    return Sheet(made, tuple(WalkSheet(walker, tuple(lines.get(walker.pk, ()))) for walker in walkers))


def lines_of(municipality: Municipality, stops: Sequence[Stop]) -> dict[int, list[Line]]:
    """These doors by walker, in the order given. Five queries; case, person, result and round must be at hand."""
    homes = _homes(municipality, stops)
    facts = facts_of(municipality, sorted({stop.case_id for stop in stops}))
    lines: dict[int, list[Line]] = {}
    for stop in stops:
        own = lines.setdefault(stop.walker_id, [])
        own.append(_line(stop, len(own) + 1, homes.get(stop.case.household_id or 0), facts[stop.case_id]))
    return lines


def _homes(municipality: Municipality, stops: Iterable[Stop]) -> dict[int, Stay]:
    households = {stop.case.household_id for stop in stops if stop.case.household_id}
    return {stay.household_id: stay for stay in Stay.of(municipality).filter(household__in=households, until=None)}


def _line(stop: Stop, number: int, home: Stay | None, facts: Facts) -> Line:
    return Line(
        stop=stop,
        number=number,
        name=stop.person.name,
        address=f"{home.street} {home.house}" if home else say("door_note.no_address"),
        place=home.place if home else "",
        task=DoorTask(stop.task),
        notes=() if stop.closed else tuple(_notes(stop, stop.person, facts)),
        reached=_reached(stop),
        closed=stop.closed,
    )


def _reached(stop: Stop) -> Reached | None:
    event = stop.result
    if event is None:
        return None
    told = decode(event.pk, event.on, event.turn, event.kind, event.payload).event
    return told.reached if isinstance(told, ContactAttempted) else None


def _notes(stop: Stop, person: Person, facts: Facts) -> Iterable[str]:
    if stop.in_haste:
        yield say("door_note.haste")
    if stop.someone_else:
        yield say("door_note.someone_else")
    known = facts.persons.get(stop.person_id)
    channel, part = (known.wish if known else None) or (None, None)
    if part:
        yield say("door_note.wishes_part", part=part)
    elif channel and channel is not Channel.VISIT:
        yield say("door_note.wishes_channel", channel=channel)
    if (language := person.language or facts.language) and language != "nl":
        yield say("door_note.language", language=_language(language, spoken()))


@cache
def _language(code: str, tongue: str) -> str:
    return str(Locale.parse(tongue).languages.get(code, code))


def as_data(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain data: what the PDF is set from, and what ``--out FILE.json`` holds."""
    return {
        "day": sheet.round.day.isoformat(),
        "day_part": sheet.part.value,
        "hours": sheet.hours,
        "area": sheet.round.area,
        "stops": sheet.stops,
        "walks": [
            {
                "visitor": walk.walker.name,
                "metres": walk.walker.metres,
                "minutes": walk.walker.minutes,
                "stops": [_data(line) for line in walk.lines],
            }
            for walk in sheet.walks
        ],
    }


def _data(line: Line) -> dict[str, Any]:
    stop = line.stop
    return {
        "number": line.number,
        "case": stop.case.number,
        "name": line.name,
        "address": line.address,
        "place": line.place,
        "task": line.task.value,
        "what": line.what,
        "how": line.how,
        "notes": list(line.notes),
        "urgency": stop.urgency,
        "danger_on": _iso(stop.danger_on),
        "reached": line.reached.value if line.reached else None,
        "closed": line.closed,
        "standing": line.standing,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
