"""What does a threatened or lost home do to a case, and the last resort?"""

from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case, Eviction, Loss
from vangnet.domain.codes import Answer, LossWay, MatterKind, RightsPoint
from vangnet.domain.fold.contact import help_starts
from vangnet.domain.fold.court import end_judgment
from vangnet.domain.fold.effects import Effects, matter_of, person_of
from vangnet.domain.fold.report import raise_anew

EFFECTS = Effects()


def _eviction(case: Case, event: Any) -> Eviction:
    evictions = matter_of(case, event).evictions
    eviction: Eviction = evictions.setdefault(event.eviction, Eviction(event.eviction))
    return eviction


@EFFECTS.of(e.EvictionAnnounced)
def _eviction_announced(case: Case, on: date, event: e.EvictionAnnounced) -> None:
    eviction = _eviction(case, event)
    eviction.announced_on, eviction.day = on, event.day


@EFFECTS.of(e.EvictionPostponed)
def _eviction_postponed(case: Case, on: date, event: e.EvictionPostponed) -> None:
    eviction = _eviction(case, event)
    eviction.announced_on, eviction.day = eviction.announced_on or on, event.to


@EFFECTS.of(e.EvictionCancelled)
def _eviction_cancelled(case: Case, on: date, event: e.EvictionCancelled) -> None:
    _eviction(case, event).ended_on = on


@EFFECTS.of(e.EvictionTried)
def _eviction_tried(case: Case, on: date, event: e.EvictionTried) -> None:
    _eviction(case, event).tried_on = on


@EFFECTS.of(e.EvictionCarriedOut)
def _eviction_carried_out(case: Case, on: date, event: e.EvictionCarriedOut) -> None:
    eviction = _eviction(case, event)
    eviction.ended_on = on
    if _of_another_home(case, eviction):
        case.loss = None
    _lose_home(case, on, LossWay.BAILIFF)


def _of_another_home(case: Case, eviction: Eviction) -> bool:
    """Announced after the household was housed again: it is the new home that is lost, not the old one once more."""
    housed, announced = case.rehoused_on, eviction.announced_on
    return housed is not None and announced is not None and announced > housed


@EFFECTS.of(e.RightsChecked)
def _rights_checked(case: Case, on: date, event: e.RightsChecked) -> None:
    eviction = _eviction(case, event)
    eviction.rights_checked_on = on
    eviction.rights_lack = tuple(point for point in RightsPoint if getattr(event, point) == Answer.NO)


@EFFECTS.of(e.HomeLost)
def _home_lost(case: Case, on: date, event: e.HomeLost) -> None:
    _lose_home(case, on, event.way)


def _lose_home(case: Case, on: date, way: LossWay) -> None:
    """With the home, what threatened the home is over; debts and supplies stay."""
    if case.loss is None or way is not LossWay.BAILIFF:
        if case.loss is None or case.rehoused_on:
            case.rehousing_planned_on = case.plan_holds_on if case.home_at_stake_since() else None
        case.loss = Loss(on, way)
        case.follow_ups_done, case.rehoused_on = 0, None
    for matter in case.matters.values():
        end_judgment(matter, on)
        matter.auction_on = matter.auction_known_on = None
        matter.second_chance = matter.moratorium = None
        for eviction in matter.evictions.values():
            eviction.ended_on = eviction.ended_on or on
        if matter.is_threat:
            matter.settled_on = matter.settled_on or on


@EFFECTS.of(e.LossDescribed)
def _loss_described(case: Case, on: date, event: e.LossDescribed) -> None:
    if case.loss:
        case.loss.described_on = on
        case.loss.destination, case.loss.ethos = event.destination, event.ethos


@EFFECTS.of(e.GoodsStored)
def _goods_stored(case: Case, on: date, event: e.GoodsStored) -> None:
    case.goods_stored_on, case.goods_until = on, event.until


@EFFECTS.of(e.GoodsReturned)
def _goods_returned(case: Case, _on: date, _event: e.GoodsReturned) -> None:
    case.goods_until = None


@EFFECTS.of(e.RehousingDirectorNamed)
def _director_named(case: Case, _on: date, event: e.RehousingDirectorNamed) -> None:
    case.rehousing_director = event.director


@EFFECTS.of(e.DestinationChecked)
def _destination_checked(case: Case, on: date, event: e.DestinationChecked) -> None:
    case.destination_checked_on = on
    case.follow_ups_done = max(case.follow_ups_done, event.month)
    if case.loss:
        case.loss.destination, case.loss.ethos = event.destination, event.ethos


