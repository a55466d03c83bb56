"""What may a partner be told about a signal it sent, and when is there nothing to tell yet?

The answers stand in ``disclosure.toml``, one row for each way a signal or a case can end, for lawyers to read and
mend. A result belongs to one signal of one person at one partner: never to the case, its other creditors or housemates.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from vangnet.domain.case import Case, Matter, Signal, SignalState
from vangnet.domain.codes import Result, SetAside


class Told(StrEnum):
    """All that partners are ever told."""

    OFFERED = "offered"
    TAKEN_UP = "taken_up"
    HELP_RUNS = "help_runs"
    SETTLED = "settled"
    NOT_TAKEN_UP = "not_taken_up"
    REPEAT = "repeat"
    UNJUSTIFIED = "unjustified"
    NOT_RESIDENT = "not_resident"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to know about one signal; what of it is told, the table decides."""

    state: SignalState
    reason: SetAside | None = None
    settled: bool = False
    """Paid, or an arrangement runs, in the signal's own matter."""
    offered: bool = False
    """Help was offered to the person since the signal came."""
    help_runs: bool = False
    result: Result | None = None
    """With which the case was closed; None while it is open."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    home: Told
    supply: Told


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    partner: dict[str, str]
    set_aside: dict[SetAside, _Row]
    open: dict[str, _Row]
    closed: dict[Result, _Row]


STRICTEST: Final = "home"


@cache
def table() -> _Table:
    """The table as it stands in the file; msgspec.ValidationError for a code that nobody knows."""
    text = (resources.files("vangnet.domain") / "disclosure.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


def permitted(standing: Standing, partner_kind: str) -> Told | None:
    """The most that a partner of this kind may be told; None while the signal is not settled.

    A kind that the table does not know is told least.
    """
    if standing.state == "new":
        return None
    if standing.state == "withdrawn":
        return Told.WITHDRAWN
    if standing.state == "set_aside":
        return _column(table().set_aside[standing.reason or SetAside.OTHER], partner_kind)
    if standing.settled:
        return Told.SETTLED
    if standing.result is not None:
        row = table().closed[standing.result]
    else:
        row = table().open["help_runs" if standing.help_runs else "no_help_runs"]
    told = _column(row, partner_kind)
    return Told.OFFERED if told is Told.TAKEN_UP and standing.offered else told


def column_of(partner_kind: str) -> str:
    """Which column of the table holds for partners of this kind; the strictest when the table does not know it."""
    return table().partner.get(partner_kind, STRICTEST)


def _column(row: _Row, partner_kind: str) -> Told:
    return row.supply if column_of(partner_kind) == "supply" else row.home


def standing_of(case: Case, matter: Matter, signal: Signal) -> Standing:
    """What the facts say about one signal."""
    person = case.persons.get(matter.person) if matter.person else None
    offered_on = person.offered_on if person else None
    return Standing(
        state=signal.state,
        reason=signal.reason,
        settled=matter.settled_on is not None or matter.arranged_on is not None,
        offered=_since(offered_on, signal.received_on),
        help_runs=person is not None and person.help_runs,
        result=case.result if case.closed_on else None,
    )


def _since(offered: date | None, received: date | None) -> bool:
    return offered is not None and (received is None or offered >= received)


def news_of(case: Case, matter: Matter, partner_kind: str) -> list[tuple[Signal, Told]]:
    """What may be told about the signals of a matter since it last had a result; empty while there is none."""
    if matter.result_on is None or matter.feedback_on is not None:
        return []
    answers = ((s, permitted(standing_of(case, matter, s), partner_kind)) for s in matter.signals.values())
    return [(signal, told) for signal, told in answers if told is not None]
