"""Which words tell what people may demand of ourselves?"""

from enum import StrEnum


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


class IdentityCheck(StrEnum):
    """How it was seen that somebody who asks about the own data is that person (art. 12 lid 6 AVG)."""

    NOT_YET = "not_yet"
    DOCUMENT = "document"
    LOGIN = "login"
    QUESTIONS = "questions"
    AUTHORISED = "authorised"
