"""What does a resident ask of the municipality itself: to look again at its decision, or at what it keeps?"""

from vangnet.domain.codes import Answer, ObjectionOutcome, PrivacyRight
from vangnet.domain.events.form import Decision, OfPerson, UserId


class ObjectionMade(OfPerson, frozen=True, kw_only=True):
    """The resident objects to the last decision on debt help (art. 6:7 Awb); opens a closed case."""


class ObjectionDecided(Decision, OfPerson, frozen=True, kw_only=True):
    """The answer to the objection. Upheld: help goes on, and another decision on the application follows."""

    outcome: ObjectionOutcome
    by: UserId | None = None
    """Who decided, where that is told: never who took the decision that was objected to (art. 10:3 lid 3 Awb)."""


class ObjectionAnswerExtended(Decision, OfPerson, frozen=True, kw_only=True):
    """The resident was told in writing that the answer to the objection takes longer (art. 7:10 lid 3 and 5 Awb)."""


class PrivacyRequestMade(OfPerson, frozen=True, kw_only=True):
    """What the AVG lets somebody ask of who keeps personal data (art. 15-18, 20, 21)."""

    right: PrivacyRight


class PrivacyAnswerExtended(Decision, OfPerson, frozen=True, kw_only=True):
    """Told within the first month, with the reasons, that the answer takes two months longer (art. 12 lid 3 AVG)."""

    right: PrivacyRight


class PrivacyRequestAnswered(OfPerson, frozen=True, kw_only=True):
    """Done as asked, or not, with the reasons in writing (art. 12 AVG)."""

    right: PrivacyRight
    answer: Answer
