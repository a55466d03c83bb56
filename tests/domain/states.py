"""What is a state of the walk? What the facts made of a case, without its dates, and what every rule answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from msgspec import to_builtins

from tests.domain.every_day import FEW_ATTEMPTS
from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.rules.rule import Outcome, Rule
from vangnet.domain.sieve import Subject

Told = list[tuple[Rule, Subject, Outcome]]
Question = tuple[str, Subject]
Answer = str | tuple[date, str]
"""The guard of a rule that is not due; the day and the stage of one that is."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked in a state: every rule, of everybody and everything there. States about the same share it."""

    is_open: bool
    place: dict[Question, int]
    """Where among the answers a question is answered."""
    subjects: dict[str, list[Subject]]
    aside: list[bool]
    person_of: dict[int, int | None]


class View(NamedTuple):
    """One exact case on one day, looked at: what was answered, what endangers it, and which state that is."""

    asked: Asked
    answers: tuple[Answer, ...]
    dangers: tuple[tuple[str, int], ...]
    executable: frozenset[int]
    """The matters of which the home may be cleared on a judgment."""
    state: int


class Came(NamedTuple):
    """From which state a step was made, and by what; by nothing when only time went by."""

    origin: int
    event: e.Event | None


@dataclass(slots=True)
class State:
    """A state, by the first case that was found in it."""

    case: bytes
    today: date
    tomorrow: date | None
    """The next day on which the clock alone changes something that is looked at."""
    came: Came
    closed: bool
    home: bool
    next: list[int] = field(default_factory=list)
    waits_for: int | None = None


# A state without its dates ------------------------------------------------------------------


def phases(answers: Iterable[Answer], aside: Iterable[bool], today: date) -> tuple[object, ...]:
    """Every answer without its date: before, on or after today, unless the clock of its rule is set aside."""
    return tuple(
        [
            answer if isinstance(answer, str) else (answer[1], quiet or (answer[0] > today) - (answer[0] < today))
            for answer, quiet in zip(answers, aside, strict=True)
        ]
    )


_BY_ANSWERS_ALONE = frozenset(
    {"opened_on", "last_on", "since", "wish", "cents", "result_on", "feedback_on", "approached_on", "tried_on"}
)
"""Fields that the rules' answers already tell apart as far as the clock is concerned."""
_OF_NO_RULE = frozenset({"resident_there"})
"""Fields that no rule looks at and no effect depends on (test_slices): only what is asked before a fact is recorded."""
_COUNTED = frozenset({"attempts", "paid", "missed"})
_MANY = FEW_ATTEMPTS.attempts_most + 1


def skeleton(case: Case, today: date) -> object:
    """A state without its dates: each reduced to known or, when it lies ahead, to come."""
    return _bones(to_builtins(case, builtin_types=(date,)), today)


def _bones(value: Any, today: date) -> object:
    if isinstance(value, date):
        return value > today
    if isinstance(value, dict):
        return tuple(
            [
                (name, min(len(part), _MANY) if name in _COUNTED else _bones(part, today))
                for name, part in value.items()
                if name not in _BY_ANSWERS_ALONE and name not in _OF_NO_RULE
            ]
        )
    return tuple([_bones(part, today) for part in value]) if isinstance(value, (list, tuple)) else value
