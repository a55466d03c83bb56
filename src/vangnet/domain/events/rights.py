"""What does a resident ask of the municipality itself: to look again at its decision, or at what it keeps?"""

from vangnet.domain.codes import Answer, ObjectionOutcome, PrivacyRight
from vangnet.domain.events.form import Decision, OfPerson


class ObjectionMade(OfPerson, frozen=True, kw_only=True):
    """The resident objects to the last decision on debt help (art. 6:7 Awb); opens a closed case."""


class ObjectionDecided(Decision, OfPerson, frozen=True, kw_only=True):
    """The answer to the objection. Upheld: help goes on, and another decision on the application follows."""

    outcome: ObjectionOutcome


class PrivacyRequestMade(OfPerson, frozen=True, kw_only=True):
    """What the AVG lets somebody ask of who keeps personal data (art. 15-18, 20, 21)."""

    right: PrivacyRight


class PrivacyRequestAnswered(OfPerson, frozen=True, kw_only=True):
    """Done as asked, or not, with the reasons in writing (art. 12 AVG)."""

    right: PrivacyRight
    answer: Answer
