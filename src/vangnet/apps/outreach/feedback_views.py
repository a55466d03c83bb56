"""How do people tell the partners their results, and see what was told when?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change, look
from vangnet.apps.accounts.models import Ground
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import MAY_TELL
from vangnet.apps.outreach import covenant_views, feedback
from vangnet.apps.outreach.feedback_file import CONTENT_TYPES, as_file, layout_of, report_said
from vangnet.apps.outreach.forms import FeedbackLayoutForm
from vangnet.apps.outreach.models import FeedbackLayout, FeedbackLog, Sending
from vangnet.apps.partners.covenants import history
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.texts import day, listing, number, say
from vangnet.domain.disclosure import column_of

SHOWN = 200
"""So many lines stand on a page; the file holds them all."""
TOLD = 12
"""So many earlier sendings stand on a page: a year of months."""


@audience(*MAY_TELL)
@require_GET
def feedback_list(request: WorkRequest) -> HttpResponse:
    """Each partner: how much there is to tell, and when it was last told something."""
    shown, beyond = feedback.overview(request.municipality)
    table = Table(
        caption=_("Terugkoppeling per partner"),
        columns=[Column(_("Partner")), Column(_("Te vertellen"), number=True), Column(_("Laatst verteld"))],
        rows=[
            (
                Cell(one.partner.name, _partner_url(one.partner)),
                Cell(number(one.news)),
                Cell(day(one.last_on, "year") if one.last_on else _("nog nooit")),
            )
            for one in shown
        ],
        hidden_caption=True,
    )
    return render(request, "outreach/feedback_list.html", {"table": table, "any": bool(shown), "beyond": beyond})


@audience(*MAY_TELL)
@require_GET
def feedback_partner(request: WorkRequest, key: str) -> HttpResponse:
    """What this partner will be told, and what it was told when."""
    here, partner = request.municipality, _partner(request, key)
    news = feedback.news_for(here, partner, feedback.AT_ONCE)
    new, old = feedback.new_lines(news), feedback.old_lines(news)
    shown, knows = new[:SHOWN], old[:SHOWN]
    seen = [one for line in (*shown, *knows) for one in line]
    look(request, "case", {one.case for one in seen if one.case}, Ground.SIGNAL)
    look(request, "signal", {one.signal for one in seen if not one.case}, Ground.SIGNAL)
    lines = feedback.lines_of_news(here, [*shown, *knows], clock.today())
    context = {
        "partner": partner,
        "kind": say(f"told_as.{column_of(partner.kind)}"),
        "table": _table(_("Wat deze partner te horen krijgt"), lines[: len(shown)]),
        "count": len(new),
        "hidden": len(new) - len(shown),
        "read": feedback.mark_of(new),
        "unnamed": sum(1 for line in new if not line[0].reference),
        "known": _table(_("Wat deze partner al weet"), lines[len(shown) :], told_before=True),
        "repeated": len({(one.case, one.matter) for line in old for one in line}),
        "hidden_known": len(old) - len(knows),
        "read_known": feedback.mark_of(old),
        "beyond": feedback.not_weighed(here, partner),
        "page": Paginator(feedback.sendings(here, partner), TOLD).get_page(request.GET.get("page")),
        "covenant": covenant_views.table(history(partner)),
        "may_agree": request.role in covenant_views.MAY_AGREE,
        "reasons": [] if new else _why_nothing(request, partner),
    }
    return render(request, "outreach/feedback_partner.html", context)


@audience(*MAY_TELL)
@require_POST
def feedback_give(request: WorkRequest, key: str) -> HttpResponse:
    """Record that the partner is told what stood on the page, and lead to the file; or round off what it knows."""
    partner, read = _partner(request, key), request.POST.get("read")
    try:
        if request.POST.get("act") == "round_off":
            return _rounded_off(request, partner, read)
        sending = feedback.give(request.municipality, partner, by=request.user, today=clock.today(), read=read)
    except feedback.Changed:
        messages.warning(
            request, _("Intussen is er iets veranderd. Er is niets vastgelegd; lees eerst wat er nu staat.")
        )
        return redirect("feedback_partner", partner.key)
    if sending is None:
        messages.info(request, _("Er was niets nieuws te vertellen."))
        return redirect("feedback_partner", partner.key)
    told = list(FeedbackLog.of(request.municipality).filter(sending=sending).values_list("case", "signal", "told_with"))
    change(request, "case", {case for case, _signal, _with in told if case}, Ground.SIGNAL)
    change(request, "signal", {signal for case, signal, _with in told if not case}, Ground.SIGNAL)
    count = sum(told_with is None for _case, _signal, told_with in told)
    messages.success(
        request,
        ngettext(
            "Vastgelegd: %(count)s resultaat is verteld. Stuur het bestand naar de partner.",
            "Vastgelegd: %(count)s resultaten zijn verteld. Stuur het bestand naar de partner.",
            count,
        )
        % {"count": number(count)},
    )
    return redirect("feedback_sending", sending.pk)


def _rounded_off(request: WorkRequest, partner: Partner, read: str | None) -> HttpResponse:
    steps = feedback.round_off(request.municipality, partner, by=request.user, today=clock.today(), read=read)
    said = ngettext(
        "Afgerond: %(count)s stap. De partner krijgt daarover geen bericht.",
        "Afgerond: %(count)s stappen. De partner krijgt daarover geen bericht.",
        steps,
    )
    messages.success(request, said % {"count": number(steps)})
    return redirect("feedback_partner", partner.key)


@audience(*MAY_TELL)
@require_GET
def feedback_sending(request: WorkRequest, sending: int) -> HttpResponse:
    """What was told that time, to read again and to download."""
    sent = _sending(request, sending)
    lines = feedback.lines_of(request.municipality, sent)
    look(request, "sending", sent.pk, Ground.SIGNAL)
    context = {
        "sending": sent,
        "table": _table(_("Wat is verteld"), lines[:SHOWN]),
        "hidden": max(len(lines) - SHOWN, 0),
        "count": len(lines),
        "layout": layout_of(request.municipality, sent.partner),
    }
    return render(request, "outreach/feedback_sending.html", context)


@audience(*MAY_TELL)
@require_GET
def feedback_file(request: WorkRequest, sending: int) -> HttpResponse:
    """The same as a file in the partner's own columns."""
    sent = _sending(request, sending)
    layout = layout_of(request.municipality, sent.partner)
    lines = feedback.lines_of(request.municipality, sent)
    look(request, "sending", sent.pk, Ground.SIGNAL)
    kind = FeedbackLayout.Format(layout.format)
    response = HttpResponse(as_file(lines, layout, kind), content_type=CONTENT_TYPES[kind])
    name = f"terugkoppeling-{sent.partner.key}-{sent.told_on}-{sent.pk}.{kind.value}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@audience(*MAY_TELL)
