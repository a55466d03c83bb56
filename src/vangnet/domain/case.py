"""What stands? One household's case as the facts so far make it, and the questions one can ask of it.

The fields are written by ``fold`` alone. Everything here holds without a clock: a danger lives until
an event ends it. What depends on the day is asked by the rules.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from vangnet.domain.codes import (
    APPEARS,
    DEBTS,
    EVICTION_RULINGS,
    HOME_DEBTS,
    THREATS,
    Answer,
    Attendance,
    BudgetNeed,
    Channel,
    Condition,
    ConsentPurpose,
    DayPart,
    Destination,
    Ethos,
    HelpKind,
    ListingStep,
    LossWay,
    MatterKind,
    PackPart,
    PauseReason,
    PrivacyRight,
    Reached,
    Residency,
    Result,
    RightsPoint,
    Route,
    Ruling,
    SetAside,
    SettlementKind,
    WordOf,
)
from vangnet.domain.events import Instalment

SignalState = Literal["new", "taken_up", "set_aside", "withdrawn"]
DangerKind = Literal["hearing", "eviction", "disconnection", "auction", "title"]
FOLLOW_UP_MONTHS = (3, 6, 12)


class Part(Struct, omit_defaults=True):
    """Something that stands in a case; what never happened is left out when it is written down."""


class Signal(Part):
    """A creditor's report of a debt and what became of it."""

    id: int
    matter: int
    received_on: date | None = None
    crisis: bool = False
    state: SignalState = "new"
    settled_on: date | None = None
    reason: SetAside | None = None


class Arrangement(Part):
    """A payment arrangement; ``missed`` maps an agreed day to the day it was reported missed.

    Of one that nobody told us of, the schedule is unknown: it has no instalments until it is told.
    """

    agreed_on: date
    """Of one that nobody told of: the day on which we first heard of it."""
    instalments: tuple[Instalment, ...]
    paid: set[date] = set()
    missed: dict[date, date] = {}
    broken_on: date | None = None
    tolerance_days: int | None = None
    """So many days after its day a payment is still in time, by the creditor's word; None: nothing was agreed."""

    @property
    def open(self) -> tuple[Instalment, ...]:
        """What is still to be paid."""
        return tuple(one for one in self.instalments if one.on not in self.paid)

    @property
    def next_due(self) -> date | None:
        """The first agreed day not yet paid."""
        return next((i.on for i in self.instalments if i.on not in self.paid), None)


class Proposal(Part):
    """A schedule that was put to the creditor and of which nothing has come yet."""

    on: date
    instalments: tuple[Instalment, ...]
    remitted: int | None = None
    """What is not paid; None: it is no offer in a debt settlement. Who has priority may be offered all, so nothing."""
    priority: bool = False
    """In a debt settlement this creditor gets a larger percentage than those without."""
    answer: Answer | None = None
    answered_on: date | None = None

    @property
    def paid(self) -> int:
        """What all instalments come to."""
        return sum(one.cents for one in self.instalments)

    @property
    def settles(self) -> bool:
        """An offer in a debt settlement, which no creditor makes true alone."""
        return self.remitted is not None

    @property
    def owed(self) -> int:
        """The whole of the debt it is about."""
        return self.paid + (self.remitted or 0)


class Settlement(Part):
    """A debt settlement that runs."""

    since: date
    until: date
    kind: SettlementKind
    owed: int
    cents: int
    """Expected each month; of one that pays at once, all of it."""
    first: date | None = None
    """Of the payments; None: a month after it begins."""
    shares: dict[int, Proposal] = {}
    """What each creditor was promised who takes part, by the number of the debt; empty where nobody told."""


class BudgetRequest(Part):
    """What is asked of the tailored budget, or granted and not yet paid."""

    asked_on: date
    cents: int
    need: BudgetNeed | None = None
    granted_on: date | None = None


