"""How is a creditor's answer recorded, a proposal put on paper, and a pause agreed?"""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.support.arrangement import plan_of
from vangnet.apps.support.creditor_letters import proposal_paper
from vangnet.apps.support.moving import MoveForm, PauseForm
from vangnet.apps.support.pictures import Table, at_table
from vangnet.apps.support.proposals import AnswerForm, proposed
from vangnet.apps.support.telling import Page, told_page
from vangnet.apps.support.ways import MONEY
from vangnet.apps.web.paper import paper_file


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def proposal_answer(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The creditor's yes or no to what lies there."""
    table = at_table(request, number, person)
    if not proposed(table):
        raise Http404
    page = Page(
        title=_("Antwoord van de schuldeiser"),
        button=_("Leg het antwoord vast"),
        done=_("Het antwoord is vastgelegd."),
        back="arrangement",
        back_said=_("Betalingsregeling"),
        intro=_(
            "Bij een ja wordt een betalingsregeling meteen de afspraak. Een schuldregeling begint als iedereen ja zei. "
            "Bij een nee zoeken we iets anders."
        ),
    )
    return told_page(request, table, AnswerForm(table, request.POST if request.method == "POST" else None), page)


@audience(*MONEY)
@require_GET
def proposal_pdf(request: WorkRequest, number: str, person: int, matter: int) -> HttpResponse:
    """The letter that puts a proposal to one creditor."""
    table = at_table(request, number, person)
    found = next((m for m in proposed(table) if m.number == matter and m.proposal and m.proposal.instalments), None)
    if found is None:
        raise Http404
    return paper_file(lambda: proposal_paper(table, found, request.user), f"voorstel-{table.number}-{matter}")


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def instalments_move(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Other days for what is still to be paid; a pause is worked out first, and nothing is recorded by that."""
    table = at_table(request, number, person)
    if not MoveForm(table).matters:
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "pause":
        return _paused(request, table)
    form = MoveForm(table, request.POST if request.method == "POST" else None)
    return told_page(request, table, form, _moving(PauseForm(table)))


def _paused(request: WorkRequest, table: Table) -> HttpResponse:
    pause, form = PauseForm(table, request.POST), MoveForm(table)
    typed = {name: request.POST[name] for name in map(plan_of, form.matters) if name in request.POST}
    plans = pause.plans(form.matters) if pause.is_valid() else typed
    answer = told_page(request, table, MoveForm(table, plans=plans), _moving(pause))
    answer.status_code = 200 if pause.is_valid() else 422
    return answer


def _moving(pause: PauseForm) -> Page:
    return Page(
        title=_("Termijnen verplaatsen"),
        button=_("Leg de nieuwe dagen vast"),
        done=_("De nieuwe dagen zijn vastgelegd."),
        back="arrangement",
        back_said=_("Betalingsregeling"),
        intro=_("Alleen wat de schuldeiser goed vindt. Wat al betaald is blijft staan; samen blijft het evenveel."),
        more={"pause": pause},
    )
