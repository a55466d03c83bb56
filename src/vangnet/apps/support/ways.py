"""From which steps of a dossier, and from which of its people, does a way lead to the work on money?"""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.places import tells_way_back
from vangnet.apps.cases.steps import Told
from vangnet.apps.cases.wording import rule_said
from vangnet.apps.cases.workplaces import tells_workplace, tells_workplace_of_person, written_at
from vangnet.apps.web.components import Action
from vangnet.apps.web.typed import typed_number
from vangnet.domain import events as e
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation

MONEY = (Role.CASEWORKER, Role.COURT_OFFICER, Role.DIRECTOR)
"""Who works on somebody's money."""
BUDGET = (*MONEY, Role.COORDINATOR)
"""Who asks something of the tailored budget, decides or pays; that needs no look at what somebody told of money."""
HELP = (*MONEY, Role.COORDINATOR)
"""Who works on the first conversation, the plan and what a resident asks of us."""
TALK, PLAN, RIGHTS = "gesprek", "plan", "rechten"
"""From which pages about one adult a form leads back, and how its address says so."""
_PAGES = {TALK: "first_talk", PLAN: "plan", RIGHTS: "rights"}
_PLAN = ("carry_out_plan", "decide_help", "hear_referral")
_RIGHTS = ("answer_objection", "answer_request")
_PICTURE = ("first_conversation", "decide_help", "carry_out_plan", "repair_arrangement", "before_summons")
_ARRANGEMENT = (
    *("carry_out_plan", "repair_arrangement", "before_summons", "watch_arrangement.schedule_unknown"),
    *("hear_creditor.agree", "hear_creditor.refused"),
)


def tell() -> None:
    """Let the dossier lead here."""
    for rule in _PICTURE:
        tells_workplace(rule, _picture_of_step)
    for rule in _ARRANGEMENT:
        tells_workplace(rule, _arrangement_of_step)
    tells_workplace("hear_creditor", _answer_of_step)
    tells_workplace("watch_arrangement", _move_of_step)
    tells_workplace("hear_balance", _balance_of_step)
    for rule in ("end_settlement", "hear_creditor.settle"):
        tells_workplace(rule, _settlement_of_step)
    tells_workplace("tailored_budget", _budget_of_step, leads=True)
    tells_workplace("first_conversation", partial(_page_of_step, TALK), leads=True)
    for rule in _PLAN:
        tells_workplace(rule, partial(_page_of_step, PLAN), leads=True)
    for rule in _RIGHTS:
        tells_workplace(rule, partial(_page_of_step, RIGHTS), leads=True)
    written_at(e.HelpDecided, partial(page_of, PLAN))
    for kind in (e.ObjectionDecided, e.ObjectionAnswerExtended, e.PrivacyRequestAnswered, e.PrivacyAnswerExtended):
        written_at(kind, partial(page_of, RIGHTS))
    for page in _PAGES:
        tells_way_back(page, partial(_way_back, page))
    tells_workplace_of_person(picture_of)
    tells_workplace_of_person(_plan_of)
    tells_workplace_of_person(_rights_of)


def picture_of(person: int, told: Told) -> Action | None:
    """The way to the picture of one adult, for those who work on it."""
    if told.sight.role not in MONEY:
        return None
    return Action(reverse("picture", args=[told.number, person]), _("Geldplaatje"))


def _whose(step: Obligation, told: Told) -> int | None:
    if step.subject.kind == "person":
        return step.subject.id
    matter = told.facts.matters.get(step.subject.id) if step.subject.kind == "matter" else None
    return matter.person if matter else None


def _picture_of_step(step: Obligation, told: Told) -> Action | None:
    person = _whose(step, told)
    return picture_of(person, told) if person else None


def _arrangement_of_step(step: Obligation, told: Told) -> Action | None:
    return _way(step, told, "arrangement", _("Regeling voorstellen"))


def _answer_of_step(step: Obligation, told: Told) -> Action | None:
    return _way(step, told, "proposal_answer", _("Ja of nee van de schuldeiser"))


def _move_of_step(step: Obligation, told: Told) -> Action | None:
    matter = told.facts.matters.get(step.subject.id)
    if matter is None or matter.arrangement is None or not matter.arrangement.open:
        return None
    return _way(step, told, "instalments_move", _("Pauze of andere dagen"))


def _balance_of_step(step: Obligation, told: Told) -> Action | None:
    return _way(step, told, "balances_told", _("Saldo's invullen"))


def _settlement_of_step(step: Obligation, told: Told) -> Action | None:
    return _way(step, told, "settlement", _("Schuldregeling"))


def _budget_of_step(step: Obligation, told: Told) -> Action | None:
    if told.sight.role not in BUDGET:
        return None
    words = _("Leg de betaling vast") if step.stage == "pay" else _("Beslis over de aanvraag")
    return Action(reverse("tailored_budget", args=[told.number, step.subject.id]), words)


def _way(step: Obligation, told: Told, address: str, words: str) -> Action | None:
    """The way to a page of the person a step is about, for those who work on money."""
    person = _whose(step, told)
    if not person or told.sight.role not in MONEY:
        return None
    return Action(reverse(address, args=[told.number, person]), words)


def _page_of_step(page: str, step: Obligation, told: Told) -> Action | None:
    """The page about this adult on which the step is done."""
    if told.sight.role not in HELP:
        return None
    return Action(page_of(page, told.number, step.subject.id), rule_said(step.rule, "action", step.stage))


def _plan_of(person: int, told: Told) -> Action | None:
    known = told.facts.persons.get(person)
    if told.sight.role not in HELP or known is None or not (known.help_runs or known.conversation_on):
        return None
    return Action(page_of(PLAN, told.number, person), _("Plan en besluit"))


def _rights_of(person: int, told: Told) -> Action | None:
    if told.sight.role not in HELP:
        return None
    return Action(page_of(RIGHTS, told.number, person), _("Bezwaar en gegevens"))


def page_of(page: str, number: str, person: int) -> str:
    """The address of a page about one adult."""
    return reverse(_PAGES[page], args=[number, person])


def _way_back(page: str, number: str, typed: str) -> str:
    person = typed_number(typed)
    return page_of(page, number, person) if person else ""
