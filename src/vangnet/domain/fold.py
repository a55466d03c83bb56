"""What do the facts make of a case? The fold: every event in its place, one small function each.

The order of recording does not matter: events are sorted by (on, turn, id), and what cancels or corrects
something names it, so that it finds it also when it comes first.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from vangnet.domain import events as e
from vangnet.domain.case import (
    Arrangement,
    Attempt,
    Case,
    Eviction,
    Hearing,
    Judgment,
    Loss,
    Matter,
    Person,
    Signal,
    Term,
)
from vangnet.domain.codes import Answer, Ended, LossWay, MatterKind, Reached, Representative, Ruling

E_ = TypeVar("E_", bound=e.Event)
Effect = Callable[[Case, date, E_], None]
EFFECTS: dict[type[e.Event], Effect[Any]] = {}


def fold(recorded: Iterable[e.Recorded]) -> Case:
    """The case as all these facts make it. Pure; the input may come in any order."""
    story = sorted(recorded, key=_place)
    corrected = _corrected(story)
    case = Case()
    for record in story:
        if record.id not in corrected:
            apply(case, record.on, record.event)
    return case


def _corrected(story: list[e.Recorded]) -> set[int]:
    """The ids that were corrected; a correction that was itself corrected corrects nothing."""
    corrections = {r.id: r.event.event for r in story if type(r.event) is e.EventCorrected}
    if not corrections:
        return set()
    named_by: dict[int, list[int]] = {}
    for number, target in corrections.items():
        named_by.setdefault(target, []).append(number)
    return {target for number, target in corrections.items() if _holds(number, named_by, frozenset())}


def _holds(correction: int, named_by: dict[int, list[int]], asked: frozenset[int]) -> bool:
    """Whether no correction that holds names this one. Who names whom decides, never which id is higher."""
    asked |= {correction}
    return not any(_holds(number, named_by, asked) for number in named_by.get(correction, ()) if number not in asked)


def apply(case: Case, on: date, event: e.Event) -> None:
    """Let one more fact, the latest in order, have its effect on the case, in place."""
    if case.opened_on is None:
        case.opened_on = on
    case.last_on = on
    EFFECTS[type(event)](case, on, event)
    if case.closed_on and (type(event) in _OPENS or case.dangers()):
        case.closed_on = case.result = None


def _place(record: e.Recorded) -> tuple[date, int, int]:
    return record.on, record.turn, record.id


def _effect(kind: type[E_]) -> Callable[[Effect[E_]], Effect[E_]]:
    def register(function: Effect[E_]) -> Effect[E_]:
        EFFECTS[kind] = function
        return function

    return register


_OPENS = frozenset(
    {
        e.SignalReceived,
        e.MatterNoted,
        e.HelpRequested,
        e.SummonsAnnounced,
        e.SummonsServed,
        e.UnlawfulPressureNoted,
        e.Disconnected,
        e.HomeLost,
        e.EvictionCarriedOut,
        e.CaseReopened,
        e.CaseSeparated,
    }
)
"""What opens a closed case by itself, besides every danger."""


def _matter(case: Case, event: e.OfMatter) -> Matter:
    return case.matters.get(event.matter) or case.matters.setdefault(event.matter, Matter(event.matter))


def _person(case: Case, number: int) -> Person:
    return case.persons.get(number) or case.persons.setdefault(number, Person(number))


# What only leaves its day behind ------------------------------------------------------------

_DAY_OF_MATTER: dict[type[e.OfMatter], str] = {
    e.ReminderSent: "reminder_on",
    e.CreditorSoughtContact: "contact_sought_on",
    e.DebtDisputed: "disputed_on",
    e.PauseAsked: "pause_asked_on",
    e.SummonsAnnounced: "summons_announced_on",
    e.SummonsServed: "summons_served_on",
    e.DutyChecked: "duty_checked_on",
    e.RouteTaken: "route_taken_on",
    e.FeedbackGiven: "feedback_on",
}
_DAY_OF_PERSON: dict[type[e.OfPerson], str] = {
    e.AdministrationNotRequested: "administration_weighed_on",
    e.AdministrationReviewed: "administration_reviewed_on",
}
_DAY_OF_CASE: dict[type[e.Event], str] = {
    e.RehousingPlanned: "rehousing_planned_on",
    e.Rehoused: "rehoused_on",
}


def _leaves_day_of_matter(slot: str) -> Effect[e.OfMatter]:
    return lambda case, on, event: setattr(_matter(case, event), slot, on)


def _leaves_day_of_person(slot: str) -> Effect[e.OfPerson]:
    return lambda case, on, event: setattr(_person(case, event.person), slot, on)


def _leaves_day_of_case(slot: str) -> Effect[e.Event]:
    return lambda case, on, _event: setattr(case, slot, on)


EFFECTS |= {kind: _leaves_day_of_matter(slot) for kind, slot in _DAY_OF_MATTER.items()}
EFFECTS |= {kind: _leaves_day_of_person(slot) for kind, slot in _DAY_OF_PERSON.items()}
EFFECTS |= {kind: _leaves_day_of_case(slot) for kind, slot in _DAY_OF_CASE.items()}


# The report ---------------------------------------------------------------------------------


@_effect(e.MatterNoted)
def _matter_noted(case: Case, on: date, event: e.MatterNoted) -> None:
    matter = _matter(case, event)
    matter.kind, matter.noted_on = event.kind, on
    matter.partner = event.partner or matter.partner
    matter.cents = event.cents if event.cents is not None else matter.cents
    _raise(case, matter, on, event.person)


@_effect(e.SignalReceived)
def _signal_received(case: Case, on: date, event: e.SignalReceived) -> None:
    matter = _matter(case, event)
    matter.kind, matter.cents = event.kind, event.cents
    matter.partner = event.partner or matter.partner
    signal = matter.signals.setdefault(event.signal, Signal(event.signal, event.matter))
    signal.received_on, signal.crisis = on, event.crisis
    _raise(case, matter, on, event.person)


def _result(matter: Matter, on: date) -> None:
    """There is something new to tell the partner; what was told before is not it."""
    matter.result_on, matter.feedback_on = on, None


def _raise(case: Case, matter: Matter, on: date, person: int | None) -> None:
    matter.raised_on, matter.known_on = on, matter.known_on or on
    matter.settled_on = matter.declined_on = None
    if person:
        matter.person = person
        _person(case, person)


@_effect(e.UnlawfulPressureNoted)
def _unlawful_pressure_noted(case: Case, on: date, event: e.UnlawfulPressureNoted) -> None:
    matter = _matter(case, event)
    matter.kind, matter.noted_on = MatterKind.UNLAWFUL_PRESSURE, on
    _raise(case, matter, on, None)


@_effect(e.PersonKnown)
def _person_known(case: Case, _on: date, event: e.PersonKnown) -> None:
    _matter(case, event).person = event.person
    _person(case, event.person)


def _settle_signal(case: Case, on: date, event: Any, state: str) -> Signal:
    signals = _matter(case, event).signals
    signal: Signal = signals.setdefault(event.signal, Signal(event.signal, event.matter))
    signal.state, signal.settled_on = state, on  # type: ignore[assignment]
    return signal


@_effect(e.SignalTakenUp)
def _signal_taken_up(case: Case, on: date, event: e.SignalTakenUp) -> None:
    _settle_signal(case, on, event, "taken_up")


@_effect(e.SignalSetAside)
def _signal_set_aside(case: Case, on: date, event: e.SignalSetAside) -> None:
    _settle_signal(case, on, event, "set_aside").reason = event.reason
    _result(_matter(case, event), on)


@_effect(e.SignalWithdrawn)
def _signal_withdrawn(case: Case, on: date, event: e.SignalWithdrawn) -> None:
    _settle_signal(case, on, event, "withdrawn")


@_effect(e.AmountChanged)
def _amount_changed(case: Case, _on: date, event: e.AmountChanged) -> None:
    _matter(case, event).cents = event.cents


# Arrangements and pauses --------------------------------------------------------------------


@_effect(e.PauseAnswered)
def _pause_answered(case: Case, on: date, event: e.PauseAnswered) -> None:
    matter = _matter(case, event)
    matter.pause_answered_on = on
    matter.paused_until = event.until if event.answer is Answer.YES else None


@_effect(e.CollectionResumed)
def _collection_resumed(case: Case, _on: date, event: e.CollectionResumed) -> None:
    matter = _matter(case, event)
    matter.paused_until = matter.pause_asked_on = matter.pause_answered_on = None


@_effect(e.ArrangementAgreed)
def _arrangement_agreed(case: Case, on: date, event: e.ArrangementAgreed) -> None:
    matter = _matter(case, event)
    matter.arrangement = Arrangement(on, event.instalments)
    _result(matter, on)


@_effect(e.InstalmentPaid)
def _instalment_paid(case: Case, _on: date, event: e.InstalmentPaid) -> None:
    if arrangement := _matter(case, event).arrangement:
        arrangement.paid.add(event.due)
        arrangement.missed.pop(event.due, None)


@_effect(e.InstalmentMissed)
def _instalment_missed(case: Case, on: date, event: e.InstalmentMissed) -> None:
    if arrangement := _matter(case, event).arrangement:
        arrangement.missed[event.due] = on


@_effect(e.ArrangementBroken)
def _arrangement_broken(case: Case, on: date, event: e.ArrangementBroken) -> None:
    if arrangement := _matter(case, event).arrangement:
        arrangement.broken_on = on


@_effect(e.ArrangementCompleted)
def _arrangement_completed(case: Case, on: date, event: e.ArrangementCompleted) -> None:
    matter = _matter(case, event)
    matter.settled_on = on
    _result(matter, on)


@_effect(e.DebtSettled)
def _debt_settled(case: Case, on: date, event: e.DebtSettled) -> None:
    matter = _matter(case, event)
    matter.settled_on, matter.cents = on, 0
    _result(matter, on)


@_effect(e.ThreatEnded)
def _threat_ended(case: Case, on: date, event: e.ThreatEnded) -> None:
    _matter(case, event).settled_on = on


# Supplies and mortgage ----------------------------------------------------------------------


@_effect(e.DisconnectionAnnounced)
def _disconnection_announced(case: Case, on: date, event: e.DisconnectionAnnounced) -> None:
    matter = _matter(case, event)
    matter.disconnection_on, matter.disconnection_known_on = event.day, on


@_effect(e.DisconnectionCancelled)
def _disconnection_cancelled(case: Case, _on: date, event: e.DisconnectionCancelled) -> None:
    matter = _matter(case, event)
    matter.disconnection_on = matter.disconnection_known_on = None


@_effect(e.Disconnected)
def _disconnected(case: Case, on: date, event: e.Disconnected) -> None:
    matter = _matter(case, event)
    matter.disconnection_on = matter.disconnection_known_on = None
    matter.disconnected_on = on


@_effect(e.Reconnected)
def _reconnected(case: Case, _on: date, event: e.Reconnected) -> None:
    _matter(case, event).disconnected_on = None


@_effect(e.AuctionAnnounced)
def _auction_announced(case: Case, on: date, event: e.AuctionAnnounced) -> None:
    matter = _matter(case, event)
    matter.auction_on, matter.auction_known_on = event.day, on


@_effect(e.AuctionCancelled)
def _auction_cancelled(case: Case, _on: date, event: e.AuctionCancelled) -> None:
    matter = _matter(case, event)
    matter.auction_on = matter.auction_known_on = None


# The court ----------------------------------------------------------------------------------


def _hearing(case: Case, event: Any) -> Hearing:
    hearings = _matter(case, event).hearings
    hearing: Hearing = hearings.setdefault(event.hearing, Hearing(event.hearing))
    return hearing


@_effect(e.HearingScheduled)
def _hearing_scheduled(case: Case, on: date, event: e.HearingScheduled) -> None:
    hearing = _hearing(case, event)
    hearing.scheduled_on, hearing.day, hearing.changed_on = on, event.day, on


@_effect(e.HearingAdjourned)
def _hearing_adjourned(case: Case, on: date, event: e.HearingAdjourned) -> None:
    hearing = _hearing(case, event)
    hearing.scheduled_on = hearing.scheduled_on or on
    hearing.day, hearing.over_on, hearing.decided_on, hearing.judgment_on = event.to, None, None, None
    hearing.changed_on = on


@_effect(e.HearingCancelled)
def _hearing_cancelled(case: Case, on: date, event: e.HearingCancelled) -> None:
    hearing = _hearing(case, event)
    hearing.over_on = hearing.decided_on = hearing.changed_on = on


@_effect(e.HearingHeld)
def _hearing_held(case: Case, on: date, event: e.HearingHeld) -> None:
    hearing = _hearing(case, event)
    hearing.scheduled_on = hearing.scheduled_on or on
    hearing.over_on, hearing.judgment_on = on, event.judgment_on


def _end_hearings(matter: Matter, on: date) -> None:
    for hearing in matter.hearings.values():
        hearing.over_on = hearing.over_on or on
        hearing.decided_on = hearing.decided_on or on


@_effect(e.SummonsWithdrawn)
def _summons_withdrawn(case: Case, on: date, event: e.SummonsWithdrawn) -> None:
    matter = _matter(case, event)
    matter.summons_announced_on = matter.summons_served_on = matter.duty_checked_on = None
    _end_hearings(matter, on)


@_effect(e.ProceedingsWithdrawn)
def _proceedings_withdrawn(case: Case, on: date, event: e.ProceedingsWithdrawn) -> None:
    matter = _matter(case, event)
    matter.summons_announced_on = matter.summons_served_on = matter.duty_checked_on = None
    _end_hearings(matter, on)


@_effect(e.JudgmentGiven)
def _judgment_given(case: Case, on: date, event: e.JudgmentGiven) -> None:
    matter = _matter(case, event)
    _end_hearings(matter, on)
    if matter.title and _WEIGHT[event.ruling] < _WEIGHT[matter.title.ruling]:
        return
    matter.judgment = Judgment(on, event.ruling, event.default, event.eviction_from)
    matter.tenancy_confirmed_on = matter.condition_checked_on = None


_WEIGHT = {ruling: weight for weight, ruling in enumerate(Ruling)}
"""A live title stands beside a lighter judgment until it is set aside: only its own end takes it away."""


@_effect(e.RemedyFiled)
def _remedy_filed(case: Case, on: date, event: e.RemedyFiled) -> None:
    if judgment := _matter(case, event).judgment:
        judgment.remedy_on = on


@_effect(e.RemedyWaived)
def _remedy_waived(case: Case, on: date, event: e.RemedyWaived) -> None:
    if judgment := _matter(case, event).judgment:
        judgment.remedy_on = on


@_effect(e.EnforcementSuspended)
def _enforcement_suspended(case: Case, _on: date, event: e.EnforcementSuspended) -> None:
    if judgment := _matter(case, event).judgment:
        judgment.suspended_until = event.until


def _end_judgment(matter: Matter, on: date) -> None:
    if matter.judgment and matter.judgment.lives:
        matter.judgment.ended_on = on


@_effect(e.JudgmentSetAside)
def _judgment_set_aside(case: Case, on: date, event: e.JudgmentSetAside) -> None:
    _end_judgment(_matter(case, event), on)


@_effect(e.JudgmentEnded)
def _judgment_ended(case: Case, on: date, event: e.JudgmentEnded) -> None:
    _end_judgment(_matter(case, event), on)


@_effect(e.TenancyConfirmed)
def _tenancy_confirmed(case: Case, on: date, event: e.TenancyConfirmed) -> None:
    matter = _matter(case, event)
    matter.tenancy_confirmed_on = on
    _end_judgment(matter, on)


@_effect(e.SecondChanceAgreed)
def _second_chance_agreed(case: Case, on: date, event: e.SecondChanceAgreed) -> None:
    matter = _matter(case, event)
    matter.second_chance = Term(on, event.until)
    matter.second_chance_kept_on = None


@_effect(e.SecondChanceEnded)
def _second_chance_ended(case: Case, on: date, event: e.SecondChanceEnded) -> None:
    matter = _matter(case, event)
    matter.second_chance, matter.stay_over_on = None, on
    matter.second_chance_kept_on = on if event.how is Ended.KEPT else None


@_effect(e.MoratoriumRequested)
def _moratorium_requested(case: Case, on: date, event: e.MoratoriumRequested) -> None:
    _matter(case, event).moratorium = Term(on, granted=False)


@_effect(e.MoratoriumDecided)
def _moratorium_decided(case: Case, on: date, event: e.MoratoriumDecided) -> None:
    matter = _matter(case, event)
    if event.answer is Answer.YES:
        matter.moratorium = Term(on, event.until)
    else:
        matter.moratorium, matter.stay_over_on = None, on


@_effect(e.MoratoriumEnded)
def _moratorium_ended(case: Case, on: date, event: e.MoratoriumEnded) -> None:
    matter = _matter(case, event)
    matter.moratorium, matter.stay_over_on = None, on


@_effect(e.ConditionChecked)
def _condition_checked(case: Case, on: date, event: e.ConditionChecked) -> None:
    matter = _matter(case, event)
    matter.condition_checked_on = on
    if not event.kept:
        matter.stay_over_on = on


# Evictions and the loss of the home ---------------------------------------------------------


def _eviction(case: Case, event: Any) -> Eviction:
    evictions = _matter(case, event).evictions
    eviction: Eviction = evictions.setdefault(event.eviction, Eviction(event.eviction))
    return eviction


@_effect(e.EvictionAnnounced)
def _eviction_announced(case: Case, on: date, event: e.EvictionAnnounced) -> None:
    eviction = _eviction(case, event)
    eviction.announced_on, eviction.day = on, event.day


@_effect(e.EvictionPostponed)
def _eviction_postponed(case: Case, on: date, event: e.EvictionPostponed) -> None:
    eviction = _eviction(case, event)
    eviction.announced_on, eviction.day = eviction.announced_on or on, event.to


@_effect(e.EvictionCancelled)
def _eviction_cancelled(case: Case, on: date, event: e.EvictionCancelled) -> None:
    _eviction(case, event).ended_on = on


@_effect(e.EvictionCarriedOut)
def _eviction_carried_out(case: Case, on: date, event: e.EvictionCarriedOut) -> None:
    _eviction(case, event).ended_on = on
    _lose_home(case, on, LossWay.BAILIFF)


@_effect(e.HomeLost)
def _home_lost(case: Case, on: date, event: e.HomeLost) -> None:
    _lose_home(case, on, event.way)


def _lose_home(case: Case, on: date, way: LossWay) -> None:
    """With the home, what threatened the home is over; debts and supplies stay."""
    if case.loss is None or way is not LossWay.BAILIFF:
        case.loss = Loss(on, way)
        case.follow_ups_done, case.rehoused_on = 0, None
    for matter in case.matters.values():
        _end_judgment(matter, on)
        matter.auction_on = matter.auction_known_on = None
        matter.second_chance = matter.moratorium = None
        for eviction in matter.evictions.values():
            eviction.ended_on = eviction.ended_on or on
        if matter.is_threat:
            matter.settled_on = matter.settled_on or on


@_effect(e.LossDescribed)
def _loss_described(case: Case, on: date, event: e.LossDescribed) -> None:
    if case.loss:
        case.loss.described_on, case.loss.destination = on, event.destination


@_effect(e.RehousingDirectorNamed)
def _director_named(case: Case, _on: date, event: e.RehousingDirectorNamed) -> None:
    case.rehousing_director = event.director


@_effect(e.DestinationChecked)
def _destination_checked(case: Case, on: date, event: e.DestinationChecked) -> None:
    case.destination_checked_on = on
    case.follow_ups_done = max(case.follow_ups_done, event.month)
    if case.loss:
        case.loss.destination = event.destination


# Persons and outreach -----------------------------------------------------------------------


@_effect(e.HelpRequested)
def _help_requested(case: Case, on: date, event: e.HelpRequested) -> None:
    _help_starts(case, on, event.person)


@_effect(e.HelpAccepted)
def _help_accepted(case: Case, on: date, event: e.HelpAccepted) -> None:
    _help_starts(case, on, event.person)
    person = _person(case, event.person)
    person.accepted_on = person.spoken_on = person.offered_on = on
    _results(case, event.person, on)


def _help_starts(case: Case, on: date, number: int) -> None:
    person = _person(case, number)
    _approached(person, on)
    person.help_since = person.help_since or on
    person.finished_on = person.declined_on = None
    for matter in case.matters_of(number):
        matter.declined_on = None


def _approached(person: Person, on: date) -> None:
    person.approached_on = person.approached_on or on


def _help_ends(case: Case, on: date, number: int) -> None:
    person = _person(case, number)
    person.help_since = person.next_step_on = None
    person.finished_on = on
    _results(case, number, on)


def _results(case: Case, number: int, on: date) -> None:
    """There is something to tell the partners of this person's signals."""
    for matter in case.matters_of(number):
        _result(matter, on)


