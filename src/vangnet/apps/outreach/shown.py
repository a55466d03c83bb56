"""How is a round shown before it is made, and what can be tapped at a door?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.steps import haste_chip
from vangnet.apps.cases.story import decode
from vangnet.apps.cases.wording import Names, event_said
from vangnet.apps.outreach.candidates import Candidate, NotOnList
from vangnet.apps.outreach.models import Stop
from vangnet.apps.outreach.pdf import length
from vangnet.apps.outreach.planning import Named, Plan
from vangnet.apps.outreach.sheet import Line, lines_of
from vangnet.apps.outreach.visits import recorded_at
from vangnet.apps.web.components import Chip
from vangnet.apps.web.texts import say
from vangnet.domain.codes import Reached
from vangnet.domain.doors import DANGER, HASTE, DoorTask

# Before a round is made --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PreviewWalk:
    """One walk as it would be: who, how long, and the doors with why they are on it."""

    name: str
    summary: str
    doors: list["PreviewDoor"]


class PreviewDoor(NamedTuple):
    """One door, and why it is on the list."""

    name: str
    address: str
    why: str
    chips: list[Chip]


class LeftGroup(NamedTuple):
    """The cases that are left out for one reason."""

    why: str
    cases: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Preview:
    walks: list[PreviewWalk]
    left_out: list[LeftGroup]


NAMED = 8
"""Of one reason so many cases are named; the others are counted."""


def preview(plan: Plan, named: Sequence[Named]) -> Preview:
    """Who is on it and why, what is left out and why."""
    walks = [
        PreviewWalk(
            one.user.name if one.user else one.called,
            length(len(walk.stops), walk.metres, walk.minutes),
            [_door(candidate) for candidate in walk.stops],
        )
        for one, walk in zip(named, plan.walks, strict=True)
    ]
    return Preview(walks, _groups(plan.left_out))


def _door(candidate: Candidate) -> PreviewDoor:
    door = candidate.door
    why = [say(f"door_task.{door.task}")]
    if door.attempt:
        why.append(say("on_list.attempt", attempt=door.attempt))
    chips = [haste_chip()] if door.urgency < HASTE else []
    if door.danger_on:
        chips.append(Chip(say("on_list.danger_on", on=door.danger_on), "alarm", "alert"))
    elif door.urgency < DANGER:
        chips.append(Chip(say("on_list.danger"), "alarm", "alert"))
    chips.append(Chip(say("on_list.by", by=door.by), "soon" if door.urgency < 6 else "plain", "clock"))
    if door.someone_else:
        chips.append(Chip(say("door_note.someone_else"), "soon", "people"))
    return PreviewDoor(candidate.case.name, candidate.case.address, ", ".join(why), chips)


def _groups(left_out: Iterable[NotOnList]) -> list[LeftGroup]:
    """By reason as it reads, so that all of one day stand together; the largest first."""
    groups: dict[str, list[str]] = {}
    for one in left_out:
        facts: dict[str, Any] = dict(one.facts)
        why = say(f"not_on_list.{one.reason}", **facts)
        groups.setdefault(why, []).append(one.case.number)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [LeftGroup(why, cases[:NAMED], max(len(cases) - NAMED, 0)) for why, cases in ordered]


def cases_of(plan: Plan) -> list[int]:
    """The cases whose names and addresses a preview shows."""
    return [candidate.case.pk for walk in plan.walks for candidate in walk.stops]


# At a door -----------------------------------------------------------------------------------


class Tap(NamedTuple):
    """A button of the first tap: what happened at the door, its words and its icon."""

    reached: Reached
    text: str
    icon: str


_ICONS = {
    Reached.SPOKEN: "talk",
    Reached.HOUSEMATE: "people",
    Reached.NOT_REACHED: "door",
    Reached.LEFT_NOTE: "letter",
    Reached.WRONG_ADDRESS: "cross",
}
_VISIT = (Reached.SPOKEN, Reached.HOUSEMATE, Reached.NOT_REACHED, Reached.WRONG_ADDRESS)
_CARD = (Reached.LEFT_NOTE, Reached.SPOKEN, Reached.WRONG_ADDRESS)


def taps(task: DoorTask | None) -> list[Tap]:
    """What can have happened, most usual words first; a card goes in the letterbox."""
    return [Tap(r, say(f"reached_tap.{r}"), _ICONS[r]) for r in (_CARD if task is DoorTask.CARD else _VISIT)]


class Question(NamedTuple):
    """The second tap. ``yes`` is what was reached when the answer is yes."""

    text: str
    yes: Reached
    yes_text: str
    no_text: str


def question(reached: Reached | None) -> Question | None:
    """Was help offered? Where nobody was home: in the envelope that was left."""
    if reached is None or reached is Reached.WRONG_ADDRESS:
        return None
    yes = Reached.LEFT_NOTE if reached is Reached.NOT_REACHED else reached
    return Question(*(say(f"door_question.{reached}.text"), yes), *(say(f"door_question.{reached}.{a}") for a in "yn"))


def line_of(municipality: Municipality, stop: Stop) -> Line:
    """One door, in its place on its walk."""
    return lines_of(municipality, [stop])[stop.walker_id][0]


class Struck(NamedTuple):
    """What striking this visit takes away: what was recorded, when and by whom."""

    result: int
    facts: list[str]
    at: datetime
    by: str


def struck(stop: Stop) -> Struck | None:
    """All that stands of a visit, for who wants to strike it; None where nothing stands."""
    told = recorded_at(stop)
    if not told or stop.result_id is None:
        return None
    names = Names({stop.person_id: stop.person}, {}, {}, {})
    facts = [event_said(decode(one.pk, one.on, one.turn, one.kind, one.payload).event, names)[0] for one in told]
    by = told[0].recorded_by
    return Struck(stop.result_id, facts, told[0].recorded_at, by.name if by else "")
