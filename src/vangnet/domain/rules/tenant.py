"""What helps somebody to their right as a tenant, or to another home: a dispute, a listing, an answer that stays out.

Guide ch. 5, 6 and 8.
"""

from vangnet.domain.case import Case, Matter, Person
from vangnet.domain.codes import ListingStep
from vangnet.domain.rules.rule import Due, Look, NotDue, Outcome


def dispute(look: Look, matter: Matter) -> Outcome:
    """Who disputes a debt is helped to find out, and warned: holding back rent costs the home (guide ch. 6)."""
    disputed = matter.disputed_on
    if disputed is None:
        return NotDue("not_disputed")
    if matter.settled_on:
        return NotDue("nothing_open")
    if matter.dispute_worked_on and matter.dispute_worked_on >= disputed:
        return NotDue("dispute_worked_on", {"on": matter.dispute_worked_on})
    return Due(look.after(disputed, look.agreed(disputed).dispute), {"disputed": disputed})


def listing(look: Look, person: Person) -> Outcome:
    """Help with an objection, then ask a landlord to weigh for itself: nobody may be refused for the list alone."""
    listed = person.listed_on
    if listed is None:
        return NotDue("not_listed")
    if not person.here:
        return NotDue("not_here")
    helped = person.listing_steps.get(ListingStep.OBJECTION)
    if helped is None:
        return Due(look.after(listed, look.agreed(listed).listing_objection), {"listed": listed})
    if weighed := person.listing_steps.get(ListingStep.OWN_WEIGHING):
        return NotDue("listing_helped", {"on": weighed})
    by = look.after(helped, look.agreed(helped).listing_weighing)
    return Due(by, {"listed": listed, "helped": helped}, "own_weighing")


def hear_place(look: Look, case: Case) -> Outcome:
    """A place that was offered asks for an answer: the household chooses, and a place that nobody wants goes on."""
    offered = min(case.places_offered.values(), default=None)
    if offered is None:
        return NotDue("no_place_open")
    return Due(look.after(offered, look.agreed(offered).hear_place), {"offered": offered})


def chase_urgency(look: Look, case: Case) -> Outcome:
    """A request to go before others on the list is chased until it is decided."""
    asked = case.urgency_asked_on
    if asked is None:
        return NotDue("no_urgency_asked")
    return Due(look.after(asked, look.agreed(asked).chase_urgency), {"asked": asked})
