"""What does the office do with a report, an owner, a file that is ready to close?"""

from vangnet.apps.demo.fates import Reply, Way
from vangnet.apps.demo.office.desk import Act, Answers, Desk, cancelled, number_in
from vangnet.domain import events as e
from vangnet.domain.codes import Result, SetAside
from vangnet.domain.sieve import Obligation


def _assign(desk: Desk, _step: Obligation) -> Answers:
    return (e.OwnerAssigned(owner=desk.next_owner),)


def _handover(_desk: Desk, step: Obligation) -> Answers:
    return (e.MovedAway(person=step.subject.id, handed_over=True),)


def _check_data(desk: Desk, step: Obligation) -> Answers:
    if step.stage != "eviction_without_title" or not desk.happens(0.5):
        return ()
    number = number_in(step, "matter")
    return cancelled(desk.facts.matters[number])


def _review(desk: Desk, _step: Obligation) -> Answers:
    """Somebody asks the creditor how it stands."""
    matter = next((m for m in desk.facts.matters.values() if m.is_debt and m.unsettled and m.cents), None)
    if matter is None:
        return (e.HouseholdNoted(adults=desk.adults, minors=desk.minors, language=desk.language),)
    return (e.AmountChanged(matter=matter.number, cents=int((matter.cents or 0) * desk.chance.uniform(0.8, 1.1))),)


def _conclude(desk: Desk, _step: Obligation) -> Answers:
    result = _result(desk)
    helped = result in {Result.PAID_OR_ARRANGED, Result.ADVICE_OR_QUICK_FIX, Result.OTHER_HELP_RUNS}
    return (e.CaseClosed(result=result, aftercare=helped and desk.happens(0.3)),)


_REASONS = {
    SetAside.REPEAT: Result.NOT_TAKEN_UP_REPEAT,
    SetAside.UNJUSTIFIED: Result.NOT_TAKEN_UP_UNJUSTIFIED,
    SetAside.NOT_RESIDENT: Result.NOT_RESIDENT,
    SetAside.DECEASED: Result.DECEASED,
    SetAside.KNOWN_TO_DEBT_HELP: Result.KNOWN_TO_DEBT_HELP,
    SetAside.OTHER: Result.NOT_TAKEN_UP_OTHER,
}


def _result(desk: Desk) -> Result:
    """With what a case closes, as the facts tell; where they leave a choice, as the household goes its way."""
    matters = desk.facts.matters.values()
    reasons = [s.reason for m in matters for s in m.signals.values() if s.reason]
    if reasons and not any(m.taken_up for m in matters):
        return _REASONS[reasons[0]]
    if any(s.state == "withdrawn" for m in matters for s in m.signals.values()):
        return Result.NOT_TAKEN_UP_UNJUSTIFIED
    return _of_the_people(desk) or _of_the_way(desk)


def _of_the_people(desk: Desk) -> Result | None:
    """What became of them or of what they owe, where that alone decides."""
    matters, people = desk.facts.matters.values(), desk.facts.persons.values()
    if any(p.died_on for p in people):
        return Result.DECEASED
    if any(p.moved_on for p in people):
        return Result.NOT_RESIDENT
    if any(p.represented_since for p in people):
        return Result.KNOWN_TO_DEBT_HELP
    if all(m.settled_on for m in matters):
        return Result.PAID_OR_ARRANGED
    if any(p.declined_on for p in people):
        return Result.ARRANGES_IT_SELF
    if not any(p.spoken_on for p in people):
        return Result.NO_CONTACT
    return None


def _of_the_way(desk: Desk) -> Result:
    if desk.fate.way is Way.DRIFTS_AWAY or desk.fate.reply is Reply.SILENCE:
        return Result.NO_REACTION_AFTER_CONTACT
    if desk.fate.ends:
        return desk.fate.ends
    return Result.OTHER_HELP_RUNS if desk.fate.way is Way.PLAN else Result.ADVICE_OR_QUICK_FIX


ACTS: dict[str, Act] = {
    "assign": _assign,
    "handover": _handover,
    "check_data": _check_data,
    "review": _review,
    "conclude": _conclude,
}
