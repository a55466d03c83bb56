"""Which words tell how people are reached, who acts, what is offered, and how it ends?"""

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


class PauseReason(StrEnum):
    """Why routine outreach rests for a while."""

    RESIDENT_ASKED = "resident_asked"
    ILLNESS = "illness"
    DEATH_IN_FAMILY = "death_in_family"
    AWAY = "away"
    OTHER_HELP_ACTS = "other_help_acts"


class Representative(StrEnum):
    """Who acts for a person."""

    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    MENTOR = "mentor"
    AUTHORISED = "authorised"
    LAWYER = "lawyer"


class Answer(StrEnum):
    """A yes or a no from somebody else."""

    YES = "yes"
    NO = "no"


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