@_effect(e.HelpDeclined)
def _help_declined(case: Case, on: date, event: e.HelpDeclined) -> None:
    if not event.verified:
        return
    _help_ends(case, on, event.person)
    person = _person(case, event.person)
    person.declined_on = person.spoken_on = person.offered_on = on
    for matter in case.matters_of(event.person):
        matter.declined_on = on


@_effect(e.ContactLost)
def _contact_lost(case: Case, on: date, event: e.ContactLost) -> None:
    _help_ends(case, on, event.person)


@_effect(e.Referred)
def _referred(case: Case, on: date, event: e.Referred) -> None:
    _help_ends(case, on, event.person)


@_effect(e.ResidencyChecked)
def _residency_checked(case: Case, _on: date, event: e.ResidencyChecked) -> None:
    _person(case, event.person).residency = event.residency


@_effect(e.HouseholdNoted)
def _household_noted(case: Case, on: date, event: e.HouseholdNoted) -> None:
    case.household_noted_on = on
    case.adults, case.minors = event.adults, event.minors
    case.language = event.language or case.language


_ACTS_FOR_MONEY = frozenset({Representative.ADMINISTRATOR, Representative.CURATOR})


@_effect(e.RepresentativeNoted)
def _representative_noted(case: Case, on: date, event: e.RepresentativeNoted) -> None:
    if event.kind in _ACTS_FOR_MONEY:
        _person(case, event.person).represented_since = event.since or on


