"""How does a row of the eviction board read: who, which cause, how long still, what is tried, and what lacks?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.sight import Sight
from vangnet.apps.cases.steps import minors_chip
from vangnet.apps.cases.wording import Names, danger_said, event_title, household_name, matter_said
from vangnet.apps.housing.queries import AtStake
from vangnet.apps.web.components import Action, Chip, Severity
from vangnet.apps.web.texts import day, listing, say, word
from vangnet.domain import events as e
from vangnet.domain.board import Lack, Row
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Danger, Eviction
from vangnet.domain.causes import closure_sent_on
from vangnet.domain.codes import THREATS, MatterKind

NEAR = 14
"""Days before an eviction from which its row stands out."""
BACK = "ontruimingen"
"""How an address says that one came from the board."""


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
    """What was tried last, and when; empty when it was today, or never."""
    director: str
    asks_director: bool
    """Whether the board waits for one; not yet for every threat without a day."""
    planned: str
    asks_plan: bool
    rights: str
    """When they were checked; empty when they were not."""
    rights_lack: str
    """What was answered with no."""
    may_check: bool
    """Whether there is an eviction of which the rights can be checked."""
    closure: bool
    """Whether it hangs on a decision of the mayor, of which one must know when it was sent."""
    closure_sent: str
    """When that was; empty where nobody knows."""
    lacks: str
    threat_url: str
    """Where all that is open against a threat without debt stands; empty for a debt."""
    ways: list[Action]


def line(one: AtStake, names: Names, sight: Sight, today: date) -> Line:
    """A row for these eyes."""
    case, facts, row = one.case, one.facts, one.row
    tried, before = _tried(one, sight, today)
    checked = row.eviction.rights_checked_on if row.eviction else None
    sent = closure_sent_on(facts.matters[row.matter]) if row.matter else None
    return Line(
        number=case.number,
        who=household_name(case.name, case.number),
        where=case.address,
        cause=_cause(row, facts, names),
        day=row.day,
        severity=_severity(row, today),
        chips=list(_chips(row, facts, today)),
        tried=tried,
        tried_before=before,
        director=names.user(facts.rehousing_director) if facts.rehousing_director else "",
        asks_director=Lack.DIRECTOR in row.lacks,
        asks_plan=Lack.PLAN in row.lacks,
        planned=day(facts.plan_holds_on, "year") if facts.plan_holds_on else "",
        rights=day(checked, "year") if checked else "",
        rights_lack=_rights_lack(row.eviction),
        may_check=row.eviction is not None,
        closure=row.kind is MatterKind.CLOSURE,
        closure_sent=day(sent, "year") if sent else "",
        lacks=_lacks(row),
        threat_url=reverse("threats", args=[case.number]) if row.kind in THREATS else "",
        ways=_ways(row, facts, case.number, today),
    )


def _lacks(row: Row) -> str:
    """What keeps it on the board, and the check of human rights, which comes before any eviction."""
    unchecked = row.eviction is not None and row.eviction.rights_checked_on is None
    said = [say(f"board_lack.{lack}") for lack in row.lacks]
    return listing([*said, say("board_lack.rights")] if unchecked else said)


def _cause(row: Row, facts: Facts, names: Names) -> str:
    if row.matter is None:
        return say("board.lost_cause", way=facts.loss.way) if facts.loss else ""
    return say(f"board.{row.danger}_cause", what=matter_said(facts.matters[row.matter], names))


def _severity(row: Row, today: date) -> Severity:
    left = row.left(today)
    if row.danger == "threat":
        return "alarm" if row.kind is MatterKind.UNLAWFUL_PRESSURE else "soon"
    return "alarm" if row.danger == "lost" or left is None or left <= NEAR else "soon"


def _chips(row: Row, facts: Facts, today: date) -> Iterator[Chip]:
    if row.danger == "lost":
        yield Chip(say("board.lost", day=row.day), "alarm", "home")
    elif row.danger == "threat":
        yield Chip(say("board.threat", day=facts.matters[row.matter or 0].raised_on), "soon", "clock")
    else:
        danger = Danger(row.danger, row.matter or 0, row.day, row.day or today)  # type: ignore[arg-type]
        yield Chip(danger_said(danger, today), "alarm" if _severity(row, today) == "alarm" else "soon", "clock")
    if facts.minors:
        yield minors_chip(facts.minors)
    elif facts.minors is None:
        yield Chip(_("kinderen: niet bekend"), "soon", "people")


def _tried(one: AtStake, sight: Sight, today: date) -> tuple[str, str]:
    """What was tried today; else what was tried last, with its day."""
    tries = [record for record in one.tries if sight.event(record.event, one.facts)]
    said = listing(list(dict.fromkeys(_try_said(record.event) for record in tries)))
    if not tries or tries[0].on == today:
        return said, ""
    return "", _("het laatst op %(day)s: %(what)s") % {"day": day(tries[0].on, "year"), "what": said}


def _try_said(event: e.Event) -> str:
    """What was done, with what it brought or by which route."""
    told = (getattr(event, name, None) for name in ("reached", "route", "remedy", "answer"))
    more = next((word(value) for value in told if isinstance(value, StrEnum)), "")
    title = event_title(type(event).__name__)
    return f"{title} ({more})" if more else title


def _rights_lack(eviction: Eviction | None) -> str:
    return listing([word(point) for point in eviction.rights_lack]) if eviction else ""


def _ways(row: Row, facts: Facts, number: str, today: date) -> list[Action]:
    """What can be recorded here, the likeliest first."""
    return [
        Action(f"{reverse('record', args=[number, form])}?terug={BACK}", event_title(form))
        for form in _forms(row, facts, today)
    ]


def _forms(row: Row, facts: Facts, today: date) -> Iterator[str]:
    over = row.day is not None and row.day <= today and row.danger != "lost"
    if Lack.DESCRIPTION in row.lacks or (over and row.day != today):
        yield "loss"
    if row.eviction:
        yield "EvictionTried"
        if row.eviction.rights_checked_on is None:
            yield "RightsChecked"
        yield from ("EvictionCancelled", "EvictionPostponed")
    if over and row.day == today:
        yield "loss"  # last on the day itself: it is never too late
    if row.danger == "auction":
        yield from ("AuctionCancelled",) if over else ("PauseAsked", "AuctionCancelled")
    if row.kind is MatterKind.CLOSURE and closure_sent_on(facts.matters[row.matter or 0]) is None:
        yield "ClosureDecided"
    if row.danger == "threat":
        yield from ("RouteTaken", "EvictionAnnounced", "ThreatEnded")
    if Lack.PLAN in row.lacks:
        yield "RehousingPlanned"
    if facts.rehousing_director is None and Lack.DESCRIPTION not in row.lacks:
        yield "RehousingDirectorNamed"
