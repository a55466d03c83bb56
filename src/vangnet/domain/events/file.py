"""What is done with the file itself?"""

from vangnet.domain.codes import Result
from vangnet.domain.events.form import CaseId, Decision, Event, EventId, HearingNo, OfMatter


class FeedbackGiven(OfMatter, frozen=True, kw_only=True):
    """The partner was told what it may know."""


class PackMade(OfMatter, frozen=True, kw_only=True):
    """The resident's court pack; made only with the resident's consent, else noted that there is none."""

    hearing: HearingNo
    consent: bool


class CaseClosed(Decision, frozen=True, kw_only=True):
    """Has effect only while no danger lives and no lost home is left without a search."""

    result: Result
    aftercare: bool = False


class CaseReopened(Event, frozen=True, kw_only=True):
    pass


class CaseMerged(Event, frozen=True, kw_only=True):
    """This case goes on within another one."""

    into: CaseId


class CaseSeparated(Event, frozen=True, kw_only=True):
    """Undoes a merge."""


class EventCorrected(Event, frozen=True, kw_only=True):
    """The named event is as if it had not been recorded; what is right follows as a new event."""

    event: EventId
