"""What happened at a door, and how does it get into the case, once, and out again when it was a mistake?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db import transaction

from vangnet.apps.accounts.models import User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import CaseEvent, Note
from vangnet.apps.cases.record import Done, Questioned, record
from vangnet.apps.outreach.models import Stop
from vangnet.domain import events as e
from vangnet.domain.acts import attempt
from vangnet.domain.codes import Channel, DayPart, Reached
from vangnet.domain.doors import DoorTask
from vangnet.domain.doubts import Doubt


class Next(StrEnum):
    """What follows, as the person said it; or nothing said, and the ladder goes on."""

    ACCEPTED = "accepted"
    THINKS = "thinks"
    DECLINED = "declined"
    RATHER_PHONE = "rather_phone"
    RATHER_MORNING = "rather_morning"
    RATHER_AFTERNOON = "rather_afternoon"
    RATHER_EVENING = "rather_evening"
    LADDER = "ladder"


RATHER: Final = (Next.RATHER_PHONE, Next.RATHER_MORNING, Next.RATHER_AFTERNOON, Next.RATHER_EVENING)
_WISHES: Final = {
    Next.RATHER_PHONE: (Channel.PHONE, None),
    Next.RATHER_MORNING: (Channel.VISIT, DayPart.MORNING),
    Next.RATHER_AFTERNOON: (Channel.VISIT, DayPart.AFTERNOON),
    Next.RATHER_EVENING: (Channel.VISIT, DayPart.EVENING),
}


def can_follow(reached: Reached, *, offered: bool) -> tuple[Next, ...]:
    """What can follow: an answer and a wish are the person's own, never a housemate's."""
    if reached is not Reached.SPOKEN:
        return (Next.LADDER,)
    answers = (Next.ACCEPTED, Next.THINKS, Next.DECLINED) if offered else (Next.LADDER,)
    return (*answers, *RATHER)


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody tells of one door. ``offered``: help was offered, in words or in the note left behind.

    ``informed``: what art. 14 AVG asks was told or left in writing.
    """

    reached: Reached
    offered: bool
    next: Next
    informed: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.next not in can_follow(self.reached, offered=self.offered):
            raise ValueError(f"{self.next} cannot follow {self.reached}")


class SeemsOff(Exception):  # noqa: N818 - named as what is the case
    """What happened at this door does not fit what stands in the case; it is taken once somebody confirms it."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        super().__init__("; ".join(doubt.mark for doubt in doubts))
        self.doubts = doubts


class AlreadyRecorded(Exception):  # noqa: N818 - named as what is the case
    """Somebody recorded this door before; correct that first."""


def events_of(person: int, task: DoorTask, part: DayPart, visit: Visit) -> tuple[e.Event, ...]:
    """The facts of one door. A card put in the letterbox is an attempt by card, not a visit."""
    card = task is DoorTask.CARD and visit.reached is Reached.LEFT_NOTE
    channel = Channel.CARD if card else Channel.VISIT
    facts = attempt(person, channel, part, visit.reached, offered=visit.offered, informed=visit.informed)
    if visit.next is Next.ACCEPTED:
        return (*facts, e.HelpAccepted(person=person))
    if visit.next is Next.DECLINED:
        return (*facts, e.HelpDeclined(person=person, verified=True))
    if wish := _WISHES.get(visit.next):
        return (*facts, e.ContactWished(person=person, channel=wish[0], day_part=wish[1]))
    return facts


def record_visit(
    stop: Stop, visit: Visit, *, by: User, today: date, token: str, confirmed: Collection[str] | None = None
) -> Done:
    """Record what happened on the day of the round; the same token never counts twice.

    It is a fact, so it is never refused because the case went on meanwhile, but what does not fit is asked about:
    ``confirmed`` are the doubts (by their mark) that were answered, None where nobody can be asked. Raises SeemsOff
    while one is not, FactInFuture before the day has come, and AlreadyRecorded.
    """
    with transaction.atomic():
        held = Stop.of(stop.municipality_id).select_for_update().get(pk=stop.pk)
        if held.result_id is not None and not _same_form(held, held.result_id, token):
            raise AlreadyRecorded
        facts = events_of(held.person_id, DoorTask(held.task), DayPart(stop.walker.round.day_part), visit)
        outcome = record(stop.case, facts, by=by, on=held.day, today=today, token=token, confirmed=confirmed)
        if isinstance(outcome, Questioned):
            raise SeemsOff(outcome.doubts)
        if not isinstance(outcome, Done):
            raise TypeError(f"facts cannot be refused: {outcome}")
        if not outcome.repeated:
            held.result_id = outcome.recorded[0].id
            held.save(update_fields=["result"])
            _keep_note(held, visit.note, by)
        return outcome


def _same_form(stop: Stop, event: int, token: str) -> bool:
    return CaseEvent.of(stop.municipality_id).filter(pk=event, token=token).exists()


def _keep_note(stop: Stop, text: str, by: User) -> None:
    if text.strip():
        Note.of(stop.municipality_id).create(
            case_id=stop.case_id, event_id=stop.result_id, text=text.strip(), written_at=clock.now(), written_by=by
        )


def undo(stop: Stop, seen: int, *, by: User, today: date) -> bool:
    """Correct all that was recorded at this door, as if it had not been; a second time changes nothing.

    ``seen`` is the result (an event by its id) that somebody asked to strike. False, and nothing struck, when another
    stands there.
    """
    with transaction.atomic():
        held = Stop.of(stop.municipality_id).select_for_update().get(pk=stop.pk)
        if held.result_id not in (None, seen):
            return False
        facts = [e.EventCorrected(event=told.pk) for told in recorded_at(held)]
        if facts:
            record(stop.case, facts, by=by, on=today, today=today)
            held.result = None
            held.save(update_fields=["result"])
        return True


def recorded_at(stop: Stop) -> list[CaseEvent]:
    """All that was recorded at this door in one go; nothing while it has no result."""
    first = stop.result
    if first is None:
        return []
    told = CaseEvent.of(stop.municipality_id).filter(
        case=first.case_id, recorded_at=first.recorded_at, recorded_by=first.recorded_by_id
    )
    return list(told.select_related("recorded_by").order_by("id"))
