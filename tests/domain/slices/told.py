"""Of what are the slices made? Facts that happen in more than one of them."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.domain.walk import Template
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Answer,
    Channel,
    ChildHeard,
    DayPart,
    Destination,
    LossCause,
    MatterKind,
    Reached,
    Result,
    Ruling,
    StopRoute,
)
from vangnet.domain.sieve import RULES


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


def judged(
    ruling: Ruling, *, default: bool = True, eviction_in: int | None = None, grace: int | None = None
) -> Template:
    """So many days on the home may be cleared; so many days on all can still be paid."""

    def judgment(today: date) -> e.Event:
        start = today + timedelta(days=eviction_in) if eviction_in else None
        last = today + timedelta(days=grace) if grace else None
        return e.JudgmentGiven(matter=1, ruling=ruling, default=default, eviction_from=start, grace_until=last)

    return judgment


def housed_after(month: int) -> Template:
    return fact(e.DestinationChecked(month=month, destination=Destination.LASTING_HOME))


def schedule(first: date) -> e.ArrangementAgreed:
    return e.ArrangementAgreed(
        matter=1,
        instalments=(e.Instalment(first, 5_000), e.Instalment(first + timedelta(days=30), 5_000)),
    )


def only_the_clock_of(*rules: str) -> frozenset[str]:
    """The rules whose clock another slice walks: all but these."""
    return frozenset(rule.key for rule in RULES) - {*rules}


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
HEARING = ahead(12, lambda day: e.HearingScheduled(matter=1, hearing=1, day=day))
SERVED = fact(e.SummonsServed(matter=1))
EVICTION = ahead(20, lambda day: e.EvictionAnnounced(matter=1, eviction=1, day=day))
TRIED = fact(e.EvictionTried(matter=1, eviction=1, route=StopRoute.LANDLORD))
CANCELLED = fact(e.EvictionCancelled(matter=1, eviction=1))
CARRIED_OUT = fact(e.EvictionCarriedOut(matter=1, eviction=1))


def checked(legal_help: Answer) -> Template:
    return fact(
        e.RightsChecked(
            matter=1,
            eviction=1,
            consultation=Answer.YES,
            alternatives=Answer.YES,
            remedy=Answer.YES,
            legal_help=legal_help,
            child_heard=ChildHeard.YES,
            place_to_go=Answer.YES,
        )
    )


CHECKED = checked(Answer.YES)
CONFIRMED = fact(e.TenancyConfirmed(matter=1))
DESCRIBED = fact(e.LossDescribed(cause=LossCause.ARREARS, children=1, destination=Destination.SHELTER))
DIRECTOR = fact(e.RehousingDirectorNamed(director=1))
PLANNED = fact(e.RehousingPlanned())
NOBODY_KNOWS_WHERE = fact(e.LossDescribed(cause=LossCause.ARREARS, children=1, destination=Destination.UNKNOWN))
REHOUSED = fact(e.Rehoused())
SEARCH = (DESCRIBED, REHOUSED, *(housed_after(month) for month in (0, 3, 6, 12)))
SHORT_SEARCH = (REHOUSED, housed_after(12))
HELP_ENDINGS = (DECLINED, LOST_TOUCH, STEP_DONE)
