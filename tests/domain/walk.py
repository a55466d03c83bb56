"""Is the sieve closed? A walk over every reachable state of a slice, with an abstract clock.

A state is what the facts made of the case, with every date reduced to known or to come, together with every
rule's answer: its guard, or its stage and whether its day is before, on or after today. The clock moves to
the next day on which some answer changes, so that each due date is met before, on and after it.
Days carry no weekends here; the stateful tests use the real calendar.
"""

import dataclasses
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from msgspec import structs

from vangnet.domain import events as e
from vangnet.domain import properties
from vangnet.domain.agreements import Agreement, Practice
from vangnet.domain.case import Case
from vangnet.domain.fold import apply
from vangnet.domain.rules.rule import Due, NotDue, Outcome, Rule
from vangnet.domain.sieve import ENDED_BY, RULES, Obligation, Subject, explain, pressing_first

Template = Callable[[date], e.Event]
Asks = dict[type[e.Event], dict[str, frozenset[str]]]
"""What each event asks for, and with which reasons a rule may answer that it is not due."""
START = date(2026, 3, 2)


@dataclass(frozen=True)
class Slice:
    """One part of the whole: what came before, and everything that may happen from there, in any order."""

    name: str
    before: tuple[Template, ...]
    happens: tuple[Template, ...]
    aside: frozenset[str] = frozenset({"review", "feedback", "inform"})
    """Rules of which the clock is walked in another slice: here they are due or not, without phases."""


class EveryDay(Practice):
    """A practice in which every day is a working day, so that a state does not depend on the weekday."""

    def by_law(self, key: str, start: date) -> date:
        value = self.law.on(start)[key]
        days = {"days": 1, "working_days": 1, "weeks": 7, "months": 30, "years": 365}[value.unit]
        return start + timedelta(days=days * value.number)


FEW_ATTEMPTS = Agreement(attempts_least=1, attempts_most=2)
"""A ladder of two rungs: how many there are is a number of the agreement, and the walk is shorter with few."""
EVERY_DAY = EveryDay(
    agreements=(FEW_ATTEMPTS,),
    working_days_on=lambda day, n: day + timedelta(days=n),
    first_working_day=lambda day: day,
)


class Violated(Exception):  # noqa: N818 - it is what the walk finds, not a fault of the walk
    """A property does not hold; carries the shortest history that shows it."""

    def __init__(self, what: str, history: Sequence[tuple[date, e.Event]]) -> None:
        story = "\n".join(f"  {on} {type(event).__name__} {event}" for on, event in history)
        super().__init__(f"{what}\n{story}")
        self.what = what


@dataclass
class Node:
    case_history: tuple[tuple[date, e.Event], ...]
    today: date
    next: list[int] = field(default_factory=list)
    closed: bool = False
    home: bool = True


class Counts(NamedTuple):
    states: int
    transitions: int


@dataclass
class Witness:
    """What the walk must have seen at least once, over all slices, for the proof to mean anything."""

    ended: set[tuple[str, type[e.Event]]] = field(default_factory=set)
    asked: set[tuple[type[e.Event], str]] = field(default_factory=set)
    due: set[str] = field(default_factory=set)
    closed: bool = False


def walk(
    part: Slice,
    *,
    asks: Asks,
    rules: Sequence[Rule] = RULES,
    witness: Witness | None = None,
    most: int = 400_000,
) -> Counts:
    """Walk one slice to its end. Raises Violated with the shortest history at the first violation."""
    witness = witness if witness is not None else Witness()
    before = tuple((START, template(START)) for template in part.before)
    first = _seen(part, before, START, rules)
    known: dict[object, int] = {first.key: 0}
    nodes = [Node(before, first.today, closed=bool(first.case.closed_on), home=first.case.loss is None)]
    _check_state(first, before, witness)
    queue = deque([0])
    transitions = 0
    while queue:
        here = queue.popleft()
        node = nodes[here]
        view = _seen(part, node.case_history, node.today, rules)
        for event, after in _steps(part, node, view, rules):
            transitions += 1
            history = (*node.case_history, (after.today, event)) if event else node.case_history
            _check_step(view, event, after, history, asks, rules, witness)
            there = known.get(after.key)
            if there is None:
                there = known[after.key] = len(nodes)
                if there > most:
                    raise Violated(f"{part.name}: more than {most} states, the abstraction leaks", history)
                nodes.append(
                    Node(history, after.today, closed=bool(after.case.closed_on), home=after.case.loss is None)
                )
                _check_state(after, history, witness)
                queue.append(there)
            node.next.append(there)
    _check_ways_out(nodes)
    return Counts(len(nodes), transitions)


