"""What is done against a threat without debt: a small slice for each cause with routes of its own."""

from tests.domain.slices.told import (
    AT_THE_DOOR,
    CANCELLED,
    CLOSED,
    DESCRIBED,
    DIRECTOR,
    EVICTION,
    PLANNED,
    SETTLED,
    SHORT_SEARCH,
    ahead,
    fact,
    only_the_clock_of,
)
from tests.domain.walk import Slice, Template
from vangnet.domain import events as e
from vangnet.domain.causes import OWED
from vangnet.domain.codes import Answer, ListingStep, LossWay, MatterKind, Route, StayForm, ThreatEnd


def against(kind: MatterKind, *more: Template, walked: tuple[str, ...]) -> Slice:
    """All routes of one cause, in any order; of the clocks only those of these rules are walked."""
    return Slice(
        f"a threat without debt: {kind}",
        AT_THE_DOOR,
        (
            fact(e.MatterNoted(matter=1, kind=kind, person=1)),
            *(fact(e.RouteTaken(matter=1, route=route)) for route in OWED[kind] if route is not Route.CHILDS_INTEREST),
            fact(e.ThreatEnded(matter=1, how=ThreatEnd.SOLVED)),
            *more,
            CLOSED,
        ),
        aside=only_the_clock_of(*walked),
    )


CLOSURE = against(
    MatterKind.CLOSURE,
    fact(e.ClosureDecided(matter=1)),
    ahead(-30, lambda sent: e.ClosureDecided(matter=1, sent=sent)),
    walked=("legal_remedy", "proportionality"),
)
NUISANCE = against(MatterKind.NUISANCE, EVICTION, CANCELLED, walked=("mediation",))
TENANT_DIED = against(MatterKind.TENANT_DIED, fact(e.TenantDied(person=1)), walked=("housemates_claim",))
END_OF_STAY = against(
    MatterKind.END_OF_STAY,
    fact(e.RouteTaken(matter=1, route=Route.CHILDS_INTEREST, closed=True)),
    fact(e.HouseholdNoted(adults=1, minors=0)),
    fact(e.StayDescribed(matter=1, form=StayForm.USE_AGREEMENT, pays=Answer.YES)),
    walked=("tenancy_by_law", "childs_interest", "other_threats"),
)
FORCED_SALE = against(MatterKind.FORCED_SALE, walked=("sale_protection",))
LISTED = Slice(
    "a landlord put somebody on a list",
    (fact(e.MatterNoted(matter=1, kind=MatterKind.RENT, person=1)), *AT_THE_DOOR),
    (
        fact(e.ListingTold(person=1, announced=Answer.NO)),
        fact(e.ListingHelped(person=1, step=ListingStep.OBJECTION)),
        fact(e.ListingHelped(person=1, step=ListingStep.OWN_WEIGHING)),
        fact(e.ListingEnded(person=1)),
        fact(e.TenantDied(person=1)),
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of("listing"),
)
UNANSWERED = Slice(
    "a place was offered, urgency asked, and no answer came",
    (*AT_THE_DOOR, fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)), DIRECTOR, PLANNED, DESCRIBED),
    (
        fact(e.UrgencyAsked()),
        fact(e.UrgencyDecided(answer=Answer.NO)),
        fact(e.PlaceOffered(place=1)),
        fact(e.PlaceAnswered(place=1, answer=Answer.YES)),
        *SHORT_SEARCH,
        CLOSED,
    ),
    aside=only_the_clock_of("hear_place", "chase_urgency"),
)
