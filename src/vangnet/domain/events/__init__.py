"""What can happen? The dictionary of facts: dated, append-only, codes and ids only.

Never a name, an address or free text. A fact is true in the world and is never refused. ``on`` (the day it
happened) and ``turn`` (its place in that day) stand around it in ``Recorded``; days inside an event are days
it speaks of, such as a hearing that lies ahead.

This page names them all; each phase of a household's story has a module of its own.
"""

# ruff: noqa: I001 - in the order of a household's story, which EVENTS keeps

from vangnet.domain.events.form import (
    MatterNo, SignalId, PersonId, PartnerId, UserId, CaseId, EventId, HearingNo, EvictionNo, Cents, Count,
    MunicipalityCode, LanguageCode, PlaceId, Event, Decision, OfMatter, OfPerson, Instalment, Recorded,
)  # fmt: skip
from vangnet.domain.events.report import (
    MatterNoted, SignalReceived, PersonKnown, SignalTakenUp, SignalSetAside, SignalWithdrawn, ReminderSent,
    CreditorSoughtContact, AmountChanged, DebtDisputed, DisputeStepTaken,
)  # fmt: skip
from vangnet.domain.events.debt import (
    PauseAsked, PauseAnswered, CollectionResumed, BalanceAsked, BalanceTold, ArrangementProposed,
    ArrangementAnswered, ArrangementAgreed, InstalmentsMoved, InstalmentPaid, InstalmentMissed,
    ArrangementBroken, ArrangementCompleted, DebtSettled, DisconnectionAnnounced, DisconnectionCancelled,
    Disconnected, Reconnected, AuctionAnnounced, AuctionCancelled,
)  # fmt: skip
from vangnet.domain.events.settlement import (
    SettlementBegan, SettlementEnded, ForcedSettlementAsked, ForcedSettlementDecided, BudgetAsked, BudgetDecided,
    BudgetPaid,
)  # fmt: skip
from vangnet.domain.events.court import (
    SummonsAnnounced, SummonsServed, SummonsWithdrawn, DutyChecked, HearingScheduled, HearingAdjourned,
    HearingCancelled, HearingHeld, ProceedingsWithdrawn, JudgmentGiven, GraceEnded, JudgmentServed, RemedyFiled,
    RemedyWaived, RemedyDecided, EnforcementSuspended, JudgmentSetAside, JudgmentEnded, SecondChanceAgreed,
    ConditionChecked, WarningGiven, BreachConfirmed, SecondChanceEnded, MoratoriumRequested, MoratoriumDecided,
    MoratoriumEnded, AttendanceKnown, LegalAidOffered, ConsentGiven, ConsentWithdrawn, PackGiven,
)  # fmt: skip
from vangnet.domain.events.contact import (
    HelpRequested, ResidencyChecked, HouseholdNoted, RepresentativeNoted, TenantDied, MovedAway, OwnerAssigned,
    Paused, Resumed, ContactAttempted, ContactWished, HelpOffered, HelpAccepted, HelpDeclined, ContactLost,
    FirstConversationHeld, HelpDecided, StepPlanned, PlanStepDone, Referred, ReferralAnswered,
)  # fmt: skip
from vangnet.domain.events.rights import (
    ObjectionMade, ObjectionAnswerExtended, ObjectionDecided, PrivacyRequestMade, PrivacyAnswerExtended,
    PrivacyRequestAnswered,
)  # fmt: skip
from vangnet.domain.events.home import (
    EvictionAnnounced, EvictionPostponed, EvictionTried, EvictionCancelled, EvictionCarriedOut, RightsChecked,
    SecondOpinionGiven, TenancyConfirmed, UnlawfulPressureNoted, RouteTaken, StayDescribed, ThreatEnded,
    ClosureDecided, LastOfferMade, LastOfferAnswered, AdministrationRequested, AdministrationNotRequested,
    AdministrationDecided, AdministrationReviewed, AdministrationEnded, HomeLost, LossDescribed, GoodsStored,
    GoodsReturned, AddressSecured, RehousingDirectorNamed, RehousingPlanned, UrgencyAsked, UrgencyDecided,
    LeaseSupported, PlaceOffered, PlaceAnswered, Rehoused, DestinationChecked, ListingTold, ListingHelped,
    ListingEnded,
)  # fmt: skip
from vangnet.domain.events.file import (
    FeedbackGiven, PackMade, CaseClosed, CaseReopened, CaseMerged, CaseSeparated, EventCorrected,
)  # fmt: skip


