"""What can happen? The dictionary of facts: dated, append-only, codes and ids only.

Never a name, an address or free text. A fact is true in the world and is never refused. ``on`` (the day it
happened) and ``turn`` (its place in that day) stand around it in ``Recorded``; days inside an event are days
it speaks of, such as a hearing that lies ahead.
"""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Channel,
    DayPart,
    Destination,
    Ended,
    HelpKind,
    LossCause,
    LossWay,
    MatterKind,
    PauseReason,
    Reached,
    Remedy,
    Representative,
    Residency,
    Result,
    Route,
    Ruling,
    SetAside,
    ThreatEnd,
)

MatterNo = Annotated[int, Meta(ge=1, extra={"is": "matter"})]
"""A matter's number within its case."""
SignalId = Annotated[int, Meta(ge=1, extra={"is": "signal"})]
PersonId = Annotated[int, Meta(ge=1, extra={"is": "person"})]
PartnerId = Annotated[int, Meta(ge=1, extra={"is": "partner"})]
UserId = Annotated[int, Meta(ge=1, extra={"is": "user"})]
CaseId = Annotated[int, Meta(ge=1, extra={"is": "case"})]
EventId = Annotated[int, Meta(ge=1, extra={"is": "event"})]
HearingNo = Annotated[int, Meta(ge=1, extra={"is": "hearing"})]
EvictionNo = Annotated[int, Meta(ge=1, extra={"is": "eviction"})]
Cents = Annotated[int, Meta(ge=0, extra={"is": "cents"})]
"""Money in integer euro cents."""
Count = Annotated[int, Meta(ge=0, le=30)]
MunicipalityCode = Annotated[str, Meta(pattern=r"^\d{4}$", extra={"is": "municipality"})]
LanguageCode = Annotated[str, Meta(pattern=r"^([a-z]{2,3})?$", extra={"is": "language"})]


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fact of one case."""

    decision: ClassVar[bool] = False
    """A decision of the municipality can be refused when it contradicts the facts; a fact cannot."""


class Decision(Event, frozen=True, kw_only=True):
    """Something the municipality itself decides."""

    decision: ClassVar[bool] = True


class OfMatter(Event, frozen=True, kw_only=True):
    """A fact about one matter of the case."""

    matter: MatterNo


class OfPerson(Event, frozen=True, kw_only=True):
    """A fact about one person of the household."""

    person: PersonId


class Instalment(Struct, frozen=True, array_like=True):
    """One agreed payment: when, and how many cents."""

    on: date
    cents: Cents


# Matter: the report (steps 1-3) ------------------------------------------------------------


class MatterNoted(OfMatter, frozen=True, kw_only=True):
    """A debt or a threat to the home became known without a creditor's report."""

    kind: MatterKind
    partner: PartnerId | None = None
    person: PersonId | None = None
    cents: Cents | None = None


class SignalReceived(OfMatter, frozen=True, kw_only=True):
    """A creditor reported arrears (art. 3 lid 1 b Wgs); no ``person`` while it is unclear who it is."""

    signal: SignalId
    kind: MatterKind
    partner: PartnerId | None = None
    person: PersonId | None = None
    cents: Cents = 0
    since: date | None = None
    crisis: bool = False


class PersonKnown(OfMatter, frozen=True, kw_only=True):
    """It was settled whose matter this is."""

    person: PersonId


class SignalTakenUp(OfMatter, frozen=True, kw_only=True):
    signal: SignalId


class SignalSetAside(OfMatter, frozen=True, kw_only=True):
    signal: SignalId
    reason: SetAside


class SignalWithdrawn(OfMatter, frozen=True, kw_only=True):
    """The creditor took the report back."""

    signal: SignalId


class ReminderSent(OfMatter, frozen=True, kw_only=True):
    """Step 1. ``offered_report``: the letter offered to pass on contact data (art. 2 c and d Bgs)."""

    offered_report: bool = False


class CreditorSoughtContact(OfMatter, frozen=True, kw_only=True):
    """Step 2: personal contact was sought (art. 2 a Bgs); ``pointed_to_help`` is art. 2 b."""

    channel: Channel = Channel.PHONE
    pointed_to_help: bool = False