@_effect(e.TenantDied)
def _tenant_died(case: Case, on: date, event: e.TenantDied) -> None:
    _help_ends(case, on, event.person)
    _person(case, event.person).died_on = on


@_effect(e.MovedAway)
def _moved_away(case: Case, on: date, event: e.MovedAway) -> None:
    person = _person(case, event.person)
    person.moved_on = person.moved_on or on
    if event.handed_over:
        person.handed_over_on = on
        _help_ends(case, on, event.person)


@_effect(e.ContactAttempted)
def _contact_attempted(case: Case, on: date, event: e.ContactAttempted) -> None:
    person = _person(case, event.person)
    _approached(person, on)
    person.attempts.append(Attempt(on, event.channel, event.day_part, event.reached))
    if event.reached is Reached.SPOKEN:
        person.spoken_on = on
    if event.informed:
        person.informed_on = on


@_effect(e.ContactWished)
def _contact_wished(case: Case, _on: date, event: e.ContactWished) -> None:
    _person(case, event.person).wish = (event.channel, event.day_part)


@_effect(e.HelpOffered)
def _help_offered(case: Case, on: date, event: e.HelpOffered) -> None:
    person = _person(case, event.person)
    _approached(person, on)
    person.offered_on = on
    if event.informed:
        person.informed_on = on


