"""Which words tell of somebody's money, of disputed debts and of settling what cannot be paid in full?"""

from enum import StrEnum


class Rhythm(StrEnum):
    """How often money comes or goes."""

    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


class FlowKind(StrEnum):
    """What comes in and goes out, as people call it at the kitchen table."""

    WAGES = "wages"
    BENEFIT = "benefit"
    PENSION = "pension"
    ALLOWANCE = "allowance"
    CHILD_BENEFIT = "child_benefit"
    MAINTENANCE_RECEIVED = "maintenance_received"
    OTHER_INCOME = "other_income"
    RENT = "rent"
    MORTGAGE = "mortgage"
    ENERGY = "energy"
    WATER = "water"
    HEALTH = "health"
    GROCERIES = "groceries"
    TAXES = "taxes"
    INSURANCE = "insurance"
    PHONE = "phone"
    TRANSPORT = "transport"
    CHILDREN = "children"
    REPAYMENT = "repayment"
    MAINTENANCE_PAID = "maintenance_paid"
    OTHER_EXPENSE = "other_expense"


INCOMES = frozenset(
    {
        *(FlowKind.WAGES, FlowKind.BENEFIT, FlowKind.PENSION, FlowKind.ALLOWANCE),
        *(FlowKind.CHILD_BENEFIT, FlowKind.MAINTENANCE_RECEIVED, FlowKind.OTHER_INCOME),
    }
)
"""What comes in; every other kind goes out."""


class Tick(StrEnum):
    """How it stands with an allowance or scheme that somebody may be missing."""

    HAS_IT = "has_it"
    FIND_OUT = "find_out"
    ASKED_FOR = "asked_for"
    NOT_FOR_ME = "not_for_me"


class Calculation(StrEnum):
    """Statutory calculations of what somebody may keep: of an attachment (art. 475d Rv), of a debt settlement."""

    BESLAGVRIJE_VOET = "beslagvrije_voet"
    VTLB = "vtlb"


class DisputeAbout(StrEnum):
    """What somebody who disputes a debt says is wrong with it (guide ch. 5, 6)."""

    AMOUNT = "amount"
    NOT_MINE = "not_mine"
    RENT_TOO_HIGH = "rent_too_high"
    REPAIRS_WITHHELD = "repairs_withheld"
    SERVICE_CHARGES = "service_charges"
    OTHER = "other"


class DisputeStep(StrEnum):
    """What is done about it; a debt is worked on all the same."""

    RENT_CHECKED = "rent_checked"
    RENT_COMMISSION = "rent_commission"
    REPAIRS_ASKED = "repairs_asked"
    SPECIFICATION_ASKED = "specification_asked"
    LEGAL_HELP = "legal_help"
    SETTLED_TOGETHER = "settled_together"


class SettlementKind(StrEnum):
    """Along which road debts are settled that cannot be paid in full."""

    AMICABLE = "amicable"
    STATUTORY = "statutory"


class SettlementEnd(StrEnum):
    """How a debt settlement ended."""

    REMITTED = "remitted"
    STOPPED = "stopped"


class BudgetNeed(StrEnum):
    """What is paid out of the tailored budget (guide ch. 2)."""

    ARREARS = "arrears"
    CARE = "care"
    TRAVEL = "travel"
    OTHER = "other"


class MoneyPiece(StrEnum):
    """A piece of a money picture that a resident can let others see."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    LEFT = "left"


class Prevented(StrEnum):
    """What a payment out of the tailored budget prevented (guide ch. 2)."""

    EVICTION = "eviction"
    HOMELESSNESS = "homelessness"
    CUT_OFF = "cut_off"
    OTHER = "other"
