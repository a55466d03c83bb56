"""The lists of courts and bailiffs: bring one in, see what it would do, and record what is clear."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, listed, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.court.lists import shown
from vangnet.apps.court.lists.erasure import remove
from vangnet.apps.court.lists.forms import ColumnsForm, ListForm
from vangnet.apps.court.lists.layouts import Layout, from_json
from vangnet.apps.court.lists.reading import MOST_BYTES, Reading, open_list
from vangnet.apps.court.lists.receiving import courts, go_on, look_again, read_with, receive, understood
from vangnet.apps.court.lists.taking import begin
from vangnet.apps.court.models import WAITING, HearingList, ListedRow
from vangnet.apps.web.components import Table
from vangnet.apps.web.reading import ColumnGuess, Fatal, Refusal
from vangnet.apps.web.reading.said import refusal_said
from vangnet.apps.web.texts import number, say
from vangnet.domain.codes import Role

BRINGS = (Role.COURT_OFFICER, Role.DIRECTOR)
"""Who brings in the lists of courts and bailiffs, and decides about their rows."""
A_PAGE = 25
PREVIEWED = 10
Status = HearingList.Status


@audience(*BRINGS)
@require_http_methods(["GET", "POST"])
def hearing_lists(request: WorkRequest) -> HttpResponse:
    """The lists that came, newest first; and a file to bring in."""
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid() and (found := _received(request, form)):
        return redirect("hearing_list_columns" if found.status == Status.UNMAPPED else "hearing_list", found.pk)
    page = Paginator(HearingList.of(request.municipality).order_by("-id"), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "table": shown.lists_table(list(page.object_list))}
    return render(request, "court/lists.html", context, status=422 if form.is_bound else 200)


def _received(request: WorkRequest, form: ListForm) -> HearingList | None:
    """The list, kept and looked up; None, with the reason in the form, where it cannot be read."""
    sent = form.cleaned_data["sent"]
    try:
        if sent.size and sent.size > MOST_BYTES:
            raise Fatal(Refusal.TOO_LARGE, size=sent.size, most=MOST_BYTES)  # noqa: TRY301 - told as all others
        name = Path(sent.name or "").name.replace("\x00", "")
        found, again = receive(request.municipality, name, sent.file, by=request.user, today=clock.today())
    except Fatal as refused:
        form.add_error("sent", refusal_said(refused.code, dict(refused.facts), "list_field"))
        return None
    change(request, "hearing_list", found.pk, Ground.HOME)
    if again:
        messages.info(request, _("Dit bestand was er al. Hieronder ziet u hoe het er nu voor staat."))
    return found


def _one(request: WorkRequest, hearing_list: int) -> HearingList:
    found: HearingList = get_object_or_404(HearingList.of(request.municipality), pk=hearing_list)
    return found


@audience(*BRINGS)
@require_GET
def hearing_list(request: WorkRequest, hearing_list: int) -> HttpResponse:
    """One list: what each row would do or did, what is wrong with which, and what asks for somebody."""
    found = _one(request, hearing_list)
    look(request, "hearing_list", found.pk, Ground.HOME)
    counts = shown.counts(found)
    chosen = request.GET.get("stand", "")
    rows = ListedRow.of(request.municipality).filter(hearing_list=found).select_related("case").order_by("row")
    page = Paginator(rows.filter(status=chosen) if chosen in counts else rows, A_PAGE).get_page(request.GET.get("page"))
    some = list(page.object_list)
    listed(request, "listed_row", [row.pk for row in some], Ground.HOME)
    context = {
        "found": found,
        "failure": shown.failure(found),
        "counts": [(status, say(f"listed_status.{status}"), count) for status, count in counts.items()],
        "chosen": chosen if chosen in counts else "",
        "total": sum(counts.values()),
        "ready": counts.get(ListedRow.Status.READY, 0),
        "waits": sum(counts.get(status, 0) for status in WAITING),
        "removable": not counts.get(ListedRow.Status.DONE),
        "page": page,
        "rows": shown.rows(some),
    }
    return render(request, "court/list.html", context)


@audience(*BRINGS)
@require_http_methods(["GET", "POST"])
def hearing_list_columns(request: WorkRequest, hearing_list: int) -> HttpResponse:
    """Point out what each column holds, and see ten rows read so."""
    found = _one(request, hearing_list)
    if not found.stored:
        return redirect("hearing_list", found.pk)
    look(request, "hearing_list", found.pk, Ground.HOME)
    sent = request.POST if request.method == "POST" else None
    used = from_json(found.layout) if found.layout else None
    try:
        encoding = ColumnsForm.chosen_encoding(sent) if sent else used.encoding if used else None
        likely, guesses, samples = understood(found.stored, found.name, encoding)
    except Fatal as refused:
        messages.error(request, refusal_said(refused.code, dict(refused.facts), "list_field"))
        return redirect("hearing_list", found.pk)
    columns = [one.column for one in guesses]
    before = used if used and set(used.wanted) <= set(columns) else likely
    kind = likely.format or before.format
    assert kind is not None  # noqa: S101 - the guess always names the kind of file
    form = ColumnsForm(columns, kind, sent, initial=ColumnsForm.initial_of(columns, before))
    if form.is_bound and form.is_valid() and "save" in request.POST:
        read_with(found, form.layout(), clock.today())
        change(request, "hearing_list", found.pk, Ground.HOME)
        return redirect("hearing_list", found.pk)
    layout = before if not form.is_bound else form.layout() if form.is_valid() else None
    table, refused_said = _preview(found, layout)
    context = {
        "found": found,
        "form": form,
        "columns": _columns(form, guesses, samples),
        "preview": table,
        "refused": refused_said,
    }
    return render(request, "court/list_columns.html", context, status=422 if form.errors else 200)


def _columns(form: ColumnsForm, guesses: tuple[ColumnGuess[Any], ...], samples: tuple[str, ...]) -> list[Any]:
    """Of each column its field in the form, its first value, and why it was taken for what it is."""
    return [
        (form[f"column_{place}"], sample, say(f"guess_reason.{guess.reason}"))
        for place, (guess, sample) in enumerate(zip(guesses, samples, strict=True))
    ]


def _preview(found: HearingList, layout: Layout | None) -> tuple[Table | None, str]:
    if layout is None or layout.lacking():
        return None, ""
    try:
        with open_list(found.stored, found.name) as source:
            reading = Reading(source, layout, found.received_on, courts(clock.today()))
            return shown.preview(list(islice(reading, PREVIEWED))), ""
    except Fatal as refused:
        return None, refusal_said(refused.code, dict(refused.facts), "list_field")


@audience(*BRINGS)
@require_POST
def hearing_list_take(request: WorkRequest, hearing_list: int) -> HttpResponse:
    """Record what is clear."""
    found = _one(request, hearing_list)
    count = begin(found, by=request.user, today=clock.today())
    change(request, "hearing_list", found.pk, Ground.HOME)
    told = ngettext("%(count)s rij is opgenomen.", "%(count)s rijen zijn opgenomen.", count)
    (messages.success if count else messages.info)(request, told % {"count": number(count)})
    return redirect("hearing_list", found.pk)


@audience(*BRINGS)
@require_POST
def hearing_list_again(request: WorkRequest, hearing_list: int) -> HttpResponse:
    """Hold what is not recorded against the dossiers as they are now; and read on where it was left."""
    found = _one(request, hearing_list)
    go_on(found, clock.today())
    look_again(found, clock.today())
    change(request, "hearing_list", found.pk, Ground.HOME)
    messages.info(request, _("Opnieuw vergeleken met de dossiers van nu."))
    return redirect("hearing_list", found.pk)


@audience(*BRINGS)
@require_POST
def hearing_list_delete(request: WorkRequest, hearing_list: int) -> HttpResponse:
    """Erase a list of which nothing was recorded."""
    found = _one(request, hearing_list)
    if not remove(found):
        messages.warning(request, _("Uit deze lijst is al iets opgenomen. Zij blijft daarom bewaard."))
        return redirect("hearing_list", found.pk)
    change(request, "hearing_list", hearing_list, Ground.HOME)
    messages.success(request, _("De lijst is verwijderd, met het bestand en alle rijen."))
    return redirect("hearing_lists")
