"""What is asked about an eviction, a home that is lost or found, and the last resort?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import EVICTION_RULINGS, SUPPLIES, ChildHeard, Destination, LossWay, MatterKind, Ruling
from vangnet.domain.doubts.asking import Asked, Doubt, after, by, by_law, known, only_if
from vangnet.domain.doubts.terms import earliest_eviction, held_off_until
from vangnet.domain.ethos import destination_of

ASKED = Asked()
_NO_HOME = SUPPLIES | {MatterKind.OTHER_DEBT}


def no_home(matter: Matter) -> Iterator[Doubt]:
    """Only of rent, a mortgage or a threat can the home be cleared."""
    strange = matter.known_on is not None and matter.kind in _NO_HOME
    yield from only_if(strange, "not_of_this_kind", {"kind": matter.kind.value})


# An eviction --------------------------------------------------------------------------------


@ASKED.of(e.EvictionAnnounced, e.EvictionPostponed)
def _announced_for(case: Case, on: date, event: Any) -> Iterator[Doubt]:
    matter = known(case, event)
    day = event.day if isinstance(event, e.EvictionAnnounced) else event.to
    yield from _lost_already(case, on)
    yield from _on_which_title(matter, on)
    if day is None:
        return
    yield from only_if(day < on, "day_behind", {"day": day, "on": on})
    yield from _may_be_cleared(matter, day)


@ASKED.of(e.ClosureDecided)
def _which_decision(case: Case, on: date, event: e.ClosureDecided) -> Iterator[Doubt]:
    """Only of a closure; and a decision was sent before one hears of it."""
    matter = known(case, event)
    strange = matter.known_on is not None and matter.kind is not MatterKind.CLOSURE
    yield from only_if(strange, "not_of_this_kind", {"kind": matter.kind.value})
    yield from only_if(after(event.sent, on), "sent_later", {"sent": event.sent, "on": on})


@ASKED.of(e.EvictionPostponed)
def _sooner(case: Case, _on: date, event: e.EvictionPostponed) -> Iterator[Doubt]:
    eviction = known(case, event).evictions.get(event.eviction)
    was = eviction.day if eviction else None
    sooner = was is not None and event.to is not None and event.to < was
    yield from only_if(sooner, "postponed_to_sooner", {"was": was, "to": event.to})


@ASKED.of(e.EvictionCancelled, e.EvictionTried)
def _nothing_to_stop(case: Case, _on: date, event: Any) -> Iterator[Doubt]:
    eviction = known(case, event).evictions.get(event.eviction)
    yield from only_if(eviction is None or not eviction.lives, "nothing_announced")


@ASKED.of(e.EvictionCarriedOut)
def _carried_out(case: Case, on: date, event: e.EvictionCarriedOut) -> Iterator[Doubt]:
    matter = known(case, event)
    eviction = matter.evictions.get(event.eviction)
    yield from _lost_already(case, on)
    yield from _on_which_title(matter, on)
    yield from _may_be_cleared(matter, on)
    if eviction is None or eviction.announced_on is None:
        yield Doubt("not_announced")
    elif by(eviction.ended_on, on) and case.loss is None:
        yield Doubt("eviction_cancelled", {"cancelled": eviction.ended_on})
    elif after(eviction.day, on):
        yield Doubt("before_announced_day", {"day": eviction.day, "on": on})


def _on_which_title(matter: Matter, on: date) -> Iterator[Doubt]:
    """A judgment that gives no eviction, or no longer; that there is none at all is a gap, which the agenda answers."""
    yield from no_home(matter)
    judgment = matter.judgment
    if judgment is None:
        return
    given, ended = judgment.given_on, judgment.ended_on
    if judgment.ruling not in EVICTION_RULINGS:
        ruling = judgment.ruling.value
        yield from only_if(by(given, on), "eviction_not_allowed", {"ruling": ruling, "judgment": given})
    else:
        yield from only_if(by(ended, on), "judgment_over", {"ended": ended})


def _may_be_cleared(matter: Matter, day: date) -> Iterator[Doubt]:
    """By the judgment, by its own term and the bailiff's notice, and by what holds it off."""
    title = matter.title
    if title is None:
        return
    first = earliest_eviction(title.given_on, title.eviction_from, title.grace_until)
    yield from only_if(day < first, "eviction_too_soon", {"judgment": title.given_on, "day": day, "first": first})
    until = held_off_until(matter, day)
    yield from only_if(until is not None, "eviction_held_off", {"until": until})
    suspended = title.suspended_on if title.suspended_until is None else None
    yield from only_if(suspended is not None, "eviction_suspended", {"since": suspended})
    conditional = title.ruling is Ruling.CONDITIONAL_DISSOLUTION and not title.broken_on
    yield from only_if(conditional, "eviction_on_conditions", {"judgment": title.given_on})


@ASKED.of(e.RightsChecked)
def _whose_children(case: Case, _on: date, event: e.RightsChecked) -> Iterator[Doubt]:
    """Whether children were heard must fit whether there are any."""
    told_none = event.child_heard is ChildHeard.NO_CHILDREN
    yield from only_if(told_none and bool(case.minors), "children_live_there", {"children": case.minors})
    yield from only_if(not told_none and case.minors == 0, "no_children_known")


@ASKED.of(e.TenancyConfirmed, e.SecondChanceAgreed)
def _may_stay_in_a_lost_home(case: Case, on: date, _event: e.OfMatter) -> Iterator[Doubt]:
    yield from _lost_already(case, on)