class Hearing(Part):
    number: int
    scheduled_on: date | None = None
    day: date | None = None
    """For which it is planned; once held, the day it was."""
    over_on: date | None = None
    """Held or cancelled; a held hearing waits for its outcome until ``decided_on``."""
    resident_there: bool | None = None
    """Whether the resident came, on any day it was held; None while it never was."""
    decided_on: date | None = None
    judgment_on: date | None = None
    """The day the judge named for the judgment."""
    pack_on: date | None = None
    changed_on: date | None = None
    """When it was last scheduled, adjourned or cancelled."""
    appears: Attendance | None = None
    """Who will come for the resident, as last heard; a hearing on another day asks it anew."""
    appears_on: date | None = None
    given_on: date | None = None
    """When the pack was handed out for it."""

    @property
    def somebody_appears(self) -> bool:
        return self.appears in APPEARS


class Eviction(Part):
    number: int
    announced_on: date | None = None
    day: date | None = None
    ended_on: date | None = None
    rights_checked_on: date | None = None
    rights_lack: tuple[RightsPoint, ...] = ()
    """What was answered with no when the rights were last checked."""
    tried_on: date | None = None
    """The last day on which something was tried to stop it."""

    @property
    def lives(self) -> bool:
        return self.announced_on is not None and self.ended_on is None


class Judgment(Part):
    given_on: date
    ruling: Ruling
    default: bool
    eviction_from: date | None
    conditions: tuple[Condition, ...] = ()
    grace_until: date | None = None
    """So long the resident may still pay by the court's word; None once it is told whether that happened."""
    grace_kept_on: date | None = None
    """When it was told that all was paid in that term."""
    ended_on: date | None = None
    broken_on: date | None = None
    """When the landlord or the court confirmed that a condition of it was broken."""
    served_on: date | None = None
    """When it was served in person, or shown to be known: the term of opposition runs from there."""
    remedy_on: date | None = None
    """When the choice about a remedy was made: filed, or waived."""
    remedy_filed_on: date | None = None
    """Of a remedy that is not decided yet, or decided well and not yet seen in the judgment."""
    remedy_upheld_on: date | None = None
    suspended_on: date | None = None
    suspended_until: date | None = None

    @property
    def lives(self) -> bool:
        return self.ended_on is None

    @property
    def is_title(self) -> bool:
        """An eviction could be carried out on it, at once or when a condition is broken; see ``Matter.executable``."""
        return self.ended_on is None and self.ruling in EVICTION_RULINGS


class Term(Part):
    """Something with conditions that runs: a second chance or a moratorium."""

    since: date
    until: date | None = None
    granted: bool = True
    conditions: tuple[Condition, ...] = ()


class Consent(Part):
    """What the resident lets us show, and since when."""

    on: date
    parts: tuple[PackPart, ...]


class Danger(NamedTuple):
    """What could cost the home or a supply; ``day`` is unknown for a title or a postponed date."""

    kind: DangerKind
    matter: int
    day: date | None
    since: date


