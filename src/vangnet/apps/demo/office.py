"""What does the office do when a step of the agenda is due? One small answer per rule of the sieve.

An answer is the facts that come of the step for this household, or nothing when there is no more to do today. What
a household does follows from its fate; what the office does follows from the step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from vangnet.apps.demo.fates import Fate, Reply, Turn, Way
from vangnet.domain import events as e
from vangnet.domain.acts import attempt as attempted
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Channel,
    DayPart,
    Destination,
    Ended,
    HelpKind,
    LossCause,
    MatterKind,
    Reached,
    Remedy,
    Representative,
    Result,
    Route,
    Ruling,
    SetAside,
)
from vangnet.domain.sieve import Obligation

Answers = Sequence[e.Event]


@dataclass(slots=True)
class Desk:
    """One case on one day, as it lies before somebody of the office."""

    facts: Case
    day: date
    chance: Random
    fate: Fate
    courses: dict[int, str]
    """By matter: which course of its creditor runs."""
    adults: int
    minors: int
    language: str
    director: int
    next_owner: int

    def happens(self, chance: float) -> bool:
        return self.chance.random() < chance

    def later(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def open_debts(self, person: int) -> list[Matter]:
        return [m for m in self.facts.matters_of(person) if m.is_debt and m.unsettled]


def answer(desk: Desk, step: Obligation) -> Answers:
    """What comes of this step today."""
    act = _ACTS.get(step.rule)
    return act(desk, step) if act else ()


def _number(step: Obligation, fact: str) -> int:
    """A number among the facts that an obligation rests on."""
    found = step.because[fact]
    assert isinstance(found, int)  # noqa: S101 - the rule gives it as a number
    return found


# The report ---------------------------------------------------------------------------------


def _assign(desk: Desk, _step: Obligation) -> Answers:
    return (e.OwnerAssigned(owner=desk.next_owner),)


def _handover(_desk: Desk, step: Obligation) -> Answers:
    return (e.MovedAway(person=step.subject.id, handed_over=True),)


def _check_data(desk: Desk, step: Obligation) -> Answers:
    if step.stage != "eviction_without_title" or not desk.happens(0.5):
        return ()
    number = _number(step, "matter")
    return _cancelled(desk.facts.matters[number])


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


# Outreach -----------------------------------------------------------------------------------


def _offer(desk: Desk, step: Obligation) -> Answers:
    """The visits came to nothing in time: a letter."""
    if step.stage != "write" and step.by > desk.later(1):
        return ()
    return (e.HelpOffered(person=step.subject.id, channel=Channel.LETTER),)


def _inform(_desk: Desk, step: Obligation) -> Answers:
    return (e.HelpOffered(person=step.subject.id, channel=Channel.LETTER),)


def _attempt(desk: Desk, step: Obligation) -> Answers:
    if step.stage:
        return ()
    channel = Channel(str(step.because["channel"]))
    number = _number(step, "attempt")
    return _try(desk, step.subject.id, channel, number, str(step.because["not_day_part"] or ""))


def _try(desk: Desk, person: int, channel: Channel, number: int, not_in: str = "") -> Answers:
    """One attempt; who is spoken to is offered help there and then, and often answers at once."""
    if number > 1 and desk.fate.turn in {Turn.DIED, Turn.MOVED}:
        return _heard_next_door(desk, person, channel)
    parts = [part for part in DayPart if part != not_in and (channel is Channel.VISIT or part is not DayPart.EVENING)]
    part = desk.chance.choice(parts)
    there = bool(desk.fate.door) and number >= desk.fate.door and channel is not Channel.CARD
    if there:
        reached = Reached.SPOKEN
    elif channel is Channel.CARD:
        reached = Reached.LEFT_NOTE
    else:
        reached = desk.chance.choice((Reached.NOT_REACHED, Reached.LEFT_NOTE, Reached.NOT_REACHED, Reached.HOUSEMATE))
    facts: list[e.Event] = [*attempted(person, channel, part, reached, offered=there, informed=there)]
    if there:
        facts += _said(desk, person, channel, part)
    return facts


def _heard_next_door(desk: Desk, person: int, channel: Channel) -> Answers:
    """A neighbour tells that nobody lives there any more."""
    gone = e.TenantDied(person=person) if desk.fate.turn is Turn.DIED else e.MovedAway(person=person, to="9998")
    part = DayPart.AFTERNOON
    return (e.ContactAttempted(person=person, channel=channel, day_part=part, reached=Reached.WRONG_ADDRESS), gone)


def _said(desk: Desk, person: int, channel: Channel, part: DayPart) -> Answers:
    """What somebody says who opens the door."""
    facts: list[e.Event] = []
    if desk.happens(0.1):
        facts.append(e.ContactWished(person=person, channel=channel, day_part=part))
    if desk.fate.turn is Turn.REPRESENTED:
        acts = e.RepresentativeNoted(person=person, kind=Representative.ADMINISTRATOR, since=desk.later(-90))
        return (*facts, acts, e.HelpDeclined(person=person, verified=True))
    if desk.fate.turn is Turn.DISPUTES:
        facts += [e.DebtDisputed(matter=m.number) for m in desk.open_debts(person)]
    if desk.fate.rest and desk.facts.pause_since is None:
        return (*facts, e.Paused(until=desk.later(21), reason=desk.fate.rest))
    return (*facts, *_reply(desk, person)) if desk.happens(0.6) else facts


def _reply(desk: Desk, person: int) -> Answers:
    if desk.fate.reply is Reply.YES:
        return (e.HelpAccepted(person=person),)
    return (e.HelpDeclined(person=person, verified=True),) if desk.fate.reply is Reply.NO else ()


def _hear_answer(desk: Desk, step: Obligation) -> Answers:
    if desk.fate.turn is Turn.DISPUTES:
        return _taken_back(desk, step.subject.id)
    return _reply(desk, step.subject.id) or (e.ContactLost(person=step.subject.id),)


def _taken_back(desk: Desk, person: int) -> Answers:
    """The creditor looked again and takes its report back."""
    open_debts = desk.open_debts(person)
    return [e.SignalWithdrawn(matter=m.number, signal=signal) for m in open_debts for signal in m.signals] or _settled(
        open_debts
    )


def _settled(matters: Sequence[Matter]) -> Answers:
    return [e.DebtSettled(matter=m.number) for m in matters]


def _crisis_contact(desk: Desk, step: Obligation) -> Answers:
    person = desk.facts.matters[step.subject.id].person
    if not person:
        return ()
    tried = sum(a.on == desk.day for a in desk.facts.persons[person].attempts)
    number = 2 + len(desk.facts.persons[person].attempts)
    return () if tried else _try(desk, person, desk.chance.choice((Channel.PHONE, Channel.VISIT)), number)


def _know_household(desk: Desk, _step: Obligation) -> Answers:
    return (e.HouseholdNoted(adults=desk.adults, minors=desk.minors, language=desk.language),)


# Support ------------------------------------------------------------------------------------


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


def _step_of_plan(desk: Desk, person: int) -> Answers:
    """Some steps of three weeks, after which the debts are settled."""
    since = desk.facts.persons[person].conversation_on or desk.day
    if (desk.day - since).days < 21 * desk.fate.steps:
        return (e.PlanStepDone(person=person, next_step_on=desk.later(21)),)
    settled = [m for m in desk.open_debts(person) if m.title is None]
    return (*_settled(settled), e.PlanStepDone(person=person))


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


# Court --------------------------------------------------------------------------------------


def _before_summons(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    person = desk.facts.persons.get(matter.person or 0)
    if person is None or any(a.on >= desk.later(-3) for a in person.attempts):
        return ()
    return _try(desk, person.id, Channel.PHONE, len(person.attempts) + 1)


def _duty_check(desk: Desk, step: Obligation) -> Answers:
    fulfilled = Answer.YES if desk.happens(0.7) else Answer.NO
    return (e.DutyChecked(matter=step.subject.id, fulfilled=fulfilled),)


def _hearing_offer(desk: Desk, step: Obligation) -> Answers:
    person = desk.facts.matters[step.subject.id].person
    return (
        (e.HelpOffered(person=person, channel=desk.chance.choice((Channel.LETTER, Channel.VISIT))),) if person else ()
    )


def _hearing_pack(desk: Desk, step: Obligation) -> Answers:
    hearing = desk.facts.matters[step.subject.id].hearing
    consent = bool(desk.fate.door)
    return (e.PackMade(matter=step.subject.id, hearing=hearing.number, consent=consent),) if hearing else ()


def _watch(_desk: Desk, step: Obligation) -> Answers:
    return (e.ConditionChecked(matter=step.subject.id, kept=True),)


def _remedy(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if desk.courses.get(matter.number) == "set_aside":
        return ()
    if matter.judgment and matter.judgment.ruling is Ruling.DISSOLUTION and desk.happens(0.3):
        return (e.RemedyFiled(matter=matter.number, remedy=Remedy.APPEAL),)
    return (e.RemedyWaived(matter=matter.number),)


def _stay(desk: Desk, step: Obligation) -> Answers:
    """A moratorium, where the landlord will not hear of a second chance; asked once."""
    matter = desk.facts.matters[step.subject.id]
    course = desk.courses.get(matter.number, "")
    if course in {"prevented", "looming", "lost"} and matter.stay_over_on is None:
        return (e.MoratoriumRequested(matter=matter.number),)
    if not course:
        return (e.SecondChanceAgreed(matter=matter.number, until=desk.later(180)),)
    return ()


def _end_moratorium(_desk: Desk, step: Obligation) -> Answers:
    if step.stage == "await":
        return (e.MoratoriumDecided(matter=step.subject.id, answer=Answer.NO),)
    return (e.MoratoriumEnded(matter=step.subject.id, how=Ended.KEPT),)


def _end_second_chance(desk: Desk, step: Obligation) -> Answers:
    if step.subject.id in desk.courses:
        return ()
    return (e.SecondChanceEnded(matter=step.subject.id, how=Ended.KEPT),)


def _confirm_stay(desk: Desk, step: Obligation) -> Answers:
    return (e.TenancyConfirmed(matter=step.subject.id),) if desk.happens(0.6) else ()


# The last steps -----------------------------------------------------------------------------


def _last_offer(desk: Desk, step: Obligation) -> Answers:
    person = step.subject.id
    if step.stage != "hear_answer":
        return (e.LastOfferMade(person=person, kind=HelpKind.ADMINISTRATION),)
    yes = desk.fate.reply is Reply.YES and desk.fate.door
    return (e.LastOfferAnswered(person=person, answer=Answer.YES if yes else Answer.NO),)


def _weigh_administration(desk: Desk, step: Obligation) -> Answers:
    person = step.subject.id
    if step.stage == "review":
        return (e.AdministrationReviewed(person=person),)
    if desk.happens(0.6):
        return (e.AdministrationNotRequested(person=person),)
    return (
        e.AdministrationRequested(
            person=person,
            ground=AdministrationGround.PROBLEMATIC_DEBTS,
            heard_or_attempts_shown=True,
            lighter_steps_failed=True,
            second_opinion=True,
            until=months_on(desk.day, 24),
        ),
    )


def _await_administration(_desk: Desk, step: Obligation) -> Answers:
    return (e.AdministrationDecided(person=step.subject.id, answer=Answer.YES),)


def _stop_eviction(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if matter.number in desk.courses:
        return ()
    return _cancelled(matter) if step.stage == "find_out" or desk.happens(0.12) else ()


def _cancelled(matter: Matter) -> Answers:
    return [e.EvictionCancelled(matter=matter.number, eviction=eviction.number) for eviction in matter.live_evictions]


def _rehousing_plan(desk: Desk, step: Obligation) -> Answers:
    named = e.RehousingDirectorNamed(director=desk.director)
    return (named,) if step.stage == "name_director" else (named, e.RehousingPlanned())


def _record_loss(desk: Desk, _step: Obligation) -> Answers:
    minors = desk.facts.minors or 0
    return (e.LossDescribed(cause=LossCause.ARREARS, children=minors, destination=Destination.TEMPORARY_HOME),)


def _rehouse(desk: Desk, _step: Obligation) -> Answers:
    lost = desk.facts.loss
    if lost and (desk.day - lost.on).days > 60:
        return (e.Rehoused(),)
    return (e.DestinationChecked(month=0, destination=Destination.TEMPORARY_HOME),)


def _follow_up(_desk: Desk, step: Obligation) -> Answers:
    month = _number(step, "month")
    return (e.DestinationChecked(month=month, destination=Destination.LASTING_HOME),)


_ROUTES = {
    MatterKind.NUISANCE: Route.CARE,
    MatterKind.CLOSURE: Route.PROPORTIONALITY,
    MatterKind.SUBLET: Route.TENANCY_BY_LAW,
    MatterKind.TENANT_DIED: Route.HOUSEMATES_CLAIM,
    MatterKind.BREAK_UP: Route.MEDIATION,
    MatterKind.END_OF_STAY: Route.LEGAL_REMEDY,
    MatterKind.UNLAWFUL_PRESSURE: Route.POLICE,
    MatterKind.FORCED_SALE: Route.LEGAL_REMEDY,
}


def _other_threats(desk: Desk, step: Obligation) -> Answers:
    return (e.RouteTaken(matter=step.subject.id, route=_ROUTES[desk.facts.matters[step.subject.id].kind]),)


_ACTS: dict[str, Callable[[Desk, Obligation], Answers]] = {
    "assign": _assign,
    "handover": _handover,
    "check_data": _check_data,
    "review": _review,
    "conclude": _conclude,
    "offer": _offer,
    "inform": _inform,
    "attempt": _attempt,
    "hear_answer": _hear_answer,
    "crisis_contact": _crisis_contact,
    "know_household": _know_household,
    "first_conversation": _first_conversation,
    "decide_help": _decide_help,
    "carry_out_plan": _carry_out_plan,
    "pause": _pause,
    "renew_pause": _renew_pause,
    "watch_arrangement": _watch_arrangement,
    "repair_arrangement": _repair_arrangement,
    "avert": _avert,
    "reconnect": _reconnect,
    "before_summons": _before_summons,
    "duty_check": _duty_check,
    "hearing_offer": _hearing_offer,
    "hearing_pack": _hearing_pack,
    "watch_judgment": _watch,
    "watch_conditions": _watch,
    "remedy": _remedy,
    "stay": _stay,
    "end_moratorium": _end_moratorium,
    "end_second_chance": _end_second_chance,
    "confirm_stay": _confirm_stay,
    "last_offer": _last_offer,
    "weigh_administration": _weigh_administration,
    "await_administration": _await_administration,
    "stop_eviction": _stop_eviction,
    "rehousing_plan": _rehousing_plan,
    "record_loss": _record_loss,
    "rehouse": _rehouse,
    "follow_up": _follow_up,
    "other_threats": _other_threats,
}
"""Triage, who and feedback go through the intake and the outreach; courts tell the rest themselves."""
