"""Which events only leave their day behind?"""

from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.fold.effects import Effect, matter_of, person_of

_DAY_OF_MATTER: dict[type[e.OfMatter], str] = {
    e.ReminderSent: "reminder_on",
    e.CreditorSoughtContact: "contact_sought_on",
    e.DebtDisputed: "disputed_on",
    e.DisputeStepTaken: "dispute_worked_on",
    e.StayDescribed: "stay_described_on",
    e.PauseAsked: "pause_asked_on",
    e.SummonsAnnounced: "summons_announced_on",
    e.DutyChecked: "duty_checked_on",
    e.FeedbackGiven: "feedback_on",
}
_DAY_OF_PERSON: dict[type[e.OfPerson], str] = {
    e.AdministrationNotRequested: "administration_weighed_on",
    e.AdministrationReviewed: "administration_reviewed_on",
}
_DAY_OF_CASE: dict[type[e.Event], str] = {
    e.RehousingPlanned: "rehousing_planned_on",
    e.AddressSecured: "address_secured_on",
    e.UrgencyAsked: "urgency_asked_on",
}
_ONLY_TOLD: tuple[type[e.Event], ...] = (e.LeaseSupported,)
"""Who works on another home reads it in the story, and no rule waits for it."""


def _leaves_day_of_matter(slot: str) -> Effect[e.OfMatter]:
    return lambda case, on, event: setattr(matter_of(case, event), slot, on)


def _leaves_day_of_person(slot: str) -> Effect[e.OfPerson]:
    return lambda case, on, event: setattr(person_of(case, event.person), slot, on)


def _leaves_day_of_case(slot: str) -> Effect[e.Event]:
    return lambda case, on, _event: setattr(case, slot, on)


def _leaves_nothing(_case: Case, _on: date, _event: e.Event) -> None:
    """What stands is as it was."""


EFFECTS: dict[type[e.Event], Effect[Any]] = {
    **{kind: _leaves_day_of_matter(slot) for kind, slot in _DAY_OF_MATTER.items()},
    **{kind: _leaves_day_of_person(slot) for kind, slot in _DAY_OF_PERSON.items()},
    **{kind: _leaves_day_of_case(slot) for kind, slot in _DAY_OF_CASE.items()},
    **dict.fromkeys(_ONLY_TOLD, _leaves_nothing),
}
