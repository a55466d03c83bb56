"""How is the own register of places kept? Views parse, do one act, and draw."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases import clock
from vangnet.apps.housing.forms import PlaceForm
from vangnet.apps.housing.models import Place
from vangnet.apps.housing.places import on_offer
from vangnet.apps.web.components import Cell, Chip, Column, Table
from vangnet.apps.web.texts import day, euro, number, word
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import PlaceKind, Role

KEEPS = (Role.DIRECTOR, Role.COORDINATOR)
AT_SIGHT = 50
"""So many places a page of the register shows."""


@audience(*KEEPS)
@require_http_methods(["GET", "POST"])
def place_list(request: WorkRequest) -> HttpResponse:
    """The places that can be offered, and a form for one more."""
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        Place.of(request.municipality).create(**form.cleaned_data)
        messages.success(request, _("De woning staat in het bestand."))
        return redirect("places")
    pages = Paginator(on_offer(request.municipality, clock.today()), AT_SIGHT)
    page = pages.get_page(typed_number(request.GET.get("page", ""), digits=4) or 1)
    context = {"form": form, "page": page, "table": _table(page.object_list) if pages.count else None}
    return render(request, "housing/places.html", context, status=422 if form.is_bound else 200)


@audience(*KEEPS)
@require_http_methods(["GET", "POST"])
def place_page(request: WorkRequest, number: int) -> HttpResponse:
    """What is known of one place, to put right; one that is gone gets its last day."""
    place = get_object_or_404(Place.of(request.municipality), pk=number)
    form = PlaceForm(request.POST if request.method == "POST" else None, place=place)
    if form.is_bound and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(place, name, value)
        place.save()
        messages.success(request, _("De woning is bijgewerkt."))
        return redirect("places")
    context = {"form": form, "place": place}
    return render(request, "housing/place.html", context, status=422 if form.is_bound else 200)


def _table(places: Iterable[Place]) -> Table:
    heads = (_("Woning"), _("Soort"), _("Kamers"), _("Postcode"), _("Huur"), _("Vrij vanaf"), _("Tot en met"))
    return Table(
        caption=_("Woningen die kunnen worden aangeboden"),
        columns=[Column(head, head in (_("Kamers"), _("Huur"))) for head in heads],
        rows=[_row(place) for place in places],
        hidden_caption=True,
    )


def _row(place: Place) -> tuple[Cell, ...]:
    lease = Chip(_("via de gemeente"), "net") if place.municipal_lease else None
    return (
        Cell(place.called, reverse("place", args=[place.pk]), lease),
        Cell(word(PlaceKind(place.kind))),
        Cell(number(place.rooms)),
        Cell(place.region),
        Cell(euro(place.rent_cents)),
        Cell(day(place.start, "year")),
        Cell(day(place.until, "year") if place.until else _("blijvend")),
    )