@_effect(e.FirstConversationHeld)
def _first_conversation_held(case: Case, on: date, event: e.FirstConversationHeld) -> None:
    _help_starts(case, on, event.person)
    person = _person(case, event.person)
    person.conversation_on = person.spoken_on = on
    person.application_on = on if event.application else person.application_on
    person.next_step_on = event.next_step_on


@_effect(e.HelpDecided)
def _help_decided(case: Case, on: date, event: e.HelpDecided) -> None:
    if event.answer is Answer.NO:
        _help_ends(case, on, event.person)
    person = _person(case, event.person)
    person.decided_on = on
    person.next_step_on = event.next_step_on if event.answer is Answer.YES else None


@_effect(e.PlanStepDone)
def _plan_step_done(case: Case, on: date, event: e.PlanStepDone) -> None:
    if event.next_step_on is None:
        _help_ends(case, on, event.person)
    else:
        _person(case, event.person).next_step_on = event.next_step_on


# Last resort --------------------------------------------------------------------------------


@_effect(e.LastOfferMade)
def _last_offer_made(case: Case, on: date, event: e.LastOfferMade) -> None:
    person = _person(case, event.person)
    person.last_offer_on, person.last_offer_failed_on = on, None
    person.last_offer_answered_on = None
    person.offered_on = on


