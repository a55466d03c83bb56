"""Somebody said no to help: what do we still do, and what would bring us back?

Neither is a list of its own: the first is what the rules ask now, the second what they would ask if something happened.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import HOME_DEBTS, SUPPLIES, MatterKind
from vangnet.domain.fold import apply
from vangnet.domain.sieve import Obligation, agenda

Occasion = Literal["report", "hearing", "eviction", "disconnection"]
_AHEAD = timedelta(days=14)
"""How far ahead the day lies that is imagined; which steps follow does not hang on it."""


class Back(NamedTuple):
    """What would happen if something did: the steps that then come up, and are not due now."""

    occasion: Occasion
    steps: list[Obligation]


def still_done(case: Case, person: int, day: date, practice: Practice) -> list[Obligation]:
    """What is due for this person and the own matters, most pressing first, though help was declined."""
    return [step for step in agenda(case, day, practice) if _concerns(step, case, person)]


def brings_back(case: Case, person: int, day: date, practice: Practice) -> list[Back]:
    """For each thing that may still happen in an open matter of this person: what the rules would ask then.

    It is imagined on the next day: what is known already on the day of the no was part of it.
    """
    day += timedelta(days=1)
    now = {(step.rule, step.stage) for step in agenda(case, day, practice)}
    found: dict[Occasion, dict[tuple[str, str], Obligation]] = {}
    for matter in case.matters_of(person):
        if not matter.unsettled:
            continue
        for occasion, happened in _may_happen(matter, person, day):
            imagined = deepcopy(case)
            for event in happened:
                apply(imagined, day, event)
            for step in agenda(imagined, day, practice):
                if _concerns(step, imagined, person) and (step.rule, step.stage) not in now:
                    found.setdefault(occasion, {}).setdefault((step.rule, step.stage), step)
    return [Back(occasion, list(steps.values())) for occasion, steps in found.items()]


def _concerns(step: Obligation, case: Case, person: int) -> bool:
    kind, number = step.subject
    if kind == "person":
        return number == person
    return kind == "matter" and case.matters[number].person == person


def _may_happen(matter: Matter, person: int, day: date) -> Iterator[tuple[Occasion, tuple[e.Event, ...]]]:
    number, ahead = matter.number, day + _AHEAD
    if matter.is_debt:
        signal = max(matter.signals, default=0) + 1
        report = e.SignalReceived(
            matter=number,
            signal=signal,
            kind=matter.kind or MatterKind.OTHER_DEBT,
            person=person,
            cents=matter.cents or 0,
        )
        yield "report", (report, e.SignalTakenUp(matter=number, signal=signal))
    if matter.kind in HOME_DEBTS and not matter.court_since:
        hearing = e.HearingScheduled(matter=number, hearing=max(matter.hearings, default=0) + 1, day=ahead)
        yield "hearing", (e.SummonsServed(matter=number), hearing)
    if matter.kind in SUPPLIES:
        yield "disconnection", (e.DisconnectionAnnounced(matter=number, day=ahead),)
    elif matter.kind in HOME_DEBTS and not matter.live_evictions:
        yield (
            "eviction",
            (e.EvictionAnnounced(matter=number, eviction=max(matter.evictions, default=0) + 1, day=ahead),),
        )
