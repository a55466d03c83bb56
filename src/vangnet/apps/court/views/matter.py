"""How does the landlord's duty stand in one matter, and what does going on cost?"""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.views.recording import filled
from vangnet.apps.cases.wording import household_name, matter_said
from vangnet.apps.court.costs import costs_of
from vangnet.apps.court.duty import duty_of
from vangnet.apps.court.forms import DutyForm
from vangnet.apps.court.opened import OpenedMatter, open_matter
from vangnet.apps.court.ways import OPENS
from vangnet.domain.codes import MatterKind
from vangnet.domain.sieve import Subject


@audience(*OPENS)
@require_http_methods(["GET", "POST"])
def duty(request: WorkRequest, number: str, matter: int) -> HttpResponse:
    """What the landlord did, held against the practice of the court; what the check came to is recorded here."""
    opened = open_matter(request, number, matter)
    if opened.matter.kind is not MatterKind.RENT:
        raise Http404
    about = Subject("matter", matter)
    due = any((step.rule, step.subject) == ("duty_check", about) for step in opened.setting.file.agenda)
    setting = replace(opened.setting, step=("duty_check", about) if due else None)
    beside = {
        "title": _("Meldplicht"),
        "duty": duty_of(setting.file, opened.matter, opened.court, setting.today),
        "matter": opened.matter,
        "known": opened.district is not None,
    }
    return filled(
        request, setting, lambda data: DutyForm(setting, matter, data), template="court/duty.html", beside=beside
    )


@audience(*OPENS)
@require_GET
def costs(request: WorkRequest, number: str, matter: int) -> HttpResponse:
    """What going on costs the resident and the landlord, step by step, beside an arrangement."""
    opened = open_matter(request, number, matter)
    return render(request, "court/costs.html", _costs(opened))


def _costs(opened: OpenedMatter) -> dict[str, Any]:
    setting, matter = opened.setting, opened.matter
    return {
        "costs": costs_of(matter, setting.names.partners.get(matter.partner or 0), setting.today),
        "who": household_name(setting.file.case.name, setting.file.case.number),
        "number": setting.file.case.number,
        "what": matter_said(matter, setting.names),
    }
