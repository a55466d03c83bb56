"""Partners: who reports to us, in which layout, and when did they last?"""

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.intake.forms import PartnerForm
from vangnet.apps.intake.models import WAITING, Delivery, SavedLayout, Signal
from vangnet.apps.intake.views.deliveries import WHO
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.texts import day, number, say


@audience(*WHO)
@require_http_methods(["GET", "POST"])
def partners(request: WorkRequest) -> HttpResponse:
    """All partners with their layouts and last delivery; add one."""
    form = PartnerForm(request.municipality, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("%(name)s is toegevoegd.") % {"name": made.name})
        return redirect("partners")
    context = {"form": form, "table": _table(request)}
    return render(request, "intake/partners.html", context, status=422 if form.errors else 200)


def _table(request: WorkRequest) -> Table:
    """In four queries, however many partners there are."""
    here = request.municipality
    rows = list(Partner.of(here).order_by("name"))
    layouts: dict[int, list[str]] = {}
    for partner, name in SavedLayout.of(here).order_by("name").values_list("partner_id", "name"):
        layouts.setdefault(partner, []).append(name)
    done = Delivery.of(here).filter(status=Delivery.Status.DONE).values_list("partner_id")
    last = {
        partner: (on, newest) for partner, on, newest in done.annotate(last_on=Max("received_on"), newest=Max("id"))
    }
    counted = Signal.of(here).exclude(status="staged").values_list("partner_id")
    counts = {
        p: (n, w) for p, n, w in counted.annotate(number=Count("id"), wait=Count("id", filter=Q(status__in=WAITING)))
    }
    heads = (_("Partner"), _("Soort"), _("Indeling"), _("Laatste aanlevering"), _("Signalen"), _("Wachten"))
    return Table(
        caption=_("Partners"),
        columns=[Column(head, head in {_("Signalen"), _("Wachten")}) for head in heads],
        rows=[
            (
                Cell(row.name),
                Cell(say(f"kind_of_partner.{row.kind}")),
                Cell(", ".join(layouts.get(row.pk, [])) or _("nog geen")),
                _last(last.get(row.pk)),
                Cell(number(counts.get(row.pk, (0, 0))[0])),
                Cell(number(counts.get(row.pk, (0, 0))[1])),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _last(delivered: tuple[object, int] | None) -> Cell:
    if delivered is None:
        return Cell(_("nog geen"))
    on, newest = delivered
    return Cell(day(on, "year"), reverse("delivery", args=[newest]))  # type: ignore[arg-type]
