"""The eviction board: which homes are about to be lost, who directs, and what is tried today?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import ground_of, sight_of
from vangnet.apps.housing import queries
from vangnet.apps.housing.queries import AT_SIGHT, AtStake
from vangnet.apps.housing.shown import line
from vangnet.apps.web.typed import typed_number
from vangnet.domain.case import Matter
from vangnet.domain.codes import Role

DIRECTS = (Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR)


@audience(*DIRECTS)
@require_GET
def board(request: WorkRequest) -> HttpResponse:
    """All announced evictions and auctions of whatever cause, and lost homes that are in nobody's hands yet."""
    today = clock.today()
    start = typed_number(request.GET.get("vanaf", ""), digits=5) or 0
    found = queries.board(request.municipality, today, start=start)
    rows = [(one, sight_of(request.role, request.user.pk, one.facts.owner)) for one in found.rows]
    seen = [(one, sight) for one, sight in rows if sight.matter(_matter(one))]
    listed(request, "case", {one.case.pk for one, _ in seen}, ground_of(request.role))
    context = {
        "day": today,
        "lines": [line(one, found.names, sight, today) for one, sight in seen],
        "total": found.total,
        "previous": max(start - AT_SIGHT, 0) if start else None,
        "following": start + AT_SIGHT if start + AT_SIGHT < found.total else None,
    }
    return render(request, "housing/board.html", context)


def _matter(one: AtStake) -> Matter | None:
    """What threatens this home; None once it is lost."""
    return one.facts.matters.get(one.row.matter or 0)