@require_http_methods(["GET", "POST"])
def feedback_layout(request: WorkRequest, key: str) -> HttpResponse:
    """How this partner wants its file."""
    partner = _partner(request, key)
    form = FeedbackLayoutForm(request.POST or None, instance=layout_of(request.municipality, partner))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Vastgelegd. Elk bestand voor deze partner ziet er nu zo uit."))
        return redirect("feedback_partner", partner.key)
    context = {"form": form, "partner": partner}
    return render(request, "outreach/feedback_layout.html", context, status=422 if form.is_bound else 200)


def _partner(request: WorkRequest, key: str) -> Partner:
    return get_object_or_404(Partner.of(request.municipality), key=key)


def _sending(request: WorkRequest, number_: int) -> Sending:
    return get_object_or_404(Sending.of(request.municipality).select_related("partner", "recorded_by"), pk=number_)


def _partner_url(partner: Partner) -> str:
    return reverse("feedback_partner", args=[partner.key])


def _why_nothing(request: WorkRequest, partner: Partner) -> list[tuple[str, str]]:
    """Why there is nothing to tell now, each with where that is settled, where there is such a place."""
    waits = feedback.without_answer(request.municipality, partner)
    signals = f"{reverse('signal_list')}?partner={partner.pk}&status="
    to_decide = ngettext(
        "Over %(count)s melding moet eerst iemand besluiten.",
        "Over %(count)s meldingen moet eerst iemand besluiten.",
        waits.at_desk,
    )
    no_result = ngettext(
        "%(count)s melding staat in een open dossier waarin nog geen uitkomst is vastgelegd.",
        "%(count)s meldingen staan in een open dossier waarin nog geen uitkomst is vastgelegd.",
        waits.in_open_cases,
    )
    reasons = (
        (waits.at_desk, to_decide, signals),
        (waits.in_open_cases, no_result, ""),
    )
    return [(told % {"count": number(count)}, url) for count, told, url in reasons if count]


def _of_cases(line: feedback.Line) -> Cell:
    """The dossiers a line comes from; where it is one, it leads there."""
    (only,) = line.cases if len(line.cases) == 1 else ("",)
    nowhere = _("gewist") if line.in_a_case else _("geen")
    return Cell(listing(list(line.cases)) or nowhere, reverse("case", args=[only]) if only else "")


def _table(caption: str, lines: list[feedback.Line], *, told_before: bool = False) -> Table:
    """With the day for what was told before."""
    what = _("Wat de partner al hoorde") if told_before else _("Wat de partner hoort")
    heads = (_("Dossier"), _("Referentie van de partner"), what, *((_("Verteld op"),) if told_before else ()))
    return Table(
        caption=caption,
        columns=[Column(head) for head in heads],
        rows=[
            (
                _of_cases(line),
                Cell(line.reference or report_said(line.reported) or _("onbekend")),
                Cell(say(f"told.{line.code}")),
                *((Cell(day(line.on, "year")),) if told_before else ()),
            )
            for line in lines
        ],
        hidden_caption=True,
    )
