"""What may happen to a household, likely or not, and how is it told on some day? For histories that are made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

CHAPTERS: dict[str, tuple[type[e.Event], ...]] = {
    "reported": (
        e.MatterNoted, e.SignalReceived, e.PersonKnown, e.SignalTakenUp, e.SignalSetAside, e.SignalWithdrawn,
        e.ReminderSent, e.CreditorSoughtContact, e.AmountChanged, e.DebtDisputed, e.DisputeStepTaken, e.DebtSettled,
    ),
    "sought": (
        e.ContactAttempted, e.ContactWished, e.HelpOffered, e.HelpAccepted, e.HelpDeclined, e.ContactLost,
        e.HouseholdNoted, e.ResidencyChecked, e.Paused, e.Resumed,
    ),
    "helped": (
        e.HelpRequested, e.FirstConversationHeld, e.HelpDecided, e.PlanStepDone, e.Referred, e.PauseAsked,
        e.PauseAnswered, e.CollectionResumed, e.StepPlanned, e.ReferralAnswered, e.BalanceAsked, e.BalanceTold,
        e.SettlementBegan, e.SettlementEnded, e.BudgetAsked, e.BudgetDecided, e.BudgetPaid,
        e.ForcedSettlementAsked, e.ForcedSettlementDecided,
    ),
    "objected": (
        e.HelpRequested, e.FirstConversationHeld, e.HelpDecided, e.ObjectionMade, e.ObjectionDecided,
        e.ObjectionAnswerExtended, e.PrivacyAnswerExtended, e.PrivacyRequestMade, e.PrivacyRequestAnswered,
    ),
    "arranged": (
        e.ArrangementProposed, e.ArrangementAnswered, e.InstalmentsMoved,
        e.ArrangementAgreed, e.InstalmentPaid, e.InstalmentMissed, e.ArrangementBroken, e.ArrangementCompleted,
        e.Disconnected, e.Reconnected, e.DisconnectionAnnounced, e.DisconnectionCancelled, e.AuctionAnnounced,
        e.AuctionCancelled,
    ),
    "sued": (
        e.SummonsAnnounced, e.SummonsServed, e.SummonsWithdrawn, e.DutyChecked, e.HearingScheduled,
        e.HearingAdjourned, e.HearingCancelled, e.HearingHeld, e.ProceedingsWithdrawn, e.JudgmentGiven, e.PackMade,
        e.AttendanceKnown, e.LegalAidOffered, e.ConsentGiven, e.ConsentWithdrawn, e.PackGiven,
    ),
    "judged": (
        e.JudgmentGiven, e.GraceEnded, e.JudgmentServed, e.RemedyFiled, e.RemedyWaived, e.RemedyDecided,
        e.EnforcementSuspended, e.JudgmentSetAside, e.JudgmentEnded, e.SecondChanceAgreed, e.ConditionChecked,
        e.WarningGiven,
        e.BreachConfirmed, e.SecondChanceEnded, e.MoratoriumRequested, e.MoratoriumDecided,
        e.MoratoriumEnded, e.TenancyConfirmed,
    ),
    "last_resort": (
        e.LastOfferMade, e.LastOfferAnswered, e.RepresentativeNoted, e.AdministrationRequested,
        e.AdministrationNotRequested, e.SecondOpinionGiven, e.AdministrationDecided, e.AdministrationReviewed,
        e.AdministrationEnded,
    ),
    "threatened": (
        e.EvictionAnnounced, e.EvictionPostponed, e.EvictionTried, e.EvictionCancelled, e.EvictionCarriedOut,
        e.RightsChecked, e.UnlawfulPressureNoted, e.RouteTaken, e.StayDescribed, e.ClosureDecided, e.ThreatEnded,
        e.TenantDied, e.MovedAway,
    ),
    "lost": (
        e.HomeLost, e.LossDescribed, e.RehousingDirectorNamed, e.RehousingPlanned, e.Rehoused, e.DestinationChecked,
        e.GoodsStored, e.GoodsReturned, e.AddressSecured, e.UrgencyAsked, e.UrgencyDecided, e.LeaseSupported,
        e.PlaceOffered, e.PlaceAnswered, e.ListingTold, e.ListingHelped, e.ListingEnded,
    ),
    "filed": (
        e.OwnerAssigned, e.FeedbackGiven, e.CaseClosed, e.CaseReopened, e.CaseMerged, e.CaseSeparated,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What will be told: an event whose days are still so many days away."""

    kind: type[e.Event]
    fields: Mapping[str, Any]

    def on(self, day: date, kinds: Mapping[int, MatterKind], received: Mapping[int, int]) -> e.Event:
        """The event as it happens on a day. A matter is reported as what it is, a signal once."""
        fields = {name: _dated(value, day) for name, value in self.fields.items()}
        if isinstance(fields.get("kind"), MatterKind):
            fields["kind"] = kinds[fields["matter"]]
        if "signal" in fields:
            matter, among = fields["matter"], fields["signal"] - 1
            count = received.get(matter, 0)
            fields["signal"] = 10 * matter + (count if self.kind is e.SignalReceived else among % max(count, 1))
        return self.kind(**fields)


def _dated(value: Any, day: date) -> Any:
    if isinstance(value, timedelta):
        return day + value
    if isinstance(value, e.Instalment):
        return e.Instalment(_dated(value.on, day), value.cents)
    return tuple(_dated(part, day) for part in value) if isinstance(value, tuple) else value


_AWAY = st.sampled_from([-20, -3, 0, 1, 5, 8, 12, 20, 30, 45, 60, 120]).map(lambda days: timedelta(days=days))
_NUMBERS = {"matter": 3, "person": 2, "signal": 2, "hearing": 2, "eviction": 2}


def _values(of: inspect.Type) -> st.SearchStrategy[Any]:  # noqa: C901 - one case for each kind of field
    match of:
        case inspect.Metadata(type=inner, extra={"is": str(name)}) if name in _NUMBERS:
            return st.integers(1, _NUMBERS[name])
        case inspect.Metadata(type=inner):
            return _values(inner)
        case inspect.EnumType(cls=codes):
            return st.sampled_from(list(codes))
        case inspect.UnionType(types=types):
            return st.one_of([_values(t) for t in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(_values(item), max_size=3).map(tuple)
        case inspect.StructType(cls=struct, fields=fields):
            return st.builds(struct, *(_values(f.type) for f in fields))
        case inspect.DateType():
            return _AWAY
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.IntType(ge=low, le=high):
            return st.integers(low or 0, high if high is not None else 100_000)
        case inspect.StrType(pattern=pattern):
            return st.just("0599" if "d{4}" in (pattern or "") else "nl")
        case other:
            raise TypeError(f"no values for {other}")


def _telling(kind: type[e.Event]) -> st.SearchStrategy[Told]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    fields = {f.name: _values(f.type) for f in info.fields}
    return st.fixed_dictionaries(fields).map(lambda drawn: Told(kind, drawn))


TOLD = {kind: _telling(kind) for kind in e.EVENTS.values() if kind is not e.EventCorrected}


def chapter(name: str) -> st.SearchStrategy[Told]:
    """Something that happens in one chapter of a household's story."""
    return st.sampled_from(CHAPTERS[name]).flatmap(TOLD.__getitem__)


ANYTHING = st.sampled_from(list(TOLD)).flatmap(TOLD.__getitem__)
LIKELY_KINDS = st.one_of(st.sampled_from([MatterKind.RENT, MatterKind.ENERGY]), st.sampled_from(MatterKind))
