"""What was erased, when, why and by whom? The register, for the privacy officer."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.models import NO_CASE, ErasureGround, ErasurePermit
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.texts import day
from vangnet.domain.codes import Role

A_PAGE = 50


@audience(Role.PRIVACY_OFFICER)
@require_GET
def erasures(request: WorkRequest) -> HttpResponse:
    """Newest first. A line holds no name and no number: what it was about is gone."""
    lines = ErasurePermit.of(request.municipality).select_related("permitted_by").order_by("-id")
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    table = Table(
        caption=_("Wat is gewist"),
        columns=[Column(head) for head in (_("Wanneer"), _("Wat"), _("Waarom"), _("Door wie"))],
        rows=[_row(line) for line in page.object_list],
        hidden_caption=True,
    )
    return render(request, "cases/erasures.html", {"page": page, "table": table})


def _row(line: ErasurePermit) -> tuple[Cell, ...]:
    what = _("een heel dossier") if line.sequence is None else _("één gebeurtenis")
    if line.case == NO_CASE:
        what = _("wat buiten een dossier werd bewaard")
    who = line.permitted_by.name if line.permitted_by else _("het systeem zelf")
    return Cell(day(line.permitted_on, "full")), Cell(what), Cell(str(ErasureGround(line.ground).label)), Cell(who)
