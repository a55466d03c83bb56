"""How is said what going on costs, beside what an arrangement costs? The amounts are the core's."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.texts import day, euro, word
from vangnet.domain.case import Matter
from vangnet.domain.codes import HOME_DEBTS
from vangnet.domain.costs import Cost, Stage, path

_NO_LAW = "no statute"
"""So begins what the law's data says of a value that stands in no law."""


class Basis(NamedTuple):
    """On what an amount rests: the article, and where we saw it (as the law's data names it, in English)."""

    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class CostsSaid:
    """What going on costs, step by step, ready to read."""

    table: Table
    owed: int
    """The debt itself, in eurocents."""
    arrangement: str
    """What the arrangement that runs comes to; empty where there is none."""
    resident: str
    landlord: str
    """What it has come to at the end, for each."""
    open: list[str]
    """Which tariffs were not found."""
    sources: list[Basis]


def costs_of(matter: Matter, partner: Partner | None, today: date) -> CostsSaid | None:
    """What going on costs in this matter; None where there is no debt, or nobody knows how much."""
    if not matter.is_debt or not matter.cents:
        return None
    private = partner is not None and partner.kind == Partner.Kind.PRIVATE_LANDLORD
    stages = path(matter.cents, today, legal_person=not private, vat_deductible=matter.kind not in HOME_DEBTS)
    costs = [cost for stage in stages for cost in stage.costs]
    last = stages[-1]
    return CostsSaid(
        table=_table(stages),
        owed=matter.cents,
        arrangement=_arrangement(matter),
        resident=_amount(last.resident, more=last.open),
        landlord=_amount(last.landlord, more=last.open),
        open=[word(cost.part) for cost in costs if cost.cents is None],
        sources=list(dict.fromkeys(_source(cost) for cost in costs if cost.cents is not None)),
    )


def _table(stages: tuple[Stage, ...]) -> Table:
    rows = [
        [
            Cell(word(stage.step).capitalize()),
            Cell("; ".join(_part(cost) for cost in stage.costs)),
            Cell(_amount(stage.resident, more=stage.open)),
            Cell(_amount(stage.landlord, more=stage.open)),
        ]
        for stage in stages
    ]
    columns = (
        Column(_("Stap")),
        Column(_("Wat erbij komt")),
        Column(_("De bewoner betaalt samen"), number=True),
        Column(_("De verhuurder is samen kwijt"), number=True),
    )
    return Table(_("Wat doorgaan kost, boven op de schuld"), columns, rows, hidden_caption=True)


def _part(cost: Cost) -> str:
    said = _("tarief niet gevonden") if cost.cents is None else _amount(cost.cents, more=cost.at_least)
    return f"{word(cost.part)}: {said}"


def _amount(cents: int, *, more: bool) -> str:
    return _("minstens %(amount)s") % {"amount": euro(cents)} if more and cents else euro(cents)


def _source(cost: Cost) -> Basis:
    mark = _(" (nog te controleren)") if cost.value.to_verify else ""
    article = cost.value.article
    basis = _("een schatting") if article.startswith(_NO_LAW) else article
    return Basis(f"{word(cost.part)}: {basis}{mark}", cost.value.source)


def _arrangement(matter: Matter) -> str:
    known = matter.arrangement if matter.arrangement_runs else None
    if known is None or not known.instalments:
        return ""
    sum_ = sum(one.cents for one in known.instalments)
    facts = {"amount": euro(sum_), "count": len(known.instalments), "last": day(known.instalments[-1].on, "year")}
    return _("%(amount)s in %(count)s termijnen, de laatste op %(last)s") % facts
