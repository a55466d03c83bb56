"""What comes before the court, and what comes of it?"""

from tests.domain.slices.told import (
    ACCEPTED,
    AT_THE_DOOR,
    CANCELLED,
    CLOSED,
    CONFIRMED,
    CONVERSATION,
    DECLINED,
    EVICTION,
    HEARING,
    OFFERED,
    OWNER,
    SERVED,
    SETTLED,
    STEP_DONE,
    ahead,
    fact,
    judged,
    only_the_clock_of,
    schedule,
    signal,
    taken_up,
)
from tests.domain.walk import Slice
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Answer,
    Ended,
    MatterKind,
    Remedy,
    Ruling,
    SetAside,
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
MONEY_ONLY = Slice(
    "an energy company goes to court",
    (signal(MatterKind.ENERGY), taken_up(), *AT_THE_DOOR),
    (
        fact(e.SummonsAnnounced(matter=1)),
        SERVED,
        HEARING,
        judged(Ruling.PAYMENT_ONLY, default=False),
        ahead(30, schedule),
        fact(e.ArrangementBroken(matter=1)),
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of("before_summons", "record_judgment"),
)
GONE_FROM_COURT = Slice(
    "the tenant dies or leaves with the case in court",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, SERVED),
    (
        fact(e.TenantDied(person=1)),
        fact(e.MovedAway(person=1, to="0599")),
        fact(e.MovedAway(person=1, to="0599", handed_over=True)),
        HEARING,
        judged(Ruling.DISSOLUTION),
        EVICTION,
        CANCELLED,
        CONFIRMED,
        fact(e.ProceedingsWithdrawn(matter=1)),
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of("handover", "record_judgment", "stop_eviction"),
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
        ahead(30, schedule),
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of(
        "stay", "remedy", "confirm_stay", "watch_judgment", "watch_conditions", "end_second_chance"
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
SUSPENDED = Slice(
    "enforcement of a title is suspended",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
    (
        ahead(40, lambda day: e.EnforcementSuspended(matter=1, until=day)),
        fact(e.EnforcementSuspended(matter=1)),
        fact(e.RemedyFiled(matter=1, remedy=Remedy.SUSPENSION)),
        judged(Ruling.CONDITIONAL_DISSOLUTION, default=False),
        EVICTION,
        CANCELLED,
        fact(e.JudgmentSetAside(matter=1)),
        CONFIRMED,
        CLOSED,
    ),
)
GAPS = Slice(
    "facts with gaps before them",
    (OWNER,),
    (
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
