"""Is the sieve closed? A walk over every reachable state of a slice, with an abstract clock.

A state (see ``states``) is what the facts made of the case, with every date reduced to known or to come, together
with every rule's answer: its guard, or its stage and whether its day is before, on or after today. The clock moves to
the next day on which some answer changes, so that each due date is met before, on and after it.
Days carry no weekends here (see ``every_day``); the stateful tests use the real calendar.

Each step lets the real fold apply one event to a real case, and the real rules look at it. A case that is exactly
the same on the same day, as when two facts of one day change places, is looked at once.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from msgspec import msgpack

from tests.domain.every_day import DAY, EVERY_DAY, START
from tests.domain.states import Answer, Asked, Came, Question, State, Told, View, phases, skeleton
from vangnet.domain import events as e
from vangnet.domain import properties
from vangnet.domain.case import Case
from vangnet.domain.codes import Ruling
from vangnet.domain.fold import apply
from vangnet.domain.rules.rule import Due, NotDue, Outcome, Rule
from vangnet.domain.sieve import ENDED_BY, EXECUTABLE_BY, RULES, Subject, explain, pressing_first

Template = Callable[[date], e.Event]
Asks = dict[type[e.Event], dict[str, frozenset[str]]]
"""What each event asks for, and with which reasons a rule may answer that it is not due."""


@dataclass(frozen=True)
class Slice:
    """One part of the whole: what came before, and everything that may happen from there, in any order."""

    name: str
    before: tuple[Template, ...]
    happens: tuple[Template, ...]
    aside: frozenset[str] = frozenset({"review", "feedback", "inform"})
    """Rules of which the clock is walked in another slice: here they are due or not, without phases."""


GIVES_WORK = (
    *(e.SignalReceived, e.SignalTakenUp, e.PersonKnown, e.MatterNoted, e.UnlawfulPressureNoted),
    *(e.HelpRequested, e.HelpAccepted, e.FirstConversationHeld, e.LastOfferAnswered, e.ReferralAnswered),
    *(e.SummonsAnnounced, e.SummonsServed, e.Disconnected, e.ObjectionMade, e.ObjectionDecided),
)
"""What gives somebody something to do, also when it is told of a case that was closed."""


class Violated(Exception):  # noqa: N818 - it is what the walk finds, not a fault of the walk
    """A property does not hold; carries the shortest history that shows it."""

    def __init__(self, what: str, history: Sequence[tuple[date, e.Event]]) -> None:
        story = "\n".join(f"  {on} {type(event).__name__} {event}" for on, event in history)
        super().__init__(f"{what}\n{story}")
        self.what, self.history = what, history

    def __reduce__(self) -> tuple[type["Violated"], tuple[str, Sequence[tuple[date, e.Event]]]]:
        """It is told across processes, as slices are walked side by side."""
        return Violated, (self.what, self.history)


class Counts(NamedTuple):
    states: int
    transitions: int


@dataclass
class Witness:
    """What the walk must have seen at least once, over all slices, for the proof to mean anything."""

    ended: set[tuple[str, type[e.Event]]] = field(default_factory=set)
    asked: set[tuple[type[e.Event], str]] = field(default_factory=set)
    excused: set[tuple[type[e.Event], str, str]] = field(default_factory=set)
    due: set[tuple[str, str]] = field(default_factory=set)
    not_due: set[tuple[str, str]] = field(default_factory=set)
    timed: set[tuple[str, int]] = field(default_factory=set)
    """Before (-1), on or after (1) the day of which rule, where its clock is walked, a state was met."""

    def also(self, other: "Witness") -> None:
        self.ended |= other.ended
        self.asked |= other.asked
        self.excused |= other.excused
        self.due |= other.due
        self.not_due |= other.not_due
        self.timed |= other.timed


_written = msgpack.Encoder().encode
_read = msgpack.Decoder(Case).decode


def walk(
    part: Slice,
    *,
    asks: Asks,
    rules: Sequence[Rule] = RULES,
    witness: Witness | None = None,
    most: int = 400_000,
) -> Counts:
    """Walk one slice to its end. Raises Violated with the shortest history at the first violation."""
    return _Walk(part, asks, rules, witness if witness is not None else Witness(), most).to_its_end()


class _Walk:
    def __init__(self, part: Slice, asks: Asks, rules: Sequence[Rule], witness: Witness, most: int) -> None:
        self.part, self.asks, self.rules, self.witness, self.most = part, asks, rules, witness, most
        self.takes_away = {rule.key: {*rule.discharged_by, *rule.ended_by, *rule.suspended_by} for rule in rules}
        self.touches = {rule.key: self.takes_away[rule.key] | {*rule.hastened_by} for rule in rules}
        self.when_closed = frozenset(rule.key for rule in RULES if rule.when_closed)
        self.states: list[State] = []
        self.known: dict[bytes, int] = {}
        self.looked: dict[tuple[date, bytes], View] = {}
        self.about: dict[object, Asked] = {}
        self.same: dict[Answer, Answer] = {}

    def to_its_end(self) -> Counts:
        case = Case()
        for template in self.part.before:
            apply(case, START, template(START))
        self._look(case, START, Came(-1, None))
        for here, state in enumerate(self.states):
            self._step_from(here, state)
        self._check_clock()
        self._check_ways_out()
        return Counts(len(self.states), sum(len(state.next) for state in self.states))

    def _step_from(self, here: int, state: State) -> None:
        """Let happen whatever can happen, and then let time go by."""
        before = self.looked[state.today, state.case]
        stood = [
            (question, answer)
            for question, answer in zip(before.asked.place, before.answers, strict=True)
            if not isinstance(answer, str)
        ]
        for template in self.part.happens:
            event, case = template(state.today), _read(state.case)
            apply(case, state.today, event)
            came = Came(here, event)
            after = self._look(case, state.today, came)
            self._check_dangers(before, event, after, came)
            self._check_conditions(before, event, after, came)
            self._check_opened(state, before, case, after, came)
            if not _closes_nothing(event, before, after):
                self._check_what_is_asked(event, after, came)
            self._check_nothing_else_touches(stood, type(event), after, came)
            state.next.append(after.state)
        if state.tomorrow:
            came = Came(here, None)
            after = self._look(_read(state.case), state.tomorrow, came)
            self._check_dangers(before, None, after, came)
            state.next.append(after.state)
            state.waits_for = after.state

    def _look(self, case: Case, today: date, came: Came) -> View:
        exactly = today, _written(case)
        view = self.looked.get(exactly)
        if view is None:
            view = self.looked[exactly] = self._see(case, exactly, came)
        return view

    def _see(self, case: Case, exactly: tuple[date, bytes], came: Came) -> View:
        today, written = exactly
        told = list(explain(case, today, EVERY_DAY, self.rules))
        asked = self._asked(case, told)
        answers = tuple([o.guard if isinstance(o, NotDue) else self._due(o.by, o.stage) for _, _, o in told])
        key = _written((skeleton(case, today), phases(answers, asked.aside, today)))
        number = self.known.get(key)
        if number is None:
            number = self.known[key] = len(self.states)
            tomorrow = self._next_day(case, today, told)
            self.states.append(State(written, today, tomorrow, came, case.closed_on is not None, case.loss is None))
            self._check_state(case, today, told, came)
        dangers = tuple([(danger.kind, danger.matter) for danger in case.dangers()])
        return View(asked, answers, dangers, frozenset(executable(case)), number)

    def _due(self, by: date, stage: str) -> Answer:
        """One and the same for all states, because there are many."""
        return self.same.setdefault((by, stage), (by, stage))

    def _asked(self, case: Case, told: Told) -> Asked:
        matters = tuple([(m.number, m.person, *m.signals) for m in case.matters.values()])
        about = case.is_open, case.merged_into, matters, tuple(case.persons)
        if about not in self.about:
            place = {(rule.key, subject): place for place, (rule, subject, _) in enumerate(told)}
            subjects: dict[str, list[Subject]] = {rule.key: [] for rule in self.rules}
            for rule, subject, _ in told:
                subjects[rule.key].append(subject)
            aside = [rule.key in self.part.aside for rule, _, _ in told]
            self.about[about] = Asked(
                case.is_open, place, subjects, aside, {m.number: m.person for m in case.matters.values()}
            )
        return self.about[about]

    def _next_day(self, case: Case, today: date, told: Told) -> date | None:
        days = [case.pause_until]
        for rule, _, outcome in told:
            if not _daily(outcome, today):
                days.append(outcome.changes_on)
                if isinstance(outcome, Due) and rule.key not in self.part.aside:
                    days += [outcome.by, outcome.by + DAY]
        for danger in case.dangers():
            if danger.day:
                # A merged case answers nothing, so that of a day only its being past can be seen; and of the day from
                # which a judgment may be carried out, only whether it has come.
                begins = [] if case.merged_into else [danger.day]
                days += begins if danger.kind == "title" else [*begins, danger.day + DAY]
        return min((day for day in days if day and day > today), default=None)

    # What must hold -------------------------------------------------------------------------

    def _check_state(self, case: Case, today: date, told: Told, came: Came) -> None:
        obligations = pressing_first(case, told)
        for found in properties.broken_by(case, today, EVERY_DAY, told):
            raise self._violated(f"{found.property}: {found.what} (on {today})", came)
        if len(self.states) > self.most:
            raise self._violated(f"{self.part.name}: more than {self.most} states, the abstraction leaks", came)
        self.witness.not_due.update([(rule.key, o.guard) for rule, _, o in told if isinstance(o, NotDue)])
        for obligation in obligations:
            rule, by = obligation.rule, obligation.by
            self.witness.due.add((rule, obligation.stage))
            if rule not in self.part.aside:
                self.witness.timed.add((rule, (by < today) - (by > today)))

    def _check_dangers(self, before: View, event: e.Event | None, after: View, came: Came) -> None:
        """A danger is ended by the events it names, by no other, and never by the clock (P2, P3)."""
        for danger in before.dangers:
            kind, matter = danger
            named = type(event) in ENDED_BY[kind]
            if danger in after.dangers:
                if named and getattr(event, "matter", matter) == matter:
                    raise self._violated(f"P2: {_name(event)} is named as ending the {kind}, which lives on", came)
            elif event is None or not named:
                raise self._violated(f"P3: {_name(event)} ended the {kind}", came)
            else:
                self.witness.ended.add((kind, type(event)))

    def _check_conditions(self, before: View, event: e.Event, after: View, came: Came) -> None:
        """P10: only a breach confirmed, a judgment without conditions or an eviction makes a title executable."""
        newly = after.executable - before.executable
        if not newly:
            return
        given = isinstance(event, e.JudgmentGiven) and event.ruling is not Ruling.DISSOLUTION
        announced = {matter for kind, matter in before.dangers if kind == "eviction"}
        if (given and not newly <= announced) or not isinstance(event, EXECUTABLE_BY):
            raise self._violated(f"P10: {_name(event)} makes a title one that may be carried out", came)

    def _check_what_is_asked(self, event: e.Event, after: View, came: Came) -> None:
        """What an event asks for is due right after it, or a rule says why not, with a reason that is accepted."""
        kind, asked = type(event), after.asked
        for rule, excuses in self.asks.get(kind, {}).items():
            if not asked.is_open and rule not in self.when_closed:
                continue
            own = [
                after.answers[asked.place[rule, subject]]
                for subject in asked.subjects.get(rule, ())
                if _concerns(event, subject, asked)
            ]
            guards = {answer for answer in own if isinstance(answer, str)}
            if not guards.issuperset(own):
                self.witness.asked.add((kind, rule))
            elif guards and guards <= excuses:
                self.witness.excused.update((kind, rule, guard) for guard in guards)
            elif own or not _about_nobody(rule, event, asked):
                what = f"{kind.__name__} asks {rule}; the answer is {sorted(guards) or 'silence'}"
                raise self._violated(what, came)

    def _check_opened(self, state: State, before: View, case: Case, after: View, came: Came) -> None:
        """P1: what gives somebody something to do is not lost because the case was closed: it is open again."""
        event = came.event
        if not isinstance(event, GIVES_WORK) or before.asked.is_open or after.asked.is_open or case.merged_into:
            return
        stood = self._if_open(_read(state.case), state.today)
        for rule, subject in sorted(self._if_open(case, state.today) - stood):
            if rule in self.asks.get(type(event), {}):
                raise self._violated(f"P1: {_name(event)} asks {rule} of {subject} in a case that stays closed", came)

    def _if_open(self, case: Case, today: date) -> set[Question]:
        """What would be due if this case were open."""
        case.closed_on = None
        told = explain(case, today, EVERY_DAY, self.rules)
        return {(rule.key, subject) for rule, subject, outcome in told if isinstance(outcome, Due)}

    def _check_nothing_else_touches(
        self, stood: Sequence[tuple[Question, Answer]], kind: type[e.Event], after: View, came: Came
    ) -> None:
        """P4: only declared events discharge, end, put off or move an obligation; closing ends the case's own."""
        asked = after.asked
        for question, was in stood:
            rule, subject = question
            if not asked.is_open and rule not in self.when_closed:
                continue
            now = after.answers[asked.place[question]] if question in asked.place else "gone"
            if isinstance(now, str):
                if kind not in self.takes_away[rule]:
                    raise self._violated(f"P4: {kind.__name__} takes away {rule} of {subject} ({now})", came)
            elif now != was and kind not in self.touches[rule]:
                raise self._violated(f"P4: {kind.__name__} moves {rule} from {was[0]} to {now[0]}", came)

    def _check_ways_out(self) -> None:
        """P2: from every state a closed one is reachable, and from every home one that keeps it."""
        steps = [state.next for state in self.states]
        closed = _from_which(steps, {here for here, state in enumerate(self.states) if state.closed})
        kept = _from_which(steps, {here for here, state in enumerate(self.states) if state.closed and state.home})
        for here, state in enumerate(self.states):
            if here not in closed:
                raise Violated("P2: no way from here to a closed case", self._history(here))
            if state.home and here not in kept:
                raise Violated("P2: no way from here that keeps the home", self._history(here))

    def _check_clock(self) -> None:
        """Of the walk itself: time runs on from every state, until it changes nothing any more."""
        steps = [[] if state.waits_for is None else [state.waits_for] for state in self.states]
        over = _from_which(steps, {here for here, step in enumerate(steps) if not step})
        for here in range(len(self.states)):
            if here not in over:
                raise Violated(f"{self.part.name}: the clock runs in a circle", self._history(here))

    def _violated(self, what: str, came: Came) -> Violated:
        last = [(self.states[came.origin].today, came.event)] if came.event else []
        return Violated(what, [*self._history(came.origin), *last])

    def _history(self, number: int) -> list[tuple[date, e.Event]]:
        """The shortest story that leads to a state."""
        if number < 0:
            return [(START, template(START)) for template in self.part.before]
        origin, event = self.states[number].came
        last = [(self.states[origin].today, event)] if event else []
        return [*self._history(origin), *last]


