"""What of the file itself, and of several matters in it?"""

from tests.domain.slices.told import (
    ACCEPTED,
    AT_THE_DOOR,
    CANCELLED,
    CLOSED,
    CONFIRMED,
    DECLINED,
    EVICTION,
    HOUSEHOLD,
    OFFERED,
    OWNER,
    SERVED,
    SETTLED,
    SPOKEN,
    STEP_DONE,
    TOLD,
    ahead,
    fact,
    housed_after,
    only_the_clock_of,
    signal,
    taken_up,
)
from tests.domain.walk import Slice, Template
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Channel,
    MatterKind,
    Result,
    Ruling,
    SetAside,
)

AFTERCARE_AGREED = fact(e.CaseClosed(result=Result.ADVICE_OR_QUICK_FIX, aftercare=True))
REOPENED = fact(e.CaseReopened())
AFTERCARE = Slice(
    "closed with aftercare, and opened again",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, SPOKEN),
    (
        AFTERCARE_AGREED,
        CLOSED,
        REOPENED,
        *(housed_after(month) for month in (3, 6, 12)),
        TOLD,
        SERVED,
        fact(e.SummonsWithdrawn(matter=1)),
        DECLINED,
        SETTLED,
    ),
)
TWO_FILES = Slice(
    "two files of one household become one, and two again",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, SPOKEN),
    (
        fact(e.CaseMerged(into=2)),
        fact(e.CaseSeparated()),
        AFTERCARE_AGREED,
        CLOSED,
        REOPENED,
        housed_after(12),
        TOLD,
        EVICTION,
        CANCELLED,
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
TWO_DANGERS = Slice(
    "one person, a title and a cut",
    (
        OWNER,
        HOUSEHOLD,
        signal(MatterKind.RENT),
        taken_up(),
        signal(MatterKind.ENERGY, matter=2),
        taken_up(2),
        SERVED,
        OFFERED,
    ),
    (
        fact(e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True)),
        CONFIRMED,
        ahead(12, lambda day: e.DisconnectionAnnounced(matter=2, day=day)),
        fact(e.DisconnectionCancelled(matter=2)),
        SPOKEN,
        ACCEPTED,
        DECLINED,
        CLOSED,
    ),
    aside=only_the_clock_of("crisis_contact", "first_conversation"),
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
    aside=only_the_clock_of("offer", "attempt", "first_conversation", "carry_out_plan"),
)
