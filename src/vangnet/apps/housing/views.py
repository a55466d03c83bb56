"""What does the board of evictions show, and to whom? Views parse, do one act, and draw."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import ground_of, sight_of
from vangnet.apps.housing import queries, shown
from vangnet.domain.codes import Role

A_PAGE = 50
FIGHTS = (Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR)
"""Who stops evictions, or sees to it that they are stopped."""


@audience(*FIGHTS)
@require_GET
def board(request: WorkRequest) -> HttpResponse:
    """All evictions and auctions that were announced, and homes that were lost, until all that is asked is recorded."""
    today, number = clock.today(), _page_asked(request)
    found = queries.on_board(request.municipality, start=(number - 1) * A_PAGE, most=A_PAGE)
    listed(request, "case", [one.case.pk for one in found.standing], ground_of(request.role))
    lines = [
        line
        for one in found.standing
        for line in shown.lines_of(one, found.names, sight_of(request.role, request.user.pk, one.case.owner_id), today)
    ]
    context = {
        "lines": lines,
        "total": found.total,
        "today": today,
        "more": found.total > queries.COUNTED,
        "counted": queries.COUNTED,
        "page": Paginator(range(min(found.total, queries.COUNTED)), A_PAGE).get_page(number),
    }
    return render(request, "housing/board.html", context)


def _page_asked(request: WorkRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