class AmountChanged(OfMatter, frozen=True, kw_only=True):
    cents: Cents


class DebtDisputed(OfMatter, frozen=True, kw_only=True):
    """The person says the claim is wrong."""


class PauseAsked(OfMatter, frozen=True, kw_only=True):
    """The creditor was asked to hold collection while help runs."""


class PauseAnswered(OfMatter, frozen=True, kw_only=True):
    answer: Answer
    until: date | None = None


class CollectionResumed(OfMatter, frozen=True, kw_only=True):
    """The creditor collects again."""


class ArrangementAgreed(OfMatter, frozen=True, kw_only=True):
    """A payment arrangement with its whole schedule."""

    instalments: tuple[Instalment, ...] = ()


class InstalmentPaid(OfMatter, frozen=True, kw_only=True):
    due: date
    """The agreed day of the instalment that was paid."""


class InstalmentMissed(OfMatter, frozen=True, kw_only=True):
    due: date


class ArrangementBroken(OfMatter, frozen=True, kw_only=True):
    """The creditor's word, never derived."""


class ArrangementCompleted(OfMatter, frozen=True, kw_only=True):
    pass


class DebtSettled(OfMatter, frozen=True, kw_only=True):
    """Nothing is owed any more. After a dissolution this does not end the danger by itself."""


# Matter: supplies and mortgage -------------------------------------------------------------


class DisconnectionAnnounced(OfMatter, frozen=True, kw_only=True):
    """Energy or water will be cut, or the insurance cancelled, on ``day``."""

    day: date


class DisconnectionCancelled(OfMatter, frozen=True, kw_only=True):
    pass


class Disconnected(OfMatter, frozen=True, kw_only=True):
    pass


class Reconnected(OfMatter, frozen=True, kw_only=True):
    pass


class AuctionAnnounced(OfMatter, frozen=True, kw_only=True):
    day: date


class AuctionCancelled(OfMatter, frozen=True, kw_only=True):
    pass


# Matter: the court (steps 5-8) -------------------------------------------------------------


class SummonsAnnounced(OfMatter, frozen=True, kw_only=True):
    """Step 5."""


class SummonsServed(OfMatter, frozen=True, kw_only=True):
    """Step 6."""


class SummonsWithdrawn(OfMatter, frozen=True, kw_only=True):
    """Announced or served, it will not be pursued."""


class DutyChecked(OfMatter, frozen=True, kw_only=True):
    """The landlord's report and evidence a-d of art. 2 Bgs were held against the court's practice."""

    fulfilled: Answer


