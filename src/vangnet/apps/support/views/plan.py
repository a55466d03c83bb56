"""How are the steps of a plan agreed and done, and how is the decision taken and put on paper?"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.cases.record import record
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.views.recording import filled
from vangnet.apps.cases.wording import event_title, rule_said
from vangnet.apps.support.decision import decision_paper, desk_of
from vangnet.apps.support.forms import ObjectionDeskForm
from vangnet.apps.support.models import ObjectionDesk, PlanStep
from vangnet.apps.support.persons import AtPerson, at_person
from vangnet.apps.support.plan import DecisionForm, StepForm, next_due, ruling_of, steps_of, who_said, why_no_help
from vangnet.apps.support.ways import HELP, PLAN
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.apps.web.texts import day
from vangnet.apps.web.typed import typed_number
from vangnet.domain import events as e
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation


@audience(*HELP)
@require_http_methods(["GET", "POST"])
def plan(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The steps of one adult's plan, and the decision on it."""
    at = at_person(request, number, person)
    steps = steps_of(at)
    if request.method == "POST" and why_no_help(at):
        messages.warning(request, _("Er loopt geen hulp. Er is niets veranderd."))
        return redirect("plan", number, person)
    act, _dash, typed = request.POST.get("act", "").partition("-")
    if request.method == "GET":
        return _page(request, at, steps, StepForm(at.setting.today))
    if act == "add":
        return _added(request, at, steps)
    chosen = next((step for step in steps if step.pk == typed_number(typed) and step.done_on is None), None)
    if chosen is None or act not in _CHANGES:
        raise Http404
    return _CHANGES[act](request, at, steps, chosen)


def _added(request: WorkRequest, at: AtPerson, steps: list[PlanStep]) -> HttpResponse:
    form = StepForm(at.setting.today, request.POST)
    if not form.is_valid():
        return _page(request, at, steps, form, status=422)
    row = form.save(commit=False)
    row.municipality_id, row.case, row.person = at.case.municipality_id, at.case, at.person
    with transaction.atomic():
        row.save()
        _tell_next(request, at, next_due([*steps, row]))
    return _done(request, at, _("De stap staat in het plan."))


def _taken(request: WorkRequest, at: AtPerson, steps: list[PlanStep], step: PlanStep) -> HttpResponse:
    """A step is done. After the last one help is over, so that is asked first."""
    further = next_due([one for one in steps if one.pk != step.pk])
    if further is None and at.known.help_runs and request.POST.get("confirmed") != f"last {step.pk}":
        asked = [_("Dit is de laatste stap. Daarmee is het plan klaar en stopt de hulp.")]
        more = {"doubts": asked, "marks": f"last {step.pk}", "again": f"done-{step.pk}"}
        return _page(request, at, steps, StepForm(at.setting.today), status=422, **more)
    with transaction.atomic():
        step.done_on = at.setting.today
        step.save(update_fields=["done_on"])
        if at.known.help_runs:
            _tell(request, at, e.PlanStepDone(person=at.person.pk, next_step_on=further))
    return _done(request, at, _("De stap is gedaan."))


def _dropped(request: WorkRequest, at: AtPerson, steps: list[PlanStep], step: PlanStep) -> HttpResponse:
    """A step that was a mistake; not the only one of a plan that runs, since then nobody would be waiting for any."""
    further = next_due([one for one in steps if one.pk != step.pk])
    if further is None and at.known.help_runs:
        messages.warning(request, _("Dit is de enige stap. Zet er eerst een andere in."))
        return redirect("plan", at.case.number, at.person.pk)
    with transaction.atomic():
        step.delete()
        _tell_next(request, at, further)
    return _done(request, at, _("Weggehaald."))


_CHANGES = {"done": _taken, "drop": _dropped}


def _tell_next(request: WorkRequest, at: AtPerson, due: date | None) -> None:
    """What the agenda waits for is the first step that is due, while help runs."""
    if due and at.known.help_runs and due != at.known.next_step_on:
        _tell(request, at, e.StepPlanned(person=at.person.pk, next_step_on=due))


def _tell(request: WorkRequest, at: AtPerson, event: e.Event) -> None:
    today = at.setting.today
    record(at.case, [event], by=request.user, on=today, today=today)


def _done(request: WorkRequest, at: AtPerson, said: str) -> HttpResponse:
    change(request, "case", at.case.pk, ground_of(request.role))
    messages.success(request, said)
    return redirect("plan", at.case.number, at.person.pk)


