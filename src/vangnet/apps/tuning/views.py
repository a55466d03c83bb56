"""The working agreements: what holds, what held, and what would change if they were others?"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.partners.practice import Made, agree, last_agreed, newest, practice_of
from vangnet.apps.tuning import shown
from vangnet.apps.tuning.forms import AgreementForm
from vangnet.apps.tuning.trial import try_on_caseload
from vangnet.apps.web.texts import day
from vangnet.domain.agreements import Agreement
from vangnet.domain.codes import Role

MAY_TUNE = (Role.COORDINATOR,)
"""Who tunes the agreement (handbook of the product)."""


@audience(*MAY_TUNE)
@require_GET
def agreements(request: WorkRequest) -> HttpResponse:
    """What holds today beside the guide, what was agreed for later, and all that was ever agreed."""
    today = clock.today()
    holds = practice_of(request.municipality).agreed(today)
    context = {
        "own": shown.own_table(holds),
        "coming": shown.coming(request.municipality, today),
        "areas": shown.areas(holds),
        "history": shown.history(request.municipality, today),
    }
    return render(request, "tuning/agreements.html", context)


@audience(*MAY_TUNE)
@require_http_methods(["GET", "POST"])
def agree_otherwise(request: WorkRequest) -> HttpResponse:
    """Other choices: tried on today's caseload as often as one likes, and then laid down."""
    form = _form(request, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "tuning/change.html", {"form": form})
    if "try" in request.POST:
        return _tried(request, form)
    if not form.is_valid():
        return render(request, "tuning/change.html", {"form": form}, status=422)
    if meanwhile := _lay_down(request, form):
        again = _form(request, {**request.POST.dict(), "seen": str(meanwhile.number)})
        context = {"form": again, "meanwhile": shown.meanwhile(meanwhile)}
        return render(request, "tuning/change.html", context, status=409)
    return redirect("agreements")


def _form(request: WorkRequest, typed: Mapping[str, Any] | None) -> AgreementForm:
    known = newest(request.municipality)
    return AgreementForm(last_agreed(request.municipality) or Agreement(), typed, seen=known.number if known else 0)


def _tried(request: WorkRequest, form: AgreementForm) -> HttpResponse:
    """What would change, above the form with all that was typed; a trial needs no day."""
    if set(form.errors) - {"valid_from"}:
        return render(request, "tuning/change.html", {"form": form}, status=422)
    form.errors.pop("valid_from", None)
    trial = try_on_caseload(request.municipality, form.agreement, clock.today())
    context = {"form": form, "trial": trial, "outcome": shown.outcome(request, trial)}
    return render(request, "tuning/change.html", context)


def _lay_down(request: WorkRequest, form: AgreementForm) -> Made | None:
    """Laid down, once; or what somebody else laid down since the form was made, and then nothing is."""
    here, choices = request.municipality, form.agreement
    with transaction.atomic():
        Municipality.objects.select_for_update(no_key=True).get(pk=here.pk)
        known = newest(here)
        if known and known.number != form.cleaned_data["seen"]:
            if (known.choices, known.made_by) != (choices, request.user):
                return known
        else:
            agree(here, choices, request.user)
            _to_be_told_anew(here, choices)
    said = _("Vastgelegd. Vanaf %(day)s geldt dit voor elke termijn die dan begint.")
    messages.success(request, said % {"day": day(choices.valid_from, "full")})
    return None


def _to_be_told_anew(here: Municipality, choices: Agreement) -> None:
    """Every case that it can touch: at once where it is looked at, else tonight.

    Those with a step, closed ones with aftercare too; and what was closed since, for how long it is kept.
    """
    touched = Q(id__in=Step.of(here).values("case")) | Q(closed_on__gte=choices.valid_from)
    Case.of(here).filter(touched).update(next_change_on=clock.today())
