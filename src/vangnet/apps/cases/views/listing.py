"""Which dossiers are there, found by name, address or number, and filtered as this person left it?"""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.cases import clock
from vangnet.apps.cases.list_forms import FilterForm
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.queries import COUNTED, Filters
from vangnet.apps.cases.queries import case_list as find
from vangnet.apps.cases.sight import TEAM, Sight, ground_of, sight_of
from vangnet.apps.cases.steps import haste_chip, kinds_to_choose, obligation
from vangnet.apps.cases.wording import danger_said, household_name, rule_said
from vangnet.apps.web.components import Chip
from vangnet.apps.web.texts import listing, say
from vangnet.domain.case import Danger
from vangnet.domain.codes import Role
from vangnet.domain.sieve import SOON_DAYS, in_haste

A_PAGE = 50
SEARCH, FILTERS = "case_search", "case_filters"
"""Where the session keeps what was searched for and how the list is filtered: neither stands in an address."""


@audience(*(role for role in TEAM if role is not Role.VISITOR))
@require_http_methods(["GET", "POST"])
def case_list(request: WorkRequest) -> HttpResponse:
    """Dossiers. A search is posted and kept in the session, a filter is asked for and remembered."""
    if request.method == "POST":
        request.session[SEARCH] = request.POST.get("q", "").strip()[:120]
        return redirect("case_list")
    form = FilterForm(request, request.GET if "filter" in request.GET else None)
    if form.is_bound:
        request.session[FILTERS] = form.kept() if form.is_valid() else {}
        if "wis" in request.GET:
            request.session.pop(SEARCH, None)
        return redirect("case_list")
    return render(request, "cases/list.html", _found(request))


def _found(request: WorkRequest) -> dict[str, Any]:
    kept, search = request.session.get(FILTERS, {}), request.session.get(SEARCH, "")
    form = FilterForm(request, {"filter": "1", **kept})
    filters = form.filters()
    typed = request.GET.get("page", "1")
    start = (max(int(typed), 1) - 1) * A_PAGE if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    page = find(request.municipality, clock.today(), search, filters, start=start, most=A_PAGE)
    listed(request, "case", [case.pk for case in page.cases], ground_of(request.role))
    everywhere = find(request.municipality, clock.today(), search, Filters(open=None), most=0) if search else page
    steps = _steps(request, page.cases)
    pages = Paginator(range(min(page.total, COUNTED)), A_PAGE)
    return {
        "form": form,
        "rows": [_row(case, steps.get(case.pk, []), request) for case in page.cases],
        "total": page.total,
        "more": page.total > COUNTED,
        "beyond": everywhere.total - page.total,
        "counted": COUNTED,
        "page": pages.get_page(start // A_PAGE + 1),
        "searched": search,
        "filtered": form.is_narrow(),
    }


def _steps(request: WorkRequest, cases: list[Case]) -> dict[int, list[Step]]:
    """By case: the most pressing step, and what may ask for haste. One query."""
    asked = Q(position=0) | Q(by__lte=clock.today() + timedelta(days=SOON_DAYS))
    found: dict[int, list[Step]] = {}
    for step in Step.of(request.municipality).filter(asked, case__in=[c.pk for c in cases]).order_by("position"):
        found.setdefault(step.case_id, []).append(step)
    return found


def _row(case: Case, steps: list[Step], request: WorkRequest) -> dict[str, Any]:
    sight = sight_of(request.role, request.user.pk, case.owner_id)
    step = next(iter(steps), None)
    return {
        "number": case.number,
        "name": household_name(case.name, case.number),
        "address": case.address.partition(",")[0],
        "step": case.step,
        "next": rule_said(step.rule, "title", step.stage) if step else "",
        "by": step.by if step else None,
        "late": step is not None and step.by < clock.today(),
        "owner": case.owner.name if case.owner else "",
        "open": case.is_open,
        "chips": list(_chips(case, steps, sight)),
    }


def _chips(case: Case, steps: list[Step], sight: Sight) -> list[Chip]:
    hasty = any(in_haste(obligation(step), clock.today()) for step in steps)
    chips = [haste_chip()] if hasty else []
    if case.danger:
        danger = Danger(case.danger, 0, case.danger_on, case.danger_on or clock.today())  # type: ignore[arg-type]
        chips.append(Chip(danger_said(danger, clock.today()), "alarm", "clock"))
    if kinds := [kind for kind in kinds_to_choose(sight) if f" {kind} " in case.kinds]:
        chips.append(Chip(listing([say(f"matter_kind_short.{kind}") for kind in kinds]).capitalize()))
    if case.minors:
        chips.append(Chip(say("people.minors", minors=case.minors), "plain", "people"))
    return chips
