"""How long is an answer to the last offer before an eviction waited for? (Guide ch. 6.)"""

from datetime import date, timedelta

from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Person


def cleared_from(case: Case, person: int) -> date | None:
    """The first day on which this person's home may be cleared, announced or by the judgment itself."""
    return min([day for m in case.matters_of(person) if (day := m.clear_from)], default=None)


def is_near(day: date | None, since: date, practice: Practice) -> bool:
    """Whether the home may be cleared so soon that what is offered is offered at once."""
    return day is not None and day <= since + timedelta(days=practice.agreed(since).near_days)


def unanswered_on(case: Case, person: Person, made: date, practice: Practice) -> date:
    """The day on which silence on the last offer counts as no: sooner when the eviction is near, always before it."""
    agreed, day = practice.agreed(made), cleared_from(case, person.id)
    near = is_near(day, made, practice)
    by = practice.working_days_on(made, agreed.last_offer_answer_near if near else agreed.last_offer_answer)
    return practice.in_time(by, made, day)
