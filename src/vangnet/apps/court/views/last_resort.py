"""Is administration the last resort here? The file a director weighs it with, and the request made of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import event_title, household_name
from vangnet.apps.court import last_resort as file
from vangnet.apps.court.forms import AdministrationFileForm
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.views.requested import opened_request, written
from vangnet.apps.court.ways import LAST_RESORT, WEIGHS
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Person
from vangnet.domain.last_resort import title_since

_KIND = RequestFile.Kind.ADMINISTRATION
SHOWN = 8
"""So many attempts stand on the screen, the last ones; on paper all of them."""


@audience(*WEIGHS)
@require_http_methods(["GET", "POST"])
def administration(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The file of one resident: each part met or missing; what the story cannot tell is written here."""
    setting, known, kept = opened_request(request, number, person, _KIND)
    form = AdministrationFileForm(kept, request.POST or None)
    sent = written(request, setting.file.case.pk, form, kept)
    if sent is None:
        return redirect("administration", number, person)
    context = _page(request, setting, known, sent.kept) | {"form": form, "conflict": sent.conflict}
    return render(request, "court/administration.html", context, status=sent.status)


@audience(*WEIGHS)
@require_GET
def administration_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The request as a PDF; a draft that says what is missing while it is not complete."""
    setting, known, kept = opened_request(request, number, person, _KIND)
    return paper_file(lambda: file.request_paper(setting, known, kept, request.user), f"bewind-{number}")


def _page(request: WorkRequest, setting: Setting, person: Person, kept: RequestFile) -> dict[str, Any]:
    case = setting.file.case
    parts = file.parts_of(setting, person, kept, request.user)
    since = title_since(setting.file.facts, person.id)
    sought = file.sought(setting, person)
    return {
        "number": case.number,
        "person": person,
        "who": household_name(case.name, case.number),
        "resident": setting.names.person(person.id),
        "since": since,
        "other": file.other_route(setting, person),
        "parts": [(part, _way(setting, person, part.form) if part.form else None) for part in parts],
        "complete": since is not None and all(part.met for part in parts),
        "tried": file.tried(setting, person),
        "sought": file.sought_said(sought[-SHOWN:]),
        "attempts": len(sought) if len(sought) > SHOWN else 0,
        "yes": _way(setting, person, "AdministrationRequested"),
        "no": _way(setting, person, "AdministrationNotRequested"),
        "after": [_way(setting, person, form) for form in _after(person)],
    }


def _after(person: Person) -> tuple[str, ...]:
    """What can be recorded of an administration that was asked for or runs."""
    if person.administration_since:
        return ("AdministrationReviewed", "AdministrationEnded")
    return ("AdministrationDecided",) if person.administration_requested_on else ()


def _way(setting: Setting, person: Person, form: str) -> Action:
    step = f"stap=weigh_administration.person.{person.id}"
    url = reverse("record", args=[setting.file.case.number, form])
    return Action(f"{url}?{step}&terug={LAST_RESORT}.{person.id}", event_title(form))
