"""Which of the eleven steps did a case walk? As the core tells it, and, once the home is lost, the way to there.

With the home the judgment ends, and what ended is no step any more: but who reads back wants to see how it went.
"""

from collections.abc import Iterator
from datetime import date

from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import LossWay
from vangnet.domain.ribbon import hearing_day, ribbon

_COURT = frozenset({5, 6, 7, 8})
_LAST = frozenset({9, 10})


def steps_walked(facts: Case) -> dict[int, date]:
    """The steps that were reached, each with its day."""
    reached = ribbon(facts)
    if facts.loss is None:
        return reached
    before = dict(step for step in _to_the_loss(facts, facts.loss.on) if step[1] <= facts.loss.on)
    return dict(sorted((before | reached).items()))


def steps_not_walked(facts: Case, reached: dict[int, date]) -> frozenset[int]:
    """The steps past which the home was lost. Of the court only where no judge was in it, as far as is known."""
    if facts.loss is None:
        return frozenset()
    judged = facts.loss.way is LossWay.BAILIFF or not _COURT.isdisjoint(reached)
    return (_LAST if judged else _LAST | _COURT) - reached.keys()


def _to_the_loss(facts: Case, lost_on: date) -> Iterator[tuple[int, date]]:
    """What stood until that day: the court's steps of the matter whose judgment ended with it, and what was tried."""
    for matter in facts.matters.values():
        if matter.judgment and matter.judgment.ended_on == lost_on:
            yield from _in_court(matter)
    for person in facts.persons.values():
        tried = {9: person.last_offer_on, 10: person.administration_requested_on or person.administration_since}
        yield from ((step, day) for step, day in tried.items() if day)


def _in_court(matter: Matter) -> Iterator[tuple[int, date]]:
    steps = {
        5: matter.summons_announced_on,
        6: matter.summons_served_on,
        7: hearing_day(matter),
        8: matter.judgment.given_on if matter.judgment else None,
    }
    return ((step, day) for step, day in steps.items() if day)
