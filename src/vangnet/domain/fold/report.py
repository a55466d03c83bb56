"""What does a report, and what becomes of it, do to a case?"""

from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter, Signal
from vangnet.domain.fold.effects import Effects, has_result, matter_of, person_of, reopen

EFFECTS = Effects()


@EFFECTS.of(e.MatterNoted)
def _matter_noted(case: Case, on: date, event: e.MatterNoted) -> None:
    matter = matter_of(case, event)
    matter.kind, matter.noted_on = event.kind, on
    matter.partner = event.partner or matter.partner
    matter.cents = event.cents if event.cents is not None else matter.cents
    raise_anew(case, matter, on, event.person)


@EFFECTS.of(e.SignalReceived)
def _signal_received(case: Case, on: date, event: e.SignalReceived) -> None:
    matter = matter_of(case, event)
    matter.kind, matter.cents = event.kind, event.cents
    matter.partner = event.partner or matter.partner
    signal = matter.signals.setdefault(event.signal, Signal(event.signal, event.matter))
    signal.received_on, signal.crisis = on, event.crisis
    raise_anew(case, matter, on, event.person)


def raise_anew(case: Case, matter: Matter, on: date, person: int | None) -> None:
    matter.raised_on, matter.known_on = on, matter.known_on or on
    matter.settled_on = matter.declined_on = None
    if person:
        matter.person = person
        person_of(case, person)


@EFFECTS.of(e.PersonKnown)
def _person_known(case: Case, _on: date, event: e.PersonKnown) -> None:
    """Nobody sought this person before: while something is unsettled, a case that was closed is open again."""
    matter = matter_of(case, event)
    if matter.unsettled and matter.person != event.person:
        reopen(case)
    matter.person = event.person
    person_of(case, event.person)


def _settle_signal(case: Case, on: date, event: Any, state: str) -> Signal:
    signals = matter_of(case, event).signals
    signal: Signal = signals.setdefault(event.signal, Signal(event.signal, event.matter))
    signal.state, signal.settled_on = state, on  # type: ignore[assignment]
    return signal


@EFFECTS.of(e.SignalTakenUp)
def _signal_taken_up(case: Case, on: date, event: e.SignalTakenUp) -> None:
    _settle_signal(case, on, event, "taken_up")


@EFFECTS.of(e.SignalSetAside)
def _signal_set_aside(case: Case, on: date, event: e.SignalSetAside) -> None:
    _settle_signal(case, on, event, "set_aside").reason = event.reason
    has_result(matter_of(case, event), on)


@EFFECTS.of(e.SignalWithdrawn)
def _signal_withdrawn(case: Case, on: date, event: e.SignalWithdrawn) -> None:
    _settle_signal(case, on, event, "withdrawn")


@EFFECTS.of(e.AmountChanged)
def _amount_changed(case: Case, _on: date, event: e.AmountChanged) -> None:
    matter_of(case, event).cents = event.cents
