"""How are looplijsten made, walked and printed? Views parse, do one act, and draw."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.forms import BETWEEN_MARKS
from vangnet.apps.cases.record import Done, FactInFuture
from vangnet.apps.cases.wording import doubt_said
from vangnet.apps.outreach import pdf, planning, queries, shown
from vangnet.apps.outreach.forms import RoundForm, VisitForm
from vangnet.apps.outreach.models import Stop, Walker
from vangnet.apps.outreach.sheet import Sheet, sheet_of
from vangnet.apps.outreach.visits import AlreadyRecorded, SeemsOff, can_follow, record_visit, undo
from vangnet.apps.web.shell import counted
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import Reached, Role

WALKS = (Role.VISITOR, Role.CASEWORKER, Role.COORDINATOR)
MAKES = (Role.CASEWORKER, Role.COORDINATOR)


@counted("rounds")
def waiting(request: HttpRequest) -> int:
    """How many doors wait today for the one who looks at the menu."""
    at = cast("WorkRequest", request)
    return queries.waiting(at.municipality, at.user, clock.today())


@audience(*WALKS)
@require_GET
def rounds(request: WorkRequest) -> HttpResponse:
    """All rounds to come and of the last two weeks; a visitor sees the own ones."""
    listed = queries.rounds_for(request.municipality, request.user, clock.today(), own_only=_own_only(request))
    context = {"listed": listed, "may_make": request.role in MAKES, "today": clock.today()}
    return render(request, "outreach/rounds.html", context)


@audience(*MAKES)
@require_http_methods(["GET", "POST"])
def round_new(request: WorkRequest) -> HttpResponse:
    """Choose, look who is on it and who is not and why, and then make it."""
    form = RoundForm(request.municipality, request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "outreach/round_new.html", {"form": form}, status=422 if form.is_bound else 200)
    asked, named = form.asked(), form.named()
    if request.POST.get("act") == "make":
        made, _plan = planning.make(request.municipality, asked, named, by=request.user)
        change(request, "round", made.pk, Ground.DEBT_HELP)
        return redirect("round_page", made.pk)
    planned = planning.plan(request.municipality, asked, len(named))
    look(request, "case", shown.cases_of(planned), Ground.DEBT_HELP)
    context = {"form": form, "plan": planned, "preview": shown.preview(planned, named)}
    return render(request, "outreach/round_new.html", context)


@audience(*WALKS)
@require_GET
def round_page(request: WorkRequest, number: int) -> HttpResponse:
    """A round as it was made, to look over, reorder and print."""
    sheet = _sheet(request, number)
    walks = [(walk, pdf.summary(walk)) for walk in sheet.walks]
    return render(request, "outreach/round.html", {"sheet": sheet, "walks": walks, "title": pdf.title(sheet)})


@audience(*WALKS)
@require_GET
def round_print(request: WorkRequest, number: int) -> HttpResponse:
    """The same on paper, through the browser."""
    sheet = _sheet(request, number)
    context = {"sheet": sheet, "said": pdf.said(request.municipality, sheet)}
    return render(request, "outreach/round_print.html", context)


@audience(*WALKS)
@require_GET
def round_pdf(request: WorkRequest, number: int) -> HttpResponse:
    """The same as a PDF."""
    sheet = _sheet(request, number)
    response = HttpResponse(pdf.round_pdf(request.municipality, sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="looplijst-{sheet.round.day}-{sheet.round.pk}.pdf"'
    return response


@audience(*WALKS)
@require_GET
def walk(request: WorkRequest, number: int) -> HttpResponse:
    """One walk on a phone: the door to go to now, and what comes after."""
    walker = _walker(request, number)
    sheet = sheet_of(request.municipality, walker.round, [walker])
    look(request, "case", sheet.cases, Ground.DEBT_HELP)
    own = sheet.walks[0]
    context = {"sheet": sheet, "walk": own, "line": own.next, "taps": shown.taps(own.next.task) if own.next else ()}
    return render(request, "outreach/walk.html", context)


@audience(*WALKS)
@require_http_methods(["GET", "POST"])
def stop(request: WorkRequest, number: int) -> HttpResponse:
    """One door in three taps: what happened, was help offered, what next. Each tap but the last is a link."""
    at = _stop(request, number)
    form = VisitForm(request.POST or None, initial={"reached": _tapped(request), "offered": request.GET.get("offered")})
    asked: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            return _recorded(request, at, form)
        except SeemsOff as off:
            asked = {doubt.mark: doubt_said(doubt, {}) for doubt in off.doubts}
    look(request, "case", at.case_id, Ground.DEBT_HELP)
    line = shown.line_of(request.municipality, at)
    reached = _tapped(request)
    context: dict[str, Any] = {
        "line": line,
        "struck": shown.struck(at),
        "form": form,
        "walker": at.walker,
        "reached": reached,
        "offered": _offered(request, reached),
        "taps": shown.taps(line.task),
        "question": shown.question(reached),
        "too_early": at.day > clock.today(),
        "doubts": list(asked.values()),
        "marks": BETWEEN_MARKS.join(asked),
    }
    if reached and context["offered"] is not None:
        context["answers"] = can_follow(reached, offered=context["offered"] is True)
    return render(request, "outreach/stop.html", context, status=422 if form.is_bound else 200)


def _recorded(request: WorkRequest, at: Stop, form: VisitForm) -> HttpResponse:
    """Record the visit and go on to the next door. Raises SeemsOff while something is to be asked first."""
    token = str(form.cleaned_data["token"])
    try:
        done = record_visit(
            at, form.visit(), by=request.user, today=clock.today(), token=token, confirmed=form.confirmed
        )
    except AlreadyRecorded:
        messages.warning(request, _("Hier was al iets vastgelegd. Verbeter dat eerst; er is niets veranderd."))
        return redirect("stop", at.pk)
    except FactInFuture:
        messages.warning(request, _("Deze looplijst is voor een latere dag. Leg het vast op de dag zelf."))
        return redirect("stop", at.pk)
    change(request, "case", at.case_id, Ground.DEBT_HELP)
    messages.success(request, _what_became_of_it(at, done) % {"address": at.case.address})
    return redirect("walk", at.walker_id)


def _what_became_of_it(at: Stop, done: Done) -> str:
    """Where the visit stands now; of a case that was closed, whether it still is."""
    if not at.closed:
        return _("Vastgelegd: %(address)s.")
    if done.facts.closed_on:
        return _("Vastgelegd: %(address)s. Het dossier blijft gesloten.")
    return _("Vastgelegd: %(address)s. Het dossier is weer open, zodat een collega verder kan helpen.")


@audience(*WALKS)
@require_POST
def stop_undo(request: WorkRequest, number: int) -> HttpResponse:
    """Take back what was recorded here, by correcting it: only that which was read before it was struck."""
    at = _stop(request, number)
    seen = typed_number(request.POST.get("result", "")) or 0
    if undo(at, seen, by=request.user, today=clock.today()):
        change(request, "case", at.case_id, Ground.DEBT_HELP)
        messages.success(request, _("Doorgestreept. Leg nu vast wat er wel gebeurde."))
    else:
        messages.warning(request, _("Er is niets doorgestreept. Lees eerst wat er nu staat."))
    return redirect("stop", at.pk)


@audience(*WALKS)
@require_POST
def stop_move(request: WorkRequest, number: int) -> HttpResponse:
    """One place up or down."""
    at = _stop(request, number)
    planning.move(at, up=request.POST.get("way") == "up")
    return redirect("round_page", at.walker.round_id)


@audience(*WALKS)
@require_http_methods(["GET", "POST"])
def stop_remove(request: WorkRequest, number: int) -> HttpResponse:
    """Off the list, after a warning of what that means; the step itself stays on the agenda."""
    at = _stop(request, number)
    if at.result_id is not None:
        messages.warning(request, _("Hier is al iets vastgelegd. Dit adres blijft op de lijst."))
        return redirect("round_page", at.walker.round_id)
    if request.method == "POST":
        at.delete()
        messages.success(request, _("Dit adres staat niet meer op de lijst."))
        return redirect("round_page", at.walker.round_id)
    look(request, "case", at.case_id, Ground.DEBT_HELP)
    return render(
        request, "outreach/stop_remove.html", {"line": shown.line_of(request.municipality, at), "walker": at.walker}
    )


def _own_only(request: WorkRequest) -> bool:
    return request.role is Role.VISITOR


def _sheet(request: WorkRequest, number: int) -> Sheet:
    """What this person may see of a round; looked at from here on."""
    today, own_only = clock.today(), _own_only(request)
    made = get_object_or_404(queries.visible(request.municipality, request.user, today, own_only=own_only), pk=number)
    walkers = queries.walkers_for(request.municipality, made, request.user, own_only=own_only)
    sheet = sheet_of(request.municipality, made, walkers)
    look(request, "case", sheet.cases, Ground.DEBT_HELP)
    return sheet


def _walker(request: WorkRequest, number: int) -> Walker:
    walker = get_object_or_404(Walker.of(request.municipality).select_related("round", "user"), pk=number)
    rounds = queries.visible(request.municipality, request.user, clock.today(), own_only=_own_only(request))
    if not rounds.filter(pk=walker.round_id).exists() or (_own_only(request) and walker.user_id != request.user.pk):
        raise Http404
    return walker


def _stop(request: WorkRequest, number: int) -> Stop:
    own_only = _own_only(request)
    return get_object_or_404(
        queries.stops_for(request.municipality, request.user, clock.today(), own_only=own_only), pk=number
    )


def _tapped(request: WorkRequest) -> Reached | None:
    """The first tap: from the address of the page, or from the form that was sent."""
    said = request.POST.get("reached") or request.GET.get("reached")
    return next((reached for reached in Reached if reached == said), None)


def _offered(request: WorkRequest, reached: Reached | None) -> bool | None:
    """The second tap; None while it is not answered. At a wrong address there is nothing to ask."""
    if reached is Reached.WRONG_ADDRESS:
        return False
    if request.method == "POST":
        return request.POST.get("offered") == "True"
    return {"True": True, "False": False}.get(request.GET.get("offered", ""))