class HearingScheduled(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo
    day: date


class HearingAdjourned(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo
    to: date | None = None


class HearingCancelled(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo


class HearingHeld(OfMatter, frozen=True, kw_only=True):
    """Step 7. ``judgment_on``: the day the judge named for the judgment."""

    hearing: HearingNo
    resident_there: bool
    judgment_on: date | None = None


class ProceedingsWithdrawn(OfMatter, frozen=True, kw_only=True):
    pass


class JudgmentGiven(OfMatter, frozen=True, kw_only=True):
    """Step 8. ``eviction_from``: the first day on which the home may be cleared."""

    ruling: Ruling
    default: bool
    eviction_from: date | None = None


class RemedyFiled(OfMatter, frozen=True, kw_only=True):
    remedy: Remedy


class RemedyWaived(OfMatter, frozen=True, kw_only=True):
    """The resident, informed, chose not to."""


class EnforcementSuspended(OfMatter, frozen=True, kw_only=True):
    until: date | None = None


class JudgmentSetAside(OfMatter, frozen=True, kw_only=True):
    pass


class JudgmentEnded(OfMatter, frozen=True, kw_only=True):
    """Executed in full, given up, or barred in law: never by the clock alone."""


class SecondChanceAgreed(OfMatter, frozen=True, kw_only=True):
    """The landlord lets the household stay under conditions (guide ch. 7)."""

    until: date


class ConditionChecked(OfMatter, frozen=True, kw_only=True):
    """The landlord's and the household's word on rent, instalments, administration."""

    kept: bool


class SecondChanceEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended


class MoratoriumRequested(OfMatter, frozen=True, kw_only=True):
    """Art. 287b Fw."""


class MoratoriumDecided(OfMatter, frozen=True, kw_only=True):
    answer: Answer
    until: date | None = None


class MoratoriumEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended


class EvictionAnnounced(OfMatter, frozen=True, kw_only=True):
    """A day was set on which the home is to be cleared, of whatever cause (art. 14 Gdw)."""

    eviction: EvictionNo
    day: date


class EvictionPostponed(OfMatter, frozen=True, kw_only=True):
    eviction: EvictionNo
    to: date | None = None


class EvictionCancelled(OfMatter, frozen=True, kw_only=True):
    eviction: EvictionNo


class EvictionCarriedOut(OfMatter, frozen=True, kw_only=True):
    """The home was cleared: a loss of the home."""

    eviction: EvictionNo


class TenancyConfirmed(OfMatter, frozen=True, kw_only=True):
    """The landlord's written word that the tenancy goes on."""


class UnlawfulPressureNoted(OfMatter, frozen=True, kw_only=True):
    """Threats, locks, cutting off: stopped before the loss."""


class RouteTaken(OfMatter, frozen=True, kw_only=True):
    """A step was set against a threat without debt."""

    route: Route


class ThreatEnded(OfMatter, frozen=True, kw_only=True):
    how: ThreatEnd


# Case and person: outreach (step 4) --------------------------------------------------------


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


class PlanStepDone(OfPerson, frozen=True, kw_only=True):
    """A step of the plan is done; no next step means the plan is done."""

    next_step_on: date | None = None


class Referred(OfPerson, frozen=True, kw_only=True):
    kind: HelpKind
    warm: bool = True


# Case and person: last resort (steps 9-10) -------------------------------------------------


class LastOfferMade(OfPerson, frozen=True, kw_only=True):
    """Step 9: debt help, income management or administration, after an eviction judgment."""

    kind: HelpKind


class LastOfferAnswered(OfPerson, frozen=True, kw_only=True):
    answer: Answer


class AdministrationRequested(Decision, OfPerson, frozen=True, kw_only=True):
    """Step 10: the municipality asks the court (1:432 BW), with what such a request needs."""

    ground: AdministrationGround
    heard_or_attempts_shown: bool
    lighter_steps_failed: bool
    second_opinion: bool
    until: date


class AdministrationNotRequested(Decision, OfPerson, frozen=True, kw_only=True):
    """Weighed and not asked for, with reasons in the file."""


class AdministrationDecided(OfPerson, frozen=True, kw_only=True):
    answer: Answer


class AdministrationReviewed(OfPerson, frozen=True, kw_only=True):
    """The yearly look whether it is still needed."""


class AdministrationEnded(OfPerson, frozen=True, kw_only=True):
    pass


# Case: the home lost (step 11) -------------------------------------------------------------


class HomeLost(Event, frozen=True, kw_only=True):
    way: LossWay


class LossDescribed(Event, frozen=True, kw_only=True):
    cause: LossCause
    children: Count
    destination: Destination


class RehousingDirectorNamed(Event, frozen=True, kw_only=True):
    director: UserId


class RehousingPlanned(Event, frozen=True, kw_only=True):
    pass


class Rehoused(Event, frozen=True, kw_only=True):
    """Lasting housing."""


class DestinationChecked(Event, frozen=True, kw_only=True):
    """Still housed? Asked 3, 6 and 12 months on; ``month`` 0 is a look in between."""

    month: Annotated[int, Meta(ge=0, le=12)]
    destination: Destination


# Case: the file itself ---------------------------------------------------------------------


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


class Recorded(Struct, frozen=True):
    """An event in its place: ``id`` in the store, the day it happened, its turn within that day."""

    id: int
    on: date
    turn: int
    event: Event


def _leaves(kind: type[Event]) -> list[type[Event]]:
    below = kind.__subclasses__()
    return [leaf for sub in below for leaf in _leaves(sub)] if below else [kind]


EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in dict.fromkeys(_leaves(Event))}
"""Every event by its name; the names are the API and are stored."""