def _leaves(kind: type[Event]) -> list[type[Event]]:
    below = kind.__subclasses__()
    return [leaf for sub in below for leaf in _leaves(sub)] if below else [kind]


EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in dict.fromkeys(_leaves(Event))}
"""Every event by its name; the names are the API and are stored."""

__all__ = [
    "EVENTS", "AddressSecured", "AdministrationDecided", "AdministrationEnded", "AdministrationNotRequested",
    "AdministrationRequested", "AdministrationReviewed", "AmountChanged", "ArrangementAgreed", "ArrangementAnswered",
    "ArrangementBroken", "ArrangementCompleted", "ArrangementProposed", "AttendanceKnown", "AuctionAnnounced",
    "AuctionCancelled", "BalanceAsked", "BalanceTold", "BreachConfirmed", "BudgetAsked", "BudgetDecided", "BudgetPaid",
    "CaseClosed", "CaseId", "CaseMerged", "CaseReopened", "CaseSeparated", "Cents", "ClosureDecided",
    "CollectionResumed", "ConditionChecked", "ConsentGiven", "ConsentWithdrawn", "ContactAttempted", "ContactLost",
    "ContactWished", "Count", "CreditorSoughtContact", "DebtDisputed", "DebtSettled", "Decision", "DestinationChecked",
    "Disconnected", "DisconnectionAnnounced", "DisconnectionCancelled", "DisputeStepTaken", "DutyChecked",
    "EnforcementSuspended", "Event", "EventCorrected", "EventId", "EvictionAnnounced", "EvictionCancelled",
    "EvictionCarriedOut", "EvictionNo", "EvictionPostponed", "EvictionTried", "FeedbackGiven", "FirstConversationHeld",
    "ForcedSettlementAsked", "ForcedSettlementDecided", "GoodsReturned", "GoodsStored", "GraceEnded",
    "HearingAdjourned", "HearingCancelled", "HearingHeld", "HearingNo", "HearingScheduled", "HelpAccepted",
    "HelpDecided", "HelpDeclined", "HelpOffered", "HelpRequested", "HomeLost", "HouseholdNoted", "Instalment",
    "InstalmentMissed", "InstalmentPaid", "InstalmentsMoved", "JudgmentEnded", "JudgmentGiven", "JudgmentServed",
    "JudgmentSetAside", "LanguageCode", "LastOfferAnswered", "LastOfferMade", "LeaseSupported", "LegalAidOffered",
    "ListingEnded", "ListingHelped", "ListingTold", "LossDescribed", "MatterNo", "MatterNoted", "MoratoriumDecided",
    "MoratoriumEnded", "MoratoriumRequested", "MovedAway", "MunicipalityCode", "ObjectionAnswerExtended",
    "ObjectionDecided", "ObjectionMade", "OfMatter", "OfPerson", "OwnerAssigned", "PackGiven", "PackMade", "PartnerId",
    "PauseAnswered", "PauseAsked", "Paused", "PersonId", "PersonKnown", "PlaceAnswered", "PlaceId", "PlaceOffered",
    "PlanStepDone", "PrivacyAnswerExtended", "PrivacyRequestAnswered", "PrivacyRequestMade", "ProceedingsWithdrawn",
    "Reconnected", "Recorded", "ReferralAnswered", "Referred", "Rehoused", "RehousingDirectorNamed", "RehousingPlanned",
    "RemedyDecided", "RemedyFiled", "RemedyWaived", "ReminderSent", "RepresentativeNoted", "ResidencyChecked",
    "Resumed", "RightsChecked", "RouteTaken", "SecondChanceAgreed", "SecondChanceEnded", "SecondOpinionGiven",
    "SettlementBegan", "SettlementEnded", "SignalId", "SignalReceived", "SignalSetAside", "SignalTakenUp",
    "SignalWithdrawn", "StayDescribed", "StepPlanned", "SummonsAnnounced", "SummonsServed", "SummonsWithdrawn",
    "TenancyConfirmed", "TenantDied", "ThreatEnded", "UnlawfulPressureNoted", "UrgencyAsked", "UrgencyDecided",
    "UserId", "WarningGiven",
]  # fmt: skip
