"""How far has a case come on the eleven steps, and when was each reached?

Steps 1-3 and 5-8 are a matter's and go back when they are withdrawn or set aside; 4 and 9-11 are the case's
(guide ch. 3). The ribbon shows the matter that has come furthest.
"""

from collections.abc import Iterator
from datetime import date

from vangnet.domain.case import Case, Matter

Reached = dict[int, date]


def ribbon(case: Case) -> Reached:
    """The steps reached, each with its day; empty before the first. The highest is where the case stands."""
    alive = [m for m in case.matters.values() if m.unsettled or m.title] or list(case.matters.values())
    furthest = max((_of_matter(m) for m in alive), key=lambda r: max(r, default=0), default={})
    return dict(sorted((furthest | _of_case(case, alive)).items()))


def _of_matter(matter: Matter) -> Reached:
    reached = {
        1: matter.reminder_on,
        2: matter.contact_sought_on,
        3: matter.known_on or matter.raised_on,
        **_in_court(matter),
    }
    return {step: day for step, day in reached.items() if day}


def _in_court(matter: Matter) -> dict[int, date | None]:
    """Announced, served, hearing, judgment: as long as the summons or the judgment lives."""
    lives = matter.judgment and matter.judgment.lives
    if not (matter.court_since or lives):
        return {}
    return {
        5: matter.summons_announced_on,
        6: matter.summons_served_on,
        7: hearing_day(matter),
        8: matter.judgment.given_on if matter.judgment and lives else None,
    }


def hearing_day(matter: Matter) -> date | None:
    """The day of the hearing of which the outcome is awaited; else of the last that came to pass; else of the last."""
    latest_first = list(reversed(matter.hearings.values()))
    held = next((h for h in latest_first if h.day and h.over_on and h.day <= h.over_on), None)
    hearing = matter.undecided or held or next(iter(latest_first), None)
    return (hearing.day or hearing.scheduled_on) if hearing else None


def _of_case(case: Case, alive: list[Matter]) -> Reached:
    approached = min(_approaches(case), default=None)
    reached = {4: approached, 11: case.loss.on if case.loss else None}
    if any(m.title for m in alive):
        for person in case.persons.values():
            reached[9] = person.last_offer_on or reached.get(9)
            reached[10] = person.administration_requested_on or person.administration_since or reached.get(10)
    return {step: day for step, day in reached.items() if day}


def _approaches(case: Case) -> Iterator[date]:
    for person in case.persons.values():
        if person.approached_on:
            yield person.approached_on
