"""At whose door may somebody ring in this day part, what for, how pressing is it, and why not at the others?

The ladder picks the channel, the round picks the day part. Danger lifts the number of attempts, never decency:
not on Sundays, not before 8 or after 21 h, never the same day part twice running, and a wish is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from vangnet.domain.case import Case, Person
from vangnet.domain.codes import HOME_DEBTS, Channel, DayPart
from vangnet.domain.rules.rule import Facts
from vangnet.domain.sieve import Obligation, in_haste

HOURS: Final = {
    DayPart.MORNING: (time(8), time(12)),
    DayPart.AFTERNOON: (time(12), time(18)),
    DayPart.EVENING: (time(18), time(21)),
}
"""Between which hours one rings: the day parts of DDAS-VS v1.2, kept within 8 and 21 h (guide, int. ch. 3)."""

HASTE: Final = 2
"""Doors of which the urgency is below this are rung at with haste."""
DANGER: Final = 4
"""And below this home or supply is at stake."""

AHEAD: Final = timedelta(days=7)
"""How long before its date a step may be done at the door: one round a week keeps every date."""
REST: Final = timedelta(days=3)
"""Without danger, so long nobody rings again after an attempt."""

_AT_THE_DOOR: Final = frozenset({Channel.VISIT, Channel.APPOINTMENT})


class DoorTask(StrEnum):
    """What somebody comes to do at a door, most pressing first."""

    CRISIS = "crisis"
    LAST_OFFER = "last_offer"
    HEARING = "hearing"
    VISIT = "visit"
    ANSWER = "answer"
    CARD = "card"


class NotNow(StrEnum):
    """Why nobody rings there in this day part."""

    WHO_UNSETTLED = "who_unsettled"
    OTHER_CHANNEL = "other_channel"
    WISHED_OTHER_CHANNEL = "wished_other_channel"
    WISHED_OTHER_DAY_PART = "wished_other_day_part"
    SAME_DAY_PART = "same_day_part"
    TOO_SOON = "too_soon"
    NOT_YET = "not_yet"
    RESTING = "resting"
    ENOUGH = "enough"
    HOUSEMATE_FIRST = "housemate_first"


_TASKS: Final = {
    "crisis_contact": DoorTask.CRISIS,
    "last_offer": DoorTask.LAST_OFFER,
    "hearing_offer": DoorTask.HEARING,
    "attempt": DoorTask.VISIT,
    "hear_answer": DoorTask.ANSWER,
}
RULES: Final = frozenset(_TASKS)
"""The rules of the agenda that somebody can answer at the door."""


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody to ring for. ``urgency`` is a rank: 0 is the most pressing."""

    person: int
    task: DoorTask
    urgency: int
    by: date
    danger_on: date | None
    someone_else: bool
    """This person declined before: another one than who spoke then should come (sieve, ``crisis_contact``)."""
    attempt: int | None
    """Which attempt of the ladder this would be, where the ladder counts it."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody not to ring for now, and why; no person while it is unsettled who it is."""

    person: int | None
    reason: NotNow
    facts: Facts


def nobody_rings_on(day: date) -> bool:
    """Whether this is a day on which nobody goes round: a Sunday."""
    return day.isoweekday() == 7


def at_the_door(
    case: Case, agenda: Iterable[Obligation], day: date, part: DayPart, *, without_phone: Iterable[int], cards: bool
) -> tuple[Door | None, list[Passed]]:
    """Whom of this household to ring for, if anybody, and why not for the others.

    ``agenda`` is the case's on ``day``; ``without_phone`` are persons of whom no number is known, so that a call
    of the ladder becomes a visit; ``cards`` tells whether this round also brings the ladder's first card.
    One person a visit: adults of a household learn nothing of each other's debts.
    """
    due = [o for o in agenda if o.rule in RULES]
    unreachable = frozenset(without_phone)
    answers = [
        _answer(case, person, steps, day, part, cards=cards, no_phone=person.id in unreachable)
        for person in case.persons.values()
        if (steps := _steps_of(case, person, due))
    ]
    doors = sorted((a for a in answers if isinstance(a, Door)), key=lambda d: (d.urgency, d.by, d.person))
    passed = [a for a in answers if isinstance(a, Passed)]
    passed += [Passed(None, NotNow.WHO_UNSETTLED, {})] if not answers and _who_unsettled(case) else []
    passed += [Passed(door.person, NotNow.HOUSEMATE_FIRST, {}) for door in doors[1:]]
    return (doors[0] if doors else None), passed


