"""How is somebody's money said on the page: tables, days and sentences?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.wording import danger_said
from vangnet.apps.support.models import Flow, ToldDebt
from vangnet.apps.support.pictures import Table, called, debts_of, only_told
from vangnet.apps.support.reckoning import Reckoned, as_money
from vangnet.apps.web.components import Cell, Chip, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.texts import day, euro, listing, number, say
from vangnet.domain import money
from vangnet.domain.case import Matter
from vangnet.domain.codes import MatterKind, Rhythm
from vangnet.domain.division import rank

_A_YEAR = timedelta(days=366)


def flow_said(flow: Flow) -> str:
    """What it is and of or to whom."""
    kind = say(f"flow_kind.{flow.kind}")
    return f"{kind[:1].upper()}{kind[1:]}{f' · {flow.label}' if flow.label else ''}"


def per_month_said(cents: int, rhythm: Rhythm) -> str:
    """What an amount is in a month, so that none is taken for another."""
    one = money.Flow(0, cents, rhythm, incoming=True)
    facts = {"amount": euro(cents), "rhythm": say(f"rhythm.{rhythm}"), "monthly": euro(money.monthly(one))}
    if rhythm is Rhythm.MONTH:
        return _("%(amount)s per maand.") % facts
    if rhythm is Rhythm.ONCE:
        return _("%(amount)s, één keer. Dit telt niet mee voor een maand, wel op de dag zelf.") % facts
    return _("%(amount)s %(rhythm)s is %(monthly)s per maand.") % facts


def flows_table(table: Table, *, incoming: bool) -> Drawn | None:
    """What comes in, or goes out, each with what it is in a month; None while nothing was told."""
    flows = [flow for flow in table.flows if flow.incoming is incoming]
    if not flows:
        return None
    total = money.in_a_month([as_money(flow) for flow in flows], incoming=incoming)
    return Drawn(
        caption=_("Komt binnen") if incoming else _("Gaat eruit"),
        columns=[
            Column(_("Wat")),
            Column(_("Bedrag")),
            Column(_("Per maand"), number=True),
            Column(_("Volgende keer")),
        ],
        rows=[_flow_row(flow, table) for flow in flows],
        total=[Cell(_("Samen per maand")), Cell(""), Cell(euro(total)), Cell("")],
    )


def _flow_row(flow: Flow, table: Table) -> list[Cell]:
    again = next(iter(money.days(as_money(flow), table.setting.today, table.setting.today + _A_YEAR)), None)
    movable = Chip(_("dag kan anders"), "net") if flow.movable else None
    return [
        Cell(flow_said(flow), reverse("flow", args=[table.number, table.person.pk, flow.pk]), movable),
        Cell(f"{euro(flow.cents)} {say(f'rhythm.{flow.rhythm}')}"),
        Cell("–" if flow.comes_once else euro(money.monthly(as_money(flow)))),
        Cell(day(again, "short") if again else _("geen dag bekend") if flow.first_on is None else _("voorbij")),
    ]


# What is owed -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt as it stands on the page; ``told`` (an id) where the person told of it and it can be taken away."""

    what: str
    cents: int | None
    chips: list[Chip] = field(default_factory=list)
    told: int | None = None


def owed(table: Table) -> list[Owed]:
    """All debts of this person, reported and told, by what is at stake: home, energy, water, care, and the others."""
    mine = [
        *((rank(matter.kind), _reported(matter, table)) for matter in debts_of(table.setting, table.person.pk)),
        *((rank(MatterKind(debt.kind)), _told(debt)) for debt in only_told(table)),
    ]
    return [one for _rank, one in sorted(mine, key=lambda found: found[0])]


def _reported(matter: Matter, table: Table) -> Owed:
    chips = [Chip(danger_said(danger, table.setting.today), "alarm", "clock") for danger in matter.dangers()]
    if matter.arrangement_runs:
        chips.append(Chip(_("regeling loopt"), "net"))
    return Owed(called(matter, table), matter.cents, chips)


def _told(debt: ToldDebt) -> Owed:
    kind = say(f"matter_kind_short.{debt.kind}")
    return Owed(f"{kind} · {debt.creditor}" if debt.creditor else kind, debt.cents, [Chip(_("verteld"))], debt.pk)


# When it goes wrong -------------------------------------------------------------------------


def days_table(reckoned: Reckoned) -> Drawn:
    """The days on which something comes or goes, with what is on the account at their end."""
    return Drawn(
        caption=_("De rekening dag voor dag"),
        columns=[
            Column(_("Dag")),
            Column(_("Erin"), number=True),
            Column(_("Eruit"), number=True),
            Column(_("Op de rekening"), number=True),
        ],
        rows=[
            [
                Cell(day(one.on, "year")),
                Cell(euro(one.incoming) if one.incoming else ""),
                Cell(euro(one.outgoing) if one.outgoing else ""),
                Cell(euro(one.balance), chip=Chip(_("tekort"), "alarm") if one.balance < 0 else None),
            ]
            for one in reckoned.days
            if one.incoming or one.outgoing
        ],
    )


