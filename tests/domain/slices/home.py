"""What threatens the home, and what if it is lost?"""

from datetime import date

from tests.domain.slices.told import (
    AT_THE_DOOR,
    CANCELLED,
    CARRIED_OUT,
    CHECKED,
    CLOSED,
    CONFIRMED,
    DECLINED,
    DESCRIBED,
    DIRECTOR,
    EVICTION,
    NOBODY_KNOWS_WHERE,
    OWNER,
    PLANNED,
    REHOUSED,
    SEARCH,
    SERVED,
    SETTLED,
    SHORT_SEARCH,
    STEP_DONE,
    TRIED,
    ahead,
    checked,
    fact,
    housed_after,
    judged,
    only_the_clock_of,
    signal,
    taken_up,
)
from tests.domain.walk import Slice
from vangnet.domain import events as e
from vangnet.domain.codes import (
    AddressKind,
    AdministrationGround,
    Answer,
    HelpKind,
    LeaseSupport,
    LossWay,
    MatterKind,
    Representative,
    Route,
    Ruling,
    ThreatEnd,
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
    aside=only_the_clock_of("last_offer", "weigh_administration", "first_conversation", "stop_eviction"),
)
DEFAULT_THEN_EVICTION = Slice(
    "a default judgment, and the eviction four weeks later",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED),
        *(judged(Ruling.DISSOLUTION, eviction_in=28), DIRECTOR, PLANNED),
    ),
    (
        fact(e.LastOfferMade(person=1, kind=HelpKind.DEBT_HELP)),
        fact(e.LastOfferAnswered(person=1, answer=Answer.NO)),
        fact(e.RemedyWaived(matter=1)),
        fact(e.AdministrationNotRequested(person=1)),
        ahead(3, lambda day: e.EvictionAnnounced(matter=1, eviction=1, day=day)),
        CANCELLED,
        CARRIED_OUT,
        CONFIRMED,
        *SHORT_SEARCH,
        CLOSED,
    ),
    aside=only_the_clock_of("last_offer", "weigh_administration"),
)
NOBODY_KNOWN = Slice(
    "an eviction by default, and nobody knows who lives there",
    (OWNER, signal(MatterKind.RENT, person=None), taken_up(), SERVED),
    (
        judged(Ruling.DISSOLUTION, eviction_in=28),
        fact(e.PersonKnown(matter=1, person=1)),
        fact(e.LastOfferMade(person=1, kind=HelpKind.DEBT_HELP)),
        fact(e.AdministrationNotRequested(person=1)),
        EVICTION,
        CANCELLED,
        CONFIRMED,
        DECLINED,
        CLOSED,
    ),
    aside=only_the_clock_of("last_offer", "weigh_administration"),
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
        fact(e.SecondOpinionGiven(person=1, needed=True)),
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
        CHECKED,
        TRIED,
        CANCELLED,
        CARRIED_OUT,
        fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)),
        CONFIRMED,
        DIRECTOR,
        PLANNED,
        housed_after(12),
        CLOSED,
    ),
)
LACKING = Slice(
    "what human rights ask of an eviction is lacking",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
        *(DIRECTOR, PLANNED, EVICTION),
    ),
    (
        checked(Answer.NO),
        checked(Answer.YES),
        ahead(9, lambda day: e.EvictionPostponed(matter=1, eviction=1, to=day)),
        fact(e.EvictionPostponed(matter=1, eviction=1)),
        CANCELLED,
        CONFIRMED,
        CLOSED,
    ),
    aside=only_the_clock_of("rights_check"),
)
LOST = Slice(
    "a home was lost",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
        *(EVICTION, CARRIED_OUT),
    ),
    (
        DIRECTOR,
        PLANNED,
        NOBODY_KNOWS_WHERE,
        *SEARCH,
        fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)),
        CARRIED_OUT,
        SETTLED,
        CLOSED,
    ),
)
LEFT_BEHIND = Slice(
    "goods and an address after a loss",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
        *(EVICTION, CARRIED_OUT, DIRECTOR, PLANNED, DESCRIBED),
    ),
    (
        ahead(91, lambda day: e.GoodsStored(until=day)),
        fact(e.GoodsReturned()),
        fact(e.AddressSecured(kind=AddressKind.POSTAL)),
        fact(e.LeaseSupported(kind=LeaseSupport.GUARANTOR)),
        fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)),
        CARRIED_OUT,
        *SHORT_SEARCH,
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of("secure_address", "return_goods"),
)
HOME_AGAIN = Slice(
    "housed again, and that home is lost as well",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
        *(EVICTION, CARRIED_OUT, DIRECTOR, PLANNED, DESCRIBED, REHOUSED),
    ),
    (
        ahead(20, lambda day: e.EvictionAnnounced(matter=1, eviction=2, day=day)),
        fact(e.EvictionCarriedOut(matter=1, eviction=2)),
        fact(e.EvictionCancelled(matter=1, eviction=2)),
        PLANNED,
        DESCRIBED,
        *SHORT_SEARCH,
        SETTLED,
        CLOSED,
    ),
    aside=only_the_clock_of("rehousing_plan", "record_loss"),
)
REHOUSING = Slice(
    "rehousing is planned, and a director named",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED, SERVED, judged(Ruling.DISSOLUTION)),
    (
        DIRECTOR,
        PLANNED,
        judged(Ruling.CONDITIONAL_DISSOLUTION),
        EVICTION,
        CANCELLED,
        fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)),
        *SHORT_SEARCH,
        CONFIRMED,
        CLOSED,
    ),
    aside=only_the_clock_of("rehousing_plan", "rehouse"),
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
    aside=only_the_clock_of("avert", "rehousing_plan"),
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
    aside=only_the_clock_of("other_threats", "proportionality", "rehousing_plan"),
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
        DIRECTOR,
        DECLINED,
        *SHORT_SEARCH,
        CLOSED,
    ),
    aside=only_the_clock_of("other_threats", "stop_pressure", "who", "record_loss", "rehouse"),
)
