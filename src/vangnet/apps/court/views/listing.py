"""Which hearings are there? The list, the calendar of a month, and before which court we come."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.court import queries, shown
from vangnet.apps.court.around import court_said, district_of
from vangnet.apps.court.forms import DistrictForm
from vangnet.apps.court.models import District
from vangnet.apps.court.views.lists import BRINGS
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import Role
from vangnet.domain.law.courts import districts

LISTS = (Role.COURT_OFFICER, Role.DIRECTOR, Role.COORDINATOR)
"""To whom the hearings of the whole municipality are shown."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


@audience(*LISTS)
@require_GET
def hearings(request: WorkRequest) -> HttpResponse:
    """All hearings to come, nearest first, and those of which the outcome is not known; or those of one day."""
    today, on = clock.today(), _asked_day(request)
    number = _asked_page(request)
    found = queries.hearings(request.municipality, today, on=on, page=number)
    listed(request, "case", {one.case.pk for one in (*found.missing, *found.ahead)}, Ground.HOME)
    district = district_of(request.municipality)
    own = district.court if district else ""
    pages = Paginator(range(found.ahead_count), queries.AT_SIGHT)
    context: dict[str, Any] = {
        "missing": shown.days(found.missing, own, found.partners, today),
        "missing_count": found.missing_count,
        "ahead": shown.days(found.ahead, own, found.partners, today),
        "ahead_count": found.ahead_count,
        "page": pages.get_page(number),
        "on": on,
        "today": today,
        "court": court_said(own),
        "calendar_url": month_url(on or today),
        "brings": request.role in BRINGS,
    }
    return render(request, "court/hearings.html", context)


def _asked_day(request: WorkRequest) -> date | None:
    """The day that the address asks for; None without one, or for nonsense."""
    try:
        return parse_date(request.GET.get("dag", ""))
    except ValueError:
        return None


def _asked_page(request: WorkRequest) -> int:
    return max(typed_number(request.GET.get("page", ""), digits=5) or 1, 1)


@audience(*LISTS)
@require_GET
def month(request: WorkRequest) -> HttpResponse:
    """The hearings of one month, and the judgments that are awaited in it."""
    first = _asked_month(request)
    after = (first + timedelta(days=31)).replace(day=1)
    found = queries.month(request.municipality, first, after)
    listed(request, "case", found.named, Ground.HOME)
    context = {
        "first": first,
        "weeks": shown.weeks(found, clock.today()),
        "count": sum(not one.judgment for one in found.planned),
        "before_url": month_url(first - timedelta(days=1)),
        "after_url": month_url(after),
    }
    return render(request, "court/month.html", context)


def _asked_month(request: WorkRequest) -> date:
    """The first day of the month that the address asks for; of this month where it asks for none.

    Raises Http404 for what is no month: another one in its place would be read as the one that was asked for.
    """
    wanted = request.GET.get("maand", "")
    if not wanted:
        return clock.today().replace(day=1)
    year, _dash, month = wanted.partition("-")
    asked, place = typed_number(year, digits=4), typed_number(month, digits=2)
    if asked and place and FIRST_YEAR <= asked <= LAST_YEAR and place <= 12:
        return date(asked, place, 1)
    raise Http404


def month_url(day: date) -> str:
    """Where the month of this day is shown; empty beyond the years that make sense."""
    within = FIRST_YEAR <= day.year <= LAST_YEAR
    return f"{reverse('hearing_month')}?maand={day:%Y-%m}" if within else ""


@audience(*LISTS)
@require_http_methods(["GET", "POST"])
def district(request: WorkRequest) -> HttpResponse:
    """Before which court the cases of this municipality come, and how residents reach us."""
    found = district_of(request.municipality)
    kept = {name: getattr(found, name) for name in DistrictForm.base_fields} if found else None
    form = DistrictForm(districts(clock.today()), request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        District.of(request.municipality).update_or_create(defaults=form.cleaned_data)
        messages.success(request, _("De rechtbank is vastgelegd."))
        return redirect("hearings")
    return render(request, "court/district.html", {"form": form}, status=422 if form.is_bound else 200)
