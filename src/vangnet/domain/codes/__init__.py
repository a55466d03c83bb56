"""Which words does the process know? Every closed list of codes, once.

The catalogues turn them into Dutch and English. Each phase of a household's story has a module of its own.
"""

# ruff: noqa: I001 - in the order of a household's story

from vangnet.domain.codes.report import (
    MatterKind, HOME_DEBTS, SUPPLIES, DEBTS, THREATS, SetAside, Residency, DutyPart, DutyFinding, ToVerify,
)  # fmt: skip
from vangnet.domain.codes.contact import (
    Role, Channel, DayPart, Reached, PauseReason, Representative, Answer, HelpKind, StepOwner, Result,
)  # fmt: skip
from vangnet.domain.codes.money import (
    Rhythm, FlowKind, INCOMES, Tick, Calculation, DisputeAbout, DisputeStep, SettlementKind, SettlementEnd,
    BudgetNeed, MoneyPiece, Prevented,
)  # fmt: skip
from vangnet.domain.codes.rights import (
    ObjectionOutcome, PrivacyRight, IdentityCheck,
)  # fmt: skip
from vangnet.domain.codes.court import (
    Attendance, APPEARS, ListedKind, OtherDay, AidKind, ConsentPurpose, PackPart, Proposal, Ruling,
    EVICTION_RULINGS, Remedy, CostStep, CostPart, Condition, WordOf, BreachWord, Ended,
)  # fmt: skip
from vangnet.domain.codes.requests import (
    AdministrationGround, LighterStep, WhyFailed, NoRequest, RequestPart, RequestLacks, MoratoriumPart,
    MoratoriumLacks, ForcedPart, ForcedLacks,
)  # fmt: skip
from vangnet.domain.codes.home import (
    StayForm, Pressure, Route, ClosureGround, ThreatEnd, StopRoute, RightsPoint, ChildHeard, LossWay, LossCause,
    Destination, Ethos, EthosGroup, Pets, AddressKind, PlaceKind, LeaseSupport, ListingStep, FollowUp,
)  # fmt: skip

__all__ = [
    "APPEARS", "DEBTS", "EVICTION_RULINGS", "HOME_DEBTS", "INCOMES", "SUPPLIES", "THREATS", "AddressKind",
    "AdministrationGround", "AidKind", "Answer", "Attendance", "BreachWord", "BudgetNeed", "Calculation", "Channel",
    "ChildHeard", "ClosureGround", "Condition", "ConsentPurpose", "CostPart", "CostStep", "DayPart", "Destination",
    "DisputeAbout", "DisputeStep", "DutyFinding", "DutyPart", "Ended", "Ethos", "EthosGroup", "FlowKind", "FollowUp",
    "ForcedLacks", "ForcedPart", "HelpKind", "IdentityCheck", "LeaseSupport", "LighterStep", "ListedKind",
    "ListingStep", "LossCause", "LossWay", "MatterKind", "MoneyPiece", "MoratoriumLacks", "MoratoriumPart", "NoRequest",
    "ObjectionOutcome", "OtherDay", "PackPart", "PauseReason", "Pets", "PlaceKind", "Pressure", "Prevented",
    "PrivacyRight", "Proposal", "Reached", "Remedy", "Representative", "RequestLacks", "RequestPart", "Residency",
    "Result", "Rhythm", "RightsPoint", "Role", "Route", "Ruling", "SetAside", "SettlementEnd", "SettlementKind",
    "StayForm", "StepOwner", "StopRoute", "ThreatEnd", "Tick", "ToVerify", "WhyFailed", "WordOf",
]  # fmt: skip
