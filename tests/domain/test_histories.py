"""Does the sieve stay closed whatever happens, in whatever order it is told, on the real calendar?

Whole histories are made up: one to three matters, two persons, every event there is, likely and unlikely, told
on time, late or corrected, with days and weeks going by. After each step the promises of the sieve must hold.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import inspect

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import MatterKind
from vangnet.domain.fold import fold
from vangnet.domain.law import is_working_day
from vangnet.domain.properties import violations
from vangnet.domain.rules.rule import Due, NotDue, Outcome, Rule
from vangnet.domain.sieve import ENDED_BY, RULES, agenda, explain, next_change

PRACTICE = Practice()
FAR = timedelta(days=400)
"""How far ahead an answer that nothing will change is looked at again."""

COUNTED_IN_WORKING_DAYS = frozenset(
    {
        "triage", "who", "assign", "feedback", "handover", "hear_answer", "crisis_contact", "know_household",
        "first_conversation", "decide_help", "pause", "renew_pause", "repair_arrangement", "reconnect",
        "before_summons", "find_hearing_date", "record_judgment", "remedy", "stay", "confirm_stay", "stop_eviction",
        "record_loss", "conclude", "check_data",
    }
)  # fmt: skip
"""Rules whose day is always a working day; the others look at a calendar day or at one that somebody named."""

# What may happen ----------------------------------------------------------------------------

CHAPTERS: dict[str, tuple[type[e.Event], ...]] = {
    "reported": (
        e.MatterNoted, e.SignalReceived, e.PersonKnown, e.SignalTakenUp, e.SignalSetAside, e.SignalWithdrawn,
        e.ReminderSent, e.CreditorSoughtContact, e.AmountChanged, e.DebtDisputed, e.DebtSettled,
    ),
    "sought": (
        e.ContactAttempted, e.ContactWished, e.HelpOffered, e.HelpAccepted, e.HelpDeclined, e.ContactLost,
        e.HouseholdNoted, e.ResidencyChecked, e.Paused, e.Resumed,
    ),
    "helped": (
        e.HelpRequested, e.FirstConversationHeld, e.HelpDecided, e.PlanStepDone, e.Referred, e.PauseAsked,
        e.PauseAnswered, e.CollectionResumed,
    ),
    "arranged": (
        e.ArrangementAgreed, e.InstalmentPaid, e.InstalmentMissed, e.ArrangementBroken, e.ArrangementCompleted,
        e.Disconnected, e.Reconnected, e.DisconnectionAnnounced, e.DisconnectionCancelled, e.AuctionAnnounced,
        e.AuctionCancelled,
    ),
    "sued": (
        e.SummonsAnnounced, e.SummonsServed, e.SummonsWithdrawn, e.DutyChecked, e.HearingScheduled,
        e.HearingAdjourned, e.HearingCancelled, e.HearingHeld, e.ProceedingsWithdrawn, e.JudgmentGiven, e.PackMade,
    ),
    "judged": (
        e.JudgmentGiven, e.RemedyFiled, e.RemedyWaived, e.EnforcementSuspended, e.JudgmentSetAside, e.JudgmentEnded,
        e.SecondChanceAgreed, e.ConditionChecked, e.SecondChanceEnded, e.MoratoriumRequested, e.MoratoriumDecided,
        e.MoratoriumEnded, e.TenancyConfirmed,
    ),
    "last_resort": (
        e.LastOfferMade, e.LastOfferAnswered, e.RepresentativeNoted, e.AdministrationRequested,
        e.AdministrationNotRequested, e.AdministrationDecided, e.AdministrationReviewed, e.AdministrationEnded,
    ),
    "threatened": (
        e.EvictionAnnounced, e.EvictionPostponed, e.EvictionCancelled, e.EvictionCarriedOut,
        e.UnlawfulPressureNoted, e.RouteTaken, e.ThreatEnded, e.TenantDied, e.MovedAway,
    ),
    "lost": (
        e.HomeLost, e.LossDescribed, e.RehousingDirectorNamed, e.RehousingPlanned, e.Rehoused, e.DestinationChecked,
    ),
    "filed": (
        e.OwnerAssigned, e.FeedbackGiven, e.CaseClosed, e.CaseReopened, e.CaseMerged, e.CaseSeparated,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What will be told: an event whose days are still so many days away."""

    kind: type[e.Event]
    fields: Mapping[str, Any]

    def on(self, day: date, kinds: Mapping[int, MatterKind], received: Mapping[int, int]) -> e.Event:
        """The event as it happens on a day. A matter is reported as what it is, a signal once."""
        fields = {name: _dated(value, day) for name, value in self.fields.items()}
        if isinstance(fields.get("kind"), MatterKind):
            fields["kind"] = kinds[fields["matter"]]
        if "signal" in fields:
            matter, among = fields["matter"], fields["signal"] - 1
            count = received.get(matter, 0)
            fields["signal"] = 10 * matter + (count if self.kind is e.SignalReceived else among % max(count, 1))
        return self.kind(**fields)


