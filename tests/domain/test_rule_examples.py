"""Does every rule say what a lawyer would say, on the real calendar? The examples stand in rule_examples/.

An example tells what happened, one fact a line, and looks at the case on one or more days: what must then stand
on the agenda (``stands``), what not and why not (``not``), what stands on top of it and in which order (``first``),
and what the coordinator sees as late (``late``).
"""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from tests.domain.said_by_rules import guards, stages
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.fold import fold
from vangnet.domain.rules.rule import Due, Look, NotDue, Outcome
from vangnet.domain.sieve import RULES, Subject, agenda, explain, late_from

PRACTICE = Practice()
CHAPTERS = sorted((Path(__file__).parent / "rule_examples").glob("*.toml"))
BY_KEY = {rule.key: rule for rule in RULES}
EVERY_DAY_ANEW = {"stop_eviction"}
"""Rules whose day moves with the clock, so that nobody can look at them after it."""

ONLY_BEFORE_ANYTHING = {"not_opened"}
"""A reason of a case in which nothing happened yet, which no example can tell."""


class Expected(NamedTuple):
    """One line of an example: a rule that stands, by when, for whom; or that does not, and why."""

    rule: str
    subject: Subject
    stage: str = ""
    by: date | None = None
    role: str = ""
    guard: str = ""


def _examples() -> list[dict[str, Any]]:
    examples: list[dict[str, Any]] = []
    for chapter in CHAPTERS:
        told = tomllib.loads(chapter.read_text(encoding="utf-8"))["example"]
        examples += [{"chapter": chapter.stem, **example} for example in told]
    return examples


EXAMPLES = _examples()
_STANDS = re.compile(r"(\w+)(?: \((\w+)\))?(?: of (\w+) (\d+))? by (\d{4}-\d\d-\d\d), (\w+)")
_NOT = re.compile(r"(\w+)(?: of (\w+) (\d+))?: (\w+)")


def _subject(kind: str | None, number: str | None) -> Subject:
    return Subject(kind, int(number or 0)) if kind else Subject("case", 0)  # type: ignore[arg-type]


def stands(line: str) -> Expected:
    """`offer (write) of person 1 by 2026-04-03, caseworker`; a rule about the case names no subject."""
    match = _STANDS.fullmatch(line)
    assert match, f"not understood: {line}"
    rule, stage, kind, number, by, role = match.groups()
    return Expected(rule, _subject(kind, number), stage or "", date.fromisoformat(by), role)


def stands_not(line: str) -> Expected:
    """`offer of person 1: help_runs`."""
    match = _NOT.fullmatch(line)
    assert match, f"not understood: {line}"
    rule, kind, number, guard = match.groups()
    return Expected(rule, _subject(kind, number), guard=guard)


def told(line: str, number: int) -> e.Recorded:
    """`2026-03-06 SignalReceived matter=1 signal=1 kind=rent person=1`, told as the so manieth fact."""
    on, name, *pairs = line.split()
    fields: dict[str, Any] = dict(pair.split("=", 1) for pair in pairs)
    if "instalments" in fields:
        fields["instalments"] = [
            [day, int(cents)] for day, cents in (part.split(":") for part in fields["instalments"].split(","))
        ]
    for several in {"missing", "parts", "conditions"} & fields.keys():
        fields[several] = fields[several].split(",")
    event = msgspec.convert(fields, e.EVENTS[name], strict=False)
    return e.Recorded(number, date.fromisoformat(on), number, event)


def known_on(day: date, example: dict[str, Any]) -> Case:
    """The case as everything that happened up to and on this day makes it."""
    lines = example["happened"].strip().splitlines()
    facts = [told(line, number) for number, line in enumerate(lines, start=1)]
    return fold(fact for fact in facts if fact.on <= day)


def _named(example: dict[str, Any]) -> str:
    return f"{example['chapter']}: {example['title']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_named)
