"""How do the working agreements read, beside the guide, and what a trial of them showed?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import listed
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.sight import ground_of, sight_of
from vangnet.apps.partners.practice import Made
from vangnet.apps.partners.practice import history as agreed_before
from vangnet.apps.tuning.areas import AREAS, GUIDE, area_name, choice_name, chosen, own_choices
from vangnet.apps.tuning.trial import SHOWN, Change, Trial, Way
from vangnet.apps.web.components import Cell, Chip, Column, Table
from vangnet.apps.web.texts import day, moment, number, say
from vangnet.domain.agreements import Agreement

WAYS: tuple[Way, ...] = ("sooner", "later", "new", "gone")


class Area(NamedTuple):
    """One part of the work with its choices."""

    name: str
    table: Table
    own: int
    """How many are not as the guide says."""


class Outcome(NamedTuple):
    """What a trial showed, as tables; None where nothing would change."""

    steps: Table | None
    some: Table | None


def own_table(holds: Agreement) -> Table | None:
    """Where this municipality works otherwise than the guide; None where it does not."""
    names = own_choices(holds)
    return _table(_("Anders dan de handreiking"), names, holds) if names else None


def coming(municipality: Municipality, today: date) -> date | None:
    """The first day on which what was laid down goes in; None where nothing waits for its day."""
    days = (one.choices.valid_from for one in agreed_before(municipality))
    return min((on for on in days if on > today), default=None)


def areas(holds: Agreement) -> list[Area]:
    """Everything that can be chosen, part by part."""
    own = set(own_choices(holds))
    return [
        Area(area_name(area), _table(area_name(area), names, holds), len(own & set(names)))
        for area, names in AREAS.items()
    ]


def _table(caption: str, names: Sequence[str], holds: Agreement) -> Table:
    columns = [Column(_("Wat")), Column(_("Hier")), Column(_("Handreiking"))]
    return Table(caption, columns, [_choice(name, holds) for name in names], hidden_caption=True)


def _choice(name: str, holds: Agreement) -> tuple[Cell, ...]:
    here, guide = chosen(holds, name), chosen(GUIDE, name)
    return (
        Cell(choice_name(name)),
        Cell(here, chip=Chip(_("eigen keuze"), "net") if here != guide else None),
        Cell(guide),
    )


def history(municipality: Municipality, today: date) -> Table | None:
    """All that was ever agreed, newest first, and which of it holds today; None while the guide holds."""
    made = agreed_before(municipality)
    if not made:
        return None
    days = [one.choices.valid_from for one in made]
    return _agreed([_made(one, _standing(days, place, today)) for place, one in enumerate(made)])


def meanwhile(one: Made) -> Table:
    """What somebody else laid down, for who was about to lay down something too."""
    return _agreed([_made(one, None)])


def _agreed(rows: Sequence[tuple[Cell, ...]]) -> Table:
    columns = [Column(_("Vanaf")), Column(_("Anders dan de handreiking")), Column(_("Vastgelegd"))]
    return Table(_("Wat is afgesproken"), columns, rows, hidden_caption=True)


def _standing(days: Sequence[date], place: int, today: date) -> Chip | None:
    """Whether the one in this place holds, or will; of one day the last word alone, which stands first."""
    on = days[place]
    if on in days[:place]:
        return None
    if on > today:
        return Chip(_("gaat nog in"), "soon", "clock")
    replaced = any(later <= today for later in days[:place])
    return None if replaced else Chip(_("geldt nu"), "good", "check")


def _made(one: Made, chip: Chip | None) -> tuple[Cell, ...]:
    who = one.made_by.name if one.made_by else _("het systeem zelf")
    said = _("%(moment)s door %(who)s") % {"moment": moment(one.made_at), "who": who}
    return (Cell(day(one.choices.valid_from, "year"), chip=chip), Cell(_told(one.choices)), Cell(said))


def _told(one: Agreement) -> str:
    own = [f"{choice_name(name)}: {chosen(one, name)}" for name in own_choices(one)]
    return "; ".join(own) or _("niets")


def outcome(request: WorkRequest, trial: Trial) -> Outcome:
    """Step by step what would move, and some of the dossiers in which it does, as far as these eyes may see."""
    steps = [_step(rule, counted) for rule, counted in trial.ways.items()]
    columns = [Column(_("Stap")), *(Column(say(f"tuning_way.{way}"), number=True) for way in WAYS)]
    found = Table(_("Welke stappen verschuiven"), columns, steps, hidden_caption=True) if steps else None
    return Outcome(found, _some(request, trial))


def _step(rule: str, counted: dict[Way, int]) -> tuple[Cell, ...]:
    return (Cell(say(f"rule.{rule}.title")), *(Cell(number(counted[way]) if counted[way] else "") for way in WAYS))


def _some(request: WorkRequest, trial: Trial) -> Table | None:
    rows = Case.of(request.municipality).in_bulk({change.case for change in trial.some})
    seen = [one for one in trial.some if _may_see(request, one)][:SHOWN]
    listed(request, "case", {one.case for one in seen}, ground_of(request.role))
    columns = [Column(_("Dossier")), Column(_("Stap")), Column(_("Nu")), Column(_("Dan"))]
    lines = [
        (
            Cell(rows[one.case].number, url=reverse("case", args=[rows[one.case].number])),
            Cell(say(f"rule.{one.step.rule}.title")),
            Cell(_on(one.now)),
            Cell(_on(one.tried)),
        )
        for one in seen
    ]
    return Table(_("Enkele dossiers"), columns, lines, hidden_caption=True) if lines else None


def _may_see(request: WorkRequest, one: Change) -> bool:
    sight = sight_of(request.role, request.user.pk, one.facts.owner)
    return sight.step(one.step, one.facts)


def _on(value: date | None) -> str:
    return day(value, "year") if value else _("staat er niet")
