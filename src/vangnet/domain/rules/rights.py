"""When must the municipality answer to a resident about its own decision, or about what it keeps? (Awb; AVG 12.)"""

from collections.abc import Callable
from datetime import date

from vangnet.domain.case import Objection, Person
from vangnet.domain.codes import PrivacyRight
from vangnet.domain.rules.rule import Due, Look, NotDue, Outcome

ByLaw = Callable[[str, date], date]
"""The end of the law's term of this name that begins on this day."""


def answer_objection(look: Look, person: Person) -> Outcome:
    """Decide on the objection: somebody else than who took the decision."""
    objection = person.objection
    if objection is None:
        return NotDue("no_objection")
    told = {"made": objection.made_on, "decided": objection.against, "extended": objection.extended_on}
    return Due(objection_answer_by(objection, look.by_law), told)


def objection_answer_by(objection: Objection, by_law: ByLaw) -> date:
    """Counted from the end of the term to object; six weeks more once the resident was told so (art. 7:10 Awb)."""
    made, against = objection.made_on, objection.against
    over = by_law("awb.objection", against) if against else made
    by = by_law("awb.objection_decided", max(over, made))
    return by_law("awb.objection_extended", by) if objection.extended_on else by


def answer_request(look: Look, person: Person) -> Outcome:
    """Do what somebody asks about the own data, or say in writing why not; the answer that is due first goes first."""
    if not person.requests:
        return NotDue("no_request")
    dues = ((request_answer_by(person, right, look.by_law), on, right) for right, on in person.requests.items())
    by, asked, right = min(dues)
    return Due(by, {"right": right.value, "asked": asked, "extended": person.extended.get(right)})


def request_answer_by(person: Person, right: PrivacyRight, by_law: ByLaw) -> date:
    """Within a month; two months more once the resident was told so in the first (art. 12 lid 3 AVG)."""
    return data_answer_by(person.requests[right], by_law, longer=right in person.extended)


def data_answer_by(asked: date, by_law: ByLaw, *, longer: bool = False) -> date:
    """The last day for the answer to a request about data, by whoever it was made."""
    by = by_law("privacy.answer_request", asked)
    return by_law("privacy.answer_extension", by) if longer else by
