"""Aanleveringen: how does somebody bring files in, see what would happen, and let it happen?"""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.intake import deliveries, jobs, said, uploads
from vangnet.apps.intake.forms import UploadForm, WhoseForm
from vangnet.apps.intake.models import GOING, Delivery, RowProblem, Signal, Upload
from vangnet.apps.intake.reading import MOST_BYTES, Fatal, from_json, open_delivery, write_bad_rows
from vangnet.apps.intake.receiving import NotNow, path_of, receive
from vangnet.apps.intake.undoing import begin_cancel
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Cell, Chip, Column, Table, Work
from vangnet.apps.web.texts import day, number, say
from vangnet.domain.codes import Role

A_PAGE = 30
PROBLEMS = 50
WHO = (Role.INTAKE, Role.COORDINATOR)
_NOTHING_COUNTS = frozenset({*GOING, Delivery.Status.CANCELLED, Delivery.Status.FAILED} - {Delivery.Status.RUNNING})
"""What was counted is not so yet, or no longer."""
_KINDS = {"done": "good", "waiting": "soon", "unmapped": "soon", "failed": "alarm", "staged": "net", "running": "net"}


@audience(*WHO)
@require_http_methods(["GET", "POST"])
def delivery_list(request: WorkRequest) -> HttpResponse:
    """All deliveries, newest first; bring new files in."""
    if request.method == "POST":
        form = UploadForm(request.municipality, request.POST, request.FILES)
        if form.is_valid():
            return _bring_in(request, form)
    else:
        form = UploadForm(request.municipality)
    rows = Delivery.of(request.municipality).select_related("partner").order_by("-id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    pending = Upload.of(request.municipality).order_by("-id")
    whose = [(upload, WhoseForm(request.municipality, prefix=f"u{upload.pk}")) for upload in pending[:A_PAGE]]
    context = {
        "form": form,
        "page": page,
        "table": _table(list(page.object_list)),
        "whose": whose,
        "ready": deliveries.ready(request.municipality),
    }
    return render(request, "intake/deliveries.html", context, status=422 if form.errors else 200)


def _bring_in(request: WorkRequest, form: UploadForm) -> HttpResponse:
    """Each file by itself: one that is refused does not hold up the others."""
    today = clock.today()
    partners = list(Partner.of(request.municipality).filter(active=True))
    made: list[Delivery] = []
    unknown = 0
    for file in form.cleaned_data["sent"]:
        name = Path(file.name or "").name
        if file.size and file.size > MOST_BYTES:
            told = said.refusal("too_large", {"size": file.size, "most": MOST_BYTES})
            messages.error(request, f"{name}: {told}")
            continue
        partner = form.cleaned_data["partner"] or uploads.guess_partner(name, partners)
        if partner is None:
            uploads.set_by(request.municipality, name, _content(file), file.size or 0, request.user)
            unknown += 1
            continue
        received_on = form.cleaned_data["received_on"] or today
        made.append(
            receive(partner, name, _content(file), by=request.user, today=today, received_on=min(received_on, today))
        )
    for delivery in made:
        jobs.start(delivery)
        change(request, "delivery", delivery.pk, Ground.SIGNAL)
    if unknown:
        messages.warning(request, _("Van sommige bestanden is de partner niet te zien. Kies die hieronder."))
    if len(made) == 1 and not unknown:
        return redirect("delivery", made[0].pk)
    return redirect("delivery_list")


def _content(file: UploadedFile[Any]) -> Any:
    return file.file if hasattr(file, "temporary_file_path") else file


@audience(*WHO)
@require_POST
def upload(request: WorkRequest, upload: int) -> HttpResponse:
    """Say from which partner a file is, or that it should not have come."""
    found = get_object_or_404(Upload.of(request.municipality), pk=upload)
    if "drop" in request.POST:
        uploads.drop(found)
        return redirect("delivery_list")
    form = WhoseForm(request.municipality, request.POST, prefix=f"u{found.pk}")
    if not form.is_valid():
        messages.error(request, _("Kies de partner van %(name)s.") % {"name": found.name})
        return redirect("delivery_list")
    delivery = uploads.deliver(found, form.cleaned_data["partner"], by=request.user, today=clock.today())
    jobs.start(delivery)
    change(request, "delivery", delivery.pk, Ground.SIGNAL)
    return redirect("delivery", delivery.pk)


@audience(*WHO)
@require_GET
def delivery(request: WorkRequest, delivery: int) -> HttpResponse:
    """One delivery: how far it is, what would happen or happened, and what is wrong with which row."""
    found = _one(request, delivery)
    look(request, "delivery", found.pk, Ground.SIGNAL)
    problems = RowProblem.of(request.municipality).filter(delivery=found).order_by("-apart", "row", "id")
    page = Paginator(problems, PROBLEMS).get_page(request.GET.get("page"))
    context = {
        "delivery": found,
        "status": _chip(found),
        "work": _work(found),
        "still": found.stands_still(clock.now()),
        "failure": said.failure(found),
        "figures": _figures(found),
        "page": page,
        "problems": _problems(list(page.object_list)),
        "apart": found.counts.get("read", {}).get("apart", 0),
        "unlawful": _unlawful(found),
        "brake": _brake(found),
        "waiting": Signal.of(request.municipality).filter(delivery=found, status__startswith="waiting").count(),
    }
    return render(request, "intake/delivery.html", context)


@audience(*WHO)
@require_GET
def progress(request: WorkRequest, delivery: int) -> HttpResponse:
    """How far it is, asked every two seconds; the whole page comes back once it is ready."""
    found = _one(request, delivery)
    work = _work(found)
    if work is None or not work.url:
        answer = HttpResponse()
        answer["HX-Redirect"] = reverse("delivery", args=[found.pk])
        return answer
    return render(request, "web/components/progress.html", {"work": work})


@audience(*WHO)
@require_POST
def take_in(request: WorkRequest, delivery: int) -> HttpResponse:
    """Let it happen; a delivery of unusual size only with the box ticked."""
    found = _one(request, delivery)
    if "sure" in request.POST:
        deliveries.confirm(found)
    if found.status in {Delivery.Status.STAGED, Delivery.Status.WAITING, Delivery.Status.RUNNING}:
        if deliveries.begin(found):
            jobs.start(found)
            change(request, "delivery", found.pk, Ground.SIGNAL)
        elif found.status == Delivery.Status.WAITING:
            messages.warning(request, _("Er is nog niets opgenomen. Bevestig eerst dat de omvang klopt."))
    return redirect("delivery", found.pk)


@audience(*WHO)
@require_POST
def take_in_all(request: WorkRequest) -> HttpResponse:
    """Let everything happen that is ready; each delivery by itself, and what the brake holds stays."""
    begun = [found for found in deliveries.ready(request.municipality) if deliveries.begin(found)]
    for found in begun:
        change(request, "delivery", found.pk, Ground.SIGNAL)
    jobs.start_all(begun)
    _say_taken_in(request, begun)
    return redirect("delivery_list")


def _say_taken_in(request: WorkRequest, begun: list[Delivery]) -> None:
    done = sum(found.at_rest for found in begun)
    if done:
        told = ngettext("%(count)s bestand is opgenomen.", "%(count)s bestanden zijn opgenomen.", done)
        messages.success(request, told % {"count": number(done)})
    if left := len(begun) - done:
        told = ngettext(
            "%(count)s bestand is nog bezig en gaat vanzelf verder.",
            "%(count)s bestanden zijn nog bezig en gaan vanzelf verder.",
            left,
        )
        messages.info(request, told % {"count": number(left)})
    if not begun:
        messages.info(request, _("Er stond niets meer klaar om op te nemen."))


@audience(*WHO)
@require_POST
def push(request: WorkRequest, delivery: int) -> HttpResponse:
    """Go on with one that stands still, a while."""
    found = _one(request, delivery)
    if found.stands_still(clock.now()):
        jobs.push(found, by=request.user)
        change(request, "delivery", found.pk, Ground.SIGNAL)
    return redirect("delivery", found.pk)


@audience(*WHO)
@require_POST
def cancel_delivery(request: WorkRequest, delivery: int) -> HttpResponse:
    """Undo it."""
    found = _one(request, delivery)
    try:
        begin_cancel(found)
    except NotNow:
        messages.warning(request, _("Deze aanlevering is al klaar; er is niets veranderd."))
    else:
        jobs.start(found, by=request.user)
        change(request, "delivery", found.pk, Ground.SIGNAL)
        if found.at_rest:
            messages.success(request, _("Geannuleerd. Van deze aanlevering is niets bewaard."))
    return redirect("delivery", found.pk)


@audience(*WHO)
@require_GET
def bad_rows(request: WorkRequest, delivery: int) -> HttpResponseBase:
    """The rows that were set apart, as a file in the partner's own layout with what is wrong beside them."""
    found = _one(request, delivery)
    if not found.stored or not found.layout or not found.counts.get("read", {}).get("apart"):
        raise Http404
    look(request, "delivery", found.pk, Ground.SIGNAL)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        with open_delivery(path_of(found), found.name) as source:
            write_bad_rows(
                source, from_json(found.layout), found.dated_on, out, say=said.problem, title=_("Wat is er mis")
            )
            extension = source.format.value
    except Fatal as refused:
        out.close()
        raise Http404 from refused
    out.seek(0)
    mended = _("te-herstellen")
    name = f"{slugify(Path(found.name).stem)}-{mended}.{extension}"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/octet-stream")


# What the page shows ------------------------------------------------------------------------


def _one(request: WorkRequest, delivery: int) -> Delivery:
    return get_object_or_404(Delivery.of(request.municipality).select_related("partner"), pk=delivery)


def _chip(found: Delivery) -> Chip:
    return Chip(say(f"delivery_status.{found.status}"), _KINDS.get(found.status, "plain"))  # type: ignore[arg-type]


def _table(rows: list[Delivery]) -> Table:
    heads = (_("Bestand"), _("Partner"), _("Ontvangen"), _("Rijen"), _("Apart gezet"), _("Stand"))
    return Table(
        caption=_("Aanleveringen, nieuwste eerst"),
        columns=[Column(head, head in {_("Rijen"), _("Apart gezet")}) for head in heads],
        rows=[
            (
                Cell(Path(row.name).name, reverse("delivery", args=[row.pk])),
                Cell(row.partner.name),
                Cell(day(row.received_on, "year")),
                Cell(_counted(row, "rows")),
                Cell(_counted(row, "apart")),
                Cell("", chip=_chip(row)),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _counted(row: Delivery, name: str) -> str:
    read = row.counts.get("read")
    return number(read[name]) if read else "–"


def _work(found: Delivery) -> Work | None:
    """Long work under way; None when nothing is."""
    url = "" if found.stands_still(clock.now()) else reverse("delivery_progress", args=[found.pk])
    good = found.counts.get("read", {}).get("rows", 0)
    if found.status == Delivery.Status.STAGING:
        detail = _("%(rows)s rijen gelezen.") % {"rows": number(good)}
        return Work(_("Lezen en controleren"), found.checked_to, max(good, found.checked_to + 1), url, detail)
    if found.status == Delivery.Status.RUNNING:
        return Work(_("Opnemen"), found.done_to, max(good, found.done_to + 1), url)
    if found.status == Delivery.Status.CANCELLING:
        left = Signal.of(found.municipality_id).filter(delivery=found).count()
        return Work(_("Ongedaan maken"), max(good - left, 0), max(good, 1), url)
    return None


def _figures(found: Delivery) -> list[tuple[str, list[tuple[str, int]]]]:
    """Counts under two headings: what was read, and what becomes of it. Nothing is shown twice."""
    read = found.counts.get("read")
    if not read or found.status in _NOTHING_COUNTS:
        return []
    done = found.counts.get("done") or found.counts.get("planned", {})
    became = _("Wat ermee is gebeurd") if found.counts.get("done") else _("Wat ermee zou gebeuren")
    lines = {
        _("opgepakt"): done.get("taken_up", 0),
        _("wie is dit?"): done.get("waiting_who", 0),
        _("welke huisgenoot?"): done.get("waiting_person", 0),
        _("wel of niet oppakken?"): done.get("waiting_triage", 0),
        _("herhaald, niet hoger"): done.get("set_aside.repeat", 0),
        _("onder de grens van de gemeente"): done.get("set_aside.unjustified", 0),
        _("al bekend, overgeslagen"): done.get("known", 0),
        _("onrechtmatig, gewist"): done.get("unlawful", 0),
    }
    cases = {
        _("nieuwe dossiers"): done.get("opened", 0),
        _("bij een open dossier"): done.get("joined", 0),
        _("niet in de registratie"): done.get("newcomers", 0),
        _("met crisis"): done.get("remark.crisis", 0),
    }
    rows = {
        _("rijen"): read["rows"],
        _("goed"): read["good"],
        _("apart gezet"): read["apart"],
        _("met een opmerking"): read["remarks"],
        _("totaalregels overgeslagen"): read["totals"],
        _("lege regels overgeslagen"): read["blank"],
    }
    groups = [(_("Gelezen"), rows), (became, lines), (_("Dossiers"), cases)]
    kept = [(head, [(text, count) for text, count in some.items() if count]) for head, some in groups]
    return [(head, some) for head, some in kept if some]


def _problems(rows: list[RowProblem]) -> Table:
    heads = (_("Rij"), _("Kolom"), _("Wat er staat"), _("Wat er mis is, en hoe het goed komt"))
    return Table(
        caption=_("Wat er mis is in het bestand"),
        columns=[Column(head) for head in heads],
        rows=[
            (
                Cell(number(row.row)),
                Cell(row.column or "–"),
                Cell(row.value or "–"),
                Cell(said.problem(row), chip=None if row.apart else Chip(_("opmerking"), "plain")),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _unlawful(found: Delivery) -> list[tuple[int, str]]:
    """Row and reason of what would be erased; afterwards only their number is left."""
    rows = Signal.of(found.municipality_id).filter(delivery=found, status="staged", plan="unlawful").order_by("row")
    return [(row, said.remarks(told)[0]) for row, told in rows.values_list("row", "remarks")[:PROBLEMS]]


def _brake(found: Delivery) -> dict[str, Any] | None:
    if found.status not in {Delivery.Status.STAGED, Delivery.Status.WAITING} or not deliveries.brakes(found):
        return None
    return {"good": found.counts["read"]["good"], "usual": round(deliveries.usual_rows(found) or 0)}
