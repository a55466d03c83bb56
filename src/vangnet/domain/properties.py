"""Does this case hold what the sieve promises? P1, P3, P5 and P7 to P10, as questions to one case.

Each yields its violations as ``Violation(property, what)``; none means it holds. The proof asks them of every
reachable state, ``doctor`` of every stored case.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vangnet.domain.agreements import STEP_WITHIN, Practice
from vangnet.domain.case import FOLLOW_UP_MONTHS, Case, Matter
from vangnet.domain.codes import MatterKind, Role, Ruling
from vangnet.domain.rules.reporting import finished
from vangnet.domain.rules.rule import Due, Look, Outcome, Rule, latest
from vangnet.domain.sieve import RULES, Obligation, Subject, explain, pressing_first

FLOOR = frozenset({"review", "check_data"})
_FOR_THE_WHOLE_CASE = frozenset({"conclude", "rehouse", "record_loss", "follow_up"})
_EXCLUDES = {rule.key: rule.excludes for rule in RULES}


Told = Sequence[tuple[Rule, Subject, Outcome]]
"""Every rule's answer for every subject."""

LAST_RESORTS: dict[str, frozenset[str]] = {
    "last_offer": frozenset({"answered", "not_here"}),
    "stay": frozenset({"second_chance_runs", "moratorium_asked_or_runs"}),
    "remedy": frozenset({"remedy_chosen"}),
    "weigh_administration": frozenset({"weighed", "requested", "represented", "offer_accepted", "not_here"}),
}
"""What stands between a dissolution and an eviction (guide ch. 3 steps 9-10), and why each may be off the agenda."""


class Violation(NamedTuple):
    property: str
    what: str


def violations(case: Case, day: date, practice: Practice) -> list[Violation]:
    """All that does not hold of this case on this day."""
    return list(broken_by(case, day, practice, list(explain(case, day, practice))))


def broken_by(case: Case, day: date, practice: Practice, told: Told) -> Iterator[Violation]:
    """The same, of a case of which every rule's answer of that day is known already."""
    obligations = pressing_first(case, told)
    yield from nothing_forgotten(case, day, practice, obligations)
    yield from closing_is_safe(case)
    yield from evictions_are_fought(case, day, practice, obligations)
    yield from homes_are_followed(case, obligations)
    yield from nothing_skipped(case, practice, told)
    yield from homes_have_a_director(case, obligations)
    yield from conditions_count(case, obligations)
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
    if not any(o.by <= day + timedelta(days=STEP_WITHIN) for o in obligations):
        yield Violation("P1", f"an open case has no obligation in the next {STEP_WITHIN} days")
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
            tried = all(eviction.tried_on == day for eviction in matter.live_evictions)
            today = practice.first_working_day(day + timedelta(days=1) if tried else day)
            if fight is None or fight.role is not Role.DIRECTOR or fight.by > today:
                yield Violation("P5", f"the eviction of matter {matter.number} is not fought today")
            elif matter.eviction_day and day > matter.eviction_day and fight.stage != "find_out":
                yield Violation("P5", "the day of the eviction passed and nobody finds out what happened")
            elif _stands_before(fight, obligations):
                yield Violation(
                    "P5", f"the director does something else before fighting the eviction of {matter.number}"
                )
        at_stake = matter.title or (matter.kind is MatterKind.CLOSURE and matter.unsettled and matter.taken_up)
        planned = case.plan_holds_on and case.rehousing_director
        if at_stake and not planned and ("rehousing_plan", Subject("case", 0)) not in by_rule:
            yield Violation("P5", f"no rehousing plan with a director is due for matter {matter.number}")


def _stands_before(fight: Obligation, obligations: Sequence[Obligation]) -> bool:
    """Whether another step of the director goes before an eviction of which the day is the nearest danger."""
    first = next(o for o in obligations if o.role is Role.DIRECTOR)
    return fight.danger_on == first.danger_on and first.rule != fight.rule


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


