"""Which words does the process know? Every closed list of codes, once.

The catalogues turn them into Dutch and English.
"""

from enum import StrEnum


class Role(StrEnum):
    """Who acts. The owner of a case is its caseworker until the director takes it over."""

    INTAKE = "intake"
    CASEWORKER = "caseworker"
    VISITOR = "visitor"
    COORDINATOR = "coordinator"
    COURT_OFFICER = "court_officer"
    DIRECTOR = "director"
    ANALYST = "analyst"
    PRIVACY_OFFICER = "privacy_officer"


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


class Channel(StrEnum):
    """How somebody was approached (DDAS-VS v1.2, Contactsoort)."""

    CARD = "card"
    LETTER = "letter"
    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"
    MAIL = "mail"
    APPOINTMENT = "appointment"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class DayPart(StrEnum):
    """Morning before 12:00, afternoon until 18:00, then evening (DDAS-VS v1.2, Dagdeel)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Reached(StrEnum):
    """What an attempt brought. Only a conversation with the person counts as contact."""

    SPOKEN = "spoken"
    HOUSEMATE = "housemate"
    LEFT_NOTE = "left_note"
    NOT_REACHED = "not_reached"
    WRONG_ADDRESS = "wrong_address"


class HelpKind(StrEnum):
    """What is offered or decided."""

    ADVICE = "advice"
    QUICK_FIX = "quick_fix"
    DEBT_HELP = "debt_help"
    INCOME_MANAGEMENT = "income_management"
    ADMINISTRATION = "administration"
    OTHER_HELP = "other_help"


class StepOwner(StrEnum):
    """Who does a step of a plan."""

    RESIDENT = "resident"
    US = "us"
    OTHER = "other"


class ObjectionOutcome(StrEnum):
    """What came of an objection to our own decision (Awb)."""

    UPHELD = "upheld"
    """Wholly or in part."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class PrivacyRight(StrEnum):
    """What somebody may ask about the own personal data (art. 15-18, 20 and 21 AVG)."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"


class Answer(StrEnum):
    """A yes or a no from somebody else."""

    YES = "yes"
    NO = "no"


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


class Proposal(StrEnum):
    """What we propose to the judge (guide ch. 6-7)."""

    PAYMENT_JUDGMENT = "payment_judgment"
    CONDITIONAL_DISSOLUTION = "conditional_dissolution"
    STAY = "stay"


class Attendance(StrEnum):
    """Who will appear at a hearing for the resident (guide ch. 6)."""

    RESIDENT = "resident"
    SUPPORTER = "supporter"
    LAWYER = "lawyer"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


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


APPEARS = frozenset({Attendance.RESIDENT, Attendance.SUPPORTER, Attendance.LAWYER})


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


class StopRoute(StrEnum):
    """By which route an announced eviction can be stopped (guide ch. 6)."""

    LANDLORD = "landlord"
    BAILIFF = "bailiff"
    COURT = "court"
    MORATORIUM = "moratorium"
    PAYMENT = "payment"
    MEDIATION = "mediation"


class Ended(StrEnum):
    """How a term with conditions ended."""

    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"


class AdministrationGround(StrEnum):
    """The legal grounds of 1:431 and 1:432 BW; silence alone is none."""

    SQUANDERING = "squandering"
    PROBLEMATIC_DEBTS = "problematic_debts"


class RequestPart(StrEnum):
    """What a request for administration needs (guide ch. 7); called as the fields of the request."""

    LIGHTER_STEPS = "lighter_steps_failed"
    HEARD = "heard_or_attempts_shown"
    GROUND = "ground"
    SECOND_OPINION = "second_opinion"
    END = "until"


class RequestLacks(StrEnum):
    """What is missing of such a part."""

    NOT_CONFIRMED = "not_confirmed"
    NO_LAST_OFFER = "no_last_offer"
    OFFER_RUNS = "offer_runs"
    NOT_HEARD = "not_heard"
    NO_GROUND = "no_ground"
    NO_SECOND_OPINION = "no_second_opinion"
    SAME_PERSON = "same_person"
    NO_END = "no_end"


class MoratoriumPart(StrEnum):
    """What the court asks of a moratorium (art. 287b Fw)."""

    THREAT = "threat"
    RENT = "current_rent_paid"
    HELP = "debt_help_accepted"
    END = "end"


class MoratoriumLacks(StrEnum):
    """What is missing of it."""

    NO_THREAT = "no_threat"
    RENT_UNKNOWN = "rent_unknown"
    RENT_MISSED = "rent_missed"
    NO_HELP = "no_help"
    NO_END = "no_end"
    TOO_LONG = "too_long"


class ForcedPart(StrEnum):
    """What a court looks for in a request for a forced settlement (art. 287a Fw)."""

    HELP = "debt_help_runs"
    OFFER = "offer_to_all"
    REFUSED = "refused"
    MOST = "most_possible"


class ForcedLacks(StrEnum):
    """What is missing of it."""

    NO_HELP = "no_help"
    NOT_ALL_ASKED = "not_all_asked"
    NOBODY_REFUSED = "nobody_refused"
    NO_REASON = "no_reason"


class LighterStep(StrEnum):
    """What goes before administration."""

    APPROACHED = "approached"
    HELP = "help"
    ARRANGEMENT = "arrangement"
    LAST_OFFER = "last_offer"


class WhyFailed(StrEnum):
    """Why a lighter step did not work, as the story tells it."""

    REFUSED = "refused"
    ENDED = "ended"
    BROKEN = "broken"
    NO_ANSWER = "no_answer"


class NoRequest(StrEnum):
    """Why administration is not asked for."""

    LIGHTER_HELP_LEFT = "lighter_help_left"
    NO_GROUND = "no_ground"
    TOO_HEAVY = "too_heavy"
    DANGER_OVER = "danger_over"
    OTHER_HELP = "other_help"


class LossWay(StrEnum):
    """How a home was lost (Aedes monitor, guide ch. 1)."""

    BAILIFF = "bailiff"
    KEYS_HANDED_IN = "keys_handed_in"
    LEFT_WITHOUT_NOTICE = "left_without_notice"
    OUT_OF_COURT = "out_of_court"
    GAVE_NOTICE_UNDER_PRESSURE = "gave_notice_under_pressure"
    AUCTION = "auction"


class LossCause(StrEnum):
    """Why a home was lost (Aedes monitor)."""

    ARREARS = "arrears"
    NUISANCE = "nuisance"
    SUBLET = "sublet"
    DRUGS = "drugs"
    END_OF_STAY = "end_of_stay"
    OTHER = "other"


class Destination(StrEnum):
    """Where people went (ETHOS Light, with the lasting outcomes beside it)."""

    LASTING_HOME = "lasting_home"
    TEMPORARY_HOME = "temporary_home"
    FAMILY_OR_FRIENDS = "family_or_friends"
    SHELTER = "shelter"
    INSTITUTION = "institution"
    NON_CONVENTIONAL = "non_conventional"
    ROUGH = "rough"
    UNKNOWN = "unknown"


class Ethos(StrEnum):
    """Where people without a home of their own stay: the twelve categories of ETHOS Light (FEANTSA, 2017), in order."""

    PUBLIC_SPACE = "public_space"
    NIGHT_SHELTER = "night_shelter"
    HOMELESS_HOSTEL = "homeless_hostel"
    TEMPORARY_ACCOMMODATION = "temporary_accommodation"
    SUPPORTED_ACCOMMODATION = "supported_accommodation"
    WOMENS_SHELTER = "womens_shelter"
    HEALTH_INSTITUTION = "health_institution"
    PENAL_INSTITUTION = "penal_institution"
    MOBILE_HOME = "mobile_home"
    NON_CONVENTIONAL_BUILDING = "non_conventional_building"
    TEMPORARY_STRUCTURE = "temporary_structure"
    WITH_FAMILY_OR_FRIENDS = "with_family_or_friends"


class EthosGroup(StrEnum):
    """The six groups of ETHOS Light."""

    LIVING_ROUGH = "living_rough"
    EMERGENCY = "emergency"
    ACCOMMODATION = "accommodation"
    INSTITUTIONS = "institutions"
    NON_CONVENTIONAL = "non_conventional"
    FAMILY_AND_FRIENDS = "family_and_friends"


class Pets(StrEnum):
    """What became of the animals of a household that lost its home."""

    NONE = "none"
    WITH_THEM = "with_them"
    CARED_FOR = "cared_for"
    NO_PLACE = "no_place"


class FollowUp(StrEnum):
    """How a household is doing when it is asked, 3, 6 and 12 months on."""

    HOUSED = "housed"
    ARREARS_AGAIN = "arrears_again"
    MOVED_WELL = "moved_well"
    UNKNOWN = "unknown"


class RightsPoint(StrEnum):
    """What every eviction must hold to (General Comment 7 CESCR, art. 8 EVRM, IVRK; guide ch. 7)."""

    CONSULTATION = "consultation"
    ALTERNATIVES = "alternatives"
    REMEDY = "remedy"
    LEGAL_HELP = "legal_help"
    CHILD_HEARD = "child_heard"
    PLACE_TO_GO = "place_to_go"


class ChildHeard(StrEnum):
    """Whether the children of the household were heard."""

    YES = "yes"
    NO = "no"
    NO_CHILDREN = "no_children"


class LeaseSupport(StrEnum):
    """What makes another lease, or staying in the own home, possible (guide ch. 8)."""

    GUARANTOR = "guarantor"
    LANDLORDS_STATEMENT = "landlords_statement"
    MUNICIPAL_LEASE = "municipal_lease"
    SHELTER_IN_OWN_HOME = "shelter_in_own_home"


class PlaceKind(StrEnum):
    """What kind of place the municipality can offer."""

    HOUSE = "house"
    FLAT = "flat"
    STUDIO = "studio"
    ROOM = "room"
    EXCHANGE_HOME = "exchange_home"
    SHELTERED = "sheltered"


class AddressKind(StrEnum):
    """As what somebody stands in the register, so that rights go on."""

    REGISTRATION = "registration"
    POSTAL = "postal"


class Residency(StrEnum):
    """What the register and the street say. Living here without registration is never "not resident"."""

    REGISTERED = "registered"
    LIVES_HERE_UNREGISTERED = "lives_here_unregistered"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Representative(StrEnum):
    """Who acts for a person."""

    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    MENTOR = "mentor"
    AUTHORISED = "authorised"
    LAWYER = "lawyer"


class PauseReason(StrEnum):
    """Why routine outreach rests for a while."""

    RESIDENT_ASKED = "resident_asked"
    ILLNESS = "illness"
    DEATH_IN_FAMILY = "death_in_family"
    AWAY = "away"
    OTHER_HELP_ACTS = "other_help_acts"


class Route(StrEnum):
    """What can be done against a threat without debt (guide int. ch. 2, ch. 5 and 8)."""

    MEDIATION = "mediation"
    PROPORTIONALITY = "proportionality"
    CHILDS_INTEREST = "childs_interest"
    LEGAL_REMEDY = "legal_remedy"
    HOUSEMATES_CLAIM = "housemates_claim"
    TENANCY_BY_LAW = "tenancy_by_law"
    POLICE = "police"
    LEGAL_HELP = "legal_help"
    SALE_PROTECTION = "sale_protection"
    TENANTS_UNION = "tenants_union"
    SUPERVISION = "supervision"
    CARE = "care"


class Pressure(StrEnum):
    """By what a landlord unlawfully presses people to leave (guide ch. 1, 5)."""

    THREATS = "threats"
    LOCKS = "locks"
    SUPPLIES = "supplies"
    PUT_OUT = "put_out"
    MADE_TO_SIGN = "made_to_sign"
    OTHER = "other"


class ThreatEnd(StrEnum):
    """How a threat without debt ended with the home kept."""

    WITHDRAWN = "withdrawn"
    SOLVED = "solved"
    TENANCY_RECOGNISED = "tenancy_recognised"
    COURT_PREVENTED = "court_prevented"


class ListingStep(StrEnum):
    """What is done about a listing of a tenant (signaleringslijst, guide ch. 8)."""

    OBJECTION = "objection"
    OWN_WEIGHING = "own_weighing"


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


class StayForm(StrEnum):
    """On what somebody lives where they live, as they call it (guide ch. 1, 5)."""

    NO_PAPER = "no_paper"
    LEASE = "lease"
    TEMPORARY_LEASE = "temporary_lease"
    USE_AGREEMENT = "use_agreement"
    WITH_WORK = "with_work"
    WITH_CARE = "with_care"
    SUBLET = "sublet"
    LODGER = "lodger"
    HOLIDAY_PARK = "holiday_park"


class Result(StrEnum):
    """With what a case closes (DDAS-VS v1.2, Eindresultaat)."""

    ADVICE_OR_QUICK_FIX = "advice_or_quick_fix"
    NO_CONTACT = "no_contact"
    NO_REACTION_AFTER_CONTACT = "no_reaction_after_contact"
    KNOWN_TO_DEBT_HELP = "known_to_debt_help"
    OTHER_HELP_RUNS = "other_help_runs"
    PAID_OR_ARRANGED = "paid_or_arranged"
    DECEASED = "deceased"
    ARRANGES_IT_SELF = "arranges_it_self"
    NOT_TAKEN_UP_OTHER = "not_taken_up_other"
    NOT_TAKEN_UP_REPEAT = "not_taken_up_repeat"
    NOT_TAKEN_UP_UNJUSTIFIED = "not_taken_up_unjustified"
    NOT_RESIDENT = "not_resident"
    REFERRED = "referred"
    REFERRED_FINANCIAL = "referred_financial"
    REFERRED_NOT_FINANCIAL = "referred_not_financial"
    REFERRED_UNASKED = "referred_unasked"


# Somebody's money ---------------------------------------------------------------------------


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
