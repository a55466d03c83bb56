"""What becomes of the debt: pauses, arrangements, a supply or a mortgaged house at stake?"""

from datetime import date

from vangnet.domain.codes import Answer
from vangnet.domain.events.form import Cents, Count, Instalment, OfMatter


class PauseAsked(OfMatter, frozen=True, kw_only=True):
    """The creditor was asked to hold collection while help runs."""


class PauseAnswered(OfMatter, frozen=True, kw_only=True):
    answer: Answer
    until: date | None = None


class CollectionResumed(OfMatter, frozen=True, kw_only=True):
    """The creditor collects again."""


class BalanceAsked(OfMatter, frozen=True, kw_only=True):
    """The creditor was asked how much is owed, all costs included."""


class BalanceTold(OfMatter, frozen=True, kw_only=True):
    """The creditor's answer: so much is owed on this day, all costs included."""

    cents: Cents


class ArrangementProposed(OfMatter, frozen=True, kw_only=True):
    """A schedule was put to the creditor. Nothing is agreed by it."""

    instalments: tuple[Instalment, ...] = ()
    remitted: Cents | None = None
    """So much need not be paid after the last instalment: an offer in a debt settlement; None: all of it is paid."""
    priority: bool = False
    """The law pays this creditor before others, so that in a debt settlement it gets more (art. 349 lid 2 Fw)."""


class ArrangementAnswered(OfMatter, frozen=True, kw_only=True):
    """The creditor's yes or no to what was proposed. What a yes comes to is told by ``ArrangementAgreed``."""

    answer: Answer


class ArrangementAgreed(OfMatter, frozen=True, kw_only=True):
    """A payment arrangement with its whole schedule."""

    instalments: tuple[Instalment, ...] = ()
    tolerance_days: Count | None = None
    """So many days after its day a payment still counts as in time, as the creditor agreed; None: nothing was said."""


class InstalmentsMoved(OfMatter, frozen=True, kw_only=True):
    """The creditor agreed to other days or amounts for all that is still to be paid: a pause, or catching up."""

    instalments: tuple[Instalment, ...] = ()


class InstalmentPaid(OfMatter, frozen=True, kw_only=True):
    due: date
    """The agreed day of the instalment that was paid."""


class InstalmentMissed(OfMatter, frozen=True, kw_only=True):
    due: date


class ArrangementBroken(OfMatter, frozen=True, kw_only=True):
    """The creditor's word, never derived."""


class ArrangementCompleted(OfMatter, frozen=True, kw_only=True):
    pass


class DebtSettled(OfMatter, frozen=True, kw_only=True):
    """Nothing is owed any more. After a dissolution this does not end the danger by itself."""


class DisconnectionAnnounced(OfMatter, frozen=True, kw_only=True):
    """Energy or water will be cut, or the insurance cancelled, on ``day``."""

    day: date


class DisconnectionCancelled(OfMatter, frozen=True, kw_only=True):
    pass


class Disconnected(OfMatter, frozen=True, kw_only=True):
    pass


class Reconnected(OfMatter, frozen=True, kw_only=True):
    pass


class AuctionAnnounced(OfMatter, frozen=True, kw_only=True):
    day: date


class AuctionCancelled(OfMatter, frozen=True, kw_only=True):
    pass
