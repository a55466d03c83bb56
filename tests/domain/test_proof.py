"""Can the proof fail? Take any rule away, or let any event no longer end its danger, and it must."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.domain.slices import ASKS, SLICES
from tests.domain.walk import START, Asks, Slice, Violated, walk
from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.fold import EFFECTS
from vangnet.domain.sieve import ENDED_BY, RULES

ENDINGS = [(danger, ender) for danger, enders in ENDED_BY.items() for ender in enders]
BEGINS: dict[str, type[e.Event]] = {
    "hearing": e.HearingScheduled,
    "eviction": e.EvictionAnnounced,
    "disconnection": e.DisconnectionAnnounced,
    "auction": e.AuctionAnnounced,
    "title": e.JudgmentGiven,
}


def happens_in(part: Slice) -> set[type[e.Event]]:
    return {type(template(START)) for template in (*part.before, *part.happens)}


def slices_asking(rule: str) -> Iterator[Slice]:
    asking = {event for event, asked in ASKS.items() if rule in asked}
    return (part for part in SLICES if asking & happens_in(part))


def first_violation(parts: Iterator[Slice], *, asks: Asks = ASKS, without: str = "") -> str | None:
    rules = tuple(rule for rule in RULES if rule.key != without)
    for part in parts:
        try:
            walk(part, asks=asks, rules=rules)
        except Violated as violated:
            return violated.what
    return None


def test_every_rule_is_asked_for_by_some_event() -> None:
    asked = {rule for rules in ASKS.values() for rule in rules}
    assert asked == {rule.key for rule in RULES}


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_without_any_one_rule_the_proof_fails(rule: str) -> None:
    assert first_violation(slices_asking(rule), without=rule) is not None


@pytest.mark.parametrize(("danger", "ender"), ENDINGS, ids=lambda value: getattr(value, "__name__", value))
def test_when_an_event_no_longer_ends_its_danger_the_proof_fails(
    danger: str, ender: type[e.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_case: Case, _on: date, _event: e.Event) -> None:
        """The event is recorded and has no effect."""

    parts = [part for part in SLICES if {BEGINS[danger], ender} <= happens_in(part)]
    assert parts, f"no slice shows {ender.__name__} ending the {danger}"
    monkeypatch.setitem(EFFECTS, ender, nothing)
    assert first_violation(iter(parts)) is not None
