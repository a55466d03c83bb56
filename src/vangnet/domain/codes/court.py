"""Which words tell of hearings, judgments and what comes of them?"""

from enum import StrEnum


class Attendance(StrEnum):
    """Who will appear at a hearing for the resident (guide ch. 6)."""

    RESIDENT = "resident"
    SUPPORTER = "supporter"
    LAWYER = "lawyer"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


APPEARS = frozenset({Attendance.RESIDENT, Attendance.SUPPORTER, Attendance.LAWYER})


class ListedKind(StrEnum):
    """What a row of a court's or bailiff's list speaks of."""

    SUMMONS = "summons"
    HEARING = "hearing"
    EVICTION = "eviction"


class OtherDay(StrEnum):
    """What it means that a list names another day than the dossier."""

    MOVED = "moved"
    ANOTHER = "another"
    """A second hearing or eviction beside the one that was known."""


class AidKind(StrEnum):
    """Whose help somebody in court was offered."""

    LEGAL_AID = "legal_aid"
    SUPPORTER = "supporter"


class ConsentPurpose(StrEnum):
    """For what the resident lets us tell the judge, and so the landlord, something."""

    COURT_PACK = "court_pack"
    SPEAK_AT_HEARING = "speak_at_hearing"


class PackPart(StrEnum):
    """The parts of the pack for the court; the resident chooses which of them the landlord may read."""

    REPORT = "report"
    EFFORTS = "efforts"
    HOUSEHOLD = "household"
    OWN_WORDS = "own_words"
    MONEY = "money"
    OTHER_DEBTS = "other_debts"
    OFFER = "offer"
    COSTS = "costs"
    PROPOSAL = "proposal"


class Proposal(StrEnum):
    """What we propose to the judge (guide ch. 6-7)."""

    PAYMENT_JUDGMENT = "payment_judgment"
    CONDITIONAL_DISSOLUTION = "conditional_dissolution"
    STAY = "stay"


class Ruling(StrEnum):
    """The kinds of judgment (sieve, step 8)."""

    REJECTED = "rejected"
    PAYMENT_ONLY = "payment_only"
    DISSOLUTION = "dissolution"
    CONDITIONAL_DISSOLUTION = "conditional_dissolution"


EVICTION_RULINGS = frozenset({Ruling.DISSOLUTION, Ruling.CONDITIONAL_DISSOLUTION})


class Remedy(StrEnum):
    """What can be brought against a judgment (guide ch. 6-7)."""

    OPPOSITION = "opposition"
    APPEAL = "appeal"
    SUSPENSION = "suspension"
    CHANGED_CIRCUMSTANCES = "changed_circumstances"


class CostStep(StrEnum):
    """The steps at which going on costs more, in their order."""

    LETTER = "letter"
    SUMMONS = "summons"
    HEARING = "hearing"
    SERVICE = "service"
    EVICTION = "eviction"


class CostPart(StrEnum):
    """What costs money at those steps."""

    COLLECTION = "collection"
    SUMMONS = "summons"
    COURT_FEE = "court_fee"
    REPRESENTATIVE = "representative"
    SERVICE = "service"
    EVICTION = "eviction"
    LANDLORDS_LOSS = "landlords_loss"


class Condition(StrEnum):
    """Under which conditions somebody may stay (guide ch. 7)."""

    CURRENT_RENT = "current_rent"
    INSTALMENTS = "instalments"
    NO_NUISANCE = "no_nuisance"
    INCOME_MANAGEMENT = "income_management"
    ADMINISTRATION = "administration"
    LEASE_TAKEN_OVER = "lease_taken_over"
    GUIDANCE = "guidance"


class WordOf(StrEnum):
    """Who told whether a condition is kept."""

    LANDLORD = "landlord"
    HOUSEHOLD = "household"


class BreachWord(StrEnum):
    """Whose word it is that a condition was broken."""

    LANDLORD = "landlord"
    COURT = "court"


class Ended(StrEnum):
    """How a term with conditions ended."""

    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"
