"""How does a row of the board read: who, which cause, how long still, what is tried, and what is lacking?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.sight import Sight
from vangnet.apps.cases.steps import minors_chip
from vangnet.apps.cases.wording import Names, danger_said, event_title, household_name, matter_said
from vangnet.apps.housing.queries import Standing
from vangnet.apps.web.components import Action, Chip, Severity
from vangnet.apps.web.texts import day, listing, say, word
from vangnet.domain import events as e
from vangnet.domain.board import Lack, Posted, last_tries, posted
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Danger

NEAR_DAYS = 10
"""An eviction within so many days is shown in the colour of alarm (working agreements, ``near_days``)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board as it is read."""

    number: str
    who: str
    where: str
    cause: str
    day: date | None
    severity: Severity
    chips: list[Chip]
    tried: str
    """What was tried today; empty when nothing was."""
    tried_before: str
    tried_before_on: date | None
    director: str
    planned_on: date | None
    rights: str
    rights_lack: str
    """What was answered with no; empty when the rights were not checked, or all was well."""
    may_check: bool
    """Whether there is an eviction of which the rights can be checked."""
    lacks: list[str]
    """What must be recorded before it may leave the board."""
    ways: list[Action]


def lines_of(standing: Standing, names: Names, sight: Sight, today: date) -> list[Line]:
    """The rows of one case that are for these eyes."""
    rows = [row for row in posted(standing.facts) if sight.matter(row.matter)]
    return [_line(row, standing, names, sight, today) for row in rows]


def _line(row: Posted, standing: Standing, names: Names, sight: Sight, today: date) -> Line:
    case, facts = standing.case, standing.facts
    tries = [r for r in last_tries(standing.story) if sight.event(r.event, facts)]
    said, on = listing(list(dict.fromkeys(_try_said(r.event) for r in tries))), tries[0].on if tries else None
    checked = row.eviction.rights_checked_on if row.eviction else None
    return Line(
        number=case.number,
        who=household_name(case.name, case.number),
        where=case.address,
        cause=_cause(row, facts, names),
        day=row.day,
        severity=_severity(row, today),
        chips=list(_chips(row, facts, today)),
        tried=said if on == today else "",
        tried_before=said if on != today else "",
        tried_before_on=on if on != today else None,
        director=names.user(facts.rehousing_director) if facts.rehousing_director else "",
        planned_on=facts.rehousing_planned_on,
        rights=_("getoetst op %(day)s") % {"day": day(checked, "year")} if checked else "",
        rights_lack=listing([word(point) for point in row.eviction.rights_lack]) if row.eviction else "",
        may_check=row.eviction is not None,
        lacks=[say(f"board_lack.{lack}") for lack in row.lacks],
        ways=_ways(row, facts, case.number, today),
    )


def _cause(row: Posted, facts: Facts, names: Names) -> str:
    if row.matter:
        kind = "eviction" if row.eviction else "auction"
        return f"{say(f'board_cause.{kind}')}: {matter_said(row.matter, names)}"
    way = f": {word(facts.loss.way)}" if facts.loss else ""
    return f"{say('board_cause.lost')}{way}"


def _severity(row: Posted, today: date) -> Severity:
    return "soon" if row.day is None or (row.day - today).days > NEAR_DAYS else "alarm"


def _chips(row: Posted, facts: Facts, today: date) -> Iterator[Chip]:
    if row.matter:
        danger = Danger("eviction" if row.eviction else "auction", row.matter.number, row.day, row.since)
        yield Chip(danger_said(danger, today), "alarm", "clock")
    if facts.minors:
        yield minors_chip(facts.minors)
    elif facts.minors is None:
        yield Chip(_("kinderen: niet bekend"), "soon", "people")


def _try_said(event: e.Event) -> str:
    """What was done, with what it brought or by which route."""
    told = (getattr(event, name, None) for name in ("reached", "route", "remedy", "answer"))
    more = next((word(value) for value in told if isinstance(value, StrEnum)), "")
    title = event_title(type(event).__name__)
    return f"{title} ({more})" if more else title


def _ways(row: Posted, facts: Facts, number: str, today: date) -> list[Action]:
    """What can be recorded here, the likeliest first."""
    return [
        Action(f"{reverse('record', args=[number, form])}?terug=ontruimingen", event_title(form), primary=place == 0)
        for place, form in enumerate(_forms(row, facts, today))
    ]


def _forms(row: Posted, facts: Facts, today: date) -> Iterator[str]:
    if Lack.DESCRIPTION in row.lacks:
        yield "loss"
    elif Lack.DIRECTOR in row.lacks:
        yield "RehousingDirectorNamed"
    over = row.day is not None and row.day <= today and not row.lost
    if over:
        yield "loss"
    if row.eviction and row.eviction.rights_checked_on is None and not over:
        yield "RightsChecked"
    if row.eviction:
        yield from ("EvictionCancelled", "EvictionPostponed")
    elif row.matter:
        yield "AuctionCancelled"
    if facts.rehousing_planned_on is None:
        yield "RehousingPlanned"
    if facts.rehousing_director is None and not row.lost:
        yield "RehousingDirectorNamed"
