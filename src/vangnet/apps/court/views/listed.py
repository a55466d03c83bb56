"""One row of a list: what it says, and what somebody decides about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.wording import household_name
from vangnet.apps.court.lists import shown, taking
from vangnet.apps.court.lists.forms import MatterForm
from vangnet.apps.court.lists.planning import differs_of, likely
from vangnet.apps.court.lists.receiving import look_again
from vangnet.apps.court.models import WAITING, ListedRow
from vangnet.apps.court.views.lists import BRINGS
from vangnet.apps.web.reading.said import place_said, problem_said
from vangnet.apps.web.texts import say
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import DEBTS, MatterKind, OtherDay

Status = ListedRow.Status


@audience(*BRINGS)
@require_http_methods(["GET", "POST"])
def listed_row(request: WorkRequest, row: int) -> HttpResponse:
    """One row beside who and what may be meant; what somebody decides is recorded at once."""
    beside = ("hearing_list", "case", "person", "settled_by")
    found: ListedRow = get_object_or_404(ListedRow.of(request.municipality).select_related(*beside), pk=row)
    form = _matter_form(request, found)
    if request.method == "POST":
        try:
            told = _decide(request, found, form)
        except taking.Settled:
            messages.warning(request, _("Deze rij staat er intussen anders voor. Uw keuze is niet vastgelegd."))
            return redirect("listed_row", found.pk)
        if told:
            change(request, "listed_row", found.pk, Ground.HOME)
            messages.success(request, told)
            return _onward(request, found)
    return _page(request, found, form)


def _onward(request: WorkRequest, found: ListedRow) -> HttpResponse:
    """Stay while the row still asks something; else to the next that does, and at last to the list."""
    rows = ListedRow.of(request.municipality).filter(hearing_list=found.hearing_list_id, status__in=WAITING)
    if rows.filter(pk=found.pk).exclude(status__in=(Status.NOBODY, Status.NO_CASE)).exists():
        return redirect("listed_row", found.pk)
    following = rows.filter(row__gt=found.row).order_by("row").first()
    return redirect("listed_row", following.pk) if following else redirect("hearing_list", found.hearing_list_id)


def _matter_form(request: WorkRequest, found: ListedRow) -> MatterForm | None:
    if found.status != Status.WHICH:
        return None
    return MatterForm(
        shown.matter_choices(request.municipality, found), request.POST if "which" in request.POST else None
    )


def _decide(request: WorkRequest, found: ListedRow, form: MatterForm | None) -> str:
    """Do what was chosen, and say so; empty when the choice is not complete."""
    here, by, today = request.municipality, request.user, clock.today()
    if "person" in request.POST:
        person = get_object_or_404(Person.of(here), pk=typed_number(request.POST["person"]))
        if person.pk not in likely(found).people:
            raise Http404
        taking.this_person(here, found.pk, person.pk, today=today)
        return _("Vastgelegd: het gaat om %(name)s.") % {"name": person.name}
    if "else" in request.POST:
        taking.somebody_else(here, found.pk, today=today)
        return _("Vastgelegd: het gaat om iemand anders.")
    if "again" in request.POST:
        look_again(found.hearing_list, today, only=found.pk)
        return _("Opnieuw vergeleken met de dossiers van nu.")
    if "leave" in request.POST:
        taking.leave(here, found.pk, by=by)
        return _("Vastgelegd: van deze rij wordt niets opgenomen.")
    if "answer" in request.POST:
        said = request.POST["answer"]
        answer = OtherDay(said) if said in set(OtherDay) else None
        taking.as_answered(here, found.pk, answer, by=by, today=today)
        return _("Opgenomen in het dossier.")
    if form is not None and form.is_bound and form.is_valid():
        return _about(request, found, form.cleaned_data["matter"])
    return ""


def _about(request: WorkRequest, found: ListedRow, chosen: str) -> str:
    """It is about this matter, or about one that is new to the dossier."""
    here, today = request.municipality, clock.today()
    case, _dot, matter = chosen.partition(".")
    if matter in {kind.value for kind in DEBTS}:
        taking.new_matter(here, found.pk, int(case), MatterKind(matter), by=request.user, today=today)
    else:
        taking.this_matter(here, found.pk, int(case), int(matter), today=today)
    taking.take(here, found.pk, by=request.user, today=today)
    now = ListedRow.of(here).get(pk=found.pk)
    return _("Opgenomen in het dossier.") if now.status == Status.DONE else _("Vastgelegd waar dit over gaat.")


def _page(request: WorkRequest, found: ListedRow, form: MatterForm | None) -> HttpResponse:
    look(request, "listed_row", found.pk, Ground.HOME)
    people = shown.candidates(found) if found.status in {Status.WHO, Status.NO_CASE} else []
    look(request, "person", [one.person.pk for one in people], Ground.IDENTITY)
    context: dict[str, Any] = {
        "found": found,
        "place": place_said(found.row, found.line),
        "chip": shown.chip(found.status),
        "told": shown.told(found),
        "facts": shown.facts_said(found),
        "problems": [(one.column, one.value, problem_said(one)) for one in shown.problems_of(found)],
        "reasons": shown.reasons(found) if found.status in {Status.WHO, Status.NOBODY, Status.WHICH} else [],
        "people": people,
        "form": form,
        "answers": _answers(found),
        "case_name": household_name(found.case.name, found.case.number) if found.case else "",
        "hearing_url": _hearing_url(found),
        "leaves": found.status in taking.LEAVES,
    }
    return render(request, "court/listed_row.html", context, status=422 if request.method == "POST" else 200)


def _answers(found: ListedRow) -> list[tuple[str, str]]:
    """What can be said of another day, with its words."""
    code = differs_of(found).code
    return [
        (answer.value if answer else "", say(f"listed_answer.{f'{code}.{answer}' if answer else 'past'}"))
        for answer in taking.answers_to(found)
    ]


def _hearing_url(found: ListedRow) -> str:
    if not (found.case and found.matter and found.hearing):
        return ""
    return reverse("hearing", args=[found.case.number, found.matter, found.hearing])