def nothing_skipped(case: Case, practice: Practice, told: Told) -> Iterator[Violation]:
    """P8: under a title that may be carried out each of ``LAST_RESORTS`` stands on the agenda, in time, or is done.

    In time is by the working day before the home may be cleared, and done is what ``LAST_RESORTS`` takes as a reason.

    As it holds in every state, it holds on every path to an eviction. While nobody knows who lives there, finding that
    out stands in the place of what is asked of a person.
    """
    under_title = [m for m in case.matters.values() if m.executable] if case.is_open else []
    answers = {(rule.key, subject): outcome for rule, subject, outcome in told} if under_title else {}
    for matter in under_title:
        own = Subject("matter", matter.number)
        person = Subject("person", matter.person) if matter.person else None
        last = _last_moment(case, matter, practice)
        for key, excuses in LAST_RESORTS.items():
            asked = (key, own) if key in ("stay", "remedy") else (key, person) if person else ("who", own)
            outcome = answers.get(asked)
            if not isinstance(outcome, Due):
                if outcome is None or outcome.guard not in excuses:
                    yield Violation("P8", f"{key} is not on the agenda under the title of matter {matter.number}")
            elif person and last and outcome.by > last and outcome.stage != "review":
                yield Violation("P8", f"{key} comes too late before the eviction of matter {matter.number}")


def _last_moment(case: Case, matter: Matter, practice: Practice) -> date | None:
    """The working day before the home may be cleared, or the first after all that made it so was known."""
    clear_from = matter.clear_from
    if clear_from is None:
        return None
    person = case.persons.get(matter.person or 0)
    matters = case.matters_of(person.id) if person else [matter]
    known = latest(
        person.last_offer_on if person else None,
        *(m.executable_since for m in matters),
        *(m.stay_over_on for m in matters),
        *(eviction.announced_on for m in matters for eviction in m.live_evictions),
    )
    before = practice.working_days_on(clear_from, -1)
    return max(before, practice.first_working_day(known)) if known else before


def homes_have_a_director(case: Case, obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """P9: after a loss somebody directs the rehousing, or naming one is due at once, also when housed again."""
    if case.loss is None or case.rehousing_director or case.merged_into is not None:
        return
    lost = case.loss.on
    if not case.is_open:
        yield Violation("P9", "closed although a home was lost and nobody directs the rehousing")
    elif not any(o.rule == "rehousing_plan" and o.role is Role.DIRECTOR and o.by <= lost for o in obligations):
        yield Violation("P9", "a home was lost and nobody is asked to name a director")


def conditions_count(case: Case, obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """P10: a conditional dissolution of which no breach was confirmed asks for its conditions to be watched, and for
    nothing that an unconditional one asks for.
    """
    conditional = [m for m in case.matters.values() if _keeps_conditions(m)] if case.is_open else []
    due = {(o.rule, o.subject): o for o in obligations} if conditional else {}
    for matter in conditional:
        own = Subject("matter", matter.number)
        if ("watch_conditions", own) not in due:
            yield Violation("P10", f"nobody watches the conditions of matter {matter.number}")
        if ("stay", own) in due:
            yield Violation("P10", f"stay is due for matter {matter.number} although no breach was confirmed")
        if matter.person is None or any(_carried_out(m) for m in case.matters_of(matter.person)):
            continue
        for rule in ("last_offer", "weigh_administration"):
            found = due.get((rule, Subject("person", matter.person)))
            if found and found.stage != "review":
                yield Violation("P10", f"{rule} is due for matter {matter.number} although no breach was confirmed")


def _keeps_conditions(matter: Matter) -> bool:
    """Asked of the facts, not of ``executable``, so that the rules and what is promised cannot err together."""
    title = matter.title
    conditional = title is not None and title.ruling is Ruling.CONDITIONAL_DISSOLUTION
    return conditional and title is not None and not title.broken_on and not matter.live_evictions


def _carried_out(matter: Matter) -> bool:
    return matter.title is not None and not _keeps_conditions(matter)


def one_of_each(obligations: Sequence[Obligation]) -> Iterator[Violation]:
    """P7: at most one obligation per rule and subject; excluding rules are never due together."""
    counted = Counter((o.rule, o.subject) for o in obligations)
    for (rule, subject), number in counted.items():
        if number > 1:
            yield Violation("P7", f"{rule} is due {number} times for {subject}")
        for other in _EXCLUDES[rule]:
            if (other, subject) in counted:
                yield Violation("P7", f"{rule} and {other} are due together for {subject}")
