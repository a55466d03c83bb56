"""What does the office do to reach people, and what do they say?"""

from vangnet.apps.demo.fates import Reply, Turn
from vangnet.apps.demo.office.desk import Act, Answers, Desk, number_in, settled
from vangnet.domain import events as e
from vangnet.domain.acts import attempt as attempted
from vangnet.domain.codes import Channel, DayPart, Reached, Representative
from vangnet.domain.sieve import Obligation


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
    number = number_in(step, "attempt")
    return try_to_reach(desk, step.subject.id, channel, number, str(step.because["not_day_part"] or ""))


def try_to_reach(desk: Desk, person: int, channel: Channel, number: int, not_in: str = "") -> Answers:
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
    return [e.SignalWithdrawn(matter=m.number, signal=signal) for m in open_debts for signal in m.signals] or settled(
        open_debts
    )


def _crisis_contact(desk: Desk, step: Obligation) -> Answers:
    person = desk.facts.matters[step.subject.id].person
    if not person:
        return ()
    tried = sum(a.on == desk.day for a in desk.facts.persons[person].attempts)
    number = 2 + len(desk.facts.persons[person].attempts)
    return () if tried else try_to_reach(desk, person, desk.chance.choice((Channel.PHONE, Channel.VISIT)), number)


def _know_household(desk: Desk, _step: Obligation) -> Answers:
    return (e.HouseholdNoted(adults=desk.adults, minors=desk.minors, language=desk.language),)


ACTS: dict[str, Act] = {
    "offer": _offer,
    "inform": _inform,
    "attempt": _attempt,
    "hear_answer": _hear_answer,
    "crisis_contact": _crisis_contact,
    "know_household": _know_household,
}
