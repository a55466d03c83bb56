"""Where does a working day start? What must happen, for whom, by when and why; act from the card."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.figures import this_month
from vangnet.apps.cases.models import Person, Step
from vangnet.apps.cases.news import AT_MOST, New, news
from vangnet.apps.cases.open_to import open_to
from vangnet.apps.cases.places import asked_start, on_vandaag
from vangnet.apps.cases.queries import AT_SIGHT, COUNTED, Meter, Today, closed_meter, due_today, vandaag
from vangnet.apps.cases.sight import TEAM, ground_of, sight_of
from vangnet.apps.cases.steps import Told, card, obligation, offers_due, severity, ways
from vangnet.apps.cases.story import facts_of
from vangnet.apps.cases.wording import Names, household_name, rule_said
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Action, Card, Chip
from vangnet.apps.web.texts import day as day_said
from vangnet.apps.web.texts import say
from vangnet.domain.case import Case
from vangnet.domain.codes import Role
from vangnet.domain.events import OwnerAssigned
from vangnet.domain.rules.rule import Facts
from vangnet.domain.sieve import Obligation, in_haste

AHEAD = timedelta(days=7)
"""Vandaag looks a week ahead; what lies further waits in its dossier."""


Waiting = Callable[[WorkRequest], list[Action]]
"""Given a request: what else waits for this role, of no case."""
_waiting: list[Waiting] = []


def tells_waiting(waiting: Waiting) -> None:
    """Let an app show on Vandaag what waits with it, with its day; in AppConfig.ready."""
    if waiting not in _waiting:
        _waiting.append(waiting)


class Household(NamedTuple):
    """What presses most for one household, and what else is due there."""

    card: Card
    also: list[Action]


class Group(NamedTuple):
    """Households of one urgency under their heading."""

    title: str
    hint: str
    severity: str
    households: list[Household]


class Turn(NamedTuple):
    """Where in the whole list this page stands: from its ``first`` step to its ``last``, counted from 1."""

    first: int
    last: int
    previous: int | None
    """How many steps press more than the first of the page before; None on the first page."""
    following: int | None
    """The same of the page after; None on the last one, and where no list was counted further."""
    coming: int
    """How many steps the page after shows."""


@audience(*TEAM)
@require_GET
def today(request: WorkRequest) -> HttpResponse:
    """Vandaag, for this person in this role."""
    day = clock.today()
    cases = open_to(request) if request.role is Role.VISITOR else None
    found = vandaag(
        request.municipality,
        request.user,
        [request.role],
        day,
        day + AHEAD,
        cases=cases,
        start=asked_start(request.GET.get("vanaf", "")),
        most=AT_SIGHT,
    )
    fresh = news(request.municipality, request.user, day) if not found.start else []
    seen = {step.case_id for step in found.cards} | {one.case for one in fresh}
    listed(request, "case", seen, ground_of(request.role))
    meter: Meter = closed_meter(request.municipality)
    context = {
        "day": day,
        "news": [_new(one) for one in fresh[:AT_MOST]],
        "more_news": len(fresh) > AT_MOST,
        "waiting": [line for waiting in _waiting for line in waiting(request)] if not found.start else [],
        "groups": [group for group in _groups(request, found, day) if group.households],
        "total": found.total,
        "more": found.total > COUNTED,
        "counted": COUNTED,
        "turn": _turn(found),
        "until": day + AHEAD,
        "due": _due(request, day),
        "haste": found.haste,
        "behind": found.behind,
        "meter": meter,
        "month": this_month(request.municipality, day) if request.role is not Role.VISITOR else None,
        "may_open": request.role is not Role.VISITOR,
    }
    return render(request, "cases/today.html", context)


def _new(found: New) -> Action:
    """As a line of Vandaag."""
    said = _("nu van u") if found.kind == OwnerAssigned.__name__ else _("nieuwe melding")
    who = household_name(found.name, found.number)
    return Action(reverse("case", args=[found.number]), _("%(who)s · %(what)s") % {"who": who, "what": said})


def _turn(found: Today) -> Turn:
    start, end = found.start, found.start + len(found.cards)
    return Turn(
        first=start + 1,
        last=end,
        previous=start - AT_SIGHT if start else None,
        following=end if end < min(found.total, COUNTED) else None,
        coming=min(AT_SIGHT, found.total - end),
    )


def _groups(request: WorkRequest, found: Today, day: date) -> list[Group]:
    """With haste, today, this week; and for a coordinator what is late with somebody else.

    A household stands where its most pressing step puts it, once; what else is due there stands with it, as far as
    it is on this page. The most pressing of all stands on the first page, and there alone one action is primary.
    """
    facts = facts_of(request.municipality, {step.case_id for step in found.cards})
    names = _names(request.municipality, found.cards, facts)
    offers = _offers(request.municipality, facts)
    by_case: dict[tuple[int, bool], list[Step]] = {}
    for step in found.cards:
        by_case.setdefault((step.case_id, _is_mine(step, request)), []).append(step)
    placed: dict[str, list[Household]] = {"alarm": [], "soon": [], "calm": [], "late": []}
    for (case, mine), steps in by_case.items():
        first, *rest = sorted(steps, key=lambda step: not in_haste(obligation(step), day))
        sight = sight_of(request.role, request.user.pk, first.case.owner_id)
        told = Told(first.case.number, facts[case], names, sight, day, on_vandaag(found.start), offers.get(case, {}))
        again = [Chip(_("ook op een eerdere bladzijde"))] if case in found.earlier else []
        late = [] if mine else [_late_chip(first, names)]
        shown = _card(first, told, found.inside.get(first.pk, ()), [*late, *again])
        place = severity(obligation(first), told) if mine else "late"
        placed[place].append(Household(shown, [_also(step, told) for step in rest]))
    groups = [
        Group(_("Met spoed"), _("gevaar dichtbij of een crisismelding"), "alarm", placed["alarm"]),
        Group(_("Vandaag"), "", "soon", placed["soon"]),
        Group(_("Deze week"), "", "calm", placed["calm"]),
        Group(_("Te laat bij anderen"), _("vraag wat er nodig is"), "calm", placed["late"]),
    ]
    if not found.start:
        _press_first(groups)
    return groups


def _offers(municipality: Municipality, cases: Iterable[int]) -> dict[int, dict[int, Facts]]:
    """By case and person: the offers of help that are due, also beyond this week. One query."""
    due: dict[int, list[Obligation]] = {}
    for step in Step.of(municipality).filter(case__in=list(cases), rule="offer"):
        due.setdefault(step.case_id, []).append(obligation(step))
    return {case: offers_due(steps) for case, steps in due.items()}


def _press_first(groups: list[Group]) -> None:
    """One primary action a page: that of the first card."""
    first = next((group for group in groups if group.households), None)
    if first and (action := first.households[0].card.action):
        shown = replace(first.households[0].card, action=replace(action, primary=True))
        first.households[0] = first.households[0]._replace(card=shown)


def _also(step: Step, told: Told) -> Action:
    """Another step of the same household, with its day."""
    due = obligation(step)
    url = next((way.url for way in ways(due, told)), reverse("case", args=[told.number]))
    title = rule_said(step.rule, "title", step.stage)
    return Action(url, _("%(step)s · %(day)s") % {"step": title, "day": day_said(step.by, "short")})


def _is_mine(step: Step, request: WorkRequest) -> bool:
    return step.owner_id == request.user.pk or (step.owner_id is None and step.role == request.role)


def _late_chip(step: Step, names: Names) -> Chip:
    whose = names.user(step.owner_id) if step.owner_id else say(f"role.{step.role}")
    return Chip(_("te laat bij %(who)s") % {"who": whose}, "soon", "person")


def _card(step: Step, told: Told, inside: Iterable[str], extra: Iterable[Chip]) -> Card:
    case = step.case
    return card(
        obligation(step),
        told,
        inside=inside,
        who=household_name(case.name, case.number),
        where=case.address.partition(",")[0],
        extra=extra,
        ribbon=case.step,
    )


def _names(municipality: Municipality, steps: Iterable[Step], facts: dict[int, Case]) -> Names:
    persons = {number for case in facts.values() for number in case.persons}
    partners = {m.partner for case in facts.values() for m in case.matters.values() if m.partner}
    owners = {step.owner_id for step in steps if step.owner_id}
    return Names(
        persons=Person.of(municipality).in_bulk(persons),
        partners=Partner.of(municipality).in_bulk(partners),
        users=User.objects.in_bulk(owners),
        cases={},
    )


def waiting_today(now: Callable[[], date]) -> Callable[[HttpRequest], int]:
    """How many steps of this person are due by today, for the menu. Two queries."""

    def count(request: HttpRequest) -> int:
        at = cast("WorkRequest", request)
        return _due(at, now()) if getattr(at, "municipality", None) else 0

    return count


def _due(request: WorkRequest, day: date) -> int:
    """The same number for the page and for the menu around it; counted once for both."""
    kept: int | None = getattr(request, "_steps_due", None)
    if kept is None:
        cases = open_to(request) if request.role is Role.VISITOR else None
        kept = due_today(request.municipality, request.user, [request.role], day, cases)
        request._steps_due = kept  # type: ignore[attr-defined]  # noqa: SLF001 - kept for this one answer
    return kept
