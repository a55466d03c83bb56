"""Can the court be asked to make creditors join a debt settlement? The file of that request, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import event_title, household_name
from vangnet.apps.court import forced_settlement as file
from vangnet.apps.court.forms import ForcedSettlementForm
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.views.requested import opened_request, written
from vangnet.apps.court.ways import FORCED, SETTLES
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Person

_KIND = RequestFile.Kind.FORCED_SETTLEMENT


@audience(*SETTLES)
@require_http_methods(["GET", "POST"])
def forced_settlement(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The file of one resident: each part met or missing; what the story cannot tell is written here."""
    setting, known, kept = opened_request(request, number, person, _KIND)
    form = ForcedSettlementForm(kept, request.POST or None)
    sent = written(request, setting.file.case.pk, form, kept)
    if sent is None:
        return redirect("forced_settlement", number, person)
    context = _page(setting, known, sent.kept) | {"form": form, "conflict": sent.conflict}
    return render(request, "court/forced_settlement.html", context, status=sent.status)


@audience(*SETTLES)
@require_GET
def forced_settlement_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The request as a PDF; a draft that says what is missing while it is not complete."""
    setting, known, kept = opened_request(request, number, person, _KIND)
    return paper_file(lambda: file.forced_paper(setting, known, kept), f"dwangakkoord-{number}")


def _page(setting: Setting, person: Person, kept: RequestFile) -> dict[str, Any]:
    case = setting.file.case
    parts = file.parts_of(setting, person, kept)
    return {
        "number": case.number,
        "person": person,
        "who": household_name(case.name, case.number),
        "resident": setting.names.person(person.id),
        "parts": [(part, _way(setting, person, part.form) if part.form else None) for part in parts],
        "complete": all(part.met for part in parts),
        "creditors": file.creditors(setting, person),
        "next": [_way(setting, person, form) for form in _next(person)],
        "law": file.law_said(),
    }


def _next(person: Person) -> tuple[str, ...]:
    if person.forced_granted_on:
        return ("SettlementBegan",)
    return ("ForcedSettlementDecided",) if person.forced_asked_on else ("ForcedSettlementAsked",)


def _way(setting: Setting, person: Person, form: str) -> Action:
    """To the form of this fact; a settlement begins on its own page, which knows what is owed."""
    if form == "SettlementBegan":
        return Action(reverse("settlement", args=[setting.file.case.number, person.id]), event_title(form))
    step = f"stap=forced_settlement.person.{person.id}"
    url = reverse("record", args=[setting.file.case.number, form])
    return Action(f"{url}?{step}&terug={FORCED}.{person.id}", event_title(form))
