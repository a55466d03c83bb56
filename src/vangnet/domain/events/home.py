"""What threatens the home, what is the last resort, and what if it is lost? (Steps 9-11; guide ch. 7-8.)"""

from datetime import date
from typing import Annotated

from msgspec import Meta

from vangnet.domain.codes import (
    AddressKind,
    AdministrationGround,
    Answer,
    ChildHeard,
    ClosureGround,
    Destination,
    Ethos,
    FollowUp,
    HelpKind,
    LeaseSupport,
    ListingStep,
    LossCause,
    LossWay,
    NoRequest,
    Pets,
    Pressure,
    Route,
    StayForm,
    StopRoute,
    ThreatEnd,
)
from vangnet.domain.events.form import (
    Count,
    Decision,
    Event,
    EvictionNo,
    OfMatter,
    OfPerson,
    PartnerId,
    PlaceId,
    UserId,
)


class EvictionAnnounced(OfMatter, frozen=True, kw_only=True):
    """A day was set on which the home is to be cleared, of whatever cause (art. 14 Gdw)."""

    eviction: EvictionNo
    day: date


class EvictionPostponed(OfMatter, frozen=True, kw_only=True):
    eviction: EvictionNo
    to: date | None = None


class EvictionCancelled(OfMatter, frozen=True, kw_only=True):
    eviction: EvictionNo


class EvictionTried(OfMatter, frozen=True, kw_only=True):
    """What was tried today to stop it."""

    eviction: EvictionNo
    route: StopRoute


class EvictionCarriedOut(OfMatter, frozen=True, kw_only=True):
    """The home was cleared: a loss of the home."""

    eviction: EvictionNo


class RightsChecked(OfMatter, frozen=True, kw_only=True):
    """Six questions that human rights ask of every eviction (guide ch. 7); a no is no ground to go on."""

    eviction: EvictionNo
    consultation: Answer
    alternatives: Answer
    remedy: Answer
    legal_help: Answer
    child_heard: ChildHeard
    place_to_go: Answer


class TenancyConfirmed(OfMatter, frozen=True, kw_only=True):
    """The landlord's written word that the tenancy goes on."""


class UnlawfulPressureNoted(OfMatter, frozen=True, kw_only=True):
    """Threats, locks, cutting off: stopped before the loss. Older facts do not say by what."""

    pressure: Pressure | None = None


class RouteTaken(OfMatter, frozen=True, kw_only=True):
    """A route against a threat without debt was taken; or looked at and found ``closed``, which counts as well."""

    route: Route
    closed: bool = False


class ClosureDecided(OfMatter, frozen=True, kw_only=True):
    """The mayor decided to close the home. From the day after it was sent one can object (art. 3:41, 6:8 Awb).

    ``sent`` is None where nobody here knows that day yet: then it is asked for.
    """

    sent: date | None = None
    based_on: ClosureGround | None = None


class StayDescribed(OfMatter, frozen=True, kw_only=True):
    """How somebody lives whose stay is to end, by short questions (guide ch. 5); what is not known stays open."""

    form: StayForm
    since: date | None = None
    pays: Answer | None = None
    written: Answer | None = None
    with_owner: Answer | None = None


class ThreatEnded(OfMatter, frozen=True, kw_only=True):
    how: ThreatEnd


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
    requested_by: UserId | None = None
    """Who makes it; the second opinion is somebody else's."""


class AdministrationNotRequested(Decision, OfPerson, frozen=True, kw_only=True):
    """Weighed and not asked for, with reasons."""

    reasons: tuple[NoRequest, ...] = ()


class SecondOpinionGiven(OfPerson, frozen=True, kw_only=True):
    """Another professional looked whether administration is needed; without ``by`` somebody who does not work here."""

    needed: bool
    by: UserId | None = None


class AdministrationDecided(OfPerson, frozen=True, kw_only=True):
    """``until``: how long the court gave it, when the court said so."""

    answer: Answer
    until: date | None = None


class AdministrationReviewed(OfPerson, frozen=True, kw_only=True):
    """The yearly look whether it is still needed."""


class AdministrationEnded(OfPerson, frozen=True, kw_only=True):
    pass


class HomeLost(Event, frozen=True, kw_only=True):
    way: LossWay


class LossDescribed(Event, frozen=True, kw_only=True):
    cause: LossCause
    children: Count
    destination: Destination
    ethos: Ethos | None = None
    """Where they stay, of those without a home of their own."""
    pets: Pets | None = None
    post_forwarded: Answer | None = None


class GoodsStored(Event, frozen=True, kw_only=True):
    """The municipality took the goods in and keeps them; after ``until`` it may sell them (art. 5:30 Awb)."""

    until: date


class GoodsReturned(Event, frozen=True, kw_only=True):
    """The household has its goods again."""


class AddressSecured(Event, frozen=True, kw_only=True):
    """Registered, or a postal address: rights go on (guide ch. 8)."""

    kind: AddressKind


class RehousingDirectorNamed(Event, frozen=True, kw_only=True):
    director: UserId


class RehousingPlanned(Event, frozen=True, kw_only=True):
    pass


class UrgencyAsked(Event, frozen=True, kw_only=True):
    """Asked that the household goes before others on the list for a home."""


class UrgencyDecided(Event, frozen=True, kw_only=True):
    answer: Answer


class LeaseSupported(Event, frozen=True, kw_only=True):
    """What stands ready so that a landlord can let to this household, or that it can stay where it is."""

    kind: LeaseSupport


class ListingTold(OfPerson, frozen=True, kw_only=True):
    """The person told that a landlord put them on a list (signaleringslijst); never a list of our own."""

    partner: PartnerId | None = None
    """Whose list it is, where that landlord is a partner."""
    announced: Answer | None = None
    """Whether the landlord told them, as it must."""
    until: date | None = None


class ListingHelped(OfPerson, frozen=True, kw_only=True):
    """Help with an objection was given, or a landlord was asked to weigh for itself."""

    step: ListingStep


class ListingEnded(OfPerson, frozen=True, kw_only=True):
    """Off the list, by an objection or because its time was over."""


class PlaceOffered(Event, frozen=True, kw_only=True):
    """A place of the own register was offered."""

    place: PlaceId


class PlaceAnswered(Event, frozen=True, kw_only=True):
    place: PlaceId
    answer: Answer


class Rehoused(Event, frozen=True, kw_only=True):
    """Lasting housing."""


class DestinationChecked(Event, frozen=True, kw_only=True):
    """Still housed? Asked 3, 6 and 12 months on; ``month`` 0 is a look in between."""

    month: Annotated[int, Meta(ge=0, le=12)]
    destination: Destination
    ethos: Ethos | None = None
    went: FollowUp | None = None
