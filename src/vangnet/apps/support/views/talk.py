"""How is the first conversation prepared and followed?"""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.wording import rule_said
from vangnet.apps.support.models import Talk
from vangnet.apps.support.persons import AtPerson, at_person
from vangnet.apps.support.talk import FirstTalkForm
from vangnet.apps.support.ways import HELP, TALK
from vangnet.apps.web.texts import day
from vangnet.domain import events as e
from vangnet.domain.sieve import Obligation


@audience(*HELP)
@require_http_methods(["GET", "POST"])
def first_talk(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The first conversation with one adult: kept as it is whenever somebody asks, and recorded once it was held."""
    at = at_person(request, number, person)
    stored = at.kept(Talk).select_related("changed_by").order_by("-changed_at").first()
    form = FirstTalkForm(at, request.POST if request.method == "POST" else None, instance=copy(stored) or Talk())
    context: dict[str, Any] = {}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if _kept(request, at, form):
            messages.success(request, _("Bewaard."))
            here = redirect("first_talk", number, person)
            return redirect(_held_url(at)) if request.POST.get("act") == "held" else here
        stored = at.kept(Talk).select_related("changed_by").order_by("-changed_at").first()
        context, status = {"meanwhile": stored}, 409
    context |= {**at.around(), **_standing(at), "form": form, "seen": stored.version if stored else 0}
    context["title"] = _("Eerste gesprek met %(name)s") % {"name": at.person.name}
    return render(request, "support/talk.html", context, status=status)


def _kept(request: WorkRequest, at: AtPerson, form: FirstTalkForm) -> bool:
    """Store what was changed; not where somebody else changed it since this page was opened."""
    with transaction.atomic():
        found = at.kept(Talk).select_for_update().order_by("-changed_at").first()
        held = found or Talk(municipality_id=at.case.municipality_id, case=at.case, person=at.person)
        if str(held.version) != request.POST.get("gezien", "0"):
            return False
        for name in form.changed_data:
            setattr(held, name, form.cleaned_data[name])
        held.version, held.changed_at, held.changed_by = held.version + 1, clock.now(), request.user
        held.save()
    change(request, "case", at.case.pk, ground_of(request.role))
    return True


def _standing(at: AtPerson) -> dict[str, object]:
    """Whether it was held, or until when it can be; and what comes next."""
    known, step = at.known, _due(at)
    held = known.conversation_on if not step else None
    said = rule_said("first_conversation", "title", step.stage) if step else ""
    return {
        "due": _("%(what)s: uiterlijk %(day)s.") % {"what": said, "day": day(step.by, "full")} if step else "",
        "haste": bool(step and step.stage),
        "held": held,
        "picture_url": reverse("picture", args=[at.case.number, at.person.pk]),
        "plan_url": reverse("plan", args=[at.case.number, at.person.pk]),
    }


def _due(at: AtPerson) -> Obligation | None:
    mine = ("first_conversation", at.person.pk)
    return next((step for step in at.setting.file.agenda if (step.rule, step.subject.id) == mine), None)


def _held_url(at: AtPerson) -> str:
    """Where it is recorded that the talk was held; from there one comes back here."""
    url = reverse("record", args=[at.case.number, e.FirstConversationHeld.__name__])
    return f"{url}?stap=first_conversation.person.{at.person.pk}&terug={TALK}.{at.person.pk}"
