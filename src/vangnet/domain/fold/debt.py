"""What do pauses, arrangements and payments do to a case, and a supply or house at stake?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Arrangement, Case, Proposal
from vangnet.domain.codes import Answer
from vangnet.domain.fold.effects import Effects, has_result, matter_of, reopen

EFFECTS = Effects()


@EFFECTS.of(e.PauseAnswered)
def _pause_answered(case: Case, on: date, event: e.PauseAnswered) -> None:
    matter = matter_of(case, event)
    matter.pause_answered_on = on
    matter.paused_until = event.until if event.answer is Answer.YES else None


@EFFECTS.of(e.CollectionResumed)
def _collection_resumed(case: Case, _on: date, event: e.CollectionResumed) -> None:
    matter = matter_of(case, event)
    matter.paused_until = matter.pause_asked_on = matter.pause_answered_on = None


@EFFECTS.of(e.BalanceAsked)
def _balance_asked(case: Case, on: date, event: e.BalanceAsked) -> None:
    matter_of(case, event).balance_asked_on = on


@EFFECTS.of(e.BalanceTold)
def _balance_told(case: Case, on: date, event: e.BalanceTold) -> None:
    matter = matter_of(case, event)
    matter.cents, matter.balance_asked_on, matter.balance_told_on = event.cents, None, on


@EFFECTS.of(e.ArrangementProposed)
def _arrangement_proposed(case: Case, on: date, event: e.ArrangementProposed) -> None:
    matter_of(case, event).proposal = Proposal(on, event.instalments, event.remitted, event.priority)


@EFFECTS.of(e.ArrangementAnswered)
def _arrangement_answered(case: Case, on: date, event: e.ArrangementAnswered) -> None:
    """The creditor's word; of a proposal that nobody told us of, it is the first we hear."""
    matter = matter_of(case, event)
    matter.proposal = matter.proposal or Proposal(on, ())
    matter.proposal.answer, matter.proposal.answered_on = event.answer, on


@EFFECTS.of(e.ArrangementAgreed)
def _arrangement_agreed(case: Case, on: date, event: e.ArrangementAgreed) -> None:
    matter = matter_of(case, event)
    matter.arrangement = Arrangement(on, event.instalments, tolerance_days=event.tolerance_days)
    matter.proposal = None
    has_result(matter, on)


def _arrangement_of(case: Case, on: date, event: e.OfMatter) -> Arrangement:
    """The arrangement a fact speaks of; of one that nobody told us of, it is the first we hear."""
    matter = matter_of(case, event)
    matter.arrangement = matter.arrangement or Arrangement(on, ())
    return matter.arrangement


@EFFECTS.of(e.InstalmentsMoved)
def _instalments_moved(case: Case, on: date, event: e.InstalmentsMoved) -> None:
    """What was paid stays where it was; what was missed comes on the new days."""
    arrangement = _arrangement_of(case, on, event)
    paid = (one for one in arrangement.instalments if one.on in arrangement.paid)
    arrangement.instalments = tuple(sorted((*paid, *event.instalments), key=lambda one: one.on))
    arrangement.missed = {}


@EFFECTS.of(e.InstalmentPaid)
def _instalment_paid(case: Case, on: date, event: e.InstalmentPaid) -> None:
    arrangement = _arrangement_of(case, on, event)
    arrangement.paid.add(event.due)
    arrangement.missed.pop(event.due, None)


@EFFECTS.of(e.InstalmentMissed)
def _instalment_missed(case: Case, on: date, event: e.InstalmentMissed) -> None:
    _arrangement_of(case, on, event).missed[event.due] = on
    _goes_wrong(case, event)


@EFFECTS.of(e.ArrangementBroken)
def _arrangement_broken(case: Case, on: date, event: e.ArrangementBroken) -> None:
    """The creditor's word."""
    _arrangement_of(case, on, event).broken_on = on
    _goes_wrong(case, event)


def _goes_wrong(case: Case, event: e.OfMatter) -> None:
    """A case that was closed on an arrangement is open again where that fails, unless its debt is gone."""
    if matter_of(case, event).unsettled:
        reopen(case)


@EFFECTS.of(e.ArrangementCompleted)
def _arrangement_completed(case: Case, on: date, event: e.ArrangementCompleted) -> None:
    matter = matter_of(case, event)
    matter.settled_on = on
    has_result(matter, on)


@EFFECTS.of(e.DebtSettled)
def _debt_settled(case: Case, on: date, event: e.DebtSettled) -> None:
    matter = matter_of(case, event)
    matter.settled_on, matter.cents = on, 0
    has_result(matter, on)


@EFFECTS.of(e.DisconnectionAnnounced)
def _disconnection_announced(case: Case, on: date, event: e.DisconnectionAnnounced) -> None:
    matter = matter_of(case, event)
    matter.disconnection_on, matter.disconnection_known_on = event.day, on


@EFFECTS.of(e.DisconnectionCancelled)
def _disconnection_cancelled(case: Case, _on: date, event: e.DisconnectionCancelled) -> None:
    matter = matter_of(case, event)
    matter.disconnection_on = matter.disconnection_known_on = None


@EFFECTS.of(e.Disconnected)
def _disconnected(case: Case, on: date, event: e.Disconnected) -> None:
    matter = matter_of(case, event)
    matter.disconnection_on = matter.disconnection_known_on = None
    matter.disconnected_on = on


@EFFECTS.of(e.Reconnected)
def _reconnected(case: Case, _on: date, event: e.Reconnected) -> None:
    matter_of(case, event).disconnected_on = None


@EFFECTS.of(e.AuctionAnnounced)
def _auction_announced(case: Case, on: date, event: e.AuctionAnnounced) -> None:
    matter = matter_of(case, event)
    matter.auction_on, matter.auction_known_on = event.day, on


@EFFECTS.of(e.AuctionCancelled)
def _auction_cancelled(case: Case, _on: date, event: e.AuctionCancelled) -> None:
    matter = matter_of(case, event)
    matter.auction_on = matter.auction_known_on = None
