"""Which words tell of reports: what threatens, whether the duty to report was kept, why a report is set aside?"""

from enum import StrEnum


class MatterKind(StrEnum):
    """What threatens: a debt at one creditor, or a threat to the home without debt (guide, int. ch. 2)."""

    RENT = "rent"
    MORTGAGE = "mortgage"
    ENERGY = "energy"
    WATER = "water"
    HEALTH = "health"
    OTHER_DEBT = "other_debt"
    NUISANCE = "nuisance"
    CLOSURE = "closure"
    SUBLET = "sublet"
    TENANT_DIED = "tenant_died"
    BREAK_UP = "break_up"
    END_OF_STAY = "end_of_stay"
    UNLAWFUL_PRESSURE = "unlawful_pressure"
    FORCED_SALE = "forced_sale"


HOME_DEBTS = frozenset({MatterKind.RENT, MatterKind.MORTGAGE})

SUPPLIES = frozenset({MatterKind.ENERGY, MatterKind.WATER, MatterKind.HEALTH})

DEBTS = HOME_DEBTS | SUPPLIES | {MatterKind.OTHER_DEBT}

THREATS = frozenset(MatterKind) - DEBTS


class SetAside(StrEnum):
    """Why a signal is not taken up (DDAS-VS v1.2, Signaalstatus)."""

    REPEAT = "repeat"
    UNJUSTIFIED = "unjustified"
    NOT_RESIDENT = "not_resident"
    DECEASED = "deceased"
    KNOWN_TO_DEBT_HELP = "known_to_debt_help"
    OTHER = "other"


class Residency(StrEnum):
    """What the register and the street say. Living here without registration is never "not resident"."""

    REGISTERED = "registered"
    LIVES_HERE_UNREGISTERED = "lives_here_unregistered"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class DutyPart(StrEnum):
    """What a landlord shows of its duty to report (art. 2 a-d Bgs), and the report itself."""

    PERSONAL_CONTACT = "personal_contact"
    POINTED_TO_HELP = "pointed_to_help"
    REMINDER = "reminder"
    REPORT_OFFERED = "report_offered"
    REPORT = "report"


class DutyFinding(StrEnum):
    """What stands of a landlord's duty to report; worst first."""

    NO_REPORT = "no_report"
    STEPS_MISSING = "steps_missing"
    TOO_SOON = "too_soon"
    TOO_LATE = "too_late"
    STEPS_UNKNOWN = "steps_unknown"
    SHOWN = "shown"


class ToVerify(StrEnum):
    """What somebody looks up before relying on a conclusion about the duty to report."""

    WHICH_COURT = "which_court"
    PRACTICE_UNKNOWN = "practice_unknown"
    SECOND_HAND = "second_hand"
    SPREADSHEET = "spreadsheet"
    PROOF_OF_REPORT = "proof_of_report"
    MAXIMUM_CONTESTED = "maximum_contested"
