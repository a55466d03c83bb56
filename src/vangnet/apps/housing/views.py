"""The eviction board: which homes are about to be lost, who directs, and what is tried today?"""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import listed
from vangnet.apps.cases import clock
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.wording import danger_said, event_title, household_name
from vangnet.apps.housing import queries
from vangnet.apps.housing.queries import AT_SIGHT, AtStake
from vangnet.apps.web.components import Cell, Chip, Column, Table
from vangnet.apps.web.texts import listing, number, say, word
from vangnet.apps.web.typed import typed_number
from vangnet.domain.board import Lack
from vangnet.domain.case import Danger
from vangnet.domain.codes import Role

DIRECTS = (Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR)
NEAR = 14
"""Days before an eviction from which its row stands out."""
GRAVE = frozenset({Lack.OUTCOME, Lack.DIRECTOR, Lack.DESCRIPTION})
"""What must not wait until the day."""


@audience(*DIRECTS)
@require_GET
def board(request: WorkRequest) -> HttpResponse:
    """All announced evictions and auctions of whatever cause, and lost homes that nobody directs yet."""
    today = clock.today()
    start = typed_number(request.GET.get("vanaf", ""), digits=5) or 0
    found = queries.board(request.municipality, today, start=start)
    listed(request, "case", {one.case.pk for one in found.rows}, ground_of(request.role))
    context = {
        "day": today,
        "table": _table(found.rows, today),
        "total": found.total,
        "previous": max(start - AT_SIGHT, 0) if start else None,
        "following": start + AT_SIGHT if start + AT_SIGHT < found.total else None,
    }
    return render(request, "housing/board.html", context)


def _table(rows: list[AtStake], today: date) -> Table:
    heads = (
        *(_("Huishouden"), _("Wanneer"), _("Oorzaak"), _("Kinderen"), _("Vandaag geprobeerd")),
        *(_("Regisseur"), _("Wat nog ontbreekt")),
    )
    return Table(
        caption=_("Woningen die op het spel staan"),
        columns=[Column(head, head == _("Kinderen")) for head in heads],
        rows=[_cells(one, today) for one in rows],
        hidden_caption=True,
    )


def _cells(one: AtStake, today: date) -> tuple[Cell, ...]:
    case, row = one.case, one.row
    who = f"{household_name(case.name, case.number)}, {case.address.partition(',')[0]}"
    minors = one.facts.minors
    return (
        Cell(who, reverse("case", args=[case.number])),
        Cell("", chip=_when(one, today)),
        Cell(word(row.kind) if row.kind else say("board.lost_cause")),
        Cell("–" if minors is None else number(minors)),
        Cell(listing([event_title(kind) for kind in one.tried]) or _("nog niets")),
        Cell(one.director.name if one.director else "–"),
        _lacks(row.lacks),
    )


def _when(one: AtStake, today: date) -> Chip:
    """The days that are left, or when it was lost."""
    row, left = one.row, one.row.left(today)
    if row.danger == "lost":
        return Chip(say("board.lost", day=row.day), "alarm", "home")
    near = left is None or left <= NEAR
    said = danger_said(Danger(row.danger, row.matter or 0, row.day, row.day or today), today)  # type: ignore[arg-type]
    return Chip(said, "alarm" if near else "soon", "clock")


def _lacks(lacks: tuple[Lack, ...]) -> Cell:
    if not lacks:
        return Cell("", chip=Chip(_("alles is geregeld"), "good", "check"))
    said = listing([say(f"board_lack.{lack}") for lack in lacks])
    return Cell("", chip=Chip(said, "alarm" if GRAVE & set(lacks) else "soon", "alert"))