def _page(
    request: WorkRequest, at: AtPerson, steps: list[PlanStep], form: StepForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    known, ruling = at.known, ruling_of(at)
    due = _due(at)
    context = {
        **at.around(),
        "title": _("Plan van %(name)s") % {"name": at.person.name},
        "due": [_step_said(step) for step in due],
        "steps": [(step, who_said(step), step.done_on is None and step.due < at.setting.today) for step in steps],
        "form": form,
        "known": known,
        "over": why_no_help(at),
        "ruling": ruling,
        "until": at.setting.file.practice.by_law("awb.objection", ruling.on) if ruling else None,
        "may_decide": known.application_on and known.help_runs,
        "applies": _applies(at),
        "ways": _ways(at),
        "letter_in": letter_language_said(at.setting.file, at.person),
        **more,
    }
    return render(request, "support/plan.html", context, status=status)


def _applies(at: AtPerson) -> Action | None:
    """Where it is recorded that somebody who is helped applies for debt help after all, so that it is decided on."""
    known = at.known
    if known.application_on or not (known.help_runs and known.conversation_on):
        return None
    url = reverse("record", args=[at.case.number, e.FirstConversationHeld.__name__])
    return Action(
        f"{url}?stap=carry_out_plan.person.{at.person.pk}&terug={PLAN}.{at.person.pk}",
        _("Vraagt de bewoner nu wel schuldhulp aan? Leg dat gesprek vast"),
    )


def _due(at: AtPerson) -> list[Obligation]:
    mine = {(rule, at.person.pk) for rule in ("first_conversation", "decide_help", "carry_out_plan", "hear_referral")}
    return [step for step in at.setting.file.agenda if (step.rule, step.subject.id) in mine]


def _step_said(step: Obligation) -> str:
    said = {"what": rule_said(step.rule, "title", step.stage), "day": day(step.by, "full")}
    return _("%(what)s: uiterlijk %(day)s.") % said


def _ways(at: AtPerson) -> list[Action]:
    """A referral, its answer, and the end of contact: each leads back here."""
    names = {"Referred": "carry_out_plan"} if at.known.help_runs else {}
    names |= {"ReferralAnswered": "hear_referral"} if at.known.referred_on else {}
    return [
        Action(
            f"{reverse('record', args=[at.case.number, name])}?stap={rule}.person.{at.person.pk}"
            f"&terug={PLAN}.{at.person.pk}",
            event_title(name),
        )
        for name, rule in names.items()
    ]


@audience(*HELP)
@require_http_methods(["GET", "POST"])
def decision(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Take the decision on this adult's application, with the words of the letter."""
    at = at_person(request, number, person)
    if at.known.application_on is None:
        messages.warning(
            request, _("De bewoner vroeg nog geen schuldhulp aan. Leg eerst het gesprek vast waarin dat gebeurt.")
        )
        return redirect("plan", number, person)
    steps = [step for step in steps_of(at) if step.done_on is None]
    beside = {"steps": [(step, who_said(step)) for step in steps], "person": at.person}
    return filled(
        request,
        at.setting,
        lambda data: DecisionForm(at, steps, data),
        template="support/decision.html",
        beside=beside,
    )


@audience(*HELP)
@require_GET
def decision_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The decision as a letter; while nobody said to whom one objects, back to the plan with what is missing."""
    at = at_person(request, number, person)
    ruling, desk = ruling_of(at), desk_of(at)
    if ruling is None:
        raise Http404
    if desk is None:
        messages.warning(
            request, _("De brief kan nog niet: de coördinator vult eerst in waar bezwaar naartoe gaat (Bezwaaradres).")
        )
        return redirect("plan", number, person)
    language = letter_language(at.setting.file, at.person)
    return paper_file(lambda: decision_paper(at, ruling, steps_of(at), desk), f"besluit-{number}", language)


@audience(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def objection_desk(request: WorkRequest) -> HttpResponse:
    """To whom residents of this municipality object; it stands in every decision."""
    stored = ObjectionDesk.of(request.municipality).first()
    form = ObjectionDeskForm(request.POST if request.method == "POST" else None, instance=stored)
    if form.is_bound and form.is_valid():
        form.instance.municipality = request.municipality
        form.save()
        messages.success(request, _("Dit staat voortaan in elk besluit."))
        return redirect("objection_desk")
    return render(request, "support/desk.html", {"form": form}, status=422 if form.errors else 200)
