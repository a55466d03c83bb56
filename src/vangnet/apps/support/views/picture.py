"""How do a caseworker and a resident make a money picture together, and what does it show them?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases.forms import BETWEEN_MARKS
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.wording import household_name
from vangnet.apps.support.forms import AmountField, FlowForm, SchemeForm
from vangnet.apps.support.models import Flow, Scheme
from vangnet.apps.support.pictures import Table, at_table, begin, changed
from vangnet.apps.support.reckoning import reckon
from vangnet.apps.support.sheet import Sheet
from vangnet.apps.support.shown import flow_said, page, per_month_said
from vangnet.apps.support.subjects import KIND
from vangnet.apps.support.ways import MONEY
from vangnet.domain.codes import Rhythm, Role

_ADD = "#erbij"
"""Where on the page the next amount is filled in."""


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def picture(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """One adult's money: told, seen, and what follows from it."""
    table = at_table(request, number, person)
    sheet = Sheet(table, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if not sheet.is_valid():
            pass
        elif sheet.overwrites():
            context, status = {"meanwhile": table.picture}, 409
        elif asked := sheet.questions():
            context = {"doubts": list(asked.values()), "marks": BETWEEN_MARKS.join(asked)}
        elif sheet.save(request) == "meanwhile":
            table = at_table(request, number, person)
            context, status = {"meanwhile": table.picture}, 409
        else:
            messages.success(request, _("Bewaard."))
            return redirect(reverse("picture", args=[number, person]) + (_ADD if sheet.flow.has_changed() else ""))
    context |= {"sheet": sheet, "seen": table.picture.version if table.picture else 0, **_around(table)}
    context |= page(table, reckon(table.picture, table.flows, table.setting.today))
    return render(request, "support/picture.html", context, status=status)


def _around(table: Table) -> dict[str, Any]:
    case = table.setting.file.case
    return {
        "table": table,
        "number": case.number,
        "person": table.person,
        "who": household_name(case.name, case.number),
        "title": _("Geldplaatje van %(name)s") % {"name": table.person.name},
    }


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def flow(request: WorkRequest, number: str, person: int, flow: int) -> HttpResponse:
    """Change one amount, or take it away."""
    table = at_table(request, number, person)
    row = next((one for one in table.flows if one.pk == flow), None)
    if row is None:
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "drop":
        _store(request, table, row, keep=False)
        messages.success(request, _("Weggehaald."))
        return redirect("picture", number, person)
    title = flow_said(row)
    form = FlowForm(table.setting.today, table.flows, request.POST if request.method == "POST" else None, instance=row)
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        asked = form.questions()
        if asked.keys() <= set(request.POST.get("confirmed", "").split(BETWEEN_MARKS)):
            _store(request, table, form.instance, keep=True)
            messages.success(request, _("Bewaard."))
            return redirect("picture", number, person)
        context = {"doubts": list(asked.values()), "marks": BETWEEN_MARKS.join(asked)}
    context |= {**_around(table), "form": form, "title": title, "flow": row}
    return render(request, "support/flow.html", context, status=422 if form.is_bound else 200)


def _store(request: WorkRequest, table: Table, row: Flow, *, keep: bool) -> None:
    with transaction.atomic():
        held = begin(request, table)
        if keep:
            row.save()
        else:
            row.delete()
        changed(request, held)
    change(request, KIND, held.pk, ground_of(request.role))


@audience(*MONEY)
@require_POST
def per_month(request: WorkRequest) -> HttpResponse:
    """What an amount that is being typed is in a month, so that four weeks are not taken for one. Nothing is kept."""
    prefix = "bedrag-" if "bedrag-cents" in request.POST else ""
    rhythm = request.POST.get(f"{prefix}rhythm", "")
    try:
        cents = AmountField().clean(request.POST.get(f"{prefix}cents", ""))
        said = per_month_said(cents, Rhythm(rhythm))
    except (ValidationError, ValueError):  # no amount, or no rhythm yet
        said = ""
    return render(request, "support/per_month.html", {"said": said})


# What the municipality itself has -----------------------------------------------------------


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def schemes(request: WorkRequest) -> HttpResponse:
    """The municipality's own schemes on the checklist of every money picture."""
    form = SchemeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.instance.municipality = request.municipality
        form.save()
        messages.success(request, _("Deze regeling staat nu op elk geldplaatje."))
        return redirect("schemes")
    rows = Scheme.of(request.municipality).order_by("-active", "name", "id")
    return render(request, "support/schemes.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@audience(Role.COORDINATOR)
@require_POST
def scheme_switch(request: WorkRequest, scheme: int) -> HttpResponse:
    """Take a scheme off the checklist, or put it back. What was ticked of it stays."""
    row = get_object_or_404(Scheme.of(request.municipality), pk=scheme)
    row.active = not row.active
    row.save(update_fields=["active"])
    return redirect("schemes")
