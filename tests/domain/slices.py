"""Which parts is the sieve walked in, and what does each event ask for? Told apart from the rules, on purpose.

``ASKS`` is written from the guide, event by event; the rules are written from the obligation's side. The walk
holds one against the other.
"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.domain.walk import Asks, Slice, Template
from vangnet.domain import events as e
from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Channel,
    DayPart,
    Destination,
    Ended,
    HelpKind,
    LossCause,
    LossWay,
    MatterKind,
    PauseReason,
    Reached,
    Remedy,
    Representative,
    Result,
    Route,
    Ruling,
    SetAside,
    ThreatEnd,
)


def fact(event: e.Event) -> Template:
    """An event that speaks of no other day."""
    return lambda _today: event


def ahead(days: int, make: Callable[[date], e.Event]) -> Template:
    """An event that speaks of a day so many days ahead."""
    return lambda today: make(today + timedelta(days=days))


def signal(kind: MatterKind, *, matter: int = 1, person: int | None = 1, crisis: bool = False) -> Template:
    return fact(
        e.SignalReceived(
            matter=matter,
            signal=matter,
            kind=kind,
            partner=matter,
            person=person,
            cents=90_000,
            crisis=crisis,
        )
    )


def taken_up(matter: int = 1) -> Template:
    return fact(e.SignalTakenUp(matter=matter, signal=matter))


def attempted(reached: Reached, person: int = 1) -> Template:
    return fact(e.ContactAttempted(person=person, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=reached))


OWNER = fact(e.OwnerAssigned(owner=1))
HOUSEHOLD = fact(e.HouseholdNoted(adults=2, minors=1))
OFFERED = fact(e.HelpOffered(person=1, channel=Channel.LETTER))
ACCEPTED = fact(e.HelpAccepted(person=1))
DECLINED = fact(e.HelpDeclined(person=1, verified=True))
SPOKEN = attempted(Reached.SPOKEN)
NOT_REACHED = attempted(Reached.NOT_REACHED)
SETTLED = fact(e.DebtSettled(matter=1))
CLOSED = fact(e.CaseClosed(result=Result.PAID_OR_ARRANGED))
TOLD = fact(e.FeedbackGiven(matter=1))
CONVERSATION = fact(e.FirstConversationHeld(person=1, application=False))
STEP_DONE = fact(e.PlanStepDone(person=1))
LOST_TOUCH = fact(e.ContactLost(person=1))
AT_THE_DOOR = (OWNER, HOUSEHOLD, OFFERED)


def judged(ruling: Ruling, *, default: bool = True) -> Template:
    return fact(e.JudgmentGiven(matter=1, ruling=ruling, default=default))


HEARING = ahead(12, lambda day: e.HearingScheduled(matter=1, hearing=1, day=day))
SERVED = fact(e.SummonsServed(matter=1))
EVICTION = ahead(20, lambda day: e.EvictionAnnounced(matter=1, eviction=1, day=day))
CANCELLED = fact(e.EvictionCancelled(matter=1, eviction=1))
CARRIED_OUT = fact(e.EvictionCarriedOut(matter=1, eviction=1))
CONFIRMED = fact(e.TenancyConfirmed(matter=1))
DESCRIBED = fact(e.LossDescribed(cause=LossCause.ARREARS, children=1, destination=Destination.SHELTER))
DIRECTOR = fact(e.RehousingDirectorNamed(director=1))
PLANNED = fact(e.RehousingPlanned())
REHOUSED = fact(e.Rehoused())


def housed_after(month: int) -> Template:
    return fact(e.DestinationChecked(month=month, destination=Destination.LASTING_HOME))


SEARCH = (DESCRIBED, REHOUSED, *(housed_after(month) for month in (0, 3, 6, 12)))
SHORT_SEARCH = (REHOUSED, housed_after(12))
HELP_ENDINGS = (DECLINED, LOST_TOUCH, STEP_DONE)

REPORT = Slice(
    "a report comes in",
    (),
    (
        signal(MatterKind.RENT, person=None),
        taken_up(),
        fact(e.SignalSetAside(matter=1, signal=1, reason=SetAside.REPEAT)),
        fact(e.SignalWithdrawn(matter=1, signal=1)),
        fact(e.PersonKnown(matter=1, person=1)),
        OWNER,
        OFFERED,
        DECLINED,
        SETTLED,
        TOLD,
        CLOSED,
    ),
    aside=frozenset(),
)
CRISIS = Slice(
    "a crisis report comes in",
    (OWNER, HOUSEHOLD),
    (
        signal(MatterKind.ENERGY, crisis=True),
        taken_up(),
        fact(e.SignalSetAside(matter=1, signal=1, reason=SetAside.KNOWN_TO_DEBT_HELP)),
        NOT_REACHED,
        SPOKEN,
        OFFERED,
        DECLINED,
        SETTLED,
        CLOSED,
    ),
)
OUTREACH = Slice(
    "reaching a person",
    (signal(MatterKind.RENT), taken_up(), OWNER),
    (
        signal(MatterKind.RENT),
        taken_up(),
        NOT_REACHED,
        SPOKEN,
        OFFERED,
        ACCEPTED,
        DECLINED,
        LOST_TOUCH,
        HOUSEHOLD,
        ahead(10, lambda day: e.Paused(until=day, reason=PauseReason.ILLNESS)),
        fact(e.Resumed()),
        SETTLED,
        CLOSED,
    ),
)
SEEKING = Slice(
    "seeking without an answer",
    (signal(MatterKind.HEALTH), taken_up(), OWNER),
    (NOT_REACHED, SPOKEN, OFFERED, TOLD, signal(MatterKind.HEALTH), taken_up(), DECLINED, CLOSED),
)
HELP = Slice(
    "help runs",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        ACCEPTED,
        fact(e.HelpRequested(person=1)),
        CONVERSATION,
        fact(e.FirstConversationHeld(person=1, application=True)),
        ahead(9, lambda day: e.HelpDecided(person=1, answer=Answer.YES, next_step_on=day)),
        fact(e.HelpDecided(person=1, answer=Answer.NO)),
        ahead(9, lambda day: e.PlanStepDone(person=1, next_step_on=day)),
        fact(e.Referred(person=1, kind=HelpKind.DEBT_HELP)),
        *HELP_ENDINGS,
        SETTLED,
        CLOSED,
    ),
)
WAITING = Slice(
    "the creditor waits",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        ACCEPTED,
        CONVERSATION,
        fact(e.PauseAsked(matter=1)),
        ahead(40, lambda day: e.PauseAnswered(matter=1, answer=Answer.YES, until=day)),
        fact(e.PauseAnswered(matter=1, answer=Answer.NO)),
        fact(e.CollectionResumed(matter=1)),
        DECLINED,
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
)


def _schedule(first: date) -> e.ArrangementAgreed:
    return e.ArrangementAgreed(
        matter=1,
        instalments=(e.Instalment(first, 5_000), e.Instalment(first + timedelta(days=30), 5_000)),
    )


def _of_the_running_schedule(make: Callable[[date], e.Event], place: int) -> Template:
    """Speaks of an instalment of the schedule agreed on the first day of the walk."""
    from tests.domain.walk import START  # noqa: PLC0415 - the walk's first day

    return fact(make(START + timedelta(days=30 * (place + 1))))


ARRANGEMENT = Slice(
    "an arrangement runs",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, ACCEPTED, CONVERSATION, ahead(30, _schedule)),
    (
        *(_of_the_running_schedule(lambda due: e.InstalmentPaid(matter=1, due=due), place) for place in (0, 1)),
        *(_of_the_running_schedule(lambda due: e.InstalmentMissed(matter=1, due=due), place) for place in (0, 1)),
        fact(e.ArrangementBroken(matter=1)),
        ahead(30, _schedule),
        fact(e.ArrangementCompleted(matter=1)),
        ACCEPTED,
        *HELP_ENDINGS,
        SETTLED,
        TOLD,
        CLOSED,
    ),
)
SUPPLY = Slice(
    "energy is to be cut",
    (signal(MatterKind.ENERGY), taken_up(), OWNER, HOUSEHOLD),
    (
        ahead(15, lambda day: e.DisconnectionAnnounced(matter=1, day=day)),
        fact(e.DisconnectionCancelled(matter=1)),
        fact(e.Disconnected(matter=1)),
        fact(e.Reconnected(matter=1)),
        NOT_REACHED,
        SPOKEN,
        OFFERED,
        ACCEPTED,
        CONVERSATION,
        DECLINED,
        SETTLED,
        CLOSED,
    ),
)
MORTGAGE = Slice(
    "the house is to be auctioned",
    (signal(MatterKind.MORTGAGE), taken_up(), *AT_THE_DOOR, DIRECTOR),
    (
        ahead(15, lambda day: e.AuctionAnnounced(matter=1, day=day)),
        fact(e.AuctionCancelled(matter=1)),
        fact(e.TenantDied(person=1)),
        fact(e.HomeLost(way=LossWay.AUCTION)),
        CARRIED_OUT,
        DECLINED,
        SETTLED,
        PLANNED,
        *SHORT_SEARCH,
        CLOSED,
    ),
)
SUMMONS = Slice(
    "from announcement to judgment",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED),
    (
        fact(e.SummonsAnnounced(matter=1)),
        SERVED,
        fact(e.SummonsWithdrawn(matter=1)),
        fact(e.DutyChecked(matter=1, fulfilled=Answer.NO)),
        HEARING,
        ahead(9, lambda day: e.HearingAdjourned(matter=1, hearing=1, to=day)),
        fact(e.HearingAdjourned(matter=1, hearing=1)),
        fact(e.HearingCancelled(matter=1, hearing=1)),
        fact(e.HearingHeld(matter=1, hearing=1, resident_there=False)),
        fact(e.ProceedingsWithdrawn(matter=1)),
        judged(Ruling.PAYMENT_ONLY),
        SETTLED,
        CLOSED,
    ),
)
HEARING_HELP = Slice(
    "help before the hearing",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED),
    (
        HEARING,
        fact(e.HearingHeld(matter=1, hearing=1, resident_there=True)),
        judged(Ruling.REJECTED, default=False),
        fact(e.PackMade(matter=1, hearing=1, consent=True)),
        OFFERED,
        ACCEPTED,
        CONVERSATION,
        DECLINED,
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
)
TITLE = Slice(
    "a title lives",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
    (
        judged(Ruling.DISSOLUTION),
        judged(Ruling.CONDITIONAL_DISSOLUTION),
        fact(e.RemedyWaived(matter=1)),
        fact(e.JudgmentSetAside(matter=1)),
        fact(e.JudgmentEnded(matter=1)),
        CONFIRMED,
        ahead(90, lambda day: e.SecondChanceAgreed(matter=1, until=day)),
        fact(e.ConditionChecked(matter=1, kept=True)),
        fact(e.ConditionChecked(matter=1, kept=False)),
        fact(e.SecondChanceEnded(matter=1, how=Ended.KEPT)),
        fact(e.SecondChanceEnded(matter=1, how=Ended.BROKEN)),
        ahead(30, _schedule),
        SETTLED,
        CLOSED,
    ),
)
MORATORIUM = Slice(
    "a moratorium is asked",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
    (
        fact(e.MoratoriumRequested(matter=1)),
        ahead(150, lambda day: e.MoratoriumDecided(matter=1, answer=Answer.YES, until=day)),
        fact(e.MoratoriumDecided(matter=1, answer=Answer.NO)),
        fact(e.MoratoriumEnded(matter=1, how=Ended.LAPSED)),
        fact(e.ConditionChecked(matter=1, kept=True)),
        fact(e.RemedyWaived(matter=1)),
        judged(Ruling.PAYMENT_ONLY),
        fact(e.RemedyFiled(matter=1, remedy=Remedy.OPPOSITION)),
        judged(Ruling.CONDITIONAL_DISSOLUTION),
        CONFIRMED,
        SETTLED,
        CLOSED,
    ),
)
REQUESTED = fact(
    e.AdministrationRequested(
        person=1,
        ground=AdministrationGround.PROBLEMATIC_DEBTS,
        heard_or_attempts_shown=True,
        lighter_steps_failed=True,
        second_opinion=True,
        until=date(2029, 1, 1),
    )
)
LAST_RESORT = Slice(
    "the last offer and administration",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED),
    (
        judged(Ruling.DISSOLUTION),
        fact(e.LastOfferMade(person=1, kind=HelpKind.INCOME_MANAGEMENT)),
        fact(e.LastOfferAnswered(person=1, answer=Answer.YES)),
        fact(e.LastOfferAnswered(person=1, answer=Answer.NO)),
        REQUESTED,
        fact(e.AdministrationNotRequested(person=1)),
        EVICTION,
        CANCELLED,
        CONFIRMED,
        DECLINED,
        STEP_DONE,
        CLOSED,
    ),
)
ADMINISTRATION = Slice(
    "administration is asked, given, reviewed, ended",
    (
        signal(MatterKind.RENT),
        taken_up(),
        *AT_THE_DOOR,
        DECLINED,
        SERVED,
        judged(Ruling.DISSOLUTION),
        DIRECTOR,
        PLANNED,
    ),
    (
        REQUESTED,
        fact(e.AdministrationDecided(person=1, answer=Answer.YES)),
        fact(e.AdministrationDecided(person=1, answer=Answer.NO)),
        fact(e.AdministrationReviewed(person=1)),
        fact(e.AdministrationEnded(person=1)),
        fact(e.RepresentativeNoted(person=1, kind=Representative.ADMINISTRATOR)),
        fact(e.LastOfferAnswered(person=1, answer=Answer.NO)),
        CONFIRMED,
        SETTLED,
        CLOSED,
    ),
)
EVICTIONS = Slice(
    "an eviction is announced",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
    (
        EVICTION,
        ahead(9, lambda day: e.EvictionPostponed(matter=1, eviction=1, to=day)),
        fact(e.EvictionPostponed(matter=1, eviction=1)),
        CANCELLED,
        CARRIED_OUT,
        fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)),
        CONFIRMED,
        PLANNED,
        *SEARCH,
        CLOSED,
    ),
)
THREAT = Slice(
    "a threat without debt",
    (*AT_THE_DOOR, DIRECTOR),
    (
        fact(e.MatterNoted(matter=1, kind=MatterKind.CLOSURE, person=1)),
        fact(e.RouteTaken(matter=1, route=Route.PROPORTIONALITY)),
        fact(e.ThreatEnded(matter=1, how=ThreatEnd.COURT_PREVENTED)),
        EVICTION,
        CANCELLED,
        CARRIED_OUT,
        PLANNED,
        *SHORT_SEARCH,
        CLOSED,
    ),
)
PRESSURE = Slice(
    "unlawful pressure by a landlord",
    (OWNER,),
    (
        fact(e.UnlawfulPressureNoted(matter=1)),
        fact(e.PersonKnown(matter=1, person=1)),
        fact(e.RouteTaken(matter=1, route=Route.POLICE)),
        fact(e.ThreatEnded(matter=1, how=ThreatEnd.SOLVED)),
        fact(e.HomeLost(way=LossWay.GAVE_NOTICE_UNDER_PRESSURE)),
        DECLINED,
        *SHORT_SEARCH,
        CLOSED,
    ),
)
GONE = Slice(
    "moved away or died",
    (signal(MatterKind.RENT), taken_up(), OWNER),
    (
        fact(e.MovedAway(person=1, to="0599")),
        fact(e.MovedAway(person=1, to="0599", handed_over=True)),
        fact(e.TenantDied(person=1)),
        ACCEPTED,
        SPOKEN,
        OFFERED,
        signal(MatterKind.RENT),
        taken_up(),
        SETTLED,
        CLOSED,
    ),
)
GAPS = Slice(
    "facts with gaps before them",
    (OWNER,),
    (
        fact(e.ReminderSent(matter=1)),
        SERVED,
        judged(Ruling.DISSOLUTION),
        EVICTION,
        CANCELLED,
        signal(MatterKind.RENT),
        fact(e.SignalSetAside(matter=1, signal=1, reason=SetAside.UNJUSTIFIED)),
        fact(e.SummonsWithdrawn(matter=1)),
        CONFIRMED,
        CLOSED,
    ),
)
AFTERCARE = Slice(
    "closed with aftercare, and opened again",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, SPOKEN),
    (
        fact(e.CaseClosed(result=Result.ADVICE_OR_QUICK_FIX, aftercare=True)),
        CLOSED,
        fact(e.CaseReopened()),
        *(fact(e.DestinationChecked(month=m, destination=Destination.LASTING_HOME)) for m in (3, 6, 12)),
        TOLD,
        SERVED,
        fact(e.SummonsWithdrawn(matter=1)),
        DECLINED,
        SETTLED,
    ),
)


def reduced(matter: int) -> tuple[Template, ...]:
    """A matter reduced to: unsettled, in court, a live title, a date ahead."""
    return (
        fact(e.JudgmentGiven(matter=matter, ruling=Ruling.DISSOLUTION, default=True)),
        ahead(12, lambda day: e.EvictionAnnounced(matter=matter, eviction=1, day=day)),
        fact(e.EvictionCancelled(matter=matter, eviction=1)),
        fact(e.TenancyConfirmed(matter=matter)),
    )


TWO_MATTERS = Slice(
    "two matters, two persons",
    (
        OWNER,
        HOUSEHOLD,
        signal(MatterKind.RENT, matter=1, person=1),
        taken_up(1),
        signal(MatterKind.ENERGY, matter=2, person=2),
        taken_up(2),
        fact(e.SummonsServed(matter=1)),
        OFFERED,
        fact(e.HelpOffered(person=2, channel=Channel.LETTER)),
        DECLINED,
    ),
    (
        *reduced(1),
        ahead(12, lambda day: e.DisconnectionAnnounced(matter=2, day=day)),
        fact(e.DisconnectionCancelled(matter=2)),
        fact(e.DebtSettled(matter=2)),
        CLOSED,
    ),
)

TWO_DEBTS = Slice(
    "one person, two debts",
    (OWNER, HOUSEHOLD, signal(MatterKind.RENT), taken_up()),
    (
        signal(MatterKind.ENERGY, matter=2),
        taken_up(2),
        fact(e.SignalSetAside(matter=2, signal=2, reason=SetAside.REPEAT)),
        OFFERED,
        SPOKEN,
        ACCEPTED,
        DECLINED,
        STEP_DONE,
        SETTLED,
        fact(e.DebtSettled(matter=2)),
        CLOSED,
    ),
)

SLICES = (
    REPORT, CRISIS, OUTREACH, SEEKING, HELP, WAITING, ARRANGEMENT, SUPPLY, MORTGAGE,
    SUMMONS, HEARING_HELP, TITLE, MORATORIUM, LAST_RESORT, ADMINISTRATION, EVICTIONS,
    THREAT, PRESSURE, GONE, GAPS, AFTERCARE, TWO_MATTERS, TWO_DEBTS,
)  # fmt: skip


def _unless(*guards: str) -> frozenset[str]:
    return frozenset(guards)


_HELPED = _unless("help_runs", "not_here", "nothing_open")
ASKS: Asks = {
    e.SignalReceived: {
        "triage": _unless("signal_settled"),
        "who": _unless("person_known", "nothing_open"),
        "assign": _unless("owned"),
    },
    e.SignalTakenUp: {
        "offer": _HELPED | {"offered"},
        "inform": _unless("informed", "not_here", "nothing_open"),
        "attempt": _unless("help_runs", "not_here", "reached_or_refused", "sought_enough"),
    },
    e.SignalSetAside: {"feedback": _unless()},
    e.ContactAttempted: {
        "hear_answer": _unless("help_runs", "not_here", "no_answer_awaited", "not_offered"),
        "know_household": _unless("household_known", "no_contact_yet"),
    },
    e.HelpAccepted: {
        "first_conversation": _unless("held"),
        "pause": _unless("paused", "refused", "nothing_open"),
    },
    e.FirstConversationHeld: {
        "decide_help": _unless("no_application", "decided"),
        "carry_out_plan": _unless(),
    },
    e.PauseAnswered: {"renew_pause": _unless("not_paused", "no_help_asked")},
    e.ArrangementAgreed: {
        "watch_arrangement": _unless("arrangement_over"),
        "confirm_stay": _unless("no_title", "not_paid_or_arranged"),
    },
    e.ArrangementBroken: {"repair_arrangement": _unless("other_way_chosen", "nothing_open")},
    e.DisconnectionAnnounced: {
        "crisis_contact": _unless("spoken", "approached_by_another"),
        "avert": _unless(),
    },
    e.Disconnected: {"reconnect": _unless()},
    e.AuctionAnnounced: {
        "crisis_contact": _unless("spoken", "not_here"),
        "avert": _unless(),
        "rehousing_plan": _unless("planned"),
    },
    e.SummonsAnnounced: {"before_summons": _unless("served", "nothing_open")},
    e.SummonsServed: {
        "duty_check": _unless("checked", "no_duty_to_report", "not_in_court"),
        "hearing_offer": _unless("person_unknown", "hearing_held", "date_unknown", "not_in_court"),
        "find_hearing_date": _unless("date_known", "not_in_court"),
        "check_data": _unless("consistent"),
    },
    e.HearingScheduled: {
        "hearing_pack": _unless("pack_made", "no_hearing_ahead"),
        "record_judgment": _unless("no_hearing"),
    },
    e.JudgmentGiven: {
        "last_offer": _unless("no_title", "answered"),
        "stay": _unless("no_title", "second_chance_runs", "moratorium_asked_or_runs", "conditions_kept"),
        "remedy": _unless("home_not_at_stake", "remedy_chosen"),
        "watch_judgment": _unless("claim_rejected", "paid", "conditions_watched"),
        "watch_conditions": _unless("no_conditions"),
        "rehousing_plan": _unless("home_not_at_stake"),
    },
    e.DebtSettled: {
        "confirm_stay": _unless("no_title"),
        "conclude": _unless("blocked", "help_runs", "work_open", "not_handed_over", "not_rehoused"),
    },
    e.SecondChanceAgreed: {"watch_conditions": _unless(), "end_second_chance": _unless()},
    e.MoratoriumRequested: {"end_moratorium": _unless()},
    e.LastOfferAnswered: {
        "weigh_administration": _unless(
            "no_title", "offer_accepted", "requested", "weighed", "offer_open", "represented"
        ),
    },
    e.AdministrationRequested: {"await_administration": _unless()},
    e.AdministrationDecided: {
        "weigh_administration": _unless("no_title", "offer_open", "weighed", "represented"),
    },
    e.EvictionAnnounced: {
        "stop_eviction": _unless("no_eviction_announced"),
        "crisis_contact": _unless("spoken", "person_unknown", "approached_by_another", "no_crisis"),
        "rehousing_plan": _unless("planned", "home_not_at_stake"),
        "weigh_administration": _unless("no_title", "requested", "weighed", "offer_open", "offer_accepted"),
    },
    e.EvictionCarriedOut: {
        "record_loss": _unless("described"),
        "rehouse": _unless("rehoused"),
        "follow_up": _unless("followed"),
    },
    e.HomeLost: {"record_loss": _unless(), "rehouse": _unless(), "follow_up": _unless()},
    e.MatterNoted: {"other_threats": _unless(), "offer": _unless("offered")},
    e.UnlawfulPressureNoted: {"other_threats": _unless(), "who": _unless("person_known")},
    e.MovedAway: {"handover": _unless("handed_over")},
    e.OwnerAssigned: {"review": _unless()},
}
"""What each event asks for, by the guide, and with which reasons a rule may say that it is not due now."""
