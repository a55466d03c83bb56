"""What does the office do against a threat without debt, and for the right of a tenant?"""

from vangnet.apps.demo.office.desk import Act, Answers, Desk
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, DisputeStep, ListingStep, Route, StayForm
from vangnet.domain.sieve import Obligation

_ROUTES = {
    "childs_interest": Route.CHILDS_INTEREST,
    "proportionality": Route.PROPORTIONALITY,
    "legal_remedy": Route.LEGAL_REMEDY,
    "mediation": Route.MEDIATION,
    "housemates_claim": Route.HOUSEMATES_CLAIM,
    "sale_protection": Route.SALE_PROTECTION,
    "stop_pressure": Route.POLICE,
}


def _route(_desk: Desk, step: Obligation) -> Answers:
    return (e.RouteTaken(matter=step.subject.id, route=_ROUTES[step.rule]),)


def _other_threats(_desk: Desk, step: Obligation) -> Answers:
    """Each route has its own step; once all were looked at, care, which is never amiss."""
    return (e.RouteTaken(matter=step.subject.id, route=Route.CARE),) if step.stage == "follow" else ()


def _tenancy_by_law(_desk: Desk, step: Obligation) -> Answers:
    matter = step.subject.id
    if step.stage == "claim":
        return (e.RouteTaken(matter=matter, route=Route.TENANCY_BY_LAW),)
    return (e.StayDescribed(matter=matter, form=StayForm.USE_AGREEMENT, pays=Answer.YES, written=Answer.YES),)


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
    **dict.fromkeys(_ROUTES, _route),
    "other_threats": _other_threats,
    "tenancy_by_law": _tenancy_by_law,
    "dispute": _dispute,
    "listing": _listing,
    "hear_place": _hear_place,
    "chase_urgency": _chase_urgency,
}