class Matter(Part):
    """What threatens: a debt at one creditor, or a threat to the home without debt."""

    number: int
    kind: MatterKind = MatterKind.OTHER_DEBT
    partner: int | None = None
    person: int | None = None
    cents: int | None = None
    noted_on: date | None = None
    known_on: date | None = None
    """When this municipality first heard of it; ``raised_on`` is the latest time it was reported anew."""
    raised_on: date | None = None
    settled_on: date | None = None
    declined_on: date | None = None
    signals: dict[int, Signal] = {}
    reminder_on: date | None = None
    contact_sought_on: date | None = None
    disputed_on: date | None = None
    dispute_worked_on: date | None = None
    pause_asked_on: date | None = None
    pause_answered_on: date | None = None
    paused_until: date | None = None
    arrangement: Arrangement | None = None
    proposal: Proposal | None = None
    balance_asked_on: date | None = None
    """When the creditor was last asked what is owed; None once it answered."""
    balance_told_on: date | None = None
    disconnection_on: date | None = None
    disconnection_known_on: date | None = None
    disconnected_on: date | None = None
    auction_on: date | None = None
    auction_known_on: date | None = None
    summons_announced_on: date | None = None
    summons_served_on: date | None = None
    duty_checked_on: date | None = None
    hearings: dict[int, Hearing] = {}
    consents: dict[ConsentPurpose, Consent] = {}
    judgment: Judgment | None = None
    second_chance: Term | None = None
    second_chance_kept_on: date | None = None
    moratorium: Term | None = None
    stay_over_on: date | None = None
    """When a second chance or moratorium ended or was refused."""
    condition_checked_on: date | None = None
    words: dict[WordOf, date] = {}
    """Whose word on the conditions was last heard when; one word is not the other's."""
    breach_reported_on: date | None = None
    """When a condition was reported not kept: no breach yet, until it is confirmed after a warning (sieve, P10)."""
    warned_on: date | None = None
    evictions: dict[int, Eviction] = {}
    tenancy_confirmed_on: date | None = None
    routes: dict[Route, date] = {}
    """When which route against a threat was last taken, or looked at and found closed."""
    stay_described_on: date | None = None
    closure_decided_on: date | None = None
    """When we heard that the mayor decided to close the home; ``closure_sent_on`` is when that was sent, if known."""
    closure_sent_on: date | None = None
    result_on: date | None = None
    feedback_on: date | None = None

    @property
    def is_debt(self) -> bool:
        return self.kind in DEBTS

    @property
    def is_threat(self) -> bool:
        return self.kind in THREATS

    @property
    def threatens_home(self) -> bool:
        return self.kind in HOME_DEBTS or self.is_threat

    @property
    def taken_up(self) -> bool:
        """Something real is behind it: noted here, or a signal that was taken up."""
        return self.noted_on is not None or any(s.state == "taken_up" and s.received_on for s in self.signals.values())

    @property
    def untriaged(self) -> bool:
        return any(s.state == "new" and s.received_on for s in self.signals.values())

    @property
    def unsettled(self) -> bool:
        """There is still something to win: not settled, and not all reports set aside."""
        return self.settled_on is None and (self.taken_up or self.untriaged)

    @property
    def hearing(self) -> Hearing | None:
        """The hearing that is still to come."""
        for hearing in self.hearings.values():
            if hearing.scheduled_on and not hearing.over_on:
                return hearing
        return None

    @property
    def undecided(self) -> Hearing | None:
        """A hearing, to come or held, of which the outcome is not known yet."""
        for hearing in self.hearings.values():
            if hearing.scheduled_on and not hearing.decided_on:
                return hearing
        return None

    @property
    def court_since(self) -> date | None:
        """Since when a summons is announced or served that is neither decided nor withdrawn."""
        since = self.summons_served_on or self.summons_announced_on
        if since and self.judgment and self.judgment.given_on >= since:
            return None
        return since

    @property
    def title(self) -> Judgment | None:
        judgment = self.judgment
        return judgment if judgment and judgment.is_title else None

    @property
    def executable(self) -> Judgment | None:
        """The title on which the home may be cleared now.

        An unconditional one, one of which a breach was confirmed, or one that a bailiff carries out all the same.
        """
        title = self.title
        unconditional = title and (title.ruling is Ruling.DISSOLUTION or title.broken_on)
        return title if unconditional or (title and self.live_evictions) else None

    @property
    def executable_since(self) -> date | None:
        """Since when the home may be cleared on the title: a conditional one from the breach or the announcement on."""
        title = self.executable
        if title is None:
            return None
        if title.ruling is Ruling.DISSOLUTION or title.broken_on:
            return max(title.given_on, title.broken_on or title.given_on)
        announced = min([e.announced_on for e in self.live_evictions if e.announced_on], default=title.given_on)
        return max(title.given_on, announced)

    @property
    def live_evictions(self) -> list[Eviction]:
        return [e for e in self.evictions.values() if e.lives]

    @property
    def eviction_day(self) -> date | None:
        """The nearest day on which the home is to be cleared."""
        return min([e.day for e in self.live_evictions if e.day], default=None)

    @property
    def clear_from(self) -> date | None:
        """From which day the home may be cleared, as far as is known: the day announced, else the judgment's own."""
        if self.live_evictions:
            return self.eviction_day
        return self.executable.eviction_from if self.executable else None

    @property
    def arrangement_runs(self) -> bool:
        return self.arrangement is not None and self.arrangement.broken_on is None and self.settled_on is None

    @property
    def arranged_on(self) -> date | None:
        """When the arrangement that runs was agreed; None also for one of which nobody told the schedule."""
        known = self.arrangement if self.arrangement_runs else None
        return known.agreed_on if known and known.instalments else None

    def dangers(self) -> Iterator[Danger]:
        """What lives of this matter that could cost the home or a supply; see ``ENDED_BY``."""
        for h in self.hearings.values():
            if h.scheduled_on and not h.over_on:
                yield Danger("hearing", self.number, h.day, h.scheduled_on)
        for e in self.evictions.values():
            if e.announced_on and not e.ended_on:
                yield Danger("eviction", self.number, e.day, e.announced_on)
        if self.disconnection_known_on:
            yield Danger("disconnection", self.number, self.disconnection_on, self.disconnection_known_on)
        if self.auction_known_on:
            yield Danger("auction", self.number, self.auction_on, self.auction_known_on)
        if title := self.title:
            yield Danger("title", self.number, title.eviction_from if self.executable else None, title.given_on)


