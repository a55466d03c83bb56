"""Where does a working day start? What must happen, for whom, by when and why; act from the card."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.figures import this_month
from vangnet.apps.cases.models import Person, Step
from vangnet.apps.cases.queries import Meter, Today, closed_meter, vandaag
from vangnet.apps.cases.sight import TEAM, sight_of
from vangnet.apps.cases.steps import Told, card, obligation, severity
from vangnet.apps.cases.wording import Names, household_name
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Card, Chip
from vangnet.apps.web.texts import say
from vangnet.domain.case import Case
from vangnet.domain.codes import Role
from vangnet.domain.fold import fold

AHEAD = timedelta(days=7)
"""Vandaag looks a week ahead; what lies further waits in its dossier."""
BACK = "vandaag"


class Group(NamedTuple):
    """Cards of one urgency under their heading."""

    title: str
    hint: str
    severity: str
    cards: list[Card]


@audience(*TEAM)
@require_GET
def today(request: WorkRequest) -> HttpResponse:
    """Vandaag, for this person in this role."""
    day = clock.today()
    found = vandaag(request.municipality, request.user, [request.role], day, day + AHEAD)
    groups = _groups(request, found, day)
    meter: Meter = closed_meter(request.municipality)
    context = {
        "day": day,
        "groups": [group for group in groups if group.cards],
        "total": found.total,
        "shown": len(found.cards),
        "haste": len(groups[0].cards),
        "behind": found.behind,
        "meter": meter,
        "month": this_month(request.municipality, day) if request.role is not Role.VISITOR else None,
        "may_open": request.role is not Role.VISITOR,
    }
    return render(request, "cases/today.html", context)


def _groups(request: WorkRequest, found: Today, day: date) -> list[Group]:
    """With haste, today, this week; and for a coordinator what is late with somebody else."""
    facts = facts_of(request.municipality, {step.case_id for step in found.cards})
    names = _names(request.municipality, found.cards, facts)
    mine: dict[str, list[Card]] = {"alarm": [], "soon": [], "calm": []}
    late: list[Card] = []
    for step in found.cards:
        told = Told(
            number=step.case.number,
            facts=facts[step.case_id],
            names=names,
            sight=sight_of(request.role, request.user.pk, step.case.owner_id),
            today=day,
            back=BACK,
        )
        others = not _is_mine(step, request)
        shown = _card(step, told, found.inside.get(step.pk, ()), others=others, first=not (late or any(mine.values())))
        (late if others else mine[severity(obligation(step), day)]).append(shown)
    return [
        Group(_("Met spoed"), _("er is gevaar dichtbij"), "alarm", mine["alarm"]),
        Group(_("Vandaag"), "", "soon", mine["soon"]),
        Group(_("Deze week"), "", "calm", mine["calm"]),
        Group(_("Te laat bij anderen"), _("vraag wat er nodig is"), "calm", late),
    ]


def _is_mine(step: Step, request: WorkRequest) -> bool:
    return step.owner_id == request.user.pk or (step.owner_id is None and step.role == request.role)


def _card(step: Step, told: Told, inside: Iterable[str], *, others: bool, first: bool) -> Card:
    case = step.case
    whose = told.names.user(step.owner_id) if step.owner_id else say(f"role.{step.role}")
    late = [Chip(_("te laat bij %(who)s") % {"who": whose}, "soon", "person")] if others else []
    return card(
        obligation(step),
        told,
        inside=inside,
        who=household_name(case.name, case.number),
        where=case.address.partition(",")[0],
        extra=late,
        primary=first,
        ribbon=case.step,
    )


def facts_of(municipality: Municipality, cases: Iterable[int]) -> dict[int, Case]:
    """These cases as their facts make them, merged stories included. Two queries, and one for each layer of merges."""
    wanted = sorted(cases)
    merged = bulk.merged_into(municipality.pk, wanted)
    groups = {case: bulk.group(case, merged) for case in wanted}
    known = bulk.read(municipality.pk, sorted({member for members in groups.values() for member in members}))
    return {case: fold(bulk.story_of(members, known)) for case, members in groups.items()}


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
    """How many steps of this person are due by today, for the menu. One query."""

    def count(request: HttpRequest) -> int:
        membership = getattr(request, "membership", None)
        if membership is None:
            return 0
        due = Step.of(membership.municipality_id).filter(within="", by__lte=now())
        own = due.filter(owner=membership.user_id) | due.filter(owner=None, role=membership.role)
        return own[:1000].count()

    return count
