"""Who without a case asked about the own data, what do we keep of them, and is it answered in time?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, listed, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import TEAM
from vangnet.apps.cases.traces import Trace
from vangnet.apps.cases.views.today import tells_waiting
from vangnet.apps.support.data_requests.answering import (
    AnswerForm,
    LongerForm,
    SentForm,
    hand_over,
    in_a_case,
    is_known,
    may_take_longer,
)
from vangnet.apps.support.data_requests.asking import AskForm, IdentityForm
from vangnet.apps.support.data_requests.letters import language_of, more_said, overview_paper, reader_of
from vangnet.apps.support.data_requests.tracing import erase, found, mark, marks_of, remember
from vangnet.apps.support.models import DataRequest, ObjectionDesk, Reply
from vangnet.apps.support.reply_letter import lacks, reply_paper, title_of
from vangnet.apps.support.subjects import REQUEST
from vangnet.apps.web import shell
from vangnet.apps.web.components import Action, Cell, Chip, Column, Table
from vangnet.apps.web.paper import paper_file
from vangnet.apps.web.texts import day, word
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import IdentityCheck, PrivacyRight, Role

ANSWERS = (Role.INTAKE, Role.COORDINATOR, Role.PRIVACY_OFFICER)
"""Who takes a request in and answers it: the desk, who divides the work, and who watches over privacy."""
ERASES = (PrivacyRight.ERASURE, PrivacyRight.OBJECTION)
"""What may end in erasure (art. 17 and 21 AVG)."""
A_PAGE = 25


@shell.counted("data_requests")
def _waiting_now(request: HttpRequest) -> int:
    municipality = getattr(request, "municipality", None)
    return DataRequest.of(municipality).filter(due_on__isnull=False).count() if municipality else 0


def waiting_on_vandaag(request: WorkRequest) -> list[Action]:
    """What waits for an answer, for who divides the work: what is due first first."""
    if request.role is not Role.COORDINATOR:
        return []
    rows = list(DataRequest.of(request.municipality).filter(due_on__isnull=False).order_by("due_on", "id")[:A_PAGE])
    listed(request, REQUEST, [row.pk for row in rows], Ground.ACCESS_REQUEST)
    return [Action(reverse("data_request", args=[row.pk]), _line(row)) for row in rows]


def tell() -> None:
    """Let Vandaag show what waits here."""
    tells_waiting(waiting_on_vandaag)


def _line(row: DataRequest) -> str:
    said = _("verzoek over gegevens %(number)s: %(right)s · antwoord uiterlijk %(day)s")
    return said % {
        "number": row.pk,
        "right": word(PrivacyRight(row.right)),
        "day": day(row.due_on, "week") if row.due_on else "",
    }


@audience(*ANSWERS)
@require_GET
def data_requests(request: WorkRequest) -> HttpResponse:
    """What waits for an answer, what is due first first; below it what was answered and is still kept."""
    rows = DataRequest.of(request.municipality)
    waiting = list(rows.filter(due_on__isnull=False).order_by("due_on", "id"))
    page = Paginator(rows.filter(due_on=None).order_by("-answered_on", "-id"), A_PAGE).get_page(
        typed_number(request.GET.get("page", ""), digits=4) or 1
    )
    done = list(page.object_list)
    listed(request, REQUEST, [row.pk for row in (*waiting, *done)], Ground.ACCESS_REQUEST)
    context = {"waiting": _table(waiting), "any": bool(waiting), "page": page, "done": _table(done) if done else None}
    return render(request, "support/data_requests.html", context)


def _table(rows: list[DataRequest]) -> Table:
    heads = (_("Verzoek"), _("Van wie"), _("Ontvangen"), _("Antwoord"))
    return Table(
        caption=_("Verzoeken over gegevens"),
        columns=[Column(head) for head in heads],
        rows=[
            (
                Cell(f"{row.pk} · {word(PrivacyRight(row.right))}", reverse("data_request", args=[row.pk])),
                Cell(row.name),
                Cell(day(row.received_on, "year")),
                Cell("", chip=_stand(row)),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _stand(row: DataRequest) -> Chip:
    """By when it is answered, or when it was."""
    if row.due_on is None:
        return Chip(_("beantwoord %(day)s") % {"day": day(row.answered_on or row.received_on, "year")}, "good", "check")
    if row.due_on < clock.today():
        return Chip(_("te laat: %(day)s") % {"day": day(row.due_on, "year")}, "alarm", "clock")
    near = (row.due_on - clock.today()).days <= 7
    return Chip(_("uiterlijk %(day)s") % {"day": day(row.due_on, "year")}, "soon" if near else "plain", "clock")


@audience(*ANSWERS)
@require_http_methods(["GET", "POST"])
def new(request: WorkRequest) -> HttpResponse:
    """Take a request in; its term begins on the day on which it came."""
    form = AskForm(request.municipality, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        row = form.keep(request.user)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Het verzoek ligt er. Controleer nu wie het vraagt, en kijk wat wij bewaren."))
        return redirect("data_request", row.pk)
    return _asked_page(request, form, None)


@audience(*ANSWERS)
@require_http_methods(["GET", "POST"])
def edit(request: WorkRequest, asked: int) -> HttpResponse:
    """Put right what was written down of a request that waits."""
    row = _waiting(request, asked)
    if row is None:
        return redirect("data_request", asked)
    form = AskForm(request.municipality, request.POST if request.method == "POST" else None, asked=row)
    if form.is_bound and form.is_valid():
        form.keep(request.user)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Bijgewerkt. Kijk opnieuw wat wij bewaren."))
        return redirect("data_request", row.pk)
    return _asked_page(request, form, row)


def _asked_page(request: WorkRequest, form: AskForm, asked: DataRequest | None) -> HttpResponse:
    context = {"form": form, "asked": asked}
    return render(request, "support/data_request_form.html", context, status=422 if form.is_bound else 200)


def _found(request: WorkRequest, asked: int) -> DataRequest:
    row = get_object_or_404(DataRequest.of(request.municipality).select_related("municipality"), pk=asked)
    look(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
    return row


def _waiting(request: WorkRequest, asked: int) -> DataRequest | None:
    """The request while it waits for an answer; else None, with a word about it."""
    row = _found(request, asked)
    if row.due_on is not None:
        return row
    messages.warning(request, _("Dit verzoek is al beantwoord. Er is niets veranderd."))
    return None


@audience(*ANSWERS)
@require_http_methods(["GET", "POST"])
def data_request(request: WorkRequest, asked: int) -> HttpResponse:
    """One request: who asks, what we keep, and the answer. Posted: how the identity was checked."""
    row = _found(request, asked)
    if request.method == "POST" and row.due_on is None:
        messages.warning(request, _("Dit verzoek is al beantwoord. Er is niets veranderd."))
        return redirect("data_request", asked)
    form = IdentityForm(row, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.keep(request.user)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Bewaard hoe de identiteit is gecontroleerd."))
        return redirect("data_request", asked)
    return render(request, "support/data_request.html", _page(request, row, form), status=422 if form.is_bound else 200)


def _page(request: WorkRequest, row: DataRequest, form: IdentityForm) -> dict[str, Any]:
    waits = row.due_on is not None
    seen = _seen(request, row) if waits and not row.erased_on else []
    marks = marks_of(row)
    case = in_a_case(row, seen)
    ready = is_known(row) and row.looked_on is not None
    return {
        "asked": row,
        "right": word(PrivacyRight(row.right)),
        "identity": word(IdentityCheck(row.identity)),
        "known": is_known(row),
        "stand": _stand(row),
        "form": form,
        "traces": [(mark(one), one, mark(one) in marks) for one in seen],
        "case": case.case if case else "",
        "may_open": request.role in TEAM,
        "may_erase": ready and marks and not case and not row.erased_on and PrivacyRight(row.right) in ERASES,
        "may_tell": ready and waits and not case,
        "ways": _ways(row) if waits and not case else [],
        "letters": [
            _letter(row, reply) for reply in Reply.of(request.municipality).filter(request=row).order_by("-on", "-id")
        ],
    }


def _seen(request: WorkRequest, row: DataRequest) -> list[Trace]:
    """What may be of this person; that it was seen stands in the log."""
    traces = found(row)
    for kind in {one.kind for one in traces}:
        listed(request, kind, [one.id for one in traces if one.kind == kind], Ground.ACCESS_REQUEST)
    return traces


def _ways(row: DataRequest) -> list[Action]:
    first = row.looked_on is not None
    ways = [Action(reverse("data_request_answer", args=[row.pk]), _("Beantwoord het verzoek"), primary=first)]
    if may_take_longer(row):
        ways.append(Action(reverse("data_request_longer", args=[row.pk]), _("Het duurt langer")))
    return ways


def _letter(row: DataRequest, reply: Reply) -> dict[str, Any]:
    url = reverse("data_request_pdf", args=[row.pk, reply.pk])
    return {"title": title_of(reply), "on": reply.on, "url": url}


@audience(*ANSWERS)
@require_POST
def traced(request: WorkRequest, asked: int) -> HttpResponse:
    """A colleague looked, and says which of what was found is of who asks."""
    row = _waiting(request, asked)
    if row is not None:
        ticked = set(request.POST.getlist("trace"))
        mine = [one for one in _seen(request, row) if mark(one) in ticked]
        remember(row, mine)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Bewaard wat van deze persoon is."))
    return redirect("data_request", asked)


@audience(*ANSWERS)
@require_POST
def erased(request: WorkRequest, asked: int) -> HttpResponse:
    """Erase what is of who asks, as was asked."""
    row = _waiting(request, asked)
    if row is not None and PrivacyRight(row.right) in ERASES and is_known(row) and not row.erased_on:
        if request.POST.get("sure") != "yes":
            messages.warning(request, _("Er is niets gewist. Kruis eerst aan dat het gewist mag worden."))
            return redirect("data_request", asked)
        erase(row, request.user)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Gewist. Schrijf het nu in het antwoord."))
    return redirect("data_request", asked)


@audience(*ANSWERS)
@require_POST
def to_case(request: WorkRequest, asked: int) -> HttpResponse:
    """There is a case after all: the request goes on there, from the day on which it came in."""
    row = _waiting(request, asked)
    case = in_a_case(row, _seen(request, row)) if row else None
    if row is None or case is None:
        return redirect("data_request", asked)
    moved = hand_over(row, case, request.user)
    change(request, REQUEST, asked, Ground.ACCESS_REQUEST)
    change(request, "case", moved.pk, Ground.ACCESS_REQUEST)
    messages.success(request, _("Het verzoek staat nu in dossier %(number)s.") % {"number": moved.number})
    return redirect("case", moved.number) if request.role in TEAM else redirect("data_requests")


@audience(*ANSWERS)
@require_http_methods(["GET", "POST"])
def answer(request: WorkRequest, asked: int) -> HttpResponse:
    """The answer in the words of the letter, once somebody looked what we keep."""
    row = _waiting(request, asked)
    if row is None:
        return redirect("data_request", asked)
    if is_known(row) and row.looked_on is None:
        messages.warning(request, _("Kijk eerst wat wij bewaren, en zeg wat van deze persoon is."))
        return redirect("data_request", asked)
    if is_known(row) and not row.erased_on and in_a_case(row, _seen(request, row)):
        messages.warning(request, _("Van deze persoon is er een dossier. Beantwoord het verzoek daar."))
        return redirect("data_request", asked)
    return _sent(request, row, AnswerForm(row, request.POST if request.method == "POST" else None))


@audience(*ANSWERS)
@require_http_methods(["GET", "POST"])
def longer(request: WorkRequest, asked: int) -> HttpResponse:
    """Tell who asks that it takes longer, while the law allows it."""
    row = _waiting(request, asked)
    if row is None:
        return redirect("data_request", asked)
    if not may_take_longer(row):
        messages.warning(request, _("Langer kan één keer, in de eerste maand. Geef nu antwoord."))
        return redirect("data_request", asked)
    return _sent(request, row, LongerForm(row, request.POST if request.method == "POST" else None))


def _sent(request: WorkRequest, row: DataRequest, form: SentForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        form.keep(request.user)
        change(request, REQUEST, row.pk, Ground.ACCESS_REQUEST)
        messages.success(request, _("Vastgelegd. De brief staat klaar."))
        return redirect("data_request", row.pk)
    context = {"form": form, "asked": row}
    return render(request, "support/data_request_answer.html", context, status=422 if form.is_bound else 200)


@audience(*ANSWERS)
@require_GET
def letter_pdf(request: WorkRequest, asked: int, reply: int) -> HttpResponse:
    """An answer as a letter; while something lacks for it, back to the page with what that is."""
    row = _found(request, asked)
    kept = get_object_or_404(Reply.of(request.municipality).filter(request=row).select_related("signed_by"), pk=reply)
    desk = ObjectionDesk.of(request.municipality).first()
    if missing := lacks(kept, desk):
        messages.warning(request, missing)
        return redirect("data_request", asked)
    name, language = f"antwoord-verzoek-{row.pk}-{kept.pk}", language_of(row)
    return paper_file(lambda: reply_paper(reader_of(row), kept, desk, more_said(row, kept)), name, language)


@audience(*ANSWERS)
@require_POST
def overview(request: WorkRequest, asked: int) -> HttpResponse:
    """What we keep of who asks, as a PDF; only once it was seen who that is, and a colleague looked."""
    row = _found(request, asked)
    if not is_known(row) or row.looked_on is None:
        messages.warning(request, _("Controleer eerst wie het vraagt, en kijk wat wij bewaren."))
        return redirect("data_request", asked)
    return paper_file(lambda: overview_paper(row), f"overzicht-verzoek-{row.pk}", language_of(row))
