"""Which words tell of a home: what it rests on, how it is threatened, lost, and found again?"""

from enum import StrEnum


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


class Pressure(StrEnum):
    """By what a landlord unlawfully presses people to leave (guide ch. 1, 5)."""

    THREATS = "threats"
    LOCKS = "locks"
    SUPPLIES = "supplies"
    PUT_OUT = "put_out"
    MADE_TO_SIGN = "made_to_sign"
    OTHER = "other"


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


class ClosureGround(StrEnum):
    """On which law a mayor closes a home: drugs (art. 13b Opiumwet), or disorder from it (art. 174a Gemeentewet)."""

    DRUGS = "drugs"
    DISORDER = "disorder"


class ThreatEnd(StrEnum):
    """How a threat without debt ended with the home kept."""

    WITHDRAWN = "withdrawn"
    SOLVED = "solved"
    TENANCY_RECOGNISED = "tenancy_recognised"
    COURT_PREVENTED = "court_prevented"


class StopRoute(StrEnum):
    """By which route an announced eviction can be stopped (guide ch. 6)."""

    LANDLORD = "landlord"
    BAILIFF = "bailiff"
    COURT = "court"
    MORATORIUM = "moratorium"
    PAYMENT = "payment"
    MEDIATION = "mediation"


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


class AddressKind(StrEnum):
    """As what somebody stands in the register, so that rights go on."""

    REGISTRATION = "registration"
    POSTAL = "postal"


class PlaceKind(StrEnum):
    """What kind of place the municipality can offer."""

    HOUSE = "house"
    FLAT = "flat"
    STUDIO = "studio"
    ROOM = "room"
    EXCHANGE_HOME = "exchange_home"
    SHELTERED = "sheltered"


class LeaseSupport(StrEnum):
    """What makes another lease, or staying in the own home, possible (guide ch. 8)."""

    GUARANTOR = "guarantor"
    LANDLORDS_STATEMENT = "landlords_statement"
    MUNICIPAL_LEASE = "municipal_lease"
    SHELTER_IN_OWN_HOME = "shelter_in_own_home"


class ListingStep(StrEnum):
    """What is done about a listing of a tenant (signaleringslijst, guide ch. 8)."""

    OBJECTION = "objection"
    OWN_WEIGHING = "own_weighing"


class FollowUp(StrEnum):
    """How a household is doing when it is asked, 3, 6 and 12 months on."""

    HOUSED = "housed"
    ARREARS_AGAIN = "arrears_again"
    MOVED_WELL = "moved_well"
    UNKNOWN = "unknown"
