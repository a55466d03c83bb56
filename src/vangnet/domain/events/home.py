"""What threatens the home, what is the last resort, and what if it is lost? (Steps 9-11; guide ch. 7-8.)"""

from datetime import date
from typing import Annotated

from msgspec import Meta

from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Destination,
    HelpKind,
    LossCause,
    LossWay,
    Route,
    StopRoute,
    ThreatEnd,
)
from vangnet.domain.events.form import Count, Decision, Event, EvictionNo, OfMatter, OfPerson, UserId


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


class TenancyConfirmed(OfMatter, frozen=True, kw_only=True):
    """The landlord's written word that the tenancy goes on."""


class UnlawfulPressureNoted(OfMatter, frozen=True, kw_only=True):
    """Threats, locks, cutting off: stopped before the loss."""


class RouteTaken(OfMatter, frozen=True, kw_only=True):
    """A step was set against a threat without debt."""

    route: Route


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


class AdministrationNotRequested(Decision, OfPerson, frozen=True, kw_only=True):
    """Weighed and not asked for, with reasons in the file."""


class AdministrationDecided(OfPerson, frozen=True, kw_only=True):
    answer: Answer


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
