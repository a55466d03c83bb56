"""Do lists show a case as it stands: how far it came, what presses, how it is called?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.apps.cases.conftest import TODAY
from vangnet.apps.cases.project import IN_DANGER, LAST, face, project, search_key
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import (
    AdministrationGround,
    Channel,
    DayPart,
    HelpKind,
    LossWay,
    MatterKind,
    Reached,
    Result,
    Ruling,
)
from vangnet.domain.fold import fold
from vangnet.domain.ribbon import ribbon
from vangnet.domain.sieve import agenda

PRACTICE = Practice()


def told(*facts: tuple[date, e.Event]) -> Case:
    return fold(e.Recorded(n, on, n, event) for n, (on, event) in enumerate(facts, 1))


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def rent(person: int = 5, matter: int = 1) -> e.SignalReceived:
    return e.SignalReceived(matter=matter, signal=matter, kind=MatterKind.RENT, person=person, cents=312_000)


COURT: tuple[tuple[date, e.Event], ...] = (
    (day(6, 12), e.ReminderSent(matter=1)),
    (day(7, 1), e.CreditorSoughtContact(matter=1)),
    (day(8, 6), rent()),
    (day(8, 7), e.SignalTakenUp(matter=1, signal=1)),
    (day(8, 28), e.HelpOffered(person=5, channel=Channel.LETTER)),
    (day(9, 17), e.SummonsAnnounced(matter=1)),
    (day(10, 5), e.SummonsServed(matter=1)),
    (day(10, 6), e.HearingScheduled(matter=1, hearing=1, day=day(11, 2))),
    (day(11, 2), e.HearingHeld(matter=1, hearing=1, resident_there=False)),
    (day(11, 16), e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True)),
)


class TestRibbon:
    def test_each_step_shows_the_day_it_was_reached(self) -> None:
        assert ribbon(told(*COURT)) == {
            1: day(6, 12),
            2: day(7, 1),
            3: day(8, 6),
            4: day(8, 28),
            5: day(9, 17),
            6: day(10, 5),
            7: day(11, 2),
            8: day(11, 16),
        }

    def test_before_the_first_there_is_nothing(self) -> None:
        assert ribbon(Case()) == {}

    def test_a_withdrawn_summons_goes_back(self) -> None:
        reached = ribbon(told(*COURT[:7], (day(10, 8), e.SummonsWithdrawn(matter=1))))
        assert max(reached) == 4

    def test_a_judgment_set_aside_goes_back(self) -> None:
        reached = ribbon(told(*COURT, (day(11, 20), e.JudgmentSetAside(matter=1))))
        assert max(reached) == 4

    def test_the_last_steps_are_the_cases(self) -> None:
        last = (day(11, 18), e.LastOfferMade(person=5, kind=HelpKind.ADMINISTRATION))
        asked = e.AdministrationRequested(
            person=5,
            ground=AdministrationGround.PROBLEMATIC_DEBTS,
            heard_or_attempts_shown=True,
            lighter_steps_failed=True,
            second_opinion=True,
            until=day(12, 31),
        )
        assert max(ribbon(told(*COURT, last))) == 9
        assert max(ribbon(told(*COURT, last, (day(11, 20), asked)))) == 10
        lost = ribbon(told(*COURT, last, (day(11, 21), e.HomeLost(way=LossWay.KEYS_HANDED_IN))))
        assert lost[11] == day(11, 21)

    def test_a_settled_matter_hides_no_worse_one(self) -> None:
        second = (day(11, 3), rent(matter=2))
        reached = ribbon(told(*COURT[:7], second, (day(11, 4), e.DebtSettled(matter=2))))
        assert max(reached) == 6

    def test_the_hearing_stands_on_the_day_it_was_held(self) -> None:
        earlier = e.HearingHeld(matter=1, hearing=1, resident_there=True)
        assert ribbon(told(*COURT[:8], (day(10, 29), earlier)))[7] == day(10, 29)

    def test_a_hearing_that_never_came_hides_none_that_was_held(self) -> None:
        planned = (day(11, 3), e.HearingScheduled(matter=1, hearing=2, day=day(12, 14)))
        assert ribbon(told(*COURT[:9], planned, COURT[9]))[7] == day(11, 2)

    def test_an_attempt_to_reach_somebody_moves_no_matter(self) -> None:
        called = e.ContactAttempted(person=5, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.SPOKEN)
        assert ribbon(told(*COURT[:7], (day(10, 9), called))) == ribbon(told(*COURT[:7]))


class TestRow:
    def test_the_nearest_danger_is_shown(self) -> None:
        row = project(
            told(
                *COURT[:7],
                (day(11, 1), e.HearingScheduled(matter=1, hearing=1, day=day(12, 4))),
                (day(11, 2), e.EvictionAnnounced(matter=1, eviction=1, day=day(12, 1))),
            ),
            TODAY,
            PRACTICE,
        ).row
        assert (row.danger, row.danger_on) == ("eviction", day(12, 1))
        assert row.rank < IN_DANGER

    def test_what_not_everybody_may_know_is_ranked_as_if_it_were_not_there(self) -> None:
        """A closure beside a debt, for those who see the debt alone: the row of the debt alone."""
        debt = (*COURT[:3],)
        alone = project(told(*debt), TODAY, PRACTICE).row
        closure = (day(11, 1), e.MatterNoted(matter=2, kind=MatterKind.CLOSURE))
        announced = (day(11, 2), e.EvictionAnnounced(matter=2, eviction=1, day=day(12, 1)))
        both = project(told(*debt, closure, announced), TODAY, PRACTICE).row
        assert (alone.hides, alone.plain_rank, alone.plain_step) == (False, alone.rank, alone.step)
        assert (both.hides, both.plain_rank, both.plain_step) == (True, alone.rank, alone.step)
        assert both.rank < IN_DANGER <= both.plain_rank

    def test_what_is_settled_is_not_owed(self) -> None:
        both = told((day(8, 6), rent()), (day(8, 7), rent(matter=2)), (day(9, 1), e.DebtSettled(matter=2)))
        row = project(both, TODAY, PRACTICE).row
        assert (row.cents, row.kinds) == (312_000, " rent ")

    def test_a_closed_case_with_nothing_left_stands_last(self) -> None:
        case = told(
            (day(8, 6), e.HelpRequested(person=5)),
            (day(8, 7), e.CaseClosed(result=Result.ARRANGES_IT_SELF)),
        )
        shown = project(case, TODAY, PRACTICE)
        assert (shown.row.is_open, shown.row.rank, shown.steps) == (False, LAST, ())
        assert shown.row.result == "arranges_it_self"

    def test_a_debtless_request_for_help_has_a_next_step(self) -> None:
        row = project(told((day(11, 20), e.HelpRequested(person=5))), TODAY, PRACTICE).row
        assert row.is_open
        assert row.next_by is not None
        assert row.next_role


_AMOUNT = st.integers(0, 20_000_000)
_DAYS = st.integers(-700, 700)


@given(st.lists(st.tuples(_AMOUNT, _DAYS, st.booleans(), st.integers(0, 3)), min_size=2, max_size=5))
def test_ranks_keep_the_order_of_the_agenda(cases: list[tuple[int, int, bool, int]]) -> None:
    """Within a case the stored ranks rise as the agenda goes, and all fit a 64 bit column."""
    for cents, ahead, court, minors in cases:
        facts: list[tuple[date, e.Event]] = [
            (
                TODAY - timedelta(days=abs(ahead)),
                e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=5, cents=cents),
            ),
            (TODAY, e.HouseholdNoted(adults=1, minors=minors)),
        ]
        if court:
            facts.append((TODAY, e.HearingScheduled(matter=1, hearing=1, day=TODAY + timedelta(days=ahead))))
        case = told(*facts)
        steps = project(case, TODAY, PRACTICE).steps
        assert [step.rule for step in steps] == [o.rule for o in agenda(case, TODAY, PRACTICE)]
        assert [step.rank for step in steps] == sorted(step.rank for step in steps)
        assert all(0 <= step.rank < LAST < 2**63 for step in steps)


class TestFace:
    def test_it_is_called_after_its_persons_and_home(self) -> None:
        shown = face(
            "VN-2026-00417", [("van den Berg", "Berg"), ("Öztürk", "Öztürk")], ("Molenweg", "12-A", "9102 DB Zee")
        )
        assert shown.name == "van den Berg, Öztürk"
        assert shown.address == "Molenweg 12-A, 9102 DB Zee"
        assert shown.keys == {
            *("vn202600417", "417", "vandenberg", "berg", "ozturk"),
            *("molenweg12a", "9102db12a"),
        }

    def test_without_persons_or_home_the_number_remains(self) -> None:
        assert face("VN-2026-00009", [], None) == ("", "", frozenset({"vn202600009", "9"}))

    def test_a_search_is_blind_to_spelling(self) -> None:
        assert search_key(" Van den BÉRG ") == search_key("vandenberg") == "vandenberg"
        assert search_key("Dijkstra") == search_key("DYKSTRA")
        assert search_key("%_'") == ""
