"""What helps who cannot pay everything: a debt settlement, which always ends, or the tailored budget?"""

from datetime import date

from vangnet.domain.codes import Answer, BudgetNeed, Prevented, SettlementEnd, SettlementKind
from vangnet.domain.events.form import Cents, Decision, OfPerson


class SettlementBegan(OfPerson, frozen=True, kw_only=True):
    """A debt settlement runs: so much a month until ``ends_on``, and what is then still open is remitted (guide ch. 4).

    It is always finite: there is no settlement without its last day. One that pays all at once, as a loan does
    (saneringskrediet), may have its payment and its last day on the day it begins.
    """

    kind: SettlementKind
    ends_on: date
    owed: Cents
    """In all, at the beginning."""
    cents: Cents
    """Expected each time, mostly each month, as whoever made the statutory calculation says; it is not made here."""
    first: date | None = None
    """Of the payments; None: a month after it begins."""


class SettlementEnded(OfPerson, frozen=True, kw_only=True):
    """The settlement is over. Of which debts the rest is remitted is told for each by ``DebtSettled``."""

    how: SettlementEnd


class ForcedSettlementAsked(OfPerson, frozen=True, kw_only=True):
    """The court is asked to have creditors who said no join the settlement (dwangakkoord, art. 287a Fw)."""


class ForcedSettlementDecided(OfPerson, frozen=True, kw_only=True):
    """The yes or no of the court. What a yes comes to is told by ``SettlementBegan``."""

    answer: Answer


class BudgetAsked(OfPerson, frozen=True, kw_only=True):
    """A payment out of the tailored budget (maatwerkbudget) was asked for."""

    need: BudgetNeed
    cents: Cents


class BudgetDecided(Decision, OfPerson, frozen=True, kw_only=True):
    """The yes or no to what was asked; with a yes ``cents`` says how much, which may be less than that."""

    answer: Answer
    cents: Cents | None = None


class BudgetPaid(OfPerson, frozen=True, kw_only=True):
    """What was granted is paid, and what it prevented."""

    prevented: Prevented
