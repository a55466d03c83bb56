"""Do the slices leave nothing out, and may they be walked apart? Every fact happens in one, and a rule about one
matter or person sees of the others only what the slices with two of them have.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from tests.domain.every_day import EVERY_DAY, START
from tests.domain.slices import SLICES
from vangnet.domain import events as e
from vangnet.domain.case import Case, Hearing, Matter, Person, Signal
from vangnet.domain.fold import apply
from vangnet.domain.properties import broken_by
from vangnet.domain.rules.rule import Due, Look, Rule
from vangnet.domain.sieve import RULES, explain

NOT_WALKED = {
    e.EventCorrected: "it is the story without what it names, which is walked; told in test_fold and test_histories",
}
"""Facts that happen in no slice, each with the reason."""

REDUCED = frozenset(
    {
        "number", "person", "signals", "noted_on", "settled_on", "judgment", "hearings", "evictions",
        "disconnection_on", "disconnection_known_on", "auction_on", "auction_known_on",
    }
)  # fmt: skip
"""What a rule may see of another matter than its own: whether it is open, in court, under a title, with a date ahead.

The slices with two matters walk the other one reduced to this; all else of a matter is walked with that matter alone.
"""


def test_every_fact_happens_in_a_slice_or_the_reason_is_told() -> None:
    happen = {type(template(START)) for part in SLICES for template in part.happens}
    assert happen | NOT_WALKED.keys() == set(e.EVENTS.values())
    assert not happen & NOT_WALKED.keys()


def test_no_two_slices_have_one_name() -> None:
    assert len({part.name for part in SLICES}) == len(SLICES)


# A rule reads only its slice ------------------------------------------------------------------


def _of_the_neighbour(event: e.Event) -> e.Event:
    """The same fact about a second matter and a second person of the case."""
    second = {name: 2 for name in ("matter", "signal", "person") if getattr(event, name, None)}
    return structs.replace(event, **second)


def _full_cases(chance: random.Random) -> Iterator[Case]:
    """Cases in which anything has happened to each of two matters and two persons."""
    facts = [template(START) for part in SLICES for template in (*part.before, *part.happens)]
    facts = [fact for fact in facts if not isinstance(fact, e.CaseClosed | e.CaseMerged)]
    for _ in range(150):
        case = Case()
        for fact in chance.choices(facts, k=60):
            apply(case, START, fact)
            apply(case, START, _of_the_neighbour(chance.choice(facts)))
        yield case


def _others(case: Case, own: Matter | Person | Signal) -> list[Any]:
    """The matters and persons that something of this matter, person or report is not about."""
    matters, persons = list(case.matters.values()), list(case.persons.values())
    match own:
        case Matter():
            return [m for m in matters if m is not own] + [p for p in persons if p.id != own.person]
        case Person():
            return [m for m in matters if m.person != own.id] + [p for p in persons if p is not own]
        case Signal():
            return [m for m in matters if m.number != own.matter]


def _subjects(rule: Rule, case: Case) -> list[Any]:
    if rule.about == "person":
        return list(case.persons.values())
    matters = list(case.matters.values())
    return matters if rule.about == "matter" else [signal for m in matters for signal in m.signals.values()]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.about != "case"], ids=lambda rule: rule.key)
def test_a_rule_sees_of_other_matters_and_persons_only_what_the_slices_reduce_them_to(
    rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange: list[Any] = []
    seen: set[tuple[str, str]] = set()

    def looked_at(thing: Any, name: str) -> Any:
        if any(thing is other for other in strange):
            seen.add((type(thing).__name__, name))
        return object.__getattribute__(thing, name)

    cases = list(_full_cases(random.Random(rule.key)))
    monkeypatch.setattr(Matter, "__getattribute__", looked_at)
    monkeypatch.setattr(Person, "__getattribute__", looked_at)
    for case in cases:
        for own in _subjects(rule, case):
            strange = _others(case, own)
            rule.decide(Look(case, START, EVERY_DAY), own)
            strange = []
    fields = {("Matter", name) for name in Matter.__struct_fields__} | {
        ("Person", name) for name in Person.__struct_fields__
    }
    assert seen & fields <= {("Matter", name) for name in REDUCED}


def test_who_was_at_a_hearing_is_of_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases that differ in nothing else are one state of the walk."""

    def looked_at(hearing: Hearing, name: str) -> Any:
        assert name != "resident_there"
        return object.__getattribute__(hearing, name)

    cases = list(_full_cases(random.Random("there")))
    monkeypatch.setattr(Hearing, "__getattribute__", looked_at)
    for case in cases:
        assert any(isinstance(outcome, Due) for _, _, outcome in explain(case, START, EVERY_DAY))
        list(broken_by(case, START, EVERY_DAY, list(explain(case, START, EVERY_DAY))))
