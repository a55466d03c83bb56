"""How does a coordinator lay down which reports of a partner fit what was agreed, and where is that seen?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases import clock
from vangnet.apps.outreach.forms import CovenantForm
from vangnet.apps.partners.covenants import agree_with, history, in_force
from vangnet.apps.partners.models import Covenant, Partner
from vangnet.apps.web.components import Cell, Chip, Column, Table
from vangnet.apps.web.texts import day, euro, moment, number
from vangnet.domain.codes import Role

MAY_AGREE = (Role.COORDINATOR,)
"""Who tunes what was agreed (handbook of the product)."""


@audience(*MAY_AGREE)
@require_http_methods(["GET", "POST"])
def partner_covenant(request: WorkRequest, key: str) -> HttpResponse:
    """From which day this partner reports what, in place of what held until then."""
    partner = get_object_or_404(Partner.of(request.municipality), key=key)
    agreed = history(partner)
    form = CovenantForm(in_force(agreed, clock.today()), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agree_with(partner, form.window(), form.cleaned_data["valid_from"], request.user)
        messages.success(request, _("Vastgelegd. Meldingen die er al waren, houden wat toen gold."))
        return redirect("feedback_partner", partner.key)
    context = {"form": form, "partner": partner, "table": table(agreed)}
    return render(request, "outreach/covenant.html", context, status=422 if form.is_bound else 200)


def table(agreed: list[Covenant]) -> Table | None:
    """All that was ever agreed, and which of it holds today; None while nothing was."""
    if not agreed:
        return None
    now = in_force(agreed, clock.today())
    return Table(
        caption=_("Wat met deze partner is afgesproken"),
        columns=[
            Column(_("Vanaf")),
            Column(_("Hoe oud een achterstand dan is")),
            Column(_("Ten minste")),
            Column(_("Vastgelegd")),
        ],
        rows=[_row(one, holds=one is now) for one in agreed],
        hidden_caption=True,
    )


def _row(one: Covenant, *, holds: bool) -> tuple[Cell, ...]:
    who = one.made_by.name if one.made_by else _("het systeem zelf")
    return (
        Cell(day(one.valid_from, "year"), chip=Chip(_("geldt nu"), "good", "check") if holds else None),
        Cell(_age(one)),
        Cell(euro(one.least_cents) if one.least_cents else _("elk bedrag")),
        Cell(_("%(moment)s door %(who)s") % {"moment": moment(one.made_at), "who": who}),
    )


def _age(one: Covenant) -> str:
    least, most = one.least_age_days, one.most_age_days
    if least is None and most is None:
        return _("volgens het landelijke convenant")
    if most is None:
        return _("%(least)s dagen of ouder") % {"least": number(least or 0)}
    return _("%(least)s tot en met %(most)s dagen") % {"least": number(least or 0), "most": number(most)}