class View(NamedTuple):
    """One state looked at: the case, the day, every answer, and the key by which states are told apart."""

    case: Case
    today: date
    answers: dict[tuple[str, Subject], Outcome]
    obligations: list[Obligation]
    key: object


def _seen(part: Slice, history: Sequence[tuple[date, e.Event]], today: date, rules: Sequence[Rule]) -> View:
    case = Case()
    for on, event in history:
        apply(case, on, event)
    told = list(explain(case, today, EVERY_DAY, rules))
    answers = {(rule.key, subject): outcome for rule, subject, outcome in told}
    phases = tuple(
        [
            outcome.guard
            if isinstance(outcome, NotDue)
            else (outcome.stage, rule.key in part.aside or (outcome.by > today) - (outcome.by < today))
            for rule, _, outcome in told
        ]
    )
    return View(case, today, answers, pressing_first(case, told), (skeleton(case, today), phases))


def _steps(part: Slice, node: Node, view: View, rules: Sequence[Rule]) -> Iterator[tuple[e.Event | None, View]]:
    for template in part.happens:
        event = template(node.today)
        yield event, _seen(part, (*node.case_history, (node.today, event)), node.today, rules)
    if tomorrow := _next_day(part, view):
        yield None, _seen(part, node.case_history, tomorrow, rules)


def _next_day(part: Slice, view: View) -> date | None:
    """The next day on which the clock alone changes something that is looked at."""
    days: list[date | None] = [outcome.changes_on for outcome in view.answers.values() if not _daily(outcome, view)]
    for obligation in view.obligations:
        if obligation.rule not in part.aside:
            days += [obligation.by, obligation.by + timedelta(days=1)]
    for danger in view.case.dangers():
        if danger.day:
            days += [danger.day, danger.day + timedelta(days=1)]
    if view.case.pause_until:
        days.append(view.case.pause_until)
    return min((day for day in days if day and day > view.today), default=None)


def _daily(outcome: Outcome, view: View) -> bool:
    """Standing on every day anew is no change."""
    return (
        outcome.changes_on == view.today + timedelta(days=1) and isinstance(outcome, Due) and outcome.by == view.today
    )


def skeleton(value: Any, today: date) -> object:
    """A state without its dates: each reduced to known or, when it lies ahead, to come."""
    if value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, date):
        return value > today
    if isinstance(value, dict):
        return tuple([skeleton(v, today) for v in value.values()])
    if isinstance(value, (list, set)):
        return min(len(value), FEW_ATTEMPTS.attempts_most + 1)
    if isinstance(value, tuple):
        return tuple([skeleton(v, today) for v in value])
    parts = []
    for name in _fields(type(value)):
        part = getattr(value, name)
        kind = type(part)
        parts.append(part > today if kind is date else part if part is None or kind is bool else skeleton(part, today))
    return tuple(parts)


_FIELDS: dict[type, tuple[str, ...]] = {}
_BY_ANSWERS_ALONE = frozenset(
    {"opened_on", "last_on", "since", "wish", "cents", "result_on", "feedback_on", "approached_on"}
)
"""Fields that the rules' answers already tell apart as far as the clock is concerned."""


