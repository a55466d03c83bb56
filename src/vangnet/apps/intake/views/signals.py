"""Signalen: what waits for somebody, who may be meant, and what is decided?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, listed, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.household import Evidence, evidence_of
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.steps import haste_chip
from vangnet.apps.intake import desk, said
from vangnet.apps.intake.forms import AgainForm, AsideForm, WaitingForm
from vangnet.apps.intake.models import Delivery, Signal, is_urgent
from vangnet.apps.partners.evidence import Steps
from vangnet.apps.web import shell
from vangnet.apps.web.components import Chip
from vangnet.apps.web.texts import say, word
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import MatterKind, Role, SetAside

A_PAGE = 25
FILTER = "signal_filter"
FILTERS = frozenset({"status", "partner", "delivery"})
WHO = (Role.INTAKE, Role.CASEWORKER, Role.COORDINATOR)


@shell.counted("signal_list")
def _waiting_now(request: HttpRequest) -> int:
    municipality = getattr(request, "municipality", None)
    return desk.waiting(municipality).count() if municipality else 0


@audience(*WHO)
@require_GET
def signal_list(request: WorkRequest) -> HttpResponse:
    """What waits, most pressing first, or what was not taken up. The filter is remembered."""
    here = request.municipality
    if not FILTERS.isdisjoint(request.GET):
        request.session[FILTER] = {name: request.GET.get(name, "") for name in FILTERS}
    kept = request.session.get(FILTER, {})
    form = WaitingForm(here, kept)
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    aside = chosen.get("status") == Signal.Status.SET_ASIDE
    rows = (desk.not_taken_up(here) if aside else desk.waiting(here)).filter(**chosen)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    listed(request, "signal", [signal.pk for signal in shown], Ground.SIGNAL)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(signal) for signal in shown],
        "aside": aside,
        "filtered": bool(chosen.keys() - {"status"} if aside else chosen),
        "from_file": Delivery.of(here).filter(pk=chosen["delivery"]).first() if "delivery" in chosen else None,
        "may_deliver": request.role in {Role.INTAKE, Role.COORDINATOR},
    }
    return render(request, "intake/signals.html", context)


@audience(*WHO)
@require_http_methods(["GET", "POST"])
def signal(request: WorkRequest, signal: int) -> HttpResponse:
    """One signal: what the partner says beside who may be meant."""
    found = get_object_or_404(Signal.of(request.municipality).exclude(status="staged"), pk=signal)
    form = AsideForm(request.POST if "aside" in request.POST else None)
    again = AgainForm(request.POST if "again" in request.POST else None)
    if request.method == "POST":
        try:
            if answer := _take_up_again(request, found, again) if again.is_bound else _decide(request, found, form):
                return answer
        except desk.Settled:
            messages.warning(request, _settled_by_another(again))
            return redirect("signal", found.pk) if again.is_bound else redirect("signal_list")
    return _page(request, found, form, again)


def _settled_by_another(again: AgainForm) -> str:
    told = _("Een collega heeft dit signaal net afgehandeld. Uw keuze is niet vastgelegd.")
    if not again.is_bound:
        return told
    return told + " " + _("U schreef: “%(because)s”") % {"because": again.cleaned_data["because"]}


def _take_up_again(request: WorkRequest, found: Signal, again: AgainForm) -> HttpResponse | None:
    """Back from being set aside; None when no reason was given."""
    if not again.is_valid():
        return None
    because = again.cleaned_data["because"]
    try:
        desk.take_up_again(request.municipality, found.pk, because, by=request.user, today=clock.today())
    except desk.NoGround:
        messages.error(
            request, _("Dit signaal mag niet worden opgepakt. Er is niets veranderd; hieronder staat waarom.")
        )
    else:
        change(request, "signal", found.pk, Ground.SIGNAL)
        messages.success(request, _("Vastgelegd: dit signaal wordt toch opgepakt."))
    return redirect("signal", found.pk)


def _decide(request: WorkRequest, found: Signal, form: AsideForm) -> HttpResponse | None:
    """Do what was chosen; None when the choice is not complete."""
    here, by, today = request.municipality, request.user, clock.today()
    if "person" in request.POST:
        person = get_object_or_404(Person.of(here), pk=typed_number(request.POST["person"]))
        count = len(desk.this_person(here, found.pk, person.pk, by=by, today=today))
        told = ngettext(
            "Vastgelegd: dit is %(name)s.",
            "Vastgelegd: dit is %(name)s. Dat geldt ook voor de andere signalen met deze schrijfwijze.",
            count,
        ) % {"name": person.name}
    elif "new" in request.POST:
        shown = [typed_number(text) or 0 for text in request.POST.getlist("not_these")]
        not_these = list(Person.of(here).filter(pk__in=shown).values_list("pk", flat=True))
        desk.somebody_new(here, found.pk, not_these, by=by, today=today)
        told = _("Vastgelegd: een nieuwe inwoner, die nog niet in de registratie staat.")
    elif "allow" in request.POST:
        desk.allow(here, found.pk, by=by, today=today)
        told = _("Vastgelegd: dit signaal wordt opgepakt.")
    elif form.is_bound and form.is_valid():
        reason = SetAside(form.cleaned_data["reason"])
        desk.set_aside(here, found.pk, reason, by=by, today=today)
        told = _("Vastgelegd: niet opgepakt, %(reason)s.") % {"reason": word(reason)}
    else:
        return None
    change(request, "signal", found.pk, Ground.SIGNAL)
    messages.success(request, told)
    return _onward(request)


def _onward(request: WorkRequest) -> HttpResponse:
    """To the next signal that waits, so that one can go on."""
    following = desk.waiting(request.municipality).first()
    return redirect("signal", following.pk) if following else redirect("signal_list")


def _page(request: WorkRequest, found: Signal, form: AsideForm, again: AgainForm) -> HttpResponse:
    look(request, "signal", found.pk, Ground.SIGNAL)
    _, people = desk.who_may_it_be(request.municipality, found) if found.waits else (None, [])
    look(request, "person", [one.person.pk for one in people], Ground.IDENTITY)
    following = desk.waiting(request.municipality).exclude(pk=found.pk).first()
    reasons = said.reasons(found.matching)
    context = {
        "signal": found,
        "status": _status(found),
        "chips": _chips(found),
        "kind": word(MatterKind(found.kind)),
        "remarks": said.remarks(found.remarks),
        "reasons": reasons,
        "evidence": _evidence(found),
        "people": [_likeness(one, place) for place, one in enumerate(people, start=1)],
        "asks_who": found.status in {"waiting_who", "waiting_person"},
        "asks_triage": found.status == "waiting_triage",
        "proposed": word(SetAside(found.set_aside)) if found.set_aside and found.waits else "",
        "aside": word(SetAside(found.set_aside)) if found.set_aside and not found.waits else "",
        "forbidden": _forbidden(request, found),
        "form": form,
        "again": again,
        "late": found.late_on(clock.today()),
        "next_url": reverse("signal", args=[following.pk]) if following else "",
        "case_url": _case_url(found),
    }
    return render(request, "intake/signal.html", context, status=422 if request.method == "POST" else 200)


def _forbidden(request: WorkRequest, found: Signal) -> str:
    """Why what was set aside can never be taken up; empty where it can."""
    if found.status != Signal.Status.SET_ASIDE:
        return ""
    why = desk.no_ground(request.municipality, found)
    return said.remark(why.code, why.facts) if why else ""


def _evidence(found: Signal) -> list[Evidence]:
    """What the creditor did before it reported: asked of a landlord, and shown of others where they told."""
    steps = Steps(*(getattr(found, name) for name in Steps._fields))
    return evidence_of([steps]) if found.kind == MatterKind.RENT or steps != Steps() else []


def _case_url(found: Signal) -> str:
    """Its dossier; empty where there is none."""
    try:
        return reverse("case", args=[found.case.number]) if found.case else ""
    except NoReverseMatch:
        return ""


def _likeness(one: desk.Likeness, place: int) -> dict[str, Any]:
    person = one.person
    return {
        "place": place,
        "person": person,
        "first_names": person.first_names,
        "home": one.home,
        "score": one.score,
        "points": [
            {
                "field": say(f"match_field.{point.field}"),
                "level": say(f"match_level.{point.field}.{point.level}"),
                "points": f"{point.points:+d}",
                "kind": "good" if point.points > 0 else "alarm" if point.points < 0 else "plain",
            }
            for point in one.points
        ],
        "registered": person.register_id is not None,
    }


def _row(found: Signal) -> dict[str, Any]:
    return {
        "signal": found,
        "url": reverse("signal", args=[found.pk]),
        "chips": _chips(found),
        "ask": say(f"signal_status.{found.status}"),
        "why": _why(found),
        "kind": word(MatterKind(found.kind)),
        "late": found.late_on(clock.today()),
    }


def _why(found: Signal) -> str:
    """The first thing to know of it in a list."""
    if found.status == Signal.Status.SET_ASIDE:
        return " · ".join([word(SetAside(found.set_aside)), *said.remarks(found.remarks)[:1]])
    told = said.remarks(found.remarks) if found.status == "waiting_triage" else said.reasons(found.matching)
    return next(iter(told), "")


def _status(found: Signal) -> Chip:
    kinds: dict[str, Any] = {"taken_up": "good", "set_aside": "plain"}
    return Chip(say(f"signal_status.{found.status}"), kinds.get(found.status, "soon"))


def _chips(found: Signal) -> list[Chip]:
    chips = [haste_chip()] if found.in_haste_on(clock.today()) else []
    if is_urgent(found):
        chips.append(Chip(_("crisis"), "soon", "alert"))
    if found.late_on(clock.today()):
        chips.append(Chip(_("te laat"), "alarm", "clock"))
    if found.warm_handover:
        chips.append(Chip(_("warme overdracht"), "net", "hand"))
    return chips
