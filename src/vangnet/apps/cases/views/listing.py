"""Which dossiers are there, found by name, address or number, filtered as this person left it, and who gets them?"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.cases import actions, clock
from vangnet.apps.cases.list_forms import AssignForm, FilterForm, ticket
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.project import foremost
from vangnet.apps.cases.queries import COUNTED, Filters
from vangnet.apps.cases.queries import case_list as find
from vangnet.apps.cases.sight import TEAM, Sight, ground_of, sight_of
from vangnet.apps.cases.steps import haste_chip, kinds_to_choose, obligation, standing_alone
from vangnet.apps.cases.story import facts_of
from vangnet.apps.cases.wording import danger_said, household_name, rule_said
from vangnet.apps.web.components import Chip
from vangnet.apps.web.texts import listing, say
from vangnet.apps.web.typed import typed_number
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Danger
from vangnet.domain.codes import Role

A_PAGE = 30
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


@audience(Role.COORDINATOR)
@require_POST
def assign(request: WorkRequest) -> HttpResponse:
    """Give the ticked dossiers to one colleague, and say which somebody else was quicker with."""
    form = AssignForm(request, request.POST)
    if not form.is_valid():
        return render(request, "cases/list.html", _found(request, form), status=422)
    try:
        fates = actions.assign(request, form.cleaned_data["cases"], form.owner)
    except Case.DoesNotExist:
        raise Http404 from None
    _tell(request, fates, form.owner.name)
    number = _page_asked(request)
    return redirect(f"{reverse('case_list')}?page={number}" if number > 1 else "case_list")


def _tell(request: WorkRequest, fates: dict[actions.Fate, list[str]], who: str) -> None:
    """Say what became of the dossiers; those that nothing was changed in by their number."""
    if count := len(fates["given"]):
        said = ngettext(
            "%(count)s dossier toegewezen aan %(who)s.", "%(count)s dossiers toegewezen aan %(who)s.", count
        )
        messages.success(request, said % {"count": count, "who": who})
    if others := fates["others"]:
        said = ngettext(
            "%(count)s dossier kreeg intussen een andere behandelaar: %(cases)s. Daar is niets veranderd.",
            "%(count)s dossiers kregen intussen een andere behandelaar: %(cases)s. Daar is niets veranderd.",
            len(others),
        )
        messages.warning(request, said % {"count": len(others), "cases": listing(others)})
    if same := fates["same"]:
        messages.info(request, _("Al van %(who)s: %(cases)s.") % {"who": who, "cases": listing(same)})
    if closed := fates["closed"]:
        messages.warning(request, _("Intussen niet meer open: %(cases)s.") % {"cases": listing(closed)})


def _page_asked(request: WorkRequest) -> int:
    return typed_number(request.GET.get("page", ""), digits=3) or 1


def _found(request: WorkRequest, assigning: AssignForm | None = None) -> dict[str, Any]:
    """The dossiers of this page; with a form that was sent back, what was ticked and chosen in it."""
    kept, search = request.session.get(FILTERS, {}), request.session.get(SEARCH, "")
    form = FilterForm(request, {"filter": "1", **kept})
    filters = form.filters()
    start = (_page_asked(request) - 1) * A_PAGE
    page = find(request.municipality, clock.today(), search, filters, start=start, most=A_PAGE)
    if start and not page.cases:  # the last page was emptied, by this person or a colleague
        start = 0
        page = find(request.municipality, clock.today(), search, filters, most=A_PAGE)
    listed(request, "case", [case.pk for case in page.cases], ground_of(request.role))
    everywhere = find(request.municipality, clock.today(), search, Filters(open=None), most=0) if search else page
    facts = _hiding(request, page.cases)
    steps = _steps(request, page.cases, facts)
    pages = Paginator(range(min(page.total, COUNTED)), A_PAGE)
    return {
        "form": form,
        "rows": [_row(case, steps.get(case.pk, []), facts.get(case.pk), request) for case in page.cases],
        "total": page.total,
        "more": page.total > COUNTED,
        "beyond": everywhere.total - page.total,
        "counted": COUNTED,
        "page": pages.get_page(start // A_PAGE + 1),
        "searched": search,
        "filtered": form.is_narrow(),
        "assigning": _assigning(request, page.cases, assigning),
    }


def _assigning(request: WorkRequest, cases: list[Case], sent: AssignForm | None) -> AssignForm | None:
    """The form that divides these dossiers, for who may do that; None where there is nothing to divide."""
    if sent or request.role is not Role.COORDINATOR:
        return sent
    return AssignForm(request) if any(case.is_open for case in cases) else None


def _hiding(request: WorkRequest, cases: list[Case]) -> dict[int, Facts]:
    """Those of these cases of which something is not for this reader, as their facts tell it. Two queries."""
    return facts_of(
        request.municipality, [case.pk for case in cases if case.hides and not _sight(request, case).threats]
    )


def _sight(request: WorkRequest, case: Case) -> Sight:
    return sight_of(request.role, request.user.pk, case.owner_id)


def _steps(request: WorkRequest, cases: list[Case], hiding: Mapping[int, Facts]) -> dict[int, list[Step]]:
    """By case, most pressing first: what has a card of its own and what asks for haste; all, where some are hidden."""
    asked = Q(position=0) | Q(within="") | Q(haste_on__lte=clock.today()) | Q(case__in=list(hiding))
    found: dict[int, list[Step]] = {}
    for step in Step.of(request.municipality).filter(asked, case__in=[c.pk for c in cases]).order_by("position"):
        found.setdefault(step.case_id, []).append(step)
    return found


def _row(case: Case, steps: list[Step], hiding: Facts | None, request: WorkRequest) -> dict[str, Any]:
    """``hiding``: the facts, where not all of them are for this reader."""
    sight = _sight(request, case)
    shown = [step for step in steps if hiding is None or sight.step(obligation(step), hiding)]
    step = next(iter(standing_alone(shown)), None)
    danger = _named(case) if hiding is None else foremost(sight.dangers(hiding))
    return {
        "ticket": ticket(case.pk, case.owner_id),
        "number": case.number,
        "name": household_name(case.name, case.number),
        "address": case.address.partition(",")[0],
        "step": case.step if hiding is None else case.plain_step,
        "next": rule_said(step.rule, "title", step.stage) if step else "",
        "by": step.by if step else None,
        "late": step is not None and step.by < clock.today(),
        "owner": case.owner.name if case.owner else "",
        "open": case.is_open,
        "chips": _chips(case, danger, sight, hasty=any(_in_haste(step, sight, hiding) for step in shown)),
    }


def _in_haste(step: Step, sight: Sight, hiding: Facts | None) -> bool:
    if hiding is not None:
        return sight.haste(obligation(step), hiding, clock.today())
    return step.haste_on is not None and step.haste_on <= clock.today()


def _named(case: Case) -> Danger | None:
    """The danger that the row keeps: the foremost of all."""
    if not case.danger:
        return None
    return Danger(case.danger, 0, case.danger_on, case.danger_on or clock.today())  # type: ignore[arg-type]


def _chips(case: Case, danger: Danger | None, sight: Sight, *, hasty: bool) -> list[Chip]:
    chips = [haste_chip()] if hasty else []
    if danger:
        chips.append(Chip(danger_said(danger, clock.today()), "alarm", "clock"))
    if kinds := [kind for kind in kinds_to_choose(sight) if f" {kind} " in case.kinds]:
        chips.append(Chip(listing([say(f"matter_kind_short.{kind}") for kind in kinds]).capitalize()))
    if case.minors:
        chips.append(Chip(say("people.minors", minors=case.minors), "plain", "people"))
    return chips
