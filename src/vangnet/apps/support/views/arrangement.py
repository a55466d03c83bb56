"""How is an arrangement proposed from what is left, recorded, and put on paper for the resident?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.support.agreed import agreed_paper, all_dates, running
from vangnet.apps.support.arrangement import ArrangementForm, ProposalForm, as_plans, left_of, plan_of
from vangnet.apps.support.pictures import Table, at_table
from vangnet.apps.support.proposals import waiting
from vangnet.apps.support.reckoning import as_money, reckon
from vangnet.apps.support.shown import days_said
from vangnet.apps.support.telling import around, tell
from vangnet.apps.support.ways import MONEY
from vangnet.apps.web.paper import paper_file
from vangnet.apps.web.texts import euro, word
from vangnet.domain.codes import Rhythm
from vangnet.domain.paydays import each_time, main_income


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def arrangement(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """A proposal of instalments over the debts of one person; and what was agreed of it."""
    table = at_table(request, number, person)
    if request.method == "POST" and request.POST.get("act") == "propose":
        return _proposed(request, table)
    if request.method == "POST":
        return _recorded(request, table)
    return _page(request, table, ProposalForm(table), _form(table))


def _form(table: Table, data: Any = None, **more: Any) -> ArrangementForm:
    return ArrangementForm(table, left_of(table), data, **more)


def each_time_said(table: Table, left: int | None) -> str:
    """What is left each time for who is not paid by the month; empty for who is, or where nothing is left."""
    income = main_income(as_money(flow) for flow in table.flows)
    if income is None or income.rhythm is Rhythm.MONTH or not left or left < 0:
        return ""
    facts = {"amount": euro(each_time(left, income.rhythm)), "rhythm": word(income.rhythm)}
    return _("Het inkomen komt %(rhythm)s: dan is het %(amount)s per keer.") % facts


def _proposed(request: WorkRequest, table: Table) -> HttpResponse:
    """The page with a schedule in each chosen debt; nothing is recorded yet."""
    asked = ProposalForm(table, request.POST)
    plans = asked.proposed() if asked.is_valid() else {}
    if not plans:
        typed = {name: request.POST.get(name, "") for name in (plan_of(matter) for matter in asked.matters)}
        return _page(request, table, asked, _form(table, initial=typed), status=422)
    return _page(request, table, asked, _form(table, initial=as_plans(plans)), proposed=True)


def _recorded(request: WorkRequest, table: Table) -> HttpResponse:
    form = _form(table, request.POST)
    asked = ProposalForm(table, shown=request.POST)
    sent = tell(request, table, form)
    if not sent.stands:
        return _page(request, table, asked, form, status=422, doubts=sent.doubts, marks=sent.marks)
    said = _("Het voorstel is vastgelegd. Nu is de schuldeiser aan zet.")
    messages.success(request, said if form.only_proposed else _("De betalingsregeling is vastgelegd."))
    return redirect("arrangement", table.number, table.person.pk)


def _page(
    request: WorkRequest, table: Table, asked: ProposalForm, form: ArrangementForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    reckoned = reckon(table.picture, table.flows, table.setting.today)
    left = left_of(table)
    context = {
        **around(table),
        "title": _("Betalingsregeling van %(name)s") % {"name": table.person.name},
        "asked": asked,
        "form": form,
        "plans": [form[plan_of(matter)] for matter in form.matters],
        "left": left,
        "each_time": each_time_said(table, left),
        "reckoned": reckoned,
        "fitting": days_said(reckoned.fitting_days(max(left, 0)))
        if left is not None and reckoned.balance_known and not each_time_said(table, left)
        else "",
        "agreed": running(table),
        "dates": all_dates(table),
        "waiting": waiting(table),
        "letter_in": letter_language_said(table.setting.file, table.person),
        **more,
    }
    return render(request, "support/arrangement.html", context, status=status)


@audience(*MONEY)
@require_GET
def arrangement_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """What was agreed, on one page for the resident."""
    table = at_table(request, number, person)
    if not running(table):
        raise Http404
    language = letter_language(table.setting.file, table.person)
    return paper_file(lambda: agreed_paper(table, request.user), f"regeling-{table.number}", language)