def _dated(value: Any, day: date) -> Any:
    if isinstance(value, timedelta):
        return day + value
    if isinstance(value, e.Instalment):
        return e.Instalment(_dated(value.on, day), value.cents)
    return tuple(_dated(part, day) for part in value) if isinstance(value, tuple) else value


_AWAY = st.sampled_from([-20, -3, 0, 1, 5, 8, 12, 20, 30, 45, 60, 120]).map(lambda days: timedelta(days=days))
_NUMBERS = {"matter": 3, "person": 2, "signal": 2, "hearing": 2, "eviction": 2}


def _values(of: inspect.Type) -> st.SearchStrategy[Any]:  # noqa: C901 - one case for each kind of field
    match of:
        case inspect.Metadata(type=inner, extra={"is": str(name)}) if name in _NUMBERS:
            return st.integers(1, _NUMBERS[name])
        case inspect.Metadata(type=inner):
            return _values(inner)
        case inspect.EnumType(cls=codes):
            return st.sampled_from(list(codes))
        case inspect.UnionType(types=types):
            return st.one_of([_values(t) for t in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(_values(item), max_size=3).map(tuple)
        case inspect.StructType(cls=struct, fields=fields):
            return st.builds(struct, *(_values(f.type) for f in fields))
        case inspect.DateType():
            return _AWAY
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.IntType(ge=low, le=high):
            return st.integers(low or 0, high if high is not None else 100_000)
        case inspect.StrType(pattern=pattern):
            return st.just("0599" if "d{4}" in (pattern or "") else "nl")
        case other:
            raise TypeError(f"no values for {other}")


def _telling(kind: type[e.Event]) -> st.SearchStrategy[Told]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    fields = {f.name: _values(f.type) for f in info.fields}
    return st.fixed_dictionaries(fields).map(lambda drawn: Told(kind, drawn))


TOLD = {kind: _telling(kind) for kind in e.EVENTS.values() if kind is not e.EventCorrected}


def chapter(name: str) -> st.SearchStrategy[Told]:
    """Something that happens in one chapter of a household's story."""
    return st.sampled_from(CHAPTERS[name]).flatmap(TOLD.__getitem__)


ANYTHING = st.sampled_from(list(TOLD)).flatmap(TOLD.__getitem__)
LIKELY_KINDS = st.one_of(st.sampled_from([MatterKind.RENT, MatterKind.ENERGY]), st.sampled_from(MatterKind))


def test_the_chapters_tell_of_every_event() -> None:
    assert {kind for kinds in CHAPTERS.values() for kind in kinds} | {e.EventCorrected} == set(e.EVENTS.values())


# What must hold -----------------------------------------------------------------------------

Story = Sequence[e.Recorded]


def broken(story: Story, today: date) -> Iterator[str]:
    """Every promise that this story breaks on this day."""
    case = fold(story)
    yield from (f"{v.property}: {v.what}" for v in violations(case, today, PRACTICE))
    yield from _depends_on_order(story, case, today)
    yield from _explains_badly(case, today)
    yield from _moves_by_the_clock(case, today)
    if story and max(story, key=_place) is story[-1]:
        yield from _touched_by_another(fold(story[:-1]), story[-1], case)


def shortest(story: Story, today: date, promise: str) -> Story:
    """The same promise broken by as few events as leaving out one after another allows."""
    for left_out in range(len(story)):
        shorter = [*story[:left_out], *story[left_out + 1 :]]
        if shorter and promise in {_promise(what) for what in broken(shorter, today)}:
            return shortest(shorter, today, promise)
    return story


def _promise(what: str) -> str:
    """What was promised, whichever matter and day it was broken for."""
    return re.sub(r"\d+", "N", what)


def _place(record: e.Recorded) -> tuple[date, int, int]:
    return record.on, record.turn, record.id


def _depends_on_order(story: Story, case: Case, today: date) -> Iterator[str]:
    chance = random.Random(len(story))
    if fold(chance.sample(list(story), len(story))) != case:
        yield "P6: another order of recording gives another case"
    if fold(renumbered(story, chance)) != case:
        yield "P6: other numbers in the store give another case"
    stands = agenda(case, today, PRACTICE)
    if agenda(case, today, PRACTICE, RULES[::-1]) != stands:
        yield "P7: another order of the table gives another agenda"
    days = [o.danger_on or date.max for o in stands]
    if days != sorted(days):
        yield "the nearest danger does not stand first"


def renumbered(story: Story, chance: random.Random) -> Story:
    """The same story as another store would number it; a correction names the new number of what it corrects.

    Sound because the turn alone tells the facts of one day apart: the number decides nothing.
    """
    old = [record.id for record in story]
    new = dict(zip(old, chance.sample(old, len(old)), strict=True))
    return [e.Recorded(new[r.id], r.on, r.turn, _naming(r.event, new)) for r in story]


def _naming(event: e.Event, new: Mapping[int, int]) -> e.Event:
    return e.EventCorrected(event=new.get(event.event, event.event)) if isinstance(event, e.EventCorrected) else event


def _explains_badly(case: Case, today: date) -> Iterator[str]:
    for row, subject, outcome in explain(case, today, PRACTICE):
        if isinstance(outcome, NotDue):
            if not outcome.guard.isidentifier():
                yield f"{row.key} of {subject} does not say why not"
            continue
        if not outcome.because:
            yield f"{row.key} of {subject} gives no reason"
        if row.key in COUNTED_IN_WORKING_DAYS and not is_working_day(outcome.by):
            yield f"{row.key} is due on {outcome.by:%A %d %B}"


def _moves_by_the_clock(case: Case, today: date) -> Iterator[str]:
    """An answer holds until the day it names itself, or the end of a pause; and the agenda until the next change."""
    answers = list(explain(case, today, PRACTICE))
    for row, subject, outcome in answers:
        ahead = [day for day in (outcome.changes_on, case.pause_until) if day and day > today]
        last = min(ahead, default=today + FAR) - timedelta(days=1)
        then = {s: o for _, s, o in explain(case, last, PRACTICE, [row])}[subject]
        if _answer(then) != _answer(outcome):
            yield f"{row.key} of {subject} moves by the clock alone between {today} and {last}"
    change = next_change(case, today, answers)
    last = (change or today + FAR) - timedelta(days=1)
    if _gist(case, last) != _gist(case, today):
        yield f"the agenda changed before {change}"


def _gist(case: Case, day: date) -> list[tuple[object, ...]]:
    return [(o.rule, o.subject, o.by, o.stage) for o in agenda(case, day, PRACTICE)]


def _answer(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.by, outcome.stage, outcome.role) if isinstance(outcome, Due) else (outcome.guard,)


def _touched_by_another(before: Case, record: e.Recorded, after: Case) -> Iterator[str]:
    """P3, P4: only declared events end a danger, or take away or move an obligation."""
    kind = type(record.event)
    if kind is e.EventCorrected:
        return
    for danger, _ in {d[:2] for d in before.dangers()} - {d[:2] for d in after.dangers()}:
        if kind not in ENDED_BY[danger]:
            yield f"P3: {kind.__name__} ends the {danger}"
    if not (before.is_open and after.is_open) or _identities(before) - _identities(after):
        return
    now = {(r.key, subject): outcome for r, subject, outcome in explain(after, record.on, PRACTICE)}
    for row, subject, was in explain(before, record.on, PRACTICE):
        if isinstance(was, Due):
            yield from _touched(row, kind, was, now[row.key, subject])


def _identities(case: Case) -> set[tuple[int, MatterKind, int | None]]:
    """Which matters there are, of which kind and whose: told otherwise, they are other matters."""
    return {(m.number, m.kind, m.person) for m in case.matters.values()}


def _touched(row: Rule, kind: type[e.Event], was: Due, now: Outcome) -> Iterator[str]:
    takes_away = (*row.discharged_by, *row.ended_by, *row.suspended_by)
    if isinstance(now, NotDue):
        if kind not in takes_away:
            yield f"P4: {kind.__name__} takes away {row.key} ({now.guard})"
    elif (now.by, now.stage) != (was.by, was.stage) and kind not in (*takes_away, *row.hastened_by):
        yield f"P4: {kind.__name__} moves {row.key}"


class History(RuleBasedStateMachine):
    """A household's story, told event by event."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[e.Recorded] = []
        self.today = date(2024, 1, 2)
        self.kinds: dict[int, MatterKind] = {}

    @initialize(
        day=st.dates(date(2024, 1, 2), date(2026, 12, 31)),
        kinds=st.tuples(LIKELY_KINDS, LIKELY_KINDS, LIKELY_KINDS),
        owner=st.booleans(),
        reported=st.lists(st.sampled_from([1, 2, 3]), unique=True, max_size=3),
    )
    def begins(self, day: date, kinds: tuple[MatterKind, ...], owner: bool, reported: list[int]) -> None:
        """Reports of some of the matters come in, and are taken up, on the first day."""
        self.today, self.kinds = day, dict(enumerate(kinds, start=1))
        for matter in reported:
            kind, person, signal = self.kinds[matter], 1 + matter // 3, 10 * matter
            self._record(e.SignalReceived(matter=matter, signal=signal, kind=kind, person=person), day)
            self._record(e.SignalTakenUp(matter=matter, signal=signal), day)
        if owner:
            self._record(e.OwnerAssigned(owner=1), day)

    @rule(told=chapter("reported"))
    def is_reported(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("sought"))
    def is_sought(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("helped"))
    def is_helped(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("arranged"))
    def is_arranged(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("sued"))
    def is_sued(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("judged"))
    def is_judged(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("last_resort"))
    def is_offered_a_last_resort(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("threatened"))
    def is_threatened(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("lost"))
    def loses_home(self, told: Told) -> None:
        self._happens(told)

    @rule(told=chapter("filed"))
    def is_filed(self, told: Told) -> None:
        self._happens(told)

    @rule(told=ANYTHING, days=st.integers(1, 60))
    def is_told_late(self, told: Told, days: int) -> None:
        """Recorded today, happened before: it takes its place among what was known already."""
        on = max(self.today - timedelta(days=days), date(2024, 1, 1))
        self._record(self._event(told, on), on)

    @precondition(lambda self: self.records)
    @rule(number=st.integers(0, 200))
    def is_corrected(self, number: int) -> None:
        """A correction equals a story in which the corrected event never was."""
        wrong = self.records[number % len(self.records)]
        self._record(e.EventCorrected(event=wrong.id), self.today)
        assert fold(self.records) == fold([r for r in self.records if r.id != wrong.id])

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self._wait(days)

    @rule(weeks=st.sampled_from([2, 3, 4, 8, 13, 26]))
    def weeks_pass(self, weeks: int) -> None:
        self._wait(7 * weeks)

    def _wait(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2028, 12, 31))

    def _record(self, event: e.Event, on: date) -> None:
        turn = sum(r.on == on for r in self.records)
        self.records.append(e.Recorded(len(self.records) + 1, on, turn, event))

    def _happens(self, told: Told) -> None:
        self._record(self._event(told, self.today), self.today)

    def _event(self, told: Told, day: date) -> e.Event:
        received = Counter(r.event.matter for r in self.records if isinstance(r.event, e.SignalReceived))
        return told.on(day, self.kinds, received)

    @invariant()
    def keeps_every_promise(self) -> None:
        for what in broken(self.records, self.today):
            story = shortest(self.records, self.today, _promise(what))
            told = "\n".join(f"  {r.on} {r.event}" for r in sorted(story, key=_place))
            raise AssertionError(f"{what}, on {self.today}:\n{told}")


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate],  # `shortest` shrinks, in seconds
)