def executable(case: Case) -> Iterable[int]:
    """The matters of which the home may be cleared on a judgment."""
    return (matter.number for matter in case.matters.values() if matter.executable)


def _daily(outcome: Outcome, today: date) -> bool:
    """Standing on every day anew is no change."""
    return isinstance(outcome, Due) and outcome.by == today and outcome.changes_on == today + DAY


def _name(event: e.Event | None) -> str:
    return type(event).__name__ if event else "the clock"


def _concerns(event: e.Event, subject: Subject, asked: Asked) -> bool:
    """Whether an obligation about ``subject`` could answer this event."""
    matter = getattr(event, "matter", 0)
    if subject.kind == "matter" and matter in asked.person_of:
        return subject.id == matter
    if subject.kind == "person":
        return subject.id == asked.person_of.get(matter, getattr(event, "person", subject.id))
    return subject.kind != "signal" or subject.id == getattr(event, "signal", subject.id)


_ABOUT = {rule.key: rule.about for rule in RULES}


def _about_nobody(rule: str, event: e.Event, asked: Asked) -> bool:
    """A rule about a person is silent while nobody knows who it is, one about a matter where there is none."""
    if isinstance(event, e.OfMatter):
        return _ABOUT[rule] == "person" and asked.person_of.get(event.matter) is None
    return _ABOUT[rule] == "matter" and not asked.person_of


def _closes_nothing(event: e.Event, before: View, after: View) -> bool:
    """A closing that is blocked, or comes after another, asks for nothing."""
    return isinstance(event, e.CaseClosed) and before.asked.is_open == after.asked.is_open


def _from_which(steps: Sequence[Iterable[int]], goals: set[int]) -> set[int]:
    """From where some goal can be reached."""
    back: list[list[int]] = [[] for _ in steps]
    for here, there in enumerate(steps):
        for one in there:
            back[one].append(here)
    found, queue = goals, deque(goals)
    while queue:
        for before in back[queue.popleft()]:
            if before not in found:
                found.add(before)
                queue.append(before)
    return found