def _who_unsettled(case: Case) -> bool:
    return any(m.person is None and m.unsettled for m in case.matters.values())


def _steps_of(case: Case, person: Person, due: Sequence[Obligation]) -> list[Obligation]:
    own = {m.number for m in case.matters_of(person.id)}
    return [
        o
        for o in due
        if (o.subject.kind == "person" and o.subject.id == person.id)
        or (o.subject.kind == "matter" and o.subject.id in own)
    ]


def _answer(
    case: Case, person: Person, steps: list[Obligation], day: date, part: DayPart, *, cards: bool, no_phone: bool
) -> Door | Passed:
    """The guards, from what always holds to what danger lifts."""
    waits_until = max(o.by for o in steps)
    steps = [o for o in steps if o.stage != "wait"]
    if not steps:
        return Passed(person.id, NotNow.ENOUGH, {"until": waits_until})
    danger = any(m for m in case.matters_of(person.id) if any(m.dangers()))
    crisis = any(o.rule == "crisis_contact" for o in steps)
    wished_channel, wished_part = person.wish or (None, None)
    last = person.attempts[-1] if person.attempts else None
    by = min(o.by for o in steps)
    if _who_unsettled(case) and not danger:
        return Passed(person.id, NotNow.WHO_UNSETTLED, {})
    if wished_channel and wished_channel not in _AT_THE_DOOR:
        return Passed(person.id, NotNow.WISHED_OTHER_CHANNEL, {"channel": wished_channel.value})
    if wished_part and wished_part is not part:
        return Passed(person.id, NotNow.WISHED_OTHER_DAY_PART, {"day_part": wished_part.value})
    if last and last.day_part is part and wished_part is None:
        return Passed(person.id, NotNow.SAME_DAY_PART, {"on": last.on, "day_part": part.value})
    if not danger and all(o.stage == "resting" for o in steps):
        return Passed(person.id, NotNow.RESTING, {"until": by})
    if not danger and not crisis and last and day < last.on + REST:
        return Passed(person.id, NotNow.TOO_SOON, {"on": last.on})
    if by > day + AHEAD:
        return Passed(person.id, NotNow.NOT_YET, {"by": by})
    task, channel = _task(steps, no_phone=no_phone)
    if channel or (task is DoorTask.CARD and not cards):
        return Passed(person.id, NotNow.OTHER_CHANNEL, {"channel": (channel or Channel.CARD).value})
    return _door(case, person, steps, task, day)


def _task(steps: list[Obligation], *, no_phone: bool) -> tuple[DoorTask, Channel | None]:
    """What to do at the door; or the channel that the ladder wants first."""
    best = min(steps, key=lambda o: list(DoorTask).index(_TASKS[o.rule]))
    task = _TASKS[best.rule]
    if task is not DoorTask.VISIT:
        return task, None
    channel = Channel(str(best.because["channel"]))
    if channel is Channel.CARD:
        return DoorTask.CARD, None
    if channel is Channel.VISIT or (channel is Channel.PHONE and no_phone):
        return DoorTask.VISIT, None
    return task, channel


def _door(case: Case, person: Person, steps: list[Obligation], task: DoorTask, day: date) -> Door:
    by = min(o.by for o in steps)
    danger_on = min((d.day for m in case.matters_of(person.id) for d in m.dangers() if d.day), default=None)
    number = next((o.because.get("attempt") for o in steps if o.rule == "attempt"), None)
    return Door(
        person=person.id,
        task=task,
        urgency=_urgency(case, person, steps, by, day),
        by=by,
        danger_on=danger_on,
        someone_else=any(o.stage == "someone_else" for o in steps),
        attempt=number if isinstance(number, int) else None,
    )


def _urgency(case: Case, person: Person, steps: list[Obligation], by: date, day: date) -> int:
    """The order of the agenda in ten ranks: with haste, other danger, late, rent or mortgage; minors first.

    Ranks and not one order, so that within a rank the shortest walk decides.
    """
    dangers = [d for m in case.matters_of(person.id) for d in m.dangers()]
    home = any(m.kind in HOME_DEBTS and m.unsettled for m in case.matters_of(person.id))
    if any(in_haste(step, day) for step in steps):
        band = 0
    elif dangers:
        band = 1
    elif by < day:
        band = 2
    else:
        band = 3 if home else 4
    return 2 * band + (0 if case.minors else 1)
