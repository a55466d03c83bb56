"""Who is sought, and what help runs?"""

from collections.abc import Callable
from datetime import date, timedelta

from tests.domain.every_day import START
from tests.domain.slices.told import (
    ACCEPTED,
    AT_THE_DOOR,
    CLOSED,
    CONVERSATION,
    DECLINED,
    HELP_ENDINGS,
    HOUSEHOLD,
    LOST_TOUCH,
    NOT_REACHED,
    OFFERED,
    OWNER,
    SETTLED,
    SPOKEN,
    STEP_DONE,
    TOLD,
    ahead,
    fact,
    only_the_clock_of,
    schedule,
    signal,
    taken_up,
)
from tests.domain.walk import Slice, Template
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Answer,
    BudgetNeed,
    Channel,
    HelpKind,
    MatterKind,
    PauseReason,
    Prevented,
    SettlementEnd,
    SettlementKind,
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
    (
        fact(e.ContactWished(person=1, channel=Channel.MESSAGE)),
        NOT_REACHED,
        SPOKEN,
        OFFERED,
        TOLD,
        signal(MatterKind.HEALTH),
        taken_up(),
        DECLINED,
        CLOSED,
    ),
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
        fact(e.Referred(person=1, kind=HelpKind.DEBT_HELP, warm=False)),
        *HELP_ENDINGS,
        SETTLED,
        CLOSED,
    ),
)
REFERRED = Slice(
    "handed over warmly",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, ACCEPTED, CONVERSATION),
    (
        ahead(9, lambda day: e.StepPlanned(person=1, next_step_on=day)),
        fact(e.Referred(person=1, kind=HelpKind.DEBT_HELP)),
        fact(e.ReferralAnswered(person=1, taken_over=True)),
        fact(e.ReferralAnswered(person=1, taken_over=False)),
        fact(e.TenantDied(person=1)),
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("hear_referral", "carry_out_plan", "conclude"),
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


def _of_the_running_schedule(make: Callable[[date], e.Event], place: int) -> Template:
    """Speaks of an instalment of the schedule agreed on the first day of the walk."""
    return fact(make(START + timedelta(days=30 * (place + 1))))


def _settlement(until: date) -> e.Event:
    return e.SettlementBegan(person=1, kind=SettlementKind.AMICABLE, ends_on=until, owed=90_000, cents=5_000)


def _loan(day: date) -> e.Event:
    """Pays all at once, on the day it begins."""
    return e.SettlementBegan(person=1, kind=SettlementKind.AMICABLE, ends_on=day, owed=90_000, cents=30_000, first=day)


def _offer(matter: int) -> Callable[[date], e.Event]:
    """A third of the debt at once, the rest remitted."""
    return lambda day: e.ArrangementProposed(matter=matter, instalments=(e.Instalment(day, 30_000),), remitted=60_000)


def _tolerant(first: date) -> e.Event:
    return e.ArrangementAgreed(matter=1, instalments=schedule(first).instalments, tolerance_days=14)


ARRANGEMENT = Slice(
    "an arrangement runs",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, ACCEPTED, CONVERSATION, ahead(30, schedule)),
    (
        *(_of_the_running_schedule(lambda due: e.InstalmentPaid(matter=1, due=due), place) for place in (0, 1)),
        *(_of_the_running_schedule(lambda due: e.InstalmentMissed(matter=1, due=due), place) for place in (0, 1)),
        fact(e.ArrangementBroken(matter=1)),
        ahead(30, schedule),
        fact(e.ArrangementCompleted(matter=1)),
        ACCEPTED,
        *HELP_ENDINGS,
        SETTLED,
        TOLD,
        CLOSED,
    ),
)
PROPOSED = Slice(
    "what the creditor is asked",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        ahead(30, lambda day: e.ArrangementProposed(matter=1, instalments=(e.Instalment(day, 90_000),))),
        fact(e.ArrangementAnswered(matter=1, answer=Answer.YES)),
        fact(e.ArrangementAnswered(matter=1, answer=Answer.NO)),
        ahead(30, schedule),
        fact(e.BalanceAsked(matter=1)),
        fact(e.BalanceTold(matter=1, cents=80_000)),
        ACCEPTED,
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("hear_creditor", "hear_balance"),
)
OFFERS = Slice(
    "an offer to each creditor",
    (signal(MatterKind.RENT), signal(MatterKind.ENERGY, matter=2), taken_up(), taken_up(2), *AT_THE_DOOR),
    (
        *(ahead(30, _offer(matter)) for matter in (1, 2)),
        *(fact(e.ArrangementAnswered(matter=matter, answer=Answer.YES)) for matter in (1, 2)),
        fact(e.ArrangementAnswered(matter=2, answer=Answer.NO)),
        ahead(60, _settlement),
        fact(e.SettlementEnded(person=1, how=SettlementEnd.REMITTED)),
        ACCEPTED,
        STEP_DONE,
        SETTLED,
        fact(e.DebtSettled(matter=2)),
        CLOSED,
    ),
    only_the_clock_of(),
)
SETTLING = Slice(
    "a debt settlement, and the tailored budget",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        ahead(60, _settlement),
        ahead(0, _loan),
        fact(e.SettlementEnded(person=1, how=SettlementEnd.REMITTED)),
        fact(e.BudgetAsked(person=1, need=BudgetNeed.ARREARS, cents=20_000)),
        fact(e.BudgetDecided(person=1, answer=Answer.YES, cents=15_000)),
        fact(e.BudgetDecided(person=1, answer=Answer.NO)),
        fact(e.BudgetPaid(person=1, prevented=Prevented.EVICTION)),
        ACCEPTED,
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("end_settlement", "tailored_budget"),
)
FORCED = Slice(
    "creditors are made to join",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        fact(e.ForcedSettlementAsked(person=1)),
        fact(e.ForcedSettlementDecided(person=1, answer=Answer.YES)),
        fact(e.ForcedSettlementDecided(person=1, answer=Answer.NO)),
        ahead(60, _settlement),
        ACCEPTED,
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("forced_settlement", "end_settlement"),
)
UNTOLD = Slice(
    "an arrangement that nobody told of",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        fact(e.InstalmentPaid(matter=1, due=START)),
        fact(e.InstalmentMissed(matter=1, due=START)),
        fact(e.ArrangementBroken(matter=1)),
        ahead(30, _tolerant),
        ahead(45, lambda day: e.InstalmentsMoved(matter=1, instalments=(e.Instalment(day, 5_000),))),
        fact(e.ArrangementCompleted(matter=1)),
        fact(e.SummonsAnnounced(matter=1)),
        fact(e.SummonsWithdrawn(matter=1)),
        ACCEPTED,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("watch_arrangement", "before_summons"),
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
    aside=only_the_clock_of("avert", "reconnect", "crisis_contact", "first_conversation"),
)
