"""When must the municipality answer to a resident about its own decision, or about what it keeps? (Awb; AVG 12.)"""

from vangnet.domain.case import Person
from vangnet.domain.rules.rule import Due, Look, NotDue, Outcome


def answer_objection(look: Look, person: Person) -> Outcome:
    """Decide on the objection: somebody else than who took the decision, counted from the end of its own term."""
    objection = person.objection
    if objection is None:
        return NotDue("no_objection")
    made, against = objection.made_on, objection.against
    over = look.by_law("awb.objection", against) if against else made
    by = look.by_law("awb.objection_decided", max(over, made))
    return Due(by, {"made": made, "decided": against})


def answer_request(look: Look, person: Person) -> Outcome:
    """Do what somebody asks about the own data, or say in writing why not; the request that came first."""
    if not person.requests:
        return NotDue("no_request")
    right, asked = min(person.requests.items(), key=lambda request: (request[1], request[0]))
    return Due(look.by_law("privacy.answer_request", asked), {"right": right.value, "asked": asked})