def test_the_agenda_is_as_the_example_says(example: dict[str, Any]) -> None:
    for look in example["look"]:
        day = look["on"]
        case = known_on(day, example)
        answers = {(r.key, subject): (r, o) for r, subject, o in explain(case, day, PRACTICE)}
        for line in look.get("stands", []):
            assert _stands_as(answers, stands(line), day), f"{day}: {line}\n{_told_instead(answers, line)}"
        for line in look.get("not", []):
            assert _is_not_due(answers, stands_not(line)), f"{day}: {line}\n{_told_instead(answers, line)}"
        on_top = [o.rule for o in agenda(case, day, PRACTICE)][: len(look.get("first", []))]
        assert on_top == look.get("first", []), f"{day}: on top stand {on_top}"
        late = {
            _as_subject_line(o.rule, o.subject) for o in agenda(case, day, PRACTICE) if day >= late_from(o, PRACTICE)
        }
        assert set(look.get("late", [])) <= late, f"{day}: late are {sorted(late)}"
        assert not set(look.get("not_late", [])) & late, f"{day}: late are {sorted(late)}"


def _stands_as(answers: dict[tuple[str, Subject], tuple[Any, Outcome]], line: Expected, day: date) -> bool:
    rule, outcome = answers.get((line.rule, line.subject), (None, None))
    assert rule or line.rule in BY_KEY, f"{day}: no such rule as {line.rule}"
    if rule is None or not isinstance(outcome, Due):
        return False
    role = outcome.role or rule.role
    return (outcome.stage, outcome.by, role.value) == (line.stage, line.by, line.role)


def _is_not_due(answers: dict[tuple[str, Subject], tuple[Any, Outcome]], line: Expected) -> bool:
    _, outcome = answers.get((line.rule, line.subject), (None, None))
    return outcome is not None and not isinstance(outcome, Due) and outcome.guard == line.guard


def _told_instead(answers: dict[tuple[str, Subject], tuple[Any, Outcome]], line: str) -> str:
    rule = re.split(r"\W", line)[0]
    return "\n".join(f"  {key}: {outcome}" for key, (_, outcome) in answers.items() if key[0] == rule)


def _as_subject_line(rule: str, subject: Subject) -> str:
    return rule if subject.kind == "case" else f"{rule} of {subject.kind} {subject.id}"


# Is every rule, with its day, its guards and its stages, told of? ----------------------------


@cache
def _looked_at() -> tuple[frozenset[tuple[Expected, date]], frozenset[Expected]]:
    due, not_due = set(), set()
    for example in EXAMPLES:
        for look in example["look"]:
            due |= {(stands(line), look["on"]) for line in look.get("stands", [])}
            not_due |= {stands_not(line) for line in look.get("not", [])}
    return frozenset(due), frozenset(not_due)


@pytest.mark.parametrize("key", BY_KEY)
def test_each_day_is_looked_at_before_on_and_after(key: str) -> None:
    """The same day, of the same example's line, seen from before it, on it, and after it."""
    due, _ = _looked_at()
    seen: dict[tuple[Any, ...], set[int]] = {}
    for line, day in due:
        if line.rule == key and line.by:
            seen.setdefault((line.subject, line.by), set()).add((day > line.by) - (day < line.by))
    wanted = {-1, 0} if key in EVERY_DAY_ANEW else {-1, 0, 1}
    assert any(sides >= wanted for sides in seen.values()), seen


@pytest.mark.parametrize("key", BY_KEY)
def test_each_reason_why_not_is_told_in_an_example(key: str) -> None:
    _, not_due = _looked_at()
    told_of = {line.guard for line in not_due if line.rule == key}
    assert told_of == set(guards(key)) - ONLY_BEFORE_ANYTHING


@pytest.mark.parametrize("key", ["assign", "review"])
def test_a_case_in_which_nothing_happened_asks_nothing(key: str) -> None:
    assert list(explain(Case(), date(2026, 3, 2), PRACTICE, [BY_KEY[key]])) == []
    outcome = BY_KEY[key].decide(Look(Case(), date(2026, 3, 2), PRACTICE), Case())
    assert isinstance(outcome, NotDue)
    assert {outcome.guard} == ONLY_BEFORE_ANYTHING


@pytest.mark.parametrize("key", BY_KEY)
def test_each_stage_is_told_in_an_example(key: str) -> None:
    due, _ = _looked_at()
    told_of = {line.stage for line, _ in due if line.rule == key and line.stage}
    assert told_of == set(stages(key))


def test_the_reasons_and_stages_are_really_found_in_the_rules() -> None:
    assert {"not_here", "nothing_open", "help_runs", "offered"} == set(guards("offer"))
    assert {"informed", "nothing_open", "not_here"} == set(guards("inform"))
    assert {"write"} == set(stages("offer"))
    assert "resting" in set(stages("attempt"))
    assert {"matter_unknown", "eviction_without_title"} < set(stages("check_data"))
