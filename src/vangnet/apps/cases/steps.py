"""How does a step of the sieve become a card that one can act from?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.models import Step
from vangnet.apps.cases.sight import MAY_TELL, Sight
from vangnet.apps.cases.story import plain
from vangnet.apps.cases.wording import (
    Names,
    basis,
    danger_said,
    event_title,
    kinds_said,
    matters_called,
    rule_said,
    subject_said,
    whose_need_first,
    why,
)
from vangnet.apps.cases.workplaces import beside, leading, place_of_letter
from vangnet.apps.web.components import Action, Card, Chip, Severity, Why
from vangnet.apps.web.texts import euro, listing, say
from vangnet.domain.case import Case, Danger, Matter
from vangnet.domain.codes import MatterKind, Role
from vangnet.domain.rules.rule import Facts
from vangnet.domain.sieve import Obligation, Subject, seen_at_once

_Due = TypeVar("_Due", Obligation, Step)
"""A step as the core has it, or as it is stored."""

# Which forms record what a step asks for, the likeliest first; a stage may have its own.
FORMS: dict[str, tuple[str, ...]] = {
    "triage": ("SignalTakenUp", "SignalSetAside"),
    "who": ("PersonKnown",),
    "assign": ("OwnerAssigned",),
    "feedback": ("FeedbackGiven",),
    "handover": ("MovedAway",),
    "offer": ("HelpOffered", "contact"),
    "inform": ("contact", "HelpOffered"),
    "attempt": ("contact",),
    "hear_answer": ("answer", "contact"),
    "crisis_contact": ("contact",),
    "know_household": ("HouseholdNoted",),
    "first_conversation": ("FirstConversationHeld",),
    "decide_help": ("HelpDecided",),
    "carry_out_plan": ("PlanStepDone",),
    "carry_out_plan.no_step_yet": ("StepPlanned", "PlanStepDone"),
    "hear_referral": ("ReferralAnswered",),
    "answer_objection": ("ObjectionDecided",),
    "answer_request": ("PrivacyRequestAnswered",),
    "pause": ("PauseAsked", "PauseAnswered"),
    "pause.chase": ("PauseAnswered",),
    "renew_pause": ("PauseAnswered",),
    "watch_arrangement": ("InstalmentPaid", "InstalmentMissed", "ArrangementBroken"),
    "watch_arrangement.missed": ("InstalmentPaid", "InstalmentsMoved", "ArrangementBroken"),
    "watch_arrangement.completed": ("ArrangementCompleted",),
    "watch_arrangement.schedule_unknown": ("ArrangementAgreed", "ArrangementBroken"),
    "repair_arrangement": ("ArrangementAgreed", "answer", "DebtSettled"),
    "hear_creditor": ("ArrangementAnswered",),
    "hear_creditor.agree": ("ArrangementAgreed",),
    "hear_creditor.settle": ("SettlementBegan",),
    "hear_creditor.refused": ("ArrangementProposed", "answer"),
    "hear_balance": ("BalanceTold", "BalanceAsked"),
    "end_settlement": ("SettlementEnded",),
    "forced_settlement": ("ForcedSettlementDecided",),
    "forced_settlement.begin": ("SettlementBegan",),
    "tailored_budget": ("BudgetDecided",),
    "tailored_budget.pay": ("BudgetPaid",),
    "avert": ("DisconnectionCancelled", "Disconnected"),
    "reconnect": ("Reconnected",),
    "before_summons": ("ArrangementAgreed", "DebtSettled", "summons"),
    "find_hearing_date": ("HearingScheduled",),
    "duty_check": ("DutyChecked",),
    "hearing_offer": ("HelpOffered", "answer"),
    "hearing_pack": ("PackMade",),
    "will_appear": ("AttendanceKnown", "LegalAidOffered"),
    "record_judgment": ("JudgmentGiven", "HearingAdjourned", "ProceedingsWithdrawn"),
    "watch_judgment": ("ConditionChecked", "TenancyConfirmed", "JudgmentEnded"),
    "remedy": ("RemedyFiled", "RemedyWaived"),
    "follow_remedy": ("RemedyDecided", "ConditionChecked"),
    "follow_remedy.upheld": ("JudgmentSetAside", "EnforcementSuspended", "JudgmentGiven"),
    "stay": ("SecondChanceAgreed", "MoratoriumRequested"),
    "confirm_stay": ("TenancyConfirmed",),
    "watch_conditions": ("ConditionChecked",),
    "warn_before_breach": ("WarningGiven", "ConditionChecked"),
    "warn_before_breach.hear": ("ConditionChecked", "BreachConfirmed"),
    "end_grace": ("GraceEnded", "DebtSettled"),
    "end_second_chance": ("SecondChanceEnded",),
    "end_moratorium": ("MoratoriumEnded", "MoratoriumDecided"),
    "end_moratorium.await": ("MoratoriumDecided",),
    "last_offer": ("LastOfferMade",),
    "last_offer.hear_answer": ("LastOfferAnswered",),
    "weigh_administration": ("AdministrationNotRequested", "AdministrationRequested"),
    "weigh_administration.review": ("AdministrationReviewed", "AdministrationEnded"),
    "await_administration": ("AdministrationDecided",),
    "stop_eviction": ("EvictionTried", "EvictionCancelled", "EvictionPostponed"),
    "stop_eviction.find_out": ("loss", "EvictionCancelled", "EvictionPostponed"),
    "rights_check": ("RightsChecked",),
    "rehousing_plan": ("RehousingPlanned",),
    "rehousing_plan.name_director": ("RehousingDirectorNamed",),
    "record_loss": ("loss",),
    "secure_address": ("AddressSecured",),
    "return_goods": ("GoodsReturned",),
    "rehouse": ("Rehoused", "DestinationChecked"),
    "follow_up": ("DestinationChecked",),
    "other_threats": ("RouteTaken", "ThreatEnded"),
    "childs_interest": ("RouteTaken", "HouseholdNoted"),
    "proportionality": ("RouteTaken",),
    "legal_remedy": ("RouteTaken", "ClosureDecided"),
    "mediation": ("RouteTaken",),
    "housemates_claim": ("RouteTaken",),
    "tenancy_by_law": ("StayDescribed", "RouteTaken"),
    "tenancy_by_law.claim": ("RouteTaken", "ThreatEnded"),
    "sale_protection": ("RouteTaken",),
    "stop_pressure": ("RouteTaken", "ThreatEnded"),
    "dispute": ("DisputeStepTaken",),
    "listing": ("ListingHelped", "ListingEnded"),
    "hear_place": ("PlaceAnswered",),
    "chase_urgency": ("UrgencyDecided",),
    "conclude": ("CaseClosed",),
    "check_data": ("MatterNoted",),
    "check_data.matter_unknown": ("MatterNoted", "SignalReceived"),
    "check_data.summons_without_report": ("SignalReceived", "DutyChecked"),
    "check_data.judgment_without_summons": ("summons",),
    "check_data.eviction_without_title": ("JudgmentGiven",),
    "review": ("contact",),
}
_AUCTION = ("AuctionCancelled",)
"""That the home was lost is no shortcut: it is recorded from the menu of everything."""


def forms_for(step: Obligation, facts: Case) -> tuple[str, ...]:
    """The forms that record what this step asks for, the likeliest first.

    None for what a partner is to be told: that goes by the partner's own page, which keeps a log of it.
    """
    if step.rule == "feedback" and facts.matters[step.subject.id].partner:
        return ()
    if step.rule == "avert" and facts.matters[step.subject.id].auction_known_on:
        return _AUCTION
    return FORMS.get(f"{step.rule}.{step.stage}") or FORMS[step.rule]


def standing_alone(agenda: Iterable[_Due]) -> list[_Due]:
    """The steps with a card of their own, in their order: what is shown within another card stands in that one."""
    steps = list(agenda)
    shown = {step.rule for step in steps if not step.within}
    return [step for step in steps if step.within not in shown]


def can_act(step: Obligation, facts: Case, sight: Sight) -> bool:
    """Whether these eyes may record what the step asks for."""
    return any(sight.may_record(form) for form in forms_for(step, facts))


def likely_forms(agenda: Iterable[Obligation], facts: Case) -> dict[str, Obligation]:
    """What is likeliest to have happened: the forms that answer what is due, each with the first step it answers."""
    found: dict[str, Obligation] = {}
    for step in agenda:
        for form in forms_for(step, facts):
            if not place_of_letter(form):
                found.setdefault(form, step)
    return found


def obligation(step: Step) -> Obligation:
    """A stored step as the core speaks of it."""
    because = {name: plain(value) for name, value in msgspec.json.decode(step.because).items()}
    return Obligation(
        rule=step.rule,
        subject=Subject(step.subject_kind, step.subject_id),  # type: ignore[arg-type]
        role=Role(step.role),
        by=step.by,
        stage=step.stage,
        because=because,
        danger_on=step.danger_on,
        within=step.within or None,
        changes_on=None,
    )


def severity(step: Obligation, told: "Told") -> Severity:
    """How heavy a card weighs: with haste, due by today, or later."""
    if told.sight.haste(step, told.facts, told.today):
        return "alarm"
    return "soon" if step.by <= told.today else "calm"


@dataclass(frozen=True, slots=True)
class Told:
    """What a card needs to know of its case."""

    number: str
    facts: Case
    names: Names
    sight: Sight
    today: date
    back: str = ""
    """Where one returns to after recording: a place as ``places.origin`` reads it."""
    offers: Mapping[int, Facts] = field(default_factory=dict)
    """By person: the facts of the offer of help that is due, for the clock on every card."""
    at_home: bool = False
    """On the page of this case, which tells above what weighs in all of it."""

    @property
    def matters(self) -> dict[int, str]:
        """What each matter is called for these eyes."""
        return matters_called(self.facts, self.names, self.sight.matter)

    def record_url(self, form: str, step: Obligation | None = None) -> str:
        """Where this form is filled in, and which step it answers."""
        url = reverse("record", args=[self.number, form])
        asked = [f"stap={step.rule}.{step.subject.kind}.{step.subject.id}"] if step else []
        asked += [f"terug={self.back}"] if self.back else []
        return f"{url}?{'&'.join(asked)}" if asked else url


def card(
    step: Obligation,
    told: Told,
    *,
    inside: Iterable[str] = (),
    who: str = "",
    where: str = "",
    extra: Iterable[Chip] = (),
    primary: bool = False,
    can_wait: bool = False,
    ribbon: int = 0,
) -> Card:
    """A step to do, with what weighs in it and the way to record it."""
    reason, *more = _reasons(step, told)
    about = subject_said(step.subject.kind, step.subject.id, told.facts, told.names)
    facts = [*more, *_also(inside)]
    if about and not told.at_home and (told.sight.debts or step.subject.kind == "person"):
        facts.insert(0, _("Dit gaat over: %(subject)s.") % {"subject": about})
    found = ways(step, told)
    action = Action(found[0].url, rule_said(step.rule, "action", step.stage), primary) if found else None
    return Card(
        what=rule_said(step.rule, "title", step.stage),
        due=step.by,
        severity=severity(step, told),
        late=step.by < told.today,
        can_wait=can_wait,
        who=who,
        who_url=reverse("case", args=[told.number]) if who else "",
        where=where,
        reason=reason,
        why=Why(facts, basis(step.rule), rule_said(step.rule, "ends")),
        chips=[*chips(step, told), *extra],
        step=ribbon,
        action=action,
        more=[*found[1:], *beside(step, told)],
    )


def cards(
    agenda: Sequence[Obligation],
    told: Told,
    *,
    of: Callable[[Obligation], bool] = lambda _step: True,
    by_day: bool = False,
) -> list[Card]:
    """One card for each step ``of`` these, most pressing first but what can wait last; the first action is primary.

    What is shown within another stands in it. What keeps the home by a term of law, or by the last offer, cannot wait.
    A page about one matter, where nothing is folded away, may show them ``by_day`` instead: soonest first.
    """
    inside: dict[str, list[str]] = {}
    for step in agenda:
        if step.within:
            inside.setdefault(step.within, []).append(step.rule)
    at_once = {(step.within or step.rule, step.subject) for step in agenda if seen_at_once(step, told.today)}

    def waits(step: Obligation) -> tuple[bool, bool]:
        calm = severity(step, told) == "calm"
        return calm and (step.rule, step.subject) not in at_once, calm

    alone: list[Obligation] = [step for step in standing_alone(agenda) if of(step)]
    alone.sort(key=(lambda step: step.by) if by_day else waits)
    return [
        card(
            step,
            told,
            inside=inside.get(step.rule, ()),
            extra=_whose(step, told),
            primary=place == 0,
            can_wait=waits(step)[0],
        )
        for place, step in enumerate(alone)
    ]


def _whose(step: Obligation, told: Told) -> list[Chip]:
    """Who must do it, where that is somebody in another role."""
    return [] if step.role is told.sight.role else [Chip(say(f"role.{step.role}"), "net", "person")]


def haste_chip() -> Chip:
    """That something is done with haste, in the same words on every list."""
    return Chip(say("urgency.alarm"), "alarm", "alert")


def _reasons(step: Obligation, told: Told) -> list[str]:
    """Why this step; where another home is sought, whose need goes first, unless no children live there."""
    first, *more = why(step, told.matters)
    if (step.rule, step.stage) == ("rehousing_plan", ""):
        first = f"{first} {whose_need_first(told.facts)}".strip()
    return [first, *more]


def ways(step: Obligation, told: Told) -> list[Action]:
    """Where these eyes can record what a step asks for, the likeliest first."""
    if step.rule == "feedback" and told.sight.role in MAY_TELL:
        partner = told.names.partners.get(told.facts.matters[step.subject.id].partner or 0)
        if partner:
            return [Action(reverse("feedback_partner", args=[partner.key]), rule_said(step.rule, "action"))]
    forms = [form for form in forms_for(step, told.facts) if told.sight.may_record(form) and not place_of_letter(form)]
    recorded = [Action(told.record_url(form, step), event_title(form)) for form in forms]
    place = leading(step, told)
    return [place, *recorded] if place else recorded


def _also(inside: Iterable[str]) -> list[str]:
    titles = [rule_said(rule, "title") for rule in inside]
    return [_("Doe meteen ook: %(steps)s.") % {"steps": listing([t[:1].lower() + t[1:] for t in titles])}] * bool(
        titles
    )


def chips(step: Obligation, told: Told) -> Iterator[Chip]:
    """What weighs: the nearest danger, the clock of the offer, what is owed, children."""
    if told.at_home:
        yield from _about(step, told)
        return
    matters = [m for m in _matters(step, told.facts) if told.sight.matter(m)]
    if danger := nearest((d for m in matters for d in m.dangers()), told.today):
        yield Chip(danger_said(danger, told.today), "alarm", "clock")
    about = {step.subject.id} if step.subject.kind == "person" else {m.person for m in matters}
    yield from clocks((offer for person, offer in told.offers.items() if person in about), told.today)
    unsettled = [m for m in matters if m.unsettled]
    if told.sight.debts and unsettled:
        yield Chip(_owed(unsettled))
    if told.facts.minors:
        yield minors_chip(told.facts.minors)


def offers_due(steps: Iterable[Obligation]) -> dict[int, Facts]:
    """By person: the facts of the offers among these steps."""
    return {step.subject.id: step.because for step in steps if step.rule == "offer"}


def clocks(offers: Iterable[Facts], today: date) -> list[Chip]:
    """On which day of the days that the law and the agreement give the most urgent of these offers is."""
    running = [(offer["received"], offer["days"]) for offer in offers]
    if not running:
        return []
    received, days = min(running, key=lambda one: str(one[0]))
    assert isinstance(received, date)  # noqa: S101 - the rule always gives it
    day = (today - received).days
    said = _("dag %(day)s van %(days)s") if day <= int(str(days)) else _("aanbod: de %(days)s dagen zijn voorbij")
    return [Chip(said % {"day": day, "days": days}, "soon", "calendar")]


def _about(step: Obligation, told: Told) -> Iterator[Chip]:
    """Which matter or whom a step is about, where the case has more than one."""
    many = len(told.facts.persons if step.subject.kind == "person" else told.facts.matters) > 1
    about = subject_said(step.subject.kind, step.subject.id, told.facts, told.names) if many else ""
    if about and (told.sight.debts or step.subject.kind == "person"):
        yield Chip(about[:1].upper() + about[1:])


def weighing(told: Told) -> list[Chip]:
    """What weighs in the whole case: every danger (at a door the nearest alone), and children."""
    dangers = told.sight.dangers(told.facts)
    if not told.sight.debts:
        dangers = [danger for danger in [nearest(dangers, told.today)] if danger]
    dangers.sort(key=lambda d: d.day or date.max)
    found = [Chip(danger_said(d, told.today), "alarm", "clock") for d in dangers]
    found += clocks(told.offers.values(), told.today)
    return [*found, minors_chip(told.facts.minors)] if told.facts.minors else found


def minors_chip(minors: int) -> Chip:
    text = _("1 kind") if minors == 1 else _("%(count)s kinderen") % {"count": minors}
    return Chip(text, "plain", "people")


def _owed(matters: list[Matter]) -> str:
    """Kinds and amount; adults' debts are added up for each of them apart, never together."""
    kinds = kinds_said(matters)
    cents = sum(m.cents or 0 for m in matters)
    if not cents or len({m.person for m in matters}) > 1:
        return kinds[:1].upper() + kinds[1:]
    return f"{kinds[:1].upper()}{kinds[1:]} · {euro(cents, whole=True)}"


def nearest(among: Iterable[Danger], today: date) -> Danger | None:
    """The danger to name: the nearest that lies ahead, else one with a day behind us, else one without a day."""
    dangers = list(among)
    ahead = [d for d in dangers if d.day and d.day >= today and d.kind != "title"]
    behind = [d for d in dangers if d.day and d.day < today and d.kind != "title"]
    return min(ahead or behind or dangers, key=lambda d: d.day or date.max, default=None)


def _matters(step: Obligation, facts: Case) -> list[Matter]:
    kind, number = step.subject
    if kind == "matter":
        return [facts.matters[number]] if number in facts.matters else []
    if kind == "person":
        return facts.matters_of(number)
    if kind == "signal":
        return [m for m in facts.matters.values() if number in m.signals]
    return list(facts.matters.values())


def kinds_to_choose(sight: Sight) -> list[MatterKind]:
    """Which kinds of matter somebody may look for."""
    return [kind for kind in MatterKind if sight.matter(Matter(0, kind))]