@EFFECTS.of(e.UrgencyDecided)
def _urgency_decided(case: Case, _on: date, _event: e.UrgencyDecided) -> None:
    case.urgency_asked_on = None


@EFFECTS.of(e.PlaceOffered)
def _place_offered(case: Case, on: date, event: e.PlaceOffered) -> None:
    case.places_offered[event.place] = on


@EFFECTS.of(e.PlaceAnswered)
def _place_answered(case: Case, _on: date, event: e.PlaceAnswered) -> None:
    case.places_offered.pop(event.place, None)


@EFFECTS.of(e.Rehoused)
def _rehoused(case: Case, on: date, _event: e.Rehoused) -> None:
    """With a lasting home nobody waits any more for another one."""
    case.rehoused_on, case.urgency_asked_on = on, None
    case.places_offered.clear()


@EFFECTS.of(e.ListingTold)
def _listing_told(case: Case, on: date, event: e.ListingTold) -> None:
    person = person_of(case, event.person)
    person.listed_on = on
    person.listing_steps.clear()


@EFFECTS.of(e.ListingHelped)
def _listing_helped(case: Case, on: date, event: e.ListingHelped) -> None:
    person_of(case, event.person).listing_steps[event.step] = on


@EFFECTS.of(e.ListingEnded)
def _listing_ended(case: Case, _on: date, event: e.ListingEnded) -> None:
    person = person_of(case, event.person)
    person.listed_on = None
    person.listing_steps.clear()


@EFFECTS.of(e.TenancyConfirmed)
def _tenancy_confirmed(case: Case, on: date, event: e.TenancyConfirmed) -> None:
    matter = matter_of(case, event)
    matter.tenancy_confirmed_on = on
    end_judgment(matter, on)


@EFFECTS.of(e.UnlawfulPressureNoted)
def _unlawful_pressure_noted(case: Case, on: date, event: e.UnlawfulPressureNoted) -> None:
    matter = matter_of(case, event)
    matter.kind, matter.noted_on = MatterKind.UNLAWFUL_PRESSURE, on
    raise_anew(case, matter, on, None)


@EFFECTS.of(e.RouteTaken)
def _route_taken(case: Case, on: date, event: e.RouteTaken) -> None:
    matter_of(case, event).routes[event.route] = on


@EFFECTS.of(e.ClosureDecided)
def _closure_decided(case: Case, on: date, event: e.ClosureDecided) -> None:
    """Who tells once more without the day takes nothing back of what was known of it."""
    matter = matter_of(case, event)
    matter.closure_decided_on = on
    matter.closure_sent_on = event.sent or matter.closure_sent_on


@EFFECTS.of(e.ThreatEnded)
def _threat_ended(case: Case, on: date, event: e.ThreatEnded) -> None:
    matter_of(case, event).settled_on = on


@EFFECTS.of(e.LastOfferMade)
def _last_offer_made(case: Case, on: date, event: e.LastOfferMade) -> None:
    person = person_of(case, event.person)
    person.last_offer_on, person.last_offer_failed_on = on, None
    person.last_offer_answered_on = None
    person.last_offer_kind = event.kind
    person.offered_on = on


@EFFECTS.of(e.LastOfferAnswered)
def _last_offer_answered(case: Case, on: date, event: e.LastOfferAnswered) -> None:
    person = person_of(case, event.person)
    person.last_offer_answered_on = on
    person.last_offer_failed_on = on if event.answer is Answer.NO else None
    if event.answer is Answer.YES:
        help_starts(case, on, event.person)
        person.accepted_on = on
    person.spoken_on = on


@EFFECTS.of(e.AdministrationRequested)
def _administration_requested(case: Case, on: date, event: e.AdministrationRequested) -> None:
    person = person_of(case, event.person)
    person.administration_requested_on = person.administration_weighed_on = on


@EFFECTS.of(e.AdministrationDecided)
def _administration_decided(case: Case, on: date, event: e.AdministrationDecided) -> None:
    person = person_of(case, event.person)
    person.administration_requested_on = None
    person.administration_since = on if event.answer is Answer.YES else None
    person.administration_until = event.until if event.answer is Answer.YES else None


@EFFECTS.of(e.SecondOpinionGiven)
def _second_opinion_given(case: Case, on: date, event: e.SecondOpinionGiven) -> None:
    person = person_of(case, event.person)
    person.second_opinion_on = on if event.needed else None
    person.second_opinion_by = event.by if event.needed else None


@EFFECTS.of(e.AdministrationEnded)
def _administration_ended(case: Case, _on: date, event: e.AdministrationEnded) -> None:
    person = person_of(case, event.person)
    person.administration_since = person.administration_until = None
