"""How are creditors asked what is owed, on paper or in a file, and how are their answers told?"""

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import DUTCH
from vangnet.apps.support.balances import (
    AskForm,
    FileForm,
    TellForm,
    asked,
    balances_csv,
    by_creditor,
    drawn,
    letters,
    letters_paper,
    read_back,
)
from vangnet.apps.support.pictures import Table, at_table, debts_of
from vangnet.apps.support.telling import Page, told_page
from vangnet.apps.support.ways import MONEY
from vangnet.apps.web.paper import paper_file
from vangnet.apps.web.spreadsheet import LARGEST


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def balances(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Ask the creditors of one person what is owed; the letters and files are of what is asked now."""
    table = at_table(request, number, person)
    page = Page(
        title=_("Saldo vragen"),
        button=_("Leg vast dat u het vraagt"),
        done=_("Vastgelegd. De brieven en bestanden staan klaar."),
        back="balances",
        back_said=_("Saldo vragen"),
        intro=_("Vraag elke schuldeiser wat er openstaat, met alle kosten. Elke brief noemt alleen de eigen schuld."),
        more={"drawn": drawn(table), "letters": letters(table), "answers": bool(_owes(table))},
    )
    return told_page(request, table, AskForm(table, request.POST if request.method == "POST" else None), page)


def _owes(table: Table) -> bool:
    return bool(debts_of(table.setting, table.person.pk))


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def balances_told(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """What the creditors answered, typed in or read from the file they sent back; nothing is recorded by reading."""
    table = at_table(request, number, person)
    if not _owes(table):
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "read":
        return _read(request, table)
    form = TellForm(table, request.POST if request.method == "POST" else None)
    return told_page(request, table, form, _telling(FileForm(), []))


def _read(request: WorkRequest, table: Table) -> HttpResponse:
    sent = FileForm(request.POST, request.FILES)
    typed = {name: request.POST[name] for name in TellForm(table).fields if name in request.POST}
    if not sent.is_valid():
        answer = told_page(request, table, TellForm(table, told=typed), _telling(sent, []))
        answer.status_code = 422
        return answer
    read = read_back(sent.cleaned_data["file"].read(LARGEST + 1), table)
    answer = told_page(request, table, TellForm(table, told=typed | read.told), _telling(sent, read.complaints))
    answer.status_code = 422 if read.complaints else 200
    return answer


def _telling(sent: FileForm, complaints: list[str]) -> Page:
    return Page(
        title=_("Saldo van de schuldeiser"),
        button=_("Leg de saldo's vast"),
        done=_("De saldo's zijn vastgelegd."),
        back="balances",
        back_said=_("Saldo vragen"),
        intro=_("Vul in wat de schuldeiser noemt. Laat leeg wat nog niet bekend is."),
        more={"upload": sent, "complaints": complaints},
    )


@audience(*MONEY)
@require_GET
def balances_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The letters to the creditors that are asked now."""
    table = at_table(request, number, person)
    if not asked(table):
        raise Http404
    return paper_file(lambda: letters_paper(table, request.user), f"saldo-{table.number}")


@audience(*MONEY)
@require_GET
def balances_file(request: WorkRequest, number: str, person: int, matter: int) -> HttpResponse:
    """The question to the creditor of this debt as a file, with all that this creditor is asked now."""
    table = at_table(request, number, person)
    together = next((found for found in by_creditor(asked(table)) if matter in {m.number for m in found}), None)
    if together is None:
        raise Http404
    with translation.override(DUTCH):  # a creditor reads Dutch, whatever the screen speaks
        content = balances_csv(together, table)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="saldo-{table.number}-{matter}.csv"'
    return response
