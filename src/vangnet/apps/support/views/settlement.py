"""How is a debt settlement begun, watched and ended on one page?"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.support.creditor_letters import beginning_paper
from vangnet.apps.support.offers import OfferForm, offer_letters, offers, offers_drawn, worked_out
from vangnet.apps.support.pictures import Table, at_table, only_told
from vangnet.apps.support.settlements import (
    BeginForm,
    EndForm,
    beginning_letters,
    drawn,
    ended_said,
    law_said,
    promised,
    settlement_of,
    settlement_paper,
    until_said,
    without_share,
)
from vangnet.apps.support.shares import shares_of
from vangnet.apps.support.telling import Page, told_page
from vangnet.apps.support.ways import MONEY
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Settlement
from vangnet.domain.codes import SettlementKind


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def settlement(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The debt settlement of one person: what it comes to and its end, or its beginning where none runs."""
    table = at_table(request, number, person)
    data = request.POST if request.method == "POST" else None
    runs = settlement_of(table)
    if runs is None:
        return told_page(request, table, BeginForm(table, data), _none_runs(table))
    return told_page(request, table, EndForm(table, data), _one_runs(table, runs))


def _none_runs(table: Table) -> Page:
    said = _("Voor schulden die niet helemaal te betalen zijn. Een schuldregeling heeft altijd een einde.")
    return Page(
        title=_("Schuldregeling"),
        button=_("Leg het begin vast"),
        done=_("De schuldregeling is vastgelegd."),
        back="settlement",
        back_said=_("Schuldregeling"),
        intro=f"{said} {ended_said(table)}".strip(),
        more={
            "heading": _("Het begin"),
            "ways": _ways(table),
            "drawn": offers_drawn(table),
            "letters": offer_letters(table),
            "law": law_said(table.setting.today),
        },
    )


def _one_runs(table: Table, runs: Settlement) -> Page:
    to_resident = Action(
        reverse("settlement_pdf", args=[table.number, table.person.pk]), _("Brief voor de bewoner (PDF)")
    )
    return Page(
        title=_("Schuldregeling"),
        button=_("Leg het einde vast"),
        done=_("Het einde van de schuldregeling is vastgelegd."),
        back="settlement",
        back_said=_("Schuldregeling"),
        intro=_("Wat er na de laatste dag nog openstaat, wordt kwijtgescholden."),
        more={
            "drawn": drawn(runs, table),
            "letters": [to_resident],
            "letter_in": letter_language_said(table.setting.file, table.person),
            "heading": _("Het einde"),
            "shares": promised(runs, table),
            "until": until_said(runs),
            "apart": without_share(runs, table),
            "to_creditors": beginning_letters(runs, table),
            "law": law_said(table.setting.today) if runs.kind is SettlementKind.STATUTORY else "",
        },
    )


def _ways(table: Table) -> list[Action]:
    """What there is to do as long as no settlement runs."""
    here = [table.number, table.person.pk]
    answers = Action(reverse("proposal_answer", args=here), _("Leg vast wat een schuldeiser antwoordt"))
    return [
        *_balances(table),
        Action(reverse("settlement_offer", args=here), _("Doe de schuldeisers een voorstel")),
        *([answers] if offers(table) else []),
        Action(reverse("forced_settlement", args=here), _("Zei een schuldeiser nee?")),
    ]


def _balances(table: Table) -> list[Action]:
    """While a debt is only told its creditor cannot take part: first one asks what is owed."""
    if not only_told(table):
        return []
    return [Action(reverse("balances", args=[table.number, table.person.pk]), _("Vraag schuldeisers het saldo"))]


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def settlement_offer(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """What every creditor would get in a settlement, worked out first and then put to them."""
    table = at_table(request, number, person)
    form = OfferForm(table, request.POST if request.method == "POST" else None)
    if settlement_of(table) or not form.matters:
        raise Http404
    page = Page(
        title=form.title,
        button=_("Leg vast als voorstel"),
        done=_("De voorstellen zijn vastgelegd. De brieven staan klaar."),
        back="settlement",
        back_said=_("Schuldregeling"),
        intro=_("Elke schuldeiser krijgt hetzelfde deel van wat de bewoner kan missen. De rest wordt kwijtgescholden."),
        more={"drawn": worked_out(form), "work_out": _("Reken uit"), "ways": _balances(table)},
    )
    return told_page(request, table, form, page)


@audience(*MONEY)
@require_GET
def settlement_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """What the settlement comes to, on one page for the resident."""
    table = at_table(request, number, person)
    runs = settlement_of(table)
    if runs is None:
        raise Http404
    language = letter_language(table.setting.file, table.person)
    return paper_file(lambda: settlement_paper(runs, table, request.user), f"schuldregeling-{table.number}", language)


@audience(*MONEY)
@require_GET
def settlement_beginning(request: WorkRequest, number: str, person: int, matter: int) -> HttpResponse:
    """The letter that tells one creditor who takes part that the settlement begins, and what it gets."""
    table = at_table(request, number, person)
    runs = settlement_of(table)
    share = next((one for one in shares_of(runs, table) if one.matter.number == matter), None) if runs else None
    if runs is None or share is None:
        raise Http404
    name = f"schuldregeling-begint-{table.number}-{matter}"
    return paper_file(lambda: beginning_paper(table, runs, share, request.user), name)
