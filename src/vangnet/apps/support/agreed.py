"""What was agreed with the creditors of one person, and how does it stand on paper?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.support.pictures import Table, called, debts_of
from vangnet.apps.web.components import Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.paper import Boxed, Facts, Grid, Heading, Paper, Said, Signed
from vangnet.apps.web.texts import day, euro
from vangnet.domain.case import Matter
from vangnet.domain.codes import Rhythm
from vangnet.domain.division import rank
from vangnet.domain.events import Instalment
from vangnet.domain.paydays import RHYTHMS, pay_day, rhythm_of


class Run(NamedTuple):
    """Payments of one amount that follow each other in one rhythm."""

    first: Instalment
    last: Instalment
    times: int
    rhythm: Rhythm = Rhythm.MONTH


def runs(instalments: Sequence[Instalment]) -> list[Run]:
    """A schedule in as few lines as say all of it."""
    rest = sorted(instalments, key=lambda each: each.on)
    found: list[Run] = []
    while rest:
        run = max((_run(rest, rhythm) for rhythm in RHYTHMS), key=lambda each: each.times)
        found.append(run)
        rest = rest[run.times :]
    return found


def _run(rest: Sequence[Instalment], rhythm: Rhythm) -> Run:
    """How far the first of these goes on in this rhythm."""
    first, times = rest[0], 1
    while times < len(rest) and rest[times] == Instalment(pay_day(first.on, times, rhythm), first.cents):
        times += 1
    return Run(first, rest[times - 1], times, rhythm)


def run_said(run: Run) -> str:
    """When, in words."""
    if run.times == 1:
        return day(run.first.on, "year")
    facts = {"count": run.times, "first": day(run.first.on, "year"), "last": day(run.last.on, "year")}
    if run.rhythm is Rhythm.WEEK:
        return _("%(count)s keer, elke week van %(first)s tot en met %(last)s") % facts
    if run.rhythm is Rhythm.FOUR_WEEKS:
        return _("%(count)s keer, elke vier weken van %(first)s tot en met %(last)s") % facts
    return _("%(count)s keer, elke maand van %(first)s tot en met %(last)s") % facts


def with_arrangement(table: Table) -> list[Matter]:
    """The debts of this person of which an arrangement with its schedule runs, home first."""
    return [m for m in debts_of(table.setting, table.person.pk) if m.arrangement_runs and _schedule(m)]


def _schedule(matter: Matter) -> Sequence[Instalment]:
    return matter.arrangement.instalments if matter.arrangement else ()


def _rows(table: Table) -> list[tuple[str, str, str]]:
    """To whom, when, how much."""
    return [
        (called(matter, table), run_said(run), euro(run.first.cents))
        for matter in with_arrangement(table)
        for run in runs(_schedule(matter))
    ]


def running(table: Table) -> Drawn | None:
    """What was agreed, as a table; None where nothing runs."""
    rows = _rows(table)
    if not rows:
        return None
    return Drawn(
        caption=_("Wat is afgesproken"),
        columns=[Column(_("Aan wie")), Column(_("Wanneer")), Column(_("Per keer"), number=True)],
        rows=[[Cell(what), Cell(when), Cell(amount)] for what, when, amount in rows],
        hidden_caption=True,
    )


def _dates(table: Table) -> list[tuple[str, str, str]]:
    """Every payment: the day, to whom, and how much; in the order in which they are made."""
    told = [(one.on, m, one.cents) for m in with_arrangement(table) for one in _schedule(m)]
    told.sort(key=lambda each: (each[0], rank(each[1].kind), each[1].number))
    return [(day(on, "year"), _capital(called(matter, table)), euro(cents)) for on, matter, cents in told]


def all_dates(table: Table) -> Drawn | None:
    """The same as a table; None where nothing runs."""
    rows = _dates(table)
    if not rows:
        return None
    return Drawn(
        caption=_("Alle dagen waarop wordt betaald"),
        columns=[Column(_("Dag")), Column(_("Aan wie")), Column(_("Bedrag"), number=True)],
        rows=[[Cell(part) for part in row] for row in rows],
        hidden_caption=True,
    )


def _by_weeks(table: Table) -> list[Heading | Grid]:
    """All days, on a page of their own, where somebody pays by weeks: nobody knows those by heart."""
    matters = with_arrangement(table)
    if all(rhythm_of(one.on for one in _schedule(m)) is Rhythm.MONTH for m in matters):
        return []
    return [
        Heading(_("Alle dagen waarop u betaalt"), new_page=True),
        Grid(head=(_("Dag"), _("Aan wie"), _("Bedrag")), rows=_dates(table), sums=(2,)),
    ]


def agreed_paper(table: Table, user: User) -> Paper:
    """One page for the resident: to whom, when, how much, when it is over, and whom to call."""
    case, home = table.setting.file.case, table.setting.file.home
    matters = with_arrangement(table)
    last = max(one.on for matter in matters for one in _schedule(matter))
    total = sum(one.cents for matter in matters for one in _schedule(matter))
    helper = table.setting.names.user(table.setting.file.facts.owner) if table.setting.file.facts.owner else user.name
    changing = any(_uneven(matter) for matter in matters)
    return Paper(
        title=_("Uw betalingsregeling"),
        sender=_("Gemeente %(name)s") % {"name": table.setting.municipality.name},
        about=f"{day(table.setting.today, 'full')} · {_('dossier')} {case.number}",
        to=[table.person.name, *([case.address] if home and case.address else [])],
        foot=_("Bewaar deze brief bij uw papieren."),
        blocks=[
            Said(_("Dit hebben wij met u en met de schuldeisers afgesproken.")),
            Grid(
                head=(_("Aan wie"), _("Wanneer"), _("Per keer")),
                rows=[_sentence(row) for row in _rows(table)],
                sums=(2,),
            ),
            *([Said(_("Let op: niet elke termijn is even hoog."))] if changing else []),
            *(Said(said) for said in _graces(table)),
            Facts(((_("Samen"), euro(total)), (_("Laatste betaling"), day(last, "full")))),
            Heading(_("Lukt betalen een keer niet?")),
            Boxed(
                _("Bel ons meteen, het liefst voor de dag van betalen."),
                _("U belt met %(name)s. Samen zoeken wij een andere dag of een ander bedrag.") % {"name": helper},
            ),
            Facts(((_("Telefoon"), "______________________"),)),
            Signed((table.person.name, helper)),
            *_by_weeks(table),
        ],
    )


def _graces(table: Table) -> list[str]:
    """With which creditors a payment may come later, and how much; nothing is promised where nothing was agreed."""
    said = _("%(what)s: betaalt u binnen %(days)s dagen na de afgesproken dag, dan is dat nog op tijd.")
    return [
        said % {"what": _capital(called(matter, table)), "days": matter.arrangement.tolerance_days}
        for matter in with_arrangement(table)
        if matter.arrangement and matter.arrangement.tolerance_days
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(row: tuple[str, str, str]) -> tuple[str, str, str]:
    what, when, amount = row
    return _capital(what), when, amount


def _uneven(matter: Matter) -> bool:
    return any(one.cents != other.cents for one, other in pairwise(_schedule(matter)))