def _fields(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        named = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else structs.fields(kind)
        _FIELDS[kind] = tuple(f.name for f in named if f.name not in _BY_ANSWERS_ALONE)
    return _FIELDS[kind]


# What must hold -----------------------------------------------------------------------------


def _check_state(view: View, history: Sequence[tuple[date, e.Event]], witness: Witness) -> None:
    found = [
        *properties.nothing_forgotten(view.case, view.today, EVERY_DAY, view.obligations),
        *properties.closing_is_safe(view.case),
        *properties.evictions_are_fought(view.case, view.today, EVERY_DAY, view.obligations),
        *properties.one_of_each(view.obligations),
    ]
    if found:
        raise Violated(f"{found[0].property}: {found[0].what} (on {view.today})", history)
    witness.due.update(o.rule for o in view.obligations)


def _check_step(
    before: View,
    event: e.Event | None,
    after: View,
    history: Sequence[tuple[date, e.Event]],
    asks: Asks,
    rules: Sequence[Rule],
    witness: Witness,
) -> None:
    _check_dangers(before, event, after, history, witness)
    if event is None:
        return
    by_key = {rule.key: rule for rule in rules}
    if after.case.is_open:
        for asked, excuses in asks.get(type(event), {}).items():
            _check_answer(event, asked, excuses, after, history, witness)
        _check_nothing_else_touches(before, event, after, history, by_key)


def _check_answer(
    event: e.Event,
    asked: str,
    excuses: frozenset[str],
    after: View,
    history: Sequence[tuple[date, e.Event]],
    witness: Witness,
) -> None:
    """What an event asks for is due right after it, or a rule says why not, with a reason that is accepted."""
    own = [
        outcome
        for (rule, subject), outcome in after.answers.items()
        if rule == asked and _concerns(event, subject, after.case)
    ]
    if any(isinstance(outcome, Due) for outcome in own):
        witness.asked.add((type(event), asked))
        return
    guards = {outcome.guard for outcome in own if isinstance(outcome, NotDue)}
    if asked in PERSONAL and not own and _person_unknown(event, after.case):
        return
    if not guards & excuses:
        raise Violated(f"{type(event).__name__} asks {asked}; the answer is {sorted(guards) or 'silence'}", history)


def _concerns(event: e.Event, subject: Subject, case: Case) -> bool:
    """Whether an obligation about ``subject`` could answer this event."""
    matter = case.matters.get(getattr(event, "matter", 0))
    if subject.kind == "matter" and matter:
        return subject.id == matter.number
    if subject.kind == "person":
        return subject.id == (matter.person if matter else getattr(event, "person", subject.id))
    return True


def _person_unknown(event: e.Event, case: Case) -> bool:
    matter = case.matters.get(getattr(event, "matter", 0))
    return matter is not None and matter.person is None


PERSONAL = frozenset(rule.key for rule in RULES if rule.about == "person")


def _check_dangers(
    before: View,
    event: e.Event | None,
    after: View,
    history: Sequence[tuple[date, e.Event]],
    witness: Witness,
) -> None:
    """A danger is ended by the events it names, by no other, and never by the clock (P2, P3)."""
    lived = {(d.kind, d.matter) for d in before.case.dangers()}
    lives = {(d.kind, d.matter) for d in after.case.dangers()}
    for kind, matter in lived:
        named = type(event) in ENDED_BY[kind]
        own = getattr(event, "matter", matter) == matter
        if (kind, matter) in lives and named and own:
            raise Violated(f"P2: {type(event).__name__} is named as ending the {kind}, which lives on", history)
        if (kind, matter) not in lives:
            if not named:
                raise Violated(f"P3: {type(event).__name__ if event else 'the clock'} ended the {kind}", history)
            if event is not None:
                witness.ended.add((kind, type(event)))


def _check_nothing_else_touches(
    before: View,
    event: e.Event,
    after: View,
    history: Sequence[tuple[date, e.Event]],
    by_key: dict[str, Rule],
) -> None:
    """P4: only declared events discharge, end, put off or move an obligation."""
    stand = {(o.rule, o.subject): o for o in after.obligations}
    kind = type(event)
    for was in before.obligations:
        rule, now = by_key[was.rule], stand.get((was.rule, was.subject))
        if now is None and kind not in (*rule.discharged_by, *rule.ended_by, *rule.suspended_by):
            why = after.answers.get((was.rule, was.subject))
            guard = why.guard if isinstance(why, NotDue) else "gone"
            raise Violated(f"P4: {kind.__name__} takes away {was.rule} of {was.subject} ({guard})", history)
        if now and (now.by, now.stage) != (was.by, was.stage) and kind not in _touches(rule):
            raise Violated(f"P4: {kind.__name__} moves {was.rule} from {was.by} to {now.by}", history)


def _touches(rule: Rule) -> tuple[type[e.Event], ...]:
    return (*rule.discharged_by, *rule.ended_by, *rule.suspended_by, *rule.hastened_by)


def _check_ways_out(nodes: list[Node]) -> None:
    """P2: from every state a closed one is reachable, and from every home one that keeps it."""
    back: list[list[int]] = [[] for _ in nodes]
    for here, node in enumerate(nodes):
        for there in node.next:
            back[there].append(here)
    closed = _reaches(back, [i for i, n in enumerate(nodes) if n.closed])
    kept = _reaches(back, [i for i, n in enumerate(nodes) if n.closed and n.home])
    for here, node in enumerate(nodes):
        if here not in closed:
            raise Violated("P2: no way from here to a closed case", node.case_history)
        if node.home and here not in kept:
            raise Violated("P2: no way from here that keeps the home", node.case_history)


def _reaches(back: list[list[int]], goals: list[int]) -> set[int]:
    found, queue = set(goals), deque(goals)
    while queue:
        for before in back[queue.popleft()]:
            if before not in found:
                found.add(before)
                queue.append(before)
    return found
