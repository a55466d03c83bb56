"""Does the sieve stay closed whatever happens, in whatever order it is told, on the real calendar?

Whole histories are made up: one to three matters, two persons, every event there is, likely and unlikely, told
on time, late or corrected, with days and weeks going by. After each step the promises of the sieve must hold, also in
a municipality that works otherwise than the guide.
"""

from collections import Counter
from datetime import date, timedelta

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.domain.agreeing import PRACTICES
from tests.domain.promises import broken, place, promise_in, shortest
from tests.domain.telling import ANYTHING, CHAPTERS, LIKELY_KINDS, Told, chapter
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.codes import MatterKind
from vangnet.domain.fold import fold


def test_the_chapters_tell_of_every_event() -> None:
    assert {kind for kinds in CHAPTERS.values() for kind in kinds} | {e.EventCorrected} == set(e.EVENTS.values())


class History(RuleBasedStateMachine):
    """A household's story, told event by event."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[e.Recorded] = []
        self.today = date(2024, 1, 2)
        self.kinds: dict[int, MatterKind] = {}
        self.practice = Practice()

    @initialize(
        day=st.dates(date(2024, 1, 2), date(2026, 12, 31)),
        kinds=st.tuples(LIKELY_KINDS, LIKELY_KINDS, LIKELY_KINDS),
        owner=st.booleans(),
        reported=st.lists(st.sampled_from([1, 2, 3]), unique=True, max_size=3),
        practice=PRACTICES,
    )
    def begins(
        self, day: date, kinds: tuple[MatterKind, ...], owner: bool, reported: list[int], practice: Practice
    ) -> None:
        """Reports of some of the matters come in, and are taken up, on the first day."""
        self.today, self.kinds, self.practice = day, dict(enumerate(kinds, start=1)), practice
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
        for what in broken(self.records, self.today, self.practice):
            story = shortest(self.records, self.today, self.practice, promise_in(what))
            told = "\n".join(f"  {r.on} {r.event}" for r in sorted(story, key=place))
            raise AssertionError(f"{what}, on {self.today}, under {self.practice.agreements}:\n{told}")


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=200,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate],  # `shortest` shrinks, in seconds
)
