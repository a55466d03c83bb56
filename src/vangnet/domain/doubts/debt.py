"""What is asked about a report, a payment, an arrangement, a supply or a house at stake?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import SUPPLIES, Answer, DisputeAbout, DisputeStep, MatterKind
from vangnet.domain.doubts.asking import Asked, Doubt, after, by, known, longest_rest, only_if

ASKED = Asked()
_AUCTIONED = frozenset({MatterKind.MORTGAGE, MatterKind.FORCED_SALE})
_RENT = frozenset({MatterKind.RENT})
_ABOUT_RENT = frozenset({DisputeAbout.RENT_TOO_HIGH, DisputeAbout.REPAIRS_WITHHELD})
_STEPS_ABOUT_RENT = frozenset({DisputeStep.RENT_CHECKED, DisputeStep.RENT_COMMISSION, DisputeStep.REPAIRS_ASKED})


@ASKED.of(e.MatterNoted)
def _another_kind(case: Case, _on: date, event: e.MatterNoted) -> Iterator[Doubt]:
    matter = known(case, event)
    changed = matter.known_on is not None and matter.kind is not event.kind
    yield from only_if(changed, "other_kind", {"kind": matter.kind.value})


@ASKED.of(e.SignalReceived)
def _in_arrears_after_the_report(_case: Case, on: date, event: e.SignalReceived) -> Iterator[Doubt]:
    yield from only_if(after(event.since, on), "arrears_after_report", {"since": event.since, "on": on})


@ASKED.of(e.PersonKnown)
def _somebody_elses(case: Case, _on: date, event: e.PersonKnown) -> Iterator[Doubt]:
    yield from only_if(known(case, event).person not in (None, event.person), "other_person")


@ASKED.of(e.SignalTakenUp, e.SignalSetAside, e.SignalWithdrawn)
def _report_settled(case: Case, on: date, event: Any) -> Iterator[Doubt]:
    signal = known(case, event).signals.get(event.signal)
    if signal is None:
        return
    withdrawn_later = type(event) is e.SignalWithdrawn and signal.state != "withdrawn"
    if signal.state != "new" and not withdrawn_later:
        yield Doubt("report_settled", {"state": signal.state, "settled": signal.settled_on})
    yield from only_if(after(signal.received_on, on), "before_report", {"received": signal.received_on})


@ASKED.of(
    *(
        e.DebtDisputed,
        e.DisputeStepTaken,
        e.PauseAsked,
        e.BalanceAsked,
        e.ArrangementProposed,
        e.ArrangementAgreed,
        e.InstalmentsMoved,
        e.ArrangementBroken,
        e.ArrangementCompleted,
        e.InstalmentMissed,
    ),
    *(e.DebtSettled, e.SummonsAnnounced, e.SummonsServed, e.DisconnectionAnnounced, e.AuctionAnnounced),
    *(e.RouteTaken, e.StayDescribed, e.ClosureDecided, e.ThreatEnded),
)
def _settled_already(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    settled = known(case, event).settled_on
    yield from only_if(by(settled, on), "settled_already", {"settled": settled})


@ASKED.of(e.AmountChanged, e.BalanceTold)
def _amount_of_what_is_settled(case: Case, on: date, event: e.AmountChanged | e.BalanceTold) -> Iterator[Doubt]:
    matter = known(case, event)
    settled = by(matter.settled_on, on)
    yield from only_if(settled and event.cents > 0, "amount_after_settled", {"settled": matter.settled_on})
    yield from only_if(event.cents == 0 and matter.unsettled, "nothing_owed_but_open")


@ASKED.of(e.DebtSettled, e.ArrangementCompleted, e.ThreatEnded)
def _reported_since(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    """What was reported after that day opens the matter again, so that settling it has no effect."""
    raised = known(case, event).raised_on
    yield from only_if(after(raised, on), "reported_since", {"raised": raised})


# An arrangement -----------------------------------------------------------------------------


@ASKED.of(e.DebtSettled, e.ArrangementCompleted)
def _instalments_open(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    """Paid off early, or is something still to come? What was missed was never paid."""
    arrangement = known(case, event).arrangement
    if arrangement is None or arrangement.broken_on:
        return
    ahead = [one.on for one in arrangement.instalments if one.on > on and one.on not in arrangement.paid]
    yield from only_if(bool(ahead), "instalments_ahead", {"count": len(ahead), "last": max(ahead, default=None)})
    missed = arrangement.missed
    yield from only_if(bool(missed), "instalment_missed", {"due": min(missed, default=None)})


@ASKED.of(e.ArrangementCompleted, e.InstalmentPaid, e.InstalmentMissed, e.InstalmentsMoved)
def _without_arrangement(case: Case, _on: date, event: e.OfMatter) -> Iterator[Doubt]:
    yield from only_if(known(case, event).arrangement is None, "no_arrangement")


@ASKED.of(e.InstalmentPaid, e.InstalmentMissed)
def _this_instalment(case: Case, on: date, event: Any) -> Iterator[Doubt]:
    arrangement = known(case, event).arrangement
    if type(event) is e.InstalmentMissed:
        yield from only_if(event.due > on, "instalment_not_due", {"due": event.due})
    if arrangement is None:
        return
    agreed = [one.on for one in arrangement.instalments]
    yield from only_if(bool(agreed) and event.due not in agreed, "no_such_instalment", {"due": event.due})
    yield from only_if(event.due in arrangement.paid, "instalment_paid", {"due": event.due})


@ASKED.of(e.ArrangementAgreed, e.ArrangementProposed, e.InstalmentsMoved)
def _instalment_in_the_past(_case: Case, on: date, event: Any) -> Iterator[Doubt]:
    first = min((one.on for one in event.instalments), default=on)
    yield from only_if(first < on, "instalment_before_agreed", {"first": first, "on": on})


@ASKED.of(e.ArrangementAgreed, e.ArrangementProposed)
def _does_not_add_up(case: Case, _on: date, event: Any) -> Iterator[Doubt]:
    """An arrangement over a part of the debt, or one that counts costs in: or was an instalment forgotten?"""
    owed, agreed = known(case, event).cents, sum(one.cents for one in event.instalments)
    if type(event) is e.ArrangementProposed:
        agreed += event.remitted or 0
    differs = bool(event.instalments and owed) and owed != agreed
    yield from only_if(differs, "instalments_do_not_add_up", {"sum": agreed, "owed": owed})


@ASKED.of(e.InstalmentsMoved)
def _more_or_less_than_is_left(case: Case, _on: date, event: e.InstalmentsMoved) -> Iterator[Doubt]:
    """Other days do not change what is owed."""
    arrangement = known(case, event).arrangement
    open_ = sum(one.cents for one in arrangement.open) if arrangement else 0
    moved = sum(one.cents for one in event.instalments)
    yield from only_if(bool(open_) and moved != open_, "moved_do_not_add_up", {"sum": moved, "open": open_})


@ASKED.of(e.ArrangementAnswered)
def _nothing_proposed(case: Case, _on: date, event: e.ArrangementAnswered) -> Iterator[Doubt]:
    yield from only_if(known(case, event).proposal is None, "nothing_proposed")


@ASKED.of(e.BalanceTold)
def _not_asked(case: Case, on: date, event: e.BalanceTold) -> Iterator[Doubt]:
    asked = known(case, event).balance_asked_on
    yield from only_if(after(asked, on), "told_before_asked", {"asked": asked})


@ASKED.of(e.ArrangementBroken)
def _broken_before(case: Case, on: date, event: e.ArrangementBroken) -> Iterator[Doubt]:
    arrangement = known(case, event).arrangement
    broken = arrangement.broken_on if arrangement else None
    yield from only_if(by(broken, on), "broken_already", {"broken": broken})


@ASKED.of(e.PauseAnswered)
def _pause_over_at_once(_case: Case, on: date, event: e.PauseAnswered) -> Iterator[Doubt]:
    over = event.answer is Answer.YES and by(event.until, on)
    yield from only_if(over, "ends_before_it_begins", {"until": event.until, "on": on})
    most = longest_rest(on)
    yield from only_if(after(event.until, most), "longer_than_a_year", {"until": event.until, "most": most})


@ASKED.of(e.PauseAnswered)
def _pause_without_its_end(_case: Case, _on: date, event: e.PauseAnswered) -> Iterator[Doubt]:
    """A yes has a last day and a no has none; without it nobody knows when to ask again."""
    yield from only_if(event.answer is Answer.YES and event.until is None, "pause_without_end")
    yield from only_if(event.answer is Answer.NO and event.until is not None, "no_pause_with_end")


@ASKED.of(e.DebtDisputed)
def _no_rent_to_dispute(case: Case, _on: date, event: e.DebtDisputed) -> Iterator[Doubt]:
    if event.about in _ABOUT_RENT:
        yield from _only_of(known(case, event), _RENT)


@ASKED.of(e.DisputeStepTaken)
def _no_rent_to_work_on(case: Case, _on: date, event: e.DisputeStepTaken) -> Iterator[Doubt]:
    if event.step in _STEPS_ABOUT_RENT:
        yield from _only_of(known(case, event), _RENT)


@ASKED.of(e.CollectionResumed)
def _collected_all_along(case: Case, _on: date, event: e.CollectionResumed) -> Iterator[Doubt]:
    matter = known(case, event)
    yield from only_if(not (matter.paused_until or matter.pause_asked_on), "nothing_paused")


# A supply or a house at stake ---------------------------------------------------------------


@ASKED.of(e.DisconnectionAnnounced, e.Disconnected)
def _no_supply(case: Case, _on: date, event: e.OfMatter) -> Iterator[Doubt]:
    yield from _only_of(known(case, event), SUPPLIES)


@ASKED.of(e.AuctionAnnounced)
def _no_house_to_sell(case: Case, _on: date, event: e.AuctionAnnounced) -> Iterator[Doubt]:
    yield from _only_of(known(case, event), _AUCTIONED)


def _only_of(matter: Matter, kinds: frozenset[MatterKind]) -> Iterator[Doubt]:
    strange = matter.known_on is not None and matter.kind not in kinds
    yield from only_if(strange, "not_of_this_kind", {"kind": matter.kind.value})


@ASKED.of(e.DisconnectionAnnounced, e.AuctionAnnounced)
def _day_behind_us(_case: Case, on: date, event: Any) -> Iterator[Doubt]:
    yield from only_if(event.day < on, "day_behind", {"day": event.day, "on": on})


@ASKED.of(e.DisconnectionCancelled)
def _no_disconnection(case: Case, _on: date, event: e.DisconnectionCancelled) -> Iterator[Doubt]:
    yield from only_if(known(case, event).disconnection_known_on is None, "nothing_announced")


@ASKED.of(e.AuctionCancelled)
def _no_auction(case: Case, _on: date, event: e.AuctionCancelled) -> Iterator[Doubt]:
    yield from only_if(known(case, event).auction_known_on is None, "nothing_announced")


@ASKED.of(e.Disconnected)
def _cut_before_its_day(case: Case, on: date, event: e.Disconnected) -> Iterator[Doubt]:
    matter = known(case, event)
    yield from only_if(by(matter.disconnected_on, on), "cut_already", {"cut": matter.disconnected_on})
    announced = matter.disconnection_on
    yield from only_if(after(announced, on), "before_announced_day", {"day": announced, "on": on})


@ASKED.of(e.Reconnected)
def _never_cut(case: Case, on: date, event: e.Reconnected) -> Iterator[Doubt]:
    cut = known(case, event).disconnected_on
    yield from only_if(cut is None, "not_cut")
    yield from only_if(after(cut, on), "before_cut", {"cut": cut})