def shorts_said(reckoned: Reckoned, reserve: int) -> list[str]:
    """When there is less than nothing, how much, and whether what was put by reaches."""
    return [_short_said(short, reserve) for short in reckoned.shorts]


def _short_said(short: money.Short, reserve: int) -> str:
    facts = {"start": day(short.start, "year"), "end": day(short.end, "year"), "amount": euro(-short.lowest)}
    said = (
        _("Op %(start)s is er %(amount)s te weinig.")
        if short.start == short.end
        else _("Van %(start)s tot en met %(end)s is er te weinig, op het ergst %(amount)s.")
    ) % facts
    if not reserve:
        return said
    reaches = (
        _("Ook met het geld dat opzij is gezet.") if short.beyond(reserve) else _("Wat opzij is gezet vangt dat op.")
    )
    return f"{said} {reaches}"


def mends_said(table: Table, reckoned: Reckoned) -> list[str]:
    """Which other payment day helps, and how much."""
    by_id = {flow.pk: flow for flow in table.flows}
    return [_mend_said(by_id[mend.flow.id], mend) for mend in reckoned.mends]


def _mend_said(flow: Flow, mend: money.Mend) -> str:
    facts = {
        "what": flow_said(flow),
        "days": days_said(mend.days),
        "gain": euro(mend.gain),
        "lowest": euro(-mend.lowest),
    }
    if mend.mends:
        return _("%(what)s op de %(days)s: dan komt de rekening niet meer onder nul. Het scheelt %(gain)s.") % facts
    return (
        _("%(what)s op de %(days)s scheelt %(gain)s, maar is niet genoeg: op het ergst blijft er %(lowest)s tekort.")
        % facts
    )


def days_said(days: Sequence[int]) -> str:
    """Days of the month in words, those that follow each other taken together: 1e, 3e en 25e tot en met 28e."""
    runs: list[list[int]] = []
    for one in days:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return listing([part for run in runs for part in _run_said(run)])


def _run_said(run: Sequence[int]) -> list[str]:
    if len(run) < 3:
        return [say("support.day", day=one) for one in run]
    return [say("support.days", first=run[0], last=run[-1])]


def lowest_said(reckoned: Reckoned) -> str:
    """What the drawing shows, in a sentence."""
    worst = min(reckoned.days, key=lambda one: one.balance)
    facts = {"day": day(worst.on, "year"), "amount": euro(worst.balance), "count": number(len(reckoned.days))}
    return _("De komende %(count)s dagen. Het minst staat er op %(day)s: %(amount)s.") % facts


# The whole page -----------------------------------------------------------------------------


def page(table: Table, reckoned: Reckoned) -> dict[str, Any]:
    """Everything on the page but its forms."""
    reserve = (table.picture.reserve or 0) if table.picture else 0
    with_days = any(flow.first_on for flow in table.flows)
    return {
        "incoming": flows_table(table, incoming=True),
        "outgoing": flows_table(table, incoming=False),
        "owed": owed(table),
        "owed_total": sum(one.cents or 0 for one in owed(table)),
        "reckoned": reckoned,
        "left_said": euro(abs(reckoned.left)),
        "told": bool(table.flows),
        "calculation_said": _calculation_said(table),
        "balances": [(one.on, one.balance) for one in reckoned.days] if with_days else [],
        "lowest": lowest_said(reckoned),
        "days": days_table(reckoned) if with_days else None,
        "shorts": shorts_said(reckoned, reserve),
        "mends": mends_said(table, reckoned),
        "mended": any(mend.mends for mend in reckoned.mends),
        "notices": list(_notices(table, reckoned)),
    }


def _calculation_said(table: Table) -> str:
    return say(f"calculation.{table.picture.calculation}") if table.picture and table.picture.calculation else ""


def _notices(table: Table, reckoned: Reckoned) -> Iterable[str]:
    """What the reckoning does not know, in sentences."""
    if not reckoned.balance_known:
        yield _("Wat er op de rekening staat is niet ingevuld. De dagen zijn geteld vanaf nul.")
    elif reckoned.balance_stale and table.picture:
        yield _("De stand van de rekening is van %(day)s. Vraag wat er nu staat.") % {
            "day": _said(table.picture.balance_on)
        }
    if reckoned.without_day:
        yield say("support.without_day", count=reckoned.without_day)


def _said(on: date | None) -> str:
    return day(on, "year") if on else ""
