"""What does the office do while help runs, and with an arrangement or a supply at stake?"""

from datetime import timedelta

from vangnet.apps.demo.fates import Way
from vangnet.apps.demo.office.desk import Act, Answers, Desk, settled
from vangnet.domain import events as e
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Matter
from vangnet.domain.codes import Answer, HelpKind, MatterKind
from vangnet.domain.sieve import Obligation


def _first_conversation(desk: Desk, step: Obligation) -> Answers:
    asks = desk.fate.way is Way.PLAN
    return (e.FirstConversationHeld(person=step.subject.id, application=asks, next_step_on=desk.later(9)),)


def _decide_help(desk: Desk, step: Obligation) -> Answers:
    if desk.happens(0.5):
        return ()
    yes = desk.happens(0.9)
    kind = HelpKind.DEBT_HELP if yes else None
    first = desk.later(14) if yes else None
    return (
        e.HelpDecided(person=step.subject.id, answer=Answer.YES if yes else Answer.NO, kind=kind, next_step_on=first),
    )


def _carry_out_plan(desk: Desk, step: Obligation) -> Answers:
    person = step.subject.id
    match desk.fate.way:
        case Way.ARRANGEMENT:
            return (*_arranged(desk, person), e.PlanStepDone(person=person))
        case Way.PLAN:
            return _step_of_plan(desk, person)
        case Way.REFERRAL:
            return (e.Referred(person=person, kind=desk.fate.help, warm=desk.happens(0.8)),)
        case Way.DRIFTS_AWAY:
            return (e.ContactLost(person=person),)
        case _:
            return (e.PlanStepDone(person=person),)


def _hear_referral(desk: Desk, step: Obligation) -> Answers:
    return (e.ReferralAnswered(person=step.subject.id, taken_over=desk.happens(0.9)),) if desk.happens(0.5) else ()


def _step_of_plan(desk: Desk, person: int) -> Answers:
    """Some steps of three weeks, after which the debts are settled."""
    since = desk.facts.persons[person].conversation_on or desk.day
    if (desk.day - since).days < 21 * desk.fate.steps:
        return (e.PlanStepDone(person=person, next_step_on=desk.later(21)),)
    payable = [m for m in desk.open_debts(person) if m.title is None]
    return (*settled(payable), e.PlanStepDone(person=person))


def _arranged(desk: Desk, person: int) -> list[e.Event]:
    return [
        _arrangement(desk, matter)
        for matter in desk.open_debts(person)
        if not matter.arrangement_runs and matter.number not in desk.courses
    ]


def _arrangement(desk: Desk, matter: Matter) -> e.ArrangementAgreed:
    months = desk.chance.randint(3, 8)
    part = max(1_000, (matter.cents or 30_000) // months)
    first = (desk.day.replace(day=1) + timedelta(days=32)).replace(day=1)
    schedule = tuple(e.Instalment(months_on(first, month), part) for month in range(months))
    return e.ArrangementAgreed(matter=matter.number, instalments=schedule)


def _pause(desk: Desk, step: Obligation) -> Answers:
    if step.stage != "chase":
        return (e.PauseAsked(matter=step.subject.id),)
    if desk.happens(0.5):
        return ()
    yes = desk.happens(0.85)
    until = desk.later(90) if yes else None
    return (e.PauseAnswered(matter=step.subject.id, answer=Answer.YES if yes else Answer.NO, until=until),)


def _renew_pause(desk: Desk, step: Obligation) -> Answers:
    return (e.PauseAnswered(matter=step.subject.id, answer=Answer.YES, until=desk.later(90)),)


def _watch_arrangement(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if step.stage == "completed":
        return (e.ArrangementCompleted(matter=matter.number),)
    due = matter.arrangement.next_due if matter.arrangement else None
    if due is None or due > desk.day:
        return ()
    if step.stage == "missed" and not desk.happens(desk.fate.pays - 0.2):
        return (e.ArrangementBroken(matter=matter.number),)
    if step.stage == "missed" or desk.happens(desk.fate.pays):
        return (e.InstalmentPaid(matter=matter.number, due=due),)
    return (e.InstalmentMissed(matter=matter.number, due=due),)


def _repair_arrangement(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    resumed = e.CollectionResumed(matter=matter.number)
    if matter.person and desk.happens(0.3):
        return (resumed, e.Referred(person=matter.person, kind=HelpKind.DEBT_HELP))
    return (_arrangement(desk, matter),)


def _avert(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if matter.number in desk.courses:
        return ()
    if step.stage == "find_out":
        cut = matter.kind is not MatterKind.MORTGAGE and desk.happens(0.15)
        return ((e.Disconnected if cut else _CALLED_OFF[matter.kind])(matter=matter.number),)
    return (_CALLED_OFF[matter.kind](matter=matter.number),) if desk.happens(0.3) else ()


_CALLED_OFF: dict[MatterKind, type[e.DisconnectionCancelled | e.AuctionCancelled]] = {
    kind: e.AuctionCancelled if kind is MatterKind.MORTGAGE else e.DisconnectionCancelled for kind in MatterKind
}


def _reconnect(desk: Desk, step: Obligation) -> Answers:
    return (e.Reconnected(matter=step.subject.id),) if desk.happens(0.4) else ()


ACTS: dict[str, Act] = {
    "first_conversation": _first_conversation,
    "decide_help": _decide_help,
    "carry_out_plan": _carry_out_plan,
    "hear_referral": _hear_referral,
    "pause": _pause,
    "renew_pause": _renew_pause,
    "watch_arrangement": _watch_arrangement,
    "repair_arrangement": _repair_arrangement,
    "avert": _avert,
    "reconnect": _reconnect,
}
