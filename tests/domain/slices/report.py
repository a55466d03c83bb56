"""What may come in, and whom does it concern?"""

from tests.domain.slices.told import (
    ACCEPTED,
    AT_THE_DOOR,
    CLOSED,
    DECLINED,
    HOUSEHOLD,
    NOT_REACHED,
    OFFERED,
    OWNER,
    SERVED,
    SETTLED,
    SPOKEN,
    TOLD,
    fact,
    signal,
    taken_up,
)
from tests.domain.walk import Slice
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Answer,
    DisputeStep,
    MatterKind,
    Residency,
    SetAside,
)

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
RESIDENCY = Slice(
    "whether the person lives here",
    (OWNER, HOUSEHOLD),
    (
        signal(MatterKind.WATER),
        taken_up(),
        fact(e.SignalSetAside(matter=1, signal=1, reason=SetAside.NOT_RESIDENT)),
        fact(e.ResidencyChecked(person=1, residency=Residency.LIVES_HERE_UNREGISTERED)),
        fact(e.ResidencyChecked(person=1, residency=Residency.ELSEWHERE)),
        fact(e.MovedAway(person=1, to="0599", handed_over=True)),
        DECLINED,
        SETTLED,
        CLOSED,
    ),
)
UNREPORTED = Slice(
    "what a creditor did before any report",
    (OWNER, HOUSEHOLD),
    (
        fact(e.ReminderSent(matter=1)),
        fact(e.CreditorSoughtContact(matter=1, pointed_to_help=True)),
        fact(e.MatterNoted(matter=1, kind=MatterKind.RENT, person=1)),
        signal(MatterKind.RENT),
        SERVED,
        fact(e.DutyChecked(matter=1, fulfilled=Answer.NO)),
        fact(e.SummonsWithdrawn(matter=1)),
        DECLINED,
        SETTLED,
        CLOSED,
    ),
)
DISPUTED = Slice(
    "a debt is disputed, or becomes another amount",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR),
    (
        fact(e.AmountChanged(matter=1, cents=120_000)),
        fact(e.DebtDisputed(matter=1)),
        fact(e.DisputeStepTaken(matter=1, step=DisputeStep.LEGAL_HELP)),
        SERVED,
        fact(e.DutyChecked(matter=1, fulfilled=Answer.NO)),
        fact(e.ProceedingsWithdrawn(matter=1)),
        DECLINED,
        SETTLED,
        CLOSED,
    ),
)