@_effect(e.LastOfferAnswered)
def _last_offer_answered(case: Case, on: date, event: e.LastOfferAnswered) -> None:
    person = _person(case, event.person)
    person.last_offer_answered_on = on
    person.last_offer_failed_on = on if event.answer is Answer.NO else None
    if event.answer is Answer.YES:
        _help_starts(case, on, event.person)
        person.accepted_on = on
    person.spoken_on = on


@_effect(e.AdministrationRequested)
def _administration_requested(case: Case, on: date, event: e.AdministrationRequested) -> None:
    person = _person(case, event.person)
    person.administration_requested_on = person.administration_weighed_on = on


@_effect(e.AdministrationDecided)
def _administration_decided(case: Case, on: date, event: e.AdministrationDecided) -> None:
    person = _person(case, event.person)
    person.administration_requested_on = None
    person.administration_since = on if event.answer is Answer.YES else None


@_effect(e.AdministrationEnded)
def _administration_ended(case: Case, _on: date, event: e.AdministrationEnded) -> None:
    _person(case, event.person).administration_since = None


# The file itself ----------------------------------------------------------------------------


@_effect(e.OwnerAssigned)
def _owner_assigned(case: Case, _on: date, event: e.OwnerAssigned) -> None:
    case.owner = event.owner


