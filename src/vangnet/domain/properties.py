"""Does this case hold what the sieve promises? The closed properties P1, P3, P5 and P7, as questions to one case.

Each yields its violations as ``Violation(property, what)``; none means it holds. The proof asks them of every
reachable state, ``doctor`` of every stored case.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vangnet.domain.agreements import Practice
from vangnet.domain.case import FOLLOW_UP_MONTHS, Case, Matter
from vangnet.domain.codes import MatterKind, Role
from vangnet.domain.rules.reporting import finished
from vangnet.domain.rules.rule import Look
from vangnet.domain.sieve import RULES, Obligation, Subject, agenda

FLOOR = frozenset({"review", "check_data"})
_FOR_THE_WHOLE_CASE = frozenset({"conclude", "rehouse", "record_loss", "follow_up"})
_EXCLUDES = {rule.key: rule.excludes for rule in RULES}


class Violation(NamedTuple):
    property: str
    what: str


def violations(case: Case, day: date, practice: Practice) -> list[Violation]:
    """All that does not hold of this case on this day."""
    return list(broken_by(case, day, practice, agenda(case, day, practice)))


def broken_by(case: Case, day: date, practice: Practice, obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """The same, of a case of which the agenda of that day is known already."""
    yield from nothing_forgotten(case, day, practice, obligations)
    yield from closing_is_safe(case)
    yield from evictions_are_fought(case, day, practice, obligations)
    yield from homes_are_followed(case, obligations)
    yield from one_of_each(obligations)


def nothing_forgotten(
    case: Case, day: date, practice: Practice, obligations: Sequence[Obligation]
) -> Iterator[Violation]:
    """P1: a step within 28 days on every open case; one of its own for every danger and unsettled matter.

    A matter for which nothing more can be done waits for the others: ``conclude`` comes when all are that far.
    """
    look = Look(case, day, practice)
    if not case.is_open:
        return
    if not any(o.by <= day + timedelta(days=28) for o in obligations):
        yield Violation("P1", "an open case has no obligation in the next 28 days")
    if not any(o.rule not in FLOOR for o in obligations):
        yield Violation("P1", "an open case has nothing but a review")
    for danger in case.dangers():
        if not _covered(case.matters[danger.matter], obligations):
            yield Violation("P1", f"{danger.kind} of matter {danger.matter} has no obligation of its own")
    for matter in case.matters.values():
        finished_on = finished(look, matter)
        waits = finished_on is not None and finished_on <= day
        if matter.unsettled and not waits and not _covered(matter, obligations):
            yield Violation("P1", f"unsettled matter {matter.number} ({matter.kind}) has no obligation of its own")


def _covered(matter: Matter, obligations: Sequence[Obligation]) -> bool:
    own = {Subject("matter", matter.number), *(Subject("signal", number) for number in matter.signals)}
    if matter.person:
        own.add(Subject("person", matter.person))
    return any(o.rule not in FLOOR and (o.subject in own or o.rule in _FOR_THE_WHOLE_CASE) for o in obligations)


def closing_is_safe(case: Case) -> Iterator[Violation]:
    """P3: no closed case with a living danger, or with a home lost and not followed for twelve months.

    Asked of the facts, not of ``closing_blockers``, so that what closes and what is promised cannot err together.
    """
    if case.closed_on is None:
        return
    for kind in sorted({danger.kind for danger in case.dangers()}):
        yield Violation("P3", f"closed although the {kind} lives")
    if case.loss and case.follow_ups_done < max(FOLLOW_UP_MONTHS):
        yield Violation("P3", "closed although a home was lost and not followed for twelve months")


def evictions_are_fought(
    case: Case, day: date, practice: Practice, obligations: Sequence[Obligation]
) -> Iterator[Violation]:
    """P5: the director acts every working day on an announced eviction; a plan is due from the dissolution on."""
    by_rule = {(o.rule, o.subject): o for o in obligations}
    for matter in case.matters.values() if case.is_open else ():
        fight = by_rule.get(("stop_eviction", Subject("matter", matter.number)))
        if matter.live_evictions:
            today = practice.first_working_day(day)
            if fight is None or fight.role is not Role.DIRECTOR or fight.by > today:
                yield Violation("P5", f"the eviction of matter {matter.number} is not fought today")
            elif matter.eviction_day and day > matter.eviction_day and fight.stage != "find_out":
                yield Violation("P5", "the day of the eviction passed and nobody finds out what happened")
        at_stake = matter.title or (matter.kind is MatterKind.CLOSURE and matter.unsettled and matter.taken_up)
        planned = case.rehousing_planned_on and case.rehousing_director
        if at_stake and not planned and ("rehousing_plan", Subject("case", 0)) not in by_rule:
            yield Violation("P5", f"no rehousing plan with a director is due for matter {matter.number}")


def homes_are_followed(case: Case, obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """P5: a loss keeps the case open and followed for a year; agreed aftercare stands on the closed case."""
    if case.merged_into is not None or case.next_follow_up is None:
        return
    asked = any(o.rule == "follow_up" for o in obligations)
    if case.loss and not case.is_open:
        yield Violation("P5", "a home was lost and the case is not open")
    if case.loss and not asked:
        yield Violation("P5", "a home was lost and nobody will ask how it went on")
    if case.closed_on and case.aftercare and not asked:
        yield Violation("P5", "aftercare was agreed and nobody will ask how it went on")


def one_of_each(obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """P7: at most one obligation per rule and subject; excluding rules are never due together."""
    counted = Counter((o.rule, o.subject) for o in obligations)
    for (rule, subject), number in counted.items():
        if number > 1:
            yield Violation("P7", f"{rule} is due {number} times for {subject}")
        for other in _EXCLUDES[rule]:
            if (other, subject) in counted:
                yield Violation("P7", f"{rule} and {other} are due together for {subject}")