class Attempt(NamedTuple):
    on: date
    channel: Channel
    day_part: DayPart
    reached: Reached


class Objection(Part):
    """An objection to our own decision that waits for an answer; ``against`` the decision of that day."""

    made_on: date
    against: date | None = None
    decided_by: int | None = None
    """Who took that decision, where it was told."""
    extended_on: date | None = None
    """When the resident was told that the answer takes longer."""


class Person(Part):
    """One adult of the household, as far as the process concerns them."""

    id: int
    residency: Residency = Residency.UNKNOWN
    represented_since: date | None = None
    died_on: date | None = None
    moved_on: date | None = None
    handed_over_on: date | None = None
    attempts: list[Attempt] = []
    wish: tuple[Channel | None, DayPart | None] | None = None
    spoken_on: date | None = None
    informed_on: date | None = None
    approached_on: date | None = None
    """The first time anybody sought this person, offered help or was asked for it."""
    offered_on: date | None = None
    aid_offered_on: date | None = None
    """When legal aid or an independent supporter was last offered."""
    accepted_on: date | None = None
    declined_on: date | None = None
    help_since: date | None = None
    finished_on: date | None = None
    conversation_on: date | None = None
    application_on: date | None = None
    decided_on: date | None = None
    decided_by: int | None = None
    next_step_on: date | None = None
    referred_on: date | None = None
    """When somebody was handed over warmly; None once it is known whether that held."""
    objection: Objection | None = None
    upheld_on: date | None = None
    """When an objection was upheld; None once there is another decision."""
    requests: dict[PrivacyRight, date] = {}
    """What this person asked about the own data and when, as long as it waits for an answer."""
    extended: dict[PrivacyRight, date] = {}
    """Of which of these the resident was told, and when, that the answer takes longer."""
    last_offer_on: date | None = None
    last_offer_kind: HelpKind | None = None
    last_offer_failed_on: date | None = None
    last_offer_answered_on: date | None = None
    administration_weighed_on: date | None = None
    administration_requested_on: date | None = None
    second_opinion_on: date | None = None
    """When another professional said that administration is needed; one who says that it is not takes it away."""
    second_opinion_by: int | None = None
    """Which colleague; None for somebody of elsewhere."""
    administration_since: date | None = None
    administration_until: date | None = None
    administration_reviewed_on: date | None = None
    settlement: Settlement | None = None
    forced_asked_on: date | None = None
    """When the court was asked for a forced settlement; None once it decided."""
    forced_granted_on: date | None = None
    """When the court said yes; None once the settlement began."""
    budget: BudgetRequest | None = None
    listed_on: date | None = None
    """When we heard that a landlord put this person on a list; None once it is over."""
    listing_steps: dict[ListingStep, date] = {}

    @property
    def here(self) -> bool:
        """Alive and, as far as known, still in this municipality."""
        return self.died_on is None and self.moved_on is None

    @property
    def help_runs(self) -> bool:
        return self.help_since is not None

    @property
    def awaits_since(self) -> date | None:
        """Since when this person, or we of another, wait for an answer; None when nobody does."""
        referred = self.referred_on if self.here else None
        waiting = (referred, self.objection.made_on if self.objection else None, *self.requests.values())
        return min((on for on in waiting if on), default=None)

    @property
    def administered(self) -> bool:
        """Somebody else already acts for this person's money."""
        return self.represented_since is not None or self.administration_since is not None


