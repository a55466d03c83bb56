"""What must be done against a threat without debt? One rule for each route that the guide names. (Int. ch. 2; 5, 8.)

Each asks that somebody looks at the route and records it, also when it turns out not to be open. It is asked anew when
the threat is reported anew.
"""

from datetime import date

from vangnet.domain.case import Matter
from vangnet.domain.causes import HELP_AGAINST_PRESSURE, OWED, closure_sent_on, last_taken, taken, untaken
from vangnet.domain.codes import MatterKind, Route
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on


def other_threats(look: Look, matter: Matter) -> Outcome:
    """The guide's routes against this threat, and once all are looked at the next look at how it goes."""
    if not matter.is_threat:
        return NotDue("a_debt")
    if not matter.unsettled or matter.raised_on is None:
        return NotDue("threat_over", {"on": matter.settled_on})
    last = last_taken(matter)
    facts: Facts = {"kind": matter.kind.value, "noted": matter.raised_on, "route": last}
    if last is None or untaken(look.case, matter):
        return Due(_looked_at_by(look, matter, matter.raised_on), facts)
    return Due(days_on(last, look.agreed(matter.raised_on).threat_follow_days), facts, "follow")


def childs_interest(look: Look, matter: Matter) -> Outcome:
    """The interest and the voice of the children, weighed in every decision about the home (guide ch. 8)."""
    outcome = _route(look, matter, Route.CHILDS_INTEREST)
    if isinstance(outcome, Due) and look.case.minors == 0:
        return NotDue("no_children", {"noted": look.case.household_noted_on})
    return outcome


def proportionality(look: Look, matter: Matter) -> Outcome:
    """Is losing the home in proportion: who lives there, what did they know, where can they go?"""
    return _route(look, matter, Route.PROPORTIONALITY)


def mediation(look: Look, matter: Matter) -> Outcome:
    """Neighbours, or people who part, are helped to talk before a court decides."""
    return _route(look, matter, Route.MEDIATION)


def tenancy_by_law(look: Look, matter: Matter) -> Outcome:
    """Whoever paid for some months may be a tenant by law, whatever the paper is called (guide ch. 1).

    First some short questions; then, with what they say, whoever knows tenancy law.
    """
    outcome = _route(look, matter, Route.TENANCY_BY_LAW)
    described, raised = matter.stay_described_on, matter.raised_on
    if isinstance(outcome, NotDue) or described is None or raised is None or described < raised:
        return outcome
    by = look.in_time(look.after(described, look.agreed(described).other_threats), described, matter.eviction_day)
    return Due(by, {**outcome.because, "described": described}, "claim")


def sale_protection(look: Look, matter: Matter) -> Outcome:
    """At a forced sale: does a tenancy go on with the buyer, and is there time to leave?"""
    return _route(look, matter, Route.SALE_PROTECTION)


def legal_remedy(look: Look, matter: Matter) -> Outcome:
    """Against a closure by the mayor: objection, and preliminary relief by the court, which alone holds it off.

    The term runs from the day on which the decision was sent. As long as nobody knows that day, it is over at the
    latest when the term is that began on the day we heard of the closure; perhaps sooner, and so it is said.
    """
    outcome = _route(look, matter, Route.LEGAL_REMEDY)
    if isinstance(outcome, NotDue) or matter.raised_on is None:
        return outcome
    sent = closure_sent_on(matter)
    until = look.by_law("awb.objection", sent or matter.raised_on)
    return _until(look, Due(outcome.by, {**outcome.because, "sent": sent}), until)


def housemates_claim(look: Look, matter: Matter) -> Outcome:
    """Who shared the household of a tenant who died may stay six months, and must claim the tenancy in court in them.

    Counted from the death, where it was told, else from the day on which we heard of it.
    """
    outcome = _route(look, matter, Route.HOUSEMATES_CLAIM)
    if isinstance(outcome, NotDue) or matter.raised_on is None:
        return outcome
    died = look.case.tenant_died_on or matter.raised_on
    return _until(look, outcome, look.by_law("court.housemate_claim", died))


def stop_pressure(look: Look, matter: Matter) -> Outcome:
    """Threats, other locks, supplies cut: police or legal help at once, before the home is given up."""
    if matter.kind is not MatterKind.UNLAWFUL_PRESSURE:
        return NotDue("another_cause", {"kind": matter.kind.value})
    if not matter.unsettled or matter.raised_on is None:
        return NotDue("threat_over", {"on": matter.settled_on})
    helped = max((on for route in HELP_AGAINST_PRESSURE if (on := taken(matter, route))), default=None)
    if helped:
        return NotDue("help_called", {"on": helped})
    return Due(look.after(matter.raised_on, look.agreed(matter.raised_on).stop_pressure), {"noted": matter.raised_on})


def _route(look: Look, matter: Matter, route: Route) -> Outcome:
    """Looked at within some working days, and before an announced eviction."""
    if route not in OWED.get(matter.kind, ()):
        return NotDue("another_cause", {"kind": matter.kind.value})
    if not matter.unsettled or matter.raised_on is None:
        return NotDue("threat_over", {"on": matter.settled_on})
    if on := taken(matter, route):
        return NotDue("route_taken", {"on": on})
    facts: Facts = {"kind": matter.kind.value, "noted": matter.raised_on}
    return Due(_looked_at_by(look, matter, matter.raised_on), facts)


def _looked_at_by(look: Look, matter: Matter, raised: date) -> date:
    return look.in_time(look.after(raised, look.agreed(raised).other_threats), raised, matter.eviction_day)


def _until(look: Look, due: Due, until: date) -> Due:
    """The same, with the last day on which the route is open by law; after it what is left is looked at.

    A term that was over when we heard of it leaves the days one has to look.
    """
    facts: Facts = {**due.because, "until": until}
    if look.day > until:
        noted = facts["noted"]
        heard_in_time = isinstance(noted, date) and noted <= until
        return Due(until if heard_in_time else due.by, facts, "lapsed")
    return Due(min(due.by, until), facts, changes_on=days_on(until, 1))
