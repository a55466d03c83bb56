"""How does a dossier open without a signal? Somebody asks for help, or a threat becomes known."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.actions import open_file
from vangnet.apps.cases.list_forms import AddressForm, OpeningForm
from vangnet.apps.cases.models import Case, Person, Stay
from vangnet.apps.cases.sight import TEAM
from vangnet.apps.cases.wording import household_name, refused
from vangnet.domain.acts import Refused
from vangnet.domain.codes import Role


@audience(*(role for role in TEAM if role is not Role.VISITOR))
@require_http_methods(["GET", "POST"])
def new_case(request: WorkRequest) -> HttpResponse:
    """First the address, posted since it has no place in our own; then for whom and why."""
    if request.method != "POST":
        return render(request, "cases/new.html", {"address": AddressForm()})
    address = AddressForm(request.POST)
    if not address.is_valid():
        return render(request, "cases/new.html", {"address": address}, status=422)
    postcode, number = address.cleaned_data["postcode"], address.cleaned_data["number"]
    people, homes = _living_at(request, postcode, number)
    listed(request, "person", [person.pk for person in people], Ground.IDENTITY)
    sent = request.POST if "token" in request.POST else None
    form = OpeningForm(people, homes, sent, postcode=postcode, number=number)
    if form.is_bound and form.is_valid() and (case := _opened(request, form)):
        messages.success(request, _("Dossier %(number)s is geopend.") % {"number": case.number})
        return redirect("case", case.number)
    context: dict[str, Any] = {"form": form, "running": _running(request, homes), "found": bool(people)}
    return render(request, "cases/new.html", context, status=422 if form.errors else 200)


def _opened(request: WorkRequest, form: OpeningForm) -> Case | None:
    filled = form.cleaned_data
    outcome = open_file(request, form.person, form.first, filled["on"], note=filled["note"], token=filled["token"])
    if isinstance(outcome, Refused):
        form.add_error(outcome.field, refused(outcome.code, outcome.facts))
        return None
    return outcome


def _living_at(request: WorkRequest, postcode: str, number: int) -> tuple[list[Person], dict[int, Stay]]:
    """Which adults are known at this postcode and house number, all additions included."""
    stays = Stay.of(request.municipality).filter(postcode=postcode, number=number, until=None)
    homes = {stay.household_id: stay for stay in stays.order_by("letter", "suffix")}
    people = Person.of(request.municipality).filter(household__in=homes, deceased_on=None, same_as=None)
    grown = [person for person in people if person.grown_on(clock.today())]
    return sorted(grown, key=lambda p: (list(homes).index(p.household_id or 0), p.pk)), homes


def _running(request: WorkRequest, homes: dict[int, Stay]) -> list[dict[str, str]]:
    """Dossiers that are open at this address: perhaps no new one is needed."""
    cases = Case.of(request.municipality).filter(household__in=homes, is_open=True).order_by("id")
    listed(request, "case", [case.pk for case in cases], Ground.IDENTITY)
    return [{"number": case.number, "name": household_name(case.name, case.number)} for case in cases]
