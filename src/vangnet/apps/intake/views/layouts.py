"""What does each column of this partner's file hold? The layout, made on screen from the file itself."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.intake import jobs, said
from vangnet.apps.intake.forms import LayoutForm
from vangnet.apps.intake.models import Delivery, SavedLayout
from vangnet.apps.intake.reading import (
    Encoding,
    Fatal,
    Format,
    Guess,
    Layout,
    Row,
    as_json,
    from_json,
    guess_layout,
    open_delivery,
    preview,
)
from vangnet.apps.intake.receiving import NotNow, path_of
from vangnet.apps.intake.staging import map_with
from vangnet.apps.intake.views.deliveries import WHO
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.reading.said import place_said
from vangnet.apps.web.texts import day, euro, say

SHOWN = 10
ACCENTED = 3
"""So many rows more where the first ones hold no letter by which the encoding can be judged."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the file itself tells: its columns, and the layout that is likely."""

    columns: tuple[str, ...]
    format: Format
    guess: Guess
    samples: tuple[str, ...]
    """The first value in each column."""


@audience(*WHO)
@require_http_methods(["GET", "POST"])
def layout(request: WorkRequest, delivery: int) -> HttpResponse:
    """Point out what each column holds, look at ten rows, and keep it for the next time."""
    found = get_object_or_404(Delivery.of(request.municipality).select_related("partner"), pk=delivery)
    if not found.stored or found.status in {Delivery.Status.RUNNING, Delivery.Status.DONE}:
        return redirect("delivery", found.pk)
    look(request, "delivery", found.pk, Ground.SIGNAL)
    try:
        before, opened = _before(found)
        if request.method == "POST":
            opened = _open(found, LayoutForm.chosen_encoding(request.POST))
    except Fatal as refused:
        messages.error(request, said.refusal(refused.code, dict(refused.facts)))
        return redirect("delivery", found.pk)
    if request.method == "GET":
        initial = LayoutForm.initial_of(opened.columns, before)
        return _page(request, found, opened, LayoutForm(opened.columns, opened.format, initial=initial), before)
    form = LayoutForm(opened.columns, opened.format, request.POST)
    if not form.is_valid():
        return _page(request, found, opened, form, None)
    made = form.layout(before)
    if "save" not in request.POST:
        return _page(request, found, opened, form, made)
    return _save(request, found, _beside_others(found, made))


def _open(found: Delivery, encoding: Encoding | None = None) -> _Opened:
    """The names of the columns are read by the encoding too."""
    with open_delivery(path_of(found), found.name) as source:
        columns, sample = source.top(encoding=encoding)
        guess = guess_layout(columns, sample, name=found.partner.name, kind=source.format)
        firsts = tuple(
            next((str(row[place]) for row in sample if place < len(row) and row[place] not in {None, ""}), "")[:40]
            for place in range(len(columns))
        )
        return _Opened(columns, source.format, guess, firsts)


def _before(found: Delivery) -> tuple[Layout, _Opened]:
    """The layout it was read with, where its columns are there; else the guess."""
    if found.layout:
        used = from_json(found.layout)
        opened = _open(found, used.encoding)
        if set(used.wanted) <= set(opened.columns):
            return used, opened
    opened = _open(found)
    return opened.guess.layout, opened


def _page(
    request: WorkRequest, found: Delivery, opened: _Opened, form: LayoutForm, shown: Layout | None
) -> HttpResponse:
    rows, refused = _preview(found, shown)
    context = {
        "delivery": found,
        "form": form,
        "columns": [
            (field, sample, _why(guess.reason, guess.confidence) if guess else "")
            for (field, guess), sample in zip(form.rows(opened.guess), opened.samples, strict=True)
        ],
        "preview": _table(rows) if rows else None,
        "refused": refused,
    }
    return render(request, "intake/layout.html", context, status=422 if form.errors else 200)


def _why(reason: str, confidence: float) -> str:
    sure = f" ({round(confidence * 100)}%)" if confidence else ""
    return say(f"guess_reason.{reason}") + sure


def _preview(found: Delivery, shown: Layout | None) -> tuple[list[Row], str]:
    if shown is None:
        return [], ""
    try:
        with open_delivery(path_of(found), found.name) as source:
            return preview(source, shown, found.dated_on, SHOWN, ACCENTED), ""
    except Fatal as refused:
        return [], said.refusal(refused.code, dict(refused.facts))


def _table(rows: list[Row]) -> Table:
    heads = (_("Waar in het bestand"), _("Naam"), _("Geboren"), _("Adres"), _("Bedrag"), _("Sinds"), _("Opmerking"))
    first = _("De eerste rijen, zoals ze nu worden gelezen")
    with_accents = _("De eerste rijen, en daarna de eerste met een accent, zoals ze nu worden gelezen")
    return Table(
        caption=first if rows[-1].number <= SHOWN else with_accents,
        columns=[Column(head, head == _("Bedrag")) for head in heads],
        rows=[tuple(Cell(text) for text in _cells(row)) for row in rows],
    )


def _cells(row: Row) -> tuple[str, ...]:
    told = " ".join(dict.fromkeys(said.problem(one) for one in row.problems))
    draft, where = row.draft, place_said(row.number, row.line)
    if draft is None:
        return (where, "–", "–", "–", "–", "–", told)
    name = draft.name_whole or " ".join(
        part for part in (draft.initials or draft.first_name, draft.prefix, draft.surname) if part
    )
    house = " ".join(part for part in (draft.street, draft.number, draft.letter, draft.suffix) if part)
    place = draft.postcode_city or f"{draft.postcode} {draft.city}".strip()
    address = ", ".join(part for part in (draft.address_whole or house, place) if part)
    born = day(draft.birth_date, "year") if draft.birth_date else "–"
    since = day(draft.since, "year") if draft.since else "–"
    return (where, name or "–", born, address or "–", euro(draft.cents), since, told)


def _beside_others(found: Delivery, made: Layout) -> Layout:
    """Under a name of its own: one of another kind of file that has this name already is left as it is."""
    saved = SavedLayout.of(found.municipality_id).filter(partner=found.partner)
    others = {one.name: from_json(one.content) for one in saved}
    name, count = made.name, 1
    while name in others and not _reads(others[name], found):
        count += 1
        name = f"{made.name[:110]} ({count})"
    return msgspec.structs.replace(made, name=name)


def _reads(layout: Layout, found: Delivery) -> bool:
    """Whether it is of this kind of file, so that another one of its name mends it."""
    try:
        opened = _open(found, layout.encoding)
    except Fatal:
        return False
    return layout.format in {None, opened.format} and set(layout.wanted) <= set(opened.columns)


def _save(request: WorkRequest, found: Delivery, made: Layout) -> HttpResponse:
    said_now: dict[str, Any] = {
        "content": as_json(made).decode(),
        "saved_at": clock.now(),
        "saved_by": request.user,
    }
    SavedLayout.of(request.municipality).update_or_create(
        partner=found.partner, name=made.name, municipality=request.municipality, defaults=said_now
    )
    try:
        map_with(found, made)
    except NotNow:
        messages.warning(request, _("De indeling is bewaard; deze aanlevering is al verder."))
        return redirect("delivery", found.pk)
    change(request, "delivery", found.pk, Ground.SIGNAL)
    jobs.start(found)
    messages.success(request, _("De indeling is bewaard, ook voor de volgende keer."))
    return redirect("delivery", found.pk)