class Loss(Part):
    on: date
    way: LossWay
    described_on: date | None = None
    destination: Destination | None = None
    ethos: Ethos | None = None


class Case(Part):
    """One household's file. Groups visits and help; what is said about money belongs to a person."""

    opened_on: date | None = None
    last_on: date | None = None
    owner: int | None = None
    matters: dict[int, Matter] = {}
    persons: dict[int, Person] = {}
    household_noted_on: date | None = None
    adults: int | None = None
    minors: int | None = None
    language: str = ""
    pause_since: date | None = None
    pause_until: date | None = None
    pause_reason: PauseReason | None = None
    loss: Loss | None = None
    rehousing_director: int | None = None
    rehousing_planned_on: date | None = None
    rehoused_on: date | None = None
    goods_stored_on: date | None = None
    goods_until: date | None = None
    """How long the goods are kept; None once they are back."""
    address_secured_on: date | None = None
    urgency_asked_on: date | None = None
    """Of a request that is not decided yet."""
    places_offered: dict[int, date] = {}
    """Of offers that nobody answered yet."""
    tenant_died_on: date | None = None
    """When the last of its adults died: from there a housemate's claim to the tenancy runs."""
    destination_checked_on: date | None = None
    follow_ups_done: int = 0
    closed_on: date | None = None
    result: Result | None = None
    aftercare: bool = False
    merged_into: int | None = None

    @property
    def is_open(self) -> bool:
        return self.opened_on is not None and self.closed_on is None and self.merged_into is None

    @property
    def next_follow_up(self) -> int | None:
        """The next of 3, 6 and 12 months that was not yet asked for; an earlier one missed stays missed."""
        return next((m for m in FOLLOW_UP_MONTHS if m > self.follow_ups_done), None)

    @property
    def follow_up_over_on(self) -> date | None:
        """When, after a lost home, the twelve months of following were over."""
        return self.destination_checked_on if self.loss and self.next_follow_up is None else None

    def dangers(self) -> list[Danger]:
        return [danger for matter in self.matters.values() for danger in matter.dangers()]

    def home_at_stake_since(self) -> list[date]:
        """When each thing was heard of that could cost the home, or when it was lost as long as nobody is housed."""
        days = [danger.since for danger in self.dangers() if danger.kind in ("title", "eviction", "auction")]
        closures = [m for m in self.matters.values() if m.kind is MatterKind.CLOSURE and m.unsettled]
        days += [closure.raised_on for closure in closures if closure.raised_on]
        return [*days, self.loss.on] if self.loss and not self.rehoused_on else days

    @property
    def plan_holds_on(self) -> date | None:
        """When the rehousing plan was made that is for what costs the home now.

        One for an earlier threat is no plan for this one; one made before the loss it was for is.
        """
        planned, since = self.rehousing_planned_on, min(self.home_at_stake_since(), default=None)
        lost = self.loss is not None and self.rehoused_on is None
        return planned if planned and (lost or since is None or planned >= since) else None

    @property
    def seeks_home(self) -> bool:
        """Whether another home is looked for: once housed again no more, until that home is at stake in its turn."""
        return self.rehoused_on is None or bool(self.home_at_stake_since())

    def matters_of(self, person: int) -> list[Matter]:
        return [m for m in self.matters.values() if m.person == person]

    def closing_blockers(self) -> tuple[str, ...]:
        """Why closing would have no effect (sieve, P3); empty when it would."""
        blockers = [f"danger.{kind}" for kind in dict.fromkeys(d.kind for d in self.dangers())]
        if self.loss and self.rehousing_director is None:
            blockers.append("loss.no_director")
        if self.loss and self.next_follow_up is not None:
            blockers.append("loss.not_followed")
        return tuple(blockers)
