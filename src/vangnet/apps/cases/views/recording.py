"""How does what happened get into a case from the screen? A form, one act, and what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.cases import clock
from vangnet.apps.cases.actions import record_form, write_note
from vangnet.apps.cases.dossier import CaseFile, Entry, case_file
from vangnet.apps.cases.forms import BETWEEN_MARKS, FactForm
from vangnet.apps.cases.open_to import open_to
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.places import origin
from vangnet.apps.cases.prepared import prepared_for
from vangnet.apps.cases.record import Answers, Conflict, Questioned
from vangnet.apps.cases.short_forms import FORMS, CorrectionForm, NoteForm
from vangnet.apps.cases.sight import TEAM, ground_of, sight_of
from vangnet.apps.cases.views.file import names_of
from vangnet.apps.cases.wording import (
    BY_KEY,
    danger_said,
    doubt_said,
    event_said,
    household_name,
    matters_called,
    rule_said,
)
from vangnet.apps.cases.workplaces import PlaceOfLetter, place_of_letter
from vangnet.apps.web.texts import day, moment, say
from vangnet.apps.web.typed import typed_number
from vangnet.domain import events as e
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation, Subject, falls_away


@audience(*TEAM)
@require_http_methods(["GET", "POST"])
def record_fact(request: WorkRequest, number: str, form: str) -> HttpResponse:
    """Record one thing that happened, by the form of this name."""
    setting = setting_of(request, number)
    if form not in FORMS or form == e.EventCorrected.__name__:
        raise Http404
    if not setting.sight.may_record(form):
        raise PermissionDenied
    if place := place_of_letter(form):
        return _to_the_letter(request, setting, place)
    prepared = prepared_for(form, setting)
    made = partial(FORMS[form], setting, initial=dict(prepared.filled))
    return filled(request, setting, made, beside={"prepared": prepared.said})


def _to_the_letter(request: WorkRequest, setting: Setting, place: PlaceOfLetter) -> HttpResponse:
    """To where it is written, for the person of the step or the only one spoken of; else to choose one."""
    persons = list(setting.file.facts.persons)
    asked = [setting.step[1].id] if setting.step and setting.step[1].kind == "person" else persons
    messages.info(request, _("Dit legt u vast met de brief aan de bewoner, zodat die zeker wordt geschreven."))
    number = setting.file.case.number
    if len(asked) == 1 and asked[0] in persons:
        return redirect(place(number, asked[0]))
    return redirect(reverse("case", args=[number]) + "#bereikbaar")


@audience(*TEAM)
@require_http_methods(["GET", "POST"])
def correct(request: WorkRequest, number: str, event: int) -> HttpResponse:
    """Correct what was recorded wrong; it stays visible, struck through."""
    setting = replace(setting_of(request, number), step=None)
    entry = _entry(setting, event)
    if not setting.sight.may_correct(entry.event, setting.file.facts):
        raise PermissionDenied
    return filled(request, setting, lambda data: CorrectionForm(setting, entry, data))


@audience(*(role for role in TEAM if role is not Role.VISITOR))
@require_http_methods(["GET", "POST"])
def note(request: WorkRequest, number: str) -> HttpResponse:
    """A note for colleagues, beside the story."""
    case = get_object_or_404(open_to(request), number=number)
    look(request, "case", case.pk, ground_of(request.role))
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        write_note(request, case, form.cleaned_data["text"])
        change(request, "case", case.pk, ground_of(request.role))
        messages.success(request, _("De notitie staat in het dossier."))
        return redirect("case", case.number)
    context = {"form": form, "who": household_name(case.name, case.number), "number": number, "title": form.title}
    return render(request, "cases/record.html", context, status=422 if form.errors else 200)


def setting_of(request: WorkRequest, number: str) -> Setting:
    """The case of this number as this person sees it; reading it is a look."""
    case = get_object_or_404(open_to(request), number=number)
    today = clock.today()
    file = case_file(request.municipality, case.pk, today)
    look(request, "case", case.pk, ground_of(request.role))
    return Setting(
        municipality=request.municipality,
        file=file,
        names=names_of(request.municipality, file),
        sight=sight_of(request.role, request.user.pk, file.facts.owner),
        today=today,
        step=answered(request),
        way=request.GET.get("weg", ""),
    )


def answered(request: WorkRequest) -> Answers | None:
    """The step that a form answers: its rule and subject, as they stand in the address; None when they are nonsense."""
    rule, _dot, subject = request.GET.get("stap", "").partition(".")
    kind, _dot, typed = subject.partition(".")
    number = typed_number(typed)
    if rule in BY_KEY and kind == BY_KEY[rule].about and number is not None:
        return rule, Subject(BY_KEY[rule].about, number)
    return None


def _entry(setting: Setting, event: int) -> Entry:
    for entry in setting.file.timeline:
        if entry.id == event and not entry.corrected and not isinstance(entry.event, e.EventCorrected):
            if setting.sight.event(entry.event, setting.file.facts):
                return entry
            break
    raise Http404


def filled(
    request: WorkRequest,
    setting: Setting,
    make: Any,
    *,
    template: str = "cases/record.html",
    beside: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent, record it, or say what stands in the way with all that was typed kept.

    A page of its own gives its template, which extends that of every form, and what it shows ``beside`` the form.
    """
    form: FactForm = make(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        outcome = record_form(request, setting.file.case, form, setting.step)
        if isinstance(outcome, Conflict):
            seen = form.cleaned_data["expected"]
            form, status = make(_seen_again(request.POST, setting.file)), 409
            context = {"conflict": _conflict(setting, outcome, seen)}
        elif isinstance(outcome, Questioned):
            context = _questions(setting, form, outcome)
        elif outcome is not None:
            messages.success(request, _("Vastgelegd: %(what)s.") % {"what": form.title})
            return _back(request, setting)
    context |= _page(request, setting, form)
    return render(request, template, {**context, **(beside or {})}, status=status)


def _questions(setting: Setting, form: FactForm, outcome: Questioned) -> dict[str, Any]:
    """What seems not to fit or is not over yet, and what the tick that confirms it sends along."""
    matters = matters_called(setting.file.facts, setting.names, setting.sight.matter)
    return {
        "doubts": [doubt_said(doubt, matters) for doubt in outcome.doubts],
        "marks": BETWEEN_MARKS.join(doubt.mark for doubt in outcome.doubts),
        "closing": _closes(form),
    }


def _closes(form: FactForm) -> bool:
    return getattr(form, "kind", None) is e.CaseClosed


def _seen_again(sent: QueryDict, file: CaseFile) -> QueryDict:
    """What was typed, as an answer to the case as it is now."""
    data = sent.copy()
    data["expected"] = str(file.version)
    return data


def _conflict(setting: Setting, outcome: Conflict, seen: int) -> dict[str, Any]:
    """What changed since the form was opened: how the step stands now, and what others recorded."""
    since = [
        entry
        for entry in setting.file.timeline
        if entry.id > seen and setting.sight.event(entry.event, setting.file.facts)
    ]
    return {
        "now": _step_said(outcome.now) if outcome.now else "",
        "changes": [
            {
                "what": event_said(entry.event, setting.names)[0],
                "by": entry.recorded_by.name if entry.recorded_by else _("het systeem"),
                "at": moment(entry.recorded_at),
            }
            for entry in since
        ],
    }


def _step_said(step: Obligation) -> str:
    facts = {"step": rule_said(step.rule, "title", step.stage), "day": day(step.by)}
    return _("%(step)s, uiterlijk %(day)s") % facts


def _page(request: WorkRequest, setting: Setting, form: FactForm) -> dict[str, Any]:
    case, facts = setting.file.case, setting.file.facts
    closing = _closes(form)
    rule = setting.step[0] if setting.step else ""
    return {
        "form": form,
        "title": form.title,
        "help": form.help,
        "about": form.about,
        "lacking": [say(f"lacking.{name}") for name in form.lacking],
        "bring": bool({"matter", "signal", "hearing", "eviction"} & set(form.lacking)),
        "who": household_name(case.name, case.number),
        "number": case.number,
        "step": rule_said(rule, "title") if rule else "",
        "back": origin(request.GET.get("terug", ""), setting.file.case.number),
        "blockers": _blockers(setting) if closing else [],
        "falls_away": [_step_said(step) for step in falls_away(facts, setting.file.agenda)] if closing else [],
        "dangers": [danger_said(d, setting.today) for d in facts.dangers()] if closing else [],
    }


def _blockers(setting: Setting) -> list[str]:
    return [say(f"blocker.{code}") for code in setting.file.facts.closing_blockers()]


def _back(request: WorkRequest, setting: Setting) -> HttpResponse:
    """To where one came from: Vandaag, where the card has moved, or the dossier."""
    place = origin(request.GET.get("terug", ""), setting.file.case.number)
    return redirect(place) if place else redirect("case", setting.file.case.number)