@_effect(e.Paused)
def _paused(case: Case, on: date, event: e.Paused) -> None:
    case.pause_since, case.pause_until, case.pause_reason = on, event.until, event.reason


@_effect(e.Resumed)
def _resumed(case: Case, on: date, _event: e.Resumed) -> None:
    case.pause_since = case.pause_reason = None
    case.pause_until = on if case.pause_until else None


@_effect(e.PackMade)
def _pack_made(case: Case, on: date, event: e.PackMade) -> None:
    _hearing(case, event).pack_on = on


@_effect(e.CaseClosed)
def _case_closed(case: Case, on: date, event: e.CaseClosed) -> None:
    if case.closed_on or case.closing_blockers():
        return
    case.closed_on, case.result, case.aftercare = on, event.result, event.aftercare
    if event.aftercare and case.loss is None:
        case.follow_ups_done = 0
    for matter in case.matters.values():
        _result(matter, on)


@_effect(e.CaseReopened)
def _case_reopened(_case: Case, _on: date, _event: e.CaseReopened) -> None:
    """Being an event that opens is its whole effect; see ``apply``."""


@_effect(e.CaseMerged)
def _case_merged(case: Case, _on: date, event: e.CaseMerged) -> None:
    case.merged_into = event.into


@_effect(e.CaseSeparated)
def _case_separated(case: Case, _on: date, _event: e.CaseSeparated) -> None:
    case.merged_into = None


@_effect(e.EventCorrected)
def _event_corrected(_case: Case, _on: date, _event: e.EventCorrected) -> None:
    """Its effect is that the corrected event is left out of the fold."""
