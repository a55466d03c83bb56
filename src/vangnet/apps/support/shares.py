"""What does each creditor get in a debt settlement, as it is offered or as it runs, in a table and in words?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.support.pictures import Table, called
from vangnet.apps.web.components import Cell, Chip, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.texts import day, euro, percent
from vangnet.domain.case import Matter, Proposal, Settlement
from vangnet.domain.division import Part, rank
from vangnet.domain.settlement import Course, course


class Share(NamedTuple):
    """One debt in a settlement: what is paid of it on which days, and whether its creditor has priority."""

    matter: Matter
    course: Course
    priority: bool


def share_of(matter: Matter, offer: Proposal) -> Share:
    """The share in the days on which it was offered."""
    parts = tuple(Part(one.on, one.cents) for one in offer.instalments)
    return Share(matter, Course(parts, offer.owed), offer.priority)


def course_of(settlement: Settlement) -> Course:
    """What a settlement that runs comes to, of all creditors together."""
    return course(settlement.since, settlement.until, settlement.owed, settlement.cents, settlement.first)


def shares_of(settlement: Settlement, table: Table) -> list[Share]:
    """The shares that were promised, home first; on the days of the settlement, which may begin later than offered."""
    mine = [matter for matter in table.setting.matters if matter.number in settlement.shares]
    days = [part.on for part in course_of(settlement).payments]
    return [
        _on_days(share_of(matter, settlement.shares[matter.number]), days)
        for matter in sorted(mine, key=lambda one: (rank(one.kind), one.number))
    ]


def _on_days(share: Share, days: Sequence[date]) -> Share:
    offered = share.course.payments
    if len(days) < len(offered):
        return share
    moved = tuple(Part(on, part.cents) for on, part in zip(days, offered, strict=False))
    return share._replace(course=replace(share.course, payments=moved))


def shares_drawn(table: Table, shares: Sequence[Share]) -> Drawn:
    """A row for each creditor, and all of them together."""
    return Drawn(
        caption=_("Wat elke schuldeiser krijgt"),
        columns=[
            Column(_("Schuld")),
            *(Column(said, number=True) for said in (_("Bedrag"), _("Per keer"), _("Samen"), _("Deel"))),
            Column(_("Kwijtgescholden"), number=True),
        ],
        rows=[_row(_what(share, table), [share.course]) for share in shares],
        total=_row(Cell(_("Samen")), [share.course for share in shares]),
    )


def _what(share: Share, table: Table) -> Cell:
    return Cell(called_first(share, table), chip=Chip(_("voorrang")) if share.priority else None)


def called_first(share: Share, table: Table) -> str:
    """The debt as it begins a sentence or a cell."""
    what = called(share.matter, table)
    return what[:1].upper() + what[1:]


def _row(what: Cell, courses: Sequence[Course]) -> list[Cell]:
    owed, paid = sum(course.owed for course in courses), sum(course.paid for course in courses)
    each = sum(course.payments[0].cents for course in courses)
    said = (euro(owed), euro(each), euro(paid), percent(paid, owed), euro(owed - paid))
    return [what, *map(Cell, said)]


def paid_said(course: Course) -> str:
    """How much is paid, how often and until when."""
    times, last = len(course.payments), course.payments[-1].on
    facts = {"amount": euro(course.payments[0].cents), "times": times, "day": day(last, "full")}
    if times == 1:
        return _("%(amount)s, één keer, op %(day)s") % facts
    return _("%(amount)s per maand, %(times)s keer, tot en met %(day)s") % facts
