"""What does the office do against a threat without debt, and for the right of a tenant?"""

from vangnet.apps.demo.office.desk import Act, Answers, Desk
from vangnet.domain import events as e
from vangnet.domain.causes import untaken
from vangnet.domain.codes import Answer, DisputeStep, ListingStep, Route, StayForm
from vangnet.domain.sieve import Obligation


def _other_threats(desk: Desk, step: Obligation) -> Answers:
    """The next route that nobody looked at, as each is shown within this step; then care, never amiss."""
    matter = desk.facts.matters[step.subject.id]
    route = next(iter(untaken(desk.facts, matter)), Route.CARE)
    if route is Route.TENANCY_BY_LAW and matter.stay_described_on is None:
        asked = e.StayDescribed(matter=matter.number, form=StayForm.USE_AGREEMENT, pays=Answer.YES, written=Answer.YES)
        return (asked,)
    return (e.RouteTaken(matter=matter.number, route=route),)


def _stop_pressure(_desk: Desk, step: Obligation) -> Answers:
    return (e.RouteTaken(matter=step.subject.id, route=Route.POLICE),)


def _dispute(_desk: Desk, step: Obligation) -> Answers:
    return (e.DisputeStepTaken(matter=step.subject.id, step=DisputeStep.SPECIFICATION_ASKED),)


def _listing(_desk: Desk, step: Obligation) -> Answers:
    done = ListingStep.OWN_WEIGHING if step.stage else ListingStep.OBJECTION
    return (e.ListingHelped(person=step.subject.id, step=done),)


def _hear_place(desk: Desk, _step: Obligation) -> Answers:
    return tuple(e.PlaceAnswered(place=place, answer=Answer.NO) for place in desk.facts.places_offered)


def _chase_urgency(_desk: Desk, _step: Obligation) -> Answers:
    return (e.UrgencyDecided(answer=Answer.YES),)


ACTS: dict[str, Act] = {
    "other_threats": _other_threats,
    "stop_pressure": _stop_pressure,
    "dispute": _dispute,
    "listing": _listing,
    "hear_place": _hear_place,
    "chase_urgency": _chase_urgency,
}
