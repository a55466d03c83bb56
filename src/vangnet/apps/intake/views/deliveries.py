"""Aanleveringen: how does somebody bring files in, see what would happen, and let it happen?"""

import tempfile
from datetime import date
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
from vangnet.apps.intake import deliveries, jobs, said, shown, uploads
from vangnet.apps.intake.forms import UploadForm, WhoseForm
from vangnet.apps.intake.models import Delivery, RowProblem, Upload
from vangnet.apps.intake.reading import MOST_BYTES, Fatal, Refusal, from_json, open_delivery, write_bad_rows
from vangnet.apps.intake.receiving import NotNow, path_of, receive
from vangnet.apps.intake.undoing import begin_cancel
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.texts import number
from vangnet.domain.codes import Role

A_PAGE = 30
WHO = (Role.INTAKE, Role.COORDINATOR)


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
        "table": shown.table(list(page.object_list)),
        "whose": whose,
        "ready": deliveries.ready(request.municipality),
    }
    return render(request, "intake/deliveries.html", context, status=422 if form.errors else 200)


def _bring_in(request: WorkRequest, form: UploadForm) -> HttpResponse:
    """Each file by itself: one that is refused does not hold up the others."""
    made: list[Delivery] = []
    unknown, partners = False, list(Partner.of(request.municipality).filter(active=True))
    for file in form.cleaned_data["sent"]:
        name = Path(file.name or "").name
        partner = form.cleaned_data["partner"] or uploads.guess_partner(name, partners)
        try:
            if file.size and file.size > MOST_BYTES:
                raise Fatal(Refusal.TOO_LARGE, size=file.size, most=MOST_BYTES)  # noqa: TRY301 - told as all others
            if partner is None:
                uploads.set_by(request.municipality, name, _content(file), file.size or 0, request.user)
                unknown = True
            else:
                made.append(_received(request, partner, name, file, form.cleaned_data["received_on"]))
        except Fatal as refused:
            messages.error(request, f"{name}: {said.refusal(refused.code, dict(refused.facts))}")
    for delivery in made:
        jobs.start(delivery)
        change(request, "delivery", delivery.pk, Ground.SIGNAL)
    if unknown:
        messages.warning(request, _("Van sommige bestanden is de partner niet te zien. Kies die hieronder."))
    if len(made) == 1 and not unknown:
        return redirect("delivery", made[0].pk)
    _say_nothing_new(request, made)
    return redirect("delivery_list")


def _received(
    request: WorkRequest, partner: Partner, name: str, file: UploadedFile[Any], received_on: date | None
) -> Delivery:
    today = clock.today()
    on = min(received_on or today, today)
    return receive(partner, name, _content(file), by=request.user, today=today, received_on=on)


def _say_nothing_new(request: WorkRequest, made: list[Delivery]) -> None:
    if old := sum(one.nothing_new for one in made):
        told = ngettext(
            "%(count)s bestand was al opgenomen; er staat niets nieuws in.",
            "%(count)s bestanden waren al opgenomen; er staat niets nieuws in.",
            old,
        )
        messages.info(request, told % {"count": number(old)})


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
    page = Paginator(problems, shown.MOST).get_page(request.GET.get("page"))
    context = {
        "delivery": found,
        "status": shown.chip(found),
        "work": shown.work(found),
        "still": found.stands_still(clock.now()),
        "failure": said.failure(found),
        "figures": shown.figures(found),
        "page": page,
        "problems": shown.problems(list(page.object_list)),
        "by_line": any(one.line != one.row for one in page.object_list),
        "apart": found.counts.get("read", {}).get("apart", 0),
        "unlawful": shown.unlawful(found),
        "brake": shown.brake(found),
        "misread": shown.misread(found),
        "before": _taken_in_before(found),
        "follows": shown.follows(found),
    }
    return render(request, "intake/delivery.html", context)


def _taken_in_before(found: Delivery) -> Delivery | None:
    """The delivery that brought this very file, where nothing in it is new any more."""
    if found.at_rest or not found.nothing_new:
        return None
    same = Delivery.of(found.municipality_id).filter(partner=found.partner, sha256=found.sha256, status="done")
    return same.order_by("id").first()


@audience(*WHO)
@require_GET
def progress(request: WorkRequest, delivery: int) -> HttpResponse:
    """How far it is, asked every two seconds; the whole page comes back once it is ready."""
    found = _one(request, delivery)
    work = shown.work(found)
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
        messages.success(
            request, f"{told % {'count': number(done)}} {shown.waiting(request.municipality, begun)}".strip()
        )
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


def _one(request: WorkRequest, delivery: int) -> Delivery:
    return get_object_or_404(Delivery.of(request.municipality).select_related("partner"), pk=delivery)
