"""Who lives there, who is sought and reached, and what help is offered, taken and decided? (Step 4.)"""

from datetime import date

from vangnet.domain.codes import Answer, Channel, DayPart, HelpKind, PauseReason, Reached, Representative, Residency
from vangnet.domain.events.form import Count, Decision, Event, LanguageCode, MunicipalityCode, OfPerson, UserId


class HelpRequested(OfPerson, frozen=True, kw_only=True):
    """Asked by the resident, or with consent for them; opens a case without a signal."""


class ResidencyChecked(OfPerson, frozen=True, kw_only=True):
    residency: Residency


class HouseholdNoted(Event, frozen=True, kw_only=True):
    """Who lives there; ``minors`` is the one personal trait that orders the agenda."""

    adults: Count
    minors: Count
    language: LanguageCode = ""


class RepresentativeNoted(OfPerson, frozen=True, kw_only=True):
    kind: Representative
    since: date | None = None


class TenantDied(OfPerson, frozen=True, kw_only=True):
    pass


class MovedAway(OfPerson, frozen=True, kw_only=True):
    """To another municipality; ``handed_over`` once that municipality has confirmed."""

    to: MunicipalityCode | None = None
    handed_over: bool = False


class OwnerAssigned(Event, frozen=True, kw_only=True):
    owner: UserId


class Paused(Decision, frozen=True, kw_only=True):
    """Routine outreach rests; danger is never silenced."""

    until: date
    reason: PauseReason


class Resumed(Event, frozen=True, kw_only=True):
    pass


class ContactAttempted(OfPerson, frozen=True, kw_only=True):
    """``informed``: what art. 14 AVG asks was told or left in writing."""

    channel: Channel
    day_part: DayPart
    reached: Reached
    informed: bool = False


class ContactWished(OfPerson, frozen=True, kw_only=True):
    """How and when the person wants to be approached: a wish, never a refusal."""

    channel: Channel | None = None
    day_part: DayPart | None = None


class HelpOffered(OfPerson, frozen=True, kw_only=True):
    """A letter counts; it carries the information of art. 14 AVG unless said otherwise."""

    channel: Channel
    informed: bool = True


class HelpAccepted(OfPerson, frozen=True, kw_only=True):
    pass


class HelpDeclined(OfPerson, frozen=True, kw_only=True):
    """Counts only from the adult concerned, spoken to or verified."""

    verified: bool


class ContactLost(OfPerson, frozen=True, kw_only=True):
    """Reached before, not any more."""


class FirstConversationHeld(OfPerson, frozen=True, kw_only=True):
    """Art. 4 Wgs. ``application``: the person asked for debt help, so a decision must follow (art. 4a)."""

    application: bool
    next_step_on: date | None = None


class HelpDecided(Decision, OfPerson, frozen=True, kw_only=True):
    """A plan or a refusal, in writing (art. 4a Wgs)."""

    answer: Answer
    kind: HelpKind | None = None
    next_step_on: date | None = None
    by: UserId | None = None
    """Who took it, where that is told: another decides on an objection to it."""


class StepPlanned(OfPerson, frozen=True, kw_only=True):
    """The steps of the plan were agreed on; the first of them is due on this day."""

    next_step_on: date


class PlanStepDone(OfPerson, frozen=True, kw_only=True):
    """A step of the plan is done; no next step means the plan is done."""

    next_step_on: date | None = None


class Referred(OfPerson, frozen=True, kw_only=True):
    """``warm``: handed over in person, and an answer was asked."""

    kind: HelpKind
    warm: bool = True


class ReferralAnswered(OfPerson, frozen=True, kw_only=True):
    """Whether the other took over. When not, the help is ours again."""

    taken_over: bool