def _lost_already(case: Case, on: date) -> Iterator[Doubt]:
    lost = case.loss.on if case.loss else None
    yield from only_if(by(lost, on) and not by(case.rehoused_on, on), "home_lost", {"lost": lost})


# A home lost, and another found -------------------------------------------------------------


@ASKED.of(e.HomeLost)
def _lost_how(case: Case, on: date, event: e.HomeLost) -> Iterator[Doubt]:
    yield from _lost_already(case, on)
    matters = case.matters.values()
    if event.way is LossWay.BAILIFF:
        day = min([d for m in matters if (d := m.eviction_day)], default=None)
        yield from only_if(not any(m.live_evictions for m in matters), "not_announced")
        yield from only_if(after(day, on), "before_announced_day", {"day": day, "on": on})
    if event.way is LossWay.AUCTION:
        day = min([m.auction_on for m in matters if m.auction_on], default=None)
        yield from only_if(not any(m.auction_known_on for m in matters), "not_announced")
        yield from only_if(after(day, on), "before_announced_day", {"day": day, "on": on})


@ASKED.of(e.RehousingDirectorNamed)
def _two_directors(case: Case, _on: date, event: e.RehousingDirectorNamed) -> Iterator[Doubt]:
    """One person directs; another is a change that somebody must mean."""
    named = case.rehousing_director
    yield from only_if(named not in (None, event.director), "director_named", {"director": named})


@ASKED.of(e.LossDescribed, e.Rehoused, e.AddressSecured, e.GoodsStored)
def _which_loss(case: Case, on: date, _event: e.Event) -> Iterator[Doubt]:
    lost = case.loss.on if case.loss else None
    yield from only_if(lost is None, "home_not_lost")
    yield from only_if(after(lost, on), "before_loss", {"lost": lost})


@ASKED.of(e.LossDescribed)
def _other_children(case: Case, _on: date, event: e.LossDescribed) -> Iterator[Doubt]:
    other = case.minors is not None and case.minors != event.children
    yield from only_if(other, "other_children", {"known": case.minors, "children": event.children})


@ASKED.of(e.LossDescribed, e.DestinationChecked)
def _where_they_are(_case: Case, _on: date, event: Any) -> Iterator[Doubt]:
    """Where nobody knows, it is asked; and a category of ETHOS Light is a place without a home of one's own."""
    yield from only_if(event.destination is Destination.UNKNOWN, "destination_unknown")
    other = event.ethos is not None and destination_of(event.ethos) is not event.destination
    ethos = event.ethos.value if event.ethos else ""
    yield from only_if(other, "other_destination", {"destination": event.destination.value, "ethos": ethos})


@ASKED.of(e.GoodsStored)
def _kept_too_short(_case: Case, on: date, event: e.GoodsStored) -> Iterator[Doubt]:
    """They may be sold no sooner than the law says (art. 5:30 Awb)."""
    least = by_law("court.goods_stored", on)
    yield from only_if(event.until < least, "goods_kept_too_short", {"until": event.until, "least": least})


@ASKED.of(e.GoodsReturned)
def _no_goods(case: Case, _on: date, _event: e.GoodsReturned) -> Iterator[Doubt]:
    yield from only_if(case.goods_until is None, "nothing_kept")


@ASKED.of(e.Rehoused)
def _rehoused_before(case: Case, on: date, _event: e.Rehoused) -> Iterator[Doubt]:
    rehoused = case.rehoused_on
    yield from only_if(case.loss is not None and by(rehoused, on), "rehoused_already", {"rehoused": rehoused})


@ASKED.of(e.DestinationChecked)
def _followed_too_soon(case: Case, on: date, event: e.DestinationChecked) -> Iterator[Doubt]:
    """Asked before its time it would count as done, and nobody would ask when it is."""
    since = case.loss.on if case.loss else case.closed_on
    if since is None or event.month == 0:
        return
    from_ = months_on(since, event.month - 1)
    yield from only_if(on < from_, "followed_too_soon", {"month": event.month, "since": since})
    done = 0 < event.month <= case.follow_ups_done
    yield from only_if(done, "followed_already", {"month": event.month})


# The last resort ----------------------------------------------------------------------------


@ASKED.of(e.LastOfferAnswered)
def _answer_to_no_offer(case: Case, on: date, event: e.LastOfferAnswered) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    offered = person.last_offer_on if person else None
    yield from only_if(offered is None, "nothing_offered")
    yield from only_if(after(offered, on), "answered_before_offer", {"offered": offered})


@ASKED.of(e.AdministrationDecided)
def _decided_unasked(case: Case, on: date, event: e.AdministrationDecided) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    asked = person.administration_requested_on if person else None
    yield from only_if(asked is None, "nothing_requested")
    yield from only_if(after(asked, on), "decided_before_request", {"asked": asked})


@ASKED.of(e.AdministrationDecided)
def _over_at_once(_case: Case, on: date, event: e.AdministrationDecided) -> Iterator[Doubt]:
    yield from only_if(by(event.until, on), "ends_before_it_begins", {"until": event.until, "on": on})


@ASKED.of(e.AdministrationReviewed, e.AdministrationEnded)
def _no_administration(case: Case, _on: date, event: e.OfPerson) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or person.administration_since is None, "nothing_runs")


@ASKED.of(e.ListingTold)
def _off_the_list_by_then(_case: Case, on: date, event: e.ListingTold) -> Iterator[Doubt]:
    over = by(event.until, on)
    yield from only_if(over, "ends_before_it_begins", {"until": event.until, "on": on})
