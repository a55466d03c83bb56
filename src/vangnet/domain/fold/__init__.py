"""What do the facts make of a case? The fold: every event in its place, one small function each.

The order of recording does not matter: events are sorted by (on, turn, id), and what cancels or corrects
something names it, so that it finds it also when it comes first.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.fold import contact, court, days, debt, file, home, report, rights, settlement
from vangnet.domain.fold.effects import Effect

EFFECTS: dict[type[e.Event], Effect[Any]] = {
    **days.EFFECTS,
    **report.EFFECTS,
    **debt.EFFECTS,
    **settlement.EFFECTS,
    **court.EFFECTS,
    **contact.EFFECTS,
    **rights.EFFECTS,
    **home.EFFECTS,
    **file.EFFECTS,
}
"""What each event does to a case; each phase of a household's story has a module of its own."""


def fold(recorded: Iterable[e.Recorded]) -> Case:
    """The case as all these facts make it. Pure; the input may come in any order."""
    story = sorted(recorded, key=_place)
    corrected = _corrected(story)
    case = Case()
    for record in story:
        if record.id not in corrected:
            apply(case, record.on, record.event)
    return case


def _corrected(story: list[e.Recorded]) -> set[int]:
    """The ids that were corrected; a correction that was itself corrected corrects nothing."""
    corrections = {r.id: r.event.event for r in story if type(r.event) is e.EventCorrected}
    if not corrections:
        return set()
    named_by: dict[int, list[int]] = {}
    for number, target in corrections.items():
        named_by.setdefault(target, []).append(number)
    return {target for number, target in corrections.items() if _holds(number, named_by, frozenset())}


def _holds(correction: int, named_by: dict[int, list[int]], asked: frozenset[int]) -> bool:
    """Whether no correction that holds names this one. Who names whom decides, never which id is higher."""
    asked |= {correction}
    return not any(_holds(number, named_by, asked) for number in named_by.get(correction, ()) if number not in asked)


def apply(case: Case, on: date, event: e.Event) -> None:
    """Let one more fact, the latest in order, have its effect on the case, in place."""
    if case.opened_on is None:
        case.opened_on = on
    case.last_on = on
    EFFECTS[type(event)](case, on, event)
    if case.closed_on and (type(event) in _OPENS or case.dangers()):
        case.closed_on = case.result = None


def _place(record: e.Recorded) -> tuple[date, int, int]:
    return record.on, record.turn, record.id


_OPENS = frozenset(
    {
        e.SignalReceived,
        e.SignalTakenUp,
        e.MatterNoted,
        e.ObjectionMade,
        e.SummonsAnnounced,
        e.SummonsServed,
        e.UnlawfulPressureNoted,
        e.Disconnected,
        e.HomeLost,
        e.EvictionCarriedOut,
        e.CaseReopened,
        e.CaseSeparated,
    }
)
"""What opens a closed case by itself, besides every danger, help that starts, and a person to seek."""

__all__ = ["EFFECTS", "Effect", "apply", "fold"]
